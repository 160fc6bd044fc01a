//! The home page: what is there, and the way to it.

use domain::dates::Day;
use domain::lang::Lang;
use engine::catalog::card::{ProductCard, cards, newest};
use engine::catalog::market::{MarketSize, TopCategory, size, top_categories};
use engine::koperasi::KoperasiRow;
use engine::purchasing::shown::{RoundCard, Wanted, lists};
use leptos::prelude::*;

use crate::catalog::card;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::text::Words;
use crate::ui::{self, Badge, Button, Icon, KoperasiCard, NavLink};
use crate::{sharing, texts};

texts! {
    Text {
        title: "Pasar tetangga, harga bersama.", "Your neighbours’ market.";
        describe: "Belanja langsung dari usaha anggota koperasi di Batang: emping, kerupuk, batik, teh, kopi, dan banyak lagi.", "Buy directly from the members of koperasi in Batang: emping, kerupuk, batik, tea, coffee and much more.";
        lead(products: &str, shops: &str): format!("{products} produk dari {shops} usaha anggota koperasi di Batang. Beli langsung dari yang membuat."), format!("{products} products from {shops} businesses of koperasi members in Batang. Buy directly from those who make them.");
        lead_empty: "Pasar usaha anggota koperasi di Batang. Jadilah yang pertama berjualan.", "The market of koperasi members in Batang. Be the first to sell.";
        categories: "Kategori", "Categories";
        all: "Semua", "All";
        newest: "Baru dari tetangga", "New from neighbours";
        see_all: "Lihat semua", "See all";
        empty: "Belum ada barang", "No goods yet";
        empty_hint: "Anggota koperasi bisa mulai berjualan sekarang.", "Members of a koperasi can start selling now.";
        together: "Beli bahan bersama", "Buy materials together";
        all_rounds: "Semua pembelian", "All purchases";
        koperasi: "Koperasi yang menjamin", "The koperasi that vouch";
        all_koperasi: "Semua koperasi", "All koperasi";
        sell: "Punya usaha? Jual di sini, gratis.", "Do you have a business? Sell here, for free.";
        sell_text: "Daftar dengan nomor HP, gabung dengan koperasi di dekat Anda, lalu pajang barang pertama dalam satu menit.", "Register with your phone number, join a koperasi near you, and list your first goods in a minute.";
        register: "Daftar gratis", "Register for free";
        open: "Buka usaha", "Open a business";
        verified: "Terverifikasi dinas", "Verified by the regency";
    }
}

/// Cards on the home page: two rows on a wide screen.
const NEW: i64 = 12;
/// Open joint purchases: one row.
const ROUNDS: i64 = 3;

pub async fn page(reader: Reader) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let desk = &reader.site.desk;
    let open = Wanted { open: ROUNDS, ..Wanted::default() };
    let (size, categories, newest, koperasi, rounds) = tokio::try_join!(
        size(desk),
        top_categories(desk),
        newest(desk, NEW),
        engine::koperasi::largest(desk, 6),
        lists(desk, open, None)
    )?;
    let goods = cards(desk, &newest, Day::of(reader.now()).date()).await?;
    let rounds = rounds.open;
    let shows = newest.iter().map(|p| p.0).chain(rounds.iter().map(|r| r.id.0)).collect();
    Ok(reader.page_for_all(HomeScreen { size, categories, rounds, goods, koperasi }, shows))
}

pub struct HomeScreen {
    pub size: MarketSize,
    pub categories: Vec<TopCategory>,
    /// Open ones that close soonest.
    pub rounds: Vec<RoundCard>,
    pub goods: Vec<ProductCard>,
    pub koperasi: Vec<KoperasiRow>,
}

impl Screen for HomeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title().trim_end_matches('.'))
            .describe(Text(lang).describe())
            .tab(Tab::Home)
            .canonical("/")
            .linked([sharing::market(lang)])
            .islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let lead = match self.size.products {
            0 => text.lead_empty().to_owned(),
            n => text.lead(&thousands(n), &thousands(self.size.shops)),
        };
        let mut chips = vec![NavLink::new("/cari", text.all()).current(true)];
        chips.extend(self.categories.iter().map(|c| {
            NavLink::new(format!("/cari?kategori={}", c.slug), lang.pick(&c.name_id, &c.name_en)).icon(Icon::named(&c.icon))
        }));
        let goods = if self.goods.is_empty() {
            ui::empty_state(Icon::Box, text.empty(), text.empty_hint(), Some(Button::primary(text.open()).link("/usaha/buka")))
        } else {
            ui::product_grid(lang, &self.goods.iter().map(|g| card::view(lang, g)).collect::<Vec<_>>(), 4)
        };
        let rounds = (!self.rounds.is_empty()).then(|| {
            let cards = crate::purchasing::cards(lang, frame.now, &self.rounds);
            ui::section(text.together(), Some(NavLink::new("/pembelian-bersama", text.all_rounds())), cards)
        });
        let koperasi = (!self.koperasi.is_empty()).then(|| {
            let cards: Vec<_> = self.koperasi.iter().map(|k| koperasi_card(lang, k)).collect();
            ui::section(text.koperasi(), Some(NavLink::new("/koperasi", text.all_koperasi())), ui::koperasi_grid(lang, &cards))
        });
        view! {
            {ui::hero(text.title(), &lead, ())}
            <div class="wadah">
                {ui::chips(text.categories(), &chips)}
                {rounds}
                {ui::section(text.newest(), Some(NavLink::new("/cari?urut=terbaru", text.see_all())), goods)}
                {koperasi}
                {invitation(frame)}
            </div>
        }
        .into_any()
    }
}

/// For those who have nothing to sell here yet.
fn invitation(frame: &Frame) -> AnyView {
    let text = Text(frame.lang);
    let button = match &frame.standing {
        Some(standing) if !standing.businesses.is_empty() => return ().into_any(),
        Some(_) => Button::primary(text.open()).link("/usaha/buka"),
        None => Button::primary(text.register()).link("/daftar"),
    };
    ui::titled_card(text.sell(), view! { <p>{text.sell_text()}</p> <p>{button.view()}</p> })
}

fn koperasi_card(lang: Lang, k: &KoperasiRow) -> KoperasiCard {
    KoperasiCard {
        href: format!("/koperasi/{}", k.slug),
        name: k.name.clone(),
        place: Words(lang).place(&k.village, &k.district),
        members: u64::try_from(k.members).unwrap_or(0),
        shops: u64::try_from(k.shops).unwrap_or(0),
        verified: Some(Badge::good(Text(lang).verified())),
    }
}

/// `1.214`, as both languages of this site group thousands in rupiah.
fn thousands(n: i64) -> String {
    domain::money::Rupiah(n).to_string().trim_start_matches("Rp").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::screen::fragment;

    #[test]
    fn an_empty_market_invites() {
        let screen = HomeScreen {
            size: MarketSize { products: 0, shops: 0, koperasi: 0 },
            categories: vec![],
            rounds: vec![],
            goods: vec![],
            koperasi: vec![],
        };
        let html = fragment(screen, &Frame::bare(Lang::En));
        assert!(html.contains("Be the first to sell") && html.contains("No goods yet"), "{html}");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(1214), "1.214");
    }
}
