//! The embedded default: a private PostgreSQL cluster under the data folder, run with the
//! programs that the machine has.
//!
//! Who holds the lock file `postgres.lock` owns the cluster: starts it, or takes it up where a
//! killed guyub left it, and stops it at the end. Another guyub on the same folder finds the lock
//! taken and shares the running cluster. The kernel releases the lock of a killed process.

mod cluster;
mod place;
mod programs;
mod run_as;

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

pub use programs::Programs;

use cluster::Cluster;

/// Why there is no embedded PostgreSQL, as a sentence that says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoPostgres(pub String);

/// How a cluster is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tuning {
    /// What is committed survives a crash of the machine.
    Durable,
    /// For tests: fast, and lost with the machine.
    Throwaway,
}

/// A running private cluster.
pub struct Embedded {
    cluster: Cluster,
    /// Held by the owner; `None` when another process owns the cluster.
    lock: Option<File>,
}

/// How long to wait for another guyub to bring the cluster up, or for a crash recovery.
const PATIENCE: Duration = Duration::from_secs(60);

impl Embedded {
    /// Starts the cluster under `data`, making it first if there is none; takes up or shares one
    /// that runs already. The database `guyub` exists afterwards.
    ///
    /// # Errors
    /// A sentence for the person who started guyub.
    pub async fn start(data: &Path, tuning: Tuning) -> Result<Self, NoPostgres> {
        std::fs::create_dir_all(data).map_err(|e| said(&format!("the data folder {} cannot be made", data.display()), e))?;
        let data = data.canonicalize().map_err(|e| said("the data folder cannot be found", e))?;
        let lock = take_lock(&data.join("postgres.lock"))?;
        let programs = Programs::find()?;
        let cluster = Cluster::at(&data, programs)?;
        if lock.is_some() {
            cluster.make_if_missing().await?;
            cluster.start_or_take_up(tuning, PATIENCE).await?;
        } else {
            cluster.wait_until_up(PATIENCE).await?;
        }
        let embedded = Self { cluster, lock };
        embedded.make_database().await?;
        Ok(embedded)
    }

    /// How to connect to the database `guyub`.
    pub fn options(&self) -> PgConnectOptions {
        self.maintenance().database("guyub")
    }

    /// How to connect as superuser to the database `postgres`.
    pub fn maintenance(&self) -> PgConnectOptions {
        self.cluster.options()
    }

    /// Where `pg_dump` and its kin are.
    pub fn programs(&self) -> &Programs {
        &self.cluster.programs
    }

    /// Whether this process stops the cluster at its end.
    pub fn is_owner(&self) -> bool {
        self.lock.is_some()
    }

    /// Stops the cluster if this process owns it. Open transactions are rolled back.
    ///
    /// # Errors
    /// When PostgreSQL does not stop in time; it keeps running then.
    pub async fn stop(self) -> Result<(), NoPostgres> {
        if self.lock.is_some() {
            self.cluster.stop().await?;
        }
        Ok(())
    }

    /// Gives the cluster up without stopping it; the next process takes it up.
    pub fn leave_running(self) {
        self.cluster.let_go();
        drop(self.lock);
    }

    async fn make_database(&self) -> Result<(), NoPostgres> {
        let problem = |e| said("the embedded PostgreSQL does not answer", e);
        let mut c = self.maintenance().connect().await.map_err(problem)?;
        let there: bool = sqlx::query_scalar("select exists (select from pg_database where datname = 'guyub')")
            .fetch_one(&mut c)
            .await
            .map_err(problem)?;
        if !there {
            let made = sqlx::raw_sql(AssertSqlSafe("create database guyub")).execute(&mut c).await;
            // Two processes may have looked at the same moment.
            if let Err(e) = made
                && e.as_database_error().and_then(|e| e.code()).as_deref() != Some("42P04")
            {
                return Err(problem(e));
            }
        }
        c.close().await.map_err(problem)
    }
}

fn take_lock(path: &Path) -> Result<Option<File>, NoPostgres> {
    let problem = |e| said(&format!("{} cannot be opened", path.display()), e);
    let file = File::options().create(true).truncate(false).write(true).open(path).map_err(problem)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(e)) => Err(problem(e)),
    }
}

fn said(what: &str, e: impl std::fmt::Display) -> NoPostgres {
    NoPostgres(format!("{what}: {e}"))
}
