use domain::access::{Officer, Overseer, Person, Standing};
use domain::dates::Day;
use domain::form::Inputs;
use domain::ids::AccountId;
use domain::koperasi::{Application, Declined, InPerson, NewOffice, Registration};
use domain::phone::Phone;

use super::*;
use crate::people;
use crate::testing::account;
use crate::testing::world::{Role, World, session};

async fn standing_of(world: &World, token: &str) -> Standing {
    people::session(&world.desk, token).await.unwrap().expect("an open session").1
}

async fn standing(world: &World, role: Role) -> Standing {
    standing_of(world, world.token(role).expect("somebody")).await
}

async fn officer(world: &World) -> Officer {
    standing(world, Role::Officer).await.officer(world.koperasi[0], world.desk.now().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role, koperasi: usize) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[koperasi], world.desk.now().date()).expect("an overseer")
}

async fn stranger(world: &World, name: &str) -> Person {
    let id = account(&world.desk, name).await;
    let token = session(&world.desk, id).await;
    standing_of(world, &token).await.person()
}

fn application() -> Application {
    Application::parse(&Inputs::default().with("alasan", "Saya membuat emping.")).expect("a good form")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_admit_one_applicant_once() {
    let world = World::new().await;
    let by = officer(&world).await;
    let applicant = stranger(&world, "Tini").await;
    let id = apply(&world.desk, &applicant, world.koperasi[0], application()).await.unwrap();
    let (first, second) = tokio::join!(admit(&world.desk, &by, id), admit(&world.desk, &by, id));
    assert_eq!([&first, &second].into_iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {second:?}");
    assert!([first, second].into_iter().any(|r| matches!(r, Err(DecideError::Illegal(_)))));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_have_no_gaps_however_many_are_admitted_at_once() {
    let world = World::new().await;
    let by = officer(&world).await;
    let mut ids = Vec::new();
    for n in 0..8 {
        let person = stranger(&world, &format!("Pemohon {n}")).await;
        ids.push(apply(&world.desk, &person, world.koperasi[0], application()).await.unwrap());
    }
    let admitted = ids.into_iter().map(|id| admit(&world.desk, &by, id));
    let mut numbers: Vec<i32> = futures::future::join_all(admitted).await.into_iter().map(|r| r.unwrap()).collect();
    numbers.sort_unstable();
    // The world's own member has number 1.
    assert_eq!(numbers, (2..=9).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn applying_twice_is_refused_and_declining_lets_one_try_again() {
    let world = World::new().await;
    let by = officer(&world).await;
    let applicant = stranger(&world, "Budi").await;
    let koperasi = world.koperasi[0];
    let id = apply(&world.desk, &applicant, koperasi, application()).await.unwrap();
    assert!(matches!(apply(&world.desk, &applicant, koperasi, application()).await, Err(ApplyError::Already)));
    let why = Declined::parse(&Inputs::default().with("alasan", "Belum lengkap.")).unwrap();
    decline(&world.desk, &by, id, why).await.unwrap();
    assert!(apply(&world.desk, &applicant, koperasi, application()).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_reaches_no_other_koperasi() {
    let world = World::new().await;
    let by = officer(&world).await;
    let applicant = stranger(&world, "Sari").await;
    let elsewhere = apply(&world.desk, &applicant, world.koperasi[1], application()).await.unwrap();
    assert!(matches!(admit(&world.desk, &by, elsewhere).await, Err(DecideError::Unknown)));
    let seen = members(&world.desk, &overseer(&world, Role::Officer, 0).await, "", 100, 0).await.unwrap();
    let theirs = members(&world.desk, &overseer(&world, Role::OtherOfficer, 1).await, "", 100, 0).await.unwrap();
    let accounts = |m: &Members| m.rows.iter().map(|r| r.account).collect::<Vec<AccountId>>();
    assert_eq!(accounts(&seen), [world.account(Role::Member)]);
    assert_eq!(accounts(&theirs), [world.account(Role::OtherMember)]);
    let code = people::issue_code(&world.desk, &by, world.account(Role::OtherMember)).await;
    assert!(matches!(code, Err(people::IssueError::Unknown)), "{code:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_from_an_officer_works_once_and_for_half_an_hour() {
    let world = World::new().await;
    let by = officer(&world).await;
    let member = world.account(Role::Member);
    let phone =
        sqlx::query_scalar!("select phone from account where id = $1", member.0).fetch_one(world.desk.db()).await.unwrap();
    let caller = people::Caller { address: "192.0.2.1".into(), device: "?".into() };
    let reset = |code: &str| {
        domain::people::CodeReset::parse(
            &Inputs::default().with("telepon", &phone).with("kode", code).with("kata_sandi", "sawah di tepi kali"),
        )
        .expect("a good form")
    };
    let code = people::issue_code(&world.desk, &by, member).await.expect("a member");
    world.desk.forward(std::time::Duration::from_secs(31 * 60));
    let late = people::reset_by_code(&world.desk, reset(code.as_str()), &caller).await;
    assert!(matches!(late, Err(people::ResetError::Wrong)), "{late:?}");
    let code = people::issue_code(&world.desk, &by, member).await.expect("a member");
    assert!(people::reset_by_code(&world.desk, reset(code.as_str()), &caller).await.is_ok());
    assert!(matches!(people::reset_by_code(&world.desk, reset(code.as_str()), &caller).await, Err(people::ResetError::Wrong)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_added_in_person_is_found_and_not_added_twice() {
    let world = World::new().await;
    let by = officer(&world).await;
    let who =
        |phone: &str| InPerson::parse(&Inputs::default().with("nama", "Mbah Karto").with("telepon", phone)).expect("a good form");
    let added = add_in_person(&world.desk, &by, who("0812-9999-0001")).await.unwrap();
    assert!(matches!(add_in_person(&world.desk, &by, who("+62 812 9999 0001")).await, Err(AddError::Already)));
    let by_phone = members(&world.desk, &overseer(&world, Role::Supervisor, 0).await, "0812-9999-0001", 10, 0).await.unwrap();
    assert_eq!(by_phone.rows.iter().map(|r| (r.account, r.in_person, r.can_sign_in)).collect::<Vec<_>>(), [(added, true, false)]);
    let recorded = sqlx::query_scalar!("select account_id from audit where action = 'membership.add_in_person'")
        .fetch_one(world.desk.db())
        .await
        .unwrap();
    assert_eq!(recorded, Some(by.account().0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_keeps_one_officer_at_least() {
    let world = World::new().await;
    let by = officer(&world).await;
    let reader = overseer(&world, Role::Officer, 0).await;
    let own = offices(&world.desk, &reader).await.unwrap().into_iter().find(|o| o.account == by.account()).expect("a term");
    assert!(matches!(end_office(&world.desk, &by, own.id).await, Err(EndError::Last)));
    let phone =
        sqlx::query_scalar!(r#"select phone as "phone: Phone" from account where id = $1"#, world.account(Role::Member).0)
            .fetch_one(world.desk.db())
            .await
            .unwrap();
    let today = Day::of(world.desk.now());
    let term = Inputs::default().with("tugas", "ketua").with("sampai", today.plus_days(300).iso());
    appoint(&world.desk, &by, &phone, NewOffice::parse(&term, today).unwrap()).await.unwrap();
    assert!(end_office(&world.desk, &by, own.id).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_koperasi_waits_for_its_own_regency() {
    let world = World::new().await;
    let founder = stranger(&world, "Pendiri").await;
    let today = Day::of(world.desk.now());
    let form = Inputs::default()
        .with("nama", "KSU Guyub Rukun")
        .with("bentuk", "ksu")
        .with("nik_koperasi", "3325070000001")
        .with("kecamatan", "33.25.07")
        .with("desa", "Gringsing")
        .with("telepon", "0812 1111 2222")
        .with("tugas", "ketua")
        .with("sampai", today.plus_days(700).iso());
    let slug = register(&world.desk, &founder, Registration::parse(&form, today).unwrap()).await.unwrap();
    let again = register(&world.desk, &founder, Registration::parse(&form, today).unwrap()).await;
    assert!(matches!(again, Err(RegisterError::NikTaken)));
    let koperasi = shown(&world.desk, &slug).await.unwrap().expect("it is there");
    assert!(!koperasi.verified);
    assert!(matches!(
        apply(&world.desk, &stranger(&world, "X").await, koperasi.id, application()).await,
        Err(ApplyError::NotVerified)
    ));
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    assert_eq!(pending(&world.desk, &verifier).await.unwrap().len(), 1);
    sqlx::query!("insert into regency (code, name, province, office) values ('33.26', 'Pekalongan', 'Jawa Tengah', 'Dinas')")
        .execute(world.desk.db())
        .await
        .unwrap();
    sqlx::query!("update regency_officer set regency_code = '33.26' where account_id = $1", world.account(Role::Regency).0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let neighbour = standing(&world, Role::Regency).await.verifier().unwrap();
    assert!(pending(&world.desk, &neighbour).await.unwrap().is_empty());
    assert!(!decide(&world.desk, &neighbour, koperasi.id, None).await.unwrap(), "another regency decides nothing here");
    assert!(decide(&world.desk, &verifier, koperasi.id, None).await.unwrap());
    assert!(!decide(&world.desk, &verifier, koperasi.id, Some("Terlambat")).await.unwrap(), "it is decided once");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_takes_shop_and_duties_along() {
    let world = World::new().await;
    let member = standing(&world, Role::Member).await;
    leave(&world.desk, &member.person(), world.koperasi[0]).await.unwrap();
    let shop =
        crate::business::reference(&world.desk, &domain::slug::Slug::parse("shop-one").unwrap()).await.unwrap().expect("a shop");
    assert_eq!(shop.koperasi, None);
    assert!(matches!(leave(&world.desk, &member.person(), world.koperasi[0]).await, Err(DecideError::Unknown)));
    let due = due(&world.desk, &overseer(&world, Role::Officer, 0).await).await.unwrap();
    assert_eq!((due.applications, due.without_password), (0, 0));
}
