//! An officer's day: what is due in this koperasi.

use domain::access::Overseer;
use domain::dates::Day;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::Result;

/// Counts, each with the one that has waited longest or runs out first.
#[derive(Debug, Clone)]
pub struct Due {
    pub applications: i64,
    pub oldest_application: Option<OffsetDateTime>,
    /// Verified permits of members' shops that run out within 60 days.
    pub permits_expiring: i64,
    pub first_expiry: Option<Day>,
    pub permits_expired: i64,
    /// Goods of members' shops that nobody has published.
    pub drafts: i64,
    /// Terms of office that end within 60 days.
    pub terms_ending: i64,
    pub first_term_end: Option<Day>,
    /// Members without a password: they cannot sign in yet.
    pub without_password: i64,
}

/// How many days ahead an officer is told that something runs out.
pub(super) const AHEAD: i64 = domain::permit::NOTICE_DAYS;

/// # Errors
/// When the database does not answer.
pub async fn due(desk: &Desk, by: &Overseer) -> Result<Due> {
    let today = Day::of(desk.now());
    let due = sqlx::query_as!(
        Due,
        r#"
        select applications.n as "applications!", applications.oldest as oldest_application,
               permits.expiring as "permits_expiring!", permits.first as "first_expiry: Day", permits.expired as "permits_expired!",
               drafts.n as "drafts!", terms.n as "terms_ending!", terms.first as "first_term_end: Day", silent.n as "without_password!"
        from (select count(*) as n, min(applied_at) as oldest from membership where koperasi_id = $1 and state = 'applied') applications,
             (select count(*) filter (where expires_on >= $2) as expiring, min(expires_on) filter (where expires_on >= $2) as first,
                     count(*) filter (where expires_on < $2) as expired
              from permit p join business b on b.id = p.business_id
              where b.koperasi_id = $1 and b.archived_at is null and p.replaced_at is null and p.state = 'verified' and p.expires_on <= $3) permits,
             (select count(*) as n from product p join business b on b.id = p.business_id
              where b.koperasi_id = $1 and b.archived_at is null and p.state = 'draft') drafts,
             (select count(*) as n, min(until_day) as first from office
              where koperasi_id = $1 and ended_at is null and until_day between $2 and $3) terms,
             (select count(*) as n from membership m join account a on a.id = m.account_id
              where m.koperasi_id = $1 and m.state = 'admitted' and a.password_hash is null and a.closed_at is null) silent
        "#,
        by.koperasi().id.0, today.date(), today.plus_days(AHEAD).date()
    )
    .fetch_one(desk.db())
    .await?;
    Ok(due)
}
