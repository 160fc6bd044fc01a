//! A QR code as a drawing: sharp at any size, with the quiet zone that scanners need. Black on white in both
//! schemes, since many scanners read no light code on a dark ground.

use leptos::prelude::*;
use qrcode::{Color, QrCode};

use crate::ui::html::Html;

/// Modules of white around it (ISO/IEC 18004 §6.3.8).
const QUIET: usize = 4;
/// What it takes on a page at most, in CSS pixels: a phone of 360 has room for it.
const ROOM: usize = 300;

/// A code of this text, read out as `name`. A text that no code can hold (over 2,300 bytes) is shown as text.
pub fn qr(text: &str, name: &str) -> AnyView {
    let mut h = Html::new();
    write(&mut h, text, name);
    h.view()
}

fn write(h: &mut Html, text: &str, name: &str) {
    let Ok(code) = QrCode::new(text.as_bytes()) else {
        h.element("<code class=\"qr-teks\">", text, "</code>");
        return;
    };
    let side = code.width() + 2 * QUIET;
    // A module is a whole number of pixels, so that all are of one width.
    let shown = (side * (ROOM / side).max(2)).to_string();
    h.raw("<svg class=\"qr\" role=\"img\"").attr("aria-label", name);
    h.attr("width", &shown).attr("height", &shown).attr("viewBox", &format!("0 0 {side} {side}"));
    h.raw(" shape-rendering=\"crispEdges\"><path fill=\"#fff\"").attr("d", &format!("M0 0h{side}v{side}H0z"));
    h.raw("/><path fill=\"#000\"").attr("d", &dark(&code)).raw("/></svg>");
}

/// The dark modules as one path, a rectangle for each run of them.
fn dark(code: &QrCode) -> String {
    let (n, colours) = (code.width(), code.to_colors());
    let mut path = String::new();
    for (y, row) in colours.chunks(n).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a == b) {
            if run.first() == Some(&Color::Dark) {
                let length = run.len();
                path.push_str(&format!("M{} {}h{length}v1h-{length}z", x + QUIET, y + QUIET));
            }
            x += run.len();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut h = Html::new();
        write(&mut h, text, "Kode <QRIS>");
        h.as_str().to_owned()
    }

    #[test]
    fn every_dark_module_is_drawn_in_its_place() {
        let code = QrCode::new("WARUNG BU TINI").unwrap();
        let n = code.width();
        let mut drawn = vec![Color::Light; n * n];
        for run in dark(&code).split('M').skip(1) {
            let (x, rest) = run.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            drawn[(y - QUIET) * n + x - QUIET..][..length].fill(Color::Dark);
        }
        assert_eq!(drawn, code.to_colors());
    }

    #[test]
    fn it_has_its_quiet_zone_and_whole_pixels() {
        let svg = written("WARUNG BU TINI");
        // Version 1 has 21 modules, with the zone 29, and 300 / 29 is 10.
        assert!(svg.contains("viewBox=\"0 0 29 29\"") && svg.contains("width=\"290\""), "{svg}");
        assert!(svg.contains("<path fill=\"#fff\" d=\"M0 0h29v29H0z\"/>"), "{svg}");
        assert!(svg.contains("aria-label=\"Kode &lt;QRIS&gt;\""), "{svg}");
    }

    #[test]
    fn what_no_code_can_hold_is_shown_as_text() {
        let long = "<".repeat(5000);
        assert!(written(&long).starts_with("<code class=\"qr-teks\">&lt;&lt;"));
    }
}
