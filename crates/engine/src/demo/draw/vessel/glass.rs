//! Jars and bottles.

use super::label;
use crate::demo::draw::canvas::{Canvas, Paint, d};
use crate::demo::draw::colour::{C, INK, PAPER, c};

/// A glass jar with a lid; the contents are drawn inside its walls.
pub fn jar(b: &mut Canvas, cx: f32, y: f32, w: f32, h: f32, lid: C, contents: impl FnOnce(&mut Canvas)) {
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
        &[(0.0, INK.a(0.22)), (0.1, PAPER.a(0.5)), (0.24, PAPER.a(0.06)), (0.8, INK.a(0.03)), (1.0, INK.a(0.34))],
    );
    b.path(&glass, sheen);
    b.gleam(&d!("M{} {}q-10 60 -8 {}h22q-4 {} 6 {}Z", cx - l * 0.76, top + 66.0, h * 0.6, -h * 0.3, -h * 0.6), 0.45);
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

/// A bottle with a label; `liquid` is what is seen through the glass.
pub fn bottle(b: &mut Canvas, cx: f32, y: f32, w: f32, h: f32, liquid: C, cap: C, emblem: impl FnOnce(&mut Canvas)) {
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
    label(b, cx, y - h * 0.27, w * 0.86, h * 0.32, liquid.shade(0.45), emblem);
    let sheen = b.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[(0.0, INK.a(0.2)), (0.12, PAPER.a(0.42)), (0.3, PAPER.a(0.0)), (0.75, INK.a(0.0)), (1.0, INK.a(0.34))],
    );
    b.path(&shape, sheen);
    b.gleam(&d!("M{} {}q-6 40 -4 {}h12q-2 {} 6 {}Z", cx - l * 0.78, top + h * 0.42, h * 0.42, -h * 0.2, -h * 0.42), 0.5);
    let metal = b.barrel(cap);
    b.rect(cx - l * 0.4, top - h * 0.055, l * 0.8, h * 0.085, 7.0, metal);
    b.oval(cx, top - h * 0.05, l * 0.39, 7.0, cap.lit(0.25));
}
