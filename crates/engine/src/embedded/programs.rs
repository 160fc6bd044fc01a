//! Finds PostgreSQL's programs on this machine.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::NoPostgres;

/// The folder with `initdb`, `postgres`, `pg_ctl`, `pg_dump` and `pg_restore`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programs(PathBuf);

impl Programs {
    /// Looks where `pg_config` says, then in `PATH`, then in Debian's folders, newest first.
    ///
    /// # Errors
    /// When none of these has `initdb` and `postgres`.
    pub fn find() -> Result<Self, NoPostgres> {
        candidates().find(|bin| is_complete(bin)).map(Self).ok_or_else(|| {
            NoPostgres(
                "PostgreSQL was not found on this machine. Install it (Debian, Ubuntu: apt install postgresql), \
                 or set DATABASE_URL to a database that runs elsewhere."
                    .into(),
            )
        })
    }

    /// One client program, such as `pg_dump`, which may be here without a server.
    pub fn find_one(program: &str) -> Option<PathBuf> {
        candidates().map(|bin| bin.join(program)).find(|path| path.is_file())
    }

    pub fn path(&self, program: &str) -> PathBuf {
        self.0.join(program)
    }
}

fn candidates() -> impl Iterator<Item = PathBuf> {
    by_pg_config().into_iter().chain(in_path()).chain(in_debian(Path::new("/usr/lib/postgresql")))
}

fn is_complete(bin: &Path) -> bool {
    ["initdb", "postgres", "pg_ctl"].iter().all(|program| bin.join(program).is_file())
}

fn by_pg_config() -> Option<PathBuf> {
    let out = Command::new("pg_config").arg("--bindir").output().ok()?;
    let folder = String::from_utf8(out.stdout).ok()?;
    Some(PathBuf::from(folder.trim()))
}

fn in_path() -> Vec<PathBuf> {
    std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect()).unwrap_or_default()
}

fn in_debian(versions: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(versions) else { return Vec::new() };
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(Result::ok)
        .filter_map(|e| Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin"))))
        .collect();
    found.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    found.into_iter().map(|(_, bin)| bin).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_of_debians_comes_first() {
        let folder = tempfile::tempdir().unwrap();
        for version in ["9", "15", "17", "notes"] {
            std::fs::create_dir_all(folder.path().join(version).join("bin")).unwrap();
        }
        let bins = in_debian(folder.path());
        let versions: Vec<_> = bins.iter().map(|b| b.parent().unwrap().file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(versions, ["17", "15", "9"]);
        assert!(in_debian(&folder.path().join("absent")).is_empty());
    }
}
