//! Permits of a business: the business number (NIB), the home-industry food licence (SPP-IRT), the
//! halal certificate and the trademark. A member enters them, someone who may verifies them, and a
//! badge stands on the shop only while they hold.

mod number;
mod rules;

use serde::{Deserialize, Serialize};

use crate::dates::Day;
use crate::form::Invalid;
pub use number::{HalalNumber, Nib, PermitNumber, Pirt, TrademarkNumber};
pub use rules::{HALAL_DUTY, HalalDuty, Makers, VALIDITY, Validity, ValidityRule, expiry_of, validity_on};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PermitKind {
    Nib,
    Pirt,
    Halal,
    Trademark,
}

impl PermitKind {
    pub const ALL: [Self; 4] = [Self::Nib, Self::Pirt, Self::Halal, Self::Trademark];

    /// As in addresses, forms and the database.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nib => "nib",
            Self::Pirt => "pirt",
            Self::Halal => "halal",
            Self::Trademark => "trademark",
        }
    }

    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::UnknownChoice`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        Self::ALL.into_iter().find(|kind| kind.code() == text).ok_or(Invalid::UnknownChoice)
    }

    /// Whether a permit of this kind always has a last day, so that a form asks for it. A NIB holds
    /// as long as the business runs; a halal certificate may be one with or one without an end.
    pub const fn always_ends(self) -> bool {
        matches!(self, Self::Pirt | Self::Trademark)
    }
}

/// What someone who may verify has said about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(type_name = "text", rename_all = "snake_case"))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Verification {
    Waiting,
    Verified,
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    Verify,
    Refuse,
}

/// A decision that does not follow from where the permit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{decision:?} does not follow {from:?}")]
pub struct IllegalDecision {
    pub from: Verification,
    pub decision: Decision,
}

impl Verification {
    /// What was verified can still be refused when it turns out to be wrong; what was refused is
    /// entered anew, so that the old record stays as it was decided.
    ///
    /// # Errors
    /// [`IllegalDecision`] for everything else.
    pub fn after(self, decision: Decision) -> Result<Self, IllegalDecision> {
        match (self, decision) {
            (Self::Waiting, Decision::Verify) => Ok(Self::Verified),
            (Self::Waiting | Self::Verified, Decision::Refuse) => Ok(Self::Refused),
            (from, decision) => Err(IllegalDecision { from, decision }),
        }
    }
}

/// How long before the end members and officers are reminded: renewing an SPP-IRT takes weeks.
pub const NOTICE_DAYS: i64 = 60;

/// Where a permit stands on a day. It holds through its last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Valid,
    /// Days left after today, at most [`NOTICE_DAYS`]; 0 on the last day.
    Expiring(i64),
    Expired,
}

/// `expiry` is the last day on which it holds; `None`: it has no end.
pub fn state_on(expiry: Option<Day>, today: Day) -> State {
    match expiry.map(|last| today.days_until(last)) {
        None => State::Valid,
        Some(..0) => State::Expired,
        Some(left @ 0..=NOTICE_DAYS) => State::Expiring(left),
        Some(_) => State::Valid,
    }
}

/// What a shop may show for a permit. There is no other way to make one than [`badge`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Badge {
    kind: PermitKind,
}

impl Badge {
    pub fn kind(self) -> PermitKind {
        self.kind
    }
}

/// The badge of a permit, if it may be shown today: only while verified and not expired. A kind
/// that always ends, entered without its end, shows none either.
pub fn badge(kind: PermitKind, verification: Verification, expiry: Option<Day>, today: Day) -> Option<Badge> {
    let holds = state_on(expiry, today) != State::Expired && (expiry.is_some() || !kind.always_ends());
    (verification == Verification::Verified && holds).then_some(Badge { kind })
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    const TODAY: Day = Day::new(date!(2026 - 11 - 24));

    #[test]
    fn a_permit_holds_through_its_last_day() {
        for (days, state) in [
            (61, State::Valid),
            (60, State::Expiring(60)),
            (1, State::Expiring(1)),
            (0, State::Expiring(0)),
            (-1, State::Expired),
            (-9999, State::Expired),
        ] {
            assert_eq!(state_on(Some(TODAY.plus_days(days)), TODAY), state, "{days}");
        }
        assert_eq!(state_on(None, TODAY), State::Valid);
    }

    #[test]
    fn badges_need_a_verified_permit_that_holds() {
        let shown = |kind, verification, expiry| badge(kind, verification, expiry, TODAY).is_some();
        for kind in PermitKind::ALL {
            for verification in [Verification::Waiting, Verification::Refused] {
                assert!(!shown(kind, verification, Some(TODAY.plus_days(100))));
                assert!(!shown(kind, verification, None));
            }
            assert!(shown(kind, Verification::Verified, Some(TODAY)));
            assert!(!shown(kind, Verification::Verified, Some(TODAY.plus_days(-1))));
            assert_eq!(shown(kind, Verification::Verified, None), !kind.always_ends());
        }
    }

    #[test]
    fn every_decision_from_every_state() {
        use Decision::*;
        use Verification::*;
        for (from, decision, to) in [
            (Waiting, Verify, Some(Verified)),
            (Waiting, Refuse, Some(Refused)),
            (Verified, Verify, None),
            (Verified, Refuse, Some(Refused)),
            (Refused, Verify, None),
            (Refused, Refuse, None),
        ] {
            assert_eq!(from.after(decision), to.ok_or(IllegalDecision { from, decision }));
        }
    }

    #[test]
    fn kinds_are_read_by_their_code() {
        for kind in PermitKind::ALL {
            assert_eq!(PermitKind::parse(kind.code()), Ok(kind));
        }
        assert_eq!(PermitKind::parse(" "), Err(Invalid::Required));
        assert_eq!(PermitKind::parse("sim"), Err(Invalid::UnknownChoice));
    }
}
