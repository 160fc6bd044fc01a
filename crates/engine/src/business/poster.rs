//! A poster to print and hang: A4, one page, with a QR code that leads to the shop.
//!
//! Set in Helvetica, one of the fonts that every PDF reader has (ISO 32000-1, 9.6.2.2), so the file is
//! a few kilobytes. Its encoding is WinAnsi: letters beyond Western Europe are left out.

use pdf_writer::{Content, Name, Pdf, Rect, Ref, Str};
use qrcode::{Color, QrCode};

use crate::trouble::{Result, Trouble};

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

/// A4 in points of 1/72 inch.
const WIDTH: f32 = 595.0;
const HEIGHT: f32 = 842.0;
const MARGIN: f32 = 64.0;
/// A side of the QR code: about 10 cm, read from two meters away.
const QR: f32 = 290.0;

type Ink = [f32; 3];
const INDIGO: Ink = [0.114, 0.208, 0.408];
const SOGAN: Ink = [0.522, 0.282, 0.110];
const INK: Ink = [0.133, 0.110, 0.082];

/// The file.
///
/// # Errors
/// When the address is too long for a QR code (over 2,900 bytes).
pub fn poster(p: &Poster) -> Result<Vec<u8>> {
    let code = QrCode::new(p.url.as_bytes()).map_err(|e| Trouble::Other(e.to_string()))?;
    let mut c = Content::new();
    border(&mut c);
    let mut y = HEIGHT - 112.0;
    if let Some(koperasi) = &p.koperasi {
        centred(&mut c, koperasi, 15.0, y, SOGAN);
    }
    y -= 24.0;
    for line in broken(&p.name, 46.0) {
        let size = 46.0f32.min(46.0 * (WIDTH - 2.0 * MARGIN) / width(&line, 46.0));
        y -= size;
        centred(&mut c, &line, size, y, INDIGO);
        y -= 8.0;
    }
    y -= 20.0;
    centred(&mut c, &p.line, fitting(&p.line, 17.0), y, INK);
    y -= 26.0 + QR;
    qr(&mut c, &code, (WIDTH - QR) / 2.0, y);
    y -= 34.0;
    centred(&mut c, &p.invitation, fitting(&p.invitation, 19.0), y, INDIGO);
    let shown = p.url.trim_start_matches("https://").trim_start_matches("http://");
    y -= 24.0;
    centred(&mut c, shown, fitting(shown, 13.0), y, INK);
    if let Some(whatsapp) = &p.whatsapp {
        y -= 40.0;
        centred(&mut c, &format!("WhatsApp {whatsapp}"), 22.0, y, SOGAN);
    }
    Ok(file(&p.name, c))
}

fn file(title: &str, content: Content) -> Vec<u8> {
    let [catalog, pages, page, stream, font, info] = [1, 2, 3, 4, 5, 6].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut p = pdf.page(page);
    p.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(pages).contents(stream);
    p.resources().fonts().pair(Name(b"F"), font);
    p.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica-Bold")).encoding_predefined(Name(b"WinAnsiEncoding"));
    pdf.document_info(info).title(pdf_writer::TextStr(title)).creator(pdf_writer::TextStr("Guyub"));
    pdf.stream(stream, &content.finish());
    pdf.finish()
}

use pdf_writer::Finish as _;

fn ink(c: &mut Content, [r, g, b]: Ink) {
    c.set_fill_rgb(r, g, b);
}

fn centred(c: &mut Content, text: &str, size: f32, y: f32, colour: Ink) {
    ink(c, colour);
    c.begin_text().set_font(Name(b"F"), size);
    c.next_line((WIDTH - width(text, size)) / 2.0, y).show(Str(&win_ansi(text))).end_text();
}

/// The size at which a line fits between the margins, at most `size`.
fn fitting(text: &str, size: f32) -> f32 {
    let wide = width(text, size).max(1.0);
    size.min(size * (WIDTH - 2.0 * MARGIN) / wide)
}

/// At most two lines, broken between words where the halves are most alike.
fn broken(text: &str, size: f32) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if width(text, size) <= WIDTH - 2.0 * MARGIN || words.len() < 2 {
        return vec![text.to_owned()];
    }
    let halves = (1..words.len()).map(|n| (words[..n].join(" "), words[n..].join(" ")));
    let longest = |(a, b): &(String, String)| width(a, size).max(width(b, size));
    halves.min_by(|a, b| longest(a).total_cmp(&longest(b))).map_or_else(Vec::new, |(a, b)| vec![a, b])
}

fn qr(c: &mut Content, code: &QrCode, left: f32, bottom: f32) {
    let n = code.width();
    let module = QR / n as f32;
    ink(c, INK);
    for (nth, colour) in code.to_colors().into_iter().enumerate() {
        if colour == Color::Dark {
            let (row, column) = (nth / n, nth % n);
            let y = bottom + QR - (row + 1) as f32 * module;
            // A hair wider, so that no printer leaves white lines between modules.
            c.rect(left + column as f32 * module, y, module + 0.1, module + 0.1);
        }
    }
    c.fill_nonzero();
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

/// Latin-1 is the same in WinAnsi; dashes and quotation marks have places of their own.
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .filter_map(|c| match c {
            '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
            '–' => Some(0x96),
            '—' => Some(0x97),
            '‘' => Some(0x91),
            '’' => Some(0x92),
            '“' => Some(0x93),
            '”' => Some(0x94),
            '•' => Some(0x95),
            '…' => Some(0x85),
            '€' => Some(0x80),
            _ => None,
        })
        .collect()
}

fn width(text: &str, size: f32) -> f32 {
    let thousandths: u32 = win_ansi(text)
        .into_iter()
        .map(|byte| u32::from(WIDTHS.get(usize::from(byte.wrapping_sub(32))).copied().unwrap_or(611)))
        .sum();
    thousandths as f32 * size / 1000.0
}

/// Advance widths of Helvetica-Bold from space to tilde, in thousandths of the size (Adobe's font
/// metrics for the fourteen standard fonts).
const WIDTHS: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278,
    556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

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
        assert!(width(&lines[0], 46.0) < width("Kerupuk Usek Karangasem Selatan Bu Sri", 46.0) * 0.7);
    }

    #[test]
    fn letters_have_their_places() {
        assert_eq!(win_ansi("Kué – “Nyai”"), b"Ku\xe9 \x96 \x93Nyai\x94");
        assert_eq!(win_ansi("مرحبا"), b"");
    }
}
