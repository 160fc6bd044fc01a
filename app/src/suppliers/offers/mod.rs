//! `/pengurus/{koperasi}/penawaran`: what suppliers offer this koperasi, and until when.

pub(super) mod fields;
pub(super) mod history;
pub(super) mod text;
pub(super) mod write;

use domain::access::Overseer;
use domain::dates::{Day, relative_day};
use domain::lang::Lang;
use engine::suppliers::offers::{Offer, OfferStanding};
use leptos::prelude::*;

use super::terms;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, NavLink};

use text::Text;

/// Days before its end from which an offer is said to end soon.
const SOON: i64 = 7;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let offers = engine::suppliers::offers::list(&reader.site.desk, &by).await?;
    Ok(reader.page(ListScreen { by, offers, today: Day::of(reader.now()) }))
}

/// Offers and requests are two sides of one room.
pub(super) fn parts(lang: Lang, by: &Overseer, requests: bool) -> AnyView {
    let (text, base) = (Text(lang), format!("/pengurus/{}", by.koperasi().slug));
    let links = [
        NavLink::new(format!("{base}/penawaran"), text.offers()).current(!requests),
        NavLink::new(format!("{base}/permintaan"), text.requests()).current(requests),
    ];
    ui::chips(text.parts(), &links)
}

/// The page of all versions of an offer's supplier and material.
pub(super) fn place(by: &Overseer, offer: &Offer) -> String {
    format!("/pengurus/{}/penawaran/{}/{}", by.koperasi().slug, offer.supplier_slug, offer.material_slug)
}

struct ListScreen {
    by: Overseer,
    offers: Vec<Offer>,
    today: Day,
}

impl ListScreen {
    /// A supervisor has no buttons.
    fn buttons(&self, text: Text) -> Option<[Button; 2]> {
        let base = format!("/pengurus/{}", self.by.koperasi().slug);
        self.by.officer().map(|_| {
            [
                Button::primary(text.ask()).link(format!("{base}/permintaan/baru")),
                Button::quiet(text.add()).link(format!("{base}/penawaran/baru")),
            ]
        })
    }

    fn list(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.offers.is_empty() {
            let ask = self.buttons(text).map(|[ask, _]| ask);
            return ui::empty_state(Icon::Tag, text.none(), text.none_hint(), ask);
        }
        let columns = [
            Column::words(text.material()),
            Column::figures(text.price()),
            Column::words(text.pack()),
            Column::words(text.valid()),
            Column::words(text.state()),
        ];
        let rows = self.offers.iter().map(|offer| self.row(lang, offer)).collect();
        ui::card(ui::table(text.list(), &columns, rows))
    }

    fn row(&self, lang: Lang, offer: &Offer) -> Vec<Cell> {
        let terms = &offer.terms;
        let price = Cell::text(terms::each(lang, terms.tiers.highest().rupiah(), &terms.unit));
        let price = match terms.tiers.as_slice() {
            [_, .., best] => {
                let from = terms::amount(lang, best.from, &terms.unit);
                price.and(Text(lang).best_from(&best.price.to_string(), &from))
            }
            _ => price,
        };
        vec![
            Cell::link(&place(&self.by, offer), &offer.material).and(&offer.supplier),
            price,
            Cell::text(terms::amount(lang, terms.pack, &terms.unit)),
            Cell::text(offer.valid_until.short(lang)),
            Cell::badge(&self.state(lang, offer)),
        ]
    }

    fn state(&self, lang: Lang, offer: &Offer) -> Badge {
        let soon = self.today.days_until(offer.valid_until) <= SOON;
        match offer.standing {
            OfferStanding::Usable if soon => Badge::waiting(Text(lang).soon(&relative_day(offer.valid_until, self.today, lang))),
            _ => terms::badge(lang, offer),
        }
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let buttons = self.buttons(text).filter(|_| !self.offers.is_empty()).map(|buttons| ui::submit_row(buttons.into()));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, text.title(), Some(text.lead()))}
                {parts(frame.lang, &self.by, false)}
                {buttons}
                {self.list(frame.lang)}
            </div>
        }
        .into_any()
    }
}
