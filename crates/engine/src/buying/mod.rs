//! Buying: carts, and orders at one shop. No money passes through Guyub.

pub mod cart;
mod checkout;
mod place;
mod price;
pub mod terms;
#[cfg(test)]
mod tests_cart;
#[cfg(test)]
mod tests_place;

pub use checkout::{CheckoutShown, Handover, ShopSide, checkout};
pub use place::{Buyer, MOST_ORDERS, PlaceError, Placed, Stranger, place};
pub use price::{CartLine, LineTrouble, ShopCart};

use domain::ids::OrderId;

use crate::Desk;
use crate::token::Token;

/// What signs the link by which somebody without an account follows an order. It is made again whenever it is
/// asked for; nothing of it is kept.
pub fn sign(desk: &Desk, order: OrderId) -> Token {
    Token::of(desk.secret(), "shop-order", &order.to_string())
}
