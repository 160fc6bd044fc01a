//! Writes the joint purchases of a large market, each table in statements of a few thousand rows. They are
//! sent as JSON: a row has more columns than one would like to unnest.

use serde::Serialize;
use sqlx::PgConnection;

use super::suppliers;
use crate::demo::large::{JournalRow, LineRow, Purchases};
use crate::trouble::Result;

/// Rows in one statement.
const PART: usize = 2000;

fn json<T: Serialize>(rows: &[T]) -> Result<serde_json::Value> {
    Ok(serde_json::to_value(rows)?)
}

/// `query!` wants its text in one piece, and each table is written part by part.
macro_rules! fill {
    ($db:expr, $rows:expr, $sql:literal) => {
        for part in $rows.chunks(PART) {
            sqlx::query!($sql, json(part)?).execute(&mut *$db).await?;
        }
    };
}

/// Whether they are there, or somebody keeps the books of these koperasi already.
///
/// # Errors
/// When the database does not answer.
pub async fn begun(db: &mut PgConnection, all: &Purchases) -> Result<bool> {
    let Some(first) = all.rounds.first() else { return Ok(true) };
    let koperasi: Vec<uuid::Uuid> = all.offers.iter().map(|o| o.koperasi_id).collect();
    let begun = sqlx::query_scalar!(
        r#"select (exists (select from round where id = $1)
                   or exists (select from ledger_book where koperasi_id = any ($2))) as "begun!""#,
        first.id,
        &koperasi
    )
    .fetch_one(db)
    .await?;
    Ok(begun)
}

/// Writes all of them.
///
/// # Errors
/// When the database refuses.
pub async fn write(db: &mut PgConnection, all: &Purchases, now: time::OffsetDateTime) -> Result<()> {
    suppliers::materials(&mut *db, now).await?;
    offers(&mut *db, all).await?;
    rounds(&mut *db, all).await?;
    pledges(&mut *db, all).await?;
    goods(&mut *db, all).await?;
    books(&mut *db, all).await?;
    fill!(
        db,
        all.audits,
        "insert into audit (at, account_id, koperasi_id, action, subject)
         select at, account_id, koperasi_id, action, subject from jsonb_populate_recordset(null::audit, $1)"
    );
    Ok(())
}

async fn offers(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    fill!(
        db,
        all.suppliers,
        "with r as (select * from jsonb_to_recordset($1) as r (id uuid, slug text, name text, material text, whatsapp text,
                           koperasi_id uuid, entered_by uuid, created_at timestamptz)),
         made as (
             insert into supplier (id, slug, name, city, whatsapp, koperasi_id, entered_by, created_at, updated_at)
             select id, slug, name, 'Kota Semarang', whatsapp, koperasi_id, entered_by, created_at, created_at from r returning id)
         insert into supplier_material (supplier_id, material_id)
         select made.id, m.id from made join r on r.id = made.id join material m on lower(m.name) = lower(r.material)"
    );
    fill!(
        db,
        all.offers,
        "insert into offer (id, koperasi_id, supplier_id, material_id, version, sale_unit, pack, minimum, step, lead_days,
                            transport_fixed, transport_per_unit, transport_free_from, valid_until, entered_by, created_at)
         select r.id, koperasi_id, supplier_id, m.id, version, sale_unit, pack, minimum, step, lead_days, transport_fixed,
                transport_per_unit, transport_free_from, valid_until, r.entered_by, r.created_at
           from jsonb_to_recordset($1) as r (id uuid, koperasi_id uuid, supplier_id uuid, material text, version int, sale_unit text,
                    pack bigint, minimum bigint, step bigint, lead_days smallint, transport_fixed bigint, transport_per_unit bigint,
                    transport_free_from bigint, valid_until date, entered_by uuid, created_at timestamptz)
                join material m on lower(m.name) = lower(r.material)"
    );
    fill!(
        db,
        all.tiers,
        "insert into offer_tier (offer_id, from_quantity, price)
         select offer_id, from_quantity, price from jsonb_populate_recordset(null::offer_tier, $1)"
    );
    Ok(())
}

async fn rounds(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    fill!(
        db,
        all.rounds,
        "insert into round (id, koperasi_id, offer_id, title, state, opens_at, closes_at, fee_bp, pickup_place, pickup_at, shared, series,
                            reference_price, reference_day, reference_source, ordered_quantity, accepted_quantity, paid_quantity,
                            stock_quantity, unit_price, transport, list_locked_at, cancel_reason, opened_at, closed_at, ordered_at,
                            received_at, settled_at, cancelled_at, created_by, created_at, updated_at)
         select id, koperasi_id, offer_id, title, state, opens_at, closes_at, fee_bp, 'Balai desa', pickup_at, shared, id,
                reference_price, reference_day, reference_source, ordered_quantity, accepted_quantity, accepted_quantity,
                stock_quantity, unit_price, transport, list_locked_at, cancel_reason, opened_at, closed_at, ordered_at,
                received_at, settled_at, cancelled_at, created_by, created_at, updated_at
           from jsonb_populate_recordset(null::round, $1)"
    );
    fill!(
        db,
        all.parts,
        "insert into round_koperasi (round_id, koperasi_id, state, invited_by, invited_at, answered_by, answered_at)
         select round_id, koperasi_id, 'joined', invited_by, at, answered_by, at
           from jsonb_to_recordset($1) as r (round_id uuid, koperasi_id uuid, invited_by uuid, answered_by uuid, at timestamptz)"
    );
    Ok(())
}

async fn pledges(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    fill!(
        db,
        all.pledges,
        "insert into pledge (id, round_id, koperasi_id, membership_id, quantity, tolerance, held, deposit_due, created_at, changed_at)
         select id, round_id, koperasi_id, membership_id, quantity, tolerance, held, 0, at, at
           from jsonb_to_recordset($1) as r (id uuid, round_id uuid, koperasi_id uuid, membership_id uuid, quantity bigint,
                    tolerance bigint, held bigint, at timestamptz)"
    );
    fill!(
        db,
        all.changes,
        "insert into pledge_change (pledge_id, at, account_id, quantity, tolerance)
         select pledge_id, at, account_id, quantity, tolerance from jsonb_populate_recordset(null::pledge_change, $1)"
    );
    Ok(())
}

async fn goods(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    fill!(
        db,
        all.orders,
        "insert into purchase_order (id, round_id, koperasi_id, year, number, quantity, unit_price, goods, transport, issued_by,
                                     issued_at, sent_at, sent_way, confirmed_at)
         select id, round_id, koperasi_id, year, number, quantity, unit_price, goods, transport, issued_by, at, at, 'whatsapp',
                case when confirmed then at + interval '2 hours' end
           from jsonb_to_recordset($1) as r (id uuid, round_id uuid, koperasi_id uuid, year int, number int, quantity bigint,
                    unit_price bigint, goods bigint, transport bigint, issued_by uuid, at timestamptz, confirmed boolean)"
    );
    fill!(
        db,
        all.receipts,
        "insert into receipt (id, round_id, part, delivered, damaged, received_by, received_at)
         select id, round_id, 1, delivered, 0, received_by, at
           from jsonb_to_recordset($1) as r (id uuid, round_id uuid, delivered bigint, received_by uuid, at timestamptz)"
    );
    fill!(
        db,
        all.allocations,
        "insert into allocation (pledge_id, round_id, koperasi_id, membership_id, computed, final, goods, transport, fee,
                                 handed_by, handed_at)
         select pledge_id, round_id, koperasi_id, membership_id, computed, computed, goods, transport, fee, handed_by, handed_at
           from jsonb_populate_recordset(null::allocation, $1)"
    );
    Ok(())
}

/// Each koperasi's book with its accounts, then what was posted to it, then the invoices that name a journal.
async fn books(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    open_books(&mut *db, all).await?;
    for part in all.journals.chunks(PART) {
        journals(&mut *db, part).await?;
    }
    fill!(
        db,
        all.charges,
        "insert into charge (id, round_id, koperasi_id, membership_id, year, number, quantity, goods, transport, fee, journal_id, at)
         select id, round_id, koperasi_id, membership_id, year, number, quantity, goods, transport, fee, journal_id, at
           from jsonb_populate_recordset(null::charge, $1)"
    );
    fill!(
        db,
        all.ratings,
        "insert into supplier_rating (round_id, koperasi_id, supplier_id, on_time, right_quantity, quality, rated_by, rated_at)
         select round_id, koperasi_id, supplier_id, on_time, right_quantity, quality, rated_by, at
           from jsonb_to_recordset($1) as r (round_id uuid, koperasi_id uuid, supplier_id uuid, on_time boolean, right_quantity boolean,
                    quality smallint, rated_by uuid, at timestamptz)"
    );
    fill!(
        db,
        all.numbers,
        "insert into document_number (owner_id, kind, year, last)
         select case when r.kind = 'journal' then b.id else r.koperasi_id end, r.kind, r.year, r.last
           from jsonb_to_recordset($1) as r (koperasi_id uuid, kind text, year int, last int)
                join ledger_book b on b.koperasi_id = r.koperasi_id and b.unit = 'perdagangan'"
    );
    Ok(())
}

/// As [`ledger::book`](crate::ledger::book) makes one, for all at once.
async fn open_books(db: &mut PgConnection, all: &Purchases) -> Result<()> {
    let mut koperasi: Vec<uuid::Uuid> = all.offers.iter().map(|o| o.koperasi_id).collect();
    koperasi.dedup();
    let seed: Vec<serde_json::Value> = domain::ledger::SEED
        .iter()
        .map(|s| {
            let party = s.role.party().map(domain::ledger::Party::code);
            serde_json::json!({ "code": s.code, "name": s.name, "kind": s.kind.code(), "party": party, "role": s.role.code() })
        })
        .collect();
    sqlx::query!(
        "with books as (
             insert into ledger_book (id, koperasi_id, unit)
             select gen_random_uuid(), k, 'perdagangan' from unnest($1::uuid[]) as k returning id),
         seed as (select * from jsonb_to_recordset($2) as s (code text, name text, kind text, party text, role text)),
         accounts as (
             insert into ledger_account (id, book_id, code, name, kind, party)
             select gen_random_uuid(), b.id, s.code, s.name, s.kind, s.party from books b cross join seed s returning id, book_id, code)
         insert into ledger_role (book_id, role, account_id)
         select a.book_id, s.role, a.id from accounts a join seed s on s.code = a.code",
        &koperasi,
        json(&seed)?
    )
    .execute(db)
    .await?;
    Ok(())
}

async fn journals(db: &mut PgConnection, part: &[JournalRow]) -> Result<()> {
    sqlx::query!(
        "insert into journal (id, book_id, year, number, day, kind, memo, round_id, posted_by, posted_at)
         select r.id, b.id, year, number, day, kind, memo, round_id, posted_by, at
           from jsonb_to_recordset($1) as r (id uuid, koperasi_id uuid, year int, number int, day date, kind text, memo text,
                    round_id uuid, posted_by uuid, at timestamptz)
                join ledger_book b on b.koperasi_id = r.koperasi_id and b.unit = 'perdagangan'",
        json(part)?
    )
    .execute(&mut *db)
    .await?;
    let lines: Vec<&LineRow> = part.iter().flat_map(|j| &j.lines).collect();
    sqlx::query!(
        "insert into journal_line (journal_id, line, account_id, party, debit, credit)
         select r.journal_id, r.line, a.account_id, r.party, r.debit, r.credit
           from jsonb_to_recordset($1) as r (journal_id uuid, line int, role text, party uuid, debit bigint, credit bigint)
                join journal j on j.id = r.journal_id join ledger_role a on a.book_id = j.book_id and a.role = r.role",
        json(&lines)?
    )
    .execute(db)
    .await?;
    Ok(())
}
