//! Goods, shops and the way to them in the words of schema.org.

use domain::geo::Position;
use domain::hours::OpeningHours;
use domain::lang::Lang;
use domain::richtext;
use engine::business::Shop;
use engine::catalog::Shown;
use serde_json::{Value, json};
use time::Weekday;

use crate::catalog::card;

/// What buyers gave a product, or all goods of a shop: all stars together, and how many gave them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    pub stars: i64,
    pub count: i64,
}

impl Rating {
    /// `4.7`: the plain average, as search engines ask for, and not the careful one that goods are put in
    /// order by. `None` without a review, for which there is no average.
    fn value(self) -> Option<String> {
        if self.count <= 0 {
            return None;
        }
        let tenths = (self.stars * 10 + self.count / 2) / self.count;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

/// A product with its offer (schema.org/Product).
pub fn product(shown: &Shown, rating: Option<Rating>, lang: Lang) -> Value {
    let p = &shown.product;
    let path = format!("/produk/{}", p.slug);
    let available = match p.stock {
        None => "https://schema.org/MadeToOrder",
        Some(0) => "https://schema.org/OutOfStock",
        Some(_) => "https://schema.org/InStock",
    };
    let mut value = json!({
        "@type": "Product",
        "@id": path,
        "url": path,
        "name": p.name,
        "offers": {
            "@type": "Offer",
            "url": path,
            // Whole rupiah.
            "price": p.price.to_string(),
            "priceCurrency": "IDR",
            "availability": available,
            "itemCondition": "https://schema.org/NewCondition",
            "seller": { "@type": "Store", "@id": format!("/toko/{}", shown.shop.slug), "name": shown.shop.name },
        },
    });
    let about = richtext::summary(&p.description, 300);
    if !about.is_empty() {
        value["description"] = about.into();
    }
    if let Some(category) = p.categories.last() {
        value["category"] = lang.pick(&category.name_id, &category.name_en).as_str().into();
    }
    let pictures: Vec<String> = shown.pictures.iter().map(|picture| card::jpeg(&picture.set())).collect();
    if !pictures.is_empty() {
        value["image"] = pictures.into();
    }
    if let Some(rating) = rating.and_then(aggregate) {
        value["aggregateRating"] = rating;
    }
    value
}

/// Nothing of what nobody has rated.
fn aggregate(rating: Rating) -> Option<Value> {
    let average = rating.value()?;
    Some(json!({ "@type": "AggregateRating", "ratingValue": average, "reviewCount": rating.count }))
}

/// The way from the market to what is shown; the last step is the page itself.
pub fn breadcrumbs(steps: &[(String, String)], here: (&str, &str)) -> Value {
    let step =
        |nth: usize, (path, name): (&str, &str)| json!({ "@type": "ListItem", "position": nth, "name": name, "item": path });
    let mut list: Vec<Value> =
        steps.iter().enumerate().map(|(nth, (path, name))| step(nth + 1, (path.as_str(), name.as_str()))).collect();
    list.push(step(list.len() + 1, here));
    json!({ "@type": "BreadcrumbList", "itemListElement": list })
}

/// A shop (schema.org/Store, a LocalBusiness). Its telephone is in no data that is gathered by the thousand.
pub fn shop(s: &Shop, rating: Option<Rating>, image: Option<String>) -> Value {
    let path = format!("/toko/{}", s.slug);
    let mut value = json!({
        "@type": "Store",
        "@id": path,
        "url": path,
        "name": s.name,
        "currenciesAccepted": "IDR",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": s.village,
            "addressLocality": s.district,
            "addressRegion": s.regency,
            "addressCountry": "ID",
        },
    });
    if let Some(story) = &s.story {
        value["description"] = richtext::summary(story, 300).into();
    }
    if let Some(image) = image {
        value["image"] = image.into();
    }
    if let Some(at) = s.lat.zip(s.lng).and_then(|(lat, lng)| Position::from_micro(lat, lng).ok()) {
        value["geo"] = json!({ "@type": "GeoCoordinates", "latitude": at.lat(), "longitude": at.lng() });
    }
    if let Some(hours) = &s.hours {
        value["openingHoursSpecification"] = opening(hours).into();
    }
    // Of all its goods together.
    if let Some(rating) = rating.and_then(aggregate) {
        value["aggregateRating"] = rating;
    }
    if let Some((_, slug, name)) = &s.koperasi {
        let path = format!("/koperasi/{slug}");
        value["memberOf"] = json!({ "@type": "Organization", "@id": path, "url": path, "name": name });
    }
    value
}

fn opening(hours: &OpeningHours) -> Vec<Value> {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    let days = [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday];
    let open = days.into_iter().filter_map(|day| {
        let (opens, closes) = hours.on(day)?.inputs();
        // `time` calls days as schema.org does.
        Some(json!({
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": format!("https://schema.org/{day}"),
            "opens": opens,
            "closes": closes,
        }))
    });
    open.collect()
}

/// The market itself, with the field to search it.
pub fn market(lang: Lang) -> Value {
    json!({
        "@type": "WebSite",
        "@id": "/",
        "url": "/",
        "name": "Guyub",
        "inLanguage": lang.tag(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": "/cari?q={q}" },
            "query-input": "required name=q",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_to_tenths() {
        let value = |stars, count| Rating { stars, count }.value();
        assert_eq!(value(0, 0), None);
        assert_eq!(value(5, 1).as_deref(), Some("5.0"));
        assert_eq!(value(14, 3).as_deref(), Some("4.7"));
        assert_eq!(value(13, 4).as_deref(), Some("3.3"));
    }

    #[test]
    fn the_way_ends_at_the_page_itself() {
        let steps = [("/cari?kategori=camilan".to_owned(), "Camilan".to_owned())];
        let list = breadcrumbs(&steps, ("/produk/emping", "Emping"));
        assert_eq!(list["itemListElement"][0]["item"], "/cari?kategori=camilan");
        assert_eq!((&list["itemListElement"][1]["position"], &list["itemListElement"][1]["name"]), (&2.into(), &"Emping".into()));
    }

    #[test]
    fn hours_are_told_by_day() {
        let span = domain::hours::Span::parse("08:00", "17:00").unwrap();
        let all = opening(&OpeningHours::daily(span));
        assert_eq!(all.len(), 7);
        assert_eq!(all[0]["dayOfWeek"], "https://schema.org/Monday");
        assert_eq!((&all[6]["opens"], &all[6]["closes"]), (&"08:00".into(), &"17:00".into()));
    }
}
