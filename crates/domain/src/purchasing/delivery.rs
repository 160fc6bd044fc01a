//! What a supplier brought, part by part.

use serde::Serialize;

use crate::form::{FieldErrors, Inputs, Invalid};
use crate::money::{Price, Rupiah};
use crate::quantity::Quantity;
use crate::text::Paragraphs;

/// A delivery, or a part of one: `/pengurus/{koperasi}/pembelian/{id}/terima`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// All that came, the damaged included.
    pub delivered: Quantity,
    pub damaged: Quantity,
    /// The supplier is paid for what was damaged.
    pub damaged_paid: bool,
    /// `None`: as ordered, or as an earlier part said.
    pub unit_price: Option<Price>,
    /// For the whole order; `None` as above.
    pub transport: Option<Rupiah>,
    pub note: Option<Paragraphs<500>>,
}

impl Delivery {
    /// Reads `datang`, `rusak`, `rusak_dibayar`, `harga`, `ongkos`, `catatan`.
    ///
    /// # Errors
    /// Those of each field, and `MoreThan` for more damaged than came.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let delivered = p.take("datang", Quantity::parse_some);
        let damaged = p.take_optional("rusak", |text| match (Quantity::parse(text)?, delivered) {
            (damaged, Some(all)) if damaged > all => Err(Invalid::MoreThan { max: all }),
            (damaged, _) => Ok(damaged),
        });
        let unit_price = p.take_optional("harga", Price::parse);
        let transport = p.take_optional("ongkos", |text| match Rupiah::parse(text)? {
            transport if transport > Price::MAX => Err(Invalid::TooLarge),
            transport => Ok(transport),
        });
        let note = p.take_optional("catatan", Paragraphs::parse);
        let damaged_paid = p.inputs().one("rusak_dibayar") == "ya";
        p.finish(|| {
            let damaged = damaged?.unwrap_or(Quantity::ZERO);
            Some(Self {
                delivered: delivered?,
                damaged,
                damaged_paid: damaged_paid && !damaged.is_zero(),
                unit_price: unit_price?,
                transport: transport?,
                note: note?,
            })
        })
    }
}

/// All parts together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Arrived {
    pub delivered: Quantity,
    pub damaged: Quantity,
    /// Damaged, and the supplier is paid for it.
    pub damaged_paid: Quantity,
}

impl Arrived {
    /// Undamaged: what can be shared out.
    pub fn accepted(&self) -> Quantity {
        self.delivered.checked_sub(self.damaged).unwrap_or(Quantity::ZERO)
    }

    /// What the supplier is paid for.
    #[must_use]
    pub fn paid(&self) -> Option<Quantity> {
        self.accepted().checked_add(self.damaged_paid)
    }

    /// What of an order is still to come.
    pub fn missing(&self, ordered: Quantity) -> Quantity {
        ordered.checked_sub(self.delivered).unwrap_or(Quantity::ZERO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(pairs: &[(&str, &str)]) -> Inputs {
        pairs.iter().copied().collect()
    }

    #[test]
    fn is_read_with_what_is_left_empty() {
        let delivery = Delivery::parse(&form(&[("datang", "100"), ("rusak", " "), ("rusak_dibayar", "ya")])).unwrap();
        assert_eq!((delivery.delivered, delivery.damaged), (Quantity::whole(100), Quantity::ZERO));
        assert!(!delivery.damaged_paid, "nothing was damaged");
        assert_eq!((delivery.unit_price, delivery.transport, &delivery.note), (None, None, &None));
        let delivery = Delivery::parse(&form(&[
            ("datang", "100"),
            ("rusak", "2,5"),
            ("rusak_dibayar", "ya"),
            ("harga", "Rp8.750"),
            ("ongkos", "0"),
            ("catatan", "Dua karung basah."),
        ]))
        .unwrap();
        assert!(delivery.damaged_paid);
        assert_eq!(delivery.damaged, Quantity::from_thousandths(2500));
        assert_eq!(delivery.unit_price.map(Price::rupiah), Some(Rupiah(8750)));
        assert_eq!(delivery.transport, Some(Rupiah::ZERO), "free is not the same as unsaid");
    }

    #[test]
    fn every_field_says_what_is_wrong_with_it() {
        let errors = Delivery::parse(&form(&[
            ("datang", "0"),
            ("rusak", "-1"),
            ("harga", "0"),
            ("ongkos", "99.999.999.999"),
            ("catatan", "x\0"),
        ]))
        .unwrap_err();
        let why = |field| errors.get(field).cloned();
        assert_eq!(why("datang"), Some(Invalid::Zero));
        assert_eq!(why("rusak"), Some(Invalid::Negative));
        assert_eq!(why("harga"), Some(Invalid::Zero));
        assert_eq!(why("ongkos"), Some(Invalid::TooLarge));
        assert_eq!(why("catatan"), Some(Invalid::HiddenCharacters));
        let errors = Delivery::parse(&form(&[("datang", "10"), ("rusak", "10,5")])).unwrap_err();
        assert_eq!(errors.get("rusak"), Some(&Invalid::MoreThan { max: Quantity::whole(10) }));
        assert!(Delivery::parse(&form(&[("datang", "10"), ("rusak", "10")])).is_ok(), "all of it");
    }

    #[test]
    fn parts_add_up() {
        let arrived = Arrived { delivered: Quantity::whole(90), damaged: Quantity::whole(7), damaged_paid: Quantity::whole(3) };
        assert_eq!(arrived.accepted(), Quantity::whole(83));
        assert_eq!(arrived.paid(), Some(Quantity::whole(86)));
        assert_eq!(arrived.missing(Quantity::whole(100)), Quantity::whole(10));
        assert_eq!(arrived.missing(Quantity::whole(50)), Quantity::ZERO);
    }
}
