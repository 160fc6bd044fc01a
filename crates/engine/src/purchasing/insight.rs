//! What buying together was good for: saved against the price elsewhere, by month and member, and how
//! suppliers kept their word. Of twelve months, this one and those before it.
//!
//! A round without a reference price saves nothing that could be proved: it is counted apart.

use domain::access::{Member, Overseer};
use domain::dates::Day;
use domain::ids::{KoperasiId, RoundId};
use domain::money::Rupiah;
use time::OffsetDateTime;

use crate::Desk;
use crate::trouble::Result;

/// Members that are named.
const TOP: i64 = 10;
/// Open rounds on a koperasi's public page.
const OPEN: i64 = 6;
const MONTHS: u16 = 12;

/// What was settled in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Month {
    /// Its first day.
    pub first: Day,
    /// Below zero when buying together was dearer.
    pub saved: Rupiah,
    pub rounds: i64,
    /// Of these rounds, those without a reference price.
    pub uncounted: i64,
    /// Shares in these rounds, one for each member and round.
    pub shares: i64,
}

/// A koperasi's own members only; of rounds across koperasi, their part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insight {
    /// Twelve, the oldest first.
    pub months: Vec<Month>,
    /// Who took part at least once.
    pub members: i64,
    /// Those who saved most, the first most.
    pub top: Vec<MemberSaving>,
    /// By name.
    pub suppliers: Vec<Record>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberSaving {
    pub number: Option<i32>,
    pub name: String,
    pub saved: Rupiah,
    pub rounds: i64,
}

/// How a supplier kept its word, by what this koperasi noted after its rounds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    pub supplier: String,
    pub slug: String,
    pub rated: i64,
    pub on_time: i64,
    pub right_quantity: i64,
    /// Tenths of the average, from 10 to 50.
    pub quality: i64,
}

impl Insight {
    pub fn saved(&self) -> Rupiah {
        saved(&self.months)
    }
    pub fn rounds(&self) -> i64 {
        self.months.iter().map(|m| m.rounds).sum()
    }
    pub fn uncounted(&self) -> i64 {
        self.months.iter().map(|m| m.uncounted).sum()
    }

    /// Tenths of the average number of members in a round; nothing without rounds.
    pub fn members_per_round(&self) -> Option<i64> {
        let shares: i64 = self.months.iter().map(|m| m.shares).sum();
        tenths(shares, self.rounds())
    }

    /// Deliveries that came in time, of those that were noted.
    pub fn on_time(&self) -> (i64, i64) {
        (self.suppliers.iter().map(|s| s.on_time).sum(), self.suppliers.iter().map(|s| s.rated).sum())
    }
}

fn saved(months: &[Month]) -> Rupiah {
    Rupiah::checked_sum(months.iter().map(|m| m.saved)).unwrap_or(Rupiah::ZERO)
}

fn tenths(sum: i64, count: i64) -> Option<i64> {
    (count > 0).then(|| (sum * 10 + count / 2) / count)
}

/// What the members of a koperasi saved, and how its suppliers did.
///
/// # Errors
/// When the database does not answer.
pub async fn insight(desk: &Desk, by: &Overseer) -> Result<Insight> {
    let (koperasi, first) = (by.koperasi().id, first_month(desk.now()));
    let since = first.start();
    let rows = sqlx::query_as!(
        Month,
        r#"select date_trunc('month', at at time zone 'Asia/Jakarta')::date as "first!: Day",
                  coalesce(sum(saved), 0)::bigint as "saved!: Rupiah", count(distinct round_id) as "rounds!",
                  count(distinct round_id) filter (where saved is null) as "uncounted!", count(*) as "shares!"
           from charge_saving where koperasi_id = $1 and at >= $2 group by 1"#,
        koperasi.0,
        since
    )
    .fetch_all(desk.db())
    .await?;
    let members = sqlx::query_scalar!(
        r#"select count(distinct membership_id) as "members!" from charge where koperasi_id = $1 and at >= $2"#,
        koperasi.0,
        since
    )
    .fetch_one(desk.db())
    .await?;
    let (top, suppliers) = (top(desk, koperasi, since).await?, records(desk, koperasi, since).await?);
    Ok(Insight { months: every_month(first, &rows), members, top, suppliers })
}

async fn top(desk: &Desk, koperasi: KoperasiId, since: OffsetDateTime) -> Result<Vec<MemberSaving>> {
    let rows = sqlx::query_as!(
        MemberSaving,
        r#"select m.number, a.name, s.saved as "saved!: Rupiah", s.rounds as "rounds!"
           from (select membership_id, sum(saved)::bigint as saved, count(*) as rounds from charge_saving
                 where koperasi_id = $1 and at >= $2 and saved is not null
                 group by 1 having sum(saved) > 0 order by 2 desc, 1 limit $3) s
                join membership m on m.id = s.membership_id join account a on a.id = m.account_id
           order by s.saved desc, s.membership_id"#,
        koperasi.0,
        since,
        TOP
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

async fn records(desk: &Desk, koperasi: KoperasiId, since: OffsetDateTime) -> Result<Vec<Record>> {
    let rows = sqlx::query_as!(
        Record,
        r#"select s.name as supplier, s.slug, count(*) as "rated!", count(*) filter (where t.on_time) as "on_time!",
                  count(*) filter (where t.right_quantity) as "right_quantity!",
                  round(avg(t.quality) * 10)::bigint as "quality!"
           from supplier_rating t join round r on r.id = t.round_id join supplier s on s.id = t.supplier_id
           where t.koperasi_id = $1 and r.settled_at >= $2 group by s.id order by s.name, s.id"#,
        koperasi.0,
        since
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// What one member saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Savings {
    /// Twelve, the oldest first.
    pub months: Vec<Month>,
}

impl Savings {
    pub fn saved(&self) -> Rupiah {
        saved(&self.months)
    }
    pub fn rounds(&self) -> i64 {
        self.months.iter().map(|m| m.rounds).sum()
    }
    pub fn uncounted(&self) -> i64 {
        self.months.iter().map(|m| m.uncounted).sum()
    }
}

/// A member's own savings with their koperasi.
///
/// # Errors
/// When the database does not answer.
pub async fn member_savings(desk: &Desk, by: &Member) -> Result<Savings> {
    let first = first_month(desk.now());
    let rows = sqlx::query_as!(
        Month,
        r#"select date_trunc('month', at at time zone 'Asia/Jakarta')::date as "first!: Day",
                  coalesce(sum(saved), 0)::bigint as "saved!: Rupiah", count(*) as "rounds!",
                  count(*) filter (where saved is null) as "uncounted!", count(*) as "shares!"
           from charge_saving where membership_id = $1 and at >= $2 group by 1"#,
        by.membership().0,
        first.start()
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Savings { months: every_month(first, &rows) })
}

/// What everyone may know of a koperasi's buying together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Together {
    /// Nothing when nothing was saved yet.
    pub saved: Option<Rupiah>,
    /// Those that close first, coordinated by this koperasi or joined.
    pub open: Vec<OpenRound>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenRound {
    pub id: RoundId,
    pub title: String,
    pub closes_at: OffsetDateTime,
}

/// For a koperasi's public page.
///
/// # Errors
/// When the database does not answer.
pub async fn together(desk: &Desk, koperasi: KoperasiId) -> Result<Together> {
    let saved = sqlx::query_scalar!(
        r#"select sum(saved)::bigint as "saved: Rupiah" from charge_saving where koperasi_id = $1 and at >= $2"#,
        koperasi.0,
        first_month(desk.now()).start()
    )
    .fetch_one(desk.db())
    .await?;
    let open = sqlx::query_as!(
        OpenRound,
        r#"select r.id as "id: RoundId", r.title, r.closes_at
           from round_koperasi k join round r on r.id = k.round_id
           where k.koperasi_id = $1 and k.state = 'joined' and r.state = 'open' and r.closes_at > $2
           order by r.closes_at, r.id limit $3"#,
        koperasi.0,
        desk.now(),
        OPEN
    )
    .fetch_all(desk.db())
    .await?;
    Ok(Together { saved: saved.filter(|saved| *saved > Rupiah::ZERO), open })
}

/// The first day of the month eleven months before this one.
fn first_month(now: OffsetDateTime) -> Day {
    let today = Day::of(now).date();
    // The first of a month is there in every year.
    let year_ago = today.replace_day(1).and_then(|first| first.replace_year(first.year() - 1)).unwrap_or(today);
    Day::new(year_ago).plus_months(1)
}

/// Also the months in which nothing was settled.
fn every_month(first: Day, rows: &[Month]) -> Vec<Month> {
    let nothing = |first| Month { first, saved: Rupiah::ZERO, rounds: 0, uncounted: 0, shares: 0 };
    let months = (0..MONTHS).map(|n| first.plus_months(n));
    months.map(|day| rows.iter().find(|m| m.first == day).copied().unwrap_or_else(|| nothing(day))).collect()
}

#[cfg(test)]
mod tests {
    use domain::ids::{ChargeId, JournalId};
    use domain::ledger::{Entry, Line, Role};
    use time::macros::datetime;

    use super::*;
    use crate::ids;
    use crate::ledger::{Posting, book, post};
    use crate::testing::purchasing::{Scene, join};
    use crate::tx::Actor;

    #[test]
    fn twelve_months_end_with_this_one() {
        // Still 31 December in UTC, already January in Jakarta.
        for (now, first) in [
            (datetime!(2026-11-24 05:00 UTC), "2025-12-01"),
            (datetime!(2026-12-31 20:00 UTC), "2026-02-01"),
            (datetime!(2028-02-29 05:00 UTC), "2027-03-01"),
        ] {
            let months = every_month(first_month(now), &[]);
            assert_eq!((months.len(), months[0].first.iso().as_str()), (12, first));
            let this = Day::of(now).date();
            assert_eq!((months[11].first.date().year(), months[11].first.date().month()), (this.year(), this.month()));
        }
    }

    #[test]
    fn averages_are_rounded_half_up() {
        assert_eq!((tenths(7, 2), tenths(1, 20), tenths(5, 0)), (Some(35), Some(1), None));
    }

    /// Settles a round by its rows: so much for each of these members, at Rp9.000 with Rp500 of transport and
    /// Rp100 of fee in all, against Rp10.000 elsewhere where that was noted.
    async fn settled(scene: &Scene, round: RoundId, compared: bool, at: OffsetDateTime, parts: &[(usize, usize, i64)]) {
        let desk = scene.desk.at(at);
        let reference = compared.then_some(10_000_i64);
        sqlx::query!(
            "update round set state = 'settled', opened_at = $2, settled_at = $2, ordered_quantity = 1, accepted_quantity = 1,
                 paid_quantity = 1, stock_quantity = 0, unit_price = 9000, transport = 500, reference_price = $3,
                 reference_day = case when $3::bigint is not null then current_date end,
                 reference_source = case when $3::bigint is not null then 'Pasar Limpung' end
             where id = $1",
            round.0,
            at,
            reference
        )
        .execute(desk.db())
        .await
        .expect("a settled round");
        for (number, (koperasi, member, kilos)) in (1..).zip(parts) {
            let member = &scene.members[*koperasi][*member];
            charge(&desk, round, member, *kilos, number).await;
        }
    }

    async fn charge(desk: &Desk, round: RoundId, member: &Member, kilos: i64, number: i32) {
        let koperasi = member.koperasi().id;
        let mut tx = desk.begin(Actor::System).await.expect("begins");
        let total = Rupiah(9000 * kilos + 600);
        let entry = Entry::new([
            Line::debit(Role::MemberReceivable, total).of(member.membership().0),
            Line::credit(Role::RoundGoods, total),
        ]);
        let book = book(&mut tx, koperasi).await.expect("a book");
        let posting = Posting::new(book, Day::of(desk.now()), "settlement", "Penyelesaian").round(round);
        let journal: JournalId = post(&mut tx, &posting, &entry.expect("balances")).await.expect("posts");
        let (id, now): (ChargeId, _) = (ids::fresh(), tx.now());
        // Numbers of several rounds of a year do not meet.
        let number = number + i32::from(now.ordinal()) * 10;
        sqlx::query!(
            "insert into charge (id, round_id, koperasi_id, membership_id, year, number, quantity, goods, transport, fee, journal_id, at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, 500, 100, $9, $10)",
            id.0,
            round.0,
            koperasi.0,
            member.membership().0,
            now.year(),
            number,
            kilos * 1000,
            9000 * kilos,
            journal.0,
            now
        )
        .execute(tx.conn())
        .await
        .expect("an invoice");
        tx.commit().await.expect("commits");
    }

    async fn rated(scene: &Scene, round: RoundId, on_time: bool) {
        sqlx::query!(
            "insert into supplier_rating (round_id, koperasi_id, supplier_id, on_time, right_quantity, quality, rated_by)
             select r.id, r.koperasi_id, o.supplier_id, $2, true, case when $2 then 5 else 2 end, $3
               from round r join offer o on o.id = r.offer_id where r.id = $1",
            round.0,
            on_time,
            scene.officers[0][0].account().0
        )
        .execute(scene.desk.db())
        .await
        .expect("a rating");
    }

    fn days(n: i64) -> time::Duration {
        time::Duration::days(n)
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn each_koperasi_sees_what_its_own_members_saved() {
        let scene = Scene::new().await;
        let now = scene.desk.now();
        let (shared, own, unknown, old) = (scene.round().await, scene.round().await, scene.round().await, scene.round().await);
        join(&scene.desk, shared, scene.koperasi[1]).await;
        settled(&scene, shared, true, now - days(40), &[(0, 0, 10), (0, 1, 4), (1, 0, 20)]).await;
        settled(&scene, own, true, now - days(2), &[(0, 0, 5)]).await;
        settled(&scene, unknown, false, now - days(1), &[(0, 1, 50)]).await;
        settled(&scene, old, true, now - days(400), &[(0, 1, 90)]).await;
        rated(&scene, shared, true).await;
        rated(&scene, own, false).await;

        let one = insight(&scene.desk, &scene.overseer(0).await).await.expect("an insight");
        // 1,000 a kilo less 600: 9,400 + 3,400, then 4,400; what has no price elsewhere counts for nothing.
        assert_eq!((one.saved(), one.rounds(), one.uncounted(), one.members), (Rupiah(17_200), 3, 1, 2));
        assert_eq!(one.members_per_round(), Some(13));
        assert_eq!(one.on_time(), (1, 2));
        assert_eq!((one.suppliers.len(), one.suppliers[0].rated, one.suppliers[0].quality), (1, 2, 35));
        let top: Vec<(&str, Rupiah, i64)> = one.top.iter().map(|m| (m.name.as_str(), m.saved, m.rounds)).collect();
        assert_eq!(top, [("Tini", Rupiah(13_800), 2), ("Sri", Rupiah(3_400), 1)]);
        assert_eq!(one.months.iter().map(|m| m.saved.0).sum::<i64>(), 17_200);
        assert!(one.months.windows(2).all(|two| two[0].first < two[1].first));

        let two = insight(&scene.desk, &scene.overseer(1).await).await.expect("an insight");
        assert_eq!((two.saved(), two.rounds(), two.uncounted(), two.members), (Rupiah(19_400), 1, 0, 1));
        assert_eq!((two.top.len(), two.suppliers.len()), (1, 0));
        assert_eq!(two.top[0].name, "Wati");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_member_sees_only_their_own_and_strangers_the_sum() {
        let scene = Scene::new().await;
        let now = scene.desk.now();
        let (done, open) = (scene.round().await, scene.round().await);
        settled(&scene, done, true, now - days(3), &[(0, 0, 10), (0, 1, 4)]).await;
        let of = |nth: usize| member_savings(&scene.desk, &scene.members[0][nth]);
        assert_eq!((of(0).await.expect("savings").saved(), of(1).await.expect("savings").saved()), (Rupiah(9400), Rupiah(3400)));
        let nobody = member_savings(&scene.desk, &scene.members[1][0]).await.expect("savings");
        assert_eq!((nobody.saved(), nobody.rounds(), nobody.months.len()), (Rupiah::ZERO, 0, 12));

        let first = together(&scene.desk, scene.koperasi[0]).await.expect("what everyone may know");
        assert_eq!(first.saved, Some(Rupiah(12_800)));
        assert_eq!(first.open.iter().map(|r| r.id).collect::<Vec<_>>(), [open]);
        let second = together(&scene.desk, scene.koperasi[1]).await.expect("what everyone may know");
        assert_eq!((second.saved, second.open.len()), (None, 0));
        join(&scene.desk, open, scene.koperasi[1]).await;
        assert_eq!(together(&scene.desk, scene.koperasi[1]).await.expect("it joined").open.len(), 1);
    }
}
