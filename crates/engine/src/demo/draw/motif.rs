//! Batik motifs as repeating tiles: the three of Kalipucang Wetan's Rifaiyah cloth (Pelo Ati,
//! Gemblong Sak Iris, Lancur) and the classic ones sold beside them. Drawn anew, as tiles.

use super::canvas::{Canvas, Paint, Stamp, d};
use super::colour::{C, c};

/// A motif.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motif {
    /// Hearts with wings and tails, headless as Rifaiyah makers draw all animals.
    PeloAti,
    /// Slices of glutinous cake, cut slantwise.
    Gemblong,
    /// A cock's tail feathers.
    Lancur,
    /// Four palm-fruit halves around a cross.
    Kawung,
    /// Slanting waves.
    Parang,
    /// Clouds in shades.
    Mega,
    /// Rosettes in a grid.
    Ceplok,
    /// Small stars.
    Truntum,
    /// Bouquets of the coast.
    Buketan,
    /// Slanting rows of small flowers.
    Lereng,
}
use Motif::{Buketan, Ceplok, Gemblong, Kawung, Lancur, Lereng, Mega, Parang, PeloAti, Truntum};

/// Every motif.
pub const ALL: [Motif; 10] = [PeloAti, Gemblong, Lancur, Kawung, Parang, Mega, Ceplok, Truntum, Buketan, Lereng];
/// Those that may stand behind other things.
pub const QUIET: [Motif; 4] = [Kawung, Ceplok, Truntum, Gemblong];

/// Ground, main, second and line colours.
pub type Colours = [C; 4];

const WAYS: [Colours; 14] = [
    [c(0x23_3f_7c), c(0xf3_e2_bd), c(0xa9_bf_e0), c(0xe8_c8_82)],
    [c(0x85_48_1c), c(0xf6_e3_b8), c(0xd4_9a_4e), c(0x3a_1f_10)],
    [c(0xf5_ea_d2), c(0x7c_42_1c), c(0x23_3f_7c), c(0xb4_72_2e)],
    [c(0x8d_26_2c), c(0xf8_e2_bd), c(0xe8_a0_62), c(0xf3_c9_72)],
    [c(0x1f_4d_46), c(0xf1_e6_c6), c(0x86_b5_92), c(0xe5_b8_5c)],
    [c(0x2a_1a_14), c(0xe9_cf_9c), c(0xb9_74_38), c(0xf2_e4_c6)],
    [c(0xf2_d9_c4), c(0xa2_3b_44), c(0x2f_63_64), c(0xd6_86_50)],
    [c(0x4b_2c_5e), c(0xf4_df_c8), c(0xc9_8f_b6), c(0xe8_bf_6a)],
    [c(0x2d_6f_86), c(0xf7_ec_d2), c(0x9f_d0_cc), c(0xee_b3_6a)],
    [c(0xd9_93_2f), c(0x5b_26_12), c(0xfb_e9_bf), c(0x8f_3d_1d)],
    [c(0xe4_ea_d6), c(0x2f_5d_46), c(0xb8_58_3c), c(0x6f_96_5a)],
    [c(0xb7_5b_6c), c(0xfb_ea_dc), c(0x6a_25_3c), c(0xf4_c3_a6)],
    [c(0x16_2b_4e), c(0xd7_e4_f2), c(0xd0_a2_52), c(0x7f_a3_cf)],
    [c(0x6a_74_3a), c(0xf6_ee_cc), c(0xd8_b0_50), c(0x36_40_1c)],
];

/// One of the colourways.
pub fn colourway(b: &mut Canvas) -> Colours {
    b.pick(&WAYS)
}

/// A repeating tile of the motif; `place` is an SVG transform.
pub fn tile(b: &mut Canvas, m: Motif, k: Colours, place: &str) -> Paint {
    let (w, h) = match m {
        PeloAti | Buketan => (150.0, 150.0),
        Lancur => (120.0, 120.0),
        Mega => (160.0, 110.0),
        Gemblong => (72.0, 72.0),
        Parang => (60.0, 60.0),
        Kawung | Ceplok => (80.0, 80.0),
        Truntum => (56.0, 56.0),
        Lereng => (64.0, 64.0),
    };
    let slant = if matches!(m, Parang | Lereng) { format!("{place} rotate(-38)") } else { place.to_owned() };
    b.pattern(w, h, &slant, |b| {
        b.rect(0.0, 0.0, w, h, 0.0, k[0]);
        match m {
            PeloAti => pelo_ati(b, k),
            Gemblong => gemblong(b, k),
            Lancur => lancur(b, k),
            Kawung => kawung(b, k),
            Parang => parang(b, k),
            Mega => mega(b, k),
            Ceplok => ceplok(b, k),
            Truntum => truntum(b, k),
            Buketan => buketan(b, k),
            Lereng => lereng(b, k),
        }
    })
}

fn dots(b: &mut Canvas, at: &[(f32, f32)], r: f32, col: C) {
    for &(x, y) in at {
        b.oval(x, y, r, r, col);
    }
}

fn heart_bird(b: &mut Canvas, k: Colours) {
    b.path("M0 -4C8 -22 32 -16 24 6C20 20 6 26 0 34C-6 26 -20 20 -24 6C-32 -16 -8 -22 0 -4Z", k[1]);
    b.path("M0 6C5 -6 18 -2 13 8C10 16 4 18 0 24C-4 18 -10 16 -13 8C-18 -2 -5 -6 0 6Z", k[2]);
    for (dx, l) in [(-1.0, 34.0), (1.0, 34.0)] {
        b.line(&d!("M{} 28C{} 40 {} 44 {} 30", dx * 4.0, dx * 14.0, dx * l, dx * (l + 6.0)), k[1], 5.0);
        b.line(&d!("M{} 30C{} 48 {} 54 {} 46", dx * 2.0, dx * 8.0, dx * 22.0, dx * (l - 4.0)), k[3], 3.0);
        b.line(&d!("M{} -2C{} -20 {} -26 {} -14", dx * 22.0, dx * 34.0, dx * 42.0, dx * 40.0), k[3], 3.5);
    }
    b.line("M0 -6C-2 -18 4 -26 0 -34", k[3], 3.0);
    dots(b, &[(-6.0, -32.0), (6.0, -32.0), (0.0, -38.0)], 3.0, k[1]);
}

fn pelo_ati(b: &mut Canvas, k: Colours) {
    b.at(40.0, 42.0, 0.0, 1.0, 1.0, |b| heart_bird(b, k));
    b.at(115.0, 117.0, 0.0, 1.0, 1.0, |b| heart_bird(b, k));
    for (x, y) in [(115.0, 40.0), (40.0, 117.0)] {
        b.at(x, y, 0.0, 0.9, 0.9, |b| {
            for t in [0.0, 72.0, 144.0, 216.0, 288.0] {
                b.at(0.0, 0.0, t, 1.0, 1.0, |b| b.oval(0.0, -12.0, 6.0, 10.0, k[2]));
            }
            b.oval(0.0, 0.0, 5.0, 5.0, k[3]);
            b.line("M-22 16C-10 30 12 28 24 14M-24 -14C-14 -30 14 -28 22 -16", k[1].a(0.8), 2.5);
        });
    }
    dots(b, &[(75.0, 75.0), (0.0, 75.0), (150.0, 75.0), (75.0, 0.0), (75.0, 150.0)], 4.0, k[3]);
}

fn gemblong(b: &mut Canvas, k: Colours) {
    for (x, y, col) in [(0.0, 0.0, k[1]), (36.0, 36.0, k[2])] {
        b.path(
            &d!("M{} {}L{} {}L{} {}L{} {}Z", x + 18.0, y + 2.0, x + 34.0, y + 18.0, x + 18.0, y + 34.0, x + 2.0, y + 18.0),
            col,
        );
        b.line(
            &d!(
                "M{} {}L{} {}M{} {}L{} {}M{} {}L{} {}",
                x + 14.0,
                y + 10.0,
                x + 26.0,
                y + 22.0,
                x + 10.0,
                y + 14.0,
                x + 22.0,
                y + 26.0,
                x + 18.0,
                y + 6.0,
                x + 30.0,
                y + 18.0
            ),
            k[0],
            2.0,
        );
    }
    for (x, y) in [(54.0, 18.0), (18.0, 54.0)] {
        b.path(&d!("M{} {}l9 9l-9 9l-9 -9Z", x, y - 9.0), k[3]);
        dots(b, &[(x - 13.0, y), (x + 13.0, y), (x, y - 13.0), (x, y + 13.0)], 2.2, k[1]);
    }
}

fn lancur(b: &mut Canvas, k: Colours) {
    for (x, y, flip) in [(34.0, 60.0, 1.0), (94.0, 120.0, -1.0), (94.0, 0.0, -1.0)] {
        b.at(x, y, 0.0, flip, 1.0, |b| {
            for (i, (t, col)) in [(-8.0, k[1]), (18.0, k[2]), (44.0, k[1]), (70.0, k[3])].into_iter().enumerate() {
                let s = if i % 2 == 0 { 1.0 } else { 0.86 };
                b.at(0.0, 0.0, t, s, s, |b| {
                    b.path("M0 0C-14 -24 -2 -50 26 -54C8 -44 6 -22 5 0Z", col);
                    b.line("M2 -4C-3 -24 4 -40 16 -48", k[0], 2.0);
                });
            }
            b.oval(4.0, 2.0, 8.0, 8.0, k[3]);
            b.oval(4.0, 2.0, 3.5, 3.5, k[0]);
        });
    }
    dots(b, &[(20.0, 90.0), (32.0, 100.0), (20.0, 110.0), (84.0, 40.0), (96.0, 50.0), (108.0, 40.0)], 3.0, k[1]);
}

fn kawung(b: &mut Canvas, k: Colours) {
    let petal = b.stamp(|b| {
        b.oval(0.0, -21.0, 11.0, 17.0, k[1]);
        b.oval(0.0, -21.0, 6.0, 11.0, k[0]);
        b.oval(0.0, -25.0, 2.4, 3.6, k[2]);
        b.oval(0.0, -16.0, 2.4, 3.6, k[2]);
    });
    for (x, y) in [(40.0, 40.0), (0.0, 0.0), (80.0, 0.0), (0.0, 80.0), (80.0, 80.0)] {
        for t in [45.0, 135.0, 225.0, 315.0] {
            b.put(petal, x, y, t, 1.0, 1.0);
        }
        b.oval(x, y, 3.5, 3.5, k[3]);
    }
    for (x, y) in [(40.0, 0.0), (0.0, 40.0), (80.0, 40.0), (40.0, 80.0)] {
        b.path(&d!("M{} {}l4 4l-4 4l-4 -4Z", x, y - 4.0), k[3]);
    }
}

fn parang(b: &mut Canvas, k: Colours) {
    for x in [-60.0, -30.0, 0.0, 30.0, 60.0] {
        b.path(
            &d!(
                "M{} 46C{} 40 {} 10 {} 2C{} 10 {} 22 {} 24C{} 30 {} 40 {} 46Z",
                x,
                x + 4.0,
                x + 4.0,
                x + 26.0,
                x + 20.0,
                x + 20.0,
                x + 30.0,
                x + 16.0,
                x + 18.0,
                x + 14.0
            ),
            k[1],
        );
        b.line(&d!("M{} 40C{} 32 {} 18 {} 12", x + 8.0, x + 12.0, x + 10.0, x + 18.0), k[0], 2.0);
    }
    b.rect(0.0, 48.0, 60.0, 2.0, 0.0, k[3]);
    b.rect(0.0, 58.0, 60.0, 2.0, 0.0, k[3]);
    for x in [7.5, 22.5, 37.5, 52.5] {
        b.path(&d!("M{} 50l5 4l-5 4l-5 -4Z", x), k[2]);
    }
}

fn mega(b: &mut Canvas, k: Colours) {
    for (x, y) in [(80.0, 80.0), (0.0, 28.0), (160.0, 28.0), (0.0, 138.0), (160.0, 138.0)] {
        for (i, s) in [1.0f32, 0.78, 0.56, 0.34].into_iter().enumerate() {
            let col = [k[3], k[1], k[2], k[0]][i];
            b.at(x, y, 0.0, s, s, |b| b.path("M-78 14C-86 -8 -58 -20 -48 -10C-46 -36 -8 -44 2 -22C14 -42 50 -32 46 -8C62 -18 84 -2 74 14C56 4 44 18 36 12C24 24 8 22 0 12C-12 24 -30 20 -38 10C-50 20 -66 8 -78 14Z", col));
        }
    }
}

fn ceplok(b: &mut Canvas, k: Colours) {
    for t in [0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0] {
        let col = if (t as i32) % 90 == 0 { k[1] } else { k[2] };
        b.at(40.0, 40.0, t, 1.0, 1.0, |b| b.path("M0 -7C9 -16 7 -28 0 -33C-7 -28 -9 -16 0 -7Z", col));
    }
    b.oval(40.0, 40.0, 7.0, 7.0, k[3]);
    b.oval(40.0, 40.0, 3.0, 3.0, k[0]);
    for (x, y) in [(0.0, 0.0), (80.0, 0.0), (0.0, 80.0), (80.0, 80.0)] {
        b.path(&d!("M{} {}l15 15l-15 15l-15 -15Z", x, y - 15.0), k[3]);
        b.path(&d!("M{} {}l9 9l-9 9l-9 -9Z", x, y - 9.0), k[0]);
        b.oval(x, y, 4.0, 4.0, k[1]);
    }
    dots(b, &[(40.0, 0.0), (0.0, 40.0), (80.0, 40.0), (40.0, 80.0)], 2.6, k[1]);
}

fn truntum(b: &mut Canvas, k: Colours) {
    for (x, y) in [(14.0, 14.0), (42.0, 42.0)] {
        for t in [0.0, 45.0, 90.0, 135.0, 180.0, 225.0, 270.0, 315.0] {
            b.at(x, y, t, 1.0, 1.0, |b| b.path("M0 -2L2.6 -7L0 -12L-2.6 -7Z", k[1]));
        }
        b.oval(x, y, 2.6, 2.6, k[3]);
    }
    dots(b, &[(42.0, 14.0), (14.0, 42.0)], 3.0, k[2]);
    dots(b, &[(28.0, 28.0), (0.0, 28.0), (56.0, 28.0), (28.0, 0.0), (28.0, 56.0)], 1.6, k[1]);
}

fn blossom(b: &mut Canvas, k: Colours) -> Stamp {
    b.stamp(|b| {
        for t in [0.0, 60.0, 120.0, 180.0, 240.0, 300.0] {
            b.at(0.0, 0.0, t, 1.0, 1.0, |b| {
                b.path("M0 0C-14 -10 -12 -26 0 -30C12 -26 14 -10 0 0Z", k[1]);
                b.line("M0 -6V-20", k[3], 2.0);
            });
        }
        b.oval(0.0, 0.0, 9.0, 9.0, k[3]);
        b.oval(0.0, 0.0, 4.5, 4.5, k[0]);
    })
}

fn buketan(b: &mut Canvas, k: Colours) {
    let one = blossom(b, k);
    b.line("M46 140C40 100 60 90 50 52M46 120C70 110 86 96 96 112M48 96C28 90 18 78 20 66", k[3], 3.0);
    for (x, y, t) in [
        (72.0, 108.0, 60.0),
        (30.0, 88.0, -60.0),
        (58.0, 84.0, 40.0),
        (40.0, 116.0, -40.0),
        (120.0, 52.0, 20.0),
        (134.0, 66.0, 80.0),
        (102.0, 30.0, -50.0),
    ] {
        b.at(x, y, t, 1.0, 1.0, |b| {
            b.path("M0 0C-9 -8 -8 -22 0 -28C8 -22 9 -8 0 0Z", k[2]);
            b.line("M0 -2V-20", k[0], 1.6);
        });
    }
    b.put(one, 50.0, 44.0, 0.0, 1.15, 1.15);
    b.put(one, 104.0, 116.0, 0.0, 0.8, 0.8);
    b.put(one, 20.0, 62.0, 0.0, 0.5, 0.5);
    b.put(one, 122.0, 26.0, 0.0, 0.55, 0.55);
    dots(b, &[(88.0, 20.0), (94.0, 64.0), (136.0, 92.0), (14.0, 18.0), (18.0, 132.0), (76.0, 142.0), (134.0, 140.0)], 3.0, k[3]);
}

fn lereng(b: &mut Canvas, k: Colours) {
    let one = blossom(b, k);
    b.rect(0.0, 0.0, 64.0, 4.0, 0.0, k[3]);
    b.rect(0.0, 28.0, 64.0, 4.0, 0.0, k[3]);
    b.rect(0.0, 32.0, 64.0, 32.0, 0.0, k[0].mix(k[2], 0.3));
    for x in [0.0, 32.0, 64.0] {
        b.put(one, x, 16.0, 0.0, 0.34, 0.34);
        b.line(&d!("M{} 48C{} 36 {} 60 {} 48", x - 16.0, x - 6.0, x + 6.0, x + 16.0), k[1], 3.0);
        b.oval(x + 16.0, 48.0, 4.0, 4.0, k[1]);
    }
}
