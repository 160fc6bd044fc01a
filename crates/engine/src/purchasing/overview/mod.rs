//! Rounds as officers see them: the list, one round with all that its page tells, and what is due.
//!
//! Of the own koperasi members are named; of others there are only totals, and their name in place of
//! who did something.

mod due;
mod list;
mod members;
mod others;
mod timeline;
mod whole;

use domain::dates::Day;
use domain::ids::{PurchaseOrderId, RoundId};
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{Fee, IfMissed, Minimum, OfferTerms, Recurrence, State, TransportSplit};
use domain::quantity::Quantity;
use time::OffsetDateTime;

pub use due::{Due, PurchasesDue, ToChoose, due};
pub use list::{OfficeList, RoundRow, Which, office_list};
pub use members::{MEMBERS, MemberPledge};
pub use others::{Habits, Other, habits, invitable};
pub use timeline::{Event, What, Who};
pub use whole::overview;

use super::shown;
use crate::koperasi::Listed;

/// What the own koperasi is to a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Coordinator,
    Joined,
    /// It was asked and has not answered.
    Invited,
}

impl Part {
    fn of(own: bool, state: &str) -> Self {
        match (own, state) {
            (true, _) => Self::Coordinator,
            (false, "joined") => Self::Joined,
            (false, _) => Self::Invited,
        }
    }
}

/// What there is to do next, for the koperasi that looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another koperasi asks to take part.
    Answer,
    /// A draft that somebody has to open.
    Open,
    /// A draft that opens by itself.
    Waits,
    /// Members pledge.
    Collect,
    /// Members add to a pack that is not full.
    TopUp,
    /// Nothing can be ordered: extend, fill up or cancel.
    Decide,
    Choose,
    /// The order is written, but the supplier has not got it.
    Send,
    Receive,
    HandOut,
    Settle,
    Rate,
    /// Others are at work, or all is done.
    Nothing,
}

/// All pledges together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Totals {
    pub members: i64,
    /// With at least one pledge.
    pub koperasi: i64,
    pub demand: Quantity,
    pub tolerance: Quantity,
    pub own_members: i64,
    pub own_demand: Quantity,
}

/// Whose offer the round stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub supplier: String,
    pub supplier_slug: String,
    pub material: String,
    pub version: i32,
    pub valid_until: Day,
}

/// What the same costs elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarketPrice {
    pub price: Price,
    pub day: Day,
    pub source: String,
}

/// How far the order to the supplier has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    pub id: PurchaseOrderId,
    /// `PO/2026/0001`
    pub number: String,
    pub deliver_by: Option<Day>,
    pub issued_at: OffsetDateTime,
    pub sent_at: Option<OffsetDateTime>,
    pub seen_at: Option<OffsetDateTime>,
    pub confirmed_at: Option<OffsetDateTime>,
}

impl Ordered {
    /// The supplier has it in hand, whoever brought it there.
    pub fn is_sent(&self) -> bool {
        self.sent_at.is_some() || self.seen_at.is_some() || self.confirmed_at.is_some()
    }
}

/// What has come of the goods, and gone on to members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    pub parts: i64,
    pub delivered: Quantity,
    pub damaged: Quantity,
    /// Own members who get something, and who of them has it.
    pub shares: i64,
    pub handed: i64,
}

/// A round with all that its page shows.
#[derive(Debug, Clone)]
pub struct Overview {
    pub id: RoundId,
    /// Microseconds: what a page was opened with.
    pub version: i64,
    pub part: Part,
    /// The coordinator's name.
    pub run_by: String,
    pub title: String,
    pub note: Option<String>,
    pub state: State,
    pub scheduled: bool,
    pub source: Source,
    pub terms: OfferTerms,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub pickup_at: OffsetDateTime,
    pub pickup_place: String,
    pub minimum: Option<Minimum>,
    pub minimum_met: bool,
    pub if_missed: IfMissed,
    pub extended: i16,
    pub fee: Fee,
    pub transport_split: TransportSplit,
    pub deposit: BasisPoints,
    pub shared: bool,
    pub repeat: Option<Recurrence>,
    pub market: Option<MarketPrice>,
    pub cancel_reason: Option<String>,
    pub ordered_quantity: Option<Quantity>,
    pub accepted_quantity: Option<Quantity>,
    pub stock_quantity: Option<Quantity>,
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub totals: Totals,
    pub order: Option<Ordered>,
    pub progress: Progress,
    /// The own koperasi has said what it found of the supplier.
    pub rated: bool,
    /// One page of the own members, by number.
    pub members: Listed<MemberPledge>,
    /// The newest first.
    pub timeline: Vec<Event>,
}

impl Overview {
    /// That of [`RoundShown`](super::shown::RoundShown::mark): both pages follow the same figures.
    pub fn mark(&self) -> String {
        let Totals { demand, tolerance, members, .. } = self.totals;
        shown::mark(self.version, shown::Totals { quantity: demand, tolerance, members })
    }

    pub fn is_topping_up(&self, now: OffsetDateTime) -> bool {
        self.state == State::Closed && self.topping_up_until.is_some_and(|until| until > now)
    }

    pub fn next(&self, now: OffsetDateTime) -> Next {
        match self.part {
            Part::Invited if matches!(self.state, State::Draft | State::Open) => Next::Answer,
            Part::Invited => Next::Nothing,
            Part::Joined => match self.state {
                State::Received if self.progress.handed < self.progress.shares => Next::HandOut,
                _ => Next::Nothing,
            },
            Part::Coordinator => self.next_of_coordinator(now),
        }
    }

    fn next_of_coordinator(&self, now: OffsetDateTime) -> Next {
        match self.state {
            State::Draft if self.scheduled => Next::Waits,
            State::Draft => Next::Open,
            State::Open => Next::Collect,
            State::Closed if self.is_topping_up(now) => Next::TopUp,
            State::Closed if self.minimum_met => Next::Choose,
            State::Closed => Next::Decide,
            State::Ordered if self.order.as_ref().is_some_and(|order| !order.is_sent()) => Next::Send,
            State::Ordered => Next::Receive,
            State::Received if self.progress.handed < self.progress.shares => Next::HandOut,
            State::Received => Next::Settle,
            State::Settled if !self.rated => Next::Rate,
            State::Settled | State::Cancelled => Next::Nothing,
        }
    }

    /// What is missing to a full pack, or to the least that the supplier sells; nothing when none is.
    pub fn missing(&self) -> Quantity {
        let whole = self.terms.packs_for(self.totals.demand.max(self.terms.minimum));
        whole.checked_sub(self.totals.demand).unwrap_or(Quantity::ZERO)
    }
}
