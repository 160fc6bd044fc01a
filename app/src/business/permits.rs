use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::access::Keeper;
use domain::business::Permit;
use domain::dates::Day;
use domain::form::FieldErrors;
use domain::ids::PermitId;
use domain::lang::Lang;
use domain::permit::{self, Makers, PermitKind, State, Validity, Verification};
use engine::business::{Current, EnterError, PermitScan};
use engine::pictures::Upload;
use leptos::prelude::*;

use super::desk::link;
use super::text::Text;
use super::verify::permit_name;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Badge, Cell, Choice, Column, Fields};

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let filled = reader.form();
    show(&reader, &by, filled).await
}

pub async fn enter(reader: Reader, by: Keeper, mut posted: Posted) -> PageResult {
    let permit = match Permit::parse(&posted.inputs, Day::of(reader.now())) {
        Ok(permit) => permit,
        Err(errors) => return refuse(&reader, &by, posted.refused(errors)).await,
    };
    let scan = posted.take_files("foto").into_iter().find(|f| f.size > 0);
    let scan = match scan {
        Some(file) => Some(Upload::Spooled(file.into_reader().map_err(engine::Trouble::from)?)),
        None => None,
    };
    match engine::business::enter(&reader.site.desk, &by, permit, scan).await {
        Ok(_) => {
            let slug = engine::business::kept(&reader.site.desk, &by).await?.slug;
            Ok(reader.see_other(link("/usaha/izin", &slug)).saying(Text(reader.lang).entered()))
        }
        Err(EnterError::Scan(why)) => refuse(&reader, &by, posted.refused(FieldErrors::of("foto", why.into()))).await,
        Err(EnterError::Trouble(trouble)) => Err(trouble.into()),
    }
}

pub async fn scan(reader: Reader, by: Keeper, Path(id): Path<String>) -> PageResult {
    let id: PermitId = id.parse().map_err(|_| PageError::NotFound)?;
    let scan = engine::business::scan_for_owner(&reader.site.desk, &by, id).await?;
    private(&reader, scan)
}

/// A picture that no cache keeps.
pub(super) fn private(reader: &Reader, scan: Option<PermitScan>) -> PageResult {
    let scan = scan.ok_or(PageError::NotFound)?;
    Ok(reader.answer(scan.bytes).header(CONTENT_TYPE, scan.content_type).header(CACHE_CONTROL, "private, no-store"))
}

async fn refuse(reader: &Reader, by: &Keeper, filled: Filled) -> PageResult {
    show(reader, by, filled).await.map(Answer::unprocessable)
}

async fn show(reader: &Reader, by: &Keeper, filled: Filled) -> PageResult {
    let permits = engine::business::current(&reader.site.desk, by).await?;
    let kept = engine::business::kept(&reader.site.desk, by).await?;
    Ok(reader.page(PermitsScreen { slug: kept.slug, name: kept.name, on_behalf: by.on_behalf(), permits, filled }))
}

struct PermitsScreen {
    slug: String,
    name: String,
    on_behalf: bool,
    permits: Vec<Current>,
    filled: Filled,
}

impl Screen for PermitsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).permits()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let today = Day::of(frame.now);
        let list = if self.permits.is_empty() {
            view! { <p>{text.no_permits()}</p> }.into_any()
        } else {
            let rows = self.permits.iter().map(|p| self.row(frame.lang, p, today)).collect();
            ui::table_under(
                text.permits(),
                &[Column::words(text.kind()), Column::words(text.valid_until()), Column::silent(text.scan())],
                rows,
            )
        };
        let f = Fields::new(frame.lang, &self.filled);
        let kinds = PermitKind::ALL.into_iter().map(|k| Choice::new(k.code(), permit_name(frame.lang, k))).collect();
        let fields = view! {
            {f.select("jenis", text.kind(), kinds)}
            {f.text("nomor", text.permit_number())}
            {f.date("berlaku", text.valid_until()).hint(text.valid_hint()).optional()}
            {f.date("terbit", text.given()).hint(given_hint(frame.lang, today)).optional()}
            {f.file("foto", text.scan(), "image/jpeg,image/png,image/webp").hint(text.scan_hint()).optional()}
            {f.submit(text.enter())}
        };
        let form = f.form(link("/usaha/izin", &self.slug), fields).multipart().view();
        ui::narrow(view! {
            {ui::page_head(Some(&self.name), text.permits(), Some(text.permits_lead()))}
            {halal_duty(frame.lang, &self.permits, today)}
            {list}
            {ui::titled_card(text.enter_title(), form)}
        })
    }
}

/// How long permits given today hold, where they end.
fn given_hint(lang: Lang, today: Day) -> String {
    let text = Text(lang);
    let years =
        PermitKind::ALL.into_iter().filter_map(|kind| match permit::validity_on(permit::VALIDITY, kind, today)?.validity {
            Validity::Years(years) => Some(text.holds_for(permit_name(lang, kind), years)),
            Validity::NoEnd => None,
        });
    text.given_hint(&years.collect::<Vec<_>>().join(", "))
}

/// The duty of those who make food, until there is a certificate.
fn halal_duty(lang: Lang, permits: &[Current], today: Day) -> Option<AnyView> {
    let certified = permits.iter().any(|p| p.kind == PermitKind::Halal && p.state == Verification::Verified);
    let duty = permit::HALAL_DUTY.iter().find(|duty| duty.makers == Makers::MicroAndSmall).filter(|_| !certified)?;
    let text = Text(lang);
    let since = duty.from.short(lang);
    let said = if duty.from <= today { text.halal_since(&since, duty.source) } else { text.halal_from(&since, duty.source) };
    Some(view! { <p class="petunjuk">{said}</p> }.into_any())
}

impl PermitsScreen {
    fn row(&self, lang: Lang, p: &Current, today: Day) -> Vec<Cell> {
        let text = Text(lang);
        let badge = match (p.state, permit::state_on(p.expires_on, today)) {
            (Verification::Waiting, _) => Badge::waiting(text.waiting()),
            (Verification::Refused, _) => Badge::bad(text.refused()),
            (Verification::Verified, State::Expired) => Badge::bad(text.expired()),
            (Verification::Verified, _) => Badge::good(text.verified()),
        };
        let number = match (&p.reason, p.state) {
            (Some(reason), Verification::Refused) => format!("{}: {reason}", p.number),
            _ => p.number.clone(),
        };
        let until = p.expires_on.map_or_else(|| text.no_end().to_owned(), |d| d.short(lang));
        // An officer who acts for the owner is not shown the paper.
        let scan = (p.has_scan && !self.on_behalf).then(|| {
            let href = link(&format!("/usaha/izin/{}/foto", p.id), &self.slug);
            view! { <a href=href>{text.see_scan()}</a> }
        });
        vec![
            Cell::text(permit_name(lang, p.kind)).and(number),
            Cell::view(view! { {badge.view()} " " {until} }),
            Cell::view(scan),
        ]
    }
}
