//! Cuts a file's text into records and the stray lines between them.
//!
//! In: decoded text with `\n` line breaks. Out: [`Slice`]s in order that together are the whole text, so that no line can
//! be forgotten. A record begins at its PMID line; where that is missing, at a tag that a record has only once, after a
//! blank line or after the source line that closes a record. Blank lines alone end nothing. Never: fields, diagnostics.
//! Time is linear in the text.

use super::tags::{HAS_PMID, HAS_SOURCE, HAS_TITLE, Tag, tag_of};
use memchr::memmem::Finder;
use std::ops::Range;

/// What a slice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Tagged lines.
    Record,
    /// Lines outside any record; perhaps all blank.
    Stray,
}

/// A range of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) range: Range<usize>,
    /// The number of its first line.
    pub(super) first_line: usize,
    /// It begins inside a line, whose beginning belongs to the slice before.
    pub(super) glued: bool,
    pub(super) kind: Kind,
}

const PMID: &[u8] = b"PMID- ";

/// The slices of a text. They follow each other without a gap.
pub(super) fn slices(text: &str) -> Vec<Slice> {
    let open = Slice { range: 0..0, first_line: 1, glued: false, kind: Kind::Stray };
    let mut slicer = Slicer { text, slices: Vec::new(), open, seen: 0, blank: true };
    let finder = Finder::new(PMID);
    let mut hits = finder.find_iter(text.as_bytes()).peekable();
    let (mut at, mut number) = (0, 1);
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length);
        slicer.line(at, end, number);
        while let Some(hit) = hits.next_if(|hit| *hit < end) {
            if hit > at && slicer.is_glued(at, hit, end) {
                slicer.begin(hit, number, true);
                slicer.seen = HAS_PMID;
            }
        }
        (at, number) = (end + 1, number + 1);
    }
    slicer.close(text.len());
    slicer.slices
}

struct Slicer<'a> {
    text: &'a str,
    slices: Vec<Slice>,
    open: Slice,
    /// Which of the tags that occur but once the open record has had.
    seen: u16,
    /// The line before is blank.
    blank: bool,
}

impl Slicer<'_> {
    fn line(&mut self, start: usize, end: usize, number: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        if line.trim_start().is_empty() {
            self.blank = true;
            return;
        }
        let inside = self.open.kind == Kind::Record;
        match tag_of(line) {
            Some((tag, _)) => {
                if !inside || self.starts(tag) {
                    self.begin(start, number, false);
                }
                self.seen |= tag.once();
            }
            None if inside && self.ends(line) => {
                self.close(start);
                self.open = Slice {
                    range: start..start,
                    first_line: number,
                    glued: false,
                    kind: Kind::Stray,
                };
            }
            None => {}
        }
        self.blank = false;
    }

    /// Whether a tag begins another record than the open one.
    fn starts(&self, tag: Tag) -> bool {
        let closed = self.seen & HAS_SOURCE != 0;
        if tag == Tag::PMID {
            let told = self.seen & (HAS_PMID | HAS_TITLE | HAS_SOURCE) != 0;
            return told || self.blank && self.seen != 0;
        }
        // A source line closes a record; a second one begins none.
        if tag.once() == HAS_SOURCE {
            return false;
        }
        let again = self.seen & tag.once() != 0;
        closed && self.blank || again && (self.blank || closed)
    }

    /// Whether a line without a tag is outside the open record, such as a banner between two of them.
    fn ends(&self, line: &str) -> bool {
        self.blank && self.seen & HAS_SOURCE != 0 && !line.starts_with([' ', '\t'])
    }

    fn begin(&mut self, start: usize, number: usize, glued: bool) {
        self.close(start);
        self.open = Slice { range: start..start, first_line: number, glued, kind: Kind::Record };
        self.seen = 0;
    }

    fn close(&mut self, end: usize) {
        self.open.range.end = end;
        if !self.open.range.is_empty() {
            self.slices.push(self.open.clone());
        }
    }

    /// Whether a record was appended to a line without a line break: a PMID closes the line, and a tag begins the next.
    fn is_glued(&self, start: usize, hit: usize, end: usize) -> bool {
        let before = self.text.get(start..hit).unwrap_or_default();
        let digits = self.text.get(hit + PMID.len()..end).unwrap_or_default().trim();
        let number = (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        let next = self.text.get(end + 1..).unwrap_or_default();
        let next = next.split('\n').next().unwrap_or_default();
        !before.trim().is_empty() && number && tag_of(next).is_some_and(|(tag, _)| tag.once() > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Head<'a> = (Kind, usize, &'a str);

    fn heads(text: &str) -> Vec<Head<'_>> {
        let slices = slices(text);
        let mut end = 0;
        for slice in &slices {
            assert_eq!(slice.range.start, end, "a gap");
            end = slice.range.end;
        }
        assert_eq!(end, text.len());
        let first = |slice: &Slice| text.get(slice.range.clone())?.trim_start().lines().next();
        slices.iter().filter_map(|s| Some((s.kind, s.first_line, first(s)?))).collect()
    }

    #[test]
    fn records_start_where_they_should() {
        use Kind::{Record, Stray};
        let cases: [(&str, &[Head<'_>]); 8] = [
            ("\nPMID- 1\nTI  - A.\n\nPMID- 2\n", &[(Record, 2, "PMID- 1"), (Record, 5, "PMID- 2")]),
            ("PMID- 1\nTI  - A.\nPMID- 2\n", &[(Record, 1, "PMID- 1"), (Record, 3, "PMID- 2")]),
            ("PMID- 1\n\nTI  - A.\n\n      b\n\n\nAU  - C\n", &[(Record, 1, "PMID- 1")]),
            ("UI  - 9\nPMID- 1\nTI  - A.\n", &[(Record, 1, "UI  - 9")]),
            (
                "STAT- x\nTI  - A.\nSO  - J.\n\nSTAT- x\nTI  - B.\n",
                &[(Record, 1, "STAT- x"), (Record, 5, "STAT- x")],
            ),
            (
                "=== a ===\nPMID- 1\nSO  - J.\n\n=== b ===\nPMID- 2\n",
                &[
                    (Stray, 1, "=== a ==="),
                    (Record, 2, "PMID- 1"),
                    (Stray, 5, "=== b ==="),
                    (Record, 6, "PMID- 2"),
                ],
            ),
            (
                "PMID- 1\nSO  - J. 2020.PMID- 2\nOWN - NLM\n",
                &[(Record, 1, "PMID- 1"), (Record, 2, "PMID- 2")],
            ),
            ("PMID- 1\nAB  - See PMID- 2\n      and more.\n", &[(Record, 1, "PMID- 1")]),
        ];
        for (text, expected) in cases {
            assert_eq!(heads(text), expected, "{text}");
        }
    }
}
