crate::texts! {
    pub(super) Text {
        order_number(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        to(supplier: &str): format!("Untuk {supplier}"), format!("For {supplier}");
        lead(koperasi: &str, amount: &str, material: &str, day: &str): format!("{koperasi} memesan {amount} {material} dari Anda pada {day}."), format!("{koperasi} ordered {amount} of {material} from you on {day}.");
        what_to_do: "Bila sanggup, tekan tombol di bawah. Tidak perlu akun.", "If you will deliver, press the button below. No account needed.";
        what: "Yang dipesan", "What is ordered";
        goods: "Barang", "Goods";
        amount: "Jumlah", "Amount";
        price_per(unit: &str): format!("Harga per {unit}"), format!("Price per {unit}");
        goods_cost: "Harga barang", "Goods";
        transport: "Ongkos kirim", "Transport";
        total: "Total", "Total";
        delivery: "Pengiriman", "Delivery";
        deliver_by: "Paling lambat", "No later than";
        as_agreed: "Sesuai kesepakatan", "As agreed";
        deliver_to: "Dikirim ke", "Deliver to";
        contact: "Hubungi", "Call";
        terms: "Catatan dari koperasi", "Note of the koperasi";
        ask: "Tanya koperasi lewat WhatsApp", "Ask the koperasi by WhatsApp";
        question(number: &str): format!("Halo, saya ingin bertanya tentang pesanan {number}."), format!("Hello, I have a question about order {number}.");
        confirm: "Saya sanggupi pesanan ini", "I will deliver this order";
        cannot(phone: &str): format!("Tidak sanggup? Telepon {phone}"), format!("You cannot? Call {phone}");
        paper: "Unduh surat pesanan (PDF)", "Download the order (PDF)";
        thanks: "Terima kasih. Koperasi sudah diberi tahu bahwa Anda menyanggupi pesanan ini.", "Thank you. The koperasi was told that you will deliver.";
        confirmed_on(when: &str): format!("Anda menyanggupi pesanan ini pada {when}."), format!("You confirmed this order on {when}.");
        next_by(place: &str, day: &str): format!("Berikutnya: kirim barangnya ke {place}, paling lambat {day}."), format!("Next: deliver to {place}, no later than {day}.");
        next(place: &str): format!("Berikutnya: kirim barangnya ke {place}, pada hari yang disepakati."), format!("Next: deliver to {place}, on the day agreed.");
        has_arrived: "Barang pesanan ini sudah diterima koperasi.", "The koperasi has received these goods.";
        was_cancelled: "Pesanan ini dibatalkan koperasi. Barangnya tidak perlu dikirim.", "The koperasi has cancelled this order. Please do not deliver.";
        too_late: "Barang pesanan ini sudah diterima, jadi tidak perlu disanggupi lagi.", "These goods have arrived already, so there is nothing to confirm.";
        own_order: "Ini pesanan koperasi Anda sendiri, seperti yang dilihat pemasok. Hanya pemasok yang menyanggupinya.", "This is your own koperasi’s order as the supplier sees it. Only the supplier confirms it.";
        verify: "Periksa surat pesanan", "Check an order";
        verify_lead: "Cocokkan angka di bawah ini dengan angka di kertas.", "Compare these figures with those on the paper.";
        genuine: "Surat ini asli: dibuat lewat Guyub oleh koperasi di bawah ini.", "This document is genuine: the koperasi below made it on Guyub.";
        genuine_but_cancelled: "Surat ini asli, tetapi pesanannya sudah dibatalkan koperasi.", "This document is genuine, but the koperasi has cancelled its order.";
        number: "Nomor", "Number";
        date: "Tanggal", "Date";
        ordered_by: "Dipesan oleh", "Ordered by";
        supplier: "Pemasok", "Supplier";
        unknown: "Tautan pesanan ini tidak dikenali", "This link to an order is not known";
        unknown_text: "Mungkin tautannya terpotong. Buka lagi tautan di pesan dari koperasi, atau hubungi pengurusnya.", "Perhaps it was cut off. Open the link in the koperasi’s message once more, or ask its officers.";
        unknown_paper: "Surat ini tidak dikenali", "This document is not known";
        unknown_paper_text: "Tidak ada pesanan dengan tanda ini. Mungkin kodenya tidak terbaca utuh: coba pindai lagi. Bila tetap begitu, jangan kirim barang sebelum bertanya ke koperasi.", "There is no order with this mark. Perhaps the code was not read in full: scan it once more. If it stays so, do not deliver before you have asked the koperasi.";
        see_koperasi: "Lihat koperasi", "See the koperasi";
        long_over: "Pesanan ini sudah selesai", "This order is done";
        long_over_text(number: &str, koperasi: &str): format!("Isi pesanan {number} tidak ditampilkan lagi di sini. Tanyakan kepada {koperasi} bila Anda memerlukannya."), format!("What order {number} was about is no longer shown here. Ask {koperasi} if you need it.");
    }
}
