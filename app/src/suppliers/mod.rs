//! Suppliers of raw materials: the public directory, and the officers' room in which it is written.
//! Any officer enters suppliers and writes notes (see `engine::suppliers`); a supervisor sees the list.
//! Offers and requests for them are the koperasi's own; a supplier answers at `/penawaran/{token}`.

mod answer;
mod bank;
mod directory;
mod edit;
mod offers;
mod own;
mod page;
mod quotes;
mod rating;
mod room;
mod terms;
mod text;

use domain::dates::Day;
use domain::lang::Lang;
use engine::suppliers::{Contact, NewContact, SupplierRow};
use leptos::prelude::*;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::house::Routes;
use crate::ui::{self, Badge, Cell, ShopCard, Tone};

use text::Text;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pemasok", directory::page)
        .get("/pemasok/{slug}", page::page)
        .get("/pengurus/{koperasi}/pemasok", room::page)
        .get("/pengurus/{koperasi}/pemasok/baru", edit::new_form)
        .post("/pengurus/{koperasi}/pemasok/baru", edit::add)
        .get("/pengurus/{koperasi}/pemasok/{slug}", own::page)
        .post("/pengurus/{koperasi}/pemasok/{slug}", own::note)
        .get("/pengurus/{koperasi}/pemasok/{slug}/ubah", edit::form)
        .post("/pengurus/{koperasi}/pemasok/{slug}/ubah", edit::submit)
        .post("/pengurus/{koperasi}/pemasok/{slug}/arsipkan", own::archive)
        .post("/pengurus/{koperasi}/pemasok/{slug}/kembalikan", own::restore)
        .get("/pengurus/{koperasi}/pemasok/{slug}/rekening", bank::form)
        .post("/pengurus/{koperasi}/pemasok/{slug}/rekening", bank::submit)
        .get("/pengurus/{koperasi}/penawaran", offers::page)
        .get("/pengurus/{koperasi}/penawaran/baru", offers::write::form)
        .post("/pengurus/{koperasi}/penawaran/baru", offers::write::submit)
        .get("/pengurus/{koperasi}/penawaran/{supplier}/{material}", offers::history::page)
        .post("/pengurus/{koperasi}/penawaran/{offer}/tarik", offers::history::withdraw)
        .get("/pengurus/{koperasi}/permintaan", quotes::page)
        .get("/pengurus/{koperasi}/permintaan/baru", quotes::ask::form)
        .post("/pengurus/{koperasi}/permintaan/baru", quotes::ask::submit)
        .get("/pengurus/{koperasi}/permintaan/{id}", quotes::compare::page)
        .post("/pengurus/{koperasi}/permintaan/{id}/terima", quotes::steps::accept)
        .post("/pengurus/{koperasi}/permintaan/{id}/tarik", quotes::steps::withdraw)
        .post("/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/tarik", quotes::steps::take_back)
        .post("/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/kirim-ulang", quotes::steps::renew)
        .get("/pengurus/{koperasi}/pembelian/{id}/nilai", rating::form)
        .post("/pengurus/{koperasi}/pembelian/{id}/nilai", rating::submit)
        .get("/penawaran/{token}", answer::page)
        .post("/penawaran/{token}", answer::answer)
}

/// What may stand as it is in a query: slugs are readable there.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-');

/// An address with a query; empty values are left out.
fn address(path: &str, query: &[(&str, &str)]) -> String {
    let mut out = path.to_owned();
    for (name, value) in query.iter().filter(|(_, value)| !value.is_empty()) {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(name);
        out.push('=');
        out.extend(utf8_percent_encode(value, KEPT));
    }
    out
}

/// Materials named on a card; the rest are counted.
const NAMED: usize = 4;

/// A supplier in a list, leading to `href`; `first` is said before what it deals in.
fn card(text: Text, s: &SupplierRow, href: String, first: Option<Badge>) -> ShopCard {
    let mut badges: Vec<Badge> = first.into_iter().collect();
    badges.extend(s.materials.iter().take(NAMED).map(|m| Badge::new(Tone::Plain, m)));
    if s.materials.len() > NAMED {
        badges.push(Badge::new(Tone::Plain, text.more(s.materials.len() - NAMED)));
    }
    ShopCard {
        href,
        name: s.name.clone(),
        line: s.description.as_deref().map(|d| domain::richtext::summary(d, 90)),
        place: if s.in_district { text.in_district(&s.place) } else { s.place.clone() },
        products: None,
        badges,
    }
}

/// Why nothing went to a supplier by itself.
pub fn new_contact(lang: Lang, new: &NewContact) -> String {
    Text(lang).new_contact(&new.koperasi, &Day::of(new.at).long(lang))
}

/// How a supplier is reached, for those who may know.
fn contact_facts(text: Text, contact: &Contact) -> AnyView {
    let mut facts = Vec::new();
    for (name, phone) in [(text.whatsapp(), &contact.whatsapp), (text.phone(), &contact.phone)] {
        if let Some(phone) = phone {
            facts.push((name.to_owned(), Cell::link(&phone.tel(), &phone.display())));
        }
    }
    if let Some(email) = &contact.email {
        facts.push((text.email().to_owned(), Cell::link(&format!("mailto:{email}"), email)));
    }
    if let Some(address) = &contact.address {
        facts.push((text.address().to_owned(), Cell::text(address)));
    }
    ui::facts(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_leave_out_what_is_empty_and_encode_the_rest() {
        assert_eq!(
            address("/pemasok", &[("q", ""), ("bahan", "gula-aren"), ("tempat", "Kota \"X\"&")]),
            "/pemasok?bahan=gula-aren&tempat=Kota%20%22X%22%26"
        );
        assert_eq!(address("/pemasok", &[("q", "")]), "/pemasok");
    }
}
