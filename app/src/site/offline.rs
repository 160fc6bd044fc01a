//! `/luring`: what `frontend/sw.js` shows when there is no network and a page was never seen. It is fetched
//! beforehand, so it shows nothing of whoever is signed in, nor of a cart; the list of pages that can be read
//! is put in by the worker.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::{Answer, Frame, Head, Reader, Screen, shell};
use crate::texts;
use crate::ui::{self, Html};

texts! {
    Text {
        title: "Tidak ada jaringan", "No network";
        lead: "Halaman ini belum pernah dibuka di HP ini, jadi perlu jaringan. Yang pernah dibuka masih bisa dibaca; harga dan stoknya bisa sudah berubah.", "This page was never opened on this phone, so it needs a network. What was opened before can still be read; its prices and stock may have changed.";
    }
}

/// Where the worker puts its list: a comment, which a page with a network shows nothing of.
const LIST: &str = "<!--halaman-->";

pub async fn page(mut reader: Reader) -> Answer {
    (reader.signed_in, reader.cart) = (None, None);
    // Without what the reader is to be told next: they do not see this page now.
    let html = shell::document(OfflineScreen, &reader.frame(), &reader.site.assets, None);
    Answer::page(html, reader.secure())
}

struct OfflineScreen;

impl Screen for OfflineScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let mut list = Html::new();
        list.raw(LIST);
        let list = list.view();
        ui::narrow(view! { {ui::page_head(None, text.title(), Some(text.lead()))} {list} })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::reader;
    use crate::house::screen::fragment;

    #[test]
    fn the_worker_finds_the_place_of_its_list() {
        for (lang, title) in [(Lang::Id, "Tidak ada jaringan"), (Lang::En, "No network")] {
            let html = fragment(OfflineScreen, &Frame::bare(lang));
            assert!(html.contains(title) && html.contains(LIST), "{html}");
        }
        let worker = include_str!("../../../frontend/sw.js");
        assert!(worker.contains(LIST) && worker.contains("\"/luring\""));
        assert!(worker.contains(&format!("\"{}\", GUEST = \"{}\"", reader::READER, reader::GUEST)));
    }
}
