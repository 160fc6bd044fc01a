use domain::form::Invalid;
use domain::ids::OfferId;
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::recurrence::Period;
use domain::purchasing::{Fee, IfMissed, Minimum, Recurrence, Reference, RoundPlan, State, TransportSplit};
use domain::text::{Line, Paragraphs};
use time::Duration;

use super::super::plan::{change, copy, create, planned};
use super::super::{RoundError, invite, steps};
use super::setup::{audited, key, refusal, round, state, unverify};
use crate::testing::purchasing::{self as testing, Scene};

/// Everything that can be planned.
fn full(scene: &Scene) -> RoundPlan {
    RoundPlan {
        note: Some(Paragraphs::parse("Kedelai lokal.\nBawa karung.").expect("it is good")),
        opens_at: scene.desk.now() + Duration::hours(5),
        minimum: Some(Minimum::Amount(Rupiah(1_000_000))),
        if_missed: IfMissed::Extend,
        extend_days: 2,
        fee: Fee::PerUnit(Rupiah(100)),
        transport_split: TransportSplit::Value,
        deposit: BasisPoints(2_500),
        repeat: Some(Recurrence::new(Period::Week, 2).expect("it is good")),
        reference: Some(Reference {
            price: Price::try_from(12_000_i64).expect("it is good"),
            day: domain::dates::Day::of(scene.desk.now()),
            source: Line::parse("Pasar Limpung").expect("it is good"),
        }),
        ..testing::plan(&scene.desk, scene.offer)
    }
}

async fn withdraw(scene: &Scene, offer: OfferId) {
    sqlx::query!("update offer set withdrawn_at = $2 where id = $1", offer.0, scene.desk.now())
        .execute(scene.desk.db())
        .await
        .expect("it is good");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_kept_as_it_was_made_and_only_once() {
    let scene = Scene::new().await;
    let (by, plan, key) = (&scene.officers[0][0], full(&scene), key());
    let (one, two) = tokio::join!(create(&scene.desk, by, &plan, key), create(&scene.desk, by, &plan, key));
    let id = one.unwrap();
    assert_eq!(id, two.unwrap());
    let there = planned(&scene.desk, &scene.overseer(0).await, id).await.unwrap().expect("the own round");
    assert_eq!((there.plan, there.state), (plan, State::Draft));
    assert!(planned(&scene.desk, &scene.overseer(1).await, id).await.unwrap().is_none(), "another koperasi's");
    let joined =
        sqlx::query_scalar!(r#"select count(*) as "n!" from round_koperasi where round_id = $1 and state = 'joined'"#, id.0);
    assert_eq!(joined.fetch_one(scene.desk.db()).await.unwrap(), 1);
    assert_eq!(audited(&scene.desk, "round.create", id).await, 1);
}

#[tokio::test]
async fn a_later_press_of_the_same_form_is_the_same_round_though_its_opening_was_left_empty() {
    let scene = Scene::new().await;
    let (by, key) = (&scene.officers[0][0], key());
    let first = testing::plan(&scene.desk, scene.offer);
    let id = create(&scene.desk, by, &first, key).await.unwrap();
    scene.desk.forward(std::time::Duration::from_secs(3));
    let again = RoundPlan { opens_at: scene.desk.now(), ..first.clone() };
    assert_eq!(create(&scene.desk, by, &again, key).await.unwrap(), id);
    let other = RoundPlan { title: Line::parse("Kedelai April").unwrap(), ..first };
    assert_ne!(create(&scene.desk, by, &other, key).await.unwrap(), id, "other contents are another round");
}

#[tokio::test]
async fn offers_that_cannot_be_used_are_refused() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let foreign = testing::offer(&scene.desk, scene.koperasi[1]).await;
    let gone = testing::offer(&scene.desk, scene.koperasi[0]).await;
    withdraw(&scene, gone).await;
    for offer in [foreign, gone, OfferId(uuid::Uuid::nil())] {
        let made = create(&scene.desk, by, &testing::plan(&scene.desk, offer), key()).await;
        assert_eq!(refusal(made, "penawaran"), Invalid::UnknownChoice);
    }
    let late = scene.desk.now() + Duration::days(61);
    let plan = RoundPlan { closes_at: late, pickup_at: late + Duration::days(1), ..testing::plan(&scene.desk, scene.offer) };
    assert_eq!(refusal(create(&scene.desk, by, &plan, key()).await, "penawaran"), Invalid::UnknownChoice);
    unverify(&scene, 0).await;
    let made = create(&scene.desk, by, &testing::plan(&scene.desk, scene.offer), key()).await;
    assert!(matches!(made, Err(RoundError::NotVerified)), "{made:?}");
    let count = sqlx::query_scalar!(r#"select count(*) as "n!" from round"#).fetch_one(scene.desk.db()).await.unwrap();
    assert_eq!(count, 0);
}

#[tokio::test]
async fn a_draft_changes_and_an_open_round_does_not() {
    let scene = Scene::new().await;
    let [by, other] = &scene.officers[0];
    let plan = testing::plan(&scene.desk, scene.offer);
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    let version = round(&scene.desk, id).await.version;
    let changed = full(&scene);
    change(&scene.desk, by, id, Some(version), &changed).await.unwrap();
    let late = change(&scene.desk, other, id, Some(version), &plan).await;
    let Err(RoundError::Stale { version: now }) = late else { panic!("{late:?}") };
    assert!(now > version);
    let there = planned(&scene.desk, &scene.overseer(0).await, id).await.unwrap().unwrap();
    assert_eq!((there.plan, there.version), (changed, now));
    let foreign = change(&scene.desk, &scene.officers[1][0], id, None, &plan).await;
    assert!(matches!(foreign, Err(RoundError::Unknown)), "{foreign:?}");
    change(&scene.desk, other, id, None, &plan).await.unwrap();
    assert!(steps::open(&scene.desk, by, id).await.unwrap());
    let late = change(&scene.desk, by, id, None, &plan).await;
    assert!(matches!(late, Err(RoundError::Moved { state: State::Open })), "{late:?}");
}

#[tokio::test]
async fn a_draft_that_is_for_nobody_else_any_more_forgets_whom_it_asked() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = testing::plan(&scene.desk, scene.offer);
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    invite::invite(&scene.desk, by, id, &scene.officers[1][0].koperasi().slug).await.unwrap();
    change(&scene.desk, by, id, None, &RoundPlan { shared: false, ..plan }).await.unwrap();
    let all = invite::participants(&scene.desk, &scene.overseer(0).await, id).await.unwrap();
    assert_eq!(all.iter().map(|p| p.coordinator).collect::<Vec<_>>(), [true]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_opens_now_with_the_newest_offer() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = full(&scene);
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    scene.desk.forward(std::time::Duration::from_secs(20 * 24 * 3600));
    let of = sqlx::query!("select supplier_id, material_id from offer where id = $1", scene.offer.0)
        .fetch_one(scene.desk.db())
        .await
        .unwrap();
    let newer = testing::offer_of(&scene.desk, scene.koperasi[0], of.supplier_id.into(), of.material_id.into()).await;
    let once = key();
    let (one, two) = tokio::join!(copy(&scene.desk, by, id, once), copy(&scene.desk, by, id, once));
    let copied = one.unwrap();
    assert_eq!(copied, two.unwrap());
    let there = planned(&scene.desk, &scene.overseer(0).await, copied).await.unwrap().unwrap();
    let now = scene.desk.now();
    let closes_at = now + (plan.closes_at - plan.opens_at);
    let pickup_at = closes_at + (plan.pickup_at - plan.closes_at);
    assert_eq!(there.plan, RoundPlan { offer: newer.0, opens_at: now, closes_at, pickup_at, repeat: None, ..plan });
    assert_eq!(state(&scene.desk, copied).await, State::Draft);
    let foreign = copy(&scene.desk, &scene.officers[1][0], id, key()).await;
    assert!(matches!(foreign, Err(RoundError::Unknown)), "{foreign:?}");
    withdraw(&scene, newer).await;
    let older = copy(&scene.desk, by, id, key()).await.unwrap();
    assert_eq!(round(&scene.desk, older).await.offer, scene.offer);
}
