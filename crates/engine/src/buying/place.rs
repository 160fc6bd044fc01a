//! Placing an order: the lines of one shop leave the cart, what is there leaves the stock, and the order is
//! there, all at once or not at all.
//!
//! Whoever orders holds the rows of the products, by their ids, so that two orders of the same goods wait for
//! each other and never for one another. What was locked is read again afterwards: the price and the stock that
//! an order is held against are those of its own moment.

use std::time::Duration;

use domain::access::Person;
use domain::buying::{Checkout, Guest, OrderNumber, Pay, Receive};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::{AccountId, BusinessId, IdempotencyKey, KoperasiId, OrderId, OrderLineId, ProductId};
use domain::money::Rupiah;
use domain::phone::Phone;
use domain::qris::{LIMITS, limit_on};
use domain::slug::Slug;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::cart::CartOf;
use super::checkout::{ShopSide, shop as shop_of};
use super::price::{CartLine, ShopCart, shops};
use super::qris;
use super::terms::{ShopTerms, read};
use crate::people::{Caller, open_session};
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, OnceTx, Tx};
use crate::{Desk, ids};

/// Orders of one buyer within an hour, at all shops: each takes from somebody's stock.
pub const MOST_ORDERS: i64 = 30;
const AN_HOUR: Duration = Duration::from_secs(3600);
/// Orders without being signed in from one address within a quarter of an hour.
const MOST_GUESTS: u32 = 200;
/// The same for one phone number within an hour.
const MOST_OF_PHONE: u32 = 20;
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Who orders.
#[derive(Debug, Clone)]
pub enum Buyer {
    Account(Person),
    Guest(Stranger),
}

/// Somebody who is not signed in, and the cart of their browser.
#[derive(Debug, Clone)]
pub struct Stranger {
    pub guest: Guest,
    pub cart: Option<Token>,
    pub caller: Caller,
}

/// An order that is saved.
#[derive(Debug, Clone)]
pub struct Placed {
    pub order: OrderId,
    pub number: String,
    /// Where its buyer follows it; with a signed link for who is not signed in.
    pub path: String,
    /// A new account was made on the way: this browser is signed in with it.
    pub session: Option<Token>,
}

#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// No such shop that strangers see.
    #[error("no such shop")]
    Unknown,
    /// Nothing of this shop is in the cart.
    #[error("nothing in the cart")]
    Empty,
    /// Prices, terms or what is left are no more what the page showed.
    #[error("changed since it was seen")]
    Moved,
    #[error("refused: {0}")]
    Refused(#[from] FieldErrors),
    /// The buyer keeps this shop.
    #[error("the buyer keeps this shop")]
    Own,
    /// The seller serves this buyer no more.
    #[error("the seller serves this buyer no more")]
    Blocked,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for PlaceError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// What a second press of the same button finds.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Receipt {
    order: OrderId,
    number: String,
}

/// Whose order it becomes, and out of which cart.
struct Party {
    account: AccountId,
    cart: CartOf,
    /// As a guest wrote it; else as the account has it.
    guest: Option<Guest>,
}

/// Orders all that the buyer's cart holds of this shop.
///
/// # Errors
/// `Unknown`, `Empty`, `Moved`, `Own`, `Blocked`; `Wait` for who orders too often; `Refused` at `cara_terima`,
/// `kecamatan`, `cara_bayar` for what the shop does not offer, and at `telepon` for the number of an account with
/// a password, whose owner signs in first.
pub async fn place(desk: &Desk, buyer: Buyer, shop: &Slug, form: &Checkout, key: IdempotencyKey) -> Result<Placed, PlaceError> {
    let mut again = 0..2;
    loop {
        let placed = match &buyer {
            Buyer::Account(person) => as_account(desk, person, shop, form, key).await,
            Buyer::Guest(stranger) => as_guest(desk, stranger, shop, form, key).await,
        };
        match placed {
            // Whoever puts away all goods of a shop at once does not take their rows by their ids.
            Err(PlaceError::Trouble(trouble)) if trouble.is_retryable() && again.next().is_some() => {}
            placed => return placed,
        }
    }
}

async fn as_account(
    desk: &Desk,
    person: &Person,
    shop: &Slug,
    form: &Checkout,
    key: IdempotencyKey,
) -> Result<Placed, PlaceError> {
    let account = person.account();
    let mut tx = match desk.begin_once::<Receipt>(account, key, &("order", shop.as_str(), form)).await? {
        Once::Done(receipt) => return Ok(followed(receipt)),
        Once::Fresh(tx) => tx,
    };
    let party = Party { account, cart: CartOf::Account(account), guest: None };
    let receipt = write(desk, &mut tx, &party, shop, form).await?;
    tx.commit_with(&receipt).await?;
    Ok(followed(receipt))
}

/// The page of an order whose buyer is signed in.
fn followed(receipt: Receipt) -> Placed {
    Placed { order: receipt.order, path: format!("/pesanan/{}", receipt.number), number: receipt.number, session: None }
}

/// The same for who is not: whoever has the link may follow it.
fn linked(desk: &Desk, receipt: Receipt) -> Placed {
    let sign = super::sign(desk, receipt.order);
    let path = format!("/pesanan/{}/{}", receipt.number, sign.reveal());
    Placed { order: receipt.order, path, number: receipt.number, session: None }
}

async fn as_guest(
    desk: &Desk,
    stranger: &Stranger,
    shop: &Slug,
    form: &Checkout,
    key: IdempotencyKey,
) -> Result<Placed, PlaceError> {
    let (address, phone) = (&stranger.caller.address, stranger.guest.phone.as_str());
    throttle::hit(desk, Limit { name: "order.address", subject: address, max: MOST_GUESTS, per: QUARTER }).await?;
    throttle::hit(desk, Limit { name: "order.phone", subject: phone, max: MOST_OF_PHONE, per: AN_HOUR }).await?;
    // Two presses at once: one of them makes the account, the other finds it.
    for _ in 0..3 {
        if let Some(placed) = try_as_guest(desk, stranger, shop, form, key).await? {
            return Ok(placed);
        }
    }
    Err(Trouble::Other("an account kept vanishing".to_owned()).into())
}

/// `None` when an account with this number was made meanwhile.
async fn try_as_guest(
    desk: &Desk,
    stranger: &Stranger,
    shop: &Slug,
    form: &Checkout,
    key: IdempotencyKey,
) -> Result<Option<Placed>, PlaceError> {
    let there = account_of(desk, &stranger.guest.phone).await?;
    let account = there.unwrap_or_else(ids::fresh);
    // Without name and phone: whoever presses once more may be signed in by then.
    let mut tx = match desk.begin_once::<Receipt>(account, key, &("order", shop.as_str(), form)).await? {
        Once::Done(receipt) => return Ok(Some(linked(desk, receipt))),
        Once::Fresh(tx) => tx,
    };
    if there.is_some() {
        let cart = stranger.cart.clone().map(CartOf::Token).ok_or(PlaceError::Empty)?;
        let party = Party { account, cart, guest: Some(stranger.guest.clone()) };
        let receipt = write(desk, &mut tx, &party, shop, form).await?;
        tx.commit_with(&receipt).await?;
        return Ok(Some(linked(desk, receipt)));
    }
    let Some(session) = welcome(&mut tx, account, stranger).await? else { return Ok(None) };
    let party = Party { account, cart: CartOf::Account(account), guest: Some(stranger.guest.clone()) };
    let receipt = write(desk, &mut tx, &party, shop, form).await?;
    tx.commit_with(&receipt).await?;
    Ok(Some(Placed { session: Some(session), ..followed(receipt) }))
}

/// The account of this number that nobody can sign in with; `None` when the number has none.
async fn account_of(desk: &Desk, phone: &Phone) -> Result<Option<AccountId>, PlaceError> {
    let found = sqlx::query!(
        r#"select id as "id: AccountId", password_hash is not null as "has_password!" from account
           where phone = $1 and closed_at is null"#,
        phone.as_str()
    )
    .fetch_optional(desk.db())
    .await
    .map_err(Trouble::from)?;
    match found {
        Some(account) if account.has_password => Err(refused("telepon", Invalid::HasAccount)),
        found => Ok(found.map(|account| account.id)),
    }
}

/// A new account, signed in at once, with the cart of its browser.
async fn welcome(tx: &mut OnceTx<Receipt>, account: AccountId, stranger: &Stranger) -> Result<Option<Token>, PlaceError> {
    let (now, guest) = (tx.now(), &stranger.guest);
    let made = sqlx::query!(
        "insert into account (id, name, phone, created_at) values ($1, $2, $3, $4) on conflict (phone) do nothing",
        account.0,
        guest.name.as_str(),
        guest.phone.as_str(),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?
    .rows_affected();
    if made == 0 {
        return Ok(None);
    }
    tx.audit("account.register", None, account.0, json!({ "way": "order" })).await?;
    if let Some(token) = &stranger.cart {
        sqlx::query!("update cart set account_id = $1, token_hash = null where token_hash = $2", account.0, token.digest())
            .execute(tx.conn())
            .await
            .map_err(Trouble::from)?;
    }
    Ok(Some(open_session(tx, account, &stranger.caller).await?))
}

fn refused(field: &str, why: Invalid) -> PlaceError {
    FieldErrors::of(field, why).into()
}

async fn write(desk: &Desk, tx: &mut Tx, party: &Party, slug: &Slug, form: &Checkout) -> Result<Receipt, PlaceError> {
    let now = tx.now();
    let shop = shop_of(tx.conn(), slug, Some(party.account), now).await?.filter(|shop| shop.open).ok_or(PlaceError::Unknown)?;
    may_buy(&shop)?;
    let held = hold(tx, &party.cart, shop.business).await?;
    let cart = shops(tx.conn(), &party.cart, Some(shop.business)).await?.into_iter().next().ok_or(PlaceError::Empty)?;
    let terms = read(tx.conn(), shop.business).await?;
    let as_seen = form.seen.as_ref().is_none_or(|seen| *seen == cart.seen(terms.version));
    // Another tab of the same cart may have put something in while this one waited.
    let all_held = cart.lines.iter().all(|line| held.contains(&line.product));
    if !as_seen || !all_held || !cart.can_be_ordered() {
        return Err(PlaceError::Moved);
    }
    let bill = Bill::of(form, &cart, &terms, &shop, Day::of(tx.now()))?;
    let receipt = insert(tx, party, &shop, form, &bill, cart.made_days()).await?;
    insert_lines(tx, receipt.order, party, &cart.lines).await?;
    super::placed(desk, tx, receipt.order).await?;
    let detail = json!({ "shop": shop.business, "total": bill.total, "lines": cart.lines.len() });
    tx.audit("order.place", shop.koperasi.as_ref().map(|(id, _)| *id), receipt.order.0, detail).await?;
    Ok(receipt)
}

fn may_buy(shop: &ShopSide) -> Result<(), PlaceError> {
    match shop {
        ShopSide { own: true, .. } => Err(PlaceError::Own),
        ShopSide { blocked: true, .. } => Err(PlaceError::Blocked),
        ShopSide { lately, .. } if *lately >= MOST_ORDERS => Err(RetryAfter(AN_HOUR).into()),
        _ => Ok(()),
    }
}

/// Holds the products of the cart, by their ids. Nobody's key changes, so rows that refer to them go on.
async fn hold(tx: &mut Tx, who: &CartOf, shop: BusinessId) -> Result<Vec<ProductId>> {
    let (account, token) = who.keys();
    let held = sqlx::query_scalar!(
        r#"select p.id as "id: ProductId" from cart k join cart_line l on l.cart_id = k.id join product p on p.id = l.product_id
           where (k.account_id = $1 or k.token_hash = $2) and p.business_id = $3
           order by p.id for no key update of p"#,
        account,
        token,
        shop.0
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(held)
}

/// What is paid, and what of the form counts.
struct Bill<'a> {
    goods: Rupiah,
    delivery: Rupiah,
    total: Rupiah,
    koperasi: Option<KoperasiId>,
    district: Option<&'a str>,
    /// The seller's own code with the total in it, when it is paid so.
    qris: Option<String>,
}

impl<'a> Bill<'a> {
    fn of(form: &Checkout, cart: &ShopCart, terms: &'a ShopTerms, shop: &ShopSide, today: Day) -> Result<Self, PlaceError> {
        if !terms.reaches(form.receive) {
            return Err(refused("cara_terima", Invalid::UnknownChoice));
        }
        if !terms.is_paid_by(form.pay) {
            return Err(refused("cara_bayar", Invalid::UnknownChoice));
        }
        let goods = cart.goods();
        let area = match form.receive {
            Receive::Delivery => {
                let why = if form.district.is_some() { Invalid::UnknownChoice } else { Invalid::Required };
                Some(terms.area(form.district.as_ref()).ok_or_else(|| refused("kecamatan", why))?)
            }
            Receive::Shop | Receive::Koperasi => None,
        };
        let delivery = area.map_or(Rupiah::ZERO, |area| terms.fee(area, goods));
        let koperasi = match form.receive {
            // A public shop has one; it may have left it a moment ago.
            Receive::Koperasi => Some(shop.koperasi.as_ref().map(|(id, _)| *id).ok_or(PlaceError::Moved)?),
            Receive::Shop | Receive::Delivery => None,
        };
        let total = goods.checked_add(delivery).ok_or(PlaceError::Moved)?;
        Ok(Self {
            goods,
            delivery,
            total,
            koperasi,
            district: area.map(|area| area.code.as_str()),
            qris: if form.pay == Pay::Qris { Some(code(terms, total, today)?) } else { None },
        })
    }
}

/// The seller's code that asks for this total.
fn code(terms: &ShopTerms, total: Rupiah, today: Day) -> Result<String, PlaceError> {
    if let Some(limit) = limit_on(LIMITS, today).filter(|limit| total > limit.most) {
        return Err(refused("cara_bayar", Invalid::AboveQris { max: limit.most }));
    }
    let asking = terms.qris.as_ref().and_then(|own| qris::for_order(&own.code, total));
    asking.ok_or_else(|| refused("cara_bayar", Invalid::UnknownChoice))
}

async fn insert(
    tx: &mut Tx,
    party: &Party,
    shop: &ShopSide,
    form: &Checkout,
    bill: &Bill<'_>,
    made_days: Option<i16>,
) -> Result<Receipt, PlaceError> {
    let (order, now): (OrderId, _) = (ids::fresh(), tx.now());
    let (name, phone) = match (&party.guest, &shop.buyer) {
        (Some(guest), _) => (guest.name.as_str(), guest.phone.as_str()),
        (None, Some((name, phone))) => (name.as_str(), phone.as_str()),
        (None, None) => return Err(Trouble::Other("an order without a buyer".to_owned()).into()),
    };
    // Forty random bits: hardly ever does a number come twice.
    for _ in 0..3 {
        let number = OrderNumber::from_bits(rand::random());
        let written = sqlx::query!(
            "insert into shop_order (id, number, business_id, buyer_id, buyer_name, buyer_phone, receive, koperasi_id, district_code,
                 address, pay, goods, delivery, total, note, ready_on, qris, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $18)
             on conflict (number) do nothing",
            order.0,
            number.as_str(),
            shop.business.0,
            party.account.0,
            name,
            phone,
            form.receive.code(),
            bill.koperasi.map(|id| id.0),
            bill.district,
            form.address.as_ref().map(|address| address.as_str()),
            form.pay.code(),
            bill.goods.0,
            bill.delivery.0,
            bill.total.0,
            form.note.as_ref().map(|note| note.as_str()),
            made_days.map(|days| Day::of(now).plus_days(i64::from(days)).date()),
            bill.qris,
            now
        )
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?
        .rows_affected();
        if written == 1 {
            return Ok(Receipt { order, number: number.to_string() });
        }
    }
    Err(Trouble::Other("no number for an order".to_owned()).into())
}

/// The lines as they were bought, the first event, the cart without them, and less in stock of what is there: the
/// history of the stock names the order.
async fn insert_lines(tx: &mut Tx, order: OrderId, party: &Party, lines: &[CartLine]) -> Result<()> {
    let ids: Vec<Uuid> = lines.iter().map(|_| ids::fresh::<OrderLineId>().0).collect();
    let numbers: Vec<i16> = (1..).take(lines.len()).collect();
    let products: Vec<Uuid> = lines.iter().map(|line| line.product.0).collect();
    let names: Vec<String> = lines.iter().map(|line| line.name.clone()).collect();
    let units: Vec<String> = lines.iter().map(|line| String::from(line.unit)).collect();
    let quantities: Vec<i64> = lines.iter().map(|line| line.quantity.thousandths()).collect();
    let prices: Vec<i64> = lines.iter().map(|line| i64::from(line.priced.price)).collect();
    let totals: Vec<i64> = lines.iter().map(|line| line.priced.total.0).collect();
    let days: Vec<Option<i16>> = lines.iter().map(|line| line.made_days).collect();
    let ((account, token), now) = (party.cart.keys(), tx.now());
    sqlx::query!(
        "with lines as (
             insert into order_line (id, order_id, line, product_id, name, sale_unit, quantity, price, total, made_days)
             select t.id, $1, t.line, t.product, t.name, t.unit, t.quantity, t.price, t.total, t.days
             from unnest($2::uuid[], $3::smallint[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::bigint[], $10::smallint[])
                 as t (id, line, product, name, unit, quantity, price, total, days)),
         bought as (
             delete from cart_line l using cart k
             where k.id = l.cart_id and (k.account_id = $11 or k.token_hash = $12) and l.product_id = any ($4::uuid[])),
         taken as (
             update product p set stock = p.stock - t.quantity, updated_at = greatest($13, p.updated_at + interval '1 microsecond')
             from (select set_config('guyub.order', $15, true) as name) o, unnest($4::uuid[], $7::bigint[]) as t (id, quantity)
             where p.id = t.id and p.stock is not null and o.name is not null)
         insert into order_event (order_id, at, account_id, side, what) values ($1, $13, $14, 'buyer', 'placed')",
        order.0,
        &ids,
        &numbers,
        &products,
        &names,
        &units,
        &quantities,
        &prices,
        &totals,
        &days as &[Option<i16>],
        account,
        token,
        now,
        party.account.0,
        order.to_string()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}
