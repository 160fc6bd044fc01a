//! The terms of an offer out of a row that has more in it, so that no statement is asked twice.

use domain::money::{Price, Rupiah};
use domain::purchasing::{OfferTerms, Tier, Tiers, Transport};
use domain::quantity::{Quantity, SaleUnit};

use crate::trouble::{Result, Trouble};

/// An offer's columns as they lie in the table; `starts` and `prices` are its tiers from the lowest.
pub(super) struct Offered {
    pub unit: SaleUnit,
    pub pack: Quantity,
    pub minimum: Quantity,
    pub step: Quantity,
    pub lead_days: i16,
    pub fixed: Rupiah,
    pub per_unit: Rupiah,
    pub free_from: Option<Quantity>,
    pub starts: Vec<Quantity>,
    pub prices: Vec<i64>,
}

impl Offered {
    /// # Errors
    /// When its tiers do not fall: nothing of this house wrote them.
    pub fn terms(self) -> Result<OfferTerms> {
        let broken = || Trouble::Other("the tiers of an offer do not fall".to_owned());
        let tier = |(from, price): (Quantity, i64)| Price::try_from(price).map(|price| Tier { from, price });
        let tiers: Vec<Tier> =
            self.starts.into_iter().zip(self.prices).map(tier).collect::<Result<_, _>>().map_err(|_| broken())?;
        Ok(OfferTerms {
            unit: self.unit,
            tiers: Tiers::new(tiers).map_err(|_| broken())?,
            pack: self.pack,
            minimum: self.minimum,
            step: self.step,
            lead_days: u16::try_from(self.lead_days).unwrap_or(0),
            transport: Transport { fixed: self.fixed, per_unit: self.per_unit, free_from: self.free_from },
        })
    }
}
