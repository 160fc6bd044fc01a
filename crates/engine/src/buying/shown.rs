//! An order as one of its sides sees it.

use domain::buying::{Happened, OrderNumber, Pay, Receive, Side, State};
use domain::dates::Day;
use domain::ids::{AccountId, BusinessId, KoperasiId, OrderId, OrderLineId};
use domain::money::{Price, Rupiah};
use domain::phone::Phone;
use domain::quantity::{Quantity, SaleUnit};
use sqlx::PgConnection;
use sqlx::types::Json;
use time::{Duration, OffsetDateTime};

use super::held::{OrderReader, Whose};
use super::{due, link, proof};
use crate::Desk;
use crate::catalog::card::CardPicture;
use crate::trouble::Result;

/// How long after its end an order's link shows address, phone and the picture of a transfer.
pub const LINK_TELLS: Duration = Duration::days(30);

/// An order, its lines, and what became of it.
#[derive(Debug, Clone)]
pub struct OrderShown {
    pub id: OrderId,
    pub number: OrderNumber,
    /// Whose eyes see it: what they may press, and what they are told.
    pub side: Side,
    pub state: State,
    pub business: BusinessId,
    pub shop_slug: String,
    pub shop: String,
    /// Desa and kecamatan of the shop.
    pub shop_place: String,
    pub shop_whatsapp: Option<Phone>,
    /// The account with whose number it was placed, and whether its owner can sign in anew.
    pub buyer: AccountId,
    pub buyer_has_password: bool,
    /// It is of its link, and of no session of that account.
    pub by_link: bool,
    /// Whom the buyer may ask where the shop has no such number.
    pub helper: Option<Helper>,
    pub buyer_name: String,
    /// `None` when the account was closed, or a link is looked at long after.
    pub buyer_phone: Option<Phone>,
    pub receive: Receive,
    /// Where it is fetched, when that is a koperasi: its name and address.
    pub koperasi: Option<(String, String)>,
    /// Where it is brought: the kecamatan and what was written.
    pub address: Option<String>,
    pub district: Option<String>,
    pub pay: Pay,
    /// How to pay, for the buyer of an order that is to be paid.
    pub bank: Option<Bank>,
    /// The seller's code with this amount, as above.
    pub qris: Option<String>,
    pub has_proof: bool,
    pub goods: Rupiah,
    pub delivery: Rupiah,
    pub total: Rupiah,
    pub note: Option<String>,
    pub ready_on: Option<Day>,
    pub paid_at: Option<OffsetDateTime>,
    pub reason: Option<String>,
    pub ended_by: Option<Side>,
    pub created_at: OffsetDateTime,
    pub handed_at: Option<OffsetDateTime>,
    pub ended_at: Option<OffsetDateTime>,
    /// When the clock calls it off, ends it, or reminds whoever has to fetch it, if nobody does anything before.
    pub clock_at: Option<OffsetDateTime>,
    pub has_complaint: bool,
    pub lines: Vec<LineShown>,
    pub events: Vec<Event>,
    /// Changes with every step.
    pub mark: i64,
    /// Whether this reader moves it, or only looks.
    pub may_act: bool,
    /// Its address without signing in: the buyer's own for the buyer; for the seller of a buyer who cannot sign in,
    /// the one that only shows it.
    pub link: Option<String>,
}

/// The koperasi that vouches for a shop, and the number that it tells everybody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Helper {
    pub slug: String,
    pub name: String,
    pub phone: Option<Phone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bank {
    pub name: String,
    pub number: String,
    pub holder: String,
}

#[derive(Debug, Clone)]
pub struct LineShown {
    pub id: OrderLineId,
    /// Of the product's page, as long as there is one.
    pub slug: Option<String>,
    pub name: String,
    pub unit: SaleUnit,
    /// It is still sold by this unit.
    pub same_unit: bool,
    pub quantity: Quantity,
    pub price: Price,
    pub total: Rupiah,
    /// Made to order, in so many days.
    pub made_days: Option<i16>,
    /// Of its category, for what has no picture.
    pub icon: String,
    pub(super) thumb: Option<Json<CardPicture>>,
}

impl LineShown {
    /// The product's first picture, as it is by now.
    pub fn picture(&self) -> Option<&CardPicture> {
        self.thumb.as_deref()
    }
}

#[derive(Debug, Clone)]
pub struct Event {
    pub at: OffsetDateTime,
    pub side: Side,
    pub what: Happened,
    /// The reason that was given.
    pub why: Option<String>,
    /// The day that was promised.
    pub day: Option<Day>,
}

impl OrderShown {
    /// It is to be paid, and was accepted: until then nobody should send money.
    pub fn awaits_money(&self) -> bool {
        self.paid_at.is_none() && !matches!(self.state, State::New | State::Refused | State::Cancelled)
    }

    /// It was ready for too long, and its buyer was reminded.
    pub fn is_late(&self) -> bool {
        self.state == State::Ready && self.events.iter().any(|event| event.what == Happened::Reminded)
    }

    /// A picture of the transfer says something.
    pub fn takes_proof(&self) -> bool {
        self.side == Side::Buyer && self.may_act && self.paid_at.is_none() && proof::is_asked(self.state, self.pay)
    }

    /// The order's address as its seller has it.
    pub fn sellers_path(&self) -> String {
        format!("/usaha/pesanan/{}", self.number)
    }
}

/// An order for one of its sides; `None` for everyone else.
///
/// # Errors
/// When the database does not answer.
pub async fn order(desk: &Desk, who: OrderReader<'_>, number: &OrderNumber) -> Result<Option<OrderShown>> {
    let mut db = desk.db().acquire().await?;
    let row = sqlx::query!(
        r#"select o.id as "id!: OrderId", o.state as "state!: State", o.business_id as "business!: BusinessId",
                  b.slug as "shop_slug!", b.name as "shop!", concat_ws(', ', b.village, sd.name) as "shop_place!",
                  b.whatsapp as "shop_whatsapp?: Phone", o.buyer_id as "buyer!: AccountId", o.by_link as "by_link!",
                  a.password_hash is not null as "buyer_has_password!", o.buyer_name as "buyer_name!",
                  o.buyer_phone as "buyer_phone!", o.receive as "receive!: Receive", k.name as "koperasi?",
                  concat_ws(', ', k.address, k.village, kd.name) as "koperasi_place!", o.address, d.name as "district?",
                  o.pay as "pay!: Pay", t.bank as "bank?", t.bank_number as "bank_number?", t.bank_holder as "bank_holder?",
                  o.qris, o.proof_key is not null as "has_proof!", o.goods as "goods!: Rupiah", o.delivery as "delivery!: Rupiah",
                  o.total as "total!: Rupiah", o.note, o.ready_on as "ready_on?: Day", o.paid_at, o.reason,
                  o.ended_by as "ended_by?: Side", o.created_at as "created_at!", o.handed_at, o.ended_at,
                  (extract(epoch from o.updated_at) * 1000000)::bigint as "mark!",
                  c.koperasi_id as "mediator?: KoperasiId", c.id is not null as "has_complaint!"
             from shop_order o join business b on b.id = o.business_id join district sd on sd.code = b.district_code
             join account a on a.id = o.buyer_id left join koperasi k on k.id = o.koperasi_id left join district kd on kd.code = k.district_code
             left join district d on d.code = o.district_code left join shop_terms t on t.business_id = o.business_id
             left join complaint c on c.order_id = o.id
            where o.number = $1"#,
        number.as_str()
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let whose = Whose { id: row.id, buyer: row.buyer, by_link: row.by_link, business: row.business, mediator: row.mediator };
    if !who.may_see(desk, &whose) {
        return Ok(None);
    }
    let (side, may_act) = (who.side(), who.may_move(desk, &whose));
    let link = match side {
        Side::Buyer => may_act.then(|| link::signed_path(desk, row.id, number)),
        Side::Seller if row.by_link || !row.buyer_has_password => Some(link::shown_path(desk, row.id, number)),
        Side::Seller | Side::Officer | Side::Clock => None,
    };
    let bank = row.bank.zip(row.bank_number).zip(row.bank_holder);
    let bank = bank.map(|((name, number), holder)| Bank { name, number, holder });
    let asks_koperasi = side == Side::Buyer && row.shop_whatsapp.is_none();
    let helper = if asks_koperasi { helper(&mut db, row.business).await? } else { None };
    let mut shown = OrderShown {
        id: row.id,
        number: number.clone(),
        side,
        state: row.state,
        business: row.business,
        shop_slug: row.shop_slug,
        shop: row.shop,
        shop_place: row.shop_place,
        shop_whatsapp: row.shop_whatsapp,
        buyer: row.buyer,
        buyer_has_password: row.buyer_has_password,
        by_link: row.by_link,
        helper,
        buyer_name: row.buyer_name,
        buyer_phone: Phone::parse(&row.buyer_phone).ok(),
        receive: row.receive,
        koperasi: row.koperasi.map(|name| (name, row.koperasi_place)),
        address: row.address,
        district: row.district,
        pay: row.pay,
        bank,
        qris: row.qris,
        has_proof: row.has_proof,
        goods: row.goods,
        delivery: row.delivery,
        total: row.total,
        note: row.note,
        ready_on: row.ready_on,
        paid_at: row.paid_at,
        reason: row.reason,
        ended_by: row.ended_by,
        created_at: row.created_at,
        handed_at: row.handed_at,
        ended_at: row.ended_at,
        clock_at: due::looks_at(desk, row.state, row.created_at, row.handed_at),
        has_complaint: row.has_complaint,
        lines: lines(&mut db, row.id).await?,
        events: events(&mut db, row.id).await?,
        mark: row.mark,
        may_act,
        link,
    };
    // A link lies in chats for ever: long after, it does not say any more where somebody lives.
    // Nor does it show the picture of a transfer.
    if who.is_late(desk, row.ended_at) {
        (shown.address, shown.buyer_phone, shown.has_proof) = (None, None, false);
    }
    // Where to send money is for the buyer's eyes, while it is to be sent.
    let pays = side == Side::Buyer && shown.awaits_money();
    shown.bank = shown.bank.filter(|_| pays && row.pay == Pay::Transfer);
    shown.qris = shown.qris.filter(|_| pays && row.pay == Pay::Qris);
    Ok(Some(shown))
}

async fn helper(db: &mut PgConnection, business: BusinessId) -> Result<Option<Helper>> {
    let row = sqlx::query!(
        "select k.slug, k.name, k.phone from business_public v join koperasi k on k.id = v.koperasi_id where v.id = $1",
        business.0
    )
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Helper { slug: row.slug, name: row.name, phone: Phone::parse(&row.phone).ok() }))
}

async fn lines(db: &mut PgConnection, id: OrderId) -> Result<Vec<LineShown>> {
    let lines = sqlx::query_as!(
        LineShown,
        r#"select l.id as "id: OrderLineId", case when p.state = 'published' then p.slug end as slug, l.name,
                  l.sale_unit as "unit: SaleUnit", p.sale_unit = l.sale_unit as "same_unit!", l.quantity as "quantity: Quantity", l.price as "price: Price",
                  l.total as "total: Rupiah", l.made_days, c.icon,
                  case when i.key is not null then jsonb_build_object('key', i.key, 'width', i.width, 'height', i.height,
                      'widest', i.widest, 'colour', i.colour, 'alt', i.alt) end as "thumb?: Json<CardPicture>"
             from order_line l join product p on p.id = l.product_id join category c on c.id = p.category_id
             left join picture i on i.product_id = p.id and i.position = 0
            where l.order_id = $1 order by l.line"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    Ok(lines)
}

async fn events(db: &mut PgConnection, id: OrderId) -> Result<Vec<Event>> {
    let rows = sqlx::query!(
        r#"select at, side as "side: Side", what, detail ->> 'why' as why, detail ->> 'day' as day
             from order_event where order_id = $1 order by id"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    // A newer version on another server knows more of what can happen than this one.
    let event = rows.into_iter().filter_map(|row| {
        let day = row.day.as_deref().and_then(|day| Day::parse(day).ok());
        Some(Event { at: row.at, side: row.side, what: Happened::from_code(&row.what)?, why: row.why, day })
    });
    Ok(event.collect())
}
