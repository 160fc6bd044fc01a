use domain::form::Invalid;
use domain::purchasing::{RoundPlan, State};
use domain::quantity::Quantity;
use domain::slug::Slug;

use super::super::invite::{answer, invite, invited_to, participants};
use super::super::plan::create;
use super::super::{RoundError, steps};
use super::setup::{audited, key, put, refusal, told_member, told_officer, unverify};
use crate::notices::{OfficeNews, RoundNews};
use crate::testing::purchasing::{self as testing, Scene, pledge_row};

fn slug(scene: &Scene, nth: usize) -> &Slug {
    &scene.officers[nth][0].koperasi().slug
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_is_invited_joins_and_is_seen_as_totals() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, scene.round().await);
    let [[one, two], [other, colleague]] = &scene.officers;
    let (first, second) = tokio::join!(invite(desk, one, id, slug(&scene, 1)), invite(desk, two, id, slug(&scene, 1)));
    first.unwrap();
    second.unwrap();
    assert_eq!(audited(desk, "round.invite", id).await, 1, "asked once");
    assert_eq!(told_officer(desk, other.account()).await, [OfficeNews::Invited { by: "Koperasi Satu".into() }]);
    let waiting = invited_to(desk, &scene.overseer(1).await).await.unwrap();
    assert_eq!(waiting.iter().map(|i| (i.round, i.answer.as_str())).collect::<Vec<_>>(), [(id, "invited")]);
    assert!(invited_to(desk, &scene.overseer(0).await).await.unwrap().is_empty(), "its own round is no invitation");

    let (first, second) = tokio::join!(answer(desk, other, id, true), answer(desk, colleague, id, true));
    first.unwrap();
    second.unwrap();
    assert_eq!(audited(desk, "round.join", id).await, 1);
    assert_eq!(told_officer(desk, one.account()).await, [OfficeNews::Joined { koperasi: "Koperasi Dua".into() }]);
    assert_eq!(told_member(desk, scene.members[1][0].account()).await, [RoundNews::Opened]);
    assert!(told_member(desk, scene.members[0][0].account()).await.is_empty(), "the others know");

    pledge_row(desk, id, &scene.members[0][0], 10, 0).await;
    pledge_row(desk, id, &scene.members[1][0], 20, 3).await;
    pledge_row(desk, id, &scene.members[1][1], 30, 0).await;
    for nth in [0, 1] {
        let all = participants(desk, &scene.overseer(nth).await, id).await.unwrap();
        let told: Vec<_> = all.iter().map(|p| (p.name.as_str(), p.members, p.quantity, p.tolerance, p.coordinator)).collect();
        let kg = Quantity::whole;
        assert_eq!(told, [("Koperasi Satu", 1, kg(10), kg(0), true), ("Koperasi Dua", 2, kg(50), kg(3), false)]);
    }
}

#[tokio::test]
async fn who_said_no_may_come_back_and_who_pledged_stays() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, scene.round().await);
    let (by, other) = (&scene.officers[0][0], &scene.officers[1][0]);
    let uninvited = answer(desk, other, id, true).await;
    assert!(matches!(uninvited, Err(RoundError::Unknown)), "{uninvited:?}");
    assert!(participants(desk, &scene.overseer(1).await, id).await.unwrap().is_empty());
    invite(desk, by, id, slug(&scene, 1)).await.unwrap();
    answer(desk, other, id, false).await.unwrap();
    assert_eq!(told_officer(desk, by.account()).await, [OfficeNews::Declined { koperasi: "Koperasi Dua".into() }]);
    assert!(participants(desk, &scene.overseer(1).await, id).await.unwrap().is_empty(), "none of its business any more");
    invite(desk, by, id, slug(&scene, 1)).await.unwrap();
    assert_eq!(audited(desk, "round.invite", id).await, 2);
    answer(desk, other, id, true).await.unwrap();
    pledge_row(desk, id, &scene.members[1][0], 20, 0).await;
    let leaving = answer(desk, other, id, false).await;
    assert!(matches!(leaving, Err(RoundError::Moved { state: State::Open })), "{leaving:?}");
    let own = answer(desk, by, id, false).await;
    assert!(matches!(own, Err(RoundError::Unknown)), "the coordinator answers nobody: {own:?}");
}

#[tokio::test]
async fn only_verified_koperasi_and_only_before_the_closing() {
    let scene = Scene::new().await;
    let (desk, id) = (&scene.desk, scene.round().await);
    let (by, other) = (&scene.officers[0][0], &scene.officers[1][0]);
    for name in ["tidak-ada", slug(&scene, 0).as_str()] {
        let asked = invite(desk, by, id, &Slug::parse(name).unwrap()).await;
        assert_eq!(refusal(asked, "koperasi"), Invalid::UnknownChoice, "{name}");
    }
    let foreign = invite(desk, other, id, slug(&scene, 0)).await;
    assert!(matches!(foreign, Err(RoundError::Unknown)), "{foreign:?}");
    invite(desk, by, id, slug(&scene, 1)).await.unwrap();
    unverify(&scene, 1).await;
    assert!(matches!(answer(desk, other, id, true).await, Err(RoundError::NotVerified)));
    let again = invite(desk, by, id, slug(&scene, 1)).await;
    assert_eq!(refusal(again, "koperasi"), Invalid::UnknownChoice);
    for state in State::ALL.into_iter().filter(|s| !matches!(s, State::Draft | State::Open)) {
        put(&scene, id, state).await;
        let asked = invite(desk, by, id, slug(&scene, 1)).await;
        assert!(matches!(asked, Err(RoundError::Moved { .. })), "{state:?} {asked:?}");
        let answered = answer(desk, other, id, false).await;
        assert!(matches!(answered, Err(RoundError::Moved { .. })), "{state:?} {answered:?}");
    }
}

#[tokio::test]
async fn a_round_of_ones_own_asks_nobody() {
    let scene = Scene::new().await;
    let by = &scene.officers[0][0];
    let plan = RoundPlan { shared: false, ..testing::plan(&scene.desk, scene.offer) };
    let id = create(&scene.desk, by, &plan, key()).await.unwrap();
    assert_eq!(refusal(invite(&scene.desk, by, id, slug(&scene, 1)).await, "koperasi"), Invalid::UnknownChoice);
    assert!(steps::open(&scene.desk, by, id).await.unwrap());
}
