//! The last step of every reader, in one place for all: every string of every record is cleaned, and what was taken out is
//! told. What a file says in bytes was cleaned when it was decoded; here goes what it says in escapes, such as `\u0001`,
//! `&#27;` or `^^A`.
//!
//! In: what a reader made. Out: the same, clean. Never: a look at how a format escapes.

use super::Reading;
use super::messages::Messages;
use crate::diag::{Diagnostic, Place, codes};
use crate::record::{Cleaned, Key, Record};
use rayon::prelude::*;
use std::sync::Arc;

/// Records that a thread takes at least at once; a clean one costs a microsecond.
const CHUNK: usize = 256;

/// Cleans the records of a file.
pub(super) fn clean(reading: &mut Reading, file: &Arc<str>) {
    let found: Vec<Vec<Diagnostic>> = reading
        .records
        .par_iter_mut()
        .with_min_len(CHUNK)
        .filter_map(|record| {
            let (formulas, refused) = record.set_formulas();
            let cleaned = record.clean();
            if formulas > 0 || cleaned.is_some() {
                record.key = Key::of(record);
            }
            let place = place(record, file);
            let lost = (refused > 0).then(|| lost_formula(record, place.clone()));
            let said = cleaned.map(|cleaned| said(&cleaned, record, place)).unwrap_or_default();
            let said: Vec<Diagnostic> = lost.into_iter().chain(said).collect();
            (!said.is_empty()).then_some(said)
        })
        .collect();
    let mut messages = Messages::default();
    for said in found {
        messages.append(said);
    }
    reading.diagnostics.extend(messages.finish());
}

/// Of a formula that could not be read only the letters are kept.
fn lost_formula(record: &Record, place: Place) -> Diagnostic {
    Diagnostic::new(&codes::BAD_FORMULA, "a formula of this record is no MathML that can be read")
        .at(place)
        .key(record.key.as_str())
        .done("kept its letters")
        .help("look at the title and the abstract, and set them right with [[correct]] in litdigest.toml")
}

/// The lines that a record came from.
fn place(record: &Record, file: &Arc<str>) -> Place {
    let (line, end_line) = record.source.first().map_or((1, 1), |from| (from.line, from.end_line));
    Place { line, end_line: end_line.max(line), ..Place::file(file) }
}

/// What is told of one record: a message for each kind of thing that was taken out.
pub(super) fn said(cleaned: &Cleaned, record: &Record, place: Place) -> Vec<Diagnostic> {
    cleaned
        .found
        .said(&format!("`{}`", cleaned.field))
        .into_iter()
        .map(|said| said.at(place.clone()).key(record.key.as_str()))
        .collect()
}
