//! Times the loading of the demo market on the database of `DATABASE_URL` (which it fills):
//! `cargo run --release --example load_demo [PRODUCTS SHOPS KOPERASI]`

use std::sync::Arc;
use std::time::Instant;

use engine::Desk;
use engine::demo::{large::Size, load};
use engine::desk::{Clock, Setup};
use engine::token::Secret;
use object_store::local::LocalFileSystem;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|a| a.parse().ok()).collect();
    let folder = tempfile::tempdir()?;
    let desk = Desk::connect(Setup {
        database: std::env::var("DATABASE_URL")?.parse()?,
        connections: 6,
        pictures: Arc::new(LocalFileSystem::new_with_prefix(folder.path())?),
        clock: Clock::System,
        public_url: "http://localhost".parse()?,
        secret: Secret::fresh().0,
        mailer: None,
    })
    .await?;
    let loaded = match sizes[..] {
        [products, shops, koperasi] => load::large(&desk, Size { products, shops, koperasi }).await?,
        _ => load::batang(&desk).await?,
    };
    let again = Instant::now();
    println!("{loaded:?}");
    if sizes.is_empty() {
        println!("again: {:?} in {:?}", load::batang(&desk).await?.pictures, again.elapsed());
    }
    Ok(())
}
