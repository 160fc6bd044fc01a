//! “Beri tahu saya”: what a search does not find yet is waited for, and told.

use domain::access::Person;
use domain::form::FieldErrors;
use domain::lang::Lang;
use engine::saved::{MOST_WAITING, SaveError, Saved, Wish};
use leptos::prelude::*;

use super::page::SearchScreen;
use crate::house::{Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Icon, Notice, post_button};

crate::texts! {
    Text {
        not_here: "Belum ada yang Anda cari?", "Is it not here yet?";
        promise: "Kami kabari begitu ada anggota koperasi yang menjualnya.", "We tell you as soon as a koperasi member sells it.";
        tell_me: "Beri tahu saya kalau ada", "Tell me when there is one";
        title: "Beri tahu saya", "Tell me";
        waits_for(label: &str): format!("Kami kabari begitu ada yang cocok dengan “{label}”."), format!("We tell you as soon as something matches “{label}”.");
        back: "Kembali ke pencarian", "Back to the search";
        will_tell: "Kami beri tahu kalau ada.", "We will tell you when there is one.";
        already: "Pencarian ini sudah Anda titipkan. Kami beri tahu kalau ada.", "You have left this search with us already. We will tell you when there is one.";
        too_many(n: i64): format!("Sudah {n} pencarian yang menunggu, dan itu yang terbanyak. Hapus salah satu dulu."), format!("{n} searches are waiting already, which is the most there can be. Remove one of them first.");
        manage: "Lihat yang menunggu", "See those that wait";
        unreadable: "Pencarian ini tidak dapat kami titip. Cari dengan kata lain, lalu tekan tombolnya lagi.", "We cannot keep this search. Search with other words, then press the button again.";
        nothing: "Cari dulu barangnya", "Search for it first";
        nothing_text: "Bila barangnya belum ada, tombol “Beri tahu saya” muncul di halaman pencarian.", "If it is not there yet, the search page has a button “Tell me”.";
        to_search: "Ke pencarian", "To the search";
    }
}

const ADDRESS: &str = "/cari/kabari";

/// On a search for words that has no hit, or none with all of them. The same for everyone: who is not
/// signed in is asked to when the button is pressed.
pub fn card(lang: Lang, screen: &SearchScreen) -> Option<AnyView> {
    let (text, page) = (Text(lang), &screen.page);
    if page.total > 0 && !page.reading.any_word && page.reading.dropped.is_empty() {
        return None;
    }
    let wish = Wish::of(&screen.request, &page.unknown).ok()?;
    let button = button(Button::quiet(text.tell_me()), &wish);
    Some(view! { <section class="lembar kabari"><h2>{text.not_here()}</h2><p>{text.promise()}</p>{button}</section> }.into_any())
}

fn button(button: Button, wish: &Wish) -> AnyView {
    post_button(ADDRESS, vec![("cari", wish.query().to_owned())], button.icon(Icon::Bell))
}

/// Where somebody arrives who signed in after pressing the button: one press is left.
pub async fn form(reader: Reader, _by: Person) -> PageResult {
    Ok(reader.page(TellMeScreen { filled: reader.form_with("cari"), refusal: None }))
}

pub async fn submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let refused = |refusal| {
        let filled = posted.refused(FieldErrors::default());
        Ok(reader.page(TellMeScreen { filled, refusal: Some(refusal) }).unprocessable())
    };
    let Ok(wish) = Wish::parse(posted.one("cari")) else { return refused(Refusal::Unreadable) };
    let said = match engine::saved::save(&reader.site.desk, &by, &wish).await {
        Ok(Saved::Fresh(_)) => text.will_tell(),
        Ok(Saved::Already) => text.already(),
        Err(SaveError::TooMany) => return refused(Refusal::TooMany),
        Err(SaveError::Trouble(trouble)) => return Err(trouble.into()),
    };
    Ok(reader.see_other(address(&wish)).saying(said))
}

fn address(wish: &Wish) -> String {
    format!("/cari?{}", wish.query())
}

enum Refusal {
    /// Nobody types it, so it is no field's fault.
    Unreadable,
    TooMany,
}

struct TellMeScreen {
    filled: Filled,
    refusal: Option<Refusal>,
}

impl Screen for TellMeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Search)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let refusal = self.refusal.map(|refusal| match refusal {
            Refusal::Unreadable => Notice::Danger.view(lang, text.unreadable()),
            Refusal::TooMany => {
                let manage = Button::quiet(text.manage()).link("/akun/pencarian");
                Notice::Warning.with(lang, text.too_many(MOST_WAITING), Some(manage))
            }
        });
        let Ok(wish) = Wish::parse(self.filled.value("cari")) else {
            let search = Button::primary(text.to_search()).link("/cari");
            return ui::narrow(view! {
                {ui::page_head(None, text.title(), None)}
                {refusal}
                {ui::empty_state(Icon::Search, text.nothing(), text.nothing_text(), Some(search))}
            });
        };
        ui::narrow(view! {
            {ui::page_head(None, text.title(), Some(&text.waits_for(&wish.label())))}
            {refusal}
            {button(Button::primary(text.tell_me()), &wish)}
            <p><a href=address(&wish)>{text.back()}</a></p>
        })
    }
}
