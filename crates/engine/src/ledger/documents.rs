//! A member's statement on paper and as a sheet.

use domain::dates::Day;
use domain::lang::Lang;
use domain::ledger::{document_number, kind_name};
use domain::money::Rupiah;

use super::{MemberBooks, StatementLine};
use crate::pdf::{Align, Document, FAINT, INDIGO, INK, LEFT, RIGHT, TOP};
use crate::sheet::Sheet;

/// The statement as a PDF; `lines` come the newest first, and stand the oldest first.
pub fn statement_pdf(lang: Lang, koperasi: &str, m: &MemberBooks, lines: &[StatementLine], today: Day) -> Vec<u8> {
    let title = lang.pick("Rekening anggota", "Statement of a member");
    let mut doc = Document::new(&format!("{title}: {}", m.name));
    doc.bold(LEFT, TOP, 18.0, INDIGO, title);
    doc.text(LEFT, TOP - 20.0, 11.0, INK, koperasi);
    let who = format!("{} {} · {}", lang.pick("Anggota", "Member"), m.number, m.name);
    doc.text(LEFT, TOP - 36.0, 11.0, INK, &who);
    let asof = format!("{} {}", lang.pick("Per", "As of"), today.long(lang));
    doc.text_right(RIGHT, TOP - 20.0, 10.0, FAINT, &asof);
    let sums = [
        (lang.pick("Titipan", "Deposit"), m.credit.deposit),
        (lang.pick("Belum dibayar", "Still to be paid"), m.credit.owed),
        (lang.pick("Batas belanja", "Limit"), m.credit.limit),
    ];
    for ((name, amount), x) in sums.into_iter().zip([LEFT, LEFT + 170.0, LEFT + 340.0]) {
        doc.text(x, TOP - 64.0, 9.5, FAINT, name);
        doc.bold(x, TOP - 78.0, 13.0, INK, &amount.to_string());
    }
    doc.y = TOP - 96.0;
    let columns = [
        (lang.pick("Tanggal", "Day"), LEFT, Align::Left),
        (lang.pick("Nomor", "Number"), 108.0, Align::Left),
        (lang.pick("Keterangan", "What"), 172.0, Align::Left),
        (lang.pick("Titipan", "Deposit"), 372.0, Align::Right),
        (lang.pick("Sisa", "Left"), 430.0, Align::Right),
        (lang.pick("Tagihan", "Owed"), 488.0, Align::Right),
        (lang.pick("Sisa", "Left"), RIGHT, Align::Right),
    ];
    let rows: Vec<Vec<String>> = lines.iter().rev().map(|l| row(lang, l)).collect();
    doc.table(&columns, &rows);
    doc.finish()
}

fn row(lang: Lang, l: &StatementLine) -> Vec<String> {
    vec![
        l.day.short(lang),
        document_number("JU", l.year, l.number),
        what(lang, l),
        change(l.deposit_change),
        bare(l.deposit),
        change(l.owed_change),
        bare(l.owed),
    ]
}

/// What happened, and in which joint purchase or for what reason.
fn what(lang: Lang, l: &StatementLine) -> String {
    let kind = kind_name(&l.kind, lang);
    match l.about() {
        Some(about) => format!("{kind}: {about}"),
        None => kind.to_owned(),
    }
}

/// A column of rupiah says so once, in its head.
fn bare(amount: Rupiah) -> String {
    amount.to_string().replacen("Rp", "", 1)
}

fn change(amount: Rupiah) -> String {
    match amount {
        Rupiah::ZERO => String::new(),
        more if more > Rupiah::ZERO => format!("+{}", bare(more)),
        less => bare(less),
    }
}

/// The statement as a sheet, the oldest first, with amounts as a spreadsheet reads them.
pub fn statement_sheet(lang: Lang, lines: &[StatementLine]) -> Sheet {
    let mut sheet = Sheet::new(&[
        lang.pick("Tanggal", "Day"),
        lang.pick("Nomor", "Number"),
        lang.pick("Jenis", "Kind"),
        lang.pick("Keterangan", "What"),
        lang.pick("Pembelian bersama", "Joint purchase"),
        lang.pick("Titipan berubah", "Deposit changed"),
        lang.pick("Titipan", "Deposit"),
        lang.pick("Tagihan berubah", "Owed changed"),
        lang.pick("Tagihan", "Owed"),
    ]);
    for l in lines.iter().rev() {
        sheet.row(vec![
            l.day.iso(),
            document_number("JU", l.year, l.number),
            kind_name(&l.kind, lang).to_owned(),
            l.about().filter(|_| l.title.is_none()).unwrap_or_default().to_owned(),
            l.title.clone().unwrap_or_default(),
            l.deposit_change.0.to_string(),
            l.deposit.0.to_string(),
            l.owed_change.0.to_string(),
            l.owed.0.to_string(),
        ]);
    }
    sheet
}
