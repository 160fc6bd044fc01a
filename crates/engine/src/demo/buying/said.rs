//! What is said of an order: reviews and their answers, complaints and how they end.

use domain::buying::OrderNumber;
use domain::ids::OrderLineId;
use domain::reviews::{Answer, ComplaintForm, Decision, Hiding, Moderation, Outcome, Report, ReviewForm, Said, Stars};
use domain::text::{Line, Paragraphs};

use super::acts::{Bought, Lane};
use super::plot::{End, Told};
use super::{refused, text};
use crate::buying::OrderReader;
use crate::demo::data::orders::{GRIEVANCES, GRUMPY, Grievance, HIDDEN, REPORTED, SORRY, THANKS, praise};
use crate::demo::seed::Seed;
use crate::desk::Desk;
use crate::ids;
use crate::reviews::complaint::{self, Party};
use crate::reviews::{self, LineReview, moderate, report};
use crate::trouble::Result;

/// What is wrong with an order that is complained of.
fn grievance(nth: usize) -> &'static Grievance {
    &GRIEVANCES[nth % GRIEVANCES.len()]
}

impl Lane<'_> {
    /// Two of three lines, each in its own words; what is hidden or reported is said of the first.
    pub(super) async fn review(&self, desk: &Desk, nth: usize, of: &Bought) -> Result<()> {
        let Some(buyer) = reviews::buyer(desk, of.reader(), &of.number).await? else { return Ok(()) };
        let mut seed = Seed::named("ulasan", nth as u64);
        let told = self.plan(nth).told;
        for line in reviews::lines(desk, &buyer).await?.lines {
            let (stars, words) = match told {
                Told::Reported => (2, Some(REPORTED.0)),
                Told::Hidden => (1, Some(HIDDEN.0)),
                Told::Nothing => return Ok(()),
                Told::ByChance if seed.chance(68) => self.opinion(&mut seed),
                Told::ByChance => continue,
            };
            let form = ReviewForm {
                stars: text(Stars::parse(&stars.to_string()))?,
                words: words.map(|words| text(Paragraphs::parse(words))).transpose()?,
                without_pictures: false,
            };
            reviews::review(desk, &buyer, line.id, &form, &[]).await.map_err(|e| refused("review", &e))?;
            if told != Told::ByChance {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Mostly four and five stars; one in seven says nothing beside them.
    fn opinion(&self, seed: &mut Seed) -> (i64, Option<&'static str>) {
        let stars = match seed.below(100) {
            0..=60 => 5,
            61..=88 => 4,
            89..=96 => 3,
            _ => 2,
        };
        let [own, any] = praise(self.trade.market.shops[self.stall.nth].cluster.key);
        let of = match stars {
            ..=3 => GRUMPY,
            _ if seed.chance(75) => own,
            _ => any,
        };
        let words = *seed.pick(of);
        (stars, seed.chance(86).then_some(words))
    }

    /// Half of what was said.
    pub(super) async fn answer(&self, desk: &Desk, nth: usize, of: &Bought) -> Result<()> {
        let mut seed = Seed::named("jawaban", nth as u64);
        for (line, stars) in reviewed(desk, of).await? {
            if seed.chance(45) {
                continue;
            }
            let words = if stars > 3 { seed.pick::<&str>(&THANKS) } else { seed.pick::<&str>(&SORRY) };
            let answer = Answer(text(Paragraphs::parse(words))?);
            reviews::answer(desk, &self.stall.keeper, line, &answer).await.map_err(|e| refused("answer", &e))?;
        }
        Ok(())
    }

    /// The seller asks the officers to look at it.
    pub(super) async fn report(&self, desk: &Desk, of: &Bought) -> Result<()> {
        for (line, stars) in reviewed(desk, of).await? {
            let why = if stars == 1 { HIDDEN.1 } else { REPORTED.1 };
            report::report_review(desk, &self.stall.owner, line, &Report(text(Line::parse(why))?)).await?;
        }
        Ok(())
    }

    pub(super) async fn hide(&self, desk: &Desk, of: &Bought) -> Result<()> {
        let officer = self.stall.keeper.koperasi().and_then(|koperasi| self.trade.officers.get(&koperasi));
        let Some(officer) = officer else { return Ok(()) };
        for (line, _) in reviewed(desk, of).await? {
            let what = Moderation::Hide(text(Hiding::parse(HIDDEN.1))?);
            moderate::moderate(desk, officer, line, &what).await.map_err(|e| refused("hiding", &e))?;
        }
        Ok(())
    }

    pub(super) async fn complain(&self, desk: &Desk, nth: usize, of: &Bought) -> Result<()> {
        let Some(party) = complaint::party(desk, of.reader(), &of.number).await? else { return Ok(()) };
        let why = grievance(nth);
        let form = ComplaintForm { reason: why.reason, wants: why.wants, words: text(Said::parse(why.words))? };
        complaint::complain(desk, &party, &form, &[]).await.map_err(|e| refused("complaint", &e))
    }

    pub(super) async fn reply(&self, desk: &Desk, nth: usize, of: &Bought) -> Result<()> {
        let Some(party) = self.seller(desk, &of.number).await? else { return Ok(()) };
        let words = text(Said::parse(grievance(nth).reply))?;
        complaint::say(desk, &party, &words, &[], ids::fresh()).await.map_err(|e| refused("complaint", &e))
    }

    pub(super) async fn end(&self, desk: &Desk, nth: usize, of: &Bought, end: End) -> Result<()> {
        let party = match end {
            End::Open => None,
            End::Withdrawn => complaint::party(desk, of.reader(), &of.number).await?,
            End::GivenIn => self.seller(desk, &of.number).await?,
            End::Decided(_) => self.mediator(desk, &of.number).await?,
        };
        let Some(party) = party else { return Ok(()) };
        let ended = match end {
            End::Open => return Ok(()),
            End::Withdrawn => complaint::withdraw(desk, &party).await,
            End::GivenIn => complaint::give_in(desk, &party).await,
            End::Decided(outcome) => {
                let why = text(Said::parse(decision(nth, outcome)))?;
                complaint::decide(desk, &party, &Decision { outcome, why }).await
            }
        };
        ended.map_err(|e| refused("end of a complaint", &e))
    }

    async fn seller(&self, desk: &Desk, number: &OrderNumber) -> Result<Option<Party>> {
        complaint::party(desk, OrderReader::Buyer(&self.stall.owner), number).await
    }

    async fn mediator(&self, desk: &Desk, number: &OrderNumber) -> Result<Option<Party>> {
        let officer = self.stall.keeper.koperasi().and_then(|koperasi| self.trade.officers.get(&koperasi));
        match officer {
            Some(officer) => complaint::mediator(desk, officer, number).await,
            None => Ok(None),
        }
    }
}

/// What the officer writes: of its story when that ended so, else something that fits every story.
fn decision(nth: usize, outcome: Outcome) -> &'static str {
    let own = grievance(nth);
    let ends_so = own.decision.contains("dikembalikan") == (outcome == Outcome::SellerGives);
    match outcome {
        _ if ends_so => own.decision,
        Outcome::SellerGives => "Keluhan pembeli bisa dibuktikan. Pesanan dibatalkan, uang dikembalikan penjual.",
        _ => "Kedua pihak sudah bertemu dan bersepakat. Pesanan dianggap selesai.",
    }
}

/// The lines of an order that something was said of, with their stars.
async fn reviewed(desk: &Desk, of: &Bought) -> Result<Vec<(OrderLineId, i16)>> {
    let Some(buyer) = reviews::buyer(desk, of.reader(), &of.number).await? else { return Ok(Vec::new()) };
    let lines = reviews::lines(desk, &buyer).await?.lines.into_iter();
    Ok(lines.filter_map(|LineReview { id, review, .. }| Some((id, review?.stars))).collect())
}
