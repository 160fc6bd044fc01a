//! Tiers as a buyer reads them: ranges, prices, savings.

use super::PriceTiers;
use crate::lang::Lang;
use crate::money::{BasisPoints, Price};
use crate::quantity::Quantity;

/// One row of the table of prices: from a quantity up to below the next row's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TierRow {
    pub from: Quantity,
    /// The next row's start; none in the last row.
    pub below: Option<Quantity>,
    pub price: Price,
    /// What is saved against the product's own price.
    pub saving: BasisPoints,
}

impl PriceTiers {
    /// The table, with the product's own price as its first row; that row alone when there are no
    /// tiers.
    pub fn rows(&self, base: Price) -> Vec<TierRow> {
        let starts = std::iter::once((Quantity::ONE, base)).chain(self.as_slice().iter().map(|t| (t.from, t.price)));
        let ends = self.as_slice().iter().map(|tier| Some(tier.from)).chain([None]);
        starts
            .zip(ends)
            .map(|((from, price), below)| TierRow {
                from,
                below,
                price,
                saving: BasisPoints::saved(base.rupiah(), price.rupiah()),
            })
            .collect()
    }
}

impl TierRow {
    /// `1–4`, `5–19`, `mulai 20`; a lone `4` when nothing else lies between, `5 sampai di bawah 7,5` where
    /// the next row starts at a fraction. The unit follows it.
    pub fn range(&self, lang: Lang) -> String {
        let from = self.from.text(lang);
        let Some(below) = self.below else {
            return format!("{} {from}", lang.pick("mulai", "from"));
        };
        if !(below.is_whole() && self.from.is_whole()) {
            let until = below.text(lang);
            return match lang {
                Lang::Id => format!("{from} sampai di bawah {until}"),
                Lang::En => format!("{from} to below {until}"),
            };
        }
        match below.checked_sub(Quantity::ONE) {
            Some(last) if last > self.from => format!("{from}–{}", last.text(lang)),
            _ => from,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{SaleUnit, Unit};

    fn table(price: &str, tiers: &str, lang: Lang) -> Vec<(String, String)> {
        let base = Price::parse(price).expect("a price");
        let tiers = PriceTiers::parse(tiers, base, &SaleUnit::one(Unit::Kg)).expect("tiers");
        tiers.rows(base).iter().map(|row| (row.range(lang), row.saving.rounded(lang))).collect()
    }

    fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(range, saving)| ((*range).to_owned(), (*saving).to_owned())).collect()
    }

    #[test]
    fn ranges_and_savings_are_spelt_out() {
        let ladder = table("62500", "5:59000;20:55500", Lang::Id);
        assert_eq!(ladder, rows(&[("1–4", "0 %"), ("5–19", "6 %"), ("mulai 20", "11 %")]));
        let english = table("62500", "5:59000;1000:55500", Lang::En);
        assert_eq!(english, rows(&[("1–4", "0%"), ("5–999", "6%"), ("from 1,000", "11%")]));
        assert_eq!(table("1000", "2:900;3:800", Lang::Id), rows(&[("1", "0 %"), ("2", "10 %"), ("mulai 3", "20 %")]));
        assert_eq!(table("1000", "2,5:900", Lang::Id), rows(&[("1 sampai di bawah 2,5", "0 %"), ("mulai 2,5", "10 %")]));
        assert_eq!(table("1000", "", Lang::Id), rows(&[("mulai 1", "0 %")]));
    }
}
