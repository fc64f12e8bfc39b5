//! The record's own JSON lines: what `inspect --format jsonl` prints, read back.
//!
//! In: one JSON object a line. Out: one record a line, its `source` kept where it has one. A line that is no record is
//! rejected with the column at which it stops being one; the lines around it are read.

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
    read_all(&lines, |(number, line)| {
        let mut outcome = Outcome::default();
        match read_line(text.file, *number, line) {
            Ok(record) => {
                outcome.lines_in_fields = 1;
                outcome.record = Some(record);
            }
            Err(said) => {
                outcome.rejected = true;
                outcome.reported.push(ReportedLine { line: *number, code: said.code.id });
                outcome.diagnostics.push(said);
            }
        }
        outcome
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

fn read_line(file: &Arc<str>, number: usize, line: &str) -> Result<Record, Diagnostic> {
    let mut record: Record = serde_json::from_str(line).map_err(|error| {
        let column = line
            .get(..error.column().saturating_sub(1))
            .map_or(1, |before| before.chars().count() + 1);
        let full = error.to_string();
        let why = full.split(" at line ").next().unwrap_or_default();
        Diagnostic::new(&codes::REJECTED_RECORD, format!("this line is not a record: {why}"))
            .at(Place::line(file, number, line, column, column + 1))
            .done("left this line out")
            .help("`litdigest inspect --schema` prints the form that a record has")
    })?;
    if is_empty(&mut record) {
        return Err(Diagnostic::new(
            &codes::REJECTED_RECORD,
            "this line is a record without content",
        )
        .at(Place::line(file, number, line, 1, 1 + line.trim_end().chars().count()))
        .done("left this line out"));
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
    Ok(record)
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
