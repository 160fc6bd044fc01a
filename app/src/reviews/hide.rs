//! Shops that somebody does not want to see: the button on the shop's page, and the list of them in the account.

use axum::extract::Path;
use domain::access::Person;
use domain::dates::Day;
use domain::lang::Lang;
use domain::slug::Slug;
use engine::reviews::hide::{self, Hidden, Hide};
use leptos::prelude::*;

use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Icon, Notice, post_button};

crate::texts! {
    Text {
        account: "Akun", "Account";
        title: "Toko yang disembunyikan", "Hidden shops";
        lead: "Barangnya tidak tampil di hasil pencarian Anda, dan pencarian yang Anda tunggu tidak mengabarkannya. Hanya Anda yang tahu.", "Their goods are left out of your searches, and searches you wait for do not tell of them. Nobody knows but you.";
        none: "Tidak ada toko yang disembunyikan", "No shop is hidden";
        none_hint: "Tombolnya ada di halaman toko.", "The button is on the page of a shop.";
        shop: "Toko", "Shop";
        since: "Sejak", "Since";
        hide: "Sembunyikan toko ini", "Hide this shop";
        show: "Tampilkan lagi", "Show it again";
        is_hidden: "Anda menyembunyikan toko ini. Barangnya tidak tampil di hasil pencarian Anda.", "You have hidden this shop. Its goods are left out of your searches.";
        was_hidden: "Toko ini tidak tampil lagi di pencarian Anda. Daftarnya ada di akun Anda.", "This shop is left out of your searches. You find the list in your account.";
        was_shown: "Toko ini tampil lagi di pencarian Anda.", "This shop is back in your searches.";
        too_many: "Sudah terlalu banyak toko yang disembunyikan. Tampilkan lagi sebagian dulu.", "Too many shops are hidden. Show some of them again first.";
        left_out(n: usize): format!("{n} barang dari toko yang Anda sembunyikan tidak ditampilkan di halaman ini."), if n == 1 { "1 product of a shop that you have hidden is not shown on this page.".to_owned() } else { format!("{n} products of shops that you have hidden are not shown on this page.") };
        to_list: "Lihat daftarnya", "See the list";
    }
}

const LIST: &str = "/akun/toko-tersembunyi";

pub async fn hide(reader: Reader, by: Person, Path(slug): Path<String>) -> PageResult {
    let (text, slug) = (Text(reader.lang), parse(&slug)?);
    match hide::hide(&reader.site.desk, &by, &slug).await? {
        Hide::Done => Ok(reader.see_other(format!("/toko/{slug}")).saying(text.was_hidden())),
        Hide::TooMany => Ok(reader.see_other(LIST).saying(text.too_many())),
        Hide::Unknown => Err(PageError::NotFound),
    }
}

pub async fn show(reader: Reader, by: Person, Path(slug): Path<String>) -> PageResult {
    let slug = parse(&slug)?;
    if !hide::show(&reader.site.desk, &by, &slug).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other(LIST).saying(Text(reader.lang).was_shown()))
}

fn parse(slug: &str) -> Result<Slug, PageError> {
    Slug::parse(slug).map_err(|_| PageError::NotFound)
}

pub async fn list(reader: Reader, by: Person) -> PageResult {
    let all = hide::hidden(&reader.site.desk, &by).await?;
    Ok(reader.page(ListScreen { all }))
}

/// On the shop's page, for whoever is signed in and does not keep it.
pub(crate) fn button(lang: Lang, slug: &str) -> AnyView {
    post_button(format!("/toko/{slug}/sembunyikan"), vec![], Button::plain(Text(lang).hide()).small())
}

/// Above the page of a shop that this reader has hidden.
pub(crate) fn notice(lang: Lang, slug: &str) -> AnyView {
    let text = Text(lang);
    let show = post_button(format!("/toko/{slug}/tampilkan"), vec![], Button::quiet(text.show()).small());
    view! { {Notice::Info.view(lang, text.is_hidden())} {show} }.into_any()
}

/// What was left out of a page of a search.
pub(crate) fn left_out(lang: Lang, n: usize) -> Option<AnyView> {
    let text = Text(lang);
    (n > 0).then(|| Notice::Info.with(lang, text.left_out(n), Some(Button::quiet(text.to_list()).small().link(LIST))))
}

struct ListScreen {
    all: Vec<Hidden>,
}

impl ListScreen {
    fn table(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.all.is_empty() {
            return ui::empty_state(Icon::Store, text.none(), text.none_hint(), None);
        }
        let row = |shop: &Hidden| {
            let button = Button::quiet(text.show()).small().read_as(format!("{}: {}", text.show(), shop.name));
            vec![
                Cell::link(&format!("/toko/{}", shop.slug), &shop.name),
                Cell::text(Day::of(shop.at).short(lang)),
                Cell::view(post_button(format!("/toko/{}/tampilkan", shop.slug), vec![], button)),
            ]
        };
        let columns = [Column::words(text.shop()), Column::words(text.since()), Column::silent(text.show())];
        ui::table_under(text.title(), &columns, self.all.iter().map(row).collect())
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.title(), Some(text.lead()))}
            {self.table(lang)}
        })
    }
}
