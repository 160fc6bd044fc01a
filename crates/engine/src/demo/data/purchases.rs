//! Joint purchases around Batang: what suppliers offered in the course of a year, and the rounds that were
//! made of it. Prices are about those of 2026; the rounds are made up. Days count from the day of loading.

use domain::money::{Price, Rupiah};
use domain::purchasing::{OfferTerms, Tier, Tiers, Transport};
use domain::quantity::{Quantity, SaleUnit, Unit};

/// What a supplier offers a koperasi, today and before.
#[derive(Debug, Clone, Copy)]
pub struct DemoOffer {
    /// Index into koperasi.
    pub koperasi: usize,
    /// Name in [`SUPPLIERS`](super::suppliers::SUPPLIERS).
    pub supplier: &'static str,
    /// Name in [`MATERIALS`](super::suppliers::MATERIALS).
    pub material: &'static str,
    /// Code of a `domain::quantity::SaleUnit`.
    pub unit: &'static str,
    /// Whole units, as are the next two.
    pub pack: u32,
    pub minimum: u32,
    pub step: u32,
    pub lead_days: u16,
    /// Rupiah at once, rupiah for each unit, and the quantity from which it costs nothing.
    pub transport: (i64, i64, Option<u32>),
    /// From so many units, so many rupiah each, as of today.
    pub tiers: &'static [(u32, i64)],
    /// Days ago and thousandths of today's prices, the oldest first; the last is today's.
    pub versions: &'static [(i64, i64)],
    /// Rupiah for one unit elsewhere, and where that was seen.
    pub market: (i64, &'static str),
}

impl DemoOffer {
    /// Its terms at so many thousandths of today's prices, in tens of rupiah.
    ///
    /// # Panics
    /// When they are none, which a test rules out.
    pub fn terms(&self, thousandths: i64) -> OfferTerms {
        let tiers = self.tiers.iter().map(|&(from, of)| Tier { from: Quantity::whole(from), price: self.price(of, thousandths) });
        let (fixed, per_unit, free_from) = self.transport;
        OfferTerms {
            unit: SaleUnit::parse(self.unit).unwrap_or(SaleUnit::one(Unit::Kg)),
            tiers: Tiers::new(tiers.collect()).expect("tiers of the demo fall"),
            pack: Quantity::whole(self.pack),
            minimum: Quantity::whole(self.minimum),
            step: Quantity::whole(self.step),
            lead_days: self.lead_days,
            transport: Transport { fixed: Rupiah(fixed), per_unit: Rupiah(per_unit), free_from: free_from.map(Quantity::whole) },
        }
    }

    /// What it costs elsewhere at that time.
    pub fn elsewhere(&self, thousandths: i64) -> Price {
        self.price(self.market.0, thousandths)
    }

    fn price(&self, of: i64, thousandths: i64) -> Price {
        Price::new(Rupiah((of * thousandths / 10_000).max(1) * 10)).expect("a price of the demo is above zero")
    }
}

/// How far a round has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    Draft,
    /// Opens by itself.
    Scheduled,
    Open,
    /// Closed, and waits for somebody to choose.
    Closed,
    ToppingUp,
    Ordered,
    Received,
    Settled,
    /// With the reason that members read.
    Cancelled(&'static str),
}

/// One round.
#[derive(Debug, Clone, Copy)]
pub struct DemoRound {
    /// Index into [`OFFERS`].
    pub offer: usize,
    /// Days until it closes; negative: ago.
    pub closes: i64,
    /// Days that it collects pledges.
    pub lasts: i64,
    pub reach: Reach,
    /// Whole units that members pledge in all.
    pub demand: u32,
    /// Members who do.
    pub members: usize,
    /// Hundredths of a percent: the fee, the deposit.
    pub fee: i32,
    pub deposit: i32,
    /// Koperasi that take part beside the coordinator.
    pub guests: &'static [usize],
    /// False: nobody noted what it costs elsewhere.
    pub compared: bool,
    /// Units of what came that were damaged.
    pub damaged: u32,
    /// Came when it was promised.
    pub on_time: bool,
}

const LIMPUNG: &str = "Pasar Limpung";
const BATANG: &str = "Pasar Batang";

const fn offer(koperasi: usize, supplier: &'static str, material: &'static str, unit: &'static str) -> DemoOffer {
    DemoOffer {
        koperasi,
        supplier,
        material,
        unit,
        pack: 25,
        minimum: 100,
        step: 5,
        lead_days: 3,
        transport: (0, 0, None),
        tiers: &[],
        versions: &[],
        market: (1, LIMPUNG),
    }
}

/// What the rounds are made of.
pub static OFFERS: [DemoOffer; 13] = [
    DemoOffer {
        transport: (150_000, 0, Some(1000)),
        tiers: &[(100, 11_200), (300, 10_700), (600, 10_250)],
        versions: &[(372, 930), (300, 955), (215, 985), (120, 1015), (48, 1000)],
        market: (12_500, LIMPUNG),
        ..offer(0, "CV Sari Pati Makmur", "Tepung terigu", "kg")
    },
    DemoOffer {
        transport: (0, 150, None),
        tiers: &[(100, 10_400), (250, 9_950), (500, 9_500)],
        versions: &[(372, 945), (230, 970), (96, 1000)],
        market: (11_500, LIMPUNG),
        ..offer(0, "CV Sari Pati Makmur", "Tepung tapioka", "kg")
    },
    DemoOffer {
        pack: 50,
        lead_days: 2,
        transport: (75_000, 0, None),
        tiers: &[(100, 14_500), (300, 13_700), (600, 12_900)],
        versions: &[(372, 1060), (290, 1090), (200, 920), (140, 880), (70, 960), (24, 1000)],
        market: (16_000, LIMPUNG),
        ..offer(0, "UD Melinjo Barokah", "Melinjo", "kg")
    },
    DemoOffer {
        pack: 18,
        minimum: 90,
        step: 2,
        lead_days: 2,
        transport: (60_000, 0, Some(540)),
        tiers: &[(90, 17_600), (270, 17_050), (540, 16_500)],
        versions: &[(372, 960), (255, 985), (150, 1030), (62, 1000)],
        market: (19_500, LIMPUNG),
        ..offer(0, "Toko Sumber Minyak", "Minyak goreng", "liter")
    },
    DemoOffer {
        pack: 1000,
        minimum: 3000,
        step: 100,
        lead_days: 7,
        transport: (95_000, 0, Some(15_000)),
        tiers: &[(3000, 720), (8000, 640), (15_000, 565)],
        versions: &[(372, 970), (190, 1000), (55, 1000)],
        market: (850, "Toko plastik di Batang"),
        ..offer(0, "Kemasan Kita", "Standing pouch", "pcs")
    },
    DemoOffer {
        pack: 50,
        transport: (0, 200, None),
        tiers: &[(100, 16_400), (300, 15_900), (700, 15_300)],
        versions: &[(372, 965), (210, 990), (125, 1020), (66, 1000)],
        market: (18_000, BATANG),
        ..offer(3, "Toko Sumber Minyak", "Gula pasir", "kg")
    },
    DemoOffer {
        pack: 50,
        minimum: 150,
        lead_days: 4,
        transport: (120_000, 0, Some(800)),
        tiers: &[(150, 11_400), (400, 10_950), (800, 10_500)],
        versions: &[(372, 980), (240, 1030), (110, 1000)],
        market: (12_800, BATANG),
        ..offer(3, "Gudang Kedelai Tirta Jaya", "Kedelai", "kg")
    },
    DemoOffer {
        pack: 30,
        minimum: 90,
        lead_days: 5,
        transport: (50_000, 0, None),
        tiers: &[(90, 23_500), (300, 22_200), (600, 20_900)],
        versions: &[(372, 950), (200, 980), (80, 1000)],
        market: (26_500, "Pasar Grosir Setono"),
        ..offer(5, "Toko Mori Cempaka", "Kain mori", "meter")
    },
    DemoOffer {
        pack: 5,
        minimum: 20,
        step: 1,
        tiers: &[(20, 39_000), (60, 37_200), (120, 35_000)],
        versions: &[(372, 940), (220, 975), (100, 1000)],
        market: (43_000, "Pasar Grosir Setono"),
        ..offer(5, "Malam dan Warna Wiradesa", "Malam batik", "kg")
    },
    DemoOffer {
        pack: 50,
        minimum: 200,
        step: 10,
        lead_days: 1,
        transport: (80_000, 0, Some(1200)),
        tiers: &[(200, 4_300), (600, 3_900), (1200, 3_450)],
        versions: &[(372, 1100), (250, 1040), (130, 960), (60, 1000)],
        market: (5_500, BATANG),
        ..offer(4, "Juragan Ikan Klidang", "Garam", "kg")
    },
    DemoOffer {
        pack: 20,
        lead_days: 6,
        transport: (200_000, 0, Some(600)),
        tiers: &[(100, 33_500), (300, 31_800), (600, 29_900)],
        versions: &[(372, 960), (160, 1000)],
        market: (37_000, "Toko kulit di Magelang"),
        ..offer(7, "Penyamakan Kulit Ngudi Luhur", "Kulit samak", "kaki2")
    },
    DemoOffer {
        pack: 50,
        step: 10,
        lead_days: 1,
        transport: (40_000, 0, None),
        tiers: &[(100, 4_600), (400, 4_200)],
        versions: &[(140, 980), (72, 1000)],
        market: (5_500, LIMPUNG),
        ..offer(0, "UD Pangan Banyuputih", "Garam", "kg")
    },
    DemoOffer {
        lead_days: 2,
        transport: (90_000, 0, None),
        tiers: &[(100, 11_450), (400, 10_800)],
        versions: &[(130, 990), (40, 1000)],
        market: (12_500, LIMPUNG),
        ..offer(0, "Toko Sumber Minyak", "Tepung terigu", "kg")
    },
];

/// A round of the past that went well.
const fn past(offer: usize, ago: i64, demand: u32, members: usize) -> DemoRound {
    DemoRound {
        offer,
        closes: -ago,
        lasts: 7,
        reach: Reach::Settled,
        demand,
        members,
        fee: 150,
        deposit: 0,
        guests: &[],
        compared: true,
        damaged: 0,
        on_time: true,
    }
}

const fn now(offer: usize, closes: i64, reach: Reach, demand: u32, members: usize) -> DemoRound {
    DemoRound { closes, reach, ..past(offer, 0, demand, members) }
}

/// A year of them, and what is going on now: every state there is.
pub static ROUNDS: [DemoRound; 49] = [
    past(0, 341, 420, 10),
    DemoRound { on_time: false, ..past(2, 322, 310, 9) },
    past(3, 303, 288, 9),
    past(0, 291, 465, 11),
    past(1, 279, 330, 8),
    past(7, 274, 345, 9),
    past(4, 262, 8400, 9),
    past(5, 251, 355, 9),
    DemoRound { compared: false, ..past(0, 243, 520, 12) },
    past(2, 231, 350, 10),
    past(9, 222, 760, 8),
    past(3, 211, 324, 10),
    past(0, 199, 590, 12),
    DemoRound { on_time: false, damaged: 50, ..past(6, 188, 430, 8) },
    past(2, 171, 640, 13),
    past(1, 163, 415, 9),
    past(5, 154, 405, 10),
    past(0, 149, 625, 13),
    past(4, 141, 9200, 10),
    past(3, 131, 396, 11),
    DemoRound { deposit: 2000, ..past(10, 126, 420, 7) },
    past(2, 119, 615, 13),
    DemoRound { guests: &[3], ..past(0, 104, 900, 19) },
    DemoRound { deposit: 2000, ..past(7, 108, 510, 10) },
    DemoRound { compared: false, ..past(9, 94, 840, 9) },
    past(8, 86, 84, 10),
    DemoRound { on_time: false, ..past(6, 79, 450, 9) },
    past(2, 74, 330, 10),
    past(1, 69, 505, 11),
    DemoRound { guests: &[3, 2], ..past(0, 61, 1020, 22) },
    past(5, 57, 410, 10),
    past(3, 52, 414, 11),
    DemoRound { damaged: 1000, ..past(4, 45, 9600, 10) },
    past(2, 37, 345, 11),
    past(0, 29, 640, 14),
    past(5, 18, 365, 9),
    // What went wrong.
    now(11, -66, Reach::Cancelled("Pesanan belum mencapai batas terkecil pemasok. Kita coba lagi bulan depan."), 60, 3),
    now(10, -20, Reach::Cancelled("Pemasok sedang berhenti menyamak. Titipan yang sudah dibayar tetap milik Anda."), 160, 4),
    // What is going on: pledges stand just below the next tier, so that one more member makes everyone pay less.
    DemoRound { guests: &[3, 2], lasts: 6, ..now(0, 4, Reach::Open, 575, 15) },
    DemoRound { lasts: 5, ..now(2, 2, Reach::Open, 285, 9) },
    DemoRound { lasts: 8, ..now(5, 6, Reach::Open, 290, 8) },
    DemoRound { lasts: 12, deposit: 2000, ..now(7, 9, Reach::Open, 285, 8) },
    DemoRound { lasts: 8, ..now(4, -1, Reach::Closed, 7600, 9) },
    DemoRound { lasts: 6, ..now(8, 0, Reach::ToppingUp, 57, 8) },
    now(3, -4, Reach::Ordered, 306, 10),
    now(9, -3, Reach::Ordered, 640, 8),
    DemoRound { guests: &[3], ..now(1, -6, Reach::Received, 525, 14) },
    now(12, 10, Reach::Draft, 0, 0),
    DemoRound { lasts: 7, ..now(3, 9, Reach::Scheduled, 0, 0) },
];

/// A koperasi that was invited to the first open round and has not answered.
pub const INVITED: usize = 4;

#[cfg(test)]
mod tests {
    use super::super::{KOPERASI, suppliers};
    use super::*;

    #[test]
    fn rounds_stand_in_every_state_and_have_a_year() {
        let count = |of: fn(&DemoRound) -> bool| ROUNDS.iter().filter(|r| of(r)).count();
        for reach in [Reach::Draft, Reach::Scheduled, Reach::Closed, Reach::ToppingUp, Reach::Ordered, Reach::Received] {
            assert!(ROUNDS.iter().any(|r| r.reach == reach), "{reach:?}");
        }
        assert!((3..=4).contains(&count(|r| r.reach == Reach::Open)) && count(|r| matches!(r.reach, Reach::Cancelled(_))) == 2);
        assert!((24..=40).contains(&count(|r| r.reach == Reach::Settled)));
        assert!(count(|r| !r.guests.is_empty() && r.reach != Reach::Settled) >= 2);
        assert!(ROUNDS.iter().filter(|r| r.reach == Reach::Settled).all(|r| (-365..=-14).contains(&r.closes)));
        assert_eq!(count(|r| r.reach == Reach::Settled && !r.compared), 2);
    }

    #[test]
    fn offers_are_of_suppliers_who_sell_it_and_reach_back_to_their_rounds() {
        for (nth, o) in OFFERS.iter().enumerate() {
            let supplier = suppliers::SUPPLIERS.iter().find(|s| s.name == o.supplier).expect(o.supplier);
            assert!(supplier.materials.contains(&o.material), "{} {}", o.supplier, o.material);
            assert!(KOPERASI[o.koperasi].verified && o.pack % o.step == 0, "{}", o.material);
            let oldest = o.versions.first().expect("a version").0;
            let rounds = ROUNDS.iter().filter(|r| r.offer == nth);
            assert!(rounds.clone().all(|r| r.closes - r.lasts > -oldest && r.demand % o.step == 0), "{}", o.material);
            assert!(rounds.clone().all(|r| r.demand >= u32::try_from(r.members).expect("few") * o.step), "{}", o.material);
            assert!(rounds.clone().all(|r| r.damaged % o.step == 0), "{}", o.material);
            assert!(SaleUnit::parse(o.unit).is_ok(), "{}", o.unit);
            for (_, thousandths) in o.versions {
                let terms = o.terms(*thousandths);
                assert!(terms.tiers.highest() < o.elsewhere(*thousandths) && terms.tiers.as_slice().len() == o.tiers.len());
            }
            assert!(o.versions.windows(2).all(|two| two[0].0 > two[1].0) && o.versions.last().is_some_and(|v| v.1 == 1000));
        }
        let main = [
            "Tepung terigu",
            "Tepung tapioka",
            "Gula pasir",
            "Minyak goreng",
            "Melinjo",
            "Kedelai",
            "Kain mori",
            "Malam batik",
            "Standing pouch",
            "Garam",
        ];
        for material in main {
            let versions = OFFERS.iter().filter(|o| o.material == material).map(|o| o.versions.len()).max();
            assert!(versions.is_some_and(|n| (3..=6).contains(&n)), "{material}");
        }
    }

    #[test]
    fn open_rounds_stand_just_below_a_tier() {
        for r in ROUNDS.iter().filter(|r| r.reach == Reach::Open) {
            let o = &OFFERS[r.offer];
            let next = o.tiers.iter().find(|t| t.0 > r.demand).expect("a tier to reach");
            assert!(next.0.div_ceil(o.pack) * o.pack - r.demand <= 30, "{} of {}", r.demand, o.material);
        }
    }
}
