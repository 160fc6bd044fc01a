//! `guyub demo`.

use std::io::Write as _;

use engine::demo::large::Size;
use engine::demo::load;
use engine::{Desk, discovery};

use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// Print every account as JSON, one array, on standard output.
    #[arg(long)]
    json: bool,
    /// A large data set for benchmarks instead, with so many products …
    #[arg(long, requires = "shops")]
    products: Option<usize>,
    /// … of so many shops …
    #[arg(long, requires = "products")]
    shops: Option<usize>,
    /// … of members of so many koperasi …
    #[arg(long, default_value_t = 200)]
    koperasi: usize,
    /// … that have bought together so many times in a year: most settled, some in every other state.
    #[arg(long, default_value_t = 0, requires = "shops")]
    rounds: usize,
}

/// Fills the market; what is there already stays, so a second time costs next to nothing.
pub async fn run(desk: &Desk, arguments: Arguments) -> Outcome<()> {
    let loaded = match (arguments.products, arguments.shops) {
        (Some(products), Some(shops)) => {
            let (koperasi, rounds) = (arguments.koperasi, arguments.rounds);
            load::large(desk, Size { products, shops, koperasi, rounds }).await?
        }
        _ => load::batang(desk).await?,
    };
    discovery::refresh_all(desk).await?;
    eprintln!(
        "{} koperasi, {} shops, {} products, {} joint purchases, {} orders, {} pictures drawn, in {:.1} s",
        loaded.koperasi,
        loaded.shops,
        loaded.products,
        loaded.rounds,
        loaded.orders,
        loaded.pictures,
        loaded.took.as_secs_f64()
    );
    if arguments.json {
        let accounts = serde_json::to_string_pretty(&load::accounts()).map_err(engine::Trouble::from)?;
        // A reader that has seen enough closes the pipe: no error of ours.
        let _ = writeln!(std::io::stdout(), "{accounts}");
    }
    Ok(())
}
