//! Days and moments in words, in both languages.

use time::{Month, OffsetDateTime, Weekday};

use super::{Day, JAKARTA};
use crate::lang::Lang;

impl Day {
    /// `24 Nov 2026`, in both languages.
    pub fn short(self, lang: Lang) -> String {
        format!("{} {} {}", self.date().day(), month_short(self.date().month(), lang), self.date().year())
    }

    /// `24 November 2026`, for documents.
    pub fn long(self, lang: Lang) -> String {
        format!("{} {} {}", self.date().day(), month_name(self.date().month(), lang), self.date().year())
    }

    /// `Selasa, 24 Nov 2026`, `Tuesday, 24 Nov 2026`.
    pub fn with_weekday(self, lang: Lang) -> String {
        format!("{}, {}", weekday_name(self.date().weekday(), lang), self.short(lang))
    }

    /// `Nov 2026`, for columns of a month each.
    pub fn month(self, lang: Lang) -> String {
        format!("{} {}", month_short(self.date().month(), lang), self.date().year())
    }
}

/// The time in Jakarta: `17.00` in Indonesian, `17:00` in English.
pub fn clock(at: OffsetDateTime, lang: Lang) -> String {
    let local = at.checked_to_offset(JAKARTA).unwrap_or(at);
    minutes_clock(u16::from(local.hour()) * 60 + u16::from(local.minute()), lang)
}

/// Minutes since midnight as `08.00` or `08:00`; the end of the day is `24.00`.
pub(crate) fn minutes_clock(minutes: u16, lang: Lang) -> String {
    format!("{:02}{}{:02}", minutes / 60, lang.pick('.', ':'), minutes % 60)
}

/// `24 Nov 2026 17.00`.
pub fn date_time(at: OffsetDateTime, lang: Lang) -> String {
    format!("{} {}", Day::of(at).short(lang), clock(at, lang))
}

/// `Selasa, 24 Nov 2026 pukul 17.00 WIB`: for deadlines, where the zone must not be in doubt.
pub fn day_and_time(at: OffsetDateTime, lang: Lang) -> String {
    format!("{} {} {} WIB", Day::of(at).with_weekday(lang), lang.pick("pukul", "at"), clock(at, lang))
}

/// How far a moment is from `now`: `baru saja`, `3 menit lalu`, `2 jam lagi`, `kemarin`, `2 hari lagi`.
/// Within a day it counts hours, then days of the calendar in Jakarta, then months and years.
pub fn relative(at: OffsetDateTime, now: OffsetDateTime, lang: Lang) -> String {
    let seconds = (at - now).whole_seconds();
    let (minutes, hours) = (seconds.unsigned_abs() / 60, seconds.unsigned_abs() / 3600);
    if minutes == 0 {
        return lang.pick("baru saja", "just now").to_owned();
    }
    if minutes < 60 {
        return away(minutes, lang.pick("menit", "minute"), seconds > 0, lang);
    }
    if hours < 24 && (hours < 12 || Day::of(at) == Day::of(now)) {
        return away(hours, lang.pick("jam", "hour"), seconds > 0, lang);
    }
    relative_day(Day::of(at), Day::of(now), lang)
}

/// How far a day is from today: `hari ini`, `besok`, `lusa`, `kemarin`, `2 hari lalu`, `3 bulan lagi`.
pub fn relative_day(day: Day, today: Day, lang: Lang) -> String {
    let days = today.days_until(day);
    match days {
        0 => return lang.pick("hari ini", "today").to_owned(),
        1 => return lang.pick("besok", "tomorrow").to_owned(),
        -1 => return lang.pick("kemarin", "yesterday").to_owned(),
        _ => {}
    }
    let (count, unit) = match days.unsigned_abs() {
        n @ ..60 => (n, lang.pick("hari", "day")),
        // Rounded down, so that nothing is said to be further off than it is.
        n @ ..730 => (n * 12 / 365, lang.pick("bulan", "month")),
        n => (n * 100 / 36_525, lang.pick("tahun", "year")),
    };
    away(count, unit, days > 0, lang)
}

fn away(count: u64, unit: &str, ahead: bool, lang: Lang) -> String {
    match lang {
        Lang::Id => format!("{count} {unit} {}", if ahead { "lagi" } else { "lalu" }),
        Lang::En => {
            let plural = if count == 1 { "" } else { "s" };
            if ahead { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
        }
    }
}

/// `Senin`, `Monday`.
pub const fn weekday_name(day: Weekday, lang: Lang) -> &'static str {
    let (id, en) = match day {
        Weekday::Monday => ("Senin", "Monday"),
        Weekday::Tuesday => ("Selasa", "Tuesday"),
        Weekday::Wednesday => ("Rabu", "Wednesday"),
        Weekday::Thursday => ("Kamis", "Thursday"),
        Weekday::Friday => ("Jumat", "Friday"),
        Weekday::Saturday => ("Sabtu", "Saturday"),
        Weekday::Sunday => ("Minggu", "Sunday"),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

/// `Sen`, `Mon`: the first three letters in both languages.
pub fn weekday_short(day: Weekday, lang: Lang) -> &'static str {
    &weekday_name(day, lang)[..3]
}

const fn month_name(month: Month, lang: Lang) -> &'static str {
    let (id, en) = match month {
        Month::January => ("Januari", "January"),
        Month::February => ("Februari", "February"),
        Month::March => ("Maret", "March"),
        Month::April => ("April", "April"),
        Month::May => ("Mei", "May"),
        Month::June => ("Juni", "June"),
        Month::July => ("Juli", "July"),
        Month::August => ("Agustus", "August"),
        Month::September => ("September", "September"),
        Month::October => ("Oktober", "October"),
        Month::November => ("November", "November"),
        Month::December => ("Desember", "December"),
    };
    match lang {
        Lang::Id => id,
        Lang::En => en,
    }
}

fn month_short(month: Month, lang: Lang) -> &'static str {
    match (month, lang) {
        // "Agu", as KBBI and most calendars have it; "Ags" and "Agt" are seen too.
        (Month::August, Lang::Id) => "Agu",
        _ => &month_name(month, lang)[..3],
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn days_are_shown_in_both_languages() {
        let day = Day::new(date!(2026 - 08 - 05));
        assert_eq!((day.short(Lang::Id), day.short(Lang::En)), ("5 Agu 2026".into(), "5 Aug 2026".into()));
        assert_eq!(day.long(Lang::Id), "5 Agustus 2026");
        assert_eq!(Day::new(date!(2026 - 11 - 24)).with_weekday(Lang::Id), "Selasa, 24 Nov 2026");
        assert_eq!(Day::new(date!(2026 - 05 - 01)).month(Lang::Id), "Mei 2026");
    }

    #[test]
    fn moments_are_shown_in_jakarta() {
        let at = datetime!(2026-11-24 10:00 UTC);
        assert_eq!(date_time(at, Lang::Id), "24 Nov 2026 17.00");
        assert_eq!(date_time(at, Lang::En), "24 Nov 2026 17:00");
        assert_eq!(day_and_time(at, Lang::Id), "Selasa, 24 Nov 2026 pukul 17.00 WIB");
        assert_eq!(date_time(datetime!(2026-12-31 17:00 UTC), Lang::Id), "1 Jan 2027 00.00");
    }

    #[test]
    fn distance_in_time_is_worded() {
        let now = datetime!(2026-11-24 03:00 UTC); // 10.00 in Jakarta
        for (at, id, en) in [
            (datetime!(2026-11-24 02:59:20 UTC), "baru saja", "just now"),
            (datetime!(2026-11-24 02:57 UTC), "3 menit lalu", "3 minutes ago"),
            (datetime!(2026-11-24 04:00 UTC), "1 jam lagi", "in 1 hour"),
            (datetime!(2026-11-23 16:00 UTC), "11 jam lalu", "11 hours ago"),
            (datetime!(2026-11-23 12:00 UTC), "kemarin", "yesterday"),
            (datetime!(2026-11-25 02:00 UTC), "besok", "tomorrow"),
            (datetime!(2026-11-26 10:00 UTC), "2 hari lagi", "in 2 days"),
            (datetime!(2026-11-14 10:00 UTC), "10 hari lalu", "10 days ago"),
            (datetime!(2027-03-01 10:00 UTC), "3 bulan lagi", "in 3 months"),
            (datetime!(2016-11-20 10:00 UTC), "10 tahun lalu", "10 years ago"),
        ] {
            assert_eq!((relative(at, now, Lang::Id).as_str(), relative(at, now, Lang::En).as_str()), (id, en), "{at}");
        }
    }
}
