//! The words inside the components.

crate::texts! {
    pub(crate) Words {
        place(village: &str, district: &str): format!("{village}, Kec. {district}"), format!("{village}, {district} district");
        optional: "boleh kosong", "optional";
        at_most(n: usize): format!("Paling banyak {n} huruf."), format!("At most {n} characters.");
        choose: "Pilih…", "Choose…";
        not_sent_yet: "Belum terkirim. Periksa lagi:", "Not sent yet. Please check:";
        main_content: "Langsung ke isi", "Skip to content";
        main_menu: "Menu utama", "Main menu";
        search: "Cari", "Search";
        search_for: "Cari emping, batik, kopi…", "Search for emping, batik, coffee…";
        shop: "Toko", "Shop";
        category: "Kategori", "Category";
        suggestion_list: "Saran", "Suggestions";
        suggestions: "{n} saran. Pilih dengan panah bawah.", "{n} suggestions. Choose with the down arrow.";
        home: "Beranda", "Home";
        pages: "Halaman", "Pages";
        site_links: "Tautan situs", "Site links";
        page(n: u64): format!("Halaman {n}"), format!("Page {n}");
        previous: "Sebelumnya", "Previous";
        next: "Berikutnya", "Next";
        page_of(n: u64, of: u64): format!("Halaman {n} dari {of}"), format!("Page {n} of {of}");
        you_are_here: "Anda di sini", "You are here";
        buy: "Beli", "Buy";
        saving: "hemat", "you save";
        valid_until(date: &str): format!("berlaku s.d. {date}"), format!("valid until {date}");
        sold_out: "Habis", "Sold out";
        made_to_order: "Dibuat bila dipesan", "Made to order";
        share_whatsapp: "Bagikan lewat WhatsApp", "Share by WhatsApp";
        link_to_copy: "Tautan untuk disalin", "Link to copy";
        figures_as_table: "Lihat sebagai tabel", "See as a table";
        success: "Berhasil", "Done";
        info: "Info", "Note";
        warning: "Perhatian", "Please note";
        danger: "Gagal", "Failed";
        less_of(label: &str): format!("Kurangi: {label}"), format!("Less: {label}");
        more_of(label: &str): format!("Tambah: {label}"), format!("More: {label}");
        late: "terlambat", "late";
        step_done: "selesai", "done";
        rated: "Nilai", "Rated";
        reviews(n: u64): format!("{n} ulasan"), if n == 1 { "1 review".to_owned() } else { format!("{n} reviews") };
        stars(n: i16): format!("{n} dari 5 bintang"), format!("{n} of 5 stars");
        products(n: u64): format!("{n} produk"), if n == 1 { "1 product".to_owned() } else { format!("{n} products") };
        shops(n: u64): format!("{n} toko"), if n == 1 { "1 shop".to_owned() } else { format!("{n} shops") };
        members(n: u64): format!("{n} anggota"), if n == 1 { "1 member".to_owned() } else { format!("{n} members") };
        remove_filter: "hapus saringan", "remove filter";
        cart: "Keranjang", "Cart";
        in_cart(n: &str): format!("Keranjang, {n} barang"), format!("Cart, {n} products");
        notices: "Kabar", "Notices";
        unread_notices(n: &str): format!("Kabar, {n} belum dibaca"), format!("Notices, {n} unread");
    }
}
