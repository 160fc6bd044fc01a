//! The commands of the binary, one file each.

mod backup;
mod burden;
mod check;
mod demo;
mod floor;
mod relevance;
mod user;

use std::process::ExitCode;

use engine::{Desk, discovery};

use crate::settings::Settings;
use crate::stop::Outcome;
use crate::{house, serve};

#[derive(clap::Subcommand)]
pub enum Command {
    /// Answer requests and work through the jobs, until SIGTERM or Ctrl-C.
    Serve,
    /// Bring the database's tables up to date.
    Migrate,
    /// Fill the market of Batang with demo data, or a large one for benchmarks.
    Demo(demo::Arguments),
    /// Give search every word that still waits for it, count its vocabulary anew, and build the search
    /// server's index anew beside the live one, where there is one.
    Reindex,
    /// Prove that the database agrees with itself; exits with 1 when it does not.
    Check,
    /// Write the database and the pictures into a new folder; a server may run meanwhile.
    Backup(backup::Arguments),
    /// Read a backup into an empty database and an empty store of pictures.
    Restore(backup::Arguments),
    /// Add a person, or make one an operator. The password is read from standard input when it is
    /// not a terminal; otherwise one is made and printed once.
    User(user::Arguments),
    /// Answer every request with one file from memory: what `make bench` compares pages with.
    #[command(hide = true)]
    Floor(floor::Arguments),
    /// Pledge, order and settle with ten thousand members: what `make bench` writes down.
    #[command(hide = true)]
    Burden(burden::Arguments),
    /// Ask each engine what buyers ask, on the demo market: what `make relevance` writes down.
    #[command(hide = true)]
    Relevance(relevance::Arguments),
    /// Print all settings, secrets masked.
    Settings,
}

pub async fn run(command: Command, settings: Settings) -> Outcome {
    match command {
        Command::Serve => serve::serve(&settings).await?,
        Command::Migrate => house::within(&settings, async |_| Ok(())).await?,
        Command::Demo(arguments) => house::within(&settings, async |house| demo::run(&house.desk, arguments).await).await?,
        Command::Reindex => house::within(&settings, async |house| reindex(&house.desk).await).await?,
        Command::Check => return house::within(&settings, async |house| check::run(&house.desk).await).await,
        Command::Backup(arguments) => backup::write(&settings, arguments).await?,
        Command::Restore(arguments) => backup::restore(&settings, arguments).await?,
        Command::User(arguments) => house::within(&settings, async |house| user::run(&house.desk, arguments).await).await?,
        Command::Burden(arguments) => house::within(&settings, async |house| burden::run(&house.desk, arguments).await).await?,
        Command::Floor(arguments) => floor::run(&settings, arguments).await?,
        Command::Relevance(arguments) => {
            return house::within(&settings, async |house| relevance::run(&house.desk, arguments).await).await;
        }
        // Answered before there are settings to run with.
        Command::Settings => {}
    }
    Ok(ExitCode::SUCCESS)
}

async fn reindex(desk: &Desk) -> Outcome<()> {
    discovery::refresh_all(desk).await?;
    discovery::recount(desk).await?;
    if desk.meilisearch().is_some() {
        let documents = discovery::meili::rebuild(desk, &mut |at| eprintln!("{} of {} documents", at.documents, at.of)).await?;
        eprintln!("the index is live with {documents} documents");
    }
    Ok(())
}
