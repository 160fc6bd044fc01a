//! One cluster on disk: made, started, taken up, stopped.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _};
use tracing::{info, warn};

use super::run_as::RunAs;
use super::{NoPostgres, Programs, Tuning, place, processes, said};

/// Names the socket only: there is no TCP, and the socket's folder is private.
const PORT: u16 = 5432;
/// The role of the cluster; whoever can reach the socket may be it.
const ROLE: &str = "guyub";
const LARGEST_LOG: u64 = 8 << 20;

pub(super) struct Cluster {
    pub(super) programs: Programs,
    run_as: RunAs,
    home: PathBuf,
    socket: PathBuf,
    /// The postmaster, when this process started it: kept so that it is reaped.
    postmaster: Mutex<Option<Child>>,
}

impl Cluster {
    pub(super) fn at(data: &Path, programs: Programs) -> Result<Self, NoPostgres> {
        let run_as = RunAs::choose()?;
        let home = place::home(data, run_as)?;
        let socket = place::socket_folder(&home, run_as)?;
        Ok(Self { programs, run_as, home, socket, postmaster: Mutex::new(None) })
    }

    pub(super) fn options(&self) -> PgConnectOptions {
        PgConnectOptions::new_without_pgpass()
            .socket(&self.socket)
            .port(PORT)
            .username(ROLE)
            .database("postgres")
            .application_name("guyub")
    }

    fn cluster(&self) -> PathBuf {
        self.home.join("cluster")
    }

    fn log(&self) -> PathBuf {
        self.home.join("postgres.log")
    }

    fn command(&self, program: &str) -> Command {
        let mut command = self.run_as.command(&self.programs.path(program));
        command.current_dir(&self.home).stdin(Stdio::null());
        command
    }

    /// `initdb`, into a folder that gets its name only when it is whole.
    pub(super) async fn make_if_missing(&self) -> Result<(), NoPostgres> {
        if self.cluster().join("PG_VERSION").is_file() {
            return Ok(());
        }
        info!("making a PostgreSQL cluster in {}", self.cluster().display());
        let half = self.home.join("cluster.new");
        if half.exists() {
            std::fs::remove_dir_all(&half).map_err(|e| said("a half-made cluster cannot be removed", e))?;
        }
        // C.UTF-8 knows upper and lower case of all letters and sorts the same everywhere; old
        // systems lack it.
        if let Err(refused) = self.initdb(&half, "C.UTF-8").await {
            warn!(%refused, "no cluster with the locale C.UTF-8, trying C");
            std::fs::remove_dir_all(&half).ok();
            self.initdb(&half, "C").await?;
        }
        std::fs::rename(&half, self.cluster()).map_err(|e| said("the new cluster cannot be moved to its place", e))
    }

    async fn initdb(&self, folder: &Path, locale: &str) -> Result<(), NoPostgres> {
        let mut initdb = self.command("initdb");
        initdb.arg("-D").arg(folder).args(["-U", ROLE, "-E", "UTF8", "--auth=trust", "--locale", locale]);
        finish(initdb, "initdb").await
    }

    /// Starts the postmaster unless one runs already: a killed guyub leaves it running.
    pub(super) async fn start_or_take_up(&self, tuning: Tuning, patience: Duration) -> Result<(), NoPostgres> {
        let until = Instant::now() + patience;
        if self.is_taken_up(until).await {
            info!("taking up the PostgreSQL that is running in {}", self.cluster().display());
            return Ok(());
        }
        loop {
            self.clear_away().await;
            self.spawn(tuning)?;
            match self.wait_for_start(until).await {
                Ok(()) => return Ok(()),
                // What could not be ended from here holds the memory until it is done.
                Err(_) if Instant::now() + Duration::from_secs(1) < until && self.is_still_held() => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Err(problem) => return Err(problem),
            }
        }
    }

    /// Waits for a postmaster for as long as one lives: it may still be recovering, or stopping.
    async fn is_taken_up(&self, until: Instant) -> bool {
        loop {
            if self.answers().await {
                return true;
            }
            if !self.is_alive() || Instant::now() >= until {
                return false;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn is_alive(&self) -> bool {
        self.postmaster_pid().is_some_and(|pid| processes::is_postmaster(pid, &self.cluster()))
    }

    /// Clears away what a killed postmaster left: backends that are still at work, and its number
    /// in the lock files, which the next one would believe as long as any process has it.
    async fn clear_away(&self) {
        if self.postmaster_pid().is_none() || self.is_alive() || !processes::is_proc_here() {
            return;
        }
        let until = Instant::now() + Duration::from_secs(2);
        while processes::end_orphans(&self.cluster()) > 0 {
            if Instant::now() > until {
                return;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        std::fs::remove_file(self.cluster().join("postmaster.pid")).ok();
        std::fs::remove_file(self.socket.join(format!(".s.PGSQL.{PORT}.lock"))).ok();
    }

    fn spawn(&self, tuning: Tuning) -> Result<(), NoPostgres> {
        let log = self.open_log().map_err(|e| said(&format!("{} cannot be written", self.log().display()), e))?;
        let errors = log.try_clone().map_err(|e| said("the log cannot be shared", e))?;
        let mut postgres = self.command("postgres");
        postgres.arg("-D").arg(self.cluster()).arg("-k").arg(&self.socket).stdout(log).stderr(errors);
        for setting in settings(tuning) {
            postgres.args(["-c", &setting]);
        }
        let child = postgres.spawn().map_err(|e| said("postgres cannot be started", e))?;
        *self.postmaster.lock().unwrap_or_else(PoisonError::into_inner) = Some(child);
        Ok(())
    }

    fn open_log(&self) -> std::io::Result<File> {
        let path = self.log();
        let keep = std::fs::metadata(&path).is_ok_and(|m| m.len() < LARGEST_LOG);
        File::options().create(true).append(keep).write(true).truncate(!keep).open(path)
    }

    async fn wait_for_start(&self, until: Instant) -> Result<(), NoPostgres> {
        while Instant::now() < until {
            if self.answers().await {
                return Ok(());
            }
            if let Some(status) = self.postmaster_ended() {
                return Err(NoPostgres(format!(
                    "PostgreSQL ended at once ({status}). Its log, {}, ends with:\n{}",
                    self.log().display(),
                    self.log_tail()
                )));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Err(NoPostgres(format!("PostgreSQL did not come up in time; see {}", self.log().display())))
    }

    /// How the postmaster that this process started came to an end, if it did.
    fn postmaster_ended(&self) -> Option<ExitStatus> {
        let mut postmaster = self.postmaster.lock().unwrap_or_else(PoisonError::into_inner);
        postmaster.as_mut()?.try_wait().ok().flatten()
    }

    pub(super) async fn answers(&self) -> bool {
        match tokio::time::timeout(Duration::from_secs(5), self.options().connect()).await {
            Ok(Ok(connection)) => connection.close().await.is_ok(),
            _ => false,
        }
    }

    pub(super) async fn stop(&self) -> Result<(), NoPostgres> {
        let mut pg_ctl = self.command("pg_ctl");
        pg_ctl.args(["stop", "-m", "fast", "-w", "-t", "30", "-s", "-D"]).arg(self.cluster());
        finish(pg_ctl, "pg_ctl stop").await?;
        let postmaster = self.postmaster.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = postmaster {
            child.wait().map_err(|e| said("postgres was not reaped", e))?;
        }
        Ok(())
    }

    /// Lets the postmaster outlive this value; it is still reaped should it end before this process.
    pub(super) fn let_go(self) {
        let postmaster = self.postmaster.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut child) = postmaster {
            std::thread::spawn(move || child.wait());
        }
    }

    /// The first line of `postmaster.pid`.
    fn postmaster_pid(&self) -> Option<i32> {
        let text = std::fs::read_to_string(self.cluster().join("postmaster.pid")).ok()?;
        text.lines().next()?.trim().parse().ok()
    }

    /// That others use it and it does not answer.
    pub(super) fn silence(&self) -> NoPostgres {
        NoPostgres(format!(
            "another guyub uses {} but its PostgreSQL does not answer; see {}",
            self.home.display(),
            self.log().display()
        ))
    }

    fn is_still_held(&self) -> bool {
        let tail = self.log_tail();
        tail.contains("shared memory block") || tail.contains("lock file \"postmaster.pid\" already exists")
    }

    fn log_tail(&self) -> String {
        let text = std::fs::read(self.log()).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        let lines: Vec<&str> = text.lines().collect();
        lines[lines.len().saturating_sub(8)..].join("\n")
    }
}

/// For a small server that has other work too: an eighth of the memory as shared buffers.
fn settings(tuning: Tuning) -> Vec<String> {
    let memory_mb = std::fs::read_to_string("/proc/meminfo").ok().and_then(|text| total_mb(&text)).unwrap_or(1024);
    let mut settings = vec![
        "listen_addresses=".to_owned(),
        format!("port={PORT}"),
        "unix_socket_permissions=0700".to_owned(),
        // The most that GUYUB_CONNECTIONS may be, and some for those who listen and for commands.
        "max_connections=250".to_owned(),
        format!("shared_buffers={}MB", (memory_mb / 8).clamp(64, 512)),
        format!("effective_cache_size={}MB", (memory_mb / 2).max(128)),
        "work_mem=8MB".to_owned(),
        "maintenance_work_mem=64MB".to_owned(),
        "random_page_cost=1.1".to_owned(),
        // Compiling a plan costs more than the short queries of a page take.
        "jit=off".to_owned(),
        "max_wal_size=1GB".to_owned(),
        "checkpoint_timeout=15min".to_owned(),
        "log_min_messages=warning".to_owned(),
        // Without the detail, which repeats values of rows: phone numbers, names.
        "log_error_verbosity=terse".to_owned(),
        "log_timezone=UTC".to_owned(),
    ];
    let safe = if tuning == Tuning::Durable { "on" } else { "off" };
    settings.extend(["fsync", "synchronous_commit", "full_page_writes"].map(|name| format!("{name}={safe}")));
    settings
}

fn total_mb(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find(|line| line.starts_with("MemTotal:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

/// Runs a program to its end, off the async threads.
async fn finish(mut command: Command, name: &'static str) -> Result<(), NoPostgres> {
    let run = tokio::task::spawn_blocking(move || command.output()).await.map_err(|e| said(name, e))?;
    let output = run.map_err(|e| said(&format!("{name} cannot be run"), e))?;
    if output.status.success() {
        return Ok(());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(NoPostgres(format!("{name} failed ({}): {}", output.status, words.trim())))
}
