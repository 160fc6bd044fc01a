//! What a member pledges: a quantity, and the extra they would accept.

use serde::Serialize;

use super::{Fee, OfferTerms};
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::money::{BasisPoints, Rupiah};
use crate::quantity::Quantity;

/// `/pembelian-bersama/{id}/ikut`. Made only by [`Pledge::parse`]: both amounts are whole steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Pledge {
    pub quantity: Quantity,
    pub tolerance: Quantity,
}

impl Pledge {
    /// Reads `jumlah` and `toleransi` (none when empty).
    ///
    /// # Errors
    /// Those of an amount, and `OffStep` for what is no multiple of the step.
    pub fn parse(i: &Inputs, step: Quantity) -> Result<Self, FieldErrors> {
        let in_steps = |amount: Quantity| match amount.thousandths() % step.thousandths().max(1) {
            0 => Ok(amount),
            _ => Err(Invalid::OffStep { step }),
        };
        let mut p = i.parser();
        let quantity = p.take("jumlah", |text| Quantity::parse_some(text).and_then(in_steps));
        let tolerance = p.take_optional("toleransi", |text| Quantity::parse(text).and_then(in_steps));
        p.finish(|| Some(Self { quantity: quantity?, tolerance: tolerance?.unwrap_or(Quantity::ZERO) }))
    }

    /// All that it can become.
    #[must_use]
    pub fn most(&self) -> Option<Quantity> {
        self.quantity.checked_add(self.tolerance)
    }

    /// The rupiah that it takes of the credit limit until it is charged: all that it can become, at the
    /// dearest price, with the fee and transport by the unit. What is shared of a fixed transport is
    /// known only at the end and is not held. `None` when it does not fit.
    #[must_use]
    pub fn held(&self, terms: &OfferTerms, fee: Fee) -> Option<Rupiah> {
        let most = self.most()?;
        let goods = terms.tiers.highest().for_quantity(most)?;
        let by_unit = super::Transport { fixed: Rupiah::ZERO, free_from: None, ..terms.transport }.cost(most)?;
        goods.checked_add(by_unit)?.checked_add(fee.on(most, goods)?)
    }

    /// The deposit that it asks for: a share of what is held.
    #[must_use]
    pub fn deposit_due(held: Rupiah, share: BasisPoints) -> Option<Rupiah> {
        share.of(held)
    }
}
