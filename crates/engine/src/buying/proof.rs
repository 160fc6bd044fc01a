//! The picture of a transfer: for buyer, seller and whoever mediates, and nobody else.

use std::time::Duration;

use domain::buying::{Happened, OrderNumber, Pay, Side, State};
use domain::form::FieldErrors;
use domain::ids::{AccountId, BusinessId, KoperasiId, OrderId};
use serde_json::json;
use time::OffsetDateTime;

use super::held::{By, Held, OrderReader, Whose, hold};
use super::steps::happened;
use super::told::Tale;
use super::{OrderError, told};
use crate::Desk;
use crate::pictures::{self, Pictures, Place, Served, Upload, UploadError};
use crate::throttle::{self, Limit};
use crate::trouble::Result;

/// Pictures that are taken for one order within an hour.
const MOST: u32 = 10;
const HOUR: Duration = Duration::from_secs(3600);

/// Whether a proof says anything of an order.
pub(super) fn is_asked(state: State, pay: Pay) -> bool {
    let goes_on = !matches!(state, State::New | State::Refused | State::Cancelled);
    goes_on && matches!(pay, Pay::Transfer | Pay::Qris)
}

/// The buyer shows that the money went out. A later picture takes the place of an earlier one.
///
/// # Errors
/// [`OrderError::Unknown`] for whoever is not the buyer; [`OrderError::Moved`] for an order that was not
/// accepted, is called off, or paid in cash; [`OrderError::Refused`] on `bukti` for what is no picture;
/// [`OrderError::Wait`].
pub async fn proof(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber, upload: Upload) -> Result<(), OrderError> {
    if who.side() != Side::Buyer {
        return Err(OrderError::Unknown);
    }
    // Nobody but the buyer makes this machine decode pictures.
    let found = of(desk, number).await?.filter(|found| who.may_move(desk, &found.whose)).ok_or(OrderError::Unknown)?;
    let id = found.whose.id;
    throttle::hit(desk, Limit { name: "order.proof", subject: &id.to_string(), max: MOST, per: HOUR }).await?;
    let refused = |why: UploadError| OrderError::Refused(FieldErrors::of("bukti", why.into()));
    let picture = pictures::process(upload).await.map_err(refused)?;
    let store = Pictures::of(desk);
    let kept = store.put(Place::Secret, picture).await?.key;
    let old = match write(desk, who, number, &kept).await {
        Ok(old) => old,
        Err(error) => {
            // Nothing names it: whether it goes now or with the next sweep is all the same.
            let _ = store.delete(Place::Secret, &kept).await;
            return Err(error);
        }
    };
    if let Some(old) = old {
        let _ = store.delete(Place::Secret, &old).await;
    }
    Ok(())
}

/// Gives the key of the picture whose place it took.
async fn write(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber, key: &str) -> Result<Option<String>, OrderError> {
    let mut tx = who.begin(desk).await?;
    let order = hold(desk, &mut tx, &who, number).await?;
    if !is_asked(order.state, order.pay) || order.paid_at.is_some() {
        return Err(OrderError::Moved { state: order.state });
    }
    let now = tx.now();
    sqlx::query!(
        "update shop_order set proof_key = $2, updated_at = greatest($3, updated_at + interval '1 microsecond') where id = $1",
        order.id.0,
        key,
        now
    )
    .execute(tx.conn())
    .await?;
    let hand = By::of(&who, &order);
    happened(&mut tx, &order, hand, Happened::Proof, json!({})).await?;
    tx.audit("order.proof", order.koperasi, order.id.0, json!({})).await?;
    told::tell(desk, &mut tx, &order, hand, &Tale::of(Happened::Proof)).await?;
    told::mail_to(&mut tx, order.owner, sellers_mail(desk, &order)).await?;
    tx.commit().await?;
    Ok(order.proof_key)
}

/// Who sells has something to look at, and something not to do.
fn sellers_mail(desk: &Desk, order: &Held) -> told::Words {
    let number = &order.number;
    let link = desk.link(&format!("/usaha/pesanan/{number}?usaha={}", order.business_slug));
    told::Words {
        subject: [format!("Bukti bayar pesanan {number}"), format!("Proof of payment for order {number}")],
        body: [
            format!(
                "Pembeli mengirim bukti bayar. Periksa dulu apakah uangnya masuk ke rekening Anda; jangan percaya gambar saja.\n\n{link}\n"
            ),
            format!(
                "The buyer sent a proof of payment. See first whether the money is in your account; do not rely on a picture alone.\n\n{link}\n"
            ),
        ],
    }
}

/// The picture, for the sides of its order. The link that a seller sends along does not show it, and the buyer's own
/// no longer than it says where somebody lives.
///
/// # Errors
/// When the database or the store does not answer.
pub async fn picture(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<Option<Served>> {
    match of(desk, number).await? {
        Some(Kept { whose, key: Some(key), ended_at }) if who.may_move(desk, &whose) && !who.is_late(desk, ended_at) => {
            Pictures::of(desk).read_secret(&key).await
        }
        _ => Ok(None),
    }
}

/// Whether there is such an order, and this reader's to move: asked before anything is read of what comes with it.
///
/// # Errors
/// When the database does not answer.
pub async fn may_come(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<bool> {
    Ok(of(desk, number).await?.is_some_and(|kept| who.may_move(desk, &kept.whose)))
}

/// Whose an order is, its picture's key, and when it ended.
struct Kept {
    whose: Whose,
    key: Option<String>,
    ended_at: Option<OffsetDateTime>,
}

async fn of(desk: &Desk, number: &OrderNumber) -> Result<Option<Kept>> {
    let row = sqlx::query!(
        r#"select o.id as "id: OrderId", o.buyer_id as "buyer: AccountId", o.by_link, o.business_id as "business: BusinessId",
                  (select c.koperasi_id from complaint c where c.order_id = o.id) as "mediator?: KoperasiId", o.proof_key,
                  o.ended_at
             from shop_order o where o.number = $1"#,
        number.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|row| {
        let whose = Whose { id: row.id, buyer: row.buyer, by_link: row.by_link, business: row.business, mediator: row.mediator };
        Kept { whose, key: row.proof_key, ended_at: row.ended_at }
    }))
}
