//! What an order's history says of a shop, in figures that nobody can write for themselves.

use domain::ids::BusinessId;
use domain::reviews::Rating;
use time::{Duration, OffsetDateTime};

use crate::Desk;
use crate::trouble::Result;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trust {
    /// Orders that are done.
    pub done: i64,
    /// The median of how long the last hundred orders waited for an answer.
    pub answers_in: Option<Duration>,
    /// When the business was opened here.
    pub since: OffsetDateTime,
    /// Of all its products together.
    pub rating: Option<Rating>,
}

/// # Errors
/// When the database does not answer.
pub async fn trust(desk: &Desk, business: BusinessId) -> Result<Trust> {
    let row = sqlx::query!(
        r#"select b.created_at as since,
                  (select count(*) from shop_order where business_id = b.id and state = 'done') as "done!",
                  (select percentile_disc(0.5) within group (order by extract(epoch from answered_at - created_at)::bigint)
                   from (select answered_at, created_at from shop_order where business_id = b.id and answered_at is not null
                         order by created_at desc limit 100) o) as seconds,
                  r.count as "reviews!", r.stars as "stars!"
           from business b, lateral (select coalesce(sum(s.count), 0)::bigint as count, coalesce(sum(s.stars), 0)::bigint as stars
                                     from product p join review_sum s on s.product_id = p.id where p.business_id = b.id) r
           where b.id = $1"#,
        business.0
    )
    .fetch_one(desk.db())
    .await?;
    Ok(Trust {
        done: row.done,
        answers_in: row.seconds.map(Duration::seconds),
        since: row.since,
        rating: Rating::of_sums(row.reviews, row.stars),
    })
}
