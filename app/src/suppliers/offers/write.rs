//! `/pengurus/{koperasi}/penawaran/baru`: an officer writes down what a supplier offers.

use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::purchasing::WrittenOffer;
use domain::slug::Slug;
use engine::suppliers::offers::OfferError;
use engine::suppliers::{MaterialRow, SupplierChoice};
use leptos::prelude::*;

use super::super::address;
use super::fields;
use super::text::Text;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Button, Choice, Fields, Html, field_set};

/// Suppliers and materials among which one chooses.
const MOST: i64 = 500;

/// `?pemasok=…&bahan=…` begins with what that supplier offered last.
pub async fn form(reader: Reader, overseer: Overseer, by: Officer) -> PageResult {
    let asked = posted::query(&reader.path);
    let start = start(&reader, &overseer, asked.one("pemasok"), asked.one("bahan")).await?;
    let screen = WriteScreen::of(&reader, overseer, &by, reader.form_of(start), engine::ids::fresh()).await?;
    Ok(reader.page(screen))
}

async fn start(reader: &Reader, by: &Overseer, supplier: &str, material: &str) -> Result<Inputs, PageError> {
    let today = Day::of(reader.now());
    let before = match (Slug::parse(supplier), Slug::parse(material)) {
        (Ok(supplier), Ok(material)) => {
            engine::suppliers::offers::history(&reader.site.desk, by, &supplier, &material).await?.into_iter().next()
        }
        _ => None,
    };
    let inputs = before.map_or_else(|| fields::start(today), |before| fields::from_before(&before, today));
    Ok(inputs.with("pemasok", supplier).with("bahan", material))
}

pub async fn submit(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let errors = match WrittenOffer::parse(&posted.inputs, Day::of(reader.now())) {
        Err(errors) => errors,
        Ok(offer) => match engine::suppliers::offers::create(&reader.site.desk, &by, &offer, key).await {
            Ok(_) => {
                let to = format!("/pengurus/{}/penawaran/{}/{}", by.koperasi().slug, offer.supplier, offer.material);
                return Ok(reader.see_other(to).saying(Text(reader.lang).saved()));
            }
            Err(OfferError::UnknownSupplier) => FieldErrors::of("pemasok", Invalid::UnknownChoice),
            Err(OfferError::UnknownMaterial) => FieldErrors::of("bahan", Invalid::UnknownChoice),
            Err(OfferError::Unknown) => return Err(PageError::NotFound),
            Err(OfferError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    let screen = WriteScreen::of(&reader, overseer, &by, posted.refused(errors), key).await?;
    Ok(reader.page(screen).unprocessable())
}

struct WriteScreen {
    by: Overseer,
    filled: Filled,
    key: IdempotencyKey,
    suppliers: Vec<SupplierChoice>,
    materials: Vec<MaterialRow>,
}

impl WriteScreen {
    async fn of(
        reader: &Reader,
        by: Overseer,
        officer: &Officer,
        filled: Filled,
        key: IdempotencyKey,
    ) -> Result<Self, PageError> {
        let desk = &reader.site.desk;
        let suppliers = engine::suppliers::choices(desk, officer, None, MOST).await?;
        let materials = engine::suppliers::materials(desk, MOST).await?;
        Ok(Self { by, filled, key, suppliers, materials })
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let filled = fields::rows_apart(&self.filled);
        let f = Fields::new(lang, &filled);
        let suppliers = self.suppliers.iter().map(|s| Choice::new(&s.slug, format!("{}, {}", s.name, s.place))).collect();
        let who = view! {
            {f.select("pemasok", text.supplier(), suppliers).hint(text.supplier_hint())}
            {f.select("bahan", text.material(), material_choices(&self.materials))}
            {f.text("satuan", text.unit()).hint(text.unit_hint()).list("satuan-bahan").narrow()}
            {units(&self.materials)}
        };
        let fields = view! {
            {f.hidden("kunci", self.key)}
            {field_set(text.who(), who)}
            {fields::all(lang, &f, &self.filled)}
            {f.submit(text.save())}
        };
        f.form(format!("/pengurus/{}/penawaran/baru", self.by.koperasi().slug), fields).view()
    }
}

pub(in crate::suppliers) fn material_choices(materials: &[MaterialRow]) -> Vec<Choice> {
    materials.iter().map(|m| Choice::new(&m.slug, &m.name)).collect()
}

/// The units that materials are bought by, offered while typing; any other may be typed.
pub(in crate::suppliers) fn units(materials: &[MaterialRow]) -> AnyView {
    let mut known: Vec<&str> = materials.iter().filter_map(|m| m.unit).map(domain::quantity::Unit::code).collect();
    known.extend(["kg", "liter", "karung 25 kg", "karung 50 kg", "dus"]);
    known.sort_unstable();
    known.dedup();
    let mut h = Html::new();
    h.raw("<datalist id=\"satuan-bahan\">");
    for unit in known {
        h.raw("<option").attr("value", unit).raw("></option>");
    }
    h.raw("</datalist>");
    h.view()
}

impl Screen for WriteScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).add()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let enter = Button::quiet(text.enter_supplier()).link(format!("/pengurus/{}/pemasok/baru", self.by.koperasi().slug));
        let ask = Button::quiet(text.ask()).link(address(
            &format!("/pengurus/{}/permintaan/baru", self.by.koperasi().slug),
            &[("bahan", self.filled.inputs.one("bahan"))],
        ));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, text.add(), Some(text.add_lead()))}
                {ui::submit_row(vec![ask, enter])}
                {ui::card(self.form(frame.lang))}
            </div>
        }
        .into_any()
    }
}
