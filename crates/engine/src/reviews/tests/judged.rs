use domain::reviews::{Answer, Moderation, Report};
use time::Duration;

use super::block::{BlockError, block, blocked, unblock};
use super::moderate::{ModerateError, due, judged, moderate};
use super::report::{report_review, report_shop, reportable, settle_shop_reports, shop_reports};
use super::*;

fn why(text: &str) -> Report {
    Report::parse(&Inputs::default().with("alasan", text)).expect("a good reason")
}

fn hiding(text: &str) -> Moderation {
    Moderation::parse(&Inputs::default().with("putusan", "sembunyikan").with("alasan", text)).expect("a good decision")
}

#[tokio::test]
async fn what_is_reported_waits_for_the_officers_who_vouch_for_the_shop() {
    let world = World::new().await;
    let one = reviewed(&world, 1).await;
    let reader = person(&world, Role::OtherMember).await;
    for _ in 0..2 {
        assert!(report_review(&world.desk, &reader, one.line, &why("Menghina.")).await.expect("it is reported"));
    }
    assert!(reportable(&world.desk, &reader, one.line).await.expect("a review").expect("to be read").reported);
    let (own, other) = (overseer(&world, Role::Supervisor).await, overseer(&world, Role::OtherOfficer).await);
    let waits = judged(&world.desk, &own).await.expect("a list");
    assert_eq!(waits.iter().map(|j| (j.line, j.reports.len(), j.own)).collect::<Vec<_>>(), [(one.line, 1, false)]);
    assert!(judged(&world.desk, &other).await.expect("a list").is_empty());
    assert_eq!(due(&world.desk, &own).await.expect("counts").reported, 1);
    assert_eq!(due(&world.desk, &other).await.expect("counts").reported, 0);
}

#[tokio::test]
async fn a_hidden_review_is_neither_shown_nor_counted_until_it_is_shown_again() {
    let world = World::new().await;
    let (one, two) = (reviewed(&world, 1).await, reviewed(&world, 5).await);
    let (by, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    assert!(matches!(moderate(&world.desk, &other, one.line, &hiding("Kasar.")).await, Err(ModerateError::Unknown)));
    moderate(&world.desk, &by, one.line, &hiding("Kasar.")).await.expect("it is hidden");
    assert!(matches!(moderate(&world.desk, &by, one.line, &hiding("Kasar.")).await, Err(ModerateError::AsItIs)));
    assert_eq!(shown_words(&world).await, [(two.line, Some("Renyah.".to_owned()))]);
    assert_eq!(rating(&world).await, Rating::of_sums(1, 5));
    assert_eq!(notices(&world, world.account(Role::Person)).await, ["review_hidden"]);
    let reader = person(&world, Role::OtherMember).await;
    assert!(!report_review(&world.desk, &reader, one.line, &why("Kasar.")).await.expect("nothing to be read"));
    moderate(&world.desk, &by, one.line, &Moderation::Restore).await.expect("it is shown again");
    assert_eq!(rating(&world).await, Rating::of_sums(2, 6));
}

#[tokio::test]
async fn of_an_order_that_is_of_its_link_nothing_is_told_to_the_account() {
    let world = World::new().await;
    let (one, two) = (reviewed(&world, 1).await, reviewed(&world, 5).await);
    sqlx::query!("update shop_order set by_link = true where id = $1", one.order.0)
        .execute(world.desk.db())
        .await
        .expect("it came with a number alone");
    let seller = keeper(&world, Role::Member, 0).await;
    let answered = Answer::parse(&Inputs::default().with("jawaban", "Terima kasih.")).expect("a good answer");
    for line in [one.line, two.line] {
        answer(&world.desk, &seller, line, &answered).await.expect("it is answered");
    }
    moderate(&world.desk, &officer(&world, Role::Officer).await, one.line, &hiding("Kasar.")).await.expect("it is hidden");
    assert_eq!(notices(&world, world.account(Role::Person)).await, ["review_answered"], "of the other one");
    let all = people::export(&world.desk, &person(&world, Role::Person).await).await.expect("a copy");
    assert_eq!(all["reviews"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn what_an_officer_lets_stand_waits_no_more() {
    let world = World::new().await;
    let one = reviewed(&world, 1).await;
    report_review(&world.desk, &person(&world, Role::Member).await, one.line, &why("Bohong.")).await.expect("it is reported");
    moderate(&world.desk, &officer(&world, Role::Officer).await, one.line, &Moderation::Keep).await.expect("it stands");
    assert!(judged(&world.desk, &overseer(&world, Role::Officer).await).await.expect("a list").is_empty());
    assert_eq!(shown_words(&world).await.len(), 1);
}

#[tokio::test]
async fn nobody_judges_reviews_of_the_own_shop() {
    let world = World::new().await;
    let one = reviewed(&world, 1).await;
    let officer_account = world.account(Role::Officer).0;
    sqlx::query!("update business set owner_id = $2 where id = $1", world.shops[0].id.0, officer_account)
        .execute(world.desk.db())
        .await
        .expect("another owner");
    let by = officer(&world, Role::Officer).await;
    assert!(matches!(moderate(&world.desk, &by, one.line, &hiding("Merugikan saya.")).await, Err(ModerateError::Own)));
    assert_eq!(shown_words(&world).await.len(), 1);
}

#[tokio::test]
async fn a_reported_shop_waits_for_the_operator_once_for_each_person() {
    let world = World::new().await;
    let slug = domain::slug::Slug::parse("shop-one").expect("a slug");
    let by = person(&world, Role::Person).await;
    for text in ["Menipu.", "Menipu lagi."] {
        assert!(report_shop(&world.desk, &by, &slug, &why(text)).await.expect("it is reported"));
    }
    let unknown = domain::slug::Slug::parse("no-shop").expect("a slug");
    assert!(!report_shop(&world.desk, &by, &unknown, &why("Menipu.")).await.expect("no such shop"));
    let operator = standing(&world, Role::Operator).await.as_operator().expect("an operator");
    let (all, total) = shop_reports(&world.desk, &operator, 10, 0).await.expect("a list");
    assert_eq!((all.len(), total, all[0].shop_slug.as_str(), all[0].count), (1, 1, "shop-one", 1));
    assert_eq!(all[0].whys, ["Menipu lagi."]);
    assert!(settle_shop_reports(&world.desk, &operator, all[0].newest).await.expect("it is settled"));
    assert!(!settle_shop_reports(&world.desk, &operator, all[0].newest).await.expect("settled once"));
    assert!(shop_reports(&world.desk, &operator, 10, 0).await.expect("a list").0.is_empty());
}

#[tokio::test]
async fn many_reports_of_one_shop_hide_no_other() {
    let world = World::new().await;
    let [flooded, other] = ["shop-one", "shop-two"].map(|slug| domain::slug::Slug::parse(slug).expect("a slug"));
    let everybody = [Role::Person, Role::Officer, Role::OtherOfficer, Role::Supervisor, Role::Regency];
    for role in everybody {
        report_shop(&world.desk, &person(&world, role).await, &flooded, &why(&format!("Oleh {role:?}.")))
            .await
            .expect("reported");
        world.desk.forward(std::time::Duration::from_secs(60));
    }
    report_shop(&world.desk, &person(&world, Role::Person).await, &other, &why("Barang palsu.")).await.expect("reported");
    let operator = standing(&world, Role::Operator).await.as_operator().expect("an operator");
    let page = async |offset| shop_reports(&world.desk, &operator, 1, offset).await.expect("a list");
    let (first, total) = page(0).await;
    assert_eq!((first.len(), first[0].shop_slug.as_str(), first[0].count, total), (1, "shop-two", 1, 2), "the newest");
    let (second, _) = page(1).await;
    assert_eq!((second.len(), second[0].shop_slug.as_str(), second[0].count), (1, "shop-one", 5));
    assert_eq!(second[0].whys, ["Oleh Regency.", "Oleh Supervisor.", "Oleh OtherOfficer."], "the last three");
    // What comes after the page was read waits on.
    world.desk.forward(std::time::Duration::from_secs(60));
    report_shop(&world.desk, &person(&world, Role::OtherMember).await, &flooded, &why("Masih.")).await.expect("reported");
    assert!(settle_shop_reports(&world.desk, &operator, second[0].newest).await.expect("settled"));
    let (left, total) = page(0).await;
    assert_eq!((left[0].shop_slug.as_str(), left[0].count, left[0].whys.len(), total), ("shop-one", 1, 1, 2));
}

#[tokio::test]
async fn a_seller_serves_only_the_own_buyers_no_more() {
    let world = World::new().await;
    let one = order(&world, State::New).await;
    let (own, other) = (keeper(&world, Role::Member, 0).await, keeper(&world, Role::OtherMember, 1).await);
    assert!(matches!(block(&world.desk, &other, &one.number, &why("Tidak datang.")).await, Err(BlockError::Unknown)));
    block(&world.desk, &own, &one.number, &why("Tidak datang.")).await.expect("blocked");
    block(&world.desk, &own, &one.number, &why("Tidak datang dua kali.")).await.expect("said anew");
    let all = blocked(&world.desk, &own).await.expect("a list");
    assert_eq!(all.iter().map(|b| b.why.as_deref()).collect::<Vec<_>>(), [Some("Tidak datang dua kali.")]);
    assert!(blocked(&world.desk, &other).await.expect("a list").is_empty());
    assert!(!unblock(&world.desk, &other, all[0].account).await.expect("not theirs"));
    assert!(unblock(&world.desk, &own, all[0].account).await.expect("served again"));
    assert!(blocked(&world.desk, &own).await.expect("a list").is_empty());
}

#[tokio::test]
async fn a_shop_is_trusted_by_what_it_did() {
    let world = World::new().await;
    reviewed(&world, 5).await;
    order(&world, State::Accepted).await;
    order(&world, State::New).await;
    let of = async |nth: usize| vouched(&world.desk, world.shops[nth].id).await.expect("figures");
    let one = of(0).await.trust;
    assert_eq!((one.done, one.answered, one.answers_in), (1, 2, Some(Duration::HOUR)));
    assert_eq!(one.rating, Rating::of_sums(1, 5));
    let two = of(1).await;
    assert_eq!((two.trust.done, two.trust.answered, two.trust.answers_in, two.trust.rating), (0, 0, None, None));
    assert_eq!(two.koperasi, Some(("koperasi-two".to_owned(), "Koperasi Dua".to_owned())));
}

#[tokio::test]
async fn what_is_kept_of_a_shop_follows_its_orders_and_reviews() {
    let world = World::new().await;
    let (one, two) = (reviewed(&world, 5).await, reviewed(&world, 1).await);
    let of = async || vouched(&world.desk, world.shops[0].id).await.expect("figures").trust;
    assert_eq!((of().await.done, of().await.rating), (2, Rating::of_sums(2, 6)));
    moderate(&world.desk, &officer(&world, Role::Officer).await, two.line, &hiding("Kasar.")).await.expect("it is hidden");
    assert_eq!(of().await.rating, Rating::of_sums(1, 5));
    // What is done no more is counted no more: a complaint is open.
    sqlx::query!("update shop_order set state = 'complaint', ended_at = null where id = $1", one.order.0)
        .execute(world.desk.db())
        .await
        .expect("another state");
    assert_eq!((of().await.done, of().await.answered), (1, 2));
    // The median is of those that were answered: one hour twice, then three at once, which are more.
    for _ in 0..3 {
        let new = order(&world, State::New).await;
        sqlx::query!("update shop_order set state = 'accepted', answered_at = created_at where id = $1", new.order.0)
            .execute(world.desk.db())
            .await
            .expect("it is answered");
    }
    assert_eq!((of().await.answered, of().await.answers_in), (5, Some(Duration::ZERO)));
    let wrong = crate::check::run(&world.desk).await.expect("the proofs").into_iter().find(|found| found.name == "shop.trust");
    assert_eq!(wrong.expect("a proof").offenders, [""; 0]);
}
