//! The record's own JSON lines: what `inspect --format jsonl` prints, read back.
//!
//! In: one JSON object a line. Out: one record a line, its `source` kept where it has one. A line that is no record is
//! rejected with the column at which it stops being one; the lines around it are read.

use super::cleaning;
use super::outcome::{Outcome, read_all};
use super::{DecodedText, Reading, ReportedLine, Unsaid};
use crate::diag::{Diagnostic, Place, codes};
use crate::record::{Key, Origin, Record};
use std::sync::Arc;

/// The identifier of the format.
pub(super) const ID: &str = "jsonl";

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

/// Writes one object a line; nothing of a record is left unsaid.
pub(super) fn write(records: &[&Record], out: &mut String) -> Vec<Unsaid> {
    for record in records {
        // Strings and numbers always serialise.
        out.push_str(&serde_json::to_string(record).unwrap_or_default());
        out.push('\n');
    }
    Vec::new()
}

/// Why a line is no record.
enum Fault {
    Form(serde_json::Error),
    Empty,
}

impl Fault {
    fn said(&self, file: &Arc<str>, number: usize, line: &str) -> Diagnostic {
        let code = &codes::REJECTED_RECORD;
        let Fault::Form(error) = self else {
            let end = 1 + line.trim_end().chars().count();
            return Diagnostic::new(code, "this line is a record without content")
                .at(Place::line(file, number, line, 1, end))
                .done("left this line out");
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
    let mut record: Record = serde_json::from_str(line).map_err(Fault::Form)?;
    let cleaned = record.clean();
    if is_empty(&mut record) {
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
    record.key = Key::of(&record);
    let here = Place { line: number, end_line: number, ..Place::file(file) };
    let said = cleaned.map(|cleaned| cleaning::said(&cleaned, &record, here)).unwrap_or_default();
    Ok((record, said))
}

/// Whether a record says nothing but where it comes from.
fn is_empty(record: &mut Record) -> bool {
    if !record.title.is_empty() || !record.authors.is_empty() {
        return false;
    }
    let (source, key) = (std::mem::take(&mut record.source), std::mem::take(&mut record.key));
    let empty = *record == Record::default();
    (record.source, record.key) = (source, key);
    empty
}
