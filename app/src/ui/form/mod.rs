//! Forms: fields that keep what was typed, show their own error, and tell it to a screen reader.
//!
//! ```
//! # use app::{house::Filled, ui::*};
//! # use domain::lang::Lang;
//! # use leptos::prelude::*;
//! let filled = Filled::empty();
//! let f = Fields::new(Lang::Id, &filled);
//! let fields = view! {
//!     {f.text("nama", "Nama").autocomplete("name")}
//!     {f.tel("telepon", "Nomor HP").hint("Contoh: 0812-3456-7890")}
//!     {f.submit("Daftar")}
//! };
//! let form = f.form("/daftar", fields).view();
//! assert!(form.to_html().contains(r#"action="/daftar""#));
//! ```

mod button;
mod control;
mod field;
mod summary;
#[cfg(test)]
mod tests;

use std::cell::RefCell;

use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::Filled;

pub use button::{Button, submit_row};
pub use field::{Choice, Field};

/// Makes the fields of one form, and remembers their labels for the summary of errors.
pub struct Fields<'a> {
    lang: Lang,
    filled: &'a Filled,
    prefix: String,
    labels: RefCell<Vec<(String, String)>>,
}

impl<'a> Fields<'a> {
    pub fn new(lang: Lang, filled: &'a Filled) -> Self {
        Self { lang, filled, prefix: "f".to_owned(), labels: RefCell::default() }
    }

    /// Another start of the fields' ids, for the second form of a page, or each of many.
    pub fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The form around its fields: POST, with the summary of errors at its top. The browser's own
    /// checks are off, so that every refusal comes in the house's words and both languages.
    pub fn form(&self, action: impl Into<String>, fields: impl IntoView + 'static) -> Form {
        Form {
            action: action.into(),
            multipart: false,
            id: None,
            summary: summary::view(self.lang, &self.filled.errors, &self.prefix, &self.labels.borrow()),
            fields: fields.into_any(),
        }
    }

    /// One line of text. Like every field it has to be filled, unless `.optional()`.
    pub fn text(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("text"))
    }

    /// A phone number, any usual way of writing one.
    pub fn tel(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("tel")).autocomplete("tel").inputmode("tel").narrow()
    }

    pub fn email(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("email")).autocomplete("email").inputmode("email")
    }

    /// Never shown again. `autocomplete` tells a password manager which one is meant:
    /// `current-password` or `new-password`.
    pub fn password(&self, name: &str, label: impl Into<String>, autocomplete: &'static str) -> Field {
        self.field(name, label, control::Control::line("password")).autocomplete(autocomplete)
    }

    /// A code that is read out or sent: digits, typed once.
    pub fn code(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("text")).autocomplete("one-time-code").inputmode("numeric").narrow()
    }

    /// A number as people write it, so a text field with a number pad: `type=number` would swallow
    /// `1.000,50` and hide what was typed.
    pub fn number(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("text")).inputmode("decimal").narrow()
    }

    /// An amount in rupiah.
    pub fn money(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("text")).inputmode("numeric").prefix("Rp").narrow()
    }

    pub fn date(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("date")).narrow()
    }

    pub fn time(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::line("time")).narrow()
    }

    /// Text in lines, at most `max` characters; the limit is told, never cut.
    pub fn area(&self, name: &str, label: impl Into<String>, max: usize) -> Field {
        self.field(name, label, control::Control::Area { rows: 6, max })
    }

    /// One of many, as a list that opens.
    pub fn select(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        self.field(name, label, control::Control::Select { choices })
    }

    /// One of few, each a card to touch.
    pub fn radios(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        self.field(name, label, control::Control::Group { choices, kind: "radio" })
    }

    /// Any of some.
    pub fn checks(&self, name: &str, label: impl Into<String>, choices: Vec<Choice>) -> Field {
        self.field(name, label, control::Control::Group { choices, kind: "checkbox" })
    }

    /// One box to tick; it sends `ya`.
    pub fn checkbox(&self, name: &str, label: impl Into<String>) -> Field {
        self.field(name, label, control::Control::Checkbox)
    }

    /// A file; `accept` as in HTML. The form has to be `.multipart()`.
    pub fn file(&self, name: &str, label: impl Into<String>, accept: &'static str) -> Field {
        self.field(name, label, control::Control::File { accept })
    }

    /// Photos, at most `max`, shrunk by the phone where it can. The form has to be `.multipart()`,
    /// and its page has `Head::islands`.
    pub fn photos(&self, name: &str, label: impl Into<String>, max: usize) -> Field {
        self.field(name, label, control::Control::Photos { max })
    }

    /// A value that goes along unseen.
    pub fn hidden(&self, name: &'static str, value: impl ToString) -> AnyView {
        view! { <input type="hidden" name=name value=value.to_string()/> }.into_any()
    }

    /// The one button of a short form.
    pub fn submit(&self, label: impl Into<String>) -> AnyView {
        submit_row(vec![Button::primary(label)])
    }

    fn field(&self, name: &str, label: impl Into<String>, control: control::Control) -> Field {
        let label = label.into();
        self.labels.borrow_mut().push((name.to_owned(), label.clone()));
        Field::new(self.lang, self.filled, &self.prefix, name, label, control)
    }
}

/// The id of a field, and what the summary of errors leads to.
fn field_id(prefix: &str, name: &str) -> String {
    format!("{prefix}-{name}")
}

/// A group of fields under one heading.
pub fn field_set(legend: impl Into<String>, fields: impl IntoView + 'static) -> AnyView {
    let legend: String = legend.into();
    view! { <fieldset class="kelompok"><legend>{legend}</legend>{fields.into_any()}</fieldset> }.into_any()
}

/// A form in the making; `.view()` ends it.
pub struct Form {
    action: String,
    multipart: bool,
    id: Option<String>,
    summary: AnyView,
    fields: AnyView,
}

impl Form {
    /// For forms with files.
    pub fn multipart(mut self) -> Self {
        self.multipart = true;
        self
    }

    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    pub fn view(self) -> AnyView {
        let enctype = self.multipart.then_some("multipart/form-data");
        view! {
            <form class="formulir" method="post" action=self.action enctype=enctype id=self.id novalidate>
                {self.summary}
                {self.fields}
            </form>
        }
        .into_any()
    }
}

impl IntoRender for Form {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

/// A button that posts by itself, without fields: sign out, remove, publish.
pub fn post_button(action: impl Into<String>, hidden: Vec<(&'static str, String)>, button: Button) -> AnyView {
    let hidden: Vec<_> =
        hidden.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }.into_any()).collect();
    let action: String = action.into();
    view! { <form class="satu-tombol" method="post" action=action>{hidden}{button.view()}</form> }.into_any()
}
