//! Figures of a regency, for its office.

use domain::access::Verifier;

use crate::Desk;
use crate::trouble::Result;

/// What everyone can see in one kecamatan.
#[derive(Debug, Clone)]
pub struct DistrictFigures {
    pub district: String,
    pub koperasi: i64,
    pub members: i64,
    pub shops: i64,
    pub products: i64,
    /// Verified and not expired.
    pub permits: i64,
}

/// The figures of the verifier's regencies, kecamatan by kecamatan: verified koperasi, their members,
/// and their members' shops. Members count where their koperasi is, everything else where the shop is.
///
/// # Errors
/// When the database does not answer.
pub async fn figures(desk: &Desk, by: &Verifier) -> Result<Vec<DistrictFigures>> {
    let today = domain::dates::Day::of(desk.now());
    let rows = sqlx::query_as!(
        DistrictFigures,
        r#"
        with k as (select district_code, count(*) as n from koperasi where state = 'verified' group by 1),
             m as (select k.district_code, count(*) as n from membership m join koperasi k on k.id = m.koperasi_id
                   where m.state = 'admitted' and k.state = 'verified' group by 1),
             b as (select district_code, count(*) as n from business_public group by 1),
             p as (select b.district_code, count(*) as n from product p join business_public b on b.id = p.business_id
                   where p.state = 'published' group by 1),
             i as (select b.district_code, count(*) as n from permit i join business_public b on b.id = i.business_id
                   where i.state = 'verified' and i.replaced_at is null and (i.expires_on is null or i.expires_on >= $2) group by 1)
        select d.name as district, coalesce(k.n, 0) as "koperasi!", coalesce(m.n, 0) as "members!", coalesce(b.n, 0) as "shops!",
               coalesce(p.n, 0) as "products!", coalesce(i.n, 0) as "permits!"
        from district d
        left join k on k.district_code = d.code left join m on m.district_code = d.code left join b on b.district_code = d.code
        left join p on p.district_code = d.code left join i on i.district_code = d.code
        where $1::text[] is null or d.regency_code = any ($1)
        order by d.name
        "#,
        by.regencies(),
        today.date()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
