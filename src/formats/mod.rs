//! The formats that litdigest knows, one file each.
//!
//! In: the bytes of one file. Out: a [`Reading`]: its records in file order, what was said about them, and an account
//! of every line. Steps: 1. [`decode`] makes text of the bytes, record by record; 2. [`detect`] names the format from
//! the content; 3. the format cuts the text into slices; 4. each slice becomes a record or a rejection, and each of its
//! lines ends in a field or in a diagnostic. Never: IO, merging, any use of the file's name beyond messages.

use crate::diag::Diagnostic;
use crate::record::Record;
use std::sync::Arc;

/// What was understood of one file.
#[derive(Debug, Default)]
pub struct Reading {
    /// One per record slice that could be read, in file order, keys set.
    pub records: Vec<Record>,
    /// In file order.
    pub diagnostics: Vec<Diagnostic>,
    /// The account of the file's lines.
    pub coverage: Coverage,
}

/// The account of one file: every line is blank, in a field, or reported.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Coverage {
    /// The file's name.
    pub file: Arc<str>,
    /// The format's identifier; empty when none was recognised.
    pub format: String,
    /// `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`; `mixed` when only some records are not UTF-8.
    pub encoding: String,
    /// Records read.
    pub records: usize,
    /// Record slices that were reported instead of read.
    pub rejected: usize,
    /// Lines of the file, blank ones too.
    pub lines: usize,
    /// Lines whose content is in a field of a record.
    pub lines_in_fields: usize,
    /// Lines that a diagnostic reports.
    pub lines_reported: usize,
    /// Each reported line with the code of its diagnostic.
    pub reported: Vec<ReportedLine>,
}

/// A line that is in no field.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ReportedLine {
    /// From 1.
    pub line: usize,
    /// The code of the diagnostic that reports it.
    pub code: &'static str,
}

/// A format that litdigest recognises.
#[derive(Debug)]
pub struct Format {
    /// Stable identifier: `pubmed-text`, `medline` …
    pub id: &'static str,
    /// Its name for people.
    pub name: &'static str,
    /// How surely the beginning of a file is this format, 0 to 100; the highest wins, ties go to the first registered.
    pub detect: fn(head: &str) -> u8,
    /// Cuts and reads the decoded text; `None` while no reader exists, then the file is named and not half-read.
    pub read: Option<fn(text: &DecodedText<'_>) -> Reading>,
}

/// A file's decoded text.
#[derive(Debug)]
pub struct DecodedText<'a> {
    /// The file's name.
    pub file: &'a Arc<str>,
    /// The text, without byte order mark; line breaks as in the file.
    pub text: &'a str,
}
