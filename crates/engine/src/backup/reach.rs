//! How PostgreSQL's own programs reach the database: by environment variables, since a password on
//! a command line is there for every user of the machine to read.

use std::path::Path;
use std::process::Command;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::desk::{Database, database_at, with_host};
use crate::embedded::Programs;
use crate::trouble::{Result, Trouble};

/// The way to one database.
#[derive(Clone)]
pub struct Reach(Vec<(&'static str, String)>);

impl Reach {
    /// For a database that asks for no password, as the embedded one.
    pub fn of(database: &Database) -> Self {
        let host = match database.get_socket() {
            Some(socket) => socket.display().to_string(),
            None => database.get_host().to_owned(),
        };
        Self(vec![
            ("PGHOST", host),
            ("PGPORT", database.get_port().to_string()),
            ("PGUSER", database.get_username().to_owned()),
            ("PGDATABASE", database.get_database().unwrap_or("postgres").to_owned()),
        ])
    }

    /// For `DATABASE_URL`.
    ///
    /// # Errors
    /// When it is no PostgreSQL address.
    pub fn of_url(url: &str) -> Result<Self> {
        let refused = || Trouble::Other("DATABASE_URL is no PostgreSQL address".into());
        let mut reach = Self::of(&database_at(url).map_err(|_| refused())?);
        // The driver does not give the password back, nor how TLS was asked for.
        let url = Url::parse(&with_host(url)).map_err(|_| refused())?;
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(String::from).map_err(|_| refused());
        if let Some(password) = url.password() {
            reach.0.push(("PGPASSWORD", decoded(password)?));
        }
        for (name, value) in url.query_pairs() {
            match name.as_ref() {
                "password" => reach.0.push(("PGPASSWORD", value.into_owned())),
                "sslmode" | "ssl-mode" => reach.0.push(("PGSSLMODE", value.into_owned())),
                "sslrootcert" | "ssl-root-cert" => reach.0.push(("PGSSLROOTCERT", value.into_owned())),
                _ => {}
            }
        }
        Ok(reach)
    }

    /// Runs `pg_dump` or `pg_restore` to its end.
    pub(super) async fn run(&self, program: &str, arguments: &[&str], file: &Path) -> Result<()> {
        let found = Programs::find_one(program).ok_or_else(|| {
            Trouble::Other(format!("{program} was not found on this machine. Install PostgreSQL's client programs."))
        })?;
        let mut command = Command::new(found);
        command.args(arguments).arg(file).envs(self.0.iter().map(|(name, value)| (name, value)));
        let output = tokio::task::spawn_blocking(move || command.output()).await??;
        if output.status.success() {
            return Ok(());
        }
        let words = String::from_utf8_lossy(&output.stderr);
        Err(Trouble::Other(format!("{program} failed ({}): {}", output.status, words.trim())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_becomes_variables() {
        let reach = Reach::of_url("postgres://budi:p%40ss@db.example.id:5433/guyub?sslmode=require").unwrap();
        for expected in [
            ("PGHOST", "db.example.id"),
            ("PGPORT", "5433"),
            ("PGUSER", "budi"),
            ("PGDATABASE", "guyub"),
            ("PGPASSWORD", "p@ss"),
            ("PGSSLMODE", "require"),
        ] {
            assert!(reach.0.iter().any(|(n, v)| (*n, v.as_str()) == expected), "{expected:?} in {:?}", reach.0);
        }
        let socket = Reach::of_url("postgres://postgres@/guyub?host=/run/pg&port=54329").unwrap();
        assert!(socket.0.contains(&("PGHOST", "/run/pg".into())), "{:?}", socket.0);
        assert!(Reach::of_url("mysql://x").is_err());
    }
}
