//! Words of running text for topics, related articles and whoever else looks for what a text is about.
//!
//! In: titles, abstracts, keywords, headings. Out: folded words, each with its place and its weight. Never: a table of
//! subjects.

pub(crate) mod fold;
pub(crate) mod signs;
pub(crate) mod singular;
pub(crate) mod stem;
pub(crate) mod stop;
pub(crate) mod tokens;
