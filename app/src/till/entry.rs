//! A line of the cash book: written, mended, taken back, brought back.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::Keeper;
use domain::dates::Day;
use domain::form::{FieldErrors, Inputs};
use domain::ids::{CashEntryId, IdempotencyKey};
use domain::lang::Lang;
use domain::till::{Direction, Entry, Kind, Month};
use engine::Trouble;
use engine::till::{BookError, Line};
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::scope::Scope;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Choice, Fields, Icon, Notice, post_button};

pub async fn in_form(reader: Reader, by: Keeper) -> PageResult {
    form(reader, by, Direction::In).await
}

pub async fn out_form(reader: Reader, by: Keeper) -> PageResult {
    form(reader, by, Direction::Out).await
}

pub async fn enter_in(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    enter(reader, by, posted, Direction::In).await
}

pub async fn enter_out(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    enter(reader, by, posted, Direction::Out).await
}

/// The address may name the kind, as the first step into the book does.
async fn form(reader: Reader, by: Keeper, direction: Direction) -> PageResult {
    let filled = reader.form_with("jenis");
    Ok(reader.page(EntryScreen::of(&reader, &by, direction, filled, None).await?))
}

async fn enter(reader: Reader, by: Keeper, posted: Posted, direction: Direction) -> PageResult {
    let text = Text(reader.lang);
    let today = Day::of(reader.now());
    let entry = match Entry::parse(&posted.inputs, direction, today) {
        Ok(entry) => entry,
        Err(errors) => {
            let screen = EntryScreen::of(&reader, &by, direction, posted.refused(errors), None).await?;
            return Ok(reader.page(screen).unprocessable());
        }
    };
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    match engine::till::enter(&reader.site.desk, &by, &entry, key).await {
        Ok(_) => {}
        // The page was sent before with other contents: those stand in the book, and these are kept.
        Err(Trouble::KeyReused) => {
            let filled = posted.refused(FieldErrors::default());
            let screen = EntryScreen::of(&reader, &by, direction, filled, None).await?;
            return Ok(reader.page(EntryScreen { sent_before: true, ..screen }).status(StatusCode::CONFLICT));
        }
        Err(trouble) => return Err(trouble.into()),
    }
    let scope = Scope::of(&reader, &by).await?;
    let amount = entry.amount.to_string();
    let (path, said) = match direction {
        Direction::In => ("/usaha/kas/masuk", text.written_in(&amount)),
        Direction::Out => ("/usaha/kas/keluar", text.written_out(&amount)),
    };
    // Who writes down a week's receipts stays at the form.
    let to = if posted.one("aksi") == "lagi" { scope.path(path) } else { month_page(&scope, entry.day) };
    Ok(reader.see_other(to).saying(&said))
}

/// The month in which the line now stands.
fn month_page(scope: &Scope, day: Day) -> String {
    scope.with("/usaha/kas", &[("bulan", &Month::of(day).code())])
}

pub async fn change_form(reader: Reader, by: Keeper, Path(id): Path<String>) -> PageResult {
    let line = find(&reader, &by, &id).await?;
    let filled = reader.form_of(inputs_of(&line));
    Ok(reader.page(EntryScreen::of(&reader, &by, line.kind.direction(), filled, Some(line.id)).await?))
}

pub async fn change(reader: Reader, by: Keeper, Path(id): Path<String>, posted: Posted) -> PageResult {
    let line = find(&reader, &by, &id).await?;
    let direction = line.kind.direction();
    let entry = match Entry::parse(&posted.inputs, direction, Day::of(reader.now())) {
        Ok(entry) => entry,
        Err(errors) => {
            let screen = EntryScreen::of(&reader, &by, direction, posted.refused(errors), Some(line.id)).await?;
            return Ok(reader.page(screen).unprocessable());
        }
    };
    engine::till::change(&reader.site.desk, &by, line.id, &entry).await.map_err(page_error)?;
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.see_other(month_page(&scope, entry.day)).saying(Text(reader.lang).changed()))
}

pub async fn remove(reader: Reader, by: Keeper, Path(id): Path<String>) -> PageResult {
    let id = entry_id(&id)?;
    engine::till::remove(&reader.site.desk, &by, id).await.map_err(page_error)?;
    back_to_book(&reader, &by, Text(reader.lang).removed()).await
}

pub async fn bring_back(reader: Reader, by: Keeper, Path(id): Path<String>) -> PageResult {
    let id = entry_id(&id)?;
    engine::till::bring_back(&reader.site.desk, &by, id).await.map_err(page_error)?;
    back_to_book(&reader, &by, Text(reader.lang).brought_back()).await
}

async fn back_to_book(reader: &Reader, by: &Keeper, said: &str) -> Result<Answer, PageError> {
    Ok(reader.see_other(Scope::of(reader, by).await?.path("/usaha/kas")).saying(said))
}

fn entry_id(text: &str) -> Result<CashEntryId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

async fn find(reader: &Reader, by: &Keeper, id: &str) -> Result<Line, PageError> {
    engine::till::line(&reader.site.desk, by, entry_id(id)?).await?.ok_or(PageError::NotFound)
}

fn page_error(why: BookError) -> PageError {
    match why {
        BookError::Unknown => PageError::NotFound,
        BookError::OfOrder => PageError::Conflict,
        BookError::Trouble(trouble) => trouble.into(),
    }
}

fn inputs_of(line: &Line) -> Inputs {
    Inputs::default()
        .with("jumlah", line.amount.to_string().trim_start_matches("Rp"))
        .with("jenis", line.kind.code())
        .with("keterangan", line.what.as_deref().unwrap_or_default())
        .with("tanggal", line.day.iso())
}

struct EntryScreen {
    scope: Scope,
    direction: Direction,
    filled: Filled,
    /// The line that is mended; none for a new one.
    line: Option<CashEntryId>,
    today: Day,
    /// The page was sent before, with other contents.
    sent_before: bool,
}

impl EntryScreen {
    async fn of(
        reader: &Reader,
        by: &Keeper,
        direction: Direction,
        filled: Filled,
        line: Option<CashEntryId>,
    ) -> Result<Self, PageError> {
        let scope = Scope::of(reader, by).await?;
        Ok(Self { scope, direction, filled, line, today: Day::of(reader.now()), sent_before: false })
    }

    fn title(&self, text: Text) -> &'static str {
        match (self.line, self.direction) {
            (Some(_), _) => text.change_title(),
            (None, Direction::In) => text.entry_in(),
            (None, Direction::Out) => text.entry_out(),
        }
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let kinds = Kind::of(self.direction).map(|kind| Choice::new(kind.code(), text.kind_of(kind))).collect();
        let (kind, action) = match self.direction {
            Direction::In => (text.from_what(), "/usaha/kas/masuk"),
            Direction::Out => (text.kind(), "/usaha/kas/keluar"),
        };
        let action = self.line.map_or_else(|| action.to_owned(), |id| format!("/usaha/kas/{id}"));
        let back = Button::quiet(text.back()).link(self.scope.path("/usaha/kas"));
        let buttons = match self.line {
            Some(_) => vec![Button::primary(text.save()), back],
            None => {
                let more = Button::quiet(text.write_more()).send("aksi", "lagi");
                vec![Button::primary(text.write()).send("aksi", "catat"), more, back]
            }
        };
        let key = self.line.is_none().then(|| f.hidden("kunci", self.key()));
        let fields = view! {
            {key}
            {f.money("jumlah", text.amount()).hint(text.amount_hint())}
            {f.select("jenis", kind, kinds)}
            {f.text("keterangan", text.what()).hint(text.what_hint()).optional()}
            {f.date("tanggal", text.day()).hint(text.day_hint()).or_value(self.today.iso()).optional()}
            {ui::submit_row(buttons)}
        };
        f.form(self.scope.path(&action), fields).view()
    }

    /// The key stays with a form that was refused for something else, unless it was used up.
    fn key(&self) -> IdempotencyKey {
        let typed = self.filled.inputs.one("kunci").parse::<IdempotencyKey>();
        typed.ok().filter(|_| !self.sent_before).unwrap_or_else(engine::ids::fresh)
    }
}

impl Screen for EntryScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang))).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let lead = match (self.line, self.direction) {
            (Some(_), _) => None,
            (None, Direction::In) => Some(text.entry_in_lead()),
            (None, Direction::Out) => Some(text.entry_out_lead()),
        };
        let before = self.sent_before.then(|| {
            let book = Button::quiet(text.book()).small().link(self.scope.path("/usaha/kas"));
            Notice::Warning.with(frame.lang, text.sent_before(), Some(book))
        });
        let remove = self.line.map(|id| {
            let button = Button::danger(text.remove()).icon(Icon::Trash);
            let button = post_button(self.scope.path(&format!("/usaha/kas/{id}/hapus")), vec![], button);
            ui::card(view! { <p class="petunjuk">{text.remove_hint()}</p> {button} })
        });
        ui::narrow(view! {
            {self.scope.head(frame.lang, self.title(text), lead)}
            {before}
            {ui::card(self.form(frame.lang))}
            {remove}
        })
    }
}
