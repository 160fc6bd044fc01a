//! Crafts and services: bamboo, wood, clay, brooms, chairs, and pictures for work one cannot see.

use super::canvas::{Canvas, d};
use super::colour::{INK, PAPER, c};
use super::motif;
use super::props::{Extra, beside, leaf};
use super::scene::{Under, tampah, under, weave};
use super::vessel::basket;

/// Woven bamboo: basket, tray, lampshade.
pub fn bamboo(b: &mut Canvas) {
    let straw = b.pick(&[c(0xc5_93_52), c(0xd6_b0_70), c(0xa9_7a_44), c(0xb9_a0_5c)]);
    match b.n(0, 2) {
        0 => {
            under(b, &[Under::Bare, Under::Board, Under::Mat]);
            b.line("M200 470C210 150 590 150 600 470", straw.shade(0.4), 32.0);
            b.stitch("M200 470C210 150 590 150 600 470", straw.lit(0.25), 26.0, 10.0, 12.0);
            basket(b, 400.0, 660.0, 470.0, 220.0, straw, |b| b.oval(400.0, 446.0, 200.0, 44.0, INK.a(0.3)));
        }
        1 => {
            b.at(0.0, 40.0, 0.0, 1.0, 1.0, |b| tampah(b, 400.0, 590.0, 290.0));
            b.shadow(440.0, 600.0, 190.0, 44.0);
            let w = weave(b, straw, 34.0, "rotate(45)");
            b.oval(420.0, 370.0, 216.0, 216.0, straw.shade(0.4));
            b.oval(414.0, 366.0, 212.0, 212.0, w);
            let f = b.radial(0.3, 0.3, 0.85, &[(0.0, PAPER.a(0.35)), (0.6, PAPER.a(0.0)), (1.0, INK.a(0.45))]);
            b.oval(414.0, 366.0, 212.0, 212.0, f);
            b.ring(414.0, 366.0, 208.0, 208.0, straw.lit(0.2), 18.0);
            b.ring(414.0, 366.0, 198.0, 198.0, straw.shade(0.45).a(0.6), 4.0);
        }
        _ => {
            under(b, &[Under::Bare, Under::Cloth, Under::Board]);
            for (x, y, w, h) in [(250.0, 640.0, 220.0, 190.0), (540.0, 640.0, 240.0, 250.0), (400.0, 672.0, 250.0, 130.0)] {
                let s = b.pick(&[straw, straw.shade(0.15), straw.lit(0.2)]);
                basket(b, x, y, w, h, s, |b| b.oval(x, y - h, w * 0.42, w * 0.1, INK.a(0.3)));
            }
        }
    }
    beside(b, &[Extra::Sprig]);
}

/// Carved wood: a relief in a frame, bowls, a mortar.
pub fn carving(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Cloth]);
    let wood = b.pick(&[c(0x8a_54_2c), c(0x6a_3c_20), c(0xb0_78_46)]);
    b.shadow(404.0, 660.0, 236.0, 34.0);
    let f = b.lit(wood);
    b.path("M180 180Q180 160 200 160H600Q620 160 620 180V640Q620 660 600 660H200Q180 660 180 640Z", f);
    let k = [wood.shade(0.5), wood.lit(0.26), wood.lit(0.08), wood.lit(0.4)];
    let m = b.pick(&motif::ALL);
    let dark =
        motif::tile(b, m, [wood.shade(0.5), wood.shade(0.7), wood.shade(0.7), wood.shade(0.7)], "translate(5 6) scale(1.5)");
    b.rect(222.0, 202.0, 356.0, 416.0, 10.0, dark);
    let t = motif::tile(b, m, [k[0].a(0.0), k[1], k[2], k[3]], "scale(1.5)");
    b.rect(222.0, 202.0, 356.0, 416.0, 10.0, t);
    let sh = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, INK.a(0.4)), (0.2, INK.a(0.0)), (1.0, PAPER.a(0.14))]);
    b.rect(222.0, 202.0, 356.0, 416.0, 10.0, sh);
    b.line("M222 618H578V202", wood.lit(0.4).a(0.7), 5.0);
    b.line("M196 648V176H606", wood.lit(0.5).a(0.6), 5.0);
}

/// Pottery.
pub fn pottery(b: &mut Canvas) {
    under(b, &[Under::Bare, Under::Board, Under::Mat, Under::Cloth]);
    let clay = b.pick(&[c(0xb0_5a_3c), c(0xc4_74_4a), c(0x8a_4a_34), c(0xa8_6a_4a)]);
    let f = b.barrel(clay);
    let big = b.n(0, 1);
    b.shadow(330.0, 648.0, 190.0, 40.0);
    if big == 0 {
        b.path("M270 250C280 300 160 340 156 470C152 580 250 650 330 650C410 650 508 580 504 470C500 340 380 300 390 250Z", f);
        b.oval(330.0, 250.0, 76.0, 20.0, clay.lit(0.25));
        b.oval(330.0, 252.0, 60.0, 13.0, clay.shade(0.65));
    } else {
        b.path("M170 400C160 520 220 640 330 648C440 640 500 520 490 400Z", f);
        b.oval(330.0, 400.0, 168.0, 40.0, clay.lit(0.2));
        b.oval(330.0, 404.0, 150.0, 32.0, clay.shade(0.65));
    }
    let ring = PAPER.a(0.6);
    b.stitch("M166 480C220 530 440 530 494 480", ring, 12.0, 3.0, 20.0);
    b.line("M164 462C220 510 440 510 496 462M172 512C226 556 434 556 488 512", ring, 4.0);
    b.shadow(580.0, 676.0, 104.0, 26.0);
    let f = b.barrel(clay.shade(0.1));
    b.path("M490 560C484 620 520 672 580 674C640 672 676 620 670 560Z", f);
    b.oval(580.0, 560.0, 90.0, 23.0, clay.lit(0.2));
    b.oval(580.0, 563.0, 78.0, 17.0, clay.shade(0.6));
    b.line("M210 430C196 480 210 540 240 580", PAPER.a(0.28), 14.0);
}

/// Brooms.
pub fn broom(b: &mut Canvas) {
    b.shadow(410.0, 716.0, 240.0, 28.0);
    let fibre = b.pick(&[c(0x6a_3c_20), c(0xc9_a4_5a), c(0x3a_2a_22)]);
    let band = b.pick(&[c(0xb5_3a_2c), c(0x2f_5d_46), c(0xd9_8a_2c), c(0x23_3f_7c)]);
    for (x, t) in [(300.0, -7.0), (510.0, 6.0)] {
        b.at(x, 440.0, t, 1.0, 1.0, |b| {
            let f = b.barrel(c(0xd9_b2_6a));
            b.rect(-11.0, -350.0, 22.0, 400.0, 10.0, f);
            for y in [-260.0, -150.0, -50.0] {
                b.rect(-11.0, y, 22.0, 5.0, 2.0, c(0x8a_5c_2c).a(0.6));
            }
            let f = b.barrel(fibre);
            b.path("M-40 40C-60 110 -130 200 -136 270C-60 284 60 284 136 270C130 200 60 110 40 40Z", f);
            for i in 0..17u8 {
                let k = f32::from(i) - 8.0;
                b.line(
                    &d!("M{} 60C{} 130 {} 200 {} 268", k * 4.0, k * 6.0, k * 13.0, k * 15.6),
                    if i % 2 == 0 { fibre.shade(0.4) } else { fibre.lit(0.3) }.a(0.6),
                    3.0,
                );
            }
            b.path("M-42 34H42L50 70H-50Z", band);
            b.stitch("M-56 96C-20 104 20 104 56 96M-74 128C-20 138 20 138 74 128", band, 7.0, 12.0, 3.0);
        });
    }
}

/// A chair.
pub fn chair(b: &mut Canvas) {
    b.shadow(410.0, 690.0, 230.0, 40.0);
    let wood = b.pick(&[c(0xa8_6a_38), c(0x7d_4c_2e), c(0xc8_98_60), c(0x5a_38_24)]);
    let f = b.barrel(wood);
    for (x, y, h) in [(262.0, 470.0, 180.0), (556.0, 470.0, 180.0)] {
        b.rect(x, y, 24.0, h, 6.0, wood.shade(0.4));
    }
    b.path("M236 130Q236 112 254 112H264Q280 112 280 130V470H236Z", f);
    b.path("M540 130Q540 112 556 112H568Q584 112 584 130V470H540Z", f);
    let f = b.lit(wood.lit(0.1));
    b.path("M270 140C340 112 480 112 550 140V200C480 176 340 176 270 200Z", f);
    if b.chance(50) {
        let w = weave(b, c(0xd6_b0_70), 26.0, "rotate(45)");
        b.path("M280 222C340 206 480 206 540 222V420C480 410 340 410 280 420Z", w);
    } else {
        for x in [310.0, 360.0, 410.0, 460.0, 510.0] {
            b.rect(x - 8.0, 190.0, 18.0, 240.0, 6.0, wood);
        }
    }
    b.path("M270 410C340 398 480 398 550 410V440H270Z", wood.shade(0.1));
    let seat = "M222 460H598L650 540Q652 556 636 556H184Q168 556 170 540Z";
    let k = motif::colourway(b);
    let m = b.pick(&motif::ALL);
    let t = motif::tile(b, m, k, "scale(.8 .5)");
    b.path(seat, t);
    let sh = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.3)), (1.0, INK.a(0.3))]);
    b.path(seat, sh);
    let f = b.vert(wood, wood.shade(0.3));
    b.path("M170 540H650V576Q650 584 640 584H180Q170 584 170 576Z", f);
    let f = b.barrel(wood);
    b.rect(180.0, 578.0, 34.0, 124.0, 6.0, f);
    b.rect(606.0, 578.0, 34.0, 124.0, 6.0, f);
    b.rect(206.0, 634.0, 408.0, 16.0, 6.0, wood.shade(0.25));
}

/// Work that is ordered, not taken off a shelf: needle and thread, tools, a bell of a bicycle.
pub fn service(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Mat, Under::Cloth, Under::Bare]);
    match b.n(0, 1) {
        0 => {
            b.shadow(400.0, 640.0, 260.0, 50.0);
            let reel = b.pick(&[c(0xb5_3a_2c), c(0x23_3f_7c), c(0x2f_5d_46), c(0xd9_8a_2c)]);
            for (x, y, col) in [(280.0, 620.0, reel), (520.0, 640.0, reel.mix(c(0xd9_b0_4a), 0.5))] {
                let f = b.barrel(col);
                b.rect(x - 74.0, y - 190.0, 148.0, 170.0, 12.0, f);
                for i in 0..9u8 {
                    b.line(
                        &d!("M{} {}L{} {}", x - 72.0, y - 178.0 + f32::from(i) * 19.0, x + 72.0, y - 186.0 + f32::from(i) * 19.0),
                        col.shade(0.35).a(0.5),
                        3.0,
                    );
                }
                let wood = b.barrel(c(0xc8_98_60));
                b.rect(x - 96.0, y - 30.0, 192.0, 34.0, 12.0, wood);
                b.rect(x - 96.0, y - 216.0, 192.0, 34.0, 12.0, wood);
                b.oval(x, y - 216.0, 92.0, 14.0, c(0xe0_b8_82));
            }
            b.line("M330 460C430 380 470 540 590 420", reel, 5.0);
            b.line("M590 420L700 330", c(0xb8_bc_bc), 8.0);
        }
        _ => {
            let handles = b.pick(&[c(0xb5_3a_2c), c(0x23_3f_7c), c(0x9a_62_38), c(0x2f_5d_46)]);
            b.shadow(400.0, 640.0, 250.0, 60.0);
            b.at(400.0, 520.0, -38.0, 1.0, 1.0, |b| {
                let f = b.vert(c(0xd8_dc_da), c(0x8a_92_92));
                b.path("M-250 -40C-290 -40 -300 -10 -280 10L-240 -6L-224 14L-250 40C-220 50 -190 34 -184 14H60V-24H-184C-192 -36 -220 -44 -250 -40Z", f);
                let f = b.vert(handles.lit(0.2), handles.shade(0.3));
                b.rect(50.0, -34.0, 220.0, 58.0, 26.0, f);
                b.line("M90 -14H230", PAPER.a(0.4), 7.0);
            });
            b.at(400.0, 540.0, 40.0, 1.0, 1.0, |b| {
                let f = b.vert(c(0xd0_d4_d2), c(0x80_88_88));
                b.path("M-290 -12L-264 -20H10V20H-264L-290 12Z", f);
                let f = b.vert(c(0xd9_a8_4a), c(0x8a_5a_22));
                b.rect(0.0, -36.0, 200.0, 72.0, 30.0, f);
                b.line("M30 -10H170M30 12H170", INK.a(0.25), 6.0);
            });
        }
    }
}

/// Anything else: a wrapped parcel with a sprig.
pub fn parcel(b: &mut Canvas) {
    under(b, &[Under::Board, Under::Cloth, Under::Leaf, Under::Mat, Under::Bare]);
    b.shadow(404.0, 656.0, 230.0, 42.0);
    let k = motif::colourway(b);
    let m = b.pick(&motif::ALL);
    let t = motif::tile(b, m, k, "scale(.8)");
    b.path("M196 400H604V632Q604 656 580 656H220Q196 656 196 632Z", t);
    let sh = b.linear((0.0, 0.0), (1.0, 0.2), &[(0.0, PAPER.a(0.25)), (0.4, INK.a(0.0)), (1.0, INK.a(0.42))]);
    b.path("M196 400H604V632Q604 656 580 656H220Q196 656 196 632Z", sh);
    let t2 = motif::tile(b, m, k, "scale(.8 .4) skewX(-20)");
    b.path("M196 400L270 320H650L604 400Z", t2);
    b.path("M196 400L270 320H650L604 400Z", PAPER.a(0.2));
    b.path("M604 400L650 320V570L604 650Z", k[0].shade(0.5));
    let rope = c(0xc9_a4_6a);
    b.line("M400 654V400L452 322M198 520H602", rope.shade(0.25), 13.0);
    b.line("M398 654V400L450 322M198 518H602", rope, 9.0);
    b.line("M400 400C340 340 300 360 320 390C340 410 380 404 400 400C440 340 500 350 486 384C470 408 430 404 400 400", rope, 9.0);
    leaf(b, 410.0, 396.0, 110.0, -30.0, c(0x4f_87_3c));
    leaf(b, 410.0, 396.0, 90.0, -70.0, c(0x6f_9a_48));
    beside(b, &[Extra::Jasmine, Extra::Blossom]);
}
