//! The desk on which every use case works: the database, the picture store, the clock.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use domain::dates::Day;
use object_store::ObjectStore;
pub use sqlx::postgres::PgConnectOptions as Database;
use sqlx::postgres::{PgListener, PgPoolOptions};
use sqlx::{Connection as _, PgConnection, PgPool};
use time::OffsetDateTime;
pub use url::Url;

use crate::buying::Times;
use crate::discovery::meili::{Address, MeiliSearch};
use crate::discovery::{Failover, Learning, PgSearch, Search};
use crate::mail::Mailer;
use crate::purchasing::live::Live;
use crate::push::Worder;
use crate::token::Secret;
use crate::trouble::{Result, Trouble};

/// Cheap to clone; everything shared is behind it, and the clock beside it.
#[derive(Clone)]
pub struct Desk(Arc<Inner>, Clock);

struct Inner {
    db: PgPool,
    search: Box<dyn Search>,
    tables: PgSearch,
    meilisearch: Option<MeiliSearch>,
    learning: Learning,
    live: Live,
    pictures: Arc<dyn ObjectStore>,
    public_url: Url,
    secret: Secret,
    mailer: Option<Mailer>,
    order_times: Times,
    worder: OnceLock<Worder>,
}

/// What a desk is made of.
pub struct Setup {
    pub database: Database,
    /// Connections to the database at most, for pages and jobs. Who [listens](Desk::listener) has
    /// one more.
    pub connections: u32,
    pub pictures: Arc<dyn ObjectStore>,
    pub clock: Clock,
    /// Where people reach this site, for links in mails and shared messages.
    pub public_url: Url,
    pub secret: Secret,
    /// `None`: mails stay in their table for the operator to read.
    pub mailer: Option<Mailer>,
    /// `None`: PostgreSQL alone finds things.
    pub meilisearch: Option<Address>,
    /// How long orders wait for somebody.
    pub order_times: Times,
}

/// Longest a statement of a page may take; work of the system itself lifts it.
const STATEMENT_TIMEOUT: &str = "30s";

impl Desk {
    /// # Errors
    /// When the database does not answer.
    pub async fn connect(setup: Setup) -> Result<Self> {
        let options = setup.database.options([
            ("statement_timeout", STATEMENT_TIMEOUT),
            ("idle_in_transaction_session_timeout", "60s"),
            ("timezone", "UTC"),
        ]);
        let db = PgPoolOptions::new()
            .max_connections(setup.connections)
            .min_connections(1)
            .acquire_timeout(Duration::from_secs(10))
            // A broken connection shows at its first statement; asking before each one would cost
            // a round trip on every page.
            .test_before_acquire(false)
            .connect_with(options)
            .await?;
        let tables = PgSearch::new(db.clone());
        let meilisearch = setup.meilisearch.map(|at| MeiliSearch::new(&at, tables.clone(), db.clone())).transpose()?;
        let search: Box<dyn Search> = match &meilisearch {
            Some(first) => Box::new(Failover::new(first.clone(), tables.clone())),
            None => Box::new(tables.clone()),
        };
        let inner = Inner {
            search,
            tables,
            meilisearch,
            learning: Learning::default(),
            live: Live::default(),
            db,
            pictures: setup.pictures,
            public_url: setup.public_url,
            secret: setup.secret,
            mailer: setup.mailer,
            order_times: setup.order_times,
            worder: OnceLock::new(),
        };
        Ok(Self(Arc::new(inner), setup.clock))
    }

    /// The same desk at another moment, which stands still: for a demo that has a past.
    pub(crate) fn at(&self, moment: OffsetDateTime) -> Self {
        Self(Arc::clone(&self.0), Clock::standing(moment))
    }

    pub fn db(&self) -> &PgPool {
        &self.0.db
    }

    /// An ear for NOTIFY, on a connection of its own: it keeps it for good, and a small pool would
    /// have none left for pages.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn listener(&self) -> Result<PgListener> {
        let options = (*self.db().connect_options()).clone();
        let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        Ok(PgListener::connect_with(&own.connect_with(options).await?).await?)
    }

    /// A connection that is not of the pool: for locks that are held while something else is waited
    /// for, which would take it from the pages.
    pub(crate) async fn own_connection(&self) -> Result<PgConnection> {
        Ok(PgConnection::connect_with(&self.db().connect_options()).await?)
    }

    /// How things are found.
    pub fn search(&self) -> &dyn Search {
        &*self.0.search
    }

    /// The search server's engine, where there is one.
    pub fn meilisearch(&self) -> Option<&MeiliSearch> {
        self.0.meilisearch.as_ref()
    }

    /// Every engine there is, each without the others behind it: for comparing them.
    pub fn engines(&self) -> Vec<&dyn Search> {
        let tables: &dyn Search = &self.0.tables;
        std::iter::once(tables).chain(self.meilisearch().map(|m| m as &dyn Search)).collect()
    }

    /// What this process has counted of searches.
    pub fn learning(&self) -> &Learning {
        &self.0.learning
    }

    /// What the readers of this server hear by that rounds have moved.
    pub fn live(&self) -> &Live {
        &self.0.live
    }

    pub fn pictures(&self) -> &Arc<dyn ObjectStore> {
        &self.0.pictures
    }

    /// The moment, in whole microseconds as the database keeps it, so that what was written
    /// compares equal to what is read.
    pub fn now(&self) -> OffsetDateTime {
        self.1.now()
    }

    /// The day that it is in Batang, which is not UTC's from midnight to seven in the morning.
    pub fn today(&self) -> Day {
        Day::of(self.now())
    }

    pub fn clock(&self) -> &Clock {
        &self.1
    }

    pub fn public_url(&self) -> &Url {
        &self.0.public_url
    }

    /// An absolute link to a path of this site.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.0.public_url.as_str().trim_end_matches('/'))
    }

    pub fn secret(&self) -> &Secret {
        &self.0.secret
    }

    /// How long an order waits for somebody.
    pub fn order_times(&self) -> Times {
        self.0.order_times
    }

    pub fn mailer(&self) -> Option<&Mailer> {
        self.0.mailer.as_ref()
    }

    /// Says how news is worded for a device. The words of pages are above this crate, and the first that is
    /// said stays.
    pub fn word_news_by(&self, worder: Worder) {
        let _ = self.0.worder.set(worder);
    }

    pub(crate) fn worder(&self) -> Option<Worder> {
        self.0.worder.get().copied()
    }
}

/// Reads a PostgreSQL address. libpq, and so its users, leave the host out before a path and name
/// a socket's folder in the query (`postgres://me@/guyub?host=/run/postgresql`).
///
/// # Errors
/// When it is no such address.
pub fn database_at(address: &str) -> Result<Database> {
    // The driver reads any scheme, and would try PostgreSQL's words on another database.
    if !["postgres://", "postgresql://"].iter().any(|scheme| address.starts_with(scheme)) {
        return Err(Trouble::Other("not a postgres:// address".into()));
    }
    Ok(with_host(address).parse()?)
}

/// The same address in a form that any reader of URLs takes.
pub(crate) fn with_host(address: &str) -> String {
    address.replacen("@/", "@localhost/", 1)
}

/// Where the time comes from.
#[derive(Clone)]
pub enum Clock {
    System,
    /// Stands still until a test moves it.
    Standing(Arc<Mutex<OffsetDateTime>>),
}

impl Clock {
    pub fn standing(at: OffsetDateTime) -> Self {
        Self::Standing(Arc::new(Mutex::new(whole_microseconds(at))))
    }

    pub fn now(&self) -> OffsetDateTime {
        match self {
            Self::System => whole_microseconds(OffsetDateTime::now_utc()),
            Self::Standing(at) => *at.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Moves a standing clock; the system's own goes by itself.
    pub fn forward(&self, by: Duration) {
        if let Self::Standing(at) = self {
            *at.lock().unwrap_or_else(PoisonError::into_inner) += by;
        }
    }
}

fn whole_microseconds(at: OffsetDateTime) -> OffsetDateTime {
    at.replace_nanosecond(at.nanosecond() / 1000 * 1000).unwrap_or(at)
}
