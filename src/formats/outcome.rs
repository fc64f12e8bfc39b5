//! What came of one record slice, and the sum over a file's slices. In: outcomes in file order. Out: a [`Reading`].

use super::messages::{Messages, Room};
use super::{Reading, ReportedLine};
use crate::diag::{Code, Diagnostic, Place};
use crate::record::Record;
use rayon::prelude::*;
use std::sync::Arc;

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

impl Outcome {
    /// A slice that is no record: all its lines are `reported`, and `say` makes the message, whose place is its own. Where
    /// a file has so many that only their lines count, the message has no words.
    pub(super) fn unread(
        code: &'static Code,
        file: &Arc<str>,
        reported: Vec<ReportedLine>,
        room: Room,
        say: impl FnOnce() -> Diagnostic,
    ) -> Self {
        let said = match (room.keeps(code), reported.as_slice()) {
            (false, [first, .., last]) => {
                let place = Place { line: first.line, ..Place::file(file) };
                Diagnostic::new(code, String::new()).at(place.through(last.line, 1))
            }
            (false, [only]) => {
                let place = Place { line: only.line, end_line: only.line, ..Place::file(file) };
                Diagnostic::new(code, String::new()).at(place)
            }
            _ => say(),
        };
        Outcome { diagnostics: vec![said], reported, ..Outcome::default() }
    }

    /// Adds it to the account of its file.
    pub(super) fn add_to(mut self, reading: &mut Reading, messages: &mut Messages) {
        let coverage = &mut reading.coverage;
        coverage.records += usize::from(self.record.is_some());
        coverage.rejected += usize::from(self.rejected);
        coverage.lines_in_fields += self.lines_in_fields;
        coverage.reported.append(&mut self.reported);
        reading.records.extend(self.record);
        messages.append(self.diagnostics);
    }
}

/// Records that a thread takes at least at once; a record costs some microseconds.
const CHUNK: usize = 64;

/// Slices that are read before their outcomes are added up, so that a large file's records are not held twice.
pub(super) const BATCH: usize = 2048;

/// Reads all slices in parallel and hands each outcome on in the order of the slices.
pub(super) fn each<S: Sync, O: Send>(
    slices: &[S],
    read: impl Fn(&S) -> O + Sync + Send,
    add: impl FnMut(O),
) {
    each_with(slices, || (), |(), slice| read(slice), add);
}

/// As [`each`], with something that a thread makes once and may use again for each slice.
pub(super) fn each_with<'s, S: Sync, O: Send, T>(
    slices: &'s [S],
    make: impl Fn() -> T + Sync + Send,
    read: impl Fn(&mut T, &'s S) -> O + Sync + Send,
    mut add: impl FnMut(O),
) {
    for batch in slices.chunks(BATCH) {
        let outcomes: Vec<O> =
            batch.par_iter().with_min_len(CHUNK).map_init(&make, &read).collect();
        outcomes.into_iter().for_each(&mut add);
    }
}

/// Reads all slices and adds up their accounts.
pub(super) fn read_all<S: Sync>(
    slices: &[S],
    read: impl Fn(&S, Room) -> Outcome + Sync + Send,
) -> Reading {
    let mut reading = Reading::default();
    let mut messages = Messages::default();
    for batch in slices.chunks(BATCH) {
        let room = messages.room();
        let add = |outcome: Outcome| outcome.add_to(&mut reading, &mut messages);
        each(batch, |slice| read(slice, room), add);
    }
    reading.records.shrink_to_fit();
    reading.diagnostics = messages.finish();
    reading
}
