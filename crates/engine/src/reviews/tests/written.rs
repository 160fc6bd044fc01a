use domain::reviews::{Answer, score};

use super::*;
use crate::pictures::PictureSet;

fn picture(n: u32) -> PictureSet {
    PictureSet { key: format!("{n:032x}"), width: 800, height: 600, widest: 640, colour: "#7f431a".into() }
}

fn words(text: &str) -> Answer {
    Answer::parse(&Inputs::default().with("jawaban", text)).expect("a good answer")
}

#[tokio::test]
async fn a_review_is_shown_with_its_stars() {
    let world = World::new().await;
    assert_eq!(rating(&world).await, None);
    let one = reviewed(&world, 5).await;
    assert_eq!(rating(&world).await, Some(Rating { score: 417, count: 1 }));
    let shown = of_product(&world.desk, world.products[0], 10, 0).await.expect("the reviews");
    assert_eq!(
        (shown[0].line, shown[0].stars, shown[0].author.as_deref(), shown[0].changed),
        (one.line, 5, Some("Person"), false)
    );
    assert_eq!(by_stars(&world.desk, world.products[0]).await.expect("the stars"), [0, 0, 0, 0, 1]);
    assert_eq!(notices(&world, world.account(Role::Member)).await, ["reviewed"]);
    let others = of_product(&world.desk, world.products[1], 10, 0).await.expect("the reviews");
    assert!(others.is_empty(), "the other product has none");
}

#[tokio::test]
async fn only_its_buyer_writes_it_and_only_once_it_is_done() {
    let world = World::new().await;
    let desk = &world.desk;
    for state in State::ALL.into_iter().filter(|state| *state != State::Done) {
        let one = order(&world, state).await;
        let refused = review(desk, &buys(&world, &one).await, one.line, &said(5, ""), &[]).await;
        assert!(matches!(refused, Err(ReviewError::NotDone)), "{state:?}");
    }
    let (one, other) = (order(&world, State::Done).await, order(&world, State::Done).await);
    let by = buys(&world, &other).await;
    assert!(matches!(review(desk, &by, one.line, &said(1, ""), &[]).await, Err(ReviewError::Unknown)), "a line of another order");
    let stranger = person(&world, Role::OtherMember).await;
    let link = crate::buying::link::signed_path(desk, one.order, &one.number);
    let signature = link.rsplit('/').next().expect("a signature");
    for (who, may) in [
        (OrderReader::Buyer(&stranger), false),
        (OrderReader::Link("x"), false),
        (OrderReader::Link(signature), true),
        (OrderReader::Seller(&keeper(&world, Role::Member, 0).await), false),
    ] {
        assert_eq!(buyer(desk, who, &one.number).await.expect("the database answers").is_some(), may, "{who:?}");
    }
    assert_eq!(buyer(desk, OrderReader::Link(signature), &other.number).await.expect("an answer"), None, "one link, one order");
    assert!(rating(&world).await.is_none());
}

#[tokio::test]
async fn a_number_that_was_made_up_just_now_praises_nothing() {
    let world = World::new().await;
    let (desk, buyer) = (&world.desk, world.account(Role::Person));
    let one = order(&world, State::Done).await;
    let by = buys(&world, &one).await;
    crate::testing::newborn(desk, buyer).await;
    let from = desk.now() + SETTLED;
    let early = review(desk, &by, one.line, &said(5, ""), &[]).await;
    assert!(
        matches!(early, Err(ReviewError::TooNew { from: when }) if (when - from).abs() < time::Duration::MINUTE),
        "{early:?}"
    );
    assert!(lines(desk, &by).await.expect("an order").reviews_from.is_some());
    assert_eq!(rating(&world).await, None);
    // Whoever has a password may at once.
    sqlx::query!("update account set password_hash = 'x' where id = $1", buyer.0).execute(desk.db()).await.expect("a password");
    assert_eq!(lines(desk, &by).await.expect("an order").reviews_from, None);
    review(desk, &by, one.line, &said(5, ""), &[]).await.expect("it is written");
    sqlx::query!("update account set password_hash = null where id = $1", buyer.0).execute(desk.db()).await.expect("none");
    let again = review(desk, &by, one.line, &said(4, ""), &[]).await;
    assert!(matches!(again, Err(ReviewError::TooNew { .. })), "{again:?}");
    // And so may whoever has been there for a day.
    desk.forward(SETTLED.unsigned_abs());
    review(desk, &by, one.line, &said(4, ""), &[]).await.expect("it is changed");
    assert_eq!(rating(&world).await, Rating::of_sums(1, 4));
}

#[tokio::test]
async fn said_anew_it_is_one_review_with_new_pictures() {
    let world = World::new().await;
    let desk = &world.desk;
    let one = reviewed(&world, 5).await;
    let by = buys(&world, &one).await;
    world.desk.forward(std::time::Duration::from_secs(60));
    assert_eq!(review(desk, &by, one.line, &said(5, "Renyah."), &[]).await.expect("the second press"), Written::Same);
    assert!(!of_product(desk, world.products[0], 10, 0).await.expect("the reviews")[0].changed);
    let anew = review(desk, &by, one.line, &said(1, "Basi."), &[picture(1), picture(2)]).await.expect("it is changed");
    assert_eq!(anew, Written::Changed);
    review(desk, &by, one.line, &said(2, "Agak basi."), &[picture(3)]).await.expect("it is changed");
    assert_eq!(rating(&world).await, Some(Rating { score: i16::try_from(score(1, 2)).expect("small"), count: 1 }));
    let shown = of_product(desk, world.products[0], 10, 0).await.expect("the reviews");
    assert_eq!((shown.len(), shown[0].changed, shown[0].pictures.as_slice()), (1, true, [picture(3)].as_slice()));
    let without = ReviewForm { without_pictures: true, ..said(2, "") };
    assert_eq!(review(desk, &by, one.line, &without, &[]).await.expect("it is changed"), Written::Changed);
    assert_eq!(review(desk, &by, one.line, &without, &[]).await.expect("the second press"), Written::Same);
    assert!(of_product(desk, world.products[0], 10, 0).await.expect("the reviews")[0].pictures.is_empty());
    assert_eq!(notices(&world, world.account(Role::Member)).await, ["reviewed"], "told once");
}

#[tokio::test]
async fn the_database_sums_up_as_the_domain_does_whoever_comes_at_once() {
    let world = World::new().await;
    let mut all = Vec::new();
    for stars in [5, 4, 1, 3, 5, 5, 2, 1] {
        let one = order(&world, State::Done).await;
        all.push((buys(&world, &one).await, one.line, said(stars, "")));
    }
    let desk = &world.desk;
    let writing = all.iter().map(|(by, line, form)| review(desk, by, *line, form, &[]));
    for written in futures::future::join_all(writing).await {
        written.expect("it is written");
    }
    assert_eq!(rating(&world).await, Rating::of_sums(8, 26));
    let listed = sqlx::query_scalar!("select rating from listing where product_id = $1", world.products[0].0);
    assert_eq!(i64::from(listed.fetch_one(world.desk.db()).await.expect("a listing")), score(8, 26));
    let other = sqlx::query_scalar!("select rating from listing where product_id = $1", world.products[1].0);
    assert_eq!(i64::from(other.fetch_one(world.desk.db()).await.expect("a listing")), score(0, 0));
}

#[tokio::test]
async fn a_product_that_comes_back_brings_its_rating() {
    let world = World::new().await;
    reviewed(&world, 1).await;
    for state in ["archived", "published"] {
        sqlx::query!("update product set state = $2 where id = $1", world.products[0].0, state)
            .execute(world.desk.db())
            .await
            .expect("another state");
    }
    let listed = sqlx::query_scalar!("select rating from listing where product_id = $1", world.products[0].0);
    assert_eq!(i64::from(listed.fetch_one(world.desk.db()).await.expect("a listing")), score(1, 1));
}

#[tokio::test]
async fn the_seller_answers_once_and_only_of_the_own_shop() {
    let world = World::new().await;
    let one = reviewed(&world, 3).await;
    let (own, other) = (keeper(&world, Role::Member, 0).await, keeper(&world, Role::OtherMember, 1).await);
    assert!(matches!(answer(&world.desk, &other, one.line, &words("Terima kasih.")).await, Err(AnswerError::Unknown)));
    answer(&world.desk, &own, one.line, &words("Terima kasih.")).await.expect("it is answered");
    assert!(matches!(answer(&world.desk, &own, one.line, &words("Lagi.")).await, Err(AnswerError::Already)));
    let shown = of_product(&world.desk, world.products[0], 10, 0).await.expect("the reviews");
    assert_eq!(shown[0].answer.as_deref(), Some("Terima kasih."));
    assert_eq!(notices(&world, world.account(Role::Person)).await, ["review_answered"]);
    let (rows, total) = of_shop(&world.desk, &own, 10, 0).await.expect("the shop's reviews");
    assert_eq!((rows.len(), total), (1, 1));
    let (rows, total) = of_shop(&world.desk, &other, 10, 0).await.expect("the shop's reviews");
    assert_eq!((rows.len(), total), (0, 0));
}
