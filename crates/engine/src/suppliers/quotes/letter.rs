//! What a supplier sees and does through its link. Whoever holds the link is the supplier; it is good
//! for one answer.

use domain::ids::{KoperasiId, MaterialId, OfferId, QuoteInvitationId, QuoteRequestId, SupplierId};
use domain::purchasing::OfferForm;
use domain::quantity::{Quantity, SaleUnit};
use serde_json::json;
use time::OffsetDateTime;

use super::tell_officers;
use crate::Desk;
use crate::notices::News;
use crate::suppliers::offers::{self, Offer, Source};
use crate::token::Token;
use crate::trouble::{Result, Trouble};
use crate::tx::{Actor, Tx};

/// Who asks, for what, and how the link stands.
#[derive(Debug, Clone)]
pub struct Letter {
    pub koperasi: KoperasiId,
    pub koperasi_name: String,
    pub koperasi_slug: String,
    /// The koperasi's own number, for questions.
    pub phone: String,
    pub supplier: String,
    pub material: String,
    pub unit: SaleUnit,
    pub demand: Quantity,
    pub note: Option<String>,
    /// The last moment for an answer.
    pub until: OffsetDateTime,
    pub standing: LetterStanding,
    /// What was answered.
    pub answer: Option<Offer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterStanding {
    /// An answer is waited for.
    Open,
    Answered,
    Declined,
    /// The officers took this invitation back.
    Withdrawn,
    /// The request ended before there was an answer.
    Over,
    /// The last moment has passed.
    Expired,
}

#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// No such link: altered, or a newer one took its place.
    #[error("no such link")]
    Unknown,
    /// It takes no answer (any more).
    #[error("the link is {0:?}")]
    Closed(LetterStanding),
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// What a link shows; `None` when there is no such link (any more).
///
/// # Errors
/// When the database does not answer.
pub async fn letter(desk: &Desk, token: &Token) -> Result<Option<Letter>> {
    let row = sqlx::query!(
        r#"select i.id as "invitation: QuoteInvitationId", k.id as "koperasi: KoperasiId", k.name as koperasi_name,
                  k.slug as koperasi_slug, k.phone, s.name as supplier, m.name as material, r.sale_unit as "unit: SaleUnit",
                  r.demand as "demand: Quantity", r.note, i.expires_at, i.answered_at, i.declined_at, i.withdrawn_at, r.ended_at
           from quote_invitation i join quote_request r on r.id = i.request_id join koperasi k on k.id = r.koperasi_id
           join supplier s on s.id = i.supplier_id join material m on m.id = r.material_id
           where i.token_hash = $1"#,
        token.digest()
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let held = Held {
        answered: row.answered_at.is_some(),
        declined: row.declined_at.is_some(),
        withdrawn: row.withdrawn_at.is_some(),
        over: row.ended_at.is_some(),
        expires_at: row.expires_at,
    };
    let answer = if held.answered { offers::answered_by(desk, row.koperasi, row.invitation).await? } else { None };
    Ok(Some(Letter {
        koperasi: row.koperasi,
        koperasi_name: row.koperasi_name,
        koperasi_slug: row.koperasi_slug,
        phone: row.phone,
        supplier: row.supplier,
        material: row.material,
        unit: row.unit,
        demand: row.demand,
        note: row.note,
        until: row.expires_at,
        standing: held.standing(desk.now()),
        answer,
    }))
}

/// What decides how a link stands.
struct Held {
    answered: bool,
    declined: bool,
    withdrawn: bool,
    over: bool,
    expires_at: OffsetDateTime,
}

impl Held {
    fn standing(&self, now: OffsetDateTime) -> LetterStanding {
        match () {
            () if self.answered => LetterStanding::Answered,
            () if self.withdrawn => LetterStanding::Withdrawn,
            () if self.declined => LetterStanding::Declined,
            () if self.over => LetterStanding::Over,
            () if self.expires_at <= now => LetterStanding::Expired,
            () => LetterStanding::Open,
        }
    }
}

/// Notes that the supplier has looked at its link, once. The officers' own looks are not for here.
///
/// # Errors
/// When the database does not answer.
pub async fn opened(desk: &Desk, token: &Token) -> Result<()> {
    sqlx::query!(
        "update quote_invitation set opened_at = $2 where token_hash = $1 and opened_at is null",
        token.digest(),
        desk.now()
    )
    .execute(desk.db())
    .await?;
    Ok(())
}

/// A supplier's answer: an offer to the koperasi, which its officers may accept. The officers are told.
///
/// # Errors
/// [`LinkError::Unknown`], and [`LinkError::Closed`] with what the link is: answered, expired,
/// withdrawn, turned down, or of a request that is over.
pub async fn answer(desk: &Desk, token: &Token, offer: &OfferForm) -> Result<OfferId, LinkError> {
    let mut tx = desk.begin(Actor::System).await?;
    let link = take(&mut tx, token).await?;
    let now = tx.now();
    let whose = (link.koperasi, link.supplier, link.material);
    let id = offers::insert(&mut tx, whose, offer, Source::Link(link.invitation)).await?;
    sqlx::query!(
        "update quote_invitation set answered_at = $2, opened_at = coalesce(opened_at, $2) where id = $1",
        link.invitation.0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("quote.answer", Some(link.koperasi), link.request.0, json!({ "invitation": link.invitation, "offer": id })).await?;
    tell_officers(&mut tx, link.koperasi, &link.news()).await?;
    tx.commit().await?;
    Ok(id)
}

/// The supplier has nothing to offer this time. The officers are told.
///
/// # Errors
/// As [`answer`].
pub async fn decline(desk: &Desk, token: &Token) -> Result<(), LinkError> {
    let mut tx = desk.begin(Actor::System).await?;
    let link = take(&mut tx, token).await?;
    let now = tx.now();
    sqlx::query!(
        "update quote_invitation set declined_at = $2, opened_at = coalesce(opened_at, $2) where id = $1",
        link.invitation.0,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    tx.audit("quote.decline", Some(link.koperasi), link.request.0, json!({ "invitation": link.invitation })).await?;
    tell_officers(&mut tx, link.koperasi, &link.news()).await?;
    tx.commit().await?;
    Ok(())
}

/// An open link, held until the transaction ends.
struct Taken {
    invitation: QuoteInvitationId,
    request: QuoteRequestId,
    koperasi: KoperasiId,
    koperasi_slug: String,
    supplier: SupplierId,
    supplier_name: String,
    material: MaterialId,
}

impl Taken {
    fn news(&self) -> News {
        News::Quote { koperasi: self.koperasi_slug.clone(), request: self.request, supplier: self.supplier_name.clone() }
    }
}

async fn take(tx: &mut Tx, token: &Token) -> Result<Taken, LinkError> {
    tx.hurry().await?;
    let digest = token.digest();
    // The request first, as everybody does; the invitation may be another's by the time it is held.
    sqlx::query!(
        "select r.id from quote_request r where r.id = (select i.request_id from quote_invitation i where i.token_hash = $1) for share",
        digest
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?;
    let row = sqlx::query!(
        r#"select i.id as "invitation: QuoteInvitationId", r.id as "request: QuoteRequestId", k.id as "koperasi: KoperasiId",
                  k.slug as koperasi_slug, s.id as "supplier: SupplierId", s.name as supplier_name,
                  r.material_id as "material: MaterialId",
                  i.expires_at, i.answered_at, i.declined_at, i.withdrawn_at, r.ended_at
           from quote_invitation i join quote_request r on r.id = i.request_id join koperasi k on k.id = r.koperasi_id
           join supplier s on s.id = i.supplier_id
           where i.token_hash = $1 for no key update of i"#,
        digest
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(LinkError::Unknown)?;
    let held = Held {
        answered: row.answered_at.is_some(),
        declined: row.declined_at.is_some(),
        withdrawn: row.withdrawn_at.is_some(),
        over: row.ended_at.is_some(),
        expires_at: row.expires_at,
    };
    match held.standing(tx.now()) {
        LetterStanding::Open => Ok(Taken {
            invitation: row.invitation,
            request: row.request,
            koperasi: row.koperasi,
            koperasi_slug: row.koperasi_slug,
            supplier: row.supplier,
            supplier_name: row.supplier_name,
            material: row.material,
        }),
        closed => Err(LinkError::Closed(closed)),
    }
}
