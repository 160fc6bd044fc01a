//! A database per test, cloned from a migrated template, and builders for the people in it.
//!
//! `GUYUB_TEST_DATABASE_URL` names a superuser on a maintenance database of a running server;
//! without it, a private cluster is started in the cache folder and left running for the next test.

pub mod books;
pub mod bought;
pub mod carts;
pub mod goods;
pub mod kill;
pub mod market;
pub mod orders;
pub mod purchasing;
pub mod till;
pub mod trade;
pub mod world;

use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::ids::{AccountId, KoperasiId};
use object_store::memory::InMemory;
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, PgConnection};
use time::OffsetDateTime;
use tokio::sync::OnceCell;
use url::Url;

use crate::desk::{Clock, Desk, Setup, database_at};
use crate::discovery::meili::Address;
use crate::embedded::{Embedded, Tuning};
use crate::token::Secret;
use crate::{ids, migrate};

/// A desk on a database of its own, which is dropped with it. Its clock stands still until
/// [`forward`](TestDesk::forward).
pub struct TestDesk {
    desk: Desk,
    server: PgConnectOptions,
    database: String,
}

impl Deref for TestDesk {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl TestDesk {
    pub fn forward(&self, by: Duration) {
        self.clock().forward(by);
    }

    /// How to connect to this test's database, for a second desk or a server on it.
    pub fn database(&self) -> PgConnectOptions {
        self.server.clone().database(&self.database)
    }

    /// A second desk on the same database and clock, as a second server would be.
    pub async fn second(&self) -> Desk {
        connect(self.database(), self.clock().clone(), None).await
    }

    /// The same, with a search server.
    pub async fn with_search_server(&self, at: Address) -> Desk {
        connect(self.database(), self.clock().clone(), Some(at)).await
    }
}

/// # Panics
/// When there is no PostgreSQL to test with.
pub async fn desk() -> TestDesk {
    let server = server().await.clone();
    let database = clone_template(&server).await;
    let desk = connect(server.clone().database(&database), Clock::standing(OffsetDateTime::now_utc()), None).await;
    TestDesk { desk, server, database }
}

async fn connect(database: PgConnectOptions, clock: Clock, meilisearch: Option<Address>) -> Desk {
    Desk::connect(Setup {
        database,
        connections: 4,
        pictures: Arc::new(InMemory::new()),
        clock,
        public_url: Url::parse("http://guyub.test").expect("a URL"),
        secret: Secret::parse("a secret that is only for tests, 1234").expect("long enough"),
        mailer: None,
        meilisearch,
        order_times: crate::buying::Times::default(),
    })
    .await
    .expect("the test's database answers")
}

async fn server() -> &'static PgConnectOptions {
    static SERVER: OnceCell<PgConnectOptions> = OnceCell::const_new();
    SERVER
        .get_or_init(|| async {
            match std::env::var("GUYUB_TEST_DATABASE_URL") {
                Ok(url) => database_at(&url).expect("GUYUB_TEST_DATABASE_URL is a PostgreSQL address"),
                Err(_) => {
                    let cluster = Embedded::start(&cache_folder(), Tuning::Throwaway).await.expect("a test cluster");
                    let options = cluster.maintenance();
                    cluster.leave_running();
                    options
                }
            }
        })
        .await
}

fn cache_folder() -> std::path::PathBuf {
    let cache = std::env::var_os("XDG_CACHE_HOME").map(Into::into);
    let home = || std::env::var_os("HOME").map(|home| std::path::PathBuf::from(home).join(".cache"));
    cache.or_else(home).unwrap_or_else(std::env::temp_dir).join("guyub/test")
}

/// Test processes that start together agree on one template: the first makes it under an advisory
/// lock, and a rename makes it visible only when it is whole.
async fn clone_template(server: &PgConnectOptions) -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let template = format!("guyub_t_{}", migrate::fingerprint());
    let clone = format!(
        "guyub_c_{}_{}_{}",
        OffsetDateTime::now_utc().unix_timestamp(),
        std::process::id(),
        NUMBER.fetch_add(1, Ordering::Relaxed),
    );
    let mut c = server.connect().await.expect("the test server answers");
    let there: bool = exists(&mut c, &template).await;
    if !there {
        run(&mut c, "select pg_advisory_lock(hashtext('guyub test template'))").await;
        if !exists(&mut c, &template).await {
            make_template(&mut c, server, &template).await;
            drop_old_clones(&mut c).await;
        }
        run(&mut c, "select pg_advisory_unlock(hashtext('guyub test template'))").await;
    }
    run(&mut c, &format!("create database {clone} template {template}")).await;
    c.close().await.ok();
    clone
}

async fn make_template(c: &mut PgConnection, server: &PgConnectOptions, template: &str) {
    run(c, &format!("drop database if exists {template}_new with (force)")).await;
    run(c, &format!("create database {template}_new")).await;
    migrate::run(&server.clone().database(&format!("{template}_new"))).await.expect("the migrations run");
    run(c, &format!("alter database {template}_new rename to {template}")).await;
}

/// Clones that a killed test left behind.
async fn drop_old_clones(c: &mut PgConnection) {
    let names: Vec<String> = sqlx::query_scalar(
        r"select datname from pg_database where datname ~ '^guyub_c_\d+_'
          and split_part(datname, '_', 3)::bigint < extract(epoch from now()) - 7200",
    )
    .fetch_all(&mut *c)
    .await
    .expect("the databases' names");
    for name in names {
        run(c, &format!("drop database if exists {name} with (force)")).await;
    }
}

async fn exists(c: &mut PgConnection, database: &str) -> bool {
    sqlx::query_scalar("select exists (select from pg_database where datname = $1)")
        .bind(database)
        .fetch_one(c)
        .await
        .expect("the databases' names")
}

async fn run(c: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(c).await.unwrap_or_else(|e| panic!("{sql}: {e}"));
}

/// Drops the database, also when the test panicked. In a thread with a runtime of its own, since
/// the test's may be ending.
impl Drop for TestDesk {
    fn drop(&mut self) {
        let (server, database) = (self.server.clone(), self.database.clone());
        let dropping = std::thread::spawn(move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
            runtime.block_on(async {
                let Ok(mut c) = server.connect().await else { return };
                let sql = format!("drop database if exists {database} with (force)");
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut c).await.ok();
            });
        });
        dropping.join().ok();
    }
}

/// An account by this name, a month old, with a phone number of its own and no password.
///
/// # Panics
/// When the row cannot be written.
pub async fn account(desk: &Desk, name: &str) -> AccountId {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let id: AccountId = ids::fresh();
    let phone = format!("+62811{:07}", NUMBER.fetch_add(1, Ordering::Relaxed));
    let born = desk.now() - time::Duration::days(30);
    sqlx::query!("insert into account (id, name, phone, created_at) values ($1, $2, $3, $4)", id.0, name, phone, born)
        .execute(desk.db())
        .await
        .expect("a new account");
    id
}

/// Gives a person this password, or takes theirs away.
///
/// # Panics
/// When the row cannot be written.
pub async fn set_password(desk: &Desk, id: AccountId, password: Option<&str>) {
    let hash = match password {
        Some(password) => Some(crate::password::hash(password.to_owned()).await.expect("a hash")),
        None => None,
    };
    sqlx::query!("update account set password_hash = $2 where id = $1", id.0, hash)
        .execute(desk.db())
        .await
        .expect("another password");
}

/// Waits until somebody waits in this test's database for a row that another holds.
///
/// # Panics
/// When the database does not answer.
pub async fn somebody_waits(desk: &Desk) {
    loop {
        let waits = sqlx::query_scalar!(
            r#"select exists (select from pg_stat_activity where datname = current_database() and wait_event in ('transactionid', 'tuple')) as "waits!""#
        );
        if waits.fetch_one(desk.db()).await.expect("an answer") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

/// The next transactions, so many of them, that tell what happened to an order meet another one in their way.
///
/// # Panics
/// When the database does not answer.
pub async fn hinder(desk: &Desk, times: i64) {
    // A sequence goes on where a transaction is rolled back.
    sqlx::raw_sql(
        "create sequence if not exists hindered minvalue -100;
         create or replace function hinder() returns trigger language plpgsql as $$
         begin
             if nextval('hindered') <= 0 then raise exception 'another one is in the way' using errcode = '40P01'; end if;
             return new;
         end $$;
         create or replace trigger hindered before insert on order_event for each row execute function hinder();",
    )
    .execute(desk.db())
    .await
    .expect("a trigger");
    sqlx::query("select setval('hindered', $1, false)").bind(1 - times).execute(desk.db()).await.expect("so often");
}

/// As if the account had been made just now.
///
/// # Panics
/// When the row cannot be written.
pub async fn newborn(desk: &Desk, account: AccountId) {
    sqlx::query!("update account set created_at = $2 where id = $1", account.0, desk.now())
        .execute(desk.db())
        .await
        .expect("a newer account");
}

/// A verified koperasi in Kecamatan Limpung, entered by a person of the same name.
///
/// # Panics
/// When the row cannot be written.
pub async fn koperasi(desk: &Desk, name: &str) -> KoperasiId {
    static NUMBER: AtomicU32 = AtomicU32::new(1);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let by = account(desk, name).await;
    let id: KoperasiId = ids::fresh();
    sqlx::query!(
        "insert into koperasi (id, slug, name, legal_form, nik_koperasi, district_code, village, phone,
                               state, decided_by, decided_at, created_by, created_at)
         values ($1, $2, $3, 'ksu', $4, '33.25.08', 'Limpung', '+628110000000', 'verified', $5, $6, $5, $6)",
        id.0,
        format!("koperasi-{number}"),
        name,
        format!("33250{number:08}"),
        by.0,
        desk.now(),
    )
    .execute(desk.db())
    .await
    .expect("a new koperasi");
    id
}
