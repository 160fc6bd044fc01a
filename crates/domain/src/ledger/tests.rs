use std::collections::BTreeSet;

use proptest::prelude::*;
use uuid::Uuid;

use super::{Entry, Line, Role, SEED, Side, Unbalanced};
use crate::money::Rupiah;

#[test]
fn every_role_has_an_account_to_begin_with() {
    let roles: BTreeSet<Role> = SEED.iter().map(|s| s.role).collect();
    let codes: BTreeSet<&str> = SEED.iter().map(|s| s.code).collect();
    assert_eq!((roles.len(), codes.len()), (Role::ALL.len(), SEED.len()));
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(*role));
    }
}

#[test]
fn what_does_not_balance_is_no_entry() {
    let member = Uuid::from_u128(1);
    let cash = Line::debit(Role::Cash, Rupiah(500));
    let deposit = Line::credit(Role::MemberDeposit, Rupiah(500)).of(member);
    assert!(Entry::new([cash, deposit]).is_ok());
    assert_eq!(Entry::new([cash]), Err(Unbalanced::Differs));
    assert_eq!(Entry::new([]), Err(Unbalanced::Empty));
    assert_eq!(Entry::new([Line::debit(Role::Cash, Rupiah::ZERO)]), Err(Unbalanced::Empty));
    // Without its party, with one where there is none, below zero.
    assert_eq!(Entry::new([cash, Line::credit(Role::MemberDeposit, Rupiah(500))]), Err(Unbalanced::BadLine));
    assert_eq!(Entry::new([cash.of(member), deposit]), Err(Unbalanced::BadLine));
    let below = [Line::debit(Role::Cash, Rupiah(-500)), Line::credit(Role::Bank, Rupiah(-500))];
    assert_eq!(Entry::new(below), Err(Unbalanced::BadLine));
    let huge = [Line::debit(Role::Cash, Rupiah(i64::MAX)), Line::debit(Role::Bank, Rupiah(1))];
    assert_eq!(Entry::new(huge), Err(Unbalanced::TooLarge));
}

#[test]
fn lines_of_nothing_are_left_out() {
    let lines =
        [Line::debit(Role::Cash, Rupiah(5)), Line::debit(Role::Bank, Rupiah::ZERO), Line::credit(Role::Equity, Rupiah(5))];
    assert_eq!(Entry::new(lines).expect("balanced").lines().len(), 2);
}

proptest! {
    #[test]
    fn an_entry_balances(amounts in prop::collection::vec((any::<bool>(), 0..1_000_000_000_i64), 0..12)) {
        let lines = amounts.iter().map(|(debit, amount)| match debit {
            true => Line::debit(Role::Cash, Rupiah(*amount)),
            false => Line::credit(Role::FeeIncome, Rupiah(*amount)),
        });
        let sum = |of: bool| amounts.iter().filter(|(debit, _)| *debit == of).map(|(_, a)| a).sum::<i64>();
        match Entry::new(lines) {
            Ok(entry) => {
                let side = |side| entry.lines().iter().filter(|l| l.side == side).map(|l| l.amount.0).sum::<i64>();
                prop_assert_eq!(side(Side::Debit), side(Side::Credit));
                prop_assert!(entry.lines().iter().all(|l| l.amount.0 > 0));
            }
            Err(Unbalanced::Empty) => prop_assert_eq!((sum(true), sum(false)), (0, 0)),
            Err(_) => prop_assert_ne!(sum(true), sum(false)),
        }
    }
}
