//! A purchase order as its readers have it: the officers, and the supplier by a link that is signed, so
//! that its page needs no account.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::ids::{KoperasiId, OfferId, PurchaseOrderId, RoundId};
use domain::money::{Price, Rupiah};
use domain::phone::Phone;
use domain::purchasing::{OfferTerms, State};
use domain::quantity::Quantity;
use serde_json::json;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

use super::plan::held;
use super::{RoundError, lock, terms};
use crate::Desk;
use crate::notices::{OfficeNews, Officers};
use crate::suppliers::{Contact, NewContact};
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};

/// How the supplier got the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentWay {
    Mail,
    Whatsapp,
    /// Printed.
    Hand,
}

impl SentWay {
    pub const ALL: [Self; 3] = [Self::Mail, Self::Whatsapp, Self::Hand];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Whatsapp => "whatsapp",
            Self::Hand => "hand",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// A purchase order (pesanan pembelian), as the officers, the supplier and the paper show it.
#[derive(Debug, Clone)]
pub struct OrderView {
    pub id: PurchaseOrderId,
    /// `PO/2026/0001`
    pub number: String,
    pub round: RoundId,
    pub koperasi: String,
    pub koperasi_slug: String,
    pub koperasi_address: String,
    pub koperasi_phone: Phone,
    pub supplier: String,
    pub supplier_slug: String,
    pub contact: Contact,
    /// Another koperasi has changed the contact lately: whoever sends the order there makes sure of it first.
    pub new_contact: Option<NewContact>,
    pub material: String,
    /// Of the round.
    pub title: String,
    pub terms: OfferTerms,
    pub quantity: Quantity,
    pub packs: i64,
    pub unit_price: Price,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub total: Rupiah,
    /// What the officer added to the terms.
    pub note: Option<String>,
    pub deliver_by: Option<Day>,
    pub pickup_place: String,
    pub pickup_at: OffsetDateTime,
    pub issued_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
    pub sent_way: Option<SentWay>,
    pub seen_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
    /// When the round was settled, or cancelled.
    pub over_at: Option<OffsetDateTime>,
    /// What the supplier's link is signed with: whoever has it confirms the order.
    pub signature: String,
    /// What the link of the paper's code is signed with: whoever has it only sees whether the paper is genuine.
    pub check: String,
    /// Of the round.
    pub state: State,
}

impl OrderView {
    /// The path of the supplier's own page.
    pub fn path(&self) -> String {
        format!("/po/{}/{}", self.id, self.signature)
    }

    /// The path that says whether a paper is genuine. Papers pass through many hands.
    pub fn check_path(&self) -> String {
        format!("/po/{}/{}/periksa", self.id, self.check)
    }

    /// The supplier's page says no more than that all is done: a link lies in a chat for years.
    pub fn is_long_over(&self, now: OffsetDateTime) -> bool {
        self.over_at.is_some_and(|over| over + LINK_LASTS < now)
    }
}

/// How long after the end of a round the supplier's link shows the order.
const LINK_LASTS: Duration = Duration::days(180);

pub(super) fn number_text(year: i32, number: i32) -> String {
    format!("PO/{year}/{number:04}")
}

/// What a link is good for; what is signed for one opens nothing of the other.
#[derive(Debug, Clone, Copy)]
enum Purpose {
    Confirm,
    Check,
}

impl Purpose {
    fn signature(self, desk: &Desk, id: PurchaseOrderId) -> String {
        let purpose = match self {
            Self::Confirm => "purchase-order",
            Self::Check => "purchase-order check",
        };
        URL_SAFE_NO_PAD.encode(desk.secret().keyed_digest(purpose, &id.to_string()))
    }
}

/// Digests are compared, so that the time it takes says nothing of how much of a guess is right.
fn is_signed(desk: &Desk, id: PurchaseOrderId, given: &str, purpose: Purpose) -> bool {
    let digest = |text: &str| desk.secret().keyed_digest("purchase-order compared", text);
    digest(given) == digest(&purpose.signature(desk, id))
}

pub(super) async fn load(desk: &Desk, db: &mut PgConnection, id: PurchaseOrderId) -> Result<Option<OrderView>> {
    let row = sqlx::query!(
        r#"select po.round_id as "round: RoundId", po.year, po.number, po.quantity as "quantity: Quantity",
                  po.unit_price as "unit_price: Price", po.goods as "goods: Rupiah", po.transport as "transport: Rupiah",
                  po.terms as note, po.deliver_by as "deliver_by: Day", po.issued_at, po.sent_at, po.sent_way, po.seen_at,
                  po.confirmed_at, k.name as koperasi, k.slug as koperasi_slug, k.phone as "koperasi_phone: Phone",
                  concat_ws(', ', k.address, k.village, d.name, g.name) as "koperasi_address!",
                  s.name as supplier, s.slug as supplier_slug, s.whatsapp as "whatsapp: Phone", s.phone as "phone: Phone",
                  s.email, s.address,
                  po.koperasi_id as "koperasi_id: KoperasiId", s.koperasi_id as "contact_by: KoperasiId", sk.name as contact_by_name,
                  s.contact_changed_at, m.name as material, r.title, r.offer_id as "offer: OfferId", r.pickup_place, r.pickup_at,
                  r.state as "state: State", coalesce(r.settled_at, r.cancelled_at) as over_at
           from purchase_order po join round r on r.id = po.round_id join koperasi k on k.id = po.koperasi_id
           join district d on d.code = k.district_code join regency g on g.code = d.regency_code
           join offer o on o.id = r.offer_id join supplier s on s.id = o.supplier_id join koperasi sk on sk.id = s.koperasi_id
           join material m on m.id = o.material_id
           where po.id = $1"#,
        id.0
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let terms = terms(db, row.offer).await?;
    let total = row.goods.checked_add(row.transport).ok_or_else(|| Trouble::Other(format!("order {id} does not fit")))?;
    Ok(Some(OrderView {
        id,
        number: number_text(row.year, row.number),
        round: row.round,
        koperasi: row.koperasi,
        koperasi_slug: row.koperasi_slug,
        koperasi_address: row.koperasi_address,
        koperasi_phone: row.koperasi_phone,
        supplier: row.supplier,
        supplier_slug: row.supplier_slug,
        new_contact: NewContact::of(row.koperasi_id, (row.contact_by, row.contact_by_name), row.contact_changed_at, desk.now()),
        contact: Contact { whatsapp: row.whatsapp, phone: row.phone, email: row.email, address: row.address },
        material: row.material,
        title: row.title,
        packs: row.quantity.thousandths() / terms.pack.thousandths().max(1),
        terms,
        quantity: row.quantity,
        unit_price: row.unit_price,
        goods: row.goods,
        transport: row.transport,
        total,
        note: row.note,
        deliver_by: row.deliver_by,
        pickup_place: row.pickup_place,
        pickup_at: row.pickup_at,
        issued_at: row.issued_at,
        sent_at: row.sent_at,
        sent_way: row.sent_way.as_deref().and_then(SentWay::from_code),
        seen_at: row.seen_at,
        confirmed_at: row.confirmed_at,
        over_at: row.over_at,
        signature: Purpose::Confirm.signature(desk, id),
        check: Purpose::Check.signature(desk, id),
        state: row.state,
    }))
}

async fn of_round(db: &mut PgConnection, koperasi: KoperasiId, round: RoundId) -> Result<Option<PurchaseOrderId>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: PurchaseOrderId" from purchase_order where round_id = $1 and koperasi_id = $2"#,
        round.0,
        koperasi.0
    )
    .fetch_optional(db)
    .await?;
    Ok(id)
}

/// The order of a round of the own koperasi; `None` before there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn purchase_order(desk: &Desk, by: &Overseer, round: RoundId) -> Result<Option<OrderView>> {
    let mut db = desk.db().acquire().await?;
    match of_round(&mut db, by.koperasi().id, round).await? {
        Some(id) => load(desk, &mut db, id).await,
        None => Ok(None),
    }
}

/// The order of a signed link; `None` when the signature is not its own.
///
/// # Errors
/// When the database does not answer.
pub async fn order_by_link(desk: &Desk, id: PurchaseOrderId, signature: &str) -> Result<Option<OrderView>> {
    signed_order(desk, id, signature, Purpose::Confirm).await
}

/// The order of the link that is printed on its paper; `None` when the signature is not its own.
///
/// # Errors
/// When the database does not answer.
pub async fn order_by_check(desk: &Desk, id: PurchaseOrderId, signature: &str) -> Result<Option<OrderView>> {
    signed_order(desk, id, signature, Purpose::Check).await
}

async fn signed_order(desk: &Desk, id: PurchaseOrderId, signature: &str, purpose: Purpose) -> Result<Option<OrderView>> {
    if !is_signed(desk, id, signature, purpose) {
        return Ok(None);
    }
    let mut db = desk.db().acquire().await?;
    load(desk, &mut db, id).await
}

/// An officer says how the supplier got the order; the last way counts.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`] unless the round is ordered.
pub async fn mark_sent(desk: &Desk, by: &Officer, round: RoundId, way: SentWay) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, round).await?;
    if round.state != State::Ordered {
        return Err(RoundError::Moved { state: round.state });
    }
    let order = of_round(tx.conn(), round.koperasi, round.id).await?.ok_or(RoundError::Unknown)?;
    write_sent(&mut tx, order, way).await?;
    tx.audit("round.order_sent", Some(round.koperasi), round.id.0, json!({ "way": way.code() })).await?;
    tx.commit().await?;
    Ok(())
}

pub(super) async fn write_sent(tx: &mut Tx, id: PurchaseOrderId, way: SentWay) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update purchase_order set sent_at = $2, sent_way = $3 where id = $1", id.0, now, way.code())
        .execute(tx.conn())
        .await?;
    Ok(())
}

/// Somebody with the link has looked at the order. Only the first time counts; a wrong signature is
/// nobody.
///
/// # Errors
/// When the database does not answer.
pub async fn seen(desk: &Desk, id: PurchaseOrderId, signature: &str) -> Result<()> {
    if !is_signed(desk, id, signature, Purpose::Confirm) {
        return Ok(());
    }
    sqlx::query!("update purchase_order set seen_at = $2 where id = $1 and seen_at is null", id.0, desk.now())
        .execute(desk.db())
        .await?;
    Ok(())
}

/// The supplier confirms an order by its link. The second press changes nothing.
///
/// # Errors
/// [`RoundError::Unknown`] for a wrong signature; [`RoundError::Moved`] once the goods came, or when the
/// round was cancelled.
pub async fn confirm(desk: &Desk, id: PurchaseOrderId, signature: &str) -> Result<(), RoundError> {
    if !is_signed(desk, id, signature, Purpose::Confirm) {
        return Err(RoundError::Unknown);
    }
    let mut tx = desk.begin(Actor::System).await?;
    tx.hurry().await?;
    let round = sqlx::query_scalar!(r#"select round_id as "round: RoundId" from purchase_order where id = $1"#, id.0)
        .fetch_optional(tx.conn())
        .await?
        .ok_or(RoundError::Unknown)?;
    let round = lock(tx.conn(), round).await?;
    if round.state != State::Ordered {
        return Err(RoundError::Moved { state: round.state });
    }
    let now = tx.now();
    let done = sqlx::query!(
        "update purchase_order set confirmed_at = $2, seen_at = coalesce(seen_at, $2) where id = $1 and confirmed_at is null",
        id.0,
        now
    )
    .execute(tx.conn())
    .await?;
    if done.rows_affected() == 1 {
        tx.audit("round.order_confirmed", Some(round.koperasi), round.id.0, json!({ "order": id })).await?;
        tx.tell_officers(Officers::Of(round.koperasi), round.id, &round.title, OfficeNews::Confirmed).await?;
    }
    tx.commit().await?;
    Ok(())
}
