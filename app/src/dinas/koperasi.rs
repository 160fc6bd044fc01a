use axum::extract::Path;
use domain::access::Verifier;
use domain::dates::relative;
use domain::form::FieldErrors;
use domain::ids::KoperasiId;
use domain::koperasi::LegalForm;
use domain::lang::Lang;
use domain::text::Line;
use engine::koperasi::{Decided, Listed, Pending};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Button, Cell, Fields, Icon, Notice, post_button};

/// Koperasi on one page of those that wait.
const PAGE: i64 = 20;

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    show(&reader, &by, None, None).await
}

/// `keputusan` is `verifikasi`, or `tolak` with an `alasan`; `versi` says what was seen.
pub async fn decide(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id: KoperasiId = id.parse().map_err(|_| PageError::NotFound)?;
    let text = Text(reader.lang);
    let reason = match posted.one("keputusan") {
        "verifikasi" => None,
        _ => match Line::<300>::parse(posted.one("alasan")) {
            Ok(reason) => Some(reason.into_string()),
            Err(why) => {
                let filled = posted.refused(FieldErrors::of("alasan", why));
                return show(&reader, &by, Some((id, filled)), None).await.map(Answer::unprocessable);
            }
        },
    };
    // Without a version nobody has seen anything.
    let version = posted.one("versi").parse().unwrap_or(i64::MIN);
    match engine::koperasi::decide(&reader.site.desk, &by, id, version, reason.as_deref()).await? {
        Decided::Saved => Ok(reader.see_other("/dinas/koperasi").saying(text.decided())),
        Decided::NotWaiting => Err(PageError::NotFound),
        Decided::Changed => {
            let filled = posted.refused(FieldErrors::default());
            show(&reader, &by, Some((id, filled)), Some(text.changed())).await.map(Answer::unprocessable)
        }
    }
}

async fn show(
    reader: &Reader,
    by: &Verifier,
    refused: Option<(KoperasiId, Filled)>,
    problem: Option<&'static str>,
) -> PageResult {
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let pending = engine::koperasi::pending(&reader.site.desk, by, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(KoperasiScreen { pending, refused, problem, nth }))
}

struct KoperasiScreen {
    pending: Listed<Pending>,
    refused: Option<(KoperasiId, Filled)>,
    problem: Option<&'static str>,
    nth: i64,
}

impl Screen for KoperasiScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).koperasi_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.pending.rows.is_empty() {
            ui::empty_state(Icon::Check, text.nothing(), text.nothing_hint(), None)
        } else {
            let cards = self.pending.rows.iter().map(|k| {
                let filled = self.refused.as_ref().filter(|(id, _)| *id == k.id).map(|(_, filled)| filled.clone());
                card(frame, k, filled)
            });
            cards.collect_view().into_any()
        };
        let last = pages_of(self.pending.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("/dinas/koperasi?hal={n}"));
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.koperasi_title(), Some(text.koperasi_lead()))}
                {tabs(frame.lang, Room::Koperasi)}
                {problem}
                {list}
                {pager}
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
    let opened = filled.is_some();
    let filled = filled.unwrap_or_default();
    let f = Fields::new(frame.lang, &filled).prefix(format!("f-{}", k.id));
    let action = format!("/dinas/koperasi/{}", k.id);
    let fields = view! {
        {f.hidden("versi", k.version)}
        {f.text("alasan", text.reason())}
        {ui::submit_row(vec![Button::danger(text.refuse()).send("keputusan", "tolak")])}
    };
    let form = f.form(action.clone(), fields).view();
    let verify = Button::primary(text.verify()).read_as(format!("{}: {}", text.verify(), k.name));
    ui::titled_card(
        &k.name,
        view! {
            {ui::facts(facts)}
            {post_button(action, vec![("keputusan", "verifikasi".to_owned()), ("versi", k.version.to_string())], verify)}
            <details open=opened><summary>{text.refuse()}</summary>{form}</details>
        },
    )
}
