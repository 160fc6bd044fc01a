//! Coffee, tea, jamu and syrups, honey.

use super::canvas::{Canvas, Paint, d};
use super::colour::{C, INK, PAPER, c};
use super::props::{self, Extra, bean, beside, leaf};
use super::scene::{Under, under};
use super::vessel::{GLAZES, PACKS, bottle, bowl, heap, jar, label, petals, pouch, sack};

fn bean_mark(b: &mut Canvas) {
    b.at(-10.0, 0.0, 24.0, 0.7, 0.7, bean);
    b.at(16.0, 4.0, -18.0, 0.6, 0.6, bean);
}

fn leaf_mark(b: &mut Canvas) {
    leaf(b, 0.0, 26.0, 52.0, -128.0, c(0x4f_87_3c));
    leaf(b, 0.0, 26.0, 52.0, -52.0, c(0x3d_6b_3a));
    leaf(b, 0.0, 26.0, 56.0, -90.0, c(0x7f_a6_5a));
}

/// Ground coffee in a pack, beans in a sack, or a cup.
pub fn coffee(b: &mut Canvas, cup_only: bool) {
    let beans = [b.stamp(bean)];
    let way = if cup_only { 2 } else { b.n(0, 4) };
    match way {
        0 => {
            under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
            let col = b.pick(&[c(0x4a_2c_1a), c(0x2a_1f_1c), c(0xc9_98_5e), c(0x8d_2f_2a), c(0x2f_4a_48), c(0x23_3f_7c)]);
            let x = b.r(330.0, 410.0);
            pouch(b, x, 650.0, 330.0, 470.0, col, bean_mark, None);
            cup(b, x + 212.0, 664.0, 0.78);
        }
        1 => {
            under(b, &[Under::Bare, Under::Board, Under::Mat]);
            let col = b.pick(&[c(0xc9_a4_70), c(0xb8_90_5c), c(0xd9_c0_94)]);
            sack(b, 400.0, 655.0, 420.0, 340.0, col, |b| heap(b, (400.0, 318.0), 160.0, 42.0, 62.0, &beans, 60, 0.72));
            b.at(400.0, 530.0, 0.0, 1.5, 1.5, |b| petals(b, c(0x5a_36_1c).a(0.75)));
            scatter(b, &beans, 9);
        }
        2 => {
            under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Plate]);
            cup(b, 400.0, 640.0, 1.5);
            scatter(b, &beans, 7);
        }
        3 => {
            under(b, &[Under::Bare, Under::Cloth, Under::Board]);
            let glaze = b.pick(&GLAZES);
            bowl(b, 400.0, 490.0, 205.0, glaze, |b| heap(b, (400.0, 486.0), 168.0, 46.0, 72.0, &beans, 70, 0.66));
            scatter(b, &beans, 8);
        }
        _ => {
            under(b, &[Under::Bare, Under::Board, Under::Mat]);
            let col = b.pick(&PACKS);
            pouch(b, 300.0, 640.0, 250.0, 380.0, col, bean_mark, None);
            let lid = b.pick(&[c(0x9a_62_38), c(0x3a_2a_20)]);
            jar(b, 548.0, 660.0, 230.0, 270.0, lid, |b| {
                b.rect(420.0, 450.0, 260.0, 230.0, 0.0, c(0x3a_21_13));
                heap(b, (548.0, 460.0), 96.0, 20.0, 14.0, &beans, 24, 0.5);
                heap(b, (548.0, 560.0), 110.0, 90.0, 0.0, &beans, 52, 0.52);
            });
            scatter(b, &beans, 6);
        }
    }
    beside(b, &[Extra::Beans, Extra::Bark, Extra::Sugar]);
}

fn scatter(b: &mut Canvas, beans: &[super::canvas::Stamp], many: usize) {
    for _ in 0..many {
        let (x, y, t) = (b.r(120.0, 680.0), b.r(668.0, 730.0), b.r(0.0, 360.0));
        b.shadow(x, y + 9.0, 18.0, 6.0);
        b.put(beans[0], x, y, t, 0.42, 0.42);
    }
}

/// A cup on its saucer with steam, foot at `y`.
pub fn cup(b: &mut Canvas, cx: f32, y: f32, s: f32) {
    let glaze = b.pick(&GLAZES);
    b.at(cx, y, 0.0, s, s, |b| {
        b.shadow(0.0, -6.0, 132.0, 34.0);
        let f = b.lit(glaze);
        b.oval(0.0, -8.0, 126.0, 34.0, glaze.shade(0.4));
        b.oval(0.0, -14.0, 126.0, 34.0, f);
        b.oval(0.0, -12.0, 70.0, 17.0, INK.a(0.25));
        b.line("M72 -108C124 -118 122 -50 58 -52", glaze.shade(0.3), 19.0);
        b.line("M72 -110C118 -118 116 -56 58 -56", glaze.lit(0.1), 13.0);
        let f = b.barrel(glaze);
        b.path("M-86 -136C-84 -60 -56 -22 -38 -16C-16 -8 16 -8 38 -16C56 -22 84 -60 86 -136Z", f);
        b.oval(0.0, -136.0, 86.0, 24.0, glaze.lit(0.35));
        let f = b.radial(0.4, 0.4, 0.7, &[(0.0, c(0x6a_3c_1e)), (0.75, c(0x3a_1f_0f)), (1.0, c(0x2a_14_0a))]);
        b.oval(0.0, -134.0, 77.0, 19.0, f);
        b.line("M-50 -134C-36 -142 -6 -146 16 -144", c(0xd9_a8_6a).a(0.7), 4.0);
        b.line("M-68 -112C-64 -76 -50 -46 -40 -36", PAPER.a(0.4), 9.0);
        for (x, a) in [(-26.0, 0.5), (8.0, 0.6), (34.0, 0.4)] {
            b.line(
                &d!(
                    "M{} -166C{} -190 {} -200 {} -226C{} -240 {} -252 {} -262",
                    x,
                    x - 22.0,
                    x + 22.0,
                    x,
                    x - 12.0,
                    x - 8.0,
                    x + 4.0
                ),
                PAPER.a(a),
                9.0,
            );
        }
    });
}

/// Tea in a tin, a pack, a glass, or as leaves.
pub fn tea(b: &mut Canvas) {
    match b.n(0, 3) {
        0 => {
            under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
            let x = b.r(330.0, 400.0);
            caddy(b, x);
            glass(b, x + 226.0, 662.0, c(0xb8_62_22), 0.9);
        }
        1 => {
            let u = under(b, &[Under::Bare, Under::Board, Under::Tampah, Under::Plate]);
            let glaze = b.pick(&GLAZES);
            let twig = tea_twigs(b);
            if u == Under::Tampah || u == Under::Plate {
                heap(b, (400.0, 590.0), 190.0, 66.0, 90.0, &twig, 96, 0.9);
            } else {
                bowl(b, 400.0, 500.0, 200.0, glaze, |b| heap(b, (400.0, 494.0), 165.0, 44.0, 70.0, &twig, 90, 0.85));
            }
        }
        2 => {
            under(b, &[Under::Bare, Under::Cloth, Under::Mat]);
            let col = b.pick(&[c(0x2f_5d_46), c(0xc9_98_5e), c(0x5a_6e_34), c(0xf3_e7_cd), c(0x8d_2f_2a)]);
            let twig = tea_twigs(b);
            pouch(b, 390.0, 655.0, 340.0, 490.0, col, leaf_mark, Some((&twig, 34.0)));
        }
        _ => {
            under(b, &[Under::Board, Under::Plate, Under::Cloth]);
            teapot(b);
            glass(b, 608.0, 672.0, c(0xc0_6a_24), 0.8);
        }
    }
    beside(b, &[Extra::Shoots, Extra::Jasmine, Extra::Shoots, Extra::Sugar]);
}

fn tea_twigs(b: &mut Canvas) -> Vec<super::canvas::Stamp> {
    [c(0x3a_2c_20), c(0x4c_4a_2c), c(0x2c_24_1e), c(0x5e_46_2c)]
        .into_iter()
        .map(|col| {
            let k = b.r(-12.0, 12.0);
            b.stamp(|b| {
                b.line(&d!("M-26 {}C-10 -14 8 14 26 {}", k, -k), col.shade(0.4), 12.0);
                b.line(&d!("M-26 {}C-10 -16 8 12 26 {}", k - 2.0, -k - 2.0), col.lit(0.16), 6.0);
            })
        })
        .collect()
}

fn caddy(b: &mut Canvas, x: f32) {
    let col = b.pick(&[c(0x2f_5d_46), c(0x1f_5c_66), c(0x8d_2f_2a), c(0x4b_2c_5e), c(0xb5_7a_2c)]);
    b.shadow(x, 652.0, 165.0, 36.0);
    let f = b.barrel(col);
    b.path(&d!("M{} 280V636C{} 668 {} 668 {} 636V280Z", x - 150.0, x - 150.0, x + 150.0, x + 150.0), f);
    let shape = d!(
        "M{} 560V636C{} 668 {} 668 {} 636V560C{} 592 {} 592 {} 560Z",
        x - 150.0,
        x - 150.0,
        x + 150.0,
        x + 150.0,
        x + 150.0,
        x - 150.0,
        x - 150.0
    );
    let kind = b.pick(&super::motif::ALL);
    let t = super::motif::tile(b, kind, [PAPER.a(0.0), c(0xf0_d8_9a).a(0.8), c(0xf0_d8_9a).a(0.5), PAPER.a(0.7)], "scale(.5)");
    b.path(&shape, t);
    label(b, x, 430.0, 210.0, 210.0, col, leaf_mark);
    let f = b.barrel(col.shade(0.2));
    b.path(&d!("M{} 262V300C{} 328 {} 328 {} 300V262Z", x - 158.0, x - 158.0, x + 158.0, x + 158.0), f);
    let f = b.lit(col.lit(0.12));
    b.oval(x, 262.0, 158.0, 34.0, f);
    b.oval(x, 254.0, 30.0, 11.0, c(0xd6_a8_4a));
    b.gleam(&d!("M{} 326q-6 120 0 270q12 8 18 8q-8 -150 0 -270Z", x - 136.0), 0.22);
}

/// A straight glass of drink, foot at `y`.
pub fn glass(b: &mut Canvas, cx: f32, y: f32, drink: C, s: f32) {
    b.at(cx, y, 0.0, s, s, |b| {
        b.shadow(0.0, -2.0, 84.0, 22.0);
        let shape = "M-76 -210L-62 -8C-56 8 56 8 62 -8L76 -210Z";
        b.path(shape, c(0xe8_f0_ea).a(0.6));
        b.clipped(shape, |b| {
            let f = b.barrel(drink);
            b.rect(-80.0, -162.0, 160.0, 152.0, 0.0, f);
            b.oval(0.0, -162.0, 72.0, 17.0, drink.lit(0.35));
        });
        b.ring(0.0, -208.0, 75.0, 18.0, PAPER.a(0.9), 4.0);
        b.gleam("M-62 -190L-50 -20L-36 -16L-46 -192Z", 0.45);
        b.line("M58 -180L48 -30", PAPER.a(0.4), 4.0);
    });
}

fn teapot(b: &mut Canvas) {
    let g = b.pick(&[c(0xa8_62_3e), c(0x5d_7d_62), c(0x3a_59_8c), c(0xd9_b0_6a)]);
    b.shadow(370.0, 652.0, 190.0, 40.0);
    b.line("M214 520C130 470 150 400 196 424", g.shade(0.1), 30.0);
    let f = b.barrel(g);
    b.path("M520 560C600 560 590 440 640 416L620 398C570 420 560 480 510 490Z", f);
    let f = b.ball(g);
    b.path("M196 510C196 400 270 372 366 372C462 372 536 400 536 510C536 610 480 660 366 660C252 660 196 610 196 510Z", f);
    let kind = b.pick(&super::motif::QUIET);
    let t = super::motif::tile(b, kind, [PAPER.a(0.0), PAPER.a(0.5), PAPER.a(0.25), PAPER.a(0.4)], "scale(.6)");
    b.path("M198 500C240 540 492 540 534 500C538 536 536 556 528 580C480 616 252 616 204 580C196 556 194 536 198 500Z", t);
    let f = b.lit(g.lit(0.1));
    b.oval(366.0, 380.0, 96.0, 24.0, g.shade(0.4));
    b.path("M274 376C280 336 452 336 458 376C430 394 302 394 274 376Z", f);
    b.oval(366.0, 336.0, 20.0, 16.0, g.shade(0.15));
    b.line("M240 470C246 440 272 414 300 404", PAPER.a(0.5), 14.0);
}

/// Syrup and jamu: bottles of turmeric and tamarind, ginger, rosella.
pub fn jamu(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Leaf, Under::Cloth, Under::Mat]);
    let drinks = [c(0xd9_8a_22), c(0xb4_52_1e), c(0xe0_b0_3c), c(0x8e_2c_3c), c(0x7a_8a_34), c(0xc4_6c_2c)];
    let cap = b.pick(&[c(0xb5_3a_2c), c(0x2f_5d_46), c(0xd9_b0_4a), c(0x3a_2a_20), c(0x23_3f_7c)]);
    let one = b.pick(&drinks);
    match b.n(0, 2) {
        0 => {
            bottle(b, 340.0, 650.0, 190.0, 470.0, one, cap, |b| petals(b, one.shade(0.3)));
            glass(b, 560.0, 668.0, one, 1.1);
        }
        1 => {
            let other = b.pick(&drinks);
            bottle(b, 300.0, 636.0, 176.0, 440.0, other, cap, |b| petals(b, other.shade(0.3)));
            bottle(b, 500.0, 660.0, 176.0, 440.0, one, cap, leaf_mark);
        }
        _ => {
            for (x, y) in [(240.0, 628.0), (400.0, 656.0), (560.0, 634.0)] {
                let col = b.pick(&drinks);
                bottle(b, x, y, 142.0, 372.0, col, cap, |b| petals(b, col.shade(0.3)));
            }
        }
    }
    beside(b, &[Extra::Roots, Extra::Lime, Extra::Bark, Extra::Sugar]);
}

/// A jar of honey.
pub fn honey(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Leaf]);
    let amber = b.pick(&[c(0xd9_8a_1e), c(0xb4_62_18), c(0xe6_a8_32), c(0x8a_4a_1a)]);
    let lid = b.pick(&[c(0xc9_9a_4e), c(0x9a_62_38), c(0x3a_2a_20), c(0xf0_e2_c4)]);
    if b.chance(65) {
        let x = b.r(340.0, 400.0);
        jar(b, x, 655.0, 310.0, 360.0, lid, |b| {
            let f = b.linear((0.0, 0.0), (1.0, 0.6), &[(0.0, amber.lit(0.5)), (0.4, amber), (1.0, amber.shade(0.4))]);
            b.rect(x - 170.0, 340.0, 340.0, 340.0, 0.0, f);
            b.oval(x, 340.0, 150.0, 16.0, amber.lit(0.5));
            for _ in 0..7 {
                let (bx, by, r) = (b.r(x - 110.0, x + 110.0), b.r(370.0, 620.0), b.r(3.0, 8.0));
                b.ring(bx, by, r, r, PAPER.a(0.6), 2.0);
            }
        });
        label(b, x, 520.0, 190.0, 150.0, amber.shade(0.4), |b| comb(b, amber));
        b.at(x + 196.0, 640.0, -34.0, 1.6, 1.6, |b| props::extra(b, Extra::Dipper));
    } else {
        for (x, y) in [(290.0, 640.0), (510.0, 656.0)] {
            bottle(b, x, y, 190.0, 420.0, amber, lid, |b| comb(b, amber));
        }
    }
    beside(b, &[Extra::Blossom, Extra::Jasmine, Extra::Dipper, Extra::Lime]);
}

fn comb(b: &mut Canvas, amber: C) {
    for (x, y) in [(-17.0, -16.0), (17.0, -16.0), (0.0, 13.0)] {
        b.edge(&d!("M{} {}l16 9v18l-16 9l-16 -9v-18Z", x, y - 18.0), amber.lit(0.35), amber.shade(0.3), 4.0);
    }
    b.edge("M-8 0h16", Paint::None, amber, 1.0);
}
