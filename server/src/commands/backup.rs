//! `guyub backup` and `guyub restore`.

use std::path::PathBuf;

use engine::backup::{self, Reach};
use engine::desk::Database;

use crate::house;
use crate::settings::Settings;
use crate::stop::Outcome;

#[derive(clap::Args)]
pub struct Arguments {
    /// Folder of the backup.
    folder: PathBuf,
}

/// Writes a backup; a server may be running meanwhile.
pub async fn write(settings: &Settings, arguments: Arguments) -> Outcome<()> {
    house::within(settings, async |house| {
        let reach = reach(settings, &house.database)?;
        let tally = backup::write(&reach, &**house.desk.pictures(), &arguments.folder).await?;
        println!("wrote the database and {} picture files to {}", tally.pictures, arguments.folder.display());
        Ok(())
    })
    .await
}

/// Reads a backup into an empty database and an empty store of pictures.
pub async fn restore(settings: &Settings, arguments: Arguments) -> Outcome<()> {
    house::make_data_folder(&settings.data)?;
    let pictures = house::pictures(settings)?;
    let (database, embedded) = house::database(settings).await?;
    let restored = match reach(settings, &database) {
        Ok(reach) => backup::restore(&reach, &database, &*pictures, &arguments.folder).await.map_err(Into::into),
        Err(stop) => Err(stop),
    };
    if let Some(embedded) = embedded {
        embedded.stop().await?;
    }
    println!("restored the database and {} picture files", restored?.pictures);
    Ok(())
}

fn reach(settings: &Settings, database: &Database) -> Outcome<Reach> {
    match &settings.database_url {
        Some(url) => Ok(Reach::of_url(url)?),
        None => Ok(Reach::of(database)),
    }
}
