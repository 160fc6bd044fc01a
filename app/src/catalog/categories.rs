//! `/operator/kategori`: the tree of categories, edited by the operator.

use axum::extract::Path;
use domain::access::Operator;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use domain::text::Line;
use engine::catalog::Move;
use engine::catalog::categories::{self, Categories, Category, CategoryError, Names};
use leptos::prelude::*;

use super::fields::and;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::operator::{Room, tabs};
use crate::ui::{self, Badge, Button, Choice, Fields, Icon, Notice, Tone};

crate::texts! {
    Text {
        title: "Kategori", "Categories";
        lead: "Pohon kategori yang dipilih penjual dan dijelajahi pembeli. Alamatnya tetap walau namanya berubah.", "The tree that sellers choose from and buyers browse. Addresses stay when names change.";
        add: "Kategori baru", "New category";
        below: "Di bawah", "Below";
        top: "Paling atas", "At the top";
        name_id: "Nama Indonesia", "Indonesian name";
        name_en: "Nama Inggris", "English name";
        icon: "Gambar", "Icon";
        icon_hint: "Nama ikon, misalnya snack, batik, sea. Kosongkan untuk ikon induknya.", "An icon’s name, such as snack, batik, sea. Leave empty for the parent’s.";
        save: "Simpan", "Save";
        up: "Naik", "Move up";
        down: "Turun", "Move down";
        archive: "Arsipkan", "Put away";
        restore: "Kembalikan", "Bring back";
        put_away: "Di arsip", "Put away";
        products(n: i64): format!("{n} produk"), if n == 1 { "1 product".to_owned() } else { format!("{n} products") };
        saved: "Kategori tersimpan.", "The category is saved.";
        taken: "Nama ini sudah dipakai kategori lain.", "Another category has this name.";
    }
}

pub async fn page(reader: Reader, by: Operator) -> PageResult {
    let all = categories::whole(&reader.site.desk, &by).await?;
    Ok(reader.page(CategoriesScreen { all, filled: reader.form(), of: None, problem: None }))
}

pub async fn add(reader: Reader, by: Operator, posted: Posted) -> PageResult {
    let desk = &reader.site.desk;
    let outcome = match (parent(&posted.inputs), parse(&posted.inputs)) {
        (Ok(parent), Ok((names, icon))) => match categories::add(desk, &by, parent, &names, icon.as_deref()).await {
            // The one it was to stand below is gone, or stands below another itself.
            Err(CategoryError::Unknown) => Err(FieldErrors::of("induk", Invalid::UnknownChoice)),
            done => done.map(Ok).or_else(refusal)?,
        },
        (parent, parsed) => Err(and(parsed.err().unwrap_or_default(), "induk", parent.err())),
    };
    answer(&reader, &by, &posted, None, outcome).await
}

/// `aksi`: `naik`, `turun`, `arsipkan`, `kembalikan`; otherwise the names are saved.
pub async fn change(reader: Reader, by: Operator, Path(id): Path<String>, posted: Posted) -> PageResult {
    let id: i16 = id.parse().map_err(|_| PageError::NotFound)?;
    let desk = &reader.site.desk;
    let done = match posted.one("aksi") {
        "naik" => categories::shift(desk, &by, id, Move::Up).await,
        "turun" => categories::shift(desk, &by, id, Move::Down).await,
        "arsipkan" => categories::archive(desk, &by, id, true).await,
        "kembalikan" => categories::archive(desk, &by, id, false).await,
        _ => match parse(&posted.inputs) {
            Ok((names, icon)) => categories::rename(desk, &by, id, &names, icon.as_deref()).await,
            Err(errors) => return answer(&reader, &by, &posted, Some(id), Err(errors)).await,
        },
    };
    let outcome = done.map(Ok).or_else(refusal)?;
    answer(&reader, &by, &posted, Some(id), outcome).await
}

/// The category that a new one stands below; none at the top.
fn parent(inputs: &Inputs) -> Result<Option<i16>, Invalid> {
    match inputs.one("induk").trim() {
        "" => Ok(None),
        id => id.parse().map(Some).map_err(|_| Invalid::UnknownChoice),
    }
}

fn parse(inputs: &Inputs) -> Result<(Names, Option<String>), FieldErrors> {
    let mut p = inputs.parser();
    let id = p.take("nama_id", Line::parse);
    let en = p.take("nama_en", Line::parse);
    let icon = p.take_optional("ikon", |text| {
        let known = Icon::ALL.iter().find(|icon| icon.id() == text.trim());
        known.map(|icon| icon.id().to_owned()).ok_or(Invalid::UnknownChoice)
    });
    p.finish(|| Some((Names { id: id?, en: en? }, icon?)))
}

/// What the operator can mend, as errors of fields.
fn refusal(error: CategoryError) -> Result<Result<(), FieldErrors>, PageError> {
    match error {
        CategoryError::Unknown => Err(PageError::NotFound),
        CategoryError::Taken => Ok(Err(FieldErrors::of("nama_id", Invalid::Taken))),
        CategoryError::Trouble(trouble) => Err(trouble.into()),
    }
}

async fn answer(
    reader: &Reader,
    by: &Operator,
    posted: &Posted,
    of: Option<i16>,
    outcome: Result<(), FieldErrors>,
) -> PageResult {
    let text = Text(reader.lang);
    match outcome {
        Ok(()) => Ok(reader.see_other("/operator/kategori").saying(text.saved())),
        Err(errors) => {
            let taken = errors.iter().any(|(_, why)| *why == Invalid::Taken);
            let all = categories::whole(&reader.site.desk, by).await?;
            let screen = CategoriesScreen { all, filled: posted.refused(errors), of, problem: taken.then(|| text.taken()) };
            Ok(reader.page(screen).unprocessable())
        }
    }
}

struct CategoriesScreen {
    all: Categories,
    /// What was typed and refused, and of which category; of a new one when `of` is none.
    filled: Filled,
    of: Option<i16>,
    problem: Option<&'static str>,
}

impl CategoriesScreen {
    fn add_form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let empty = Filled::empty();
        let filled = if self.of.is_none() { &self.filled } else { &empty };
        let f = Fields::new(lang, filled);
        let mut parents = vec![Choice::new("", text.top())];
        parents.extend(self.all.roots().filter(|c| !c.archived).map(|c| Choice::new(c.id.to_string(), c.name(lang))));
        let fields = view! {
            {f.select("induk", text.below(), parents).optional()}
            {f.text("nama_id", text.name_id())}
            {f.text("nama_en", text.name_en())}
            {f.text("ikon", text.icon()).optional().hint(text.icon_hint()).narrow()}
            {f.submit(text.add())}
        };
        f.form("/operator/kategori", fields).view()
    }

    fn category(&self, lang: Lang, c: &Category) -> AnyView {
        let text = Text(lang);
        let start = Filled::of(Inputs::default().with("nama_id", &c.name_id).with("nama_en", &c.name_en).with("ikon", &c.icon));
        let filled = if self.of == Some(c.id) { &self.filled } else { &start };
        let prefix: &'static str = "k";
        let id = |field: &str| format!("{field}-{}", c.id);
        // Many forms stand on this page: their fields' ids carry the category's number.
        let mut inputs = Inputs::default();
        let mut errors = FieldErrors::default();
        for field in ["nama_id", "nama_en", "ikon"] {
            inputs = inputs.with(&id(field), filled.inputs.one(field));
            if let Some(why) = filled.errors.get(field) {
                errors.add(id(field), why.clone());
            }
        }
        let own = Filled { inputs, errors };
        let f = Fields::new(lang, &own).prefix(prefix);
        let act = |label: &str, what: &str, icon: Icon| {
            Button::quiet(label).small().icon(icon).send("aksi", what).read_as(format!("{label}: {}", c.name(lang)))
        };
        let away = if c.archived {
            act(text.restore(), "kembalikan", Icon::ArrowLeft)
        } else {
            act(text.archive(), "arsipkan", Icon::Archive)
        };
        let buttons = vec![
            act(text.save(), "simpan", Icon::Check),
            act(text.up(), "naik", Icon::ChevronUp),
            act(text.down(), "turun", Icon::ChevronDown),
            away,
        ];
        let fields = view! {
            <div class="berdua">
                {f.text(&id("nama_id"), text.name_id()).named("nama_id")}
                {f.text(&id("nama_en"), text.name_en()).named("nama_en")}
            </div>
            {f.text(&id("ikon"), text.icon()).named("ikon").optional().narrow()}
            {ui::submit_row(buttons)}
        };
        let form = f.form(format!("/operator/kategori/{}", c.id), fields).view();
        let mut badges = vec![Badge::new(Tone::Plain, text.products(c.products))];
        if c.archived {
            badges.push(Badge::new(Tone::Waiting, text.put_away()));
        }
        let open = self.of == Some(c.id);
        view! {
            <details class="kategori-satu" class:dalam=c.parent.is_some() open=open>
                <summary>{Icon::named(&c.icon).view()}<span>{c.name(lang).to_owned()}</span>{ui::badges(&badges)}</summary>
                {form}
            </details>
        }
        .into_any()
    }
}

impl Screen for CategoriesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        let list: Vec<_> = self.all.iter().map(|c| self.category(frame.lang, c)).collect();
        let add = ui::titled_card(text.add(), self.add_form(frame.lang));
        view! {
            <div class="wadah">
                {ui::page_head(None, text.title(), Some(text.lead()))}
                {tabs(frame.lang, Room::Categories)}
                {problem}
                {ui::two_columns(view! { <div class="kategori-semua">{list}</div> }, add)}
            </div>
        }
        .into_any()
    }
}
