//! What to order is chosen, and the supplier gets a purchase order: a document with a number, and a link
//! that is signed, so that its page needs no account.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::Invalid;
use domain::ids::{IdempotencyKey, KoperasiId, OfferId, PledgeId, PurchaseOrderId, RoundId};
use domain::money::{Price, Rupiah};
use domain::phone::Phone;
use domain::purchasing::{Candidate, OfferTerms, Share, State, Step, allocate};
use domain::quantity::Quantity;
use domain::text::Paragraphs;
use serde_json::json;
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::plan::{held, refused};
use super::reach::{Sums, reachable, sums};
use super::{Round, RoundError, lock, read, terms};
use crate::ledger::next_number;
use crate::mail::Mail;
use crate::notices::{Members, OfficeNews, Officers, RoundNews};
use crate::suppliers::Contact;
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Once, Tx};
use crate::{Desk, ids};

/// What an officer chooses among.
#[derive(Debug, Clone)]
pub struct Choices {
    pub terms: OfferTerms,
    pub demand: Quantity,
    pub tolerance: Quantity,
    /// From small to large; empty when nothing can be reached.
    pub list: Vec<Choice>,
    pub version: i64,
}

#[derive(Debug, Clone)]
pub struct Choice {
    pub candidate: Candidate,
    /// Against the reference price of the round; negative when it is dearer.
    pub saving: Option<Rupiah>,
    /// What each member of the own koperasi gets: number and name.
    pub own: Vec<(String, Quantity)>,
    /// What the members of each other koperasi get together.
    pub others: Vec<(String, Quantity)>,
}

struct Pledged {
    id: PledgeId,
    at: OffsetDateTime,
    quantity: Quantity,
    tolerance: Quantity,
    koperasi_id: KoperasiId,
    koperasi: String,
    /// Of the own koperasi's members only.
    member: Option<String>,
}

/// The amounts that a round can order once it is closed; while it is open, as it stands now.
///
/// # Errors
/// [`RoundError::Unknown`], also for a round that another koperasi coordinates; [`RoundError::Moved`].
pub async fn choices(desk: &Desk, by: &Overseer, id: RoundId) -> Result<Choices, RoundError> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let own = by.koperasi().id;
    let round = read(&mut db, id).await?.filter(|round| round.koperasi == own).ok_or(RoundError::Unknown)?;
    if !matches!(round.state, State::Open | State::Closed) {
        return Err(RoundError::Moved { state: round.state });
    }
    let terms = terms(&mut db, round.offer).await?;
    let pledges = pledges(&mut db, id, own).await?;
    let sums = added(&pledges).ok_or_else(|| Trouble::Other(format!("the pledges of round {id} do not fit")))?;
    let reference = sqlx::query_scalar!(r#"select reference_price as "price: Price" from round where id = $1"#, id.0)
        .fetch_one(&mut *db)
        .await?;
    let shares: Vec<Share> =
        pledges.iter().map(|p| Share { id: p.id.0, at: p.at, quantity: p.quantity, tolerance: p.tolerance }).collect();
    let list = reachable(&terms, sums, round.minimum);
    let list = list.into_iter().map(|candidate| {
        let given = allocate(&shares, terms.step, candidate.quantity);
        let (own, others) = parts(&pledges, &given);
        let elsewhere = reference.and_then(|price| price.for_quantity(candidate.quantity));
        Choice { candidate, saving: elsewhere.and_then(|cost| cost.checked_sub(candidate.total)), own, others }
    });
    let list = list.collect();
    Ok(Choices { terms, demand: sums.demand, tolerance: sums.tolerance, list, version: round.version })
}

/// By koperasi, within one by the members' numbers.
async fn pledges(db: &mut PgConnection, round: RoundId, own: KoperasiId) -> Result<Vec<Pledged>> {
    let rows = sqlx::query_as!(
        Pledged,
        r#"select p.id as "id: PledgeId", p.created_at as at, p.quantity as "quantity: Quantity", p.tolerance as "tolerance: Quantity",
                  p.koperasi_id as "koperasi_id: KoperasiId", k.name as koperasi,
                  case when p.koperasi_id = $2 then concat(m.number, ' · ', a.name) end as member
           from pledge p join koperasi k on k.id = p.koperasi_id join membership m on m.id = p.membership_id
           join account a on a.id = m.account_id
           where p.round_id = $1 and p.quantity > 0 order by lower(k.name), k.id, m.number"#,
        round.0,
        own.0
    )
    .fetch_all(db)
    .await?;
    Ok(rows)
}

fn added(pledges: &[Pledged]) -> Option<Sums> {
    let zero = Sums { demand: Quantity::ZERO, tolerance: Quantity::ZERO };
    pledges.iter().try_fold(zero, |sums, p| {
        Some(Sums { demand: sums.demand.checked_add(p.quantity)?, tolerance: sums.tolerance.checked_add(p.tolerance)? })
    })
}

/// The own members' amounts, and the totals of the others.
fn parts(pledges: &[Pledged], given: &[Quantity]) -> (Vec<(String, Quantity)>, Vec<(String, Quantity)>) {
    let mut own = Vec::new();
    let mut others: Vec<(KoperasiId, String, Quantity)> = Vec::new();
    for (pledge, amount) in pledges.iter().zip(given) {
        if let Some(member) = &pledge.member {
            own.push((member.clone(), *amount));
            continue;
        }
        match others.iter_mut().find(|(koperasi, ..)| *koperasi == pledge.koperasi_id) {
            Some((.., sum)) => *sum = sum.checked_add(*amount).unwrap_or(*sum),
            None => others.push((pledge.koperasi_id, pledge.koperasi.clone(), *amount)),
        }
    }
    (own, others.into_iter().map(|(_, name, sum)| (name, sum)).collect())
}

/// Orders an amount of a closed round: the supplier gets a numbered purchase order, members their
/// allocation. What is left of topping up ends. `version` is the one of the [`Choices`] that were seen.
/// Where the supplier has an e-mail, the order goes out by it.
///
/// # Errors
/// [`RoundError::Unknown`]; [`RoundError::Moved`] when another officer was quicker;
/// [`RoundError::Stale`]; [`RoundError::Refused`] on `jumlah` for what is none of the choices, on
/// `kirim_tanggal` for a day that is over.
#[expect(clippy::too_many_arguments, reason = "each is a field of the one form")]
pub async fn order(
    desk: &Desk,
    by: &Officer,
    id: RoundId,
    version: i64,
    quantity: Quantity,
    note: Option<&Paragraphs<1000>>,
    deliver_by: Option<Day>,
    key: IdempotencyKey,
) -> Result<PurchaseOrderId, RoundError> {
    let request = ("round.order", id, quantity, note, deliver_by);
    let mut tx = match desk.begin_once::<PurchaseOrderId>(by.account(), key, &request).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let round = held(&mut tx, by, id).await?;
    round.state.after(Step::Order)?;
    if round.version != version {
        return Err(RoundError::Stale { version: round.version });
    }
    if deliver_by.is_some_and(|day| day < Day::of(tx.now())) {
        return Err(refused("kirim_tanggal", Invalid::InThePast));
    }
    let terms = terms(tx.conn(), round.offer).await?;
    let sums = sums(tx.conn(), id).await?;
    let chosen = reachable(&terms, sums, round.minimum).into_iter().find(|c| c.quantity == quantity);
    let chosen = chosen.ok_or_else(|| refused("jumlah", Invalid::UnknownChoice))?;
    let order = issue(&mut tx, by, &round, &chosen, note, deliver_by).await?;
    super::allocation::allocate_anew(&mut tx, &round, &terms, quantity, chosen.unit_price, chosen.transport).await?;
    let detail = json!({ "order": order, "quantity": quantity, "unit_price": chosen.unit_price, "total": chosen.total });
    tx.audit("round.order", Some(round.koperasi), id.0, detail).await?;
    tx.tell_members(Members::Pledged, id, &round.title, RoundNews::Ordered { quantity }).await?;
    mail_order(desk, &mut tx, order).await?;
    tx.commit_with(&order).await?;
    Ok(order)
}

/// The document's row, and what the round's own says of it.
async fn issue(
    tx: &mut Tx,
    by: &Officer,
    round: &Round,
    chosen: &Candidate,
    note: Option<&Paragraphs<1000>>,
    deliver_by: Option<Day>,
) -> Result<PurchaseOrderId> {
    let (id, now): (PurchaseOrderId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "update round set state = 'ordered', ordered_at = $2, ordered_quantity = $3, unit_price = $4, transport = $5,
             topping_up_until = null, updated_at = greatest($2, updated_at + interval '1 microsecond')
         where id = $1 and state = 'closed'",
        round.id.0,
        now,
        chosen.quantity.thousandths(),
        chosen.unit_price.rupiah().0,
        chosen.transport.0
    )
    .execute(tx.conn())
    .await?;
    let year = Day::of(now).date().year();
    let number = next_number(tx, round.koperasi.0, "PO", year, 1).await?;
    sqlx::query!(
        "insert into purchase_order (id, round_id, koperasi_id, year, number, quantity, unit_price, goods, transport, terms,
                                     deliver_by, issued_by, issued_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        id.0,
        round.id.0,
        round.koperasi.0,
        year,
        number,
        chosen.quantity.thousandths(),
        chosen.unit_price.rupiah().0,
        chosen.goods.0,
        chosen.transport.0,
        note.map(|n| n.as_str()),
        deliver_by.map(Day::date),
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// By e-mail, where the supplier has one.
async fn mail_order(desk: &Desk, tx: &mut Tx, id: PurchaseOrderId) -> Result<()> {
    let Some(order) = load(desk, tx.conn(), id).await? else { return Ok(()) };
    let Some(to) = order.contact.email.clone() else { return Ok(()) };
    let link = desk.link(&order.path());
    let (number, koperasi, amount) = (&order.number, &order.koperasi, format!("{} {}", order.quantity, order.terms.unit));
    let subject = format!("Pesanan pembelian {number} dari {koperasi}");
    let body = format!(
        "{koperasi} memesan {material}: {amount}, {total} dengan ongkos kirim.\n\nBaca pesanannya dan tekan “Terima pesanan” di sini:\n{link}\n\n\
         {koperasi} orders {material}: {amount}, {total} with transport. Read the order and confirm it by the link.\n",
        material = order.material,
        total = order.total,
    );
    tx.mail(Mail { to, subject, body }).await?;
    write_sent(tx, id, SentWay::Mail).await
}

/// Tells a supplier who had the order by e-mail that the round was cancelled.
pub(super) async fn call_off(tx: &mut Tx, round: &Round) -> Result<()> {
    let row = sqlx::query!(
        r#"select s.email as "email!", k.name as koperasi, po.year, po.number
           from purchase_order po join koperasi k on k.id = po.koperasi_id
           join round r on r.id = po.round_id join offer o on o.id = r.offer_id join supplier s on s.id = o.supplier_id
           where po.round_id = $1 and po.sent_way = 'mail' and s.email is not null"#,
        round.id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(()) };
    let (number, koperasi) = (number_text(row.year, row.number), row.koperasi);
    let subject = format!("Pesanan pembelian {number} dibatalkan");
    let body = format!(
        "{koperasi} membatalkan pesanan pembelian {number}. Barangnya tidak perlu dikirim.\n\n{koperasi} has cancelled purchase order {number}. Please do not deliver.\n"
    );
    tx.mail(Mail { to: row.email, subject, body }).await?;
    Ok(())
}

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
    /// What its link is signed with.
    pub signature: String,
    /// Of the round.
    pub state: State,
}

impl OrderView {
    /// The path of the supplier's own page.
    pub fn path(&self) -> String {
        format!("/po/{}/{}", self.id, self.signature)
    }
}

fn number_text(year: i32, number: i32) -> String {
    format!("PO/{year}/{number:04}")
}

fn signature(desk: &Desk, id: PurchaseOrderId) -> String {
    URL_SAFE_NO_PAD.encode(desk.secret().keyed_digest("purchase-order", &id.to_string()))
}

/// Digests are compared, so that the time it takes says nothing of how much of a guess is right.
fn is_signed(desk: &Desk, id: PurchaseOrderId, given: &str) -> bool {
    let digest = |text: &str| desk.secret().keyed_digest("purchase-order compared", text);
    digest(given) == digest(&signature(desk, id))
}

async fn load(desk: &Desk, db: &mut PgConnection, id: PurchaseOrderId) -> Result<Option<OrderView>> {
    let row = sqlx::query!(
        r#"select po.round_id as "round: RoundId", po.year, po.number, po.quantity as "quantity: Quantity",
                  po.unit_price as "unit_price: Price", po.goods as "goods: Rupiah", po.transport as "transport: Rupiah",
                  po.terms as note, po.deliver_by as "deliver_by: Day", po.issued_at, po.sent_at, po.sent_way, po.seen_at,
                  po.confirmed_at, k.name as koperasi, k.slug as koperasi_slug, k.phone as "koperasi_phone: Phone",
                  concat_ws(', ', k.address, k.village, d.name, g.name) as "koperasi_address!",
                  s.name as supplier, s.slug as supplier_slug, s.whatsapp as "whatsapp: Phone", s.phone as "phone: Phone",
                  s.email, s.address, m.name as material, r.title, r.offer_id as "offer: OfferId", r.pickup_place, r.pickup_at,
                  r.state as "state: State"
           from purchase_order po join round r on r.id = po.round_id join koperasi k on k.id = po.koperasi_id
           join district d on d.code = k.district_code join regency g on g.code = d.regency_code
           join offer o on o.id = r.offer_id join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
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
        signature: signature(desk, id),
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
    if !is_signed(desk, id, signature) {
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

async fn write_sent(tx: &mut Tx, id: PurchaseOrderId, way: SentWay) -> Result<()> {
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
    if !is_signed(desk, id, signature) {
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
    if !is_signed(desk, id, signature) {
        return Err(RoundError::Unknown);
    }
    let mut tx = desk.begin(Actor::System).await?;
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
