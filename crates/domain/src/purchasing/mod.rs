//! Joint purchases (pembelian bersama): offers of suppliers, rounds, pledges, and who gets and owes what.

pub mod allocate;
pub mod asked;
pub mod candidates;
pub mod charges;
pub mod cover;
pub mod delivery;
pub mod estimate;
pub mod ladder;
pub mod offer;
pub mod offer_form;
pub mod pledge;
pub mod recurrence;
pub mod round;
pub mod state;

pub use allocate::{Share, allocate};
pub use asked::OrderForm;
pub use candidates::{Candidate, candidates};
pub use charges::{Charge, Charges, Fee, TransportSplit, charges};
pub use cover::{Cover, cheapest, cover};
pub use delivery::{Arrived, Delivery};
pub use estimate::Estimate;
pub use ladder::Ladder;
pub use offer::{OfferTerms, Tier, Tiers, Transport};
pub use offer_form::{BankAccount, OfferForm, QuoteAsk, Rating, WrittenOffer};
pub use pledge::Pledge;
pub use recurrence::Recurrence;
pub use round::{IfMissed, Minimum, Reference, RoundPlan};
pub use state::{IllegalStep, State, Step};

#[cfg(test)]
mod tests;
