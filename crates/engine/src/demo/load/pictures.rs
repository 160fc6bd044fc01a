//! Renders the drawings, stores their files, and hangs them on the products that have none.

use std::collections::HashMap;

use futures::{StreamExt, TryStreamExt, stream};
use resvg::{tiny_skia, usvg};
use uuid::Uuid;

use super::rows::{ProductRow, Rows};
use crate::demo::draw::draw;
use crate::desk::Desk;
use crate::pictures::{PictureSet, Pictures, Rendered};
use crate::trouble::{Result, Trouble};

/// Width and height of a rendered drawing: what a phone shows of it. The time grows with the pixels, and
/// at 960 a thousand drawings would take the first start twice as long.
const SIZE: u32 = 640;
/// From the drawing's 800 units.
const SCALE: f32 = 0.8;
/// Rows of pictures written in one statement; a kill loses at most the pictures of one.
const BATCH: usize = 48;

/// Renders one drawing; about 50 ms of one core.
///
/// # Errors
/// When the drawing is no SVG, which tests rule out.
pub fn render(kind: &str, seed: u64) -> Result<Rendered> {
    let broken = |what: &str| Trouble::Other(format!("drawing {kind}/{seed}: {what}"));
    let tree = usvg::Tree::from_str(&draw(kind, seed), &usvg::Options::default()).map_err(|e| broken(&e.to_string()))?;
    let mut pixels = tiny_skia::Pixmap::new(SIZE, SIZE).ok_or_else(|| broken("size"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    // A drawing covers its whole ground, so premultiplied and straight are the same.
    Ok(Rendered { width: SIZE, height: SIZE, rgba: pixels.take() })
}

async fn stored(pictures: &Pictures, kind: &'static str, seed: u64) -> Result<PictureSet> {
    let rendered = tokio::task::spawn_blocking(move || render(kind, seed)).await??;
    pictures.put_rendered(rendered).await
}

fn at_once() -> usize {
    std::thread::available_parallelism().map_or(2, |n| n.get() + 1)
}

/// Draws the products that have no picture yet. Gives the number drawn.
///
/// # Errors
/// When the store or the database refuses; what was drawn until then stays.
pub async fn hang(desk: &Desk, rows: &Rows) -> Result<usize> {
    let ids: Vec<Uuid> = rows.products.iter().map(|p| p.id).collect();
    let bare = sqlx::query_scalar!(
        r#"select id as "id!" from unnest($1::uuid[]) as p (id) where not exists (select from picture where product_id = p.id)
           and exists (select from product where product.id = p.id)"#,
        &ids
    )
    .fetch_all(desk.db())
    .await?;
    let wanted: HashMap<Uuid, &ProductRow> = rows.products.iter().map(|p| (p.id, p)).collect();
    let jobs: Vec<(Uuid, &ProductRow)> = bare.into_iter().filter_map(|id| wanted.get(&id).map(|p| (id, *p))).collect();
    let pictures = Pictures::new(desk.pictures().clone());
    let drawn = jobs.len();
    let mut done = stream::iter(jobs)
        .map(|(id, p)| {
            let pictures = &pictures;
            async move { Ok::<_, Trouble>((id, p.name.clone(), stored(pictures, p.picture.0, p.picture.1).await?)) }
        })
        .buffer_unordered(at_once())
        .try_chunks(BATCH);
    while let Some(batch) = done.next().await {
        write(desk, &batch.map_err(|e| e.1)?).await?;
    }
    Ok(drawn)
}

async fn write(desk: &Desk, batch: &[(Uuid, String, PictureSet)]) -> Result<()> {
    let ids: Vec<Uuid> = batch.iter().map(|b| picture_id(b.0)).collect();
    let products: Vec<Uuid> = batch.iter().map(|b| b.0).collect();
    let names: Vec<String> = batch.iter().map(|b| b.1.clone()).collect();
    let sets: Vec<&PictureSet> = batch.iter().map(|b| &b.2).collect();
    insert(desk, &ids, &products, &names, &sets).await
}

/// As fixed as the product's own.
fn picture_id(product: Uuid) -> Uuid {
    let (high, low) = product.as_u64_pair();
    Uuid::from_u64_pair(high, low ^ 1)
}

async fn insert(desk: &Desk, ids: &[Uuid], products: &[Uuid], alts: &[String], sets: &[&PictureSet]) -> Result<()> {
    let number = |n: u32| i32::try_from(n).unwrap_or(i32::MAX);
    let keys: Vec<String> = sets.iter().map(|s| s.key.clone()).collect();
    let widths: Vec<i32> = sets.iter().map(|s| number(s.width)).collect();
    let heights: Vec<i32> = sets.iter().map(|s| number(s.height)).collect();
    let widest: Vec<i32> = sets.iter().map(|s| number(s.widest)).collect();
    let colours: Vec<String> = sets.iter().map(|s| s.colour.clone()).collect();
    sqlx::query!(
        "insert into picture (id, product_id, position, key, width, height, widest, colour, alt)
         select id, product, 0, key, width, height, widest, colour, alt
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[], $7::text[], $8::text[])
             as r (id, product, key, width, height, widest, colour, alt)
          where not exists (select from picture p where p.product_id = r.product)",
        ids,
        products,
        &keys,
        &widths,
        &heights,
        &widest,
        &colours,
        alts,
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// A few drawings of each kind, shared by the products of a large data set: a hundred thousand own
/// ones would take hours and tell a benchmark nothing.
pub struct Shared(HashMap<&'static str, Vec<PictureSet>>);

impl Shared {
    /// # Errors
    /// When the store refuses.
    pub async fn draw(desk: &Desk, kinds: impl IntoIterator<Item = &'static str>, each: u64) -> Result<Self> {
        let pictures = Pictures::new(desk.pictures().clone());
        let sets: Vec<(&'static str, PictureSet)> =
            stream::iter(kinds.into_iter().flat_map(|k| (0..each).map(move |seed| (k, seed))))
                .map(|(kind, seed)| {
                    let pictures = &pictures;
                    async move { Ok::<_, Trouble>((kind, stored(pictures, kind, seed).await?)) }
                })
                .buffer_unordered(at_once())
                .try_collect()
                .await?;
        let mut by_kind: HashMap<&'static str, Vec<PictureSet>> = HashMap::new();
        for (kind, set) in sets {
            by_kind.entry(kind).or_default().push(set);
        }
        Ok(Self(by_kind))
    }

    /// Hangs one of its kind on each product.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn hang(&self, desk: &Desk, products: &[ProductRow]) -> Result<()> {
        let mut found = Vec::new();
        for p in products {
            if let Some(of) = self.0.get(p.picture.0).filter(|of| !of.is_empty()) {
                let nth = usize::try_from(p.picture.1).unwrap_or(0) % of.len();
                found.push((p.id, p.name.clone(), of[nth].clone()));
            }
        }
        write(desk, &found).await
    }
}
