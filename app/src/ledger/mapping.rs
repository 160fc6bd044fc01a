//! `…/buku/pemetaan`: the accounts, what is posted to which, and accounts of one's own.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::Day;
use domain::form::Inputs;
use domain::lang::Lang;
use domain::ledger::forms::{Mapping, NewAccount, account_name};
use domain::ledger::{AccountCode, Role};
use engine::ledger::{AccountRow, BooksError};
use leptos::prelude::*;

use super::form::{Ask, FormScreen, account_choice, refusal};
use super::text::Text;
use super::{Leaf, base, head, posts_money, who_posts};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Choice, Column, Fields, Notice};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let filled = reader.form();
    let accounts = engine::ledger::accounts(&reader.site.desk, &by).await?;
    Ok(reader.page(MappingScreen { by, accounts, filled, problem: None }))
}

pub async fn set(reader: Reader, overseer: Overseer, by: Treasurer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let done: Result<(), BooksError> = async {
        let mapping = Mapping::parse(&posted.inputs)?;
        engine::ledger::set_account(&reader.site.desk, &by, &mapping).await
    }
    .await;
    match done {
        Ok(()) => Ok(reader.see_other(format!("{}/pemetaan", base(&overseer))).saying(text.account_set())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.still_standing())?;
            let accounts = engine::ledger::accounts(&reader.site.desk, &overseer).await?;
            let screen = MappingScreen { by: overseer, accounts, filled: posted.refused(errors), problem };
            Ok(reader.page(screen).unprocessable())
        }
    }
}

struct MappingScreen {
    by: Overseer,
    accounts: Vec<AccountRow>,
    filled: Filled,
    problem: Option<&'static str>,
}

impl MappingScreen {
    fn table(&self, text: Text) -> AnyView {
        let (base, money) = (base(&self.by), posts_money(&self.by));
        let columns = [
            Column::words(text.account()),
            Column::words(text.kind()),
            Column::words(text.roles()),
            Column::figures(text.balance()),
            Column::silent(text.rename()),
        ];
        let row = |a: &AccountRow| {
            let link = Cell::link(&format!("{base}/akun/{}", a.code), &a.name).and(&a.code);
            let kind = Cell::text(text.kind_of(a.kind));
            let kind =
                a.party.map_or(kind.clone(), |p| kind.and(format!("{} {}", text.keeps_for(), text.party_of(p).to_lowercase())));
            let roles: Vec<&str> = a.roles.iter().map(|r| r.title()).collect();
            let rename = money.then(|| {
                let button = Button::quiet(text.rename()).small().read_as(text.rename_of(&a.code));
                button.link(format!("{base}/pemetaan/akun/{}", a.code))
            });
            let roles = if roles.is_empty() { "–".to_owned() } else { roles.join(", ") };
            vec![link, kind, Cell::text(roles), Cell::text(a.balance().to_string()), Cell::buttons(rename.as_slice())]
        };
        ui::card(ui::table_under(text.all_accounts(), &columns, self.accounts.iter().map(row).collect()))
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let roles = Role::ALL.iter().map(|r| Choice::new(r.code(), r.title())).collect();
        let accounts = self.accounts.iter().map(|a| account_choice(text, a)).collect();
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.select("peran", text.role(), roles)}
            {f.select("akun", text.account(), accounts)}
            {f.submit(text.set_button())}
        };
        let form = f.form(format!("{}/pemetaan", base(&self.by)), fields).view();
        let problem = self.problem.map(|p| Notice::Warning.view(lang, p));
        ui::titled_card(text.set_account(), view! { <p>{text.set_account_does()}</p> {problem} {form} })
    }
}

impl Screen for MappingScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).mapping_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let money = posts_money(&self.by);
        let add = money.then(|| {
            let button = Button::quiet(text.add_account()).link(format!("{}/pemetaan/akun", base(&self.by)));
            view! { <p>{button.view()}</p> }.into_any()
        });
        let form = money.then(|| self.form(frame.lang));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Mapping, text.mapping_title(), Some(text.mapping_lead()))}
                {who_posts(text, &self.by)}
                {add}
                {self.table(text)}
                {form}
            </div>
        }
        .into_any()
    }
}

pub async fn new_form(reader: Reader, overseer: Overseer, _by: Treasurer) -> PageResult {
    let filled = reader.form();
    Ok(reader.page(new_screen(&reader, overseer, filled, None)))
}

pub async fn add(reader: Reader, overseer: Overseer, by: Treasurer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let done: Result<(), BooksError> = async {
        let account = NewAccount::parse(&posted.inputs)?;
        engine::ledger::add_account(&reader.site.desk, &by, &account).await
    }
    .await;
    match done {
        Ok(()) => Ok(reader.see_other(format!("{}/pemetaan", base(&overseer))).saying(text.account_added())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            Ok(reader.page(new_screen(&reader, overseer, posted.refused(errors), problem)).unprocessable())
        }
    }
}

fn new_screen(reader: &Reader, by: Overseer, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let base = base(&by);
    FormScreen {
        by,
        leaf: Leaf::Mapping,
        title: text.add_account().to_owned(),
        does: text.add_account_does(),
        facts: Vec::new(),
        action: format!("{base}/pemetaan/akun"),
        back: format!("{base}/pemetaan"),
        filled,
        ask: Ask::NewAccount,
        submit: text.add_account(),
        problem,
        today: Day::of(reader.now()),
    }
}

async fn find(reader: &Reader, by: &Overseer, code: &str) -> Result<(AccountCode, AccountRow), PageError> {
    let code = AccountCode::parse(code).map_err(|_| PageError::NotFound)?;
    let accounts = engine::ledger::accounts(&reader.site.desk, by).await?;
    let account = accounts.into_iter().find(|a| a.code == code.as_str()).ok_or(PageError::NotFound)?;
    Ok((code, account))
}

pub async fn rename_form(
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, code)): Path<(String, String)>,
) -> PageResult {
    let (_, account) = find(&reader, &overseer, &code).await?;
    let filled = reader.form_of(Inputs::default().with("nama", &account.name));
    Ok(reader.page(rename_screen(&reader, overseer, &account, filled, None)))
}

pub async fn rename(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, code)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let (code, account) = find(&reader, &overseer, &code).await?;
    let done: Result<(), BooksError> = async {
        let name = account_name(&posted.inputs)?;
        engine::ledger::rename_account(&reader.site.desk, &by, &code, &name).await
    }
    .await;
    match done {
        Ok(()) => Ok(reader.see_other(format!("{}/pemetaan", base(&overseer))).saying(text.renamed())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            let screen = rename_screen(&reader, overseer, &account, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn rename_screen(reader: &Reader, by: Overseer, a: &AccountRow, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let base = base(&by);
    FormScreen {
        by,
        leaf: Leaf::Mapping,
        title: text.rename_of(&a.code),
        does: text.rename_does(),
        facts: vec![(text.account().to_owned(), Cell::text(&a.name))],
        action: format!("{base}/pemetaan/akun/{}", a.code),
        back: format!("{base}/pemetaan"),
        filled,
        ask: Ask::Name,
        submit: text.rename(),
        problem,
        today: Day::of(reader.now()),
    }
}
