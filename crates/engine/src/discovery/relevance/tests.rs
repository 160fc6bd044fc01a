//! The questions are about the demo market, the figures are right, and PostgreSQL is fit.

use std::collections::HashSet;

use super::*;
use crate::demo::data::{Shown, market};
use crate::demo::load;
use crate::discovery::{PgSearch, refresh_all};
use crate::testing;

#[test]
fn there_are_enough_questions_of_each_kind_and_each_once() {
    let asked: Vec<_> = questions().collect();
    assert!(asked.len() >= 140, "{}", asked.len());
    let different: HashSet<_> = asked.iter().map(|(_, q, _)| *q).collect();
    assert_eq!(different.len(), asked.len());
    let mut kinds: Vec<Kind> = asked.iter().map(|(kind, _, _)| *kind).collect();
    kinds.dedup();
    assert_eq!(kinds.len(), 10, "{kinds:?}");
    for kind in kinds {
        assert!(asked.iter().filter(|(k, _, _)| *k == kind).count() >= 10, "{kind:?}");
    }
}

#[test]
fn every_answer_is_on_the_demo_market() {
    let market = market();
    let goods: Vec<(&str, String)> = market
        .products
        .iter()
        .filter(|p| p.shown == Shown::Published)
        .map(|p| {
            let shop = &market.shops[p.shop];
            (p.name.as_str(), format!("{} {} {}", shop.name, shop.village, shop.place.name))
        })
        .collect();
    for (_, q, answers) in questions() {
        for wanted in questions::names(answers) {
            assert!(goods.iter().any(|(name, _)| *name == wanted), "{q:?} wants {wanted:?}, which nobody sells");
        }
        assert!(
            goods.iter().any(|(name, about)| questions::is_answer(answers, name, about)),
            "{q:?}: nobody sells {answers:?} there"
        );
    }
}

fn hit(name: &str) -> (String, String) {
    (name.to_owned(), "Omah Teh Kembanglangit Blado".to_owned())
}

#[test]
fn figures_are_what_they_say() {
    let mut report = Report::of(EngineName::Postgres);
    let answers = "Teh sangan|Teh hitam@blado";
    report.count(Kind::Plain, "teh", answers, &[hit("Teh hitam"), hit("Kopi")]);
    report.count(Kind::Typo, "the", answers, &[hit("Kopi"), hit("Teh"), hit("A | <b>"), hit("Teh sangan")]);
    report.count(Kind::Typo, "elsewhere", "Teh hitam@masin", &[hit("Teh hitam")]);
    report.count(Kind::Plain, "nothing", answers, &[]);
    report.count(Kind::Shop, "from there", "@omah teh", &[hit("Madu")]);
    assert_eq!((report.all.asked, report.all.first, report.all.empty), (5, 2, 1));
    assert!((report.all.hit_at_1() - 0.4).abs() < 1e-9 && (report.all.mrr_at_10() - 0.45).abs() < 1e-9);
    assert_eq!(report.by_kind[&Kind::Typo].asked, 2);
    let missed: Vec<_> = report.missed.iter().map(|m| (m.q, m.at)).collect();
    assert_eq!(missed, [("the", Some(4)), ("elsewhere", None), ("nothing", None)]);
    assert!(!report.is_fit());
    let page = markdown(std::slice::from_ref(&report));
    for line in [
        "| PostgreSQL | 5 | 0.400 | 0.450 | 1 | **no** |",
        "| typos | 2 | 0.000 | 0.125 | 0 |",
        "| the | typos | 4 | Kopi · Teh · A \\| &lt;b> |",
        "| nothing | plain | – | nothing |",
        "Only PostgreSQL was graded: Meilisearch was not there when this was made.",
    ] {
        assert!(page.lines().any(|l| l == line), "{line}\n---\n{page}");
    }
    let other = Report::of(EngineName::Meilisearch);
    assert!(!other.is_fit());
    assert!(!markdown(&[report, other]).contains("Only PostgreSQL"));
}

#[tokio::test]
async fn postgresql_is_fit_for_the_demo_market() {
    let desk = testing::desk().await;
    assert!(!unknown_answers(&desk).await.unwrap().is_empty(), "an empty market is not the demo");
    load::undrawn(&desk).await.unwrap();
    refresh_all(&desk).await.unwrap();
    assert_eq!(unknown_answers(&desk).await.unwrap(), Vec::<&str>::new());
    let report = grade(&PgSearch::new(desk.db().clone()), Day::of(desk.now())).await.unwrap();
    assert!(report.is_fit(), "{}", markdown(&[report]));
}
