crate::texts! {
    pub(super) Text {
        reviews: "Ulasan", "Reviews";
        review_order: "Beri ulasan", "Write reviews";
        order(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        own_lead(shop: &str): format!("Bagaimana barang dari {shop}? Ulasan Anda membantu pembeli lain."), format!("How was what you bought from {shop}? Your review helps other buyers.");
        not_done: "Ulasan bisa ditulis setelah pesanan selesai.", "Reviews can be written once the order is done.";
        too_new(when: &str): format!("Akun tanpa kata sandi bisa menilai mulai {when}, supaya tidak ada penilaian yang dibuat-buat. Dengan kata sandi bisa langsung."), format!("An account without a password can review from {when} on, so that nobody makes ratings up. With a password one can right away.");
        make_password: "Buat kata sandi", "Make a password";
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
        replaces: "Anda sudah menilai barang ini. Bila dikirim lagi, penilaian yang lama diganti.", "You have reviewed this already. What you send now replaces it.";
        replaced: "Anda sudah menilai; penilaian Anda diganti.", "You had reviewed it already; your review was replaced.";
        too_often: "Terlalu banyak foto dalam satu jam. Kirim tanpa foto, atau coba lagi nanti; isi formulir ini tetap ada.", "Too many photos within an hour. Send it without photos, or try again later; what you typed stays here.";
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
        only_buyers: "Ditulis pembeli setelah pesanannya selesai. Akun baru tanpa kata sandi menunggu sehari.", "Written by buyers once their order was done. A new account without a password waits for a day.";
        report: "Laporkan", "Report";
        report_of(name: &str): format!("Laporkan ulasan {name}"), format!("Report the review by {name}");
        beyond: "Halaman ini sudah lewat yang terakhir.", "This page is past the last one.";
        to_product: "Lihat barangnya", "See the product";
        to_business: "Usaha saya", "My business";
        shop_lead: "Yang belum dijawab di atas. Jawaban Anda tampil di bawah ulasannya.", "Those without an answer first. Your answer is shown below the review.";
        shop_none: "Belum ada ulasan. Pembeli bisa menulisnya setelah pesanan selesai.", "No reviews yet. Buyers can write them once an order is done.";
        is_hidden: "Disembunyikan", "Hidden";
        answer: "Jawab", "Answer";
        answer_of(buyer: &str, product: &str): format!("Jawab ulasan {buyer} tentang {product}"), format!("Answer the review by {buyer} of {product}");
        answer_title(product: &str): format!("Jawab ulasan: {product}"), format!("Answer a review: {product}");
        your_answer: "Jawaban Anda", "Your answer";
        answer_hint: "Tampil untuk semua orang dan hanya bisa ditulis sekali. Tetap ramah, jangan tulis data pembeli.", "Everybody sees it, and it can be written once only. Stay friendly, and write nothing about the buyer.";
        send_answer: "Kirim jawaban", "Send the answer";
        answered: "Jawaban Anda sudah tampil.", "Your answer is shown.";
        answered_already: "Ulasan ini sudah dijawab.", "This review has been answered.";
        report_title: "Laporkan ulasan", "Report a review";
        report_lead: "Pengurus koperasi yang menjamin toko ini akan memeriksanya.", "An officer of the koperasi that vouches for this shop will look at it.";
        report_why: "Apa yang salah dengan ulasan ini?", "What is wrong with this review?";
        reported: "Terima kasih, laporan Anda diperiksa pengurus koperasi.", "Thank you, an officer of the koperasi will look at it.";
        reported_before: "Anda sudah melaporkan ulasan ini.", "You have reported this review.";
        report_shop_title(name: &str): format!("Laporkan {name}"), format!("Report {name}");
        report_shop_lead: "Untuk penipuan atau barang terlarang. Bila ada masalah dengan pesanan, sampaikan keluhan di halaman pesanan itu.", "For fraud or forbidden goods. If something is wrong with an order, complain on the page of that order.";
        report_shop_why: "Apa yang terjadi?", "What happened?";
        shop_reported: "Terima kasih, laporan Anda diperiksa pengelola Guyub.", "Thank you, the operator of Guyub will look at it.";
        send_report: "Kirim laporan", "Send the report";
        shop_reports: "Laporan tentang toko", "Reports about shops";
        no_shop_reports: "Tidak ada laporan", "No reports";
        no_shop_reports_hint: "Laporan pembeli tentang toko muncul di sini.", "What buyers report about shops appears here.";
        shop: "Toko", "Shop";
        why: "Alasan", "Reason";
        how_many: "Banyaknya", "How many";
        reports(n: i64): format!("{n} laporan"), if n == 1 { "1 report".to_owned() } else { format!("{n} reports") };
        more_reports(n: usize): format!("dan {n} lagi"), format!("and {n} more");
        settle: "Sudah ditangani", "Settled";
        report_settled: "Laporan tentang toko itu ditandai sudah ditangani.", "What was reported of that shop is marked as settled.";
        blocked_title: "Pembeli yang tidak dilayani", "Buyers not served";
        blocked_lead: "Mereka tidak bisa memesan lagi di toko ini. Pesanan yang sedang berjalan tetap diselesaikan.", "They can no longer order from this shop. Orders under way go on.";
        nobody_blocked: "Semua pembeli dilayani.", "Every buyer is served.";
        buyer: "Pembeli", "Buyer";
        block_title: "Tidak melayani seorang pembeli", "Stop serving a buyer";
        order_number: "Nomor pesanannya", "Number of their order";
        order_number_hint: "Contoh: 7KQ2-M9XD. Nomor pesanan pembeli itu di toko Anda.", "Example: 7KQ2-M9XD. An order of that buyer at your shop.";
        block_why_hint: "Hanya Anda dan pengurus koperasi yang membacanya.", "Only you and the officers of the koperasi read it.";
        block: "Jangan layani lagi", "Serve no more";
        blocked: "Pembeli itu tidak bisa memesan lagi di toko Anda.", "That buyer can no longer order from your shop.";
        unblock: "Layani lagi", "Serve again";
        unblocked: "Pembeli itu bisa memesan lagi.", "That buyer can order again.";
        office_lead: "Ulasan yang dilaporkan pembaca, dan yang disembunyikan. Sembunyikan hanya yang menghina, bohong, atau memuat data orang.", "Reviews that readers reported, and those that are hidden. Hide only what insults, lies or tells of people’s data.";
        nothing_reported: "Tidak ada ulasan yang dilaporkan", "No review was reported";
        nothing_reported_hint: "Bila pembaca melaporkan ulasan di toko anggota, ulasannya muncul di sini.", "When readers report a review in a member’s shop, it appears here.";
        reported_as: "Dilaporkan karena", "Reported because";
        judge: "Periksa", "Look at it";
        judge_title(product: &str): format!("Periksa ulasan: {product}"), format!("Look at a review: {product}");
        own_shop: "Toko atau ulasan Anda sendiri", "Your own shop or review";
        own_shop_why: "Ini tentang toko atau ulasan Anda sendiri. Pengurus lain yang memutuskan.", "This is about your own shop or review. Another officer decides.";
        decision: "Putusan", "Decision";
        keep: "Biarkan tampil", "Let it stand";
        keep_note: "Laporannya selesai.", "The reports are settled.";
        hide: "Sembunyikan", "Hide it";
        hide_note: "Tidak tampil dan tidak dihitung lagi. Penulisnya diberi tahu.", "It is neither shown nor counted any more. Its author is told.";
        restore: "Tampilkan lagi", "Show it again";
        hide_why: "Alasan disembunyikan", "Why it is hidden";
        hide_why_hint: "Wajib bila disembunyikan. Dibaca oleh penulisnya.", "Needed when it is hidden. Its author reads it.";
        decide: "Simpan putusan", "Save the decision";
        was_hidden: "Ulasan disembunyikan.", "The review is hidden.";
        was_kept: "Ulasan tetap tampil.", "The review stands.";
        was_restored: "Ulasan tampil lagi.", "The review is shown again.";
        open: "Buka", "Open";
        waits_since(when: &str): format!("Yang pertama masuk {when}"), format!("The first came {when}");
        complaints_task: "Keluhan pembeli menunggu putusan", "Buyers’ complaints to be decided";
        reported_task: "Ulasan dilaporkan pembaca", "Reviews that readers reported";
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
