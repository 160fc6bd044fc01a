//! Opening hours of a shop: for each weekday one span of local time, or closed. A span may run
//! past midnight (a night stall from 17.00 to 01.00) and then belongs to the day it began on.

use serde::{Deserialize, Serialize};
use time::Weekday;

use crate::dates::weekday_short;
use crate::form::Invalid;
use crate::lang::Lang;
use crate::typed::is_invisible;

const DAY: u16 = 24 * 60;
const WEEK: u16 = 7 * DAY;

/// A minute of the week in local time, counted from Monday 00:00.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeekMinute(u16);

impl WeekMinute {
    /// `minutes` since that day's midnight; more than a day counts on into the next.
    pub fn new(day: Weekday, minutes: u16) -> Self {
        Self((u16::from(day.number_days_from_monday()) * DAY + minutes % WEEK) % WEEK)
    }

    pub fn day(self) -> Weekday {
        Weekday::Monday.nth_next((self.0 / DAY) as u8)
    }

    /// Minutes since that day's midnight.
    pub fn minutes(self) -> u16 {
        self.0 % DAY
    }

    /// Minutes from this one on until `other` comes round.
    fn until(self, other: Self) -> u16 {
        (other.0 + WEEK - self.0) % WEEK
    }
}

/// From `open` up to, not including, `close`, in minutes since midnight. `close` above 24 hours
/// is on the next day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    open: u16,
    close: u16,
}

impl Span {
    /// The whole day.
    pub const ALL_DAY: Self = Self { open: 0, close: DAY };

    /// Reads two times of day. A close at or before the open is on the next day; `24.00` is this day's end.
    ///
    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::BadTime`]; also when both are the same, which could mean
    /// all day or not at all.
    pub fn parse(open: &str, close: &str) -> Result<Self, Invalid> {
        Self::between(time_of_day(open)?, time_of_day(close)?)
    }

    fn between(open: u16, close: u16) -> Result<Self, Invalid> {
        if open >= DAY || close > DAY || open == close {
            return Err(Invalid::BadTime);
        }
        Ok(Self { open, close: if close < open { close + DAY } else { close } })
    }

    /// `08.00–16.00`, `08:00–16:00`.
    pub fn display(self, lang: Lang) -> String {
        let close = if self.close > DAY { self.close - DAY } else { self.close };
        let clock = |minutes| crate::dates::minutes_clock(minutes, lang);
        format!("{}–{}", clock(self.open), clock(close))
    }

    /// For the inputs of a form: `08:00` and `16:00`.
    pub fn inputs(self) -> (String, String) {
        let close = if self.close > DAY { self.close - DAY } else { self.close };
        (crate::dates::minutes_clock(self.open, Lang::En), crate::dates::minutes_clock(close, Lang::En))
    }
}

/// A week of opening hours, Monday first. In JSON a list of seven, `["08:00-16:00", …, null]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "[Option<String>; 7]", try_from = "[Option<String>; 7]")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = Vec<Option<String>>))]
pub struct OpeningHours([Option<Span>; 7]);

/// The days of a week that share their hours, for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// `Sen–Jum`, `Min`.
    pub days: String,
    /// `08.00–16.00`; `None` is closed.
    pub times: Option<String>,
}

impl OpeningHours {
    /// Reads seven pairs of open and close, Monday first. Both empty, or `tutup` or `closed` in
    /// either, is a closed day.
    ///
    /// # Errors
    /// For each day that could not be read (0 is Monday), what was wrong. [`Invalid::Required`]
    /// stands at a day with only one of the two times.
    pub fn parse(week: &[(&str, &str); 7]) -> Result<Self, Vec<(usize, Invalid)>> {
        let mut hours = [None; 7];
        let mut errors = Vec::new();
        for (nth, (open, close)) in week.iter().enumerate() {
            match parse_day(open, close) {
                Ok(span) => hours[nth] = span,
                Err(why) => errors.push((nth, why)),
            }
        }
        if errors.is_empty() { Ok(Self(hours)) } else { Err(errors) }
    }

    /// The same hours on every day of the week.
    pub fn daily(span: Span) -> Self {
        Self([Some(span); 7])
    }

    /// The span that begins on that day.
    pub fn on(&self, day: Weekday) -> Option<Span> {
        self.0[usize::from(day.number_days_from_monday())]
    }

    /// No opening hours on any day: "by appointment".
    pub fn is_never(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    pub fn is_open(&self, at: WeekMinute) -> bool {
        self.spans().any(|(open, length)| open.until(at) < length)
    }

    /// When it closes, if it is open then: the end of what runs on without a gap. `None` when
    /// closed, and when it never closes.
    pub fn closes(&self, at: WeekMinute) -> Option<WeekMinute> {
        if !self.is_open(at) {
            return None;
        }
        let mut end = at;
        // Each of the seven spans can carry the end on at most once.
        for _ in 0..=7 {
            let Some(further) = self.spans().find(|(open, length)| open.until(end) < *length) else {
                return Some(end);
            };
            end = WeekMinute((further.0.0 + further.1) % WEEK);
        }
        None
    }

    /// The next opening after `at`, if it is closed then and opens at all.
    pub fn next_opening(&self, at: WeekMinute) -> Option<WeekMinute> {
        if self.is_open(at) {
            return None;
        }
        self.spans().map(|(open, _)| open).min_by_key(|open| at.until(*open))
    }

    /// Rows for a page, days with the same hours together: `Sen–Jum 08.00–16.00`, `Sab 08.00–12.00`, `Min` closed.
    pub fn rows(&self, lang: Lang) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut first = 0;
        for nth in 1..=7 {
            if nth < 7 && self.0[nth] == self.0[first] {
                continue;
            }
            let name = |n: usize| weekday_short(Weekday::Monday.nth_next(n as u8), lang);
            let days = match nth - first {
                1 => name(first).to_owned(),
                7 => lang.pick("Setiap hari", "Every day").to_owned(),
                _ => format!("{}–{}", name(first), name(nth - 1)),
            };
            let times = self.0[first].map(|span| match span {
                Span::ALL_DAY => lang.pick("24 jam", "24 hours").to_owned(),
                span => span.display(lang),
            });
            rows.push(Row { days, times });
            first = nth;
        }
        rows
    }

    /// When each day's span begins in the week, and how many minutes it lasts.
    fn spans(&self) -> impl Iterator<Item = (WeekMinute, u16)> {
        self.0.iter().zip(0u16..).filter_map(|(span, nth)| span.map(|s| (WeekMinute(nth * DAY + s.open), s.close - s.open)))
    }
}

fn parse_day(open: &str, close: &str) -> Result<Option<Span>, Invalid> {
    let closed = |text: &str| ["tutup", "libur", "closed"].contains(&text.trim().to_lowercase().as_str());
    let nothing = |text: &str| text.chars().all(|c| c.is_whitespace() || is_invisible(c));
    // A whole page of text is no time of day and need not be lower-cased to know it.
    if open.len() > 100 || close.len() > 100 {
        return Err(Invalid::BadTime);
    }
    if closed(open) || closed(close) || (nothing(open) && nothing(close)) {
        return Ok(None);
    }
    Span::parse(open, close).map(Some)
}

/// `08.00`, `08:00`, `8`, `8.30`, `0800`, `24.00`, in minutes since midnight.
pub(crate) fn time_of_day(text: &str) -> Result<u16, Invalid> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c));
    if text.is_empty() {
        return Err(Invalid::Required);
    }
    if text.len() > 8 || !text.is_ascii() {
        return Err(Invalid::BadTime);
    }
    let mut parts = text.split([':', '.']);
    let (hour, minute) = match (parts.next(), parts.next(), parts.next()) {
        (Some(all), None, _) if all.len() == 4 => all.split_at(2),
        (Some(hour), None, _) => (hour, "00"),
        // Some browsers send seconds with a time input.
        (Some(hour), Some(minute), None | Some("00")) => (hour, minute),
        _ => return Err(Invalid::BadTime),
    };
    let number = |digits: &str, most: usize| {
        let plain = !digits.is_empty() && digits.len() <= most && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<u16>().ok().filter(|_| plain).ok_or(Invalid::BadTime)
    };
    let (hours, minutes) = (number(hour, 2)?, number(minute, 2)?);
    if minute.len() != 2 || minutes > 59 || hours * 60 + minutes > DAY {
        return Err(Invalid::BadTime);
    }
    Ok(hours * 60 + minutes)
}

impl From<OpeningHours> for [Option<String>; 7] {
    fn from(hours: OpeningHours) -> Self {
        hours.0.map(|span| {
            span.map(|s| {
                let (open, close) = s.inputs();
                format!("{open}-{close}")
            })
        })
    }
}

impl TryFrom<[Option<String>; 7]> for OpeningHours {
    type Error = Invalid;

    fn try_from(week: [Option<String>; 7]) -> Result<Self, Invalid> {
        let mut hours = [None; 7];
        for (slot, text) in hours.iter_mut().zip(week) {
            let Some(text) = text else { continue };
            let (open, close) = text.split_once('-').ok_or(Invalid::BadTime)?;
            *slot = Some(Span::parse(open, close)?);
        }
        Ok(Self(hours))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::Weekday::*;

    use super::*;

    fn week() -> OpeningHours {
        let w = ("08.00", "16:00");
        OpeningHours::parse(&[w, w, w, w, ("8", "11.30"), ("17.00", "01.00"), ("tutup", "")]).unwrap()
    }

    #[test]
    fn open_and_closed_are_told() {
        let h = week();
        for (day, minutes, open) in [
            (Monday, 8 * 60 - 1, false),
            (Monday, 8 * 60, true),
            (Monday, 16 * 60 - 1, true),
            (Monday, 16 * 60, false),
            (Saturday, 23 * 60, true),
            (Sunday, 59, true),
            (Sunday, 60, false),
            (Sunday, 720, false),
        ] {
            assert_eq!(h.is_open(WeekMinute::new(day, minutes)), open, "{day} {minutes}");
        }
        assert_eq!(h.next_opening(WeekMinute::new(Sunday, 60)), Some(WeekMinute::new(Monday, 480)));
        assert_eq!(h.next_opening(WeekMinute::new(Monday, 480)), None);
        assert_eq!(h.closes(WeekMinute::new(Saturday, 1200)), Some(WeekMinute::new(Sunday, 60)));
        assert_eq!(h.closes(WeekMinute::new(Sunday, 60)), None);
    }

    #[test]
    fn round_the_clock_never_closes() {
        let always = OpeningHours::daily(Span::parse("00.00", "24.00").unwrap());
        assert_eq!(always.closes(WeekMinute::new(Sunday, 1439)), None);
        assert!(always.is_open(WeekMinute::new(Sunday, 1439)));
        assert_eq!(always.rows(Lang::Id), [Row { days: "Setiap hari".into(), times: Some("24 jam".into()) }]);
        let sunday_night =
            OpeningHours::parse(&[("", ""), ("", ""), ("", ""), ("", ""), ("", ""), ("", ""), ("20", "04")]).unwrap();
        assert!(sunday_night.is_open(WeekMinute::new(Monday, 239)));
        assert_eq!(sunday_night.closes(WeekMinute::new(Sunday, 1200)), Some(WeekMinute::new(Monday, 240)));
    }

    #[test]
    fn rows_join_days_alike() {
        let rows = |lang| {
            week().rows(lang).into_iter().map(|r| format!("{} {}", r.days, r.times.unwrap_or("-".into()))).collect::<Vec<_>>()
        };
        assert_eq!(rows(Lang::Id), ["Sen–Kam 08.00–16.00", "Jum 08.00–11.30", "Sab 17.00–01.00", "Min -"]);
        assert_eq!(rows(Lang::En), ["Mon–Thu 08:00–16:00", "Fri 08:00–11:30", "Sat 17:00–01:00", "Sun -"]);
    }

    #[test]
    fn each_bad_day_is_named() {
        let long = "8".repeat(10_000);
        let e = ("", "");
        let errors =
            OpeningHours::parse(&[("8", ""), ("25.00", "26.00"), ("٠٨.٠٠", "16"), ("8", "8"), (&long, "9"), ("😀", "<b>"), e]);
        let why: Vec<_> = errors.unwrap_err();
        assert_eq!(why[0], (0, Invalid::Required));
        assert_eq!(
            why[1..].iter().map(|(n, w)| (*n, w.clone())).collect::<Vec<_>>(),
            (1..6).map(|n| (n, Invalid::BadTime)).collect::<Vec<_>>()
        );
        for bad in ["8:60", "24.01", "8.5", "08:00:30", "1:2:3:4", "8\0", "-8", "+8", "123"] {
            assert_eq!(time_of_day(bad), Err(Invalid::BadTime), "{bad:?}");
        }
        assert_eq!(time_of_day("08:00:00"), Ok(480));
        assert!(OpeningHours::parse(&[e; 7]).unwrap().is_never());
    }

    fn any_week() -> impl Strategy<Value = OpeningHours> {
        proptest::array::uniform7(proptest::option::of((0u16..DAY, 0u16..=DAY)))
            .prop_map(|w| OpeningHours(w.map(|s| s.and_then(|(a, b)| Span::between(a, b).ok()))))
    }

    proptest! {
        #[test]
        fn the_stored_form_comes_back(hours in any_week()) {
            let stored: [Option<String>; 7] = hours.into();
            prop_assert_eq!(OpeningHours::try_from(stored), Ok(hours));
        }

        #[test]
        fn it_is_closed_when_it_closes_and_open_when_it_opens(hours in any_week(), at in 0..WEEK) {
            let at = WeekMinute(at);
            if let Some(end) = hours.closes(at) {
                prop_assert!(hours.is_open(at) && !hours.is_open(end));
            }
            if let Some(open) = hours.next_opening(at) {
                prop_assert!(!hours.is_open(at) && hours.is_open(open));
            }
        }

        #[test]
        fn anything_is_survived(a in ".{0,20}", b in ".{0,20}") {
            let _ = Span::parse(&a, &b);
        }
    }
}
