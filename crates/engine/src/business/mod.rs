//! Businesses, their public shop, and their permits.

mod kept;
mod permits;
mod poster;
mod shop;

#[cfg(test)]
mod tests;

use domain::access::BusinessRef;
use domain::ids::{AccountId, BusinessId, KoperasiId};
use domain::slug::Slug;

use crate::Desk;
use crate::trouble::Result;

pub use kept::{ArchiveError, Kept, OpenError, archive, change, kept, open, open_for};
pub use permits::{
    Current, EnterError, OfficePermit, PermitScan, current, decide_permit, enter, scan_for_owner, scan_for_verifier,
    verified_permits, waiting_permits,
};
pub use poster::{Poster, poster};
pub use shop::{Held, Shop, shop, shop_products};

/// As much of a business as permission needs; `None` when there is none of that name.
///
/// # Errors
/// When the database does not answer.
pub async fn reference(desk: &Desk, slug: &Slug) -> Result<Option<BusinessRef>> {
    let found = sqlx::query_as!(
        BusinessRef,
        r#"select id as "id: BusinessId", owner_id as "owner: AccountId", koperasi_id as "koperasi: KoperasiId"
           from business where slug = $1 and archived_at is null"#,
        slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(found)
}
