//! Orders as placing leaves them: what tests of their life stand on.

use domain::access::BusinessRef;
use domain::buying::{Address, Checkout, OrderNumber, Pay, Receive};
use domain::district::DistrictCode;
use domain::ids::{AccountId, OrderId, ProductId};
use domain::quantity::Quantity;
use domain::slug::Slug;

use super::carts;
use super::world::session;
use crate::buying::cart::{self, CartOf};
use crate::buying::{Buyer, place};
use crate::{Desk, ids, people};

/// A new order, and what it is called.
#[derive(Debug, Clone)]
pub struct NewOrder {
    pub id: OrderId,
    pub number: OrderNumber,
}

/// `quantity` whole units of one product, put into the cart and ordered as a buyer does. The shop takes every way
/// but QRIS, and brings goods to Limpung for Rp5.000.
///
/// # Panics
/// When it cannot be ordered.
pub async fn new_order(
    desk: &Desk,
    buyer: AccountId,
    shop: BusinessRef,
    product: ProductId,
    quantity: u32,
    (receive, pay): (Receive, Pay),
) -> NewOrder {
    carts::brings(desk, shop.id).await;
    sqlx::query!("update shop_terms set pickup_koperasi = true where business_id = $1", shop.id.0)
        .execute(desk.db())
        .await
        .expect("one more way");
    let slugs = sqlx::query!(
        r#"select p.slug as "product: Slug", b.slug as "shop: Slug" from product p join business b on b.id = p.business_id where p.id = $1"#,
        product.0
    )
    .fetch_one(desk.db())
    .await
    .expect("a product");
    let quantity = Quantity::whole(quantity);
    cart::add(desk, &CartOf::Account(buyer), &slugs.product, quantity).await.expect("in the cart");
    let brought = receive == Receive::Delivery;
    let form = Checkout {
        receive,
        district: brought.then(|| DistrictCode::parse("33.25.08").expect("Limpung")),
        address: brought.then(|| Address::parse("Jl. Melati 3, dekat musala").expect("an address")),
        pay,
        note: None,
        seen: None,
    };
    let token = session(desk, buyer).await;
    let person = people::session(desk, &token).await.expect("an answer").expect("an open session").1.person();
    let placed = place(desk, Buyer::Account(person), &slugs.shop, &form, ids::fresh()).await.expect("an order");
    NewOrder { id: placed.order, number: OrderNumber::parse(&placed.number).expect("a number") }
}

/// What waits for an answer is accepted, at every shop, so that a buyer may order more.
///
/// # Panics
/// When the rows cannot be written.
pub async fn answer_all(desk: &Desk) {
    sqlx::query!("update shop_order set state = 'accepted', answered_at = $1 where state = 'new'", desk.now())
        .execute(desk.db())
        .await
        .expect("they are accepted");
}

/// Nobody is told to wait for what was ordered so far: all of it was answered, and more than an hour ago.
///
/// # Panics
/// When a row cannot be written.
pub async fn long_ago(desk: &Desk) {
    answer_all(desk).await;
    sqlx::query!("update shop_order set created_at = created_at - interval '61 minutes'")
        .execute(desk.db())
        .await
        .expect("they are old");
}

/// A thousand of a product that runs out.
///
/// # Panics
/// When the row cannot be written.
pub async fn restock(desk: &Desk, product: ProductId) {
    sqlx::query!("update product set stock = 1000000 where id = $1 and stock < 5000", product.0)
        .execute(desk.db())
        .await
        .expect("more of it");
}

/// How much of a product there is, in thousandths.
///
/// # Panics
/// When there is no such product.
pub async fn stock(desk: &Desk, product: ProductId) -> Option<i64> {
    sqlx::query_scalar!("select stock from product where id = $1", product.0).fetch_one(desk.db()).await.expect("a product")
}
