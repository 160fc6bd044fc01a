//! A hit as the grid draws it.

use domain::discovery::{Hit, Image};
use domain::lang::Lang;
use domain::permit::PermitKind;
use domain::quantity::{Quantity, SaleUnit};
use engine::catalog::card::CardPicture;

use super::text::Text;
use crate::catalog::card::{count, picture, price_tag};
use crate::ui::{Availability, Badge, Icon, ProductCard};

pub fn view(lang: Lang, hit: &Hit) -> ProductCard {
    let text = Text(lang);
    let mut badges = Vec::new();
    if hit.certificates.contains(&PermitKind::Halal) {
        badges.push(Badge::good("Halal"));
    }
    if let Some((from, unit)) = hit.wholesale_from.zip(SaleUnit::parse(&hit.unit).ok()) {
        badges.push(Badge::offer(text.wholesale(&count(&unit, Quantity::from_thousandths(from), lang))));
    }
    ProductCard {
        href: format!("/produk/{}", hit.slug),
        ping: None,
        name: hit.name.clone(),
        price: price_tag(lang, hit.price.0, &hit.unit),
        picture: hit.image.as_ref().map(|i| picture(&stored(i))).unwrap_or_default(),
        icon: Icon::named(&hit.icon),
        place: match hit.distance_m {
            Some(metres) => format!("{} · {}", hit.kecamatan, text.distance(metres)),
            None => hit.kecamatan.clone(),
        },
        badges,
        availability: match (hit.available, hit.made_to_order) {
            (false, _) => Availability::SoldOut,
            (true, true) => Availability::MadeToOrder,
            (true, false) => Availability::InStock,
        },
        rating: hit.rating,
    }
}

fn stored(image: &Image) -> CardPicture {
    CardPicture {
        key: image.key.clone(),
        width: image.width,
        height: image.height,
        widest: image.widest,
        colour: image.colour.clone(),
        alt: image.alt.clone(),
    }
}

/// The address of one file of a picture, for programs: 640 pixels wide, or as wide as it is.
pub fn image_url(image: &Image) -> Option<String> {
    let files = picture(&stored(image)).sources;
    files.iter().rev().find(|s| s.width <= 640).or_else(|| files.first()).map(|s| s.url.clone())
}
