//! Serabi, market sweets, cakes, bread, cookies, palm sugar.

use super::canvas::{Canvas, Stamp, d};
use super::colour::{C, INK, PAPER, c};
use super::props::{Extra, beside};
use super::scene::{Under, banana_leaf, under};
use super::vessel::{GLAZES, fill, heap, jar};

/// Serabi of Kalibeluk: thick rice pancakes with coconut or sugar.
pub fn serabi(b: &mut Canvas) {
    let u = under(b, &[Under::Leaf, Under::Plate, Under::Tampah, Under::Board]);
    if u == Under::Tampah {
        b.at(400.0, 598.0, 0.0, 0.8, 0.8, |b| banana_leaf(b, 0.0, 0.0, 700.0, -8.0));
    }
    let brown = b.chance(45);
    let spots: &[(f32, f32)] = if b.chance(50) {
        &[(300.0, 540.0), (500.0, 536.0), (226.0, 606.0), (404.0, 612.0), (576.0, 606.0)]
    } else {
        &[(400.0, 620.0), (400.0, 580.0), (400.0, 540.0), (400.0, 500.0)]
    };
    let stack = spots.len() == 4;
    let s = if stack { 1.75 } else { 1.05 };
    for &(x, y) in spots {
        b.at(x, y, 0.0, s, s, |b| cakelet(b, brown));
    }
    beside(b, &[Extra::Sugar, Extra::Sprig, Extra::Blossom]);
}

fn cakelet(b: &mut Canvas, brown: bool) {
    let dough = if brown { c(0xb8_7a_42) } else { c(0xf6_ec_d6) };
    b.shadow(2.0, 20.0, 100.0, 38.0);
    let side = b.barrel(c(0xc8_8a_48));
    b.path("M-96 -4C-96 44 96 44 96 -4Z", side);
    let top = b.radial(
        0.4,
        0.36,
        0.66,
        &[(0.0, dough.lit(0.4)), (0.6, dough), (0.88, dough.mix(c(0xd0_94_50), 0.5)), (1.0, c(0xb8_74_38))],
    );
    b.oval(0.0, -6.0, 97.0, 38.0, top);
    for _ in 0..12 {
        let (a, r) = (b.r(0.0, std::f32::consts::TAU), b.r(0.1, 0.82));
        let k = b.r(2.0, 4.4);
        b.oval(a.cos() * 84.0 * r, -6.0 + a.sin() * 30.0 * r, k, k * 0.6, dough.shade(0.3).a(0.5));
    }
    match b.n(0, 2) {
        0 => b.path("M-30 -16C-20 -30 22 -30 32 -14C40 -2 10 8 -10 6C-34 4 -40 -6 -30 -16Z", c(0x6a_34_14).a(0.85)),
        1 => {
            for _ in 0..14 {
                let (x, y, t) = (b.r(-38.0, 38.0), b.r(-20.0, 8.0), b.r(0.0, 180.0));
                b.at(x, y, t, 1.0, 1.0, |b| b.line("M-8 0H8", PAPER, 3.4));
            }
        }
        _ => b.ring(0.0, -6.0, 40.0, 15.0, dough.shade(0.1).a(0.6), 4.0),
    }
}

/// Many-coloured sweets of the morning market.
pub fn market_sweets(b: &mut Canvas) {
    let u = under(b, &[Under::Tampah, Under::Leaf, Under::Plate, Under::Board]);
    if u != Under::Leaf {
        b.at(400.0, 596.0, 0.0, 0.82, 0.8, |b| banana_leaf(b, 0.0, 0.0, 680.0, -6.0));
    }
    let spots = [(250.0, 548.0), (400.0, 528.0), (548.0, 550.0), (180.0, 612.0), (328.0, 610.0), (476.0, 612.0), (620.0, 610.0)];
    let first = b.n(0, 3);
    let single = b.chance(40);
    let kinds: Vec<Stamp> = (0..4).map(|which| b.stamp(|b| sweet(b, if single { first } else { which }))).collect();
    for (i, (x, y)) in spots.into_iter().enumerate() {
        b.put(kinds[(first + i) % 4], x, y, 0.0, 1.12, 1.12);
    }
    beside(b, &[Extra::Sugar, Extra::Sprig, Extra::Jasmine]);
}

fn sweet(b: &mut Canvas, which: usize) {
    b.shadow(2.0, 26.0, 70.0, 24.0);
    match which {
        0 => {
            // A layered slice.
            let k = b.pick(&[[c(0xd8_5a_6a), c(0xfb_ec_dc)], [c(0x6f_a0_4a), c(0xfb_f0_d6)], [c(0x9a_5a_2c), c(0xf0_cf_9a)]]);
            for i in 0..5u8 {
                let y = 26.0 - f32::from(i) * 13.0;
                b.path(
                    &d!("M-58 {}L0 {}L58 {}L58 {}L0 {}L-58 {}Z", y - 16.0, y, y - 16.0, y - 29.0, y - 13.0, y - 29.0),
                    k[usize::from(i % 2)].shade(0.08),
                );
            }
            b.path("M-58 -55L0 -39L58 -55L0 -72Z", k[0].lit(0.2));
        }
        1 => {
            // A ball rolled in coconut.
            let g = b.pick(&[c(0x7a_a8_4a), c(0xc9_a0_d0), c(0x9a_c0_62)]);
            for (x, y) in [(-28.0, 4.0), (28.0, 6.0), (0.0, -26.0)] {
                let f = b.ball(g);
                b.oval(x, y, 32.0, 29.0, f);
                for _ in 0..9 {
                    let (dx, dy, t) = (b.r(-24.0, 24.0), b.r(-22.0, 18.0), b.r(0.0, 180.0));
                    b.at(x + dx, y + dy, t, 1.0, 1.0, |b| b.line("M-6 0H6", PAPER.a(0.9), 2.6));
                }
            }
        }
        2 => {
            // Wrapped in leaf, pinned.
            let g = b.pick(&[c(0x5f_94_48), c(0x7a_a3_4f)]);
            let f = b.lit(g);
            b.edge("M-64 14C-58 -20 -30 -34 0 -34C30 -34 58 -20 64 14C40 30 -40 30 -64 14Z", f, g.shade(0.35), 2.0);
            b.line("M-52 4C-30 -16 30 -16 52 4M-44 16C-20 4 20 4 44 16", g.lit(0.4).a(0.6), 3.0);
            b.line("M-46 -6L-34 14M46 -6L34 14", c(0xc9_a4_6a), 5.0);
        }
        _ => {
            // A fluted steamed cake, split open.
            let k = b.pick(&[c(0xf4_a8_b0), c(0xfb_f2_de), c(0xa8_cc_7a), c(0xd8_a0_62)]);
            let f = b.barrel(PAPER.shade(0.06));
            b.path("M-50 -10L-38 26C-20 36 20 36 38 26L50 -10Z", f);
            b.line("M-36 -6L-28 28M-16 -4L-12 32M16 -4L12 32M36 -6L28 28", PAPER.shade(0.25), 2.5);
            let f = b.ball(k);
            b.path("M-54 -8C-66 -36 -36 -62 -18 -48C-10 -70 14 -70 20 -48C40 -60 66 -34 54 -8C30 8 -30 8 -54 -8Z", f);
            b.line("M0 -8C-4 -24 -16 -38 -18 -46M2 -8C6 -24 16 -38 20 -46", k.shade(0.25), 3.0);
        }
    }
}

/// A cake: ring, loaf or layered.
pub fn cake(b: &mut Canvas) {
    under(b, &[Under::Plate, Under::Board, Under::Cloth]);
    let col = b.pick(&[c(0xc4_84_44), c(0x6a_3a_22), c(0x7a_a0_4a), c(0xe0_b0_62), c(0xb8_4a_48)]);
    b.shadow(400.0, 622.0, 230.0, 56.0);
    if b.chance(50) {
        let f = b.barrel(col);
        b.path("M180 500C176 600 200 640 260 652C340 668 460 668 540 652C600 640 624 600 620 500Z", f);
        for x in [236.0, 296.0, 360.0, 440.0, 504.0, 564.0] {
            b.line(&d!("M{} 520C{} 570 {} 610 {} 648", x, x - 4.0, x + 2.0, x + (400.0 - x) * 0.16), col.shade(0.3).a(0.5), 12.0);
        }
        let f = b.lit(col.lit(0.12));
        b.oval(400.0, 500.0, 220.0, 86.0, f);
        b.oval(400.0, 494.0, 74.0, 27.0, col.shade(0.6));
        let ice = b.pick(&[PAPER, c(0x4a_26_14), c(0xf4_c8_c0)]);
        b.path("M196 486C200 420 600 420 604 486C612 520 590 560 580 520C560 500 540 600 520 540C500 510 480 580 450 550C430 530 400 610 380 556C360 530 330 590 310 540C290 520 270 580 250 520C230 500 190 540 196 486ZM326 494C326 530 474 530 474 494C474 458 326 458 326 494Z", ice);
        for _ in 0..16 {
            let (a, r) = (b.r(0.0, std::f32::consts::TAU), b.r(0.5, 0.86));
            b.oval(400.0 + a.cos() * 210.0 * r, 490.0 + a.sin() * 76.0 * r, 5.0, 4.0, c(0xd9_8a_2c));
        }
    } else {
        let f = b.barrel(col);
        b.path("M170 470H630V626Q630 650 606 650H194Q170 650 170 626Z", f);
        for i in 0..8u8 {
            let y = 486.0 + f32::from(i) * 20.0;
            b.rect(170.0, y, 460.0, 7.0, 0.0, if i % 2 == 0 { c(0xf0_d4_9a) } else { col.shade(0.4) }.a(0.75));
        }
        let f = b.lit(col.lit(0.1));
        b.path("M170 470L236 400H690L630 470Z", f);
        b.path("M630 470L690 400V580L630 650Z", col.shade(0.45));
        b.path("M196 462L248 408H320L270 462Z", PAPER.a(0.2));
    }
    beside(b, &[Extra::Jasmine, Extra::Bark, Extra::Banana]);
}

/// Loaves and buns.
pub fn bread(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Cloth, Under::Tampah, Under::Plate]);
    let crust = b.pick(&[c(0xb8_70_32), c(0xc8_86_40), c(0xa8_5e_28)]);
    let buns = b.chance(55);
    let spots: &[(f32, f32)] =
        if buns { &[(310.0, 520.0), (480.0, 516.0), (236.0, 596.0), (400.0, 604.0), (564.0, 596.0)] } else { &[(400.0, 560.0)] };
    for &(x, y) in spots {
        let s = if buns { 1.0 } else { 2.3 };
        b.at(x, y, 0.0, s, s, |b| {
            b.shadow(2.0, 36.0, 96.0, 26.0);
            let f = b.radial(0.4, 0.28, 0.8, &[(0.0, c(0xf2_c8_7a)), (0.45, crust), (1.0, crust.shade(0.45))]);
            b.path("M-92 22C-104 -30 -60 -66 0 -66C60 -66 104 -30 92 22C70 46 -70 46 -92 22Z", f);
            b.path("M-88 20C-60 34 60 34 88 20C70 44 -70 44 -88 20Z", c(0xf0_d8_a4).a(0.7));
            b.line("M-46 -44C-30 -54 -8 -58 10 -56", PAPER.a(0.55), 8.0);
            if buns {
                for _ in 0..8 {
                    let (x, y) = (b.r(-50.0, 50.0), b.r(-48.0, -14.0));
                    b.oval(x, y, 4.0, 2.6, PAPER.a(0.9));
                }
            } else {
                b.line(
                    "M-50 -30C-40 -44 -30 -50 -22 -54M-14 -30C-4 -46 4 -52 12 -56M24 -28C34 -42 42 -46 48 -48",
                    c(0xf4_dc_a8).a(0.9),
                    6.0,
                );
            }
        });
    }
    beside(b, &[Extra::Sprig, Extra::Banana]);
}

fn cookies(b: &mut Canvas) -> Vec<Stamp> {
    let tone = b.pick(&[c(0xe0_b0_62), c(0xc4_84_44), c(0x7a_4a_2a), c(0xec_c8_7e), c(0x9a_b0_5a)]);
    let shape = b.n(0, 3);
    (0..2)
        .map(|_| {
            let f = b.ball(tone);
            let round = b.blob(0.0, 0.0, 44.0, 41.0, 11, 0.04);
            b.stamp(|b| match shape {
                0 => {
                    b.edge(&round, f, tone.shade(0.35), 2.0);
                    for (x, y) in [(-16.0, -12.0), (10.0, -18.0), (20.0, 10.0), (-8.0, 14.0), (-26.0, 6.0)] {
                        b.oval(x, y, 7.0, 6.0, c(0x4a_24_12));
                    }
                }
                1 => {
                    b.edge(&round, f, tone.shade(0.35), 2.0);
                    b.oval(0.0, 0.0, 17.0, 15.0, c(0xb8_3a_30));
                    b.oval(-5.0, -5.0, 5.0, 3.4, PAPER.a(0.6));
                }
                2 => {
                    b.edge("M-46 -20C-20 -46 40 -34 46 8C30 -10 -6 -8 -24 22C-40 14 -50 -6 -46 -20Z", f, tone.shade(0.35), 2.0);
                    b.line("M-36 -14C-16 -30 18 -26 34 -6", PAPER.a(0.75), 5.0);
                }
                _ => {
                    for t in [0.0, 60.0, 120.0, 180.0, 240.0, 300.0] {
                        b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
                            b.edge("M0 0C-18 -10 -14 -42 0 -44C14 -42 18 -10 0 0Z", f, tone.shade(0.3), 1.6)
                        });
                    }
                    b.oval(0.0, 0.0, 10.0, 10.0, c(0xb8_3a_30));
                }
            })
        })
        .collect()
}

/// Cookies in a jar or on a plate.
pub fn cookie(b: &mut Canvas) {
    let pieces = cookies(b);
    if b.chance(60) {
        under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
        let lid = b.pick(&[c(0xb5_3a_2c), c(0xc9_9a_4e), c(0x2f_5d_46), c(0x23_3f_7c), c(0xf0_e2_c4)]);
        jar(b, 400.0, 655.0, 340.0, 370.0, lid, |b| {
            fill(b, 232.0, 330.0, 336.0, 330.0, &pieces, 68.0, 0.96);
        });
        if b.chance(60) {
            let rope = b.pick(&[c(0xc9_a4_6a), c(0x8d_2f_2a)]);
            b.line("M238 340C300 362 500 362 562 340", rope, 11.0);
            b.line("M400 358C370 390 350 380 362 366C374 352 392 354 400 358C410 352 432 350 440 364C448 380 424 386 400 358M396 360L376 420M404 360L426 416", rope, 8.0);
        }
    } else {
        under(b, &[Under::Plate]);
        heap(b, (400.0, 590.0), 176.0, 54.0, 96.0, &pieces, 26, 1.1);
    }
    beside(b, &[Extra::Bark, Extra::Jasmine, Extra::Blossom]);
}

/// Palm sugar: domes, cylinders in coconut shells or leaf, or crystals.
pub fn sugar(b: &mut Canvas) {
    let u = under(b, &[Under::Leaf, Under::Tampah, Under::Board, Under::Plate]);
    let col = b.pick(&[c(0x8a_4e_22), c(0xa8_66_2e), c(0x6a_38_1a), c(0xc0_82_40)]);
    if b.chance(22) {
        let glaze = b.pick(&GLAZES);
        let grains = [b.stamp(|b| b.oval(0.0, 0.0, 9.0, 7.0, col)), b.stamp(|b| b.oval(0.0, 0.0, 8.0, 8.0, col.lit(0.3)))];
        super::vessel::bowl(b, 400.0, 500.0, 195.0, glaze, |b| {
            b.path("M226 500C270 400 530 400 574 500C520 560 280 560 226 500Z", col.shade(0.2));
            heap(b, (400.0, 496.0), 160.0, 44.0, 68.0, &grains, 120, 1.0);
        });
    } else {
        let flat = b.chance(50);
        let low = if u == Under::Tampah { 580.0 } else { 590.0 };
        for (x, dy) in [(320.0, -66.0), (490.0, -62.0), (236.0, 16.0), (404.0, 26.0), (570.0, 14.0)] {
            b.at(x, low + dy, 0.0, 1.0, 1.0, |b| lump(b, col, flat));
        }
        if b.chance(60) {
            b.at(404.0, low - 100.0, 0.0, 1.0, 1.0, |b| lump(b, col.lit(0.06), flat));
        }
    }
    beside(b, &[Extra::Sprig, Extra::Roots, Extra::Bark]);
}

fn lump(b: &mut Canvas, col: C, flat: bool) {
    b.shadow(4.0, 34.0, 92.0, 28.0);
    if flat {
        let f = b.barrel(col);
        b.path("M-78 -34V22C-78 50 78 50 78 22V-34Z", f);
        let f = b.lit(col.lit(0.2));
        b.oval(0.0, -34.0, 78.0, 28.0, f);
        b.ring(0.0, -34.0, 52.0, 18.0, col.shade(0.2).a(0.5), 3.0);
    } else {
        let f = b.ball(col);
        b.path("M-84 26C-84 -30 -48 -62 0 -62C48 -62 84 -30 84 26C50 48 -50 48 -84 26Z", f);
        b.line("M-52 -6C-44 -32 -24 -46 -6 -48", PAPER.a(0.4), 8.0);
    }
    for _ in 0..6 {
        let (x, y) = (b.r(-54.0, 54.0), b.r(-14.0, 26.0));
        b.oval(x, y, 3.4, 2.4, INK.a(0.22));
    }
}
