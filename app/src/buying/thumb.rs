//! What was ordered, with its picture beside it.

use engine::catalog::card::CardPicture;

use crate::catalog::card;
use crate::ui::{Cell, Html, Icon, Picture, Place};

/// A small picture and what it stands for, with a quieter line under it; the icon where there is no picture.
pub(super) struct Thumb<'a> {
    pub picture: Option<&'a CardPicture>,
    pub icon: &'a str,
    /// Where its name leads.
    pub href: Option<String>,
    pub name: &'a str,
    pub under: Option<String>,
    /// A box to tick, for several together: what it sends as `pesanan`, and how it is read out.
    pub tick: Option<(&'a str, String)>,
}

impl Thumb<'_> {
    pub(super) fn cell(&self) -> Cell {
        let mut h = Html::new();
        h.raw("<span class=\"barang\">");
        if let Some((value, label)) = &self.tick {
            h.raw("<input type=\"checkbox\" name=\"pesanan\"").attr("value", value).attr("aria-label", label).raw(">");
        }
        let picture = self.picture.map(card::picture).unwrap_or_default();
        // The name beside it says what it shows.
        Picture { alt: String::new(), ..picture }.write(&mut h, Place::Thumb, Icon::named(self.icon));
        h.raw("<span>");
        match &self.href {
            Some(href) => h.raw("<a").attr("href", href).raw(">").text(self.name).raw("</a>"),
            None => h.text(self.name),
        };
        if let Some(under) = &self.under {
            h.element("<small>", under, "</small>");
        }
        h.raw("</span></span>");
        Cell::view(h.view())
    }
}
