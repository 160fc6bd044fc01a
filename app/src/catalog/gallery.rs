//! The pictures of an old product: their order, their words, their end.

use axum::extract::Path;
use domain::access::Keeper;
use domain::form::{FieldErrors, Inputs};
use domain::ids::PictureId;
use domain::lang::Lang;
use domain::slug::Slug;
use domain::text::Line;
use engine::catalog::{Move, OwnProduct, WriteError};
use leptos::prelude::*;

use super::edit::find;
use super::fields::{FORM, alt_field};
use super::scope::Scope;
use super::text::Text;
use super::unsaved;
use crate::house::{Filled, PageError, PageResult, Posted, Reader};
use crate::ui::{self, Button, Fields, Icon, Place};

/// Characters of a picture's description.
const ALT: usize = 200;

/// What to do with which picture: `aksi` is `naik:ID`, `turun:ID` or `hapus:ID`. The button is one of
/// the product form, whose other fields are not saved by it and not lost either.
pub async fn act(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let product = find(&reader, &by, &slug).await?;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let (what, picture) = posted.one("aksi").split_once(':').ok_or(PageError::NotFound)?;
    let picture: PictureId = picture.parse().map_err(|_| PageError::NotFound)?;
    let desk = &reader.site.desk;
    let (done, said) = match what {
        "naik" => (engine::catalog::move_picture(desk, &by, &slug, picture, Move::Up).await, text.pictures_moved()),
        "turun" => (engine::catalog::move_picture(desk, &by, &slug, picture, Move::Down).await, text.pictures_moved()),
        "hapus" => (engine::catalog::remove_picture(desk, &by, &slug, picture).await, text.picture_removed()),
        _ => return Err(PageError::NotFound),
    };
    match done {
        Ok(()) => {}
        Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
        // The page was older than the product: it shows how things stand now.
        Err(WriteError::Pictures(_) | WriteError::Stale { .. }) => return Err(PageError::Conflict),
        Err(WriteError::Unknown | WriteError::UnknownCategory) => return Err(PageError::NotFound),
    }
    let to = match unsaved::kept_page(&reader, &by, &product, posted).await? {
        Some(kept) => kept,
        None => Scope::of(&reader, &by).await?.path(&format!("/usaha/produk/{slug}")),
    };
    Ok(reader.see_other(to).saying(said))
}

/// The pictures whose descriptions the form changes, with the new ones.
pub fn described(product: &OwnProduct, inputs: &Inputs) -> Result<Vec<(PictureId, String)>, FieldErrors> {
    let (mut changed, mut errors) = (Vec::new(), FieldErrors::default());
    for p in &product.pictures {
        let field = alt_field(p.id);
        if !inputs.has(&field) {
            continue;
        }
        match Line::<ALT>::parse_optional(inputs.one(&field)) {
            Ok(words) => {
                let words = words.map_or_else(String::new, Line::into_string);
                if words != p.picture.alt {
                    changed.push((p.id, words));
                }
            }
            Err(why) => errors.add(field, why),
        }
    }
    if errors.is_empty() { Ok(changed) } else { Err(errors) }
}

/// The pictures with their buttons.
pub fn card(lang: Lang, scope: &Scope, filled: &Filled, product: &OwnProduct) -> AnyView {
    let text = Text(lang);
    if product.pictures.is_empty() {
        return ui::titled_card(text.photos(), ui::empty_state(Icon::Camera, text.no_photos(), text.no_photos_hint(), None));
    }
    let action = scope.path(&format!("/usaha/produk/{}/foto", product.slug));
    let f = Fields::new(lang, filled);
    let last = product.pictures.len();
    let items: Vec<_> = (1u64..)
        .zip(&product.pictures)
        .map(|(n, p)| {
            let button = |label: &str, what: &str, icon: Icon| {
                let button = Button::quiet(label).small().icon(icon).read_as(format!("{label}: {}", text.photo(n)));
                button.form(FORM).to(&action).send("aksi", format!("{what}:{}", p.id))
            };
            let mut buttons = Vec::new();
            if n > 1 {
                buttons.push(button(text.move_up(), "naik", Icon::ChevronUp));
            }
            if usize::try_from(n).is_ok_and(|n| n < last) {
                buttons.push(button(text.move_down(), "turun", Icon::ChevronDown));
            }
            buttons.push(button(text.remove(), "hapus", Icon::Trash));
            let field = alt_field(p.id);
            let words = f.text(&field, text.alt(n)).of_form(FORM).optional();
            // A picture that came after the form was opened.
            let words = if filled.inputs.has(&field) { words } else { words.or_value(&p.picture.alt) };
            let picture = super::card::picture(&p.picture).view(Place::Thumb, Icon::Image);
            view! { <li>{picture}<div class="formulir">{words}{ui::submit_row(buttons)}</div></li> }.into_any()
        })
        .collect();
    ui::titled_card(text.photos(), view! { <p class="bantu">{text.photos_order()}</p> <ol class="foto-atur">{items}</ol> })
}
