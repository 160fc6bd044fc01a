use proptest::prelude::*;
use time::macros::datetime;
use time::{Duration, OffsetDateTime};

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-24 10:00 +7);

fn today() -> Day {
    Day::of(NOW)
}

/// The least that makes an answer.
fn answer() -> Inputs {
    Inputs::default().with("harga", "14.000").with("hari", "3").with("berlaku_sampai", "2026-12-31")
}

/// An answer with these rows instead.
fn with_rows(rows: &[(&str, &str)]) -> Inputs {
    let mut inputs = Inputs::default().with("hari", "3").with("berlaku_sampai", "2026-12-31");
    for (from, price) in rows {
        inputs.push("mulai", *from);
        inputs.push("harga", *price);
    }
    inputs
}

fn parse(inputs: &Inputs, unit: &str) -> Result<OfferForm, FieldErrors> {
    OfferForm::parse(inputs, SaleUnit::parse(unit).expect("a unit"), today())
}

fn refused(inputs: &Inputs) -> Vec<(String, Invalid)> {
    let errors = parse(inputs, "kg").expect_err("it is refused");
    errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).collect()
}

fn one(field: &str, why: Invalid) -> Vec<(String, Invalid)> {
    vec![(field.to_owned(), why)]
}

fn tiers_of(offer: &OfferForm) -> Vec<(i64, i64)> {
    offer.terms.tiers.as_slice().iter().map(|tier| (tier.from.thousandths(), tier.price.rupiah().0)).collect()
}

#[test]
fn one_price_and_a_day_are_enough() {
    let offer = parse(&answer(), "kg").expect("enough");
    assert_eq!(tiers_of(&offer), [(1000, 14_000)]);
    let terms = &offer.terms;
    assert_eq!([terms.pack, terms.minimum, terms.step], [Quantity::ONE; 3]);
    assert_eq!((terms.lead_days, terms.transport, offer.note), (3, Transport::default(), None));
    assert_eq!(offer.valid_until, Day::parse("31-12-2026").expect("a day"));
    let errors = parse(&Inputs::default(), "kg").unwrap_err();
    assert_eq!(errors.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["harga-0", "hari", "berlaku_sampai"]);
}

#[test]
fn what_is_left_empty_follows_the_pack() {
    let offer = parse(&answer().with("isi_kemasan", "50"), "kg").expect("a pack");
    assert_eq!([offer.terms.pack, offer.terms.minimum, offer.terms.step], [Quantity::whole(50); 3]);
    assert_eq!(tiers_of(&offer), [(50_000, 14_000)], "from the least that is sold");
    let offer = parse(&answer().with("isi_kemasan", "50").with("langkah", "12,5").with("minimum", "200"), "kg").expect("a step");
    assert_eq!((offer.terms.step.thousandths(), offer.terms.minimum), (12_500, Quantity::whole(200)));
    assert_eq!(tiers_of(&offer), [(200_000, 14_000)]);
    let transport = answer().with("ongkos_tetap", "Rp150.000").with("ongkos_satuan", "200").with("gratis_mulai", "1.000");
    let transport = parse(&transport, "kg").expect("transport").terms.transport;
    assert_eq!(
        (transport.fixed, transport.per_unit, transport.free_from),
        (Rupiah(150_000), Rupiah(200), Some(Quantity::whole(1000)))
    );
}

#[test]
fn a_pack_is_whole_steps() {
    assert_eq!(refused(&answer().with("isi_kemasan", "50").with("langkah", "20")), one("isi_kemasan", Invalid::OffPack));
    assert_eq!(refused(&answer().with("langkah", "2")), one("isi_kemasan", Invalid::OffPack));
    // What cannot be read is told of alone.
    assert_eq!(refused(&answer().with("isi_kemasan", "50").with("langkah", "0")), one("langkah", Invalid::Zero));
}

#[test]
fn tiers_rise_and_fall_beside_their_row() {
    let good = with_rows(&[("", "15.000"), ("", ""), ("100", "14.000"), (" ", " "), ("500", "13.500")]);
    assert_eq!(
        tiers_of(&parse(&good, "kg").expect("blank rows are no rows")),
        [(1000, 15_000), (100_000, 14_000), (500_000, 13_500)]
    );
    assert_eq!(refused(&with_rows(&[("10", "15.000"), ("", ""), ("10", "14.000")])), one("mulai-2", Invalid::NotRising));
    assert_eq!(refused(&with_rows(&[("10", "15.000"), ("20", "15.000")])), one("harga-1", Invalid::NotCheaper));
    let both = refused(&with_rows(&[("100", "15.000"), ("50", "16.000"), ("200", "14.000")]));
    assert_eq!(both, [("mulai-1".to_owned(), Invalid::NotRising), ("harga-1".to_owned(), Invalid::NotCheaper)]);
    assert_eq!(refused(&with_rows(&[("1", "15.000"), ("", "14.000")])), one("mulai-1", Invalid::Required));
    assert_eq!(refused(&with_rows(&[("1", ""), ("x", "0")]))[0], ("harga-0".to_owned(), Invalid::Required));
    let nine: Vec<(String, String)> = (1..=9).map(|n| (n.to_string(), (100 - n).to_string())).collect();
    let nine: Vec<(&str, &str)> = nine.iter().map(|(from, price)| (from.as_str(), price.as_str())).collect();
    assert_eq!(refused(&with_rows(&nine)), one("mulai-8", Invalid::TooMany { max: 8 }));
    assert!(parse(&with_rows(&nine[..8]), "kg").is_ok());
    let endless = vec![("x", "x"); 10_000];
    assert!(refused(&with_rows(&endless)).len() <= 17);
}

#[test]
fn what_is_counted_is_counted_whole() {
    let half = with_rows(&[("2,5", "14.000")]).with("isi_kemasan", "0,5").with("gratis_mulai", "7,5");
    assert!(parse(&half, "kg").is_ok());
    let errors = parse(&half, "karung 50 kg").unwrap_err();
    let named: Vec<_> = errors.iter().map(|(name, why)| (name, why.clone())).collect();
    assert_eq!(named, [("mulai-0", Invalid::NotWhole), ("isi_kemasan", Invalid::NotWhole), ("gratis_mulai", Invalid::NotWhole)]);
}

#[test]
fn days_and_money_have_their_bounds() {
    for (field, typed, why) in [
        ("hari", "-1", Invalid::Negative),
        ("hari", "366", Invalid::TooLarge),
        ("hari", "1,5", Invalid::NotANumber),
        ("berlaku_sampai", "23-11-2026", Invalid::InThePast),
        ("berlaku_sampai", "31-12-2029", Invalid::TooLarge),
        ("berlaku_sampai", "besok", Invalid::BadDate),
        ("ongkos_tetap", "11.000.000.000", Invalid::TooLarge),
        ("ongkos_satuan", "-5", Invalid::Negative),
        ("gratis_mulai", "0", Invalid::Zero),
        ("catatan", "a\0b", Invalid::HiddenCharacters),
    ] {
        assert_eq!(refused(&answer().with(field, typed)), one(field, why), "{field} = {typed}");
    }
    assert!(parse(&answer().with("berlaku_sampai", "24-11-2026").with("hari", "0").with("ongkos_tetap", "0"), "kg").is_ok());
}

#[test]
fn an_officer_says_whose_it_is_and_for_what() {
    let written = answer().with("pemasok", "ud-sumber").with("bahan", "kedelai").with("satuan", "Karung 50 kg");
    let offer = WrittenOffer::parse(&written, today()).expect("a good form");
    assert_eq!((offer.supplier.as_str(), offer.material.as_str()), ("ud-sumber", "kedelai"));
    assert_eq!(offer.offer.terms.unit.to_string(), "karung 50 kg");
    let wrong =
        WrittenOffer::parse(&written.clone().with("pemasok", "UD Sumber").with("bahan", " ").with("satuan", "genggam"), today());
    let named: Vec<_> = wrong.unwrap_err().iter().map(|(name, why)| (name.to_owned(), why.clone())).collect();
    let expected = [("pemasok", Invalid::UnknownChoice), ("bahan", Invalid::Required), ("satuan", Invalid::UnknownUnit)];
    assert_eq!(named, expected.map(|(name, why)| (name.to_owned(), why)));
}

fn ask() -> Inputs {
    let mut inputs = Inputs::default()
        .with("bahan", "kedelai")
        .with("satuan", "kg")
        .with("kebutuhan", "1.200")
        .with("batas_tanggal", "2026-11-27");
    inputs.push("pemasok", "ud-satu");
    inputs.push("pemasok", "ud-dua");
    inputs.push("pemasok", "ud-satu");
    inputs
}

#[test]
fn several_suppliers_are_asked_at_once() {
    let asked = QuoteAsk::parse(&ask(), NOW).expect("a good form");
    assert_eq!(asked.suppliers.iter().map(Slug::as_str).collect::<Vec<_>>(), ["ud-satu", "ud-dua"]);
    assert_eq!(asked.answer_until, datetime!(2026-11-27 20:00 +7));
    assert_eq!(asked.demand, Quantity::whole(1200));
    let at = QuoteAsk::parse(&ask().with("batas_jam", "9.30"), NOW).expect("a time").answer_until;
    assert_eq!(at, datetime!(2026-11-27 9:30 +7));
    let errors = QuoteAsk::parse(&Inputs::default(), NOW).unwrap_err();
    assert_eq!(
        errors.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        ["bahan", "satuan", "kebutuhan", "pemasok", "batas_tanggal"]
    );
}

#[test]
fn a_request_has_its_bounds() {
    let wrong = |inputs: Inputs| {
        let errors = QuoteAsk::parse(&inputs, NOW).unwrap_err();
        errors.iter().map(|(name, why)| (name.to_owned(), why.clone())).collect::<Vec<_>>()
    };
    let earlier = ask().with("batas_tanggal", "24-11-2026").with("batas_jam", "10:00");
    assert_eq!(wrong(earlier), one("batas_tanggal", Invalid::InThePast));
    let far = Day::of(NOW + Duration::days(61));
    assert_eq!(wrong(ask().with("batas_tanggal", far.iso())), one("batas_tanggal", Invalid::TooLarge));
    assert_eq!(wrong(ask().with("batas_jam", "25")), one("batas_jam", Invalid::BadTime));
    assert_eq!(wrong(ask().with("satuan", "pcs").with("kebutuhan", "2,5")), one("kebutuhan", Invalid::NotWhole));
    assert_eq!(wrong(ask().with("pemasok", "' or 1=1")), one("pemasok", Invalid::UnknownChoice));
    let mut many = ask().with("pemasok", "ud-0");
    (1..=20).for_each(|n| many.push("pemasok", format!("ud-{n}")));
    assert_eq!(wrong(many), one("pemasok", Invalid::TooMany { max: 20 }));
}

#[test]
fn an_account_number_is_digits_however_they_are_grouped() {
    let form = |number: &str| {
        let inputs = Inputs::default().with("bank", " Bank Jateng ").with("nomor", number).with("atas_nama", "UD Sumber");
        BankAccount::parse(&inputs)
    };
    for typed in ["1234567890", "1234-567-890", " 1234 567 890", "1234.567.890"] {
        let account = form(typed).expect(typed);
        assert_eq!((account.bank.as_str(), account.number.as_str()), ("Bank Jateng", "1234567890"));
    }
    for (typed, why) in [
        (" ", Invalid::Required),
        ("1234", Invalid::Malformed),
        ("123456789012345678901", Invalid::Malformed),
        ("12345a", Invalid::Malformed),
        ("١٢٣٤٥", Invalid::Malformed),
    ] {
        assert_eq!(form(typed).unwrap_err().get("nomor"), Some(&why), "{typed}");
    }
    assert_eq!(form(&"1".repeat(10_000)).unwrap_err().get("nomor"), Some(&Invalid::TooLong { max: 60 }));
}

#[test]
fn a_rating_is_complete() {
    let good = Inputs::default().with("tepat_waktu", "ya").with("jumlah_pas", "tidak").with("mutu", "4");
    let rating = Rating::parse(&good).expect("a good form");
    assert_eq!((rating.on_time, rating.right_quantity, rating.quality, rating.note), (true, false, 4, None));
    for (field, typed, why) in [
        ("tepat_waktu", "", Invalid::Required),
        ("jumlah_pas", "mungkin", Invalid::UnknownChoice),
        ("mutu", "", Invalid::Required),
        ("mutu", "0", Invalid::UnknownChoice),
        ("mutu", "6", Invalid::UnknownChoice),
        ("mutu", "4,5", Invalid::UnknownChoice),
    ] {
        let errors = Rating::parse(&good.clone().with(field, typed)).unwrap_err();
        assert_eq!(errors.iter().collect::<Vec<_>>(), [(field, &why)]);
    }
}

proptest! {
    #[test]
    fn nothing_typed_is_a_panic(texts in prop::collection::vec("\\PC{0,12}|[0-9.,]{0,8}", 12)) {
        let fields = [
            "mulai", "harga", "isi_kemasan", "minimum", "langkah", "hari", "ongkos_tetap", "ongkos_satuan", "gratis_mulai",
            "berlaku_sampai", "kebutuhan", "batas_jam",
        ];
        let inputs: Inputs = fields.into_iter().zip(texts).collect();
        if let Ok(offer) = parse(&inputs, "kg") {
            prop_assert_eq!(offer.terms.pack.thousandths() % offer.terms.step.thousandths(), 0);
        }
        prop_assert!(QuoteAsk::parse(&inputs, NOW).is_err());
    }
}
