//! Events that say that an order has moved, while somebody looks at it.

use std::convert::Infallible;
use std::time::Duration;

use axum::http::StatusCode;
use axum::http::header::{HeaderName, RETRY_AFTER};
use axum::response::sse::{Event, KeepAlive, Sse};
use engine::buying::shown::OrderShown;
use engine::purchasing::live::Ear;
use futures::{Stream, StreamExt as _, stream};

use super::asked::{Asked, AskedBySeller};
use crate::house::{Caller, PageResult, Reader, posted};

/// Within the minute for which proxies keep a silent connection. A client that went away is noticed by it.
const ALIVE: Duration = Duration::from_secs(25);
/// After this a browser connects anew by itself, so that places do not stay with pages that were forgotten.
const LIFE: Duration = Duration::from_secs(15 * 60);
/// How long a browser waits before it connects anew.
const RETRY: Duration = Duration::from_secs(4);

pub async fn of_buyer(reader: Reader, Caller(caller): Caller, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    let Some(ear) = reader.site.desk.live().ear_of_order(order.id, &caller.address) else { return Ok(full(&reader)) };
    // Read again after listening has begun, so that nothing falls between the two.
    let order = asked.find(&reader).await?;
    Ok(events(&reader, ear, &order))
}

pub async fn of_seller(reader: Reader, Caller(caller): Caller, asked: AskedBySeller) -> PageResult {
    let order = asked.find(&reader).await?;
    let Some(ear) = reader.site.desk.live().ear_of_order(order.id, &caller.address) else { return Ok(full(&reader)) };
    let order = asked.find(&reader).await?;
    Ok(events(&reader, ear, &order))
}

/// This server follows enough readers, or enough from one address: the page's script comes again later.
fn full(reader: &Reader) -> crate::house::Answer {
    reader.answer(StatusCode::SERVICE_UNAVAILABLE).header(RETRY_AFTER, "60")
}

/// An event whenever the order moved; one at once if it did since the page was made, which says so by `dilihat`.
fn events(reader: &Reader, ear: Ear, order: &OrderShown) -> crate::house::Answer {
    let missed = posted::query(&reader.path).one("dilihat") != order.mark.to_string();
    let events = Sse::new(heard(ear, missed).map(Ok::<Event, Infallible>)).keep_alive(KeepAlive::new().interval(ALIVE));
    // nginx would collect what it passes on.
    reader.answer(events).header(HeaderName::from_static("x-accel-buffering"), "no")
}

fn heard(ear: Ear, missed: bool) -> impl Stream<Item = Event> + Send + 'static {
    let first = [Event::default().retry(RETRY)].into_iter().chain(missed.then(moved));
    let later = stream::unfold(ear, |mut ear| async move { ear.moved().await.then(|| (moved(), ear)) });
    stream::iter(first).chain(later).take_until(tokio::time::sleep(LIFE))
}

fn moved() -> Event {
    Event::default().data("1")
}
