use std::collections::HashMap;

use domain::buying::{Pay, Receive, Side, State};
use domain::phone::Phone;
use domain::reviews::Outcome;

use super::plot::{End, Fate};
use super::*;
use crate::demo::data::market;
use crate::demo::load;
use crate::testing;

/// Where an order of this fate stands in the end.
const fn state(fate: Fate, receive: Receive) -> State {
    match fate {
        Fate::New => State::New,
        Fate::Accepted => State::Accepted,
        Fate::Prepared => State::Prepared,
        Fate::Handed if matches!(receive, Receive::Delivery) => State::Sent,
        Fate::Handed => State::Ready,
        Fate::Refused => State::Refused,
        Fate::Cancelled(_) | Fate::Complaint(End::GivenIn | End::Decided(Outcome::SellerGives)) => State::Cancelled,
        Fate::Done(_) | Fate::Complaint(End::Withdrawn | End::Decided(_)) => State::Done,
        Fate::Complaint(End::Open) => State::Complaint,
    }
}

/// The phone of the first demo account of a role, which `make run` prints.
fn known(role: &str) -> String {
    load::accounts().into_iter().find(|account| account.role == role).expect("a demo account").phone
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_buying_is_true_and_is_played_once() {
    let desk = testing::desk().await;
    load::undrawn(&desk).await.expect("a market");
    let market = market();
    let plans = plot::plans(&market, desk.now());
    assert_eq!(play(&desk, &market).await.expect("plays"), plans.len(), "somebody's order was refused");
    for finding in crate::check::run(&desk).await.expect("answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
    let mut wanted: HashMap<&str, i64> = HashMap::new();
    for plan in &plans {
        *wanted.entry(state(plan.fate, plan.receive).code()).or_default() += 1;
    }
    let rows =
        sqlx::query!(r#"select state, count(*) as "n!" from shop_order group by 1"#).fetch_all(desk.db()).await.expect("states");
    let found: HashMap<&str, i64> = rows.iter().map(|row| (row.state.as_str(), row.n)).collect();
    assert_eq!(found, wanted);
    for state in State::ALL {
        assert!(found.contains_key(state.code()), "none is {state:?}");
    }
    assert_eq!(play(&desk, &market).await.expect("finds them"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_year_leaves_what_people_look_for() {
    let desk = testing::desk().await;
    load::undrawn(&desk).await.expect("a market");
    play(&desk, &market()).await.expect("plays");
    let counts = sqlx::query!(
        r#"select (select count(distinct business_id) from shop_order) as "shops!", (select count(distinct buyer_id) from shop_order) as "buyers!",
                  (select count(*) from shop_order where proof_key is not null) as "proofs!",
                  (select count(*) from shop_order where state = 'cancelled' and ended_by = 'clock') as "by_clock!",
                  (select count(*) from shop_order where state = 'done' and ended_by = 'clock') as "done_by_clock!",
                  (select count(*) from account where password_hash is null) as "guests!",
                  (select count(*) from review) as "reviews!", (select count(*) from review where answer is not null) as "answers!",
                  (select count(*) from review where hidden_at is not null) as "hidden!",
                  (select count(*) from review_report where settled_at is null) as "reported!",
                  (select count(*) from order_line l join shop_order o on o.id = l.order_id where o.state = 'done') as "lines!",
                  (select count(*) from product p join order_line l on l.product_id = p.id where p.stock = 0) as "sold_out!",
                  (select count(*) from stock_move m where m.order_id is null and m.after > m.before) as "restocked!",
                  (select count(*) from stock_warning) as "warnings!", (select count(*) from shop_terms where qris is not null) as "codes!",
                  (select count(*) from job where kind = 'order_due' and due_at <= $1) as "over!",
                  (select max(n) from (select count(*) as n from notice where read_at is null group by account_id) x) as "unread!""#,
        desk.now()
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert!(counts.shops >= 30 && counts.buyers >= 25 && counts.guests >= 2, "{} shops, {} buyers", counts.shops, counts.buyers);
    assert!(counts.proofs >= 2 && counts.by_clock >= 1 && counts.done_by_clock >= 2, "{} by the clock", counts.done_by_clock);
    let share = counts.reviews * 100 / counts.lines;
    assert!((45..=80).contains(&share) && counts.answers >= 20, "{share} % of the lines, {} answers", counts.answers);
    assert_eq!((counts.hidden, counts.reported, counts.sold_out, counts.over), (1, 1, 0, 0));
    assert!(counts.restocked >= 1 && counts.warnings >= 10 && counts.codes >= 30, "{} restocked", counts.restocked);
    assert!(counts.unread <= 30, "{} notices wait for somebody", counts.unread);
    for way in Pay::ALL {
        let paid = sqlx::query_scalar!(
            r#"select count(*) as "n!" from shop_order o join cash_entry e on e.order_id = o.id and e.removed_at is null where o.pay = $1"#,
            way.code()
        );
        assert!(paid.fetch_one(desk.db()).await.expect("a count") >= 5, "{way:?} stands in no book");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_known_accounts_have_something_to_do() {
    let desk = testing::desk().await;
    load::undrawn(&desk).await.expect("a market");
    play(&desk, &market()).await.expect("plays");
    let seller = sqlx::query!(
        r#"select count(*) filter (where o.state = 'new') as "new!", count(*) filter (where o.state = 'accepted') as "accepted!",
                  count(*) filter (where o.state = 'prepared') as "prepared!", count(*) filter (where o.state in ('ready', 'sent')) as "handed!",
                  count(*) filter (where o.state = 'done') as "done!",
                  (select count(*) from cash_entry e join business b on b.id = e.business_id join account a on a.id = b.owner_id
                   where a.phone = $1 and e.order_id is null) as "notes!"
           from shop_order o join business b on b.id = o.business_id join account a on a.id = b.owner_id where a.phone = $1"#,
        known("usaha")
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert_eq!((seller.new, seller.accepted, seller.prepared, seller.handed), (3, 2, 2, 3));
    assert!(seller.done >= 25 && seller.notes >= 60, "{} sales, {} notes", seller.done, seller.notes);
    let phone = known("pembeli");
    assert!(Phone::parse(&phone).is_ok());
    let buyer = sqlx::query!(
        r#"select count(distinct o.state) as "states!", count(*) filter (where o.state = 'complaint') as "complaints!",
                  count(*) filter (where o.state = 'done' and not exists (select from order_line l join review r on r.order_line_id = l.id
                                                                          where l.order_id = o.id)) as "to_review!"
           from shop_order o join account a on a.id = o.buyer_id where a.phone = $1"#,
        phone
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert!(buyer.states >= 6 && buyer.complaints == 1 && buyer.to_review >= 1, "{} states", buyer.states);
    let officer = sqlx::query!(
        r#"select (select count(*) from complaint c where c.koperasi_id = f.koperasi_id and c.decided_at is null) as "complaints!",
                  (select count(*) from review_report w join review r on r.order_line_id = w.order_line_id
                   join business b on b.id = r.business_id where b.koperasi_id = f.koperasi_id and w.settled_at is null) as "reports!"
           from office f join account a on a.id = f.account_id where a.phone = $1"#,
        known("ketua")
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert!(officer.complaints >= 1 && officer.reports >= 1, "{} complaints, {} reports", officer.complaints, officer.reports);
    let sides: Vec<String> =
        sqlx::query_scalar!(r#"select distinct ended_by as "side!" from shop_order where ended_by is not null"#)
            .fetch_all(desk.db())
            .await
            .expect("sides");
    for side in [Side::Buyer, Side::Seller, Side::Clock, Side::Officer] {
        assert!(sides.iter().any(|s| s == side.code()), "{side:?} has ended nothing");
    }
}
