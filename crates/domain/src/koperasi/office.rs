//! Terms of office.

use crate::access::Duty;
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid};

/// The longest term (UU 25/1992 art. 29 (4): five years).
pub const TERM_YEARS: u16 = 5;

/// A member is given a duty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewOffice {
    pub duty: Duty,
    pub from: Day,
    pub until: Day,
}

impl NewOffice {
    /// # Errors
    /// Every field that was refused: a term that is over already, ends before it begins, or lasts
    /// longer than [`TERM_YEARS`].
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let duty = p.take("tugas", Duty::parse);
        let from = p.take_optional("mulai", Day::parse).map(|from| from.unwrap_or(today));
        let until = p.take("sampai", |text| match parse_until(text, from.unwrap_or(today))? {
            over if over < today => Err(Invalid::InThePast),
            until => Ok(until),
        });
        p.finish(|| Some(Self { duty: duty?, from: from?, until: until? }))
    }
}

/// The last day of a term that begins on `from`.
pub(super) fn parse_until(text: &str, from: Day) -> Result<Day, Invalid> {
    let until = Day::parse(text)?;
    if until <= from {
        return Err(Invalid::InThePast);
    }
    if until > from.plus_months(TERM_YEARS * 12) {
        return Err(Invalid::TermTooLong { years: TERM_YEARS });
    }
    Ok(until)
}

/// A duty of someone who runs the koperasi; supervisors do not.
pub(super) fn parse_running_duty(text: &str) -> Result<Duty, Invalid> {
    match Duty::parse(text)? {
        Duty::Supervisor => Err(Invalid::UnknownChoice),
        duty => Ok(duty),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_run_forward_and_not_too_long() {
        let today = Day::parse("2026-11-24").expect("a day");
        let until = |text: &str| {
            let i = Inputs::default().with("tugas", "bendahara").with("sampai", text);
            NewOffice::parse(&i, today).map(|o| o.until.iso()).map_err(|e| e.get("sampai").cloned())
        };
        assert_eq!(until("2031-11-24"), Ok("2031-11-24".into()));
        assert_eq!(until("2031-11-25"), Err(Some(Invalid::TermTooLong { years: 5 })));
        assert_eq!(until("2026-11-24"), Err(Some(Invalid::InThePast)));
        assert_eq!(until(""), Err(Some(Invalid::Required)));
        let over = Inputs::default().with("tugas", "ketua").with("mulai", "2020-01-01").with("sampai", "2024-12-31");
        assert_eq!(NewOffice::parse(&over, today).unwrap_err().get("sampai"), Some(&Invalid::InThePast));
    }
}
