//! What waits of requests for prices, on the officers' list of today.

use domain::access::Overseer;
use domain::dates::relative;
use engine::suppliers::quotes::{QuotesDue, Waiting};

use crate::house::Frame;
use crate::ui::Task;

/// One leads to itself, several to their list. Answers wait for nobody once no more are expected.
pub(super) fn tasks(frame: &Frame, by: &Overseer, due: &QuotesDue) -> Vec<Task> {
    let text = Text(frame.lang);
    let list = format!("/pengurus/{}/permintaan", by.koperasi().slug);
    let task = |waiting: &Waiting, title: &str, words: String, late: bool| Task {
        count: u64::try_from(waiting.count).unwrap_or(0),
        title: title.to_owned(),
        text: words,
        href: if waiting.count == 1 { format!("{list}/{}", waiting.first) } else { list.clone() },
        action: text.open().to_owned(),
        late,
    };
    let when = |waiting: &Waiting| relative(waiting.answer_until, frame.now, frame.lang);
    let over = |waiting: &Waiting| waiting.answer_until <= frame.now;
    let answered = due.answered.as_ref().map(|w| {
        let words = match over(w) {
            true => text.answered_over(&w.material, w.answered, w.invited, &when(w)),
            false => text.answered_so_far(&w.material, w.answered, w.invited, &when(w)),
        };
        task(w, text.answers(), words, over(w))
    });
    let silent = due.silent.as_ref().map(|w| task(w, text.silent(), text.silent_since(&w.material, &when(w)), true));
    answered.into_iter().chain(silent).collect()
}

crate::texts! {
    Text {
        open: "Buka", "Open";
        answers: "Jawaban harga siap dibandingkan", "Prices to compare";
        answered_so_far(material: &str, n: i64, of: i64, when: &str): format!("{material}, {n} dari {of} pemasok sudah menjawab. Batasnya {when}."), format!("{material}: {n} of {of} suppliers have answered. Their time ends {when}.");
        answered_over(material: &str, n: i64, of: i64, when: &str): format!("{material}, {n} dari {of} pemasok menjawab. Batasnya lewat {when}: pilih satu."), format!("{material}: {n} of {of} suppliers answered. Their time ended {when}: choose one.");
        silent: "Permintaan harga tanpa jawaban", "Requests for prices without an answer";
        silent_since(material: &str, when: &str): format!("{material}. Batasnya lewat {when}: hubungi pemasoknya, atau tutup dan minta lagi."), format!("{material}. Its time ended {when}: call the suppliers, or close it and ask again.");
    }
}
