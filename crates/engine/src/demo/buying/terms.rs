//! How the demo's shops sell. Most have said something; the others hand over at their door, for cash.

use domain::buying::{Area, Note, Terms};
use domain::district::DistrictCode;
use domain::money::Rupiah;
use domain::purchasing::BankAccount;
use domain::qris::{Qris, crc16};
use domain::text::Line;

use crate::demo::data::orders::TERMS_NOTES;
use crate::demo::data::places::{PLACES, Place};
use crate::demo::data::{DemoShop, Market};
use crate::demo::seed::Seed;

/// What a shop says.
pub struct Said {
    pub terms: Terms,
    /// Its own code; taken on a page of its own.
    pub qris: Option<Qris>,
}

/// `None` for a shop that has said nothing.
pub fn said(market: &Market, shop: usize) -> Option<Said> {
    let mut seed = Seed::named("cara jual", shop as u64);
    let of = market.shops.get(shop)?;
    // The shop of the demo's seller is there to be looked at: it offers all but a code, which is tried out on it.
    let known = shop == 0;
    if seed.chance(13) && !known {
        return None;
    }
    let is_service = of.cluster.key == "jasa";
    let areas = if known || !is_service && seed.chance(62) { areas(&mut seed, of.place) } else { Vec::new() };
    let pickup_koperasi = seed.chance(45) || known;
    let pickup = !pickup_koperasi || known || seed.chance(92);
    let bank = if known || seed.chance(60) { bank(market, shop, of, &mut seed) } else { None };
    let cash = bank.is_none() || known || seed.chance(94);
    let free_from = (!areas.is_empty() && seed.chance(55)).then(|| Rupiah(*seed.pick(&[50_000, 75_000, 100_000, 150_000])));
    let note = if seed.chance(40) { Note::parse(seed.pick::<&str>(&TERMS_NOTES)).ok() } else { None };
    let qris = if seed.chance(38) && !known { code(of, shop) } else { None };
    Some(Said { terms: Terms { pickup, pickup_koperasi, areas, free_from, cash, bank, note }, qris })
}

/// The own kecamatan and its next neighbours; the fee grows with the way.
fn areas(seed: &mut Seed, home: &Place) -> Vec<Area> {
    let far = |to: &Place| {
        let (lat, lng) = (i64::from(to.lat - home.lat), i64::from(to.lng - home.lng));
        lat * lat + lng * lng
    };
    let mut near: Vec<&Place> = PLACES.iter().collect();
    near.sort_by_key(|to| far(to));
    let many = usize::try_from(seed.between(2, 6)).unwrap_or(2);
    let first = seed.between(3, 5);
    let areas = near.into_iter().take(many).zip(0..).filter_map(|(place, nth)| {
        let fee = Rupiah((first + 2 * nth).min(15) * 1000);
        Some(Area { district: DistrictCode::parse(place.code).ok()?, fee })
    });
    areas.collect()
}

/// A sample: no bank gives accounts that begin with seven zeros.
fn bank(market: &Market, shop: usize, of: &DemoShop, seed: &mut Seed) -> Option<BankAccount> {
    let bank = seed.pick::<&str>(&["BRI", "Bank Jateng", "BNI", "Bank Mandiri", "BSI"]);
    let holder = Line::parse(&market.people.get(of.owner)?.name).ok()?;
    Some(BankAccount { bank: Line::parse(bank).ok()?, number: format!("0000000{:04}", shop + 1), holder })
}

/// A static code in the form of a real one, of a bank and merchants that there are not.
fn code(of: &DemoShop, shop: usize) -> Option<Qris> {
    let object = |tag: u8, value: &str| format!("{tag:02}{:02}{value}", value.chars().count());
    let bank = [
        object(0, "ID.CO.CONTOH.WWW"),
        object(1, &format!("93600000{shop:010}")),
        object(2, &format!("{shop:010}")),
        object(3, "UMI"),
    ];
    let national = [object(0, "ID.CO.QRIS.WWW"), object(2, &format!("ID{shop:013}")), object(3, "UMI")];
    let name: String = of.name.to_uppercase().chars().take(25).collect();
    let objects = [
        object(0, "01"),
        object(1, "11"),
        object(26, &bank.concat()),
        object(51, &national.concat()),
        object(52, "5411"),
        object(53, "360"),
        object(58, "ID"),
        object(59, name.trim()),
        object(60, "BATANG"),
        object(61, "51200"),
        object(62, &object(7, "A01")),
        "6304".to_owned(),
    ];
    let text = objects.concat();
    Qris::parse(&format!("{text}{:04X}", crc16(text.as_bytes()))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::data::market;

    #[test]
    fn every_shop_can_be_reached_and_paid_and_many_offer_a_choice() {
        let market = market();
        let all: Vec<Said> = (0..market.shops.len()).filter_map(|shop| said(&market, shop)).collect();
        assert!(all.len() * 10 >= market.shops.len() * 8, "{} of {}", all.len(), market.shops.len());
        for of in &all {
            assert!(of.terms.pickup || of.terms.pickup_koperasi);
            assert!(of.terms.cash || of.terms.bank.is_some());
            assert!(of.terms.areas.iter().all(|a| (3_000..=15_000).contains(&a.fee.0)));
        }
        let with = |has: fn(&Said) -> bool| all.iter().filter(|s| has(s)).count();
        assert!(with(|s| s.terms.areas.len() > 1) >= 60 && with(|s| s.terms.bank.is_some()) >= 60);
        assert!(with(|s| s.qris.is_some()) >= 30, "{} codes", with(|s| s.qris.is_some()));
        let own = said(&market, 0).expect("the demo's seller");
        assert!(own.terms.pickup && own.terms.pickup_koperasi && own.terms.cash && own.qris.is_none());
        assert!(!own.terms.areas.is_empty() && own.terms.bank.is_some());
    }

    #[test]
    fn a_code_is_the_shops_own() {
        let market = market();
        let shop = (1..market.shops.len()).find(|shop| said(&market, *shop).is_some_and(|s| s.qris.is_some())).expect("a code");
        let code = said(&market, shop).and_then(|s| s.qris).expect("a code");
        assert!(market.shops[shop].name.to_uppercase().starts_with(code.name()));
        assert!(code.with_amount(Rupiah(12_500), None).is_some());
    }
}
