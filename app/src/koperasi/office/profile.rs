use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::koperasi::Details;
use domain::lang::Lang;
use engine::koperasi::{District, RegisterError};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::register::details_fields;
use crate::ui::{self, Fields};

pub async fn form(reader: Reader, by: Overseer) -> PageResult {
    let d = engine::koperasi::details(&reader.site.desk, by.koperasi().id).await?;
    let start = Inputs::default()
        .with("nama", d.name)
        .with("bentuk", d.legal_form)
        .with("kecamatan", d.district_code)
        .with("desa", d.village)
        .with("alamat", d.address.unwrap_or_default())
        .with("telepon", d.phone)
        .with("email", d.email.unwrap_or_default())
        .with("cerita", d.story.unwrap_or_default());
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    Ok(reader.page(ProfileScreen { by, filled: reader.form_of(start), districts }))
}

pub async fn submit(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    let refused = |errors| {
        let screen = ProfileScreen { by: overseer.clone(), filled: posted.refused(errors), districts: districts.clone() };
        Ok(reader.page(screen).unprocessable())
    };
    let details = match Details::parse(&posted.inputs) {
        Ok(details) => details,
        Err(errors) => return refused(errors),
    };
    match engine::koperasi::change(&reader.site.desk, &by, details).await {
        Ok(()) => Ok(reader.see_other(format!("/pengurus/{}/profil", by.koperasi().slug)).saying(Text(reader.lang).saved())),
        Err(RegisterError::UnknownDistrict) => refused(FieldErrors::of("kecamatan", Invalid::UnknownChoice)),
        Err(RegisterError::NikTaken) => refused(FieldErrors::of("nik_koperasi", Invalid::Taken)),
        Err(RegisterError::Trouble(trouble)) => Err(trouble.into()),
    }
}

struct ProfileScreen {
    by: Overseer,
    filled: Filled,
    districts: Vec<District>,
}

impl Screen for ProfileScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).profile_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let details = details_fields(frame.lang, &f, &self.districts);
        let submit = self.by.officer().is_some().then(|| f.submit(text.save()));
        let form = f.form(format!("/pengurus/{}/profil", self.by.koperasi().slug), view! { {details} {submit} }).view();
        view! { <div class="wadah">{head(frame.lang, &self.by, Room::Profile, text.profile_title(), None)} {ui::card(form)}</div> }.into_any()
    }
}
