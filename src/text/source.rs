//! Places in a decoded file: from byte offsets to lines and columns.

use crate::diag::Place;
use std::ops::Range;
use std::sync::Arc;

/// A piece of a file's decoded text that knows where it lies.
#[derive(Clone, Debug)]
pub struct Source<'a> {
    /// The file's name for messages.
    pub file: &'a Arc<str>,
    /// The text.
    pub text: &'a str,
    /// The 1-based number of its first line in the file.
    pub first_line: usize,
}

impl<'a> Source<'a> {
    /// A whole file's text.
    pub fn new(file: &'a Arc<str>, text: &'a str) -> Self {
        Source { file, text, first_line: 1 }
    }

    /// The place of a byte range of the text. Offsets past the end, or inside a character, are moved back to the
    /// nearest boundary, so a place can always be made.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = boundary(self.text, range.start);
        let end = boundary(self.text, range.end.max(range.start));
        let (line, line_start) = self.line_of(start);
        let (end_line, end_line_start) = self.line_of(end);
        let rest = self.text.get(line_start..).unwrap_or_default();
        let text = rest.lines().next().unwrap_or_default();
        let column = 1 + chars(self.text, line_start..start);
        let end_column = 1 + chars(self.text, end_line_start..end);
        let first_end = if end_line > line { 1 + text.chars().count() } else { end_column };
        Place::line(self.file, line, text, column, first_end).through(end_line, end_column)
    }

    fn line_of(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or_default();
        let breaks = memchr::memchr_iter(b'\n', before.as_bytes()).count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (self.first_line + breaks, start)
    }
}

fn boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn chars(text: &str, range: Range<usize>) -> usize {
    text.get(range).unwrap_or_default().chars().count()
}
