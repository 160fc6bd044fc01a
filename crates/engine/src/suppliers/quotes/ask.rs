//! An officer asks, and sends a link anew.

use domain::access::Officer;
use domain::ids::{IdempotencyKey, QuoteInvitationId, QuoteRequestId, SupplierId};
use domain::purchasing::QuoteAsk;
use domain::quantity::{Quantity, SaleUnit};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

use super::{StepError, link, lock, mails, token};
use crate::suppliers::trust::settled_before;
use crate::suppliers::write::is_verified;
use crate::suppliers::{begin, offers};
use crate::throttle::{self, Limit, RetryAfter, Throttled};
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// How long a new link holds at least, though the deadline has passed: until somebody decides, a late
/// answer is better than none.
const AT_LEAST: Duration = Duration::days(3);

#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// The regency's office has not verified the koperasi: it has no supplier's number, and sends no mails.
    #[error("not verified")]
    NotVerified,
    #[error("no such material")]
    UnknownMaterial,
    /// One of them is none that this koperasi may deal with.
    #[error("no such supplier")]
    UnknownSupplier,
    /// One of them has got enough mails of this koperasi today.
    #[error(transparent)]
    Wait(#[from] RetryAfter),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<Throttled> for AskError {
    fn from(throttled: Throttled) -> Self {
        match throttled {
            Throttled::Wait(after) => Self::Wait(after),
            Throttled::Trouble(trouble) => Self::Trouble(trouble),
        }
    }
}

/// Mails with a link that one koperasi sends to one address in [`A_DAY`].
pub const MOST_MAILS: u32 = 10;
const A_DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

/// Counts a mail to each of these; before a transaction, which would hold a connection meanwhile.
async fn count_mails(desk: &Desk, by: &Officer, to: &[String]) -> Result<(), Throttled> {
    for address in to {
        let subject = format!("{} {address}", by.koperasi().id);
        throttle::hit(desk, Limit { name: "quote.mail", subject: &subject, max: MOST_MAILS, per: A_DAY }).await?;
    }
    Ok(())
}

/// Asks several suppliers, each by a link of its own, which goes by mail to those that have an e-mail,
/// unless another koperasi has changed it lately; the officers send the others by chat.
///
/// # Errors
/// [`AskError::NotVerified`], [`AskError::UnknownMaterial`], [`AskError::UnknownSupplier`], [`AskError::Wait`].
pub async fn ask(desk: &Desk, by: &Officer, asked: &QuoteAsk, key: IdempotencyKey) -> Result<QuoteRequestId, AskError> {
    let koperasi = by.koperasi().id;
    let slugs: Vec<String> = asked.suppliers.iter().map(|slug| slug.as_str().to_owned()).collect();
    let to = sqlx::query_scalar!(r#"select email as "email!" from supplier where slug = any ($1) and email is not null"#, &slugs)
        .fetch_all(desk.db())
        .await
        .map_err(Trouble::from)?;
    count_mails(desk, by, &to).await?;
    let mut tx = match begin::<QuoteRequestId>(desk, by, key, &("quote.ask", koperasi, asked)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    if !is_verified(&mut tx, by).await? {
        return Err(AskError::NotVerified);
    }
    let material = offers::material(&mut tx, &asked.material).await?.ok_or(AskError::UnknownMaterial)?;
    let suppliers = suppliers(&mut tx, by, asked).await?;
    let (id, now): (QuoteRequestId, _) = (ids::fresh(), tx.now());
    sqlx::query!(
        "insert into quote_request (id, koperasi_id, material_id, sale_unit, demand, note, answer_until, created_by, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id.0,
        koperasi.0,
        material.0,
        asked.unit.code(),
        asked.demand.thousandths(),
        asked.note.as_ref().map(|note| note.as_str()),
        asked.answer_until,
        by.account().0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    invite(desk, &mut tx, id, &suppliers, asked).await?;
    let words = asked_of(&mut tx, id).await?;
    for (invitation, supplier) in &suppliers {
        if let Some(email) = &supplier.email {
            let link = link(desk, &token(desk, *invitation, now));
            tx.mail(mails::asked(email, &by.koperasi().name, &words, &link)).await?;
        }
    }
    tx.audit("quote.ask", Some(koperasi), id.0, json!({ "suppliers": suppliers.len(), "material": material })).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

struct Asked {
    id: SupplierId,
    /// Where the link may go by itself.
    email: Option<String>,
}

/// Every supplier that was ticked, with the id of its invitation.
async fn suppliers(tx: &mut Tx, by: &Officer, asked: &QuoteAsk) -> Result<Vec<(QuoteInvitationId, Asked)>, AskError> {
    let now = tx.now();
    let slugs: Vec<String> = asked.suppliers.iter().map(|slug| slug.as_str().to_owned()).collect();
    let rows = sqlx::query_as!(
        Asked,
        r#"select s.id as "id: SupplierId",
                  case when s.koperasi_id = $1 or s.contact_changed_at <= $3 then s.email end as "email?"
           from supplier s
           where s.slug = any ($2) and s.archived_at is null
             and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))
           order by lower(s.name), s.id"#,
        by.koperasi().id.0,
        &slugs,
        settled_before(now)
    )
    .fetch_all(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if rows.len() != slugs.len() {
        return Err(AskError::UnknownSupplier);
    }
    Ok(rows.into_iter().map(|row| (ids::fresh(), row)).collect())
}

async fn invite(
    desk: &Desk,
    tx: &mut Tx,
    request: QuoteRequestId,
    suppliers: &[(QuoteInvitationId, Asked)],
    asked: &QuoteAsk,
) -> Result<()> {
    let now = tx.now();
    let ids: Vec<Uuid> = suppliers.iter().map(|(id, _)| id.0).collect();
    let of: Vec<Uuid> = suppliers.iter().map(|(_, supplier)| supplier.id.0).collect();
    let by_mail: Vec<bool> = suppliers.iter().map(|(_, supplier)| supplier.email.is_some()).collect();
    let digests: Vec<Vec<u8>> = suppliers.iter().map(|(id, _)| token(desk, *id, now).digest()).collect();
    sqlx::query!(
        "insert into quote_invitation (id, request_id, supplier_id, token_hash, expires_at, created_at, mailed_at)
         select t.id, $1, t.supplier, t.digest, $2, $3::timestamptz, case when t.by_mail then $3::timestamptz end
         from unnest($4::uuid[], $5::uuid[], $6::bytea[], $7::bool[]) t (id, supplier, digest, by_mail)",
        request.0,
        asked.answer_until,
        now,
        &ids,
        &of,
        &digests,
        &by_mail
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What a request asks for, as a mail says it.
async fn asked_of(tx: &mut Tx, request: QuoteRequestId) -> Result<mails::Asked> {
    let row = sqlx::query_as!(
        mails::Asked,
        r#"select m.name as material, r.sale_unit as "unit: SaleUnit",
                  r.demand as "demand: Quantity", r.answer_until
           from quote_request r join material m on m.id = r.material_id where r.id = $1"#,
        request.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(row)
}

/// Makes a new link for an invitation that is not answered, also for one that was withdrawn or turned
/// down: the old link dies. It goes by mail where the supplier has an e-mail, whoever changed that: the page
/// says so, and this officer presses all the same.
///
/// # Errors
/// [`StepError::Unknown`], [`StepError::Over`], [`StepError::Answered`], [`StepError::Wait`].
pub async fn resend(desk: &Desk, by: &Officer, request: QuoteRequestId, invitation: QuoteInvitationId) -> Result<(), StepError> {
    let to = sqlx::query_scalar!(
        r#"select s.email as "email!" from quote_invitation i join quote_request r on r.id = i.request_id
           join supplier s on s.id = i.supplier_id
           where i.id = $1 and r.id = $2 and r.koperasi_id = $3 and r.ended_at is null and s.email is not null"#,
        invitation.0,
        request.0,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await
    .map_err(Trouble::from)?;
    count_mails(desk, by, &to).await?;
    let mut tx = desk.begin(by.account()).await?;
    if lock(&mut tx, by, request).await?.ok_or(StepError::Unknown)? {
        return Err(StepError::Over);
    }
    let row = sqlx::query!(
        "select i.answered_at, i.created_at, r.answer_until, s.email
         from quote_invitation i join quote_request r on r.id = i.request_id join supplier s on s.id = i.supplier_id
         where i.id = $1 and i.request_id = $2 for no key update of i",
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
    // Another moment than before makes another secret, though the clock stands still.
    let made = tx.now().max(row.created_at + Duration::microseconds(1));
    let token = token(desk, invitation, made);
    sqlx::query!(
        "update quote_invitation set token_hash = $2, created_at = $3, expires_at = $4, opened_at = null, declined_at = null,
             withdrawn_at = null, mailed_at = case when $5 then $3::timestamptz end
         where id = $1",
        invitation.0,
        token.digest(),
        made,
        row.answer_until.max(made + AT_LEAST),
        row.email.is_some()
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if let Some(email) = &row.email {
        let mail = mails::asked(email, &by.koperasi().name, &asked_of(&mut tx, request).await?, &link(desk, &token));
        tx.mail(mail).await?;
    }
    tx.audit("quote.resend", Some(by.koperasi().id), request.0, json!({ "invitation": invitation })).await?;
    tx.commit().await?;
    Ok(())
}
