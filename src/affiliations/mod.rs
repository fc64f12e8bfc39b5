//! Affiliations: what address strings say of organisations, departments, places and countries.
//!
//! In: the library. Out: [`Affiliations`]: each distinct string with what it says, every part of it with its place in the
//! string and the reason. Never: a change to an affiliation itself; which names are one institution.
//!
//! [`mod@distinct`] collects the strings, [`mod@parse`] names the steps in which one of them is read, [`mod@lexicon`] and
//! [`mod@places`] hold what is generally known of words and of places.

mod boundaries;
mod choose;
mod clean;
mod distinct;
mod head;
mod ids;
pub(crate) mod lexicon;
mod locate;
mod name_spans;
mod parse;
mod parts;
pub(crate) mod places;
mod reason;
mod segment;
mod segments;
mod streets;
#[cfg(test)]
pub(crate) mod tests;
mod trailing_places;
mod words;

pub use distinct::Affiliations;
pub use parse::parse;
pub use parts::{Address, IdKind, Parsed, Part};
pub use places::CountryId;
pub use reason::Reason;
