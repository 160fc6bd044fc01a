//! `…/buku/pemasok`: who is to be paid for goods that came, and paying them.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::Day;
use domain::ids::JournalId;
use domain::lang::Lang;
use domain::ledger::Role;
use domain::ledger::forms::Movement;
use domain::money::Rupiah;
use domain::slug::Slug;
use engine::ledger::{BooksError, OpenItem, SupplierDebt};
use leptos::prelude::*;

use super::form::{Ask, FormScreen, key, refusal};
use super::text::Text;
use super::{Leaf, base, head, posts_money, who_posts};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Icon};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let debts = engine::ledger::supplier_debts(&reader.site.desk, &by).await?;
    let accounts = engine::ledger::accounts(&reader.site.desk, &by).await?;
    let account = accounts.into_iter().find(|a| a.roles.contains(&Role::SupplierPayable)).map(|a| a.code);
    Ok(reader.page(DebtsScreen { by, debts, account }))
}

struct DebtsScreen {
    by: Overseer,
    debts: Vec<SupplierDebt>,
    /// The code of the account that they stand on.
    account: Option<String>,
}

impl DebtsScreen {
    fn card(&self, lang: Lang, d: &SupplierDebt) -> AnyView {
        let (text, base) = (Text(lang), base(&self.by));
        let columns = [Column::words(text.delivery()), Column::words(text.day()), Column::figures(text.owed())];
        let row = |i: &OpenItem| {
            let title = match i.round {
                Some(id) => Cell::link(&format!("/pengurus/{}/pembelian/{id}", self.by.koperasi().slug), &i.title),
                None => Cell::link(&format!("{base}/jurnal/{}", i.journal), &i.title),
            };
            let open = Cell::text(i.open.to_string());
            let open =
                if i.open < i.amount { open.and(text.still_open(&i.open.to_string(), &i.amount.to_string())) } else { open };
            vec![title, Cell::text(i.day.short(lang)), open]
        };
        let table = ui::table_under(&text.owed_to(&d.name), &columns, d.items.iter().map(row).collect());
        let mut buttons = Vec::new();
        if posts_money(&self.by) {
            let label = text.pay_supplier();
            let read = format!("{label}: {}", d.name);
            buttons.push(Button::primary(label).read_as(read).link(format!("{base}/pemasok/{}/bayar", d.slug)));
            let label = text.note();
            let read = format!("{label}: {}", d.name);
            buttons.push(Button::quiet(label).read_as(read).link(format!("{base}/pemasok/{}/nota", d.slug)));
        }
        if let Some(code) = &self.account {
            let label = text.history();
            let read = format!("{label}: {}", d.name);
            buttons.push(Button::quiet(label).read_as(read).link(format!("{base}/akun/{code}?pihak={}", d.supplier)));
        }
        let title = format!("{}: {}", d.name, d.owed);
        ui::titled_card(&title, view! { {table} {ui::submit_row(buttons)} })
    }
}

impl Screen for DebtsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).suppliers_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let cards: Vec<AnyView> = self.debts.iter().map(|d| self.card(frame.lang, d)).collect();
        let content = if cards.is_empty() {
            ui::empty_state(Icon::Truck, text.no_supplier_debts(), text.no_supplier_debts_hint(), None)
        } else {
            view! { <div class="tumpuk">{cards}</div> }.into_any()
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Suppliers, text.suppliers_title(), Some(text.suppliers_lead()))}
                {who_posts(text, &self.by)}
                {content}
            </div>
        }
        .into_any()
    }
}

/// The supplier of a path, and what is owed to it: nothing, when it was paid meanwhile.
async fn find(reader: &Reader, by: &Overseer, slug: &str) -> Result<(Slug, String, Rupiah), PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    match engine::ledger::supplier_debt(&reader.site.desk, by, &slug).await? {
        Some(debt) => Ok((slug, debt.name, debt.owed)),
        None => Err(PageError::NotFound),
    }
}

pub async fn form(reader: Reader, overseer: Overseer, _by: Treasurer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let found = find(&reader, &overseer, &slug).await?;
    let filled = reader.form();
    Ok(reader.page(screen(&reader, overseer, found, filled, None)))
}

pub async fn pay(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    // Who presses twice finds the debt gone after the first: the second has to find the first's result.
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let name = engine::ledger::supplier_name(&reader.site.desk, &overseer, &slug).await?.ok_or(PageError::NotFound)?;
    let done: Result<JournalId, BooksError> = async {
        let movement = Movement::parse(&posted.inputs, Day::of(reader.now()))?;
        engine::ledger::pay_supplier(&reader.site.desk, &by, &slug, &movement, key(&posted)?).await
    }
    .await;
    match done {
        Ok(_) => Ok(reader.see_other(format!("{}/pemasok", base(&overseer))).saying(text.supplier_paid())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            let debt = engine::ledger::supplier_debt(&reader.site.desk, &overseer, &slug).await?;
            let owed = debt.map_or(Rupiah::ZERO, |d| d.owed);
            let screen = screen(&reader, overseer, (slug, name, owed), posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn screen(
    reader: &Reader,
    by: Overseer,
    (slug, name, owed): (Slug, String, Rupiah),
    filled: Filled,
    problem: Option<&'static str>,
) -> FormScreen {
    let text = Text(reader.lang);
    let base = base(&by);
    FormScreen {
        by,
        leaf: Leaf::Suppliers,
        title: text.pay_supplier().to_owned(),
        does: text.pay_supplier_does(),
        facts: vec![(text.supplier().to_owned(), Cell::text(name)), (text.owed().to_owned(), Cell::text(owed.to_string()))],
        action: format!("{base}/pemasok/{slug}/bayar"),
        back: format!("{base}/pemasok"),
        filled,
        ask: Ask::Movement,
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    }
}
