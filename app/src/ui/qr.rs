//! A QR code, drawn as one path.

use std::fmt::Write as _;

use leptos::prelude::*;
use qrcode::{Color, QrCode};

use crate::ui::html::Html;

/// The margin that readers of codes need (ISO/IEC 18004, 5.3.8), in modules.
const QUIET: usize = 4;

/// A picture of the code; nothing for what no code can hold.
pub fn qr(text: &str) -> AnyView {
    let Ok(code) = QrCode::new(text.as_bytes()) else { return ().into_any() };
    let n = code.width();
    let mut path = String::with_capacity(n * n * 6);
    for (nth, _) in code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark) {
        // Writing to a String does not fail.
        let _ = write!(path, "M{} {}h1v1h-1z", nth % n + QUIET, nth / n + QUIET);
    }
    let side = n + 2 * QUIET;
    let mut h = Html::new();
    h.raw("<svg class=\"qr\" role=\"img\" aria-label=\"QR\" shape-rendering=\"crispEdges\"");
    h.attr("viewBox", &format!("0 0 {side} {side}")).raw("><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
    h.raw("<path fill=\"#000\"").attr("d", &path).raw("/></svg>");
    h.view()
}
