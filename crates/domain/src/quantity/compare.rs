//! Prices that can be compared: per kg whatever the pack.

use serde::{Deserialize, Serialize};

use super::{Dimension, Quantity, SaleUnit, Unit};
use crate::lang::Lang;
use crate::money::{Price, Rupiah, half_up};

/// A price for a round amount, beside the price for what is actually sold: `Rp84.000 / kg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitPrice {
    /// Rounded half up to the rupiah.
    pub price: Rupiah,
    /// The amount of `unit` that it is for.
    pub amount: Quantity,
    pub unit: Unit,
}

impl UnitPrice {
    /// `Rp6.250 / 100 g`
    pub fn text(&self, lang: Lang) -> String {
        let unit = self.unit.name_for(self.amount, lang);
        if self.amount == Quantity::ONE {
            return format!("{} / {unit}", self.price);
        }
        format!("{} / {} {unit}", self.price, self.amount.text(lang))
    }
}

impl SaleUnit {
    /// The price to compare by, where it tells more than the price itself: what is sold by the kg
    /// also shows 100 g, every other weight shows the kg; pours show the liter in the same way,
    /// cuts the meter, dozens and boxes the piece. `None` for a single piece, a pack of unknown
    /// content, or less than half a rupiah.
    pub fn comparable(&self, price: Price) -> Option<UnitPrice> {
        let (amount, unit) = self.compared_to()?;
        let price = self.price_of(price, amount, unit)?;
        (price > Rupiah::ZERO).then_some(UnitPrice { price, amount, unit })
    }

    /// The key to sort "cheapest per unit" by, within one [`base`](Unit::base): thousandths of a
    /// rupiah per kg, liter, meter, m² or piece; per pack where the content is not told.
    ///
    /// It saturates at i64::MAX, above 9 × 10¹⁵ rupiah per unit.
    pub fn sort_price(&self, price: Price) -> i64 {
        let (held, of) = self.held();
        let milli = i128::from(price.rupiah().0) * 1000;
        per(milli, self.smallest(held, of), i128::from(of.base().factor()) * 1000).unwrap_or(i64::MAX)
    }

    /// The unit that [`sort_price`](Self::sort_price) is per.
    pub fn base(&self) -> Unit {
        self.held().1.base()
    }

    fn compared_to(&self) -> Option<(Quantity, Unit)> {
        let (held, of) = self.held();
        let bare = *self == Self::one(of);
        let single = bare || (self.amount == Quantity::ONE && self.content == Some((Quantity::ONE, of)));
        match of.dimension() {
            Dimension::Mass if bare && of == Unit::Kg => Some((Quantity::whole(100), Unit::G)),
            Dimension::Volume if bare && of == Unit::Liter => Some((Quantity::whole(100), Unit::Ml)),
            Dimension::Mass | Dimension::Volume => Some((Quantity::ONE, of.base())),
            // Each of these would only say the price again.
            Dimension::Length | Dimension::Area | Dimension::Count if bare && of == of.base() => None,
            Dimension::Count if single && held == Quantity::ONE && of == Unit::Pcs => None,
            Dimension::Length | Dimension::Count => Some((Quantity::ONE, of.base())),
            Dimension::Area => (!single).then_some((Quantity::ONE, of)),
            Dimension::Package => (!single).then_some((Quantity::ONE, of)),
        }
    }

    /// What is bought in the end, and how much of it there is in one `unit` of the sale.
    fn held(&self) -> (Quantity, Unit) {
        self.content.unwrap_or((Quantity::ONE, self.unit))
    }

    /// All that the price buys, in thousandths of the smallest unit, times a thousand.
    fn smallest(&self, held: Quantity, of: Unit) -> i128 {
        i128::from(self.amount.thousandths()) * i128::from(held.thousandths()) * i128::from(of.factor())
    }

    fn price_of(&self, price: Price, amount: Quantity, unit: Unit) -> Option<Rupiah> {
        let (held, of) = self.held();
        let wanted = i128::from(amount.thousandths()) * i128::from(unit.factor());
        per(i128::from(price.rupiah().0), self.smallest(held, of), wanted).map(Rupiah)
    }
}

/// `price` for `wanted` when it buys `bought` thousandths; everything fits i128: a price is below
/// 10¹³, an amount below 10¹¹, a factor at most 10⁸.
fn per(price: i128, bought: i128, wanted: i128) -> Option<i64> {
    half_up(price.checked_mul(wanted)?.checked_mul(1000)?, bought)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn compared(price: &str, unit: &str) -> Option<String> {
        let price = Price::parse(price).expect("a price");
        SaleUnit::parse(unit).expect("a unit").comparable(price).map(|c| c.text(Lang::Id))
    }

    #[test]
    fn shows_what_helps_to_compare() {
        for (price, unit, text) in [
            ("62.500", "kg", "Rp6.250 / 100 g"),
            ("21.000", "250 g", "Rp84.000 / kg"),
            ("28.000", "bungkus 200 g", "Rp140.000 / kg"),
            ("30.000", "bungkus 1 kg", "Rp30.000 / kg"),
            ("6.000", "ons", "Rp60.000 / kg"),
            ("218.000", "karung 25 kg", "Rp8.720 / kg"),
            ("18.000", "liter", "Rp1.800 / 100 ml"),
            ("15.000", "botol 600 ml", "Rp25.000 / liter"),
            ("216.000", "dus 12 x 1 liter", "Rp18.000 / liter"),
            ("30.000", "lusin", "Rp2.500 / pcs"),
            ("10.000", "½ lusin", "Rp1.667 / pcs"),
            ("100.000", "kodi", "Rp5.000 / pcs"),
            ("24.000", "dus isi 12", "Rp2.000 / pcs"),
            ("24.000", "dus isi 12 botol", "Rp2.000 / botol"),
            ("20.000", "10 butir", "Rp2.000 / butir"),
            ("50.000", "2 bungkus 250 g", "Rp100.000 / kg"),
            ("35.000", "2,5 meter", "Rp14.000 / meter"),
        ] {
            assert_eq!(compared(price, unit).as_deref(), Some(text), "{price} {unit}");
        }
        for unit in ["pcs", "bungkus", "lembar", "meter", "m2", "kaki2", "porsi", "dus isi 1", "paket 1 botol"] {
            assert_eq!(compared("10.000", unit), None, "{unit}");
        }
        assert_eq!(compared("1", "karung 50 kg"), None);
    }

    #[test]
    fn sorts_packs_of_all_sizes_together() {
        let key =
            |price: &str, unit: &str| SaleUnit::parse(unit).expect("a unit").sort_price(Price::parse(price).expect("a price"));
        assert_eq!(key("62.500", "kg"), 62_500_000);
        assert_eq!(key("21.000", "250 g"), 84_000_000);
        assert_eq!(key("21.000", "bungkus 250 g"), 84_000_000);
        assert_eq!(key("30.000", "lusin"), 2_500_000);
        assert_eq!(key("10.000", "bungkus"), 10_000_000);
        assert_eq!(key("10.000.000.000", "0,001 g"), i64::MAX);
        assert_eq!(SaleUnit::parse("dus isi 12").map(|s| s.base()), Ok(Unit::Pcs));
    }

    proptest! {
        #[test]
        fn a_dearer_price_never_sorts_first(a in 1..=10_000_000_000_i64, b in 1..=10_000_000_000_i64, grams in 1..10_000_000_u32) {
            let unit = SaleUnit::new(Quantity::whole(grams), Unit::G, None).expect("grams");
            let key = |p: i64| unit.sort_price(Price::new(Rupiah(p)).expect("a price"));
            prop_assert_eq!(a.cmp(&b), key(a).cmp(&key(b)).then(a.cmp(&b)));
        }
    }
}
