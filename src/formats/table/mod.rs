//! Tables with a header: the CSV that PubMed saves, and the one that this program writes for spreadsheets.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. the header names the columns, and the sign that parts them;
//! 2. [`mod@rows`] cuts the text into rows; 3. each row is read on its own: [`pubmed`] or [`own`]; 4. the accounts are added
//! up. [`mod@write`] is the way back. Never: IO, merging, a cell that is neither in a field nor reported.

mod cells;
mod columns;
mod people;
mod pubmed;
mod rows;
pub(super) mod write;

use super::messages::Room;
use super::outcome::{Outcome, read_all};
use super::ris::draft::Draft;
use super::ris::record::finish;
use super::{DecodedText, Partial, Reading, ReportedLine};
use crate::diag::{Code, Diagnostic, Place, codes};
use crate::record::Version;
use rows::{Row, Shape, rows, split};
use std::sync::Arc;

pub(crate) use cells::list as list_cell;
pub use write::spreadsheet;

/// The identifier of PubMed's CSV.
pub(super) const PUBMED: &str = "pubmed-csv";
/// The identifier of this program's own CSV, read.
pub(super) const OWN: &str = "csv";
/// The same, written.
pub(super) const WRITTEN: &str = OWN;

/// What PubMed's CSV lacks.
pub(super) static PARTIAL: Partial = Partial {
    called: "PubMed's CSV",
    help: super::pubmed_summary::PARTIAL.help,
    lacks: super::pubmed_summary::PARTIAL.lacks,
};

/// How surely a file begins as PubMed's.
pub(super) fn detect_pubmed(head: &str) -> u8 {
    let known = ["PMID", "Title", "Authors", "Citation", "Journal/Book", "Create Date"];
    let (_, header) = header(head);
    let found = known.iter().filter(|column| header.iter().any(|cell| cell == *column)).count();
    if found >= 4 { 90 } else { 0 }
}

/// How surely a file begins as this program's own: a title and at least three other columns of its.
pub(super) fn detect_own(head: &str) -> u8 {
    let (_, header) = header(head);
    let known = header.iter().filter(|cell| columns::named(cell).is_some()).count();
    let titled = header.iter().any(|cell| cell == "title");
    if titled && known >= 4 { 85 } else { 0 }
}

/// The sign that parts the cells, and the names of the columns. Spreadsheets in half of the world write semicolons.
fn header(text: &str) -> (u8, Vec<String>) {
    let first = text.trim_start_matches(['\n', ' ']).split('\n').next().unwrap_or_default();
    let count = |sign: u8| memchr::memchr_iter(sign, first.as_bytes()).count();
    let signs = [b',', b';', b'\t'];
    let sign = signs.into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',');
    let names = split(first, sign).into_iter().map(|cell| cell.trim().to_owned()).collect();
    (sign, names)
}

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    let (sign, header) = header(text);
    rows(text, sign, header.len()).into_iter().map(|row| row.range.start).collect()
}

/// Reads PubMed's table.
pub(super) fn read_pubmed(text: &DecodedText<'_>) -> Reading {
    read(text, PUBMED, pubmed::take)
}

/// Reads this program's own table.
pub(super) fn read_own(text: &DecodedText<'_>) -> Reading {
    read(text, OWN, own)
}

/// What reads the cells of a row, each with the name of its column.
type Take = fn(&mut Draft<'_>, &[(&str, String)], &Place);

fn read(text: &DecodedText<'_>, format: &str, take: Take) -> Reading {
    let (sign, header) = header(text.text);
    let rows = rows(text.text, sign, header.len());
    let table = Table { text, sign, header: &header, format, take };
    read_all(&rows, |row, room| table.row(row, room))
}

/// A row of this program's own table.
fn own(draft: &mut Draft<'_>, cells: &[(&str, String)], place: &Place) {
    let mut record = std::mem::take(&mut draft.record);
    let mut key = None;
    for (name, cell) in cells {
        let cell = cells::freed(cell);
        if cell.trim().is_empty() {
            continue;
        }
        if *name == "key" {
            key = Some(cell.trim().to_owned());
            continue;
        }
        let taken = columns::named(name).is_some_and(|column| (column.read)(&mut record, cell));
        if !taken {
            if columns::named(name).is_some() {
                let what = format!("the cell of the column `{name}` does not have its form");
                let said = Diagnostic::new(&codes::MALFORMED_CSV, what).at(place.clone());
                draft.said.push(
                    said.done("kept the cell as it is written, with the record's other fields"),
                );
            }
            let value = crate::text::blanks::fold_blanks(cell);
            let tag = (*name).to_owned();
            record.extra.push(crate::record::Extra { tag, value });
        }
    }
    columns::settle(&mut record);
    if record.revised.is_some() && columns::is_first_version(cells.iter().map(|(name, _)| *name)) {
        record.schema = Version::First;
        record = record.upgraded();
    }
    // The key follows from the record; one that somebody changed is kept.
    let computed = crate::record::Key::of(&record);
    if let Some(value) = key.filter(|key| computed.as_str() != key) {
        record.extra.push(crate::record::Extra { tag: "key".to_owned(), value });
    }
    draft.record = record;
}

/// A table while its rows are read.
struct Table<'a> {
    text: &'a DecodedText<'a>,
    sign: u8,
    header: &'a [String],
    format: &'a str,
    take: Take,
}

impl Table<'_> {
    fn row(&self, row: &Row, room: Room) -> Outcome {
        let file = self.text.file;
        let piece = self.text.text.get(row.range.clone()).unwrap_or_default();
        let filled = piece.split('\n').filter(|line| !line.trim().is_empty()).count();
        let cells = match row.shape {
            Shape::Header => return Outcome { lines_in_fields: filled, ..Outcome::default() },
            Shape::Broken(why) => return reject(file, piece, row.line, why, room),
            Shape::Whole | Shape::Short | Shape::Quoted => split(piece, self.sign),
        };
        let place = row_place(file, piece, row.line);
        let mut draft = Draft::new(file);
        let named: Vec<(&str, String)> =
            self.header.iter().map(String::as_str).zip(cells).collect();
        let odd = match row.shape {
            Shape::Short => Some("the row has fewer cells than the header"),
            Shape::Quoted => Some("a quotation mark inside a cell is not doubled"),
            _ => None,
        };
        if let Some(what) = odd {
            let said = Diagnostic::new(&codes::MALFORMED_CSV, what).at(place.clone());
            draft.said.push(said.done("read the row in the way that was most likely meant"));
        }
        (self.take)(&mut draft, &named, &place);
        finish(self.format, piece, row.line, filled, draft, room)
    }
}

fn row_place(file: &Arc<str>, piece: &str, line: usize) -> Place {
    let first = piece.split('\n').next().unwrap_or_default();
    Place::line(file, line, first, 1, 1 + first.trim_end().chars().count())
}

fn reject(file: &Arc<str>, piece: &str, line: usize, why: &str, room: Room) -> Outcome {
    let code: &'static Code = &codes::REJECTED_RECORD;
    let reported: Vec<ReportedLine> = (line..)
        .zip(piece.split('\n'))
        .filter(|(_, text)| !text.trim().is_empty())
        .map(|(line, _)| ReportedLine { line, code: code.id })
        .collect();
    let last = reported.last().map_or(line, |line| line.line);
    let say = || {
        Diagnostic::new(code, format!("this row cannot be read: {why}"))
            .at(row_place(file, piece, line).through(last, 1))
            .done("left this row out")
            .help("see that every cell with a comma or a quotation mark stands in quotation marks, and that marks inside are doubled")
    };
    Outcome { rejected: true, ..Outcome::unread(code, file, reported, room, say) }
}
