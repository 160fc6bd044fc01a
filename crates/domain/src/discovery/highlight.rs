//! Where a name has what was typed, for a list of suggestions.
//!
//! Of a word that goes on as typed, the letters typed; of one that answers in another spelling or
//! for a slip, the whole word, since no letters of it could be said to be those. *krip* marks
//! nothing in *Keripik*. Ranges and not HTML, so that a name is shown as text whatever is in it.

use unicode_normalization::char::is_combining_mark;

use super::normalise::clean;
use super::{Query, Suggestions, Token, allowed_typos, damerau_levenshtein_at_most, document_tokens, fold};

/// Words of a name that together may be one word: `1/4 kg`.
const SPAN_MAX: usize = 3;

impl Suggestions {
    /// The same, with what was typed marked in each name.
    #[must_use]
    pub fn marked(mut self, query: &Query) -> Self {
        for item in &mut self.items {
            item.parts = parts(&item.name, &marks(&item.name, query));
        }
        self
    }
}

/// A name cut at its marks: what stands before each and what it marks, and the rest, if there is one.
fn parts(name: &str, marks: &[[u16; 2]]) -> Vec<String> {
    let mut letters = name.chars();
    let mut at = 0;
    let mut parts: Vec<String> = Vec::with_capacity(2 * marks.len() + 1);
    for to in marks.iter().flatten() {
        parts.push(letters.by_ref().take((to - at).into()).collect());
        at = *to;
    }
    let rest: String = letters.collect();
    if !rest.is_empty() {
        parts.push(rest);
    }
    parts
}

/// From and until, in characters of the name: in order, apart, none empty.
fn marks(name: &str, query: &Query) -> Vec<[u16; 2]> {
    let letters: Vec<char> = name.chars().take(usize::from(u16::MAX)).collect();
    let words = words(&letters);
    let mut found: Vec<[usize; 2]> = query.tokens.iter().flat_map(|token| answers(token, &words, &letters)).collect();
    found.sort_unstable();
    let mut marks: Vec<[u16; 2]> = Vec::new();
    // None is beyond u16::MAX, since no more letters were read.
    for [from, to] in found.into_iter().filter_map(|[from, to]| Some([u16::try_from(from).ok()?, u16::try_from(to).ok()?])) {
        match marks.last_mut() {
            Some(last) if from <= last[1] => last[1] = last[1].max(to),
            _ => marks.push([from, to]),
        }
    }
    marks
}

/// A word of a name as it is compared, and where each of its letters stands in the name.
#[derive(Default)]
struct NameWord {
    text: String,
    /// For each letter of `text`.
    at: Vec<usize>,
    /// Behind its last character.
    end: usize,
}

impl NameWord {
    fn whole(&self) -> [usize; 2] {
        [self.at.first().copied().unwrap_or(self.end), self.end]
    }

    /// Its first letters: all of each character that they are in, with the marks upon it.
    fn beginning(&self, count: usize) -> [usize; 2] {
        let [from, end] = self.whole();
        let last = count.checked_sub(1).and_then(|last| self.at.get(last)).copied();
        let next = last.and_then(|last| self.at.iter().copied().find(|at| *at > last));
        [from, next.unwrap_or(end)]
    }
}

/// The words of a name: what looks like a letter or a digit, and what lies on or within it unseen.
fn words(letters: &[char]) -> Vec<NameWord> {
    let mut words = Vec::new();
    let mut word = NameWord::default();
    for (at, letter) in letters.iter().enumerate() {
        let cleaned = clean(letter.encode_utf8(&mut [0; 4]), 1);
        if is_combining_mark(*letter) && !word.at.is_empty() {
            word.end = at + 1;
        }
        for c in cleaned.chars() {
            if c.is_alphanumeric() {
                word.text.push(c);
                word.at.push(at);
                word.end = at + 1;
            } else if !word.at.is_empty() {
                words.push(std::mem::take(&mut word));
            }
        }
    }
    if !word.at.is_empty() {
        words.push(word);
    }
    words
}

/// Where the name has one word of the query. What is farther from it is marked only when nothing is
/// nearer: *batok* is no *batik* beside a *batik*.
fn answers(token: &Token, words: &[NameWord], letters: &[char]) -> Vec<[usize; 2]> {
    let typed = token.as_str();
    let mut found: Vec<[usize; 2]> = spans(token, words, letters);
    let count = typed.chars().count();
    found.extend(words.iter().filter(|w| w.text.starts_with(typed)).map(|w| w.beginning(count)));
    if found.is_empty() {
        let folded = token.folded();
        found.extend(words.iter().filter(|w| fold(&w.text) == folded).map(NameWord::whole));
    }
    if found.is_empty() {
        found = nearest(typed, words);
    }
    found
}

/// Words that make one with their neighbours or with their numbers: `250 gr`, `oleh-oleh`.
fn spans(token: &Token, words: &[NameWord], letters: &[char]) -> Vec<[usize; 2]> {
    if !token.has_digits() && !is_doubled(token.as_str()) {
        return Vec::new();
    }
    (0..words.len())
        .filter_map(|first| {
            // The shortest that says it: behind *250 g* the next word is another.
            (first..words.len().min(first + SPAN_MAX)).find_map(|last| {
                let [from, to] = [words[first].whole()[0], words[last].end];
                let text: String = letters.get(from..to)?.iter().collect();
                (document_tokens(&text).first().map(String::as_str) == Some(token.as_str())).then_some([from, to])
            })
        })
        .collect()
}

fn is_doubled(word: &str) -> bool {
    word.len().is_multiple_of(2) && word.get(..word.len() / 2).is_some_and(|half| word.ends_with(half))
}

/// The words that are the fewest slips away, within what is allowed.
fn nearest(typed: &str, words: &[NameWord]) -> Vec<[usize; 2]> {
    let (allowed, folded) = (allowed_typos(typed), fold(typed));
    if allowed == 0 {
        return Vec::new();
    }
    let slips = |word: &NameWord| {
        let direct = damerau_levenshtein_at_most(typed, &word.text, allowed);
        let through_fold = damerau_levenshtein_at_most(&folded, &fold(&word.text), allowed.min(allowed_typos(&folded)));
        direct.into_iter().chain(through_fold).min()
    };
    let near: Vec<(usize, &NameWord)> = words.iter().filter_map(|w| Some((slips(w)?, w))).collect();
    let least = near.iter().map(|(slips, _)| *slips).min();
    near.into_iter().filter(|(slips, _)| Some(*slips) == least).map(|(_, word)| word.whole()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::discovery::{EngineName, Kind, Suggestion};

    /// The name with its marks between brackets.
    fn shown(name: &str, typed: &str) -> String {
        let marks = marks(name, &Query::parse(typed));
        let mut out = String::new();
        for (at, c) in name.chars().enumerate() {
            let at = u16::try_from(at).expect("a short name");
            if marks.iter().any(|[from, _]| *from == at) {
                out.push('[');
            }
            out.push(c);
            if marks.iter().any(|[_, to]| *to == at + 1) {
                out.push(']');
            }
        }
        out
    }

    #[test]
    fn letters_that_stand_there_are_marked() {
        for (name, typed, marked) in [
            ("Emping melinjo super", "emp", "[Emp]ing melinjo super"),
            ("Emping melinjo super", "sup melin", "Emping [melin]jo [sup]er"),
            ("Emping melinjo super", "ping", "Emping melinjo super"),
            ("Kopi kopiah KOPI", "kopi", "[Kopi] [kopi]ah [KOPI]"),
            ("Teh & kopi/teh", "teh", "[Teh] & kopi/[teh]"),
            ("Bolu Jum'at", "jumat", "Bolu [Jum'at]"),
            ("'Emping'", "emping", "'[Emping]'"),
            ("Café cafe\u{301}", "cafe", "[Café] [cafe\u{301}]"),
            ("Café cafe\u{301}", "caf", "[Caf]é [caf]e\u{301}"),
            ("ﬁlter kopi", "f", "[ﬁ]lter kopi"),
            ("Keri\u{ad}pik", "kerip", "[Keri\u{ad}p]ik"),
            ("Teh🍵hijau", "hij", "Teh🍵[hij]au"),
            ("👩‍🍳 Dapur Bu Tini", "bu ti", "👩‍🍳 Dapur [Bu] [Ti]ni"),
            ("<script>alert(1)</script>", "script", "<[script]>alert(1)</[script]>"),
            ("", "emping", ""),
            ("Emping", "", "Emping"),
        ] {
            assert_eq!(shown(name, typed), marked, "{name:?} {typed:?}");
        }
    }

    #[test]
    fn another_spelling_and_a_slip_mark_the_whole_word() {
        for (name, typed, marked) in [
            ("Keripik singkong", "kripik", "[Keripik] singkong"),
            // No letters of it are those typed.
            ("Keripik singkong", "krip", "Keripik singkong"),
            ("Emping pedas", "empng pedes", "[Emping] [pedas]"),
            // Nothing is taken for a slip beside what was meant.
            ("Batik batok", "batik", "[Batik] batok"),
            ("Batik batok", "bstik", "[Batik] batok"),
            // Three letters have no slips.
            ("Teh tubruk", "the", "Teh tubruk"),
        ] {
            assert_eq!(shown(name, typed), marked, "{name:?} {typed:?}");
        }
    }

    #[test]
    fn amounts_and_doubled_words_are_one() {
        for (name, typed, marked) in [
            ("Terasi 250 gr super", "250g", "Terasi [250 gr] super"),
            ("Terasi ¼ kg", "250 gram", "Terasi [¼ kg]"),
            ("Terasi 1/4 kg super", "seperempat kilo", "Terasi [1/4 kg] super"),
            ("Terasi 250gr", "25", "Terasi [25]0gr"),
            ("Terasi 350gr", "250gr", "Terasi 350gr"),
            ("Paket oleh-oleh", "oleh2", "Paket [oleh-oleh]"),
            ("Paket oleh2", "oleh-oleh", "Paket [oleh2]"),
            ("Paket oleh-oleh", "oleh", "Paket [oleh]-[oleh]"),
            ("Kopi 2in1", "2in1", "Kopi [2in1]"),
        ] {
            assert_eq!(shown(name, typed), marked, "{name:?} {typed:?}");
        }
    }

    #[test]
    fn touching_marks_are_one() {
        assert_eq!(marks("emping", &Query::parse("em emping emp")), [[0, 6]]);
        assert_eq!(parts("🍵 Teh <b>", &[[2, 5], [7, 8]]), ["🍵 ", "Teh", " <", "b", ">"]);
        assert_eq!(parts("Teh", &[[0, 3]]), ["", "Teh"]);
        assert_eq!(parts("Teh", &[]), ["Teh"]);
        assert_eq!(marks(&"x ".repeat(70_000), &Query::parse("x")).len(), 32_768);
    }

    #[test]
    fn a_finished_list_is_marked() {
        let item = |name: &str| Suggestion {
            kind: Kind::Product,
            slug: "s".into(),
            name: name.into(),
            detail: "Teh".into(),
            parts: vec!["old".to_owned()],
        };
        let list = Suggestions { q: "teh".into(), items: vec![item("Teh hijau"), item("Kopi")], engine: EngineName::Postgres };
        let parts: Vec<_> = list.marked(&Query::parse("teh")).items.into_iter().map(|i| i.parts).collect();
        assert_eq!(parts, [vec!["", "Teh", " hijau"], vec!["Kopi"]]);
    }

    proptest! {
        #[test]
        fn marks_lie_in_the_name_in_order_and_apart(
            name in "\\PC{0,60}|.{0,60}|([0-9]{1,4}|[a-c]{1,3}|[ ./-]|kg|½|ﬁ|e\u{301}|\u{200b}|🍵){0,16}",
            typed in "\\PC{0,30}|[0-9a-c ½/.-]{0,30}",
            from in 0usize..60,
            len in 0usize..20,
        ) {
            let part: String = name.chars().skip(from).take(len).collect();
            let length = name.chars().count();
            for typed in [&typed, &part, &name] {
                let mut before: Option<u16> = None;
                let marks = marks(&name, &Query::parse(typed));
                prop_assert_eq!(parts(&name, &marks).concat(), name.as_str());
                for [from, to] in marks {
                    prop_assert!(from < to && usize::from(to) <= length, "{typed:?} {from} {to}");
                    prop_assert!(before.is_none_or(|before| before < from), "{typed:?}: {from} touches {before:?}");
                    before = Some(to);
                }
            }
        }

        #[test]
        fn what_begins_a_word_is_marked_letter_by_letter(
            words in prop::collection::vec("[a-m]{3,10}", 1..5),
            word in 0usize..5,
            letters in 1usize..10,
        ) {
            let word = word % words.len();
            let typed: String = words[word].chars().take(letters).collect();
            let from: usize = words[..word].iter().map(|w| w.len() + 1).sum();
            let name = words.join(" ").to_uppercase();
            prop_assert!(
                marks(&name, &Query::parse(&typed)).contains(&[from as u16, (from + typed.len()) as u16]),
                "{name:?} {typed:?}"
            );
        }
    }
}
