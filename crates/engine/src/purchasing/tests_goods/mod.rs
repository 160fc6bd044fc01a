//! From receipt to settlement: two koperasi, each with two members, and what every step leaves in the books.

mod handout;
mod killed;
mod many;
mod random;
mod receipt;
mod settle;
mod shares;

use domain::access::Member;
use domain::ids::{KoperasiId, RoundId};
use domain::ledger::Role;
use domain::money::Rupiah;
use uuid::Uuid;

use crate::ledger;
use crate::testing::goods::ordered;
use crate::testing::purchasing::{Scene, join, pledge_row};

/// Both koperasi take part; their members pledge 40, 30, 20 and 10 kg, of whom the second would accept 15
/// more and the last 20, and 100 kg are ordered: Rp9.500 each and Rp50.000 for the transport.
async fn hundred(scene: &Scene) -> RoundId {
    let round = scene.round().await;
    join(&scene.desk, round, scene.koperasi[1]).await;
    for (nth, (quantity, tolerance)) in [(40, 0), (30, 15), (20, 0), (10, 20)].into_iter().enumerate() {
        pledge_row(&scene.desk, round, &scene.members[nth / 2][nth % 2], quantity, tolerance).await;
    }
    ordered(&scene.desk, round, 100).await;
    round
}

/// The koperasi's fee in basis points.
async fn with_fee(scene: &Scene, round: RoundId, points: i32) {
    sqlx::query!("update round set fee_bp = $2 where id = $1", round.0, points).execute(scene.desk.db()).await.expect("a fee");
}

async fn balance(scene: &Scene, koperasi: KoperasiId, role: Role, party: Option<Uuid>) -> Rupiah {
    let mut db = scene.desk.db().acquire().await.expect("a connection");
    ledger::balance(&mut db, koperasi, role, party).await.expect("a balance")
}

async fn owes(scene: &Scene, member: &Member) -> Rupiah {
    balance(scene, member.koperasi().id, Role::MemberReceivable, Some(member.membership().0)).await
}

/// Every journal balances, and the kept balances are the sums of their lines.
async fn books_hold(scene: &Scene) {
    let wrong = sqlx::query_scalar!(
        r#"select count(*) as "n!" from (select journal_id from journal_line group by 1 having sum(debit) <> sum(credit)) w"#
    );
    assert_eq!(wrong.fetch_one(scene.desk.db()).await.expect("a count"), 0, "a journal does not balance");
    let wrong = sqlx::query_scalar!(
        r#"select count(*) as "n!" from ledger_balance b
           left join (select account_id, coalesce(party, '00000000-0000-0000-0000-000000000000') as party,
                             sum(debit) as debit, sum(credit) as credit from journal_line group by 1, 2) l using (account_id, party)
           where (b.debit, b.credit) is distinct from (coalesce(l.debit, 0)::bigint, coalesce(l.credit, 0)::bigint)"#
    );
    assert_eq!(wrong.fetch_one(scene.desk.db()).await.expect("a count"), 0, "a balance is not the sum of its lines");
}

async fn count(scene: &Scene, what: &'static str) -> i64 {
    let sql = match what {
        "charge" => "select count(*) from charge",
        "journal" => "select count(*) from journal",
        "receipt" => "select count(*) from receipt",
        "book" => "select count(*) from ledger_book",
        _ => "select count(*) from notice",
    };
    sqlx::query_scalar(sql).fetch_one(scene.desk.db()).await.expect("a count")
}

async fn state(scene: &Scene, round: RoundId) -> String {
    sqlx::query_scalar!("select state from round where id = $1", round.0)
        .fetch_one(scene.desk.db())
        .await
        .expect("the round is there")
}

/// What each of the four members gets, in whole units.
async fn amounts(scene: &Scene, round: RoundId) -> Vec<i64> {
    let mut amounts = Vec::new();
    for member in scene.members.iter().flatten() {
        let amount = sqlx::query_scalar!(
            "select final from allocation where round_id = $1 and membership_id = $2",
            round.0,
            member.membership().0
        );
        amounts.push(amount.fetch_one(scene.desk.db()).await.expect("a share") / 1000);
    }
    amounts
}
