//! The lines of carts with the prices of now, and what became of them since the buyer put them there.

use domain::buying::Priced;
use domain::ids::{BusinessId, ProductId};
use domain::money::{Price, Rupiah};
use domain::quantity::{Quantity, SaleUnit};
use domain::tiers::{PriceTier, PriceTiers};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::cart::CartOf;
use crate::catalog::card::CardPicture;
use crate::trouble::{Result, Trouble};

/// One product in a cart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartLine {
    pub product: ProductId,
    pub slug: String,
    pub name: String,
    pub icon: String,
    pub picture: Option<CardPicture>,
    pub unit: SaleUnit,
    pub quantity: Quantity,
    pub priced: Priced,
    /// `None`: made when it is ordered.
    pub stock: Option<Quantity>,
    pub made_days: Option<i16>,
    /// What is in the way of ordering it as it is.
    pub trouble: Option<LineTrouble>,
    /// What it cost when it was put there, or was changed last, where that is another price.
    pub was: Option<Price>,
    /// What that price was for, where that is another unit.
    pub was_unit: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineTrouble {
    /// Put away by its shop, or the shop is closed.
    Gone,
    SoldOut,
    /// So much is left.
    Short(Quantity),
    /// A fraction of what is now sold whole.
    NotWhole,
    /// So little of it that it would cost nothing.
    CostsNothing,
}

/// What a cart holds of one shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShopCart {
    pub business: BusinessId,
    pub slug: String,
    pub name: String,
    /// Strangers see the shop.
    pub open: bool,
    pub lines: Vec<CartLine>,
}

impl ShopCart {
    /// Of all that can be had.
    pub fn goods(&self) -> Rupiah {
        self.sum(|line| line.priced.total)
    }

    /// What wholesale prices save.
    pub fn saving(&self) -> Rupiah {
        self.sum(|line| line.priced.saving)
    }

    fn sum(&self, of: impl Fn(&CartLine) -> Rupiah) -> Rupiah {
        let amounts = self.lines.iter().filter(|line| line.trouble.is_none()).map(of);
        // Lines are few and bounded (`domain::buying::MOST_OF_ONE`): their sum fits.
        Rupiah::checked_sum(amounts).unwrap_or(Rupiah(i64::MAX))
    }

    /// All of it can be ordered as it is.
    pub fn can_be_ordered(&self) -> bool {
        self.open && !self.lines.is_empty() && self.lines.iter().all(|line| line.trouble.is_none())
    }

    /// The days until all of it is made; `None` when all of it is there.
    pub fn made_days(&self) -> Option<i16> {
        self.lines.iter().filter_map(|line| line.made_days).max()
    }

    /// A digest of what a page of this cart shows: an order that was pressed on it can be held against what
    /// holds by then.
    pub fn seen(&self, terms_version: i64) -> String {
        let mut lines: Vec<String> = self.lines.iter().map(CartLine::told).collect();
        lines.sort_unstable();
        let digest = Sha256::digest(format!("{terms_version}\n{}", lines.join("\n")).as_bytes());
        digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }
}

impl CartLine {
    fn told(&self) -> String {
        let days = self.made_days.unwrap_or_default();
        let (quantity, price) = (self.quantity.thousandths(), i64::from(self.priced.price));
        format!("{} {quantity} {price} {days} {}", self.product, String::from(self.unit))
    }
}

/// All lines of a cart by shop, the shop that was put in first at the top; with `only`, those of one shop.
pub(super) async fn shops(db: &mut PgConnection, who: &CartOf, only: Option<BusinessId>) -> Result<Vec<ShopCart>> {
    let (account, token) = who.keys();
    let rows = sqlx::query!(
        r#"select b.id as "business: BusinessId", b.slug as shop_slug, b.name as shop_name, v.id is not null as "open!",
                  p.id as "product: ProductId", p.slug, p.name, p.price, p.sale_unit as "unit: SaleUnit", p.stock, p.made_days,
                  p.state = 'published' as "published!", c.icon, l.quantity, l.seen_price, l.seen_unit,
                  array(select t.from_quantity from price_tier t where t.product_id = p.id order by 1) as "starts!: Vec<i64>",
                  array(select t.price from price_tier t where t.product_id = p.id order by t.from_quantity) as "prices!: Vec<i64>",
                  i.key as "key?", i.width as "width?", i.height as "height?", i.widest as "widest?", i.colour as "colour?", i.alt as "alt?"
           from cart k join cart_line l on l.cart_id = k.id
           join product p on p.id = l.product_id join category c on c.id = p.category_id
           join business b on b.id = p.business_id left join business_public v on v.id = b.id
           left join picture i on i.product_id = p.id and i.position = 0
           where (k.account_id = $1 or k.token_hash = $2) and ($3::uuid is null or b.id = $3)
           order by l.added_at, p.id"#,
        account,
        token,
        only.map(|business| business.0)
    )
    .fetch_all(db)
    .await?;
    let mut shops: Vec<ShopCart> = Vec::new();
    for row in rows {
        let quantity = Quantity::from_thousandths(row.quantity);
        let stock = row.stock.map(Quantity::from_thousandths);
        let base = Price::try_from(row.price).map_err(|_| Trouble::Other(format!("a price of {}", row.price)))?;
        let priced = Priced::of(base, &tiers(base, &row.starts, &row.prices), quantity, stock)
            .ok_or_else(|| Trouble::Other("a line of a cart is too large".to_owned()))?;
        let on_market = row.published && row.open;
        let unit_code = String::from(row.unit);
        let line = CartLine {
            product: row.product,
            slug: row.slug,
            name: row.name,
            icon: row.icon,
            picture: CardPicture::of(row.key, row.width, row.height, row.widest, row.colour, row.alt),
            unit: row.unit,
            quantity,
            priced,
            stock,
            made_days: row.made_days,
            trouble: trouble(on_market, row.unit, (quantity, priced.total), stock),
            was: Price::try_from(row.seen_price).ok().filter(|was| *was != priced.price),
            was_unit: Some(row.seen_unit).filter(|was| *was != unit_code),
        };
        match shops.iter_mut().find(|shop| shop.business == row.business) {
            Some(shop) => shop.lines.push(line),
            None => shops.push(ShopCart {
                business: row.business,
                slug: row.shop_slug,
                name: row.shop_name,
                open: row.open,
                lines: vec![line],
            }),
        }
    }
    Ok(shops)
}

fn trouble(
    on_market: bool,
    unit: SaleUnit,
    (quantity, total): (Quantity, Rupiah),
    stock: Option<Quantity>,
) -> Option<LineTrouble> {
    match stock {
        _ if !on_market => Some(LineTrouble::Gone),
        Some(Quantity::ZERO) => Some(LineTrouble::SoldOut),
        Some(left) if left < quantity => Some(LineTrouble::Short(left)),
        _ if unit.count(quantity).is_err() => Some(LineTrouble::NotWhole),
        _ if total == Rupiah::ZERO => Some(LineTrouble::CostsNothing),
        _ => None,
    }
}

/// What cannot be read as a ladder is none: the product's own price holds.
pub(super) fn tiers(base: Price, starts: &[i64], prices: &[i64]) -> PriceTiers {
    let tier = |(from, price): (&i64, &i64)| {
        Some(PriceTier { from: Quantity::from_thousandths(*from), price: Price::try_from(*price).ok()? })
    };
    PriceTiers::new(starts.iter().zip(prices).filter_map(tier).collect(), base).unwrap_or_default()
}
