//! What koperasi found of a supplier: once for each settled round that they took part in.

use domain::access::{Officer, Overseer};
use domain::ids::{RoundId, SupplierId};
use domain::purchasing::{Rating, State};
use serde_json::json;

use crate::Desk;
use crate::trouble::{Result, Trouble};

/// A round that a koperasi took part in, as the page of its rating shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rateable {
    pub title: String,
    pub state: State,
    pub supplier: String,
    pub supplier_slug: String,
    pub material: String,
    /// What this koperasi has said.
    pub rated: Option<Rating>,
}

/// `None` when this koperasi takes no part in such a round.
///
/// # Errors
/// When the database does not answer.
pub async fn rateable(desk: &Desk, by: &Overseer, round: RoundId) -> Result<Option<Rateable>> {
    let row = sqlx::query!(
        r#"select r.title as "title!", r.state as "state!: State", s.name as "supplier!", s.slug as "supplier_slug!",
                  m.name as "material!", a.on_time as "on_time?", a.right_quantity as "right_quantity?", a.quality as "quality?", a.note as "note?"
           from round r join offer o on o.id = r.offer_id join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
           left join supplier_rating a on a.round_id = r.id and a.koperasi_id = $2
           where r.id = $1 and (r.koperasi_id = $2 or exists (
               select from round_koperasi rk where rk.round_id = r.id and rk.koperasi_id = $2 and rk.state = 'joined'))"#,
        round.0,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|row| {
        let said = row.on_time.zip(row.right_quantity).zip(row.quality);
        let rated = said.map(|((on_time, right_quantity), quality)| Rating {
            on_time,
            right_quantity,
            quality,
            note: row.note.as_deref().and_then(|note| domain::text::Paragraphs::parse(note).ok()),
        });
        Rateable {
            title: row.title,
            state: row.state,
            supplier: row.supplier,
            supplier_slug: row.supplier_slug,
            material: row.material,
            rated,
        }
    }))
}

#[derive(Debug, thiserror::Error)]
pub enum RateError {
    /// This koperasi takes no part in such a round.
    #[error("no such round")]
    Unknown,
    /// Nobody knows yet how it went.
    #[error("not settled")]
    NotSettled,
    /// This koperasi has said it already.
    #[error("rated already")]
    Already,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Says for a koperasi how a supplier did in a round, once.
///
/// # Errors
/// [`RateError::Unknown`], [`RateError::NotSettled`]; [`RateError::Already`] also for the second press.
pub async fn rate(desk: &Desk, by: &Officer, round: RoundId, rating: &Rating) -> Result<(), RateError> {
    let mut tx = desk.begin(by.account()).await?;
    let (koperasi, now) = (by.koperasi().id, tx.now());
    let row = sqlx::query!(
        r#"select r.state as "state: State", o.supplier_id as "supplier: SupplierId" from round r join offer o on o.id = r.offer_id
           where r.id = $1 and (r.koperasi_id = $2 or exists (
               select from round_koperasi rk where rk.round_id = r.id and rk.koperasi_id = $2 and rk.state = 'joined'))
           for share of r"#,
        round.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(RateError::Unknown)?;
    if row.state != State::Settled {
        return Err(RateError::NotSettled);
    }
    let written = sqlx::query!(
        "insert into supplier_rating (round_id, koperasi_id, supplier_id, on_time, right_quantity, quality, note, rated_by, rated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        round.0,
        koperasi.0,
        row.supplier.0,
        rating.on_time,
        rating.right_quantity,
        rating.quality,
        rating.note.as_ref().map(|note| note.as_str()),
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if written.rows_affected() == 0 {
        return Err(RateError::Already);
    }
    tx.audit("supplier.rate", Some(koperasi), round.0, json!({ "supplier": row.supplier, "quality": rating.quality })).await?;
    tx.commit().await?;
    Ok(())
}

/// What all koperasi found of a supplier together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Average {
    pub ratings: i64,
    /// Tenths: 43 is 4,3 of 5.
    pub quality: i64,
    /// In hundredths of all.
    pub on_time: i64,
    pub right_quantity: i64,
}

/// `None` until somebody has rated it.
///
/// # Errors
/// When the database does not answer.
pub async fn average(desk: &Desk, supplier: SupplierId) -> Result<Option<Average>> {
    let average = sqlx::query_as!(
        Average,
        r#"select count(*) as "ratings!", coalesce(round(avg(quality) * 10), 0)::bigint as "quality!",
                  coalesce(round(avg(on_time::int) * 100), 0)::bigint as "on_time!",
                  coalesce(round(avg(right_quantity::int) * 100), 0)::bigint as "right_quantity!"
           from supplier_rating where supplier_id = $1"#,
        supplier.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Some(average).filter(|average| average.ratings > 0))
}

/// A koperasi's own ratings of a supplier, the newest first; at most 20.
///
/// # Errors
/// When the database does not answer.
pub async fn own(desk: &Desk, by: &Officer, supplier: SupplierId) -> Result<Vec<OwnRating>> {
    let rows = sqlx::query_as!(
        OwnRating,
        r#"select r.id as "round: RoundId", r.title, a.on_time, a.right_quantity, a.quality, a.note, a.rated_at
           from supplier_rating a join round r on r.id = a.round_id
           where a.koperasi_id = $1 and a.supplier_id = $2 order by a.rated_at desc, r.id limit 20"#,
        by.koperasi().id.0,
        supplier.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnRating {
    pub round: RoundId,
    pub title: String,
    pub on_time: bool,
    pub right_quantity: bool,
    pub quality: i16,
    pub note: Option<String>,
    pub rated_at: time::OffsetDateTime,
}
