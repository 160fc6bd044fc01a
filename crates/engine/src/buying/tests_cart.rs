//! Carts and terms: what is put in, what it costs, what became of it meanwhile, and whose it is.

use domain::access::Keeper;
use domain::buying::{Area, Checkout, MOST_LINES, MOST_OF_ONE, Pay, Receive, Terms};
use domain::district::DistrictCode;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::ProductId;
use domain::money::{Price, Rupiah};
use domain::quantity::Quantity;
use domain::slug::Slug;

use super::cart::{CartError, CartOf, LASTS, add, agree, cart, count, join_at_sign_in, remove, set};
use super::price::LineTrouble;
use super::terms::{TermsError, save, terms};
use super::{Buyer, PlaceError, place};
use crate::jobs::tidy;
use crate::testing::world::{Role, World, product};
use crate::token::Token;
use crate::{Desk, ids, people};

pub(super) fn slug(text: &str) -> Slug {
    Slug::parse(text).expect("a slug")
}

pub(super) async fn tier(desk: &Desk, product: ProductId, from: u32, price: i64) {
    sqlx::query!(
        "insert into price_tier (product_id, from_quantity, price) values ($1, $2, $3)",
        product.0,
        Quantity::whole(from).thousandths(),
        price
    )
    .execute(desk.db())
    .await
    .expect("a tier");
}

fn stranger() -> CartOf {
    CartOf::Token(Token::fresh())
}

fn at_quantity(result: Result<(), CartError>) -> Option<Invalid> {
    match result {
        Err(CartError::Refused(errors)) => errors.get("jumlah").cloned(),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_stand_by_shop_at_the_price_of_their_tier() {
    let world = World::new().await;
    tier(&world.desk, world.products[0], 5, 12_000).await;
    let who = stranger();
    add(&world.desk, &who, &slug("product-one"), Quantity::whole(3)).await.unwrap();
    add(&world.desk, &who, &slug("product-two"), Quantity::from_thousandths(500)).await.unwrap();
    let shops = cart(&world.desk, &who).await.unwrap();
    assert_eq!(shops.iter().map(|shop| shop.slug.as_str()).collect::<Vec<_>>(), ["shop-one", "shop-two"]);
    let next = shops[0].lines[0].priced.next.expect("a tier to reach");
    assert_eq!((next.more, next.saves), (Quantity::whole(2), Rupiah(2_500)));
    assert_eq!((shops[0].goods(), shops[1].goods()), (Rupiah(37_500), Rupiah(6_250)));
    add(&world.desk, &who, &slug("product-one"), Quantity::whole(2)).await.unwrap();
    let shops = cart(&world.desk, &who).await.unwrap();
    assert_eq!((shops[0].goods(), shops[0].saving()), (Rupiah(60_000), Rupiah(2_500)));
    assert_eq!(shops[0].lines[0].was, None, "what the buyer did is no change");
    assert_eq!(count(&world.desk, &who).await.unwrap(), 2);
    assert_eq!(count(&world.desk, &stranger()).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_than_there_is_and_no_half_of_a_piece() {
    let world = World::new().await;
    sqlx::query!("update product set sale_unit = 'pcs' where id = $1", world.products[1].0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let (who, one, two) = (stranger(), slug("product-one"), slug("product-two"));
    let most = |n| Some(Invalid::MoreThan { max: Quantity::whole(n) });
    assert_eq!(at_quantity(add(&world.desk, &who, &one, Quantity::whole(11)).await), most(10));
    add(&world.desk, &who, &one, Quantity::whole(8)).await.unwrap();
    assert_eq!(at_quantity(add(&world.desk, &who, &one, Quantity::whole(3)).await), most(2));
    assert_eq!(at_quantity(set(&world.desk, &who, &one, Quantity::whole(11)).await), most(10));
    set(&world.desk, &who, &one, Quantity::whole(10)).await.unwrap();
    assert!(matches!(add(&world.desk, &who, &one, Quantity::ONE).await, Err(CartError::AllTaken)));
    assert_eq!(at_quantity(add(&world.desk, &who, &two, Quantity::from_thousandths(1_500)).await), Some(Invalid::NotWhole));
    sqlx::query!("update product set stock = null, made_days = 3 where id = $1", world.products[1].0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let too_many = Quantity::whole(1_000_001);
    assert_eq!(at_quantity(add(&world.desk, &who, &two, too_many).await), Some(Invalid::MoreThan { max: MOST_OF_ONE }));
    set(&world.desk, &who, &one, Quantity::ZERO).await.unwrap();
    assert!(matches!(remove(&world.desk, &who, &one).await, Err(CartError::Unknown)));
    for unknown in ["product-nine", "shop-one"] {
        assert!(matches!(add(&world.desk, &who, &slug(unknown), Quantity::ONE).await, Err(CartError::Unknown)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_has_an_end() {
    let world = World::new().await;
    let who = stranger();
    for n in 0..=MOST_LINES {
        let name = format!("barang-{n}");
        product(&world.desk, world.shops[0], &name, "published").await;
        let added = add(&world.desk, &who, &slug(&name), Quantity::ONE).await;
        match added {
            Err(CartError::Refused(errors)) if n == MOST_LINES => {
                assert_eq!(errors, FieldErrors::of("produk", Invalid::TooMany { max: MOST_LINES }));
            }
            other => other.unwrap(),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sold_for_nothing() {
    let world = World::new().await;
    let (desk, who) = (&world.desk, CartOf::Account(world.account(Role::Person)));
    let costs = async |price: i64| {
        sqlx::query!("update product set price = $2 where id = $1", world.products[0].0, price).execute(desk.db()).await.unwrap();
    };
    let grams = Quantity::from_thousandths;
    costs(400).await;
    assert_eq!(at_quantity(add(desk, &who, &slug("product-one"), grams(1)).await), Some(Invalid::CostsNothing));
    add(desk, &who, &slug("product-one"), grams(2)).await.expect("0,8 is rounded to one rupiah");
    assert_eq!(at_quantity(set(desk, &who, &slug("product-one"), grams(1)).await), Some(Invalid::CostsNothing));
    let held = async || cart(desk, &who).await.unwrap().remove(0);
    assert!(held().await.can_be_ordered());
    costs(200).await;
    assert_eq!(held().await.lines[0].trouble, Some(LineTrouble::CostsNothing));
    let token = world.token(Role::Person).expect("somebody");
    let person = people::session(desk, token).await.unwrap().expect("an open session").1.person();
    let inputs = Inputs::default().with("cara_terima", "ambil").with("cara_bayar", "tunai");
    let form = Checkout::parse(&inputs).expect("a good form");
    let placed = place(desk, Buyer::Account(person), &slug("shop-one"), &form, ids::fresh()).await;
    assert!(matches!(placed, Err(PlaceError::Moved)), "{placed:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_line_is_told_until_the_buyer_has_agreed() {
    let world = World::new().await;
    let (who, desk) = (stranger(), &world.desk);
    add(desk, &who, &slug("product-one"), Quantity::whole(5)).await.unwrap();
    let line = async || cart(desk, &who).await.unwrap()[0].lines[0].clone();
    sqlx::query!("update product set price = 13000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert_eq!(line().await.was, Some(Price::new(Rupiah(12_500)).unwrap()));
    assert_eq!(line().await.was.map(Price::rupiah), Some(Rupiah(12_500)), "looking at it changes nothing");
    agree(desk, &who).await.unwrap();
    assert_eq!(line().await.was, None);
    sqlx::query!("update product set stock = 3000 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert_eq!(line().await.trouble, Some(LineTrouble::Short(Quantity::whole(3))));
    sqlx::query!("update product set stock = 0 where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert_eq!(line().await.trouble, Some(LineTrouble::SoldOut));
    sqlx::query!("update product set state = 'archived' where id = $1", world.products[0].0).execute(desk.db()).await.unwrap();
    assert_eq!(line().await.trouble, Some(LineTrouble::Gone));
    assert!(!cart(desk, &who).await.unwrap()[0].can_be_ordered());
    remove(desk, &who, &slug("product-one")).await.unwrap();
    assert!(cart(desk, &who).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_joins_two_carts_and_keeps_the_larger_amount() {
    let world = World::new().await;
    let (desk, token) = (&world.desk, Token::fresh());
    let (before, after) = (CartOf::Token(token.clone()), CartOf::Account(world.account(Role::Person)));
    let other = CartOf::Account(world.account(Role::Operator));
    for (who, product, quantity) in [
        (&before, "product-one", 4),
        (&before, "product-two", 1),
        (&after, "product-one", 2),
        (&after, "product-two", 3),
        (&other, "product-one", 1),
    ] {
        add(desk, who, &slug(product), Quantity::whole(quantity)).await.unwrap();
    }
    join_at_sign_in(desk, world.account(Role::Person), &token).await.unwrap();
    let shops = cart(desk, &after).await.unwrap();
    let quantities: Vec<_> = shops.iter().flat_map(|shop| &shop.lines).map(|line| (line.slug.as_str(), line.quantity)).collect();
    assert_eq!(quantities.len(), 2);
    assert!(
        quantities.contains(&("product-one", Quantity::whole(4))) && quantities.contains(&("product-two", Quantity::whole(3)))
    );
    assert_eq!((count(desk, &before).await.unwrap(), count(desk, &other).await.unwrap()), (0, 1));
    // A second time, or with a cookie of nobody, nothing happens.
    join_at_sign_in(desk, world.account(Role::Person), &token).await.unwrap();
    assert_eq!(count(desk, &after).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_keeps_a_shop_does_not_buy_there() {
    let world = World::new().await;
    for (role, own) in [(Role::Member, true), (Role::Officer, true), (Role::OtherOfficer, false), (Role::Supervisor, false)] {
        let added = add(&world.desk, &CartOf::Account(world.account(role)), &slug("product-one"), Quantity::ONE).await;
        assert_eq!(matches!(added, Err(CartError::Own)), own, "{role:?}");
        assert_eq!(added.is_ok(), !own, "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_of_nobody_end_and_those_of_people_stay() {
    let world = World::new().await;
    let (of_nobody, of_person) = (stranger(), CartOf::Account(world.account(Role::Person)));
    for who in [&of_nobody, &of_person] {
        add(&world.desk, who, &slug("product-one"), Quantity::ONE).await.unwrap();
    }
    world.desk.forward(std::time::Duration::from_secs(29 * 24 * 3600));
    tidy(&world.desk).await.unwrap();
    assert_eq!(count(&world.desk, &of_nobody).await.unwrap(), 1);
    world.desk.forward(LASTS.unsigned_abs());
    tidy(&world.desk).await.unwrap();
    assert_eq!((count(&world.desk, &of_nobody).await.unwrap(), count(&world.desk, &of_person).await.unwrap()), (0, 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_both_carts_takes_no_room_when_they_are_joined() {
    let world = World::new().await;
    let (desk, token) = (&world.desk, Token::fresh());
    let (before, after) = (CartOf::Token(token.clone()), CartOf::Account(world.account(Role::Person)));
    let name = |n: usize| format!("barang-{n}");
    for n in 0..=MOST_LINES {
        product(desk, world.shops[0], &name(n), "published").await;
    }
    for n in 1..MOST_LINES {
        add(desk, &after, &slug(&name(n)), Quantity::ONE).await.unwrap();
    }
    // One line is left. What is in both comes first, then two that are new.
    add(desk, &before, &slug(&name(1)), Quantity::whole(3)).await.unwrap();
    add(desk, &before, &slug(&name(2)), Quantity::whole(2)).await.unwrap();
    desk.forward(std::time::Duration::from_secs(1));
    add(desk, &before, &slug(&name(0)), Quantity::ONE).await.unwrap();
    desk.forward(std::time::Duration::from_secs(1));
    add(desk, &before, &slug(&name(MOST_LINES)), Quantity::ONE).await.unwrap();
    join_at_sign_in(desk, world.account(Role::Person), &token).await.unwrap();
    let lines: Vec<_> = cart(desk, &after).await.unwrap().into_iter().flat_map(|shop| shop.lines).collect();
    let held = |n: usize| lines.iter().find(|line| line.slug == name(n)).map(|line| line.quantity);
    assert_eq!(lines.len(), MOST_LINES);
    assert_eq!((held(1), held(2), held(3)), (Some(Quantity::whole(3)), Some(Quantity::whole(2)), Some(Quantity::ONE)));
    assert_eq!((held(0), held(MOST_LINES)), (Some(Quantity::ONE), None), "the first that was put in");
}

pub(super) async fn keeper(world: &World, role: Role, nth: usize) -> Keeper {
    let token = world.token(role).expect("somebody");
    let standing = people::session(&world.desk, token).await.unwrap().expect("an open session").1;
    standing.keeper(world.shops[nth], world.desk.today().date()).expect("a keeper")
}

pub(super) fn everything() -> Terms {
    let area = |code: &str, fee| Area { district: DistrictCode::parse(code).expect("a code"), fee: Rupiah(fee) };
    Terms {
        pickup: true,
        pickup_koperasi: true,
        areas: vec![area("33.25.08", 5_000), area("33.25.09", 10_000)],
        free_from: Some(Rupiah(100_000)),
        cash: true,
        bank: Some(domain::purchasing::BankAccount {
            bank: domain::text::Line::parse("BRI").expect("a name"),
            number: "1234567890".to_owned(),
            holder: domain::text::Line::parse("Tini").expect("a name"),
        }),
        note: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_that_has_said_nothing_hands_over_for_cash() {
    let world = World::new().await;
    let before = terms(&world.desk, world.shops[0].id).await.unwrap();
    assert!(before.reaches(Receive::Shop) && !before.reaches(Receive::Koperasi) && !before.reaches(Receive::Delivery));
    assert!(before.is_paid_by(Pay::Cash) && !before.is_paid_by(Pay::Transfer) && !before.is_paid_by(Pay::Qris));
    let by = keeper(&world, Role::Member, 0).await;
    save(&world.desk, &by, &everything(), Some(before.version)).await.unwrap();
    let after = terms(&world.desk, world.shops[0].id).await.unwrap();
    assert!(Receive::ALL.into_iter().all(|way| after.reaches(way)) && after.is_paid_by(Pay::Transfer));
    assert_eq!(after.areas.iter().map(|area| area.fee).max(), Some(Rupiah(10_000)));
    assert_eq!(after.fee(&after.areas[0], Rupiah(100_000)), Rupiah::ZERO);
    assert_eq!(terms(&world.desk, world.shops[1].id).await.unwrap(), before, "the other shop said nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_another_bank_account_that_an_officer_wrote_down() {
    let world = World::new().await;
    let (owner, officer) = (keeper(&world, Role::Member, 0).await, keeper(&world, Role::Officer, 0).await);
    sqlx::query!("update account set email = 'tini@contoh.id' where id = $1", world.account(Role::Member).0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let told = async || {
        let told = sqlx::query!(
            r#"select count(*) as "notices!", (select count(*) from mail where to_address = 'tini@contoh.id') as "mails!"
               from notice where kind = 'pay_account' and account_id = $1 and link = '/usaha/cara-jual?usaha=shop-one'"#,
            world.account(Role::Member).0
        );
        let told = told.fetch_one(world.desk.db()).await.unwrap();
        (told.notices, told.mails)
    };
    let other = |number: &str| {
        let bank = everything().bank.map(|bank| domain::purchasing::BankAccount { number: number.to_owned(), ..bank });
        Terms { bank, ..everything() }
    };
    save(&world.desk, &owner, &everything(), None).await.unwrap();
    save(&world.desk, &owner, &other("999988887777"), None).await.unwrap();
    assert_eq!(told().await, (0, 0), "by the own hand");
    save(&world.desk, &officer, &Terms { note: None, areas: vec![], ..other("999988887777") }, None).await.unwrap();
    assert_eq!(told().await, (0, 0), "the account is the same");
    save(&world.desk, &officer, &other("111122223333"), None).await.unwrap();
    assert_eq!(told().await, (1, 1));
    save(&world.desk, &officer, &Terms { bank: None, ..everything() }, None).await.unwrap();
    assert_eq!(told().await, (2, 2), "nobody can transfer any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_are_not_written_over_those_of_another_tab() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, 0).await;
    save(&world.desk, &by, &everything(), Some(0)).await.unwrap();
    let now = terms(&world.desk, world.shops[0].id).await.unwrap().version;
    let stale = save(&world.desk, &by, &Terms { areas: vec![], ..everything() }, Some(0)).await;
    assert!(matches!(stale, Err(TermsError::Stale { version }) if version == now));
    save(&world.desk, &by, &Terms { areas: vec![], ..everything() }, Some(now)).await.unwrap();
    assert!(terms(&world.desk, world.shops[0].id).await.unwrap().areas.is_empty());
    // The last way to be paid was another page's, and went meanwhile.
    let unpaid = Terms { cash: false, bank: None, ..everything() };
    let refused = save(&world.desk, &by, &unpaid, None).await;
    assert!(matches!(refused, Err(TermsError::Refused(errors)) if errors.get("tunai") == Some(&Invalid::UnknownChoice)));
}
