use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::koperasi::{LegalForm, Profile};
use domain::lang::Lang;
use engine::koperasi::{DetailsRow, District, ProfileError};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::register::{contact_fields, identity_fields};
use crate::koperasi::text::Text as Words;
use crate::ui::{self, Cell, Fields, Notice};

pub async fn form(reader: Reader, by: Overseer) -> PageResult {
    let d = engine::koperasi::details(&reader.site.desk, by.koperasi().id).await?;
    let start = Inputs::default()
        .with("nama", &d.name)
        .with("bentuk", &d.legal_form)
        .with("nik_koperasi", &d.nik_koperasi)
        .with("kecamatan", &d.district_code)
        .with("desa", &d.village)
        .with("alamat", d.address.as_deref().unwrap_or_default())
        .with("telepon", &d.phone)
        .with("email", d.email.as_deref().unwrap_or_default())
        .with("cerita", d.story.as_deref().unwrap_or_default());
    let filled = reader.form_of(start);
    show(&reader, by, d, filled, None).await
}

pub async fn submit(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let details = engine::koperasi::details(&reader.site.desk, by.koperasi().id).await?;
    let (errors, problem) = match Profile::parse(&posted.inputs, details.is_verified()) {
        Ok(profile) => match engine::koperasi::change(&reader.site.desk, &by, profile).await {
            Ok(()) => {
                let profile = format!("/pengurus/{}/profil", by.koperasi().slug);
                return Ok(reader.see_other(profile).saying(text.saved()));
            }
            Err(ProfileError::UnknownDistrict) => (FieldErrors::of("kecamatan", Invalid::UnknownChoice), None),
            Err(ProfileError::NikTaken) => (FieldErrors::of("nik_koperasi", Invalid::Taken), None),
            Err(ProfileError::Verified) => (FieldErrors::default(), Some(text.verified_meanwhile())),
            Err(ProfileError::Trouble(trouble)) => return Err(trouble.into()),
        },
        Err(errors) => (errors, None),
    };
    // Read again: it may have been verified in between.
    let details = engine::koperasi::details(&reader.site.desk, by.koperasi().id).await?;
    Ok(show(&reader, overseer, details, posted.refused(errors), problem).await?.unprocessable())
}

async fn show(reader: &Reader, by: Overseer, details: DetailsRow, filled: Filled, problem: Option<&'static str>) -> PageResult {
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    Ok(reader.page(ProfileScreen { by, details, filled, districts, problem }))
}

struct ProfileScreen {
    by: Overseer,
    details: DetailsRow,
    filled: Filled,
    districts: Vec<District>,
    problem: Option<&'static str>,
}

impl Screen for ProfileScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).profile_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let identity = if self.details.is_verified() {
            fixed(frame.lang, &self.details, &self.districts)
        } else {
            identity_fields(frame.lang, &f, &self.districts)
        };
        let contact = contact_fields(frame.lang, &f);
        let submit = self.by.officer().is_some().then(|| f.submit(text.save()));
        let action = format!("/pengurus/{}/profil", self.by.koperasi().slug);
        let form = f.form(action, view! { {identity} {contact} {submit} }).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Profile, text.profile_title(), None)}
                {problem}
                {ui::card(form)}
            </div>
        }
        .into_any()
    }
}

/// What was verified, to read.
fn fixed(lang: Lang, d: &DetailsRow, districts: &[District]) -> AnyView {
    let (text, words) = (Text(lang), Words(lang));
    let form = LegalForm::parse(&d.legal_form).map_or("", |f| f.name(lang));
    let district = districts.iter().find(|known| known.code == d.district_code).map_or("", |known| known.name.as_str());
    let facts = vec![
        (words.name().to_owned(), Cell::text(&d.name)),
        (words.form().to_owned(), Cell::text(form)),
        (words.nik().to_owned(), Cell::text(&d.nik_koperasi)),
        (words.district().to_owned(), Cell::text(district)),
    ];
    view! { {ui::facts(facts)} <p class="petunjuk">{text.fixed_by_dinas()}</p> }.into_any()
}
