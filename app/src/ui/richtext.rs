//! Described things: paragraphs and lists, each line as text.

use domain::richtext::Block;
use leptos::prelude::*;

use crate::ui::html::Html;

pub fn rich_text(blocks: &[Block]) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"bacaan\">");
    for block in blocks {
        match block {
            Block::Paragraph(lines) => paragraph(&mut h, lines),
            Block::List(items) => list(&mut h, "<ul>", items, "</ul>"),
            Block::Numbered(items) => list(&mut h, "<ol>", items, "</ol>"),
        }
    }
    h.raw("</div>");
    h.view()
}

fn paragraph(h: &mut Html, lines: &[String]) {
    h.raw("<p>");
    for (nth, line) in lines.iter().enumerate() {
        h.raw(if nth > 0 { "<br>" } else { "" }).text(line);
    }
    h.raw("</p>");
}

fn list(h: &mut Html, open: &'static str, items: &[String], close: &'static str) {
    h.raw(open);
    for item in items {
        h.element("<li>", item, "</li>");
    }
    h.raw(close);
}
