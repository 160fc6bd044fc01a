//! Taking part: pledging, changing it, taking it back, and saying that the goods are there.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Member, Person};
use domain::form::FieldErrors;
use domain::ids::{IdempotencyKey, RoundId};
use domain::purchasing::Pledge;
use engine::purchasing::RoundError;
use engine::purchasing::shown::RoundShown;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::page::again;
use super::part::{NoMember, acting};
use super::text::Text;
use super::{amount, find, path_of};
use crate::house::{Filled, PageError, PageResult, Posted, Reader};

/// The form stands on the round's own page. Who was sent here after signing in finds it filled.
pub async fn form(reader: Reader, Path(id): Path<String>) -> PageResult {
    let id: RoundId = id.parse().map_err(|_| PageError::NotFound)?;
    let typed = reader.form().inputs;
    let kept: Vec<String> = ["jumlah", "toleransi", "koperasi"]
        .into_iter()
        .filter(|name| !typed.one(name).is_empty())
        .map(|name| {
            // What is longer is no number, and is told so all the same.
            let value: String = typed.one(name).chars().take(80).collect();
            format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC))
        })
        .collect();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Ok(reader.see_other(format!("{}{query}", path_of(id))))
}

pub async fn submit(reader: Reader, _: Person, Path(id): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let round = find(&reader, &id).await?;
    let by = match acting(&reader, &round, posted.one("koperasi")).await? {
        Ok(by) => by,
        Err(NoMember::Stranger) => return strange(&reader, round, posted.refused(FieldErrors::default())).await,
        Err(NoMember::Refused(errors)) => return refused(&reader, round, posted.refused(errors)).await,
    };
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let pledge = match Pledge::parse(&posted.inputs, round.terms.step) {
        Ok(pledge) => pledge,
        Err(errors) => return refused(&reader, round, posted.refused(errors)).await,
    };
    match engine::purchasing::pledge::pledge(&reader.site.desk, &by, round.id, &pledge, key).await {
        Ok(_) => {
            let said = text.joined(&amount(reader.lang, &round.terms.unit, pledge.quantity));
            Ok(reader.see_other(path_of(round.id)).saying(&said))
        }
        Err(RoundError::Refused(errors)) => refused(&reader, round, posted.refused(errors)).await,
        Err(RoundError::Wait(after)) => {
            let problem = text.changed_too_often(after.0.as_secs().div_ceil(60).max(1));
            let screen = again(&reader, round, posted.refused(FieldErrors::default()), Some(problem)).await?;
            Ok(reader.page(screen).status(StatusCode::TOO_MANY_REQUESTS))
        }
        Err(RoundError::Moved { .. }) => {
            // As it stands now: what was read above is older than the refusal.
            let round = find(&reader, &id).await?;
            let screen =
                again(&reader, round, posted.refused(FieldErrors::default()), Some(text.just_closed().to_owned())).await?;
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(other) => Err(gone(other)),
    }
}

async fn refused(reader: &Reader, round: RoundShown, filled: Filled) -> PageResult {
    Ok(reader.page(again(reader, round, filled, None).await?).unprocessable())
}

/// No koperasi of the reader takes part: the page says how one would.
async fn strange(reader: &Reader, round: RoundShown, filled: Filled) -> PageResult {
    let problem = Text(reader.lang).koperasi_not_taking().to_owned();
    Ok(reader.page(again(reader, round, filled, Some(problem)).await?).unprocessable())
}

pub async fn withdraw(reader: Reader, _: Person, Path(id): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let round = find(&reader, &id).await?;
    let Some(by) = member(&reader, &round, &posted).await? else {
        return strange(&reader, round, Filled::empty()).await;
    };
    let key: IdempotencyKey = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    match engine::purchasing::pledge::withdraw(&reader.site.desk, &by, round.id, key).await {
        Ok(()) => Ok(reader.see_other(path_of(round.id)).saying(text.left())),
        Err(RoundError::Moved { .. }) => conflict(&reader, &id, text.not_takeable()).await,
        Err(RoundError::Refused(_)) => strange(&reader, round, Filled::empty()).await,
        Err(other) => Err(gone(other)),
    }
}

pub async fn received(reader: Reader, _: Person, Path(id): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let round = find(&reader, &id).await?;
    let Some(by) = member(&reader, &round, &posted).await? else {
        return strange(&reader, round, Filled::empty()).await;
    };
    match engine::purchasing::handout::confirm(&reader.site.desk, &by, round.id).await {
        Ok(()) => Ok(reader.see_other(path_of(round.id)).saying(text.got_it_said())),
        Err(RoundError::Moved { .. }) => conflict(&reader, &id, text.not_here_yet()).await,
        Err(other) => Err(gone(other)),
    }
}

/// The member that a button was pressed by; `None` for who is none of the koperasi that take part.
async fn member(reader: &Reader, round: &RoundShown, posted: &Posted) -> Result<Option<Member>, PageError> {
    Ok(acting(reader, round, posted.one("koperasi")).await?.ok())
}

/// The page as it stands by now, and why nothing was done.
async fn conflict(reader: &Reader, id: &str, why: &str) -> PageResult {
    let round = find(reader, id).await?;
    let seat = super::part::Seat::of(reader, &round, "").await?;
    let filled = super::part::begun(&round, &seat, &domain::form::Inputs::default());
    let mut screen = again(reader, round, filled, Some(why.to_owned())).await?;
    // Nothing was typed that would have to be kept.
    screen.keep_form = false;
    Ok(reader.page(screen).status(StatusCode::CONFLICT))
}

fn gone(error: RoundError) -> PageError {
    match error {
        RoundError::Unknown => PageError::NotFound,
        RoundError::Trouble(trouble) => trouble.into(),
        _ => PageError::Conflict,
    }
}
