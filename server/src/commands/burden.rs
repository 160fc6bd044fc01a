//! `guyub burden`, for `make bench`: joint purchases with ten thousand members. It prints one line of JSON,
//! and leaves its rounds in the database, so it is run on a copy.

use std::io::Write as _;
use std::time::Duration;

use engine::Desk;
use engine::demo::burden::{self, Hall};

use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Members of the koperasi that is built for it.
    #[arg(long, global = true, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    members: u32,
}

#[derive(clap::Subcommand)]
enum What {
    /// A round with a pledge of every member: the seconds of its steps.
    Round,
    /// Pledges in a second.
    Pledges {
        /// Members who pledge at the same time.
        #[arg(long, default_value_t = 16)]
        clients: usize,
        /// Rounds that they pledge to.
        #[arg(long, default_value_t = 20)]
        rounds: usize,
        #[arg(long, default_value_t = 6)]
        seconds: u64,
    },
}

pub async fn run(desk: &Desk, arguments: Arguments) -> Outcome<()> {
    let hall = Hall::of(desk, usize::try_from(arguments.members).unwrap_or(1)).await?;
    let line = match arguments.what {
        What::Round => serde_json::to_string(&burden::whole_round(desk, &hall).await?).map_err(engine::Trouble::from)?,
        What::Pledges { clients, rounds, seconds } => {
            let rate = burden::pledging(desk, hall, rounds, clients, Duration::from_secs(seconds)).await?;
            format!("{{\"per_second\":{rate:.1}}}")
        }
    };
    let _ = writeln!(std::io::stdout(), "{line}");
    Ok(())
}
