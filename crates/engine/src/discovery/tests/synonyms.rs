//! The operator's list of what says the same.

use domain::access::Operator;
use domain::discovery::SynonymEntry;

use crate::discovery::synonyms::{SynonymError, add_synonym, change_synonym, remove_synonym, synonym, synonyms};
use crate::people;
use crate::testing::world::{Role, World};

async fn operator(world: &World) -> Operator {
    let token = world.token(Role::Operator).expect("a token");
    let (_, standing) = people::session(&world.desk, token).await.unwrap().expect("an open session");
    standing.as_operator().expect("an operator")
}

fn entry(term: &str, means: &str, two_way: bool) -> SynonymEntry {
    let two_way = if two_way { "ya" } else { "" };
    SynonymEntry::parse(&[("istilah", term), ("artinya", means), ("dua_arah", two_way)].into_iter().collect()).expect("an entry")
}

async fn audited(world: &World) -> Vec<String> {
    sqlx::query_scalar("select action from audit where action like 'synonym.%' order by id")
        .fetch_all(world.desk.db())
        .await
        .unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_is_added_changed_and_removed_and_each_is_audited() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, operator(&world).await);
    let before = synonyms(desk, &by, "", 10, 0).await.unwrap().total;
    let id = add_synonym(desk, &by, &entry("gimbal", "rempeyek", true)).await.unwrap();
    let other = add_synonym(desk, &by, &entry("gimbal udang", "bakwan udang", false)).await.unwrap();
    assert_eq!(synonyms(desk, &by, "", 10, 0).await.unwrap().total, before + 2);
    change_synonym(desk, &by, id, &entry("gimbal", "peyek kacang", false)).await.unwrap();
    // Saving what is there already changes nothing, and is no pair that the list has.
    change_synonym(desk, &by, id, &entry("Gimbal", "peyek kacang", false)).await.unwrap();
    let changed = synonym(desk, &by, id).await.unwrap().unwrap();
    assert_eq!((changed.term.as_str(), changed.means.as_str(), changed.two_way), ("Gimbal", "peyek kacang", false));
    let found = synonyms(desk, &by, "GIMBAL", 10, 0).await.unwrap();
    assert_eq!((found.total, found.rows.len()), (2, 2));
    assert_eq!(synonyms(desk, &by, "gimbal", 1, 1).await.unwrap().rows[0].id, other);
    assert_eq!(synonyms(desk, &by, "%", 10, 0).await.unwrap().total, 0);
    remove_synonym(desk, &by, id).await.unwrap();
    assert_eq!(synonym(desk, &by, id).await.unwrap(), None);
    assert!(matches!(remove_synonym(desk, &by, id).await, Err(SynonymError::Unknown)));
    assert!(matches!(change_synonym(desk, &by, id, &entry("a", "b", true)).await, Err(SynonymError::Unknown)));
    assert_eq!(audited(&world).await, ["synonym.add", "synonym.add", "synonym.change", "synonym.change", "synonym.remove"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_list_says_already_is_refused_in_any_spelling() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, operator(&world).await);
    let one = add_synonym(desk, &by, &entry("gimbal", "rempeyek", true)).await.unwrap();
    let two = add_synonym(desk, &by, &entry("kado nikah", "bingkisan nikah", false)).await.unwrap();
    for (term, means, two_way) in [
        ("gimbal", "rempeyek", false),
        ("Gimbal", "REMPEYEK!", true),
        ("rempeyek", "gimbal", false),
        ("kado nikah", "bingkisan nikah", true),
        ("bingkisan nikah", "kado nikah", true),
        // One that came with the house, the other way around.
        ("kunir", "kunyit", false),
    ] {
        let refused = add_synonym(desk, &by, &entry(term, means, two_way)).await;
        assert!(matches!(refused, Err(SynonymError::Listed)), "{term} {means}: {refused:?}");
    }
    add_synonym(desk, &by, &entry("bingkisan nikah", "kado nikah", false)).await.expect("one-way, the other way");
    let refused = change_synonym(desk, &by, two, &entry("rempeyek", "gimbal", false)).await;
    assert!(matches!(refused, Err(SynonymError::Listed)));
    assert_eq!(synonym(desk, &by, one).await.unwrap().unwrap().term, "gimbal");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_operators_add_a_pair_once() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, operator(&world).await);
    let other = desk.second().await;
    let (one, two) = (entry("gimbal", "rempeyek", true), entry("Rempeyek", "gimbal", true));
    let (first, second) = tokio::join!(add_synonym(desk, &by, &one), add_synonym(&other, &by, &two));
    assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
}
