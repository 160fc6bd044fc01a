use axum::extract::Path;
use domain::access::Verifier;
use domain::dates::relative;
use domain::form::FieldErrors;
use domain::ids::KoperasiId;
use domain::koperasi::LegalForm;
use domain::lang::Lang;
use domain::text::Line;
use engine::koperasi::Pending;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::ui::{self, Button, Cell, Fields, Icon, post_button};

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    show(&reader, &by, None).await
}

/// `keputusan` is `verifikasi`, or `tolak` with an `alasan`.
pub async fn decide(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id: KoperasiId = id.parse().map_err(|_| PageError::NotFound)?;
    let reason = match posted.one("keputusan") {
        "verifikasi" => None,
        _ => match Line::<300>::parse(posted.one("alasan")) {
            Ok(reason) => Some(reason.into_string()),
            Err(why) => {
                let filled = posted.refused(FieldErrors::of("alasan", why));
                return show(&reader, &by, Some((id, filled))).await.map(Answer::unprocessable);
            }
        },
    };
    if engine::koperasi::decide(&reader.site.desk, &by, id, reason.as_deref()).await? {
        Ok(reader.see_other("/dinas/koperasi").saying(Text(reader.lang).decided()))
    } else {
        Err(PageError::NotFound)
    }
}

async fn show(reader: &Reader, by: &Verifier, refused: Option<(KoperasiId, Filled)>) -> PageResult {
    let pending = engine::koperasi::pending(&reader.site.desk, by).await?;
    Ok(reader.page(KoperasiScreen { pending, refused }))
}

struct KoperasiScreen {
    pending: Vec<Pending>,
    refused: Option<(KoperasiId, Filled)>,
}

impl Screen for KoperasiScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).koperasi_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.pending.is_empty() {
            ui::empty_state(Icon::Check, text.nothing(), text.nothing_hint(), None)
        } else {
            let cards = self.pending.iter().map(|k| {
                let filled = self.refused.as_ref().filter(|(id, _)| *id == k.id).map(|(_, filled)| filled.clone());
                card(frame, k, filled)
            });
            cards.collect_view().into_any()
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.koperasi_title(), Some(text.koperasi_lead()))}
                {tabs(frame.lang, Room::Koperasi)}
                {list}
            </div>
        }
        .into_any()
    }
}

fn card(frame: &Frame, k: &Pending, filled: Option<Filled>) -> AnyView {
    let text = Text(frame.lang);
    let form_name = LegalForm::parse(&k.legal_form).map_or("", |f| f.name(frame.lang));
    let facts = vec![
        (text.nik().to_owned(), Cell::text(&k.nik_koperasi)),
        (text.form().to_owned(), Cell::text(form_name)),
        (text.place().to_owned(), Cell::text(format!("{}, {}", k.village, k.district))),
        (text.phone().to_owned(), Cell::text(&k.phone)),
        (text.told_by().to_owned(), Cell::text(&k.told_by).and(relative(k.created_at, frame.now, frame.lang))),
    ];
    let was_refused = filled.is_some();
    let filled = filled.unwrap_or_default();
    let f = Fields::new(frame.lang, &filled).prefix(format!("f-{}", k.id));
    let action = format!("/dinas/koperasi/{}", k.id);
    let fields = view! {
        {f.text("alasan", text.reason())}
        {ui::submit_row(vec![Button::danger(text.refuse()).send("keputusan", "tolak")])}
    };
    let form = f.form(action.clone(), fields).view();
    let verify = Button::primary(text.verify()).read_as(format!("{}: {}", text.verify(), k.name));
    ui::titled_card(
        &k.name,
        view! {
            {ui::facts(facts)}
            {post_button(action, vec![("keputusan", "verifikasi".to_owned())], verify)}
            <details open=was_refused><summary>{text.refuse()}</summary>{form}</details>
        },
    )
}
