//! What was verified of a koperasi, corrected by those who verify.

use axum::extract::Path;
use domain::access::Verifier;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::KoperasiId;
use domain::koperasi::Identity;
use domain::lang::Lang;
use engine::koperasi::{CorrectError, District, Known};
use leptos::prelude::*;

use super::officers::koperasi_of;
use super::text::Text;
use super::{Room, tabs};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::koperasi::register::identity_fields;
use crate::ui::{self, Fields, Notice};

pub async fn form(reader: Reader, by: Verifier, Path(id): Path<String>) -> PageResult {
    let id = koperasi_of(&id)?;
    let known = find(&reader, &by, id).await?;
    let start = Inputs::default()
        .with("nama", &known.name)
        .with("bentuk", &known.legal_form)
        .with("nik_koperasi", &known.nik_koperasi)
        .with("kecamatan", &known.district_code);
    let filled = reader.form_of(start);
    show(&reader, id, known, filled, None).await
}

pub async fn submit(reader: Reader, by: Verifier, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id = koperasi_of(&id)?;
    let text = Text(reader.lang);
    let (errors, problem) = match Identity::parse(&posted.inputs) {
        Ok(identity) => {
            let version = posted.one("versi").parse().unwrap_or(i64::MIN);
            match engine::koperasi::correct(&reader.site.desk, &by, id, version, identity).await {
                Ok(()) => return Ok(reader.see_other("/dinas/koperasi/semua").saying(text.corrected())),
                Err(CorrectError::Unknown) => return Err(PageError::NotFound),
                Err(CorrectError::Changed) => (FieldErrors::default(), Some(text.changed_form())),
                Err(CorrectError::NikTaken) => (FieldErrors::of("nik_koperasi", Invalid::Taken), None),
                Err(CorrectError::UnknownDistrict) => (FieldErrors::of("kecamatan", Invalid::UnknownChoice), None),
                Err(CorrectError::Trouble(trouble)) => return Err(trouble.into()),
            }
        }
        Err(errors) => (errors, None),
    };
    let known = find(&reader, &by, id).await?;
    show(&reader, id, known, posted.refused(errors), problem).await.map(Answer::unprocessable)
}

async fn find(reader: &Reader, by: &Verifier, id: KoperasiId) -> Result<Known, PageError> {
    engine::koperasi::identity(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

async fn show(reader: &Reader, id: KoperasiId, known: Known, filled: Filled, problem: Option<&'static str>) -> PageResult {
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    Ok(reader.page(CorrectScreen { id, known, filled, districts, problem }))
}

struct CorrectScreen {
    id: KoperasiId,
    known: Known,
    filled: Filled,
    districts: Vec<District>,
    problem: Option<&'static str>,
}

impl Screen for CorrectScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).correct_title(&self.known.name))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.hidden("versi", self.known.version)}
            {identity_fields(frame.lang, &f, &self.districts)}
            {f.submit(text.save())}
        };
        let form = f.form(format!("/dinas/koperasi/{}/data", self.id), fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), &text.correct_title(&self.known.name), Some(text.correct_lead()))}
                {tabs(frame.lang, Room::Register)}
                {problem}
                {ui::card(form)}
            </div>
        }
        .into_any()
    }
}
