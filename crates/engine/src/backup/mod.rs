//! A backup is a folder: `database.dump` (pg_dump's custom format), `pictures/`, and a manifest
//! with the digest of each. The server may go on working meanwhile.
//!
//! The database is dumped before the pictures are copied: a picture is stored before its row is
//! committed and never changes, so every row of the dump finds its picture, unless that was deleted
//! in between.

mod manifest;
mod private;
mod reach;
#[cfg(test)]
mod tests;

use std::path::Path;

use futures::{StreamExt as _, TryStreamExt as _};
use object_store::{ObjectStore, ObjectStoreExt as _};
use sqlx::{ConnectOptions as _, Connection as _};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::desk::Database;
use crate::migrate;
use crate::trouble::{Result, Trouble};

pub use reach::Reach;

use manifest::Manifest;

const DUMP: &str = "database.dump";
const PICTURES: &str = "pictures/";
/// Pictures that are under way at once.
const AT_ONCE: usize = 8;

/// What was written or read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub pictures: usize,
}

/// Writes a backup into `folder`, which is made and must be empty.
///
/// # Errors
/// A sentence for the operator; the folder then has no manifest and is no backup.
pub async fn write(reach: &Reach, pictures: &dyn ObjectStore, folder: &Path) -> Result<Tally> {
    private::folder(&folder.join(PICTURES))?;
    let empty = std::fs::read_dir(folder)?.count() == 1 && std::fs::read_dir(folder.join(PICTURES))?.next().is_none();
    if !empty {
        return Err(Trouble::Other(format!("{} is not empty. Name a new folder for each backup.", folder.display())));
    }
    let now = OffsetDateTime::now_utc().format(&Rfc3339).map_err(|e| Trouble::Other(e.to_string()))?;
    let mut manifest = Manifest::new(now);
    // Made here, since pg_dump would let everybody read it.
    private::file(&folder.join(DUMP))?;
    // Where the search server's index stands belongs to that server: a restored database has none yet.
    let no_index = ["--exclude-table-data=search_index", "--exclude-table-data=search_change"];
    let dump = ["--format=custom", "--no-owner", "--no-privileges", no_index[0], no_index[1], "--file"];
    reach.run("pg_dump", &dump, &folder.join(DUMP)).await?;
    manifest.add(folder, DUMP)?;
    let copied: Vec<String> = pictures
        .list(None)
        .map_err(Trouble::from)
        // What is drawn again when it is asked for.
        .try_filter(|file| std::future::ready(!file.location.as_ref().starts_with(crate::sharing::FOLDER)))
        .map(|found| async move { fetch(pictures, found?.location, folder).await })
        .buffer_unordered(AT_ONCE)
        .try_filter_map(|copied| std::future::ready(Ok(copied)))
        .try_collect()
        .await?;
    for path in &copied {
        manifest.add(folder, path)?;
    }
    manifest.write(folder)?;
    Ok(Tally { pictures: copied.len() })
}

/// `None` for a picture that was deleted after it was listed.
async fn fetch(store: &dyn ObjectStore, key: object_store::path::Path, folder: &Path) -> Result<Option<String>> {
    let bytes = match store.get(&key).await {
        Ok(found) => found.bytes().await?,
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        Err(e) => return Err(e.into()),
    };
    let path = format!("{PICTURES}{key}");
    let file = folder.join(&path);
    if let Some(parent) = file.parent() {
        private::folder(parent)?;
    }
    private::write(&file, &bytes)?;
    Ok(Some(path))
}

/// Reads a backup into an empty database and an empty store, after proving every file of it, and
/// brings the tables up to date.
///
/// # Errors
/// A sentence for the operator: the backup is damaged, or there is something here already.
pub async fn restore(reach: &Reach, database: &Database, pictures: &dyn ObjectStore, folder: &Path) -> Result<Tally> {
    let manifest = Manifest::read(folder)?;
    refuse_to_overwrite(database, pictures).await?;
    let arguments = ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction"];
    reach.run("pg_restore", &[&arguments[..], &[&dbname(database)]].concat(), &folder.join(DUMP)).await?;
    let keys: Vec<&str> = manifest.files.keys().filter_map(|path| path.strip_prefix(PICTURES)).collect();
    futures::stream::iter(&keys)
        .map(|key| async move {
            let bytes = std::fs::read(folder.join(format!("{PICTURES}{key}")))?;
            pictures.put(&object_store::path::Path::parse(key).map_err(object_store::Error::from)?, bytes.into()).await?;
            Ok::<_, Trouble>(())
        })
        .buffer_unordered(AT_ONCE)
        .try_collect::<()>()
        .await?;
    migrate::run(database).await?;
    Ok(Tally { pictures: keys.len() })
}

/// `pg_restore` writes to standard output unless it is told the database.
fn dbname(database: &Database) -> String {
    format!("--dbname={}", database.get_database().unwrap_or("postgres"))
}

async fn refuse_to_overwrite(database: &Database, pictures: &dyn ObjectStore) -> Result<()> {
    let mut c = database.clone().connect().await?;
    let tables: i64 = sqlx::query_scalar("select count(*) from pg_tables where schemaname = 'public'").fetch_one(&mut c).await?;
    c.close().await?;
    if tables > 0 {
        return Err(Trouble::Other(
            "the database is not empty. Restore into a new one: another GUYUB_DATA or DATABASE_URL.".into(),
        ));
    }
    if pictures.list(None).next().await.is_some() {
        return Err(Trouble::Other(
            "the store of pictures is not empty. Restore into a new one: another GUYUB_DATA or GUYUB_PICTURES.".into(),
        ));
    }
    Ok(())
}
