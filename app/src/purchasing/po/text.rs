crate::texts! {
    pub(super) Text {
        order_number(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        to(supplier: &str): format!("Untuk {supplier}"), format!("For {supplier}");
        lead(koperasi: &str, day: &str): format!("{koperasi} memesan barang ini pada {day}."), format!("{koperasi} ordered these goods on {day}.");
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
        paper: "Unduh surat pesanan (PDF)", "Download the order (PDF)";
        thanks: "Terima kasih. Koperasi sudah diberi tahu bahwa Anda menyanggupi pesanan ini.", "Thank you. The koperasi was told that you will deliver.";
        confirmed_on(when: &str): format!("Anda menyanggupi pesanan ini pada {when}."), format!("You confirmed this order on {when}.");
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
        long_over: "Pesanan ini sudah selesai", "This order is done";
        long_over_text(number: &str, koperasi: &str): format!("Isi pesanan {number} tidak ditampilkan lagi di sini. Tanyakan kepada {koperasi} bila Anda memerlukannya."), format!("What order {number} was about is no longer shown here. Ask {koperasi} if you need it.");
        see_koperasi: "Lihat koperasinya", "See the koperasi";
    }
}
