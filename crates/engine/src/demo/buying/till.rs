//! The seller's own notes: what was spent and sold elsewhere, and below how much of something to be warned.
//! What orders bring stands in the book by itself.

use domain::dates::Day;
use domain::money::{Price, Rupiah};
use domain::quantity::Quantity;
use domain::slug::Slug;
use domain::till::{Entry, Kind, What};
use time::Duration;

use super::acts::Lane;
use super::plot::SELLER;
use super::text;
use crate::demo::seed::Seed;
use crate::ids;
use crate::till;
use crate::trouble::Result;

/// What goes in and out in each thirty days: on which of them, for what, in thousands of rupiah at least and at most.
const MONTHLY: [(i64, Kind, &str, i64, i64); 14] = [
    (1, Kind::Rent, "Iuran lapak pasar Limpung", 60, 60),
    (2, Kind::Material, "Melinjo 40 kg", 520, 680),
    (3, Kind::Sale, "Dititip di toko oleh-oleh", 350, 620),
    (5, Kind::Energy, "Token listrik", 100, 150),
    (6, Kind::Energy, "Gas 3 kg, dua tabung", 44, 46),
    (8, Kind::Packaging, "Plastik dan stiker", 75, 160),
    (11, Kind::Sale, "Penjualan di pasar", 220, 480),
    (13, Kind::Material, "Minyak goreng dan gula aren", 180, 260),
    (15, Kind::Wages, "Upah memipih, tiga orang", 450, 600),
    (17, Kind::Transport, "Bensin mengantar", 30, 70),
    (19, Kind::Sale, "Pesanan hajatan tetangga", 250, 900),
    (21, Kind::Energy, "Gas 3 kg, dua tabung", 44, 46),
    (24, Kind::Transport, "Ongkos kirim ke Pekalongan", 25, 60),
    (27, Kind::Household, "Untuk belanja rumah", 300, 500),
];
/// How far the book goes back.
const MONTHS: i64 = 6;

impl Lane<'_> {
    /// Of the last months, at the seller's shop.
    pub(super) async fn cash_book(&self) -> Result<()> {
        let today = Day::of(self.trade.now);
        let mut seed = Seed::named("kas", 1);
        self.note(today.plus_days(-30 * MONTHS - 1), Kind::Capital, "Modal awal di kotak uang", 500).await?;
        for month in (0..MONTHS).rev() {
            for (of_month, kind, what, least, most) in MONTHLY {
                let amount = seed.between(least, most);
                self.note(today.plus_days(of_month - 30 * (month + 1)), kind, what, amount).await?;
            }
        }
        Ok(())
    }

    async fn note(&self, day: Day, kind: Kind, what: &str, thousands: i64) -> Result<()> {
        let desk = self.trade.desk.at(day.at(20, 0).min(self.trade.now));
        let amount = text(Price::new(Rupiah(thousands * 1000)))?;
        let entry = Entry { kind, amount, day, what: Some(text(What::parse(what))?) };
        till::enter(&desk, &self.stall.keeper, &entry, ids::fresh()).await?;
        Ok(())
    }

    /// At the seller's shop for all that can run low, and in some others for what they have most of.
    pub(super) async fn warnings(&self) -> Result<()> {
        let many = match self.stall.nth {
            SELLER => usize::MAX,
            nth if nth.is_multiple_of(9) => 2,
            _ => return Ok(()),
        };
        let products = &self.trade.market.products;
        let mut goods: Vec<(i64, usize, &Slug)> =
            self.stall.goods.iter().filter_map(|(nth, slug)| Some((products[*nth].stock?, *nth, slug))).collect();
        goods.sort_unstable_by_key(|(stock, nth, _)| (-stock, *nth));
        let below = |stock: i64| Quantity::whole(u32::try_from(stock / 4).unwrap_or(0).max(3));
        let warnings: Vec<(Slug, Option<Quantity>)> =
            goods.into_iter().take(many).map(|(stock, _, slug)| (slug.clone(), Some(below(stock)))).collect();
        let desk = self.trade.desk.at(self.trade.now - Duration::days(300));
        till::set_warnings(&desk, &self.stall.keeper, &warnings).await
    }
}
