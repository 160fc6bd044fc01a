//! The tree of categories as it is seeded: the one table that migration and demo share.

/// A category; `parent` is empty at the top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Category {
    /// Its number in the database.
    pub id: i16,
    /// Slug of the one above, or "".
    pub parent: &'static str,
    /// In URLs and forms.
    pub slug: &'static str,
    /// Indonesian.
    pub name_id: &'static str,
    /// English.
    pub name_en: &'static str,
    /// A symbol of the sprite.
    pub icon: &'static str,
}

const fn top(id: i16, slug: &'static str, name_id: &'static str, name_en: &'static str, icon: &'static str) -> Category {
    Category { id, parent: "", slug, name_id, name_en, icon }
}

const fn leaf(id: i16, parent: &'static str, slug: &'static str, name_id: &'static str, name_en: &'static str) -> Category {
    Category { id, parent, slug, name_id, name_en, icon: parent_icon(id) }
}

const fn parent_icon(id: i16) -> &'static str {
    match id / 100 {
        1 => "snack",
        2 => "food",
        3 => "coffee-tea",
        4 => "sea",
        5 => "spice",
        6 => "plants",
        7 => "batik",
        8 => "fashion",
        9 => "leather",
        10 => "craft",
        11 => "materials",
        _ => "services",
    }
}

/// All categories, each top one before its leaves. Ids: hundreds at the top, leaves count on.
pub const CATEGORIES: &[Category] = &[
    top(100, "camilan", "Camilan", "Snacks", "snack"),
    leaf(101, "camilan", "emping", "Emping melinjo", "Emping (melinjo crackers)"),
    leaf(102, "camilan", "kerupuk", "Kerupuk", "Crackers"),
    leaf(103, "camilan", "keripik", "Keripik", "Chips"),
    leaf(104, "camilan", "opak", "Opak dan rengginang", "Opak and rice crackers"),
    leaf(105, "camilan", "kue-kering", "Kue kering", "Cookies"),
    leaf(106, "camilan", "oleh-oleh", "Paket oleh-oleh", "Gift parcels"),
    top(200, "makanan", "Makanan", "Food", "food"),
    leaf(201, "makanan", "serabi", "Serabi", "Serabi pancakes"),
    leaf(202, "makanan", "jajan-pasar", "Jajan pasar", "Market sweets"),
    leaf(203, "makanan", "kue-basah", "Kue dan bolu", "Cakes"),
    leaf(204, "makanan", "roti", "Roti", "Bread"),
    leaf(205, "makanan", "tempe-tahu", "Tempe dan tahu", "Tempe and tofu"),
    leaf(206, "makanan", "nasi-katering", "Nasi dan katering", "Meals and catering"),
    leaf(207, "makanan", "telur", "Telur", "Eggs"),
    top(300, "minuman", "Kopi, teh, minuman", "Coffee, tea, drinks", "coffee-tea"),
    leaf(301, "minuman", "kopi-bubuk", "Kopi bubuk", "Ground coffee"),
    leaf(302, "minuman", "kopi-biji", "Kopi biji", "Coffee beans"),
    leaf(303, "minuman", "teh", "Teh", "Tea"),
    leaf(304, "minuman", "sirup-jamu", "Sirup dan jamu", "Syrups and jamu"),
    leaf(305, "minuman", "madu", "Madu", "Honey"),
    top(400, "hasil-laut", "Hasil laut", "From the sea", "sea"),
    leaf(401, "hasil-laut", "ikan-asin", "Ikan asin", "Salted fish"),
    leaf(402, "hasil-laut", "ikan-asap", "Ikan asap", "Smoked fish"),
    leaf(403, "hasil-laut", "pindang", "Pindang", "Steamed fish"),
    leaf(404, "hasil-laut", "ikan-segar", "Ikan segar", "Fresh fish"),
    leaf(405, "hasil-laut", "terasi", "Terasi dan petis", "Shrimp paste"),
    top(500, "dapur", "Bumbu dan dapur", "Kitchen", "spice"),
    leaf(501, "dapur", "sambal", "Sambal", "Sambal"),
    leaf(502, "dapur", "bumbu", "Bumbu", "Spices"),
    leaf(503, "dapur", "gula-jawa", "Gula jawa dan aren", "Palm sugar"),
    leaf(504, "dapur", "minyak", "Minyak", "Oil"),
    leaf(505, "dapur", "garam", "Garam", "Salt"),
    top(600, "hasil-tani", "Hasil tani", "From the fields", "plants"),
    leaf(601, "hasil-tani", "beras", "Beras", "Rice"),
    leaf(602, "hasil-tani", "sayur", "Sayur", "Vegetables"),
    leaf(603, "hasil-tani", "buah", "Buah", "Fruit"),
    leaf(604, "hasil-tani", "melinjo", "Melinjo mentah", "Raw melinjo"),
    leaf(605, "hasil-tani", "bibit", "Bibit tanaman", "Seedlings"),
    leaf(606, "hasil-tani", "pupuk", "Pupuk", "Fertiliser"),
    top(700, "batik-kain", "Batik dan kain", "Batik and cloth", "batik"),
    leaf(701, "batik-kain", "batik-tulis", "Batik tulis", "Hand-drawn batik"),
    leaf(702, "batik-kain", "batik-cap", "Batik cap", "Stamped batik"),
    leaf(703, "batik-kain", "sarung-selendang", "Sarung dan selendang", "Sarongs and shawls"),
    top(800, "pakaian", "Pakaian", "Clothing", "fashion"),
    leaf(801, "pakaian", "kemeja-batik", "Kemeja dan gamis batik", "Batik shirts and dresses"),
    leaf(802, "pakaian", "baju", "Baju", "Clothes"),
    leaf(803, "pakaian", "hijab", "Hijab dan mukena", "Headscarves"),
    top(900, "kulit", "Kerajinan kulit", "Leather", "leather"),
    leaf(901, "kulit", "tas-kulit", "Tas kulit", "Leather bags"),
    leaf(902, "kulit", "dompet", "Dompet", "Wallets"),
    leaf(903, "kulit", "sabuk", "Sabuk", "Belts"),
    leaf(904, "kulit", "alas-kaki", "Sandal dan sepatu", "Footwear"),
    top(1000, "kerajinan", "Kerajinan dan rumah", "Crafts and home", "craft"),
    leaf(1001, "kerajinan", "anyaman", "Anyaman bambu", "Bamboo weaving"),
    leaf(1002, "kerajinan", "kayu-mebel", "Kayu dan mebel", "Wood and furniture"),
    leaf(1003, "kerajinan", "gerabah", "Gerabah", "Pottery"),
    leaf(1004, "kerajinan", "alat-rumah", "Alat rumah", "Household goods"),
    top(1100, "bahan-usaha", "Bahan usaha", "Supplies", "materials"),
    leaf(1101, "bahan-usaha", "tepung-gula", "Tepung dan gula", "Flour and sugar"),
    leaf(1102, "bahan-usaha", "kemasan", "Kemasan", "Packaging"),
    top(1200, "jasa", "Jasa", "Services", "services"),
    leaf(1201, "jasa", "sablon-cetak", "Sablon dan cetak", "Printing"),
    leaf(1202, "jasa", "jahit", "Jahit dan servis", "Sewing and repairs"),
];

/// The insert statement for a migration.
#[must_use]
pub fn seed_sql() -> String {
    let quoted = |s: &str| format!("'{}'", s.replace('\'', "''"));
    let rows: Vec<String> = CATEGORIES
        .iter()
        .enumerate()
        .map(|(nth, c)| {
            let parent = CATEGORIES.iter().find(|p| p.slug == c.parent).map_or("null".to_owned(), |p| p.id.to_string());
            format!(
                "    ({}, {parent}, {}, {}, {}, {}, {nth})",
                c.id,
                quoted(c.slug),
                quoted(c.name_id),
                quoted(c.name_en),
                quoted(c.icon)
            )
        })
        .collect();
    format!("insert into category (id, parent_id, slug, name_id, name_en, icon, sort) values\n{};\n", rows.join(",\n"))
}
