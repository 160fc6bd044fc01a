crate::texts! {
    pub Text {
        register: "Daftar", "Register";
        register_lead: "Satu akun untuk berbelanja, ikut koperasi, dan berjualan. Gratis.", "One account to buy, to join a koperasi, and to sell. Free.";
        register_button: "Buat akun", "Create account";
        have_account: "Sudah punya akun? Masuk", "Already have an account? Sign in";
        no_account: "Belum punya akun? Daftar", "No account yet? Register";
        name: "Nama lengkap", "Full name";
        phone: "Nomor HP", "Phone number";
        phone_hint: "Contoh: 0812-3456-7890. Dipakai untuk masuk.", "Example: 0812-3456-7890. You sign in with it.";
        password: "Kata sandi", "Password";
        password_hint: "Paling sedikit 8 huruf. Kalimat pendek paling mudah diingat.", "At least 8 characters. A short sentence is easiest to remember.";
        phone_taken: "Nomor ini sudah punya akun. Masuk saja, atau pakai “Lupa kata sandi”.", "This number has an account. Sign in instead, or use “Forgot password”.";
        welcome(name: &str): format!("Selamat datang, {name}. Akun Anda sudah jadi."), format!("Welcome, {name}. Your account is ready.");
        sign_in: "Masuk", "Sign in";
        sign_in_first: "Masuk dulu untuk melanjutkan. Yang sudah Anda isi tidak hilang.", "Sign in to go on. What you filled in is not lost.";
        sign_in_button: "Masuk", "Sign in";
        wrong: "Nomor HP atau kata sandi tidak cocok.", "The phone number or the password does not match.";
        wait(minutes: u64): format!("Terlalu banyak percobaan. Coba lagi dalam {minutes} menit."), format!("Too many attempts. Try again in {minutes} minutes.");
        forgot: "Lupa kata sandi?", "Forgot your password?";
        signed_out: "Anda sudah keluar.", "You are signed out.";
        sign_out: "Keluar", "Sign out";
        lost: "Lupa kata sandi", "Forgotten password";
        lost_lead: "Ada dua jalan untuk membuat kata sandi baru.", "There are two ways to a new password.";
        by_officer: "Lewat pengurus koperasi", "Through an officer of your koperasi";
        by_officer_text: "Temui pengurus koperasi Anda. Ia memberi kode delapan angka yang berlaku 30 menit.", "Meet an officer of your koperasi, who gives you a code of eight digits, valid for 30 minutes.";
        have_code: "Saya sudah punya kode", "I have a code";
        by_mail: "Lewat e-mail", "By e-mail";
        by_mail_text: "Bila akun Anda punya e-mail, kami kirim tautannya ke sana.", "If your account has an e-mail, we send a link there.";
        send_link: "Kirim tautan", "Send the link";
        link_sent: "Bila nomor itu punya akun dengan e-mail, tautannya sudah kami kirim. Berlaku 30 menit.", "If that number has an account with an e-mail, the link is on its way. It works for 30 minutes.";
        code: "Kode dari pengurus", "Code from the officer";
        code_hint: "Delapan angka, misalnya 1234 5678.", "Eight digits, such as 1234 5678.";
        code_wrong: "Kode ini salah, sudah dipakai, atau sudah lewat 30 menit. Minta kode baru.", "This code is wrong, was used, or is older than 30 minutes. Ask for a new one.";
        link_wrong: "Tautan ini sudah dipakai atau sudah lewat 30 menit. Minta tautan baru.", "This link was used or is older than 30 minutes. Ask for a new one.";
        new_password: "Kata sandi baru", "New password";
        save_password: "Simpan kata sandi", "Save password";
        password_saved: "Kata sandi baru tersimpan. Perangkat lain sudah dikeluarkan.", "Your new password is saved. Other devices were signed out.";
        no_code: "Kode tidak dibuat", "No code was made";
        no_code_not_verified: "Koperasi ini belum diperiksa dinas. Sebelum itu pengurusnya tidak dapat membuat kode untuk kata sandi orang lain.", "The regency's office has not looked at this koperasi yet. Until then its officers cannot make codes for other people's passwords.";
        no_code_protected: "Orang ini juga bertugas di tempat lain: operator, dinas, atau pengurus koperasi lain. Kata sandinya tidak dapat diganti lewat koperasi ini. Ia bisa memakai tautan lewat e-mail, atau menghubungi operator.", "This person also serves elsewhere: as an operator, at the regency's office, or as an officer of another koperasi. Their password cannot be changed through this koperasi. They can use a link by e-mail, or ask the operator.";
        back_to_members: "Ke daftar anggota", "To the members";
        account: "Akun saya", "My account";
        since(day: &str): format!("Terdaftar sejak {day}"), format!("Registered since {day}");
        my_koperasi: "Koperasi saya", "My koperasi";
        member_number(n: i32): format!("Nomor anggota {n}"), format!("Member number {n}");
        no_koperasi: "Anda belum menjadi anggota koperasi.", "You are not a member of a koperasi yet.";
        find_koperasi: "Cari koperasi", "Find a koperasi";
        officer_pages: "Halaman pengurus", "Officers' pages";
        waiting: "Menunggu jawaban pengurus", "Waiting for the officers' answer";
        declined: "Belum diterima", "Not admitted";
        my_business: "Usaha saya", "My business";
        no_business: "Punya usaha? Buka tokonya di sini, gratis.", "Do you have a business? Open its shop here, for free.";
        open_business: "Buka usaha", "Open a business";
        to_business: "Kelola usaha", "Manage business";
        notices: "Kabar", "Notices";
        notices_lead: "Yang terjadi sementara Anda tidak di sini.", "What happened while you were away.";
        no_notices: "Belum ada kabar", "No notices yet";
        no_notices_text: "Bila barang yang Anda tunggu sudah ada, kabarnya muncul di sini.", "When something you wait for is here, you read it on this page.";
        read_all: "Tandai sudah dibaca", "Mark as read";
        all_read: "Semua kabar sudah dibaca.", "All notices are read.";
        unread: "Belum dibaca", "Unread";
        found(label: &str, name: &str): format!("Yang Anda cari (“{label}”) sekarang ada: {name}."), format!("What you searched for (“{label}”) is here now: {name}.");
        searches: "Pencarian yang saya tunggu", "Searches I wait for";
        searches_lead: "Kami kabari begitu ada yang cocok. Setelah itu pencariannya selesai.", "We tell you as soon as something matches. Then the search is done.";
        search: "Yang dicari", "Search";
        state: "Keadaan", "State";
        search_waits: "Menunggu", "Waiting";
        search_found: "Sudah ada", "Found";
        since_when(when: &str): format!("Sejak {when}"), format!("Since {when}");
        not_sold_now: "Barangnya sekarang tidak dijual lagi.", "It is not sold any more.";
        remove: "Hapus", "Remove";
        removed: "Pencarian itu sudah dihapus.", "That search was removed.";
        no_searches: "Tidak ada pencarian yang menunggu", "No searches wait";
        no_searches_text: "Cari barang. Bila belum ada, tekan “Beri tahu saya kalau ada”.", "Search for something. If it is not there yet, press “Tell me when there is one”.";
        to_search: "Cari barang", "Search the market";
        settings: "Pengaturan", "Settings";
        profile: "Nama dan e-mail", "Name and e-mail";
        profile_saved: "Perubahan tersimpan.", "Changes saved.";
        email: "E-mail", "E-mail";
        email_hint: "Untuk membuat kata sandi baru bila lupa. Tidak ditampilkan kepada siapa pun.", "For a new password if you forget yours. Shown to nobody.";
        email_password_hint: "Hanya perlu diisi bila e-mail diganti.", "Only needed when the e-mail changes.";
        save: "Simpan", "Save";
        change_password: "Ganti kata sandi", "Change password";
        current_password: "Kata sandi sekarang", "Current password";
        devices: "Perangkat yang masuk", "Signed-in devices";
        devices_lead: "Keluarkan perangkat yang tidak Anda kenal.", "Sign out any device you do not know.";
        this_device: "perangkat ini", "this device";
        last_seen(when: &str): format!("Terakhir dipakai {when}"), format!("Last used {when}");
        end_device: "Keluarkan", "Sign out";
        end_others: "Keluarkan semua perangkat lain", "Sign out all other devices";
        device_ended: "Perangkat itu sudah dikeluarkan.", "That device was signed out.";
        others_ended: "Semua perangkat lain sudah dikeluarkan.", "All other devices were signed out.";
        my_data: "Unduh semua data saya", "Download all my data";
        close: "Tutup akun", "Close account";
        close_lead: "Akun yang ditutup tidak dapat dibuka lagi.", "A closed account cannot be opened again.";
        close_text: "Nama, nomor, dan e-mail Anda dihapus. Toko dan barang Anda tidak tampil lagi. Keanggotaan koperasi berakhir. Catatan perdagangan tetap disimpan 10 tahun tanpa nama Anda (PP 80/2019).", "Your name, number and e-mail are deleted. Your shop and goods are no longer shown. Your membership ends. Trade records are kept for 10 years without your name (PP 80/2019).";
        last_officer(koperasi: &str): format!("Anda satu-satunya pengurus {koperasi}. Beri tugas kepada anggota lain dulu, lalu tutup akun."), format!("You are the only officer of {koperasi}. Give another member a duty first, then close your account.");
        close_button: "Tutup akun saya", "Close my account";
        closed: "Akun Anda sudah ditutup. Terima kasih.", "Your account is closed. Thank you.";
    }
}

impl Text {
    pub fn wait_for(self, after: engine::throttle::RetryAfter) -> String {
        self.wait(after.0.as_secs().div_ceil(60).max(1))
    }
}
