//! Whose products a keeper's page is about. Every link and form of the page names that business
//! (`?usaha=`), so that none acts on another one of an owner of several.

use domain::access::Keeper;
use domain::lang::Lang;
use engine::catalog::OwnShop;
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::Text;
use crate::house::{PageError, Reader};
use crate::ui::{self, Notice};

/// What may stand as it is in a query: slugs are readable there.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');

/// The business of the page, and how its addresses go on.
#[derive(Debug, Clone)]
pub struct Scope {
    pub shop: OwnShop,
    pub on_behalf: bool,
}

impl Scope {
    pub async fn of(reader: &Reader, by: &Keeper) -> Result<Self, PageError> {
        let shop = engine::catalog::own_shop(&reader.site.desk, by).await?;
        Ok(Self { on_behalf: by.on_behalf(), shop })
    }

    /// An address of the same business.
    pub fn path(&self, path: &str) -> String {
        self.with(path, &[])
    }

    /// An address with a query; empty values are left out.
    pub fn with(&self, path: &str, query: &[(&str, &str)]) -> String {
        let mut out = path.to_owned();
        for (name, value) in query.iter().chain([&("usaha", self.shop.slug.as_str())]).filter(|(_, value)| !value.is_empty()) {
            out.push(if out.contains('?') { '&' } else { '?' });
            out.push_str(name);
            out.push('=');
            out.extend(utf8_percent_encode(value, KEPT));
        }
        out
    }

    /// The hidden field by which a GET form stays with the business.
    pub fn field(&self) -> AnyView {
        view! { <input type="hidden" name="usaha" value=self.shop.slug.clone()/> }.into_any()
    }

    /// The head of a keeper's page; says so when an officer acts for the owner.
    pub fn head(&self, lang: Lang, title: &str, lead: Option<&str>) -> AnyView {
        let behalf = self.on_behalf.then(|| Notice::Info.view(lang, Text(lang).on_behalf(&self.shop.name)));
        view! { {ui::page_head(Some(&self.shop.name), title, lead)} {behalf} }.into_any()
    }
}
