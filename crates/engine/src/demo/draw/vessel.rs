//! What goods come in: bowls, jars, pouches, sacks, bottles, tins, baskets.

use super::canvas::{Canvas, Paint, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::motif;
use super::scene;

/// Glazes of bowls and cups.
pub const GLAZES: [C; 8] = [
    c(0x85_48_1c),
    c(0x3a_59_8c),
    c(0xf1_e7_d2),
    c(0x5d_7d_62),
    c(0xb0_5a_3c),
    c(0x2f_4a_48),
    c(0xd6_a8_5a),
    c(0x8a_93_a0),
];
/// Colours of printed packs.
pub const PACKS: [C; 10] = [
    c(0x23_3f_7c),
    c(0x8d_2f_2a),
    c(0x2f_5d_46),
    c(0xc9_98_5e),
    c(0x4a_2c_1a),
    c(0xd6_8a_2c),
    c(0xf3_e7_cd),
    c(0x6b_3a_55),
    c(0x1f_5c_66),
    c(0xb6_54_38),
];

/// Back and inside of a bowl whose rim is an ellipse at `y`; then contents; then its front.
pub fn bowl(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    rx: f32,
    glaze: C,
    contents: impl FnOnce(&mut Canvas),
) {
    let (ry, depth) = (rx * 0.3, rx * 0.82);
    b.shadow(cx, y + depth - 4.0, rx * 0.84, rx * 0.2);
    b.oval(cx, y, rx, ry, glaze.lit(0.2));
    let inside = b.vert(glaze.shade(0.62), glaze.shade(0.2));
    b.oval(cx, y + 3.0, rx * 0.955, ry * 0.92, inside);
    contents(b);
    let body = d!(
        "M{} {}C{} {} {} {} {} {}H{}C{} {} {} {} {} {}A{} {} 0 0 1 {} {}Z",
        cx - rx,
        y,
        cx - rx,
        y + depth * 0.56,
        cx - rx * 0.66,
        y + depth * 0.86,
        cx - rx * 0.4,
        y + depth,
        cx + rx * 0.4,
        cx + rx * 0.66,
        y + depth * 0.86,
        cx + rx,
        y + depth * 0.56,
        cx + rx,
        y,
        rx,
        ry,
        cx - rx,
        y
    );
    let fill = b.barrel(glaze);
    b.path(&body, fill);
    b.clipped(&body, |b| band(b, cx, y, rx, depth, glaze));
    b.line(
        &d!(
            "M{} {}A{} {} 0 0 0 {} {}",
            cx - rx + 2.0,
            y + 2.0,
            rx - 2.0,
            ry,
            cx + rx - 2.0,
            y + 2.0
        ),
        glaze.lit(0.5),
        7.0,
    );
    b.line(
        &d!(
            "M{} {}C{} {} {} {} {} {}",
            cx - rx * 0.82,
            y + depth * 0.36,
            cx - rx * 0.76,
            y + depth * 0.6,
            cx - rx * 0.6,
            y + depth * 0.74,
            cx - rx * 0.5,
            y + depth * 0.82
        ),
        PAPER.a(0.3),
        12.0,
    );
}

fn band(b: &mut Canvas, cx: f32, y: f32, rx: f32, depth: f32, glaze: C) {
    let ink = if glaze.is_dark() {
        PAPER.a(0.72)
    } else {
        c(0x3a_59_8c).a(0.7)
    };
    match b.n(0, 3) {
        0 => {
            let k = [ink.a(0.0), ink, ink.a(0.4), ink];
            let kind = b.pick(&motif::QUIET);
            let tile = motif::tile(b, kind, k, "scale(.62)");
            b.path(
                &d!(
                    "M{} {}A{} {} 0 0 0 {} {}V{}A{} {} 0 0 1 {} {}Z",
                    cx - rx,
                    y + depth * 0.2,
                    rx,
                    rx * 0.3,
                    cx + rx,
                    y + depth * 0.2,
                    y + depth * 0.52,
                    rx,
                    rx * 0.3,
                    cx - rx,
                    y + depth * 0.52
                ),
                tile,
            );
        }
        1 => {
            for k in [0.16, 0.24, 0.5] {
                b.line(
                    &d!(
                        "M{} {}A{} {} 0 0 0 {} {}",
                        cx - rx,
                        y + depth * k,
                        rx,
                        rx * 0.3,
                        cx + rx,
                        y + depth * k
                    ),
                    ink,
                    5.0,
                );
            }
        }
        2 => b.stitch(
            &d!(
                "M{} {}A{} {} 0 0 0 {} {}",
                cx - rx,
                y + depth * 0.3,
                rx,
                rx * 0.3,
                cx + rx,
                y + depth * 0.3
            ),
            ink,
            20.0,
            0.1,
            42.0,
        ),
        _ => {}
    }
}

/// Heaps pieces on an oval of `rx` by `ry`, rising to `high` in the middle, back ones first.
#[allow(clippy::cast_precision_loss)]
pub fn heap(
    b: &mut Canvas,
    at: (f32, f32),
    rx: f32,
    ry: f32,
    high: f32,
    pieces: &[Stamp],
    count: usize,
    size: f32,
) {
    let mut places: Vec<(f32, f32, f32)> = (0..count)
        .map(|i| {
            let r = ((i as f32 + 0.4) / count as f32).sqrt();
            let a = i as f32 * 2.399 + b.r(-0.25, 0.25);
            let up = high * (1.0 - r * r);
            (
                at.0 + rx * r * a.cos(),
                at.1 + ry * r * a.sin() - up,
                r * a.sin() * 0.55 + (1.0 - r * r) * 0.6,
            )
        })
        .collect();
    places.sort_by(|p, q| p.2.total_cmp(&q.2));
    for (x, y, _) in places {
        let (turn, s) = (b.r(0.0, 360.0), size * b.r(0.86, 1.12));
        let piece = b.pick(pieces);
        b.put(piece, x, y, turn, s, s);
    }
}

/// Fills the box with pieces, for windows and glass.
pub fn fill(
    b: &mut Canvas,
    x: f32,
    y: f32,
    w: f32,
    h: f32,
    pieces: &[Stamp],
    step: f32,
    size: f32,
) {
    let mut row = 0u8;
    let mut py = y;
    while py <= y + h {
        let mut px = x + if row % 2 == 0 { 0.0 } else { step * 0.5 };
        while px <= x + w {
            let (dx, dy, turn, s) = (
                b.r(-0.2, 0.2) * step,
                b.r(-0.2, 0.2) * step,
                b.r(0.0, 360.0),
                size * b.r(0.9, 1.15),
            );
            let piece = b.pick(pieces);
            b.put(piece, px + dx, py + dy, turn, s, s);
            px += step;
        }
        py += step * 0.72;
        row += 1;
    }
}

/// A label without words: a frame, an emblem, and strokes where writing would be.
pub fn label(
    b: &mut Canvas,
    cx: f32,
    cy: f32,
    w: f32,
    h: f32,
    ink: C,
    emblem: impl FnOnce(&mut Canvas),
) {
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
    b.rect(
        cx - w * 0.13,
        cy + h * 0.27 + 12.0,
        w * 0.26,
        4.0,
        2.0,
        ink.a(0.45),
    );
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
        &[
            (0.0, col.shade(0.1)),
            (0.16, col.lit(0.3)),
            (0.5, col),
            (0.86, col.shade(0.18)),
            (1.0, col.shade(0.36)),
        ],
    );
    b.path(&shape, body);
    b.clipped(&shape, |b| {
        if b.chance(45) {
            let kind = b.pick(&motif::ALL);
            let ink = if col.is_dark() { PAPER } else { col.shade(0.6) };
            let tile = motif::tile(
                b,
                kind,
                [ink.a(0.0), ink.a(0.34), ink.a(0.2), ink.a(0.26)],
                "scale(.6)",
            );
            b.rect(cx - l * 1.1, y - h * 0.2, w * 1.1, h * 0.26, 0.0, tile);
        }
        b.rect(cx - l, top, w, h * 0.06, 0.0, col.shade(0.22).a(0.6));
        b.stitch(
            &d!("M{} {}H{}", cx - l, top + h * 0.03, cx + l),
            col.lit(0.4).a(0.5),
            h * 0.05,
            2.0,
            5.0,
        );
        b.line(
            &d!("M{} {}H{}", cx - l, top + h * 0.13, cx + l),
            col.shade(0.35).a(0.5),
            3.0,
        );
        b.line(
            &d!("M{} {}H{}", cx - l, top + h * 0.138, cx + l),
            PAPER.a(0.35),
            2.0,
        );
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

/// A clear bag tied at the neck, full of pieces.
pub fn clear_bag(b: &mut Canvas, cx: f32, y: f32, w: f32, h: f32, pieces: &[Stamp], step: f32) {
    let l = w / 2.0;
    let neck = y - h * 0.78;
    b.shadow(cx, y - 6.0, l * 1.05, 34.0);
    let body = d!(
        "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
        cx - l * 0.2,
        neck,
        cx - l * 0.9,
        neck + h * 0.1,
        cx - l * 1.12,
        y - h * 0.3,
        cx - l * 0.96,
        y - 12.0,
        cx - l * 0.5,
        y + 8.0,
        cx + l * 0.5,
        y + 8.0,
        cx + l * 0.96,
        y - 12.0,
        cx + l * 1.12,
        y - h * 0.3,
        cx + l * 0.9,
        neck + h * 0.1,
        cx + l * 0.2,
        neck,
        cx + l * 0.1,
        neck + 5.0,
        cx - l * 0.1,
        neck + 5.0,
        cx - l * 0.2,
        neck
    );
    b.path(&body, PAPER.a(0.55));
    b.clipped(&body, |b| {
        fill(
            b,
            cx - l,
            y - h * 0.55,
            w,
            h * 0.56,
            pieces,
            step,
            step / 74.0,
        );
        let light = b.linear(
            (0.0, 0.0),
            (1.0, 0.3),
            &[
                (0.0, PAPER.a(0.5)),
                (0.25, PAPER.a(0.06)),
                (0.7, INK.a(0.02)),
                (1.0, INK.a(0.34)),
            ],
        );
        b.rect(cx - l * 1.1, neck, w * 1.1, h, 0.0, light);
    });
    b.gleam(
        &d!(
            "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
            cx - l * 0.52,
            neck + h * 0.14,
            cx - l * 0.8,
            neck + h * 0.3,
            cx - l * 0.88,
            y - h * 0.2,
            cx - l * 0.8,
            y - h * 0.1,
            cx - l * 0.72,
            y - h * 0.3,
            cx - l * 0.66,
            neck + h * 0.3,
            cx - l * 0.52,
            neck + h * 0.14
        ),
        0.6,
    );
    b.edge(&body, Paint::None, PAPER.a(0.8), 3.0);
    b.path(
        &d!(
            "M{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}Z",
            cx - l * 0.18,
            neck,
            cx - l * 0.3,
            neck - h * 0.12,
            cx - l * 0.5,
            neck - h * 0.18,
            cx - l * 0.54,
            neck - h * 0.22,
            cx - l * 0.1,
            neck - h * 0.17,
            cx,
            neck - h * 0.23,
            cx,
            neck - h * 0.2,
            cx + l * 0.1,
            neck - h * 0.23,
            cx + l * 0.52,
            neck - h * 0.2,
            cx + l * 0.3,
            neck - h * 0.14,
            cx + l * 0.24,
            neck - h * 0.1,
            cx + l * 0.18,
            neck
        ),
        PAPER.a(0.78),
    );
    let tie = b.pick(&[c(0x8d_2f_2a), c(0xd6_8a_2c), c(0x2f_5d_46), c(0xb9_8d_5a)]);
    b.line(
        &d!(
            "M{} {}Q{} {} {} {}",
            cx - l * 0.2,
            neck,
            cx,
            neck + 12.0,
            cx + l * 0.2,
            neck
        ),
        tie,
        13.0,
    );
    b.line(
        &d!(
            "M{} {}C{} {} {} {} {} {}M{} {}C{} {} {} {} {} {}",
            cx + l * 0.05,
            neck + 6.0,
            cx + l * 0.3,
            neck + 16.0,
            cx + l * 0.3,
            neck + 44.0,
            cx + l * 0.42,
            neck + 58.0,
            cx,
            neck + 6.0,
            cx - l * 0.1,
            neck + 30.0,
            cx + l * 0.06,
            neck + 44.0,
            cx + l * 0.04,
            neck + 66.0
        ),
        tie.shade(0.12),
        7.0,
    );
}

/// A glass jar with a lid; the contents are drawn inside its walls.
pub fn jar(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    w: f32,
    h: f32,
    lid: C,
    contents: impl FnOnce(&mut Canvas),
) {
    let l = w / 2.0;
    let top = y - h;
    b.shadow(cx, y - 4.0, l * 1.05, 32.0);
    let glass = d!(
        "M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} {}Z",
        cx - l * 0.78,
        top,
        cx - l * 0.8,
        top + 24.0,
        cx - l,
        top + 20.0,
        cx - l,
        top + 60.0,
        y - 30.0,
        cx - l,
        y - 6.0,
        cx - l * 0.86,
        y + 4.0,
        cx - l * 0.7,
        y + 6.0,
        cx - l * 0.3,
        y + 12.0,
        cx + l * 0.9,
        y + 14.0,
        cx + l,
        y - 30.0,
        top + 60.0,
        cx + l,
        top + 20.0,
        cx + l * 0.8,
        top + 24.0,
        cx + l * 0.78,
        top
    );
    b.path(&glass, c(0xdd_ea_e6).a(0.55));
    b.clipped(&glass, contents);
    let sheen = b.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[
            (0.0, INK.a(0.22)),
            (0.1, PAPER.a(0.5)),
            (0.24, PAPER.a(0.06)),
            (0.8, INK.a(0.03)),
            (1.0, INK.a(0.34)),
        ],
    );
    b.path(&glass, sheen);
    b.gleam(
        &d!(
            "M{} {}q-10 60 -8 {}h22q-4 {} 6 {}Z",
            cx - l * 0.76,
            top + 66.0,
            h * 0.6,
            -h * 0.3,
            -h * 0.6
        ),
        0.45,
    );
    b.edge(&glass, Paint::None, PAPER.a(0.75), 3.5);
    let metal = b.barrel(lid);
    b.path(
        &d!(
            "M{} {}V{}C{} {} {} {} {} {}V{}Z",
            cx - l * 0.84,
            top - 34.0,
            top + 6.0,
            cx - l * 0.5,
            top + 22.0,
            cx + l * 0.5,
            top + 22.0,
            cx + l * 0.84,
            top + 6.0,
            top - 34.0
        ),
        metal,
    );
    let lidtop = b.lit(lid.lit(0.15));
    b.oval(cx, top - 34.0, l * 0.84, l * 0.2, lidtop);
    b.stitch(
        &d!(
            "M{} {}C{} {} {} {} {} {}",
            cx - l * 0.82,
            top - 6.0,
            cx - l * 0.5,
            top + 10.0,
            cx + l * 0.5,
            top + 10.0,
            cx + l * 0.82,
            top - 6.0
        ),
        lid.shade(0.35).a(0.6),
        22.0,
        2.0,
        9.0,
    );
}

/// A sack of woven fibre, open at the top, filled by `contents`.
pub fn sack(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    w: f32,
    h: f32,
    col: C,
    contents: impl FnOnce(&mut Canvas),
) {
    let l = w / 2.0;
    let top = y - h;
    b.shadow(cx, y - 2.0, l * 1.14, 42.0);
    b.oval(cx, top, l * 0.86, l * 0.26, col.shade(0.55));
    contents(b);
    let body = d!(
        "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
        cx - l * 0.88,
        top,
        cx - l * 0.96,
        top + h * 0.3,
        cx - l * 1.16,
        y - h * 0.3,
        cx - l * 0.98,
        y - 12.0,
        cx - l * 0.6,
        y + 12.0,
        cx + l * 0.6,
        y + 12.0,
        cx + l * 0.98,
        y - 12.0,
        cx + l * 1.16,
        y - h * 0.3,
        cx + l * 0.96,
        top + h * 0.3,
        cx + l * 0.88,
        top,
        cx + l * 0.5,
        top + l * 0.34,
        cx - l * 0.5,
        top + l * 0.34,
        cx - l * 0.88,
        top,
        cx - l * 0.88,
        top,
        cx - l * 0.88,
        top,
        cx - l * 0.88,
        top
    );
    let fill = b.barrel(col);
    b.path(&body, fill);
    let burlap = b.pattern(9.0, 9.0, "rotate(8)", |b| {
        b.rect(0.0, 0.0, 9.0, 2.0, 0.0, col.shade(0.4).a(0.24));
        b.rect(0.0, 0.0, 2.0, 9.0, 0.0, col.shade(0.4).a(0.18));
        b.rect(3.0, 4.0, 5.0, 2.0, 0.0, PAPER.a(0.22));
    });
    b.path(&body, burlap);
    let roll = b.vert(col.lit(0.4), col.shade(0.2));
    b.path(
        &d!(
            "M{} {}C{} {} {} {} {} {}L{} {}C{} {} {} {} {} {}Z",
            cx - l * 0.94,
            top - 8.0,
            cx - l * 0.5,
            top + l * 0.3,
            cx + l * 0.5,
            top + l * 0.3,
            cx + l * 0.94,
            top - 8.0,
            cx + l * 0.98,
            top + 32.0,
            cx + l * 0.5,
            top + l * 0.3 + 48.0,
            cx - l * 0.5,
            top + l * 0.3 + 48.0,
            cx - l * 0.98,
            top + 32.0
        ),
        roll,
    );
    b.line(
        &d!(
            "M{} {}C{} {} {} {} {} {}",
            cx - l * 0.7,
            top + h * 0.4,
            cx - l * 0.78,
            top + h * 0.6,
            cx - l * 0.72,
            y - h * 0.2,
            cx - l * 0.6,
            y - 30.0
        ),
        col.shade(0.4).a(0.35),
        5.0,
    );
    b.line(
        &d!(
            "M{} {}C{} {} {} {} {} {}",
            cx + l * 0.6,
            top + h * 0.45,
            cx + l * 0.74,
            top + h * 0.6,
            cx + l * 0.6,
            y - h * 0.2,
            cx + l * 0.7,
            y - 34.0
        ),
        col.shade(0.4).a(0.35),
        5.0,
    );
}

/// A bottle with a label; `liquid` is what is seen through the glass.
pub fn bottle(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    w: f32,
    h: f32,
    liquid: C,
    cap: C,
    emblem: impl FnOnce(&mut Canvas),
) {
    let l = w / 2.0;
    let top = y - h;
    b.shadow(cx, y - 4.0, l * 1.15, 24.0);
    let shape = d!(
        "M{} {}V{}C{} {} {} {} {} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}C{} {} {} {} {} {}V{}Z",
        cx - l * 0.32,
        top,
        top + h * 0.16,
        cx - l * 0.34,
        top + h * 0.26,
        cx - l,
        top + h * 0.28,
        cx - l,
        top + h * 0.42,
        y - 22.0,
        cx - l,
        y + 4.0,
        cx - l + 26.0,
        y + 4.0,
        cx + l - 26.0,
        cx + l,
        y + 4.0,
        cx + l,
        y - 22.0,
        top + h * 0.42,
        cx + l,
        top + h * 0.28,
        cx + l * 0.34,
        top + h * 0.26,
        cx + l * 0.32,
        top + h * 0.16,
        top
    );
    b.path(&shape, c(0xe6_ee_e6).a(0.6));
    b.clipped(&shape, |b| {
        let tint = b.barrel(liquid);
        let level = top + h * 0.17;
        b.rect(cx - l, level, w, h, 0.0, tint);
        b.oval(cx, level, l * 0.32, 7.0, liquid.lit(0.35));
    });
    label(
        b,
        cx,
        y - h * 0.27,
        w * 0.86,
        h * 0.32,
        liquid.shade(0.45),
        emblem,
    );
    let sheen = b.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[
            (0.0, INK.a(0.2)),
            (0.12, PAPER.a(0.42)),
            (0.3, PAPER.a(0.0)),
            (0.75, INK.a(0.0)),
            (1.0, INK.a(0.34)),
        ],
    );
    b.path(&shape, sheen);
    b.gleam(
        &d!(
            "M{} {}q-6 40 -4 {}h12q-2 {} 6 {}Z",
            cx - l * 0.78,
            top + h * 0.42,
            h * 0.42,
            -h * 0.2,
            -h * 0.42
        ),
        0.5,
    );
    let metal = b.barrel(cap);
    b.rect(
        cx - l * 0.4,
        top - h * 0.055,
        l * 0.8,
        h * 0.085,
        7.0,
        metal,
    );
    b.oval(cx, top - h * 0.05, l * 0.39, 7.0, cap.lit(0.25));
}

/// A woven box or basket with straight sides, its foot at `y`.
pub fn basket(
    b: &mut Canvas,
    cx: f32,
    y: f32,
    w: f32,
    h: f32,
    straw: C,
    contents: impl FnOnce(&mut Canvas),
) {
    let l = w / 2.0;
    let (ry, top) = (l * 0.28, y - h);
    b.shadow(cx, y, l * 0.98, ry * 1.1);
    b.oval(cx, top, l, ry, straw.shade(0.55));
    contents(b);
    let body = d!(
        "M{} {}L{} {}A{} {} 0 0 0 {} {}L{} {}A{} {} 0 0 1 {} {}Z",
        cx - l,
        top,
        cx - l * 0.84,
        y - 4.0,
        l * 0.84,
        ry * 0.84,
        cx + l * 0.84,
        y - 4.0,
        cx + l,
        top,
        l,
        ry,
        cx - l,
        top
    );
    let place = b.pick(&["rotate(45)", "rotate(0)", "rotate(45) scale(1.3)"]);
    let w1 = scene::weave(b, straw, 28.0, place);
    b.path(&body, w1);
    let round = b.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[
            (0.0, INK.a(0.2)),
            (0.22, PAPER.a(0.3)),
            (0.55, PAPER.a(0.0)),
            (1.0, INK.a(0.46)),
        ],
    );
    b.path(&body, round);
    b.line(
        &d!(
            "M{} {}A{} {} 0 0 0 {} {}",
            cx - l,
            top + 4.0,
            l,
            ry,
            cx + l,
            top + 4.0
        ),
        straw.lit(0.3),
        16.0,
    );
    b.stitch(
        &d!(
            "M{} {}A{} {} 0 0 0 {} {}",
            cx - l,
            top + 4.0,
            l,
            ry,
            cx + l,
            top + 4.0
        ),
        straw.shade(0.4),
        16.0,
        2.0,
        20.0,
    );
}
