//! Kitchen goods: tempe, tofu, sambal, spices, oil, flour, salt, cooked rice, packaging.

use super::canvas::{Canvas, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::farm::full_sack;
use super::props::{self, Extra, beside, leaf};
use super::scene::{Under, banana_leaf, under};
use super::vessel::{PACKS, basket, bottle, bowl, heap, jar, label, petals, pouch};

/// A slab seen from above at an angle, for tempe and tofu.
fn slab(b: &mut Canvas, x: f32, y: f32, w: f32, h: f32, col: C, beans: bool) {
    b.shadow(x + 8.0, y + h + 12.0, w * 1.02, 34.0);
    let top = d!("M{} {}L{} {}H{}L{} {}Z", x - w, y, x - w * 0.72, y - w * 0.42, x + w * 0.94, x + w * 0.7, y);
    let front = d!(
        "M{} {}H{}V{}Q{} {} {} {}H{}Q{} {} {} {}Z",
        x - w,
        y,
        x + w * 0.7,
        y + h - 8.0,
        x + w * 0.7,
        y + h,
        x + w * 0.7 - 8.0,
        y + h,
        x - w + 8.0,
        x - w,
        y + h,
        x - w,
        y + h - 8.0
    );
    let side = d!("M{} {}L{} {}V{}L{} {}Z", x + w * 0.7, y, x + w * 0.94, y - w * 0.42, y + h - w * 0.42, x + w * 0.7, y + h);
    let f = b.lit(col.lit(0.2));
    b.path(&top, f);
    let f = b.vert(col, col.shade(0.16));
    b.path(&front, f);
    b.path(&side, col.shade(0.32));
    if beans {
        let p = b.pattern(58.0, 46.0, "", |b| {
            for (bx, by, t) in [(12.0, 10.0, 20.0), (38.0, 14.0, -30.0), (22.0, 32.0, 60.0), (50.0, 36.0, 0.0)] {
                b.at(bx, by, t, 1.0, 1.0, |b| {
                    b.oval(0.0, 0.0, 10.0, 7.0, c(0xd9_b0_72).a(0.85));
                    b.line("M-6 0H6", c(0x9a_70_3c).a(0.7), 1.4);
                });
            }
        });
        for s in [&top, &front, &side] {
            b.path(s, p);
        }
    } else {
        b.line(&d!("M{} {}H{}", x - w + 4.0, y + 2.0, x + w * 0.68), PAPER.a(0.8), 4.0);
    }
}

/// Tempe in slabs, half wrapped in leaf.
pub fn tempe(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Leaf, Under::Tampah, Under::Cloth]);
    let col = c(0xf0_e4_cc);
    slab(b, 420.0, 500.0, 200.0, 70.0, col, true);
    slab(b, 370.0, 590.0, 200.0, 70.0, col, true);
    if b.chance(70) {
        let g = b.pick(&[c(0x5f_94_48), c(0x7a_a3_4f)]);
        let f = b.lit(g);
        b.path("M160 594L220 506H360L330 594V666H168Q160 666 160 656Z", f);
        b.line("M186 590L240 512M220 590L274 512M254 592L306 512M290 592L336 512", g.lit(0.4).a(0.5), 3.0);
        b.line("M330 594V662", g.shade(0.4), 4.0);
    }
    beside(b, &[Extra::Chili, Extra::Garlic, Extra::Sprig]);
}

/// Tofu, white, yellow or fried.
pub fn tofu(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Leaf, Under::Plate, Under::Tampah]);
    let col = b.pick(&[c(0xf8_f0_dc), c(0xf0_c8_52), c(0xd0_8e_40)]);
    for (x, y) in [(320.0, 510.0), (520.0, 506.0), (250.0, 582.0), (440.0, 588.0), (400.0, 452.0)] {
        slab(b, x, y, 94.0, 60.0, col, false);
    }
    beside(b, &[Extra::Chili, Extra::Sprig, Extra::Garlic]);
}

/// Sambal in jars.
pub fn sambal(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Leaf, Under::Cloth]);
    let red = b.pick(&[c(0xb8_2e_1e), c(0x8a_24_1a), c(0xc8_4a_22), c(0x6a_7a_2a), c(0x5a_30_1e)]);
    let lid = b.pick(&[c(0x2a_20_1c), c(0xc9_9a_4e), c(0xb5_3a_2c), c(0x2f_5d_46)]);
    let spots: &[(f32, f32, f32)] =
        if b.chance(45) { &[(400.0, 650.0, 280.0)] } else { &[(280.0, 632.0, 210.0), (510.0, 654.0, 220.0)] };
    for &(x, y, w) in spots {
        jar(b, x, y, w, w * 1.16, lid, |b| {
            let f = b.barrel(red);
            b.rect(x - w * 0.5, y - w * 0.98, w, w * 1.1, 0.0, f);
            for _ in 0..26 {
                let (px, py, t) = (b.r(x - w * 0.46, x + w * 0.46), b.r(y - w * 0.94, y - 8.0), b.r(0.0, 180.0));
                let col = b.pick(&[c(0xf0_d8_8a), red.lit(0.3), red.shade(0.4), c(0xe8_8a_3a)]);
                b.at(px, py, t, 1.0, 1.0, |b| b.oval(0.0, 0.0, 8.0, 4.0, col.a(0.8)));
            }
        });
        label(b, x, y - w * 0.42, w * 0.72, w * 0.5, red, |b| {
            b.at(0.0, 0.0, -30.0, 0.8, 0.8, |b| b.path("M-44 -6C-20 -14 24 -10 56 6C22 12 -22 14 -44 8Z", c(0xc2_2f_22)))
        });
    }
    beside(b, &[Extra::Chili, Extra::Garlic, Extra::Lime, Extra::Chili]);
}

/// Spices and seasonings in small bowls.
pub fn spice(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Bare, Under::Tampah, Under::Cloth]);
    let powders = [c(0xd9_8a_22), c(0xb0_4a_28), c(0x7a_5a_34), c(0xc9_b0_72), c(0x5a_4a_3a), c(0x8a_9a_4a)];
    for (x, y, r) in [(280.0, 480.0, 104.0), (510.0, 470.0, 104.0), (390.0, 560.0, 116.0)] {
        let glaze = b.pick(&super::vessel::GLAZES);
        let p = b.pick(&powders);
        bowl(b, x, y, r, glaze, |b| {
            let f = b.ball(p);
            b.path(
                &d!(
                    "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
                    x - r * 0.9,
                    y,
                    x - r * 0.5,
                    y - r * 0.7,
                    x + r * 0.4,
                    y - r * 0.74,
                    x + r * 0.9,
                    y,
                    x + r * 0.6,
                    y + r * 0.3,
                    x - r * 0.6,
                    y + r * 0.3,
                    x - r * 0.9,
                    y
                ),
                f,
            );
            for _ in 0..14 {
                let (px, py) = (b.r(x - r * 0.6, x + r * 0.6), b.r(y - r * 0.4, y + r * 0.16));
                b.oval(px, py, 3.0, 2.4, p.shade(0.35).a(0.6));
            }
        });
    }
    b.at(640.0, 640.0, 0.0, 1.1, 1.1, |b| props::extra(b, Extra::Roots));
    b.at(176.0, 650.0, 0.0, 1.1, 1.1, |b| props::extra(b, Extra::Bark));
}

/// Cooking oil: a bottle, or a jerry can.
pub fn oil(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Mat]);
    let gold = b.pick(&[c(0xe6_b2_32), c(0xd9_a0_2a), c(0xf0_d0_6a), c(0xf4_f0_dc)]);
    if b.chance(55) {
        for (x, y, h) in [(300.0, 640.0, 430.0), (500.0, 660.0, 440.0)] {
            let cap = b.pick(&[c(0xb5_3a_2c), c(0x2f_5d_46), c(0xd9_8a_2c)]);
            bottle(b, x, y, 180.0, h, gold, cap, |b| petals(b, c(0x9a_5a_1c)));
        }
    } else {
        b.shadow(402.0, 664.0, 200.0, 38.0);
        b.edge("M290 250C290 180 510 180 510 250L470 262C470 226 330 226 330 262Z", gold.lit(0.3), gold.shade(0.3), 3.0);
        let f = b.barrel(gold.lit(0.25));
        b.path("M220 300Q220 252 268 252H532Q580 252 580 300V630Q580 668 542 668H258Q220 668 220 630Z", f);
        let f = b.vert(gold, gold.shade(0.14));
        b.path("M236 350H564V624Q564 652 536 652H264Q236 652 236 624Z", f);
        b.rect(470.0, 206.0, 66.0, 50.0, 10.0, c(0xb5_3a_2c));
        label(b, 400.0, 500.0, 210.0, 170.0, c(0x9a_5a_1c), |b| petals(b, c(0xc8_82_1c)));
        b.gleam("M244 300Q244 280 258 280V630Q244 630 244 610Z", 0.5);
    }
}

/// Flour or sugar in sacks.
pub fn flour(b: &mut Canvas) {
    let print = b.pick(&[c(0x23_3f_7c), c(0x8d_2f_2a), c(0x2f_5d_46), c(0xc0_72_1c)]);
    full_sack(b, print, |b| {
        for t in [-120.0, -90.0, -60.0] {
            leaf(b, 0.0, 36.0, 70.0, t, c(0xd0_a0_3c));
        }
    });
}

/// Fertiliser, manure, feed.
pub fn fertiliser(b: &mut Canvas) {
    let print = b.pick(&[c(0x2f_6d_3c), c(0x5a_6e_2a), c(0x8a_4a_1c)]);
    full_sack(b, print, |b| {
        leaf(b, 0.0, 34.0, 56.0, -130.0, c(0x4f_87_3c));
        leaf(b, 0.0, 34.0, 56.0, -50.0, c(0x4f_87_3c));
        leaf(b, 0.0, 34.0, 60.0, -90.0, c(0x7f_a6_5a));
    });
}

/// Salt crystals in bowl or bag.
pub fn salt(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Bare, Under::Cloth, Under::Mat]);
    let grain: Vec<Stamp> = [c(0xff_fd_f8), c(0xe4_e8_ea)]
        .into_iter()
        .map(|t| b.stamp(|b| b.edge("M-9 -5L2 -10L10 -2L5 9L-7 7Z", t, c(0xb8_c0_c4), 1.4)))
        .collect();
    let glaze = b.pick(&[c(0x3a_59_8c), c(0x85_48_1c), c(0x2f_4a_48), c(0x5d_7d_62)]);
    bowl(b, 400.0, 490.0, 205.0, glaze, |b| {
        b.path("M216 490C260 390 540 390 584 490C520 546 280 546 216 490Z", c(0xdc_e2_e4));
        heap(b, (400.0, 486.0), 166.0, 46.0, 74.0, &grain, 120, 1.0);
    });
    beside(b, &[Extra::Lime, Extra::Chili]);
}

/// A meal on leaf or in a box: rice cone with side dishes.
pub fn meal(b: &mut Canvas) {
    under(b, &[Under::Tampah, Under::Plate, Under::Board]);
    b.at(400.0, 596.0, 0.0, 0.84, 0.86, |b| banana_leaf(b, 0.0, 0.0, 690.0, -6.0));
    let rice = b.pick(&[c(0xf0_c2_42), c(0xf8_f2_e4), c(0xe6_c8_8a)]);
    b.shadow(400.0, 600.0, 130.0, 34.0);
    let f = b.barrel(rice);
    b.path("M400 330C440 420 490 520 508 590C480 624 320 624 292 590C310 520 360 420 400 330Z", f);
    for _ in 0..40 {
        let v = b.r(0.12, 0.96);
        let (x, t) = (400.0 + b.r(-96.0, 96.0) * v, b.r(0.0, 180.0));
        b.at(x, 340.0 + v * 258.0, t, 1.0, 1.0, |b| b.oval(0.0, 0.0, 8.0, 3.4, rice.lit(0.5).a(0.85)));
    }
    b.path("M372 396L400 322L428 396C410 408 390 408 372 396Z", c(0x5f_94_48));
    for (x, y, col) in [
        (230.0, 596.0, c(0xb0_5e_24)),
        (570.0, 596.0, c(0x8a_44_1c)),
        (300.0, 640.0, c(0x5c_8a_34)),
        (500.0, 642.0, c(0xc8_38_2a)),
    ] {
        b.shadow(x, y + 18.0, 60.0, 16.0);
        for i in 0..5u8 {
            let f = b.ball(col);
            let (dx, dy) = (b.r(-36.0, 36.0), b.r(-14.0, 12.0));
            b.oval(x + dx, y + dy - f32::from(i % 2) * 10.0, 24.0, 17.0, f);
        }
    }
    beside(b, &[Extra::Chili, Extra::Lime]);
}

/// Empty packaging: pouches in a row, boxes.
pub fn packaging(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board]);
    let col = b.pick(&PACKS);
    let other = b.pick(&PACKS);
    pouch(b, 260.0, 630.0, 230.0, 350.0, other, |b| petals(b, other.shade(0.3)), None);
    pouch(b, 540.0, 630.0, 230.0, 350.0, c(0xc9_98_5e), |b| petals(b, c(0x5a_36_1c)), None);
    pouch(b, 400.0, 670.0, 260.0, 400.0, col, |b| petals(b, col.shade(0.3)), None);
}

/// A gift hamper: basket with packs, jar and bottle.
pub fn hamper(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Cloth, Under::Board]);
    let straw = b.pick(&[c(0xc5_93_52), c(0xa9_7a_44), c(0xd6_b0_70)]);
    let packs = [b.pick(&PACKS), b.pick(&PACKS)];
    let drink = b.pick(&[c(0xd9_8a_22), c(0x8e_2c_3c), c(0xb4_62_18)]);
    b.line("M180 500C180 120 620 120 620 500", straw.shade(0.3), 30.0);
    b.stitch("M180 500C180 120 620 120 620 500", straw.lit(0.3), 24.0, 8.0, 14.0);
    basket(b, 400.0, 665.0, 480.0, 150.0, straw, |b| {
        pouch(b, 292.0, 540.0, 170.0, 250.0, packs[0], |b| petals(b, packs[0].shade(0.3)), None);
        bottle(b, 410.0, 540.0, 110.0, 300.0, drink, c(0xd9_b0_4a), |b| petals(b, drink.shade(0.3)));
        pouch(b, 520.0, 550.0, 170.0, 230.0, packs[1], |b| petals(b, packs[1].shade(0.3)), None);
    });
    let ribbon = b.pick(&[c(0xb5_3a_2c), c(0x23_3f_7c), c(0xd9_8a_2c), c(0x2f_5d_46)]);
    b.path("M400 590C340 540 290 560 300 600C308 636 360 630 400 600C440 630 492 636 500 600C510 560 460 540 400 590Z", ribbon);
    b.path("M392 600L350 690L378 684L390 706L408 606Z", ribbon.shade(0.18));
    b.path("M404 600L456 684L428 684L420 706L396 606Z", ribbon.shade(0.1));
    b.oval(400.0, 596.0, 20.0, 17.0, ribbon.lit(0.2));
    b.line("M330 590C340 580 356 580 370 588", INK.a(0.2), 4.0);
}
