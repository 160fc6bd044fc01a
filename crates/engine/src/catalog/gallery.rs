//! The pictures of a product: kept before there is a product, put in order, described, taken down.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Keeper;
use domain::ids::PictureId;
use domain::slug::Slug;
use serde_json::json;

use super::own::lock;
use super::write::WriteError;
use crate::Desk;
use crate::pictures::{PictureSet, Pictures, Place, product};
use crate::trouble::{Result, Trouble};

/// Which way a picture goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Before its neighbour.
    Up,
    Down,
}

/// Moves a picture one place; at the end of the row it stays.
///
/// # Errors
/// [`WriteError::Unknown`] for a product or picture that is not there.
pub async fn move_picture(desk: &Desk, by: &Keeper, slug: &Slug, picture: PictureId, way: Move) -> Result<(), WriteError> {
    let mut tx = desk.begin(by.account()).await?;
    let there = lock(&mut tx, by, slug).await?.ok_or(WriteError::Unknown)?;
    let mut order =
        sqlx::query_scalar!(r#"select id as "id: PictureId" from picture where product_id = $1 order by position"#, there.id.0)
            .fetch_all(tx.conn())
            .await
            .map_err(Trouble::from)?;
    let at = order.iter().position(|id| *id == picture).ok_or(WriteError::Unknown)?;
    let to = match way {
        Move::Up => at.saturating_sub(1),
        Move::Down => (at + 1).min(order.len() - 1),
    };
    order.swap(at, to);
    product::reorder(&mut tx, there.id, &order).await?;
    tx.audit("product.pictures", by.koperasi(), there.id.0, json!({ "moved": picture, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a picture down. Its files go when no copy of the product shows them.
///
/// # Errors
/// As [`move_picture`].
pub async fn remove_picture(desk: &Desk, by: &Keeper, slug: &Slug, picture: PictureId) -> Result<(), WriteError> {
    let mut tx = desk.begin(by.account()).await?;
    let there = lock(&mut tx, by, slug).await?.ok_or(WriteError::Unknown)?;
    let key = match product::remove(&mut tx, there.id, picture).await {
        Err(product::AttachError::Missing) => return Err(WriteError::Unknown),
        other => other?,
    };
    tx.audit("product.pictures", by.koperasi(), there.id.0, json!({ "removed": picture, "on_behalf": by.on_behalf() })).await?;
    tx.commit().await?;
    if let Some(key) = key {
        delete(desk, &key).await;
    }
    Ok(())
}

/// How long a form may send a picture again. After two days its files are swept.
const KEPT_FOR: time::Duration = time::Duration::DAY;

/// What a form sent again in place of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptPicture {
    There(PictureSet),
    /// Its files may be gone: it has to be chosen again.
    TooOld,
}

/// A stored picture as a value for a form that was refused for another reason: sent again with the
/// form, it need not be uploaded again. Signed for the business, so that nobody hangs up what is
/// not theirs, and dated, since files that nothing shows are swept.
pub fn keep_picture(desk: &Desk, by: &Keeper, p: &PictureSet) -> String {
    let now = desk.now().unix_timestamp();
    let plain = format!("{}.{}.{}.{}.{}.{now}", p.key, p.width, p.height, p.widest, p.colour.trim_start_matches('#'));
    format!("{plain}.{}", signature(desk, by, &plain))
}

/// The picture that [`keep_picture`] wrote; `None` for anything else.
pub fn kept_picture(desk: &Desk, by: &Keeper, value: &str) -> Option<KeptPicture> {
    let (plain, signed) = value.rsplit_once('.')?;
    if signature(desk, by, plain) != signed {
        return None;
    }
    let mut parts = plain.split('.');
    let mut next = || parts.next();
    let picture = PictureSet {
        key: next()?.to_owned(),
        width: next()?.parse().ok()?,
        height: next()?.parse().ok()?,
        widest: next()?.parse().ok()?,
        colour: format!("#{}", next()?),
    };
    let kept_at: i64 = next()?.parse().ok()?;
    let young = desk.now().unix_timestamp() - kept_at <= KEPT_FOR.whole_seconds();
    Some(if young { KeptPicture::There(picture) } else { KeptPicture::TooOld })
}

fn signature(desk: &Desk, by: &Keeper, plain: &str) -> String {
    URL_SAFE_NO_PAD.encode(desk.secret().keyed_digest("kept picture", &format!("{} {plain}", by.business())))
}

/// Deletes the files of pictures that no product shows. What cannot be deleted now is swept later.
pub async fn throw_away(desk: &Desk, pictures: &[PictureSet]) {
    for picture in pictures {
        delete(desk, &picture.key).await;
    }
}

async fn delete(desk: &Desk, key: &str) {
    if let Err(error) = Pictures::new(desk.pictures().clone()).delete(Place::Public, key).await {
        tracing::warn!(%error, key, "a picture's files were not deleted");
    }
}
