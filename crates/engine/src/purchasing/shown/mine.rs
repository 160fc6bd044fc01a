//! What a member sees of the own part in a round.

use domain::access::{Member, Person};
use domain::ids::{KoperasiId, MembershipId, RoundId};
use domain::money::Rupiah;
use domain::quantity::Quantity;
use time::OffsetDateTime;

use crate::Desk;
use crate::ledger::{Credit, credit};
use crate::trouble::Result;

/// What somebody pledged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MyPledge {
    pub quantity: Quantity,
    pub tolerance: Quantity,
    /// What it takes of the credit limit.
    pub held: Rupiah,
}

/// Jatah: what somebody gets, and what it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MyShare {
    pub quantity: Quantity,
    pub goods: Rupiah,
    pub transport: Rupiah,
    pub fee: Rupiah,
    pub handed_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
}

/// The invoice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MyCharge {
    /// `TAG/2026/0001`
    pub number: String,
    pub quantity: Quantity,
    pub total: Rupiah,
}

/// A person's part in a round, as a member of one of the koperasi that take part.
#[derive(Debug, Clone)]
pub struct MyPart {
    pub koperasi: KoperasiId,
    pub slug: String,
    pub name: String,
    pub membership: MembershipId,
    /// `None`: nothing was pledged, or it was taken back.
    pub pledge: Option<MyPledge>,
    pub share: Option<MyShare>,
    pub charge: Option<MyCharge>,
}

/// The person's parts: one for each koperasi that takes part and has admitted them, those with a pledge
/// first, then the coordinator's.
///
/// # Errors
/// When the database does not answer.
pub async fn my_parts(desk: &Desk, by: &Person, id: RoundId) -> Result<Vec<MyPart>> {
    let rows = sqlx::query!(
        r#"select k.id as "koperasi!: KoperasiId", k.slug as "slug!", k.name as "name!", m.id as "membership!: MembershipId",
                  p.quantity as "quantity?: Quantity", p.tolerance as "tolerance?: Quantity", p.held as "held?: Rupiah",
                  a.final as "given?: Quantity", a.goods as "goods?: Rupiah", a.transport as "transport?: Rupiah",
                  a.fee as "fee?: Rupiah", a.handed_at as "handed_at?", a.confirmed_at as "confirmed_at?",
                  c.year as "year?", c.number as "number?", c.quantity as "charged?: Quantity", c.total as "total?: Rupiah"
             from membership m join koperasi k on k.id = m.koperasi_id
                  join round_koperasi x on x.round_id = $1 and x.koperasi_id = m.koperasi_id and x.state = 'joined'
                  join round r on r.id = x.round_id
                  left join pledge p on p.round_id = $1 and p.membership_id = m.id
                  left join allocation a on a.pledge_id = p.id
                  left join charge c on c.round_id = $1 and c.membership_id = m.id
            where m.account_id = $2 and m.state = 'admitted'
            order by coalesce(p.quantity, 0) = 0, k.id <> r.koperasi_id, k.name, k.id"#,
        id.0,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    let parts = rows.into_iter().map(|row| {
        let pledge = match (row.quantity, row.tolerance, row.held) {
            (Some(quantity), Some(tolerance), Some(held)) if !quantity.is_zero() => Some(MyPledge { quantity, tolerance, held }),
            _ => None,
        };
        let share = match (row.given, row.goods, row.transport, row.fee) {
            (Some(quantity), Some(goods), Some(transport), Some(fee)) => {
                Some(MyShare { quantity, goods, transport, fee, handed_at: row.handed_at, confirmed_at: row.confirmed_at })
            }
            _ => None,
        };
        let charge = match (row.year, row.number, row.charged, row.total) {
            (Some(year), Some(number), Some(quantity), Some(total)) => {
                Some(MyCharge { number: format!("TAG/{year}/{number:04}"), quantity, total })
            }
            _ => None,
        };
        MyPart { koperasi: row.koperasi, slug: row.slug, name: row.name, membership: row.membership, pledge, share, charge }
    });
    Ok(parts.collect())
}

/// What a member may still pledge to a round: without what the own pledge there takes.
///
/// # Errors
/// When the database does not answer.
pub async fn my_credit(desk: &Desk, by: &Member, id: RoundId) -> Result<Credit> {
    let mut db = desk.db().acquire().await?;
    credit(&mut db, by.koperasi().id, by.membership(), Some(id.0)).await
}
