use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::relative;
use domain::ids::MembershipId;
use domain::koperasi::Declined;
use domain::lang::Lang;
use engine::koperasi::{DecideError, Waiting};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Fields, Icon, post_button};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let waiting = engine::koperasi::waiting(&reader.site.desk, &by).await?;
    Ok(reader.page(ApplicationsScreen { by, waiting }))
}

pub async fn admit(reader: Reader, by: Officer, Path((slug, membership)): Path<(String, String)>) -> PageResult {
    let membership = membership_of(&membership)?;
    let number = engine::koperasi::admit(&reader.site.desk, &by, membership).await.map_err(raised)?;
    Ok(reader.see_other(format!("/pengurus/{slug}/permohonan")).saying(&Text(reader.lang).admitted(number)))
}

pub async fn decline_form(
    reader: Reader,
    by: Overseer,
    _officer: Officer,
    Path((_, membership)): Path<(String, String)>,
) -> PageResult {
    let membership = membership_of(&membership)?;
    let waiting = find(&reader, &by, membership).await?;
    Ok(reader.page(DeclineScreen { by, waiting, filled: reader.form() }))
}

pub async fn decline(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((slug, membership)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let membership = membership_of(&membership)?;
    let why = match Declined::parse(&posted.inputs) {
        Ok(why) => why,
        Err(errors) => {
            let waiting = find(&reader, &overseer, membership).await?;
            return Ok(reader.page(DeclineScreen { by: overseer, waiting, filled: posted.refused(errors) }).unprocessable());
        }
    };
    engine::koperasi::decline(&reader.site.desk, &by, membership, why).await.map_err(raised)?;
    Ok(reader.see_other(format!("/pengurus/{slug}/permohonan")).saying(Text(reader.lang).declined()))
}

async fn find(reader: &Reader, by: &Overseer, membership: MembershipId) -> Result<Waiting, PageError> {
    let waiting = engine::koperasi::waiting(&reader.site.desk, by).await?;
    waiting.into_iter().find(|w| w.id == membership).ok_or(PageError::NotFound)
}

fn membership_of(text: &str) -> Result<MembershipId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

fn raised(error: DecideError) -> PageError {
    match error {
        DecideError::Unknown => PageError::NotFound,
        DecideError::Illegal(_) => PageError::Conflict,
        DecideError::Trouble(trouble) => trouble.into(),
    }
}

struct ApplicationsScreen {
    by: Overseer,
    waiting: Vec<Waiting>,
}

impl Screen for ApplicationsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).applications()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let slug = &self.by.koperasi().slug;
        let list = if self.waiting.is_empty() {
            let page = Button::quiet(text.koperasi_page()).link(format!("/koperasi/{slug}"));
            ui::empty_state(Icon::Cooperative, text.no_applications(), text.no_applications_hint(), Some(page))
        } else {
            let decides = self.by.officer().is_some();
            self.waiting.iter().map(|w| application(frame, slug.as_str(), w, decides)).collect_view().into_any()
        };
        view! { <div class="wadah">{head(frame.lang, &self.by, Room::Applications, text.applications(), None)} {list}</div> }
            .into_any()
    }
}

fn application(frame: &Frame, slug: &str, w: &Waiting, decides: bool) -> AnyView {
    let text = Text(frame.lang);
    let base = format!("/pengurus/{slug}/permohonan/{}", w.id);
    let when = text.sent(&relative(w.applied_at, frame.now, frame.lang));
    let reason = w.reason.as_deref().map(|r| ui::rich_text(&domain::richtext::blocks(r)));
    let buttons = decides.then(|| {
        view! {
            <div class="tombol-baris">
                {post_button(format!("{base}/terima"), vec![], Button::primary(text.admit()).read_as(format!("{}: {}", text.admit(), w.name)))}
                {Button::quiet(text.decline()).link(format!("{base}/tolak")).read_as(format!("{}: {}", text.decline(), w.name)).view()}
            </div>
        }
    });
    ui::titled_card(&w.name, view! { <p class="redup">{w.phone.display()} " · " {when}</p> {reason} {buttons} })
}

struct DeclineScreen {
    by: Overseer,
    waiting: Waiting,
    filled: Filled,
}

impl Screen for DeclineScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).decline_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let list = format!("/pengurus/{}/permohonan", self.by.koperasi().slug);
        let fields = view! {
            {f.area("alasan", text.decline_reason(), 500).hint(text.decline_hint())}
            {ui::submit_row(vec![Button::danger(text.decline()), Button::quiet(text.applications()).link(&list)])}
        };
        let form = f.form(format!("{list}/{}/tolak", self.waiting.id), fields).view();
        ui::narrow(view! { {ui::page_head(Some(&self.waiting.name), text.decline_title(), None)} {form} })
    }
}
