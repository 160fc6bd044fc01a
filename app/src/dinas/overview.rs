use domain::access::Verifier;
use domain::dates::relative;
use domain::lang::Lang;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{Room, tabs};
use crate::house::{Frame, Head, PageResult, Reader, Screen};
use crate::ui::{self, Icon, Task};

pub async fn page(reader: Reader, by: Verifier) -> PageResult {
    let koperasi = engine::koperasi::pending(&reader.site.desk, &by).await?;
    let permits = engine::business::waiting_permits(&reader.site.desk, &by).await?;
    Ok(reader.page(OverviewScreen {
        koperasi: (koperasi.len(), koperasi.first().map(|k| k.created_at)),
        permits: (permits.len(), permits.first().map(|p| p.entered_at)),
    }))
}

/// How many wait, and since when the oldest.
type Waiting = (usize, Option<OffsetDateTime>);

struct OverviewScreen {
    koperasi: Waiting,
    permits: Waiting,
}

impl Screen for OverviewScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let task = |(count, oldest): Waiting, title: &str, href: &str| Task {
            count: count as u64,
            title: title.to_owned(),
            text: oldest.map(|at| text.oldest(&relative(at, frame.now, frame.lang))).unwrap_or_default(),
            href: href.to_owned(),
            action: text.open().to_owned(),
            late: oldest.is_some_and(|at| frame.now - at > time::Duration::days(7)),
        };
        let mut tasks = vec![
            task(self.koperasi, text.koperasi_task(), "/dinas/koperasi"),
            task(self.permits, text.permits_task(), "/dinas/izin"),
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
