//! The form of a plan. Few fields have to be filled, and those hold what most would write; the rest is folded
//! away.

use domain::access::Overseer;
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::purchasing::{IfMissed, RoundPlan, State, TransportSplit};
use engine::suppliers::offers::UsableOffer;
use leptos::prelude::*;

use super::text::Text;
use super::{RoundHead, facts, ladder_line, room, round_head};
use crate::house::{Filled, Frame, Head, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Button, Choice, Field, Fields, Icon, Notice};

/// Characters of a note.
const NOTE: usize = 2000;
/// More offers than this are a list; fewer are cards with their prices.
const CARDS: usize = 12;
/// Fields that most leave as they are.
const FOLDED: [&str; 15] = [
    "catatan",
    "minimum_jumlah",
    "minimum_rupiah",
    "bila_kurang",
    "perpanjang_hari",
    "biaya_persen",
    "biaya_satuan",
    "ongkos",
    "titipan_persen",
    "bersama",
    "ulang",
    "ulang_tiap",
    "harga_pasar",
    "harga_pasar_tanggal",
    "harga_pasar_sumber",
];
/// What they hold when nobody has changed them, beside nothing.
const UNCHANGED: [(&str, &str); 4] =
    [("bila_kurang", "ask"), ("ongkos", "quantity"), ("perpanjang_hari", "3"), ("ulang", "tidak")];

/// What the second button sends: look at it as members will, and save nothing.
pub(super) const LOOK: &str = "lihat";

pub(super) struct FormScreen {
    by: Overseer,
    offers: Vec<UsableOffer>,
    filled: Filled,
    /// The draft that is changed, with its title as it was saved; `None`: a new one.
    there: Option<(RoundId, String)>,
    /// What goes along unseen.
    hidden: (&'static str, String),
    looked_at: Option<RoundPlan>,
    pub problem: Option<&'static str>,
}

impl FormScreen {
    pub fn new(by: Overseer, offers: Vec<UsableOffer>, filled: Filled) -> Self {
        let key: domain::ids::IdempotencyKey = engine::ids::fresh();
        Self { by, offers, filled, there: None, hidden: ("kunci", key.to_string()), looked_at: None, problem: None }
    }

    pub fn key(self, key: domain::ids::IdempotencyKey) -> Self {
        Self { hidden: ("kunci", key.to_string()), ..self }
    }

    pub fn of(self, id: RoundId, version: i64, plan: &RoundPlan) -> Self {
        Self { there: Some((id, plan.title.to_string())), hidden: ("versi", version.to_string()), ..self }
    }

    pub fn look(self, plan: &RoundPlan) -> Self {
        Self { looked_at: Some(plan.clone()), ..self }
    }

    fn action(&self) -> String {
        let room = room(&self.by.koperasi().slug);
        self.there.as_ref().map_or_else(|| format!("{room}/baru"), |(id, _)| format!("{room}/{id}/ubah"))
    }

    /// Something in there wants to be seen: an error, or what is not as it usually is.
    fn unfolded(&self) -> bool {
        let changed = |name: &str| {
            let value = self.filled.value(name);
            !value.is_empty() && !UNCHANGED.contains(&(name, value))
        };
        self.filled.errors.iter().any(|(name, _)| FOLDED.contains(&name))
            || (self.there.is_some() && FOLDED.iter().copied().any(changed))
    }

    fn offer(&self, f: &Fields<'_>, lang: Lang) -> Field {
        let text = Text(lang);
        let name = |o: &UsableOffer| format!("{} · {}", o.material, o.supplier);
        if self.offers.is_empty() || self.offers.len() > CARDS {
            let choices = self.offers.iter().map(|o| {
                let label = format!("{} ({})", o.supplier, ladder_line(lang, &o.terms));
                Choice::new(o.id.to_string(), label).group(&o.material)
            });
            return f.select("penawaran", text.offer(), choices.collect()).hint(text.offer_hint());
        }
        let choices = self.offers.iter().map(|o| {
            let unit = o.terms.unit;
            let pack = text.pack_of(&super::amount(lang, o.terms.pack, unit));
            let until = text.valid_until(&o.valid_until.short(lang));
            let note = format!("{} · {pack} · {until}", ladder_line(lang, &o.terms));
            Choice::new(o.id.to_string(), name(o)).note(note)
        });
        f.radios("penawaran", text.offer(), choices.collect()).hint(text.offer_hint())
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let what = view! {
            {self.offer(&f, lang)}
            {f.text("judul", text.title()).hint(text.title_hint())}
        };
        let when = view! {
            {f.date("tutup_tanggal", text.closing_day()).hint(text.closing_hint())}
            {f.time("tutup_jam", text.closing_time()).optional()}
            {f.date("buka_tanggal", text.opening_day()).hint(text.opening_hint()).optional()}
            {f.time("buka_jam", text.opening_time()).optional()}
        };
        let where_ = view! {
            {f.text("ambil_tempat", text.place())}
            {f.date("ambil_tanggal", text.pickup_day()).hint(text.pickup_hint())}
            {f.time("ambil_jam", text.pickup_time()).optional()}
        };
        let what = ui::field_set(text.what(), what);
        let when = ui::field_set(text.when(), when);
        let where_ = ui::field_set(text.pick_up(), where_);
        let rest = ui::fold(text.other_settings(), self.unfolded(), self.rest(&f, lang));
        let fields = view! {
            {f.hidden(self.hidden.0, &self.hidden.1)}
            {what}
            {when}
            {where_}
            {rest}
            {ui::submit_row(vec![
                Button::primary(text.save_draft()),
                Button::quiet(text.look_as_member()).icon(Icon::Eye).send("aksi", LOOK),
            ])}
        };
        f.form(self.action(), fields).view()
    }

    fn rest(&self, f: &Fields<'_>, lang: Lang) -> AnyView {
        let text = Text(lang);
        let missed = IfMissed::ALL.map(|rule| Choice::new(rule.code(), facts::if_missed(text, rule))).to_vec();
        let split = vec![
            Choice::new(TransportSplit::Quantity.code(), text.split_by_quantity()),
            Choice::new(TransportSplit::Value.code(), text.split_by_value()),
        ];
        let repeat =
            vec![Choice::new("tidak", text.once()), Choice::new("minggu", text.by_week()), Choice::new("bulan", text.by_month())];
        view! {
            {f.number("minimum_jumlah", text.minimum_quantity()).hint(text.minimum_hint()).optional()}
            {f.money("minimum_rupiah", text.minimum_amount()).optional()}
            {f.select("bila_kurang", text.if_missed(), missed).or_value(IfMissed::Ask.code())}
            {f.number("perpanjang_hari", text.extend_days()).hint(text.extend_days_hint()).optional()}
            {f.number("biaya_persen", text.fee_percent()).suffix("%").hint(text.fee_hint()).optional()}
            {f.money("biaya_satuan", text.fee_per_unit()).optional()}
            {f.select("ongkos", text.transport_split(), split).or_value(TransportSplit::Quantity.code())}
            {f.number("titipan_persen", text.deposit_percent()).suffix("%").hint(text.deposit_hint()).optional()}
            {f.checkbox("bersama", text.open_to_others()).hint(text.open_to_others_hint()).optional()}
            {f.select("ulang", text.repeats(), repeat).or_value("tidak").hint(text.repeats_hint())}
            {f.number("ulang_tiap", text.every()).hint(text.every_hint()).optional()}
            {f.money("harga_pasar", text.market_price()).hint(text.market_hint()).optional()}
            {f.date("harga_pasar_tanggal", text.market_day()).optional()}
            {f.text("harga_pasar_sumber", text.market_from()).hint(text.market_from_hint()).optional()}
            {f.area("catatan", text.note(), NOTE).rows(4).hint(text.note_hint()).optional()}
        }
        .into_any()
    }

    fn preview(&self, lang: Lang) -> AnyView {
        let Some(plan) = &self.looked_at else { return ().into_any() };
        match self.offers.iter().find(|offer| offer.id.0 == plan.offer) {
            Some(offer) => facts::preview(lang, plan, &offer.supplier, &offer.material, &offer.terms),
            None => Notice::Warning.view(lang, Text(lang).offer_gone()),
        }
    }
}

impl Screen for FormScreen {
    fn head(&self, lang: Lang) -> Head {
        let text = Text(lang);
        Head::new(if self.there.is_some() { text.edit() } else { text.add() }).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let top = match &self.there {
            Some((id, title)) => {
                let round = RoundHead { id: *id, title, state: State::Draft, run_by: None };
                round_head(lang, &self.by, &round, Some(text.edit()))
            }
            None => head(lang, &self.by, Room::Purchases, text.add(), Some(text.add_lead())),
        };
        view! {
            <div class="wadah">
                {top}
                {problem}
                {self.preview(lang)}
                {ui::card(self.form(lang))}
            </div>
        }
        .into_any()
    }
}

/// Without an offer there is nothing to buy together.
pub(super) struct NoOffersScreen {
    pub by: Overseer,
}

impl Screen for NoOffersScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).add()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let offers = format!("/pengurus/{}/penawaran", self.by.koperasi().slug);
        let way = Button::primary(text.write_offer()).link(format!("{offers}/baru"));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Purchases, text.add(), Some(text.add_lead()))}
                {ui::empty_state(Icon::Tag, text.no_offers(), text.no_offers_hint(), Some(way))}
            </div>
        }
        .into_any()
    }
}
