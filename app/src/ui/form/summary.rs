//! The summary of errors at the top of a refused form.

use domain::form::FieldErrors;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::fields;
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::text::Words;

/// Takes the focus when the page opens, so that a screen reader starts here and a phone shows it.
/// Each line leads to its field. Nothing when nothing was refused.
pub(super) fn view(lang: Lang, errors: &FieldErrors, prefix: &str, labels: &[(String, String)]) -> AnyView {
    if errors.is_empty() {
        return ().into_any();
    }
    let mut h = Html::new();
    h.raw("<div class=\"ringkasan\" role=\"alert\" tabindex=\"-1\" autofocus>");
    h.icon(Icon::Warning).element("<p><strong>", Words(lang).not_sent_yet(), "</strong></p><ul>");
    for (name, why) in errors.iter() {
        let said = fields::say(lang, why);
        h.raw("<li>");
        match labels.iter().find(|(field, _)| field == name) {
            Some((_, label)) => {
                h.raw("<a").attr("href", &format!("#{}", super::field_id(prefix, name))).raw(">");
                h.text(label).raw("</a>: ").text(&said);
            }
            None => {
                h.text(&said);
            }
        }
        h.raw("</li>");
    }
    h.raw("</ul></div>");
    h.view()
}
