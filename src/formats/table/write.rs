//! Writes records as a table for spreadsheets: a header, then one row an article.
//!
//! In: records. Out: RFC 4180 with a byte order mark, by which spreadsheets know UTF-8, and for each record what the
//! table cannot say, found by reading back its row. No cell is a formula. Never: IO.

use super::cells::guarded;
use super::columns::COLUMNS;
use crate::diag::Place;
use crate::formats::ris::draft::Draft;
use crate::formats::ris::record::is_named;
use crate::formats::{Frame, Unsaid};
use crate::record::Record;
use csv::{QuoteStyle, Terminator, WriterBuilder};
use std::borrow::Cow;
use std::sync::Arc;

/// The header, by which spreadsheets know UTF-8 too.
pub(in crate::formats) fn frame() -> Frame {
    let names = COLUMNS.iter().map(|column| column.name.to_owned());
    let header: Cow<'static, str> = [MARK, &row(&names.collect::<Vec<_>>())].concat().into();
    Frame { open: header.clone(), between: "", close: "", empty: header }
}

/// The row of one record.
pub(in crate::formats) fn text(record: &Record, _: &str) -> String {
    row(&cells(record))
}

/// What a record's row does not give back.
pub(in crate::formats) fn unsaid(record: &Record, _: &str) -> Option<Unsaid> {
    Unsaid::between(record, read_back(cells(record)))
}

fn cells(record: &Record) -> Vec<String> {
    COLUMNS.iter().map(|column| guarded((column.write)(record))).collect()
}

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// A table of any cells for spreadsheets, the first row its header. No cell is a formula; a number stays one.
pub fn spreadsheet(rows: impl Iterator<Item = Vec<String>>) -> String {
    let is_number = |cell: &str| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        cell.chars().all(digits) && cell.parse::<f64>().is_ok()
    };
    let safe = |cell: String| if is_number(&cell) { cell } else { guarded(cell) };
    let mut out = MARK.to_owned();
    for cells in rows {
        out.push_str(&row(&cells.into_iter().map(safe).collect::<Vec<_>>()));
    }
    out
}

/// A row with its line's end.
fn row(cells: &[String]) -> String {
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary);
    let mut writer = builder.from_writer(Vec::new());
    // Memory takes every row of equal length, so this cannot fail.
    writer.write_record(cells).unwrap_or_default();
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The record of a row's cells; nothing where the reader would reject it.
fn read_back(cells: Vec<String>) -> Option<Record> {
    let file = Arc::from(super::OWN);
    let mut draft = Draft::new(&file);
    let named: Vec<(&str, String)> = COLUMNS.iter().map(|column| column.name).zip(cells).collect();
    super::own(&mut draft, &named, &Place::file(&file));
    let mut record = draft.record;
    record.finish();
    is_named(&record).then_some(record)
}
