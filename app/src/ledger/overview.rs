//! `/pengurus/{koperasi}/buku`: how the books stand and what waits, for who opens them in the morning.

use domain::access::Overseer;
use domain::lang::Lang;
use domain::ledger::Role;
use domain::money::Rupiah;
use engine::ledger::Overview;
use leptos::prelude::*;

use super::text::Text;
use super::{Leaf, base, due, head, posts_money, who_posts};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Cell, Column, Icon};

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
        let tasks = due::all(frame, &self.by, &self.overview);
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
