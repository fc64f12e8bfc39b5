//! Writes records as a table for spreadsheets: a header, then one row an article.
//!
//! In: records. Out: RFC 4180 with a byte order mark, by which spreadsheets know UTF-8, and for each record what the
//! table cannot say, found by reading back its row. No cell is a formula. Never: IO.

use super::cells::guarded;
use super::columns::COLUMNS;
use crate::diag::Place;
use crate::formats::Unsaid;
use crate::formats::ris::draft::Draft;
use crate::formats::ris::record::is_named;
use crate::record::Record;
use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};
use std::sync::Arc;

/// Appends records to a text, as one table.
pub(in crate::formats) fn write(records: &[&Record], out: &mut String) -> Vec<Unsaid> {
    let mut sheet = Sheet::new();
    let mut unsaid = Vec::new();
    sheet.row(&COLUMNS.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>());
    for record in records {
        let cells: Vec<String> =
            COLUMNS.iter().map(|column| guarded((column.write)(record))).collect();
        sheet.row(&cells);
        unsaid.extend(Unsaid::between(record, read_back(cells)));
    }
    out.push_str(&sheet.finish());
    unsaid
}

/// A table of any cells for spreadsheets, the first row its header. No cell is a formula; a number stays one.
pub fn spreadsheet(rows: impl Iterator<Item = Vec<String>>) -> String {
    let is_number = |cell: &str| {
        let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
        cell.chars().all(digits) && cell.parse::<f64>().is_ok()
    };
    let safe = |cell: String| if is_number(&cell) { cell } else { guarded(cell) };
    let mut sheet = Sheet::new();
    for row in rows {
        sheet.row(&row.into_iter().map(safe).collect::<Vec<_>>());
    }
    sheet.finish()
}

/// A table that is being written.
struct Sheet(Writer<Vec<u8>>);

impl Sheet {
    fn new() -> Self {
        let mut builder = WriterBuilder::new();
        builder.terminator(Terminator::CRLF).quote_style(QuoteStyle::Necessary);
        Sheet(builder.from_writer(Vec::new()))
    }

    fn row(&mut self, cells: &[String]) {
        // Memory takes every row of equal length, so this cannot fail.
        self.0.write_record(cells).unwrap_or_default();
    }

    fn finish(self) -> String {
        let bytes = self.0.into_inner().unwrap_or_default();
        ["\u{feff}", &String::from_utf8(bytes).unwrap_or_default()].concat()
    }
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
