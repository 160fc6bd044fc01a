//! The searches that a person waits for, and what came of them.

use axum::extract::Path;
use domain::access::Person;
use domain::dates::Day;
use domain::ids::SavedSearchId;
use domain::lang::Lang;
use engine::saved::SavedSearch;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, post_button};

pub async fn page(reader: Reader, by: Person) -> PageResult {
    let searches = engine::saved::of_person(&reader.site.desk, &by).await?;
    Ok(reader.page(SearchesScreen { searches }))
}

pub async fn remove(reader: Reader, by: Person, Path(id): Path<String>) -> PageResult {
    let id: SavedSearchId = id.parse().map_err(|_| PageError::NotFound)?;
    if !engine::saved::remove(&reader.site.desk, &by, id).await? {
        return Err(PageError::NotFound);
    }
    Ok(reader.see_other("/akun/pencarian").saying(Text(reader.lang).removed()))
}

struct SearchesScreen {
    searches: Vec<SavedSearch>,
}

impl Screen for SearchesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).searches()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let content = if self.searches.is_empty() {
            let search = Button::primary(text.to_search()).link("/cari");
            ui::empty_state(Icon::Search, text.no_searches(), text.no_searches_text(), Some(search))
        } else {
            let columns = [Column::words(text.search()), Column::words(text.state()), Column::silent(text.remove())];
            ui::table_under(text.searches(), &columns, self.searches.iter().map(|search| row(frame, search)).collect())
        };
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.searches(), Some(text.searches_lead()))}
            {content}
        })
    }
}

fn row(frame: &Frame, search: &SavedSearch) -> Vec<Cell> {
    let text = Text(frame.lang);
    let since = text.since_when(&Day::of(search.created_at).short(frame.lang));
    let remove = Button::quiet(text.remove()).small().read_as(format!("{}: {}", text.remove(), search.label));
    vec![
        Cell::link(&format!("/cari?{}", search.query), &search.label).and(since),
        state(text, search),
        Cell::view(post_button(format!("/akun/pencarian/{}/hapus", search.id), vec![], remove)),
    ]
}

fn state(text: Text, search: &SavedSearch) -> Cell {
    match (&search.found_at, &search.product) {
        (None, _) => Cell::badge(&Badge::waiting(text.search_waits())),
        (Some(_), Some((slug, name))) => Cell::link(&format!("/produk/{slug}"), name).and(text.search_found()),
        (Some(_), None) => Cell::badge(&Badge::good(text.search_found())).and(text.not_sold_now()),
    }
}
