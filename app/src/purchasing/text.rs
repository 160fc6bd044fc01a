crate::texts! {
    pub(crate) Text {
        title: "Pembelian bersama", "Joint purchases";
        lead: "Anggota koperasi membeli bahan bersama-sama. Makin banyak yang ikut, makin murah untuk semua.", "Members of koperasi buy materials together. The more take part, the cheaper for all.";
        open_now: "Sedang dibuka", "Open now";
        own: "Yang Anda ikuti", "Those you take part in";
        coming: "Segera dibuka", "Opening soon";
        past: "Sudah ditutup", "Closed";
        done: "Yang pernah Anda ikuti", "Those you once took part in";
        none_open: "Belum ada pembelian yang dibuka", "No purchase is open";
        none_open_hint: "Pengurus koperasi membukanya dari ruang pengurus. Gabung dulu dengan koperasi supaya bisa ikut.", "Officers of koperasi open them. Join a koperasi first, to take part.";
        see_koperasi: "Lihat koperasi", "See the koperasi";

        // The sentence that moves people, and what stands in its place.
        missing(amount: &str, saving: &str, per: &str): format!("Kurang {amount} lagi, semua hemat {saving} per {per}"), format!("Only {amount} more, and all save {saving} per {per}");
        lowest(price: &str, per: &str): format!("Harga terendah tercapai: {price} per {per}"), format!("The lowest price is reached: {price} per {per}");
        cheaper(saving: &str, per: &str): format!("Lebih murah {saving} per {per} dari harga pasar"), format!("{saving} per {per} less than the market price");
        pack_missing(amount: &str): format!("Kurang {amount} lagi supaya kemasannya genap"), format!("Only {amount} more to fill the pack");
        packs_full: "Semua kemasan sudah genap", "All packs are full";
        collected(amount: &str): format!("{amount} sudah terkumpul"), format!("{amount} are collected");
        opens(when: &str): format!("Dibuka {when}"), format!("Opens {when}");
        time_is_up: "Waktunya habis. Hasilnya segera muncul", "Time is up. The result will be here soon";
        closed(amount: &str): format!("Sudah ditutup: {amount} terkumpul"), format!("Closed: {amount} were collected");
        ordered(amount: &str): format!("Sudah dipesan: {amount}"), format!("Ordered: {amount}");
        received: "Barang sudah datang, silakan diambil", "The goods are here, please fetch them";
        settled: "Sudah selesai", "Settled";
        cancelled: "Dibatalkan", "Cancelled";

        // Cards.
        by_with(koperasi: &str, others: i64): format!("{koperasi} dan {others} koperasi lain"), if others == 1 { format!("{koperasi} and 1 other koperasi") } else { format!("{koperasi} and {others} other koperasi") };
        closes_in(when: &str): format!("tutup {when}"), format!("closes {when}");
        mine(amount: &str): format!("Anda: {amount}"), format!("You: {amount}");
        state_draft: "Segera dibuka", "Opening soon";
        state_open: "Dibuka", "Open";
        state_closed: "Ditutup", "Closed";
        state_topping_up: "Menggenapi kemasan", "Filling the pack";
        state_ordered: "Dipesan", "Ordered";
        state_received: "Barang datang", "Goods are here";
        state_settled: "Selesai", "Settled";

        changed_too_often(minutes: u64): format!("Pesanan Anda terlalu sering diubah. Coba lagi dalam {minutes} menit."), format!("You have changed your pledge too often. Try again in {minutes} minutes.");

        // The ladder and the figures.
        ladder: "Tangga harga", "The ladder of prices";
        starting: "mulai", "from";
        now_at(amount: &str): format!("sekarang {amount}"), format!("{amount} by now");
        as_table: "Lihat tangga harga sebagai tabel", "See the ladder as a table";
        from: "Mulai", "From";
        price_per(per: &str): format!("Harga per {per}"), format!("Price per {per}");
        ordered_at(amount: &str): format!("dipesan {amount}"), format!("{amount} ordered");
        ended_at(amount: &str): format!("terkumpul {amount}"), format!("{amount} collected");
        reached: "Keadaan", "Where we are";
        is_reached: "tercapai", "reached";
        is_missing(amount: &str): format!("kurang {amount}"), format!("{amount} missing");
        not_reached: "tidak tercapai", "not reached";
        price_now: "Harga sekarang", "Price now";
        price_ordered: "Harga dipesan", "Price ordered";
        market_price: "Harga pasar", "Market price";
        market_of(day: &str, source: &str): format!("{day}, {source}"), format!("{day}, {source}");
        saved_so_far: "Hemat bersama sejauh ini", "Saved together so far";
        saved_together: "Hemat bersama", "Saved together";
        all_included: "ongkos dan biaya sudah dihitung", "transport and fee included";
        pledged: "Terkumpul", "Collected";
        and_tolerance(amount: &str): format!("boleh ditambah {amount}"), format!("up to {amount} more");
        packs: "Kemasan penuh", "Full packs";
        pack_open(amount: &str): format!("kurang {amount} untuk kemasan berikutnya"), format!("{amount} missing to the next");
        taking_part: "Peserta", "Taking part";
        members(n: i64, koperasi: usize): if koperasi == 1 { format!("{n} anggota") } else { format!("{n} anggota, {koperasi} koperasi") }, { let people = if n == 1 { "1 member".to_owned() } else { format!("{n} members") }; if koperasi == 1 { people } else { format!("{people}, {koperasi} koperasi") } };
        minimum: "Paling sedikit", "At least";
        minimum_reached: "sudah tercapai", "reached";
        minimum_missing(amount: &str): format!("kurang {amount}"), format!("{amount} missing");
        minimum_missed(amount: &str): format!("tidak tercapai, kurang {amount}"), format!("not reached, {amount} missing");
        closes: "Ditutup", "Closes";
        opens_at: "Dibuka", "Opens";
        topping_up_until: "Bisa menambah sampai", "One can add until";
        pick_up: "Ambil", "Pick-up";
        refresh: "Perbarui angka", "Refresh the figures";

        // How it is bought.
        details: "Rincian", "Details";
        material: "Bahan", "Material";
        supplier: "Pemasok", "Supplier";
        pack: "Isi kemasan", "Pack";
        lead_time: "Lama kirim", "Delivery";
        days(n: u16): format!("{n} hari setelah dipesan"), if n == 1 { "1 day after the order".to_owned() } else { format!("{n} days after the order") };
        transport: "Ongkos kirim", "Transport";
        transport_none: "sudah termasuk", "included";
        transport_fixed(sum: &str): format!("{sum} dibagi bersama"), format!("{sum}, shared by all");
        transport_per(sum: &str, per: &str): format!("{sum} per {per}"), format!("{sum} per {per}");
        transport_free(amount: &str): format!("gratis mulai {amount}"), format!("free from {amount}");
        fee: "Biaya koperasi", "Fee of the koperasi";
        fee_none: "tidak ada", "none";
        fee_share(share: &str): format!("{share} dari harga barang"), format!("{share} of the goods");
        deposit: "Titipan di muka", "Deposit beforehand";
        deposit_share(share: &str): format!("{share} dari pesanan"), format!("{share} of the pledge");
        koperasi: "Koperasi yang ikut", "Koperasi that take part";

        // Taking part.
        take_part: "Ikut serta", "Take part";
        change: "Ubah pesanan saya", "Change my pledge";
        add: "Tambah pesanan saya", "Add to my pledge";
        add_lead: "Tinggal menggenapi kemasan: pesanan hanya bisa ditambah.", "Only the pack is to be filled: a pledge can only grow.";
        quantity_of(unit: &str): format!("Jumlah ({unit})"), format!("Quantity ({unit})");
        step(amount: &str): format!("Kelipatan {amount}."), format!("In steps of {amount}.");
        tolerance: "Boleh ditambah paling banyak", "May be increased by at most";
        tolerance_hint: "Tambahan di luar jumlah di atas, hanya bila itu membuat kemasan genap atau harga turun.", "On top of the quantity above, and only if it fills a pack or lowers the price.";
        for_koperasi: "Sebagai anggota", "As a member of";
        join: "Ikut", "Take part";
        save: "Simpan perubahan", "Save the change";
        calculate: "Hitung", "Calculate";
        type_first: "Isi jumlahnya untuk melihat biayanya.", "Fill in the quantity to see what it costs.";
        is_content(amount: &str, content: &str): format!("{amount} = {content}"), format!("{amount} = {content}");
        goods: "Barang", "Goods";
        times(amount: &str, price: &str): format!("{amount} × {price}"), format!("{amount} × {price}");
        my_transport: "Ongkos kirim, bagian saya", "My share of the transport";
        pay_now: "Bayar dengan harga sekarang", "To pay at the price now";
        pay_at(amount: &str): format!("Bila sampai {amount}"), format!("Once {amount} are reached");
        my_saving: "Hemat dari harga pasar", "Saved against the market";
        deposit_asked: "Titipan yang diminta", "Deposit asked for";
        my_deposit: "Titipan saya", "My deposit";
        limit_left: "Sisa batas setelah ini", "Left of my limit after this";
        limit_passed: "melebihi batas", "above the limit";
        estimate: "Perkiraan. Yang dibayar dihitung dari barang yang benar-benar datang.", "An estimate. You pay for the goods that really arrive.";
        invite: "Ajak lewat WhatsApp", "Invite by WhatsApp";
        share(title: &str, sentence: &str): format!("{title}: {sentence}. Ikut pembelian bersama koperasi di"), format!("{title}: {sentence}. Take part in the joint purchase at");
        pass_on: "Kabari lewat WhatsApp", "Tell others by WhatsApp";
        share_decided(title: &str, sentence: &str): format!("{title}: {sentence}. Kabar pembelian bersama ini ada di"), format!("{title}: {sentence}. News of this joint purchase is at");
        leave: "Batal ikut", "Take it back";
        leave_question: "Pesanan Anda ditarik, dan giliran Anda pindah ke belakang bila ikut lagi.", "Your pledge is taken back, and you stand behind the others if you come back.";
        leave_yes: "Ya, batalkan", "Yes, take it back";
        joined(amount: &str): format!("Anda ikut {amount}."), format!("You take part with {amount}.");
        left: "Pesanan Anda ditarik.", "Your pledge was taken back.";
        just_closed: "Pembelian ini sudah tidak menerima pesanan saat Anda mengirim. Belum ada yang berubah, isian Anda masih ada di bawah.", "This purchase no longer took pledges when you sent yours. Nothing was changed, and what you filled in is still below.";
        not_takeable: "Pembelian ini sudah ditutup, jadi pesanan tidak bisa ditarik lagi.", "This purchase is closed, so a pledge cannot be taken back any more.";
        closed_meanwhile: "Pembelian ini baru saja ditutup.", "This purchase has just closed.";
        reload: "Muat ulang", "Load again";

        // For who is no member.
        sign_in: "Masuk untuk ikut", "Sign in to take part";
        sign_in_text: "Untuk anggota koperasi yang ikut. Masuk dengan nomor HP Anda.", "For members of the koperasi that take part. Sign in with your phone number.";
        members_only: "Hanya anggota koperasi ini yang bisa ikut", "Only members of these koperasi can take part";
        how_to_join: "Belum menjadi anggota? Gabung dengan salah satu koperasi ini, lalu kembali ke sini.", "Not a member yet? Join one of these koperasi, then come back here.";
        join_koperasi(name: &str): format!("Gabung {name}"), format!("Join {name}");
        koperasi_not_taking: "Anda belum menjadi anggota koperasi yang ikut pembelian ini. Belum ada yang berubah.", "You are no member of a koperasi that takes part in this purchase. Nothing was changed.";

        // After the closing.
        my_part: "Bagian saya", "My part";
        my_pledge: "Pesanan saya", "My pledge";
        up_to(amount: &str): format!("boleh sampai {amount}"), format!("up to {amount}");
        choosing: "Pengurus sedang memilih jumlah yang dipesan. Anda akan dikabari.", "The officers are choosing what to order. You will be told.";
        was_ordered: "Dipesan ke pemasok", "Ordered from the supplier";
        arrived: "Datang dengan baik", "Arrived well";
        my_share: "Jatah saya", "My share";
        fetched: "Sudah diserahkan", "Handed out";
        to_pay: "Jumlah", "Total";
        charged(number: &str): format!("Tagihan {number}"), format!("Invoice {number}");
        i_saved: "Hemat saya", "I saved";
        none_for_me: "Anda tidak ikut dalam pembelian ini.", "You did not take part in this purchase.";
        next_time: "Lihat pembelian lain", "See other purchases";
        got_it: "Barang sudah saya terima", "I have received the goods";
        got_it_said: "Terima kasih, sudah dicatat.", "Thank you, it is noted.";
        not_here_yet: "Barangnya belum dibagikan.", "The goods are not handed out yet.";
        confirmed: "Anda sudah menyatakan barang diterima.", "You have confirmed that you received the goods.";
        my_book: "Lihat buku saya", "See my statement";
        why_cancelled(reason: &str): format!("Alasan: {reason}"), format!("Reason: {reason}");
        describe(title: &str, koperasi: &str, sentence: &str): format!("{title}, pembelian bersama {koperasi}. {sentence}."), format!("{title}, a joint purchase of {koperasi}. {sentence}.");
    }
}
