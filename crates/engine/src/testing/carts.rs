//! What a cart meets while it stands: another price, another stock, a shop that brings its goods.

use domain::ids::{BusinessId, ProductId};

use crate::Desk;

/// So many thousandths of a product are there.
///
/// # Panics
/// When the row cannot be written; so do all that follow.
pub async fn stock(desk: &Desk, product: ProductId, thousandths: i64) {
    sqlx::query!("update product set stock = $2, made_days = null where id = $1", product.0, thousandths)
        .execute(desk.db())
        .await
        .expect("another stock");
}

pub async fn price(desk: &Desk, product: ProductId, rupiah: i64) {
    sqlx::query!("update product set price = $2 where id = $1", product.0, rupiah)
        .execute(desk.db())
        .await
        .expect("another price");
}

/// The shop brings goods to Limpung for Rp5.000 and to Subah for Rp10.000, for nothing from Rp100.000 on, and
/// takes cash and transfers.
pub async fn brings(desk: &Desk, shop: BusinessId) {
    sqlx::query!(
        "insert into shop_terms (business_id, deliver, free_from, bank, bank_number, bank_holder, updated_at)
         values ($1, true, 100000, 'BRI', '1234567890', 'Tini', $2) on conflict (business_id) do nothing",
        shop.0,
        desk.now()
    )
    .execute(desk.db())
    .await
    .expect("its terms");
    sqlx::query!(
        "insert into delivery_area (business_id, district_code, fee) values ($1, '33.25.08', 5000), ($1, '33.25.09', 10000)
         on conflict do nothing",
        shop.0
    )
    .execute(desk.db())
    .await
    .expect("its areas");
}
