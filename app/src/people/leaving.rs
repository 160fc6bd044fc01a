use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::access::Person;
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::password::Attempt;
use domain::phone::Phone;
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

pub async fn form(reader: Reader, by: Person) -> PageResult {
    let has_password = engine::people::profile(&reader.site.desk, &by).await?.has_password;
    Ok(reader.page(CloseScreen { filled: reader.form(), problem: None, has_password }))
}

pub async fn submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let (text, desk) = (Text(reader.lang), &reader.site.desk);
    let has_password = engine::people::profile(desk, &by).await?.has_password;
    // Whoever has no password to type shows by the number that they mean it.
    let field = if has_password { "kata_sandi" } else { "telepon" };
    let refused = |why| {
        let filled = posted.refused(FieldErrors::of(field, why));
        Ok(reader.page(CloseScreen { filled, problem: None, has_password }).unprocessable())
    };
    let hindered = |problem| {
        let filled = posted.refused(FieldErrors::default());
        Ok(reader.page(CloseScreen { filled, problem: Some(problem), has_password }).unprocessable())
    };
    let closed = match (has_password, Attempt::parse(posted.one("kata_sandi")), Phone::parse(posted.one("telepon"))) {
        (true, Ok(attempt), _) => engine::people::close(desk, &by, Some(attempt)).await,
        (false, _, Ok(phone)) => engine::people::close_by_number(desk, &by, &phone).await,
        (true, Err(why), _) | (false, _, Err(why)) => return refused(why),
    };
    match closed {
        Ok(()) => Ok(reader.see_other("/").cookie(&cookies::no_session(reader.secure())).saying(text.closed())),
        Err(CloseError::Wrong) => refused(Invalid::Wrong),
        Err(CloseError::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(CloseError::LastOfficer(koperasi)) => hindered(text.last_officer(&koperasi)),
        Err(CloseError::Unfinished(what)) => hindered(unfinished(text, &what)),
        Err(CloseError::Order(number)) => hindered(text.order_under_way(&number)),
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
    has_password: bool,
}

impl Screen for CloseScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).close()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let sure = if self.has_password {
            f.password("kata_sandi", text.current_password(), "current-password")
        } else {
            f.tel("telepon", text.close_number()).hint(text.close_number_hint()).autocomplete("off")
        };
        let fields = view! {
            {sure}
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
