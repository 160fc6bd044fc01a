//! Bowls and baskets, and how goods lie in them.

use crate::demo::draw::canvas::{Canvas, Stamp, d};
use crate::demo::draw::colour::{C, INK, PAPER, c};
use crate::demo::draw::{motif, scene};

/// Back and inside of a bowl whose rim is an ellipse at `y`; then contents; then its front.
pub fn bowl(b: &mut Canvas, cx: f32, y: f32, rx: f32, glaze: C, contents: impl FnOnce(&mut Canvas)) {
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
    b.line(&d!("M{} {}A{} {} 0 0 0 {} {}", cx - rx + 2.0, y + 2.0, rx - 2.0, ry, cx + rx - 2.0, y + 2.0), glaze.lit(0.5), 7.0);
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
    let ink = if glaze.is_dark() { PAPER.a(0.72) } else { c(0x3a_59_8c).a(0.7) };
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
                b.line(&d!("M{} {}A{} {} 0 0 0 {} {}", cx - rx, y + depth * k, rx, rx * 0.3, cx + rx, y + depth * k), ink, 5.0);
            }
        }
        2 => b.stitch(
            &d!("M{} {}A{} {} 0 0 0 {} {}", cx - rx, y + depth * 0.3, rx, rx * 0.3, cx + rx, y + depth * 0.3),
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
pub fn heap(b: &mut Canvas, at: (f32, f32), rx: f32, ry: f32, high: f32, pieces: &[Stamp], count: usize, size: f32) {
    let mut places: Vec<(f32, f32, f32)> = (0..count)
        .map(|i| {
            let r = ((i as f32 + 0.4) / count as f32).sqrt();
            let a = i as f32 * 2.399 + b.r(-0.25, 0.25);
            let up = high * (1.0 - r * r);
            (at.0 + rx * r * a.cos(), at.1 + ry * r * a.sin() - up, r * a.sin() * 0.55 + (1.0 - r * r) * 0.6)
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
pub fn fill(b: &mut Canvas, x: f32, y: f32, w: f32, h: f32, pieces: &[Stamp], step: f32, size: f32) {
    let mut row = 0u8;
    let mut py = y;
    while py <= y + h {
        let mut px = x + if (row as u32).is_multiple_of(2) { 0.0 } else { step * 0.5 };
        while px <= x + w {
            let (dx, dy, turn, s) = (b.r(-0.2, 0.2) * step, b.r(-0.2, 0.2) * step, b.r(0.0, 360.0), size * b.r(0.9, 1.15));
            let piece = b.pick(pieces);
            b.put(piece, px + dx, py + dy, turn, s, s);
            px += step;
        }
        py += step * 0.72;
        row += 1;
    }
}

/// A woven box or basket with straight sides, its foot at `y`.
pub fn basket(b: &mut Canvas, cx: f32, y: f32, w: f32, h: f32, straw: C, contents: impl FnOnce(&mut Canvas)) {
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
    let round =
        b.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, INK.a(0.2)), (0.22, PAPER.a(0.3)), (0.55, PAPER.a(0.0)), (1.0, INK.a(0.46))]);
    b.path(&body, round);
    b.line(&d!("M{} {}A{} {} 0 0 0 {} {}", cx - l, top + 4.0, l, ry, cx + l, top + 4.0), straw.lit(0.3), 16.0);
    b.stitch(&d!("M{} {}A{} {} 0 0 0 {} {}", cx - l, top + 4.0, l, ry, cx + l, top + 4.0), straw.shade(0.4), 16.0, 2.0, 20.0);
}
