use domain::access::Verifier;
use domain::lang::Lang;
use engine::koperasi::DistrictFigures;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen};
use crate::ui::{self, Bar, Cell, Column, Stat};

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    let figures = engine::koperasi::figures(&reader.site.desk, &by).await?;
    Ok(reader.page(FiguresScreen { figures }))
}

struct FiguresScreen {
    figures: Vec<DistrictFigures>,
}

impl Screen for FiguresScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).figures_title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let sum = |of: fn(&DistrictFigures) -> i64| self.figures.iter().map(of).sum::<i64>();
        let stat = |name: &str, n: i64| Stat { name: name.to_owned(), value: n.to_string(), note: None };
        let stats = [
            stat(text.koperasi(), sum(|f| f.koperasi)),
            stat(text.members(), sum(|f| f.members)),
            stat(text.shops(), sum(|f| f.shops)),
            stat(text.products(), sum(|f| f.products)),
            stat(text.valid_permits(), sum(|f| f.permits)),
        ];
        let bars: Vec<_> =
            self.figures.iter().map(|f| Bar { label: f.district.clone(), value: f.shops, shown: f.shops.to_string() }).collect();
        let columns = [
            Column::words(text.district()),
            Column::figures(text.koperasi()),
            Column::figures(text.members()),
            Column::figures(text.shops()),
            Column::figures(text.products()),
            Column::figures(text.valid_permits()),
        ];
        let rows = self.figures.iter().map(|f| {
            let numbers = [f.koperasi, f.members, f.shops, f.products, f.permits];
            std::iter::once(Cell::text(&f.district)).chain(numbers.into_iter().map(|n| Cell::text(n.to_string()))).collect()
        });
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.figures_title(), None)}
                {tabs(frame.lang, Room::Figures)}
                {ui::stats(&stats)}
                {ui::card(ui::row_chart(frame.lang, text.shops_chart(), &bars))}
                {ui::table(text.figures_title(), &columns, rows.collect())}
            </div>
        }
        .into_any()
    }
}
