//! Placing: nothing is oversold, nothing is taken twice, and nothing half done stays.

use domain::access::Person;
use domain::buying::{Checkout, Guest};
use domain::catalog::Details;
use domain::dates::Day;
use domain::form::{Inputs, Invalid};
use domain::ids::{AccountId, IdempotencyKey, OrderId};
use domain::qris::{LIMITS, limit_on};
use domain::quantity::Quantity;

use super::cart::{CartOf, add, count};
use super::terms::{save, terms};
use super::tests_cart::{everything, keeper, slug, tier};
use super::{Buyer, MOST_GUESTS_HERE, MOST_HERE, MOST_ORDERS, MOST_UNANSWERED, PlaceError, Placed, Stranger, checkout, place};
use crate::business::{ArchiveError, archive};
use crate::catalog::{PictureEdit, change};
use crate::people::{self, Caller};
use crate::testing::orders::answer_all;
use crate::testing::world::{Role, World, product, session};
use crate::testing::{account, somebody_waits};
use crate::token::Token;
use crate::{Desk, ids};

fn form(pairs: &[(&str, &str)]) -> Checkout {
    let start = Inputs::default().with("cara_terima", "ambil").with("cara_bayar", "tunai");
    let inputs = pairs.iter().fold(start, |inputs, (name, value)| inputs.with(name, value));
    Checkout::parse(&inputs).expect("a good form")
}

async fn person(desk: &Desk, account: AccountId) -> Person {
    let token = session(desk, account).await;
    people::session(desk, &token).await.unwrap().expect("an open session").1.person()
}

/// A new person with so many kilograms of a product in the cart.
async fn with_cart(desk: &Desk, name: &str, product: &str, kilograms: u32) -> Person {
    let id = account(desk, name).await;
    add(desk, &CartOf::Account(id), &slug(product), Quantity::whole(kilograms)).await.expect("it is there");
    person(desk, id).await
}

async fn order(desk: &Desk, by: &Person, shop: &str, form: &Checkout, key: IdempotencyKey) -> Result<Placed, PlaceError> {
    place(desk, Buyer::Account(by.clone()), &slug(shop), form, key).await
}

async fn stock(desk: &Desk, product: &str) -> Option<i64> {
    sqlx::query_scalar!("select stock from product where slug = $1", product).fetch_one(desk.db()).await.expect("a product")
}

async fn orders(desk: &Desk) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "orders!" from shop_order"#).fetch_one(desk.db()).await.expect("a count")
}

/// Each product's moves lead from one to the next, and the last is what is there.
async fn assert_history(desk: &Desk) {
    let broken = sqlx::query_scalar!(
        r#"select count(*) as "broken!" from product p
           where (select m.after from stock_move m where m.product_id = p.id order by m.id desc limit 1) is distinct from p.stock
              or exists (select from (select before, lag(after) over (order by id) as last, row_number() over (order by id) as nth
                                      from stock_move where product_id = p.id) m
                         where m.nth > 1 and m.before is distinct from m.last)"#
    )
    .fetch_one(desk.db())
    .await
    .expect("the history");
    assert_eq!(broken, 0, "the stock is not what its history says");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_takes_its_lines_from_the_cart_and_the_stock() {
    let world = World::new().await;
    let desk = &world.desk;
    tier(desk, world.products[0], 3, 12_000).await;
    let by = with_cart(desk, "Bu Tini", "product-one", 4).await;
    add(desk, &CartOf::Account(by.account()), &slug("product-two"), Quantity::ONE).await.unwrap();
    let shown = checkout(desk, &CartOf::Account(by.account()), &slug("shop-one")).await.unwrap().expect("a page");
    let form = form(&[("catatan", "Yang renyah."), ("versi_harga", &shown.seen)]);
    let placed = order(desk, &by, "shop-one", &form, ids::fresh()).await.unwrap();
    assert_eq!(placed.path, format!("/pesanan/{}", placed.number));
    let row = sqlx::query!(
        r#"select o.goods, o.total, o.state, o.buyer_name, o.note, l.name, l.quantity, l.price, l.total as line_total,
                  (select count(*) from order_event e where e.order_id = o.id and e.what = 'placed' and e.account_id = o.buyer_id) as "events!",
                  (select count(*) from stock_move m where m.order_id = o.id and m.before = 10000 and m.after = 6000) as "moves!"
           from shop_order o join order_line l on l.order_id = o.id where o.id = $1"#,
        placed.order.0
    )
    .fetch_one(desk.db())
    .await
    .expect("one line");
    assert_eq!((row.goods, row.total, row.price, row.line_total, row.quantity), (48_000, 48_000, 12_000, 48_000, 4_000));
    assert_eq!((row.state.as_str(), row.buyer_name.as_str(), row.note.as_deref()), ("new", "Bu Tini", Some("Yang renyah.")));
    assert_eq!((row.name.as_str(), row.events, row.moves), ("Emping product-one", 1, 1));
    assert_eq!((stock(desk, "product-one").await, stock(desk, "product-two").await), (Some(6_000), Some(10_000)));
    assert_eq!(count(desk, &CartOf::Account(by.account())).await.unwrap(), 1, "the other shop's stays");
    assert_history(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_second_press_finds_the_first_one_s_order() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = with_cart(desk, "Bu Tini", "product-one", 4).await;
    let key: IdempotencyKey = ids::fresh();
    let form_one = form(&[]);
    let (first, second) =
        tokio::join!(order(desk, &by, "shop-one", &form_one, key), order(desk, &by, "shop-one", &form_one, key));
    let first = first.unwrap();
    assert_eq!(first.order, second.unwrap().order);
    assert_eq!((stock(desk, "product-one").await, orders(desk).await), (Some(6_000), 1));
    let other = order(desk, &by, "shop-one", &form(&[("catatan", "Lain.")]), key).await;
    assert!(matches!(other, Err(PlaceError::Reused(Some(before))) if before.path == first.path), "told what became of the first");
    assert!(matches!(order(desk, &by, "shop-one", &form_one, ids::fresh()).await, Err(PlaceError::Empty)));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_hundred_at_once_exactly_ten_get_the_ten_that_there_are() {
    let world = World::new().await;
    let mut buyers = Vec::new();
    for n in 0..100 {
        buyers.push(with_cart(&world.desk, &format!("Pembeli {n}"), "product-one", 1).await);
    }
    let presses: Vec<_> = buyers
        .into_iter()
        .map(|by| {
            let desk: Desk = (*world.desk).clone();
            tokio::spawn(async move { order(&desk, &by, "shop-one", &form(&[]), ids::fresh()).await })
        })
        .collect();
    let (mut got, mut late) = (0, 0);
    for press in presses {
        match press.await.expect("no panic") {
            Ok(_) => got += 1,
            Err(PlaceError::Moved) => late += 1,
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((got, late), (10, 90));
    assert_eq!((stock(&world.desk, "product-one").await, orders(&world.desk).await), (Some(0), 10));
    assert_history(&world.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_products_in_either_order_never_wait_for_one_another() {
    let world = World::new().await;
    let desk = &world.desk;
    product(desk, world.shops[0], "product-three", "published").await;
    let mut presses = Vec::new();
    for n in 0..10 {
        let (first, second) = if n % 2 == 0 { ("product-one", "product-three") } else { ("product-three", "product-one") };
        let by = with_cart(desk, &format!("Pembeli {n}"), first, 1).await;
        add(desk, &CartOf::Account(by.account()), &slug(second), Quantity::ONE).await.unwrap();
        let desk: Desk = (*world.desk).clone();
        presses.push(tokio::spawn(async move { order(&desk, &by, "shop-one", &form(&[]), ids::fresh()).await }));
    }
    for press in presses {
        press.await.expect("no panic").unwrap();
    }
    assert_eq!((stock(desk, "product-one").await, stock(desk, "product-three").await), (Some(0), Some(0)));
    assert_history(desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_more_as_it_was_seen_is_not_ordered() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = with_cart(desk, "Bu Tini", "product-one", 4).await;
    let seen = async || checkout(desk, &CartOf::Account(by.account()), &slug("shop-one")).await.unwrap().expect("a page").seen;
    let before = seen().await;
    let try_it = async |seen: &str| order(desk, &by, "shop-one", &form(&[("versi_harga", seen)]), ids::fresh()).await;
    sqlx::query!("update product set price = 13000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert!(matches!(try_it(&before).await, Err(PlaceError::Moved)));
    let before = seen().await;
    save(desk, &keeper(&world, Role::Member, 0).await, &everything(), None).await.unwrap();
    assert!(matches!(try_it(&before).await, Err(PlaceError::Moved)), "fees may be others");
    sqlx::query!("update product set stock = 3000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert!(matches!(try_it(&seen().await).await, Err(PlaceError::Moved)));
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (0, Some(3_000)));
    sqlx::query!("update product set stock = 4000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    try_it(&seen().await).await.unwrap();
    sqlx::query!("update business set archived_at = now() where id = $1", world.shops[0].id.0).execute(desk.db()).await.unwrap();
    assert!(matches!(try_it("").await, Err(PlaceError::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_brought_costs_what_the_shop_says() {
    let world = World::new().await;
    let desk = &world.desk;
    let brought = [("cara_terima", "antar"), ("alamat", "Jl. Raya 14"), ("kecamatan", "33.25.09"), ("cara_bayar", "transfer")];
    let by = with_cart(desk, "Bu Tini", "product-one", 2).await;
    let at = |result: Result<Placed, PlaceError>| match result {
        Err(PlaceError::Refused(errors)) => errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).next(),
        _ => None,
    };
    let try_it = async |form: &Checkout| order(desk, &by, "shop-one", form, ids::fresh()).await;
    assert_eq!(at(try_it(&form(&brought)).await), Some(("cara_terima".to_owned(), Invalid::UnknownChoice)));
    assert_eq!(at(try_it(&form(&[("cara_bayar", "qris")])).await), Some(("cara_bayar".to_owned(), Invalid::UnknownChoice)));
    save(desk, &keeper(&world, Role::Member, 0).await, &everything(), None).await.unwrap();
    let elsewhere = [brought[0], brought[1], ("kecamatan", "33.25.01"), brought[3]];
    assert_eq!(at(try_it(&form(&elsewhere)).await), Some(("kecamatan".to_owned(), Invalid::UnknownChoice)));
    assert_eq!(at(try_it(&form(&[brought[0], brought[1]])).await), Some(("kecamatan".to_owned(), Invalid::Required)));
    let placed = try_it(&form(&brought)).await.unwrap();
    assert_eq!(amounts(desk, placed.order).await, (25_000, 10_000, 35_000));
    let by = with_cart(desk, "Pak Budi", "product-one", 8).await;
    let placed = order(desk, &by, "shop-one", &form(&brought), ids::fresh()).await.unwrap();
    assert_eq!(amounts(desk, placed.order).await, (100_000, 0, 100_000), "from Rp100.000 on it is brought for nothing");
}

async fn amounts(desk: &Desk, order: OrderId) -> (i64, i64, i64) {
    let row = sqlx::query!("select goods, delivery, total from shop_order where id = $1", order.0)
        .fetch_one(desk.db())
        .await
        .expect("an order");
    (row.goods, row.delivery, row.total)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_to_order_has_a_day_and_takes_no_stock() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = with_cart(desk, "Bu Tini", "product-one", 4).await;
    sqlx::query!("update product set stock = null, made_days = 5 where id = $1", world.products[0].0)
        .execute(desk.db())
        .await
        .unwrap();
    let placed = order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
    let row = sqlx::query!(
        "select o.ready_on, l.made_days from shop_order o join order_line l on l.order_id = o.id where o.id = $1",
        placed.order.0
    )
    .fetch_one(desk.db())
    .await
    .expect("an order");
    assert_eq!((row.ready_on, row.made_days), (Some(desk.today().plus_days(5).date()), Some(5)));
    assert_eq!(stock(desk, "product-one").await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_the_shop_or_is_not_served_buys_nothing() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = with_cart(desk, "Bu Tini", "product-one", 1).await;
    sqlx::query!(
        "insert into buyer_block (business_id, account_id, at) values ($1, $2, now())",
        world.shops[0].id.0,
        by.account().0
    )
    .execute(desk.db())
    .await
    .unwrap();
    assert!(matches!(order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await, Err(PlaceError::Blocked)));
    let by = with_cart(desk, "Pak Budi", "product-one", 1).await;
    sqlx::query!("update business set owner_id = $2 where id = $1", world.shops[0].id.0, by.account().0)
        .execute(desk.db())
        .await
        .unwrap();
    assert!(matches!(order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await, Err(PlaceError::Own)));
    assert_eq!(stock(desk, "product-one").await, Some(10_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_orders_too_often_waits() {
    let world = World::new().await;
    let desk = &world.desk;
    sqlx::query!("update product set stock = 1000000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    let by = with_cart(desk, "Bu Tini", "product-one", 1).await;
    for _ in 0..MOST_ORDERS {
        order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
        answer_all(desk).await;
        add(desk, &CartOf::Account(by.account()), &slug("product-one"), Quantity::ONE).await.unwrap();
    }
    assert!(matches!(order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await, Err(PlaceError::Wait(_))));
    desk.forward(std::time::Duration::from_secs(3601));
    order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
}

/// Orders a kilogram of one of the two shops.
async fn once_more(desk: &Desk, by: &Person, which: &str) -> Result<Placed, PlaceError> {
    add(desk, &CartOf::Account(by.account()), &slug(&format!("product-{which}")), Quantity::ONE).await.expect("it is there");
    order(desk, by, &format!("shop-{which}"), &form(&[]), ids::fresh()).await
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_has_answered_is_a_limit_at_each_shop_and_for_who_is_new() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = person(desk, account(desk, "Bu Tini").await).await;
    for _ in 0..MOST_HERE {
        once_more(desk, &by, "one").await.unwrap();
    }
    assert!(matches!(once_more(desk, &by, "one").await, Err(PlaceError::ManyHere)));
    for _ in MOST_HERE..MOST_UNANSWERED {
        once_more(desk, &by, "two").await.unwrap();
    }
    assert!(matches!(once_more(desk, &by, "two").await, Err(PlaceError::ManyUnanswered)));
    assert_eq!(count(desk, &CartOf::Account(by.account())).await.unwrap(), 2, "nothing is lost");
    let other = person(desk, account(desk, "Pak Budi").await).await;
    once_more(desk, &other, "one").await.unwrap();
    // Whose goods have come once is no stranger any more.
    sqlx::query!(
        "update shop_order set state = 'done', ended_at = now() where id = (select id from shop_order where buyer_id = $1
             and business_id = $2 limit 1)",
        by.account().0,
        world.shops[0].id.0
    )
    .execute(desk.db())
    .await
    .unwrap();
    once_more(desk, &by, "one").await.unwrap();
    once_more(desk, &by, "two").await.unwrap();
    assert!(matches!(once_more(desk, &by, "two").await, Err(PlaceError::ManyHere)), "as many as anybody");
    answer_all(desk).await;
    order(desk, &by, "shop-two", &form(&[]), ids::fresh()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_at_many_shops_at_once_count_each_other() {
    let world = World::new().await;
    let desk = &world.desk;
    let by = person(desk, account(desk, "Bu Tini").await).await;
    for n in 1..MOST_UNANSWERED {
        once_more(desk, &by, if n < MOST_HERE { "one" } else { "two" }).await.unwrap();
    }
    for which in ["product-one", "product-two"] {
        add(desk, &CartOf::Account(by.account()), &slug(which), Quantity::ONE).await.unwrap();
    }
    let empty = form(&[]);
    let (one, two) =
        tokio::join!(order(desk, &by, "shop-one", &empty, ids::fresh()), order(desk, &by, "shop-two", &empty, ids::fresh()));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert_eq!(orders(desk).await, MOST_UNANSWERED);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_does_not_empty_a_shop_with_made_up_numbers() {
    let world = World::new().await;
    let desk = &world.desk;
    sqlx::query!("update product set stock = 1000000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    for n in 0..MOST_GUESTS_HERE {
        as_guest(desk, &stranger(desk, &format!("0813-0000-00{n:02}")).await, ids::fresh()).await.unwrap();
    }
    let one_more = stranger(desk, "0813-0000-0099").await;
    assert!(matches!(as_guest(desk, &one_more, ids::fresh()).await, Err(PlaceError::Wait(_))));
    let elsewhere = Stranger { caller: Caller { address: "203.0.113.10".to_owned(), ..caller() }, ..one_more };
    as_guest(desk, &elsewhere, ids::fresh()).await.unwrap();
    let other = stranger(desk, "0813-0000-0098").await;
    add(desk, &CartOf::Token(other.cart.clone().expect("a cart")), &slug("product-two"), Quantity::ONE).await.unwrap();
    place(desk, Buyer::Guest(other), &slug("shop-two"), &form(&[]), ids::fresh()).await.unwrap();
}

fn caller() -> Caller {
    Caller { address: "203.0.113.9".to_owned(), device: "Chrome, Android".to_owned() }
}

/// Somebody who is not signed in, with a kilogram in the cart.
pub(super) async fn stranger(desk: &Desk, phone: &str) -> Stranger {
    let token = Token::fresh();
    add(desk, &CartOf::Token(token.clone()), &slug("product-one"), Quantity::ONE).await.expect("it is there");
    let guest = Guest::parse(&Inputs::default().with("nama", "Bu Tini").with("telepon", phone)).expect("a guest");
    Stranger { guest, cart: Some(token), caller: caller() }
}

pub(super) async fn as_guest(desk: &Desk, stranger: &Stranger, key: IdempotencyKey) -> Result<Placed, PlaceError> {
    place(desk, Buyer::Guest(stranger.clone()), &slug("shop-one"), &form(&[]), key).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_gets_an_account_and_later_orders_are_of_a_signed_link() {
    let world = World::new().await;
    let desk = &world.desk;
    let first = stranger(desk, "0813-0000-0001").await;
    add(desk, &CartOf::Token(first.cart.clone().expect("a cart")), &slug("product-two"), Quantity::ONE).await.unwrap();
    let placed = as_guest(desk, &first, ids::fresh()).await.unwrap();
    let session = placed.session.expect("this browser is signed in");
    let (_, standing) = people::session(desk, session.reveal()).await.unwrap().expect("an open session");
    assert_eq!((standing.name.as_str(), placed.path), ("Bu Tini", format!("/pesanan/{}", placed.number)));
    assert_eq!(count(desk, &CartOf::Account(standing.account)).await.unwrap(), 1, "the other shop's went along");
    let again = as_guest(desk, &stranger(desk, "0813-0000-0001").await, ids::fresh()).await.unwrap();
    assert!(again.session.is_none(), "a phone number alone signs nobody in");
    assert_eq!(again.path.split('/').count(), 4, "{}", again.path);
    let by_link = sqlx::query_scalar!("select by_link from shop_order where buyer_id = $1 order by by_link", standing.account.0)
        .fetch_all(desk.db())
        .await
        .unwrap();
    assert_eq!(by_link, [false, true], "of the same account, but not for its sessions");
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (2, Some(8_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guest_who_writes_another_name_or_wish_presses_no_second_time() {
    let world = World::new().await;
    let desk = &world.desk;
    as_guest(desk, &stranger(desk, "0813-0000-0001").await, ids::fresh()).await.unwrap();
    let (guest, key) = (stranger(desk, "0813-0000-0001").await, ids::fresh());
    let placed = as_guest(desk, &guest, key).await.unwrap();
    assert_eq!(as_guest(desk, &guest, key).await.unwrap().path, placed.path, "pressed twice it is one order");
    let named = Guest::parse(&Inputs::default().with("nama", "Bu Tuti").with("telepon", "0813-0000-0001")).expect("a guest");
    let other = as_guest(desk, &Stranger { guest: named, ..guest.clone() }, key).await;
    assert!(matches!(other, Err(PlaceError::Reused(Some(before))) if before.path == placed.path));
    let noted = place(desk, Buyer::Guest(guest.clone()), &slug("shop-one"), &form(&[("catatan", "Lain.")]), key).await;
    assert!(matches!(noted, Err(PlaceError::Reused(Some(before))) if before.path == placed.path));
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (2, Some(8_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_an_account_with_a_password_signs_in_first() {
    let world = World::new().await;
    let desk = &world.desk;
    let owner = account(desk, "Bu Tini").await;
    sqlx::query!("update account set phone = '+6281300000001', password_hash = 'x' where id = $1", owner.0)
        .execute(desk.db())
        .await
        .unwrap();
    let refused = as_guest(desk, &stranger(desk, "081300000001").await, ids::fresh()).await;
    assert!(matches!(refused, Err(PlaceError::Refused(errors)) if errors.get("telepon") == Some(&Invalid::HasAccount)));
    // Who has nothing to order here does not learn it.
    let nothing = Stranger { cart: None, ..stranger(desk, "081300000001").await };
    assert!(matches!(as_guest(desk, &nothing, ids::fresh()).await, Err(PlaceError::Empty)));
    let other = Buyer::Guest(stranger(desk, "081300000001").await);
    let elsewhere = place(desk, other, &slug("shop-two"), &form(&[]), ids::fresh()).await;
    assert!(matches!(elsewhere, Err(PlaceError::Empty)));
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (0, Some(10_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn two_presses_of_a_guest_at_once_are_one_order_and_one_account() {
    let world = World::new().await;
    let desk = &world.desk;
    let (guest, key) = (stranger(desk, "0813-0000-0001").await, ids::fresh());
    let (first, second) = tokio::join!(as_guest(desk, &guest, key), as_guest(desk, &guest, key));
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first.order, second.order);
    assert_eq!(usize::from(first.session.is_some()) + usize::from(second.session.is_some()), 1);
    // The third comes with the session of the first.
    let session = first.session.or(second.session).expect("one of them is signed in");
    let by = people::session(desk, session.reveal()).await.unwrap().expect("an open session").1.person();
    assert_eq!(order(desk, &by, "shop-one", &form(&[]), key).await.unwrap().order, first.order);
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (1, Some(9_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_has_no_cart_orders_nothing_and_leaves_no_account() {
    let world = World::new().await;
    let nothing = Stranger { cart: None, ..stranger(&world.desk, "0813-0000-0001").await };
    assert!(matches!(as_guest(&world.desk, &nothing, ids::fresh()).await, Err(PlaceError::Empty)));
    let accounts = sqlx::query_scalar!(r#"select count(*) as "accounts!" from account where phone = '+6281300000001'"#)
        .fetch_one(world.desk.db())
        .await
        .unwrap();
    assert_eq!(accounts, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_s_form_does_not_bring_back_what_was_ordered_meanwhile() {
    let world = World::new().await;
    let desk = &world.desk;
    let typed = Inputs::default()
        .with("nama", "Emping")
        .with("kategori", "product-one-kategori")
        .with("harga", "12.500")
        .with("satuan", "kg")
        .with("stok", "10")
        .with("stok_tadi", "10");
    let owner = keeper(&world, Role::Member, 0).await;
    let save = async |inputs: &Inputs| {
        let details = Details::parse(inputs).expect("a good form");
        change(desk, &owner, &slug("product-one"), None, &details, false, PictureEdit::default()).await.unwrap();
    };
    let by = with_cart(desk, "Bu Tini", "product-one", 4).await;
    order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
    save(&typed).await;
    assert_eq!(stock(desk, "product-one").await, Some(6_000), "nobody touched the field");
    save(&typed.clone().with("stok", "20")).await;
    assert_eq!(stock(desk, "product-one").await, Some(20_000), "the keeper counted anew");
    assert_history(desk).await;
}

/// As `domain::qris` tests it.
const WARUNG: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9";

#[tokio::test(flavor = "multi_thread")]
async fn an_order_paid_by_code_carries_the_code_with_its_amount() {
    let world = World::new().await;
    let desk = &world.desk;
    sqlx::query!(
        "insert into shop_terms (business_id, qris, qris_name, qris_city) values ($1, $2, 'WARUNG BU TINI', 'BATANG')",
        world.shops[0].id.0,
        WARUNG
    )
    .execute(desk.db())
    .await
    .unwrap();
    let by = with_cart(desk, "Bu Tini", "product-one", 2).await;
    let placed = order(desk, &by, "shop-one", &form(&[("cara_bayar", "qris")]), ids::fresh()).await.unwrap();
    let code =
        sqlx::query_scalar!("select qris from shop_order where id = $1", placed.order.0).fetch_one(desk.db()).await.unwrap();
    let code = code.expect("a code");
    assert!(code.starts_with("000201010212"), "it is for one payment: {code}");
    assert!(code.contains("540525000"), "{code}");
    assert_eq!(terms(desk, world.shops[0].id).await.unwrap().qris.map(|qris| qris.code).as_deref(), Some(WARUNG));
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_one_payment_by_code_may_be_is_paid_in_another_way() {
    let world = World::new().await;
    let desk = &world.desk;
    sqlx::query!(
        "insert into shop_terms (business_id, qris, qris_name, qris_city) values ($1, $2, 'WARUNG BU TINI', 'BATANG')",
        world.shops[0].id.0,
        WARUNG
    )
    .execute(desk.db())
    .await
    .unwrap();
    let by = with_cart(desk, "Bu Tini", "product-one", 2).await;
    let try_it = async |pay: &str| order(desk, &by, "shop-one", &form(&[("cara_bayar", pay)]), ids::fresh()).await;
    let priced = async |price: i64| {
        sqlx::query!("update product set price = $2 where id = $1", world.products[0].0, price).execute(desk.db()).await.unwrap();
    };
    let most = limit_on(LIMITS, Day::of(desk.now())).unwrap().most;
    priced(most.0 / 2 + 1).await;
    match try_it("qris").await {
        Err(PlaceError::Refused(errors)) => {
            let why: Vec<_> = errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).collect();
            assert_eq!(why, [("cara_bayar".to_owned(), Invalid::AboveQris { max: most })]);
        }
        other => panic!("{other:?}"),
    }
    assert_eq!((orders(desk).await, stock(desk, "product-one").await), (0, Some(10_000)));
    priced(most.0 / 2).await;
    try_it("qris").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_tells_of_a_product_only_when_it_is_sold_out() {
    let world = World::new().await;
    let desk = &world.desk;
    let buyers = [with_cart(desk, "Bu Tini", "product-one", 4).await, with_cart(desk, "Pak Budi", "product-one", 6).await];
    let mut ear = desk.listener().await.unwrap();
    ear.listen("guyub_changed").await.unwrap();
    for by in &buyers {
        order(desk, by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
    }
    // Whatever was told before this was heard before it.
    sqlx::query!("update product set price = 13000 where id = $1", world.products[1].0).execute(desk.db()).await.unwrap();
    let last = format!("product:{}", world.products[1]);
    let mut heard = Vec::new();
    while heard.last() != Some(&last) {
        heard.push(ear.recv().await.unwrap().payload().to_owned());
    }
    assert_eq!(heard, [format!("product:{}", world.products[0]), last]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_is_not_closed_while_somebody_waits_for_an_order() {
    let world = World::new().await;
    let (desk, owner) = (&world.desk, keeper(&world, Role::Member, 0).await);
    let (by, other) = (with_cart(desk, "Bu Sri", "product-one", 2).await, with_cart(desk, "Pak Budi", "product-two", 1).await);
    order(desk, &other, "shop-two", &form(&[]), ids::fresh()).await.unwrap();
    let placed = order(desk, &by, "shop-one", &form(&[]), ids::fresh()).await.unwrap();
    for state in ["new", "accepted", "prepared", "ready", "sent", "complaint"] {
        sqlx::query!("update shop_order set state = $2 where id = $1", placed.order.0, state).execute(desk.db()).await.unwrap();
        assert!(matches!(archive(desk, &owner).await, Err(ArchiveError::Orders(1))), "{state}");
    }
    sqlx::query!("update shop_order set state = 'done', ended_at = $2 where id = $1", placed.order.0, desk.now())
        .execute(desk.db())
        .await
        .unwrap();
    let gone = with_cart(desk, "Bu Ani", "product-one", 1).await;
    archive(desk, &owner).await.expect("nobody waits any more");
    assert!(matches!(order(desk, &gone, "shop-one", &form(&[]), ids::fresh()).await, Err(PlaceError::Unknown)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_waited_finds_its_shop_closed() {
    let world = World::new().await;
    let desk = (*world.desk).clone();
    let by = with_cart(&desk, "Bu Sri", "product-one", 2).await;
    // Held as the closing holds it, until that is written.
    let mut closing = desk.db().begin().await.unwrap();
    sqlx::query!("select id from business where id = $1 for update", world.shops[0].id.0).fetch_one(&mut *closing).await.unwrap();
    let second = world.desk.second().await;
    let waiting = tokio::spawn(async move { order(&second, &by, "shop-one", &form(&[]), ids::fresh()).await });
    somebody_waits(&desk).await;
    sqlx::query!("update business set archived_at = $2 where id = $1", world.shops[0].id.0, desk.now())
        .execute(&mut *closing)
        .await
        .unwrap();
    closing.commit().await.unwrap();
    let late = waiting.await.unwrap();
    // Whoever came so late that the closing was over sees no shop at all.
    assert!(matches!(late, Err(PlaceError::Moved | PlaceError::Unknown)), "{late:?}");
    assert_eq!((orders(&desk).await, stock(&desk, "product-one").await), (0, Some(10_000)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closing_that_waited_sees_the_order() {
    let world = World::new().await;
    let (desk, owner) = ((*world.desk).clone(), keeper(&world, Role::Member, 0).await);
    // As an order that is being placed.
    let mut placing = desk.db().begin().await.unwrap();
    sqlx::query!("select id from business where id = $1 for key share", world.shops[0].id.0)
        .fetch_one(&mut *placing)
        .await
        .unwrap();
    let second = world.desk.second().await;
    let waiting = tokio::spawn(async move { archive(&second, &owner).await });
    somebody_waits(&desk).await;
    sqlx::query!(
        "insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, receive, pay, goods, total, created_at, updated_at)
         values ($1, 'AAAA-AAAA', $2, $3, 'Bu Sri', '+628110000099', 'shop', 'cash', 12500, 12500, $4, $4)",
        ids::fresh::<OrderId>().0,
        world.shops[0].id.0,
        world.account(Role::Person).0,
        desk.now()
    )
    .execute(&mut *placing)
    .await
    .unwrap();
    placing.commit().await.unwrap();
    let late = waiting.await.unwrap();
    assert!(matches!(late, Err(ArchiveError::Orders(1))), "{late:?}");
}
