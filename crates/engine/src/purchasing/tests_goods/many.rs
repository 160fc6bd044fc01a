//! Two thousand pledges at once: everything in a few statements, and right to the rupiah.

use domain::ledger::Role;
use domain::money::Rupiah;

use super::*;
use crate::ids;
use crate::purchasing::settle::settle;
use crate::testing::goods::{delivery, received, version};

const MEMBERS: i32 = 2000;

/// So many members of the first koperasi, who pledge from 1 to 7 kg each. Gives how much that is.
async fn crowd(scene: &Scene, round: RoundId) -> u32 {
    let (koperasi, now) = (scene.koperasi[0].0, scene.desk.now());
    sqlx::query!(
        "insert into account (id, name, phone, created_at)
         select md5('account ' || n)::uuid, 'Anggota ' || n, '+62899' || lpad(n::text, 8, '0'), $2 from generate_series(1, $1::int) n",
        MEMBERS,
        now
    )
    .execute(scene.desk.db())
    .await
    .expect("accounts");
    sqlx::query!(
        "insert into membership (id, koperasi_id, account_id, number, state, applied_at, decided_at)
         select md5('membership ' || n)::uuid, $2, md5('account ' || n)::uuid, 1000 + n, 'admitted', $3, $3
         from generate_series(1, $1::int) n",
        MEMBERS,
        koperasi,
        now
    )
    .execute(scene.desk.db())
    .await
    .expect("memberships");
    let sum = sqlx::query_scalar!(
        r#"with made as (
             insert into pledge (id, round_id, koperasi_id, membership_id, quantity, tolerance, held, deposit_due, created_at, changed_at)
             select md5('pledge ' || n)::uuid, $2, $3, md5('membership ' || n)::uuid, 1000 * (1 + n % 7), 0, 1, 0, $4, $4
             from generate_series(1, $1::int) n returning quantity)
           select (sum(quantity) / 1000)::int as "n!" from made"#,
        MEMBERS,
        round.0,
        koperasi,
        now
    )
    .fetch_one(scene.desk.db())
    .await
    .expect("pledges");
    u32::try_from(sum).expect("some")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_members_are_charged_to_the_rupiah() {
    let scene = Scene::new().await;
    let round = scene.round().await;
    with_fee(&scene, round, 175).await;
    let asked = crowd(&scene, round).await;
    ordered(&scene.desk, round, asked).await;
    let by = &scene.officers[0][0];
    let came = asked - 333;
    received(&scene.desk, by, round, &delivery(came)).await;
    let done = settle(&scene.desk, by, round, version(&scene.desk, round).await, ids::fresh()).await.unwrap();

    let sums = sqlx::query!(
        r#"select count(*) as "n!", sum(quantity)::bigint as "quantity!", sum(goods)::bigint as "goods!", sum(transport)::bigint as "transport!",
                  sum(fee)::bigint as "fee!", min(number) as "first!", max(number) as "last!", count(distinct number) as "numbers!" from charge"#
    );
    let sums = sums.fetch_one(scene.desk.db()).await.unwrap();
    let worth = i64::from(came) * 9_000;
    assert_eq!((sums.quantity, sums.goods, sums.transport), (i64::from(came) * 1000, worth, 50_000));
    assert_eq!(sums.fee, (worth * 175 + 5_000) / 10_000, "rounded once, split to the rupiah");
    assert_eq!((i64::from(sums.first), i64::from(sums.last), sums.numbers), (1, sums.n, sums.n), "numbers without a gap");
    assert_eq!((done.charges, done.total), (sums.n, Rupiah(worth + 50_000 + sums.fee)));
    let koperasi = scene.koperasi[0];
    assert_eq!(balance(&scene, koperasi, Role::MemberReceivable, None).await, done.total);
    assert_eq!(balance(&scene, koperasi, Role::RoundGoods, None).await, Rupiah::ZERO);
    assert_eq!(balance(&scene, koperasi, Role::FeeIncome, None).await, Rupiah(sums.fee));
    books_hold(&scene).await;
    // In order of their numbers, as the members' list is.
    let out_of_order = sqlx::query_scalar!(
        r#"select count(*) as "n!" from (select m.number, lag(m.number) over (order by c.number) as before
             from charge c join membership m on m.id = c.membership_id) o where before > number"#
    );
    assert_eq!(out_of_order.fetch_one(scene.desk.db()).await.unwrap(), 0);
}
