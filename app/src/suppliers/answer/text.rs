crate::texts! {
    pub(super) Text {
        title(material: &str): format!("Berapa harga {material} Anda?"), format!("What is your price of {material}?");
        lead(koperasi: &str, amount: &str, material: &str): format!("{koperasi} ingin membeli {material}, kira-kira {amount}, bersama anggotanya dan menanyakan harga Anda. Isi di bawah. Tidak perlu akun."), format!("{koperasi} would like to buy {material}, about {amount}, together with its members, and asks for your price. Fill it in below. No account needed.");
        for_whom(supplier: &str): format!("Untuk {supplier}"), format!("For {supplier}");
        asked: "Yang diminta", "What is asked for";
        who: "Yang meminta", "Who asks";
        material: "Bahan", "Material";
        demand: "Kira-kira sebanyak", "About";
        until: "Jawab sampai", "Answer by";
        unit: "Harga ditulis per", "Prices are for one";
        your_price: "Harga Anda", "Your price";
        send: "Kirim penawaran", "Send the offer";
        one_time: "Tautan ini hanya untuk satu jawaban. Periksa dulu sebelum mengirim.", "This link is good for one answer. Check before you send.";
        cannot: "Saya tidak bisa menawarkan", "I have nothing to offer";
        cannot_question: "Koperasi diberi tahu bahwa kali ini Anda tidak menawarkan.", "The koperasi is told that you make no offer this time.";
        cannot_yes: "Ya, kabari koperasi", "Yes, tell the koperasi";

        answered: "Penawaran Anda sudah terkirim", "Your offer was sent";
        answered_at(when: &str): format!("Terima kasih. Penawaran Anda dikirim {when}."), format!("Thank you. Your offer was sent {when}.");
        what_next: "Berikutnya koperasi membandingkan semua penawaran, lalu mengabari Anda. Hasilnya juga tampil di tautan yang sama. Halaman ini boleh ditutup.", "Next the koperasi compares all offers and tells you. The outcome is shown behind the same link as well. You may close this page.";
        sent: "Yang Anda kirim", "What you sent";
        was_accepted: "Penawaran Anda diterima. Pesanan dari koperasi menyusul.", "Your offer was accepted. An order follows.";
        was_not: "Kali ini koperasi memakai penawaran lain. Terima kasih atas waktu Anda.", "This time the koperasi took another offer. Thank you for your time.";
        again: "Anda sudah menjawab lewat tautan ini. Jawaban yang pertama yang berlaku.", "You have answered through this link already. The first answer counts.";
        declined: "Terima kasih sudah mengabari", "Thank you for telling us";
        declined_text: "Koperasi tahu bahwa kali ini Anda tidak menawarkan. Tidak ada lagi yang perlu Anda lakukan.", "The koperasi knows that you make no offer this time. There is nothing more to do.";
        withdrawn: "Tautan ini sudah ditarik", "This link was withdrawn";
        withdrawn_text: "Koperasi menarik permintaannya kepada Anda. Tidak ada yang perlu Anda lakukan.", "The koperasi took its request to you back. There is nothing to do.";
        over: "Permintaan ini sudah selesai", "This request is over";
        over_text: "Koperasi sudah menutup permintaan harga ini, jadi jawaban tidak diterima lagi.", "The koperasi has closed this request, so it takes no more answers.";
        expired: "Batas waktunya sudah lewat", "The time is over";
        expired_text(until: &str): format!("Jawaban diterima sampai {until}. Hubungi koperasi bila Anda masih ingin menawarkan."), format!("Answers were taken until {until}. Ask the koperasi if you still want to make an offer.");
        unknown: "Tautan ini tidak dikenali", "This link is not known";
        unknown_text: "Mungkin tautannya terpotong, atau koperasi sudah mengirim yang baru. Buka tautan terakhir dari koperasi, atau hubungi pengurusnya.", "Perhaps it was cut off, or the koperasi has sent a newer one. Open the last link from the koperasi, or ask its officers.";
        see_koperasi: "Lihat koperasi", "See the koperasi";
        ask_koperasi: "Tanya koperasi lewat WhatsApp", "Ask the koperasi by WhatsApp";
        call_koperasi(phone: &str): format!("Telepon koperasi: {phone}"), format!("Call the koperasi: {phone}");
        greeting(koperasi: &str, supplier: &str, material: &str): format!("Halo {koperasi}, saya dari {supplier}. Saya ingin bertanya tentang permintaan harga {material}."), format!("Hello {koperasi}, I am from {supplier} and have a question about your request for {material}.");
        preview: "Ini yang dilihat pemasok. Pengurus hanya melihat: yang mengirim jawaban adalah pemasok.", "This is what the supplier sees. Officers only look: it is the supplier who answers.";
    }
}
