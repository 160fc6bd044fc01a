//! Batik cloth: hanging, folded, rolled, spread.

use super::canvas::{Canvas, Paint, d};
use super::colour::{INK, PAPER, c};
use super::motif::{self, Colours, Motif};
use super::props::{Extra, beside};
use super::scene::{Under, under};

/// Shades the folds of hanging cloth.
pub fn folds(b: &mut Canvas, shape: &str, x: f32, w: f32, y: f32, h: f32, many: usize) {
    b.clipped(shape, |b| {
        let f = b.linear(
            (0.0, 0.0),
            (1.0, 0.0),
            &[(0.0, INK.a(0.0)), (0.35, INK.a(0.3)), (0.55, INK.a(0.04)), (0.7, PAPER.a(0.26)), (1.0, PAPER.a(0.0))],
        );
        #[allow(clippy::cast_precision_loss)]
        let step = w / many as f32;
        let mut at = x;
        for _ in 0..many {
            let lean = b.r(-14.0, 14.0);
            let fw = step * b.r(0.7, 1.2);
            b.path(&d!("M{} {}H{}L{} {}H{}Z", at, y, at + fw, at + fw + lean, y + h, at + lean), f);
            at += step;
        }
        let f = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.28)), (0.5, PAPER.a(0.0)), (1.0, INK.a(0.26))]);
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
    b.path(&d!("M{} 140H{}V{}H{}Z", l + 26.0, r + 22.0, y - 20.0, l + 30.0), INK.a(0.13));
    let t = motif::tile(b, m, k, "translate(20 10)");
    b.path(&shape, t);
    let edge = tumpal(b, k, &d!("translate(0 {})", y - 88.0));
    b.clipped(&shape, |b| b.rect(l - 20.0, y - 88.0, r - l + 40.0, 140.0, 0.0, edge));
    let many = b.n(4, 6);
    folds(b, &shape, l - 10.0, r - l + 20.0, 120.0, 620.0, many);
    b.rect(90.0, 104.0, 620.0, 26.0, 13.0, pole);
    for x in [150.0, 330.0, 520.0, 660.0] {
        b.rect(x, 103.0, 7.0, 28.0, 3.0, c(0x7a_4e_22).a(0.7));
    }
    let lip = b.vert(k[0].lit(0.25), k[0].shade(0.3));
    b.path(&d!("M{} 100Q{} 92 {} 92H{}Q{} 92 {} 100V138H{}Z", l, l, l + 10.0, r - 10.0, r, r, l), t);
    b.faint(0.45, |b| b.path(&d!("M{} 100Q{} 92 {} 92H{}Q{} 92 {} 100V138H{}Z", l, l, l + 10.0, r - 10.0, r, r, l), lip));
}

fn slab(b: &mut Canvas, y: f32, h: f32, m: Motif, k: Colours, dx: f32) {
    let (l, r) = (178.0 + dx, 622.0 + dx);
    let side = d!("M{} {}Q{} {} {} {}H{}Q{} {} {} {}Z", l, y, l - 20.0, y + h / 2.0, l, y + h, r, r + 20.0, y + h / 2.0, r, y);
    let t = motif::tile(b, m, k, "scale(.7)");
    b.path(&side, t);
    let f = b.vert(PAPER.a(0.25), INK.a(0.42));
    b.path(&side, f);
    for q in [0.34, 0.67] {
        b.line(&d!("M{} {}H{}", l - 6.0, y + h * q, r + 6.0), INK.a(0.34), 4.0);
        b.line(&d!("M{} {}H{}", l - 6.0, y + h * q + 4.0, r + 6.0), PAPER.a(0.28), 2.0);
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
        let way = if i == many - 1 { (m, k) } else { (b.pick(&motif::ALL), motif::colourway(b)) };
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
    let f = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.36)), (0.5, PAPER.a(0.02)), (1.0, INK.a(0.28))]);
    b.path(&top, f);
    if b.chance(60) {
        let rope = b.pick(&[c(0xc9_a4_6a), c(0x8d_2f_2a), c(0x2f_5d_46)]);
        b.line(&d!("M400 {}Q396 {} 392 {}V648", y - 160.0, y - 80.0, y + 8.0), rope.shade(0.3), 13.0);
        b.line(&d!("M398 {}Q394 {} 390 {}V646", y - 160.0, y - 80.0, y + 8.0), rope, 9.0);
        b.line(
            &d!(
                "M396 {}C350 {} 330 {} 350 {}C370 {} 390 {} 396 {}C420 {} 450 {} 452 {}C440 {} 410 {} 396 {}",
                y - 70.0,
                y - 120.0,
                y - 96.0,
                y - 76.0,
                y - 62.0,
                y - 64.0,
                y - 70.0,
                y - 112.0,
                y - 110.0,
                y - 84.0,
                y - 62.0,
                y - 64.0,
                y - 70.0
            ),
            rope,
            9.0,
        );
    }
    beside(b, &[Extra::Jasmine, Extra::Blossom, Extra::Sprig]);
}

fn roll(b: &mut Canvas, m: Motif, k: Colours) {
    under(b, &[Under::Bare, Under::Board, Under::Mat]);
    b.shadow(410.0, 656.0, 310.0, 40.0);
    let others = [(b.pick(&motif::ALL), motif::colourway(b)), (b.pick(&motif::ALL), motif::colourway(b)), (m, k)];
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
            &[(0.0, PAPER.a(0.1)), (0.22, PAPER.a(0.42)), (0.5, PAPER.a(0.0)), (1.0, INK.a(0.55))],
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
    let back =
        "M150 210C240 180 340 226 440 196C520 178 600 190 660 214L690 664C600 690 500 650 400 676C300 700 200 664 116 684Z";
    let t = motif::tile(b, m, k, "rotate(-6)");
    b.path(back, t);
    folds(b, back, 100.0, 600.0, 170.0, 540.0, 5);
    let turn = "M660 214L690 664C640 680 590 668 540 660C600 520 640 360 660 214Z";
    b.path(turn, k[0].lit(0.35));
    let faded = motif::tile(b, m, [k[0].a(0.0), k[1].a(0.35), k[2].a(0.3), k[3].a(0.3)], "rotate(20)");
    b.path(turn, faded);
    let f = b.linear((0.0, 0.0), (1.0, 0.0), &[(0.0, INK.a(0.5)), (0.5, INK.a(0.02)), (1.0, PAPER.a(0.3))]);
    b.path(turn, f);
    let hem = tumpal(b, k, "rotate(-4) translate(0 40)");
    b.faint(0.95, |b| b.path("M118 660L122 590C220 566 300 610 400 586C480 568 520 570 566 580L546 656C480 656 440 664 400 676C300 700 200 664 116 684Z", hem));
    beside(b, &[Extra::Blossom, Extra::Jasmine]);
}
