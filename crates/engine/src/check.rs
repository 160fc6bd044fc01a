//! Proves that the database agrees with itself where no constraint can: each proof is a query that
//! finds what contradicts it.

use crate::desk::Desk;
use crate::discovery::meili;
use crate::trouble::Result;

/// Something that must hold.
pub struct Proof {
    pub name: &'static str,
    pub holds: &'static str,
    /// Finds offenders, each as one text.
    offenders: &'static str,
}

/// How a proof came out: no offenders, or at most twenty of them.
pub struct Finding {
    pub name: &'static str,
    pub holds: &'static str,
    pub offenders: Vec<String>,
}

/// Offenders that are told.
const TOLD: usize = 20;

/// Every proof there is, in the order of the rooms.
pub static PROOFS: &[Proof] = &[
    Proof {
        name: "koperasi.decided",
        holds: "every verified or refused koperasi says who decided it",
        offenders: "select slug from koperasi where state <> 'waiting' and decided_by is null",
    },
    Proof {
        name: "membership.numbers",
        holds: "a koperasi's member numbers run from 1 to the last one given",
        offenders: "select k.slug || ': ' || m.number from membership m join koperasi k on k.id = m.koperasi_id
                    where m.number not between 1 and k.last_member_number",
    },
    Proof {
        name: "membership.audited",
        holds: "every decision on a membership made by a person is in the audit log",
        offenders: "select m.id::text from membership m where m.decided_by is not null
                    and not exists (select from audit a where a.subject = m.id)",
    },
    Proof {
        name: "business.vouched",
        holds: "the koperasi that vouches for a business has admitted its owner",
        offenders: "select b.slug from business b where b.koperasi_id is not null and b.archived_at is null
                    and not exists (select from membership m where m.koperasi_id = b.koperasi_id
                                    and m.account_id = b.owner_id and m.state in ('admitted', 'left'))",
    },
    Proof {
        name: "catalog.tiers",
        holds: "wholesale prices fall strictly below the price and below each other",
        offenders: "select slug from (
                        select p.slug, t.price,
                               lag(t.price, 1, p.price) over (partition by p.id order by t.from_quantity) as before
                        from price_tier t join product p on p.id = t.product_id) tiers
                    where price >= before",
    },
    Proof {
        name: "discovery.complete",
        holds: "search knows exactly the products that buyers may see",
        // Goods of a shop that closed or whose owner left the koperasi stay published, so that they
        // come back with it; only nobody sees them meanwhile.
        offenders: "select p.slug from product p left join business_public b on b.id = p.business_id
                    left join listing l on l.product_id = p.id
                    where (l.no is not null) <> (p.state = 'published' and b.id is not null)",
    },
    Proof {
        name: "discovery.true",
        holds: "what search says of price, stock, category and koperasi is what the product says",
        offenders: "select p.slug from listing l join product p on p.id = l.product_id
                    join business b on b.id = p.business_id join koperasi k on k.id = b.koperasi_id
                    where (l.price, l.category_id, l.koperasi, l.available)
                       is distinct from (p.price, p.category_id, k.no, p.stock is null or p.stock > 0)",
    },
    Proof {
        name: "job.alive",
        holds: "no job is dead",
        offenders: "select id || ' ' || kind || ': ' || left(coalesce(error, ''), 200) from job where state = 'dead'",
    },
];

/// The search server's index, where there is one. A server that does not answer proves nothing.
async fn index(desk: &Desk) -> Option<Finding> {
    let search = desk.meilisearch()?;
    let mut offenders = meili::compare(desk, search).await.unwrap_or_else(|trouble| vec![trouble.to_string()]);
    offenders.truncate(TOLD);
    Some(Finding { name: "discovery.index", holds: "the search server's index has what the tables say", offenders })
}

/// Runs every proof, those of the database all on one snapshot of it.
///
/// # Errors
/// When the database does not answer.
pub async fn run(desk: &Desk) -> Result<Vec<Finding>> {
    let mut tx = desk.db().begin_with("begin isolation level repeatable read read only").await?;
    sqlx::query("set local statement_timeout = 0").execute(&mut *tx).await?;
    let mut findings = Vec::with_capacity(PROOFS.len());
    for proof in PROOFS {
        let mut offenders: Vec<String> = sqlx::query_scalar(proof.offenders).fetch_all(&mut *tx).await?;
        offenders.truncate(TOLD);
        findings.push(Finding { name: proof.name, holds: proof.holds, offenders });
    }
    tx.rollback().await?;
    findings.extend(index(desk).await);
    Ok(findings)
}
