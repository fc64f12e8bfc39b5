//! The record's own JSON lines: what `inspect --format jsonl` prints, read back.
//!
//! In: one JSON object a line. Out: one record a line, its `source` kept where it has one. A line that is no record is
//! rejected with the column at which it stops being one; the lines around it are read.

use super::cleaning;
use super::outcome::{Outcome, read_all};
use super::{DecodedText, Frame, Mark, Reading, ReportedLine};
use crate::diag::{Diagnostic, Place, codes};
use crate::record::{Origin, Record, RecordError};
use std::sync::Arc;

/// The identifier of the format.
pub(super) const ID: &str = "jsonl";

/// What a record's line begins with, of this version and of the first.
pub(super) const MARKS: &[Mark] = &[
    Mark { start: "{\"schema\":", fits: |behind| behind.starts_with(|c: char| c.is_ascii_digit()) },
    Mark { start: "{\"key\":\"", fits: |_| true },
];

/// Every line begins a record.
pub(super) fn cut(text: &str) -> Vec<usize> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1);
    std::iter::once(0).chain(breaks).filter(|at| *at < text.len()).collect()
}

/// Reads every line that is not blank.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let lines: Vec<(usize, &str)> =
        (1..).zip(text.text.split('\n')).filter(|(_, line)| !line.trim().is_empty()).collect();
    read_all(&lines, |(number, line), room| match read_line(text.file, *number, line) {
        Ok((record, diagnostics)) => {
            Outcome { record: Some(record), diagnostics, lines_in_fields: 1, ..Outcome::default() }
        }
        Err(fault) => {
            let code = &codes::REJECTED_RECORD;
            let reported = vec![ReportedLine { line: *number, code: code.id }];
            let say = || fault.said(text.file, *number, line);
            Outcome { rejected: true, ..Outcome::unread(code, text.file, reported, room, say) }
        }
    })
}

/// One object a line.
pub(super) fn frame() -> Frame {
    Frame::plain("")
}

/// The line of one record; nothing is left unsaid.
pub(super) fn text(record: &Record, _: &str) -> String {
    // Strings and numbers always serialise.
    serde_json::to_string(record).unwrap_or_default() + "\n"
}

/// Why a line is no record.
enum Fault {
    Form(serde_json::Error),
    /// It is written in a version of the form that is not known.
    Newer(RecordError),
    /// It has nothing to be cited by.
    Empty,
}

impl Fault {
    fn said(&self, file: &Arc<str>, number: usize, line: &str) -> Diagnostic {
        let code = &codes::REJECTED_RECORD;
        let end = 1 + line.trim_end().chars().count();
        let whole = |message: String| {
            let place = Place::line(file, number, line, 1, end);
            Diagnostic::new(code, message).at(place).done("left this line out")
        };
        let error = match self {
            Fault::Form(error) => error,
            Fault::Newer(why) => {
                return whole(format!("this record cannot be read: {why}")).help(
                    "read it with the version that wrote it, or a later one, or write it again with this one",
                );
            }
            Fault::Empty => {
                return whole("this line is a record without content".to_owned())
                    .help("a record needs a title, an identifier, authors, a journal, a year or an abstract");
            }
        };
        let before = line.get(..error.column().saturating_sub(1));
        let column = before.map_or(1, |before| before.chars().count() + 1);
        let full = error.to_string();
        let why = full.split(" at line ").next().unwrap_or_default();
        Diagnostic::new(code, format!("this line is not a record: {why}"))
            .at(Place::line(file, number, line, column, column + 1))
            .done("left this line out")
            .help("`litdigest inspect --schema` prints the form that a record has")
    }
}

/// The record of a line, and what was taken out of it. A record of which cleaning leaves nothing is none, so it is cleaned
/// here already.
fn read_line(
    file: &Arc<str>,
    number: usize,
    line: &str,
) -> Result<(Record, Vec<Diagnostic>), Fault> {
    let mut record = Record::from_json(line).map_err(|error| match error {
        RecordError::Form(error) => Fault::Form(error),
        newer @ RecordError::Newer(_) => Fault::Newer(newer),
    })?;
    let cleaned = record.clean();
    if !record.can_be_cited() {
        return Err(Fault::Empty);
    }
    if record.source.is_empty() {
        record.source.push(Origin {
            file: Arc::clone(file),
            line: number,
            end_line: number,
            format: ID.to_owned(),
        });
    }
    record.finish();
    let here = Place { line: number, end_line: number, ..Place::file(file) };
    let said = cleaned.map(|cleaned| cleaning::said(&cleaned, &record, here)).unwrap_or_default();
    Ok((record, said))
}
