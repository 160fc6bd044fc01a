//! One field: label, hint, control, error, tied together by ids made from its name.

use domain::lang::Lang;
use leptos::prelude::*;

use super::control::{self, Control};
use crate::house::{Filled, fields};
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// One of a field's choices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
    /// A second line, shown in cards only.
    pub note: Option<String>,
    /// Choices of the same group stand together in a list.
    pub group: Option<String>,
    /// Shown, with its note saying why, but not to be chosen; in cards only.
    pub off: bool,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), note: None, group: None, off: false }
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Cannot be chosen now; `why` is its second line.
    pub fn off(self, why: impl Into<String>) -> Self {
        Self { off: true, ..self.note(why) }
    }

    pub fn group(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }
}

/// Buttons on both sides of a number, for those who have scripts (`frontend/amounts.js`).
pub(super) struct Stepper {
    /// What one press adds, as it is typed.
    pub step: String,
    pub least: String,
    pub most: Option<String>,
    pub less: String,
    pub more: String,
}

/// A field in the making. It is a view as it stands: `{f.text("nama", "Nama")}`.
pub struct Field {
    pub(super) lang: Lang,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: String,
    pub(super) values: Vec<String>,
    pub(super) error: Option<String>,
    pub(super) hint: Option<String>,
    pub(super) required: bool,
    pub(super) disabled: bool,
    narrow: bool,
    hide_label: bool,
    pub(super) control: Control,
    pub(super) autocomplete: Option<&'static str>,
    pub(super) inputmode: Option<&'static str>,
    pub(super) placeholder: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) suffix: Option<String>,
    pub(super) list: Option<String>,
    pub(super) form: Option<String>,
    pub(super) stepper: Option<Stepper>,
}

impl Field {
    pub(super) fn new(lang: Lang, filled: &Filled, prefix: &str, name: &str, label: String, control: Control) -> Self {
        let values = match &control {
            Control::Group { .. } => filled.inputs.many(name).to_vec(),
            _ => vec![filled.value(name).to_owned()],
        };
        Self {
            lang,
            id: super::field_id(prefix, name),
            name: name.to_owned(),
            label,
            values,
            error: filled.error(name).map(|why| fields::say(lang, why)),
            hint: None,
            required: true,
            disabled: false,
            narrow: false,
            hide_label: false,
            control,
            autocomplete: None,
            inputmode: None,
            placeholder: None,
            prefix: None,
            suffix: None,
            list: None,
            form: None,
            stepper: None,
        }
    }

    /// May be left empty; the label says so.
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// A sentence that helps, under the label.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub fn autocomplete(mut self, what: &'static str) -> Self {
        self.autocomplete = Some(what);
        self
    }

    pub fn inputmode(mut self, mode: &'static str) -> Self {
        self.inputmode = Some(mode);
        self
    }

    pub fn placeholder(mut self, example: impl Into<String>) -> Self {
        self.placeholder = Some(example.into());
        self
    }

    pub fn prefix(mut self, text: impl Into<String>) -> Self {
        self.prefix = Some(text.into());
        self
    }

    pub fn suffix(mut self, text: impl Into<String>) -> Self {
        self.suffix = Some(text.into());
        self
    }

    /// The id of a `<datalist>` with suggestions.
    pub fn list(mut self, id: impl Into<String>) -> Self {
        self.list = Some(id.into());
        self
    }

    /// The id of the form it goes with, when it stands outside of it.
    pub fn of_form(mut self, id: impl Into<String>) -> Self {
        self.form = Some(id.into());
        self
    }

    /// How tall a text area starts.
    pub fn rows(mut self, n: usize) -> Self {
        if let Control::Area { rows, .. } = &mut self.control {
            *rows = n;
        }
        self
    }

    /// As wide as a short answer.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    pub fn wide(mut self) -> Self {
        self.narrow = false;
        self
    }

    /// Shown but not to be changed now.
    pub fn disabled(mut self) -> Self {
        self.disabled = true;
        self
    }

    /// The label is only read out, as in a row of a table.
    pub fn label_read_only(mut self) -> Self {
        self.hide_label = true;
        self
    }

    /// A starting value where nothing was typed yet.
    pub fn or_value(mut self, value: impl ToString) -> Self {
        if self.values.iter().all(String::is_empty) {
            self.values = vec![value.to_string()];
        }
        self
    }

    /// Another name for what is sent than for what it is found by: for rows, whose fields all send
    /// the same name while each has its own value and error.
    pub fn named(mut self, name: &str) -> Self {
        self.name = name.to_owned();
        self
    }

    /// Buttons that add a step and take one away, not below `least`. The page has to be `Head::amounts`.
    pub fn stepper(mut self, step: impl ToString, least: impl ToString) -> Self {
        let words = Words(self.lang);
        self.stepper = Some(Stepper {
            step: step.to_string(),
            least: least.to_string(),
            most: None,
            less: words.less_of(&self.label),
            more: words.more_of(&self.label),
        });
        self
    }

    /// Up to where the buttons of a [`Field::stepper`] go.
    pub fn most(mut self, most: Option<impl ToString>) -> Self {
        if let Some(stepper) = &mut self.stepper {
            stepper.most = most.map(|most| most.to_string());
        }
        self
    }

    /// The ids of what describes the control, for `aria-describedby`.
    pub(super) fn described_by(&self) -> Option<String> {
        let hint = self.full_hint().map(|_| format!("{}-bantu", self.id));
        let error = self.error.as_ref().map(|_| format!("{}-salah", self.id));
        let ids: Vec<String> = error.into_iter().chain(hint).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn full_hint(&self) -> Option<String> {
        let limit = match self.control {
            Control::Area { max, .. } => Some(Words(self.lang).at_most(max)),
            _ => None,
        };
        match (&self.hint, limit) {
            (Some(hint), Some(limit)) => Some(format!("{hint} {limit}")),
            (hint, limit) => hint.clone().or(limit),
        }
    }

    pub fn view(self) -> AnyView {
        let mut h = Html::new();
        let grouped = matches!(self.control, Control::Group { .. });
        h.raw(if grouped { "<fieldset" } else { "<div" }).attr("class", self.class());
        if grouped {
            h.attr_if("aria-describedby", self.described_by().as_deref());
        }
        h.raw(">");
        if matches!(self.control, Control::Checkbox) {
            control::checkbox(&mut h, &self);
        } else {
            self.label(&mut h, grouped);
        }
        if let Some(hint) = self.full_hint() {
            h.raw("<p class=\"bantu\"").attr("id", &format!("{}-bantu", self.id)).raw(">").text(&hint).raw("</p>");
        }
        if let Some(error) = &self.error {
            h.raw("<p class=\"salah\"").attr("id", &format!("{}-salah", self.id)).raw(">");
            h.icon(Icon::Warning).raw("<span>").text(error).raw("</span></p>");
        }
        control::write(&mut h, &self);
        h.raw(if grouped { "</fieldset>" } else { "</div>" });
        h.view()
    }

    fn label(&self, h: &mut Html, grouped: bool) {
        let class = if self.hide_label { "label tersembunyi" } else { "label" };
        if grouped {
            h.raw("<legend").attr("class", class).raw(">");
        } else {
            h.raw("<label").attr("class", class).attr("for", &self.id).raw(">");
        }
        h.text(&self.label);
        self.optional_mark(h);
        h.raw(if grouped { "</legend>" } else { "</label>" });
    }

    pub(super) fn optional_mark(&self, h: &mut Html) {
        if !self.required && !matches!(self.control, Control::Checkbox) {
            h.raw(" <small>(").text(Words(self.lang).optional()).raw(")</small>");
        }
    }

    fn class(&self) -> &'static str {
        match (self.narrow, self.error.is_some()) {
            (false, false) => "bidang",
            (true, false) => "bidang sempit",
            (false, true) => "bidang keliru",
            (true, true) => "bidang sempit keliru",
        }
    }
}

impl IntoRender for Field {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}
