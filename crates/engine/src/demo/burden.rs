//! What `make bench` asks of joint purchases: pledges by many members at once, and a round of ten thousand
//! of them taken through its steps; and of buying, orders by as many. In-process, by the use cases themselves,
//! since a session and a page for each of ten thousand people would measure those.

pub mod orders;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use domain::access::{Belonging, Duty, KoperasiRef, Member, Office, Officer, Overseer, Person, Standing};
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, MembershipId, OfferId, RoundId};
use domain::money::BasisPoints;
use domain::purchasing::{Delivery, Fee, IfMissed, Pledge, RoundPlan, TransportSplit};
use domain::quantity::Quantity;
use domain::slug::Slug;
use domain::text::Line;
use serde::Serialize;
use uuid::Uuid;

use super::load::fixed_id;
use crate::desk::Desk;
use crate::ids;
use crate::purchasing::{RoundError, order, plan, pledge, receipt, settle, steps};
use crate::trouble::{Result, Trouble};
use crate::tx::Actor;

/// Apart from the tables of both markets, as part of an id.
const APART: u8 = 200;
const SLUG: &str = "koperasi-uji-beban";

/// A koperasi with as many members as were asked for, and an offer to it.
pub struct Hall {
    chair: Officer,
    overseer: Overseer,
    members: Vec<Member>,
    /// The same people, as they buy at shops.
    buyers: Vec<Person>,
    offer: OfferId,
}

/// Seconds that the steps of a round took, each one transaction.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Took {
    pub pledges: usize,
    pub close: f64,
    /// Reading what could be ordered, as the officer's page does.
    pub choose: f64,
    /// The order, with everybody's allocation.
    pub order: f64,
    /// The end of the receipt, with the allocation anew.
    pub receive: f64,
    pub settle: f64,
}

impl Hall {
    /// Takes the hall that is there, or builds it.
    ///
    /// # Errors
    /// When the database does not answer, or has no supplier and material yet.
    pub async fn of(desk: &Desk, members: usize) -> Result<Self> {
        let slug = Slug::from_name(SLUG);
        let id = KoperasiId(fixed_id(APART, 0));
        let people: Vec<Uuid> = (0..members).map(|n| fixed_id(APART + 1, n)).collect();
        let memberships: Vec<Uuid> = (0..members).map(|n| fixed_id(APART + 2, n)).collect();
        build(desk, id, &people, &memberships).await?;
        let koperasi = KoperasiRef { id, slug, name: "Koperasi Uji Beban".to_owned() };
        let office = Office { koperasi: koperasi.clone(), duty: Duty::Chair, from: time::Date::MIN, until: time::Date::MAX };
        let standing = |nth: usize| Standing {
            account: AccountId(people[nth]),
            name: String::new(),
            operator: false,
            regencies: Vec::new(),
            offices: if nth == 0 { vec![office.clone()] } else { Vec::new() },
            memberships: vec![Belonging {
                koperasi: koperasi.clone(),
                membership: MembershipId(memberships[nth]),
                number: i32::try_from(nth + 1).unwrap_or(0),
            }],
            businesses: Vec::new(),
            unread: 0,
            cart: 0,
        };
        let today = Day::of(desk.now()).date();
        let not = |_| Trouble::Other("the hall has no officer".to_owned());
        Ok(Self {
            chair: standing(0).officer(id, today).map_err(not)?,
            overseer: standing(0).overseer(id, today).map_err(not)?,
            members: (0..members).filter_map(|nth| standing(nth).member(id).ok()).collect(),
            buyers: (0..members).map(|nth| standing(nth).person()).collect(),
            offer: OfferId(fixed_id(APART + 3, 0)),
        })
    }

    async fn open(&self, desk: &Desk) -> Result<RoundId> {
        let text = |_| Trouble::Other("a text of the hall".to_owned());
        let now = desk.now();
        let plan = RoundPlan {
            offer: self.offer.0,
            title: Line::parse("Uji beban").map_err(text)?,
            note: None,
            opens_at: now,
            closes_at: now + time::Duration::days(3),
            minimum: None,
            if_missed: IfMissed::Ask,
            extend_days: 3,
            fee: Fee::Share(BasisPoints(150)),
            transport_split: TransportSplit::Quantity,
            deposit: BasisPoints(0),
            pickup_place: Line::parse("Balai desa").map_err(text)?,
            pickup_at: now + time::Duration::days(5),
            shared: false,
            repeat: None,
            reference: None,
        };
        let round = plan::create(desk, &self.chair, &plan, ids::fresh()).await.map_err(failed)?;
        steps::open(desk, &self.chair, round).await.map_err(failed)?;
        Ok(round)
    }
}

fn failed(why: RoundError) -> Trouble {
    match why {
        RoundError::Trouble(trouble) => trouble,
        other => Trouble::Other(other.to_string()),
    }
}

async fn build(desk: &Desk, koperasi: KoperasiId, people: &[Uuid], memberships: &[Uuid]) -> Result<()> {
    let mut tx = desk.begin(Actor::System).await?;
    let (now, offer) = (tx.now(), fixed_id(APART + 3, 0));
    sqlx::query!(
        "insert into account (id, name, phone, created_at, password_hash)
         select p, 'Anggota ' || n, '+62844' || lpad((50000000 + n)::text, 8, '0'), $2, '-'
           from unnest($1::uuid[]) with ordinality as t (p, n) on conflict do nothing",
        people,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into koperasi (id, slug, name, legal_form, nik_koperasi, district_code, village, phone, state, decided_by, decided_at,
                               created_by, created_at, last_member_number)
         values ($1, $2, 'Koperasi Uji Beban', 'ksu', '3325099999999', '33.25.08', 'Limpung', '+6284450000000', 'verified', $3, $4, $3, $4, $5)
         on conflict (id) do update set last_member_number = greatest(koperasi.last_member_number, excluded.last_member_number)",
        koperasi.0,
        SLUG,
        people[0],
        now,
        i32::try_from(people.len()).unwrap_or(i32::MAX)
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, number, state, applied_at, decided_at)
         select m, $3, p, n, 'admitted', $4, $4 from unnest($1::uuid[], $2::uuid[]) with ordinality as t (m, p, n) on conflict do nothing",
        memberships,
        people,
        koperasi.0,
        now
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "with made as (
             insert into offer (id, koperasi_id, supplier_id, material_id, version, sale_unit, pack, minimum, step, lead_days,
                                transport_fixed, valid_until, entered_by, created_at)
             select $1, $2, d.supplier_id, d.material_id, 1, 'kg', 25000, 25000, 1000, 2, 500000, $3, $4, $5
               from supplier_material d order by 3, 4 limit 1 on conflict do nothing returning id)
         insert into offer_tier (offer_id, from_quantity, price)
         select id, q, p from made cross join (values (25000::bigint, 11000::bigint), (1000000, 10500), (10000000, 10000)) as t (q, p)",
        offer,
        koperasi.0,
        (now + time::Duration::days(60)).date(),
        people[0],
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await
}

/// A round with a pledge of every member, from its closing to its settlement.
///
/// # Errors
/// When a step is refused or the database does not answer.
pub async fn whole_round(desk: &Desk, hall: &Hall) -> Result<Took> {
    let round = hall.open(desk).await?;
    pledge_all(desk, hall, round).await?;
    let chair = &hall.chair;
    let since = Instant::now();
    steps::close(desk, chair, round).await.map_err(failed)?;
    let close = since.elapsed();
    let since = Instant::now();
    let choices = order::choices(desk, &hall.overseer, round, None).await.map_err(failed)?;
    let choose = since.elapsed();
    let best = choices.list.iter().find(|c| c.candidate.recommended);
    let quantity = best.map(|c| c.candidate.quantity).ok_or_else(|| Trouble::Other("nothing can be ordered".to_owned()))?;
    let since = Instant::now();
    order::order(desk, chair, round, choices.version, quantity, None, None, ids::fresh()).await.map_err(failed)?;
    let ordered = since.elapsed();
    let delivery = Delivery {
        delivered: quantity,
        damaged: Quantity::ZERO,
        damaged_paid: false,
        unit_price: None,
        transport: None,
        note: None,
    };
    receipt::receive(desk, chair, round, &delivery, None, ids::fresh()).await.map_err(failed)?;
    let seen = version(desk, hall, round).await?;
    let since = Instant::now();
    receipt::finish_receiving(desk, chair, round, seen).await.map_err(failed)?;
    let receive = since.elapsed();
    let seen = version(desk, hall, round).await?;
    let since = Instant::now();
    settle::settle(desk, chair, round, seen, ids::fresh()).await.map_err(failed)?;
    let seconds = |took: Duration| took.as_secs_f64();
    Ok(Took {
        pledges: hall.members.len(),
        close: seconds(close),
        choose: seconds(choose),
        order: seconds(ordered),
        receive: seconds(receive),
        settle: seconds(since.elapsed()),
    })
}

async fn version(desk: &Desk, hall: &Hall, round: RoundId) -> Result<i64> {
    let seen = receipt::receipts(desk, &hall.overseer, round).await?;
    Ok(seen.map_or(0, |s| s.goods.version))
}

/// One to nine kg each, a third of them with a tolerance: as rows, as ten thousand pledges would leave them.
async fn pledge_all(desk: &Desk, hall: &Hall, round: RoundId) -> Result<()> {
    let members: Vec<Uuid> = hall.members.iter().map(|m| m.membership().0).collect();
    let accounts: Vec<Uuid> = hall.members.iter().map(|m| m.account().0).collect();
    let mut tx = desk.begin(Actor::System).await?;
    let now = tx.now();
    sqlx::query!(
        "with wanted as (
             select m, a, (1 + n % 9) * 1000 as quantity, case when n % 3 = 0 then 1000 else 0 end as tolerance
               from unnest($3::uuid[], $4::uuid[]) with ordinality as t (m, a, n)),
         made as (
             insert into pledge (id, round_id, koperasi_id, membership_id, quantity, tolerance, held, deposit_due, created_at, changed_at)
             select gen_random_uuid(), $1, $2, m, quantity, tolerance, (quantity + tolerance) * 11165 / 1000, 0, $5, $5 from wanted
             returning id, membership_id, quantity, tolerance)
         insert into pledge_change (pledge_id, at, account_id, quantity, tolerance)
         select made.id, $5, wanted.a, made.quantity, made.tolerance from made join wanted on wanted.m = made.membership_id",
        round.0,
        hall.chair.koperasi().id.0,
        &members,
        &accounts,
        now
    )
    .execute(tx.conn())
    .await?;
    tx.commit().await?;
    sqlx::query("analyze pledge").execute(desk.db()).await?;
    Ok(())
}

/// Pledges in a second, by so many members at once, spread over so many open rounds: each of them pledges,
/// and changes the pledge when its turn comes again.
///
/// # Errors
/// When a pledge is refused or the database does not answer.
pub async fn pledging(desk: &Desk, hall: Hall, rounds: usize, clients: usize, lasts: Duration) -> Result<f64> {
    let mut open = Vec::with_capacity(rounds.max(1));
    for _ in 0..rounds.max(1) {
        open.push(hall.open(desk).await?);
    }
    let (open, hall, made) = (Arc::new(open), Arc::new(hall), Arc::new(AtomicU64::new(0)));
    let since = Instant::now();
    let tasks: Vec<_> = (0..clients.max(1))
        .map(|client| {
            let (desk, open, hall, made) = (desk.clone(), open.clone(), hall.clone(), made.clone());
            tokio::spawn(async move {
                let mut turn = client;
                while since.elapsed() < lasts {
                    let member = &hall.members[turn % hall.members.len()];
                    let round = open[turn % open.len()];
                    // Another one in each lap: the same as before would be no change.
                    let amount = u32::try_from((turn + turn / hall.members.len()) % 5).unwrap_or(0) + 1;
                    let wanted = Pledge { quantity: Quantity::whole(amount), tolerance: Quantity::ZERO };
                    pledge::pledge(&desk, member, round, &wanted, ids::fresh()).await.map_err(failed)?;
                    made.fetch_add(1, Ordering::Relaxed);
                    turn += clients.max(1);
                }
                Ok::<(), Trouble>(())
            })
        })
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(made.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64())
}
