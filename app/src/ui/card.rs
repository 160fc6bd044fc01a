//! Cards: a product, a shop, a koperasi, and the grids they stand in.

use domain::lang::Lang;
use domain::reviews::Rating;
use leptos::prelude::*;

use crate::ui::badge::{self, Badge, Tone};
use crate::ui::html::Html;
use crate::ui::icon::Icon;
use crate::ui::picture::{Picture, Place};
use crate::ui::price::PriceTag;
use crate::ui::rating::write_rating;
use crate::ui::text::Words;

/// What can be had of a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Availability {
    InStock,
    MadeToOrder,
    SoldOut,
}

#[derive(Debug, Clone)]
pub struct ProductCard {
    /// `/produk/{slug}`
    pub href: String,
    /// Where the browser tells that the link was followed.
    pub ping: Option<String>,
    pub name: String,
    pub price: PriceTag,
    pub picture: Picture,
    /// Drawn where there is no picture.
    pub icon: Icon,
    /// The kecamatan; the shop's name where all come from one kecamatan.
    pub place: String,
    pub badges: Vec<Badge>,
    pub availability: Availability,
    /// `None` until somebody has reviewed it.
    pub rating: Option<Rating>,
}

/// Products in a grid. The pictures of the first `eager` load at once: those on the first screen.
pub fn product_grid(lang: Lang, products: &[ProductCard], eager: usize) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"kisi\">");
    for (nth, product) in products.iter().enumerate() {
        product.write(&mut h, lang, if nth < eager { Place::FirstCard } else { Place::Card });
    }
    h.raw("</ul>");
    h.view()
}

impl ProductCard {
    fn write(&self, h: &mut Html, lang: Lang, place: Place) {
        let sold_out = self.availability == Availability::SoldOut;
        h.raw(if sold_out { "<li class=\"produk habis\">" } else { "<li class=\"produk\">" });
        self.picture.write(h, place, self.icon);
        h.raw("<span class=\"isi\"><a class=\"nama\"").attr("href", &self.href);
        h.attr_if("ping", self.ping.as_deref()).raw(">");
        h.text(&self.name).raw("</a>");
        self.price.write(h);
        h.raw("<span class=\"dari\">").icon(Icon::Pin).element("<span>", &self.place, "</span></span>");
        if let Some(rating) = self.rating {
            write_rating(h, lang, rating);
        }
        let words = Words(lang);
        match self.availability {
            Availability::InStock => badge::write_row(h, &self.badges),
            Availability::SoldOut => badge::write_row(h, &[Badge::new(Tone::Plain, words.sold_out())]),
            Availability::MadeToOrder => {
                let mut all = self.badges.clone();
                all.push(Badge::new(Tone::Plain, words.made_to_order()));
                badge::write_row(h, &all);
            }
        }
        h.raw("</span></li>");
    }
}

#[derive(Debug, Clone)]
pub struct ShopCard {
    /// `/toko/{slug}`
    pub href: String,
    pub name: String,
    /// One line of its story.
    pub line: Option<String>,
    /// Desa and kecamatan.
    pub place: String,
    pub products: Option<u64>,
    pub badges: Vec<Badge>,
}

#[derive(Debug, Clone)]
pub struct KoperasiCard {
    /// `/koperasi/{slug}`
    pub href: String,
    pub name: String,
    pub place: String,
    pub members: u64,
    pub shops: u64,
    pub verified: Option<Badge>,
}

pub fn shop_grid(lang: Lang, shops: &[ShopCard]) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"kisi-lebar\">");
    for shop in shops {
        shop.write(&mut h, lang);
    }
    h.raw("</ul>");
    h.view()
}

impl ShopCard {
    fn write(&self, h: &mut Html, lang: Lang) {
        h.raw("<li class=\"toko\">");
        badge::write_avatar(h, &self.name);
        h.raw("<span class=\"isi\"><a class=\"nama\"").attr("href", &self.href).raw(">").text(&self.name).raw("</a>");
        if let Some(line) = &self.line {
            h.element("<span class=\"baris\">", line, "</span>");
        }
        h.raw("<span class=\"dari\">").icon(Icon::Pin).element("<span>", &self.place, "</span>");
        if let Some(n) = self.products {
            h.raw("<span>· ").text(&Words(lang).products(n)).raw("</span>");
        }
        h.raw("</span>");
        badge::write_row(h, &self.badges);
        h.raw("</span></li>");
    }
}

/// The one shop on a product's page: who makes this.
pub fn shop_panel(lang: Lang, shop: &ShopCard) -> AnyView {
    let mut h = Html::new();
    h.raw("<ul class=\"kisi-lebar satu\">");
    shop.write(&mut h, lang);
    h.raw("</ul>");
    h.view()
}

pub fn koperasi_grid(lang: Lang, all: &[KoperasiCard]) -> AnyView {
    let words = Words(lang);
    let mut h = Html::new();
    h.raw("<ul class=\"kisi-lebar\">");
    for k in all {
        h.raw("<li class=\"toko\"><span class=\"inisial lambang\">").icon(Icon::Cooperative);
        h.raw("</span><span class=\"isi\"><a class=\"nama\"").attr("href", &k.href).raw(">").text(&k.name).raw("</a>");
        h.raw("<span class=\"dari\">").icon(Icon::Pin).element("<span>", &k.place, "</span></span>");
        h.element("<span class=\"baris\">", &words.members(k.members), " · ").text(&words.shops(k.shops)).raw("</span>");
        badge::write_row(&mut h, k.verified.as_slice());
        h.raw("</span></li>");
    }
    h.raw("</ul>");
    h.view()
}
