//! `…/buku/anggota`: how each member stands; one member with statement and invoices, and what the treasurer
//! may do for them.

use axum::extract::Path;
use domain::access::Overseer;
use domain::lang::Lang;
use domain::money::Rupiah;
use engine::koperasi::Listed;
use engine::ledger::{MemberBalance, MemberBooks, StatementLine};
use leptos::prelude::*;

use super::deeds::Deed;
use super::statement::{self, ALL, PAGE};
use super::text::Text;
use super::{Leaf, base, head, nth, posts_money, who_posts};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, Notice, Tone};

/// Members on one page of the list.
const MEMBERS: i64 = 50;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let search: String = posted::query(&reader.path).one("q").chars().take(80).collect();
    let nth = nth(&reader);
    let list = engine::ledger::members(&reader.site.desk, &by, &search, MEMBERS, (nth - 1) * MEMBERS).await?;
    Ok(reader.page(ListScreen { by, list, search, nth }))
}

struct ListScreen {
    by: Overseer,
    list: Listed<MemberBalance>,
    search: String,
    nth: i64,
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).members_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let address = format!("{}/anggota", base(&self.by));
        let list = if self.list.rows.is_empty() {
            let all = Button::quiet(text.see_all()).link(address.clone());
            ui::empty_state(Icon::User, text.nobody(), text.nobody_hint(), Some(all))
        } else {
            let columns = [
                Column::words(text.member()),
                Column::figures(text.deposit()),
                Column::figures(text.owed()),
                Column::figures(text.held()),
                Column::figures(text.limit()),
                Column::figures(text.left()),
            ];
            let rows = self.list.rows.iter().map(|m| row(text, &address, m)).collect();
            ui::table_under(text.members_title(), &columns, rows)
        };
        let query = percent_encoding::utf8_percent_encode(&self.search, percent_encoding::NON_ALPHANUMERIC).to_string();
        let last = crate::koperasi::pages_of(self.list.total, MEMBERS);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{address}?q={query}&hal={n}"));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Members, text.members_title(), Some(text.members_lead()))}
                {who_posts(text, &self.by)}
                <form class="cari-daftar" action=address.clone() role="search" aria-label=text.search()>
                    <label><span>{text.search()}</span><input type="search" name="q" value=self.search.clone()/></label>
                    <button class="tombol tenang">{text.search_button()}</button>
                </form>
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

fn row(text: Text, address: &str, m: &MemberBalance) -> Vec<Cell> {
    let note =
        if m.admitted { text.member_no(m.number) } else { format!("{} · {}", text.member_no(m.number), text.left_koperasi()) };
    let c = &m.credit;
    let mut cells = vec![Cell::link(&format!("{address}/{}", m.number), &m.name).and(note)];
    cells.extend([c.deposit, c.owed, c.held, c.limit, c.left()].map(|amount| Cell::text(amount.to_string())));
    cells
}

/// The books of the member of a path.
pub(super) async fn find(reader: &Reader, by: &Overseer, number: &str) -> Result<MemberBooks, PageError> {
    let number: i32 = number.parse().map_err(|_| PageError::NotFound)?;
    engine::ledger::member(&reader.site.desk, by, number).await?.ok_or(PageError::NotFound)
}

pub async fn one(reader: Reader, by: Overseer, Path((_, number)): Path<(String, String)>) -> PageResult {
    let member = find(&reader, &by, &number).await?;
    let nth = nth(&reader);
    let lines = engine::ledger::statement(&reader.site.desk, &by, member.membership, PAGE, (nth - 1) * PAGE).await?;
    Ok(reader.page(MemberScreen { by, member, lines, nth }))
}

pub async fn pdf(reader: Reader, by: Overseer, Path((_, number)): Path<(String, String)>) -> PageResult {
    let member = find(&reader, &by, &number).await?;
    let lines = engine::ledger::statement(&reader.site.desk, &by, member.membership, ALL, 0).await?;
    statement::pdf(&reader, &by.koperasi().name, member, lines.rows).await
}

pub async fn xlsx(reader: Reader, by: Overseer, Path((_, number)): Path<(String, String)>) -> PageResult {
    let member = find(&reader, &by, &number).await?;
    let lines = engine::ledger::statement(&reader.site.desk, &by, member.membership, ALL, 0).await?;
    statement::xlsx(&reader, member.number, lines.rows).await
}

struct MemberScreen {
    by: Overseer,
    member: MemberBooks,
    lines: Listed<StatementLine>,
    nth: i64,
}

impl MemberScreen {
    /// What makes sense now, the usual first.
    fn deeds(&self, text: Text) -> AnyView {
        let m = &self.member;
        let owes = m.credit.owed > Rupiah::ZERO;
        let fitting = [
            (Deed::Pay, owes),
            (Deed::DepositIn, m.admitted),
            (Deed::DepositOut, m.credit.deposit > Rupiah::ZERO),
            (Deed::Limit, m.admitted),
            (Deed::Note, !m.invoices.is_empty()),
            (Deed::WriteOff, owes && !m.write_off_waits),
        ];
        let address = format!("{}/anggota/{}", base(&self.by), m.number);
        let buttons = fitting.into_iter().filter(|(_, fits)| *fits).enumerate().map(|(nth, (deed, _))| {
            let label = deed.title(text);
            let button = if nth == 0 { Button::primary(label) } else { Button::quiet(label) };
            button.link(format!("{address}/{}", deed.path()))
        });
        ui::titled_card(text.what_next(), ui::submit_row(buttons.collect()))
    }
}

impl Screen for MemberScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(self.member.name.clone()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, m) = (Text(frame.lang), &self.member);
        let address = format!("{}/anggota/{}", base(&self.by), m.number);
        let left = (!m.admitted).then(|| ui::badges(&[Badge::new(Tone::Waiting, text.left_koperasi())]));
        let waits = m.write_off_waits.then(|| Notice::Info.view(frame.lang, text.write_off_waits()));
        let deeds = if posts_money(&self.by) { Some(self.deeds(text)) } else { who_posts(text, &self.by) };
        let statement = if self.lines.rows.is_empty() {
            ui::empty_state(Icon::Book, text.no_statement(), text.no_statement_hint(), None)
        } else {
            ui::card(statement::table(frame.lang, &self.lines, Some(&base(&self.by))))
        };
        let last = crate::koperasi::pages_of(self.lines.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{address}?hal={n}"));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Members, &m.name, Some(&text.member_no(m.number)))}
                {left}
                {waits}
                {statement::standing(text, m)}
                {deeds}
                {ui::section(text.statement(), None, statement)}
                {pager}
                {downloads(text, &format!("{address}/rekening.pdf"), &format!("{address}/rekening.xlsx"))}
                {statement::invoices(frame.lang, m)}
            </div>
        }
        .into_any()
    }
}

pub(super) fn downloads(text: Text, pdf: &str, xlsx: &str) -> AnyView {
    view! {
        <div class="tombol-baris">
            {Button::quiet(text.pdf()).icon(Icon::Download).link(pdf).view()}
            {Button::quiet(text.xlsx()).icon(Icon::Download).link(xlsx).view()}
        </div>
    }
    .into_any()
}
