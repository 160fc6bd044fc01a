//! Ordering the same again: what is still sold of an order goes into the cart.

use domain::buying::OrderNumber;
use domain::form::{FieldErrors, Invalid};
use domain::quantity::Quantity;
use domain::slug::Slug;

use super::cart::{CartError, CartOf, add, set};
use super::{OrderReader, shown};
use crate::Desk;
use crate::trouble::Result;

/// What became of an order's lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Again {
    /// In the cart now, perhaps with less than it was.
    pub put: usize,
    /// Not sold any more, sold out, or sold in another unit.
    pub left: usize,
}

/// Puts what was ordered into a cart. What is in it already is set to the order's amount, so that the second
/// press adds nothing. `None` for whoever the order is not for.
///
/// # Errors
/// When the database does not answer.
pub async fn again(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber, cart: &CartOf) -> Result<Option<Again>> {
    let Some(order) = shown::order(desk, who, number).await? else { return Ok(None) };
    let mut done = Again::default();
    for line in order.lines {
        let slug = line.slug.filter(|_| line.same_unit).and_then(|slug| Slug::parse(&slug).ok());
        let there = match slug {
            Some(slug) => put(desk, cart, &slug, line.quantity).await?,
            None => false,
        };
        if there {
            done.put += 1;
        } else {
            done.left += 1;
        }
    }
    Ok(Some(done))
}

async fn put(desk: &Desk, cart: &CartOf, slug: &Slug, quantity: Quantity) -> Result<bool> {
    match put_all(desk, cart, slug, quantity).await {
        Ok(()) => Ok(true),
        Err(CartError::Trouble(trouble)) => Err(trouble),
        Err(CartError::Refused(errors)) => match most(&errors) {
            Some(left) => match put_all(desk, cart, slug, left).await {
                Ok(()) => Ok(true),
                Err(CartError::Trouble(trouble)) => Err(trouble),
                Err(_) => Ok(false),
            },
            None => Ok(false),
        },
        Err(CartError::AllTaken) => Ok(true),
        Err(_) => Ok(false),
    }
}

async fn put_all(desk: &Desk, cart: &CartOf, slug: &Slug, quantity: Quantity) -> Result<(), CartError> {
    match set(desk, cart, slug, quantity).await {
        Err(CartError::Unknown) => add(desk, cart, slug, quantity).await,
        other => other,
    }
}

/// As much as there is, where less than what was ordered is left.
fn most(errors: &FieldErrors) -> Option<Quantity> {
    match errors.get("jumlah") {
        Some(Invalid::MoreThan { max }) if !max.is_zero() => Some(*max),
        _ => None,
    }
}
