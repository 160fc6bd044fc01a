//! What officers do with a request: accept an answer, close it, take a link back, make a new one.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::{OfferId, QuoteInvitationId};
use domain::text::Line;
use engine::suppliers::quotes::{AcceptError, StepError};

use super::compare::CompareScreen;
use super::id_of;
use super::text::Text;
use crate::house::{Answer, PageError, PageResult, Posted, Reader};

/// Fields `penawaran` and `alasan`.
fn choice(inputs: &Inputs) -> Result<(OfferId, Line<200>), FieldErrors> {
    let mut p = inputs.parser();
    let offer = p.take("penawaran", |text| match text.trim() {
        "" => Err(Invalid::Required),
        id => id.parse::<OfferId>().map_err(|_| Invalid::UnknownChoice),
    });
    let reason = p.take("alasan", Line::parse);
    p.finish(|| Some((offer?, reason?)))
}

pub async fn accept(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), id_of(&id)?);
    let back = format!("/pengurus/{}/permintaan/{id}", by.koperasi().slug);
    // Before the form: a request that is not there has none.
    let asked = engine::suppliers::quotes::compare(&reader.site.desk, &overseer, id).await?.ok_or(PageError::NotFound)?;
    let (errors, problem) = match choice(&posted.inputs) {
        Err(errors) => (errors, None),
        Ok((offer, reason)) => match engine::suppliers::quotes::accept(&reader.site.desk, &by, id, offer, &reason).await {
            Ok(()) => return Ok(reader.see_other(back).saying(text.was_accepted())),
            // The second press of one's own button finds what the first has done.
            Err(AcceptError::Over { accepted }) if accepted == Some(offer) => {
                return Ok(reader.see_other(back).saying(text.was_accepted()));
            }
            Err(AcceptError::Over { accepted: Some(_) }) => return Ok(reader.see_other(back).saying(text.accepted_before())),
            Err(AcceptError::Over { accepted: None }) => return Ok(reader.see_other(back).saying(text.withdrawn_before())),
            Err(AcceptError::NotAnAnswer) => (FieldErrors::of("penawaran", Invalid::UnknownChoice), None),
            Err(AcceptError::Gone) => (FieldErrors::default(), Some(text.gone())),
            Err(AcceptError::Unknown) => return Err(PageError::NotFound),
            Err(AcceptError::Trouble(trouble)) => return Err(trouble.into()),
        },
    };
    if asked.ended_at.is_some() {
        return Ok(reader.see_other(back).saying(text.over_before()));
    }
    let status = if problem.is_some() { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
    let screen = CompareScreen { by: overseer, asked, filled: posted.refused(errors), problem };
    Ok(reader.page(screen).status(status))
}

pub async fn withdraw(reader: Reader, by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = id_of(&id)?;
    let done = engine::suppliers::quotes::withdraw(&reader.site.desk, &by, id).await;
    said(&reader, &by, &id.to_string(), done, Text(reader.lang).was_withdrawn())
}

pub async fn take_back(reader: Reader, by: Officer, Path((_, id, invitation)): Path<(String, String, String)>) -> PageResult {
    let (id, invitation) = (id_of(&id)?, invitation_of(&invitation)?);
    let done = engine::suppliers::quotes::withdraw_invitation(&reader.site.desk, &by, id, invitation).await;
    said(&reader, &by, &id.to_string(), done, Text(reader.lang).was_taken_back())
}

pub async fn renew(reader: Reader, by: Officer, Path((_, id, invitation)): Path<(String, String, String)>) -> PageResult {
    let (id, invitation) = (id_of(&id)?, invitation_of(&invitation)?);
    let done = engine::suppliers::quotes::resend(&reader.site.desk, &by, id, invitation).await;
    said(&reader, &by, &id.to_string(), done, Text(reader.lang).was_renewed())
}

fn invitation_of(text: &str) -> Result<QuoteInvitationId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// Back to the page of the request, which shows how it stands now.
fn said(reader: &Reader, by: &Officer, id: &str, done: Result<(), StepError>, good: &str) -> Result<Answer, PageError> {
    let text = Text(reader.lang);
    let words = match done {
        Ok(()) => good,
        Err(StepError::Answered) => text.answered_before(),
        Err(StepError::Over) => text.over_before(),
        Err(StepError::Wait(_)) => text.asked_too_often(),
        Err(StepError::Unknown) => return Err(PageError::NotFound),
        Err(StepError::Trouble(trouble)) => return Err(trouble.into()),
    };
    Ok(reader.see_other(format!("/pengurus/{}/permintaan/{id}", by.koperasi().slug)).saying(words))
}
