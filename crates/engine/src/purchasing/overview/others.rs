use domain::access::Officer;
use domain::ids::RoundId;

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

/// The verified koperasi that were not asked yet, or said no; the near ones first. Of a round that
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
           order by k.district_code <> own.district_code, lower(k.name), k.id limit $3"#,
        id.0,
        by.koperasi().id.0,
        MOST
    )
    .fetch_all(desk.db())
    .await?;
    Ok(others)
}
