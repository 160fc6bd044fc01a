use axum::extract::Path;
use domain::access::Operator;
use domain::dates::relative;
use domain::ids::JobId;
use domain::lang::Lang;
use engine::jobs::{DeadJob, Tally};
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen};
use crate::ui::{self, Button, Cell, Column, Icon, Stat, post_button};

pub async fn page(reader: Reader, _by: Operator) -> PageResult {
    let tally = engine::jobs::tally(&reader.site.desk).await?;
    let dead = engine::jobs::dead(&reader.site.desk).await?;
    Ok(reader.page(JobsScreen { tally, dead }))
}

pub async fn requeue(reader: Reader, by: Operator, Path(id): Path<String>) -> PageResult {
    let id: JobId = id.parse().map_err(|_| PageError::NotFound)?;
    let mut tx = reader.site.desk.begin(by.account()).await?;
    if !engine::jobs::requeue(&mut tx, id).await? {
        return Err(PageError::NotFound);
    }
    tx.commit().await?;
    Ok(reader.see_other("/operator").saying(Text(reader.lang).requeued()))
}

struct JobsScreen {
    tally: Tally,
    dead: Vec<DeadJob>,
}

impl Screen for JobsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).jobs_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let stat = |name: &str, n: i64| Stat { name: name.to_owned(), value: n.to_string(), note: None };
        let list = if self.dead.is_empty() {
            ui::empty_state(Icon::Check, text.none_dead(), text.none_dead_hint(), None)
        } else {
            let rows = self.dead.iter().map(|j| {
                let when = format!("{} · {}", relative(j.created_at, frame.now, frame.lang), text.attempts(j.attempts));
                let again =
                    post_button(format!("/operator/pekerjaan/{}/ulangi", j.id), vec![], Button::quiet(text.again()).small());
                vec![Cell::text(&j.kind).and(when), Cell::text(&j.error), Cell::view(again)]
            });
            ui::table(
                text.dead(),
                &[Column::words(text.kind()), Column::words(text.error()), Column::silent(text.again())],
                rows.collect(),
            )
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.jobs_title(), None)}
                {tabs(frame.lang, Room::Jobs)}
                {ui::stats(&[stat(text.waiting(), self.tally.waiting), stat(text.dead(), self.tally.dead)])}
                {list}
            </div>
        }
        .into_any()
    }
}
