//! Batik cloth, shirts, dresses, headscarves, tote bags: what is sewn.

use super::canvas::{Canvas, Paint, d};
use super::colour::{C, INK, PAPER, c};
use super::motif::{self, Colours, Motif};
use super::props::{Extra, beside};
use super::scene::{Under, under};

fn folds(b: &mut Canvas, shape: &str, x: f32, w: f32, y: f32, h: f32, many: usize) {
    b.clipped(shape, |b| {
        let f = b.linear(
            (0.0, 0.0),
            (1.0, 0.0),
            &[
                (0.0, INK.a(0.0)),
                (0.35, INK.a(0.3)),
                (0.55, INK.a(0.04)),
                (0.7, PAPER.a(0.26)),
                (1.0, PAPER.a(0.0)),
            ],
        );
        #[allow(clippy::cast_precision_loss)]
        let step = w / many as f32;
        let mut at = x;
        for _ in 0..many {
            let lean = b.r(-14.0, 14.0);
            let fw = step * b.r(0.7, 1.2);
            b.path(
                &d!(
                    "M{} {}H{}L{} {}H{}Z",
                    at,
                    y,
                    at + fw,
                    at + fw + lean,
                    y + h,
                    at + lean
                ),
                f,
            );
            at += step;
        }
        let f = b.linear(
            (0.0, 0.0),
            (1.0, 1.0),
            &[
                (0.0, PAPER.a(0.28)),
                (0.5, PAPER.a(0.0)),
                (1.0, INK.a(0.26)),
            ],
        );
        b.rect(x, y, w, h, 0.0, f);
    });
}

/// The row of triangles along a sarong's edge.
fn tumpal(b: &mut Canvas, k: Colours, place: &str) -> Paint {
    b.pattern(56.0, 84.0, place, |b| {
        b.rect(0.0, 0.0, 56.0, 84.0, 0.0, k[1]);
        b.path("M0 70L28 8L56 70Z", k[0]);
        b.path("M10 66L28 26L46 66Z", k[2]);
        b.path("M19 63L28 42L37 63Z", k[0]);
        b.rect(0.0, 72.0, 56.0, 4.0, 0.0, k[0]);
        b.oval(28.0, 2.0, 3.0, 3.0, k[3]);
        b.oval(0.0, 28.0, 3.5, 3.5, k[3]);
        b.oval(56.0, 28.0, 3.5, 3.5, k[3]);
    })
}

/// Which motif a batik picture shows, when its name says one.
pub fn batik(b: &mut Canvas, wanted: Option<Motif>) {
    let m = wanted.unwrap_or_else(|| b.pick(&motif::ALL));
    let k = motif::colourway(b);
    match b.n(0, 3) {
        0 => hanging(b, m, k),
        1 => stack(b, m, k),
        2 => roll(b, m, k),
        _ => spread(b, m, k),
    }
}

fn hanging(b: &mut Canvas, m: Motif, k: Colours) {
    b.shadow(410.0, 716.0, 250.0, 30.0);
    let pole = b.vert(c(0xd9_b2_6a), c(0x8a_5c_2c));
    let (l, r) = (b.r(170.0, 200.0), b.r(600.0, 632.0));
    let y = b.r(676.0, 704.0);
    let shape = d!(
        "M{} 128H{}C{} 300 {} 500 {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} 500 {} 300 {} 128Z",
        l,
        r,
        r - 8.0,
        r + 10.0,
        r + 4.0,
        y,
        r - 60.0,
        y + 22.0,
        r - 100.0,
        y - 18.0,
        400.0,
        y + 8.0,
        l + 100.0,
        y + 30.0,
        l + 60.0,
        y - 14.0,
        l - 4.0,
        y + 6.0,
        l - 10.0,
        l + 8.0,
        l
    );
    b.path(
        &d!("M{} 140H{}V{}H{}Z", l + 26.0, r + 22.0, y - 20.0, l + 30.0),
        INK.a(0.13),
    );
    let t = motif::tile(b, m, k, "translate(20 10)");
    b.path(&shape, t);
    let edge = tumpal(b, k, &d!("translate(0 {})", y - 88.0));
    b.clipped(&shape, |b| {
        b.rect(l - 20.0, y - 88.0, r - l + 40.0, 140.0, 0.0, edge)
    });
    let many = b.n(4, 6);
    folds(b, &shape, l - 10.0, r - l + 20.0, 120.0, 620.0, many);
    b.rect(90.0, 104.0, 620.0, 26.0, 13.0, pole);
    for x in [150.0, 330.0, 520.0, 660.0] {
        b.rect(x, 103.0, 7.0, 28.0, 3.0, c(0x7a_4e_22).a(0.7));
    }
    let lip = b.vert(k[0].lit(0.25), k[0].shade(0.3));
    b.path(
        &d!(
            "M{} 100Q{} 92 {} 92H{}Q{} 92 {} 100V138H{}Z",
            l,
            l,
            l + 10.0,
            r - 10.0,
            r,
            r,
            l
        ),
        t,
    );
    b.faint(0.45, |b| {
        b.path(
            &d!(
                "M{} 100Q{} 92 {} 92H{}Q{} 92 {} 100V138H{}Z",
                l,
                l,
                l + 10.0,
                r - 10.0,
                r,
                r,
                l
            ),
            lip,
        )
    });
}

fn slab(b: &mut Canvas, y: f32, h: f32, m: Motif, k: Colours, dx: f32) {
    let (l, r) = (178.0 + dx, 622.0 + dx);
    let side = d!(
        "M{} {}Q{} {} {} {}H{}Q{} {} {} {}Z",
        l,
        y,
        l - 20.0,
        y + h / 2.0,
        l,
        y + h,
        r,
        r + 20.0,
        y + h / 2.0,
        r,
        y
    );
    let t = motif::tile(b, m, k, "scale(.7)");
    b.path(&side, t);
    let f = b.vert(PAPER.a(0.25), INK.a(0.42));
    b.path(&side, f);
    for q in [0.34, 0.67] {
        b.line(
            &d!("M{} {}H{}", l - 6.0, y + h * q, r + 6.0),
            INK.a(0.34),
            4.0,
        );
        b.line(
            &d!("M{} {}H{}", l - 6.0, y + h * q + 4.0, r + 6.0),
            PAPER.a(0.28),
            2.0,
        );
    }
}

fn stack(b: &mut Canvas, m: Motif, k: Colours) {
    under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Tampah]);
    b.shadow(400.0, 652.0, 260.0, 40.0);
    let many = b.n(1, 3);
    let mut y = 650.0;
    for i in 0..many {
        let h = b.r(58.0, 76.0);
        y -= h;
        let way = if i == many - 1 {
            (m, k)
        } else {
            (b.pick(&motif::ALL), motif::colourway(b))
        };
        let dx = b.r(-14.0, 14.0);
        slab(b, y, h, way.0, way.1, dx);
    }
    let top = d!(
        "M178 {}L250 {}Q256 {} 266 {}H560Q570 {} 576 {}L622 {}Q600 {} 400 {}Q200 {} 178 {}Z",
        y + 3.0,
        y - 150.0,
        y - 162.0,
        y - 162.0,
        y - 162.0,
        y - 150.0,
        y + 3.0,
        y + 12.0,
        y + 10.0,
        y + 12.0,
        y + 3.0
    );
    let t = motif::tile(b, m, k, "translate(10 0) scale(1 .62) skewX(-8)");
    b.path(&top, t);
    let f = b.linear(
        (0.0, 0.0),
        (1.0, 1.0),
        &[
            (0.0, PAPER.a(0.36)),
            (0.5, PAPER.a(0.02)),
            (1.0, INK.a(0.28)),
        ],
    );
    b.path(&top, f);
    if b.chance(60) {
        let rope = b.pick(&[c(0xc9_a4_6a), c(0x8d_2f_2a), c(0x2f_5d_46)]);
        b.line(
            &d!("M400 {}Q396 {} 392 {}V648", y - 160.0, y - 80.0, y + 8.0),
            rope.shade(0.3),
            13.0,
        );
        b.line(
            &d!("M398 {}Q394 {} 390 {}V646", y - 160.0, y - 80.0, y + 8.0),
            rope,
            9.0,
        );
        b.line(&d!("M396 {}C350 {} 330 {} 350 {}C370 {} 390 {} 396 {}C420 {} 450 {} 452 {}C440 {} 410 {} 396 {}", y - 70.0, y - 120.0, y - 96.0, y - 76.0, y - 62.0, y - 64.0, y - 70.0, y - 112.0, y - 110.0, y - 84.0, y - 62.0, y - 64.0, y - 70.0), rope, 9.0);
    }
    beside(b, &[Extra::Jasmine, Extra::Blossom, Extra::Sprig]);
}

fn roll(b: &mut Canvas, m: Motif, k: Colours) {
    under(b, &[Under::Bare, Under::Board, Under::Mat]);
    b.shadow(410.0, 656.0, 310.0, 40.0);
    let others = [
        (b.pick(&motif::ALL), motif::colourway(b)),
        (b.pick(&motif::ALL), motif::colourway(b)),
        (m, k),
    ];
    for (i, (y, (m, k))) in [400.0, 500.0, 590.0].into_iter().zip(others).enumerate() {
        let (x, w) = (if i == 1 { 150.0 } else { 120.0 }, 540.0);
        let t = motif::tile(b, m, k, "rotate(90) scale(.8)");
        let shape = d!(
            "M{} {}H{}C{} {} {} {} {} {}H{}C{} {} {} {} {} {}Z",
            x,
            y - 56.0,
            x + w,
            x + w + 40.0,
            y - 50.0,
            x + w + 40.0,
            y + 50.0,
            x + w,
            y + 56.0,
            x,
            x - 40.0,
            y + 50.0,
            x - 40.0,
            y - 50.0,
            x,
            y - 56.0
        );
        b.path(&shape, t);
        let f = b.linear(
            (0.0, 0.0),
            (0.0, 1.0),
            &[
                (0.0, PAPER.a(0.1)),
                (0.22, PAPER.a(0.42)),
                (0.5, PAPER.a(0.0)),
                (1.0, INK.a(0.55)),
            ],
        );
        b.path(&shape, f);
        b.oval(x + w, y, 32.0, 56.0, k[0].lit(0.3));
        for q in [0.84, 0.62, 0.4, 0.2] {
            b.ring(x + w, y, 32.0 * q, 56.0 * q, k[0].shade(0.3), 3.0);
        }
    }
    beside(b, &[Extra::Jasmine, Extra::Sprig]);
}

fn spread(b: &mut Canvas, m: Motif, k: Colours) {
    under(b, &[Under::Bare, Under::Mat, Under::Board]);
    b.shadow(405.0, 690.0, 290.0, 40.0);
    let back = "M150 210C240 180 340 226 440 196C520 178 600 190 660 214L690 664C600 690 500 650 400 676C300 700 200 664 116 684Z";
    let t = motif::tile(b, m, k, "rotate(-6)");
    b.path(back, t);
    folds(b, back, 100.0, 600.0, 170.0, 540.0, 5);
    let turn = "M660 214L690 664C640 680 590 668 540 660C600 520 640 360 660 214Z";
    b.path(turn, k[0].lit(0.35));
    let faded = motif::tile(
        b,
        m,
        [k[0].a(0.0), k[1].a(0.35), k[2].a(0.3), k[3].a(0.3)],
        "rotate(20)",
    );
    b.path(turn, faded);
    let f = b.linear(
        (0.0, 0.0),
        (1.0, 0.0),
        &[(0.0, INK.a(0.5)), (0.5, INK.a(0.02)), (1.0, PAPER.a(0.3))],
    );
    b.path(turn, f);
    let hem = tumpal(b, k, "rotate(-4) translate(0 40)");
    b.faint(0.95, |b| b.path("M118 660L122 590C220 566 300 610 400 586C480 568 520 570 566 580L546 656C480 656 440 664 400 676C300 700 200 664 116 684Z", hem));
    beside(b, &[Extra::Blossom, Extra::Jasmine]);
}

fn hanger(b: &mut Canvas) {
    b.line(
        "M400 172C400 150 430 150 428 126C426 104 392 104 390 124",
        c(0x8a_8f_90),
        8.0,
    );
    let wood = b.vert(c(0xc8_98_60), c(0x7d_4c_2e));
    b.path("M400 168C440 172 560 220 590 240C600 250 590 262 576 258C520 236 440 214 400 212C360 214 280 236 224 258C210 262 200 250 210 240C240 220 360 172 400 168Z", wood);
}

/// A shirt or dress on a hanger, plain or batik.
pub fn garment(b: &mut Canvas, patterned: bool) {
    let k = motif::colourway(b);
    let m = b.pick(&motif::ALL);
    let base = if patterned {
        k[0]
    } else {
        b.pick(&[
            c(0xe9_dc_c4),
            c(0x2f_5d_63),
            c(0xb8_5a_4a),
            c(0xd6_a8_5a),
            c(0x5a_6e_86),
            c(0x8a_9a_6a),
            c(0xc9_8f_9a),
            c(0x33_3a_4a),
        ])
    };
    b.shadow(412.0, 726.0, 210.0, 24.0);
    hanger(b);
    let long = b.chance(35);
    let dress = b.chance(30);
    let hem = if dress { 728.0 } else { 690.0 };
    let flare = if dress { 60.0 } else { 0.0 };
    let sleeve = if long {
        (
            "M286 232C220 262 176 420 150 590L222 606C250 500 270 420 296 370Z",
            "M514 232C580 262 624 420 650 590L578 606C550 500 530 420 504 370Z",
        )
    } else {
        (
            "M286 232C220 250 170 310 140 390L226 436C250 396 272 372 296 356Z",
            "M514 232C580 250 630 310 660 390L574 436C550 396 528 372 504 356Z",
        )
    };
    let body = d!(
        "M322 212C350 250 450 250 478 212L524 236C540 360 {} 560 {} {}C480 {} 320 {} {} {}C{} 560 260 360 276 236Z",
        530.0 + flare,
        540.0 + flare,
        hem,
        hem + 16.0,
        hem + 16.0,
        260.0 - flare,
        hem,
        270.0 - flare
    );
    let t = if patterned {
        motif::tile(b, m, k, "scale(.72)")
    } else {
        Paint::Flat(base)
    };
    for s in [sleeve.0, sleeve.1] {
        b.path(s, t);
        let f = b.linear(
            (0.0, 0.0),
            (1.0, 0.6),
            &[(0.0, PAPER.a(0.2)), (0.5, INK.a(0.05)), (1.0, INK.a(0.3))],
        );
        b.path(s, f);
        b.edge(s, Paint::None, base.shade(0.4).a(0.5), 2.0);
    }
    b.path(&body, t);
    folds(
        b,
        &body,
        250.0 - flare,
        300.0 + flare * 2.0,
        210.0,
        540.0,
        4,
    );
    let collar = if patterned {
        k[0].lit(0.12)
    } else {
        base.lit(0.18)
    };
    b.path(
        "M352 222C370 246 430 246 448 222L440 206H360Z",
        base.shade(0.55),
    );
    if b.chance(70) {
        b.edge(
            "M346 204L318 214L360 282L400 250Z",
            collar,
            collar.shade(0.4),
            2.0,
        );
        b.edge(
            "M454 204L482 214L440 282L400 250Z",
            collar.shade(0.08),
            collar.shade(0.4),
            2.0,
        );
        b.line(&d!("M400 252V{}", hem), base.shade(0.4).a(0.6), 3.0);
        let mut y = 300.0;
        while y < hem - 30.0 {
            b.oval(410.0, y, 7.0, 7.0, PAPER);
            b.ring(410.0, y, 7.0, 7.0, base.shade(0.5), 1.5);
            y += 76.0;
        }
    } else {
        b.line("M336 208C350 270 450 270 464 208", collar, 18.0);
        b.stitch(
            "M336 208C350 270 450 270 464 208",
            collar.shade(0.4),
            2.0,
            6.0,
            5.0,
        );
    }
    if !patterned && b.chance(50) {
        b.path("M440 380h56v52q-28 18 -56 0Z", base.shade(0.12));
        b.stitch("M444 386h48", base.shade(0.5), 2.0, 5.0, 4.0);
    }
}

/// A headscarf hanging from a ring, or a stack of them.
pub fn hijab(b: &mut Canvas) {
    let tones = [
        c(0xd9_b8_a8),
        c(0x8a_9a_86),
        c(0xb8_7a_80),
        c(0x7a_86_a6),
        c(0xe3_cf_a8),
        c(0x5a_4a_5e),
        c(0x9a_6a_4a),
        c(0x4a_6a_6a),
    ];
    let col = b.pick(&tones);
    if b.chance(60) {
        b.shadow(410.0, 716.0, 200.0, 24.0);
        b.ring(400.0, 150.0, 46.0, 46.0, c(0xb0_7a_44), 13.0);
        b.line("M400 104C400 84 418 84 416 66", c(0x8a_8f_90), 7.0);
        for (s, shade) in [
            (
                "M372 182C300 260 230 480 214 690C260 716 300 690 340 706C360 520 380 320 394 190Z",
                0.14,
            ),
            (
                "M406 190C420 320 440 520 466 706C500 690 550 716 590 684C570 470 500 260 428 182Z",
                0.2,
            ),
            (
                "M366 176C340 330 320 540 312 722C360 700 420 736 480 716C476 540 456 320 434 176C420 204 380 204 366 176Z",
                0.0,
            ),
        ] {
            b.path(s, col.shade(shade));
            folds(b, s, 200.0, 400.0, 170.0, 560.0, 7);
            if b.chance(40) {
                let m = b.pick(&motif::QUIET);
                let t = motif::tile(
                    b,
                    m,
                    [col.a(0.0), PAPER.a(0.5), PAPER.a(0.25), PAPER.a(0.3)],
                    "scale(.6)",
                );
                b.path(s, t);
            }
        }
        b.path(
            "M360 172C370 150 430 150 440 172C430 214 370 214 360 172Z",
            col.shade(0.25),
        );
    } else {
        under(b, &[Under::Board, Under::Bare, Under::Mat]);
        b.shadow(400.0, 652.0, 240.0, 36.0);
        let mut y = 640.0;
        for _ in 0..5 {
            let col = b.pick(&tones);
            let dx = b.r(-12.0, 12.0);
            let s = d!(
                "M{} {}Q{} {} {} {}H{}Q{} {} {} {}Z",
                190.0 + dx,
                y - 62.0,
                168.0 + dx,
                y - 26.0,
                190.0 + dx,
                y + 6.0,
                610.0 + dx,
                634.0 + dx,
                y - 26.0,
                610.0 + dx,
                y - 62.0
            );
            let f = b.vert(col.lit(0.32), col.shade(0.26));
            b.path(&s, f);
            b.line(
                &d!("M{} {}H{}", 182.0 + dx, y - 28.0, 616.0 + dx),
                col.shade(0.35).a(0.7),
                4.0,
            );
            y -= 66.0;
        }
        beside(b, &[Extra::Jasmine, Extra::Blossom]);
    }
}

/// A printed tote bag.
pub fn tote(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board]);
    let col: C = b.pick(&[
        c(0xee_e2_c8),
        c(0xd9_c3_98),
        c(0x2f_3a_4a),
        c(0x8a_9a_6a),
        c(0xb8_5a_4a),
        c(0xe0_b0_50),
    ]);
    b.shadow(402.0, 668.0, 214.0, 36.0);
    for (off, sh) in [(0.0, 0.3), (10.0, 0.05)] {
        b.line(
            &d!(
                "M304 {}C304 {} 496 {} 496 {}",
                290.0 + off,
                90.0 + off,
                90.0 + off,
                290.0 + off
            ),
            col.shade(sh),
            20.0,
        );
    }
    let body = "M212 270H588L606 650Q606 672 584 672H216Q194 672 194 650Z";
    let f = b.lit(col);
    b.path(body, f);
    folds(b, body, 194.0, 412.0, 270.0, 410.0, 4);
    b.stitch("M216 290H586", col.shade(0.45), 3.0, 9.0, 6.0);
    let k = motif::colourway(b);
    let m = b.pick(&motif::ALL);
    let t = motif::tile(b, m, k, "scale(.8)");
    match b.n(0, 2) {
        0 => b.oval(400.0, 480.0, 122.0, 122.0, t),
        1 => b.rect(270.0, 360.0, 260.0, 230.0, 16.0, t),
        _ => b.path("M400 600C300 540 262 470 300 410C340 360 390 380 400 420C410 380 460 360 500 410C538 470 500 540 400 600Z", t),
    }
    beside(b, &[Extra::Sprig, Extra::Jasmine]);
}
