use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Person;
use domain::ids::SessionId;
use domain::lang::Lang;
use domain::money::Rupiah;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::send::{Outcome, post};
use super::*;
use crate::notices::{MoneyNews, News};
use crate::people;
use crate::testing::world::{Role, World};
use crate::tx::Actor;

const ENDPOINT: &str = "https://fcm.googleapis.com/fcm/send/abc";

fn keys() -> (String, String) {
    let own = p256::SecretKey::from_slice(&[7; 32]).expect("a key");
    (URL_SAFE_NO_PAD.encode(own.public_key().to_sec1_bytes()), URL_SAFE_NO_PAD.encode([1; 16]))
}

fn device(endpoint: &str) -> Subscription {
    let (p256dh, auth) = keys();
    Subscription::parse(endpoint, &p256dh, &auth).expect("a subscription")
}

async fn person(world: &World, role: Role) -> (SessionId, Person) {
    let found = people::session(&world.desk, world.token(role).expect("somebody")).await.expect("an answer");
    let (session, standing) = found.expect("an open session");
    (session, standing.person())
}

async fn told(world: &World, role: Role) {
    let mut tx = world.desk.begin(Actor::System).await.expect("a transaction");
    let news = News::Money { koperasi: "Koperasi Satu".into(), amount: Rupiah(5_000), what: MoneyNews::Paid };
    tx.tell(world.account(role), &news).await.expect("a notice");
    tx.commit().await.expect("a commit");
}

async fn asked(world: &World) -> i64 {
    sqlx::query_scalar("select count(*) from job where kind = 'push_notice'").fetch_one(world.desk.db()).await.expect("a count")
}

#[test]
fn only_push_services_are_believed() {
    let (p256dh, auth) = keys();
    for good in [ENDPOINT, "https://updates.push.services.mozilla.com/wpush/v2/x", "https://db5p.notify.windows.com/w/?token=x"] {
        assert!(Subscription::parse(good, &p256dh, &auth).is_some(), "{good}");
    }
    for bad in [
        "",
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:8080/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://evilnotify.windows.com/x",
        "https://user@fcm.googleapis.com/x",
        "https://127.0.0.1/x",
        "https://localhost/x",
        "javascript:alert(1)",
    ] {
        assert!(Subscription::parse(bad, &p256dh, &auth).is_none(), "{bad}");
    }
    for (p256dh, auth) in [("", auth.as_str()), (p256dh.as_str(), ""), (auth.as_str(), auth.as_str()), ("@@@", "@@@")] {
        assert!(Subscription::parse(ENDPOINT, p256dh, auth).is_none(), "{p256dh} {auth}");
    }
}

#[tokio::test]
async fn a_notice_asks_for_a_push_only_where_somebody_wants_it() {
    let world = World::new().await;
    told(&world, Role::Member).await;
    assert_eq!(asked(&world).await, 0);
    let (session, member) = person(&world, Role::Member).await;
    begin(&world.desk, &member, session, Lang::Id, &device(ENDPOINT)).await.expect("it begins");
    told(&world, Role::OtherMember).await;
    assert_eq!(asked(&world).await, 0, "another person's news");
    told(&world, Role::Member).await;
    assert_eq!(asked(&world).await, 1);
    // Nobody says how news is worded here, so nothing goes out, and the job is done.
    crate::jobs::run_due(&world.desk).await.expect("jobs run");
    assert_eq!(devices(&world.desk, &member).await.expect("a count"), 1);
}

#[tokio::test]
async fn a_browser_is_told_for_whoever_is_signed_in() {
    let world = World::new().await;
    let (session, member) = person(&world, Role::Member).await;
    let (other_session, other) = person(&world, Role::OtherMember).await;
    for _ in 0..2 {
        begin(&world.desk, &member, session, Lang::Id, &device(ENDPOINT)).await.expect("it begins");
    }
    assert_eq!(devices(&world.desk, &member).await.expect("a count"), 1);
    // The same browser, another person.
    begin(&world.desk, &other, other_session, Lang::En, &device(ENDPOINT)).await.expect("it begins");
    assert_eq!(devices(&world.desk, &member).await.expect("a count"), 0);
    assert!(!stop(&world.desk, &member, ENDPOINT).await.expect("an answer"), "it is none of theirs");
    people::end(&world.desk, &other, other_session).await.expect("signed out");
    assert_eq!(devices(&world.desk, &other).await.expect("a count"), 0);
}

#[tokio::test]
async fn the_oldest_of_too_many_devices_goes() {
    let world = World::new().await;
    let (session, member) = person(&world, Role::Member).await;
    for n in 0..DEVICES + 2 {
        begin(&world.desk, &member, session, Lang::Id, &device(&format!("{ENDPOINT}{n}"))).await.expect("it begins");
        world.desk.forward(std::time::Duration::from_secs(1));
    }
    assert_eq!(devices(&world.desk, &member).await.expect("a count"), DEVICES);
    assert!(!stop(&world.desk, &member, &format!("{ENDPOINT}0")).await.expect("an answer"));
    assert!(stop(&world.desk, &member, &format!("{ENDPOINT}5")).await.expect("an answer"));
}

/// A push service that answers once, and what it was sent.
async fn service(answer: &'static str) -> (Url, tokio::task::JoinHandle<String>) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = Url::parse(&format!("http://{}/x", listener.local_addr().expect("an address"))).expect("a URL");
    let heard = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a request");
        // Head and body may come apart.
        let mut heard = Vec::new();
        while !heard.ends_with(b"sealed") {
            let read = stream.read_buf(&mut heard).await.expect("more of it");
            assert_ne!(read, 0, "{}", String::from_utf8_lossy(&heard));
        }
        stream.write_all(answer.as_bytes()).await.expect("an answer");
        String::from_utf8_lossy(&heard).to_lowercase()
    });
    (url, heard)
}

#[tokio::test]
async fn a_push_service_gets_what_the_standards_ask_for() {
    for (answer, means) in [
        ("HTTP/1.1 201 Created\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", Outcome::Taken),
        ("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", Outcome::Gone),
        (
            "HTTP/1.1 307 Temporary Redirect\r\nlocation: /y\r\ncontent-length: 0\r\nconnection: close\r\n\r\n",
            Outcome::Refused(307),
        ),
    ] {
        let (url, heard) = service(answer).await;
        let sent = post(url, "vapid t=x, k=y".into(), "abc".into(), b"sealed".to_vec()).await.expect("an answer");
        assert_eq!(sent, means);
        let head = heard.await.expect("what was sent");
        for line in ["post /x", "authorization: vapid t=x, k=y", "content-encoding: aes128gcm", "ttl: 86400", "topic: abc"] {
            assert!(head.contains(line), "{line} in {head}");
        }
    }
    // Nobody listens there.
    let nowhere = Url::parse("http://127.0.0.1:9/x").expect("a URL");
    assert_eq!(post(nowhere, "x".into(), "abc".into(), vec![]).await.expect("an answer"), Outcome::Later);
}
