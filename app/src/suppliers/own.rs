//! `/pengurus/{koperasi}/pemasok/{slug}`: a supplier with its contact, and the koperasi's own note.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs};
use domain::lang::Lang;
use domain::slug::Slug;
use domain::supplier::parse_note;
use engine::suppliers::{NoteError, OfficerView, WriteError};
use leptos::prelude::*;

use super::contact_facts;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Fields, Icon, Notice, Tone, post_button};

/// Characters of a note.
const NOTE: usize = 2000;

pub async fn page(reader: Reader, overseer: Overseer, by: Officer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let supplier = find(&reader, &by, &slug).await?;
    let filled = reader.form_of(Inputs::default().with("catatan", supplier.note.as_deref().unwrap_or_default()));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(supplier.note_version);
    Ok(reader.page(OwnScreen { by: overseer, supplier, filled, version, problem: None }))
}

/// The note's form; an empty one takes the note away.
pub async fn note(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let supplier = find(&reader, &by, &slug).await?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let note = match parse_note(&posted.inputs) {
        Ok(note) => note,
        Err(errors) => {
            let version = version.unwrap_or(supplier.note_version);
            let screen = OwnScreen { by: overseer, supplier, filled: posted.refused(errors), version, problem: None };
            return Ok(reader.page(screen).unprocessable());
        }
    };
    let address = slug_of(&slug)?;
    match engine::suppliers::write_note(&reader.site.desk, &by, &address, version, note.as_ref()).await {
        Ok(()) => {
            let said = if note.is_some() { text.note_saved() } else { text.note_gone() };
            Ok(reader.see_other(place(&by, &address)).saying(said))
        }
        Err(NoteError::Stale) => {
            // Both notes are shown: what was typed in its field, the other one above it.
            let supplier = find(&reader, &by, &slug).await?;
            let problem = match &supplier.note {
                Some(now) => text.note_stale(now),
                None => text.note_stale_gone().to_owned(),
            };
            let (filled, version) = (posted.refused(FieldErrors::default()), supplier.note_version);
            let screen = OwnScreen { by: overseer, supplier, filled, version, problem: Some(problem) };
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(NoteError::Unknown) => Err(PageError::NotFound),
        Err(NoteError::Trouble(trouble)) => Err(trouble.into()),
    }
}

pub async fn archive(reader: Reader, by: Officer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    put_away(&reader, &by, &slug, true).await
}

pub async fn restore(reader: Reader, by: Officer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    put_away(&reader, &by, &slug, false).await
}

async fn put_away(reader: &Reader, by: &Officer, slug: &str, archived: bool) -> PageResult {
    let text = Text(reader.lang);
    let slug = slug_of(slug)?;
    match engine::suppliers::archive(&reader.site.desk, by, &slug, archived).await {
        Ok(()) => {
            let said = if archived { text.was_archived() } else { text.was_restored() };
            Ok(reader.see_other(place(by, &slug)).saying(said))
        }
        Err(WriteError::Unknown) => Err(PageError::NotFound),
        Err(WriteError::UnknownDistrict | WriteError::NotVerified | WriteError::Stale { .. }) => Err(PageError::Conflict),
        Err(WriteError::Trouble(trouble)) => Err(trouble.into()),
    }
}

/// The page of a supplier in the officers' room.
pub(super) fn place(by: &Officer, slug: &Slug) -> String {
    format!("/pengurus/{}/pemasok/{slug}", by.koperasi().slug)
}

pub(super) fn slug_of(text: &str) -> Result<Slug, PageError> {
    Slug::parse(text).map_err(|_| PageError::NotFound)
}

/// A supplier that this koperasi sees; others are not there.
pub(super) async fn find(reader: &Reader, by: &Officer, slug: &str) -> Result<OfficerView, PageError> {
    engine::suppliers::for_officer(&reader.site.desk, by, &slug_of(slug)?).await?.ok_or(PageError::NotFound)
}

struct OwnScreen {
    by: Overseer,
    supplier: OfficerView,
    filled: Filled,
    /// Of the note.
    version: i64,
    problem: Option<String>,
}

impl OwnScreen {
    fn base(&self) -> String {
        format!("/pengurus/{}/pemasok/{}", self.by.koperasi().slug, self.supplier.slug)
    }

    fn facts(&self, text: Text) -> AnyView {
        let s = &self.supplier;
        let place = match &s.district {
            Some(district) => text.in_district(district),
            None => s.city.clone().unwrap_or_default(),
        };
        let materials: Vec<&str> = s.materials.iter().map(|m| m.name.as_str()).collect();
        let mut facts =
            vec![(text.located().to_owned(), Cell::text(place)), (text.materials().to_owned(), Cell::text(materials.join(", ")))];
        if let Some(area) = &s.area {
            facts.push((text.area().to_owned(), Cell::text(area)));
        }
        ui::facts(facts)
    }

    fn contact(&self, text: Text) -> AnyView {
        let Some(contact) = &self.supplier.contact else {
            return view! { <p>{text.contact_hidden()}</p> }.into_any();
        };
        let ask = contact.whatsapp.as_ref().map(|phone| {
            let words = text.greeting(&self.supplier.name, &self.by.koperasi().name);
            Button::whatsapp(text.ask_whatsapp(), phone.whatsapp(&words)).wide().view()
        });
        view! { {contact_facts(text, contact)} {ask} }.into_any()
    }

    /// What the koperasi that entered it does with it; the others are told whom to ask.
    fn steps(&self, text: Text) -> AnyView {
        let (s, base) = (&self.supplier, self.base());
        let see = (!s.archived).then(|| Button::quiet(text.see_public()).link(format!("/pemasok/{}", s.slug)).view());
        if !s.own {
            return view! { <p class="petunjuk">{text.kept_by(&s.koperasi_name)}</p> <div class="tombol-baris">{see}</div> }
                .into_any();
        }
        let edit = Button::quiet(text.edit()).link(format!("{base}/ubah")).view();
        let step = if s.archived {
            post_button(format!("{base}/kembalikan"), vec![], Button::primary(text.restore()))
        } else {
            let button = post_button(format!("{base}/arsipkan"), vec![], Button::danger(text.archive_yes()));
            ui::confirm(text.archive(), text.archive_question(), button)
        };
        view! { <div class="tombol-baris">{edit}{see}{step}</div> }.into_any()
    }

    fn note(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.hidden("versi", self.version)}
            {f.area("catatan", text.note(), NOTE).rows(4).hint(text.note_hint()).optional()}
            {f.submit(text.save_note())}
        };
        f.form(self.base(), fields).view()
    }
}

impl Screen for OwnScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(&self.supplier.name).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, s) = (Text(frame.lang), &self.supplier);
        let archived = s.archived.then(|| Notice::Warning.view(frame.lang, text.is_archived()));
        let badge = (!s.archived && s.own).then(|| ui::badges(&[Badge::new(Tone::Good, text.own_badge()).icon(Icon::Check)]));
        let problem = self.problem.as_deref().map(|p| Notice::Warning.view(frame.lang, p));
        let about = s.description.as_deref().map(|d| ui::rich_text(&domain::richtext::blocks(d)));
        let told = view! {
            {ui::titled_card(text.about(), view! { {badge} {about} {self.facts(text)} {self.steps(text)} })}
            {ui::card(self.note(frame.lang))}
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Suppliers, &s.name, None)}
                {archived}
                {problem}
                {ui::two_columns(told, ui::titled_card(text.contact(), self.contact(text)))}
            </div>
        }
        .into_any()
    }
}
