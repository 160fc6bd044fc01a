use domain::access::{Officer, Overseer, Person, Standing, Verifier};
use domain::dates::Day;
use domain::form::Inputs;
use domain::ids::AccountId;
use domain::koperasi::{Application, Declined, InPerson, NewOffice, Profile, Registration};
use domain::phone::Phone;

use super::*;
use crate::testing::account;
use crate::testing::world::{Role, World, membership, session};
use crate::{check, people};

async fn standing_of(world: &World, token: &str) -> Standing {
    people::session(&world.desk, token).await.unwrap().expect("an open session").1
}

async fn standing(world: &World, role: Role) -> Standing {
    standing_of(world, world.token(role).expect("somebody")).await
}

async fn officer(world: &World) -> Officer {
    standing(world, Role::Officer).await.officer(world.koperasi[0], world.desk.today().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role, koperasi: usize) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[koperasi], world.desk.today().date()).expect("an overseer")
}

async fn stranger(world: &World, name: &str) -> Person {
    let id = account(&world.desk, name).await;
    let token = session(&world.desk, id).await;
    standing_of(world, &token).await.person()
}

/// A form as `/koperasi/daftar` sends it.
fn told(today: Day) -> Inputs {
    Inputs::default()
        .with("nama", "KSU Guyub Rukun")
        .with("bentuk", "ksu")
        .with("nik_koperasi", "3325070000001")
        .with("kecamatan", "33.25.07")
        .with("desa", "Gringsing")
        .with("telepon", "0812 1111 2222")
        .with("tugas", "ketua")
        .with("sampai", today.plus_days(700).iso())
}

async fn phone_of(world: &World, account: AccountId) -> Phone {
    sqlx::query_scalar!(r#"select phone as "phone: Phone" from account where id = $1"#, account.0)
        .fetch_one(world.desk.db())
        .await
        .unwrap()
}

fn in_person(phone: &Phone) -> InPerson {
    InPerson::parse(&Inputs::default().with("nama", "Siapa Saja").with("telepon", phone.as_str())).expect("a good form")
}

/// As a koperasi is before the regency's office has looked at it.
async fn unverify(world: &World, nth: usize) {
    sqlx::query!(
        "update koperasi set state = 'waiting', decided_by = null, decided_at = null where id = $1",
        world.koperasi[nth].0
    )
    .execute(world.desk.db())
    .await
    .unwrap();
}

/// What `guyub check` finds.
async fn contradictions(world: &World) -> Vec<String> {
    let findings = check::run(&world.desk).await.unwrap();
    findings.into_iter().flat_map(|f| f.offenders.into_iter().map(move |o| format!("{}: {o}", f.name))).collect()
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
    let Added::Admitted(added) = add_in_person(&world.desk, &by, who("0812-9999-0001")).await.unwrap() else {
        panic!("a new number is a member at once");
    };
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
    let form = told(today);
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
    let waiting = pending(&world.desk, &verifier, 10, 0).await.unwrap();
    assert_eq!(waiting.total, 1);
    let seen = waiting.rows[0].version;
    sqlx::query!("insert into regency (code, name, province, office) values ('33.26', 'Pekalongan', 'Jawa Tengah', 'Dinas')")
        .execute(world.desk.db())
        .await
        .unwrap();
    sqlx::query!("update regency_officer set regency_code = '33.26' where account_id = $1", world.account(Role::Regency).0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let neighbour = standing(&world, Role::Regency).await.verifier().unwrap();
    assert!(pending(&world.desk, &neighbour, 10, 0).await.unwrap().rows.is_empty());
    let decided = |by: Verifier, refusal| {
        let (desk, id) = (&world.desk, koperasi.id);
        async move { decide(desk, &by, id, seen, refusal).await.unwrap() }
    };
    assert_eq!(decided(neighbour, None).await, Decided::NotWaiting, "another regency decides nothing here");
    assert_eq!(decided(verifier.clone(), None).await, Decided::Saved);
    assert_eq!(decided(verifier, Some("Terlambat")).await, Decided::NotWaiting, "it is decided once");
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_takes_shop_and_duties_along() {
    let world = World::new().await;
    let member = standing(&world, Role::Member).await;
    leave(&world.desk, &member.person(), world.koperasi[0]).await.unwrap();
    let shop =
        crate::business::reference(&world.desk, &domain::slug::Slug::parse("shop-one").unwrap()).await.unwrap().expect("a shop");
    assert_eq!(shop.koperasi, None);
    assert!(matches!(leave(&world.desk, &member.person(), world.koperasi[0]).await, Err(LeaveError::Unknown)));
    let due = due(&world.desk, &overseer(&world, Role::Officer, 0).await).await.unwrap();
    assert_eq!((due.applications, due.without_password), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_takes_over_nobodys_account() {
    let world = World::new().await;
    let by = officer(&world).await;
    let victim = world.account(Role::OtherOfficer);
    let shop = crate::testing::world::business(&world.desk, victim, None, "shop-three").await;
    let phone = phone_of(&world, victim).await;
    assert_eq!(add_in_person(&world.desk, &by, in_person(&phone)).await.unwrap(), Added::Invited);
    assert!(matches!(add_in_person(&world.desk, &by, in_person(&phone)).await, Err(AddError::Already)));
    assert!(people::issue_code(&world.desk, &by, victim).await.is_err(), "no code for who has not said yes");
    let seen = members(&world.desk, &overseer(&world, Role::Officer, 0).await, "", 100, 0).await.unwrap();
    assert!(seen.rows.iter().all(|m| m.account != victim));
    let koperasi_of = async || {
        sqlx::query_scalar!("select koperasi_id from business where id = $1", shop.id.0).fetch_one(world.desk.db()).await.unwrap()
    };
    assert_eq!(koperasi_of().await, None, "nor may the officer keep their shop");
    // The officer cannot say yes in their place.
    let invitation = invited(&world.desk, &overseer(&world, Role::Officer, 0).await).await.unwrap()[0].id;
    assert!(matches!(admit(&world.desk, &by, invitation).await, Err(DecideError::Illegal(_))));
    let stranger = standing(&world, Role::Person).await.person();
    assert!(matches!(accept(&world.desk, &stranger, world.koperasi[0]).await, Err(AcceptError::Unknown)));

    let person = standing(&world, Role::OtherOfficer).await.person();
    assert_eq!(invitations(&world.desk, &person).await.unwrap().len(), 1);
    assert_eq!(accept(&world.desk, &person, world.koperasi[0]).await.unwrap(), 2);
    assert_eq!(koperasi_of().await, Some(world.koperasi[0].0));
    assert!(matches!(accept(&world.desk, &person, world.koperasi[0]).await, Err(AcceptError::Unknown)), "once");
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_that_is_turned_down_or_taken_back_changes_nothing() {
    let world = World::new().await;
    let by = officer(&world).await;
    let phone = phone_of(&world, world.account(Role::Person)).await;
    let person = standing(&world, Role::Person).await.person();
    add_in_person(&world.desk, &by, in_person(&phone)).await.unwrap();
    turn_down(&world.desk, &person, world.koperasi[0]).await.unwrap();
    assert!(matches!(turn_down(&world.desk, &person, world.koperasi[0]).await, Err(LeaveError::Unknown)));
    assert!(people::applications(&world.desk, &person).await.unwrap().is_empty());
    add_in_person(&world.desk, &by, in_person(&phone)).await.unwrap();
    let invitation = invited(&world.desk, &overseer(&world, Role::Officer, 0).await).await.unwrap()[0].id;
    let other = standing(&world, Role::OtherOfficer).await;
    let other = other.officer(world.koperasi[1], world.desk.today().date()).unwrap();
    assert!(matches!(withdraw(&world.desk, &other, invitation).await, Err(DecideError::Unknown)));
    withdraw(&world.desk, &by, invitation).await.unwrap();
    assert!(matches!(withdraw(&world.desk, &by, invitation).await, Err(DecideError::Illegal(_))));
    assert!(matches!(accept(&world.desk, &person, world.koperasi[0]).await, Err(AcceptError::Unknown)));
    // Whoever wants to join themselves still may.
    assert!(apply(&world.desk, &person, world.koperasi[0], application()).await.is_ok());
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_that_nobody_verified_takes_nobody_in() {
    let world = World::new().await;
    let by = officer(&world).await;
    let applicant = stranger(&world, "Tini").await;
    let application = apply(&world.desk, &applicant, world.koperasi[0], application()).await.unwrap();
    let invitee = stranger(&world, "Budi").await;
    let phone = phone_of(&world, invitee.account()).await;
    add_in_person(&world.desk, &by, in_person(&phone)).await.unwrap();
    unverify(&world, 0).await;
    assert!(matches!(admit(&world.desk, &by, application).await, Err(DecideError::NotVerified)));
    let fresh = Phone::parse("0812-9999-0002").unwrap();
    assert!(matches!(add_in_person(&world.desk, &by, in_person(&fresh)).await, Err(AddError::NotVerified)));
    assert!(matches!(accept(&world.desk, &invitee, world.koperasi[0]).await, Err(AcceptError::NotVerified)));
    let business = domain::business::Business::parse(
        &Inputs::default().with("nama", "Toko Baru").with("kecamatan", "33.25.08").with("desa", "Ngaliyan"),
    )
    .expect("a good form");
    let opened = crate::business::open_for(&world.desk, &by, world.account(Role::Member), &business, crate::ids::fresh()).await;
    assert!(matches!(opened, Err(crate::business::OpenError::NotVerified)), "{opened:?}");
    let made = sqlx::query_scalar!(r#"select count(*) as "n!" from account where phone = $1"#, fresh.as_str());
    assert_eq!(made.fetch_one(world.desk.db()).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_officer_hands_over_before_leaving() {
    let world = World::new().await;
    let account = world.account(Role::Officer);
    membership(&world.desk, world.koperasi[0], account).await;
    let by = officer(&world).await;
    let person = standing(&world, Role::Officer).await.person();
    assert!(matches!(leave(&world.desk, &person, world.koperasi[0]).await, Err(LeaveError::LastOfficer)));
    assert_eq!(closing(&world, &person).await, "LastOfficer");
    assert!(standing(&world, Role::Officer).await.member(world.koperasi[0]).is_ok(), "nothing has ended");

    let today = Day::of(world.desk.now());
    let term = NewOffice::parse(&Inputs::default().with("tugas", "ketua").with("sampai", today.plus_days(300).iso()), today);
    let phone = phone_of(&world, world.account(Role::Member)).await;
    appoint(&world.desk, &by, &phone, term.unwrap()).await.unwrap();
    // Two officers who leave at once: one of them stays.
    let other = standing(&world, Role::Member).await.person();
    let (first, second) =
        tokio::join!(leave(&world.desk, &person, world.koperasi[0]), leave(&world.desk, &other, world.koperasi[0]));
    assert_eq!([&first, &second].into_iter().filter(|r| r.is_ok()).count(), 1, "{first:?} {second:?}");
    assert!([first, second].into_iter().any(|r| matches!(r, Err(LeaveError::LastOfficer))));
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

/// How closing an account without being asked for the password comes out.
async fn closing(world: &World, person: &Person) -> &'static str {
    let hash = crate::password::hash("sawah di tepi kali".to_owned()).await.unwrap();
    sqlx::query!("update account set password_hash = $2 where id = $1", person.account().0, hash)
        .execute(world.desk.db())
        .await
        .unwrap();
    let attempt = domain::password::Attempt::parse("sawah di tepi kali").ok();
    match people::close(&world.desk, person, attempt).await {
        Ok(()) => "closed",
        Err(people::CloseError::LastOfficer(_)) => "LastOfficer",
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_an_account_ends_what_it_was_anywhere() {
    let world = World::new().await;
    let person = standing(&world, Role::Member).await.person();
    apply(&world.desk, &person, world.koperasi[1], application()).await.unwrap();
    assert_eq!(closing(&world, &person).await, "closed");
    let states = sqlx::query_scalar!("select state from membership where account_id = $1 order by state", person.account().0);
    assert_eq!(states.fetch_all(world.desk.db()).await.unwrap(), ["declined", "left"]);
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_term_is_renewed_without_a_gap() {
    let world = World::new().await;
    let account = world.account(Role::Officer);
    membership(&world.desk, world.koperasi[0], account).await;
    let by = officer(&world).await;
    let today = Day::of(world.desk.now());
    let next = Inputs::default()
        .with("tugas", "bendahara")
        .with("mulai", today.plus_days(30).iso())
        .with("sampai", today.plus_days(700).iso());
    let phone = phone_of(&world, account).await;
    appoint(&world.desk, &by, &phone, NewOffice::parse(&next, today).unwrap()).await.unwrap();
    let terms = offices(&world.desk, &overseer(&world, Role::Officer, 0).await).await.unwrap();
    let own: Vec<_> = terms.iter().filter(|o| o.account == account).map(|o| (o.from, o.until)).collect();
    assert_eq!(own, [(today, today.plus_days(700))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_regency_finds_and_helps_a_koperasi_whose_terms_ran_out() {
    let world = World::new().await;
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    let alone = Wanted { without_officers: true, ..Wanted::default() };
    assert_eq!(known(&world.desk, &verifier, &alone, 10, 0).await.unwrap().total, 0);
    sqlx::query!("update office set until_day = current_date - 10 where koperasi_id = $1", world.koperasi[0].0)
        .execute(world.desk.db())
        .await
        .unwrap();
    let found = known(&world.desk, &verifier, &alone, 10, 0).await.unwrap();
    assert_eq!(found.rows.iter().map(|k| k.id).collect::<Vec<_>>(), [world.koperasi[0]]);
    let today = Day::of(world.desk.now());
    let term =
        || NewOffice::parse(&Inputs::default().with("tugas", "ketua").with("sampai", today.plus_days(300).iso()), today).unwrap();
    let member = phone_of(&world, world.account(Role::Member)).await;
    let outsider = phone_of(&world, world.account(Role::OtherMember)).await;
    let one = world.koperasi[0];
    assert!(matches!(appoint_for(&world.desk, &verifier, one, &outsider, term()).await, Err(AppointError::NotAMember)));
    appoint_for(&world.desk, &verifier, one, &member, term()).await.unwrap();
    assert!(standing(&world, Role::Member).await.officer(one, today.date()).is_ok());
    assert_eq!(known(&world.desk, &verifier, &alone, 10, 0).await.unwrap().total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_verified_is_what_was_seen() {
    let world = World::new().await;
    let founder = stranger(&world, "Pendiri").await;
    let today = Day::of(world.desk.now());
    let slug = register(&world.desk, &founder, Registration::parse(&told(today), today).unwrap()).await.unwrap();
    let id = shown(&world.desk, &slug).await.unwrap().expect("it is there").id;
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    let seen = pending(&world.desk, &verifier, 10, 0).await.unwrap().rows[0].version;
    let token = session(&world.desk, founder.account()).await;
    let officer = standing_of(&world, &token).await.officer(id, today.date()).expect("the founder");
    let other = told(today).with("nik_koperasi", "3325070000002");
    change(&world.desk, &officer, Profile::parse(&other, false).unwrap()).await.unwrap();
    assert_eq!(decide(&world.desk, &verifier, id, seen, None).await.unwrap(), Decided::Changed);
    let seen = pending(&world.desk, &verifier, 10, 0).await.unwrap().rows[0].version;
    assert_eq!(decide(&world.desk, &verifier, id, seen, Some("NIK tidak ada.")).await.unwrap(), Decided::Saved);

    // A refused number is free for its rightful owner, and then the refused one cannot have it.
    let rightful = stranger(&world, "Pengurus Sah").await;
    register(&world.desk, &rightful, Registration::parse(&other, today).unwrap()).await.unwrap();
    let again = change(&world.desk, &officer, Profile::parse(&other, false).unwrap()).await;
    assert!(matches!(again, Err(ProfileError::NikTaken)), "{again:?}");
    let corrected = told(today).with("nik_koperasi", "3325070000003");
    change(&world.desk, &officer, Profile::parse(&corrected, false).unwrap()).await.unwrap();
    let row = details(&world.desk, id).await.unwrap();
    assert_eq!((row.state.as_str(), row.nik_koperasi.as_str(), row.refusal_reason), ("waiting", "3325070000003", None));

    let seen = pending(&world.desk, &verifier, 10, 0).await.unwrap().rows.iter().find(|k| k.id == id).unwrap().version;
    assert_eq!(decide(&world.desk, &verifier, id, seen, None).await.unwrap(), Decided::Saved);
    // The form was opened before: it fixes nothing of what is verified now.
    let late = change(&world.desk, &officer, Profile::parse(&other, false).unwrap()).await;
    assert!(matches!(late, Err(ProfileError::Verified)), "{late:?}");
    change(&world.desk, &officer, Profile::parse(&told(today).with("nama", "Nama Lain"), true).unwrap()).await.unwrap();
    assert_eq!(details(&world.desk, id).await.unwrap().name, "KSU Guyub Rukun");
    let version = identity(&world.desk, &verifier, id).await.unwrap().expect("verified").version;
    let name = domain::koperasi::Identity::parse(&corrected.with("nama", "KSU Guyub Makmur")).unwrap();
    correct(&world.desk, &verifier, id, version, name.clone()).await.unwrap();
    assert!(matches!(correct(&world.desk, &verifier, id, version, name).await, Err(CorrectError::Changed)));
    let row = details(&world.desk, id).await.unwrap();
    assert_eq!((row.state.as_str(), row.name.as_str()), ("verified", "KSU Guyub Makmur"));
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_nobody_vouches_for_is_nowhere() {
    use crate::catalog::{card, market};
    let world = World::new().await;
    let today = world.desk.today().date();
    let slug = domain::slug::Slug::parse("shop-one").unwrap();
    let seen = async || {
        let goods = card::cards(&world.desk, &world.products, today).await.unwrap();
        let newest = card::newest(&world.desk, 10).await.unwrap();
        let size = market::size(&world.desk).await.unwrap();
        let vouched = crate::business::shop(&world.desk, &slug).await.unwrap().is_some_and(|s| s.koperasi.is_some());
        let sitemap = crate::discovery::public::shops(&world.desk, 0).await.unwrap();
        let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
        let figures: i64 = figures(&world.desk, &verifier).await.unwrap().iter().map(|f| f.shops).sum();
        (goods.len(), newest.len(), (size.products, size.shops), vouched, sitemap.len(), figures)
    };
    assert_eq!(seen().await, (2, 2, (2, 2), true, 2, 2));
    unverify(&world, 0).await;
    assert_eq!(seen().await, (1, 1, (1, 1), false, 1, 1));
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
    let kept = card::cards_for_keeper(&world.desk, &world.products, today).await.unwrap();
    assert_eq!(kept.len(), 2, "its keeper still sees it");
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    let version = pending(&world.desk, &verifier, 10, 0).await.unwrap().rows[0].version;
    decide(&world.desk, &verifier, world.koperasi[0], version, None).await.unwrap();
    assert_eq!(seen().await, (2, 2, (2, 2), true, 2, 2));
    assert_eq!(contradictions(&world).await, Vec::<String>::new());

    let member = standing(&world, Role::Member).await;
    leave(&world.desk, &member.person(), world.koperasi[0]).await.unwrap();
    assert_eq!(seen().await, (1, 1, (1, 1), false, 1, 1));
    let other = standing(&world, Role::OtherMember).await;
    let keeper = other.keeper(world.shops[1], today).unwrap();
    crate::business::archive(&world.desk, &keeper).await.unwrap();
    assert_eq!(seen().await, (0, 0, (0, 0), false, 0, 0));
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_home_page_counts_members_and_not_numbers() {
    let world = World::new().await;
    let member = standing(&world, Role::Member).await;
    leave(&world.desk, &member.person(), world.koperasi[0]).await.unwrap();
    let largest = largest(&world.desk, 6).await.unwrap();
    let members: Vec<_> = largest.iter().map(|k| (k.slug.as_str(), k.members)).collect();
    assert_eq!(members, [("koperasi-two", 1), ("koperasi-one", 0)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_come_in_pages() {
    let world = World::new().await;
    let by = overseer(&world, Role::Supervisor, 0).await;
    for n in 0..3 {
        let person = stranger(&world, &format!("Pemohon {n}")).await;
        apply(&world.desk, &person, world.koperasi[0], application()).await.unwrap();
    }
    let second = waiting(&world.desk, &by, 2, 2).await.unwrap();
    assert_eq!((second.rows.len(), second.total), (1, 3));
    let id = second.rows[0].id;
    assert!(super::application(&world.desk, &by, id).await.unwrap().is_some());
    let other = overseer(&world, Role::OtherOfficer, 1).await;
    assert!(super::application(&world.desk, &other, id).await.unwrap().is_none());
    let directory = directory(&world.desk, None, 1, 1).await.unwrap();
    assert_eq!((directory.rows.len(), directory.total, directory.rows[0].slug.as_str()), (1, 2, "koperasi-one"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_officers_list_says_where_something_is_to_be_done() {
    let world = World::new().await;
    let by = overseer(&world, Role::Officer, 0).await;
    let list = async |need| kept_shops(&world.desk, &by, need, 10, 0).await.unwrap();
    assert_eq!(list(None).await.total, 1);
    assert_eq!((list(Some(Need::Permits)).await.total, list(Some(Need::Drafts)).await.total), (0, 0));
    let today = world.desk.today().date();
    for (kind, days) in [("pirt", 10), ("halal", -3)] {
        sqlx::query!(
            "insert into permit (id, business_id, kind, number, expires_on, state, decided_at) values ($1, $2, $3, '1', $4, 'verified', now())",
            crate::ids::fresh::<uuid::Uuid>(),
            world.shops[0].id.0,
            kind,
            today + time::Duration::days(days)
        )
        .execute(world.desk.db())
        .await
        .unwrap();
    }
    crate::testing::world::product(&world.desk, world.shops[0], "product-draft", "draft").await;
    let row = list(Some(Need::Permits)).await.rows.remove(0);
    assert_eq!((row.expiring, row.expired, row.drafts, row.published), (1, 1, 1, 1));
    assert_eq!(row.first_expiry, Some(Day::new(today - time::Duration::days(3))));
    assert_eq!(list(Some(Need::Drafts)).await.total, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn goods_are_not_published_behind_the_back_of_who_leaves() {
    let world = World::new().await;
    let draft = crate::testing::world::product(&world.desk, world.shops[0], "product-draft", "draft").await;
    let member = standing(&world, Role::Member).await;
    let keeper = member.keeper(world.shops[0], world.desk.today().date()).unwrap();
    // As leaving does it, held open before its end.
    let mut leaving = world.desk.db().begin().await.unwrap();
    sqlx::query!("update business set koperasi_id = null where id = $1", world.shops[0].id.0)
        .execute(&mut *leaving)
        .await
        .unwrap();
    let desk: crate::Desk = (*world.desk).clone();
    let publishing = tokio::spawn(async move {
        let slug = domain::slug::Slug::parse("product-draft").unwrap();
        crate::catalog::step(&desk, &keeper, &slug, domain::catalog::Step::Publish).await
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(!publishing.is_finished(), "it waits to see how the leaving ends");
    leaving.commit().await.unwrap();
    let published = publishing.await.unwrap();
    assert!(matches!(published, Err(crate::catalog::StepError::NotVouchedFor)), "{published:?}");
    let state = sqlx::query_scalar!("select state from product where id = $1", draft.0);
    assert_eq!(state.fetch_one(world.desk.db()).await.unwrap(), "draft");
    assert_eq!(contradictions(&world).await, Vec::<String>::new());
}
