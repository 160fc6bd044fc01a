//! Nothing that was posted is changed. A movement of money that was wrong is undone by its mirror, once;
//! an invoice that was wrong is corrected by a note.

use domain::access::Treasurer;
use domain::dates::Day;
use domain::form::Invalid;
use domain::ids::{BookId, ChargeId, IdempotencyKey, JournalId, MembershipId};
use domain::ledger::forms::{ChargeNote, Direction};
use domain::ledger::{Line, Role, document_number};
use domain::money::Rupiah;
use domain::text::Line as Words;
use serde_json::json;
use uuid::Uuid;

use super::hold::{entry, hold, hold_book, tell};
use super::post::{Posting, balance, begin_journal, book, post};
use super::{BooksError, at_most, between, credit};
use crate::Desk;
use crate::notices::MoneyNews;
use crate::tx::{Once, Tx};

/// Why a journal cannot be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// It belongs to a round, a write-off or another correction: those have ways of their own.
    Kind,
    /// It was undone already.
    Undone,
    /// The other koperasi has confirmed the payment: it undoes its confirmation first.
    Confirmed,
    /// The deposit that would go is needed: pledges or debts rest on it.
    DepositUsed,
    /// It is on an account of members, suppliers or koperasi that nothing is posted to any more: what its
    /// mirror left there nobody would see.
    Unmapped,
}

/// What notes may take off one invoice together: a slip of the scales, on one treasurer's word. A larger debt
/// is given up by two ([`super::ask_write_off`]).
pub const BY_ONE: Rupiah = Rupiah(100_000);

/// What is undone by a mirror. The goods of a round are corrected member by member.
const MIRRORED: [&str; 7] =
    ["deposit_in", "deposit_out", "member_paid", "deposit_used", "supplier_paid", "koperasi_paid", "koperasi_got"];

/// Whether a journal of this kind may be undone by its mirror.
pub fn is_mirrored(kind: &str) -> bool {
    MIRRORED.contains(&kind) || kind == "manual"
}

struct Original {
    book: BookId,
    kind: String,
    number: String,
    amount: Rupiah,
    member: Option<MembershipId>,
}

/// Undoes a journal: a new one of today, with the sides of each line turned.
///
/// # Errors
/// [`BooksError::Unknown`] for a journal of another book, [`BooksError::Fixed`].
pub async fn correct(
    desk: &Desk,
    by: &Treasurer,
    journal: JournalId,
    reason: &Words<120>,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.correct", koperasi, journal, reason)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let original = original(&mut tx, by, journal).await?;
    if !is_mirrored(&original.kind) {
        return Err(BooksError::Fixed(Obstacle::Kind));
    }
    if let Some(member) = original.member {
        hold(&mut tx, koperasi, member).await?;
    }
    // Before the book, as whoever confirms a payment.
    let payment = matches!(original.kind.as_str(), "koperasi_paid" | "koperasi_got");
    if payment {
        between::undo(&mut tx, journal).await?;
    }
    hold_book(&mut tx, koperasi).await?;
    let undone = sqlx::query_scalar!(r#"select exists (select from journal where mirrors = $1) as "undone!""#, journal.0)
        .fetch_one(tx.conn())
        .await?;
    if undone {
        return Err(BooksError::Fixed(Obstacle::Undone));
    }
    if is_unmapped(&mut tx, journal).await? {
        return Err(BooksError::Fixed(Obstacle::Unmapped));
    }
    if let ("deposit_in", Some(member)) = (original.kind.as_str(), original.member) {
        let credit = credit(tx.conn(), koperasi, member, None).await?;
        if original.amount > credit.returnable() {
            return Err(BooksError::Fixed(Obstacle::DepositUsed));
        }
    }
    let memo = format!("Koreksi {}: {reason}", original.number);
    let posting = Posting { mirrors: Some(journal), ..Posting::new(original.book, Day::of(tx.now()), "correction", &memo) };
    let mirror = begin_journal(&mut tx, &posting).await?;
    turn_lines(&mut tx, journal, mirror).await?;
    tx.audit("ledger.correct", Some(koperasi), mirror.0, json!({ "of": journal })).await?;
    tx.commit_with(&mirror).await?;
    Ok(mirror)
}

async fn original(tx: &mut Tx, by: &Treasurer, journal: JournalId) -> Result<Original, BooksError> {
    let row = sqlx::query!(
        r#"select j.book_id as "book: BookId", j.kind, j.year, j.number,
                  (select sum(l.debit)::bigint from journal_line l where l.journal_id = j.id) as "amount!: Rupiah",
                  (select l.party from journal_line l join ledger_account a on a.id = l.account_id
                   where l.journal_id = j.id and a.party = 'member' order by l.line limit 1) as "member: MembershipId"
           from journal j join ledger_book k on k.id = j.book_id where j.id = $1 and k.koperasi_id = $2"#,
        journal.0,
        by.koperasi().id.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)?;
    let number = document_number("JU", row.year, row.number);
    Ok(Original { book: row.book, kind: row.kind, number, amount: row.amount, member: row.member })
}

/// The caller holds the book, so that nobody changes the mapping meanwhile.
async fn is_unmapped(tx: &mut Tx, journal: JournalId) -> Result<bool, BooksError> {
    let unmapped = sqlx::query_scalar!(
        r#"select exists (select from journal_line l join ledger_account a on a.id = l.account_id
                          where l.journal_id = $1 and a.party is not null
                            and not exists (select from ledger_role r where r.account_id = a.id)) as "unmapped!""#,
        journal.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(unmapped)
}

/// On the accounts of then, whatever the mapping of plain accounts says now.
async fn turn_lines(tx: &mut Tx, journal: JournalId, mirror: JournalId) -> Result<(), BooksError> {
    sqlx::query!(
        "insert into journal_line (journal_id, line, account_id, party, debit, credit)
         select $2, line, account_id, party, credit, debit from journal_line where journal_id = $1",
        journal.0,
        mirror.0
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Corrects an invoice of a settled round: the member owes more or less from now on, and the difference is
/// the koperasi's income or expense.
///
/// # Errors
/// [`BooksError::Unknown`]; [`BooksError::SameOfficer`] for who would owe less by it themselves;
/// [`BooksError::Refused`] for an invoice of somebody else, and for more than is left of the invoice, than the
/// member owes, or than notes may take off it together ([`BY_ONE`]).
pub async fn correct_charge(
    desk: &Desk,
    by: &Treasurer,
    member: MembershipId,
    note: &ChargeNote,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi();
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.charge_note", koperasi.id, member, note)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let held = hold(&mut tx, koperasi.id, member).await?;
    let invoice = invoice(&mut tx, koperasi.id.0, member, note.charge).await?;
    let (lines, change) = match note.direction {
        Direction::More => (
            [Line::debit(Role::MemberReceivable, note.amount).of(member.0), Line::credit(Role::OtherIncome, note.amount)],
            note.amount,
        ),
        Direction::Less => {
            if held.account == by.account() {
                return Err(BooksError::SameOfficer);
            }
            if note.amount > invoice.left {
                return Err(BooksError::refused("jumlah", Invalid::AboveInvoice { left: invoice.left }));
            }
            at_most(note.amount, balance(tx.conn(), koperasi.id, Role::MemberReceivable, Some(member.0)).await?)?;
            let left = Rupiah((BY_ONE.0 - invoice.lowered.0).max(0));
            if note.amount > left {
                return Err(BooksError::refused("jumlah", Invalid::NeedsWriteOff { most: BY_ONE, left }));
            }
            let less = Line::credit(Role::MemberReceivable, note.amount).of(member.0);
            ([Line::debit(Role::OtherExpense, note.amount), less], Rupiah(-note.amount.0))
        }
    };
    let entry = entry(lines)?;
    let memo = format!("Nota koreksi {}: {}", invoice.number, note.reason);
    let (book, day) = (book(&mut tx, koperasi.id).await?, Day::of(tx.now()));
    let posting = Posting { charge: Some(note.charge), ..Posting::new(book, day, "charge_note", &memo) };
    let journal = post(&mut tx, &posting, &entry).await?;
    let detail = json!({ "membership": member, "charge": note.charge, "change": change });
    tx.audit("ledger.charge_note", Some(koperasi.id), journal.0, detail).await?;
    tell(&mut tx, held.account, koperasi, change, MoneyNews::Corrected).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}

/// An invoice that a note is of.
struct Corrected {
    number: String,
    /// What it charges by now, with the notes there are.
    left: Rupiah,
    /// What notes have taken off it; those that add to it do not count.
    lowered: Rupiah,
}

/// The caller holds the membership, so that two notes do not take the same off.
async fn invoice(tx: &mut Tx, koperasi: Uuid, member: MembershipId, charge: ChargeId) -> Result<Corrected, BooksError> {
    let row = sqlx::query!(
        r#"select c.year, c.number, (c.total + n.raised - n.lowered)::bigint as "left!: Rupiah", n.lowered::bigint as "lowered!: Rupiah"
           from charge c cross join lateral (
               select coalesce(sum(l.debit), 0) as raised, coalesce(sum(l.credit), 0) as lowered
                 from journal j join journal_line l on l.journal_id = j.id
                where j.charge_id = c.id and l.party = c.membership_id) n
           where c.id = $1 and c.membership_id = $2 and c.koperasi_id = $3"#,
        charge.0,
        member.0,
        koperasi
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or_else(|| BooksError::refused("tagihan", Invalid::UnknownChoice))?;
    Ok(Corrected { number: document_number("TAG", row.year, row.number), left: row.left, lowered: row.lowered })
}
