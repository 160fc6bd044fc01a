use domain::permit::PermitKind;

crate::texts! {
    pub Text {
        market: "Pasar", "Market";
        results_for(q: &str): format!("Hasil untuk “{q}”"), format!("Results for “{q}”");
        products(n: u64): format!("{} produk", thousands(n)), if n == 1 { "1 product".to_owned() } else { format!("{} products", thousands(n)) };
        lead: "Barang buatan anggota koperasi, dari tetangga Anda.", "Goods made by koperasi members, your neighbours.";
        describe(what: &str): format!("{what} buatan anggota koperasi: harga, toko dan tempatnya."), format!("{what} made by koperasi members: prices, shops and places.");
        categories: "Kategori", "Categories";
        district: "Kecamatan", "District";
        koperasi: "Koperasi", "Koperasi";
        shop: "Toko", "Shop";
        supplier: "Pemasok", "Supplier";
        named_so: "Toko, koperasi, pemasok", "Shops, koperasi, suppliers";
        certificate: "Izin dan sertifikat", "Permits and certificates";
        price: "Harga", "Price";
        price_from: "Paling murah", "From";
        price_to: "Paling mahal", "Up to";
        available: "Hanya yang bisa dibeli sekarang", "Only what can be bought now";
        available_short: "Bisa dibeli sekarang", "Can be bought now";
        radius: "Jarak paling jauh", "Distance at most";
        any_distance: "Berapa pun", "Any";
        kilometres(n: u32): format!("{n} km"), format!("{n} km");
        within(n: u32): format!("Dalam {n} km"), format!("Within {n} km");
        near_here: "Dekat tempat saya", "Near me";
        asking_place: "Mencari tempat Anda…", "Finding your place…";
        no_place: "Tempat Anda tidak diketahui. Pilih kecamatan saja.", "Your place is not known. Choose a district instead.";
        sort: "Urutkan", "Sort";
        relevance: "Paling cocok", "Best match";
        newest: "Terbaru", "Newest";
        cheapest: "Termurah", "Cheapest";
        cheapest_per_unit: "Termurah per kg/liter", "Cheapest per kg/liter";
        dearest: "Termahal", "Most expensive";
        best_rated: "Nilai terbaik", "Best rated";
        nearest: "Terdekat", "Nearest";
        filter: "Saring dan urutkan", "Filter and sort";
        apply: "Tampilkan", "Show";
        clear: "Hapus semua saringan", "Clear all filters";
        set_from(price: &str): format!("Mulai {price}"), format!("From {price}");
        set_to(price: &str): format!("Sampai {price}"), format!("Up to {price}");
        all_of(n: usize): format!("Semua ({n})"), format!("All ({n})");
        distance(metres: u32): far(metres, ','), far(metres, '.');
        wholesale(from: &str): format!("Grosir mulai {from}"), format!("Wholesale from {from}");
        meant(q: &str): format!("Ditampilkan: “{q}”, ejaan yang paling dekat."), format!("Showing “{q}”, the nearest spelling.");
        dropped(words: &str): format!("Belum ada barang dengan kata “{words}”. Ini yang cocok dengan kata lainnya."), format!("Nothing has “{words}” yet. These match the other words.");
        any_word: "Belum ada yang cocok dengan semua kata. Ini yang cocok dengan sebagian.", "Nothing matches all the words. These match some of them.";
        ignored(fields: &str): format!("Saringan ini tidak dikenali dan tidak dipakai: {fields}."), format!("These filters are not known and were not used: {fields}.");
        set_price_from: "harga mulai", "price from";
        set_price_to: "harga sampai", "price up to";
        place_name: "tempat Anda", "your place";
        page_number: "nomor halaman", "page number";
        page_size: "banyaknya per halaman", "number on a page";
        another: "saringan lain", "another filter";
        beyond: "Halaman ini sudah lewat yang terakhir.", "This page is past the last one.";
        to_first: "Ke halaman pertama", "To the first page";
        nothing: "Belum ada yang cocok", "Nothing found yet";
        nothing_for(q: &str): format!("Kami belum menemukan “{q}” di pasar ini."), format!("We could not find “{q}” on this market yet.");
        nothing_here: "Tidak ada barang dengan saringan ini.", "Nothing is left with these filters.";
        without_filters(n: u64): format!("Lihat {} produk tanpa saringan", thousands(n)), format!("See {} without filters", if n == 1 { "1 product".to_owned() } else { format!("{} products", thousands(n)) });
        spelled: "Mungkin maksud Anda", "Did you mean";
        look_in_categories: "Lihat menurut kategori", "Browse by category";
        look_in_districts: "Lihat menurut kecamatan", "Browse by district";
        see_market: "Lihat semua barang", "See all goods";
        nib: "NIB", "NIB";
        pirt: "SPP-IRT", "SPP-IRT (home-made food)";
        halal: "Halal", "Halal";
        trademark: "Merek terdaftar", "Registered trademark";
        page(n: u32): format!("halaman {n}"), format!("page {n}");
    }
}

impl Text {
    /// A parameter of the address as people call it.
    pub fn parameter(self, field: &str) -> &'static str {
        match field {
            "kategori" => self.categories(),
            "kecamatan" => self.district(),
            "koperasi" => self.koperasi(),
            "sertifikat" => self.certificate(),
            "harga_min" => self.set_price_from(),
            "harga_maks" => self.set_price_to(),
            "tersedia" => self.available_short(),
            "lat" | "lng" => self.place_name(),
            "radius_km" => self.radius(),
            "urut" => self.sort(),
            "hal" => self.page_number(),
            "per_hal" => self.page_size(),
            _ => self.another(),
        }
    }

    pub fn permit(self, kind: PermitKind) -> &'static str {
        match kind {
            PermitKind::Nib => self.nib(),
            PermitKind::Pirt => self.pirt(),
            PermitKind::Halal => self.halal(),
            PermitKind::Trademark => self.trademark(),
        }
    }
}

/// Digits in groups of three, parted by dots in both languages, as prices are.
fn thousands(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `300 m`, `4,2 km`, `12 km`.
fn far(metres: u32, mark: char) -> String {
    match metres {
        ..1_000 => format!("{metres} m"),
        1_000..10_000 => format!("{}{mark}{} km", metres / 1_000, metres % 1_000 / 100),
        _ => format!("{} km", (metres + 500) / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use domain::lang::Lang;

    use super::*;

    #[test]
    fn figures_are_short() {
        assert_eq!(
            ["0", "999", "1.000", "100.000", "1.234.567"],
            [0, 999, 1_000, 100_000, 1_234_567].map(thousands).each_ref().map(String::as_str)
        );
        assert_eq!(
            ["300 m", "4,2 km", "12 km"],
            [300, 4_200, 12_400].map(|m| Text(Lang::Id).distance(m)).each_ref().map(String::as_str)
        );
        assert_eq!(Text(Lang::En).distance(4_200), "4.2 km");
    }
}
