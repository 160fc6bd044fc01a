//! The journals that joint purchases leave in the books, posted as their use cases post them. They are
//! numbered once all are known, since a book's numbers follow its days.

use std::collections::BTreeMap;

use domain::dates::Day;
use domain::ledger::{Entry, Line, Role, Side};
use domain::money::Rupiah;
use domain::purchasing::Charge;
use time::OffsetDateTime;
use uuid::Uuid;

use super::rows::{JournalRow, LineRow, NumberRow, Purchases};
use super::{DUTIES, id};
use crate::demo::load::table;

/// The duty with the money.
const TREASURER: usize = 2;

#[derive(Default)]
pub(super) struct Books {
    journals: Vec<JournalRow>,
}

/// What a koperasi's members were charged: their memberships, in the order of their numbers.
pub(super) type Part = (usize, Vec<(Uuid, Charge)>);

impl Books {
    /// Goods came: the supplier is owed for them.
    pub fn received(&mut self, round: usize, koperasi: usize, at: OffsetDateTime, supplier: Uuid, total: Rupiah) {
        let lines = [Line::debit(Role::RoundGoods, total), Line::credit(Role::SupplierPayable, total).of(supplier)];
        self.post(Some(round), koperasi, at, "goods_received", "Penerimaan barang", lines);
    }

    pub fn supplier_paid(&mut self, koperasi: usize, at: OffsetDateTime, supplier: Uuid, total: Rupiah) {
        let lines = [Line::debit(Role::SupplierPayable, total).of(supplier), Line::credit(Role::Bank, total)];
        self.post(None, koperasi, at, "supplier_paid", "Pembayaran pemasok", lines);
    }

    pub fn paid(&mut self, koperasi: usize, at: OffsetDateTime, membership: Uuid, total: Rupiah) {
        let lines = [Line::debit(Role::Cash, total), Line::credit(Role::MemberReceivable, total).of(membership)];
        self.post(None, koperasi, at, "member_paid", "Pembayaran anggota", lines);
    }

    /// Members are charged in the book of each koperasi; those that joined owe the coordinator. Gives the
    /// journal of each.
    pub fn settled(
        &mut self,
        round: usize,
        coordinator: usize,
        at: OffsetDateTime,
        parts: &[Part],
        stock: Charge,
    ) -> Vec<(usize, Uuid)> {
        let stock = Rupiah(stock.goods.0 + stock.transport.0);
        let cost = |lines: &[(Uuid, Charge)]| Rupiah(lines.iter().map(|(_, c)| c.goods.0 + c.transport.0).sum());
        let all: i64 = parts.iter().map(|(_, lines)| cost(lines).0).sum();
        let mut journals = Vec::with_capacity(parts.len());
        for (koperasi, lines) in parts {
            let owed = lines
                .iter()
                .map(|(member, c)| Line::debit(Role::MemberReceivable, Rupiah(c.goods.0 + c.transport.0 + c.fee.0)).of(*member));
            let mut entry: Vec<Line> = owed.collect();
            if *koperasi == coordinator {
                let others = parts.iter().filter(|(other, _)| *other != coordinator);
                entry
                    .extend(others.map(|(other, lines)| {
                        Line::debit(Role::KoperasiReceivable, cost(lines)).of(id(table::KOPERASI, *other))
                    }));
                entry.push(Line::debit(Role::Stock, stock));
                entry.push(Line::credit(Role::RoundGoods, Rupiah(all + stock.0)));
            } else {
                entry.push(Line::credit(Role::KoperasiPayable, cost(lines)).of(id(table::KOPERASI, coordinator)));
            }
            entry.push(Line::credit(Role::FeeIncome, Rupiah(lines.iter().map(|(_, c)| c.fee.0).sum())));
            if let Some(journal) = self.post(Some(round), *koperasi, at, "settlement", "Penyelesaian", entry) {
                journals.push((*koperasi, journal));
            }
        }
        journals
    }

    /// Nothing for an entry of nothing.
    fn post(
        &mut self,
        round: Option<usize>,
        koperasi: usize,
        at: OffsetDateTime,
        kind: &'static str,
        memo: &str,
        lines: impl IntoIterator<Item = Line>,
    ) -> Option<Uuid> {
        let entry = Entry::new(lines).ok()?;
        let journal = id(table::JOURNAL, self.journals.len());
        let line = |(nth, l): (i32, &Line)| LineRow {
            journal_id: journal,
            line: nth,
            role: l.role,
            party: l.party,
            debit: if l.side == Side::Debit { l.amount.0 } else { 0 },
            credit: if l.side == Side::Credit { l.amount.0 } else { 0 },
        };
        self.journals.push(JournalRow {
            id: journal,
            koperasi_id: id(table::KOPERASI, koperasi),
            year: Day::of(at).date().year(),
            number: 0,
            day: Day::of(at).iso(),
            kind,
            memo: memo.to_owned(),
            round_id: round.map(|nth| id(table::ROUND, nth)),
            posted_by: id(table::ACCOUNT, koperasi * DUTIES.len() + TREASURER),
            at,
            lines: (1..).zip(entry.lines()).map(line).collect(),
        });
        Some(journal)
    }

    /// Numbers journals, invoices and orders by their days, each koperasi and year from 1.
    pub fn write(mut self, rows: &mut Purchases) {
        let mut last: BTreeMap<(Uuid, &'static str, i32), i32> = BTreeMap::new();
        let mut next = |koperasi: Uuid, kind: &'static str, year: i32| {
            let n = last.entry((koperasi, kind, year)).or_default();
            *n += 1;
            *n
        };
        self.journals.sort_by_key(|j| (j.at, j.id));
        for j in &mut self.journals {
            j.number = next(j.koperasi_id, "journal", j.year);
        }
        rows.charges.sort_by_key(|c| (c.at, c.id));
        for c in &mut rows.charges {
            c.year = Day::of(c.at).date().year();
            c.number = next(c.koperasi_id, "TAG", c.year);
        }
        rows.orders.sort_by_key(|o| (o.at, o.id));
        for o in &mut rows.orders {
            o.year = Day::of(o.at).date().year();
            o.number = next(o.koperasi_id, "PO", o.year);
        }
        rows.numbers =
            last.into_iter().map(|((koperasi_id, kind, year), last)| NumberRow { koperasi_id, kind, year, last }).collect();
        rows.journals = self.journals;
    }
}
