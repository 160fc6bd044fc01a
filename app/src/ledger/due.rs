//! What waits in the books, as tasks: on their first page, and for whoever may do them on the officers' list
//! of today.

use domain::access::Overseer;
use domain::dates::{Day, relative, relative_day};
use domain::ledger::Role;
use engine::ledger::{BooksDue, Overview};
use time::OffsetDateTime;

use super::base;
use super::text::Text;
use crate::house::Frame;
use crate::ui::Task;

/// All that waits for somebody; late things first.
pub(super) fn all(frame: &Frame, by: &Overseer, o: &Overview) -> Vec<Task> {
    let mut tasks = money(frame, by, o);
    tasks.push(write_offs(frame, by, o.write_offs, o.oldest_write_off));
    tasks.retain(|t| t.count > 0);
    tasks.sort_by_key(|t| !t.late);
    tasks
}

/// What the reader may do of it. What counts nothing is among it too.
pub(crate) fn tasks(frame: &Frame, by: &Overseer, due: &BooksDue) -> Vec<Task> {
    let mut tasks = due.money.as_ref().map(|o| money(frame, by, o)).unwrap_or_default();
    tasks.push(write_offs(frame, by, due.write_offs, due.oldest_write_off));
    tasks
}

/// The treasurer's.
fn money(frame: &Frame, by: &Overseer, o: &Overview) -> Vec<Task> {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let today = Day::of(frame.now);
    let task = |count: i64, title: &str, words: String, path: &str, late| task(text, by, count, title, words, path, late);
    let since = o.oldest_supplier_debt.map(|day| relative_day(day, today, lang)).unwrap_or_default();
    let late_supplier = o.oldest_supplier_debt.is_some_and(|day| day.days_until(today) > 30);
    let below = i64::from(o.balance(Role::Cash).is_negative());
    let owed_since = text.suppliers_since(&o.suppliers_amount.to_string(), &since);
    vec![
        task(o.overdue, text.overdue_task(), text.sum(&o.overdue_amount.to_string()), "/umur", true),
        task(below, text.cash_task(), text.cash_hint().to_owned(), "/jurnal", true),
        task(o.suppliers, text.suppliers_task(), owed_since, "/pemasok", late_supplier),
        task(o.to_confirm, text.confirm_task(), text.sum(&o.to_confirm_amount.to_string()), "/koperasi", false),
        task(o.koperasi_owed, text.koperasi_task(), text.koperasi_hint().to_owned(), "/koperasi", false),
    ]
}

fn write_offs(frame: &Frame, by: &Overseer, count: i64, oldest: Option<OffsetDateTime>) -> Task {
    let text = Text(frame.lang);
    let asked = oldest.map(|at| relative(at, frame.now, frame.lang)).unwrap_or_default();
    task(text, by, count, text.write_off_task(), text.asked_when(&asked), "/penghapusan", false)
}

fn task(text: Text, by: &Overseer, count: i64, title: &str, words: String, path: &str, late: bool) -> Task {
    Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: words,
        href: format!("{}{path}", base(by)),
        action: text.open().to_owned(),
        late,
    }
}
