//! What was chosen is ordered: the supplier gets a purchase order, a document with a number.

use domain::access::Officer;
use domain::dates::Day;
use domain::form::Invalid;
use domain::ids::{IdempotencyKey, PurchaseOrderId, RoundId};
use domain::purchasing::{Candidate, Step};
use domain::quantity::Quantity;
use domain::text::Paragraphs;
use serde_json::json;

pub use super::choices::{Choice, Choices, choices};
pub use super::paper::{OrderView, SentWay, confirm, mark_sent, order_by_check, order_by_link, purchase_order, seen};
use super::paper::{load, number_text, write_sent};
use super::plan::{held, refused};
use super::reach::{reachable, sums};
use super::{Round, RoundError, terms};
use crate::ledger::next_number;
use crate::mail::Mail;
use crate::notices::{Members, RoundNews};
use crate::trouble::Result;
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// Orders an amount of a closed round: the supplier gets a numbered purchase order, members their
/// allocation. What is left of topping up ends. `version` is the one of the [`Choices`] that were seen.
/// Where the supplier has an e-mail that no other koperasi has changed lately, the order goes out by it.
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

/// By e-mail, where the supplier has one that stands. Else the officers send it.
async fn mail_order(desk: &Desk, tx: &mut Tx, id: PurchaseOrderId) -> Result<()> {
    let Some(order) = load(desk, tx.conn(), id).await? else { return Ok(()) };
    let Some(to) = order.contact.email.clone().filter(|_| order.new_contact.is_none()) else { return Ok(()) };
    let link = desk.link(&order.path());
    let (number, koperasi, amount) = (&order.number, &order.koperasi, format!("{} {}", order.quantity, order.terms.unit));
    let subject = format!("Pesanan pembelian {number} dari {koperasi}");
    let body = format!(
        "{koperasi} memesan {material}: {amount}, {total} dengan ongkos kirim.\n\nBaca pesanannya dan tekan “Saya sanggupi pesanan ini” di sini:\n{link}\n\n\
         {koperasi} orders {material}: {amount}, {total} with transport. Read the order and confirm it by the link.\n",
        material = order.material,
        total = order.total,
    );
    tx.mail(Mail { to, subject, body }).await?;
    write_sent(tx, id, SentWay::Mail).await
}

/// Tells a supplier who had the order by e-mail, at the same address, that the round was cancelled.
pub(super) async fn call_off(tx: &mut Tx, round: &Round) -> Result<()> {
    let row = sqlx::query!(
        r#"select s.email as "email!", k.name as koperasi, po.year, po.number
           from purchase_order po join koperasi k on k.id = po.koperasi_id
           join round r on r.id = po.round_id join offer o on o.id = r.offer_id join supplier s on s.id = o.supplier_id
           where po.round_id = $1 and po.sent_way = 'mail' and s.email is not null and s.contact_changed_at <= po.sent_at"#,
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
