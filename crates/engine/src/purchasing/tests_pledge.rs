//! Pledges on a real database: many at once, one member in two tabs, the closing in between.

use std::time::Duration;

use domain::access::Member;
use domain::form::Invalid;
use domain::ids::{IdempotencyKey, PledgeId, RoundId};
use domain::money::Rupiah;
use domain::purchasing::{Pledge, State};
use domain::quantity::Quantity;
use tokio_util::sync::CancellationToken;

use super::RoundError;
use super::pledge::{MOST_CHANGES, pledge, withdraw};
use super::shown::{Totals, my_credit, shown};
use super::{live, steps};
use crate::changes::Change;
use crate::testing::goods::deposit;
use crate::testing::purchasing::{Scene, join, member, offer, open_round, pledge_row};
use crate::testing::somebody_waits;
use crate::trouble::Trouble;
use crate::{Desk, ids};

fn of(quantity: u32, tolerance: u32) -> Pledge {
    Pledge { quantity: Quantity::whole(quantity), tolerance: Quantity::whole(tolerance) }
}

pub(super) async fn pledged(
    desk: &Desk,
    by: &Member,
    round: RoundId,
    quantity: u32,
    tolerance: u32,
) -> Result<PledgeId, RoundError> {
    pledge(desk, by, round, &of(quantity, tolerance), ids::fresh()).await
}

/// The field that was refused, and why.
fn refusal(outcome: Result<PledgeId, RoundError>) -> (String, Invalid) {
    match outcome {
        Err(RoundError::Refused(errors)) => {
            let (field, why) = errors.iter().next().expect("a field");
            (field.to_owned(), why.clone())
        }
        other => panic!("not refused: {other:?}"),
    }
}

fn moved(outcome: Result<impl std::fmt::Debug, RoundError>) -> State {
    match outcome {
        Err(RoundError::Moved { state }) => state,
        other => panic!("not moved: {other:?}"),
    }
}

async fn totals(desk: &Desk, round: RoundId) -> Totals {
    shown(desk, round).await.expect("an answer").expect("a public round").totals
}

async fn changes(desk: &Desk) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "n!" from pledge_change"#).fetch_one(desk.db()).await.expect("a count")
}

pub(super) async fn set_state(desk: &Desk, round: RoundId, state: State, topping_up: Option<time::OffsetDateTime>) {
    sqlx::query!("update round set state = $2, topping_up_until = $3 where id = $1", round.0, state.code(), topping_up)
        .execute(desk.db())
        .await
        .expect("a round");
}

#[tokio::test(flavor = "multi_thread")]
async fn members_of_koperasi_that_take_part_pledge_and_change_their_mind() {
    let scene = Scene::new().await;
    let (desk, round) = (&*scene.desk, scene.round().await);
    let ([tini, sri], [wati, _]) = (&scene.members[0], &scene.members[1]);
    let first = pledged(desk, tini, round, 12, 3).await.unwrap();
    pledged(desk, sri, round, 20, 0).await.unwrap();
    assert_eq!(refusal(pledged(desk, wati, round, 5, 0).await), ("koperasi".into(), Invalid::UnknownChoice));
    join(desk, round, scene.koperasi[1]).await;
    pledged(desk, wati, round, 5, 0).await.unwrap();
    // The same pledge, changed.
    assert_eq!(pledged(desk, tini, round, 10, 0).await.unwrap(), first);
    assert_eq!(totals(desk, round).await, Totals { quantity: Quantity::whole(35), tolerance: Quantity::ZERO, members: 3 });
    withdraw(desk, sri, round, ids::fresh()).await.unwrap();
    withdraw(desk, sri, round, ids::fresh()).await.unwrap();
    assert_eq!((totals(desk, round).await.quantity, totals(desk, round).await.members), (Quantity::whole(15), 2));
    assert_eq!(changes(desk).await, 5, "each change is a row, a second taking back is none");
    assert!(matches!(withdraw(desk, &scene.members[1][1], round, ids::fresh()).await, Err(RoundError::Unknown)));
    assert!(matches!(pledged(desk, tini, ids::fresh(), 1, 0).await, Err(RoundError::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pledge_that_waited_finds_that_its_koperasi_declined() {
    let scene = Scene::new().await;
    let (desk, round) = ((*scene.desk).clone(), scene.round().await);
    join(&desk, round, scene.koperasi[1]).await;
    // Held as the answer holds it, until that is written.
    let mut answer = desk.db().begin().await.unwrap();
    sqlx::query!("select id from round where id = $1 for no key update", round.0).fetch_one(&mut *answer).await.unwrap();
    let (second, wati) = (scene.desk.second().await, scene.members[1][0].clone());
    let waiting = tokio::spawn(async move { pledged(&second, &wati, round, 5, 0).await });
    somebody_waits(&desk).await;
    sqlx::query!(
        "update round_koperasi set state = 'declined' where round_id = $1 and koperasi_id = $2",
        round.0,
        scene.koperasi[1].0
    )
    .execute(&mut *answer)
    .await
    .unwrap();
    answer.commit().await.unwrap();
    assert_eq!(refusal(waiting.await.unwrap()), ("koperasi".into(), Invalid::UnknownChoice));
    assert_eq!(changes(&desk).await, 0, "nothing of it stays");
    pledged(&desk, &scene.members[0][0], round, 5, 0).await.expect("the other koperasi goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_stands_behind_those_who_stayed() {
    let scene = Scene::new().await;
    let (desk, round, [tini, sri]) = (&scene.desk, scene.round().await, &scene.members[0]);
    let first = pledged(desk, tini, round, 12, 0).await.unwrap();
    desk.forward(Duration::from_secs(60));
    let second = pledged(desk, sri, round, 12, 0).await.unwrap();
    desk.forward(Duration::from_secs(60));
    pledged(desk, tini, round, 14, 0).await.unwrap();
    let order = async || {
        sqlx::query_scalar!(r#"select id as "id: PledgeId" from pledge where round_id = $1 order by created_at"#, round.0)
            .fetch_all(desk.db())
            .await
            .unwrap()
    };
    assert_eq!(order().await, [first, second], "a change keeps its place");
    withdraw(desk, tini, round, ids::fresh()).await.unwrap();
    pledged(desk, tini, round, 14, 0).await.unwrap();
    assert_eq!(order().await, [second, first]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_limit_holds_in_two_tabs_on_two_servers() {
    let scene = Scene::new().await;
    let one = scene.round().await;
    let other = offer(&scene.desk, scene.koperasi[0]).await;
    let two = open_round(&scene.desk, &scene.officers[0][0], other).await;
    let second = scene.desk.second().await;
    let tini = &scene.members[0][0];
    // Each takes Rp600.000 at the dearest price, of the first limit of a million.
    let (a, b) = tokio::join!(pledged(&scene.desk, tini, one, 60, 0), pledged(&second, tini, two, 60, 0));
    let (passed, refused): (Vec<_>, Vec<_>) = [a, b].into_iter().partition(Result::is_ok);
    assert_eq!(passed.len(), 1);
    for outcome in refused {
        assert_eq!(refusal(outcome), ("jumlah".into(), Invalid::AboveLimit { left: Rupiah(400_000) }));
    }
    assert_eq!(changes(&scene.desk).await, 1, "what was refused was never written");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_tolerance_counts_and_what_is_pledged_may_always_be_lowered() {
    let scene = Scene::new().await;
    let (desk, round, tini) = (&*scene.desk, scene.round().await, &scene.members[0][0]);
    let limit = |left| ("jumlah".to_owned(), Invalid::AboveLimit { left: Rupiah(left) });
    assert_eq!(refusal(pledged(desk, tini, round, 60, 60).await), limit(1_000_000));
    pledged(desk, tini, round, 60, 40).await.unwrap();
    assert_eq!(my_credit(desk, tini, round).await.unwrap().left(), Rupiah(1_000_000), "without the own pledge");
    sqlx::query!(
        "insert into credit_limit (membership_id, koperasi_id, amount, set_by) values ($1, $2, 0, $3)",
        tini.membership().0,
        tini.koperasi().id.0,
        scene.officers[0][1].account().0
    )
    .execute(desk.db())
    .await
    .unwrap();
    assert_eq!(refusal(pledged(desk, tini, round, 61, 40).await), limit(0));
    pledged(desk, tini, round, 50, 0).await.unwrap();
    // A deposit is money that is there.
    deposit(desk, scene.koperasi[0], tini.membership(), 700_000).await;
    pledged(desk, tini, round, 70, 0).await.unwrap();
    assert_eq!(refusal(pledged(desk, tini, round, 71, 0).await), limit(700_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_may_ask_for_a_deposit() {
    let scene = Scene::new().await;
    let (desk, round, tini) = (&*scene.desk, scene.round().await, &scene.members[0][0]);
    sqlx::query!("update round set deposit_bp = 5000 where id = $1", round.0).execute(desk.db()).await.unwrap();
    let missing = Invalid::DepositMissing { missing: Rupiah(50_000) };
    assert_eq!(refusal(pledged(desk, tini, round, 10, 0).await), ("jumlah".into(), missing));
    deposit(desk, scene.koperasi[0], tini.membership(), 50_000).await;
    pledged(desk, tini, round, 10, 0).await.unwrap();
    let missing = Invalid::DepositMissing { missing: Rupiah(5_000) };
    assert_eq!(refusal(pledged(desk, tini, round, 11, 0).await), ("jumlah".into(), missing));
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_off_the_step_are_refused() {
    let scene = Scene::new().await;
    let (desk, round, tini) = (&*scene.desk, scene.round().await, &scene.members[0][0]);
    let half = Quantity::from_thousandths(500);
    let step = Quantity::ONE;
    for (quantity, tolerance, field, why) in [
        (half, Quantity::ZERO, "jumlah", Invalid::OffStep { step }),
        (step, half, "toleransi", Invalid::OffStep { step }),
        (Quantity::ZERO, step, "jumlah", Invalid::Zero),
        (Quantity::MAX, Quantity::MAX, "jumlah", Invalid::AboveLimit { left: Rupiah(1_000_000) }),
    ] {
        let outcome = pledge(desk, tini, round, &Pledge { quantity, tolerance }, ids::fresh()).await;
        assert_eq!(refusal(outcome), (field.to_owned(), why));
    }
    assert_eq!(totals(desk, round).await, Totals::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_press_finds_the_first() {
    let scene = Scene::new().await;
    let (desk, round, tini) = (&*scene.desk, scene.round().await, &scene.members[0][0]);
    let key: IdempotencyKey = ids::fresh();
    let (ten, eleven) = (of(10, 0), of(11, 0));
    let (a, b) = tokio::join!(pledge(desk, tini, round, &ten, key), pledge(desk, tini, round, &ten, key));
    assert_eq!(a.unwrap(), b.unwrap());
    assert_eq!(changes(desk).await, 1);
    let reused = pledge(desk, tini, round, &eleven, key).await;
    assert!(matches!(reused, Err(RoundError::Trouble(Trouble::KeyReused))), "{reused:?}");
    let key: IdempotencyKey = ids::fresh();
    withdraw(desk, tini, round, key).await.unwrap();
    pledge(desk, tini, round, &ten, ids::fresh()).await.unwrap();
    withdraw(desk, tini, round, key).await.unwrap();
    assert_eq!(totals(desk, round).await.quantity, Quantity::whole(10), "the second press of an old button");
}

/// Whoever listens hears first that the listening has begun.
async fn hears(ear: &mut live::Ear) {
    assert!(tokio::time::timeout(Duration::from_secs(30), ear.moved()).await.expect("it hears"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_again_is_no_change_and_nobody_changes_without_end() {
    let scene = Scene::new().await;
    let (desk, round, [tini, sri]) = (&*scene.desk, scene.round().await, &scene.members[0]);
    let stop = CancellationToken::new();
    let told = std::sync::Arc::new(std::sync::Mutex::new(0));
    let count = {
        let told = told.clone();
        move |change: Change| *told.lock().expect("no panic") += i32::from(matches!(change, Change::Of(_)))
    };
    let mut ear = desk.live().ear(round, "here").expect("a place");
    let listening = tokio::spawn(live::listen(desk.clone(), stop.clone(), count));
    hears(&mut ear).await;
    let first = pledged(desk, tini, round, 5, 1).await.unwrap();
    hears(&mut ear).await;
    let changed_at = async || {
        sqlx::query_scalar!("select changed_at from pledge where id = $1", first.0).fetch_one(desk.db()).await.expect("a pledge")
    };
    let then = changed_at().await;
    scene.desk.forward(Duration::from_secs(1));
    for _ in 0..3 {
        assert_eq!(pledged(desk, tini, round, 5, 1).await.unwrap(), first);
    }
    assert_eq!((changes(desk).await, changed_at().await), (1, then));
    // The next event is that of another pledge, and the only other one.
    pledged(desk, sri, round, 1, 0).await.unwrap();
    hears(&mut ear).await;
    stop.cancel();
    listening.await.unwrap();
    assert_eq!(*told.lock().unwrap(), 2);

    for nth in 2..=MOST_CHANGES {
        pledged(desk, tini, round, u32::try_from(nth % 2).unwrap() + 2, 0).await.unwrap();
    }
    match pledged(desk, tini, round, 9, 0).await {
        Err(RoundError::Wait(after)) => assert_eq!(after.0, Duration::from_secs(3599)),
        other => panic!("{other:?}"),
    }
    pledged(desk, sri, round, 2, 0).await.expect("another member");
    withdraw(desk, tini, round, ids::fresh()).await.expect("who has enough of it may leave");
    scene.desk.forward(Duration::from_secs(3600));
    pledged(desk, tini, round, 9, 0).await.expect("an hour later");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_asks_within_a_moment_gets_what_was_read_until_it_moves() {
    let scene = Scene::new().await;
    let (desk, round, [tini, sri]) = (&*scene.desk, scene.round().await, &scene.members[0]);
    let seen = async || live::lately(desk, round).await.unwrap().expect("a round").totals.quantity;
    pledged(desk, tini, round, 5, 0).await.unwrap();
    assert_eq!(seen().await, Quantity::whole(5));
    pledge_row(desk, round, sri, 5, 0).await;
    assert_eq!(seen().await, Quantity::whole(5), "read a moment ago");
    scene.desk.forward(Duration::from_secs(2));
    assert_eq!(seen().await, Quantity::whole(10));
    pledged(desk, tini, round, 6, 0).await.unwrap();
    assert_eq!(seen().await, Quantity::whole(11), "this server knows at once");

    let stop = CancellationToken::new();
    let mut ear = desk.live().ear(round, "here").expect("a place");
    let listening = tokio::spawn(live::listen(desk.clone(), stop.clone(), |_: Change| {}));
    hears(&mut ear).await;
    assert_eq!(seen().await, Quantity::whole(11));
    // What another server took, and told of.
    pledge_row(desk, round, &scene.members[1][0], 4, 0).await;
    sqlx::query("select pg_notify('guyub_round', $1)").bind(round.to_string()).execute(desk.db()).await.unwrap();
    hears(&mut ear).await;
    assert_eq!(seen().await, Quantity::whole(15), "it moved");
    assert!(live::lately(desk, ids::fresh()).await.unwrap().is_none());
    stop.cancel();
    listening.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn topping_up_only_adds() {
    let scene = Scene::new().await;
    let (desk, round, [tini, sri]) = (&*scene.desk, scene.round().await, &scene.members[0]);
    pledged(desk, tini, round, 12, 3).await.unwrap();
    set_state(desk, round, State::Closed, Some(desk.now() + time::Duration::hours(2))).await;
    let least = |n| Invalid::OnlyMore { least: Quantity::whole(n) };
    assert_eq!(refusal(pledged(desk, tini, round, 11, 8).await), ("jumlah".into(), least(12)));
    assert_eq!(refusal(pledged(desk, tini, round, 13, 1).await), ("toleransi".into(), least(2)));
    pledged(desk, tini, round, 15, 0).await.unwrap();
    pledged(desk, sri, round, 5, 0).await.unwrap();
    assert_eq!(moved(withdraw(desk, sri, round, ids::fresh()).await), State::Closed);
    let added = sqlx::query_scalar!(r#"select count(*) as "n!" from pledge_change where topping_up"#);
    assert_eq!(added.fetch_one(desk.db()).await.unwrap(), 2);
    scene.desk.forward(Duration::from_secs(3 * 3600));
    assert_eq!(moved(pledged(desk, tini, round, 20, 0).await), State::Closed);
    assert_eq!(totals(desk, round).await.quantity, Quantity::whole(20));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_in_another_state() {
    let scene = Scene::new().await;
    let (desk, tini) = (&*scene.desk, &scene.members[0][0]);
    let round = scene.round().await;
    pledged(desk, tini, round, 5, 0).await.unwrap();
    for state in [State::Closed, State::Cancelled] {
        let cancelled = (state == State::Cancelled).then(|| desk.now());
        sqlx::query!("update round set state = $2, cancelled_at = $3 where id = $1", round.0, state.code(), cancelled)
            .execute(desk.db())
            .await
            .unwrap();
        assert_eq!(moved(pledged(desk, tini, round, 6, 0).await), state);
        assert_eq!(moved(withdraw(desk, tini, round, ids::fresh()).await), state);
    }
    let later = open_round(desk, &scene.officers[0][0], offer(desk, scene.koperasi[0]).await).await;
    set_state(desk, later, State::Draft, None).await;
    assert!(matches!(pledged(desk, tini, later, 6, 0).await, Err(RoundError::Unknown)));
    set_state(desk, later, State::Open, None).await;
    scene.desk.forward(Duration::from_secs(3 * 86400));
    // The job that closes it has not come yet.
    assert_eq!(moved(pledged(desk, tini, later, 6, 0).await), State::Closed);
    assert_eq!(totals(desk, round).await.quantity, Quantity::whole(5));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_pledge_at_the_closing_second() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    let chair = scene.officers[0][0].clone();
    let mut members = Vec::new();
    for n in 0..100 {
        members.push(member(&scene.desk, scene.koperasi[0], &format!("Anggota {n}")).await);
    }
    let desks = [(*scene.desk).clone(), scene.desk.second().await];
    let mut tasks = tokio::task::JoinSet::new();
    for (nth, by) in members.into_iter().enumerate() {
        let (desk, chair) = (desks[nth % 2].clone(), chair.clone());
        tasks.spawn(async move {
            if nth == 50 {
                steps::close(&desk, &chair, round).await.expect("only one closes it");
            }
            pledged(&desk, &by, round, 2, 1).await
        });
    }
    let outcomes = tasks.join_all().await;
    let (counted, late): (Vec<_>, Vec<_>) = outcomes.into_iter().partition(Result::is_ok);
    assert_eq!(counted.len() + late.len(), 100);
    // The one who closed it pledged afterwards.
    assert!(!late.is_empty());
    for outcome in late {
        assert_eq!(moved(outcome), State::Closed);
    }
    let counted = i64::try_from(counted.len()).unwrap();
    let sums = totals(&scene.desk, round).await;
    assert_eq!((sums.members, sums.quantity.thousandths()), (counted, counted * 2000));
    assert_eq!(changes(&scene.desk).await, counted);
    // What was there when it closed, as the closing itself has noted it.
    let closed_with = sqlx::query_scalar!(
        r#"select (detail ->> 'demand')::bigint as "demand!" from audit where action = 'round.close' and subject = $1"#,
        round.0
    );
    assert_eq!(closed_with.fetch_one(scene.desk.db()).await.unwrap(), counted * 2000);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_listens_on_one_server_hears_of_a_pledge_on_another() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    let stop = CancellationToken::new();
    let second = scene.desk.second().await;
    let mut ear = scene.desk.live().ear(round, "here").expect("a place");
    let quiet = |_: Change| {};
    let listeners = [
        tokio::spawn(live::listen((*scene.desk).clone(), stop.clone(), quiet)),
        tokio::spawn(live::listen(second.clone(), stop.clone(), quiet)),
    ];
    // Once to say that the listening has begun, then for the pledge.
    let patience = Duration::from_secs(30);
    assert!(tokio::time::timeout(patience, ear.moved()).await.expect("it listens"));
    pledged(&second, &scene.members[0][0], round, 2, 0).await.unwrap();
    assert!(tokio::time::timeout(patience, ear.moved()).await.expect("it hears"));
    // A step of the round is told by its table.
    steps::close(&scene.desk, &scene.officers[0][0], round).await.unwrap();
    assert!(tokio::time::timeout(patience, ear.moved()).await.expect("it hears"));
    stop.cancel();
    while tokio::time::timeout(patience, ear.moved()).await.expect("it ends") {}
    for listener in listeners {
        listener.await.unwrap();
    }
}
