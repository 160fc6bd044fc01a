//! The steps of a round, by hand and by the clock.

use domain::ids::RoundId;

use crate::Desk;
use crate::trouble::Result;

/// Does whatever has become due for a round; nothing when it was done already, or put off.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn due(_desk: &Desk, _round: RoundId) -> Result<()> {
    Ok(())
}
