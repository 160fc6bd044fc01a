//! The officers' rooms of joint purchases: the list, planning, a round's own page with its steps, what
//! is ordered. From the receipt on, see `receipt` and those after it.

mod allocation;
mod choose;
mod curve;
mod desk;
mod edit;
mod facts;
mod goods;
mod handout;
mod insight;
mod invite;
mod list;
mod order;
mod plan_form;
mod plan_inputs;
mod receipt;
mod receipt_page;
mod settle;
mod steps;
mod text;
mod text_goods;
mod timeline;

use domain::access::{Officer, Overseer};
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::purchasing::{OfferTerms, State};
use domain::quantity::{Quantity, SaleUnit};
use engine::purchasing::RoundError;
use engine::purchasing::overview::{Overview, Part};
use leptos::prelude::*;

use crate::house::{PageError, Reader, Routes};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, TierRow, Tone};

use text::Text;

// The supplier's own page shows the same document.
pub(super) use order::{file_name, packs, paper};

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}/pembelian", list::page)
        .get("/pengurus/{koperasi}/pembelian/baru", edit::new_form)
        .post("/pengurus/{koperasi}/pembelian/baru", edit::create)
        .post("/pengurus/{koperasi}/pembelian/undangan/{id}", invite::answer)
        .get("/pengurus/{koperasi}/pembelian/{id}", desk::page)
        .get("/pengurus/{koperasi}/pembelian/{id}/angka", desk::figures)
        .get("/pengurus/{koperasi}/pembelian/{id}/ubah", edit::form)
        .post("/pengurus/{koperasi}/pembelian/{id}/ubah", edit::submit)
        .post("/pengurus/{koperasi}/pembelian/{id}/buka", steps::open)
        .post("/pengurus/{koperasi}/pembelian/{id}/urungkan-jadwal", steps::unschedule)
        .post("/pengurus/{koperasi}/pembelian/{id}/tutup", steps::close)
        .post("/pengurus/{koperasi}/pembelian/{id}/perpanjang", steps::extend)
        .post("/pengurus/{koperasi}/pembelian/{id}/genapkan", steps::top_up)
        .post("/pengurus/{koperasi}/pembelian/{id}/akhiri-genapkan", steps::end_top_up)
        .post("/pengurus/{koperasi}/pembelian/{id}/batalkan", steps::cancel)
        .post("/pengurus/{koperasi}/pembelian/{id}/salin", steps::copy)
        .post("/pengurus/{koperasi}/pembelian/{id}/undang", invite::invite)
        .get("/pengurus/{koperasi}/pembelian/{id}/pilih", choose::page)
        .get("/pengurus/{koperasi}/pembelian/{id}/pesan", choose::page)
        .get("/pengurus/{koperasi}/pembelian/{id}/perpanjang", desk::form_page)
        .get("/pengurus/{koperasi}/pembelian/{id}/genapkan", desk::form_page)
        .get("/pengurus/{koperasi}/pembelian/{id}/batalkan", desk::form_page)
        .get("/pengurus/{koperasi}/pembelian/{id}/undang", desk::form_page)
        .post("/pengurus/{koperasi}/pembelian/{id}/pesan", choose::order)
        .post("/pengurus/{koperasi}/pembelian/{id}/terkirim", order::sent)
        .get("/pengurus/{koperasi}/pembelian/{id}/po.pdf", order::pdf)
        .get("/pengurus/{koperasi}/pembelian/{id}/po.csv", order::csv)
        .get("/pengurus/{koperasi}/pembelian/{id}/po.xlsx", order::xlsx)
        .merge(receipt::routes())
        .merge(allocation::routes())
        .merge(handout::routes())
        .merge(settle::routes())
        .merge(insight::routes())
}

/// The list of a koperasi's rounds, and with an id behind it a round's own page.
fn room(slug: &domain::slug::Slug) -> String {
    format!("/pengurus/{slug}/pembelian")
}

fn place(by: &Overseer, id: RoundId) -> String {
    format!("{}/{id}", room(&by.koperasi().slug))
}

fn place_of(by: &Officer, id: RoundId) -> String {
    format!("{}/{id}", room(&by.koperasi().slug))
}

fn round_of(text: &str) -> Result<RoundId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// A round that this koperasi sees; others are not there.
async fn find(reader: &Reader, by: &Overseer, id: RoundId) -> Result<Overview, PageError> {
    let page = crate::house::posted::query(&reader.path).one("hal").parse().unwrap_or(1_i64).clamp(1, 10_000);
    let offset = (page - 1) * engine::purchasing::overview::MEMBERS;
    engine::purchasing::overview::overview(&reader.site.desk, by, id, offset).await?.ok_or(PageError::NotFound)
}

/// As [`find`], for what only its coordinator may open.
async fn find_own(reader: &Reader, by: &Overseer, id: RoundId) -> Result<Overview, PageError> {
    let round = find(reader, by, id).await?;
    if round.part == Part::Coordinator { Ok(round) } else { Err(PageError::NotFound) }
}

/// For errors that no page of this room has words for.
fn page_error(error: RoundError) -> PageError {
    match error {
        RoundError::Unknown => PageError::NotFound,
        RoundError::Trouble(trouble) => trouble.into(),
        RoundError::Wait(after) => PageError::TooMany { retry_after: after.0 },
        RoundError::NotVerified
        | RoundError::Moved { .. }
        | RoundError::Stale { .. }
        | RoundError::Refused(_)
        | RoundError::SameOfficer => PageError::Conflict,
    }
}

/// As much of a round as its head shows.
pub(super) struct RoundHead<'a> {
    pub id: RoundId,
    pub title: &'a str,
    pub state: State,
    /// The koperasi that runs it, when that is another one.
    pub run_by: Option<&'a str>,
}

impl<'a> RoundHead<'a> {
    fn of(round: &'a Overview) -> Self {
        let run_by = (round.part != Part::Coordinator).then_some(round.run_by.as_str());
        Self { id: round.id, title: &round.title, state: round.state, run_by }
    }
}

/// The head of every page of a round: whose room it is, the round's title, how far it has come. `here` is
/// the name of a page behind the round's own; without it, it is that one.
pub(super) fn round_head(lang: Lang, by: &Overseer, round: &RoundHead<'_>, here: Option<&str>) -> AnyView {
    let text = Text(lang);
    let lead = round.run_by.map(|koperasi| text.run_by(koperasi));
    let title = here.unwrap_or(round.title);
    let mut way = vec![(room(&by.koperasi().slug), text.rounds().to_owned())];
    if here.is_some() {
        way.push((place(by, round.id), round.title.to_owned()));
    }
    view! {
        {head(lang, by, Room::Purchases, title, lead.as_deref())}
        {ui::breadcrumbs(lang, &way, title)}
        {steps_line(lang, round.state)}
    }
    .into_any()
}

/// A cancelled round has no way any more.
fn steps_line(lang: Lang, state: State) -> AnyView {
    let text = Text(lang);
    let ways = [State::Draft, State::Open, State::Closed, State::Ordered, State::Received, State::Settled];
    let Some(at) = ways.iter().position(|s| *s == state) else { return ().into_any() };
    // What is settled is done.
    let at = if state == State::Settled { ways.len() } else { at };
    ui::steps(lang, &ways.map(|state| state_name(text, state)), at)
}

fn state_name(text: Text, state: State) -> &'static str {
    match state {
        State::Draft => text.draft(),
        State::Open => text.open(),
        State::Closed => text.closed(),
        State::Ordered => text.ordered(),
        State::Received => text.received(),
        State::Settled => text.settled(),
        State::Cancelled => text.cancelled(),
    }
}

fn state_badge(text: Text, state: State) -> Badge {
    let name = state_name(text, state);
    match state {
        State::Draft => Badge::new(Tone::Plain, name),
        State::Open => Badge::offer(name),
        State::Closed | State::Ordered | State::Received => Badge::waiting(name),
        State::Settled => Badge::good(name),
        State::Cancelled => Badge::bad(name),
    }
}

/// `12,5 kg`, `72 karung`; what has an amount of its own is counted: `3 × 250 g`.
pub(super) fn amount(lang: Lang, quantity: Quantity, unit: SaleUnit) -> String {
    super::amount(lang, &unit, quantity)
}

/// The ladder of an offer: from which quantity each costs how much.
fn ladder(lang: Lang, caption: &str, terms: &OfferTerms) -> AnyView {
    let text = Text(lang);
    let unit = terms.unit.text(lang);
    let rows: Vec<TierRow> = terms
        .tiers
        .as_slice()
        .iter()
        .map(|tier| TierRow {
            range: text.from_quantity(&amount(lang, tier.from, terms.unit)),
            price: tier.price.to_string(),
            saving: (tier.price != terms.tiers.highest())
                .then(|| domain::money::BasisPoints::saved(terms.tiers.highest().rupiah(), tier.price.rupiah()).rounded(lang)),
        })
        .collect();
    if rows.len() < 2 {
        let only = text.one_price(&terms.tiers.highest().to_string(), &unit);
        return view! { <p>{only}</p> }.into_any();
    }
    ui::tier_table(lang, caption, text.price_per(&unit), &rows)
}

/// An offer's ladder in a line, for a choice: `mulai 10 kg Rp10.000 · mulai 100 kg Rp9.500`.
fn ladder_line(lang: Lang, terms: &OfferTerms) -> String {
    let text = Text(lang);
    let steps: Vec<String> = terms
        .tiers
        .as_slice()
        .iter()
        .map(|tier| format!("{} {}", text.from_quantity(&amount(lang, tier.from, terms.unit)), tier.price))
        .collect();
    steps.join(" · ")
}
