//! What the coast makes: salted, smoked and steamed fish, fresh fish, terasi.

use super::canvas::{Canvas, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::props::{Extra, beside};
use super::scene::{Under, banana_leaf, tampah, under};
use super::vessel::{PACKS, basket, petals, pouch};

/// One fish, head left, about 240 long, around its middle.
fn fish(b: &mut Canvas, col: C, dry: bool) -> Stamp {
    let back = col.shade(if dry { 0.3 } else { 0.42 });
    let f = b.linear((0.0, 0.0), (0.0, 1.0), &[(0.0, back), (0.42, col), (0.75, col.lit(0.45)), (1.0, col.lit(0.1))]);
    let belly = b.r(38.0, 50.0);
    b.stamp(|b| {
        let fin = col.shade(0.3);
        b.path("M84 0L142 -42C134 -18 134 18 142 42Z", fin);
        b.line("M96 -2L134 -30M98 2L134 28M96 0H128", fin.shade(0.35).a(0.6), 2.4);
        b.path(&d!("M-30 {}C-10 {} 30 {} 52 -18L-20 -20Z", -belly * 0.7, -belly - 22.0, -belly - 10.0), fin);
        let body = d!(
            "M-124 4C-100 {} -30 {} 20 -32C60 -24 84 -12 98 0C84 14 60 26 20 34C-30 {} -100 {} -124 4Z",
            -belly * 0.7,
            -belly,
            belly,
            belly * 0.76
        );
        b.edge(&body, f, back.shade(0.3), 2.0);
        if dry {
            b.line("M-60 2H84M-40 -20L-20 20M-10 -24L8 22M20 -20L36 18M48 -14L60 12", back.a(0.5), 3.0);
            b.oval(-10.0, 4.0, 60.0, 14.0, PAPER.a(0.25));
        } else {
            let scales =
                b.pattern(16.0, 14.0, "", |b| b.line("M2 2q10 5 0 10M10 -5q10 5 0 10M10 9q10 5 0 10", back.a(0.35), 1.6));
            b.path(&body, scales);
            b.line("M-80 -12C-30 -26 30 -22 80 -4", PAPER.a(0.6), 5.0);
        }
        b.line(&d!("M-76 {}C-62 -10 -62 14 -76 {}", -belly * 0.56, belly * 0.56), back.shade(0.2).a(0.8), 3.5);
        b.path("M-40 6C-20 2 -14 20 -26 28C-36 24 -42 16 -40 6Z", fin.a(0.85));
        b.oval(-98.0, -8.0, 9.0, 9.0, PAPER);
        b.oval(-98.0, -8.0, 5.0, 5.0, c(0x1e_16_12));
        b.line("M-122 8L-106 12", back.shade(0.4), 2.5);
    })
}

/// Salted fish dried on trays.
pub fn salted(b: &mut Canvas) {
    let col = b.pick(&[c(0xc0_a8_7c), c(0xb8_ae_9a), c(0xc9_b0_74), c(0xa8_98_84)]);
    let one = fish(b, col, true);
    if b.chance(72) {
        tampah(b, 400.0, 575.0, 330.0);
        if b.chance(40) {
            b.at(400.0, 575.0, 0.0, 0.8, 0.8, |b| banana_leaf(b, 0.0, 0.0, 740.0, -6.0));
        }
        let (rows, slant) = (b.n(3, 4), b.r(-14.0, 14.0));
        rows_of(b, one, rows, slant);
    } else {
        under(b, &[Under::Bare, Under::Board, Under::Mat]);
        let pack = b.pick(&PACKS);
        pouch(b, 320.0, 645.0, 300.0, 440.0, pack, |b| petals(b, pack.shade(0.3)), None);
        for (i, y) in [650.0, 610.0, 570.0].into_iter().enumerate() {
            #[allow(clippy::cast_precision_loss)]
            let dx = i as f32 * 14.0;
            b.put(one, 580.0 + dx, y, -6.0, 0.95, 0.9);
        }
    }
    beside(b, &[Extra::Chili, Extra::Lime, Extra::Garlic]);
}

#[allow(clippy::cast_precision_loss)]
fn rows_of(b: &mut Canvas, one: Stamp, rows: usize, slant: f32) {
    let gap = 128.0 / rows as f32;
    for r in 0..rows {
        let y = 516.0 + r as f32 * gap * 1.02;
        let wide = 2 + usize::from(r > 0 && r + 1 < rows);
        for i in 0..wide {
            let x = 400.0 + (i as f32 - (wide as f32 - 1.0) / 2.0) * 186.0 + b.r(-10.0, 10.0);
            let t = slant + b.r(-6.0, 6.0);
            b.put(one, x + 6.0, y + 8.0, t, 0.84, 0.66);
            b.at(x, y, 0.0, 1.0, 0.82, |b| b.put(one, 0.0, 0.0, t, 0.86, 0.86));
        }
    }
}

/// Smoked tongkol: glossy pieces on bamboo skewers.
pub fn smoked(b: &mut Canvas) {
    let u = under(b, &[Under::Tampah, Under::Leaf, Under::Board, Under::Plate]);
    if u == Under::Tampah {
        b.at(400.0, 598.0, 0.0, 0.82, 0.82, |b| banana_leaf(b, 0.0, 0.0, 700.0, 6.0));
    }
    let many = b.n(3, 5);
    let amber = b.pick(&[c(0x9a_58_22), c(0x7a_42_1c), c(0xb0_6c_2a)]);
    for i in 0..many {
        #[allow(clippy::cast_precision_loss)]
        let x = 400.0 + (i as f32 - (many as f32 - 1.0) / 2.0) * 104.0;
        let t = b.r(-9.0, 9.0);
        b.at(x, 500.0, t, 1.0, 1.0, |b| {
            b.path("M20 150L34 150L46 -90L34 -90Z", INK.a(0.16));
            b.rect(-6.0, -210.0, 12.0, 380.0, 5.0, c(0xd9_b8_7a));
            b.rect(-6.0, -210.0, 4.0, 380.0, 2.0, c(0xf0_dc_a8));
            for y in [-116.0, -8.0, 96.0] {
                let shape = d!(
                    "M-46 {}C-44 {} 40 {} 48 {}C58 {} 54 {} 42 {}C14 {} -24 {} -44 {}C-56 {} -54 {} -46 {}Z",
                    y - 30.0,
                    y - 54.0,
                    y - 52.0,
                    y - 28.0,
                    y - 6.0,
                    y + 22.0,
                    y + 40.0,
                    y + 52.0,
                    y + 48.0,
                    y + 36.0,
                    y + 14.0,
                    y - 10.0,
                    y - 30.0
                );
                let f = b.linear(
                    (0.0, 0.0),
                    (1.0, 1.0),
                    &[(0.0, amber.lit(0.42)), (0.3, amber), (0.75, amber.shade(0.42)), (1.0, amber.shade(0.62))],
                );
                b.edge(&shape, f, amber.shade(0.7), 2.0);
                b.line(&d!("M-34 {}C-10 {} 20 {} 36 {}", y - 24.0, y - 38.0, y - 38.0, y - 24.0), c(0xf2_c4_7a).a(0.75), 5.0);
                b.line(
                    &d!(
                        "M-36 {}C-10 {} 16 {} 40 {}M-34 {}C-10 {} 16 {} 38 {}",
                        y - 2.0,
                        y + 8.0,
                        y + 8.0,
                        y - 4.0,
                        y + 18.0,
                        y + 28.0,
                        y + 28.0,
                        y + 14.0
                    ),
                    amber.shade(0.6).a(0.55),
                    3.0,
                );
            }
        });
    }
    for (x, a) in [(250.0, 0.3), (430.0, 0.36), (590.0, 0.26)] {
        b.line(
            &d!("M{} 270C{} 230 {} 200 {} 160C{} 130 {} 110 {} 84", x, x - 34.0, x + 34.0, x, x - 20.0, x - 14.0, x + 8.0),
            PAPER.a(a),
            13.0,
        );
    }
    beside(b, &[Extra::Chili, Extra::Lime]);
}

/// Pindang in a small basket on banana leaf.
pub fn pindang(b: &mut Canvas) {
    under(b, &[Under::Leaf, Under::Board, Under::Mat]);
    let col = b.pick(&[c(0x8a_98_a0), c(0xa8_a0_84), c(0x7a_8c_9c)]);
    let one = fish(b, col, false);
    let straw = b.pick(&[c(0xd6_b0_70), c(0xc5_93_52), c(0xb9_a0_5c)]);
    basket(b, 400.0, 655.0, 480.0, 130.0, straw, |b| {
        b.at(400.0, 520.0, 0.0, 0.7, 0.62, |b| banana_leaf(b, 0.0, 0.0, 640.0, -8.0));
        for (x, y, t) in
            [(330.0, 470.0, -16.0), (470.0, 464.0, 12.0), (330.0, 510.0, -8.0), (480.0, 506.0, -4.0), (400.0, 540.0, 4.0)]
        {
            b.put(one, x + 4.0, y + 7.0, t, 1.0, 0.9);
            b.put(one, x, y, t, 1.0, 0.92);
        }
    });
    beside(b, &[Extra::Chili, Extra::Lime, Extra::Garlic]);
}

/// Fresh fish on leaf or plate.
pub fn fresh(b: &mut Canvas) {
    under(b, &[Under::Leaf, Under::Plate, Under::Board, Under::Tampah]);
    let col = b.pick(&[c(0x86_9e_b0), c(0xc4_70_58), c(0x7c_94_8c), c(0xb0_a8_7a)]);
    let one = fish(b, col, false);
    let many = b.n(2, 3);
    for i in 0..many {
        #[allow(clippy::cast_precision_loss)]
        let k = i as f32;
        let t = b.r(-10.0, 4.0);
        b.put(one, 402.0 + k * 14.0, 540.0 + k * 62.0, t, 1.8, 1.5);
    }
    beside(b, &[Extra::Lime, Extra::Chili]);
}

/// Blocks of terasi, bare or in banana leaf.
pub fn terasi(b: &mut Canvas) {
    let u = under(b, &[Under::Leaf, Under::Board, Under::Tampah, Under::Plate, Under::Mat]);
    let col = b.pick(&[c(0x9a_48_38), c(0x7d_38_2c), c(0x8a_50_44), c(0x6a_2e_30)]);
    let low = if u == Under::Bare { 620.0 } else { 600.0 };
    let wrapped = b.chance(55);
    let spots: &[(f32, f32)] = if b.chance(50) {
        &[(270.0, 0.0), (520.0, 6.0), (394.0, -112.0)]
    } else {
        &[(240.0, -30.0), (430.0, -52.0), (330.0, 46.0), (570.0, 24.0)]
    };
    for (i, &(x, dy)) in spots.iter().enumerate() {
        let w = b.r(96.0, 112.0);
        block(b, x, low + dy, w, 84.0, col, wrapped && i % 2 == 0);
    }
    beside(b, &[Extra::Prawn, Extra::Chili, Extra::Garlic, Extra::Prawn]);
}

fn block(b: &mut Canvas, x: f32, y: f32, w: f32, h: f32, col: C, wrapped: bool) {
    b.shadow(x + 6.0, y + 42.0, w * 1.25, 40.0);
    let top = d!(
        "M{} {}L{} {}L{} {}L{} {}Z",
        x - w,
        y - h * 0.5,
        x - w * 0.1,
        y - h * 0.98,
        x + w,
        y - h * 0.55,
        x + w * 0.12,
        y - h * 0.04
    );
    let left = d!("M{} {}L{} {}V{}L{} {}Z", x - w, y - h * 0.5, x + w * 0.12, y - h * 0.04, y + h * 0.66, x - w, y + h * 0.16);
    let right =
        d!("M{} {}L{} {}V{}L{} {}Z", x + w * 0.12, y - h * 0.04, x + w, y - h * 0.55, y + h * 0.06, x + w * 0.12, y + h * 0.66);
    let f = b.lit(col.lit(0.2));
    b.edge(&top, f, col.lit(0.2), 2.0);
    let f = b.vert(col, col.shade(0.24));
    b.path(&left, f);
    let f = b.vert(col.shade(0.2), col.shade(0.45));
    b.path(&right, f);
    let grit = b.pattern(34.0, 30.0, "rotate(14)", |b| {
        for _ in 0..7 {
            let (gx, gy) = (b.r(2.0, 32.0), b.r(2.0, 28.0));
            b.oval(gx, gy, 2.4, 1.6, col.lit(0.5).a(0.6));
            b.oval(gx + 9.0, gy + 5.0, 1.8, 1.8, col.shade(0.5).a(0.5));
        }
    });
    for s in [&top, &left, &right] {
        b.path(s, grit);
    }
    if wrapped {
        let g = c(0x5a_8a_44);
        let f = b.lit(g);
        b.path(
            &d!(
                "M{} {}L{} {}L{} {}L{} {}Z",
                x - w * 0.72,
                y - h * 0.66,
                x + w * 0.4,
                y - h * 0.16,
                x + w * 0.72,
                y - h * 0.36,
                x - w * 0.38,
                y - h * 0.84
            ),
            f,
        );
        let f = b.vert(g, g.shade(0.3));
        b.path(
            &d!(
                "M{} {}L{} {}V{}L{} {}Z",
                x + w * 0.4,
                y - h * 0.16,
                x + w * 0.72,
                y - h * 0.36,
                y + h * 0.22,
                x + w * 0.4,
                y + h * 0.45
            ),
            f,
        );
        b.line(&d!("M{} {}L{} {}V{}", x - w * 0.55, y - h * 0.75, x + w * 0.56, y - h * 0.26, y + h * 0.34), c(0xe0_c8_8a), 6.0);
        b.line(&d!("M{} {}L{} {}", x - w * 0.6, y - h * 0.28, x + w * 0.05, y + h * 0.02), g.lit(0.3).a(0.0), 1.0);
    }
}
