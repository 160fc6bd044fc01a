//! Complaints: what is wrong, what the buyer wants, and how it ended.

use serde::{Deserialize, Serialize};

use crate::buying::{State, Step};
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::text::Paragraphs;

/// Codes in the database, and the words of forms for the same.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident $code:literal $field:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// As stored.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }

            /// As a form sends it.
            pub const fn field(self) -> &'static str {
                match self { $(Self::$variant => $field),+ }
            }

            /// # Errors
            /// [`Invalid::Required`], [`Invalid::UnknownChoice`]
            pub fn parse(text: &str) -> Result<Self, Invalid> {
                match text.trim() {
                    "" => Err(Invalid::Required),
                    text => Self::ALL.iter().copied().find(|one| one.field() == text).ok_or(Invalid::UnknownChoice),
                }
            }
        }

        #[cfg(feature = "db")]
        crate::quantity::db::text_column!($name, $name::code, |text: &str| $name::from_code(text).ok_or(Invalid::UnknownChoice));
    };
}

choices! {
    /// `alasan` of a complaint.
    Reason {
        NotArrived "not_arrived" "belum_datang",
        Damaged "damaged" "rusak",
        Wrong "wrong" "salah",
        Short "short" "kurang",
        Other "other" "lain",
    }
}

choices! {
    /// `minta`: what would make it good.
    Wants {
        MoneyBack "money_back" "uang_kembali",
        NewGoods "new_goods" "barang_baru",
        /// That it is explained.
        SayIt "say_it" "dijelaskan",
    }
}

choices! {
    /// How a complaint ended; `putusan` of an officer is one of the first two.
    Outcome {
        /// The order is called off: the seller pays back.
        SellerGives "seller_gives" "batal",
        /// The order stands.
        BuyerKeeps "buyer_keeps" "tetap",
        /// The buyer is content.
        Withdrawn "withdrawn" "selesai",
        /// Nobody has said anything for long: what was handed over stands. No form sends it.
        Lapsed "lapsed" "lewat",
    }
}

impl Outcome {
    /// What becomes of an order that stood there when its buyer complained. What was not handed over by then is not
    /// done by the end of a complaint: it goes on, or, where nobody cares for it any more, it is called off.
    pub const fn step(self, from: State) -> Step {
        match (self, from) {
            (Self::SellerGives, _) | (Self::Lapsed, State::Accepted | State::Prepared) => Step::TakeBack,
            (Self::BuyerKeeps | Self::Withdrawn, State::Accepted) => Step::ResumeAccepted,
            (Self::BuyerKeeps | Self::Withdrawn, State::Prepared) => Step::ResumePrepared,
            (Self::BuyerKeeps | Self::Withdrawn | Self::Lapsed, _) => Step::Settle,
        }
    }
}

/// What one side says, in a complaint and in all that follows.
pub type Said = Paragraphs<1000>;

/// `/pesanan/{nomor}/keluhan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ComplaintForm {
    pub reason: Reason,
    pub wants: Wants,
    pub words: Said,
}

impl ComplaintForm {
    /// Characters of what is said.
    pub const WORDS: usize = 1000;

    /// Reads `alasan`, `minta` and `kata`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let reason = p.take("alasan", Reason::parse);
        let wants = p.take("minta", Wants::parse);
        let words = p.take("kata", Said::parse);
        p.finish(|| Some(Self { reason: reason?, wants: wants?, words: words? }))
    }
}

/// What an officer decides: `/pengurus/{koperasi}/keluhan/{nomor}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decision {
    pub outcome: Outcome,
    /// Why; all sides read it.
    pub why: Said,
}

impl Decision {
    /// Reads `putusan` (`batal` or `tetap`) and `pertimbangan`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let outcome = p.take("putusan", |text| match Outcome::parse(text)? {
            // Only the buyer says so, and only the clock.
            Outcome::Withdrawn | Outcome::Lapsed => Err(Invalid::UnknownChoice),
            outcome => Ok(outcome),
        });
        let why = p.take("pertimbangan", Said::parse);
        p.finish(|| Some(Self { outcome: outcome?, why: why? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::buying::Side;

    #[test]
    fn what_a_form_sends_is_read_back() {
        for one in Reason::ALL {
            assert_eq!((Reason::parse(one.field()), Reason::from_code(one.code())), (Ok(*one), Some(*one)));
        }
        for one in Wants::ALL {
            assert_eq!((Wants::parse(one.field()), Wants::from_code(one.code())), (Ok(*one), Some(*one)));
        }
        for one in Outcome::ALL {
            assert_eq!((Outcome::parse(one.field()), Outcome::from_code(one.code())), (Ok(*one), Some(*one)));
        }
        assert_eq!(ComplaintForm::parse(&Inputs::default()).unwrap_err().iter().count(), 3);
    }

    #[test]
    fn only_the_buyer_is_content() {
        let decided = |what: &str| Decision::parse(&Inputs::default().with("putusan", what).with("pertimbangan", "Karena."));
        assert!(decided("batal").is_ok() && decided("tetap").is_ok());
        for other in ["selesai", "lewat"] {
            assert_eq!(decided(other).unwrap_err().get("putusan"), Some(&Invalid::UnknownChoice), "{other}");
        }
    }

    #[test]
    fn every_end_is_a_way_out_for_whoever_may_end_it() {
        let complained = State::ALL.into_iter().filter(|from| from.after(Step::Complain, Side::Buyer).is_ok());
        for from in complained {
            let was_handed = !matches!(from, State::Accepted | State::Prepared);
            let [goes_on, lapsed] = if was_handed { [State::Done; 2] } else { [from, State::Cancelled] };
            for (outcome, side, state) in [
                (Outcome::SellerGives, Side::Seller, State::Cancelled),
                (Outcome::SellerGives, Side::Officer, State::Cancelled),
                (Outcome::BuyerKeeps, Side::Officer, goes_on),
                (Outcome::Withdrawn, Side::Buyer, goes_on),
                (Outcome::Lapsed, Side::Clock, lapsed),
            ] {
                let stands = State::Complaint.after(outcome.step(from), side);
                assert_eq!(stands, Ok(state), "{outcome:?} by {side:?} from {from:?}");
            }
            assert!(State::Complaint.after(Outcome::SellerGives.step(from), Side::Buyer).is_err(), "{from:?}");
            assert!(State::Complaint.after(Outcome::Withdrawn.step(from), Side::Seller).is_err(), "{from:?}");
        }
    }
}
