//! `…/buku/umur`: what members owe, by how long.

use domain::access::Overseer;
use domain::dates::{Day, relative_day};
use domain::lang::Lang;
use domain::money::Rupiah;
use engine::ledger::Aged;
use leptos::prelude::*;

use super::text::Text;
use super::{Leaf, base, head};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Bar, Cell, Column, Icon};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let ages = engine::ledger::ages(&reader.site.desk, &by).await?;
    Ok(reader.page(AgesScreen { by, ages }))
}

struct AgesScreen {
    by: Overseer,
    ages: Vec<Aged>,
}

impl AgesScreen {
    fn chart(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let bar = |(nth, label): (usize, &str)| {
            let sum: i64 = self.ages.iter().map(|a| a.by_age[nth].0).sum();
            Bar { label: label.to_owned(), value: sum, shown: Rupiah(sum).to_string() }
        };
        let bars: Vec<Bar> = names(text).into_iter().enumerate().map(bar).collect();
        ui::card(ui::row_chart(lang, text.ages_chart(), &bars))
    }

    fn table(&self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let (base, today) = (base(&self.by), Day::of(frame.now));
        let mut columns = vec![Column::words(text.member())];
        columns.extend(names(text).map(Column::figures));
        columns.extend([Column::figures(text.total()), Column::words(text.oldest())]);
        let row = |a: &Aged| {
            let link = Cell::link(&format!("{base}/anggota/{}", a.number), &a.name).and(text.member_no(a.number));
            let mut cells = vec![link];
            cells.extend(a.by_age.iter().map(|r| if *r == Rupiah::ZERO { Cell::text("–") } else { Cell::text(r.to_string()) }));
            cells.push(Cell::text(a.owed.to_string()));
            cells.push(Cell::text(relative_day(a.oldest, today, frame.lang)));
            cells
        };
        ui::table(text.ages_title(), &columns, self.ages.iter().map(row).collect())
    }
}

fn names(text: Text) -> [&'static str; 4] {
    [text.days_30(), text.days_60(), text.days_90(), text.days_more()]
}

impl Screen for AgesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).ages_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let content = if self.ages.is_empty() {
            ui::empty_state(Icon::Check, text.no_debts(), text.no_debts_hint(), None)
        } else {
            view! { {self.chart(frame.lang)} {ui::card(self.table(frame))} }.into_any()
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Ages, text.ages_title(), Some(text.ages_lead()))}
                {content}
            </div>
        }
        .into_any()
    }
}
