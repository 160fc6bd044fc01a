//! What an offer says, as every page shows it: prices by quantity, packs, delivery, until when.

use domain::dates::Day;
use domain::lang::Lang;
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::{OfferTerms, Transport};
use domain::quantity::{Quantity, SaleUnit};
use engine::suppliers::offers::{Offer, OfferStanding};
use leptos::prelude::*;

use crate::ui::{self, Badge, Cell, Icon, PriceTag, Tone};

crate::texts! {
    pub(super) Text {
        prices: "Harga menurut jumlah", "Prices by quantity";
        per(unit: &str): format!("per {unit}"), format!("per {unit}");
        pack: "Isi kemasan", "Pack";
        minimum: "Pembelian terkecil", "Least sold";
        step: "Bisa dibagi per", "Shared out by";
        delivery: "Dikirim", "Delivery";
        same_day: "hari itu juga", "the same day";
        days(n: u16): format!("{n} hari setelah dipesan"), if n == 1 { "1 day after the order".to_owned() } else { format!("{n} days after the order") };
        transport: "Ongkos kirim", "Transport";
        no_transport: "tidak ada", "none";
        at_once(cost: &str): format!("{cost} sekali kirim"), format!("{cost} for a delivery");
        each(cost: &str, unit: &str): format!("{cost} / {unit}"), format!("{cost} / {unit}");
        free_from(quantity: &str): format!("gratis mulai {quantity}"), format!("free from {quantity}");
        valid_until: "Berlaku sampai", "Valid until";
        usable: "Berlaku", "Valid";
        expired: "Sudah lewat", "Expired";
        withdrawn: "Ditarik", "Withdrawn";
        undecided: "Menunggu keputusan", "Waits for a decision";
        not_chosen: "Tidak dipilih", "Not chosen";
    }
}

/// `50 kg`, `2 karung 50 kg`; `4 × 250 g` where the unit is a number itself.
pub(super) fn amount(lang: Lang, quantity: Quantity, unit: &SaleUnit) -> String {
    let times = if unit.amount() == Quantity::ONE { "" } else { "× " };
    format!("{} {times}{}", quantity.text(lang), unit.text(lang))
}

/// `Rp14.000 / kg`
pub(super) fn each(lang: Lang, price: Rupiah, unit: &SaleUnit) -> String {
    Text(lang).each(&price.to_string(), &unit.text(lang))
}

/// The ladder of prices; a single one as a price tag.
pub(super) fn prices(lang: Lang, terms: &OfferTerms) -> AnyView {
    let (text, unit) = (Text(lang), terms.unit.text(lang));
    let tiers = terms.tiers.as_slice();
    let first = terms.tiers.highest().rupiah();
    if tiers.len() == 1 {
        return PriceTag { amount: first.to_string(), unit, comparable: None }.view();
    }
    let rows: Vec<ui::TierRow> = tiers
        .iter()
        .enumerate()
        .map(|(nth, tier)| {
            let saving = BasisPoints::saved(first, tier.price.rupiah());
            let below = tiers.get(nth + 1).map(|next| next.from);
            let range = domain::tiers::TierRow { from: tier.from, below, price: tier.price, saving }.range(lang);
            ui::TierRow { range, price: tier.price.to_string(), saving: (nth > 0).then(|| saving.rounded(lang)) }
        })
        .collect();
    ui::tier_table(lang, text.prices(), text.per(&unit), &rows)
}

/// Everything but the prices.
pub(super) fn facts(lang: Lang, terms: &OfferTerms, valid_until: Day) -> AnyView {
    let text = Text(lang);
    let of = |quantity| amount(lang, quantity, &terms.unit);
    let mut facts = vec![(text.pack(), of(terms.pack)), (text.minimum(), of(terms.minimum))];
    if terms.step != terms.pack {
        facts.push((text.step(), of(terms.step)));
    }
    facts.push((text.delivery(), delivery(text, terms.lead_days)));
    facts.push((text.transport(), transport(lang, &terms.transport, &terms.unit)));
    facts.push((text.valid_until(), valid_until.short(lang)));
    ui::facts(facts.into_iter().map(|(name, value)| (name.to_owned(), Cell::text(value))).collect())
}

pub(super) fn delivery(text: Text, days: u16) -> String {
    if days == 0 { text.same_day().to_owned() } else { text.days(days) }
}

pub(super) fn transport(lang: Lang, transport: &Transport, unit: &SaleUnit) -> String {
    let text = Text(lang);
    let mut parts = Vec::new();
    if transport.fixed > Rupiah::ZERO {
        parts.push(text.at_once(&transport.fixed.to_string()));
    }
    if transport.per_unit > Rupiah::ZERO {
        parts.push(each(lang, transport.per_unit, unit));
    }
    if parts.is_empty() {
        return text.no_transport().to_owned();
    }
    if let Some(from) = transport.free_from {
        parts.push(text.free_from(&amount(lang, from, unit)));
    }
    parts.join(", ")
}

/// How an offer stands.
pub(super) fn badge(lang: Lang, offer: &Offer) -> Badge {
    let text = Text(lang);
    match offer.standing {
        OfferStanding::Usable => Badge::good(text.usable()),
        OfferStanding::Expired => Badge::bad(text.expired()),
        OfferStanding::Withdrawn => Badge::new(Tone::Bad, text.withdrawn()).icon(Icon::Archive),
        OfferStanding::Undecided => Badge::waiting(text.undecided()),
        OfferStanding::NotChosen => Badge::new(Tone::Plain, text.not_chosen()),
    }
}

/// What a supplier added in words.
pub(super) fn note(note: Option<&str>) -> Option<AnyView> {
    note.map(|note| ui::rich_text(&domain::richtext::blocks(note)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transport_is_told_in_full() {
        let unit = SaleUnit::parse("kg").expect("a unit");
        let all = Transport { fixed: Rupiah(150_000), per_unit: Rupiah(200), free_from: Some(Quantity::whole(1000)) };
        assert_eq!(transport(Lang::Id, &all, &unit), "Rp150.000 sekali kirim, Rp200 / kg, gratis mulai 1.000 kg");
        assert_eq!(transport(Lang::Id, &Transport::default(), &unit), "tidak ada");
        let free = Transport { free_from: Some(Quantity::ONE), ..Transport::default() };
        assert_eq!(transport(Lang::En, &free, &unit), "none");
    }

    #[test]
    fn amounts_are_counted_in_the_unit() {
        let of = |unit: &str| amount(Lang::Id, Quantity::whole(2), &SaleUnit::parse(unit).expect("a unit"));
        assert_eq!([of("kg"), of("karung 50 kg"), of("250 g")], ["2 kg", "2 karung 50 kg", "2 × 250 g"]);
    }
}
