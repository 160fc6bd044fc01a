//! `/pratinjau/…`: the picture that a chat shows of a product or a shop. Its name is a digest of what it shows,
//! and the page names the right one: an address that is out of date leads to it.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::dates::Day;
use domain::lang::Lang;
use domain::slug::Slug;
use engine::business::Shop;
use engine::catalog::Shown;
use engine::catalog::card::ProductCard;
use engine::sharing::Preview;

use super::address;
use crate::catalog::card;
use crate::house::{PageError, PageResult, Reader};
use crate::ui::text::Words;

const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// What a chat shows of a product's page.
fn of_product(shown: &Shown, lang: Lang) -> Preview {
    let (p, shop) = (&shown.product, &shown.shop);
    let price = card::price_tag(lang, p.price, &p.sale_unit);
    Preview {
        name: p.name.clone(),
        price: Some(format!("{} / {}", price.amount, price.unit)),
        lines: vec![shop.name.clone(), Words(lang).place(&shop.village, &shop.district)],
        photo: shown.pictures.first().map(|picture| picture.set().jpeg()),
    }
}

/// What a chat shows of a shop's page: the photo of its newest goods.
fn of_shop(shop: &Shop, goods: &[ProductCard], lang: Lang) -> Preview {
    let vouched = shop.koperasi.as_ref().map(|(.., name)| name.clone());
    let place = format!("{}, {}", Words(lang).place(&shop.village, &shop.district), shop.regency);
    Preview {
        name: shop.name.clone(),
        price: None,
        lines: std::iter::once(place).chain(vouched).collect(),
        photo: goods.iter().find_map(|card| card.picture.as_ref()).map(|picture| picture.set().jpeg()),
    }
}

/// The path of a product's preview.
pub fn product_image(shown: &Shown, lang: Lang) -> String {
    address(&format!("/pratinjau/produk/{}/{}", shown.product.slug, of_product(shown, lang).file()), lang)
}

/// The path of a shop's preview; `goods` are the first ones of its page.
pub fn shop_image(shop: &Shop, goods: &[ProductCard], lang: Lang) -> String {
    address(&format!("/pratinjau/toko/{}/{}", shop.slug, of_shop(shop, goods, lang).file()), lang)
}

pub(super) async fn product(reader: Reader, Path((slug, file)): Path<(String, String)>) -> PageResult {
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let shown = engine::catalog::shown(&reader.site.desk, &slug, Day::of(reader.now()).date()).await?;
    let shown = shown.filter(|shown| shown.public).ok_or(PageError::NotFound)?;
    let right = product_image(&shown, reader.lang);
    answer(&reader, &of_product(&shown, reader.lang), &file, &right).await
}

pub(super) async fn shop(reader: Reader, Path((slug, file)): Path<(String, String)>) -> PageResult {
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let desk = &reader.site.desk;
    let shop = engine::business::shop(desk, &slug).await?.filter(|shop| shop.koperasi.is_some()).ok_or(PageError::NotFound)?;
    // As many as the page of a shop shows first.
    let ids = engine::business::shop_products(desk, shop.id, crate::business::GOODS, 0).await?;
    let goods = engine::catalog::card::cards(desk, &ids, Day::of(reader.now()).date()).await?;
    let right = shop_image(&shop, &goods, reader.lang);
    answer(&reader, &of_shop(&shop, &goods, reader.lang), &file, &right).await
}

async fn answer(reader: &Reader, preview: &Preview, file: &str, right: &str) -> PageResult {
    if preview.file() != file {
        return Ok(reader.see_other(right));
    }
    let picture = engine::sharing::picture(&reader.site.desk, preview).await?;
    Ok(reader.answer(picture).header(CONTENT_TYPE, "image/jpeg").header(CACHE_CONTROL, FOR_EVER))
}
