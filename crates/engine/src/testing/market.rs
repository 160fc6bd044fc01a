//! Two shops with their keepers, officers who mediate, and two buyers: everybody acts by the use cases.

use domain::access::{Keeper, Officer, Person, Standing};
use domain::buying::{Checkout, OrderNumber};
use domain::form::Inputs;
use domain::ids::OrderLineId;
use domain::quantity::Quantity;
use domain::reviews::{ComplaintForm, Decision, ReviewForm};
use domain::slug::Slug;
use domain::text::Line;

use super::carts::{brings, stock};
use super::orders::NewOrder;
use super::world::{Role, World};
use crate::buying::cart::{CartOf, add};
use crate::buying::{Buyer, OrderReader, place};
use crate::reviews::complaint::{self, Party};
use crate::{ids, people, reviews};

const SHOPS: [&str; 2] = ["shop-one", "shop-two"];
const PRODUCTS: [&str; 2] = ["product-one", "product-two"];

/// As a checkout sends what is brought and paid by transfer; without it, goods are fetched for cash.
pub const BROUGHT: [(&str, &str); 4] =
    [("cara_terima", "antar"), ("alamat", "Jl. Raya 14"), ("kecamatan", "33.25.09"), ("cara_bayar", "transfer")];

/// Both shops have a hundred kilograms of their product, bring it, and take transfers.
pub struct Market {
    pub world: World,
    pub sellers: [Keeper; 2],
    /// Of the koperasi that vouch for the two.
    pub officers: [Officer; 2],
    pub buyers: [Person; 2],
}

impl Market {
    /// # Panics
    /// When a row cannot be written; so does all that follows when a use case refuses.
    pub async fn new() -> Self {
        let world = World::new().await;
        for nth in 0..2 {
            stock(&world.desk, world.products[nth], 100_000).await;
            brings(&world.desk, world.shops[nth].id).await;
        }
        let today = world.desk.today().date();
        let sellers = [
            standing(&world, Role::Member).await.keeper(world.shops[0], today).expect("a keeper"),
            standing(&world, Role::OtherMember).await.keeper(world.shops[1], today).expect("a keeper"),
        ];
        let officers = [
            standing(&world, Role::Officer).await.officer(world.koperasi[0], today).expect("an officer"),
            standing(&world, Role::OtherOfficer).await.officer(world.koperasi[1], today).expect("an officer"),
        ];
        let buyers = [standing(&world, Role::Person).await.person(), standing(&world, Role::Regency).await.person()];
        Self { world, sellers, officers, buyers }
    }

    pub fn shop(&self, nth: usize) -> Slug {
        slug(SHOPS[nth])
    }

    pub fn product(&self, nth: usize) -> Slug {
        slug(PRODUCTS[nth])
    }

    pub fn reader(&self, buyer: usize) -> OrderReader<'_> {
        OrderReader::Buyer(&self.buyers[buyer])
    }

    /// Puts so much of a shop's product into a buyer's cart, in thousandths.
    pub async fn puts(&self, buyer: usize, shop: usize, thousandths: i64) {
        let who = CartOf::Account(self.buyers[buyer].account());
        let quantity = Quantity::from_thousandths(thousandths);
        add(&self.world.desk, &who, &self.product(shop), quantity).await.expect("it is there");
    }

    pub async fn orders(&self, buyer: usize, shop: usize, thousandths: i64, form: &[(&str, &str)]) -> NewOrder {
        self.puts(buyer, shop, thousandths).await;
        let by = Buyer::Account(self.buyers[buyer].clone());
        let placed = place(&self.world.desk, by, &self.shop(shop), &checkout(form), ids::fresh()).await.expect("it is placed");
        NewOrder { id: placed.order, number: OrderNumber::parse(&placed.number).expect("a number") }
    }

    /// Says what the first line of an order that is done was like.
    pub async fn reviews(&self, buyer: usize, order: &NewOrder, stars: i16) -> OrderLineId {
        let desk = &self.world.desk;
        let by = reviews::buyer(desk, self.reader(buyer), &order.number).await.expect("the database answers");
        let by = by.expect("it is the buyer's");
        let line = reviews::lines(desk, &by).await.expect("an order").lines[0].id;
        let form = ReviewForm::parse(&Inputs::default().with("bintang", stars).with("kata", "Renyah.")).expect("a good form");
        reviews::review(desk, &by, line, &form, &[]).await.expect("it is written");
        line
    }

    /// The buyer, as a side of a complaint that there is or may be.
    pub async fn side(&self, buyer: usize, order: &NewOrder) -> Party {
        let side = complaint::party(&self.world.desk, self.reader(buyer), &order.number).await.expect("the database answers");
        side.expect("it is the buyer's")
    }

    /// The officer who mediates for the koperasi of a shop.
    pub async fn mediator(&self, shop: usize, order: &NewOrder) -> Party {
        let by = &self.officers[shop];
        let between = complaint::mediator(&self.world.desk, by, &order.number).await.expect("the database answers");
        between.expect("there is a complaint")
    }

    pub async fn complains(&self, buyer: usize, order: &NewOrder) {
        let by = self.side(buyer, order).await;
        complaint::complain(&self.world.desk, &by, &complaint_form(), &[]).await.expect("it is raised");
    }
}

async fn standing(world: &World, role: Role) -> Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

pub fn checkout(pairs: &[(&str, &str)]) -> Checkout {
    let start = Inputs::default().with("cara_terima", "ambil").with("cara_bayar", "tunai");
    let inputs = pairs.iter().fold(start, |inputs, (name, value)| inputs.with(name, value));
    Checkout::parse(&inputs).expect("a good form")
}

pub fn complaint_form() -> ComplaintForm {
    let inputs = Inputs::default().with("alasan", "rusak").with("minta", "uang_kembali").with("kata", "Pecah semua.");
    ComplaintForm::parse(&inputs).expect("a good complaint")
}

/// `batal` calls the order off, `tetap` lets it stand.
pub fn decision(what: &str) -> Decision {
    Decision::parse(&Inputs::default().with("putusan", what).with("pertimbangan", "Fotonya jelas.")).expect("a good decision")
}

pub fn reason(text: &str) -> Line<200> {
    Line::parse(text).expect("a reason")
}
