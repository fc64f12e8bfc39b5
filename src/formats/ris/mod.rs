//! RIS as EndNote, Zotero, Mendeley, Scopus, Web of Science, Embase, Ovid, ASReview, Covidence and Cochrane write it.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@slice`] cuts the text into records and stray lines; 2.
//! [`record`] reads each slice on its own, in parallel; 3. the accounts of the slices are added up. [`mod@write`] is the way
//! back. Never: IO, merging, a line that is neither in a field nor reported.

pub(super) mod abstracts;
mod container;
pub(super) mod dates;
pub(super) mod draft;
pub(super) mod field;
pub(super) mod ids;
pub(super) mod languages;
pub(super) mod line;
pub(super) mod markup;
pub(super) mod names;
pub(super) mod notes;
pub(super) mod places;
pub(super) mod record;
mod slice;
mod tags;
pub(super) mod write;

use super::outcome::read_all;
use super::{DecodedText, Mark, Reading};
use crate::diag::{Diagnostic, Place, codes};

/// The format's identifier.
pub(super) const ID: &str = "ris";

/// What its first line begins with: the code of a type stands behind.
pub(super) const MARKS: &[Mark] = &[Mark {
    start: "TY  - ",
    fits: |behind| {
        let line = behind.split('\n').next().unwrap_or_default().trim();
        (2..=8).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_uppercase())
    },
}];

/// How surely a file begins as RIS: it has a `TY` line, or tagged lines and an `ER`.
pub(super) fn detect(head: &str) -> u8 {
    if head.lines().any(|content| line::type_line(content).is_some()) {
        return 90;
    }
    // Scopus leaves the type out when the user does.
    let style = line::Style::default();
    let ended = head.lines().any(|content| line::is_end(content, style));
    let tagged = head.lines().filter(|content| line::tag(content, style).is_some()).take(4).count();
    if ended && tagged == 4 { 70 } else { 0 }
}

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slice::slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slice::slices(text.text);
    let mut reading =
        read_all(&slices, |slice, room| record::read(text.file, text.text, slice, room));
    let open = slices.iter().filter(|slice| slice.style.is_some() && !slice.ended);
    let starts: Vec<_> = open.map(|slice| (slice.range.start, slice.first_line)).collect();
    reading.diagnostics.extend(unended(text, &starts, "TY"));
    reading
}

/// Records without `ER` are said once a file: an export that leaves it out does so everywhere. `starts` are offsets and
/// line numbers of their first lines, and `first` is the tag that begins a record.
pub(super) fn unended(
    text: &DecodedText<'_>,
    starts: &[(usize, usize)],
    first: &str,
) -> Option<Diagnostic> {
    let (start, number) = starts.first()?;
    let line = text.text.get(*start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let (what, done) = match starts.len() {
        1 => ("a record has no ER line at its end".to_owned(), "it"),
        count => {
            (format!("{count} records have no ER line at their end, this is the first"), "each")
        }
    };
    let said = Diagnostic::new(&codes::TRUNCATED_RECORD, what)
        .at(Place::line(text.file, *number, line, 1, 1 + line.trim_end().chars().count()))
        .done(format!("ended {done} at the next {first} line or at the end of the file"))
        .help("if the last fields of an article are missing, export it again");
    Some(said)
}
