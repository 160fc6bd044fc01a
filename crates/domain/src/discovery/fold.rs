//! One key for the spellings of a word that Indonesians use side by side.
//!
//! The rules are general, about sounds and not about single words, and coarse: *telur* and *telor*
//! get one key, but so do *bras* and *beras*, or *manga* and *mangga*. So the key only proposes
//! candidates; what is shown and what is ranked first goes by the words themselves. Words that
//! merely mean the same (kunyit and kunir, kere and usek) are synonyms, which are data.
//!
//! 1. Old spelling (Soewandi 1947, until EYD 1972): oe→u, tj→c, dj→j, sj→s. *nj* and *j* stay, since
//!    both are everywhere in today's spelling (banjir, jahe).
//! 2. Javanese and Arabic sounds that Indonesian has no letter for: dh→d, th→t (*gudheg*), sy→s
//!    (*syal*), dz and z→j (*ijin*, *azan*, *rezeki*), f and v→p, q→k, x→ks.
//! 3. Letters doubled, and glides written out: *tisue*/*tissue*, *kuwe*/*kue*, *kiyai*/*kiai*.
//! 4. Final ai, ay and ei→e, au→o: *cabai*/*cabe*, *petai*/*pete*, *hijau*/*ijo*.
//! 5. The last vowel before a final consonant: o→u (*telor*), e→a (*asep*, *sambel*, *pedes*).
//! 6. h before a first vowel falls: *hitam*/*item*, *hangat*/*anget*.
//! 7. The first a of three syllables is e: *camilan*/*cemilan*, *sarabi*/*serabi*.
//! 8. e between a first consonant and l or r falls: *krupuk*/*kerupuk*, *mlinjo*/*melinjo*, *trasi*/*terasi*.

/// The key of one token. Words with digits stay as they are. `fold(fold(w)) == fold(w)`.
pub fn fold(word: &str) -> String {
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut letters: Vec<char> = word.chars().collect();
    // One rule makes way for another. Every round but the last shortens the word or moves letters
    // in one direction, so it ends long before the bound.
    for _ in 0..4 * super::MAX_TOKEN_CHARS {
        let before = letters.clone();
        letters = respelt(&letters);
        single(&mut letters);
        final_diphthong(&mut letters);
        final_syllable(&mut letters);
        initial_h(&mut letters);
        first_of_three(&mut letters);
        cluster(&mut letters);
        if letters == before {
            break;
        }
    }
    letters.into_iter().collect()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn is_consonant(c: char) -> bool {
    c.is_ascii_lowercase() && !is_vowel(c)
}

/// Rules 1 and 2, and the glides of 3.
fn respelt(word: &[char]) -> Vec<char> {
    let mut out = Vec::with_capacity(word.len());
    let mut at = 0;
    while at < word.len() {
        let next = word.get(at + 1).copied().unwrap_or(' ');
        let (put, used) = match (word[at], next) {
            ('o', 'e') => ("u", 2),
            ('t', 'j') => ("c", 2),
            ('d', 'j' | 'z') => ("j", 2),
            ('d', 'h') => ("d", 2),
            ('t', 'h') => ("t", 2),
            ('s', 'y' | 'j') => ("s", 2),
            ('i', 'y') if word.get(at + 2).copied().is_some_and(is_vowel) => ("i", 2),
            ('u', 'w') if word.get(at + 2).copied().is_some_and(is_vowel) => ("u", 2),
            ('z', _) => ("j", 1),
            ('f' | 'v', _) => ("p", 1),
            ('q', _) => ("k", 1),
            ('x', _) => ("ks", 1),
            (c, _) => {
                out.push(c);
                at += 1;
                continue;
            }
        };
        out.extend(put.chars());
        at += used;
    }
    out
}

/// Rule 3.
fn single(word: &mut Vec<char>) {
    word.dedup_by(|a, b| a == b && a.is_alphabetic());
}

/// Rule 4, where a syllable stands before it: *teh mau* keeps its *mau*.
fn final_diphthong(word: &mut Vec<char>) {
    let [head @ .., first, last] = word.as_slice() else { return };
    let vowel = match (first, last) {
        ('a' | 'e', 'i' | 'y') => 'e',
        ('a', 'u') => 'o',
        _ => return,
    };
    if head.iter().copied().any(is_vowel) {
        word.truncate(word.len() - 2);
        word.push(vowel);
    }
}

/// Rule 5, in words of two syllables and more.
fn final_syllable(word: &mut [char]) {
    let tail = word.iter().rev().take_while(|c| is_consonant(**c)).count();
    let ng = word.ends_with(&['n', 'g']);
    if tail != 1 && !(tail == 2 && ng) || word.len() == tail {
        return;
    }
    let at = word.len() - tail - 1;
    if word[..at].iter().copied().any(is_vowel) {
        word[at] = match word[at] {
            'o' => 'u',
            'e' => 'a',
            other => other,
        };
    }
}

/// Rule 6.
fn initial_h(word: &mut Vec<char>) {
    if word.len() >= 4 && word[0] == 'h' && is_vowel(word[1]) {
        word.remove(0);
    }
}

/// Rule 7.
fn first_of_three(word: &mut [char]) {
    let vowels = word.iter().filter(|c| is_vowel(**c)).count();
    if let [first, a @ 'a', second, third, ..] = word
        && vowels >= 3
        && is_consonant(*first)
        && is_consonant(*second)
        && is_vowel(*third)
    {
        *a = 'e';
    }
}

/// Rule 8.
fn cluster(word: &mut Vec<char>) {
    if let [first, 'e', 'l' | 'r', vowel, ..] = word.as_slice()
        && "bcdgjkmpst".contains(*first)
        && is_vowel(*vowel)
    {
        word.remove(1);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spellings_meet() {
        for (one, other) in [
            ("krupuk", "kerupuk"),
            ("kripik", "keripik"),
            ("trasi", "terasi"),
            ("telor", "telur"),
            ("cabe", "cabai"),
            ("mlinjo", "melinjo"),
            ("asep", "asap"),
            ("sambel", "sambal"),
            ("cemilan", "camilan"),
            ("ijo", "hijau"),
            ("item", "hitam"),
            ("anget", "hangat"),
            ("pedes", "pedas"),
            ("asem", "asam"),
            ("terong", "terung"),
            ("sirop", "sirup"),
            ("pete", "petai"),
            ("tape", "tapai"),
            ("kedele", "kedelai"),
            ("sate", "satai"),
            ("kuwe", "kue"),
            ("gudheg", "gudeg"),
            ("wedhang", "wedang"),
            ("batik", "bathik"),
            ("syal", "sal"),
            ("ijin", "izin"),
            ("rejeki", "rezeki"),
            ("fitamin", "vitamin"),
            ("tjabe", "cabai"),
            ("djahe", "jahe"),
            ("goela", "gula"),
            ("tissue", "tisue"),
            ("kelapa", "klapa"),
            ("sarabi", "serabi"),
            ("marica", "merica"),
            ("taxi", "taksi"),
            ("blanja", "belanja"),
            ("kental", "kentel"),
            ("karupuk", "krupuk"),
            ("kerupok", "krupuk"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
    }

    #[test]
    fn different_goods_stay_apart() {
        let words = [
            "kemeja", "meja", "terasi", "nasi", "kopi", "kapur", "batik", "botok", "emping", "tempe", "tepung", "gula", "garam",
            "madu", "susu", "teh", "tahu", "opak", "ikan", "kain", "serabi", "kerupuk", "keripik", "kelapa", "kurma", "sapi",
            "sepatu", "tas", "topi", "isi", "tanpa", "khas",
        ];
        for (n, one) in words.iter().enumerate() {
            for other in &words[n + 1..] {
                assert_ne!(fold(one), fold(other), "{one} {other}");
            }
        }
    }

    #[test]
    fn codes_and_other_scripts_stay() {
        for word in ["250g", "b12", "", "茶", "чай"] {
            assert_eq!(fold(word), word);
        }
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(word in "[a-z]{0,40}|[aeiouhrltdjyswz]{0,40}|\\PC{0,40}") {
            let once = fold(&word);
            prop_assert_eq!(fold(&once), once.clone());
            prop_assert!(once.chars().count() <= 2 * word.chars().count());
            prop_assert_eq!(once.is_empty(), word.is_empty());
        }
    }
}
