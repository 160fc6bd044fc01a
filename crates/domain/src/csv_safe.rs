//! Cells of a sheet that must not run.
//!
//! A spreadsheet takes a cell that starts with `=`, `+`, `-`, `@`, a tab or a line break for a
//! formula, and a formula can send the sheet elsewhere. Source: OWASP, "CSV Injection", which
//! names these first characters and the apostrophe before them as the cure. Their full-width
//! forms count too, since some spreadsheets fold them.

use std::borrow::Cow;

/// The cell with an apostrophe before it if it could be taken for a formula.
///
/// Plain negative numbers (`-1.250,50`) and phone numbers in international form
/// (`+6281234567890`) stay as they are: with nothing but digits after the sign there is nothing to
/// run, and officers compute with the one and dial the other.
pub fn csv_safe(cell: &str) -> Cow<'_, str> {
    if needs_guard(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`csv_safe`], for a sheet that comes back as an import.
pub fn csv_plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_guard(rest) => rest,
        _ => cell,
    }
}

/// A cell that already looks guarded is guarded once more, so that taking the guard away always
/// gives back what was there.
fn needs_guard(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    if bare.trim_start_matches(' ').starts_with(['\t', '\r', '\n']) {
        return true;
    }
    // Leading blanks are dropped by some spreadsheets before they look for the sign.
    let Some(first) = bare.trim_start().chars().next() else {
        return false;
    };
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\u{2212}'];
    signs.contains(&first) && !is_harmless(bare)
}

fn is_harmless(cell: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(phone) = cell.strip_prefix('+') {
        return digits(phone);
    }
    let Some(number) = cell.strip_prefix('-') else {
        return false;
    };
    let (whole, decimals) = number.split_once(',').unwrap_or((number, "0"));
    digits(decimals) && whole.split('.').all(digits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_guarded() {
        for cell in [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "=cmd|'/C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "+62-812-3456",
            "＝1",
            "+",
            "-",
            "-1,2,3",
            "--1",
            "-.",
            "'=1",
            "\u{2212}1",
        ] {
            assert_eq!(csv_safe(cell), format!("'{cell}"), "{cell:?}");
        }
    }

    #[test]
    fn the_rest_stays() {
        for cell in ["", " ", "Emping", "-500", "-1.250,50", "+6281234567890", "12.500", "1-2", "a=b", "'", "'biasa'", "Rp-500"] {
            assert_eq!(csv_safe(cell), cell);
            assert_eq!(csv_plain(cell), cell);
        }
    }

    proptest! {
        #[test]
        fn guarding_can_be_undone_and_always_helps(cell in "[ '\t=+@a0,.-]{0,8}|\\PC*") {
            let safe = csv_safe(&cell);
            prop_assert_eq!(csv_plain(&safe), cell.as_str());
            let first = safe.trim_start_matches(' ').chars().next();
            prop_assert!(!matches!(first, Some('=' | '@' | '\t')));
        }
    }
}
