//! What is done at each event, until the goods are ordered.

use domain::dates::Day;
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::money::BasisPoints;
use domain::purchasing::{Fee, IfMissed, OfferForm, Pledge, Reference, RoundPlan, TransportSplit, WrittenOffer};
use domain::quantity::Quantity;
use domain::text::Line;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use time::{Duration, OffsetDateTime};

use super::cast::{House, Player};
use super::plot::{Event, times};
use super::{Year, material_slug, no_mail, refused, supplier_slug};
use crate::demo::data::KOPERASI;
use crate::demo::data::purchases::{DemoRound, OFFERS, ROUNDS, Reach};
use crate::demo::seed::Seed;
use crate::ids;
use crate::purchasing::{RoundError, invite, order, plan, pledge, steps};
use crate::suppliers::offers;
use crate::trouble::Result;

/// Pledges, and hand-outs, that are made at the same time: the moments are the demo's own.
pub(super) const AT_ONCE: usize = 4;

/// What a member pledges, and when.
struct Wanted<'a> {
    player: &'a Player,
    koperasi: usize,
    at: OffsetDateTime,
    pledge: Pledge,
}

impl Year<'_> {
    pub(super) async fn act(&mut self, at: OffsetDateTime, event: Event) -> Result<()> {
        match event {
            Event::Offer(nth, version) => self.offer(at, nth, version).await,
            Event::Limits(koperasi) => self.limits(at, koperasi).await,
            Event::Deposits(koperasi) => self.deposits(at, koperasi).await,
            Event::Accounts => self.accounts(at).await,
            Event::Plan(nth) => self.plan(at, nth).await,
            Event::Invite(nth, guest) => self.invite(at, nth, guest).await,
            Event::Answer(nth, guest) => self.answer(at, nth, guest).await,
            Event::Open(nth) => self.open(at, nth).await,
            Event::Pledges(nth) => self.pledges(at, nth).await,
            Event::Close(nth) => self.close(at, nth).await,
            Event::TopUp(nth) => self.top_up(at, nth).await,
            Event::Cancel(nth) => self.cancel(at, nth).await,
            Event::Order(nth) => self.order(at, nth).await,
            Event::Confirm(nth) => self.confirm(at, nth).await,
            Event::Receive(nth) => self.receive(at, nth).await,
            Event::HandOut(nth, all) => self.hand_out(at, nth, all).await,
            Event::Settle(nth) => self.settle(at, nth).await,
            Event::Rate(nth) => self.rate(at, nth).await,
            Event::PaySupplier(nth) => self.pay_supplier(at, nth).await,
            Event::PayKoperasi(nth, guest) => self.pay_koperasi(at, nth, guest).await,
            Event::GotKoperasi(nth, guest) => self.got_koperasi(at, nth, guest).await,
            Event::Collect(nth, pass) => self.collect(at, nth, pass).await,
            Event::Ask(nth) => self.ask(at, nth).await,
            Event::Quote(nth, answer) => self.quote(at, nth, answer).await,
            Event::Decide(nth) => self.decide(at, nth).await,
        }
    }

    /// Who coordinates a round, and the round, once it is planned.
    pub(super) fn run(&self, nth: usize) -> Option<(&House, RoundId)> {
        Some((self.house(OFFERS[ROUNDS[nth].offer].koperasi)?, (*self.rounds.get(nth)?)?))
    }

    async fn offer(&mut self, at: OffsetDateTime, nth: usize, version: usize) -> Result<()> {
        let of = &OFFERS[nth];
        let (Some(supplier), Some(material)) = (supplier_slug(of.supplier), material_slug(of.material)) else { return Ok(()) };
        let Some(house) = self.house(of.koperasi) else { return Ok(()) };
        let (days, thousandths) = of.versions[version];
        // It holds a little longer than the next version is known; today's for two months to come.
        let lasts = of.versions.get(version + 1).map_or(days + 60, |next| days - next.0 + 20);
        let written = WrittenOffer {
            supplier,
            material,
            offer: OfferForm { terms: of.terms(thousandths), valid_until: Day::of(at).plus_days(lasts), note: None },
        };
        let made = offers::create(&self.desk.at(at), &house.chair, &written, ids::fresh()).await;
        self.offers.insert((nth, version), made.map_err(|e| refused("offer", &e))?);
        Ok(())
    }

    async fn plan(&mut self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let round = &ROUNDS[nth];
        let of = &OFFERS[round.offer];
        let day = Day::of(self.now);
        let version = of.versions.iter().rposition(|(days, _)| day.plus_days(-days).at(9, 0) <= at);
        let Some((version, house)) = version.zip(self.house(of.koperasi)) else { return Ok(()) };
        let Some(offer) = self.offers.get(&(round.offer, version)) else { return Ok(()) };
        let plan = planned(round, offer.0, of.versions[version].1, self.now, at).ok_or_else(|| refused("round", &"its texts"))?;
        let made = plan::create(&self.desk.at(at), &house.chair, &plan, ids::fresh()).await;
        self.rounds[nth] = Some(made.map_err(|e| refused("round", &e))?);
        Ok(())
    }

    async fn invite(&self, at: OffsetDateTime, nth: usize, guest: usize) -> Result<()> {
        let (Some((house, round)), Some(guest)) = (self.run(nth), self.house(guest)) else { return Ok(()) };
        let desk = self.desk.at(at);
        invite::invite(&desk, &house.chair, round, &guest.slug).await.map_err(|e| refused("invitation", &e))
    }

    async fn answer(&self, at: OffsetDateTime, nth: usize, guest: usize) -> Result<()> {
        let (Some((_, round)), Some(guest)) = (self.run(nth), self.house(guest)) else { return Ok(()) };
        let desk = self.desk.at(at);
        invite::answer(&desk, &guest.chair, round, true).await.map_err(|e| refused("answer to an invitation", &e))
    }

    async fn open(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        steps::open(&self.desk.at(at), &house.chair, round).await.map_err(|e| refused("opening", &e))?;
        Ok(())
    }

    async fn pledges(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let wanted = self.wanted(&mut Seed::named("ikut", nth as u64), at, nth);
        let (Some((_, round)), desk) = (self.run(nth), self.desk) else { return Ok(()) };
        self.pay_in_first(at, nth, wanted.iter().map(|w| (w.koperasi, w.player, w.pledge))).await?;
        stream::iter(wanted)
            .map(|w| async move {
                let made = pledge::pledge(&desk.at(w.at), &w.player.member, round, &w.pledge, ids::fresh()).await;
                match made {
                    // Somebody who owes too much for another pledge: so it is.
                    Ok(_) | Err(RoundError::Refused(_)) => Ok(()),
                    Err(e) => Err(refused("pledge", &e)),
                }
            })
            .buffer_unordered(AT_ONCE)
            .try_collect::<Vec<()>>()
            .await?;
        Ok(())
    }

    /// Who pledges how much: as many as the round has, together exactly what it is to reach.
    fn wanted(&self, seed: &mut Seed, at: OffsetDateTime, nth: usize) -> Vec<Wanted<'_>> {
        let round = &ROUNDS[nth];
        let step = i64::from(OFFERS[round.offer].step) * 1000;
        let mut players = self.players(seed, round, at);
        players.truncate(round.members);
        let until = times(round, self.now).closes.min(self.now);
        let span = ((until - at).whole_minutes() - 30).max(1);
        let mut parts = vec![1_i64; players.len()];
        let steps = i64::from(round.demand) * 1000 / step;
        for _ in 0..steps - i64::try_from(parts.len()).unwrap_or(0) {
            let which = usize::try_from(seed.below(parts.len() as u64)).unwrap_or(0);
            if let Some(part) = parts.get_mut(which) {
                *part += 1;
            }
        }
        let mut all = Vec::with_capacity(players.len());
        for ((koperasi, player), part) in players.into_iter().zip(parts) {
            let extra = if seed.chance(40) { seed.between(1, 2) } else { 0 };
            let pledge =
                Pledge { quantity: Quantity::from_thousandths(part * step), tolerance: Quantity::from_thousandths(extra * step) };
            all.push(Wanted { player, koperasi, at: at + Duration::minutes(seed.between(0, span)), pledge });
        }
        all
    }

    /// Members in a random order; of a koperasi that joined one for two of the coordinator's.
    fn players(&self, seed: &mut Seed, round: &DemoRound, at: OffsetDateTime) -> Vec<(usize, &Player)> {
        let of = |koperasi: usize| {
            let members = self.house(koperasi).map_or(&[][..], |h| h.members.as_slice());
            members.iter().filter(move |p| p.since < at).map(move |p| (koperasi, p)).collect::<Vec<_>>()
        };
        let mut own = of(OFFERS[round.offer].koperasi);
        let mut guests: Vec<_> = round.guests.iter().flat_map(|g| of(*g)).collect();
        seed.shuffle(&mut own);
        seed.shuffle(&mut guests);
        let mut all = Vec::with_capacity(own.len() + guests.len());
        let (mut own, mut guests) = (own.into_iter(), guests.into_iter());
        loop {
            let before = all.len();
            all.extend(own.by_ref().take(2));
            all.extend(guests.next());
            if all.len() == before {
                return all;
            }
        }
    }

    async fn close(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        steps::close(&self.desk.at(at), &house.chair, round).await.map_err(|e| refused("closing", &e))
    }

    async fn top_up(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let until = self.now + Duration::days(2);
        steps::top_up(&self.desk.at(at), &house.chair, round, until).await.map_err(|e| refused("topping up", &e))
    }

    async fn cancel(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let (Some((house, round)), Reach::Cancelled(why)) = (self.run(nth), ROUNDS[nth].reach) else { return Ok(()) };
        let Ok(why) = Line::parse(why) else { return Ok(()) };
        steps::cancel(&self.desk.at(at), &house.chair, round, &why).await.map_err(|e| refused("cancelling", &e))
    }

    /// What the page recommends, sent as the supplier can be reached.
    async fn order(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let desk = self.desk.at(at);
        let choices = order::choices(&desk, &house.overseer, round, None).await.map_err(|e| refused("choice", &e))?;
        let best =
            choices.list.iter().find(|c| c.candidate.recommended).ok_or_else(|| refused("order", &"nothing is reached"))?;
        let by = Day::of(at).plus_days(i64::from(choices.terms.lead_days) + 1);
        order::order(&desk, &house.chair, round, choices.version, best.candidate.quantity, None, Some(by), ids::fresh())
            .await
            .map_err(|e| refused("order", &e))?;
        no_mail(self.desk).await?;
        let made = order::purchase_order(&desk, &house.overseer, round).await?;
        if made.is_some_and(|o| o.sent_at.is_none()) {
            order::mark_sent(&desk, &house.chair, round, order::SentWay::Whatsapp).await.map_err(|e| refused("order", &e))?;
        }
        Ok(())
    }

    async fn confirm(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let desk = self.desk.at(at);
        let Some(made) = order::purchase_order(&desk, &house.overseer, round).await? else { return Ok(()) };
        order::confirm(&desk, made.id, &made.signature).await.map_err(|e| refused("confirmation", &e))
    }
}

fn planned(round: &DemoRound, offer: uuid::Uuid, thousandths: i64, now: OffsetDateTime, at: OffsetDateTime) -> Option<RoundPlan> {
    let (of, t) = (&OFFERS[round.offer], times(round, now));
    let koperasi = &KOPERASI[of.koperasi];
    let reference = Reference { price: of.elsewhere(thousandths), day: Day::of(at), source: Line::parse(of.market.1).ok()? };
    Some(RoundPlan {
        offer,
        title: Line::parse(&format!("{} {}", of.material, Day::of(t.closes).month(Lang::Id))).ok()?,
        note: None,
        opens_at: t.opens,
        closes_at: t.closes,
        minimum: None,
        if_missed: IfMissed::Ask,
        extend_days: 3,
        fee: Fee::Share(BasisPoints(round.fee)),
        transport_split: TransportSplit::Quantity,
        deposit: BasisPoints(round.deposit),
        pickup_place: Line::parse(&format!("Gudang koperasi, {}", koperasi.address)).ok()?,
        pickup_at: Day::of(t.closes).plus_days(i64::from(of.lead_days) + 2).at(9, 0),
        shared: !round.guests.is_empty(),
        repeat: None,
        reference: round.compared.then_some(reference),
    })
}
