//! `/akun/buku`: a member's own money at each koperasi.

use domain::access::{Member, Person};
use domain::lang::Lang;
use domain::money::Rupiah;
use engine::koperasi::Listed;
use engine::ledger::{MemberBooks, StatementLine};
use leptos::prelude::*;

use super::members::downloads;
use super::nth;
use super::statement::{self, ALL, PAGE};
use super::text::Text;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Icon, NavLink, Notice};

pub async fn page(reader: Reader, _by: Person) -> PageResult {
    let Some(by) = asked(&reader)? else { return Ok(reader.page(OwnScreen { shown: None })) };
    let nth = nth(&reader);
    let books = engine::ledger::own(&reader.site.desk, &by).await?;
    let lines = engine::ledger::own_statement(&reader.site.desk, &by, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(OwnScreen { shown: Some(Shown { by, books, lines, nth }) }))
}

pub async fn pdf(reader: Reader, _by: Person) -> PageResult {
    let by = asked(&reader)?.ok_or(PageError::NotFound)?;
    let books = engine::ledger::own(&reader.site.desk, &by).await?;
    let lines = engine::ledger::own_statement(&reader.site.desk, &by, ALL, 0).await?;
    statement::pdf(&reader, &by.koperasi().name, books, lines.rows).await
}

pub async fn xlsx(reader: Reader, _by: Person) -> PageResult {
    let by = asked(&reader)?.ok_or(PageError::NotFound)?;
    let books = engine::ledger::own(&reader.site.desk, &by).await?;
    let lines = engine::ledger::own_statement(&reader.site.desk, &by, ALL, 0).await?;
    statement::xlsx(&reader, books.number, lines.rows).await
}

/// The koperasi that the address names, or the first; `None` for who belongs to none.
fn asked(reader: &Reader) -> Result<Option<Member>, PageError> {
    let standing = reader.standing().ok_or(PageError::NotFound)?;
    let query = posted::query(&reader.path);
    let slug = query.one("koperasi");
    let found = match slug {
        "" => standing.memberships.first(),
        slug => Some(standing.memberships.iter().find(|m| m.koperasi.slug.as_str() == slug).ok_or(PageError::NotFound)?),
    };
    Ok(found.map(|m| standing.member(m.koperasi.id)).transpose()?)
}

struct OwnScreen {
    shown: Option<Shown>,
}

struct Shown {
    by: Member,
    books: MemberBooks,
    lines: Listed<StatementLine>,
    nth: i64,
}

impl Screen for OwnScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).own_title()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let content = match &self.shown {
            Some(shown) => shown.view(frame),
            None => {
                let find = Button::primary(text.find_koperasi()).link("/koperasi");
                ui::empty_state(Icon::Cooperative, text.no_koperasi(), text.no_koperasi_hint(), Some(find))
            }
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.my_account()), text.own_title(), Some(text.own_lead()))}
                {content}
            </div>
        }
        .into_any()
    }
}

impl Shown {
    /// One of several koperasi is chosen by its chip.
    fn chips(&self, frame: &Frame) -> Option<AnyView> {
        let memberships = frame.standing.as_ref().map(|s| s.memberships.as_slice()).unwrap_or_default();
        let chip = |k: &domain::access::KoperasiRef| {
            NavLink::new(format!("/akun/buku?koperasi={}", k.slug), &k.name).current(k.id == self.by.koperasi().id)
        };
        let chips: Vec<NavLink> = memberships.iter().map(|m| chip(&m.koperasi)).collect();
        (chips.len() > 1).then(|| ui::chips(Text(frame.lang).my_koperasi(), &chips))
    }

    fn view(&self, frame: &Frame) -> AnyView {
        let (text, slug) = (Text(frame.lang), &self.by.koperasi().slug);
        let owed = self.books.credit.owed;
        let pay = (owed > Rupiah::ZERO).then(|| Notice::Info.view(frame.lang, text.how_to_pay(&owed.to_string())));
        let lines = if self.lines.rows.is_empty() {
            let rounds = Button::quiet(text.to_rounds()).link("/pembelian-bersama");
            ui::empty_state(Icon::Wallet, text.no_statement(), text.no_own_hint(), Some(rounds))
        } else {
            ui::card(statement::table(frame.lang, &self.lines, None))
        };
        let last = crate::koperasi::pages_of(self.lines.total, PAGE);
        let pager =
            ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("/akun/buku?koperasi={slug}&hal={n}"));
        let files = downloads(text, &format!("/akun/buku.pdf?koperasi={slug}"), &format!("/akun/buku.xlsx?koperasi={slug}"));
        let title = format!("{} · {}", self.by.koperasi().name, text.member_no(self.books.number));
        view! {
            {self.chips(frame)}
            {ui::section(&title, None, view! { {pay} {statement::standing(text, &self.books)} })}
            {ui::section(text.statement(), None, lines)}
            {pager}
            {files}
            {statement::invoices(frame.lang, &self.books)}
        }
        .into_any()
    }
}
