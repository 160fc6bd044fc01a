//! Amounts that `frontend/amounts.js` reckons while somebody types or chooses. They are hidden until it has: without
//! it the next page says what a number comes to.

use domain::lang::Lang;
use domain::money::{Price, Rupiah};
use domain::tiers::PriceTiers;
use leptos::prelude::*;

use super::text::Text;
use crate::ui::Html;

/// A place that the script writes an amount into, with the words before and after it.
fn place(h: &mut Html, open: &'static str, before: &str, name: &str, after: &str, close: &'static str) {
    h.raw(open).text(before).raw("<span").attr("data-nilai", name).raw("></span>").text(after).raw(close);
}

/// What the `jumlah` of its form costs, and what wholesale saves of it.
pub(super) fn of_line(lang: Lang, unit: &str, price: Price, tiers: &PriceTiers) -> AnyView {
    let text = Text(lang);
    let ladder: Vec<String> =
        tiers.as_slice().iter().map(|tier| format!("{}:{}", tier.from.thousandths(), i64::from(tier.price))).collect();
    let mut h = Html::new();
    h.raw("<output class=\"hitungan\" hidden").attr("data-harga", &i64::from(price).to_string());
    h.attr("data-tingkat", &ladder.join(" ")).raw(">");
    place(&mut h, "<span>", "", "satuan", &format!(" / {unit}"), "</span> ");
    place(&mut h, "<b>", text.comes_to(), "total", "", "</b> ");
    place(&mut h, "<span class=\"hemat\" hidden>", text.saves(), "hemat", "", "</span>");
    h.raw("</output>");
    h.view()
}

/// What an order of this much comes to by the `cara_terima` and `kecamatan` of its form; `fees` are what bringing
/// it to each kecamatan costs.
pub(super) fn of_order(lang: Lang, goods: Rupiah, fees: &[(&str, Rupiah)]) -> AnyView {
    let text = Text(lang);
    let fees: Vec<String> = fees.iter().map(|(code, fee)| format!("{code}:{}", fee.0)).collect();
    let mut h = Html::new();
    h.raw("<output class=\"hitungan\" hidden").attr("data-barang", &goods.0.to_string());
    h.attr("data-ongkir", &fees.join(" ")).raw(">");
    place(&mut h, "<span>", text.goods_are(), "barang", "", "</span> ");
    place(&mut h, "<span>", text.fee_is(), "ongkos", "", "</span> ");
    place(&mut h, "<b>", text.comes_to(), "total", "", "</b>");
    h.raw("</output>");
    h.view()
}

#[cfg(test)]
mod tests {
    use domain::quantity::Quantity;
    use domain::tiers::PriceTier;

    use super::*;
    use crate::house::screen::render;

    #[test]
    fn the_script_finds_what_it_reckons_with() {
        let price = |amount| Price::new(Rupiah(amount)).expect("a price");
        let tier = PriceTier { from: Quantity::whole(5), price: price(12_000) };
        let tiers = PriceTiers::new(vec![tier], price(12_500)).expect("a ladder");
        let line = render(|| of_line(Lang::Id, "kg", price(12_500), &tiers));
        assert!(line.contains("data-harga=\"12500\" data-tingkat=\"5000:12000\"") && line.contains(" / kg"), "{line}");
        let order = render(|| of_order(Lang::En, Rupiah(50_000), &[("33.25.01", Rupiah(10_000)), ("33.25.02", Rupiah(0))]));
        assert!(order.contains("data-barang=\"50000\" data-ongkir=\"33.25.01:10000 33.25.02:0\""), "{order}");
        let script = include_str!("../../../frontend/amounts.js");
        for known in ["data-harga", "data-barang", "dataset.tingkat", "dataset.ongkir", "data-nilai"] {
            assert!(script.contains(known), "{known}");
        }
    }

    #[test]
    fn nothing_is_shown_before_the_script_has_reckoned() {
        let price = Price::new(Rupiah(2_000)).expect("a price");
        let line = render(|| of_line(Lang::En, "pcs", price, &PriceTiers::default()));
        assert!(line.contains("<output class=\"hitungan\" hidden") && line.contains("data-tingkat=\"\""), "{line}");
    }
}
