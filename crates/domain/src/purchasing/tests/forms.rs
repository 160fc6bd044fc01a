use time::OffsetDateTime;
use time::macros::datetime;

use super::{q, terms};
use crate::form::{FieldErrors, Inputs, Invalid};
use crate::money::{BasisPoints, Rupiah};
use crate::purchasing::recurrence::Period;
use crate::purchasing::{Fee, IfMissed, Minimum, Pledge, Recurrence, RoundPlan};
use crate::quantity::Quantity;

const NOW: OffsetDateTime = datetime!(2026-11-24 08:00 UTC);

fn plan() -> Inputs {
    Inputs::default()
        .with("judul", "Tepung terigu Cakra")
        .with("penawaran", "0193b2a0-0000-7000-8000-000000000001")
        .with("tutup_tanggal", "2026-11-30")
        .with("tutup_jam", "17:00")
        .with("ambil_tempat", "Gudang koperasi, Limpung")
        .with("ambil_tanggal", "2026-12-05")
}

fn refused(i: &Inputs) -> Vec<(String, Invalid)> {
    let errors: FieldErrors = RoundPlan::parse(i, NOW).expect_err("refused");
    errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).collect()
}

fn one(name: &str, why: Invalid) -> Vec<(String, Invalid)> {
    vec![(name.to_owned(), why)]
}

#[test]
fn the_least_that_makes_a_plan() {
    let plan = RoundPlan::parse(&plan(), NOW).expect("enough");
    assert_eq!(plan.opens_at, NOW);
    assert_eq!(plan.closes_at, datetime!(2026-11-30 10:00 UTC));
    assert_eq!(plan.pickup_at, datetime!(2026-12-05 05:00 UTC));
    assert_eq!((plan.minimum, plan.if_missed, plan.fee, plan.deposit), (None, IfMissed::Ask, Fee::NONE, BasisPoints(0)));
    assert_eq!((plan.shared, plan.repeat, plan.reference), (false, None, None));
    let nothing = RoundPlan::parse(&Inputs::default(), NOW).expect_err("nothing");
    let fields: Vec<&str> = nothing.iter().map(|(name, _)| name).collect();
    assert_eq!(fields, ["judul", "penawaran", "tutup_tanggal", "ambil_tempat", "ambil_tanggal"]);
}

#[test]
fn times_come_one_after_the_other() {
    assert_eq!(refused(&plan().with("tutup_tanggal", "2026-11-23")), one("tutup_tanggal", Invalid::InThePast));
    assert_eq!(refused(&plan().with("buka_tanggal", "2026-11-20")), one("buka_tanggal", Invalid::InThePast));
    assert_eq!(refused(&plan().with("buka_tanggal", "2026-12-01")), one("tutup_tanggal", Invalid::NotAfter));
    assert_eq!(refused(&plan().with("ambil_tanggal", "2026-11-30")), one("ambil_tanggal", Invalid::NotAfter));
    assert_eq!(
        refused(&plan().with("tutup_tanggal", "2027-04-01").with("ambil_tanggal", "2027-05-01")),
        one("tutup_tanggal", Invalid::TooLarge)
    );
    assert_eq!(refused(&plan().with("tutup_jam", "25:00")), one("tutup_jam", Invalid::BadTime));
}

#[test]
fn one_minimum_and_one_fee() {
    let good = RoundPlan::parse(&plan().with("minimum_jumlah", "40").with("biaya_satuan", "500"), NOW).expect("good");
    assert_eq!((good.minimum, good.fee), (Some(Minimum::Quantity(q(40))), Fee::PerUnit(Rupiah(500))));
    let good = RoundPlan::parse(&plan().with("minimum_rupiah", "1 juta").with("biaya_persen", "2,5"), NOW).expect("good");
    assert_eq!((good.minimum, good.fee), (Some(Minimum::Amount(Rupiah(1_000_000))), Fee::Share(BasisPoints(250))));
    let both = plan().with("minimum_jumlah", "40").with("minimum_rupiah", "100000");
    assert_eq!(refused(&both), one("minimum_rupiah", Invalid::OnlyOneOfTwo));
    let both = plan().with("biaya_persen", "1").with("biaya_satuan", "100");
    assert_eq!(refused(&both), one("biaya_satuan", Invalid::OnlyOneOfTwo));
    // Zero is no fee.
    assert!(RoundPlan::parse(&plan().with("biaya_persen", "0").with("biaya_satuan", "100"), NOW).is_ok());
}

#[test]
fn a_reference_price_is_dated_and_sourced() {
    let start = plan().with("harga_pasar", "226000");
    let fields: Vec<String> = refused(&start).into_iter().map(|(name, _)| name).collect();
    assert_eq!(fields, ["harga_pasar_tanggal", "harga_pasar_sumber"]);
    let whole = start.with("harga_pasar_tanggal", "2026-11-18").with("harga_pasar_sumber", "Pasar Limpung");
    let reference = RoundPlan::parse(&whole, NOW).expect("good").reference.expect("a reference");
    assert_eq!((reference.price.rupiah(), reference.source.as_str()), (Rupiah(226_000), "Pasar Limpung"));
    assert_eq!(refused(&whole.with("harga_pasar_tanggal", "2026-12-18")), one("harga_pasar_tanggal", Invalid::InTheFuture));
}

#[test]
fn a_round_comes_again() {
    let plan = RoundPlan::parse(&plan().with("ulang", "minggu").with("ulang_tiap", "2"), NOW).expect("good");
    let rule = plan.repeat.expect("a rule");
    assert_eq!(rule.to_string(), "FREQ=WEEKLY;INTERVAL=2");
    assert_eq!(Recurrence::parse("FREQ=WEEKLY;INTERVAL=2"), Ok(rule));
    assert_eq!(rule.after(NOW), datetime!(2026-12-08 08:00 UTC));
    let monthly = Recurrence::new(Period::Month, 1).expect("a rule");
    assert_eq!(monthly.after(datetime!(2027-01-31 10:00 UTC)), datetime!(2027-02-28 10:00 UTC));
    // Late in the evening in UTC it is the next day in Jakarta.
    assert_eq!(monthly.after(datetime!(2026-11-30 20:00 UTC)), datetime!(2026-12-31 20:00 UTC));
    for bad in
        ["", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;INTERVAL=0", "FREQ=WEEKLY;INTERVAL=13", "weekly", "INTERVAL=2"]
    {
        assert!(Recurrence::parse(bad).is_err(), "{bad}");
    }
}

#[test]
fn pledges_are_whole_steps() {
    let half = Quantity::from_thousandths(500);
    let typed = |quantity: &str, extra: &str| Inputs::default().with("jumlah", quantity).with("toleransi", extra);
    let pledge = Pledge::parse(&typed("4", ""), q(1)).expect("good");
    assert_eq!((pledge.quantity, pledge.tolerance), (q(4), Quantity::ZERO));
    assert!(Pledge::parse(&typed("4,5", "1"), half).is_ok());
    let refused = |quantity: &str, extra: &str, step| {
        let errors = Pledge::parse(&typed(quantity, extra), step).expect_err("refused");
        errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).collect::<Vec<_>>()
    };
    assert_eq!(refused("0", "", q(1)), one("jumlah", Invalid::Zero));
    assert_eq!(refused("-4", "", q(1)), one("jumlah", Invalid::Negative));
    assert_eq!(refused("7", "", q(5)), one("jumlah", Invalid::OffStep { step: q(5) }));
    assert_eq!(refused("5", "2", q(5)), one("toleransi", Invalid::OffStep { step: q(5) }));
    assert_eq!(refused("", "x", q(1)).len(), 2);
}

#[test]
fn what_a_pledge_holds_is_the_most_it_can_cost_by_the_unit() {
    let mut terms = terms();
    terms.transport.per_unit = Rupiah(100);
    terms.transport.fixed = Rupiah(50_000);
    terms.transport.free_from = Some(q(1));
    let pledge = Pledge { quantity: q(4), tolerance: q(1) };
    assert_eq!(pledge.held(&terms, Fee::Share(BasisPoints(200))), Some(Rupiah(45_000 + 500 + 900)));
    assert_eq!(Pledge::deposit_due(Rupiah(46_400), BasisPoints(2_500)), Some(Rupiah(11_600)));
}
