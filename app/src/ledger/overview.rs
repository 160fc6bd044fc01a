//! `/pengurus/{koperasi}/buku`: how the books stand and what waits, for who opens them in the morning.

use domain::access::Overseer;
use domain::dates::{Day, relative, relative_day};
use domain::lang::Lang;
use domain::ledger::Role;
use domain::money::Rupiah;
use engine::ledger::Overview;
use leptos::prelude::*;

use super::text::Text;
use super::{Leaf, base, head, posts_money, who_posts};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, Task};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let overview = engine::ledger::overview(&reader.site.desk, &by).await?;
    Ok(reader.page(OverviewScreen { by, overview }))
}

struct OverviewScreen {
    by: Overseer,
    overview: Overview,
}

impl Screen for OverviewScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).books(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let tasks = tasks(frame, &self.by, &self.overview);
        let list = if !tasks.is_empty() {
            ui::checklist(frame.lang, &tasks)
        } else if self.overview.begun {
            ui::empty_state(Icon::Check, text.nothing_waits(), text.nothing_waits_hint(), None)
        } else {
            let begin = posts_money(&self.by)
                .then(|| Button::primary(text.begin_button()).link(format!("{}/jurnal/baru", base(&self.by))));
            ui::empty_state(Icon::Book, text.begin(), text.begin_hint(), begin)
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Overview, text.books(), Some(text.books_lead()))}
                {who_posts(text, &self.by)}
                {ui::two_columns(ui::section(text.waits(), None, list), balances(text, &self.by, &self.overview))}
            </div>
        }
        .into_any()
    }
}

/// The accounts that an officer looks at each day.
const MAIN: [Role; 7] = [
    Role::Cash,
    Role::Bank,
    Role::MemberReceivable,
    Role::KoperasiReceivable,
    Role::MemberDeposit,
    Role::SupplierPayable,
    Role::KoperasiPayable,
];

fn balances(text: Text, by: &Overseer, o: &Overview) -> AnyView {
    let base = base(by);
    let shown = MAIN.iter().filter_map(|role| o.accounts.iter().find(|a| a.roles.contains(role)));
    // Between koperasi there is nothing in most of them.
    let shown = shown.filter(|a| a.party != Some(domain::ledger::Party::Koperasi) || a.balance() != Rupiah::ZERO);
    let rows = shown.map(|a| {
        let link = Cell::link(&format!("{base}/akun/{}", a.code), &a.name);
        vec![link, Cell::text(a.balance().to_string())]
    });
    let columns = [Column::words(text.account()), Column::figures(text.balance())];
    let table = ui::table(text.main_balances(), &columns, rows.collect());
    ui::titled_card(text.books(), view! { {table} {badge(text, o.sums())} })
}

/// What was added up, not what should be.
pub(super) fn badge(text: Text, (debit, credit): (Rupiah, Rupiah)) -> AnyView {
    let badge = if debit == credit {
        Badge::good(text.balanced())
    } else {
        Badge::bad(text.unbalanced(&debit.to_string(), &credit.to_string()))
    };
    ui::badges(&[badge])
}

fn tasks(frame: &Frame, by: &Overseer, o: &Overview) -> Vec<Task> {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let (base, today) = (base(by), Day::of(frame.now));
    let task = |count: i64, title: &str, words: String, path: &str, late| Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: words,
        href: format!("{base}{path}"),
        action: text.open().to_owned(),
        late,
    };
    let since = o.oldest_supplier_debt.map(|day| relative_day(day, today, lang)).unwrap_or_default();
    let asked = o.oldest_write_off.map(|at| relative(at, frame.now, lang)).unwrap_or_default();
    let late_supplier = o.oldest_supplier_debt.is_some_and(|day| day.days_until(today) > 30);
    let below = i64::from(o.balance(Role::Cash).is_negative());
    let mut tasks = vec![
        task(o.overdue, text.overdue_task(), text.sum(&o.overdue_amount.to_string()), "/umur", true),
        task(below, text.cash_task(), text.cash_hint().to_owned(), "/jurnal", true),
        task(
            o.suppliers,
            text.suppliers_task(),
            text.suppliers_since(&o.suppliers_amount.to_string(), &since),
            "/pemasok",
            late_supplier,
        ),
        task(o.to_confirm, text.confirm_task(), text.sum(&o.to_confirm_amount.to_string()), "/koperasi", false),
        task(o.koperasi_owed, text.koperasi_task(), text.koperasi_hint().to_owned(), "/koperasi", false),
        task(o.write_offs, text.write_off_task(), text.asked_when(&asked), "/penghapusan", false),
    ];
    tasks.retain(|t| t.count > 0);
    tasks.sort_by_key(|t| !t.late);
    tasks
}
