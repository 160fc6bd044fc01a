//! A real Meilisearch server for tests.

use std::io::Write as _;
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::OnceCell;
use url::Url;

use crate::Desk;
use crate::discovery::meili::{Address, Key, rebuild};
use crate::testing::TestDesk;

/// Names of the tests' indexes begin with it.
const PREFIX: &str = "guyub-test-";

/// A desk with a search server and an index of its own, which is built; `None` where there is no
/// server to test with, and that is said.
pub(super) async fn desk(on: &TestDesk) -> Option<Desk> {
    let desk = on.with_search_server(address().await?).await;
    rebuild(&desk, &mut |_| ()).await.expect("the index is built");
    Some(desk)
}

/// Indexes of a name that no other test uses.
pub(super) async fn address() -> Option<Address> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let url = server().await.clone()?;
    let prefix = format!("{PREFIX}{}-{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    let key = std::env::var("MEILISEARCH_KEY").map_or(Key::None, Key::Own);
    Some(Address { url, key, prefix })
}

async fn server() -> &'static Option<Url> {
    static SERVER: OnceCell<Option<Url>> = OnceCell::const_new();
    SERVER
        .get_or_init(|| async {
            match std::env::var("MEILISEARCH_URL") {
                Ok(url) if !url.trim().is_empty() => {
                    let url = Url::parse(&url).expect("MEILISEARCH_URL is an address");
                    sweep(&url).await;
                    Some(url)
                }
                _ => start(&[]).await.or_else(|| {
                    // Past the test harness, which keeps what passing tests print to itself.
                    let said =
                        "SKIPPED: there is no Meilisearch server. Set MEILISEARCH_URL, or put a meilisearch program on PATH.";
                    writeln!(std::io::stderr(), "{said}").ok();
                    None
                }),
            }
        })
        .await
}

/// A server that is there for longer would keep the indexes of every run: those of earlier ones go.
async fn sweep(url: &Url) {
    let key = std::env::var("MEILISEARCH_KEY").ok();
    let client = meilisearch_sdk::client::Client::new(url.as_str().trim_end_matches('/'), key).expect("a client");
    let mut query = meilisearch_sdk::indexes::IndexesQuery::new(&client);
    let all = query.with_limit(10_000).execute().await.expect("MEILISEARCH_URL answers, and the key lists indexes");
    let an_hour_ago = time::OffsetDateTime::now_utc() - time::Duration::hours(1);
    for index in all.results {
        if index.uid.starts_with(PREFIX) && index.created_at.is_some_and(|at| at < an_hour_ago) {
            client.delete_index(&index.uid).await.expect("old indexes are deleted");
        }
    }
}

/// Starts the program of PATH on a free port, in a folder of its own; it ends with this process.
pub(super) async fn start(options: &[&str]) -> Option<Url> {
    let found = Command::new("meilisearch").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !found.is_ok_and(|status| status.success()) {
        return None;
    }
    let port = free_port();
    let folder = tempfile::tempdir().expect("a folder").keep();
    // A shell stands between, which ends the server and removes its folder when the test process is gone.
    let watch = r#""$@" >/dev/null 2>&1 & server=$!
        while kill -0 "$TESTS" 2>/dev/null && kill -0 $server 2>/dev/null; do sleep 0.5; done
        kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$FOLDER""#;
    let mut shell = Command::new("sh");
    shell.args(["-c", watch, "watch", "meilisearch", "--no-analytics", "--http-addr"]).arg(format!("127.0.0.1:{port}"));
    for (option, name) in [("--db-path", "data"), ("--dump-dir", "dumps"), ("--snapshot-dir", "snapshots")] {
        shell.arg(option).arg(folder.join(name));
    }
    shell.args(options).env("TESTS", std::process::id().to_string()).env("FOLDER", &folder);
    shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir(&folder);
    let mut watching = shell.spawn().expect("a shell");
    std::thread::spawn(move || watching.wait());
    let url = Url::parse(&format!("http://127.0.0.1:{port}")).expect("an address");
    for _ in 0..200 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Some(url);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("meilisearch does not start");
}

pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port()
}
