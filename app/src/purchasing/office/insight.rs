//! `/pengurus/{koperasi}/wawasan`: what buying together was good for, in twelve months.

use domain::access::Overseer;
use domain::lang::Lang;
use engine::purchasing::insight::{Insight, MemberSaving, Month, Record};
use leptos::prelude::*;

use crate::house::{Frame, Head, PageResult, Reader, Routes, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Bar, Button, Cell, Column, Icon, Notice, Stat};

pub fn routes() -> Routes {
    Routes::new().get("/pengurus/{koperasi}/wawasan", page)
}

async fn page(reader: Reader, by: Overseer) -> PageResult {
    let insight = engine::purchasing::insight::insight(&reader.site.desk, &by).await?;
    Ok(reader.page(InsightScreen { by, insight }))
}

struct InsightScreen {
    by: Overseer,
    insight: Insight,
}

impl Screen for InsightScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).title(), self.by.koperasi().name)).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let content = if self.insight.rounds() == 0 {
            self.nothing(text)
        } else {
            view! {
                {ui::stats(&figures(frame.lang, &self.insight))}
                {uncounted(frame.lang, &self.insight)}
                {ui::card(ui::bar_chart(frame.lang, text.by_month(), &months(frame.lang, &self.insight.months)))}
                {members(frame.lang, &self.insight.top)}
                {suppliers(frame.lang, &self.insight.suppliers)}
            }
            .into_any()
        };
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Insight, text.title(), Some(text.lead()))}
                {content}
            </div>
        }
        .into_any()
    }
}

impl InsightScreen {
    fn nothing(&self, text: Text) -> AnyView {
        let rounds = format!("/pengurus/{}/pembelian", self.by.koperasi().slug);
        ui::empty_state(Icon::Chart, text.nothing(), text.nothing_hint(), Some(Button::quiet(text.rounds_room()).link(rounds)))
    }
}

fn figures(lang: Lang, i: &Insight) -> Vec<Stat> {
    let text = Text(lang);
    let stat = |name: &str, value: String, note: Option<String>| Stat { name: name.to_owned(), value, note };
    let (on_time, rated) = i.on_time();
    let kept = match rated {
        0 => stat(text.on_time(), "–".to_owned(), Some(text.not_rated().to_owned())),
        _ => stat(text.on_time(), percent(lang, on_time, rated), Some(text.of_deliveries(on_time, rated))),
    };
    vec![
        stat(text.saved(), i.saved().short(lang), Some(i.saved().to_string())),
        stat(text.rounds(), i.rounds().to_string(), Some(text.members_in_all(i.members))),
        stat(text.members_per_round(), i.members_per_round().map_or_else(|| "–".to_owned(), |n| tenths(lang, n)), None),
        kept,
    ]
}

/// A saving that nobody can look up is none: such rounds are told of, not counted.
fn uncounted(lang: Lang, i: &Insight) -> AnyView {
    match i.uncounted() {
        0 => ().into_any(),
        n => Notice::Info.view(lang, Text(lang).uncounted(n, i.rounds())),
    }
}

/// Months by their short names: there are only twelve.
fn months(lang: Lang, months: &[Month]) -> Vec<Bar> {
    let name = |m: &Month| m.first.month(lang).split(' ').next().unwrap_or_default().to_owned();
    months.iter().map(|m| Bar { label: name(m), value: m.saved.0, shown: m.saved.to_string() }).collect()
}

fn members(lang: Lang, top: &[MemberSaving]) -> AnyView {
    let text = Text(lang);
    if top.is_empty() {
        return ().into_any();
    }
    let bars: Vec<_> = top.iter().map(|m| Bar { label: m.name.clone(), value: m.saved.0, shown: m.saved.short(lang) }).collect();
    let columns = [
        Column::words(text.member()),
        Column::figures(text.number()),
        Column::figures(text.rounds()),
        Column::figures(text.saved()),
    ];
    let rows = top.iter().map(|m| {
        let number = m.number.map_or_else(|| "–".to_owned(), |n| n.to_string());
        vec![Cell::text(&m.name), Cell::text(number), Cell::text(m.rounds.to_string()), Cell::text(m.saved.to_string())]
    });
    view! {
        {ui::card(ui::row_chart(lang, text.top(), &bars))}
        {ui::table_under(text.top(), &columns, rows.collect())}
    }
    .into_any()
}

fn suppliers(lang: Lang, records: &[Record]) -> AnyView {
    let text = Text(lang);
    if records.is_empty() {
        return ().into_any();
    }
    let columns = [
        Column::words(text.supplier()),
        Column::figures(text.rated()),
        Column::figures(text.on_time()),
        Column::figures(text.right_quantity()),
        Column::figures(text.quality()),
    ];
    let rows = records.iter().map(|r| {
        vec![
            Cell::link(&format!("/pemasok/{}", r.slug), &r.supplier),
            Cell::text(r.rated.to_string()),
            Cell::text(percent(lang, r.on_time, r.rated)),
            Cell::text(percent(lang, r.right_quantity, r.rated)),
            Cell::text(text.of_five(&tenths(lang, r.quality))),
        ]
    });
    ui::section(text.suppliers(), None, ui::table(text.suppliers_lead(), &columns, rows.collect()))
}

/// Whole percent, rounded half up; `of` is not zero.
fn percent(lang: Lang, part: i64, of: i64) -> String {
    let percent = (part * 200 + of) / (of * 2).max(1);
    format!("{percent}{}", lang.pick(" %", "%"))
}

fn tenths(lang: Lang, n: i64) -> String {
    format!("{}{}{}", n / 10, lang.pick(',', '.'), n % 10)
}

crate::texts! {
    Text {
        title: "Hemat bersama", "Saved together";
        lead: "Dibanding harga pasar yang dicatat di setiap pembelian bersama, selama 12 bulan.", "Against the market price noted with each joint purchase, over 12 months.";
        saved: "Hemat", "Saved";
        rounds: "Pembelian", "Purchases";
        members_in_all(n: i64): format!("{n} anggota ikut"), format!("{n} members took part");
        members_per_round: "Anggota per pembelian", "Members per purchase";
        on_time: "Tepat waktu", "On time";
        not_rated: "Pemasok belum dinilai", "No supplier is rated yet";
        of_deliveries(kept: i64, all: i64): format!("{kept} dari {all} kiriman"), format!("{kept} of {all} deliveries");
        uncounted(n: i64, all: i64): format!("{n} dari {all} pembelian tidak dihitung karena harga pasarnya tidak dicatat. Isi harga pasar saat membuat pembelian."), format!("{n} of {all} purchases are not counted, since no market price was noted. Fill it in when you plan a purchase.");
        by_month: "Hemat tiap bulan", "Saved each month";
        top: "Anggota yang paling hemat", "Members who saved most";
        member: "Anggota", "Member";
        number: "Nomor", "Number";
        suppliers: "Pemasok menepati janji", "How suppliers kept their word";
        suppliers_lead: "Dari penilaian setelah pembelian selesai", "By ratings after settled purchases";
        supplier: "Pemasok", "Supplier";
        rated: "Dinilai", "Rated";
        right_quantity: "Jumlah pas", "Right amount";
        quality: "Mutu", "Quality";
        of_five(tenths: &str): format!("{tenths} dari 5"), format!("{tenths} of 5");
        nothing: "Belum ada yang bisa dihitung", "Nothing to count yet";
        nothing_hint: "Hemat bersama tampil setelah pembelian pertama diselesaikan.", "Savings appear once the first joint purchase is settled.";
        rounds_room: "Buka pembelian bersama", "Open joint purchases";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_averages_are_rounded_half_up() {
        assert_eq!((percent(Lang::Id, 1, 8), percent(Lang::En, 2, 3)), ("13 %".into(), "67%".into()));
        assert_eq!((tenths(Lang::Id, 45), tenths(Lang::En, 50)), ("4,5".into(), "5.0".into()));
        assert_eq!(months(Lang::Id, &[]), vec![]);
    }
}
