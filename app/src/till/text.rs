use domain::buying::{Pay, Receive, State};
use domain::till::Kind;

crate::texts! {
    pub(super) Text {
        book: "Buku kas", "Cash book";
        book_lead: "Uang masuk dan uang keluar usaha Anda. Pesanan yang sudah dibayar tercatat sendiri.", "What comes in and goes out of your business. Orders that are paid are written down by themselves.";
        money_in: "Uang masuk", "Money in";
        money_out: "Uang keluar", "Money out";
        came_in: "Masuk", "In";
        went_out: "Keluar", "Out";
        blank: "Belum ada catatan", "Nothing written yet";
        blank_hint: "Hitung uang usaha yang ada sekarang dan catat sebagai modal. Setelah itu, catat setiap kali ada uang masuk atau keluar: cukup jumlah dan untuk apa.", "Count the money your business has now and write it down as your own money. From then on, write down whatever comes in or goes out: an amount and what for is enough.";
        first_entry: "Catat uang yang ada sekarang", "Write down the money you have now";
        quiet_month: "Tidak ada catatan di bulan ini", "Nothing in this month";
        quiet_month_hint: "Pilih bulan lain, atau catat uang masuk dan keluar.", "Choose another month, or write down what came in and went out.";
        months: "Bulan", "Month";
        earlier(month: &str): format!("‹ {month}"), format!("‹ {month}");
        later(month: &str): format!("{month} ›"), format!("{month} ›");
        result: "Hasil usaha", "Result";
        result_note: "Masuk dikurangi keluar, tanpa modal, pinjaman, dan uang rumah tangga", "In less out, without own money, loans and the household";
        in_box: "Sisa uang", "Money left";
        in_box_note: "Menurut semua catatan. Cocokkan dengan uang yang ada.", "By all that is written. Compare it with the money you have.";
        six_months: "Masuk dan keluar, enam bulan", "In and out, six months";
        out_for: "Uang keluar untuk apa", "What money went out for";
        in_from: "Uang masuk dari mana", "Where money came from";
        lines: "Catatan bulan ini", "Lines of this month";
        day: "Tanggal", "Day";
        what: "Keterangan", "What";
        kind: "Untuk apa", "What for";
        actions: "Tindakan", "Actions";
        change: "Ubah", "Change";
        change_of(what: &str): format!("Ubah: {what}"), format!("Change: {what}");
        order(number: &str): format!("Pesanan {number}"), format!("Order {number}");
        see_order: "Lihat pesanan", "See the order";
        removed_lines: "Catatan yang dihapus", "Lines taken away";
        bring_back: "Kembalikan", "Bring back";
        bring_back_of(what: &str): format!("Kembalikan: {what}"), format!("Bring back: {what}");
        download: "Unduh", "Download";
        this_month(kind: &str): format!("{kind} bulan ini"), format!("{kind} of this month");
        everything(kind: &str): format!("{kind} semua"), format!("{kind} of all");
        entry_in: "Catat uang masuk", "Write down money in";
        entry_in_lead: "Untuk yang tidak lewat pesanan di Guyub: jualan di pasar, modal, pinjaman.", "For what is no order of Guyub: sales at the market, your own money, a loan.";
        entry_out: "Catat uang keluar", "Write down money out";
        entry_out_lead: "Setiap belanja dan bayaran, sekecil apa pun. Uang yang diambil untuk rumah juga dicatat.", "Every purchase and payment, however small. Also what you take for your household.";
        amount: "Jumlah", "Amount";
        amount_hint: "Misalnya 25.000 atau 25rb.", "Such as 25.000 or 25rb.";
        from_what: "Dari apa", "Where from";
        what_hint: "Boleh kosong. Misalnya: gula 2 kg di Pasar Limpung.", "May stay empty. For example: 2 kg of sugar at the market.";
        day_hint: "Tahun ini atau tahun lalu.", "This year or the last.";
        write: "Catat", "Write down";
        write_more: "Catat, lalu satu lagi", "Write down, then another";
        back: "Kembali", "Back";
        written_in(amount: &str): format!("Tercatat: {amount} masuk."), format!("Written down: {amount} in.");
        written_out(amount: &str): format!("Tercatat: {amount} keluar."), format!("Written down: {amount} out.");
        sent_before: "Halaman ini tadi sudah dikirim dengan isi lain, dan itu sudah tercatat. Yang di bawah belum. Tekan sekali lagi bila ini memang catatan lain.", "This page was sent before with other contents, and those are written down. What is below is not. Press once more if it is another line.";
        change_title: "Ubah catatan", "Change a line";
        save: "Simpan", "Save";
        changed: "Catatan sudah diubah.", "The line is changed.";
        remove: "Hapus catatan ini", "Take this line away";
        remove_hint: "Catatan tidak dihitung lagi. Anda bisa mengembalikannya di bawah buku kas.", "The line counts no more. You can bring it back below the cash book.";
        removed: "Catatan dihapus. Anda bisa mengembalikannya di bawah.", "The line is taken away. You can bring it back below.";
        brought_back: "Catatan dihitung lagi.", "The line counts again.";
        sales: "Penjualan", "Sales";
        sales_lead: "Pesanan yang Anda terima, pada hari pesanan dibuat. Yang ditolak dan dibatalkan tidak dihitung.", "Orders that you accepted, on the day they were placed. Those refused or cancelled do not count.";
        period: "Hari yang ditampilkan", "Days shown";
        last_days(n: i64): format!("{n} hari"), format!("{n} days");
        last_year: "12 bulan", "12 months";
        from: "Dari tanggal", "From";
        until: "Sampai tanggal", "Until";
        show: "Tampilkan", "Show";
        days_from_to(from: &str, until: &str): format!("{from} sampai {until}"), format!("{from} to {until}");
        goods: "Nilai barang", "Goods";
        goods_note: "Tanpa ongkos kirim", "Without delivery";
        orders: "Pesanan", "Orders";
        per_order: "Rata-rata per pesanan", "Average order";
        delivery: "Ongkos kirim", "Delivery";
        waiting(n: i64): format!("{n} pesanan menunggu jawaban Anda, dan belum dihitung."), if n == 1 { "1 order waits for your answer, and does not count yet.".to_owned() } else { format!("{n} orders wait for your answer, and do not count yet.") };
        open_orders: "Buka pesanan", "Open orders";
        no_sales: "Belum ada penjualan di hari-hari ini", "No sales on these days";
        no_sales_hint: "Bagikan toko Anda lewat WhatsApp, atau pilih hari yang lain.", "Share your shop by WhatsApp, or choose other days.";
        to_shop: "Lihat toko", "See the shop";
        by_day: "Penjualan tiap hari", "Sales of each day";
        by_week: "Penjualan tiap minggu, mulai Senin", "Sales of each week, from Monday";
        by_month: "Penjualan tiap bulan", "Sales of each month";
        by_product: "Barang yang paling laku", "What sold best";
        by_place: "Barang sampai ke mana", "Where goods went";
        product: "Barang", "Goods";
        sold: "Terjual", "Sold";
        place: "Kecamatan", "District";
        fetched_at_shop: "Diambil di toko", "Fetched at the shop";
        fetched_at_koperasi: "Diambil di koperasi", "Fetched at the koperasi";
        brought: "Diantar", "Delivered";
        others(n: usize): format!("{n} lainnya"), format!("{n} others");
        elsewhere: "Jualan di luar Guyub ada di buku kas.", "What you sell elsewhere is in the cash book.";
        to_book: "Buka buku kas", "Open the cash book";
        unit: "Satuan", "Unit";
        quantity: "Jumlah barang", "Quantity";
        price: "Harga", "Price";
        total: "Nilai", "Total";
        handed: "Cara terima", "Handed over";
        paid_by: "Cara bayar", "Paid by";
        paid: "Uang sudah masuk", "Paid";
        state: "Keadaan", "State";
        yes: "ya", "yes";
        no: "belum", "not yet";
        cash: "tunai", "cash";
        transfer: "transfer", "bank transfer";
        accepted: "diterima", "accepted";
        prepared: "disiapkan", "prepared";
        ready: "siap diambil", "ready";
        sent: "dikirim", "sent";
        done: "selesai", "done";
        complaint: "keluhan", "complaint";
        placed: "baru", "new";
        refused: "ditolak", "refused";
        cancelled: "dibatalkan", "cancelled";
        stock: "Peringatan stok", "Stock warnings";
        stock_lead: "Anda dikabari begitu pesanan membuat stok kurang dari jumlah ini. Kosongkan bila tidak perlu; barang yang habis selalu dikabarkan.", "You are told once an order leaves less than this. Leave empty if you do not need it; what sells out is always told.";
        there: "Stok sekarang", "In stock";
        below: "Kabari bila kurang dari", "Tell me below";
        below_of(product: &str): format!("{product}: kabari bila kurang dari"), format!("{product}: tell me below");
        low: "menipis", "low";
        empty: "habis", "sold out";
        save_warnings: "Simpan peringatan", "Save warnings";
        saved_warnings: "Peringatan stok tersimpan.", "The stock warnings are saved.";
        no_stock: "Belum ada barang dengan stok", "No goods with a stock yet";
        no_stock_hint: "Barang yang dibuat setelah dipesan tidak perlu peringatan. Isi stok di halaman barang.", "What is made to order needs no warning. Fill in the stock on the page of a product.";
        to_goods: "Buka barang dagangan", "Open my goods";
        none_here: "Tidak ada barang lagi", "No more goods";
        none_here_hint: "Halaman ini sudah lewat yang terakhir.", "This page is past the last one.";
        first_page: "Ke halaman pertama", "To the first page";
    }
}

impl Text {
    pub fn kind_of(self, kind: Kind) -> &'static str {
        let (id, en) = match kind {
            Kind::Sale => ("Penjualan", "Sales"),
            Kind::Capital => ("Modal sendiri", "My own money"),
            Kind::Loan => ("Pinjaman atau bantuan", "A loan or support"),
            Kind::OtherIn => ("Uang masuk lain", "Other money in"),
            Kind::Material => ("Bahan baku", "Materials"),
            Kind::Packaging => ("Kemasan", "Packaging"),
            Kind::Wages => ("Upah", "Wages"),
            Kind::Transport => ("Bensin dan ongkos kirim", "Fuel and sending goods"),
            Kind::Energy => ("Listrik, gas, air, pulsa", "Electricity, gas, water, phone"),
            Kind::Tools => ("Alat", "Tools"),
            Kind::Rent => ("Sewa tempat", "Rent"),
            Kind::Household => ("Diambil untuk rumah tangga", "Taken for the household"),
            Kind::Repayment => ("Cicilan pinjaman", "Paying back a loan"),
            Kind::OtherOut => ("Uang keluar lain", "Other money out"),
        };
        self.0.pick(id, en)
    }

    pub fn receive_of(self, receive: Receive) -> &'static str {
        match receive {
            Receive::Shop => self.fetched_at_shop(),
            Receive::Koperasi => self.fetched_at_koperasi(),
            Receive::Delivery => self.brought(),
        }
    }

    pub fn pay_of(self, pay: Pay) -> &'static str {
        match pay {
            Pay::Cash => self.cash(),
            Pay::Transfer => self.transfer(),
            Pay::Qris => "QRIS",
        }
    }

    pub fn state_of(self, state: State) -> &'static str {
        match state {
            State::New => self.placed(),
            State::Accepted => self.accepted(),
            State::Prepared => self.prepared(),
            State::Ready => self.ready(),
            State::Sent => self.sent(),
            State::Done => self.done(),
            State::Refused => self.refused(),
            State::Cancelled => self.cancelled(),
            State::Complaint => self.complaint(),
        }
    }
}
