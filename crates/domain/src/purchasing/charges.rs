//! What each member is charged: the parts sum exactly to what the supplier and the koperasi get.

use serde::{Deserialize, Serialize};

use crate::money::{BasisPoints, Price, Rupiah, half_up, split};
use crate::quantity::Quantity;

/// What the koperasi takes for its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fee {
    /// Of the value of the goods.
    Share(BasisPoints),
    /// For each unit.
    PerUnit(Rupiah),
}

impl Fee {
    pub const NONE: Self = Self::Share(BasisPoints(0));

    /// For so much, worth so much; `None` when it does not fit.
    #[must_use]
    pub fn on(self, quantity: Quantity, goods: Rupiah) -> Option<Rupiah> {
        match self {
            Self::Share(share) => share.of(goods),
            Self::PerUnit(each) => half_up(i128::from(each.0) * i128::from(quantity.thousandths()), 1000).map(Rupiah),
        }
    }
}

/// Whom the transport is charged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransportSplit {
    Quantity,
    Value,
}

impl TransportSplit {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quantity => "quantity",
            Self::Value => "value",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Quantity, Self::Value].into_iter().find(|s| s.code() == code)
    }
}

/// One member's part, in rupiah.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Charge {
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub fee: Rupiah,
}

impl Charge {
    /// `None` when it does not fit.
    #[must_use]
    pub fn total(&self) -> Option<Rupiah> {
        self.goods.checked_add(self.transport)?.checked_add(self.fee)
    }
}

/// What everyone owes, and what the koperasi keeps as its own stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Charges {
    /// In the order of the amounts.
    pub members: Vec<Charge>,
    /// Without a fee.
    pub stock: Charge,
}

/// Splits what `accepted` goods cost among those who get them; `given` are the members' amounts, what
/// is left of `accepted` is the koperasi's stock. The fee is taken on what members get, as a whole, and
/// split by the value of the goods.
///
/// `None` when an amount does not fit, or more was given than there is.
#[must_use]
pub fn charges(
    given: &[Quantity],
    accepted: Quantity,
    price: Price,
    transport: Rupiah,
    by: TransportSplit,
    fee: Fee,
) -> Option<Charges> {
    let handed = Quantity::from_thousandths(given.iter().try_fold(0_i64, |sum, q| sum.checked_add(q.thousandths()))?);
    let stock = accepted.checked_sub(handed)?;
    if accepted.is_zero() {
        return Some(Charges { members: vec![Charge::default(); given.len()], stock: Charge::default() });
    }
    let weights =
        |amounts: &mut dyn Iterator<Item = i64>| -> Option<Vec<u64>> { amounts.map(|a| u64::try_from(a).ok()).collect() };
    let by_quantity = weights(&mut given.iter().chain([&stock]).map(|q| q.thousandths()))?;
    let goods = split(price.for_quantity(accepted)?, &by_quantity)?;
    let transport = match by {
        TransportSplit::Quantity => split(transport, &by_quantity)?,
        TransportSplit::Value => split(transport, &weights(&mut goods.iter().map(|g| g.0))?)?,
    };
    let (members, own) = (given.len(), goods.len() - 1);
    let of_members = Rupiah::checked_sum(goods[..members].iter().copied())?;
    let fees = match fee.on(handed, of_members)? {
        Rupiah::ZERO => vec![Rupiah::ZERO; members],
        total => split(total, &weights(&mut goods[..members].iter().map(|g| g.0))?)?,
    };
    let part = |at: usize, fee: Rupiah| Charge { goods: goods[at], transport: transport[at], fee };
    Some(Charges { members: fees.iter().enumerate().map(|(at, fee)| part(at, *fee)).collect(), stock: part(own, Rupiah::ZERO) })
}
