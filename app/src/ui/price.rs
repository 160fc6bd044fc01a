//! Prices: the loudest thing on a card, with what they are for and what that is per kilogram.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::text::Words;

/// A price as shown; the formatting is the domain's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTag {
    /// `Rp62.500`
    pub amount: String,
    /// `kg`, `lembar`
    pub unit: String,
    /// `Rp6.250 / 100 g`, where it can be computed and says something new.
    pub comparable: Option<String>,
}

impl PriceTag {
    pub(crate) fn write(&self, h: &mut Html) {
        h.raw("<span class=\"harga\"><b>").text(&self.amount).raw("</b> <small>/\u{a0}").text(&self.unit).raw("</small></span>");
        if let Some(comparable) = &self.comparable {
            h.element("<span class=\"banding\">", comparable, "</span>");
        }
    }

    /// On the product's own page: bigger, on one line where it fits.
    pub fn view(&self) -> AnyView {
        let mut h = Html::new();
        h.raw("<p class=\"harga-besar\">");
        self.write(&mut h);
        h.raw("</p>");
        h.view()
    }
}

/// One wholesale tier as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierRow {
    /// `1–4 kg`, `mulai 20 kg`
    pub range: String,
    /// `Rp59.000`
    pub price: String,
    /// `6 %`; none for the normal price.
    pub saving: Option<String>,
}

/// The ladder of wholesale prices; nothing when there is only one price.
pub fn tier_table(lang: Lang, caption: impl Into<String>, per_unit: impl Into<String>, rows: &[TierRow]) -> AnyView {
    if rows.len() < 2 {
        return ().into_any();
    }
    let (caption, per_unit): (String, String) = (caption.into(), per_unit.into());
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<table class=\"tangga\"><caption>").text(&caption).raw("</caption><thead><tr>");
    h.element("<th scope=\"col\">", words.buy(), "</th>");
    h.element("<th scope=\"col\" class=\"kanan\">", &per_unit, "</th>");
    h.element("<th scope=\"col\" class=\"kanan\">", words.saving(), "</th></tr></thead><tbody>");
    for row in rows {
        h.element("<tr><th scope=\"row\">", &row.range, "</th>");
        h.element("<td class=\"kanan angka\">", &row.price, "</td>");
        h.raw("<td class=\"kanan angka hemat\">").text(row.saving.as_deref().unwrap_or("–")).raw("</td></tr>");
    }
    h.raw("</tbody></table>");
    h.view()
}
