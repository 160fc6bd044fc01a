use domain::access::Overseer;
use domain::ids::RoundId;
use domain::money::Rupiah;
use domain::quantity::Quantity;
use sqlx::PgConnection;
use time::OffsetDateTime;

use crate::koperasi::Listed;
use crate::trouble::Result;

/// Members on one page.
pub const MEMBERS: i64 = 50;

/// What a member of the own koperasi pledged, and gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberPledge {
    /// None only for rows that were written before a number was given.
    pub number: Option<i32>,
    pub name: String,
    pub quantity: Quantity,
    pub tolerance: Quantity,
    /// The deposit that the pledge asks for.
    pub deposit_due: Rupiah,
    pub changed_at: OffsetDateTime,
    /// Once it was ordered.
    pub share: Option<Quantity>,
    /// What the share costs.
    pub charge: Option<Rupiah>,
    pub fetched: bool,
}

/// One page of those who pledged, by member number; `total` is known to who asks.
pub(super) async fn members(
    db: &mut PgConnection,
    by: &Overseer,
    id: RoundId,
    offset: i64,
    total: i64,
) -> Result<Listed<MemberPledge>> {
    let rows = sqlx::query_as!(
        MemberPledge,
        r#"select m.number as "number?", a.name as "name!", p.quantity as "quantity!: Quantity", p.tolerance as "tolerance!: Quantity",
                  p.deposit_due as "deposit_due!: Rupiah", p.changed_at as "changed_at!", al.final as "share?: Quantity",
                  al.goods + al.transport + al.fee as "charge?: Rupiah",
                  al.handed_at is not null or al.confirmed_at is not null as "fetched!"
           from pledge p join membership m on m.id = p.membership_id join account a on a.id = m.account_id
                left join allocation al on al.pledge_id = p.id
           where p.round_id = $1 and p.koperasi_id = $2 and p.quantity > 0
           order by m.number, m.id limit $3 offset $4"#,
        id.0,
        by.koperasi().id.0,
        MEMBERS,
        offset.max(0)
    )
    .fetch_all(db)
    .await?;
    Ok(Listed { rows, total })
}
