//! Text work that every stage shares: blanks, folding for matching, slugs, collation, places in a file, similar
//! documents, numbers for readers, the words that searches and topics go by.
//!
//! In: strings. Out: strings. Never: IO, tables about the world (those belong to the stage that uses them).

pub mod base64;
pub mod blanks;
pub mod clean;
pub mod collate;
pub mod file;
pub mod fold;
pub(crate) mod hash;
pub mod inline;
pub mod nearest;
pub mod number;
pub mod route;
pub(crate) mod sets;
pub mod similar;
pub mod slug;
pub mod source;
pub(crate) mod terms;
pub(crate) mod tsv;
