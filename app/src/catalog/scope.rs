//! Whose products a keeper's page is about: one's own business, or the one that `?usaha=` names,
//! which every link and form of the page then carries on.

use domain::access::Keeper;
use domain::lang::Lang;
use engine::catalog::OwnShop;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::Text;
use crate::house::{PageError, Reader, posted};
use crate::ui::{self, Notice};

/// The business of the page, and how its addresses go on.
#[derive(Debug, Clone)]
pub struct Scope {
    pub shop: OwnShop,
    pub on_behalf: bool,
    /// The business that the address names; empty when it names none.
    named: String,
}

impl Scope {
    pub async fn of(reader: &Reader, by: &Keeper) -> Result<Self, PageError> {
        let shop = engine::catalog::own_shop(&reader.site.desk, by).await?;
        let named = posted::query(&reader.path).one("usaha").to_owned();
        Ok(Self { named: if named.is_empty() { named } else { shop.slug.clone() }, on_behalf: by.on_behalf(), shop })
    }

    /// An address of the same business.
    pub fn path(&self, path: &str) -> String {
        self.with(path, &[])
    }

    /// An address with a query; empty values are left out.
    pub fn with(&self, path: &str, query: &[(&str, &str)]) -> String {
        let mut out = path.to_owned();
        for (name, value) in query.iter().chain([&("usaha", self.named.as_str())]).filter(|(_, value)| !value.is_empty()) {
            out.push(if out.contains('?') { '&' } else { '?' });
            out.push_str(name);
            out.push('=');
            out.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
        out
    }

    /// The hidden field by which a GET form stays with the business.
    pub fn field(&self) -> Option<AnyView> {
        (!self.named.is_empty()).then(|| view! { <input type="hidden" name="usaha" value=self.named.clone()/> }.into_any())
    }

    /// The head of a keeper's page; says so when an officer acts for the owner.
    pub fn head(&self, lang: Lang, title: &str, lead: Option<&str>) -> AnyView {
        let behalf = self.on_behalf.then(|| Notice::Info.view(lang, Text(lang).on_behalf(&self.shop.name)));
        view! { {ui::page_head(Some(&self.shop.name), title, lead)} {behalf} }.into_any()
    }
}
