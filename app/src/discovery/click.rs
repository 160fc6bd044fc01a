//! Which hit of a search was opened. Links of hits carry a `ping`, which browsers post by themselves
//! when the link is followed, also where scripts are off; a browser that sends none costs a count and
//! nothing else.

use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::dates::Day;
use domain::discovery::{Asked, ClickRank, SearchRequest};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::api::wrong;
use crate::house::posted::parse_pairs;
use crate::house::problem::Problem;
use crate::house::{Caller, PageError, PageResult, Reader};
use crate::ui::ProductCard;

/// Counts that a hit was opened. A search that nobody made today or yesterday counts for nothing.
#[utoipa::path(
    post,
    path = "/api/v1/klik",
    tag = "discovery",
    params(
        ("q" = String, Query, description = "The words of the search, as they were asked"),
        ("ke" = u16, Query, description = "The place of the hit among all hits, from 1 to 1000"),
    ),
    responses(
        (status = 204, description = "Heard; whether it was counted is not told"),
        (status = 422, description = "No such place", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too many from one address", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn count(reader: Reader, Caller(caller): Caller, RawQuery(query): RawQuery) -> PageResult {
    let asked = parse_pairs(query.unwrap_or_default().as_bytes());
    let rank = match ClickRank::parse(asked.one("ke")) {
        Ok(rank) => rank,
        Err(why) => return Ok(reader.answer(Problem::of_parameters(vec![wrong("ke", &why)]))),
    };
    let learning = reader.site.desk.learning();
    learning.lets_click(&caller.address, reader.now()).map_err(|wait| PageError::TooMany { retry_after: wait.0 })?;
    // Read as the search itself was, so that both give the same words.
    if let Some(words) = Asked::of(SearchRequest::of(asked.one("q")).q()) {
        learning.clicked(&words, rank, Day::of(reader.now()));
    }
    Ok(reader.answer(StatusCode::NO_CONTENT))
}

/// Counts a search that a page kept in memory answers, if the address has one.
pub fn note_again(reader: &Reader, query: Option<&str>) {
    if let Some(query) = query {
        let (request, _) = SearchRequest::read(&parse_pairs(query.as_bytes()));
        reader.site.desk.learning().note_again(&request, Day::of(reader.now()));
    }
}

/// The cards of a search whose words are counted tell when they are opened, and at which place.
pub fn with_pings(request: &SearchRequest, mut cards: Vec<ProductCard>) -> Vec<ProductCard> {
    if Asked::of(request.q()).is_some() {
        let q = utf8_percent_encode(request.q(), NON_ALPHANUMERIC).to_string();
        for (nth, card) in cards.iter_mut().enumerate() {
            let rank = ClickRank::new(request.offset() + nth + 1);
            card.ping = rank.map(|rank| format!("/api/v1/klik?q={q}&ke={}", rank.get()));
        }
    }
    cards
}
