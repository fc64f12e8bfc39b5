//! Cuts a table into rows, and a row into cells.
//!
//! In: a text, the sign that parts its cells, and how many columns the header has. Out: rows, each with its line. A
//! reader of whole tables would let one quotation mark out of place swallow all that follows; here a row that does not
//! come out even ends with its line, unless the next rows show otherwise. Never: what a cell means.

use std::borrow::Cow;
use std::ops::Range;

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The names of the columns.
    Header,
    /// As many cells as the header has.
    Whole,
    /// Fewer cells, as spreadsheets write that cut empty ones off.
    Short,
    /// Quotation marks inside a cell are not doubled, and the cells come out even all the same.
    Quoted,
    /// None of these, and why.
    Broken(&'static str),
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) range: Range<usize>,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    pub(super) shape: Shape,
}

/// The rows of a text; the first is the header.
pub(super) fn rows(text: &str, sign: u8, columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < text.len() {
        let (end, shape) = if text.get(at..line_end(text, at)).is_none_or(|l| l.trim().is_empty()) {
            (line_end(text, at), None)
        } else if rows.is_empty() {
            (line_end(text, at), Some(Shape::Header))
        } else {
            let (end, shape) = one(text, at, sign, columns);
            (end, Some(shape))
        };
        // The line break belongs to its row.
        let next = (end + 1).min(text.len()).max(at + 1);
        if let Some(shape) = shape {
            rows.push(Row { range: at..next, line, shape });
        }
        let piece = text.get(at..next).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', piece.as_bytes()).count();
        at = next;
    }
    rows
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    memchr::memchr(b'\n', rest).map_or(text.len(), |found| at + found)
}

/// The row that begins at `at`.
fn one(text: &str, at: usize, sign: u8, columns: usize) -> (usize, Shape) {
    let scanned = scan(text, at, sign);
    let end = line_end(text, at);
    let line = text.get(at..end).unwrap_or_default();
    match scanned {
        Ok((end, cells)) if cells == columns => return (end, Shape::Whole),
        // Behind a row that ends too soon there may be its other half, so it must be the better half.
        Ok((end, cells)) if cells < columns && cells * 2 > columns => {
            return (end, Shape::Short);
        }
        Ok(_) | Err(_) => {}
    }
    if split(line, sign).len() == columns {
        return (end, Shape::Quoted);
    }
    let why = match scanned {
        Err(why) => why,
        Ok((_, cells)) if cells > columns => "it has more cells than the header",
        Ok(_) => "it has far fewer cells than the header",
    };
    (end, Shape::Broken(why))
}

/// The end of a row by the letter of RFC 4180, and its number of cells.
fn scan(text: &str, start: usize, sign: u8) -> Result<(usize, usize), &'static str> {
    let bytes = text.as_bytes();
    let mut at = start;
    let mut cells = 1;
    loop {
        if bytes.get(at) == Some(&b'"') {
            at = quoted_end(bytes, at).ok_or("a quotation mark is not closed")?;
            match bytes.get(at) {
                None | Some(b'\n') => {}
                Some(byte) if *byte == sign => {}
                Some(_) => return Err("a quotation mark inside a cell is not doubled"),
            }
        } else {
            let rest = bytes.get(at..).unwrap_or_default();
            at += memchr::memchr2(sign, b'\n', rest).unwrap_or(rest.len());
        }
        match bytes.get(at) {
            None | Some(b'\n') => return Ok((at, cells)),
            Some(_) => {
                cells += 1;
                at += 1;
            }
        }
    }
}

/// Behind the mark that closes the cell that begins at `at`.
fn quoted_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut from = at + 1;
    loop {
        let found = from + memchr::memchr(b'"', bytes.get(from..)?)?;
        if bytes.get(found + 1) == Some(&b'"') {
            from = found + 2;
        } else {
            return Some(found + 1);
        }
    }
}

/// The cells of a row. A quotation mark closes a cell only before a sign or the end, so that marks that are not doubled
/// stay text.
pub(super) fn split(row: &str, sign: u8) -> Vec<String> {
    let row = row.strip_suffix('\n').unwrap_or(row);
    let bytes = row.as_bytes();
    let mut cells = Vec::with_capacity(16);
    let mut at = 0;
    loop {
        let (cell, end) = if bytes.get(at) == Some(&b'"') {
            quoted(row, at, sign)
        } else {
            let rest = bytes.get(at..).unwrap_or_default();
            let end = at + memchr::memchr(sign, rest).unwrap_or(rest.len());
            (Cow::Borrowed(row.get(at..end).unwrap_or_default()), end)
        };
        cells.push(cell.into_owned());
        if end >= bytes.len() {
            return cells;
        }
        at = end + 1;
    }
}

fn quoted(row: &str, at: usize, sign: u8) -> (Cow<'_, str>, usize) {
    let bytes = row.as_bytes();
    let mut from = at + 1;
    while let Some(found) = bytes.get(from..).and_then(|rest| memchr::memchr(b'"', rest)) {
        let mark = from + found;
        match bytes.get(mark + 1) {
            Some(b'"') => {
                from = mark + 2;
                continue;
            }
            None => {}
            Some(byte) if *byte == sign => {}
            Some(_) => {
                from = mark + 1;
                continue;
            }
        }
        let inner = row.get(at + 1..mark).unwrap_or_default();
        return (undoubled(inner), mark + 1);
    }
    (undoubled(row.get(at + 1..).unwrap_or_default()), row.len())
}

fn undoubled(text: &str) -> Cow<'_, str> {
    if text.contains("\"\"") { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_cells() {
        let text = "a,b,c\n1,\"x, \"\"y\"\"\nz\",3\n\n4,5,6\n7,8\n9,\"open,10\n11,12,13\n14,\"a \"b\" c\",15\n1,2,3,4\n5\n";
        let found = rows(text, b',', 3);
        let shown: Vec<(usize, Shape)> = found.iter().map(|row| (row.line, row.shape)).collect();
        let expected = [
            (1, Shape::Header),
            (2, Shape::Whole),
            (5, Shape::Whole),
            (6, Shape::Short),
            (7, Shape::Broken("a quotation mark inside a cell is not doubled")),
            (8, Shape::Whole),
            (9, Shape::Quoted),
            (10, Shape::Broken("it has more cells than the header")),
            (11, Shape::Broken("it has far fewer cells than the header")),
        ];
        assert_eq!(shown, expected);
        assert_eq!(
            split(text.get(found[1].range.clone()).unwrap(), b','),
            ["1", "x, \"y\"\nz", "3"]
        );
        assert_eq!(
            split(text.get(found[6].range.clone()).unwrap(), b','),
            ["14", "a \"b\" c", "15"]
        );
        assert_eq!(split("\"\",,\"\"\"\"", b','), ["", "", "\""]);
    }

    #[test]
    fn a_mark_that_is_never_closed_costs_its_line() {
        let text = format!("a,b\n1,\"open\n{}", "2,3\n".repeat(3));
        let shapes: Vec<Shape> = rows(&text, b',', 2).iter().map(|row| row.shape).collect();
        assert_eq!(shapes[0], Shape::Header);
        assert_eq!(shapes[2..], [Shape::Whole; 3]);
    }
}
