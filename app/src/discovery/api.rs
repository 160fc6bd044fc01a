//! `/api/v1/search` and `/api/v1/suggest`: what islands and other programs use.

use axum::Json;
use axum::extract::RawQuery;
use axum::http::header::CACHE_CONTROL;
use domain::dates::Day;
use domain::discovery::{Page, SearchRequest, Suggestions};
use domain::form::Invalid;
use serde_json::Value;

use super::card::image_url;
use super::page::ENGINE;
use crate::house::posted::parse_pairs;
use crate::house::problem::{Problem, WrongParameter};
use crate::house::{PageError, PageResult, Reader};

/// One page of a search. Parameters that cannot be used are refused, each by name.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    tag = "discovery",
    params(
        ("q" = Option<String>, Query, description = "What is looked for, as people type it; 200 characters are read"),
        ("kategori" = Option<Vec<String>>, Query, description = "Slugs of categories; several widen the search"),
        ("kecamatan" = Option<Vec<String>>, Query, description = "Codes or slugs of districts; several widen the search"),
        ("koperasi" = Option<Vec<String>>, Query, description = "Slugs of koperasi; several widen the search"),
        ("sertifikat" = Option<Vec<String>>, Query, description = "nib, pirt, halal, merek: held and valid today; several narrow the search"),
        ("harga_min" = Option<i64>, Query, description = "Whole rupiah, including this price"),
        ("harga_maks" = Option<i64>, Query, description = "Whole rupiah, including this price"),
        ("tersedia" = Option<String>, Query, description = "1: in stock or made to order"),
        ("lat" = Option<f64>, Query, description = "Degrees; needs lng too"),
        ("lng" = Option<f64>, Query, description = "Degrees; needs lat too"),
        ("radius_km" = Option<u32>, Query, description = "Whole kilometres around the position"),
        ("urut" = Option<String>, Query, description = "relevan, termurah, termurah_satuan, termahal, terbaru, terdekat"),
        ("hal" = Option<u32>, Query, description = "Page, from 1"),
        ("per_hal" = Option<u32>, Query, description = "Hits on a page, up to 60; 24 unless told"),
    ),
    responses(
        (status = 200, description = "One page of hits, and counts of all", body = Page),
        (status = 422, description = "A parameter that cannot be used", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn search(reader: Reader, RawQuery(query): RawQuery) -> PageResult {
    let (request, errors) = SearchRequest::read(&parse_pairs(query.unwrap_or_default().as_bytes()));
    let mut refused: Vec<WrongParameter> = errors.iter().map(|(field, why)| wrong(field, why)).collect();
    if refused.is_empty() {
        let today = Day::of(reader.now());
        let page = reader.site.desk.search().search(&request, today).await?;
        refused.extend(page.unknown.iter().map(|(field, _)| wrong(field, &Invalid::UnknownChoice)));
        if refused.is_empty() {
            reader.site.desk.learning().note(&page, &request, today);
            let engine = page.engine.code();
            return Ok(reader.answer(Json(document(&page)?)).header(ENGINE, engine));
        }
    }
    Ok(reader.answer(Problem::of_parameters(refused)))
}

/// What may be meant by what was typed so far. The same for everyone, so it may be kept a moment.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    tag = "discovery",
    params(("q" = String, Query, description = "What was typed so far")),
    responses((status = 200, description = "Products, shops and categories that may be meant", body = Suggestions))
)]
pub async fn suggest(reader: Reader, RawQuery(query): RawQuery) -> PageResult {
    let inputs = parse_pairs(query.unwrap_or_default().as_bytes());
    let found = reader.site.desk.search().suggest(inputs.one("q")).await?;
    let engine = found.engine.code();
    Ok(reader.answer(Json(found)).header(ENGINE, engine).header(CACHE_CONTROL, "public, max-age=30"))
}

/// The page as JSON, with the address of each picture in place of its key.
fn document(page: &Page) -> Result<Value, PageError> {
    let mut value = serde_json::to_value(page).map_err(engine::Trouble::from)?;
    if let Some(hits) = value.get_mut("hits").and_then(Value::as_array_mut) {
        for (shown, hit) in hits.iter_mut().zip(&page.hits) {
            shown["image"] = hit.image.as_ref().and_then(image_url).into();
        }
    }
    Ok(value)
}

pub(super) fn wrong(field: &str, why: &Invalid) -> WrongParameter {
    WrongParameter { field: field.to_owned(), code: code(why).to_owned() }
}

/// The stable word for a reason. Programs act on it, so it does not follow from a name in the code.
const fn code(why: &Invalid) -> &'static str {
    match why {
        Invalid::Required => "required",
        Invalid::UnknownChoice => "unknown-choice",
        Invalid::TooMany { .. } => "too-many",
        Invalid::TooLong { .. } => "too-long",
        Invalid::NotANumber => "not-a-number",
        Invalid::NotWhole => "not-whole",
        Invalid::Negative => "negative",
        Invalid::Zero => "zero",
        Invalid::TooLarge => "too-large",
        Invalid::TooPrecise { .. } => "too-precise",
        Invalid::Grouping => "grouping",
        Invalid::BadCoordinate => "bad-coordinate",
        Invalid::OutsideIndonesia => "outside-indonesia",
        Invalid::Malformed => "malformed",
        // No parameter of a search is refused for another reason.
        _ => "invalid",
    }
}

#[cfg(test)]
mod tests {
    use domain::form::Inputs;

    use super::*;

    #[test]
    fn every_reason_of_a_parameter_has_its_word() {
        for (field, value, word) in [
            ("kategori", "a b\0", "unknown-choice"),
            ("urut", "acak", "unknown-choice"),
            ("urut", "terdekat", "required"),
            ("harga_min", "murah", "not-a-number"),
            ("harga_min", "1,5", "not-whole"),
            ("harga_maks", "99999999999999999999", "too-large"),
            ("harga_maks", "1.00", "grouping"),
            ("radius_km", "5", "required"),
        ] {
            let (_, errors) = SearchRequest::read(&Inputs::default().with(field, value));
            assert_eq!(errors.get(field).map(code), Some(word), "{field}={value}: {errors:?}");
        }
    }
}
