//! Orders write their own line into the book.

use domain::buying::State;
use domain::dates::Day;
use domain::ids::{CashEntryId, OrderId};
use domain::till::{Direction, Kind};
use time::OffsetDateTime;

use crate::ids;
use crate::trouble::Result;
use crate::tx::Tx;

/// Brings the book in step with an order: called by every step that may change whether its money is there
/// (paid, unpaid, done, cancelled, a complaint), with the order's row held. Called twice it changes nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn from_order(tx: &mut Tx, order: OrderId) -> Result<()> {
    let o = sqlx::query!(r#"select business_id, state as "state: State", total, paid_at from shop_order where id = $1"#, order.0)
        .fetch_one(tx.conn())
        .await?;
    let now = tx.now();
    match money(o.state, o.paid_at) {
        Money::Came(at) => {
            // The day stays when it was there before: a complaint that is settled is no second sale.
            sqlx::query!(
                "insert into cash_entry as e (id, business_id, day, direction, amount, kind, order_id, entered_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8)
                 on conflict (order_id) do update set removed_at = null, day = excluded.day, amount = excluded.amount
                 where e.removed_at is not null",
                ids::fresh::<CashEntryId>().0,
                o.business_id,
                Day::of(at).date(),
                Direction::In.code(),
                o.total,
                Kind::Sale.code(),
                order.0,
                now
            )
            .execute(tx.conn())
            .await?;
        }
        Money::Away => {
            sqlx::query!("update cash_entry set removed_at = $2 where order_id = $1 and removed_at is null", order.0, now)
                .execute(tx.conn())
                .await?;
        }
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
enum Money {
    Came(OffsetDateTime),
    /// It is not there, or goes back to the buyer.
    Away,
}

/// The seller saw the money, or it changed hands with the goods: the press by which buyer or seller end a cash order
/// notes that as well (`buying::steps`), until the seller says otherwise. The clock and the end of a complaint note
/// nothing.
fn money(state: State, paid_at: Option<OffsetDateTime>) -> Money {
    match (state, paid_at) {
        (State::Refused | State::Cancelled, _) | (_, None) => Money::Away,
        (_, Some(at)) => Money::Came(at),
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn money_comes_when_it_is_seen() {
        let paid = datetime!(2026-11-20 03:00 UTC);
        for state in [State::New, State::Sent, State::Done, State::Complaint] {
            assert_eq!(money(state, None), Money::Away, "nobody saw the money");
        }
        for state in [State::Accepted, State::Done, State::Complaint] {
            assert_eq!(money(state, Some(paid)), Money::Came(paid));
        }
        for state in [State::Refused, State::Cancelled] {
            assert_eq!(money(state, Some(paid)), Money::Away, "it goes back");
        }
    }
}
