use domain::access::{Person, Standing};
use domain::dates::Day;
use domain::discovery::{Reading, SearchRequest};
use domain::ids::NoticeId;
use domain::password::Attempt;
use time::Duration;

use super::watch::{due, found};
use super::*;
use crate::discovery::{contract, refresh_all};
use crate::mail::{self, KeptMail};
use crate::notices::{self, News, Notice};
use crate::testing::world::{Role, World, product};
use crate::tx::Actor;
use crate::{password, people};

/// What the market does not have until [`publish`].
const WANTED: &str = "q=gethuk+lindri";
const PASSWORD: &str = "sawah di tepi kali";

async fn standing(world: &World, role: Role) -> Standing {
    people::session(&world.desk, world.token(role).expect("somebody")).await.unwrap().expect("an open session").1
}

async fn person(world: &World, role: Role) -> Person {
    standing(world, role).await.person()
}

async fn wait(world: &World, role: Role, query: &str) -> SavedSearchId {
    match save(&world.desk, &person(world, role).await, &Wish::parse(query).unwrap()).await.unwrap() {
        Saved::Fresh(id) => id,
        Saved::Already => panic!("{query} waits already"),
    }
}

/// The second shop offers what was wanted.
async fn publish(world: &World) {
    product(&world.desk, world.shops[1], "gethuk-lindri", "published").await;
    refresh_all(&world.desk).await.unwrap();
}

async fn told(world: &World, role: Role) -> Vec<Notice> {
    notices::newest(&world.desk, &person(world, role).await).await.unwrap()
}

async fn mails(world: &World) -> Vec<KeptMail> {
    mail::newest(&world.desk).await.unwrap()
}

async fn give_email(world: &World, role: Role, email: &str) {
    sqlx::query("update account set email = $2 where id = $1")
        .bind(world.account(role).0)
        .bind(email)
        .execute(world.desk.db())
        .await
        .unwrap();
}

fn forward(world: &World, by: Duration) {
    world.desk.forward(by.try_into().expect("a step ahead"));
}

async fn due_now(world: &World) -> usize {
    let mut turn = world.desk.begin(Actor::System).await.unwrap();
    due(&mut turn).await.unwrap().len()
}

#[tokio::test(flavor = "multi_thread")]
async fn everyone_who_waits_is_told_once() {
    let world = World::new().await;
    give_email(&world, Role::Person, "sri@contoh.id").await;
    wait(&world, Role::Person, WANTED).await;
    wait(&world, Role::Officer, WANTED).await;
    refresh_all(&world.desk).await.unwrap();
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 0, "it is not there yet");

    publish(&world).await;
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 2);
    for role in [Role::Person, Role::Officer] {
        let notices = told(&world, role).await;
        let [Notice { news: News::Found { query, label, slug, name }, read: false, .. }] = notices.as_slice() else {
            panic!("{role:?}: {notices:?}");
        };
        assert_eq!([query, label, slug, name], [WANTED, "gethuk lindri", "gethuk-lindri", "Emping gethuk-lindri"]);
        let searches = of_person(&world.desk, &person(&world, role).await).await.unwrap();
        assert_eq!(searches.len(), 1);
        assert_eq!(searches[0].found_at, Some(world.desk.now()));
        assert_eq!(searches[0].product, Some(("gethuk-lindri".to_owned(), "Emping gethuk-lindri".to_owned())));
    }
    let sent = mails(&world).await;
    assert_eq!(sent.iter().map(|m| m.mail.to.as_str()).collect::<Vec<_>>(), ["sri@contoh.id"]);
    assert!(sent[0].mail.body.contains("http://guyub.test/produk/gethuk-lindri"), "{}", sent[0].mail.body);

    // Another of the kind is no news any more.
    forward(&world, Duration::DAY);
    product(&world.desk, world.shops[0], "gethuk-lindri-dua", "published").await;
    refresh_all(&world.desk).await.unwrap();
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 0);
    assert_eq!((told(&world, Role::Person).await.len(), mails(&world).await.len()), (1, 1));
    // Who wants to be told again, asks again.
    wait(&world, Role::Person, WANTED).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_told_of_what_is_only_near() {
    let world = World::new().await;
    contract::lay_out(&world.desk).await;
    refresh_all(&world.desk).await.unwrap();
    for near in ["q=empng", "q=emping+qwxyz", "q=emping+selempang"] {
        let wish = Wish::parse(near).unwrap();
        let page = world.desk.search().search(wish.request(), Day::of(world.desk.now())).await.unwrap();
        assert!(page.total > 0 && page.reading != Reading::default(), "{near} finds something else: {:?}", page.reading);
        wait(&world, Role::Person, near).await;
    }
    // Without the category, which nobody knows any more, there would be hits.
    wait(&world, Role::Person, "q=kopi&kategori=tidak-ada").await;
    wait(&world, Role::Person, "q=kopi&harga_maks=1000").await;
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 0);
    assert!(told(&world, Role::Person).await.is_empty());

    wait(&world, Role::Person, "q=kopi+bubuk").await;
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_tell_once() {
    let world = World::new().await;
    give_email(&world, Role::Person, "sri@contoh.id").await;
    let search = wait(&world, Role::Person, WANTED).await;
    publish(&world).await;
    let other = world.desk.second().await;
    // The turn is taken: this round leaves it to who has it.
    let mut turn = other.begin(Actor::System).await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(hashtext('guyub.saved'))").execute(turn.conn()).await.unwrap();
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 0);
    turn.commit().await.unwrap();

    // And should both have found it, one of them tells.
    let (one, two) = tokio::join!(found(&world.desk, search, "gethuk-lindri"), found(&other, search, "gethuk-lindri"));
    assert_ne!(one.unwrap(), two.unwrap());
    assert_eq!((told(&world, Role::Person).await.len(), mails(&world).await.len()), (1, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_gone_meanwhile_is_told_to_nobody() {
    let world = World::new().await;
    let search = wait(&world, Role::Person, WANTED).await;
    publish(&world).await;
    sqlx::query("update product set state = 'archived' where slug = 'gethuk-lindri'").execute(world.desk.db()).await.unwrap();
    assert!(!found(&world.desk, search, "gethuk-lindri").await.unwrap());
    let by = person(&world, Role::Person).await;
    assert_eq!(of_person(&world.desk, &by).await.unwrap()[0].found_at, None, "it waits on");
    sqlx::query("update product set state = 'published' where slug = 'gethuk-lindri'").execute(world.desk.db()).await.unwrap();
    assert!(remove(&world.desk, &by, search).await.unwrap());
    assert!(!found(&world.desk, search, "gethuk-lindri").await.unwrap(), "nobody waits any more");
    assert!(told(&world, Role::Person).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_is_tried_again_when_the_market_changed() {
    let world = World::new().await;
    wait(&world, Role::Person, WANTED).await;
    assert_eq!(due_now(&world).await, 1, "what was published a moment ago may be it");
    forward(&world, Duration::minutes(10));
    match_waiting(&world.desk).await.unwrap();
    assert_eq!(due_now(&world).await, 0, "nothing changed since");

    forward(&world, Duration::minutes(10));
    product(&world.desk, world.shops[0], "draf", "draft").await;
    assert_eq!(due_now(&world).await, 0, "nobody sees a draft");
    product(&world.desk, world.shops[0], "opak", "published").await;
    assert_eq!(due_now(&world).await, 1);
    forward(&world, Duration::minutes(10));
    match_waiting(&world.desk).await.unwrap();
    assert_eq!(due_now(&world).await, 0);
    forward(&world, Duration::minutes(61));
    assert_eq!(due_now(&world).await, 1, "whatever else may have changed");
}

#[tokio::test(flavor = "multi_thread")]
async fn so_many_wait_and_no_more() {
    let world = World::new().await;
    let by = person(&world, Role::Person).await;
    for n in 0..MOST_WAITING {
        wait(&world, Role::Person, &format!("q=gethuk{n}")).await;
    }
    let again = save(&world.desk, &by, &Wish::parse("q=gethuk3").unwrap()).await;
    assert!(matches!(again, Ok(Saved::Already)), "{again:?}");
    let wish = Wish::of(&SearchRequest::of("satu lagi"), &[]).unwrap();
    assert!(matches!(save(&world.desk, &by, &wish).await, Err(SaveError::TooMany)));
    // Nobody else's limit; and one that goes makes room.
    wait(&world, Role::Officer, wish.query()).await;
    let first = of_person(&world.desk, &by).await.unwrap().remove(0);
    let other = person(&world, Role::Officer).await;
    assert!(!remove(&world.desk, &other, first.id).await.unwrap(), "none of theirs");
    assert!(remove(&world.desk, &by, first.id).await.unwrap());
    assert!(matches!(save(&world.desk, &by, &wish).await, Ok(Saved::Fresh(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn unread_notices_are_counted_until_they_are_read() {
    let world = World::new().await;
    for role in [Role::Person, Role::Officer] {
        wait(&world, role, WANTED).await;
        wait(&world, role, "q=gethuk").await;
    }
    publish(&world).await;
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 4);
    let (by, other) = (person(&world, Role::Person).await, person(&world, Role::Officer).await);
    assert_eq!(standing(&world, Role::Person).await.unread, 2);
    let first: NoticeId = told(&world, Role::Person).await[0].id;
    assert_eq!(notices::open(&world.desk, &other, first).await.unwrap(), None, "none of theirs");
    for _ in 0..2 {
        let link = notices::open(&world.desk, &by, first).await.unwrap();
        assert_eq!(link.as_deref(), Some("/produk/gethuk-lindri"));
    }
    assert_eq!(standing(&world, Role::Person).await.unread, 1);
    assert_eq!(told(&world, Role::Person).await.iter().filter(|n| n.read).count(), 1);
    notices::read_all(&world.desk, &by).await.unwrap();
    assert_eq!((standing(&world, Role::Person).await.unread, standing(&world, Role::Officer).await.unread), (0, 2));

    // Read ones are swept after a while, the others stay.
    forward(&world, Duration::days(91));
    crate::jobs::tidy(&world.desk).await.unwrap();
    let left = async |role: Role| -> i64 {
        sqlx::query_scalar("select count(*) from notice where account_id = $1")
            .bind(world.account(role).0)
            .fetch_one(world.desk.db())
            .await
            .unwrap()
    };
    assert_eq!((left(Role::Person).await, left(Role::Officer).await), (0, 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_waits_for_nothing() {
    let world = World::new().await;
    let hash = password::hash(PASSWORD.into()).await.unwrap();
    sqlx::query("update account set password_hash = $1").bind(hash).execute(world.desk.db()).await.unwrap();
    for role in [Role::Person, Role::OtherMember] {
        wait(&world, role, WANTED).await;
    }
    publish(&world).await;
    match_waiting(&world.desk).await.unwrap();
    forward(&world, Duration::MINUTE);
    for role in [Role::Person, Role::OtherMember] {
        wait(&world, role, "q=serabi").await;
    }
    let by = person(&world, Role::Person).await;
    let all = people::export(&world.desk, &by).await.unwrap();
    let labels: Vec<_> = all["searches"].as_array().unwrap().iter().map(|s| s["label"].as_str()).collect();
    assert_eq!(labels, [Some("gethuk lindri"), Some("serabi")]);
    assert_eq!(all["notices"][0]["data"]["slug"], "gethuk-lindri");

    people::close(&world.desk, &by, Attempt::parse(PASSWORD).ok()).await.unwrap();
    let left: (i64, i64, i64) = sqlx::query_as(
        "select (select count(*) from saved_search where account_id = $1), (select count(*) from notice where account_id = $1),
                (select count(*) from saved_search)",
    )
    .bind(world.account(Role::Person).0)
    .fetch_one(world.desk.db())
    .await
    .unwrap();
    assert_eq!(left, (0, 0, 2), "nobody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_of_a_hidden_shop_end_no_wait_but_others_do() {
    let world = World::new().await;
    let (hides, other) = (wait(&world, Role::Person, WANTED).await, wait(&world, Role::Operator, WANTED).await);
    let by = person(&world, Role::Person).await;
    let shop = domain::slug::Slug::parse("shop-two").unwrap();
    assert_eq!(crate::reviews::hide::hide(&world.desk, &by, &shop).await.unwrap(), crate::reviews::hide::Hide::Done);
    publish(&world).await;
    assert!(!found(&world.desk, hides, "gethuk-lindri").await.unwrap());
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 1, "who has hidden nothing is told");
    assert_eq!((told(&world, Role::Person).await.len(), told(&world, Role::Operator).await.len()), (0, 1));
    assert!(!found(&world.desk, other, "gethuk-lindri").await.unwrap(), "that one has ended");
    // Another shop has it as well: a hit of the hidden one does not stand in its way.
    product(&world.desk, world.shops[0], "gethuk-lindri-asli", "published").await;
    refresh_all(&world.desk).await.unwrap();
    forward(&world, Duration::HOUR);
    assert_eq!(match_waiting(&world.desk).await.unwrap(), 1);
    assert_eq!(told(&world, Role::Person).await.len(), 1);
}
