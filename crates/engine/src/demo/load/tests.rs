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
    let size = Size { products: 400, shops: 45, koperasi: 6 };
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
