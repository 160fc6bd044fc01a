crate::texts! {
    pub(super) Text {
        title: "Dinas", "Regency’s office";
        overview: "Hari ini", "Today";
        overview_title: "Yang menunggu pemeriksaan", "What waits to be checked";
        koperasi: "Koperasi", "Koperasi";
        permits: "Izin", "Permits";
        figures: "Angka", "Figures";
        open: "Buka", "Open";
        koperasi_task: "Koperasi menunggu pemeriksaan", "Koperasi waiting to be checked";
        permits_task: "Izin menunggu pemeriksaan", "Permits waiting to be checked";
        oldest(when: &str): format!("Tertua dikirim {when}"), format!("The oldest was sent {when}");
        nothing: "Tidak ada yang menunggu", "Nothing is waiting";
        nothing_hint: "Koperasi dan izin baru akan tampil di sini.", "New koperasi and permits appear here.";
        koperasi_title: "Periksa koperasi", "Check koperasi";
        koperasi_lead: "Cocokkan NIK koperasi dengan data kementerian.", "Compare the koperasi’s number with the ministry’s data.";
        nik: "NIK koperasi", "Koperasi number";
        form: "Bentuk", "Kind";
        place: "Tempat", "Place";
        phone: "Telepon", "Phone";
        told_by: "Didaftarkan oleh", "Registered by";
        verify: "Verifikasi", "Verify";
        refuse: "Tolak", "Refuse";
        reason: "Alasan penolakan", "Reason for refusing";
        decided: "Keputusan tersimpan.", "The decision is saved.";
        figures_title: "Angka per kecamatan", "Figures by kecamatan";
        district: "Kecamatan", "District";
        members: "Anggota", "Members";
        shops: "Usaha", "Businesses";
        products: "Produk", "Products";
        valid_permits: "Izin berlaku", "Valid permits";
        shops_chart: "Usaha per kecamatan", "Businesses by kecamatan";
    }
}
