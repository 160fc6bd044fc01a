//! `/api/v1/search` and `/api/v1/suggest`: what islands and other programs use.

use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::dates::Day;
use domain::discovery::{Page, SearchRequest};
use domain::form::Invalid;
use serde_json::{Value, json};

use super::card::image_url;
use super::page::ENGINE;
use crate::house::posted::parse_pairs;
use crate::house::{Answer, PageError, PageResult, Reader};

/// One page of a search. Parameters that cannot be used are refused, each by name.
pub async fn search(reader: Reader, RawQuery(query): RawQuery) -> PageResult {
    let (request, errors) = SearchRequest::read(&parse_pairs(query.unwrap_or_default().as_bytes()));
    let mut refused: Vec<(String, String)> = errors.iter().map(|(field, why)| (field.to_owned(), code(why))).collect();
    if refused.is_empty() {
        let page = reader.site.desk.search().search(&request, Day::of(reader.now())).await?;
        refused.extend(page.unknown.iter().map(|(field, _)| ((*field).to_owned(), code(&Invalid::UnknownChoice))));
        if refused.is_empty() {
            let engine = page.engine.code();
            return Ok(reader.answer(Json(document(&page)?)).header(ENGINE, engine));
        }
    }
    Ok(unprocessable(&reader, &refused))
}

/// What may be meant by what was typed so far. The same for everyone, so it may be kept a moment.
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

/// RFC 9457, with what was wrong with each parameter.
fn unprocessable(reader: &Reader, refused: &[(String, String)]) -> Answer {
    let errors: Vec<Value> = refused.iter().map(|(field, code)| json!({ "field": field, "code": code })).collect();
    let body = json!({
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "code": "invalid-parameter",
        "errors": errors,
    });
    reader.answer((StatusCode::UNPROCESSABLE_ENTITY, body.to_string())).header(CONTENT_TYPE, "application/problem+json")
}

/// `unknown-choice` of `UnknownChoice`, `too-long` of `TooLong { max: 40 }`.
fn code(why: &Invalid) -> String {
    let name = format!("{why:?}");
    let mut out = String::new();
    for c in name.chars().take_while(char::is_ascii_alphanumeric) {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_stable_words() {
        assert_eq!([code(&Invalid::UnknownChoice), code(&Invalid::TooMany { max: 20 })], ["unknown-choice", "too-many"]);
    }
}
