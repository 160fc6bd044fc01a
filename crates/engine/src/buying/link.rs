//! The address of an order: for who signs in, and the signed one for a buyer who cannot.

use domain::buying::OrderNumber;
use domain::ids::OrderId;

use crate::Desk;

/// Where an order's buyer finds it.
pub fn path(number: impl std::fmt::Display) -> String {
    format!("/pesanan/{number}")
}

/// The same without signing in. Whoever has it is the buyer, so it goes to nobody else: not to the seller,
/// not onto a paper.
pub fn signed_path(desk: &Desk, id: OrderId, number: &OrderNumber) -> String {
    format!("/pesanan/{number}/{}", signature(desk, id))
}

pub(super) fn signature(desk: &Desk, id: OrderId) -> String {
    super::sign(desk, id).reveal().to_owned()
}

/// Digests are compared, so that the time it takes says nothing of how much of a guess is right.
pub(crate) fn is_signed(desk: &Desk, id: OrderId, given: &str) -> bool {
    let digest = |text: &str| desk.secret().keyed_digest("shop-order compared", text);
    digest(given) == digest(&signature(desk, id))
}
