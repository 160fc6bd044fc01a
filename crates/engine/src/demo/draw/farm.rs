//! From field and garden: rice, vegetables, fruit, eggs, seedlings, fertiliser.

use super::canvas::{Canvas, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::motif;
use super::props::{Extra, beside, leaf};
use super::scene::{Under, tampah, under};
use super::vessel::{GLAZES, basket, bowl, heap, petals, sack};

/// Raw rice in a sack or bowl.
pub fn rice(b: &mut Canvas) {
    let tone = b.pick(&[c(0xf6_f0_e0), c(0xf6_f0_e0), c(0xa8_52_4a), c(0x4a_36_48), c(0xec_dc_b4)]);
    let grains: Vec<Stamp> = [tone, tone.shade(0.1)]
        .into_iter()
        .map(|t| {
            b.stamp(|b| {
                b.oval(0.0, 1.5, 10.0, 5.0, t.shade(0.35));
                b.oval(0.0, 0.0, 10.0, 4.4, t);
            })
        })
        .collect();
    under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Cloth]);
    if b.chance(60) {
        let col = b.pick(&[c(0xd9_c0_94), c(0xee_e4_d0), c(0xc9_a4_70)]);
        sack(b, 370.0, 655.0, 400.0, 330.0, col, |b| {
            b.path("M216 336C240 240 500 240 524 336C480 400 260 400 216 336Z", tone.shade(0.14));
            heap(b, (370.0, 330.0), 146.0, 38.0, 66.0, &grains, 110, 1.0);
        });
        b.at(370.0, 540.0, 0.0, 1.4, 1.4, |b| petals(b, c(0x2f_5d_46).a(0.8)));
    } else {
        let glaze = b.pick(&GLAZES);
        bowl(b, 390.0, 490.0, 205.0, glaze, |b| {
            b.path("M210 490C260 396 520 396 570 490C520 540 260 540 210 490Z", tone.shade(0.14));
            heap(b, (390.0, 488.0), 166.0, 44.0, 70.0, &grains, 130, 1.0);
        });
    }
    ear(b, 650.0, 690.0);
}

fn ear(b: &mut Canvas, x: f32, y: f32) {
    b.at(x, y, -64.0, 1.0, 1.0, |b| {
        b.line("M-80 10C-20 0 40 -10 130 -60", c(0xb8_a0_48), 4.0);
        for i in 0..9u8 {
            let k = f32::from(i);
            b.at(10.0 + k * 13.0, -6.0 - k * k * 0.72, -18.0 - k * 3.0, 1.0, 1.0, |b| {
                b.oval(4.0, -9.0, 11.0, 5.0, c(0xe0_b8_4a));
                b.oval(6.0, 8.0, 11.0, 5.0, c(0xc8_9c_38));
            });
        }
    });
}

/// Fruit that this picture may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fruit {
    /// Raw melinjo seeds.
    Melinjo,
    /// Durian.
    Durian,
    /// A comb of bananas.
    Banana,
    /// Avocado.
    Avocado,
    /// Anything else round: oranges, rambutan, mango.
    Round,
}

/// Fruit in a basket, on a tray or leaf.
pub fn fruit(b: &mut Canvas, which: Fruit) {
    match which {
        Fruit::Melinjo => {
            let tones = [c(0xb8_36_26), c(0xd9_8a_2c), c(0x9a_2a_22), c(0x8a_9a_3a)];
            let seeds: Vec<Stamp> = tones
                .into_iter()
                .map(|t| {
                    let f = b.ball(t);
                    b.stamp(|b| {
                        b.oval(0.0, 0.0, 27.0, 21.0, f);
                        b.oval(-8.0, -7.0, 6.0, 4.0, PAPER.a(0.55));
                    })
                })
                .collect();
            if b.chance(50) {
                tampah(b, 400.0, 590.0, 315.0);
                heap(b, (400.0, 580.0), 216.0, 84.0, 86.0, &seeds, 100, 1.0);
            } else {
                under(b, &[Under::Bare, Under::Board, Under::Leaf, Under::Mat]);
                basket(b, 400.0, 655.0, 440.0, 150.0, c(0xc5_93_52), |b| {
                    heap(b, (400.0, 505.0), 176.0, 50.0, 96.0, &seeds, 84, 1.05)
                });
            }
            leaf(b, 560.0, 660.0, 110.0, -24.0, c(0x4f_87_3c));
        }
        Fruit::Durian => {
            under(b, &[Under::Leaf, Under::Tampah, Under::Board]);
            durian(b, 300.0, 520.0, 1.0);
            if b.chance(60) { open_durian(b) } else { durian(b, 540.0, 560.0, 0.86) }
        }
        Fruit::Banana => {
            under(b, &[Under::Leaf, Under::Board, Under::Tampah, Under::Cloth]);
            b.shadow(410.0, 640.0, 260.0, 46.0);
            let col = b.pick(&[c(0xf0_c6_4a), c(0xe3_b0_38), c(0xb8_b8_4a)]);
            for (t, sh) in [(-34.0, 0.2), (-16.0, 0.12), (2.0, 0.06), (20.0, 0.0), (38.0, 0.04)] {
                b.at(300.0, 360.0, t, 1.0, 1.0, |b| {
                    let f =
                        b.linear((0.0, 0.0), (1.0, 0.4), &[(0.0, col.lit(0.4)), (0.5, col.shade(sh)), (1.0, col.shade(0.34))]);
                    b.edge("M-20 -10C20 60 60 180 220 250L236 234C190 180 120 60 30 -30Z", f, col.shade(0.4), 2.0);
                    b.line("M4 -12C60 80 120 180 210 232", col.shade(0.2).a(0.6), 4.0);
                    b.path("M218 252L244 262L248 248L234 232Z", c(0x5a_3a_1c));
                });
            }
            b.path("M268 372C250 330 262 290 290 270L330 286C326 320 340 340 350 360C330 396 290 400 268 372Z", c(0x8a_8a_3a));
        }
        Fruit::Avocado => {
            under(b, &[Under::Board, Under::Plate, Under::Leaf, Under::Tampah]);
            avocado(b, 290.0, 530.0, -8.0, false);
            avocado(b, 520.0, 540.0, 12.0, false);
            avocado(b, 410.0, 600.0, 4.0, true);
        }
        Fruit::Round => {
            let (t, hairy) = b.pick(&[
                (c(0xe0_8a_2a), false),
                (c(0xc8_32_2c), true),
                (c(0xd8_b0_3a), false),
                (c(0x8a_b0_42), false),
                (c(0x6a_2a_4a), false),
            ]);
            let f = b.ball(t);
            let one = [b.stamp(|b| {
                if hairy {
                    for i in 0..18u8 {
                        b.at(0.0, 0.0, f32::from(i) * 20.0, 1.0, 1.0, |b| {
                            b.line("M36 0C46 2 52 -4 58 -2", t.mix(c(0x8a_a0_3a), 0.4), 4.0)
                        });
                    }
                }
                b.oval(0.0, 0.0, 46.0, 44.0, f);
                b.oval(-14.0, -16.0, 11.0, 7.0, PAPER.a(0.5));
                b.path("M-6 -40Q0 -48 8 -42L4 -34Z", c(0x4f_6a_2c));
            })];
            under(b, &[Under::Bare, Under::Board, Under::Leaf, Under::Mat]);
            let straw = b.pick(&[c(0xc5_93_52), c(0xa9_7a_44)]);
            basket(b, 400.0, 655.0, 450.0, 150.0, straw, |b| {
                heap(b, (400.0, 505.0), 170.0, 48.0, 96.0, &one, 22, 1.05);
                leaf(b, 420.0, 420.0, 100.0, -30.0, c(0x4f_87_3c));
            });
        }
    }
    beside(b, &[Extra::Sprig, Extra::Blossom]);
}

fn durian(b: &mut Canvas, x: f32, y: f32, s: f32) {
    b.at(x, y, 0.0, s, s, |b| {
        b.shadow(6.0, 130.0, 160.0, 42.0);
        b.line("M0 -130C4 -160 -10 -176 -14 -190", c(0x7a_5a_2c), 20.0);
        let g = c(0xa8_a0_4a);
        let f = b.ball(g);
        b.oval(0.0, 0.0, 150.0, 138.0, f);
        let thorn = b.stamp(|b| {
            b.path("M-18 14L0 -22L18 14Z", g.shade(0.16));
            b.path("M-18 14L0 -22L2 14Z", g.lit(0.34));
        });
        for ring in 0..6u8 {
            let yy = -112.0 + f32::from(ring) * 46.0;
            let wide = (1.0 - (yy / 138.0).powi(2)).max(0.0).sqrt() * 140.0;
            let mut xx = -wide + if ring % 2 == 0 { 8.0 } else { 26.0 };
            while xx < wide {
                b.put(thorn, xx, yy, xx * 0.25, 1.0, 1.0);
                xx += 37.0;
            }
        }
        let sh = b.radial(0.36, 0.3, 0.8, &[(0.3, PAPER.a(0.12)), (0.6, INK.a(0.0)), (1.0, INK.a(0.42))]);
        b.oval(0.0, 0.0, 150.0, 138.0, sh);
    });
}

fn open_durian(b: &mut Canvas) {
    b.shadow(560.0, 662.0, 150.0, 36.0);
    b.path("M430 590C440 520 500 480 560 486C640 490 690 540 690 600C680 660 460 670 430 590Z", c(0x9a_94_42));
    b.path("M450 588C460 532 510 502 560 506C628 510 670 550 668 596C650 640 480 646 450 588Z", c(0xf4_ec_cc));
    for (x, y, t) in [(508.0, 570.0, 16.0), (580.0, 556.0, -8.0), (616.0, 600.0, 10.0), (544.0, 612.0, 0.0)] {
        let f = b.ball(c(0xf0_c4_4a));
        b.at(x, y, t, 1.0, 1.0, |b| b.oval(0.0, 0.0, 46.0, 29.0, f));
        b.oval(x - 14.0, y - 10.0, 12.0, 6.0, PAPER.a(0.6));
    }
}

fn avocado(b: &mut Canvas, x: f32, y: f32, turn: f32, open: bool) {
    b.at(x, y, turn, 1.15, 1.15, |b| {
        b.shadow(6.0, 92.0, 94.0, 28.0);
        let skin = c(0x4a_6a_2e);
        let f = b.ball(skin);
        b.path("M-14 -116C20 -124 34 -80 58 -40C96 20 80 96 2 98C-76 96 -94 22 -58 -40C-40 -74 -34 -110 -14 -116Z", f);
        if open {
            b.path(
                "M-10 -104C14 -108 26 -72 48 -34C82 20 66 84 2 86C-62 84 -80 22 -48 -34C-32 -64 -26 -98 -10 -104Z",
                c(0xc8_d0_72),
            );
            b.path("M-8 -92C10 -94 20 -64 40 -28C70 20 56 74 2 76C-54 74 -68 20 -40 -28C-26 -58 -22 -86 -8 -92Z", c(0xee_e8_a4));
            let f = b.ball(c(0x8a_52_2a));
            b.oval(2.0, 26.0, 36.0, 38.0, f);
            b.oval(-10.0, 12.0, 10.0, 8.0, PAPER.a(0.5));
        } else {
            b.line("M-34 -30C-50 0 -52 30 -44 50", PAPER.a(0.35), 10.0);
        }
    });
}

/// Vegetables in a basket.
pub fn greens(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Cloth]);
    let straw = b.pick(&[c(0xc5_93_52), c(0xa9_7a_44), c(0xd6_b0_70)]);
    basket(b, 400.0, 660.0, 470.0, 160.0, straw, |b| {
        for (x, y, t) in
            [(250.0, 470.0, -120.0), (300.0, 450.0, -104.0), (360.0, 440.0, -92.0), (470.0, 440.0, -80.0), (540.0, 460.0, -60.0)]
        {
            leaf(b, x, y + 40.0, 190.0, t, c(0x4f_87_3c));
        }
        for (x, t) in [(270.0, -14.0), (316.0, -2.0)] {
            b.at(x, 480.0, t, 1.0, 1.0, |b| {
                let f = b.barrel(c(0xe0_7a_2a));
                b.path("M-26 -100C-30 -20 -12 40 0 70C12 40 30 -20 26 -100Z", f);
                b.line("M-18 -60H-2M4 -30H18M-14 0H0", c(0xb0_56_1a).a(0.7), 3.0);
                b.line("M0 -100C-14 -130 -20 -150 -30 -166M0 -100V-170M0 -100C14 -130 20 -150 30 -164", c(0x5c_8a_34), 8.0);
            });
        }
        for (x, y) in [(430.0, 456.0), (500.0, 476.0), (410.0, 506.0), (340.0, 508.0)] {
            let f = b.ball(c(0xc8_38_2a));
            b.oval(x, y, 46.0, 42.0, f);
            b.path(&d!("M{} {}l10 -12l4 10l12 -8l-2 14l10 4l-34 2Z", x - 18.0, y - 32.0), c(0x4f_7a_34));
            b.oval(x - 16.0, y - 12.0, 10.0, 7.0, PAPER.a(0.5));
        }
        b.at(556.0, 480.0, 20.0, 1.0, 1.0, |b| {
            let f = b.barrel(c(0x5a_2c_5a));
            b.path("M-24 -80C-50 -20 -44 60 0 66C44 60 50 -20 24 -80Z", f);
            b.path("M-28 -80C-10 -104 10 -104 28 -80L10 -70L0 -78L-10 -70Z", c(0x5c_8a_34));
        });
    });
    beside(b, &[Extra::Garlic, Extra::Chili, Extra::Lime]);
}

/// Eggs: hen, duck or salted.
pub fn eggs(b: &mut Canvas) {
    let tone = b.pick(&[c(0xd9_a0_72), c(0xe6_c0_98), c(0xa8_cc_c4), c(0xf2_e8_d8)]);
    let f = b.ball(tone);
    let speck = b.chance(40);
    let egg = [b.stamp(|b| {
        b.edge(
            "M0 -50C30 -50 42 -8 40 12C38 38 20 48 0 48C-20 48 -38 38 -40 12C-42 -8 -30 -50 0 -50Z",
            f,
            tone.shade(0.3).a(0.6),
            1.6,
        );
        if speck {
            for (x, y) in [(-14.0, 8.0), (10.0, -12.0), (18.0, 20.0), (-4.0, -26.0)] {
                b.oval(x, y, 3.0, 2.4, tone.shade(0.4).a(0.5));
            }
        }
        b.oval(-13.0, -18.0, 8.0, 12.0, PAPER.a(0.45));
    })];
    under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Cloth]);
    let straw = b.pick(&[c(0xc5_93_52), c(0xb9_a0_5c), c(0xd6_b0_70)]);
    basket(b, 400.0, 650.0, 450.0, 130.0, straw, |b| {
        for i in 0..14u8 {
            let x = 210.0 + f32::from(i) * 28.0;
            let t = b.r(-40.0, 40.0);
            b.at(x, 520.0, t, 1.0, 1.0, |b| b.line("M-10 20C0 -10 10 -30 4 -60", c(0xe3_c4_7a), 5.0));
        }
        for (x, y, t) in [
            (290.0, 478.0, -16.0),
            (370.0, 462.0, 6.0),
            (450.0, 464.0, -8.0),
            (520.0, 482.0, 18.0),
            (330.0, 512.0, 12.0),
            (412.0, 510.0, -4.0),
            (490.0, 514.0, 8.0),
        ] {
            b.put(egg[0], x, y, t, 1.05, 1.05);
        }
    });
}

/// A young plant in a bag of earth, or a row of them.
pub fn seedling(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Mat]);
    let spots: &[(f32, f32, f32)] =
        if b.chance(50) { &[(400.0, 664.0, 1.08)] } else { &[(230.0, 630.0, 0.8), (570.0, 634.0, 0.8), (400.0, 668.0, 0.95)] };
    let g = b.pick(&[c(0x4f_87_3c), c(0x6f_9a_48), c(0x3d_7a_4a)]);
    let pot = b.pick(&[c(0x2e_2c_2c), c(0x2e_2c_2c), c(0xb0_5a_3c)]);
    let shape = b.n(0, 1);
    for &(x, y, s) in spots {
        b.at(x, y, 0.0, s, s, |b| {
            b.shadow(4.0, -4.0, 112.0, 28.0);
            b.line("M0 -170C-8 -250 8 -320 0 -400", c(0x7a_6a_3c), 9.0);
            for (yy, l) in [(-220.0, 1.0), (-270.0, -1.0), (-310.0, 1.0), (-350.0, -1.0), (-380.0, 1.0), (-400.0, -1.0)] {
                let t = if l > 0.0 { b.r(-50.0, -10.0) } else { b.r(-170.0, -130.0) };
                leaf(b, 0.0, yy, if shape == 0 { 140.0 } else { 96.0 }, t, g);
            }
            leaf(b, 0.0, -396.0, 100.0, -88.0, g.lit(0.2));
            b.oval(0.0, -176.0, 92.0, 24.0, c(0x3a_24_16));
            b.oval(-12.0, -180.0, 60.0, 13.0, c(0x5a_3a_22));
            let f = b.barrel(pot);
            b.path("M-96 -176C-90 -110 -92 -50 -84 -6C-50 14 50 14 84 -6C92 -50 90 -110 96 -176C50 -146 -50 -146 -96 -176Z", f);
            b.line("M-62 -120C-66 -80 -60 -50 -62 -24", PAPER.a(0.2), 10.0);
            for yy in [-70.0, -40.0] {
                for xx in [-30.0, 20.0] {
                    b.oval(xx, yy, 5.0, 5.0, INK.a(0.6));
                }
            }
        });
    }
}

/// A stuffed sack: fertiliser, flour, sugar. Its print shows what.
pub fn full_sack(b: &mut Canvas, print: C, emblem: impl FnOnce(&mut Canvas)) {
    under(b, &[Under::Bare, Under::Bare, Under::Board]);
    let col = b.pick(&[PAPER, c(0xf2_e8_d2), c(0xe8_ea_e0)]);
    b.shadow(402.0, 672.0, 222.0, 44.0);
    let body = "M226 190C300 168 500 168 574 190C590 300 620 470 606 640C600 676 540 684 400 684C260 684 200 676 194 640C180 470 210 300 226 190Z";
    let f = b.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, col.shade(0.14)), (0.25, col.lit(0.4)), (0.6, col), (1.0, col.shade(0.3))]);
    b.path(body, f);
    b.clipped(body, |b| {
        let weave = b.pattern(8.0, 8.0, "", |b| {
            b.rect(0.0, 0.0, 8.0, 1.4, 0.0, INK.a(0.08));
            b.rect(0.0, 0.0, 1.4, 8.0, 0.0, INK.a(0.08));
        });
        b.rect(170.0, 160.0, 460.0, 540.0, 0.0, weave);
        b.rect(170.0, 270.0, 460.0, 30.0, 0.0, print.a(0.85));
        b.rect(170.0, 308.0, 460.0, 8.0, 0.0, print.a(0.6));
        let m = b.pick(&motif::ALL);
        let t = motif::tile(b, m, [print, PAPER.a(0.8), PAPER.a(0.5), PAPER.a(0.6)], "scale(.6)");
        b.rect(170.0, 596.0, 460.0, 60.0, 0.0, t);
        let round =
            b.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, INK.a(0.2)), (0.3, INK.a(0.0)), (0.7, INK.a(0.0)), (1.0, INK.a(0.3))]);
        b.rect(170.0, 160.0, 460.0, 540.0, 0.0, round);
    });
    b.oval(400.0, 450.0, 118.0, 118.0, print.a(0.16));
    b.ring(400.0, 450.0, 118.0, 118.0, print, 5.0);
    b.at(400.0, 450.0, 0.0, 2.0, 2.0, emblem);
    b.path("M226 190C300 168 500 168 574 190L568 150C500 136 300 136 232 150Z", col.shade(0.1));
    b.stitch("M232 176C300 160 500 160 568 176", c(0x8d_2f_2a), 5.0, 14.0, 10.0);
    b.line("M250 340C240 420 244 500 262 570M560 380C566 440 556 520 544 580", INK.a(0.12), 7.0);
}
