//! `/usaha/cara-jual`: how goods reach the buyer, and how the seller is paid.

use axum::http::StatusCode;
use domain::access::Keeper;
use domain::buying::{Receive, Terms, fee_field};
use domain::district::DistrictCode;
use domain::form::{FieldErrors, Inputs};
use domain::lang::Lang;
use engine::buying::terms::{self, ShopTerms, TermsError};
use engine::catalog::OwnShop;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Choice, Fields, Icon, Notice, field_set};

pub async fn form(reader: Reader, by: Keeper) -> PageResult {
    let there = There::of(&reader, &by).await?;
    let filled = reader.form_of(written(&there.terms));
    let version = there.terms.version;
    Ok(reader.page(TermsScreen { there, filled, version, stale: false }))
}

pub async fn submit(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    let there = There::of(&reader, &by).await?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let districts: Vec<DistrictCode> = there.districts.iter().map(|(code, _)| code.clone()).collect();
    let saved = match Terms::parse(&posted.inputs, &districts, there.terms.qris.is_some()) {
        Ok(form) => terms::save(&reader.site.desk, &by, &form, version).await,
        Err(errors) => Err(errors.into()),
    };
    let (errors, version, status) = match saved {
        Ok(()) => return Ok(reader.see_other(there.path()).saying(Text(reader.lang).saved_terms())),
        Err(TermsError::Refused(errors)) => (errors, version, StatusCode::UNPROCESSABLE_ENTITY),
        Err(TermsError::Stale { version }) => (FieldErrors::default(), Some(version), StatusCode::CONFLICT),
        Err(TermsError::Trouble(trouble)) => return Err(trouble.into()),
    };
    let version = version.unwrap_or(there.terms.version);
    let stale = status == StatusCode::CONFLICT;
    Ok(reader.page(TermsScreen { there, filled: posted.refused(errors), version, stale }).status(status))
}

/// What the page stands on.
struct There {
    shop: OwnShop,
    on_behalf: bool,
    terms: ShopTerms,
    districts: Vec<(DistrictCode, String)>,
}

impl There {
    async fn of(reader: &Reader, by: &Keeper) -> Result<Self, PageError> {
        let desk = &reader.site.desk;
        Ok(Self {
            shop: engine::catalog::own_shop(desk, by).await?,
            on_behalf: by.on_behalf(),
            terms: terms::terms(desk, by.business()).await?,
            districts: terms::near(desk, by).await?,
        })
    }

    /// The page's address names its business, so that a form never acts on another one.
    fn path(&self) -> String {
        format!("/usaha/cara-jual?usaha={}", self.shop.slug)
    }
}

/// The terms as the form shows them.
fn written(terms: &ShopTerms) -> Inputs {
    let mut start = Inputs::default();
    for way in Receive::ALL.into_iter().filter(|way| terms.reaches(*way)) {
        start.push("cara_terima", way.field());
    }
    for area in &terms.areas {
        start.push(fee_field(&area.code), area.fee.0.to_string());
    }
    if let Some(from) = terms.free_from {
        start.push("gratis_mulai", from.0.to_string());
    }
    if terms.cash {
        start.push("tunai", "ya");
    }
    if let Some(account) = &terms.bank {
        start.push("bank", &account.bank);
        start.push("nomor", &account.number);
        start.push("atas_nama", &account.holder);
    }
    if let Some(note) = &terms.note {
        start.push("catatan", note);
    }
    start
}

struct TermsScreen {
    there: There,
    filled: Filled,
    version: i64,
    stale: bool,
}

impl TermsScreen {
    fn areas(&self, lang: Lang, f: &Fields<'_>) -> AnyView {
        let text = Text(lang);
        let fees: Vec<_> =
            self.there.districts.iter().map(|(code, name)| f.money(&fee_field(code.as_str()), name).optional().view()).collect();
        field_set(
            text.areas(),
            view! {
                <p class="petunjuk">{text.areas_hint()}</p>
                <div class="ongkir">{fees}</div>
                {f.money("gratis_mulai", text.free_from_label()).optional()}
            },
        )
    }

    fn payments(&self, lang: Lang, f: &Fields<'_>) -> AnyView {
        let text = Text(lang);
        let qris = match &self.there.terms.qris {
            Some(qris) => text.qris_of(&qris.name, &qris.city),
            None => text.no_qris().to_owned(),
        };
        let set_qris = Button::quiet(text.set_qris()).icon(Icon::Qr).link(format!("/usaha/qris?usaha={}", self.there.shop.slug));
        let fields = view! {
            {f.checkbox("tunai", text.take_cash()).optional()}
            {field_set(text.bank_account(), view! {
                <p class="petunjuk">{text.bank_hint()}</p>
                {f.text("bank", text.bank()).optional()}
                {f.text("nomor", text.number()).inputmode("numeric").optional()}
                {f.text("atas_nama", text.holder()).optional()}
            })}
            <p>{text.qris()}": "{qris}</p>
            <p>{set_qris.view()}</p>
        };
        field_set(text.payments(), fields)
    }
}

impl Screen for TermsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).terms()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let f = Fields::new(lang, &self.filled);
        let ways = vec![
            Choice::new(Receive::Shop.field(), text.pickup()),
            Choice::new(Receive::Koperasi.field(), text.pickup_koperasi()).note(text.pickup_koperasi_hint()),
            Choice::new(Receive::Delivery.field(), text.deliver()).note(text.deliver_hint()),
        ];
        let fields = view! {
            {f.checks("cara_terima", text.how_received(), ways)}
            {self.areas(lang, &f)}
            {self.payments(lang, &f)}
            {f.area("catatan", text.buyers_note(), 500).rows(3).hint(text.buyers_note_hint()).optional()}
            {f.hidden("versi", self.version)}
            {f.submit(text.save())}
        };
        let form = f.form(self.there.path(), fields).view();
        let behalf = self.there.on_behalf.then(|| Notice::Info.view(lang, text.on_behalf(&self.there.shop.name)));
        let stale = self.stale.then(|| Notice::Warning.view(lang, text.stale()));
        ui::narrow(view! {
            {ui::page_head(Some(&self.there.shop.name), text.terms(), Some(text.terms_lead()))}
            {behalf}
            {stale}
            {form}
        })
    }
}
