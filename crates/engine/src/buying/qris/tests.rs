use bytes::Bytes;
use domain::access::BusinessRef;

use super::*;
use crate::people;
use crate::pictures::{PictureError, fixtures};
use crate::testing::world::{Role, World, takes_cash};

const WARUNG: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000011021000000000110303UMI51440014ID.CO.QRIS.WWW0215ID00000000000110303UMI5204541153033605802ID5914WARUNG BU TINI6006BATANG61055121162070703A0163047CE9";
const BATIK: &str = "00020101021126630016ID.CO.CONTOH.WWW0118936000000000000029021000000000290303UMI51440014ID.CO.QRIS.WWW0215ID00000000000290303UMI5204569953033605802ID5916BATIK PAK SLAMET6010PEKALONGAN61055111162070703A0163040191";

async fn keeper(world: &World, role: Role, shop: BusinessRef) -> Keeper {
    let token = world.token(role).expect("somebody");
    let standing = people::session(&world.desk, token).await.expect("a database").expect("an open session").1;
    standing.keeper(shop, world.desk.today().date()).expect("a keeper")
}

fn code(text: &str) -> Qris {
    Qris::parse(text).expect("a good code")
}

async fn name_at(world: &World, by: &Keeper) -> Option<String> {
    own(&world.desk, by).await.expect("a shop").qris.map(|qris| qris.name().to_owned())
}

fn photo(text: &str) -> Upload {
    Upload::Bytes(Bytes::from(fixtures::jpeg(&fixtures::photo_of_code(text, (1000, 800), 560, 7.0))))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_shop_keeps_its_own_code() {
    let world = World::new().await;
    let one = keeper(&world, Role::Member, world.shops[0]).await;
    let two = keeper(&world, Role::OtherMember, world.shops[1]).await;
    assert_eq!(name_at(&world, &one).await, None);
    save(&world.desk, &one, &code(WARUNG)).await.unwrap();
    assert_eq!((name_at(&world, &one).await.as_deref(), name_at(&world, &two).await), (Some("WARUNG BU TINI"), None));
    save(&world.desk, &two, &code(BATIK)).await.unwrap();
    save(&world.desk, &one, &code(BATIK)).await.unwrap();
    save(&world.desk, &one, &code(BATIK)).await.unwrap();
    assert_eq!(name_at(&world, &one).await.as_deref(), Some("BATIK PAK SLAMET"));
    let written = sqlx::query_scalar!(
        r#"select count(*) as "n!" from audit where action = 'qris.save' and subject = $1"#,
        world.shops[0].id.0
    );
    assert_eq!(written.fetch_one(world.desk.db()).await.unwrap(), 2, "a second press changes nothing");
    remove(&world.desk, &one).await.unwrap();
    remove(&world.desk, &one).await.unwrap();
    assert_eq!((name_at(&world, &one).await, name_at(&world, &two).await.as_deref()), (None, Some("BATIK PAK SLAMET")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_hears_of_a_code_that_an_officer_put_up() {
    let world = World::new().await;
    let owner = keeper(&world, Role::Member, world.shops[0]).await;
    let officer = keeper(&world, Role::Officer, world.shops[0]).await;
    let told = async || {
        let told = sqlx::query_scalar!(
            r#"select count(*) as "n!" from notice where kind = 'pay_code' and account_id = $1 and link = '/usaha/qris?usaha=shop-one'"#,
            world.account(Role::Member).0
        );
        told.fetch_one(world.desk.db()).await.unwrap()
    };
    save(&world.desk, &owner, &code(WARUNG)).await.unwrap();
    assert_eq!(told().await, 0);
    save(&world.desk, &officer, &code(BATIK)).await.unwrap();
    assert_eq!(told().await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_shop_can_always_be_paid_somehow() {
    let world = World::new().await;
    let by = keeper(&world, Role::Member, world.shops[0]).await;
    save(&world.desk, &by, &code(WARUNG)).await.unwrap();
    takes_cash(&world.desk, world.shops[0], false).await;
    assert!(matches!(remove(&world.desk, &by).await, Err(RemoveError::OnlyWay)));
    assert_eq!(name_at(&world, &by).await.as_deref(), Some("WARUNG BU TINI"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_read_from_a_photo_or_the_reason_is_said() {
    assert_eq!(read(photo(WARUNG)).await.unwrap(), code(WARUNG));
    let paid = for_order(WARUNG, Rupiah(25_000)).expect("an amount");
    let broken = WARUNG.replace("TINI", "TUTI");
    for (text, why) in [
        ("https://example.com/menu", QrisError::NotQris),
        (paid.as_str(), QrisError::Dynamic),
        (broken.as_str(), QrisError::WrongCrc),
    ] {
        assert_eq!(read(photo(text)).await, Err(Invalid::Qris(why)), "{text}");
    }
    let upload = |file: Vec<u8>| Upload::Bytes(Bytes::from(file));
    assert_eq!(read(upload(fixtures::jpeg(&fixtures::photo(600, 400)))).await, Err(Invalid::NoCode));
    assert_eq!(read(upload(b"GIF89a".to_vec())).await, Err(Invalid::NotAPicture));
    assert_eq!(read(upload(Vec::new())).await, Err(Invalid::NotAPicture));
    assert!(matches!(
        pictures::codes(upload(b"<svg/>".to_vec()), |_| true).await,
        Err(pictures::UploadError::Picture(PictureError::NotAPicture))
    ));
}

#[test]
fn an_order_gets_its_amount_or_no_code() {
    let paid = for_order(WARUNG, Rupiah(25_000)).unwrap();
    assert!(paid.starts_with("000201010212") && paid.contains("5303360540525000"), "{paid}");
    assert_eq!(Qris::parse(&paid), Err(QrisError::Dynamic));
    assert_ne!(for_order(BATIK, Rupiah(25_000)), Some(paid));
    assert_eq!(for_order(WARUNG, Rupiah(0)), None);
    assert_eq!(for_order("bukan kode", Rupiah(25_000)), None);
}
