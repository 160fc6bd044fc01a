//! Rounds across koperasi: the coordinator invites others, whose officers answer for their own members.

use domain::access::{Officer, Overseer};
use domain::form::Invalid;
use domain::ids::{KoperasiId, RoundId};
use domain::purchasing::State;
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;

use super::plan::{held, is_verified, refused};
use super::{Round, RoundError, lock};
use crate::Desk;
use crate::notices::{Members, OfficeNews, Officers, RoundNews};
use crate::trouble::Result;
use crate::tx::Tx;

/// While others may be asked, and may answer: before it closes.
fn is_open_to_others(state: State) -> Result<(), RoundError> {
    match state {
        State::Draft | State::Open => Ok(()),
        state => Err(RoundError::Moved { state }),
    }
}

/// Asks another koperasi to take part, or once more one that had declined. The second press changes
/// nothing.
///
/// # Errors
/// [`RoundError::Unknown`], [`RoundError::Moved`]; [`RoundError::Refused`] on `koperasi` when the round is
/// not for others, or when there is no other verified koperasi of that name.
pub async fn invite(desk: &Desk, by: &Officer, id: RoundId, koperasi: &Slug) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = held(&mut tx, by, id).await?;
    is_open_to_others(round.state)?;
    let other = sqlx::query_scalar!(
        r#"select k.id as "id: KoperasiId" from koperasi k
           where k.slug = $2 and k.state = 'verified' and k.id <> $3 and exists (select from round r where r.id = $1 and r.shared)"#,
        id.0,
        koperasi.as_str(),
        round.koperasi.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| refused("koperasi", Invalid::UnknownChoice))?;
    if ask(&mut tx, id, other).await? {
        tx.audit("round.invite", Some(round.koperasi), id.0, json!({ "koperasi": other })).await?;
        let news = OfficeNews::Invited { by: by.koperasi().name.clone() };
        tx.tell_officers(Officers::Of(other), id, &round.title, news).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// False when it was asked already, or takes part.
async fn ask(tx: &mut Tx, round: RoundId, koperasi: KoperasiId) -> Result<bool> {
    let (now, by) = (tx.now(), tx.actor().account().map(|a| a.0));
    let done = sqlx::query!(
        "insert into round_koperasi as rk (round_id, koperasi_id, state, invited_by, invited_at) values ($1, $2, 'invited', $3, $4)
         on conflict (round_id, koperasi_id) do update set state = 'invited', invited_by = excluded.invited_by,
             invited_at = excluded.invited_at, answered_by = null, answered_at = null
         where rk.state = 'declined'",
        round.0,
        koperasi.0,
        by,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Asks those who took part in a round for the next one of its series.
pub(super) async fn again(tx: &mut Tx, before: &Round, next: RoundId) -> Result<()> {
    let others = sqlx::query!(
        r#"select o.koperasi_id as "id: KoperasiId", c.name as coordinator
           from round_koperasi o join koperasi k on k.id = o.koperasi_id and k.state = 'verified' join koperasi c on c.id = $2
           where o.round_id = $1 and o.koperasi_id <> $2 and o.state = 'joined' order by o.koperasi_id"#,
        before.id.0,
        before.koperasi.0
    )
    .fetch_all(tx.conn())
    .await?;
    for other in others {
        if ask(tx, next, other.id).await? {
            let news = OfficeNews::Invited { by: other.coordinator };
            tx.tell_officers(Officers::Of(other.id), next, &before.title, news).await?;
        }
    }
    Ok(())
}

/// Answers for the own koperasi, as long as the round has not closed; who declined may still join, and
/// who joined may leave while none of their members has pledged. The same answer twice changes nothing.
///
/// # Errors
/// [`RoundError::Unknown`] without an invitation; [`RoundError::NotVerified`]; [`RoundError::Moved`], also
/// when members have pledged.
pub async fn answer(desk: &Desk, by: &Officer, id: RoundId, accept: bool) -> Result<(), RoundError> {
    let mut tx = desk.begin(by.account()).await?;
    let round = lock(tx.conn(), id).await?;
    let own = by.koperasi().id;
    if round.koperasi == own {
        return Err(RoundError::Unknown);
    }
    let asked = sqlx::query!(
        r#"select rk.state,
                  exists (select from pledge p where p.round_id = $1 and p.koperasi_id = $2 and p.quantity > 0) as "pledged!"
           from round_koperasi rk where rk.round_id = $1 and rk.koperasi_id = $2"#,
        id.0,
        own.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(RoundError::Unknown)?;
    is_open_to_others(round.state)?;
    let answer = if accept { "joined" } else { "declined" };
    if asked.state == answer {
        return Ok(());
    }
    if accept && !is_verified(tx.conn(), own).await? {
        return Err(RoundError::NotVerified);
    }
    if !accept && asked.pledged {
        return Err(RoundError::Moved { state: round.state });
    }
    write_answer(&mut tx, by, id, answer).await?;
    let koperasi = by.koperasi().name.clone();
    let (action, news) = if accept {
        ("round.join", OfficeNews::Joined { koperasi })
    } else {
        ("round.decline", OfficeNews::Declined { koperasi })
    };
    tx.audit(action, Some(own), id.0, json!({})).await?;
    tx.tell_officers(Officers::Of(round.koperasi), id, &round.title, news).await?;
    if accept && round.state == State::Open {
        tx.tell_members(Members::Of(own), id, &round.title, RoundNews::Opened).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn write_answer(tx: &mut Tx, by: &Officer, round: RoundId, answer: &str) -> Result<()> {
    let now = tx.now();
    sqlx::query!(
        "update round_koperasi set state = $3, answered_by = $4, answered_at = $5 where round_id = $1 and koperasi_id = $2",
        round.0,
        by.koperasi().id.0,
        answer,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A round of another koperasi that this one was asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRow {
    pub round: RoundId,
    pub title: String,
    pub state: State,
    /// The coordinator.
    pub koperasi_slug: String,
    pub koperasi: String,
    pub material: String,
    pub unit: SaleUnit,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub pickup_place: String,
    pub pickup_at: OffsetDateTime,
    /// `invited`, `joined` or `declined`.
    pub answer: String,
    pub invited_at: OffsetDateTime,
}

/// The invitations of the own koperasi: those that wait for an answer first, then the newest; at most a
/// hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn invited_to(desk: &Desk, by: &Overseer) -> Result<Vec<InvitationRow>> {
    let rows = sqlx::query_as!(
        InvitationRow,
        r#"select r.id as "round: RoundId", r.title, r.state as "state: State", k.slug as koperasi_slug, k.name as koperasi,
                  m.name as material, o.sale_unit as "unit: SaleUnit", r.opens_at, r.closes_at, r.pickup_place, r.pickup_at,
                  rk.state as answer, rk.invited_at
           from round_koperasi rk join round r on r.id = rk.round_id and r.koperasi_id <> rk.koperasi_id
           join koperasi k on k.id = r.koperasi_id join offer o on o.id = r.offer_id join material m on m.id = o.material_id
           where rk.koperasi_id = $1
           order by (rk.state = 'invited' and r.state in ('draft', 'open')) desc, rk.invited_at desc, r.id limit 100"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A koperasi in a round, with the totals of its members and never who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Participant {
    pub koperasi: KoperasiId,
    pub slug: String,
    pub name: String,
    /// `invited`, `joined` or `declined`.
    pub state: String,
    /// How many pledged.
    pub members: i64,
    pub quantity: Quantity,
    pub tolerance: Quantity,
    pub coordinator: bool,
}

/// Who takes part or was asked to, the coordinator first; empty for a koperasi that was not asked, said no, or
/// has not answered before it closed.
///
/// # Errors
/// When the database does not answer.
pub async fn participants(desk: &Desk, by: &Overseer, id: RoundId) -> Result<Vec<Participant>> {
    let rows = sqlx::query_as!(
        Participant,
        r#"select k.id as "koperasi: KoperasiId", k.slug, k.name, rk.state, p.members as "members!",
                  p.quantity as "quantity!: Quantity", p.tolerance as "tolerance!: Quantity",
                  rk.koperasi_id = r.koperasi_id as "coordinator!"
           from round r join round_koperasi rk on rk.round_id = r.id join koperasi k on k.id = rk.koperasi_id
           cross join lateral (select count(*) as members, coalesce(sum(p.quantity), 0)::bigint as quantity,
                                      coalesce(sum(p.tolerance), 0)::bigint as tolerance
                               from pledge p where p.round_id = r.id and p.koperasi_id = rk.koperasi_id and p.quantity > 0) p
           where r.id = $1 and exists (select from round_koperasi own where own.round_id = $1 and own.koperasi_id = $2
                         and (own.state = 'joined' or own.state = 'invited' and r.state in ('draft', 'open')))
           order by rk.koperasi_id = r.koperasi_id desc, rk.state <> 'joined', lower(k.name), k.id"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
