//! The real binary: started, stopped, killed, twice on one database, backed up and restored.

mod support;

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use support::{Data, Server, guyub};

#[test]
fn it_answers_and_stops_in_order() {
    let data = Data::new();
    let server = Server::start(&data, &[]);
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.get("/readyz").status, 200);
    assert!(server.get("/metrics").body.contains("guyub_database_connections"));

    let page = server.get("/");
    assert_eq!(page.status, 200);
    for (name, expected) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), Some(expected), "{name}");
    }
    assert!(page.header("content-security-policy").is_some());
    assert!(page.header("x-request-id").is_some());
    assert_eq!(page.header("strict-transport-security"), None, "not without TLS");
    assert_eq!(server.get("/aset/absent.css").status, 404);

    assert!(server.terminate(Duration::from_secs(15)), "it ends with success");
    assert!(!data.postmaster_file().exists(), "and takes its PostgreSQL along");
}

#[test]
fn another_site_cannot_post_here() {
    let data = Data::new();
    let server = Server::start(&data, &[]);
    let from_elsewhere = [("sec-fetch-site", "cross-site"), ("origin", "https://jahat.example")];
    assert_eq!(server.post("/bahasa", "bahasa=en&kembali=/", &from_elsewhere).status, 403);
    assert_eq!(server.post("/bahasa", "bahasa=en&kembali=/", &[("origin", "null")]).status, 403);
    let own = [("sec-fetch-site", "same-origin")];
    assert_eq!(server.post("/bahasa", "bahasa=en&kembali=/", &own).status, 303);
    // What a browser posts by itself when a hit is opened is its own, too.
    assert_eq!(server.post("/api/v1/klik?q=emping&ke=1", "PING", &own).status, 204);
    assert_eq!(server.post("/api/v1/klik?q=emping&ke=1", "PING", &from_elsewhere).status, 403);
    let large = format!("bahasa=en&kembali={}", "x".repeat(2 << 20));
    assert_eq!(server.post("/bahasa", &large, &own).status, 413);
}

/// Twenty requests for a link from one address within a quarter of an hour: the same limiter counts
/// tries to sign in, of which it takes two hundred.
#[test]
fn limits_count_by_the_address_that_the_proxy_saw() {
    let data = Data::new();
    let server = Server::start(&data, &[("GUYUB_PROXIES", "1")]);
    let ask = |n: usize, forwarded: &str| {
        let form = format!("telepon=08123456{n:04}");
        server.post("/lupa", &form, &[("sec-fetch-site", "same-origin"), ("x-forwarded-for", forwarded)]).status
    };
    for n in 0..20 {
        // What the client wrote itself stands to the left, and is another each time.
        assert_eq!(ask(n, &format!("198.51.100.{n}, 203.0.113.9")), 303, "request {n}");
    }
    assert_eq!(ask(20, "198.51.100.77, 203.0.113.9"), 429, "a made-up address is not believed");
    assert_eq!(ask(21, "203.0.113.9, 203.0.113.10"), 303, "another address has its own limit");
    assert_eq!(
        server.post("/lupa", "telepon=081234569999", &[("sec-fetch-site", "same-origin")]).status,
        303,
        "and so has the proxy"
    );
}

#[test]
fn metrics_are_for_this_machine_or_with_the_token() {
    let data = Data::new();
    let server = Server::start(&data, &[("GUYUB_METRICS_TOKEN", "token-only-for-this-test")]);
    assert_eq!(server.get("/metrics").status, 200);
    // What a proxy passes on comes from elsewhere, whatever it says.
    let passed_on = ("x-forwarded-for", "127.0.0.1");
    let refused = server.get_with("/metrics", &[passed_on]);
    assert!(refused.status == 403 && !refused.body.contains("guyub_database"), "{}", refused.body);
    assert_eq!(server.get_with("/metrics", &[passed_on, ("authorization", "Bearer token-only-for-another")]).status, 403);
    assert_eq!(server.get_with("/metrics", &[passed_on, ("authorization", "Bearer token-only-for-this-test")]).status, 200);
}

#[test]
fn kill_9_harms_nothing_and_the_next_start_is_quick() {
    let data = Data::new();
    let mut server = Server::start(&data, &[]);
    let added = guyub(&data, &["user", "--phone", "0812-3456-7890", "--name", "Bu Tini", "--operator"], "rahasia dapur\n");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    server.kill();

    let started = Instant::now();
    let server = Server::start(&data, &[]);
    let took = started.elapsed();
    assert_eq!(server.get("/readyz").status, 200);
    eprintln!("first answer after kill -9: {} ms", took.as_millis());
    assert!(took < Duration::from_secs(5), "{took:?}");
    let again = guyub(&data, &["user", "--phone", "+6281234567890", "--name", "x"], "rahasia dapur\n");
    assert!(String::from_utf8_lossy(&again.stdout).starts_with("changed "), "the account survived");
    assert!(server.terminate(Duration::from_secs(15)));
}

#[test]
fn two_servers_share_one_database() {
    let data = Data::new();
    let one = Server::start(&data, &[]);
    let two = Server::start(&data, &[]);
    assert_eq!(two.get("/readyz").status, 200);
    assert!(one.terminate(Duration::from_secs(15)));
    assert_eq!(two.get("/readyz").status, 200, "the first left the database running");
    assert!(two.terminate(Duration::from_secs(15)));
    assert!(!data.postmaster_file().exists());
}

#[test]
fn a_command_leaves_its_database_to_a_server_that_came_meanwhile() {
    let data = Data::new();
    let mut user = data.command(&["user", "--phone", "0812-3456-7890", "--name", "Bu Tini"]);
    let mut user = user.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(30);
    while !data.postmaster_file().exists() {
        assert!(Instant::now() < until, "the command starts PostgreSQL");
        std::thread::sleep(Duration::from_millis(20));
    }
    let server = Server::start(&data, &[]);
    // It has waited for the password until now.
    user.stdin.take().unwrap().write_all(b"rahasia dapur\n").unwrap();
    assert!(user.wait().unwrap().success());
    assert_eq!(server.get("/readyz").status, 200);
    assert_eq!(server.get("/").status, 200);
    assert!(server.terminate(Duration::from_secs(15)));
    assert!(!data.postmaster_file().exists(), "the last to leave stops it");
}

#[test]
fn a_backup_restores_elsewhere() {
    let (here, there) = (Data::new(), Data::new());
    let added = guyub(&here, &["user", "--phone", "0812-3456-7890", "--name", "Bu Tini"], "rahasia dapur\n");
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
    std::fs::create_dir_all(here.path().join("pictures/ab")).unwrap();
    std::fs::write(here.path().join("pictures/ab/cd-320.webp"), b"not really").unwrap();

    let folder = here.path().join("cadangan");
    let folder = folder.to_str().unwrap();
    let wrote = guyub(&here, &["backup", folder], "");
    assert!(wrote.status.success(), "{}", String::from_utf8_lossy(&wrote.stderr));
    assert!(!guyub(&here, &["backup", folder], "").status.success(), "a second one needs a new folder");

    let restored = guyub(&there, &["restore", folder], "");
    assert!(restored.status.success(), "{}", String::from_utf8_lossy(&restored.stderr));
    assert_eq!(std::fs::read(there.path().join("pictures/ab/cd-320.webp")).unwrap(), b"not really");
    let known = guyub(&there, &["user", "--phone", "0812-3456-7890", "--name", "x"], "rahasia dapur\n");
    assert!(String::from_utf8_lossy(&known.stdout).starts_with("changed "));
    let check = guyub(&there, &["check"], "");
    assert!(check.status.success(), "{}", String::from_utf8_lossy(&check.stdout));

    let again = guyub(&there, &["restore", folder], "");
    assert!(!again.status.success());
    assert!(String::from_utf8_lossy(&again.stderr).contains("not empty"));
}

#[test]
fn wrong_settings_stop_it_with_a_sentence() {
    let data = Data::new();
    let out = data.command(&["serve"]).env("GUYUB_SECRET", "hunter2").env("GUYUB_LISTEN", "nowhere").output().unwrap();
    assert!(!out.status.success());
    let words = String::from_utf8_lossy(&out.stderr);
    assert!(words.contains("GUYUB_SECRET is not understood. Set it to at least 32 characters"), "{words}");
    assert!(words.contains("GUYUB_LISTEN \"nowhere\" is not understood."), "{words}");
    assert!(!words.contains("hunter2"), "{words}");
}
