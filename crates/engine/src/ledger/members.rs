//! How members stand with their koperasi.

use domain::access::{Member, Overseer};
use domain::ids::{ChargeId, KoperasiId, MembershipId, RoundId};
use domain::ledger::document_number;
use domain::money::Rupiah;
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use super::credit::{Credit, FIRST_LIMIT, credit};
use crate::Desk;
use crate::koperasi::Listed;
use crate::trouble::Result;

/// A member in the treasurer's list.
#[derive(Debug, Clone)]
pub struct MemberBalance {
    pub number: i32,
    pub name: String,
    /// False for who has left, and still has money here or owes some.
    pub admitted: bool,
    pub credit: Credit,
}

/// The members by number, and those who left with something to settle; `search` looks in names and numbers.
///
/// # Errors
/// When the database does not answer.
pub async fn members(desk: &Desk, by: &Overseer, search: &str, limit: i64, offset: i64) -> Result<Listed<MemberBalance>> {
    // PostgreSQL takes no NUL in a text.
    let search = search.replace('\0', "");
    let search = search.trim();
    let like = format!("%{}%", search.replace(['\\', '%', '_'], " ").to_lowercase());
    let number: Option<i32> = search.parse().ok();
    let rows = sqlx::query!(
        r#"with roles as (
               select r.role, r.account_id from ledger_book k join ledger_role r on r.book_id = k.id
               where k.koperasi_id = $1 and k.unit = 'perdagangan' and r.role in ('member_deposit', 'member_receivable')
           ), page as (
               select m.id, m.number, a.name, m.state = 'admitted' as admitted, count(*) over () as total
               from membership m join account a on a.id = m.account_id
               where m.koperasi_id = $1 and ($2 = '' or lower(a.name) like $3 or m.number = $4)
                 and (m.state = 'admitted' or m.state = 'left' and exists (
                      select from roles r join ledger_balance b on b.account_id = r.account_id and b.party = m.id where b.debit <> b.credit))
               order by m.number limit $5 offset $6
           )
           select p.number as "number!", p.name as "name!", p.admitted as "admitted!", p.total as "total!",
                  coalesce((select b.credit - b.debit from roles r join ledger_balance b on b.account_id = r.account_id and b.party = p.id
                            where r.role = 'member_deposit'), 0) as "deposit!: Rupiah",
                  coalesce((select b.debit - b.credit from roles r join ledger_balance b on b.account_id = r.account_id and b.party = p.id
                            where r.role = 'member_receivable'), 0) as "owed!: Rupiah",
                  (select c.amount from credit_limit c where c.membership_id = p.id) as "limit: Rupiah",
                  held.amount as "held!: Rupiah", held.due as "due!: Rupiah"
           from page p left join lateral (
                    select coalesce(sum(g.held), 0)::bigint as amount, coalesce(sum(g.deposit_due), 0)::bigint as due
                    from pledge g join round d on d.id = g.round_id
                    where g.membership_id = p.id and d.state in ('open', 'closed', 'ordered', 'received')) held on true
           order by p.number"#,
        by.koperasi().id.0,
        search,
        like,
        number,
        limit,
        offset
    )
    .fetch_all(desk.db())
    .await?;
    let total = rows.first().map_or(0, |r| r.total);
    let rows = rows.into_iter().map(|r| MemberBalance {
        number: r.number,
        name: r.name,
        admitted: r.admitted,
        credit: Credit {
            deposit: r.deposit,
            limit: r.limit.unwrap_or(FIRST_LIMIT),
            owed: r.owed,
            held: r.held,
            deposit_due: r.due,
        },
    });
    Ok(Listed { rows: rows.collect(), total })
}

/// What a member was charged for a joint purchase.
#[derive(Debug, Clone)]
pub struct Invoice {
    pub id: ChargeId,
    pub number: String,
    pub round: RoundId,
    pub title: String,
    pub quantity: Quantity,
    pub unit: SaleUnit,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub fee: Rupiah,
    pub total: Rupiah,
    pub at: OffsetDateTime,
}

/// All that a member's page of the books shows, but the statement.
#[derive(Debug, Clone)]
pub struct MemberBooks {
    pub membership: MembershipId,
    pub number: i32,
    pub name: String,
    pub admitted: bool,
    pub credit: Credit,
    /// The newest first; at most a hundred.
    pub invoices: Vec<Invoice>,
    /// What they saved by buying together, where it is known what it would have cost elsewhere.
    pub saved: Rupiah,
    /// A request to write off some of the debt waits.
    pub write_off_waits: bool,
}

/// The books of a member of this koperasi, by member number; `None` for every other.
///
/// # Errors
/// When the database does not answer.
pub async fn member(desk: &Desk, by: &Overseer, number: i32) -> Result<Option<MemberBooks>> {
    let id = sqlx::query_scalar!(
        r#"select id as "id: MembershipId" from membership where koperasi_id = $1 and number = $2"#,
        by.koperasi().id.0,
        number
    )
    .fetch_optional(desk.db())
    .await?;
    match id {
        Some(id) => Ok(Some(books_of(desk, by.koperasi().id, id).await?)),
        None => Ok(None),
    }
}

/// The member's own books.
///
/// # Errors
/// When the database does not answer.
pub async fn own(desk: &Desk, by: &Member) -> Result<MemberBooks> {
    books_of(desk, by.koperasi().id, by.membership()).await
}

async fn books_of(desk: &Desk, koperasi: KoperasiId, membership: MembershipId) -> Result<MemberBooks> {
    let who = sqlx::query!(
        r#"select m.number as "number!", a.name, m.state = 'admitted' as "admitted!",
                  exists (select from write_off w where w.membership_id = m.id and w.decided_at is null) as "waits!",
                  (select coalesce(sum(s.saved), 0)::bigint from charge_saving s where s.membership_id = m.id) as "saved!: Rupiah"
           from membership m join account a on a.id = m.account_id where m.id = $1"#,
        membership.0
    )
    .fetch_one(desk.db())
    .await?;
    let mut db = desk.db().acquire().await?;
    let credit = credit(&mut db, koperasi, membership, None).await?;
    let invoices = sqlx::query!(
        r#"select c.id as "id: ChargeId", c.year, c.number, r.id as "round: RoundId", r.title, c.quantity as "quantity: Quantity",
                  o.sale_unit as "unit: SaleUnit", c.goods as "goods: Rupiah", c.transport as "transport: Rupiah", c.fee as "fee: Rupiah",
                  c.total as "total!: Rupiah", c.at
           from charge c join round r on r.id = c.round_id join offer o on o.id = r.offer_id
           where c.membership_id = $1 order by c.at desc, c.id desc limit 100"#,
        membership.0
    )
    .fetch_all(&mut *db)
    .await?;
    let invoices = invoices.into_iter().map(|r| Invoice {
        id: r.id,
        number: document_number("TAG", r.year, r.number),
        round: r.round,
        title: r.title,
        quantity: r.quantity,
        unit: r.unit,
        goods: r.goods,
        transport: r.transport,
        fee: r.fee,
        total: r.total,
        at: r.at,
    });
    Ok(MemberBooks {
        membership,
        number: who.number,
        name: who.name,
        admitted: who.admitted,
        credit,
        invoices: invoices.collect(),
        saved: who.saved,
        write_off_waits: who.waits,
    })
}
