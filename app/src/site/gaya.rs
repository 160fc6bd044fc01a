//! `/gaya`, in development only: every component, in both schemes, with long names, big numbers,
//! errors and empty lists. What is changed in `app/style` or `app/src/ui` is looked at here.

use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::reviews::Rating;
use domain::richtext;
use leptos::prelude::*;

use crate::house::{Filled, Frame, Head, PageError, PageResult, Reader, Screen};
use crate::ui::*;

const LONG: &str = "Kerupukusekpasirkarangasemselatanrasabawangputihdanterasirebonujungnegoroukuranbesarsekaliuntukhajatanbesar";

pub async fn page(reader: Reader) -> PageResult {
    if !reader.site.development {
        return Err(PageError::NotFound);
    }
    Ok(reader.page(Gallery))
}

struct Gallery;

impl Screen for Gallery {
    fn head(&self, lang: Lang) -> Head {
        Head::new(lang.pick("Gaya", "Style")).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        gallery(frame.lang)
    }
}

/// Everything, light first.
pub fn gallery(lang: Lang) -> AnyView {
    view! {
        <div class="terang">{parts(lang, "t")}</div>
        <div class="gelap">{parts(lang, "g")}</div>
    }
    .into_any()
}

fn parts(lang: Lang, prefix: &'static str) -> AnyView {
    [
        hero("Pasar tetangga, harga bersama.", "1.214 produk dari 152 usaha anggota koperasi di Batang.", ()),
        breadcrumbs(lang, &[("/cari".into(), "Pasar".into()), ("/cari?kategori=camilan".into(), "Camilan".into())], LONG),
        page_head(Some("KSU Sumber Rejeki · bendahara"), "Yang perlu dikerjakan hari ini", Some("Empat hal menunggu.")),
        navigation(lang),
        section("Produk", Some(NavLink::new("/cari", "Lihat semua")), product_grid(lang, &products(), 2)),
        section("Satu produk", None, product_detail(lang)),
        section("Toko dan koperasi", None, shops(lang)),
        section("Isian", None, two_columns(card(form(lang, prefix)), card(refused_form(lang, prefix)))),
        section("Keadaan", None, states(lang)),
        section("Tabel", None, titled_card("Anggota", members())),
        section("Angka", None, figures(lang)),
        section("Kode QR", None, card(qr("https://guyub.example/toko/dapur-bu-tini", "Kode QR ke toko"))),
        section("Tombol", None, buttons()),
        section("Ikon", None, icons()),
    ]
    .into_any()
}

fn navigation(lang: Lang) -> AnyView {
    let categories = [
        NavLink::new("/cari", "Semua").current(true),
        NavLink::new("/cari?kategori=makanan", "Makanan").icon(Icon::Food).count(312),
        NavLink::new("/cari?kategori=camilan", "Camilan").icon(Icon::Snack).count(1_204_000),
        NavLink::new("/cari?kategori=kopi-teh", "Kopi & teh").icon(Icon::CoffeeTea),
        NavLink::new("/cari?kategori=batik", "Batik").icon(Icon::Batik),
        NavLink::new("/cari?kategori=kulit", "Kulit").icon(Icon::Leather),
    ];
    let rooms = [
        NavLink::new("#", "Hari ini").current(true).count(4),
        NavLink::new("#", "Anggota"),
        NavLink::new("#", "Izin"),
        NavLink::new("#", "Buku"),
    ];
    let set = [NavLink::new("?", "Limpung"), NavLink::new("?", "Halal"), NavLink::new("?", "Rp10.000–Rp50.000")];
    [
        tabs("Ruang pengurus", &rooms),
        chips("Kategori", &categories),
        set_filters(lang, &set),
        pager(lang, 3, 12, |n| format!("?hal={n}")),
    ]
    .into_any()
}

fn price(amount: &str, unit: &str, comparable: Option<&str>) -> PriceTag {
    PriceTag { amount: amount.into(), unit: unit.into(), comparable: comparable.map(Into::into) }
}

fn product(name: &str, price: PriceTag, icon: Icon, place: &str, badges: Vec<Badge>) -> ProductCard {
    ProductCard {
        href: "/produk/contoh".into(),
        ping: None,
        name: name.into(),
        price,
        picture: Picture::default(),
        icon,
        place: place.into(),
        badges,
        availability: Availability::InStock,
        rating: Some(Rating { score: 463, count: 12 }),
    }
}

fn products() -> Vec<ProductCard> {
    let mut sold_out =
        product("Sirup kunyit asem", price("Rp18.000", "botol", Some("Rp36.000 / liter")), Icon::Drink, "Bandar", vec![]);
    sold_out.availability = Availability::SoldOut;
    let mut made = product("Tas kulit Masin", price("Rp1.250.000", "pcs", None), Icon::Leather, "Warungasem", vec![]);
    made.availability = Availability::MadeToOrder;
    vec![
        product(
            "Emping melinjo super Limpung",
            price("Rp62.500", "kg", Some("Rp6.250 / 100 g")),
            Icon::Snack,
            "Limpung",
            vec![Badge::good("Halal")],
        ),
        product("Batik tulis Rifaiyah motif Pelo Ati", price("Rp875.000", "lembar", None), Icon::Batik, "Warungasem", vec![]),
        product(
            "Teh sangan Kembanglangit",
            price("Rp21.000", "250 g", Some("Rp84.000 / kg")),
            Icon::CoffeeTea,
            "Blado",
            vec![Badge::offer("Grosir mulai 10")],
        ),
        made,
        sold_out,
        product(
            LONG,
            price("Rp9.223.372.036.854", "karung isi 25 kg", Some("Rp368.934.881.474 / kg")),
            Icon::Materials,
            LONG,
            vec![Badge::good("Halal"), Badge::offer(LONG)],
        ),
    ]
}

fn product_detail(lang: Lang) -> AnyView {
    let tier = |range: &str, price: &str, saving: Option<&str>| TierRow {
        range: range.into(),
        price: price.into(),
        saving: saving.map(Into::into),
    };
    let rows = [
        tier("1–4 kg", "Rp62.500", None),
        tier("5–19 kg", "Rp59.000", Some("6 %")),
        tier("mulai 20 kg", "Rp55.500", Some("11 %")),
    ];
    let text = "Emping pilihan dari melinjo tua, dijemur matahari.\nRenyah tanpa pengawet.\n\n- Isi 1 kg\n- Tahan 3 bulan\n\n1. Panaskan minyak\n2. Goreng sebentar";
    let permit = |name: &str, number: Option<&str>| Permit {
        name: name.into(),
        number: number.map(Into::into),
        valid_until: Some("31 Mar 2028".into()),
    };
    two_columns(
        [
            Picture { alt: "Emping".into(), ..Picture::default() }.view(Place::Main, Icon::Snack),
            card(rich_text(&richtext::blocks(text))),
        ]
        .into_any(),
        [
            price("Rp62.500", "kg", Some("Rp6.250 / 100 g")).view(),
            badges(&[
                Badge::good("Halal s.d. Mar 2028"),
                Badge::new(Tone::Plain, "Stok 40 kg"),
                Badge::waiting("Menunggu dinas"),
                Badge::bad("Kedaluwarsa"),
            ]),
            tier_table(lang, "Harga grosir", "per kg", &rows),
            permits(lang, &[permit("Halal", Some("ID33110000000000")), permit("SPP-IRT", None)]),
            Button::whatsapp("Tanya lewat WhatsApp", "https://wa.me/").wide().view(),
            share_row(lang, "Emping melinjo", "https://guyub.example/produk/emping-melinjo-super-limpung"),
        ]
        .into_any(),
    )
}

fn shops(lang: Lang) -> AnyView {
    let shop = |name: &str, line: Option<&str>, products: u64| ShopCard {
        href: "/toko/contoh".into(),
        name: name.into(),
        line: line.map(Into::into),
        place: "Ngaliyan, Limpung".into(),
        products: Some(products),
        badges: vec![Badge::good("Halal")],
    };
    let koperasi = |name: &str, members: u64| KoperasiCard {
        href: "/koperasi/contoh".into(),
        name: name.into(),
        place: "Limpung".into(),
        members,
        shops: 31,
        verified: Some(Badge::good("Terdaftar")),
    };
    [
        shop_grid(lang, &[shop("Sari Melinjo", Some("Emping dari melinjo tua, sejak 1998."), 12), shop(LONG, Some(LONG), 1)]),
        koperasi_grid(lang, &[koperasi("KSU Sumber Rejeki", 214), koperasi("Koperasi Desa Merah Putih Kalipucang Wetan", 1)]),
    ]
    .into_any()
}

fn form(lang: Lang, prefix: &'static str) -> AnyView {
    let filled = Filled::of(Inputs::default().with("cara", "antar").with("nama", "Emping melinjo super"));
    let f = Fields::new(lang, &filled).prefix(prefix);
    let kinds = vec![Choice::new("camilan", "Camilan").group("Makanan"), Choice::new("kopi", "Kopi").group("Minuman")];
    let ways = vec![
        Choice::new("ambil", "Ambil sendiri").note("Di rumah produksi, Ngaliyan"),
        Choice::new("antar", "Diantar").note("Rp10.000 di Limpung"),
    ];
    let basics = [
        f.text("nama", "Nama produk").hint("Seperti pembeli menyebutnya.").view(),
        f.select("kategori", "Kategori", kinds).view(),
        f.money("harga", "Harga").view(),
        f.number("stok", "Stok").suffix("kg").optional().hint("Kosongkan bila dibuat saat dipesan.").view(),
        f.area("deskripsi", "Deskripsi", 2000).optional().view(),
        f.photos("foto", "Foto", 8).optional().hint("Sampai 8 foto.").view(),
    ];
    let more = [
        f.radios("cara", "Cara terima", ways).view(),
        f.tel("wa", "Nomor WhatsApp").placeholder("0812-3456-7890").view(),
        f.date("berlaku", "Berlaku sampai").view(),
        f.text("terkunci", "Nomor anggota").or_value("KSU-0042").disabled().view(),
        f.checkbox("setuju", "Saya setuju data ini ditampilkan di halaman toko.").view(),
    ];
    let actions =
        vec![Button::primary("Terbitkan").send("aksi", "terbitkan"), Button::quiet("Simpan dulu").send("aksi", "simpan")];
    f.form(
        "/gaya",
        [field_set("Produk", basics.into_any()), field_set("Lainnya", more.into_any()), submit_row(actions)].into_any(),
    )
    .multipart()
    .view()
}

fn refused_form(lang: Lang, prefix: &'static str) -> AnyView {
    let inputs = Inputs::default().with("nama2", LONG).with("harga2", "Rp 1.000,50").with("desa2", "x");
    let mut errors = FieldErrors::of("nama2", Invalid::TooLong { max: 80 });
    errors.add("harga2", Invalid::NotWhole);
    errors.add("kategori2", Invalid::UnknownChoice);
    errors.add("cara2", Invalid::Required);
    errors.add("setuju2", Invalid::MustConfirm);
    let filled = Filled { inputs, errors };
    let f = Fields::new(lang, &filled).prefix(prefix);
    let fields = [
        f.text("nama2", "Nama produk").view(),
        f.money("harga2", "Harga").hint("Untuk satu satuan.").view(),
        f.select("kategori2", "Kategori", vec![Choice::new("a", "Camilan")]).view(),
        f.radios("cara2", "Cara bayar", vec![Choice::new("tunai", "Tunai"), Choice::new("qris", "QRIS")]).view(),
        f.checkbox("setuju2", "Saya sudah membaca aturan koperasi.").view(),
        f.submit("Kirim"),
    ];
    f.form("/gaya", fields.into_any()).view()
}

fn states(lang: Lang) -> AnyView {
    let task = |count, title: &str, text: &str, late| Task {
        count,
        title: title.into(),
        text: text.into(),
        href: "#".into(),
        action: "Buka".into(),
        late,
    };
    [
        Notice::Success.view(lang, "Produk sudah terbit."),
        Notice::Info.view(lang, "Pencarian sementara memakai cara cadangan."),
        Notice::Warning.with(lang, "Sertifikat halal habis 30 hari lagi.", Some(Button::quiet("Perbarui").small().link("#"))),
        Notice::Danger.view(lang, LONG),
        checklist(
            lang,
            &[
                task(1, "Tutup putaran tepung terigu", "Batas waktu lewat 2 jam yang lalu.", true),
                task(12_345, "Permohonan anggota baru", "Tertua menunggu 4 hari", false),
            ],
        ),
        steps(lang, &["Daftar", "Gabung koperasi", "Buka usaha", "Terbitkan produk"], 2),
        progress("Mengimpor", 3200, 5000, "3.200 dari 5.000 baris"),
        empty_state(
            Icon::Box,
            "Belum ada produk",
            "Tambahkan yang pertama: foto, nama, harga. Semenit selesai.",
            Some(Button::primary("Tambah produk").icon(Icon::Plus).link("#")),
        ),
        confirm(
            "Arsipkan produk",
            "Produk tidak tampil lagi di pasar. Bisa dikembalikan kapan saja.",
            post_button("/gaya", vec![], Button::danger("Ya, arsipkan")),
        ),
        timeline(&[("Sri Wahyuni menutup pembelian ini".into(), "2 menit lalu".into()), (LONG.into(), "kemarin".into())]),
        fold("Pengaturan lain", false, view! { <p>"Yang jarang diubah."</p> }),
    ]
    .into_any()
}

fn members() -> AnyView {
    let columns = [
        Column::words("Nama"),
        Column::words("Desa"),
        Column::words("Keadaan"),
        Column::figures("Simpanan"),
        Column::silent("Tindakan"),
    ];
    let row = |name: &str, badge: Badge, amount: &str| {
        vec![
            Cell::link("#", name).and("0042 · sejak 12 Jan 2019"),
            Cell::text("Ngaliyan"),
            Cell::badge(&badge),
            Cell::text(amount),
            Cell::buttons(&[Button::quiet("Buka").small().link("#").read_as(format!("Buka {name}"))]),
        ]
    };
    table(
        "Daftar anggota",
        &columns,
        vec![
            row("Bu Tini", Badge::good("Aktif"), "Rp1.250.000"),
            row(LONG, Badge::waiting("Menunggu"), "Rp9.223.372.036.854.775.807"),
        ],
    )
}

fn figures(lang: Lang) -> AnyView {
    let months = ["Des", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov"];
    let bars: Vec<Bar> = (1..)
        .zip(months)
        .map(|(n, month)| Bar {
            label: month.into(),
            value: 1_900_000 + n * 370_000,
            shown: format!("Rp{},{} juta", (19 + n * 37 / 10) / 10, (19 + n * 37 / 10) % 10),
        })
        .collect();
    let stat =
        |name: &str, value: &str, note: Option<&str>| Stat { name: name.into(), value: value.into(), note: note.map(Into::into) };
    [
        stats(&[
            stat("Anggota", "214", Some("3 baru bulan ini")),
            stat("Produk", "1.214", None),
            stat("Hemat bersama", "Rp64.000.000", Some("12 bulan")),
        ]),
        two_columns(
            card([bar_chart(lang, "Hemat bersama, 12 bulan", &bars), lines(lang)].into_any()),
            titled_card(
                "Toko",
                facts(vec![
                    ("Desa".into(), "Ngaliyan, Limpung".into()),
                    ("Buka".into(), "Senin–Sabtu, 08.00–16.00".into()),
                    ("NIB".into(), Cell::text("9120000000000").and("contoh")),
                ]),
            ),
        ),
    ]
    .into_any()
}

/// As many lines as can be told apart, and a place that matters.
fn lines(lang: Lang) -> AnyView {
    let line = |nth: i64| Series {
        name: format!("UD Contoh {nth}"),
        points: (1..=8).map(|n| (n * 100, n * 1_400_000 + nth * 300_000 - n * nth * 40_000)).collect(),
    };
    let series: Vec<Series> = (1..=6).map(line).collect();
    line_chart(
        lang,
        &LineChart {
            title: "Total menurut jumlah",
            across: "Jumlah",
            series: &series,
            x_text: &|n| format!("{n} kg"),
            y_text: &|n| Rupiah(n).to_string(),
            y_short: &|n| Rupiah(n).short(lang),
            also: None,
            stepped: false,
            mark: Some((600, "kebutuhan")),
        },
    )
}

fn buttons() -> AnyView {
    [
        submit_row(vec![
            Button::primary("Utama"),
            Button::quiet("Tenang"),
            Button::plain("Polos").icon(Icon::ArrowRight),
            Button::danger("Bahaya").icon(Icon::Trash),
            Button::whatsapp("WhatsApp", "https://wa.me/"),
        ]),
        submit_row(vec![Button::quiet("Kecil").small(), Button::primary(LONG)]),
    ]
    .into_any()
}

fn icons() -> AnyView {
    let all: Vec<_> = Icon::ALL.iter().map(|icon| view! { <li>{*icon}{icon.id()}</li> }.into_any()).collect();
    view! { <ul class="gaya-ikon">{all}</ul> }.into_any()
}
