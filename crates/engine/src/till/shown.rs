//! The cash book as its keeper reads it.

use domain::access::Keeper;
use domain::dates::Day;
use domain::ids::CashEntryId;
use domain::money::Rupiah;
use domain::till::{Direction, Kind, Month};
use sqlx::PgConnection;

use crate::Desk;
use crate::trouble::{Result, Trouble};

/// Lines that were taken back and are still offered.
const REMOVED: i64 = 10;
/// Months of the chart, the one that is read among them.
const MONTHS: usize = 6;
/// More lines than anybody writes by hand; an export is one query.
const ALL: i64 = 100_000;

/// A line of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub id: CashEntryId,
    pub day: Day,
    pub kind: Kind,
    pub amount: Rupiah,
    pub what: Option<String>,
    /// The number of the order that wrote it.
    pub order: Option<String>,
}

/// What came in or went out for one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindSum {
    pub kind: Kind,
    pub sum: Rupiah,
    pub lines: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthSum {
    pub month: Month,
    pub came_in: Rupiah,
    pub went_out: Rupiah,
}

/// A month of the book.
#[derive(Debug, Clone)]
pub struct Book {
    /// One page of its lines, the newest first.
    pub lines: Vec<Line>,
    /// By kind, the largest sum first.
    pub kinds: Vec<KindSum>,
    /// The month and those before it, the oldest first.
    pub months: Vec<MonthSum>,
    /// What should be in the box at the month's end, by all that was ever written.
    pub balance: Rupiah,
    /// Taken back by the keeper, whatever the month, the last first.
    pub removed: Vec<Line>,
    /// Nobody has written anything up to this month.
    pub blank: bool,
}

impl Book {
    pub fn sum(&self, direction: Direction) -> Rupiah {
        sum(self.kinds.iter().filter(|k| k.kind.direction() == direction).map(|k| k.sum))
    }

    /// What the business earned and spent: without the owner's own money, and without loans.
    pub fn result(&self) -> Rupiah {
        let of = |direction| {
            sum(self.kinds.iter().filter(|k| k.kind.is_of_business() && k.kind.direction() == direction).map(|k| k.sum))
        };
        Rupiah(of(Direction::In).0.saturating_sub(of(Direction::Out).0))
    }

    /// Lines of the month, on all pages.
    pub fn total(&self) -> i64 {
        self.kinds.iter().map(|k| k.lines).sum()
    }
}

/// What does not fit stays at the most that does: the book of somebody who types nonsense is read too.
fn sum(amounts: impl Iterator<Item = Rupiah>) -> Rupiah {
    Rupiah(amounts.fold(0i64, |sum, amount| sum.saturating_add(amount.0)))
}

/// # Errors
/// When the database does not answer.
pub async fn book(desk: &Desk, by: &Keeper, month: Month, limit: i64, offset: i64) -> Result<Book> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let (balance, blank) = balance(&mut db, by, month.last()).await?;
    Ok(Book {
        lines: read(&mut db, by, Some(month.first()), Some(month.last()), limit, offset).await?,
        kinds: kinds(&mut db, by, month).await?,
        months: months(&mut db, by, month).await?,
        removed: removed(&mut db, by).await?,
        balance,
        blank,
    })
}

/// Every line of some days, the oldest first: for a sheet.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(desk: &Desk, by: &Keeper, from: Option<Day>, until: Option<Day>) -> Result<Vec<Line>> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let mut lines = read(&mut db, by, from, until, ALL, 0).await?;
    lines.reverse();
    Ok(lines)
}

/// A line that the keeper may change: one that counts, and that no order wrote.
///
/// # Errors
/// When the database does not answer.
pub async fn line(desk: &Desk, by: &Keeper, id: CashEntryId) -> Result<Option<Line>> {
    let line = sqlx::query_as!(
        Line,
        r#"select id as "id: CashEntryId", day as "day: Day", kind as "kind: Kind", amount as "amount: Rupiah", what,
               null::text as "order"
           from cash_entry where id = $1 and business_id = $2 and order_id is null and removed_at is null"#,
        id.0,
        by.business().0
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(line)
}

async fn read(
    db: &mut PgConnection,
    by: &Keeper,
    from: Option<Day>,
    until: Option<Day>,
    limit: i64,
    offset: i64,
) -> Result<Vec<Line>> {
    let lines = sqlx::query_as!(
        Line,
        r#"select e.id as "id: CashEntryId", e.day as "day: Day", e.kind as "kind: Kind", e.amount as "amount: Rupiah", e.what,
               o.number as "order?"
           from cash_entry e left join shop_order o on o.id = e.order_id
           where e.business_id = $1 and e.removed_at is null and e.day >= coalesce($2, date '-infinity')
             and e.day <= coalesce($3, date 'infinity')
           order by e.day desc, e.entered_at desc, e.id desc limit $4 offset $5"#,
        by.business().0,
        from.map(Day::date),
        until.map(Day::date),
        limit,
        offset
    )
    .fetch_all(db)
    .await?;
    Ok(lines)
}

async fn removed(db: &mut PgConnection, by: &Keeper) -> Result<Vec<Line>> {
    let lines = sqlx::query_as!(
        Line,
        r#"select id as "id: CashEntryId", day as "day: Day", kind as "kind: Kind", amount as "amount: Rupiah", what,
               null::text as "order"
           from cash_entry where business_id = $1 and order_id is null and removed_at is not null
           order by removed_at desc, id desc limit $2"#,
        by.business().0,
        REMOVED
    )
    .fetch_all(db)
    .await?;
    Ok(lines)
}

// Sums are numeric in PostgreSQL, and what is above the most of a bigint is taken for the most: an error would
// close the book to its keeper.

async fn kinds(db: &mut PgConnection, by: &Keeper, month: Month) -> Result<Vec<KindSum>> {
    let kinds = sqlx::query_as!(
        KindSum,
        r#"select kind as "kind: Kind", least(sum(amount), 9223372036854775807)::bigint as "sum!: Rupiah", count(*) as "lines!"
           from cash_entry where business_id = $1 and removed_at is null and day between $2 and $3
           group by kind order by 2 desc, kind"#,
        by.business().0,
        month.first().date(),
        month.last().date()
    )
    .fetch_all(db)
    .await?;
    Ok(kinds)
}

async fn months(db: &mut PgConnection, by: &Keeper, month: Month) -> Result<Vec<MonthSum>> {
    let mut wanted: Vec<Month> = std::iter::successors(Some(month), |m| Some(m.before())).take(MONTHS).collect();
    wanted.reverse();
    let oldest = wanted.first().copied().unwrap_or(month);
    let rows = sqlx::query!(
        r#"select date_trunc('month', day::timestamp)::date as "first!: Day",
               least(coalesce(sum(amount) filter (where direction = 'in'), 0), 9223372036854775807)::bigint as "came_in!: Rupiah",
               least(coalesce(sum(amount) filter (where direction = 'out'), 0), 9223372036854775807)::bigint as "went_out!: Rupiah"
           from cash_entry where business_id = $1 and removed_at is null and day between $2 and $3 group by 1"#,
        by.business().0,
        oldest.first().date(),
        month.last().date()
    )
    .fetch_all(db)
    .await?;
    let sums = wanted.into_iter().map(|month| {
        let row = rows.iter().find(|row| row.first == month.first());
        let (came_in, went_out) = row.map_or((Rupiah::ZERO, Rupiah::ZERO), |row| (row.came_in, row.went_out));
        MonthSum { month, came_in, went_out }
    });
    Ok(sums.collect())
}

/// What is left of all money up to a day, and whether there is nothing at all up to it.
async fn balance(db: &mut PgConnection, by: &Keeper, until: Day) -> Result<(Rupiah, bool)> {
    let row = sqlx::query!(
        r#"select least(coalesce(sum(amount) filter (where direction = 'in'), 0), 9223372036854775807)::bigint as "came_in!",
               least(coalesce(sum(amount) filter (where direction = 'out'), 0), 9223372036854775807)::bigint as "went_out!",
               count(*) = 0 as "blank!"
           from cash_entry where business_id = $1 and removed_at is null and day <= $2"#,
        by.business().0,
        until.date()
    )
    .fetch_one(db)
    .await?;
    // Both are above zero, so that the difference always fits.
    Ok((Rupiah(row.came_in - row.went_out), row.blank))
}
