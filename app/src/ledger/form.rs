//! The forms of the books: each says in a sentence what it does, shows what matters for it, and asks.

use domain::access::Overseer;
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::ledger::Party;
use domain::ledger::forms::{Direction, PayWay, Way};
use engine::Trouble;
use engine::ledger::{AccountRow, BooksError, Invoice, Obstacle};
use leptos::prelude::*;

use super::text::Text;
use super::{Leaf, head};
use crate::house::{Filled, Frame, Head, PageError, Posted, Screen, Tab};
use crate::ui::{self, Button, Cell, Choice, Fields, Notice};

/// What a form asks for.
pub(super) enum Ask {
    Movement,
    Payment,
    Limit,
    WriteOff,
    Note(Vec<Invoice>),
    SupplierNote,
    KoperasiNote,
    Arrival,
    Reason,
    Manual(Vec<AccountRow>),
    NewAccount,
    Name,
}

pub(super) struct FormScreen {
    pub by: Overseer,
    pub leaf: Leaf,
    pub title: String,
    /// In one sentence, for somebody who was elected last month.
    pub does: &'static str,
    pub facts: Vec<(String, Cell)>,
    pub action: String,
    /// Where one came from.
    pub back: String,
    pub filled: Filled,
    pub ask: Ask,
    pub submit: &'static str,
    pub problem: Option<&'static str>,
    pub today: Day,
}

impl Screen for FormScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(self.title.clone()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let facts = (!self.facts.is_empty()).then(|| ui::facts(self.facts.clone()));
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        let f = Fields::new(frame.lang, &self.filled);
        let key: IdempotencyKey = engine::ids::fresh();
        let buttons = ui::submit_row(vec![Button::primary(self.submit), Button::quiet(text.back()).link(self.back.clone())]);
        let fields = view! { {f.hidden("kunci", key)} {fields(text, &f, &self.ask, self.today)} {buttons} };
        let form = f.form(self.action.clone(), fields).view();
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, self.leaf, &self.title, Some(self.does))}
                {problem}
                {ui::two_columns(ui::card(form), facts)}
            </div>
        }
        .into_any()
    }
}

fn fields(text: Text, f: &Fields<'_>, ask: &Ask, today: Day) -> AnyView {
    match ask {
        Ask::Movement => {
            view! { {amount(text, f)} {f.select("cara", text.way(), ways(text))} {when(text, f, today)} {memo(text, f)} }
                .into_any()
        }
        Ask::Payment => {
            view! { {amount(text, f)} {f.select("cara", text.way(), pay_ways(text))} {when(text, f, today)} {memo(text, f)} }
                .into_any()
        }
        Ask::Limit => f.money("jumlah", text.limit()).hint(text.amount_hint()).view(),
        Ask::WriteOff => view! { {amount(text, f)} {f.area("alasan", text.reason(), 500).rows(3)} }.into_any(),
        Ask::Note(invoices) => view! {
            {f.select("tagihan", text.invoice(), invoice_choices(invoices))}
            {f.select("arah", text.direction(), Direction::ALL.map(|d| Choice::new(d.code(), direction(text, d))).to_vec())}
            {amount(text, f)}
            {f.text("alasan", text.reason())}
        }
        .into_any(),
        Ask::SupplierNote => view! {
            {f.select("arah", text.direction(), Direction::ALL.map(|d| Choice::new(d.code(), supplier_direction(text, d))).to_vec())}
            {amount(text, f)}
            {f.text("alasan", text.reason()).hint(text.supplier_reason_hint())}
        }
        .into_any(),
        Ask::KoperasiNote => {
            view! { {amount(text, f)} {f.text("alasan", text.reason()).hint(text.koperasi_reason_hint())} }.into_any()
        }
        Ask::Arrival => view! { {f.select("cara", text.way(), ways(text))} {when(text, f, today)} }.into_any(),
        Ask::Reason => f.text("alasan", text.reason()).view(),
        Ask::Manual(accounts) => view! {
            {f.select("debit", text.debit_account(), account_choices(text, accounts)).hint(text.debit_hint())}
            {f.select("kredit", text.credit_account(), account_choices(text, accounts)).hint(text.credit_hint())}
            {amount(text, f)}
            {when(text, f, today)}
            {f.text("catatan", text.what_for()).hint(text.what_for_hint())}
        }
        .into_any(),
        Ask::NewAccount => view! {
            {f.text("kode", text.code()).hint(text.code_hint()).narrow()}
            {f.text("nama", text.account_name())}
            {f.select("pihak", text.keeps_for(), party_choices(text)).hint(text.keeps_for_hint()).optional()}
        }
        .into_any(),
        Ask::Name => f.text("nama", text.account_name()).view(),
    }
}

fn amount(text: Text, f: &Fields<'_>) -> AnyView {
    f.money("jumlah", text.amount()).hint(text.amount_hint()).view()
}

fn when(text: Text, f: &Fields<'_>, today: Day) -> AnyView {
    f.date("tanggal", text.when()).hint(text.when_hint()).or_value(today.iso()).optional().view()
}

fn memo(text: Text, f: &Fields<'_>) -> AnyView {
    f.text("catatan", text.memo()).hint(text.memo_hint()).optional().view()
}

fn way(text: Text, way: Way) -> &'static str {
    match way {
        Way::Cash => text.cash(),
        Way::Bank => text.bank(),
    }
}

fn ways(text: Text) -> Vec<Choice> {
    Way::ALL.map(|w| Choice::new(w.code(), way(text, w))).to_vec()
}

fn pay_ways(text: Text) -> Vec<Choice> {
    let name = |w: PayWay| match w {
        PayWay::Money(w) => way(text, w),
        PayWay::Deposit => text.from_deposit(),
    };
    PayWay::ALL.map(|w| Choice::new(w.code(), name(w))).to_vec()
}

fn direction(text: Text, d: Direction) -> &'static str {
    match d {
        Direction::Less => text.less(),
        Direction::More => text.more(),
    }
}

fn supplier_direction(text: Text, d: Direction) -> &'static str {
    match d {
        Direction::Less => text.less_to_supplier(),
        Direction::More => text.more_to_supplier(),
    }
}

fn invoice_choices(invoices: &[Invoice]) -> Vec<Choice> {
    invoices.iter().map(|i| Choice::new(i.id.to_string(), format!("{} · {} · {}", i.number, i.title, i.total))).collect()
}

/// Accounts of one balance, which alone may be posted to by hand.
fn account_choices(text: Text, accounts: &[AccountRow]) -> Vec<Choice> {
    accounts.iter().filter(|a| a.party.is_none()).map(|a| account_choice(text, a)).collect()
}

pub(super) fn account_choice(text: Text, a: &AccountRow) -> Choice {
    Choice::new(&a.code, format!("{} {}", a.code, a.name)).group(text.kind_of(a.kind))
}

fn party_choices(text: Text) -> Vec<Choice> {
    let none = Choice::new("", text.none());
    std::iter::once(none).chain(Party::ALL.map(|p| Choice::new(p.code(), text.party_of(p)))).collect()
}

/// What a refusal says: by field, or as a sentence above the form. Everything else becomes a page.
pub(super) fn refusal(text: Text, why: BooksError, done: &'static str) -> Result<(FieldErrors, Option<&'static str>), PageError> {
    let said = |sentence| Ok((FieldErrors::default(), Some(sentence)));
    match why {
        // Of the key only programs hear by name: a page made it.
        BooksError::Refused(errors) if errors.get("kunci").is_some() => Ok((errors, Some(text.no_key()))),
        BooksError::Refused(errors) => Ok((errors, None)),
        BooksError::Unknown => Err(PageError::NotFound),
        BooksError::Done => said(done),
        BooksError::SameOfficer => said(text.same_officer()),
        BooksError::Fixed(Obstacle::Kind) => said(text.fixed_kind()),
        BooksError::Fixed(Obstacle::Undone) => said(text.fixed_undone()),
        BooksError::Fixed(Obstacle::Confirmed) => said(text.fixed_confirmed()),
        BooksError::Fixed(Obstacle::DepositUsed) => said(text.fixed_deposit()),
        BooksError::Fixed(Obstacle::Unmapped) => said(text.fixed_unmapped()),
        BooksError::Trouble(Trouble::KeyReused) => said(text.sent_before()),
        BooksError::Trouble(trouble) => Err(trouble.into()),
    }
}

/// The key by which a second press is known. Whoever moves money without one is refused.
pub(super) fn key(posted: &Posted) -> Result<IdempotencyKey, BooksError> {
    posted.key().map_err(|_| BooksError::Refused(FieldErrors::of("kunci", Invalid::Malformed)))
}
