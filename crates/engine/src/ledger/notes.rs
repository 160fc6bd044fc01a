//! What is owed to suppliers, and between koperasi, corrected by a note: for a price that was wrong when the
//! goods came, or a round that was settled with it.

use domain::access::Treasurer;
use domain::dates::Day;
use domain::ids::{AccountId, BookId, IdempotencyKey, JournalId, KoperasiId};
use domain::ledger::forms::{Direction, KoperasiNote, SupplierNote};
use domain::ledger::{Line, Role};
use domain::money::Rupiah;
use domain::slug::Slug;
use serde_json::json;

use super::hold::{entry, hold_book};
use super::post::{Posting, balance, post};
use super::supplier::known;
use super::{BooksError, at_most};
use crate::Desk;
use crate::notices::News;
use crate::trouble::Result;
use crate::tx::{Once, Tx};

/// Corrects what a supplier is owed; the difference is the koperasi's income or expense.
///
/// # Errors
/// [`BooksError::Unknown`] for no such supplier, or one that this koperasi has nothing to do with;
/// [`BooksError::Refused`] for taking off more than is owed.
pub async fn supplier_note(
    desk: &Desk,
    by: &Treasurer,
    supplier: &Slug,
    note: &SupplierNote,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let koperasi = by.koperasi().id;
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.supplier_note", koperasi, supplier, note)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let id = known(tx.conn(), koperasi, supplier).await?.ok_or(BooksError::Unknown)?.id;
    let book = hold_book(&mut tx, koperasi).await?;
    let (lines, change) = match note.direction {
        Direction::More => {
            let more = Line::credit(Role::SupplierPayable, note.amount).of(id.0);
            ([Line::debit(Role::OtherExpense, note.amount), more], note.amount)
        }
        Direction::Less => {
            at_most(note.amount, balance(tx.conn(), koperasi, Role::SupplierPayable, Some(id.0)).await?)?;
            let less = Line::debit(Role::SupplierPayable, note.amount).of(id.0);
            ([less, Line::credit(Role::OtherIncome, note.amount)], Rupiah(-note.amount.0))
        }
    };
    let entry = entry(lines)?;
    let memo = format!("Nota koreksi pemasok: {}", note.reason);
    let day = Day::of(tx.now());
    let journal = post(&mut tx, &Posting::new(book, day, "supplier_note", &memo), &entry).await?;
    let detail = json!({ "supplier": id, "change": change });
    tx.audit("ledger.supplier_note", Some(koperasi), journal.0, detail).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}

/// Takes something off what another koperasi owes this one, in both books at once: only whoever loses by it
/// may say so. Gives the journal in the own book.
///
/// # Errors
/// [`BooksError::Unknown`] for no such koperasi; [`BooksError::Refused`] for more than it still has to pay.
pub async fn koperasi_note(
    desk: &Desk,
    by: &Treasurer,
    debtor: &Slug,
    note: &KoperasiNote,
    key: IdempotencyKey,
) -> Result<JournalId, BooksError> {
    let own = by.koperasi();
    let mut tx = match desk.begin_once(by.account(), key, &("ledger.koperasi_note", own.id, debtor, note)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let debtor = other(&mut tx, own.id, debtor).await?;
    let [book, theirs] = hold_both(&mut tx, own.id, debtor.id).await?;
    at_most(note.amount, to_come(&mut tx, own.id, debtor.id).await?)?;
    let given_up = entry([
        Line::debit(Role::OtherExpense, note.amount),
        Line::credit(Role::KoperasiReceivable, note.amount).of(debtor.id.0),
    ])?;
    let let_off =
        entry([Line::debit(Role::KoperasiPayable, note.amount).of(own.id.0), Line::credit(Role::OtherIncome, note.amount)])?;
    let memo = format!("Nota koreksi antarkoperasi: {}", note.reason);
    let day = Day::of(tx.now());
    let [ours, theirs] = [book, theirs].map(|book| Posting::new(book, day, "koperasi_note", &memo));
    // The lower id first here too: numbers are taken as the books are.
    let (journal, mirrored) = if own.id < debtor.id {
        let journal = post(&mut tx, &ours, &given_up).await?;
        (journal, post(&mut tx, &theirs, &let_off).await?)
    } else {
        let mirrored = post(&mut tx, &theirs, &let_off).await?;
        (post(&mut tx, &ours, &given_up).await?, mirrored)
    };
    for (of, journal) in [(own.id, journal), (debtor.id, mirrored)] {
        let detail = json!({ "from": debtor.id, "to": own.id, "change": Rupiah(-note.amount.0) });
        tx.audit("ledger.koperasi_note", Some(of), journal.0, detail).await?;
    }
    tell_treasurers(&mut tx, by, &debtor, note).await?;
    tx.commit_with(&journal).await?;
    Ok(journal)
}

struct Other {
    id: KoperasiId,
    name: String,
}

async fn other(tx: &mut Tx, own: KoperasiId, slug: &Slug) -> Result<Other, BooksError> {
    sqlx::query_as!(
        Other,
        r#"select id as "id: KoperasiId", name from koperasi where slug = $1 and id <> $2"#,
        slug.as_str(),
        own.0
    )
    .fetch_optional(tx.conn())
    .await?
    .ok_or(BooksError::Unknown)
}

/// Holds the books of both, the lower id first as everywhere, and gives them as they were asked for.
async fn hold_both(tx: &mut Tx, own: KoperasiId, debtor: KoperasiId) -> Result<[BookId; 2]> {
    if own < debtor {
        let book = hold_book(tx, own).await?;
        Ok([book, hold_book(tx, debtor).await?])
    } else {
        let theirs = hold_book(tx, debtor).await?;
        Ok([hold_book(tx, own).await?, theirs])
    }
}

/// What one koperasi owes another beyond the payments that are under way: those are gone from its book
/// already. The caller holds both books, without which nobody pays, confirms or takes back.
async fn to_come(tx: &mut Tx, own: KoperasiId, debtor: KoperasiId) -> Result<Rupiah> {
    let owed = balance(tx.conn(), own, Role::KoperasiReceivable, Some(debtor.0)).await?;
    let under_way = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0)::bigint as "under_way!" from koperasi_payment
           where from_id = $1 and to_id = $2 and got_at is null and withdrawn_at is null"#,
        debtor.0,
        own.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Rupiah(owed.0 - under_way))
}

/// Tells the treasurers of both koperasi, but not whoever wrote the note.
async fn tell_treasurers(tx: &mut Tx, by: &Treasurer, debtor: &Other, note: &KoperasiNote) -> Result<()> {
    let own = by.koperasi();
    let today = Day::of(tx.now()).date();
    let rows = sqlx::query!(
        r#"select distinct o.account_id as "account: AccountId", k.slug from office o join koperasi k on k.id = o.koperasi_id
           where k.id in ($1, $2) and o.duty = 'bendahara' and o.ended_at is null and o.from_day <= $3 and o.until_day >= $3
             and o.account_id <> $4"#,
        own.id.0,
        debtor.id.0,
        today,
        by.account().0
    )
    .fetch_all(tx.conn())
    .await?;
    let news = rows.into_iter().map(|row| {
        let (by, of, reason) = (own.name.clone(), debtor.name.clone(), note.reason.to_string());
        (row.account, News::KoperasiNote { koperasi: row.slug, by, of, amount: note.amount, reason })
    });
    tx.tell_all(&news.collect::<Vec<_>>()).await
}
