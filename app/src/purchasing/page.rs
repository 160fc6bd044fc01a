//! `/pembelian-bersama/{id}`: one joint purchase, its ladder, and the reader's part in it.

use axum::extract::Path;
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::shown::RoundShown;
use leptos::prelude::*;

use super::figures::{FACTS, Figures, LADDER, SENTENCE, TABLE};
use super::part::{Seat, begun};
use super::text::Text;
use super::told::Told;
use super::{PATH, details, find, path_of, per, side};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Notice};

pub async fn page(reader: Reader, Path(id): Path<String>) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let round = find(&reader, &id).await?;
    let asked = posted::query(&reader.path);
    let seat = Seat::of(&reader, &round, asked.one("koperasi")).await?;
    let filled = begun(&round, &seat, &asked);
    let shows = vec![round.id.0];
    Ok(reader.page_for_all(RoundScreen::new(round, seat, filled), shows))
}

/// The page of a round whose form was refused, or came too late.
pub(super) async fn again(
    reader: &Reader,
    round: RoundShown,
    filled: Filled,
    problem: Option<String>,
) -> Result<RoundScreen, PageError> {
    let seat = Seat::of(reader, &round, filled.inputs.one("koperasi")).await?;
    let mut screen = RoundScreen::new(round, seat, filled);
    screen.keep_form = true;
    screen.problem = problem;
    Ok(screen)
}

pub(super) struct RoundScreen {
    pub round: RoundShown,
    pub seat: Seat,
    pub filled: Filled,
    pub key: IdempotencyKey,
    /// What was typed is shown even though nothing is collected any more.
    pub keep_form: bool,
    pub problem: Option<String>,
}

impl RoundScreen {
    fn new(round: RoundShown, seat: Seat, filled: Filled) -> Self {
        Self { round, seat, filled, key: engine::ids::fresh(), keep_form: false, problem: None }
    }

    fn coordinator(&self) -> &str {
        self.round.taking.first().map_or("", |k| k.name.as_str())
    }

    /// `Pembelian bersama · KSU Sumber Rejeki dan 2 koperasi lain`.
    fn over(&self, text: Text) -> String {
        let others = i64::try_from(self.round.taking.len()).unwrap_or(1) - 1;
        let by = if others > 0 { text.by_with(self.coordinator(), others) } else { self.coordinator().to_owned() };
        format!("{} · {by}", text.title())
    }

    /// The loudest sentence, the ladder, and what is known by now.
    fn state(&self, figures: &Figures<'_>, text: Text) -> AnyView {
        let refresh = (!self.round.is_over())
            .then(|| view! { <p class="segarkan"><a href=path_of(self.round.id)>{text.refresh()}</a></p> }.into_any());
        let reason = self.round.cancel_reason.as_deref().filter(|_| self.round.state == State::Cancelled);
        let reason = reason.map(|reason| view! { <p>{text.why_cancelled(reason)}</p> }.into_any());
        ui::card(view! {
            <p class="seruan" id=SENTENCE aria-live="polite" aria-atomic="true">{figures.sentence().view()}</p>
            {reason}
            <div id=LADDER>{figures.ladder().view()}</div>
            <details>
                <summary>{text.as_table()}</summary>
                <div id=TABLE>{figures.table().view()}</div>
            </details>
            <div id=FACTS>{figures.facts().view()}</div>
            {refresh}
        })
    }
}

impl Screen for RoundScreen {
    fn head(&self, lang: Lang) -> Head {
        let text = Text(lang);
        // What moves is not for a description that others keep: the price that anyone can have is.
        let price = self.round.ladder().price;
        let price = format!("{}: {price} / {}", self.round.material, per(lang, &self.round.terms.unit));
        let about = text.describe(&self.round.title, self.coordinator(), &price);
        let head = Head::new(&self.round.title).describe(about).tab(Tab::Together);
        let head = if self.round.is_over() { head } else { head.live() };
        let head = if matches!(self.seat, Seat::Member(_)) { head.amounts() } else { head };
        match self.round.state {
            State::Open | State::Draft => head.canonical(path_of(self.round.id)),
            _ => head,
        }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let figures =
            Figures { lang: frame.lang, now: frame.now, round: &self.round, seat: &self.seat, typed: &self.filled.inputs };
        let (path, mark) = (path_of(self.round.id), self.round.mark());
        let crumbs = [(PATH.to_owned(), text.title().to_owned())];
        let badge = ui::badges(&[Told::from(&self.round).badge(frame.lang, frame.now)]);
        let problem = self.problem.clone().map(|problem| Notice::Warning.view(frame.lang, problem));
        let left = view! { {self.state(&figures, text)} {details::card(&self.round, frame.lang)} };
        let right = side::view(&self, &figures, frame);
        view! {
            <div class="wadah putaran" data-putaran=path data-dilihat=mark>
                {ui::breadcrumbs(frame.lang, &crumbs, &self.round.title)}
                {ui::page_head(Some(&self.over(text)), &self.round.title, None)}
                {badge}
                {problem}
                {ui::two_columns(left, right)}
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use domain::dates::Day;
    use domain::money::{BasisPoints, Price, Rupiah};
    use domain::purchasing::{Fee, Minimum, OfferTerms, Tier, Tiers, Transport};
    use domain::quantity::{Quantity, SaleUnit};
    use engine::purchasing::shown::{ReferencePrice, Taking, Totals};
    use time::macros::{date, datetime};

    use super::*;
    use crate::house::screen::fragment;

    fn price(n: i64) -> Price {
        Price::new(Rupiah(n)).expect("a price")
    }

    /// The round of the reference picture: 68 sacks of 120, 31 members of three koperasi.
    fn round() -> RoundShown {
        let tier = |(from, n): (u32, i64)| Tier { from: Quantity::whole(from), price: price(n) };
        let tiers = [(1, 218_000), (20, 209_000), (40, 203_000), (80, 194_000), (120, 189_000)];
        let koperasi = |n: u32| Taking { slug: format!("koperasi-{n}"), name: format!("KSU Sumber <i>Rejeki {n}") };
        RoundShown {
            id: engine::ids::fresh(),
            title: "Tepung terigu <b>Cakra".into(),
            note: Some("Bawa karung **sendiri**.".into()),
            state: State::Open,
            taking: (1..=3).map(koperasi).collect(),
            material: "Tepung terigu".into(),
            supplier: "UD <u>Sumber".into(),
            supplier_slug: None,
            terms: OfferTerms {
                unit: SaleUnit::parse("karung 25 kg").expect("a unit"),
                tiers: Tiers::new(tiers.map(tier).to_vec()).expect("tiers that fall"),
                pack: Quantity::whole(5),
                minimum: Quantity::whole(5),
                step: Quantity::ONE,
                lead_days: 3,
                transport: Transport { fixed: Rupiah(100_000), per_unit: Rupiah(500), free_from: Some(Quantity::whole(80)) },
            },
            fee: Fee::Share(BasisPoints(150)),
            deposit: BasisPoints(2000),
            minimum: Some(Minimum::Quantity(Quantity::whole(80))),
            opens_at: datetime!(2026-11-18 01:00 UTC),
            closes_at: datetime!(2026-11-26 10:00 UTC),
            topping_up_until: None,
            pickup_place: "Gudang koperasi, Limpung".into(),
            pickup_at: datetime!(2026-12-01 02:00 UTC),
            reference: Some(ReferencePrice {
                price: price(226_000),
                day: Day::new(date!(2026 - 11 - 18)),
                source: "Pasar Limpung".into(),
            }),
            totals: Totals { quantity: Quantity::whole(68), tolerance: Quantity::whole(9), members: 31 },
            ordered: None,
            accepted: None,
            unit_price: None,
            transport: None,
            cancel_reason: None,
            version: 1,
        }
    }

    fn drawn(round: RoundShown, lang: Lang) -> String {
        let frame = Frame { now: datetime!(2026-11-24 03:00 UTC), ..Frame::bare(lang) };
        fragment(RoundScreen::new(round, Seat::SignedOut, Filled::empty()), &frame)
    }

    #[test]
    fn it_shows_how_far_it_has_come() {
        let html = drawn(round(), Lang::Id);
        for said in [
            "Kurang 12 karung lagi, semua hemat Rp9.000 per karung.",
            ">sekarang 68 karung<",
            ">Rp203rb<",
            "Rp203.000 / karung",
            "Rp226.000 / karung",
            "18 Nov 2026, Pasar Limpung",
            // 68 × Rp226.000 less 68 × Rp203.000, the transport of Rp134.000 and the fee of Rp207.060.
            "Rp1.222.940",
            "31 anggota, 3 koperasi",
            "kurang 2 karung untuk kemasan berikutnya",
            "kurang 12 karung",
            "Kamis, 26 Nov 2026 pukul 17.00 WIB",
            "2 hari lagi",
            "Gudang koperasi, Limpung",
            "Rp100.000 dibagi bersama + Rp500 per karung",
            "gratis mulai 80 karung",
            "1,5 % dari harga barang",
            "20 % dari pesanan",
        ] {
            assert!(html.contains(said), "{said} in {html}");
        }
        assert_eq!(html.matches("aria-live").count(), 1, "only the sentence is read out by itself");
    }

    #[test]
    fn it_is_the_same_in_english_and_runs_nothing() {
        let html = drawn(round(), Lang::En);
        for said in ["Only 12 sacks more, and all save Rp9.000 per sack.", "31 members, 3 koperasi", ">Rp203k<", "in 2 days"] {
            assert!(html.contains(said), "{said} in {html}");
        }
        for hostile in ["<b>Cakra", "<i>Rejeki", "<u>Sumber", "style=", "onclick"] {
            assert!(!html.contains(hostile), "{hostile}");
        }
    }

    /// The round of the picture once 70 sacks were ordered.
    fn bought(state: State) -> RoundShown {
        RoundShown {
            state,
            ordered: Some(Quantity::whole(70)),
            accepted: matches!(state, State::Received | State::Settled).then(|| Quantity::whole(70)),
            unit_price: Some(price(203_000)),
            transport: Some(Rupiah(135_000)),
            ..round()
        }
    }

    #[test]
    fn what_was_ordered_is_reckoned_by_the_order() {
        for state in [State::Ordered, State::Received, State::Settled] {
            let html = drawn(bought(state), Lang::Id);
            for said in [
                "Harga dipesan",
                "Hemat bersama",
                "Rp203.000 / karung",
                // 70 × Rp226.000 less 70 × Rp203.000, the transport and the fee of Rp213.150.
                "Rp1.261.850",
                ">dipesan 70 karung<",
                ">tidak tercapai<",
                "tidak tercapai, kurang 10 karung",
                "68 karung",
            ] {
                assert!(html.contains(said), "{state:?}: {said} in {html}");
            }
            for gone in ["Harga sekarang", "sejauh ini", "sekarang 68", ">kurang", "boleh ditambah", "Rp1.222.940"] {
                assert!(!html.contains(gone), "{state:?}: {gone} in {html}");
            }
        }
        let dearer = RoundShown { unit_price: Some(price(204_000)), ..bought(State::Received) };
        assert!(drawn(dearer.clone(), Lang::Id).contains("Rp204.000 / karung"), "what was paid, not what the offer says");
        let head = RoundScreen::new(dearer, Seat::SignedOut, Filled::empty()).head(Lang::Id);
        assert!(head.live, "goods are still to be fetched");
    }

    #[test]
    fn others_are_invited_while_they_can_take_part() {
        let drawn = |round: RoundShown| drawn(round, Lang::Id);
        let invited = |html: &str| (html.contains("Ajak lewat WhatsApp"), html.contains("Kabari lewat WhatsApp"));
        assert_eq!(invited(&drawn(round())), (true, false));
        assert_eq!(invited(&drawn(RoundShown { state: State::Draft, ..round() })), (true, false));
        let over = RoundShown { closes_at: datetime!(2026-11-24 02:00 UTC), ..round() };
        assert_eq!(invited(&drawn(over)), (false, true), "its time is up");
        for state in [State::Ordered, State::Received] {
            let html = drawn(bought(state));
            assert_eq!(invited(&html), (false, true), "{state:?}");
            assert!(html.contains("Perbarui angka"), "{state:?}");
        }
        let settled = drawn(bought(State::Settled));
        assert_eq!(invited(&settled), (false, false));
        assert!(!settled.contains("wa.me") && !settled.contains("Perbarui angka"));
    }

    #[test]
    fn a_round_that_was_cancelled_says_why_and_follows_nothing() {
        let gone = RoundShown { state: State::Cancelled, cancel_reason: Some("Pemasok kehabisan.".into()), ..round() };
        let screen = RoundScreen::new(gone.clone(), Seat::SignedOut, Filled::empty());
        let head = screen.head(Lang::Id);
        assert!(!head.live && head.canonical.is_none());
        let html = drawn(gone, Lang::Id);
        assert!(html.contains("Dibatalkan.") && html.contains("Alasan: Pemasok kehabisan.") && !html.contains("/masuk"));
        // Nothing that could still come: not missing, not now, nothing to fetch, nobody to invite.
        for gone in ["Harga sekarang", "sejauh ini", ">kurang", "sekarang 68", "Gudang koperasi", "wa.me", "Perbarui angka"] {
            assert!(!html.contains(gone), "{gone} in {html}");
        }
        assert!(html.contains("tidak tercapai, kurang 12 karung") && html.contains(">terkumpul 68 karung<"), "{html}");
        let plan = RoundShown { state: State::Draft, totals: Totals::default(), ..round() };
        assert!(drawn(plan, Lang::Id).contains("Dibuka Rabu, 18 Nov 2026 pukul 08.00 WIB."));
    }
}
