use axum::extract::Path;
use domain::access::Person;
use domain::form::FieldErrors;
use domain::koperasi::Application;
use domain::lang::Lang;
use engine::koperasi::{ApplyError, DecideError};
use leptos::prelude::*;

use super::page::find;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Fields, Notice};

pub async fn form(reader: Reader, _by: Person, Path(slug): Path<String>) -> PageResult {
    let koperasi = find(&reader, &slug).await?;
    Ok(reader.page(JoinScreen { name: koperasi.name, slug, filled: reader.form(), problem: None }))
}

pub async fn submit(reader: Reader, by: Person, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let koperasi = find(&reader, &slug).await?;
    let refused = |errors, problem: Option<&str>| {
        let screen = JoinScreen {
            name: koperasi.name.clone(),
            slug: slug.clone(),
            filled: posted.refused(errors),
            problem: problem.map(str::to_owned),
        };
        Ok(reader.page(screen).unprocessable())
    };
    let application = match Application::parse(&posted.inputs) {
        Ok(application) => application,
        Err(errors) => return refused(errors, None),
    };
    match engine::koperasi::apply(&reader.site.desk, &by, koperasi.id, application).await {
        Ok(_) => Ok(reader.see_other(format!("/koperasi/{slug}")).saying(text.applied())),
        Err(ApplyError::Already) => refused(FieldErrors::default(), Some(text.already())),
        Err(ApplyError::NotVerified) => refused(FieldErrors::default(), Some(text.unverified())),
        Err(ApplyError::Trouble(trouble)) => Err(trouble.into()),
    }
}

pub async fn leave(reader: Reader, by: Person, Path(slug): Path<String>) -> PageResult {
    let koperasi = find(&reader, &slug).await?;
    match engine::koperasi::leave(&reader.site.desk, &by, koperasi.id).await {
        Ok(()) => Ok(reader
            .see_other(if koperasi.verified { format!("/koperasi/{slug}") } else { "/akun".to_owned() })
            .saying(Text(reader.lang).left())),
        Err(DecideError::Unknown) => Err(PageError::NotFound),
        Err(DecideError::Illegal(_)) => Err(PageError::Conflict),
        Err(DecideError::Trouble(trouble)) => Err(trouble.into()),
    }
}

struct JoinScreen {
    name: String,
    slug: String,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for JoinScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).join(), self.name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
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
