//! Lines and columns of a piece, also where a whole file is one line.
//!
//! In: byte ranges of a piece. Out: places and the numbers of lines that are not blank. The cost grows with the piece,
//! never with the file.

use super::record::Site;
use crate::diag::{Code, Place};
use crate::formats::ReportedLine;
use crate::text::source::Source;
use std::ops::Range;

/// The place of a range of a piece.
pub(super) fn inside(site: Site<'_>, range: Range<usize>) -> Place {
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    let first_line = site.piece.first_line;
    let source = Source { file: site.file, text, first_line };
    let mut place = source.place(range);
    let before = site.piece.first_column;
    if place.line == first_line {
        place.column += before;
        place.excerpt_start += before;
        if place.end_line == first_line {
            place.end_column += before;
        }
    }
    place
}

/// Adds the lines of a range that are not blank to those that are reported.
pub(super) fn report(
    site: Site<'_>,
    range: Range<usize>,
    code: &'static Code,
    reported: &mut Vec<ReportedLine>,
) {
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    let before = text.get(..range.start).unwrap_or_default();
    let first = site.piece.first_line + memchr::memchr_iter(b'\n', before.as_bytes()).count();
    let inside = text.get(range).unwrap_or_default();
    let filled = inside.split('\n').enumerate().filter(|(_, line)| !line.trim().is_empty());
    reported.extend(filled.map(|(at, _)| ReportedLine { line: first + at, code: code.id }));
}

/// The first and the last line of a piece that are not blank.
pub(super) fn lines(site: Site<'_>) -> (usize, usize) {
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    let text = text.trim_end();
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes()).count();
    (site.piece.first_line, site.piece.first_line + breaks)
}

/// How many lines of a text are not blank.
pub(super) fn filled_lines(text: &str) -> usize {
    let mut count = 0;
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for end in ends {
        let line = text.get(start..end).unwrap_or_default();
        count += usize::from(!line.trim_start().is_empty());
        start = end + 1;
    }
    count
}
