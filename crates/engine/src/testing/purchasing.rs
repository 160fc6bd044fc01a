//! Builders for joint purchases: two koperasi with officers and members, an offer, rounds and pledges.
//! Rows are inserted directly, so that a test of one step does not stand on another.

use domain::access::{Belonging, Duty, KoperasiRef, Member, Office, Officer, Overseer, Standing};
use domain::ids::{AccountId, KoperasiId, MaterialId, MembershipId, OfferId, PledgeId, RoundId, SupplierId};
use domain::money::BasisPoints;
use domain::purchasing::{Fee, IfMissed, Pledge, RoundPlan, TransportSplit};
use domain::quantity::Quantity;
use domain::slug::Slug;
use domain::text::Line;
use time::{Date, Duration};

use super::world::{membership, office};
use super::{TestDesk, account, desk, koperasi};
use crate::{Desk, ids, purchasing};

/// Two verified koperasi, each with two officers and two members, and an offer to the first.
pub struct Scene {
    pub desk: TestDesk,
    pub koperasi: [KoperasiId; 2],
    /// A chair and a treasurer of each.
    pub officers: [[Officer; 2]; 2],
    pub members: [[Member; 2]; 2],
    /// Of the first koperasi, as [`offer`] makes it.
    pub offer: OfferId,
}

impl Scene {
    pub async fn new() -> Self {
        let desk = desk().await;
        let koperasi = [koperasi(&desk, "Koperasi Satu").await, koperasi(&desk, "Koperasi Dua").await];
        let [one, two] = koperasi;
        let officers = [
            [officer(&desk, one, Duty::Chair).await, officer(&desk, one, Duty::Treasurer).await],
            [officer(&desk, two, Duty::Chair).await, officer(&desk, two, Duty::Treasurer).await],
        ];
        let members = [
            [member(&desk, one, "Tini").await, member(&desk, one, "Sri").await],
            [member(&desk, two, "Wati").await, member(&desk, two, "Yanto").await],
        ];
        let offer = offer(&desk, one).await;
        Self { desk, koperasi, officers, members, offer }
    }

    /// The first officer of a koperasi, as one who reads.
    pub async fn overseer(&self, nth: usize) -> Overseer {
        let by = &self.officers[nth][0];
        overseer(&self.desk, self.koperasi[nth], by.account()).await
    }

    /// A round of the first koperasi that is open.
    pub async fn round(&self) -> RoundId {
        open_round(&self.desk, &self.officers[0][0], self.offer).await
    }
}

/// What a round is planned as when nothing is said: it opens now, closes in three days, and goods are
/// fetched four days later. Nothing is asked for beyond the goods and their transport.
pub fn plan(desk: &Desk, offer: OfferId) -> RoundPlan {
    let now = desk.now();
    RoundPlan {
        offer: offer.0,
        title: Line::parse("Kedelai Maret").expect("a title"),
        note: None,
        opens_at: now,
        closes_at: now + Duration::days(3),
        minimum: None,
        if_missed: IfMissed::Ask,
        extend_days: 3,
        fee: Fee::NONE,
        transport_split: TransportSplit::Quantity,
        deposit: BasisPoints(0),
        pickup_place: Line::parse("Balai desa Limpung").expect("a place"),
        pickup_at: now + Duration::days(7),
        shared: true,
        repeat: None,
        reference: None,
    }
}

async fn reference(desk: &Desk, koperasi: KoperasiId) -> KoperasiRef {
    let row = sqlx::query!("select slug, name from koperasi where id = $1", koperasi.0)
        .fetch_one(desk.db())
        .await
        .expect("the koperasi is there");
    KoperasiRef { id: koperasi, slug: Slug::parse(&row.slug).expect("a slug"), name: row.name }
}

/// A standing as the session of that account would have it, with duties that run now.
async fn standing(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Standing {
    let koperasi = reference(desk, koperasi).await;
    let duties = sqlx::query!(
        "select duty, from_day, until_day from office where koperasi_id = $1 and account_id = $2 and ended_at is null",
        koperasi.id.0,
        account.0
    )
    .fetch_all(desk.db())
    .await
    .expect("the offices");
    let memberships = sqlx::query!(
        r#"select id as "id: MembershipId", number as "number!" from membership
           where koperasi_id = $1 and account_id = $2 and state = 'admitted'"#,
        koperasi.id.0,
        account.0
    )
    .fetch_all(desk.db())
    .await
    .expect("the memberships");
    let office = |duty: &str, from: Date, until: Date| Office {
        koperasi: koperasi.clone(),
        duty: Duty::parse(duty).expect("a duty"),
        from,
        until,
    };
    Standing {
        account,
        name: "Pengurus".to_owned(),
        operator: false,
        regencies: Vec::new(),
        offices: duties.iter().map(|row| office(&row.duty, row.from_day, row.until_day)).collect(),
        memberships: memberships
            .iter()
            .map(|row| Belonging { koperasi: koperasi.clone(), membership: row.id, number: row.number })
            .collect(),
        businesses: Vec::new(),
        unread: 0,
        cart: 0,
    }
}

/// A new person who holds this duty.
///
/// # Panics
/// When a row cannot be written; so do all that follow.
pub async fn officer(desk: &Desk, koperasi: KoperasiId, duty: Duty) -> Officer {
    let person = account(desk, &format!("{duty:?}")).await;
    office(desk, koperasi, person, duty).await;
    officer_of(desk, koperasi, person).await
}

/// The officer that an account is already.
pub async fn officer_of(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Officer {
    standing(desk, koperasi, account).await.officer(koperasi, desk.today().date()).expect("an officer")
}

pub async fn overseer(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Overseer {
    standing(desk, koperasi, account).await.overseer(koperasi, desk.today().date()).expect("an overseer")
}

/// A new person who is admitted.
pub async fn member(desk: &Desk, koperasi: KoperasiId, name: &str) -> Member {
    let person = account(desk, name).await;
    membership(desk, koperasi, person).await;
    member_of(desk, koperasi, person).await
}

/// The member that an account is already.
pub async fn member_of(desk: &Desk, koperasi: KoperasiId, account: AccountId) -> Member {
    standing(desk, koperasi, account).await.member(koperasi).expect("a member")
}

/// A supplier with a WhatsApp number and an e-mail.
pub async fn supplier(desk: &Desk, koperasi: KoperasiId) -> SupplierId {
    let id: SupplierId = ids::fresh();
    let by = account(desk, "Pencatat").await;
    sqlx::query!(
        "insert into supplier (id, slug, name, city, whatsapp, email, koperasi_id, entered_by, created_at, updated_at)
         values ($1, 'pemasok-' || $1::uuid::text, 'UD Sumber Kedelai', 'Kota Pekalongan', '+6281200000001', 'jual@sumber.example', $2, $3, $4, $4)",
        id.0, koperasi.0, by.0, desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a supplier");
    id
}

pub async fn material(desk: &Desk) -> MaterialId {
    let id: MaterialId = ids::fresh();
    sqlx::query!(
        "insert into material (id, slug, name, unit, created_at) values ($1, 'bahan-' || $1::uuid::text, 'Kedelai ' || $1::uuid::text, 'kg', $2)",
        id.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a material");
    id
}

/// By the kg in packs of 10, pledged in steps of 1: Rp10.000 from 10 kg, Rp9.500 from 100 kg, Rp9.000 from
/// 500 kg; Rp50.000 for the transport. Valid for 60 days, from a supplier and of a material of its own.
pub async fn offer(desk: &Desk, koperasi: KoperasiId) -> OfferId {
    let (supplier, material) = (supplier(desk, koperasi).await, material(desk).await);
    offer_of(desk, koperasi, supplier, material).await
}

/// The next version of such an offer.
pub async fn offer_of(desk: &Desk, koperasi: KoperasiId, supplier: SupplierId, material: MaterialId) -> OfferId {
    let id: OfferId = ids::fresh();
    let by = account(desk, "Pencatat").await;
    sqlx::query!(
        "insert into offer (id, koperasi_id, supplier_id, material_id, version, sale_unit, pack, minimum, step, lead_days,
                            transport_fixed, valid_until, entered_by, created_at)
         select $1, $2, $3, $4, 1 + coalesce(max(version), 0), 'kg', 10000, 10000, 1000, 2, 50000, $5, $6, $7
         from offer where koperasi_id = $2 and supplier_id = $3 and material_id = $4",
        id.0,
        koperasi.0,
        supplier.0,
        material.0,
        (desk.now() + Duration::days(60)).date(),
        by.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("an offer");
    sqlx::query!(
        "insert into offer_tier (offer_id, from_quantity, price) values ($1, 10000, 10000), ($1, 100000, 9500), ($1, 500000, 9000)",
        id.0
    )
    .execute(desk.db())
    .await
    .expect("its tiers");
    id
}

/// A round that is open, as [`plan`] plans it, with the officer's koperasi as its coordinator.
pub async fn open_round(desk: &Desk, by: &Officer, offer: OfferId) -> RoundId {
    let id: RoundId = ids::fresh();
    let plan = plan(desk, offer);
    sqlx::query!(
        "insert into round (id, koperasi_id, offer_id, title, state, opens_at, closes_at, pickup_place, pickup_at, shared, series,
                            opened_at, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, 'open', $5, $6, $7, $8, true, $1, $5, $9, $5, $5)",
        id.0,
        by.koperasi().id.0,
        offer.0,
        plan.title.as_str(),
        plan.opens_at,
        plan.closes_at,
        plan.pickup_place.as_str(),
        plan.pickup_at,
        by.account().0
    )
    .execute(desk.db())
    .await
    .expect("a round");
    join(desk, id, by.koperasi().id).await;
    id
}

/// A koperasi takes part in a round.
pub async fn join(desk: &Desk, round: RoundId, koperasi: KoperasiId) {
    sqlx::query!(
        "insert into round_koperasi (round_id, koperasi_id, state, invited_at, answered_at) values ($1, $2, 'joined', $3, $3)
         on conflict (round_id, koperasi_id) do update set state = 'joined'",
        round.0,
        koperasi.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("it takes part");
}

/// A member's pledge, in whole units.
pub async fn pledge_row(desk: &Desk, round: RoundId, by: &Member, quantity: u32, tolerance: u32) -> PledgeId {
    let pledge = Pledge { quantity: Quantity::whole(quantity), tolerance: Quantity::whole(tolerance) };
    let mut db = desk.db().acquire().await.expect("a connection");
    let there = purchasing::read(&mut db, round).await.expect("an answer").expect("the round is there");
    let terms = purchasing::terms(&mut db, there.offer).await.expect("its terms");
    let held = pledge.held(&terms, there.fee).expect("it fits");
    let due = Pledge::deposit_due(held, there.deposit).expect("it fits");
    let id: PledgeId = ids::fresh();
    sqlx::query!(
        "with p as (insert into pledge (id, round_id, koperasi_id, membership_id, quantity, tolerance, held, deposit_due, created_at, changed_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9) returning id)
         insert into pledge_change (pledge_id, at, account_id, quantity, tolerance) select id, $9, $10, $5, $6 from p",
        id.0,
        round.0,
        by.koperasi().id.0,
        by.membership().0,
        pledge.quantity.thousandths(),
        pledge.tolerance.thousandths(),
        held.0,
        due.0,
        desk.now(),
        by.account().0
    )
    .execute(&mut *db)
    .await
    .expect("a pledge");
    id
}
