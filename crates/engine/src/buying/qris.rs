//! The code by which a shop is paid: the seller's own, read from a photo or a text, kept as it is, and made
//! again with the amount of an order. Where it leads is the seller's bank; nothing is held here.

use domain::access::Keeper;
use domain::form::Invalid;
use domain::money::Rupiah;
use domain::qris::{Qris, QrisError};
use serde_json::json;

use crate::Desk;
use crate::notices::News;
use crate::pictures::{self, Upload};
use crate::throttle::{self, Limit, Throttled};
use crate::trouble::{Result, Trouble};

/// Photos in which a code is looked for within an hour, for one shop.
pub const MOST_PHOTOS: u32 = 20;
const HOUR: std::time::Duration = std::time::Duration::from_secs(3600);

/// A shop and the code that it is paid by.
#[derive(Debug, Clone)]
pub struct OwnCode {
    pub slug: String,
    /// Of the shop.
    pub name: String,
    pub qris: Option<Qris>,
}

/// # Errors
/// When the database does not answer.
pub async fn own(desk: &Desk, by: &Keeper) -> Result<OwnCode> {
    let row = sqlx::query!(
        r#"select b.slug, b.name, t.qris as "qris?"
           from business b left join shop_terms t on t.business_id = b.id where b.id = $1"#,
        by.business().0
    )
    .fetch_one(desk.db())
    .await?;
    // What was kept was read once; were the rules to change, the seller is asked for it again.
    let qris = row.qris.and_then(|text| Qris::parse(&text).ok());
    Ok(OwnCode { slug: row.slug, name: row.name, qris })
}

/// Counts a photo before it is looked at.
///
/// # Errors
/// [`Throttled::Wait`] when it was one too many.
pub async fn count_photo(desk: &Desk, by: &Keeper) -> Result<(), Throttled> {
    let subject = by.business().to_string();
    throttle::hit(desk, Limit { name: "qris.photo", subject: &subject, max: MOST_PHOTOS, per: HOUR }).await?;
    Ok(())
}

/// Reads the code in a photo. A poster may show others beside it: one for a menu, one for a chat.
///
/// # Errors
/// What to say beside the photo: it is none, it shows no code, or no code that orders can be paid with.
pub async fn read(photo: Upload) -> Result<Qris, Invalid> {
    let texts = pictures::codes(photo, |text| Qris::parse(text).is_ok()).await?;
    let mut why: Option<QrisError> = None;
    for text in &texts {
        match Qris::parse(text) {
            Ok(qris) => return Ok(qris),
            // What is wrong with the seller's code says more than that a link is none.
            Err(error) if why.is_none_or(|before| before == QrisError::NotQris) => why = Some(error),
            Err(_) => {}
        }
    }
    Err(why.map_or(Invalid::NoCode, Invalid::Qris))
}

/// Keeps the code, in place of the one before. When an officer does so for the owner, the owner is told: it
/// decides where the money goes.
///
/// # Errors
/// When the database does not answer.
pub async fn save(desk: &Desk, by: &Keeper, qris: &Qris) -> Result<()> {
    let mut tx = desk.begin(by.account()).await?;
    // The business's row is the lock, since there may be no terms yet.
    let shop = sqlx::query!("select slug, name from business where id = $1 for no key update", by.business().0)
        .fetch_one(tx.conn())
        .await?;
    let now = tx.now();
    let changed = sqlx::query!(
        "insert into shop_terms (business_id, qris, qris_name, qris_city, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (business_id) do update set qris = $2, qris_name = $3, qris_city = $4, updated_at = $5
         where shop_terms.qris is distinct from $2",
        by.business().0,
        qris.as_str(),
        qris.name(),
        qris.city(),
        now
    )
    .execute(tx.conn())
    .await?
    .rows_affected();
    // The second press of the button.
    if changed == 0 {
        return Ok(());
    }
    tx.audit("qris.save", by.koperasi(), by.business().0, json!({ "on_behalf": by.on_behalf() })).await?;
    if by.on_behalf() {
        tx.tell(by.owner(), &News::PayCode { shop: shop.slug, name: shop.name }).await?;
    }
    tx.commit().await
}

#[derive(Debug, thiserror::Error)]
pub enum RemoveError {
    /// Nothing would be left by which the shop could be paid.
    #[error("the only way to pay")]
    OnlyWay,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Takes the code away. Orders that were placed keep theirs.
///
/// # Errors
/// [`RemoveError::OnlyWay`]
pub async fn remove(desk: &Desk, by: &Keeper) -> Result<(), RemoveError> {
    let mut tx = desk.begin(by.account()).await?;
    let now = tx.now();
    let gone = sqlx::query!(
        "update shop_terms set qris = null, qris_name = null, qris_city = null, updated_at = $2
         where business_id = $1 and qris is not null and (cash or bank is not null)",
        by.business().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?
    .rows_affected();
    if gone == 0 {
        let kept = sqlx::query_scalar!(
            r#"select exists (select from shop_terms where business_id = $1 and qris is not null) as "kept!""#,
            by.business().0
        );
        let kept = kept.fetch_one(tx.conn()).await.map_err(Trouble::from)?;
        return if kept { Err(RemoveError::OnlyWay) } else { Ok(()) };
    }
    tx.audit("qris.remove", by.koperasi(), by.business().0, json!({ "on_behalf": by.on_behalf() })).await?;
    Ok(tx.commit().await?)
}

/// The code for one order: the shop's own with the total in it, to be kept with the order and drawn. `None`
/// when the shop's code cannot carry it.
///
/// Nothing else is put in: banks find a static code's terminal in its additional data, and some refuse what
/// they have not written there themselves.
pub fn for_order(shop: &str, total: Rupiah) -> Option<String> {
    Qris::parse(shop).ok()?.with_amount(total, None)
}

#[cfg(test)]
mod tests;
