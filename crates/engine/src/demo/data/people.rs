//! Koperasi, their officers, members without a shop, applicants, buyers.

use super::names::Names;
use super::{DemoKoperasi, DemoMembership, DemoOffice, DemoPerson, Market, Standing};
use crate::demo::seed::Seed;

/// The duties that every koperasi fills, in this order.
pub const DUTIES: [&str; 5] = ["ketua", "sekretaris", "bendahara", "manajer", "pengawas"];

/// Names are made up; the villages are real.
pub const KOPERASI: [DemoKoperasi; 9] = [
    DemoKoperasi {
        name: "KSU Sumber Rejeki Limpung",
        legal_form: "ksu",
        nik: "3325000000001",
        district: "33.25.08",
        village: "Limpung",
        address: "Jl. Raya Limpung 14",
        email: "ksu.sumberrejeki@contoh.example",
        story: "Berdiri dari kelompok arisan perajin emping di Ngaliyan. Kini 140 anggota membeli melinjo, tepung, dan minyak bersama, dan menjual lewat satu gudang di Limpung.",
        verified: true,
    },
    DemoKoperasi {
        name: "KUD Tani Makmur Bandar",
        legal_form: "kud",
        nik: "3325000000002",
        district: "33.25.02",
        village: "Wonokerto",
        address: "Jl. Raya Bandar 77",
        email: "kud.tanimakmur@contoh.example",
        story: "Melayani petani padi, kopi, dan sayur di lereng selatan. Pupuk dan bibit dibeli bersama sebelum musim tanam, panen dijual bersama.",
        verified: true,
    },
    DemoKoperasi {
        name: "Kopdes Merah Putih Kalipucang Wetan",
        legal_form: "kopdes",
        nik: "3325000000003",
        district: "33.25.11",
        village: "Kalipucang Wetan",
        address: "Balai Desa Kalipucang Wetan",
        email: "kopdes.kalipucang@contoh.example",
        story: "Koperasi desa untuk semua warga Kalipucang Wetan dan sekitarnya: sembako murah, bahan usaha, dan pemasaran bersama.",
        verified: true,
    },
    DemoKoperasi {
        name: "Koperasi Wanita Kartini Mandiri",
        legal_form: "konsumen",
        nik: "3325000000004",
        district: "33.25.12",
        village: "Kalibeluk",
        address: "Dukuh Krajan RT 02/01",
        email: "kartini.mandiri@contoh.example",
        story: "Ibu-ibu pembuat serabi, kue, dan jamu dari Warungasem. Bertemu setiap tanggal sepuluh, menabung, dan saling membantu bila ada pesanan besar.",
        verified: true,
    },
    DemoKoperasi {
        name: "Koperasi Nelayan Mina Lestari",
        legal_form: "produsen",
        nik: "3325000000005",
        district: "33.25.11",
        village: "Klidang Lor",
        address: "Kompleks TPI Klidang Lor",
        email: "mina.lestari@contoh.example",
        story: "Nelayan dan pengolah ikan dari Klidang sampai Roban. Es, garam, dan solar diurus bersama; terasi, ikan asin, dan ikan asap dijual bersama.",
        verified: true,
    },
    DemoKoperasi {
        name: "Koperasi Batik Sekar Pesisir",
        legal_form: "produsen",
        nik: "3325000000006",
        district: "33.25.11",
        village: "Kalipucang Wetan",
        address: "Gang Canting 3",
        email: "sekar.pesisir@contoh.example",
        story: "Pembatik tulis Kalipucang Wetan yang menjaga motif lama. Kain mori dan malam dibeli bersama supaya pembatik tidak bergantung pada juragan.",
        verified: true,
    },
    DemoKoperasi {
        name: "Koperasi Tani Kembang Langit",
        legal_form: "produsen",
        nik: "3325000000007",
        district: "33.25.03",
        village: "Kembanglangit",
        address: "Dukuh Rejosari",
        email: "kembang.langit@contoh.example",
        story: "Petani teh dan kopi rakyat di sekitar Pagilaran. Satu rumah sangrai dan satu merek, dijalankan bergiliran oleh anggota.",
        verified: true,
    },
    DemoKoperasi {
        name: "Koperasi Perajin Kulit Masin",
        legal_form: "pemasaran",
        nik: "3325000000008",
        district: "33.25.12",
        village: "Masin",
        address: "Jl. Masin Raya 21",
        email: "perajin.masin@contoh.example",
        story: "Enam puluh perajin tas, dompet, dan sandal. Kulit samak dibeli satu truk sekali jalan, pameran diikuti bersama.",
        verified: true,
    },
    DemoKoperasi {
        name: "Kopdes Merah Putih Ujungnegoro",
        legal_form: "kopdes",
        nik: "3325000000009",
        district: "33.25.13",
        village: "Ujungnegoro",
        address: "Balai Desa Ujungnegoro",
        email: "kopdes.ujungnegoro@contoh.example",
        story: "Baru dibentuk warga pesisir Ujungnegoro, menunggu pemeriksaan dinas.",
        verified: false,
    },
];

const REASONS: [&str; 8] = [
    "Ingin membeli bahan bersama supaya lebih murah.",
    "Diajak tetangga yang sudah jadi anggota.",
    "Ingin menjual lewat pasar bersama.",
    "Usaha saya baru mulai, perlu pendampingan.",
    "Mau ikut menabung dan belajar mencatat.",
    "Sudah lama berjualan, ingin izin usahanya lengkap.",
    "Ingin ikut pelatihan kemasan.",
    "Pindah dari koperasi lama karena jauh.",
];

/// Operator, dinas and the officers: the first people, so that their phones are easy to remember.
pub fn founders() -> Market {
    let mut market = Market {
        koperasi: KOPERASI.to_vec(),
        people: Vec::new(),
        operator: 0,
        dinas: 1,
        buyers: Vec::new(),
        offices: Vec::new(),
        memberships: Vec::new(),
        shops: Vec::new(),
        products: Vec::new(),
    };
    let mut names = Names::new(1);
    let mut add = |market: &mut Market| {
        market.people.push(DemoPerson { name: names.person(50).full });
        market.people.len() - 1
    };
    market.operator = add(&mut market);
    market.dinas = add(&mut market);
    for (koperasi, of) in KOPERASI.iter().enumerate() {
        let duties = if of.verified { &DUTIES[..] } else { &DUTIES[..1] };
        for duty in duties {
            let person = add(&mut market);
            market.offices.push(DemoOffice { koperasi, person, duty });
            market.memberships.push(DemoMembership {
                koperasi,
                person,
                standing: Standing::Admitted,
                reason: REASONS[0],
                days_ago: 900,
            });
        }
    }
    market
}

/// Members without a shop, applicants, people turned down, and buyers.
pub fn join(market: &mut Market, names: &mut Names) {
    let mut seed = Seed::named("anggota", 1);
    let verified = KOPERASI.iter().filter(|k| k.verified).count();
    let groups = [(40, Standing::Admitted), (14, Standing::Applied), (4, Standing::Declined)];
    for (many, standing) in groups {
        for nth in 0..many {
            market.people.push(DemoPerson { name: names.person(60).full });
            let days_ago = if standing == Standing::Applied { seed.between(0, 12) } else { seed.between(20, 700) };
            let reason = *seed.pick(&REASONS);
            market.memberships.push(DemoMembership {
                koperasi: nth % verified,
                person: market.people.len() - 1,
                standing,
                reason,
                days_ago,
            });
        }
    }
    for _ in 0..12 {
        market.people.push(DemoPerson { name: names.person(60).full });
        market.buyers.push(market.people.len() - 1);
    }
}
