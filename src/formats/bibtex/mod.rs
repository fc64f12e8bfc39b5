//! BibTeX and BibLaTeX as Zotero, JabRef, Mendeley, EndNote, Scopus, the Web of Science and people write them.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@slice`] cuts the text into entries, commands and what
//! stands between them; 2. strings and the entries that others name are looked up; 3. [`record`] reads each entry on its
//! own, in parallel; 4. the accounts of the slices are added up. [`mod@write`] is the way back. Never: IO, merging,
//! running TeX, a line that is neither in a field nor reported.

mod container;
mod dates;
mod entry;
mod fields;
mod inherit;
mod keys;
mod kinds;
mod latex;
mod names;
mod places;
mod record;
mod related;
mod signs;
mod slice;
mod strings;
mod tex;
pub(super) mod write;

pub use keys::citation_keys;

use super::messages::{Messages, Room};
use super::outcome::{self, Outcome};
use super::ris::record::stray;
use super::{DecodedText, Reading};
use crate::diag::{Diagnostic, Place, codes};
use inherit::Parents;
use record::Shared;
use related::Targets;
use slice::{Kind, Slice};
use std::collections::{BTreeSet, HashMap};
use strings::Strings;

/// The format's identifier.
pub(super) const ID: &str = "bibtex";

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slice::slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slice::slices(text.text);
    let strings = strings(text.text, &slices);
    let shared = Shared {
        file: text.file,
        text: text.text,
        targets: Targets::of(text.text, &slices, &strings),
        strings,
        parents: Parents::of(text.text, &slices),
    };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut reading = Reading::default();
    let mut messages = Messages::default();
    let places: Vec<usize> = (0..slices.len()).collect();
    for batch in places.chunks(outcome::BATCH) {
        let room = messages.room();
        let one = |at: &usize| slices.get(*at).map(|slice| read_slice(&shared, *at, slice, room));
        outcome::each(batch, one, |found| {
            let Some((outcome, uses)) = found else { return };
            used.extend(uses);
            outcome.add_to(&mut reading, &mut messages);
        });
    }
    for (at, slice) in slices.iter().enumerate().filter(|(_, slice)| is_supply(text.text, slice)) {
        let outcome = match used.contains(&at) {
            true => supply(text.text, slice),
            false => outside(&shared, slice),
        };
        outcome.add_to(&mut reading, &mut messages);
    }
    reading.coverage.reported.sort_by_key(|reported| reported.line);
    messages.append(duplicates(text, &slices));
    reading.diagnostics = messages.finish();
    reading
}

/// The strings of a file.
fn strings(text: &str, slices: &[Slice]) -> Strings {
    let mut strings = Strings::default();
    for (at, slice) in slices.iter().enumerate().filter(|(_, slice)| slice.kind == Kind::Strings) {
        let piece = text.get(slice.range.clone()).unwrap_or_default();
        strings.define(at, &entry::parse(piece, slice.range.start, slice.end));
    }
    strings
}

/// Whether a piece only supplies others: strings, and entries of shared data.
fn is_supply(text: &str, slice: &Slice) -> bool {
    let data = || {
        let piece = text.get(slice.range.clone()).unwrap_or_default().trim_start();
        piece.get(1..6).is_some_and(|kind| kind.eq_ignore_ascii_case("xdata"))
    };
    slice.kind == Kind::Strings || slice.kind == Kind::Entry && data()
}

fn read_slice(shared: &Shared<'_>, at: usize, slice: &Slice, room: Room) -> (Outcome, Vec<usize>) {
    if is_supply(shared.text, slice) {
        return Default::default();
    }
    match slice.kind {
        Kind::Entry => record::read(shared, at, slice, room),
        _ => (outside(shared, slice), Vec::new()),
    }
}

/// What an entry used is in that entry's record.
fn supply(text: &str, slice: &Slice) -> Outcome {
    let piece = text.get(slice.range.clone()).unwrap_or_default();
    let filled = record::filled_lines(piece);
    Outcome { lines_in_fields: filled - usize::from(slice.shared), ..Outcome::default() }
}

/// What is in no entry's record is reported.
fn outside(shared: &Shared<'_>, slice: &Slice) -> Outcome {
    let piece = shared.text.get(slice.range.clone()).unwrap_or_default();
    let mut outcome = stray(shared.file, piece, slice.first_line, Room::default());
    if slice.shared {
        outcome.reported.retain(|line| line.line > slice.first_line);
    }
    let what = match slice.kind {
        Kind::Strings => "no entry uses these strings",
        Kind::Preamble => "a preamble is TeX for typesetting",
        Kind::Comment => "a comment or a program's settings stand here",
        Kind::Entry => "no entry uses this shared data",
        Kind::Stray => return outcome,
    };
    for said in &mut outcome.diagnostics {
        what.clone_into(&mut said.message);
    }
    outcome
}

/// Entries with the key of an earlier one: both are kept.
fn duplicates(text: &DecodedText<'_>, slices: &[Slice]) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(slices.len());
    let mut out = Vec::new();
    for slice in slices.iter().filter(|slice| slice.kind == Kind::Entry) {
        let piece = text.text.get(slice.range.clone()).unwrap_or_default();
        let key = entry::key(piece);
        if key.is_empty() {
            continue;
        }
        let known = *first.entry(key).or_insert(slice.first_line);
        if known == slice.first_line {
            continue;
        }
        let line = piece.split('\n').next().unwrap_or_default();
        let what = format!("the key `{key}` is line {known}'s already");
        let said = Diagnostic::new(&codes::DUPLICATE_KEY, what)
            .at(Place::line(
                text.file,
                slice.first_line,
                line,
                1,
                1 + line.trim_end().chars().count(),
            ))
            .done("kept both entries")
            .help("nothing is lost; BibTeX itself would stop here");
        out.push(said);
    }
    out
}
