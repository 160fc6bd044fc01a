//! How goods reach the buyer, and how the seller is paid: directly, no money passes through Guyub.

use serde::{Deserialize, Serialize};

use crate::form::Invalid;

/// `cara_terima` of an order, with `tempat` for the koperasi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Receive {
    /// Fetched at the shop.
    Shop,
    /// Fetched at the koperasi that vouches for the shop.
    Koperasi,
    /// Brought by the seller.
    Delivery,
}

impl Receive {
    pub const ALL: [Self; 3] = [Self::Shop, Self::Koperasi, Self::Delivery];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Koperasi => "koperasi",
            Self::Delivery => "delivery",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }

    /// Reads `cara_terima`: `ambil`, `ambil_koperasi` or `antar`.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::UnknownChoice`]
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            "ambil" => Ok(Self::Shop),
            "ambil_koperasi" => Ok(Self::Koperasi),
            "antar" => Ok(Self::Delivery),
            _ => Err(Invalid::UnknownChoice),
        }
    }

    /// As a form sends it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Shop => "ambil",
            Self::Koperasi => "ambil_koperasi",
            Self::Delivery => "antar",
        }
    }
}

/// `cara_bayar` of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pay {
    /// When the goods change hands.
    Cash,
    /// To the seller's bank account, with a picture of the proof.
    Transfer,
    /// By the seller's own code with the amount filled in.
    Qris,
}

impl Pay {
    pub const ALL: [Self; 3] = [Self::Cash, Self::Transfer, Self::Qris];

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cash => "cash",
            Self::Transfer => "transfer",
            Self::Qris => "qris",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|p| p.code() == code)
    }

    /// Reads `cara_bayar`: `tunai`, `transfer` or `qris`.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::UnknownChoice`]
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            "tunai" => Ok(Self::Cash),
            "transfer" => Ok(Self::Transfer),
            "qris" => Ok(Self::Qris),
            _ => Err(Invalid::UnknownChoice),
        }
    }

    /// As a form sends it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Cash => "tunai",
            Self::Transfer => "transfer",
            Self::Qris => "qris",
        }
    }
}

#[cfg(feature = "db")]
crate::quantity::db::text_column!(Receive, Receive::code, |text: &str| {
    Receive::from_code(text).ok_or(Invalid::UnknownChoice)
});
#[cfg(feature = "db")]
crate::quantity::db::text_column!(Pay, Pay::code, |text: &str| { Pay::from_code(text).ok_or(Invalid::UnknownChoice) });

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_sends_is_read_back() {
        for way in Receive::ALL {
            assert_eq!(Receive::parse(way.field()), Ok(way));
            assert_eq!(Receive::from_code(way.code()), Some(way));
        }
        for way in Pay::ALL {
            assert_eq!(Pay::parse(way.field()), Ok(way));
            assert_eq!(Pay::from_code(way.code()), Some(way));
        }
        assert_eq!(Receive::parse(" "), Err(Invalid::Required));
        assert_eq!(Pay::parse("kartu"), Err(Invalid::UnknownChoice));
    }
}
