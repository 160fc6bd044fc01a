//! How a shop sells, as strangers read it on its pages: no account numbers, and no code.

use std::collections::HashMap;

use domain::ids::BusinessId;
use domain::money::Rupiah;
use serde::Deserialize;
use sqlx::types::Json;

use super::terms::AreaShown;
use crate::Desk;
use crate::trouble::Result;

/// How goods reach the buyer, and how the seller is paid.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Ways {
    pub pickup: bool,
    pub pickup_koperasi: bool,
    /// Where the seller brings goods, the cheapest first; empty when nowhere.
    pub areas: Vec<AreaShown>,
    /// Goods of this much are brought for nothing.
    pub free_from: Option<Rupiah>,
    pub cash: bool,
    pub transfer: bool,
    pub qris: bool,
    /// What buyers should know before they order.
    pub note: Option<String>,
}

/// A shop that has said nothing hands its goods over at its door, for cash.
impl Default for Ways {
    fn default() -> Self {
        Self {
            pickup: true,
            pickup_koperasi: false,
            areas: Vec::new(),
            free_from: None,
            cash: true,
            transfer: false,
            qris: false,
            note: None,
        }
    }
}

/// From the column of an outer join with `shop_way`.
pub(crate) fn of(column: Option<Json<Ways>>) -> Ways {
    column.map(|ways| ways.0).unwrap_or_default()
}

/// The ways of several shops; a shop that has said nothing is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn ways(desk: &Desk, shops: &[BusinessId]) -> Result<HashMap<BusinessId, Ways>> {
    if shops.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<uuid::Uuid> = shops.iter().map(|shop| shop.0).collect();
    let rows = sqlx::query!(
        r#"select business_id as "business!: BusinessId", ways as "ways!: Json<Ways>" from shop_way where business_id = any ($1)"#,
        &ids
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows.into_iter().map(|row| (row.business, row.ways.0)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::carts;
    use crate::testing::world::World;

    #[tokio::test]
    async fn pages_that_say_how_a_shop_sells_hear_of_a_change() {
        let world = World::new().await;
        let mut ear = world.desk.listener().await.unwrap();
        ear.listen("guyub_changed").await.unwrap();
        carts::brings(&world.desk, world.shops[1].id).await;
        assert_eq!(ear.recv().await.unwrap().payload(), format!("business:{}", world.shops[1].id));
        sqlx::query!("delete from delivery_area where business_id = $1 and fee = 10000", world.shops[1].id.0)
            .execute(world.desk.db())
            .await
            .unwrap();
        // Two statements of `brings` told before it.
        for _ in 0..2 {
            assert_eq!(ear.recv().await.unwrap().payload(), format!("business:{}", world.shops[1].id));
        }
    }

    #[tokio::test]
    async fn each_shop_has_its_own_ways_and_a_silent_one_has_none() {
        let world = World::new().await;
        let shops = world.shops.map(|shop| shop.id);
        assert!(ways(&world.desk, &shops).await.unwrap().is_empty());
        carts::brings(&world.desk, shops[1]).await;
        let found = ways(&world.desk, &shops).await.unwrap();
        assert!(!found.contains_key(&shops[0]));
        let said = &found[&shops[1]];
        assert_eq!(
            said.areas.iter().map(|area| (area.name.as_str(), area.fee.0)).collect::<Vec<_>>(),
            [("Limpung", 5000), ("Subah", 10_000)]
        );
        assert!(said.pickup && said.cash && said.transfer && !said.qris && !said.pickup_koperasi);
        assert_eq!((said.free_from, said.note.as_deref()), (Some(Rupiah(100_000)), None));
        // What is brought no more is said no more.
        sqlx::query!("update shop_terms set deliver = false where business_id = $1", shops[1].0)
            .execute(world.desk.db())
            .await
            .unwrap();
        let said = &ways(&world.desk, &shops).await.unwrap()[&shops[1]];
        assert_eq!((said.areas.len(), said.free_from), (0, None));
    }
}
