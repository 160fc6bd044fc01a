//! Whether anything may go to a supplier's contact by itself. The koperasi that entered a supplier keeps
//! its contact right for all; a mistake, or worse, would send the links of others to a stranger, who could
//! answer in the supplier's name. So what another koperasi has changed lately is used by an officer's own
//! hand only, and whoever waits for the supplier is told.

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, SupplierId};
use time::{Duration, OffsetDateTime};

use crate::notices::News;
use crate::trouble::Result;
use crate::tx::Tx;

/// How long a contact stands before others' letters go to it by themselves.
const STANDS: Duration = Duration::days(14);

/// The last moment at which a contact may have been changed, for mails to go to it by themselves.
pub(crate) fn settled_before(now: OffsetDateTime) -> OffsetDateTime {
    now - STANDS
}

/// A contact that another koperasi has changed lately: nothing goes to it by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewContact {
    /// By its name.
    pub koperasi: String,
    pub at: OffsetDateTime,
}

impl NewContact {
    /// `None` when it may be written to: it is the own koperasi's doing, or has stood for a while.
    pub(crate) fn of(own: KoperasiId, (by, name): (KoperasiId, String), at: OffsetDateTime, now: OffsetDateTime) -> Option<Self> {
        (by != own && at > settled_before(now)).then_some(Self { koperasi: name, at })
    }
}

/// Tells the officers of other koperasi that wait for this supplier's answer, or for its goods.
pub(super) async fn tell_others(tx: &mut Tx, by: &Officer, supplier: SupplierId, name: &str) -> Result<()> {
    let today = Day::of(tx.now()).date();
    let rows = sqlx::query!(
        r#"select distinct o.account_id as "account: AccountId", k.slug as koperasi, s.slug as supplier
           from (select r.koperasi_id from quote_invitation i join quote_request r on r.id = i.request_id
                  where i.supplier_id = $1 and i.withdrawn_at is null and i.declined_at is null and r.ended_at is null
                 union
                 select po.koperasi_id from offer f join round r on r.offer_id = f.id and r.state = 'ordered'
                        join purchase_order po on po.round_id = r.id
                  where f.supplier_id = $1) w
                join koperasi k on k.id = w.koperasi_id join supplier s on s.id = $1 join office o on o.koperasi_id = k.id
           where k.id <> $2 and o.ended_at is null and o.duty <> 'pengawas' and o.from_day <= $3 and o.until_day >= $3"#,
        supplier.0,
        by.koperasi().id.0,
        today
    )
    .fetch_all(tx.conn())
    .await?;
    let news = rows.into_iter().map(|row| {
        let (supplier, changed_by) = (name.to_owned(), by.koperasi().name.clone());
        (row.account, News::SupplierContact { koperasi: row.koperasi, slug: row.supplier, supplier, changed_by })
    });
    tx.tell_all(&news.collect::<Vec<_>>()).await
}
