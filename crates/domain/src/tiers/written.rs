//! Tiers as people type them: rows of a form, or one cell of a sheet.

use std::fmt;

use super::{PriceTier, PriceTiers};
use crate::form::Invalid;
use crate::money::Price;
use crate::quantity::{Quantity, SaleUnit};

/// Longer cells hold no eight tiers.
const MAX_CHARS: usize = 400;

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("tier row {row}, {field:?}: {what}")]
pub struct TierError {
    /// From 0, in the order typed; blank rows count.
    pub row: usize,
    pub field: TierField,
    pub what: Invalid,
}

impl TierError {
    pub(super) fn new(row: usize, field: TierField, what: Invalid) -> Self {
        Self { row, field, what }
    }
}

/// Which half of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TierField {
    Quantity,
    Price,
}

impl PriceTiers {
    /// Reads a form's rows, two lists side by side. Rows with both halves blank are skipped; a list
    /// that is shorter than the other has blanks at its end.
    ///
    /// # Errors
    /// What is wrong with every row: each half by its own parse, then the order among the rows once
    /// all of them can be read.
    pub fn parse_rows<S: AsRef<str>>(
        quantities: &[S],
        prices: &[S],
        base: Price,
        sold_by: &SaleUnit,
    ) -> Result<Self, Vec<TierError>> {
        let half = |list: &[S], row: usize| list.get(row).map_or(String::new(), |text| text.as_ref().trim().to_owned());
        let typed = (0..quantities.len().max(prices.len()))
            .map(|row| (row, half(quantities, row), half(prices, row)))
            .filter(|(_, quantity, price)| !quantity.is_empty() || !price.is_empty());
        Self::parse_typed(typed, base, sold_by)
    }

    /// Reads a sheet's cell: `10:14000;50:13500`. An empty cell is no tiers.
    ///
    /// # Errors
    /// As [`PriceTiers::parse_rows`], and `Malformed` for a part without a colon.
    pub fn parse(text: &str, base: Price, sold_by: &SaleUnit) -> Result<Self, Vec<TierError>> {
        if text.chars().nth(MAX_CHARS).is_some() {
            return Err(vec![TierError::new(0, TierField::Quantity, Invalid::TooLong { max: MAX_CHARS })]);
        }
        let mut parts = Vec::new();
        for (row, part) in text.split([';', '\n']).enumerate().filter(|(_, part)| !part.trim().is_empty()) {
            let Some((quantity, price)) = part.split_once([':', '=']) else {
                return Err(vec![TierError::new(row, TierField::Quantity, Invalid::Malformed)]);
            };
            parts.push((row, quantity.to_owned(), price.to_owned()));
        }
        Self::parse_typed(parts.into_iter(), base, sold_by)
    }

    fn parse_typed(
        rows: impl Iterator<Item = (usize, String, String)>,
        base: Price,
        sold_by: &SaleUnit,
    ) -> Result<Self, Vec<TierError>> {
        let mut tiers = Vec::new();
        let mut errors = Vec::new();
        // One row more than allowed, so that the check below can say so; never ten thousand.
        for (row, quantity, price) in rows.take(Self::MAX + 1) {
            let from = Quantity::parse_some(&quantity)
                .and_then(|from| sold_by.count(from))
                .map_err(|what| errors.push(TierError::new(row, TierField::Quantity, what)));
            let price = Price::parse(&price).map_err(|what| errors.push(TierError::new(row, TierField::Price, what)));
            if let (Ok(from), Ok(price)) = (from, price) {
                tiers.push((row, PriceTier { from, price }));
            }
        }
        if errors.is_empty() { Self::checked(&tiers, Some(base)) } else { Err(errors) }
    }
}

/// The cell that [`PriceTiers::parse`] reads back: `10:14000;50:13500`.
impl fmt::Display for PriceTiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, tier) in self.as_slice().iter().enumerate() {
            let mark = if at > 0 { ";" } else { "" };
            write!(f, "{mark}{}:{}", tier.from, tier.price.rupiah().0)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Rupiah;
    use crate::quantity::Unit;
    use proptest::prelude::*;

    const PCS: SaleUnit = SaleUnit::one(Unit::Pcs);

    fn base() -> Price {
        Price::new(Rupiah(15_000)).expect("a price")
    }

    fn wrong(text: &str) -> Vec<(usize, TierField, Invalid)> {
        let errors = PriceTiers::parse(text, base(), &PCS).expect_err(text);
        errors.into_iter().map(|e| (e.row, e.field, e.what)).collect()
    }

    #[test]
    fn reads_a_cell() {
        for text in ["10:14000;50:13500", " 10 : Rp14.000 ; 50:13.500 ;", "10=14000\n50=13500"] {
            let tiers = PriceTiers::parse(text, base(), &PCS).expect(text);
            assert_eq!(tiers.to_string(), "10:14000;50:13500");
        }
        for text in ["", "  ", ";;"] {
            assert_eq!(PriceTiers::parse(text, base(), &PCS), Ok(PriceTiers::default()));
        }
    }

    #[test]
    fn says_which_row_is_wrong() {
        use TierField::{Price, Quantity};
        assert_eq!(wrong("10"), [(0, Quantity, Invalid::Malformed)]);
        assert_eq!(wrong("10:14000;x:0"), [(1, Quantity, Invalid::NotANumber), (1, Price, Invalid::Zero)]);
        assert_eq!(wrong("10:14000;5:13500"), [(1, Quantity, Invalid::NotRising)]);
        assert_eq!(wrong("10:15000"), [(0, Price, Invalid::NotCheaper)]);
        assert_eq!(wrong("2,5:14000"), [(0, Quantity, Invalid::NotWhole)]);
        assert_eq!(wrong(&"2:1;".repeat(500)), [(0, Quantity, Invalid::TooLong { max: MAX_CHARS })]);
    }

    #[test]
    fn blank_rows_are_skipped_and_still_counted() {
        let tiers = PriceTiers::parse_rows(&["", "10", " ", "50"], &["", "14000", "", "13.500"], base(), &PCS);
        assert_eq!(tiers.map(|t| t.to_string()), Ok("10:14000;50:13500".into()));
        let half = PriceTiers::parse_rows(&["", "10"], &[""], base(), &PCS);
        assert_eq!(half, Err(vec![TierError::new(1, TierField::Price, Invalid::Required)]));
        let many = vec!["x".to_owned(); 10_000];
        assert!(PriceTiers::parse_rows(&many, &many, base(), &PCS).is_err_and(|errors| errors.len() <= 18));
    }

    #[test]
    fn fractions_only_of_what_is_divisible() {
        let kg = SaleUnit::one(Unit::Kg);
        assert!(PriceTiers::parse("2,5:14000", base(), &kg).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported(steps in prop::collection::vec((1..5_000_000_i64, 1..1000_i64), 0..=8)) {
            let mut last = (1000, 15_000);
            let mut tiers = Vec::new();
            for (up, down) in steps {
                last = (last.0 + up, last.1 - down);
                tiers.push(PriceTier { from: Quantity::from_thousandths(last.0), price: Price::new(Rupiah(last.1)).expect("a price") });
            }
            let tiers = PriceTiers::new(tiers, base()).expect("a ladder");
            prop_assert_eq!(PriceTiers::parse(&tiers.to_string(), base(), &SaleUnit::one(Unit::Kg)), Ok(tiers));
        }

        #[test]
        fn nothing_typed_is_a_panic(text in "\\PC*", like in "[0-9:;., ]{0,40}") {
            for text in [text, like] {
                if let Ok(tiers) = PriceTiers::parse(&text, base(), &PCS) {
                    prop_assert!(tiers.as_slice().len() <= PriceTiers::MAX);
                }
            }
        }
    }
}
