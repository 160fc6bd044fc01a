//! Builders for the books: debts and invoices, without the round that they come from being settled.

use domain::access::{Member, Officer, Treasurer};
use domain::dates::Day;
use domain::ids::{AccountId, ChargeId, JournalId, KoperasiId, KoperasiPaymentId, MembershipId, RoundId, SupplierId};
use domain::ledger::{Entry, Line, Role};
use domain::money::Rupiah;

use crate::ledger::{Posting, book, next_number, post};
use crate::tx::Actor;
use crate::{Desk, ids};

/// The treasurer that an officer is.
///
/// # Panics
/// For an officer without the money duty.
pub fn treasurer(of: &Officer) -> Treasurer {
    of.treasurer().expect("the money duty")
}

/// Posts an entry of today.
///
/// # Panics
/// When it does not balance, or the database does not answer; so do all that follow.
pub async fn posted(desk: &Desk, koperasi: KoperasiId, kind: &'static str, round: Option<RoundId>, lines: &[Line]) -> JournalId {
    posted_on(desk, koperasi, Day::of(desk.now()), kind, round, lines).await
}

/// Posts an entry of a day.
pub async fn posted_on(
    desk: &Desk,
    koperasi: KoperasiId,
    day: Day,
    kind: &'static str,
    round: Option<RoundId>,
    lines: &[Line],
) -> JournalId {
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    let book = book(&mut tx, koperasi).await.expect("a book");
    let entry = Entry::new(lines.iter().copied()).expect("a balanced entry");
    let posting = Posting { round, ..Posting::new(book, day, kind, "Untuk percobaan") };
    let journal = post(&mut tx, &posting, &entry).await.expect("it is posted");
    tx.commit().await.expect("it is committed");
    journal
}

/// A member owes this much from today.
pub async fn owes(desk: &Desk, koperasi: KoperasiId, member: MembershipId, amount: i64) -> JournalId {
    let lines = [Line::debit(Role::MemberReceivable, Rupiah(amount)).of(member.0), Line::credit(Role::FeeIncome, Rupiah(amount))];
    posted(desk, koperasi, "settlement", None, &lines).await
}

/// A supplier is owed this much for goods of a round.
pub async fn owed_to_supplier(desk: &Desk, koperasi: KoperasiId, supplier: SupplierId, round: Option<RoundId>, amount: i64) {
    let lines = [Line::debit(Role::Stock, Rupiah(amount)), Line::credit(Role::SupplierPayable, Rupiah(amount)).of(supplier.0)];
    posted(desk, koperasi, "goods_received", round, &lines).await;
}

/// `from` owes `to` this much, in both books.
pub async fn between(desk: &Desk, from: KoperasiId, to: KoperasiId, amount: i64) {
    let amount = Rupiah(amount);
    let lines = [Line::debit(Role::OtherExpense, amount), Line::credit(Role::KoperasiPayable, amount).of(to.0)];
    posted(desk, from, "settlement", None, &lines).await;
    let lines = [Line::debit(Role::KoperasiReceivable, amount).of(from.0), Line::credit(Role::OtherIncome, amount)];
    posted(desk, to, "settlement", None, &lines).await;
}

/// `from` has paid `to` of what it owes; nobody has confirmed it.
pub async fn paid_between(desk: &Desk, from: KoperasiId, to: KoperasiId, amount: i64, by: AccountId) -> KoperasiPaymentId {
    let lines = [Line::debit(Role::KoperasiPayable, Rupiah(amount)).of(to.0), Line::credit(Role::Cash, Rupiah(amount))];
    let journal = posted(desk, from, "koperasi_paid", None, &lines).await;
    let id: KoperasiPaymentId = ids::fresh();
    sqlx::query!(
        "insert into koperasi_payment (id, from_id, to_id, amount, paid_journal, paid_by, paid_at) values ($1, $2, $3, $4, $5, $6, $7)",
        id.0,
        from.0,
        to.0,
        amount,
        journal.0,
        by.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a payment");
    id
}

/// Nobody has asked to give up a debt.
pub async fn no_write_offs(desk: &Desk) {
    sqlx::query!("delete from write_off").execute(desk.db()).await.expect("they are gone");
}

/// What a member is charged for ten units of a round, posted and numbered.
pub async fn invoice(desk: &Desk, round: RoundId, by: &Member, amount: i64) -> ChargeId {
    invoice_for(desk, round, by, 10_000, amount).await
}

/// The same for so many thousandths.
pub async fn invoice_for(desk: &Desk, round: RoundId, by: &Member, quantity: i64, amount: i64) -> ChargeId {
    let (koperasi, member) = (by.koperasi().id, by.membership());
    let lines = [Line::debit(Role::MemberReceivable, Rupiah(amount)).of(member.0), Line::credit(Role::FeeIncome, Rupiah(amount))];
    let journal = posted(desk, koperasi, "settlement", Some(round), &lines).await;
    let id: ChargeId = ids::fresh();
    let year = Day::of(desk.now()).date().year();
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    let number = next_number(&mut tx, koperasi.0, "TAG", year, 1).await.expect("a number");
    let now = tx.now();
    sqlx::query!(
        "insert into charge (id, round_id, koperasi_id, membership_id, year, number, quantity, goods, transport, fee, journal_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, $9, $10)",
        id.0,
        round.0,
        koperasi.0,
        member.0,
        year,
        number,
        quantity,
        amount,
        journal.0,
        now
    )
    .execute(tx.conn())
    .await
    .expect("an invoice");
    tx.commit().await.expect("it is committed");
    id
}
