//! Joint purchases of a large market: a year of them, most settled, some in every other state. What is
//! ordered, who gets how much and what it costs is worked out by the domain, as for any round; only the
//! rows are written in bulk. Equal sizes give equal rounds.

use domain::dates::Day;
use domain::lang::Lang;
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{
    Candidate, Charge, Charges, Fee, OfferTerms, Pledge, Share, State, TransportSplit, allocate, candidates, charges,
};
use domain::quantity::Quantity;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::books::Books;
use super::rows::{
    AllocationRow, AuditRow, ChangeRow, ChargeRow, OfferRow, OrderRow, PartRow, PledgeRow, Purchases, RatingRow, ReceiptRow,
    RoundRow, SupplierRow, TierRow,
};
use super::{DUTIES, Size, id, phone};
use crate::demo::data::purchases::{DemoOffer, OFFERS};
use crate::demo::load::table;
use crate::demo::seed::Seed;

/// Suppliers that all koperasi share.
pub(super) const SUPPLIERS: usize = 60;
/// Offers of a koperasi, each in three versions.
const KINDS: usize = 4;
/// Days ago, and thousandths of today's price.
const VERSIONS: [(i64, i64); 3] = [(372, 970), (200, 1010), (60, 1000)];
/// What a koperasi takes, in hundredths of a percent.
const FEE: i32 = 150;
/// The phone numbers of suppliers begin here, above those of people.
const PHONES: usize = 8_000_000;

/// All rows of the joint purchases of a market of this size.
#[must_use]
pub fn purchases(size: Size, now: OffsetDateTime) -> Purchases {
    let size = Size { koperasi: size.koperasi.max(1), ..size };
    let mut maker =
        Maker { size, now, seed: Seed::named("borongan", 1), rows: Purchases::default(), books: Books::default(), pledges: 0 };
    maker.offers();
    for nth in 0..size.rounds {
        maker.round(nth);
    }
    let Maker { mut rows, books, .. } = maker;
    books.write(&mut rows);
    rows
}

struct Maker {
    size: Size,
    now: OffsetDateTime,
    seed: Seed,
    rows: Purchases,
    books: Books,
    pledges: usize,
}

/// When a round was where.
#[derive(Clone, Copy)]
struct Times {
    opens: OffsetDateTime,
    closes: OffsetDateTime,
    ordered: OffsetDateTime,
    received: OffsetDateTime,
    settled: OffsetDateTime,
}

/// Who pledged what, in the order of the pledges.
struct Pledged {
    id: Uuid,
    koperasi: usize,
    person: usize,
    at: OffsetDateTime,
    pledge: Pledge,
}

/// What a round has come to once it is ordered.
struct Outcome {
    choice: Candidate,
    given: Vec<Quantity>,
    stock: Quantity,
    costs: Charges,
}

impl Maker {
    fn officer(&self, koperasi: usize, duty: usize) -> Uuid {
        id(table::ACCOUNT, koperasi * DUTIES.len() + duty)
    }

    /// Everyone who was admitted, the officers first.
    fn members(&self, koperasi: usize) -> Vec<usize> {
        let officers = (0..DUTIES.len()).map(|duty| koperasi * DUTIES.len() + duty);
        let shops = (koperasi..self.size.shops).step_by(self.size.koperasi);
        officers.chain(shops.map(|nth| self.size.koperasi * DUTIES.len() + nth)).collect()
    }

    fn offers(&mut self) {
        for nth in 0..SUPPLIERS {
            let koperasi = nth % self.size.koperasi;
            let template = &OFFERS[nth % OFFERS.len()];
            self.rows.suppliers.push(SupplierRow {
                id: id(table::SUPPLIER, nth),
                slug: format!("grosir-besar-{}", nth + 1),
                name: format!("Grosir {} {}", super::coined(&mut self.seed), template.material),
                material: template.material,
                whatsapp: phone(PHONES + nth),
                koperasi_id: id(table::KOPERASI, koperasi),
                entered_by: self.officer(koperasi, 3),
                created_at: self.now - Duration::days(380),
            });
        }
        for koperasi in 0..self.size.koperasi {
            for kind in 0..KINDS {
                for version in 0..VERSIONS.len() {
                    self.offer(koperasi, kind, version);
                }
            }
        }
    }

    fn offer(&mut self, koperasi: usize, kind: usize, version: usize) {
        let (days, factor) = VERSIONS[version];
        let template = template(koperasi, kind);
        let terms = template.terms(factor);
        let until = VERSIONS.get(version + 1).map_or(90, |next| 30 - next.0);
        let offer = offer_id(koperasi, kind, version);
        self.rows.offers.push(OfferRow {
            id: offer,
            koperasi_id: id(table::KOPERASI, koperasi),
            supplier_id: id(table::SUPPLIER, supplier(koperasi, kind)),
            material: template.material,
            version: i32::try_from(version + 1).unwrap_or(1),
            sale_unit: terms.unit.code(),
            pack: terms.pack.thousandths(),
            minimum: terms.minimum.thousandths(),
            step: terms.step.thousandths(),
            lead_days: template.lead_days,
            transport_fixed: terms.transport.fixed.0,
            transport_per_unit: terms.transport.per_unit.0,
            transport_free_from: terms.transport.free_from.map(Quantity::thousandths),
            valid_until: Day::of(self.now + Duration::days(until)).iso(),
            entered_by: self.officer(koperasi, 3),
            created_at: self.now - Duration::days(days),
        });
        self.rows.tiers.extend(terms.tiers.as_slice().iter().map(|t| TierRow {
            offer_id: offer,
            from_quantity: t.from.thousandths(),
            price: i64::from(t.price),
        }));
    }

    fn round(&mut self, nth: usize) {
        let koperasi = nth % self.size.koperasi;
        let kind = (nth / self.size.koperasi) % KINDS;
        let state = state_of(nth);
        let times = self.times(state, template(koperasi, kind).lead_days);
        let version = VERSIONS.iter().rposition(|(days, _)| self.now - Duration::days(*days) <= times.opens).unwrap_or(0);
        let terms = template(koperasi, kind).terms(VERSIONS[version].1);
        let guest = (nth % 10 == 3 && self.size.koperasi > 1).then(|| (koperasi + 1) % self.size.koperasi);
        let fee = Fee::Share(BasisPoints(FEE));
        let round = id(table::ROUND, nth);
        let pledged = if state == State::Draft { Vec::new() } else { self.pledged(koperasi, guest, &terms, times) };
        let outcome = matches!(state, State::Ordered | State::Received | State::Settled).then(|| outcome(&terms, &pledged, fee));
        // Too little for a pack: nobody would have ordered.
        let outcome = outcome.flatten();
        let state = match (state, &outcome) {
            (State::Ordered | State::Received | State::Settled, None) => State::Cancelled,
            (state, _) => state,
        };
        let compared = !self.seed.chance(10);
        self.rows.rounds.push(row(Sketch {
            round,
            koperasi,
            state,
            times,
            offer: offer_id(koperasi, kind, version),
            template: template(koperasi, kind),
            now: self.now,
            officer: self.officer(koperasi, 0),
            shared: guest.is_some(),
            compared,
            outcome: outcome.as_ref(),
        }));
        self.take_part(round, koperasi, guest, times);
        self.write_pledges(round, &pledged, &terms, fee);
        if state != State::Draft {
            self.audit(times.opens, koperasi, "round.open", round);
        }
        if let Some(outcome) = &outcome {
            self.bought(nth, koperasi, kind, state, times, &pledged, outcome);
        }
    }

    fn times(&mut self, state: State, lead_days: u16) -> Times {
        let days = |seed: &mut Seed, lo: i64, hi: i64| Duration::minutes(seed.between(lo * 1440, hi * 1440));
        let now = self.now;
        let closes = match state {
            State::Settled => now - days(&mut self.seed, 18, 360),
            State::Cancelled => now - days(&mut self.seed, 10, 350),
            State::Received => now - days(&mut self.seed, 10, 12),
            State::Ordered => now - days(&mut self.seed, 2, 4),
            State::Closed => now - Duration::minutes(self.seed.between(60, 2000)),
            State::Open => now + days(&mut self.seed, 1, 10),
            State::Draft => now + days(&mut self.seed, 10, 20),
        };
        let opens = if state == State::Open { now - days(&mut self.seed, 1, 6) } else { closes - days(&mut self.seed, 4, 8) };
        let ordered = closes + Duration::hours(20);
        let received = ordered + Duration::days(i64::from(lead_days) + 1);
        Times { opens, closes, ordered, received, settled: received + Duration::days(3) }
    }

    fn pledged(&mut self, koperasi: usize, guest: Option<usize>, terms: &OfferTerms, times: Times) -> Vec<Pledged> {
        let mut people: Vec<(usize, usize)> = self.members(koperasi).into_iter().map(|person| (koperasi, person)).collect();
        self.seed.shuffle(&mut people);
        people.truncate(usize::try_from(self.seed.between(14, 26)).unwrap_or(20));
        if let Some(guest) = guest {
            people.extend(self.members(guest).into_iter().map(|person| (guest, person)).take(6));
        }
        let until = times.closes.min(self.now);
        let span = (until - times.opens).whole_minutes().max(1);
        let step = terms.step.thousandths();
        // About two packs' worth for a small one, so that rounds of every material reach their minimum.
        let most = (terms.minimum.thousandths() / 6 / step).max(3);
        let mut all = Vec::with_capacity(people.len());
        for (koperasi, person) in people {
            let quantity = Quantity::from_thousandths(self.seed.between(1, most) * step);
            let tolerance = if self.seed.chance(40) { self.seed.between(1, 3) * step } else { 0 };
            all.push(Pledged {
                id: id(table::PLEDGE, self.pledges),
                koperasi,
                person,
                at: times.opens + Duration::minutes(self.seed.between(0, span - 1)),
                pledge: Pledge { quantity, tolerance: Quantity::from_thousandths(tolerance) },
            });
            self.pledges += 1;
        }
        all.sort_by_key(|p| (p.at, p.id));
        all
    }

    fn take_part(&mut self, round: Uuid, koperasi: usize, guest: Option<usize>, times: Times) {
        let (by, at) = (self.officer(koperasi, 0), times.opens.min(self.now));
        let part = |k: usize, answered_by: Uuid| PartRow {
            round_id: round,
            koperasi_id: id(table::KOPERASI, k),
            invited_by: by,
            answered_by,
            at,
        };
        let guest = guest.map(|k| part(k, self.officer(k, 0)));
        self.rows.parts.extend(std::iter::once(part(koperasi, by)).chain(guest));
    }

    fn write_pledges(&mut self, round: Uuid, pledged: &[Pledged], terms: &OfferTerms, fee: Fee) {
        for p in pledged {
            self.rows.pledges.push(PledgeRow {
                id: p.id,
                round_id: round,
                koperasi_id: id(table::KOPERASI, p.koperasi),
                membership_id: id(table::MEMBERSHIP, p.person),
                quantity: p.pledge.quantity.thousandths(),
                tolerance: p.pledge.tolerance.thousandths(),
                held: p.pledge.held(terms, fee).unwrap_or(Rupiah::ZERO).0,
                at: p.at,
            });
            self.rows.changes.push(ChangeRow {
                pledge_id: p.id,
                at: p.at,
                account_id: id(table::ACCOUNT, p.person),
                quantity: p.pledge.quantity.thousandths(),
                tolerance: p.pledge.tolerance.thousandths(),
            });
        }
    }

    /// From the order to the settlement, as far as the round has come.
    #[allow(clippy::too_many_arguments)]
    fn bought(
        &mut self,
        nth: usize,
        koperasi: usize,
        kind: usize,
        state: State,
        times: Times,
        pledged: &[Pledged],
        out: &Outcome,
    ) {
        let round = id(table::ROUND, nth);
        self.rows.orders.push(OrderRow {
            id: id(table::PURCHASE_ORDER, nth),
            round_id: round,
            koperasi_id: id(table::KOPERASI, koperasi),
            number: 0,
            year: 0,
            quantity: out.choice.quantity.thousandths(),
            unit_price: i64::from(out.choice.unit_price),
            goods: out.choice.goods.0,
            transport: out.choice.transport.0,
            issued_by: self.officer(koperasi, 3),
            at: times.ordered,
            confirmed: state != State::Ordered,
        });
        self.audit(times.ordered, koperasi, "round.order", round);
        for (at, p) in pledged.iter().enumerate() {
            let cost = &out.costs.members[at];
            self.rows.allocations.push(AllocationRow {
                pledge_id: p.id,
                round_id: round,
                koperasi_id: id(table::KOPERASI, p.koperasi),
                membership_id: id(table::MEMBERSHIP, p.person),
                computed: out.given[at].thousandths(),
                goods: cost.goods.0,
                transport: cost.transport.0,
                fee: cost.fee.0,
                handed_by: (state == State::Settled).then(|| self.officer(p.koperasi, 3)),
                handed_at: (state == State::Settled).then(|| times.received + Duration::days(1)),
            });
        }
        if state == State::Ordered {
            return;
        }
        self.rows.receipts.push(ReceiptRow {
            id: id(table::RECEIPT, nth),
            round_id: round,
            delivered: out.choice.quantity.thousandths(),
            received_by: self.officer(koperasi, 3),
            at: times.received,
        });
        self.audit(times.received, koperasi, "round.received", round);
        let supplier = id(table::SUPPLIER, supplier(koperasi, kind));
        self.books.received(nth, koperasi, times.received, supplier, out.choice.total);
        if state == State::Settled {
            self.settled(nth, koperasi, supplier, times, pledged, out);
        }
    }

    fn settled(&mut self, nth: usize, koperasi: usize, supplier: Uuid, times: Times, pledged: &[Pledged], out: &Outcome) {
        let round = id(table::ROUND, nth);
        self.audit(times.settled, koperasi, "round.settle", round);
        let mut takers: Vec<usize> = pledged.iter().map(|p| p.koperasi).collect();
        takers.sort_unstable();
        takers.dedup();
        let mut parts = Vec::with_capacity(takers.len());
        for taker in takers {
            let lines: Vec<(Uuid, Charge)> = pledged
                .iter()
                .zip(&out.costs.members)
                .zip(&out.given)
                .filter(|((p, _), given)| p.koperasi == taker && !given.is_zero())
                .map(|((p, cost), _)| (id(table::MEMBERSHIP, p.person), *cost))
                .collect();
            parts.push((taker, lines));
        }
        let journals = self.books.settled(nth, koperasi, times.settled, &parts, out.costs.stock);
        for (p, (cost, given)) in pledged.iter().zip(out.costs.members.iter().zip(&out.given)) {
            let Some((_, journal)) = journals.iter().find(|(taker, _)| *taker == p.koperasi) else { continue };
            if given.is_zero() {
                continue;
            }
            let charge = self.rows.charges.len();
            self.rows.charges.push(ChargeRow {
                id: id(table::CHARGE, charge),
                round_id: round,
                koperasi_id: id(table::KOPERASI, p.koperasi),
                membership_id: id(table::MEMBERSHIP, p.person),
                year: 0,
                number: 0,
                quantity: given.thousandths(),
                goods: cost.goods.0,
                transport: cost.transport.0,
                fee: cost.fee.0,
                journal_id: *journal,
                at: times.settled,
            });
            self.pays(p, cost, times);
        }
        let due = times.settled + Duration::days(7);
        if due < self.now {
            self.books.supplier_paid(koperasi, due, supplier, out.choice.total);
        }
        self.rates(nth, koperasi, supplier, times);
    }

    /// Most pay within two weeks, some take two months, a few have not paid yet.
    fn pays(&mut self, p: &Pledged, cost: &Charge, times: Times) {
        let days = match self.seed.below(20) {
            0 => return,
            1..=4 => self.seed.between(15, 60),
            _ => self.seed.between(1, 14),
        };
        let at = times.settled + Duration::days(days);
        if let Some(total) = cost.total().filter(|_| at < self.now) {
            self.books.paid(p.koperasi, at, id(table::MEMBERSHIP, p.person), total);
        }
    }

    fn rates(&mut self, nth: usize, koperasi: usize, supplier: Uuid, times: Times) {
        self.rows.ratings.push(RatingRow {
            round_id: id(table::ROUND, nth),
            koperasi_id: id(table::KOPERASI, koperasi),
            supplier_id: supplier,
            on_time: self.seed.chance(85),
            right_quantity: self.seed.chance(93),
            quality: i16::try_from(self.seed.between(3, 5)).unwrap_or(4),
            rated_by: self.officer(koperasi, 3),
            at: times.settled + Duration::hours(2),
        });
    }

    fn audit(&mut self, at: OffsetDateTime, koperasi: usize, action: &'static str, subject: Uuid) {
        let account_id = self.officer(koperasi, 0);
        self.rows.audits.push(AuditRow { at, account_id, koperasi_id: id(table::KOPERASI, koperasi), action, subject });
    }
}

/// Of fifty rounds forty-two are settled.
fn state_of(nth: usize) -> State {
    match nth % 50 {
        1 => State::Draft,
        9 | 22 | 38 => State::Open,
        14 => State::Closed,
        27 => State::Ordered,
        33 => State::Received,
        45 => State::Cancelled,
        _ => State::Settled,
    }
}

fn template(koperasi: usize, kind: usize) -> &'static DemoOffer {
    &OFFERS[supplier(koperasi, kind) % OFFERS.len()]
}

/// A koperasi has its offers of suppliers who stand beside each other, so that they sell different things.
fn supplier(koperasi: usize, kind: usize) -> usize {
    (koperasi * KINDS + kind) % SUPPLIERS
}

fn offer_id(koperasi: usize, kind: usize, version: usize) -> Uuid {
    id(table::OFFER, (koperasi * KINDS + kind) * VERSIONS.len() + version)
}

fn outcome(terms: &OfferTerms, pledged: &[Pledged], fee: Fee) -> Option<Outcome> {
    let sum = |of: fn(&Pledge) -> Quantity| pledged.iter().map(|p| of(&p.pledge)).try_fold(Quantity::ZERO, Quantity::checked_add);
    let all = candidates(terms, sum(|p| p.quantity)?, sum(|p| p.tolerance)?, Quantity::ZERO);
    let choice = all.into_iter().find(|c| c.recommended)?;
    let shares: Vec<Share> = pledged
        .iter()
        .map(|p| Share { id: p.id, at: p.at, quantity: p.pledge.quantity, tolerance: p.pledge.tolerance })
        .collect();
    let given = allocate(&shares, terms.step, choice.quantity);
    let handed = given.iter().copied().try_fold(Quantity::ZERO, Quantity::checked_add)?;
    let stock = choice.quantity.checked_sub(handed)?;
    let costs = charges(&given, choice.quantity, choice.unit_price, choice.transport, TransportSplit::Quantity, fee)?;
    Some(Outcome { choice, given, stock, costs })
}

struct Sketch<'a> {
    round: Uuid,
    koperasi: usize,
    state: State,
    times: Times,
    offer: Uuid,
    template: &'static DemoOffer,
    now: OffsetDateTime,
    officer: Uuid,
    shared: bool,
    compared: bool,
    outcome: Option<&'a Outcome>,
}

fn row(s: Sketch<'_>) -> RoundRow {
    let Times { opens, closes, ordered, received, settled } = s.times;
    let reached = |state: State| {
        s.state != State::Cancelled
            && State::ALL.iter().position(|x| *x == s.state) >= State::ALL.iter().position(|x| *x == state)
    };
    let market = s.compared.then(|| Price::new(Rupiah(s.template.market.0)).ok()).flatten();
    let outcome = s.outcome;
    let arrived = outcome.filter(|_| reached(State::Received));
    let last = [(State::Settled, settled), (State::Received, received), (State::Ordered, ordered), (State::Closed, closes)]
        .into_iter()
        .find(|(state, _)| reached(*state))
        .map_or(opens.min(s.now), |(_, at)| at);
    let cancelled = (s.state == State::Cancelled).then_some(closes);
    RoundRow {
        id: s.round,
        koperasi_id: id(table::KOPERASI, s.koperasi),
        offer_id: s.offer,
        title: format!("{} {}", s.template.material, Day::of(closes).month(Lang::Id)),
        state: s.state.code(),
        opens_at: opens,
        closes_at: closes,
        pickup_at: received + Duration::days(1),
        shared: s.shared,
        fee_bp: FEE,
        reference_price: market.map(i64::from),
        reference_day: market.map(|_| Day::of(opens.min(s.now)).iso()),
        reference_source: market.map(|_| s.template.market.1),
        ordered_quantity: outcome.map(|o| o.choice.quantity.thousandths()),
        accepted_quantity: arrived.map(|o| o.choice.quantity.thousandths()),
        stock_quantity: arrived.map(|o| o.stock.thousandths()),
        unit_price: outcome.map(|o| i64::from(o.choice.unit_price)),
        transport: outcome.map(|o| o.choice.transport.0),
        opened_at: (s.state != State::Draft).then_some(opens),
        closed_at: (reached(State::Closed) || cancelled.is_some()).then_some(closes),
        ordered_at: reached(State::Ordered).then_some(ordered),
        received_at: reached(State::Received).then_some(received),
        settled_at: reached(State::Settled).then_some(settled),
        list_locked_at: reached(State::Settled).then_some(received),
        cancelled_at: cancelled,
        cancel_reason: cancelled.map(|_| "Pemasok tidak bisa mengirim."),
        created_by: s.officer,
        created_at: (opens - Duration::days(1)).min(s.now),
        updated_at: cancelled.unwrap_or(last),
    }
}
