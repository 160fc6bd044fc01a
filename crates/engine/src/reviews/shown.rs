//! Reviews as every reader sees them.

use domain::ids::{OrderLineId, ProductId};
use domain::reviews::short_name;
use serde::Deserialize;
use sqlx::types::Json;
use time::OffsetDateTime;

use crate::Desk;
use crate::pictures::PictureSet;
use crate::trouble::Result;

/// A picture from a row.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct StoredPicture {
    key: String,
    width: u32,
    height: u32,
    widest: u32,
    colour: String,
}

impl StoredPicture {
    pub(super) fn set(self) -> PictureSet {
        let Self { key, width, height, widest, colour } = self;
        PictureSet { key, width, height, widest, colour }
    }
}

#[derive(Debug, Clone)]
pub struct ReviewShown {
    pub line: OrderLineId,
    /// `Tini S.`; `None` for somebody who has closed the account.
    pub author: Option<String>,
    pub stars: i16,
    pub words: Option<String>,
    pub pictures: Vec<PictureSet>,
    pub at: OffsetDateTime,
    /// It was said otherwise before.
    pub changed: bool,
    pub answer: Option<String>,
}

/// A page of what buyers say of a product, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn of_product(desk: &Desk, product: ProductId, limit: i64, offset: i64) -> Result<Vec<ReviewShown>> {
    let rows = sqlx::query!(
        r#"select r.order_line_id as "line: OrderLineId", case when a.closed_at is null then a.name end as author, r.stars, r.words,
                  r.created_at as at, r.changed_at > r.created_at as "changed!", r.answer,
                  (select coalesce(jsonb_agg(jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                          'widest', i.widest, 'colour', i.colour) order by i.position), '[]')
                   from review_picture i where i.order_line_id = r.order_line_id) as "pictures!: Json<Vec<StoredPicture>>"
           from review r join account a on a.id = r.author_id
           where r.product_id = $1 and r.hidden_at is null
           order by r.created_at desc, r.order_line_id limit $2 offset $3"#,
        product.0,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let shown = rows.into_iter().map(|r| ReviewShown {
        line: r.line,
        author: r.author.as_deref().map(short_name),
        stars: r.stars,
        words: r.words,
        pictures: r.pictures.0.into_iter().map(StoredPicture::set).collect(),
        at: r.at,
        changed: r.changed,
        answer: r.answer,
    });
    Ok(shown.collect())
}

/// How many gave one star, two, and so on to five.
///
/// # Errors
/// When the database does not answer.
pub async fn by_stars(desk: &Desk, product: ProductId) -> Result<[i64; 5]> {
    let rows = sqlx::query!(
        r#"select stars, count(*) as "n!" from review where product_id = $1 and hidden_at is null group by stars"#,
        product.0
    )
    .fetch_all(desk.db())
    .await?;
    let of = |stars: i16| rows.iter().find(|r| r.stars == stars).map_or(0, |r| r.n);
    Ok([of(1), of(2), of(3), of(4), of(5)])
}
