//! What a refusal has to be like.

use scraper::{ElementRef, Html, Selector};

use super::forms::Form;
use super::short;
use crate::client::Answered;

/// What is wrong with a refusal.
pub fn faults(form: &Form, path: &str, answered: &Answered, sent: &[(&str, String)], field: &str) -> Vec<String> {
    let text = answered.text();
    let page = Html::parse_document(&text);
    let controls = controls(&page, path);
    let invalid: Vec<ElementRef<'_>> = controls.iter().copied().filter(|c| c.attr("aria-invalid") == Some("true")).collect();
    let names: Vec<&str> = invalid.iter().filter_map(|c| c.attr("name")).collect();
    let is_typed = form.good.iter().any(|(name, _)| *name == field);
    let mut faults = Vec::new();
    if text.contains("<script>alert") {
        faults.push("the page runs what was typed".to_owned());
    }
    let is_told = (form.whole && has(&page, "main .kabar")) || (!is_typed && has(&page, ".ringkasan"));
    if names.is_empty() && !is_told {
        faults.push("refused without a word beside a field".to_owned());
    }
    if is_typed && !names.is_empty() && !names.iter().any(|name| is_akin(form, field, name)) {
        faults.push(format!("refused at {names:?}"));
    }
    faults.extend(invalid.iter().filter(|c| !is_explained(&page, **c)).map(|c| format!("no reason beside {:?}", c.attr("name"))));
    if !names.is_empty() && !has(&page, ".ringkasan[role=alert][autofocus]") {
        faults.push("no summary that takes the focus".to_owned());
    }
    let links = css(".ringkasan a");
    for id in page.select(&links).filter_map(|a| a.attr("href")?.strip_prefix('#')) {
        if !has(&page, &format!("[id='{id}']")) {
            faults.push(format!("the summary leads to #{id}, which is not there"));
        }
    }
    faults.extend(sent.iter().filter_map(|(name, value)| lost(form, &controls, field, name, value)));
    faults
}

/// What became of an input that should stand in the form again.
fn lost(form: &Form, controls: &[ElementRef<'_>], field: &str, name: &str, value: &str) -> Option<String> {
    let is_secret = name.starts_with("kata_sandi") || name == "kode";
    if value.is_empty() || is_secret || !form.good.iter().any(|(typed, _)| *typed == name) {
        return None;
    }
    let Some(control) = controls.iter().find(|c| c.attr("name") == Some(name)) else {
        return Some(format!("{name} is gone from the form"));
    };
    let (is_select, is_file) = (control.value().name() == "select", control.attr("type") == Some("file"));
    // A list shows none of what is not in it, and nothing is put into a choice of files.
    if is_file || (is_select && name == field) {
        return None;
    }
    // As every reader of HTML shows a NUL.
    let (shown, expected) = (shown(*control), value.replace('\0', "\u{fffd}"));
    (shown != expected).then(|| format!("{name} shows “{}” instead of “{}”", short(&shown), short(&expected)))
}

pub fn faults_of_language(indonesian: &Answered, english: &Answered) -> Vec<String> {
    let mut faults = Vec::new();
    if english.status != indonesian.status {
        faults.push(format!("answered {} in English", english.status));
    }
    if (indonesian.attr("html", "lang").as_deref(), english.attr("html", "lang").as_deref()) != (Some("id"), Some("en")) {
        faults.push("the page is not in the reader's language".to_owned());
    }
    let said = |answered: &Answered| answered.all(".salah, main .kabar");
    if said(indonesian) == said(english) {
        faults.push(format!("says the same in both languages: {:?}", said(english)));
    }
    faults
}

fn is_akin(form: &Form, field: &str, name: &str) -> bool {
    field == name || form.akin.iter().any(|group| group.contains(&field) && group.contains(&name))
}

/// Whether the reason of a refusal stands beside its control and is read out with it.
fn is_explained(page: &Html, control: ElementRef<'_>) -> bool {
    let ids = control.attr("aria-describedby").unwrap_or_default();
    ids.split(' ').filter(|id| id.ends_with("-salah")).any(|id| {
        let reason = css(&format!("[id='{id}']"));
        page.select(&reason).any(|e| !e.text().collect::<String>().trim().is_empty())
    })
}

/// The controls of every form that posts to `path`.
fn controls<'a>(page: &'a Html, path: &str) -> Vec<ElementRef<'a>> {
    let (forms, named) = (css("form"), css("[name]"));
    let path = path.split('?').next();
    page.select(&forms)
        .filter(|form| form.attr("action").and_then(|action| action.split('?').next()) == path)
        .flat_map(|form| form.select(&named).collect::<Vec<_>>())
        .collect()
}

fn shown(control: ElementRef<'_>) -> String {
    let chosen = css("option[selected]");
    match control.value().name() {
        "textarea" => control.text().collect(),
        "select" => control.select(&chosen).next().and_then(|o| o.attr("value")).unwrap_or_default().to_owned(),
        _ => control.attr("value").unwrap_or_default().to_owned(),
    }
}

fn css(text: &str) -> Selector {
    Selector::parse(text).expect("a selector")
}

fn has(page: &Html, selector: &str) -> bool {
    page.select(&css(selector)).next().is_some()
}
