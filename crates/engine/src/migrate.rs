//! The tables: migrations travel inside the binary.

use sqlx::migrate::Migrator;
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};

use crate::desk::Desk;
use crate::trouble::Result;

static MIGRATOR: Migrator = sqlx::migrate!("../../migrations");

/// Brings the database up to date. Servers that start together wait for the first of them (an
/// advisory lock). Applied migrations never change; a changed one is refused.
///
/// # Errors
/// When a migration fails, or the database has one that this binary does not know.
pub async fn run(database: &PgConnectOptions) -> Result<()> {
    // A connection of its own, without a page's time limits.
    let mut connection = database.clone().connect().await?;
    MIGRATOR.run(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Whether the database has every migration of this binary.
///
/// # Errors
/// When the database does not answer.
pub async fn done(desk: &Desk) -> Result<bool> {
    let table =
        sqlx::query_scalar!(r#"select to_regclass('_sqlx_migrations') is not null as "there!""#).fetch_one(desk.db()).await?;
    if !table {
        return Ok(false);
    }
    let applied: Vec<i64> = sqlx::query_scalar("select version from _sqlx_migrations where success").fetch_all(desk.db()).await?;
    Ok(MIGRATOR.iter().all(|migration| applied.contains(&migration.version)))
}

/// A name for this set of migrations: changes whenever one of them does.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn fingerprint() -> String {
    use sha2::{Digest as _, Sha256};
    let mut sum = Sha256::new();
    for migration in MIGRATOR.iter() {
        sum.update(migration.version.to_be_bytes());
        sum.update(&migration.checksum);
    }
    sum.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
