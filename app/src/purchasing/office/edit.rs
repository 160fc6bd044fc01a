//! `…/pembelian/baru` and `…/{id}/ubah`: a round is planned.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::form::FieldErrors;
use domain::ids::RoundId;
use domain::purchasing::{RoundPlan, State};
use engine::purchasing::RoundError;
use engine::purchasing::plan::Planned;
use engine::suppliers::offers::UsableOffer;

use super::plan_form::{FormScreen, LOOK, NoOffersScreen};
use super::plan_inputs::{inputs_of, start};
use super::text::Text;
use super::{page_error, place_of, round_of, steps};
use crate::house::{PageError, PageResult, Posted, Reader, posted};

pub(super) async fn new_form(reader: Reader, by: Overseer, officer: Officer) -> PageResult {
    let offers = usable(&reader, &officer).await?;
    if offers.is_empty() {
        return Ok(reader.page(NoOffersScreen { by }));
    }
    let habits = engine::purchasing::overview::habits(&reader.site.desk, &officer).await?;
    let asked = posted::query(&reader.path).one("penawaran").to_owned();
    let filled = reader.form_of(start(&officer, &offers, habits.as_ref(), &asked, reader.now()));
    Ok(reader.page(FormScreen::new(by, offers, filled)))
}

async fn usable(reader: &Reader, by: &Officer) -> Result<Vec<UsableOffer>, PageError> {
    Ok(engine::suppliers::offers::usable(&reader.site.desk, by).await?)
}

pub(super) async fn create(reader: Reader, overseer: Overseer, by: Officer, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let parsed = RoundPlan::parse(&posted.inputs, reader.now());
    if let (Ok(plan), LOOK) = (&parsed, posted.one("aksi")) {
        let screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(FieldErrors::default()));
        return Ok(reader.page(screen.key(key).look(plan)));
    }
    let planned = match parsed {
        Ok(plan) => engine::purchasing::plan::create(&reader.site.desk, &by, &plan, key).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    let (status, errors, problem) = match planned {
        Ok(id) => return Ok(reader.see_other(place_of(&by, id)).saying(text.was_planned())),
        Err(RoundError::Refused(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, None),
        Err(RoundError::NotVerified) => (StatusCode::CONFLICT, FieldErrors::default(), Some(text.not_verified())),
        Err(error) => return Err(page_error(error)),
    };
    let mut screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(errors)).key(key);
    screen.problem = problem;
    Ok(reader.page(screen).status(status))
}

async fn planned(reader: &Reader, by: &Overseer, id: RoundId) -> Result<Planned, PageError> {
    engine::purchasing::plan::planned(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

pub(super) async fn form(reader: Reader, overseer: Overseer, by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let there = planned(&reader, &overseer, id).await?;
    if there.state != State::Draft {
        let moved = RoundError::Moved { state: there.state };
        return steps::refused(&reader, overseer, &by, id, moved, None).await;
    }
    let filled = reader.form_of(inputs_of(&there.plan, reader.now()));
    // What was typed before is still about the version it was typed on.
    let version = filled.inputs.one("versi").parse().unwrap_or(there.version);
    let offers = usable(&reader, &by).await?;
    Ok(reader.page(FormScreen::new(overseer, offers, filled).of(id, version, &there.plan)))
}

pub(super) async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let there = planned(&reader, &overseer, id).await?;
    let version: Option<i64> = posted.one("versi").parse().ok();
    let parsed = RoundPlan::parse(&posted.inputs, reader.now());
    if let (Ok(plan), LOOK) = (&parsed, posted.one("aksi")) {
        let screen = FormScreen::new(overseer, usable(&reader, &by).await?, posted.refused(FieldErrors::default()));
        return Ok(reader.page(screen.of(id, version.unwrap_or(there.version), &there.plan).look(plan)));
    }
    let changed = match parsed {
        Ok(plan) => engine::purchasing::plan::change(&reader.site.desk, &by, id, version, &plan).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    let (status, errors, version) = match changed {
        Ok(()) => return Ok(reader.see_other(place_of(&by, id)).saying(text.was_changed())),
        Err(RoundError::Refused(errors)) => (StatusCode::UNPROCESSABLE_ENTITY, errors, version),
        Err(RoundError::Stale { version }) => (StatusCode::CONFLICT, FieldErrors::default(), Some(version)),
        Err(error @ RoundError::Moved { .. }) => return steps::refused(&reader, overseer, &by, id, error, None).await,
        Err(error) => return Err(page_error(error)),
    };
    let filled = posted.refused(errors);
    let version = version.unwrap_or(there.version);
    let mut screen = FormScreen::new(overseer, usable(&reader, &by).await?, filled).of(id, version, &there.plan);
    screen.problem = (status == StatusCode::CONFLICT).then(|| text.stale());
    Ok(reader.page(screen).status(status))
}
