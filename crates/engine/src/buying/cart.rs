//! Carts: of a person, or of a browser that nobody has signed in with. Nothing is held for a cart; only an
//! order takes from the stock.

use std::time::Duration;

use domain::buying::{MOST_LINES, MOST_OF_ONE};
use domain::form::{FieldErrors, Invalid};
use domain::ids::{AccountId, CartId, ProductId};
use domain::money::{Price, Rupiah};
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use uuid::Uuid;

use super::price::{ShopCart, shops, tiers};
use crate::people::Caller;
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};
use crate::{Desk, ids};

/// How long a cart that nobody has signed in with is kept after it was touched last.
pub const LASTS: time::Duration = time::Duration::days(30);
/// What one address may put into carts without being signed in within a quarter of an hour: mobile carriers put
/// thousands of phones behind one.
const MOST_ADDED: u32 = 1000;
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Whose cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CartOf {
    Account(AccountId),
    /// Of the browser that holds this cookie.
    Token(Token),
}

impl CartOf {
    /// As the table names it: exactly one of the two.
    pub(super) fn keys(&self) -> (Option<Uuid>, Option<Vec<u8>>) {
        match self {
            Self::Account(id) => (Some(id.0), None),
            Self::Token(token) => (None, Some(token.digest())),
        }
    }

    fn account(&self) -> Option<AccountId> {
        match self {
            Self::Account(id) => Some(*id),
            Self::Token(_) => None,
        }
    }

    fn actor(&self) -> Actor {
        self.account().map_or(Actor::System, Actor::Account)
    }
}

#[derive(Debug, thiserror::Error)]
pub enum CartError {
    /// No such product that strangers see, or it is not in the cart.
    #[error("no such product")]
    Unknown,
    #[error("refused: {0}")]
    Refused(#[from] FieldErrors),
    #[error("nothing is left")]
    SoldOut,
    /// The cart holds all that is left already.
    #[error("all of it is in the cart")]
    AllTaken,
    /// Whoever keeps a shop does not buy from it.
    #[error("the buyer keeps this shop")]
    Own,
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for CartError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// The cart of a browser that is about to put something in: its own, or a new one, whose row comes with the first
/// product. Counted for both, since anybody can make up a cookie.
///
/// # Errors
/// [`CartError::Wait`] when its address has put too much into carts within a quarter of an hour.
pub async fn begin(desk: &Desk, caller: &Caller, own: Option<&Token>) -> Result<Token, CartError> {
    throttle::hit(desk, Limit { name: "cart.add", subject: &caller.address, max: MOST_ADDED, per: QUARTER }).await?;
    Ok(own.cloned().unwrap_or_else(Token::fresh))
}

/// Puts so much more of a product into the cart.
///
/// # Errors
/// `Unknown`, `SoldOut`, `AllTaken`, `Own`; `Refused` at `jumlah` for nothing, a fraction of what is sold whole,
/// so little that it costs nothing, or more than there is, and at `produk` when the cart is full.
pub async fn add(desk: &Desk, who: &CartOf, slug: &Slug, quantity: Quantity) -> Result<(), CartError> {
    let mut tx = begin_with(desk, who).await?;
    let offered = offered(&mut tx, who, slug).await?.filter(|offered| offered.on_market).ok_or(CartError::Unknown)?;
    if offered.own {
        return Err(CartError::Own);
    }
    let cart = held(&mut tx, who).await?;
    let there = in_cart(&mut tx, cart, offered.product).await?;
    let more = offered.unit.count(quantity).map_err(|why| refused("jumlah", why))?;
    let sum = there.unwrap_or_default().checked_add(more).ok_or_else(|| refused("jumlah", Invalid::TooLarge))?;
    match offered.stock {
        Some(Quantity::ZERO) => return Err(CartError::SoldOut),
        Some(left) if sum > left => {
            let free = left.checked_sub(there.unwrap_or_default()).filter(|free| !free.is_zero());
            return Err(free.map_or(CartError::AllTaken, |max| refused("jumlah", Invalid::MoreThan { max })));
        }
        _ => {}
    }
    if there.is_none() && lines(&mut tx, cart).await? >= MOST_LINES {
        return Err(refused("produk", Invalid::TooMany { max: MOST_LINES }));
    }
    put(&mut tx, cart, &offered, sum).await?;
    tx.commit().await?;
    Ok(())
}

/// Changes how much of a product is in the cart; nothing of it takes it out.
///
/// # Errors
/// `Unknown` when it is not in the cart; `SoldOut`; `Refused` at `jumlah`.
pub async fn set(desk: &Desk, who: &CartOf, slug: &Slug, quantity: Quantity) -> Result<(), CartError> {
    if quantity.is_zero() {
        return remove(desk, who, slug).await;
    }
    let mut tx = begin_with(desk, who).await?;
    let offered = offered(&mut tx, who, slug).await?.filter(|offered| offered.on_market).ok_or(CartError::Unknown)?;
    let cart = held(&mut tx, who).await?;
    in_cart(&mut tx, cart, offered.product).await?.ok_or(CartError::Unknown)?;
    let quantity = offered.unit.count(quantity).map_err(|why| refused("jumlah", why))?;
    match offered.stock {
        Some(Quantity::ZERO) => return Err(CartError::SoldOut),
        Some(max) if quantity > max => return Err(refused("jumlah", Invalid::MoreThan { max })),
        _ => {}
    }
    put(&mut tx, cart, &offered, quantity).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a product out of the cart, also one that is on the market no more.
///
/// # Errors
/// `Unknown` when it is not in it.
pub async fn remove(desk: &Desk, who: &CartOf, slug: &Slug) -> Result<(), CartError> {
    let (account, token) = who.keys();
    let gone = sqlx::query!(
        "delete from cart_line l using cart k, product p
         where k.id = l.cart_id and p.id = l.product_id and p.slug = $3 and (k.account_id = $1 or k.token_hash = $2)",
        account,
        token,
        slug.as_str()
    )
    .execute(desk.db())
    .await
    .map_err(Trouble::from)?
    .rows_affected();
    if gone == 0 { Err(CartError::Unknown) } else { Ok(()) }
}

/// What the cart holds, by shop, with the prices of now.
///
/// # Errors
/// When the database does not answer.
pub async fn cart(desk: &Desk, who: &CartOf) -> Result<Vec<ShopCart>> {
    let mut db = desk.db().acquire().await?;
    shops(&mut db, who, None).await
}

/// How many products the cart holds.
///
/// # Errors
/// When the database does not answer.
pub async fn count(desk: &Desk, who: &CartOf) -> Result<u64> {
    let (account, token) = who.keys();
    let lines = sqlx::query_scalar!(
        r#"select count(*) as "lines!" from cart k join cart_line l on l.cart_id = k.id
           where k.account_id = $1 or k.token_hash = $2"#,
        account,
        token
    )
    .fetch_one(desk.db())
    .await?;
    Ok(u64::try_from(lines).unwrap_or_default())
}

/// The buyer has read what became of prices and units since: from now on these count as seen.
///
/// # Errors
/// When the database does not answer.
pub async fn agree(desk: &Desk, who: &CartOf) -> Result<()> {
    let (account, token) = who.keys();
    sqlx::query!(
        "update cart_line l set seen_unit = p.sale_unit, seen_price = coalesce(
             (select t.price from price_tier t where t.product_id = p.id and t.from_quantity <= l.quantity
              order by t.from_quantity desc limit 1), p.price)
         from cart k, product p where k.id = l.cart_id and p.id = l.product_id and (k.account_id = $1 or k.token_hash = $2)",
        account,
        token
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// What a browser had put into its cart before somebody signed in with it goes into theirs. Of a product that is
/// in both, the larger amount stays; of the others, as many as there is room for, what was put in first at first.
///
/// # Errors
/// When the database does not answer.
pub async fn join_at_sign_in(desk: &Desk, account: AccountId, token: &Token) -> Result<()> {
    let mut tx = desk.begin(account).await?;
    let found = sqlx::query_scalar!(r#"select id as "id: CartId" from cart where token_hash = $1 for update"#, token.digest())
        .fetch_optional(tx.conn())
        .await?;
    let Some(before) = found else { return Ok(()) };
    let cart = held(&mut tx, &CartOf::Account(account)).await?;
    sqlx::query!(
        "update cart_line l set quantity = b.quantity, seen_price = b.seen_price, seen_unit = b.seen_unit from cart_line b
         where l.cart_id = $1 and b.cart_id = $2 and b.product_id = l.product_id and l.quantity < b.quantity",
        cart.0,
        before.0
    )
    .execute(tx.conn())
    .await?;
    let room = i64::try_from(MOST_LINES.saturating_sub(lines(&mut tx, cart).await?)).unwrap_or_default();
    sqlx::query!(
        "insert into cart_line (cart_id, product_id, quantity, seen_price, seen_unit, added_at)
         select $1, b.product_id, b.quantity, b.seen_price, b.seen_unit, b.added_at from cart_line b
         where b.cart_id = $2 and not exists (select from cart_line l where l.cart_id = $1 and l.product_id = b.product_id)
         order by b.added_at, b.product_id limit $3",
        cart.0,
        before.0,
        room
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!("delete from cart where id = $1", before.0).execute(tx.conn()).await?;
    tx.commit().await
}

/// Takes away what no browser has touched for long.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sweep(tx: &mut Tx) -> Result<()> {
    let before = tx.now() - LASTS;
    sqlx::query!("delete from cart where account_id is null and touched_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}

async fn begin_with(desk: &Desk, who: &CartOf) -> Result<Tx> {
    let mut tx = desk.begin(who.actor()).await?;
    if who.account().is_none() {
        tx.hurry().await?;
    }
    Ok(tx)
}

fn refused(field: &str, why: Invalid) -> CartError {
    FieldErrors::of(field, why).into()
}

/// A product as far as a cart needs it.
struct Offered {
    product: ProductId,
    unit: SaleUnit,
    price: Price,
    starts: Vec<i64>,
    prices: Vec<i64>,
    stock: Option<Quantity>,
    /// Strangers see it.
    on_market: bool,
    /// It is of a shop that the buyer keeps.
    own: bool,
}

async fn offered(tx: &mut Tx, who: &CartOf, slug: &Slug) -> Result<Option<Offered>> {
    let today = domain::dates::Day::of(tx.now()).date();
    let row = sqlx::query!(
        r#"select p.id as "product: ProductId", p.sale_unit as "unit: SaleUnit",
                  p.price as "price: Price", p.stock, p.state = 'published' and v.id is not null as "on_market!",
                  array(select t.from_quantity from price_tier t where t.product_id = p.id order by 1) as "starts!: Vec<i64>",
                  array(select t.price from price_tier t where t.product_id = p.id order by t.from_quantity) as "prices!: Vec<i64>",
                  coalesce(b.owner_id = $2, false) or exists (select from office o
                      where o.koperasi_id = b.koperasi_id and o.account_id = $2 and o.ended_at is null
                        and o.duty <> 'pengawas' and $3 between o.from_day and o.until_day) as "own!"
           from product p join business b on b.id = p.business_id left join business_public v on v.id = b.id
           where p.slug = $1"#,
        slug.as_str(),
        who.account().map(|account| account.0),
        today
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(row.map(|row| Offered {
        product: row.product,
        unit: row.unit,
        price: row.price,
        starts: row.starts,
        prices: row.prices,
        stock: row.stock.map(Quantity::from_thousandths),
        on_market: row.on_market,
        own: row.own,
    }))
}

/// The cart's row, made if there is none; whoever changes the same cart waits.
async fn held(tx: &mut Tx, who: &CartOf) -> Result<CartId> {
    let ((account, token), now) = (who.keys(), tx.now());
    // The second round is for two first presses at once.
    for _ in 0..2 {
        let there = sqlx::query_scalar!(
            r#"update cart set touched_at = $3 where account_id = $1 or token_hash = $2 returning id as "id: CartId""#,
            account,
            token.as_deref(),
            now
        )
        .fetch_optional(tx.conn())
        .await?;
        if let Some(cart) = there {
            return Ok(cart);
        }
        let made = sqlx::query_scalar!(
            r#"insert into cart (id, account_id, token_hash, touched_at) values ($1, $2, $3, $4)
               on conflict do nothing returning id as "id: CartId""#,
            ids::fresh::<CartId>().0,
            account,
            token.as_deref(),
            now
        )
        .fetch_optional(tx.conn())
        .await?;
        if let Some(cart) = made {
            return Ok(cart);
        }
    }
    Err(Trouble::Other("a cart kept vanishing".to_owned()))
}

async fn in_cart(tx: &mut Tx, cart: CartId, product: ProductId) -> Result<Option<Quantity>> {
    let quantity =
        sqlx::query_scalar!("select quantity from cart_line where cart_id = $1 and product_id = $2", cart.0, product.0)
            .fetch_optional(tx.conn())
            .await?;
    Ok(quantity.map(Quantity::from_thousandths))
}

async fn lines(tx: &mut Tx, cart: CartId) -> Result<usize> {
    let lines = sqlx::query_scalar!(r#"select count(*) as "lines!" from cart_line where cart_id = $1"#, cart.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(usize::try_from(lines).unwrap_or(usize::MAX))
}

async fn put(tx: &mut Tx, cart: CartId, offered: &Offered, quantity: Quantity) -> Result<(), CartError> {
    if quantity > MOST_OF_ONE {
        return Err(refused("jumlah", Invalid::MoreThan { max: MOST_OF_ONE }));
    }
    let (now, ladder) = (tx.now(), tiers(offered.price, &offered.starts, &offered.prices));
    let price = ladder.price_for(quantity, offered.price);
    // Less than half a rupiah is rounded to none, and nothing is sold for that.
    if price.for_quantity(quantity) == Some(Rupiah::ZERO) {
        return Err(refused("jumlah", Invalid::CostsNothing));
    }
    sqlx::query!(
        "insert into cart_line (cart_id, product_id, quantity, seen_price, seen_unit, added_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (cart_id, product_id) do update set quantity = excluded.quantity,
             -- A change that was not seen yet is still to be said, however often the amount is changed.
             (seen_price, seen_unit) = (
                 select case when k.is_seen then excluded.seen_price else cart_line.seen_price end,
                        case when k.is_seen then excluded.seen_unit else cart_line.seen_unit end
                 from (select cart_line.seen_unit = p.sale_unit and cart_line.seen_price = coalesce(
                           (select t.price from price_tier t where t.product_id = p.id and t.from_quantity <= cart_line.quantity
                            order by t.from_quantity desc limit 1), p.price) as is_seen
                       from product p where p.id = cart_line.product_id) k)",
        cart.0,
        offered.product.0,
        quantity.thousandths(),
        i64::from(price),
        String::from(offered.unit),
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    Ok(())
}
