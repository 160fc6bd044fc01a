//! What buying together was good for: saved against the price elsewhere, by month and member, and how
//! suppliers kept their word. Of twelve months, this one and those before it.
//!
//! A round without a reference price saves nothing that could be proved: it is counted apart.

use domain::access::{Member, Overseer};
use domain::dates::Day;
use domain::ids::{KoperasiId, RoundId};
use domain::money::Rupiah;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::Result;

/// Members that are named.
const TOP: i64 = 10;
/// Open rounds on a koperasi's public page.
const OPEN: i64 = 6;
const MONTHS: u16 = 12;

/// What was settled in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// Below zero when buying together was dearer.
    pub saved: Rupiah,
    pub rounds: i64,
    /// Of these rounds, those without a reference price.
    pub uncounted: i64,
    /// Shares in these rounds, one for each member and round.
    pub shares: i64,
}

/// A koperasi's own members only; of rounds across koperasi, their part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// Twelve, the oldest first.
    pub months: Vec<Month>,
    /// Who took part at least once.
    pub members: i64,
    /// Those who saved most, the first most.
    pub top: Vec<MemberSaving>,
    /// By name.
    pub suppliers: Vec<Record>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSaving {
    pub number: Option<i32>,
    pub name: String,
    pub saved: Rupiah,
    pub rounds: i64,
}

/// How a supplier kept its word, by what this koperasi noted after its rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub supplier: String,
    pub slug: String,
    pub rated: i64,
    pub on_time: i64,
    pub right_quantity: i64,
    /// Tenths of the average, from 10 to 50.
    pub quality: i64,
}

impl Insight {
    pub fn saved(&self) -> Rupiah {
        saved(&self.months)
    }
    pub fn rounds(&self) -> i64 {
        self.months.iter().map(|m| m.rounds).sum()
    }
    pub fn uncounted(&self) -> i64 {
        self.months.iter().map(|m| m.uncounted).sum()
    }

    /// Tenths of the average number of members in a round; nothing without rounds.
    pub fn members_per_round(&self) -> Option<i64> {
        let shares: i64 = self.months.iter().map(|m| m.shares).sum();
        tenths(shares, self.rounds())
    }

    /// Deliveries that came in time, of those that were noted.
    pub fn on_time(&self) -> (i64, i64) {
        (self.suppliers.iter().map(|s| s.on_time).sum(), self.suppliers.iter().map(|s| s.rated).sum())
    }
}

fn saved(months: &[Month]) -> Rupiah {
    Rupiah::checked_sum(months.iter().map(|m| m.saved)).unwrap_or(Rupiah::ZERO)
}

fn tenths(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 10 + count / 2) / count)
}

/// What the members of a koperasi saved, and how its suppliers did.
///
/// # Errors
/// When the database does not answer.
pub async fn insight(desk: &Desk, by: &Overseer) -> Result<Insight> {
    let (koperasi, first) = (by.koperasi().id, first_month(desk.now()));
    let since = first.start();
    let rows = sqlx::query_as!(
        Month,
        r#"select date_trunc('month', at at time zone 'Asia/Jakarta')::date as "first!: Day",
                  coalesce(sum(saved), 0)::bigint as "saved!: Rupiah", count(distinct round_id) as "rounds!",
                  count(distinct round_id) filter (where saved is null) as "uncounted!", count(*) as "shares!"
           from charge_saving where koperasi_id = $1 and at >= $2 group by 1"#,
        koperasi.0,
        since
    )
    .fetch_all(desk.db())
    .await?;
    let members = sqlx::query_scalar!(
        r#"select count(distinct membership_id) as "members!" from charge where koperasi_id = $1 and at >= $2"#,
        koperasi.0,
        since
    )
    .fetch_one(desk.db())
    .await?;
    let (top, suppliers) = (top(desk, koperasi, since).await?, records(desk, koperasi, since).await?);
    Ok(Insight { months: every_month(first, &rows), members, top, suppliers })
}

async fn top(desk: &Desk, koperasi: KoperasiId, since: OffsetDateTime) -> Result<Vec<MemberSaving>> {
    let rows = sqlx::query_as!(
        MemberSaving,
        r#"select m.number, a.name, s.saved as "saved!: Rupiah", s.rounds as "rounds!"
           from (select membership_id, sum(saved)::bigint as saved, count(*) as rounds from charge_saving
                 where koperasi_id = $1 and at >= $2 and saved is not null
                 group by 1 having sum(saved) > 0 order by 2 desc, 1 limit $3) s
                join membership m on m.id = s.membership_id join account a on a.id = m.account_id
           order by s.saved desc, s.membership_id"#,
        koperasi.0,
        since,
        TOP
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

async fn records(desk: &Desk, koperasi: KoperasiId, since: OffsetDateTime) -> Result<Vec<Record>> {
    let rows = sqlx::query_as!(
        Record,
        r#"select s.name as supplier, s.slug, count(*) as "rated!", count(*) filter (where t.on_time) as "on_time!",
                  count(*) filter (where t.right_quantity) as "right_quantity!",
                  round(avg(t.quality) * 10)::bigint as "quality!"
           from supplier_rating t join round r on r.id = t.round_id join supplier s on s.id = t.supplier_id
           where t.koperasi_id = $1 and r.settled_at >= $2 group by s.id order by s.name, s.id"#,
        koperasi.0,
        since
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// What one member saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Savings {
    /// Twelve, the oldest first.
    pub months: Vec<Month>,
}

impl Savings {
    pub fn saved(&self) -> Rupiah {
        saved(&self.months)
    }
    pub fn rounds(&self) -> i64 {
        self.months.iter().map(|m| m.rounds).sum()
    }
    pub fn uncounted(&self) -> i64 {
        self.months.iter().map(|m| m.uncounted).sum()
    }
}

/// A member's own savings with their koperasi.
///
/// # Errors
/// When the database does not answer.
pub async fn member_savings(desk: &Desk, by: &Member) -> Result<Savings> {
    let first = first_month(desk.now());
    let rows = sqlx::query_as!(
        Month,
        r#"select date_trunc('month', at at time zone 'Asia/Jakarta')::date as "first!: Day",
                  coalesce(sum(saved), 0)::bigint as "saved!: Rupiah", count(*) as "rounds!",
                  count(*) filter (where saved is null) as "uncounted!", count(*) as "shares!"
           from charge_saving where membership_id = $1 and at >= $2 group by 1"#,
        by.membership().0,
        first.start()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Savings { months: every_month(first, &rows) })
}

/// What everyone may know of a koperasi's buying together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Nothing when nothing was saved yet.
    pub saved: Option<Rupiah>,
    /// Those that close first, coordinated by this koperasi or joined.
    pub open: Vec<OpenRound>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRound {
    pub id: RoundId,
    pub title: String,
    pub closes_at: OffsetDateTime,
}

/// For a koperasi's public page.
///
/// # Errors
/// When the database does not answer.
pub async fn together(desk: &Desk, koperasi: KoperasiId) -> Result<Together> {
    let saved = sqlx::query_scalar!(
        r#"select sum(saved)::bigint as "saved: Rupiah" from charge_saving where koperasi_id = $1 and at >= $2"#,
        koperasi.0,
        first_month(desk.now()).start()
    )
    .fetch_one(desk.db())
    .await?;
    let open = sqlx::query_as!(
        OpenRound,
        r#"select r.id as "id: RoundId", r.title, r.closes_at
           from round_koperasi k join round r on r.id = k.round_id
           where k.koperasi_id = $1 and k.state = 'joined' and r.state = 'open' and r.closes_at > $2
           order by r.closes_at, r.id limit $3"#,
        koperasi.0,
        desk.now(),
        OPEN
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Together { saved: saved.filter(|saved| *saved > Rupiah::ZERO), open })
}

/// The first day of the month eleven months before this one.
fn first_month(now: OffsetDateTime) -> Day {
    let today = Day::of(now).date();
    // The first of a month is there in every year.
    let year_ago = today.replace_day(1).and_then(|first| first.replace_year(first.year() - 1)).unwrap_or(today);
    Day::new(year_ago).plus_months(1)
}

/// Also the months in which nothing was settled.
fn every_month(first: Day, rows: &[Month]) -> Vec<Month> {
    let nothing = |first| Month { first, saved: Rupiah::ZERO, rounds: 0, uncounted: 0, shares: 0 };
    let months = (0..MONTHS).map(|n| first.plus_months(n));
    months.map(|day| rows.iter().find(|m| m.first == day).copied().unwrap_or_else(|| nothing(day))).collect()
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn twelve_months_end_with_this_one() {
        // Still 31 December in UTC, already January in Jakarta.
        for (now, first) in [
            (datetime!(2026-11-24 05:00 UTC), "2025-12-01"),
            (datetime!(2026-12-31 20:00 UTC), "2026-02-01"),
            (datetime!(2028-02-29 05:00 UTC), "2027-03-01"),
        ] {
            let months = every_month(first_month(now), &[]);
            assert_eq!((months.len(), months[0].first.iso().as_str()), (12, first));
            let this = Day::of(now).date();
            assert_eq!((months[11].first.date().year(), months[11].first.date().month()), (this.year(), this.month()));
        }
    }

    #[test]
    fn averages_are_rounded_half_up() {
        assert_eq!((tenths(7, 2), tenths(1, 20), tenths(5, 0)), (Some(35), Some(1), None));
    }
}
