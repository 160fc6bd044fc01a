//! Posting: the one way into a journal.

use domain::dates::Day;
use domain::ids::{BookId, ChargeId, JournalId, KoperasiId, LedgerAccountId, RoundId};
use domain::ledger::{BusinessUnit, Entry, Party, Role, SEED, Side};
use domain::money::Rupiah;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::ids;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::Tx;

/// What an entry is posted as.
pub(crate) struct Posting<'a> {
    pub book: BookId,
    pub day: Day,
    /// `deposit_in`, `goods_received`, `settlement`.
    pub kind: &'static str,
    /// For people; names nobody.
    pub memo: &'a str,
    pub round: Option<RoundId>,
    /// The journal that this one undoes.
    pub mirrors: Option<JournalId>,
    /// The invoice that it corrects.
    pub charge: Option<ChargeId>,
}

impl<'a> Posting<'a> {
    pub fn new(book: BookId, day: Day, kind: &'static str, memo: &'a str) -> Self {
        Self { book, day, kind, memo, round: None, mirrors: None, charge: None }
    }

    #[must_use]
    pub fn round(mut self, round: RoundId) -> Self {
        self.round = Some(round);
        self
    }
}

/// The trade unit's book of a koperasi; made with its chart of accounts when it is first asked for.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn book(tx: &mut Tx, koperasi: KoperasiId) -> Result<BookId> {
    let fresh: BookId = ids::fresh();
    let unit = BusinessUnit::Trade.code();
    let now = tx.now();
    let made = sqlx::query!(
        "insert into ledger_book (id, koperasi_id, unit, created_at) values ($1, $2, $3, $4)
         on conflict on constraint ledger_book_once do nothing",
        fresh.0,
        koperasi.0,
        unit,
        now
    )
    .execute(tx.conn())
    .await?;
    if made.rows_affected() == 1 {
        seed(tx, fresh).await?;
        return Ok(fresh);
    }
    let there = sqlx::query_scalar!(
        r#"select id as "id: BookId" from ledger_book where koperasi_id = $1 and unit = $2"#,
        koperasi.0,
        unit
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(there)
}

async fn seed(tx: &mut Tx, book: BookId) -> Result<()> {
    let accounts: Vec<Uuid> = SEED.iter().map(|_| ids::fresh()).collect();
    let codes: Vec<String> = SEED.iter().map(|s| s.code.to_owned()).collect();
    let names: Vec<String> = SEED.iter().map(|s| s.name.to_owned()).collect();
    let kinds: Vec<String> = SEED.iter().map(|s| s.kind.code().to_owned()).collect();
    let parties: Vec<Option<String>> = SEED.iter().map(|s| s.role.party().map(|p| p.code().to_owned())).collect();
    let roles: Vec<String> = SEED.iter().map(|s| s.role.code().to_owned()).collect();
    sqlx::query!(
        "insert into ledger_account (id, book_id, code, name, kind, party)
         select a, $1, c, n, k, p from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[]) as t(a, c, n, k, p)",
        book.0,
        &accounts,
        &codes,
        &names,
        &kinds,
        &parties as &[Option<String>]
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into ledger_role (book_id, role, account_id) select $1, r, a from unnest($2::uuid[], $3::text[]) as t(a, r)",
        book.0,
        &accounts,
        &roles
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Posts an entry; its number is the next of the book's year. Whoever posts to the same book waits here
/// until this transaction ends.
///
/// # Errors
/// When the database does not answer; what does not balance cannot be made into an [`Entry`].
pub(crate) async fn post(tx: &mut Tx, posting: &Posting<'_>, entry: &Entry) -> Result<JournalId> {
    let id = begin_journal(tx, posting).await?;
    // Only now: the journal's row holds the book's, without which nobody changes the mapping.
    let accounts = accounts(tx, posting.book, entry).await?;
    insert_lines(tx, id, entry, &accounts).await?;
    Ok(id)
}

/// A journal with its number and no lines yet, which it has to get before the transaction ends.
pub(super) async fn begin_journal(tx: &mut Tx, posting: &Posting<'_>) -> Result<JournalId> {
    let id: JournalId = ids::fresh();
    let year = posting.day.date().year();
    let number = next_number(tx, posting.book.0, "journal", year, 1).await?;
    let (actor, now) = (tx.actor().account().map(|a| a.0), tx.now());
    sqlx::query!(
        "insert into journal (id, book_id, year, number, day, kind, memo, round_id, mirrors, charge_id, posted_by, posted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        id.0,
        posting.book.0,
        year,
        number,
        posting.day.date(),
        posting.kind,
        posting.memo,
        posting.round.map(|r| r.0),
        posting.mirrors.map(|j| j.0),
        posting.charge.map(|c| c.0),
        actor,
        now
    )
    .execute(tx.conn())
    .await
    .on_constraint("journal_mirrored_once", Trouble::Other("a journal is mirrored once".to_owned()))?;
    Ok(id)
}

async fn insert_lines(tx: &mut Tx, journal: JournalId, entry: &Entry, accounts: &[(Role, LedgerAccountId)]) -> Result<()> {
    let of = |role: Role| accounts.iter().find(|(r, _)| *r == role).map(|(_, id)| id.0);
    let lines = entry.lines();
    let ids: Vec<Uuid> = lines.iter().filter_map(|l| of(l.role)).collect();
    let parties: Vec<Option<Uuid>> = lines.iter().map(|l| l.party).collect();
    let side = |side: Side| lines.iter().map(move |l| if l.side == side { l.amount.0 } else { 0 }).collect::<Vec<i64>>();
    sqlx::query!(
        "insert into journal_line (journal_id, line, account_id, party, debit, credit)
         select $1, n, a, p, d, c from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::bigint[]) with ordinality as t(a, p, d, c, n)",
        journal.0,
        &ids,
        &parties as &[Option<Uuid>],
        &side(Side::Debit),
        &side(Side::Credit)
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The accounts of an entry's roles.
async fn accounts(tx: &mut Tx, book: BookId, entry: &Entry) -> Result<Vec<(Role, LedgerAccountId)>> {
    let rows =
        sqlx::query!(r#"select role, account_id as "account: LedgerAccountId" from ledger_role where book_id = $1"#, book.0)
            .fetch_all(tx.conn())
            .await?;
    let known: Vec<(Role, LedgerAccountId)> =
        rows.into_iter().filter_map(|r| Some((Role::from_code(&r.role)?, r.account))).collect();
    match entry.lines().iter().find(|l| !known.iter().any(|(role, _)| *role == l.role)) {
        Some(line) => Err(Trouble::Other(format!("no account for {} in book {book}", line.role.code()))),
        None => Ok(known),
    }
}

/// Takes `count` numbers of a kind of document in a year, and gives the first. They leave no gap: rolled
/// back, they were never taken.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn next_number(tx: &mut Tx, owner: Uuid, kind: &str, year: i32, count: i32) -> Result<i32> {
    let last = sqlx::query_scalar!(
        "insert into document_number as d (owner_id, kind, year, last) values ($1, $2, $3, $4)
         on conflict (owner_id, kind, year) do update set last = d.last + excluded.last returning last",
        owner,
        kind,
        year,
        count
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(last - count + 1)
}

/// What stands on the account of a role, for one party where it has parties: positive on the side that
/// raises the account. Nothing for a koperasi that has no book yet.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn balance(db: &mut PgConnection, koperasi: KoperasiId, role: Role, party: Option<Uuid>) -> Result<Rupiah> {
    let sum = sqlx::query_scalar!(
        r#"select coalesce(sum(b.debit - b.credit), 0)::bigint as "sum!"
           from ledger_book k join ledger_role r on r.book_id = k.id and r.role = $3
                join ledger_balance b on b.account_id = r.account_id
           where k.koperasi_id = $1 and k.unit = $2 and ($4::uuid is null or b.party = $4)"#,
        koperasi.0,
        BusinessUnit::Trade.code(),
        role.code(),
        party
    )
    .fetch_one(db)
    .await?;
    Ok(Rupiah(if role.kind().is_debit() { sum } else { -sum }))
}

/// True when the mapping may let `role` post to an account of that party.
pub(crate) fn fits(role: Role, party: Option<&str>) -> bool {
    role.party().map(Party::code) == party
}
