//! A record's slice as tagged fields, with the account of its lines.
//!
//! In: a slice. Out: [`Sheet`]: its fields in order, the lines that belong to none, and how many lines the fields hold.
//! A line without a tag goes on with the field before it, whatever its indent and however many blank lines stand between;
//! only a line without indent behind a blank one must follow a field that holds running text. Never: meaning of a value.

use super::slice::Slice;
use super::tags::{Tag, tag_of};
use crate::diag::Place;
use crate::text::blanks::trim_end;
use std::ops::Range;
use std::sync::Arc;

/// A tagged value.
#[derive(Clone, Debug)]
pub(super) struct Field<'a> {
    pub(super) tag: Tag,
    /// With its line breaks and indents.
    pub(super) raw: &'a str,
    /// The number of its first line.
    pub(super) line: usize,
    /// It goes on over several lines.
    pub(super) folded: bool,
}

/// A field whose lines may go on.
struct Open {
    tag: Tag,
    line: usize,
    bytes: Range<usize>,
    folded: bool,
}

/// A slice laid out.
pub(super) struct Sheet<'a> {
    pub(super) file: &'a Arc<str>,
    text: &'a str,
    pub(super) fields: Vec<Field<'a>>,
    /// Lines that no field takes: numbers and bytes.
    pub(super) unplaced: Vec<(Range<usize>, Range<usize>)>,
    /// Lines that are not blank, as numbers: the first and the last.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Lines in fields.
    pub(super) taken: usize,
    /// The bits of [`Tag::once`] that it has.
    pub(super) has: u16,
    /// The numbers of all lines that are not blank, when the slice is rejected or stray.
    range: Range<usize>,
    first_line: usize,
    glued: bool,
}

impl<'a> Sheet<'a> {
    /// Lays out a record.
    pub(super) fn new(file: &'a Arc<str>, text: &'a str, slice: &Slice) -> Self {
        let mut sheet = Sheet::bare(file, text, slice);
        sheet.fields.reserve(slice.range.len() / 48 + 4);
        let mut open: Option<Open> = None;
        let mut blank = false;
        for (number, line) in Lines::of(text, slice) {
            let content = text.get(line.clone()).unwrap_or_default();
            if content.is_empty() {
                blank = true;
                continue;
            }
            sheet.see(number);
            if let Some((tag, value)) = tag_of(content) {
                sheet.has |= tag.once();
                let bytes = line.start + value..line.end;
                sheet.push(open.replace(Open { tag, line: number, bytes, folded: false }));
                sheet.taken += 1;
            } else if let Some(field) =
                open.as_mut().filter(|field| goes_on(field.tag, content, blank))
            {
                field.bytes.end = line.end;
                field.folded = true;
                sheet.taken += 1;
            } else {
                sheet.push(open.take());
                sheet.unplaced(number, line);
            }
            blank = false;
        }
        sheet.push(open);
        if slice.glued {
            sheet.taken = sheet.taken.saturating_sub(1);
        }
        sheet
    }

    /// Lays out lines outside any record, or a slice to be rejected: every line is in no field.
    pub(super) fn stray(file: &'a Arc<str>, text: &'a str, slice: &Slice) -> Self {
        let mut sheet = Sheet::bare(file, text, slice);
        for (number, line) in Lines::of(text, slice) {
            if !text.get(line.clone()).unwrap_or_default().is_empty() {
                sheet.see(number);
                sheet.unplaced(number, line);
            }
        }
        sheet
    }

    fn bare(file: &'a Arc<str>, text: &'a str, slice: &Slice) -> Self {
        Sheet {
            file,
            text,
            fields: Vec::new(),
            unplaced: Vec::new(),
            first: 0,
            last: 0,
            taken: 0,
            has: 0,
            range: slice.range.clone(),
            first_line: slice.first_line,
            glued: slice.glued,
        }
    }

    fn see(&mut self, number: usize) {
        if self.first == 0 {
            self.first = number;
        }
        self.last = number;
    }

    fn push(&mut self, field: Option<Open>) {
        if let Some(Open { tag, line, bytes, folded }) = field {
            let raw = self.text.get(bytes).unwrap_or_default();
            self.fields.push(Field { tag, raw, line, folded });
        }
    }

    fn unplaced(&mut self, number: usize, bytes: Range<usize>) {
        match self.unplaced.last_mut() {
            Some((lines, run)) if lines.end == number => {
                lines.end = number + 1;
                run.end = bytes.end;
            }
            _ => self.unplaced.push((number..number + 1, bytes)),
        }
    }

    /// The numbers of the lines to report for a run of them; a line shared with the slice before is reported there.
    pub(super) fn reported(&self, lines: &Range<usize>) -> Range<usize> {
        let shared = self.glued && lines.start == self.first_line;
        lines.start + usize::from(shared)..lines.end
    }

    /// The place of a field.
    pub(super) fn place(&self, field: &Field<'_>) -> Place {
        self.place_of_line(field.line, field.raw)
    }

    /// The place of a run of lines that begins with some text of the file.
    pub(super) fn place_of_run(&self, lines: &Range<usize>, bytes: &Range<usize>) -> Place {
        let run = self.text.get(bytes.clone()).unwrap_or_default();
        let last = run.rsplit('\n').next().unwrap_or_default();
        self.place_of_line(lines.start, run)
            .through(lines.end.saturating_sub(1), 1 + last.chars().count())
    }

    /// The place of the record's last line.
    pub(super) fn end(&self) -> Place {
        let slice = self.text.get(self.range.clone()).unwrap_or_default().trim_end();
        let line = slice.rsplit('\n').next().unwrap_or_default();
        Place::line(self.file, self.last, line, 1, 1 + line.chars().count())
    }

    fn place_of_line(&self, number: usize, part: &str) -> Place {
        // The part is a slice of the text, so that its offset tells where its line begins.
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let before = self.text.get(..offset).unwrap_or_default();
        let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
        let rest = self.text.get(start..).unwrap_or_default();
        let line = trim_end(rest.split('\n').next().unwrap_or_default());
        let column = 1 + line.get(..offset - start).map_or(0, |head| head.chars().count());
        let value = part.split('\n').next().unwrap_or_default();
        let lead = value.chars().take_while(|c| c.is_whitespace()).count();
        let end = column + value.trim_end().chars().count();
        Place::line(self.file, number, line, (column + lead).min(end), end)
    }
}

/// Whether a line without a tag belongs to the field before it.
fn goes_on(tag: Tag, content: &str, blank: bool) -> bool {
    let text = ["AB", "OAB", "TI", "TT", "BTI", "AD", "IRAD", "CI", "COIS", "GN"];
    !blank || content.starts_with([' ', '\t']) || text.contains(&tag.name())
}

/// The lines of a slice without the blanks at their ends, with their numbers.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    number: usize,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str, slice: &Slice) -> Self {
        Lines { text, at: slice.range.start, end: slice.range.end, number: slice.first_line }
    }
}

impl Iterator for Lines<'_> {
    type Item = (usize, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let rest = self.text.get(self.at..self.end).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let content = trim_end(rest.get(..length).unwrap_or_default());
        let line = (self.number, self.at..self.at + content.len());
        self.at += length + 1;
        self.number += 1;
        Some(line)
    }
}
