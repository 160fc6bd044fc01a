//! Settings come from environment variables. All wrong ones are told at once, each in a sentence
//! that says what to do.

mod list;
mod print;

use std::net::SocketAddr;
use std::path::PathBuf;

use engine::buying::Times;
use engine::desk::{Database, Url, database_at};
use engine::discovery::meili;
use engine::mail::Mailer;
use engine::token::Secret;

use list::Setting;
pub use print::print;

pub struct Settings {
    pub listen: SocketAddr,
    pub data: PathBuf,
    pub public_url: Url,
    pub pictures: Option<Url>,
    pub mailer: Option<Mailer>,
    pub secret: Option<Secret>,
    /// As set; `None` is the default place, which may be missing.
    pub site: Option<PathBuf>,
    pub json_log: bool,
    pub log_level: String,
    pub connections: u32,
    pub proxies: usize,
    /// Whether pages are kept in memory while they are asked for often.
    pub hot: bool,
    pub metrics_token: Option<String>,
    /// How long orders wait for somebody.
    pub order_times: Times,
    pub development: bool,
    pub database: Option<Database>,
    /// As it was set, for programs that read it by themselves.
    pub database_url: Option<String>,
    pub meilisearch: Option<meili::Address>,
}

impl Settings {
    /// # Errors
    /// One sentence for each wrong setting.
    pub fn from_env() -> Result<Self, Vec<String>> {
        Self::read(&|name| std::env::var(name).ok())
    }

    /// An empty variable counts as absent, as compose files and unit files leave them.
    fn read(get: &dyn Fn(&str) -> Option<String>) -> Result<Self, Vec<String>> {
        let mut r = Reader { get, wrong: Vec::new() };
        let listen = r.take(&list::LISTEN, "an address and a port, such as 127.0.0.1:3000", |v| v.parse().ok());
        let listen = listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 3000)));
        let public_url = r.take(&list::PUBLIC_URL, "an address such as https://pasar.example.id, without a path", site_url);
        let public_url = public_url.or_else(|| site_url(&format!("http://{listen}")));
        let from = r.text(&list::MAIL_FROM).or_else(|| Some(format!("Guyub <guyub@{}>", public_url.as_ref()?.host_str()?)));
        let settings = Self {
            listen,
            data: r.text(&list::DATA).map_or_else(|| PathBuf::from("./data"), PathBuf::from),
            pictures: r.take(&list::PICTURES, "file:///path or s3://bucket/prefix", |v| {
                Url::parse(v).ok().filter(|url| matches!(url.scheme(), "file" | "s3"))
            }),
            mailer: r.take(&list::SMTP, "an address such as smtps://user:password@host:465 (and GUYUB_MAIL_FROM a sender such as Guyub <guyub@example.id>)", |v| {
                Mailer::new(v, from.as_deref().unwrap_or_default()).ok()
            }),
            secret: r.take(&list::SECRET, "at least 32 characters that nobody can guess; leave it unset and one is made", Secret::parse),
            site: r.text(&list::SITE).map(PathBuf::from),
            json_log: r.choice(&list::LOG, [("text", false), ("json", true)]),
            log_level: r.take(&list::LOG_LEVEL, "error, warn, info, debug, or filters such as info,sqlx=debug", |v| {
                v.parse::<tracing_subscriber::filter::Targets>().ok().map(|_| v.to_owned())
            })
            .unwrap_or_else(|| list::LOG_LEVEL.default.into()),
            connections: r.number(&list::CONNECTIONS, 4..=200).unwrap_or(16),
            proxies: r.number(&list::PROXIES, 0..=5).unwrap_or(0) as usize,
            hot: r.choice(&list::HOT, [("on", true), ("off", false)]),
            metrics_token: r.take(&list::METRICS_TOKEN, "at least 16 characters that nobody can guess", |v| {
                (v.chars().count() >= 16).then(|| v.to_owned())
            }),
            order_times: order_times(&mut r),
            development: r.choice(&list::DEVELOPMENT, [("no", false), ("yes", true)]),
            database: r.take(&list::DATABASE_URL, "an address such as postgres://user:password@host/database", |v| database_at(v).ok()),
            database_url: r.text(&list::DATABASE_URL),
            meilisearch: meilisearch(&mut r),
            public_url: match public_url {
                Some(url) => url,
                None => return Err(r.wrong),
            },
        };
        if r.wrong.is_empty() { Ok(settings) } else { Err(r.wrong) }
    }
}

fn order_times(r: &mut Reader<'_>) -> Times {
    let (hours, days) = (r.number(&list::ORDER_ANSWER_HOURS, 1..=720), r.number(&list::ORDER_DONE_DAYS, 1..=60));
    let complaint = r.number(&list::COMPLAINT_DAYS, 1..=180);
    Times::of(hours, days, complaint, r.number(&list::COMPLAINT_CLOSE_DAYS, 1..=365))
}

fn meilisearch(r: &mut Reader<'_>) -> Option<meili::Address> {
    let url = r.take(&list::MEILISEARCH_URL, "an address such as http://127.0.0.1:7700, without a user or a query", |v| {
        web_url(v).filter(|url| {
            url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none()
        })
    });
    let prefix = r.take(&list::MEILISEARCH_PREFIX, "1 to 40 letters, digits and hyphens", |v| {
        let plain = v.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        (plain && v.len() <= 40).then(|| v.to_owned())
    });
    let (own, master) = (r.text(&list::MEILISEARCH_KEY), r.text(&list::MEILISEARCH_MASTER_KEY));
    if own.is_some() && master.is_some() {
        r.wrong.push("MEILISEARCH_KEY and MEILISEARCH_MASTER_KEY are both set. Set one of them.".to_owned());
    }
    let key = own.map(meili::Key::Own).or(master.map(meili::Key::Master)).unwrap_or(meili::Key::None);
    Some(meili::Address { url: url?, key, prefix: prefix.unwrap_or_else(|| list::MEILISEARCH_PREFIX.default.into()) })
}

fn web_url(value: &str) -> Option<Url> {
    Url::parse(value).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some())
}

fn site_url(value: &str) -> Option<Url> {
    web_url(value).filter(|url| url.path() == "/" && url.query().is_none() && url.fragment().is_none())
}

struct Reader<'a> {
    get: &'a dyn Fn(&str) -> Option<String>,
    wrong: Vec<String>,
}

impl Reader<'_> {
    fn text(&self, setting: &Setting) -> Option<String> {
        (self.get)(setting.name).map(|v| v.trim().to_owned()).filter(|v| !v.is_empty())
    }

    fn take<T>(&mut self, setting: &Setting, wanted: &str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let text = self.text(setting)?;
        let value = parse(&text);
        if value.is_none() {
            let shown = if setting.secret { String::new() } else { format!(" \"{text}\"") };
            self.wrong.push(format!("{}{shown} is not understood. Set it to {wanted}.", setting.name));
        }
        value
    }

    fn number(&mut self, setting: &Setting, range: std::ops::RangeInclusive<u32>) -> Option<u32> {
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        self.take(setting, &wanted, |v| v.parse().ok().filter(|n| range.contains(n)))
    }

    /// The first choice is the default.
    fn choice<T: Copy, const N: usize>(&mut self, setting: &Setting, choices: [(&str, T); N]) -> T {
        let names = choices.map(|(name, _)| name).join(" or ");
        let chosen = self.take(setting, &names, |v| choices.iter().find(|(name, _)| *name == v).map(|(_, value)| *value));
        chosen.unwrap_or(choices[0].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(values: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
        Settings::read(&|name| values.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()))
    }

    #[test]
    fn nothing_set_is_fine() {
        let s = read(&[("GUYUB_SMTP", ""), ("DATABASE_URL", "  ")]).ok().unwrap();
        assert_eq!(s.public_url.as_str(), "http://127.0.0.1:3000/");
        assert!(s.mailer.is_none() && s.database.is_none() && s.secret.is_none() && s.metrics_token.is_none());
    }

    #[test]
    fn all_wrong_ones_are_told_and_secrets_are_not() {
        let wrong = read(&[
            ("GUYUB_LISTEN", "3000"),
            ("GUYUB_PUBLIC_URL", "pasar.example.id"),
            ("GUYUB_SECRET", "hunter2"),
            ("GUYUB_SMTP", "tcp://u:hunter2@h"),
            ("DATABASE_URL", "mysql://u:hunter2@h/d"),
            ("GUYUB_CONNECTIONS", "1000000"),
            ("GUYUB_LOG", "xml"),
            ("GUYUB_PICTURES", "ftp://x"),
            ("GUYUB_METRICS_TOKEN", "hunter2"),
        ])
        .err()
        .unwrap();
        assert_eq!(wrong.len(), 9, "{wrong:#?}");
        assert!(wrong.iter().all(|sentence| !sentence.contains("hunter2") && sentence.ends_with('.')), "{wrong:#?}");
    }

    #[test]
    fn what_is_set_is_read() {
        let s = read(&[
            ("GUYUB_PUBLIC_URL", "https://pasar.example.id"),
            ("GUYUB_SMTP", "smtps://u:p@mail.example.id"),
            ("DATABASE_URL", "postgres://u:p@db/guyub"),
            ("GUYUB_LOG", "json"),
            ("GUYUB_PROXIES", "1"),
            ("GUYUB_ORDER_ANSWER_HOURS", "12"),
            ("GUYUB_COMPLAINT_CLOSE_DAYS", "20"),
        ])
        .ok()
        .unwrap();
        assert!(s.json_log && s.mailer.is_some() && s.database.is_some());
        assert_eq!((s.public_url.scheme(), s.proxies), ("https", 1));
        assert_eq!(s.order_times, Times::of(Some(12), None, None, Some(20)));
    }
}
