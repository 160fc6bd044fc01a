//! A buyer's review of a line, and the seller's answer.

use domain::access::Keeper;
use domain::buying::{OrderNumber, State};
use domain::ids::{AccountId, BusinessId, OrderId, OrderLineId, ProductId};
use domain::reviews::{Answer, ReviewForm};
use serde_json::json;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::shown::StoredPicture;
use crate::Desk;
use crate::buying::{OrderReader, link};
use crate::notices::News;
use crate::pictures::{PictureSet, Pictures, Place};
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// How old an account without a password is when it may review: whoever sells could make numbers up, order, say that
/// the goods came, and praise them, all within minutes.
pub const SETTLED: Duration = Duration::DAY;

/// From when on an account without a password may review; `None` for one that may.
fn waits(no_password: bool, born: OffsetDateTime, now: OffsetDateTime) -> Option<OffsetDateTime> {
    Some(born + SETTLED).filter(|from| no_password && now < *from)
}

/// The buyer of an order: signed in, or by the signed link. Only [`buyer`] makes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Buyer {
    account: AccountId,
    order: OrderId,
}

impl Buyer {
    pub fn account(&self) -> AccountId {
        self.account
    }
}

/// `None` for whoever is not the buyer.
///
/// # Errors
/// When the database does not answer.
pub async fn buyer(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<Option<Buyer>> {
    let row = sqlx::query!(
        r#"select id as "order: OrderId", buyer_id as "account: AccountId", by_link from shop_order where number = $1"#,
        number.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    let row = row.filter(|row| match who {
        OrderReader::Buyer(person) => person.account() == row.account && !row.by_link,
        OrderReader::Link(signature) => link::is_signed(desk, row.order, signature),
        OrderReader::Seller(_) | OrderReader::Mediator(_) => false,
    });
    Ok(row.map(|row| Buyer { account: row.account, order: row.order }))
}

/// An order as its buyer looks back on it.
#[derive(Debug, Clone)]
pub struct OrderLines {
    pub number: OrderNumber,
    pub state: State,
    pub shop: String,
    pub shop_slug: String,
    /// The buyer's account has no password and is younger than [`SETTLED`]: from when on it may review.
    pub reviews_from: Option<OffsetDateTime>,
    pub lines: Vec<LineReview>,
}

#[derive(Debug, Clone)]
pub struct LineReview {
    pub id: OrderLineId,
    /// As it was bought.
    pub name: String,
    pub product_slug: String,
    pub review: Option<Own>,
}

/// What the buyer has said.
#[derive(Debug, Clone)]
pub struct Own {
    pub stars: i16,
    pub words: Option<String>,
    pub pictures: Vec<PictureSet>,
    /// Why an officer hides it.
    pub hidden_why: Option<String>,
    pub answer: Option<String>,
}

/// # Errors
/// When the database does not answer.
pub async fn lines(desk: &Desk, by: &Buyer) -> Result<OrderLines> {
    let order = sqlx::query!(
        r#"select o.number as "number: OrderNumber", o.state as "state: State", b.name as shop, b.slug as shop_slug,
                  a.password_hash is null as "no_password!", a.created_at as born
           from shop_order o join business b on b.id = o.business_id join account a on a.id = o.buyer_id where o.id = $1"#,
        by.order.0
    )
    .fetch_one(desk.db())
    .await?;
    let rows = sqlx::query!(
        r#"select l.id as "id: OrderLineId", l.name, p.slug as product_slug,
                  r.stars as "stars?", r.words as "words?", r.hidden_why as "hidden_why?", r.answer as "answer?",
                  (select coalesce(jsonb_agg(jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                          'widest', i.widest, 'colour', i.colour) order by i.position), '[]')
                   from review_picture i where i.order_line_id = l.id) as "pictures!: Json<Vec<StoredPicture>>"
           from order_line l join product p on p.id = l.product_id left join review r on r.order_line_id = l.id
           where l.order_id = $1 order by l.line"#,
        by.order.0
    )
    .fetch_all(desk.db())
    .await?;
    let lines = rows.into_iter().map(|r| LineReview {
        id: r.id,
        name: r.name,
        product_slug: r.product_slug,
        review: r.stars.map(|stars| Own {
            stars,
            words: r.words,
            pictures: r.pictures.0.into_iter().map(StoredPicture::set).collect(),
            hidden_why: r.hidden_why,
            answer: r.answer,
        }),
    });
    Ok(OrderLines {
        number: order.number,
        state: order.state,
        shop: order.shop,
        shop_slug: order.shop_slug,
        reviews_from: waits(order.no_password, order.born, desk.now()),
        lines: lines.collect(),
    })
}

#[derive(Debug, thiserror::Error)]
pub enum ReviewError {
    /// This person has bought no such line.
    #[error("no such line")]
    Unknown,
    /// The order is not done, or there is a complaint about it.
    #[error("the order is not done")]
    NotDone,
    /// An account without a password that is younger than [`SETTLED`].
    #[error("too new an account without a password, until {from}")]
    TooNew { from: OffsetDateTime },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// What a review is of, its order held until the transaction ends.
struct Line {
    order: OrderId,
    product: ProductId,
    product_name: String,
    business: BusinessId,
    business_slug: String,
    owner: AccountId,
    state: State,
    no_password: bool,
    born: OffsetDateTime,
}

/// What became of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Nothing was said of this line before.
    Fresh,
    /// It takes the place of what was said before.
    Changed,
    /// It says what was said before: the second press.
    Same,
}

/// Says what a line was like, or says it anew: the same row, so that pressing twice changes nothing. New
/// pictures replace the old ones.
///
/// # Errors
/// [`ReviewError::Unknown`], [`ReviewError::NotDone`], [`ReviewError::TooNew`]
pub async fn review(
    desk: &Desk,
    by: &Buyer,
    line: OrderLineId,
    form: &ReviewForm,
    pictures: &[PictureSet],
) -> Result<Written, ReviewError> {
    let mut tx = desk.begin(by.account).await?;
    let of = held_line(&mut tx, by, line).await?.ok_or(ReviewError::Unknown)?;
    if of.state != State::Done {
        return Err(ReviewError::NotDone);
    }
    if let Some(from) = waits(of.no_password, of.born, tx.now()) {
        return Err(ReviewError::TooNew { from });
    }
    let written = write(&mut tx, by, line, &of, form, !pictures.is_empty()).await?;
    if written == Written::Same {
        return Ok(written);
    }
    let fresh = written == Written::Fresh;
    let gone = if form.without_pictures || !pictures.is_empty() { replace(&mut tx, line, pictures).await? } else { Vec::new() };
    if fresh {
        let news = News::Reviewed { business: of.business_slug, product: of.product_name, stars: form.stars.get() };
        tx.tell(of.owner, &news).await?;
    }
    tx.audit("review.write", None, line.0, json!({ "order": of.order, "stars": form.stars, "fresh": fresh })).await?;
    tx.commit().await?;
    throw_away(desk, &gone).await;
    Ok(written)
}

async fn held_line(tx: &mut Tx, by: &Buyer, line: OrderLineId) -> Result<Option<Line>> {
    let found = sqlx::query_as!(
        Line,
        r#"select o.id as "order: OrderId", l.product_id as "product: ProductId", l.name as product_name,
                  o.business_id as "business: BusinessId", b.slug as business_slug, b.owner_id as "owner: AccountId", o.state as "state: State",
                  a.password_hash is null as "no_password!", a.created_at as born
           from order_line l join shop_order o on o.id = l.order_id join business b on b.id = o.business_id
           join account a on a.id = o.buyer_id
           where l.id = $1 and o.id = $2 for share of o"#,
        line.0,
        by.order.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(found)
}

/// A row's `xmax` is 0 as long as nobody has changed it; of what stays as it is no row comes back. `more` says that
/// pictures came along.
async fn write(tx: &mut Tx, by: &Buyer, line: OrderLineId, of: &Line, form: &ReviewForm, more: bool) -> Result<Written> {
    let now = tx.now();
    let fresh = sqlx::query_scalar!(
        r#"insert into review as r (order_line_id, product_id, business_id, author_id, stars, words, created_at, changed_at)
           values ($1, $2, $3, $4, $5, $6, $7, $7)
           on conflict (order_line_id) do update set stars = excluded.stars, words = excluded.words, changed_at = excluded.changed_at
           where (r.stars, r.words) is distinct from (excluded.stars, excluded.words) or $8
              or $9 and exists (select from review_picture i where i.order_line_id = r.order_line_id)
           returning r.xmax = 0 as "fresh!""#,
        line.0,
        of.product.0,
        of.business.0,
        by.account.0,
        form.stars.get(),
        form.words.as_ref().map(|words| words.as_str()),
        now,
        more,
        form.without_pictures
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(match fresh {
        Some(true) => Written::Fresh,
        Some(false) => Written::Changed,
        None => Written::Same,
    })
}

/// Gives the keys whose files nothing shows any more once this is committed.
async fn replace(tx: &mut Tx, line: OrderLineId, pictures: &[PictureSet]) -> Result<Vec<String>> {
    let old = sqlx::query_scalar!("delete from review_picture where order_line_id = $1 returning key", line.0)
        .fetch_all(tx.conn())
        .await?;
    for (position, picture) in (0i16..).zip(pictures) {
        sqlx::query!(
            "insert into review_picture (order_line_id, position, key, width, height, widest, colour) values ($1, $2, $3, $4, $5, $6, $7)",
            line.0,
            position,
            picture.key,
            // At most 65,535 each.
            picture.width as i32,
            picture.height as i32,
            picture.widest as i32,
            picture.colour,
        )
        .execute(tx.conn())
        .await?;
    }
    // A form that came twice names the same pictures again.
    Ok(old.into_iter().filter(|key| pictures.iter().all(|picture| picture.key != *key)).collect())
}

/// What cannot be deleted now is swept later.
async fn throw_away(desk: &Desk, keys: &[String]) {
    let store = Pictures::of(desk);
    for key in keys {
        if let Err(trouble) = store.delete(Place::Public, key).await {
            tracing::warn!(%trouble, key, "a review's picture was not deleted");
        }
    }
}

/// A review as the seller reads it.
#[derive(Debug, Clone)]
pub struct ShopReview {
    pub line: OrderLineId,
    pub order: String,
    pub product: String,
    pub product_slug: String,
    /// The buyer's name as it was given with the order.
    pub buyer: String,
    pub stars: i16,
    pub words: Option<String>,
    pub at: OffsetDateTime,
    pub answer: Option<String>,
    pub hidden: bool,
}

/// A page of a shop's reviews, those without an answer first, then the newest.
///
/// # Errors
/// When the database does not answer.
pub async fn of_shop(desk: &Desk, by: &Keeper, limit: i64, offset: i64) -> Result<(Vec<ShopReview>, i64)> {
    let rows = found_of_shop(desk, by, None, limit, offset).await?;
    let total = sqlx::query_scalar!(r#"select count(*) as "n!" from review where business_id = $1"#, by.business().0)
        .fetch_one(desk.db())
        .await?;
    Ok((rows, total))
}

/// One of them.
///
/// # Errors
/// When the database does not answer.
pub async fn one_of_shop(desk: &Desk, by: &Keeper, line: OrderLineId) -> Result<Option<ShopReview>> {
    Ok(found_of_shop(desk, by, Some(line.0), 1, 0).await?.pop())
}

async fn found_of_shop(desk: &Desk, by: &Keeper, line: Option<Uuid>, limit: i64, offset: i64) -> Result<Vec<ShopReview>> {
    let rows = sqlx::query_as!(
        ShopReview,
        r#"select r.order_line_id as "line: OrderLineId", o.number as order, l.name as product, p.slug as product_slug,
                  o.buyer_name as buyer, r.stars, r.words, r.created_at as at, r.answer, r.hidden_at is not null as "hidden!"
           from review r join order_line l on l.id = r.order_line_id join shop_order o on o.id = l.order_id
           join product p on p.id = r.product_id
           where r.business_id = $1 and ($2::uuid is null or r.order_line_id = $2)
           order by r.answer is not null, r.created_at desc, r.order_line_id limit $3 offset $4"#,
        by.business().0,
        line,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// What waits for the seller's word.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShopDue {
    /// Reviews without an answer.
    pub reviews: i64,
    /// Complaints in which the seller did not have the last word, and the order of the oldest.
    pub complaints: i64,
    pub first_complaint: Option<String>,
}

/// # Errors
/// When the database does not answer.
pub async fn shop_due(desk: &Desk, by: &Keeper) -> Result<ShopDue> {
    let due = sqlx::query_as!(
        ShopDue,
        r#"select r.n as "reviews!", count(c.number) as "complaints!", (array_agg(c.number order by c.raised_at))[1] as first_complaint
           from (select count(*) as n from review where business_id = $1 and answer is null and hidden_at is null) r
           left join (select o.number, c.raised_at from shop_order o join complaint c on c.order_id = o.id
                      where o.business_id = $1 and o.state = 'complaint'
                        and (select side from complaint_word where complaint_id = c.id order by id desc limit 1) <> 'seller') c on true
           group by r.n"#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(due)
}

#[derive(Debug, thiserror::Error)]
pub enum AnswerError {
    /// Of another shop, or of none.
    #[error("no such review")]
    Unknown,
    /// A seller answers once.
    #[error("answered already")]
    Already,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// The seller answers, once.
///
/// # Errors
/// [`AnswerError::Unknown`], [`AnswerError::Already`]
pub async fn answer(desk: &Desk, by: &Keeper, line: OrderLineId, answer: &Answer) -> Result<(), AnswerError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let row = sqlx::query!(
        r#"select r.author_id as "author: AccountId", r.answer is not null as "answered!", p.slug, l.name, o.by_link
           from review r join product p on p.id = r.product_id join order_line l on l.id = r.order_line_id
           join shop_order o on o.id = l.order_id
           where r.order_line_id = $1 and r.business_id = $2 for update of r"#,
        line.0,
        by.business().0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(AnswerError::Unknown)?;
    if row.answered {
        return Err(AnswerError::Already);
    }
    sqlx::query!("update review set answer = $2, answered_at = $3 where order_line_id = $1", line.0, answer.0.as_str(), now)
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?;
    // What is of an order's link alone is told to no account.
    if !row.by_link {
        tx.tell(row.author, &News::ReviewAnswered { slug: row.slug, product: row.name }).await?;
    }
    tx.audit("review.answer", by.koperasi(), line.0, json!({ "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}
