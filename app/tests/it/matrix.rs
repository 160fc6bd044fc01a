//! The role × route matrix: every line of the router's own list has a row here, and every row is
//! tried for every role. A new route without a row fails.

use axum::http::Method;
use engine::testing::world::{Role, World};

use crate::client::Client;

/// What each role is answered, in the order of [`Role::ALL`]:
/// anyone, person, member, other member, officer, other officer, supervisor, regency, operator.
type Answers = [u16; 9];

const OPEN: Answers = [200; 9];
const SENT_ON: Answers = [303; 9];
const OVERSEERS: Answers = [303, 404, 403, 404, 200, 404, 200, 404, 404];
/// The thing itself is not there, for who may read it as for a stranger.
const OVERSEERS_MISS: Answers = [303, 404, 403, 404, 404, 404, 404, 404, 404];
const MEMBERS: Answers = [303, 404, 200, 200, 404, 404, 404, 404, 404];
const OFFICERS: Answers = [303, 404, 403, 404, 200, 404, 403, 404, 404];
const OFFICERS_FORM: Answers = [303, 404, 403, 404, 422, 404, 403, 404, 404];
/// The thing itself is not there, which only an officer is told in the same way as a stranger.
const OFFICERS_MISS: Answers = [303, 404, 403, 404, 404, 404, 403, 404, 404];
/// The same on a page that supervisors read too.
const GOODS_MISS: Answers = [303, 404, 403, 404, 404, 404, 404, 404, 404];
const KEEPERS: Answers = [303, 404, 200, 404, 200, 404, 403, 404, 404];
const KEEPERS_FORM: Answers = [303, 404, 422, 404, 422, 404, 403, 404, 404];
const KEEPERS_MISS: Answers = [303, 404, 404, 404, 404, 404, 403, 404, 404];
const VERIFIERS: Answers = [303, 404, 404, 404, 404, 404, 404, 200, 200];
/// Nothing of this name is there, whoever asks.
const HIDDEN: Answers = [303, 404, 404, 404, 404, 404, 404, 404, 404];
const OPERATORS: Answers = [303, 404, 404, 404, 404, 404, 404, 404, 200];
const WHILE_SIGNED_OUT: Answers = [200, 303, 303, 303, 303, 303, 303, 303, 303];
const SIGNED_IN: Answers = [303, 200, 200, 200, 200, 200, 200, 200, 200];
const SIGNED_IN_FORM: Answers = [303, 422, 422, 422, 422, 422, 422, 422, 422];

/// Method, the route as the router lists it, the path that is tried, and the answers. Posts are
/// sent empty: who may post is answered 303 or 422, who may not 303 to the sign-in, 403 or 404.
const ROWS: &[(Method, &str, &str, Answers)] = &[
    (Method::GET, "/", "/", OPEN),
    (Method::GET, "/cari", "/cari?q=emping", OPEN),
    (Method::GET, "/cari/kabari", "/cari/kabari?cari=q%3Dsepeda", SIGNED_IN),
    (Method::POST, "/cari/kabari", "/cari/kabari", SIGNED_IN_FORM),
    (Method::GET, "/api/v1/search", "/api/v1/search?q=emping", OPEN),
    (Method::GET, "/api/v1/suggest", "/api/v1/suggest?q=emp", OPEN),
    (Method::POST, "/api/v1/klik", "/api/v1/klik?q=emping&ke=1", [204; 9]),
    (Method::GET, "/api/v1/openapi.json", "/api/v1/openapi.json", OPEN),
    (Method::GET, "/robots.txt", "/robots.txt", OPEN),
    (Method::GET, "/sitemap.xml", "/sitemap.xml", OPEN),
    (Method::GET, "/sitemap/{file}", "/sitemap/produk-0.xml", OPEN),
    (Method::GET, "/gaya", "/gaya", OPEN),
    // Rounds: there is none in this world; `rounds.rs` looks at one as each role.
    (Method::GET, "/pembelian-bersama", "/pembelian-bersama", OPEN),
    (Method::GET, "/pembelian-bersama/{id}", "/pembelian-bersama/x", [404; 9]),
    (Method::GET, "/pembelian-bersama/{id}/ikut", "/pembelian-bersama/x/ikut", [404; 9]),
    (Method::POST, "/pembelian-bersama/{id}/ikut", "/pembelian-bersama/x/ikut", HIDDEN),
    (Method::POST, "/pembelian-bersama/{id}/batal-ikut", "/pembelian-bersama/x/batal-ikut", HIDDEN),
    (Method::POST, "/pembelian-bersama/{id}/sudah-terima", "/pembelian-bersama/x/sudah-terima", HIDDEN),
    (Method::GET, "/pembelian-bersama/{id}/langsung", "/pembelian-bersama/x/langsung", [404; 9]),
    (Method::GET, "/pembelian-bersama/{id}/angka", "/pembelian-bersama/x/angka", [404; 9]),
    (Method::GET, "/api/v1/rounds/{id}", "/api/v1/rounds/x", [404; 9]),
    (Method::POST, "/bahasa", "/bahasa", SENT_ON),
    (Method::GET, "/daftar", "/daftar", WHILE_SIGNED_OUT),
    (Method::POST, "/daftar", "/daftar", [422; 9]),
    (Method::GET, "/masuk", "/masuk", WHILE_SIGNED_OUT),
    (Method::POST, "/masuk", "/masuk", [422; 9]),
    (Method::GET, "/lupa", "/lupa", OPEN),
    (Method::POST, "/lupa", "/lupa", [422; 9]),
    (Method::GET, "/lupa/kode", "/lupa/kode", OPEN),
    (Method::POST, "/lupa/kode", "/lupa/kode", [422; 9]),
    (Method::GET, "/lupa/tautan/{token}", "/lupa/tautan/x", [404; 9]),
    (Method::POST, "/lupa/tautan/{token}", "/lupa/tautan/x", [404; 9]),
    (Method::GET, "/akun", "/akun", SIGNED_IN),
    (Method::GET, "/akun/profil", "/akun/profil", SIGNED_IN),
    (Method::POST, "/akun/profil", "/akun/profil", SIGNED_IN_FORM),
    (Method::GET, "/akun/kata-sandi", "/akun/kata-sandi", SIGNED_IN),
    (Method::POST, "/akun/kata-sandi", "/akun/kata-sandi", SIGNED_IN_FORM),
    (Method::GET, "/akun/perangkat", "/akun/perangkat", SIGNED_IN),
    // A session that is none of one's own is not there.
    (Method::POST, "/akun/perangkat", "/akun/perangkat", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    (Method::GET, "/akun/kabar", "/akun/kabar", SIGNED_IN),
    (Method::POST, "/akun/kabar", "/akun/kabar", SENT_ON),
    // A notice, or a search, that is none of one's own is not there.
    (Method::GET, "/akun/kabar/{id}", "/akun/kabar/x", HIDDEN),
    (Method::GET, "/akun/pencarian", "/akun/pencarian", SIGNED_IN),
    (Method::POST, "/akun/pencarian/{id}/hapus", "/akun/pencarian/x/hapus", HIDDEN),
    (Method::GET, "/akun/data.json", "/akun/data.json", SIGNED_IN),
    (Method::GET, "/akun/tutup", "/akun/tutup", SIGNED_IN),
    (Method::POST, "/akun/tutup", "/akun/tutup", SIGNED_IN_FORM),
    // Koperasi: anyone, person, member of one, of two, officer of one, of two, supervisor of one, regency, operator.
    (Method::GET, "/koperasi", "/koperasi", OPEN),
    (Method::GET, "/koperasi/daftar", "/koperasi/daftar", SIGNED_IN),
    (Method::POST, "/koperasi/daftar", "/koperasi/daftar", SIGNED_IN_FORM),
    (Method::GET, "/koperasi/{slug}", "/koperasi/koperasi-one", OPEN),
    (Method::GET, "/koperasi/{slug}/gabung", "/koperasi/koperasi-one/gabung", SIGNED_IN),
    // Who is a member already is refused; the others have applied by this.
    (Method::POST, "/koperasi/{slug}/gabung", "/koperasi/koperasi-one/gabung", [303, 303, 422, 303, 303, 303, 303, 303, 303]),
    // Nobody here is invited, so there is nothing to answer.
    (Method::POST, "/koperasi/{slug}/undangan", "/koperasi/koperasi-one/undangan", HIDDEN),
    (Method::GET, "/pengurus/{koperasi}", "/pengurus/koperasi-one", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/permohonan", "/pengurus/koperasi-one/permohonan", OVERSEERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/permohonan/{membership}/terima",
        "/pengurus/koperasi-one/permohonan/x/terima",
        OFFICERS_MISS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/permohonan/{membership}/tolak",
        "/pengurus/koperasi-one/permohonan/x/tolak",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/permohonan/{membership}/tolak",
        "/pengurus/koperasi-one/permohonan/x/tolak",
        OFFICERS_MISS,
    ),
    (Method::POST, "/pengurus/{koperasi}/undangan/{membership}/tarik", "/pengurus/koperasi-one/undangan/x/tarik", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/anggota", "/pengurus/koperasi-one/anggota", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/anggota.csv", "/pengurus/koperasi-one/anggota.csv", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/anggota.xlsx", "/pengurus/koperasi-one/anggota.xlsx", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/anggota/baru", "/pengurus/koperasi-one/anggota/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/anggota/baru", "/pengurus/koperasi-one/anggota/baru", OFFICERS_FORM),
    (Method::POST, "/pengurus/{koperasi}/anggota/{akun}/kode", "/pengurus/koperasi-one/anggota/x/kode", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/usaha", "/pengurus/koperasi-one/usaha", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/tugas", "/pengurus/koperasi-one/tugas", OVERSEERS),
    (Method::POST, "/pengurus/{koperasi}/tugas", "/pengurus/koperasi-one/tugas", OFFICERS_FORM),
    (Method::POST, "/pengurus/{koperasi}/tugas/{office}/akhiri", "/pengurus/koperasi-one/tugas/x/akhiri", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/profil", "/pengurus/koperasi-one/profil", OVERSEERS),
    (Method::POST, "/pengurus/{koperasi}/profil", "/pengurus/koperasi-one/profil", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/wawasan", "/pengurus/koperasi-one/wawasan", OVERSEERS),
    // Suppliers: there is none in this world; `suppliers.rs` looks at one as each role.
    (Method::GET, "/pemasok", "/pemasok", OPEN),
    (Method::GET, "/pemasok/{slug}", "/pemasok/x", [404; 9]),
    (Method::GET, "/pengurus/{koperasi}/pemasok", "/pengurus/koperasi-one/pemasok", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/pemasok/baru", "/pengurus/koperasi-one/pemasok/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/pemasok/baru", "/pengurus/koperasi-one/pemasok/baru", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/pemasok/{slug}", "/pengurus/koperasi-one/pemasok/x", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pemasok/{slug}", "/pengurus/koperasi-one/pemasok/x", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pemasok/{slug}/ubah", "/pengurus/koperasi-one/pemasok/x/ubah", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pemasok/{slug}/ubah", "/pengurus/koperasi-one/pemasok/x/ubah", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pemasok/{slug}/arsipkan", "/pengurus/koperasi-one/pemasok/x/arsipkan", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pemasok/{slug}/kembalikan",
        "/pengurus/koperasi-one/pemasok/x/kembalikan",
        OFFICERS_MISS,
    ),
    // Offers and requests: there is none in this world; `offers.rs` looks at some as each role.
    (Method::GET, "/pengurus/{koperasi}/pemasok/{slug}/rekening", "/pengurus/koperasi-one/pemasok/x/rekening", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pemasok/{slug}/rekening", "/pengurus/koperasi-one/pemasok/x/rekening", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/penawaran", "/pengurus/koperasi-one/penawaran", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/penawaran/baru", "/pengurus/koperasi-one/penawaran/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/penawaran/baru", "/pengurus/koperasi-one/penawaran/baru", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/penawaran/{supplier}/{material}", "/pengurus/koperasi-one/penawaran/x/x", GOODS_MISS),
    (Method::POST, "/pengurus/{koperasi}/penawaran/{offer}/tarik", "/pengurus/koperasi-one/penawaran/x/tarik", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/permintaan", "/pengurus/koperasi-one/permintaan", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/permintaan/baru", "/pengurus/koperasi-one/permintaan/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/permintaan/baru", "/pengurus/koperasi-one/permintaan/baru", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/permintaan/{id}", "/pengurus/koperasi-one/permintaan/x", GOODS_MISS),
    (Method::POST, "/pengurus/{koperasi}/permintaan/{id}/terima", "/pengurus/koperasi-one/permintaan/x/terima", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/permintaan/{id}/tarik", "/pengurus/koperasi-one/permintaan/x/tarik", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/tarik",
        "/pengurus/koperasi-one/permintaan/x/undangan/x/tarik",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/permintaan/{id}/undangan/{invitation}/kirim-ulang",
        "/pengurus/koperasi-one/permintaan/x/undangan/x/kirim-ulang",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/nilai", "/pengurus/koperasi-one/pembelian/x/nilai", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/nilai", "/pengurus/koperasi-one/pembelian/x/nilai", OFFICERS_MISS),
    (Method::GET, "/penawaran/{token}", "/penawaran/x", [404; 9]),
    (Method::POST, "/penawaran/{token}", "/penawaran/x", [404; 9]),
    // Joint purchases: there is none in this world; `round_office.rs` looks at one as each role.
    (Method::GET, "/pengurus/{koperasi}/pembelian", "/pengurus/koperasi-one/pembelian", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/baru", "/pengurus/koperasi-one/pembelian/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/baru", "/pengurus/koperasi-one/pembelian/baru", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}", "/pengurus/koperasi-one/pembelian/x", GOODS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/undangan/{id}", "/pengurus/koperasi-one/pembelian/undangan/x", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/angka", "/pengurus/koperasi-one/pembelian/x/angka", GOODS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/ubah", "/pengurus/koperasi-one/pembelian/x/ubah", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/ubah", "/pengurus/koperasi-one/pembelian/x/ubah", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/buka", "/pengurus/koperasi-one/pembelian/x/buka", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/urungkan-jadwal",
        "/pengurus/koperasi-one/pembelian/x/urungkan-jadwal",
        OFFICERS_MISS,
    ),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/tutup", "/pengurus/koperasi-one/pembelian/x/tutup", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/akhiri-genapkan",
        "/pengurus/koperasi-one/pembelian/x/akhiri-genapkan",
        OFFICERS_MISS,
    ),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/salin", "/pengurus/koperasi-one/pembelian/x/salin", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/terkirim", "/pengurus/koperasi-one/pembelian/x/terkirim", OFFICERS_MISS),
    (
        Method::GET,
        "/pengurus/{koperasi}/pembelian/{id}/perpanjang",
        "/pengurus/koperasi-one/pembelian/x/perpanjang",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/perpanjang",
        "/pengurus/koperasi-one/pembelian/x/perpanjang",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/genapkan", "/pengurus/koperasi-one/pembelian/x/genapkan", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/genapkan", "/pengurus/koperasi-one/pembelian/x/genapkan", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/batalkan", "/pengurus/koperasi-one/pembelian/x/batalkan", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/batalkan", "/pengurus/koperasi-one/pembelian/x/batalkan", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/undang", "/pengurus/koperasi-one/pembelian/x/undang", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/undang", "/pengurus/koperasi-one/pembelian/x/undang", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/pilih", "/pengurus/koperasi-one/pembelian/x/pilih", GOODS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/pesan", "/pengurus/koperasi-one/pembelian/x/pesan", GOODS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/pesan", "/pengurus/koperasi-one/pembelian/x/pesan", OFFICERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/po.pdf", "/pengurus/koperasi-one/pembelian/x/po.pdf", GOODS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/po.csv", "/pengurus/koperasi-one/pembelian/x/po.csv", GOODS_MISS),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/po.xlsx", "/pengurus/koperasi-one/pembelian/x/po.xlsx", GOODS_MISS),
    // A supplier's link that nobody has signed.
    (Method::GET, "/po/{id}/{tanda}", "/po/x/x", [404; 9]),
    (Method::POST, "/po/{id}/{tanda}", "/po/x/x", [404; 9]),
    (Method::GET, "/po/{id}/{tanda}/pesanan.pdf", "/po/x/x/pesanan.pdf", [404; 9]),
    (Method::GET, "/po/{id}/{tanda}/periksa", "/po/x/x/periksa", [404; 9]),
    // From receipt to settlement; `goods.rs` looks at a round as each role.
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/terima", "/pengurus/koperasi-one/pembelian/x/terima", GOODS_MISS),
    (Method::POST, "/pengurus/{koperasi}/pembelian/{id}/terima", "/pengurus/koperasi-one/pembelian/x/terima", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/terima/hapus",
        "/pengurus/koperasi-one/pembelian/x/terima/hapus",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/terima/selesai",
        "/pengurus/koperasi-one/pembelian/x/terima/selesai",
        OFFICERS_MISS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/pembelian/{id}/terima/{bagian}/foto",
        "/pengurus/koperasi-one/pembelian/x/terima/1/foto",
        GOODS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/jatah", "/pengurus/koperasi-one/pembelian/x/jatah", GOODS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/jatah/{anggota}",
        "/pengurus/koperasi-one/pembelian/x/jatah/x",
        OFFICERS_MISS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/pembelian/{id}/daftar-ambil",
        "/pengurus/koperasi-one/pembelian/x/daftar-ambil",
        GOODS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/daftar-ambil/kunci",
        "/pengurus/koperasi-one/pembelian/x/daftar-ambil/kunci",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/serah/{anggota}",
        "/pengurus/koperasi-one/pembelian/x/serah/x",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/pembelian/{id}/selesaikan", "/pengurus/koperasi-one/pembelian/x/selesaikan", GOODS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/pembelian/{id}/selesaikan",
        "/pengurus/koperasi-one/pembelian/x/selesaikan",
        OFFICERS_MISS,
    ),
    // The books: the officer here is the treasurer; `ledger.rs` looks at them as one without the money duty.
    (Method::GET, "/pengurus/{koperasi}/buku", "/pengurus/koperasi-one/buku", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/jurnal", "/pengurus/koperasi-one/buku/jurnal", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/jurnal/baru", "/pengurus/koperasi-one/buku/jurnal/baru", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/buku/jurnal/baru", "/pengurus/koperasi-one/buku/jurnal/baru", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/buku/jurnal/{id}", "/pengurus/koperasi-one/buku/jurnal/x", OVERSEERS_MISS),
    (Method::GET, "/pengurus/{koperasi}/buku/jurnal/{id}/koreksi", "/pengurus/koperasi-one/buku/jurnal/x/koreksi", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/jurnal/{id}/koreksi",
        "/pengurus/koperasi-one/buku/jurnal/x/koreksi",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/akun/{code}", "/pengurus/koperasi-one/buku/akun/1-1100", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/neraca", "/pengurus/koperasi-one/buku/neraca", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota", "/pengurus/koperasi-one/buku/anggota", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota/{number}", "/pengurus/koperasi-one/buku/anggota/1", OVERSEERS),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/anggota/{number}/rekening.pdf",
        "/pengurus/koperasi-one/buku/anggota/1/rekening.pdf",
        OVERSEERS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/anggota/{number}/rekening.xlsx",
        "/pengurus/koperasi-one/buku/anggota/1/rekening.xlsx",
        OVERSEERS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/anggota/{number}/titipan",
        "/pengurus/koperasi-one/buku/anggota/1/titipan",
        OFFICERS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/titipan",
        "/pengurus/koperasi-one/buku/anggota/1/titipan",
        OFFICERS_FORM,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/anggota/{number}/kembalikan",
        "/pengurus/koperasi-one/buku/anggota/1/kembalikan",
        OFFICERS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/kembalikan",
        "/pengurus/koperasi-one/buku/anggota/1/kembalikan",
        OFFICERS_FORM,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota/{number}/bayar", "/pengurus/koperasi-one/buku/anggota/1/bayar", OFFICERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/bayar",
        "/pengurus/koperasi-one/buku/anggota/1/bayar",
        OFFICERS_FORM,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota/{number}/batas", "/pengurus/koperasi-one/buku/anggota/1/batas", OFFICERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/batas",
        "/pengurus/koperasi-one/buku/anggota/1/batas",
        OFFICERS_FORM,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota/{number}/hapus", "/pengurus/koperasi-one/buku/anggota/1/hapus", OFFICERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/hapus",
        "/pengurus/koperasi-one/buku/anggota/1/hapus",
        OFFICERS_FORM,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/anggota/{number}/nota", "/pengurus/koperasi-one/buku/anggota/1/nota", OFFICERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/anggota/{number}/nota",
        "/pengurus/koperasi-one/buku/anggota/1/nota",
        OFFICERS_FORM,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/umur", "/pengurus/koperasi-one/buku/umur", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/pemasok", "/pengurus/koperasi-one/buku/pemasok", OVERSEERS),
    (Method::GET, "/pengurus/{koperasi}/buku/pemasok/{slug}/bayar", "/pengurus/koperasi-one/buku/pemasok/x/bayar", OFFICERS_MISS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/pemasok/{slug}/bayar",
        "/pengurus/koperasi-one/buku/pemasok/x/bayar",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/koperasi", "/pengurus/koperasi-one/buku/koperasi", OVERSEERS),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/koperasi/{slug}/bayar",
        "/pengurus/koperasi-one/buku/koperasi/x/bayar",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/koperasi/{slug}/bayar",
        "/pengurus/koperasi-one/buku/koperasi/x/bayar",
        OFFICERS_MISS,
    ),
    (
        Method::GET,
        "/pengurus/{koperasi}/buku/koperasi/terima/{payment}",
        "/pengurus/koperasi-one/buku/koperasi/terima/x",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/koperasi/terima/{payment}",
        "/pengurus/koperasi-one/buku/koperasi/terima/x",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/penghapusan", "/pengurus/koperasi-one/buku/penghapusan", OVERSEERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/penghapusan/{id}/setuju",
        "/pengurus/koperasi-one/buku/penghapusan/x/setuju",
        OFFICERS_MISS,
    ),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/penghapusan/{id}/tolak",
        "/pengurus/koperasi-one/buku/penghapusan/x/tolak",
        OFFICERS_MISS,
    ),
    (Method::GET, "/pengurus/{koperasi}/buku/pemetaan", "/pengurus/koperasi-one/buku/pemetaan", OVERSEERS),
    (Method::POST, "/pengurus/{koperasi}/buku/pemetaan", "/pengurus/koperasi-one/buku/pemetaan", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/buku/pemetaan/akun", "/pengurus/koperasi-one/buku/pemetaan/akun", OFFICERS),
    (Method::POST, "/pengurus/{koperasi}/buku/pemetaan/akun", "/pengurus/koperasi-one/buku/pemetaan/akun", OFFICERS_FORM),
    (Method::GET, "/pengurus/{koperasi}/buku/pemetaan/akun/{code}", "/pengurus/koperasi-one/buku/pemetaan/akun/1-1100", OFFICERS),
    (
        Method::POST,
        "/pengurus/{koperasi}/buku/pemetaan/akun/{code}",
        "/pengurus/koperasi-one/buku/pemetaan/akun/1-1100",
        OFFICERS_FORM,
    ),
    (Method::GET, "/akun/buku", "/akun/buku", SIGNED_IN),
    // Who belongs to no koperasi has no statement.
    (Method::GET, "/akun/buku.pdf", "/akun/buku.pdf", MEMBERS),
    (Method::GET, "/akun/buku.xlsx", "/akun/buku.xlsx", MEMBERS),
    (Method::GET, "/toko/{slug}", "/toko/shop-one", OPEN),
    (Method::GET, "/toko/{slug}/poster.pdf", "/toko/shop-one/poster.pdf", OPEN),
    (Method::GET, "/usaha", "/usaha?usaha=shop-one", KEEPERS),
    (Method::GET, "/usaha/pilih", "/usaha/pilih?ke=/usaha/izin", SIGNED_IN),
    (Method::GET, "/usaha/buka", "/usaha/buka", SIGNED_IN),
    (Method::POST, "/usaha/buka", "/usaha/buka", SIGNED_IN_FORM),
    (Method::GET, "/pengurus/{koperasi}/anggota/{akun}/usaha", "/pengurus/koperasi-one/anggota/x/usaha", OFFICERS_MISS),
    (Method::POST, "/pengurus/{koperasi}/anggota/{akun}/usaha", "/pengurus/koperasi-one/anggota/x/usaha", OFFICERS_MISS),
    (Method::GET, "/usaha/ubah", "/usaha/ubah?usaha=shop-one", KEEPERS),
    (Method::POST, "/usaha/ubah", "/usaha/ubah?usaha=shop-one", KEEPERS_FORM),
    (Method::GET, "/usaha/izin", "/usaha/izin?usaha=shop-one", KEEPERS),
    (Method::POST, "/usaha/izin", "/usaha/izin?usaha=shop-one", KEEPERS_FORM),
    (Method::GET, "/usaha/izin/{id}/foto", "/usaha/izin/x/foto?usaha=shop-one", KEEPERS_MISS),
    (Method::GET, "/dinas", "/dinas", VERIFIERS),
    (Method::GET, "/dinas/koperasi", "/dinas/koperasi", VERIFIERS),
    (Method::POST, "/dinas/koperasi/{id}", "/dinas/koperasi/x", HIDDEN),
    (Method::GET, "/dinas/koperasi/semua", "/dinas/koperasi/semua", VERIFIERS),
    (Method::GET, "/dinas/koperasi/{id}/pengurus", "/dinas/koperasi/x/pengurus", HIDDEN),
    (Method::POST, "/dinas/koperasi/{id}/pengurus", "/dinas/koperasi/x/pengurus", HIDDEN),
    (Method::GET, "/dinas/koperasi/{id}/data", "/dinas/koperasi/x/data", HIDDEN),
    (Method::POST, "/dinas/koperasi/{id}/data", "/dinas/koperasi/x/data", HIDDEN),
    (Method::GET, "/dinas/angka", "/dinas/angka", VERIFIERS),
    (Method::GET, "/dinas/izin", "/dinas/izin", VERIFIERS),
    (Method::POST, "/dinas/izin/{id}", "/dinas/izin/x", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    (Method::GET, "/dinas/izin/{id}/foto", "/dinas/izin/x/foto", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    // Products: the keeper's, by the address that names the first shop.
    (Method::GET, "/produk/{slug}", "/produk/product-one", OPEN),
    (Method::GET, "/usaha/produk", "/usaha/produk?usaha=shop-one", KEEPERS),
    (Method::GET, "/usaha/produk/baru", "/usaha/produk/baru?usaha=shop-one", KEEPERS),
    (Method::POST, "/usaha/produk/baru", "/usaha/produk/baru?usaha=shop-one", KEEPERS_FORM),
    (Method::GET, "/usaha/produk/{slug}", "/usaha/produk/product-one?usaha=shop-one", KEEPERS),
    (Method::POST, "/usaha/produk/{slug}", "/usaha/produk/product-one?usaha=shop-one", KEEPERS_FORM),
    (Method::POST, "/usaha/produk/{slug}/foto", "/usaha/produk/product-one/foto?usaha=shop-one", KEEPERS_MISS),
    // The other shop's product is none of this shop's.
    (Method::POST, "/usaha/produk/{slug}/terbitkan", "/usaha/produk/product-two/terbitkan?usaha=shop-one", KEEPERS_MISS),
    (Method::POST, "/usaha/produk/{slug}/arsipkan", "/usaha/produk/product-two/arsipkan?usaha=shop-one", KEEPERS_MISS),
    (Method::POST, "/usaha/produk/{slug}/kembalikan", "/usaha/produk/product-two/kembalikan?usaha=shop-one", KEEPERS_MISS),
    (Method::POST, "/usaha/produk/{slug}/salin", "/usaha/produk/product-two/salin?usaha=shop-one", KEEPERS_MISS),
    (Method::GET, "/usaha/produk.csv", "/usaha/produk.csv?usaha=shop-one", KEEPERS),
    (Method::GET, "/usaha/produk.xlsx", "/usaha/produk.xlsx?usaha=shop-one", KEEPERS),
    (Method::GET, "/usaha/produk/impor", "/usaha/produk/impor?usaha=shop-one", KEEPERS),
    (Method::POST, "/usaha/produk/impor", "/usaha/produk/impor?usaha=shop-one", KEEPERS_FORM),
    (Method::GET, "/usaha/produk/impor/contoh.xlsx", "/usaha/produk/impor/contoh.xlsx?usaha=shop-one", KEEPERS),
    (Method::GET, "/usaha/produk/impor/{id}", "/usaha/produk/impor/x?usaha=shop-one", KEEPERS_MISS),
    (Method::POST, "/usaha/produk/impor/{id}", "/usaha/produk/impor/x?usaha=shop-one", KEEPERS_MISS),
    (Method::GET, "/operator/kategori", "/operator/kategori", OPERATORS),
    (Method::POST, "/operator/kategori", "/operator/kategori", [303, 404, 404, 404, 404, 404, 404, 404, 422]),
    (Method::POST, "/operator/kategori/{id}", "/operator/kategori/x", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    (Method::GET, "/operator", "/operator", OPERATORS),
    (
        Method::POST,
        "/operator/pekerjaan/{id}/ulangi",
        "/operator/pekerjaan/x/ulangi",
        [303, 404, 404, 404, 404, 404, 404, 404, 404],
    ),
    (Method::GET, "/operator/surat", "/operator/surat", OPERATORS),
    (Method::GET, "/operator/pencarian", "/operator/pencarian", OPERATORS),
    (Method::GET, "/operator/pencarian.csv", "/operator/pencarian.csv", OPERATORS),
    (Method::GET, "/operator/sinonim", "/operator/sinonim", OPERATORS),
    (Method::POST, "/operator/sinonim", "/operator/sinonim", [303, 404, 404, 404, 404, 404, 404, 404, 422]),
    (Method::POST, "/operator/sinonim/{id}", "/operator/sinonim/1", [303, 404, 404, 404, 404, 404, 404, 404, 422]),
    (Method::POST, "/operator/sinonim/{id}/hapus", "/operator/sinonim/x/hapus", HIDDEN),
    // buying: P
    (Method::GET, "/luring", "/luring", OPEN),
    (Method::GET, "/pratinjau/produk/{slug}/{file}", "/pratinjau/produk/product-one/x.jpg", SENT_ON),
    (Method::GET, "/pratinjau/toko/{slug}/{file}", "/pratinjau/toko/shop-one/x.jpg", SENT_ON),
    (Method::GET, "/akun/pemberitahuan", "/akun/pemberitahuan", SIGNED_IN),
    (Method::POST, "/akun/pemberitahuan", "/akun/pemberitahuan", SIGNED_IN_FORM),
    // buying: P, end
    // Closes a shop for good, so it is tried on one that nobody here keeps.
    (Method::POST, "/usaha/tutup", "/usaha/tutup?usaha=no-shop", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    // Everyone who has applied or belongs there leaves by this; who has not finds nothing to leave.
    (Method::POST, "/koperasi/{slug}/keluar", "/koperasi/koperasi-two/keluar", [303, 404, 404, 303, 404, 404, 404, 404, 404]),
    // The last row: it ends everybody's session.
    (Method::POST, "/keluar", "/keluar", SENT_ON),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_each_role_as_it_should() {
    let world = World::new().await;
    let list = app::routes();
    let missing: Vec<_> = list.list().iter().filter(|(m, route)| !ROWS.iter().any(|r| r.0 == *m && r.1 == *route)).collect();
    assert!(missing.is_empty(), "routes without a row in the matrix: {missing:?}");
    let mut wrong = Vec::new();
    for (method, route, path, answers) in ROWS {
        assert!(list.list().iter().any(|(m, r)| m == method && r == route), "a row for no route: {method} {route}");
        for (role, expected) in Role::ALL.into_iter().zip(answers) {
            let mut client = Client::of(&world, role);
            let answered = match *method {
                Method::GET => client.get(path).await,
                _ => client.post(path, &[]).await,
            };
            if answered.status.as_u16() != *expected {
                wrong.push(format!(
                    "{method} {path} as {role:?}: {} instead of {expected} {}",
                    answered.status.as_u16(),
                    answered.location()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
