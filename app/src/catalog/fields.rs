//! The fields of the product form, for a new product and an old one alike.

use domain::catalog::State;
use domain::form::{FieldErrors, Inputs};
use domain::ids::PictureId;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::quantity::Quantity;
use domain::tiers::PriceTiers;
use engine::catalog::OwnProduct;
use engine::catalog::categories::{Categories, Category};
use leptos::prelude::*;

use super::text::Text;
use super::upload::Kept;
use crate::house::Filled;
use crate::ui::{self, Button, Choice, Fields, Html, Icon, Place, field_set};

/// Units that most people sell by, offered while typing; any other may be typed.
const UNITS: [&str; 14] = [
    "kg",
    "250 g",
    "500 g",
    "bungkus",
    "bungkus 250 g",
    "pcs",
    "lusin",
    "botol 250 ml",
    "liter",
    "toples",
    "ikat",
    "lembar",
    "pasang",
    "dus",
];

/// The form's id: the buttons and fields beside it are its own.
pub const FORM: &str = "produk";

/// The form as one view. `there` is none for a new product.
pub struct ProductForm<'a> {
    pub lang: Lang,
    pub action: String,
    pub filled: &'a Filled,
    pub kept: &'a [Kept],
    pub categories: &'a Categories,
    pub state: Option<State>,
    /// Fields that go along unseen: the key of a new product, the version of an old one.
    pub hidden: (&'static str, String),
}

impl ProductForm<'_> {
    pub fn view(&self) -> AnyView {
        let text = Text(self.lang);
        let filled = rows_apart(self.filled);
        let f = Fields::new(self.lang, &filled);
        let photos = view! {
            {kept_photos(text, self.kept)}
            {f.photos("foto", text.photos(), engine::pictures::MAX_PER_PRODUCT).optional().hint(text.photos_hint())}
        };
        let what = view! {
            {photos}
            {f.text("nama", text.name()).hint(text.name_hint())}
            {f.select("kategori", text.category(), choices(self.lang, self.categories))}
            {f.area("deskripsi", text.description(), 4000).optional().hint(text.description_hint())}
        };
        let sale = view! {
            {f.money("harga", text.price())}
            {f.text("satuan", text.unit()).hint(text.unit_hint()).list("satuan-contoh").narrow()}
            {units()}
            {f.number("stok", text.stock()).optional().hint(text.stock_hint())}
            {f.number("batas", text.warned_below()).optional().hint(text.warned_below_hint())}
            {f.number("hari", text.days()).optional().hint(text.days_hint()).or_value(3).inputmode("numeric")}
        };
        let wholesale = view! { <p class="bantu">{text.wholesale_hint()}</p> {tier_rows(text, &f, self.filled)} };
        let found = f.text("kata_kunci", text.keywords()).optional().hint(text.keywords_hint()).view();
        let fields = view! {
            {field_set(text.what(), what)}
            {field_set(text.sale(), sale)}
            {field_set(text.wholesale(), wholesale)}
            {field_set(text.finding(), found)}
            {f.hidden(self.hidden.0, &self.hidden.1)}
            {self.state.map(|_| f.hidden("stok_tadi", self.filled.value("stok_tadi")))}
            {ui::submit_row(self.buttons(text))}
        };
        f.form(self.action.clone(), fields).multipart().id(FORM).view()
    }

    fn buttons(&self, text: Text) -> Vec<Button> {
        let publish = || Button::primary(text.publish()).send("aksi", "terbitkan");
        let save = |label: &str| Button::quiet(label).send("aksi", "simpan");
        match self.state {
            None => vec![publish(), save(text.save_draft())],
            Some(State::Draft) => vec![publish(), save(text.save())],
            Some(_) => vec![Button::primary(text.save()).send("aksi", "simpan")],
        }
    }
}

/// Repeated fields get a name for each row, under which their values and errors are found.
fn rows_apart(filled: &Filled) -> Filled {
    let mut inputs = filled.inputs.clone();
    for field in ["grosir_jumlah", "grosir_harga"] {
        for (row, value) in filled.inputs.many(field).iter().enumerate().take(PriceTiers::MAX) {
            inputs.push(format!("{field}-{row}"), value);
        }
    }
    Filled { inputs, errors: filled.errors.clone() }
}

fn tier_rows(text: Text, f: &Fields<'_>, filled: &Filled) -> AnyView {
    let typed = filled.inputs.many("grosir_jumlah").len().max(filled.inputs.many("grosir_harga").len());
    let rows = (typed + 1).clamp(3, PriceTiers::MAX);
    let row = |n: usize| {
        let amount = f.number(&format!("grosir_jumlah-{n}"), text.tier_from(n + 1)).named("grosir_jumlah").optional();
        let price = f.money(&format!("grosir_harga-{n}"), text.tier_price(n + 1)).named("grosir_harga").optional();
        view! { <div class="berdua">{amount}{price}</div> }.into_any()
    };
    (0..rows).map(row).collect::<Vec<_>>().into_any()
}

fn units() -> AnyView {
    let mut h = Html::new();
    h.raw("<datalist id=\"satuan-contoh\">");
    for unit in UNITS {
        h.raw("<option").attr("value", unit).raw("></option>");
    }
    h.raw("</datalist>");
    h.view()
}

/// Photos that were fine when something else was not: sent again unless unticked.
fn kept_photos(text: Text, kept: &[Kept]) -> Option<AnyView> {
    if kept.is_empty() {
        return None;
    }
    let mut h = Html::new();
    h.raw("<fieldset class=\"bidang foto-simpan\"><legend class=\"label\">").text(text.kept_photos());
    h.element("</legend><p class=\"bantu\">", text.kept_photos_hint(), "</p><ul>");
    for (n, one) in (1u64..).zip(kept) {
        h.raw("<li><label><input type=\"checkbox\" name=\"foto_simpan\" checked").attr("value", &one.value);
        h.raw(">");
        one.picture.write(&mut h, Place::Thumb, Icon::Image);
        h.raw("<span class=\"tersembunyi\">").text(&text.photo(n)).raw("</span></label></li>");
    }
    h.raw("</ul></fieldset>");
    Some(h.view())
}

/// The categories as a list of choices, those of one top category together; what fits none of them
/// goes into the top category itself, the last of its group.
pub fn choices(lang: Lang, all: &Categories) -> Vec<Choice> {
    let choice = |c: &Category, group: &Category, label: String| Choice::new(&c.slug, label).group(group.name(lang));
    let mut out = Vec::new();
    for root in all.roots() {
        let before = out.len();
        out.extend(all.children(root.id).map(|c| choice(c, root, c.name(lang).to_owned())));
        let alone = out.len() == before;
        out.push(choice(root, root, if alone { root.name(lang).to_owned() } else { Text(lang).others_in(root.name(lang)) }));
    }
    let without_top = all.iter().filter(|c| c.parent.is_some_and(|p| all.by_id(p).is_none()));
    out.extend(without_top.map(|c| choice(c, c, c.name(lang).to_owned())));
    out
}

/// The field that says what a picture shows.
pub fn alt_field(picture: PictureId) -> String {
    format!("keterangan-{picture}")
}

fn stock_of(p: &OwnProduct) -> String {
    thousandths(p.stock)
}

fn thousandths(amount: Option<i64>) -> String {
    amount.map_or(String::new(), |amount| Quantity::from_thousandths(amount).to_string())
}

/// What the form of an old product starts with.
pub fn inputs_of(p: &OwnProduct) -> Inputs {
    let plain = |rupiah: i64| Rupiah(rupiah).to_string().trim_start_matches("Rp").to_owned();
    let mut inputs = Inputs::default()
        .with("nama", &p.name)
        .with("kategori", &p.category)
        .with("deskripsi", &p.description)
        .with("harga", plain(p.price))
        .with("satuan", &p.sale_unit)
        .with("stok", stock_of(p))
        .with("stok_tadi", stock_of(p))
        .with("batas", thousandths(p.warned_below))
        .with("hari", p.made_days.map_or(String::new(), |d| d.to_string()))
        .with("kata_kunci", &p.keywords);
    for picture in &p.pictures {
        inputs.push(alt_field(picture.id), &picture.picture.alt);
    }
    for tier in &p.tiers {
        inputs.push("grosir_jumlah", Quantity::from_thousandths(tier.from).to_string());
        inputs.push("grosir_harga", plain(tier.price));
    }
    inputs
}

/// One field's refusal added to others.
pub fn and(mut errors: FieldErrors, field: &str, why: Option<domain::form::Invalid>) -> FieldErrors {
    if let Some(why) = why {
        errors.add(field, why);
    }
    errors
}
