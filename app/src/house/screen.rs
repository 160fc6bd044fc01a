//! A page as a function from data to HTML.

use std::sync::Arc;

use domain::access::Standing;
use domain::lang::Lang;
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;

/// A page's data, which knows how to show itself. It never asks for more.
pub trait Screen {
    fn head(&self, lang: Lang) -> Head;
    fn body(self, frame: &Frame) -> AnyView;
}

/// What stands in a page's head, and what the shell needs to know of it.
#[derive(Debug, Clone, Default)]
pub struct Head {
    pub title: String,
    /// For search engines and previews; pages without one are not described.
    pub description: Option<String>,
    pub tab: Option<Tab>,
    /// The path of a preview picture.
    pub image: Option<String>,
    /// The one address of this page, as a path; pages without one are not for search engines.
    pub canonical: Option<String>,
    /// What the page is about, for search engines ([`crate::sharing`]).
    pub linked: Vec<serde_json::Value>,
    /// True when the page has islands, and so needs the script that wakes them.
    pub islands: bool,
    /// True when figures on the page follow what happens: it gets the small script for that.
    pub live: bool,
    /// True when numbers on the page are reckoned with while they are typed: it gets the small script for that.
    pub amounts: bool,
    /// True when the page asks now and then whether there is more: it gets the small script for that.
    pub asks: bool,
    /// True when the page offers to tell news on this device ([`crate::push::offer`]).
    pub push: bool,
}

impl Head {
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    #[must_use]
    pub fn describe(mut self, text: impl Into<String>) -> Self {
        self.description = Some(text.into());
        self
    }

    #[must_use]
    pub fn tab(mut self, tab: Tab) -> Self {
        self.tab = Some(tab);
        self
    }

    #[must_use]
    pub fn image(mut self, path: Option<String>) -> Self {
        self.image = path;
        self
    }

    #[must_use]
    pub fn canonical(mut self, path: impl Into<String>) -> Self {
        self.canonical = Some(path.into());
        self
    }

    #[must_use]
    pub fn linked(mut self, all: impl IntoIterator<Item = serde_json::Value>) -> Self {
        self.linked.extend(all);
        self
    }

    #[must_use]
    pub fn islands(mut self) -> Self {
        self.islands = true;
        self
    }

    #[must_use]
    pub fn live(mut self) -> Self {
        self.live = true;
        self
    }

    #[must_use]
    pub fn amounts(mut self) -> Self {
        self.amounts = true;
        self
    }

    #[must_use]
    pub fn asks(mut self) -> Self {
        self.asks = true;
        self
    }

    #[must_use]
    pub fn push(mut self) -> Self {
        self.push = true;
        self
    }
}

/// The places of the bottom bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Home,
    Search,
    /// Joint purchases.
    Together,
    Koperasi,
    /// The cart, and orders.
    Orders,
    Business,
    Me,
}

/// What a view may know of its reader.
#[derive(Debug, Clone)]
pub struct Frame {
    pub lang: Lang,
    /// Path and query of this page.
    pub path: String,
    /// What was searched for, kept in the search field of the top bar.
    pub query: String,
    pub standing: Option<Arc<Standing>>,
    /// How many products are in the reader's cart.
    pub cart: u64,
    pub now: time::OffsetDateTime,
    /// The site's own address without a slash at its end, for links that leave it (sharing, QR).
    pub public_url: Arc<str>,
}

impl Frame {
    pub fn is_signed_in(&self) -> bool {
        self.standing.is_some()
    }

    /// A frame for a view under test: nobody is signed in.
    pub fn bare(lang: Lang) -> Self {
        Self {
            lang,
            path: "/".to_owned(),
            query: String::new(),
            standing: None,
            cart: 0,
            now: time::OffsetDateTime::UNIX_EPOCH,
            public_url: "https://guyub.example".into(),
        }
    }
}

/// Renders in one go; islands inside get their markers.
pub fn render(view: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    owner.with(|| view().to_html())
}

/// A screen's body as HTML, without the shell: what a test of a view looks at.
pub fn fragment(screen: impl Screen, frame: &Frame) -> String {
    render(|| screen.body(frame))
}
