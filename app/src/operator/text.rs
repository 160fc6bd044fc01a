crate::texts! {
    pub(super) Text {
        title: "Operator", "Operator";
        reports: "Laporan toko", "Reports of shops";
        jobs: "Pekerjaan", "Jobs";
        jobs_title: "Pekerjaan di belakang layar", "Background jobs";
        waiting: "Menunggu", "Waiting";
        dead: "Gagal", "Failed";
        none_dead: "Tidak ada pekerjaan yang gagal", "No job has failed";
        none_dead_hint: "Pekerjaan yang gagal delapan kali tampil di sini dan dapat diulangi.", "A job that failed eight times appears here and can be run again.";
        kind: "Jenis", "Kind";
        error: "Kesalahan", "Error";
        again: "Ulangi", "Run again";
        requeued: "Pekerjaan akan diulangi.", "The job will be run again.";
        attempts(n: i32): format!("{n} kali dicoba"), format!("{n} attempts");
        mails: "Surat", "Mails";
        mails_title: "Surat keluar", "Outgoing mails";
        mails_lead: "Tanpa server SMTP surat tidak terkirim dan hanya tampil di sini.", "Without an SMTP server mails are not sent and only appear here.";
        no_mails: "Belum ada surat", "No mails yet";
        no_mails_hint: "Surat untuk kata sandi baru dan jawaban permohonan tampil di sini.", "Mails for new passwords and answers to applications appear here.";
        to: "Kepada", "To";
        sent(when: &str): format!("terkirim {when}"), format!("sent {when}");
        not_sent: "belum terkirim", "not sent";
        categories: "Kategori", "Categories";
        searches: "Pencarian", "Searches";
        synonyms: "Sinonim", "Synonyms";
    }
}
