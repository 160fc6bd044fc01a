//! Which of one's businesses a page is meant for, when its address does not say.

use domain::access::{Ownership, Person};
use domain::lang::Lang;
use leptos::prelude::*;

use super::desk::link;
use super::text::Text;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Icon, NavLink};

/// `ke` is the page that was asked for; it is gone on to with the business that is chosen.
pub async fn page(reader: Reader, _by: Person) -> PageResult {
    let businesses = reader.standing().map(|s| s.businesses.clone()).unwrap_or_default();
    let to = destination(posted::query(&reader.path).one("ke"));
    Ok(reader.page(ChooseScreen { businesses, to }))
}

/// A page of a keeper without the business that its address may name; anything else is the desk.
fn destination(asked: &str) -> String {
    let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
    let ours = path == "/usaha" || path.starts_with("/usaha/");
    if !ours || asked.chars().any(char::is_control) || asked.len() > 2000 {
        return "/usaha".to_owned();
    }
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("usaha=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

struct ChooseScreen {
    businesses: Vec<Ownership>,
    to: String,
}

impl Screen for ChooseScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).choose_title()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.businesses.is_empty() {
            let open = Button::primary(text.open()).link("/usaha/buka");
            ui::empty_state(Icon::Store, text.choose_none(), text.open_lead(), Some(open))
        } else {
            let links: Vec<NavLink> = self
                .businesses
                .iter()
                .map(|b| NavLink::new(link(&self.to, b.slug.as_str()), &b.name).icon(Icon::Store))
                .collect();
            ui::menu(&links)
        };
        ui::narrow(view! { {ui::page_head(None, text.choose_title(), Some(text.choose_lead()))} {list} })
    }
}

#[cfg(test)]
mod tests {
    use super::destination;

    #[test]
    fn only_pages_of_a_keeper_are_gone_on_to() {
        assert_eq!(destination("/usaha/produk?keadaan=draf&usaha=lain&hal=2"), "/usaha/produk?keadaan=draf&hal=2");
        assert_eq!(destination("/usaha/izin?usaha=lain"), "/usaha/izin");
        for other in ["", "/", "//jahat.example", "/usahaku", "https://jahat.example/usaha", "/usaha\r\nx", "/akun"] {
            assert_eq!(destination(other), "/usaha", "{other}");
        }
    }
}
