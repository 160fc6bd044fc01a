use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::relative;
use domain::ids::MembershipId;
use domain::koperasi::Declined;
use domain::lang::Lang;
use engine::koperasi::{DecideError, Invited, Listed, Waiting};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head, unverified};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Button, Cell, Column, Fields, Icon, post_button};

/// Applications on one page of the list.
const PAGE: i64 = 40;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let desk = &reader.site.desk;
    let waiting = engine::koperasi::waiting(desk, &by, PAGE, (nth - 1) * PAGE).await?;
    let invited = engine::koperasi::invited(desk, &by).await?;
    Ok(reader.page(ApplicationsScreen { by, waiting, invited, nth }))
}

pub async fn admit(reader: Reader, by: Officer, Path((slug, membership)): Path<(String, String)>) -> PageResult {
    let membership = membership_of(&membership)?;
    match engine::koperasi::admit(&reader.site.desk, &by, membership).await {
        Ok(number) => Ok(reader.see_other(format!("/pengurus/{slug}/permohonan")).saying(&Text(reader.lang).admitted(number))),
        Err(DecideError::NotVerified) => Ok(unverified(&reader, &by)),
        Err(error) => Err(raised(error)),
    }
}

/// Takes an invitation back.
pub async fn withdraw(reader: Reader, by: Officer, Path((slug, membership)): Path<(String, String)>) -> PageResult {
    let membership = membership_of(&membership)?;
    engine::koperasi::withdraw(&reader.site.desk, &by, membership).await.map_err(raised)?;
    Ok(reader.see_other(format!("/pengurus/{slug}/permohonan")).saying(Text(reader.lang).withdrawn()))
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
    engine::koperasi::application(&reader.site.desk, by, membership).await?.ok_or(PageError::NotFound)
}

fn membership_of(text: &str) -> Result<MembershipId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

fn raised(error: DecideError) -> PageError {
    match error {
        DecideError::Unknown => PageError::NotFound,
        DecideError::Illegal(_) | DecideError::NotVerified => PageError::Conflict,
        DecideError::Trouble(trouble) => trouble.into(),
    }
}

struct ApplicationsScreen {
    by: Overseer,
    waiting: Listed<Waiting>,
    invited: Vec<Invited>,
    nth: i64,
}

impl Screen for ApplicationsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).applications()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let slug = &self.by.koperasi().slug;
        let decides = self.by.officer().is_some();
        let list = if self.waiting.rows.is_empty() {
            let page = Button::quiet(text.koperasi_page()).link(format!("/koperasi/{slug}"));
            ui::empty_state(Icon::Cooperative, text.no_applications(), text.no_applications_hint(), Some(page))
        } else {
            self.waiting.rows.iter().map(|w| application(frame, slug.as_str(), w, decides)).collect_view().into_any()
        };
        let last = pages_of(self.waiting.total, PAGE);
        let pager =
            ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("/pengurus/{slug}/permohonan?hal={n}"));
        let invited = (!self.invited.is_empty()).then(|| invitations(frame, slug.as_str(), &self.invited, decides));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Applications, text.applications(), None)}
                {list}
                {pager}
                {invited}
            </div>
        }
        .into_any()
    }
}

/// By their numbers only: a name is shown once its owner has said yes.
fn invitations(frame: &Frame, slug: &str, invited: &[Invited], decides: bool) -> AnyView {
    let text = Text(frame.lang);
    let columns = [Column::words(text.phone()), Column::words(text.invited_at()), Column::silent(text.withdraw())];
    let rows = invited.iter().map(|i| {
        let phone = i.phone.display();
        let button = decides.then(|| {
            let button = Button::quiet(text.withdraw()).small().read_as(format!("{}: {phone}", text.withdraw()));
            post_button(format!("/pengurus/{slug}/undangan/{}/tarik", i.id), vec![], button)
        });
        vec![Cell::text(&phone), Cell::text(relative(i.invited_at, frame.now, frame.lang)), Cell::view(button)]
    });
    ui::section(text.invitations(), None, ui::table_under(text.invitations(), &columns, rows.collect()))
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
