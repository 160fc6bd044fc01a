//! `…/buku/jurnal`: all that was posted, one journal with its lines, an entry by hand, a correction.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::{Day, date_time};
use domain::ids::JournalId;
use domain::lang::Lang;
use domain::ledger::forms::{Manual, reason};
use domain::ledger::{KINDS, beyond, document_number, kind_name};
use engine::koperasi::Listed;
use engine::ledger::{BooksError, Filter, JournalHead, JournalShown, Linked, is_mirrored};
use leptos::prelude::*;

use super::form::{Ask, FormScreen, key, refusal};
use super::text::Text;
use super::{Leaf, base, head, nth, posts_money, who_posts};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::ui::{self, Button, Cell, Column, Html, Icon};

/// Journals on one page of the list.
const PAGE: i64 = 50;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let asked = posted::query(&reader.path);
    let nth = nth(&reader);
    // What is no kind, or no day, narrows nothing.
    let kind = KINDS.into_iter().find(|kind| *kind == asked.one("jenis"));
    let (from, until) = (Day::parse(asked.one("dari")).ok(), Day::parse(asked.one("sampai")).ok());
    let filter = Filter { kind: kind.map(str::to_owned), from, until, limit: PAGE, offset: (nth - 1) * PAGE };
    let list = engine::ledger::journals(&reader.site.desk, &by, &filter).await?;
    Ok(reader.page(ListScreen { by, list, kind, from, until, nth }))
}

struct ListScreen {
    by: Overseer,
    list: Listed<JournalHead>,
    kind: Option<&'static str>,
    from: Option<Day>,
    until: Option<Day>,
    nth: i64,
}

impl ListScreen {
    fn filter(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let mut kinds = Html::new();
        kinds.element("<option value=\"\">", text.all_kinds(), "</option>");
        for kind in KINDS {
            kinds.raw("<option").attr("value", kind).flag("selected", self.kind == Some(kind)).raw(">");
            kinds.text(kind_name(kind, lang)).raw("</option>");
        }
        let day = |day: Option<Day>| day.map(Day::iso).unwrap_or_default();
        view! {
            <form class="cari-daftar" action=format!("{}/jurnal", base(&self.by)) role="search" aria-label=text.show()>
                <label><span>{text.kind()}</span><select name="jenis">{kinds.view()}</select></label>
                <label><span>{text.from()}</span><input type="date" name="dari" value=day(self.from)/></label>
                <label><span>{text.until()}</span><input type="date" name="sampai" value=day(self.until)/></label>
                <button class="tombol tenang">{text.show()}</button>
            </form>
        }
        .into_any()
    }

    fn address(&self, nth: u64) -> String {
        let day = |day: Option<Day>| day.map(Day::iso).unwrap_or_default();
        let (kind, from, until) = (self.kind.unwrap_or_default(), day(self.from), day(self.until));
        format!("{}/jurnal?jenis={kind}&dari={from}&sampai={until}&hal={nth}", base(&self.by))
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).journals_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let base = base(&self.by);
        let add = || Button::primary(text.new_journal()).link(format!("{base}/jurnal/baru"));
        let money = posts_money(&self.by);
        let list = if self.list.rows.is_empty() {
            ui::empty_state(Icon::Book, text.no_journals(), text.no_journals_hint(), money.then(add))
        } else {
            let columns = [
                Column::words(text.number()),
                Column::words(text.day()),
                Column::words(text.kind()),
                Column::words(text.what()),
                Column::figures(text.amount()),
            ];
            let rows = self.list.rows.iter().map(|j| row(frame.lang, &base, j)).collect();
            ui::table_under(text.journals_title(), &columns, rows)
        };
        let last = crate::koperasi::pages_of(self.list.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| self.address(n));
        let button = (money && !self.list.rows.is_empty()).then(|| view! { <p>{add().view()}</p> }.into_any());
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Journals, text.journals_title(), Some(text.journals_lead()))}
                {who_posts(text, &self.by)}
                {button}
                {self.filter(frame.lang)}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

fn row(lang: Lang, base: &str, j: &JournalHead) -> Vec<Cell> {
    let text = Text(lang);
    let number = Cell::link(&format!("{base}/jurnal/{}", j.id), &document_number("JU", j.year, j.number));
    let kind = Cell::text(kind_name(&j.kind, lang));
    let about = j.title.as_deref().or_else(|| beyond(&j.kind, &j.memo)).unwrap_or("–");
    vec![
        number,
        Cell::text(j.day.short(lang)),
        if j.undone { kind.and(text.undone()) } else { kind },
        Cell::text(about),
        Cell::text(j.amount.to_string()),
    ]
}

pub async fn one(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let journal = find(&reader, &by, &id).await?;
    Ok(reader.page(JournalScreen { by, journal }))
}

async fn find(reader: &Reader, by: &Overseer, id: &str) -> Result<JournalShown, PageError> {
    let id: JournalId = id.parse().map_err(|_| PageError::NotFound)?;
    engine::ledger::journal(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

struct JournalScreen {
    by: Overseer,
    journal: JournalShown,
}

impl JournalScreen {
    fn facts(&self, lang: Lang) -> AnyView {
        let (text, j) = (Text(lang), &self.journal);
        let base = base(&self.by);
        let other = |l: &Linked| Cell::link(&format!("{base}/jurnal/{}", l.id), &document_number("JU", l.year, l.number));
        let mut facts = vec![
            (text.day().to_owned(), Cell::text(j.day.short(lang))),
            (text.kind().to_owned(), Cell::text(kind_name(&j.kind, lang))),
            (text.amount().to_owned(), Cell::text(j.amount.to_string())),
        ];
        if let Some((id, title)) = &j.round {
            facts.push((text.round().to_owned(), Cell::link(&format!("/pembelian-bersama/{id}"), title)));
        }
        if let Some(linked) = &j.mirrors {
            facts.push((text.corrects().to_owned(), other(linked)));
        }
        if let Some(linked) = &j.mirrored_by {
            facts.push((text.corrected_by().to_owned(), other(linked)));
        }
        facts.push((text.posted_by().to_owned(), Cell::text(j.posted_by.as_deref().unwrap_or(text.system()))));
        facts.push((text.posted_at().to_owned(), Cell::text(date_time(j.posted_at, lang))));
        ui::facts(facts)
    }

    fn lines(&self, text: Text) -> AnyView {
        let (j, base) = (&self.journal, base(&self.by));
        let columns = [Column::words(text.account()), Column::figures(text.debit()), Column::figures(text.credit())];
        let amount = |r: domain::money::Rupiah| if r.0 == 0 { String::new() } else { r.to_string() };
        let row = |l: &engine::ledger::JournalLine| {
            let account = Cell::link(&format!("{base}/akun/{}", l.code), &format!("{} {}", l.code, l.name));
            let account = l.party.as_deref().map_or(account.clone(), |who| account.and(who));
            vec![account, Cell::text(amount(l.debit)), Cell::text(amount(l.credit))]
        };
        let mut rows: Vec<Vec<Cell>> = j.lines.iter().map(row).collect();
        rows.push(vec![Cell::text(text.sums()), Cell::text(j.amount.to_string()), Cell::text(j.amount.to_string())]);
        let shown = i64::try_from(j.lines.len()).unwrap_or(i64::MAX);
        let some = (shown < j.lines_in_all)
            .then(|| view! { <p class="petunjuk">{text.some_lines(shown, j.lines_in_all)}</p> }.into_any());
        view! { {ui::table(text.lines(), &columns, rows)} {some} }.into_any()
    }
}

impl Screen for JournalScreen {
    fn head(&self, _lang: Lang) -> Head {
        Head::new(document_number("JU", self.journal.year, self.journal.number)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, j) = (Text(frame.lang), &self.journal);
        let number = document_number("JU", j.year, j.number);
        let fixed = j.mirrored_by.is_some() || !is_mirrored(&j.kind);
        let correct = (posts_money(&self.by) && !fixed).then(|| {
            let path = format!("{}/jurnal/{}/koreksi", base(&self.by), j.id);
            view! { <p>{Button::quiet(text.correct()).link(path).view()}</p> }.into_any()
        });
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Journals, &number, Some(&j.memo))}
                {ui::two_columns(ui::card(self.lines(text)), view! { {ui::card(self.facts(frame.lang))} {correct} })}
            </div>
        }
        .into_any()
    }
}

pub async fn new_form(reader: Reader, overseer: Overseer, _by: Treasurer) -> PageResult {
    let filled = reader.form();
    Ok(reader.page(manual_screen(&reader, overseer, filled, None).await?))
}

pub async fn add(reader: Reader, overseer: Overseer, by: Treasurer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let done: Result<JournalId, BooksError> = async {
        let entry = Manual::parse(&posted.inputs, Day::of(reader.now()))?;
        engine::ledger::post_manual(&reader.site.desk, &by, &entry, key(&posted)?).await
    }
    .await;
    match done {
        Ok(id) => Ok(reader.see_other(format!("{}/jurnal/{id}", base(&overseer))).saying(text.journal_done())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            Ok(reader.page(manual_screen(&reader, overseer, posted.refused(errors), problem).await?).unprocessable())
        }
    }
}

async fn manual_screen(
    reader: &Reader,
    by: Overseer,
    filled: Filled,
    problem: Option<&'static str>,
) -> Result<FormScreen, PageError> {
    let text = Text(reader.lang);
    let accounts = engine::ledger::accounts(&reader.site.desk, &by).await?;
    let base = base(&by);
    Ok(FormScreen {
        by,
        leaf: Leaf::Journals,
        title: text.new_journal().to_owned(),
        does: text.new_journal_does(),
        facts: Vec::new(),
        action: format!("{base}/jurnal/baru"),
        back: format!("{base}/jurnal"),
        filled,
        ask: Ask::Manual(accounts),
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    })
}

pub async fn correct_form(
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, id)): Path<(String, String)>,
) -> PageResult {
    let journal = find(&reader, &overseer, &id).await?;
    let text = Text(reader.lang);
    let problem = if journal.mirrored_by.is_some() {
        Some(text.fixed_undone())
    } else {
        (!is_mirrored(&journal.kind)).then(|| text.fixed_kind())
    };
    let filled = reader.form();
    Ok(reader.page(correct_screen(&reader, overseer, &journal, filled, problem)))
}

pub async fn correct(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let journal = find(&reader, &overseer, &id).await?;
    let done: Result<JournalId, BooksError> = async {
        let why = reason(&posted.inputs)?;
        engine::ledger::correct(&reader.site.desk, &by, journal.id, &why, key(&posted)?).await
    }
    .await;
    match done {
        Ok(id) => Ok(reader.see_other(format!("{}/jurnal/{id}", base(&overseer))).saying(text.correct_done())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.fixed_undone())?;
            let screen = correct_screen(&reader, overseer, &journal, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn correct_screen(reader: &Reader, by: Overseer, j: &JournalShown, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let (base, number) = (base(&by), document_number("JU", j.year, j.number));
    FormScreen {
        by,
        leaf: Leaf::Journals,
        title: text.correct_title(&number),
        does: text.correct_does(),
        facts: vec![
            (text.day().to_owned(), Cell::text(j.day.short(reader.lang))),
            (text.what().to_owned(), Cell::text(&j.memo)),
            (text.amount().to_owned(), Cell::text(j.amount.to_string())),
        ],
        action: format!("{base}/jurnal/{}/koreksi", j.id),
        back: format!("{base}/jurnal/{}", j.id),
        filled,
        ask: Ask::Reason,
        submit: text.correct(),
        problem,
        today: Day::of(reader.now()),
    }
}
