//! What stands around every page: skip link, top bar, bottom bar, footer, and the home page's hero.

use domain::lang::Lang;
use frontend::suggest::SearchBox;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::nav::NavLink;
use crate::ui::text::Words;

/// The id of `<main>`, which has `tabindex="-1"` so that the skip link takes the focus along.
pub const MAIN: &str = "isi";

/// The first thing that the tab key finds.
pub fn skip_link(lang: Lang) -> AnyView {
    let mut h = Html::new();
    h.raw("<a class=\"lompat\"").attr("href", "#isi").raw(">").text(Words(lang).main_content()).raw("</a>");
    h.view()
}

#[derive(Debug, Clone)]
pub struct TopBar {
    /// What was searched for, kept in the field.
    pub query: String,
    /// The field suggests while one types: on pages that load islands anyway.
    pub suggest: bool,
    /// On wide screens; phones have the bottom bar.
    pub links: Vec<NavLink>,
    /// Sign in, or the account.
    pub account: NavLink,
    /// How many products are in the cart; on phones too.
    pub cart: u64,
    /// How many notices are unread, for somebody signed in; on phones too.
    pub unread: Option<u64>,
}

/// More are not counted.
const MOST_SHOWN: u64 = 99;

impl TopBar {
    pub fn view(&self, lang: Lang) -> AnyView {
        let words = Words(lang);
        let mut h = Html::new();
        h.raw("<header class=\"atap\"><div class=\"wadah\"><a class=\"merek\" href=\"/\">").icon(Icon::Guyub);
        h.raw("<span>guyub</span></a>");
        search_form(&mut h, lang, &self.query, self.suggest);
        h.raw("<nav").attr("aria-label", words.main_menu()).raw(">");
        for link in &self.links {
            link.write(&mut h);
        }
        self.account.write(&mut h);
        h.raw("</nav>");
        basket(&mut h, words, self.cart);
        if let Some(unread) = self.unread {
            bell(&mut h, words, unread);
        }
        h.raw("</div></header>");
        h.view()
    }
}

fn counted(n: u64) -> String {
    if n > MOST_SHOWN { format!("{MOST_SHOWN}+") } else { n.to_string() }
}

fn basket(h: &mut Html, words: Words, products: u64) {
    let count = counted(products);
    let label = if products == 0 { words.cart().to_owned() } else { words.in_cart(&count) };
    h.raw("<a class=\"tas\" href=\"/keranjang\"").attr("aria-label", &label).raw(">").icon(Icon::Cart);
    if products > 0 {
        h.element("<small class=\"angka\">", &count, "</small>");
    }
    h.raw("</a>");
}

fn bell(h: &mut Html, words: Words, unread: u64) {
    let count = counted(unread);
    let label = if unread == 0 { words.notices().to_owned() } else { words.unread_notices(&count) };
    h.raw("<a class=\"lonceng\" href=\"/akun/kabar\"").attr("aria-label", &label).raw(">").icon(Icon::Bell);
    if unread > 0 {
        h.element("<small class=\"angka\">", &count, "</small>");
    }
    h.raw("</a>");
}

fn search_form(h: &mut Html, lang: Lang, query: &str, suggest: bool) {
    let words = Words(lang);
    h.raw("<form class=\"cari\" role=\"search\" action=\"/cari\"").attr("aria-label", words.search_for()).raw(">");
    if suggest {
        h.append_rendered(search_box(words, query).to_html());
    } else {
        plain_field(h, words, query);
    }
    h.raw("<button").attr("aria-label", words.search()).raw(">").icon(Icon::Search).raw("</button></form>");
}

fn search_box(words: Words, query: &str) -> AnyView {
    let texts = frontend::suggest::Words {
        label: words.search().to_owned(),
        placeholder: words.search_for().to_owned(),
        shop: words.shop().to_owned(),
        category: words.category().to_owned(),
        list: words.suggestion_list().to_owned(),
        found: words.suggestions().to_owned(),
    };
    view! { <SearchBox query=query.to_owned() words=texts/> }.into_any()
}

fn plain_field(h: &mut Html, words: Words, query: &str) {
    h.raw("<label><span class=\"tersembunyi\">");
    h.text(words.search())
        .raw("</span><input type=\"search\" name=\"q\" id=\"cari\" enterkeyhint=\"search\" autocomplete=\"off\"");
    h.attr("placeholder", words.search_for()).attr("value", query).raw("></label>");
}

/// The five places on a phone.
pub fn bottom_bar(lang: Lang, items: &[NavLink]) -> AnyView {
    let mut h = Html::new();
    h.raw("<nav class=\"lantai\"").attr("aria-label", Words(lang).main_menu()).raw(">");
    for item in items {
        item.write(&mut h);
    }
    h.raw("</nav>");
    h.view()
}

#[derive(Debug, Clone)]
pub struct Footer {
    pub links: Vec<NavLink>,
    /// One line: who runs this.
    pub line: String,
    /// The address to come back to after the language was changed: a path of this site.
    pub back: String,
}

impl Footer {
    pub fn view(&self, lang: Lang) -> AnyView {
        let other = lang.other();
        let mut h = Html::new();
        h.raw("<footer class=\"kaki\"><div class=\"wadah\"><nav").attr("aria-label", Words(lang).site_links()).raw(">");
        for link in &self.links {
            link.write(&mut h);
        }
        h.raw("</nav><form class=\"satu-tombol\" method=\"post\" action=\"/bahasa\"><input type=\"hidden\" name=\"kembali\"");
        h.attr("value", &self.back).raw("><button class=\"tombol tenang kecil\" name=\"bahasa\"");
        h.attr("value", other.tag()).attr("lang", other.tag()).raw(">").icon(Icon::Globe);
        h.text(other.pick("Bahasa Indonesia", "English")).raw("</button></form>");
        h.element("<p>", &self.line, "</p></div></footer>");
        h.view()
    }
}

/// The home page's first words, on indigo with the kawung pattern: the one place that has it.
pub fn hero(title: &str, text: &str, content: impl IntoView + 'static) -> AnyView {
    let mut h = Html::new();
    h.raw(KAWUNG);
    let pattern = h.view();
    view! {
        <section class="pembuka">
            {pattern}
            <div class="wadah"><h1>{title.to_owned()}</h1><p>{text.to_owned()}</p>{content.into_any()}</div>
        </section>
    }
    .into_any()
}

/// Four petals around a seed, again and again: the oldest of Java's batik patterns.
const KAWUNG: &str = concat!(
    "<svg class=\"kawung\" aria-hidden=\"true\"><defs><pattern id=\"kawung\" width=\"56\" height=\"56\" patternUnits=\"userSpaceOnUse\">",
    "<path d=\"M28 27C17 17 17 7 28-4 39 7 39 17 28 27zM28 29C17 39 17 49 28 60 39 49 39 39 28 29z",
    "M27 28C17 39 7 39-4 28 7 17 17 17 27 28zM29 28C39 39 49 39 60 28 49 17 39 17 29 28z\"/>",
    "<path d=\"M28 17v4M28 35v4M17 28h4M35 28h4M0 3v.1M56 3v.1M0 53v.1M56 53v.1\"/></pattern></defs>",
    "<rect width=\"100%\" height=\"100%\" fill=\"url(#kawung)\"/></svg>",
);
