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
    /// … of members of so many koperasi.
    #[arg(long, default_value_t = 200)]
    koperasi: usize,
    /// Joint purchases; there are none yet, so only 0 is taken.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u16).range(0..=0))]
    rounds: u16,
}

/// Fills the market; what is there already stays, so a second time costs next to nothing.
pub async fn run(desk: &Desk, arguments: Arguments) -> Outcome<()> {
    let loaded = match (arguments.products, arguments.shops) {
        (Some(products), Some(shops)) => load::large(desk, Size { koperasi: arguments.koperasi, shops, products }).await?,
        _ => load::batang(desk).await?,
    };
    discovery::refresh_all(desk).await?;
    eprintln!(
        "{} koperasi, {} shops, {} products, {} pictures drawn, in {:.1} s",
        loaded.koperasi,
        loaded.shops,
        loaded.products,
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
