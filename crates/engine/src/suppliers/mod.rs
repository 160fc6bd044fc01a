//! Suppliers of raw materials: one directory for all koperasi, entered by their officers.
//!
//! Any officer may enter a supplier. None of the duties of UU 25/1992 is buying: in one koperasi the
//! manager buys, in the next the treasurer, and art. 30 gives the running of it to all officers
//! together. What was entered is kept right by the koperasi that entered it; others add their own
//! notes, which nobody else reads.

mod materials;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use materials::{MaterialRow, MaterialUse, in_use, materials};
pub use read::{
    Contact, Filter, MaterialName, OfficerView, PlaceUse, SupplierRow, SupplierShown, contact, directory, for_officer, places,
    room, shown,
};
pub use write::{NoteError, WriteError, archive, change, create, write_note};

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
