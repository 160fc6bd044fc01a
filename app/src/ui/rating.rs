//! What buyers found of something, as stars and figures.

use domain::lang::Lang;
use domain::reviews::{Rating, Stars};
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// `★ 4,6 (12)`, read out as what it means.
pub(crate) fn write_rating(h: &mut Html, lang: Lang, rating: Rating) {
    let words = Words(lang);
    h.raw("<span class=\"nilai\">").icon(Icon::Star).element("<span class=\"tersembunyi\">", words.rated(), " </span>");
    h.element("<b>", &rating.text(lang), "</b> <small aria-hidden=\"true\">(").number(count(rating)).raw(")</small>");
    h.element("<span class=\"tersembunyi\">, ", &words.reviews(count(rating)), "</span></span>");
}

/// As [`write_rating`], on a page of its own thing.
pub fn rating(lang: Lang, rating: Rating) -> AnyView {
    let mut h = Html::new();
    write_rating(&mut h, lang, rating);
    h.view()
}

/// So many of five stars.
pub fn stars(lang: Lang, n: i16) -> AnyView {
    let n = n.clamp(0, Stars::BEST);
    let mut h = Html::new();
    h.raw("<span class=\"bintang\" role=\"img\"").attr("aria-label", &Words(lang).stars(n)).raw("><span>");
    for nth in 0..Stars::BEST {
        h.raw(if nth == n { "</span><span class=\"kosong\">" } else { "" }).icon(Icon::Star);
    }
    h.raw("</span></span>");
    h.view()
}

fn count(rating: Rating) -> u64 {
    u64::try_from(rating.count).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::screen::render;

    #[test]
    fn a_rating_is_read_out_as_what_it_means() {
        let html = render(|| rating(Lang::Id, Rating { score: 463, count: 12 }));
        assert!(html.contains("<b>4,6</b>") && html.contains("12 ulasan"), "{html}");
    }

    #[test]
    fn stars_are_full_or_empty() {
        let of = |n| render(move || stars(Lang::En, n));
        assert!(of(4).contains("4 of 5 stars"));
        assert_eq!(of(4).matches("<svg").count(), 5);
        assert!(of(4).contains("kosong") && !of(5).contains("kosong") && of(0).contains("kosong"));
    }
}
