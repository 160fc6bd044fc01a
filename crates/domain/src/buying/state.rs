//! Where an order stands, who may take it on, and what is undone.

use serde::{Deserialize, Serialize};

/// `new → accepted → prepared → ready | sent → done`, and out of it `refused`, `cancelled`, `complaint`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The seller has not answered.
    New,
    Accepted,
    Prepared,
    /// To be fetched.
    Ready,
    /// On its way to the buyer.
    Sent,
    Done,
    Refused,
    Cancelled,
    Complaint,
}

/// Whose hand moves an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Buyer,
    Seller,
    /// Who mediates for the koperasi that vouches for the shop.
    Officer,
    /// Nobody did anything for too long.
    Clock,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    Accept,
    Refuse,
    Prepare,
    /// It waits to be fetched.
    MakeReady,
    /// It is on its way.
    Send,
    /// The buyer has it.
    Complete,
    Cancel,
    Complain,
    /// A complaint is decided about what was handed over: the order is done.
    Settle,
    /// A complaint is decided about what was never handed over: the order goes on from where it stood.
    ResumeAccepted,
    ResumePrepared,
    /// A complaint is decided for the buyer: the order is called off.
    TakeBack,
}

impl Step {
    pub const ALL: [Self; 12] = [
        Self::Accept,
        Self::Refuse,
        Self::Prepare,
        Self::MakeReady,
        Self::Send,
        Self::Complete,
        Self::Cancel,
        Self::Complain,
        Self::Settle,
        Self::ResumeAccepted,
        Self::ResumePrepared,
        Self::TakeBack,
    ];

    /// What the order took comes back to the shop's stock. Not so what a complaint calls off after it was handed
    /// over: it was eaten, or it broke, and what of it comes back only the seller can count.
    pub const fn gives_back(self, handed: bool) -> bool {
        match self {
            Self::Refuse | Self::Cancel => true,
            Self::TakeBack => !handed,
            _ => false,
        }
    }
}

/// Somebody was quicker, the page is an old one, or this side may not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} by {side:?} is not possible from {from:?}")]
pub struct IllegalStep {
    pub from: State,
    pub step: Step,
    pub side: Side,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::New,
        Self::Accepted,
        Self::Prepared,
        Self::Ready,
        Self::Sent,
        Self::Done,
        Self::Refused,
        Self::Cancelled,
        Self::Complaint,
    ];

    /// The only way from one state to another, and whose it is. Preparing may be left out. A buyer cancels as
    /// long as the seller has not begun; a seller as long as the buyer has not got it, also when it was refused at
    /// the door; the clock what nobody answered. Whether somebody has fetched it the clock cannot know: it ends
    /// what was sent, and what nobody has said anything about for long. A buyer complains once it was accepted,
    /// since from then on it may have been paid. What was not handed over goes on when that complaint ends; what a
    /// seller is silent about until the clock ends it is called off, so that silence wins nothing.
    ///
    /// # Errors
    /// [`IllegalStep`]
    pub fn after(self, step: Step, side: Side) -> Result<Self, IllegalStep> {
        use Side::{Buyer, Clock, Officer, Seller};
        use State::{Accepted, Cancelled, Complaint, Done, New, Prepared, Ready, Refused, Sent};
        match (self, step, side) {
            (New, Step::Accept, Seller) => Ok(Accepted),
            (New, Step::Refuse, Seller) => Ok(Refused),
            (Accepted, Step::Prepare, Seller) => Ok(Prepared),
            (Accepted | Prepared, Step::MakeReady, Seller) => Ok(Ready),
            (Accepted | Prepared, Step::Send, Seller) => Ok(Sent),
            (Ready | Sent, Step::Complete, Buyer | Seller) => Ok(Done),
            (Sent, Step::Complete, Clock) => Ok(Done),
            (New | Accepted, Step::Cancel, Buyer) => Ok(Cancelled),
            (Accepted | Prepared | Ready | Sent, Step::Cancel, Seller) => Ok(Cancelled),
            (New, Step::Cancel, Clock) => Ok(Cancelled),
            (Accepted | Prepared | Ready | Sent | Done, Step::Complain, Buyer) => Ok(Complaint),
            (Complaint, Step::Settle, Buyer | Officer | Clock) => Ok(Done),
            (Complaint, Step::ResumeAccepted, Buyer | Officer) => Ok(Accepted),
            (Complaint, Step::ResumePrepared, Buyer | Officer) => Ok(Prepared),
            (Complaint, Step::TakeBack, Seller | Officer | Clock) => Ok(Cancelled),
            (from, step, side) => Err(IllegalStep { from, step, side }),
        }
    }

    /// As stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Accepted => "accepted",
            Self::Prepared => "prepared",
            Self::Ready => "ready",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::Complaint => "complaint",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }

    /// Nothing is expected of anybody any more, but a review or a complaint.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Refused | Self::Cancelled)
    }
}

/// What an order's timeline tells, as stored in `order_event.what`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Happened {
    Placed,
    Accepted,
    Refused,
    Prepared,
    Ready,
    Sent,
    Done,
    Cancelled,
    Proof,
    Paid,
    Unpaid,
    Complained,
    Decided,
    /// The seller promised another day.
    Postponed,
    /// Nobody had fetched it in time: buyer and seller were told.
    Reminded,
}

impl Happened {
    pub const ALL: [Self; 15] = [
        Self::Placed,
        Self::Accepted,
        Self::Refused,
        Self::Prepared,
        Self::Ready,
        Self::Sent,
        Self::Done,
        Self::Cancelled,
        Self::Proof,
        Self::Paid,
        Self::Unpaid,
        Self::Complained,
        Self::Decided,
        Self::Postponed,
        Self::Reminded,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Prepared => "prepared",
            Self::Ready => "ready",
            Self::Sent => "sent",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Proof => "proof",
            Self::Paid => "paid",
            Self::Unpaid => "unpaid",
            Self::Complained => "complained",
            Self::Decided => "decided",
            Self::Postponed => "postponed",
            Self::Reminded => "reminded",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|h| h.code() == code)
    }
}

impl Side {
    pub const ALL: [Self; 4] = [Self::Buyer, Self::Seller, Self::Officer, Self::Clock];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Buyer => "buyer",
            Self::Seller => "seller",
            Self::Officer => "officer",
            Self::Clock => "clock",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.code() == code)
    }
}

#[cfg(feature = "db")]
mod db {
    use super::{Happened, Side, State};
    use crate::form::Invalid::UnknownChoice;
    use crate::quantity::db::text_column;

    text_column!(State, State::code, |text: &str| State::from_code(text).ok_or(UnknownChoice));
    text_column!(Side, Side::code, |text: &str| Side::from_code(text).ok_or(UnknownChoice));
    text_column!(Happened, Happened::code, |text: &str| Happened::from_code(text).ok_or(UnknownChoice));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_ends_once_and_stays_so() {
        for (step, side) in Step::ALL.into_iter().flat_map(|step| Side::ALL.map(|side| (step, side))) {
            for over in [State::Refused, State::Cancelled] {
                assert!(over.after(step, side).is_err(), "{over:?} {step:?} {side:?}");
            }
            let again = State::Done.after(step, side);
            assert!(again.is_err() || (step, side) == (Step::Complain, Side::Buyer), "{step:?} {side:?}");
        }
    }

    #[test]
    fn the_clock_ends_only_what_nobody_answered_or_spoke_of_after_it_was_sent() {
        for (state, step) in State::ALL.into_iter().flat_map(|state| Step::ALL.map(|step| (state, step))) {
            let allowed = matches!(
                (state, step),
                (State::New, Step::Cancel) | (State::Sent, Step::Complete) | (State::Complaint, Step::Settle | Step::TakeBack)
            );
            assert_eq!(state.after(step, Side::Clock).is_ok(), allowed, "{state:?} {step:?}");
        }
    }

    #[test]
    fn whoever_may_be_left_without_goods_or_money_has_a_way_out() {
        for state in [State::Accepted, State::Prepared, State::Ready, State::Sent] {
            assert_eq!(state.after(Step::Cancel, Side::Seller), Ok(State::Cancelled), "{state:?}: nobody takes it");
            assert_eq!(state.after(Step::Complain, Side::Buyer), Ok(State::Complaint), "{state:?}: it was paid");
        }
        assert!(State::Done.after(Step::Cancel, Side::Seller).is_err());
        assert!(State::New.after(Step::Complain, Side::Buyer).is_err(), "nothing was promised, and nothing paid");
    }

    #[test]
    fn goods_come_back_by_steps_that_end_an_order_before_its_time() {
        for (step, handed) in Step::ALL.into_iter().flat_map(|step| [(step, false), (step, true)]) {
            let ends = State::ALL
                .into_iter()
                .flat_map(|from| Side::ALL.map(|side| from.after(step, side)))
                .any(|to| matches!(to, Ok(State::Refused | State::Cancelled)));
            let was_used = (step, handed) == (Step::TakeBack, true);
            assert_eq!(step.gives_back(handed), ends && !was_used, "{step:?} {handed}");
        }
    }

    #[test]
    fn every_state_is_reached_and_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_code(state.code()), Some(state));
            let reached = State::ALL
                .into_iter()
                .flat_map(|from| Step::ALL.map(|step| (from, step)))
                .flat_map(|(from, step)| Side::ALL.map(|side| from.after(step, side)))
                .any(|to| to == Ok(state));
            assert!(reached || state == State::New, "{state:?}");
        }
        assert!(Happened::ALL.into_iter().all(|h| Happened::from_code(h.code()) == Some(h)));
    }
}
