use axum::extract::Path;
use domain::access::Verifier;
use domain::dates::relative;
use domain::form::FieldErrors;
use domain::ids::PermitId;
use domain::lang::Lang;
use domain::permit::PermitKind;
use domain::text::Line;
use engine::business::WaitingPermit;
use leptos::prelude::*;

use super::permits::private;
use super::text::Text;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::ui::{self, Button, Cell, Fields, Icon, post_button};

/// As people call it.
pub fn permit_name(lang: Lang, kind: PermitKind) -> &'static str {
    match kind {
        PermitKind::Nib => "NIB",
        PermitKind::Pirt => "SPP-IRT",
        PermitKind::Halal => lang.pick("Sertifikat halal", "Halal certificate"),
        PermitKind::Trademark => lang.pick("Merek terdaftar", "Registered trademark"),
    }
}

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    show(&reader, &by, None).await
}

/// `keputusan` is `verifikasi`, or `tolak` with an `alasan`.
pub async fn decide(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id: PermitId = id.parse().map_err(|_| PageError::NotFound)?;
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
    match engine::business::decide_permit(&reader.site.desk, &by, id, reason.as_deref()).await? {
        None => Err(PageError::NotFound),
        Some(Err(_)) => Err(PageError::Conflict),
        Some(Ok(())) => Ok(reader.see_other("/dinas/izin").saying(Text(reader.lang).decided())),
    }
}

pub async fn scan(reader: Reader, by: Verifier, Path(id): Path<String>) -> PageResult {
    let id: PermitId = id.parse().map_err(|_| PageError::NotFound)?;
    let scan = engine::business::scan_for_verifier(&reader.site.desk, &by, id).await?;
    private(&reader, scan)
}

async fn show(reader: &Reader, by: &Verifier, refused: Option<(PermitId, Filled)>) -> PageResult {
    let waiting = engine::business::waiting_permits(&reader.site.desk, by).await?;
    Ok(reader.page(VerifyScreen { waiting, refused }))
}

struct VerifyScreen {
    waiting: Vec<WaitingPermit>,
    refused: Option<(PermitId, Filled)>,
}

impl Screen for VerifyScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).verify_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.waiting.is_empty() {
            ui::empty_state(Icon::Check, text.nothing_waits(), text.nothing_waits_hint(), None)
        } else {
            let cards = self.waiting.iter().map(|p| {
                let filled = self.refused.as_ref().filter(|(id, _)| *id == p.id).map(|(_, filled)| filled.clone());
                card(frame, p, filled)
            });
            cards.collect_view().into_any()
        };
        view! {
            <div class="wadah">
                {ui::page_head(None, text.verify_title(), Some(text.verify_lead()))}
                {crate::dinas::tabs(frame.lang, crate::dinas::Room::Permits)}
                {list}
            </div>
        }
        .into_any()
    }
}

fn card(frame: &Frame, p: &WaitingPermit, filled: Option<Filled>) -> AnyView {
    let text = Text(frame.lang);
    let action = format!("/dinas/izin/{}", p.id);
    let until = p.expires_on.map_or_else(|| text.no_end().to_owned(), |d| d.short(frame.lang));
    let facts = vec![
        (text.permit_number().to_owned(), Cell::text(&p.number)),
        (text.valid_until().to_owned(), Cell::text(until)),
        (
            text.name().to_owned(),
            Cell::link(&format!("/toko/{}", p.shop_slug), &p.shop_name).and(format!("{}, {}", p.owner_name, p.district)),
        ),
    ];
    let scan = p.has_scan.then(|| view! { <a href=format!("{action}/foto")>{text.see_scan()}</a> });
    let was_refused = filled.is_some();
    let filled = filled.unwrap_or_default();
    let f = Fields::new(frame.lang, &filled).prefix(format!("f-{}", p.id));
    // Every card has this field, so its id carries the permit's.
    let fields = view! {
        {f.text("alasan", text.reason())}
        {ui::submit_row(vec![Button::danger(text.refuse()).send("keputusan", "tolak")])}
    };
    let form = f.form(action.clone(), fields).view();
    let verify = Button::primary(text.verify()).read_as(format!("{}: {}", text.verify(), p.number));
    let title = format!("{} · {}", permit_name(frame.lang, p.kind), relative(p.entered_at, frame.now, frame.lang));
    ui::titled_card(
        &title,
        view! {
            {ui::facts(facts)}
            {scan}
            {post_button(action, vec![("keputusan", "verifikasi".to_owned())], verify)}
            <details open=was_refused><summary>{text.refuse()}</summary>{form}</details>
        },
    )
}
