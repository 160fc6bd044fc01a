//! The seller's presses. Each ends on the order's page, or on the list it was pressed on.

use axum::http::StatusCode;
use domain::buying::State;
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::text::Line;
use engine::buying::{OrderError, steps};

use super::asked::{AskedBySeller, gone};
use super::order;
use super::order_text::Text;
use super::seller::{SellerScreen, Small};
use crate::house::{PageResult, Posted, Reader};

pub async fn accept(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = steps::accept(&reader.site.desk, &asked.by, &asked.number).await;
    ended(&reader, &asked, stepped, Text(reader.lang).was_accepted(), State::Accepted, (None, &posted)).await
}

pub async fn refuse(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = match Line::parse(posted.one("alasan")) {
        Ok(reason) => steps::refuse(&reader.site.desk, &asked.by, &asked.number, &reason).await,
        Err(why) => Err(refused("alasan", why)),
    };
    let typed = (Some(Small::Refuse), &posted);
    ended(&reader, &asked, stepped, Text(reader.lang).was_refused(), State::Refused, typed).await
}

pub async fn prepare(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = steps::prepare(&reader.site.desk, &asked.by, &asked.number).await;
    ended(&reader, &asked, stepped, Text(reader.lang).was_prepared(), State::Prepared, (None, &posted)).await
}

pub async fn make_ready(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = steps::make_ready(&reader.site.desk, &asked.by, &asked.number).await;
    ended(&reader, &asked, stepped, Text(reader.lang).was_made_ready(), State::Ready, (None, &posted)).await
}

pub async fn send(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = steps::send(&reader.site.desk, &asked.by, &asked.number).await;
    ended(&reader, &asked, stepped, Text(reader.lang).was_sent(), State::Sent, (None, &posted)).await
}

pub async fn complete(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = steps::complete(&reader.site.desk, asked.who(), &asked.number).await;
    ended(&reader, &asked, stepped, Text(reader.lang).was_completed(), State::Done, (None, &posted)).await
}

pub async fn cancel(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = match Line::parse(posted.one("alasan")) {
        Ok(reason) => steps::cancel(&reader.site.desk, asked.who(), &asked.number, Some(&reason)).await,
        Err(why) => Err(refused("alasan", why)),
    };
    let typed = (Some(Small::Cancel), &posted);
    ended(&reader, &asked, stepped, Text(reader.lang).was_called_off(), State::Cancelled, typed).await
}

pub async fn postpone(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    let stepped = match Day::parse(posted.one("hari")) {
        Ok(day) => steps::postpone(&reader.site.desk, &asked.by, &asked.number, day).await,
        Err(why) => Err(refused("hari", why)),
    };
    match stepped {
        Ok(()) => told(&reader, &asked, &posted, Text(reader.lang).was_postponed()).await,
        Err(error) => not_taken(&reader, &asked, error, (Some(Small::Postpone), &posted)).await,
    }
}

pub async fn paid(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    match steps::paid(&reader.site.desk, &asked.by, &asked.number).await {
        Ok(()) => Ok(reader.see_other(place(&reader, &asked, &posted).await?).saying(Text(reader.lang).was_paid())),
        Err(error) => not_taken(&reader, &asked, error, (None, &posted)).await,
    }
}

pub async fn unpaid(reader: Reader, asked: AskedBySeller, posted: Posted) -> PageResult {
    match steps::unpaid(&reader.site.desk, &asked.by, &asked.number).await {
        Ok(()) => Ok(reader.see_other(place(&reader, &asked, &posted).await?).saying(Text(reader.lang).was_unpaid())),
        Err(error) => not_taken(&reader, &asked, error, (None, &posted)).await,
    }
}

fn refused(field: &'static str, why: Invalid) -> OrderError {
    OrderError::Refused(FieldErrors::of(field, why))
}

/// Says what was done, and whether the buyer knows: what is of the link alone is told to no account.
async fn told(reader: &Reader, asked: &AskedBySeller, posted: &Posted, said: &str) -> PageResult {
    let text = Text(reader.lang);
    let knows = if asked.find(reader).await?.by_link { text.only_link() } else { text.buyer_told() };
    Ok(reader.see_other(place(reader, asked, posted).await?).saying(&format!("{said} {knows}")))
}

/// Where the press came from: the list's buttons send their tab along.
async fn place(reader: &Reader, asked: &AskedBySeller, posted: &Posted) -> Result<String, crate::house::PageError> {
    let order = asked.find(reader).await?;
    Ok(if posted.inputs.has("daftar") {
        super::seller_list::address(&order.shop_slug, super::seller_list::group(posted.one("daftar")), 1)
    } else {
        format!("{}?usaha={}", order.sellers_path(), order.shop_slug)
    })
}

async fn ended(
    reader: &Reader,
    asked: &AskedBySeller,
    stepped: Result<(), OrderError>,
    said: &str,
    meant: State,
    typed: (Option<Small>, &Posted),
) -> PageResult {
    match stepped {
        Ok(()) if matches!(meant, State::Accepted | State::Refused | State::Ready | State::Sent | State::Cancelled) => {
            told(reader, asked, typed.1, said).await
        }
        Ok(()) => Ok(reader.see_other(place(reader, asked, typed.1).await?).saying(said)),
        // It stands where the step would have led: a second press, or a second pair of hands.
        Err(OrderError::Moved { state }) if state == meant => Ok(reader.see_other(place(reader, asked, typed.1).await?)),
        Err(error) => not_taken(reader, asked, error, typed).await,
    }
}

/// The page as it stands now, with a sentence that says why, and what was typed.
async fn not_taken(
    reader: &Reader,
    asked: &AskedBySeller,
    error: OrderError,
    (small, posted): (Option<Small>, &Posted),
) -> PageResult {
    let (status, errors) = match error {
        OrderError::Moved { .. } => (StatusCode::CONFLICT, FieldErrors::default()),
        OrderError::Refused(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        other => return Err(gone(other)),
    };
    let mut screen = SellerScreen::new(&asked.by, asked.find(reader).await?);
    if status == StatusCode::CONFLICT {
        screen.problem = Some(order::meanwhile(reader.lang, reader.now(), &screen.order));
    }
    screen.typed = small.map(|small| (small, posted.refused(errors)));
    Ok(reader.page(screen).status(status))
}
