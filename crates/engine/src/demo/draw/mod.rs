//! Pictures of goods, drawn by the program itself: each product its own, recognisable by kind, in
//! one calm style. [`draw`] is a pure function of kind and seed.
#![expect(clippy::mistyped_literal_suffixes, reason = "colours are written as three bytes: 0xd9_8a_1e")]
#![expect(clippy::too_many_arguments, reason = "where, how large, and in which colours: a drawing has no fewer")]

mod canvas;
mod cloth;
mod colour;
mod craft;
mod drinks;
mod emblem;
mod farm;
mod leather;
mod motif;
mod pantry;
mod props;
mod scene;
mod sea;
mod snacks;
mod sweets;
mod vessel;
mod wear;

use super::seed::Seed;
use canvas::Canvas;
use farm::Fruit;
use motif::Motif;
use snacks::Crisp;

/// Keys of all pictures that [`draw`] knows; any other key gives a wrapped parcel.
pub const KINDS: &[&str] = &[
    "emping",
    "usek",
    "kerupuk",
    "rambak",
    "opak",
    "keripik_tempe",
    "keripik_pisang",
    "keripik_singkong",
    "peyek",
    "kopi",
    "kopi_cangkir",
    "teh",
    "jamu",
    "madu",
    "batik",
    "batik_pelo_ati",
    "batik_gemblong",
    "batik_lancur",
    "batik_kawung",
    "batik_parang",
    "batik_mega",
    "batik_bunga",
    "kemeja_batik",
    "baju",
    "hijab",
    "tote",
    "tas",
    "dompet",
    "sabuk",
    "sandal",
    "ikan_asin",
    "ikan_asap",
    "pindang",
    "ikan_segar",
    "terasi",
    "serabi",
    "jajan",
    "kue",
    "roti",
    "kukis",
    "gula",
    "beras",
    "sayur",
    "melinjo",
    "durian",
    "pisang",
    "alpukat",
    "buah",
    "telur",
    "bibit",
    "pupuk",
    "tempe",
    "tahu",
    "sambal",
    "bumbu",
    "minyak",
    "tepung",
    "garam",
    "nasi",
    "kemasan",
    "paket",
    "anyaman",
    "ukir",
    "gerabah",
    "sapu",
    "kursi",
    "jasa",
    "umum",
    "sampul",
    "koperasi",
];

/// Draws a product's picture as SVG, 800 by 800, without text or outside references.
///
/// The same kind and seed always give the same picture. Kinds are listed in [`KINDS`]; "sampul" is
/// a shop's cover and "koperasi" an emblem.
#[must_use]
pub fn draw(kind: &str, seed: u64) -> String {
    let mut b = Canvas::new(Seed::named(kind, seed));
    match kind {
        "sampul" => emblem::cover(&mut b),
        "koperasi" => emblem::koperasi(&mut b),
        _ => {
            scene::room(&mut b);
            // Things on the table come a little nearer; what hangs fills the height already.
            let tall = matches!(kind, "kemeja_batik" | "baju" | "hijab" | "sapu" | "kursi") || kind.starts_with("batik");
            let (s, dx) = if tall { (b.r(0.94, 1.0), b.r(-10.0, 10.0)) } else { (b.r(1.04, 1.12), b.r(-10.0, 10.0)) };
            let up = if tall { 4.0 } else { b.r(34.0, 52.0) };
            b.at(400.0 * (1.0 - s) + dx, 600.0 * (1.0 - s) - up, 0.0, s, s, |b| subject(b, kind));
        }
    }
    b.finish()
}

fn subject(b: &mut Canvas, kind: &str) {
    match kind {
        "emping" => snacks::crisp(b, Crisp::Emping),
        "usek" => snacks::crisp(b, Crisp::Usek),
        "kerupuk" => snacks::crisp(b, Crisp::Udang),
        "rambak" => snacks::crisp(b, Crisp::Rambak),
        "opak" => snacks::crisp(b, Crisp::Opak),
        "keripik_tempe" => snacks::crisp(b, Crisp::Tempe),
        "keripik_pisang" => snacks::crisp(b, Crisp::Pisang),
        "keripik_singkong" => snacks::crisp(b, Crisp::Singkong),
        "peyek" => snacks::crisp(b, Crisp::Peyek),
        "kopi" => drinks::coffee(b, false),
        "kopi_cangkir" => drinks::coffee(b, true),
        "teh" => drinks::tea(b),
        "jamu" => drinks::jamu(b),
        "madu" => drinks::honey(b),
        "batik" => cloth::batik(b, None),
        "batik_pelo_ati" => cloth::batik(b, Some(Motif::PeloAti)),
        "batik_gemblong" => cloth::batik(b, Some(Motif::Gemblong)),
        "batik_lancur" => cloth::batik(b, Some(Motif::Lancur)),
        "batik_kawung" => cloth::batik(b, Some(Motif::Kawung)),
        "batik_parang" => cloth::batik(b, Some(Motif::Parang)),
        "batik_mega" => cloth::batik(b, Some(Motif::Mega)),
        "batik_bunga" => cloth::batik(b, Some(Motif::Buketan)),
        "kemeja_batik" => wear::garment(b, true),
        "baju" => wear::garment(b, false),
        "hijab" => wear::hijab(b),
        "tote" => wear::tote(b),
        "tas" => leather::bag(b),
        "dompet" => leather::wallet(b),
        "sabuk" => leather::belt(b),
        "sandal" => leather::sandals(b),
        "ikan_asin" => sea::salted(b),
        "ikan_asap" => sea::smoked(b),
        "pindang" => sea::pindang(b),
        "ikan_segar" => sea::fresh(b),
        "terasi" => sea::terasi(b),
        _ => subject_of_house_and_field(b, kind),
    }
}

fn subject_of_house_and_field(b: &mut Canvas, kind: &str) {
    match kind {
        "serabi" => sweets::serabi(b),
        "jajan" => sweets::market_sweets(b),
        "kue" => sweets::cake(b),
        "roti" => sweets::bread(b),
        "kukis" => sweets::cookie(b),
        "gula" => sweets::sugar(b),
        "beras" => farm::rice(b),
        "sayur" => farm::greens(b),
        "melinjo" => farm::fruit(b, Fruit::Melinjo),
        "durian" => farm::fruit(b, Fruit::Durian),
        "pisang" => farm::fruit(b, Fruit::Banana),
        "alpukat" => farm::fruit(b, Fruit::Avocado),
        "buah" => farm::fruit(b, Fruit::Round),
        "telur" => farm::eggs(b),
        "bibit" => farm::seedling(b),
        "pupuk" => pantry::fertiliser(b),
        "tempe" => pantry::tempe(b),
        "tahu" => pantry::tofu(b),
        "sambal" => pantry::sambal(b),
        "bumbu" => pantry::spice(b),
        "minyak" => pantry::oil(b),
        "tepung" => pantry::flour(b),
        "garam" => pantry::salt(b),
        "nasi" => pantry::meal(b),
        "kemasan" => pantry::packaging(b),
        "paket" => pantry::hamper(b),
        "anyaman" => craft::bamboo(b),
        "ukir" => craft::carving(b),
        "gerabah" => craft::pottery(b),
        "sapu" => craft::broom(b),
        "kursi" => craft::chair(b),
        "jasa" => craft::service(b),
        _ => craft::parcel(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::{tiny_skia, usvg};
    use std::collections::HashSet;

    #[test]
    fn every_kind_draws_small_wordless_pictures_that_render() {
        for kind in KINDS {
            for seed in 0..8 {
                let svg = draw(kind, seed);
                assert!(svg.len() <= 36_000, "{kind}/{seed} has {} bytes", svg.len());
                assert!(!svg.contains("<text") && !svg.contains("<filter") && !svg.contains("<image"));
                assert!(!svg.contains("NaN") && !svg.contains("inf"), "{kind}/{seed}");
                let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).expect(kind);
                let mut pix = tiny_skia::Pixmap::new(64, 64).expect("64 is a size");
                resvg::render(&tree, tiny_skia::Transform::from_scale(0.08, 0.08), &mut pix.as_mut());
                let mut seen = [false; 1 << 12];
                for p in pix.pixels() {
                    let [red, green, blue] = [p.red(), p.green(), p.blue()].map(|channel| usize::from(channel / 16));
                    seen[red << 8 | green << 4 | blue] = true;
                }
                let colours = seen.iter().filter(|&&seen| seen).count();
                assert!(colours > 12, "{kind}/{seed} is nearly blank: {colours} colours");
            }
        }
    }

    #[test]
    fn pictures_are_fixed_by_kind_and_seed_and_differ_between_seeds() {
        for kind in KINDS {
            assert_eq!(draw(kind, 5), draw(kind, 5));
            let many: HashSet<String> = (0..24).map(|s| draw(kind, s)).collect();
            assert_eq!(many.len(), 24, "{kind}");
        }
    }
}
