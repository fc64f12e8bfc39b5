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
use csv::{QuoteStyle, Terminator, WriterBuilder};
use std::sync::Arc;

/// Appends records to a text, as one table.
pub(in crate::formats) fn write(records: &[&Record], out: &mut String) -> Vec<Unsaid> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .quote_style(QuoteStyle::Necessary)
        .from_writer(Vec::new());
    let mut unsaid = Vec::new();
    // Memory takes every row of equal length, so neither call can fail.
    let mut row = |cells: &[String]| writer.write_record(cells).unwrap_or_default();
    row(&COLUMNS.iter().map(|column| column.name.to_owned()).collect::<Vec<_>>());
    for record in records {
        let cells: Vec<String> =
            COLUMNS.iter().map(|column| guarded((column.write)(record))).collect();
        row(&cells);
        unsaid.extend(Unsaid::between(record, read_back(cells)));
    }
    let bytes = writer.into_inner().unwrap_or_default();
    out.push('\u{feff}');
    out.push_str(&String::from_utf8(bytes).unwrap_or_default());
    unsaid
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
