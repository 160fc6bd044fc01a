//! `/pengurus/{koperasi}/pemasok/{slug}/rekening`: where a supplier is paid, for the treasurer alone.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Overseer, Treasurer};
use domain::form::{FieldErrors, Inputs};
use domain::lang::Lang;
use domain::purchasing::BankAccount;
use engine::suppliers::bank::{BankError, BankView};
use leptos::prelude::*;

use super::own::{place, slug_of};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Fields, Notice};

crate::texts! {
    Text {
        title(supplier: &str): format!("Rekening {supplier}"), format!("Bank account of {supplier}");
        lead: "Hanya bendahara koperasi Anda yang melihat dan mengubahnya.", "Only the treasurer of your koperasi sees and changes it.";
        check: "Cocokkan nomor dan nama pemiliknya dengan pemasok sebelum membayar, dari kontak yang sudah Anda kenal.", "Check number and holder with the supplier before you pay, by a contact that you know.";
        bank: "Bank", "Bank";
        bank_hint: "Contoh: Bank Jateng, BRI.", "Examples: Bank Jateng, BRI.";
        number: "Nomor rekening", "Account number";
        number_hint: "Contoh: 1234-567-890.", "Example: 1234-567-890.";
        holder: "Atas nama", "Holder";
        save: "Simpan rekening", "Save the account";
        saved: "Rekening tersimpan.", "The account was saved.";
        stale(now: &str): format!("Orang lain baru saja mengubah rekening ini menjadi {now}. Simpan lagi bila isian Anda yang benar."), format!("Somebody else has just changed this account to {now}. Save again if your entries are right.");
        back: "Pemasok", "Suppliers";
    }
}

pub async fn form(reader: Reader, overseer: Overseer, by: Treasurer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let there = find(&reader, &by, &slug).await?;
    let start = match &there.account {
        Some((bank, number, holder)) => Inputs::default().with("bank", bank).with("nomor", number).with("atas_nama", holder),
        None => Inputs::default(),
    };
    let filled = reader.form_of(start);
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(there.version);
    Ok(reader.page(BankScreen { by: overseer, slug, there, filled, version, problem: None }))
}

pub async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let there = find(&reader, &by, &slug).await?;
    let address = slug_of(&slug)?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let account = match BankAccount::parse(&posted.inputs) {
        Ok(account) => account,
        Err(errors) => {
            let version = version.unwrap_or(there.version);
            let screen = BankScreen { by: overseer, slug, there, filled: posted.refused(errors), version, problem: None };
            return Ok(reader.page(screen).unprocessable());
        }
    };
    match engine::suppliers::bank::write(&reader.site.desk, &by, &address, version, &account).await {
        Ok(()) => Ok(reader.see_other(place(by.officer(), &address)).saying(text.saved())),
        Err(BankError::Stale) => {
            let there = find(&reader, &by, &slug).await?;
            let now = there.account.as_ref().map(|(bank, number, holder)| format!("{bank} {number}, {holder}"));
            let (filled, version) = (posted.refused(FieldErrors::default()), there.version);
            let problem = Some(text.stale(&now.unwrap_or_default()));
            let screen = BankScreen { by: overseer, slug, there, filled, version, problem };
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(BankError::Unknown) => Err(PageError::NotFound),
        Err(BankError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn find(reader: &Reader, by: &Treasurer, slug: &str) -> Result<BankView, PageError> {
    engine::suppliers::bank::bank(&reader.site.desk, by, &slug_of(slug)?).await?.ok_or(PageError::NotFound)
}

struct BankScreen {
    by: Overseer,
    slug: String,
    there: BankView,
    filled: Filled,
    version: i64,
    problem: Option<String>,
}

impl BankScreen {
    fn room(&self) -> String {
        format!("/pengurus/{}/pemasok", self.by.koperasi().slug)
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.hidden("versi", self.version)}
            {f.text("bank", text.bank()).hint(text.bank_hint()).autocomplete("off")}
            {f.text("nomor", text.number()).hint(text.number_hint()).inputmode("numeric").autocomplete("off").narrow()}
            {f.text("atas_nama", text.holder()).autocomplete("off")}
            {f.submit(text.save())}
        };
        f.form(format!("{}/{}/rekening", self.room(), self.slug), fields).view()
    }
}

impl Screen for BankScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title(&self.there.supplier)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let title = text.title(&self.there.supplier);
        let crumbs =
            [(self.room(), text.back().to_owned()), (format!("{}/{}", self.room(), self.slug), self.there.supplier.clone())];
        let problem = self.problem.as_deref().map(|problem| Notice::Warning.view(frame.lang, problem));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Suppliers, &title, Some(text.lead()))}
                {ui::breadcrumbs(frame.lang, &crumbs, &title)}
                {problem}
                {ui::card(view! { {Notice::Info.view(frame.lang, text.check())} {self.form(frame.lang)} })}
            </div>
        }
        .into_any()
    }
}
