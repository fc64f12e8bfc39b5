//! Affiliations: what address strings say of organisations, departments, places and countries.
//!
//! In: strings as written. Out: [`Parsed`]: every part with its place in the string and the reason. Never: a change to an
//! affiliation itself; which names are one institution.

mod choose;
mod cuts;
mod ids;
mod items;
pub(crate) mod lexicon;
mod locate;
mod parse;
mod pieces;
pub(crate) mod places;
mod reason;
mod segments;
mod tail;

pub use parse::{Address, IdKind, Parsed, Part, Reason, parse};
