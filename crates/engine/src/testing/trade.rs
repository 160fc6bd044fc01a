//! Suppliers, offers and rounds, as they lie in the tables: what tests of buying stand on.

use domain::ids::{AccountId, KoperasiId, MaterialId, OfferId, RoundId, SupplierId};
use time::Duration;

use crate::{Desk, ids};

/// A public supplier that a koperasi entered, with a WhatsApp number and, if given, an e-mail.
pub async fn supplier(desk: &Desk, koperasi: KoperasiId, by: AccountId, slug: &str, email: Option<&str>) -> SupplierId {
    let id: SupplierId = ids::fresh();
    sqlx::query!(
        "insert into supplier (id, slug, name, city, whatsapp, email, koperasi_id, entered_by, created_at, updated_at)
         values ($1, $2, $3, 'Kota Pekalongan', '+6284400000001', $4, $5, $6, $7, $7)",
        id.0,
        slug,
        format!("UD {slug}"),
        email,
        koperasi.0,
        by.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a supplier");
    id
}

/// The material of this slug, made if there is none.
pub async fn material(desk: &Desk, slug: &str) -> MaterialId {
    let id = sqlx::query_scalar!(
        "insert into material (id, slug, name, unit, created_at) values ($1, $2, initcap($2), 'kg', $3)
         on conflict (slug) do update set slug = excluded.slug returning id",
        ids::fresh::<MaterialId>().0,
        slug,
        desk.now()
    )
    .fetch_one(desk.db())
    .await
    .expect("a material");
    MaterialId(id)
}

/// An offer at Rp14.000 for a kg, in sacks of 50 kg, for a month.
pub async fn offer(desk: &Desk, koperasi: KoperasiId, by: AccountId, supplier: SupplierId, material: MaterialId) -> OfferId {
    let id: OfferId = ids::fresh();
    sqlx::query!(
        "insert into offer (id, koperasi_id, supplier_id, material_id, version, sale_unit, pack, minimum, step, lead_days,
                            valid_until, entered_by, created_at)
         select $1, $2, $3, $4, coalesce(max(version), 0) + 1, 'kg', 50000, 50000, 1000, 3, $5, $6, $7 from offer
         where koperasi_id = $2 and supplier_id = $3 and material_id = $4",
        id.0,
        koperasi.0,
        supplier.0,
        material.0,
        (desk.now() + Duration::days(30)).date(),
        by.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("an offer");
    sqlx::query!("insert into offer_tier (offer_id, from_quantity, price) values ($1, 1000, 14000)", id.0)
        .execute(desk.db())
        .await
        .expect("its price");
    id
}

/// A round of a koperasi that is over: everything arrived, everybody was charged.
pub async fn settled_round(desk: &Desk, koperasi: KoperasiId, by: AccountId, offer: OfferId) -> RoundId {
    let id: RoundId = ids::fresh();
    let now = desk.now();
    sqlx::query!(
        "insert into round (id, koperasi_id, offer_id, title, state, opens_at, closes_at, pickup_place, pickup_at, series,
                            ordered_quantity, accepted_quantity, paid_quantity, unit_price, transport, stock_quantity,
                            settled_at, created_by, created_at)
         values ($1, $2, $3, 'Kedelai bersama', 'settled', $4, $5, 'Gudang', $5, $1, 50000, 50000, 50000, 14000, 0, 0, $5, $6, $4)",
        id.0,
        koperasi.0,
        offer.0,
        now - Duration::days(10),
        now,
        by.0
    )
    .execute(desk.db())
    .await
    .expect("a round");
    join(desk, id, koperasi).await;
    id
}

/// A koperasi takes part in a round.
pub async fn join(desk: &Desk, round: RoundId, koperasi: KoperasiId) {
    sqlx::query!(
        "insert into round_koperasi (round_id, koperasi_id, state, invited_at) values ($1, $2, 'joined', $3)",
        round.0,
        koperasi.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("a koperasi of the round");
}
