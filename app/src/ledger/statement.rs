//! What a member's page and an officer's page of a member have in common.

use domain::dates::Day;
use domain::lang::Lang;
use domain::ledger::{document_number, kind_name};
use domain::money::Rupiah;
use engine::koperasi::Listed;
use engine::ledger::{MemberBooks, StatementLine};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Answer, PageError, Reader};
use crate::purchasing::amount;
use crate::ui::{self, Cell, Column, Stat};

/// Lines of a statement on one page.
pub(super) const PAGE: i64 = 25;
/// More lines than anybody's statement has; a document is one query.
pub(super) const ALL: i64 = 20_000;

/// How a member stands.
pub(super) fn standing(text: Text, m: &MemberBooks) -> AnyView {
    let stat = |name: &str, value: Rupiah, note: Option<String>| Stat { name: name.to_owned(), value: value.to_string(), note };
    let c = &m.credit;
    let due = (c.deposit_due > Rupiah::ZERO).then(|| format!("{}: {}", text.deposit_due(), c.deposit_due));
    let mut stats = vec![
        stat(text.deposit(), c.deposit, due),
        stat(text.owed(), c.owed, None),
        stat(text.limit(), c.limit, None),
        stat(text.held(), c.held, None),
        stat(text.left(), c.left(), Some(text.left_note().to_owned())),
    ];
    if m.saved > Rupiah::ZERO {
        stats.push(stat(text.saved(), m.saved, Some(text.saved_note().to_owned())));
    }
    ui::stats(&stats)
}

/// The lines; with a base, each leads to its journal.
pub(super) fn table(lang: Lang, list: &Listed<StatementLine>, base: Option<&str>) -> AnyView {
    let text = Text(lang);
    let columns = [
        Column::words(text.day()),
        Column::words(text.what()),
        Column::figures(text.deposit_moved()),
        Column::figures(text.owed_moved()),
    ];
    let row = |l: &StatementLine| {
        let (day, number) = (l.day.short(lang), document_number("JU", l.year, l.number));
        let day = match base {
            Some(base) => Cell::link(&format!("{base}/jurnal/{}", l.journal), &day),
            None => Cell::text(day),
        };
        let what = Cell::text(kind_name(&l.kind, lang));
        let what = match l.about() {
            Some(about) => what.and(about),
            None => what,
        };
        vec![day.and(number), what, moved(text, l.deposit_change, l.deposit), moved(text, l.owed_change, l.owed)]
    };
    ui::table_under(text.statement(), &columns, list.rows.iter().map(row).collect())
}

/// What moved, and what stands after it.
fn moved(text: Text, change: Rupiah, after: Rupiah) -> Cell {
    let sign = if change > Rupiah::ZERO { "+" } else { "" };
    let cell = if change == Rupiah::ZERO { Cell::text("–") } else { Cell::text(format!("{sign}{change}")) };
    cell.and(text.after(&after.to_string()))
}

/// The invoices, each leading to its round; nothing without any.
pub(super) fn invoices(lang: Lang, m: &MemberBooks) -> Option<AnyView> {
    let text = Text(lang);
    if m.invoices.is_empty() {
        return None;
    }
    let columns =
        [Column::words(text.number()), Column::words(text.round()), Column::figures(text.got()), Column::figures(text.total())];
    let row = |i: &engine::ledger::Invoice| {
        let parts = text.invoice_parts(&i.goods.to_string(), &i.transport.to_string(), &i.fee.to_string());
        vec![
            Cell::text(&i.number).and(Day::of(i.at).short(lang)),
            Cell::link(&format!("/pembelian-bersama/{}", i.round), &i.title),
            Cell::text(amount(lang, &i.unit, i.quantity)),
            Cell::text(i.total.to_string()).and(parts),
        ]
    };
    let table = ui::table_under(text.invoices(), &columns, m.invoices.iter().map(row).collect());
    Some(ui::section(text.invoices(), None, ui::card(table)))
}

/// The statement as a PDF.
pub(super) async fn pdf(reader: &Reader, koperasi: &str, m: MemberBooks, lines: Vec<StatementLine>) -> Result<Answer, PageError> {
    let (lang, today, koperasi) = (reader.lang, Day::of(reader.now()), koperasi.to_owned());
    let name = format!("rekening-anggota-{}.pdf", m.number);
    let made = move || engine::ledger::statement_pdf(lang, &koperasi, &m, &lines, today);
    let file = tokio::task::spawn_blocking(made).await.map_err(engine::Trouble::from)?;
    Ok(reader.file(file, "application/pdf", &name))
}

/// The statement as a sheet.
pub(super) async fn xlsx(reader: &Reader, number: i32, lines: Vec<StatementLine>) -> Result<Answer, PageError> {
    let lang = reader.lang;
    let made = move || engine::ledger::statement_sheet(lang, &lines).xlsx();
    let file = tokio::task::spawn_blocking(made).await.map_err(engine::Trouble::from)??;
    Ok(reader.file(file, engine::sheet::XLSX, &format!("rekening-anggota-{number}.xlsx")))
}
