//! Products: what businesses list and buyers see.

pub mod card;
pub mod categories;
mod copy;
mod export;
mod gallery;
pub mod import;
pub mod market;
mod own;
mod shown;
pub(crate) mod slugs;
mod steps;
#[cfg(test)]
mod tests;
mod write;

pub use copy::copy;
pub use export::export;
pub use gallery::{KeptPicture, Move, keep_picture, kept_picture, move_picture, remove_picture, throw_away};
pub use own::{Counts, Filter, OwnPicture, OwnProduct, OwnRow, OwnShop, counts, own, own_list, own_shop};
pub use shown::{CategoryName, Parcel, PermitShown, ShopShown, Shown, TierShown, shown};
pub use steps::{StepError, step};
pub use write::{Changed, Created, PictureEdit, WriteError, change, create};
