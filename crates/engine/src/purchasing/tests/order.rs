use domain::dates::Day;
use domain::form::Invalid;
use domain::ids::{PurchaseOrderId, RoundId};
use domain::money::Rupiah;
use domain::purchasing::{State, candidates};
use domain::quantity::Quantity;
use domain::text::{Line, Paragraphs};
use time::Duration;

use super::super::order::{SentWay, choices, confirm, mark_sent, order, order_by_check, order_by_link, purchase_order, seen};
use super::super::{RoundError, steps, terms};
use super::setup::{audited, key, put, refusal, round, state, told_member, told_officer};
use crate::mail;
use crate::notices::{OfficeNews, RoundNews};
use crate::testing::purchasing::{Scene, join, pledge_row};

/// Closed, with 95 kg of three members in two koperasi, and 9 kg that they would accept beyond it.
async fn closed(scene: &Scene) -> RoundId {
    let id = scene.round().await;
    join(&scene.desk, id, scene.koperasi[1]).await;
    pledge_row(&scene.desk, id, &scene.members[0][0], 40, 5).await;
    pledge_row(&scene.desk, id, &scene.members[0][1], 30, 0).await;
    pledge_row(&scene.desk, id, &scene.members[1][0], 25, 4).await;
    put(scene, id, State::Closed).await;
    id
}

async fn ordered(scene: &Scene, id: RoundId, kg: u32) -> Result<PurchaseOrderId, RoundError> {
    let version = round(&scene.desk, id).await.version;
    order(&scene.desk, &scene.officers[0][0], id, version, Quantity::whole(kg), None, None, key()).await
}

async fn allocated(scene: &Scene, id: RoundId) -> (i64, i64) {
    let row = sqlx::query!(
        r#"select coalesce(sum(final), 0)::bigint as "quantity!", coalesce(sum(goods + transport), 0)::bigint as "cost!"
           from allocation where round_id = $1"#,
        id.0
    )
    .fetch_one(scene.desk.db())
    .await
    .expect("the sums");
    (row.quantity, row.cost)
}

#[tokio::test]
async fn the_choices_are_those_of_the_domain_and_name_only_the_own_members() {
    let scene = Scene::new().await;
    let id = closed(&scene).await;
    sqlx::query!(
        "update round set reference_price = 12000, reference_day = '2027-01-01', reference_source = 'Pasar' where id = $1",
        id.0
    )
    .execute(scene.desk.db())
    .await
    .unwrap();
    let by = scene.overseer(0).await;
    let seen = choices(&scene.desk, &by, id, None).await.unwrap();
    let mut db = scene.desk.db().acquire().await.unwrap();
    let terms = terms(&mut db, scene.offer).await.unwrap();
    let expected = candidates(&terms, Quantity::whole(95), Quantity::whole(9), Quantity::ZERO);
    assert_eq!(seen.list.iter().map(|c| c.candidate).collect::<Vec<_>>(), expected);
    assert_eq!((seen.demand, seen.tolerance), (Quantity::whole(95), Quantity::whole(9)));
    assert!(seen.list.iter().any(|c| c.candidate.recommended));
    assert!(seen.list[seen.taken].candidate.recommended);
    for (nth, candidate) in expected.iter().enumerate() {
        let looked = choices(&scene.desk, &by, id, Some(candidate.quantity)).await.unwrap();
        assert_eq!((looked.taken, looked.list.len()), (nth, expected.len()));
        let told: Vec<usize> = (0..expected.len()).filter(|at| !looked.list[*at].own.is_empty()).collect();
        assert_eq!(told, [nth], "of the others nobody asks");
        let choice = &looked.list[nth];
        let parts = choice.own.iter().chain(&choice.others).map(|(_, quantity)| quantity.thousandths());
        assert_eq!(parts.sum::<i64>(), choice.candidate.quantity.thousandths());
        assert_eq!(choice.own.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["1 · Tini", "2 · Sri"]);
        assert_eq!(choice.others.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Koperasi Dua"]);
    }
    let full = seen.list.iter().find(|c| c.candidate.quantity == Quantity::whole(100)).expect("100 kg");
    assert_eq!(full.saving, Some(Rupiah(1_200_000 - 950_000 - 50_000)));
    assert_eq!(choices(&scene.desk, &by, id, Some(Quantity::whole(95))).await.unwrap().taken, seen.taken, "no choice");
    let foreign = choices(&scene.desk, &scene.overseer(1).await, id, None).await;
    assert!(matches!(foreign, Err(RoundError::Unknown)), "{foreign:?}");
    for state in State::ALL.into_iter().filter(|s| !matches!(s, State::Open | State::Closed)) {
        put(&scene, id, state).await;
        let late = choices(&scene.desk, &by, id, None).await;
        assert!(matches!(late, Err(RoundError::Moved { .. })), "{state:?} {late:?}");
    }
}

#[tokio::test]
async fn an_order_shares_the_goods_out_and_goes_to_the_supplier() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, closed(&scene).await);
    steps::top_up(desk, &scene.officers[0][0], id, desk.now() + Duration::hours(2)).await.unwrap();
    desk.forward(std::time::Duration::from_secs(60));
    let (by, version) = (&scene.officers[0][0], round(desk, id).await.version);
    let note = Paragraphs::parse("Karung rapat.").unwrap();
    let day = Day::of(desk.now()).plus_days(5);
    let order_id = order(desk, by, id, version, Quantity::whole(100), Some(&note), Some(day), key()).await.unwrap();
    let there = round(desk, id).await;
    assert_eq!((there.state, there.ordered_quantity, there.topping_up_until), (State::Ordered, Some(Quantity::whole(100)), None));
    assert_eq!((there.unit_price.map(|p| p.rupiah()), there.transport), (Some(Rupiah(9_500)), Some(Rupiah(50_000))));
    assert_eq!(allocated(&scene, id).await, (100_000, 1_000_000));

    let paper = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().expect("an order");
    let year = Day::of(desk.now()).date().year();
    assert_eq!((paper.id, paper.number.clone()), (order_id, format!("PO/{year}/0001")));
    assert_eq!((paper.packs, paper.goods, paper.total), (10, Rupiah(950_000), Rupiah(1_000_000)));
    assert_eq!((paper.note.as_deref(), paper.deliver_by), (Some("Karung rapat."), Some(day)));
    assert_eq!(paper.sent_way, Some(SentWay::Mail));
    assert!(purchase_order(desk, &scene.overseer(1).await, id).await.unwrap().is_none(), "the coordinator's");
    let sent = mail::newest(desk).await.unwrap();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0].mail.to, "jual@sumber.example");
    assert!(sent[0].mail.body.contains(&desk.link(&paper.path())), "{}", sent[0].mail.body);
    for member in [&scene.members[0][0], &scene.members[0][1], &scene.members[1][0]] {
        let news = told_member(desk, member.account()).await;
        assert_eq!(news.last(), Some(&RoundNews::Ordered { quantity: Quantity::whole(100) }));
    }
    steps::cancel(desk, by, id, &Line::parse("Pemasok bangkrut.").unwrap()).await.unwrap();
    let sent = mail::newest(desk).await.unwrap();
    assert!(sent.iter().any(|kept| kept.mail.subject.contains("dibatalkan")), "the supplier is told");
}

#[tokio::test]
async fn what_is_no_choice_is_refused() {
    let scene = Scene::new().await;
    let id = closed(&scene).await;
    for kg in [0, 5, 80, 99, 110, 500] {
        assert_eq!(refusal(ordered(&scene, id, kg).await, "jumlah"), Invalid::UnknownChoice, "{kg}");
    }
    let (by, version) = (&scene.officers[0][0], round(&scene.desk, id).await.version);
    let yesterday = Day::of(scene.desk.now()).plus_days(-1);
    let late = order(&scene.desk, by, id, version, Quantity::whole(100), None, Some(yesterday), key()).await;
    assert_eq!(refusal(late, "kirim_tanggal"), Invalid::InThePast);
    let stale = order(&scene.desk, by, id, version - 1, Quantity::whole(100), None, None, key()).await;
    assert!(matches!(stale, Err(RoundError::Stale { version: now }) if now == version), "{stale:?}");
    assert_eq!(state(&scene.desk, id).await, State::Closed);
    assert_eq!(allocated(&scene, id).await, (0, 0));
    assert!(mail::newest(&scene.desk).await.unwrap().is_empty());
    // The minimum of the round lies beyond all that was pledged and would be accepted.
    sqlx::query!("update round set minimum_quantity = 105000 where id = $1", id.0).execute(scene.desk.db()).await.unwrap();
    assert!(choices(&scene.desk, &scene.overseer(0).await, id, None).await.unwrap().list.is_empty());
    assert_eq!(refusal(ordered(&scene, id, 100).await, "jumlah"), Invalid::UnknownChoice);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_order_of_many_presses_and_numbers_without_a_gap() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, closed(&scene).await);
    let ([one, two], version, kg) = (&scene.officers[0], round(desk, id).await.version, Quantity::whole(100));
    let once = key();
    let (first, second) =
        tokio::join!(order(desk, one, id, version, kg, None, None, once), order(desk, one, id, version, kg, None, None, once));
    assert_eq!(first.unwrap(), second.unwrap());
    let late = order(desk, two, id, version, kg, None, None, key()).await;
    assert!(matches!(late, Err(RoundError::Moved { state: State::Ordered })), "{late:?}");
    assert_eq!(audited(desk, "round.order", id).await, 1);
    assert_eq!(mail::newest(desk).await.unwrap().len(), 1);

    let other = closed(&scene).await;
    let version = round(desk, other).await.version;
    let (first, second) = tokio::join!(
        order(desk, one, other, version, kg, None, None, key()),
        order(desk, two, other, version, Quantity::whole(90), None, None, key())
    );
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
    // The loser took no number.
    let next = closed(&scene).await;
    ordered(&scene, next, 100).await.unwrap();
    let numbers = sqlx::query_scalar!("select number from purchase_order order by number").fetch_all(desk.db()).await.unwrap();
    assert_eq!(numbers, [1, 2, 3]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_suppliers_link_is_signed_seen_and_confirmed_once() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, closed(&scene).await);
    let order_id = ordered(&scene, id, 100).await.unwrap();
    let signature = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().unwrap().signature;
    let other = ordered(&scene, closed(&scene).await, 100).await.unwrap();
    for (order, forged) in [(order_id, ""), (order_id, "x"), (order_id, &signature[1..]), (other, signature.as_str())] {
        assert!(order_by_link(desk, order, forged).await.unwrap().is_none(), "{forged}");
        seen(desk, order, forged).await.unwrap();
        assert!(matches!(confirm(desk, order, forged).await, Err(RoundError::Unknown)), "{forged}");
    }
    let shown = order_by_link(desk, order_id, &signature).await.unwrap().expect("the supplier's page");
    assert_eq!((shown.seen_at, shown.confirmed_at), (None, None));

    let first = desk.now();
    seen(desk, order_id, &signature).await.unwrap();
    desk.forward(std::time::Duration::from_secs(60));
    seen(desk, order_id, &signature).await.unwrap();
    let (one, two) = tokio::join!(confirm(desk, order_id, &signature), confirm(desk, order_id, &signature));
    one.unwrap();
    two.unwrap();
    let shown = order_by_link(desk, order_id, &signature).await.unwrap().unwrap();
    assert_eq!((shown.seen_at, shown.confirmed_at), (Some(first), Some(desk.now())));
    for officer in &scene.officers[0] {
        assert_eq!(told_officer(desk, officer.account()).await, [OfficeNews::Confirmed]);
    }
    put(&scene, id, State::Received).await;
    let late = confirm(desk, order_id, &signature).await;
    assert!(matches!(late, Err(RoundError::Moved { state: State::Received })), "{late:?}");
}

#[tokio::test]
async fn an_order_waits_for_an_officer_where_another_koperasi_has_changed_the_contact() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, closed(&scene).await);
    sqlx::query!("update supplier set koperasi_id = $1", scene.koperasi[1].0).execute(desk.db()).await.unwrap();
    ordered(&scene, id, 100).await.unwrap();
    let paper = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().expect("an order");
    assert!(mail::newest(desk).await.unwrap().is_empty());
    assert_eq!((paper.sent_at, paper.sent_way), (None, None));
    assert_eq!(paper.new_contact.map(|new| new.koperasi).as_deref(), Some("Koperasi Dua"));

    desk.forward(std::time::Duration::from_secs(15 * 24 * 3600));
    let later = closed(&scene).await;
    ordered(&scene, later, 100).await.unwrap();
    let paper = purchase_order(desk, &scene.overseer(0).await, later).await.unwrap().expect("an order");
    assert_eq!((paper.new_contact, paper.sent_way), (None, Some(SentWay::Mail)));
    // Changed since: the cancellation does not go to a stranger either.
    desk.forward(std::time::Duration::from_secs(3600));
    sqlx::query!("update supplier set email = 'lain@contoh.example', updated_at = $1", desk.now())
        .execute(desk.db())
        .await
        .unwrap();
    steps::cancel(desk, &scene.officers[0][0], later, &Line::parse("Batal.").unwrap()).await.unwrap();
    assert_eq!(mail::newest(desk).await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_papers_link_confirms_nothing_and_the_suppliers_ends_long_after() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, closed(&scene).await);
    let order_id = ordered(&scene, id, 100).await.unwrap();
    let paper = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().unwrap();
    assert_ne!(paper.check, paper.signature);
    assert!(!paper.check_path().contains(&paper.signature));
    assert!(order_by_check(desk, order_id, &paper.check).await.unwrap().is_some());
    assert!(order_by_check(desk, order_id, &paper.signature).await.unwrap().is_none());
    assert!(order_by_link(desk, order_id, &paper.check).await.unwrap().is_none());
    assert!(matches!(confirm(desk, order_id, &paper.check).await, Err(RoundError::Unknown)));
    seen(desk, order_id, &paper.check).await.unwrap();
    assert_eq!(order_by_link(desk, order_id, &paper.signature).await.unwrap().unwrap().seen_at, None);

    let far = desk.now() + Duration::days(1000);
    assert!(!paper.is_long_over(far), "it is not settled");
    let settled = desk.now();
    sqlx::query!("update round set settled_at = $2 where id = $1", id.0, settled).execute(desk.db()).await.unwrap();
    put(&scene, id, State::Settled).await;
    let paper = order_by_link(desk, order_id, &paper.signature).await.unwrap().unwrap();
    assert!(!paper.is_long_over(settled + Duration::days(180)));
    assert!(paper.is_long_over(settled + Duration::days(180) + Duration::SECOND));
}

#[tokio::test]
async fn officers_say_how_it_was_sent() {
    let scene = Scene::new().await;
    let (desk, by, id) = (&scene.desk, &scene.officers[0][0], closed(&scene).await);
    let early = mark_sent(desk, by, id, SentWay::Whatsapp).await;
    assert!(matches!(early, Err(RoundError::Moved { state: State::Closed })), "{early:?}");
    ordered(&scene, id, 100).await.unwrap();
    let foreign = mark_sent(desk, &scene.officers[1][0], id, SentWay::Hand).await;
    assert!(matches!(foreign, Err(RoundError::Unknown)), "{foreign:?}");
    for way in SentWay::ALL {
        mark_sent(desk, by, id, way).await.unwrap();
        let shown = purchase_order(desk, &scene.overseer(0).await, id).await.unwrap().unwrap();
        assert_eq!((shown.sent_way, shown.sent_at), (Some(way), Some(desk.now())));
    }
}
