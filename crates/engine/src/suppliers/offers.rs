//! What suppliers offer a koperasi, in versions that never change: a new price is a new version, and a
//! round keeps the one it was opened with.

use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::ids::{AccountId, IdempotencyKey, KoperasiId, MaterialId, OfferId, QuoteInvitationId, QuoteRequestId, SupplierId};
use domain::money::{Price, Rupiah};
use domain::purchasing::{OfferForm, OfferTerms, Tier, Tiers, Transport, WrittenOffer};
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use serde_json::json;
use time::OffsetDateTime;

use super::{begin, dealt_with};
use crate::trouble::{Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

/// One version of what a supplier offers a koperasi.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub id: OfferId,
    pub supplier: String,
    pub supplier_slug: String,
    pub material: String,
    pub material_slug: String,
    pub version: i32,
    pub terms: OfferTerms,
    pub valid_until: Day,
    pub note: Option<String>,
    pub created_at: OffsetDateTime,
    /// The request that the supplier answered by it, and the link; `None`: an officer wrote it down.
    pub answers: Option<(QuoteRequestId, QuoteInvitationId)>,
    pub standing: OfferStanding,
}

/// What may be done with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfferStanding {
    /// A round may be opened with it.
    Usable,
    /// Its last day is over.
    Expired,
    Withdrawn,
    /// A supplier's answer that nobody has decided on.
    Undecided,
    /// A supplier's answer to a request that ended with another one, or with none.
    NotChosen,
}

#[derive(Debug, thiserror::Error)]
pub enum OfferError {
    #[error("no such supplier")]
    UnknownSupplier,
    #[error("no such material")]
    UnknownMaterial,
    /// None of this koperasi's.
    #[error("no such offer")]
    Unknown,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

struct Row {
    id: OfferId,
    supplier: String,
    supplier_slug: String,
    material: String,
    material_slug: String,
    version: i32,
    unit: SaleUnit,
    pack: Quantity,
    minimum: Quantity,
    step: Quantity,
    lead_days: i16,
    fixed: Rupiah,
    per_unit: Rupiah,
    free_from: Option<Quantity>,
    valid_until: Day,
    note: Option<String>,
    created_at: OffsetDateTime,
    withdrawn: bool,
    invitation: Option<QuoteInvitationId>,
    request: Option<QuoteRequestId>,
    ended: bool,
    chosen: bool,
    starts: Vec<i64>,
    prices: Vec<i64>,
}

/// `query_as!` wants its text in one piece, and these readings differ only in which offers they want.
/// `$1` is the koperasi.
macro_rules! offers {
    ($db:expr, $which:literal, $($arg:expr),+) => {
        sqlx::query_as!(
            Row,
            r#"select o.id as "id!: OfferId", s.name as "supplier!", s.slug as "supplier_slug!", m.name as "material!",
                      m.slug as "material_slug!", o.version as "version!", o.sale_unit as "unit!: SaleUnit",
                      o.pack as "pack!: Quantity", o.minimum as "minimum!: Quantity", o.step as "step!: Quantity",
                      o.lead_days as "lead_days!", o.transport_fixed as "fixed!: Rupiah",
                      o.transport_per_unit as "per_unit!: Rupiah", o.transport_free_from as "free_from?: Quantity",
                      o.valid_until as "valid_until!: Day", o.note as "note?", o.created_at as "created_at!",
                      o.withdrawn_at is not null as "withdrawn!", i.id as "invitation?: QuoteInvitationId",
                      r.id as "request?: QuoteRequestId", r.ended_at is not null as "ended!",
                      coalesce(r.accepted = o.id, false) as "chosen!",
                      array(select t.from_quantity from offer_tier t where t.offer_id = o.id order by t.from_quantity) as "starts!",
                      array(select t.price from offer_tier t where t.offer_id = o.id order by t.from_quantity) as "prices!"
               from offer o join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
               left join quote_invitation i on i.id = o.invitation_id left join quote_request r on r.id = i.request_id
               where o.koperasi_id = $1 and "#
                + $which,
            $($arg),+
        )
        .fetch_all($db)
    };
}

/// Pairs of supplier and material on one list.
const MOST: i64 = 300;

/// What a koperasi was offered, by material and supplier: of each pair the newest version that may be
/// used, or else the newest.
///
/// # Errors
/// When the database does not answer.
pub async fn list(desk: &Desk, by: &Overseer) -> Result<Vec<Offer>> {
    let today = Day::of(desk.now());
    let rows = offers!(
        desk.db(),
        "o.id = any (array(select distinct on (n.supplier_id, n.material_id) n.id
                           from offer n left join offer_usable u on u.id = n.id
                           where n.koperasi_id = $1
                           order by n.supplier_id, n.material_id, (u.id is not null and n.valid_until >= $2) desc, n.version desc))
         order by lower(m.name), lower(s.name), o.id limit $3",
        by.koperasi().id.0,
        today.date(),
        MOST
    )
    .await?;
    all(rows, today)
}

/// Every version of what one supplier offered this koperasi of one material, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn history(desk: &Desk, by: &Overseer, supplier: &Slug, material: &Slug) -> Result<Vec<Offer>> {
    let rows = offers!(
        desk.db(),
        "s.slug = $2 and m.slug = $3 order by o.version desc limit 200",
        by.koperasi().id.0,
        supplier.as_str(),
        material.as_str()
    )
    .await?;
    all(rows, Day::of(desk.now()))
}

/// The answers to a request of this koperasi, in the order they came.
pub(super) async fn answers(desk: &Desk, koperasi: KoperasiId, request: QuoteRequestId) -> Result<Vec<Offer>> {
    let rows = offers!(desk.db(), "i.request_id = $2 order by o.created_at, o.id", koperasi.0, request.0).await?;
    all(rows, Day::of(desk.now()))
}

/// What was answered through one link.
pub(super) async fn answered_by(desk: &Desk, koperasi: KoperasiId, invitation: QuoteInvitationId) -> Result<Option<Offer>> {
    let rows = offers!(desk.db(), "o.invitation_id = $2", koperasi.0, invitation.0).await?;
    Ok(all(rows, Day::of(desk.now()))?.pop())
}

/// An offer that a round may be opened with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsableOffer {
    pub id: OfferId,
    pub supplier: String,
    pub supplier_slug: String,
    pub material: String,
    pub version: i32,
    pub terms: OfferTerms,
    pub valid_until: Day,
}

/// The offers that a round may be opened with today, by material and supplier, the newest version of
/// each first.
///
/// # Errors
/// When the database does not answer.
pub async fn usable(desk: &Desk, by: &Officer) -> Result<Vec<UsableOffer>> {
    let today = Day::of(desk.now());
    let rows = offers!(
        desk.db(),
        "o.valid_until >= $2 and exists (select from offer_usable u where u.id = o.id)
         order by lower(m.name), m.id, lower(s.name), s.id, o.version desc limit 300",
        by.koperasi().id.0,
        today.date()
    )
    .await?;
    let usable = |o: Offer| UsableOffer {
        id: o.id,
        supplier: o.supplier,
        supplier_slug: o.supplier_slug,
        material: o.material,
        version: o.version,
        terms: o.terms,
        valid_until: o.valid_until,
    };
    Ok(all(rows, today)?.into_iter().map(usable).collect())
}

fn all(rows: Vec<Row>, today: Day) -> Result<Vec<Offer>> {
    rows.into_iter().map(|row| row.read(today)).collect()
}

impl Row {
    fn standing(&self, today: Day) -> OfferStanding {
        match self.invitation {
            _ if self.withdrawn => OfferStanding::Withdrawn,
            Some(_) if !self.ended => OfferStanding::Undecided,
            Some(_) if !self.chosen => OfferStanding::NotChosen,
            _ if self.valid_until < today => OfferStanding::Expired,
            _ => OfferStanding::Usable,
        }
    }

    fn read(self, today: Day) -> Result<Offer> {
        let standing = self.standing(today);
        let broken = || Trouble::Other(format!("the tiers of offer {} do not fall", self.id));
        let tiers: Option<Vec<Tier>> = self
            .starts
            .iter()
            .zip(&self.prices)
            .map(|(from, price)| Some(Tier { from: Quantity::try_from(*from).ok()?, price: Price::try_from(*price).ok()? }))
            .collect();
        let terms = OfferTerms {
            unit: self.unit,
            tiers: tiers.and_then(|tiers| Tiers::new(tiers).ok()).ok_or_else(broken)?,
            pack: self.pack,
            minimum: self.minimum,
            step: self.step,
            lead_days: u16::try_from(self.lead_days).unwrap_or(0),
            transport: Transport { fixed: self.fixed, per_unit: self.per_unit, free_from: self.free_from },
        };
        Ok(Offer {
            id: self.id,
            supplier: self.supplier,
            supplier_slug: self.supplier_slug,
            material: self.material,
            material_slug: self.material_slug,
            version: self.version,
            terms,
            valid_until: self.valid_until,
            note: self.note,
            created_at: self.created_at,
            answers: self.request.zip(self.invitation),
            standing,
        })
    }
}

/// Writes down what a supplier offers: the next version for this koperasi.
///
/// # Errors
/// [`OfferError::UnknownSupplier`], [`OfferError::UnknownMaterial`].
pub async fn create(desk: &Desk, by: &Officer, o: &WrittenOffer, key: IdempotencyKey) -> Result<OfferId, OfferError> {
    let koperasi = by.koperasi().id;
    let mut tx = match begin::<OfferId>(desk, by, key, &("offer.create", koperasi, o)).await? {
        Once::Done(before) => return Ok(before),
        Once::Fresh(tx) => tx,
    };
    let supplier = dealt_with(&mut tx, koperasi, &o.supplier).await?.ok_or(OfferError::UnknownSupplier)?;
    let material = material(&mut tx, &o.material).await?.ok_or(OfferError::UnknownMaterial)?;
    let id = insert(&mut tx, (koperasi, supplier, material), &o.offer, Source::Officer(by.account())).await?;
    tx.audit("offer.create", Some(koperasi), id.0, json!({ "supplier": supplier, "material": material })).await?;
    tx.commit_with(&id).await?;
    Ok(id)
}

pub(super) async fn material(tx: &mut Tx, slug: &Slug) -> Result<Option<MaterialId>> {
    let id = sqlx::query_scalar!(r#"select id as "id: MaterialId" from material where slug = $1"#, slug.as_str())
        .fetch_optional(tx.conn())
        .await?;
    Ok(id)
}

/// How an offer came.
#[derive(Debug, Clone, Copy)]
pub(super) enum Source {
    Officer(AccountId),
    Link(QuoteInvitationId),
}

/// The next version of its koperasi, supplier and material. Two that come at once queue here.
pub(super) async fn insert(
    tx: &mut Tx,
    (koperasi, supplier, material): (KoperasiId, SupplierId, MaterialId),
    offer: &OfferForm,
    source: Source,
) -> Result<OfferId> {
    let (id, now): (OfferId, _) = (ids::fresh(), tx.now());
    let (by, link) = match source {
        Source::Officer(account) => (Some(account.0), None),
        Source::Link(invitation) => (None, Some(invitation.0)),
    };
    let queue = format!("offer {koperasi} {supplier} {material}");
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 0))", queue).execute(tx.conn()).await?;
    let terms = &offer.terms;
    sqlx::query!(
        "insert into offer (id, koperasi_id, supplier_id, material_id, version, sale_unit, pack, minimum, step, lead_days,
                            transport_fixed, transport_per_unit, transport_free_from, valid_until, note, invitation_id, entered_by,
                            created_at)
         select $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17
         from offer where koperasi_id = $2 and supplier_id = $3 and material_id = $4",
        id.0,
        koperasi.0,
        supplier.0,
        material.0,
        terms.unit.code(),
        terms.pack.thousandths(),
        terms.minimum.thousandths(),
        terms.step.thousandths(),
        i16::try_from(terms.lead_days).unwrap_or(i16::MAX),
        terms.transport.fixed.0,
        terms.transport.per_unit.0,
        terms.transport.free_from.map(Quantity::thousandths),
        offer.valid_until.date(),
        offer.note.as_ref().map(|note| note.as_str()),
        link,
        by,
        now
    )
    .execute(tx.conn())
    .await?;
    write_tiers(tx, id, terms.tiers.as_slice()).await?;
    Ok(id)
}

async fn write_tiers(tx: &mut Tx, offer: OfferId, tiers: &[Tier]) -> Result<()> {
    let starts: Vec<i64> = tiers.iter().map(|tier| tier.from.thousandths()).collect();
    let prices: Vec<i64> = tiers.iter().map(|tier| i64::from(tier.price)).collect();
    sqlx::query!(
        "insert into offer_tier (offer_id, from_quantity, price) select $1, t.starts, t.price
         from unnest($2::bigint[], $3::bigint[]) t (starts, price)",
        offer.0,
        &starts,
        &prices
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Takes an offer of this koperasi back: no round is opened with it any more, those that were keep it.
/// The second press changes nothing. Gives the slugs of its supplier and material.
///
/// # Errors
/// [`OfferError::Unknown`]
pub async fn withdraw(desk: &Desk, by: &Officer, offer: OfferId) -> Result<(String, String), OfferError> {
    let mut tx = desk.begin(by.account()).await?;
    let koperasi = by.koperasi().id;
    let row = sqlx::query!(
        "select s.slug as supplier, m.slug as material, o.withdrawn_at
         from offer o join supplier s on s.id = o.supplier_id join material m on m.id = o.material_id
         where o.id = $1 and o.koperasi_id = $2 for no key update of o",
        offer.0,
        koperasi.0
    )
    .fetch_optional(tx.conn())
    .await
    .map_err(Trouble::from)?
    .ok_or(OfferError::Unknown)?;
    if row.withdrawn_at.is_none() {
        let now = tx.now();
        sqlx::query!("update offer set withdrawn_at = $2 where id = $1", offer.0, now)
            .execute(tx.conn())
            .await
            .map_err(Trouble::from)?;
        tx.audit("offer.withdraw", Some(koperasi), offer.0, json!({})).await?;
    }
    tx.commit().await?;
    Ok((row.supplier, row.material))
}
