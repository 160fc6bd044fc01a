//! A product card: from the engine's facts to the words on the card.

use domain::lang::Lang;
use domain::money::{Price, Rupiah};
use domain::quantity::{Quantity, SaleUnit};
use engine::catalog::card::{CardPicture, ProductCard};
use engine::pictures::PictureSet;

use crate::ui::{self, Availability, Badge, Icon, Picture, PriceTag, Source};

crate::texts! {
    Text {
        wholesale(from: &str): format!("Grosir mulai {from}"), format!("Wholesale from {from}");
    }
}

/// The card as the grid draws it.
pub fn view(lang: Lang, card: &ProductCard) -> ui::ProductCard {
    let unit = SaleUnit::parse(&card.sale_unit).ok();
    let mut badges = Vec::new();
    if card.halal {
        badges.push(Badge::good("Halal"));
    }
    if let (Some(from), Some(unit)) = (card.tier_from, &unit) {
        let from = Quantity::from_thousandths(from);
        badges.push(Badge::offer(Text(lang).wholesale(&count(unit, from, lang))));
    }
    ui::ProductCard {
        href: format!("/produk/{}", card.slug),
        ping: None,
        name: card.name.clone(),
        price: price_tag(lang, card.price, &card.sale_unit),
        picture: card.picture.as_ref().map(picture).unwrap_or_default(),
        icon: Icon::named(&card.icon),
        place: card.district.clone(),
        badges,
        availability: match card.stock {
            None => Availability::MadeToOrder,
            Some(0) => Availability::SoldOut,
            Some(_) => Availability::InStock,
        },
        rating: card.rating,
    }
}

/// The price with its unit, and per kilogram or liter where that says something new.
pub fn price_tag(lang: Lang, price: i64, sale_unit: &str) -> PriceTag {
    let unit = SaleUnit::parse(sale_unit).ok();
    let comparable = unit.as_ref().zip(Price::new(Rupiah(price)).ok()).and_then(|(unit, price)| unit.comparable(price));
    PriceTag {
        amount: Rupiah(price).to_string(),
        unit: unit.map_or_else(|| sale_unit.to_owned(), |unit| unit.text(lang)),
        comparable: comparable.map(|c| c.text(lang)),
    }
}

/// A stored picture with all its files.
pub fn picture(p: &CardPicture) -> Picture {
    stored(&p.set(), &p.alt)
}

/// As [`picture`], before it hangs on anything.
pub fn stored(set: &PictureSet, alt: &str) -> Picture {
    Picture {
        sources: set.files().map(|(name, width)| Source { url: format!("/gambar/{name}"), width }).collect(),
        fallback: Some(jpeg(set)),
        width: set.width,
        height: set.height,
        colour: Some(set.colour.clone()),
        alt: alt.to_owned(),
    }
}

/// The path of the JPEG, which previews in messages can show.
pub fn jpeg(set: &PictureSet) -> String {
    format!("/gambar/{}", set.jpeg())
}

/// So many of a sale unit: `5 kg`, or `5` of what has an amount of its own (`250 g`).
pub fn count(unit: &SaleUnit, n: Quantity, lang: Lang) -> String {
    if unit.amount() == Quantity::ONE { format!("{} {}", n.text(lang), unit.unit().name_for(n, lang)) } else { n.text(lang) }
}

/// As [`count`], by a sale unit as it is stored.
pub fn stock(lang: Lang, sale_unit: &str, n: Quantity) -> String {
    SaleUnit::parse(sale_unit).map_or_else(|_| n.text(lang), |unit| count(&unit, n, lang))
}
