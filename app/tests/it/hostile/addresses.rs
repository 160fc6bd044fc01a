//! Hostile addresses: in the place of every id, and in every query.

use axum::http::{Method, StatusCode};
use engine::testing::world::{Role, World};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{MARKUP, values};
use crate::client::Client;

/// Percent-encoded as a browser would send it; the last is no UTF-8.
fn no_ids() -> Vec<String> {
    let long = "x".repeat(10_000);
    let texts =
        ["😀", "\0", "\u{202e}x", "../..", MARKUP, "' or 1=1 --", "99999999999999999999", "1.000,50", "A B", "null", &long];
    let mut ids: Vec<String> = texts.iter().map(|text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()).collect();
    ids.push("%ff".to_owned());
    ids
}

/// The route with `value` in its nth place; what comes before lets the request in.
fn address(route: &str, nth: usize, value: &str) -> String {
    let mut place = 0;
    let parts: Vec<&str> = route
        .split('/')
        .map(|part| {
            if !part.starts_with('{') {
                return part;
            }
            place += 1;
            match part {
                _ if place == nth + 1 => value,
                "{koperasi}" => "koperasi-one",
                _ => "x",
            }
        })
        .collect();
    let shop = if route.starts_with("/usaha") { "?usaha=shop-one" } else { "" };
    format!("{}{shop}", parts.join("/"))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_names_nothing_is_not_there() {
    let world = World::new().await;
    let routes = app::routes();
    let mut wrong = Vec::new();
    for (method, route) in routes.list() {
        let role = match route.split('/').nth(1) {
            Some("pengurus") => Role::Officer,
            Some("usaha") => Role::Member,
            Some("dinas") => Role::Regency,
            Some("operator") => Role::Operator,
            _ => Role::Person,
        };
        for nth in 0..route.matches('{').count() {
            for id in no_ids() {
                let path = address(route, nth, &id);
                let mut client = Client::of(&world, role);
                let answered = if *method == Method::GET { client.get(&path).await } else { client.post(&path, &[]).await };
                if answered.status != StatusCode::NOT_FOUND {
                    wrong.push(format!("{method} {path:.80}: {}", answered.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Addresses with a query, and what is read of it.
const QUERIES: &[(Role, &str, &[&str])] = &[
    (
        Role::Anyone,
        "/cari?",
        &[
            "q",
            "kategori",
            "kecamatan",
            "koperasi",
            "harga_min",
            "harga_maks",
            "sertifikat",
            "tersedia",
            "urut",
            "hal",
            "lat",
            "lng",
            "radius_km",
        ],
    ),
    (Role::Person, "/cari/kabari?", &["cari", "titipan"]),
    (Role::Anyone, "/api/v1/search?", &["q", "kategori", "harga_min", "harga_maks", "lat", "radius_km", "hal", "per_hal"]),
    (Role::Anyone, "/api/v1/suggest?", &["q"]),
    (Role::Anyone, "/koperasi?", &["kecamatan"]),
    (Role::Anyone, "/koperasi/koperasi-one?", &["hal"]),
    (Role::Anyone, "/toko/shop-one?", &["hal"]),
    (Role::Anyone, "/pembelian-bersama?", &["hal"]),
    (Role::Anyone, "/pemasok?", &["q", "bahan", "tempat", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/pemasok?", &["q", "lihat", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/penawaran/baru?", &["pemasok", "bahan", "titipan"]),
    (Role::Officer, "/pengurus/koperasi-one/permintaan/baru?", &["bahan", "titipan"]),
    (Role::Officer, "/pengurus/koperasi-one/pembelian?", &["keadaan", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/pembelian/baru?", &["penawaran", "titipan"]),
    (Role::Anyone, "/masuk?", &["kembali", "titipan", "bahasa"]),
    (Role::Anyone, "/daftar?", &["kembali", "titipan"]),
    (Role::Officer, "/pengurus/koperasi-one/anggota?", &["q", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/buku/anggota?", &["q", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/buku/anggota/1?", &["hal"]),
    (Role::Officer, "/pengurus/koperasi-one/buku/jurnal?", &["jenis", "dari", "sampai", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/buku/akun/1-1100?", &["pihak", "hal"]),
    (Role::Officer, "/pengurus/koperasi-one/buku/neraca?", &["tanggal"]),
    (Role::Member, "/akun/buku?", &["koperasi", "hal"]),
    (Role::Member, "/akun/buku.pdf?", &["koperasi"]),
    (Role::Operator, "/operator/pencarian?", &["hari"]),
    (Role::Operator, "/operator/pencarian.csv?", &["hari"]),
    (Role::Operator, "/operator/sinonim?", &["cari", "hal", "istilah"]),
    (Role::Member, "/usaha?", &["usaha"]),
    (Role::Member, "/usaha/produk?usaha=shop-one&", &["cari", "keadaan", "hal"]),
    (Role::Member, "/usaha/pesanan?usaha=shop-one&", &["cari", "keadaan", "hal"]),
    (Role::Person, "/pesanan?", &["nomor", "keadaan", "hal"]),
    // buying: T
    (Role::Member, "/usaha/kas?usaha=shop-one&", &["bulan", "hal"]),
    (Role::Member, "/usaha/kas.csv?usaha=shop-one&", &["bulan"]),
    (Role::Member, "/usaha/kas/masuk?usaha=shop-one&", &["jenis", "titipan"]),
    (Role::Member, "/usaha/penjualan?usaha=shop-one&", &["dari", "sampai"]),
    (Role::Member, "/usaha/penjualan.csv?usaha=shop-one&", &["dari", "sampai"]),
    (Role::Member, "/usaha/stok?usaha=shop-one&", &["hal", "titipan"]),
    (Role::Anyone, "/keranjang?", &["titipan"]),
    (Role::Anyone, "/pesanan/baru/shop-one?", &["titipan"]),
    (Role::Member, "/usaha/cara-jual?usaha=shop-one&", &["titipan"]),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_query_breaks_a_page() {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for (role, path, fields) in QUERIES {
        for field in *fields {
            let mut values: Vec<String> =
                values().iter().map(|value| utf8_percent_encode(value, NON_ALPHANUMERIC).to_string()).collect();
            values.push("%ff%fe".to_owned());
            for value in values {
                let answered = Client::of(&world, *role).get(&format!("{path}{field}={value}")).await;
                let fine = [StatusCode::OK, StatusCode::SEE_OTHER, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY];
                if !fine.contains(&answered.status) {
                    wrong.push(format!("{path}{field}={value:.60}: {}", answered.status));
                }
                let kind = answered.headers.get("content-type").map_or("", |kind| kind.to_str().unwrap_or_default());
                if kind.starts_with("text/html") && answered.text().contains("<script>alert") {
                    wrong.push(format!("{path}{field}={value:.60}: the page runs it"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
