//! Covers of shops and emblems of koperasi: geometry from batik, no words.

use super::canvas::{Canvas, d};
use super::colour::{INK, PAPER, c};
use super::motif;
use super::props::leaf;

/// A wide quiet ground for a shop's page: a motif with a medallion.
pub fn cover(b: &mut Canvas) {
    let k = motif::colourway(b);
    let m = b.pick(&motif::ALL);
    b.rect(0.0, 0.0, 800.0, 800.0, 0.0, k[0]);
    let t = motif::tile(b, m, [k[0].a(0.0), k[1].a(0.5), k[2].a(0.5), k[3].a(0.45)], "scale(1.25) rotate(8)");
    b.rect(0.0, 0.0, 800.0, 800.0, 0.0, t);
    let glow = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.3)), (0.5, INK.a(0.0)), (1.0, INK.a(0.4))]);
    b.rect(0.0, 0.0, 800.0, 800.0, 0.0, glow);
    b.oval(404.0, 410.0, 236.0, 236.0, INK.a(0.22));
    b.oval(400.0, 400.0, 230.0, 230.0, PAPER);
    b.ring(400.0, 400.0, 212.0, 212.0, k[0], 5.0);
    b.stitch("M400 208A192 192 0 1 1 399 208", k[0].mix(k[1], 0.4), 9.0, 0.1, 22.0);
    let ink = if k[0].is_dark() { k[0] } else { k[1] };
    let second = if k[2].is_dark() { k[2] } else { k[2].shade(0.25) };
    flower(b, ink, second);
}

fn flower(b: &mut Canvas, ink: super::colour::C, second: super::colour::C) {
    let (petals, turn) = b.pick(&[(4u8, 0.0), (4, 45.0), (6, 0.0), (8, 0.0), (5, 0.0)]);
    for i in 0..petals {
        let t = turn + f32::from(i) * 360.0 / f32::from(petals);
        b.at(400.0, 400.0, t, 1.0, 1.0, |b| {
            let w = 200.0 / f32::from(petals);
            b.path(&d!("M0 -24C{} -70 {} -140 0 -160C{} -140 {} -70 0 -24Z", w + 6.0, w, -w, -w - 6.0), ink);
            b.path(&d!("M0 -54C{} -84 {} -122 0 -136C{} -122 {} -84 0 -54Z", w * 0.5, w * 0.46, -w * 0.46, -w * 0.5), PAPER);
            b.path(&d!("M0 -66C{} -86 {} -110 0 -122C{} -110 {} -86 0 -66Z", w * 0.22, w * 0.2, -w * 0.2, -w * 0.22), second);
        });
        b.at(400.0, 400.0, t + 180.0 / f32::from(petals), 1.0, 1.0, |b| b.oval(0.0, -110.0, 8.0, 8.0, second));
    }
    b.oval(400.0, 400.0, 19.0, 19.0, second);
    b.oval(400.0, 400.0, 8.0, 8.0, PAPER);
}

/// A koperasi's emblem: banyan, rice and cotton, or kawung in a rope ring.
pub fn koperasi(b: &mut Canvas) {
    let (ground, ink, gold) = b.pick(&[
        (c(0x23_3f_7c), PAPER, c(0xe8_c8_82)),
        (c(0x2f_5d_46), PAPER, c(0xe5_b8_5c)),
        (c(0x85_48_1c), c(0xfb_ec_cc), c(0xe0_a8_50)),
        (c(0x8d_26_2c), c(0xfb_ec_d8), c(0xf3_c9_72)),
        (c(0x1f_5c_66), PAPER, c(0xee_c4_7a)),
        (c(0x4b_2c_5e), c(0xf8_ea_da), c(0xe8_bf_6a)),
    ]);
    let wall = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER), (1.0, c(0xee_e0_c4))]);
    b.rect(0.0, 0.0, 800.0, 800.0, 0.0, wall);
    b.shadow(408.0, 416.0, 330.0, 330.0);
    let f = b.ball(ground);
    b.oval(400.0, 400.0, 320.0, 320.0, f);
    b.ring(400.0, 400.0, 300.0, 300.0, gold, 7.0);
    let beads = b.pick(&[24u8, 32, 40, 48, 56, 64, 72, 80]);
    let gap = 278.0 * std::f32::consts::TAU / f32::from(beads) - 0.1;
    let bead = b.r(9.0, 14.0);
    b.stitch("M400 122A278 278 0 1 1 399 122", gold, bead, 0.1, gap);
    let rope = b.r(3.0, 7.0);
    b.ring(400.0, 400.0, 256.0, 256.0, gold.a(0.8), rope);
    match b.n(0, 2) {
        0 => {
            for (x, y, r) in [
                (400.0, 286.0, 100.0),
                (306.0, 330.0, 80.0),
                (494.0, 330.0, 80.0),
                (250.0, 390.0, 56.0),
                (550.0, 390.0, 56.0),
                (400.0, 360.0, 90.0),
            ] {
                b.oval(x, y, r, r * 0.84, ink);
            }
            b.path("M372 420C378 500 360 560 316 590H484C440 560 422 500 428 420Z", ink);
            b.line("M336 420V520M300 430V490M464 420V520M500 430V490M270 430V464M530 430V464", ink, 8.0);
            for (x, y) in [(400.0, 300.0), (330.0, 346.0), (470.0, 346.0), (400.0, 372.0), (270.0, 388.0), (530.0, 388.0)] {
                b.oval(x, y, 11.0, 9.0, ground);
            }
            b.line("M230 600H570", gold, 9.0);
        }
        1 => {
            b.line("M400 620C250 590 190 460 236 300", gold, 8.0);
            b.line("M400 620C550 590 610 460 564 300", ink, 8.0);
            for i in 0..9u8 {
                let k = f32::from(i) / 8.0;
                let (x, y) = (238.0 + (1.0 - k) * (1.0 - k) * -4.0 + k * k * 120.0 - k * (1.0 - k) * 150.0, 310.0 + k * 290.0);
                b.at(x, y, -40.0 - k * 30.0, 1.0, 1.0, |b| b.oval(0.0, -16.0, 11.0, 21.0, gold));
                b.at(x, y, 30.0 - k * 40.0, 1.0, 1.0, |b| b.oval(0.0, -14.0, 9.0, 18.0, gold));
                if i % 2 == 0 {
                    b.oval(800.0 - x, y, 24.0, 22.0, ink);
                    b.oval(800.0 - x, y + 14.0, 10.0, 8.0, gold.shade(0.2));
                }
            }
            b.at(400.0, 400.0, 0.0, 2.2, 2.2, |b| kawung(b, ink, ground, gold));
        }
        _ => {
            b.at(400.0, 400.0, 0.0, 4.0, 4.0, |b| kawung(b, ink, ground, gold));
            for t in [45.0, 135.0, 225.0, 315.0] {
                b.at(400.0, 400.0, t, 1.0, 1.0, |b| {
                    leaf(b, 0.0, -96.0, 120.0, -90.0, gold);
                });
            }
        }
    }
}

fn kawung(b: &mut Canvas, ink: super::colour::C, ground: super::colour::C, gold: super::colour::C) {
    for t in [0.0, 90.0, 180.0, 270.0] {
        b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
            b.oval(0.0, -32.0, 16.0, 25.0, ink);
            b.oval(0.0, -32.0, 9.0, 17.0, ground);
            b.oval(0.0, -38.0, 3.0, 5.0, gold);
            b.oval(0.0, -26.0, 3.0, 5.0, gold);
        });
    }
    b.oval(0.0, 0.0, 5.0, 5.0, gold);
}
