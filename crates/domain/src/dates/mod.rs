//! Days and hours as people here live them: the database has UTC, pages have Asia/Jakarta.
//!
//! The offset is a fixed +07:00 and no time zone database is needed: western Indonesian time has
//! had no daylight saving and no change since 1 Jan 1964 (Keppres 243/1963; Keppres 41/1987 moved
//! only other provinces). When regencies further east join, the zone becomes a setting of theirs.

mod show;

use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, OffsetDateTime, Time, UtcOffset};

use crate::form::Invalid;
use crate::hours::WeekMinute;
use crate::typed::{is_dash, is_invisible};
pub(crate) use show::minutes_clock;
pub use show::{clock, date_time, day_and_time, relative, relative_day, weekday_name, weekday_short};

/// Asia/Jakarta (WIB).
pub const JAKARTA: UtcOffset = match UtcOffset::from_hms(7, 0, 0) {
    Ok(offset) => offset,
    Err(_) => UtcOffset::UTC,
};

/// A day of the calendar in Jakarta; in JSON and in forms as `2026-11-24`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String, format = "date"))]
pub struct Day(Date);

/// The years that anything here can be about; the rest is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

impl Day {
    /// The day in Jakarta at that moment.
    pub fn of(at: OffsetDateTime) -> Self {
        // At the very ends of what `time` can hold there is no local time, only the date as it is.
        Self(at.checked_to_offset(JAKARTA).unwrap_or(at).date())
    }

    pub const fn new(date: Date) -> Self {
        Self(date)
    }

    pub const fn date(self) -> Date {
        self.0
    }

    /// Reads `2026-11-24` (what a date input sends), `24-11-2026`, `24/11/2026`, `24.11.2026` or `24 11 2026`.
    ///
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadDate`]; also for 30 February.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
        if text.is_empty() {
            return Err(Invalid::Required);
        }
        let mut parts = text.split(|c: char| is_dash(c) || matches!(c, '/' | '.' | ' '));
        let (Some(a), Some(b), Some(c), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
            return Err(Invalid::BadDate);
        };
        let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
        if year.len() != 4 {
            return Err(Invalid::BadDate);
        }
        Self::from_numbers(number(year)?, number(month)?, number(day)?)
    }

    /// As [`Day::parse`], but not before `today`.
    ///
    /// # Errors
    /// Also [`Invalid::InThePast`].
    pub fn parse_not_before(text: &str, today: Self) -> Result<Self, Invalid> {
        let day = Self::parse(text)?;
        if day < today { Err(Invalid::InThePast) } else { Ok(day) }
    }

    fn from_numbers(year: u16, month: u16, day: u16) -> Result<Self, Invalid> {
        let made = || {
            let month = Month::try_from(u8::try_from(month).ok()?).ok()?;
            Date::from_calendar_date(i32::from(year), month, u8::try_from(day).ok()?).ok()
        };
        made().filter(|date| YEARS.contains(&date.year())).map(Self).ok_or(Invalid::BadDate)
    }

    /// Midnight in Jakarta at which the day begins.
    pub fn start(self) -> OffsetDateTime {
        self.0.with_time(Time::MIDNIGHT).assume_offset(JAKARTA)
    }

    /// The moment on this day when clocks in Jakarta show `hour`:`minute`; past 23:59 counts on into the next day.
    pub fn at(self, hour: u8, minute: u8) -> OffsetDateTime {
        self.start().saturating_add(Duration::minutes(i64::from(hour) * 60 + i64::from(minute)))
    }

    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(Duration::days(days)))
    }

    /// The same day `months` later, or the last of that month when it has no such day.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        let counted = i32::from(u8::from(self.0.month())) - 1 + i32::from(months);
        let year = self.0.year() + counted.div_euclid(12);
        let month = Month::January.nth_next((counted.rem_euclid(12)) as u8);
        let day = self.0.day().min(month.length(year));
        Self(Date::from_calendar_date(year, month, day).unwrap_or(Date::MAX))
    }

    /// Days from this one to `other`; negative when `other` is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        i64::from(other.0.to_julian_day()) - i64::from(self.0.to_julian_day())
    }

    /// `2026-11-24`, as date inputs and file names want it.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

fn number(digits: &str) -> Result<u16, Invalid> {
    if digits.is_empty() || digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Invalid::BadDate);
    }
    digits.parse().map_err(|_| Invalid::BadDate)
}

/// Where in the week a moment falls in Jakarta: what opening hours are asked with.
pub fn week_minute(at: OffsetDateTime) -> WeekMinute {
    let local = at.checked_to_offset(JAKARTA).unwrap_or(at);
    WeekMinute::new(local.weekday(), u16::from(local.hour()) * 60 + u16::from(local.minute()))
}

impl Serialize for Day {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.iso())
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn dates_are_read_as_written() {
        for text in ["2026-11-24", "24-11-2026", "24/11/2026", " 24.11.2026 ", "24 11 2026", "24–11–2026", "\u{200e}2026-11-24"]
        {
            assert_eq!(Day::parse(text), Ok(Day(date!(2026 - 11 - 24))), "{text}");
        }
        assert_eq!(Day::parse("1/2/2026"), Ok(Day(date!(2026 - 02 - 01))));
    }

    #[test]
    fn what_is_no_date_is_refused() {
        assert_eq!(Day::parse(" "), Err(Invalid::Required));
        let long = "24-11-2026".repeat(1000);
        for text in [
            "2026-02-30",
            "2026-13-01",
            "2026-00-10",
            "24-11-26",
            "24 Nov 2026",
            "0001-01-01",
            "9999-01-01",
            "2026-11",
            "٢٤-١١-٢٠٢٦",
            "2026-11-24T00:00",
            "2026-11-24-",
            "😀",
            "2026\0-11-24",
            "<b>",
            "-2026-11-24",
            &long,
        ] {
            assert_eq!(Day::parse(text), Err(Invalid::BadDate), "{text:?}");
        }
        let today = Day(date!(2026 - 11 - 24));
        assert_eq!(Day::parse_not_before("23-11-2026", today), Err(Invalid::InThePast));
        assert_eq!(Day::parse_not_before("24-11-2026", today), Ok(today));
    }

    #[test]
    fn the_day_turns_at_midnight_in_jakarta() {
        assert_eq!(Day::of(datetime!(2026-11-23 16:59:59 UTC)), Day(date!(2026 - 11 - 23)));
        assert_eq!(Day::of(datetime!(2026-11-23 17:00 UTC)), Day(date!(2026 - 11 - 24)));
        assert_eq!(Day(date!(2026 - 11 - 24)).start(), datetime!(2026-11-23 17:00 UTC));
        assert_eq!(Day(date!(2026 - 11 - 24)).at(17, 30), datetime!(2026-11-24 10:30 UTC));
        assert_eq!(week_minute(datetime!(2026-11-23 17:05 UTC)), WeekMinute::new(time::Weekday::Tuesday, 5));
    }

    #[test]
    fn months_end_where_they_end() {
        assert_eq!(Day(date!(2026 - 01 - 31)).plus_months(1), Day(date!(2026 - 02 - 28)));
        assert_eq!(Day(date!(2026 - 11 - 24)).plus_months(60), Day(date!(2031 - 11 - 24)));
        assert_eq!(Day(date!(2026 - 11 - 24)).plus_months(2), Day(date!(2027 - 01 - 24)));
    }

    proptest! {
        #[test]
        fn days_survive_the_way_out_and_in(n in -20_000i64..60_000) {
            let day = Day(date!(2000 - 01 - 01)).plus_days(n);
            prop_assert_eq!(Day::parse(&day.iso()), Ok(day));
            prop_assert_eq!(Day(date!(2000 - 01 - 01)).days_until(day), n);
            prop_assert_eq!(Day::of(day.start()), day);
        }

        #[test]
        fn anything_is_survived(text in ".{0,60}|[0-9]{1,5}[-/. ][0-9]{1,5}[-/. ][0-9]{1,5}") {
            let _ = Day::parse(&text);
        }
    }
}
