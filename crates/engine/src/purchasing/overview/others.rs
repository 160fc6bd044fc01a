use domain::access::Officer;
use domain::ids::RoundId;
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::{Fee, IfMissed, TransportSplit};

use crate::Desk;
use crate::trouble::Result;

/// More than a list to choose from should have.
const MOST: i64 = 500;

/// A koperasi that could be asked to take part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    pub slug: String,
    pub name: String,
    /// Its kecamatan.
    pub district: String,
}

/// The verified koperasi that were not asked yet, or said no; those of the
/// own kecamatan first. Of a round that
/// another koperasi runs, none.
///
/// # Errors
/// When the database does not answer.
pub async fn invitable(desk: &Desk, by: &Officer, id: RoundId) -> Result<Vec<Other>> {
    let others = sqlx::query_as!(
        Other,
        r#"select k.slug, k.name, d.name as district
           from round r join koperasi own on own.id = r.koperasi_id join koperasi k on k.state = 'verified' and k.id <> own.id
                join district d on d.code = k.district_code
           where r.id = $1 and r.koperasi_id = $2 and r.shared
             and not exists (select from round_koperasi rk where rk.round_id = r.id and rk.koperasi_id = k.id and rk.state <> 'declined')
           order by k.district_code <> own.district_code, d.name, d.code, lower(k.name), k.id limit $3"#,
        id.0,
        by.koperasi().id.0,
        MOST
    )
    .fetch_all(desk.db())
    .await?;
    Ok(others)
}

/// What the koperasi did the last time, which is what most officers do again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habits {
    pub pickup_place: String,
    pub fee: Fee,
    pub transport_split: TransportSplit,
    pub deposit: BasisPoints,
    pub if_missed: IfMissed,
}

/// As in the newest round that this koperasi runs; `None` before the first.
///
/// # Errors
/// When the database does not answer.
pub async fn habits(desk: &Desk, by: &Officer) -> Result<Option<Habits>> {
    let row = sqlx::query!(
        r#"select pickup_place, fee_bp, fee_per_unit, transport_split, deposit_bp, if_missed from round
           where koperasi_id = $1 order by created_at desc, id desc limit 1"#,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|row| Habits {
        pickup_place: row.pickup_place,
        fee: if row.fee_per_unit == 0 { Fee::Share(BasisPoints(row.fee_bp)) } else { Fee::PerUnit(Rupiah(row.fee_per_unit)) },
        transport_split: TransportSplit::from_code(&row.transport_split).unwrap_or(TransportSplit::Quantity),
        deposit: BasisPoints(row.deposit_bp),
        if_missed: IfMissed::from_code(&row.if_missed).unwrap_or(IfMissed::Ask),
    }))
}
