//! An officer enters a supplier, changes or archives one of the own koperasi, and writes a note.

use domain::access::Officer;
use domain::ids::{IdempotencyKey, MaterialId, SupplierId};
use domain::slug::Slug;
use domain::supplier::{Note, Supplier};
use serde_json::json;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{materials, trust};
use crate::catalog::slugs;
use crate::trouble::{OnConstraint as _, Result, Trouble};
use crate::tx::{Once, Tx};
use crate::{Desk, ids};

#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// No such supplier that this koperasi entered.
    #[error("no such supplier")]
    Unknown,
    #[error("no such district")]
    UnknownDistrict,
    /// The regency's office has not verified the officer's koperasi: what it enters is not for all.
    #[error("not verified")]
    NotVerified,
    /// Somebody saved it since the form was opened; `version` is how it stands now.
    #[error("changed meanwhile")]
    Stale { version: i64 },
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// A new supplier, public at once. The second press of the button finds the first's; a form sent
/// again with other contents is another supplier.
///
/// # Errors
/// [`WriteError::NotVerified`], [`WriteError::UnknownDistrict`].
pub async fn create(desk: &Desk, by: &Officer, s: &Supplier, key: IdempotencyKey) -> Result<Slug, WriteError> {
    let request = ("supplier.create", by.koperasi().id, s);
    let mut tx = match desk.begin_once::<Slug>(by.account(), key, &request).await {
        Ok(Once::Done(before)) => return Ok(before),
        Ok(Once::Fresh(tx)) => tx,
        Err(Trouble::KeyReused) => match desk.begin_once(by.account(), ids::fresh(), &request).await? {
            Once::Done(before) => return Ok(before),
            Once::Fresh(tx) => tx,
        },
        Err(trouble) => return Err(trouble.into()),
    };
    if !is_verified(&mut tx, by).await? {
        return Err(WriteError::NotVerified);
    }
    let id: SupplierId = ids::fresh();
    let slug = insert(&mut tx, by, id, s).await?;
    let deals_in = materials::take(&mut tx, by, &s.materials).await?;
    write_materials(&mut tx, id, &deals_in).await?;
    tx.audit("supplier.create", Some(by.koperasi().id), id.0, json!({ "materials": deals_in.len() })).await?;
    tx.commit_with(&slug).await?;
    Ok(slug)
}

/// Held until the transaction ends.
pub(super) async fn is_verified(tx: &mut Tx, by: &Officer) -> Result<bool> {
    let verified = sqlx::query_scalar!(
        r#"select state = 'verified' as "verified!" from koperasi where id = $1 for share"#,
        by.koperasi().id.0
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(verified == Some(true))
}

async fn insert(tx: &mut Tx, by: &Officer, id: SupplierId, s: &Supplier) -> Result<Slug, WriteError> {
    let now = tx.now();
    for slug in slugs::candidates(s.name.as_str()).take(20) {
        let done = sqlx::query!(
            "insert into supplier (id, slug, name, district_code, city, description, area, whatsapp, phone, email, address,
                                   koperasi_id, entered_by, created_at, updated_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)
             on conflict on constraint supplier_slug_taken do nothing",
            id.0,
            slug.as_str(),
            s.name.as_str(),
            s.place.district(),
            s.place.city(),
            s.description.as_ref().map(|t| t.as_str()),
            s.area.as_ref().map(|a| a.as_str()),
            s.whatsapp.as_ref().map(|p| p.as_str()),
            s.phone.as_ref().map(|p| p.as_str()),
            s.email.as_ref().map(|e| e.as_str()),
            s.address.as_ref().map(|a| a.as_str()),
            by.koperasi().id.0,
            by.account().0,
            now
        )
        .execute(tx.conn())
        .await
        .on_constraint("supplier_district_code_fkey", WriteError::UnknownDistrict)?;
        if done.rows_affected() == 1 {
            return Ok(slug);
        }
    }
    Err(Trouble::Other("no slug is free for a supplier".into()).into())
}

/// Rows that stay are left alone: what refers to one of them goes on doing so.
async fn write_materials(tx: &mut Tx, supplier: SupplierId, deals_in: &[MaterialId]) -> Result<()> {
    let deals_in: Vec<Uuid> = deals_in.iter().map(|m| m.0).collect();
    sqlx::query!("delete from supplier_material where supplier_id = $1 and material_id <> all ($2)", supplier.0, &deals_in)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "insert into supplier_material (supplier_id, material_id) select $1, m from unnest($2::uuid[]) m on conflict do nothing",
        supplier.0,
        &deals_in
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A supplier of this koperasi, held for a change until the transaction ends.
struct Held {
    id: SupplierId,
    version: i64,
    contact_changed_at: OffsetDateTime,
}

async fn lock(tx: &mut Tx, by: &Officer, slug: &Slug) -> Result<Option<Held>> {
    let held = sqlx::query_as!(
        Held,
        r#"select id as "id: SupplierId", (extract(epoch from updated_at) * 1000000)::bigint as "version!", contact_changed_at
           from supplier where koperasi_id = $1 and slug = $2 for update"#,
        by.koperasi().id.0,
        slug.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(held)
}

/// Changes what a supplier of this koperasi is known by. `version` is the one the form was opened
/// with; without one, whatever is there is overwritten. Its address stays, since it is shared. With another
/// contact, the other koperasi that wait for this supplier are told.
///
/// # Errors
/// [`WriteError::Unknown`], [`WriteError::UnknownDistrict`], [`WriteError::Stale`].
pub async fn change(desk: &Desk, by: &Officer, slug: &Slug, version: Option<i64>, s: &Supplier) -> Result<(), WriteError> {
    let mut tx = desk.begin(by.account()).await?;
    let held = lock(&mut tx, by, slug).await?.ok_or(WriteError::Unknown)?;
    let id = held.id;
    if version.is_some_and(|v| v != held.version) {
        return Err(WriteError::Stale { version: held.version });
    }
    let now = tx.now();
    let contact_changed_at = sqlx::query_scalar!(
        "update supplier set name = $2, district_code = $3, city = $4, description = $5, area = $6, whatsapp = $7, phone = $8,
             email = $9, address = $10, updated_at = greatest($11, updated_at + interval '1 microsecond')
         where id = $1 returning contact_changed_at",
        id.0,
        s.name.as_str(),
        s.place.district(),
        s.place.city(),
        s.description.as_ref().map(|t| t.as_str()),
        s.area.as_ref().map(|a| a.as_str()),
        s.whatsapp.as_ref().map(|p| p.as_str()),
        s.phone.as_ref().map(|p| p.as_str()),
        s.email.as_ref().map(|e| e.as_str()),
        s.address.as_ref().map(|a| a.as_str()),
        now
    )
    .fetch_one(tx.conn())
    .await
    .on_constraint("supplier_district_code_fkey", WriteError::UnknownDistrict)?;
    let contact = contact_changed_at != held.contact_changed_at;
    if contact {
        trust::tell_others(&mut tx, by, id, s.name.as_str()).await?;
    }
    let deals_in = materials::take(&mut tx, by, &s.materials).await?;
    write_materials(&mut tx, id, &deals_in).await?;
    let detail = json!({ "materials": deals_in.len(), "contact": contact });
    tx.audit("supplier.change", Some(by.koperasi().id), id.0, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a supplier of this koperasi away, or back into the directory. The second press changes nothing.
///
/// # Errors
/// [`WriteError::Unknown`]
pub async fn archive(desk: &Desk, by: &Officer, slug: &Slug, archived: bool) -> Result<(), WriteError> {
    let mut tx = desk.begin(by.account()).await?;
    let id = lock(&mut tx, by, slug).await?.ok_or(WriteError::Unknown)?.id;
    let now = tx.now();
    let done = sqlx::query!(
        "update supplier set archived_at = case when $2 then $3::timestamptz end,
             updated_at = greatest($3, updated_at + interval '1 microsecond')
         where id = $1 and (archived_at is not null) <> $2",
        id.0,
        archived,
        now
    )
    .execute(tx.conn())
    .await
    .map_err(Trouble::from)?;
    if done.rows_affected() == 1 {
        tx.audit("supplier.archive", Some(by.koperasi().id), id.0, json!({ "archived": archived })).await?;
    }
    tx.commit().await?;
    Ok(())
}

#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    /// No such supplier that this koperasi sees.
    #[error("no such supplier")]
    Unknown,
    /// Another officer wrote it since the page was opened.
    #[error("changed meanwhile")]
    Stale,
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

/// Writes what this koperasi notes about a supplier, or with `None` takes it away. `version` is the
/// one that the page showed, 0 for no note; without one, whatever is there is overwritten.
///
/// # Errors
/// [`NoteError::Unknown`], [`NoteError::Stale`].
pub async fn write_note(
    desk: &Desk,
    by: &Officer,
    slug: &Slug,
    version: Option<i64>,
    note: Option<&Note>,
) -> Result<(), NoteError> {
    let mut tx = desk.begin(by.account()).await?;
    let id = noted(&mut tx, by, slug).await?.ok_or(NoteError::Unknown)?;
    let written = match note {
        Some(note) => put_note(&mut tx, by, id, version, note).await?,
        None => take_note(&mut tx, by, id, version).await?,
    };
    if !written {
        return Err(NoteError::Stale);
    }
    tx.audit("supplier.note", Some(by.koperasi().id), id.0, json!({ "kept": note.is_some() })).await?;
    tx.commit().await?;
    Ok(())
}

/// The supplier that a note is about. Its row is held, so that two officers of one koperasi write one
/// after the other.
async fn noted(tx: &mut Tx, by: &Officer, slug: &Slug) -> Result<Option<SupplierId>> {
    let id = sqlx::query_scalar!(
        r#"select s.id as "id: SupplierId" from supplier s
           where s.slug = $2 and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))
           for no key update of s"#,
        by.koperasi().id.0,
        slug.as_str()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(id)
}

/// False when there is another note than the one that was seen.
async fn put_note(tx: &mut Tx, by: &Officer, supplier: SupplierId, version: Option<i64>, note: &Note) -> Result<bool> {
    let now = tx.now();
    let done = sqlx::query!(
        "insert into supplier_note as n (koperasi_id, supplier_id, note, written_by, updated_at) values ($1, $2, $3, $4, $5)
         on conflict (koperasi_id, supplier_id) do update set note = excluded.note, written_by = excluded.written_by,
             updated_at = greatest(excluded.updated_at, n.updated_at + interval '1 microsecond')
         where $6::bigint is null or (extract(epoch from n.updated_at) * 1000000)::bigint = $6",
        by.koperasi().id.0,
        supplier.0,
        note.as_str(),
        by.account().0,
        now,
        version
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// As [`put_note`]; without a note there is nothing to take away.
async fn take_note(tx: &mut Tx, by: &Officer, supplier: SupplierId, version: Option<i64>) -> Result<bool> {
    sqlx::query!(
        "delete from supplier_note where koperasi_id = $1 and supplier_id = $2
             and ($3::bigint is null or (extract(epoch from updated_at) * 1000000)::bigint = $3)",
        by.koperasi().id.0,
        supplier.0,
        version
    )
    .execute(tx.conn())
    .await?;
    let gone = sqlx::query_scalar!(
        r#"select not exists (select from supplier_note where koperasi_id = $1 and supplier_id = $2) as "gone!""#,
        by.koperasi().id.0,
        supplier.0
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(gone)
}
