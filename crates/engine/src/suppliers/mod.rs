//! Suppliers of raw materials: one directory for all koperasi, entered by their officers.
//!
//! Any officer may enter a supplier. None of the duties of UU 25/1992 is buying: in one koperasi the
//! manager buys, in the next the treasurer, and art. 30 gives the running of it to all officers
//! together. What was entered is kept right by the koperasi that entered it; others add their own
//! notes, which nobody else reads.
//!
//! Offers ([`offers`]), requests for them ([`quotes`]) and bank accounts ([`bank`]) are a koperasi's
//! own; what koperasi found of a supplier ([`ratings`]) is shown to all as figures.

pub mod bank;
mod materials;
#[cfg(test)]
mod offer_tests;
pub mod offers;
pub mod quotes;
pub mod ratings;
mod read;
#[cfg(test)]
mod tests;
mod trust;
mod write;

pub use materials::{MaterialRow, MaterialUse, in_use, materials};
pub use read::{
    Contact, Filter, MaterialName, OfficerView, PlaceUse, SupplierChoice, SupplierRow, SupplierShown, choices, contact,
    directory, for_officer, places, room, shown,
};
pub use trust::NewContact;
pub use write::{NoteError, WriteError, archive, change, create, write_note};

use domain::access::Officer;
use domain::ids::{IdempotencyKey, KoperasiId, SupplierId};
use domain::slug::Slug;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// Begins what an officer's form makes once. The second press of the button finds the first's; a form
/// sent again with other contents makes another.
async fn begin<T: Serialize + DeserializeOwned>(
    desk: &Desk,
    by: &Officer,
    key: IdempotencyKey,
    request: &impl Serialize,
) -> Result<Once<T>> {
    match desk.begin_once(by.account(), key, request).await {
        Err(Trouble::KeyReused) => desk.begin_once(by.account(), ids::fresh(), request).await,
        begun => begun,
    }
}

/// A supplier that a koperasi may deal with: a public one, or one that it entered; none that was put away.
async fn dealt_with(tx: &mut Tx, koperasi: KoperasiId, slug: &Slug) -> Result<Option<SupplierId>> {
    let id = sqlx::query_scalar!(
        r#"select s.id as "id: SupplierId" from supplier s
           where s.slug = $2 and s.archived_at is null
             and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))"#,
        koperasi.0,
        slug.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id)
}

/// The words of a search as patterns of `like`, lower-case, the first few of them: each has to be
/// found somewhere. PostgreSQL takes no NUL in a text.
fn patterns(words: &str) -> Vec<String> {
    let words = words.replace('\0', " ");
    let pattern = |word: &str| {
        let word: String = word.chars().take(60).collect();
        format!("%{}%", word.to_lowercase().replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
    };
    words.split_whitespace().take(6).map(pattern).collect()
}
