//! Work after the transaction that asked for it. Rows of `job` are the outbox and the queue in
//! one; a row that fails eight times is dead and waits for the operator.
//!
//! To add a kind of work: a variant of [`Job`], and its arm in [`Job::run`]. Handlers run at least
//! once and maybe twice (a server may die between the work and the note that it was done), so each
//! must bear a second run.

mod dead;
mod housekeeping;
mod worker;

use domain::ids::{ImportId, MailId};
use serde::{Deserialize, Serialize};

use crate::catalog;
use crate::desk::Desk;
use crate::mail;
use crate::trouble::Result;

pub use dead::{DeadJob, Tally, dead, requeue, tally};
pub use housekeeping::tidy;
pub use worker::{run_due, work};

/// One piece of work, as it lies in the table. Renaming a variant or a field orphans rows that
/// wait in somebody's database: add new ones instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Job {
    SendMail { mail: MailId },
    ImportProducts { import: ImportId },
}

impl Job {
    /// The name in the table and in metrics.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::SendMail { .. } => "send_mail",
            Self::ImportProducts { .. } => "import_products",
        }
    }

    async fn run(self, desk: &Desk) -> Result<()> {
        match self {
            Self::SendMail { mail } => mail::send(desk, mail).await,
            Self::ImportProducts { import } => catalog::import::take_over(desk, import).await,
        }
    }
}
