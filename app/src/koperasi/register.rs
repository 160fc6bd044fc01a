use domain::access::{Duty, Person};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::koperasi::{LegalForm, Registration};
use domain::lang::Lang;
use engine::koperasi::{District, RegisterError};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Choice, Fields, Notice};

pub async fn form(reader: Reader, _by: Person) -> PageResult {
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    Ok(reader.page(RegisterScreen { filled: reader.form(), districts, problem: None }))
}

pub async fn submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    let refused = |errors, problem: Option<&str>| {
        let screen =
            RegisterScreen { filled: posted.refused(errors), districts: districts.clone(), problem: problem.map(str::to_owned) };
        Ok(reader.page(screen).unprocessable())
    };
    let registration = match Registration::parse(&posted.inputs, Day::of(reader.now())) {
        Ok(registration) => registration,
        Err(errors) => return refused(errors, None),
    };
    match engine::koperasi::register(&reader.site.desk, &by, registration).await {
        Ok(slug) => Ok(reader.see_other(format!("/pengurus/{slug}")).saying(text.registered())),
        Err(RegisterError::NikTaken) => refused(FieldErrors::of("nik_koperasi", Invalid::Taken), Some(text.nik_taken())),
        Err(RegisterError::UnknownDistrict) => refused(FieldErrors::of("kecamatan", Invalid::UnknownChoice), None),
        Err(RegisterError::Trouble(trouble)) => Err(trouble.into()),
    }
}

struct RegisterScreen {
    filled: Filled,
    districts: Vec<District>,
    problem: Option<String>,
}

impl Screen for RegisterScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).register()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let duties = Duty::ALL.into_iter().filter(|d| *d != Duty::Supervisor);
        let duties = duties.map(|d| Choice::new(d.code(), super::office::duty_name(frame.lang, d))).collect();
        let fields = view! {
            {identity_fields(frame.lang, &f, &self.districts)}
            {contact_fields(frame.lang, &f)}
            {f.select("tugas", text.my_duty(), duties)}
            {f.date("sampai", text.until()).hint(text.until_hint())}
            {f.submit(text.send())}
        };
        let form = f.form("/koperasi/daftar", fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        ui::narrow(view! { {ui::page_head(None, text.register(), Some(text.register_lead()))} {problem} {form} })
    }
}

/// What the regency's office compares with the ministry's data.
pub(crate) fn identity_fields(lang: Lang, f: &Fields<'_>, districts: &[District]) -> AnyView {
    let text = Text(lang);
    let forms = LegalForm::ALL.into_iter().map(|form| Choice::new(form.code(), form.name(lang))).collect();
    view! {
        {f.text("nama", text.name())}
        {f.select("bentuk", text.form(), forms)}
        {f.text("nik_koperasi", text.nik()).hint(text.nik_hint())}
        {f.select("kecamatan", text.district(), district_choices(districts))}
    }
    .into_any()
}

/// What the officers may change at any time.
pub(super) fn contact_fields(lang: Lang, f: &Fields<'_>) -> AnyView {
    let text = Text(lang);
    view! {
        {f.text("desa", text.village())}
        {f.text("alamat", text.address()).optional()}
        {f.tel("telepon", text.phone())}
        {f.email("email", text.email()).optional()}
        {f.area("cerita", text.story(), 2000).hint(text.story_hint()).optional()}
    }
    .into_any()
}

pub fn district_choices(districts: &[District]) -> Vec<Choice> {
    districts.iter().map(|d| Choice::new(&d.code, &d.name).group(&d.regency)).collect()
}
