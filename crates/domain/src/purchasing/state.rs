//! Where a round stands, and the only ways on.

use serde::{Deserialize, Serialize};

/// `draft → open → closed → ordered → received → settled`; `cancelled` from any state before received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum State {
    Draft,
    Open,
    Closed,
    Ordered,
    Received,
    Settled,
    Cancelled,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Open,
    Close,
    /// A closed round whose minimum was missed goes on collecting.
    Extend,
    Order,
    Receive,
    Settle,
    Cancel,
}

/// Somebody was quicker, or the page is an old one: the round stands elsewhere now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible from {from:?}")]
pub struct IllegalStep {
    pub from: State,
    pub step: Step,
}

impl State {
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Open, Self::Closed, Self::Ordered, Self::Received, Self::Settled, Self::Cancelled];

    /// The only way from one state to another.
    ///
    /// # Errors
    /// [`IllegalStep`]
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        use State::{Cancelled, Closed, Draft, Open, Ordered, Received, Settled};
        match (self, step) {
            (Draft, Step::Open) | (Closed, Step::Extend) => Ok(Open),
            (Open, Step::Close) => Ok(Closed),
            (Closed, Step::Order) => Ok(Ordered),
            (Ordered, Step::Receive) => Ok(Received),
            (Received, Step::Settle) => Ok(Settled),
            (Draft | Open | Closed | Ordered, Step::Cancel) => Ok(Cancelled),
            (from, step) => Err(IllegalStep { from, step }),
        }
    }

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Ordered => "ordered",
            Self::Received => "received",
            Self::Settled => "settled",
            Self::Cancelled => "cancelled",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Pledges of such a round take from the credit limit: they are not charged yet.
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Open | Self::Closed | Self::Ordered | Self::Received)
    }
}

#[cfg(feature = "db")]
crate::quantity::db::text_column!(State, State::code, |text: &str| {
    State::from_code(text).ok_or(crate::form::Invalid::UnknownChoice)
});
