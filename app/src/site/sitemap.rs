//! `/robots.txt` and `/sitemap.xml`, for search engines. The sitemap is an index of parts, since
//! one file may hold no more than 50,000 addresses (sitemaps.org).

use std::fmt::Write as _;
use std::ops::Range;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::dates::Day;
use engine::discovery::public::{self, Public};

use crate::house::{Answer, PageError, PageResult, Reader};

const XML: &str = "application/xml; charset=utf-8";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Rooms that only their own people enter, and addresses of searches, of which there is no end.
const CLOSED: [&str; 11] =
    ["/akun", "/api/", "/cari?", "/dinas", "/keranjang", "/lupa", "/masuk", "/operator", "/pengurus", "/pesanan", "/usaha"];

pub async fn robots(reader: Reader) -> Answer {
    let mut text = String::from("User-agent: *\n");
    for path in CLOSED {
        let _ = writeln!(text, "Disallow: {path}");
    }
    let _ = write!(text, "\nSitemap: {}\n", reader.site.desk.link("/sitemap.xml"));
    kept(&reader, text, "text/plain; charset=utf-8")
}

/// The parts there are.
pub async fn index(reader: Reader) -> PageResult {
    let desk = &reader.site.desk;
    let (shops, products) = tokio::try_join!(public::shop_parts(desk), public::product_parts(desk))?;
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    let names = ["halaman", "koperasi", "pembelian-bersama", "pemasok", "toko"]
        .map(str::to_owned)
        .into_iter()
        .chain((1..shops).map(|n| format!("toko-{n}")))
        .chain((0..products).map(|n| format!("produk-{n}")));
    for name in names {
        let _ = writeln!(xml, "<sitemap><loc>{}</loc></sitemap>", reader.site.desk.link(&format!("/sitemap/{name}.xml")));
    }
    xml.push_str("</sitemapindex>\n");
    Ok(kept(&reader, xml, XML))
}

/// One part, as `produk-0.xml`.
pub async fn part(reader: Reader, Path(file): Path<String>) -> PageResult {
    let desk = &reader.site.desk;
    let name = file.strip_suffix(".xml").ok_or(PageError::NotFound)?;
    let (folder, found) = match name {
        "halaman" => {
            return Ok(kept(
                &reader,
                addresses(
                    &desk.link(""),
                    ["/", "/koperasi", "/pembelian-bersama", "/pemasok"].map(|path| (path.to_owned(), None)),
                ),
                XML,
            ));
        }
        "koperasi" => ("koperasi", public::koperasi(desk).await?),
        "pembelian-bersama" => ("pembelian-bersama", public::rounds(desk).await?),
        "pemasok" => ("pemasok", public::suppliers(desk).await?),
        "toko" => ("toko", public::shops(desk, 0).await?),
        _ => match name.split_once('-') {
            Some(("toko", nth)) => {
                let part = numbered(nth, 1..public::shop_parts(desk).await?)?;
                ("toko", public::shops(desk, part).await?)
            }
            Some(("produk", nth)) => {
                let part = numbered(nth, 0..public::product_parts(desk).await?)?;
                ("produk", public::products(desk, part).await?)
            }
            _ => return Err(PageError::NotFound),
        },
    };
    let all = found.into_iter().map(|Public { slug, changed }| (format!("/{folder}/{slug}"), Some(Day::of(changed))));
    Ok(kept(&reader, addresses(&desk.link(""), all), XML))
}

/// The number of a part that there is.
fn numbered(nth: &str, parts: Range<i32>) -> Result<i32, PageError> {
    nth.parse().ok().filter(|part| parts.contains(part)).ok_or(PageError::NotFound)
}

/// Slugs, ids and paths need no escaping: they hold letters, digits, `-` and `/` only.
fn addresses(site: &str, all: impl IntoIterator<Item = (String, Option<Day>)>) -> String {
    let mut xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{NAMESPACE}\">\n");
    for (path, changed) in all {
        let _ = write!(xml, "<url><loc>{site}{path}</loc>");
        if let Some(day) = changed {
            let _ = write!(xml, "<lastmod>{}</lastmod>", day.iso());
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}

fn kept(reader: &Reader, text: String, kind: &str) -> Answer {
    reader.answer(text).header(CONTENT_TYPE, kind).header(CACHE_CONTROL, "public, max-age=3600")
}
