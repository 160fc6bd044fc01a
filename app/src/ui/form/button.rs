//! Buttons, and links that look like one.

use leptos::prelude::*;

use crate::ui::html::Html;
use crate::ui::icon::Icon;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Quiet,
    Plain,
    Danger,
    WhatsApp,
}

/// A button that submits its form, or a link when it has an address.
#[derive(Debug, Clone)]
pub struct Button {
    kind: Kind,
    label: String,
    icon: Option<Icon>,
    href: Option<String>,
    new_tab: bool,
    send: Option<(&'static str, String)>,
    form: Option<String>,
    to: Option<String>,
    wide: bool,
    small: bool,
    read_as: Option<String>,
}

impl Button {
    fn new(kind: Kind, label: impl Into<String>) -> Self {
        Self {
            kind,
            label: label.into(),
            icon: None,
            href: None,
            new_tab: false,
            send: None,
            form: None,
            to: None,
            wide: false,
            small: false,
            read_as: None,
        }
    }

    /// The one thing to do on a page.
    pub fn primary(label: impl Into<String>) -> Self {
        Self::new(Kind::Primary, label)
    }

    /// The other things.
    pub fn quiet(label: impl Into<String>) -> Self {
        Self::new(Kind::Quiet, label)
    }

    /// Without a frame.
    pub fn plain(label: impl Into<String>) -> Self {
        Self::new(Kind::Plain, label)
    }

    /// What cannot simply be taken back.
    pub fn danger(label: impl Into<String>) -> Self {
        Self::new(Kind::Danger, label)
    }

    /// Leads to a chat.
    pub fn whatsapp(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(Kind::WhatsApp, label).icon(Icon::Chat).link(href).new_tab()
    }

    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Makes it a link.
    pub fn link(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    pub fn new_tab(mut self) -> Self {
        self.new_tab = true;
        self
    }

    /// What the form hears of this button, such as `aksi` = `terbitkan`.
    pub fn send(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.send = Some((name, value.into()));
        self
    }

    /// The id of the form it submits, when it stands outside of it.
    pub fn form(mut self, id: impl Into<String>) -> Self {
        self.form = Some(id.into());
        self
    }

    /// Another address than its form's.
    pub fn to(mut self, action: impl Into<String>) -> Self {
        self.to = Some(action.into());
        self
    }

    /// As wide as its place.
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// For rows of tables and lists; still 44 px to the finger.
    pub fn small(mut self) -> Self {
        self.small = true;
        self
    }

    /// Read out in place of the label, where the label alone would not say what is meant: it has to
    /// contain the label's words.
    pub fn read_as(mut self, label: impl Into<String>) -> Self {
        self.read_as = Some(label.into());
        self
    }

    pub(crate) fn write(&self, h: &mut Html) {
        h.raw(if self.href.is_some() { "<a" } else { "<button" });
        h.raw(" class=\"").raw(match self.kind {
            Kind::Primary => "tombol",
            Kind::Quiet => "tombol tenang",
            Kind::Plain => "tombol polos",
            Kind::Danger => "tombol bahaya",
            Kind::WhatsApp => "tombol wa",
        });
        h.raw(if self.wide { " lebar" } else { "" }).raw(if self.small { " kecil" } else { "" }).raw("\"");
        h.attr_if("href", self.href.as_deref());
        if self.new_tab {
            h.raw(" target=\"_blank\" rel=\"noopener\"");
        }
        if let Some((name, value)) = &self.send {
            h.attr("name", name).attr("value", value);
        }
        h.attr_if("form", self.form.as_deref()).attr_if("formaction", self.to.as_deref());
        h.attr_if("aria-label", self.read_as.as_deref()).raw(">");
        if let Some(icon) = self.icon {
            h.icon(icon);
        }
        h.text(&self.label).raw(if self.href.is_some() { "</a>" } else { "</button>" });
    }

    pub fn view(self) -> AnyView {
        let mut h = Html::new();
        self.write(&mut h);
        h.view()
    }
}

impl IntoRender for Button {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

/// The buttons at the end of a form or a card, the main one first.
pub fn submit_row(buttons: Vec<Button>) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"tombol-tombol\">");
    for button in &buttons {
        button.write(&mut h);
    }
    h.raw("</div>");
    h.view()
}
