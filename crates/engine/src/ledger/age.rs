//! How old the members' debts are. Payments take the oldest debt first, so what is open is the newest.

use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::MembershipId;
use domain::money::Rupiah;

use crate::Desk;
use crate::trouble::Result;

/// The last day of each age but the oldest, which has none: 0–30, 31–60, 61–90 days, and older.
pub const AGES: [i32; 3] = [30, 60, 90];

/// A member who owes something, by the age of the debt.
#[derive(Debug, Clone)]
pub struct Aged {
    pub membership: MembershipId,
    pub number: i32,
    pub name: String,
    /// In the order of [`AGES`], the oldest last.
    pub by_age: [Rupiah; 4],
    pub owed: Rupiah,
    /// The day of the oldest debt that is open.
    pub oldest: Day,
}

impl Aged {
    /// What is older than thirty days.
    pub fn overdue(&self) -> Rupiah {
        Rupiah(self.by_age[1..].iter().map(|r| r.0).sum())
    }
}

/// The members who owe, the oldest debt first. A payment that was undone counts as none.
///
/// # Errors
/// When the database does not answer.
pub async fn ages(desk: &Desk, by: &Overseer) -> Result<Vec<Aged>> {
    let today = Day::of(desk.now());
    let [first, second, third] = AGES;
    let rows = sqlx::query!(
        r#"with owing as (
               select b.party, r.account_id
               from ledger_book k join ledger_role r on r.book_id = k.id and r.role = 'member_receivable'
                    join ledger_balance b on b.account_id = r.account_id
               where k.koperasi_id = $1 and k.unit = 'perdagangan' and b.debit > b.credit
           ), lines as (
               select l.party, l.debit, l.credit, j.mirrors is not null as undoes, j.day, j.year, j.number, l.line
               from owing o join journal_line l on l.account_id = o.account_id and l.party = o.party join journal j on j.id = l.journal_id
           ), paid as (
               select party, coalesce(sum(credit) filter (where not undoes), 0) - coalesce(sum(debit) filter (where undoes), 0) as amount
               from lines group by party
           ), debts as (
               select party, day, debit, sum(debit) over (partition by party order by day, year, number, line) as upto
               from lines where debit > 0 and not undoes
           ), open as (
               select d.party, d.day, $2::date - d.day as age, least(d.debit, d.upto - p.amount) as amount
               from debts d join paid p on p.party = d.party where d.upto > p.amount
           )
           select m.id as "membership: MembershipId", m.number as "number!", a.name,
                  coalesce(sum(o.amount) filter (where o.age <= $3), 0)::bigint as "a!: Rupiah",
                  coalesce(sum(o.amount) filter (where o.age > $3 and o.age <= $4), 0)::bigint as "b!: Rupiah",
                  coalesce(sum(o.amount) filter (where o.age > $4 and o.age <= $5), 0)::bigint as "c!: Rupiah",
                  coalesce(sum(o.amount) filter (where o.age > $5), 0)::bigint as "d!: Rupiah",
                  sum(o.amount)::bigint as "owed!: Rupiah", min(o.day) as "oldest!: Day"
           from open o join membership m on m.id = o.party join account a on a.id = m.account_id
           group by m.id, a.id order by min(o.day), m.number"#,
        by.koperasi().id.0,
        today.date(),
        first,
        second,
        third
    )
    .fetch_all(desk.db())
    .await?;
    let aged = rows.into_iter().map(|r| Aged {
        membership: r.membership,
        number: r.number,
        name: r.name,
        by_age: [r.a, r.b, r.c, r.d],
        owed: r.owed,
        oldest: r.oldest,
    });
    Ok(aged.collect())
}
