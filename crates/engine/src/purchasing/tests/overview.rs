use std::time::Duration as Seconds;

use domain::ids::RoundId;
use domain::purchasing::State;
use domain::quantity::Quantity;
use domain::text::Line;
use time::Duration;

use super::super::invite::{answer, invite, participants};
use super::super::order::{SentWay, confirm, mark_sent, order, purchase_order};
use super::super::overview::{Next, Overview, Part, What, Which, Who, due, habits, invitable, office_list, overview};
use super::super::plan::create;
use super::super::settle::settle;
use super::super::steps::{cancel, close, open, top_up};
use super::super::{handout, receipt};
use super::setup::{key, put, round, unverify};
use crate::testing::goods::{delivery, received};
use crate::testing::purchasing::{Scene, join, plan, pledge_row};

async fn seen(scene: &Scene, nth: usize, id: RoundId) -> Overview {
    overview(&scene.desk, &scene.overseer(nth).await, id, 0).await.unwrap().expect("a round that this koperasi sees")
}

async fn next(scene: &Scene, nth: usize, id: RoundId) -> Next {
    seen(scene, nth, id).await.next(scene.desk.now())
}

async fn order_of(scene: &Scene, id: RoundId, kg: u32) {
    let version = round(&scene.desk, id).await.version;
    order(&scene.desk, &scene.officers[0][0], id, version, Quantity::whole(kg), None, None, key()).await.unwrap();
}

/// An open round of both koperasi: 70 kg of two members of the first, 25 kg of one of the second.
async fn shared(scene: &Scene) -> RoundId {
    let id = scene.round().await;
    join(&scene.desk, id, scene.koperasi[1]).await;
    pledge_row(&scene.desk, id, &scene.members[0][0], 40, 5).await;
    pledge_row(&scene.desk, id, &scene.members[0][1], 30, 0).await;
    pledge_row(&scene.desk, id, &scene.members[1][0], 25, 4).await;
    id
}

#[tokio::test]
async fn each_koperasi_reads_the_names_of_its_own_members_and_officers() {
    let scene = Scene::new().await;
    let id = shared(&scene).await;
    close(&scene.desk, &scene.officers[0][0], id).await.unwrap();
    let (one, two) = (seen(&scene, 0, id).await, seen(&scene, 1, id).await);
    let names = |o: &Overview| o.members.rows.iter().map(|m| m.name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&one), one.members.total), (vec!["Tini".to_owned(), "Sri".to_owned()], 2));
    assert_eq!((names(&two), two.members.total), (vec!["Wati".to_owned()], 1));
    for o in [&one, &two] {
        assert_eq!((o.totals.members, o.totals.koperasi), (3, 2));
        assert_eq!((o.totals.demand, o.totals.tolerance), (Quantity::whole(95), Quantity::whole(9)));
        assert!(o.minimum_met && o.missing() == Quantity::whole(5));
        assert_eq!(o.run_by, "Koperasi Satu");
    }
    assert_eq!((one.totals.own_demand, two.totals.own_demand), (Quantity::whole(70), Quantity::whole(25)));
    assert_eq!((one.part, two.part), (Part::Coordinator, Part::Joined));
    assert_eq!(one.timeline[0].what, What::Closed { missed: false });
    assert!(matches!(&one.timeline[0].who, Who::Person(_)), "{:?}", one.timeline[0]);
    assert_eq!(two.timeline[0].who, Who::Koperasi("Koperasi Satu".to_owned()), "an officer of others is not named");
    let page = overview(&scene.desk, &scene.overseer(0).await, id, 1).await.unwrap().expect("its second page");
    assert_eq!((names(&page), page.members.total), (vec!["Sri".to_owned()], 2));
}

#[tokio::test]
async fn who_is_not_asked_sees_nothing_and_who_is_asked_no_members() {
    let scene = Scene::new().await;
    let (desk, own, other) = (&scene.desk, &scene.officers[0][0], &scene.officers[1][0]);
    let id = scene.round().await;
    pledge_row(desk, id, &scene.members[0][0], 40, 0).await;
    let theirs = scene.overseer(1).await;
    assert!(overview(desk, &theirs, id, 0).await.unwrap().is_none());
    assert_eq!(office_list(desk, &theirs, Which::All, 10, 0).await.unwrap().rows.len(), 0);

    let found = invitable(desk, own, id).await.unwrap();
    assert_eq!(found.iter().map(|k| k.name.as_str()).collect::<Vec<_>>(), ["Koperasi Dua"]);
    assert!(invitable(desk, other, id).await.unwrap().is_empty(), "it is not theirs to invite");
    invite(desk, own, id, &other.koperasi().slug).await.unwrap();
    assert!(invitable(desk, own, id).await.unwrap().is_empty());
    let asked = seen(&scene, 1, id).await;
    assert_eq!((asked.part, asked.next(desk.now())), (Part::Invited, Next::Answer));
    assert!(asked.members.rows.is_empty() && asked.totals.demand == Quantity::whole(40));
    let list = office_list(desk, &theirs, Which::Running, 10, 0).await.unwrap();
    assert_eq!((list.rows[0].part, list.rows[0].next(desk.now())), (Part::Invited, Next::Answer));
    let waits = due(desk, &theirs).await.unwrap().invitations.expect("an invitation");
    assert_eq!((waits.count, waits.first), (1, id));

    // Who has not answered before it closed has no part in it.
    close(desk, own, id).await.unwrap();
    assert!(overview(desk, &theirs, id, 0).await.unwrap().is_none());
    assert!(participants(desk, &theirs, id).await.unwrap().is_empty());
    assert_eq!(participants(desk, &scene.overseer(0).await, id).await.unwrap().len(), 2);
    put(&scene, id, State::Open).await;
    assert_eq!(participants(desk, &theirs, id).await.unwrap().len(), 2);

    answer(desk, other, id, false).await.unwrap();
    assert!(overview(desk, &theirs, id, 0).await.unwrap().is_none());
    assert_eq!(invitable(desk, own, id).await.unwrap().len(), 1, "who said no may be asked again");
    unverify(&scene, 1).await;
    assert!(invitable(desk, own, id).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_next_follows_the_round_to_its_end() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let id = create(desk, by, &plan(desk, scene.offer), key()).await.unwrap();
    assert_eq!(next(&scene, 0, id).await, Next::Open);
    open(desk, by, id).await.unwrap();
    assert_eq!(next(&scene, 0, id).await, Next::Collect);
    join(desk, id, scene.koperasi[1]).await;
    close(desk, by, id).await.unwrap();
    assert_eq!((next(&scene, 0, id).await, next(&scene, 1, id).await), (Next::Decide, Next::Nothing));
    pledge_row(desk, id, &scene.members[0][0], 70, 0).await;
    pledge_row(desk, id, &scene.members[1][0], 25, 5).await;
    assert_eq!(next(&scene, 0, id).await, Next::Choose);
    top_up(desk, by, id, desk.now() + Duration::days(1)).await.unwrap();
    assert_eq!(next(&scene, 0, id).await, Next::TopUp);
    desk.forward(Seconds::from_secs(25 * 3600));
    assert_eq!(next(&scene, 0, id).await, Next::Choose, "its time is over, whether or not the clock has come by");

    order_of(&scene, id, 100).await;
    let po = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().expect("an order");
    let there = seen(&scene, 0, id).await.order.expect("an order");
    assert_eq!((there.id, &there.number), (po.id, &po.number));
    // The supplier of the scene has an e-mail, by which it went out.
    assert!(there.is_sent());
    assert_eq!(next(&scene, 0, id).await, Next::Receive);
    sqlx::query!("update purchase_order set sent_at = null, sent_way = null").execute(desk.db()).await.unwrap();
    assert_eq!(next(&scene, 0, id).await, Next::Send);
    mark_sent(desk, by, id, SentWay::Hand).await.unwrap();
    confirm(desk, po.id, &po.signature).await.unwrap();
    let confirmed = seen(&scene, 0, id).await;
    assert_eq!((confirmed.next(desk.now()), &confirmed.timeline[0].what), (Next::Receive, &What::Confirmed));
    assert_eq!(confirmed.timeline[0].who, Who::Itself);

    received(desk, by, id, &delivery(100)).await;
    assert_eq!((next(&scene, 0, id).await, next(&scene, 1, id).await), (Next::HandOut, Next::HandOut));
    handout::hand_out(desk, by, id, scene.members[0][0].membership()).await.unwrap();
    handout::hand_out(desk, &scene.officers[1][0], id, scene.members[1][0].membership()).await.unwrap();
    assert_eq!((next(&scene, 0, id).await, next(&scene, 1, id).await), (Next::Settle, Next::Nothing));
    let whole = seen(&scene, 0, id).await;
    assert_eq!((whole.progress.parts, whole.progress.delivered), (1, Quantity::whole(100)));
    assert_eq!((whole.progress.shares, whole.progress.handed), (1, 1));
    assert!(whole.members.rows[0].fetched && whole.members.rows[0].charge.is_some());
    settle(desk, by, id, whole.version, key()).await.unwrap();
    assert_eq!(next(&scene, 0, id).await, Next::Rate);
    assert_eq!(seen(&scene, 0, id).await.timeline[0].what, What::Settled);
}

#[tokio::test]
async fn the_list_counts_by_state_and_turns_its_pages() {
    let scene = Scene::new().await;
    let by = scene.overseer(0).await;
    let mut rounds = Vec::new();
    for state in [State::Draft, State::Open, State::Open, State::Settled, State::Cancelled] {
        let id = scene.round().await;
        put(&scene, id, state).await;
        scene.desk.forward(Seconds::from_secs(60));
        rounds.push(id);
    }
    let list = office_list(&scene.desk, &by, Which::Running, 2, 0).await.unwrap();
    assert_eq!((list.count(Which::Running), list.count(Which::All), list.count(Which::In(State::Open))), (3, 5, 2));
    assert_eq!(list.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [rounds[2], rounds[1]], "the newest first");
    let rest = office_list(&scene.desk, &by, Which::Running, 2, 2).await.unwrap();
    assert_eq!(rest.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [rounds[0]]);
    let settled = office_list(&scene.desk, &by, Which::In(State::Settled), 10, 0).await.unwrap();
    assert_eq!(settled.rows.iter().map(|r| r.id).collect::<Vec<_>>(), [rounds[3]]);
    assert_eq!(settled.rows[0].terms.tiers.as_slice().len(), 3);
    assert!(settled.rows[0].ordered.is_some());
}

#[tokio::test]
async fn the_list_of_today_tells_what_waits_and_since_when() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let overseer = scene.overseer(0).await;
    let nothing = due(desk, &overseer).await.unwrap();
    assert!(nothing.choose.is_empty() && nothing.settle.is_none() && nothing.late.is_none() && nothing.unsent.is_none());

    let (full, missed) = (shared(&scene).await, scene.round().await);
    close(desk, by, full).await.unwrap();
    desk.forward(Seconds::from_secs(60));
    close(desk, by, missed).await.unwrap();
    let waits = due(desk, &overseer).await.unwrap();
    assert_eq!(waits.choose.iter().map(|r| r.round).collect::<Vec<_>>(), [full, missed], "the longest waiting first");
    assert_eq!(waits.choose[0].recommended.map(|c| c.quantity), Some(Quantity::whole(100)));
    assert_eq!(waits.choose[1].recommended, None);
    let theirs = due(desk, &scene.overseer(1).await).await.unwrap();
    assert!(theirs.choose.is_empty(), "it is the coordinator's to choose");
    top_up(desk, by, full, desk.now() + Duration::days(1)).await.unwrap();
    assert_eq!(due(desk, &overseer).await.unwrap().choose.len(), 1, "members still add to the other one");

    order_of(&scene, full, 100).await;
    cancel(desk, by, missed, &Line::parse("Terlalu sedikit").unwrap()).await.unwrap();
    let waits = due(desk, &overseer).await.unwrap();
    assert!(waits.choose.is_empty() && waits.late.is_none());
    desk.forward(Seconds::from_secs(8 * 86_400));
    let late = due(desk, &overseer).await.unwrap().late.expect("goods that have not come");
    assert_eq!((late.count, late.first), (1, full));

    received(desk, by, full, &delivery(100)).await;
    let waits = due(desk, &overseer).await.unwrap();
    assert!(waits.late.is_none() && waits.settle.is_none());
    assert_eq!(waits.unfetched.map(|d| d.count), Some(2), "only the own members");
    assert!(waits.unfetched_amount.0 > 0);
    for (nth, member) in [(0, 0), (0, 1), (1, 0)] {
        let membership = scene.members[nth][member].membership();
        handout::hand_out(desk, &scene.officers[nth][0], full, membership).await.unwrap();
    }
    let waits = due(desk, &overseer).await.unwrap();
    assert!(waits.unfetched.is_none());
    assert_eq!(waits.settle.map(|d| d.first), Some(full));
    assert!(receipt::receipts(desk, &overseer, full).await.unwrap().is_some());
}

#[tokio::test]
async fn the_next_plan_starts_like_the_last_one() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    assert_eq!(habits(desk, by).await.unwrap(), None);
    let mut last = plan(desk, scene.offer);
    last.pickup_place = Line::parse("Gudang Limpung").unwrap();
    create(desk, by, &last, key()).await.unwrap();
    let habit = habits(desk, by).await.unwrap().expect("a habit");
    assert_eq!((habit.pickup_place.as_str(), habit.fee, habit.if_missed), ("Gudang Limpung", last.fee, last.if_missed));
    assert_eq!(habits(desk, &scene.officers[1][0]).await.unwrap(), None, "another koperasi has its own");
}
