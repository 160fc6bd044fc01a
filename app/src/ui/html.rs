//! Markup written straight into a string, for what a page shows by the dozen: cards, icons, prices,
//! fields. Leptos' `view!` boxes every node and attribute here (`erase_components`), which is fine
//! for a page's frame and costs ten times as much for a list of forty cards.
//!
//! It stays as safe as `view!`: only text known when compiling goes in as markup, everything else
//! is escaped.

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

use super::icon::Icon;

/// A piece of HTML under construction.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    pub fn new() -> Self {
        Self(String::with_capacity(512))
    }

    /// Markup from the source code.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// What somebody wrote, as text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        escape(&mut self.0, text);
        self
    }

    pub fn number(&mut self, n: u64) -> &mut Self {
        use std::fmt::Write as _;
        // Writing to a String does not fail.
        let _ = write!(self.0, "{n}");
        self
    }

    /// An attribute, with the space before it.
    pub fn attr(&mut self, name: &'static str, value: &str) -> &mut Self {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        escape(&mut self.0, value);
        self.0.push('"');
        self
    }

    /// An attribute that is left out without a value.
    pub fn attr_if(&mut self, name: &'static str, value: Option<&str>) -> &mut Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute without a value, such as `required`.
    pub fn flag(&mut self, name: &'static str, on: bool) -> &mut Self {
        if on {
            self.0.push(' ');
            self.0.push_str(name);
        }
        self
    }

    pub fn icon(&mut self, icon: Icon) -> &mut Self {
        self.0.push_str(icon.markup());
        self
    }

    /// An element that holds only text.
    pub fn element(&mut self, open: &'static str, text: &str, close: &'static str) -> &mut Self {
        self.raw(open).text(text).raw(close)
    }

    pub fn append(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    /// What a view has rendered, and thereby escaped.
    pub(crate) fn append_rendered(&mut self, rendered: String) -> &mut Self {
        self.0.push_str(&rendered);
        self
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The piece as a view. An empty one shows nothing.
    pub fn view(self) -> AnyView {
        InertElement::new(self.0).into_any()
    }
}

/// Right inside an element and inside a double-quoted attribute alike.
fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            // A NUL is not allowed in HTML at all.
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_stays_text() {
        let mut h = Html::new();
        h.raw("<a").attr("title", "\" onclick=\"x").raw(">").text("<b>Bu & 'Pak'\0").raw("</a>");
        assert_eq!(h.as_str(), "<a title=\"&quot; onclick=&quot;x\">&lt;b&gt;Bu &amp; &#39;Pak&#39;\u{fffd}</a>");
        assert_eq!(h.clone().view().to_html(), h.as_str());
    }
}
