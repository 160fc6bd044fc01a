//! Rounds that have come as far as their goods: ordered, received. The order is made by hand, so that
//! these tests do not stand on those of choosing an amount.

use domain::access::Officer;
use domain::dates::Day;
use domain::ids::{JournalId, KoperasiId, MembershipId, RoundId};
use domain::ledger::{Entry, Line, Role};
use domain::money::Rupiah;
use domain::purchasing::Delivery;
use domain::quantity::Quantity;

use crate::ledger::{Posting, book, post};
use crate::purchasing::{self, receipt};
use crate::tx::Actor;
use crate::{Desk, ids};

/// So many units are ordered of a round, in whatever state it was, at the price of their tier.
///
/// # Panics
/// When a row cannot be written; so do all that follow.
pub async fn ordered(desk: &Desk, round: RoundId, quantity: u32) {
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    let there = purchasing::lock(tx.conn(), round).await.expect("the round is there");
    let terms = purchasing::terms(tx.conn(), there.offer).await.expect("its terms");
    let quantity = Quantity::whole(quantity);
    let price = terms.tiers.price_for(quantity);
    let transport = terms.transport.cost(quantity).expect("it fits");
    let now = tx.now();
    sqlx::query!(
        "update round set state = 'ordered', ordered_quantity = $2, unit_price = $3, transport = $4, closed_at = $5,
             ordered_at = $5, updated_at = greatest($5, updated_at + interval '1 microsecond') where id = $1",
        round.0,
        quantity.thousandths(),
        i64::from(price),
        transport.0,
        now
    )
    .execute(tx.conn())
    .await
    .expect("it is ordered");
    purchasing::allocate_anew(&mut tx, &there, &terms, quantity, price, transport).await.expect("it is shared out");
    tx.commit().await.expect("a commit");
}

/// A delivery of so many units, undamaged and as ordered.
pub fn delivery(quantity: u32) -> Delivery {
    Delivery {
        delivered: Quantity::whole(quantity),
        damaged: Quantity::ZERO,
        damaged_paid: false,
        unit_price: None,
        transport: None,
        note: None,
    }
}

/// All of this came of a round that was ordered, and receiving was finished.
pub async fn received(desk: &Desk, by: &Officer, round: RoundId, delivery: &Delivery) {
    receipt::receive(desk, by, round, delivery, None, ids::fresh()).await.expect("it is written down");
    receipt::finish_receiving(desk, by, round, version(desk, round).await).await.expect("it is received");
}

/// What a page of the round would have been opened with just now.
pub async fn version(desk: &Desk, round: RoundId) -> i64 {
    sqlx::query_scalar!(
        r#"select (extract(epoch from updated_at) * 1000000)::bigint as "version!" from round where id = $1"#,
        round.0
    )
    .fetch_one(desk.db())
    .await
    .expect("the round is there")
}

/// Money that a member paid in beforehand.
pub async fn deposit(desk: &Desk, koperasi: KoperasiId, membership: MembershipId, amount: i64) -> JournalId {
    let mut tx = desk.begin(Actor::System).await.expect("a transaction");
    let book = book(&mut tx, koperasi).await.expect("a book");
    let lines = [Line::debit(Role::Cash, Rupiah(amount)), Line::credit(Role::MemberDeposit, Rupiah(amount)).of(membership.0)];
    let entry = Entry::new(lines).expect("it balances");
    let day = Day::of(tx.now());
    let journal = post(&mut tx, &Posting::new(book, day, "deposit_in", "Titipan"), &entry).await.expect("it is posted");
    tx.commit().await.expect("a commit");
    journal
}
