//! Where a product stands: wall, table, light, and what lies under it.

use super::canvas::{Canvas, d};
use super::colour::{C, INK, PAPER, c};
use super::motif;

/// Wall and table colours that go together.
const ROOMS: [(C, C); 12] = [
    (c(0xf4_e6_c8), c(0xe2_c7_98)),
    (c(0xe3_e8_d3), c(0xcb_d2_b0)),
    (c(0xf0_d9_c6), c(0xdd_b4_98)),
    (c(0xdb_e7_ea), c(0xc2_d3_d6)),
    (c(0xef_e3_d8), c(0xb9_8d_66)),
    (c(0xe9_dc_e0), c(0xd3_bc_c0)),
    (c(0xf7_ea_cf), c(0xa6_6f_47)),
    (c(0xd7_e2_d6), c(0xb0_8a_62)),
    (c(0xd9_de_e9), c(0xc9_b4_97)),
    (c(0xf2_e0_b6), c(0xd5_a9_66)),
    (c(0xcf_dc_d2), c(0xe6_d8_bd)),
    (c(0xee_d3_c3), c(0xc7_8e_74)),
];

/// Paints wall, table and light over the whole picture; the table begins about two thirds down.
pub fn room(b: &mut Canvas) {
    let (wall, table) = b.pick(&ROOMS);
    // Light and dusk are part of the two grounds rather than laid over all: each layer as large as
    // the picture costs as much as all things in it.
    let fill =
        b.radial(0.14, 0.08, 1.15, &[(0.0, PAPER.mix(wall, 0.2)), (0.45, wall.lit(0.22)), (0.8, wall), (1.0, wall.shade(0.14))]);
    b.rect(0.0, 0.0, 800.0, 800.0, 0.0, fill);
    let horizon = b.r(430.0, 520.0);
    behind(b, wall, table, horizon);
    if b.chance(72) {
        let top = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, table.lit(0.5)), (0.4, table.lit(0.08)), (1.0, table.shade(0.24))]);
        b.rect(0.0, horizon, 800.0, 800.0 - horizon, 0.0, top);
        b.rect(0.0, horizon, 800.0, 5.0, 0.0, table.lit(0.6));
        if b.chance(50) {
            grain(b, horizon, table);
        }
    } else {
        let floor = b.vert(table.a(0.0), table.a(0.75));
        b.rect(0.0, horizon - 60.0, 800.0, 860.0 - horizon, 0.0, floor);
    }
}

/// What stands or hangs behind the table, faintly.
fn behind(b: &mut Canvas, wall: C, table: C, horizon: f32) {
    match b.n(0, 4) {
        0 => {
            let (x, y) = (b.r(330.0, 470.0), b.r(290.0, 350.0));
            b.oval(x, y, 262.0, 262.0, wall.mix(table, 0.45).lit(0.12).a(0.75));
        }
        1 => {
            let arch = wall.shade(0.07);
            let foot = horizon + 10.0;
            b.path(&d!("M150 {}V330C150 130 650 130 650 330V{}Z", foot, foot), arch.a(0.75));
        }
        2 => {
            let kind = b.pick(&motif::QUIET);
            let ink = wall.shade(0.2);
            let faint = [wall.a(0.0), ink.a(0.13), ink.a(0.1), ink.a(0.08)];
            let cloth = motif::tile(b, kind, faint, "scale(1.3)");
            b.rect(0.0, 0.0, 800.0, horizon, 0.0, cloth);
        }
        _ => {}
    }
}

fn grain(b: &mut Canvas, horizon: f32, table: C) {
    let mut y = horizon + 34.0;
    let mut gap = 40.0;
    while y < 800.0 {
        let (p, q) = (b.r(-7.0, 7.0), b.r(-7.0, 7.0));
        b.line(&d!("M0 {}C260 {} 540 {} 800 {}", y, y + p, y + q, y + p * 0.5), table.shade(0.22).a(0.28), 2.0);
        y += gap;
        gap *= 1.3;
    }
}

/// What the product stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Under {
    /// The bare table.
    Bare,
    /// A wooden board.
    Board,
    /// A woven bamboo tray.
    Tampah,
    /// A piece of banana leaf.
    Leaf,
    /// A batik cloth.
    Cloth,
    /// A ceramic plate.
    Plate,
    /// A mat of woven pandan.
    Mat,
}

/// Lays one of these on the table, its middle at (400, 610).
pub fn under(b: &mut Canvas, choice: &[Under]) -> Under {
    let it = b.pick(choice);
    match it {
        Under::Bare => {}
        Under::Board => board(b, 400.0, 606.0, 560.0),
        Under::Tampah => tampah(b, 400.0, 600.0, 315.0),
        Under::Leaf => {
            let turn = b.r(-14.0, 8.0);
            banana_leaf(b, 400.0, 622.0, 660.0, turn);
        }
        Under::Cloth => cloth(b, 400.0, 620.0),
        Under::Plate => plate(b, 400.0, 606.0, 285.0),
        Under::Mat => mat(b),
    }
    it
}

/// A round tray woven of bamboo.
pub fn tampah(b: &mut Canvas, cx: f32, cy: f32, rx: f32) {
    let ry = rx * 0.44;
    b.shadow(cx, cy + 20.0, rx * 1.02, ry * 1.0);
    let base = c(0xc5_93_52);
    let rim = b.barrel(c(0xa8_6f_35));
    b.oval(cx, cy + 16.0, rx, ry, base.shade(0.45));
    b.oval(cx, cy, rx, ry, rim);
    let weave = weave(b, base, 26.0, "scale(1 .46) rotate(45)");
    b.oval(cx, cy + 3.0, rx * 0.93, ry * 0.91, weave);
    let hollow = b.radial(0.6, 0.75, 0.75, &[(0.55, INK.a(0.0)), (1.0, INK.a(0.34))]);
    b.oval(cx, cy + 3.0, rx * 0.93, ry * 0.91, hollow);
    b.ring(cx, cy + 1.0, rx * 0.965, ry * 0.955, c(0xe0_b6_77).a(0.9), 3.0);
    b.stitch(
        &d!("M{} {}A{} {} 0 0 0 {} {}", cx - rx * 0.985, cy + 4.0, rx * 0.985, ry * 0.985, cx + rx * 0.985, cy + 4.0),
        base.shade(0.5),
        7.0,
        3.0,
        22.0,
    );
}

/// Strips over and under one another.
pub fn weave(b: &mut Canvas, base: C, size: f32, place: &str) -> super::canvas::Paint {
    let h = size / 2.0;
    b.pattern(size, size, place, |b| {
        b.rect(0.0, 0.0, size, size, 0.0, base.shade(0.3));
        for (x, y, flat) in [(0.0, 0.0, true), (h, h, true), (h, 0.0, false), (0.0, h, false)] {
            let tone = if flat { base.lit(0.28) } else { base.shade(0.06) };
            if flat {
                b.rect(x - 1.0, y + 1.0, h + 2.0, h - 2.0, 2.0, tone);
                b.rect(x - 1.0, y + h * 0.6, h + 2.0, h * 0.12, 0.0, base.shade(0.12));
            } else {
                b.rect(x + 1.0, y - 1.0, h - 2.0, h + 2.0, 2.0, tone);
                b.rect(x + h * 0.6, y - 1.0, h * 0.12, h + 2.0, 0.0, base.shade(0.22));
            }
        }
    })
}

/// A banana leaf lying flat, `w` long.
pub fn banana_leaf(b: &mut Canvas, cx: f32, cy: f32, w: f32, turn: f32) {
    let green = b.pick(&[c(0x5f_94_48), c(0x4f_87_4c), c(0x7a_a3_4f)]);
    let h = w * 0.2;
    b.shadow(cx, cy + 8.0, w * 0.46, h * 0.95);
    b.at(cx, cy, turn, 1.0, 1.0, |b| {
        let l = w / 2.0;
        let leaf = d!(
            "M{} 6C{} {} {} {} {} -4C{} {} {} {} {} 6Z",
            -l,
            -l * 0.7,
            -h * 1.25,
            l * 0.6,
            -h * 1.35,
            l,
            l * 0.66,
            h * 1.3,
            -l * 0.7,
            h * 1.25,
            -l
        );
        let fill = b.linear((0.0, 0.0), (0.9, 1.0), &[(0.0, green.lit(0.34)), (0.5, green), (1.0, green.shade(0.36))]);
        b.path(&leaf, fill);
        b.clipped(&leaf, |b| {
            let vein = b.pattern(17.0, 400.0, "skewX(28)", |b| {
                b.rect(0.0, 0.0, 2.0, 200.0, 0.0, green.shade(0.3).a(0.3));
                b.rect(7.0, 0.0, 5.0, 400.0, 0.0, green.lit(0.4).a(0.16));
            });
            b.rect(-l, -h * 1.4, w, h * 1.4, 0.0, vein);
            let vein = b.pattern(17.0, 400.0, "skewX(-28)", |b| b.rect(0.0, 0.0, 2.0, 400.0, 0.0, green.shade(0.4).a(0.3)));
            b.rect(-l, 2.0, w, h * 1.4, 0.0, vein);
        });
        b.line(&d!("M{} 6C{} 2 {} 4 {} -4", -l, -l * 0.4, l * 0.4, l), green.lit(0.55), 6.0);
        b.line(&d!("M{} 10C{} 6 {} 8 {} -1", -l, -l * 0.4, l * 0.4, l), green.shade(0.35).a(0.5), 3.0);
    });
}

/// A batik cloth spread in a loose diamond.
pub fn cloth(b: &mut Canvas, cx: f32, cy: f32) {
    let kind = b.pick(&motif::ALL);
    let colours = motif::colourway(b);
    let w = b.r(330.0, 372.0);
    let shape = d!(
        "M{} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}C{} {} {} {} {} {}Z",
        cx - w,
        cy + 6.0,
        cx - w * 0.6,
        cy - 60.0,
        cx - w * 0.3,
        cy - 104.0,
        cx + 8.0,
        cy - 124.0,
        cx + w * 0.4,
        cy - 92.0,
        cx + w * 0.7,
        cy - 50.0,
        cx + w,
        cy - 8.0,
        cx + w * 0.6,
        cy + 60.0,
        cx + w * 0.4,
        cy + 104.0,
        cx + 14.0,
        cy + 128.0,
        cx - w * 0.35,
        cy + 108.0,
        cx - w * 0.75,
        cy + 56.0,
        cx - w,
        cy + 6.0
    );
    b.shadow(cx, cy + 12.0, w * 0.96, 118.0);
    b.path(&shape, colours[0]);
    let tile = motif::tile(b, kind, colours, "scale(1 .42) rotate(45) scale(.95)");
    b.path(&shape, tile);
    let light = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.34)), (0.45, PAPER.a(0.05)), (1.0, INK.a(0.3))]);
    b.path(&shape, light);
    b.line(
        &d!(
            "M{} {}C{} {} {} {} {} {}",
            cx - w,
            cy + 8.0,
            cx - w * 0.75,
            cy + 58.0,
            cx - w * 0.35,
            cy + 110.0,
            cx + 14.0,
            cy + 130.0
        ),
        colours[1].a(0.7),
        4.0,
    );
}

/// A thick wooden board seen from a little above.
pub fn board(b: &mut Canvas, cx: f32, cy: f32, w: f32) {
    let wood = b.pick(&[c(0xb0_78_46), c(0x9a_62_38), c(0xc8_98_60), c(0x7d_4c_2e)]);
    let (l, t) = (w / 2.0, 62.0);
    b.shadow(cx, cy + 50.0, l * 1.08, 78.0);
    let top = d!(
        "M{} {}Q{} {} {} {}H{}Q{} {} {} {}L{} {}Q{} {} {} {}H{}Q{} {} {} {}Z",
        cx - l * 0.9,
        cy - t + 12.0,
        cx - l * 0.88,
        cy - t,
        cx - l * 0.84,
        cy - t,
        cx + l * 0.84,
        cx + l * 0.88,
        cy - t,
        cx + l * 0.9,
        cy - t + 12.0,
        cx + l,
        cy + t - 10.0,
        cx + l,
        cy + t,
        cx + l * 0.95,
        cy + t,
        cx - l * 0.95,
        cx - l,
        cy + t,
        cx - l,
        cy + t - 10.0
    );
    let side = b.barrel(wood.shade(0.3));
    b.path(
        &d!(
            "M{} {}V{}Q{} {} {} {}H{}Q{} {} {} {}V{}Z",
            cx - l,
            cy + t - 12.0,
            cy + t + 14.0,
            cx - l,
            cy + t + 24.0,
            cx - l + 12.0,
            cy + t + 24.0,
            cx + l - 12.0,
            cx + l,
            cy + t + 24.0,
            cx + l,
            cy + t + 14.0,
            cy + t - 12.0
        ),
        side,
    );
    let fill = b.lit(wood);
    b.path(&top, fill);
    b.clipped(&top, |b| {
        for i in 0..6u8 {
            let y = cy - t + 12.0 + f32::from(i) * 21.0;
            let (p, q) = (b.r(-10.0, 10.0), b.r(-10.0, 10.0));
            b.line(
                &d!("M{} {}C{} {} {} {} {} {}", cx - l, y, cx - l * 0.3, y + p, cx + l * 0.3, y + q, cx + l, y + 4.0),
                wood.shade(0.3).a(0.35),
                2.5,
            );
        }
    });
    b.line(&d!("M{} {}H{}", cx - l * 0.95, cy + t, cx + l * 0.95), wood.lit(0.45).a(0.7), 3.0);
}

/// A glazed plate.
pub fn plate(b: &mut Canvas, cx: f32, cy: f32, rx: f32) {
    let glaze = b.pick(&[c(0xf6_ef_e0), c(0xe6_ec_e4), c(0xd8_e3_e8), c(0xe9_d5_bd), c(0x8f_a8_9c), c(0x6f_86_a3)]);
    let ry = rx * 0.38;
    b.shadow(cx, cy + 26.0, rx * 0.98, ry);
    b.oval(cx, cy + 12.0, rx * 0.97, ry, glaze.shade(0.4));
    let rim = b.lit(glaze);
    b.oval(cx, cy, rx, ry, rim);
    let line = if glaze.is_dark() { PAPER } else { c(0x3a_59_8c) };
    b.ring(cx, cy + 1.0, rx * 0.93, ry * 0.92, line.a(0.65), 3.0);
    b.stitch(
        &d!(
            "M{} {}A{} {} 0 1 0 {} {}A{} {} 0 1 0 {} {}",
            cx - rx * 0.85,
            cy + 2.0,
            rx * 0.85,
            ry * 0.83,
            cx + rx * 0.85,
            cy + 2.0,
            rx * 0.85,
            ry * 0.83,
            cx - rx * 0.85,
            cy + 2.0
        ),
        line.a(0.6),
        7.0,
        0.1,
        20.0,
    );
    let well = b.linear((0.0, 0.0), (0.8, 1.0), &[(0.0, glaze.shade(0.2)), (0.5, glaze.shade(0.03)), (1.0, glaze.lit(0.4))]);
    b.oval(cx, cy + 5.0, rx * 0.74, ry * 0.7, well);
}

fn mat(b: &mut Canvas) {
    let straw = b.pick(&[c(0xd9_b8_76), c(0xb7_a5_62), c(0xc9_8f_6a)]);
    b.shadow(400.0, 640.0, 350.0, 96.0);
    let shape = "M110 540L690 540Q700 540 702 548L744 706Q746 716 734 716L66 716Q54 716 56 706L98 548Q100 540 110 540Z";
    let w = weave(b, straw, 30.0, "scale(1 .5) rotate(45)");
    b.path(shape, w);
    let light = b.linear((0.0, 0.0), (1.0, 1.0), &[(0.0, PAPER.a(0.3)), (1.0, INK.a(0.24))]);
    b.path(shape, light);
    b.line("M62 714H738", straw.shade(0.45).a(0.6), 8.0);
}
