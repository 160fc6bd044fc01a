//! Shirts, dresses, headscarves, tote bags: what is sewn.

use super::canvas::{Canvas, Paint, d};
use super::cloth::folds;
use super::colour::{C, INK, PAPER, c};
use super::motif;
use super::props::{Extra, beside};
use super::scene::{Under, under};

fn hanger(b: &mut Canvas) {
    b.line("M400 172C400 150 430 150 428 126C426 104 392 104 390 124", c(0x8a_8f_90), 8.0);
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
    let t = if patterned { motif::tile(b, m, k, "scale(.72)") } else { Paint::Flat(base) };
    for s in [sleeve.0, sleeve.1] {
        b.path(s, t);
        let f = b.linear((0.0, 0.0), (1.0, 0.6), &[(0.0, PAPER.a(0.2)), (0.5, INK.a(0.05)), (1.0, INK.a(0.3))]);
        b.path(s, f);
        b.edge(s, Paint::None, base.shade(0.4).a(0.5), 2.0);
    }
    b.path(&body, t);
    folds(b, &body, 250.0 - flare, 300.0 + flare * 2.0, 210.0, 540.0, 4);
    let collar = if patterned { k[0].lit(0.12) } else { base.lit(0.18) };
    b.path("M352 222C370 246 430 246 448 222L440 206H360Z", base.shade(0.55));
    if b.chance(70) {
        b.edge("M346 204L318 214L360 282L400 250Z", collar, collar.shade(0.4), 2.0);
        b.edge("M454 204L482 214L440 282L400 250Z", collar.shade(0.08), collar.shade(0.4), 2.0);
        b.line(&d!("M400 252V{}", hem), base.shade(0.4).a(0.6), 3.0);
        let mut y = 300.0;
        while y < hem - 30.0 {
            b.oval(410.0, y, 7.0, 7.0, PAPER);
            b.ring(410.0, y, 7.0, 7.0, base.shade(0.5), 1.5);
            y += 76.0;
        }
    } else {
        b.line("M336 208C350 270 450 270 464 208", collar, 18.0);
        b.stitch("M336 208C350 270 450 270 464 208", collar.shade(0.4), 2.0, 6.0, 5.0);
    }
    if !patterned && b.chance(50) {
        b.path("M440 380h56v52q-28 18 -56 0Z", base.shade(0.12));
        b.stitch("M444 386h48", base.shade(0.5), 2.0, 5.0, 4.0);
    }
}

/// A headscarf hanging from a ring, or a stack of them.
pub fn hijab(b: &mut Canvas) {
    let tones =
        [c(0xd9_b8_a8), c(0x8a_9a_86), c(0xb8_7a_80), c(0x7a_86_a6), c(0xe3_cf_a8), c(0x5a_4a_5e), c(0x9a_6a_4a), c(0x4a_6a_6a)];
    let col = b.pick(&tones);
    if b.chance(60) {
        b.shadow(410.0, 716.0, 200.0, 24.0);
        b.ring(400.0, 150.0, 46.0, 46.0, c(0xb0_7a_44), 13.0);
        b.line("M400 104C400 84 418 84 416 66", c(0x8a_8f_90), 7.0);
        for (s, shade) in [
            ("M372 182C300 260 230 480 214 690C260 716 300 690 340 706C360 520 380 320 394 190Z", 0.14),
            ("M406 190C420 320 440 520 466 706C500 690 550 716 590 684C570 470 500 260 428 182Z", 0.2),
            ("M366 176C340 330 320 540 312 722C360 700 420 736 480 716C476 540 456 320 434 176C420 204 380 204 366 176Z", 0.0),
        ] {
            b.path(s, col.shade(shade));
            folds(b, s, 200.0, 400.0, 170.0, 560.0, 7);
            if b.chance(40) {
                let m = b.pick(&motif::QUIET);
                let t = motif::tile(b, m, [col.a(0.0), PAPER.a(0.5), PAPER.a(0.25), PAPER.a(0.3)], "scale(.6)");
                b.path(s, t);
            }
        }
        b.path("M360 172C370 150 430 150 440 172C430 214 370 214 360 172Z", col.shade(0.25));
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
            b.line(&d!("M{} {}H{}", 182.0 + dx, y - 28.0, 616.0 + dx), col.shade(0.35).a(0.7), 4.0);
            y -= 66.0;
        }
        beside(b, &[Extra::Jasmine, Extra::Blossom]);
    }
}

/// A printed tote bag.
pub fn tote(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board]);
    let col: C = b.pick(&[c(0xee_e2_c8), c(0xd9_c3_98), c(0x2f_3a_4a), c(0x8a_9a_6a), c(0xb8_5a_4a), c(0xe0_b0_50)]);
    b.shadow(402.0, 668.0, 214.0, 36.0);
    for (off, sh) in [(0.0, 0.3), (10.0, 0.05)] {
        b.line(&d!("M304 {}C304 {} 496 {} 496 {}", 290.0 + off, 90.0 + off, 90.0 + off, 290.0 + off), col.shade(sh), 20.0);
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
        _ => {
            b.path("M400 600C300 540 262 470 300 410C340 360 390 380 400 420C410 380 460 360 500 410C538 470 500 540 400 600Z", t)
        }
    }
    beside(b, &[Extra::Sprig, Extra::Jasmine]);
}
