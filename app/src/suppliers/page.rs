//! `/pemasok/{slug}`: what everyone sees of a supplier, and its contact for officers.

use axum::extract::Path;
use domain::access::Officer;
use domain::dates::Day;
use domain::lang::Lang;
use domain::slug::Slug;
use engine::suppliers::ratings::Average;
use engine::suppliers::{Contact, SupplierShown};
use leptos::prelude::*;

use super::text::Text;
use super::{contact_facts, rating};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, NavLink};

pub async fn page(reader: Reader, Path(slug): Path<String>) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let desk = &reader.site.desk;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let supplier = engine::suppliers::shown(desk, &slug).await?.ok_or(PageError::NotFound)?;
    let officers = officers(&reader);
    let contact = match officers.as_slice() {
        [] => None,
        officers => engine::suppliers::contact(desk, officers, supplier.id).await?,
    };
    let rated = engine::suppliers::ratings::average(desk, supplier.id).await?;
    let shows = vec![supplier.id.0, supplier.koperasi.0];
    // The page with the contact is nobody else's: only what is shown to strangers is kept.
    Ok(reader.page_for_all(SupplierScreen { supplier, officers, contact, rated }, shows))
}

/// What the reader is an officer of today, each koperasi once.
fn officers(reader: &Reader) -> Vec<Officer> {
    let Some(standing) = reader.standing() else { return Vec::new() };
    let today = Day::of(reader.now()).date();
    let mut officers: Vec<Officer> =
        standing.offices.iter().filter_map(|o| standing.officer(o.koperasi.id, today).ok()).collect();
    officers.sort_by_key(|o| o.koperasi().id);
    officers.dedup_by_key(|o| o.koperasi().id);
    officers
}

struct SupplierScreen {
    supplier: SupplierShown,
    officers: Vec<Officer>,
    contact: Option<Contact>,
    rated: Option<Average>,
}

impl SupplierScreen {
    fn path(&self) -> String {
        format!("/pemasok/{}", self.supplier.slug)
    }

    fn place(&self, text: Text) -> String {
        let s = &self.supplier;
        match (&s.district, &s.regency) {
            (Some(district), Some(regency)) => text.located_at(district, regency),
            _ => s.city.clone().unwrap_or_default(),
        }
    }

    fn facts(&self, text: Text) -> AnyView {
        let s = &self.supplier;
        let mut facts = vec![(text.located().to_owned(), Cell::text(self.place(text)))];
        if let Some(area) = &s.area {
            facts.push((text.area().to_owned(), Cell::text(area)));
        }
        facts.push((text.entered_by().to_owned(), Cell::link(&format!("/koperasi/{}", s.koperasi_slug), &s.koperasi_name)));
        ui::facts(facts)
    }

    /// The contact, or who sees it; for officers the way to their own notes.
    fn side(&self, frame: &Frame) -> AnyView {
        let (text, s) = (Text(frame.lang), &self.supplier);
        let reach = match &self.contact {
            None => view! { <p>{text.contact_hidden()}</p> }.into_any(),
            Some(contact) => {
                let koperasi = self.officers.first().map_or("", |o| o.koperasi().name.as_str());
                let ask = contact.whatsapp.as_ref().map(|phone| {
                    Button::whatsapp(text.ask_whatsapp(), phone.whatsapp(&text.greeting(&s.name, koperasi))).wide().view()
                });
                view! { {contact_facts(text, contact)} {ask} }.into_any()
            }
        };
        let rooms: Vec<_> = self
            .officers
            .iter()
            .map(|o| {
                let href = format!("/pengurus/{}/pemasok/{}", o.koperasi().slug, s.slug);
                Button::quiet(text.keep_for(&o.koperasi().name)).link(href).wide().view()
            })
            .collect();
        let url = format!("{}{}", frame.public_url, self.path());
        view! {
            {ui::titled_card(text.contact(), view! { {reach} {rooms} })}
            {ui::share_row(frame.lang, &text.share(&s.name), &url)}
        }
        .into_any()
    }
}

impl Screen for SupplierScreen {
    fn head(&self, lang: Lang) -> Head {
        let (text, s) = (Text(lang), &self.supplier);
        let materials: Vec<&str> = s.materials.iter().map(|m| m.name.as_str()).collect();
        let about = text.describe(&s.name, &self.place(text), &domain::richtext::summary(&materials.join(", "), 110));
        Head::new(&s.name).describe(about).tab(Tab::Koperasi).canonical(self.path())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, s) = (Text(frame.lang), &self.supplier);
        let crumbs = [("/pemasok".to_owned(), text.suppliers().to_owned())];
        let materials: Vec<NavLink> =
            s.materials.iter().map(|m| NavLink::new(super::address("/pemasok", &[("bahan", &m.slug)]), &m.name)).collect();
        let about = s.description.as_deref().map(|d| ui::rich_text(&domain::richtext::blocks(d)));
        let told = view! {
            {ui::section(text.deals_in(), None, ui::chips(text.materials(), &materials))}
            {ui::section(text.about(), None, view! { {about} {self.facts(text)} })}
            {ui::section(rating::Text(frame.lang).ratings(), None, rating::average(frame.lang, self.rated.as_ref()))}
        };
        view! {
            <div class="wadah">
                {ui::breadcrumbs(frame.lang, &crumbs, &s.name)}
                {ui::page_head(Some(&self.place(text)), &s.name, None)}
                {ui::two_columns(told, self.side(frame))}
            </div>
        }
        .into_any()
    }
}
