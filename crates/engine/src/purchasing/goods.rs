//! What the pages from receipt to settlement have in common: the round as far as its goods go, and who
//! takes which step of it.

use domain::access::Officer;
use domain::ids::{KoperasiId, RoundId};
use domain::money::{Price, Rupiah};
use domain::purchasing::State;
use domain::quantity::{Quantity, SaleUnit};
use sqlx::PgPool;
use time::OffsetDateTime;

use super::{Round, RoundError, lock};
use crate::trouble::Result;
use crate::tx::Tx;

/// A round and its goods, as one of the koperasi that take part sees it.
#[derive(Debug, Clone)]
pub struct Goods {
    pub id: RoundId,
    pub title: String,
    pub state: State,
    /// What a page was opened with.
    pub version: i64,
    /// True for the koperasi that runs the round.
    pub coordinator: bool,
    /// The name of the koperasi that runs it.
    pub run_by: String,
    pub supplier: String,
    pub material: String,
    pub unit: SaleUnit,
    pub step: Quantity,
    pub ordered: Option<Quantity>,
    pub accepted: Option<Quantity>,
    pub paid: Option<Quantity>,
    pub stock: Option<Quantity>,
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub pickup_place: String,
    pub pickup_at: OffsetDateTime,
    /// When the pick-up list was printed: from then on no line is moved.
    pub locked_at: Option<OffsetDateTime>,
    pub received_at: Option<OffsetDateTime>,
    pub settled_at: Option<OffsetDateTime>,
}

/// The round, if this koperasi runs it or has joined it.
pub(super) async fn goods(db: &PgPool, koperasi: KoperasiId, id: RoundId) -> Result<Option<Goods>> {
    let goods = sqlx::query_as!(
        Goods,
        r#"select r.id as "id: RoundId", r.title, r.state as "state: State",
                  (extract(epoch from r.updated_at) * 1000000)::bigint as "version!",
                  r.koperasi_id = $2 as "coordinator!", k.name as run_by, s.name as supplier, m.name as material,
                  o.sale_unit as "unit: SaleUnit", o.step as "step: Quantity",
                  r.ordered_quantity as "ordered: Quantity", r.accepted_quantity as "accepted: Quantity",
                  r.paid_quantity as "paid: Quantity", r.stock_quantity as "stock: Quantity",
                  r.unit_price as "unit_price: Price", r.transport as "transport: Rupiah",
                  r.pickup_place, r.pickup_at, r.list_locked_at as locked_at, r.received_at, r.settled_at
           from round r join koperasi k on k.id = r.koperasi_id join offer o on o.id = r.offer_id
                join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
           where r.id = $1 and (r.koperasi_id = $2 or exists (select from round_koperasi p
                 where p.round_id = r.id and p.koperasi_id = $2 and p.state = 'joined'))"#,
        id.0,
        koperasi.0
    )
    .fetch_optional(db)
    .await?;
    Ok(goods)
}

/// Locks a round of the officer's own koperasi.
///
/// # Errors
/// [`RoundError::Unknown`], also for one that another koperasi runs.
pub(super) async fn own(tx: &mut Tx, by: &Officer, id: RoundId) -> Result<Round, RoundError> {
    let round = lock(tx.conn(), id).await?;
    if round.koperasi == by.koperasi().id { Ok(round) } else { Err(RoundError::Unknown) }
}

/// Whether a koperasi hands goods of this round out to its members.
///
/// # Errors
/// [`RoundError::Unknown`] when it does not.
pub(super) async fn takes_part(tx: &mut Tx, round: &Round, koperasi: KoperasiId) -> Result<(), RoundError> {
    if round.koperasi == koperasi {
        return Ok(());
    }
    let joined = sqlx::query_scalar!(
        r#"select exists (select from round_koperasi where round_id = $1 and koperasi_id = $2 and state = 'joined') as "joined!""#,
        round.id.0,
        koperasi.0
    )
    .fetch_one(tx.conn())
    .await?;
    if joined { Ok(()) } else { Err(RoundError::Unknown) }
}

/// Refuses a page that is older than the round.
///
/// # Errors
/// [`RoundError::Stale`]
pub(super) fn fresh(round: &Round, version: i64) -> Result<(), RoundError> {
    if round.version == version { Ok(()) } else { Err(RoundError::Stale { version: round.version }) }
}

/// The round has changed: pages that were opened before are old.
pub(super) async fn touch(tx: &mut Tx, round: RoundId) -> Result<()> {
    let now = tx.now();
    sqlx::query!("update round set updated_at = greatest($2, updated_at + interval '1 microsecond') where id = $1", round.0, now)
        .execute(tx.conn())
        .await?;
    Ok(())
}
