//! What came of one record slice, and the sum over a file's slices. In: outcomes in file order. Out: a [`Reading`].

use super::{Reading, ReportedLine};
use crate::diag::Diagnostic;
use crate::record::Record;

/// What came of one record slice.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) record: Option<Record>,
    /// The slice was a record and could not be read.
    pub(super) rejected: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) lines_in_fields: usize,
    pub(super) reported: Vec<ReportedLine>,
}

/// Adds up the accounts of the slices.
pub(super) fn sum(outcomes: Vec<Outcome>) -> Reading {
    let mut reading = Reading::default();
    reading.records.reserve_exact(outcomes.len());
    for mut outcome in outcomes {
        let coverage = &mut reading.coverage;
        coverage.records += usize::from(outcome.record.is_some());
        coverage.rejected += usize::from(outcome.rejected);
        coverage.lines_in_fields += outcome.lines_in_fields;
        coverage.reported.append(&mut outcome.reported);
        reading.records.extend(outcome.record);
        reading.diagnostics.append(&mut outcome.diagnostics);
    }
    reading
}
