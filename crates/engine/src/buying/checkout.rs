//! What the page before an order shows: the lines of one shop, its terms, and who buys.

use domain::dates::Day;
use domain::ids::{AccountId, BusinessId, KoperasiId};
use domain::phone::Phone;
use domain::slug::Slug;
use sqlx::PgConnection;
use time::{Duration, OffsetDateTime};

use super::cart::CartOf;
use super::price::{ShopCart, shops};
use super::terms::{self, ShopTerms};
use super::told::MailBox;
use crate::Desk;
use crate::trouble::Result;

/// One shop, before an order is placed there.
#[derive(Debug, Clone)]
pub struct CheckoutShown {
    pub shop: ShopSide,
    pub terms: ShopTerms,
    /// Without lines when nothing of the shop is in the cart.
    pub cart: ShopCart,
    /// What of it was seen, for the order to be held against.
    pub seen: String,
}

/// A shop as its buyer meets it.
#[derive(Debug, Clone)]
pub struct ShopSide {
    pub business: BusinessId,
    pub slug: String,
    pub name: String,
    pub village: String,
    pub district: String,
    pub owner: AccountId,
    /// The koperasi that vouches for it, and where that is.
    pub koperasi: Option<(KoperasiId, Handover)>,
    /// Strangers see it.
    pub open: bool,
    /// The buyer keeps it: nobody buys from themselves.
    pub own: bool,
    /// The seller serves this buyer no more.
    pub blocked: bool,
    /// Where its owner reads mails.
    pub(super) owner_mail: Option<MailBox>,
    /// Who is signed in.
    pub buyer: Option<(String, Phone)>,
    pub(super) buyer_mail: Option<MailBox>,
    pub(super) orders: OrdersOf,
}

/// What a buyer has ordered, as far as it limits what they order next. Orders that are of their link are counted apart:
/// nobody uses up what another may order by typing their number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct OrdersOf {
    /// Within the last hour, at all shops.
    pub lately: i64,
    /// Nobody has answered them: at this shop, and at all.
    pub waiting_here: i64,
    pub waiting: i64,
    /// One of them was done.
    pub has_bought: bool,
}

/// Where a koperasi hands goods over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    pub name: String,
    pub village: String,
    pub address: Option<String>,
}

/// `None` when strangers see no such shop.
///
/// # Errors
/// When the database does not answer.
pub async fn checkout(desk: &Desk, who: &CartOf, slug: &Slug) -> Result<Option<CheckoutShown>> {
    let mut db = desk.db().acquire().await?;
    let account = match who {
        CartOf::Account(id) => Some(*id),
        CartOf::Token(_) => None,
    };
    let Some(shop) = shop(&mut db, slug, (account, false), desk.now()).await?.filter(|shop| shop.open) else { return Ok(None) };
    let terms = terms::read(&mut db, shop.business).await?;
    let found = shops(&mut db, who, Some(shop.business)).await?.into_iter().next();
    let cart = found.unwrap_or_else(|| ShopCart {
        business: shop.business,
        slug: shop.slug.clone(),
        name: shop.name.clone(),
        open: shop.open,
        lines: Vec::new(),
    });
    let seen = cart.seen(terms.version);
    Ok(Some(CheckoutShown { shop, terms, cart, seen }))
}

/// The shop of this slug, whether or not strangers see it, and what this buyer is to it. The buyer comes with whether
/// the order is going to be of its link.
pub(super) async fn shop(
    db: &mut PgConnection,
    slug: &Slug,
    (buyer, by_link): (Option<AccountId>, bool),
    now: OffsetDateTime,
) -> Result<Option<ShopSide>> {
    let (today, lately) = (Day::of(now).date(), now - Duration::HOUR);
    let row = sqlx::query!(
        r#"select b.id as "business: BusinessId", b.slug, b.name, b.village, d.name as district, b.owner_id as "owner: AccountId",
                  v.id is not null as "open!", k.id as "koperasi?: KoperasiId", k.name as "koperasi_name?",
                  k.village as "koperasi_village?", k.address as "koperasi_address?",
                  coalesce(b.owner_id = $2, false) or exists (select from office o
                      where o.koperasi_id = b.koperasi_id and o.account_id = $2 and o.ended_at is null
                        and o.duty <> 'pengawas' and $3 between o.from_day and o.until_day) as "own!",
                  exists (select from buyer_block x where x.business_id = b.id and x.account_id = $2) as "blocked!",
                  w.email as owner_email, w.lang as owner_lang,
                  a.name as "buyer_name?", a.phone as "buyer_phone?: Phone", a.email as "buyer_email?", a.lang as "buyer_lang?",
                  (select count(*) from shop_order o where o.buyer_id = $2 and o.by_link = $5 and o.created_at > $4) as "lately!",
                  (select count(*) from shop_order o where o.buyer_id = $2 and o.by_link = $5 and o.state = 'new'
                      and o.business_id = b.id) as "waiting_here!",
                  (select count(*) from shop_order o where o.buyer_id = $2 and o.by_link = $5 and o.state = 'new') as "waiting!",
                  exists (select from shop_order o where o.buyer_id = $2 and o.by_link = $5 and o.state = 'done') as "has_bought!"
           from business b join district d on d.code = b.district_code join account w on w.id = b.owner_id
           left join business_public v on v.id = b.id left join koperasi k on k.id = b.koperasi_id
           left join account a on a.id = $2
           where b.slug = $1"#,
        slug.as_str(),
        buyer.map(|account| account.0),
        today,
        lately,
        by_link
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| ShopSide {
        business: row.business,
        slug: row.slug,
        name: row.name,
        village: row.village,
        district: row.district,
        owner: row.owner,
        koperasi: row
            .koperasi
            .zip(row.koperasi_name)
            .zip(row.koperasi_village)
            .map(|((id, name), village)| (id, Handover { name, village, address: row.koperasi_address })),
        open: row.open,
        own: row.own,
        blocked: row.blocked,
        owner_mail: MailBox::of(row.owner_email, Some(&row.owner_lang)),
        buyer_mail: MailBox::of(row.buyer_email, row.buyer_lang.as_deref()),
        buyer: row.buyer_name.zip(row.buyer_phone),
        orders: OrdersOf { lately: row.lately, waiting_here: row.waiting_here, waiting: row.waiting, has_bought: row.has_bought },
    }))
}
