//! What a page says about how things stand: nothing here yet, done, due, on the way.

use domain::lang::Lang;
use leptos::prelude::*;

use crate::ui::form::Button;
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// In place of a list without entries: what it is for, and what to do next.
pub fn empty_state(icon: Icon, title: impl Into<String>, text: impl Into<String>, action: Option<Button>) -> AnyView {
    let (title, text): (String, String) = (title.into(), text.into());
    stated(icon, ("<h2>", &title, "</h2>"), &text, action)
}

/// A whole page that says one thing, such as that something is not there: with the page's heading.
pub fn one_thing(icon: Icon, title: &str, text: &str, action: Option<Button>) -> AnyView {
    stated(icon, ("<h1>", title, "</h1>"), text, action)
}

fn stated(icon: Icon, (open, title, close): (&'static str, &str, &'static str), text: &str, action: Option<Button>) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"kosong-saja\"><span class=\"bulat\">").icon(icon);
    h.raw("</span>").element(open, title, close).element("<p>", text, "</p>");
    if let Some(action) = action {
        action.write(&mut h);
    }
    h.raw("</div>");
    h.view()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    Success,
    Info,
    Warning,
    Danger,
}

impl Notice {
    /// A message on a page. Success and info are told politely, the others at once.
    pub fn view(self, lang: Lang, text: impl Into<String>) -> AnyView {
        self.with(lang, text, None)
    }

    pub fn with(self, lang: Lang, text: impl Into<String>, action: Option<Button>) -> AnyView {
        let words = Words(lang);
        let text: String = text.into();
        let (open, icon, kind) = match self {
            Self::Success => ("<div class=\"kabar sukses\" role=\"status\">", Icon::Check, words.success()),
            Self::Info => ("<div class=\"kabar\" role=\"status\">", Icon::Info, words.info()),
            Self::Warning => ("<div class=\"kabar awas\" role=\"alert\">", Icon::Warning, words.warning()),
            Self::Danger => ("<div class=\"kabar gawat\" role=\"alert\">", Icon::Warning, words.danger()),
        };
        let mut h = Html::new();
        h.raw(open).icon(icon).element("<p><span class=\"tersembunyi\">", kind, ": </span>");
        h.text(&text).raw("</p>");
        if let Some(action) = action {
            action.write(&mut h);
        }
        h.raw("</div>");
        h.view()
    }
}

/// One thing that is due.
#[derive(Debug, Clone)]
pub struct Task {
    /// How many of them.
    pub count: u64,
    pub title: String,
    pub text: String,
    pub href: String,
    /// What the button says: `Buka`.
    pub action: String,
    pub late: bool,
}

/// An officer's day: what is due, the late first.
pub fn checklist(lang: Lang, tasks: &[Task]) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"tugas\">");
    for task in tasks {
        h.raw(if task.late { "<li class=\"telat\">" } else { "<li>" });
        h.raw("<span class=\"jumlah angka\">").number(task.count).element("</span><span class=\"isi\"><b>", &task.title, "</b>");
        if task.late {
            h.raw(" <span class=\"lencana buruk\">").text(Words(lang).late()).raw("</span>");
        }
        h.element("<small>", &task.text, "</small></span>");
        Button::quiet(&task.action).link(&task.href).read_as(format!("{}: {}", task.action, task.title)).write(&mut h);
        h.raw("</li>");
    }
    h.raw("</ul>");
    h.view()
}

/// Where one is on a way of several steps; `current` counts from 0, `steps.len()` is all done.
pub fn steps(lang: Lang, steps: &[&str], current: usize) -> AnyView {
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<ol class=\"langkah\">");
    for (nth, step) in steps.iter().enumerate() {
        h.raw(match nth.cmp(&current) {
            std::cmp::Ordering::Less => "<li class=\"sudah\">",
            std::cmp::Ordering::Equal => "<li aria-current=\"step\">",
            std::cmp::Ordering::Greater => "<li>",
        });
        if nth < current {
            h.icon(Icon::Check).element("<span class=\"tersembunyi\">", words.step_done(), ": </span>");
        }
        h.element("<span>", step, "</span></li>");
    }
    h.raw("</ol>");
    h.view()
}

/// How far something has come; `note` says it in words.
pub fn progress(label: &str, done: u64, of: u64, note: &str) -> AnyView {
    let mut h = Html::new();
    h.raw("<label class=\"maju\"><span>").text(label).raw("</span><progress max=\"").number(of.max(1));
    h.raw("\" value=\"").number(done.min(of)).raw("\"></progress>").element("<small class=\"angka\">", note, "</small></label>");
    h.view()
}

/// A figure with its name, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stat {
    pub name: String,
    pub value: String,
    pub note: Option<String>,
}

pub fn stats(all: &[Stat]) -> AnyView {
    let mut h = Html::new();
    h.raw("<dl class=\"angka-angka\">");
    for stat in all {
        h.element("<div><dt>", &stat.name, "</dt>").element("<dd class=\"angka\">", &stat.value, "</dd>");
        if let Some(note) = &stat.note {
            h.element("<dd class=\"catatan\">", note, "</dd>");
        }
        h.raw("</div>");
    }
    h.raw("</dl>");
    h.view()
}

/// "Are you sure", without a script: the button that acts appears when the question is opened.
pub fn confirm(label: &str, question: &str, form: impl IntoView + 'static) -> AnyView {
    view! {
        <details class="yakin">
            <summary class="tombol tenang">{label.to_owned()}</summary>
            <div><p>{question.to_owned()}</p>{form.into_any()}</div>
        </details>
    }
    .into_any()
}

/// Something that is there but out of the way: a form for another day, settings that most leave alone.
/// `open` when there is something in it to be seen.
pub fn fold(label: &str, open: bool, content: impl IntoView + 'static) -> AnyView {
    view! {
        <details class="lipat" open=open>
            <summary>{Icon::ChevronDown.view()}<span>{label.to_owned()}</span></summary>
            <div>{content.into_any()}</div>
        </details>
    }
    .into_any()
}

/// What happened, each with its moment, as it comes: usually the newest first.
pub fn timeline(events: &[(String, String)]) -> AnyView {
    let mut h = Html::new();
    h.raw("<ol class=\"riwayat\">");
    for (what, when) in events {
        h.element("<li><span>", what, "</span>").element("<small>", when, "</small></li>");
    }
    h.raw("</ol>");
    h.view()
}
