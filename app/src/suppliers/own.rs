//! `/pengurus/{koperasi}/pemasok/{slug}`: a supplier with its contact, and the koperasi's own note.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs};
use domain::lang::Lang;
use domain::slug::Slug;
use domain::supplier::parse_note;
use engine::suppliers::offers::Offer;
use engine::suppliers::ratings::{Average, OwnRating};
use engine::suppliers::{NoteError, OfficerView, WriteError};
use leptos::prelude::*;

use super::text::Text;
use super::{address, contact_facts, offers, rating, terms};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Fields, Icon, NavLink, Notice, Tone, post_button};

/// Characters of a note.
const NOTE: usize = 2000;

pub async fn page(reader: Reader, overseer: Overseer, by: Officer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let supplier = find(&reader, &by, &slug).await?;
    let filled = reader.form_of(Inputs::default().with("catatan", supplier.note.as_deref().unwrap_or_default()));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(supplier.note_version);
    Ok(reader.page(OwnScreen::of(&reader, overseer, &by, supplier, (filled, version), None).await?))
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
            let filled = (posted.refused(errors), version);
            let screen = OwnScreen::of(&reader, overseer, &by, supplier, filled, None).await?;
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
            let filled = (posted.refused(FieldErrors::default()), supplier.note_version);
            let screen = OwnScreen::of(&reader, overseer, &by, supplier, filled, Some(problem)).await?;
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
    /// What it offers this koperasi: the newest of each material.
    offers: Vec<Offer>,
    rated: Option<Average>,
    /// What this koperasi has said of it.
    ratings: Vec<OwnRating>,
    filled: Filled,
    /// Of the note.
    version: i64,
    problem: Option<String>,
}

impl OwnScreen {
    /// `filled` is the note's form, with the version that it is about.
    async fn of(
        reader: &Reader,
        by: Overseer,
        officer: &Officer,
        supplier: OfficerView,
        (filled, version): (Filled, i64),
        problem: Option<String>,
    ) -> Result<Self, PageError> {
        let desk = &reader.site.desk;
        let mut offers = engine::suppliers::offers::list(desk, &by).await?;
        offers.retain(|offer| offer.supplier_slug == supplier.slug);
        let rated = engine::suppliers::ratings::average(desk, supplier.id).await?;
        let ratings = engine::suppliers::ratings::own(desk, officer, supplier.id).await?;
        Ok(Self { by, supplier, offers, rated, ratings, filled, version, problem })
    }

    fn room(&self) -> String {
        format!("/pengurus/{}", self.by.koperasi().slug)
    }

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

    /// Its prices, and where to get newer ones; where it is paid and what it is owed, for who pays.
    fn offers(&self, lang: Lang) -> AnyView {
        let (text, words, room) = (Text(lang), offers::text::Text(lang), self.room());
        let links: Vec<NavLink> = self
            .offers
            .iter()
            .map(|offer| {
                let price = terms::each(lang, offer.terms.tiers.highest().rupiah(), &offer.terms.unit);
                NavLink::new(offers::place(&self.by, offer), format!("{}: {price}", offer.material)).icon(Icon::Tag)
            })
            .collect();
        let list = if links.is_empty() { view! { <p class="redup">{text.no_offers()}</p> }.into_any() } else { ui::menu(&links) };
        let material = self.supplier.materials.first().map_or("", |m| m.slug.as_str());
        let mut buttons = Vec::new();
        if !self.supplier.archived {
            let add = [("pemasok", self.supplier.slug.as_str()), ("bahan", material)];
            buttons.push(Button::quiet(words.ask()).link(address(&format!("{room}/permintaan/baru"), &[("bahan", material)])));
            buttons.push(Button::quiet(words.add()).link(address(&format!("{room}/penawaran/baru"), &add)));
        }
        if self.by.officer().is_some_and(|officer| officer.treasurer().is_ok()) {
            buttons.push(Button::quiet(text.bank()).icon(Icon::Wallet).link(format!("{}/rekening", self.base())));
            let books = format!("/pengurus/{}/buku/pemasok/{}/nota", self.by.koperasi().slug, self.supplier.slug);
            buttons.push(Button::quiet(text.note_on_debt()).icon(Icon::Book).link(books));
        }
        ui::titled_card(words.offers(), view! { {list} {ui::submit_row(buttons)} })
    }

    fn ratings(&self, lang: Lang) -> AnyView {
        let average = rating::average(lang, self.rated.as_ref());
        let own = rating::own(lang, &self.room(), &self.ratings);
        ui::titled_card(rating::Text(lang).ratings(), view! { {average} {own} })
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
        let side = view! {
            {ui::titled_card(text.contact(), self.contact(text))}
            {self.offers(frame.lang)}
            {self.ratings(frame.lang)}
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Suppliers, &s.name, None)}
                {archived}
                {problem}
                {ui::two_columns(told, side)}
            </div>
        }
        .into_any()
    }
}
