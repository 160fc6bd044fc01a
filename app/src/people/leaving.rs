use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::access::Person;
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::password::Attempt;
use engine::ledger::Unfinished;
use engine::people::CloseError;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, cookies};
use crate::ui::{self, Button, Fields, Notice};

/// All that is kept about the person, as a file.
pub async fn export(reader: Reader, by: Person) -> PageResult {
    let all = engine::people::export(&reader.site.desk, &by).await?;
    let json = serde_json::to_string_pretty(&all).map_err(engine::Trouble::from)?;
    Ok(reader
        .answer(json)
        .header(CONTENT_TYPE, "application/json")
        .header(CONTENT_DISPOSITION, "attachment; filename=\"guyub-data-saya.json\""))
}

pub async fn form(reader: Reader, _by: Person) -> PageResult {
    Ok(reader.page(CloseScreen { filled: reader.form(), problem: None }))
}

pub async fn submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let refused = |why| {
        let filled = posted.refused(FieldErrors::of("kata_sandi", why));
        Ok(reader.page(CloseScreen { filled, problem: None }).unprocessable())
    };
    let attempt = match Attempt::parse(posted.one("kata_sandi")) {
        Ok(attempt) => attempt,
        Err(why) => return refused(why),
    };
    match engine::people::close(&reader.site.desk, &by, Some(attempt)).await {
        Ok(()) => Ok(reader.see_other("/").cookie(&cookies::no_session(reader.secure())).saying(text.closed())),
        Err(CloseError::Wrong) => refused(Invalid::Wrong),
        Err(CloseError::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(CloseError::LastOfficer(koperasi)) => {
            let filled = posted.refused(FieldErrors::default());
            Ok(reader.page(CloseScreen { filled, problem: Some(text.last_officer(&koperasi)) }).unprocessable())
        }
        Err(CloseError::Unfinished(what)) => {
            let filled = posted.refused(FieldErrors::default());
            Ok(reader.page(CloseScreen { filled, problem: Some(unfinished(text, &what)) }).unprocessable())
        }
        Err(CloseError::Order(number)) => {
            let filled = posted.refused(FieldErrors::default());
            Ok(reader.page(CloseScreen { filled, problem: Some(text.order_under_way(&number)) }).unprocessable())
        }
        Err(CloseError::Trouble(trouble)) => Err(trouble.into()),
    }
}

fn unfinished(text: Text, what: &Unfinished) -> String {
    match what {
        Unfinished::Owes { koperasi, amount } => text.still_owes(koperasi, &amount.to_string()),
        Unfinished::Deposit { koperasi, amount } => text.still_has_deposit(koperasi, &amount.to_string()),
        Unfinished::Pledged { koperasi, title } => text.still_pledged(koperasi, title),
    }
}

struct CloseScreen {
    filled: Filled,
    problem: Option<String>,
}

impl Screen for CloseScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).close()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.password("kata_sandi", text.current_password(), "current-password")}
            {ui::submit_row(vec![Button::danger(text.close_button()), Button::quiet(text.account()).link("/akun")])}
        };
        let form = f.form("/akun/tutup", fields).view();
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.close(), Some(text.close_lead()))}
            {problem}
            {Notice::Warning.view(frame.lang, text.close_text())}
            {form}
        })
    }
}
