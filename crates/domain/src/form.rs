//! The one mechanism behind every form: what was typed, a parser that collects each field's error
//! and not only the first, and the errors by field.
//!
//! ```
//! use domain::form::{FieldErrors, Inputs};
//! use domain::text::Line;
//!
//! struct Note { title: Line<40> }
//!
//! impl Note {
//!     fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
//!         let mut p = i.parser();
//!         let title = p.take("judul", Line::parse);
//!         p.finish(|| Some(Self { title: title? }))
//!     }
//! }
//! assert!(Note::parse(&Inputs::default()).is_err());
//! ```

use std::collections::BTreeMap;

use crate::money::Rupiah;
use crate::qris::QrisError;
use crate::quantity::Quantity;

/// Why a field was refused. `app` words each in both languages; the match there is exhaustive.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{self:?}")]
pub enum Invalid {
    Required,
    /// More than `max` characters.
    TooLong {
        max: usize,
    },
    /// Fewer than `min` characters.
    TooShort {
        min: usize,
    },
    /// Control characters, or marks that turn the direction of writing around.
    HiddenCharacters,
    /// Not one letter or digit in it.
    NoLetters,
    /// Not in the form this field asks for.
    Malformed,
    /// Not one of the choices offered.
    UnknownChoice,
    NotANumber,
    /// A fraction where only whole numbers count.
    NotWhole,
    Negative,
    Zero,
    /// Above what this field can hold, or what makes sense in it.
    TooLarge,
    UnknownUnit,
    /// Somebody has it already: a phone number, a registration number.
    Taken,
    /// A phone number whose owner has to sign in first.
    HasAccount,
    /// More than `max` words.
    TooManyWords {
        max: usize,
    },
    /// Says the same as the field it stands beside.
    SaysTheSame,
    /// The list has this pair of words already, perhaps spelled otherwise or the other way around.
    Listed,
    /// The wrong current password, code or the like.
    Wrong,
    /// Of two fields that exclude each other both were filled.
    OnlyOneOfTwo,
    /// Ticked when it has to be: a confirmation.
    MustConfirm,
    InThePast,
    /// More than `max` of them: pictures, rows.
    TooMany {
        max: usize,
    },
    /// A file above this many megabytes.
    FileTooLarge {
        max_mb: u32,
    },
    /// No picture that can be read: another type, cut off, or broken.
    NotAPicture,
    /// A file that came with an earlier try, too long ago to be there still.
    ChooseAgain,
    /// A picture of more pixels than are accepted, in millions.
    TooManyPixels {
        max_mp: u32,
    },
    /// Neither CSV nor XLSX, or not readable.
    NotASheet,
    /// No phone number in any usual way of writing one.
    BadPhone,
    /// A phone number, but not an Indonesian mobile one (08…).
    NotMobile,
    BadEmail,
    /// A password that is tried first by those who guess: common, one character over and over, a
    /// run such as 12345678, or one's own phone number.
    EasyPassword,
    /// Not the 13 digits of a NIB.
    BadNib,
    /// Not the 15 digits of an SPP-IRT.
    BadPirt,
    /// Not the number of a halal certificate: ID and 14 to 17 digits, or 11 to 15 digits of an older one.
    BadHalal,
    /// Not the number of a registered mark: IDM and nine digits.
    BadTrademark,
    /// No date of the calendar, or one that is far off.
    BadDate,
    /// No time of day, or one that opens and closes at once.
    BadTime,
    /// No degrees of latitude or longitude.
    BadCoordinate,
    /// A position outside Indonesia.
    OutsideIndonesia,
    /// Thousands marks in the wrong places: `1.00`, `12.34.567`, `1,000,000`.
    Grouping,
    /// More than `max` digits after the comma, or a fraction that these cannot express.
    TooPrecise {
        max: usize,
    },
    /// A wholesale row that does not start above the row before it, or not above one.
    NotRising,
    /// A wholesale row that is not cheaper than the row before it, or than the price itself.
    NotCheaper,
    /// Not the 13 digits of a koperasi's number at the ministry.
    BadNikKoperasi,
    /// A term of office of more than `years` years.
    TermTooLong {
        years: u16,
    },
    /// This person is none of the koperasi's members.
    NotAMember,
    /// Not later than what has to come before it: a closing before its opening.
    NotAfter,
    InTheFuture,
    /// A day to post on from before the last year: those books are done.
    TooLongAgo,
    /// The same account on both sides of an entry.
    SameAccount,
    /// No multiple of the step in which amounts are pledged.
    OffStep {
        step: Quantity,
    },
    /// A pack that is no multiple of the step.
    OffPack,
    /// Would take more of the credit limit than is left.
    AboveLimit {
        left: Rupiah,
    },
    /// The same, of the member about whom an officer decides.
    AboveTheirLimit {
        left: Rupiah,
    },
    /// Asks for a deposit that has not been paid in.
    DepositMissing {
        missing: Rupiah,
    },
    /// Less than before, where one can only add.
    OnlyMore {
        least: Quantity,
    },
    /// More than there is, was ordered, or was accepted.
    MoreThan {
        max: Quantity,
    },
    /// Takes more off an invoice than is left of it after earlier notes.
    AboveInvoice {
        left: Rupiah,
    },
    /// Notes of one officer take no more off an invoice together; `left` of it is left.
    NeedsWriteOff {
        most: Rupiah,
        left: Rupiah,
    },
    /// More money than is owed or was paid in.
    MoreMoneyThan {
        max: Rupiah,
    },
    /// A picture in which no code is found.
    NoCode,
    /// A text that is no code to be paid by.
    Qris(QrisError),
    /// More than one payment by QRIS may be.
    AboveQris {
        max: Rupiah,
    },
    /// So little of it that its price is rounded to nothing.
    CostsNothing,
}

/// What was typed, by field. A field may come more than once (rows, ticked boxes).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs(BTreeMap<String, Vec<String>>);

impl Inputs {
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// Sets a field to one value, for a form that starts filled.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.0.insert(name.to_owned(), vec![value.to_string()]);
        self
    }

    /// A field's first value; empty when the field did not come at all.
    pub fn one(&self, name: &str) -> &str {
        self.0.get(name).and_then(|values| values.first()).map_or("", String::as_str)
    }

    /// All values of a field, in the order they came.
    pub fn many(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Every field with its values, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    pub fn parser(&self) -> Parser<'_> {
        Parser { inputs: self, errors: FieldErrors::default() }
    }
}

impl<N: Into<String>, V: Into<String>> FromIterator<(N, V)> for Inputs {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(pairs: I) -> Self {
        let mut inputs = Self::default();
        for (name, value) in pairs {
            inputs.push(name, value);
        }
        inputs
    }
}

/// Takes fields one by one and remembers what was wrong with each.
pub struct Parser<'a> {
    inputs: &'a Inputs,
    errors: FieldErrors,
}

impl<'a> Parser<'a> {
    /// Parses one field; `None` means that its error is noted.
    pub fn take<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        match parse(self.inputs.one(name)) {
            Ok(value) => Some(value),
            Err(why) => {
                self.errors.add(name, why);
                None
            }
        }
    }

    /// Parses a field that may be left empty: white space alone is `Some(None)`.
    pub fn take_optional<T>(&mut self, name: &'static str, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<Option<T>> {
        if self.inputs.one(name).trim().is_empty() {
            return Some(None);
        }
        self.take(name, parse).map(Some)
    }

    pub fn inputs(&self) -> &'a Inputs {
        self.inputs
    }

    /// Notes an error that no single parse can see.
    pub fn refuse(&mut self, name: impl Into<String>, why: Invalid) {
        self.errors.add(name, why);
    }

    /// The value, or every error. `build` may use `?` on what was taken: it is only asked when
    /// nothing was refused.
    ///
    /// # Errors
    /// All that was noted.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, FieldErrors> {
        if self.errors.is_empty() {
            // A field that was taken without an error has a value, so `build` gives one; were it
            // not so, refusing is the safe answer.
            return build().ok_or(self.errors);
        }
        Err(self.errors)
    }
}

/// What was refused, in the order the fields were looked at; at most one reason a field.
#[derive(Debug, Clone, Default, PartialEq, Eq, thiserror::Error)]
#[error("{0:?}")]
pub struct FieldErrors(Vec<(String, Invalid)>);

impl FieldErrors {
    pub fn of(name: impl Into<String>, why: Invalid) -> Self {
        Self(vec![(name.into(), why)])
    }

    pub fn add(&mut self, name: impl Into<String>, why: Invalid) {
        let name = name.into();
        if self.get(&name).is_none() {
            self.0.push((name, why));
        }
    }

    pub fn get(&self, name: &str) -> Option<&Invalid> {
        self.0.iter().find(|(field, _)| field == name).map(|(_, why)| why)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Invalid)> {
        self.0.iter().map(|(name, why)| (name.as_str(), why))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Line;

    #[test]
    fn every_field_is_looked_at() {
        let inputs: Inputs = [("nama", ""), ("desa", "x\0")].into_iter().collect();
        let mut p = inputs.parser();
        let name = p.take("nama", Line::<10>::parse);
        let village = p.take("desa", Line::<10>::parse);
        let note = p.take_optional("catatan", Line::<10>::parse);
        let errors = p.finish(|| Some((name?, village?, note?))).unwrap_err();
        assert_eq!(errors.get("nama"), Some(&Invalid::Required));
        assert_eq!(errors.get("desa"), Some(&Invalid::HiddenCharacters));
        assert_eq!(errors.get("catatan"), None);
    }
}
