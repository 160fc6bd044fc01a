//! A market small enough to know by heart.

use domain::ids::{BusinessId, ProductId};
use uuid::Uuid;

use crate::{Desk, ids, testing};

/// What was laid out, to be changed by the checks.
pub struct Market {
    pub products: Vec<ProductId>,
    pub shops: Vec<BusinessId>,
}

const CATEGORIES: [(&str, &str, &str, Option<&str>); 9] = [
    ("pasar-makanan", "Makanan", "Food", None),
    ("pasar-emping", "Emping", "Melinjo crackers", Some("pasar-makanan")),
    ("pasar-keripik", "Keripik & Kerupuk", "Chips & crackers", Some("pasar-makanan")),
    ("pasar-bumbu", "Bumbu Dapur", "Spices", Some("pasar-makanan")),
    ("pasar-laut", "Hasil Laut", "Seafood", Some("pasar-makanan")),
    ("pasar-minuman", "Minuman", "Drinks", None),
    ("pasar-kerajinan", "Kerajinan", "Crafts", None),
    ("pasar-batik", "Batik", "Batik", Some("pasar-kerajinan")),
    ("pasar-kulit", "Kerajinan Kulit", "Leather goods", Some("pasar-kerajinan")),
];

struct Shop {
    name: &'static str,
    district: &'static str,
    village: &'static str,
    position: Option<(i32, i32)>,
    koperasi: usize,
    /// Kind, and days from today until it runs out.
    permits: &'static [(&'static str, Option<i64>)],
}

const SHOPS: [Shop; 4] = [
    Shop {
        name: "Dapur Bu Tini",
        district: "33.25.08",
        village: "Ngaliyan",
        position: Some((-6_998_000, 109_925_000)),
        koperasi: 0,
        permits: &[("halal", Some(90)), ("pirt", Some(0)), ("nib", None)],
    },
    Shop {
        name: "Warung Pak Slamet",
        district: "33.25.02",
        village: "Tombo",
        position: Some((-7_035_000, 109_795_000)),
        koperasi: 1,
        permits: &[("halal", None)],
    },
    Shop {
        name: "Omah Batik Sari",
        district: "33.25.12",
        village: "Kalipucang Wetan",
        position: None,
        koperasi: 0,
        permits: &[("nib", None)],
    },
    Shop {
        name: "Mina Jaya",
        district: "33.25.13",
        village: "Ujungnegoro",
        position: Some((-6_905_000, 109_800_000)),
        koperasi: 1,
        permits: &[("pirt", Some(-1))],
    },
];

struct Product {
    name: &'static str,
    category: &'static str,
    shop: usize,
    price: i64,
    unit: &'static str,
    unit_price: Option<(i64, &'static str)>,
    /// `None`: made to order.
    stock: Option<i64>,
    keywords: &'static str,
}

const fn product(
    name: &'static str,
    category: &'static str,
    shop: usize,
    price: i64,
    unit: &'static str,
    per_kg: i64,
    keywords: &'static str,
) -> Product {
    let unit_price = if per_kg > 0 { Some((per_kg, "kg")) } else { None };
    Product { name, category, shop, price, unit, unit_price, stock: Some(10_000), keywords }
}

/// In the order of their publication.
const PRODUCTS: [Product; 16] = [
    product("Emping Melinjo Super", "pasar-emping", 0, 40_000, "500 g", 80_000, ""),
    product("Emping Melinjo Manis Pedas", "pasar-emping", 0, 24_000, "250 g", 96_000, "camilan"),
    product("Keripik Singkong Balado", "pasar-keripik", 0, 12_000, "bungkus 200 g", 60_000, "camilan pedas"),
    product("Kopi Bubuk Robusta Tombo", "pasar-minuman", 1, 25_000, "250 g", 100_000, ""),
    product("Permen Kopi", "pasar-makanan", 1, 5_000, "bungkus 100 g", 50_000, ""),
    product("Gula Aren", "pasar-bumbu", 1, 30_000, "kg", 30_000, ""),
    Product {
        name: "Batik Tulis Pelo Ati",
        category: "pasar-batik",
        shop: 2,
        price: 750_000,
        unit: "pcs",
        unit_price: Some((750_000, "pcs")),
        stock: None,
        keywords: "rifaiyah",
    },
    product("Kemeja Batik Pria", "pasar-batik", 2, 180_000, "pcs", 0, ""),
    product("Terasi Rebon", "pasar-bumbu", 3, 10_000, "250 g", 40_000, ""),
    Product {
        name: "Ikan Asin Teri",
        category: "pasar-laut",
        shop: 3,
        price: 35_000,
        unit: "500 g",
        unit_price: Some((70_000, "kg")),
        stock: Some(0),
        keywords: "",
    },
    Product {
        name: "Minyak Goreng Kelapa",
        category: "pasar-bumbu",
        shop: 3,
        price: 22_000,
        unit: "1 l",
        unit_price: Some((22_000, "l")),
        stock: Some(5_000),
        keywords: "",
    },
    product("Kerupuk Usek", "pasar-keripik", 0, 8_000, "bungkus 250 g", 32_000, "oleh2 khas batang"),
    product("Rempeyek Kacang", "pasar-keripik", 0, 15_000, "250 g", 60_000, ""),
    product("Sambal Terasi", "pasar-bumbu", 3, 18_000, "botol 200 g", 90_000, ""),
    product("Tas Kulit Selempang", "pasar-kulit", 2, 900_000, "pcs", 0, "masin"),
    product("Beras Merah Organik", "pasar-makanan", 1, 15_000, "kg", 15_000, ""),
];

/// # Panics
/// When a row cannot be written.
pub async fn lay_out(desk: &Desk) -> Market {
    let koperasi = [testing::koperasi(desk, "Koperasi Guyub Rukun").await, testing::koperasi(desk, "Koperasi Mina Tani").await];
    for (slug, id, en, parent) in CATEGORIES {
        sqlx::query("insert into category (slug, name_id, name_en, parent_id) values ($1, $2, $3, (select id from category where slug = $4))")
            .bind(slug).bind(id).bind(en).bind(parent).execute(desk.db()).await.expect("a category");
    }
    let owner = testing::account(desk, "Tini").await;
    let mut shops = Vec::new();
    for shop in &SHOPS {
        let id: BusinessId = ids::fresh();
        sqlx::query(
            "insert into business (id, slug, owner_id, koperasi_id, name, district_code, village, lat, lng) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(id.0).bind(format!("toko-{}", id.0)).bind(owner.0).bind(koperasi[shop.koperasi].0).bind(shop.name).bind(shop.district)
        .bind(shop.village).bind(shop.position.map(|p| p.0)).bind(shop.position.map(|p| p.1))
        .execute(desk.db()).await.expect("a shop");
        for (kind, days) in shop.permits {
            let last = days.map(|days| domain::dates::Day::of(desk.now()).plus_days(days).date());
            sqlx::query("insert into permit (id, business_id, kind, number, expires_on, state, decided_at) values ($1, $2, $3, 'CONTOH', $4, 'verified', now())")
                .bind(Uuid::now_v7()).bind(id.0).bind(kind).bind(last).execute(desk.db()).await.expect("a permit");
        }
        shops.push(id);
    }
    let mut products = Vec::new();
    for (n, p) in PRODUCTS.iter().enumerate() {
        let id: ProductId = ids::fresh();
        sqlx::query(
            "insert into product (id, business_id, slug, name, category_id, description, price, sale_unit, unit_price, unit_base, stock, made_days,
                                  keywords, state, entered_by, published_at)
             values ($1, $2, $3, $4, (select id from category where slug = $5), 'Dibuat sendiri, dikirim rapi.', $6, $7, $8, $9, $10, $11, $12,
                     'published', $13, $14)",
        )
        .bind(id.0).bind(shops[p.shop].0).bind(domain::slug::Slug::from_name(p.name).as_str()).bind(p.name).bind(p.category).bind(p.price)
        .bind(p.unit).bind(p.unit_price.map(|u| u.0)).bind(p.unit_price.map(|u| u.1)).bind(p.stock).bind(p.stock.is_none().then_some(7_i16))
        .bind(p.keywords).bind(owner.0).bind(desk.now() + time::Duration::seconds(n as i64))
        .execute(desk.db()).await.expect("a product");
        products.push(id);
    }
    // One that its buyers praise, and one that they do not.
    for (name, count, stars) in [("Emping Melinjo Super", 20, 98), ("Terasi Rebon", 20, 21)] {
        sqlx::query("insert into review_sum (product_id, count, stars) select id, $2, $3 from product where name = $1")
            .bind(name)
            .bind(count)
            .bind(stars)
            .execute(desk.db())
            .await
            .expect("what buyers found");
    }
    Market { products, shops }
}
