//! Reviews of what was bought, complaints that an officer decides, and what both tell of a shop.
//!
//! A review belongs to one line of an order that is done, and only its buyer writes it; so nobody praises
//! what they never had. An officer of the koperasi that vouches for the shop may hide one, and says why.

pub mod block;
pub mod complaint;
pub mod hide;
pub mod moderate;
mod photos;
pub mod report;
mod shown;
pub(crate) mod trust;
mod write;

#[cfg(test)]
mod tests;

pub use photos::{count_photos, keep_photo, kept_photo};
pub use shown::{ReviewShown, by_stars, of_product};
pub use trust::{Trust, Vouched, vouched};
pub use write::{
    AnswerError, Buyer, LineReview, OrderLines, Own, ReviewError, SETTLED, ShopDue, ShopReview, Written, answer, buyer, lines,
    of_shop, one_of_shop, review, shop_due,
};
