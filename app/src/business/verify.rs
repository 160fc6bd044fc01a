use axum::extract::Path;
use domain::access::Verifier;
use domain::dates::relative;
use domain::form::{FieldErrors, Inputs};
use domain::ids::PermitId;
use domain::lang::Lang;
use domain::permit::PermitKind;
use domain::text::Line;
use engine::business::OfficePermit;
use leptos::prelude::*;

use super::permits::private;
use super::text::Text;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, posted};
use crate::ui::{self, Button, Cell, Fields, Icon, NavLink, post_button};

/// As people call it.
pub fn permit_name(lang: Lang, kind: PermitKind) -> &'static str {
    match kind {
        PermitKind::Nib => "NIB",
        PermitKind::Pirt => "SPP-IRT",
        PermitKind::Halal => lang.pick("Sertifikat halal", "Halal certificate"),
        PermitKind::Trademark => lang.pick("Merek terdaftar", "Registered trademark"),
    }
}

/// Which permits the page shows (`lihat`).
#[derive(Debug, Clone, PartialEq, Eq)]
enum Look {
    Waiting,
    /// Those with these words in their number or their shop's name.
    Verified(String),
}

const VERIFIED: &str = "terverifikasi";

impl Look {
    fn asked(inputs: &Inputs) -> Self {
        match inputs.one("lihat") {
            VERIFIED => Self::Verified(inputs.one("cari").chars().filter(|c| !c.is_control()).take(80).collect()),
            _ => Self::Waiting,
        }
    }

    const fn address(&self) -> &'static str {
        match self {
            Self::Waiting => "/dinas/izin",
            Self::Verified(_) => "/dinas/izin?lihat=terverifikasi",
        }
    }
}

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    let look = Look::asked(&posted::query(&reader.path));
    show(&reader, &by, look, None).await
}

/// `keputusan` is `verifikasi`, or `tolak` with an `alasan`; a verified permit is revoked by `tolak`.
pub async fn decide(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id: PermitId = id.parse().map_err(|_| PageError::NotFound)?;
    let look = Look::asked(&posted.inputs);
    let reason = match posted.one("keputusan") {
        "verifikasi" => None,
        _ => match Line::<300>::parse(posted.one("alasan")) {
            Ok(reason) => Some(reason.into_string()),
            Err(why) => {
                let filled = posted.refused(FieldErrors::of("alasan", why));
                return show(&reader, &by, look, Some((id, filled))).await.map(Answer::unprocessable);
            }
        },
    };
    match engine::business::decide_permit(&reader.site.desk, &by, id, reason.as_deref()).await? {
        None => Err(PageError::NotFound),
        Some(Err(_)) => Err(PageError::Conflict),
        Some(Ok(())) => Ok(reader.see_other(look.address()).saying(Text(reader.lang).decided())),
    }
}

pub async fn scan(reader: Reader, by: Verifier, Path(id): Path<String>) -> PageResult {
    let id: PermitId = id.parse().map_err(|_| PageError::NotFound)?;
    let scan = engine::business::scan_for_verifier(&reader.site.desk, &by, id).await?;
    private(&reader, scan)
}

async fn show(reader: &Reader, by: &Verifier, look: Look, refused: Option<(PermitId, Filled)>) -> PageResult {
    let desk = &reader.site.desk;
    let permits = match &look {
        Look::Waiting => engine::business::waiting_permits(desk, by).await?,
        Look::Verified(words) => engine::business::verified_permits(desk, by, words).await?,
    };
    Ok(reader.page(VerifyScreen { look, permits, refused }))
}

struct VerifyScreen {
    look: Look,
    permits: Vec<OfficePermit>,
    refused: Option<(PermitId, Filled)>,
}

impl Screen for VerifyScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).verify_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let verified = matches!(self.look, Look::Verified(_));
        let tabs = [
            NavLink::new(Look::Waiting.address(), text.waiting_tab()).current(!verified),
            NavLink::new(Look::Verified(String::new()).address(), text.verified_tab()).current(verified),
        ];
        let search = match &self.look {
            Look::Waiting => None,
            Look::Verified(words) => Some(search(text, words)),
        };
        let list = if !self.permits.is_empty() {
            let cards = self.permits.iter().map(|p| {
                let filled = self.refused.as_ref().filter(|(id, _)| *id == p.id).map(|(_, filled)| filled.clone());
                card(frame, p, verified, filled)
            });
            cards.collect_view().into_any()
        } else if verified {
            ui::empty_state(Icon::Search, text.none_verified(), text.none_verified_hint(), None)
        } else {
            ui::empty_state(Icon::Check, text.nothing_waits(), text.nothing_waits_hint(), None)
        };
        view! {
            <div class="wadah">
                {ui::page_head(None, text.verify_title(), Some(text.verify_lead()))}
                {crate::dinas::tabs(frame.lang, crate::dinas::Room::Permits)}
                {ui::chips(text.which_permits(), &tabs)}
                {search}
                {list}
            </div>
        }
        .into_any()
    }
}

fn search(text: Text, words: &str) -> AnyView {
    view! {
        <form class="cari-daftar" action="/dinas/izin" role="search" aria-label=text.look_up()>
            <input type="hidden" name="lihat" value=VERIFIED/>
            <label><span>{text.look_up()}</span><input class="isian" type="search" name="cari" value=words.to_owned()/></label>
            <button class="tombol tenang">{text.look_up_button()}</button>
        </form>
    }
    .into_any()
}

fn card(frame: &Frame, p: &OfficePermit, verified: bool, filled: Option<Filled>) -> AnyView {
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
    let title = if verified { text.revoke() } else { text.refuse() };
    let reason = f.text("alasan", if verified { text.revoke_reason() } else { text.reason() });
    let reason = if verified { reason.hint(text.revoke_hint()) } else { reason };
    let fields = view! {
        {verified.then(|| f.hidden("lihat", VERIFIED))}
        {reason}
        {ui::submit_row(vec![Button::danger(title).send("keputusan", "tolak").read_as(format!("{title}: {}", p.number))])}
    };
    let form = f.form(action.clone(), fields).view();
    let verify = (!verified).then(|| {
        let button = Button::primary(text.verify()).read_as(format!("{}: {}", text.verify(), p.number));
        post_button(action, vec![("keputusan", "verifikasi".to_owned())], button)
    });
    let heading = format!("{} · {}", permit_name(frame.lang, p.kind), relative(p.entered_at, frame.now, frame.lang));
    ui::titled_card(
        &heading,
        view! {
            {ui::facts(facts)}
            {scan}
            {verify}
            <details open=was_refused><summary>{title}</summary>{form}</details>
        },
    )
}
