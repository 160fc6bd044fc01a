use domain::access::Keeper;
use domain::dates::Day;
use domain::form::Inputs;
use domain::ids::CashEntryId;
use domain::money::Rupiah;
use domain::quantity::Quantity;
use domain::slug::Slug;
use domain::till::{Direction, Entry, Kind, Month, Period};
use time::Duration;

use super::*;
use crate::notices::{self, News};
use crate::testing::till::{order, step, take};
use crate::testing::world::{self, Role, World};
use crate::trouble::Trouble;
use crate::{Desk, ids, people};

async fn keeper(world: &World, role: Role) -> Keeper {
    let shop = world.shops[usize::from(role == Role::OtherMember)];
    let token = world.token(role).expect("somebody");
    let standing = people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1;
    standing.keeper(shop, world.desk.today().date()).expect("a keeper")
}

fn entry(desk: &Desk, direction: Direction, kind: &str, amount: i64) -> Entry {
    let typed = Inputs::default().with("jenis", kind).with("jumlah", amount).with("keterangan", "Gula");
    Entry::parse(&typed, direction, desk.today()).expect("a good form")
}

async fn write(desk: &Desk, by: &Keeper, direction: Direction, kind: &str, amount: i64) -> CashEntryId {
    enter(desk, by, &entry(desk, direction, kind, amount), ids::fresh()).await.expect("it is written")
}

async fn this_month(desk: &Desk, by: &Keeper) -> Book {
    book(desk, by, Month::of(desk.today()), 50, 0).await.expect("the database answers")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_adds_up_and_is_its_keepers_own() {
    let world = World::new().await;
    let (one, two) = (keeper(&world, Role::Member).await, keeper(&world, Role::OtherMember).await);
    let desk = &world.desk;
    assert!(this_month(desk, &one).await.blank);
    write(desk, &one, Direction::In, "capital", 500_000).await;
    write(desk, &one, Direction::In, "sale", 120_000).await;
    write(desk, &one, Direction::Out, "material", 70_000).await;
    write(desk, &one, Direction::Out, "household", 200_000).await;
    write(desk, &two, Direction::In, "sale", 1_000).await;
    let book = this_month(desk, &one).await;
    assert_eq!((book.total(), book.lines.len(), book.blank), (4, 4, false));
    assert_eq!((book.sum(Direction::In), book.sum(Direction::Out)), (Rupiah(620_000), Rupiah(270_000)));
    assert_eq!(book.balance, Rupiah(350_000));
    assert_eq!(book.result(), Rupiah(50_000), "what is taken home is no cost");
    let month = book.months.last().expect("this month");
    assert_eq!((book.months.len(), month.came_in, month.went_out), (6, Rupiah(620_000), Rupiah(270_000)));
    assert_eq!(this_month(desk, &two).await.balance, Rupiah(1_000));
    // An officer of the koperasi writes for the member, and it says who did.
    let officer = keeper(&world, Role::Officer).await;
    let id = write(desk, &officer, Direction::In, "sale", 5).await;
    let row =
        sqlx::query!("select entered_by, business_id from cash_entry where id = $1", id.0).fetch_one(desk.db()).await.unwrap();
    assert_eq!((row.entered_by, row.business_id), (Some(officer.account().0), world.shops[0].id.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_press_is_one_line_and_other_contents_are_refused() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    let key = ids::fresh();
    let first = enter(desk, &by, &entry(desk, Direction::Out, "tools", 5_000), key).await.unwrap();
    let again = enter(desk, &by, &entry(desk, Direction::Out, "tools", 5_000), key).await.unwrap();
    assert_eq!(first, again);
    let other = enter(desk, &by, &entry(desk, Direction::Out, "tools", 6_000), key).await;
    assert!(matches!(other, Err(Trouble::KeyReused)), "{other:?}");
    assert_eq!(this_month(desk, &by).await.sum(Direction::Out), Rupiah(5_000));
    enter(desk, &by, &entry(desk, Direction::Out, "tools", 6_000), ids::fresh()).await.expect("from a fresh page");
    assert_eq!(this_month(desk, &by).await.sum(Direction::Out), Rupiah(11_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_is_mended_taken_back_and_brought_back() {
    let world = World::new().await;
    let (desk, by, other) = (&world.desk, keeper(&world, Role::Member).await, keeper(&world, Role::OtherMember).await);
    let id = write(desk, &by, Direction::Out, "material", 70_000).await;
    change(desk, &by, id, &entry(desk, Direction::Out, "packaging", 7_000)).await.unwrap();
    let mended = line(desk, &by, id).await.unwrap().expect("it is there");
    assert_eq!((mended.kind, mended.amount), (Kind::Packaging, Rupiah(7_000)));
    let before = sqlx::query_scalar!(
        r#"select detail->'before'->>'amount' as "amount!" from audit where action = 'till.change' and subject = $1"#,
        id.0
    )
    .fetch_one(desk.db())
    .await
    .unwrap();
    assert_eq!(before, "70000");
    // Somebody else's book is not there.
    assert!(line(desk, &other, id).await.unwrap().is_none());
    assert!(matches!(remove(desk, &other, id).await, Err(BookError::Unknown)));
    assert!(matches!(change(desk, &other, id, &entry(desk, Direction::In, "sale", 1)).await, Err(BookError::Unknown)));
    for _ in 0..2 {
        remove(desk, &by, id).await.unwrap();
    }
    let book = this_month(desk, &by).await;
    assert_eq!((book.lines.len(), book.balance, book.removed.len()), (0, Rupiah::ZERO, 1));
    assert!(matches!(change(desk, &by, id, &entry(desk, Direction::Out, "tools", 1)).await, Err(BookError::Unknown)));
    for _ in 0..2 {
        bring_back(desk, &by, id).await.unwrap();
    }
    assert_eq!(this_month(desk, &by).await.balance, Rupiah(-7_000));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_writes_its_line_when_the_money_is_there() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    let balance = async || this_month(desk, &by).await.balance;
    let transfer = order(&world, 0, "AAAA-0001", "accepted", "transfer", desk.now()).await;
    step(desk, transfer, "accepted", false).await;
    assert_eq!(balance().await, Rupiah::ZERO);
    step(desk, transfer, "accepted", true).await;
    assert_eq!(balance().await, Rupiah(28_000), "with its delivery");
    let book = this_month(desk, &by).await;
    assert_eq!(book.lines[0].order.as_deref(), Some("AAAA-0001"));
    assert!(matches!(remove(desk, &by, book.lines[0].id).await, Err(BookError::OfOrder)));
    step(desk, transfer, "accepted", false).await;
    assert_eq!((balance().await, this_month(desk, &by).await.removed.len()), (Rupiah::ZERO, 0));
    step(desk, transfer, "done", true).await;
    assert_eq!(balance().await, Rupiah(28_000));
    // Cash that was seen with the goods stays while a complaint is open, and goes back with them. What the clock ends
    // nobody has seen.
    let cash = order(&world, 0, "AAAA-0002", "sent", "cash", desk.now()).await;
    step(desk, cash, "sent", false).await;
    assert_eq!(balance().await, Rupiah(28_000));
    step(desk, cash, "done", false).await;
    assert_eq!(balance().await, Rupiah(28_000));
    step(desk, cash, "done", true).await;
    assert_eq!(balance().await, Rupiah(56_000));
    step(desk, cash, "complaint", false).await;
    assert_eq!(balance().await, Rupiah(56_000));
    step(desk, cash, "cancelled", false).await;
    assert_eq!(balance().await, Rupiah(28_000));
    assert_eq!(this_month(desk, &keeper(&world, Role::OtherMember).await).await.balance, Rupiah::ZERO);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_book_of_nonsense_can_still_be_read() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    for number in ["AAAA-0001", "AAAA-0002", "AAAA-0003"] {
        let order = order(&world, 0, number, "done", "cash", desk.now()).await;
        sqlx::query!("update shop_order set goods = $2 - delivery, total = $2 where id = $1", order.0, i64::MAX - 1)
            .execute(desk.db())
            .await
            .unwrap();
        step(desk, order, "done", true).await;
    }
    assert_eq!(this_month(desk, &by).await.balance, Rupiah(i64::MAX));
    let sales = sales(desk, &by, Period::last(7, desk.today())).await.unwrap();
    assert_eq!((sales.orders(), sales.goods()), (3, Rupiah(i64::MAX)));
}

#[tokio::test(flavor = "multi_thread")]
async fn sales_count_what_was_taken_on_by_day_product_and_place() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    let today = desk.today();
    // The last minute of yesterday and the first of today, in Jakarta.
    order(&world, 0, "AAAA-0001", "done", "cash", today.start() - Duration::minutes(1)).await;
    order(&world, 0, "AAAA-0002", "accepted", "qris", today.start()).await;
    order(&world, 0, "AAAA-0003", "complaint", "cash", today.start()).await;
    order(&world, 0, "AAAA-0004", "cancelled", "cash", today.start()).await;
    order(&world, 0, "AAAA-0005", "new", "cash", today.start()).await;
    order(&world, 0, "AAAA-0006", "done", "cash", today.start() - Duration::days(40)).await;
    order(&world, 1, "AAAA-0007", "done", "cash", today.start()).await;
    let sales = sales(desk, &by, Period::last(30, today)).await.unwrap();
    let days: Vec<(Day, i64)> = sales.days.iter().map(|d| (d.day, d.orders)).collect();
    assert_eq!(days, [(today.plus_days(-1), 1), (today, 2)]);
    assert_eq!((sales.goods(), sales.delivery(), sales.waiting), (Rupiah(75_000), Rupiah(9_000), 1));
    assert_eq!(sales.goods_per_order(), Some(Rupiah(25_000)));
    assert_eq!(sales.products.len(), 1);
    assert_eq!((sales.products[0].quantity, sales.products[0].orders), (6_000, 3));
    assert_eq!(sales.places.len(), 1);
    assert_eq!(sales.places[0].district.as_deref(), Some("Limpung"));
    let other = super::sales(desk, &keeper(&world, Role::OtherMember).await, Period::last(30, today)).await.unwrap();
    assert_eq!((other.orders(), other.places[0].district.as_deref()), (1, None));
    let lines = sold_lines(desk, &by, Period::last(30, today)).await.unwrap();
    let orders: Vec<&str> = lines.iter().map(|l| l.order.as_str()).collect();
    assert_eq!(orders, ["AAAA-0001", "AAAA-0002", "AAAA-0003"]);
    assert_eq!((lines[0].paid, lines[1].paid), (true, false));
}

async fn told(world: &World, role: Role) -> Vec<News> {
    let token = world.token(role).expect("somebody");
    let standing = people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1;
    let all = notices::newest(&world.desk, &standing.person()).await.expect("the database answers");
    all.into_iter().map(|notice| notice.news).rev().collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_keeper_is_told_once_for_each_fall() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    let (one, two) = (Slug::parse("product-one").unwrap(), Slug::parse("product-two").unwrap());
    let warnings = [(one.clone(), Some(Quantity::whole(5))), (two.clone(), Some(Quantity::whole(9)))];
    set_warnings(desk, &by, &warnings).await.unwrap();
    let [mine, theirs] = world.products;
    let at = |minutes| desk.now() - Duration::minutes(minutes);
    let orders = [
        order(&world, 0, "AAAA-0001", "new", "cash", at(9)).await,
        order(&world, 0, "AAAA-0002", "new", "cash", at(8)).await,
        order(&world, 0, "AAAA-0003", "new", "cash", at(7)).await,
        order(&world, 0, "AAAA-0004", "new", "cash", at(6)).await,
    ];
    take(desk, orders[0], mine, 5_000).await;
    assert!(told(&world, Role::Member).await.is_empty());
    take(desk, orders[1], mine, 4_500).await;
    take(desk, orders[2], mine, 1_000).await;
    take(desk, orders[3], mine, 0).await;
    let low = |left| News::StockLow {
        shop: "shop-one".to_owned(),
        slug: "product-one".to_owned(),
        name: "Emping product-one".to_owned(),
        unit: "kg".to_owned(),
        left: Quantity::from_thousandths(left),
    };
    assert_eq!(told(&world, Role::Member).await, [low(4_500), low(0)]);
    // The warning of somebody else's product was none of this keeper's to set; and who changes a stock by hand knows.
    let theirs_order = order(&world, 1, "AAAA-0005", "new", "cash", at(5)).await;
    take(desk, theirs_order, theirs, 1_000).await;
    sqlx::query!("update product set stock = 0 where id = $1", theirs.0).execute(desk.db()).await.unwrap();
    assert!(told(&world, Role::OtherMember).await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn warnings_are_set_changed_and_taken_away() {
    let world = World::new().await;
    let (desk, by) = (&world.desk, keeper(&world, Role::Member).await);
    let slug = Slug::parse("product-one").unwrap();
    let below = async || {
        let list = watched(desk, &by, Which::Page { limit: 50, offset: 0 }).await.unwrap();
        assert_eq!((list.total, list.rows.len()), (1, 1));
        (list.rows[0].below, list.rows[0].is_low())
    };
    assert_eq!(below().await, (None, false));
    set_warnings(desk, &by, &[(slug.clone(), Some(Quantity::whole(10)))]).await.unwrap();
    assert_eq!(below().await, (Some(10_000), false), "ten are there, which is not below ten");
    set_warnings(desk, &by, &[(slug.clone(), Some(Quantity::whole(11)))]).await.unwrap();
    assert_eq!((below().await, running_low(desk, &by).await.unwrap()), ((Some(11_000), true), 1));
    assert_eq!(running_low(desk, &keeper(&world, Role::OtherMember).await).await.unwrap(), 0);
    set_warnings(desk, &by, &[(slug, None)]).await.unwrap();
    assert_eq!((below().await, running_low(desk, &by).await.unwrap()), ((None, false), 0));
    // What is made to order cannot run low.
    let made = world::product(desk, world.shops[0], "made-one", "published").await;
    sqlx::query!("update product set stock = null, made_days = 3 where id = $1", made.0).execute(desk.db()).await.unwrap();
    assert_eq!(below().await, (None, false));
    let named = watched(desk, &by, Which::Named(&["made-one".to_owned(), "product-two".to_owned()])).await.unwrap();
    assert!(named.rows.is_empty());
}
