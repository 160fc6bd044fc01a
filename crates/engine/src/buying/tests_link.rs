//! An order that came with somebody's number and no session: it is of its link, until both come together. And the
//! link that a seller sends along.

use domain::access::Person;
use domain::buying::{OrderNumber, Pay, Receive};

use super::orders::{Filter, own, own_counts};
use super::steps::{accept, cancel, complete, prepare};
use super::tests_cart::keeper;
use super::tests_place::{as_guest, stranger};
use super::{OrderError, OrderReader, PlaceError, adopt, again, cart::CartOf, link, shown};
use crate::notices::newest;
use crate::reviews::{buyer, complaint};
use crate::testing::orders::{NewOrder, new_order};
use crate::testing::world::{Role, World, session};
use crate::{Desk, ids, mail, people};

const PHONE: &str = "0813-0000-0001";
const ADDRESS: &str = "siapa@contoh.id";

/// Who typed a number first and is signed in by it, and what came with the same number from another browser.
struct Scene {
    world: World,
    first: Person,
    own: OrderNumber,
    other: OrderNumber,
    signature: String,
}

async fn scene() -> Scene {
    let world = World::new().await;
    let desk = &world.desk;
    let placed = as_guest(desk, &stranger(desk, PHONE).await, ids::fresh()).await.expect("the first order");
    let session = placed.session.expect("this browser is signed in");
    let first = people::session(desk, session.reveal()).await.expect("an answer").expect("an open session").1.person();
    sqlx::query!("update account set email = $2 where id = $1", first.account().0, ADDRESS)
        .execute(desk.db())
        .await
        .expect("an e-mail");
    let later = as_guest(desk, &stranger(desk, PHONE).await, ids::fresh()).await.expect("the second order");
    let number = |text: &str| OrderNumber::parse(text).expect("a number");
    let signature = later.path.rsplit('/').next().expect("a signature").to_owned();
    Scene { first, own: number(&placed.number), other: number(&later.number), signature, world }
}

async fn listed(desk: &Desk, by: &Person) -> Vec<OrderNumber> {
    let all = Filter { group: None, number: None, limit: 10, offset: 0 };
    own(desk, by, &all).await.expect("a list").into_iter().map(|row| row.number).collect()
}

async fn mails(desk: &Desk) -> usize {
    mail::newest(desk).await.expect("the mails").into_iter().filter(|kept| kept.mail.to == ADDRESS).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_typed_a_number_first_sees_nothing_of_what_comes_with_it_later() {
    let Scene { world, first, own: mine, other, signature } = scene().await;
    let (desk, seller) = (&world.desk, keeper(&world, Role::Member, 0).await);
    let who = OrderReader::Buyer(&first);
    assert!(shown::order(desk, who, &other).await.unwrap().is_none());
    assert!(matches!(cancel(desk, who, &other, None).await, Err(OrderError::Unknown)));
    assert!(again(desk, who, &other, &CartOf::Account(first.account())).await.unwrap().is_none());
    assert!(buyer(desk, who, &other).await.unwrap().is_none());
    assert!(complaint::party(desk, who, &other).await.unwrap().is_none());
    assert_eq!((listed(desk, &first).await, own_counts(desk, &first).await.unwrap().new), (vec![mine.clone()], 1));
    let narrowed = Filter { group: None, number: Some(other.clone()), limit: 10, offset: 0 };
    assert!(own(desk, &first, &narrowed).await.unwrap().is_empty(), "nor by its number");

    accept(desk, &seller, &other).await.unwrap();
    assert!(newest(desk, &first).await.unwrap().is_empty());
    assert_eq!(mails(desk).await, 0, "neither of the order nor of its answer");
    accept(desk, &seller, &mine).await.unwrap();
    assert_eq!((newest(desk, &first).await.unwrap().len(), mails(desk).await), (1, 1), "of their own they are told");
    let all = people::export(desk, &first).await.unwrap();
    assert_eq!(all["orders"].as_array().map(Vec::len), Some(1));
    assert!(!all.to_string().contains(other.as_str()));

    let link = OrderReader::Link(&signature);
    let seen = shown::order(desk, link, &other).await.unwrap().expect("by the link");
    assert!(seen.may_act && seen.by_link && buyer(desk, link, &other).await.unwrap().is_some());
    cancel(desk, link, &other, None).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_the_link_and_the_session_makes_it_an_order_of_the_account() {
    let Scene { world, first, own: mine, other, signature } = scene().await;
    let (desk, seller) = (&world.desk, keeper(&world, Role::Member, 0).await);
    let token = session(desk, world.account(Role::Person)).await;
    let stranger = people::session(desk, &token).await.unwrap().expect("an open session").1.person();
    let look = link::shown_path(desk, shown_id(desk, &other).await, &other);
    let look = look.rsplit('/').next().expect("a signature");
    for (by, signature) in [(&stranger, signature.as_str()), (&first, "x"), (&first, ""), (&first, look)] {
        let refused = adopt(desk, by, &other, signature).await;
        assert!(matches!(refused, Err(OrderError::Unknown)), "{signature}: {refused:?}");
    }
    assert!(matches!(adopt(desk, &first, &mine, &signature).await, Err(OrderError::Unknown)), "one link, one order");
    for _ in 0..2 {
        adopt(desk, &first, &other, &signature).await.unwrap();
    }
    assert_eq!(listed(desk, &first).await.len(), 2);
    accept(desk, &seller, &other).await.unwrap();
    assert_eq!(newest(desk, &first).await.unwrap().len(), 1, "it is told like any other");
    assert!(shown::order(desk, OrderReader::Link(&signature), &other).await.unwrap().is_some(), "the link goes on");
}

async fn shown_id(desk: &Desk, number: &OrderNumber) -> domain::ids::OrderId {
    sqlx::query_scalar!(r#"select id as "id: domain::ids::OrderId" from shop_order where number = $1"#, number.as_str())
        .fetch_one(desk.db())
        .await
        .expect("an order")
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_uses_up_what_another_may_order_by_typing_their_number() {
    let Scene { world, first, .. } = scene().await;
    let desk = &world.desk;
    for _ in 1..super::MOST_HERE {
        as_guest(desk, &stranger(desk, PHONE).await, ids::fresh()).await.unwrap();
    }
    let one_more = as_guest(desk, &stranger(desk, PHONE).await, ids::fresh()).await;
    assert!(matches!(one_more, Err(PlaceError::ManyHere)), "{one_more:?}");
    let own = new_order(desk, first.account(), world.shops[0], world.products[0], 1, (Receive::Shop, Pay::Cash)).await;
    assert!(listed(desk, &first).await.contains(&own.number));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_closed_whatever_waits_by_its_number() {
    let Scene { world, first, own: mine, other, signature } = scene().await;
    let desk = &world.desk;
    cancel(desk, OrderReader::Buyer(&first), &mine, None).await.unwrap();
    let phone = people::profile(desk, &first).await.unwrap().phone;
    people::close_by_number(desk, &first, &phone).await.unwrap();
    let rows = sqlx::query!("select number, buyer_name from shop_order where buyer_id = $1", first.account().0)
        .fetch_all(desk.db())
        .await
        .unwrap();
    for row in rows {
        assert_eq!(
            row.buyer_name == "Akun ditutup",
            row.number == mine.as_str(),
            "the seller still waits for {}",
            row.buyer_name
        );
    }
    assert!(shown::order(desk, OrderReader::Link(&signature), &other).await.unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seller_does_not_read_that_somebody_was_reminded_who_was_not() {
    let Scene { world, own: mine, other, .. } = scene().await;
    let (desk, seller) = (&world.desk, keeper(&world, Role::Member, 0).await);
    sqlx::query("update account set email = 'jual@contoh.id' where id = $1")
        .bind(world.account(Role::Member).0)
        .execute(desk.db())
        .await
        .unwrap();
    for number in [&mine, &other] {
        accept(desk, &seller, number).await.unwrap();
        super::steps::make_ready(desk, &seller, number).await.unwrap();
    }
    desk.forward(std::time::Duration::from_secs(73 * 3600));
    crate::jobs::run_due(desk).await.unwrap();
    let mails = mail::newest(desk).await.unwrap();
    for (number, is_told) in [(&mine, true), (&other, false)] {
        let body = mails
            .iter()
            .map(|kept| &kept.mail)
            .find(|mail| mail.to == "jual@contoh.id" && mail.subject == format!("Pesanan {number} belum diambil"))
            .map(|mail| mail.body.as_str())
            .expect("the seller's mail");
        assert_eq!(body.contains("sudah mengingatkan pembeli"), is_told, "{body}");
        assert_eq!(body.contains("kabari lewat WhatsApp"), !is_told, "{body}");
    }
}

/// Somebody without a password has it brought.
async fn brought(world: &World) -> NewOrder {
    let buyer = world.account(Role::Person);
    new_order(&world.desk, buyer, world.shops[0], world.products[0], 1, (Receive::Delivery, Pay::Transfer)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_link_that_a_seller_sends_along_shows_the_order_and_moves_nothing() {
    let world = World::new().await;
    let (desk, seller) = (&world.desk, keeper(&world, Role::Member, 0).await);
    let order = brought(&world).await;
    let sent = async || shown::order(desk, OrderReader::Seller(&seller), &order.number).await.unwrap().expect("theirs").link;
    let path = sent().await.expect("a link for who cannot sign in");
    let who = OrderReader::Link(path.rsplit('/').next().expect("a signature"));
    let seen = shown::order(desk, who, &order.number).await.unwrap().expect("it is shown");
    assert!(!seen.may_act && seen.link.is_none());
    assert!(matches!(cancel(desk, who, &order.number, None).await, Err(OrderError::Unknown)));
    accept(desk, &seller, &order.number).await.unwrap();
    assert!(!shown::order(desk, who, &order.number).await.unwrap().expect("it is shown").takes_proof());
    prepare(desk, &seller, &order.number).await.unwrap();
    super::steps::send(desk, &seller, &order.number).await.unwrap();
    assert!(matches!(complete(desk, who, &order.number).await, Err(OrderError::Unknown)), "no seller says that it came");
    assert!(buyer(desk, who, &order.number).await.unwrap().is_none(), "nor reviews it");
    assert!(complaint::party(desk, who, &order.number).await.unwrap().is_none());
    sqlx::query!("update account set password_hash = 'x' where id = $1", world.account(Role::Person).0)
        .execute(desk.db())
        .await
        .unwrap();
    assert_eq!(sent().await, None, "they sign in");
}

#[tokio::test(flavor = "multi_thread")]
async fn long_after_its_end_a_link_does_not_say_where_somebody_lives() {
    let world = World::new().await;
    let desk = &world.desk;
    let order = brought(&world).await;
    let token = session(desk, world.account(Role::Person)).await;
    let by = people::session(desk, &token).await.unwrap().expect("an open session").1.person();
    let path = link::signed_path(desk, order.id, &order.number);
    let signature = path.rsplit('/').next().expect("a signature");
    let told = async |who: OrderReader<'_>| {
        let seen = shown::order(desk, who, &order.number).await.unwrap().expect("it is shown");
        (seen.address.is_some(), seen.buyer_phone.is_some())
    };
    let day = std::time::Duration::from_secs(24 * 3600);
    desk.forward(40 * day);
    assert_eq!(told(OrderReader::Link(signature)).await, (true, true), "it is not over");
    cancel(desk, OrderReader::Link(signature), &order.number, None).await.unwrap();
    desk.forward(29 * day);
    assert_eq!(told(OrderReader::Link(signature)).await, (true, true));
    desk.forward(2 * day);
    assert_eq!(told(OrderReader::Link(signature)).await, (false, false));
    let look = link::shown_path(desk, order.id, &order.number);
    assert_eq!(told(OrderReader::Link(look.rsplit('/').next().expect("a signature"))).await, (false, false));
    assert_eq!(told(OrderReader::Buyer(&by)).await, (true, true));
}
