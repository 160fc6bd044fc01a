use domain::form::FieldErrors;
use domain::lang::Lang;
use domain::people::SignIn;
use engine::people::SignInError;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Answer, Caller, Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab, cookies};
use crate::site::language::local_path;
use crate::ui::{self, Fields, Notice};

pub async fn form(reader: Reader) -> PageResult {
    let filled = reader.form_with("kembali");
    if reader.standing().is_some() {
        return Ok(reader.see_other(local_path(filled.value("kembali"))));
    }
    Ok(reader.page(SignInScreen { filled, problem: None }))
}

pub async fn submit(reader: Reader, Caller(caller): Caller, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let refused = |errors, problem| Ok(reader.page(SignInScreen { filled: posted.refused(errors), problem }).unprocessable());
    let tried = match SignIn::parse(&posted.inputs) {
        Ok(tried) => tried,
        Err(errors) => return refused(errors, None),
    };
    match engine::people::sign_in(&reader.site.desk, tried, &caller).await {
        Ok(token) => {
            let answer = reader.see_other(local_path(posted.one("kembali")));
            let answer = answer.cookie(&cookies::session(token.reveal(), reader.secure()));
            crate::buying::join(&reader, &token, answer).await
        }
        Err(SignInError::Wrong) => refused(FieldErrors::default(), Some(text.wrong().to_owned())),
        Err(SignInError::Wait(after)) => {
            let answer: PageResult = refused(FieldErrors::default(), Some(text.wait_for(after)));
            Ok(answer?.status(axum::http::StatusCode::TOO_MANY_REQUESTS))
        }
        Err(SignInError::Trouble(trouble)) => Err(trouble.into()),
    }
}

/// Signing out works for anyone, also twice.
pub async fn sign_out(reader: Reader) -> Result<Answer, crate::house::PageError> {
    if let Some(signed_in) = &reader.signed_in {
        engine::people::end(&reader.site.desk, &signed_in.standing.person(), signed_in.session).await?;
    }
    Ok(reader.see_other("/").cookie(&cookies::no_session(reader.secure())).saying(Text(reader.lang).signed_out()))
}

struct SignInScreen {
    filled: Filled,
    problem: Option<String>,
}

impl Screen for SignInScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).sign_in()).tab(Tab::Me).canonical("/masuk")
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let back = self.filled.value("kembali").to_owned();
        let lead = back.contains("titipan=").then(|| text.sign_in_first());
        let register = match back.as_str() {
            "" => "/daftar".to_owned(),
            back => {
                format!("/daftar?kembali={}", percent_encoding::utf8_percent_encode(back, percent_encoding::NON_ALPHANUMERIC))
            }
        };
        let fields = view! {
            {f.tel("telepon", text.phone()).autocomplete("username")}
            {f.password("kata_sandi", text.password(), "current-password")}
            {f.hidden("kembali", back)}
            {f.submit(text.sign_in_button())}
        };
        let form = f.form("/masuk", fields).view();
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        ui::narrow(view! {
            {ui::page_head(None, text.sign_in(), lead)}
            {problem}
            {form}
            <p><a href="/lupa">{text.forgot()}</a></p>
            <p><a href=register>{text.no_account()}</a></p>
        })
    }
}
