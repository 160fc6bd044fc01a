//! The embedded default: a private PostgreSQL cluster under the data folder, run with the
//! programs that the machine has.
//!
//! The first guyub on a data folder starts the cluster, or takes it up where a killed one left
//! it; the others share it; the last to leave stops it. So `guyub demo` may end while `guyub serve`
//! goes on, whichever of them was first. See `door`.

mod cluster;
mod door;
mod place;
mod processes;
mod programs;
mod run_as;

use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};

pub use place::make_data_folder;
pub use programs::Programs;

use cluster::Cluster;
use door::Door;

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
    door: Door,
}

/// How long to wait for another guyub that brings the cluster up or stops it, or for a crash
/// recovery.
const PATIENCE: Duration = Duration::from_secs(60);

impl Embedded {
    /// Starts the cluster under `data`, making it first if there is none; takes up or shares one
    /// that runs already. The database `guyub` exists afterwards.
    ///
    /// # Errors
    /// A sentence for the person who started guyub.
    pub async fn start(data: &Path, tuning: Tuning) -> Result<Self, NoPostgres> {
        make_data_folder(data).map_err(|e| said(&format!("the data folder {} cannot be made", data.display()), e))?;
        let data = data.canonicalize().map_err(|e| said("the data folder cannot be found", e))?;
        let door = Door::of(&data)?;
        let programs = Programs::find()?;
        let cluster = Cluster::at(&data, programs)?;
        come_in(&door, &cluster, tuning).await?;
        let embedded = Self { cluster, door };
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

    /// Leaves the cluster, and stops it unless another guyub uses it. Open transactions are rolled
    /// back then.
    ///
    /// # Errors
    /// When PostgreSQL does not stop in time; it keeps running then.
    pub async fn stop(self) -> Result<(), NoPostgres> {
        self.door.leave()?;
        // Of several that leave at one moment, the last to try finds nobody in.
        if self.door.lock()? {
            return self.cluster.stop().await;
        }
        self.cluster.let_go();
        Ok(())
    }

    /// Leaves the cluster without stopping it; the next process takes it up.
    pub fn leave_running(self) {
        self.cluster.let_go();
        drop(self.door);
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
            // Two processes may have looked at the same moment: the slower finds it there (42P04), or meets
            // the quicker in the catalogue's index (23505).
            let code = |e: &sqlx::Error| e.as_database_error().and_then(|e| e.code()).map(std::borrow::Cow::into_owned);
            if let Err(e) = made
                && !matches!(code(&e).as_deref(), Some("42P04" | "23505"))
            {
                return Err(problem(e));
            }
        }
        c.close().await.map_err(problem)
    }
}

/// Alone it brings the cluster up, then it goes in beside the others. What it finds there counts:
/// between the two somebody else may have come and gone, and stopped it.
async fn come_in(door: &Door, cluster: &Cluster, tuning: Tuning) -> Result<(), NoPostgres> {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if door.lock()? {
            cluster.make_if_missing().await?;
            cluster.start_or_take_up(tuning, PATIENCE).await?;
            door.leave()?;
        }
        if door.enter()? {
            if cluster.answers().await {
                return Ok(());
            }
            door.leave()?;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    Err(cluster.silence())
}

fn said(what: &str, e: impl std::fmt::Display) -> NoPostgres {
    NoPostgres(format!("{what}: {e}"))
}
