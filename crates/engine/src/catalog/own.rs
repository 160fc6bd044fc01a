//! A keeper's own products, whatever their state.

use domain::access::Keeper;
use domain::catalog::State;
use domain::ids::{BusinessId, PictureId, ProductId};
use domain::slug::Slug;
use serde::Deserialize;
use sqlx::PgConnection;
use sqlx::types::Json;

use super::card::CardPicture;
use super::shown::TierShown;
use crate::Desk;
use crate::trouble::{Result, Trouble};

/// A product as its form shows it.
#[derive(Debug, Clone)]
pub struct OwnProduct {
    pub id: ProductId,
    pub slug: String,
    pub name: String,
    /// The category's slug.
    pub category: String,
    pub description: String,
    pub price: i64,
    pub sale_unit: String,
    pub stock: Option<i64>,
    pub made_days: Option<i16>,
    /// Its keeper is told when less is left; thousandths of the sale unit.
    pub warned_below: Option<i64>,
    pub keywords: String,
    pub state: State,
    pub tiers: Vec<TierShown>,
    pub pictures: Vec<OwnPicture>,
    /// Changes with every saving.
    pub version: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct OwnPicture {
    pub id: PictureId,
    #[serde(flatten)]
    pub picture: CardPicture,
}

/// One product of the keeper's business; `None` when it has none of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn own(desk: &Desk, by: &Keeper, slug: &Slug) -> Result<Option<OwnProduct>> {
    let row = sqlx::query!(
        r#"
        select p.id as "id: ProductId", p.slug, p.name, c.slug as category, p.description, p.price, p.sale_unit, p.stock, p.made_days,
            p.keywords, p.state as "state: State", (extract(epoch from p.updated_at) * 1000000)::bigint as "version!", w.below as "warned_below?",
            (select coalesce(jsonb_agg(jsonb_build_object('from', t.from_quantity, 'price', t.price) order by t.from_quantity), '[]')
             from price_tier t where t.product_id = p.id) as "tiers!: Json<Vec<TierShown>>",
            (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'key', i.key, 'width', i.width, 'height', i.height,
                    'widest', i.widest, 'colour', i.colour, 'alt', i.alt) order by i.position), '[]')
             from picture i where i.product_id = p.id) as "pictures!: Json<Vec<OwnPicture>>"
        from product p join category c on c.id = p.category_id left join stock_warning w on w.product_id = p.id
        where p.business_id = $1 and p.slug = $2
        "#,
        by.business().0, slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| OwnProduct {
        id: r.id,
        slug: r.slug,
        name: r.name,
        category: r.category,
        description: r.description,
        price: r.price,
        sale_unit: r.sale_unit,
        stock: r.stock,
        made_days: r.made_days,
        warned_below: r.warned_below,
        keywords: r.keywords,
        state: r.state,
        tiers: r.tiers.0,
        pictures: r.pictures.0,
        version: r.version,
    }))
}

/// A product held for a change until the transaction ends.
pub(super) struct Locked {
    pub id: ProductId,
    pub state: State,
    pub version: i64,
}

/// Locks a product of the keeper's business. The business's row comes first, as it does for who
/// leaves the koperasi or closes the shop, so that neither waits for the other.
pub(super) async fn lock(db: &mut PgConnection, by: &Keeper, slug: &Slug) -> Result<Option<Locked>> {
    hold(&mut *db, by.business()).await?;
    let row = sqlx::query!(
        r#"select id as "id: ProductId", state as "state: State", (extract(epoch from updated_at) * 1000000)::bigint as "version!"
           from product where business_id = $1 and slug = $2 for update"#,
        by.business().0,
        slug.as_str()
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|r| Locked { id: r.id, state: r.state, version: r.version }))
}

/// The shop that a keeper's pages are about.
#[derive(Debug, Clone)]
pub struct OwnShop {
    pub slug: String,
    pub name: String,
    /// A verified koperasi that admitted the owner vouches for it: what publishing needs.
    pub vouched_for: bool,
}

/// # Errors
/// When the database does not answer.
pub async fn own_shop(desk: &Desk, by: &Keeper) -> Result<OwnShop> {
    let mut db = desk.db().acquire().await.map_err(Trouble::from)?;
    let row = sqlx::query!("select slug, name from business where id = $1", by.business().0).fetch_one(&mut *db).await?;
    Ok(OwnShop { slug: row.slug, name: row.name, vouched_for: vouched_for(&mut db, by.business()).await? })
}

/// Whether goods of this business may go to the market, and stay so until the transaction ends: who
/// leaves the koperasi meanwhile waits, and takes them along.
pub(super) async fn may_publish_in(db: &mut PgConnection, business: BusinessId) -> Result<bool> {
    hold(&mut *db, business).await?;
    vouched_for(db, business).await
}

/// A statement of its own, so that the next one reads what was committed while this one waited.
async fn hold(db: &mut PgConnection, business: BusinessId) -> Result<()> {
    sqlx::query!("select id from business where id = $1 for share", business.0).fetch_optional(db).await?;
    Ok(())
}

async fn vouched_for(db: &mut PgConnection, business: BusinessId) -> Result<bool> {
    let vouched = sqlx::query_scalar!(
        r#"select exists (
               select from business_public b
               join membership m on m.koperasi_id = b.koperasi_id and m.account_id = b.owner_id and m.state = 'admitted'
               where b.id = $1) as "vouched!""#,
        business.0
    )
    .fetch_one(db)
    .await?;
    Ok(vouched)
}

/// Which of one's products a list shows.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// A part of the name or the keywords, in any case.
    pub words: String,
    pub limit: i64,
    pub offset: i64,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct OwnRow {
    pub slug: String,
    pub name: String,
    pub state: State,
    pub price: i64,
    pub sale_unit: String,
    pub stock: Option<i64>,
    pub icon: String,
    pub picture: Option<CardPicture>,
}

/// How many products there are in each state that match the words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub draft: i64,
    pub published: i64,
    pub archived: i64,
}

impl Counts {
    pub fn all(self) -> i64 {
        self.draft + self.published
    }

    pub fn of(self, state: Option<State>) -> i64 {
        match state {
            None => self.all(),
            Some(State::Draft) => self.draft,
            Some(State::Published) => self.published,
            Some(State::Archived) => self.archived,
        }
    }
}

/// The keeper's products, those changed last first. Without a state: all that is not put away.
///
/// # Errors
/// When the database does not answer.
pub async fn own_list(desk: &Desk, by: &Keeper, filter: &Filter) -> Result<Vec<OwnRow>> {
    let rows = sqlx::query!(
        r#"
        select p.slug, p.name, p.state as "state: State", p.price, p.sale_unit, p.stock, c.icon,
            i.key as "key?", i.width as "width?", i.height as "height?", i.widest as "widest?", i.colour as "colour?", i.alt as "alt?"
        from product p join category c on c.id = p.category_id
        left join picture i on i.product_id = p.id and i.position = 0
        where p.business_id = $1 and (p.state = $2 or $2 is null and p.state <> 'archived')
          and ($3 = '' or p.name ilike $3 or p.keywords ilike $3)
        order by p.updated_at desc, p.id desc limit $4 offset $5
        "#,
        by.business().0, filter.state.map(State::code), pattern(&filter.words), filter.limit, filter.offset
    )
    .fetch_all(desk.db())
    .await?;
    let rows = rows.into_iter().map(|r| OwnRow {
        slug: r.slug,
        name: r.name,
        state: r.state,
        price: r.price,
        sale_unit: r.sale_unit,
        stock: r.stock,
        icon: r.icon,
        picture: CardPicture::of(r.key, r.width, r.height, r.widest, r.colour, r.alt),
    });
    Ok(rows.collect())
}

/// # Errors
/// When the database does not answer.
pub async fn counts(desk: &Desk, by: &Keeper, words: &str) -> Result<Counts> {
    let counts = sqlx::query_as!(
        Counts,
        r#"select count(*) filter (where state = 'draft') as "draft!", count(*) filter (where state = 'published') as "published!",
               count(*) filter (where state = 'archived') as "archived!"
           from product where business_id = $1 and ($2 = '' or name ilike $2 or keywords ilike $2)"#,
        by.business().0, pattern(words)
    )
    .fetch_one(desk.db())
    .await?;
    Ok(counts)
}

/// The words anywhere in a text; what `ilike` would read as a wildcard stands for itself. PostgreSQL
/// takes no NUL in a text.
fn pattern(words: &str) -> String {
    let words: String = words.trim().chars().filter(|c| *c != '\0').take(100).collect();
    if words.is_empty() {
        return words;
    }
    format!("%{}%", words.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_"))
}
