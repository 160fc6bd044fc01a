//! Suppliers and materials of the small market. They refer to each other by name: somebody may have
//! entered a material before the demo was loaded.

use domain::phone::Phone;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};
use uuid::Uuid;

use super::batang::table;
use super::rows::{Slugs, fixed_id};
use crate::demo::data::Market;
use crate::demo::data::suppliers::{DemoMaterial, DemoSupplier, MATERIALS, PHONES, SUPPLIERS};
use crate::trouble::Result;

struct SupplierRow {
    id: Uuid,
    slug: String,
    koperasi: Uuid,
    officer: Uuid,
    whatsapp: String,
    at: OffsetDateTime,
}

/// Writes them, each with the audit row that an officer's entering leaves. What is there already
/// stays as it is.
///
/// # Errors
/// When the database refuses.
pub async fn write(db: &mut PgConnection, market: &Market, now: OffsetDateTime) -> Result<()> {
    materials(&mut *db, now).await?;
    let rows = rows(market, now);
    suppliers(&mut *db, &rows).await?;
    notes(db, &rows).await
}

fn rows(market: &Market, now: OffsetDateTime) -> Vec<SupplierRow> {
    let mut slugs = Slugs::default();
    let row = |(nth, s): (usize, &DemoSupplier)| {
        // Who buys in these koperasi is the manager.
        let buys = market.offices.iter().find(|o| o.koperasi == s.koperasi && o.duty == "manajer");
        let days = 300 - 20 * i64::try_from(nth).unwrap_or(0);
        SupplierRow {
            id: fixed_id(table::SUPPLIER, nth),
            slug: slugs.take(s.name),
            koperasi: fixed_id(table::KOPERASI, s.koperasi),
            officer: fixed_id(table::ACCOUNT, buys.map_or(market.operator, |o| o.person)),
            whatsapp: Phone::demo(PHONES + u32::try_from(nth).unwrap_or(0)).as_str().to_owned(),
            at: now - Duration::days(days),
        }
    };
    SUPPLIERS.iter().enumerate().map(row).collect()
}

fn column(of: fn(&DemoMaterial) -> &'static str) -> Vec<String> {
    MATERIALS.iter().map(|m| of(m).to_owned()).collect()
}

fn text(of: fn(&DemoSupplier) -> Option<&'static str>) -> Vec<Option<String>> {
    SUPPLIERS.iter().map(|s| of(s).map(str::to_owned)).collect()
}

pub(super) async fn materials(db: &mut PgConnection, now: OffsetDateTime) -> Result<()> {
    let mut slugs = Slugs::default();
    let ids: Vec<Uuid> = (0..MATERIALS.len()).map(|nth| fixed_id(table::MATERIAL, nth)).collect();
    let addresses: Vec<String> = MATERIALS.iter().map(|m| slugs.take(m.name)).collect();
    let (names, units, keywords) = (column(|m| m.name), column(|m| m.unit), column(|m| m.keywords));
    sqlx::query!(
        "insert into material (id, slug, name, unit, keywords, created_at)
         select id, slug, name, unit, keywords, $6 from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) as r (id, slug, name, unit, keywords)
         on conflict do nothing",
        &ids, &addresses, &names, &units, &keywords, now
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn suppliers(db: &mut PgConnection, rows: &[SupplierRow]) -> Result<()> {
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id).collect();
    let slugs: Vec<String> = rows.iter().map(|r| r.slug.clone()).collect();
    let names = text(|s| Some(s.name));
    let (districts, cities) = (text(|s| s.district), text(|s| s.city));
    let (descriptions, areas) = (text(|s| Some(s.description)), text(|s| Some(s.area)));
    let whatsapp: Vec<String> = rows.iter().map(|r| r.whatsapp.clone()).collect();
    let (emails, addresses) = (text(|s| s.email), text(|s| Some(s.address)));
    let koperasi: Vec<Uuid> = rows.iter().map(|r| r.koperasi).collect();
    let officers: Vec<Uuid> = rows.iter().map(|r| r.officer).collect();
    let entered: Vec<OffsetDateTime> = rows.iter().map(|r| r.at).collect();
    let deals = rows.iter().zip(&SUPPLIERS).flat_map(|(r, s)| s.materials.iter().map(move |m| (r.id, (*m).to_owned())));
    let (dealers, dealt): (Vec<Uuid>, Vec<String>) = deals.unzip();
    sqlx::query!(
        "with made as (
             insert into supplier (id, slug, name, district_code, city, description, area, whatsapp, email, address,
                                   koperasi_id, entered_by, created_at, updated_at)
             select id, slug, name, district, city, description, area, whatsapp, email, address, koperasi, by, at, at
               from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
                           $11::uuid[], $12::uuid[], $13::timestamptz[])
                 as r (id, slug, name, district, city, description, area, whatsapp, email, address, koperasi, by, at)
             on conflict do nothing returning id, koperasi_id, entered_by, created_at),
         deals as (
             insert into supplier_material (supplier_id, material_id)
             select made.id, m.id from made join unnest($14::uuid[], $15::text[]) as d (supplier, material) on d.supplier = made.id
               join material m on lower(m.name) = lower(d.material) returning supplier_id)
         insert into audit (at, account_id, koperasi_id, action, subject, detail)
         select created_at, entered_by, koperasi_id, 'supplier.create', id,
                jsonb_build_object('materials', (select count(*) from deals where supplier_id = made.id))
           from made order by created_at, id",
        &ids, &slugs, &names as &[Option<String>], &districts as &[Option<String>], &cities as &[Option<String>],
        &descriptions as &[Option<String>], &areas as &[Option<String>], &whatsapp, &emails as &[Option<String>], &addresses as &[Option<String>],
        &koperasi, &officers, &entered, &dealers, &dealt
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Only of suppliers without any: an officer may have written another since.
async fn notes(db: &mut PgConnection, rows: &[SupplierRow]) -> Result<()> {
    let noted = || rows.iter().zip(&SUPPLIERS).filter_map(|(r, s)| Some((r, s.note?)));
    let suppliers: Vec<Uuid> = noted().map(|(r, _)| r.id).collect();
    let koperasi: Vec<Uuid> = noted().map(|(r, _)| r.koperasi).collect();
    let officers: Vec<Uuid> = noted().map(|(r, _)| r.officer).collect();
    let texts: Vec<String> = noted().map(|(_, note)| note.to_owned()).collect();
    let written: Vec<OffsetDateTime> = noted().map(|(r, _)| r.at + Duration::days(10)).collect();
    sqlx::query!(
        "insert into supplier_note (koperasi_id, supplier_id, note, written_by, updated_at)
         select koperasi, s.id, note, by, at from unnest($1::uuid[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[])
             as r (koperasi, supplier, note, by, at) join supplier s on s.id = r.supplier
         on conflict do nothing",
        &koperasi,
        &suppliers,
        &texts,
        &officers,
        &written
    )
    .execute(db)
    .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use domain::form::Inputs;
    use domain::quantity::Unit;
    use domain::supplier::Supplier;

    use super::super::{batang, write};
    use super::*;
    use crate::demo::data::market;
    use crate::testing;
    use crate::tx::Actor;

    #[test]
    fn every_one_could_have_been_typed() {
        for (nth, s) in SUPPLIERS.iter().enumerate() {
            let form = Inputs::default()
                .with("nama", s.name)
                .with("bahan", s.materials.join(", "))
                .with("kecamatan", s.district.unwrap_or_default())
                .with("kota", s.city.unwrap_or_default())
                .with("deskripsi", s.description)
                .with("wilayah", s.area)
                .with("whatsapp", Phone::demo(PHONES + u32::try_from(nth).expect("few")).as_str())
                .with("email", s.email.unwrap_or_default())
                .with("alamat", s.address);
            assert!(Supplier::parse(&form).is_ok(), "{}: {:?}", s.name, Supplier::parse(&form));
            assert!(s.materials.iter().all(|m| MATERIALS.iter().any(|known| known.name == *m)), "{}", s.name);
            assert!(crate::demo::data::KOPERASI[s.koperasi].verified, "{}", s.name);
        }
        for m in &MATERIALS {
            assert!(Unit::from_code(m.unit).is_some(), "{}", m.name);
            assert!(SUPPLIERS.iter().any(|s| s.materials.contains(&m.name)), "nobody sells {}", m.name);
        }
    }

    #[tokio::test]
    async fn loading_twice_gives_one_directory_and_nothing_to_complain_of() {
        let desk = testing::desk().await;
        let market = market();
        let all = batang::rows(&market, desk.now());
        for _ in 0..2 {
            let mut tx = desk.begin(Actor::System).await.expect("begins");
            write::rows(tx.conn(), &all, "-", desk.now()).await.expect("writes");
            write(tx.conn(), &market, desk.now()).await.expect("writes");
            tx.commit().await.expect("commits");
        }
        let counts = sqlx::query!(
            r#"select (select count(*) from supplier_public) as "suppliers!", (select count(*) from material) as "materials!",
                      (select count(*) from supplier_material) as "deals!", (select count(*) from supplier_note) as "notes!",
                      (select count(*) from audit where action = 'supplier.create') as "audited!",
                      (select count(*) from supplier where whatsapp not like '+62844%') as "reachable!""#
        )
        .fetch_one(desk.db())
        .await
        .expect("counts");
        let deals: usize = SUPPLIERS.iter().map(|s| s.materials.len()).sum();
        let notes = SUPPLIERS.iter().filter(|s| s.note.is_some()).count();
        assert_eq!((counts.suppliers, counts.materials), (SUPPLIERS.len() as i64, MATERIALS.len() as i64));
        assert_eq!((counts.deals, counts.notes), (deals as i64, notes as i64));
        assert_eq!((counts.audited, counts.reachable), (SUPPLIERS.len() as i64, 0));
        for finding in crate::check::run(&desk).await.expect("answers") {
            assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
        }
    }
}
