//! A cleaned text cut into runs of letters and runs of digits, with what stood between them.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Letters,
    Digits,
}

/// What stands before a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    /// Nothing: letters and digits of one word.
    Glued,
    /// White space alone.
    Space,
    Hyphen,
    Dot,
    Comma,
    /// Also with white space around it.
    Slash,
    /// Anything else, and the start of the text.
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub text: &'a str,
    pub kind: Kind,
    pub joint: Joint,
}

impl Piece<'_> {
    pub fn is_digits(&self) -> bool {
        self.kind == Kind::Digits
    }

    pub fn is_letters(&self) -> bool {
        self.kind == Kind::Letters
    }
}

/// At most `max` pieces.
pub(super) fn pieces(text: &str, max: usize) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    let mut first = true;
    while out.len() < max {
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let joint = if first { Joint::Other } else { joint(&rest[..start]) };
        first = false;
        rest = &rest[start..];
        let digits = rest.starts_with(|c: char| c.is_ascii_digit());
        let end = rest.find(|c: char| !c.is_alphanumeric() || c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let kind = if digits { Kind::Digits } else { Kind::Letters };
        out.push(Piece { text: &rest[..end], kind, joint });
        rest = &rest[end..];
    }
    out
}

fn joint(between: &str) -> Joint {
    let mut marks = between.chars();
    match (marks.next(), marks.next()) {
        (None, _) => Joint::Glued,
        (Some('.'), None) => Joint::Dot,
        (Some(','), None) => Joint::Comma,
        (Some(c), None) if crate::typed::is_dash(c) => Joint::Hyphen,
        _ => match between.trim() {
            "" => Joint::Space,
            "/" => Joint::Slash,
            _ => Joint::Other,
        },
    }
}
