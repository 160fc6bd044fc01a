//! The pictures that hang on a product, in their order. Called by the catalog's use cases inside
//! their transaction, after it is known who may. The product's row is locked first, so that two
//! windows open on one product cannot add a ninth picture or lose an order.

use domain::form::Invalid;
use domain::ids::{PictureId, ProductId};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::ids;
use crate::trouble::Trouble;

use super::{MAX_PER_PRODUCT, PictureSet, Pictures, Place};

#[derive(Debug, thiserror::Error)]
pub enum AttachError {
    /// There is no such product, or it has no such picture.
    #[error("no such picture")]
    Missing,
    #[error("more than {MAX_PER_PRODUCT} pictures")]
    TooMany,
    /// The new order does not name each picture once: the page was older than the product.
    #[error("another set of pictures")]
    OtherSet,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<sqlx::Error> for AttachError {
    fn from(error: sqlx::Error) -> Self {
        Self::Trouble(error.into())
    }
}

impl AttachError {
    /// What to say beside the field, where it is the person's to mend.
    pub fn invalid(&self) -> Option<Invalid> {
        match self {
            Self::TooMany => Some(Invalid::TooMany { max: MAX_PER_PRODUCT }),
            Self::OtherSet | Self::Missing => Some(Invalid::UnknownChoice),
            Self::Trouble(_) => None,
        }
    }
}

/// Locks the product and gives its pictures' ids in their order.
async fn locked(db: &mut PgConnection, product: ProductId) -> Result<Vec<Uuid>, AttachError> {
    sqlx::query_scalar!("select id from product where id = $1 for update", product.0)
        .fetch_optional(&mut *db)
        .await?
        .ok_or(AttachError::Missing)?;
    let ids =
        sqlx::query_scalar!("select id from picture where product_id = $1 order by position", product.0).fetch_all(db).await?;
    Ok(ids)
}

/// Hangs stored pictures after those that are there; all of them, or none when they are too many.
///
/// # Errors
/// [`AttachError::Missing`], [`AttachError::TooMany`].
pub async fn add(
    db: &mut PgConnection,
    product: ProductId,
    pictures: &[PictureSet],
    alt: &str,
) -> Result<Vec<PictureId>, AttachError> {
    let before = locked(db, product).await?.len();
    if before + pictures.len() > MAX_PER_PRODUCT {
        return Err(AttachError::TooMany);
    }
    let mut added = Vec::new();
    for (position, picture) in (before as i16..).zip(pictures) {
        let id: PictureId = ids::fresh();
        sqlx::query!(
            "insert into picture (id, product_id, position, key, width, height, widest, colour, alt)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id.0,
            product.0,
            position,
            picture.key,
            // At most 65,535 each.
            picture.width as i32,
            picture.height as i32,
            picture.widest as i32,
            picture.colour,
            alt,
        )
        .execute(&mut *db)
        .await?;
        added.push(id);
    }
    Ok(added)
}

/// Puts the pictures in a new order, which must name each of them once.
///
/// # Errors
/// [`AttachError::Missing`], [`AttachError::OtherSet`].
pub async fn reorder(db: &mut PgConnection, product: ProductId, order: &[PictureId]) -> Result<(), AttachError> {
    let mut there = locked(db, product).await?;
    let order: Vec<Uuid> = order.iter().map(|id| id.0).collect();
    let mut asked = order.clone();
    there.sort_unstable();
    asked.sort_unstable();
    if there != asked {
        return Err(AttachError::OtherSet);
    }
    renumber(db, product, &order).await
}

async fn renumber(db: &mut PgConnection, product: ProductId, order: &[Uuid]) -> Result<(), AttachError> {
    // Only what moves is written, so that an unchanged order wakes no server's memory.
    sqlx::query!(
        "update picture set position = place.n - 1
         from unnest($2::uuid[]) with ordinality as place (id, n)
         where picture.id = place.id and product_id = $1 and position <> place.n - 1",
        product.0,
        order,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes one picture down and closes the gap. Gives the key whose files are to be deleted after the
/// transaction; none when a copy of the product still shows them.
///
/// # Errors
/// [`AttachError::Missing`].
pub async fn remove(db: &mut PgConnection, product: ProductId, picture: PictureId) -> Result<Option<String>, AttachError> {
    let mut order = locked(db, product).await?;
    let key = sqlx::query_scalar!("delete from picture where id = $1 and product_id = $2 returning key", picture.0, product.0)
        .fetch_optional(&mut *db)
        .await?
        .ok_or(AttachError::Missing)?;
    order.retain(|&id| id != picture.0);
    renumber(db, product, &order).await?;
    let shown =
        sqlx::query_scalar!(r#"select exists (select from picture where key = $1) as "shown!""#, key).fetch_one(db).await?;
    Ok((!shown).then_some(key))
}

/// Describes one picture for those who cannot see it.
///
/// # Errors
/// [`AttachError::Missing`].
pub async fn describe(db: &mut PgConnection, product: ProductId, picture: PictureId, alt: &str) -> Result<(), AttachError> {
    let done = sqlx::query!("update picture set alt = $3 where id = $1 and product_id = $2", picture.0, product.0, alt)
        .execute(db)
        .await?;
    if done.rows_affected() == 0 { Err(AttachError::Missing) } else { Ok(()) }
}

/// Deletes the files that no row names: uploads whose transaction failed, and what was taken down
/// when the store did not answer. Only files from before `before` are looked at, since younger ones
/// may belong to a transaction that is still open. Gives how many pictures went.
///
/// # Errors
/// When the database or the store cannot answer.
pub async fn sweep(db: &mut PgConnection, store: &Pictures, before: time::OffsetDateTime) -> Result<usize, Trouble> {
    let mut gone = 0;
    for place in [Place::Public, Place::Secret] {
        let keys = store.keys_older_than(place, before).await?;
        for keys in keys.chunks(1000) {
            let orphans = sqlx::query_scalar!(
                r#"select key as "key!" from unnest($1::text[]) as stored (key)
                   where not exists (select from picture where picture.key = stored.key)
                     and not exists (select from permit where scan_key = stored.key)
                     and not exists (select from business where cover_key = stored.key)
                     and not exists (select from receipt where picture = stored.key)
                     and not exists (select from shop_order where proof_key = stored.key)
                     and not exists (select from review_picture where review_picture.key = stored.key)
                     and not exists (select from complaint_word where pictures @> array[stored.key])"#,
                keys
            )
            .fetch_all(&mut *db)
            .await?;
            for key in &orphans {
                store.delete(place, key).await?;
            }
            gone += orphans.len();
        }
    }
    Ok(gone)
}
