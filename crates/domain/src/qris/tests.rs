use proptest::prelude::*;

use super::*;
use crate::money::Rupiah;

/// The worked example of EMVCo's specification: yuan, with an amount, lengths in characters.
const EMVCO: &str = "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A";
const WARUNG: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9";
const BATIK: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000029021000000000290303UMI51440014ID.CO.QRIS.WWW0215ID00000000000290303UMI5204569953033605802ID5916BATIK PAK SLAMET6010PEKALONGAN61055111162070703A0163040191";

/// A code of these objects, with its checksum.
fn code(objects: &[(u8, &str)]) -> String {
    let mut out = String::new();
    for (tag, value) in objects {
        tlv::write(&mut out, *tag, value).expect("a short value");
    }
    sealed(&out)
}

fn sealed(body: &str) -> String {
    let body = format!("{body}6304");
    format!("{body}{:04X}", crc16(body.as_bytes()))
}

/// A code's objects with one changed, put in, or (by `None`) left out.
fn with(text: &str, tag: u8, value: Option<&str>) -> String {
    let mut objects = tlv::read(text).expect("objects");
    objects.retain(|(other, _)| *other != CRC && *other != tag);
    objects.extend(value.map(|value| (tag, value)));
    // The format comes first, whichever was changed.
    objects.sort_by_key(|(other, _)| *other != FORMAT);
    code(&objects)
}

#[test]
fn the_example_of_the_specification_is_read_whole() {
    let objects = tlv::read(EMVCO).unwrap();
    assert_eq!(objects.len(), 15);
    assert_eq!(objects[0], (0, "01"));
    assert_eq!(objects[2], (29, "0012D156000000000510A93FO3230Q"));
    assert!(objects.contains(&(59, "BEST TRANSPORT")) && objects.contains(&(54, "23.72")));
    let chinese = objects.iter().find(|(tag, _)| *tag == 64).unwrap().1;
    assert_eq!(tlv::read(chinese).unwrap(), [(0, "ZH"), (1, "最佳运输"), (2, "北京")]);
    assert_eq!(check_crc(EMVCO, &objects), Ok(()));
    assert_eq!(Qris::parse(EMVCO), Err(QrisError::Foreign));
}

#[test]
fn a_sellers_code_is_read_as_scanners_show_it() {
    for (text, name, city) in [(WARUNG, "WARUNG BU TINI", "BATANG"), (BATIK, "BATIK PAK SLAMET", "PEKALONGAN")] {
        let broken = format!("\n  {}\r\n{}\u{a0}", &text[..40], &text[40..]);
        let lower = format!("{}{}", &text[..text.len() - 4], text[text.len() - 4..].to_lowercase());
        for text in [text, &broken, &lower] {
            let qris = Qris::parse(text).unwrap();
            assert_eq!((qris.name(), qris.city()), (name, city));
        }
        assert_eq!(Qris::parse(&broken).unwrap().as_str(), text);
    }
}

#[test]
fn the_amount_is_filled_in_and_nothing_else_is_changed() {
    let qris = Qris::parse(WARUNG).unwrap();
    assert_eq!(
        qris.with_amount(Rupiah(12_500), None).unwrap(),
        sealed(
            "00020101021226630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI520454115303360540512500\
             5802ID5914WARUNG BU TINI6006BATANG61055121162070703A01"
        )
    );
    let named = qris.with_amount(Rupiah(12_500), Some("7KQ2-M9XD")).unwrap();
    assert!(named.contains("540512500") && named.contains("622005097KQ2-M9XD0703A01"), "{named}");
    // A code of the seller's that already has a reference, or says nothing more, is treated with respect.
    let referenced = Qris::parse(&with(WARUNG, 62, Some("0503ABC"))).unwrap();
    assert!(referenced.with_amount(Rupiah(1), Some("7KQ2-M9XD")).unwrap().contains("62070503ABC"));
    let bare = Qris::parse(&with(BATIK, 62, None)).unwrap();
    assert!(bare.with_amount(Rupiah(1), Some("7KQ2-M9XD")).unwrap().contains("621305097KQ2-M9XD6304"));
    let silent = Qris::parse(&with(BATIK, METHOD, None)).unwrap();
    assert!(silent.with_amount(Rupiah(1), None).unwrap().starts_with("000201010212"));
}

#[test]
fn amounts_that_no_code_can_say_are_none() {
    let qris = Qris::parse(BATIK).unwrap();
    for amount in [0, -1, i64::MIN, 10_000_000_000_000, i64::MAX] {
        assert_eq!(qris.with_amount(Rupiah(amount), None), None, "{amount}");
    }
    assert!(qris.with_amount(Rupiah(9_999_999_999_999), None).unwrap().contains("54139999999999999"));
}

#[test]
fn what_does_not_fit_loses_its_reference_before_its_amount() {
    let long = "x".repeat(90);
    let filled = with(WARUNG, 62, Some(&format!("0890{long}")));
    let code = Qris::parse(&filled).unwrap().with_amount(Rupiah(5000), Some("7KQ2-M9XD")).unwrap();
    assert!(code.contains("54045000") && !code.contains("7KQ2"), "{code}");
    for bad in ["", "nomor satu", "é", "12345678901234567890123456"] {
        assert_eq!(
            Qris::parse(WARUNG).unwrap().with_amount(Rupiah(1), Some(bad)),
            Qris::parse(WARUNG).unwrap().with_amount(Rupiah(1), None),
            "{bad}"
        );
    }
    // So full that not even an amount goes in.
    let mut text = WARUNG.to_owned();
    for tag in 80..82 {
        text = with(&text, tag, Some(&"x".repeat(99)));
    }
    let room = MAX_LENGTH - text.len() - 4;
    text = with(&text, 82, Some(&"x".repeat(room)));
    assert_eq!(text.len(), MAX_LENGTH);
    assert_eq!(Qris::parse(&text).unwrap().with_amount(Rupiah(5000), None), None);
}

#[test]
fn each_wrong_code_is_refused_for_its_own_reason() {
    let wrong_crc = format!("{}0000", &WARUNG[..WARUNG.len() - 4]);
    let dynamic = Qris::parse(WARUNG).unwrap().with_amount(Rupiah(5000), None).unwrap();
    let cases: &[(&str, QrisError)] = &[
        ("", QrisError::Empty),
        (" \n\t", QrisError::Empty),
        ("https://example.com/bayar", QrisError::NotQris),
        ("8991234567890", QrisError::NotQris),
        (&"9".repeat(10_000), QrisError::NotQris),
        (&format!("000201{}", "0".repeat(10_000)), QrisError::NotQris),
        (&format!("000201{}", "é".repeat(400)), QrisError::NotQris),
        ("000201", QrisError::Malformed),
        ("0002", QrisError::NotQris),
        (&WARUNG[..WARUNG.len() - 1], QrisError::Malformed),
        (&WARUNG[..60], QrisError::Malformed),
        (&format!("{WARUNG}{WARUNG}"), QrisError::Malformed),
        (&WARUNG.replace("WARUNG", "WAR\0NG"), QrisError::Malformed),
        (&wrong_crc, QrisError::WrongCrc),
        (&WARUNG.replace("TINI", "TUTI"), QrisError::WrongCrc),
        (&with(WARUNG, CURRENCY, Some("840")), QrisError::Foreign),
        (&with(WARUNG, CURRENCY, None), QrisError::Foreign),
        (&with(WARUNG, COUNTRY, Some("MY")), QrisError::Foreign),
        (&with(WARUNG, METHOD, Some("12")), QrisError::Dynamic),
        (&with(WARUNG, AMOUNT, Some("5000")), QrisError::Dynamic),
        (&dynamic, QrisError::Dynamic),
        (&with(WARUNG, METHOD, Some("13")), QrisError::Malformed),
        (&with(&with(WARUNG, 26, None), 51, None), QrisError::NoMerchant),
        (&with(&with(WARUNG, 26, Some("0102AB")), 51, Some("kosong")), QrisError::NoMerchant),
        (&with(WARUNG, NAME, None), QrisError::NoMerchant),
        (&with(WARUNG, NAME, Some("TINI \u{202e}INIT")), QrisError::NoMerchant),
        (&with(WARUNG, NAME, Some("WARUNG BU TINI YANG NAMANYA PANJANG")), QrisError::NoMerchant),
        (&with(WARUNG, CITY, Some(" ")), QrisError::NoMerchant),
    ];
    for (text, why) in cases {
        assert_eq!(Qris::parse(text), Err(*why), "{text}");
    }
}

proptest! {
    #[test]
    fn every_code_comes_back_with_its_amount(
        name in "[A-Z][A-Z0-9 ]{0,23}[A-Z]",
        city in "[A-Z]{1,15}",
        network in "[A-Z.]{1,30}",
        amount in 1_i64..=9_999_999_999_999,
        reference in prop::option::of("[0-9A-Z-]{1,25}"),
    ) {
        let account = format!("00{:02}{network}", network.len());
        let text = code(&[(0, "01"), (1, "11"), (26, &account), (52, "5411"), (53, "360"), (58, "ID"), (59, &name), (60, &city)]);
        let qris = Qris::parse(&text).expect("a good code");
        prop_assert_eq!(qris.as_str(), &text);
        let one_space = name.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(qris.name(), one_space.as_str());
        let paid = qris.with_amount(Rupiah(amount), reference.as_deref()).expect("it fits");
        let objects = tlv::read(&paid).expect("well formed");
        prop_assert_eq!(check_crc(&paid, &objects), Ok(()));
        prop_assert_eq!(Qris::parse(&paid), Err(QrisError::Dynamic));
        let amount = amount.to_string();
        prop_assert!(objects.contains(&(AMOUNT, amount.as_str())) && objects.contains(&(METHOD, DYNAMIC)));
        let changed = [METHOD, AMOUNT, 62, CRC];
        let before = tlv::read(&text).expect("well formed");
        let rest = |of: &[tlv::Object<'_>]| {
            of.iter().filter(|(tag, _)| !changed.contains(tag)).map(|(tag, v)| (*tag, (*v).to_owned())).collect::<Vec<_>>()
        };
        prop_assert_eq!(rest(&objects), rest(&before));
        let additional = reference.map(|r| format!("05{:02}{r}", r.len()));
        prop_assert_eq!(objects.iter().find(|(tag, _)| *tag == 62).map(|(_, v)| (*v).to_owned()), additional);
    }

    /// A checksum of 16 bits tells any one changed byte.
    #[test]
    fn one_wrong_digit_is_always_noticed(at in any::<prop::sample::Index>(), digit in 0_u8..10) {
        let mut bytes = WARUNG.as_bytes().to_vec();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != b'0' + digit);
        bytes[at] = b'0' + digit;
        prop_assert!(Qris::parse(&String::from_utf8(bytes).expect("ASCII")).is_err());
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = Qris::parse(&text);
        let _ = Qris::parse(&format!("000201{text}"));
        let _ = Qris::parse(&sealed(&format!("000201{text}")));
    }
}
