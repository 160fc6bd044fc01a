use domain::password::NewPassword;
use domain::phone::Phone;

use super::*;
use crate::testing;

#[test]
fn accounts_have_every_role_and_a_password_that_is_allowed() {
    let all = accounts();
    for role in
        ["operator", "dinas", "ketua", "sekretaris", "bendahara", "manajer", "pengawas", "usaha", "anggota", "pemohon", "pembeli"]
    {
        assert!(all.iter().any(|a| a.role == role), "{role}");
    }
    for a in &all {
        let phone = Phone::parse(&a.phone).expect("a phone");
        assert!(NewPassword::parse(a.password, Some(&phone)).is_ok());
        assert!(a.phone.starts_with("+62844"), "a number that may reach someone: {}", a.phone);
    }
}

#[tokio::test]
async fn loading_twice_gives_one_market() {
    let desk = testing::desk().await;
    let rows = batang::rows(&market(), desk.now());
    for _ in 0..2 {
        let mut tx = desk.begin(Actor::System).await.expect("begins");
        write::rows(tx.conn(), &rows, "-", desk.now()).await.expect("writes");
        tx.commit().await.expect("commits");
    }
    let counts = sqlx::query!(
        r#"select (select count(*) from product) as "products!", (select count(*) from business) as "shops!", (select count(*) from koperasi where state = 'verified') as "koperasi!",
                  (select count(distinct district_code) from business) as "districts!", (select count(*) from price_tier) as "tiers!",
                  (select count(*) from membership m where m.number > (select last_member_number from koperasi k where k.id = m.koperasi_id)) as "beyond!""#
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert_eq!((counts.products, counts.shops), (rows.products.len() as i64, rows.businesses.len() as i64));
    assert_eq!((counts.koperasi, counts.districts, counts.beyond), (8, 15, 0));
    assert_eq!(counts.tiers, rows.tiers.len() as i64);
    for finding in crate::check::run(&desk).await.expect("answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
}

#[tokio::test]
async fn products_get_their_drawing_once() {
    let desk = testing::desk().await;
    let mut rows = batang::rows(&market(), desk.now());
    let mut tx = desk.begin(Actor::System).await.expect("begins");
    write::rows(tx.conn(), &rows, "-", desk.now()).await.expect("writes");
    tx.commit().await.expect("commits");
    rows.products.truncate(3);
    assert_eq!(pictures::hang(&desk, &rows).await.expect("draws"), 3);
    assert_eq!(pictures::hang(&desk, &rows).await.expect("draws nothing"), 0);
    let widest = sqlx::query_scalar!("select widest from picture").fetch_all(desk.db()).await.expect("pictures");
    assert_eq!(widest, [640, 640, 640]);
}

#[tokio::test]
async fn a_large_market_has_the_size_asked_for_and_is_repeatable() {
    let desk = testing::desk().await;
    let size = Size { products: 400, shops: 45, koperasi: 6, rounds: 0 };
    for _ in 0..2 {
        for rows in Large::new(size, desk.now()) {
            let mut tx = desk.begin(Actor::System).await.expect("begins");
            write::rows(tx.conn(), &rows, "-", desk.now()).await.expect("writes");
            tx.commit().await.expect("commits");
        }
    }
    let counts = sqlx::query!(r#"select (select count(*) from product) as "products!", (select count(*) from business) as "shops!", (select count(*) from koperasi) as "koperasi!""#)
        .fetch_one(desk.db())
        .await
        .expect("counts");
    assert_eq!((counts.products, counts.shops, counts.koperasi), (400, 45, 6));
}

#[tokio::test]
async fn large_rounds_stand_in_every_state_with_true_books_and_are_repeatable() {
    let desk = testing::desk().await;
    let size = Size { products: 0, shops: 90, koperasi: 5, rounds: 100 };
    for rows in Large::new(size, desk.now()) {
        let mut tx = desk.begin(Actor::System).await.expect("begins");
        write::rows(tx.conn(), &rows, "-", desk.now()).await.expect("writes");
        tx.commit().await.expect("commits");
    }
    assert_eq!(large_rounds(&desk, size).await.expect("loads"), 100);
    assert_eq!(large_rounds(&desk, size).await.expect("finds them"), 0);
    let states =
        sqlx::query!(r#"select state, count(*) as "n!" from round group by 1"#).fetch_all(desk.db()).await.expect("states");
    for state in domain::purchasing::State::ALL {
        assert!(states.iter().any(|s| s.state == state.code() && s.n > 0), "none is {state:?}");
    }
    let counts = sqlx::query!(
        r#"select (select count(*) from pledge) as "pledges!", (select count(*) from charge) as "charges!",
                  (select count(*) from round where state = 'settled') as "settled!",
                  (select count(distinct round_id) from round_koperasi group by round_id having count(*) > 1 limit 1) as "shared",
                  (select coalesce(sum(b.debit - b.credit), 0)::bigint from ledger_balance b) as "balance!",
                  (select count(*) from ledger_balance b join ledger_role r on r.account_id = b.account_id
                   where r.role = 'round_goods' and b.debit < b.credit) as "below!",
                  (select count(*) from journal j where j.number > (select last from document_number d
                   where d.owner_id = j.book_id and d.kind = 'journal' and d.year = j.year)) as "beyond!""#
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert!(counts.settled >= 70 && counts.pledges > 1200 && counts.charges > 800, "{} {}", counts.pledges, counts.charges);
    assert_eq!((counts.shared, counts.balance, counts.below, counts.beyond), (Some(1), 0, 0, 0));
    for finding in crate::check::run(&desk).await.expect("answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
    let (again, other) = (large::purchases(size, desk.now()), large::purchases(size, desk.now()));
    assert_eq!(serde_json::to_string(&again.charges).expect("rows"), serde_json::to_string(&other.charges).expect("rows"));
}

/// The market of Batang with its year of joint purchases, without drawings.
async fn with_a_year(desk: &Desk) -> usize {
    let market = market();
    let mut tx = desk.begin(Actor::System).await.expect("begins");
    write::rows(tx.conn(), &batang::rows(&market, desk.now()), "-", desk.now()).await.expect("writes");
    suppliers::write(tx.conn(), &market, desk.now()).await.expect("writes");
    tx.commit().await.expect("commits");
    crate::demo::year::play(desk, &market).await.expect("plays")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_year_of_joint_purchases_is_true_and_has_every_state() {
    let desk = testing::desk().await;
    let rounds = with_a_year(&desk).await;
    assert_eq!(rounds, crate::demo::data::purchases::ROUNDS.len());
    for finding in crate::check::run(&desk).await.expect("answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
    let states =
        sqlx::query!(r#"select state, count(*) as "n!" from round group by 1"#).fetch_all(desk.db()).await.expect("states");
    let of = |state: domain::purchasing::State| states.iter().find(|s| s.state == state.code()).map_or(0, |s| s.n);
    for state in domain::purchasing::State::ALL {
        assert!(of(state) > 0, "none is {state:?}");
    }
    assert!((3..=4).contains(&of(domain::purchasing::State::Open)) && of(domain::purchasing::State::Settled) >= 24);
    let counts = sqlx::query!(
        r#"select (select count(*) from round where scheduled and state = 'draft') as "scheduled!",
                  (select count(*) from round where state = 'closed' and topping_up_until > $1) as "topping_up!",
                  (select count(*) from round where state = 'open' and closes_at > $1 + interval '1 day') as "open!",
                  (select count(*) from (select from round_koperasi k join round r on r.id = k.round_id
                    where k.state = 'joined' and r.state in ('open', 'received') group by r.id having count(*) > 1) x) as "shared!",
                  (select count(*) from round_koperasi where state = 'invited') as "invited!",
                  (select count(*) from quote_request where ended_at is null) as "asked!",
                  (select count(*) from quote_request where accepted is not null) as "accepted!",
                  (select count(*) from supplier_rating) as "ratings!", (select count(*) from supplier_bank) as "accounts!",
                  (select count(*) from koperasi_payment where got_at is null and withdrawn_at is null) as "under_way!",
                  (select count(*) from mail where to_address like '%.example') as "mails!",
                  (select count(*) from job where kind = 'send_mail') as "jobs!",
                  (select max(n) from (select count(*) as n from notice where read_at is null group by account_id) x) as "unread!",
                  (select count(distinct date_trunc('month', at)) from charge) as "months!""#,
        desk.now()
    )
    .fetch_one(desk.db())
    .await
    .expect("counts");
    assert_eq!((counts.scheduled, counts.topping_up, counts.open, counts.shared, counts.invited), (1, 1, 4, 2, 1));
    assert_eq!((counts.asked, counts.accepted, counts.under_way), (1, 1, 1));
    assert_eq!((counts.mails, counts.jobs), (0, 0));
    assert!(counts.ratings >= 24 && counts.accounts >= 8 && counts.months >= 10, "{} months", counts.months);
    assert!(counts.unread <= 20, "{} notices wait for somebody", counts.unread);
}

#[tokio::test(flavor = "multi_thread")]
async fn open_rounds_stand_where_they_should_and_the_year_is_played_once() {
    let desk = testing::desk().await;
    with_a_year(&desk).await;
    let wanted: Vec<i64> = crate::demo::data::purchases::ROUNDS
        .iter()
        .filter(|r| r.reach == crate::demo::data::purchases::Reach::Open)
        .map(|r| i64::from(r.demand) * 1000)
        .collect();
    let mut pledged = sqlx::query_scalar!(
        r#"select sum(p.quantity)::bigint as "sum!" from pledge p join round r on r.id = p.round_id where r.state = 'open' group by r.id"#
    )
    .fetch_all(desk.db())
    .await
    .expect("sums");
    pledged.sort_unstable();
    let mut wanted = wanted;
    wanted.sort_unstable();
    assert_eq!(pledged, wanted, "somebody's pledge was refused");
    let late = sqlx::query_scalar!(
        r#"select count(*) as "n!" from ledger_balance b join ledger_role r on r.account_id = b.account_id
           where r.role = 'member_receivable' and b.debit > b.credit"#
    )
    .fetch_one(desk.db())
    .await
    .expect("debts");
    assert!(late >= 3, "everybody has paid");
    assert_eq!(with_a_year(&desk).await, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_bench_measures_is_a_whole_round_with_true_books() {
    let desk = testing::desk().await;
    let market = market();
    let mut tx = desk.begin(Actor::System).await.expect("begins");
    write::rows(tx.conn(), &batang::rows(&market, desk.now()), "-", desk.now()).await.expect("writes");
    suppliers::write(tx.conn(), &market, desk.now()).await.expect("writes");
    tx.commit().await.expect("commits");
    for _ in 0..2 {
        let hall = crate::demo::burden::Hall::of(&desk, 40).await.expect("a hall");
        assert_eq!(crate::demo::burden::whole_round(&desk, &hall).await.expect("a round").pledges, 40);
        let short = Duration::from_millis(300);
        let rate = crate::demo::burden::pledging(&desk, hall, 2, 3, short).await.expect("pledges");
        assert!(rate > 0.0);
    }
    let settled = sqlx::query_scalar!(r#"select count(*) as "n!" from charge"#).fetch_one(desk.db()).await.expect("a count");
    assert!(settled >= 60, "{settled} invoices");
    for shops in [5, 1, 5] {
        let hall = crate::demo::burden::Hall::of(&desk, 40).await.expect("a hall");
        let done = crate::demo::burden::orders::ordering(&desk, hall, shops, 3, Duration::from_secs(60)).await.expect("orders");
        assert_eq!((done.orders, done.pages.len()), (40, 40), "everybody orders once");
        assert!(done.per_second > 0.0 && done.pages.iter().all(|page| page.starts_with("/pesanan/")));
    }
    let counts = sqlx::query_as::<_, (i64, i64)>("select count(*), count(distinct business_id) from shop_order");
    assert_eq!(counts.fetch_one(desk.db()).await.expect("counts"), (120, 5), "at the same shops each time");
    for finding in crate::check::run(&desk).await.expect("answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
}
