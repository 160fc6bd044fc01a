//! Opens the house: the database (the embedded one, or that of `DATABASE_URL`), its tables, and
//! the desk on it.

use std::fs::DirBuilder;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use engine::desk::{Clock, Database, Setup};
use engine::embedded::{self, Embedded, Tuning};
use engine::store::{self, ObjectStore};
use engine::token::Secret;
use engine::{Desk, migrate};
use tracing::{info, warn};

use crate::settings::Settings;
use crate::stop::{Outcome, Stop};

/// An open house; [`close`](House::close) it, or the embedded database stays running.
pub struct House {
    pub desk: Desk,
    pub database: Database,
    embedded: Option<Embedded>,
}

/// How long to wait for a database that starts together with this server.
const PATIENCE: Duration = Duration::from_secs(30);

/// Starts or reaches the database without touching its tables.
pub async fn database(settings: &Settings) -> Outcome<(Database, Option<Embedded>)> {
    if let Some(database) = &settings.database {
        return Ok((database.clone(), None));
    }
    let embedded = Embedded::start(&settings.data, Tuning::Durable).await?;
    Ok((embedded.options(), Some(embedded)))
}

/// The picture store: the data folder's, or that of `GUYUB_PICTURES`.
pub fn pictures(settings: &Settings) -> Outcome<Arc<dyn ObjectStore>> {
    let opened = match &settings.pictures {
        Some(address) => store::at(address),
        None => {
            let folder = settings.data.join("pictures");
            let made = DirBuilder::new().recursive(true).mode(0o700).create(&folder);
            made.map_err(|e| Stop::new(format!("the folder {} cannot be made: {e}", folder.display())))?;
            store::folder(&folder)
        }
    };
    opened.map_err(|e| Stop::new(format!("the store of pictures cannot be opened ({e}). Check GUYUB_PICTURES.")))
}

/// Opens everything, the tables up to date.
pub async fn open(settings: &Settings) -> Outcome<House> {
    make_data_folder(&settings.data)?;
    let secret = match &settings.secret {
        Some(secret) => secret.clone(),
        None => kept_secret(&settings.data)?,
    };
    let pictures = pictures(settings)?;
    let (database, embedded) = database(settings).await?;
    migrate_patiently(&database).await?;
    let desk = Desk::connect(Setup {
        database: database.clone(),
        connections: settings.connections,
        pictures,
        clock: Clock::System,
        public_url: settings.public_url.clone(),
        secret,
        mailer: settings.mailer.clone(),
        meilisearch: settings.meilisearch.clone(),
        order_times: settings.order_times,
    })
    .await?;
    desk.word_news_by(app::people::in_one_sentence);
    Ok(House { desk, database, embedded })
}

impl House {
    /// Closes the connections, then stops the embedded database if nobody else uses it.
    pub async fn close(self) -> Outcome<()> {
        self.desk.db().close().await;
        if let Some(embedded) = self.embedded {
            embedded.stop().await?;
        }
        Ok(())
    }
}

/// Runs `work` in an open house and closes it whatever comes of it.
pub async fn within<T>(settings: &Settings, work: impl AsyncFnOnce(&House) -> Outcome<T>) -> Outcome<T> {
    let house = open(settings).await?;
    let done = work(&house).await;
    house.close().await?;
    done
}

async fn migrate_patiently(database: &Database) -> Outcome<()> {
    let until = Instant::now() + PATIENCE;
    loop {
        match migrate::run(database).await {
            Ok(()) => return Ok(()),
            Err(trouble) if trouble.is_away() && Instant::now() < until => {
                warn!(%trouble, "the database does not answer yet");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
            Err(trouble) if trouble.is_away() => {
                return Err(Stop::new(format!(
                    "the database does not answer ({trouble}). Check DATABASE_URL and that PostgreSQL runs."
                )));
            }
            Err(trouble) => return Err(Stop::new(format!("the tables cannot be brought up to date: {trouble}"))),
        }
    }
}

pub fn make_data_folder(data: &Path) -> Outcome<()> {
    embedded::make_data_folder(data).map_err(|e| {
        Stop::new(format!("the data folder {} cannot be made ({e}). Set GUYUB_DATA to a folder that can.", data.display()))
    })
}

/// The secret in the data folder, made on the first start.
fn kept_secret(data: &Path) -> Outcome<Secret> {
    let path = data.join("secret");
    match std::fs::read_to_string(&path) {
        Ok(text) => Secret::parse(&text).ok_or_else(|| {
            Stop::new(format!(
                "{} is shorter than {} characters. Restore it, or remove it and a new one is made.",
                path.display(),
                Secret::MIN_LENGTH
            ))
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => make_secret(&path),
        Err(e) => Err(Stop::new(format!("{} cannot be read: {e}", path.display()))),
    }
}

/// Written aside and then linked to its name, so that another guyub starting on this folder finds
/// a whole one or none.
fn make_secret(path: &Path) -> Outcome<Secret> {
    use std::io::Write as _;
    let (secret, text) = Secret::fresh();
    let aside = path.with_file_name(format!("secret.{}", std::process::id()));
    let written = std::fs::OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&aside);
    let linked = written
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .and_then(|()| std::fs::hard_link(&aside, path));
    std::fs::remove_file(&aside).ok();
    match linked {
        Ok(()) => {
            info!("made a secret in {}", path.display());
            Ok(secret)
        }
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => kept_secret(path.parent().unwrap_or(Path::new("."))),
        Err(e) => Err(Stop::new(format!("{} cannot be written: {e}", path.display()))),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn the_secret_is_made_once_and_for_the_owner_only() {
        let data = tempfile::tempdir().unwrap();
        let made = kept_secret(data.path()).unwrap().keyed_digest("a", "b");
        assert_eq!(kept_secret(data.path()).unwrap().keyed_digest("a", "b"), made);
        let mode = std::fs::metadata(data.path().join("secret")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        std::fs::write(data.path().join("secret"), "short").unwrap();
        assert!(kept_secret(data.path()).is_err());
    }
}
