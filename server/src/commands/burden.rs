//! `guyub burden`, for `make bench`: joint purchases with ten thousand members, and orders of ten thousand buyers.
//! It prints one line of JSON, and leaves its rounds and orders in the database, so it is run on a copy.

use std::io::Write as _;
use std::time::Duration;

use engine::Desk;
use engine::demo::burden::{self, Hall, orders};

use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
    /// Members of the koperasi that is built for it; they are the buyers, too.
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
    /// Orders in a second, and where some of them are followed. Each buyer orders once at most.
    Orders {
        /// Buyers who order at the same time.
        #[arg(long, default_value_t = 16)]
        clients: usize,
        /// Shops of the market that they order at, one product of each.
        #[arg(long, default_value_t = 1000)]
        shops: usize,
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
        What::Orders { clients, shops, seconds } => {
            let done = orders::ordering(desk, hall, shops, clients, Duration::from_secs(seconds)).await?;
            serde_json::to_string(&done).map_err(engine::Trouble::from)?
        }
    };
    let _ = writeln!(std::io::stdout(), "{line}");
    Ok(())
}
