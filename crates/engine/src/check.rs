//! Proves that the database agrees with itself where no constraint can: each proof is a query that
//! finds what contradicts it.

use crate::buying;
use crate::desk::Desk;
use crate::discovery::meili;
use crate::trouble::Result;

/// Something that must hold.
pub struct Proof {
    pub name: &'static str,
    pub holds: &'static str,
    /// Finds offenders, each as one text.
    pub(crate) offenders: &'static str,
}

/// How a proof came out: no offenders, or at most twenty of them.
pub struct Finding {
    pub name: &'static str,
    pub holds: &'static str,
    pub offenders: Vec<String>,
}

impl Finding {
    pub(crate) fn of(name: &'static str, holds: &'static str, mut offenders: Vec<String>) -> Self {
        offenders.truncate(TOLD);
        Self { name, holds, offenders }
    }
}

/// Offenders that are told.
const TOLD: usize = 20;

/// The proofs in the order of the rooms, but for those of buying, which has its own.
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
        name: "pledge.changes",
        holds: "a pledge is what its last change says",
        offenders: "select p.id::text from pledge p
                    left join lateral (select quantity, tolerance from pledge_change c where c.pledge_id = p.id order by c.id desc limit 1) c on true
                    where (p.quantity, p.tolerance) is distinct from (c.quantity, c.tolerance)",
    },
    Proof {
        name: "ledger.balanced",
        holds: "every journal has lines, and their debits are their credits",
        offenders: "select k.slug || ': ' || j.year || '/' || j.number from journal j
                    join ledger_book b on b.id = j.book_id join koperasi k on k.id = b.koperasi_id
                    left join journal_line l on l.journal_id = j.id
                    group by j.id, k.slug having count(l.line) < 2 or sum(l.debit) <> sum(l.credit)",
    },
    Proof {
        name: "ledger.fits",
        holds: "the lines of a journal are on accounts of its own book, with a party where the account has parties",
        offenders: "select j.id || ' line ' || l.line from journal_line l join journal j on j.id = l.journal_id
                    join ledger_account a on a.id = l.account_id
                    where a.book_id <> j.book_id or (a.party is null) <> (l.party is null)",
    },
    Proof {
        name: "ledger.balances",
        holds: "a balance is the sum of its lines",
        offenders: "select account_id || ' ' || party
                    from (select account_id, coalesce(party, '00000000-0000-0000-0000-000000000000') as party,
                                 sum(debit) as debit, sum(credit) as credit from journal_line group by 1, 2) l
                    full join ledger_balance b using (account_id, party)
                    where (coalesce(l.debit, 0), coalesce(l.credit, 0)) is distinct from (coalesce(b.debit, 0)::numeric, coalesce(b.credit, 0)::numeric)",
    },
    Proof {
        name: "ledger.numbers",
        holds: "journals, invoices and purchase orders are numbered without gaps within a year",
        offenders: "select d.kind || ' ' || coalesce(n.owner_id, d.owner_id) || ' ' || coalesce(n.year, d.year)
                    from (select 'journal' as kind, book_id as owner_id, year, min(number) as least, max(number) as most, count(*) as n
                          from journal group by book_id, year
                          union all select 'TAG', koperasi_id, year, min(number), max(number), count(*) from charge group by koperasi_id, year
                          union all select 'PO', koperasi_id, year, min(number), max(number), count(*) from purchase_order group by koperasi_id, year) n
                    full join (select * from document_number where kind in ('journal', 'TAG', 'PO')) d using (kind, owner_id, year)
                    where n.least is distinct from 1 or n.most is distinct from n.n or n.most is distinct from d.last",
    },
    Proof {
        name: "ledger.members",
        holds: "nobody's deposit or debt is below zero",
        offenders: "select k.slug || ': ' || m.number || ' ' || a.name from ledger_balance b join ledger_account a on a.id = b.account_id
                    join membership m on m.id = b.party join koperasi k on k.id = m.koperasi_id
                    where a.party = 'member' and case a.kind when 'asset' then b.debit < b.credit else b.credit < b.debit end",
    },
    Proof {
        name: "charge.allocated",
        holds: "the invoices of a settled round are what was given out, each its part of the whole",
        offenders: "select coalesce(c.round_id, l.round_id) || ' ' || coalesce(c.membership_id, l.membership_id)
                    from charge c
                    full join (select l.* from allocation l join round r on r.id = l.round_id where r.state = 'settled' and l.final > 0) l
                        on l.round_id = c.round_id and l.membership_id = c.membership_id
                    where (c.quantity, c.goods, c.transport, c.fee) is distinct from (l.final, l.goods, l.transport, l.fee)",
    },
    Proof {
        name: "charge.posted",
        holds: "an invoice is what its journal charges the member, in the book of the member's koperasi",
        // A deposit that the same journal uses lowers the debt and is lowered by as much.
        offenders: "select c.id::text from charge c left join journal j on j.id = c.journal_id and j.round_id = c.round_id
                    left join ledger_book b on b.id = j.book_id and b.koperasi_id = c.koperasi_id
                    left join lateral (select sum(l.debit - l.credit) as owed from journal_line l join ledger_account a on a.id = l.account_id
                                       where l.journal_id = j.id and l.party = c.membership_id and a.party = 'member') l on true
                    where b.id is null or l.owed is distinct from c.total",
    },
    Proof {
        name: "round.posted",
        holds: "a settled round has its journals, and nothing of it is left among the goods of rounds",
        offenders: "select r.id || ' ' || r.title from round r
                    where r.state = 'settled' and r.paid_quantity > 0
                      and not exists (select from journal j join ledger_book b on b.id = j.book_id
                                      where j.round_id = r.id and b.koperasi_id = r.koperasi_id)
                    union all
                    select r.id || ' ' || r.title from round r join journal j on j.round_id = r.id
                    join ledger_role g on g.book_id = j.book_id and g.role = 'round_goods'
                    join journal_line l on l.journal_id = j.id and l.account_id = g.account_id
                    where r.state = 'settled' group by r.id, j.book_id having sum(l.debit) <> sum(l.credit)",
    },
    Proof {
        name: "ledger.between",
        holds: "what one koperasi owes another is what the other is owed, but for payments under way",
        offenders: "select f.slug || ' to ' || t.slug
                    from (select b.koperasi_id as from_id, s.party as to_id, sum(s.credit - s.debit) as owes
                          from ledger_balance s join ledger_account a on a.id = s.account_id and a.party = 'koperasi' and a.kind = 'liability'
                          join ledger_book b on b.id = a.book_id group by 1, 2) o
                    full join (select s.party as from_id, b.koperasi_id as to_id, sum(s.debit - s.credit) as owed
                               from ledger_balance s join ledger_account a on a.id = s.account_id and a.party = 'koperasi' and a.kind = 'asset'
                               join ledger_book b on b.id = a.book_id group by 1, 2) e using (from_id, to_id)
                    full join (select from_id, to_id, sum(amount) as paid from koperasi_payment where got_at is null and withdrawn_at is null group by 1, 2) p
                        using (from_id, to_id)
                    join koperasi f on f.id = from_id join koperasi t on t.id = to_id
                    where coalesce(o.owes, 0) + coalesce(p.paid, 0) <> coalesce(e.owed, 0)",
    },
    Proof {
        name: "shop.trust",
        holds: "what is said of a shop's orders and reviews is what they are",
        offenders: "select b.slug from business b
                    left join (select business_id, count(*) filter (where state = 'done') as done, count(answered_at) as answered
                               from shop_order group by 1) o on o.business_id = b.id
                    left join (select business_id, count(*) as reviews, sum(stars) as stars from review where hidden_at is null group by 1) r
                        on r.business_id = b.id
                    left join shop_trust t on t.business_id = b.id
                    where (coalesce(o.done, 0), coalesce(o.answered, 0), coalesce(r.reviews, 0), coalesce(r.stars, 0))
                       is distinct from (coalesce(t.done, 0)::bigint, coalesce(t.answered, 0)::bigint, coalesce(t.reviews, 0)::bigint,
                                         coalesce(t.stars, 0)::bigint)",
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
    let offenders = meili::compare(desk, search).await.unwrap_or_else(|trouble| vec![trouble.to_string()]);
    Some(Finding::of("discovery.index", "the search server's index has what the tables say", offenders))
}

/// Runs every proof, those of the database all on one snapshot of it.
///
/// # Errors
/// When the database does not answer.
pub async fn run(desk: &Desk) -> Result<Vec<Finding>> {
    let mut tx = desk.db().begin_with("begin isolation level repeatable read read only").await?;
    sqlx::query("set local statement_timeout = 0").execute(&mut *tx).await?;
    let mut findings = Vec::new();
    for proof in PROOFS.iter().chain(buying::proofs::PROOFS) {
        let offenders: Vec<String> = sqlx::query_scalar(proof.offenders).fetch_all(&mut *tx).await?;
        findings.push(Finding::of(proof.name, proof.holds, offenders));
    }
    findings.push(buying::proofs::timeline(&mut tx).await?);
    tx.rollback().await?;
    findings.extend(index(desk).await);
    Ok(findings)
}
