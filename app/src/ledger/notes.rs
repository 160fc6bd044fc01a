//! `…/buku/pemasok/{slug}/nota` and `…/buku/koperasi/{slug}/nota`: what was wrong is put right by a note.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::Day;
use domain::ids::JournalId;
use domain::ledger::forms::{KoperasiNote, SupplierNote};
use domain::money::Rupiah;
use domain::slug::Slug;
use engine::ledger::BooksError;

use super::form::{Ask, FormScreen, key, refusal};
use super::text::Text;
use super::{Leaf, base, between};
use crate::house::{Filled, PageError, PageResult, Posted, Reader};
use crate::ui::Cell;

/// Whom a note is about.
struct About {
    slug: Slug,
    name: String,
    /// What is owed now.
    owed: Rupiah,
}

/// Also one that is owed nothing: it may have sent one more invoice.
async fn find_supplier(reader: &Reader, by: &Overseer, slug: &str) -> Result<About, PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    let desk = &reader.site.desk;
    let name = engine::ledger::supplier_name(desk, by, &slug).await?.ok_or(PageError::NotFound)?;
    let owed = engine::ledger::supplier_debt(desk, by, &slug).await?.map_or(Rupiah::ZERO, |debt| debt.owed);
    Ok(About { slug, name, owed })
}

pub async fn supplier_form(
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
) -> PageResult {
    let about = find_supplier(&reader, &overseer, &slug).await?;
    let filled = reader.form();
    Ok(reader.page(supplier_screen(&reader, overseer, &about, filled, None)))
}

pub async fn supplier(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let about = find_supplier(&reader, &overseer, &slug).await?;
    let done: Result<JournalId, BooksError> = async {
        let note = SupplierNote::parse(&posted.inputs)?;
        engine::ledger::supplier_note(&reader.site.desk, &by, &about.slug, &note, key(&posted)?).await
    }
    .await;
    match done {
        Ok(_) => Ok(reader.see_other(format!("{}/pemasok", base(&overseer))).saying(text.note_done())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            let screen = supplier_screen(&reader, overseer, &about, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn supplier_screen(reader: &Reader, by: Overseer, about: &About, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let back = format!("{}/pemasok", base(&by));
    FormScreen {
        by,
        leaf: Leaf::Suppliers,
        title: text.note().to_owned(),
        does: text.supplier_note_does(),
        facts: vec![
            (text.supplier().to_owned(), Cell::text(&about.name)),
            (text.owed().to_owned(), Cell::text(about.owed.to_string())),
        ],
        action: format!("{back}/{}/nota", about.slug),
        back,
        filled,
        ask: Ask::SupplierNote,
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    }
}

/// Another koperasi, with what it owes this one.
async fn find_koperasi(reader: &Reader, by: &Overseer, slug: &str) -> Result<About, PageError> {
    let (slug, name) = between::find(reader, slug).await?;
    let owed = engine::ledger::neighbour(&reader.site.desk, by, &slug).await?.map_or(Rupiah::ZERO, |n| n.owed);
    Ok(About { slug, name, owed })
}

pub async fn koperasi_form(
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
) -> PageResult {
    let about = find_koperasi(&reader, &overseer, &slug).await?;
    if about.owed == Rupiah::ZERO {
        return Err(PageError::NotFound);
    }
    let filled = reader.form();
    Ok(reader.page(koperasi_screen(&reader, overseer, &about, filled, None)))
}

pub async fn koperasi(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    // Who presses twice finds nothing owed after the first: the second has to find the first's result.
    let about = find_koperasi(&reader, &overseer, &slug).await?;
    let done: Result<JournalId, BooksError> = async {
        let note = KoperasiNote::parse(&posted.inputs)?;
        engine::ledger::koperasi_note(&reader.site.desk, &by, &about.slug, &note, key(&posted)?).await
    }
    .await;
    match done {
        Ok(_) => Ok(reader.see_other(format!("{}/koperasi", base(&overseer))).saying(text.koperasi_noted())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            let screen = koperasi_screen(&reader, overseer, &about, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn koperasi_screen(reader: &Reader, by: Overseer, about: &About, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let back = format!("{}/koperasi", base(&by));
    FormScreen {
        by,
        leaf: Leaf::Koperasi,
        title: text.koperasi_note_title(&about.name),
        does: text.koperasi_note_does(),
        facts: vec![(text.they_owe().to_owned(), Cell::text(about.owed.to_string()))],
        action: format!("{back}/{}/nota", about.slug),
        back,
        filled,
        ask: Ask::KoperasiNote,
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    }
}
