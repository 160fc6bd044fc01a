//! Leather from Masin: bags, wallets, belts, sandals.

use super::canvas::{Canvas, d};
use super::colour::{C, INK, PAPER, c};
use super::scene::{Under, under};

fn hide(b: &mut Canvas) -> C {
    b.pick(&[
        c(0x85_48_1c),
        c(0xa8_62_2e),
        c(0x5a_30_1a),
        c(0x2e_22_1e),
        c(0xc0_86_4a),
        c(0x7a_2e_28),
        c(0x3c_4a_46),
        c(0x2c_3a_58),
    ])
}

fn grain(b: &mut Canvas, shape: &str, col: C) {
    let p = b.pattern(46.0, 46.0, "rotate(20)", |b| {
        for _ in 0..9 {
            let (x, y) = (b.r(2.0, 40.0), b.r(2.0, 40.0));
            b.line(&d!("M{} {}q4 -3 7 2", x, y), col.shade(0.5).a(0.2), 1.6);
        }
    });
    b.path(shape, p);
}

fn panel(b: &mut Canvas, shape: &str, col: C) {
    let f = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, col.lit(0.34)), (0.35, col.lit(0.06)), (0.7, col), (1.0, col.shade(0.36))]);
    b.edge(shape, f, col.shade(0.5), 2.5);
    grain(b, shape, col);
}

fn thread(col: C) -> C {
    if col.is_dark() { c(0xe3_c4_8a) } else { c(0x4a_2a_14) }
}

/// A bag: tote, satchel, or rounded sling.
pub fn bag(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Bare, Under::Board, Under::Cloth]);
    let col = hide(b);
    let th = thread(col);
    let brass = b.pick(&[c(0xd9_a4_41), c(0xc9_c3_b4), c(0xb8_86_3a)]);
    b.shadow(402.0, 664.0, 250.0, 42.0);
    match b.n(0, 2) {
        0 => {
            b.line("M290 350C290 130 510 130 510 350", col.shade(0.45), 30.0);
            b.line("M288 350C288 126 508 126 508 350", col.lit(0.08), 20.0);
            panel(b, "M196 312H604L640 640Q640 666 612 666H188Q160 666 160 640Z", col);
            b.stitch("M214 332H588L620 636Q620 648 606 648H196Q182 648 182 636Z", th, 4.0, 11.0, 8.0);
            panel(b, "M196 312H604L612 388C520 424 280 424 188 388Z", col.lit(0.1));
            b.stitch("M196 376C290 408 510 408 604 376", th, 3.5, 10.0, 7.0);
            for x in [288.0, 510.0] {
                b.oval(x, 352.0, 20.0, 20.0, brass);
                b.oval(x, 352.0, 10.0, 10.0, col.shade(0.4));
            }
        }
        1 => {
            b.line("M180 330C120 60 680 60 620 330", col.shade(0.4), 18.0);
            b.line("M180 326C120 58 680 58 620 326", col.lit(0.06), 12.0);
            panel(b, "M166 322Q166 300 190 300H610Q634 300 634 322V632Q634 664 602 664H198Q166 664 166 632Z", col);
            panel(
                b,
                "M158 300Q158 278 184 278H616Q642 278 642 300L628 486Q622 524 584 530C460 546 340 546 216 530Q178 524 172 486Z",
                col.lit(0.08),
            );
            b.stitch("M176 304L190 482Q196 508 222 512C340 528 460 528 578 512Q604 508 610 482L624 304", th, 4.0, 11.0, 8.0);
            for x in [270.0, 500.0] {
                panel(b, &d!("M{} 430h44v138q-22 26 -44 0Z", x - 8.0), col.shade(0.12));
                b.rect(x - 17.0, 522.0, 62.0, 42.0, 8.0, brass);
                b.rect(x - 7.0, 532.0, 42.0, 22.0, 4.0, col.shade(0.3));
                b.line(&d!("M{} 543h26", x), brass.lit(0.3), 5.0);
            }
        }
        _ => {
            b.line("M210 400C60 20 740 20 590 400", col.shade(0.42), 15.0);
            b.line("M210 396C62 18 738 18 590 396", col.lit(0.1), 9.0);
            panel(
                b,
                "M180 430C180 330 260 314 400 314C540 314 620 330 620 430C640 600 560 664 400 664C240 664 160 600 180 430Z",
                col,
            );
            panel(b, "M178 424C180 330 262 312 400 312C538 312 620 330 622 424C560 540 240 540 178 424Z", col.lit(0.12));
            b.stitch("M196 424C260 516 540 516 604 424", th, 4.0, 11.0, 8.0);
            b.stitch("M186 480C180 600 260 646 400 646C540 646 620 600 614 480", th, 4.0, 11.0, 8.0);
            b.oval(400.0, 502.0, 24.0, 24.0, brass);
            b.oval(394.0, 496.0, 9.0, 7.0, PAPER.a(0.7));
        }
    }
    b.gleam("M212 346C206 420 196 500 196 560C206 500 226 420 236 350Z", 0.16);
}

/// A folded wallet or a long purse, sometimes two.
pub fn wallet(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
    let col = hide(b);
    let second = hide(b);
    if b.chance(55) {
        b.at(470.0, 420.0, 9.0, 0.92, 0.92, |b| purse(b, second, true));
    }
    let long = b.chance(50);
    let turn = b.r(-9.0, 3.0);
    b.at(380.0, 520.0, turn, 1.05, 1.05, |b| purse(b, col, long));
}

fn purse(b: &mut Canvas, col: C, long: bool) {
    let (w, h) = if long { (250.0, 112.0) } else { (196.0, 136.0) };
    b.shadow(10.0, h + 4.0, w * 1.02, 36.0);
    let back = d!(
        "M{} {}H{}Q{} {} {} {}V{}H{}V{}Q{} {} {} {}Z",
        -w + 22.0,
        -h - 16.0,
        w - 14.0,
        w + 10.0,
        -h - 16.0,
        w + 10.0,
        -h + 8.0,
        h - 10.0,
        -w + 6.0,
        -h + 8.0,
        -w + 6.0,
        -h - 16.0,
        -w + 22.0,
        -h - 16.0
    );
    b.path(&back, col.shade(0.45));
    for (i, tone) in [c(0xe9_d9_b4), c(0xb8_cf_c0)].into_iter().enumerate() {
        #[allow(clippy::cast_precision_loss)]
        let dx = i as f32 * 30.0;
        b.rect(-w + 40.0 + dx, -h - 26.0 + dx * 0.3, w * 1.5, 40.0, 5.0, tone);
    }
    let front = d!(
        "M{} {}H{}Q{} {} {} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}Q{} {} {} {}Z",
        -w + 20.0,
        -h,
        w - 20.0,
        w,
        -h,
        w,
        -h + 20.0,
        h - 20.0,
        w,
        h,
        w - 20.0,
        h,
        -w + 20.0,
        -w,
        h,
        -w,
        h - 20.0,
        -h + 20.0,
        -w,
        -h,
        -w + 20.0,
        -h
    );
    panel(b, &front, col);
    b.stitch(&d!("M{} {}H{}V{}H{}Z", -w + 15.0, -h + 15.0, w - 15.0, h - 15.0, -w + 15.0), thread(col), 3.5, 9.0, 7.0);
    if long {
        panel(
            b,
            &d!("M{} -26H{}Q{} -26 {} 0Q{} 26 {} 26H{}Z", w - 90.0, w - 6.0, w + 16.0, w + 16.0, w + 16.0, w - 6.0, w - 90.0),
            col.shade(0.12),
        );
        b.oval(w - 62.0, 0.0, 13.0, 13.0, c(0xd9_a4_41));
    } else {
        b.line(&d!("M{} {}V{}", -w + 44.0, -h + 4.0, h - 4.0), INK.a(0.25), 5.0);
        let k = super::motif::QUIET;
        let m = b.pick(&k);
        let t = super::motif::tile(
            b,
            m,
            [col.a(0.0), col.shade(0.5).a(0.4), col.shade(0.5).a(0.3), col.lit(0.4).a(0.3)],
            "scale(.6)",
        );
        b.oval(w * 0.42, h * 0.2, 62.0, 62.0, t);
    }
}

/// A coiled belt.
pub fn belt(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Cloth, Under::Mat]);
    let col = hide(b);
    b.shadow(400.0, 640.0, 260.0, 70.0);
    for (rx, ry) in [(232.0, 98.0), (176.0, 72.0), (120.0, 47.0), (66.0, 24.0)] {
        let side = d!("M{} 470A{} {} 0 0 0 {} 470V560A{} {} 0 0 1 {} 560Z", 400.0 - rx, rx, ry, 400.0 + rx, rx, ry, 400.0 - rx);
        let inner = d!("M{} 470A{} {} 0 0 1 {} 470A{} {} 0 0 1 {} 470Z", 400.0 - rx, rx, ry, 400.0 + rx, rx, ry, 400.0 - rx);
        let f = b.barrel(col.shade(0.4));
        b.path(&inner, f);
        let f = b.barrel(col);
        b.path(&side, f);
        b.stitch(&d!("M{} 482A{} {} 0 0 0 {} 482", 400.0 - rx, rx, ry, 400.0 + rx), thread(col), 3.5, 9.0, 8.0);
        b.stitch(&d!("M{} 550A{} {} 0 0 0 {} 550", 400.0 - rx, rx, ry, 400.0 + rx), thread(col), 3.5, 9.0, 8.0);
        b.ring(400.0, 470.0, rx, ry, col.lit(0.35), 5.0);
    }
    panel(b, "M340 572C420 590 560 590 640 560L652 640C560 672 420 668 340 654Z", col.lit(0.06));
    let brass = b.pick(&[c(0xd9_a4_41), c(0xcf_c9_ba)]);
    let f = b.lit(brass);
    b.path("M566 552L700 536Q716 534 718 550L726 652Q728 668 712 670L580 686Q564 688 562 672Z", f);
    b.path("M592 578L690 566L696 638L600 650Z", col.shade(0.5));
    b.line("M594 614L700 602", brass.lit(0.4), 10.0);
}

/// A pair of sandals seen from above.
pub fn sandals(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Mat, Under::Board]);
    let col = hide(b);
    let sole = col.shade(0.35);
    let straps = b.n(0, 1);
    for (x, flip, turn) in [(290.0, 1.0, -8.0), (510.0, -1.0, 8.0)] {
        b.at(x, 470.0, turn, flip, 1.0, |b| {
            b.shadow(14.0, 20.0, 118.0, 236.0);
            let shape = "M-20 -206C50 -216 92 -150 88 -70C86 -10 66 40 74 110C80 180 40 222 -10 220C-66 216 -86 160 -78 100C-70 40 -92 -10 -92 -80C-92 -150 -70 -200 -20 -206Z";
            b.at(8.0, 14.0, 0.0, 1.0, 1.0, |b| b.path(shape, sole.shade(0.4)));
            panel(b, shape, c(0xc8_98_60).mix(col, 0.35));
            b.at(0.0, 6.0, 0.0, 0.9, 0.92, |b| b.stitch(shape, thread(col), 4.0, 10.0, 8.0));
            if straps == 0 {
                panel(b, "M-100 -66C-60 -130 60 -130 98 -56L92 20C50 -50 -50 -54 -90 6Z", col);
                b.stitch("M-92 -56C-56 -112 58 -112 90 -46", thread(col), 3.5, 9.0, 7.0);
                b.stitch("M-88 -8C-50 -62 50 -58 86 2", thread(col), 3.5, 9.0, 7.0);
            } else {
                b.line("M-6 -140C-50 -100 -84 -40 -86 20", col.shade(0.35), 30.0);
                b.line("M-6 -140C44 -100 76 -40 80 20", col.shade(0.35), 30.0);
                b.line("M-8 -144C-52 -104 -86 -44 -88 16", col, 24.0);
                b.line("M-8 -144C42 -104 74 -44 78 16", col, 24.0);
                b.oval(-6.0, -140.0, 18.0, 18.0, col.lit(0.2));
            }
        });
    }
}
