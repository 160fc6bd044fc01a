//! A photo that was fine when something else of its form was refused: stored, and sent again as a value.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::buying::OrderNumber;
use domain::ids::AccountId;

use crate::Desk;
use crate::pictures::{PictureSet, Place};
use crate::throttle::{self, Limit, Throttled};

/// Forms with photos that one person sends about one order within an hour.
const MOST: u32 = 20;
const HOUR: Duration = Duration::from_secs(3600);

/// How long a form may send a photo again. After two days its files are swept.
const KEPT_FOR: time::Duration = time::Duration::DAY;

/// Counts a form that brings photos, before they are looked at: each of them is decoded and stored whatever
/// becomes of the form. Sides of one order do not use up each other's.
///
/// # Errors
/// [`Throttled::Wait`] when it was one too many.
pub async fn count_photos(desk: &Desk, by: AccountId, order: &OrderNumber) -> Result<(), Throttled> {
    let subject = format!("{order} {by}");
    throttle::hit(desk, Limit { name: "order.photos", subject: &subject, max: MOST, per: HOUR }).await?;
    Ok(())
}

/// A stored photo as a value of a form. Signed for the person, the order and where it is stored, so that nobody
/// hangs up what is not theirs, and what three sides see is not shown to all.
pub fn keep_photo(desk: &Desk, place: Place, by: AccountId, order: &OrderNumber, p: &PictureSet) -> String {
    let now = desk.now().unix_timestamp();
    let plain = format!("{}.{}.{}.{}.{}.{now}", p.key, p.width, p.height, p.widest, p.colour.trim_start_matches('#'));
    format!("{plain}.{}", signature(desk, place, by, order, &plain))
}

/// The photo that [`keep_photo`] wrote; `None` for anything else, or one whose files may be gone.
pub fn kept_photo(desk: &Desk, place: Place, by: AccountId, order: &OrderNumber, value: &str) -> Option<PictureSet> {
    let (plain, signed) = value.rsplit_once('.')?;
    if signature(desk, place, by, order, plain) != signed {
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
    let age = desk.now().unix_timestamp() - next()?.parse::<i64>().ok()?;
    (age <= KEPT_FOR.whole_seconds()).then_some(picture)
}

fn signature(desk: &Desk, place: Place, by: AccountId, order: &OrderNumber, plain: &str) -> String {
    URL_SAFE_NO_PAD.encode(desk.secret().keyed_digest("kept photo of an order", &format!("{place:?} {by} {order} {plain}")))
}
