//! Filters, counts, sorts, pages, nearness, and ways out.

use std::collections::BTreeSet;

use domain::discovery::{Count, Facets, Sort};
use domain::reviews::Rating;

use super::Contract;

fn facets(f: &Facets) -> [(&'static str, &[Count]); 4] {
    [("kategori", &f.kategori), ("kecamatan", &f.kecamatan), ("koperasi", &f.koperasi), ("sertifikat", &f.sertifikat)]
}

impl Contract<'_> {
    /// Each count is what choosing that value shows, whatever else is chosen.
    pub async fn counts_agree_with_hits(&self) {
        let searches: [&[(&str, &str)]; 7] = [
            &[],
            &[("q", "emping")],
            &[("q", "terasi"), ("harga_maks", "15000")],
            &[("kategori", "pasar-makanan"), ("kecamatan", "limpung")],
            &[("kecamatan", "limpung"), ("kecamatan", "bandar"), ("sertifikat", "halal")],
            &[("sertifikat", "halal"), ("sertifikat", "pirt"), ("tersedia", "1")],
            &[("q", "kopi"), ("kategori", "pasar-minuman"), ("kecamatan", "subah")],
        ];
        for search in searches {
            let page = self.ask(search).await;
            for (field, counts) in facets(&page.facets) {
                for count in counts {
                    // Values of one facet widen each other, so the count is of this one alone;
                    // certificates narrow, so it is of all of them.
                    let narrows = field == "sertifikat";
                    let mut one: Vec<(&str, &str)> =
                        search.iter().copied().filter(|(f, v)| *f != field || (narrows && *v != count.key)).collect();
                    one.push((field, &count.key));
                    let total = self.ask(&one).await.total;
                    assert_eq!(count.hits, total, "{field}={} in {search:?}", count.key);
                }
            }
        }
        let all = self.ask(&[]).await;
        let sum =
            |slugs: &[&str]| all.facets.kategori.iter().filter(|c| slugs.contains(&c.key.as_str())).map(|c| c.hits).sum::<u64>();
        assert_eq!(sum(&["pasar-makanan", "pasar-minuman", "pasar-kerajinan"]), all.total, "a category counts what is below it");
        assert_eq!(all.total, self.market.products.len() as u64);
    }

    pub async fn filters_narrow(&self) {
        assert_eq!(self.names(&[("kategori", "pasar-kulit")]).await, ["Tas Kulit Selempang"]);
        for district in ["limpung", "33.25.08", "332508", "Limpung"] {
            assert_eq!(self.ask(&[("kecamatan", district)]).await.total, 5, "{district}");
        }
        assert_eq!(self.ask(&[("harga_min", "180.000"), ("harga_maks", "Rp750.000")]).await.total, 2, "both bounds belong to it");
        let available = self.ask(&[("tersedia", "1")]).await;
        assert_eq!(available.total, self.market.products.len() as u64 - 1);
        assert!(available.hits.iter().all(|hit| hit.available), "made to order is available");
        // On its last day a permit still holds; a day later it does not.
        let pirt: BTreeSet<String> = self.ask(&[("sertifikat", "pirt")]).await.hits.into_iter().map(|h| h.shop).collect();
        assert_eq!(pirt, BTreeSet::from(["Dapur Bu Tini".to_owned()]));
        let unknown = self.ask(&[("kategori", "tidak-ada"), ("q", "emping")]).await;
        assert_eq!(unknown.unknown, [("kategori", "tidak-ada".to_owned())]);
        assert_eq!(unknown.total, 2, "what there is not filters nothing");
    }

    pub async fn sorts_sort(&self) {
        let prices = |names: Vec<domain::discovery::Hit>| names.into_iter().map(|h| h.price.0).collect::<Vec<_>>();
        let up = prices(self.ask(&[("urut", "termurah"), ("per_hal", "60")]).await.hits);
        assert!(up.is_sorted(), "{up:?}");
        let down = prices(self.ask(&[("urut", "termahal"), ("per_hal", "60")]).await.hits);
        assert!(down.is_sorted_by(|a, b| a >= b), "{down:?}");
        let per_kg: Vec<i64> = self
            .ask(&[("urut", "termurah_satuan"), ("per_hal", "60")])
            .await
            .hits
            .iter()
            .take_while(|h| h.unit_base.as_deref() == Some("kg"))
            .filter_map(|h| h.unit_price)
            .map(|p| p.0)
            .collect();
        assert!(per_kg.is_sorted() && per_kg.len() == 12, "{per_kg:?}");
        assert_eq!(self.names(&[("urut", "terbaru"), ("per_hal", "2")]).await, ["Beras Merah Organik", "Tas Kulit Selempang"]);
        assert_eq!(self.names(&[("per_hal", "1")]).await, ["Beras Merah Organik"], "without a query, the newest");
        let rated = self.names(&[("urut", "nilai"), ("per_hal", "60")]).await;
        assert_eq!(
            (rated.first().map(String::as_str), rated.last().map(String::as_str)),
            (Some("Emping Melinjo Super"), Some("Terasi Rebon"))
        );
        let praised = self.ask(&[("urut", "nilai"), ("per_hal", "1")]).await.hits;
        assert_eq!(praised[0].rating, Some(Rating { score: 472, count: 20 }));
        for sort in Sort::ALL {
            let q = [("q", "terasi"), ("urut", sort.code()), ("lat", "-6.9"), ("lng", "109.8")];
            assert_eq!(self.ask(&q).await.total, 2, "{sort:?} only sorts");
        }
    }

    pub async fn pages_part_the_hits(&self) {
        for q in ["", "batang", "terasi"] {
            let all = self.names(&[("q", q), ("per_hal", "60")]).await;
            let mut paged = Vec::new();
            for page in 1..=8 {
                let answer = self.ask(&[("q", q), ("per_hal", "3"), ("hal", &page.to_string())]).await;
                assert_eq!(answer.total, all.len() as u64);
                paged.extend(answer.hits.into_iter().map(|h| h.name));
            }
            assert_eq!(paged, all, "{q:?}");
        }
        let beyond = self.ask(&[("q", "emping"), ("hal", "1000"), ("per_hal", "60")]).await;
        assert_eq!((beyond.hits.len(), beyond.total, beyond.way_out), (0, 2, None));
    }

    pub async fn near_is_near(&self) {
        let limpung = [("lat", "-6.998"), ("lng", "109.925")];
        let at = |more: &[(&'static str, &'static str)]| limpung.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
        let close = self.ask(&at(&[("radius_km", "2")])).await;
        assert!(
            close.total == 5 && close.hits.iter().all(|h| h.shop == "Dapur Bu Tini" && h.distance_m == Some(0)),
            "{:?}",
            close.hits
        );
        let sorted: Vec<u32> =
            self.ask(&at(&[("urut", "terdekat"), ("per_hal", "60")])).await.hits.iter().filter_map(|h| h.distance_m).collect();
        assert!(sorted.is_sorted() && sorted.len() == self.market.products.len(), "{sorted:?}");
        // Bandar is about 15 km off; a circle is no box.
        assert_eq!(self.ask(&at(&[("q", "kopi bubuk"), ("radius_km", "14")])).await.total, 0);
        assert_eq!(self.ask(&at(&[("q", "kopi bubuk"), ("radius_km", "16")])).await.total, 1);
        assert_eq!(self.ask(&at(&[("radius_km", "20015")])).await.total, self.market.products.len() as u64);
        assert!(
            self.ask(&[("q", "batik"), ("lat", "-6.935"), ("lng", "109.715"), ("radius_km", "3")]).await.total >= 2,
            "without a position, the middle of its district"
        );
    }

    pub async fn no_search_is_a_dead_end(&self) {
        let lost = self.ask(&[("q", "zzzzqqq")]).await;
        let out = lost.way_out.expect("a way out");
        assert!(lost.total == 0 && !out.kategori.is_empty() && !out.kecamatan.is_empty(), "{out:?}");
        let narrow = self.ask(&[("q", "emping"), ("kecamatan", "bandar")]).await.way_out.expect("a way out");
        assert_eq!((narrow.without_filters, narrow.kecamatan.first().map(|c| c.key.as_str())), (2, Some("limpung")));
        let dear = self.ask(&[("q", "emping"), ("harga_min", "1000000")]).await;
        assert_eq!((dear.total, dear.way_out.map(|w| w.without_filters)), (0, Some(2)));
        assert!(!dear.reading.any_word, "a price that nothing has does not change the words");
    }
}
