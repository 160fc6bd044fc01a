//! Ticked off by an officer, confirmed by the member, each in the own koperasi.

use domain::purchasing::State;
use domain::quantity::Quantity;

use super::*;
use crate::ids;
use crate::purchasing::RoundError;
use crate::purchasing::handout::*;
use crate::purchasing::settle::settle;
use crate::testing::goods::{delivery, received, version};

const ALL: Filter<'static> = Filter { only_waiting: false, words: "", limit: 10, offset: 0 };

#[tokio::test(flavor = "multi_thread")]
async fn each_koperasi_hands_out_to_its_own() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let [[tini, sri], [wati, _]] = &scene.members;
    let (one, two) = (&scene.officers[0][0], &scene.officers[1][0]);
    let early = hand_out(&scene.desk, one, round, tini.membership()).await;
    assert!(matches!(early, Err(RoundError::Moved { state: State::Ordered })));
    assert!(matches!(confirm(&scene.desk, tini, round).await, Err(RoundError::Moved { state: State::Ordered })));
    received(&scene.desk, one, round, &delivery(100)).await;

    hand_out(&scene.desk, one, round, tini.membership()).await.unwrap();
    hand_out(&scene.desk, one, round, tini.membership()).await.expect("ticked already");
    let theirs = hand_out(&scene.desk, one, round, wati.membership()).await;
    assert!(matches!(theirs, Err(RoundError::Unknown)), "another koperasi's member");
    hand_out(&scene.desk, two, round, wati.membership()).await.unwrap();
    confirm(&scene.desk, wati, round).await.unwrap();
    confirm(&scene.desk, wati, round).await.expect("said already");
    assert!(matches!(confirm(&scene.desk, wati, ids::fresh()).await, Err(RoundError::Unknown)));

    let list = pickup_list(&scene.desk, &scene.overseer(0).await, round, ALL).await.unwrap().unwrap();
    assert_eq!((list.count, list.waiting, list.amount), (2, 1, Quantity::whole(70)));
    assert_eq!(list.lines.iter().map(|l| l.name.as_str()).collect::<Vec<_>>(), ["Tini", "Sri"]);
    assert!(list.lines[0].handed_at.is_some() && list.lines[0].confirmed_at.is_none());
    let waiting = Filter { only_waiting: true, ..ALL };
    let list = pickup_list(&scene.desk, &scene.overseer(0).await, round, waiting).await.unwrap().unwrap();
    assert_eq!(list.lines.iter().map(|l| l.membership).collect::<Vec<_>>(), [sri.membership()]);
    for (words, found) in [("tin", 1), ("2", 1), ("\0", 2), ("%", 0), ("nobody", 0)] {
        let list = pickup_list(&scene.desk, &scene.overseer(0).await, round, Filter { words, ..ALL }).await.unwrap().unwrap();
        assert_eq!(list.lines.len(), found, "{words:?}");
    }

    undo_hand_out(&scene.desk, one, round, tini.membership()).await.unwrap();
    undo_hand_out(&scene.desk, one, round, tini.membership()).await.expect("taken back already");
    let confirmed = undo_hand_out(&scene.desk, two, round, wati.membership()).await;
    assert!(matches!(confirmed, Err(RoundError::Stale { .. })), "the member's word stands");
    assert!(matches!(undo_hand_out(&scene.desk, one, round, wati.membership()).await, Err(RoundError::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn handing_out_goes_on_after_the_settlement() {
    let scene = Scene::new().await;
    let round = hundred(&scene).await;
    let by = &scene.officers[0][0];
    received(&scene.desk, by, round, &delivery(100)).await;
    let [tini, sri] = &scene.members[0];
    hand_out(&scene.desk, by, round, tini.membership()).await.unwrap();
    settle(&scene.desk, by, round, version(&scene.desk, round).await, ids::fresh()).await.unwrap();
    hand_out(&scene.desk, by, round, sri.membership()).await.unwrap();
    confirm(&scene.desk, sri, round).await.unwrap();
    let settled = |result: Result<(), RoundError>| matches!(result, Err(RoundError::Moved { state: State::Settled }));
    assert!(settled(undo_hand_out(&scene.desk, by, round, tini.membership()).await), "what is charged was fetched");
    assert!(settled(lock_list(&scene.desk, by, round, true).await));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_gets_nothing_fetches_nothing() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    pledge_row(&scene.desk, round, &scene.members[0][0], 50, 0).await;
    pledge_row(&scene.desk, round, &scene.members[0][1], 1, 0).await;
    ordered(&scene.desk, round, 50).await;
    let by = &scene.officers[0][0];
    received(&scene.desk, by, round, &delivery(10)).await;
    assert_eq!(
        sqlx::query_scalar!("select final from allocation where membership_id = $1", scene.members[0][1].membership().0)
            .fetch_one(scene.desk.db())
            .await
            .unwrap(),
        0
    );
    assert!(matches!(hand_out(&scene.desk, by, round, scene.members[0][1].membership()).await, Err(RoundError::Unknown)));
    assert!(matches!(confirm(&scene.desk, &scene.members[0][1], round).await, Err(RoundError::Unknown)));
    // A koperasi that was never asked sees nothing of it.
    let stranger = pickup_list(&scene.desk, &scene.overseer(1).await, round, ALL).await.unwrap();
    assert!(stranger.is_none());
    let settled = settle(&scene.desk, by, round, version(&scene.desk, round).await, ids::fresh()).await.unwrap();
    assert_eq!((settled.charges, count(&scene, "charge").await), (1, 1), "and pays nothing");
}
