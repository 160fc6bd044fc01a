//! `…/pembelian/baru` and `…/{id}/ubah`: a round is planned. Few fields have to be filled, and those hold
//! what most would write; the rest is folded away.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::{Day, clock};
use domain::form::{FieldErrors, Inputs};
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::recurrence::Period;
use domain::purchasing::{Fee, IfMissed, Minimum, RoundPlan, State, TransportSplit};
use engine::purchasing::RoundError;
use engine::purchasing::overview::Habits;
use engine::purchasing::plan::Planned;
use engine::suppliers::offers::UsableOffer;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::Text;
use super::{RoundHead, facts, ladder_line, page_error, place_of, room, round_head, round_of, steps};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, posted};
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

pub(super) async fn new_form(reader: Reader, by: Overseer, officer: Officer) -> PageResult {
    let offers = usable(&reader, &officer).await?;
    if offers.is_empty() {
        return Ok(reader.page(NoOffersScreen { by }));
    }
    let habits = engine::purchasing::overview::habits(&reader.site.desk, &officer).await?;
    let asked = posted::query(&reader.path).one("penawaran").to_owned();
    let filled = reader.form_of(start(&officer, &offers, habits.as_ref(), &asked, reader.now()));
    Ok(reader.page(FormScreen::new(by, offers, filled)))
}

async fn usable(reader: &Reader, by: &Officer) -> Result<Vec<UsableOffer>, PageError> {
    Ok(engine::suppliers::offers::usable(&reader.site.desk, by).await?)
}

/// It opens now, closes in a week at five, and is fetched a week later; the rest as the last time.
fn start(by: &Officer, offers: &[UsableOffer], habits: Option<&Habits>, asked: &str, now: OffsetDateTime) -> Inputs {
    let today = Day::of(now);
    let offer = match offers {
        [only] => Some(only),
        all => all.iter().find(|offer| offer.id.to_string() == asked),
    };
    let mut inputs = Inputs::default()
        .with("tutup_tanggal", today.plus_days(7).iso())
        .with("tutup_jam", "17:00")
        .with("ambil_tanggal", today.plus_days(14).iso())
        .with("ambil_jam", "09:00")
        .with("ambil_tempat", habits.map_or_else(|| by.koperasi().name.clone(), |h| h.pickup_place.clone()));
    if let Some(offer) = offer {
        inputs = inputs.with("penawaran", offer.id).with("judul", &offer.material);
    }
    let Some(habits) = habits else {
        return inputs.with("bila_kurang", IfMissed::Ask.code()).with("ongkos", TransportSplit::Quantity.code());
    };
    with_fee(inputs, habits.fee)
        .with("bila_kurang", habits.if_missed.code())
        .with("ongkos", habits.transport_split.code())
        .with("titipan_persen", percent(habits.deposit))
}

/// Without the sign that stands beside the field; nothing for none.
fn percent(share: BasisPoints) -> String {
    if share.0 == 0 { String::new() } else { share.exact(Lang::Id).trim_end_matches(" %").to_owned() }
}

/// As above.
fn digits(amount: Rupiah) -> String {
    amount.to_string().trim_start_matches("Rp").to_owned()
}

fn with_fee(inputs: Inputs, fee: Fee) -> Inputs {
    match fee {
        Fee::Share(share) => inputs.with("biaya_persen", percent(share)),
        Fee::PerUnit(each) => inputs.with("biaya_satuan", digits(each)),
    }
}

pub(super) async fn create(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let parsed = RoundPlan::parse(&posted.inputs, reader.now());
    if let (Ok(plan), LOOK) = (&parsed, posted.one("aksi")) {
        let screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(FieldErrors::default()));
        return Ok(reader.page(screen.key(key).look(plan)));
    }
    let planned = match parsed {
        Ok(plan) => engine::purchasing::plan::create(&reader.site.desk, &by, &plan, key).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    let (status, errors, problem) = match planned {
        Ok(id) => return Ok(reader.see_other(place_of(&by, id)).saying(text.was_planned())),
        Err(RoundError::Refused(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(RoundError::NotVerified) => (StatusCode::CONFLICT, FieldErrors::default(), Some(text.not_verified())),
        Err(error) => return Err(page_error(error)),
    };
    let mut screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(errors)).key(key);
    screen.problem = problem;
    Ok(reader.page(screen).status(status))
}

/// What the second button sends: look at it as members will, and save nothing.
const LOOK: &str = "lihat";

async fn planned(reader: &Reader, by: &Overseer, id: RoundId) -> Result<Planned, PageError> {
    engine::purchasing::plan::planned(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

pub(super) async fn form(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let there = planned(&reader, &overseer, id).await?;
    if there.state != State::Draft {
        let moved = RoundError::Moved { state: there.state };
        return steps::refused(&reader, overseer, &by, id, moved, None).await;
    }
    let filled = reader.form_of(inputs_of(&there.plan, reader.now()));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(there.version);
    let offers = usable(&reader, &by).await?;
    Ok(reader.page(FormScreen::new(overseer, offers, filled).of(id, version, &there.plan)))
}

pub(super) async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let there = planned(&reader, &overseer, id).await?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let parsed = RoundPlan::parse(&posted.inputs, reader.now());
    if let (Ok(plan), LOOK) = (&parsed, posted.one("aksi")) {
        let screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(FieldErrors::default()));
        return Ok(reader.page(screen.of(id, version.unwrap_or(there.version), &there.plan).look(plan)));
    }
    let changed = match parsed {
        Ok(plan) => engine::purchasing::plan::change(&reader.site.desk, &by, id, version, &plan).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    let (status, errors, version) = match changed {
        Ok(()) => return Ok(reader.see_other(place_of(&by, id)).saying(text.was_changed())),
        Err(RoundError::Refused(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, version),
        Err(RoundError::Stale { version }) => (StatusCode::CONFLICT, FieldErrors::default(), Some(version)),
        Err(error @ RoundError::Moved { .. }) => return steps::refused(&reader, overseer, &by, id, error, None).await,
        Err(error) => return Err(page_error(error)),
    };
    let filled = posted.refused(errors);
    let version = version.unwrap_or(there.version);
    let mut screen = FormScreen::new(overseer, usable(&reader, &by).await?, filled).of(id, version, &there.plan);
    screen.problem = (status == StatusCode::CONFLICT).then(|| text.stale());
    Ok(reader.page(screen).status(status))
}

/// The form as it was filled when this plan was saved.
fn inputs_of(plan: &RoundPlan, now: OffsetDateTime) -> Inputs {
    let day = |at: OffsetDateTime| Day::of(at).iso();
    let time = |at: OffsetDateTime| clock(at, Lang::En);
    let mut inputs = Inputs::default()
        .with("penawaran", plan.offer)
        .with("judul", &plan.title)
        .with("catatan", plan.note.as_ref().map_or("", |note| note.as_str()))
        .with("tutup_tanggal", day(plan.closes_at))
        .with("tutup_jam", time(plan.closes_at))
        .with("ambil_tempat", &plan.pickup_place)
        .with("ambil_tanggal", day(plan.pickup_at))
        .with("ambil_jam", time(plan.pickup_at))
        .with("bila_kurang", plan.if_missed.code())
        .with("perpanjang_hari", plan.extend_days)
        .with("ongkos", plan.transport_split.code())
        .with("titipan_persen", percent(plan.deposit));
    // An opening that is over means: as soon as somebody opens it.
    if plan.opens_at > now {
        inputs = inputs.with("buka_tanggal", day(plan.opens_at)).with("buka_jam", time(plan.opens_at));
    }
    inputs = match plan.minimum {
        Some(Minimum::Quantity(quantity)) => inputs.with("minimum_jumlah", quantity),
        Some(Minimum::Amount(amount)) => inputs.with("minimum_rupiah", digits(amount)),
        None => inputs,
    };
    inputs = with_fee(inputs, plan.fee);
    if plan.shared {
        inputs = inputs.with("bersama", "ya");
    }
    if let Some(rule) = plan.repeat {
        let every = match rule.every() {
            Period::Week => "minggu",
            Period::Month => "bulan",
        };
        inputs = inputs.with("ulang", every).with("ulang_tiap", rule.interval());
    }
    if let Some(reference) = &plan.reference {
        inputs = inputs
            .with("harga_pasar", digits(reference.price.rupiah()))
            .with("harga_pasar_tanggal", reference.day.iso())
            .with("harga_pasar_sumber", &reference.source);
    }
    inputs
}

struct FormScreen {
    by: Overseer,
    offers: Vec<UsableOffer>,
    filled: Filled,
    /// The draft that is changed, with its title as it was saved; `None`: a new one.
    there: Option<(RoundId, String)>,
    /// What goes along unseen.
    hidden: (&'static str, String),
    looked_at: Option<RoundPlan>,
    problem: Option<&'static str>,
}

impl FormScreen {
    fn new(by: Overseer, offers: Vec<UsableOffer>, filled: Filled) -> Self {
        let key: domain::ids::IdempotencyKey = engine::ids::fresh();
        Self { by, offers, filled, there: None, hidden: ("kunci", key.to_string()), looked_at: None, problem: None }
    }

    fn key(self, key: domain::ids::IdempotencyKey) -> Self {
        Self { hidden: ("kunci", key.to_string()), ..self }
    }

    fn of(self, id: RoundId, version: i64, plan: &RoundPlan) -> Self {
        Self { there: Some((id, plan.title.to_string())), hidden: ("versi", version.to_string()), ..self }
    }

    fn look(self, plan: &RoundPlan) -> Self {
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
struct NoOffersScreen {
    by: Overseer,
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
