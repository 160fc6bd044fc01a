//! The months of a book, and the days that a chart is about.

use crate::dates::Day;
use crate::form::Invalid;

/// A month of the calendar in Jakarta; `2026-11` in addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(Day);

impl Month {
    /// The month that a day is in.
    pub fn of(day: Day) -> Self {
        Self(first_of_month(day))
    }

    /// Reads `2026-11`.
    ///
    /// # Errors
    /// [`Invalid::Required`], [`Invalid::BadDate`]
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            // Longer than any month, so that nothing of an address is copied.
            text if text.len() > 7 => Err(Invalid::BadDate),
            text => Day::parse(&format!("{text}-01")).map(Self),
        }
    }

    pub const fn first(self) -> Day {
        self.0
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.plus_months(1))
    }

    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.0.plus_days(-1))
    }

    pub fn last(self) -> Day {
        self.next().0.plus_days(-1)
    }

    /// As [`Month::parse`] reads it.
    pub fn code(self) -> String {
        self.0.iso().chars().take(7).collect()
    }
}

fn first_of_month(day: Day) -> Day {
    day.plus_days(1 - i64::from(day.date().day()))
}

/// The days from one to another, both of them included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Day,
    until: Day,
}

/// How far a chart goes with one bar: so many that they can be told apart on a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Day,
    /// From Monday.
    Week,
    Month,
}

impl Period {
    /// Three years: more than anybody compares, and few enough to add up while a page waits.
    pub const LONGEST: i64 = 1096;
    /// Where an address names no days.
    pub const USUAL: i64 = 30;

    /// The last `days` days, today included.
    pub fn last(days: i64, today: Day) -> Self {
        Self { from: today.plus_days(1 - days.clamp(1, Self::LONGEST)), until: today }
    }

    /// What an address says. Links are shared and live long, so what cannot be read is as if it were not
    /// there, days that are to come are left out, and two days in the wrong order are turned round.
    pub fn read(from: &str, until: &str, today: Day) -> Self {
        let (from, until) = (Day::parse(from).ok(), Day::parse(until).ok());
        let (from, until) = match (from, until) {
            (Some(from), Some(until)) => (from.min(until), from.max(until)),
            (Some(from), None) => (from, today),
            (None, Some(until)) => (until.min(today).plus_days(1 - Self::USUAL), until),
            (None, None) => return Self::last(Self::USUAL, today),
        };
        let until = until.min(today);
        Self { from: from.min(until).max(until.plus_days(1 - Self::LONGEST)), until }
    }

    pub const fn from(self) -> Day {
        self.from
    }

    pub const fn until(self) -> Day {
        self.until
    }

    pub fn days(self) -> i64 {
        self.from.days_until(self.until) + 1
    }

    /// Days up to a month, weeks up to half a year, months beyond.
    pub fn step(self) -> Step {
        match self.days() {
            ..=31 => Step::Day,
            32..=184 => Step::Week,
            _ => Step::Month,
        }
    }

    /// Adds up what happened on days, for each bar of the chart: its first day, which may lie before the period,
    /// and the sum, zero where nothing happened. What does not fit stays at the most that does.
    pub fn spread(self, rows: impl IntoIterator<Item = (Day, i64)>) -> Vec<(Day, i64)> {
        let step = self.step();
        let mut bars: Vec<(Day, i64)> = Vec::new();
        let mut first = step.first(self.from);
        while first <= self.until {
            bars.push((first, 0));
            first = step.next(first);
        }
        for (day, much) in rows {
            let first = step.first(day);
            if let Some(bar) = bars.iter_mut().find(|(start, _)| *start == first) {
                bar.1 = bar.1.saturating_add(much);
            }
        }
        bars
    }
}

impl Step {
    fn first(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day.plus_days(-i64::from(day.date().weekday().number_days_from_monday())),
            Self::Month => first_of_month(day),
        }
    }

    fn next(self, first: Day) -> Day {
        match self {
            Self::Day => first.plus_days(1),
            Self::Week => first.plus_days(7),
            Self::Month => first.plus_months(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const TODAY: Day = Day::new(date!(2026 - 11 - 24));

    #[test]
    fn months_are_read_and_follow_each_other() {
        let month = Month::parse("2026-12").unwrap();
        assert_eq!((month.first(), month.last()), (Day::new(date!(2026 - 12 - 01)), Day::new(date!(2026 - 12 - 31))));
        assert_eq!((month.next().code(), month.before().code()), ("2027-01".to_owned(), "2026-11".to_owned()));
        assert_eq!(Month::of(TODAY).code(), "2026-11");
        assert_eq!(Month::parse(""), Err(Invalid::Required));
        for text in ["2026", "2026-13", "2026-1-", "11-2026", "2026-11-05", "٢٠٢٦-١١", "semua", "26-11"] {
            assert_eq!(Month::parse(text), Err(Invalid::BadDate), "{text}");
        }
    }

    #[test]
    fn an_address_always_means_some_days() {
        let read = |from, until| {
            let period = Period::read(from, until, TODAY);
            (period.from().iso(), period.until().iso(), period.days())
        };
        assert_eq!(read("", ""), ("2026-10-26".into(), "2026-11-24".into(), 30));
        assert_eq!(read("x", "\u{fffd}"), read("", ""));
        assert_eq!(read("2026-11-20", "2026-11-10"), ("2026-11-10".into(), "2026-11-20".into(), 11));
        assert_eq!(read("2026-11-20", "2027-11-10"), ("2026-11-20".into(), "2026-11-24".into(), 5));
        assert_eq!(read("2027-11-20", "2027-11-30"), ("2026-11-24".into(), "2026-11-24".into(), 1));
        assert_eq!(read("", "2026-01-30"), ("2026-01-01".into(), "2026-01-30".into(), 30));
        assert_eq!(read("1900-01-01", "").2, Period::LONGEST);
    }

    #[test]
    fn bars_are_days_then_weeks_then_months() {
        let bars = |days| Period::last(days, TODAY).spread([]).len();
        assert_eq!((bars(7), bars(31)), (7, 31));
        // 24 Nov 2026 is a Tuesday: the week of the first day and that of the last are cut.
        assert_eq!(bars(90), 14);
        assert_eq!(bars(365), 13);
        let spread = Period::last(90, TODAY).spread([(TODAY, 5), (TODAY.plus_days(-1), 7), (TODAY.plus_days(-2), 1)]);
        assert_eq!(spread[13], (TODAY.plus_days(-1), 12));
        assert_eq!(spread[12].1, 1);
    }

    proptest! {
        #[test]
        fn nothing_in_the_period_is_lost(days in 1i64..1096, back in 0i64..1096, much in 0i64..1_000_000) {
            let period = Period::last(days, TODAY);
            let day = TODAY.plus_days(-back);
            let sum: i64 = period.spread([(day, much)]).iter().map(|(_, n)| n).sum();
            prop_assert!(day < period.from() || sum == much);
            prop_assert!(period.spread([]).len() <= 38);
        }

        #[test]
        fn any_address_is_survived(from in ".{0,12}", until in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
            let period = Period::read(&from, &until, TODAY);
            prop_assert!(period.from() <= period.until() && period.until() <= TODAY && period.days() <= Period::LONGEST);
        }
    }
}
