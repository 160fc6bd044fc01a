crate::texts! {
    pub(super) Text {
        reviews: "Ulasan", "Reviews";
        review_order: "Beri ulasan", "Write reviews";
        order(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        own_lead(shop: &str): format!("Bagaimana barang dari {shop}? Ulasan Anda membantu pembeli lain."), format!("How was what you bought from {shop}? Your review helps other buyers.");
        not_done: "Ulasan bisa ditulis setelah pesanan selesai.", "Reviews can be written once the order is done.";
        write: "Tulis ulasan", "Write a review";
        change: "Ubah ulasan", "Change the review";
        write_of(name: &str): format!("Tulis ulasan: {name}"), format!("Write a review: {name}");
        change_of(name: &str): format!("Ubah ulasan: {name}"), format!("Change the review: {name}");
        how_was(name: &str): format!("Bagaimana {name}?"), format!("How was {name}?");
        public_hint: "Tampil untuk semua orang dengan nama depan Anda.", "Everybody sees it, with your first name.";
        stars: "Bintang", "Stars";
        stars_5: "Sangat bagus", "Very good";
        stars_4: "Bagus", "Good";
        stars_3: "Cukup", "Fair";
        stars_2: "Kurang", "Weak";
        stars_1: "Buruk", "Poor";
        words: "Cerita Anda", "What you would tell";
        words_hint: "Misalnya rasa, ukuran, atau kemasannya. Jangan tulis nomor HP atau alamat.", "Such as taste, size or packing. Do not write phone numbers or addresses.";
        photos: "Foto", "Photos";
        photos_hint(n: usize): format!("Paling banyak {n} foto barangnya."), format!("At most {n} photos of what you bought.");
        photos_replace(n: usize): format!("Foto baru menggantikan yang lama. Paling banyak {n} foto."), format!("New photos replace the old ones. At most {n} photos.");
        without_photos: "Hapus foto yang lama", "Remove the old photos";
        kept_photos: "Foto yang sudah terkirim", "Photos that have been sent";
        kept_photos_hint: "Hapus centangnya bila tidak jadi dipakai.", "Untick what you do not want.";
        photo(n: u64): format!("Foto {n}"), format!("Photo {n}");
        send: "Kirim ulasan", "Send the review";
        thanks: "Terima kasih, ulasan Anda sudah tampil.", "Thank you, your review is shown.";
        hidden(why: &str): format!("Pengurus koperasi menyembunyikan ulasan ini: {why}"), format!("An officer of the koperasi hides this review: {why}");
        seller_says: "Jawaban penjual", "The seller’s answer";
        no_reviews: "Belum ada ulasan. Pembeli menulisnya setelah pesanan selesai.", "No reviews yet. Buyers write them once an order is done.";
        all_reviews(n: i32): format!("Baca semua {n} ulasan"), format!("Read all {n} reviews");
        reviews_of(name: &str): format!("Ulasan {name}"), format!("Reviews of {name}");
        formula: "Nilai dihitung supaya satu dua ulasan tidak langsung menentukan: setiap barang mulai seperti sudah diberi 4 bintang oleh 5 pembeli. Rumusnya (5 × 4 + jumlah bintang) ÷ (5 + banyaknya ulasan).", "The rating is computed so that one or two reviews do not decide it: every product begins as if 5 buyers had given it 4 stars. It is (5 × 4 + all stars) ÷ (5 + number of reviews).";
        how_computed: "Cara nilai dihitung", "How the rating is computed";
        distribution: "Bintang dari pembeli", "Stars given by buyers";
        n_stars(n: usize): format!("{n} bintang"), if n == 1 { "1 star".to_owned() } else { format!("{n} stars") };
        a_buyer: "Pembeli", "A buyer";
        changed: "diubah", "changed";
        only_buyers: "Ditulis pembeli setelah pesanannya selesai.", "Written by buyers once their order was done.";
        report: "Laporkan", "Report";
        report_of(name: &str): format!("Laporkan ulasan {name}"), format!("Report the review by {name}");
        beyond: "Halaman ini sudah lewat yang terakhir.", "This page is past the last one.";
        to_product: "Lihat barangnya", "See the product";
    }
}

impl Text {
    /// What so many stars say.
    pub fn grade(self, stars: i16) -> &'static str {
        match stars {
            ..=1 => self.stars_1(),
            2 => self.stars_2(),
            3 => self.stars_3(),
            4 => self.stars_4(),
            5.. => self.stars_5(),
        }
    }
}
