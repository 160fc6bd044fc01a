//! Made-up people and brands in the way people and shops of the region are called.

use crate::demo::seed::Seed;
use std::collections::HashSet;

const WOMEN: &[&str] = &[
    "Siti",
    "Sri",
    "Nur",
    "Tarmi",
    "Wartini",
    "Sumiati",
    "Kustiyah",
    "Rohmah",
    "Umi",
    "Lestari",
    "Endang",
    "Murni",
    "Supriyati",
    "Tutik",
    "Yuni",
    "Ratna",
    "Dewi",
    "Fatimah",
    "Khotimah",
    "Aminah",
    "Sulastri",
    "Suharti",
    "Mujiati",
    "Rumiyati",
    "Wiwik",
    "Eka",
    "Ida",
    "Lilik",
    "Maryam",
    "Nining",
    "Partini",
    "Retno",
    "Sarinah",
    "Titik",
    "Wahyuni",
    "Zulaikha",
    "Anisa",
    "Fitri",
    "Indah",
    "Jumiati",
    "Karsini",
    "Laila",
    "Musrifah",
    "Ngatinah",
    "Puji",
    "Rokhayah",
    "Sutirah",
    "Turiyah",
    "Uswatun",
    "Warsiti",
];
const MEN: &[&str] = &[
    "Slamet",
    "Joko",
    "Agus",
    "Bambang",
    "Kasmuri",
    "Rohmat",
    "Tarjo",
    "Suyitno",
    "Mulyono",
    "Wahyudi",
    "Ahmad",
    "Budi",
    "Casmadi",
    "Darsono",
    "Eko",
    "Fauzan",
    "Gunawan",
    "Hadi",
    "Imron",
    "Jumadi",
    "Karyono",
    "Lukman",
    "Mashuri",
    "Nurkholis",
    "Parno",
    "Qomar",
    "Ridwan",
    "Sugeng",
    "Teguh",
    "Untung",
    "Waluyo",
    "Yanto",
    "Zaenal",
    "Arif",
    "Basuki",
    "Cipto",
    "Dullah",
    "Edi",
    "Fatoni",
    "Giyanto",
    "Haryanto",
    "Irfan",
    "Kuswanto",
    "Mahfud",
    "Ngadiman",
    "Purwanto",
    "Rasmono",
    "Sutrisno",
    "Tohari",
    "Widodo",
];
const LATER: &[&str] = &[
    "Wijaya",
    "Santoso",
    "Hidayat",
    "Susanto",
    "Setiawan",
    "Rahayu",
    "Handayani",
    "Puspita",
    "Saputra",
    "Kurniawan",
    "Ningsih",
    "Astuti",
    "Maulana",
    "Prasetyo",
    "Utami",
    "Nugroho",
    "Wulandari",
    "Fauziah",
    "Hakim",
    "Mubarok",
    "Widyastuti",
    "Pratiwi",
    "Anggraini",
    "Subekti",
    "Raharjo",
    "Wibowo",
    "Kusuma",
    "Permata",
    "Sari",
    "Cahyani",
    "Ariyanto",
    "Budiarti",
    "Cahyono",
    "Firdaus",
    "Isnaini",
    "Khasanah",
    "Listiani",
    "Muslimah",
    "Prihatin",
    "Rofiq",
];
const WOMENS_ENDINGS: &[&str] = &[
    "Rahayu",
    "Handayani",
    "Puspita",
    "Ningsih",
    "Astuti",
    "Utami",
    "Wulandari",
    "Fauziah",
    "Widyastuti",
    "Pratiwi",
    "Anggraini",
    "Permata",
    "Sari",
    "Cahyani",
    "Budiarti",
    "Isnaini",
    "Khasanah",
    "Listiani",
    "Muslimah",
];

/// What shops here like to be called.
pub const BRANDS: &[&str] = &[
    "Barokah",
    "Sumber Rejeki",
    "Mekar Sari",
    "Tiga Putri",
    "Sekar Arum",
    "Lestari",
    "Mitra Jaya",
    "Sari Rasa",
    "Dua Saudara",
    "Rizki",
    "Amanah",
    "Mulya",
    "Berkah Ibu",
    "Putra Mandiri",
    "Al-Hidayah",
    "Rejo Makmur",
    "Karya Utama",
    "Cahaya",
    "Sido Mukti",
    "Ngudi Rahayu",
    "Wahyu Tumurun",
    "Sri Rejeki",
    "Makmur Jaya",
    "Tunas Muda",
    "Melati",
    "Kenanga",
    "Dewi Sri",
    "Gemah Ripah",
    "Sami Asih",
    "Guyub Rukun",
    "Tirta Asri",
    "Bumi Subur",
    "Arum Manis",
    "Anugerah",
    "Eka Jaya",
    "Kembar",
];

/// A made-up person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// As written on a card.
    pub full: String,
    /// What neighbours call them, with Bu or Pak.
    pub called: String,
}

/// Draws names without repeating one.
pub struct Names {
    seed: Seed,
    taken: HashSet<String>,
}

impl Names {
    /// A new list.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed: Seed::named("orang", seed), taken: HashSet::new() }
    }

    /// The next one; seven in ten are women, as among the region's micro-businesses with food.
    pub fn person(&mut self, womens_percent: u64) -> Name {
        loop {
            let woman = self.seed.chance(womens_percent);
            let first = *self.seed.pick(if woman { WOMEN } else { MEN });
            let last = loop {
                let last = *self.seed.pick(LATER);
                if woman || !WOMENS_ENDINGS.contains(&last) {
                    break last;
                }
            };
            let full = match self.seed.below(10) {
                0 => format!("{} {first} {last}", if woman { "Hj." } else { "H." }),
                1 | 2 => format!("{first} {} {last}", *self.seed.pick(if woman { WOMEN } else { MEN })),
                _ => format!("{first} {last}"),
            };
            if self.taken.insert(full.clone()) {
                let short = if first == "Siti" || first == "Sri" || first == "Nur" { last } else { first };
                return Name { full, called: format!("{} {short}", if woman { "Bu" } else { "Pak" }) };
            }
        }
    }

    /// A shop's name from what it sells and its owner or a brand, not taken yet.
    pub fn shop(&mut self, heads: &[&str], owner: &Name) -> String {
        loop {
            let head = *self.seed.pick(heads);
            let name = if self.seed.chance(45) {
                format!("{head} {}", owner.called)
            } else {
                format!("{head} {}", *self.seed.pick(BRANDS))
            };
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}
