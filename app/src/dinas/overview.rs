use domain::access::Verifier;
use domain::dates::relative;
use domain::lang::Lang;
use engine::koperasi::Wanted;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen};
use crate::ui::{self, Icon, Task};

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    let desk = &reader.site.desk;
    let koperasi = engine::koperasi::pending_count(desk, &by).await?;
    let permits = engine::business::waiting_permits(desk, &by).await?;
    let alone = Wanted { without_officers: true, ..Wanted::default() };
    let alone = engine::koperasi::known(desk, &by, &alone, 1, 0).await?.total;
    Ok(reader.page(OverviewScreen {
        koperasi,
        permits: (i64::try_from(permits.len()).unwrap_or(i64::MAX), permits.first().map(|p| p.entered_at)),
        alone,
    }))
}

/// How many wait, and since when the oldest.
type Waiting = (i64, Option<OffsetDateTime>);

struct OverviewScreen {
    koperasi: Waiting,
    permits: Waiting,
    /// Koperasi that nobody runs.
    alone: i64,
}

impl Screen for OverviewScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let task = |(count, oldest): Waiting, title: &str, href: &str| Task {
            count: u64::try_from(count).unwrap_or(0),
            title: title.to_owned(),
            text: oldest.map(|at| text.oldest(&relative(at, frame.now, frame.lang))).unwrap_or_default(),
            href: href.to_owned(),
            action: text.open().to_owned(),
            late: oldest.is_some_and(|at| frame.now - at > time::Duration::days(7)),
        };
        let mut tasks = vec![
            task(self.koperasi, text.koperasi_task(), "/dinas/koperasi"),
            task(self.permits, text.permits_task(), "/dinas/izin"),
            Task {
                text: text.without_officers_text().to_owned(),
                ..task((self.alone, None), text.without_officers_task(), "/dinas/koperasi/semua?perlu=pengurus")
            },
        ];
        tasks.retain(|t| t.count > 0);
        let list = if tasks.is_empty() {
            ui::empty_state(Icon::Check, text.nothing(), text.nothing_hint(), None)
        } else {
            ui::checklist(frame.lang, &tasks)
        };
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.title()), text.overview_title(), None)}
                {tabs(frame.lang, Room::Overview)}
                {list}
            </div>
        }
        .into_any()
    }
}
