//! `/pengurus/{koperasi}/permintaan/baru`: what is needed, by when, and who is asked.

use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::purchasing::{OfferForm, QuoteAsk};
use engine::suppliers::quotes::AskError;
use engine::suppliers::{MaterialRow, MaterialUse, SupplierChoice};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::koperasi::office::{Room, head};
use crate::suppliers::address;
use crate::suppliers::offers::write::{material_choices, units};
use crate::ui::{self, Button, Choice, Fields, Icon, NavLink, Notice};

/// Suppliers among which one chooses.
const SUPPLIERS: i64 = 60;
const MATERIALS: i64 = 500;
/// Materials by which the suppliers are narrowed with a touch.
const CHIPS: i64 = 12;
/// Days that suppliers usually get, as the form begins.
const DAYS: i64 = 3;

/// `?bahan=…` narrows the suppliers to those who deal in it.
pub async fn form(reader: Reader, overseer: Overseer, by: Officer) -> PageResult {
    let asked = posted::query(&reader.path).one("bahan").to_owned();
    let start = Inputs::default().with("bahan", &asked).with("batas_tanggal", Day::of(reader.now()).plus_days(DAYS).iso());
    let mut screen = AskScreen::of(&reader, overseer, &by, reader.form_of(start), engine::ids::fresh()).await?;
    // How the material is bought is a good guess of what prices are for.
    let unit = screen.materials.iter().find(|m| m.slug == asked).and_then(|m| m.unit);
    if let Some(unit) = unit.filter(|_| !screen.filled.inputs.has("satuan")) {
        screen.filled.inputs.push("satuan", unit.code());
    }
    Ok(reader.page(screen))
}

pub async fn submit(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let text = Text(reader.lang);
    let (errors, problem) = match QuoteAsk::parse(&posted.inputs, reader.now()) {
        Err(errors) => (errors, None),
        Ok(asked) => match engine::suppliers::quotes::ask(&reader.site.desk, &by, &asked, key).await {
            Ok(id) => {
                let to = format!("/pengurus/{}/permintaan/{id}", by.koperasi().slug);
                return Ok(reader.see_other(to).saying(text.asked()));
            }
            Err(AskError::UnknownMaterial) => (FieldErrors::of("bahan", Invalid::UnknownChoice), None),
            Err(AskError::UnknownSupplier) => (FieldErrors::of("pemasok", Invalid::UnknownChoice), None),
            Err(AskError::NotVerified) => (FieldErrors::default(), Some(text.not_verified())),
            Err(AskError::Wait(_)) => (FieldErrors::default(), Some(text.asked_too_often())),
            Err(AskError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    let mut screen = AskScreen::of(&reader, overseer, &by, posted.refused(errors), key).await?;
    screen.problem = problem;
    let too_often = problem == Some(text.asked_too_often());
    let status = if too_often { StatusCode::TOO_MANY_REQUESTS } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(reader.page(screen).status(status))
}

struct AskScreen {
    by: Overseer,
    filled: Filled,
    key: IdempotencyKey,
    /// Those who deal in the material, or all.
    suppliers: Vec<SupplierChoice>,
    materials: Vec<MaterialRow>,
    chips: Vec<MaterialUse>,
    problem: Option<&'static str>,
}

impl AskScreen {
    async fn of(
        reader: &Reader,
        by: Overseer,
        officer: &Officer,
        filled: Filled,
        key: IdempotencyKey,
    ) -> Result<Self, PageError> {
        let desk = &reader.site.desk;
        let materials = engine::suppliers::materials(desk, MATERIALS).await?;
        let asked = filled.inputs.one("bahan");
        let material = materials.iter().map(|m| m.slug.as_str()).find(|slug| *slug == asked);
        let mut suppliers = engine::suppliers::choices(desk, officer, material, SUPPLIERS).await?;
        // A supplier that was ticked stays, whatever it is said to deal in.
        let is_shown = |slug: &String| suppliers.iter().any(|s| s.slug == *slug);
        let lacks = suppliers.is_empty() || !filled.inputs.many("pemasok").iter().all(is_shown);
        if material.is_some() && lacks {
            suppliers = engine::suppliers::choices(desk, officer, None, SUPPLIERS).await?;
        }
        let chips = engine::suppliers::in_use(desk, material, CHIPS).await?;
        Ok(Self { by, filled, key, suppliers, materials, chips, problem: None })
    }

    fn path(&self) -> String {
        format!("/pengurus/{}/permintaan/baru", self.by.koperasi().slug)
    }

    fn narrow(&self, text: Text) -> AnyView {
        let asked = self.filled.inputs.one("bahan");
        let mut chips = vec![NavLink::new(self.path(), text.all_suppliers()).current(asked.is_empty())];
        chips.extend(self.chips.iter().map(|m| {
            let count = u64::try_from(m.suppliers).unwrap_or(0);
            NavLink::new(address(&self.path(), &[("bahan", &m.slug)]), &m.name).count(count).current(m.slug == asked)
        }));
        ui::chips(text.narrow(), &chips)
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let suppliers = self.suppliers.iter().map(|s| Choice::new(&s.slug, &s.name).note(note(s))).collect();
        let fields = view! {
            {f.hidden("kunci", self.key)}
            {f.select("bahan", text.material(), material_choices(&self.materials))}
            {f.text("satuan", text.unit()).hint(text.unit_hint()).list("satuan-bahan").narrow()}
            {units(&self.materials)}
            {f.number("kebutuhan", text.demand_field()).hint(text.demand_hint())}
            {f.checks("pemasok", text.suppliers(), suppliers).hint(text.suppliers_hint())}
            <div class="berdua">
                {f.date("batas_tanggal", text.deadline())}
                {f.time("batas_jam", text.deadline_time()).optional()}
            </div>
            <p class="bantu">{text.deadline_hint()}</p>
            {f.area("catatan", text.note(), OfferForm::NOTE).rows(3).hint(text.note_hint()).optional()}
            {f.submit(text.send())}
        };
        f.form(self.path(), fields).view()
    }
}

/// Where it is, and what it deals in.
fn note(s: &SupplierChoice) -> String {
    let materials = domain::richtext::summary(&s.materials.join(", "), 60);
    if materials.is_empty() { s.place.clone() } else { format!("{} · {materials}", s.place) }
}

impl Screen for AskScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).ask()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let problem = self.problem.map(|problem| Notice::Warning.view(frame.lang, problem));
        let content = if self.suppliers.is_empty() {
            let enter =
                Button::primary(text.enter_supplier()).link(format!("/pengurus/{}/pemasok/baru", self.by.koperasi().slug));
            ui::empty_state(Icon::Truck, text.no_suppliers(), text.no_suppliers_hint(), Some(enter))
        } else {
            view! { {self.narrow(text)} {ui::card(self.form(frame.lang))} }.into_any()
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, text.ask(), Some(text.ask_lead()))}
                {problem}
                {content}
            </div>
        }
        .into_any()
    }
}
