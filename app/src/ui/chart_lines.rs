//! Charts of lines, drawn on the server: one thing over time, or several side by side. Each line has a
//! dash of its own beside its colour, and the figures stand in a table behind.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::text::Words;

/// One line, by its points from left to right. Values are not below zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    pub points: Vec<(i64, i64)>,
}

/// What is drawn.
pub struct LineChart<'a> {
    pub title: &'a str,
    /// What is counted to the right, for the table.
    pub across: &'a str,
    pub series: &'a [Series],
    /// A value to the right and one upward, as words; the last as short as beside the axis.
    pub x_text: &'a dyn Fn(i64) -> String,
    pub y_text: &'a dyn Fn(i64) -> String,
    pub y_short: &'a dyn Fn(i64) -> String,
    /// What else the table says of a point: by the place of its line, and how far to the right.
    pub also: Option<&'a dyn Fn(usize, i64) -> Option<String>>,
    /// A value holds until the next one, as a price does.
    pub stepped: bool,
    /// A place to the right that matters, and what it is.
    pub mark: Option<(i64, &'a str)>,
}

const LEFT: i64 = 110;
const RIGHT: i64 = 585;
const TOP: i64 = 24;
const BOTTOM: i64 = 214;
/// Under the lines.
const FOOT: i64 = 242;
/// Lines that can be told apart.
const LINES: [&str; 6] = ["ke1", "ke2", "ke3", "ke4", "ke5", "ke6"];
/// More points than these get no dots.
const DOTS: usize = 24;

/// Nothing when there is no point.
pub fn line_chart(lang: Lang, chart: &LineChart<'_>) -> AnyView {
    let Some(frame) = Frame::of(chart.series) else { return ().into_any() };
    let mut h = Html::new();
    h.raw("<figure class=\"bagan\">").element("<figcaption>", chart.title, "</figcaption>");
    legend(&mut h, chart.series);
    h.raw("<svg viewBox=\"0 0 600 250\" aria-hidden=\"true\">");
    frame.axes(&mut h, chart);
    for (nth, series) in chart.series.iter().enumerate() {
        frame.line(&mut h, series, LINES[nth % LINES.len()], chart.stepped);
    }
    h.raw("</svg>");
    table(&mut h, lang, chart);
    h.raw("</figure>");
    h.view()
}

/// Which line is whose; one alone is named by the title.
fn legend(h: &mut Html, series: &[Series]) {
    if series.len() < 2 {
        return;
    }
    h.raw("<ul class=\"garis-nama\">");
    for (nth, one) in series.iter().enumerate() {
        h.raw("<li><svg viewBox=\"0 0 36 12\" aria-hidden=\"true\"><path d=\"M0 6H36\"").attr("class", LINES[nth % LINES.len()]);
        h.raw("/></svg>").element("<span>", &one.name, "</span></li>");
    }
    h.raw("</ul>");
}

/// What the picture reaches from and to.
struct Frame {
    x: (i64, i64),
    y: (i64, i64),
    /// From one line of the grid to the next.
    step: i64,
}

impl Frame {
    fn of(series: &[Series]) -> Option<Self> {
        let points = || series.iter().flat_map(|s| s.points.iter());
        let (least_x, most_x) = (points().map(|p| p.0).min()?, points().map(|p| p.0).max()?);
        let (least, most) = (points().map(|p| p.1).min()?.max(0), points().map(|p| p.1).max()?.max(1));
        let spread = most - least;
        // Values that lie close together would be one flat line above nothing.
        let from = if spread > 0 && spread < least / 2 { least - spread / 2 } else { 0 };
        let step = step(most - from);
        let low = from / step * step;
        let high = (most / step).saturating_add(i64::from(most % step > 0)).saturating_mul(step);
        Some(Self { x: (least_x, most_x), y: (low, high.max(low.saturating_add(1))), step })
    }

    fn right(&self, x: i64) -> i64 {
        LEFT + part(x, self.x, RIGHT - LEFT)
    }

    fn up(&self, y: i64) -> i64 {
        BOTTOM - part(y.max(0), self.y, BOTTOM - TOP)
    }

    fn axes(&self, h: &mut Html, chart: &LineChart<'_>) {
        let mut at = self.y.0;
        while at <= self.y.1 {
            let y = self.up(at);
            rule(h, "", (LEFT, y), (RIGHT, y));
            text(h, LEFT - 10, y + 5, "end", &(chart.y_short)(at));
            let Some(next) = at.checked_add(self.step) else { break };
            at = next;
        }
        text(h, LEFT, FOOT, "start", &(chart.x_text)(self.x.0));
        if self.x.1 > self.x.0 {
            text(h, RIGHT, FOOT, "end", &(chart.x_text)(self.x.1));
        }
        if let Some((x, words)) = chart.mark.filter(|(x, _)| (self.x.0..=self.x.1).contains(x)) {
            let x = self.right(x);
            rule(h, "tanda", (x, TOP - 4), (x, BOTTOM));
            let (room, anchor) = if x < 350 { (x + 6, "start") } else { (x - 6, "end") };
            text(h, room, TOP - 8, anchor, words);
        }
    }

    fn line(&self, h: &mut Html, series: &Series, class: &'static str, stepped: bool) {
        let mut path = String::new();
        for (nth, (x, y)) in series.points.iter().enumerate() {
            let (x, y) = (self.right(*x), self.up(*y));
            path += &match (nth, stepped) {
                (0, _) => format!("M{x} {y}"),
                (_, true) => format!("H{x}V{y}"),
                (_, false) => format!("L{x} {y}"),
            };
        }
        h.raw("<path").attr("class", class).attr("d", &path).raw("/>");
        if series.points.len() > DOTS {
            return;
        }
        for (x, y) in &series.points {
            h.raw("<circle r=\"4\"").attr("class", class);
            h.attr("cx", &self.right(*x).to_string()).attr("cy", &self.up(*y).to_string()).raw("/>");
        }
    }
}

/// The share of `whole` that `value` has on its way through a range.
fn part(value: i64, (from, to): (i64, i64), whole: i64) -> i64 {
    let (way, range) = (i128::from(value) - i128::from(from), i128::from(to) - i128::from(from));
    if range <= 0 { 0 } else { i64::try_from(way * i128::from(whole) / range).unwrap_or(whole).clamp(0, whole) }
}

/// 1, 2 or 5 of a power of ten, so that at most five lines of the grid are drawn.
fn step(range: i64) -> i64 {
    let mut power: i64 = 1;
    loop {
        for times in [1, 2, 5] {
            let step = power.saturating_mul(times);
            if range / step <= 4 {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

fn rule(h: &mut Html, class: &'static str, from: (i64, i64), to: (i64, i64)) {
    h.raw("<line").attr_if("class", Some(class).filter(|class| !class.is_empty()));
    h.attr("x1", &from.0.to_string()).attr("y1", &from.1.to_string());
    h.attr("x2", &to.0.to_string()).attr("y2", &to.1.to_string()).raw("/>");
}

fn text(h: &mut Html, x: i64, y: i64, anchor: &'static str, words: &str) {
    h.raw("<text").attr("text-anchor", anchor).attr("x", &x.to_string()).attr("y", &y.to_string());
    h.raw(">").text(words).raw("</text>");
}

/// A row for every place to the right at which a line has a point.
fn table(h: &mut Html, lang: Lang, chart: &LineChart<'_>) {
    let mut places: Vec<i64> = chart.series.iter().flat_map(|s| s.points.iter().map(|p| p.0)).collect();
    places.sort_unstable();
    places.dedup();
    h.raw("<details><summary>").text(Words(lang).figures_as_table());
    h.raw("</summary><div class=\"gulung\" role=\"group\" tabindex=\"0\"").attr("aria-label", chart.title);
    h.raw("><table>").element("<caption class=\"tersembunyi\">", chart.title, "</caption><thead><tr>");
    h.element("<th scope=\"col\">", chart.across, "</th>");
    for series in chart.series {
        h.element("<th scope=\"col\" class=\"kanan\">", &series.name, "</th>");
    }
    h.raw("</tr></thead><tbody>");
    for place in places {
        h.element("<tr><th scope=\"row\">", &(chart.x_text)(place), "</th>");
        for (nth, series) in chart.series.iter().enumerate() {
            // The last of two at one place is what holds from there.
            let value = series.points.iter().rev().find(|p| p.0 == place);
            let words = value.map_or_else(|| "–".to_owned(), |p| (chart.y_text)(p.1));
            h.element("<td class=\"kanan angka\">", &words, "");
            if let Some(small) = value.and_then(|_| chart.also?(nth, place)) {
                h.element("<small>", &small, "</small>");
            }
            h.raw("</td>");
        }
        h.raw("</tr>");
    }
    h.raw("</tbody></table></div></details>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(name: &str, points: &[(i64, i64)]) -> Series {
        Series { name: name.into(), points: points.to_vec() }
    }

    fn drawn(all: &[Series], stepped: bool, mark: Option<(i64, &str)>) -> String {
        let plain = |n: i64| n.to_string();
        let also = |line: usize, at: i64| (line == 1 && at == 2).then(|| "<b>".to_owned());
        let chart = LineChart {
            title: "Harga",
            across: "Jumlah",
            series: all,
            x_text: &plain,
            y_text: &plain,
            y_short: &plain,
            also: Some(&also),
            stepped,
            mark,
        };
        line_chart(Lang::Id, &chart).to_html()
    }

    #[test]
    fn a_price_holds_until_the_next_and_lines_are_told_apart() {
        let html = drawn(&[series("UD Satu", &[(0, 0), (10, 100)]), series("UD Dua", &[(0, 50), (5, 100)])], true, None);
        assert!(html.contains("d=\"M110 214H585V24\""), "{html}");
        assert!(html.contains("class=\"ke1\"") && html.contains("class=\"ke2\""), "{html}");
        assert!(html.contains("<span>UD Satu</span>") && html.contains(">UD Dua</th>"), "{html}");
        let slanted = drawn(&[series("UD Satu", &[(0, 0), (10, 100)])], false, Some((5, "kebutuhan")));
        assert!(slanted.contains("d=\"M110 214L585 24\"") && slanted.contains(">kebutuhan</text>"), "{slanted}");
        assert!(!slanted.contains("garis-nama"), "one line needs no legend");
        assert!(!drawn(&[series("UD Satu", &[(0, 0), (10, 100)])], false, Some((11, "jauh"))).contains("jauh"));
    }

    #[test]
    fn figures_stand_in_a_table_and_gaps_are_gaps() {
        let html = drawn(&[series("<i>", &[(1, 10)]), series("B", &[(1, 20), (2, 30)])], false, None);
        assert!(!html.contains("<i>"), "{html}");
        assert!(
            html.contains(
                "<th scope=\"row\">2</th><td class=\"kanan angka\">–</td><td class=\"kanan angka\">30<small>&lt;b&gt;</small></td>"
            ),
            "{html}"
        );
    }

    #[test]
    fn nothing_and_extremes_are_drawn() {
        assert_eq!(drawn(&[], true, None), drawn(&[series("A", &[])], true, None));
        assert!(!drawn(&[], true, None).contains("<svg"));
        for points in [vec![(7, 7)], vec![(i64::MIN, 0), (i64::MAX, i64::MAX)], vec![(0, -5), (1, 0)], vec![(0, i64::MAX)]] {
            assert!(drawn(&[series("A", &points)], true, None).contains("<path"), "{points:?}");
        }
        let many: Vec<(i64, i64)> = (0..1000).map(|n| (n, n)).collect();
        assert!(!drawn(&[series("A", &many)], false, None).contains("<circle"));
    }

    #[test]
    fn the_grid_has_few_round_lines() {
        assert_eq!([step(1), step(4), step(5), step(900), step(14_000)], [1, 1, 2, 200, 5000]);
        assert!(i64::MAX / step(i64::MAX) <= 4);
        // Close together, so not from nothing.
        let frame = Frame::of(&[series("A", &[(0, 13_500), (1, 14_000)])]).expect("points");
        assert_eq!((frame.y, frame.step), ((13_200, 14_000), 200));
        let frame = Frame::of(&[series("A", &[(0, 100), (1, 1000)])]).expect("points");
        assert_eq!(frame.y.0, 0);
    }
}
