//! `…/buku/akun/{code}`: one account line by line; `…/buku/neraca`: all of them on one day.

use axum::extract::Path;
use domain::access::Overseer;
use domain::dates::Day;
use domain::lang::Lang;
use domain::ledger::{AccountCode, beyond, document_number, kind_name};
use domain::money::Rupiah;
use engine::ledger::{AccountLine, AccountPage, TrialBalance};
use leptos::prelude::*;
use uuid::Uuid;

use super::overview::badge;
use super::text::Text;
use super::{Leaf, base, head, nth};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Cell, Column, Icon};

/// Lines of an account on one page.
const PAGE: i64 = 50;

pub async fn page(reader: Reader, by: Overseer, Path((_, code)): Path<(String, String)>) -> PageResult {
    let code = AccountCode::parse(&code).map_err(|_| PageError::NotFound)?;
    let nth = nth(&reader);
    // Whose lines alone are wanted; what is no id narrows nothing.
    let party: Option<Uuid> = posted::query(&reader.path).one("pihak").parse().ok();
    let page = engine::ledger::account(&reader.site.desk, &by, &code, party, PAGE, (nth - 1) * PAGE).await?;
    let page = page.ok_or(PageError::NotFound)?;
    Ok(reader.page(AccountScreen { by, page, party, nth }))
}

struct AccountScreen {
    by: Overseer,
    page: AccountPage,
    party: Option<Uuid>,
    nth: i64,
}

impl Screen for AccountScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(format!("{} {}", self.page.account.code, self.page.account.name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, account) = (Text(frame.lang), &self.page.account);
        let (base, parties) = (base(&self.by), account.party.is_some());
        let list = if self.page.lines.rows.is_empty() {
            ui::empty_state(Icon::Book, text.no_lines(), text.no_lines_hint(), None)
        } else {
            let mut columns = vec![Column::words(text.day()), Column::words(text.what())];
            if parties {
                columns.push(Column::words(text.party()));
            }
            columns.extend([text.debit(), text.credit(), text.balance()].map(Column::figures));
            let rows = self.page.lines.rows.iter().map(|l| row(frame.lang, &base, l, parties)).collect();
            ui::table_under(&account.name, &columns, rows)
        };
        let of = self.party.map(|id| format!("pihak={id}&")).unwrap_or_default();
        let address = format!("{base}/akun/{}", account.code);
        let last = crate::koperasi::pages_of(self.page.lines.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{address}?{of}hal={n}"));
        let only = self.party.map(|_| {
            let who = self.page.party.as_deref().map(|who| view! { <p>{text.only_of(who)}</p> }.into_any());
            view! { {who} <p>{Button::quiet(text.all_lines()).link(address.clone()).view()}</p> }.into_any()
        });
        let title = format!("{} {}", account.code, account.name);
        let lead = text.account_lead(&account.balance().to_string());
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::TrialBalance, &title, Some(&lead))}
                {only}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

fn row(lang: Lang, base: &str, l: &AccountLine, parties: bool) -> Vec<Cell> {
    let journal = format!("{base}/jurnal/{}", l.journal);
    let day = Cell::link(&journal, &l.day.short(lang)).and(document_number("JU", l.year, l.number));
    let what = Cell::text(kind_name(&l.kind, lang));
    let what = match beyond(&l.kind, &l.memo) {
        Some(about) => what.and(about),
        None => what,
    };
    let mut cells = vec![day, what];
    if parties {
        cells.push(Cell::text(l.party.as_deref().unwrap_or("–")));
    }
    cells.extend([shown(l.debit), shown(l.credit), Cell::text(l.balance.to_string())]);
    cells
}

/// Nothing stands in the column of the other side.
fn shown(amount: Rupiah) -> Cell {
    if amount == Rupiah::ZERO { Cell::default() } else { Cell::text(amount.to_string()) }
}

pub async fn trial_balance(reader: Reader, by: Overseer) -> PageResult {
    let today = Day::of(reader.now());
    let day = Day::parse(posted::query(&reader.path).one("tanggal")).unwrap_or(today);
    let balance = engine::ledger::trial_balance(&reader.site.desk, &by, day).await?;
    Ok(reader.page(TrialScreen { by, balance, day }))
}

struct TrialScreen {
    by: Overseer,
    balance: TrialBalance,
    day: Day,
}

impl Screen for TrialScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).trial_balance()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let base = base(&self.by);
        let b = &self.balance;
        let list = if b.rows.is_empty() {
            ui::empty_state(Icon::Book, text.no_trial(), text.no_trial_hint(), None)
        } else {
            let columns = [Column::words(text.account()), Column::figures(text.debit()), Column::figures(text.credit())];
            let row = |a: &engine::ledger::AccountRow| {
                let (debit, credit) = a.columns();
                let name = Cell::link(&format!("{base}/akun/{}", a.code), &format!("{} {}", a.code, a.name));
                vec![name.and(text.kind_of(a.kind)), shown(debit), shown(credit)]
            };
            let mut rows: Vec<Vec<Cell>> = b.rows.iter().map(row).collect();
            rows.push(vec![Cell::text(text.sums()), Cell::text(b.debit.to_string()), Cell::text(b.credit.to_string())]);
            let caption = format!("{} {}", text.as_of(), self.day.long(frame.lang));
            let table = ui::table(&caption, &columns, rows);
            ui::card(view! { {table} {badge(text, (b.debit, b.credit))} })
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::TrialBalance, text.trial_balance(), Some(text.trial_lead()))}
                <form class="cari-daftar" action=format!("{base}/neraca") role="search" aria-label=text.as_of()>
                    <label><span>{text.as_of()}</span><input type="date" name="tanggal" value=self.day.iso()/></label>
                    <button class="tombol tenang">{text.show()}</button>
                </form>
                {list}
            </div>
        }
        .into_any()
    }
}
