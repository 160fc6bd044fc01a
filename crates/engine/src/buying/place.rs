//! Placing an order: the lines of one shop leave the cart, what is there leaves the stock, and the order is
//! there, all at once or not at all.
//!
//! Whoever orders holds the rows of the products, by their ids, so that two orders of the same goods wait for
//! each other and never for one another. What was locked is read again afterwards: the price and the stock that
//! an order is held against are those of its own moment.

use std::time::Duration;

use domain::access::Person;
use domain::buying::{Checkout, Guest};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::{AccountId, BusinessId, IdempotencyKey, OrderId, ProductId};
use domain::slug::Slug;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::bill::{Bill, refused};
use super::cart::CartOf;
use super::checkout::{ShopSide, shop as shop_of};
use super::price::shops;
use super::terms::read;
use super::{told, written};
use crate::people::{Caller, open_session};
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Hindered, Result, Trouble, persistently};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// Orders of one buyer within an hour, at all shops: each takes from somebody's stock.
pub const MOST_ORDERS: i64 = 30;
/// Orders of one buyer at one shop that nobody has answered: they hold its goods back, and nothing was paid for them.
pub const MOST_HERE: i64 = 3;
/// The same at all shops together, for a buyer of whom no order was done yet.
pub const MOST_UNANSWERED: i64 = 5;
const AN_HOUR: Duration = Duration::from_secs(3600);
/// Orders without being signed in from one address within a quarter of an hour.
const MOST_GUESTS: u32 = 200;
/// The same at one shop.
pub const MOST_GUESTS_HERE: u32 = 20;
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
    /// [`MOST_HERE`] orders of this buyer wait for this shop's answer.
    #[error("too many orders wait for this shop's answer")]
    ManyHere,
    /// [`MOST_UNANSWERED`] orders of a buyer who is new wait for an answer.
    #[error("too many orders wait for an answer")]
    ManyUnanswered,
    /// The form was sent before with other contents, which became this order; nothing came of these.
    #[error("the form was sent before, with other contents")]
    Reused(Option<Placed>),
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl Hindered for PlaceError {
    fn was_hindered(&self) -> bool {
        match self {
            // Forty random bits hardly ever come twice as a number.
            Self::Trouble(trouble) => trouble.is_retryable() || trouble.constraint() == Some("shop_order_number_key"),
            _ => false,
        }
    }
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
pub(super) struct Receipt {
    pub order: OrderId,
    pub number: String,
}

/// Whose order it becomes, and out of which cart.
struct Party {
    account: AccountId,
    cart: CartOf,
    /// As a guest wrote it; else as the account has it.
    guest: Option<Guest>,
    /// The account was there before, and nobody has shown a session of it.
    by_link: bool,
}

/// Orders all that the buyer's cart holds of this shop.
///
/// # Errors
/// `Unknown`, `Empty`, `Moved`, `Own`, `Blocked`, `Reused`; `Wait` for who orders too often, `ManyHere` and `ManyUnanswered`
/// while too many orders wait; `Refused` at `cara_terima`, `kecamatan`, `cara_bayar` for what the shop does not offer,
/// and at `telepon` for the number of an account with a password, whose owner signs in first.
pub async fn place(desk: &Desk, buyer: Buyer, shop: &Slug, form: &Checkout, key: IdempotencyKey) -> Result<Placed, PlaceError> {
    let buyer = &buyer;
    persistently(|| try_to_place(desk, buyer, shop, form, key)).await
}

async fn try_to_place(
    desk: &Desk,
    buyer: &Buyer,
    shop: &Slug,
    form: &Checkout,
    key: IdempotencyKey,
) -> Result<Placed, PlaceError> {
    match buyer {
        Buyer::Account(person) => as_account(desk, person, shop, form, key).await,
        Buyer::Guest(stranger) => as_guest(desk, stranger, shop, form, key).await,
    }
}

async fn as_account(
    desk: &Desk,
    person: &Person,
    shop: &Slug,
    form: &Checkout,
    key: IdempotencyKey,
) -> Result<Placed, PlaceError> {
    let (account, receipt) = (person.account(), Receipt::fresh());
    let mut tx = match desk.begin_once_as(account, key, &("order", shop.as_str(), form), &receipt).await {
        Ok(Once::Done(receipt)) => return Ok(followed(receipt)),
        Ok(Once::Fresh(tx)) => tx,
        Err(Trouble::KeyReused) => return Err(PlaceError::Reused(before(desk, account, key).await?.map(followed))),
        Err(trouble) => return Err(trouble.into()),
    };
    let party = Party { account, cart: CartOf::Account(account), guest: None, by_link: false };
    write(desk, &mut tx, &party, shop, form, &receipt).await?;
    tx.commit().await?;
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

/// What was ordered by a key that has now come with other contents. `None` when it was the key of something else.
async fn before(desk: &Desk, account: AccountId, key: IdempotencyKey) -> Result<Option<Receipt>> {
    let result = sqlx::query_scalar!("select result from idempotency where account_id = $1 and key = $2", account.0, key.0)
        .fetch_optional(desk.db())
        .await?;
    Ok(result.and_then(|result| serde_json::from_value(result).ok()))
}

/// Whether the order is of this name, as a guest wrote it.
async fn has_name(desk: &Desk, receipt: &Receipt, name: &str) -> Result<bool> {
    let is_theirs =
        sqlx::query_scalar!(r#"select buyer_name = $2 as "is_theirs!" from shop_order where id = $1"#, receipt.order.0, name)
            .fetch_one(desk.db())
            .await?;
    Ok(is_theirs)
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
    let here = format!("{address} {shop}");
    throttle::hit(desk, Limit { name: "order.address.shop", subject: &here, max: MOST_GUESTS_HERE, per: QUARTER }).await?;
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
    let there = account_of(desk, stranger, shop).await?;
    let (account, receipt) = (there.unwrap_or_else(ids::fresh), Receipt::fresh());
    // Without name and phone: whoever presses once more may be signed in by then. Another phone is another account,
    // which has no such key, and finds the cart empty; another name is no second press.
    let mut tx = match desk.begin_once_as(account, key, &("order", shop.as_str(), form), &receipt).await {
        Ok(Once::Done(receipt)) => {
            let is_theirs = has_name(desk, &receipt, stranger.guest.name.as_str()).await?;
            let placed = linked(desk, receipt);
            return if is_theirs { Ok(Some(placed)) } else { Err(PlaceError::Reused(Some(placed))) };
        }
        Ok(Once::Fresh(tx)) => tx,
        Err(Trouble::KeyReused) => {
            let placed = before(desk, account, key).await?.map(|receipt| linked(desk, receipt));
            return Err(PlaceError::Reused(placed));
        }
        Err(trouble) => return Err(trouble.into()),
    };
    if there.is_some() {
        let cart = stranger.cart.clone().map(CartOf::Token).ok_or(PlaceError::Empty)?;
        let party = Party { account, cart, guest: Some(stranger.guest.clone()), by_link: true };
        write(desk, &mut tx, &party, shop, form, &receipt).await?;
        tx.commit().await?;
        return Ok(Some(linked(desk, receipt)));
    }
    let Some(session) = welcome(&mut tx, account, stranger).await? else { return Ok(None) };
    let party = Party { account, cart: CartOf::Account(account), guest: Some(stranger.guest.clone()), by_link: false };
    write(desk, &mut tx, &party, shop, form, &receipt).await?;
    tx.commit().await?;
    Ok(Some(Placed { session: Some(session), ..followed(receipt) }))
}

/// The account of this number that nobody can sign in with; `None` when the number has none. Who has nothing to
/// order here learns nothing of anybody's number.
async fn account_of(desk: &Desk, stranger: &Stranger, shop: &Slug) -> Result<Option<AccountId>, PlaceError> {
    let found = sqlx::query!(
        r#"select id as "id: AccountId", password_hash is not null as "has_password!" from account
           where phone = $1 and closed_at is null"#,
        stranger.guest.phone.as_str()
    )
    .fetch_optional(desk.db())
    .await
    .map_err(Trouble::from)?;
    match found {
        Some(account) if !account.has_password => Ok(Some(account.id)),
        None => Ok(None),
        Some(_) if has_goods(desk, stranger.cart.as_ref(), shop).await? => Err(refused("telepon", Invalid::HasAccount)),
        Some(_) => Err(PlaceError::Empty),
    }
}

/// Whether a browser's cart holds something of this shop.
async fn has_goods(desk: &Desk, cart: Option<&Token>, shop: &Slug) -> Result<bool> {
    let Some(cart) = cart else { return Ok(false) };
    let has = sqlx::query_scalar!(
        r#"select exists (select from cart k join cart_line l on l.cart_id = k.id join product p on p.id = l.product_id
                          join business b on b.id = p.business_id where k.token_hash = $1 and b.slug = $2) as "has!""#,
        cart.digest(),
        shop.as_str()
    )
    .fetch_one(desk.db())
    .await?;
    Ok(has)
}

/// A new account, signed in at once, with the cart of its browser.
async fn welcome(tx: &mut Tx, account: AccountId, stranger: &Stranger) -> Result<Option<Token>, PlaceError> {
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

async fn write(
    desk: &Desk,
    tx: &mut Tx,
    party: &Party,
    slug: &Slug,
    form: &Checkout,
    receipt: &Receipt,
) -> Result<(), PlaceError> {
    let now = tx.now();
    one_by_one(tx, party.account).await?.ok_or(PlaceError::Unknown)?;
    let shop = shop_of(tx.conn(), slug, (Some(party.account), party.by_link), now)
        .await?
        .filter(|shop| shop.open)
        .ok_or(PlaceError::Unknown)?;
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
    let (name, phone) = match (&party.guest, &shop.buyer) {
        (Some(guest), _) => (guest.name.as_str(), guest.phone.as_str()),
        (None, Some((name, phone))) => (name.as_str(), phone.as_str()),
        (None, None) => return Err(Trouble::Other("an order without a buyer".to_owned()).into()),
    };
    let order = written::Order {
        receipt,
        buyer: party.account,
        by_link: party.by_link,
        name,
        phone,
        cart: &party.cart,
        shop: &shop,
        form,
        bill: &bill,
        lines: &cart.lines,
        made_days: cart.made_days(),
    };
    written::write(desk, tx, &order).await?;
    told::mail_placed(desk, tx, &order).await?;
    Ok(())
}

fn may_buy(shop: &ShopSide) -> Result<(), PlaceError> {
    match shop {
        ShopSide { own: true, .. } => Err(PlaceError::Own),
        ShopSide { blocked: true, .. } => Err(PlaceError::Blocked),
        ShopSide { orders, .. } if orders.lately >= MOST_ORDERS => Err(RetryAfter(AN_HOUR).into()),
        ShopSide { orders, .. } if orders.waiting_here >= MOST_HERE => Err(PlaceError::ManyHere),
        ShopSide { orders, .. } if orders.waiting >= MOST_UNANSWERED && !orders.has_bought => Err(PlaceError::ManyUnanswered),
        _ => Ok(()),
    }
}

/// Orders of one buyer at many shops at once are placed one after the other, so that each counts those before it.
/// Nobody's key changes, so rows that refer to the account go on. `None` when it was closed meanwhile.
async fn one_by_one(tx: &mut Tx, buyer: AccountId) -> Result<Option<Uuid>> {
    let held = sqlx::query_scalar!("select id from account where id = $1 and closed_at is null for no key update", buyer.0);
    Ok(held.fetch_optional(tx.conn()).await?)
}

/// Holds the products of the cart, by their ids. Nobody's key changes, so rows that refer to them go on. The shop is
/// held as well, as the order's row will do: who closes it waits for the order, or has closed it when it is read next.
async fn hold(tx: &mut Tx, who: &CartOf, shop: BusinessId) -> Result<Vec<ProductId>> {
    let (account, token) = who.keys();
    let held = sqlx::query_scalar!(
        r#"select p.id as "id: ProductId" from cart k join cart_line l on l.cart_id = k.id join product p on p.id = l.product_id
           join business b on b.id = p.business_id
           where (k.account_id = $1 or k.token_hash = $2) and p.business_id = $3
           order by p.id for no key update of p for key share of b"#,
        account,
        token,
        shop.0
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(held)
}
