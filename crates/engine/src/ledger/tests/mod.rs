use domain::access::{Member, Treasurer};
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::IdempotencyKey;
use domain::ledger::Role;
use domain::ledger::forms::{MemberPayment, Movement, PayWay, Way};
use domain::money::Rupiah;
use domain::text::Line as Words;

use super::*;
use crate::testing::books::treasurer;
use crate::testing::purchasing::Scene;
use crate::{Desk, check, ids};

mod corrections;
mod money;
mod notes;
mod others;
mod reading;
mod triggers;

fn key() -> IdempotencyKey {
    ids::fresh()
}

/// The treasurer of a koperasi of the scene.
fn money_of(scene: &Scene, nth: usize) -> Treasurer {
    treasurer(&scene.officers[nth][1])
}

fn movement(desk: &Desk, amount: i64) -> Movement {
    Movement { amount: Rupiah(amount), way: Way::Cash, day: Day::of(desk.now()), note: None }
}

fn payment(desk: &Desk, amount: i64, way: PayWay) -> MemberPayment {
    MemberPayment { amount: Rupiah(amount), way, day: Day::of(desk.now()), note: None }
}

async fn deposit(scene: &Scene, nth: usize, member: &Member, amount: i64) -> domain::ids::JournalId {
    let by = money_of(scene, nth);
    deposit_in(&scene.desk, &by, member.membership(), &movement(&scene.desk, amount), key()).await.expect("it is paid in")
}

/// What an account of a role stands at, for one party or all.
async fn stands(scene: &Scene, nth: usize, role: Role, party: Option<uuid::Uuid>) -> i64 {
    let mut db = scene.desk.db().acquire().await.expect("a connection");
    balance(&mut db, scene.koperasi[nth], role, party).await.expect("a balance").0
}

async fn journals_posted(scene: &Scene) -> i64 {
    sqlx::query_scalar!(r#"select count(*) as "n!" from journal"#).fetch_one(scene.desk.db()).await.expect("a count")
}

/// The field that was refused, and why.
fn refused<T: std::fmt::Debug>(result: Result<T, BooksError>) -> FieldErrors {
    match result {
        Err(BooksError::Refused(errors)) => errors,
        other => panic!("not refused: {other:?}"),
    }
}

fn at_most_of(max: i64) -> FieldErrors {
    FieldErrors::of("jumlah", Invalid::MoreMoneyThan { max: Rupiah(max) })
}

fn words<const MAX: usize>(text: &str) -> Words<MAX> {
    Words::parse(text).expect("a line")
}

/// Nothing in the books contradicts anything else.
async fn silent(desk: &Desk) {
    for finding in check::run(desk).await.expect("the database answers") {
        // Builders of tests charge without giving out.
        let books = finding.name.starts_with("ledger.") || finding.name == "pledge.changes";
        assert!(!books || finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
}
