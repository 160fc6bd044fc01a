//! Small things laid beside a product to tell what it is made of.

use super::canvas::{Canvas, d};
use super::colour::{C, PAPER, c};

/// A small thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extra {
    /// Red and yellow melinjo with a leaf.
    Melinjo,
    /// A leafy twig.
    Sprig,
    /// Red chilies.
    Chili,
    /// Cut lime.
    Lime,
    /// Garlic and shallot.
    Garlic,
    /// A prawn.
    Prawn,
    /// A banana or two.
    Banana,
    /// Roasted beans.
    Beans,
    /// Tea shoots.
    Shoots,
    /// Jasmine.
    Jasmine,
    /// Ginger and turmeric.
    Roots,
    /// Honey dipper lying.
    Dipper,
    /// A block of palm sugar.
    Sugar,
    /// Frangipani blossoms.
    Blossom,
    /// Cinnamon sticks.
    Bark,
}

/// Lays up to two of these at the front of the table.
pub fn beside(b: &mut Canvas, of: &[Extra]) {
    let mut spots = [(150.0, 690.0), (640.0, 694.0)];
    b.seed.shuffle(&mut spots);
    let many = b.n(0, 2);
    for &(x, y) in spots.iter().take(many) {
        let it = b.pick(of);
        let s = b.r(0.9, 1.15);
        let y = y + b.r(-8.0, 14.0);
        b.at(x, y, 0.0, s, s, |b| extra(b, it));
    }
}

/// Draws one around the origin, about 120 wide.
pub fn extra(b: &mut Canvas, it: Extra) {
    b.shadow(0.0, 16.0, 64.0, 15.0);
    match it {
        Extra::Melinjo => {
            leaf(b, -30.0, 4.0, 62.0, -28.0, c(0x4f_87_3c));
            for (x, y, col) in
                [(-14.0, 4.0, c(0xb8_36_26)), (14.0, 8.0, c(0xd9_8a_2c)), (38.0, 2.0, c(0xa9_2c_22)), (4.0, -14.0, c(0xc8_4a_2c))]
            {
                let f = b.ball(col);
                b.oval(x, y, 17.0, 13.0, f);
                b.oval(x - 6.0, y - 5.0, 4.0, 2.6, PAPER.a(0.6));
            }
        }
        Extra::Sprig => {
            let g = b.pick(&[c(0x4f_87_3c), c(0x6f_9a_48), c(0x3d_6b_4a)]);
            b.line("M-56 14C-20 4 20 6 58 -6", g.shade(0.3), 4.0);
            for (x, y, t) in [
                (-40.0, 8.0, -48.0),
                (-36.0, 10.0, 30.0),
                (-6.0, 4.0, -40.0),
                (-2.0, 8.0, 34.0),
                (28.0, 0.0, -34.0),
                (30.0, 2.0, 32.0),
                (54.0, -6.0, -4.0),
            ] {
                leaf(b, x, y, 42.0, t, g);
            }
        }
        Extra::Chili => {
            for (x, y, t, col) in
                [(0.0, 4.0, 8.0, c(0xc2_2f_22)), (10.0, -8.0, -14.0, c(0xd8_42_2a)), (-6.0, 14.0, -4.0, c(0x5c_8a_34))]
            {
                b.at(x, y, t, 1.0, 1.0, |b| {
                    let f = b.vert(col.lit(0.35), col.shade(0.25));
                    b.path("M-44 -6C-20 -14 24 -10 56 6C22 12 -22 14 -44 8Z", f);
                    b.line("M-44 1C-52 -1 -58 -8 -62 -14", c(0x4f_7a_34), 5.0);
                    b.line("M-34 -4C-14 -8 10 -6 28 0", PAPER.a(0.55), 3.0);
                });
            }
        }
        Extra::Lime => {
            let f = b.ball(c(0x6f_a0_3c));
            b.oval(-18.0, -4.0, 30.0, 25.0, f);
            b.oval(32.0, 6.0, 27.0, 21.0, c(0x5c_8c_34));
            b.oval(32.0, 4.0, 24.0, 18.0, c(0xf2_f0_c8));
            for t in [0.0, 60.0, 120.0, 180.0, 240.0, 300.0] {
                b.at(32.0, 4.0, 0.0, 1.0, 0.75, |b| {
                    b.at(0.0, 0.0, t, 1.0, 1.0, |b| b.path("M0 -2L7 -19Q0 -24 -7 -19Z", c(0xbc_d0_62)))
                });
            }
        }
        Extra::Garlic => {
            let f = b.ball(c(0xf0_e4_d6));
            b.path("M-54 10C-58 -14 -36 -20 -30 -36C-24 -20 -2 -14 -6 10C-14 24 -46 24 -54 10Z", f);
            b.line("M-38 18C-44 0 -36 -14 -30 -30M-22 18C-16 0 -24 -14 -30 -30", c(0xb9_9a_a8).a(0.7), 2.5);
            let f = b.ball(c(0xa8_4a_5e));
            b.path("M6 12C2 -8 22 -14 30 -30C38 -14 58 -8 52 12C44 24 16 24 6 12Z", f);
            b.line("M20 18C16 0 26 -10 30 -24M40 18C44 2 34 -10 30 -24", c(0x6f_2a_3e).a(0.6), 2.5);
        }
        Extra::Prawn => {
            let col = c(0xe8_86_5c);
            b.line("M-40 -8C-60 -30 -30 -46 -10 -40M-40 -4C-70 -10 -66 -34 -50 -44", col.shade(0.2), 2.5);
            let f = b.vert(col.lit(0.4), col.shade(0.14));
            b.path("M-46 2C-30 -26 24 -32 48 -4C56 8 52 22 42 26C40 12 26 4 10 8C-14 12 -34 14 -46 2Z", f);
            b.line("M-18 -16C-12 -6 -12 4 -16 10M4 -22C10 -12 10 0 6 8M26 -18C32 -8 30 2 24 6", PAPER.a(0.7), 3.0);
            b.path("M40 24L58 34L36 42L26 30Z", col.shade(0.1));
            b.oval(-36.0, -2.0, 3.4, 3.4, c(0x2b_18_0f));
        }
        Extra::Banana => {
            for (y, t, col) in [(-12.0, -8.0, c(0xe0_b0_38)), (6.0, 4.0, c(0xf0_c6_4a))] {
                b.at(0.0, y, t, 1.0, 1.0, |b| {
                    let f = b.vert(col.lit(0.35), col.shade(0.2));
                    b.path("M-62 -14C-54 26 34 30 64 -8L58 -16C30 8 -26 8 -50 -22Z", f);
                    b.path("M-62 -14L-50 -22L-54 -30L-62 -26Z", c(0x6f_4a_22));
                    b.line("M-52 -8C-30 14 26 12 54 -8", col.shade(0.3).a(0.6), 2.5);
                });
            }
        }
        Extra::Beans => {
            for (x, y, t) in [
                (-40.0, 8.0, 20.0),
                (-12.0, 14.0, -40.0),
                (-22.0, -6.0, 70.0),
                (14.0, 4.0, 10.0),
                (42.0, 12.0, -24.0),
                (30.0, -8.0, 50.0),
            ] {
                b.at(x, y, t, 0.62, 0.62, bean);
            }
        }
        Extra::Shoots => {
            for (x, t) in [(-30.0, -20.0), (8.0, 6.0), (40.0, 34.0)] {
                b.at(x, 14.0, t, 1.0, 1.0, |b| {
                    leaf(b, 0.0, 0.0, 46.0, -130.0, c(0x5f_94_48));
                    leaf(b, 0.0, 0.0, 46.0, -50.0, c(0x4f_80_3c));
                    leaf(b, 0.0, 0.0, 42.0, -90.0, c(0x9a_bf_62));
                });
            }
        }
        Extra::Jasmine => {
            for (x, y, s) in [(-34.0, 6.0, 1.0), (8.0, -4.0, 1.15), (42.0, 10.0, 0.9)] {
                b.at(x, y, 0.0, s, s * 0.8, |b| {
                    for t in [0.0, 72.0, 144.0, 216.0, 288.0] {
                        b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
                            b.edge("M0 0C-9 -8 -8 -20 0 -24C8 -20 9 -8 0 0Z", c(0xff_fc_f2), c(0xcf_c8_ae), 1.2)
                        });
                    }
                    b.oval(0.0, 0.0, 4.5, 4.5, c(0xe6_bf_4c));
                });
            }
        }
        Extra::Roots => {
            let f = b.lit(c(0xd6_a0_62));
            b.path(
                "M-60 6C-58 -10 -40 -8 -34 -4C-34 -22 -14 -26 -8 -12C6 -20 20 -10 14 2C26 6 20 20 6 16C-14 24 -56 24 -60 6Z",
                f,
            );
            b.line("M-48 0C-46 6 -46 10 -48 14M-24 -8C-22 0 -22 8 -26 14M-2 -8C0 0 0 8 -4 12", c(0x8a_5c_2c).a(0.6), 2.2);
            let f = b.lit(c(0xd9_7f_22));
            b.path("M16 16C14 4 30 0 36 -10C46 -16 58 -6 52 6C60 14 44 24 34 20Z", f);
            b.oval(50.0, -1.0, 7.0, 8.0, c(0xf2_a8_3a));
        }
        Extra::Dipper => {
            b.line("M-62 10L14 -4", c(0xa9_73_3c), 8.0);
            for (i, w) in [15.0f32, 19.0, 21.0, 19.0, 14.0].into_iter().enumerate() {
                #[allow(clippy::cast_precision_loss)]
                let x = 16.0 + i as f32 * 10.0;
                b.oval(x, -4.0 - (x - 16.0) * 0.18, 5.0, w, c(0xc0_87_48));
                b.oval(x - 1.5, -5.0 - (x - 16.0) * 0.18, 2.2, w * 0.8, c(0xe3_b8_7a));
            }
        }
        Extra::Sugar => {
            let col = c(0x9a_5a_2a);
            let f = b.barrel(col);
            b.path("M-44 -16V12C-44 28 44 28 44 12V-16Z", f);
            let f = b.lit(col.lit(0.2));
            b.oval(0.0, -16.0, 44.0, 15.0, f);
        }
        Extra::Blossom => {
            for (x, y, s, t) in [(-26.0, 4.0, 1.0, 10.0), (30.0, 8.0, 0.85, 40.0)] {
                b.at(x, y, t, s, s * 0.82, |b| {
                    for t in [0.0, 72.0, 144.0, 216.0, 288.0] {
                        b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
                            b.edge("M0 0C-18 -12 -14 -32 4 -34C16 -28 12 -8 0 0Z", c(0xff_f8_e8), c(0xd8_c6_9c), 1.2)
                        });
                    }
                    b.oval(0.0, 0.0, 11.0, 11.0, c(0xf0_c0_4a).a(0.75));
                });
            }
        }
        Extra::Bark => {
            for (x, y, t) in [(0.0, 8.0, -10.0), (4.0, -6.0, 6.0)] {
                b.at(x, y, t, 1.0, 1.0, |b| {
                    let f = b.vert(c(0xc4_84_4c), c(0x7a_44_22));
                    b.rect(-56.0, -9.0, 112.0, 18.0, 6.0, f);
                    b.line("M-50 -1H50", c(0x5a_30_16).a(0.7), 3.0);
                });
            }
        }
    }
}

/// A pointed leaf growing from (`x`, `y`) at an angle.
pub fn leaf(b: &mut Canvas, x: f32, y: f32, long: f32, turn: f32, g: C) {
    b.at(x, y, turn, 1.0, 1.0, |b| {
        let f = b.vert(g.lit(0.3), g.shade(0.2));
        b.path(
            &d!(
                "M0 0C{} {} {} {} {} 0C{} {} {} {} 0 0Z",
                long * 0.26,
                -long * 0.32,
                long * 0.7,
                -long * 0.26,
                long,
                long * 0.7,
                long * 0.24,
                long * 0.26,
                long * 0.28
            ),
            f,
        );
        b.line(&d!("M2 0H{}", long * 0.86), g.lit(0.5).a(0.7), 1.8);
    });
}

/// A roasted coffee bean about 50 by 70.
pub fn bean(b: &mut Canvas) {
    let f = b.ball(c(0x6d_41_23));
    b.oval(0.0, 0.0, 25.0, 35.0, f);
    b.line("M-4 -31C12 -14 -12 12 5 31", c(0x2e_18_0c), 4.5);
    b.line("M-13 -18C-17 -8 -16 2 -14 8", PAPER.a(0.35), 4.0);
}
