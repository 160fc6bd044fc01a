//! Pictures: a fixed ratio, so that nothing moves when they arrive, and their own colour until then.

use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub url: String,
    /// In pixels.
    pub width: u32,
}

/// A picture in several widths.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Picture {
    /// From narrow to wide. Empty shows a drawn placeholder.
    pub sources: Vec<Source>,
    /// For browsers that know no WebP: one JPEG.
    pub fallback: Option<String>,
    /// Of the widest file, in pixels.
    pub width: u32,
    pub height: u32,
    /// The main colour as `#rrggbb`.
    pub colour: Option<String>,
    /// What it shows; empty when the words beside it say so.
    pub alt: String,
}

/// Where a picture stands, which says how wide it is and how urgent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a grid of cards, further down.
    Card,
    /// In a grid of cards, on the first screen.
    FirstCard,
    /// The main picture of a page.
    Main,
    /// One of several below the main one.
    Thumb,
}

impl Place {
    const fn sizes(self) -> &'static str {
        match self {
            Self::Card | Self::FirstCard => "(min-width:72rem) 13rem,(min-width:48rem) 24vw,46vw",
            Self::Main => "(min-width:72rem) 38rem,(min-width:48rem) 54vw,94vw",
            Self::Thumb => "5rem",
        }
    }
}

impl Picture {
    /// `icon` is drawn where there is no picture.
    pub fn view(&self, place: Place, icon: Icon) -> AnyView {
        let mut h = Html::new();
        self.write(&mut h, place, icon);
        h.view()
    }

    pub(crate) fn write(&self, h: &mut Html, place: Place, icon: Icon) {
        let Some(widest) = self.sources.last() else {
            h.raw("<span class=\"gambar kosong\">").icon(icon).raw("</span>");
            return;
        };
        // The colour is read by the style sheet (`attr(… type(<color>))`): a style attribute would
        // need a hole in the content security policy.
        h.raw("<span class=\"gambar\"").attr_if("data-warna", self.colour.as_deref()).raw("><img");
        h.attr("src", self.fallback.as_deref().unwrap_or(&widest.url)).attr("alt", &self.alt);
        h.raw(" width=\"").number(self.width.into()).raw("\" height=\"").number(self.height.into()).raw("\"");
        h.raw(match place {
            Place::Main => " fetchpriority=\"high\"",
            Place::FirstCard => "",
            Place::Card | Place::Thumb => " loading=\"lazy\" decoding=\"async\"",
        });
        if self.sources.len() > 1 || self.fallback.is_some() {
            h.attr("srcset", &self.srcset()).attr("sizes", place.sizes());
        }
        h.raw("></span>");
    }

    fn srcset(&self) -> String {
        let files: Vec<String> = self.sources.iter().map(|s| format!("{} {}w", s.url, s.width)).collect();
        files.join(",")
    }
}
