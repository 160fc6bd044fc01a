use axum::http::StatusCode;
use domain::access::Officer;
use domain::lang::Lang;
use engine::people::IssueError;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Notice};

/// Tells an officer why there is no code for this person.
pub fn no_code(reader: &Reader, by: &Officer, why: IssueError) -> PageResult {
    let text = Text(reader.lang);
    let why = match why {
        IssueError::NotVerified => text.no_code_not_verified(),
        IssueError::Protected => text.no_code_protected(),
        IssueError::Unknown => return Err(PageError::NotFound),
        IssueError::Trouble(trouble) => return Err(trouble.into()),
    };
    let back = format!("/pengurus/{}/anggota", by.koperasi().slug);
    let screen = NoCodeScreen { koperasi: by.koperasi().name.clone(), why, back };
    Ok(reader.page(screen).status(StatusCode::FORBIDDEN))
}

struct NoCodeScreen {
    koperasi: String,
    why: &'static str,
    back: String,
}

impl Screen for NoCodeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).no_code()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        ui::narrow(view! {
            {ui::page_head(Some(&self.koperasi), text.no_code(), None)}
            {Notice::Warning.view(frame.lang, self.why)}
            {Button::quiet(text.back_to_members()).link(self.back).view()}
        })
    }
}
