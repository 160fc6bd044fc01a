//! Words out of a question and out of a document, by the same rules.

use std::collections::HashSet;

use super::amount;
use super::fold::fold;
use super::normalise::{MAX_TOKEN_CHARS, clean};
use super::pieces::{Joint, Piece, pieces};
use super::typo::allowed_typos;

/// The most words of a question; what comes behind them is not looked at.
pub const MAX_QUERY_TOKENS: usize = 10;
/// The most words of a document: a name, its keywords and a long description.
pub const MAX_DOCUMENT_TOKENS: usize = 600;

/// The most characters of a question and of a document that are read at all.
const QUERY_CHARS: usize = 500;
const DOCUMENT_CHARS: usize = 12_000;
const RAW_CHARS: usize = 120;

/// Words that say nothing about goods (batang.md), as they are written in chats too, and words of one who
/// asks for goods. Never among them: isi (filled with), tanpa (without), khas (special to), which tell
/// one product from another.
const STOP_WORDS: [&str; 26] = [
    "yang", "dan", "di", "ke", "dari", "untuk", "dengan", "ini", "itu", "atau", "yg", "dr", "utk", "buat", "dgn", "sama", "per",
    "jual", "beli", "pesan", "cari", "mau", "ada", "harga", "berapa", "dong",
];

pub fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.contains(&word)
}

/// One word of a question: lower-case letters and digits, 1 to [`MAX_TOKEN_CHARS`] characters, no
/// white space. Safe to put into a `tsquery` between quotes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Token(String);

impl Token {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The key under which its other spellings are found; see [`fold`].
    pub fn folded(&self) -> String {
        fold(&self.0)
    }

    /// Amounts, sizes and codes: a digit more or less is another thing.
    pub fn has_digits(&self) -> bool {
        self.0.bytes().any(|b| b.is_ascii_digit())
    }

    /// How many letters of it may be wrong, missing, added or swapped.
    pub fn allowed_typos(&self) -> usize {
        allowed_typos(&self.0)
    }
}

/// What someone asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// At most [`MAX_QUERY_TOKENS`], each once, in the order typed.
    pub tokens: Vec<Token>,
    /// As typed, for the input and the heading: one line, without controls, at most 120 characters.
    pub raw: String,
    /// Whether the last word may be the beginning of a longer one: nothing was typed behind it.
    pub open_ended: bool,
}

impl Query {
    /// Any text is a question, if an empty one.
    pub fn parse(text: &str) -> Self {
        let cleaned = clean(text.trim_start(), QUERY_CHARS);
        let words = words(&cleaned, QUERY_CHARS, Side::Query);
        // Dropped only when something remains: who asks for "ini itu" wants an answer too.
        let telling = words.iter().any(|w| !is_stop_word(w));
        let mut seen = HashSet::new();
        let tokens: Vec<Token> = words
            .into_iter()
            .filter(|w| !telling || !is_stop_word(w))
            .filter(|w| seen.insert(w.clone()))
            .take(MAX_QUERY_TOKENS)
            .map(Token)
            .collect();
        let visible: String = text.chars().take(QUERY_CHARS).filter(|c| c.is_whitespace() || !c.is_control()).collect();
        let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
        Self {
            open_ended: !tokens.is_empty() && cleaned.ends_with(char::is_alphanumeric),
            tokens,
            raw: line.chars().take(RAW_CHARS).collect::<String>().trim_end().to_owned(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().map(Token::as_str)
    }

    /// While typing: one letter behind other words says nothing yet.
    pub fn forget_a_single_letter(&mut self) {
        if self.tokens.len() > 1 && self.tokens.last().is_some_and(|t| t.as_str().chars().count() == 1) {
            self.tokens.pop();
        }
    }

    /// Equal for questions that ask the same, for caches and for counting what is asked.
    pub fn key(&self) -> String {
        self.words().collect::<Vec<_>>().join(" ")
    }
}

/// The words under which a text is found, each once, in their order. Stop words stay, since a
/// question of nothing else looks for them; of `oleh-oleh` also the single word is kept.
pub fn document_tokens(text: &str) -> Vec<String> {
    let cleaned = clean(text, DOCUMENT_CHARS);
    let mut seen = HashSet::new();
    let mut words = words(&cleaned, 2 * MAX_DOCUMENT_TOKENS, Side::Document);
    words.retain(|w| seen.insert(w.clone()));
    words.truncate(MAX_DOCUMENT_TOKENS);
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Query,
    Document,
}

fn words(cleaned: &str, max_pieces: usize, side: Side) -> Vec<String> {
    let pieces = pieces(cleaned, max_pieces);
    let mut out = Vec::new();
    let mut at = 0;
    while at < pieces.len() {
        let rest = &pieces[at..];
        // `Rp12.500` is a price, and its number says it all.
        if rest[0].text == "rp" && rest.get(1).is_some_and(Piece::is_digits) {
            at += 1;
            continue;
        }
        let (tokens, used) = amount::take(rest).or_else(|| reduplicated(rest, side)).unwrap_or_else(|| glued(rest));
        out.extend(tokens.into_iter().map(cut));
        at += used;
    }
    out
}

/// `oleh2`, `oleh-oleh` and `oleh oleh` are one word, `oleholeh`; `sayur2an` is *sayur sayuran*.
fn reduplicated(pieces: &[Piece<'_>], side: Side) -> Option<(Vec<String>, usize)> {
    let word = pieces[0].text;
    // Codes such as co2 or b2 double nothing.
    if !pieces[0].is_letters() || word.chars().nth(2).is_none() {
        return None;
    }
    let next = pieces.get(1)?;
    let ends_at = |n: usize| pieces.get(n).is_none_or(|p| p.joint != Joint::Glued);
    let doubled = || {
        let mut tokens = vec![format!("{word}{word}")];
        if side == Side::Document {
            tokens.push(word.to_owned());
        }
        tokens
    };
    if next.text == word && matches!(next.joint, Joint::Hyphen | Joint::Space) && ends_at(2) {
        return Some((doubled(), 2));
    }
    if next.text != "2" || next.joint != Joint::Glued {
        return None;
    }
    if ends_at(2) {
        return Some((doubled(), 2));
    }
    let suffix = pieces.get(2).filter(|p| ["an", "nya", "ku", "mu", "kan", "i"].contains(&p.text))?;
    ends_at(3).then(|| (vec![word.to_owned(), format!("{word}{}", suffix.text)], 3))
}

/// Letters and digits without anything between them, as one word: `2in1`, `b12`.
fn glued(pieces: &[Piece<'_>]) -> (Vec<String>, usize) {
    let used = 1 + pieces[1..].iter().take_while(|p| p.joint == Joint::Glued).count();
    let word: String = pieces[..used].iter().map(|p| p.text).collect();
    // Longer ones are no codes but noise; its first part is enough to find it again.
    let whole = used == 1 || word.chars().nth(MAX_TOKEN_CHARS).is_none();
    (vec![if whole { word } else { pieces[0].text.to_owned() }], used)
}

fn cut(token: String) -> String {
    match token.char_indices().nth(MAX_TOKEN_CHARS) {
        Some((end, _)) => token[..end].to_owned(),
        None => token,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key(text: &str) -> String {
        Query::parse(text).key()
    }

    #[test]
    fn amounts_meet() {
        for text in [
            "250gr",
            "250 g",
            "250 gram",
            "250GR.",
            "¼ kg",
            "¼kg",
            "1/4 kg",
            "1 / 4 kilo",
            "0,25kg",
            "0.25 kg",
            "0,250 kg",
            "2,5 ons",
            "seperempat kilo",
            "250-gr",
            "٢٥٠ g",
            "２５０ｇ",
            "250.000 mg",
        ] {
            assert_eq!(key(text), "250g", "{text}");
        }
        for text in ["1 kilo", "1kg", "1.000 gr", "1000gram", "1,000 kg", "sekilo", "1,0 kg", "1,000 gr", "10 ons"] {
            assert_eq!(key(text), "1000g", "{text}");
        }
        for (text, tokens) in [
            ("1½ kg", "1500g"),
            ("1 1/4 kg", "1250g"),
            ("½ liter", "500ml"),
            ("600 ML", "600ml"),
            ("setengah liter", "500ml"),
            ("1.5 l", "1500ml"),
            ("0,5 g", "500mg"),
            ("1/3 kg", "333333mg"),
            ("2 m", "200cm"),
            ("115 x 200 cm", "115 200cm"),
            ("10 pcs", "10pcs"),
            ("3x250g", "3 250g"),
            ("250-500 gr", "250 500g"),
            ("Rp12.500", "12500"),
            ("Rp. 12.500", "12500"),
            ("1.250.000", "1250000"),
            ("24.11.2026", "24 11 2026"),
            ("2in1", "2in1"),
            ("b12", "b12"),
            ("1.000,50 g", "1000500mg"),
            ("18 l", "18000ml"),
            ("kg", "kg"),
            ("99999999999999 kilo", "99999999999999kg"),
            ("0 kg", "0g"),
            ("1/0 kg", "1 0g"),
            ("emping 1/4", "emping 1 4"),
            ("2.0.0l", "2 0ml"),
        ] {
            assert_eq!(key(text), tokens, "{text}");
        }
    }

    #[test]
    fn doubled_words_meet() {
        for text in ["oleh2", "oleh-oleh", "Oleh oleh", "OLEH²", "oleh–oleh", "oleholeh"] {
            assert_eq!(key(text), "oleholeh", "{text}");
        }
        for text in ["sayur2an", "sayur-sayuran"] {
            assert_eq!(key(text), "sayur sayuran", "{text}");
        }
        assert_eq!(key("co2 b2"), "co2 b2");
        assert_eq!(document_tokens("Oleh-oleh khas Batang"), ["oleholeh", "oleh", "khas", "batang"]);
    }

    #[test]
    fn stop_words_go_only_when_something_remains() {
        assert_eq!(key("emping dari Limpung yang super"), "emping limpung super");
        assert_eq!(key("isi tanpa khas"), "isi tanpa khas");
        assert_eq!(key("ini dan itu"), "ini dan itu");
        assert_eq!(document_tokens("dan"), ["dan"]);
    }

    #[test]
    fn names_are_not_stemmed() {
        assert_eq!(key("Kemeja, TERASI & Jum'at / kere"), "kemeja terasi jumat kere");
    }

    #[test]
    fn hostile_questions_are_bounded() {
        let empty = Query::parse(" \u{0}\u{200b}---😀 ");
        assert!(empty.is_empty() && !empty.open_ended);
        assert_eq!(Query::parse("<script>alert(1)</script>").key(), "script alert 1");
        assert_eq!(key("' | & ! :* \\"), "");
        assert_eq!(Query::parse(&"a b c d e f g h i j k l m n o p ".repeat(600)).tokens.len(), MAX_QUERY_TOKENS);
        assert_eq!(Query::parse(&"x".repeat(10_000)).tokens[0].as_str().len(), MAX_TOKEN_CHARS);
        assert_eq!(Query::parse("  Teh\tsangan\0 \n").raw, "Teh sangan");
        assert_eq!(Query::parse(&format!("{}teh", " ".repeat(10_000))).key(), "teh");
    }

    #[test]
    fn the_last_word_may_go_on() {
        assert!(Query::parse("teh san").open_ended);
        assert!(!Query::parse("teh sangan ").open_ended);
    }

    proptest! {
        #[test]
        fn a_token_gives_itself(text in "\\PC{0,60}|[0-9a-z2., /½-]{0,60}|([0-9]{1,12}|[a-c]{1,4}|[ .,/x-]|kg|gr|2|rp|se|setengah|¼){0,12}") {
            let query = Query::parse(&text);
            prop_assert!(query.tokens.len() <= MAX_QUERY_TOKENS);
            for token in &query.tokens {
                prop_assert!((1..=MAX_TOKEN_CHARS).contains(&token.as_str().chars().count()));
                prop_assert!(token.as_str().chars().all(char::is_alphanumeric));
                prop_assert_eq!(Query::parse(token.as_str()).key(), token.as_str());
            }
        }

        #[test]
        fn a_text_is_found_by_itself(text in "\\PC{0,80}|([a-c]{1,4}|[ -]|2|250|gr|dan){0,12}") {
            let document = document_tokens(&text);
            prop_assert!(document.len() <= MAX_DOCUMENT_TOKENS);
            for word in Query::parse(&text).words() {
                prop_assert!(document.iter().any(|d| d == word), "{word} in {document:?}");
            }
        }
    }
}
