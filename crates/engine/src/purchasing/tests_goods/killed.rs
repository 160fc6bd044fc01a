//! The server is killed in the middle of any step of a round: at every wait for the database the step is
//! dropped, which is all that a kill leaves behind. Then the books still balance, and the same button
//! pressed again goes on as if nothing had been.

use std::sync::atomic::{AtomicUsize, Ordering};

use domain::dates::Day;
use domain::ids::MembershipId;
use domain::ledger::forms::{Arrival, MemberPayment, Movement, PayWay, Way};
use domain::purchasing::Pledge;
use domain::quantity::Quantity;
use domain::slug::Slug;

use super::*;
use crate::purchasing::{RoundError, handout, invite, order, plan, pledge, receipt, settle, steps};
use crate::testing::books::treasurer;
use crate::testing::goods::{delivery, version};
use crate::testing::kill::{ENDLESS, killed_at};
use crate::testing::purchasing::plan as planned;
use crate::{check, ids};

/// How often the server died. A database that is quick enough to answer at once leaves a step without a wait.
static KILLS: AtomicUsize = AtomicUsize::new(0);

/// Takes a step, killed at its first wait, then at its second, and so on until it is through. When the kill
/// came after the commit, the next press is told so (`over`), or finds what the first one did.
async fn through<T, E: std::fmt::Debug>(
    scene: &Scene,
    step: impl AsyncFn() -> Result<T, E>,
    over: impl Fn(&E) -> bool,
) -> Option<T> {
    for wait in 1..ENDLESS {
        match killed_at(wait, step()).await {
            Some(Ok(done)) => return Some(done),
            Some(Err(why)) => {
                assert!(wait > 1 && over(&why), "{why:?}");
                return None;
            }
            None => {
                KILLS.fetch_add(1, Ordering::Relaxed);
                books_hold(scene).await;
            }
        }
    }
    panic!("a step without an end")
}

fn moved(why: &RoundError) -> bool {
    matches!(why, RoundError::Moved { .. })
}

fn never<E>(_: &E) -> bool {
    false
}

async fn nothing_contradicts(scene: &Scene) {
    for finding in check::run(&scene.desk).await.expect("the database answers") {
        let ours = ["ledger.", "pledge.", "charge.", "round."].iter().any(|room| finding.name.starts_with(room));
        assert!(!ours || finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
}

fn movement(scene: &Scene, amount: Rupiah) -> Movement {
    Movement { amount, way: Way::Cash, day: Day::of(scene.desk.now()), note: None }
}

async fn slug_of(scene: &Scene, what: &'static str, id: Uuid) -> Slug {
    let sql = match what {
        "koperasi" => "select slug from koperasi where id = $1",
        _ => "select slug from supplier where id = (select supplier_id from offer where id = $1)",
    };
    let slug: String = sqlx::query_scalar(sql).bind(id).fetch_one(scene.desk.db()).await.expect("it is there");
    Slug::parse(&slug).expect("a slug")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_round_goes_on_wherever_the_server_was_killed() {
    let scene = Scene::new().await;
    let round = collected(&scene).await;
    delivered(&scene, round).await;
    handed_out(&scene, round).await;
    paid(&scene, round).await;

    assert_eq!(state(&scene, round).await, "settled");
    assert_eq!((count(&scene, "charge").await, count(&scene, "receipt").await), (4, 2));
    let orders = sqlx::query_scalar!(r#"select count(*) as "n!" from purchase_order"#);
    assert_eq!(orders.fetch_one(scene.desk.db()).await.expect("a count"), 1);
    for nth in 0..2 {
        assert_eq!(balance(&scene, scene.koperasi[nth], Role::MemberReceivable, None).await, Rupiah::ZERO);
        assert_eq!(balance(&scene, scene.koperasi[nth], Role::RoundGoods, None).await, Rupiah::ZERO);
    }
    assert_eq!(balance(&scene, scene.koperasi[0], Role::SupplierPayable, None).await, Rupiah::ZERO);
    assert_eq!(balance(&scene, scene.koperasi[1], Role::KoperasiPayable, None).await, Rupiah::ZERO);
    assert_eq!(balance(&scene, scene.koperasi[0], Role::KoperasiReceivable, None).await, Rupiah::ZERO);
    nothing_contradicts(&scene).await;
    assert!(KILLS.load(Ordering::Relaxed) > 100, "{KILLS:?}");
}

/// Planned, opened, shared with the second koperasi, pledged to, closed by the clock and ordered.
async fn collected(scene: &Scene) -> RoundId {
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    let (wanted, key) = (planned(desk, scene.offer), ids::fresh());
    let round = through(scene, || plan::create(desk, by, &wanted, key), never).await.expect("the same press finds it");
    through(scene, || steps::open(desk, by, round), moved).await;
    let other = slug_of(scene, "koperasi", scene.koperasi[1].0).await;
    through(scene, || invite::invite(desk, by, round, &other), |_| true).await;
    through(scene, || invite::answer(desk, &scene.officers[1][0], round, true), |_| true).await;

    let (money, key) = (treasurer(&scene.officers[0][1]), ids::fresh());
    let first = scene.members[0][0].membership();
    let worth = movement(scene, Rupiah(600_000));
    through(scene, || ledger::deposit_in(desk, &money, first, &worth, key), never).await;

    for (nth, quantity) in [40, 30, 20, 10].into_iter().enumerate() {
        let (member, key) = (&scene.members[nth / 2][nth % 2], ids::fresh());
        let wanted = Pledge { quantity: Quantity::whole(quantity), tolerance: Quantity::ZERO };
        through(scene, || pledge::pledge(desk, member, round, &wanted, key), never).await;
    }
    desk.forward(std::time::Duration::from_secs(3 * 86_400 + 1));
    through(scene, || steps::due(desk, round), never).await;
    assert_eq!(state(scene, round).await, "closed");
    let (seen, key) = (version(desk, round).await, ids::fresh());
    let hundred = Quantity::whole(100);
    through(scene, || order::order(desk, by, round, seen, hundred, None, None, key), never).await;
    nothing_contradicts(scene).await;
    round
}

/// In two parts, of which the second is two units short.
async fn delivered(scene: &Scene, round: RoundId) {
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    for quantity in [60, 38] {
        let (came, key) = (delivery(quantity), ids::fresh());
        through(scene, || receipt::receive(desk, by, round, &came, None, key), never).await;
    }
    let seen = version(desk, round).await;
    through(scene, || receipt::finish_receiving(desk, by, round, seen), moved).await;
    assert_eq!(amounts(scene, round).await.iter().sum::<i64>(), 98);
    nothing_contradicts(scene).await;
}

/// Fetched by everybody, said so by the first; then settled.
async fn handed_out(scene: &Scene, round: RoundId) {
    let (desk, by) = (&scene.desk, &scene.officers[0][0]);
    through(scene, || handout::lock_list(desk, by, round, true), never).await;
    for (nth, member) in scene.members.iter().flatten().enumerate() {
        let by = &scene.officers[nth / 2][0];
        through(scene, || handout::hand_out(desk, by, round, member.membership()), never).await;
    }
    through(scene, || handout::confirm(desk, &scene.members[0][0], round), never).await;
    let (seen, key) = (version(desk, round).await, ids::fresh());
    let settled = through(scene, || settle::settle(desk, by, round, seen, key), never).await.expect("its result");
    assert_eq!((settled.charges, settled.total), (4, Rupiah(98 * 9_500 + 50_000)));
    nothing_contradicts(scene).await;
}

/// Everybody pays: members their koperasi, the second koperasi the first, and that one the supplier.
async fn paid(scene: &Scene, round: RoundId) {
    let desk = &scene.desk;
    let money = scene.officers.each_ref().map(|of| treasurer(&of[1]));
    for (nth, member) in scene.members.iter().flatten().enumerate() {
        let amount = owes(scene, member).await;
        if amount > Rupiah::ZERO {
            pays(scene, nth / 2, member.membership(), amount).await;
        }
    }
    let [one, two] = scene.koperasi;
    let owed = balance(scene, two, Role::KoperasiPayable, Some(one.0)).await;
    let (to, amount, key) = (slug_of(scene, "koperasi", one.0).await, movement(scene, owed), ids::fresh());
    let payment = through(scene, || ledger::pay_koperasi(desk, &money[1], &to, &amount, key), never).await;
    let payment = payment.expect("the same press finds it");
    let arrival = Arrival { way: Way::Cash, day: Day::of(desk.now()) };
    through(scene, || ledger::confirm(desk, &money[0], payment, &arrival), |_| true).await;

    let owed = balance(scene, one, Role::SupplierPayable, None).await;
    let (to, amount, key) = (slug_of(scene, "supplier", scene.offer.0).await, movement(scene, owed), ids::fresh());
    through(scene, || ledger::pay_supplier(desk, &money[0], &to, &amount, key), never).await;
    assert_eq!(state(scene, round).await, "settled");
}

async fn pays(scene: &Scene, nth: usize, member: MembershipId, amount: Rupiah) {
    let (by, key) = (treasurer(&scene.officers[nth][1]), ids::fresh());
    let payment = MemberPayment { amount, way: PayWay::Money(Way::Cash), day: Day::of(scene.desk.now()), note: None };
    through(scene, || ledger::member_pays(&scene.desk, &by, member, &payment, key), never).await;
}
