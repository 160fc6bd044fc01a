//! The directory: what everyone sees of suppliers, and what officers see.

use domain::access::{Officer, Overseer};
use domain::ids::{KoperasiId, SupplierId};
use domain::phone::Phone;
use domain::slug::Slug;
use serde::Deserialize;
use sqlx::types::Json;

use super::patterns;
use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// Which suppliers a list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// Each word stands somewhere in the name, the place, or a material with its other words.
    pub words: &'a str,
    /// A material's slug.
    pub material: Option<&'a str>,
    /// A kecamatan or a city by its name, in any case.
    pub place: Option<&'a str>,
    pub limit: i64,
    pub offset: i64,
}

/// A supplier in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierRow {
    pub slug: String,
    pub name: String,
    /// Its kecamatan; of one from elsewhere, its city.
    pub place: String,
    /// The place is a kecamatan.
    pub in_district: bool,
    pub description: Option<String>,
    /// By name.
    pub materials: Vec<String>,
    /// Entered by the koperasi whose list this is.
    pub own: bool,
    pub archived: bool,
}

/// The public suppliers by name; one page of them.
///
/// # Errors
/// When the database does not answer.
pub async fn directory(desk: &Desk, filter: &Filter<'_>) -> Result<Listed<SupplierRow>> {
    let rows = sqlx::query!(
        r#"
        select s.slug as "slug!", s.name as "name!", s.place as "place!", s.in_district as "in_district!", s.description as "description?", s.total as "total!",
            array(select m.name from supplier_material sm join material m on m.id = sm.material_id
                  where sm.supplier_id = s.id order by lower(m.name)) as "materials!"
        from (select s.id, s.slug, s.name, coalesce(d.name, s.city) as place, d.code is not null as in_district, s.description,
                     count(*) over () as total
              from supplier_public s left join district d on d.code = s.district_code
              left join (select sm.supplier_id, string_agg(m.name || ' ' || m.keywords, ' ') as words
                         from supplier_material sm join material m on m.id = sm.material_id
                         where cardinality($3::text[]) > 0 group by sm.supplier_id) w on w.supplier_id = s.id
              where ($1::text is null or exists (select from supplier_material sm join material m on m.id = sm.material_id
                                                 where sm.supplier_id = s.id and m.slug = $1))
                and ($2::text is null or lower(coalesce(d.name, s.city)) = lower($2))
                and lower(concat_ws(' ', s.name, d.name, s.city, w.words)) like all ($3::text[])
              order by lower(s.name), s.id limit $4 offset $5) s
        order by lower(s.name), s.id
        "#,
        filter.material, filter.place, &patterns(filter.words), filter.limit, filter.offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| SupplierRow {
        slug: r.slug,
        name: r.name,
        place: r.place,
        in_district: r.in_district,
        description: r.description,
        materials: r.materials,
        own: false,
        archived: false,
    });
    Ok(Listed { rows: rows.collect(), total })
}

/// The officers' list: those that this koperasi entered, the archived ones last, or with `all` every
/// public one; one page of them, narrowed by words.
///
/// # Errors
/// When the database does not answer.
pub async fn room(desk: &Desk, by: &Overseer, all: bool, words: &str, limit: i64, offset: i64) -> Result<Listed<SupplierRow>> {
    let rows = sqlx::query!(
        r#"
        select s.slug as "slug!", s.name as "name!", s.place as "place!", s.in_district as "in_district!", s.description as "description?", s.own as "own!", s.archived as "archived!",
            s.total as "total!",
            array(select m.name from supplier_material sm join material m on m.id = sm.material_id
                  where sm.supplier_id = s.id order by lower(m.name)) as "materials!"
        from (select s.id, s.slug, s.name, coalesce(d.name, s.city) as place, d.code is not null as in_district, s.description,
                     s.koperasi_id = $1 as own, s.archived_at is not null as archived, count(*) over () as total
              from supplier s left join district d on d.code = s.district_code
              left join (select sm.supplier_id, string_agg(m.name || ' ' || m.keywords, ' ') as words
                         from supplier_material sm join material m on m.id = sm.material_id
                         where cardinality($3::text[]) > 0 group by sm.supplier_id) w on w.supplier_id = s.id
              where case when $2 then exists (select from supplier_public p where p.id = s.id) else s.koperasi_id = $1 end
                and lower(concat_ws(' ', s.name, d.name, s.city, w.words)) like all ($3::text[])
              order by s.archived_at is not null, lower(s.name), s.id limit $4 offset $5) s
        order by s.archived, lower(s.name), s.id
        "#,
        by.koperasi().id.0, all, &patterns(words), limit, offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| SupplierRow {
        slug: r.slug,
        name: r.name,
        place: r.place,
        in_district: r.in_district,
        description: r.description,
        materials: r.materials,
        own: r.own,
        archived: r.archived,
    });
    Ok(Listed { rows: rows.collect(), total })
}

/// A place with public suppliers, and how many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceUse {
    pub name: String,
    pub suppliers: i64,
}

/// The places of public suppliers, kecamatan before cities, by name. One city typed in two ways of
/// writing capitals is one.
///
/// # Errors
/// When the database does not answer.
pub async fn places(desk: &Desk) -> Result<Vec<PlaceUse>> {
    let rows = sqlx::query_as!(
        PlaceUse,
        r#"select min(coalesce(d.name, s.city)) as "name!", count(*) as "suppliers!"
           from supplier_public s left join district d on d.code = s.district_code
           group by lower(coalesce(d.name, s.city)) order by bool_or(d.code is not null) desc, 1 limit 200"#
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}

/// A material as a page names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MaterialName {
    pub slug: String,
    pub name: String,
}

/// What everyone sees of a supplier.
#[derive(Debug, Clone)]
pub struct SupplierShown {
    pub id: SupplierId,
    pub slug: String,
    pub name: String,
    /// Its kecamatan and regency, or its city.
    pub district: Option<String>,
    pub regency: Option<String>,
    pub city: Option<String>,
    pub description: Option<String>,
    pub area: Option<String>,
    pub materials: Vec<MaterialName>,
    /// Who entered it.
    pub koperasi: KoperasiId,
    pub koperasi_slug: String,
    pub koperasi_name: String,
}

/// `None` when there is no public supplier of this name.
///
/// # Errors
/// When the database does not answer.
pub async fn shown(desk: &Desk, slug: &Slug) -> Result<Option<SupplierShown>> {
    let row = sqlx::query!(
        r#"
        select s.id as "id!: SupplierId", s.slug as "slug!", s.name as "name!", d.name as "district?", r.name as "regency?",
            s.city as "city?", s.description as "description?", s.area as "area?",
            k.id as "koperasi!: KoperasiId", k.slug as "koperasi_slug!", k.name as "koperasi_name!",
            (select coalesce(jsonb_agg(jsonb_build_object('slug', m.slug, 'name', m.name) order by lower(m.name)), '[]')
             from supplier_material sm join material m on m.id = sm.material_id where sm.supplier_id = s.id) as "materials!: Json<Vec<MaterialName>>"
        from supplier_public s join koperasi k on k.id = s.koperasi_id
        left join district d on d.code = s.district_code left join regency r on r.code = d.regency_code
        where s.slug = $1
        "#,
        slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| SupplierShown {
        id: r.id,
        slug: r.slug,
        name: r.name,
        district: r.district,
        regency: r.regency,
        city: r.city,
        description: r.description,
        area: r.area,
        materials: r.materials.0,
        koperasi: r.koperasi,
        koperasi_slug: r.koperasi_slug,
        koperasi_name: r.koperasi_name,
    }))
}

/// How a supplier is reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    pub whatsapp: Option<Phone>,
    pub phone: Option<Phone>,
    pub email: Option<String>,
    pub address: Option<String>,
}

/// The contact of a public supplier, for the officers that one person is. `None` unless one of their
/// koperasi is verified: a phone is given to those who buy, and anyone can register a koperasi.
///
/// # Errors
/// When the database does not answer.
pub async fn contact(desk: &Desk, officers: &[Officer], supplier: SupplierId) -> Result<Option<Contact>> {
    let koperasi: Vec<uuid::Uuid> = officers.iter().map(|o| o.koperasi().id.0).collect();
    let row = sqlx::query_as!(
        Contact,
        r#"select whatsapp as "whatsapp: Phone", phone as "phone: Phone", email, address from supplier_public
           where id = $1 and exists (select from koperasi where id = any ($2) and state = 'verified')"#,
        supplier.0,
        &koperasi
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row)
}

/// A supplier on the officers' own page.
#[derive(Debug, Clone)]
pub struct OfficerView {
    pub id: SupplierId,
    pub slug: String,
    pub name: String,
    pub district_code: Option<String>,
    pub district: Option<String>,
    pub city: Option<String>,
    pub description: Option<String>,
    pub area: Option<String>,
    pub materials: Vec<MaterialName>,
    /// `None` while the officer's koperasi is not verified, unless it is the one that entered it.
    pub contact: Option<Contact>,
    /// What this koperasi has noted, and the version of it; 0 when there is nothing.
    pub note: Option<String>,
    pub note_version: i64,
    /// This koperasi entered it, and so may change it.
    pub own: bool,
    pub archived: bool,
    pub version: i64,
    pub koperasi_slug: String,
    pub koperasi_name: String,
}

/// A public supplier, or one that this koperasi entered, with this koperasi's note.
///
/// # Errors
/// When the database does not answer.
pub async fn for_officer(desk: &Desk, by: &Officer, slug: &Slug) -> Result<Option<OfficerView>> {
    let row = sqlx::query!(
        r#"
        select s.id as "id!: SupplierId", s.slug as "slug!", s.name as "name!", s.district_code as "district_code?", d.name as "district?", s.city as "city?",
            s.description as "description?", s.area as "area?", s.whatsapp as "whatsapp?: Phone", s.phone as "phone?: Phone",
            s.email as "email?", s.address as "address?", s.koperasi_id = $1 as "own!", s.archived_at is not null as "archived!",
            k.slug as "koperasi_slug!", k.name as "koperasi_name!",
            (extract(epoch from s.updated_at) * 1000000)::bigint as "version!",
            n.note as "note?", coalesce((extract(epoch from n.updated_at) * 1000000)::bigint, 0) as "note_version!",
            s.koperasi_id = $1 or exists (select from koperasi where id = $1 and state = 'verified') as "may_reach!",
            (select coalesce(jsonb_agg(jsonb_build_object('slug', m.slug, 'name', m.name) order by lower(m.name)), '[]')
             from supplier_material sm join material m on m.id = sm.material_id where sm.supplier_id = s.id) as "materials!: Json<Vec<MaterialName>>"
        from supplier s join koperasi k on k.id = s.koperasi_id
        left join district d on d.code = s.district_code
        left join supplier_note n on n.supplier_id = s.id and n.koperasi_id = $1
        where s.slug = $2 and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))
        "#,
        by.koperasi().id.0, slug.as_str()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(row.map(|r| OfficerView {
        id: r.id,
        slug: r.slug,
        name: r.name,
        district_code: r.district_code,
        district: r.district,
        city: r.city,
        description: r.description,
        area: r.area,
        materials: r.materials.0,
        contact: r.may_reach.then_some(Contact { whatsapp: r.whatsapp, phone: r.phone, email: r.email, address: r.address }),
        note: r.note,
        note_version: r.note_version,
        own: r.own,
        archived: r.archived,
        version: r.version,
        koperasi_slug: r.koperasi_slug,
        koperasi_name: r.koperasi_name,
    }))
}

/// A supplier among which an officer chooses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupplierChoice {
    pub slug: String,
    pub name: String,
    pub place: String,
    /// By name.
    pub materials: Vec<String>,
}

/// The suppliers that this koperasi may deal with, of one material if it is named: those that it entered
/// first, then by name; at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn choices(desk: &Desk, by: &Officer, material: Option<&str>, limit: i64) -> Result<Vec<SupplierChoice>> {
    let rows = sqlx::query_as!(
        SupplierChoice,
        r#"select s.slug as "slug!", s.name as "name!", coalesce(d.name, s.city) as "place!",
                  array(select m.name from supplier_material sm join material m on m.id = sm.material_id
                        where sm.supplier_id = s.id order by lower(m.name)) as "materials!"
           from supplier s left join district d on d.code = s.district_code
           where s.archived_at is null and (s.koperasi_id = $1 or exists (select from supplier_public p where p.id = s.id))
             and ($2::text is null or exists (select from supplier_material sm join material m on m.id = sm.material_id
                                              where sm.supplier_id = s.id and m.slug = $2))
           order by s.koperasi_id = $1 desc, lower(s.name), s.id limit $3"#,
        by.koperasi().id.0,
        material,
        limit
    )
    .fetch_all(desk.db())
    .await?;
    Ok(rows)
}
