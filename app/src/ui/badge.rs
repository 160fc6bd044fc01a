//! Small signs: badges, permits, initials.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Says something without judging.
    Plain,
    /// Proven, done, paid.
    Good,
    /// An offer: a wholesale price, a new thing.
    Offer,
    /// Waits for somebody.
    Waiting,
    /// Refused, expired, late.
    Bad,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    pub tone: Tone,
    pub text: String,
    pub icon: Option<Icon>,
}

impl Badge {
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), icon: None }
    }

    pub fn good(text: impl Into<String>) -> Self {
        Self { icon: Some(Icon::Check), ..Self::new(Tone::Good, text) }
    }

    pub fn offer(text: impl Into<String>) -> Self {
        Self::new(Tone::Offer, text)
    }

    pub fn waiting(text: impl Into<String>) -> Self {
        Self { icon: Some(Icon::Clock), ..Self::new(Tone::Waiting, text) }
    }

    pub fn bad(text: impl Into<String>) -> Self {
        Self { icon: Some(Icon::Warning), ..Self::new(Tone::Bad, text) }
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    pub(crate) fn write(&self, h: &mut Html) {
        h.raw(match self.tone {
            Tone::Plain => "<span class=\"lencana\">",
            Tone::Good => "<span class=\"lencana baik\">",
            Tone::Offer => "<span class=\"lencana tawar\">",
            Tone::Waiting => "<span class=\"lencana tunggu\">",
            Tone::Bad => "<span class=\"lencana buruk\">",
        });
        if let Some(icon) = self.icon {
            h.icon(icon);
        }
        h.text(&self.text).raw("</span>");
    }

    pub fn view(self) -> AnyView {
        let mut h = Html::new();
        self.write(&mut h);
        h.view()
    }
}

impl IntoRender for Badge {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

/// Badges in a row; nothing for none.
pub fn badges(all: &[Badge]) -> AnyView {
    let mut h = Html::new();
    write_row(&mut h, all);
    h.view()
}

pub(crate) fn write_row(h: &mut Html, all: &[Badge]) {
    if all.is_empty() {
        return;
    }
    h.raw("<span class=\"lencana-baris\">");
    for badge in all {
        badge.write(h);
    }
    h.raw("</span>");
}

/// The permits of a shop that hold today: name, number, until when.
pub fn permits(lang: Lang, valid: &[Permit]) -> AnyView {
    if valid.is_empty() {
        return ().into_any();
    }
    let mut h = Html::new();
    h.raw("<ul class=\"izin\">");
    for permit in valid {
        h.raw("<li>").icon(Icon::Shield).raw("<span>").element("<b>", &permit.name, "</b>");
        if let Some(number) = &permit.number {
            h.element(" <span class=\"angka\">", number, "</span>");
        }
        if let Some(date) = &permit.valid_until {
            h.element("<small>", &Words(lang).valid_until(date), "</small>");
        }
        h.raw("</span></li>");
    }
    h.raw("</ul>");
    h.view()
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    pub name: String,
    pub number: Option<String>,
    /// As shown: `24 Nov 2026`.
    pub valid_until: Option<String>,
}

/// The first letters of the first two words, in a round field. Decoration: the name stands beside.
pub fn avatar(name: &str) -> AnyView {
    let mut h = Html::new();
    write_avatar(&mut h, name);
    h.view()
}

pub(crate) fn write_avatar(h: &mut Html, name: &str) {
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect();
    h.element("<span class=\"inisial\" aria-hidden=\"true\">", &initials, "</span>");
}
