//! Packs, bags and sacks, and the labels on them.

use super::fill;
use crate::demo::draw::canvas::{Canvas, Paint, Stamp, d};
use crate::demo::draw::colour::{C, PAPER, c};
use crate::demo::draw::motif;

/// A label without words: a frame, an emblem, and strokes where writing would be.
pub fn label(b: &mut Canvas, cx: f32, cy: f32, w: f32, h: f32, ink: C, emblem: impl FnOnce(&mut Canvas)) {
    let paper = b.pick(&[PAPER, c(0xf6_e8_c9), c(0xee_f0_de), c(0xf8_dd_b8)]);
    let fill = b.lit(paper);
    match b.n(0, 2) {
        0 => {
            b.rect(cx - w / 2.0, cy - h / 2.0, w, h, 10.0, fill);
            b.stitch(
                &d!(
                    "M{} {}H{}V{}H{}Z",
                    cx - w / 2.0 + 9.0,
                    cy - h / 2.0 + 9.0,
                    cx + w / 2.0 - 9.0,
                    cy + h / 2.0 - 9.0,
                    cx - w / 2.0 + 9.0
                ),
                ink.a(0.6),
                2.5,
                8.0,
                5.0,
            );
        }
        1 => {
            let r = h.min(w) * 0.58;
            b.oval(cx, cy, r, r, fill);
            b.ring(cx, cy, r - 9.0, r - 9.0, ink.a(0.65), 3.0);
        }
        _ => {
            b.path(
                &d!(
                    "M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}Q{} {} {} {}Z",
                    cx - w / 2.0 + 22.0,
                    cy - h / 2.0,
                    cx + w / 2.0 - 22.0,
                    cx + w / 2.0 - 22.0,
                    cy - h / 2.0 + 22.0,
                    cx + w / 2.0,
                    cy - h / 2.0 + 22.0,
                    cy + h / 2.0 - 22.0,
                    cx + w / 2.0 - 22.0,
                    cy + h / 2.0 - 22.0,
                    cx + w / 2.0 - 22.0,
                    cy + h / 2.0,
                    cx - w / 2.0 + 22.0,
                    cx - w / 2.0 + 22.0,
                    cy + h / 2.0 - 22.0,
                    cx - w / 2.0,
                    cy + h / 2.0 - 22.0,
                    cy - h / 2.0 + 22.0,
                    cx - w / 2.0 + 22.0,
                    cy - h / 2.0 + 22.0,
                    cx - w / 2.0 + 22.0,
                    cy - h / 2.0
                ),
                fill,
            );
        }
    }
    let s = h.min(w) / 130.0;
    b.at(cx, cy - h * 0.07, 0.0, s, s, emblem);
    b.rect(cx - w * 0.2, cy + h * 0.27, w * 0.4, 6.0, 3.0, ink.a(0.75));
    b.rect(cx - w * 0.13, cy + h * 0.27 + 12.0, w * 0.26, 4.0, 2.0, ink.a(0.45));
}

/// Four petals, the market's mark, as a label's emblem.
pub fn petals(b: &mut Canvas, ink: C) {
    for t in [0.0, 90.0, 180.0, 270.0] {
        b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
            b.oval(0.0, -19.0, 11.0, 17.0, ink);
            b.oval(0.0, -19.0, 4.0, 9.0, PAPER);
        });
    }
    b.oval(0.0, 0.0, 4.0, 4.0, ink);
}

/// A standing pouch, its foot at (`cx`, `y`). With contents it has a window.
pub fn pouch(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    w: f32,
    h: f32,
    col: C,
    emblem: impl FnOnce(&mut Canvas),
    contents: Option<(&[Stamp], f32)>,
) {
    let (l, top) = (w / 2.0, y - h);
    b.shadow(cx, y - 4.0, l * 1.12, 30.0);
    let shape = d!(
        "M{} {}L{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
        cx - l * 0.93,
        top,
        cx + l * 0.93,
        top,
        cx + l * 0.94,
        top + h * 0.4,
        cx + l * 1.06,
        y - h * 0.2,
        cx + l,
        y - 14.0,
        cx + l * 0.6,
        y + 8.0,
        cx - l * 0.6,
        y + 8.0,
        cx - l,
        y - 14.0,
        cx - l * 1.06,
        y - h * 0.2,
        cx - l * 0.94,
        top + h * 0.4,
        cx - l * 0.93,
        top
    );
    let body = b.linear(
        (0.0, 0.0),
        (1.0, 0.15),
        &[(0.0, col.shade(0.1)), (0.16, col.lit(0.3)), (0.5, col), (0.86, col.shade(0.18)), (1.0, col.shade(0.36))],
    );
    b.path(&shape, body);
    b.clipped(&shape, |b| {
        if b.chance(45) {
            let kind = b.pick(&motif::ALL);
            let ink = if col.is_dark() { PAPER } else { col.shade(0.6) };
            let tile = motif::tile(b, kind, [ink.a(0.0), ink.a(0.34), ink.a(0.2), ink.a(0.26)], "scale(.6)");
            b.rect(cx - l * 1.1, y - h * 0.2, w * 1.1, h * 0.26, 0.0, tile);
        }
        b.rect(cx - l, top, w, h * 0.06, 0.0, col.shade(0.22).a(0.6));
        b.stitch(&d!("M{} {}H{}", cx - l, top + h * 0.03, cx + l), col.lit(0.4).a(0.5), h * 0.05, 2.0, 5.0);
        b.line(&d!("M{} {}H{}", cx - l, top + h * 0.13, cx + l), col.shade(0.35).a(0.5), 3.0);
        b.line(&d!("M{} {}H{}", cx - l, top + h * 0.138, cx + l), PAPER.a(0.35), 2.0);
    });
    let ink = if col.is_dark() { col } else { col.shade(0.6) };
    match contents {
        Some((pieces, step)) => {
            let (wx, wy, ww, wh) = (cx - l * 0.62, y - h * 0.47, w * 0.62, h * 0.36);
            let window = match b.n(0, 2) {
                0 => d!(
                    "M{} {}h{}a16 16 0 0 1 16 16v{}a16 16 0 0 1 -16 16h{}a16 16 0 0 1 -16 -16v{}a16 16 0 0 1 16 -16Z",
                    wx + 16.0,
                    wy,
                    ww - 32.0,
                    wh - 32.0,
                    32.0 - ww,
                    32.0 - wh
                ),
                1 => d!(
                    "M{} {}A{} {} 0 1 0 {} {}A{} {} 0 1 0 {} {}Z",
                    wx,
                    wy + wh / 2.0,
                    ww / 2.0,
                    wh / 2.0,
                    wx + ww,
                    wy + wh / 2.0,
                    ww / 2.0,
                    wh / 2.0,
                    wx,
                    wy + wh / 2.0
                ),
                _ => d!(
                    "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
                    cx,
                    wy - 8.0,
                    wx + ww * 1.1,
                    wy + wh * 0.15,
                    wx + ww * 0.96,
                    wy + wh,
                    cx,
                    wy + wh,
                    wx + ww * 0.04,
                    wy + wh,
                    wx - ww * 0.1,
                    wy + wh * 0.15,
                    cx,
                    wy - 8.0
                ),
            };
            b.path(&window, col.shade(0.55));
            b.clipped(&window, |b| {
                fill(b, wx, wy, ww, wh, pieces, step, step / 74.0);
                b.path(
                    &d!(
                        "M{} {}L{} {}L{} {}L{} {}Z",
                        wx,
                        wy + wh,
                        wx + ww * 0.5,
                        wy - 10.0,
                        wx + ww * 0.68,
                        wy - 10.0,
                        wx + ww * 0.2,
                        wy + wh
                    ),
                    PAPER.a(0.22),
                );
            });
            b.edge(&window, Paint::None, col.lit(0.5), 4.0);
            label(b, cx, y - h * 0.67, w * 0.6, h * 0.24, ink, emblem);
        }
        None => label(b, cx, y - h * 0.46, w * 0.66, h * 0.44, ink, emblem),
    }
    b.gleam(
        &d!(
            "M{} {}L{} {}C{} {} {} {} {} {}L{} {}Z",
            cx - l * 0.84,
            top + h * 0.16,
            cx - l * 0.7,
            top + h * 0.16,
            cx - l * 0.72,
            y - h * 0.4,
            cx - l * 0.84,
            y - h * 0.2,
            cx - l * 0.8,
            y - 16.0,
            cx - l * 0.93,
            y - 22.0
        ),
        0.2,
    );
}
