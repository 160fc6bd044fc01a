//! Tables that become cards on a phone: each cell carries its column's name.

use leptos::prelude::*;

use crate::ui::badge::Badge;
use crate::ui::form::Button;
use crate::ui::html::Html;

/// A column: its name, and whether figures stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub name: String,
    pub figures: bool,
    /// The name is read out but not shown, as above buttons.
    pub silent: bool,
}

impl Column {
    pub fn words(name: impl Into<String>) -> Self {
        Self { name: name.into(), figures: false, silent: false }
    }

    pub fn figures(name: impl Into<String>) -> Self {
        Self { figures: true, ..Self::words(name) }
    }

    pub fn silent(name: impl Into<String>) -> Self {
        Self { silent: true, ..Self::words(name) }
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell(Html);

impl Cell {
    pub fn text(text: impl AsRef<str>) -> Self {
        let mut h = Html::new();
        h.text(text.as_ref());
        Self(h)
    }

    pub fn link(href: &str, text: &str) -> Self {
        let mut h = Html::new();
        h.raw("<a").attr("href", href).raw(">").text(text).raw("</a>");
        Self(h)
    }

    pub fn badge(badge: &Badge) -> Self {
        let mut h = Html::new();
        badge.write(&mut h);
        Self(h)
    }

    pub fn buttons(buttons: &[Button]) -> Self {
        let mut h = Html::new();
        h.raw("<span class=\"tombol-sel\">");
        for button in buttons {
            button.write(&mut h);
        }
        h.raw("</span>");
        Self(h)
    }

    /// A view, for what is none of the above, such as a form in a row.
    pub fn view(view: impl IntoView) -> Self {
        let mut h = Html::new();
        h.append_rendered(view.to_html());
        Self(h)
    }

    /// A second, quieter line.
    pub fn and(mut self, small: impl AsRef<str>) -> Self {
        self.0.element("<small>", small.as_ref(), "</small>");
        self
    }
}

impl<T: AsRef<str>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::text(text)
    }
}

/// The first cell of each row names the row. Without rows it shows nothing: use `empty_state`.
pub fn table(caption: &str, columns: &[Column], rows: Vec<Vec<Cell>>) -> AnyView {
    draw("<caption>", caption, columns, &rows)
}

/// A [`table`] right under a heading that says the same: the caption is only read out.
pub fn table_under(caption: &str, columns: &[Column], rows: Vec<Vec<Cell>>) -> AnyView {
    draw("<caption class=\"tersembunyi\">", caption, columns, &rows)
}

fn draw(open: &'static str, caption: &str, columns: &[Column], rows: &[Vec<Cell>]) -> AnyView {
    let mut h = Html::new();
    h.raw("<div class=\"daftar\"><table role=\"table\">").element(open, caption, "</caption>");
    h.raw("<thead role=\"rowgroup\"><tr role=\"row\">");
    for column in columns {
        h.raw(if column.figures {
            "<th role=\"columnheader\" scope=\"col\" class=\"kanan\">"
        } else {
            "<th role=\"columnheader\" scope=\"col\">"
        });
        if column.silent {
            h.element("<span class=\"tersembunyi\">", &column.name, "</span></th>");
        } else {
            h.text(&column.name).raw("</th>");
        }
    }
    h.raw("</tr></thead><tbody role=\"rowgroup\">");
    for row in rows {
        h.raw("<tr role=\"row\">");
        for (nth, (cell, column)) in row.iter().zip(columns).enumerate() {
            h.raw(if nth == 0 { "<th role=\"rowheader\" scope=\"row\"" } else { "<td role=\"cell\"" });
            if !column.silent {
                h.attr("data-kolom", &column.name);
            }
            h.raw(if column.figures { " class=\"kanan angka\">" } else { ">" });
            h.append(&cell.0).raw(if nth == 0 { "</th>" } else { "</td>" });
        }
        h.raw("</tr>");
    }
    h.raw("</tbody></table></div>");
    h.view()
}

/// Names and values, one under the other: `<dl>`.
pub fn facts(pairs: Vec<(String, Cell)>) -> AnyView {
    let mut h = Html::new();
    h.raw("<dl class=\"fakta\">");
    for (name, value) in &pairs {
        h.element("<div><dt>", name, "</dt><dd>").append(&value.0).raw("</dd></div>");
    }
    h.raw("</dl>");
    h.view()
}
