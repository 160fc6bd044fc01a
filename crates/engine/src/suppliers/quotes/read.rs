//! The officers' pages: all requests, and one with its answers side by side.

use domain::access::Overseer;
use domain::ids::{KoperasiId, OfferId, QuoteInvitationId, QuoteRequestId};
use domain::phone::Phone;
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use super::{link, token};
use crate::Desk;
use crate::suppliers::NewContact;
use crate::suppliers::offers::{self, Offer};
use crate::trouble::Result;

/// A request in the list.
#[derive(Debug, Clone)]
pub struct RequestRow {
    pub id: QuoteRequestId,
    pub material: String,
    pub unit: SaleUnit,
    pub demand: Quantity,
    pub created_at: OffsetDateTime,
    pub answer_until: OffsetDateTime,
    /// Accepted or withdrawn.
    pub ended: bool,
    /// Whose answer was accepted.
    pub accepted: Option<String>,
    pub invited: i64,
    pub answered: i64,
}

/// The requests of a koperasi, those that wait for a decision first, then the newest; at most 200.
///
/// # Errors
/// When the database does not answer.
pub async fn list(desk: &Desk, by: &Overseer) -> Result<Vec<RequestRow>> {
    let rows = sqlx::query_as!(
        RequestRow,
        r#"select r.id as "id: QuoteRequestId", m.name as material, r.sale_unit as "unit: SaleUnit", r.demand as "demand: Quantity",
                  r.created_at, r.answer_until, r.ended_at is not null as "ended!",
                  (select s.name from offer o join supplier s on s.id = o.supplier_id where o.id = r.accepted) as "accepted?",
                  (select count(*) from quote_invitation i where i.request_id = r.id) as "invited!",
                  (select count(i.answered_at) from quote_invitation i where i.request_id = r.id) as "answered!"
           from quote_request r join material m on m.id = r.material_id
           where r.koperasi_id = $1 order by r.ended_at is not null, r.created_at desc, r.id limit 200"#,
        by.koperasi().id.0
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A request with all that became of it.
#[derive(Debug, Clone)]
pub struct Comparison {
    pub id: QuoteRequestId,
    pub material: String,
    pub material_slug: String,
    pub unit: SaleUnit,
    pub demand: Quantity,
    pub note: Option<String>,
    pub created_at: OffsetDateTime,
    pub answer_until: OffsetDateTime,
    pub ended_at: Option<OffsetDateTime>,
    pub accepted: Option<OfferId>,
    pub reason: Option<String>,
    /// The name of the officer who ended it.
    pub decided_by: Option<String>,
    /// By the supplier's name.
    pub invitations: Vec<InvitationRow>,
    /// In the order they came.
    pub answers: Vec<Offer>,
}

#[derive(Debug, Clone)]
pub struct InvitationRow {
    pub id: QuoteInvitationId,
    pub supplier: String,
    pub supplier_slug: String,
    pub standing: InvitationStanding,
    pub expires_at: OffsetDateTime,
    /// For officers, who send the link.
    pub whatsapp: Option<Phone>,
    /// Its link went to the supplier's e-mail, and so does what follows, as long as that stays the same.
    pub by_mail: bool,
    /// Who sends a link there makes sure of it first.
    pub new_contact: Option<NewContact>,
    /// The address to send, for officers while an answer is waited for. `None` also when this server's
    /// own key changed since: then a new link is made.
    pub link: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InvitationStanding {
    Sent,
    Opened(OffsetDateTime),
    Answered(OffsetDateTime),
    Declined(OffsetDateTime),
    Withdrawn,
    Expired,
}

/// A request of this koperasi; `None` when there is none.
///
/// # Errors
/// When the database does not answer.
pub async fn compare(desk: &Desk, by: &Overseer, request: QuoteRequestId) -> Result<Option<Comparison>> {
    let row = sqlx::query!(
        r#"select m.name as "material!", m.slug as "material_slug!", r.sale_unit as "unit!: SaleUnit",
                  r.demand as "demand!: Quantity", r.note as "note?",
                  r.created_at as "created_at!", r.answer_until as "answer_until!", r.ended_at as "ended_at?",
                  r.accepted as "accepted?: OfferId", r.reason as "reason?", a.name as "decided_by?"
           from quote_request r join material m on m.id = r.material_id left join account a on a.id = r.decided_by
           where r.id = $1 and r.koperasi_id = $2"#,
        request.0,
        by.koperasi().id.0
    )
    .fetch_optional(desk.db())
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Comparison {
        id: request,
        material: row.material,
        material_slug: row.material_slug,
        unit: row.unit,
        demand: row.demand,
        note: row.note,
        created_at: row.created_at,
        answer_until: row.answer_until,
        ended_at: row.ended_at,
        accepted: row.accepted,
        reason: row.reason,
        decided_by: row.decided_by,
        invitations: invitations(desk, by, request, row.ended_at.is_some()).await?,
        answers: offers::answers(desk, by.koperasi().id, request).await?,
    }))
}

/// Of a request that is known to be this koperasi's.
async fn invitations(desk: &Desk, by: &Overseer, request: QuoteRequestId, over: bool) -> Result<Vec<InvitationRow>> {
    let rows = sqlx::query_as!(
        InvitationRecord,
        r#"select i.id as "id: QuoteInvitationId", s.name as supplier, s.slug as supplier_slug, s.whatsapp as "whatsapp: Phone",
                  coalesce(s.email is not null and s.contact_changed_at <= i.mailed_at, false) as "by_mail!",
                  s.koperasi_id as "contact_by: KoperasiId", k.name as contact_by_name, s.contact_changed_at,
                  i.token_hash, i.expires_at, i.created_at, i.opened_at, i.answered_at, i.declined_at, i.withdrawn_at
           from quote_invitation i join supplier s on s.id = i.supplier_id join koperasi k on k.id = s.koperasi_id
           where i.request_id = $1 order by lower(s.name), s.id"#,
        request.0
    )
    .fetch_all(desk.db())
    .await?;
    let now = desk.now();
    let invitation = |row: InvitationRecord| {
        let token = token(desk, row.id, row.created_at);
        let standing = row.standing(now);
        let waits = !over && matches!(standing, InvitationStanding::Sent | InvitationStanding::Opened(_));
        let to_send = waits && by.officer().is_some() && token.digest() == row.token_hash;
        InvitationRow {
            id: row.id,
            supplier: row.supplier,
            supplier_slug: row.supplier_slug,
            standing,
            expires_at: row.expires_at,
            whatsapp: row.whatsapp.filter(|_| by.officer().is_some()),
            by_mail: row.by_mail,
            new_contact: NewContact::of(by.koperasi().id, (row.contact_by, row.contact_by_name), row.contact_changed_at, now),
            link: to_send.then(|| link(desk, &token)),
        }
    };
    Ok(rows.into_iter().map(invitation).collect())
}

struct InvitationRecord {
    id: QuoteInvitationId,
    supplier: String,
    supplier_slug: String,
    whatsapp: Option<Phone>,
    by_mail: bool,
    contact_by: KoperasiId,
    contact_by_name: String,
    contact_changed_at: OffsetDateTime,
    token_hash: Vec<u8>,
    expires_at: OffsetDateTime,
    created_at: OffsetDateTime,
    opened_at: Option<OffsetDateTime>,
    answered_at: Option<OffsetDateTime>,
    declined_at: Option<OffsetDateTime>,
    withdrawn_at: Option<OffsetDateTime>,
}

impl InvitationRecord {
    fn standing(&self, now: OffsetDateTime) -> InvitationStanding {
        match (self.answered_at, self.declined_at, self.opened_at) {
            (Some(at), ..) => InvitationStanding::Answered(at),
            _ if self.withdrawn_at.is_some() => InvitationStanding::Withdrawn,
            (_, Some(at), _) => InvitationStanding::Declined(at),
            _ if self.expires_at <= now => InvitationStanding::Expired,
            (.., Some(at)) => InvitationStanding::Opened(at),
            _ => InvitationStanding::Sent,
        }
    }
}
