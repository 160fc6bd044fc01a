//! How a request ends: with one answer accepted, or with none.

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{OfferId, QuoteInvitationId, QuoteRequestId};
use domain::text::Line;
use serde_json::json;

use super::mails::{self, Ended};
use super::{StepError, lock};
use crate::Desk;
use crate::trouble::{Result, Trouble};
use crate::tx::Tx;

/// Why an answer was not accepted. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// None of this koperasi's requests.
    #[error("no such request")]
    Unknown,
    /// Another officer was quicker, and accepted this one; `None`: the request was withdrawn.
    #[error("the request is over")]
    Over { accepted: Option<OfferId> },
    /// No answer to this request.
    #[error("no answer to this request")]
    NotAnAnswer,
    /// Its last day is over, or it was taken back.
    #[error("the offer holds no more")]
    Gone,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Accepts one answer, with a reason that stays: from then on a round may be opened with it. Whoever has an
/// e-mail is told how the request ended.
///
/// # Errors
/// [`AcceptError::Unknown`], [`AcceptError::Over`], [`AcceptError::NotAnAnswer`], [`AcceptError::Gone`].
pub async fn accept(
    desk: &Desk,
    by: &Officer,
    request: QuoteRequestId,
    offer: OfferId,
    reason: &Line<200>,
) -> Result<(), AcceptError> {
    let mut tx = desk.begin(by.account()).await?;
    if lock(&mut tx, by, request).await?.ok_or(AcceptError::Unknown)? {
        return Err(AcceptError::Over { accepted: accepted(&mut tx, request).await? });
    }
    let answer = sqlx::query!(
        r#"select o.valid_until as "valid_until: Day", o.withdrawn_at, i.id as "invitation: QuoteInvitationId"
           from offer o join quote_invitation i on i.id = o.invitation_id where o.id = $1 and i.request_id = $2 for share of o"#,
        offer.0,
        request.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(AcceptError::NotAnAnswer)?;
    let now = tx.now();
    if answer.withdrawn_at.is_some() || answer.valid_until < Day::of(now) {
        return Err(AcceptError::Gone);
    }
    sqlx::query!(
        "update quote_request set ended_at = $2, accepted = $3, reason = $4, decided_by = $5 where id = $1",
        request.0,
        now,
        offer.0,
        reason.as_str(),
        by.account().0
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tell_suppliers(&mut tx, by, request, Some(answer.invitation)).await?;
    tx.audit("quote.accept", Some(by.koperasi().id), request.0, json!({ "offer": offer })).await?;
    tx.commit().await?;
    Ok(())
}

async fn accepted(tx: &mut Tx, request: QuoteRequestId) -> Result<Option<OfferId>> {
    let accepted = sqlx::query_scalar!(r#"select accepted as "offer?: OfferId" from quote_request where id = $1"#, request.0)
        .fetch_one(tx.conn())
        .await?;
    Ok(accepted)
}

/// Ends a request without accepting anything: nobody answers any more. The second press changes nothing.
///
/// # Errors
/// [`StepError::Unknown`]; [`StepError::Over`] when an answer was accepted.
pub async fn withdraw(desk: &Desk, by: &Officer, request: QuoteRequestId) -> Result<(), StepError> {
    let mut tx = desk.begin(by.account()).await?;
    if lock(&mut tx, by, request).await?.ok_or(StepError::Unknown)? {
        return match accepted(&mut tx, request).await? {
            Some(_) => Err(StepError::Over),
            None => Ok(()),
        };
    }
    let now = tx.now();
    sqlx::query!("update quote_request set ended_at = $2, decided_by = $3 where id = $1", request.0, now, by.account().0)
        .execute(tx.conn())
        .await
        .map_err(Trouble::from)?;
    tell_suppliers(&mut tx, by, request, None).await?;
    tx.audit("quote.withdraw", Some(by.koperasi().id), request.0, json!({})).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes one invitation back: its link takes no answer any more. The second press changes nothing.
///
/// # Errors
/// [`StepError::Unknown`], [`StepError::Over`], [`StepError::Answered`].
pub async fn withdraw_invitation(
    desk: &Desk,
    by: &Officer,
    request: QuoteRequestId,
    invitation: QuoteInvitationId,
) -> Result<(), StepError> {
    let mut tx = desk.begin(by.account()).await?;
    if lock(&mut tx, by, request).await?.ok_or(StepError::Unknown)? {
        return Err(StepError::Over);
    }
    let row = sqlx::query!(
        "select answered_at, withdrawn_at from quote_invitation where id = $1 and request_id = $2 for no key update",
        invitation.0,
        request.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(StepError::Unknown)?;
    if row.answered_at.is_some() {
        return Err(StepError::Answered);
    }
    if row.withdrawn_at.is_none() {
        let now = tx.now();
        sqlx::query!("update quote_invitation set withdrawn_at = $2 where id = $1", invitation.0, now)
            .execute(tx.conn())
            .await
            .map_err(Trouble::from)?;
        tx.audit("quote.withdraw_invitation", Some(by.koperasi().id), request.0, json!({ "invitation": invitation })).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Writes to those who were asked by mail, at the same address, and still wait to hear of it. The others the
/// officers tell by chat.
async fn tell_suppliers(tx: &mut Tx, by: &Officer, request: QuoteRequestId, accepted: Option<QuoteInvitationId>) -> Result<()> {
    let rows = sqlx::query!(
        r#"select i.id as "id: QuoteInvitationId", s.email as "email!", m.name as material
           from quote_invitation i join quote_request r on r.id = i.request_id join material m on m.id = r.material_id
           join supplier s on s.id = i.supplier_id
           where r.id = $1 and i.withdrawn_at is null and i.declined_at is null and s.email is not null
             and s.contact_changed_at <= i.mailed_at"#,
        request.0
    )
    .fetch_all(tx.conn())
    .await?;
    for row in rows {
        let how = if Some(row.id) == accepted { Ended::Accepted } else { Ended::NotTaken };
        tx.mail(mails::ended(&row.email, &by.koperasi().name, &row.material, how)).await?;
    }
    Ok(())
}
