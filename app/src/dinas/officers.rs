//! The way back into a koperasi whose terms have all run out.

use axum::extract::Path;
use domain::access::Verifier;
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::KoperasiId;
use domain::lang::Lang;
use engine::koperasi::{AppointError, OfficeRow};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::koperasi::office::offices::{appoint_form, appointment, terms};
use crate::ui::{self, Icon};

pub async fn page(reader: Reader, by: Verifier, Path(id): Path<String>) -> PageResult {
    let id = koperasi_of(&id)?;
    let filled = reader.form();
    show(&reader, &by, id, filled).await
}

pub async fn appoint(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id = koperasi_of(&id)?;
    let refused = match appointment(&posted, Day::of(reader.now())) {
        Ok((phone, office)) => match engine::koperasi::appoint_for(&reader.site.desk, &by, id, &phone, office).await {
            Ok(()) => {
                let back = format!("/dinas/koperasi/{id}/pengurus");
                return Ok(reader.see_other(back).saying(Text(reader.lang).appointed()));
            }
            Err(AppointError::NotAMember) => FieldErrors::of("telepon", Invalid::NotAMember),
            Err(AppointError::Unknown) => return Err(PageError::NotFound),
            Err(AppointError::Trouble(trouble)) => return Err(trouble.into()),
        },
        Err(errors) => errors,
    };
    show(&reader, &by, id, posted.refused(refused)).await.map(Answer::unprocessable)
}

pub(super) fn koperasi_of(id: &str) -> Result<KoperasiId, PageError> {
    id.parse().map_err(|_| PageError::NotFound)
}

async fn show(reader: &Reader, by: &Verifier, id: KoperasiId, filled: Filled) -> PageResult {
    let found = engine::koperasi::offices_for_verifier(&reader.site.desk, by, id).await?;
    let (name, offices) = found.ok_or(PageError::NotFound)?;
    Ok(reader.page(OfficersScreen { id, name, offices, filled }))
}

struct OfficersScreen {
    id: KoperasiId,
    name: String,
    offices: Vec<OfficeRow>,
    filled: Filled,
}

impl Screen for OfficersScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).officers_of(&self.name))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.offices.is_empty() {
            ui::empty_state(Icon::User, text.no_terms(), text.no_terms_hint(), None)
        } else {
            terms(frame, &self.offices, |_| None)
        };
        let form = appoint_form(frame.lang, &self.filled, &format!("/dinas/koperasi/{}/pengurus", self.id));
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), &text.officers_of(&self.name), Some(text.officers_lead()))}
                {tabs(frame.lang, Room::Register)}
                {list}
                {form}
            </div>
        }
        .into_any()
    }
}
