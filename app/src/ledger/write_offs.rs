//! `…/buku/penghapusan`: debts that the treasurer asks to give up; another officer decides.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::relative;
use domain::ids::WriteOffId;
use domain::lang::Lang;
use engine::ledger::{BooksError, WriteOffRow};
use leptos::prelude::*;

use super::text::Text;
use super::{Leaf, base, head};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, Notice, post_button};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let rows = engine::ledger::write_offs(&reader.site.desk, &by).await?;
    Ok(reader.page(WriteOffsScreen { by, rows, problem: None }))
}

pub async fn agree(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    decide(reader, overseer, by, &id, true).await
}

pub async fn refuse(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    decide(reader, overseer, by, &id, false).await
}

async fn decide(reader: Reader, overseer: Overseer, by: Officer, id: &str, yes: bool) -> PageResult {
    let text = Text(reader.lang);
    let id: WriteOffId = id.parse().map_err(|_| PageError::NotFound)?;
    let problem = match engine::ledger::decide_write_off(&reader.site.desk, &by, id, yes).await {
        Ok(_) => {
            let said = if yes { text.agreed() } else { text.refused() };
            return Ok(reader.see_other(format!("{}/penghapusan", base(&overseer))).saying(said));
        }
        Err(BooksError::Refused(_)) => text.owed_less(),
        Err(BooksError::Done) => text.decided_already(),
        Err(BooksError::SameOfficer) => text.same_officer(),
        Err(BooksError::Unknown | BooksError::Fixed(_)) => return Err(PageError::NotFound),
        Err(BooksError::Trouble(trouble)) => return Err(trouble.into()),
    };
    let rows = engine::ledger::write_offs(&reader.site.desk, &overseer).await?;
    Ok(reader.page(WriteOffsScreen { by: overseer, rows, problem: Some(problem) }).status(StatusCode::CONFLICT))
}

struct WriteOffsScreen {
    by: Overseer,
    rows: Vec<WriteOffRow>,
    problem: Option<&'static str>,
}

impl WriteOffsScreen {
    fn decision(&self, frame: &Frame, w: &WriteOffRow) -> Cell {
        let (text, base) = (Text(frame.lang), base(&self.by));
        if let (Some(by), Some(at)) = (&w.decided_by, w.decided_at) {
            let when = relative(at, frame.now, frame.lang);
            let (badge, said) = match w.journal {
                Some(_) => (Badge::good(text.agreed()), text.agreed_by(by, &when)),
                None => (Badge::bad(text.refused()), text.refused_by(by, &when)),
            };
            return Cell::badge(&badge).and(said);
        }
        if self.by.officer().is_none() {
            return Cell::badge(&Badge::waiting(text.waits_decision()));
        }
        if w.own {
            return Cell::badge(&Badge::waiting(text.others_decide()));
        }
        let path = format!("{base}/penghapusan/{}", w.id);
        let yes =
            post_button(format!("{path}/setuju"), vec![], Button::danger(text.agree_yes()).read_as(text.agree_read(&w.name)));
        let question = text.agree_question(&w.amount.to_string(), &w.name);
        let no = Button::quiet(text.refuse()).small().read_as(text.refuse_of(&w.name));
        Cell::view(view! {
            {ui::confirm(text.agree(), &question, yes)}
            {post_button(format!("{path}/tolak"), vec![], no)}
        })
    }
}

impl Screen for WriteOffsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).write_offs_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let problem = self.problem.map(|p| Notice::Warning.view(frame.lang, p));
        let content = if self.rows.is_empty() {
            ui::empty_state(Icon::Check, text.no_write_offs(), text.no_write_offs_hint(), None)
        } else {
            let columns = [
                Column::words(text.member()),
                Column::figures(text.amount()),
                Column::words(text.reason()),
                Column::words(text.decision()),
            ];
            let row = |w: &WriteOffRow| {
                let member = Cell::link(&format!("{}/anggota/{}", base(&self.by), w.number), &w.name);
                let asked = text.asked_by(&w.asked_by, &relative(w.asked_at, frame.now, frame.lang));
                vec![
                    member.and(text.member_no(w.number)),
                    Cell::text(w.amount.to_string()),
                    Cell::text(&w.reason).and(asked),
                    self.decision(frame, w),
                ]
            };
            ui::card(ui::table_under(text.write_offs_title(), &columns, self.rows.iter().map(row).collect()))
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::WriteOffs, text.write_offs_title(), Some(text.write_offs_lead()))}
                {problem}
                {content}
            </div>
        }
        .into_any()
    }
}
