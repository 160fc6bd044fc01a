//! What waits of joint purchases, on the officers' list of today.

use domain::access::Overseer;
use domain::dates::relative;
use engine::purchasing::overview::{Due, PurchasesDue, ToChoose};
use time::Duration;

use crate::house::Frame;
use crate::purchasing::amount;
use crate::ui::Task;

/// What closed this long ago keeps its members waiting.
const PATIENCE: Duration = Duration::days(1);

pub(super) fn tasks(frame: &Frame, by: &Overseer, due: &PurchasesDue) -> Vec<Task> {
    let text = Text(frame.lang);
    let room = format!("/pengurus/{}/pembelian", by.koperasi().slug);
    let mut tasks: Vec<Task> = due.choose.iter().map(|round| choose(frame, &room, round)).collect();
    if due.choose_more > 0 {
        tasks.push(task(
            text,
            due.choose_more,
            text.more_closed(),
            text.more_closed_text(),
            format!("{room}?keadaan=tutup"),
            false,
        ));
    }
    // One leads to itself, several to the list where they stand.
    let mut several = |due: &Option<Due>, title: &str, words: &dyn Fn(&str) -> String, page: &str, list: &str, late: bool| {
        let Some(due) = due else { return };
        let to = if due.count == 1 { format!("{room}/{}{page}", due.first) } else { format!("{room}{list}") };
        tasks.push(task(text, due.count, title, &words(&due.title), to, late));
    };
    several(&due.invitations, text.invitations(), &|title| text.invitation(title), "", "", false);
    several(&due.drafts, text.drafts(), &|title| text.draft(title), "", "?keadaan=draf", false);
    several(&due.unsent, text.unsent(), &|title| title.to_owned(), "", "?keadaan=pesan", false);
    several(&due.late, text.late(), &|title| text.late_one(title), "/terima", "?keadaan=pesan", true);
    several(&due.settle, text.settle(), &|title| text.settle_one(title), "/selesaikan", "?keadaan=terima", false);
    if let Some(waiting) = &due.unfetched {
        let words = text.unfetched_of(&waiting.title, &due.unfetched_amount.to_string());
        let to = format!("{room}/{}/daftar-ambil", waiting.first);
        tasks.push(task(text, waiting.count, text.unfetched(), &words, to, false));
    }
    tasks
}

fn task(text: Text, count: i64, title: &str, words: &str, href: String, late: bool) -> Task {
    Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: words.to_owned(),
        href,
        action: text.open().to_owned(),
        late,
    }
}

/// With what the system recommends, or that somebody has to decide.
fn choose(frame: &Frame, room: &str, round: &ToChoose) -> Task {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let when = relative(round.closed_at, frame.now, lang);
    let late = frame.now - round.closed_at > PATIENCE;
    let here = format!("{room}/{}", round.round);
    match &round.recommended {
        Some(best) => {
            let words = text.recommends(&when, &amount(lang, &round.unit, best.quantity), &best.total.to_string());
            task(text, 1, &text.choose(&round.title), &words, format!("{here}/pilih"), late)
        }
        None => task(text, 1, &text.decide(&round.title), &text.missed(&when), here, late),
    }
}

crate::texts! {
    Text {
        open: "Buka", "Open";
        choose(title: &str): format!("Pilih jumlah pesanan: {title}"), format!("Choose what to order: {title}");
        recommends(when: &str, amount: &str, total: &str): format!("Ditutup {when}. Sistem menyarankan {amount}, {total}."), format!("Closed {when}. {amount} are recommended, {total}.");
        decide(title: &str): format!("Putuskan: {title}"), format!("Decide: {title}");
        missed(when: &str): format!("Ditutup {when}, minimum belum tercapai. Perpanjang, genapkan, atau batalkan."), format!("Closed {when}, the minimum was missed. Extend it, fill it up, or cancel.");
        more_closed: "Pembelian lain yang sudah ditutup", "More purchases that have closed";
        more_closed_text: "Anggota menunggu jumlah pesanannya dipilih.", "Members wait for their amounts to be chosen.";
        invitations: "Undangan membeli bersama", "Invitations to buy together";
        invitation(title: &str): format!("{title}. Jawab supaya anggota bisa ikut."), format!("{title}. Answer so that members can take part.");
        drafts: "Pembelian berikutnya belum terbuka", "The next purchase has not opened";
        draft(title: &str): format!("{title}. Periksa penawarannya, lalu buka."), format!("{title}. Check its offer, then open it.");
        unsent: "Surat pesanan belum dikirim", "Orders that were not sent";
        late: "Barang belum datang", "Goods that have not come";
        late_one(title: &str): format!("{title}. Batas waktunya lewat: hubungi pemasok, atau catat bila sudah datang."), format!("{title}. Its time is over: call the supplier, or note what has come.");
        settle: "Pembelian siap diselesaikan", "Purchases ready to settle";
        settle_one(title: &str): format!("{title}. Semua sudah diambil."), format!("{title}. Everything was fetched.");
        unfetched: "Jatah belum diambil", "Shares not fetched";
        unfetched_of(title: &str, amount: &str): format!("{title}, {amount}"), format!("{title}, {amount}");
    }
}
