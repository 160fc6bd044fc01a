//! The businesses of a koperasi's members as its officers see them: what each of them still needs.

use domain::access::Overseer;
use domain::dates::Day;

use super::Listed;
use super::due::AHEAD;
use crate::Desk;
use crate::trouble::Result;

/// What a business lacks, to narrow the list to where something is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A verified permit has run out or soon will.
    Permits,
    /// Goods that nobody has published.
    Drafts,
}

impl Need {
    /// As in addresses, and in the query.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Permits => "izin",
            Self::Drafts => "draf",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Permits, Self::Drafts].into_iter().find(|n| n.code() == code)
    }
}

/// A member's business on the officers' list.
#[derive(Debug, Clone)]
pub struct KeptShop {
    pub slug: String,
    pub name: String,
    pub owner: String,
    pub village: String,
    pub district: String,
    pub published: i64,
    pub drafts: i64,
    /// Verified permits that run out within 60 days, and that have run out.
    pub expiring: i64,
    pub expired: i64,
    /// The first of these days.
    pub first_expiry: Option<Day>,
}

/// The open businesses of this koperasi: by need those first whose permits end first or who have
/// most drafts, otherwise by name; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn kept_shops(desk: &Desk, by: &Overseer, need: Option<Need>, limit: i64, offset: i64) -> Result<Listed<KeptShop>> {
    let today = Day::of(desk.now());
    let rows = sqlx::query!(
        r#"
        select b.slug, b.name, a.name as owner, b.village, d.name as district, p.published as "published!", p.drafts as "drafts!",
            i.expiring as "expiring!", i.expired as "expired!", i.first as "first_expiry: Day", count(*) over () as "total!"
        from business b join account a on a.id = b.owner_id join district d on d.code = b.district_code
        cross join lateral (select count(*) filter (where state = 'published') as published, count(*) filter (where state = 'draft') as drafts
                            from product where business_id = b.id) p
        cross join lateral (select count(*) filter (where expires_on >= $2) as expiring, count(*) filter (where expires_on < $2) as expired,
                                   min(expires_on) as first
                            from permit where business_id = b.id and replaced_at is null and state = 'verified' and expires_on <= $3) i
        where b.koperasi_id = $1 and b.archived_at is null
          and case $4 when 'izin' then i.expiring + i.expired > 0 when 'draf' then p.drafts > 0 else true end
        order by case when $4 = 'izin' then i.first end, case when $4 = 'draf' then p.drafts end desc, b.name, b.id
        limit $5 offset $6
        "#,
        by.koperasi().id.0, today.date(), today.plus_days(AHEAD).date(), need.map_or("", Need::code), limit, offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| KeptShop {
        slug: r.slug,
        name: r.name,
        owner: r.owner,
        village: r.village,
        district: r.district,
        published: r.published,
        drafts: r.drafts,
        expiring: r.expiring,
        expired: r.expired,
        first_expiry: r.first_expiry,
    });
    Ok(Listed { rows: rows.collect(), total })
}
