//! Journals: the list of what was posted, and one of them with its lines.

use domain::access::Overseer;
use domain::dates::Day;
use domain::ids::{JournalId, RoundId};
use domain::money::Rupiah;
use time::OffsetDateTime;

use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// Which journals are looked for.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<String>,
    pub from: Option<Day>,
    pub until: Option<Day>,
    pub limit: i64,
    pub offset: i64,
}

/// A journal in a list.
#[derive(Debug, Clone)]
pub struct JournalHead {
    pub id: JournalId,
    pub year: i32,
    pub number: i32,
    pub day: Day,
    pub kind: String,
    pub memo: String,
    /// The joint purchase that it belongs to.
    pub title: Option<String>,
    pub amount: Rupiah,
    /// It was undone by another one.
    pub undone: bool,
}

/// The journals of this koperasi that a filter lets through, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn journals(desk: &Desk, by: &Overseer, f: &Filter) -> Result<Listed<JournalHead>> {
    let (from, until) = (f.from.map(Day::date), f.until.map(Day::date));
    let rows = sqlx::query_as!(
        JournalHead,
        r#"select j.id as "id!: JournalId", j.year as "year!", j.number as "number!", j.day as "day!: Day", j.kind as "kind!", j.memo as "memo!", r.title as "title?",
                  (select coalesce(sum(l.debit), 0)::bigint from journal_line l where l.journal_id = j.id) as "amount!: Rupiah",
                  exists (select from journal m where m.mirrors = j.id) as "undone!"
           from ledger_book k join journal j on j.book_id = k.id left join round r on r.id = j.round_id
           where k.koperasi_id = $1 and k.unit = 'perdagangan' and ($2::text is null or j.kind = $2)
             and ($3::date is null or j.day >= $3) and ($4::date is null or j.day <= $4)
           order by j.day desc, j.number desc limit $5 offset $6"#,
        by.koperasi().id.0,
        f.kind.as_deref(),
        from,
        until,
        f.limit,
        f.offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!" from ledger_book k join journal j on j.book_id = k.id
           where k.koperasi_id = $1 and k.unit = 'perdagangan' and ($2::text is null or j.kind = $2)
             and ($3::date is null or j.day >= $3) and ($4::date is null or j.day <= $4)"#,
        by.koperasi().id.0,
        f.kind.as_deref(),
        from,
        until
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Listed { rows, total })
}

/// A line of a journal.
#[derive(Debug, Clone)]
pub struct JournalLine {
    pub code: String,
    pub name: String,
    pub party: Option<String>,
    pub debit: Rupiah,
    pub credit: Rupiah,
}

/// Another journal that one has to do with.
#[derive(Debug, Clone)]
pub struct Linked {
    pub id: JournalId,
    pub year: i32,
    pub number: i32,
}

#[derive(Debug, Clone)]
pub struct JournalShown {
    pub id: JournalId,
    pub year: i32,
    pub number: i32,
    pub day: Day,
    pub kind: String,
    pub memo: String,
    pub round: Option<(RoundId, String)>,
    /// `None`: the system itself. Whoever never held an office here goes by the name of their koperasi: the
    /// coordinator of a round posts into the books of all that take part, and whoever gives up a claim into the
    /// book of the koperasi that owes it.
    pub posted_by: Option<String>,
    pub posted_at: OffsetDateTime,
    /// What this one undoes, and what has undone it.
    pub mirrors: Option<Linked>,
    pub mirrored_by: Option<Linked>,
    /// At most [`SHOWN`] of them.
    pub lines: Vec<JournalLine>,
    pub lines_in_all: i64,
    pub amount: Rupiah,
}

/// Lines of a journal that are shown: a settlement has some for each member.
pub const SHOWN: i64 = 500;

/// One journal of this koperasi; `None` for every other.
///
/// # Errors
/// When the database does not answer.
pub async fn journal(desk: &Desk, by: &Overseer, id: JournalId) -> Result<Option<JournalShown>> {
    let head = sqlx::query!(
        r#"select j.year as "year!", j.number as "number!", j.day as "day!: Day", j.kind as "kind!", j.memo as "memo!",
                  j.posted_at as "posted_at!",
                  case when j.posted_by is null then null
                       when exists (select from office o where o.account_id = j.posted_by and o.koperasi_id = k.koperasi_id)
                       then (select p.name from account p where p.id = j.posted_by)
                       else (select y.name from koperasi y
                             where y.id = coalesce(r.koperasi_id, (select l.party from journal_line l join ledger_account a on a.id = l.account_id
                                                                   where l.journal_id = j.id and a.party = 'koperasi' limit 1), k.koperasi_id))
                  end as "posted_by?",
                  r.id as "round?: RoundId", r.title as "title?", o.id as "mirrors?: JournalId", o.year as "mirrors_year?",
                  o.number as "mirrors_number?", m.id as "mirrored?: JournalId", m.year as "mirrored_year?", m.number as "mirrored_number?"
           from journal j join ledger_book k on k.id = j.book_id
                left join round r on r.id = j.round_id left join journal o on o.id = j.mirrors left join journal m on m.mirrors = j.id
           where j.id = $1 and k.koperasi_id = $2"#,
        id.0,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(h) = head else { return Ok(None) };
    let sums = sqlx::query!(
        r#"select count(*) as "lines!", coalesce(sum(debit), 0)::bigint as "amount!: Rupiah" from journal_line where journal_id = $1"#,
        id.0
    )
    .fetch_one(desk.db())
    .await?;
    let linked =
        |id: Option<JournalId>, year: Option<i32>, number: Option<i32>| Some(Linked { id: id?, year: year?, number: number? });
    Ok(Some(JournalShown {
        id,
        year: h.year,
        number: h.number,
        day: h.day,
        kind: h.kind,
        memo: h.memo,
        round: h.round.zip(h.title),
        posted_by: h.posted_by,
        posted_at: h.posted_at,
        mirrors: linked(h.mirrors, h.mirrors_year, h.mirrors_number),
        mirrored_by: linked(h.mirrored, h.mirrored_year, h.mirrored_number),
        lines: lines(desk, id).await?,
        lines_in_all: sums.lines,
        amount: sums.amount,
    }))
}

async fn lines(desk: &Desk, id: JournalId) -> Result<Vec<JournalLine>> {
    let rows = sqlx::query_as!(
        JournalLine,
        r#"select a.code, a.name,
                  case a.party
                      when 'member' then (select m.number || ' · ' || p.name from membership m join account p on p.id = m.account_id where m.id = l.party)
                      when 'supplier' then (select s.name from supplier s where s.id = l.party)
                      when 'koperasi' then (select o.name from koperasi o where o.id = l.party) end as party,
                  l.debit as "debit: Rupiah", l.credit as "credit: Rupiah"
           from journal_line l join ledger_account a on a.id = l.account_id where l.journal_id = $1 order by l.line limit $2"#,
        id.0,
        SHOWN
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
