use time::macros::date;
use uuid::Uuid;

use super::*;

fn koperasi(n: u128) -> KoperasiRef {
    KoperasiRef { id: KoperasiId(Uuid::from_u128(n)), slug: Slug::from_name("k"), name: "K".into() }
}

fn person() -> Standing {
    Standing {
        account: AccountId(Uuid::from_u128(7)),
        name: "Tini".into(),
        operator: false,
        regencies: vec![],
        offices: vec![],
        memberships: vec![],
        businesses: vec![],
        unread: 0,
        cart: 0,
    }
}

fn with_office(duty: Duty) -> Standing {
    let office = Office { koperasi: koperasi(1), duty, from: date!(2026 - 01 - 01), until: date!(2026 - 12 - 31) };
    Standing { offices: vec![office], ..person() }
}

fn member() -> Standing {
    let belonging = Belonging { koperasi: koperasi(1), membership: MembershipId(Uuid::from_u128(3)), number: 12 };
    Standing { memberships: vec![belonging], ..person() }
}

const TODAY: Date = date!(2026 - 11 - 24);

#[test]
fn an_office_counts_on_its_first_and_last_day_only() {
    let chair = with_office(Duty::Chair);
    for (day, held) in [
        (date!(2025 - 12 - 31), false),
        (date!(2026 - 01 - 01), true),
        (date!(2026 - 12 - 31), true),
        (date!(2027 - 01 - 01), false),
    ] {
        assert_eq!(chair.officer(koperasi(1).id, day).is_ok(), held, "{day}");
    }
}

#[test]
fn another_koperasi_is_hidden_and_ones_own_forbidden() {
    for duty in Duty::ALL {
        assert_eq!(with_office(duty).officer(koperasi(2).id, TODAY), Err(Denied::Hidden));
    }
    assert_eq!(member().officer(koperasi(1).id, TODAY), Err(Denied::Forbidden));
    assert_eq!(person().overseer(koperasi(1).id, TODAY), Err(Denied::Hidden));
}

#[test]
fn a_supervisor_reads_and_changes_nothing() {
    let supervisor = with_office(Duty::Supervisor);
    assert_eq!(supervisor.officer(koperasi(1).id, TODAY), Err(Denied::Forbidden));
    let overseer = supervisor.overseer(koperasi(1).id, TODAY).expect("a supervisor oversees");
    assert_eq!(overseer.officer(), None);
    let shop =
        BusinessRef { id: BusinessId(Uuid::from_u128(5)), owner: AccountId(Uuid::from_u128(8)), koperasi: Some(koperasi(1).id) };
    assert_eq!(supervisor.keeper(shop, TODAY), Err(Denied::Forbidden));
}

#[test]
fn a_business_is_kept_by_its_owner_and_the_officers_of_its_koperasi() {
    let shop = |owner: u128, of: Option<u128>| BusinessRef {
        id: BusinessId(Uuid::from_u128(5)),
        owner: AccountId(Uuid::from_u128(owner)),
        koperasi: of.map(|n| koperasi(n).id),
    };
    assert!(!person().keeper(shop(7, None), TODAY).expect("the owner").on_behalf());
    assert!(with_office(Duty::Manager).keeper(shop(8, Some(1)), TODAY).expect("an officer").on_behalf());
    assert_eq!(with_office(Duty::Manager).keeper(shop(8, Some(2)), TODAY), Err(Denied::Hidden));
    assert_eq!(with_office(Duty::Manager).keeper(shop(8, None), TODAY), Err(Denied::Hidden));
    assert_eq!(member().keeper(shop(8, Some(1)), TODAY), Err(Denied::Forbidden));
}

#[test]
fn a_verifier_stays_in_the_own_regency() {
    let dinas = Standing { regencies: vec!["33.25".into()], ..person() };
    let verifier = dinas.verifier().expect("staff of the office");
    assert_eq!(verifier.covers("33.25"), Ok(()));
    assert_eq!(verifier.covers("33.26"), Err(Denied::Hidden));
    let operator = Standing { operator: true, ..person() };
    assert_eq!(operator.verifier().expect("an operator").covers("33.26"), Ok(()));
    assert_eq!(person().verifier(), Err(Denied::Hidden));
    assert_eq!(dinas.as_operator(), Err(Denied::Hidden));
}
