//! How a round is bought, for who wants to know: the supplier, packs, transport, what the koperasi takes.

use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::{Fee, OfferTerms};
use engine::purchasing::shown::RoundShown;
use leptos::prelude::*;

use super::text::Text;
use super::{amount, per};
use crate::ui::{self, Cell};

pub(super) fn card(round: &RoundShown, lang: Lang) -> AnyView {
    let text = Text(lang);
    let unit = &round.terms.unit;
    let supplier = match &round.supplier_slug {
        Some(slug) => Cell::link(&format!("/pemasok/{slug}"), &round.supplier),
        None => Cell::text(&round.supplier),
    };
    let mut facts = vec![
        (text.material().to_owned(), Cell::text(format!("{}, {}", round.material, unit.text(lang)))),
        (text.supplier().to_owned(), supplier),
        (text.pack().to_owned(), Cell::text(amount(lang, unit, round.terms.pack))),
        (text.lead_time().to_owned(), Cell::text(text.days(round.terms.lead_days))),
        (text.transport().to_owned(), transport(&round.terms, lang)),
        (text.fee().to_owned(), Cell::text(fee(round, lang))),
    ];
    if round.deposit.0 > 0 {
        facts.push((text.deposit().to_owned(), Cell::text(text.deposit_share(&round.deposit.exact(lang)))));
    }
    for (name, n) in [(text.was_ordered(), round.ordered), (text.arrived(), round.accepted)] {
        if let Some(n) = n {
            facts.push((name.to_owned(), Cell::text(amount(lang, unit, n))));
        }
    }
    let note = round.note.as_deref().map(|note| ui::rich_text(&domain::richtext::blocks(note)));
    ui::titled_card(text.details(), view! { {note} {ui::facts(facts)} {koperasi(round, text)} })
}

fn koperasi(round: &RoundShown, text: Text) -> AnyView {
    let links: Vec<_> = round.taking.iter().map(|k| ui::NavLink::new(format!("/koperasi/{}", k.slug), &k.name)).collect();
    ui::chips(text.koperasi(), &links)
}

fn transport(terms: &OfferTerms, lang: Lang) -> Cell {
    let (text, transport) = (Text(lang), &terms.transport);
    let mut parts = Vec::new();
    if transport.fixed > Rupiah::ZERO {
        parts.push(text.transport_fixed(&transport.fixed.to_string()));
    }
    if transport.per_unit > Rupiah::ZERO {
        parts.push(text.transport_per(&transport.per_unit.to_string(), &per(lang, &terms.unit)));
    }
    if parts.is_empty() {
        return Cell::text(text.transport_none());
    }
    let cell = Cell::text(parts.join(" + "));
    match transport.free_from {
        Some(from) => cell.and(text.transport_free(&amount(lang, &terms.unit, from))),
        None => cell,
    }
}

fn fee(round: &RoundShown, lang: Lang) -> String {
    let text = Text(lang);
    match round.fee {
        Fee::NONE => text.fee_none().to_owned(),
        Fee::Share(share) => text.fee_share(&share.exact(lang)),
        Fee::PerUnit(each) => text.transport_per(&each.to_string(), &per(lang, &round.terms.unit)),
    }
}
