//! Amounts in names and questions, made one: `250gr`, `250 g`, `¼ kg`, `0,25 kg` and `seperempat
//! kilo` are all `250g`.

use super::pieces::{Joint, Piece};

/// A unit as a factor to the smallest one of its family that is counted here.
#[derive(Debug, Clone, Copy)]
struct Unit {
    family: Family,
    factor: u64,
    /// One spelling for it.
    label: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    /// In milligrams.
    Mass,
    /// In microlitres.
    Volume,
    /// In micrometres.
    Length,
    /// In thousandths of a piece.
    Count,
}

fn unit(word: &str) -> Option<Unit> {
    let (family, factor, label) = match word {
        "mg" | "miligram" | "milligram" => (Family::Mass, 1, "mg"),
        "g" | "gr" | "grm" | "gm" | "gram" | "grams" => (Family::Mass, 1_000, "g"),
        // The Indonesian ons is 100 g, not an ounce.
        "ons" => (Family::Mass, 100_000, "ons"),
        "kg" | "kgs" | "kilo" | "kilos" | "kilogram" => (Family::Mass, 1_000_000, "kg"),
        "kw" | "kwintal" | "kuintal" => (Family::Mass, 100_000_000, "kw"),
        "ton" => (Family::Mass, 1_000_000_000, "ton"),
        "ml" | "cc" | "mililiter" | "milliliter" => (Family::Volume, 1_000, "ml"),
        "l" | "lt" | "ltr" | "liter" | "litre" | "liters" | "litres" => (Family::Volume, 1_000_000, "l"),
        "mm" | "milimeter" => (Family::Length, 1_000, "mm"),
        "cm" | "senti" | "sentimeter" | "centimeter" => (Family::Length, 10_000, "cm"),
        "m" | "mtr" | "meter" | "metre" => (Family::Length, 1_000_000, "m"),
        "pcs" | "pc" | "piece" | "pieces" => (Family::Count, 1_000, "pcs"),
        _ => return None,
    };
    Some(Unit { family, factor, label })
}

/// A number below a thousand million, with up to nine digits behind the comma, or a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Number {
    whole: u64,
    numerator: u64,
    denominator: u64,
}

impl Number {
    /// In the smallest unit, rounded half up: a third of a kilo has no end.
    fn in_smallest(self, unit: Unit) -> u64 {
        let part = (self.numerator * unit.factor * 2 + self.denominator) / (self.denominator * 2);
        self.whole * unit.factor + part
    }
}

/// Takes a number, and a unit if one follows, from the front of `pieces`. Gives the tokens and how
/// many pieces they took; none when there is no number in front.
pub(super) fn take(pieces: &[Piece<'_>]) -> Option<(Vec<String>, usize)> {
    let first = pieces.first()?;
    if !first.is_digits() {
        return take_worded(pieces);
    }
    if let Some((number, used)) = mixed(pieces).or_else(|| fraction(pieces).map(|n| (n, 2)))
        && let Some(unit) = unit_behind(&pieces[used..])
    {
        return Some((vec![canonical(number, unit)], used + 1));
    }
    let (written, used) = Written::take(pieces);
    if written.whole_groups(None).is_none() {
        // A date or a version: each group for itself.
        return Some((vec![first.text.to_owned()], 1));
    }
    if let Some(unit) = unit_behind(&pieces[used..]) {
        let token = match written.number(Some(unit)) {
            Some(number) => canonical(number, unit),
            // Too long for an amount of anything: kept as it is, so that it is at least found again.
            None => format!("{}{}", written.digits().get(..30).unwrap_or(&written.digits()), unit.label),
        };
        return Some((vec![token], used + 1));
    }
    // `3x250g` is three and 250 g; an x behind a number is no word.
    if let [x, next, ..] = &pieces[used..]
        && x.text == "x"
        && next.is_digits()
    {
        return Some((written.tokens(), used + 1));
    }
    // A digit glued to letters that are no unit is part of a word (2in1), which is not taken here.
    let in_word = used == 1 && pieces.get(1).is_some_and(|p| p.joint == Joint::Glued);
    (!in_word).then(|| (written.tokens(), used))
}

/// `setengah kilo`, `seperempat liter`, `sekilo`.
fn take_worded(pieces: &[Piece<'_>]) -> Option<(Vec<String>, usize)> {
    let word = pieces.first()?.text;
    let part = |numerator, denominator| Number { whole: 0, numerator, denominator };
    let spelt = match word {
        "setengah" => Some(part(1, 2)),
        "seperempat" => Some(part(1, 4)),
        "tigaperempat" => Some(part(3, 4)),
        _ => None,
    };
    if let Some(number) = spelt {
        return unit_behind(&pieces[1..]).map(|unit| (vec![canonical(number, unit)], 2));
    }
    // Only whole unit words: *seg* and *sel* are other words.
    let one = word.strip_prefix("se").filter(|u| ["kilo", "kilogram", "kg", "liter", "ons", "kwintal", "meter"].contains(u))?;
    let glued = pieces.get(1).is_some_and(|p| p.joint == Joint::Glued);
    unit(one).filter(|_| !glued).map(|u| (vec![canonical(Number { whole: 1, numerator: 0, denominator: 1 }, u)], 1))
}

/// The unit of a number that ends before `rest`, if one is there as a word of its own.
fn unit_behind(rest: &[Piece<'_>]) -> Option<Unit> {
    let word = rest.first().filter(|p| p.is_letters() && matches!(p.joint, Joint::Glued | Joint::Space | Joint::Hyphen))?;
    let goes_on = rest.get(1).is_some_and(|p| p.joint == Joint::Glued);
    unit(word.text).filter(|_| !goes_on)
}

/// `1/4` in front.
fn fraction(pieces: &[Piece<'_>]) -> Option<Number> {
    let [above, below, ..] = pieces else { return None };
    if !below.is_digits() || below.joint != Joint::Slash || above.text.len() > 3 || below.text.len() > 3 {
        return None;
    }
    let (numerator, denominator) = (above.text.parse().ok()?, below.text.parse().ok()?);
    (denominator > 0).then_some(Number { whole: 0, numerator, denominator })
}

/// `1 1/4` in front, and the pieces it took.
fn mixed(pieces: &[Piece<'_>]) -> Option<(Number, usize)> {
    let (whole, rest) = pieces.split_first()?;
    if rest.first().is_none_or(|p| p.joint != Joint::Space || !p.is_digits()) || whole.text.len() > 4 {
        return None;
    }
    let part = fraction(rest)?;
    let whole = whole.text.parse().ok()?;
    // `10 3/4` is ten and three quarters; `10 12/4` is not one number.
    (part.numerator < part.denominator).then_some((Number { whole, ..part }, 3))
}

/// Digits with dots and commas between them.
struct Written<'a> {
    groups: Vec<&'a str>,
    joints: Vec<Joint>,
}

impl<'a> Written<'a> {
    fn take(pieces: &[Piece<'a>]) -> (Self, usize) {
        let more = pieces[1..].iter().take_while(|p| p.is_digits() && matches!(p.joint, Joint::Dot | Joint::Comma)).count();
        let taken = &pieces[..=more];
        let written =
            Self { groups: taken.iter().map(|p| p.text).collect(), joints: taken[1..].iter().map(|p| p.joint).collect() };
        (written, more + 1)
    }

    fn digits(&self) -> String {
        self.groups.concat()
    }

    /// How many of the groups are before the decimal mark, or `None` when it is no number (a date).
    fn whole_groups(&self, unit: Option<Unit>) -> Option<usize> {
        let all = self.groups.len();
        let thousands =
            |upto: usize| (1..=3).contains(&self.groups[0].len()) && self.groups[1..upto].iter().all(|g| g.len() == 3);
        let Some((last, before)) = self.joints.split_last() else { return Some(1) };
        if let Some(other) = before.first() {
            let same = before.iter().all(|j| j == other);
            let whole = if other == last { all } else { all - 1 };
            return (same && thousands(whole)).then_some(whole);
        }
        let grouped = thousands(all) && !self.groups[0].starts_with('0');
        // One mark with three digits behind it: a dot parts thousands here (1.500 g), and a comma
        // is a decimal mark (1,500 kg) unless that would be thousandths of a gram.
        let decimal_comma =
            *last == Joint::Comma && unit.is_some_and(|u| matches!(u.label, "kg" | "l" | "m" | "ton" | "kw" | "ons"));
        Some(if grouped && !decimal_comma { all } else { 1 })
    }

    fn number(&self, unit: Option<Unit>) -> Option<Number> {
        let whole_groups = self.whole_groups(unit)?;
        let whole = self.groups[..whole_groups].concat();
        let fraction = self.groups[whole_groups..].concat();
        if whole.len() > 9 || fraction.len() > 9 {
            return None;
        }
        let denominator = 10u64.pow(u32::try_from(fraction.len()).ok()?);
        let numerator = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        Some(Number { whole: whole.parse().ok()?, numerator, denominator })
    }

    /// Without a unit: `12.500` as one number, anything else by its groups.
    fn tokens(&self) -> Vec<String> {
        if self.whole_groups(None) == Some(self.groups.len()) {
            vec![self.digits()]
        } else {
            self.groups.iter().map(ToString::to_string).collect()
        }
    }
}

/// One writing for equal amounts: whole grams, millilitres, centimetres where it is whole in them.
fn canonical(number: Number, unit: Unit) -> String {
    let smallest = number.in_smallest(unit);
    let steps: &[(u64, &str)] = match unit.family {
        Family::Mass => &[(1_000, "g"), (1, "mg")],
        Family::Volume => &[(1_000, "ml"), (1, "ul")],
        Family::Length => &[(10_000, "cm"), (1_000, "mm"), (1, "um")],
        Family::Count => &[(1_000, "pcs"), (1, "mpcs")],
    };
    let (step, label) = steps.iter().find(|(step, _)| smallest.is_multiple_of(*step)).copied().unwrap_or((1, ""));
    format!("{}{label}", smallest / step)
}
