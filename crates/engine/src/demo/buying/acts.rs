//! What is done at each event of a shop's year, by whoever would do it.

use std::collections::HashMap;

use bytes::Bytes;
use domain::access::Person;
use domain::buying::{Address, Checkout, Guest, Note, OrderNumber, Receive, Side};
use domain::catalog::Details;
use domain::district::DistrictCode;
use domain::form::Inputs;
use domain::ids::OrderId;
use domain::quantity::Quantity;
use domain::slug::Slug;
use resvg::{tiny_skia, usvg};
use time::{Duration, OffsetDateTime};

use super::cast::{Buyer, Stall};
use super::plot::{Plan, SELLER};
use super::story::Act;
use super::{Trade, refused, terms, text};
use crate::buying::cart::{self, CartOf};
use crate::buying::{self, OrderError, OrderReader, PlaceError, Stranger, proof, qris, steps};
use crate::demo::data::orders::{CHANGED_MINDS, FAILURES, HAMLETS, LANDMARKS, NOTES, REFUSALS};
use crate::demo::seed::Seed;
use crate::desk::Desk;
use crate::people::Caller;
use crate::pictures::Upload;
use crate::trouble::Result;
use crate::{catalog, ids};

/// Before the first order of the year.
const BEGINS: i64 = 330;

/// The year of one shop.
pub(super) struct Lane<'a> {
    pub(super) trade: &'a Trade<'a>,
    pub(super) stall: Stall,
    placed: HashMap<usize, Bought>,
}

/// An order that was placed.
pub(super) struct Bought {
    pub number: OrderNumber,
    id: OrderId,
    hand: Hand,
}

/// How its buyer comes back to it.
enum Hand {
    Person(Person),
    Link(String),
}

impl Bought {
    pub fn reader(&self) -> OrderReader<'_> {
        match &self.hand {
            Hand::Person(person) => OrderReader::Buyer(person),
            Hand::Link(signature) => OrderReader::Link(signature),
        }
    }
}

/// Somebody was quicker, such as the clock of a server that runs beside: then so it is.
fn taken(what: &str, result: Result<(), OrderError>) -> Result<()> {
    match result {
        Ok(()) | Err(OrderError::Moved { .. }) => Ok(()),
        Err(e) => Err(refused(what, &e)),
    }
}

impl<'a> Lane<'a> {
    pub fn new(trade: &'a Trade<'a>, stall: Stall) -> Self {
        Self { trade, stall, placed: HashMap::new() }
    }

    /// Plays it; gives how many orders were placed.
    pub async fn play(mut self) -> Result<usize> {
        self.terms().await?;
        self.warnings().await?;
        for (at, nth, act) in self.trade.events(self.stall.nth) {
            self.act(at, nth, act).await?;
        }
        if self.stall.nth == SELLER {
            self.cash_book().await?;
        }
        Ok(self.placed.len())
    }

    pub(super) fn plan(&self, nth: usize) -> &'a Plan {
        &self.trade.plans[nth]
    }

    /// What a member has said of their shop already stays.
    async fn terms(&self) -> Result<()> {
        let Some(said) = terms::said(self.trade.market, self.stall.nth) else { return Ok(()) };
        let desk = self.trade.desk.at(self.trade.now - Duration::days(BEGINS));
        match buying::terms::save(&desk, &self.stall.keeper, &said.terms, Some(0)).await {
            Err(buying::terms::TermsError::Stale { .. }) => return Ok(()),
            saved => saved.map_err(|e| refused("terms", &e))?,
        }
        match said.qris {
            Some(code) => qris::save(&desk, &self.stall.keeper, &code).await,
            None => Ok(()),
        }
    }

    async fn act(&mut self, at: OffsetDateTime, nth: usize, act: Act) -> Result<()> {
        let (desk, keeper) = (self.trade.desk.at(at), &self.stall.keeper);
        if act == Act::Place {
            return self.place(&desk, nth).await;
        }
        let Some(of) = self.placed.get(&nth) else { return Ok(()) };
        let mut seed = Seed::named("kata", nth as u64);
        match act {
            Act::Place => Ok(()),
            Act::Accept => taken("answer", steps::accept(&desk, keeper, &of.number).await),
            Act::Refuse => {
                let why = text(steps::Reason::parse(seed.pick::<&str>(&REFUSALS)))?;
                taken("refusal", steps::refuse(&desk, keeper, &of.number, &why).await)
            }
            Act::Prepare => taken("step", steps::prepare(&desk, keeper, &of.number).await),
            Act::Hand if self.plan(nth).receive == Receive::Delivery => {
                taken("sending", steps::send(&desk, keeper, &of.number).await)
            }
            Act::Hand => taken("step", steps::make_ready(&desk, keeper, &of.number).await),
            Act::Complete(Side::Buyer) => taken("end", steps::complete(&desk, of.reader(), &of.number).await),
            Act::Complete(Side::Seller) => taken("end", steps::complete(&desk, OrderReader::Seller(keeper), &of.number).await),
            Act::Cancel(Side::Buyer) => {
                let why = text(steps::Reason::parse(seed.pick::<&str>(&CHANGED_MINDS)))?;
                let why = Some(&why).filter(|_| seed.chance(70));
                taken("calling off", steps::cancel(&desk, of.reader(), &of.number, why).await)
            }
            Act::Cancel(Side::Seller) => {
                let why = text(steps::Reason::parse(seed.pick::<&str>(&FAILURES)))?;
                taken("calling off", steps::cancel(&desk, OrderReader::Seller(keeper), &of.number, Some(&why)).await)
            }
            Act::Complete(_) | Act::Cancel(_) => buying::due(&desk, of.id).await,
            Act::Proof => taken("proof", proof::proof(&desk, of.reader(), &of.number, slip(&mut seed)?).await),
            Act::Paid => taken("payment", steps::paid(&desk, keeper, &of.number).await),
            Act::Complain => self.complain(&desk, nth, of).await,
            Act::Reply => self.reply(&desk, nth, of).await,
            Act::End(end) => self.end(&desk, nth, of, end).await,
            Act::Review => self.review(&desk, nth, of).await,
            Act::Answer => self.answer(&desk, nth, of).await,
            Act::Report => self.report(&desk, of).await,
            Act::Hide => self.hide(&desk, of).await,
        }
    }

    /// Into the cart and out of it. Where a member has put goods away or said other terms, nothing is ordered.
    async fn place(&mut self, desk: &Desk, nth: usize) -> Result<()> {
        let plan = self.plan(nth);
        let Some(buyer) = self.trade.buyers.get(plan.buyer).and_then(Option::as_ref) else { return Ok(()) };
        let caller = Caller { address: format!("192.0.2.{}", plan.buyer), device: "Chrome, Android".to_owned() };
        let cart = match buyer {
            Buyer::Account(person) => CartOf::Account(person.account()),
            Buyer::Guest(..) => CartOf::Token(cart::begin(desk, &caller, None).await.map_err(|e| refused("cart", &e))?),
        };
        for (product, quantity) in &plan.lines {
            let Some(slug) = self.stall.goods.get(product) else { continue };
            self.enough(desk, *product, slug, *quantity).await?;
            // Whatever else refuses it: it is not in the cart, then.
            if let Err(cart::CartError::Trouble(trouble)) = cart::add(desk, &cart, slug, Quantity::whole(*quantity)).await {
                return Err(trouble);
            }
        }
        let form = self.checkout(nth)?;
        let who = match (buyer, &cart) {
            (Buyer::Account(person), _) => buying::Buyer::Account(person.clone()),
            (Buyer::Guest(name, phone), cart) => {
                let token = if let CartOf::Token(token) = cart { Some(token.clone()) } else { None };
                let guest = Guest { name: name.clone(), phone: phone.clone() };
                buying::Buyer::Guest(Stranger { guest, cart: token, caller })
            }
        };
        match buying::place(desk, who, &self.stall.slug, &form, ids::fresh()).await {
            Ok(placed) => {
                let hand = match buyer {
                    Buyer::Account(person) => Hand::Person(person.clone()),
                    Buyer::Guest(..) => Hand::Link(buying::sign(desk, placed.order).reveal().to_owned()),
                };
                let number = text(OrderNumber::parse(&placed.number))?;
                self.placed.insert(nth, Bought { number, id: placed.order, hand });
                Ok(())
            }
            Err(PlaceError::Trouble(trouble)) => Err(trouble),
            Err(_) => Ok(()),
        }
    }

    fn checkout(&self, nth: usize) -> Result<Checkout> {
        let plan = self.plan(nth);
        let (mut seed, mut home) = (Seed::named("catatan", nth as u64), Seed::named("alamat", plan.buyer as u64));
        let is_brought = plan.receive == Receive::Delivery;
        let place = self.trade.homes[plan.buyer];
        let (rt, rw) = (home.between(1, 8), home.between(1, 5));
        let address = format!(
            "Dukuh {} RT {rt:02}/{rw:02}, {}\n{}",
            home.pick::<&str>(&HAMLETS),
            home.pick::<&str>(place.villages),
            home.pick::<&str>(&LANDMARKS)
        );
        let note = if seed.chance(25) { Some(text(Note::parse(seed.pick::<&str>(&NOTES)))?) } else { None };
        Ok(Checkout {
            receive: plan.receive,
            district: if is_brought { Some(text(DistrictCode::parse(place.code))?) } else { None },
            address: if is_brought { Some(text(Address::parse(&address))?) } else { None },
            pay: plan.pay,
            note,
            seen: None,
        })
    }

    /// Who sells much makes more: before the last of something goes, the owner raises the stock.
    async fn enough(&self, desk: &Desk, product: usize, slug: &Slug, wanted: u32) -> Result<()> {
        let wanted = i64::from(wanted);
        let Some(own) = catalog::own(desk, &self.stall.keeper, slug).await? else { return Ok(()) };
        let Some(left) = own.stock.filter(|left| *left <= wanted * 1000) else { return Ok(()) };
        let usual = self.trade.market.products[product].stock.unwrap_or(0);
        let mut form = Inputs::default()
            .with("nama", &own.name)
            .with("kategori", &own.category)
            .with("deskripsi", &own.description)
            .with("harga", own.price)
            .with("satuan", &own.sale_unit)
            .with("stok", left / 1000 + usual + wanted)
            .with("kata_kunci", &own.keywords);
        for tier in &own.tiers {
            form.push("grosir_jumlah", (tier.from / 1000).to_string());
            form.push("grosir_harga", tier.price.to_string());
        }
        // A product that its keeper has written otherwise meanwhile is left as it is.
        let Ok(details) = Details::parse(&form) else { return Ok(()) };
        catalog::change(desk, &self.stall.keeper, slug, None, &details, false, catalog::PictureEdit::default())
            .await
            .map_err(|e| refused("stock", &e))?;
        Ok(())
    }
}

/// A picture as a bank's app shows that money went out: a tick, and lines in place of words.
fn slip(seed: &mut Seed) -> Result<Upload> {
    let lines: String = (0..6)
        .map(|nth| {
            let (y, width) = (270 + 36 * nth, seed.between(90, 150));
            format!("<rect x='40' y='{y}' width='90' height='10' fill='#c9c4ba'/><rect x='{}' y='{y}' width='{width}' height='10' fill='#6f6a60'/>", 320 - width)
        })
        .collect();
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='360' height='520'><rect width='360' height='520' fill='#fbfaf7'/>\
         <rect width='360' height='70' fill='#2d6a4f'/><circle cx='180' cy='150' r='46' fill='#2d6a4f'/>\
         <path d='M158 151l15 16 30-33' fill='none' stroke='#fff' stroke-width='10'/>\
         <rect x='95' y='216' width='170' height='20' fill='#3b3833'/>{lines}</svg>"
    );
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).map_err(|e| refused("slip", &e))?;
    let mut pixels = tiny_skia::Pixmap::new(360, 520).ok_or_else(|| refused("slip", &"size"))?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let png = pixels.encode_png().map_err(|e| refused("slip", &e))?;
    Ok(Upload::Bytes(Bytes::from(png)))
}

#[cfg(test)]
mod tests {
    use domain::buying::Pay;

    use super::*;
    use crate::demo::buying::plot;
    use crate::demo::data::market;
    use crate::pictures;

    #[tokio::test]
    async fn a_slip_is_a_picture_that_is_taken() {
        let slip = slip(&mut Seed::new(1)).expect("a picture");
        assert!(pictures::process(slip).await.is_ok());
    }

    #[test]
    fn only_a_transfer_is_shown() {
        let plans = plot::plans(&market(), OffsetDateTime::UNIX_EPOCH);
        assert!(plans.iter().all(|plan| !plan.proof || plan.pay == Pay::Transfer));
    }
}
