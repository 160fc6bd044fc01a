use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::people::Registration;
use engine::people::RegisterError;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Caller, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, cookies};
use crate::site::language::local_path;
use crate::ui::{self, Fields, Notice};

pub async fn form(reader: Reader) -> PageResult {
    if reader.standing().is_some() {
        return Ok(reader.see_other("/akun"));
    }
    Ok(reader.page(RegisterScreen { filled: reader.form_with("kembali"), problem: None }))
}

pub async fn submit(reader: Reader, Caller(caller): Caller, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let refused = |errors, problem| Ok(reader.page(RegisterScreen { filled: posted.refused(errors), problem }).unprocessable());
    let registration = match Registration::parse(&posted.inputs) {
        Ok(registration) => registration,
        Err(errors) => return refused(errors, None),
    };
    let name = registration.name.to_string();
    match engine::people::register(&reader.site.desk, registration, &caller).await {
        Ok((_, token)) => {
            let to = match posted.one("kembali") {
                "" => "/akun",
                back => local_path(back),
            };
            let answer = reader.see_other(to).cookie(&cookies::session(token.reveal(), reader.secure()));
            crate::buying::join(&reader, &token, answer.saying(&text.welcome(&name))).await
        }
        Err(RegisterError::PhoneTaken) => {
            refused(FieldErrors::of("telepon", Invalid::Taken), Some(text.phone_taken().to_owned()))
        }
        Err(RegisterError::Wait(after)) => Err(PageError::TooMany { retry_after: after.0 }),
        Err(RegisterError::Trouble(trouble)) => Err(trouble.into()),
    }
}

struct RegisterScreen {
    filled: Filled,
    problem: Option<String>,
}

impl Screen for RegisterScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).register()).tab(Tab::Me).describe(Text(lang).register_lead()).canonical("/daftar")
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let back = self.filled.value("kembali").to_owned();
        let fields = view! {
            {f.text("nama", text.name()).autocomplete("name")}
            {f.tel("telepon", text.phone()).hint(text.phone_hint())}
            {f.password("kata_sandi", text.password(), "new-password").hint(text.password_hint())}
            {f.hidden("kembali", back)}
            {f.submit(text.register_button())}
        };
        let form = f.form("/daftar", fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        ui::narrow(view! {
            {ui::page_head(None, text.register(), Some(text.register_lead()))}
            {problem}
            {form}
            <p><a href="/masuk">{text.have_account()}</a></p>
        })
    }
}
