//! What an order is called: short enough to be read aloud, and no count of anybody's orders.

use crate::form::Invalid;

/// Crockford's base 32: no I, L, O and U, so that nothing is mistaken for something else.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

/// Eight signs in two groups: `7KQ2-M9XD`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "db", derive(sqlx::Type), sqlx(transparent))]
pub struct OrderNumber(String);

impl OrderNumber {
    /// The number that these forty bits make; whatever is beyond them is left out.
    pub fn from_bits(bits: u64) -> Self {
        let sign = |nth: usize| {
            let at = usize::try_from(bits >> (5 * (LENGTH - 1 - nth)) & 31).unwrap_or_default();
            char::from(ALPHABET[at])
        };
        let (head, tail): (String, String) = ((0..4).map(sign).collect(), (4..LENGTH).map(sign).collect());
        Self(format!("{head}-{tail}"))
    }

    /// Reads a number as people copy it: without its dash, in small letters, O for 0 and I or L for 1.
    ///
    /// # Errors
    /// [`Invalid::UnknownChoice`]
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let mut signs = String::with_capacity(LENGTH + 1);
        for c in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            if signs.len() == LENGTH || !u8::try_from(c).is_ok_and(|c| ALPHABET.contains(&c)) {
                return Err(Invalid::UnknownChoice);
            }
            signs.push(c);
        }
        if signs.len() < LENGTH {
            return Err(Invalid::UnknownChoice);
        }
        signs.insert(LENGTH / 2, '-');
        Ok(Self(signs))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for OrderNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_read_as_people_copy_it() {
        let number = OrderNumber::parse("7KQ2-M9XD").unwrap();
        for text in ["7kq2m9xd", " 7KQ2 M9XD ", "7kq2-m9xd"] {
            assert_eq!(OrderNumber::parse(text), Ok(number.clone()), "{text}");
        }
        assert_eq!(OrderNumber::parse("OIL0-0000").unwrap().as_str(), "0110-0000");
        for text in ["", "7KQ2-M9X", "7KQ2-M9XDD", "7KQ2-M9XU", "7KQ2-M9X\u{e9}"] {
            assert_eq!(OrderNumber::parse(text), Err(Invalid::UnknownChoice), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_read_back(bits in any::<u64>()) {
            let number = OrderNumber::from_bits(bits);
            prop_assert_eq!(OrderNumber::parse(number.as_str()), Ok(number.clone()));
            prop_assert_eq!(OrderNumber::from_bits(bits & ((1 << 40) - 1)), number);
        }
    }
}
