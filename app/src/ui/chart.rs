//! Charts drawn on the server, each with its figures as a table behind it.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::text::Words;

/// One bar, standing or lying.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Under a standing bar, short: `Nov`. Before a lying one it is cut to its room, and stands in full in
    /// the table.
    pub label: String,
    pub value: i64,
    /// The value as shown: `Rp6.400.000`.
    pub shown: String,
}

const WIDTH: i64 = 600;
const HEIGHT: i64 = 170;
/// Below the bars, for their labels.
const FOOT: i64 = 26;
/// Above the bars, for the highest one's figure.
const HEAD: i64 = 24;

/// Bars over a name each; the last one is now, and stands out. Negative values are drawn as none,
/// and stand in the table.
pub fn bar_chart(lang: Lang, title: &str, bars: &[Bar]) -> AnyView {
    figure(lang, title, bars, draw)
}

/// Lying bars, each behind its name and before its figure: for things that have no order in
/// time, of which none stands out.
pub fn row_chart(lang: Lang, title: &str, bars: &[Bar]) -> AnyView {
    figure(lang, title, bars, draw_rows)
}

fn figure(lang: Lang, title: &str, bars: &[Bar], draw: fn(&mut Html, &[Bar])) -> AnyView {
    if bars.is_empty() {
        return ().into_any();
    }
    let mut h = Html::new();
    h.raw("<figure class=\"bagan\">").element("<figcaption>", title, "</figcaption>");
    draw(&mut h, bars);
    h.raw("<details><summary>").text(Words(lang).figures_as_table()).raw("</summary><table>");
    h.element("<caption class=\"tersembunyi\">", title, "</caption><tbody>");
    for bar in bars {
        h.element("<tr><th scope=\"row\">", &bar.label, "</th>").element("<td class=\"kanan angka\">", &bar.shown, "</td></tr>");
    }
    h.raw("</tbody></table></details></figure>");
    h.view()
}

/// Whole numbers all through: a coordinate is a share of the width, the height a share of the most.
fn draw(h: &mut Html, bars: &[Bar]) {
    let count = i64::try_from(bars.len()).unwrap_or(i64::MAX);
    let most = bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
    let slot = WIDTH / count.min(WIDTH);
    let wide = (slot * 7 / 10).clamp(1, 64);
    h.raw("<svg viewBox=\"0 0 600 220\" aria-hidden=\"true\">");
    for (nth, bar) in (0..).zip(bars) {
        let middle = slot * nth + slot / 2;
        let tall = share(bar.value, most);
        let top = HEAD + HEIGHT - tall;
        h.raw(if nth + 1 == count { "<rect class=\"kini\"" } else { "<rect" });
        number(h, "x", middle - wide / 2);
        number(h, "y", top);
        number(h, "width", wide);
        number(h, "height", tall);
        h.raw(" rx=\"4\"/>");
        // Labels that would run into each other help nobody: then every second, third … one.
        let every = count / 13 + 1;
        if (count - 1 - nth) % every == 0 {
            label(h, middle, HEAD + HEIGHT + FOOT - 6, "nama", &bar.label);
        }
        // Nothing yet today: a figure so high would seem to be the one of the bar below it.
        if nth + 1 == count && bar.value > 0 {
            // The figure is wider than its bar: it stands above those beside it too.
            let beside = bars.iter().rev().take(usize::try_from(150 / slot).unwrap_or(0) + 1).map(|b| share(b.value, most));
            let top = HEAD + HEIGHT - beside.max().unwrap_or(tall);
            label(h, middle.clamp(70, WIDTH - 70), (top - 8).max(16), "nilai", &bar.shown);
        }
    }
    h.raw("</svg>");
}

/// From one row to the next; where the bars begin; and how long the longest is, which leaves room for
/// its figure also where letters are drawn larger, on a phone.
const ROW: i64 = 34;
const NAMES: i64 = 190;
const LONGEST: i64 = 250;
/// Letters that have room before the bars.
const NAME: usize = 16;

fn draw_rows(h: &mut Html, bars: &[Bar]) {
    let count = i64::try_from(bars.len()).unwrap_or(i64::MAX / ROW);
    let most = bars.iter().map(|b| b.value).max().unwrap_or(0).max(1);
    h.raw("<svg class=\"lajur\" aria-hidden=\"true\"").attr("viewBox", &format!("0 0 {WIDTH} {}", count * ROW)).raw(">");
    for (nth, bar) in (0..).zip(bars) {
        let (top, long) = (ROW * nth, length(bar.value, most, LONGEST));
        text(h, 0, top + 23, "start", "nama", &brief(&bar.label));
        h.raw("<rect");
        number(h, "x", NAMES);
        number(h, "y", top + 5);
        number(h, "width", long);
        number(h, "height", ROW - 10);
        h.raw(" rx=\"4\"/>");
        text(h, NAMES + long + 10, top + 23, "start", "nilai", &bar.shown);
    }
    h.raw("</svg>");
}

fn brief(name: &str) -> String {
    if name.chars().count() <= NAME {
        return name.to_owned();
    }
    let start: String = name.chars().take(NAME - 1).collect();
    format!("{}…", start.trim_end())
}

/// 0 to `HEIGHT`, and at least a line for what is not nothing.
fn share(value: i64, most: i64) -> i64 {
    length(value, most, HEIGHT)
}

fn length(value: i64, most: i64, whole: i64) -> i64 {
    let share = i128::from(value.max(0)) * i128::from(whole) / i128::from(most);
    i64::try_from(share).unwrap_or(whole).max(i64::from(value > 0) * 3)
}

fn number(h: &mut Html, name: &'static str, n: i64) {
    h.attr(name, &n.to_string());
}

fn label(h: &mut Html, x: i64, y: i64, class: &'static str, words: &str) {
    text(h, x, y, "middle", class, words);
}

fn text(h: &mut Html, x: i64, y: i64, anchor: &'static str, class: &'static str, words: &str) {
    h.raw("<text").attr("text-anchor", anchor).attr("class", class);
    number(h, "x", x);
    number(h, "y", y);
    h.raw(">").text(words).raw("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_bar_is_full_and_nothing_overflows() {
        assert_eq!(share(i64::MAX, i64::MAX), HEIGHT);
        assert_eq!(share(1, i64::MAX), 3);
        assert_eq!((share(0, 9), share(-5, 9)), (0, 0));
    }

    #[test]
    fn lying_bars_have_names_and_none_stands_out() {
        let bar = |label: &str, value: i64| Bar { label: label.into(), value, shown: value.to_string() };
        let html = row_chart(Lang::Id, "Usaha", &[bar("Wonotunggal", 4), bar("<i>", 0), bar("Batang", 8)]).to_html();
        assert!(html.contains(">Wonotunggal</text>") && !html.contains("kini") && !html.contains("<i>"), "{html}");
        assert!(html.contains("width=\"250\"") && html.contains("width=\"125\"") && html.contains("width=\"0\""), "{html}");
        assert!(html.contains("viewBox=\"0 0 600 102\""), "{html}");
    }

    #[test]
    fn a_long_name_is_cut_in_the_picture_and_whole_in_the_table() {
        let long = "Siti Nur Aminah Wulandari Putri";
        let html = row_chart(Lang::Id, "Hemat", &[Bar { label: long.into(), value: 4, shown: "4".into() }]).to_html();
        assert!(html.contains(">Siti Nur Aminah…</text>") && html.contains(&format!(">{long}</th>")), "{html}");
        assert_eq!(brief("Koperasi Rejeki "), "Koperasi Rejeki ");
        assert_eq!(brief("Koperasi Rejekine"), "Koperasi Rejeki…");
    }

    #[test]
    fn a_thousand_bars_and_hostile_labels_are_drawn() {
        let bars: Vec<Bar> = (0..1000).map(|n| Bar { label: "<i>".into(), value: n, shown: "x".into() }).collect();
        let html = bar_chart(Lang::Id, "Penjualan", &bars).to_html();
        assert!(!html.contains("<i>"));
        assert_eq!(html.matches("<rect").count(), 1000);
    }
}
