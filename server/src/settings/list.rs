//! Every setting: its name, its default, what it is for. `guyub settings` is made from this list,
//! and the README's table has its rows.

/// A setting as the operator knows it.
pub struct Setting {
    pub name: &'static str,
    pub default: &'static str,
    pub meaning: &'static str,
    /// Printed masked.
    pub secret: bool,
}

const fn open(name: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, default, meaning, secret: false }
}

const fn secret(name: &'static str, default: &'static str, meaning: &'static str) -> Setting {
    Setting { name, default, meaning, secret: true }
}

pub const LISTEN: Setting = open("GUYUB_LISTEN", "127.0.0.1:3000", "address and port that the server listens on");
pub const DATA: Setting = open("GUYUB_DATA", "./data", "folder for the embedded database, the pictures and the generated secret");
pub const PUBLIC_URL: Setting =
    open("GUYUB_PUBLIC_URL", "http://GUYUB_LISTEN", "where people reach this site; https turns on secure cookies and HSTS");
pub const PICTURES: Setting = open(
    "GUYUB_PICTURES",
    "pictures in the data folder",
    "an object store for pictures: file:///path or s3://bucket/prefix (keys from AWS_…)",
);
pub const SMTP: Setting = secret(
    "GUYUB_SMTP",
    "none",
    "smtps://user:password@host:465 or smtp://host:25; without it mails stay on the operator's page",
);
pub const MAIL_FROM: Setting = open("GUYUB_MAIL_FROM", "Guyub <guyub@host of GUYUB_PUBLIC_URL>", "sender of mails");
pub const SECRET: Setting = secret(
    "GUYUB_SECRET",
    "made once, kept in the data folder",
    "the server's key, at least 32 characters, the same on all servers of one database",
);
pub const SITE: Setting = open("GUYUB_SITE", "site beside the program", "folder with the built styles, islands and icons");
pub const LOG: Setting = open("GUYUB_LOG", "text", "text or json");
pub const LOG_LEVEL: Setting =
    open("GUYUB_LOG_LEVEL", "info,sqlx=warn,meilisearch_sdk=off", "error, warn, info, debug, or filters such as info,sqlx=debug");
pub const CONNECTIONS: Setting =
    open("GUYUB_CONNECTIONS", "16", "connections to the database for pages and jobs, 4 to 200; three more wait for news of it");
pub const PROXIES: Setting =
    open("GUYUB_PROXIES", "0", "proxies in front of the server whose X-Forwarded-For is believed, 0 to 5");
pub const HOT: Setting = open(
    "GUYUB_HOT",
    "on",
    "off reads the database for every page instead of keeping pages that are asked for often for up to two seconds",
);
pub const METRICS_TOKEN: Setting = secret(
    "GUYUB_METRICS_TOKEN",
    "none",
    "with it as a bearer token /metrics answers from anywhere; without, only programs on this machine",
);
pub const ORDER_ANSWER_HOURS: Setting =
    open("GUYUB_ORDER_ANSWER_HOURS", "48", "hours that a seller has to answer an order before it is called off, 1 to 720");
pub const ORDER_DONE_DAYS: Setting = open(
    "GUYUB_ORDER_DONE_DAYS",
    "3",
    "days after which an order that was sent counts as done, and one that lies ready is reminded of, 1 to 60",
);
pub const COMPLAINT_DAYS: Setting =
    open("GUYUB_COMPLAINT_DAYS", "14", "days after an order was done in which its buyer may complain, 1 to 180");
pub const COMPLAINT_CLOSE_DAYS: Setting =
    open("GUYUB_COMPLAINT_CLOSE_DAYS", "30", "days after the last word of a complaint until it ends by itself, 1 to 365");
pub const DEVELOPMENT: Setting = open("GUYUB_DEVELOPMENT", "no", "yes shows the page /gaya with all components");
pub const DATABASE_URL: Setting = secret("DATABASE_URL", "the embedded database", "postgres://user:password@host/database");

pub const MEILISEARCH_URL: Setting =
    open("MEILISEARCH_URL", "none", "http://host:7700 of a Meilisearch server; without one PostgreSQL alone finds things");
pub const MEILISEARCH_KEY: Setting = secret(
    "MEILISEARCH_KEY",
    "none",
    "a key of it that may search, and write documents and settings of the indexes named MEILISEARCH_PREFIX_…",
);
pub const MEILISEARCH_MASTER_KEY: Setting =
    secret("MEILISEARCH_MASTER_KEY", "none", "instead of MEILISEARCH_KEY: guyub makes itself such a key, and uses only that");
pub const MEILISEARCH_PREFIX: Setting =
    open("MEILISEARCH_PREFIX", "guyub", "names of indexes begin with it: letters, digits and hyphens");

pub const ALL: [&Setting; 24] = [
    &LISTEN,
    &DATA,
    &PUBLIC_URL,
    &PICTURES,
    &SMTP,
    &MAIL_FROM,
    &SECRET,
    &SITE,
    &LOG,
    &LOG_LEVEL,
    &CONNECTIONS,
    &PROXIES,
    &HOT,
    &METRICS_TOKEN,
    &ORDER_ANSWER_HOURS,
    &ORDER_DONE_DAYS,
    &COMPLAINT_DAYS,
    &COMPLAINT_CLOSE_DAYS,
    &DEVELOPMENT,
    &DATABASE_URL,
    &MEILISEARCH_URL,
    &MEILISEARCH_KEY,
    &MEILISEARCH_MASTER_KEY,
    &MEILISEARCH_PREFIX,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_readme_has_every_setting() {
        let readme = include_str!("../../../README.md");
        for Setting { name, default, meaning, .. } in ALL {
            let row = format!("| `{name}` | {default} | {meaning} |");
            assert!(readme.lines().any(|line| line == row), "README.md lacks\n{row}");
        }
    }

    #[test]
    fn the_example_for_systemd_has_only_what_is_read() {
        let example = include_str!("../../../deploy/guyub.env.example");
        let names = example.lines().filter_map(|line| line.trim_start_matches('#').split_once('=')).map(|(name, _)| name);
        let names: Vec<_> = names.filter(|name| name.chars().all(|c| c.is_ascii_uppercase() || c == '_')).collect();
        assert!(names.len() > 5, "{names:?}");
        for name in names {
            assert!(ALL.iter().any(|setting| setting.name == name), "nothing reads {name}");
        }
    }
}
