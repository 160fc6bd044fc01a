use domain::buying::{Side, Step};
use domain::reviews::{Outcome, Reason, Wants};

crate::texts! {
    pub(super) Text {
        complaint: "Keluhan", "Complaint";
        complaints: "Keluhan", "Complaints";
        title(number: &str): format!("Keluhan pesanan {number}"), format!("Complaint about order {number}");
        order(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        lead(shop: &str): format!("Sampaikan kepada {shop}. Pengurus koperasi ikut membaca dan membantu bila belum ada jalan keluar."), format!("Tell {shop}. An officer of the koperasi reads along and helps when there is no way out.");
        cannot: "Keluhan bisa disampaikan setelah penjual menerima pesanan, dan tidak untuk pesanan yang ditolak atau dibatalkan.", "You can complain once the seller has accepted the order, unless it was refused or called off.";
        too_late(days: i64): format!("Keluhan hanya bisa disampaikan sampai {days} hari setelah pesanan selesai. Hubungi penjualnya langsung."), format!("You can complain until {days} days after the order was done. Please talk to the seller directly.");
        reason: "Apa yang salah?", "What is wrong?";
        not_arrived: "Barang belum sampai", "It has not arrived";
        damaged: "Rusak atau basi", "Damaged or spoilt";
        wrong: "Bukan yang dipesan", "Not what I ordered";
        short: "Jumlahnya kurang", "Less than I ordered";
        other: "Lainnya", "Something else";
        wants: "Yang Anda minta", "What you ask for";
        money_back: "Uang kembali", "Money back";
        new_goods: "Barang baru", "New goods";
        say_it: "Penjelasan", "An explanation";
        words: "Ceritakan", "Tell what happened";
        words_hint: "Apa yang belum beres? Ceritakan juga kapan kejadiannya.", "What is not right yet? Say also when it happened.";
        photos_hint(n: usize): format!("Paling banyak {n}. Hanya dilihat Anda, penjual, dan pengurus koperasi."), format!("At most {n}. Only you, the seller and the officers of the koperasi see them.");
        send: "Sampaikan keluhan", "Send the complaint";
        raised: "Keluhan Anda sudah disampaikan.", "Your complaint was sent.";
        say_title: "Tulis tanggapan", "Write an answer";
        say: "Kirim tanggapan", "Send the answer";
        said: "Tanggapan Anda terkirim.", "Your answer was sent.";
        your_words: "Tanggapan Anda", "Your answer";
        buyer: "Pembeli", "Buyer";
        seller: "Penjual", "Seller";
        officer: "Pengurus koperasi", "Officer of the koperasi";
        shop: "Toko", "Shop";
        total: "Nilai pesanan", "Value of the order";
        goods: "Barang", "Goods";
        raised_at: "Disampaikan", "Sent";
        mediated_by(name: &str): format!("Pengurus {name} membaca keluhan ini dan bisa memutuskan."), format!("The officers of {name} read this complaint and can decide it.");
        nobody_mediates: "Toko ini sedang tidak dijamin koperasi. Selesaikan langsung antara pembeli dan penjual.", "No koperasi vouches for this shop at present. Please settle it between buyer and seller.";
        withdraw: "Sudah beres", "All is well";
        withdraw_done: "Keluhan ditutup dan pesanan menjadi selesai.", "The complaint is closed and the order is done.";
        withdraw_resumes: "Keluhan ditutup dan pesanan dilanjutkan.", "The complaint is closed and the order goes on.";
        withdraw_yes: "Ya, tutup keluhan", "Yes, close the complaint";
        withdrawn: "Keluhan ditutup. Terima kasih.", "The complaint is closed. Thank you.";
        give_in: "Kembalikan uang", "Pay back";
        give_in_question: "Pesanan dibatalkan. Kembalikan uang langsung kepada pembeli.", "The order is called off. Pay the buyer back directly.";
        stock_comes_back: "Yang sudah dikurangi dari stok kembali dengan sendirinya.", "What was taken from the stock comes back by itself.";
        stock_is_counted: "Barang sudah diserahkan, jadi stok tidak berubah: penjual menghitung sendiri yang kembali.", "The goods were handed over, so the stock stays as it is: the seller counts what comes back.";
        give_in_yes: "Ya, saya kembalikan", "Yes, I pay back";
        gave_in: "Pesanan dibatalkan. Kembalikan uang kepada pembeli secepatnya.", "The order is called off. Please pay the buyer back soon.";
        ended_gives: "Selesai: pesanan dibatalkan, penjual mengembalikan uang.", "Decided: the order is called off, and the seller pays back.";
        ended_keeps: "Selesai: pesanan tetap berlaku.", "Decided: the order stands.";
        ended_lapsed: "Selesai: lama tidak ada kabar, jadi keluhan ini ditutup.", "Closed: there was no news for long.";
        closes_done(when: &str): format!("Kalau tidak ada kabar baru, keluhan ini ditutup {when} dan pesanan menjadi selesai."), format!("Without further news it is closed {when}, and the order is done.");
        closes_cancelled(when: &str): format!("Kalau tidak ada kabar baru, keluhan ini ditutup {when} dan pesanan dibatalkan."), format!("Without further news it is closed {when}, and the order is called off.");
        ended_withdrawn: "Selesai: pembeli menutup keluhan ini.", "Closed: the buyer is content.";
        changed: "Keluhan ini baru saja berubah. Periksa keadaannya sekarang.", "This complaint has just changed. See how it stands now.";
        said_before: "Tanggapan dari halaman ini sudah terkirim dengan isi lain; lihat di atas. Kirim sekali lagi bila ini memang tanggapan baru.", "An answer was sent from this page before, with other words; see above. Send it once more if this is another one.";
        too_often: "Terlalu sering dalam satu jam. Coba lagi nanti; isi formulir ini tetap ada.", "Too often within an hour. Try again later; what you typed stays here.";
        photo(n: i32): format!("Foto {n}"), format!("Photo {n}");
        list_lead: "Baca kedua pihak, tanyakan yang kurang jelas, lalu putuskan.", "Read both sides, ask what is not clear, then decide.";
        none: "Tidak ada keluhan", "No complaints";
        none_hint: "Keluhan pembeli tentang pesanan di toko anggota muncul di sini.", "Buyers’ complaints about orders at members’ shops appear here.";
        waits: "Menunggu putusan", "To be decided";
        last_spoke(who: &str): format!("Terakhir menulis: {who}"), format!("Wrote last: {who}");
        state: "Keadaan", "State";
        decision: "Putusan", "Decision";
        cancel: "Pesanan dibatalkan", "The order is called off";
        cancel_note: "Penjual mengembalikan uang.", "The seller pays back.";
        keep: "Pesanan tetap", "The order stands";
        keep_done: "Pesanan menjadi selesai.", "The order is done.";
        keep_resumes: "Pesanan dilanjutkan: penjual tetap menyerahkan barangnya.", "The order goes on: the seller still hands the goods over.";
        why: "Pertimbangan", "Reasons";
        why_hint: "Dibaca pembeli dan penjual.", "Buyer and seller read it.";
        decide: "Putuskan", "Decide";
        decide_title: "Putuskan keluhan", "Decide the complaint";
        decided: "Putusan tersimpan, kedua pihak diberi tahu.", "The decision is saved, and both sides are told.";
        own: "Anda membeli, menjual, atau ikut melayani pesanan ini. Pengurus lain yang memutuskan.", "You have bought or sold this order, or done the seller’s part of it. Another officer decides.";
        order_details: "Cara terima dan bayar", "How it is received and paid";
        order_history: "Yang terjadi", "What happened";
        paid_at: "Penjual menandai lunas", "The seller saw the money";
        see_proof: "Lihat bukti bayar", "See the proof of payment";
    }
}

impl Text {
    pub fn reason_of(self, reason: Reason) -> &'static str {
        match reason {
            Reason::NotArrived => self.not_arrived(),
            Reason::Damaged => self.damaged(),
            Reason::Wrong => self.wrong(),
            Reason::Short => self.short(),
            Reason::Other => self.other(),
        }
    }

    pub fn wants_of(self, wants: Wants) -> &'static str {
        match wants {
            Wants::MoneyBack => self.money_back(),
            Wants::NewGoods => self.new_goods(),
            Wants::SayIt => self.say_it(),
        }
    }

    /// What becomes of the stock when the order is called off.
    pub fn stock(self, handed: bool) -> &'static str {
        if Step::TakeBack.gives_back(handed) { self.stock_comes_back() } else { self.stock_is_counted() }
    }

    /// What becomes of the order when the buyer is content.
    pub fn withdraw_question(self, handed: bool) -> &'static str {
        if handed { self.withdraw_done() } else { self.withdraw_resumes() }
    }

    /// What becomes of the order when an officer lets it stand.
    pub fn keep_note(self, handed: bool) -> &'static str {
        if handed { self.keep_done() } else { self.keep_resumes() }
    }

    /// What becomes of the order when nobody says anything more.
    pub fn closes(self, handed: bool, when: &str) -> String {
        if handed { self.closes_done(when) } else { self.closes_cancelled(when) }
    }

    pub fn side_of(self, side: Side) -> &'static str {
        match side {
            Side::Buyer => self.buyer(),
            Side::Seller => self.seller(),
            // The clock never speaks.
            Side::Officer | Side::Clock => self.officer(),
        }
    }

    pub fn ended_as(self, outcome: Outcome) -> &'static str {
        match outcome {
            Outcome::SellerGives => self.ended_gives(),
            Outcome::BuyerKeeps => self.ended_keeps(),
            Outcome::Withdrawn => self.ended_withdrawn(),
            Outcome::Lapsed => self.ended_lapsed(),
        }
    }
}
