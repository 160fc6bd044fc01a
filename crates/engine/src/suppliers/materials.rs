//! Raw materials, one row for a thing whoever buys it.

use domain::access::Officer;
use domain::ids::MaterialId;
use domain::quantity::Unit;
use domain::supplier::TypedMaterial;
use serde_json::json;
use uuid::Uuid;

use crate::catalog::slugs;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;
use crate::{Desk, ids};

/// A raw material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialRow {
    pub id: MaterialId,
    pub slug: String,
    pub name: String,
    /// How it is bought; `None`: nobody has said.
    pub unit: Option<Unit>,
}

/// All materials by name, at most `limit`: what is known already, for who enters a supplier.
///
/// # Errors
/// When the database does not answer.
pub async fn materials(desk: &Desk, limit: i64) -> Result<Vec<MaterialRow>> {
    let rows = sqlx::query_as!(
        MaterialRow,
        r#"select id as "id: MaterialId", slug, name, unit as "unit: Unit" from material order by lower(name), id limit $1"#,
        limit
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A material that public suppliers deal in, and how many do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialUse {
    pub slug: String,
    pub name: String,
    pub suppliers: i64,
}

/// The materials that most suppliers deal in, and among them the one that was `asked` for.
///
/// # Errors
/// When the database does not answer.
pub async fn in_use(desk: &Desk, asked: Option<&str>, limit: i64) -> Result<Vec<MaterialUse>> {
    let rows = sqlx::query_as!(
        MaterialUse,
        r#"select m.slug, m.name, count(*) as "suppliers!"
           from material m join supplier_material sm on sm.material_id = m.id join supplier_public s on s.id = sm.supplier_id
           group by m.id order by m.slug is not distinct from $1 desc, count(*) desc, lower(m.name) limit $2"#,
        asked,
        limit
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// The ids of what was typed, matched by name in whatever case; what has no row yet gets one.
pub(super) async fn take(tx: &mut Tx, by: &Officer, typed: &[TypedMaterial]) -> Result<Vec<MaterialId>> {
    let mut found = find(tx, typed).await?;
    if found.iter().any(Option::is_none) {
        // Whoever makes new ones queues here and reads what the one before has made, so that the
        // same name typed twice at once is one material.
        sqlx::query!("select pg_advisory_xact_lock(hashtextextended('material', 0))").execute(tx.conn()).await?;
        found = find(tx, typed).await?;
        for (place, material) in found.iter_mut().zip(typed) {
            if place.is_none() {
                *place = Some(add(tx, by, material).await?);
            }
        }
    }
    Ok(found.into_iter().flatten().collect())
}

/// In the order of what was typed.
async fn find(tx: &mut Tx, typed: &[TypedMaterial]) -> Result<Vec<Option<MaterialId>>> {
    let names: Vec<String> = typed.iter().map(|m| m.name.as_str().to_owned()).collect();
    let found = sqlx::query_scalar!(
        r#"select m.id as "id?: MaterialId" from unnest($1::text[]) with ordinality t (name, n)
           left join material m on lower(m.name) = lower(t.name) order by t.n"#,
        &names
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(found)
}

async fn add(tx: &mut Tx, by: &Officer, material: &TypedMaterial) -> Result<MaterialId> {
    let name = material.name.as_str();
    for slug in slugs::candidates(name).take(20) {
        let id: MaterialId = ids::fresh();
        let now = tx.now();
        let added = sqlx::query!(
            "insert into material (id, slug, name, unit, entered_by, created_at) values ($1, $2, $3, $4, $5, $6)
             on conflict do nothing",
            id.0,
            slug.as_str(),
            name,
            material.unit.map(Unit::code),
            by.account().0,
            now
        )
        .execute(tx.conn())
        .await?
        .rows_affected();
        if added == 1 {
            tx.audit("material.add", Some(by.koperasi().id), id.0, json!({})).await?;
            return Ok(id);
        }
        // The slug is taken; or the name is, by a letter whose two cases only the database holds for one.
        let there: Option<Uuid> =
            sqlx::query_scalar!("select id from material where lower(name) = lower($1)", name).fetch_optional(tx.conn()).await?;
        if let Some(there) = there {
            return Ok(MaterialId(there));
        }
    }
    Err(Trouble::Other("no slug is free for a material".into()))
}
