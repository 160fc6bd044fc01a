use domain::access::Overseer;
use domain::dates::{Day, relative, relative_day};
use domain::lang::Lang;
use engine::koperasi::Due;
use engine::ledger::BooksDue;
use engine::purchasing::overview::PurchasesDue;
use engine::reviews::moderate::ReviewsDue;
use engine::suppliers::quotes::QuotesDue;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, duty_name, head, purchases_due, quotes_due};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Icon, Notice, Task};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let desk = &reader.site.desk;
    let waiting = Waiting {
        due: engine::koperasi::due(desk, &by).await?,
        purchases: engine::purchasing::overview::due(desk, &by).await?,
        quotes: engine::suppliers::quotes::due(desk, &by).await?,
        books: engine::ledger::due(desk, &by).await?,
        reviews: engine::reviews::moderate::due(desk, &by).await?,
    };
    let details = engine::koperasi::details(desk, by.koperasi().id).await?;
    Ok(reader.page(DueScreen { by, waiting, state: details.state, refusal: details.refusal_reason }))
}

/// Room by room.
struct Waiting {
    due: Due,
    purchases: PurchasesDue,
    quotes: QuotesDue,
    books: BooksDue,
    reviews: ReviewsDue,
}

struct DueScreen {
    by: Overseer,
    waiting: Waiting,
    state: String,
    refusal: Option<String>,
}

impl Screen for DueScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).due_title(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let duties =
            self.by.officer().map(|o| o.duties().iter().map(|d| duty_name(frame.lang, *d)).collect::<Vec<_>>().join(", "));
        let duties = duties.unwrap_or_else(|| duty_name(frame.lang, domain::access::Duty::Supervisor).to_owned());
        let notice = match (self.state.as_str(), &self.refusal) {
            ("refused", Some(why)) => Notice::Danger.view(frame.lang, text.was_refused(why)),
            ("waiting", _) => Notice::Info.view(frame.lang, text.not_verified()),
            _ => ().into_any(),
        };
        let tasks = tasks(frame, &self.by, &self.waiting);
        let list = if tasks.is_empty() {
            ui::empty_state(Icon::Check, text.nothing_due(), text.nothing_due_hint(), None)
        } else {
            ui::checklist(frame.lang, &tasks)
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Due, text.due_title(), Some(&duties))}
                {notice}
                {list}
            </div>
        }
        .into_any()
    }
}

/// An application that has waited this long is late.
const PATIENCE: time::Duration = time::Duration::days(7);

fn tasks(frame: &Frame, by: &Overseer, waiting: &Waiting) -> Vec<Task> {
    let (text, lang, due) = (Text(frame.lang), frame.lang, &waiting.due);
    let base = format!("/pengurus/{}", by.koperasi().slug);
    let today = Day::of(frame.now);
    let task = |count: i64, title: &str, words: String, path: &str, late| Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: words,
        href: format!("{base}{path}"),
        action: text.open().to_owned(),
        late,
    };
    let day = |d: Option<Day>| d.map(|d| relative_day(d, today, lang)).unwrap_or_default();
    let oldest = due.oldest_application.map(|at| relative(at, frame.now, lang)).unwrap_or_default();
    let waits_long = due.oldest_application.is_some_and(|at| frame.now - at > PATIENCE);
    let mut tasks = vec![
        task(due.applications, text.applications_task(), text.oldest(&oldest), "/permohonan", waits_long),
        task(due.permits_expired, text.expired_task(), text.expired_text().to_owned(), "/usaha?perlu=izin", true),
        task(due.permits_expiring, text.permits_task(), text.permits_first(&day(due.first_expiry)), "/usaha?perlu=izin", false),
        task(due.terms_ending, text.terms_task(), text.terms_first(&day(due.first_term_end)), "/tugas", false),
        task(due.without_password, text.silent_task(), text.silent_text().to_owned(), "/anggota", false),
        task(due.drafts, text.drafts_task(), text.drafts_text().to_owned(), "/usaha?perlu=draf", false),
    ];
    tasks.extend(purchases_due::tasks(frame, by, &waiting.purchases));
    tasks.extend(quotes_due::tasks(frame, by, &waiting.quotes));
    tasks.extend(crate::ledger::due::tasks(frame, by, &waiting.books));
    tasks.extend(crate::reviews::office::tasks(frame, by, &waiting.reviews));
    tasks.retain(|t| t.count > 0);
    tasks.sort_by_key(|t| !t.late);
    tasks
}
