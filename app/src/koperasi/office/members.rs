use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::FieldErrors;
use domain::ids::AccountId;
use domain::koperasi::InPerson;
use domain::lang::Lang;
use domain::people::OfficeCode;
use engine::koperasi::{AddError, Added, MemberRow, Members};
use engine::sheet::Sheet;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Cell, Column, Fields, Icon, Notice, post_button};

/// Lines on one page of the register.
const PAGE: i64 = 50;
/// More members than any koperasi has; an export is one query.
const ALL: i64 = 100_000;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let asked = posted::query(&reader.path);
    let search: String = asked.one("q").chars().take(80).collect();
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let members = engine::koperasi::members(&reader.site.desk, &by, &search, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(MembersScreen { by, members, search, nth }))
}

pub async fn csv(reader: Reader, by: Overseer) -> PageResult {
    let name = format!("anggota-{}.csv", by.koperasi().slug);
    let sheet = sheet(&reader, &by).await?;
    Ok(reader.file(sheet.csv()?, "text/csv; charset=utf-8", &name))
}

pub async fn xlsx(reader: Reader, by: Overseer) -> PageResult {
    let name = format!("anggota-{}.xlsx", by.koperasi().slug);
    let sheet = sheet(&reader, &by).await?;
    let file = tokio::task::spawn_blocking(move || sheet.xlsx()).await.map_err(engine::Trouble::from)??;
    Ok(reader.file(file, engine::sheet::XLSX, &name))
}

async fn sheet(reader: &Reader, by: &Overseer) -> Result<Sheet, PageError> {
    let text = Text(reader.lang);
    let members = engine::koperasi::members(&reader.site.desk, by, "", ALL, 0).await?;
    let mut sheet = Sheet::new(&[text.number(), text.name(), text.phone(), text.since(), text.shop()]);
    for m in members.rows {
        sheet.row(vec![m.number.to_string(), m.name, m.phone.display(), Day::of(m.since).iso(), m.shop_name.unwrap_or_default()]);
    }
    Ok(sheet)
}

pub async fn add_form(reader: Reader, by: Overseer, _officer: Officer) -> PageResult {
    Ok(reader.page(AddScreen { by, filled: reader.form(), problem: None }))
}

pub async fn add(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let refused = |errors, problem: Option<&str>| {
        let screen = AddScreen { by: overseer.clone(), filled: posted.refused(errors), problem: problem.map(str::to_owned) };
        Ok(reader.page(screen).unprocessable())
    };
    let who = match InPerson::parse(&posted.inputs) {
        Ok(who) => who,
        Err(errors) => return refused(errors, None),
    };
    match engine::koperasi::add_in_person(&reader.site.desk, &by, who).await {
        Ok(Added::Admitted(_)) => Ok(reader.see_other(format!("/pengurus/{}/anggota", by.koperasi().slug)).saying(text.added())),
        Ok(Added::Invited) => {
            Ok(reader.see_other(format!("/pengurus/{}/permohonan", by.koperasi().slug)).saying(text.was_invited()))
        }
        Err(AddError::Already) => refused(FieldErrors::default(), Some(text.already())),
        Err(AddError::NotVerified) => refused(FieldErrors::default(), Some(text.verified_first())),
        Err(AddError::Trouble(trouble)) => Err(trouble.into()),
    }
}

/// Shows the code once, on the page that answers the press: nothing keeps it.
pub async fn issue_code(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, account)): Path<(String, String)>,
) -> PageResult {
    let account: AccountId = account.parse().map_err(|_| PageError::NotFound)?;
    let code = match engine::people::issue_code(&reader.site.desk, &by, account).await {
        Ok(code) => code,
        Err(why) => return crate::people::no_code(&reader, &by, why),
    };
    let name = engine::koperasi::member_name(&reader.site.desk, by.koperasi().id, account).await?.unwrap_or_default();
    let screen = CodeScreen { by: overseer, name, code };
    Ok(reader.page(screen).header(axum::http::header::CACHE_CONTROL, "private, no-store"))
}

struct MembersScreen {
    by: Overseer,
    members: Members,
    search: String,
    nth: i64,
}

impl Screen for MembersScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).members()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let base = format!("/pengurus/{}/anggota", self.by.koperasi().slug);
        let officer = self.by.officer().is_some();
        let list = if self.members.rows.is_empty() {
            let add = officer.then(|| Button::primary(text.add()).link(format!("{base}/baru")));
            ui::empty_state(Icon::User, text.nobody(), text.nobody_hint(), add)
        } else {
            let columns = [
                Column::figures(text.number()),
                Column::words(text.name()),
                Column::words(text.phone()),
                Column::words(text.shop()),
                Column::silent(text.give_code()),
            ];
            let rows = self.members.rows.iter().map(|m| row(frame, &base, m, officer)).collect();
            ui::table_under(text.members(), &columns, rows)
        };
        let last = crate::koperasi::pages_of(self.members.total, PAGE);
        let query = percent_encoding::utf8_percent_encode(&self.search, percent_encoding::NON_ALPHANUMERIC).to_string();
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{base}?q={query}&hal={n}"));
        let add = officer.then(|| Button::primary(text.add()).link(format!("{base}/baru")).view());
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Members, &text.members_title(self.members.total), None)}
                <form class="cari-daftar" action=base.clone() role="search" aria-label=text.search()>
                    <label><span>{text.search()}</span><input type="search" name="q" value=self.search/></label>
                    <button class="tombol tenang">{text.search_button()}</button>
                </form>
                {list}
                {pager}
                <div class="tombol-baris">
                    {add}
                    {Button::quiet(text.export_csv()).link(format!("{base}.csv")).view()}
                    {Button::quiet(text.export_xlsx()).link(format!("{base}.xlsx")).view()}
                </div>
            </div>
        }
        .into_any()
    }
}

fn row(frame: &Frame, base: &str, m: &MemberRow, officer: bool) -> Vec<Cell> {
    let text = Text(frame.lang);
    let mut notes = vec![Day::of(m.since).short(frame.lang)];
    if m.in_person {
        notes.push(text.in_person().to_owned());
    }
    if !m.can_sign_in {
        notes.push(text.no_password().to_owned());
    }
    let shop = match (&m.shop_slug, &m.shop_name) {
        (Some(slug), Some(name)) => Cell::link(&format!("/toko/{slug}"), name),
        _ if officer => {
            let open = Button::quiet(text.open_shop()).small().read_as(text.open_shop_for(&m.name));
            Cell::buttons(&[open.link(format!("{base}/{}/usaha", m.account))])
        }
        _ => Cell::text("–"),
    };
    let code = officer.then(|| {
        let button = Button::quiet(text.give_code()).small().read_as(text.give_code_to(&m.name));
        post_button(format!("{base}/{}/kode", m.account), vec![], button)
    });
    vec![
        Cell::text(m.number.to_string()),
        Cell::text(&m.name).and(notes.join(" · ")),
        Cell::text(m.phone.display()),
        shop,
        Cell::view(code),
    ]
}

struct AddScreen {
    by: Overseer,
    filled: Filled,
    problem: Option<String>,
}

impl Screen for AddScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).add()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let f = Fields::new(frame.lang, &self.filled);
        let fields = view! {
            {f.text("nama", text.name())}
            {f.tel("telepon", text.phone()).hint(text.add_phone_hint())}
            {f.submit(text.add_button())}
        };
        let form = f.form(format!("/pengurus/{}/anggota/baru", self.by.koperasi().slug), fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        ui::narrow(view! { {ui::page_head(Some(&self.by.koperasi().name), text.add(), Some(text.add_lead()))} {problem} {form} })
    }
}

struct CodeScreen {
    by: Overseer,
    name: String,
    code: OfficeCode,
}

impl Screen for CodeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).code_for(&self.name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let back = Button::quiet(text.members()).link(format!("/pengurus/{}/anggota", self.by.koperasi().slug));
        ui::narrow(view! {
            {ui::page_head(Some(&self.by.koperasi().name), &text.code_for(&self.name), Some(text.code_lead()))}
            {ui::card(view! { <p class="kode-besar">{self.code.display()}</p> })}
            <p>{text.code_where()}</p>
            {back.view()}
        })
    }
}
