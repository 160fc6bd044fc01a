//! New ids. They are UUIDv7: ordered by time, so that new rows land at the end of an index.

use uuid::Uuid;

/// A new id of whatever kind is asked for: `let id: ProductId = ids::fresh();`
pub fn fresh<T: From<Uuid>>() -> T {
    T::from(Uuid::now_v7())
}
