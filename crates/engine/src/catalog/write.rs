//! A keeper lists a product, and changes one.

use domain::access::Keeper;
use domain::catalog::{Details, State, Step, StockWarning};
use domain::form::Invalid;
use domain::ids::{IdempotencyKey, PictureId, ProductId};
use domain::slug::Slug;
use serde::{Deserialize, Serialize};
use serde_json::json;
use sqlx::PgConnection;

use super::own::{lock, may_publish_in};
use super::slugs;
use crate::pictures::{self, PictureSet, product::AttachError};
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, discovery, ids};

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No such product of this business.
    #[error("no such product")]
    Unknown,
    #[error("no such category")]
    UnknownCategory,
    /// The pictures cannot be added; the reason for the field.
    #[error("pictures refused: {0}")]
    Pictures(Invalid),
    /// Somebody saved it since the form was opened; `version` is how it stands now.
    #[error("changed meanwhile")]
    Stale { version: i64 },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<AttachError> for WriteError {
    fn from(error: AttachError) -> Self {
        match (error.invalid(), error) {
            (Some(why), _) => Self::Pictures(why),
            (None, AttachError::Trouble(trouble)) => Self::Trouble(trouble),
            (None, other) => Self::Trouble(Trouble::Other(other.to_string())),
        }
    }
}

/// What became of a new product.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Created {
    pub id: ProductId,
    pub slug: Slug,
    pub state: State,
    /// It was to be published, but no koperasi vouches for the business yet: it is a draft.
    pub held_back: bool,
    /// False for the second press of the button, whose pictures nobody needs.
    #[serde(skip)]
    pub fresh: bool,
}

/// A new product with its stored pictures. The second press of the button finds the first's
/// product; a form sent again with other contents is another product.
///
/// # Errors
/// [`WriteError::UnknownCategory`], [`WriteError::Pictures`].
pub async fn create(
    desk: &Desk,
    by: &Keeper,
    details: &Details,
    publish: bool,
    pictures: &[PictureSet],
    key: IdempotencyKey,
) -> Result<Created, WriteError> {
    // Pictures sent twice are stored under other keys, so only their number can be compared.
    let request = ("product.create", by.business(), details, publish, pictures.len());
    let mut tx = match desk.begin_once::<Created>(by.account(), key, &request).await {
        Ok(Once::Done(before)) => return Ok(before),
        Ok(Once::Fresh(tx)) => tx,
        Err(Trouble::KeyReused) => match desk.begin_once(by.account(), ids::fresh(), &request).await? {
            Once::Done(before) => return Ok(before),
            Once::Fresh(tx) => tx,
        },
        Err(trouble) => return Err(trouble.into()),
    };
    let category = category_id(&mut tx, &details.category).await?;
    let allowed = publish && may_publish_in(&mut tx, by.business()).await?;
    let state = if allowed { State::Draft.after(Step::Publish).unwrap_or(State::Draft) } else { State::Draft };
    let id: ProductId = ids::fresh();
    let slug = insert(&mut tx, by, id, details, category, state).await?;
    write_tiers(&mut tx, id, details).await?;
    write_warning(&mut tx, id, details).await?;
    pictures::product::add(&mut tx, id, pictures, "").await?;
    discovery::refresh(&mut tx, discovery::Changed::Products(&[id])).await?;
    tx.audit("product.create", by.koperasi(), id.0, json!({ "state": state, "on_behalf": by.on_behalf() })).await?;
    let created = Created { id, slug, state, held_back: publish && !allowed, fresh: true };
    tx.commit_with(&created).await?;
    Ok(created)
}

async fn category_id(db: &mut PgConnection, slug: &Slug) -> Result<i16, WriteError> {
    sqlx::query_scalar!("select id from category where slug = $1 and archived_at is null", slug.as_str())
        .fetch_optional(db)
        .await
        .map_err(Trouble::from)?
        .ok_or(WriteError::UnknownCategory)
}

async fn insert(tx: &mut Tx, by: &Keeper, id: ProductId, d: &Details, category: i16, state: State) -> Result<Slug> {
    let unit_price = d.unit_price();
    let now = tx.now();
    for slug in slugs::candidates(d.name.as_str()) {
        let done =
            sqlx::query!(
            "insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base,
                                  stock, made_days, keywords, state, entered_by, created_at, updated_at, published_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17)
             on conflict on constraint product_slug_taken do nothing",
            id.0, by.business().0, slug.as_str(), d.name.as_str(), category,
            d.description.as_ref().map_or("", |t| t.as_str()), d.price.rupiah().0, d.unit.code(),
            unit_price.map(|u| u.0), unit_price.map(|u| u.1),
            d.availability.stock().map(|q| q.thousandths()), d.availability.lead_days().map(|l| l.days()),
            d.keywords.as_ref().map_or("", |k| k.as_str()), state.code(), by.account().0, now,
            (state == State::Published).then_some(now)
        )
            .execute(tx.conn())
            .await?;
        if done.rows_affected() == 1 {
            return Ok(slug);
        }
    }
    Err(Trouble::Other("no slug is free".into()))
}

async fn write_tiers(db: &mut PgConnection, id: ProductId, d: &Details) -> Result<()> {
    let from: Vec<i64> = d.tiers.as_slice().iter().map(|t| t.from.thousandths()).collect();
    let price: Vec<i64> = d.tiers.as_slice().iter().map(|t| t.price.rupiah().0).collect();
    sqlx::query!("delete from price_tier where product_id = $1", id.0).execute(&mut *db).await?;
    sqlx::query!(
        "insert into price_tier (product_id, from_quantity, price) select $1, f, p from unnest($2::bigint[], $3::bigint[]) as t (f, p)",
        id.0, &from, &price
    )
    .execute(db)
    .await?;
    Ok(())
}

/// When the keeper is told that it runs low (`crate::till`).
async fn write_warning(db: &mut PgConnection, id: ProductId, d: &Details) -> Result<()> {
    match d.stock_warning {
        None => {}
        Some(StockWarning::Never) => {
            sqlx::query!("delete from stock_warning where product_id = $1", id.0).execute(db).await?;
        }
        Some(StockWarning::Below(below)) => {
            sqlx::query!(
                "insert into stock_warning (product_id, below) values ($1, $2)
                 on conflict (product_id) do update set below = excluded.below",
                id.0,
                below.thousandths()
            )
            .execute(db)
            .await?;
        }
    }
    Ok(())
}

/// What became of a changed product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub state: State,
    pub held_back: bool,
}

/// What a changed form says of pictures.
#[derive(Debug, Clone, Copy, Default)]
pub struct PictureEdit<'a> {
    /// Stored ones, to hang behind those that are there.
    pub added: &'a [PictureSet],
    /// What those that are there show, for who cannot see them. One that is gone needs no words.
    pub described: &'a [(PictureId, String)],
}

/// Changes a product and its pictures. `version` is the one the form was opened with; without
/// one, whatever is there is overwritten, but a stock that was not touched: orders take from it meanwhile. A published product stays published; `publish` also takes
/// a draft to the market.
///
/// # Errors
/// [`WriteError`]
pub async fn change(
    desk: &Desk,
    by: &Keeper,
    slug: &Slug,
    version: Option<i64>,
    details: &Details,
    publish: bool,
    pictures: PictureEdit<'_>,
) -> Result<Changed, WriteError> {
    let mut tx = desk.begin(by.account()).await?;
    let there = lock(&mut tx, by, slug).await?.ok_or(WriteError::Unknown)?;
    if version.is_some_and(|v| v != there.version) {
        return Err(WriteError::Stale { version: there.version });
    }
    let category = category_id(&mut tx, &details.category).await?;
    let wants = publish && there.state == State::Draft;
    let allowed = wants && may_publish_in(&mut tx, by.business()).await?;
    let state = if allowed { there.state.after(Step::Publish).unwrap_or(there.state) } else { there.state };
    let (d, now, unit_price) = (details, tx.now(), details.unit_price());
    sqlx::query!(
        "update product set name = $2, category_id = $3, description = $4, price = $5, sale_unit = $6, unit_price = $7, unit_base = $8,
             stock = case when $14 and stock is not null then stock else $9 end, made_days = $10, keywords = $11, state = $12, updated_at = greatest($13, updated_at + interval '1 microsecond'),
             published_at = case when $12 = 'published' then coalesce(published_at, $13) else published_at end
         where id = $1",
        there.id.0, d.name.as_str(), category, d.description.as_ref().map_or("", |t| t.as_str()), d.price.rupiah().0, d.unit.code(),
        unit_price.map(|u| u.0), unit_price.map(|u| u.1), d.availability.stock().map(|q| q.thousandths()),
        d.availability.lead_days().map(|l| l.days()), d.keywords.as_ref().map_or("", |k| k.as_str()), state.code(), now, d.leaves_stock()
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    write_tiers(&mut tx, there.id, details).await?;
    write_warning(&mut tx, there.id, details).await?;
    pictures::product::add(&mut tx, there.id, pictures.added, "").await?;
    for (picture, words) in pictures.described {
        match pictures::product::describe(&mut tx, there.id, *picture, words).await {
            Err(AttachError::Missing) => {}
            other => other?,
        }
    }
    discovery::refresh(&mut tx, discovery::Changed::Products(&[there.id])).await?;
    tx.audit("product.change", by.koperasi(), there.id.0, json!({ "state": state, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(Changed { state, held_back: wants && !allowed })
}
