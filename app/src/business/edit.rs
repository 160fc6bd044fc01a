use axum::extract::Path;
use domain::access::{Keeper, Officer, Person};
use domain::business::{Business, CLOSES, OPENS, hours_inputs};
use domain::dates::weekday_short;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::geo::Position;
use domain::ids::{AccountId, IdempotencyKey};
use domain::lang::Lang;
use engine::business::OpenError;
use engine::koperasi::District;
use frontend::near::{NearMe, PlaceWords};
use leptos::prelude::*;
use time::Weekday;

use super::desk::link;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::register::district_choices;
use crate::ui::{self, Choice, Fields, field_set};

/// Which of the three forms: the same fields, posted to where they came from.
struct Form {
    action: String,
    title: String,
    lead: Option<&'static str>,
    submit: &'static str,
    /// By which a second press of the button that opens is known.
    key: Option<IdempotencyKey>,
}

impl Form {
    fn open(lang: Lang, key: IdempotencyKey) -> Self {
        let (text, key) = (Text(lang), Some(key));
        Self { action: "/usaha/buka".into(), title: text.open().into(), lead: Some(text.open_lead()), submit: text.open(), key }
    }

    fn open_for(lang: Lang, path: &str, name: &str, key: IdempotencyKey) -> Self {
        let (text, key) = (Text(lang), Some(key));
        let action = path.split('?').next().unwrap_or(path).to_owned();
        Self { action, title: text.open_for(name), lead: Some(text.open_for_lead()), submit: text.open(), key }
    }

    fn change(lang: Lang, slug: &str) -> Self {
        let text = Text(lang);
        Self { action: link("/usaha/ubah", slug), title: text.change().into(), lead: None, submit: text.save(), key: None }
    }
}

pub async fn open_form(reader: Reader, by: Person) -> PageResult {
    let profile = engine::people::profile(&reader.site.desk, &by).await?;
    let filled = reader.form_of(Inputs::default().with("whatsapp", profile.phone.display()));
    show(&reader, Form::open(reader.lang, engine::ids::fresh()), filled).await
}

pub async fn open(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let standing = reader.standing().cloned().ok_or(PageError::NotFound)?;
    let key = key_of(&posted);
    let errors = match Business::parse(&posted.inputs) {
        Ok(business) => match engine::business::open(&reader.site.desk, &by, &standing, &business, key).await {
            Ok(slug) => return Ok(reader.see_other(link("/usaha", slug.as_str())).saying(Text(reader.lang).opened())),
            Err(error) => refused(error)?,
        },
        Err(errors) => errors,
    };
    Ok(show(&reader, Form::open(reader.lang, key), posted.refused(errors)).await?.unprocessable())
}

pub async fn open_for_form(reader: Reader, by: Officer, Path((_, account)): Path<(String, String)>) -> PageResult {
    let (_, name) = member(&reader, &by, &account).await?;
    show(&reader, Form::open_for(reader.lang, &reader.path, &name, engine::ids::fresh()), reader.form()).await
}

pub async fn open_for(reader: Reader, by: Officer, Path((_, account)): Path<(String, String)>, posted: Posted) -> PageResult {
    let (account, name) = member(&reader, &by, &account).await?;
    let key = key_of(&posted);
    let errors = match Business::parse(&posted.inputs) {
        Ok(business) => match engine::business::open_for(&reader.site.desk, &by, account, &business, key).await {
            Ok(Some(slug)) => return Ok(reader.see_other(link("/usaha", slug.as_str())).saying(Text(reader.lang).opened())),
            Ok(None) => return Err(PageError::NotFound),
            Err(OpenError::NotVerified) => return Ok(crate::koperasi::office::unverified(&reader, &by)),
            Err(error) => refused(error)?,
        },
        Err(errors) => errors,
    };
    Ok(show(&reader, Form::open_for(reader.lang, &reader.path, &name, key), posted.refused(errors)).await?.unprocessable())
}

/// A form without a key is a press of its own.
fn key_of(posted: &Posted) -> IdempotencyKey {
    posted.key().unwrap_or_else(|_| engine::ids::fresh())
}

async fn member(reader: &Reader, by: &Officer, account: &str) -> Result<(AccountId, String), PageError> {
    let account: AccountId = account.parse().map_err(|_| PageError::NotFound)?;
    let name = engine::koperasi::member_name(&reader.site.desk, by.koperasi().id, account).await?;
    Ok((account, name.ok_or(PageError::NotFound)?))
}

pub async fn change_form(reader: Reader, by: Keeper) -> PageResult {
    let k = engine::business::kept(&reader.site.desk, &by).await?;
    let mut start = Inputs::default()
        .with("nama", &k.name)
        .with("deskripsi", k.story.as_deref().unwrap_or_default())
        .with("kecamatan", &k.district_code)
        .with("desa", &k.village)
        .with("whatsapp", k.whatsapp.as_ref().map(|p| p.display()).unwrap_or_default());
    if let Some(position) = k.lat.zip(k.lng).and_then(|(lat, lng)| Position::from_micro(lat, lng).ok()) {
        start = start.with("lat", position.lat()).with("lng", position.lng());
    }
    for (field, value) in k.hours.as_ref().map(|h| hours_inputs(&h.0)).unwrap_or_default() {
        start = start.with(field, value);
    }
    let filled = reader.form_of(start);
    show(&reader, Form::change(reader.lang, &k.slug), filled).await
}

pub async fn change(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    let slug = engine::business::kept(&reader.site.desk, &by).await?.slug;
    let errors = match Business::parse(&posted.inputs) {
        Ok(business) => match engine::business::change(&reader.site.desk, &by, business).await {
            Ok(()) => return Ok(reader.see_other(link("/usaha", &slug)).saying(Text(reader.lang).saved())),
            Err(error) => refused(error)?,
        },
        Err(errors) => errors,
    };
    Ok(show(&reader, Form::change(reader.lang, &slug), posted.refused(errors)).await?.unprocessable())
}

/// What stands beside a field; anything else is trouble.
fn refused(error: OpenError) -> Result<FieldErrors, PageError> {
    match error {
        OpenError::UnknownDistrict => Ok(FieldErrors::of("kecamatan", Invalid::UnknownChoice)),
        OpenError::UnknownKoperasi => Ok(FieldErrors::of("koperasi", Invalid::UnknownChoice)),
        OpenError::NotVerified => Err(PageError::Conflict),
        OpenError::Trouble(trouble) => Err(trouble.into()),
    }
}

async fn show(reader: &Reader, form: Form, filled: Filled) -> PageResult {
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    // Only who belongs to several has to say which of them vouches.
    let memberships = reader.standing().map(|s| s.memberships.as_slice()).unwrap_or_default();
    let koperasi = if form.action == "/usaha/buka" && memberships.len() > 1 {
        memberships.iter().map(|m| Choice::new(m.koperasi.slug.as_str(), &m.koperasi.name)).collect()
    } else {
        Vec::new()
    };
    Ok(reader.page(BusinessScreen { form, filled, districts, koperasi }))
}

struct BusinessScreen {
    form: Form,
    filled: Filled,
    districts: Vec<District>,
    koperasi: Vec<Choice>,
}

impl Screen for BusinessScreen {
    fn head(&self, _: Lang) -> Head {
        Head::new(&self.form.title).tab(Tab::Business).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let koperasi = (!self.koperasi.is_empty()).then(|| f.select("koperasi", text.koperasi(), self.koperasi).view());
        let fields = view! {
            {f.text("nama", text.name()).autocomplete("organization")}
            {f.area("deskripsi", text.story(), 3000).hint(text.story_hint()).optional()}
            {koperasi}
            {f.select("kecamatan", text.district(), district_choices(&self.districts))}
            {f.text("desa", text.village())}
            {f.tel("whatsapp", text.whatsapp()).hint(text.whatsapp_hint()).optional()}
            {hours_fields(frame.lang, &f)}
            {field_set(text.position(), view! {
                <p class="petunjuk">{text.position_hint()}</p>
                {f.number("lat", text.lat()).optional()}
                {f.number("lng", text.lng()).optional()}
                {fill_place(text)}
            })}
            {self.form.key.map(|key| f.hidden("kunci", key))}
            {f.submit(self.form.submit)}
        };
        let form = f.form(self.form.action, fields).view();
        ui::narrow(view! { {ui::page_head(None, &self.form.title, self.form.lead)} {form} })
    }
}

/// Standing in the shop, one press fills both fields.
fn fill_place(text: Text) -> AnyView {
    let words = PlaceWords {
        label: text.here().to_owned(),
        asking: text.asking_place().to_owned(),
        refused: text.no_place().to_owned(),
        found: text.found_place().to_owned(),
    };
    view! { <NearMe goal="f-lat f-lng".to_owned() words/> }.into_any()
}

fn hours_fields(lang: Lang, f: &Fields<'_>) -> AnyView {
    let text = Text(lang);
    let days = std::iter::successors(Some(Weekday::Monday), |day| Some(day.next())).take(7);
    let rows: Vec<_> = days
        .enumerate()
        .map(|(n, day)| {
            let day = weekday_short(day, lang);
            view! {
                <div class="sehari">
                    {f.time(OPENS[n], text.opens(day)).optional()}
                    {f.time(CLOSES[n], text.closes(day)).optional()}
                </div>
            }
        })
        .collect();
    field_set(text.hours(), view! { <p class="petunjuk">{text.hours_hint()}</p> {rows} })
}
