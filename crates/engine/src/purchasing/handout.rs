//! Handing out: each koperasi to its own members, ticked off by an officer, confirmed by the member.

use domain::access::{Member, Officer, Overseer};
use domain::ids::{KoperasiId, MembershipId, RoundId};
use domain::money::Rupiah;
use domain::purchasing::{IllegalStep, State, Step};
use domain::quantity::Quantity;
use serde_json::json;
use time::OffsetDateTime;

use super::goods::{Goods, goods, own, takes_part, touch};
use super::{Round, RoundError, share};
use crate::Desk;
use crate::trouble::Result;
use crate::tx::Tx;

/// A line of the pick-up list.
#[derive(Debug, Clone)]
pub struct Pickup {
    pub membership: MembershipId,
    pub number: i32,
    pub name: String,
    pub amount: Quantity,
    pub total: Rupiah,
    pub handed_at: Option<OffsetDateTime>,
    /// When the member said so.
    pub confirmed_at: Option<OffsetDateTime>,
}

#[derive(Debug, Clone)]
pub struct PickupList {
    pub goods: Goods,
    /// Members of the own koperasi who get something, by number: one page of them.
    pub lines: Vec<Pickup>,
    pub count: i64,
    /// Of all, how many have not fetched theirs yet.
    pub waiting: i64,
    pub amount: Quantity,
}

/// Which lines are asked for.
#[derive(Debug, Clone, Copy)]
pub struct Filter<'a> {
    pub only_waiting: bool,
    /// Part of a name, or a member number; empty: all.
    pub words: &'a str,
    pub limit: i64,
    pub offset: i64,
}

/// The pick-up list of the own members. `None` for a koperasi that takes no part.
///
/// # Errors
/// When the database does not answer.
pub async fn pickup_list(desk: &Desk, by: &Overseer, id: RoundId, filter: Filter<'_>) -> Result<Option<PickupList>> {
    let koperasi = by.koperasi().id;
    let Some(goods) = goods(desk.db(), koperasi, id).await? else { return Ok(None) };
    // PostgreSQL takes no NUL in a text.
    let words = filter.words.trim().replace('\0', "");
    let lines = sqlx::query_as!(
        Pickup,
        r#"select a.membership_id as "membership: MembershipId", coalesce(m.number, 0) as "number!", p.name,
                  a.final as "amount: Quantity", a.goods + a.transport + a.fee as "total!: Rupiah",
                  a.handed_at, a.confirmed_at
           from allocation a join membership m on m.id = a.membership_id join account p on p.id = m.account_id
           where a.round_id = $1 and a.koperasi_id = $2 and a.final > 0
             and (not $3 or a.handed_at is null and a.confirmed_at is null)
             and ($4 = '' or strpos(lower(p.name), lower($4)) > 0 or m.number::text = $4)
           order by m.number, a.membership_id limit $5 offset $6"#,
        id.0,
        koperasi.0,
        filter.only_waiting,
        words,
        filter.limit,
        filter.offset
    )
    .fetch_all(desk.db())
    .await?;
    let all = sqlx::query!(
        r#"select count(*) as "count!", count(*) filter (where handed_at is null and confirmed_at is null) as "waiting!",
                  coalesce(sum(final), 0)::bigint as "amount!: Quantity"
           from allocation where round_id = $1 and koperasi_id = $2 and final > 0"#,
        id.0,
        koperasi.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Some(PickupList { goods, lines, count: all.count, waiting: all.waiting, amount: all.amount }))
}

/// Locks the lists once they are printed: no line is moved after that. Unlocked again by the koperasi that
/// runs the round, as long as it is not settled.
///
/// # Errors
/// [`RoundError::Moved`] before the goods came and after the settlement, [`RoundError::Unknown`].
pub async fn lock_list(desk: &Desk, by: &Officer, id: RoundId, locked: bool) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = own(&mut tx, by, id).await?;
    round.state.after(Step::Settle)?;
    if round.list_locked == locked {
        return Ok(());
    }
    let now = tx.now();
    sqlx::query!("update round set list_locked_at = case when $2 then $3::timestamptz end where id = $1", id.0, locked, now)
        .execute(tx.conn())
        .await?;
    touch(&mut tx, id).await?;
    tx.audit("round.list", Some(round.koperasi), id.0, json!({ "locked": locked })).await?;
    tx.commit().await?;
    Ok(())
}

/// Ticks a member of the own koperasi off, also after the settlement. Ticked already, it stays so.
///
/// # Errors
/// [`RoundError::Moved`] before the goods came; [`RoundError::Unknown`] for who gets nothing here.
pub async fn hand_out(desk: &Desk, by: &Officer, id: RoundId, membership: MembershipId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = here(&mut tx, id).await?;
    let koperasi = by.koperasi().id;
    takes_part(&mut tx, &round, koperasi).await?;
    let now = tx.now();
    let ticked = sqlx::query!(
        "update allocation set handed_by = $4, handed_at = $5
         where round_id = $1 and membership_id = $2 and koperasi_id = $3 and final > 0 and handed_at is null",
        id.0,
        membership.0,
        koperasi.0,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    if ticked.rows_affected() == 0 {
        return there(&mut tx, id, koperasi, membership).await;
    }
    tx.audit("allocation.hand_out", Some(koperasi), id.0, json!({ "membership": membership })).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a tick back that was a slip of the finger.
///
/// # Errors
/// [`RoundError::Stale`] when the member has confirmed it, [`RoundError::Moved`] after the settlement,
/// [`RoundError::Unknown`].
pub async fn undo_hand_out(desk: &Desk, by: &Officer, id: RoundId, membership: MembershipId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = share(tx.conn(), id).await?;
    let koperasi = by.koperasi().id;
    takes_part(&mut tx, &round, koperasi).await?;
    round.state.after(Step::Settle)?;
    let line = sqlx::query!(
        r#"select handed_at is not null as "handed!", confirmed_at is not null as "confirmed!" from allocation
           where round_id = $1 and membership_id = $2 and koperasi_id = $3 for update"#,
        id.0,
        membership.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(RoundError::Unknown)?;
    if line.confirmed {
        return Err(RoundError::Stale { version: round.version });
    }
    if !line.handed {
        return Ok(());
    }
    sqlx::query!(
        "update allocation set handed_by = null, handed_at = null where round_id = $1 and membership_id = $2 and koperasi_id = $3",
        id.0,
        membership.0,
        koperasi.0
    )
    .execute(tx.conn())
    .await?;
    tx.audit("allocation.hand_out_undo", Some(koperasi), id.0, json!({ "membership": membership })).await?;
    tx.commit().await?;
    Ok(())
}

/// The member says that the goods were fetched; said twice, it was said once.
///
/// # Errors
/// [`RoundError::Moved`] before the goods came; [`RoundError::Unknown`] for who gets nothing.
pub async fn confirm(desk: &Desk, by: &Member, id: RoundId) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    here(&mut tx, id).await?;
    let (koperasi, now) = (by.koperasi().id, tx.now());
    let confirmed = sqlx::query!(
        "update allocation set confirmed_at = $4
         where round_id = $1 and membership_id = $2 and koperasi_id = $3 and final > 0 and confirmed_at is null",
        id.0,
        by.membership().0,
        koperasi.0,
        now
    )
    .execute(tx.conn())
    .await?;
    if confirmed.rows_affected() == 0 {
        return there(&mut tx, id, koperasi, by.membership()).await;
    }
    tx.audit("allocation.confirm", Some(koperasi), id.0, json!({ "membership": by.membership() })).await?;
    tx.commit().await?;
    Ok(())
}

/// The round, held in its state, once its goods are here.
async fn here(tx: &mut Tx, id: RoundId) -> Result<Round, RoundError> {
    let round = share(tx.conn(), id).await?;
    match round.state {
        State::Received | State::Settled => Ok(round),
        from => Err(IllegalStep { from, step: Step::Settle }.into()),
    }
}

/// Nothing was left to do for this line, if there is such a line.
async fn there(tx: &mut Tx, id: RoundId, koperasi: KoperasiId, membership: MembershipId) -> Result<(), RoundError> {
    let there = sqlx::query_scalar!(
        r#"select exists (select from allocation
             where round_id = $1 and membership_id = $2 and koperasi_id = $3 and final > 0) as "there!""#,
        id.0,
        membership.0,
        koperasi.0
    )
    .fetch_one(tx.conn())
    .await?;
    if there { Ok(()) } else { Err(RoundError::Unknown) }
}
