//! The database itself keeps the books right, whoever writes to it.

use domain::ledger::Line;
use sqlx::{AssertSqlSafe, PgPool};

use super::*;
use crate::testing::books::{owes, posted};

async fn refusal(db: &PgPool, sql: String) -> String {
    let error = sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(db).await.expect_err(&sql);
    error.to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_posted_is_neither_changed_nor_added_to() {
    let scene = Scene::new().await;
    let db = scene.desk.db();
    let tini = scene.members[0][0].membership();
    let journal = deposit(&scene, 0, &scene.members[0][0], 100_000).await;
    owes(&scene.desk, scene.koperasi[1], scene.members[1][0].membership(), 5).await;
    for sql in [
        format!("update journal set memo = 'lain' where id = '{journal}'"),
        format!("delete from journal where id = '{journal}'"),
        format!("update journal_line set debit = debit + 1 where journal_id = '{journal}'"),
        format!("delete from journal_line where journal_id = '{journal}'"),
        "truncate journal cascade".to_owned(),
    ] {
        refusal(db, sql).await;
    }
    let account = |nth: usize, code: &str| {
        format!(
            "(select a.id from ledger_account a join ledger_book b on b.id = a.book_id where b.koperasi_id = '{}' and a.code = '{code}')",
            scene.koperasi[nth]
        )
    };
    let (cash, deposits) = (account(0, "1-1100"), account(0, "2-1200"));
    let lines =
        |values: &str| format!("insert into journal_line (journal_id, line, account_id, party, debit, credit) values {values}");
    // Later lines, even if they balance among themselves.
    let late = lines(&format!("('{journal}', 3, {cash}, null, 5, 0), ('{journal}', 4, {cash}, null, 0, 5)"));
    assert!(refusal(db, late).await.contains("had lines already"));
    let fresh = |values: &str| {
        let id = ids::fresh::<uuid::Uuid>();
        let head = format!(
            "insert into journal (id, book_id, year, number, day, kind, memo)
             select '{id}', id, 2000, 1, '2000-01-01', 'manual', 'x' from ledger_book where koperasi_id = '{}';",
            scene.koperasi[0]
        );
        let values = values.replace("{j}", &id.to_string());
        let body = if values.is_empty() { String::new() } else { lines(&values) };
        // Statements that are sent together are one transaction.
        format!("{head} {body}")
    };
    let bad = [
        (String::new(), "has no lines"),
        (format!("('{{j}}', 1, {cash}, null, 5, 0), ('{{j}}', 2, {deposits}, '{}', 0, 6)", tini.0), "does not balance"),
        (format!("('{{j}}', 1, {cash}, null, 5, 0), ('{{j}}', 2, {deposits}, null, 0, 5)"), "without its party"),
        (format!("('{{j}}', 1, {cash}, '{}', 5, 0), ('{{j}}', 2, {cash}, null, 0, 5)", tini.0), "without its party"),
        (format!("('{{j}}', 1, {cash}, null, 5, 0), ('{{j}}', 2, {}, null, 0, 5)", account(1, "1-1100")), "of another book"),
        (format!("('{{j}}', 1, {cash}, null, 5, 5)"), "journal_line_one_side"),
    ];
    for (values, why) in bad {
        let said = refusal(db, fresh(&values)).await;
        assert!(said.contains(why), "{values}: {said}");
    }
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 100_000);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_once_are_numbered_without_gaps() {
    let scene = Scene::new().await;
    let lines = [Line::debit(Role::Cash, Rupiah(1)), Line::credit(Role::Equity, Rupiah(1))];
    let posting = (0..12).map(|_| posted(&scene.desk, scene.koperasi[0], "manual", None, &lines));
    futures::future::join_all(posting).await;
    let numbers = sqlx::query_scalar!("select number from journal order by number").fetch_all(scene.desk.db()).await.unwrap();
    assert_eq!(numbers, (1..=12).collect::<Vec<i32>>());
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_proofs_find_what_is_wrong() {
    let scene = Scene::new().await;
    deposit(&scene, 0, &scene.members[0][0], 100_000).await;
    silent(&scene.desk).await;
    let found = async || {
        let findings = check::run(&scene.desk).await.unwrap();
        findings.into_iter().filter(|f| !f.offenders.is_empty()).map(|f| f.name).collect::<Vec<_>>()
    };
    let wrong = async |sql: &'static str, names: &[&str]| {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(scene.desk.db()).await.expect(sql);
        assert_eq!(found().await, names, "{sql}");
    };
    wrong("update ledger_balance set debit = debit + 1 where debit > 0", &["ledger.balances"]).await;
    wrong("update ledger_balance set debit = debit - 1 where debit > 0", &[]).await;
    wrong("update document_number set last = last + 1 where kind = 'journal'", &["ledger.numbers"]).await;
    wrong("update document_number set last = last - 1 where kind = 'journal'", &[]).await;
}
