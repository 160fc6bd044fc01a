use axum::extract::Path;
use domain::access::Person;
use domain::form::FieldErrors;
use domain::koperasi::Application;
use domain::lang::Lang;
use engine::koperasi::{ApplyError, KoperasiShown, LeaveError, MyPlace};
use engine::ledger::Unfinished;
use leptos::prelude::*;

use super::page::find;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Fields, Notice};

pub async fn form(reader: Reader, by: Person, Path(slug): Path<String>) -> PageResult {
    let koperasi = find(&reader, &slug).await?;
    let filled = reader.form();
    let screen = screen(&reader, &by, koperasi, filled, None).await?;
    Ok(reader.page(screen))
}

async fn screen(
    reader: &Reader,
    by: &Person,
    koperasi: KoperasiShown,
    filled: Filled,
    problem: Option<&str>,
) -> Result<JoinScreen, PageError> {
    let place = engine::koperasi::my_place(&reader.site.desk, by.account(), koperasi.id).await?;
    let invited = place == MyPlace::Invited;
    Ok(JoinScreen { name: koperasi.name, slug: koperasi.slug, invited, filled, problem: problem.map(str::to_owned) })
}

pub async fn submit(reader: Reader, by: Person, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let koperasi = find(&reader, &slug).await?;
    let (errors, problem) = match Application::parse(&posted.inputs) {
        Ok(application) => match engine::koperasi::apply(&reader.site.desk, &by, koperasi.id, application).await {
            Ok(_) => return Ok(reader.see_other(format!("/koperasi/{slug}")).saying(text.applied())),
            Err(ApplyError::Already) => (FieldErrors::default(), Some(text.already())),
            Err(ApplyError::NotVerified) => (FieldErrors::default(), Some(text.unverified())),
            Err(ApplyError::Trouble(trouble)) => return Err(trouble.into()),
        },
        Err(errors) => (errors, None),
    };
    let screen = screen(&reader, &by, koperasi, posted.refused(errors), problem).await?;
    Ok(reader.page(screen).unprocessable())
}

pub async fn leave(reader: Reader, by: Person, Path(slug): Path<String>) -> PageResult {
    let koperasi = find(&reader, &slug).await?;
    match engine::koperasi::leave(&reader.site.desk, &by, koperasi.id).await {
        Ok(()) => Ok(reader
            .see_other(if koperasi.verified { format!("/koperasi/{slug}") } else { "/akun".to_owned() })
            .saying(Text(reader.lang).left())),
        Err(LeaveError::Unknown) => Err(PageError::NotFound),
        Err(LeaveError::Illegal(_)) => Err(PageError::Conflict),
        Err(LeaveError::LastOfficer) => {
            let problem = Some(Text(reader.lang).last_officer().to_owned());
            Ok(super::page::show(&reader, koperasi, problem).await?.unprocessable())
        }
        Err(LeaveError::Unfinished(what)) => {
            let problem = Some(unfinished(Text(reader.lang), &what));
            Ok(super::page::show(&reader, koperasi, problem).await?.unprocessable())
        }
        Err(LeaveError::Trouble(trouble)) => Err(trouble.into()),
    }
}

fn unfinished(text: Text, what: &Unfinished) -> String {
    match what {
        Unfinished::Owes { amount, .. } => text.still_owes(&amount.to_string()),
        Unfinished::Deposit { amount, .. } => text.still_has_deposit(&amount.to_string()),
        Unfinished::Pledged { title, .. } => text.still_pledged(title),
    }
}

struct JoinScreen {
    name: String,
    slug: String,
    /// Then there is nothing to apply for, only to answer.
    invited: bool,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for JoinScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).join(), self.name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        if self.invited {
            let buttons = super::invitation::buttons(text, &self.slug, &self.name);
            return ui::narrow(view! {
                {ui::page_head(Some(&self.name), &text.invites(&self.name), Some(text.invitation_lead()))}
                {buttons}
            });
        }
        let f = Fields::new(frame.lang, &self.filled);
        let back = format!("/koperasi/{}", self.slug);
        let fields = view! {
            {f.area("alasan", text.reason(), 500).hint(text.reason_hint()).optional()}
            {ui::submit_row(vec![Button::primary(text.apply()), Button::quiet(self.name.clone()).link(&back)])}
        };
        let form = f.form(format!("{back}/gabung"), fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        ui::narrow(view! { {ui::page_head(Some(&self.name), text.join(), Some(text.join_lead()))} {problem} {form} })
    }
}
