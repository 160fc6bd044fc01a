use std::time::Duration as Seconds;

use domain::access::Officer;
use domain::form::Invalid;
use domain::ids::RoundId;
use domain::purchasing::recurrence::Period;
use domain::purchasing::{IfMissed, Minimum, Recurrence, RoundPlan, State};
use domain::quantity::Quantity;
use domain::text::Line;
use time::Duration;

use super::super::RoundError;
use super::super::order::order;
use super::super::plan::{change, copy, create, planned};
use super::super::steps::{cancel, close, end_top_up, extend, meets_minimum, open, top_up, unschedule};
use super::setup::{audited, key, put, refusal, round, state, told_member, told_officer, unverify};
use crate::jobs;
use crate::notices::{OfficeNews, RoundNews};
use crate::testing::purchasing::{self as testing, Scene, pledge_row};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Press {
    Open,
    Unschedule,
    Close,
    Extend,
    TopUp,
    EndTopUp,
    Order,
    Cancel,
}

impl Press {
    const ALL: [Self; 8] =
        [Self::Open, Self::Unschedule, Self::Close, Self::Extend, Self::TopUp, Self::EndTopUp, Self::Order, Self::Cancel];

    fn starts(self) -> &'static [State] {
        match self {
            Self::Open | Self::Unschedule => &[State::Draft],
            Self::Close => &[State::Open],
            Self::Extend => &[State::Open, State::Closed],
            Self::TopUp | Self::EndTopUp | Self::Order => &[State::Closed],
            Self::Cancel => &[State::Draft, State::Open, State::Closed, State::Ordered],
        }
    }

    /// The note of it, when it moves the round.
    fn action(self) -> Option<&'static str> {
        match self {
            Self::Open => Some("round.open"),
            Self::Close => Some("round.close"),
            Self::Order => Some("round.order"),
            Self::Cancel => Some("round.cancel"),
            Self::Unschedule | Self::Extend | Self::TopUp | Self::EndTopUp => None,
        }
    }

    async fn by(self, scene: &Scene, by: &Officer, id: RoundId) -> Result<(), RoundError> {
        let (desk, now) = (&scene.desk, scene.desk.now());
        match self {
            Self::Open => open(desk, by, id).await.map(drop),
            Self::Unschedule => unschedule(desk, by, id).await,
            Self::Close => close(desk, by, id).await,
            Self::Extend => extend(desk, by, id, now + Duration::days(5)).await,
            Self::TopUp => top_up(desk, by, id, now + Duration::hours(3)).await,
            Self::EndTopUp => end_top_up(desk, by, id).await,
            Self::Order => {
                let version = round(desk, id).await.version;
                order(desk, by, id, version, Quantity::whole(100), None, None, key()).await.map(drop)
            }
            Self::Cancel => cancel(desk, by, id, &reason()).await,
        }
    }
}

fn reason() -> Line<200> {
    Line::parse("Pemasok tutup.").expect("it is good")
}

/// 95 kg are wanted, and 5 kg more accepted.
async fn pledged(scene: &Scene) -> RoundId {
    let id = scene.round().await;
    pledge_row(&scene.desk, id, &scene.members[0][0], 60, 5).await;
    pledge_row(&scene.desk, id, &scene.members[0][1], 35, 0).await;
    id
}

#[tokio::test]
async fn every_step_from_every_state_by_whoever_presses() {
    let scene = Scene::new().await;
    for press in Press::ALL {
        for from in State::ALL {
            let id = pledged(&scene).await;
            put(&scene, id, from).await;
            let foreign = press.by(&scene, &scene.officers[1][0], id).await;
            assert!(matches!(foreign, Err(RoundError::Unknown)), "{press:?} {from:?} {foreign:?}");
            assert_eq!(state(&scene.desk, id).await, from);
            let own = press.by(&scene, &scene.officers[0][0], id).await;
            if press.starts().contains(&from) {
                assert!(own.is_ok(), "{press:?} {from:?} {own:?}");
            } else {
                assert!(matches!(own, Err(RoundError::Moved { state }) if state == from), "{press:?} {from:?} {own:?}");
                assert_eq!(state(&scene.desk, id).await, from);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_officers_at_one_button_one_learns_what_happened() {
    let scene = Scene::new().await;
    for press in Press::ALL {
        let Some(action) = press.action() else { continue };
        for from in press.starts() {
            let id = pledged(&scene).await;
            put(&scene, id, *from).await;
            let [one, two] = &scene.officers[0];
            let (first, second) = tokio::join!(press.by(&scene, one, id), press.by(&scene, two, id));
            let loser = match (&first, &second) {
                (Ok(()), Err(why)) | (Err(why), Ok(())) => why,
                both => panic!("{press:?} {from:?} {both:?}"),
            };
            assert!(matches!(loser, RoundError::Moved { .. } | RoundError::Stale { .. }), "{press:?} {loser:?}");
            let after = state(&scene.desk, id).await;
            let again = press.by(&scene, one, id).await;
            assert!(matches!(again, Err(RoundError::Moved { state }) if state == after), "{press:?} {again:?}");
            assert_eq!(audited(&scene.desk, action, id).await, 1, "{press:?} {from:?}");
        }
    }
}

#[tokio::test]
async fn what_keeps_a_round_from_opening() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let id = create(&scene.desk, by, &testing::plan(&scene.desk, scene.offer), key()).await.unwrap();
    sqlx::query!("update offer set withdrawn_at = $2 where id = $1", scene.offer.0, scene.desk.now())
        .execute(scene.desk.db())
        .await
        .unwrap();
    assert_eq!(refusal(open(&scene.desk, by, id).await, "penawaran"), Invalid::UnknownChoice);
    scene.desk.forward(Seconds::from_secs(4 * 24 * 3600));
    assert_eq!(refusal(open(&scene.desk, by, id).await, "tutup_tanggal"), Invalid::InThePast);
    unverify(&scene, 0).await;
    assert!(matches!(open(&scene.desk, by, id).await, Err(RoundError::NotVerified)));
    assert_eq!(state(&scene.desk, id).await, State::Draft);
}

fn hours(n: u64) -> Seconds {
    Seconds::from_secs(n * 3600)
}

#[tokio::test]
async fn it_opens_and_closes_by_itself() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = RoundPlan { opens_at: scene.desk.now() + Duration::days(1), ..testing::plan(&scene.desk, scene.offer) };
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    assert!(!open(&scene.desk, by, id).await.unwrap());
    assert!(!open(&scene.desk, &scene.officers[0][1], id).await.unwrap(), "the second press changes nothing");
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Draft);
    scene.desk.forward(hours(24));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Open);
    for member in &scene.members[0] {
        assert_eq!(told_member(&scene.desk, member.account()).await, [RoundNews::Opened]);
    }
    assert!(told_member(&scene.desk, scene.members[1][0].account()).await.is_empty(), "another koperasi's member");
    pledge_row(&scene.desk, id, &scene.members[0][0], 50, 0).await;
    scene.desk.forward(hours(47));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Open);
    scene.desk.forward(hours(1));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Closed);
    for officer in &scene.officers[0] {
        assert_eq!(told_officer(&scene.desk, officer.account()).await, [OfficeNews::Closed]);
    }
    assert!(told_officer(&scene.desk, scene.officers[1][0].account()).await.is_empty());
}

#[tokio::test]
async fn what_was_put_off_does_not_happen() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = RoundPlan { opens_at: scene.desk.now() + Duration::days(1), ..testing::plan(&scene.desk, scene.offer) };
    let draft = create(&scene.desk, by, &plan, key()).await.unwrap();
    open(&scene.desk, by, draft).await.unwrap();
    unschedule(&scene.desk, by, draft).await.unwrap();
    let id = create(&scene.desk, by, &testing::plan(&scene.desk, scene.offer), key()).await.unwrap();
    assert!(open(&scene.desk, by, id).await.unwrap());
    pledge_row(&scene.desk, id, &scene.members[0][0], 50, 0).await;
    let until = scene.desk.now() + Duration::days(9);
    extend(&scene.desk, by, id, until).await.unwrap();
    extend(&scene.desk, by, id, until).await.unwrap();
    assert_eq!(audited(&scene.desk, "round.extend", id).await, 1);
    let pickup = sqlx::query_scalar!("select pickup_at from round where id = $1", id.0).fetch_one(scene.desk.db()).await.unwrap();
    assert_eq!(pickup, until + Duration::days(4), "nobody fetches what was not ordered");
    scene.desk.forward(hours(4 * 24));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, draft).await, State::Draft);
    assert_eq!(state(&scene.desk, id).await, State::Open);
    scene.desk.forward(hours(5 * 24));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Closed);
}

#[tokio::test]
async fn bad_times_are_refused() {
    let scene = Scene::new().await;
    let (desk, by, id) = (&scene.desk, &scene.officers[0][0], pledged(&scene).await);
    let now = desk.now();
    for (until, why) in [
        (now - Duration::hours(1), Invalid::InThePast),
        (now, Invalid::InThePast),
        (now + Duration::days(1), Invalid::NotAfter),
        (now + Duration::days(91), Invalid::TooLarge),
        // The offer holds for sixty days.
        (now + Duration::days(62), Invalid::TooLarge),
    ] {
        assert_eq!(refusal(extend(desk, by, id, until).await, "sampai_tanggal"), why);
    }
    close(desk, by, id).await.unwrap();
    for (until, why) in [(now, Invalid::InThePast), (now + Duration::days(8), Invalid::TooLarge)] {
        assert_eq!(refusal(top_up(desk, by, id, until).await, "sampai_tanggal"), why);
    }
    assert_eq!(round(desk, id).await.topping_up_until, None);
}

/// A round that opens now, asks for 100 kg, and has 50 of them.
async fn short_of(scene: &Scene, if_missed: IfMissed) -> RoundId {
    let by = &scene.officers[0][0];
    let minimum = Some(Minimum::Quantity(Quantity::whole(100)));
    let plan = RoundPlan { minimum, if_missed, ..testing::plan(&scene.desk, scene.offer) };
    let id = create(&scene.desk, by, &plan, key()).await.expect("it is good");
    open(&scene.desk, by, id).await.expect("it is good");
    pledge_row(&scene.desk, id, &scene.members[0][0], 50, 0).await;
    assert!(!meets_minimum(&scene.desk, id).await.expect("it is good"));
    id
}

#[tokio::test]
async fn a_missed_minimum_extends_twice_then_somebody_decides() {
    let scene = Scene::new().await;
    let id = short_of(&scene, IfMissed::Extend).await;
    for extended in 1..=2 {
        scene.desk.forward(hours(3 * 24));
        jobs::run_due(&scene.desk).await.unwrap();
        let round = round(&scene.desk, id).await;
        assert_eq!((round.state, round.extended), (State::Open, extended));
        assert_eq!(round.closes_at, scene.desk.now() + Duration::days(3));
    }
    scene.desk.forward(hours(3 * 24));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, id).await, State::Closed);
    assert_eq!(told_officer(&scene.desk, scene.officers[0][1].account()).await, [OfficeNews::Missed]);
    let news = told_member(&scene.desk, scene.members[0][0].account()).await;
    assert_eq!(news.iter().filter(|n| matches!(n, RoundNews::Extended { .. })).count(), 2);
    let not_in_it = told_member(&scene.desk, scene.members[0][1].account()).await;
    assert_eq!(not_in_it, [RoundNews::Opened]);
    // An officer may still give it more time, and with enough it closes as any other.
    let by = &scene.officers[0][0];
    extend(&scene.desk, by, id, scene.desk.now() + Duration::days(1)).await.unwrap();
    pledge_row(&scene.desk, id, &scene.members[0][1], 45, 5).await;
    assert!(meets_minimum(&scene.desk, id).await.unwrap(), "with what they would accept");
    scene.desk.forward(hours(24));
    jobs::run_due(&scene.desk).await.unwrap();
    let last = told_officer(&scene.desk, scene.officers[0][1].account()).await;
    assert_eq!(last, [OfficeNews::Missed, OfficeNews::Closed]);
}

#[tokio::test]
async fn a_missed_minimum_cancels_or_asks() {
    let scene = Scene::new().await;
    let (cancelled, asked) = (short_of(&scene, IfMissed::Cancel).await, short_of(&scene, IfMissed::Ask).await);
    scene.desk.forward(hours(3 * 24));
    jobs::run_due(&scene.desk).await.unwrap();
    assert_eq!(state(&scene.desk, cancelled).await, State::Cancelled);
    assert_eq!(state(&scene.desk, asked).await, State::Closed);
    let news = told_officer(&scene.desk, scene.officers[0][0].account()).await;
    assert_eq!(news.iter().filter(|n| **n == OfficeNews::Missed).count(), 1);
    assert_eq!(news.iter().filter(|n| matches!(n, OfficeNews::Cancelled { .. })).count(), 1);
    let member = told_member(&scene.desk, scene.members[0][0].account()).await;
    assert_eq!(member.iter().filter(|n| matches!(n, RoundNews::Cancelled { .. })).count(), 1);
}

#[tokio::test]
async fn members_may_fill_a_pack_for_a_while() {
    let scene = Scene::new().await;
    let (desk, by, id) = (&scene.desk, &scene.officers[0][0], pledged(&scene).await);
    close(desk, by, id).await.unwrap();
    let until = desk.now() + Duration::hours(3);
    top_up(desk, by, id, until).await.unwrap();
    top_up(desk, &scene.officers[0][1], id, until).await.unwrap();
    let news = told_member(desk, scene.members[0][1].account()).await;
    assert_eq!(news, [RoundNews::ToppingUp { until, missing: Quantity::whole(5) }]);
    desk.forward(hours(2));
    jobs::run_due(desk).await.unwrap();
    assert_eq!(round(desk, id).await.topping_up_until, Some(until));
    desk.forward(hours(1));
    jobs::run_due(desk).await.unwrap();
    assert_eq!(round(desk, id).await.topping_up_until, None);
    assert_eq!(told_officer(desk, by.account()).await, [OfficeNews::Closed]);
    // With a full pack there is nothing to add to.
    sqlx::query!("update pledge set quantity = 40000 where round_id = $1 and quantity = 35000", id.0)
        .execute(desk.db())
        .await
        .unwrap();
    let full = top_up(desk, by, id, desk.now() + Duration::hours(3)).await;
    assert!(matches!(full, Err(RoundError::Moved { state: State::Closed })), "{full:?}");
}

#[tokio::test]
async fn cancelling_tells_everyone_who_takes_part() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, pledged(&scene).await);
    testing::join(desk, id, scene.koperasi[1]).await;
    pledge_row(desk, id, &scene.members[1][0], 10, 0).await;
    cancel(desk, &scene.officers[0][0], id, &reason()).await.unwrap();
    let reason = "Pemasok tutup.".to_owned();
    for member in [&scene.members[0][0], &scene.members[0][1], &scene.members[1][0]] {
        let news = told_member(desk, member.account()).await;
        assert_eq!(news, [RoundNews::Cancelled { reason: reason.clone() }]);
    }
    assert!(told_member(desk, scene.members[1][1].account()).await.is_empty(), "who has not pledged");
    for officer in [&scene.officers[0][1], &scene.officers[1][0], &scene.officers[1][1]] {
        let news = told_officer(desk, officer.account()).await;
        assert_eq!(news, [OfficeNews::Cancelled { reason: reason.clone() }]);
    }
    assert!(told_officer(desk, scene.officers[0][0].account()).await.is_empty(), "who did it");
    let slug = &scene.officers[1][0].koperasi().slug;
    let link = sqlx::query_scalar!("select link from notice where account_id = $1", scene.officers[1][0].account().0);
    assert_eq!(link.fetch_one(desk.db()).await.unwrap(), format!("/pengurus/{}/pembelian/{id}", slug.as_str()));
}

async fn repeating(scene: &Scene, rule: Recurrence) -> RoundId {
    let plan = RoundPlan { repeat: Some(rule), ..testing::plan(&scene.desk, scene.offer) };
    let id = create(&scene.desk, &scene.officers[0][0], &plan, key()).await.expect("it is good");
    open(&scene.desk, &scene.officers[0][0], id).await.expect("it is good");
    pledge_row(&scene.desk, id, &scene.members[0][0], 50, 0).await;
    id
}

/// The rounds of a series but the first.
async fn later(scene: &Scene, first: RoundId) -> Vec<RoundId> {
    sqlx::query_scalar!(r#"select id as "id: RoundId" from round where series = $1 and id <> $1 order by opens_at"#, first.0)
        .fetch_all(scene.desk.db())
        .await
        .expect("it is good")
}

#[tokio::test]
async fn a_series_goes_on_once() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let first = repeating(&scene, Recurrence::new(Period::Week, 1).unwrap()).await;
    testing::join(desk, first, scene.koperasi[1]).await;
    let before = round(desk, first).await;
    close(desk, by, first).await.unwrap();
    // Opened once more and closed again, it has no second successor.
    extend(desk, by, first, desk.now() + Duration::days(3)).await.unwrap();
    close(desk, by, first).await.unwrap();
    let next = later(&scene, first).await;
    assert_eq!(next.len(), 1);
    let next = round(desk, next[0]).await;
    assert_eq!((next.state, next.scheduled, next.title.as_str()), (State::Draft, true, "Kedelai Maret"));
    assert_eq!((next.opens_at, next.closes_at), (before.opens_at + Duration::days(7), before.closes_at + Duration::days(7)));
    let invited = told_officer(desk, scene.officers[1][0].account()).await;
    assert_eq!(invited, [OfficeNews::Invited { by: "Koperasi Satu".into() }]);
    desk.forward(hours(7 * 24));
    jobs::run_due(desk).await.unwrap();
    assert_eq!(state(desk, next.id).await, State::Open);
    pledge_row(desk, next.id, &scene.members[0][0], 50, 0).await;
    desk.forward(hours(3 * 24));
    jobs::run_due(desk).await.unwrap();
    assert_eq!(later(&scene, first).await.len(), 2, "the clock's closing goes on too");
}

#[tokio::test]
async fn a_series_does_not_fork_where_the_next_was_moved() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let first = repeating(&scene, Recurrence::new(Period::Week, 1).unwrap()).await;
    // A series of the other koperasi goes on beside it.
    let offer = testing::offer(desk, scene.koperasi[1]).await;
    let weekly = RoundPlan { repeat: Some(Recurrence::new(Period::Week, 1).unwrap()), ..testing::plan(desk, offer) };
    let theirs = create(desk, &scene.officers[1][0], &weekly, key()).await.unwrap();
    open(desk, &scene.officers[1][0], theirs).await.unwrap();
    close(desk, by, first).await.unwrap();
    let next = later(&scene, first).await[0];
    let plan = planned(desk, &scene.overseer(0).await, next).await.unwrap().unwrap().plan;
    change(desk, by, next, None, &RoundPlan { opens_at: plan.opens_at + Duration::hours(5), ..plan }).await.unwrap();
    extend(desk, by, first, desk.now() + Duration::days(5)).await.unwrap();
    close(desk, by, first).await.unwrap();
    assert_eq!(later(&scene, first).await, [next]);
    close(desk, &scene.officers[1][0], theirs).await.unwrap();
    assert_eq!(later(&scene, theirs).await.len(), 1);
    desk.forward(hours(8 * 24));
    jobs::run_due(desk).await.unwrap();
    close(desk, by, next).await.unwrap();
    assert_eq!(later(&scene, first).await.len(), 2, "the last one goes on");
}

#[tokio::test]
async fn an_extension_is_not_inherited() {
    let scene = Scene::new().await;
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let first = repeating(&scene, Recurrence::new(Period::Week, 1).unwrap()).await;
    let plan = planned(desk, &scene.overseer(0).await, first).await.unwrap().unwrap().plan;
    // Twice, the second time beyond the planned pick-up.
    extend(desk, by, first, desk.now() + Duration::days(5)).await.unwrap();
    extend(desk, by, first, desk.now() + Duration::days(9)).await.unwrap();
    desk.forward(hours(9 * 24));
    jobs::run_due(desk).await.unwrap();
    assert_eq!(state(desk, first).await, State::Closed);
    let next = planned(desk, &scene.overseer(0).await, later(&scene, first).await[0]).await.unwrap().unwrap().plan;
    let week = Duration::days(7);
    let times = |p: &RoundPlan| (p.opens_at, p.closes_at, p.pickup_at);
    assert_eq!(times(&next), (plan.opens_at + week, plan.closes_at + week, plan.pickup_at + week));
    let copied = copy(desk, by, first, key()).await.unwrap();
    let copied = planned(desk, &scene.overseer(0).await, copied).await.unwrap().unwrap().plan;
    let now = desk.now();
    assert_eq!(times(&copied), (now, now + (plan.closes_at - plan.opens_at), now + (plan.pickup_at - plan.opens_at)));
    // The first one itself keeps what it was extended to.
    assert_eq!(round(desk, first).await.closes_at, plan.opens_at + Duration::days(9));
}

#[tokio::test]
async fn a_series_without_an_offer_waits() {
    let scene = Scene::new().await;
    // The offer holds for sixty days.
    let first = repeating(&scene, Recurrence::new(Period::Month, 3).unwrap()).await;
    close(&scene.desk, &scene.officers[0][0], first).await.unwrap();
    let next = round(&scene.desk, later(&scene, first).await[0]).await;
    assert_eq!((next.state, next.scheduled), (State::Draft, false));
    let news = told_officer(&scene.desk, scene.officers[0][1].account()).await;
    assert!(news.contains(&OfficeNews::NextWaits), "{news:?}");
}

#[tokio::test]
async fn a_scheduled_draft_whose_offer_was_withdrawn_waits_for_its_officers() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = RoundPlan { opens_at: scene.desk.now() + Duration::days(1), ..testing::plan(&scene.desk, scene.offer) };
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    open(&scene.desk, by, id).await.unwrap();
    sqlx::query!("update offer set withdrawn_at = $2 where id = $1", scene.offer.0, scene.desk.now())
        .execute(scene.desk.db())
        .await
        .unwrap();
    scene.desk.forward(hours(24));
    jobs::run_due(&scene.desk).await.unwrap();
    let round = round(&scene.desk, id).await;
    assert_eq!((round.state, round.scheduled), (State::Draft, false));
    assert_eq!(told_officer(&scene.desk, by.account()).await, [OfficeNews::NextWaits]);
}
