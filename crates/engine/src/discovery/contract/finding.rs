//! What is found by which words.

use domain::discovery::{Kind, SearchRequest};

use super::Contract;

const FIRST: &[(&str, &str)] = &[
    // As written, in any order.
    ("emping melinjo super", "Emping Melinjo Super"),
    ("super emping", "Emping Melinjo Super"),
    ("tulis batik", "Batik Tulis Pelo Ati"),
    // The thing itself before what is made with it.
    ("kopi", "Kopi Bubuk Robusta Tombo"),
    ("terasi", "Terasi Rebon"),
    ("permen", "Permen Kopi"),
    // A letter dropped, added, swapped, wrong.
    ("empng manis", "Emping Melinjo Manis Pedas"),
    ("rempeyekk", "Rempeyek Kacang"),
    ("kpoi bubuk", "Kopi Bubuk Robusta Tombo"),
    ("selempamg", "Tas Kulit Selempang"),
    // Other spellings.
    ("mlinjo super", "Emping Melinjo Super"),
    ("kripik", "Keripik Singkong Balado"),
    ("krupuk", "Kerupuk Usek"),
    ("trasi", "Terasi Rebon"),
    ("sambel", "Sambal Terasi"),
    // Other words.
    ("gula jawa", "Gula Aren"),
    ("gula merah", "Gula Aren"),
    ("migor", "Minyak Goreng Kelapa"),
    ("peyek", "Rempeyek Kacang"),
    ("kere", "Kerupuk Usek"),
    ("wos abang", "Beras Merah Organik"),
    ("leather bag", "Tas Kulit Selempang"),
    // Written as one, or as two.
    ("minyakgoreng", "Minyak Goreng Kelapa"),
    ("rempe yek", "Rempeyek Kacang"),
    // Amounts.
    ("emping 250gr", "Emping Melinjo Manis Pedas"),
    ("emping 1/2 kg", "Emping Melinjo Super"),
    ("emping setengah kilo", "Emping Melinjo Super"),
    ("terasi ¼ kg", "Terasi Rebon"),
    ("gula 1kg", "Gula Aren"),
    ("minyak 1 liter", "Minyak Goreng Kelapa"),
    // Keywords, places, shops, categories.
    ("oleh2", "Kerupuk Usek"),
    ("oleh-oleh batang", "Kerupuk Usek"),
    ("rifaiyah", "Batik Tulis Pelo Ati"),
    ("kopi bandar", "Kopi Bubuk Robusta Tombo"),
    ("batik kalipucang", "Batik Tulis Pelo Ati"),
    ("terasi ujungnegoro", "Terasi Rebon"),
    ("slamet gula", "Gula Aren"),
    ("toko bu tini keripik", "Keripik Singkong Balado"),
    ("kerajinan kulit", "Tas Kulit Selempang"),
    ("hasil laut", "Ikan Asin Teri"),
    // The beginning of a word.
    ("sing", "Keripik Singkong Balado"),
    ("robus", "Kopi Bubuk Robusta Tombo"),
    // Small words that say nothing.
    ("terasi dari ujungnegoro", "Terasi Rebon"),
    ("kopi yang bubuk", "Kopi Bubuk Robusta Tombo"),
    // Words that nothing has beside others.
    ("emping super luarbiasaenak", "Emping Melinjo Super"),
];

impl Contract<'_> {
    pub async fn what_was_meant_is_first(&self) {
        let mut wrong = Vec::new();
        for (q, first) in FIRST {
            let names = self.names(&[("q", q)]).await;
            if names.first().map(String::as_str) != Some(*first) {
                wrong.push(format!("{q:?} should find {first:?} first, found {:?}", names.get(..3.min(names.len()))));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert_eq!(
            self.ask(&[("q", "meja")]).await.hits.iter().filter(|h| h.name == "Kemeja Batik Pria").count(),
            0,
            "names are not stemmed"
        );
        assert_eq!(self.ask(&[("q", "emping 350 g")]).await.reading.dropped, ["350g"], "350 g is not 250 g");
    }

    pub async fn readings_are_told(&self) {
        assert_eq!(self.ask(&[("q", "emping")]).await.reading, Default::default());
        assert_eq!(self.ask(&[("q", "empng")]).await.reading.meant.as_deref(), Some("emping"));
        assert_eq!(self.ask(&[("q", "emping qwxyz")]).await.reading.dropped, ["qwxyz"]);
        assert!(self.ask(&[("q", "emping selempang")]).await.reading.any_word);
    }

    pub async fn suggestions_come_while_typing(&self) {
        for (typed, kind, name) in [
            ("emp", Kind::Product, "Emping Melinjo Super"),
            ("kopi bub", Kind::Product, "Kopi Bubuk Robusta Tombo"),
            ("bu ti", Kind::Shop, "Dapur Bu Tini"),
            ("bat", Kind::Category, "Batik"),
            ("krip", Kind::Category, "Keripik & Kerupuk"),
            ("empng", Kind::Product, "Emping Melinjo Super"),
        ] {
            let found = self.search.suggest(typed).await.unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!(found.q, typed);
            assert!(
                found.items.iter().any(|i| i.kind == kind && i.name == name),
                "{typed:?} should suggest {name:?}: {:?}",
                found.items
            );
        }
        for typed in ["", " ", "%", "_", "'", "\0", "zzzzqqqq", "&|!", &"x".repeat(10_000)] {
            self.search.suggest(typed).await.unwrap_or_else(|e| panic!("{typed:?}: {e}"));
        }
    }

    pub async fn neighbours_are_named(&self) {
        for (q, kind, name) in [
            ("dapur bu tini", Kind::Shop, "Dapur Bu Tini"),
            ("warung slamet", Kind::Shop, "Warung Pak Slamet"),
            ("mina tani", Kind::Koperasi, "Koperasi Mina Tani"),
        ] {
            let beside = self.ask(&[("q", q)]).await.beside;
            assert!(beside.iter().any(|b| b.kind == kind && b.name == name), "{q:?} names {name:?}: {beside:?}");
        }
        assert!(self.ask(&[("q", "emping melinjo super")]).await.beside.is_empty(), "no shop is called so");
        assert!(self.ask(&[("kecamatan", "limpung")]).await.beside.is_empty(), "filters name nobody");
        assert!(self.ask(&[("q", "dapur bu tini"), ("hal", "2"), ("per_hal", "2")]).await.beside.is_empty(), "once is enough");
    }

    pub async fn hostile_queries_have_answers(&self) {
        let long = "emping ".repeat(2_000);
        for q in [
            "",
            "   ",
            "%",
            "_",
            "%%_",
            "'",
            "''",
            "\"",
            "\\",
            "emping'; drop table listing; --",
            "a & | ! <-> b",
            ":*",
            "'emping':*A",
            "(((",
            "\0",
            "\u{202e}gnipme",
            "🍘",
            "dan di ke",
            "ini itu",
            "إمبينغ",
            "٢٥٠",
            "𝕖𝕞𝕡𝕚𝕟𝕘",
            &"x".repeat(10_000),
            &long,
            "999999999999999999999 kg",
            "1/0 kg",
            "- - -",
            "~emping",
            "^emping",
        ] {
            let request = SearchRequest::of(q);
            let page = self
                .search
                .search(&request, domain::dates::Day::of(self.desk.now()))
                .await
                .unwrap_or_else(|e| panic!("{q:?}: {e}"));
            assert!(page.total > 0 || page.way_out.is_some(), "{q:?}");
        }
        assert_eq!(self.ask(&[("q", "dan di ke")]).await.engine, self.search.name());
        assert!(self.ask(&[("q", &long)]).await.total >= 2, "a long query is read as far as it goes");
    }
}
