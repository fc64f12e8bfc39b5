//! Cuts a file's text into record slices and the stray lines between them.
//!
//! In: decoded text with `\n` line breaks. Out: [`Slice`]s in order that together are the whole text, so that no line can
//! be forgotten. A record starts at a numbered line when the record before has had its PMID, or after two blank lines
//! with a whole citation, so that a record cut short never swallows the next; and inside a line where a batch was
//! appended without a line break. Never: fields, diagnostics. Time is linear in the text.

use super::shape::{
    Shape, citation_shape, floor, is_book_source, is_imprint, is_retracted_banner, number_prefix,
};
use crate::text::blanks::trim_end;
use memchr::memmem::Finder;
use std::ops::Range;

/// The most digits of a record's number: no export holds ten million records.
const LONGEST_NUMBER: usize = 7;

/// The most digits that an identifier and a number glued to it can have together.
const LONGEST_RUN: usize = 24;

/// What a slice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A record with its head.
    Record,
    /// The rest of a record whose beginning is missing: it has a PMID line.
    Headless,
    /// Lines outside any record; perhaps all blank.
    Stray,
}

/// A range of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    pub(super) range: Range<usize>,
    /// The number of its first line; two slices share a line where records are glued.
    pub(super) first_line: usize,
    pub(super) kind: Kind,
}

pub(super) const STATEMENT: &str = "Conflict of interest statement:";

/// The slices of a text. They follow each other without a gap.
pub(super) fn slices(text: &str) -> Vec<Slice> {
    let mut slicer = Slicer {
        text,
        slices: Vec::new(),
        open: Slice { range: 0..0, first_line: 1, kind: Kind::Stray },
        state: State::Between,
        number: 0,
        blanks: 1,
        after_id: false,
        stray_from: (0, 1),
        years: [Finder::new(". 20"), Finder::new(". 19")],
        next_year: [0, 0],
    };
    let mut at = 0;
    let mut number = 1;
    while at < text.len() {
        let rest = text.as_bytes().get(at..).unwrap_or_default();
        let end = memchr::memchr(b'\n', rest).map_or(text.len(), |length| at + length);
        slicer.line(at, end, number);
        at = end + 1;
        number += 1;
    }
    slicer.close(text.len());
    slicer.slices
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside any record.
    Between,
    /// In a record whose PMID has not come yet.
    Open,
    /// In a record after its PMID.
    Identified,
    /// In the paragraph of the conflict of interest statement.
    Statement,
}

struct Slicer<'a> {
    text: &'a str,
    slices: Vec<Slice>,
    open: Slice,
    state: State,
    /// The number of the last record.
    number: u64,
    /// Blank lines just before this line.
    blanks: usize,
    /// The line before gives an identifier.
    after_id: bool,
    /// Where the last group of stray lines begins, after two blank lines: offset and line.
    stray_from: (usize, usize),
    /// Stops followed by a year: a line without one holds no glued citation.
    years: [Finder<'static>; 2],
    next_year: [usize; 2],
}

impl<'a> Slicer<'a> {
    fn line(&mut self, start: usize, end: usize, number: usize) {
        let line = self.text.get(start..end).unwrap_or_default();
        let content = match line.as_bytes().first() {
            Some(first) if first.is_ascii_graphic() => line,
            _ => line.trim_start(),
        };
        if content.is_empty() {
            self.blanks += 1;
            self.after_id = false;
            return;
        }
        let content = trim_end(content);
        let from = end - line.len() + (line.len() - line.trim_start().len());
        if self.starts(content, from) {
            self.begin(start, number, number_prefix(content).map(|(digits, _)| digits));
        } else {
            self.continues(content, start, end, number);
        }
        self.unglue(content, from, end, number);
        self.after_id = self.state != State::Between && is_id_line(content);
        self.blanks = 0;
    }

    /// Whether a record starts at this line.
    fn starts(&self, content: &str, from: usize) -> bool {
        let Some((digits, width)) = number_prefix(content) else {
            return self.starts_unnumbered(content, from);
        };
        let rest = self.text.get(from + width..).unwrap_or_default();
        let expected = digits.parse() == Ok(self.number + 1);
        // Without a blank line before, only a short look ahead keeps the time linear.
        let ahead = if self.blanks > 0 { rest } else { floor(rest, 2000) };
        let special = || is_retracted_banner(content.get(width..).unwrap_or("")) || is_book(ahead);
        match (self.state, self.blanks) {
            (State::Between, _) => {
                citation_shape(rest) >= Shape::Year || special() || self.blanks >= 2 && expected
            }
            (State::Identified, _) | (State::Statement, 1..) => {
                citation_shape(rest) >= Shape::Year || special() || self.blanks >= 2
            }
            (State::Statement | State::Open, 0) => {
                // A cut can leave digits before the number; then a title must follow the citation.
                let titled = || next_paragraph(rest).is_some_and(begins_like_a_title);
                citation_shape(rest) == Shape::Whole
                    && is_short(rest)
                    && (expected || digits == "1" || titled())
            }
            (State::Open, 1) => citation_shape(rest) == Shape::Whole && is_short(rest),
            (State::Open, _) => citation_shape(rest) >= Shape::Dated || special() || expected,
        }
    }

    /// A head whose number was deleted: a whole citation as a paragraph of its own, outside any record.
    fn starts_unnumbered(&self, content: &str, from: usize) -> bool {
        let outside = match self.state {
            State::Between => true,
            State::Identified | State::Statement => self.blanks > 0,
            State::Open => self.blanks > 1,
        };
        let begins = content.bytes().next().is_some_and(|byte| byte.is_ascii_uppercase());
        if !outside || !begins || content.starts_with(STATEMENT) {
            return false;
        }
        let rest = self.text.get(from..).unwrap_or_default();
        citation_shape(rest) == Shape::Whole && is_short(rest)
    }

    fn begin(&mut self, start: usize, number: usize, digits: Option<&str>) {
        self.close(start);
        self.open = Slice { range: start..start, first_line: number, kind: Kind::Record };
        self.state = State::Open;
        self.number = digits.and_then(|digits| digits.parse().ok()).unwrap_or(self.number + 1);
    }

    fn continues(&mut self, content: &str, start: usize, end: usize, number: usize) {
        match self.state {
            State::Open => {
                if self.is_pmid_line(content, end) {
                    self.state = State::Identified;
                }
            }
            State::Identified if content.starts_with(STATEMENT) => self.state = State::Statement,
            State::Identified if self.blanks == 0 && is_id_line(content) => {}
            State::Statement if self.blanks == 0 => {}
            State::Identified | State::Statement => {
                self.close(start);
                self.open = Slice { range: start..start, first_line: number, kind: Kind::Stray };
                self.state = State::Between;
                self.stray_from = (start, number);
            }
            State::Between => self.stray(content, start, end, number),
        }
    }

    /// A line outside any record. A PMID line there means that a record's beginning is missing.
    fn stray(&mut self, content: &str, start: usize, end: usize, number: usize) {
        if self.blanks > 1 || self.slices.is_empty() && start == 0 {
            self.stray_from = (start, number);
        }
        if self.is_pmid_line(content, end) {
            let (from, line) = self.stray_from;
            self.close(from);
            self.open = Slice { range: from..from, first_line: line, kind: Kind::Headless };
            self.state = State::Identified;
        }
    }

    fn close(&mut self, end: usize) {
        self.open.range.end = end;
        if !self.open.range.is_empty() {
            self.slices.push(self.open.clone());
        }
    }

    /// Whether this line is the PMID line of a record's identifiers, not a sentence that happens to be folded there.
    fn is_pmid_line(&self, content: &str, end: usize) -> bool {
        if pmid_line(content).is_none() {
            return false;
        }
        let rest = self.text.get(end + 1..).unwrap_or_default();
        let next = rest.split('\n').next().unwrap_or_default();
        let apart = self.blanks > 0 || self.after_id;
        apart || trim_end(next).is_empty()
    }

    /// Finds a record that was appended to this line without a line break, and begins it there.
    fn unglue(&mut self, content: &str, from: usize, end: usize, number: usize) {
        let mut searched = from;
        if let Some(own) = pmid_line(content).filter(|_| self.state == State::Identified) {
            let tail = content.get(own..).unwrap_or_default();
            if let Some(at) = glued_to_pmid(content, own, self.number + 1) {
                let tail = content.get(at..).unwrap_or_default();
                let digits = number_prefix(tail).map(|(digits, _)| digits);
                self.begin(from + at, number, digits);
                searched = from + at + 1;
            } else if tail.trim().is_empty() {
                return;
            }
        }
        while let Some(hit) = self.year_before(searched, end) {
            let line = self.text.get(searched..end).unwrap_or_default();
            match self.glued_number(line, searched, hit - searched) {
                Some((at, digits)) => {
                    self.begin(searched + at, number, Some(digits));
                    searched = hit + 1;
                }
                None => searched = hit + 1,
            }
        }
    }

    /// The first stop before a year in a range of the text. Each occurrence in the text is looked for once.
    fn year_before(&mut self, from: usize, end: usize) -> Option<usize> {
        let mut first = usize::MAX;
        for (finder, next) in self.years.iter().zip(&mut self.next_year) {
            if *next < from {
                let rest = self.text.as_bytes().get(from..).unwrap_or_default();
                *next = finder.find(rest).map_or(usize::MAX, |at| from + at);
            }
            first = first.min(*next);
        }
        (first < end).then_some(first)
    }

    /// The number of a record that begins inside a line, glued to what stands before, and whose journal ends at `stop`.
    fn glued_number(&self, line: &'a str, start: usize, stop: usize) -> Option<(usize, &'a str)> {
        let window = stop.saturating_sub(200);
        let bytes = line.as_bytes();
        let head = bytes.get(window..stop)?;
        for dot in memchr::memrchr_iter(b'.', head).map(|at| at + window) {
            let before = bytes.get(..dot).unwrap_or_default();
            let count = before.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
            if count == 0 || count > LONGEST_RUN || bytes.get(dot + 1) != Some(&b' ') {
                continue;
            }
            let run = line.get(dot - count..dot)?;
            let joined =
                bytes.get(..dot - count)?.last().is_some_and(|byte| !byte.is_ascii_whitespace());
            let expected = (self.number + 1).to_string();
            // The next number, else a number that nothing parts from what is before, else the first of a new batch. A
            // long run is the end of an identifier with a batch's first number behind it.
            let digits = match run.strip_suffix(&expected) {
                Some(head) => run.get(head.len()..)?,
                None if joined && count <= LONGEST_NUMBER => run,
                None if run.ends_with('1') => "1",
                None if joined => run,
                None => continue,
            };
            let at = dot - digits.len();
            if at == 0 || dot == count {
                continue;
            }
            let rest = self.text.get(start + dot + 2..).unwrap_or_default();
            let begins = rest.chars().next().is_some_and(char::is_uppercase);
            let titled = || next_paragraph(rest).map_or(joined, begins_like_a_title);
            if begins && citation_shape(rest) == Shape::Whole && is_short(rest) && titled() {
                return Some((at, digits));
            }
        }
        None
    }
}

/// Whether a line is one of a record's identifiers.
pub(super) fn is_id_line(line: &str) -> bool {
    ["DOI: ", "PMCID: ", "PMID: "].iter().any(|tag| line.starts_with(tag))
}

/// Whether a line is a PMID line: then how many bytes of it are the PMID and its status.
pub(super) fn pmid_line(line: &str) -> Option<usize> {
    let rest = line.strip_prefix("PMID:")?;
    let number = rest.trim_start();
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let after = number.get(digits..)?;
    let status = after.trim_start();
    let end = line.len() - after.len();
    if digits == 0 {
        return None;
    }
    if status.starts_with('[') {
        let close = status.find(']').map_or(status.len(), |at| at + 1);
        return Some(line.len() - status.len() + close);
    }
    let glued = after.starts_with(". ") || number_prefix(status).is_some();
    (status.is_empty() || glued).then_some(end)
}

/// Where in a PMID line the next record's number begins, when it is glued there.
fn glued_to_pmid(line: &str, own: usize, expected: u64) -> Option<usize> {
    let tail = line.get(own..)?;
    let next = tail.trim_start();
    if number_prefix(next).is_some() {
        return Some(line.len() - next.len());
    }
    if !tail.starts_with(". ") {
        return None;
    }
    // No status in brackets parts the two numbers: the next number is known, or a PMID has eight digits.
    let digits = line.get(..own)?.bytes().rev().take_while(u8::is_ascii_digit).count();
    let expected = expected.to_string();
    let own_part = line.get(..own)?;
    if own_part.ends_with(&expected) && digits > expected.len() {
        return Some(own - expected.len());
    }
    (digits > 8).then_some(own + 8 - digits)
}

/// Whether a paragraph may be the title behind a citation: a reference at the end of an abstract has identifiers or a
/// copyright line behind it.
fn begins_like_a_title(text: &str) -> bool {
    !is_id_line(text) && !["©", "Copyright", STATEMENT].iter().any(|mark| text.starts_with(mark))
}

/// Whether the paragraph that a text begins with ends within a few lines, as a citation does.
fn is_short(text: &str) -> bool {
    const LONGEST: usize = 6;
    let window = floor(text, 2000);
    let ends = window.split('\n').take(LONGEST).any(|line| trim_end(line).is_empty());
    ends || window.len() == text.len() && window.split('\n').nth(LONGEST - 1).is_none()
}

/// Whether the head that a text begins with is the title of a book or chapter, told by the paragraphs that follow.
fn is_book(text: &str) -> bool {
    let second = next_paragraph(text);
    let third = second.and_then(next_paragraph);
    [second, third].into_iter().flatten().any(|text| is_book_source(text) || is_imprint(text))
}

/// The text from its second paragraph on.
fn next_paragraph(text: &str) -> Option<&str> {
    let mut at = 0;
    let mut blank = false;
    for line in text.split('\n') {
        let empty = trim_end(line).is_empty();
        if blank && !empty {
            return text.get(at..);
        }
        blank |= empty;
        at += line.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(text: &str) -> Vec<(Kind, usize, &str)> {
        let slices = slices(text);
        let mut end = 0;
        for slice in &slices {
            assert_eq!(slice.range.start, end, "a gap");
            end = slice.range.end;
        }
        assert_eq!(end, text.len());
        let shown = |slice: &Slice| {
            let part = text.get(slice.range.clone()).expect("a slice").trim_start();
            let end = part.char_indices().nth(12).map_or(part.len(), |(at, _)| at);
            let head: &str = part.get(..end).expect("a head");
            (slice.kind, slice.first_line, head)
        };
        slices.iter().map(shown).filter(|(.., head)| !head.is_empty()).collect()
    }

    #[test]
    fn records_start_where_they_should() {
        use Kind::{Headless, Record, Stray};
        let whole = "1. J A. 2020;1:2.\n\nT.\n\nA B.\n\nPMID: 11\n\n\n2. J B. 2021;1:2.\n\nT.\n\nPMID: 12\n";
        assert_eq!(heads(whole), [(Record, 1, "1. J A. 2020"), (Record, 10, "2. J B. 2021")]);
        let glued =
            "1. J A. 2020;1:2.\n\nT.\n\nPMID: 11 [Indexed for MEDLINE]2. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(glued), [(Record, 1, "1. J A. 2020"), (Record, 5, "2. J B. 2021")]);
        let bare = "1. J A. 2020;1:2.\n\nT.\n\nPMID: 302. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(bare), [(Record, 1, "1. J A. 2020"), (Record, 5, "2. J B. 2021")]);
        let eight = "60. J A. 2020;1:2.\n\nT.\n\nPMID: 304712667. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(eight), [(Record, 1, "60. J A. 202"), (Record, 5, "7. J B. 2021")]);
        let coi = "1. J A. 2020;1:2.\n\nT.\n\nPMID: 11\n\nConflict of interest statement: none.2. J B. 2021\n Feb;1:2.\n\nT.\n";
        assert_eq!(heads(coi), [(Record, 1, "1. J A. 2020"), (Record, 7, "2. J B. 2021")]);
        let short = "1. J A. 2020;1:2.\n\nT is cut\n\n\n2. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(short), [(Record, 1, "1. J A. 2020"), (Record, 6, "2. J B. 2021")]);
        let cut = "1. J A. 2020;1:2.\n\nT is cu2. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(cut), [(Record, 1, "1. J A. 2020"), (Record, 3, "2. J B. 2021")]);
        let apart = "1. J A. 2020;1:2.\n\nT is cut 2. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(apart), [(Record, 1, "1. J A. 2020"), (Record, 3, "2. J B. 2021")]);
        let year = "1. J A. 2021. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(year), [(Record, 1, "1. J A. 202"), (Record, 1, "1. J B. 2021")]);
        let numbered = "1. J A. 2020;1:2.\n\nT.\n\nA B.\n\n1. An experiment was done.\n2. It went well.\n\nPMID: 1\n";
        assert_eq!(heads(numbered), [(Record, 1, "1. J A. 2020")]);
        let banner = "=== x ===\n1. J A. 2020;1:2.\n\nT.\n\nPMID: 11\n\n=== y ===\nNothing.\n\n\n1. J B. 2021;1:2.\n";
        let expected = [
            (Stray, 1, "=== x ===\n"),
            (Record, 2, "1. J A. 2020"),
            (Stray, 8, "=== y ===\nNo"),
            (Record, 12, "1. J B. 2021"),
        ];
        assert_eq!(heads(banner), expected);
        let headless =
            "1. J A. 2020;1:2.\n\nT.\n\nPMID: 11\n\n\nT without head.\n\nA B.\n\nPMID: 12\n";
        assert_eq!(heads(headless), [(Record, 1, "1. J A. 2020"), (Headless, 8, "T without he")]);
        let retracted = "39. RETRACTED ARTICLE\n\nJ A. 2020;1:2.\n\nT.\n\nPMID: 11\n\n\n40. A Book Title.\n\nA B.\n\nIn: Book. C: P; 2006.\n\nPMID: 2\n";
        assert_eq!(heads(retracted), [(Record, 1, "39. RETRACTE"), (Record, 10, "40. A Book T")]);
        let outside = "1. J A. 2020;1:2.\n\nT.\n\nPMID: 11\n\n\n1 1. J B. 2021;1:2.\n\nT.\n";
        let expected = [(Record, 1, "1. J A. 2020"), (Stray, 8, "1 "), (Record, 8, "1. J B. 2021")];
        assert_eq!(heads(outside), expected);
        let zero = "1. J A. 2020;1:2.\n\nT is\n01. J B. 2021;1:2.\n\nT.\n";
        assert_eq!(heads(zero), [(Record, 1, "1. J A. 2020"), (Record, 4, "01. J B. 202")]);
        let mention =
            "1. J A. 2020;1:2.\n\nT.\n\nA B.\n\nThis corrects\nPMID: 123\nand more.\n\nPMID: 1\n";
        assert_eq!(heads(mention), [(Record, 1, "1. J A. 2020")]);
    }
}
