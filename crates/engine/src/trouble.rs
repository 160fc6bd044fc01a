//! What goes wrong below the use cases: never shown to people, logged once at the boundary.
//!
//! A use case's own error has one variant for it, `#[error(transparent)] Trouble(#[from] Trouble)`,
//! and turns the constraints it expects to be violated into its other variants:
//! `.on_constraint("account_phone_taken", RegisterError::PhoneTaken)?`.

/// What went wrong below.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    #[error("picture store: {0}")]
    Store(#[from] object_store::Error),
    #[error("search server: {0}")]
    SearchServer(String),
    #[error("mail: {0}")]
    Mail(Box<dyn std::error::Error + Send + Sync>),
    #[error("json: {0}")]
    Json(#[from] serde_json::Error),
    #[error("task: {0}")]
    Task(#[from] tokio::task::JoinError),
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    #[error("password hash: {0}")]
    Password(String),
    /// The one that is the caller's doing: an idempotency key came again with other contents.
    /// `app` answers 409.
    #[error("this idempotency key was used for something else")]
    KeyReused,
    #[error("{0}")]
    Other(String),
}

pub type Result<T, E = Trouble> = std::result::Result<T, E>;

impl Trouble {
    /// Another transaction was in the way, and the same one tried again may well succeed:
    /// `serialization_failure` or `deadlock_detected`.
    pub fn is_retryable(&self) -> bool {
        let Self::Database(sqlx::Error::Database(e)) = self else { return false };
        matches!(e.code().as_deref(), Some("40001" | "40P01"))
    }

    /// The database cannot be reached, or is still starting up (`cannot_connect_now`).
    pub fn is_away(&self) -> bool {
        use sqlx::migrate::MigrateError;
        match self {
            Self::Database(e) | Self::Migration(MigrateError::Execute(e)) => match e {
                sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut => true,
                sqlx::Error::Database(e) => e.code().as_deref() == Some("57P03"),
                _ => false,
            },
            _ => false,
        }
    }

    /// The constraint that was violated, by its name in the migrations.
    pub fn constraint(&self) -> Option<&str> {
        let Self::Database(sqlx::Error::Database(e)) = self else { return None };
        e.constraint()
    }
}

/// How often a use case is tried again when another transaction was in its way.
const AGAIN: usize = 2;

/// A use case's error, which may be another transaction's doing.
pub(crate) trait Hindered {
    /// Nothing was changed, and the same tried again may well succeed.
    fn was_hindered(&self) -> bool;
}

impl Hindered for Trouble {
    fn was_hindered(&self) -> bool {
        self.is_retryable()
    }
}

/// Does what is one transaction, and does it again when another was in its way. Locks are taken in a fixed order
/// wherever that is possible; what puts away all goods of a shop at once does not take them so.
///
/// # Errors
/// What the use case says, the last time at the latest.
pub(crate) async fn persistently<T, E, F>(once: impl Fn() -> F) -> Result<T, E>
where
    E: Hindered,
    F: Future<Output = Result<T, E>>,
{
    for _ in 0..AGAIN {
        match once().await {
            Err(error) if error.was_hindered() => {}
            done => return done,
        }
    }
    once().await
}

/// Turns a violated constraint into the use case's own error.
pub trait OnConstraint<T> {
    /// # Errors
    /// `error` when `constraint` was violated; any other failure as trouble.
    fn on_constraint<E: From<Trouble>>(self, constraint: &str, error: E) -> Result<T, E>;

    /// For statements that can violate several: `which` maps a constraint's name to an error.
    ///
    /// # Errors
    /// What `which` says; any other failure as trouble.
    fn on_constraints<E: From<Trouble>>(self, which: impl FnOnce(&str) -> Option<E>) -> Result<T, E>;
}

impl<T, F: Into<Trouble>> OnConstraint<T> for Result<T, F> {
    fn on_constraint<E: From<Trouble>>(self, constraint: &str, error: E) -> Result<T, E> {
        self.on_constraints(|violated| (violated == constraint).then_some(error))
    }

    fn on_constraints<E: From<Trouble>>(self, which: impl FnOnce(&str) -> Option<E>) -> Result<T, E> {
        self.map_err(|failure| {
            let trouble = failure.into();
            trouble.constraint().and_then(which).unwrap_or_else(|| E::from(trouble))
        })
    }
}
