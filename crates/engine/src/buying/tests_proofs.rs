//! What `guyub check` says of a life of orders, and of one that somebody has been at by hand.

use std::time::Duration;

use domain::catalog::Details;
use domain::form::Inputs;
use domain::ids::{AccountId, OrderId, OrderLineId};
use domain::reviews::Moderation;
use sqlx::AssertSqlSafe;

use super::steps::{accept, cancel, complete, make_ready, paid, prepare, refuse, send, unpaid};
use super::{OrderReader, due};
use crate::catalog::{PictureEdit, change};
use crate::check;
use crate::jobs::run_due;
use crate::reviews::{complaint, moderate};
use crate::testing::market::{BROUGHT, Market, decision, reason};
use crate::testing::orders::NewOrder;

const HOUR: Duration = Duration::from_secs(3600);

/// The rooms whose proofs are tried here.
const ROOMS: [&str; 5] = ["stock.", "order.", "complaint.", "review.", "till."];

/// What is found, by proof.
async fn found(market: &Market) -> Vec<(&'static str, Vec<String>)> {
    let all = check::run(&market.world.desk).await.expect("the database answers").into_iter();
    let ours = all.filter(|f| !f.offenders.is_empty() && ROOMS.iter().any(|room| f.name.starts_with(room)));
    ours.map(|f| (f.name, f.offenders)).collect()
}

async fn nothing_is_found(market: &Market) {
    let found = found(market).await;
    assert!(found.is_empty(), "{found:?}");
}

/// Orders that stand, or ended, in every way there is.
struct Life {
    /// Brought and paid by transfer, ended by the clock; with a review.
    done: NewOrder,
    review: OrderLineId,
    /// The review of another, that an officer hides.
    hidden: OrderLineId,
    refused: NewOrder,
    /// Complained about and called off by an officer, of as much as the one that was refused.
    decided: NewOrder,
    /// On its way.
    sent: NewOrder,
    /// Complained about before it was handed over; it went on, and is done.
    resumed: NewOrder,
    /// Complained about.
    open: NewOrder,
    new: NewOrder,
}

async fn lived(market: &Market) -> Life {
    let (desk, [one, two]) = (&market.world.desk, &market.sellers);
    market.orders(1, 0, 1_000, &[]).await;
    let done = market.orders(0, 0, 2_500, &BROUGHT).await;
    accept(desk, one, &done.number).await.unwrap();
    send(desk, one, &done.number).await.unwrap();
    paid(desk, one, &done.number).await.unwrap();
    desk.forward(HOUR * 73);
    run_due(desk).await.unwrap();
    let review = market.reviews(0, &done, 5).await;

    let poor = market.orders(1, 0, 1_000, &[]).await;
    accept(desk, one, &poor.number).await.unwrap();
    prepare(desk, one, &poor.number).await.unwrap();
    make_ready(desk, one, &poor.number).await.unwrap();
    complete(desk, market.reader(1), &poor.number).await.unwrap();
    unpaid(desk, one, &poor.number).await.unwrap();
    let hidden = market.reviews(1, &poor, 1).await;
    let hiding = Moderation::parse(&Inputs::default().with("putusan", "sembunyikan").with("alasan", "Kasar.")).unwrap();
    moderate::moderate(desk, &market.officers[0], hidden, &hiding).await.unwrap();

    let refused = market.orders(0, 1, 3_000, &[]).await;
    refuse(desk, two, &refused.number, &reason("Habis.")).await.unwrap();
    let decided = market.orders(1, 1, 3_000, &[]).await;
    accept(desk, two, &decided.number).await.unwrap();
    make_ready(desk, two, &decided.number).await.unwrap();
    complete(desk, OrderReader::Seller(two), &decided.number).await.unwrap();
    market.complains(1, &decided).await;
    let officer = market.mediator(1, &decided).await;
    complaint::decide(desk, &officer, &decision("batal")).await.unwrap();

    called_off(market).await;
    let resumed = complained_early(market).await;
    // A product that was changed meanwhile would excuse what did not come back.
    desk.forward(HOUR);
    counted_otherwise(market).await;
    let [sent, open] = [handed(market).await, handed(market).await];
    market.complains(0, &open).await;
    let new = market.orders(1, 0, 500, &[]).await;
    Life { done, review, hidden, refused, decided, resumed, sent, open, new }
}

/// By the buyer, by the seller after the money had come, and not at all: the buyer is content after all.
async fn called_off(market: &Market) {
    let (desk, [one, two]) = (&market.world.desk, &market.sellers);
    let by_buyer = market.orders(1, 0, 1_000, &[]).await;
    accept(desk, one, &by_buyer.number).await.unwrap();
    cancel(desk, market.reader(1), &by_buyer.number, None).await.unwrap();
    let by_seller = market.orders(0, 0, 500, &BROUGHT).await;
    accept(desk, one, &by_seller.number).await.unwrap();
    paid(desk, one, &by_seller.number).await.unwrap();
    cancel(desk, OrderReader::Seller(one), &by_seller.number, Some(&reason("Motor rusak."))).await.unwrap();
    let content = market.orders(0, 1, 1_500, &[]).await;
    accept(desk, two, &content.number).await.unwrap();
    send(desk, two, &content.number).await.unwrap();
    market.complains(0, &content).await;
    complaint::withdraw(desk, &market.side(0, &content).await).await.unwrap();
}

/// Before anything was handed over: the buyer of one is content, and it goes on; of the other nobody says anything more.
async fn complained_early(market: &Market) -> NewOrder {
    let (desk, one) = (&market.world.desk, &market.sellers[0]);
    let resumed = market.orders(0, 0, 1_000, &[]).await;
    accept(desk, one, &resumed.number).await.unwrap();
    market.complains(0, &resumed).await;
    complaint::withdraw(desk, &market.side(0, &resumed).await).await.unwrap();
    make_ready(desk, one, &resumed.number).await.unwrap();
    complete(desk, market.reader(0), &resumed.number).await.unwrap();
    let silent = market.orders(1, 0, 1_000, &[]).await;
    accept(desk, one, &silent.number).await.unwrap();
    prepare(desk, one, &silent.number).await.unwrap();
    market.complains(1, &silent).await;
    desk.forward(desk.order_times().close.unsigned_abs() + HOUR);
    due(desk, silent.id).await.unwrap();
    resumed
}

/// Orders whose product is sold in another unit, or made to order, before they are called off: nothing comes
/// back. And one of each place on the way that an order stands at.
async fn counted_otherwise(market: &Market) {
    let (desk, two) = (&market.world.desk, &market.sellers[1]);
    let by_kilogram = market.orders(1, 1, 1_000, &[]).await;
    changed(market, &[("satuan", "250 g"), ("stok", "40")]).await;
    refuse(desk, two, &by_kilogram.number, &reason("Sekarang per bungkus.")).await.unwrap();
    let from_stock = market.orders(1, 1, 2_000, &[]).await;
    let accepted = market.orders(0, 1, 4_000, &[]).await;
    accept(desk, two, &accepted.number).await.unwrap();
    changed(market, &[("satuan", "250 g"), ("hari", "5")]).await;
    cancel(desk, market.reader(1), &from_stock.number, None).await.unwrap();
    let made = market.orders(0, 1, 2_000, &[]).await;
    refuse(desk, two, &made.number, &reason("Tungku rusak.")).await.unwrap();
    let prepared = market.orders(0, 1, 2_000, &[]).await;
    accept(desk, two, &prepared.number).await.unwrap();
    prepare(desk, two, &prepared.number).await.unwrap();
    let ready = market.orders(0, 1, 2_000, &[]).await;
    accept(desk, two, &ready.number).await.unwrap();
    make_ready(desk, two, &ready.number).await.unwrap();
}

/// The second shop says anew how its product is sold.
async fn changed(market: &Market, fields: &[(&str, &str)]) {
    let start = Inputs::default().with("nama", "Emping").with("kategori", "product-two-kategori").with("harga", "12.500");
    let details = Details::parse(&fields.iter().fold(start, |inputs, (name, value)| inputs.with(name, value))).unwrap();
    let (desk, by) = (&market.world.desk, &market.sellers[1]);
    change(desk, by, &market.product(1), None, &details, false, PictureEdit::default()).await.unwrap();
}

/// An order of the first buyer at the first shop, on its way.
async fn handed(market: &Market) -> NewOrder {
    let (desk, one) = (&market.world.desk, &market.sellers[0]);
    let order = market.orders(0, 0, 750, &[]).await;
    accept(desk, one, &order.number).await.unwrap();
    send(desk, one, &order.number).await.unwrap();
    order
}

#[tokio::test(flavor = "multi_thread")]
async fn a_life_of_orders_contradicts_nothing() {
    let market = Market::new().await;
    let life = lived(&market).await;
    let desk = &market.world.desk;
    let states: i64 = sqlx::query_scalar("select count(distinct state) from shop_order").fetch_one(desk.db()).await.unwrap();
    assert_eq!(states, 9, "every state is there");
    // A second look of the clock finds nothing to do.
    due(desk, life.done.id).await.unwrap();
    nothing_is_found(&market).await;
}

/// Past every trigger, constraints of other tables and all that refuses a change.
async fn by_hand(market: &Market, sql: &str) {
    let all = format!("begin; set local session_replication_role = replica; {sql}; commit");
    sqlx::raw_sql(AssertSqlSafe(all)).execute(market.world.desk.db()).await.expect(sql);
}

/// Does something by hand, which these proofs and no others find, and mends it.
async fn finds(market: &Market, broken: &str, mended: &str, by: &[&str]) {
    by_hand(market, broken).await;
    let names: Vec<&str> = found(market).await.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, by, "{broken}");
    by_hand(market, mended).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn stock_that_nobody_moved_and_moves_that_nobody_made_are_found() {
    let market = Market::new().await;
    let life = lived(&market).await;
    let (done, refused, decided) = (life.done.id, life.refused.id, life.decided.id);
    let back: i64 = sqlx::query_scalar("select id from stock_move where order_id = $1 and after > before")
        .bind(refused.0)
        .fetch_one(market.world.desk.db())
        .await
        .unwrap();
    let stock = |change: &str| format!("update product set stock = stock {change} 1 where slug = 'product-one'");
    finds(&market, &stock("+"), &stock("-"), &["stock.now"]).await;
    let counted = |change: &str| {
        format!(
            "update stock_move set after = after {change} 1 where order_id is null and before is not null
                 and product_id = (select id from product where slug = 'product-one')"
        )
    };
    finds(&market, &counted("+"), &counted("-"), &["stock.history"]).await;
    let came_back = |of: &str| format!("update stock_move set order_id = {of} where id = {back}");
    let mended = came_back(&format!("'{refused}'"));
    finds(&market, &came_back("null"), &mended, &["stock.orders"]).await;
    finds(&market, &came_back(&format!("'{decided}'")), &mended, &["stock.orders"]).await;
    finds(&market, &came_back(&format!("'{done}'")), &mended, &["stock.orders"]).await;
    let flag = |back: bool| format!("update shop_order set stock_back = {back} where id = '{refused}'");
    finds(&market, &flag(false), &flag(true), &["stock.orders", "order.stock_back"]).await;
    nothing_is_found(&market).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_that_do_not_add_up_are_found() {
    let market = Market::new().await;
    let life = lived(&market).await;
    let (done, sent, new, decided) = (life.done.id, life.sent.id, life.new.id, life.decided.id);
    for (column, by) in [("total", 1), ("price", 1000)] {
        let line = |sign: &str| format!("update order_line set {column} = {column} {sign} {by} where order_id = '{done}'");
        finds(&market, &line("+"), &line("-"), &["order.totals"]).await;
    }
    for column in ["goods", "delivery"] {
        let order =
            |sign: &str| format!("update shop_order set {column} = {column} {sign} 1, total = total {sign} 1 where id = '{new}'");
        finds(&market, &order("+"), &order("-"), &["order.totals"]).await;
    }
    let amount = |sign: &str| format!("update cash_entry set amount = amount {sign} 1 where order_id = '{done}'");
    finds(&market, &amount("+"), &amount("-"), &["till.orders"]).await;
    let removed = |order: OrderId, at: &str| format!("update cash_entry set removed_at = {at} where order_id = '{order}'");
    finds(&market, &removed(done, "now()"), &removed(done, "null"), &["till.orders"]).await;
    finds(&market, &removed(decided, "null"), &removed(decided, "now()"), &["till.orders"]).await;
    let paid = |order: OrderId, at: &str| format!("update shop_order set paid_at = {at} where id = '{order}'");
    finds(&market, &paid(done, "null"), &paid(done, "now()"), &["till.orders"]).await;
    finds(&market, &paid(sent, "now()"), &paid(sent, "null"), &["till.orders"]).await;
    nothing_is_found(&market).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_that_stands_where_no_step_leads_is_found() {
    let market = Market::new().await;
    let life = lived(&market).await;
    let (sent, open, decided) = (life.sent.id, life.open.id, life.decided.id);
    let stands = |order: OrderId, state: &str| format!("update shop_order set state = '{state}' where id = '{order}'");
    finds(&market, &stands(sent, "ready"), &stands(sent, "sent"), &["order.timeline"]).await;
    let both = ["complaint.order", "order.timeline"];
    finds(&market, &stands(open, "sent"), &stands(open, "complaint"), &both).await;
    let what =
        |from: &str, to: &str| format!("update order_event set what = '{to}' where order_id = '{sent}' and what = '{from}'");
    finds(&market, &what("accepted", "eaten"), &what("eaten", "accepted"), &["order.timeline"]).await;
    let side = |to: &str| format!("update order_event set side = '{to}' where order_id = '{sent}' and what = 'accepted'");
    finds(&market, &side("officer"), &side("seller"), &["order.timeline"]).await;
    let outcome = |to: &str| format!("update complaint set outcome = '{to}' where order_id = '{decided}'");
    let all = ["order.stock_back", "complaint.order", "order.timeline"];
    finds(&market, &outcome("buyer_keeps"), &outcome("seller_gives"), &all).await;
    let resumed = life.resumed.id;
    let ended = |to: &str| format!("update complaint set outcome = '{to}' where order_id = '{resumed}'");
    finds(&market, &ended("lapsed"), &ended("withdrawn"), &both).await;
    let stood = |state: &str| format!("update complaint set from_state = '{state}' where order_id = '{resumed}'");
    finds(&market, &stood("sent"), &stood("accepted"), &["order.timeline"]).await;
    let from = |state: &str| format!("update complaint set from_state = '{state}' where order_id = '{open}'");
    finds(&market, &from("new"), &from("sent"), &["complaint.order"]).await;
    let word = |side: &str| {
        format!(
            "update complaint_word set side = '{side}' where complaint_id = (select id from complaint where order_id = '{open}')"
        )
    };
    finds(&market, &word("seller"), &word("buyer"), &["complaint.order"]).await;
    nothing_is_found(&market).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn reviews_of_what_nobody_bought_and_stars_that_nobody_gave_are_found() {
    let market = Market::new().await;
    let life = lived(&market).await;
    let (review, hidden, sent) = (life.review, life.hidden, life.sent.id);
    let [author, other] = market.buyers.each_ref().map(|buyer| buyer.account());
    let by = |account: AccountId| format!("update review set author_id = '{account}' where order_line_id = '{review}'");
    finds(&market, &by(other), &by(author), &["review.bought"]).await;
    let line = format!("(select id from order_line where order_id = '{sent}')");
    let moved = format!("update review set order_line_id = {line} where order_line_id = '{review}'");
    let mended = format!("update review set order_line_id = '{review}' where order_line_id = {line}");
    finds(&market, &moved, &mended, &["review.bought"]).await;
    let stars = |sign: &str| format!("update review set stars = stars {sign} 1 where order_line_id = '{review}'");
    finds(&market, &stars("-"), &stars("+"), &["review.sums"]).await;
    let shown = |at: &str, by: &str, why: &str| {
        format!("update review set hidden_at = {at}, hidden_by = {by}, hidden_why = {why} where order_line_id = '{hidden}'")
    };
    finds(&market, &shown("null", "null", "null"), &shown("now()", "author_id", "'Kasar.'"), &["review.sums"]).await;
    let rating = |to: &str| {
        format!(
            "update listing l set rating = {to} from review_sum s
                 where s.product_id = l.product_id and l.product_id = (select id from product where slug = 'product-one')"
        )
    };
    finds(&market, &rating("1"), &rating("s.score"), &["review.sums"]).await;
    nothing_is_found(&market).await;
}
