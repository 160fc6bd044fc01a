//! Orders write their own line into the book.

use domain::buying::{Pay, State};
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
    let o = sqlx::query!(
        r#"select business_id, state as "state: State", pay as "pay: Pay", total, paid_at, ended_at from shop_order where id = $1"#,
        order.0
    )
    .fetch_one(tx.conn())
    .await?;
    let now = tx.now();
    match money(o.state, o.pay, o.paid_at, o.ended_at) {
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
        Money::AsBefore => {}
    }
    Ok(())
}

#[derive(Debug, PartialEq, Eq)]
enum Money {
    Came(OffsetDateTime),
    /// It is not there, or goes back to the buyer.
    Away,
    /// While a complaint is open nobody knows.
    AsBefore,
}

/// The seller saw the money, or it changed hands with the goods.
fn money(state: State, pay: Pay, paid_at: Option<OffsetDateTime>, ended_at: Option<OffsetDateTime>) -> Money {
    match (state, pay, paid_at) {
        (State::Refused | State::Cancelled, ..) => Money::Away,
        (_, _, Some(at)) => Money::Came(at),
        (State::Done, Pay::Cash, None) => ended_at.map_or(Money::AsBefore, Money::Came),
        (State::Complaint, Pay::Cash, None) => Money::AsBefore,
        _ => Money::Away,
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn money_comes_when_it_is_seen_or_changes_hands() {
        let (paid, ended) = (datetime!(2026-11-20 03:00 UTC), datetime!(2026-11-24 03:00 UTC));
        assert_eq!(money(State::New, Pay::Transfer, None, None), Money::Away);
        assert_eq!(money(State::Accepted, Pay::Transfer, Some(paid), None), Money::Came(paid));
        assert_eq!(money(State::Done, Pay::Transfer, None, Some(ended)), Money::Away, "nobody saw the money");
        assert_eq!(money(State::Sent, Pay::Cash, None, None), Money::Away);
        assert_eq!(money(State::Done, Pay::Cash, None, Some(ended)), Money::Came(ended));
        assert_eq!(money(State::Done, Pay::Cash, Some(paid), Some(ended)), Money::Came(paid));
        assert_eq!(money(State::Complaint, Pay::Cash, None, None), Money::AsBefore);
        for state in [State::Refused, State::Cancelled] {
            assert_eq!(money(state, Pay::Qris, Some(paid), Some(ended)), Money::Away);
        }
    }
}
