//! What an order's history says of a shop, in figures that nobody can write for themselves. The database keeps them
//! (`shop_trust` in `0035_reviews.sql`), so that a page reads one row.

use domain::ids::BusinessId;
use domain::reviews::{Earned, Rating, earned};
use time::{Duration, OffsetDateTime};

use crate::Desk;
use crate::trouble::Result;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trust {
    /// Orders that are done.
    pub done: i64,
    /// Orders that were accepted or refused.
    pub answered: i64,
    /// The median of how long the last hundred of them waited for that.
    pub answers_in: Option<Duration>,
    /// When the business was opened here.
    pub since: OffsetDateTime,
    /// Of all its products together.
    pub rating: Option<Rating>,
}

/// A row of `shop_trust`; a shop without one has done nothing yet.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Kept {
    pub done: Option<i32>,
    pub answered: Option<i32>,
    pub answers_in: Option<i64>,
    pub reviews: Option<i32>,
    pub stars: Option<i32>,
}

impl Trust {
    pub(crate) fn of(since: OffsetDateTime, kept: Kept) -> Self {
        let count = |n: Option<i32>| i64::from(n.unwrap_or_default());
        Self {
            done: count(kept.done),
            answered: count(kept.answered),
            answers_in: kept.answers_in.map(Duration::seconds),
            since,
            rating: Rating::of_sums(count(kept.reviews), count(kept.stars)),
        }
    }

    /// The signs that these figures earn.
    pub fn earned(&self) -> Vec<Earned> {
        earned(self.done, self.answered, self.answers_in)
    }
}

/// A shop as its buyer is to trust it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    pub trust: Trust,
    /// Slug and name of the verified koperasi that vouches for it.
    pub koperasi: Option<(String, String)>,
}

/// # Errors
/// When the database does not answer.
pub async fn vouched(desk: &Desk, business: BusinessId) -> Result<Vouched> {
    let row = sqlx::query!(
        r#"select b.created_at as since, t.done as "done?", t.answered as "answered?", t.answers_in as "answers_in?",
                  t.reviews as "reviews?", t.stars as "stars?", k.slug as "slug?", k.name as "name?"
           from business b left join shop_trust t on t.business_id = b.id
           left join business_public v on v.id = b.id left join koperasi k on k.id = v.koperasi_id where b.id = $1"#,
        business.0
    )
    .fetch_one(desk.db())
    .await?;
    let kept =
        Kept { done: row.done, answered: row.answered, answers_in: row.answers_in, reviews: row.reviews, stars: row.stars };
    Ok(Vouched { trust: Trust::of(row.since, kept), koperasi: row.slug.zip(row.name) })
}
