//! Questions of this market and what each should find first, in the demo market.
//!
//! They are written as people of Batang type them, before anybody looks at what an engine makes of
//! them; one that no engine answers stays, since it says what is to be done.

mod goods;
mod places;
mod words;

/// What a question tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Spelling,
    Typo,
    Regional,
    Amount,
    Place,
    Shop,
    Category,
    Order,
    Plain,
    Foreign,
}

impl Kind {
    /// As a report calls it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spelling => "spellings",
            Self::Typo => "typos",
            Self::Regional => "Javanese and trade words",
            Self::Amount => "units and amounts",
            Self::Place => "places",
            Self::Shop => "shops",
            Self::Category => "categories",
            Self::Order => "words in another order",
            Self::Plain => "plain",
            Self::Foreign => "English",
        }
    }
}

/// What is asked, and its answers; see [`is_answer`].
type Question = (&'static str, &'static str);

static ALL: [(Kind, &[Question]); 10] = [
    (Kind::Spelling, words::SPELLINGS),
    (Kind::Typo, words::TYPOS),
    (Kind::Regional, words::REGIONAL),
    (Kind::Amount, places::AMOUNTS),
    (Kind::Place, places::PLACES),
    (Kind::Shop, places::SHOPS),
    (Kind::Category, goods::CATEGORIES),
    (Kind::Order, goods::ORDERS),
    (Kind::Plain, goods::PLAIN),
    (Kind::Foreign, goods::FOREIGN),
];

/// Each with its kind and its answers.
pub fn questions() -> impl Iterator<Item = (Kind, &'static str, &'static str)> {
    ALL.iter().flat_map(|(kind, questions)| questions.iter().map(move |(q, answers)| (*kind, *q, *answers)))
}

/// Names of products that may come first, and a word of the place or shop that must be theirs. Many
/// shops sell the same goods, so an answer is a product's name or one of several, parted by `|`;
/// behind an `@` stands what its shop's name, village or kecamatan must have. Without a name, all
/// goods from there are answers.
fn parts(answers: &'static str) -> (impl Iterator<Item = &'static str> + Clone, &'static str) {
    let (names, place) = answers.split_once('@').unwrap_or((answers, ""));
    (names.split('|').filter(|name| !name.is_empty()), place)
}

/// The products that answers name.
pub(super) fn names(answers: &'static str) -> impl Iterator<Item = &'static str> {
    parts(answers).0
}

/// Whether a product of this name, from `about` (shop, village, kecamatan), is one of the answers.
pub(super) fn is_answer(answers: &'static str, name: &str, about: &str) -> bool {
    let (mut names, place) = parts(answers);
    let any = names.clone().next().is_none();
    (any || names.any(|wanted| wanted == name)) && about.to_lowercase().contains(place)
}
