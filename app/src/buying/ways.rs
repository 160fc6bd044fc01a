//! How a shop sells, before anything is ordered: in one line on the page of a product and in the cart, in full on the
//! shop's own page.

use domain::lang::Lang;
use domain::money::Rupiah;
use engine::buying::ways::Ways;
use leptos::prelude::*;

use crate::ui::{self, Cell};

/// Where it stands in full on the shop's page.
const PLACE: &str = "cara-belanja";

crate::texts! {
    Text {
        title: "Cara belanja di toko ini", "How to buy at this shop";
        more: "Cara belanja", "How to buy";
        at_shop: "Ambil di toko", "Fetch it at the shop";
        at_koperasi: "Ambil di koperasi", "Fetch it at the koperasi";
        at_both: "Ambil di toko atau koperasi", "Fetch it at the shop or the koperasi";
        brought_from(fee: &str): format!("diantar mulai {fee}"), format!("brought from {fee}");
        brought_free: "diantar gratis", "brought for nothing";
        brought_for(fee: &str): format!("Diantar, ongkos {fee}"), format!("Brought for {fee}");
        brought_for_nothing: "Diantar gratis", "Brought for nothing";
        free: "Gratis ongkos", "Delivery is free";
        free_from(amount: &str): format!("mulai belanja {amount}"), format!("from {amount} on");
        pay: "Bayar", "Pay";
        paid_by(ways: &str): format!("bayar {ways}"), format!("pay by {ways}");
        directly: "langsung ke penjual, saat barang diterima atau setelah pesanan dijawab", "straight to the seller, on receipt or once the order is answered";
        cash: "tunai", "cash";
        transfer: "transfer bank", "bank transfer";
        or: "atau", "or";
        shop_says: "Pesan dari penjual", "From the seller";
    }
}

/// In one line, with the way to the shop's page, where it stands in full.
pub(crate) fn short(lang: Lang, ways: &Ways, shop: &str) -> AnyView {
    let href = format!("/toko/{shop}#{PLACE}");
    view! { <p class="bantu">{line(lang, ways)}" "<a href=href>{Text(lang).more()}</a></p> }.into_any()
}

/// In full, for the shop's page: where it is fetched, where it is brought and for how much, how it is paid.
pub(crate) fn full(lang: Lang, ways: &Ways, place: &str, koperasi: Option<&str>) -> AnyView {
    let text = Text(lang);
    let says = ways.note.clone().map(|note| {
        view! { <h3>{text.shop_says()}</h3> <p class="catatan-toko">{note}</p> }
    });
    let card = ui::titled_card(text.title(), view! { {ui::facts(facts(text, ways, place, koperasi))} {says} });
    view! { <section class="bagian" id=PLACE>{card}</section> }.into_any()
}

fn facts(text: Text, ways: &Ways, place: &str, koperasi: Option<&str>) -> Vec<(String, Cell)> {
    let mut facts = Vec::new();
    if ways.pickup {
        facts.push((text.at_shop().to_owned(), Cell::text(place)));
    }
    if let Some(koperasi) = koperasi.filter(|_| ways.pickup_koperasi) {
        facts.push((text.at_koperasi().to_owned(), Cell::text(koperasi)));
    }
    for alike in ways.areas.chunk_by(|one, other| one.fee == other.fee) {
        let names: Vec<&str> = alike.iter().map(|area| area.name.as_str()).collect();
        let label = match alike.first().map(|area| area.fee) {
            None | Some(Rupiah::ZERO) => text.brought_for_nothing().to_owned(),
            Some(fee) => text.brought_for(&fee.to_string()),
        };
        facts.push((label, Cell::text(names.join(", "))));
    }
    if let Some(from) = ways.free_from.filter(|_| costs_something(ways)) {
        facts.push((text.free().to_owned(), Cell::text(text.free_from(&from.to_string()))));
    }
    facts.push((text.pay().to_owned(), Cell::text(one_of(text, &payments(text, ways))).and(text.directly())));
    facts
}

fn costs_something(ways: &Ways) -> bool {
    ways.areas.iter().any(|area| area.fee > Rupiah::ZERO)
}

/// `Ambil di toko · diantar mulai Rp5.000 · bayar tunai atau QRIS.`
fn line(lang: Lang, ways: &Ways) -> String {
    let text = Text(lang);
    let fetched = match (ways.pickup, ways.pickup_koperasi) {
        (true, true) => Some(text.at_both()),
        (true, false) => Some(text.at_shop()),
        (false, true) => Some(text.at_koperasi()),
        (false, false) => None,
    };
    let brought = ways.areas.iter().map(|area| area.fee).min().map(|least| match least {
        Rupiah::ZERO => text.brought_free().to_owned(),
        fee => text.brought_from(&fee.to_string()),
    });
    let paid = text.paid_by(&one_of(text, &payments(text, ways)));
    let parts: Vec<String> = fetched.map(str::to_owned).into_iter().chain(brought).chain([paid]).collect();
    let line = parts.join(" · ");
    // What is brought only begins the line.
    let mut letters = line.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

fn payments(text: Text, ways: &Ways) -> Vec<&'static str> {
    let all = [(ways.cash, text.cash()), (ways.transfer, text.transfer()), (ways.qris, "QRIS")];
    all.into_iter().filter_map(|(taken, name)| taken.then_some(name)).collect()
}

/// `tunai, transfer bank, atau QRIS`.
fn one_of(text: Text, names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [one, other] => format!("{one} {} {other}", text.or()),
        [first @ .., last] => format!("{}, {} {last}", first.join(", "), text.or()),
    }
}

#[cfg(test)]
mod tests {
    use engine::buying::terms::AreaShown;

    use super::*;

    fn area(name: &str, fee: i64) -> AreaShown {
        AreaShown { code: "33.25.08".to_owned(), name: name.to_owned(), fee: Rupiah(fee) }
    }

    #[test]
    fn a_line_says_what_there_is_and_nothing_else() {
        assert_eq!(line(Lang::Id, &Ways::default()), "Ambil di toko · bayar tunai.");
        let only_brought = Ways { pickup: false, areas: vec![area("Limpung", 0)], transfer: true, ..Ways::default() };
        assert_eq!(line(Lang::Id, &only_brought), "Diantar gratis · bayar tunai atau transfer bank.");
        let all =
            Ways { pickup_koperasi: true, areas: vec![area("Limpung", 5000)], transfer: true, qris: true, ..Ways::default() };
        assert_eq!(
            line(Lang::En, &all),
            "Fetch it at the shop or the koperasi · brought from Rp5.000 · pay by cash, bank transfer, or QRIS."
        );
    }

    #[test]
    fn districts_of_one_fee_stand_together() {
        let areas = vec![area("Limpung", 5000), area("Reban", 5000), area("Subah", 10_000)];
        let ways = Ways { areas, free_from: Some(Rupiah(100_000)), ..Ways::default() };
        let names: Vec<String> = facts(Text(Lang::Id), &ways, "Ngaliyan", None).into_iter().map(|(name, _)| name).collect();
        let expected = ["Ambil di toko", "Diantar, ongkos Rp5.000", "Diantar, ongkos Rp10.000", "Gratis ongkos", "Bayar"];
        assert_eq!(names, expected);
        let html = full(Lang::Id, &ways, "Ngaliyan", None).to_html();
        assert!(html.contains("Limpung, Reban") && html.contains("Rp100.000"), "{html}");
    }
}
