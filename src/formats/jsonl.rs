//! The record's own JSON lines: what `inspect --format jsonl` prints, read back.
//!
//! In: one JSON object a line. Out: one record a line, its `source` kept where it has one. A line that is no record is
//! rejected with the column at which it stops being one; the lines around it are read.

use super::{Coverage, DecodedText, Reading, ReportedLine, Unsaid};
use crate::diag::{Diagnostic, Place, codes};
use crate::record::{Key, Origin, Record};
use rayon::prelude::*;
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
    let read: Vec<Result<Record, Diagnostic>> =
        lines.par_iter().map(|(number, line)| read_line(text.file, *number, line)).collect();
    let mut reading = Reading::default();
    let mut coverage = Coverage::default();
    for ((line, _), result) in lines.iter().zip(read) {
        match result {
            Ok(record) => {
                coverage.records += 1;
                coverage.lines_in_fields += 1;
                reading.records.push(record);
            }
            Err(said) => {
                coverage.rejected += 1;
                coverage.reported.push(ReportedLine { line: *line, code: said.code.id });
                reading.diagnostics.push(said);
            }
        }
    }
    reading.coverage = coverage;
    reading
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
