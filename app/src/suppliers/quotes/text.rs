crate::texts! {
    pub(in crate::suppliers) Text {
        title: "Permintaan harga", "Requests for prices";
        lead: "Tanya beberapa pemasok sekaligus, bandingkan jawabannya, lalu pilih satu.", "Ask several suppliers at once, compare their answers, and accept one.";
        list: "Permintaan, yang terbaru lebih dulu", "Requests, the newest first";
        none: "Belum ada permintaan harga", "No requests yet";
        none_hint: "Pilih bahannya, tulis kebutuhannya, lalu kirim tautannya ke pemasok lewat WhatsApp.", "Choose a material, say how much is needed, and send suppliers their links by WhatsApp.";
        ask: "Minta harga", "Ask for prices";
        material: "Bahan", "Material";
        demand: "Kebutuhan", "Needed";
        answers: "Jawaban", "Answers";
        answered_of(n: i64, of: i64): format!("{n} dari {of}"), format!("{n} of {of}");
        until: "Batas jawab", "Answer by";
        state: "Keadaan", "State";
        waits: "Menunggu jawaban", "Waits for answers";
        decide: "Siap dipilih", "Ready to choose";
        late: "Batas lewat", "Past its deadline";
        accepted: "Selesai", "Accepted";
        ended: "Ditutup", "Closed";

        ask_lead: "Setiap pemasok mendapat tautan sendiri dan menjawab tanpa akun. Nama anggota tidak ikut dikirim.", "Each supplier gets a link of its own and answers without an account. No member’s name goes along.";
        narrow: "Pilih bahan untuk menyaring pemasok", "Choose a material to narrow the suppliers";
        all_suppliers: "Semua pemasok", "All suppliers";
        unit: "Satuan harga", "What prices are for";
        unit_hint: "Contoh: kg, liter, karung 50 kg.", "Examples: kg, liter, karung 50 kg.";
        demand_field: "Perkiraan kebutuhan", "About how much is needed";
        demand_hint: "Angkanya saja, dalam satuan di atas.", "Just the figure, in the unit above.";
        deadline: "Dijawab sampai tanggal", "Answers by";
        deadline_time: "Jam", "Time";
        deadline_hint: "Kosong berarti pukul 20.00.", "Empty means 8 pm.";
        suppliers: "Pemasok yang ditanya", "Suppliers to ask";
        suppliers_hint: "Pilih beberapa, supaya ada perbandingan.", "Choose several, so that there is something to compare.";
        no_suppliers: "Belum ada pemasok", "No suppliers yet";
        no_suppliers_hint: "Catat pemasoknya dulu, lalu minta harga.", "Enter suppliers first, then ask for prices.";
        enter_supplier: "Catat pemasok", "Enter a supplier";
        not_verified: "Dinas belum memeriksa koperasi Anda. Harga bisa diminta setelah koperasi terverifikasi.", "The regency’s office has not checked your koperasi. Prices can be asked for once it is verified.";
        note: "Catatan untuk pemasok", "Note to the suppliers";
        note_hint: "Misalnya mutu, tempat kirim, atau cara bayar.", "Such as quality, where to deliver, or payment.";
        send: "Buat tautan", "Make the links";
        asked: "Tautan sudah jadi. Kirim sekarang ke setiap pemasok.", "The links are made. Send them to each supplier now.";

        of(material: &str): format!("Harga {material}"), format!("Prices of {material}");
        about: "Yang diminta", "What was asked";
        made: "Dibuat", "Made";
        reason: "Alasan memilih", "Why it was chosen";
        decided_by: "Diputuskan oleh", "Decided by";
        no_answers: "Belum ada jawaban", "No answers yet";
        no_answers_hint: "Kirim tautannya lewat WhatsApp. Anda diberi tahu begitu ada yang menjawab.", "Send the links by WhatsApp. You are told as soon as somebody answers.";
        cost_by_quantity(unit: &str): format!("Biaya per {unit} menurut kebutuhan"), format!("Cost of one {unit} by quantity needed");
        in_all(total: &str, quantity: &str): format!("{total} untuk {quantity}"), format!("{total} for {quantity}");
        chart_hint: "Sudah dengan ongkos kirim dan kemasan utuh.", "With transport and whole packs.";
        quantity: "Kebutuhan", "Needed";
        now: "kebutuhan kini", "needed now";
        side_by_side(demand: &str): format!("Jawaban untuk kebutuhan {demand}"), format!("Answers for {demand}");
        supplier: "Pemasok", "Supplier";
        total: "Total", "Total";
        buys(quantity: &str): format!("untuk {quantity}"), format!("for {quantity}");
        per_unit: "Per satuan", "Per unit";
        minimum: "Kemasan, terkecil", "Pack, least";
        least(quantity: &str): format!("paling sedikit {quantity}"), format!("at least {quantity}");
        delivery: "Dikirim", "Delivery";
        transport: "Ongkos kirim", "Transport";
        valid: "Berlaku sampai", "Valid until";
        best: "Paling murah", "Cheapest";
        chosen: "Dipilih", "Chosen";
        in_full(supplier: &str): format!("Jawaban lengkap {supplier}"), format!("{supplier}’s whole answer");

        choose: "Pilih satu", "Choose one";
        choose_lead: "Setelah dipilih, tautan lain berhenti. Pemasok yang punya e-mail diberi tahu sendiri.", "Then the other links end. Suppliers with an e-mail are told by themselves.";
        which: "Penawaran yang dipilih", "The offer to accept";
        choice(total: &str, quantity: &str): format!("{total} untuk {quantity}"), format!("{total} for {quantity}");
        why: "Alasan", "Reason";
        why_hint: "Contoh: paling murah, dan mutunya sudah kami kenal.", "Example: the cheapest, and we know its quality.";
        accept: "Terima penawaran ini", "Accept this offer";
        was_accepted: "Penawaran diterima. Sekarang bisa dipakai untuk pembelian bersama.", "The offer was accepted. A joint purchase can be opened with it now.";
        accepted_before: "Permintaan ini sudah diputuskan pengurus lain. Lihat hasilnya di bawah.", "Another officer has decided already. See the outcome below.";
        withdrawn_before: "Permintaan ini sudah ditutup tanpa pilihan.", "This request was closed without a choice.";
        gone: "Penawaran itu sudah tidak berlaku. Pilih yang lain, atau minta harga lagi.", "That offer holds no more. Choose another one, or ask again.";
        open_round: "Buka pembelian bersama", "Open a joint purchase";
        see_offer: "Lihat penawaran", "See the offer";

        withdraw: "Tutup permintaan", "Close the request";
        withdraw_question: "Semua tautan berhenti dan tidak ada penawaran yang dipilih.", "All links end and no offer is accepted.";
        withdraw_yes: "Ya, tutup", "Yes, close it";
        was_withdrawn: "Permintaan ditutup.", "The request was closed.";

        links: "Tautan pemasok", "The suppliers’ links";
        links_hint: "Setiap tautan hanya untuk satu pemasok dan satu jawaban.", "Each link is for one supplier and one answer.";
        sent: "Belum dibuka", "Not opened yet";
        opened(when: &str): format!("Dibuka {when}"), format!("Opened {when}");
        answered(when: &str): format!("Dijawab {when}"), format!("Answered {when}");
        declined(when: &str): format!("Tidak menawarkan, {when}"), format!("Declined {when}");
        withdrawn: "Ditarik", "Withdrawn";
        expired: "Batas lewat", "Past its deadline";
        by_mail: "Tautan sudah dikirim ke e-mailnya.", "The link went to its e-mail.";
        send_whatsapp: "Kirim lewat WhatsApp", "Send by WhatsApp";
        link_of(supplier: &str): format!("Tautan untuk {supplier}"), format!("Link for {supplier}");
        preview: "Pratinjau", "Preview";
        new_link: "Buat tautan baru", "Make a new link";
        new_link_question: "Tautan yang lama tidak berlaku lagi.", "The old link dies.";
        new_link_yes: "Ya, buat baru", "Yes, make a new one";
        was_renewed: "Tautan baru sudah jadi. Kirim ke pemasoknya.", "The new link is made. Send it to the supplier.";
        take_back: "Tarik tautan", "Withdraw the link";
        take_back_question: "Pemasok ini tidak bisa menjawab lagi.", "This supplier cannot answer any more.";
        take_back_yes: "Ya, tarik", "Yes, withdraw it";
        was_taken_back: "Tautan ditarik.", "The link was withdrawn.";
        asked_too_often: "Pemasok ini sudah terlalu sering dikirimi e-mail hari ini. Kirim tautannya lewat WhatsApp, atau coba lagi besok.", "This supplier has got too many e-mails today. Send the link by WhatsApp, or try again tomorrow.";
        answered_before: "Pemasok ini sudah menjawab.", "This supplier has answered already.";
        over_before: "Permintaan ini sudah selesai.", "This request is over.";
        tell_whatsapp: "Kabari lewat WhatsApp", "Tell by WhatsApp";

        // What officers send: always in Indonesian, see `compare.rs`.
        invite(supplier: &str, koperasi: &str, material: &str, demand: &str, until: &str, link: &str): format!("Halo {supplier}, kami dari {koperasi} ingin membeli {material}, kira-kira {demand}.\nMohon tulis harganya di tautan ini, tanpa akun, sampai {until}:\n{link}\nTautan ini khusus untuk Anda. Terima kasih."), format!("Hello {supplier}, {koperasi} would like to buy {material}, about {demand}.\nPlease write your price here, no account needed, by {until}:\n{link}\nThis link is yours alone. Thank you.");
        good_news(supplier: &str, koperasi: &str, material: &str): format!("Halo {supplier}, penawaran {material} Anda kami terima. Pesanan resmi dari {koperasi} menyusul. Terima kasih."), format!("Hello {supplier}, we accept your offer of {material}. An order of {koperasi} follows. Thank you.");
        other_news(supplier: &str, koperasi: &str, material: &str): format!("Halo {supplier}, terima kasih atas waktunya. Untuk {material} kali ini {koperasi} belum memakai penawaran Anda. Semoga lain kali."), format!("Hello {supplier}, thank you for your time. {koperasi} does not take your offer of {material} this time. Hopefully the next.");
    }
}
