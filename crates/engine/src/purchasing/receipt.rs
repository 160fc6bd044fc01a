//! Goods receipt: what came, in parts, and what follows once it is all there.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::{AccountId, IdempotencyKey, ReceiptId, RoundId, SupplierId};
use domain::ledger::{Entry, Line, Role};
use domain::money::{Price, Rupiah};
use domain::purchasing::{Arrived, Delivery, Step};
use domain::quantity::Quantity;
use serde_json::json;
use sqlx::PgExecutor;
use time::OffsetDateTime;

use super::goods::{Goods, fresh, goods, own, touch};
use super::{Round, RoundError, allocate_anew, terms};
use crate::ledger::{Posting, book, post};
use crate::notices::{News, RoundNews};
use crate::pictures::{Pictures, Place, Served, Upload, UploadError, process};
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// A part of a delivery, as it was written down.
#[derive(Debug, Clone)]
pub struct Part {
    pub part: i32,
    pub delivered: Quantity,
    pub damaged: Quantity,
    pub damaged_paid: bool,
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub note: Option<String>,
    /// There is a photo of the delivery note.
    pub has_photo: bool,
    /// The officer who wrote it down.
    pub by: AccountId,
    pub at: OffsetDateTime,
}

/// What came of a round's order so far.
#[derive(Debug, Clone)]
pub struct Receipts {
    pub goods: Goods,
    pub parts: Vec<Part>,
    pub arrived: Arrived,
    /// As ordered, or as the last part that said another one.
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub dearer: Dearer,
}

/// Whether the supplier would get more than was ordered for. It goes straight to what members are charged,
/// so that it takes two: one writes it down, another one finishes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dearer {
    No,
    /// By what another officer wrote down.
    ByAnother,
    /// By what this one did: somebody else finishes.
    BySelf,
}

impl Dearer {
    /// Of the parts that have the last word on the price and the transport.
    fn of(parts: &[Part], (price, transport): (Option<Price>, Option<Rupiah>), by: AccountId) -> Self {
        let says = |last: Option<&Part>| last.map(|part| part.by);
        let price = says(parts.iter().rev().find(|p| p.unit_price.is_some()).filter(|p| p.unit_price > price));
        let transport = says(parts.iter().rev().find(|p| p.transport.is_some()).filter(|p| p.transport > transport));
        match [price, transport] {
            [None, None] => Self::No,
            wrote if wrote.contains(&Some(by)) => Self::BySelf,
            _ => Self::ByAnother,
        }
    }
}

/// What came so far, for the koperasi that take part. `None` for others.
///
/// # Errors
/// When the database does not answer.
pub async fn receipts(desk: &Desk, by: &Overseer, id: RoundId) -> Result<Option<Receipts>> {
    let Some(goods) = goods(desk.db(), by.koperasi().id, id).await? else { return Ok(None) };
    let parts = parts(desk.db(), id).await?;
    let arrived = together(&parts)?;
    let dearer = Dearer::of(&parts, (goods.unit_price, goods.transport), by.account());
    let unit_price = last(&parts, |p| p.unit_price).or(goods.unit_price);
    let transport = last(&parts, |p| p.transport).or(goods.transport);
    Ok(Some(Receipts { goods, parts, arrived, unit_price, transport, dearer }))
}

async fn parts(db: impl PgExecutor<'_>, id: RoundId) -> Result<Vec<Part>> {
    let parts = sqlx::query_as!(
        Part,
        r#"select part, delivered as "delivered: Quantity", damaged as "damaged: Quantity", damaged_paid,
                  unit_price as "unit_price: Price", transport as "transport: Rupiah", note,
                  picture is not null as "has_photo!", received_by as "by: AccountId", received_at as at
           from receipt where round_id = $1 order by part"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(parts)
}

fn together(parts: &[Part]) -> Result<Arrived> {
    let sum = |of: fn(&Part) -> Quantity| {
        parts.iter().map(of).try_fold(Quantity::ZERO, Quantity::checked_add).ok_or_else(|| too_large("what arrived"))
    };
    Ok(Arrived {
        delivered: sum(|p| p.delivered)?,
        damaged: sum(|p| p.damaged)?,
        damaged_paid: sum(|p| if p.damaged_paid { p.damaged } else { Quantity::ZERO })?,
    })
}

fn too_large(what: &str) -> Trouble {
    Trouble::Other(format!("{what} does not fit"))
}

/// What the last part that says anything says.
fn last<T>(parts: &[Part], of: impl Fn(&Part) -> Option<T>) -> Option<T> {
    parts.iter().rev().find_map(of)
}

/// Writes a part of the delivery down. `photo` is the key that [`store_photo`] gave. The second press of
/// the button finds the first one's part.
///
/// # Errors
/// [`RoundError::Refused`] (`datang`) for more than is still to come, or a part of what is counted whole;
/// [`RoundError::Moved`] when nothing is expected, [`RoundError::Unknown`].
pub async fn receive(
    desk: &Desk,
    by: &Officer,
    id: RoundId,
    delivery: &Delivery,
    photo: Option<&str>,
    key: IdempotencyKey,
) -> Result<ReceiptId, RoundError> {
    // The photo is not part of what was asked: each press stores it under another key.
    let mut tx = match desk.begin_once(by.account(), key, &("round.receive", id, delivery)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let round = own(&mut tx, by, id).await?;
    round.state.after(Step::Receive)?;
    let unit = terms(tx.conn(), round.offer).await?.unit;
    for (field, amount) in [("datang", delivery.delivered), ("rusak", delivery.damaged)] {
        unit.count(amount).map_err(|why| RoundError::Refused(FieldErrors::of(field, why)))?;
    }
    let before = parts(tx.conn(), id).await?;
    let missing = together(&before)?.missing(round.ordered_quantity.unwrap_or_default());
    if delivery.delivered > missing {
        return Err(RoundError::Refused(FieldErrors::of("datang", Invalid::MoreThan { max: missing })));
    }
    let (receipt, now): (ReceiptId, _) = (ids::fresh(), tx.now());
    let part = before.last().map_or(0, |p| p.part) + 1;
    sqlx::query!(
        "insert into receipt (id, round_id, part, delivered, damaged, damaged_paid, unit_price, transport, note, picture,
                              received_by, received_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        receipt.0,
        id.0,
        part,
        delivery.delivered.thousandths(),
        delivery.damaged.thousandths(),
        delivery.damaged_paid,
        delivery.unit_price.map(i64::from),
        delivery.transport.map(|t| t.0),
        delivery.note.as_ref().map(|n| n.as_str()),
        photo,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    touch(&mut tx, id).await?;
    let detail = json!({ "part": part, "delivered": delivery.delivered, "damaged": delivery.damaged });
    tx.audit("round.receive", Some(round.koperasi), id.0, detail).await?;
    tx.commit_with(&receipt).await?;
    Ok(receipt)
}

/// Takes the last part back, as long as receiving goes on. `part` says which one was meant.
///
/// # Errors
/// [`RoundError::Stale`] when it is the last one no more, [`RoundError::Moved`], [`RoundError::Unknown`].
pub async fn undo_part(desk: &Desk, by: &Officer, id: RoundId, part: i32) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = own(&mut tx, by, id).await?;
    round.state.after(Step::Receive)?;
    let gone = sqlx::query!(
        r#"delete from receipt where round_id = $1 and part = $2 and part = (select max(part) from receipt where round_id = $1)
           returning delivered as "delivered: Quantity", damaged as "damaged: Quantity""#,
        id.0,
        part
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(RoundError::Stale { version: round.version })?;
    touch(&mut tx, id).await?;
    let detail = json!({ "part": part, "delivered": gone.delivered, "damaged": gone.damaged });
    tx.audit("round.receive_undo", Some(round.koperasi), id.0, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Ends receiving: what was accepted is shared out anew, the supplier is owed for it, members are told.
///
/// # Errors
/// [`RoundError::Refused`] (`datang`, `Zero`) when nothing was accepted: such a round is cancelled, not
/// received. [`RoundError::SameOfficer`] for who wrote down a price or a transport above what was ordered;
/// [`RoundError::Stale`] when another part was written down meanwhile, [`RoundError::Moved`],
/// [`RoundError::Unknown`].
pub async fn finish_receiving(desk: &Desk, by: &Officer, id: RoundId, version: i64) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = own(&mut tx, by, id).await?;
    let state = round.state.after(Step::Receive)?;
    fresh(&round, version)?;
    let parts = parts(tx.conn(), id).await?;
    let arrived = together(&parts)?;
    let accepted = arrived.accepted();
    if accepted.is_zero() {
        return Err(RoundError::Refused(FieldErrors::of("datang", Invalid::Zero)));
    }
    not_dearer(&parts, &round, by)?;
    let no_price = || Trouble::Other(format!("round {id} was ordered without a price"));
    let price = last(&parts, |p| p.unit_price).or(round.unit_price).ok_or_else(no_price)?;
    let transport = last(&parts, |p| p.transport).or(round.transport).unwrap_or(Rupiah::ZERO);
    let terms = terms(tx.conn(), round.offer).await?;
    let stock = allocate_anew(&mut tx, &round, &terms, accepted, price, transport).await?;
    post_received(&mut tx, &round, arrived, price, transport).await?;
    let (paid, now) = (arrived.paid().ok_or_else(|| too_large("what is paid for"))?, tx.now());
    let pickup = sqlx::query!(
        "update round set state = $2, accepted_quantity = $3, paid_quantity = $4, stock_quantity = $5, unit_price = $6,
             transport = $7, received_at = $8, updated_at = greatest($8, updated_at + interval '1 microsecond')
         where id = $1 returning pickup_place as place, pickup_at as at",
        id.0,
        state.code(),
        accepted.thousandths(),
        paid.thousandths(),
        stock.thousandths(),
        i64::from(price),
        transport.0,
        now
    )
    .fetch_one(tx.conn())
    .await?;
    tell(&mut tx, &round, &pickup.place, pickup.at).await?;
    let detail = json!({ "accepted": accepted, "paid": paid, "price": price, "transport": transport });
    tx.audit("round.received", Some(round.koperasi), id.0, detail).await?;
    tx.commit().await?;
    Ok(())
}

fn not_dearer(parts: &[Part], round: &Round, by: &Officer) -> Result<(), RoundError> {
    match Dearer::of(parts, (round.unit_price, round.transport), by.account()) {
        Dearer::BySelf => Err(RoundError::SameOfficer),
        Dearer::No | Dearer::ByAnother => Ok(()),
    }
}

/// What came is the koperasi's until its members are charged, and the supplier is owed for it and for
/// what was damaged on the way, where that was agreed.
async fn post_received(tx: &mut Tx, round: &Round, arrived: Arrived, price: Price, transport: Rupiah) -> Result<()> {
    let goods = worth(price, arrived.accepted())?.checked_add(transport).ok_or_else(|| too_large("the worth of a delivery"))?;
    let damage = worth(price, arrived.damaged_paid)?;
    post_owed(tx, round, goods, damage, "Penerimaan barang").await
}

/// Of a round that is given up after it was ordered: damaged goods that the supplier is paid for all the
/// same, with their transport, are the koperasi's loss.
///
/// # Errors
/// [`RoundError::Moved`] once undamaged goods came: they are there and owed for, so that they are received,
/// not given up. [`RoundError::SameOfficer`] as in [`finish_receiving`].
pub(super) async fn owe_for_damage(tx: &mut Tx, by: &Officer, round: &Round) -> Result<(), RoundError> {
    let parts = parts(tx.conn(), round.id).await?;
    let arrived = together(&parts)?;
    if !arrived.accepted().is_zero() {
        return Err(RoundError::Moved { state: round.state });
    }
    not_dearer(&parts, round, by)?;
    let price = last(&parts, |p| p.unit_price).or(round.unit_price);
    let damage = match price {
        Some(price) => worth(price, arrived.damaged_paid)?,
        None => Rupiah::ZERO,
    };
    // Where nothing is paid for, bringing it is paid only if a part says so.
    let as_ordered = round.transport.filter(|_| !arrived.damaged_paid.is_zero());
    let transport = last(&parts, |p| p.transport).or(as_ordered).unwrap_or(Rupiah::ZERO);
    let loss = damage.checked_add(transport).ok_or_else(|| too_large("the worth of a delivery"))?;
    post_owed(tx, round, Rupiah::ZERO, loss, "Barang rusak, pembelian dibatalkan").await?;
    Ok(())
}

fn worth(price: Price, quantity: Quantity) -> Result<Rupiah> {
    price.for_quantity(quantity).ok_or_else(|| too_large("the worth of a delivery"))
}

/// The supplier is owed for goods that are there, and for what was lost.
async fn post_owed(tx: &mut Tx, round: &Round, goods: Rupiah, loss: Rupiah, what: &str) -> Result<()> {
    let owed = goods.checked_add(loss).ok_or_else(|| too_large("what the supplier is owed"))?;
    if owed == Rupiah::ZERO {
        return Ok(());
    }
    let supplier = sqlx::query_scalar!(r#"select supplier_id as "id: SupplierId" from offer where id = $1"#, round.offer.0)
        .fetch_one(tx.conn())
        .await?;
    let entry = Entry::new([
        Line::debit(Role::RoundGoods, goods),
        Line::debit(Role::DamageLoss, loss),
        Line::credit(Role::SupplierPayable, owed).of(supplier.0),
    ])
    .map_err(|why| Trouble::Other(format!("a receipt: {why}")))?;
    let book = book(tx, round.koperasi).await?;
    let (day, memo) = (Day::of(tx.now()), format!("{what}: {}", round.title));
    post(tx, &Posting::new(book, day, "goods_received", &memo).round(round.id), &entry).await?;
    Ok(())
}

/// Whoever pledged hears what they get, and where.
async fn tell(tx: &mut Tx, round: &Round, place: &str, at: OffsetDateTime) -> Result<()> {
    let rows = sqlx::query!(
        r#"select m.account_id as "account: AccountId", a.final as "quantity: Quantity"
           from allocation a join membership m on m.id = a.membership_id where a.round_id = $1"#,
        round.id.0
    )
    .fetch_all(tx.conn())
    .await?;
    let news = rows.into_iter().map(|row| {
        let what = if row.quantity.is_zero() {
            RoundNews::Moved { quantity: row.quantity, reason: "Barang yang datang tidak cukup.".to_owned() }
        } else {
            RoundNews::Arrived { quantity: row.quantity, place: place.to_owned(), at }
        };
        (row.account, News::Round { round: round.id, title: round.title.clone(), what })
    });
    tx.tell_all(&news.collect::<Vec<_>>()).await
}

/// Stores the photo of a delivery note, for officers' eyes only; gives its key. What no part names in the
/// end is swept.
///
/// # Errors
/// Inside, why the photo is refused.
pub async fn store_photo(desk: &Desk, photo: Upload) -> Result<Result<String, UploadError>> {
    match process(photo).await {
        Ok(picture) => Ok(Ok(Pictures::of(desk).put(Place::Secret, picture).await?.key)),
        Err(why) => Ok(Err(why)),
    }
}

/// The photo of a part's delivery note, for the koperasi that runs the round.
///
/// # Errors
/// When the database or the store does not answer.
pub async fn photo(desk: &Desk, by: &Overseer, id: RoundId, part: i32) -> Result<Option<Served>> {
    let key = sqlx::query_scalar!(
        "select p.picture from receipt p join round r on r.id = p.round_id
         where p.round_id = $1 and p.part = $2 and r.koperasi_id = $3",
        id.0,
        part,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    match key.flatten() {
        Some(key) => Pictures::of(desk).read_secret(&key).await,
        None => Ok(None),
    }
}

/// How long a form may send a photo again. After two days its files are swept.
const KEPT_FOR: time::Duration = time::Duration::DAY;

/// A stored photo as a value for a form that was refused for another reason. Signed for the round, so
/// that nobody hangs up what is not theirs.
pub fn keep_photo(desk: &Desk, by: &Officer, id: RoundId, key: &str) -> String {
    let plain = format!("{key}.{}", desk.now().unix_timestamp());
    format!("{plain}.{}", signature(desk, by, id, &plain))
}

/// The key that [`keep_photo`] wrote; `None` for anything else, or one whose files may be gone.
pub fn kept_photo(desk: &Desk, by: &Officer, id: RoundId, value: &str) -> Option<String> {
    let (plain, signed) = value.rsplit_once('.')?;
    if signature(desk, by, id, plain) != signed {
        return None;
    }
    let (key, at) = plain.split_once('.')?;
    let age = desk.now().unix_timestamp() - at.parse::<i64>().ok()?;
    (age <= KEPT_FOR.whole_seconds()).then(|| key.to_owned())
}

fn signature(desk: &Desk, by: &Officer, id: RoundId, plain: &str) -> String {
    let signed = format!("{} {id} {plain}", by.koperasi().id);
    URL_SAFE_NO_PAD.encode(desk.secret().keyed_digest("kept delivery note", &signed))
}
