use std::time::Duration;

use domain::ids::{AccountId, IdempotencyKey};
use serde_json::json;
use sqlx::types::Uuid;

use crate::desk::Desk;
use crate::ids;
use crate::mail::{self, Mail};
use crate::testing::{self, kill::killed_at};
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Once};

async fn audits(desk: &Desk) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "n!" from audit"#).fetch_one(desk.db()).await.unwrap()
}

/// A use case that must happen once: writes an audit row, takes a moment, gives a number.
async fn press(desk: &Desk, by: AccountId, key: IdempotencyKey, amount: i64) -> Result<Uuid> {
    let mut tx = match desk.begin_once(by, key, &amount).await? {
        Once::Done(id) => return Ok(id),
        Once::Fresh(tx) => tx,
    };
    let id: Uuid = ids::fresh();
    tx.audit("order.place", None, id, json!({ "amount": amount })).await?;
    sqlx::query!("select pg_sleep(0.2)").execute(tx.conn()).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

#[tokio::test]
async fn the_system_takes_its_time_unless_somebody_waits() {
    let desk = testing::desk().await;
    let mut tx = desk.begin(Actor::System).await.unwrap();
    let mut limits = Vec::new();
    for hurries in [false, true] {
        if hurries {
            tx.hurry().await.unwrap();
        }
        let limit: String = sqlx::query_scalar("select current_setting('statement_timeout')").fetch_one(tx.conn()).await.unwrap();
        limits.push(limit);
    }
    assert_eq!(limits, ["0", "30s"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_goes_away_while_a_transaction_opens_leaves_none_behind() {
    let desk = testing::desk().await;
    for wait in [1, 1, 1, 2, 3] {
        drop(killed_at(wait, desk.begin(Actor::System)).await);
    }
    let open = async || -> i64 {
        sqlx::query_scalar(
            "select count(*) from pg_stat_activity where datname = current_database() and state = 'idle in transaction'",
        )
        .fetch_one(desk.db())
        .await
        .unwrap()
    };
    // What was opened in vain is rolled back a moment later.
    for _ in 0..100 {
        if open().await == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} transactions stay open", open().await);
}

#[tokio::test]
async fn what_is_not_committed_never_was() {
    let desk = testing::desk().await;
    let by = testing::account(&desk, "Bu Tini").await;
    let mut tx = desk.begin(by).await.unwrap();
    tx.audit("account.rename", None, by.0, json!({})).await.unwrap();
    tx.mail(Mail { to: "a@b.id".into(), subject: "Hai".into(), body: "Isi".into() }).await.unwrap();
    drop(tx);
    assert_eq!(audits(&desk).await, 0);
    assert_eq!(mail::newest(&desk).await.unwrap().len(), 0);
    assert_eq!(crate::jobs::tally(&desk).await.unwrap().waiting, 0);

    let mut tx = desk.begin(Actor::System).await.unwrap();
    tx.audit("account.rename", None, by.0, json!({})).await.unwrap();
    tx.commit().await.unwrap();
    let row = sqlx::query!("select at, account_id from audit").fetch_one(desk.db()).await.unwrap();
    assert_eq!((row.at, row.account_id), (desk.now(), None));
}

#[tokio::test]
async fn the_audit_log_cannot_be_changed() {
    let desk = testing::desk().await;
    let by = testing::account(&desk, "Bu Tini").await;
    let mut tx = desk.begin(by).await.unwrap();
    tx.audit("account.rename", None, by.0, json!({})).await.unwrap();
    tx.commit().await.unwrap();
    for change in ["update audit set detail = '{}'", "delete from audit", "truncate audit"] {
        let refused = sqlx::raw_sql(change).execute(desk.db()).await.unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{change}: {refused}");
    }
}

#[tokio::test]
async fn the_second_press_finds_the_firsts_result() {
    let desk = testing::desk().await;
    let other_server = desk.second().await;
    let by = testing::account(&desk, "Pak Slamet").await;
    let key: IdempotencyKey = ids::fresh();
    let (one, two, three) =
        tokio::join!(press(&desk, by, key, 5000), press(&other_server, by, key, 5000), press(&desk, by, key, 5000),);
    let id = one.unwrap();
    assert_eq!((two.unwrap(), three.unwrap()), (id, id));
    assert_eq!(press(&desk, by, key, 5000).await.unwrap(), id);
    assert_eq!(audits(&desk).await, 1);

    // Another person's key of the same name is another key.
    let other = testing::account(&desk, "Bu Sri").await;
    assert_ne!(press(&desk, other, key, 5000).await.unwrap(), id);
}

#[tokio::test]
async fn a_key_serves_one_request_only() {
    let desk = testing::desk().await;
    let by = testing::account(&desk, "Pak Slamet").await;
    let key: IdempotencyKey = ids::fresh();
    press(&desk, by, key, 5000).await.unwrap();
    assert!(matches!(press(&desk, by, key, 6000).await, Err(Trouble::KeyReused)));
    assert_eq!(audits(&desk).await, 1);
}

#[tokio::test]
async fn a_failed_first_press_leaves_the_key_free() {
    let desk = testing::desk().await;
    let by = testing::account(&desk, "Pak Slamet").await;
    let key: IdempotencyKey = ids::fresh();
    let Once::Fresh(first) = desk.begin_once::<Uuid>(by, key, &1).await.unwrap() else { panic!("fresh") };
    let waiting = {
        let (desk, key) = (desk.clone(), key);
        tokio::spawn(async move { press(&desk, by, key, 1).await })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(!waiting.is_finished(), "the second press waits for the first");
    drop(first);
    waiting.await.unwrap().unwrap();
    assert_eq!(audits(&desk).await, 1);
}
