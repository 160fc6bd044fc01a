//! Requests for quotes: an officer asks several suppliers at once, each answers through a link of its
//! own without an account, and one answer is accepted.
//!
//! A request's row is taken first, then the invitation's. Whoever ends a request holds it for an
//! update, whoever answers shares it: so an answer comes before the end, or finds it.

mod ask;
mod decide;
mod due;
mod letter;
mod mails;
mod read;
#[cfg(test)]
mod tests;

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, QuoteInvitationId, QuoteRequestId};
use time::OffsetDateTime;

use crate::Desk;
use crate::notices::News;
use crate::throttle::{RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

pub use ask::{AskError, ask, resend};
pub use decide::{AcceptError, accept, withdraw, withdraw_invitation};
pub use due::{QuotesDue, Waiting, due};
pub use letter::{Letter, LetterStanding, LinkError, answer, decline, letter, opened};
pub use read::{Comparison, InvitationRow, InvitationStanding, RequestRow, compare, list};

/// Why an officer's step with a request was not taken. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StepError {
    /// None of this koperasi's, or none at all.
    #[error("no such request")]
    Unknown,
    /// It was accepted or withdrawn by now.
    #[error("the request is over")]
    Over,
    /// The supplier has answered by now.
    #[error("answered already")]
    Answered,
    /// The supplier has got enough mails of this koperasi today.
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for StepError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// The secret of an invitation's link, made again from the moment at which it was made: the officers'
/// page shows it for as long as it may be sent. A new link has a new moment, and the old one dies.
fn token(desk: &Desk, invitation: QuoteInvitationId, made: OffsetDateTime) -> Token {
    Token::of(desk.secret(), "quote", &format!("{invitation} {}", made.unix_timestamp_nanos() / 1000))
}

fn link(desk: &Desk, token: &Token) -> String {
    desk.link(&format!("/penawaran/{}", token.reveal()))
}

/// A request of this koperasi, held until the transaction ends: for what ends it. `true` when it is over.
async fn lock(tx: &mut Tx, by: &Officer, request: QuoteRequestId) -> Result<Option<bool>> {
    let over = sqlx::query_scalar!(
        r#"select ended_at is not null as "over!" from quote_request where id = $1 and koperasi_id = $2 for no key update"#,
        request.0,
        by.koperasi().id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(over)
}

/// Tells whoever runs the koperasi today.
async fn tell_officers(tx: &mut Tx, koperasi: KoperasiId, news: &News) -> Result<()> {
    let today = Day::of(tx.now()).date();
    let officers = sqlx::query_scalar!(
        r#"select distinct account_id as "id: AccountId" from office
           where koperasi_id = $1 and ended_at is null and duty <> 'pengawas' and from_day <= $2 and until_day >= $2"#,
        koperasi.0,
        today
    )
    .fetch_all(tx.conn())
    .await?;
    // As many as hold a duty: a handful.
    for officer in officers {
        tx.tell(officer, news).await?;
    }
    Ok(())
}
