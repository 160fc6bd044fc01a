//! What happened to a round, in words.

use domain::dates::{date_time, relative};
use domain::lang::Lang;
use domain::quantity::SaleUnit;
use engine::purchasing::overview::{Event, What, Who};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::amount;
use crate::ui;

/// `Sri menutup pembelian ini`
pub(super) fn sentence(lang: Lang, event: &Event, unit: SaleUnit) -> String {
    let text = Text(lang);
    let who = match (&event.who, &event.what) {
        (Who::Person(name) | Who::Koperasi(name), _) => name.as_str(),
        (Who::Itself, What::Confirmed) => text.the_supplier(),
        (Who::Itself, _) => text.the_system(),
    };
    format!("{who} {}", did(lang, &event.what, unit))
}

fn did(lang: Lang, what: &What, unit: SaleUnit) -> String {
    let text = Text(lang);
    match what {
        What::Created => text.did_create().to_owned(),
        What::Copied => text.did_copy().to_owned(),
        What::Continued => text.did_continue().to_owned(),
        What::Changed => text.did_change().to_owned(),
        What::Scheduled => text.did_schedule().to_owned(),
        What::Unscheduled => text.did_unschedule().to_owned(),
        What::Opened => text.did_open().to_owned(),
        What::Closed { missed: false } => text.did_close().to_owned(),
        What::Closed { missed: true } => text.did_close_missed().to_owned(),
        What::Extended { until: Some(until) } => text.did_extend_until(&date_time(*until, lang)),
        What::Extended { until: None } => text.did_extend().to_owned(),
        What::ToppingUp { until } => text.did_top_up(&date_time(*until, lang)),
        What::ToppedUp => text.did_end_top_up().to_owned(),
        What::Cancelled => text.did_cancel().to_owned(),
        What::Invited => text.did_invite().to_owned(),
        What::Joined => text.did_join().to_owned(),
        What::Declined => text.did_decline().to_owned(),
        What::Ordered { quantity: Some(quantity), total: Some(total) } => {
            text.did_order_so_much(&amount(lang, *quantity, unit), &total.to_string())
        }
        What::Ordered { .. } => text.did_order().to_owned(),
        What::Sent => text.did_send().to_owned(),
        What::Confirmed => text.did_confirm().to_owned(),
        What::Arrived => text.did_arrive().to_owned(),
        What::ArrivalUndone => text.did_undo_arrival().to_owned(),
        What::Received => text.did_receive().to_owned(),
        What::ListLocked => text.did_lock().to_owned(),
        What::ListUnlocked => text.did_unlock().to_owned(),
        What::Moved => text.did_move().to_owned(),
        What::Settled => text.did_settle().to_owned(),
    }
}

/// The newest first, each with how long ago it was.
pub(super) fn list(lang: Lang, events: &[Event], unit: SaleUnit, now: OffsetDateTime) -> AnyView {
    let lines: Vec<(String, String)> = events
        .iter()
        .map(|event| {
            let when = format!("{} · {}", relative(event.at, now, lang), date_time(event.at, lang));
            (sentence(lang, event, unit), when)
        })
        .collect();
    ui::timeline(&lines)
}

crate::texts! {
    Text {
        the_system: "Sistem", "The system";
        the_supplier: "Pemasok", "The supplier";
        did_create: "membuat draf", "made the draft";
        did_copy: "menyalin dari pembelian lain", "copied another purchase";
        did_continue: "membuat lanjutan dari pembelian sebelumnya", "made the next of the series";
        did_change: "mengubah rencana", "changed the plan";
        did_schedule: "menjadwalkan pembukaan", "scheduled the opening";
        did_unschedule: "menghapus jadwal pembukaan", "took the schedule away";
        did_open: "membuka pembelian", "opened it";
        did_close: "menutup pembelian", "closed it";
        did_close_missed: "menutup pembelian, minimum belum tercapai", "closed it, the minimum was missed";
        did_extend: "memperpanjang waktu", "extended it";
        did_extend_until(until: &str): format!("memperpanjang sampai {until}"), format!("extended it until {until}");
        did_top_up(until: &str): format!("membuka penggenapan sampai {until}"), format!("let members add until {until}");
        did_end_top_up: "mengakhiri penggenapan", "ended filling up";
        did_cancel: "membatalkan pembelian", "cancelled it";
        did_invite: "mengundang koperasi lain", "invited another koperasi";
        did_join: "menerima undangan", "joined";
        did_decline: "menolak undangan", "declined";
        did_order: "membuat surat pesanan", "made the order";
        did_order_so_much(amount: &str, total: &str): format!("memesan {amount}, {total}"), format!("ordered {amount}, {total}");
        did_send: "menandai surat pesanan terkirim", "marked the order as sent";
        did_confirm: "menyanggupi pesanan", "confirmed the order";
        did_arrive: "mencatat barang datang", "noted a delivery";
        did_undo_arrival: "menghapus catatan barang datang", "took a delivery back";
        did_receive: "menyelesaikan penerimaan", "finished receiving";
        did_lock: "mengunci daftar ambil", "locked the pick-up list";
        did_unlock: "membuka kunci daftar ambil", "unlocked the pick-up list";
        did_move: "mengubah jatah seorang anggota", "changed a member’s share";
        did_settle: "menyelesaikan pembukuan", "settled it";
    }
}
