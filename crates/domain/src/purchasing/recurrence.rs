//! When a round comes again: a small part of iCal's recurrence rules (RFC 5545 § 3.3.10), by week or by
//! month, every so many of them.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::dates::Day;
use crate::form::Invalid;

/// `FREQ=WEEKLY;INTERVAL=2`, `FREQ=MONTHLY`. It travels and is stored as that text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Recurrence {
    every: Period,
    interval: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    Week,
    Month,
}

impl Recurrence {
    /// # Errors
    /// `TooLarge` for more than a dozen at a time, `Zero`.
    pub fn new(every: Period, interval: u8) -> Result<Self, Invalid> {
        match interval {
            0 => Err(Invalid::Zero),
            1..=12 => Ok(Self { every, interval }),
            _ => Err(Invalid::TooLarge),
        }
    }

    pub fn every(self) -> Period {
        self.every
    }

    pub fn interval(self) -> u8 {
        self.interval
    }

    /// Reads an RRULE with FREQ and INTERVAL; other parts are refused, since they would not be kept.
    ///
    /// # Errors
    /// `Required`, `Malformed`, and those of [`Recurrence::new`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let (mut every, mut interval) = (None, 1);
        for part in text.split(';') {
            match part.split_once('=').ok_or(Invalid::Malformed)? {
                ("FREQ", "WEEKLY") => every = Some(Period::Week),
                ("FREQ", "MONTHLY") => every = Some(Period::Month),
                ("INTERVAL", n) => interval = n.parse().map_err(|_| Invalid::Malformed)?,
                _ => return Err(Invalid::Malformed),
            }
        }
        Self::new(every.ok_or(Invalid::Malformed)?, interval)
    }

    /// The next moment after `at`, at the same time of day in Jakarta. A month that has no such day
    /// takes its last.
    pub fn after(self, at: OffsetDateTime) -> OffsetDateTime {
        let day = Day::of(at);
        let next = match self.every {
            Period::Week => day.plus_days(7 * i64::from(self.interval)),
            Period::Month => day.plus_months(u16::from(self.interval)),
        };
        at + (next.start() - day.start())
    }
}

impl fmt::Display for Recurrence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let every = match self.every {
            Period::Week => "WEEKLY",
            Period::Month => "MONTHLY",
        };
        write!(f, "FREQ={every};INTERVAL={}", self.interval)
    }
}

impl TryFrom<String> for Recurrence {
    type Error = Invalid;
    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.to_string()
    }
}
