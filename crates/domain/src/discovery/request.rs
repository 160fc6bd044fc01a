//! What a buyer asks for, as it stands in the address of `/cari` and of `/api/v1/search`.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::form::{FieldErrors, Inputs, Invalid};
use crate::geo::Position;
use crate::money::Rupiah;
use crate::permit::PermitKind;

/// How hits are ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Sort {
    /// What was meant most likely; without a query, the newest.
    #[default]
    Relevance,
    Cheapest,
    /// Rupiah per kg, then per liter, then per piece; what has no such price comes last.
    CheapestPerUnit,
    Dearest,
    Newest,
    /// By the Bayesian average of its reviews ([`crate::reviews::score`]).
    BestRated,
    /// Only with a position.
    Nearest,
}

impl Sort {
    pub const ALL: [Self; 7] =
        [Self::Relevance, Self::Cheapest, Self::CheapestPerUnit, Self::Dearest, Self::Newest, Self::BestRated, Self::Nearest];

    /// As in addresses (`urut`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Relevance => "relevan",
            Self::Cheapest => "termurah",
            Self::CheapestPerUnit => "termurah_satuan",
            Self::Dearest => "termahal",
            Self::Newest => "terbaru",
            Self::BestRated => "nilai",
            Self::Nearest => "terdekat",
        }
    }

    /// # Errors
    /// [`Invalid::UnknownChoice`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        Self::ALL.into_iter().find(|sort| sort.code() == text).ok_or(Invalid::UnknownChoice)
    }
}

/// A facet by which hits are narrowed. Several values of one facet widen it (this or that), except
/// certificates, where each narrows further (this and that).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Facet {
    Category,
    District,
    Koperasi,
    Certificate,
}

impl Facet {
    pub const ALL: [Self; 4] = [Self::Category, Self::District, Self::Koperasi, Self::Certificate];

    /// The parameter's name in addresses and in the JSON of facets.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Category => "kategori",
            Self::District => "kecamatan",
            Self::Koperasi => "koperasi",
            Self::Certificate => "sertifikat",
        }
    }
}

/// A value of a facet as typed: a slug, or for a district also its code. Whether there is such a
/// one, only the engine knows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Choice(String);

impl Choice {
    /// # Errors
    /// [`Invalid::UnknownChoice`] for what no slug, code or name of a place can be.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim().to_lowercase().replace(' ', "-");
        let shaped = !text.is_empty()
            && text.len() <= 80
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.');
        if shaped { Ok(Self(text)) } else { Err(Invalid::UnknownChoice) }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Near a position, and how far at most.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Near {
    pub position: Position,
    /// Whole kilometres; `None`: only measured and sorted, not limited.
    pub radius_km: Option<u32>,
}

/// One search. Made only by [`SearchRequest::read`], so every bound below holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchRequest {
    q: String,
    pub categories: Vec<Choice>,
    pub districts: Vec<Choice>,
    pub koperasi: Vec<Choice>,
    pub certificates: Vec<PermitKind>,
    pub price_from: Option<Rupiah>,
    /// Including this price.
    pub price_to: Option<Rupiah>,
    pub available: bool,
    pub near: Option<Near>,
    pub sort: Sort,
    page: u32,
    per_page: u32,
}

/// Values of one facet at most; more is no choice but an attack.
const CHOICES_MAX: usize = 20;

impl SearchRequest {
    /// Characters of the query that are looked at; the rest is cut off.
    pub const Q_MAX: usize = 200;
    pub const PAGE_MAX: u32 = 1000;
    pub const PER_PAGE: u32 = 24;
    pub const PER_PAGE_MAX: u32 = 60;
    /// Half the way around the Earth.
    pub const RADIUS_MAX_KM: u32 = 20_015;

    /// Reads a query string. What cannot be used is left out of the request and named in the
    /// errors: the API refuses then, the page goes on and says so.
    pub fn read(inputs: &Inputs) -> (Self, FieldErrors) {
        let mut errors = FieldErrors::default();
        let near = near(inputs, &mut errors);
        let mut sort = optional(inputs, &mut errors, "urut", Sort::parse).unwrap_or_default();
        if sort == Sort::Nearest && near.is_none() {
            errors.add("urut", Invalid::Required);
            sort = Sort::Relevance;
        }
        let (price_from, price_to) = prices(inputs, &mut errors);
        let request = Self {
            q: query_text(inputs.one("q")),
            categories: many(inputs, &mut errors, "kategori", Choice::parse),
            districts: many(inputs, &mut errors, "kecamatan", Choice::parse),
            koperasi: many(inputs, &mut errors, "koperasi", Choice::parse),
            certificates: many(inputs, &mut errors, "sertifikat", certificate),
            price_from,
            price_to,
            available: optional(inputs, &mut errors, "tersedia", yes_or_no).unwrap_or(false),
            near,
            sort,
            page: optional(inputs, &mut errors, "hal", |text| whole(text, 1, Self::PAGE_MAX)).unwrap_or(1),
            per_page: optional(inputs, &mut errors, "per_hal", |text| whole(text, 1, Self::PER_PAGE_MAX))
                .unwrap_or(Self::PER_PAGE),
        };
        (request, errors)
    }

    /// A search for words alone.
    pub fn of(q: &str) -> Self {
        Self::read(&Inputs::default().with("q", q)).0
    }

    /// What was typed, without control characters and cut to [`Self::Q_MAX`].
    pub fn q(&self) -> &str {
        &self.q
    }

    /// From 1.
    pub fn page(&self) -> u32 {
        self.page
    }

    pub fn per_page(&self) -> u32 {
        self.per_page
    }

    /// How many hits come before this page.
    pub fn offset(&self) -> usize {
        (self.page as usize - 1) * self.per_page as usize
    }

    #[must_use]
    pub fn with_q(mut self, q: &str) -> Self {
        self.q = query_text(q);
        self.page = 1;
        self
    }

    /// Another page of the same search; held within the bounds.
    #[must_use]
    pub fn on_page(mut self, page: u32) -> Self {
        self.page = page.clamp(1, Self::PAGE_MAX);
        self
    }

    /// Whether anything but the query narrows the hits.
    pub fn is_filtered(&self) -> bool {
        !(self.categories.is_empty()
            && self.districts.is_empty()
            && self.koperasi.is_empty()
            && self.certificates.is_empty()
            && self.price_from.is_none()
            && self.price_to.is_none()
            && !self.available
            && self.near.and_then(|near| near.radius_km).is_none())
    }

    /// The parameters of this search, in a fixed order, defaults left out: name and value, not
    /// encoded.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        let mut add = |name, value: String| out.push((name, value));
        if !self.q.is_empty() {
            add("q", self.q.clone());
        }
        for (facet, choices) in
            [(Facet::Category, &self.categories), (Facet::District, &self.districts), (Facet::Koperasi, &self.koperasi)]
        {
            choices.iter().for_each(|c| add(facet.field(), c.0.clone()));
        }
        self.certificates.iter().for_each(|kind| add("sertifikat", kind.code().to_owned()));
        for (name, price) in [("harga_min", self.price_from), ("harga_maks", self.price_to)] {
            if let Some(price) = price {
                add(name, price.0.to_string());
            }
        }
        if self.available {
            add("tersedia", "1".to_owned());
        }
        if let Some(near) = self.near {
            add("lat", degrees(near.position.lat_micro()));
            add("lng", degrees(near.position.lng_micro()));
            if let Some(km) = near.radius_km {
                add("radius_km", km.to_string());
            }
        }
        if self.sort != Sort::default() {
            add("urut", self.sort.code().to_owned());
        }
        if self.page > 1 {
            add("hal", self.page.to_string());
        }
        if self.per_page != Self::PER_PAGE && self.per_page != 0 {
            add("per_hal", self.per_page.to_string());
        }
        out
    }
}

/// Control characters become spaces, and what is beyond the bound is not even copied.
fn query_text(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .skip_while(|c| c.is_whitespace())
        .take(SearchRequest::Q_MAX)
        .collect();
    clean.trim_end().to_owned()
}

fn degrees(micro: i32) -> String {
    let mut text = String::new();
    let sign = if micro < 0 { "-" } else { "" };
    let size = micro.unsigned_abs();
    // Writing into a String cannot fail.
    let _ = write!(text, "{sign}{}.{:06}", size / 1_000_000, size % 1_000_000);
    text
}

fn near(inputs: &Inputs, errors: &mut FieldErrors) -> Option<Near> {
    let radius = optional(inputs, errors, "radius_km", |text| whole(text, 1, SearchRequest::RADIUS_MAX_KM));
    let (lat, lng) = (inputs.one("lat").trim(), inputs.one("lng").trim());
    match (lat.is_empty(), lng.is_empty()) {
        (true, true) => {
            if radius.is_some() {
                errors.add("radius_km", Invalid::Required);
            }
            return None;
        }
        (true, false) => errors.add("lat", Invalid::Required),
        (false, true) => errors.add("lng", Invalid::Required),
        (false, false) => match Position::parse(lat, lng) {
            Ok(position) => return Some(Near { position, radius_km: radius }),
            Err(why) => errors.add("lat", why),
        },
    }
    None
}

fn prices(inputs: &Inputs, errors: &mut FieldErrors) -> (Option<Rupiah>, Option<Rupiah>) {
    let from = optional(inputs, errors, "harga_min", Rupiah::parse);
    let to = optional(inputs, errors, "harga_maks", Rupiah::parse);
    match (from, to) {
        // Filled in the wrong way round: what is meant is plain.
        (Some(from), Some(to)) if from > to => (Some(to), Some(from)),
        other => other,
    }
}

fn optional<T>(
    inputs: &Inputs,
    errors: &mut FieldErrors,
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, Invalid>,
) -> Option<T> {
    let text = inputs.one(name).trim();
    if text.is_empty() {
        return None;
    }
    parse(text).map_err(|why| errors.add(name, why)).ok()
}

/// Repeated parameters and values parted by commas mean the same.
fn many<T: PartialEq>(
    inputs: &Inputs,
    errors: &mut FieldErrors,
    name: &'static str,
    parse: impl Fn(&str) -> Result<T, Invalid>,
) -> Vec<T> {
    let mut out = Vec::new();
    for text in inputs.many(name).iter().flat_map(|value| value.split(',')).map(str::trim).filter(|text| !text.is_empty()) {
        if out.len() == CHOICES_MAX {
            errors.add(name, Invalid::TooMany { max: CHOICES_MAX });
            break;
        }
        match parse(text) {
            Ok(value) if out.contains(&value) => {}
            Ok(value) => out.push(value),
            Err(why) => errors.add(name, why),
        }
    }
    out
}

fn certificate(text: &str) -> Result<PermitKind, Invalid> {
    match text.to_lowercase().as_str() {
        "merek" => Ok(PermitKind::Trademark),
        "spp-irt" => Ok(PermitKind::Pirt),
        text => PermitKind::parse(text),
    }
}

fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    match text {
        "1" | "ya" | "true" | "on" => Ok(true),
        "0" | "tidak" | "false" => Ok(false),
        _ => Err(Invalid::UnknownChoice),
    }
}

fn whole(text: &str, min: u32, max: u32) -> Result<u32, Invalid> {
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::NotANumber);
    }
    match text.parse::<u32>() {
        Ok(0) if min > 0 => Err(Invalid::Zero),
        Ok(n) if n <= max => Ok(n),
        _ => Err(Invalid::TooLarge),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pairs: &[(&str, &str)]) -> (SearchRequest, FieldErrors) {
        SearchRequest::read(&pairs.iter().copied().collect())
    }

    #[test]
    fn an_address_is_read_and_written_back() {
        let pairs = [
            ("q", "emping  mlinjo"),
            ("kategori", "emping"),
            ("kecamatan", "33.25.08"),
            ("kecamatan", "bandar"),
            ("sertifikat", "halal"),
            ("sertifikat", "pirt"),
            ("harga_min", "5000"),
            ("harga_maks", "20000"),
            ("tersedia", "1"),
            ("lat", "-6.900000"),
            ("lng", "109.730000"),
            ("radius_km", "5"),
            ("urut", "terdekat"),
            ("hal", "3"),
            ("per_hal", "10"),
        ];
        let (request, errors) = read(&pairs);
        assert!(errors.is_empty(), "{errors:?}");
        assert_eq!(request.offset(), 20);
        let written = request.parameters();
        assert_eq!(written.iter().map(|(n, v)| (*n, v.as_str())).collect::<Vec<_>>(), pairs);
        assert_eq!(read(&[("sertifikat", "halal,pirt, halal")]).0.certificates, [PermitKind::Halal, PermitKind::Pirt]);
        assert!(SearchRequest::of("").parameters().is_empty());
    }

    #[test]
    fn what_cannot_be_used_is_named_and_left_out() {
        for (name, value, why) in [
            ("urut", "acak", Invalid::UnknownChoice),
            ("urut", "terdekat", Invalid::Required),
            ("hal", "0", Invalid::Zero),
            ("hal", "1001", Invalid::TooLarge),
            ("hal", "-1", Invalid::NotANumber),
            ("hal", "99999999999999999999", Invalid::TooLarge),
            ("per_hal", "61", Invalid::TooLarge),
            ("lat", "-6.9", Invalid::Required),
            ("lng", "109.7", Invalid::Required),
            ("radius_km", "5", Invalid::Required),
            ("radius_km", "0", Invalid::Zero),
            ("radius_km", "100000", Invalid::TooLarge),
            ("sertifikat", "iso", Invalid::UnknownChoice),
            ("kategori", "';drop", Invalid::UnknownChoice),
            ("harga_min", "murah", Invalid::NotANumber),
            ("tersedia", "2", Invalid::UnknownChoice),
        ] {
            let (request, errors) = read(&[(name, value), ("q", "kopi")]);
            let field = match (name, value) {
                ("lat", _) => "lng",
                ("lng", _) => "lat",
                _ => name,
            };
            assert_eq!(errors.get(field), Some(&why), "{name}={value}");
            assert_eq!(request, SearchRequest::of("kopi"), "{name}={value}");
        }
    }

    #[test]
    fn a_query_is_cut_and_cleaned() {
        assert_eq!(SearchRequest::of(&"x".repeat(10_000)).q().len(), SearchRequest::Q_MAX);
        assert_eq!(SearchRequest::of(" \0\n kopi\0tombo ").q(), "kopi tombo");
        let (swapped, _) = read(&[("harga_min", "9000"), ("harga_maks", "1000")]);
        assert_eq!((swapped.price_from, swapped.price_to), (Some(Rupiah(1000)), Some(Rupiah(9000))));
    }

    proptest! {
        #[test]
        fn any_address_is_survived_and_its_request_stands(pairs in proptest::collection::vec(("(q|kategori|kecamatan|koperasi|sertifikat|harga_min|lat|lng|radius_km|urut|hal|per_hal|tersedia)", ".{0,30}"), 0..12)) {
            let (request, _) = SearchRequest::read(&pairs.into_iter().collect());
            prop_assert!((1..=SearchRequest::PAGE_MAX).contains(&request.page()) && (1..=SearchRequest::PER_PAGE_MAX).contains(&request.per_page()));
            let again: Inputs = request.parameters().into_iter().collect();
            let (second, errors) = SearchRequest::read(&again);
            prop_assert!(errors.is_empty(), "{:?}", errors);
            prop_assert_eq!(second, request);
        }
    }
}
