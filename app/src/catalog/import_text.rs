use domain::lang::Lang;

crate::texts! {
    pub Text {
        title: "Impor produk dari berkas", "Import products from a file";
        lead: "Isi banyak produk sekaligus dari Excel atau CSV. Setiap baris diperiksa dulu; belum ada yang tersimpan sampai Anda setuju.", "Enter many products at once from Excel or CSV. Each row is checked first; nothing is saved until you agree.";
        file: "Berkas", "File";
        file_hint(rows: usize, mb: u32): format!("CSV atau XLSX, paling banyak {rows} baris dan {mb} MB."), format!("CSV or XLSX, at most {rows} rows and {mb} MB.");
        read: "Baca berkas", "Read the file";
        template: "Unduh contoh", "Download a template";
        columns_title: "Kolom yang dibaca", "Columns that are read";
        no_rows: "Tidak ada baris produk di berkas ini. Baris pertama berisi nama kolom, baris berikutnya produk.", "There are no products in this file. The first row names the columns, the next ones are products.";
        missing_columns(missing: &str): format!("Kolom ini tidak ditemukan di baris pertama: {missing}. Unduh contoh untuk melihat bentuknya."), format!("These columns are missing from the first row: {missing}. Download the template to see its form.");
        too_many_rows(max: usize): format!("Lebih dari {max} baris. Bagi menjadi beberapa berkas."), format!("More than {max} rows. Split it into several files.");
        all_good(n: i32): format!("Semua {n} baris benar."), format!("All {n} rows are fine.");
        some_bad(good: i32, bad: i32): format!("{good} baris benar, {bad} baris perlu diperbaiki. Yang perlu diperbaiki tampil paling atas. Perbaiki berkasnya lalu unggah lagi, atau ambil yang benar saja."), format!("{good} rows are fine, {bad} need correcting and are shown first. Correct the file and send it again, or take only the good ones.");
        nothing_good: "Tidak ada baris yang benar. Perbaiki berkasnya, lalu unggah lagi.", "No row is fine. Correct the file, then send it again.";
        has_bad_rows: "Masih ada baris yang keliru, jadi tidak bisa diambil semua. Ambil yang benar saja, atau perbaiki berkasnya.", "Some rows are wrong, so not all can be taken. Take only the good ones, or correct the file.";
        choose: "Pilih dulu: semua, atau yang benar saja.", "Choose first: all, or only the good ones.";
        take_all(n: i32): format!("Ambil semua, {n} produk"), format!("Take all, {n} products");
        take_good(n: i32): format!("Ambil yang benar saja, {n} produk"), format!("Take only the good ones, {n} products");
        publish_too: "Langsung tampilkan di pasar", "Put them on the market at once";
        another_file: "Pilih berkas lain", "Choose another file";
        rows: "Baris berkas", "Rows of the file";
        line: "Baris", "Row";
        product: "Produk", "Product";
        price: "Harga", "Price";
        result: "Hasil", "Result";
        good: "Benar", "Fine";
        bad: "Perlu diperbaiki", "Needs correcting";
        there: "Nama ini sudah ada", "This name exists";
        some_there(n: i64): format!("{n} baris bernama sama dengan produk di toko Anda. Bila diambil, produk itu menjadi dua. Untuk mengubah yang lama, buka produknya."), if n == 1 { "1 row has the name of a product in your shop. Taken over, there will be two. To change the old one, open it instead.".to_owned() } else { format!("{n} rows have the names of products in your shop. Taken over, there will be two of each. To change the old ones, open them instead.") };
        running: "Sedang mengimpor", "Importing";
        so_far(done: i32, total: i32): format!("{done} dari {total} baris"), format!("{done} of {total} rows");
        may_leave: "Halaman ini memperbarui dirinya. Anda boleh pergi; pekerjaan tetap berjalan.", "This page refreshes itself. You may leave; the work goes on.";
        failed: "Impor ini tidak selesai karena gangguan di pihak kami. Belum ada produk yang tersimpan, dan isi berkas Anda masih ada. Silakan coba lagi.", "This import did not finish because of trouble on our side. No product was saved, and your rows are still here. Please try again.";
        try_again: "Coba lagi", "Try again";
        made_drafts(n: i32): format!("Selesai: {n} produk tersimpan sebagai draf."), format!("Done: {n} products saved as drafts.");
        made_published(n: i32): format!("Selesai: {n} produk sudah tampil di pasar."), format!("Done: {n} products are on the market.");
        see_them: "Lihat produknya", "See the products";
    }
}

impl Text {
    /// Each column with what goes into it.
    pub fn columns(self) -> [(&'static str, &'static str); 9] {
        match self.0 {
            Lang::Id => [
                ("nama", "Wajib. Sampai 120 huruf."),
                ("kategori", "Wajib. Nama kategori seperti di Guyub, misalnya Kopi bubuk."),
                ("deskripsi", "Boleh kosong."),
                ("harga", "Wajib. Rupiah bulat: 12500 atau 12.500."),
                ("satuan", "Wajib. kg, 250 g, bungkus 250 g, pcs, lusin…"),
                ("stok", "Kosongkan bila dibuat saat dipesan."),
                ("kata_kunci", "Boleh kosong. Pisahkan dengan koma."),
                ("grosir", "Boleh kosong. Jumlah:harga, dipisah titik koma: 10:14000;50:13500."),
                ("hari", "Bila stok kosong: berapa hari sampai jadi, 1 sampai 90. Kosong berarti 3."),
            ],
            Lang::En => [
                ("nama", "Required. Up to 120 characters."),
                ("kategori", "Required. A category’s name as on Guyub, such as Kopi bubuk."),
                ("deskripsi", "Optional description."),
                ("harga", "Required. The price in whole rupiah: 12500 or 12.500."),
                ("satuan", "Required unit: kg, 250 g, bungkus 250 g, pcs, lusin…"),
                ("stok", "The stock. Leave empty if made to order."),
                ("kata_kunci", "Optional keywords, separated with commas."),
                ("grosir", "Optional wholesale prices. Quantity:price, separated with semicolons: 10:14000;50:13500."),
                ("hari", "Without stock: days until it is made, 1 to 90. Empty means 3."),
            ],
        }
    }
}
