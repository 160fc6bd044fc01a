//! The control of a field: what is typed into, chosen, ticked.

use frontend::pictures::{PictureShrinker, PictureTexts};
use leptos::prelude::*;

use super::field::{Choice, Field, Stepper};
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

pub(super) enum Control {
    Line { kind: &'static str },
    Area { rows: usize, max: usize },
    Select { choices: Vec<Choice> },
    Group { choices: Vec<Choice>, kind: &'static str },
    Checkbox,
    File { accept: &'static str },
    Photos { max: usize },
}

impl Control {
    pub(super) fn line(kind: &'static str) -> Self {
        Self::Line { kind }
    }
}

/// Writes the control below the label. A checkbox stands in its label and is written there.
pub(super) fn write(h: &mut Html, field: &Field) {
    match &field.control {
        Control::Line { kind } => line(h, field, kind),
        Control::Area { rows, .. } => area(h, field, *rows),
        Control::Select { choices } => select(h, field, choices),
        Control::Group { choices, kind } => group(h, field, choices, kind),
        Control::Checkbox => {}
        Control::File { accept } => file(h, field, accept),
        Control::Photos { max } => photos(h, field, *max),
    }
}

fn value(field: &Field) -> &str {
    field.values.first().map_or("", String::as_str)
}

/// What all controls have in common.
fn common(h: &mut Html, field: &Field) {
    h.attr("id", &field.id).attr("name", &field.name).attr_if("form", field.form.as_deref());
    h.attr_if("aria-describedby", field.described_by().as_deref());
    h.flag("aria-invalid=\"true\"", field.error.is_some());
    h.flag("required", field.required).flag("disabled", field.disabled);
    h.attr_if("autocomplete", field.autocomplete);
}

fn line(h: &mut Html, field: &Field, kind: &'static str) {
    if let Some(stepper) = &field.stepper {
        return stepped(h, field, stepper);
    }
    let affixed = field.prefix.is_some() || field.suffix.is_some();
    if affixed {
        h.raw("<div class=\"imbuhan\">");
    }
    if let Some(prefix) = &field.prefix {
        h.element("<span aria-hidden=\"true\">", prefix, "</span>");
    }
    h.raw("<input class=\"isian\"").attr("type", kind);
    common(h, field);
    h.attr_if("inputmode", field.inputmode).attr_if("placeholder", field.placeholder.as_deref());
    h.attr_if("list", field.list.as_deref());
    // A password never goes back, whatever the caller passed.
    if kind != "password" {
        h.attr("value", value(field));
    }
    h.raw(">");
    if let Some(suffix) = &field.suffix {
        h.element("<span>", suffix, "</span>");
    }
    if affixed {
        h.raw("</div>");
    }
}

/// Only a script shows the buttons, since only a script can press them.
fn stepped(h: &mut Html, field: &Field, stepper: &Stepper) {
    let button = |h: &mut Html, by: &str, says: &str, sign: &str| {
        h.raw("<button type=\"button\"")
            .attr("data-arah", by)
            .attr("aria-label", says)
            .raw(" hidden>")
            .text(sign)
            .raw("</button>");
    };
    h.raw("<div class=\"stepper\"").attr("data-langkah", &stepper.step).attr("data-paling", &stepper.least);
    h.attr_if("data-terbanyak", stepper.most.as_deref()).raw(">");
    button(h, "-1", &stepper.less, "−");
    h.raw("<input type=\"text\"");
    common(h, field);
    h.attr_if("inputmode", field.inputmode).attr("value", value(field)).raw(">");
    if let Some(suffix) = &field.suffix {
        h.element("<span>", suffix, "</span>");
    }
    button(h, "1", &stepper.more, "+");
    h.raw("</div>");
}

/// Leptos 0.8 does not escape what stands in a `<textarea>`; `Html::text` does. The line break
/// after the tag is the one that HTML drops, so that a text beginning with one keeps its own.
fn area(h: &mut Html, field: &Field, rows: usize) {
    h.raw("<textarea class=\"isian\"").attr("rows", &rows.to_string());
    common(h, field);
    h.attr_if("placeholder", field.placeholder.as_deref());
    h.raw(">\n").text(value(field)).raw("</textarea>");
}

fn select(h: &mut Html, field: &Field, choices: &[Choice]) {
    h.raw("<div class=\"pilih\"><select class=\"isian\"");
    common(h, field);
    h.raw(">");
    let chosen = value(field);
    if !choices.iter().any(|c| c.value.is_empty()) {
        h.element("<option value=\"\">", Words(field.lang).choose(), "</option>");
    }
    let mut group: Option<&str> = None;
    for choice in choices {
        if choice.group.as_deref() != group {
            h.raw(if group.is_some() { "</optgroup>" } else { "" });
            group = choice.group.as_deref();
            if let Some(name) = group {
                h.raw("<optgroup").attr("label", name).raw(">");
            }
        }
        h.raw("<option").attr("value", &choice.value).flag("selected", choice.value == chosen);
        h.raw(">").text(&choice.label).raw("</option>");
    }
    h.raw(if group.is_some() { "</optgroup>" } else { "" });
    h.raw("</select>").icon(Icon::ChevronDown).raw("</div>");
}

fn group(h: &mut Html, field: &Field, choices: &[Choice], kind: &'static str) {
    h.raw("<div class=\"kartu-pilihan\">");
    for (nth, choice) in choices.iter().enumerate() {
        // The summary of errors links to the field's own id: the first choice has it.
        let id = if nth == 0 { field.id.clone() } else { format!("{}-{nth}", field.id) };
        h.raw("<label><input").attr("type", kind).attr("id", &id).attr("name", &field.name);
        h.attr("value", &choice.value).flag("checked", !choice.off && field.values.contains(&choice.value));
        // The reason is read out with the choice that has the focus; the hint, once, with the group.
        let why = field.error.as_ref().map(|_| format!("{}-salah", field.id));
        h.attr_if("aria-describedby", why.as_deref());
        h.flag("aria-invalid=\"true\"", field.error.is_some()).flag("disabled", field.disabled || choice.off);
        h.flag("required", field.required && kind == "radio");
        if field.error.is_some() {
            // Not every reader reads what describes the group.
            h.attr_if("aria-describedby", field.described_by().as_deref());
        }
        h.raw("><span>").element("<b>", &choice.label, "</b>");
        if let Some(note) = &choice.note {
            h.element("<small>", note, "</small>");
        }
        h.raw("</span></label>");
    }
    h.raw("</div>");
}

/// The whole line can be touched.
pub(super) fn checkbox(h: &mut Html, field: &Field) {
    h.raw("<label class=\"centang\"><input type=\"checkbox\" value=\"ya\"");
    common(h, field);
    h.flag("checked", value(field) == "ya");
    h.raw("><span>").text(&field.label).raw("</span></label>");
}

fn file(h: &mut Html, field: &Field, accept: &'static str) {
    h.raw("<input class=\"isian berkas\" type=\"file\"").attr("accept", accept);
    common(h, field);
    h.raw(">");
}

/// Without scripts the same as a file control; with them, the photos are shrunk before they go.
fn photos(h: &mut Html, field: &Field, max: usize) {
    let (name, id) = (field.name.clone(), field.id.clone());
    let described_by = field.described_by().unwrap_or_default();
    let invalid = field.error.is_some();
    let texts = PictureTexts::of(field.lang);
    let island = view! { <PictureShrinker name id described_by invalid max texts/> };
    h.append_rendered(island.to_html());
}
