use domain::access::{BusinessRef, Keeper, Officer};
use domain::business::{Business, Permit};
use domain::form::Inputs;
use domain::permit::{PermitKind, Verification};
use domain::slug::Slug;

use super::*;
use crate::testing::world::{Role, World};
use crate::{ids, people};

async fn standing(world: &World, role: Role) -> domain::access::Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.unwrap().expect("an open session").1
}

async fn keeper(world: &World, role: Role, shop: BusinessRef) -> Keeper {
    standing(world, role).await.keeper(shop, world.desk.today().date()).expect("a keeper")
}

async fn officer(world: &World, role: Role) -> Officer {
    let koperasi = world.koperasi[usize::from(role == Role::OtherOfficer)];
    standing(world, role).await.officer(koperasi, world.desk.today().date()).expect("an officer")
}

fn form(name: &str) -> Business {
    Business::parse(&Inputs::default().with("nama", name).with("kecamatan", "33.25.08").with("desa", "Ngaliyan"))
        .expect("a good form")
}

fn permit(kind: &str, number: &str, end: &str) -> Permit {
    let today = domain::dates::Day::parse("2020-01-01").expect("a day");
    Permit::parse(&Inputs::default().with("jenis", kind).with("nomor", number).with("berlaku", end), today)
        .expect("a good permit")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_name_twice_gives_two_addresses() {
    let world = World::new().await;
    let member = standing(&world, Role::Member).await;
    let open = async |name: &str| open(&world.desk, &member.person(), &member, &form(name), ids::fresh()).await.unwrap();
    let first = open("Dapur Bu Tini").await;
    let second = open("Dapur  Bu Tini!").await;
    assert_eq!((first.as_str(), second.as_str()), ("dapur-bu-tini", "dapur-bu-tini-2"));
    let shop = reference(&world.desk, &second).await.unwrap().expect("it is there");
    assert_eq!(shop.koperasi, Some(world.koperasi[0]), "the only koperasi that admitted the owner vouches");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_koperasi_that_is_not_ones_own_cannot_be_chosen() {
    let world = World::new().await;
    let member = standing(&world, Role::Member).await;
    let chosen = Business { koperasi: Some(Slug::parse("koperasi-two").unwrap()), ..form("Toko") };
    let open = async |b: &Business| open(&world.desk, &member.person(), &member, b, ids::fresh()).await;
    assert!(matches!(open(&chosen).await, Err(OpenError::UnknownKoperasi)));
    let unknown = Business { district: domain::district::DistrictCode::parse("33.25.99").expect("well formed"), ..form("Toko") };
    assert!(matches!(open(&unknown).await, Err(OpenError::UnknownDistrict)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_opens_one_business_and_namesakes_get_an_address_each() {
    let world = World::new().await;
    let (member, other) = (standing(&world, Role::Member).await, standing(&world, Role::OtherMember).await);
    let (key, b) = (ids::fresh(), form("Dapur Bu Tini"));
    let (me, they) = (member.person(), other.person());
    let press = || open(&world.desk, &me, &member, &b, key);
    let (first, second, namesake) = tokio::join!(press(), press(), open(&world.desk, &they, &other, &b, ids::fresh()));
    let (first, second, namesake) = (first.unwrap(), second.unwrap(), namesake.unwrap());
    assert_eq!(first, second);
    assert_ne!(first, namesake);
    // The same key with other contents is no second press.
    assert_eq!(open(&world.desk, &me, &member, &form("Warung Kopi"), key).await.unwrap().as_str(), "warung-kopi");
    let by = officer(&world, Role::Officer).await;
    let of = world.account(Role::Member);
    let press = || open_for(&world.desk, &by, of, &b, key);
    assert_eq!(press().await.unwrap(), press().await.unwrap());
    let shops = sqlx::query_scalar!(r#"select count(*) as "n!" from business"#).fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(shops, 2 + 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_officer_opens_for_members_of_the_own_koperasi_only() {
    let world = World::new().await;
    let by = officer(&world, Role::Officer).await;
    let toko = form("Toko");
    let stranger = open_for(&world.desk, &by, world.account(Role::OtherMember), &toko, ids::fresh()).await.unwrap();
    assert_eq!(stranger, None);
    let slug = open_for(&world.desk, &by, world.account(Role::Member), &toko, ids::fresh()).await.unwrap().expect("a member");
    let row = sqlx::query!("select owner_id, entered_by from business where slug = $1", slug.as_str())
        .fetch_one(world.desk.db())
        .await
        .unwrap();
    assert_eq!((row.owner_id, row.entered_by), (world.account(Role::Member).0, Some(world.account(Role::Officer).0)));
    let audited = sqlx::query_scalar!("select account_id from audit where action = 'business.open_for'")
        .fetch_one(world.desk.db())
        .await
        .unwrap();
    assert_eq!(audited, Some(world.account(Role::Officer).0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_badge_shows_only_while_verified_and_valid() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    let end = domain::dates::Day::of(world.desk.now()).plus_days(2);
    let id = enter(&world.desk, &by, permit("pirt", "206332501234528", &end.iso()), None).await.unwrap();
    let slug = Slug::parse("shop-one").unwrap();
    let badges = async || shop(&world.desk, &slug).await.unwrap().expect("a shop").permits.len();
    assert_eq!(badges().await, 0, "it waits");
    assert!(decide_permit(&world.desk, &verifier, id, None).await.unwrap().expect("there").is_ok());
    assert_eq!(badges().await, 1);
    world.desk.forward(std::time::Duration::from_secs(4 * 86_400));
    assert_eq!(badges().await, 0, "it has expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_permit_replaces_the_old_one_and_decisions_follow_the_rule() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let verifier = standing(&world, Role::Operator).await.verifier().unwrap();
    let old = enter(&world.desk, &by, permit("nib", "1234567890123", ""), None).await.unwrap();
    let new = enter(&world.desk, &by, permit("nib", "1234567890124", ""), None).await.unwrap();
    let now: Vec<_> = current(&world.desk, &by).await.unwrap();
    assert_eq!(now.iter().map(|p| (p.id, p.kind, p.state)).collect::<Vec<_>>(), [(new, PermitKind::Nib, Verification::Waiting)]);
    assert!(decide_permit(&world.desk, &verifier, old, None).await.unwrap().is_none(), "a replaced one is not decided");
    assert!(decide_permit(&world.desk, &verifier, new, Some("Nomor tidak cocok.")).await.unwrap().expect("there").is_ok());
    assert!(decide_permit(&world.desk, &verifier, new, None).await.unwrap().expect("there").is_err(), "refused stays refused");
    let other = keeper(&world, Role::OtherMember, world.shops[1]).await;
    assert!(current(&world.desk, &other).await.unwrap().is_empty(), "another's permits are not one's own");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_for_the_owner_and_those_who_verify() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let picture = crate::pictures::fixtures::jpeg(&crate::pictures::fixtures::photo(400, 300));
    let id = enter(&world.desk, &by, permit("nib", "1234567890123", ""), Some(crate::pictures::Upload::Bytes(picture.into())))
        .await
        .unwrap();
    assert!(scan_for_owner(&world.desk, &by, id).await.unwrap().is_some());
    let on_behalf = keeper(&world, Role::Officer, world.shops[0]).await;
    assert!(scan_for_owner(&world.desk, &on_behalf, id).await.unwrap().is_none());
    let other = keeper(&world, Role::OtherMember, world.shops[1]).await;
    assert!(scan_for_owner(&world.desk, &other, id).await.unwrap().is_none());
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    assert!(scan_for_verifier(&world.desk, &verifier, id).await.unwrap().is_some());
    let text = crate::pictures::Upload::Bytes(b"<svg/>".as_slice().into());
    assert!(matches!(enter(&world.desk, &by, permit("nib", "1234567890123", ""), Some(text)).await, Err(EnterError::Scan(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_does_not_take_the_badge_away() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    let slug = Slug::parse("shop-one").unwrap();
    let badge = async || {
        let held = shop(&world.desk, &slug).await.unwrap().expect("a shop").permits;
        held.into_iter().map(|p| p.number).collect::<Vec<_>>()
    };
    let decide = async |id, refusal| decide_permit(&world.desk, &verifier, id, refusal).await.unwrap().expect("there").is_ok();
    let old = enter(&world.desk, &by, permit("nib", "1234567890123", ""), None).await.unwrap();
    assert!(decide(old, None).await);
    let refused = enter(&world.desk, &by, permit("nib", "1234567890124", ""), None).await.unwrap();
    assert_eq!(badge().await, ["1234567890123"], "the old one counts while the new one waits");
    assert!(decide(refused, Some("Nomor tidak cocok.")).await);
    assert_eq!(badge().await, ["1234567890123"]);
    let states = async || current(&world.desk, &by).await.unwrap().iter().map(|p| p.state).collect::<Vec<_>>();
    assert_eq!(states().await, [Verification::Verified, Verification::Refused]);
    let new = enter(&world.desk, &by, permit("nib", "1234567890125", ""), None).await.unwrap();
    assert_eq!(states().await, [Verification::Verified, Verification::Waiting], "what was refused gave way");
    assert!(decide(new, None).await);
    assert_eq!((badge().await, states().await), (vec!["1234567890125".to_owned()], vec![Verification::Verified]));
    // Revoked, with one of its kind refused beside it.
    let again = enter(&world.desk, &by, permit("nib", "1234567890126", ""), None).await.unwrap();
    assert!(decide(again, Some("Buram.")).await);
    assert!(decide(new, Some("Dicabut OSS.")).await);
    assert_eq!((badge().await, states().await), (vec![], vec![Verification::Refused]));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_finds_what_it_verified() {
    let world = World::new().await;
    let verifier = standing(&world, Role::Regency).await.verifier().unwrap();
    for (role, shop, number) in
        [(Role::Member, world.shops[0], "1234567890123"), (Role::OtherMember, world.shops[1], "9876543210123")]
    {
        let by = keeper(&world, role, shop).await;
        let id = enter(&world.desk, &by, permit("nib", number, ""), None).await.unwrap();
        assert!(decide_permit(&world.desk, &verifier, id, None).await.unwrap().expect("there").is_ok());
    }
    for (words, found) in
        [("", 2), ("SHOP-ONE", 1), ("9876 5432 10123", 1), ("%", 0), ("\0", 2), ("1234567890124", 0), (" ' or 1=1 ", 0)]
    {
        assert_eq!(verified_permits(&world.desk, &verifier, words).await.unwrap().len(), found, "{words:?}");
    }
    let elsewhere = domain::access::Standing { regencies: vec!["33.26".into()], ..standing(&world, Role::Regency).await };
    assert!(verified_permits(&world.desk, &elsewhere.verifier().unwrap(), "").await.unwrap().is_empty());
}
