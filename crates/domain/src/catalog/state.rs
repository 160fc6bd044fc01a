//! Draft, published, archived: nothing is ever deleted.

use serde::{Deserialize, Serialize};

/// Where a product stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum State {
    /// Seen by its keeper alone.
    Draft,
    /// On the market.
    Published,
    /// Put away; can be taken out again, as a draft.
    Archived,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Publish,
    Archive,
    Restore,
}

/// A step that does not follow from where the product stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} does not follow {from:?}")]
pub struct IllegalStep {
    pub from: State,
    pub step: Step,
}

impl State {
    pub const ALL: [Self; 3] = [Self::Draft, Self::Published, Self::Archived];

    /// As in the database and in addresses of the interface for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Archived => "archived",
        }
    }

    /// The only way from one state to another. What was put away comes back as a draft, so that its
    /// price and stock are looked at before buyers see them again.
    ///
    /// # Errors
    /// [`IllegalStep`] for everything else.
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        match (self, step) {
            (Self::Draft, Step::Publish) => Ok(Self::Published),
            (Self::Draft | Self::Published, Step::Archive) => Ok(Self::Archived),
            (Self::Archived, Step::Restore) => Ok(Self::Draft),
            (from, step) => Err(IllegalStep { from, step }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_from_every_state() {
        use State::{Archived, Draft, Published};
        let expected = [
            (Draft, Step::Publish, Some(Published)),
            (Draft, Step::Archive, Some(Archived)),
            (Draft, Step::Restore, None),
            (Published, Step::Publish, None),
            (Published, Step::Archive, Some(Archived)),
            (Published, Step::Restore, None),
            (Archived, Step::Publish, None),
            (Archived, Step::Archive, None),
            (Archived, Step::Restore, Some(Draft)),
        ];
        for (from, step, to) in expected {
            assert_eq!(from.after(step).ok(), to, "{from:?} {step:?}");
        }
        assert_eq!(Draft.after(Step::Restore), Err(IllegalStep { from: Draft, step: Step::Restore }));
    }
}
