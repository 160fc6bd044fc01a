use domain::buying::Side;
use domain::reviews::{ComplaintForm, Decision, Outcome, Said};
use time::Duration;

use super::complaint::{
    ComplaintError, MOST_WORDS, Party, complain, decide, give_in, list, may_speak, mediator, party, say, shown, shown_to,
    withdraw,
};
use super::*;
use crate::ids;
use crate::jobs::run_due;
use crate::notices::{News, OrderNews, ShopOrderNews, newest};
use crate::testing::hinder;
use crate::trouble::Trouble;

fn form() -> ComplaintForm {
    let inputs = Inputs::default().with("alasan", "rusak").with("minta", "uang_kembali").with("kata", "Pecah semua.");
    ComplaintForm::parse(&inputs).expect("a good complaint")
}

fn decision(what: &str) -> Decision {
    Decision::parse(&Inputs::default().with("putusan", what).with("pertimbangan", "Fotonya jelas.")).expect("a good decision")
}

fn words(text: &str) -> Said {
    Said::parse(text).expect("good words")
}

async fn side(world: &World, role: Role, one: &Bought) -> Party {
    party(&world.desk, OrderReader::Buyer(&person(world, role).await), &one.number)
        .await
        .expect("the database answers")
        .expect("a side of it")
}

async fn between(world: &World, role: Role, one: &Bought) -> Option<Party> {
    mediator(&world.desk, &officer(world, role).await, &one.number).await.expect("the database answers")
}

/// The person complains about an order of the first shop.
async fn complained(world: &World, state: State) -> Bought {
    let one = order(world, state).await;
    complain(&world.desk, &side(world, Role::Person, &one).await, &form(), &[]).await.expect("it is raised");
    one
}

async fn stands(world: &World, one: &Bought) -> (State, bool) {
    let row = sqlx::query!(r#"select state as "state: State", stock_back from shop_order where id = $1"#, one.order.0)
        .fetch_one(world.desk.db())
        .await
        .expect("an order");
    (row.state, row.stock_back)
}

async fn stock(world: &World) -> Option<i64> {
    sqlx::query_scalar!("select stock from product where id = $1", world.products[0].0)
        .fetch_one(world.desk.db())
        .await
        .expect("a product")
}

async fn events(world: &World, one: &Bought) -> Vec<String> {
    sqlx::query_scalar!("select side || ' ' || what as \"event!\" from order_event where order_id = $1 order by id", one.order.0)
        .fetch_all(world.desk.db())
        .await
        .expect("a timeline")
}

/// How often the seller read that a complaint was decided, without and with goods to be counted.
async fn seller_was_told(world: &World) -> (usize, usize) {
    let told = newest(&world.desk, &person(world, Role::Member).await).await.expect("notices");
    let count =
        |which: ShopOrderNews| told.iter().filter(|n| matches!(&n.news, News::ShopOrder { what, .. } if *what == which)).count();
    (count(ShopOrderNews::Decided), count(ShopOrderNews::TakenBack))
}

#[tokio::test]
async fn the_three_sides_speak_and_the_officer_decides() {
    let world = World::new().await;
    let one = complained(&world, State::Done).await;
    assert_eq!(stands(&world, &one).await, (State::Complaint, false));
    assert_eq!(notices(&world, world.account(Role::Member)).await, ["shop_order"], "the seller is told");
    assert_eq!(notices(&world, world.account(Role::Officer)).await, ["complaint"], "and the officer");
    assert!(notices(&world, world.account(Role::OtherOfficer)).await.is_empty());

    let seller = side(&world, Role::Member, &one).await;
    assert_eq!(seller.side(), Side::Seller);
    let (own, other) = (keeper(&world, Role::Member, 0).await, keeper(&world, Role::OtherMember, 1).await);
    let due = shop_due(&world.desk, &own).await.expect("counts");
    assert_eq!((due.complaints, due.first_complaint.as_deref()), (1, Some(one.number.as_str())));
    assert_eq!(shop_due(&world.desk, &other).await.expect("counts"), ShopDue::default());
    let key = ids::fresh();
    for _ in 0..2 {
        say(&world.desk, &seller, &words("Saya kirim utuh."), &[], key).await.expect("it is said");
    }
    assert_eq!(shop_due(&world.desk, &own).await.expect("counts").complaints, 0, "it was answered");
    let officer = between(&world, Role::Officer, &one).await.expect("the officer mediates");
    say(&world.desk, &officer, &words("Mohon fotonya."), &[], ids::fresh()).await.expect("it is said");
    decide(&world.desk, &officer, &decision("batal")).await.expect("it is decided");

    assert_eq!(stands(&world, &one).await, (State::Cancelled, false));
    assert_eq!(events(&world, &one).await, ["buyer complained", "officer decided"]);
    assert_eq!(stock(&world).await, Some(10_000), "what was eaten, or broke, is not to be sold again");
    assert_eq!(seller_was_told(&world).await, (0, 1), "the seller is to count");
    let all = shown(&world.desk, &side(&world, Role::Person, &one).await).await.expect("an answer").expect("an order");
    let raised = all.raised.expect("a complaint");
    assert_eq!(raised.words.iter().map(|w| w.side).collect::<Vec<_>>(), [Side::Buyer, Side::Seller, Side::Officer]);
    assert_eq!(
        raised.ended.map(|e| (e.outcome, e.decision.as_deref() == Some("Fotonya jelas."))),
        Some((Outcome::SellerGives, true))
    );
}

#[tokio::test]
async fn other_words_under_one_key_are_not_said_and_not_lost() {
    let world = World::new().await;
    let one = complained(&world, State::Done).await;
    let (buyer, key) = (side(&world, Role::Person, &one).await, ids::fresh());
    let pictures = ["00".repeat(16)];
    say(&world.desk, &buyer, &words("Mohon dijawab."), &[], key).await.expect("it is said");
    for (said, with) in [("Sudah tiga hari.", &[] as &[String]), ("Mohon dijawab.", pictures.as_slice())] {
        let again = say(&world.desk, &buyer, &words(said), with, key).await;
        assert!(matches!(again, Err(ComplaintError::Trouble(Trouble::KeyReused))), "{said}: {again:?}");
    }
    let all = shown(&world.desk, &buyer).await.expect("an answer").expect("an order");
    assert_eq!(all.raised.map(|raised| raised.words.len()), Some(2), "the complaint and one answer");
}

#[tokio::test]
async fn one_side_does_not_talk_without_end_and_takes_no_words_from_the_other() {
    let world = World::new().await;
    let (one, other) = (complained(&world, State::Done).await, complained(&world, State::Done).await);
    let (buyer, seller) = (side(&world, Role::Person, &one).await, side(&world, Role::Member, &one).await);
    for n in 0..MOST_WORDS {
        say(&world.desk, &buyer, &words(&format!("Halo {n}")), &[], ids::fresh()).await.expect("it is said");
    }
    let too_much = say(&world.desk, &buyer, &words("Halo?"), &[], ids::fresh()).await;
    assert!(matches!(too_much, Err(ComplaintError::Wait(_))), "{too_much:?}");
    say(&world.desk, &seller, &words("Sabar, Bu."), &[], ids::fresh()).await.expect("it is said");
    let elsewhere = side(&world, Role::Person, &other).await;
    say(&world.desk, &elsewhere, &words("Halo."), &[], ids::fresh()).await.expect("about another order");
    world.desk.forward(std::time::Duration::from_secs(3600));
    say(&world.desk, &buyer, &words("Halo?"), &[], ids::fresh()).await.expect("an hour later");
}

#[tokio::test]
async fn who_may_speak_is_who_would_be_heard() {
    let world = World::new().await;
    for state in State::ALL {
        let one = order(&world, state).await;
        for (role, as_side) in [(Role::Person, Side::Buyer), (Role::Member, Side::Seller)] {
            let by = side(&world, role, &one).await;
            let may = may_speak(&world.desk, &by, false).await.is_ok();
            assert_eq!(may, state.after(domain::buying::Step::Complain, as_side).is_ok(), "{state:?} {as_side:?}");
            assert!(matches!(may_speak(&world.desk, &by, true).await, Err(ComplaintError::Unknown)), "{state:?}");
        }
    }
    let one = complained(&world, State::Done).await;
    let (buyer, seller) = (side(&world, Role::Person, &one).await, side(&world, Role::Member, &one).await);
    assert!(matches!(may_speak(&world.desk, &buyer, false).await, Err(ComplaintError::Already)));
    may_speak(&world.desk, &seller, true).await.expect("it goes on");
    withdraw(&world.desk, &buyer).await.expect("the buyer is content");
    assert!(matches!(may_speak(&world.desk, &seller, true).await, Err(ComplaintError::Ended)));
    let old = order(&world, State::Done).await;
    world.desk.forward((world.desk.order_times().complain + Duration::HOUR).unsigned_abs());
    let by = side(&world, Role::Person, &old).await;
    assert!(matches!(may_speak(&world.desk, &by, false).await, Err(ComplaintError::TooLate)));
}

/// To whom mails went since this was asked last.
async fn mailed(world: &World) -> Vec<String> {
    let mut to =
        sqlx::query_scalar!("delete from mail returning to_address").fetch_all(world.desk.db()).await.expect("the mails");
    to.sort();
    to
}

#[tokio::test]
async fn who_has_left_an_address_has_it_by_mail_as_well() {
    let world = World::new().await;
    let one = complained(&world, State::Sent).await;
    assert!(mailed(&world).await.is_empty(), "nobody has left an address");
    for (role, address, lang) in [
        (Role::Person, "beli@contoh.id", "id"),
        (Role::Member, "jual@contoh.id", "id"),
        (Role::Officer, "urus@contoh.id", "en"),
        (Role::OtherOfficer, "lain@contoh.id", "id"),
    ] {
        sqlx::query!("update account set email = $2, lang = $3 where id = $1", world.account(role).0, address, lang)
            .execute(world.desk.db())
            .await
            .expect("an address");
    }
    let (buyer, seller) = (side(&world, Role::Person, &one).await, side(&world, Role::Member, &one).await);
    let officer = between(&world, Role::Officer, &one).await.expect("the officer mediates");
    say(&world.desk, &seller, &words("Saya kirim utuh."), &[], ids::fresh()).await.expect("it is said");
    assert_eq!(mailed(&world).await, ["beli@contoh.id"]);
    say(&world.desk, &buyer, &words("Tidak."), &[], ids::fresh()).await.expect("it is said");
    assert_eq!(mailed(&world).await, ["jual@contoh.id"]);
    say(&world.desk, &officer, &words("Mohon fotonya."), &[], ids::fresh()).await.expect("it is said");
    assert_eq!(mailed(&world).await, ["beli@contoh.id", "jual@contoh.id"]);
    decide(&world.desk, &officer, &decision("tetap")).await.expect("it is decided");
    assert_eq!(mailed(&world).await, ["beli@contoh.id", "jual@contoh.id"]);

    let two = complained(&world, State::Sent).await;
    let mails = sqlx::query!("select to_address, subject, body from mail order by to_address").fetch_all(world.desk.db());
    let mails = mails.await.expect("the mails");
    assert_eq!(mails.iter().map(|m| m.to_address.as_str()).collect::<Vec<_>>(), ["jual@contoh.id", "urus@contoh.id"]);
    assert!(mails[0].subject.contains("Keluhan") && mails[0].body.contains(&format!("/pesanan/{}/keluhan", two.number)));
    assert!(mails[1].subject.contains("Complaint"), "in the reader's language");
    assert!(mails[1].body.contains(&format!("/pengurus/koperasi-one/keluhan/{}", two.number)), "{}", mails[1].body);
    assert!(mails.iter().all(|mail| !mail.body.contains("Pecah semua.")), "what was said stays on the page");
}

/// Buyer and seller have left an address.
async fn with_addresses(world: &World) {
    for (role, address) in [(Role::Person, "beli@contoh.id"), (Role::Member, "jual@contoh.id")] {
        sqlx::query!("update account set email = $2, lang = 'id' where id = $1", world.account(role).0, address)
            .execute(world.desk.db())
            .await
            .expect("an address");
    }
}

#[tokio::test]
async fn the_end_of_a_complaint_is_mailed_to_each_side_once() {
    let world = World::new().await;
    with_addresses(&world).await;
    let both = ["beli@contoh.id", "jual@contoh.id"];
    for (state, counts) in [(State::Done, true), (State::Prepared, false)] {
        let one = complained(&world, state).await;
        let officer = between(&world, Role::Officer, &one).await.expect("the officer mediates");
        mailed(&world).await;
        decide(&world.desk, &officer, &decision("batal")).await.expect("it is decided");
        let body = sqlx::query_scalar!("select body from mail where to_address = 'jual@contoh.id'");
        let body = body.fetch_one(world.desk.db()).await.expect("one mail");
        assert_eq!(body.contains("ubah stoknya sendiri"), counts, "{state:?}: {body}");
        assert_eq!(mailed(&world).await, both, "{state:?}");
    }
    let (sent, accepted) = (complained(&world, State::Sent).await, complained(&world, State::Accepted).await);
    mailed(&world).await;
    world.desk.forward((world.desk.order_times().close + Duration::HOUR).unsigned_abs());
    for (one, says) in [(&sent, "pesanan menjadi selesai"), (&accepted, "pesanan dibatalkan")] {
        crate::buying::due(&world.desk, one.order).await.expect("the clock looks");
        let bodies = sqlx::query_scalar!("select body from mail").fetch_all(world.desk.db()).await.expect("the mails");
        assert!(bodies.iter().all(|body| body.contains(says)), "{says}: {bodies:?}");
        assert_eq!(mailed(&world).await, both, "{says}");
    }
}

#[tokio::test]
async fn what_was_not_handed_over_goes_on_once_its_complaint_ends() {
    let world = World::new().await;
    let keeps = keeper(&world, Role::Member, 0).await;
    for state in [State::Accepted, State::Prepared] {
        let (content, kept) = (complained(&world, state).await, complained(&world, state).await);
        withdraw(&world.desk, &side(&world, Role::Person, &content).await).await.expect("the buyer is content");
        let officer = between(&world, Role::Officer, &kept).await.expect("the officer mediates");
        decide(&world.desk, &officer, &decision("tetap")).await.expect("it is decided");
        for one in [&content, &kept] {
            assert_eq!(stands(&world, one).await, (state, false));
            let again = complain(&world.desk, &side(&world, Role::Person, one).await, &form(), &[]).await;
            assert!(matches!(again, Err(ComplaintError::Already)), "{state:?}: {again:?}");
            crate::buying::steps::send(&world.desk, &keeps, &one.number).await.expect("it goes on");
            assert_eq!(stands(&world, one).await, (State::Sent, false));
        }
        assert_eq!(events(&world, &content).await, ["buyer complained", "buyer decided", "seller sent"]);
    }
    assert_eq!(stock(&world).await, Some(10_000), "nothing came back");
}

#[tokio::test]
async fn silence_about_what_was_not_handed_over_calls_it_off() {
    let world = World::new().await;
    let (accepted, prepared) = (complained(&world, State::Accepted).await, complained(&world, State::Prepared).await);
    let by = [buys(&world, &accepted).await, buys(&world, &prepared).await];
    world.desk.forward((world.desk.order_times().close + Duration::HOUR).unsigned_abs());
    for ((one, by), stock_then) in [&accepted, &prepared].into_iter().zip(&by).zip([12_000, 14_000]) {
        crate::buying::due(&world.desk, one.order).await.expect("the clock looks");
        assert_eq!(stands(&world, one).await, (State::Cancelled, true));
        assert_eq!(events(&world, one).await, ["buyer complained", "clock decided"]);
        assert_eq!(stock(&world).await, Some(stock_then), "it never left the shop");
        let written = review(&world.desk, by, one.line, &said(5, "Renyah."), &[]).await;
        assert!(written.is_err(), "nobody has tasted it");
    }
}

#[tokio::test]
async fn the_two_may_agree_without_an_officer() {
    let world = World::new().await;
    let (one, two) = (complained(&world, State::Sent).await, complained(&world, State::Ready).await);
    let (buyer, seller) = (side(&world, Role::Person, &one).await, side(&world, Role::Member, &two).await);
    assert!(matches!(give_in(&world.desk, &buyer).await, Err(ComplaintError::Moved)));
    withdraw(&world.desk, &buyer).await.expect("the buyer is content");
    assert_eq!(stands(&world, &one).await, (State::Done, false));
    assert!(matches!(withdraw(&world.desk, &seller).await, Err(ComplaintError::Moved)));
    give_in(&world.desk, &seller).await.expect("the seller pays back");
    assert_eq!(stands(&world, &two).await, (State::Cancelled, false));
    for ended in [&buyer, &seller] {
        assert!(matches!(say(&world.desk, ended, &words("Lagi."), &[], ids::fresh()).await, Err(ComplaintError::Ended)));
    }
    assert!(matches!(complain(&world.desk, &buyer, &form(), &[]).await, Err(ComplaintError::Already)), "once for each order");
    assert_eq!(stock(&world).await, Some(10_000), "both were handed over");
}

#[tokio::test]
async fn one_complains_of_what_was_promised_and_not_of_what_was_long_ago() {
    let world = World::new().await;
    for state in [State::New, State::Refused, State::Cancelled] {
        let one = order(&world, state).await;
        let by = side(&world, Role::Person, &one).await;
        assert!(matches!(complain(&world.desk, &by, &form(), &[]).await, Err(ComplaintError::Moved)), "{state:?}");
    }
    let (old, sent) = (order(&world, State::Done).await, order(&world, State::Sent).await);
    let seller = side(&world, Role::Member, &old).await;
    assert!(matches!(complain(&world.desk, &seller, &form(), &[]).await, Err(ComplaintError::Moved)));
    world.desk.forward((world.desk.order_times().complain + Duration::HOUR).unsigned_abs());
    let by = side(&world, Role::Person, &old).await;
    assert!(matches!(complain(&world.desk, &by, &form(), &[]).await, Err(ComplaintError::TooLate)));
    let by = side(&world, Role::Person, &sent).await;
    complain(&world.desk, &by, &form(), &[]).await.expect("it has not arrived to this day");
}

#[tokio::test]
async fn whoever_paid_for_what_never_comes_has_a_way_out() {
    let world = World::new().await;
    for state in [State::Accepted, State::Prepared] {
        let one = complained(&world, state).await;
        assert_eq!(stands(&world, &one).await.0, State::Complaint, "{state:?}");
        let officer = between(&world, Role::Officer, &one).await.expect("the officer mediates");
        decide(&world.desk, &officer, &decision("batal")).await.expect("it is decided");
        assert_eq!(stands(&world, &one).await, (State::Cancelled, true), "{state:?}: it never left the shop");
        let moved =
            sqlx::query_scalar!(r#"select count(*) as "n!" from stock_move where order_id = $1 and after > before"#, one.order.0);
        assert_eq!(moved.fetch_one(world.desk.db()).await.expect("a history"), 1, "{state:?}");
    }
    assert_eq!(stock(&world).await, Some(14_000), "two kilograms of each came back");
    assert_eq!(seller_was_told(&world).await, (2, 0), "there is nothing to count");
}

#[tokio::test]
async fn the_end_of_a_complaint_brings_no_money() {
    let world = World::new().await;
    let (paid, unpaid) = (order(&world, State::Done).await, complained(&world, State::Done).await);
    sqlx::query!("update shop_order set paid_at = ended_at where id = $1", paid.order.0)
        .execute(world.desk.db())
        .await
        .expect("it was paid");
    complain(&world.desk, &side(&world, Role::Person, &paid).await, &form(), &[]).await.expect("it is raised");
    for (one, is_paid) in [(&paid, true), (&unpaid, false)] {
        withdraw(&world.desk, &side(&world, Role::Person, one).await).await.expect("the buyer is content");
        let row = sqlx::query!(
            r#"select paid_at is not null as "paid!", exists (select from cash_entry where order_id = $1 and removed_at is null) as "booked!"
               from shop_order where id = $1"#,
            one.order.0
        );
        let row = row.fetch_one(world.desk.db()).await.expect("an order");
        assert_eq!((row.paid, row.booked), (is_paid, is_paid), "it was a cash order, and said to be unpaid");
    }
}

#[tokio::test]
async fn a_complaint_that_nobody_ends_ends_by_itself() {
    let world = World::new().await;
    let (close, day) = (world.desk.order_times().close.unsigned_abs(), Duration::DAY.unsigned_abs());
    // The only officer has bought it; and afterwards nobody vouches for the shop any more.
    let officer = world.account(Role::Officer);
    let own = bought(&world.desk, officer, world.shops[0], world.products[0], State::Done).await;
    complain(&world.desk, &side(&world, Role::Officer, &own).await, &form(), &[]).await.expect("it is raised");
    sqlx::query!("update business set koperasi_id = null where id = $1", world.shops[0].id.0)
        .execute(world.desk.db())
        .await
        .expect("the owner has left");
    let one = complained(&world, State::Sent).await;
    let (buyer, seller) = (side(&world, Role::Person, &one).await, side(&world, Role::Member, &one).await);
    let (person, owner) = (person(&world, Role::Person).await, person(&world, Role::Member).await);

    world.desk.forward(close - day);
    run_due(&world.desk).await.expect("the clock looks");
    say(&world.desk, &seller, &words("Saya tanyakan kurirnya."), &[], ids::fresh()).await.expect("it is said");
    world.desk.forward(2 * day);
    run_due(&world.desk).await.expect("the clock looks");
    assert_eq!(stands(&world, &own).await, (State::Done, false), "nobody has said anything");
    assert_eq!(stands(&world, &one).await, (State::Complaint, false), "somebody has");
    world.desk.forward(close - day);
    run_due(&world.desk).await.expect("the clock looks");
    run_due(&world.desk).await.expect("a second look");
    assert_eq!(stands(&world, &one).await, (State::Done, false));
    assert_eq!(events(&world, &one).await, ["buyer complained", "clock decided"]);
    let raised = shown(&world.desk, &buyer).await.expect("an answer").and_then(|all| all.raised).expect("a complaint");
    assert_eq!(raised.ended.map(|ended| ended.outcome), Some(Outcome::Lapsed));
    let told = newest(&world.desk, &person).await.expect("notices");
    let lapsed = told.iter().filter(|n| matches!(n.news, News::Order { what: OrderNews::ComplaintLapsed, .. }));
    assert_eq!(lapsed.count(), 1, "{told:?}");
    let told = newest(&world.desk, &owner).await.expect("notices");
    let lapsed = told.iter().filter(|n| matches!(n.news, News::ShopOrder { what: ShopOrderNews::ComplaintLapsed, .. }));
    assert_eq!(lapsed.count(), 2, "{told:?}");
    assert!(matches!(withdraw(&world.desk, &buyer).await, Err(ComplaintError::Ended)));
}

#[tokio::test]
async fn a_complaint_that_meets_another_transaction_is_tried_again() {
    let world = World::new().await;
    let one = order(&world, State::Sent).await;
    let buyer = side(&world, Role::Person, &one).await;
    hinder(&world.desk, 1).await;
    complain(&world.desk, &buyer, &form(), &[]).await.expect("the second time");
    hinder(&world.desk, 2).await;
    withdraw(&world.desk, &buyer).await.expect("the third time");
    assert_eq!(events(&world, &one).await, ["buyer complained", "buyer decided"]);
}

#[tokio::test]
async fn strangers_stand_on_no_side_of_it() {
    let world = World::new().await;
    let one = complained(&world, State::Done).await;
    let stranger = person(&world, Role::OtherMember).await;
    assert_eq!(party(&world.desk, OrderReader::Buyer(&stranger), &one.number).await.expect("an answer"), None);
    assert_eq!(between(&world, Role::OtherOfficer, &one).await, None);
    let (own, other) = (overseer(&world, Role::Supervisor).await, overseer(&world, Role::OtherOfficer).await);
    assert!(shown_to(&world.desk, &own, &one.number).await.expect("an answer").is_some());
    assert!(shown_to(&world.desk, &other, &one.number).await.expect("an answer").is_none());
    assert_eq!(
        (list(&world.desk, &own).await.expect("a list").len(), list(&world.desk, &other).await.expect("a list").len()),
        (1, 0)
    );
}

#[tokio::test]
async fn an_officer_who_sells_or_buys_decides_nothing() {
    let world = World::new().await;
    let officer_account = world.account(Role::Officer);
    let bought = bought(&world.desk, officer_account, world.shops[0], world.products[0], State::Done).await;
    complain(&world.desk, &side(&world, Role::Officer, &bought).await, &form(), &[]).await.expect("it is raised");
    assert_eq!(between(&world, Role::Officer, &bought).await, None, "the officer has bought it");
    let one = complained(&world, State::Done).await;
    sqlx::query!("update business set owner_id = $2 where id = $1", world.shops[0].id.0, officer_account.0)
        .execute(world.desk.db())
        .await
        .expect("another owner");
    assert_eq!(between(&world, Role::Officer, &one).await, None, "the officer has sold it");
}

#[tokio::test]
async fn an_officer_who_did_the_sellers_part_decides_nothing() {
    let world = World::new().await;
    let (served, other) = (order(&world, State::Sent).await, order(&world, State::Sent).await);
    let keeps = keeper(&world, Role::Officer, 0).await;
    crate::buying::steps::paid(&world.desk, &keeps, &served.number).await.expect("for the owner");
    for one in [&served, &other] {
        complain(&world.desk, &side(&world, Role::Person, one).await, &form(), &[]).await.expect("it is raised");
    }
    assert_eq!(between(&world, Role::Officer, &served).await, None, "the officer has handled its money");
    assert!(between(&world, Role::Officer, &other).await.is_some());
    let reader = overseer(&world, Role::Officer).await;
    for (one, is_part) in [(&served, true), (&other, false)] {
        let shown = shown_to(&world.desk, &reader, &one.number).await.expect("an answer").expect("a complaint");
        assert_eq!(shown.on_a_side, is_part);
    }
}

#[tokio::test]
async fn two_who_end_it_at_once_end_it_once() {
    let world = World::new().await;
    let one = complained(&world, State::Prepared).await;
    let seller = side(&world, Role::Member, &one).await;
    let officer = between(&world, Role::Officer, &one).await.expect("the officer mediates");
    let decided = decision("batal");
    let (gave, took) = tokio::join!(give_in(&world.desk, &seller), decide(&world.desk, &officer, &decided));
    assert!(gave.is_ok() != took.is_ok(), "{gave:?} {took:?}");
    assert_eq!(stock(&world).await, Some(12_000), "given back once");
    assert_eq!(events(&world, &one).await.len(), 2);
}

#[tokio::test]
async fn what_is_said_of_an_order_that_is_of_its_link_is_not_told_to_the_account() {
    let world = World::new().await;
    let (one, two) = (complained(&world, State::Sent).await, complained(&world, State::Done).await);
    sqlx::query!("update shop_order set by_link = true where id = $1", one.order.0)
        .execute(world.desk.db())
        .await
        .expect("it came with a number alone");
    for order in [&one, &two] {
        let seller = side(&world, Role::Member, order).await;
        say(&world.desk, &seller, &words("Saya kirim utuh."), &[], ids::fresh()).await.expect("it is said");
    }
    let account = person(&world, Role::Person).await;
    assert_eq!(notices(&world, account.account()).await, ["complaint"], "of the other one");
    assert!(party(&world.desk, OrderReader::Buyer(&account), &one.number).await.expect("an answer").is_none());
    let all = people::export(&world.desk, &account).await.expect("a copy");
    assert_eq!(all["complaint_words"].as_array().map(Vec::len), Some(1));
}
