use domain::form::Invalid;
use domain::ids::{AccountId, IdempotencyKey, RoundId};
use domain::purchasing::State;

use super::super::{Round, RoundError, read};
use crate::notices::{News, OfficeNews, RoundNews};
use crate::testing::purchasing::Scene;
use crate::{Desk, ids};

pub(super) fn key() -> IdempotencyKey {
    ids::fresh()
}

pub(super) async fn round(desk: &Desk, id: RoundId) -> Round {
    let mut db = desk.db().acquire().await.expect("a connection");
    read(&mut db, id).await.expect("an answer").expect("the round is there")
}

pub(super) async fn state(desk: &Desk, id: RoundId) -> State {
    round(desk, id).await.state
}

/// A round in that state, however it came there.
pub(super) async fn put(scene: &Scene, id: RoundId, state: State) {
    sqlx::query!(
        "update round set state = $2, cancelled_at = case when $2 = 'cancelled' then $3::timestamptz end,
             ordered_quantity = 100000, unit_price = 9500, transport = 0, accepted_quantity = 100000, paid_quantity = 100000,
             stock_quantity = 0, updated_at = updated_at + interval '1 microsecond' where id = $1",
        id.0,
        state.code(),
        scene.desk.now()
    )
    .execute(scene.desk.db())
    .await
    .expect("a state");
}

/// What a person was told of rounds, the oldest first.
pub(super) async fn told(desk: &Desk, account: AccountId) -> Vec<News> {
    let rows = sqlx::query!("select kind, data from notice where account_id = $1 order by at, id", account.0)
        .fetch_all(desk.db())
        .await
        .expect("the notices");
    let news = rows.into_iter().map(|row| serde_json::json!({ "kind": row.kind, "data": row.data }));
    news.map(|written| serde_json::from_value(written).expect("a notice that can be read")).collect()
}

/// As [`told`], members' news only.
pub(super) async fn told_member(desk: &Desk, account: AccountId) -> Vec<RoundNews> {
    let all = told(desk, account).await.into_iter();
    all.filter_map(|news| if let News::Round { what, .. } = news { Some(what) } else { None }).collect()
}

/// As [`told`], officers' news only.
pub(super) async fn told_officer(desk: &Desk, account: AccountId) -> Vec<OfficeNews> {
    let all = told(desk, account).await.into_iter();
    all.filter_map(|news| if let News::RoundOffice { what, .. } = news { Some(what) } else { None }).collect()
}

pub(super) async fn audited(desk: &Desk, action: &str, id: RoundId) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = $1 and subject = $2"#, action, id.0)
        .fetch_one(desk.db())
        .await
        .expect("a count")
}

/// Why a field was refused.
pub(super) fn refusal<T: std::fmt::Debug>(result: Result<T, RoundError>, field: &str) -> Invalid {
    match result {
        Err(RoundError::Refused(errors)) => errors.get(field).cloned().expect("that field"),
        other => panic!("not refused: {other:?}"),
    }
}

/// Before the regency's office has looked at it.
pub(super) async fn unverify(scene: &Scene, nth: usize) {
    sqlx::query!(
        "update koperasi set state = 'waiting', decided_by = null, decided_at = null where id = $1",
        scene.koperasi[nth].0
    )
    .execute(scene.desk.db())
    .await
    .expect("it waits");
}
