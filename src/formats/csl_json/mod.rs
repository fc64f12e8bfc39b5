//! CSL-JSON as Zotero, pandoc, Mendeley, PubMed's citation exporter and Crossref's content negotiation write it.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@cut`] finds the items in the list, the object or the
//! sequence that holds them; 2. [`item`] reads each on its own, in parallel; 3. the accounts are added up: a line is in
//! a field when an item that was read stands on it, or nothing but the frame. [`mod@write`] is the way back. Never: IO,
//! merging, a key that is neither in a field nor reported.

mod abstracts;
mod container;
mod cut;
mod dates;
mod fields;
mod item;
mod json;
mod names;
mod notes;
mod relations;
mod types;
pub(super) mod write;

use super::outcome::read_all;
use super::{DecodedText, Reading};
use crate::diag::{Diagnostic, Place, codes};
use cut::Cut;
use memchr::memchr_iter;

/// The format's identifier.
pub(super) const ID: &str = "csl-json";

/// The key of `custom` under which this program keeps what CSL cannot say.
const REMAINDER: &str = "litdigest";

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    cut::cut(text).pieces.into_iter().map(|piece| piece.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let found = cut::cut(text.text);
    let mut reading =
        read_all(&found.pieces, |piece, room| item::read(text.file, text.text, piece, room));
    reading.diagnostics.extend(frame(text, &found));
    account(text.text, &mut reading);
    reading
}

/// What is odd about the frame.
fn frame(text: &DecodedText<'_>, found: &Cut) -> Vec<Diagnostic> {
    let first = text.text.lines().next().unwrap_or_default();
    let start =
        || Place::line(text.file, 1, first.get(..first.len().min(1)).unwrap_or_default(), 1, 2);
    let mut said = Vec::new();
    if found.bare || found.wrapped {
        let what = match (found.wrapped, reads_one(found)) {
            (true, _) => "the items stand in an object, not in a list of their own",
            (false, true) => "the file is one item, not a list of items",
            (false, false) => "the items stand one after another, not in a list",
        };
        let done = "read them as if they stood in a list";
        let done = if reads_one(found) { "read it as a list of one" } else { done };
        said.push(Diagnostic::new(&codes::ODD_FRAME, what).at(start()).done(done));
    }
    let mut broken = |what: String| {
        let said_so = Diagnostic::new(&codes::MALFORMED_JSON, what)
            .at(start())
            .done("read the items that are there")
            .help("if articles are missing at the end, export the file again");
        said.push(said_so);
    };
    if found.open {
        broken("the list of items is not closed; the file may be cut short".to_owned());
    }
    if found.commas > 0 {
        let (word, verb) = if found.commas == 1 { ("comma", "is") } else { ("commas", "are") };
        broken(format!("{} {word} between items {verb} missing", found.commas));
    }
    said
}

fn reads_one(found: &Cut) -> bool {
    found.pieces.iter().filter(|piece| piece.kind == cut::Kind::Item).count() == 1
}

/// A line on which an item stands that was read is in a field, whatever else stands there.
fn account(text: &str, reading: &mut Reading) {
    let lines = memchr_iter(b'\n', text.as_bytes()).count() + 2;
    let mut filled = vec![false; lines];
    for source in reading.records.iter().filter_map(|record| record.source.last()) {
        if let Some(own) = filled.get_mut(source.line..=source.end_line) {
            own.fill(true);
        }
    }
    let coverage = &mut reading.coverage;
    coverage.reported.sort_by_key(|reported| reported.line);
    coverage.reported.dedup_by_key(|reported| reported.line);
    coverage.reported.retain(|reported| filled.get(reported.line) != Some(&true));
    let full = text.split('\n').filter(|line| !line.trim().is_empty()).count();
    coverage.lines_in_fields = full.saturating_sub(coverage.reported.len());
}
