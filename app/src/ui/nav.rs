//! Ways between pages: tabs, chips, pages of a list, crumbs.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// A link of a row of links.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavLink {
    pub href: String,
    pub label: String,
    pub icon: Option<Icon>,
    pub current: bool,
    /// How many there are: hits of a facet, things due.
    pub count: Option<u64>,
}

impl NavLink {
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into(), icon: None, current: false, count: None }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    pub fn current(mut self, current: bool) -> Self {
        self.current = current;
        self
    }

    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }

    pub(crate) fn write(&self, h: &mut Html) {
        h.raw("<a").attr("href", &self.href).flag("aria-current=\"page\"", self.current).raw(">");
        if let Some(icon) = self.icon {
            h.icon(icon);
        }
        h.element("<span>", &self.label, "</span>");
        if let Some(n) = self.count {
            h.raw(" <small class=\"angka\">").number(n).raw("</small>");
        }
        h.raw("</a>");
    }
}

fn row(class: &'static str, label: &str, links: &[NavLink]) -> AnyView {
    let mut h = Html::new();
    h.raw("<nav").attr("class", class).attr("aria-label", label).raw(">");
    for link in links {
        link.write(&mut h);
    }
    h.raw("</nav>");
    h.view()
}

/// The parts of one subject, such as the rooms of an officer. `label` is read out.
pub fn tabs(label: &str, links: &[NavLink]) -> AnyView {
    row("tab", label, links)
}

/// Categories and other short choices; they scroll sideways on a phone.
pub fn chips(label: &str, links: &[NavLink]) -> AnyView {
    row("keping", label, links)
}

/// Ways on, one under the other: an account's settings, an officer's rooms.
pub fn menu(links: &[NavLink]) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"menu\">");
    for link in links {
        h.raw("<li>");
        link.write(&mut h);
        h.raw("</li>");
    }
    h.raw("</ul>");
    h.view()
}

/// Filters that are set; touching one takes it away.
pub fn set_filters(lang: Lang, filters: &[NavLink]) -> AnyView {
    if filters.is_empty() {
        return ().into_any();
    }
    let mut h = Html::new();
    h.raw("<ul class=\"saringan\">");
    for filter in filters {
        h.raw("<li><a").attr("href", &filter.href).raw(">").text(&filter.label);
        h.element("<span class=\"tersembunyi\"> – ", Words(lang).remove_filter(), "</span>");
        h.icon(Icon::Close).raw("</a></li>");
    }
    h.raw("</ul>");
    h.view()
}

/// Pages of a list, from 1 to `last`; `href` makes the address of a page. Nothing for a single page.
pub fn pager(lang: Lang, current: u64, last: u64, href: impl Fn(u64) -> String) -> AnyView {
    if last < 2 {
        return ().into_any();
    }
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<nav class=\"halaman\"").attr("aria-label", words.pages()).raw(">");
    if current > 1 {
        h.raw("<a rel=\"prev\"").attr("href", &href(current - 1)).raw(">").icon(Icon::ChevronLeft);
        h.element("<span>", words.previous(), "</span></a>");
    }
    h.element("<span class=\"kini\">", &words.page_of(current, last), "</span>");
    h.raw("<ul>");
    let mut before = 0;
    for n in shown_pages(current, last) {
        if n > before + 1 {
            h.raw("<li aria-hidden=\"true\">…</li>");
        }
        before = n;
        h.raw("<li><a").attr("href", &href(n)).attr("aria-label", &words.page(n));
        h.flag("aria-current=\"page\"", n == current).raw(">").number(n).raw("</a></li>");
    }
    h.raw("</ul>");
    if current < last {
        h.raw("<a rel=\"next\"").attr("href", &href(current + 1)).raw(">");
        h.element("<span>", words.next(), "</span>").icon(Icon::ChevronRight).raw("</a>");
    }
    h.raw("</nav>");
    h.view()
}

/// First, last, and those around the current one.
fn shown_pages(current: u64, last: u64) -> Vec<u64> {
    let from = current.saturating_sub(1).max(1);
    let to = current.saturating_add(1).min(last);
    let mut pages: Vec<u64> = std::iter::once(1).chain(from..=to).chain(std::iter::once(last)).collect();
    pages.dedup();
    pages
}

/// The way from the home page to here: the links, then where one is.
pub fn breadcrumbs(lang: Lang, links: &[(String, String)], here: &str) -> AnyView {
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<nav class=\"remah\"").attr("aria-label", words.you_are_here()).raw("><ol><li><a href=\"/\">");
    h.text(words.home()).raw("</a></li>");
    for (href, label) in links {
        h.raw("<li><a").attr("href", href).raw(">").text(label).raw("</a></li>");
    }
    h.element("<li aria-current=\"page\">", here, "</li></ol></nav>");
    h.view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_last_and_near_pages_are_shown() {
        assert_eq!(shown_pages(1, 2), [1, 2]);
        assert_eq!(shown_pages(1, 9), [1, 2, 9]);
        assert_eq!(shown_pages(5, 9), [1, 4, 5, 6, 9]);
        assert_eq!(shown_pages(9, 9), [1, 8, 9]);
        assert_eq!(shown_pages(u64::MAX, u64::MAX), [1, u64::MAX - 1, u64::MAX]);
    }

    #[test]
    fn one_page_needs_no_pager() {
        assert!(!pager(Lang::Id, 1, 1, |n| format!("?hal={n}")).to_html().contains("nav"));
        let html = pager(Lang::En, 2, 3, |n| format!("?q=\"&hal={n}")).to_html();
        assert!(html.contains(r#"href="?q=&quot;&amp;hal=3""#), "{html}");
    }
}
