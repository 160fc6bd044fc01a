//! What is done once the goods are on their way: receipt, hand-out, settlement, and what is found of the
//! supplier.

use domain::ids::{KoperasiId, MembershipId, RoundId};
use domain::purchasing::{Delivery, Rating, State};
use domain::quantity::Quantity;
use domain::text::Paragraphs;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use time::{Duration, OffsetDateTime};

use super::acts::AT_ONCE;
use super::{Year, refused};
use crate::demo::data::purchases::ROUNDS;
use crate::demo::seed::Seed;
use crate::desk::Desk;
use crate::ids;
use crate::purchasing::{handout, receipt, settle};
use crate::suppliers::ratings;
use crate::trouble::Result;

impl Year<'_> {
    /// In one part, but for every fifth round: then the second half comes an hour later.
    pub(super) async fn receive(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let desk = self.desk.at(at);
        let Some(due) = receipt::receipts(&desk, &house.overseer, round).await? else { return Ok(()) };
        let ordered = due.goods.ordered.unwrap_or_default().thousandths();
        let step = due.goods.step.thousandths().max(1);
        let first = if nth.is_multiple_of(5) { ordered / 2 / step * step } else { ordered };
        let later = desk.at(at + Duration::hours(1));
        let broken = i64::from(ROUNDS[nth].damaged) * 1000;
        for (desk, part, damaged) in [(&desk, first, broken), (&later, ordered - first, 0)] {
            if part == 0 {
                continue;
            }
            let delivery = Delivery {
                delivered: Quantity::from_thousandths(part),
                damaged: Quantity::from_thousandths(damaged.min(part)),
                damaged_paid: false,
                unit_price: None,
                transport: None,
                note: (damaged > 0).then(|| Paragraphs::parse("Satu kemasan rusak, tidak dibayar.").ok()).flatten(),
            };
            receipt::receive(desk, &house.chair, round, &delivery, None, ids::fresh())
                .await
                .map_err(|e| refused("receipt", &e))?;
        }
        let version = version(&later, self, nth).await?;
        receipt::finish_receiving(&later, &house.chair, round, version).await.map_err(|e| refused("receipt", &e))
    }

    /// Each koperasi to its own members; who fetched it says so in two of three cases.
    pub(super) async fn hand_out(&self, at: OffsetDateTime, nth: usize, to_all: bool) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let desk = &self.desk.at(at);
        if to_all {
            handout::lock_list(desk, &house.chair, round, true).await.map_err(|e| refused("pick-up list", &e))?;
        }
        let takers = takers(desk, round).await?.into_iter().enumerate().filter(|(n, _)| to_all || n % 2 == 0);
        stream::iter(takers)
            .map(|(n, (koperasi, membership))| async move {
                let Some(house) = self.house_of(koperasi) else { return Ok(()) };
                handout::hand_out(desk, &house.chair, round, membership).await.map_err(|e| refused("hand-out", &e))?;
                let member = house.members.iter().find(|p| p.member.membership() == membership).filter(|_| n % 3 != 1);
                let Some(member) = member else { return Ok(()) };
                let later = desk.at(at + Duration::hours(3));
                handout::confirm(&later, &member.member, round).await.map_err(|e| refused("hand-out", &e))
            })
            .buffer_unordered(AT_ONCE)
            .try_collect::<Vec<()>>()
            .await?;
        Ok(())
    }

    fn house_of(&self, koperasi: KoperasiId) -> Option<&super::House> {
        self.houses.iter().flatten().find(|h| h.chair.koperasi().id == koperasi)
    }

    pub(super) async fn settle(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let desk = self.desk.at(at);
        let version = version(&desk, self, nth).await?;
        settle::settle(&desk, &house.chair, round, version, ids::fresh()).await.map_err(|e| refused("settlement", &e))?;
        Ok(())
    }

    pub(super) async fn rate(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, round)) = self.run(nth) else { return Ok(()) };
        let (of, mut seed) = (&ROUNDS[nth], Seed::named("nilai", nth as u64));
        let low = if of.damaged > 0 { 2 } else { 4 };
        let rating = Rating {
            on_time: of.on_time,
            right_quantity: of.damaged == 0,
            quality: i16::try_from(seed.between(low, low + 1)).unwrap_or(4),
            note: None,
        };
        ratings::rate(&self.desk.at(at), &house.chair, round, &rating).await.map_err(|e| refused("rating", &e))
    }
}

/// What the round's pages would be opened with.
async fn version(desk: &Desk, year: &Year<'_>, nth: usize) -> Result<i64> {
    let Some((house, round)) = year.run(nth) else { return Ok(0) };
    let seen = receipt::receipts(desk, &house.overseer, round).await?;
    Ok(seen.filter(|s| s.goods.state != State::Settled).map_or(0, |s| s.goods.version))
}

/// Who gets something.
async fn takers(desk: &Desk, round: RoundId) -> Result<Vec<(KoperasiId, MembershipId)>> {
    let rows = sqlx::query!(
        r#"select koperasi_id as "koperasi: KoperasiId", membership_id as "membership: MembershipId" from allocation
           where round_id = $1 and final > 0 order by membership_id"#,
        round.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows.into_iter().map(|r| (r.koperasi, r.membership)).collect())
}
