use domain::form::Invalid;
use domain::ids::{PictureId, ProductId};
use sqlx::PgConnection;

use super::super::product::{self, AttachError};
use super::super::{PictureSet, Pictures, Place, fixtures};
use crate::testing::{self, TestDesk};
use crate::{Desk, ids};

async fn a_product(desk: &Desk) -> ProductId {
    let owner = testing::account(desk, "Bu Tini").await;
    let (business, product): (uuid::Uuid, ProductId) = (ids::fresh(), ids::fresh());
    let mut db = desk.db().acquire().await.unwrap();
    sqlx::query!(
        "insert into business (id, slug, owner_id, name, district_code, village)
         values ($1, $2, $3, 'Emping Bu Tini', '33.25.08', 'Limpung')",
        business,
        business.to_string(),
        owner.0
    )
    .execute(&mut *db)
    .await
    .unwrap();
    let category = sqlx::query_scalar!(
        "insert into category (slug, name_id, name_en) values ($1, 'Emping', 'Crackers') returning id",
        product.0.to_string()
    )
    .fetch_one(&mut *db)
    .await
    .unwrap();
    sqlx::query!(
        "insert into product (id, business_id, slug, name, category_id, price, sale_unit, stock, entered_by)
         values ($1, $2, $3, 'Emping', $4, 15000, 'kg', 1000, $5)",
        product.0,
        business,
        product.0.to_string(),
        category,
        owner.0
    )
    .execute(&mut *db)
    .await
    .unwrap();
    product
}

fn stored(n: u32) -> PictureSet {
    PictureSet { key: format!("{n:032x}"), width: 1200, height: 900, widest: 1280, colour: "#d8c8a0".into() }
}

/// Keys in their order, as small numbers, and that their places are without gaps.
async fn shown(db: &mut PgConnection, product: ProductId) -> Vec<u32> {
    let rows = sqlx::query!("select key, position from picture where product_id = $1 order by position", product.0)
        .fetch_all(db)
        .await
        .unwrap();
    for (place, row) in (0..).zip(&rows) {
        assert_eq!(row.position, place);
    }
    rows.iter().map(|row| u32::from_str_radix(&row.key, 16).unwrap()).collect()
}

async fn with_three() -> (TestDesk, ProductId, Vec<PictureId>) {
    let desk = testing::desk().await;
    let product = a_product(&desk).await;
    let mut db = desk.db().acquire().await.unwrap();
    let ids = product::add(&mut db, product, &[stored(1), stored(2), stored(3)], "Emping").await.unwrap();
    drop(db);
    (desk, product, ids)
}

#[tokio::test]
async fn pictures_are_added_after_those_there_up_to_eight() {
    let (desk, product, _) = with_three().await;
    let mut db = desk.db().acquire().await.unwrap();
    let more: Vec<_> = (4..=8).map(stored).collect();
    product::add(&mut db, product, &more, "").await.unwrap();
    assert_eq!(shown(&mut db, product).await, [1, 2, 3, 4, 5, 6, 7, 8]);
    let ninth = product::add(&mut db, product, &[stored(9)], "").await.unwrap_err();
    assert_eq!(ninth.invalid(), Some(Invalid::TooMany { max: 8 }));
    let nowhere = product::add(&mut db, ids::fresh(), &[stored(9)], "").await;
    assert!(matches!(nowhere, Err(AttachError::Missing)));
}

#[tokio::test]
async fn an_order_names_each_picture_once() {
    let (desk, product, ids) = with_three().await;
    let mut db = desk.db().acquire().await.unwrap();
    product::reorder(&mut db, product, &[ids[2], ids[0], ids[1]]).await.unwrap();
    assert_eq!(shown(&mut db, product).await, [3, 1, 2]);
    for wrong in [&ids[..2], &[ids[0], ids[0], ids[1]], &[ids[0], ids[1], ids::fresh()], &[]] {
        let refused = product::reorder(&mut db, product, wrong).await;
        assert!(matches!(refused, Err(AttachError::OtherSet)));
    }
    assert_eq!(shown(&mut db, product).await, [3, 1, 2]);
}

#[tokio::test]
async fn taking_one_down_closes_the_gap_and_names_the_files_to_delete() {
    let (desk, product, ids) = with_three().await;
    let copy = a_product(&desk).await;
    let mut db = desk.db().acquire().await.unwrap();
    product::add(&mut db, copy, &[stored(2)], "").await.unwrap();
    assert_eq!(product::remove(&mut db, product, ids[0]).await.unwrap(), Some(stored(1).key));
    assert_eq!(shown(&mut db, product).await, [2, 3]);
    // The copy of the product still shows this one.
    assert_eq!(product::remove(&mut db, product, ids[1]).await.unwrap(), None);
    assert_eq!(shown(&mut db, product).await, [3]);
    let gone = product::remove(&mut db, product, ids[1]).await;
    assert!(matches!(gone, Err(AttachError::Missing)));
    let of_another = product::remove(&mut db, copy, ids[2]).await;
    assert!(matches!(of_another, Err(AttachError::Missing)));
}

#[tokio::test]
async fn a_description_is_of_this_products_picture() {
    let (desk, product, ids) = with_three().await;
    let copy = a_product(&desk).await;
    let mut db = desk.db().acquire().await.unwrap();
    product::describe(&mut db, product, ids[1], "Semangkuk emping").await.unwrap();
    let alt = sqlx::query_scalar!("select alt from picture where id = $1", ids[1].0).fetch_one(&mut *db).await.unwrap();
    assert_eq!(alt, "Semangkuk emping");
    assert!(matches!(product::describe(&mut db, copy, ids[1], "x").await, Err(AttachError::Missing)));
}

#[tokio::test]
async fn two_windows_cannot_make_nine() {
    let (desk, product, _) = with_three().await;
    let (first, second): (Vec<_>, Vec<_>) = ((10..14).map(stored).collect(), (20..24).map(stored).collect());
    let window = async |sets: &[PictureSet]| {
        let mut tx = desk.db().begin().await.unwrap();
        let added = product::add(&mut tx, product, sets, "").await;
        if added.is_ok() {
            tx.commit().await.unwrap();
        }
        added.is_ok()
    };
    let (one, other) = tokio::join!(window(&first), window(&second));
    assert!(one != other, "one of them fits");
    let mut db = desk.db().acquire().await.unwrap();
    assert_eq!(shown(&mut db, product).await.len(), 7);
}

#[tokio::test]
async fn only_files_that_no_row_names_are_swept() {
    let desk = testing::desk().await;
    let product = a_product(&desk).await;
    let store = Pictures::of(&desk);
    let put = async |place| {
        let picture = super::process(&fixtures::jpeg(&fixtures::photo(64, 48))).unwrap();
        store.put(place, picture).await.unwrap()
    };
    let (kept, orphan, scan) = (put(Place::Public).await, put(Place::Public).await, put(Place::Secret).await);
    let mut db = desk.db().acquire().await.unwrap();
    product::add(&mut db, product, std::slice::from_ref(&kept), "").await.unwrap();
    let now = time::OffsetDateTime::now_utc();
    let hour = time::Duration::HOUR;
    assert_eq!(product::sweep(&mut db, &store, now - hour).await.unwrap(), 0, "what is young may be waiting");
    assert_eq!(product::sweep(&mut db, &store, now + hour).await.unwrap(), 2);
    assert!(store.read(&kept.jpeg()).await.unwrap().is_some());
    assert!(store.read(&orphan.jpeg()).await.unwrap().is_none());
    assert!(store.read_secret(&scan.key).await.unwrap().is_none());
}
