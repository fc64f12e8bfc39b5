//! PubMed's MEDLINE format, `.nbib` files: `PMID- 123`, `TI  - A title`, continuations indented by six.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@slice`] cuts the text into records and stray lines; 2.
//! [`record`] reads each slice on its own, in parallel; 3. the accounts of the slices are added up. Never: IO, merging.

mod abstracts;
mod dates;
mod fields;
pub(super) mod indexing;
mod journal;
mod lines;
mod people;
mod record;
mod relations;
mod sheet;
mod slice;
mod source;
mod tags;
pub(super) mod write;

use super::outcome::read_all;
use super::{DecodedText, Mark, Reading};

/// The format's identifier.
pub(super) const ID: &str = "medline";

/// What its first line begins with: nothing but a number stands behind.
pub(super) const MARKS: &[Mark] = &[Mark {
    start: "PMID- ",
    fits: |behind| {
        let line = behind.split('\n').next().unwrap_or_default().trim();
        !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit())
    },
}];

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slice::slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slice::slices(text.text);
    read_all(&slices, |slice, _| record::read(text.file, text.text, slice))
}
