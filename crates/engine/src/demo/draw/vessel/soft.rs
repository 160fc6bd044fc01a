//! Clear bags and sacks.

use super::fill;
use crate::demo::draw::canvas::{Canvas, Paint, Stamp, d};
use crate::demo::draw::colour::{C, INK, PAPER, c};

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
        fill(b, cx - l, y - h * 0.55, w, h * 0.56, pieces, step, step / 74.0);
        let light = b.linear(
            (0.0, 0.0),
            (1.0, 0.3),
            &[(0.0, PAPER.a(0.5)), (0.25, PAPER.a(0.06)), (0.7, INK.a(0.02)), (1.0, INK.a(0.34))],
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
    b.line(&d!("M{} {}Q{} {} {} {}", cx - l * 0.2, neck, cx, neck + 12.0, cx + l * 0.2, neck), tie, 13.0);
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

/// A sack of woven fibre, open at the top, filled by `contents`.
pub fn sack(b: &mut Canvas, cx: f32, y: f32, w: f32, h: f32, col: C, contents: impl FnOnce(&mut Canvas)) {
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
