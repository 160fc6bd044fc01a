//! Writes rows, one statement a table. What is there already stays as it is: the market can be
//! loaded again, and members may have changed what was loaded.

use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::rows::{
    AccountRow, BusinessRow, KoperasiRow, MembershipRow, OfficeRow, PermitRow, ProductRow, Rows, TierRow, unit_price,
};
use crate::trouble::Result;

/// One column of a list of rows.
macro_rules! col {
    ($rows:expr, $r:ident => $value:expr) => {
        &$rows.iter().map(|$r| $value).collect::<Vec<_>>()[..]
    };
}

/// Writes all tables in the order that their references ask for.
///
/// # Errors
/// When the database refuses.
pub async fn rows(db: &mut PgConnection, rows: &Rows, password_hash: &str, now: OffsetDateTime) -> Result<()> {
    accounts(db, &rows.accounts, password_hash).await?;
    if let Some(dinas) = rows.dinas {
        sqlx::query!("insert into regency_officer (account_id, regency_code) select $1, code from regency where code = '33.25' on conflict do nothing", dinas)
            .execute(&mut *db)
            .await?;
    }
    koperasi(db, &rows.koperasi, rows.dinas).await?;
    offices(db, &rows.offices).await?;
    memberships(db, &rows.memberships).await?;
    businesses(db, &rows.businesses).await?;
    permits(db, &rows.permits, rows.dinas, now).await?;
    products(db, &rows.products).await?;
    tiers(db, &rows.tiers).await
}

async fn accounts(db: &mut PgConnection, rows: &[AccountRow], password_hash: &str) -> Result<()> {
    sqlx::query!(
        "insert into account (id, name, phone, operator, created_at, password_hash)
         select id, name, phone, operator, at, $6 from unnest($1::uuid[], $2::text[], $3::text[], $4::bool[], $5::timestamptz[]) as r (id, name, phone, operator, at)
         on conflict do nothing",
        col!(rows, r => r.id), col!(rows, r => r.name.clone()), col!(rows, r => r.phone.clone()), col!(rows, r => r.operator), col!(rows, r => r.at),
        password_hash,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn koperasi(db: &mut PgConnection, rows: &[KoperasiRow], dinas: Option<Uuid>) -> Result<()> {
    sqlx::query!(
        "insert into koperasi (id, slug, name, legal_form, nik_koperasi, district_code, village, address, phone, email, story, state, decided_by, decided_at,
                               created_by, created_at, last_member_number)
         select id, slug, name, form, nik, district, village, address, phone, email, story, case when ok then 'verified' else 'waiting' end,
                case when ok then coalesce($16::uuid, by) end, case when ok then at end, by, at, last
           from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                       $12::bool[], $13::uuid[], $14::timestamptz[], $15::int[])
             as r (id, slug, name, form, nik, district, village, address, phone, email, story, ok, by, at, last)
         on conflict do nothing",
        col!(rows, r => r.id), col!(rows, r => r.slug.clone()), col!(rows, r => r.name.clone()), col!(rows, r => r.legal_form.clone()), col!(rows, r => r.nik.clone()),
        col!(rows, r => r.district.clone()), col!(rows, r => r.village.clone()), col!(rows, r => r.address.clone()), col!(rows, r => r.phone.clone()),
        col!(rows, r => r.email.clone()) as &[Option<String>], col!(rows, r => r.story.clone()), col!(rows, r => r.verified), col!(rows, r => r.created_by),
        col!(rows, r => r.at), col!(rows, r => r.last_member), dinas,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn offices(db: &mut PgConnection, rows: &[OfficeRow]) -> Result<()> {
    sqlx::query!(
        "insert into office (id, koperasi_id, account_id, duty, from_day, until_day)
         select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::date[], $6::date[]) on conflict do nothing",
        col!(rows, r => r.id),
        col!(rows, r => r.koperasi),
        col!(rows, r => r.account),
        col!(rows, r => r.duty.clone()),
        col!(rows, r => r.from),
        col!(rows, r => r.until),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Each decision stands in the audit log, as those of people do.
async fn memberships(db: &mut PgConnection, rows: &[MembershipRow]) -> Result<()> {
    sqlx::query!(
        "with made as (
             insert into membership (id, koperasi_id, account_id, number, state, reason, answer, applied_at, decided_at, decided_by)
             select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::int[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::timestamptz[], $10::uuid[])
             on conflict do nothing returning id, koperasi_id, state, number, decided_at, decided_by)
         insert into audit (at, account_id, koperasi_id, action, subject, detail)
         select decided_at, decided_by, koperasi_id, case state when 'declined' then 'membership.decline' else 'membership.admit' end,
                id, jsonb_strip_nulls(jsonb_build_object('number', number))
           from made where decided_by is not null order by decided_at, id",
        col!(rows, r => r.id), col!(rows, r => r.koperasi), col!(rows, r => r.account), col!(rows, r => r.number) as &[Option<i32>], col!(rows, r => r.state.to_owned()),
        col!(rows, r => r.reason.clone()), col!(rows, r => r.answer.map(str::to_owned)) as &[Option<String>], col!(rows, r => r.applied),
        col!(rows, r => r.decided) as &[Option<OffsetDateTime>], col!(rows, r => r.decided_by) as &[Option<Uuid>],
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn businesses(db: &mut PgConnection, rows: &[BusinessRow]) -> Result<()> {
    sqlx::query!(
        "insert into business (id, slug, owner_id, koperasi_id, name, story, district_code, village, lat, lng, whatsapp, hours, created_at, updated_at)
         select id, slug, owner, koperasi, name, story, district, village, lat, lng, whatsapp, hours, at, at
           from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::int[], $10::int[], $11::text[], $12::jsonb[], $13::timestamptz[])
             as r (id, slug, owner, koperasi, name, story, district, village, lat, lng, whatsapp, hours, at)
         on conflict do nothing",
        col!(rows, r => r.id), col!(rows, r => r.slug.clone()), col!(rows, r => r.owner), col!(rows, r => r.koperasi), col!(rows, r => r.name.clone()),
        col!(rows, r => r.story.clone()), col!(rows, r => r.district.clone()), col!(rows, r => r.village.clone()), col!(rows, r => r.lat), col!(rows, r => r.lng),
        col!(rows, r => r.whatsapp.clone()), col!(rows, r => r.hours.clone()), col!(rows, r => r.at),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn permits(db: &mut PgConnection, rows: &[PermitRow], dinas: Option<Uuid>, now: OffsetDateTime) -> Result<()> {
    sqlx::query!(
        "insert into permit (id, business_id, kind, number, expires_on, state, reason, decided_by, decided_at, entered_at)
         select id, business, kind, number, expires, state, reason, case when state <> 'waiting' then $8::uuid end,
                case when state <> 'waiting' then $9::timestamptz - interval '20 days' end, $9::timestamptz - interval '25 days'
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::date[], $6::text[], $7::text[]) as r (id, business, kind, number, expires, state, reason)
         on conflict do nothing",
        col!(rows, r => r.id), col!(rows, r => r.business), col!(rows, r => r.kind.to_owned()), col!(rows, r => r.number.clone()),
        col!(rows, r => r.expires_on) as &[Option<time::Date>], col!(rows, r => r.state.to_owned()), col!(rows, r => r.reason.map(str::to_owned)) as &[Option<String>],
        dinas, now,
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn products(db: &mut PgConnection, rows: &[ProductRow]) -> Result<()> {
    let units: Vec<Option<(i64, &str)>> = rows.iter().map(|r| unit_price(r.price, r.sale_unit)).collect();
    sqlx::query!(
        "insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base, stock, made_days, keywords, state,
                              entered_by, created_at, updated_at, published_at)
         select id, business, slug, name, category, description, price, sale_unit, unit_price, unit_base, stock, made, keywords, state, by, at, at,
                case when state <> 'draft' then at end
           from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::text[], $7::bigint[], $8::text[], $9::bigint[], $10::text[], $11::bigint[],
                       $12::smallint[], $13::text[], $14::text[], $15::uuid[], $16::timestamptz[])
             as r (id, business, slug, name, category, description, price, sale_unit, unit_price, unit_base, stock, made, keywords, state, by, at)
         on conflict do nothing",
        col!(rows, r => r.id), col!(rows, r => r.business), col!(rows, r => r.slug.clone()), col!(rows, r => r.name.clone()), col!(rows, r => r.category),
        col!(rows, r => r.description.clone()), col!(rows, r => r.price), col!(rows, r => r.sale_unit.to_owned()),
        col!(units, u => u.map(|u| u.0)) as &[Option<i64>], col!(units, u => u.map(|u| u.1.to_owned())) as &[Option<String>],
        col!(rows, r => r.stock) as &[Option<i64>], col!(rows, r => r.made_days) as &[Option<i16>], col!(rows, r => r.keywords.clone()), col!(rows, r => r.state.to_owned()),
        col!(rows, r => r.entered_by), col!(rows, r => r.at),
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn tiers(db: &mut PgConnection, rows: &[TierRow]) -> Result<()> {
    // Only for products without any: a member may have set others since.
    sqlx::query!(
        "insert into price_tier (product_id, from_quantity, price)
         select product, quantity, price from unnest($1::uuid[], $2::bigint[], $3::bigint[]) as r (product, quantity, price)
          where not exists (select from price_tier t where t.product_id = r.product) on conflict do nothing",
        col!(rows, r => r.product),
        col!(rows, r => r.from),
        col!(rows, r => r.price),
    )
    .execute(db)
    .await?;
    Ok(())
}
