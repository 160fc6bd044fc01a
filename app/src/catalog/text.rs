use domain::catalog::State;
use domain::permit::PermitKind;

crate::texts! {
    pub Text {
        title: "Produk saya", "My products";
        lead: "Semua yang Anda jual, yang sudah tampil dan yang belum.", "All that you sell, on the market or not yet.";
        import: "Impor dari berkas", "Import from a file";
        stock_warnings: "Peringatan stok", "Stock warnings";
        export(kind: &str): format!("Unduh semua sebagai {kind}"), format!("Download all as {kind}");
        add: "Tambah produk", "Add a product";
        product: "Produk", "Product";
        state: "Keadaan", "State";
        actions: "Tindakan", "Actions";
        all: "Semua", "All";
        draft: "Draf", "Draft";
        on_market: "Tampil", "On the market";
        put_away: "Arsip", "Put away";
        all_products: "Semua produk", "All products";
        search: "Cari produk saya", "Search my products";
        search_button: "Cari", "Search";
        not_found(words: &str): format!("Tidak ada produk dengan “{words}”"), format!("No product with “{words}”");
        not_found_hint: "Periksa ejaannya, atau lihat semua produk.", "Check the spelling, or see all products.";
        none(state: Option<State>): none_id(state).to_owned(), none_en(state).to_owned();
        none_hint: "Foto, nama, harga: semenit selesai.", "A photo, a name, a price: done in a minute.";

        on_behalf(shop: &str): format!("Anda bertindak atas nama pemilik {shop}. Setiap perubahan dicatat dengan nama Anda."), format!("You act for the owner of {shop}. Each change is recorded with your name.");
        join_first: "Produk bisa disimpan sebagai draf. Agar tampil di pasar, usaha ini harus dijamin koperasi: bergabunglah dan tunggu sampai diterima pengurus.", "Products can be kept as drafts. To be on the market, a koperasi has to vouch for this business: join one and wait for its officers to admit you.";
        find_koperasi: "Cari koperasi", "Find a koperasi";

        new_title: "Produk baru", "New product";
        new_lead: "Yang wajib hanya nama, kategori, harga dan satuan. Sisanya bisa menyusul.", "Only name, category, price and unit are needed. The rest can follow.";
        what: "Apa yang dijual", "What you sell";
        name: "Nama produk", "Name of the product";
        name_hint: "Seperti pembeli menyebutnya, misalnya Emping melinjo super.", "As buyers call it, such as Emping melinjo super.";
        category: "Kategori", "Category";
        others_in(name: &str): format!("{name} lainnya"), format!("Other {name}");
        description: "Deskripsi", "Description";
        description_hint: "Bahan, rasa, ukuran, cara menyimpan. Baris yang dimulai dengan - menjadi daftar.", "Ingredients, taste, size, how to keep it. Lines that begin with - become a list.";
        photos: "Foto", "Photos";
        photos_hint: "Sampai 8 foto JPEG, PNG atau WebP, masing-masing paling besar 12 MB. Yang pertama tampil di pasar.", "Up to 8 photos in JPEG, PNG or WebP, each of at most 12 MB. The first one is shown on the market.";
        kept_photos: "Foto yang sudah diterima", "Photos already received";
        kept_photos_hint: "Tidak perlu dipilih lagi. Hapus centang bila tidak jadi dipakai.", "No need to choose them again. Untick one to leave it out.";
        photo(n: u64): format!("Foto {n}"), format!("Photo {n}");
        sale: "Harga dan stok", "Price and stock";
        price: "Harga", "Price";
        unit: "Satuan", "Unit";
        unit_hint: "Harga itu untuk apa: kg, 250 g, bungkus 250 g, pcs, lusin.", "What the price is for: kg, 250 g, bungkus 250 g, pcs, lusin.";
        stock: "Stok", "Stock";
        stock_short: "Stok", "Stock";
        stock_hint: "Berapa satuan yang ada. Kosongkan bila dibuat saat dipesan.", "How many units there are. Leave empty if you make it to order.";
        warned_below: "Kabari saya bila sisanya kurang dari", "Tell me when less is left than";
        warned_below_hint: "Kosongkan bila tidak perlu. Barang yang habis selalu dikabarkan.", "Leave empty if you do not need it. What sells out is always told.";
        days: "Lama pembuatan (hari)", "Days to make";
        days_hint: "Hanya bila stok kosong, 1 sampai 90 hari.", "Only without stock, 1 to 90 days.";
        wholesale: "Harga grosir", "Wholesale prices";
        wholesale_hint: "Boleh kosong. Mulai jumlah berapa, harganya berapa per satuan; makin banyak harus makin murah.", "Optional. From how many, at what price each; more has to be cheaper.";
        tier_from(n: usize): format!("Grosir {n}: mulai jumlah"), format!("Tier {n}: from");
        tier_price(n: usize): format!("Grosir {n}: harga"), format!("Tier {n}: price");
        finding: "Agar mudah ditemukan", "To be found easily";
        keywords: "Kata kunci", "Keywords";
        keywords_hint: "Sebutan lain, bahan, daerah asal. Pisahkan dengan koma.", "Other names, ingredients, where it comes from. Separate with commas.";
        publish: "Terbitkan", "Publish";
        save: "Simpan", "Save";
        save_draft: "Simpan sebagai draf", "Save as a draft";

        published: "Produk sudah tampil di pasar.", "The product is on the market.";
        saved: "Perubahan tersimpan.", "Changes saved.";
        saved_draft: "Tersimpan sebagai draf. Hanya Anda yang melihatnya sampai diterbitkan.", "Saved as a draft. Only you see it until you publish it.";
        held_back: "Tersimpan sebagai draf. Untuk menerbitkan, usaha ini harus dijamin koperasi: bergabunglah lewat halaman Koperasi, lalu terbitkan dari sini. Tidak ada yang hilang.", "Saved as a draft. To publish, a koperasi has to vouch for this business: join one on the Koperasi page, then publish from here. Nothing is lost.";
        archived: "Produk masuk arsip dan tidak tampil lagi. Bisa dikembalikan kapan saja.", "The product was put away and is no longer shown. You can bring it back at any time.";
        restored: "Produk kembali sebagai draf. Periksa harga dan stok, lalu terbitkan.", "The product is back as a draft. Check price and stock, then publish.";
        copied: "Ini salinannya, masih draf. Ubah yang perlu diubah.", "This is the copy, still a draft. Change what has to change.";
        stale: "Produk ini sudah diubah di tempat lain sejak Anda membukanya. Isian Anda masih ada di bawah: tekan simpan sekali lagi untuk memakai isian Anda.", "This product was changed elsewhere since you opened it. What you typed is still below: press save once more to use yours.";
        see: "Lihat di pasar", "See on the market";
        preview: "Pratinjau", "Preview";
        copy: "Salin jadi produk baru", "Copy as a new product";
        archive: "Arsipkan", "Put away";
        archive_question: "Produk tidak tampil lagi di pasar. Bisa dikembalikan kapan saja.", "The product will no longer be shown on the market. You can bring it back at any time.";
        archive_yes: "Ya, arsipkan", "Yes, put away";
        restore: "Kembalikan", "Bring back";

        photos_order: "Foto pertama tampil di pasar. Jelaskan isinya untuk pembeli yang tidak bisa melihat, lalu simpan produknya.", "The first photo is shown on the market. Describe each for buyers who cannot see, then save the product.";
        save_first: "Simpan dulu perubahan Anda, lalu salin produknya. Isian Anda masih ada di bawah.", "Save your changes first, then copy the product. What you typed is still below.";
        no_photos: "Belum ada foto", "No photos yet";
        no_photos_hint: "Produk berfoto jauh lebih sering dibeli. Pilih foto di formulir, lalu simpan.", "Products with photos sell far better. Choose photos in the form, then save.";
        alt(n: u64): format!("Isi foto {n}"), format!("What photo {n} shows");
        move_up: "Naik", "Move up";
        move_down: "Turun", "Move down";
        remove: "Hapus", "Remove";
        pictures_moved: "Urutan foto tersimpan.", "The order of the photos is saved.";
        picture_removed: "Foto dihapus.", "The photo was removed.";

        made_to_order: "Dibuat bila dipesan", "Made to order";
        made_in(days: i16): format!("Dibuat bila dipesan, {days} hari"), if days == 1 { "Made to order in a day".to_owned() } else { format!("Made to order in {days} days") };
        sold_out: "Stok habis", "Sold out";
        in_stock(amount: &str): format!("Stok {amount}"), format!("{amount} in stock");
        per(unit: &str): format!("per {unit}"), format!("per {unit}");
        permit(kind: PermitKind, until: Option<&str>): match until {
            Some(until) => format!("{} s.d. {until}", permit_id(kind)),
            None => permit_id(kind).to_owned(),
        }, match until {
            Some(until) => format!("{} until {until}", permit_en(kind)),
            None => permit_en(kind).to_owned(),
        };
        ask_later: "Toko ini belum punya WhatsApp. Tulis yang ingin Anda sampaikan di catatan saat memesan.", "This shop has no WhatsApp yet. Write what you want to say in the note when you order.";
        ask: "Tanya lewat WhatsApp", "Ask by WhatsApp";
        ask_words(shop: &str, product: &str, url: &str): format!("Halo {shop}, saya tertarik dengan {product} di Guyub:\n{url}"), format!("Hello {shop}, I am interested in {product} on Guyub:\n{url}");
        member_of(koperasi: &str): format!("Anggota {koperasi}"), format!("Member of {koperasi}");
        vouched_by: "Dijamin koperasi", "Vouched for by";
        about: "Tentang produk ini", "About this product";
        share(product: &str, shop: &str): format!("{product} dari {shop}, di Guyub:"), format!("{product} by {shop}, on Guyub:");
        describe(price: &str, unit: &str, shop: &str, district: &str, text: &str): format!("{price} / {unit} dari {shop}, {district}. {text}"), format!("{price} / {unit} by {shop}, {district}. {text}");
        more: "Dari toko ini", "From this shop";
        to_shop: "Ke toko", "To the shop";
        edit: "Ubah", "Edit";
        own_product: "Ini produk Anda, seperti pembeli melihatnya.", "This is your product as buyers see it.";
        preview_draft: "Pratinjau: produk ini masih draf, hanya Anda yang melihatnya.", "Preview: this product is still a draft, only you see it.";
        preview_archived: "Produk ini di arsip, hanya Anda yang melihatnya.", "This product is put away, only you see it.";
    }
}

fn none_id(state: Option<State>) -> &'static str {
    match state {
        None => "Belum ada produk",
        Some(State::Draft) => "Tidak ada draf",
        Some(State::Published) => "Belum ada yang tampil di pasar",
        Some(State::Archived) => "Arsip kosong",
    }
}

fn none_en(state: Option<State>) -> &'static str {
    match state {
        None => "No products yet",
        Some(State::Draft) => "No drafts",
        Some(State::Published) => "Nothing on the market yet",
        Some(State::Archived) => "Nothing is put away",
    }
}

fn permit_id(kind: PermitKind) -> &'static str {
    match kind {
        PermitKind::Nib => "NIB",
        PermitKind::Pirt => "SPP-IRT",
        PermitKind::Halal => "Halal",
        PermitKind::Trademark => "Merek terdaftar",
    }
}

fn permit_en(kind: PermitKind) -> &'static str {
    match kind {
        PermitKind::Nib => "Registered business (NIB)",
        PermitKind::Pirt => "Food licence (SPP-IRT)",
        PermitKind::Halal => "Halal",
        PermitKind::Trademark => "Registered mark",
    }
}
