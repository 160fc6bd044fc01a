//! All of a keeper's products in the columns that an import reads.

use domain::access::Keeper;
use domain::catalog::HEAD;
use domain::quantity::Quantity;
use sqlx::types::Json;

use super::shown::TierShown;
use crate::Desk;
use crate::sheet::Sheet;
use crate::trouble::Result;

/// The products that are not put away, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn export(desk: &Desk, by: &Keeper) -> Result<Sheet> {
    let rows = sqlx::query!(
        r#"
        select p.name, c.slug as category, p.description, p.price, p.sale_unit, p.stock, p.made_days, p.keywords,
            (select coalesce(jsonb_agg(jsonb_build_object('from', t.from_quantity, 'price', t.price) order by t.from_quantity), '[]')
             from price_tier t where t.product_id = p.id) as "tiers!: Json<Vec<TierShown>>"
        from product p join category c on c.id = p.category_id
        where p.business_id = $1 and p.state <> 'archived' order by p.name, p.id
        "#,
        by.business().0
    )
    .fetch_all(desk.db())
    .await?;
    let mut sheet = Sheet::new(&HEAD);
    for r in rows {
        let amount = |thousandths: i64| Quantity::from_thousandths(thousandths).to_string().replace('.', "");
        let tiers: Vec<String> = r.tiers.0.iter().map(|t| format!("{}:{}", amount(t.from), t.price)).collect();
        sheet.row(vec![
            r.name,
            r.category,
            r.description,
            r.price.to_string(),
            r.sale_unit,
            r.stock.map_or_else(String::new, amount),
            r.keywords,
            tiers.join(";"),
            r.made_days.map_or_else(String::new, |days| days.to_string()),
        ]);
    }
    Ok(sheet)
}
