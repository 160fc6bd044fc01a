use axum::extract::Path;
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::password::NewPassword;
use domain::people::CodeReset;
use domain::phone::Phone;
use engine::people::ResetError;
use engine::token::Token;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Caller, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, cookies};
use crate::ui::{self, Button, Fields, Notice};

pub async fn ask(reader: Reader) -> PageResult {
    Ok(reader.page(AskScreen { filled: reader.form() }))
}

/// The answer is the same whether the number has an account or not.
pub async fn send(reader: Reader, Caller(caller): Caller, posted: Posted) -> PageResult {
    let phone = match Phone::parse(posted.one("telepon")) {
        Ok(phone) => phone,
        Err(why) => {
            let filled = posted.refused(FieldErrors::of("telepon", why));
            return Ok(reader.page(AskScreen { filled }).unprocessable());
        }
    };
    engine::people::ask_by_mail(&reader.site.desk, &phone, reader.lang, &caller).await.map_err(raised)?;
    Ok(reader.see_other("/lupa").saying(Text(reader.lang).link_sent()))
}

pub async fn code_form(reader: Reader) -> PageResult {
    Ok(reader.page(CodeScreen { filled: reader.form(), problem: None }))
}

pub async fn code_submit(reader: Reader, Caller(caller): Caller, posted: Posted) -> PageResult {
    let refused = |errors, problem| Ok(reader.page(CodeScreen { filled: posted.refused(errors), problem }).unprocessable());
    let reset = match CodeReset::parse(&posted.inputs) {
        Ok(reset) => reset,
        Err(errors) => return refused(errors, None),
    };
    match engine::people::reset_by_code(&reader.site.desk, reset, &caller).await {
        Ok(token) => signed_in_anew(&reader, &token).await,
        Err(ResetError::Wrong) => {
            refused(FieldErrors::of("kode", Invalid::Wrong), Some(Text(reader.lang).code_wrong().to_owned()))
        }
        Err(other) => Err(raised(other)),
    }
}

pub async fn link_form(reader: Reader, Path(token): Path<String>) -> PageResult {
    Token::parse(&token).ok_or(PageError::NotFound)?;
    Ok(reader.page(LinkScreen { token, filled: reader.form(), problem: None }))
}

pub async fn link_submit(reader: Reader, Caller(caller): Caller, Path(token): Path<String>, posted: Posted) -> PageResult {
    let link = Token::parse(&token).ok_or(PageError::NotFound)?;
    let refused = |errors, problem| {
        let screen = LinkScreen { token: token.clone(), filled: posted.refused(errors), problem };
        Ok(reader.page(screen).unprocessable())
    };
    let password = match NewPassword::parse(posted.one("kata_sandi"), None) {
        Ok(password) => password,
        Err(why) => return refused(FieldErrors::of("kata_sandi", why), None),
    };
    match engine::people::reset_by_link(&reader.site.desk, &link, password, &caller).await {
        Ok(token) => signed_in_anew(&reader, &token).await,
        Err(ResetError::Wrong) => refused(FieldErrors::default(), Some(Text(reader.lang).link_wrong().to_owned())),
        Err(other) => Err(raised(other)),
    }
}

async fn signed_in_anew(reader: &Reader, token: &Token) -> PageResult {
    let answer = reader.see_other("/akun").cookie(&cookies::session(token.reveal(), reader.secure()));
    crate::buying::join(reader, token, answer.saying(Text(reader.lang).password_saved())).await
}

fn raised(error: ResetError) -> PageError {
    match error {
        ResetError::Wrong => PageError::NotFound,
        ResetError::Wait(after) => PageError::TooMany { retry_after: after.0 },
        ResetError::Trouble(trouble) => trouble.into(),
    }
}

struct AskScreen {
    filled: Filled,
}

impl Screen for AskScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).lost()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            <p>{text.by_mail_text()}</p>
            {f.tel("telepon", text.phone())}
            {f.submit(text.send_link())}
        };
        let form = f.form("/lupa", fields).view();
        let officer = view! {
            <p>{text.by_officer_text()}</p>
            {Button::primary(text.have_code()).link("/lupa/kode").view()}
        };
        ui::narrow(view! {
            {ui::page_head(None, text.lost(), Some(text.lost_lead()))}
            {ui::titled_card(text.by_officer(), officer)}
            {ui::titled_card(text.by_mail(), form)}
        })
    }
}

struct CodeScreen {
    filled: Filled,
    problem: Option<String>,
}

impl Screen for CodeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).new_password()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.tel("telepon", text.phone()).autocomplete("username")}
            {f.code("kode", text.code()).hint(text.code_hint())}
            {f.password("kata_sandi", text.new_password(), "new-password").hint(text.password_hint())}
            {f.submit(text.save_password())}
        };
        let form = f.form("/lupa/kode", fields).view();
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        ui::narrow(view! { {ui::page_head(Some(text.lost()), text.new_password(), None)} {problem} {form} })
    }
}

struct LinkScreen {
    token: String,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for LinkScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).new_password()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.password("kata_sandi", text.new_password(), "new-password").hint(text.password_hint())}
            {f.submit(text.save_password())}
        };
        let form = f.form(format!("/lupa/tautan/{}", self.token), fields).view();
        let problem = self.problem.map(|p| Notice::Danger.with(frame.lang, p, Some(Button::quiet(text.lost()).link("/lupa"))));
        ui::narrow(view! { {ui::page_head(Some(text.lost()), text.new_password(), None)} {problem} {form} })
    }
}
