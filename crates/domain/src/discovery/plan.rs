//! From the words typed to the words looked for: each may be written otherwise, stand for another,
//! begin a longer one or be mistyped. Everything here is decided from plain data, so that it is
//! the same for every engine.

use std::collections::{HashMap, HashSet};

use super::{Query, Token, allowed_typos, damerau_levenshtein_at_most, fold};

/// How an alternative comes from what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Said,
    /// The words typed as one, or the one typed as two.
    Joined,
    /// Says the same.
    Same,
    /// Is one of what was asked for, or near to it: from a one-way entry.
    Wider,
    /// What was typed is its beginning.
    Beginning,
    /// So many letters off.
    Typo(usize),
}

impl How {
    /// How good a match by it is, from 0 to 1.
    pub fn weight(self) -> f64 {
        match self {
            Self::Said => 1.0,
            Self::Joined => 0.95,
            Self::Same => 0.9,
            Self::Wider => 0.7,
            Self::Beginning => 0.65,
            Self::Typo(1) => 0.6,
            Self::Typo(_) => 0.4,
        }
    }
}

/// Words that together stand for a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    pub words: Vec<String>,
    /// The same words as [`fold`] writes them: what is looked up.
    pub folded: Vec<String>,
    pub how: How,
}

impl Alternative {
    fn new<W: AsRef<str>>(words: impl IntoIterator<Item = W>, how: How) -> Self {
        let words: Vec<String> = words.into_iter().map(|w| w.as_ref().to_owned()).collect();
        Self { folded: words.iter().map(|w| fold(w)).collect(), words, how }
    }
}

/// One idea of the query: neighbouring words, and all that may be meant by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub said: Vec<String>,
    pub alternatives: Vec<Alternative>,
    /// Whether the market has this word at all, in this or another spelling.
    pub known: bool,
}

impl Group {
    /// Nothing that the market has could be meant.
    pub fn is_lost(&self) -> bool {
        !self.known && self.alternatives.len() == 1
    }
}

/// What a query looks for: all of its groups.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub groups: Vec<Group>,
}

/// A word that listings have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub word: String,
    pub folded: String,
    /// How many listings have it elsewhere than in a description.
    pub named: i32,
}

/// A synonym, in words as [`super::document_tokens`] gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synonym {
    pub term: Vec<String>,
    pub means: Vec<String>,
    pub two_way: bool,
}

/// Synonyms by the folded first word of their term, one entry for each direction.
#[derive(Debug, Clone, Default)]
pub struct Synonyms(HashMap<String, Vec<(Vec<String>, Synonym)>>);

impl Synonyms {
    pub fn new(entries: impl IntoIterator<Item = Synonym>) -> Self {
        let mut all = Self::default();
        for entry in entries {
            if entry.two_way {
                all.add(Synonym { term: entry.means.clone(), means: entry.term.clone(), two_way: true });
            }
            all.add(entry);
        }
        all
    }

    fn add(&mut self, entry: Synonym) {
        let key: Vec<String> = entry.term.iter().map(|w| fold(w)).collect();
        if let Some(first) = key.first().cloned() {
            self.0.entry(first).or_default().push((key, entry));
        }
    }

    /// The entries whose term stands at the front of these folded words and is the longest that does.
    fn at_front(&self, folded: &[String]) -> (usize, Vec<&Synonym>) {
        let mut longest = 0;
        let mut found = Vec::new();
        for (key, entry) in folded.first().and_then(|first| self.0.get(first)).into_iter().flatten() {
            if !folded.starts_with(key) || key.len() < longest {
                continue;
            }
            if key.len() > longest {
                longest = key.len();
                found.clear();
            }
            found.push(entry);
        }
        (longest, found)
    }
}

/// What the market knows of a query's words: every word near to one of them, in any order.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    words: Vec<Word>,
    folds: HashMap<String, i32>,
}

impl Knowledge {
    pub fn new(words: Vec<Word>) -> Self {
        let mut folds = HashMap::new();
        for word in &words {
            *folds.entry(word.folded.clone()).or_insert(0) += word.named;
        }
        Self { words, folds }
    }

    pub fn add(&mut self, words: Vec<Word>) {
        let mut all = std::mem::take(&mut self.words);
        let seen: HashSet<String> = all.iter().map(|w| w.word.clone()).collect();
        all.extend(words.into_iter().filter(|w| !seen.contains(&w.word)));
        *self = Self::new(all);
    }

    pub fn knows(&self, folded: &str) -> bool {
        self.folds.contains_key(folded)
    }

    fn named(&self, folded: &str) -> i32 {
        self.folds.get(folded).copied().unwrap_or(0)
    }

    /// Known words within the typos allowed for `token`, nearest first; nearer ones hide farther ones.
    pub fn near(&self, token: &str) -> Vec<(&Word, usize)> {
        let (allowed, folded) = (allowed_typos(token), fold(token));
        if allowed == 0 {
            return Vec::new();
        }
        let mut near: Vec<(&Word, usize)> = self
            .words
            .iter()
            .filter(|w| w.named > 0 && w.folded != folded)
            .filter_map(|w| {
                let direct = damerau_levenshtein_at_most(token, &w.word, allowed);
                // A key shorter than its word is not to be bent further than a word of its length.
                let through_fold = damerau_levenshtein_at_most(&folded, &w.folded, allowed.min(allowed_typos(&folded)));
                direct.into_iter().chain(through_fold).min().map(|distance| (w, distance.max(1)))
            })
            .collect();
        near.sort_by_key(|(w, distance)| (*distance, w.word.chars().next() != token.chars().next(), -w.named));
        if let Some((_, least)) = near.first().copied() {
            near.retain(|(_, distance)| *distance == least);
        }
        near.truncate(NEAR_MAX);
        near
    }

    /// Known words that begin with `token`, most used first.
    pub fn beginning_with(&self, token: &str) -> Vec<&Word> {
        let folded = fold(token);
        let mut longer: Vec<&Word> = self
            .words
            .iter()
            .filter(|w| w.named > 0 && w.word.len() > token.len() && (w.word.starts_with(token) || w.folded.starts_with(&folded)))
            .collect();
        longer.sort_by_key(|w| -w.named);
        longer.truncate(BEGINNINGS_MAX);
        longer
    }
}

const NEAR_MAX: usize = 6;
const BEGINNINGS_MAX: usize = 12;
/// A word that fewer listings have may itself be a typo of one that many more have.
const RARE: i32 = 3;
const MUCH_MORE: i32 = 20;
/// Parts of a word shorter than this are rarely words of their own.
const PART_MIN: usize = 3;

/// How far the reading of a query goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// A known word means itself.
    Usual,
    /// Nothing was found so: known words may be mistyped or cut off too.
    Wide,
    /// While typing: the last word may go on in any way.
    Typing,
}

/// Folded words that, when known, tell how a query is to be read: its own, neighbours joined, and
/// words parted in two.
pub fn folds_to_look_up(query: &Query) -> Vec<String> {
    let words: Vec<&str> = query.words().collect();
    let mut folds: HashSet<String> = words.iter().map(|w| fold(w)).collect();
    folds.extend(words.windows(2).map(|pair| fold(&pair.concat())));
    folds.extend(words.iter().flat_map(|w| partings(w)).flat_map(|(left, right)| [fold(left), fold(right)]));
    folds.into_iter().collect()
}

/// Tokens for which words near to them are worth looking for.
pub fn unknown<'q>(query: &'q Query, knowledge: &Knowledge, effort: Effort) -> Vec<&'q Token> {
    let last = query.tokens.len().saturating_sub(1);
    query
        .tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| {
            let folded = token.folded();
            effort == Effort::Wide
                || effort == Effort::Typing && *at == last
                || knowledge.named(&folded) <= RARE
                || token.has_digits() && !knowledge.knows(&folded)
        })
        .map(|(_, token)| token)
        .collect()
}

fn partings(word: &str) -> impl Iterator<Item = (&str, &str)> {
    let letters = if word.bytes().any(|b| b.is_ascii_digit()) { 0 } else { word.chars().count() };
    word.char_indices()
        .enumerate()
        .filter(move |(n, _)| *n >= PART_MIN && n + PART_MIN <= letters)
        .map(|(_, (at, _))| word.split_at(at))
}

impl Plan {
    pub fn of(query: &Query, knowledge: &Knowledge, synonyms: &Synonyms, effort: Effort) -> Self {
        let words: Vec<&str> = query.words().collect();
        let folded: Vec<String> = words.iter().map(|w| fold(w)).collect();
        let mut groups = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let (span, entries) = synonyms.at_front(&folded[at..]);
            let joined = words.get(at + 1).map(|next| format!("{}{next}", words[at])).filter(|j| knowledge.knows(&fold(j)));
            let span = span.max(if joined.is_some() { 2 } else { 1 });
            let said = &words[at..at + span];
            let known = folded[at..at + span].iter().all(|f| knowledge.knows(f));
            let mut alternatives = vec![Alternative::new(said, How::Said)];
            alternatives.extend(joined.filter(|_| span == 2).map(|j| Alternative::new([j], How::Joined)));
            alternatives
                .extend(entries.iter().map(|e| Alternative::new(&e.means, if e.two_way { How::Same } else { How::Wider })));
            if span == 1 {
                let last = at + 1 == words.len();
                let effort = if effort == Effort::Typing && !last { Effort::Usual } else { effort };
                alternatives.extend(single(&query.tokens[at], known, effort, knowledge));
            }
            let mut seen = HashSet::new();
            alternatives.retain(|a| seen.insert(a.folded.clone()));
            groups.push(Group { said: said.iter().map(|w| (*w).to_owned()).collect(), alternatives, known });
            at += span;
        }
        Self { groups }
    }

    /// The query as it was read, when a word was not known and another is taken for it.
    pub fn meant(&self) -> Option<String> {
        let mut changed = false;
        let words: Vec<String> = self
            .groups
            .iter()
            .flat_map(|group| {
                let typo = group.alternatives.iter().find(|a| matches!(a.how, How::Typo(_) | How::Joined));
                match typo {
                    Some(other)
                        if !group.known && !group.alternatives.iter().any(|a| matches!(a.how, How::Same | How::Wider)) =>
                    {
                        changed = true;
                        other.words.clone()
                    }
                    _ => group.said.clone(),
                }
            })
            .collect();
        changed.then(|| words.join(" "))
    }

    /// The plan without groups of which every listing has a word, as long as others remain.
    #[must_use]
    pub fn telling(&self, everywhere: &HashSet<String>) -> Self {
        let said_by_all = |group: &Group| group.alternatives.iter().any(|a| a.folded.iter().all(|w| everywhere.contains(w)));
        let groups: Vec<Group> = self.groups.iter().filter(|g| !said_by_all(g)).cloned().collect();
        if groups.is_empty() { self.clone() } else { Self { groups } }
    }

    /// The plan without groups that nothing in the market answers, and what was said in them; `None`
    /// when there is nothing to leave out, or nothing would remain.
    pub fn without_lost(&self) -> Option<(Self, Vec<String>)> {
        let (lost, groups): (Vec<Group>, Vec<Group>) = self.groups.iter().cloned().partition(Group::is_lost);
        let dropped = lost.into_iter().flat_map(|g| g.said).collect();
        (groups.len() < self.groups.len() && !groups.is_empty()).then_some((Self { groups }, dropped))
    }
}

/// What one word may stand for, beside itself and its synonyms.
fn single(token: &Token, known: bool, effort: Effort, knowledge: &Knowledge) -> Vec<Alternative> {
    let word = token.as_str();
    let mut more = Vec::new();
    if token.has_digits() {
        // "250" finds "250g" and "250ml", but not "2500".
        let behind = |w: &&Word| w.word[word.len()..].bytes().all(|b| b.is_ascii_alphabetic());
        if word.bytes().all(|b| b.is_ascii_digit()) {
            more.extend(
                knowledge
                    .beginning_with(word)
                    .into_iter()
                    .filter(|w| w.word.starts_with(word))
                    .filter(behind)
                    .map(|w| Alternative::new([&w.word], How::Beginning)),
            );
        }
        return more;
    }
    let own = knowledge.named(&token.folded());
    if !known {
        more.extend(
            partings(word)
                .filter(|(l, r)| knowledge.named(&fold(l)) > 0 && knowledge.named(&fold(r)) > 0)
                .map(|(left, right)| Alternative::new([left, right], How::Joined)),
        );
    }
    let begins = more.len();
    if (!known || effort != Effort::Usual) && word.chars().count() >= 2 {
        more.extend(knowledge.beginning_with(word).into_iter().map(|w| Alternative::new([&w.word], How::Beginning)));
    }
    // Who has typed half a word has not mistyped it.
    let reach = effort == Effort::Wide || effort == Effort::Typing && begins == more.len();
    if (effort != Effort::Typing && (!known || own <= RARE)) || reach {
        more.extend(
            knowledge
                .near(word)
                .into_iter()
                .filter(|(w, _)| !known || effort != Effort::Usual || w.named >= MUCH_MORE * (own + 1))
                .map(|(w, distance)| Alternative::new([&w.word], How::Typo(distance))),
        );
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discovery::document_tokens;

    fn knowledge(words: &[(&str, i32)]) -> Knowledge {
        Knowledge::new(words.iter().map(|(w, named)| Word { word: (*w).to_owned(), folded: fold(w), named: *named }).collect())
    }

    fn synonyms(pairs: &[(&str, &str, bool)]) -> Synonyms {
        Synonyms::new(pairs.iter().map(|(term, means, two_way)| Synonym {
            term: document_tokens(term),
            means: document_tokens(means),
            two_way: *two_way,
        }))
    }

    fn plan(text: &str, k: &Knowledge, s: &Synonyms) -> Vec<Vec<(String, How)>> {
        let plan = Plan::of(&Query::parse(text), k, s, Effort::Usual);
        plan.groups.iter().map(|g| g.alternatives.iter().map(|a| (a.words.join(" "), a.how)).collect()).collect()
    }

    fn alt(words: &str, how: How) -> (String, How) {
        (words.to_owned(), how)
    }

    #[test]
    fn several_words_may_stand_for_several() {
        let s =
            synonyms(&[("gula jawa", "gula merah", true), ("gula jawa", "gula aren", true), ("migor", "minyak goreng", true)]);
        let k = knowledge(&[("gula", 9), ("jawa", 9), ("merah", 9), ("aren", 9), ("minyak", 9), ("goreng", 9), ("cair", 1)]);
        assert_eq!(
            plan("gula jawa cair", &k, &s),
            [
                vec![alt("gula jawa", How::Said), alt("gula merah", How::Same), alt("gula aren", How::Same)],
                vec![alt("cair", How::Said)],
            ]
        );
        assert_eq!(plan("migor", &k, &s), [vec![alt("migor", How::Said), alt("minyak goreng", How::Same)]]);
        assert_eq!(plan("minyak goreng", &k, &s)[0][1], alt("migor", How::Same));
        assert_eq!(plan("minyak", &k, &s), [vec![alt("minyak", How::Said)]]);
    }

    #[test]
    fn one_way_does_not_lead_back() {
        let s = synonyms(&[("camilan", "keripik", false)]);
        let k = knowledge(&[("keripik", 9), ("camilan", 9)]);
        assert_eq!(plan("cemilan", &k, &s), [vec![alt("cemilan", How::Said), alt("keripik", How::Wider)]]);
        assert_eq!(plan("kripik", &k, &s), [vec![alt("kripik", How::Said)]]);
    }

    #[test]
    fn unknown_words_are_taken_for_near_ones() {
        let k = knowledge(&[
            ("emping", 9),
            ("empang", 2),
            ("kerupuk", 40),
            ("kopiah", 3),
            ("kopi", 30),
            ("topi", 5),
            ("minyak", 3),
            ("goreng", 5),
        ]);
        let s = Synonyms::default();
        assert_eq!(plan("emipng", &k, &s), [vec![alt("emipng", How::Said), alt("emping", How::Typo(1))]]);
        assert_eq!(plan("krupk", &k, &s)[0][1], alt("kerupuk", How::Typo(1)));
        assert_eq!(plan("kopi", &k, &s), [vec![alt("kopi", How::Said)]]);
        assert_eq!(plan("minyakgoreng", &k, &s)[0][1], alt("minyak goreng", How::Joined));
        assert_eq!(plan("kopia", &k, &s)[0], [alt("kopia", How::Said), alt("kopiah", How::Beginning), alt("kopi", How::Typo(1))]);
        let meant = |text| Plan::of(&Query::parse(text), &k, &s, Effort::Usual).meant();
        assert_eq!((meant("emipng kopi").as_deref(), meant("emping kopi")), (Some("emping kopi"), None));
    }

    #[test]
    fn half_a_word_is_not_mistyped() {
        let k = knowledge(&[("rempeyek", 9), ("tempe", 40), ("emping", 9)]);
        let typing = |text| {
            Plan::of(&Query::parse(text), &k, &Synonyms::default(), Effort::Typing).groups[0].alternatives[1..]
                .iter()
                .map(|a| (a.words.join(" "), a.how))
                .collect::<Vec<_>>()
        };
        assert_eq!(typing("rempe"), [alt("rempeyek", How::Beginning)]);
        assert_eq!(typing("empng"), [alt("emping", How::Typo(1))]);
        assert_eq!(k.near("xyzzy"), []);
    }

    #[test]
    fn amounts_are_never_mistyped() {
        let k = knowledge(&[("250g", 9), ("350g", 9), ("250ml", 2), ("2500g", 1)]);
        let s = Synonyms::default();
        assert_eq!(plan("25 gr", &k, &s), [vec![alt("25g", How::Said)]]);
        assert_eq!(plan("250", &k, &s), [vec![alt("250", How::Said), alt("250g", How::Beginning), alt("250ml", How::Beginning)]]);
    }

    #[test]
    fn lost_words_can_be_left_out() {
        let k = knowledge(&[("emping", 9)]);
        let plan = |text| Plan::of(&Query::parse(text), &k, &Synonyms::default(), Effort::Usual).without_lost();
        let (rest, dropped) = plan("emping xyzzy").unwrap();
        assert_eq!((rest.groups.len(), dropped), (1, vec!["xyzzy".to_owned()]));
        assert_eq!((plan("xyzzy"), plan("emping")), (None, None));
    }

    #[test]
    fn what_everything_has_is_asked_for_only_alone() {
        let plan = |text| Plan::of(&Query::parse(text), &Knowledge::default(), &Synonyms::default(), Effort::Usual);
        let everywhere = HashSet::from([fold("batang")]);
        assert_eq!(plan("emping batang").telling(&everywhere), plan("emping"));
        assert_eq!(plan("batang").telling(&everywhere), plan("batang"));
    }

    #[test]
    fn neighbours_may_be_one_word() {
        let k = knowledge(&[("rempeyek", 9), ("kacang", 3)]);
        assert_eq!(
            plan("rempe yek kacang", &k, &Synonyms::default())[0],
            [alt("rempe yek", How::Said), alt("rempeyek", How::Joined)]
        );
    }
}
