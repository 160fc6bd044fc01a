use std::time::Duration;

use crate::testing;
use crate::throttle::{Limit, RetryAfter, Throttled, forgive, hit};

const MINUTE: Duration = Duration::from_secs(60);

fn sign_in(subject: &str) -> Limit<'_> {
    Limit { name: "sign_in", subject, max: 3, per: MINUTE }
}

#[tokio::test]
async fn the_fourth_try_waits_for_the_next_window() {
    let desk = testing::desk().await;
    let other_server = desk.second().await;
    for left in [2, 1, 0] {
        assert_eq!(hit(&desk, sign_in("+62811")).await.unwrap().left, left);
    }
    let Err(Throttled::Wait(RetryAfter(wait))) = hit(&other_server, sign_in("+62811")).await else { panic!("one too many") };
    assert!(wait > Duration::ZERO && wait <= MINUTE, "{wait:?}");
    assert!(hit(&desk, sign_in("+62812")).await.is_ok(), "another subject");
    assert!(hit(&desk, Limit { name: "reset", ..sign_in("+62811") }).await.is_ok(), "another name");

    desk.forward(wait);
    assert!(hit(&desk, sign_in("+62811")).await.is_ok());
}

#[tokio::test]
async fn tries_at_once_are_all_counted() {
    let desk = testing::desk().await;
    let tries = (0..12).map(|_| hit(&desk, sign_in("+62811")));
    let allowed = futures::future::join_all(tries).await.into_iter().filter(Result::is_ok).count();
    assert_eq!(allowed, 3);
    forgive(&desk, sign_in("+62811")).await.unwrap();
    assert_eq!(hit(&desk, sign_in("+62811")).await.unwrap().left, 2);
}

#[tokio::test]
async fn the_table_names_nobody() {
    let desk = testing::desk().await;
    hit(&desk, sign_in("+6281234567890")).await.unwrap();
    let key = sqlx::query_scalar!("select key from throttle").fetch_one(desk.db()).await.unwrap();
    assert_eq!(key.len(), 32);
    assert!(!String::from_utf8_lossy(&key).contains("6281"));
}
