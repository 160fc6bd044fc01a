//! `/pengurus/{koperasi}/penawaran/{supplier}/{material}`: every version of one supplier's offer.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::ids::OfferId;
use domain::lang::Lang;
use domain::money::Rupiah;
use engine::suppliers::offers::{Offer, OfferError, OfferStanding};
use leptos::prelude::*;
use time::Date;

use super::super::own::slug_of;
use super::super::{address, terms};
use super::text::Text;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, LineChart, Series, Tone, post_button};

pub async fn page(reader: Reader, by: Overseer, Path((_, supplier, material)): Path<(String, String, String)>) -> PageResult {
    let (supplier, material) = (slug_of(&supplier)?, slug_of(&material)?);
    let versions = engine::suppliers::offers::history(&reader.site.desk, &by, &supplier, &material).await?;
    if versions.is_empty() {
        return Err(PageError::NotFound);
    }
    Ok(reader.page(HistoryScreen { by, versions, today: Day::of(reader.now()) }))
}

pub async fn withdraw(reader: Reader, by: Officer, Path((_, offer)): Path<(String, String)>) -> PageResult {
    let offer: OfferId = offer.parse().map_err(|_| PageError::NotFound)?;
    match engine::suppliers::offers::withdraw(&reader.site.desk, &by, offer).await {
        Ok((supplier, material)) => {
            let back = format!("/pengurus/{}/penawaran/{supplier}/{material}", by.koperasi().slug);
            Ok(reader.see_other(back).saying(Text(reader.lang).was_withdrawn()))
        }
        Err(OfferError::Trouble(trouble)) => Err(trouble.into()),
        Err(OfferError::Unknown | OfferError::UnknownSupplier | OfferError::UnknownMaterial) => Err(PageError::NotFound),
    }
}

struct HistoryScreen {
    by: Overseer,
    /// The newest first; never empty.
    versions: Vec<Offer>,
    today: Day,
}

impl HistoryScreen {
    fn base(&self) -> String {
        format!("/pengurus/{}", self.by.koperasi().slug)
    }

    fn title(&self, text: Text) -> String {
        self.versions.first().map(|o| text.of(&o.material, &o.supplier)).unwrap_or_default()
    }

    /// The price by day, each until the next version and the last until today.
    fn chart(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let unit = self.versions.first()?.terms.unit;
        let drawn: Vec<&Offer> = self.versions.iter().rev().filter(|o| o.terms.unit == unit).collect();
        let day = |day: Day| i64::from(day.date().to_julian_day());
        let line = |name: &str, price: fn(&Offer) -> Rupiah| {
            let mut points: Vec<(i64, i64)> = drawn.iter().map(|o| (day(Day::of(o.created_at)), price(o).0)).collect();
            if let Some((_, last)) = points.last().copied().filter(|(at, _)| *at < day(self.today)) {
                points.push((day(self.today), last));
            }
            Series { name: name.to_owned(), points }
        };
        let mut series = vec![line(text.highest(), |o| o.terms.tiers.highest().rupiah())];
        if drawn.iter().any(|o| o.terms.tiers.as_slice().len() > 1) {
            series.push(line(text.lowest(), lowest));
        }
        let title = text.price_over_time(&unit.text(lang));
        let chart = ui::line_chart(
            lang,
            &LineChart {
                title: &title,
                across: text.day(),
                series: &series,
                x_text: &|at| day_of(at).map(|day| day.short(lang)).unwrap_or_default(),
                y_text: &|price| Rupiah(price).to_string(),
                y_short: &|price| Rupiah(price).short(lang),
                also: None,
                stepped: true,
                mark: None,
            },
        );
        let others =
            (drawn.len() < self.versions.len()).then(|| view! { <p class="petunjuk">{text.other_units()}</p> }.into_any());
        Some(ui::card(view! { {chart} {others} }))
    }

    fn buttons(&self, text: Text) -> AnyView {
        let Some(newest) = self.versions.first() else { return ().into_any() };
        let base = self.base();
        let mut buttons = Vec::new();
        if self.by.officer().is_some() {
            let new = address(
                &format!("{base}/penawaran/baru"),
                &[("pemasok", &newest.supplier_slug), ("bahan", &newest.material_slug)],
            );
            buttons.push(Button::primary(text.new_version()).link(new));
            buttons.push(Button::quiet(text.supplier_page()).link(format!("{base}/pemasok/{}", newest.supplier_slug)));
        } else {
            buttons.push(Button::quiet(text.supplier_page()).link(format!("/pemasok/{}", newest.supplier_slug)));
        }
        ui::submit_row(buttons)
    }

    fn version(&self, lang: Lang, offer: &Offer) -> AnyView {
        let text = Text(lang);
        let source = if offer.answers.is_some() { text.by_supplier() } else { text.by_officer() };
        let badges = ui::badges(&[terms::badge(lang, offer), Badge::new(Tone::Plain, source)]);
        let request = offer.answers.map(|(request, _)| {
            let of = format!("{}: {}", text.see_request(), text.version(offer.version));
            Button::quiet(text.see_request()).read_as(of).link(format!("{}/permintaan/{request}", self.base())).view()
        });
        let may = self.by.officer().is_some() && offer.standing == OfferStanding::Usable;
        let withdraw = may.then(|| {
            let button =
                post_button(format!("{}/penawaran/{}/tarik", self.base(), offer.id), vec![], Button::danger(text.withdraw_yes()));
            ui::confirm(text.withdraw(), text.withdraw_question(), button)
        });
        let steps = (request.is_some() || withdraw.is_some())
            .then(|| view! { <div class="tombol-baris">{request}{withdraw}</div> }.into_any());
        let content = view! {
            {badges}
            {terms::prices(lang, &offer.terms)}
            {terms::facts(lang, &offer.terms, offer.valid_until)}
            {terms::note(offer.note.as_deref())}
            {steps}
        };
        ui::titled_card(&text.version_of(offer.version, &Day::of(offer.created_at).short(lang)), content)
    }
}

fn lowest(offer: &Offer) -> Rupiah {
    let tiers = &offer.terms.tiers;
    tiers.as_slice().last().map_or(tiers.highest(), |tier| tier.price).rupiah()
}

fn day_of(julian: i64) -> Option<Day> {
    Date::from_julian_day(i32::try_from(julian).ok()?).ok().map(Day::new)
}

impl Screen for HistoryScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang))).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let crumbs = [(format!("{}/penawaran", self.base()), text.offers().to_owned())];
        let title = self.title(text);
        let versions: Vec<AnyView> = self.versions.iter().map(|offer| self.version(frame.lang, offer)).collect();
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, &title, Some(text.history_lead()))}
                {ui::breadcrumbs(frame.lang, &crumbs, &title)}
                {self.buttons(text)}
                {ui::two_columns(self.chart(frame.lang), versions)}
            </div>
        }
        .into_any()
    }
}
