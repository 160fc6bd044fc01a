//! What the treasurers do: limits, deposits, payments of members, to suppliers and between koperasi.

use domain::dates::Day;
use domain::ids::MembershipId;
use domain::ledger::forms::{Arrival, Manual, MemberPayment, Movement, PayWay, Way};
use domain::ledger::{AccountCode, Role};
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::{BankAccount, Fee, Pledge};
use domain::text::Line;
use time::{Duration, OffsetDateTime};

use super::cast::{House, Player};
use super::{Year, refused, supplier_slug};
use crate::demo::data::purchases::{OFFERS, ROUNDS};
use crate::demo::data::suppliers::SUPPLIERS;
use crate::demo::seed::Seed;
use crate::trouble::Result;
use crate::{ids, ledger};

/// How far each member is trusted.
const LIMIT: Rupiah = Rupiah(5_000_000);
/// Days that those who pay late are behind.
const LATE: i64 = 95;

/// In the bank at the start of the year.
const OPENING: Rupiah = Rupiah(125_000_000);

fn movement(amount: Rupiah, way: Way, at: OffsetDateTime) -> Movement {
    Movement { amount, way, day: Day::of(at), note: None }
}

/// One in nine.
fn pays_late(player: &Player) -> bool {
    player.number % 9 == 4
}

impl Year<'_> {
    /// As soon as somebody is a member.
    pub(super) async fn limits(&self, at: OffsetDateTime, koperasi: usize) -> Result<()> {
        let Some(house) = self.house(koperasi) else { return Ok(()) };
        for player in &house.members {
            let desk = self.desk.at(at.max(player.since + Duration::days(1)).min(self.now));
            let own = player.member.account() == house.treasurer.account();
            let by = if own { &house.stand_in } else { &house.treasurer };
            let set = ledger::set_limit(&desk, by, player.member.membership(), LIMIT).await;
            set.map_err(|e| refused("limit", &e))?;
        }
        self.opening(at, house).await
    }

    /// What the trade unit had in the bank when it began its books: suppliers are paid before members pay.
    async fn opening(&self, at: OffsetDateTime, house: &House) -> Result<()> {
        let account = |code: &str| AccountCode::parse_choice(code).map_err(|e| refused("opening balance", &e));
        let memo = Line::parse("Saldo awal bank dari modal unit perdagangan").map_err(|e| refused("opening balance", &e))?;
        let opening = Manual { debit: account("1-1200")?, credit: account("3-1100")?, amount: OPENING, day: Day::of(at), memo };
        let posted = ledger::post_manual(&self.desk.at(at), &house.treasurer, &opening, ids::fresh()).await;
        posted.map(drop).map_err(|e| refused("opening balance", &e))
    }

    /// Of the members who pay in time every fourth, a round amount.
    pub(super) async fn deposits(&self, at: OffsetDateTime, koperasi: usize) -> Result<()> {
        let Some(house) = self.house(koperasi) else { return Ok(()) };
        let mut seed = Seed::named("titipan", koperasi as u64);
        for player in house.members.iter().filter(|p| p.number % 4 == 1 && p.since < at) {
            let amount = Rupiah(seed.between(3, 10) * 50_000);
            self.pays_in(at, house, player, amount).await?;
        }
        Ok(())
    }

    async fn pays_in(&self, at: OffsetDateTime, house: &House, player: &Player, amount: Rupiah) -> Result<()> {
        let (desk, way) = (self.desk.at(at), if player.number % 3 == 0 { Way::Bank } else { Way::Cash });
        let member = player.member.membership();
        ledger::deposit_in(&desk, &house.treasurer, member, &movement(amount, way, at), ids::fresh())
            .await
            .map_err(|e| refused("deposit", &e))?;
        Ok(())
    }

    /// Where a round asks for a deposit, members bring it before they pledge.
    pub(super) async fn pay_in_first<'p>(
        &self,
        at: OffsetDateTime,
        nth: usize,
        pledges: impl Iterator<Item = (usize, &'p Player, Pledge)>,
    ) -> Result<()> {
        let round = &ROUNDS[nth];
        if round.deposit == 0 {
            return Ok(());
        }
        let (fee, share) = (Fee::Share(BasisPoints(round.fee)), BasisPoints(round.deposit));
        let offer = &OFFERS[round.offer];
        // At the dearest version, so that it is enough for whichever the round was opened with.
        let dearest = offer.versions.iter().map(|v| v.1).max().unwrap_or(1000);
        let terms = offer.terms(dearest);
        for (koperasi, player, pledge) in pledges {
            let due = pledge.held(&terms, fee).and_then(|held| Pledge::deposit_due(held, share));
            let (Some(due), Some(house)) = (due, self.house(koperasi)) else { continue };
            // Nobody brings odd rupiah.
            self.pays_in(at, house, player, Rupiah((due.0 / 5000 + 1) * 5000)).await?;
        }
        Ok(())
    }

    /// Members pay what they owe: two of three at the first call, most at the second, all at the third, but
    /// for those who are late these days.
    pub(super) async fn collect(&self, at: OffsetDateTime, nth: usize, pass: u8) -> Result<()> {
        let Some((_, round)) = self.run(nth) else { return Ok(()) };
        let rows = sqlx::query!(
            r#"select membership_id as "membership: MembershipId" from charge where round_id = $1 order by koperasi_id, number"#,
            round.0
        )
        .fetch_all(self.desk.db())
        .await?;
        let mut seed = Seed::named("bayar", nth as u64 * 3 + u64::from(pass));
        for row in rows {
            let pays = seed.chance(match pass {
                0 => 65,
                1 => 80,
                _ => 100,
            });
            let Some((house, player)) = self.player(row.membership) else { continue };
            if pays && !(pays_late(player) && at > self.now - Duration::days(LATE)) {
                self.pays(at, house, player).await?;
            }
        }
        Ok(())
    }

    fn player(&self, membership: MembershipId) -> Option<(&House, &Player)> {
        let mut all = self.houses.iter().flatten().flat_map(|h| h.members.iter().map(move |p| (h, p)));
        all.find(|(_, p)| p.member.membership() == membership)
    }

    async fn pays(&self, at: OffsetDateTime, house: &House, player: &Player) -> Result<()> {
        let (desk, member) = (self.desk.at(at), player.member.membership());
        let mut db = desk.db().acquire().await?;
        let owed = ledger::balance(&mut db, house.chair.koperasi().id, Role::MemberReceivable, Some(member.0)).await?;
        drop(db);
        if owed <= Rupiah::ZERO {
            return Ok(());
        }
        let way = if player.number % 3 == 0 { Way::Bank } else { Way::Cash };
        let payment = MemberPayment { amount: owed, way: PayWay::Money(way), day: Day::of(at), note: None };
        ledger::member_pays(&desk, &house.treasurer, member, &payment, ids::fresh()).await.map_err(|e| refused("payment", &e))?;
        Ok(())
    }

    /// All that the supplier of a round is owed by now.
    pub(super) async fn pay_supplier(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some((house, _)) = self.run(nth) else { return Ok(()) };
        let Some(slug) = supplier_slug(OFFERS[ROUNDS[nth].offer].supplier) else { return Ok(()) };
        let desk = self.desk.at(at);
        let Some(debt) = ledger::supplier_debt(&desk, &house.overseer, &slug).await? else { return Ok(()) };
        ledger::pay_supplier(&desk, &house.treasurer, &slug, &movement(debt.owed, Way::Bank, at), ids::fresh())
            .await
            .map_err(|e| refused("payment of a supplier", &e))?;
        Ok(())
    }

    pub(super) async fn pay_koperasi(&mut self, at: OffsetDateTime, nth: usize, guest: usize) -> Result<()> {
        let (Some((house, _)), Some(payer)) = (self.run(nth), self.house(guest)) else { return Ok(()) };
        let desk = self.desk.at(at);
        let Some(owing) = ledger::neighbour(&desk, &payer.overseer, &house.slug).await? else { return Ok(()) };
        if owing.owes <= Rupiah::ZERO {
            return Ok(());
        }
        let all = movement(owing.owes, Way::Bank, at);
        let paid = ledger::pay_koperasi(&desk, &payer.treasurer, &house.slug, &all, ids::fresh())
            .await
            .map_err(|e| refused("payment of a koperasi", &e))?;
        self.payments.insert((nth, guest), paid);
        Ok(())
    }

    pub(super) async fn got_koperasi(&self, at: OffsetDateTime, nth: usize, guest: usize) -> Result<()> {
        let (Some((house, _)), Some(payment)) = (self.run(nth), self.payments.get(&(nth, guest))) else { return Ok(()) };
        let arrival = Arrival { way: Way::Bank, day: Day::of(at) };
        let got = ledger::confirm(&self.desk.at(at), &house.treasurer, *payment, &arrival).await;
        got.map_err(|e| refused("payment of a koperasi", &e))
    }

    /// Sample numbers: no bank gives accounts that begin with seven zeros.
    pub(super) async fn accounts(&self, at: OffsetDateTime) -> Result<()> {
        const BANKS: [&str; 3] = ["Bank Jateng", "BRI", "BPD Syariah"];
        let mut written: Vec<(usize, &str)> = Vec::new();
        for (koperasi, supplier) in OFFERS.iter().map(|o| (o.koperasi, o.supplier)) {
            let nth = SUPPLIERS.iter().position(|s| s.name == supplier);
            let (Some(nth), Some(house), Some(slug)) = (nth, self.house(koperasi), supplier_slug(supplier)) else { continue };
            if written.contains(&(koperasi, supplier)) {
                continue;
            }
            written.push((koperasi, supplier));
            let (Ok(bank), Ok(holder)) = (Line::parse(BANKS[nth % BANKS.len()]), Line::parse(supplier)) else { continue };
            let account = BankAccount { bank, number: format!("0000000{:03}", nth + 1), holder };
            crate::suppliers::bank::write(&self.desk.at(at), &house.treasurer, &slug, None, &account)
                .await
                .map_err(|e| refused("bank account", &e))?;
        }
        Ok(())
    }
}
