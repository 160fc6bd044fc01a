//! What is shown of rounds, on a real database: the lists in their order, and a person's own parts.

use std::time::Duration;

use domain::purchasing::State;
use domain::quantity::Quantity;
use domain::text::Line;

use super::shown::{RoundCard, Wanted, lists, my_parts, shown};
use super::steps;
use super::tests_pledge::{pledged, set_state};
use crate::testing::account;
use crate::testing::purchasing::{Scene, join, offer, open_round};

#[tokio::test(flavor = "multi_thread")]
async fn the_lists_are_in_order_and_a_plan_is_nobody_elses() {
    let scene = Scene::new().await;
    let (desk, [tini, sri]) = (&*scene.desk, &scene.members[0]);
    let mut rounds = Vec::new();
    for _ in 0..4 {
        rounds.push(open_round(desk, &scene.officers[0][0], offer(desk, scene.koperasi[0]).await).await);
    }
    let [late, soon, planned, coming] = rounds[..] else { panic!("four rounds") };
    for (round, hours) in [(late, 48), (soon, 2), (planned, 3), (coming, 4)] {
        let at = desk.now() + time::Duration::hours(hours);
        sqlx::query!("update round set closes_at = $2 where id = $1", round.0, at).execute(desk.db()).await.unwrap();
    }
    set_state(desk, planned, State::Draft, None).await;
    set_state(desk, coming, State::Draft, None).await;
    sqlx::query!("update round set scheduled = true where id = $1", coming.0).execute(desk.db()).await.unwrap();
    pledged(desk, tini, late, 7, 0).await.unwrap();
    let wanted = Wanted { open: 10, coming: 10, past: 10, own: 10, done: 10, ..Wanted::default() };
    let found = lists(desk, wanted, Some(tini.account())).await.unwrap();
    let of = |cards: &[RoundCard]| cards.iter().map(|c| c.id).collect::<Vec<_>>();
    assert_eq!((of(&found.open), found.all_open), (vec![soon, late], 2));
    assert_eq!((of(&found.coming), of(&found.past), of(&found.own)), (vec![coming], vec![], vec![late]));
    assert_eq!((found.own[0].mine, found.open[1].quantity), (Some(Quantity::whole(7)), Quantity::whole(7)));
    assert!(lists(desk, wanted, Some(sri.account())).await.unwrap().own.is_empty());
    assert!(lists(desk, wanted, None).await.unwrap().own.is_empty());
    assert_eq!(of(&lists(desk, Wanted { open: 1, offset: 1, ..Wanted::default() }, None).await.unwrap().open), [late]);
    assert!(shown(desk, planned).await.unwrap().is_none() && shown(desk, coming).await.unwrap().is_some());
    set_state(desk, soon, State::Closed, None).await;
    assert_eq!(of(&lists(desk, wanted, None).await.unwrap().past), [soon]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_topped_up_is_open_and_what_is_over_stands_apart() {
    let scene = Scene::new().await;
    let (desk, chair, tini) = (&*scene.desk, &scene.officers[0][0], &scene.members[0][0]);
    let filling = scene.round().await;
    let late = open_round(desk, chair, offer(desk, scene.koperasi[0]).await).await;
    pledged(desk, tini, filling, 5, 0).await.unwrap();
    pledged(desk, tini, late, 7, 0).await.unwrap();
    let wanted = Wanted { open: 10, past: 10, own: 10, done: 10, ..Wanted::default() };
    let found = async || lists(desk, wanted, Some(tini.account())).await.unwrap();
    let of = |cards: &[RoundCard]| cards.iter().map(|c| c.id).collect::<Vec<_>>();
    set_state(desk, filling, State::Closed, Some(desk.now() + time::Duration::hours(1))).await;
    let now = found().await;
    assert_eq!((of(&now.open), now.all_open), (vec![filling, late], 2), "the one whose end comes first");
    assert!(now.past.is_empty() && now.done.is_empty());
    let second = Wanted { open: 1, offset: 1, ..Wanted::default() };
    assert_eq!(of(&lists(desk, second, None).await.unwrap().open), [late]);

    scene.desk.forward(Duration::from_secs(2 * 3600));
    let now = found().await;
    assert_eq!((of(&now.open), now.all_open, of(&now.past)), (vec![late], 1, vec![filling]));
    let reason = Line::parse("Pemasok kehabisan.").expect("a reason");
    steps::cancel(desk, chair, late, &reason).await.unwrap();
    let now = found().await;
    assert_eq!((of(&now.own), of(&now.done)), (vec![filling], vec![late]));
    assert_eq!(now.done[0].mine, Some(Quantity::whole(7)));
    assert!(lists(desk, wanted, None).await.unwrap().done.is_empty());
    // It was to close in three days, and is told to have ended now.
    let seen = shown(desk, late).await.unwrap().unwrap();
    assert!(seen.closes_at < desk.now() + time::Duration::hours(1) && seen.is_over() && seen.ladder().next.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_two_koperasi_has_a_part_in_each() {
    let scene = Scene::new().await;
    let (desk, round, tini) = (&*scene.desk, scene.round().await, &scene.members[0][0]);
    let person = |account| domain::access::Standing {
        account,
        name: "Tini".into(),
        operator: false,
        regencies: vec![],
        offices: vec![],
        memberships: vec![],
        businesses: vec![],
        unread: 0,
        cart: 0,
    };
    let by = person(tini.account()).person();
    crate::testing::world::membership(desk, scene.koperasi[1], tini.account()).await;
    let mark = shown(desk, round).await.unwrap().unwrap().mark();
    assert_eq!(my_parts(desk, &by, round).await.unwrap().len(), 1, "the second does not take part yet");
    join(desk, round, scene.koperasi[1]).await;
    pledged(desk, tini, round, 4, 1).await.unwrap();
    let parts = my_parts(desk, &by, round).await.unwrap();
    assert_eq!(parts.iter().map(|p| p.koperasi).collect::<Vec<_>>(), scene.koperasi);
    assert_eq!(parts[0].pledge.map(|p| (p.quantity, p.tolerance)), Some((Quantity::whole(4), Quantity::ONE)));
    assert!(parts[1].pledge.is_none() && parts[0].share.is_none() && parts[0].charge.is_none());
    let stranger = person(account(desk, "Orang lain").await).person();
    assert!(my_parts(desk, &stranger, round).await.unwrap().is_empty());
    let seen = shown(desk, round).await.unwrap().unwrap();
    assert_ne!(seen.mark(), mark, "what is shown has changed");
    assert_eq!(seen.taking.iter().map(|k| k.name.as_str()).collect::<Vec<_>>(), ["Koperasi Satu", "Koperasi Dua"]);
}
