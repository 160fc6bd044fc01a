use axum::extract::Path;
use domain::access::{Duty, Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::OfficeId;
use domain::koperasi::NewOffice;
use domain::lang::Lang;
use domain::phone::Phone;
use engine::koperasi::{AppointError, EndError, OfficeRow};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, duty_name, head};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Choice, Column, Fields, Notice, post_button};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let filled = reader.form();
    show(&reader, by, filled, None).await
}

pub async fn appoint(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let (phone, office) = match appointment(&posted, Day::of(reader.now())) {
        Ok(both) => both,
        Err(errors) => return refuse(&reader, overseer, posted.refused(errors), None).await,
    };
    match engine::koperasi::appoint(&reader.site.desk, &by, &phone, office).await {
        Ok(()) => Ok(reader.see_other(format!("/pengurus/{}/tugas", by.koperasi().slug)).saying(text.appointed())),
        Err(AppointError::NotAMember) => {
            refuse(&reader, overseer, posted.refused(FieldErrors::of("telepon", Invalid::NotAMember)), None).await
        }
        Err(AppointError::Unknown) => Err(PageError::NotFound),
        Err(AppointError::Trouble(trouble)) => Err(trouble.into()),
    }
}

/// Who gets which duty: the fields of [`appoint_form`].
pub(crate) fn appointment(posted: &Posted, today: Day) -> Result<(Phone, NewOffice), FieldErrors> {
    match (Phone::parse(posted.one("telepon")), NewOffice::parse(&posted.inputs, today)) {
        (Ok(phone), Ok(office)) => Ok((phone, office)),
        (phone, office) => {
            let mut errors = phone.err().map(|why| FieldErrors::of("telepon", why)).unwrap_or_default();
            for (name, why) in office.err().unwrap_or_default().iter() {
                errors.add(name, why.clone());
            }
            Err(errors)
        }
    }
}

pub async fn end(reader: Reader, overseer: Overseer, by: Officer, Path((slug, office)): Path<(String, String)>) -> PageResult {
    let text = Text(reader.lang);
    let office: OfficeId = office.parse().map_err(|_| PageError::NotFound)?;
    match engine::koperasi::end_office(&reader.site.desk, &by, office).await {
        Ok(()) => Ok(reader.see_other(format!("/pengurus/{slug}/tugas")).saying(text.ended())),
        Err(EndError::Unknown) => Err(PageError::NotFound),
        Err(EndError::Last) => refuse(&reader, overseer, Filled::empty(), Some(text.last())).await,
        Err(EndError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn refuse(reader: &Reader, by: Overseer, filled: Filled, problem: Option<&str>) -> PageResult {
    show(reader, by, filled, problem).await.map(Answer::unprocessable)
}

async fn show(reader: &Reader, by: Overseer, filled: Filled, problem: Option<&str>) -> PageResult {
    let offices = engine::koperasi::offices(&reader.site.desk, &by).await?;
    Ok(reader.page(OfficesScreen { by, offices, filled, problem: problem.map(str::to_owned) }))
}

struct OfficesScreen {
    by: Overseer,
    offices: Vec<OfficeRow>,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for OfficesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).offices_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let officer = self.by.officer().is_some();
        let base = format!("/pengurus/{}/tugas", self.by.koperasi().slug);
        let table = terms(frame, &self.offices, |o| {
            officer.then(|| {
                let button = Button::quiet(text.end()).small().read_as(format!(
                    "{}: {}, {}",
                    text.end(),
                    o.name,
                    duty_name(frame.lang, o.duty)
                ));
                post_button(format!("{base}/{}/akhiri", o.id), vec![], button)
            })
        });
        let form = officer.then(|| appoint_form(frame.lang, &self.filled, &base));
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        view! { <div class="wadah">{head(frame.lang, &self.by, Room::Offices, text.offices_title(), None)} {problem} {table} {form}</div> }.into_any()
    }
}

/// The terms as a table, with what may be done about each.
pub(crate) fn terms(frame: &Frame, offices: &[OfficeRow], end: impl Fn(&OfficeRow) -> Option<AnyView>) -> AnyView {
    let text = Text(frame.lang);
    let today = Day::of(frame.now);
    let rows = offices.iter().map(|o| {
        let mut term = Cell::text(text.term_of(&o.from.short(frame.lang), &o.until.short(frame.lang)));
        if o.until < today {
            term = term.and(text.over());
        }
        vec![Cell::text(&o.name).and(duty_name(frame.lang, o.duty)), term, Cell::view(end(o))]
    });
    let columns = [Column::words(text.name()), Column::words(text.term()), Column::silent(text.end())];
    ui::table_under(text.offices_title(), &columns, rows.collect())
}

pub(crate) fn appoint_form(lang: Lang, filled: &Filled, base: &str) -> AnyView {
    let text = Text(lang);
    let f = Fields::new(lang, filled);
    let duties = Duty::ALL.into_iter().map(|d| Choice::new(d.code(), duty_name(lang, d))).collect();
    let fields = view! {
        <p>{text.appoint_lead()}</p>
        {f.tel("telepon", text.appoint_phone())}
        {f.select("tugas", text.duty(), duties)}
        {f.date("mulai", text.from()).optional()}
        {f.date("sampai", text.until())}
        {f.submit(text.appoint())}
    };
    let form = f.form(base, fields).view();
    ui::titled_card(text.appoint(), form)
}
