//! News on a device: who may ask for it, and what is believed of a browser.

use axum::http::StatusCode;
use engine::testing::world::{Role, World};

use crate::client::Client;

const PATH: &str = "/akun/pemberitahuan";
const ENDPOINT: &str = "https://fcm.googleapis.com/fcm/send/abc";
/// From RFC 8291, appendix A.
const P256DH: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";

fn asked<'a>(endpoint: &'a str, p256dh: &'a str, auth: &'a str, back: &'a str) -> [(&'static str, &'a str); 5] {
    [("aksi", "mulai"), ("titik", endpoint), ("p256dh", p256dh), ("rahasia", auth), ("kembali", back)]
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_for_and_ended_on_each_device() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let page = member.get(PATH).await;
    assert!(page.attr("script[src*=push]", "src").is_some());
    let key = page.attr("[data-kunci-push]", "data-kunci-push").expect("the site's key");
    assert_eq!(key.len(), 87, "65 bytes as base64url");
    // Hidden until the script has seen what the browser can do.
    assert!(page.attr("[data-kunci-push]", "hidden").is_some() && page.text().contains("Belum ada perangkat"));

    let begun = member.post(PATH, &asked(ENDPOINT, P256DH, AUTH, "/akun")).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/akun"));
    assert!(member.get("/akun").await.text().contains("Mulai sekarang"));
    assert!(member.get(PATH).await.text().contains("di 1 perangkat"));
    assert!(Client::of(&world, Role::OtherMember).get(PATH).await.text().contains("Belum ada perangkat"));
    assert!(member.get("/akun/data.json").await.text().contains("fcm.googleapis.com"));

    let stopped = member.post(PATH, &[("aksi", "berhenti"), ("titik", ENDPOINT)]).await;
    assert_eq!((stopped.status, stopped.location()), (StatusCode::SEE_OTHER, PATH));
    assert!(member.get(PATH).await.text().contains("Belum ada perangkat"));
    // Nobody else's page carries the script.
    assert!(member.get("/akun").await.attr("script[src*=push]", "src").is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_browser_makes_is_refused() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    let long = format!("https://fcm.googleapis.com/{}", "x".repeat(10_000));
    for (endpoint, p256dh, auth) in [
        ("", "", ""),
        ("http://169.254.169.254/latest", P256DH, AUTH),
        ("https://localhost/x", P256DH, AUTH),
        (long.as_str(), P256DH, AUTH),
        (ENDPOINT, AUTH, AUTH),
        (ENDPOINT, P256DH, P256DH),
        (ENDPOINT, "\0", "</textarea><script>alert(1)</script>"),
    ] {
        let refused = member.post(PATH, &asked(endpoint, p256dh, auth, "/akun")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{endpoint:.60}");
        assert!(refused.text().contains("belum bisa diberi tahu") && !refused.text().contains("<script>alert"));
    }
    // Never to another site.
    let away = member.post(PATH, &asked(ENDPOINT, P256DH, AUTH, "//evil.example")).await;
    assert_eq!(away.location(), "/");
}
