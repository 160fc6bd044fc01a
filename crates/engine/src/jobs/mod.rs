//! Work after the transaction that asked for it. Rows of `job` are the outbox and the queue in
//! one; a row that fails eight times is dead and waits for the operator.
//!
//! To add a kind of work: a variant of [`Job`], and its arm in [`Job::run`]. Handlers run at least
//! once and maybe twice (a server may die between the work and the note that it was done), so each
//! must bear a second run.

mod dead;
mod housekeeping;
mod noted;
mod worker;

use domain::ids::{ImportId, MailId, NoticeId, OrderId, RoundId};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::pictures::{self, Pictures};
use crate::trouble::Result;
use crate::tx::Tx;
use crate::{buying, catalog, discovery, mail, purchasing, push, sharing};

pub use dead::{DeadJob, Tally, dead, requeue, tally};
pub use housekeeping::tidy;
pub use worker::{run_due, work};

/// One piece of work, as it lies in the table. Renaming a variant or a field orphans rows that
/// wait in somebody's database: add new ones instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    SendMail {
        mail: MailId,
    },
    ImportProducts {
        import: ImportId,
    },
    /// A round whose opening, closing or last minute for adding has come, if it still is so.
    RoundDue {
        round: RoundId,
    },
    /// An order that nobody answered or fetched, or nobody said to have arrived, or the complaint about which nobody
    /// ended, if it still is so.
    OrderDue {
        order: OrderId,
    },
    /// A notice whose reader is to be told on a device; asked for by a trigger (`0037_push.sql`).
    PushNotice {
        notice: NoticeId,
    },
    /// Nightly: files of pictures that no row names.
    SweepPictures {},
    /// Nightly: the search's vocabulary, counted anew.
    RecountWords {},
}

/// The jobs that housekeeping asks for once a night.
const NIGHTLY: [Job; 2] = [Job::SweepPictures {}, Job::RecountWords {}];

/// Younger files may belong to a form that is still being mended: what it sends again is taken for a
/// day ([`catalog::kept_picture`]).
const SWEPT_AFTER: time::Duration = time::Duration::days(2);
/// Chats keep their own copy of a preview.
const PREVIEWS_SWEPT_AFTER: time::Duration = time::Duration::days(30);

impl Job {
    /// The name in the table and in metrics.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SendMail { .. } => "send_mail",
            Self::ImportProducts { .. } => "import_products",
            Self::RoundDue { .. } => "round_due",
            Self::OrderDue { .. } => "order_due",
            Self::PushNotice { .. } => "push_notice",
            Self::SweepPictures {} => "sweep_pictures",
            Self::RecountWords {} => "recount_words",
        }
    }

    async fn run(self, desk: &Desk) -> Result<()> {
        match self {
            Self::SendMail { mail } => mail::send(desk, mail).await,
            Self::ImportProducts { import } => catalog::import::take_over(desk, import).await,
            Self::RoundDue { round } => purchasing::due(desk, round).await,
            Self::OrderDue { order } => buying::due(desk, order).await,
            Self::PushNotice { notice } => push::tell(desk, notice).await,
            Self::SweepPictures {} => {
                let mut db = desk.db().acquire().await?;
                let gone = pictures::product::sweep(&mut db, &Pictures::of(desk), desk.now() - SWEPT_AFTER).await?;
                tracing::info!(gone, "pictures that nothing shows were swept");
                let gone = sharing::sweep(desk, desk.now() - PREVIEWS_SWEPT_AFTER).await?;
                tracing::info!(gone, "previews that are old were swept");
                Ok(())
            }
            Self::RecountWords {} => discovery::recount(desk).await,
        }
    }

    /// Tells whoever waits for this work that it is not tried again by itself; in the transaction
    /// that notes the death.
    async fn died(&self, tx: &mut Tx) -> Result<()> {
        match self {
            Self::ImportProducts { import } => catalog::import::gave_up(tx, *import).await,
            Self::SendMail { .. }
            | Self::RoundDue { .. }
            | Self::OrderDue { .. }
            | Self::PushNotice { .. }
            | Self::SweepPictures {}
            | Self::RecountWords {} => Ok(()),
        }
    }

    /// The operator has it tried again.
    async fn revived(&self, tx: &mut Tx) -> Result<()> {
        match self {
            Self::ImportProducts { import } => catalog::import::goes_on(tx, *import).await,
            Self::SendMail { .. }
            | Self::RoundDue { .. }
            | Self::OrderDue { .. }
            | Self::PushNotice { .. }
            | Self::SweepPictures {}
            | Self::RecountWords {} => Ok(()),
        }
    }
}
