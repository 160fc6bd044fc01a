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

/// The same for looking only: what a seller sends along to a buyer who cannot sign in. With the buyer's own a seller
/// could say that the goods came, and review them.
pub fn shown_path(desk: &Desk, id: OrderId, number: &OrderNumber) -> String {
    format!("/pesanan/{number}/{}", super::sign_shown(desk, id).reveal())
}

pub(super) fn signature(desk: &Desk, id: OrderId) -> String {
    super::sign(desk, id).reveal().to_owned()
}

/// Whether this is the signature of the order's buyer.
pub(crate) fn is_signed(desk: &Desk, id: OrderId, given: &str) -> bool {
    is_same(desk, given, &signature(desk, id))
}

/// Whether the order is shown by this signature: the buyer's, or the one that a seller sends along.
pub(super) fn shows(desk: &Desk, id: OrderId, given: &str) -> bool {
    is_signed(desk, id, given) || is_same(desk, given, super::sign_shown(desk, id).reveal())
}

/// Digests are compared, so that the time it takes says nothing of how much of a guess is right.
fn is_same(desk: &Desk, given: &str, made: &str) -> bool {
    let digest = |text: &str| desk.secret().keyed_digest("shop-order compared", text);
    digest(given) == digest(made)
}
