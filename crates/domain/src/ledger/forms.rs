//! The forms of the books. An amount is above zero unless it is a limit; a day is one of this year, and
//! today where none is typed.

use serde::Serialize;

use super::{AccountCode, AccountKind, Party, Role};
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::ids::ChargeId;
use crate::money::Rupiah;
use crate::text::{Line, Paragraphs};

/// A trillion. More than any koperasi moves at once, and so many of them still fit into a balance.
pub const MOST: Rupiah = Rupiah(1_000_000_000_000);

/// Where money comes in or goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Way {
    Cash,
    Bank,
}

impl Way {
    pub const ALL: [Self; 2] = [Self::Cash, Self::Bank];

    /// As in forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cash => "tunai",
            Self::Bank => "bank",
        }
    }

    pub const fn role(self) -> Role {
        match self {
            Self::Cash => Role::Cash,
            Self::Bank => Role::Bank,
        }
    }

    /// # Errors
    /// `Required`, `UnknownChoice`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        choice(text, &Self::ALL, Self::code)
    }
}

/// How a member pays what they owe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum PayWay {
    Money(Way),
    /// Out of the member's own deposit.
    Deposit,
}

impl PayWay {
    pub const ALL: [Self; 3] = [Self::Money(Way::Cash), Self::Money(Way::Bank), Self::Deposit];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Money(way) => way.code(),
            Self::Deposit => "titipan",
        }
    }

    /// # Errors
    /// `Required`, `UnknownChoice`.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        choice(text, &Self::ALL, Self::code)
    }
}

fn choice<T: Copy>(text: &str, all: &[T], code: fn(T) -> &'static str) -> Result<T, Invalid> {
    match text {
        "" => Err(Invalid::Required),
        _ => all.iter().copied().find(|one| code(*one) == text).ok_or(Invalid::UnknownChoice),
    }
}

/// An amount of money that is moved.
///
/// # Errors
/// As [`Rupiah::parse`], `Zero`, `TooLarge`.
pub fn amount(text: &str) -> Result<Rupiah, Invalid> {
    match Rupiah::parse(text)? {
        Rupiah::ZERO => Err(Invalid::Zero),
        much if much > MOST => Err(Invalid::TooLarge),
        much => Ok(much),
    }
}

/// A day to post on: of this year or the last, and not to come.
fn posting_day(p: &mut Parser<'_>, today: Day) -> Option<Day> {
    let typed = p.take_optional("tanggal", |text| {
        let day = Day::parse(text)?;
        if day > today {
            Err(Invalid::InTheFuture)
        } else if day.date().year() + 1 < today.date().year() {
            Err(Invalid::TooLongAgo)
        } else {
            Ok(day)
        }
    });
    typed.map(|day| day.unwrap_or(today))
}

/// Money in or out: `jumlah`, `cara`, `tanggal`, `catatan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Movement {
    pub amount: Rupiah,
    pub way: Way,
    pub day: Day,
    pub note: Option<Line<120>>,
}

impl Movement {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let amount = p.take("jumlah", amount);
        let way = p.take("cara", Way::parse);
        let day = posting_day(&mut p, today);
        let note = p.take_optional("catatan", Line::parse);
        p.finish(|| Some(Self { amount: amount?, way: way?, day: day?, note: note? }))
    }
}

/// A member pays: as [`Movement`], and also out of the deposit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MemberPayment {
    pub amount: Rupiah,
    pub way: PayWay,
    pub day: Day,
    pub note: Option<Line<120>>,
}

impl MemberPayment {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let amount = p.take("jumlah", amount);
        let way = p.take("cara", PayWay::parse);
        let day = posting_day(&mut p, today);
        let note = p.take_optional("catatan", Line::parse);
        p.finish(|| Some(Self { amount: amount?, way: way?, day: day?, note: note? }))
    }
}

/// What another koperasi paid has come: `cara`, `tanggal`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrival {
    pub way: Way,
    pub day: Day,
}

impl Arrival {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let way = p.take("cara", Way::parse);
        let day = posting_day(&mut p, today);
        p.finish(|| Some(Self { way: way?, day: day? }))
    }
}

/// How far a member may go beyond the deposit; zero trusts them with nothing.
///
/// # Errors
/// Why the field was refused.
pub fn limit(i: &Inputs) -> Result<Rupiah, FieldErrors> {
    let mut p = i.parser();
    let amount = p.take("jumlah", |text| match Rupiah::parse(text)? {
        much if much > MOST => Err(Invalid::TooLarge),
        much => Ok(much),
    });
    p.finish(|| amount)
}

/// A debt to be given up: `jumlah`, `alasan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WriteOff {
    pub amount: Rupiah,
    pub reason: Paragraphs<500>,
}

impl WriteOff {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let amount = p.take("jumlah", amount);
        let reason = p.take("alasan", Paragraphs::parse);
        p.finish(|| Some(Self { amount: amount?, reason: reason? }))
    }
}

/// Whether a correction raises or lowers what is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Direction {
    More,
    Less,
}

impl Direction {
    pub const ALL: [Self; 2] = [Self::Less, Self::More];

    pub const fn code(self) -> &'static str {
        match self {
            Self::More => "tambah",
            Self::Less => "kurangi",
        }
    }
}

/// A note that corrects an invoice after settlement: `tagihan`, `arah`, `jumlah`, `alasan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChargeNote {
    pub charge: ChargeId,
    pub direction: Direction,
    pub amount: Rupiah,
    pub reason: Line<120>,
}

impl ChargeNote {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let charge = p.take("tagihan", |text| match text {
            "" => Err(Invalid::Required),
            id => id.parse::<ChargeId>().map_err(|_| Invalid::UnknownChoice),
        });
        let direction = p.take("arah", |text| choice(text, &Direction::ALL, Direction::code));
        let amount = p.take("jumlah", amount);
        let reason = p.take("alasan", Line::parse);
        p.finish(|| Some(Self { charge: charge?, direction: direction?, amount: amount?, reason: reason? }))
    }
}

/// A note that corrects what a supplier is owed: `arah`, `jumlah`, `alasan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupplierNote {
    pub direction: Direction,
    pub amount: Rupiah,
    pub reason: Line<120>,
}

impl SupplierNote {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let direction = p.take("arah", |text| choice(text, &Direction::ALL, Direction::code));
        let amount = p.take("jumlah", amount);
        let reason = p.take("alasan", Line::parse);
        p.finish(|| Some(Self { direction: direction?, amount: amount?, reason: reason? }))
    }
}

/// A note by which a koperasi takes less from another than it is owed: `jumlah`, `alasan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KoperasiNote {
    pub amount: Rupiah,
    pub reason: Line<120>,
}

impl KoperasiNote {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let amount = p.take("jumlah", amount);
        let reason = p.take("alasan", Line::parse);
        p.finish(|| Some(Self { amount: amount?, reason: reason? }))
    }
}

/// Why a journal is undone: `alasan`.
///
/// # Errors
/// Why the field was refused.
pub fn reason(i: &Inputs) -> Result<Line<120>, FieldErrors> {
    let mut p = i.parser();
    let reason = p.take("alasan", Line::parse);
    p.finish(|| reason)
}

/// An entry by hand between two accounts: `debit`, `kredit`, `jumlah`, `tanggal`, `catatan`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Manual {
    pub debit: AccountCode,
    pub credit: AccountCode,
    pub amount: Rupiah,
    pub day: Day,
    pub memo: Line<150>,
}

impl Manual {
    /// # Errors
    /// Every field that was refused; `SameAccount` for one account on both sides.
    pub fn parse(i: &Inputs, today: Day) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let debit = p.take("debit", AccountCode::parse_choice);
        let credit = p.take("kredit", AccountCode::parse_choice);
        if debit.is_some() && debit == credit {
            p.refuse("kredit", Invalid::SameAccount);
        }
        let amount = p.take("jumlah", amount);
        let day = posting_day(&mut p, today);
        let memo = p.take("catatan", Line::parse);
        p.finish(|| Some(Self { debit: debit?, credit: credit?, amount: amount?, day: day?, memo: memo? }))
    }
}

/// Another account for what a use case posts: `peran`, `akun`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mapping {
    pub role: Role,
    pub account: AccountCode,
}

impl Mapping {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let role = p.take("peran", |text| match text {
            "" => Err(Invalid::Required),
            code => Role::from_code(code).ok_or(Invalid::UnknownChoice),
        });
        let account = p.take("akun", AccountCode::parse_choice);
        p.finish(|| Some(Self { role: role?, account: account? }))
    }
}

/// An account of one's own: `kode`, `nama`, and `pihak` where it keeps a balance for each of many. Its
/// kind is the first digit of its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewAccount {
    pub code: AccountCode,
    pub name: Line<80>,
    pub party: Option<Party>,
}

impl NewAccount {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let code = p.take("kode", AccountCode::parse);
        let name = p.take("nama", Line::parse);
        let party = p.take_optional("pihak", |text| choice(text, &Party::ALL, Party::code));
        p.finish(|| Some(Self { code: code?, name: name?, party: party? }))
    }

    pub fn kind(&self) -> AccountKind {
        self.code.kind()
    }
}

/// Another name for an account: `nama`.
///
/// # Errors
/// Why the field was refused.
pub fn account_name(i: &Inputs) -> Result<Line<80>, FieldErrors> {
    let mut p = i.parser();
    let name = p.take("nama", Line::parse);
    p.finish(|| name)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use time::macros::date;

    use super::*;

    const TODAY: Day = Day::new(date!(2026 - 11 - 24));

    fn money() -> Inputs {
        Inputs::default().with("jumlah", "100.000").with("cara", "tunai")
    }

    #[test]
    fn a_day_is_of_this_year_or_the_last_and_today_without_one() {
        let day = |text: &str| Movement::parse(&money().with("tanggal", text), TODAY).map(|m| m.day);
        assert_eq!(Movement::parse(&money(), TODAY).map(|m| m.day), Ok(TODAY));
        assert_eq!(day(" "), Ok(TODAY));
        assert_eq!(day("2026-01-01"), Ok(Day::new(date!(2026 - 01 - 01))));
        assert_eq!(day("31-12-2025"), Ok(Day::new(date!(2025 - 12 - 31))));
        for (text, why) in [
            ("2024-12-31", Invalid::TooLongAgo),
            ("2026-11-25", Invalid::InTheFuture),
            ("2027-01-01", Invalid::InTheFuture),
            ("kemarin", Invalid::BadDate),
        ] {
            assert_eq!(day(text), Err(FieldErrors::of("tanggal", why)), "{text}");
        }
    }

    #[test]
    fn amounts_are_above_zero_and_below_what_fits() {
        for (text, why) in [
            ("", Invalid::Required),
            ("0", Invalid::Zero),
            ("-1", Invalid::Negative),
            ("1.000,50", Invalid::NotWhole),
            ("1000000000001", Invalid::TooLarge),
        ] {
            assert_eq!(amount(text), Err(why), "{text}");
        }
        assert_eq!(amount("1000000000000"), Ok(MOST));
        assert_eq!(limit(&Inputs::default().with("jumlah", "0")), Ok(Rupiah::ZERO));
        assert!(limit(&Inputs::default().with("jumlah", "1000000000001")).is_err());
    }

    #[test]
    fn every_field_is_told_at_once() {
        let errors = MemberPayment::parse(&Inputs::default().with("cara", "qris").with("catatan", "\0"), TODAY).unwrap_err();
        assert_eq!(errors.get("jumlah"), Some(&Invalid::Required));
        assert_eq!(errors.get("cara"), Some(&Invalid::UnknownChoice));
        assert_eq!(errors.get("catatan"), Some(&Invalid::HiddenCharacters));
        assert!(Movement::parse(&money().with("cara", "titipan"), TODAY).is_err(), "a deposit is not paid in from itself");
        assert!(MemberPayment::parse(&money().with("cara", "titipan"), TODAY).is_ok());
    }

    #[test]
    fn a_note_says_why() {
        let form = Inputs::default().with("arah", "kurangi").with("jumlah", "5.000");
        let errors = SupplierNote::parse(&form.clone().with("arah", "hapus")).unwrap_err();
        assert_eq!(errors.get("arah"), Some(&Invalid::UnknownChoice));
        assert_eq!(errors.get("alasan"), Some(&Invalid::Required));
        assert_eq!(KoperasiNote::parse(&form), Err(FieldErrors::of("alasan", Invalid::Required)));
        let whole = form.with("alasan", "Faktur lebih murah");
        assert_eq!(SupplierNote::parse(&whole).map(|n| (n.direction, n.amount)), Ok((Direction::Less, Rupiah(5_000))));
        assert_eq!(KoperasiNote::parse(&whole).map(|n| n.amount), Ok(Rupiah(5_000)));
    }

    #[test]
    fn a_manual_entry_has_two_accounts() {
        let form = money().with("debit", "1-1100").with("catatan", "Saldo awal");
        let parse = |credit: &str| Manual::parse(&form.clone().with("kredit", credit), TODAY);
        assert!(parse("3-1100").is_ok());
        assert_eq!(parse("1-1100").unwrap_err().get("kredit"), Some(&Invalid::SameAccount));
        assert_eq!(parse("1-11").unwrap_err().get("kredit"), Some(&Invalid::UnknownChoice));
    }

    #[test]
    fn an_account_says_its_kind_by_its_code() {
        let new = |code: &str| NewAccount::parse(&Inputs::default().with("kode", code).with("nama", "Kas kecil"));
        assert_eq!(new("1-1110").map(|a| a.kind()), Ok(AccountKind::Asset));
        assert_eq!(new("5-1910").map(|a| a.kind()), Ok(AccountKind::Expense));
        for bad in ["6-1000", "0-1000", "1-100", "11100", "١-1100", "1-11a0", "x"] {
            assert_eq!(new(bad), Err(FieldErrors::of("kode", Invalid::Malformed)), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn nothing_typed_is_a_panic(text in ".{0,40}") {
            let all = ["jumlah", "cara", "tanggal", "catatan", "alasan", "tagihan", "arah", "debit", "kredit", "peran", "akun", "kode", "nama", "pihak"];
            let i: Inputs = all.into_iter().map(|name| (name, text.as_str())).collect();
            let _ = (Movement::parse(&i, TODAY), MemberPayment::parse(&i, TODAY), Arrival::parse(&i, TODAY), limit(&i));
            let _ = (WriteOff::parse(&i), ChargeNote::parse(&i), reason(&i), Manual::parse(&i, TODAY), Mapping::parse(&i));
            let _ = (NewAccount::parse(&i), account_name(&i), SupplierNote::parse(&i), KoperasiNote::parse(&i));
        }
    }
}
