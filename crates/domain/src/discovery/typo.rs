//! How far apart two words are, and how far they may be.

/// How many letters of a word may be mistyped: none up to 3 characters, one up to 7, two from 8
/// on; none in a word with digits, where a slip would be another amount or size.
pub fn allowed_typos(word: &str) -> usize {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return 0;
    }
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// The number of characters to insert, drop, replace or swap with a neighbour to get from `a` to
/// `b` (optimal string alignment), if it is at most `k`. Takes time in proportion to `k` times the
/// length of the shorter.
pub fn damerau_levenshtein_at_most(a: &str, b: &str, k: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > k {
        return None;
    }
    // No two words are further apart than the longer is long.
    let k = k.min(a.len().max(b.len()));
    // Cells further than k from the diagonal are above k; this stands in them.
    let far = k + 1;
    let width = b.len() + 1;
    let mut before = vec![far; width];
    let mut last: Vec<usize> = (0..width).map(|j| j.min(far)).collect();
    let mut row = vec![far; width];
    for i in 1..=a.len() {
        let (from, to) = (i.saturating_sub(k).max(1), i.saturating_add(k).min(b.len()));
        row[from - 1] = if from == 1 { i.min(far) } else { far };
        let mut least = row[from - 1];
        for j in from..=to {
            let change = usize::from(a[i - 1] != b[j - 1]);
            let mut cost = (last[j - 1] + change).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row[j] = cost.min(far);
            least = least.min(row[j]);
        }
        if to < b.len() {
            row[to + 1] = far;
        }
        if least > k {
            return None;
        }
        std::mem::swap(&mut before, &mut last);
        std::mem::swap(&mut last, &mut row);
    }
    Some(last[b.len()]).filter(|distance| *distance <= k)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The textbook's table, all of it.
    fn plainly(a: &str, b: &str) -> usize {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let mut d = vec![vec![0; b.len() + 1]; a.len() + 1];
        for i in 0..=a.len() {
            for j in 0..=b.len() {
                d[i][j] = if i == 0 || j == 0 {
                    i + j
                } else {
                    let mut cost =
                        (d[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1])).min(d[i - 1][j] + 1).min(d[i][j - 1] + 1);
                    if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                        cost = cost.min(d[i - 2][j - 2] + 1);
                    }
                    cost
                };
            }
        }
        d[a.len()][b.len()]
    }

    #[test]
    fn the_four_slips_are_one_each() {
        for slip in ["empin", "empiing", "emping", "emipng", "enping"] {
            assert_eq!(damerau_levenshtein_at_most("emping", slip, 1), Some(usize::from(slip != "emping")), "{slip}");
        }
        assert_eq!(damerau_levenshtein_at_most("emping", "keripik", 2), None);
        assert_eq!(damerau_levenshtein_at_most("", "", 0), Some(0));
        assert_eq!(damerau_levenshtein_at_most("a", "", usize::MAX), Some(1));
    }

    #[test]
    fn short_words_and_amounts_are_exact() {
        for (word, typos) in
            [("", 0), ("teh", 0), ("kopi", 1), ("melinjo", 1), ("kalibeluk", 2), ("kerupuk!", 2), ("250g", 0), ("🍵🍵🍵🍵", 1)]
        {
            assert_eq!(allowed_typos(word), typos, "{word}");
        }
    }

    proptest! {
        #[test]
        fn the_band_agrees_with_the_table(a in "[a-c]{0,9}", b in "[a-c]{0,9}", k in 0usize..6) {
            let plain = plainly(&a, &b);
            prop_assert_eq!(damerau_levenshtein_at_most(&a, &b, k), (plain <= k).then_some(plain));
        }
    }
}
