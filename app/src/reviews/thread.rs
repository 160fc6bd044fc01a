//! A complaint as all three sides see it: what it is about, what was said, how it ended, and the field for
//! something more.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::buying::Side;
use domain::dates::{Day, date_time, day_and_time};
use domain::form::Inputs;
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::reviews::{ComplaintForm, MAX_PICTURES};
use engine::pictures::Served;
use engine::reviews::complaint::{ComplaintShown, Raised, Word};
use leptos::prelude::*;

use super::complaint_text::Text;
use super::photos;
use super::product::words;
use crate::house::{Filled, PageError, PageResult, Reader};
use crate::ui::{self, Button, Cell, Fields, Icon, Notice};

/// What was typed into the two forms of such a page: the field for something more, and the other one.
#[derive(Default)]
pub(super) struct Typed {
    pub say: Filled,
    pub other: Filled,
    /// Photos of either that were stored already.
    pub kept: Vec<String>,
}

impl Typed {
    /// Where it belongs is said by `aksi`.
    pub fn of(filled: Filled, kept: Vec<String>) -> Self {
        if says_more(&filled.inputs) {
            Self { say: filled, kept, ..Self::default() }
        } else {
            Self { other: filled, kept, ..Self::default() }
        }
    }
}

pub(super) fn says_more(inputs: &Inputs) -> bool {
    inputs.one("aksi") == "kata"
}

/// A picture that no cache keeps.
pub(super) fn private(reader: &Reader, file: Option<Served>) -> PageResult {
    let file = file.ok_or(PageError::NotFound)?;
    Ok(reader.answer(file.bytes).header(CONTENT_TYPE, file.content_type).header(CACHE_CONTROL, "private, no-store"))
}

/// What the complaint is about.
pub(super) fn about(lang: Lang, shown: &ComplaintShown, raised: &Raised) -> AnyView {
    let text = Text(lang);
    let mediated = match &raised.koperasi {
        Some(name) => text.mediated_by(name),
        None => text.nobody_mediates().to_owned(),
    };
    let facts = vec![
        (text.shop().to_owned(), Cell::link(&format!("/toko/{}", shown.shop_slug), &shown.shop)),
        (text.buyer().to_owned(), Cell::text(&shown.buyer)),
        (text.goods().to_owned(), Cell::text(shown.lines.join(", "))),
        (text.total().to_owned(), Cell::text(shown.total.to_string()).and(Day::of(shown.placed_at).short(lang))),
        (text.reason().to_owned(), Cell::text(text.reason_of(raised.reason))),
        (text.wants().to_owned(), Cell::text(text.wants_of(raised.wants))),
        (text.raised_at().to_owned(), Cell::text(date_time(raised.at, lang))),
    ];
    let closes = text.closes(shown.handed, &day_and_time(raised.closes_at, lang));
    let waits = raised.ended.is_none().then(|| view! { <p class="bantu">{mediated} " " {closes}</p> });
    view! { {ended(lang, raised)} {ui::card(ui::facts(facts))} {waits} }.into_any()
}

/// How it ended, with the officer's reasons.
fn ended(lang: Lang, raised: &Raised) -> Option<AnyView> {
    let ended = raised.ended.as_ref()?;
    let why = ended.decision.as_deref().map(words);
    Some(view! { {Notice::Info.view(lang, Text(lang).ended_as(ended.outcome))} {why} }.into_any())
}

/// All that was said, in its order. `photos_at` is where their pictures are.
pub(super) fn said(lang: Lang, all: &[Word], photos_at: &str) -> AnyView {
    let items: Vec<_> = all.iter().map(|word| item(lang, word, photos_at)).collect();
    view! { <ul class="ucapan">{items}</ul> }.into_any()
}

fn item(lang: Lang, word: &Word, photos_at: &str) -> AnyView {
    let text = Text(lang);
    let class = if word.side == Side::Officer { "pengurus" } else { "pihak" };
    let photos: Vec<_> = (1..=word.pictures)
        .map(|n| Button::quiet(text.photo(n)).small().icon(Icon::Image).link(format!("{photos_at}/{}/{n}", word.id)).view())
        .collect();
    let head = format!("{} · {}", text.side_of(word.side), date_time(word.at, lang));
    view! { <li class=class><p>{head}</p>{words(&word.words)}<div class="tombol-baris">{photos}</div></li> }.into_any()
}

/// The form for something more.
pub(super) fn say_form(lang: Lang, typed: &Typed, to: &str) -> AnyView {
    let text = Text(lang);
    let f = Fields::new(lang, &typed.say).prefix("k");
    let key: IdempotencyKey = engine::ids::fresh();
    // The photos of the other form belong to it.
    let kept = if says_more(&typed.say.inputs) { typed.kept.as_slice() } else { &[] };
    let fields = view! {
        {f.hidden("aksi", "kata")}
        {f.hidden("kunci", key)}
        {f.area("kata", text.your_words(), ComplaintForm::WORDS).rows(4)}
        {photos::field(lang, &f, kept, text.photos_hint(MAX_PICTURES))}
        {f.submit(text.say())}
    };
    ui::titled_card(text.say_title(), f.form(to, fields).multipart().view())
}
