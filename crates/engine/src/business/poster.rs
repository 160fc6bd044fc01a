//! A poster to print and hang: A4, one page, with a QR code that leads to the shop.

use pdf_writer::Content;

use crate::pdf::{Document, Face, HEIGHT, INDIGO, INK, Ink, SOGAN, WIDTH, width};
use crate::trouble::Result;

/// What stands on it; every line is optional but the name and the address.
#[derive(Debug, Clone)]
pub struct Poster {
    pub koperasi: Option<String>,
    pub name: String,
    /// What is sold, or where: a line under the name.
    pub line: String,
    /// What to do: "Scan to see goods and prices".
    pub invitation: String,
    /// The shop's address, which the QR code holds and which is printed for typing.
    pub url: String,
    pub whatsapp: Option<String>,
}

const MARGIN: f32 = 64.0;
/// A side of the QR code: about 10 cm, read from two meters away.
const QR: f32 = 290.0;

/// The file.
///
/// # Errors
/// When the address is too long for a QR code (over 2,900 bytes).
pub fn poster(p: &Poster) -> Result<Vec<u8>> {
    let mut doc = Document::new(&p.name);
    border(doc.content());
    let mut y = HEIGHT - 112.0;
    if let Some(koperasi) = &p.koperasi {
        doc.centred(y, 15.0, SOGAN, koperasi);
    }
    y -= 24.0;
    for line in broken(&p.name, 46.0) {
        let size = 46.0f32.min(46.0 * (WIDTH - 2.0 * MARGIN) / wide(&line, 46.0));
        y -= size;
        doc.centred(y, size, INDIGO, &line);
        y -= 8.0;
    }
    y -= 20.0;
    doc.centred(y, fitting(&p.line, 17.0), INK, &p.line);
    y -= 26.0 + QR;
    doc.qr((WIDTH - QR) / 2.0, y, QR, &p.url)?;
    y -= 34.0;
    doc.centred(y, fitting(&p.invitation, 19.0), INDIGO, &p.invitation);
    let shown = p.url.trim_start_matches("https://").trim_start_matches("http://");
    y -= 24.0;
    doc.centred(y, fitting(shown, 13.0), INK, shown);
    if let Some(whatsapp) = &p.whatsapp {
        y -= 40.0;
        doc.centred(y, 22.0, SOGAN, &format!("WhatsApp {whatsapp}"));
    }
    Ok(doc.finish())
}

fn wide(text: &str, size: f32) -> f32 {
    width(Face::Bold, text, size)
}

fn ink(c: &mut Content, [r, g, b]: Ink) {
    c.set_fill_rgb(r, g, b);
}

/// The size at which a line fits between the margins, at most `size`.
fn fitting(text: &str, size: f32) -> f32 {
    let there = wide(text, size).max(1.0);
    size.min(size * (WIDTH - 2.0 * MARGIN) / there)
}

/// At most two lines, broken between words where the halves are most alike.
fn broken(text: &str, size: f32) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if wide(text, size) <= WIDTH - 2.0 * MARGIN || words.len() < 2 {
        return vec![text.to_owned()];
    }
    let halves = (1..words.len()).map(|n| (words[..n].join(" "), words[n..].join(" ")));
    let longest = |(a, b): &(String, String)| wide(a, size).max(wide(b, size));
    halves.min_by(|a, b| longest(a).total_cmp(&longest(b))).map_or_else(Vec::new, |(a, b)| vec![a, b])
}

/// A frame of kawung: four petals around a seed, all the way round the sheet.
fn border(c: &mut Content) {
    let step = 31.0;
    let (columns, rows) = (19, 27);
    let (left, bottom) = ((WIDTH - (columns - 1) as f32 * step) / 2.0, (HEIGHT - (rows - 1) as f32 * step) / 2.0);
    for row in 0..rows {
        for column in 0..columns {
            if row == 0 || row == rows - 1 || column == 0 || column == columns - 1 {
                kawung(c, left + column as f32 * step, bottom + row as f32 * step);
            }
        }
    }
}

fn kawung(c: &mut Content, x: f32, y: f32) {
    ink(c, INDIGO);
    for (dx, dy) in [(7.0, 0.0), (-7.0, 0.0), (0.0, 7.0), (0.0, -7.0)] {
        let (rx, ry) = if dx == 0.0 { (3.6, 6.0) } else { (6.0, 3.6) };
        ellipse(c, x + dx, y + dy, rx, ry);
    }
    c.fill_nonzero();
    ink(c, SOGAN);
    ellipse(c, x, y, 1.6, 1.6);
    c.fill_nonzero();
}

/// Four Bézier curves; 0.5523 is the usual handle for a quarter of a circle.
fn ellipse(c: &mut Content, x: f32, y: f32, rx: f32, ry: f32) {
    let (hx, hy) = (rx * 0.5523, ry * 0.5523);
    c.move_to(x + rx, y);
    c.cubic_to(x + rx, y + hy, x + hx, y + ry, x, y + ry);
    c.cubic_to(x - hx, y + ry, x - rx, y + hy, x - rx, y);
    c.cubic_to(x - rx, y - hy, x - hx, y - ry, x, y - ry);
    c.cubic_to(x + hx, y - ry, x + rx, y - hy, x + rx, y);
    c.close_path();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str) -> Poster {
        Poster {
            koperasi: Some("KSU Sumber Rejeki".into()),
            name: name.into(),
            line: "Ngaliyan, Limpung".into(),
            invitation: "Pindai untuk melihat barang dan harga".into(),
            url: "https://guyub.example/toko/dapur-bu-tini".into(),
            whatsapp: Some("0812-3456-7890".into()),
        }
    }

    #[test]
    fn any_name_makes_one_page() {
        for name in ["Dapur Bu Tini", "Ü", "🙂🙂", &"Panjang sekali ".repeat(20), &"x".repeat(80)] {
            let file = poster(&of(name)).unwrap();
            assert!(file.starts_with(b"%PDF-1."), "{name}");
            assert!(file.len() < 120_000, "{}", file.len());
        }
    }

    #[test]
    fn long_names_break_in_two_and_short_ones_do_not() {
        assert_eq!(broken("Dapur Bu Tini", 46.0).len(), 1);
        let lines = broken("Kerupuk Usek Karangasem Selatan Bu Sri", 46.0);
        assert_eq!(lines.len(), 2);
        assert!(wide(&lines[0], 46.0) < wide("Kerupuk Usek Karangasem Selatan Bu Sri", 46.0) * 0.7);
    }
}
