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
    /// Beside the main one, a swipe away.
    NextMain,
    /// One of several below the main one.
    Thumb,
}

impl Place {
    const fn sizes(self) -> &'static str {
        match self {
            Self::Card | Self::FirstCard => "(min-width:72rem) 13rem,(min-width:48rem) 24vw,46vw",
            Self::Main | Self::NextMain => "(min-width:72rem) 38rem,(min-width:48rem) 54vw,94vw",
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
            Place::Card | Place::NextMain | Place::Thumb => " loading=\"lazy\" decoding=\"async\"",
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

/// A product's pictures: the main one, the others a swipe or a touch away, without a script.
/// `label` is read out, such as the product's name.
pub fn picture_gallery(label: &str, pictures: &[Picture], icon: Icon) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"galeri\">");
    match pictures {
        [] => Picture::default().write(&mut h, Place::Main, icon),
        [only] => only.write(&mut h, Place::Main, icon),
        many => strip(&mut h, label, many, icon),
    }
    h.raw("</div>");
    h.view()
}

fn strip(h: &mut Html, label: &str, pictures: &[Picture], icon: Icon) {
    // A part that scrolls has to be reachable by keyboard.
    h.raw("<ul class=\"foto\" tabindex=\"0\" role=\"group\"").attr("aria-label", label).raw(">");
    for (nth, picture) in (1..).zip(pictures) {
        h.raw("<li id=\"foto-").number(nth).raw("\">");
        picture.write(h, if nth == 1 { Place::Main } else { Place::NextMain }, icon);
        h.raw("</li>");
    }
    h.raw("</ul><ul class=\"cuplikan\">");
    for (nth, picture) in (1..).zip(pictures) {
        h.raw("<li><a href=\"#foto-").number(nth).raw("\"");
        h.attr("aria-label", &format!("{label}, {nth}/{}", pictures.len())).raw(">");
        Picture { alt: String::new(), ..picture.clone() }.write(h, Place::Thumb, icon);
        h.raw("</a></li>");
    }
    h.raw("</ul>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture() -> Picture {
        let file = |width| Source { url: format!("/gambar/a-{width}.webp"), width };
        Picture {
            sources: vec![file(320), file(640)],
            width: 640,
            height: 480,
            colour: Some("#d8c8a0".into()),
            alt: "Emping \"super\"".into(),
            ..Picture::default()
        }
    }

    #[test]
    fn a_picture_keeps_its_place_and_its_words() {
        let html = picture().view(Place::Card, Icon::Snack).to_html();
        for part in [
            r#"width="640" height="480""#,
            r#"srcset="/gambar/a-320.webp 320w,/gambar/a-640.webp 640w""#,
            r#"loading="lazy""#,
            r#"alt="Emping &quot;super&quot;""#,
            r##"data-warna="#d8c8a0""##,
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    #[test]
    fn only_the_first_of_a_gallery_is_urgent() {
        let html = picture_gallery("Emping", &[picture(), picture(), picture()], Icon::Snack).to_html();
        assert_eq!(html.matches("fetchpriority").count(), 1);
        assert_eq!(html.matches("href=\"#foto-3\"").count(), 1);
        assert!(!picture_gallery("Emping", &[picture()], Icon::Snack).to_html().contains("<ul"));
    }
}
