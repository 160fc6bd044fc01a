//! The pictures of an old product: their order, their words, their end.

use axum::extract::Path;
use domain::access::Keeper;
use domain::form::FieldErrors;
use domain::ids::PictureId;
use domain::lang::Lang;
use domain::slug::Slug;
use domain::text::Line;
use engine::catalog::{Move, OwnProduct, WriteError};
use leptos::prelude::*;

use super::edit::{EditScreen, find};
use super::fields::inputs_of;
use super::scope::Scope;
use super::text::Text;
use crate::house::{Filled, PageError, PageResult, Posted, Reader};
use crate::ui::{self, Button, Fields, Icon, Place};

/// Characters of a picture's description.
const ALT: usize = 200;

/// One picture (`foto`) and what to do with it (`aksi`: `naik`, `turun`, `hapus`, `jelaskan`).
pub async fn act(reader: Reader, by: Keeper, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let product = find(&reader, &by, &slug).await?;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let picture: PictureId = posted.one("foto").parse().map_err(|_| PageError::NotFound)?;
    let desk = &reader.site.desk;
    let (done, said) = match posted.one("aksi") {
        "naik" => (engine::catalog::move_picture(desk, &by, &slug, picture, Move::Up).await, text.pictures_moved()),
        "turun" => (engine::catalog::move_picture(desk, &by, &slug, picture, Move::Down).await, text.pictures_moved()),
        "hapus" => (engine::catalog::remove_picture(desk, &by, &slug, picture).await, text.picture_removed()),
        _ => match Line::<ALT>::parse_optional(posted.one("keterangan")) {
            Ok(alt) => {
                let alt = alt.map_or_else(String::new, Line::into_string);
                (engine::catalog::describe_picture(desk, &by, &slug, picture, &alt).await, text.picture_described())
            }
            Err(why) => {
                let inputs = inputs_of(&product).with(&alt_field(picture), posted.one("keterangan"));
                let filled = Filled::refused(inputs, FieldErrors::of(alt_field(picture), why));
                let version = product.version;
                return Ok(reader.page(EditScreen::of(&reader, &by, product, filled, version).await?).unprocessable());
            }
        },
    };
    match done {
        Ok(()) => {}
        Err(WriteError::Trouble(trouble)) => return Err(trouble.into()),
        // The page was older than the product: it shows how things stand now.
        Err(WriteError::Pictures(_) | WriteError::Stale { .. }) => return Err(PageError::Conflict),
        Err(WriteError::Unknown | WriteError::UnknownCategory) => return Err(PageError::NotFound),
    }
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.see_other(scope.path(&format!("/usaha/produk/{slug}"))).saying(said))
}

fn alt_field(picture: PictureId) -> String {
    format!("keterangan-{picture}")
}

/// The pictures with their buttons.
pub fn card(lang: Lang, scope: &Scope, filled: &Filled, product: &OwnProduct) -> AnyView {
    let text = Text(lang);
    if product.pictures.is_empty() {
        return ui::titled_card(text.photos(), ui::empty_state(Icon::Camera, text.no_photos(), text.no_photos_hint(), None));
    }
    let action = scope.path(&format!("/usaha/produk/{}/foto", product.slug));
    let last = product.pictures.len();
    let items: Vec<_> = (1u64..)
        .zip(&product.pictures)
        .map(|(n, p)| {
            let field = alt_field(p.id);
            let mut own = filled.clone();
            if !own.inputs.has(&field) {
                own.inputs = own.inputs.with(&field, &p.picture.alt);
            }
            own.errors =
                filled.errors.get(&field).map_or_else(FieldErrors::default, |why| FieldErrors::of(field.as_str(), why.clone()));
            let f = Fields::new(lang, &own).prefix("g");
            let button = |label: &str, what: &str, icon: Icon| {
                Button::quiet(label).small().icon(icon).send("aksi", what).read_as(format!("{label}: {}", text.photo(n)))
            };
            let mut buttons = vec![button(text.keep_alt(), "jelaskan", Icon::Check)];
            if n > 1 {
                buttons.push(button(text.move_up(), "naik", Icon::ChevronUp));
            }
            if usize::try_from(n).is_ok_and(|n| n < last) {
                buttons.push(button(text.move_down(), "turun", Icon::ChevronDown));
            }
            buttons.push(button(text.remove(), "hapus", Icon::Trash));
            let fields = view! {
                {f.hidden("foto", p.id)}
                {f.text(&field, text.alt(n)).named("keterangan").optional()}
                {ui::submit_row(buttons)}
            };
            let form = f.form(action.clone(), fields).view();
            let picture = super::card::picture(&p.picture).view(Place::Thumb, Icon::Image);
            view! { <li>{picture}{form}</li> }.into_any()
        })
        .collect();
    ui::titled_card(text.photos(), view! { <p class="bantu">{text.photos_order()}</p> <ol class="foto-atur">{items}</ol> })
}
