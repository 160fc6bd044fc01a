//! Where a round stands, in one sentence: what is missing, while something can be done about it.

use domain::dates::day_and_time;
use domain::lang::Lang;
use domain::money::Price;
use domain::purchasing::{Ladder, OfferTerms, State};
use domain::quantity::Quantity;
use engine::purchasing::shown::{RoundCard, RoundShown};
use time::OffsetDateTime;

use super::text::Text;
use super::{amount, per};
use crate::ui::{Badge, Icon, LadderView, Rung, Tone};

/// What the sentence needs of a round, in a list or on its page.
pub(super) struct Told<'a> {
    pub state: State,
    pub terms: &'a OfferTerms,
    pub demand: Quantity,
    pub ordered: Option<Quantity>,
    pub reference: Option<Price>,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
}

impl<'a> From<&'a RoundCard> for Told<'a> {
    fn from(r: &'a RoundCard) -> Self {
        Self {
            state: r.state,
            terms: &r.terms,
            demand: r.quantity,
            ordered: r.ordered,
            reference: r.reference,
            opens_at: r.opens_at,
            closes_at: r.closes_at,
            topping_up_until: r.topping_up_until,
        }
    }
}

impl<'a> From<&'a RoundShown> for Told<'a> {
    fn from(r: &'a RoundShown) -> Self {
        Self {
            state: r.state,
            terms: &r.terms,
            demand: r.totals.quantity,
            ordered: r.ordered,
            reference: r.reference.as_ref().map(|reference| reference.price),
            opens_at: r.opens_at,
            closes_at: r.closes_at,
            topping_up_until: r.topping_up_until,
        }
    }
}

impl Told<'_> {
    /// Without a full stop: it is shared as part of a longer one.
    pub fn sentence(&self, lang: Lang, now: OffsetDateTime) -> String {
        let (text, unit) = (Text(lang), &self.terms.unit);
        match self.state {
            State::Draft => text.opens(&day_and_time(self.opens_at, lang)),
            State::Open if now >= self.closes_at => text.time_is_up().to_owned(),
            State::Open => self.open(lang),
            State::Closed if self.tops_up(now) => match self.pack_missing() {
                Some(missing) => text.pack_missing(&amount(lang, unit, missing)),
                None => text.packs_full().to_owned(),
            },
            State::Closed => text.closed(&amount(lang, unit, self.demand)),
            State::Ordered => text.ordered(&amount(lang, unit, self.stands_at())),
            State::Received => text.received().to_owned(),
            State::Settled => text.settled().to_owned(),
            State::Cancelled => text.cancelled().to_owned(),
        }
    }

    fn open(&self, lang: Lang) -> String {
        let (text, unit) = (Text(lang), &self.terms.unit);
        let ladder = Ladder::of(self.terms, self.demand);
        let per = per(lang, unit);
        if let Some(next) = ladder.next {
            return text.missing(&amount(lang, unit, next.missing), &next.saving.to_string(), &per);
        }
        if self.terms.tiers.as_slice().len() > 1 {
            return text.lowest(&ladder.price.to_string(), &per);
        }
        let cheaper = self.reference.and_then(|there| there.rupiah().checked_sub(ladder.price.rupiah()));
        if let Some(saving) = cheaper.filter(|saving| saving.0 > 0) {
            return text.cheaper(&saving.to_string(), &per);
        }
        match self.pack_missing().filter(|_| !self.demand.is_zero()) {
            Some(missing) => text.pack_missing(&amount(lang, unit, missing)),
            None => text.collected(&amount(lang, unit, self.demand)),
        }
    }

    fn tops_up(&self, now: OffsetDateTime) -> bool {
        self.state == State::Closed && self.topping_up_until.is_some_and(|until| now < until)
    }

    /// What was ordered, once it was; until then what is pledged.
    fn stands_at(&self) -> Quantity {
        match self.state {
            State::Ordered | State::Received | State::Settled => self.ordered.unwrap_or(self.demand),
            _ => self.demand,
        }
    }

    fn pack_missing(&self) -> Option<Quantity> {
        self.terms.packs_for(self.demand).checked_sub(self.demand).filter(|missing| !missing.is_zero())
    }

    pub fn badge(&self, lang: Lang, now: OffsetDateTime) -> Badge {
        let text = Text(lang);
        match self.state {
            State::Draft => Badge::new(Tone::Plain, text.state_draft()).icon(Icon::Calendar),
            State::Open => Badge::good(text.state_open()),
            State::Closed if self.tops_up(now) => Badge::waiting(text.state_topping_up()),
            State::Closed => Badge::waiting(text.state_closed()),
            State::Ordered => Badge::new(Tone::Offer, text.state_ordered()).icon(Icon::Truck),
            State::Received => Badge::new(Tone::Offer, text.state_received()).icon(Icon::Box),
            State::Settled => Badge::good(text.state_settled()),
            State::Cancelled => Badge::new(Tone::Bad, text.cancelled()),
        }
    }

    pub fn ladder(&self, lang: Lang) -> LadderView {
        let text = Text(lang);
        let rung = |tier: &domain::purchasing::Tier| Rung {
            from: tier.from.thousandths(),
            from_shown: tier.from.text(lang),
            price: tier.price,
        };
        let at = self.stands_at();
        let shown = amount(lang, &self.terms.unit, at);
        let now_shown = match self.state {
            State::Draft | State::Open => text.now_at(&shown),
            State::Closed | State::Cancelled => text.ended_at(&shown),
            State::Ordered | State::Received | State::Settled => text.ordered_at(&shown),
        };
        LadderView {
            rungs: self.terms.tiers.as_slice().iter().map(rung).collect(),
            now: at.thousandths(),
            now_shown,
            starting: text.starting().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::money::Rupiah;
    use domain::purchasing::{Tier, Tiers, Transport};
    use domain::quantity::SaleUnit;
    use time::Duration;

    use super::*;

    fn terms(tiers: &[(u32, i64)]) -> OfferTerms {
        let tier = |(from, price): &(u32, i64)| Tier {
            from: Quantity::whole(*from),
            price: Price::new(Rupiah(*price)).expect("a price"),
        };
        OfferTerms {
            unit: SaleUnit::parse("karung 25 kg").expect("a unit"),
            tiers: Tiers::new(tiers.iter().map(tier).collect()).expect("tiers that fall"),
            pack: Quantity::whole(5),
            minimum: Quantity::whole(5),
            step: Quantity::ONE,
            lead_days: 2,
            transport: Transport::default(),
        }
    }

    fn told(terms: &OfferTerms, state: State, demand: u32) -> Told<'_> {
        let now = OffsetDateTime::UNIX_EPOCH;
        Told {
            state,
            terms,
            demand: Quantity::whole(demand),
            ordered: None,
            reference: Price::new(Rupiah(226_000)).ok(),
            opens_at: now,
            closes_at: now + Duration::days(1),
            topping_up_until: None,
        }
    }

    #[test]
    fn it_says_what_is_missing() {
        let (now, ladder) = (OffsetDateTime::UNIX_EPOCH, terms(&[(1, 203_000), (80, 194_000)]));
        let say = |t: Told<'_>| t.sentence(Lang::Id, now);
        assert_eq!(say(told(&ladder, State::Open, 68)), "Kurang 12 karung lagi, semua hemat Rp9.000 per karung");
        assert_eq!(say(told(&ladder, State::Open, 80)), "Harga terendah tercapai: Rp194.000 per karung");
        assert_eq!(told(&ladder, State::Open, 68).sentence(Lang::En, now), "Only 12 sacks more, and all save Rp9.000 per sack");
        let one = terms(&[(1, 203_000)]);
        assert_eq!(say(told(&one, State::Open, 68)), "Lebih murah Rp23.000 per karung dari harga pasar");
        let dear = Told { reference: None, ..told(&one, State::Open, 68) };
        assert_eq!(say(dear), "Kurang 2 karung lagi supaya kemasannya genap");
        let late = Told { closes_at: now, ..told(&ladder, State::Open, 68) };
        assert!(say(late).starts_with("Waktunya habis"));
        let filling = Told { topping_up_until: Some(now + Duration::HOUR), ..told(&ladder, State::Closed, 68) };
        assert_eq!(say(filling), "Kurang 2 karung lagi supaya kemasannya genap");
        assert_eq!(say(told(&ladder, State::Closed, 68)), "Sudah ditutup: 68 karung terkumpul");
    }

    #[test]
    fn once_it_is_ordered_the_ladder_stands_at_that() {
        let tiers = terms(&[(1, 203_000), (80, 194_000)]);
        let of = |state, ordered: Option<u32>| {
            let ladder = Told { ordered: ordered.map(Quantity::whole), ..told(&tiers, state, 68) }.ladder(Lang::Id);
            (ladder.now, ladder.now_shown)
        };
        assert_eq!(of(State::Open, None), (68_000, "sekarang 68 karung".to_owned()));
        assert_eq!(of(State::Closed, None), (68_000, "terkumpul 68 karung".to_owned()));
        for state in [State::Ordered, State::Received, State::Settled] {
            assert_eq!(of(state, Some(80)), (80_000, "dipesan 80 karung".to_owned()), "{state:?}");
        }
        // It was ordered before it was called off.
        assert_eq!(of(State::Cancelled, Some(80)), (68_000, "terkumpul 68 karung".to_owned()));
        let ordered = Told { ordered: Some(Quantity::whole(80)), ..told(&tiers, State::Ordered, 68) };
        assert_eq!(ordered.sentence(Lang::Id, OffsetDateTime::UNIX_EPOCH), "Sudah dipesan: 80 karung");
    }
}
