//! The server is killed in the middle of any step of an order, and the same button is pressed again. What is left
//! in the end is what the same life leaves without a kill: each order, event, mail and notice once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use domain::buying::{Guest, OrderNumber};
use domain::form::Inputs;
use domain::quantity::Quantity;

use super::cart::{CartOf, add};
use super::proofs::{PROOFS, timeline};
use super::steps::{accept, cancel, complete, make_ready, paid, prepare, refuse, send};
use super::{Buyer, OrderError, OrderReader, Placed, Stranger, due, place};
use crate::people::Caller;
use crate::reviews::complaint::{self, ComplaintError};
use crate::testing::kill::{ENDLESS, killed_at};
use crate::testing::market::{BROUGHT, Market, checkout, complaint_form, decision, reason};
use crate::testing::orders::{NewOrder, stock};
use crate::testing::world::Role;
use crate::token::Token;
use crate::{check, ids};

const HOUR: Duration = Duration::from_secs(3600);

/// How often the server died. A database that is quick enough to answer at once leaves a step without a wait.
static KILLS: AtomicUsize = AtomicUsize::new(0);

/// A market in which a server lives, or dies at every wait.
struct Play {
    market: Market,
    kills: bool,
}

/// Takes a step, killed at its first wait, then at its second, and so on until it is through. When the kill came
/// after the commit, the next press is told so (`over`), or finds what the first one did.
async fn through<T, E: std::fmt::Debug>(
    play: &Play,
    step: impl AsyncFn() -> Result<T, E>,
    over: impl Fn(&E) -> bool,
) -> Option<T> {
    if !play.kills {
        return Some(step().await.expect("it is done"));
    }
    for wait in 1..ENDLESS {
        match killed_at(wait, step()).await {
            Some(Ok(done)) => return Some(done),
            Some(Err(why)) => {
                assert!(wait > 1 && over(&why), "{why:?}");
                return None;
            }
            None => {
                KILLS.fetch_add(1, Ordering::Relaxed);
                nothing_is_half_done(play).await;
            }
        }
    }
    panic!("a step without an end")
}

/// Each proof is one statement: whatever is committed meanwhile, it sees all of it or nothing.
async fn nothing_is_half_done(play: &Play) {
    let mut db = play.market.world.desk.db().acquire().await.expect("a connection");
    for proof in PROOFS {
        let found: Vec<String> = sqlx::query_scalar(proof.offenders).fetch_all(&mut *db).await.expect(proof.name);
        assert!(found.is_empty(), "{}: {found:?}", proof.name);
    }
    let found = timeline(&mut db).await.expect("the timeline").offenders;
    assert!(found.is_empty(), "{found:?}");
}

fn moved(why: &OrderError) -> bool {
    matches!(why, OrderError::Moved { .. })
}

fn never<E>(_: &E) -> bool {
    false
}

fn new_order(placed: Option<Placed>) -> NewOrder {
    let placed = placed.expect("the same press finds it");
    NewOrder { id: placed.order, number: OrderNumber::parse(&placed.number).expect("a number") }
}

async fn placed(play: &Play, buyer: usize, shop: usize, thousandths: i64, form: &[(&str, &str)]) -> NewOrder {
    let (market, key) = (&play.market, ids::fresh());
    market.puts(buyer, shop, thousandths).await;
    let (shop, form) = (market.shop(shop), checkout(form));
    let by = || Buyer::Account(market.buyers[buyer].clone());
    new_order(through(play, || place(&market.world.desk, by(), &shop, &form, key), never).await)
}

/// By somebody who is not signed in, whose account is made on the way.
async fn placed_by_guest(play: &Play) -> NewOrder {
    let (market, key, token) = (&play.market, ids::fresh(), Token::fresh());
    let desk = &market.world.desk;
    add(desk, &CartOf::Token(token.clone()), &market.product(0), Quantity::from_thousandths(500)).await.expect("it is there");
    let guest = Guest::parse(&Inputs::default().with("nama", "Bu Tini").with("telepon", "081300000001")).expect("a guest");
    let caller = Caller { address: "203.0.113.9".to_owned(), device: "Chrome, Android".to_owned() };
    let stranger = Stranger { guest, cart: Some(token), caller };
    let (shop, form) = (market.shop(0), checkout(&[]));
    let press = async || {
        // Nobody presses forty times within an hour.
        desk.forward(HOUR);
        place(desk, Buyer::Guest(stranger.clone()), &shop, &form, key).await
    };
    new_order(through(play, press, never).await)
}

/// Accepted, prepared, brought, paid, and said to have arrived.
async fn sold(play: &Play) {
    let (desk, by) = (&play.market.world.desk, &play.market.sellers[0]);
    let number = &placed(play, 0, 0, 2_500, &BROUGHT).await.number;
    through(play, || accept(desk, by, number), moved).await;
    through(play, || prepare(desk, by, number), moved).await;
    through(play, || send(desk, by, number), moved).await;
    through(play, || paid(desk, by, number), never).await;
    through(play, || complete(desk, play.market.reader(0), number), moved).await;
}

/// Refused by the seller, and called off by the buyer.
async fn unsold(play: &Play) {
    let (desk, by, why) = (&play.market.world.desk, &play.market.sellers[1], reason("Habis."));
    let number = &placed(play, 0, 1, 2_000, &[]).await.number;
    through(play, || refuse(desk, by, number, &why), moved).await;
    let number = &placed(play, 1, 1, 3_000, &[]).await.number;
    through(play, || accept(desk, by, number), moved).await;
    through(play, || cancel(desk, play.market.reader(1), number, None), moved).await;
}

/// Paid in cash when it is fetched, complained about, and called off by the officer.
async fn taken_back(play: &Play) {
    let (desk, by) = (&play.market.world.desk, &play.market.sellers[0]);
    let order = placed(play, 1, 0, 1_000, &[]).await;
    let number = &order.number;
    through(play, || accept(desk, by, number), moved).await;
    through(play, || make_ready(desk, by, number), moved).await;
    through(play, || complete(desk, OrderReader::Seller(by), number), moved).await;
    let (buyer, form) = (play.market.side(1, &order).await, complaint_form());
    let already = |why: &ComplaintError| matches!(why, ComplaintError::Already);
    through(play, || complaint::complain(desk, &buyer, &form, &[]), already).await;
    let (officer, decision) = (play.market.mediator(0, &order).await, decision("batal"));
    let ended = |why: &ComplaintError| matches!(why, ComplaintError::Ended);
    through(play, || complaint::decide(desk, &officer, &decision), ended).await;
}

/// Left to the clock: nobody answers the one, and nobody says that the other arrived, of which its buyer complains
/// until they are content.
async fn left_to_the_clock(play: &Play) {
    let (desk, by) = (&play.market.world.desk, &play.market.sellers[1]);
    let silent = placed_by_guest(play).await;
    let order = placed(play, 0, 1, 1_500, &[]).await;
    through(play, || accept(desk, by, &order.number), moved).await;
    through(play, || send(desk, by, &order.number), moved).await;
    desk.forward(HOUR * 73);
    through(play, || due(desk, silent.id), never).await;
    through(play, || due(desk, order.id), never).await;
    play.market.complains(0, &order).await;
    let buyer = play.market.side(0, &order).await;
    let ended = |why: &ComplaintError| matches!(why, ComplaintError::Ended);
    through(play, || complaint::withdraw(desk, &buyer), ended).await;
}

/// All that a life of orders leaves behind, without ids, numbers and times. Each order has a total of its own.
const LEFT: &str = "
    select t from (
        select 'order ' || total || ' ' || buyer_name || ' ' || state || ' ' || stock_back || ' ' || (paid_at is not null) || ' '
               || coalesce(ended_by, '-') as t from shop_order
        union all
        select 'event ' || o.total || ' ' || row_number() over (partition by o.id order by e.id) || ' ' || e.side || ' ' || e.what || ' ' || e.detail
        from order_event e join shop_order o on o.id = e.order_id
        union all
        select 'move ' || p.slug || ' ' || row_number() over (partition by p.id order by m.id) || ' ' || m.after || ' ' || coalesce(o.total, 0)
        from stock_move m join product p on p.id = m.product_id left join shop_order o on o.id = m.order_id
        union all
        select 'cash ' || amount || ' ' || (removed_at is not null) from cash_entry
        union all
        select 'notice ' || a.name || ' ' || n.kind || ' ' || (n.data - 'number' - 'order') from notice n join account a on a.id = n.account_id
        union all
        select 'mail ' || to_address || ' ' || regexp_replace(subject, '[0-9A-Z]{4}-[0-9A-Z]{4}', '#') from mail
        union all
        select 'job ' || kind || ' ' || state from job
        union all
        select 'audit ' || action from audit
        union all
        select 'complaint ' || o.total || ' ' || c.reason || ' ' || c.outcome || ' ' || w.side || ' ' || w.words
        from complaint c join shop_order o on o.id = c.order_id join complaint_word w on w.complaint_id = c.id
        union all
        select 'person ' || a.name || ' ' || (select count(*) from session s where s.account_id = a.id) || ' '
               || (select count(*) from cart k join cart_line l on l.cart_id = k.id where k.account_id = a.id) || ' '
               || (select count(*) from idempotency i where i.account_id = a.id)
        from account a
        union all
        select 'cart of nobody' from cart where account_id is null
    ) l order by t collate \"C\"";

/// Plays all of it; gives what is left.
async fn played(kills: bool) -> Vec<String> {
    let play = Play { market: Market::new().await, kills };
    let (desk, world) = (&play.market.world.desk, &play.market.world);
    for (role, email) in [(Role::Person, "pembeli@contoh.id"), (Role::Member, "penjual@contoh.id")] {
        sqlx::query("update account set email = $2 where id = $1")
            .bind(world.account(role).0)
            .bind(email)
            .execute(desk.db())
            .await
            .expect("an address");
    }
    sold(&play).await;
    unsold(&play).await;
    taken_back(&play).await;
    left_to_the_clock(&play).await;

    let left = [stock(desk, world.products[0]).await, stock(desk, world.products[1]).await];
    assert_eq!(left, [Some(96_500), Some(98_500)], "what was sold, what a buyer gave back after having it, and nothing else");
    for finding in check::run(desk).await.expect("the database answers") {
        assert!(finding.offenders.is_empty(), "{}: {:?}", finding.name, finding.offenders);
    }
    sqlx::query_scalar(LEFT).fetch_all(desk.db()).await.expect("what is left")
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_goes_on_wherever_the_server_was_killed() {
    let lived = played(false).await;
    assert_eq!(lived.iter().filter(|line| line.starts_with("order ")).count(), 6);
    assert_eq!(played(true).await, lived);
    assert!(KILLS.load(Ordering::Relaxed) > 100, "{KILLS:?}");
}
