//! Nobody leaves with money here, with debts, or out of a purchase that counts on them.

use domain::ids::{AccountId, KoperasiId};
use domain::money::Rupiah;

use crate::trouble::Result;
use crate::tx::Tx;

/// What somebody has to settle before they leave a koperasi, named by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfinished {
    Owes {
        koperasi: String,
        amount: Rupiah,
    },
    /// The treasurer pays it back first.
    Deposit {
        koperasi: String,
        amount: Rupiah,
    },
    /// A pledge in a joint purchase that is under way.
    Pledged {
        koperasi: String,
        title: String,
    },
}

/// What keeps a person in a koperasi, or with `None` in any; they are held until the transaction ends, so
/// that nothing comes after the look.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn unfinished(tx: &mut Tx, account: AccountId, koperasi: Option<KoperasiId>) -> Result<Option<Unfinished>> {
    let koperasi = koperasi.map(|k| k.0);
    sqlx::query_scalar!(
        "select id from membership where account_id = $1 and state = 'admitted' and ($2::uuid is null or koperasi_id = $2)
         order by id for no key update",
        account.0,
        koperasi
    )
    .fetch_all(tx.conn())
    .await?;
    let rows = sqlx::query!(
        r#"select k.name as "name!",
                  coalesce((select sum(b.credit - b.debit) from ledger_account a join ledger_balance b on b.account_id = a.id
                            where a.book_id = bk.id and a.party = 'member' and a.kind = 'liability' and b.party = m.id), 0)::bigint as "deposit!: Rupiah",
                  coalesce((select sum(b.debit - b.credit) from ledger_account a join ledger_balance b on b.account_id = a.id
                            where a.book_id = bk.id and a.party = 'member' and a.kind = 'asset' and b.party = m.id), 0)::bigint as "owed!: Rupiah",
                  (select r.title from pledge p join round r on r.id = p.round_id
                   where p.membership_id = m.id and p.quantity > 0 and r.state in ('open', 'closed', 'ordered', 'received')
                   order by r.closes_at limit 1) as title
           from membership m join koperasi k on k.id = m.koperasi_id
                left join ledger_book bk on bk.koperasi_id = k.id and bk.unit = 'perdagangan'
           where m.account_id = $1 and m.state = 'admitted' and ($2::uuid is null or m.koperasi_id = $2) order by m.id"#,
        account.0,
        koperasi
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().find_map(|r| match (r.owed, r.deposit, r.title) {
        (owed, ..) if owed != Rupiah::ZERO => Some(Unfinished::Owes { koperasi: r.name, amount: owed }),
        (_, deposit, _) if deposit != Rupiah::ZERO => Some(Unfinished::Deposit { koperasi: r.name, amount: deposit }),
        (.., Some(title)) => Some(Unfinished::Pledged { koperasi: r.name, title }),
        _ => None,
    }))
}
