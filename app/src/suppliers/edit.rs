//! `/pengurus/{koperasi}/pemasok/baru` and `…/{slug}/ubah`: a supplier as officers write it down.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Denied, Officer, Overseer};
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use domain::supplier::{Supplier, TypedMaterial};
use engine::koperasi::District;
use engine::suppliers::{OfficerView, WriteError};
use leptos::prelude::*;

use super::own::{find, place, slug_of};
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::koperasi::register::district_choices;
use crate::ui::{self, Fields, Notice};

/// Materials that the form names, so that one thing does not get two names.
const KNOWN: i64 = 40;
/// Characters of a description.
const DESCRIPTION: usize = 2000;

pub async fn new_form(reader: Reader, by: Overseer, _officer: Officer) -> PageResult {
    let key: domain::ids::IdempotencyKey = engine::ids::fresh();
    let screen = FormScreen::of(&reader, by, None, reader.form(), ("kunci", key.to_string())).await?;
    Ok(reader.page(screen))
}

pub async fn add(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let (errors, problem) = match Supplier::parse(&posted.inputs) {
        Err(errors) => (errors, None),
        Ok(supplier) => match engine::suppliers::create(&reader.site.desk, &by, &supplier, key).await {
            Ok(slug) => return Ok(reader.see_other(place(&by, &slug)).saying(text.added())),
            Err(WriteError::UnknownDistrict) => (FieldErrors::of("kecamatan", Invalid::UnknownChoice), None),
            Err(WriteError::NotVerified) => (FieldErrors::default(), Some(text.not_verified())),
            Err(WriteError::Unknown | WriteError::Stale { .. }) => return Err(PageError::Conflict),
            Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    let mut screen = FormScreen::of(&reader, overseer, None, posted.refused(errors), ("kunci", key.to_string())).await?;
    screen.problem = problem;
    Ok(reader.page(screen).unprocessable())
}

pub async fn form(reader: Reader, overseer: Overseer, by: Officer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let supplier = find_own(&reader, &by, &slug).await?;
    let filled = reader.form_of(inputs_of(&supplier));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(supplier.version);
    let screen = FormScreen::of(&reader, overseer, Some(supplier), filled, ("versi", version.to_string())).await?;
    Ok(reader.page(screen))
}

pub async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let there = find_own(&reader, &by, &slug).await?;
    let slug = slug_of(&slug)?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let (errors, version, status) = match Supplier::parse(&posted.inputs) {
        Err(errors) => (errors, version, refused),
        Ok(supplier) => match engine::suppliers::change(&reader.site.desk, &by, &slug, version, &supplier).await {
            Ok(()) => return Ok(reader.see_other(place(&by, &slug)).saying(text.saved())),
            Err(WriteError::UnknownDistrict) => (FieldErrors::of("kecamatan", Invalid::UnknownChoice), version, refused),
            Err(WriteError::Stale { version }) => (FieldErrors::default(), Some(version), StatusCode::CONFLICT),
            Err(WriteError::Unknown) => return Err(PageError::NotFound),
            Err(WriteError::NotVerified) => return Err(PageError::Conflict),
            Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    let version = version.unwrap_or(there.version).to_string();
    let mut screen = FormScreen::of(&reader, overseer, Some(there), posted.refused(errors), ("versi", version)).await?;
    screen.problem = (status == StatusCode::CONFLICT).then(|| text.stale());
    Ok(reader.page(screen).status(status))
}

/// A supplier that this koperasi entered. That there are others is no secret, but they are not
/// this koperasi's to change.
async fn find_own(reader: &Reader, by: &Officer, slug: &str) -> Result<OfficerView, PageError> {
    let supplier = find(reader, by, slug).await?;
    if supplier.own { Ok(supplier) } else { Err(PageError::Denied(Denied::Forbidden)) }
}

/// The form as it was filled when this was saved.
fn inputs_of(s: &OfficerView) -> Inputs {
    let materials: Vec<&str> = s.materials.iter().map(|m| m.name.as_str()).collect();
    let contact = s.contact.clone().unwrap_or_default();
    let display = |phone: Option<domain::phone::Phone>| phone.map(|p| p.display()).unwrap_or_default();
    Inputs::default()
        .with("nama", &s.name)
        .with("bahan", materials.join("\n"))
        .with("kecamatan", s.district_code.as_deref().unwrap_or_default())
        .with("kota", s.city.as_deref().unwrap_or_default())
        .with("deskripsi", s.description.as_deref().unwrap_or_default())
        .with("wilayah", s.area.as_deref().unwrap_or_default())
        .with("whatsapp", display(contact.whatsapp))
        .with("telepon", display(contact.phone))
        .with("email", contact.email.unwrap_or_default())
        .with("alamat", contact.address.unwrap_or_default())
}

struct FormScreen {
    by: Overseer,
    /// The one that is changed; `None`: a new one.
    there: Option<OfficerView>,
    filled: Filled,
    /// What goes along unseen.
    hidden: (&'static str, String),
    districts: Vec<District>,
    known: Vec<String>,
    problem: Option<&'static str>,
}

impl FormScreen {
    async fn of(
        reader: &Reader,
        by: Overseer,
        there: Option<OfficerView>,
        filled: Filled,
        hidden: (&'static str, String),
    ) -> Result<Self, PageError> {
        let districts = engine::koperasi::districts(&reader.site.desk).await?;
        let known = engine::suppliers::materials(&reader.site.desk, KNOWN).await?.into_iter().map(|m| m.name).collect();
        Ok(Self { by, there, filled, hidden, districts, known, problem: None })
    }

    fn title(&self, text: Text) -> String {
        self.there.as_ref().map_or_else(|| text.add_title().to_owned(), |s| text.edit_title(&s.name))
    }

    fn action(&self) -> String {
        let base = format!("/pengurus/{}/pemasok", self.by.koperasi().slug);
        self.there.as_ref().map_or_else(|| format!("{base}/baru"), |s| format!("{base}/{}/ubah", s.slug))
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let known = (!self.known.is_empty())
            .then(|| view! { <p class="petunjuk">{text.known_materials(&self.known.join(", "))}</p> }.into_any());
        // The officer's own number, which a browser would offer, is not the supplier's.
        let fields = view! {
            {f.hidden(self.hidden.0, &self.hidden.1)}
            {f.text("nama", text.name()).autocomplete("off")}
            {f.area("bahan", text.materials(), TypedMaterial::MOST_CHARS).rows(4).hint(text.materials_hint())}
            {known}
            {f.select("kecamatan", text.district(), district_choices(&self.districts)).hint(text.district_hint()).optional()}
            {f.text("kota", text.city()).hint(text.city_hint()).optional()}
            {f.area("deskripsi", text.description(), DESCRIPTION).hint(text.description_hint()).optional()}
            {f.text("wilayah", text.area()).hint(text.area_hint()).optional()}
            {f.tel("whatsapp", text.whatsapp()).hint(text.whatsapp_hint()).autocomplete("off").optional()}
            {f.tel("telepon", text.phone()).autocomplete("off").optional()}
            {f.email("email", text.email()).autocomplete("off").optional()}
            {f.text("alamat", text.address()).autocomplete("off").optional()}
            {f.submit(text.save())}
        };
        f.form(self.action(), fields).view()
    }
}

impl Screen for FormScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang))).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Suppliers, &self.title(text), Some(text.add_lead()))}
                {problem}
                {ui::card(self.form(frame.lang))}
            </div>
        }
        .into_any()
    }
}
