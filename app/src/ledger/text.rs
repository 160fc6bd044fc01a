crate::texts! {
    pub(super) Text {
        pages: "Halaman buku", "Pages of the books";
        overview: "Ringkasan", "Overview";
        members: "Anggota", "Members";
        ages: "Umur piutang", "Age of debts";
        suppliers: "Utang pemasok", "Owed to suppliers";
        other_koperasi: "Koperasi lain", "Other koperasi";
        journals: "Jurnal", "Journals";
        trial_balance: "Neraca saldo", "Trial balance";
        write_offs: "Penghapusan", "Write-offs";
        mapping: "Akun", "Accounts";
        who_posts: "Yang mencatat uang di sini hanya bendahara. Anda bisa melihat semuanya.", "Only the treasurer posts money here. You can see all of it.";

        books: "Buku", "Books";
        books_lead: "Uang titipan, tagihan anggota, dan utang koperasi. Setiap uang masuk atau keluar tercatat dua kali: dari mana dan ke mana.", "Deposits, what members owe, and what the koperasi owes. All money is written down twice: where it came from and where it went.";
        main_balances: "Saldo akun utama", "Main balances";
        account: "Akun", "Account";
        balance: "Saldo", "Balance";
        balanced: "Debit = kredit", "Debit = credit";
        unbalanced(debit: &str, credit: &str): format!("Debit {debit}, kredit {credit}: tidak sama"), format!("Debit {debit}, credit {credit}: not the same");
        begin: "Buku masih kosong", "The books are empty";
        begin_hint: "Mulai dengan saldo awal kas: uang yang ada sekarang. Lalu terima titipan anggota.", "Begin with what is in the cash box now. Then take members’ deposits.";
        begin_button: "Catat saldo awal", "Enter the opening balance";
        nothing_waits: "Tidak ada yang menunggu", "Nothing is waiting";
        nothing_waits_hint: "Semua utang dan piutang terurus.", "All debts are taken care of.";
        waits: "Yang perlu diurus", "To be done";
        open: "Buka", "Open";
        overdue_task: "Anggota menunggak lebih dari 30 hari", "Members late by more than 30 days";
        sum(amount: &str): format!("Jumlahnya {amount}"), format!("{amount} in all");
        suppliers_task: "Pemasok belum dibayar", "Suppliers to be paid";
        suppliers_since(amount: &str, when: &str): format!("{amount}, paling lama {when}"), format!("{amount}, the oldest {when}");
        confirm_task: "Pembayaran koperasi lain belum dipastikan", "Payments of other koperasi to confirm";
        koperasi_task: "Utang ke koperasi lain", "Debts to other koperasi";
        koperasi_hint: "Bayar, lalu koperasi itu memastikan uangnya sampai.", "Pay; the other koperasi then confirms that it came.";
        write_off_task: "Penghapusan piutang menunggu keputusan", "Write-offs to decide";
        asked_when(when: &str): format!("Tertua diajukan {when}"), format!("The oldest was asked {when}");
        cash_task: "Kas di bawah nol", "Cash is below zero";
        cash_hint: "Ada uang keluar yang asalnya belum dicatat. Catat saldo awal atau titipan yang terlewat.", "Money went out whose source was not written down. Enter the opening balance or a deposit that was forgotten.";

        members_title: "Titipan dan piutang anggota", "Members’ deposits and debts";
        members_lead: "Cari anggota, lalu terima titipan atau bayarannya di halamannya.", "Find a member, then take their deposit or payment on their page.";
        search: "Cari nama atau nomor anggota", "Search by name or member number";
        search_button: "Cari", "Search";
        nobody: "Tidak ada anggota yang cocok", "No member matches";
        nobody_hint: "Periksa ejaannya, atau lihat semua anggota.", "Check the spelling, or see all members.";
        see_all: "Lihat semua", "See all";
        member: "Anggota", "Member";
        member_no(number: i32): format!("Anggota {number}"), format!("Member {number}");
        left_koperasi: "sudah berhenti", "has left";
        deposit: "Titipan", "Deposit";
        owed: "Belum dibayar", "Still to be paid";
        limit: "Batas", "Limit";
        held: "Dipakai ikut serta", "Taken by pledges";
        left: "Sisa batas", "Left of the limit";
        deposit_due: "Diminta sebagai titipan", "Asked for as a deposit";
        saved: "Hemat sejauh ini", "Saved so far";
        saved_note: "dibanding harga pasar yang dicatat", "against the market price on record";
        left_note: "titipan + batas − belum dibayar − ikut serta", "deposit + limit − owed − pledges";
        what_next: "Catat untuk anggota ini", "Write down for this member";
        statement: "Rekening", "Statement";
        no_statement: "Belum ada catatan", "Nothing yet";
        no_statement_hint: "Titipan, tagihan, dan pembayaran muncul di sini.", "Deposits, invoices and payments appear here.";
        no_own_hint: "Setor titipan ke bendahara, lalu ikut pembelian bersama. Semua catatannya muncul di sini.", "Pay a deposit in to the treasurer, then join a joint purchase. All of it is listed here.";
        to_rounds: "Lihat pembelian bersama", "See joint purchases";
        day: "Tanggal", "Day";
        number: "Nomor", "Number";
        what: "Keterangan", "What";
        deposit_moved: "Titipan", "Deposit";
        owed_moved: "Tagihan", "Owed";
        after(amount: &str): format!("jadi {amount}"), format!("then {amount}");
        invoices: "Tagihan pembelian bersama", "Invoices of joint purchases";
        invoice_parts(goods: &str, transport: &str, fee: &str): format!("barang {goods} · angkutan {transport} · jasa {fee}"), format!("goods {goods} · transport {transport} · fee {fee}");
        got: "Diterima", "Received";
        total: "Jumlah", "Total";
        pdf: "Unduh PDF", "Download PDF";
        xlsx: "Unduh Excel", "Download Excel";

        deposit_in: "Setor titipan", "Take a deposit";
        deposit_in_does: "Kas atau bank bertambah, titipan anggota bertambah.", "Cash or bank grows, the member’s deposit grows.";
        deposit_in_done: "Titipan tercatat.", "The deposit is posted.";
        deposit_out: "Kembalikan titipan", "Pay a deposit back";
        deposit_out_does: "Kas atau bank berkurang, titipan anggota berkurang. Yang dijaminkan untuk pesanan atau utang tidak bisa diambil.", "Cash or bank shrinks, the member’s deposit shrinks. What pledges or debts rest on stays.";
        deposit_out_done: "Pengembalian tercatat.", "It is posted as paid back.";
        returnable: "Bisa dikembalikan", "May be paid back";
        pay: "Terima bayaran", "Take a payment";
        pay_does: "Piutang anggota berkurang; kas atau bank bertambah, atau titipannya berkurang.", "What the member owes shrinks; cash or bank grows, or their deposit shrinks.";
        pay_done: "Pembayaran tercatat.", "The payment is posted.";
        from_deposit: "Dari titipan anggota", "Out of the member’s deposit";
        payable_from_deposit: "Bisa dari titipan", "May come from the deposit";
        set_limit: "Ubah batas", "Change the limit";
        set_limit_does: "Batas adalah utang yang dipercayakan kepada anggota di atas titipannya. Tidak ada uang yang berpindah.", "The limit is how much the member is trusted to owe beyond the deposit. No money moves.";
        limit_done: "Batas diubah.", "The limit is changed.";
        write_off: "Hapus buku", "Write off";
        write_off_does: "Minta menghapus utang yang tidak akan dibayar. Pengurus lain yang memutuskan; baru sesudah itu piutang berkurang dan menjadi beban koperasi.", "Asks to give up a debt that will not be paid. Another officer decides; only then the debt shrinks and becomes the koperasi’s expense.";
        write_off_asked: "Permintaan dikirim. Pengurus lain yang memutuskan.", "It is asked. Another officer decides.";
        write_off_waits: "Permintaan penghapusan untuk anggota ini masih menunggu keputusan.", "A request to write off for this member still waits.";
        note: "Nota koreksi", "Correction note";
        note_does: "Memperbaiki tagihan yang sudah selesai: utang anggota dikurangi atau ditambah, selisihnya menjadi beban atau pendapatan koperasi.", "Corrects an invoice after settlement: the member owes less or more, the difference is the koperasi’s expense or income.";
        note_done: "Nota koreksi tercatat.", "The note is posted.";
        invoice: "Tagihan", "Invoice";
        direction: "Yang diperbaiki", "What is corrected";
        less: "Kurangi utang anggota", "The member owes less";
        more: "Tambah utang anggota", "The member owes more";

        amount: "Jumlah", "Amount";
        amount_hint: "Contoh: 100.000", "Example: 100.000";
        way: "Lewat", "By";
        cash: "Tunai (kas)", "Cash";
        bank: "Transfer (bank)", "Bank transfer";
        when: "Tanggal", "Day";
        when_hint: "Kosongkan bila hari ini.", "Leave empty for today.";
        memo: "Catatan", "Note";
        memo_hint: "Misalnya nomor kuitansi. Jangan tulis nama.", "Such as the number of a receipt. No names.";
        reason: "Alasan", "Reason";
        post: "Catat", "Post";
        back: "Kembali", "Back";
        sent_before: "Formulir ini sudah pernah dikirim dengan isi lain. Periksa saldonya, lalu tekan sekali lagi bila memang perlu.", "This form was sent before with other contents. Look at the balance, then press again if it is needed.";
        no_key: "Halaman ini sudah lama. Periksa isinya, lalu tekan sekali lagi.", "This page is an old one. Look at it, then press again.";
        done_already: "Ini sudah dikerjakan.", "This was done already.";

        journals_title: "Jurnal", "Journals";
        journals_lead: "Semua yang pernah dibukukan. Tidak ada yang bisa diubah atau dihapus; yang keliru dikoreksi.", "All that was ever posted. Nothing can be changed or deleted; what was wrong is corrected.";
        kind: "Jenis", "Kind";
        all_kinds: "Semua jenis", "All kinds";
        from: "Dari", "From";
        until: "Sampai", "Until";
        show: "Tampilkan", "Show";
        no_journals: "Tidak ada jurnal", "No journals";
        no_journals_hint: "Ubah saringannya, atau mulai dengan saldo awal.", "Change the filter, or begin with an opening balance.";
        undone: "dikoreksi", "corrected";
        new_journal: "Jurnal manual", "Entry by hand";
        new_journal_does: "Memindahkan jumlah dari akun kredit ke akun debit. Dipakai untuk saldo awal, biaya bank, dan sejenisnya. Saldo awal kas: debit Kas, kredit Modal awal unit.", "Moves an amount from the credit account to the debit account. For opening balances, bank fees and the like. Opening cash: debit Kas, credit Modal awal unit.";
        debit: "Debit", "Debit";
        credit: "Kredit", "Credit";
        debit_account: "Akun debit", "Debit account";
        debit_hint: "Akun yang menerima, misalnya Kas.", "The account that receives, such as Kas.";
        credit_account: "Akun kredit", "Credit account";
        credit_hint: "Akun asalnya, misalnya Modal awal unit.", "The account it comes from, such as Modal awal unit.";
        what_for: "Untuk apa", "What for";
        what_for_hint: "Misalnya: Saldo awal kas. Jangan tulis nama.", "Such as: opening cash. No names.";
        journal_done: "Jurnal tercatat.", "The entry is posted.";
        posted_by: "Dicatat oleh", "Posted by";
        system: "Sistem", "The system";
        posted_at: "Dicatat pada", "Posted at";
        round: "Pembelian bersama", "Joint purchase";
        corrects: "Mengoreksi", "Corrects";
        corrected_by: "Dikoreksi oleh", "Corrected by";
        lines: "Baris jurnal", "Lines";
        some_lines(shown: i64, all: i64): format!("Tampil {shown} dari {all} baris."), format!("{shown} of {all} lines are shown.");
        correct: "Koreksi", "Correct";
        correct_title(number: &str): format!("Koreksi {number}"), format!("Correct {number}");
        correct_does: "Membuat jurnal cermin: debit dan kreditnya dibalik, sehingga pengaruh jurnal ini hilang. Jurnal aslinya tetap tersimpan.", "Makes a mirror: debit and credit change sides, so that this journal has no effect any more. The journal itself stays.";
        correct_done: "Koreksi tercatat.", "The correction is posted.";
        fixed_kind: "Jurnal ini tidak dibalik dengan koreksi. Tagihan anggota, utang pemasok, dan piutang koperasi lain diperbaiki dengan nota koreksi di halamannya masing-masing.", "This journal is not undone so. Invoices of members, debts to suppliers and what other koperasi owe are corrected by a note on their own pages.";
        fixed_undone: "Jurnal ini sudah dikoreksi.", "This journal was corrected already.";
        fixed_confirmed: "Koperasi penerima sudah memastikan uang ini sampai. Minta mereka mengoreksi dulu.", "The other koperasi has confirmed this payment. Ask them to correct it first.";
        fixed_unmapped: "Akun di jurnal ini tidak dipakai lagi, jadi koreksinya akan tertinggal di sana. Kembalikan dulu pemetaan akunnya.", "An account of this journal is used no more, and its correction would stay behind there. Map the account again first.";
        fixed_deposit: "Titipan ini sudah dipakai atau dijaminkan untuk pesanan, jadi tidak bisa dibatalkan.", "This deposit is used, or pledges rest on it, so it cannot be undone.";

        account_lead(balance: &str): format!("Saldo {balance}"), format!("Balance {balance}");
        only_of(who: &str): format!("Hanya {who}"), format!("Only {who}");
        all_lines: "Tampilkan semua", "Show all";
        no_lines: "Akun ini belum dipakai", "This account has no lines yet";
        no_lines_hint: "Baris muncul begitu ada jurnal yang memakainya.", "Lines appear once a journal uses it.";
        party: "Pihak", "Who";
        trial_lead: "Saldo semua akun sampai akhir satu hari. Jumlah debit harus sama dengan jumlah kredit.", "What all accounts stand at by the end of a day. Debits must equal credits.";
        as_of: "Per tanggal", "As of";
        sums: "Jumlah", "Sums";
        no_trial: "Belum ada yang dibukukan sampai tanggal ini", "Nothing was posted by this day";
        no_trial_hint: "Pilih tanggal lain.", "Choose another day.";

        ages_title: "Umur piutang anggota", "Age of members’ debts";
        ages_lead: "Pembayaran melunasi tagihan tertua dulu. Makin tua piutang, makin perlu ditanyakan.", "Payments settle the oldest debt first. The older a debt, the more it needs asking.";
        ages_chart: "Piutang menurut umur", "Debts by age";
        days_30: "0–30 hari", "0–30 days";
        days_60: "31–60 hari", "31–60 days";
        days_90: "61–90 hari", "61–90 days";
        days_more: "Di atas 90 hari", "Over 90 days";
        oldest: "Paling tua", "Oldest";
        no_debts: "Tidak ada piutang", "Nobody owes anything";
        no_debts_hint: "Semua tagihan anggota sudah lunas.", "All invoices are paid.";

        suppliers_title: "Utang pemasok", "Owed to suppliers";
        suppliers_lead: "Barang yang sudah datang dan belum dibayar, yang tertua di atas.", "Goods that came and are not paid, the oldest first.";
        supplier: "Pemasok", "Supplier";
        pay_supplier: "Bayar pemasok", "Pay the supplier";
        pay_supplier_does: "Utang pemasok berkurang, kas atau bank berkurang.", "The debt to the supplier shrinks, cash or bank shrinks.";
        supplier_paid: "Pembayaran pemasok tercatat.", "The payment is posted.";
        supplier_note_does: "Untuk harga yang keliru, atau faktur pemasok yang berbeda: utang ke pemasok dikurangi atau ditambah, selisihnya menjadi pendapatan atau beban koperasi.", "For a price that was wrong, or a supplier’s invoice that differs: the debt shrinks or grows, the difference is the koperasi’s income or expense.";
        less_to_supplier: "Kurangi utang ke pemasok", "The supplier is owed less";
        more_to_supplier: "Tambah utang ke pemasok", "The supplier is owed more";
        supplier_reason_hint: "Misalnya: Faktur 120, harganya lebih murah.", "Such as: invoice 120 has a lower price.";
        owed_to(name: &str): format!("Utang ke {name}"), format!("Owed to {name}");
        still_open(open: &str, amount: &str): format!("sisa {open} dari {amount}"), format!("{open} of {amount} left");
        no_supplier_debts: "Tidak ada utang pemasok", "No supplier is owed anything";
        no_supplier_debts_hint: "Utang muncul begitu barang pembelian bersama diterima.", "Debts appear once goods of a joint purchase are received.";
        delivery: "Barang dari", "Goods of";
        history: "Lihat semua catatannya", "See all of it";

        between_title: "Koperasi lain", "Other koperasi";
        between_lead: "Utang dan piutang antarkoperasi dari pembelian bersama. Pembayar mencatat, penerima memastikan.", "What koperasi owe each other for joint purchases. The payer writes it down, the other confirms.";
        koperasi: "Koperasi", "Koperasi";
        deeds: "Yang bisa dilakukan", "What can be done";
        we_owe: "Kita berutang", "We owe";
        they_owe: "Mereka berutang", "They owe";
        nothing_between: "Tidak ada utang antarkoperasi", "Nothing is owed between koperasi";
        nothing_between_hint: "Muncul bila pembelian bersama dengan koperasi lain diselesaikan.", "It appears when a joint purchase with another koperasi is settled.";
        payments: "Pembayaran antarkoperasi", "Payments between koperasi";
        incoming: "masuk", "incoming";
        outgoing: "keluar", "outgoing";
        waits_for_us: "Menunggu kita pastikan", "Waits for us";
        waits_for_them: "Menunggu dipastikan", "Waits for them";
        confirmed: "Sudah sampai", "It came";
        state: "Keadaan", "State";
        pay_koperasi: "Bayar", "Pay";
        pay_koperasi_title(name: &str): format!("Bayar {name}"), format!("Pay {name}");
        pay_koperasi_does: "Utang ke koperasi itu berkurang, kas atau bank berkurang. Koperasi itu diminta memastikan uangnya sampai.", "The debt to that koperasi shrinks, cash or bank shrinks. It is asked to confirm that the money came.";
        koperasi_paid: "Pembayaran tercatat. Koperasi itu diminta memastikannya.", "The payment is posted. The other koperasi is asked to confirm it.";
        koperasi_note_title(name: &str): format!("Kurangi utang {name}"), format!("Lower what {name} owes");
        koperasi_note_does: "Piutang kita berkurang dan menjadi beban; utang koperasi itu ikut berkurang di bukunya. Pembayaran yang belum dipastikan tidak bisa dikurangi. Bendahara kedua koperasi diberi kabar.", "What it owes us shrinks and becomes our expense; its own book has the debt shrink too. Payments that wait to be confirmed stay. The treasurers of both koperasi are told.";
        koperasi_noted: "Nota koreksi tercatat di buku kedua koperasi.", "The note is posted in the books of both koperasi.";
        koperasi_reason_hint: "Koperasi itu membacanya. Misalnya: Dua karung basah.", "That koperasi reads it. Such as: two sacks were wet.";
        confirm: "Pastikan sampai", "Confirm";
        confirm_title(name: &str): format!("Uang dari {name} sudah sampai?"), format!("Did the money from {name} come?");
        confirm_does: "Kas atau bank bertambah, piutang dari koperasi itu berkurang. Pastikan hanya bila uangnya benar-benar ada.", "Cash or bank grows, what that koperasi owes shrinks. Confirm only when the money is really there.";
        confirm_done: "Penerimaan tercatat.", "It is posted as received.";
        confirmed_already: "Pembayaran ini sudah dipastikan.", "This payment is confirmed already.";

        write_offs_title: "Penghapusan piutang", "Writing off debts";
        write_offs_lead: "Bendahara meminta, pengurus lain memutuskan. Yang meminta dan yang berutang tidak ikut memutuskan.", "The treasurer asks, another officer decides: neither who asked nor who owes.";
        no_write_offs: "Tidak ada permintaan", "No requests";
        no_write_offs_hint: "Bendahara mengajukannya dari halaman anggota.", "The treasurer asks on the member’s page.";
        asked_by(name: &str, when: &str): format!("diajukan {name}, {when}"), format!("asked by {name}, {when}");
        decision: "Keputusan", "Decision";
        agree: "Setujui", "Agree";
        agree_read(name: &str): format!("Ya, hapus: {name}"), format!("Yes, write off: {name}");
        agree_question(amount: &str, name: &str): format!("Hapus piutang {amount} dari {name}? Ini menjadi beban koperasi."), format!("Write off {amount} owed by {name}? It becomes an expense of the koperasi.");
        agree_yes: "Ya, hapus", "Yes, write off";
        refuse: "Tolak", "Refuse";
        refuse_of(name: &str): format!("Tolak: {name}"), format!("Refuse: {name}");
        agreed: "Piutang dihapus.", "The debt is written off.";
        refused: "Permintaan ditolak.", "The request is refused.";
        agreed_by(name: &str, when: &str): format!("disetujui {name}, {when}"), format!("agreed by {name}, {when}");
        refused_by(name: &str, when: &str): format!("ditolak {name}, {when}"), format!("refused by {name}, {when}");
        others_decide: "Menunggu pengurus lain", "Waits for another officer";
        waits_decision: "Menunggu keputusan", "Waits for a decision";
        same_officer: "Permintaan atau uang Anda sendiri tidak boleh Anda putuskan. Minta pengurus lain.", "You may not decide on what you asked for, or on your own money. Ask another officer.";
        decided_already: "Pengurus lain sudah memutuskan.", "Another officer has decided.";
        owed_less: "Utangnya sekarang lebih kecil dari yang diminta dihapus. Tolak, lalu ajukan lagi dengan jumlah yang baru.", "Less is owed by now than was asked for. Refuse it, and ask again with the new amount.";

        mapping_title: "Daftar akun", "The accounts";
        mapping_lead: "Akun yang dipakai buku ini, dan ke akun mana setiap kejadian dicatat. Susunan awalnya mengikuti SAK EP.", "The accounts of this book, and to which of them each event is posted. They begin as SAK EP has them.";
        all_accounts: "Semua akun", "All accounts";
        roles: "Dipakai untuk", "Used for";
        role: "Kejadian", "Event";
        set_account: "Ganti akun", "Change an account";
        set_account_does: "Pilih kejadian dan akun barunya. Jurnal lama tidak berubah. Akun dengan saldo per anggota, pemasok, atau koperasi hanya bisa diganti selagi saldonya nol.", "Choose the event and its new account. Old journals stay. An account that keeps balances by member, supplier or koperasi can be changed only while they are all zero.";
        set_button: "Ganti", "Change";
        account_set: "Akun diganti.", "The account is changed.";
        still_standing: "Masih ada saldo di akun yang sekarang. Nolkan dulu, baru diganti.", "There are balances on the present account. They must be zero first.";
        add_account: "Tambah akun", "Add an account";
        add_account_does: "Menambah akun baru. Angka pertama kodenya menentukan jenis: 1 aset, 2 utang, 3 modal, 4 pendapatan, 5 beban.", "Adds an account. The first digit of its code says its kind: 1 asset, 2 liability, 3 equity, 4 income, 5 expense.";
        account_added: "Akun ditambahkan.", "The account is added.";
        code: "Kode", "Code";
        code_hint: "Contoh: 1-1110", "Example: 1-1110";
        account_name: "Nama akun", "Name of the account";
        keeps_for: "Saldo terpisah per", "A balance for each";
        keeps_for_hint: "Kosongkan untuk akun biasa.", "Leave empty for a plain account.";
        none: "Tidak, satu saldo saja", "No, one balance";
        rename: "Ubah nama", "Rename";
        rename_of(code: &str): format!("Ubah nama {code}"), format!("Rename {code}");
        rename_does: "Mengubah nama akun. Kode dan isinya tetap.", "Changes the name of the account. Its code and lines stay.";
        renamed: "Nama akun diubah.", "The account is renamed.";
        asset: "Aset", "Assets";
        liability: "Utang", "Liabilities";
        equity: "Modal", "Equity";
        income: "Pendapatan", "Income";
        expense: "Beban", "Expenses";

        own_title: "Titipan dan tagihan", "Deposit and invoices";
        own_lead: "Uang Anda di koperasi: yang dititipkan, yang belum dibayar, dan semua catatannya.", "Your money at the koperasi: paid in, still owed, and all that happened.";
        my_account: "Akun saya", "My account";
        my_koperasi: "Koperasi saya", "My koperasi";
        no_koperasi: "Anda belum menjadi anggota koperasi", "You are not a member of a koperasi yet";
        no_koperasi_hint: "Bergabung dulu untuk ikut pembelian bersama.", "Join one to take part in joint purchases.";
        find_koperasi: "Cari koperasi", "Find a koperasi";
        how_to_pay(amount: &str): format!("Yang belum dibayar: {amount}. Bayar ke bendahara koperasi, tunai atau transfer."), format!("Still to be paid: {amount}. Pay the treasurer of your koperasi, in cash or by transfer.");
    }
}

impl Text {
    pub(super) fn kind_of(self, kind: domain::ledger::AccountKind) -> &'static str {
        use domain::ledger::AccountKind::{Asset, Equity, Expense, Income, Liability};
        match kind {
            Asset => self.asset(),
            Liability => self.liability(),
            Equity => self.equity(),
            Income => self.income(),
            Expense => self.expense(),
        }
    }

    pub(super) fn party_of(self, party: domain::ledger::Party) -> &'static str {
        use domain::ledger::Party::{Koperasi, Member, Supplier};
        match party {
            Member => self.member(),
            Supplier => self.supplier(),
            Koperasi => self.koperasi(),
        }
    }
}
