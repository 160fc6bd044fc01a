//! What a search answers: the page of hits, facets with counts, and ways on when there is nothing.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, Serializer};

use crate::lang::Lang;
use crate::money::Rupiah;
use crate::permit::PermitKind;
use crate::reviews::Rating;

/// What kind of thing a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Kind {
    Product,
    Shop,
    Koperasi,
    Supplier,
    Category,
}

/// One product found, with what its card shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hit {
    pub kind: Kind,
    pub slug: String,
    pub name: String,
    /// Whole rupiah for one `unit`.
    pub price: Rupiah,
    /// What the price is for, as `250 g`.
    pub unit: String,
    /// Rupiah per `unit_base`, where it can be computed.
    pub unit_price: Option<Rupiah>,
    /// `kg`, `l` or `pcs`.
    pub unit_base: Option<String>,
    /// The shop's name.
    pub shop: String,
    pub shop_slug: String,
    pub kecamatan: String,
    /// Desa or kelurahan of the shop.
    pub village: String,
    pub kategori: String,
    /// Name of the category's icon.
    #[serde(skip)]
    pub icon: String,
    /// In stock, or made to order.
    pub available: bool,
    pub made_to_order: bool,
    /// From how many thousandths of the unit the first wholesale price holds.
    pub wholesale_from: Option<i64>,
    /// What its buyers found of it, where one has said so.
    pub rating: Option<Rating>,
    /// Valid on the day of the search.
    pub certificates: Vec<PermitKind>,
    /// Metres from the position of the search, as the crow flies, to 100 m.
    pub distance_m: Option<u32>,
    /// In JSON, the address of a file.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub image: Option<Image>,
}

/// A picture of the store, as the floor above turns it into addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Image {
    pub key: String,
    pub width: i32,
    pub height: i32,
    pub widest: i32,
    pub colour: String,
    pub alt: String,
}

/// A shop, koperasi or supplier that the words name: what stands beside the products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Beside {
    pub kind: Kind,
    pub slug: String,
    pub name: String,
    /// Its kecamatan; of a supplier from elsewhere, its city.
    pub place: String,
    /// Of a shop, the koperasi that vouches for it; of a supplier, what it deals in.
    pub about: String,
}

impl Beside {
    /// Of each kind at most.
    pub const MOST: usize = 3;
}

/// A value of a facet and how many hits it would leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// A slug (of a certificate, its code): what the address carries.
    pub key: String,
    pub label: Label,
    pub hits: u64,
    /// Of a category: how far below the top of the tree.
    pub depth: u8,
    pub chosen: bool,
}

/// A name as data has it, in one language or in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub id: String,
    pub en: Option<String>,
}

impl Label {
    pub fn same(name: impl Into<String>) -> Self {
        Self { id: name.into(), en: None }
    }

    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.id, self.en.as_ref().unwrap_or(&self.id))
    }
}

/// Each facet is counted under all filters but its own, so that a count says what choosing that
/// value would show; of certificates, under their own too, since each narrows further. In JSON a
/// facet is an object of counts by key.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub kategori: Vec<Count>,
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub kecamatan: Vec<Count>,
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub koperasi: Vec<Count>,
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub sertifikat: Vec<Count>,
}

fn counts<S: Serializer>(counts: &[Count], serializer: S) -> Result<S::Ok, S::Error> {
    let map: BTreeMap<&str, u64> = counts.iter().map(|c| (c.key.as_str(), c.hits)).collect();
    serializer.collect_map(map)
}

/// Which engine answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum EngineName {
    Postgres,
    Meilisearch,
}

impl EngineName {
    pub const fn code(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Meilisearch => "meilisearch",
        }
    }
}

/// How the query was read when not as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// Words that nothing has together with the others, and that were left out.
    pub dropped: Vec<String>,
    /// Nothing has all the words: these hits have some of them.
    pub any_word: bool,
    /// A spelling that is known, when the one typed is not: "Maksud Anda: …".
    pub meant: Option<String>,
}

/// Where to go from a search without hits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WayOut {
    /// Queries near the one typed that do find something.
    pub spellings: Vec<String>,
    /// The same search without the filters would find so many.
    pub without_filters: u64,
    /// Categories and districts with hits, for the query without filters or, failing that, for all.
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub kategori: Vec<Count>,
    #[serde(serialize_with = "counts")]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, u64>))]
    pub kecamatan: Vec<Count>,
}

/// One page of an answer.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page {
    pub hits: Vec<Hit>,
    /// Exactly how many there are on all pages.
    pub total: u64,
    /// Shops, koperasi and suppliers that the words name, at most [`Beside::MOST`] of each; only on
    /// the first page, and never for filters alone.
    pub beside: Vec<Beside>,
    pub facets: Facets,
    pub engine: EngineName,
    pub reading: Reading,
    /// Set when there are no hits at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way_out: Option<WayOut>,
    /// Filters that name nothing there is, as field and value; they were left out.
    #[serde(skip)]
    pub unknown: Vec<(&'static str, String)>,
}

/// What may be meant, while typing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestion {
    pub kind: Kind,
    pub slug: String,
    pub name: String,
    /// Of a product, its shop; of a shop, its kecamatan; of a category, the one above.
    pub detail: String,
    /// The name, cut where it has what was typed: every second part is that. Text, whatever is in it.
    pub parts: Vec<String>,
}

/// Suggestions for what was typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suggestions {
    /// What was asked, so that an old answer is told from a new one.
    pub q: String,
    pub items: Vec<Suggestion>,
    pub engine: EngineName,
}
