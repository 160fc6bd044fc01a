//! What a code consists of: a tag of two digits, a length of two digits, and so many characters
//! (EMVCo MPM §3.1). Lengths count characters and not bytes, as EMVCo's own example shows, which has
//! Chinese in it.

/// One data object: its tag (0 to 99) and its value.
pub type Object<'a> = (u8, &'a str);

/// More characters than a length of two digits can say.
pub const MAX_VALUE: usize = 99;

/// All objects in the order they stand; `None` when one is cut off, is no number, or comes twice.
pub fn read(text: &str) -> Option<Vec<Object<'_>>> {
    let mut objects: Vec<Object<'_>> = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (tag, after) = number(rest)?;
        let (length, after) = number(after)?;
        let (value, after) = split_chars(after, usize::from(length))?;
        if objects.iter().any(|(other, _)| *other == tag) {
            return None;
        }
        objects.push((tag, value));
        rest = after;
    }
    Some(objects)
}

/// Two ASCII digits, and what follows them.
fn number(text: &str) -> Option<(u8, &str)> {
    let (digits, rest) = text.split_at_checked(2)?;
    // A number may begin with a plus sign elsewhere, not here.
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Some((digits.parse().ok()?, rest))
}

fn split_chars(text: &str, count: usize) -> Option<(&str, &str)> {
    let at = match text.char_indices().nth(count) {
        Some((at, _)) => at,
        None if text.chars().count() == count => text.len(),
        None => return None,
    };
    text.split_at_checked(at)
}

/// Writes one object; `None` for a value that no length can say.
pub fn write(out: &mut String, tag: u8, value: &str) -> Option<()> {
    let length = value.chars().count();
    if length > MAX_VALUE || tag > 99 {
        return None;
    }
    out.push_str(&format!("{tag:02}{length:02}{value}"));
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn objects_are_read_in_their_order() {
        assert_eq!(read("0002016304A13A"), Some(vec![(0, "01"), (63, "A13A")]));
        assert_eq!(read("0104最佳运输0000"), Some(vec![(1, "最佳运输"), (0, "")]));
        assert_eq!(read(""), Some(Vec::new()));
    }

    #[test]
    fn what_is_cut_off_or_no_number_is_none() {
        for text in ["0", "00", "000", "0002", "00020", "00020101", "+1020", "0a0201", "００0201", "0+201", "-10201"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert_eq!(read("000201000201"), None, "twice");
    }

    #[test]
    fn a_value_too_long_is_not_written() {
        let mut out = String::new();
        assert_eq!(write(&mut out, 59, &"é".repeat(100)), None);
        assert_eq!(out, "");
        assert_eq!(write(&mut out, 59, &"é".repeat(99)), Some(()));
        assert!(out.starts_with("5999é"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(values in prop::collection::btree_map(0_u8..100, "\\PC{0,99}", 0..20)) {
            let mut text = String::new();
            for (tag, value) in &values {
                prop_assert_eq!(write(&mut text, *tag, value), Some(()));
            }
            let read = read(&text).expect("well formed");
            prop_assert_eq!(read, values.iter().map(|(tag, value)| (*tag, value.as_str())).collect::<Vec<_>>());
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = read(&text);
        }

        #[test]
        fn no_digits_panic(text in "[0-9]{0,200}") {
            let _ = read(&text);
        }
    }
}
