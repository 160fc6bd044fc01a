//! The document around every page.

use std::fmt::Write;

use leptos::prelude::*;

use super::assets::Assets;
use super::screen::{Frame, Head, Screen, render};
use crate::texts;
use crate::ui::shell::{BottomBar, Footer, Message, TopBar};

texts! {
    Text {
        skip: "Langsung ke isi", "Skip to content";
        site: "Guyub, pasar anggota koperasi", "Guyub, the market of koperasi members";
    }
}

/// The whole page, from doctype to end.
pub fn document(screen: impl Screen, frame: &Frame, assets: &Assets, flash: Option<String>) -> String {
    let head = screen.head(frame.lang);
    let mut html = String::with_capacity(16 * 1024);
    write_head(&mut html, &head, frame, assets);
    let tab = head.tab;
    html.push_str(&render(|| {
        let text = Text(frame.lang);
        let body = screen.body(frame);
        view! {
            <a class="skip" href="#isi">{text.skip()}</a>
            {TopBar(frame, assets)}
            <main id="isi" tabindex="-1">
                {flash.map(Message)}
                {body}
            </main>
            {Footer(frame, assets)}
            {BottomBar(frame, assets, tab)}
        }
        .into_any()
    }));
    html.push_str("</body></html>");
    html
}

/// The head is text: Leptos would only make it slower.
fn write_head(html: &mut String, head: &Head, frame: &Frame, assets: &Assets) {
    let text = Text(frame.lang);
    let title = escape(&head.title);
    let url = |path: &str| escape(&format!("{}{path}", frame.public_url));
    // Writing to a String cannot fail.
    let mut line = |args: std::fmt::Arguments<'_>| drop(html.write_fmt(args));
    line(format_args!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Guyub</title>\
         <link rel=\"stylesheet\" href=\"{}\"><link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"theme-color\" content=\"#fffdf9\" media=\"(prefers-color-scheme: light)\">\
         <meta name=\"theme-color\" content=\"#1f1b16\" media=\"(prefers-color-scheme: dark)\">",
        frame.lang.tag(),
        assets.url("main.css"),
        assets.url("favicon.svg"),
    ));
    let description = head.description.as_deref().map_or_else(|| escape(text.site()), escape);
    line(format_args!("<meta name=\"description\" content=\"{description}\">"));
    match &head.canonical {
        Some(path) => line(format_args!(
            "<link rel=\"canonical\" href=\"{0}\"><meta property=\"og:url\" content=\"{0}\">\
             <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:type\" content=\"website\">\
             <meta property=\"og:site_name\" content=\"Guyub\">\
             <meta property=\"og:description\" content=\"{description}\">",
            url(path)
        )),
        None => line(format_args!("<meta name=\"robots\" content=\"noindex\">")),
    }
    if let Some(image) = &head.image {
        line(format_args!("<meta property=\"og:image\" content=\"{}\">", url(image)));
    }
    if head.islands {
        let (js, wasm) = (assets.url("islands.js"), assets.url("islands.wasm"));
        line(format_args!(
            "<link rel=\"modulepreload\" href=\"{js}\">\
             <script type=\"module\" src=\"{}\" data-js=\"{js}\" data-wasm=\"{wasm}\" id=\"islands\"></script>",
            assets.url("islands-boot.js")
        ));
    }
    line(format_args!("</head><body>"));
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
