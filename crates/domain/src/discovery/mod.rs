//! Finding things: how words are made comparable, at the time of indexing and of asking alike, so
//! that every engine agrees on what a word is.
//!
//! [`Query::parse`] and [`document_tokens`] give the words; [`fold`] gives a coarser key under
//! which spellings of one word meet; [`allowed_typos`] and [`damerau_levenshtein_at_most`] say how
//! much a word may be mistyped. Nothing is stemmed: stemming Indonesian turns *kemeja* (shirt)
//! into *meja* (table).

mod amount;
mod fold;
mod highlight;
mod learning;
mod normalise;
mod page;
mod pieces;
mod plan;
mod query;
mod rank;
mod request;
mod synonym;
mod typo;

pub use fold::fold;
pub use learning::{Asked, ClickRank};
pub use normalise::{MAX_TOKEN_CHARS, clean};
pub use page::{Beside, Count, EngineName, Facets, Hit, Image, Kind, Label, Page, Reading, Suggestion, Suggestions, WayOut};
pub use plan::{Alternative, Effort, Group, How, Knowledge, Plan, Synonym, Synonyms, Word, folds_to_look_up, unknown};
pub use query::{MAX_DOCUMENT_TOKENS, MAX_QUERY_TOKENS, Query, Token, document_tokens, is_stop_word};
pub use rank::{Document, Field, score};
pub use request::{Choice, Facet, Near, SearchRequest, Sort};
pub use synonym::SynonymEntry;
pub use typo::{allowed_typos, damerau_levenshtein_at_most};
