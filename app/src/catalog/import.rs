//! Many products from a sheet: bring it, look at it, take it over; and the way out again.

use axum::extract::Path;
use axum::http::HeaderName;
use domain::access::Keeper;
use domain::catalog::HEAD;
use domain::form::{FieldErrors, Invalid};
use domain::ids::ImportId;
use domain::lang::Lang;
use engine::Trouble;
use engine::catalog::import::{Confirmed, Import, ImportError, ImportRow, ImportState, MAX_FILE_MB, MAX_ROWS, SheetError};
use engine::sheet::{Sheet, XLSX};
use leptos::prelude::*;

use super::import_text::Text;
use super::scope::Scope;
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, fields, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Fields, Icon, Notice, Tone, post_button};

/// Rows on one page of the preview.
const PAGE: i64 = 50;
const CSV: &str = "text/csv; charset=utf-8";

pub async fn form(reader: Reader, by: Keeper) -> PageResult {
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.page(BringScreen { scope, filled: reader.form(), problem: None }))
}

pub async fn bring(reader: Reader, by: Keeper, mut posted: Posted) -> PageResult {
    let scope = Scope::of(&reader, &by).await?;
    let outcome = match posted.take_files("berkas").into_iter().next() {
        None => Err((Invalid::Required, None)),
        Some(file) if file.size > u64::from(MAX_FILE_MB) * 1_000_000 => {
            Err((Invalid::FileTooLarge { max_mb: MAX_FILE_MB }, None))
        }
        Some(file) => {
            let name = file.name.clone();
            let bytes =
                tokio::task::spawn_blocking(move || file.into_bytes()).await.map_err(Trouble::from)?.map_err(Trouble::from)?;
            match engine::catalog::import::bring(&reader.site.desk, &by, &name, bytes).await {
                Ok(id) => Ok(id),
                Err(ImportError::Sheet(why)) => Err(refusal(Text(reader.lang), &why)),
                Err(ImportError::Trouble(trouble)) => return Err(trouble.into()),
            }
        }
    };
    match outcome {
        Ok(id) => Ok(reader.see_other(scope.path(&format!("/usaha/produk/impor/{id}")))),
        Err((why, problem)) => {
            let filled = posted.refused(FieldErrors::of("berkas", why));
            Ok(reader.page(BringScreen { scope, filled, problem }).unprocessable())
        }
    }
}

/// The reason beside the field, and what to do about it where that takes a sentence.
fn refusal(text: Text, why: &SheetError) -> (Invalid, Option<String>) {
    match why {
        SheetError::NotASheet => (Invalid::NotASheet, None),
        SheetError::TooLarge => (Invalid::FileTooLarge { max_mb: MAX_FILE_MB }, None),
        SheetError::Empty => (Invalid::NotASheet, Some(text.no_rows().to_owned())),
        SheetError::MissingColumns(missing) => (Invalid::Malformed, Some(text.missing_columns(&missing.join(", ")))),
        SheetError::TooManyRows => (Invalid::TooMany { max: MAX_ROWS }, Some(text.too_many_rows(MAX_ROWS))),
    }
}

pub async fn page(reader: Reader, by: Keeper, Path(id): Path<String>) -> PageResult {
    let import = find(&reader, &by, &id).await?;
    show(&reader, &by, import, None, false).await
}

pub async fn confirm(reader: Reader, by: Keeper, Path(id): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let import = find(&reader, &by, &id).await?;
    let only_good = match posted.one("konfirmasi") {
        "semua" => false,
        "yang_benar" => true,
        "ulangi" => {
            engine::catalog::import::again(&reader.site.desk, &by, import.id).await?;
            return to_page(&reader, &by, import.id).await;
        }
        _ => return show(&reader, &by, import, Some(text.choose()), true).await,
    };
    let publish = posted.one("terbitkan") == "ya";
    match engine::catalog::import::confirm(&reader.site.desk, &by, import.id, only_good, publish).await? {
        Confirmed::Taken => to_page(&reader, &by, import.id).await,
        Confirmed::HasBadRows => show(&reader, &by, import, Some(text.has_bad_rows()), true).await,
        Confirmed::NothingGood => show(&reader, &by, import, Some(text.nothing_good()), true).await,
        Confirmed::Unknown => Err(PageError::NotFound),
    }
}

async fn to_page(reader: &Reader, by: &Keeper, id: ImportId) -> PageResult {
    let scope = Scope::of(reader, by).await?;
    Ok(reader.see_other(scope.path(&format!("/usaha/produk/impor/{id}"))))
}

async fn find(reader: &Reader, by: &Keeper, id: &str) -> Result<Import, PageError> {
    let id: ImportId = id.parse().map_err(|_| PageError::NotFound)?;
    engine::catalog::import::import(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

async fn show(reader: &Reader, by: &Keeper, import: Import, problem: Option<&'static str>, refused: bool) -> PageResult {
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let desk = &reader.site.desk;
    let (rows, there) = match import.state {
        ImportState::Waiting => (
            engine::catalog::import::rows(desk, &import, PAGE, (nth - 1) * PAGE).await?,
            engine::catalog::import::already_there(desk, &import).await?,
        ),
        ImportState::Running | ImportState::Done | ImportState::Failed => (Vec::new(), 0),
    };
    let scope = Scope::of(reader, by).await?;
    let running = import.state == ImportState::Running;
    let answer = reader.page(ImportScreen { scope, import, rows, there, nth, problem });
    // Without a script: the browser asks again by itself until the work is done.
    let answer = if running { answer.header(HeaderName::from_static("refresh"), "2") } else { answer };
    Ok(if refused { answer.unprocessable() } else { answer })
}

pub async fn export_csv(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = export(&reader, &by).await?;
    Ok(reader.file(sheet.csv()?, CSV, &format!("{name}.csv")))
}

pub async fn export_xlsx(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = export(&reader, &by).await?;
    let file = tokio::task::spawn_blocking(move || sheet.xlsx()).await.map_err(Trouble::from)??;
    Ok(reader.file(file, XLSX, &format!("{name}.xlsx")))
}

async fn export(reader: &Reader, by: &Keeper) -> Result<(Sheet, String), PageError> {
    let scope = Scope::of(reader, by).await?;
    let sheet = engine::catalog::export(&reader.site.desk, by).await?;
    Ok((sheet, format!("produk-{}", scope.shop.slug)))
}

/// A sheet to begin with: the columns, and two rows that show how each is filled.
pub async fn template(reader: Reader, _by: Keeper) -> PageResult {
    let mut sheet = Sheet::new(&HEAD);
    let rows = [
        [
            "Emping melinjo super",
            "emping",
            "Renyah tanpa pengawet.\n- Tahan 3 bulan",
            "16000",
            "bungkus 250 g",
            "40",
            "emping, oleh-oleh",
            "10:15000;50:14000",
            "",
        ],
        ["Kue lapis pesanan", "kue-basah", "", "45000", "kotak", "", "", "", "5"],
    ];
    for row in rows {
        sheet.row(row.map(str::to_owned).to_vec());
    }
    let file = tokio::task::spawn_blocking(move || sheet.xlsx()).await.map_err(Trouble::from)??;
    Ok(reader.file(file, XLSX, "contoh-produk.xlsx"))
}

struct BringScreen {
    scope: Scope,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for BringScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.file("berkas", text.file(), ".csv,.xlsx,.txt,.tsv").hint(text.file_hint(MAX_ROWS, MAX_FILE_MB))}
            {f.submit(text.read())}
        };
        let form = f.form(self.scope.path("/usaha/produk/impor"), fields).multipart().view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        let columns = ui::facts(text.columns().into_iter().map(|(name, what)| (name.to_owned(), Cell::text(what))).collect());
        let template =
            Button::quiet(text.template()).icon(Icon::Download).link(self.scope.path("/usaha/produk/impor/contoh.xlsx")).view();
        ui::narrow(view! {
            {self.scope.head(frame.lang, text.title(), Some(text.lead()))}
            {problem}
            {form}
            {ui::titled_card(text.columns_title(), view! { {columns} {template} })}
        })
    }
}

struct ImportScreen {
    scope: Scope,
    import: Import,
    rows: Vec<ImportRow>,
    /// Good rows whose name the shop has already.
    there: i64,
    nth: i64,
    problem: Option<&'static str>,
}

impl ImportScreen {
    fn path(&self) -> String {
        format!("/usaha/produk/impor/{}", self.import.id)
    }

    fn good(&self) -> i32 {
        self.import.total - self.import.bad
    }

    /// How to go on: all, or the good rows.
    fn choices(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let again = Button::quiet(text.another_file()).link(self.scope.path("/usaha/produk/impor"));
        if self.good() == 0 {
            return view! { {Notice::Warning.view(frame.lang, text.nothing_good())} {ui::submit_row(vec![again])} }.into_any();
        }
        let filled = Filled::empty();
        let f = Fields::new(frame.lang, &filled);
        let publish = self.scope.shop.vouched_for.then(|| f.checkbox("terbitkan", text.publish_too()).view());
        let take = if self.import.bad == 0 {
            Button::primary(text.take_all(self.import.total)).send("konfirmasi", "semua")
        } else {
            Button::primary(text.take_good(self.good())).send("konfirmasi", "yang_benar")
        };
        let fields = view! { {publish} {ui::submit_row(vec![take, again])} };
        f.form(self.scope.path(&self.path()), fields).view()
    }

    fn table(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let columns = [
            Column::figures(text.line()),
            Column::words(text.product()),
            Column::words(text.price()),
            Column::words(text.result()),
        ];
        ui::table(text.rows(), &columns, self.rows.iter().map(|row| line(lang, row)).collect())
    }

    fn waiting(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let summary = match self.import.bad {
            0 => Notice::Success.view(frame.lang, text.all_good(self.import.total)),
            bad => Notice::Warning.view(frame.lang, text.some_bad(self.good(), bad)),
        };
        let last = u64::try_from(self.import.total).unwrap_or(0).div_ceil(u64::try_from(PAGE).unwrap_or(50));
        let page = |n: u64| self.scope.with(&self.path(), &[("hal", &n.to_string())]);
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        let there = (self.there > 0).then(|| Notice::Warning.view(frame.lang, text.some_there(self.there)));
        view! {
            {problem}
            {summary}
            {there}
            {ui::card(self.choices(frame))}
            {self.table(frame.lang)}
            {ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, page)}
        }
        .into_any()
    }

    fn running(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let count = |n: i32| u64::try_from(n).unwrap_or(0);
        let note = text.so_far(self.import.done, self.import.total);
        ui::card(view! {
            {ui::progress(text.running(), count(self.import.done), count(self.import.total), &note)}
            <p class="bantu">{text.may_leave()}</p>
        })
    }

    fn failed(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let again = Button::primary(text.try_again());
        let again = post_button(self.scope.path(&self.path()), vec![("konfirmasi", "ulangi".to_owned())], again);
        view! { {Notice::Danger.view(lang, text.failed())} {again} }.into_any()
    }

    fn done(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let made = self.import.made.unwrap_or(0);
        let said = if self.import.publish { text.made_published(made) } else { text.made_drafts(made) };
        let state = if self.import.publish { "terbit" } else { "draf" };
        let see = Button::primary(text.see_them()).link(self.scope.with("/usaha/produk", &[("keadaan", state)]));
        view! { {Notice::Success.view(lang, said)} {ui::submit_row(vec![see])} }.into_any()
    }
}

/// A row: what was read, or what is wrong with each of its cells and what stands there.
fn line(lang: Lang, row: &ImportRow) -> Vec<Cell> {
    let text = Text(lang);
    let short = |cell: &str| -> String { cell.chars().take(80).collect() };
    let (name, price, unit) = (row.cells.one("nama"), row.cells.one("harga"), row.cells.one("satuan"));
    let (price, result) = match &row.outcome {
        Ok(details) => (
            Cell::text(details.price.to_string()).and(format!("/ {}", details.unit.text(lang))),
            Cell::badge(&if row.there { Badge::new(Tone::Waiting, text.there()) } else { Badge::good(text.good()) }),
        ),
        Err(errors) => {
            let mut cell = Cell::badge(&Badge::new(Tone::Bad, text.bad()));
            for (field, why) in errors.iter() {
                let there = short(row.cells.one(field));
                let there = if there.is_empty() { String::new() } else { format!(" (“{there}”)") };
                cell = cell.and(format!("{field}: {}{there}", fields::say(lang, why)));
            }
            (Cell::text(short(price)).and(short(unit)), cell)
        }
    };
    vec![Cell::text(row.line.to_string()), Cell::text(short(name)).and(short(row.cells.one("kategori"))), price, result]
}

impl Screen for ImportScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let part = match self.import.state {
            ImportState::Waiting => self.waiting(frame),
            ImportState::Running => self.running(frame.lang),
            ImportState::Done => self.done(frame.lang),
            ImportState::Failed => self.failed(frame.lang),
        };
        view! { <div class="wadah">{self.scope.head(frame.lang, text.title(), Some(&self.import.file_name))} {part}</div> }
            .into_any()
    }
}
