//! What other servers, and this one, have just changed: the triggers of the tables tell by NOTIFY.

use std::time::Duration;

use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Desk;
use crate::trouble::Result;

/// Something shown on pages has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The row of this id, or what belongs to it: a product's tiers, a shop's permits.
    Of(Uuid),
    /// Anything may have: the connection was away, or many things changed in one statement.
    Anything,
}

/// Calls `tell` for each change until `stop`; reconnects by itself.
pub async fn listen(desk: Desk, stop: CancellationToken, tell: impl Fn(Change) + Send) {
    while !stop.is_cancelled() {
        let listening = async {
            if let Err(trouble) = follow(&desk, &tell).await {
                tracing::warn!(error = &trouble as &dyn std::error::Error, "lost the channel of changes");
            }
            tell(Change::Anything);
            tokio::time::sleep(Duration::from_secs(1)).await;
        };
        tokio::select! {
            () = listening => {}
            () = stop.cancelled() => {}
        }
    }
}

async fn follow(desk: &Desk, tell: &impl Fn(Change)) -> Result<()> {
    let mut listener = desk.listener().await?;
    listener.listen("guyub_changed").await?;
    // Whatever changed before the first LISTEN was not heard.
    tell(Change::Anything);
    while let Some(heard) = listener.try_recv().await? {
        let id = heard.payload().split_once(':').and_then(|(_, id)| id.parse().ok());
        tell(id.map_or(Change::Anything, Change::Of));
    }
    Ok(())
}
