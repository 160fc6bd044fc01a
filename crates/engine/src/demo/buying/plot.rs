//! Who orders what, where and when, and what becomes of it: worked out from the market alone, the same each
//! time but for the day on which the year ends.

use domain::buying::{Pay, Receive, Side};
use domain::dates::Day;
use domain::reviews::Outcome;
use time::{Duration, OffsetDateTime};

use super::cast::{self, DemoBuyer, Who};
use super::terms;
use crate::demo::data::{Market, Shown};
use crate::demo::seed::Seed;

/// An order that will be placed.
#[derive(Debug, Clone)]
pub struct Plan {
    /// In the market.
    pub shop: usize,
    /// In [`cast::list`].
    pub buyer: usize,
    pub at: OffsetDateTime,
    /// Products of the market, and how many whole units.
    pub lines: Vec<(usize, u32)>,
    pub receive: Receive,
    pub pay: Pay,
    /// The buyer shows a picture of the transfer.
    pub proof: bool,
    pub fate: Fate,
    pub told: Told,
    /// Days until all of it is made.
    pub made: i64,
}

/// What becomes of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Nobody has answered yet.
    New,
    Accepted,
    Prepared,
    /// To be fetched, or on its way.
    Handed,
    /// Who said so.
    Done(Side),
    Refused,
    /// By whom.
    Cancelled(Side),
    Complaint(End),
}

/// How a complaint ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Open,
    /// An officer has decided so.
    Decided(Outcome),
    /// The buyer was content.
    Withdrawn,
    /// The seller paid back.
    GivenIn,
}

/// What the buyer says of it afterwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Most lines are praised, some are not.
    ByChance,
    Nothing,
    /// What the seller reports to the officers.
    Reported,
    /// What an officer hides.
    Hidden,
}

/// The shop of the demo's seller, and the demo's buyer.
pub const SELLER: usize = 0;
pub const BUYER: usize = 0;
/// Orders at shops other than the seller's.
const OTHERS: usize = 175;
/// Pictures of transfers: each is drawn and made small, which takes time.
const PROOFS: usize = 4;

/// At the seller's shop today: some of each stage of a day's work.
const TODAY: [Fate; 10] = [
    Fate::New,
    Fate::New,
    Fate::New,
    Fate::Accepted,
    Fate::Accepted,
    Fate::Prepared,
    Fate::Prepared,
    Fate::Handed,
    Fate::Handed,
    Fate::Handed,
];

/// At the seller's shop before: how it ended, and how many days ago.
const BEFORE: [(Fate, i64); 7] = [
    (Fate::Refused, 16),
    (Fate::Refused, 47),
    (Fate::Cancelled(Side::Buyer), 23),
    (Fate::Cancelled(Side::Clock), 71),
    (Fate::Complaint(End::Decided(Outcome::BuyerKeeps)), 38),
    (Fate::Complaint(End::Decided(Outcome::SellerGives)), 64),
    (Fate::Complaint(End::Withdrawn), 88),
];

/// What the demo's buyer finds at other shops.
const OWN: [(Fate, i64); 9] = [
    (Fate::New, 0),
    (Fate::Accepted, 0),
    (Fate::Handed, 0),
    (Fate::Done(Side::Buyer), 21),
    (Fate::Done(Side::Buyer), 34),
    (Fate::Done(Side::Seller), 52),
    (Fate::Done(Side::Clock), 97),
    (Fate::Refused, 28),
    (Fate::Cancelled(Side::Buyer), 12),
];

/// Draws plans.
struct Plotter<'a> {
    market: &'a Market,
    now: OffsetDateTime,
    seed: Seed,
    buyers: Vec<DemoBuyer>,
    /// Shops that sell by orders, the seller's first.
    busy: Vec<usize>,
    proofs: usize,
    plans: Vec<Plan>,
}

/// Every order of the year, in no order of time.
pub fn plans(market: &Market, now: OffsetDateTime) -> Vec<Plan> {
    let busy = (0..market.shops.len()).filter(|nth| nth.is_multiple_of(3)).collect();
    let (seed, buyers) = (Seed::named("pesanan", 1), cast::list(market));
    let mut plotter = Plotter { market, now, seed, buyers, busy, proofs: PROOFS, plans: Vec::new() };
    plotter.sellers();
    plotter.buyers_own();
    for _ in 0..OTHERS {
        plotter.somewhere();
    }
    plotter.plans
}

impl Plotter<'_> {
    /// All that the demo's seller has to do, and has done.
    fn sellers(&mut self) {
        for (nth, fate) in TODAY.into_iter().enumerate() {
            // Every second one is brought: of each stage there is something to send.
            let is_brought = nth % 2 == 1;
            let buyer = if is_brought { self.neighbour(SELLER) } else { None };
            let buyer = buyer.unwrap_or_else(|| self.stranger(SELLER));
            if self.order(SELLER, buyer, fate, 0, Told::Nothing)
                && let Some(plan) = self.plans.last_mut()
                && is_brought
            {
                plan.receive = Receive::Delivery;
            }
        }
        for (fate, days) in BEFORE {
            let buyer = self.stranger(SELLER);
            self.order(SELLER, buyer, fate, days, Told::Nothing);
        }
        for told in [Told::Reported, Told::Hidden] {
            let buyer = self.stranger(SELLER);
            self.order(SELLER, buyer, Fate::Done(Side::Buyer), 18, told);
        }
        for nth in 0..32 {
            let days = if nth % 5 < 3 { self.seed.between(6, 56) } else { self.seed.between(57, 210) };
            let (buyer, fate) = (self.stranger(SELLER), self.done());
            self.order(SELLER, buyer, fate, days, Told::ByChance);
        }
    }

    /// And the demo's buyer: one that waits for a review, and one with a complaint at the demo's seller.
    fn buyers_own(&mut self) {
        self.order(SELLER, BUYER, Fate::Complaint(End::Open), 0, Told::Nothing);
        self.order(SELLER, BUYER, Fate::Done(Side::Buyer), 7, Told::Nothing);
        for (nth, (fate, days)) in OWN.into_iter().enumerate() {
            // Where nothing was on sale by then, next door.
            let shops: Vec<usize> = self.busy.iter().copied().cycle().skip(1 + 5 * nth).take(9).collect();
            shops.into_iter().filter(|shop| *shop != SELLER).any(|shop| self.order(shop, BUYER, fate, days, Told::ByChance));
        }
    }

    /// Anybody, at any of the other shops: some of them sell more than others.
    fn somewhere(&mut self) {
        let most = self.busy.len() as u64 - 1;
        let among = if self.seed.chance(40) { most.min(12) } else { most };
        let shop = self.busy[1 + usize::try_from(self.seed.below(among)).unwrap_or(0)];
        let buyer = self.stranger(shop);
        let (fate, days) = match self.seed.below(20) {
            0 | 1 => (*self.seed.pick(&[Fate::New, Fate::Accepted, Fate::Prepared, Fate::Handed, Fate::Handed]), 0),
            2..=12 => (self.ended(), self.seed.between(6, 56)),
            _ => (self.ended(), self.seed.between(57, 290)),
        };
        self.order(shop, buyer, fate, days, Told::ByChance);
    }

    fn done(&mut self) -> Fate {
        Fate::Done(match self.seed.below(10) {
            0..=5 => Side::Buyer,
            6 | 7 => Side::Seller,
            _ => Side::Clock,
        })
    }

    fn ended(&mut self) -> Fate {
        match self.seed.below(100) {
            0..=84 => self.done(),
            85..=88 => Fate::Refused,
            89..=91 => Fate::Cancelled(Side::Buyer),
            92 | 93 => Fate::Cancelled(Side::Clock),
            94 | 95 => Fate::Cancelled(Side::Seller),
            _ => Fate::Complaint(*self.seed.pick(&[
                End::Decided(Outcome::BuyerKeeps),
                End::Decided(Outcome::SellerGives),
                End::Withdrawn,
                End::GivenIn,
            ])),
        }
    }

    /// Anybody but the demo's buyer and the shop's owner. A guest buys at one shop only, again and again.
    fn stranger(&mut self, shop: usize) -> usize {
        let people = self.buyers.len() - cast::GUESTS;
        let place = self.busy.iter().position(|s| *s == shop).filter(|place| place.is_multiple_of(8));
        let guest = place.map(|place| place / 8).filter(|guest| *guest < cast::GUESTS);
        if let Some(guest) = guest.filter(|_| self.seed.chance(35)) {
            return people + guest;
        }
        if let Some(near) = self.neighbour(shop).filter(|_| self.seed.chance(50)) {
            return near;
        }
        let owner = Who::Person(self.market.shops[shop].owner);
        loop {
            let buyer = 1 + usize::try_from(self.seed.below(people as u64 - 1)).unwrap_or(0);
            if self.buyers[buyer].who != owner {
                return buyer;
            }
        }
    }

    /// Somebody of a kecamatan that the shop brings goods to.
    fn neighbour(&mut self, shop: usize) -> Option<usize> {
        let areas = terms::said(self.market, shop)?.terms.areas;
        let owner = Who::Person(self.market.shops[shop].owner);
        let people = self.buyers.iter().enumerate().take(self.buyers.len() - cast::GUESTS).skip(1);
        let near = people.filter(|(_, b)| b.who != owner && areas.iter().any(|a| a.district.as_str() == b.place.code));
        let near: Vec<usize> = near.map(|(nth, _)| nth).collect();
        (!near.is_empty()).then(|| *self.seed.pick(&near))
    }

    /// Plans it, if the shop had anything to sell by then.
    fn order(&mut self, shop: usize, buyer: usize, fate: Fate, days: i64, told: Told) -> bool {
        let at = self.moment(fate, days);
        let Some(lines) = self.lines(shop, fate, days) else { return false };
        let made = lines.iter().filter_map(|(product, _)| self.market.products[*product].made_days).max().unwrap_or(0);
        let said = terms::said(self.market, shop);
        let receive = self.receive(said.as_ref(), buyer);
        // The clock ends only what was brought.
        let fate = match fate {
            Fate::Done(Side::Clock) if receive != Receive::Delivery => Fate::Done(Side::Seller),
            fate => fate,
        };
        let pay = self.pay(said.as_ref());
        let is_called_off = matches!(fate, Fate::New | Fate::Refused | Fate::Cancelled(_));
        let proof = pay == Pay::Transfer && !is_called_off && days < 30 && self.proofs > 0;
        self.proofs -= usize::from(proof);
        self.plans.push(Plan { shop, buyer, at, lines, receive, pay, proof, fate, told, made });
        true
    }

    /// What goes on now began so long ago that all of it fits; what is over, at some hour of its day.
    fn moment(&mut self, fate: Fate, days: i64) -> OffsetDateTime {
        let (lo, hi) = match fate {
            Fate::New => (15, 400),
            Fate::Accepted => (10 * 60, 26 * 60),
            Fate::Prepared => (20 * 60, 40 * 60),
            Fate::Handed => (30 * 60, 48 * 60),
            Fate::Complaint(End::Open) => (70 * 60, 80 * 60),
            _ => {
                let (hour, minute) = (self.seed.between(6, 20), self.seed.between(0, 59));
                let of_day = |n: i64| u8::try_from(n).unwrap_or(0);
                return Day::of(self.now).plus_days(-days).at(of_day(hour), of_day(minute));
            }
        };
        self.now - Duration::minutes(self.seed.between(lo, hi))
    }

    /// One to three products that were listed and, where they had to be made, could be made by now.
    fn lines(&mut self, shop: usize, fate: Fate, days: i64) -> Option<Vec<(usize, u32)>> {
        let goes_on = days == 0;
        let waits = matches!(fate, Fate::New | Fate::Accepted);
        let ready_by = |made: i64| if goes_on { waits || made == 0 } else { made + 9 <= days || made == 0 };
        let mut goods: Vec<usize> = Vec::new();
        for (nth, p) in self.market.products.iter().enumerate().filter(|(_, p)| p.shop == shop) {
            let is_there = p.shown == Shown::Published && p.stock.is_none_or(|stock| stock > 3);
            // Listed some days before.
            if is_there && p.days_ago > days + 4 && ready_by(p.made_days.unwrap_or(0)) {
                goods.push(nth);
            }
        }
        if goods.is_empty() {
            return None;
        }
        self.seed.shuffle(&mut goods);
        goods.truncate(match self.seed.below(20) {
            0..=10 => 1,
            11..=16 => 2,
            _ => 3,
        });
        Some(goods.into_iter().map(|nth| (nth, self.quantity(nth))).collect())
    }

    /// Fewer of what is dear; now and then as many as a wholesale price asks for, and never more than there was.
    fn quantity(&mut self, product: usize) -> u32 {
        let p = &self.market.products[product];
        let most = p.stock.unwrap_or(60);
        let wanted = match p.price {
            ..8_000 => self.seed.between(3, 12),
            8_000..40_000 => self.seed.between(1, 6),
            40_000..150_000 => self.seed.between(1, 3),
            _ => self.seed.between(1, 2),
        };
        let wholesale = p.tiers.first().map(|(from, _)| *from).filter(|from| *from < most && p.price < 100_000);
        let wanted = wholesale.filter(|_| self.seed.chance(12)).unwrap_or(wanted);
        u32::try_from(wanted.min(most)).unwrap_or(1).max(1)
    }

    fn receive(&mut self, said: Option<&terms::Said>, buyer: usize) -> Receive {
        let Some(terms) = said.map(|s| &s.terms) else { return Receive::Shop };
        let home = self.buyers[buyer].place.code;
        if terms.areas.iter().any(|a| a.district.as_str() == home) && self.seed.chance(70) {
            return Receive::Delivery;
        }
        let at_koperasi = terms.pickup_koperasi && self.seed.chance(30);
        if at_koperasi || !terms.pickup { Receive::Koperasi } else { Receive::Shop }
    }

    fn pay(&mut self, said: Option<&terms::Said>) -> Pay {
        let Some(said) = said else { return Pay::Cash };
        let wanted = match self.seed.below(20) {
            0..=5 => Pay::Transfer,
            6..=12 => Pay::Qris,
            _ => Pay::Cash,
        };
        match wanted {
            Pay::Qris if said.qris.is_some() => Pay::Qris,
            Pay::Transfer if said.terms.bank.is_some() => Pay::Transfer,
            _ if said.terms.cash => Pay::Cash,
            _ => Pay::Transfer,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use time::macros::datetime;

    use super::*;
    use crate::demo::data::market;

    const NOW: OffsetDateTime = datetime!(2026-11-24 03:30 UTC);

    #[test]
    fn the_year_is_the_same_each_time_and_as_large_as_it_should_be() {
        let market = market();
        let (one, two) = (plans(&market, NOW), plans(&market, NOW));
        assert_eq!(format!("{one:?}"), format!("{two:?}"));
        assert!((150..=300).contains(&one.len()), "{} orders", one.len());
        let shops: HashSet<usize> = one.iter().map(|p| p.shop).collect();
        let districts: HashSet<&str> = shops.iter().map(|s| market.shops[*s].place.code).collect();
        let buyers: HashSet<usize> = one.iter().map(|p| p.buyer).collect();
        assert!(shops.len() >= 30 && districts.len() >= 12, "{} shops in {}", shops.len(), districts.len());
        assert!((25..=40).contains(&buyers.len()), "{} buyers", buyers.len());
        let late = one.iter().filter(|p| p.at > NOW - Duration::days(57)).count();
        assert!(late * 2 > one.len() && one.iter().any(|p| p.at < NOW - Duration::days(200)), "{late} of late");
        // Placing asks for how many there were within the hour, whatever came after.
        let most = buyers.iter().map(|b| one.iter().filter(|p| p.buyer == *b).count()).max();
        assert!(most.is_some_and(|n| n < 30), "{most:?} orders of one buyer");
        assert!(one.iter().filter(|p| p.proof).count() == PROOFS, "no transfer is shown");
    }

    #[test]
    fn nobody_orders_what_was_not_on_sale_or_from_themselves() {
        let market = market();
        let buyers = cast::list(&market);
        for plan in plans(&market, NOW) {
            assert!(plan.at <= NOW && buyers[plan.buyer].who != Who::Person(market.shops[plan.shop].owner));
            for (product, quantity) in &plan.lines {
                let p = &market.products[*product];
                assert!(p.shop == plan.shop && p.shown == Shown::Published && *quantity > 0);
                assert!(p.stock.is_none_or(|stock| i64::from(*quantity) <= stock), "{} of {}", quantity, p.name);
                assert!(plan.at > NOW - Duration::days(p.days_ago), "{} was not listed", p.name);
            }
        }
    }

    #[test]
    fn the_known_accounts_have_everything() {
        let all = plans(&market(), NOW);
        let has = |of: &dyn Fn(&Plan) -> bool| all.iter().filter(|p| of(p)).count();
        for fate in [Fate::New, Fate::Accepted, Fate::Prepared, Fate::Handed, Fate::Complaint(End::Open)] {
            assert!(has(&|p| p.shop == SELLER && p.fate == fate) > 0, "{fate:?}");
        }
        assert!(has(&|p| p.shop == SELLER && matches!(p.fate, Fate::Done(_))) >= 25);
        for told in [Told::Reported, Told::Hidden] {
            assert_eq!(has(&|p| p.shop == SELLER && p.told == told), 1, "{told:?}");
        }
        for (fate, _) in OWN {
            assert!(has(&|p| p.buyer == BUYER && p.fate == fate) > 0, "{fate:?}");
        }
    }
}
