//! Emping, kerupuk, opak, keripik, peyek: crisp things in bowls, on trays, in tins and bags.

use super::canvas::{Canvas, Paint, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::props;
use super::scene::{self, Under, under};
use super::vessel::{GLAZES, PACKS, basket, bowl, clear_bag, fill, heap, jar, petals, pouch};

/// The crisp things that share these arrangements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crisp {
    /// Pounded melinjo.
    Emping,
    /// Curly kerupuk fried in sand, in pastel colours.
    Usek,
    /// Flat prawn kerupuk.
    Udang,
    /// Puffed skin.
    Rambak,
    /// Round cassava wafers.
    Opak,
    /// Tempe crisps.
    Tempe,
    /// Banana crisps.
    Pisang,
    /// Cassava crisps.
    Singkong,
    /// Peanut wafers.
    Peyek,
}

/// One of the arrangements that suit the crisp.
pub fn crisp(b: &mut Canvas, kind: Crisp) {
    let pieces = pieces(b, kind);
    let big = matches!(kind, Crisp::Opak | Crisp::Peyek);
    match b.n(0, if matches!(kind, Crisp::Usek | Crisp::Udang | Crisp::Rambak) { 6 } else { 5 }) {
        0 => {
            under(b, &[Under::Bare, Under::Cloth, Under::Board, Under::Leaf, Under::Mat]);
            let glaze = b.pick(&GLAZES);
            let rx = b.r(200.0, 228.0);
            bowl(b, 400.0, 468.0, rx, glaze, |b| {
                heap(b, (400.0, 462.0), rx * 0.8, rx * 0.24, 96.0, &pieces, if big { 20 } else { 34 }, 0.98)
            });
            loose(b, &pieces, 3);
        }
        1 => {
            scene::tampah(b, 400.0, 585.0, 322.0);
            if b.chance(60) {
                let turn = b.r(-20.0, 20.0);
                b.at(400.0, 585.0, 0.0, 0.72, 0.8, |b| scene::banana_leaf(b, 0.0, 0.0, 720.0, turn));
            }
            heap(b, (400.0, 575.0), 224.0, 92.0, 110.0, &pieces, if big { 26 } else { 44 }, 1.02);
        }
        2 => {
            under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
            let step = if big { 92.0 } else { 66.0 };
            clear_bag(b, 400.0, 655.0, 410.0, 520.0, &pieces, step);
            loose(b, &pieces, 3);
        }
        3 => {
            under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Leaf]);
            let (col, x) = (b.pick(&PACKS), b.r(330.0, 380.0));
            pouch(b, x, 645.0, 310.0, 460.0, col, |b| petals(b, col.shade(0.3)), Some((&pieces, 56.0)));
            let glaze = b.pick(&GLAZES);
            bowl(b, x + 206.0, 596.0, 96.0, glaze, |b| heap(b, (x + 206.0, 592.0), 76.0, 22.0, 46.0, &pieces, 13, 0.66));
            loose(b, &pieces, 2);
        }
        4 => {
            under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Cloth]);
            let lid = b.pick(&[c(0x9a_62_38), c(0xc9_9a_4e), c(0x8d_2f_2a), c(0x6f_7d_80)]);
            jar(b, 400.0, 660.0, 340.0, 410.0, lid, |b| fill(b, 236.0, 320.0, 328.0, 350.0, &pieces, 72.0, 1.0));
            loose(b, &pieces, 3);
        }
        5 => {
            under(b, &[Under::Bare, Under::Cloth, Under::Leaf, Under::Board]);
            let straw = b.pick(&[c(0xc5_93_52), c(0xa9_7a_44), c(0xd6_b0_70)]);
            basket(b, 400.0, 660.0, 470.0, 150.0, straw, |b| {
                heap(b, (400.0, 505.0), 190.0, 56.0, 120.0, &pieces, if big { 22 } else { 40 }, 1.05)
            });
            loose(b, &pieces, 2);
        }
        _ => {
            under(b, &[Under::Bare, Under::Board, Under::Mat]);
            tin(b, &pieces);
            loose(b, &pieces, 3);
        }
    }
    let extra = match kind {
        Crisp::Emping => &[props::Extra::Melinjo, props::Extra::Sprig, props::Extra::Chili][..],
        Crisp::Udang => &[props::Extra::Prawn, props::Extra::Lime, props::Extra::Chili][..],
        Crisp::Pisang => &[props::Extra::Banana, props::Extra::Sprig][..],
        Crisp::Tempe | Crisp::Peyek => &[props::Extra::Garlic, props::Extra::Chili, props::Extra::Sprig][..],
        _ => &[props::Extra::Chili, props::Extra::Garlic, props::Extra::Sprig][..],
    };
    props::beside(b, extra);
}

fn loose(b: &mut Canvas, pieces: &[Stamp], count: i64) {
    let k = b.n(1, count);
    let mut x = b.r(150.0, 220.0);
    for _ in 0..k {
        let y = b.r(676.0, 708.0);
        b.shadow(x, y + 18.0, 46.0, 13.0);
        let piece = b.pick(pieces);
        let turn = b.r(0.0, 360.0);
        b.at(x, y, 0.0, 0.92, 0.62, |b| b.put(piece, 0.0, 0.0, turn, 0.95, 0.95));
        x += b.r(96.0, 210.0);
    }
}

/// The warung's kerupuk tin: painted metal with a window in front.
fn tin(b: &mut Canvas, pieces: &[Stamp]) {
    let col = b.pick(&[c(0x2d_6f_86), c(0x8d_2f_2a), c(0x2f_6d_4c), c(0xd6_8a_2c), c(0x23_3f_7c)]);
    b.shadow(400.0, 668.0, 226.0, 40.0);
    let body = b.barrel(col);
    b.path("M186 300Q186 268 218 268H582Q614 268 614 300V652Q614 672 594 672H206Q186 672 186 652Z", body);
    let pane = "M222 332Q222 312 242 312H558Q578 312 578 332V572Q578 592 558 592H242Q222 592 222 572Z";
    b.path(pane, col.shade(0.6));
    b.clipped(pane, |b| {
        fill(b, 222.0, 372.0, 356.0, 240.0, pieces, 88.0, 1.15);
        b.path("M230 600L400 300H470L300 600Z", PAPER.a(0.2));
        b.path("M330 600L500 300H520L350 600Z", PAPER.a(0.16));
        let dark = b.vert(INK.a(0.4), INK.a(0.0));
        b.rect(222.0, 312.0, 356.0, 60.0, 0.0, dark);
    });
    b.edge(pane, Paint::None, col.lit(0.45), 9.0);
    b.edge(pane, Paint::None, col.shade(0.35), 2.5);
    b.rect(222.0, 616.0, 356.0, 26.0, 8.0, PAPER.a(0.85));
    for i in 0..9u8 {
        b.at(246.0 + f32::from(i) * 38.5, 629.0, 0.0, 0.27, 0.27, |b| petals(b, col));
    }
    let lid = b.barrel(col.lit(0.15));
    b.path("M262 268C262 226 538 226 538 268Z", lid);
    b.oval(400.0, 266.0, 140.0, 12.0, col.shade(0.25));
    b.oval(400.0, 236.0, 26.0, 13.0, col.lit(0.45));
    b.gleam("M202 300Q202 286 212 284V640Q202 636 202 620Z", 0.3);
}

/// Three variants of a piece about 100 wide, around its middle.
pub fn pieces(b: &mut Canvas, kind: Crisp) -> Vec<Stamp> {
    (0..3).map(|i| piece(b, kind, i)).collect()
}

fn piece(b: &mut Canvas, kind: Crisp, i: u8) -> Stamp {
    let squeeze = b.r(0.74, 0.96);
    let shape = b.blob(0.0, 0.0, 50.0, 50.0 * squeeze, 11, 0.08);
    match kind {
        Crisp::Emping => {
            let tone = b.pick(&[c(0xe9_bf_5d), c(0xe3_b4_50), c(0xef_cb_72)]);
            let fill = b.radial(
                0.42,
                0.38,
                0.62,
                &[(0.0, tone.lit(0.5)), (0.5, tone), (0.88, tone.shade(0.12)), (1.0, tone.shade(0.3))],
            );
            let (x, y) = (b.r(-14.0, 6.0), b.r(-12.0, 6.0));
            let patch = b.blob(x, y, 20.0, 16.0, 7, 0.2);
            b.stamp(|b| {
                b.edge(&shape, fill, tone.shade(0.36), 1.8);
                b.path(&patch, tone.lit(0.6).a(0.55));
                b.line("M-32 8C-20 24 6 32 26 22M-8 -34C10 -38 28 -26 34 -10M4 2C14 4 20 10 20 18", tone.shade(0.3).a(0.5), 2.2);
                b.oval(24.0, 4.0, 4.0, 3.0, tone.shade(0.45).a(0.5));
                b.oval(-24.0, -10.0, 3.0, 2.4, tone.shade(0.45).a(0.4));
            })
        }
        Crisp::Usek => curl(b, i),
        Crisp::Udang => {
            let tone = b.pick(&[c(0xf2_b4_8c), c(0xf6_cc_a4), c(0xf0_a8_84)]);
            let fill = b.ball(tone);
            b.stamp(|b| {
                b.edge(&shape, fill, tone.shade(0.26), 1.8);
                b.line(
                    "M-30 -10C-10 -30 20 -28 34 -6M-34 10C-16 -6 16 -8 32 14M-20 26C-6 14 10 14 22 26",
                    tone.lit(0.6).a(0.8),
                    5.0,
                );
                b.line("M-30 -6C-10 -24 20 -22 32 -2M-32 14C-16 0 14 -2 30 18", tone.shade(0.2).a(0.5), 1.8);
                b.oval(12.0, 6.0, 2.4, 2.0, c(0xc0_4a_30).a(0.8));
                b.oval(-14.0, 4.0, 2.0, 1.8, c(0xc0_4a_30).a(0.8));
            })
        }
        Crisp::Rambak => {
            let tone = b.pick(&[c(0xe8_c0_84), c(0xdd_ab_68), c(0xf1_d5_a0)]);
            let puffy = b.blob(0.0, 0.0, 50.0, 36.0, 8, 0.16);
            let fill = b.ball(tone);
            b.stamp(|b| {
                b.edge(&puffy, fill, tone.shade(0.34), 1.8);
                for (x, y, r) in
                    [(-24.0, -6.0, 11.0), (-2.0, -14.0, 13.0), (22.0, -6.0, 11.0), (-10.0, 10.0, 12.0), (14.0, 12.0, 10.0)]
                {
                    b.oval(x, y, r, r * 0.8, tone.lit(0.5).a(0.65));
                    b.line(
                        &d!("M{} {}q{} {} {} 0", x - r * 0.8, y + r * 0.5, r * 0.8, r * 0.7, r * 1.6),
                        tone.shade(0.28).a(0.6),
                        2.0,
                    );
                }
            })
        }
        Crisp::Opak => {
            let tone = b.pick(&[c(0xf0_e2_c4), c(0xf4_ea_d2), c(0xe9_d2_a6)]);
            let shape = b.blob(0.0, 0.0, 66.0, 62.0, 14, 0.04);
            let fill = b.radial(0.42, 0.38, 0.64, &[(0.0, tone.lit(0.6)), (0.7, tone), (1.0, tone.shade(0.2))]);
            b.stamp(|b| {
                b.edge(&shape, fill, tone.shade(0.34), 2.0);
                for (x, y, r) in [
                    (-30.0, -18.0, 9.0),
                    (8.0, -30.0, 11.0),
                    (30.0, 4.0, 8.0),
                    (-8.0, 8.0, 12.0),
                    (-32.0, 24.0, 7.0),
                    (16.0, 32.0, 9.0),
                ] {
                    b.oval(x, y, r, r * 0.8, PAPER.a(0.8));
                    b.line(
                        &d!("M{} {}q{} {} {} 0", x - r * 0.8, y + r * 0.4, r * 0.8, r * 0.8, r * 1.6),
                        tone.shade(0.35).a(0.55),
                        2.0,
                    );
                }
                b.oval(22.0, -14.0, 5.0, 4.0, c(0xb5_7a_3a).a(0.5));
                b.oval(-20.0, 40.0, 6.0, 3.0, c(0xb5_7a_3a).a(0.4));
            })
        }
        Crisp::Tempe => {
            let tone = c(0xd6_9b_4a);
            let fill = b.lit(tone);
            let square = b.blob(0.0, 0.0, 56.0, 44.0, 6, 0.06);
            let beans: Vec<(f32, f32, f32)> = (0..11).map(|_| (b.r(-34.0, 34.0), b.r(-24.0, 24.0), b.r(0.0, 180.0))).collect();
            b.stamp(|b| {
                b.edge(&square, fill, tone.shade(0.4), 2.2);
                for (x, y, t) in beans {
                    b.at(x, y, t, 1.0, 1.0, |b| {
                        b.oval(0.0, 0.0, 9.0, 6.0, c(0xf4_dc_a4));
                        b.line("M-6 0H6", tone.shade(0.4), 1.4);
                    });
                }
                b.line("M-40 -20L-30 -26M30 28L40 20", c(0x6f_8a_3a), 2.6);
            })
        }
        Crisp::Pisang | Crisp::Singkong => {
            let tone = if kind == Crisp::Pisang {
                b.pick(&[c(0xf0_c4_4e), c(0xe4_ae_3c)])
            } else {
                b.pick(&[c(0xf4_df_a8), c(0xe9_b9_6a), c(0xd9_83_4a)])
            };
            let fill = b.lit(tone);
            b.stamp(|b| {
                b.edge(&shape, fill, tone.shade(0.32), 2.0);
                b.line("M-40 6C-20 -22 24 -24 42 -2", tone.lit(0.65).a(0.9), 6.0);
                if kind == Crisp::Pisang {
                    for t in [0.0, 120.0, 240.0] {
                        b.at(0.0, 4.0, t, 1.0, 1.0, |b| {
                            b.path("M0 -3C7 -8 6 -16 0 -20C-6 -16 -7 -8 0 -3Z", tone.shade(0.3).a(0.55))
                        });
                    }
                } else {
                    b.oval(0.0, 4.0, 7.0, 5.0, tone.shade(0.2).a(0.5));
                    b.line("M-24 18C-8 28 14 28 28 16", tone.shade(0.25).a(0.6), 2.4);
                }
            })
        }
        Crisp::Peyek => {
            let tone = b.pick(&[c(0xe3_b3_5e), c(0xd9_a0_4c)]);
            let wide = b.blob(0.0, 0.0, 64.0, 54.0, 12, 0.12);
            let fill = b.radial(0.42, 0.38, 0.64, &[(0.0, tone.lit(0.4)), (0.6, tone), (1.0, tone.shade(0.3))]);
            let nuts: Vec<(f32, f32)> = (0..7).map(|_| (b.r(-36.0, 36.0), b.r(-30.0, 30.0))).collect();
            b.stamp(|b| {
                b.edge(&wide, fill, tone.shade(0.4), 2.0);
                for (x, y) in nuts {
                    b.oval(x + 1.5, y + 2.0, 11.0, 9.0, tone.shade(0.45).a(0.6));
                    b.oval(x, y, 10.5, 8.5, c(0xc6_7c_48));
                    b.oval(x - 3.0, y - 3.0, 3.6, 2.6, PAPER.a(0.6));
                }
                b.path("M-6 -40q10 -8 20 0q-10 8 -20 0M-44 6q8 -10 16 -4q-4 10 -16 4", c(0x5c_7f_36).a(0.85));
            })
        }
    }
}

/// A curled ribbon of usek.
fn curl(b: &mut Canvas, i: u8) -> Stamp {
    let tone: C = [c(0xf7_e3_c0), c(0xf2_b5_ac), c(0xf6_d3_7e)][usize::from(i)];
    let tone = if b.chance(30) { b.pick(&[c(0xc9_dd_b4), c(0xf6_c9_9a), c(0xf7_e9_d4)]) } else { tone };
    let bend = b.r(-6.0, 6.0);
    let ribbon = d!(
        "M-44 {}C-46 -34 -18 -46 0 -32C18 -48 48 -32 42 -4C52 22 26 42 4 30C-14 44 -42 34 -38 12C-36 -2 -18 -6 -10 4C-4 12 8 12 10 2C12 -10 2 -16 -6 -12",
        bend
    );
    b.stamp(|b| {
        b.line(&ribbon, tone.shade(0.34), 27.0);
        b.line(&ribbon, tone, 23.0);
        b.at(-3.0, -4.0, 0.0, 0.97, 0.97, |b| {
            b.line(&ribbon, tone.lit(0.6), 8.0);
        });
        b.stitch(&ribbon, tone.shade(0.3).a(0.4), 3.0, 3.0, 11.0);
    })
}
