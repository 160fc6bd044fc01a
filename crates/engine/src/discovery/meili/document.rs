//! Documents of the index, made from the tables.

use std::collections::HashMap;

use domain::dates::Day;
use domain::discovery::{document_tokens, fold};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::server::Indexed;
use crate::discovery::lexicon::Lexicon;
use crate::discovery::listed::{self, Listed};
use crate::discovery::refresh::{self, DESCRIPTION_WORDS, Texts};
use crate::trouble::Result;

/// A product, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Product {
    id: Uuid,
    /// Of all the rest: whether a document is what the tables say.
    digest: String,
    card: Listed,
    words_name: String,
    words_about: String,
    words_around: String,
    words_text: String,
    /// Its category and those above.
    categories: Vec<String>,
    district: String,
    koperasi: String,
    /// Slug and name, parted by a space, so that a facet needs no look into the tables.
    koperasi_label: String,
    /// Valid on the day that the document was made.
    certificates: Vec<&'static str>,
    price: i64,
    /// kg before liter before piece before what has no such price.
    unit_rank: i16,
    per_unit: i64,
    /// Seconds since 1970.
    published: i64,
    in_stock: u8,
    /// Bayesian average in hundredths of a star.
    rating: i16,
    no: i32,
    #[serde(rename = "_geo")]
    geo: Geo,
}

#[derive(Debug, Clone, Serialize)]
struct Geo {
    lat: f64,
    lng: f64,
}

/// A shop, koperasi or supplier, as it is sent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Party {
    id: Uuid,
    digest: String,
    slug: String,
    name: String,
    place: String,
    about: String,
    words_name: String,
    words_around: String,
}

/// Any document, as it is sent.
#[derive(Debug, Clone, Serialize)]
#[serde(untagged)]
pub(super) enum Document {
    Product(Box<Product>),
    Party(Party),
}

/// What is read back of any document.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Found {
    #[serde(default)]
    pub id: Option<Uuid>,
    #[serde(default)]
    pub digest: String,
    #[serde(default)]
    pub card: Option<Listed>,
    #[serde(default)]
    pub words_name: String,
    #[serde(default)]
    pub words_about: String,
    #[serde(default)]
    pub words_around: String,
    #[serde(default)]
    pub slug: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub place: String,
    #[serde(default)]
    pub about: String,
}

impl Document {
    /// `around`: what it is found by beside its name and its place.
    fn party(id: Uuid, slug: String, name: String, place: String, about: String, around: &[&str]) -> Self {
        let words_around = words(&around.iter().copied().chain([place.as_str()]).collect::<Vec<_>>());
        let words_name = words(&[&name]);
        Self::Party(Party { id, digest: String::new(), slug, name, place, about, words_name, words_around })
    }

    pub fn id(&self) -> Uuid {
        match self {
            Self::Product(p) => p.id,
            Self::Party(p) => p.id,
        }
    }

    pub fn digest(&self) -> &str {
        match self {
            Self::Product(p) => &p.digest,
            Self::Party(p) => &p.digest,
        }
    }

    fn sealed(mut self) -> Result<Self> {
        let digest = Sha256::digest(serde_json::to_vec(&self)?);
        let text = digest.iter().take(8).map(|b| format!("{b:02x}")).collect();
        match &mut self {
            Self::Product(p) => p.digest = text,
            Self::Party(p) => p.digest = text,
        }
        Ok(self)
    }
}

/// Those of `ids` that strangers may see; the others are to be taken out of the index.
pub(super) async fn load(
    conn: &mut PgConnection,
    indexed: Indexed,
    ids: &[Uuid],
    lexicon: &Lexicon,
    today: Day,
) -> Result<Vec<Document>> {
    let documents = match indexed {
        Indexed::Product => products(conn, ids, lexicon, today).await?,
        Indexed::Shop => shops(conn, ids).await?,
        Indexed::Koperasi => koperasi(conn, ids).await?,
        Indexed::Supplier => suppliers(conn, ids).await?,
    };
    documents.into_iter().map(Document::sealed).collect()
}

/// The next ids behind `after` of all that is to be in the index.
pub(super) async fn ids_after(conn: &mut PgConnection, indexed: Indexed, after: Uuid, most: i64) -> Result<Vec<Uuid>> {
    let found = match indexed {
        Indexed::Product => {
            sqlx::query_scalar!("select product_id from listing where product_id > $1 order by product_id limit $2", after, most)
                .fetch_all(conn)
                .await?
        }
        Indexed::Shop => {
            sqlx::query_scalar!(r#"select id as "id!" from business_public where id > $1 order by id limit $2"#, after, most)
                .fetch_all(conn)
                .await?
        }
        Indexed::Koperasi => {
            sqlx::query_scalar!("select id from koperasi where id > $1 and state = 'verified' order by id limit $2", after, most)
                .fetch_all(conn)
                .await?
        }
        Indexed::Supplier => {
            sqlx::query_scalar!(r#"select id as "id!" from supplier_public where id > $1 order by id limit $2"#, after, most)
                .fetch_all(conn)
                .await?
        }
    };
    Ok(found)
}

async fn products(conn: &mut PgConnection, ids: &[Uuid], lexicon: &Lexicon, today: Day) -> Result<Vec<Document>> {
    let rows = sqlx::query!(
        "select l.no, l.product_id, l.price, l.unit_price, l.unit_base, l.published_at, l.rating, l.category_id, d.slug as district,
                k.slug as koperasi, k.name as koperasi_name
           from listing l join product p on p.id = l.product_id join business b on b.id = p.business_id
           join district d on d.code = b.district_code join koperasi k on k.id = b.koperasi_id
          where l.product_id = any ($1) order by l.product_id",
        ids
    )
    .fetch_all(&mut *conn)
    .await?;
    let nos: Vec<i32> = rows.iter().map(|r| r.no).collect();
    let mut cards: HashMap<i32, Listed> = listed::load(&mut *conn, &nos).await?.into_iter().map(|l| (l.no, l)).collect();
    let mut texts: HashMap<i32, Texts> = refresh::texts(conn, &nos).await?.into_iter().map(|t| (t.no, t)).collect();
    let documents = rows.into_iter().filter_map(|r| {
        let (card, texts) = (cards.remove(&r.no)?, texts.remove(&r.no)?);
        let above = lexicon.line(r.category_id).filter_map(|id| lexicon.categories.get(&id));
        Some(Document::Product(Box::new(Product {
            id: r.product_id,
            digest: String::new(),
            words_name: words(&[texts.name]),
            words_about: words(&texts.about),
            words_around: words(&texts.around),
            words_text: first_words(&texts.description, DESCRIPTION_WORDS),
            categories: above.map(|c| c.slug.clone()).collect(),
            district: r.district,
            koperasi_label: format!("{} {}", r.koperasi, r.koperasi_name),
            koperasi: r.koperasi,
            certificates: card.certificates(today).into_iter().map(|kind| kind.code()).collect(),
            price: r.price,
            unit_rank: r.unit_base.unwrap_or(9),
            per_unit: r.unit_price.unwrap_or(r.price),
            published: r.published_at.unix_timestamp(),
            in_stock: card.available.into(),
            rating: r.rating,
            no: r.no,
            geo: Geo { lat: f64::from(card.lat) / 1e6, lng: f64::from(card.lng) / 1e6 },
            card,
        })))
    });
    Ok(documents.collect())
}

async fn shops(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = sqlx::query!(
        r#"select b.id as "id!", b.slug as "slug!", b.name as "name!", b.village as "village!", d.name as district, k.name as koperasi
             from business_public b join district d on d.code = b.district_code join koperasi k on k.id = b.koperasi_id
            where b.id = any ($1)"#,
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| Document::party(r.id, r.slug, r.name, r.district, r.koperasi, &[&r.village])).collect())
}

async fn koperasi(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = sqlx::query!(
        "select k.id, k.slug, k.name, k.village, d.name as district from koperasi k join district d on d.code = k.district_code
          where k.id = any ($1) and k.state = 'verified'",
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|r| Document::party(r.id, r.slug, r.name, r.district, String::new(), &[&r.village])).collect())
}

async fn suppliers(conn: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Document>> {
    let rows = sqlx::query!(
        r#"select s.id as "id!", s.slug as "slug!", s.name as "name!", coalesce(d.name, s.city) as "place!",
                  coalesce(m.names, '') as "names!", coalesce(m.keywords, '') as "keywords!"
             from supplier_public s left join district d on d.code = s.district_code
             left join lateral (
                 select string_agg(m.name, ', ' order by lower(m.name)) as names, string_agg(m.keywords, ' ' order by lower(m.name)) as keywords
                   from supplier_material sm join material m on m.id = sm.material_id where sm.supplier_id = s.id) m on true
            where s.id = any ($1)"#,
        ids
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let around = [r.names.clone(), r.keywords];
            Document::party(r.id, r.slug, r.name, r.place, r.names, &[&around[0], &around[1]])
        })
        .collect())
}

/// The words of texts, folded, each text by itself as `refresh` does it for PostgreSQL.
fn words<S: AsRef<str>>(texts: &[S]) -> String {
    texts.iter().flat_map(|text| document_tokens(text.as_ref())).map(|word| fold(&word)).collect::<Vec<_>>().join(" ")
}

fn first_words(text: &str, most: usize) -> String {
    document_tokens(text).iter().take(most).map(|word| fold(word)).collect::<Vec<_>>().join(" ")
}
