//! Suggestions while typing: the search field as a combobox (WAI-ARIA APG, "Editable Combobox With
//! List Autocomplete"). Without the script it is the field alone, and its form searches.

use std::time::Duration;

use domain::discovery::{Kind, Suggestion};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;

/// Nothing is asked while keys still come faster than this.
const PAUSE: Duration = Duration::from_millis(160);
const LIST: &str = "saran";

crate::texts::texts! {
    /// The texts, from the page's catalogue.
    pub struct Words {
        label,
        placeholder,
        shop,
        category,
        /// The name of the list.
        list,
        /// Read out when suggestions are there; `{n}` is their number.
        found,
    }
}

/// The field of the top bar's search form, and the list below it.
#[island]
pub fn SearchBox(query: String, words: Words) -> impl IntoView {
    let typed = RwSignal::new(query.clone());
    let items = RwSignal::new(Vec::<Suggestion>::new());
    let active = RwSignal::new(None::<usize>);
    let open = RwSignal::new(false);
    // Counts the questions: an answer to any but the last is thrown away.
    let asked = StoredValue::new(0_u32);
    let waiting = StoredValue::new(None::<TimeoutHandle>);

    let ask = move || {
        let q = typed.get_untracked();
        asked.update_value(|n| *n += 1);
        let number = asked.get_value();
        if q.trim().chars().count() < 2 {
            items.set(Vec::new());
            open.set(false);
            return;
        }
        spawn_local(async move {
            let found = api::suggest(&q).await;
            if asked.get_value() != number {
                return;
            }
            let found = found.map(|s| s.items).unwrap_or_default();
            active.set(None);
            open.set(!found.is_empty());
            items.set(found);
        });
    };
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        if let Some(before) = waiting.get_value() {
            before.clear();
        }
        waiting.set_value(set_timeout_with_handle(ask, PAUSE).ok());
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let many = items.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if many > 0 => {
                event.prevent_default();
                open.set(true);
                active.update(|at| *at = next(*at, many));
            }
            "ArrowUp" if many > 0 => {
                event.prevent_default();
                open.set(true);
                active.update(|at| *at = before(*at, many));
            }
            "Escape" if open.get_untracked() => {
                event.prevent_default();
                open.set(false);
                active.set(None);
            }
            "Enter" => {
                let chosen = active.get_untracked().and_then(|at| items.with_untracked(|all| all.get(at).map(address)));
                if let Some(to) = chosen.filter(|_| open.get_untracked()) {
                    event.prevent_default();
                    go(&to);
                }
            }
            _ => {}
        }
    };
    let close = move |_| {
        open.set(false);
        active.set(None);
    };
    let Words { label, placeholder, shop, category, list, found } = words;
    let said = move || {
        let many = items.with(Vec::len);
        if open.get() && many > 0 { found.replace("{n}", &many.to_string()) } else { String::new() }
    };
    let options = move || {
        let (shop, category) = (shop.clone(), category.clone());
        items
            .get()
            .into_iter()
            .enumerate()
            .map(|(at, item)| {
                let kind = match item.kind {
                    Kind::Product => String::new(),
                    Kind::Shop => shop.clone(),
                    Kind::Category => category.clone(),
                    Kind::Koperasi | Kind::Supplier => String::new(),
                };
                let to = address(&item);
                let detail = if kind.is_empty() { item.detail } else { kind + " · " + &item.detail };
                let mut parts = item.parts.into_iter();
                let name: Vec<_> =
                    std::iter::from_fn(|| Some((parts.next()?, parts.next().map(|typed| view! { <mark>{typed}</mark> })))).collect();
                view! {
                    // No link inside: an option may hold nothing that is reached by itself.
                    <li role="option" id=option_id(at) aria-selected=move || (active.get() == Some(at)).to_string() on:click=move |_| go(&to)>
                        <b>{name}</b><small>{detail}</small>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <label>
            <span class="tersembunyi">{label}</span>
            <input
                type="search" name="q" id="cari" enterkeyhint="search" autocomplete="off" spellcheck="false"
                placeholder=placeholder value=query
                role="combobox" aria-autocomplete="list" aria-controls=LIST
                aria-expanded=move || open.get().to_string()
                aria-activedescendant=move || active.get().map(option_id)
                on:input=on_input on:keydown=on_key on:blur=close
            />
        </label>
        // The press on an option comes before the field loses the focus, which would close the list.
        <ul class="saran" id=LIST role="listbox" aria-label=list hidden=move || !open.get() on:mousedown=|event| event.prevent_default()>
            {options}
        </ul>
        <span class="tersembunyi" role="status">{said}</span>
    }
}

fn go(to: &str) {
    // Only fails for an address that is none.
    let _ = window().location().set_href(to);
}

fn option_id(at: usize) -> String {
    format!("{LIST}-{at}")
}

/// From the last back to the field, and from there to the first.
fn next(at: Option<usize>, many: usize) -> Option<usize> {
    at.map_or(Some(0), |at| (at + 1 < many).then_some(at + 1))
}

fn before(at: Option<usize>, many: usize) -> Option<usize> {
    at.map_or(many.checked_sub(1), |at| at.checked_sub(1))
}

fn address(item: &Suggestion) -> String {
    let path = match item.kind {
        Kind::Product => "/produk/",
        Kind::Shop => "/toko/",
        Kind::Koperasi => "/koperasi/",
        Kind::Supplier => "/pemasok/",
        Kind::Category => "/cari?kategori=",
    };
    // Slugs are letters, digits and hyphens: they need no encoding.
    path.to_owned() + &item.slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_around_by_way_of_the_field() {
        let down: Vec<_> = std::iter::successors(Some(None), |at| Some(next(*at, 2))).take(5).collect();
        assert_eq!(down, [None, Some(0), Some(1), None, Some(0)]);
        let up: Vec<_> = std::iter::successors(Some(None), |at| Some(before(*at, 2))).take(5).collect();
        assert_eq!(up, [None, Some(1), Some(0), None, Some(1)]);
        assert_eq!((next(None, 0), before(None, 0)), (Some(0), None));
    }
}
