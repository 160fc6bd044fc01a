//! The ladder of a joint purchase: prices going down as more is bought, drawn on the server.

use domain::lang::Lang;
use domain::money::Price;

use crate::ui::html::Html;

/// A price, from a quantity upward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rung {
    /// In thousandths, for the drawing.
    pub from: i64,
    /// `20`
    pub from_shown: String,
    pub price: Price,
}

/// Rungs from the dearest down, and how much there is by now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderView {
    pub rungs: Vec<Rung>,
    /// In thousandths.
    pub now: i64,
    /// `sekarang 68 karung`
    pub now_shown: String,
    /// Before the first quantity: `mulai`.
    pub starting: String,
}

/// Texts stay the same size on a phone, so the drawing is as wide as one, and grows on a desk.
const WIDTH: i64 = 320;
const LEFT: i64 = 2;
/// Top of the dearest rung, and where all stand.
const TOP: i64 = 30;
const FOOT: i64 = 150;
/// How much lower the cheapest is than the dearest.
const FALL: i64 = 78;
const GAP: i64 = 3;
/// With more rungs than this a price is written without `Rp`.
const ROOMY: usize = 5;

impl LadderView {
    /// What is reached is filled, what comes next is told from what is far off.
    pub fn write(&self, h: &mut Html, lang: Lang) {
        let count = i64::try_from(self.rungs.len()).unwrap_or(1).max(1);
        let wide = (WIDTH - 2 * LEFT) / count;
        let next = self.rungs.iter().position(|rung| rung.from > self.now);
        h.raw(if self.rungs.len() <= ROOMY { "<svg class=\"jenjang\"" } else { "<svg class=\"jenjang rapat\"" });
        h.raw(" viewBox=\"0 0 320 172\" aria-hidden=\"true\">");
        for (nth, rung) in self.rungs.iter().enumerate() {
            let x = LEFT + wide * i64::try_from(nth).unwrap_or(0);
            let top = self.top(rung.price);
            h.raw(match (rung.from <= self.now, Some(nth) == next) {
                (true, _) => "<g class=\"tercapai\">",
                (false, true) => "<g class=\"berikut\">",
                (false, false) => "<g>",
            });
            h.raw("<rect rx=\"5\"");
            for (name, n) in [("x", x), ("y", top), ("width", wide - GAP), ("height", FOOT - top)] {
                h.attr(name, &n.to_string());
            }
            h.raw("/>");
            text(h, x + (wide - GAP) / 2, top + 17, "middle", &short(rung.price, lang, self.rungs.len() <= ROOMY));
            h.raw("</g>");
            let from = if nth == 0 { format!("{} {}", self.starting, rung.from_shown) } else { rung.from_shown.clone() };
            h.raw("<g class=\"kaki\">");
            text(h, x + 1, FOOT + 16, "start", &from);
            h.raw("</g>");
        }
        self.write_now(h, wide);
        h.raw("</svg>");
    }

    fn write_now(&self, h: &mut Html, wide: i64) {
        let x = self.position(wide);
        let at = x.to_string();
        h.raw("<line class=\"kini\"").attr("x1", &at).attr("x2", &at).raw(" y1=\"6\" y2=\"150\"/><g class=\"kini\">");
        // On the side that has room for the words.
        if x < WIDTH / 2 {
            text(h, x + 5, 15, "start", &self.now_shown);
        } else {
            text(h, x - 5, 15, "end", &self.now_shown);
        }
        h.raw("</g>");
    }

    /// Rungs are equally wide, whatever lies between them; within one, the quantity decides.
    fn position(&self, wide: i64) -> i64 {
        let reached = self.rungs.iter().rposition(|rung| rung.from <= self.now);
        let Some(nth) = reached else {
            let first = self.rungs.first().map_or(1, |rung| rung.from.max(1));
            return LEFT + share(self.now, first, wide / 4);
        };
        let from = self.rungs[nth].from;
        // Above the last there is no end: twice its start is drawn at its end.
        let until = self.rungs.get(nth + 1).map_or(from.saturating_mul(2), |rung| rung.from);
        let within = share(self.now - from, (until - from).max(1), wide - GAP - 2);
        LEFT + wide * i64::try_from(nth).unwrap_or(0) + within
    }

    fn top(&self, price: Price) -> i64 {
        let rupiah = |rung: Option<&Rung>| rung.map_or(0, |rung| rung.price.rupiah().0);
        let (most, least) = (rupiah(self.rungs.first()), rupiah(self.rungs.last()));
        TOP + share(most - price.rupiah().0, (most - least).max(1), FALL)
    }

    /// How far the whole ladder is climbed, in thousandths, and where its rungs begin: for a card.
    pub fn write_meter(&self, h: &mut Html) {
        let end = self.rungs.last().map_or(1, |rung| rung.from).max(1);
        // A little beyond the last rung, so that its mark is seen.
        let end = end.saturating_add(end / 8).max(self.now);
        h.raw("<svg class=\"meteran\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"dasar\" width=\"1000\" height=\"10\"/>");
        h.raw("<rect class=\"isi\" height=\"10\"").attr("width", &share(self.now, end, 1000).to_string()).raw("/>");
        for rung in self.rungs.iter().skip(1) {
            h.raw("<rect class=\"tanda\" width=\"4\" height=\"10\"").attr("x", &share(rung.from, end, 996).to_string()).raw("/>");
        }
        h.raw("</svg>");
    }
}

fn share(part: i64, of: i64, whole: i64) -> i64 {
    let share = i128::from(part.max(0)) * i128::from(whole) / i128::from(of.max(1));
    i64::try_from(share).unwrap_or(whole).min(whole)
}

fn text(h: &mut Html, x: i64, y: i64, anchor: &'static str, words: &str) {
    h.raw("<text").attr("x", &x.to_string()).attr("y", &y.to_string()).attr("text-anchor", anchor);
    h.raw(">").text(words).raw("</text>");
}

/// `Rp203rb`, `Rp12,5rb`, `Rp1,25jt`; an amount that this would round is written in full.
fn short(price: Price, lang: Lang, roomy: bool) -> String {
    let n = price.rupiah().0;
    let scaled = |unit: i64, name: &str| {
        let hundredths = n % unit / (unit / 100);
        let decimals = format!("{hundredths:02}");
        let decimals = decimals.trim_end_matches('0');
        let mark = if decimals.is_empty() { "" } else { lang.pick(",", ".") };
        format!("{}{mark}{decimals}{name}", n / unit)
    };
    let text = if n >= 1_000_000 && n % 10_000 == 0 {
        scaled(1_000_000, lang.pick("jt", "m"))
    } else if (1000..1_000_000).contains(&n) && n % 100 == 0 {
        scaled(1000, lang.pick("rb", "k"))
    } else {
        price.to_string().trim_start_matches("Rp").to_owned()
    };
    if roomy { format!("Rp{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use domain::money::Rupiah;

    use super::*;

    fn price(n: i64) -> Price {
        Price::new(Rupiah(n)).expect("a price")
    }

    fn ladder(now: i64) -> LadderView {
        let rung = |from: i64, n: i64| Rung { from: from * 1000, from_shown: from.to_string(), price: price(n) };
        LadderView {
            rungs: vec![rung(1, 218_000), rung(20, 209_000), rung(40, 203_000), rung(80, 194_000)],
            now: now * 1000,
            now_shown: format!("sekarang {now} <karung>"),
            starting: "mulai".into(),
        }
    }

    fn drawn(now: i64) -> String {
        let mut h = Html::new();
        ladder(now).write(&mut h, Lang::Id);
        h.as_str().to_owned()
    }

    #[test]
    fn what_is_reached_is_filled() {
        let html = drawn(68);
        assert_eq!((html.matches("tercapai").count(), html.matches("berikut").count()), (3, 1));
        assert!(html.contains(">Rp203rb<") && html.contains(">mulai 1<") && html.contains("&lt;karung&gt;"), "{html}");
        assert!(!html.contains("<karung>") && !html.contains("style="), "{html}");
        assert_eq!(drawn(0).matches("tercapai").count(), 0);
    }

    #[test]
    fn now_moves_to_the_right_and_stays_inside() {
        let wide = (WIDTH - 2 * LEFT) / 4;
        let places: Vec<i64> = [0, 1, 10, 20, 39, 40, 68, 80, 120, 100_000_000].map(|now| ladder(now).position(wide)).to_vec();
        assert!(places.windows(2).all(|two| two[0] <= two[1]), "{places:?}");
        assert!(places.iter().all(|x| (0..WIDTH).contains(x)), "{places:?}");
    }

    #[test]
    fn the_cheapest_stands_lowest() {
        let tops: Vec<i64> = ladder(0).rungs.iter().map(|rung| ladder(0).top(rung.price)).collect();
        assert_eq!((tops[0], tops[3]), (TOP, TOP + FALL));
        assert!(tops.windows(2).all(|two| two[0] < two[1]), "{tops:?}");
    }

    #[test]
    fn prices_are_short_but_never_rounded() {
        for (n, id, en) in [
            (203_000, "Rp203rb", "Rp203k"),
            (12_500, "Rp12,5rb", "Rp12.5k"),
            (12_350, "Rp12.350", "Rp12.350"),
            (900, "Rp900", "Rp900"),
            (1_250_000, "Rp1,25jt", "Rp1.25m"),
            (1_255_500, "Rp1.255.500", "Rp1.255.500"),
            (2_000_000, "Rp2jt", "Rp2m"),
            (5_300, "Rp5,3rb", "Rp5.3k"),
        ] {
            assert_eq!((short(price(n), Lang::Id, true), short(price(n), Lang::En, true)), (id.into(), en.into()));
        }
        assert_eq!(short(price(203_000), Lang::Id, false), "203rb");
    }

    #[test]
    fn a_meter_never_overflows() {
        for now in [0, 68, 1_000_000] {
            let mut h = Html::new();
            ladder(now).write_meter(&mut h);
            assert_eq!(h.as_str().matches("tanda").count(), 3);
        }
        assert_eq!(share(i64::MAX, 1, 1000), 1000);
    }
}
