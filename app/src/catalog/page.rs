//! `/produk/{slug}`: what a buyer sees.

use axum::extract::Path;
use domain::catalog::State;
use domain::dates::Day;
use domain::lang::Lang;
use domain::money::{Price, Rupiah};
use domain::permit::PermitKind;
use domain::phone::Phone;
use domain::quantity::{Quantity, SaleUnit};
use domain::richtext;
use domain::slug::Slug;
use domain::tiers::{PriceTier, PriceTiers};
use engine::catalog::card::ProductCard;
use engine::catalog::{ShopShown, Shown};
use engine::reviews::ReviewShown;
use leptos::prelude::*;

use super::card;
use super::text::Text;
use crate::buying::{OnOffer, add_form, ways};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::reviews::{product, trust};
use crate::sharing::{self, Rating};
use crate::ui::text::Words;
use crate::ui::{self, Badge, Button, Icon, NavLink, Notice, Picture, ShopCard, TierRow, Tone};

pub async fn page(reader: Reader, Path(slug): Path<String>) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let desk = &reader.site.desk;
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let today = Day::of(reader.now()).date();
    let shown = engine::catalog::shown(desk, &slug, today).await?.ok_or(PageError::NotFound)?;
    let keeper = reader.standing().is_some_and(|s| s.keeper(shown.shop.business, today).is_ok());
    if !shown.public && !keeper {
        return Err(PageError::NotFound);
    }
    let more = engine::catalog::card::cards(desk, &shown.more, today).await?;
    let reviews = match shown.product.rating {
        Some(_) => engine::reviews::of_product(desk, shown.product.id, product::FIRST, 0).await?,
        None => Vec::new(),
    };
    let own = [shown.product.id.0, shown.shop.business.id.0];
    let shows =
        own.into_iter().chain(shown.shop.business.koperasi.map(|k| k.0)).chain(shown.more.iter().map(|id| id.0)).collect();
    let screen = ProductScreen { shown, more, reviews, keeper };
    // What only its keeper sees is kept for nobody.
    Ok(if screen.shown.public { reader.page_for_all(screen, shows) } else { reader.page(screen) })
}

struct ProductScreen {
    shown: Shown,
    more: Vec<ProductCard>,
    reviews: Vec<ReviewShown>,
    keeper: bool,
}

impl ProductScreen {
    fn path(&self) -> String {
        format!("/produk/{}", self.shown.product.slug)
    }

    fn unit(&self) -> Option<SaleUnit> {
        SaleUnit::parse(&self.shown.product.sale_unit).ok()
    }

    /// Permits valid today, then what can be had.
    fn badges(&self, text: Text, lang: Lang) -> AnyView {
        let mut badges: Vec<Badge> = Vec::new();
        for permit in &self.shown.permits {
            let Ok(kind) = PermitKind::parse(&permit.kind) else { continue };
            let until = permit.until.as_deref().and_then(|day| Day::parse(day).ok()).map(|day| day.short(lang));
            badges.push(Badge::good(text.permit(kind, until.as_deref())));
        }
        badges.push(self.stock(text, lang));
        ui::badges(&badges)
    }

    fn stock(&self, text: Text, lang: Lang) -> Badge {
        let product = &self.shown.product;
        match (product.stock, self.unit()) {
            (None, _) => Badge::new(Tone::Plain, text.made_in(product.made_days.unwrap_or(3))).icon(Icon::Clock),
            (Some(0), _) => Badge::new(Tone::Bad, text.sold_out()),
            (Some(n), Some(unit)) => Badge::offer(text.in_stock(&card::count(&unit, Quantity::from_thousandths(n), lang))),
            (Some(n), None) => Badge::offer(text.in_stock(&Quantity::from_thousandths(n).text(lang))),
        }
    }

    /// The product's own price, and the wholesale ones.
    fn ladder(&self) -> Option<(Price, PriceTiers)> {
        let base = Price::new(Rupiah(self.shown.product.price)).ok()?;
        let tier = |t: &engine::catalog::TierShown| {
            Some(PriceTier { from: Quantity::from_thousandths(t.from), price: Price::new(Rupiah(t.price)).ok()? })
        };
        Some((base, PriceTiers::new(self.shown.tiers.iter().filter_map(tier).collect(), base).unwrap_or_default()))
    }

    /// The ladder of wholesale prices; nothing for a single price.
    fn tiers(&self, text: Text, lang: Lang) -> AnyView {
        let (Some(unit), Some((base, tiers))) = (self.unit(), self.ladder()) else { return ().into_any() };
        let counted = unit.amount() == Quantity::ONE;
        let rows: Vec<TierRow> = tiers
            .rows(base)
            .into_iter()
            .map(|row| {
                let range = row.range(lang);
                TierRow {
                    range: if counted {
                        format!("{range} {}", unit.unit().name_for(Quantity::whole(2), lang))
                    } else {
                        format!("{range} × {}", unit.text(lang))
                    },
                    price: row.price.to_string(),
                    saving: (row.saving.0 > 0).then(|| row.saving.rounded(lang)),
                }
            })
            .collect();
        ui::tier_table(lang, text.wholesale(), text.per(&unit.text(lang)), &rows)
    }

    /// Into the cart, for everyone but its keeper.
    fn buy(&self, lang: Lang) -> Option<AnyView> {
        let product = &self.shown.product;
        let unit = self.unit().map_or_else(|| product.sale_unit.clone(), |unit| unit.text(lang));
        let stock = product.stock.map(Quantity::from_thousandths);
        let offer = OnOffer { slug: &product.slug, unit: &unit, ladder: self.ladder(), stock };
        self.is_for_sale().then(|| add_form(lang, &offer))
    }

    fn is_for_sale(&self) -> bool {
        self.shown.public && !self.keeper && self.shown.product.stock != Some(0)
    }

    fn ask(&self, frame: &Frame) -> Option<AnyView> {
        let text = Text(frame.lang);
        let phone = Phone::parse(self.shown.shop.whatsapp.as_deref()?).ok().filter(Phone::is_mobile)?;
        let url = format!("{}{}", frame.public_url, self.path());
        let words = text.ask_words(&self.shown.shop.name, &self.shown.product.name, &url);
        Some(Button::whatsapp(text.ask(), phone.whatsapp(&words)).wide().view())
    }

    /// Where nobody can be asked before: what is to be known goes along with the order.
    fn ask_later(&self, text: Text) -> Option<AnyView> {
        let silent = self.shown.public && !self.keeper && self.shown.shop.whatsapp.is_none();
        silent.then(|| view! { <p class="bantu">{text.ask_later()}</p> }.into_any())
    }

    fn pictures(&self) -> Vec<Picture> {
        let named = |p: &engine::catalog::card::CardPicture| {
            let picture = card::picture(p);
            // Without words of its own a picture shows the product.
            if picture.alt.is_empty() { Picture { alt: self.shown.product.name.clone(), ..picture } } else { picture }
        };
        self.shown.pictures.iter().map(named).collect()
    }

    /// The categories on the way to it, with their addresses.
    fn steps(&self, lang: Lang) -> Vec<(String, String)> {
        let name = |c: &engine::catalog::CategoryName| lang.pick(c.name_id.clone(), c.name_en.clone());
        self.shown.product.categories.iter().map(|c| (format!("/cari?kategori={}", c.slug), name(c))).collect()
    }

    fn crumbs(&self, lang: Lang) -> AnyView {
        ui::breadcrumbs(lang, &self.steps(lang), &self.shown.product.name)
    }

    /// What the keeper, and nobody else, sees above the page.
    fn keeper_notice(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let shop = &self.shown.shop.slug;
        let edit = self.keeper.then(|| {
            Button::quiet(text.edit()).small().link(format!("/usaha/produk/{}?usaha={shop}", self.shown.product.slug))
        })?;
        Some(match (self.shown.public, self.shown.product.state) {
            (true, _) => Notice::Info.with(lang, text.own_product(), Some(edit)),
            (false, State::Draft) => Notice::Warning.with(lang, text.preview_draft(), Some(edit)),
            (false, State::Archived) => Notice::Warning.with(lang, text.preview_archived(), Some(edit)),
            (false, State::Published) => Notice::Warning.with(lang, text.join_first(), Some(edit)),
        })
    }
}

fn shop_card(lang: Lang, shop: &ShopShown) -> ShopCard {
    let text = Text(lang);
    let member = shop.koperasi.as_ref().map(|(_, name)| text.member_of(name));
    ShopCard {
        href: format!("/toko/{}", shop.slug),
        name: shop.name.clone(),
        line: member.or_else(|| shop.story.as_deref().map(|s| richtext::summary(s, 90))),
        place: Words(lang).place(&shop.village, &shop.district),
        products: u64::try_from(shop.products).ok(),
        badges: trust::badges(lang, &shop.trust),
    }
}

impl Screen for ProductScreen {
    fn head(&self, lang: Lang) -> Head {
        let (p, shop) = (&self.shown.product, &self.shown.shop);
        let price = card::price_tag(lang, p.price, &p.sale_unit);
        let about =
            Text(lang).describe(&price.amount, &price.unit, &shop.name, &shop.district, &richtext::summary(&p.description, 110));
        let head = Head::new(&p.name).describe(about).tab(Tab::Search).image(Some(sharing::product_image(&self.shown, lang)));
        let head = if self.is_for_sale() { head.amounts() } else { head };
        if !self.shown.public {
            return head;
        }
        let (steps, path) = (self.steps(lang), self.path());
        let way = sharing::breadcrumbs(&steps, (path.as_str(), p.name.as_str()));
        let rating = p.rating.map(|rating| Rating { stars: rating.stars(), count: i64::from(rating.count) });
        head.linked([sharing::product(&self.shown, rating, lang), way]).canonical(path)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let (p, shop) = (&self.shown.product, &self.shown.shop);
        let icon = Icon::named(&p.icon);
        let category = p.categories.last().map_or(String::new(), |c| lang.pick(c.name_id.clone(), c.name_en.clone()));
        let over = format!("{category} · {}", Words(lang).place(&shop.village, &shop.district));
        let description =
            (!p.description.is_empty()).then(|| ui::titled_card(text.about(), ui::rich_text(&richtext::blocks(&p.description))));
        let pictures = ui::picture_gallery(&p.name, &self.pictures(), icon);
        let url = format!("{}{}", frame.public_url, self.path());
        let buy = view! {
            {ui::page_head(Some(&over), &p.name, None)}
            {card::price_tag(lang, p.price, &p.sale_unit).view()}
            {p.rating.map(|rating| view! { <p><a class="ke-ulasan" href="#ulasan">{ui::rating(lang, rating)}</a></p> })}
            {self.badges(text, lang)}
            {self.tiers(text, lang)}
            {self.buy(lang)}
            {self.ask(frame)}
            {self.ask_later(text)}
            {ui::shop_panel(lang, &shop_card(lang, shop))}
            <p class="bantu">{trust::line(lang, &shop.trust)}</p>
            {koperasi_line(text, shop)}
            {ways::short(lang, &shop.ways, &shop.slug)}
        };
        let about = view! {
            {description}
            {self.shown.public.then(|| ui::share_row(lang, &text.share(&p.name, &shop.name), &url))}
        };
        let cards: Vec<_> = self.more.iter().map(|c| card::view(lang, c)).collect();
        let more = (!cards.is_empty()).then(|| {
            let all = NavLink::new(format!("/toko/{}", shop.slug), text.to_shop());
            ui::section(text.more(), Some(all), ui::product_grid(lang, &cards, 0))
        });
        view! {
            <div class="wadah">
                {self.crumbs(lang)}
                {self.keeper_notice(lang)}
                {ui::three_parts(pictures, buy, about)}
                {product::section(frame, &p.slug, p.rating, &self.reviews)}
                {more}
            </div>
        }
        .into_any()
    }
}

/// Who vouches for the shop.
fn koperasi_line(text: Text, shop: &ShopShown) -> Option<AnyView> {
    let (slug, name) = shop.koperasi.as_ref()?;
    let href = format!("/koperasi/{slug}");
    Some(view! { <p class="bantu">{text.vouched_by()}" "<a href=href>{name.clone()}</a></p> }.into_any())
}
