//! What `make bench` asks of buying: orders by many buyers at once, each out of a cart that was filled before.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::buying::{Checkout, OrderNumber, Pay, Receive};
use domain::slug::Slug;
use serde::Serialize;
use uuid::Uuid;

use super::{APART, Hall};
use crate::buying::{Buyer, PlaceError, Placed, link, place};
use crate::demo::load::fixed_id;
use crate::desk::Desk;
use crate::ids;
use crate::trouble::{Result, Trouble};
use crate::tx::Actor;

/// A stock that no burden empties, in thousandths; `scripts/benchmarks/orders.mjs` knows by it what to put back.
const PLENTY: i64 = 1_000_000_000;
/// Pages of orders that are told, of each client's first ones.
const PAGES: usize = 60;

/// How it went.
#[derive(Debug, Serialize)]
pub struct Ordered {
    pub per_second: f64,
    pub orders: u64,
    /// Where some of the orders are followed without signing in.
    pub pages: Vec<String>,
}

/// Orders in a second, by so many buyers at once, each of one product at one of so many shops of the market; of
/// one shop, all of them buy the same product. It ends with the time, or when every buyer has ordered.
///
/// # Errors
/// When an order is refused, no shop sells from stock, or the database does not answer.
pub async fn ordering(desk: &Desk, hall: Hall, shops: usize, clients: usize, lasts: Duration) -> Result<Ordered> {
    let clients = clients.max(1);
    let shops = Arc::new(fill(desk, &hall, shops.max(1)).await?);
    let (hall, made) = (Arc::new(hall), Arc::new(AtomicU64::new(0)));
    let since = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|client| {
            let (desk, shops, hall, made) = (desk.clone(), shops.clone(), hall.clone(), made.clone());
            tokio::spawn(async move {
                let mut first = Vec::with_capacity(PAGES);
                for nth in (client..hall.buyers.len()).step_by(clients) {
                    if since.elapsed() >= lasts {
                        break;
                    }
                    let buyer = Buyer::Account(hall.buyers[nth].clone());
                    let placed =
                        place(&desk, buyer, &shops[nth % shops.len()], &fetched(), ids::fresh()).await.map_err(refused)?;
                    made.fetch_add(1, Ordering::Relaxed);
                    if first.len() < PAGES {
                        first.push(placed);
                    }
                }
                Ok::<Vec<Placed>, Trouble>(first)
            })
        })
        .collect();
    let mut placed = Vec::new();
    for task in tasks {
        placed.extend(task.await??);
    }
    let (orders, took) = (made.load(Ordering::Relaxed), since.elapsed());
    let number = |order: &Placed| OrderNumber::parse(&order.number).ok();
    let pages = placed.iter().filter_map(|order| Some(link::signed_path(desk, order.order, &number(order)?))).collect();
    Ok(Ordered { per_second: orders as f64 / took.as_secs_f64(), orders, pages })
}

/// As most orders are: fetched at the shop, for cash.
fn fetched() -> Checkout {
    Checkout { receive: Receive::Shop, district: None, address: None, pay: Pay::Cash, note: None, seen: None }
}

fn refused(why: PlaceError) -> Trouble {
    match why {
        PlaceError::Trouble(trouble) => trouble,
        other => Trouble::Other(other.to_string()),
    }
}

/// Gives each buyer a cart with one of one product, in turns of a product of each of these shops, of which there
/// is enough for everybody. Gives the shops, in the order of the turns.
async fn fill(desk: &Desk, hall: &Hall, shops: usize) -> Result<Vec<Slug>> {
    let mut tx = desk.begin(Actor::System).await?;
    let now = tx.now();
    let chosen = sqlx::query!(
        r#"select id as "id!", slug as "slug!" from (
             select distinct on (p.business_id) p.id, b.slug
               from product p join business b on b.id = p.business_id join business_public v on v.id = b.id
               left join shop_terms t on t.business_id = b.id
              where p.state = 'published' and p.stock > 0 and coalesce(t.pickup and t.cash, true)
              order by p.business_id, p.id) g
          order by md5(id::text) limit $1"#,
        i64::try_from(shops).unwrap_or(i64::MAX)
    )
    .fetch_all(tx.conn())
    .await?;
    let goods: Vec<Uuid> = chosen.iter().map(|row| row.id).collect();
    let shops: Vec<Slug> = chosen.iter().filter_map(|row| Slug::parse(&row.slug).ok()).collect();
    if shops.is_empty() || shops.len() < goods.len() {
        return Err(Trouble::Other("no shop sells from stock".to_owned()));
    }
    sqlx::query!("update product set stock = $2::bigint where id = any ($1) and stock < $2::bigint / 2", &goods, PLENTY)
        .execute(tx.conn())
        .await?;
    let buyers: Vec<Uuid> = hall.buyers.iter().map(|buyer| buyer.account().0).collect();
    let carts: Vec<Uuid> = (0..buyers.len()).map(|nth| fixed_id(APART + 4, nth)).collect();
    let turns: Vec<Uuid> = goods.iter().copied().cycle().take(buyers.len()).collect();
    sqlx::query!(
        "insert into cart (id, account_id, touched_at)
         select c, a, $3 from unnest($1::uuid[], $2::uuid[]) as t (c, a) on conflict do nothing",
        &carts,
        &buyers,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from cart_line where cart_id = any ($1)", &carts).execute(tx.conn()).await?;
    sqlx::query!(
        "insert into cart_line (cart_id, product_id, quantity, seen_price, seen_unit, added_at)
         select t.c, p.id, 1000, p.price, p.sale_unit, $3
           from unnest($1::uuid[], $2::uuid[]) as t (c, p_id) join product p on p.id = t.p_id",
        &carts,
        &turns,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    sqlx::query("analyze cart, cart_line").execute(desk.db()).await?;
    Ok(shops)
}
