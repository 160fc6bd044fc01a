//! What becomes of an order: by its seller, its buyer, two at once, and the clock.

use std::time::Duration;

use domain::access::{Keeper, Person};
use domain::buying::{Happened, Pay, Receive, Side, State};
use domain::form::Invalid;
use domain::text::Line;
use time::macros::{date, datetime};

use super::orders::{Filter, Group, mark, of_shop, own, own_counts, shop_counts};
use super::steps::{accept, accept_all, cancel, complete, make_ready, paid, postpone, prepare, refuse, send, unpaid};
use super::{OrderError, OrderReader, link, proof, shown};
use crate::jobs::run_due;
use crate::notices::{News, OrderNews, ShopOrderNews, newest};
use crate::people;
use crate::pictures::{Upload, fixtures};
use crate::testing::hinder;
use crate::testing::orders::{NewOrder, new_order, stock};
use crate::testing::world::{Role, World};

const HOUR: Duration = Duration::from_secs(3600);

async fn standing(world: &World, role: Role) -> domain::access::Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.unwrap().expect("an open session").1
}

async fn person(world: &World, role: Role) -> Person {
    standing(world, role).await.person()
}

async fn keeper(world: &World, nth: usize) -> Keeper {
    let role = [Role::Member, Role::OtherMember][nth];
    standing(world, role).await.keeper(world.shops[nth], world.desk.today().date()).expect("a keeper")
}

/// Three kilos at the first shop, by the person.
async fn ordered(world: &World, receive: Receive, pay: Pay) -> NewOrder {
    let buyer = world.account(Role::Person);
    new_order(&world.desk, buyer, world.shops[0], world.products[0], 3, (receive, pay)).await
}

async fn state(world: &World, order: &NewOrder) -> State {
    let code: String = sqlx::query_scalar("select state from shop_order where id = $1")
        .bind(order.id.0)
        .fetch_one(world.desk.db())
        .await
        .unwrap();
    State::from_code(&code).unwrap()
}

fn reason(text: &str) -> Line<200> {
    Line::parse(text).unwrap()
}

/// What of an order is in its seller's book.
async fn booked(world: &World, order: &NewOrder) -> Option<i64> {
    sqlx::query_scalar("select sum(amount)::bigint from cash_entry where order_id = $1 and removed_at is null")
        .bind(order.id.0)
        .fetch_one(world.desk.db())
        .await
        .expect("the database answers")
}

#[tokio::test]
async fn an_order_goes_from_the_press_to_the_goods() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    prepare(desk, &seller, &order.number).await.unwrap();
    make_ready(desk, &seller, &order.number).await.unwrap();
    complete(desk, OrderReader::Buyer(&buyer), &order.number).await.unwrap();

    let shown = shown::order(desk, OrderReader::Buyer(&buyer), &order.number).await.unwrap().expect("their own");
    assert_eq!((shown.state, shown.side), (State::Done, Side::Buyer));
    assert!(shown.paid_at.is_some(), "cash changes hands with the goods");
    let happened: Vec<(Happened, Side)> = shown.events.iter().map(|e| (e.what, e.side)).collect();
    let by_seller = |what| (what, Side::Seller);
    assert_eq!(
        happened,
        [
            (Happened::Placed, Side::Buyer),
            by_seller(Happened::Accepted),
            by_seller(Happened::Prepared),
            by_seller(Happened::Ready),
            (Happened::Done, Side::Buyer)
        ]
    );
    assert_eq!(stock(desk, world.products[0]).await, Some(7000), "it was sold");
    let told: Vec<News> = newest(desk, &buyer).await.unwrap().into_iter().map(|n| n.news).collect();
    assert!(told.iter().any(|n| matches!(n, News::Order { what: OrderNews::Ready, .. })), "{told:?}");
    let owner = person(&world, Role::Member).await;
    let told: Vec<News> = newest(desk, &owner).await.unwrap().into_iter().map(|n| n.news).collect();
    assert!(told.iter().any(|n| matches!(n, News::ShopOrder { what: ShopOrderNews::Placed { .. }, .. })), "{told:?}");
    assert!(told.iter().any(|n| matches!(n, News::ShopOrder { what: ShopOrderNews::Done, .. })), "{told:?}");
}

#[tokio::test]
async fn what_is_not_sold_comes_back_once() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let (refused, cancelled) = (ordered(&world, Receive::Shop, Pay::Cash).await, ordered(&world, Receive::Shop, Pay::Cash).await);
    assert_eq!(stock(desk, world.products[0]).await, Some(4000));
    refuse(desk, &seller, &refused.number, &reason("Habis.")).await.unwrap();
    let again = refuse(desk, &seller, &refused.number, &reason("Habis.")).await;
    assert!(matches!(again, Err(OrderError::Moved { state: State::Refused })));
    cancel(desk, OrderReader::Buyer(&buyer), &cancelled.number, None).await.unwrap();
    assert!(cancel(desk, OrderReader::Buyer(&buyer), &cancelled.number, None).await.is_err());
    assert_eq!(stock(desk, world.products[0]).await, Some(10_000));
    let moves: Vec<(Option<uuid::Uuid>, i64)> =
        sqlx::query_as("select order_id, after from stock_move where product_id = $1 order by id")
            .bind(world.products[0].0)
            .fetch_all(desk.db())
            .await
            .unwrap();
    let (one, two) = (Some(refused.id.0), Some(cancelled.id.0));
    assert_eq!(moves, [(None, 10_000), (one, 7000), (two, 4000), (one, 7000), (two, 10_000)]);
}

#[tokio::test]
async fn what_is_made_to_order_by_now_takes_nothing_back() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    sqlx::query("update product set stock = null, made_days = 3 where id = $1")
        .bind(world.products[0].0)
        .execute(desk.db())
        .await
        .unwrap();
    refuse(desk, &seller, &order.number, &reason("Tutup.")).await.unwrap();
    assert_eq!(stock(desk, world.products[0]).await, None);
}

#[tokio::test]
async fn nobody_moves_what_is_not_theirs() {
    let world = World::new().await;
    let (desk, stranger) = (&world.desk, person(&world, Role::Operator).await);
    let (seller, other) = (keeper(&world, 0).await, keeper(&world, 1).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    let unknown = |result: Result<(), OrderError>| matches!(result, Err(OrderError::Unknown));
    assert!(unknown(accept(desk, &other, &order.number).await));
    assert!(unknown(paid(desk, &other, &order.number).await));
    assert!(unknown(cancel(desk, OrderReader::Buyer(&stranger), &order.number, None).await));
    assert!(unknown(complete(desk, OrderReader::Link("x"), &order.number).await));
    assert_eq!(accept_all(desk, &other, std::slice::from_ref(&order.number)).await.unwrap().accepted, 0);
    for who in [OrderReader::Buyer(&stranger), OrderReader::Link(""), OrderReader::Seller(&other)] {
        assert!(shown::order(desk, who, &order.number).await.unwrap().is_none(), "{who:?}");
    }
    // A seller may not do what is the buyer's, nor the other way round.
    let begun = cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&reason("x"))).await;
    assert!(matches!(begun, Err(OrderError::Moved { state: State::New })), "{begun:?}");
    assert_eq!(state(&world, &order).await, State::New);
}

#[tokio::test]
async fn the_link_is_the_buyer_and_of_one_order_only() {
    let world = World::new().await;
    let desk = &world.desk;
    let (one, two) = (ordered(&world, Receive::Shop, Pay::Cash).await, ordered(&world, Receive::Shop, Pay::Cash).await);
    let path = link::signed_path(desk, one.id, &one.number);
    let signature = path.rsplit('/').next().unwrap();
    let who = OrderReader::Link(signature);
    assert!(shown::order(desk, who, &one.number).await.unwrap().is_some());
    assert!(shown::order(desk, who, &two.number).await.unwrap().is_none());
    cancel(desk, who, &one.number, Some(&reason("Salah pesan."))).await.unwrap();
    assert!(matches!(cancel(desk, who, &two.number, None).await, Err(OrderError::Unknown)));
    assert_eq!((state(&world, &one).await, state(&world, &two).await), (State::Cancelled, State::New));
}

#[tokio::test]
async fn a_seller_says_why_it_is_called_off() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let order = ordered(&world, Receive::Delivery, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    let silent = cancel(desk, OrderReader::Seller(&seller), &order.number, None).await;
    assert!(matches!(silent, Err(OrderError::Refused(errors)) if errors.get("alasan") == Some(&Invalid::Required)));
    cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&reason("Motor rusak."))).await.unwrap();
    assert_eq!(stock(desk, world.products[0]).await, Some(10_000));
}

#[tokio::test]
async fn two_at_one_button_make_one_step() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let officer = standing(&world, Role::Officer).await.keeper(world.shops[0], desk.today().date()).unwrap();
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    let no = reason("Habis.");
    let (one, two) = tokio::join!(accept(desk, &seller, &order.number), refuse(desk, &officer, &order.number, &no));
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    let events: i64 = sqlx::query_scalar("select count(*) from order_event where order_id = $1")
        .bind(order.id.0)
        .fetch_one(desk.db())
        .await
        .unwrap();
    assert_eq!(events, 2);
}

#[tokio::test]
async fn buyer_and_seller_call_off_at_once_and_the_stock_comes_back_once() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    let why = reason("Habis.");
    let (one, two) = tokio::join!(
        cancel(desk, OrderReader::Buyer(&buyer), &order.number, None),
        cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&why))
    );
    assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
    assert_eq!(stock(desk, world.products[0]).await, Some(10_000));
}

#[tokio::test]
async fn several_are_accepted_with_one_press() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let mut numbers = Vec::new();
    for _ in 0..3 {
        numbers.push(ordered(&world, Receive::Shop, Pay::Cash).await.number);
    }
    cancel(desk, OrderReader::Buyer(&buyer), &numbers[1], None).await.unwrap();
    let done = accept_all(desk, &seller, &numbers).await.unwrap();
    assert_eq!((done.accepted, done.left), (2, 1));
    assert_eq!(accept_all(desk, &seller, &numbers).await.unwrap().accepted, 0, "the second press");
    let counts = shop_counts(desk, &seller).await.unwrap();
    assert_eq!((counts.work, counts.over, counts.new), (2, 1, 0));
}

#[tokio::test]
async fn a_list_that_is_open_can_tell_that_there_is_more() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let none = mark(desk, &seller).await.unwrap();
    let other = mark(desk, &keeper(&world, 1).await).await.unwrap();
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    let came = mark(desk, &seller).await.unwrap();
    assert!(came.newest > none.newest && came.open == none.open + 1, "{came}");
    assert_eq!(mark(desk, &seller).await.unwrap(), came, "nothing has moved");
    desk.forward(HOUR);
    accept(desk, &seller, &order.number).await.unwrap();
    let moved = mark(desk, &seller).await.unwrap();
    assert!(moved.newest == came.newest && moved.open == came.open && moved.moved > came.moved, "{moved}");
    assert_eq!(mark(desk, &keeper(&world, 1).await).await.unwrap(), other, "it is the business of one shop");
}

#[tokio::test]
async fn money_is_noted_once_it_may_come() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let order = ordered(&world, Receive::Delivery, Pay::Transfer).await;
    assert!(matches!(paid(desk, &seller, &order.number).await, Err(OrderError::Moved { state: State::New })));
    accept(desk, &seller, &order.number).await.unwrap();
    send(desk, &seller, &order.number).await.unwrap();
    complete(desk, OrderReader::Seller(&seller), &order.number).await.unwrap();
    let read = async || shown::order(desk, OrderReader::Buyer(&buyer), &order.number).await.unwrap().unwrap();
    assert!(read().await.paid_at.is_none(), "only cash changes hands with the goods");
    assert_eq!(shop_counts(desk, &seller).await.unwrap().unpaid, 1);
    paid(desk, &seller, &order.number).await.unwrap();
    paid(desk, &seller, &order.number).await.unwrap();
    assert!(read().await.paid_at.is_some());
    unpaid(desk, &seller, &order.number).await.unwrap();
    assert!(read().await.paid_at.is_none());
    let of_money = read().await.events.into_iter().filter(|e| matches!(e.what, Happened::Paid | Happened::Unpaid));
    assert_eq!(of_money.count(), 2, "the second press is none");
}

#[tokio::test]
async fn where_to_pay_is_for_the_buyer_of_an_accepted_order() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    sqlx::query("insert into shop_terms (business_id, bank, bank_number, bank_holder) values ($1, 'BRI', '1234567890', 'Tini')")
        .bind(world.shops[0].id.0)
        .execute(desk.db())
        .await
        .unwrap();
    let order = ordered(&world, Receive::Shop, Pay::Transfer).await;
    let bank = async |who: OrderReader<'_>| shown::order(desk, who, &order.number).await.unwrap().unwrap().bank;
    assert_eq!(bank(OrderReader::Buyer(&buyer)).await, None, "nobody has answered");
    accept(desk, &seller, &order.number).await.unwrap();
    assert_eq!(bank(OrderReader::Buyer(&buyer)).await.map(|b| b.number), Some("1234567890".to_owned()));
    assert_eq!(bank(OrderReader::Seller(&seller)).await, None);
    paid(desk, &seller, &order.number).await.unwrap();
    assert_eq!(bank(OrderReader::Buyer(&buyer)).await, None, "nothing is to be paid any more");
}

#[tokio::test]
async fn a_proof_is_the_buyers_and_seen_by_both() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let stranger = person(&world, Role::Operator).await;
    let (as_buyer, as_seller) = (OrderReader::Buyer(&buyer), OrderReader::Seller(&seller));
    let order = ordered(&world, Receive::Shop, Pay::Transfer).await;
    let photo = || Upload::Bytes(fixtures::jpeg(&fixtures::photo(60, 40)).into());
    let early = proof::proof(desk, as_buyer, &order.number, photo()).await;
    assert!(matches!(early, Err(OrderError::Moved { state: State::New })), "{early:?}");
    accept(desk, &seller, &order.number).await.unwrap();
    for who in [as_seller, OrderReader::Buyer(&stranger)] {
        assert!(matches!(proof::proof(desk, who, &order.number, photo()).await, Err(OrderError::Unknown)));
    }
    let broken = proof::proof(desk, as_buyer, &order.number, Upload::Bytes(b"no picture".to_vec().into())).await;
    assert!(matches!(broken, Err(OrderError::Refused(errors)) if errors.get("bukti") == Some(&Invalid::NotAPicture)));
    sqlx::query("update account set email = 'jual@contoh.id' where id = $1")
        .bind(world.account(Role::Member).0)
        .execute(desk.db())
        .await
        .unwrap();
    proof::proof(desk, as_buyer, &order.number, photo()).await.unwrap();
    let mails: Vec<(String, String)> =
        sqlx::query_as("select to_address, body from mail order by created_at, id").fetch_all(desk.db()).await.unwrap();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].0, "jual@contoh.id");
    assert!(mails[0].1.contains(&format!("/usaha/pesanan/{}", order.number)), "{}", mails[0].1);
    for (who, sees) in [(as_buyer, true), (as_seller, true), (OrderReader::Buyer(&stranger), false)] {
        assert_eq!(proof::picture(desk, who, &order.number).await.unwrap().is_some(), sees, "{who:?}");
    }
    let owner = person(&world, Role::Member).await;
    let told = newest(desk, &owner).await.unwrap();
    assert!(told.iter().any(|n| matches!(n.news, News::ShopOrder { what: ShopOrderNews::Proof, .. })));
}

#[tokio::test]
async fn another_day_is_promised_within_reason() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    let today = desk.today();
    assert!(matches!(postpone(desk, &seller, &order.number, today).await, Err(OrderError::Moved { .. })));
    accept(desk, &seller, &order.number).await.unwrap();
    for (day, why) in [(today.plus_days(-1), Invalid::InThePast), (today.plus_days(181), Invalid::TooLarge)] {
        let refused = postpone(desk, &seller, &order.number, day).await;
        assert!(matches!(refused, Err(OrderError::Refused(errors)) if errors.get("hari") == Some(&why)));
    }
    for _ in 0..2 {
        postpone(desk, &seller, &order.number, today.plus_days(2)).await.unwrap();
    }
    let shown = shown::order(desk, OrderReader::Seller(&seller), &order.number).await.unwrap().unwrap();
    assert_eq!(shown.ready_on, Some(today.plus_days(2)));
    assert_eq!(shown.events.iter().filter(|e| e.what == Happened::Postponed).count(), 1);
}

#[tokio::test]
async fn the_clock_calls_off_what_nobody_answers() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let (silent, answered) = (ordered(&world, Receive::Shop, Pay::Cash).await, ordered(&world, Receive::Shop, Pay::Cash).await);
    accept(desk, &seller, &answered.number).await.unwrap();
    world.desk.forward(HOUR * 47);
    run_due(desk).await.unwrap();
    assert_eq!(state(&world, &silent).await, State::New, "an hour is left");
    world.desk.forward(HOUR * 2);
    run_due(desk).await.unwrap();
    assert_eq!((state(&world, &silent).await, state(&world, &answered).await), (State::Cancelled, State::Accepted));
    assert_eq!(stock(desk, world.products[0]).await, Some(7000));
    let shown = shown::order(desk, OrderReader::Seller(&seller), &silent.number).await.unwrap().unwrap();
    assert_eq!(shown.ended_by, Some(Side::Clock));
    // A second look finds nothing to do.
    super::due(desk, silent.id).await.unwrap();
    assert_eq!(stock(desk, world.products[0]).await, Some(7000));
}

#[tokio::test]
async fn the_clock_ends_what_was_sent() {
    let world = World::new().await;
    let (desk, seller, owner) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Member).await);
    let order = ordered(&world, Receive::Delivery, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    world.desk.forward(HOUR * 40);
    send(desk, &seller, &order.number).await.unwrap();
    world.desk.forward(HOUR * 71);
    run_due(desk).await.unwrap();
    assert_eq!(state(&world, &order).await, State::Sent);
    world.desk.forward(HOUR * 2);
    run_due(desk).await.unwrap();
    assert_eq!(state(&world, &order).await, State::Done);
    let shown = shown::order(desk, OrderReader::Seller(&seller), &order.number).await.unwrap().unwrap();
    assert_eq!((shown.ended_by, shown.paid_at), (Some(Side::Clock), None), "the clock has seen no money");
    assert_eq!(shop_counts(desk, &seller).await.unwrap().unpaid, 1);
    assert_eq!(booked(&world, &order).await, None);
    let told = newest(desk, &owner).await.unwrap();
    assert!(matches!(&told[0].news, News::ShopOrder { what: ShopOrderNews::Lapsed, .. }), "{told:?}");
    paid(desk, &seller, &order.number).await.unwrap();
    assert_eq!(booked(&world, &order).await, Some(42_500), "with its delivery");
}

#[tokio::test]
async fn what_nobody_fetches_is_told_once_and_ends_by_its_seller() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let owner = person(&world, Role::Member).await;
    sqlx::query("update account set email = substr(phone, 2) || '@contoh.id' where id = any ($1)")
        .bind(vec![world.account(Role::Person).0, world.account(Role::Member).0])
        .execute(desk.db())
        .await
        .unwrap();
    let (left, fetched) = (ordered(&world, Receive::Shop, Pay::Cash).await, ordered(&world, Receive::Shop, Pay::Cash).await);
    for order in [&left, &fetched] {
        accept(desk, &seller, &order.number).await.unwrap();
        make_ready(desk, &seller, &order.number).await.unwrap();
    }
    complete(desk, OrderReader::Seller(&seller), &fetched.number).await.unwrap();
    world.desk.forward(HOUR * 71);
    run_due(desk).await.unwrap();
    let read = async || shown::order(desk, OrderReader::Buyer(&buyer), &left.number).await.unwrap().unwrap();
    assert!(!read().await.is_late(), "an hour is left");
    world.desk.forward(HOUR * 2);
    run_due(desk).await.unwrap();
    super::due(desk, left.id).await.unwrap();
    let shown = read().await;
    assert_eq!((shown.state, shown.paid_at, shown.is_late()), (State::Ready, None, true));
    assert_eq!(shown.events.iter().filter(|e| e.what == Happened::Reminded).count(), 1, "a second look says nothing more");
    assert_eq!((booked(&world, &left).await, booked(&world, &fetched).await), (None, Some(37_500)));
    let told = newest(desk, &buyer).await.unwrap();
    assert_eq!(told.iter().filter(|n| matches!(n.news, News::Order { what: OrderNews::Reminded, .. })).count(), 1);
    let told = newest(desk, &owner).await.unwrap();
    assert_eq!(told.iter().filter(|n| matches!(n.news, News::ShopOrder { what: ShopOrderNews::NotFetched, .. })).count(), 1);
    let mails: i64 = sqlx::query_scalar("select count(*) from mail where subject || body like '%belum diambil%'")
        .fetch_one(desk.db())
        .await
        .unwrap();
    assert_eq!(mails, 2, "one to each side");
    cancel(desk, OrderReader::Seller(&seller), &left.number, Some(&reason("Tidak diambil."))).await.unwrap();
    assert_eq!(stock(desk, world.products[0]).await, Some(7000), "what was fetched is gone");
}

#[tokio::test]
async fn what_is_refused_at_the_door_comes_back() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let order = ordered(&world, Receive::Delivery, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    send(desk, &seller, &order.number).await.unwrap();
    let late = cancel(desk, OrderReader::Buyer(&buyer), &order.number, None).await;
    assert!(matches!(late, Err(OrderError::Moved { state: State::Sent })), "{late:?}");
    let why = reason("Pembeli tidak mau.");
    cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&why)).await.unwrap();
    assert_eq!((state(&world, &order).await, stock(desk, world.products[0]).await), (State::Cancelled, Some(10_000)));
    let again = cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&why)).await;
    assert!(matches!(again, Err(OrderError::Moved { state: State::Cancelled })), "{again:?}");
    assert_eq!(stock(desk, world.products[0]).await, Some(10_000), "once");
}

#[tokio::test]
async fn lists_hold_ones_own_and_what_waits_comes_first() {
    let world = World::new().await;
    let (desk, seller, other) = (&world.desk, keeper(&world, 0).await, keeper(&world, 1).await);
    let (buyer, stranger) = (person(&world, Role::Person).await, person(&world, Role::Operator).await);
    let accepted = ordered(&world, Receive::Shop, Pay::Cash).await;
    accept(desk, &seller, &accepted.number).await.unwrap();
    world.desk.forward(HOUR);
    let new = ordered(&world, Receive::Shop, Pay::Cash).await;
    let filter = |group, number| Filter { group, number, limit: 10, offset: 0 };
    let numbers = |rows: Vec<super::orders::OrderRow>| rows.into_iter().map(|row| row.number).collect::<Vec<_>>();
    let open = of_shop(desk, &seller, &filter(Some(Group::Open), None)).await.unwrap();
    assert_eq!(numbers(open), [new.number.clone(), accepted.number.clone()]);
    let mine = own(desk, &buyer, &filter(None, None)).await.unwrap();
    assert_eq!((mine[0].other.as_str(), mine[0].more, mine[0].total.0), ("Toko shop-one", 0, 37_500));
    assert_eq!(numbers(mine), [new.number.clone(), accepted.number.clone()]);
    let found = own(desk, &buyer, &filter(None, Some(accepted.number.clone()))).await.unwrap();
    assert_eq!(numbers(found), std::slice::from_ref(&accepted.number));
    assert!(own(desk, &stranger, &filter(None, Some(accepted.number.clone()))).await.unwrap().is_empty());
    assert!(of_shop(desk, &other, &filter(None, None)).await.unwrap().is_empty());
    assert_eq!(own_counts(desk, &buyer).await.unwrap().open(), 2);
    assert!(of_shop(desk, &seller, &filter(Some(Group::Done), None)).await.unwrap().is_empty());
}

#[tokio::test]
async fn an_order_of_the_small_hours_belongs_to_the_day_on_the_sellers_clock() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let (night, promised) = (ordered(&world, Receive::Shop, Pay::Cash).await, ordered(&world, Receive::Shop, Pay::Cash).await);
    // Half past midnight in Batang, where it is still the day before in UTC; the other is promised for that day.
    for (order, created, ready) in [
        (&night, datetime!(2026-11-24 17:30 UTC), None),
        (&promised, datetime!(2026-11-24 18:30 UTC), Some(date!(2026 - 11 - 24))),
    ] {
        accept(desk, &seller, &order.number).await.unwrap();
        sqlx::query("update shop_order set created_at = $2, ready_on = $3 where id = $1")
            .bind(order.id.0)
            .bind(created)
            .bind(ready)
            .execute(desk.db())
            .await
            .unwrap();
    }
    let filter = Filter { group: Some(Group::Work), number: None, limit: 10, offset: 0 };
    let rows = of_shop(desk, &seller, &filter).await.unwrap();
    assert_eq!(rows.into_iter().map(|row| row.number).collect::<Vec<_>>(), [promised.number, night.number]);
}

#[tokio::test]
async fn a_press_that_meets_another_one_is_tried_again() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    hinder(desk, 2).await;
    accept(desk, &seller, &order.number).await.expect("the third time");
    hinder(desk, 1).await;
    paid(desk, &seller, &order.number).await.expect("the second time");
    hinder(desk, 3).await;
    let given_up = prepare(desk, &seller, &order.number).await;
    assert!(matches!(&given_up, Err(OrderError::Trouble(trouble)) if trouble.is_retryable()), "{given_up:?}");
    assert_eq!(state(&world, &order).await, State::Accepted);
    let shown = shown::order(desk, OrderReader::Seller(&seller), &order.number).await.unwrap().unwrap();
    let happened: Vec<Happened> = shown.events.iter().map(|event| event.what).collect();
    assert_eq!(happened, [Happened::Placed, Happened::Accepted, Happened::Paid], "each once");
    hinder(desk, 1).await;
    let why = reason("Habis.");
    cancel(desk, OrderReader::Seller(&seller), &order.number, Some(&why)).await.expect("the second time");
    assert_eq!(stock(desk, world.products[0]).await, Some(10_000), "it came back once");
    hinder(desk, 1).await;
    ordered(&world, Receive::Shop, Pay::Cash).await;
    assert_eq!(stock(desk, world.products[0]).await, Some(7000), "it was taken once");
}

#[tokio::test]
async fn mails_go_where_there_is_an_address_in_their_language() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, 0).await);
    sqlx::query("update account set email = 'sri@contoh.id', lang = 'en' where id = $1")
        .bind(world.account(Role::Person).0)
        .execute(desk.db())
        .await
        .unwrap();
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    prepare(desk, &seller, &order.number).await.unwrap();
    refuse(desk, &seller, &order.number, &reason("Habis.")).await.unwrap_err();
    let mails: Vec<(String, String)> =
        sqlx::query_as("select to_address, body from mail order by created_at, id").fetch_all(desk.db()).await.unwrap();
    assert_eq!(mails.len(), 2, "what needs no doing is a notice only, and the seller left no address: {mails:?}");
    assert!(mails.iter().all(|(to, _)| to == "sri@contoh.id"));
    let link = format!("http://guyub.test/pesanan/{}", order.number);
    assert!(mails[0].1.contains("do not pay yet") && mails[0].1.contains(&link), "{mails:?}");
    assert!(mails[1].1.contains("accepted your order"), "{mails:?}");
}

#[tokio::test]
async fn the_sellers_book_follows_the_money() {
    let world = World::new().await;
    let (desk, seller, buyer) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Person).await);
    let order = ordered(&world, Receive::Shop, Pay::Cash).await;
    accept(desk, &seller, &order.number).await.unwrap();
    make_ready(desk, &seller, &order.number).await.unwrap();
    assert_eq!(booked(&world, &order).await, None);
    complete(desk, OrderReader::Buyer(&buyer), &order.number).await.unwrap();
    assert_eq!(booked(&world, &order).await, Some(37_500));
    unpaid(desk, &seller, &order.number).await.unwrap();
    assert_eq!(booked(&world, &order).await, None, "given on credit");
    paid(desk, &seller, &order.number).await.unwrap();
    assert_eq!(booked(&world, &order).await, Some(37_500));
}

#[tokio::test]
async fn the_owner_hears_what_an_officer_decides_for_them() {
    let world = World::new().await;
    let (desk, seller, owner) = (&world.desk, keeper(&world, 0).await, person(&world, Role::Member).await);
    let officer = standing(&world, Role::Officer).await.keeper(world.shops[0], desk.today().date()).unwrap();
    sqlx::query("update account set email = 'tini@contoh.id' where id = $1")
        .bind(world.account(Role::Member).0)
        .execute(desk.db())
        .await
        .unwrap();
    let why = reason("Pemiliknya sakit.");
    let mut orders = Vec::new();
    for _ in 0..3 {
        orders.push(ordered(&world, Receive::Shop, Pay::Cash).await);
    }
    let placed = newest(desk, &owner).await.unwrap().len();
    // By the owner's own hand: nothing to tell.
    refuse(desk, &seller, &orders[0].number, &why).await.unwrap();
    assert_eq!(newest(desk, &owner).await.unwrap().len(), placed);
    accept(desk, &officer, &orders[1].number).await.unwrap();
    prepare(desk, &officer, &orders[1].number).await.unwrap();
    cancel(desk, OrderReader::Seller(&officer), &orders[1].number, Some(&why)).await.unwrap();
    refuse(desk, &officer, &orders[2].number, &why).await.unwrap();
    let told: Vec<News> = newest(desk, &owner).await.unwrap().into_iter().map(|n| n.news).collect();
    assert_eq!(told.len(), placed + 3, "{told:?}");
    let of = |nth: usize, what: ShopOrderNews| News::ShopOrder {
        business: "shop-one".to_owned(),
        number: orders[nth].number.to_string(),
        what,
    };
    let given = || why.as_str().to_owned();
    for news in [
        of(1, ShopOrderNews::AcceptedForYou),
        of(1, ShopOrderNews::CancelledForYou { reason: given(), stock_back: true }),
        of(2, ShopOrderNews::RefusedForYou { reason: given() }),
    ] {
        assert!(told.contains(&news), "{news:?}: {told:?}");
    }
    let mails: i64 =
        sqlx::query_scalar("select count(*) from mail where to_address = 'tini@contoh.id' and subject like '%pengurus%'")
            .fetch_one(desk.db())
            .await
            .unwrap();
    assert_eq!(mails, 3);
}
