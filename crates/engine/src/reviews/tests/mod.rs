//! With two shops, two koperasi, and a buyer who belongs to neither.

mod complained;
mod judged;
mod written;

use domain::access::{Keeper, Officer, Overseer, Person, Standing};
use domain::buying::State;
use domain::form::Inputs;
use domain::ids::{AccountId, OrderLineId};
use domain::reviews::{Rating, ReviewForm};

use super::*;
use crate::buying::OrderReader;
use crate::people;
use crate::testing::bought::{Bought, bought};
use crate::testing::world::{Role, World};

async fn standing(world: &World, role: Role) -> Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1
}

async fn person(world: &World, role: Role) -> Person {
    standing(world, role).await.person()
}

async fn keeper(world: &World, role: Role, shop: usize) -> Keeper {
    standing(world, role).await.keeper(world.shops[shop], world.desk.today().date()).expect("a keeper")
}

/// Of the first koperasi for all but the other officer.
fn nth(role: Role) -> usize {
    usize::from(role == Role::OtherOfficer)
}

async fn officer(world: &World, role: Role) -> Officer {
    standing(world, role).await.officer(world.koperasi[nth(role)], world.desk.today().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[nth(role)], world.desk.today().date()).expect("an overseer")
}

fn said(stars: i16, words: &str) -> ReviewForm {
    ReviewForm::parse(&Inputs::default().with("bintang", stars).with("kata", words)).expect("a good form")
}

/// The person has bought of the first shop.
async fn order(world: &World, state: State) -> Bought {
    bought(&world.desk, world.account(Role::Person), world.shops[0], world.products[0], state).await
}

/// The person, as the buyer of this order.
async fn buys(world: &World, one: &Bought) -> Buyer {
    let person = person(world, Role::Person).await;
    let buyer = buyer(&world.desk, OrderReader::Buyer(&person), &one.number).await.expect("the database answers");
    buyer.expect("it is the buyer's")
}

/// The person has bought of the first shop, and says what it was like.
async fn reviewed(world: &World, stars: i16) -> Bought {
    let one = order(world, State::Done).await;
    let by = buys(world, &one).await;
    review(&world.desk, &by, one.line, &said(stars, "Renyah."), &[]).await.expect("it is written");
    one
}

async fn rating(world: &World) -> Option<Rating> {
    let slug = domain::slug::Slug::parse("product-one").expect("a slug");
    let shown = crate::catalog::shown(&world.desk, &slug, world.desk.today().date()).await.expect("the database answers");
    shown.expect("a product").product.rating
}

async fn notices(world: &World, account: AccountId) -> Vec<String> {
    sqlx::query_scalar!("select kind from notice where account_id = $1 order by at, id", account.0)
        .fetch_all(world.desk.db())
        .await
        .expect("the notices")
}

async fn shown_words(world: &World) -> Vec<(OrderLineId, Option<String>)> {
    let all = of_product(&world.desk, world.products[0], 10, 0).await.expect("the reviews");
    all.into_iter().map(|one| (one.line, one.words)).collect()
}
