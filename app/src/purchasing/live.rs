//! What a page asks for while somebody looks at it: events that say that figures have moved, and the
//! figures.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, RETRY_AFTER};
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::ids::RoundId;
use engine::purchasing::live::Ear;
use futures::{Stream, StreamExt as _, stream};

use super::figures::Figures;
use super::find;
use super::part::Seat;
use crate::house::{Answer, Caller, PageError, PageResult, Reader, posted};

/// Within the minute for which proxies keep a silent connection. A client that went away is noticed by it.
const ALIVE: Duration = Duration::from_secs(25);
/// After this a browser connects anew by itself, so that places do not stay with pages that were forgotten.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How long a browser waits before it connects anew.
const RETRY: Duration = Duration::from_secs(4);

/// An event whenever the round moved; one at once if it did since the page was made, which says so by
/// `dilihat`. 503 when this server follows enough readers, or enough from one address: the page's script comes
/// again later, and until then it is loaded again by hand.
pub async fn events(reader: Reader, Caller(caller): Caller, Path(id): Path<String>) -> PageResult {
    let round_id: RoundId = id.parse().map_err(|_| PageError::NotFound)?;
    let Some(ear) = reader.site.desk.live().ear(round_id, &caller.address) else {
        return Ok(reader.answer(StatusCode::SERVICE_UNAVAILABLE).header(RETRY_AFTER, "60"));
    };
    // Read after listening has begun, so that nothing falls between the two.
    let round = find(&reader, &id).await?;
    let missed = posted::query(&reader.path).one("dilihat") != round.mark();
    let events = Sse::new(heard(ear, missed).map(Ok::<Event, Infallible>)).keep_alive(KeepAlive::new().interval(ALIVE));
    // nginx would collect what it passes on.
    Ok(reader.answer(events).header(HeaderName::from_static("x-accel-buffering"), "no"))
}

fn heard(ear: Ear, missed: bool) -> impl Stream<Item = Event> + Send + 'static {
    let first = [Event::default().retry(RETRY)].into_iter().chain(missed.then(moved));
    let later = stream::unfold(ear, |mut ear| async move { ear.moved().await.then(|| (moved(), ear)) });
    stream::iter(first).chain(later).take_until(tokio::time::sleep(LIFE))
}

fn moved() -> Event {
    Event::default().data("1")
}

/// The pieces of the page that move, by what is typed. What is everyone's of the round is read once for all who
/// ask within a moment; what is the reader's own is not.
pub async fn figures(reader: Reader, Path(id): Path<String>) -> PageResult {
    let id: RoundId = id.parse().map_err(|_| PageError::NotFound)?;
    let round = engine::purchasing::live::lately(&reader.site.desk, id).await?.ok_or(PageError::NotFound)?;
    let typed = posted::query(&reader.path);
    let seat = Seat::of(&reader, &round, typed.one("koperasi")).await?;
    let figures = Figures { lang: reader.lang, now: reader.now(), round: &round, seat: &seat, typed: &typed };
    Ok(Answer::page(figures.all(), reader.secure()).header(HeaderName::from_static("x-robots-tag"), "noindex"))
}
