//! Suppliers, other koperasi, entries by hand, accounts of one's own; who leaves.

use domain::access::Person;
use domain::ids::SupplierId;
use domain::ledger::forms::{Arrival, Manual, Mapping, NewAccount};
use domain::ledger::{AccountCode, Party};
use domain::slug::Slug;

use super::*;
use crate::koperasi::{LeaveError, leave};
use crate::testing::books::{between as owing, owed_to_supplier, owes};
use crate::testing::purchasing::{pledge_row, supplier};
use crate::testing::world::session;

pub(super) async fn slug_of(scene: &Scene, id: SupplierId) -> Slug {
    sqlx::query_scalar!(r#"select slug as "slug: Slug" from supplier where id = $1"#, id.0)
        .fetch_one(scene.desk.db())
        .await
        .unwrap()
}

fn code(text: &str) -> AccountCode {
    AccountCode::parse(text).expect("a code")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_paid_the_oldest_delivery_first() {
    let scene = Scene::new().await;
    let (one, two) = (supplier(&scene.desk, scene.koperasi[0]).await, supplier(&scene.desk, scene.koperasi[0]).await);
    let round = scene.round().await;
    owed_to_supplier(&scene.desk, scene.koperasi[0], one, Some(round), 400_000).await;
    owed_to_supplier(&scene.desk, scene.koperasi[0], one, None, 100_000).await;
    owed_to_supplier(&scene.desk, scene.koperasi[1], two, None, 7).await;
    let (by, slug) = (money_of(&scene, 0), slug_of(&scene, one).await);
    let pay = async |amount| pay_supplier(&scene.desk, &by, &slug, &movement(&scene.desk, amount), key()).await;
    assert_eq!(refused(pay(500_001).await), at_most_of(500_000));
    let paid = pay(420_000).await.unwrap();
    let debts = supplier_debts(&scene.desk, &scene.overseer(0).await).await.unwrap();
    let open: Vec<_> = debts.iter().flat_map(|d| d.items.iter().map(|i| (i.title.as_str(), i.open.0))).collect();
    assert_eq!(open, [("Untuk percobaan", 80_000)], "the round's is paid, and the other koperasi's is not ours");
    assert_eq!(debts[0].owed, Rupiah(80_000));
    // A payment that was undone is none.
    correct(&scene.desk, &by, paid, &words("Salah"), key()).await.unwrap();
    let debt = supplier_debt(&scene.desk, &scene.overseer(0).await, &slug).await.unwrap().expect("owed again");
    assert_eq!(debt.items.iter().map(|i| i.open.0).collect::<Vec<_>>(), [400_000, 100_000]);
    assert_eq!(
        refused(pay_supplier(&scene.desk, &by, &slug_of(&scene, two).await, &movement(&scene.desk, 1), key()).await),
        at_most_of(0)
    );
    // Two at once pay no more than is owed.
    let (first, second) = tokio::join!(pay(300_000), pay(300_000));
    assert_eq!([&first, &second].into_iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {second:?}");
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_suppliers_that_a_koperasi_has_to_do_with_are_named_and_paid() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    let (public, owed, strange) =
        (supplier(&scene.desk, two).await, supplier(&scene.desk, two).await, supplier(&scene.desk, two).await);
    owed_to_supplier(&scene.desk, one, owed, None, 70_000).await;
    // Somewhere else it is owed something too.
    owed_to_supplier(&scene.desk, two, strange, None, 40_000).await;
    sqlx::query!("update supplier set archived_at = now() where id <> $1", public.0).execute(scene.desk.db()).await.unwrap();
    let by = money_of(&scene, 0);
    let name = async |nth, id| {
        let slug = slug_of(&scene, id).await;
        supplier_name(&scene.desk, &scene.overseer(nth).await, &slug).await.unwrap()
    };
    let pay = async |id, amount| {
        let slug = slug_of(&scene, id).await;
        pay_supplier(&scene.desk, &by, &slug, &movement(&scene.desk, amount), key()).await
    };
    assert!(name(0, public).await.is_some() && name(0, owed).await.is_some());
    assert_eq!(name(0, strange).await, None, "put away, and another koperasi's");
    assert!(name(1, strange).await.is_some(), "its own");
    assert!(matches!(pay(strange, 1).await, Err(BooksError::Unknown)));
    assert_eq!(refused(pay(public, 1).await), at_most_of(0));
    pay(owed, 70_000).await.unwrap();
    assert!(name(0, owed).await.is_some(), "who presses twice finds it paid");
    assert_eq!(refused(pay(owed, 1).await), at_most_of(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_koperasi_pays_the_other_confirms_once() {
    let scene = Scene::new().await;
    let [one, two] = scene.koperasi;
    owing(&scene.desk, two, one, 250_000).await;
    let (payer, payee) = (money_of(&scene, 1), money_of(&scene, 0));
    let (to, from) = (payee.koperasi().slug.clone(), payer.koperasi().slug.clone());
    let too_much = pay_koperasi(&scene.desk, &payer, &to, &movement(&scene.desk, 250_001), key()).await;
    assert_eq!(refused(too_much), at_most_of(250_000));
    let wrong_way = pay_koperasi(&scene.desk, &payee, &from, &movement(&scene.desk, 1), key()).await;
    assert_eq!(refused(wrong_way), at_most_of(0));
    let itself = pay_koperasi(&scene.desk, &payer, &from, &movement(&scene.desk, 1), key()).await;
    assert!(matches!(itself, Err(BooksError::Unknown)));
    let id = pay_koperasi(&scene.desk, &payer, &to, &movement(&scene.desk, 200_000), key()).await.unwrap();
    silent(&scene.desk).await;
    let seen = between(&scene.desk, &scene.overseer(0).await).await.unwrap();
    assert_eq!(seen.neighbours.iter().map(|n| (n.owes.0, n.owed.0)).collect::<Vec<_>>(), [(0, 250_000)]);
    assert!(seen.payments.iter().all(|p| p.incoming && !p.confirmed));

    let arrival = Arrival { way: Way::Bank, day: Day::of(scene.desk.now()) };
    let own = confirm(&scene.desk, &payer, id, &arrival).await;
    assert!(matches!(own, Err(BooksError::Unknown)), "nobody confirms the own payment: {own:?}");
    let second = scene.desk.second().await;
    let (first, other) = tokio::join!(confirm(&scene.desk, &payee, id, &arrival), confirm(&second, &payee, id, &arrival));
    assert_eq!([&first, &other].into_iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {other:?}");
    assert_eq!(stands(&scene, 0, Role::KoperasiReceivable, Some(two.0)).await, 50_000);
    assert_eq!(stands(&scene, 0, Role::Bank, None).await, 200_000);
    silent(&scene.desk).await;

    // The payer takes it back only once the other has undone the confirmation.
    let journal = async |column| {
        let sql = match column {
            "paid" => "select paid_journal from koperasi_payment",
            _ => "select got_journal from koperasi_payment",
        };
        domain::ids::JournalId(sqlx::query_scalar(sql).fetch_one(scene.desk.db()).await.unwrap())
    };
    let (paid, got) = (journal("paid").await, journal("got").await);
    let early = correct(&scene.desk, &payer, paid, &words("Salah"), key()).await;
    assert!(matches!(early, Err(BooksError::Fixed(Obstacle::Confirmed))), "{early:?}");
    correct(&scene.desk, &payee, got, &words("Belum sampai"), key()).await.unwrap();
    silent(&scene.desk).await;
    correct(&scene.desk, &payer, paid, &words("Salah"), key()).await.unwrap();
    assert_eq!(stands(&scene, 1, Role::KoperasiPayable, Some(one.0)).await, 250_000);
    // It counts nowhere any more, but it is known that it was said.
    for nth in 0..2 {
        assert!(between(&scene.desk, &scene.overseer(nth).await).await.unwrap().payments.is_empty(), "{nth}");
    }
    assert!(incoming(&scene.desk, &scene.overseer(0).await, id).await.unwrap().is_none());
    let late = confirm(&scene.desk, &payee, id, &arrival).await;
    assert!(matches!(late, Err(BooksError::Unknown)), "{late:?}");
    let again = correct(&scene.desk, &payer, paid, &words("Salah"), key()).await;
    assert!(matches!(again, Err(BooksError::Fixed(Obstacle::Undone))), "{again:?}");
    let kept = sqlx::query_scalar!("select withdrawn_at from koperasi_payment where id = $1", id.0);
    assert_eq!(kept.fetch_one(scene.desk.db()).await.unwrap(), Some(scene.desk.now()));
    assert_eq!(overview(&scene.desk, &scene.overseer(0).await).await.unwrap().to_confirm, 0);
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn entries_by_hand_are_between_plain_accounts() {
    let scene = Scene::new().await;
    let by = money_of(&scene, 0);
    let manual = |debit: &str, credit: &str| Manual {
        debit: code(debit),
        credit: code(credit),
        amount: Rupiah(1_000_000),
        day: Day::of(scene.desk.now()),
        memo: words("Saldo awal kas"),
    };
    post_manual(&scene.desk, &by, &manual("1-1100", "3-1100"), key()).await.unwrap();
    assert_eq!((stands(&scene, 0, Role::Cash, None).await, stands(&scene, 0, Role::Equity, None).await), (1_000_000, 1_000_000));
    for (debit, credit, field) in [("1-1300", "3-1100", "debit"), ("1-1100", "2-1200", "kredit"), ("1-1100", "3-9999", "kredit")]
    {
        let answer = post_manual(&scene.desk, &by, &manual(debit, credit), key()).await;
        assert_eq!(refused(answer), FieldErrors::of(field, Invalid::UnknownChoice), "{debit} {credit}");
    }
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_mapping_changes_where_nothing_stands_behind() {
    let scene = Scene::new().await;
    let by = money_of(&scene, 0);
    let new = |of: &str, party| NewAccount { code: code(of), name: words("Titipan baru"), party };
    for (of, party) in [("2-1210", Some(Party::Member)), ("1-1110", None)] {
        add_account(&scene.desk, &by, &new(of, party)).await.unwrap();
    }
    let taken = add_account(&scene.desk, &by, &new("1-1110", None)).await;
    assert_eq!(refused(taken), FieldErrors::of("kode", Invalid::Taken));
    let map = async |role, to: &str| set_account(&scene.desk, &by, &Mapping { role, account: code(to) }).await;
    for (role, to) in
        [(Role::Cash, "2-1210"), (Role::MemberDeposit, "1-1110"), (Role::MemberDeposit, "2-1100"), (Role::Cash, "1-9999")]
    {
        assert_eq!(refused(map(role, to).await), FieldErrors::of("akun", Invalid::UnknownChoice), "{role:?} {to}");
    }
    let tini = &scene.members[0][0];
    let journal = deposit(&scene, 0, tini, 30_000).await;
    assert!(matches!(map(Role::MemberDeposit, "2-1210").await, Err(BooksError::Done)), "a deposit stands there");
    map(Role::Cash, "1-1110").await.unwrap();
    deposit(&scene, 0, tini, 5_000).await;
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 5_000, "cash goes on in the new account");
    // The mirror is on the accounts of then.
    correct(&scene.desk, &by, journal, &words("Salah"), key()).await.unwrap();
    assert_eq!(stands(&scene, 0, Role::Cash, None).await, 5_000);
    rename_account(&scene.desk, &by, &code("1-1110"), &words("Kas kecil")).await.unwrap();
    let nowhere = rename_account(&scene.desk, &money_of(&scene, 1), &code("1-1110"), &words("Kas")).await;
    assert!(matches!(nowhere, Err(BooksError::Unknown)), "the other koperasi has no such account");
    let all = accounts(&scene.desk, &scene.overseer(0).await).await.unwrap();
    assert!(all.iter().any(|a| a.name == "Kas kecil" && a.roles == [Role::Cash]));
    silent(&scene.desk).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_on_an_account_that_is_used_no_more_is_not_undone() {
    let scene = Scene::new().await;
    let (by, [tini, sri]) = (money_of(&scene, 0), &scene.members[0]);
    for (of, party) in [("2-1210", Some(Party::Member)), ("1-1110", None)] {
        let account = NewAccount { code: code(of), name: words("Akun baru"), party };
        add_account(&scene.desk, &by, &account).await.unwrap();
    }
    deposit(&scene, 0, tini, 30_000).await;
    let back = deposit_out(&scene.desk, &by, tini.membership(), &movement(&scene.desk, 30_000), key()).await.unwrap();
    let theirs = deposit(&scene, 1, &scene.members[1][0], 30_000).await;
    let map = async |role, to: &str| set_account(&scene.desk, &by, &Mapping { role, account: code(to) }).await;
    map(Role::MemberDeposit, "2-1210").await.unwrap();
    map(Role::Cash, "1-1110").await.unwrap();
    let undo = async || correct(&scene.desk, &by, back, &words("Salah"), key()).await;
    let stranded = undo().await;
    assert!(matches!(stranded, Err(BooksError::Fixed(Obstacle::Unmapped))), "{stranded:?}");
    let new = deposit(&scene, 0, sri, 5_000).await;
    correct(&scene.desk, &by, new, &words("Salah"), key()).await.expect("where it is posted now");
    correct(&scene.desk, &money_of(&scene, 1), theirs, &words("Salah"), key()).await.expect("the other koperasi's mapping");
    // Mapped as before, it may be undone: cash is one balance, wherever it stands.
    map(Role::MemberDeposit, "2-1200").await.unwrap();
    undo().await.unwrap();
    assert_eq!(stands(&scene, 0, Role::MemberDeposit, Some(tini.membership().0)).await, 30_000);
    silent(&scene.desk).await;
}

async fn person(scene: &Scene, of: &Member) -> Person {
    let token = session(&scene.desk, of.account()).await;
    crate::people::session(&scene.desk, &token).await.unwrap().expect("an open session").1.person()
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_settles_first() {
    let scene = Scene::new().await;
    let [tini, sri] = &scene.members[0];
    let (by, koperasi) = (money_of(&scene, 0), scene.koperasi[0]);
    let person_tini = person(&scene, tini).await;
    let round = scene.round().await;
    pledge_row(&scene.desk, round, tini, 5, 0).await;
    deposit(&scene, 0, tini, 600_000).await;
    owes(&scene.desk, koperasi, tini.membership(), 20_000).await;
    let why = async || match leave(&scene.desk, &person_tini, koperasi).await {
        Err(LeaveError::Unfinished(what)) => what,
        other => panic!("{other:?}"),
    };
    let name = "Koperasi Satu".to_owned();
    assert_eq!(why().await, Unfinished::Owes { koperasi: name.clone(), amount: Rupiah(20_000) });
    member_pays(&scene.desk, &by, tini.membership(), &payment(&scene.desk, 20_000, PayWay::Deposit), key()).await.unwrap();
    assert_eq!(why().await, Unfinished::Deposit { koperasi: name.clone(), amount: Rupiah(580_000) });
    deposit_out(&scene.desk, &by, tini.membership(), &movement(&scene.desk, 580_000), key()).await.unwrap();
    assert_eq!(why().await, Unfinished::Pledged { koperasi: name, title: "Kedelai Maret".to_owned() });
    sqlx::query!("update round set state = 'cancelled', cancelled_at = now() where id = $1", round.0)
        .execute(scene.desk.db())
        .await
        .unwrap();
    leave(&scene.desk, &person_tini, koperasi).await.unwrap();
    leave(&scene.desk, &person(&scene, sri).await, koperasi).await.unwrap();
    let gone = deposit_in(&scene.desk, &by, tini.membership(), &movement(&scene.desk, 1), key()).await;
    assert!(matches!(gone, Err(BooksError::Unknown)), "nobody pays in who has left");
}
