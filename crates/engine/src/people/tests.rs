use domain::access::{Duty, Officer, Person, Standing};
use domain::buying::State as OrderState;
use domain::form::Inputs;
use domain::ids::{AccountId, SessionId};
use domain::lang::Lang;
use domain::password::{Attempt, NewPassword};
use domain::people::{PasswordChange, Profile, SignIn};
use domain::phone::Phone;
use time::Duration;
use uuid::Uuid;

use super::*;
use crate::mail::{self, KeptMail};
use crate::pictures::{self, Pictures, Place, Upload, fixtures};
use crate::testing::bought::bought;
use crate::testing::till;
use crate::testing::world::{Role, World, business, membership, office};
use crate::token::Token;
use crate::{ids, password};

const PASSWORD: &str = "sawah di tepi kali";

fn caller(address: &str) -> Caller {
    Caller { address: address.into(), device: "?".into() }
}

async fn signed_in(world: &World, role: Role) -> (SessionId, Standing) {
    session(&world.desk, world.token(role).expect("somebody")).await.unwrap().expect("an open session")
}

async fn person(world: &World, role: Role) -> Person {
    signed_in(world, role).await.1.person()
}

async fn officer(world: &World) -> Officer {
    signed_in(world, Role::Officer).await.1.officer(world.koperasi[0], world.desk.today().date()).expect("an officer")
}

/// Gives somebody the password and an e-mail; tells the phone number.
async fn reachable(world: &World, role: Role, email: &str) -> Phone {
    let hash = password::hash(PASSWORD.into()).await.unwrap();
    sqlx::query_scalar!(
        r#"update account set password_hash = $2, email = $3 where id = $1 returning phone as "phone: Phone""#,
        world.account(role).0,
        hash,
        email
    )
    .fetch_one(world.desk.db())
    .await
    .unwrap()
}

async fn mails_to(world: &World, address: &str) -> Vec<KeptMail> {
    mail::newest(&world.desk).await.unwrap().into_iter().filter(|m| m.mail.to == address).collect()
}

/// The token of a link sent to this address.
async fn link(world: &World, phone: &Phone, address: &str) -> Token {
    ask_by_mail(&world.desk, phone, Lang::Id, &caller("192.0.2.1")).await.unwrap();
    let body = mails_to(world, address).await.remove(0).mail.body;
    let token = body.split("/lupa/tautan/").nth(1).and_then(|rest| rest.split_whitespace().next()).expect("a link");
    Token::parse(token).expect("a token")
}

fn new_password() -> NewPassword {
    NewPassword::parse("jalan setapak ke kebun", None).expect("a good password")
}

fn profile_with(email: &str) -> Profile {
    Profile::parse(&Inputs::default().with("nama", "Bu Tini").with("email", email)).expect("a good form")
}

fn attempt(text: &str) -> Option<Attempt> {
    Attempt::parse(text).ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_that_nobody_verified_resets_nobody() {
    let world = World::new().await;
    let by = officer(&world).await;
    let member = world.account(Role::Member);
    for state in ["waiting", "refused"] {
        let decided = (state == "refused").then(|| world.desk.now());
        let why = decided.map(|_| "Nomornya keliru.");
        sqlx::query!(
            "update koperasi set state = $2, decided_at = $3, refusal_reason = $4, decided_by = null where id = $1",
            world.koperasi[0].0,
            state,
            decided,
            why
        )
        .execute(world.desk.db())
        .await
        .unwrap();
        let code = issue_code(&world.desk, &by, member).await;
        assert!(matches!(code, Err(IssueError::NotVerified)), "{state}: {code:?}");
    }
    let codes = sqlx::query_scalar!(r#"select count(*) as "n!" from reset_code"#).fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(codes, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_serves_elsewhere_is_not_reset_by_one_koperasi() {
    let world = World::new().await;
    let by = officer(&world).await;
    for role in [Role::Operator, Role::Regency, Role::OtherOfficer] {
        membership(&world.desk, world.koperasi[0], world.account(role)).await;
        let code = issue_code(&world.desk, &by, world.account(role)).await;
        assert!(matches!(code, Err(IssueError::Protected)), "{role:?}: {code:?}");
    }
    // Who no longer serves there is a member as all others; so is a supervisor of the own koperasi.
    sqlx::query!("update regency_officer set until = $1", world.desk.now() - Duration::DAY)
        .execute(world.desk.db())
        .await
        .unwrap();
    sqlx::query!("update office set ended_at = $2 where koperasi_id = $1", world.koperasi[1].0, world.desk.now())
        .execute(world.desk.db())
        .await
        .unwrap();
    membership(&world.desk, world.koperasi[0], world.account(Role::Supervisor)).await;
    for role in [Role::Regency, Role::OtherOfficer, Role::Supervisor] {
        assert!(issue_code(&world.desk, &by, world.account(role)).await.is_ok(), "{role:?}");
    }
    office(&world.desk, world.koperasi[1], world.account(Role::Member), Duty::Supervisor).await;
    assert!(matches!(issue_code(&world.desk, &by, world.account(Role::Member)).await, Err(IssueError::Protected)));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_person_is_told_of_a_code_and_not_told_the_code() {
    let world = World::new().await;
    reachable(&world, Role::Member, "tini@contoh.id").await;
    let code = issue_code(&world.desk, &officer(&world).await, world.account(Role::Member)).await.unwrap();
    let mails = mails_to(&world, "tini@contoh.id").await;
    assert_eq!(mails.len(), 1);
    let body = &mails[0].mail.body;
    assert!(body.contains("Koperasi Satu") && !body.contains(code.as_str()) && !body.contains(&code.display()), "{body}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_number_uses_up_nobodys_tries() {
    let world = World::new().await;
    for n in 0..12 {
        let tried = SignIn { phone: None, password: attempt(PASSWORD) };
        let answer = sign_in(&world.desk, tried, &caller(&format!("192.0.2.{n}"))).await;
        assert!(matches!(answer, Err(SignInError::Wrong)), "try {n}: {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_email_needs_the_password_and_the_old_address_is_told() {
    let world = World::new().await;
    let phone = reachable(&world, Role::Member, "lama@contoh.id").await;
    let by = person(&world, Role::Member).await;
    let sent = link(&world, &phone, "lama@contoh.id").await;
    for (tried, missing) in [(None, true), (attempt("bukan kata sandinya"), false)] {
        let refused = set_profile(&world.desk, &by, profile_with("baru@contoh.id"), tried).await;
        assert_eq!(matches!(refused, Err(ProfileError::PasswordMissing)), missing, "{refused:?}");
        assert_eq!(matches!(refused, Err(ProfileError::PasswordWrong)), !missing, "{refused:?}");
    }
    assert!(set_profile(&world.desk, &by, profile_with("lama@contoh.id"), None).await.is_ok(), "a name needs none");
    assert_eq!(mails_to(&world, "lama@contoh.id").await.len(), 1, "the link alone");

    set_profile(&world.desk, &by, profile_with("baru@contoh.id"), attempt(PASSWORD)).await.unwrap();
    let told = mails_to(&world, "lama@contoh.id").await;
    assert!(told.iter().any(|m| m.mail.subject.contains("diganti") && !m.mail.body.contains("baru@contoh.id")), "{told:?}");
    let late = reset_by_link(&world.desk, &sent, new_password(), &caller("192.0.2.1")).await;
    assert!(matches!(late, Err(ResetError::Wrong)), "a link in the old mailbox: {late:?}");
    // To have none is a change as well.
    assert!(matches!(set_profile(&world.desk, &by, profile_with(""), None).await, Err(ProfileError::PasswordMissing)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_ways_to_one() {
    let world = World::new().await;
    let phone = reachable(&world, Role::Member, "tini@contoh.id").await;
    let (this, standing) = signed_in(&world, Role::Member).await;
    let old = link(&world, &phone, "tini@contoh.id").await;
    let change = Inputs::default().with("kata_sandi_lama", PASSWORD).with("kata_sandi_baru", "jalan setapak ke kebun");
    change_password(&world.desk, &standing.person(), this, PasswordChange::parse(&change).unwrap()).await.unwrap();
    assert!(matches!(reset_by_link(&world.desk, &old, new_password(), &caller("192.0.2.1")).await, Err(ResetError::Wrong)));

    world.desk.forward(std::time::Duration::from_secs(60));
    let one = link(&world, &phone, "tini@contoh.id").await;
    world.desk.forward(std::time::Duration::from_secs(60));
    let two = link(&world, &phone, "tini@contoh.id").await;
    assert_ne!(one, two);
    assert!(reset_by_link(&world.desk, &two, new_password(), &caller("192.0.2.1")).await.is_ok());
    assert!(matches!(reset_by_link(&world.desk, &one, new_password(), &caller("192.0.2.1")).await, Err(ResetError::Wrong)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_password_gets_its_first_one() {
    let world = World::new().await;
    let ((this, standing), other) = (signed_in(&world, Role::Person).await, world.account(Role::Person));
    let by = standing.person();
    let elsewhere = crate::testing::world::session(&world.desk, other).await;
    assert!(!profile(&world.desk, &by).await.unwrap().has_password);
    assert!(first_password(&world.desk, &by, this, new_password()).await.unwrap());
    assert!(profile(&world.desk, &by).await.unwrap().has_password);
    assert!(session(&world.desk, &elsewhere).await.unwrap().is_none(), "whoever typed the number elsewhere is out");
    assert_eq!(signed_in(&world, Role::Person).await.0, this);
    assert!(signed_in(&world, Role::Member).await.1.account != other, "nobody else is");
    let another = NewPassword::parse("gunung di balik awan", None).expect("a good password");
    assert!(!first_password(&world.desk, &by, this, another).await.unwrap(), "the second is a change");
    let phone = profile(&world.desk, &by).await.unwrap().phone;
    let tried = |text| SignIn { phone: Some(phone.clone()), password: attempt(text) };
    assert!(sign_in(&world.desk, tried("jalan setapak ke kebun"), &caller("192.0.2.1")).await.is_ok());
    assert!(matches!(sign_in(&world.desk, tried("gunung di balik awan"), &caller("192.0.2.1")).await, Err(SignInError::Wrong)));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_password_an_email_needs_none_and_the_number_closes_the_account() {
    let world = World::new().await;
    let by = person(&world, Role::Person).await;
    set_profile(&world.desk, &by, profile_with("tini@contoh.id"), None).await.unwrap();
    set_profile(&world.desk, &by, profile_with("baru@contoh.id"), None).await.unwrap();
    assert!(mails_to(&world, "tini@contoh.id").await.iter().any(|m| m.mail.subject.contains("diganti")));
    let own = profile(&world.desk, &by).await.unwrap().phone;
    let others = profile(&world.desk, &person(&world, Role::Member).await).await.unwrap().phone;
    assert!(matches!(close_by_number(&world.desk, &by, &others).await, Err(CloseError::Wrong)));
    assert!(matches!(close(&world.desk, &by, attempt(PASSWORD)).await, Err(CloseError::Wrong)));
    reachable(&world, Role::Person, "baru@contoh.id").await;
    let wrong = close_by_number(&world.desk, &by, &own).await;
    assert!(matches!(wrong, Err(CloseError::Wrong)), "another window has chosen a password: {wrong:?}");
    sqlx::query!("update account set password_hash = null where id = $1", by.account().0).execute(world.desk.db()).await.unwrap();
    close_by_number(&world.desk, &by, &own).await.unwrap();
    assert!(session(&world.desk, world.token(Role::Person).unwrap()).await.unwrap().is_none());
}

/// A permit with a scan; gives the scan's key.
async fn scanned_permit(world: &World) -> String {
    let picture = pictures::process(Upload::Bytes(fixtures::jpeg(&fixtures::photo(400, 300)).into())).await.unwrap();
    let key = Pictures::of(&world.desk).put(Place::Secret, picture).await.unwrap().key;
    sqlx::query!(
        "insert into permit (id, business_id, kind, number, scan_key) values ($1, $2, 'nib', '1234567890123', $3)",
        ids::fresh::<Uuid>(),
        world.shops[0].id.0,
        key
    )
    .execute(world.desk.db())
    .await
    .unwrap();
    key
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_leaves_nothing_of_the_person() {
    let world = World::new().await;
    let phone = reachable(&world, Role::Member, "tini@contoh.id").await;
    reachable(&world, Role::OtherMember, "budi@contoh.id").await;
    let account: AccountId = world.account(Role::Member);
    let shut = business(&world.desk, account, None, "shop-shut").await;
    sqlx::query!("update business set story = 'Rumah kami di belakang masjid.', lat = -7000000, lng = 109900000")
        .execute(world.desk.db())
        .await
        .unwrap();
    sqlx::query!("update business set archived_at = now() where id = $1", shut.id.0).execute(world.desk.db()).await.unwrap();
    sqlx::query!("update membership set reason = 'Suami saya sakit.'").execute(world.desk.db()).await.unwrap();
    let key = scanned_permit(&world).await;
    link(&world, &phone, "tini@contoh.id").await;
    let by = person(&world, Role::Member).await;
    assert!(matches!(close(&world.desk, &by, attempt("bukan kata sandinya")).await, Err(CloseError::Wrong)));

    close(&world.desk, &by, attempt(PASSWORD)).await.unwrap();
    let left = sqlx::query_scalar!(
        r#"select count(*) as "n!" from business where owner_id = $1 and archived_at is not null and story is null and lat is null
           and whatsapp is null and village = '–'"#,
        account.0
    );
    assert_eq!(left.fetch_one(world.desk.db()).await.unwrap(), 2, "also the shop that was shut before");
    let reasons = sqlx::query!(r#"select account_id as "account: AccountId", reason, state from membership"#);
    for row in reasons.fetch_all(world.desk.db()).await.unwrap() {
        assert_eq!(row.reason.is_none(), row.account == account);
        assert_eq!(row.state == "left", row.account == account);
    }
    assert!(mails_to(&world, "tini@contoh.id").await.is_empty());
    let permit = sqlx::query!("select number, scan_key from permit").fetch_one(world.desk.db()).await.unwrap();
    assert_eq!((permit.number.as_str(), permit.scan_key), ("1234567890123", None));
    assert!(Pictures::of(&world.desk).read_secret(&key).await.unwrap().is_none(), "the file is gone as well");
    assert!(session(&world.desk, world.token(Role::Member).unwrap()).await.unwrap().is_none());
    let tried = SignIn { phone: Some(phone), password: attempt(PASSWORD) };
    assert!(matches!(sign_in(&world.desk, tried, &caller("192.0.2.1")).await, Err(SignInError::Wrong)));

    let other = sqlx::query!("select story, whatsapp from business where id = $1", world.shops[1].id.0);
    let other = other.fetch_one(world.desk.db()).await.unwrap();
    assert!(other.story.is_some() && other.whatsapp.is_some(), "nobody else's");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_tells_all_of_the_products() {
    let world = World::new().await;
    let product = world.products[0].0;
    sqlx::query!("update product set keywords = 'melinjo' where id = $1", product).execute(world.desk.db()).await.unwrap();
    sqlx::query!("insert into price_tier values ($1, 50000, 11000), ($1, 10000, 12000)", product)
        .execute(world.desk.db())
        .await
        .unwrap();
    sqlx::query!(
        "insert into picture (id, product_id, position, key, width, height, widest, colour, alt)
         values ($1, $2, 0, 'abc', 1280, 960, 1280, '#ffffff', 'Emping di tampah')",
        ids::fresh::<Uuid>(),
        product
    )
    .execute(world.desk.db())
    .await
    .unwrap();
    let all = export(&world.desk, &person(&world, Role::Member).await).await.unwrap();
    let shops = all["businesses"].as_array().unwrap();
    assert_eq!(shops.len(), 1, "nobody else's");
    let product = &shops[0]["products"][0];
    assert_eq!((product["keywords"].as_str(), product["stock_thousandths"].as_i64()), (Some("melinjo"), Some(10_000)));
    let tiers: Vec<_> = product["tiers"].as_array().unwrap().iter().map(|t| t["from_thousandths"].as_i64()).collect();
    assert_eq!(tiers, [Some(10_000), Some(50_000)]);
    let picture = &product["pictures"][0];
    assert_eq!(picture["address"], "http://guyub.test/gambar/abc-1280.webp");
    assert_eq!(picture["description"], "Emping di tampah");
    assert!(all["actions"].is_array() && all["account"]["phone"].is_string());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_export_tells_how_a_shop_sold_and_of_no_buyer() {
    let world = World::new().await;
    let desk = &world.desk;
    let order = till::order(&world, 0, "AAAA-0001", "accepted", "transfer", desk.now()).await;
    till::order(&world, 1, "AAAA-0002", "accepted", "cash", desk.now()).await;
    till::step(desk, order, "accepted", true).await;
    for statement in [
        "insert into shop_terms (business_id, deliver, bank, bank_number, bank_holder) select id, true, 'BRI', '1234567890', 'Tini' from business",
        "insert into delivery_area (business_id, district_code, fee) select id, '33.25.08', 5000 from business",
        "insert into stock_warning (product_id, below) select id, 2500 from product",
        "insert into buyer_block (business_id, account_id, at, why) select business_id, buyer_id, created_at, 'Palsu.' from shop_order",
        "insert into order_event (order_id, at, side, what, detail)
         select id, created_at, 'seller', 'postponed', '{\"day\": \"2026-12-01\"}' from shop_order",
    ] {
        sqlx::query(statement).execute(desk.db()).await.expect(statement);
    }
    let all = export(desk, &person(&world, Role::Member).await).await.unwrap();
    let shop = &all["businesses"][0];
    assert_eq!((&shop["terms"]["bank_number"], &shop["terms"]["areas"][0]["fee"]), (&"1234567890".into(), &5_000.into()));
    let book = shop["cash_book"].as_array().unwrap();
    assert_eq!((book.len(), &book[0]["amount"], &book[0]["order"]), (1, &28_000.into(), &"AAAA-0001".into()));
    assert_eq!(shop["products"][0]["warned_below_thousandths"], 2_500);
    let blocks = shop["not_served"].as_array().unwrap();
    assert_eq!((blocks.len(), &blocks[0]["order"], &blocks[0]["why"]), (1, &"AAAA-0001".into(), &"Palsu.".into()));
    let sold = shop["orders"].as_array().unwrap();
    assert_eq!((sold.len(), &sold[0]["number"], &sold[0]["lines"][0]["total"]), (1, &"AAAA-0001".into(), &25_000.into()));
    let text = all.to_string();
    for of_the_buyer in ["+628110000099", "Jl. Raya 1", "Bu Beli", "AAAA-0002"] {
        assert!(!text.contains(of_the_buyer), "{of_the_buyer}");
    }
    let bought = export(desk, &person(&world, Role::Person).await).await.unwrap();
    let first = &bought["orders"][0];
    assert_eq!((&first["phone"], &first["events"][0]["what"]), (&"+628110000099".into(), &"postponed".into()), "the buyer's own");
    assert_eq!(first["events"][0]["day"], "2026-12-01");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_finishes_orders_first_and_takes_the_name_off_the_others() {
    let world = World::new().await;
    reachable(&world, Role::Person, "sri@contoh.id").await;
    reachable(&world, Role::Member, "tini@contoh.id").await;
    let (buyer, seller) = (person(&world, Role::Person).await, person(&world, Role::Member).await);
    let placed = |state| bought(&world.desk, buyer.account(), world.shops[0], world.products[0], state);
    let (open, done) = (placed(OrderState::Accepted).await, placed(OrderState::Done).await);
    for by in [&buyer, &seller] {
        let refused = close(&world.desk, by, attempt(PASSWORD)).await;
        assert!(matches!(refused, Err(CloseError::Order(number)) if number == open.number.as_str()));
    }
    let all = export(&world.desk, &buyer).await.unwrap();
    assert_eq!((all["orders"].as_array().map(Vec::len), &all["orders"][0]["lines"][0]["total"]), (Some(2), &25_000.into()));

    sqlx::query!("update shop_order set state = 'cancelled', ended_at = now() where id = $1", open.order.0)
        .execute(world.desk.db())
        .await
        .unwrap();
    close(&world.desk, &buyer, attempt(PASSWORD)).await.unwrap();
    let kept = sqlx::query!("select buyer_name, buyer_phone, total from shop_order where id = $1", done.order.0);
    let kept = kept.fetch_one(world.desk.db()).await.unwrap();
    assert_eq!((kept.buyer_name.as_str(), kept.buyer_phone.as_str(), kept.total), ("Akun ditutup", "–", 25_000));
    close(&world.desk, &seller, attempt(PASSWORD)).await.unwrap();
}
