//! What buyers say of what they bought, and what becomes of a complaint.

mod complaint;
mod earned;
mod form;
mod score;

pub use complaint::{ComplaintForm, Decision, Outcome, Reason, Said, Wants};
pub use earned::{Earned, FAST, FAST_FROM, MANY, earned};
pub use form::{Answer, Hiding, Moderation, Report, ReviewForm, Stars};
pub use score::{PRIOR_COUNT, PRIOR_STARS, Rating, score, short_name};

/// Pictures of one review, or of one word in a complaint, at most.
pub const MAX_PICTURES: usize = 4;
