//! Sharing, where people talk.

use domain::lang::Lang;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::ui::form::Button;
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// Opens WhatsApp with this text, for the reader to choose to whom.
pub fn whatsapp_share(text: &str) -> String {
    format!("https://wa.me/?text={}", utf8_percent_encode(text, NON_ALPHANUMERIC))
}

/// Share by WhatsApp, and the address to copy: a field that a touch selects, with no script needed.
pub fn share_row(lang: Lang, text: &str, url: &str) -> AnyView {
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<div class=\"bagikan\">");
    let to = whatsapp_share(&format!("{text}\n{url}"));
    // Quiet: on most pages asking the seller is what the loud one is for.
    Button::quiet(words.share_whatsapp()).icon(Icon::Share).link(to).new_tab().write(&mut h);
    h.raw("<label><span class=\"tersembunyi\">").text(words.link_to_copy());
    h.raw("</span><input class=\"isian\" readonly").attr("value", url).raw("></label></div>");
    h.view()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_encoded_once() {
        assert_eq!(whatsapp_share("Emping & opak\n1"), "https://wa.me/?text=Emping%20%26%20opak%0A1");
    }
}
