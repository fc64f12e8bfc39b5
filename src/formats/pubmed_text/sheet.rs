//! A record's slice as lines and paragraphs, with the account of which lines a field has taken.
//!
//! In: a slice of a file's text. Out: [`Sheet`]. Never: any meaning of a line.

use super::slice::{Slice, is_id_line, pmid_line};
use crate::diag::Place;
use crate::text::blanks::trim_end;
use std::ops::Range;
use std::sync::Arc;

/// A line of a slice: its bytes in the file's text, without the blanks at its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Line {
    pub(super) fn is_blank(self) -> bool {
        self.start == self.end
    }
}

/// Consecutive lines that are not blank, as indices of the sheet's lines.
pub(super) type Paragraph = Range<usize>;

/// A slice laid out.
pub(super) struct Sheet<'a> {
    file: &'a Arc<str>,
    text: &'a str,
    first_line: usize,
    pub(super) lines: Vec<Line>,
    pub(super) paragraphs: Vec<Paragraph>,
    taken: Vec<bool>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(file: &'a Arc<str>, text: &'a str, slice: &Slice) -> Self {
        let mut lines: Vec<Line> = Vec::with_capacity(slice.range.len() / 48 + 4);
        let mut paragraphs: Vec<Paragraph> = Vec::with_capacity(8);
        let mut open: Option<usize> = None;
        let mut start = slice.range.start;
        while start < slice.range.end {
            let rest = text.get(start..slice.range.end).unwrap_or_default();
            let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
            let content = trim_end(rest.get(..length).unwrap_or_default());
            let line = Line { start, end: start + content.len() };
            match (open, line.is_blank()) {
                (None, false) => open = Some(lines.len()),
                (Some(first), true) => {
                    paragraphs.push(first..lines.len());
                    open = None;
                }
                _ => {}
            }
            lines.push(line);
            start += length + 1;
        }
        if let Some(first) = open {
            paragraphs.push(first..lines.len());
        }
        let taken = vec![false; lines.len()];
        Sheet { file, text, first_line: slice.first_line, lines, paragraphs, taken }
    }

    /// The text of a line, blanks at its end left out.
    pub(super) fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |line| self.text.get(line.start..line.end).unwrap_or(""))
    }

    /// The text of some lines, line breaks included.
    pub(super) fn raw(&self, lines: Paragraph) -> &'a str {
        let last = lines.end.wrapping_sub(1);
        match (self.lines.get(lines.start), self.lines.get(last)) {
            (Some(first), Some(last)) => self.text.get(first.start..last.end).unwrap_or(""),
            _ => "",
        }
    }

    /// The paragraph at an index.
    pub(super) fn paragraph(&self, index: usize) -> Option<Paragraph> {
        self.paragraphs.get(index).cloned()
    }

    /// Notes that a field has taken these lines.
    pub(super) fn take(&mut self, lines: Paragraph) {
        if let Some(taken) = self.taken.get_mut(lines) {
            taken.fill(true);
        }
    }

    /// The number of a line in the file.
    pub(super) fn number(&self, index: usize) -> usize {
        self.first_line + index
    }

    /// Whether a line is in a field.
    pub(super) fn is_taken(&self, index: usize) -> bool {
        self.taken.get(index).copied().unwrap_or_default()
    }

    /// Runs of lines that are not blank and in no field.
    pub(super) fn left_over(&self) -> Vec<Paragraph> {
        let mut runs: Vec<Paragraph> = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            if line.is_blank() || self.is_taken(index) {
                continue;
            }
            match runs.last_mut() {
                Some(run) if run.end == index => run.end = index + 1,
                _ => runs.push(index..index + 1),
            }
        }
        runs
    }

    /// The place of some lines, for a diagnostic.
    pub(super) fn place(&self, lines: Paragraph) -> Place {
        let Some(line) = self.lines.get(lines.start) else { return Place::file(self.file) };
        place_of(self.file, self.text, line.start..line.end, self.number(lines.start))
            .through(self.number(lines.end.saturating_sub(1)), {
                1 + self.line(lines.end.saturating_sub(1)).chars().count()
            })
    }

    /// The place of a word in some lines, or of the lines when it is not found there.
    pub(super) fn place_of(&self, lines: Paragraph, word: &str) -> Place {
        for index in lines.clone() {
            if let Some(at) = self.line(index).find(word) {
                let start = self.lines.get(index).map_or(0, |line| line.start) + at;
                return place_of(
                    self.file,
                    self.text,
                    start..start + word.len(),
                    self.number(index),
                );
            }
        }
        self.place(lines)
    }
}

/// Parts identifier lines from a paragraph that they follow without a blank line.
pub(super) fn split_ids(sheet: &mut Sheet<'_>) {
    let mut at = 0;
    while let Some(lines) = sheet.paragraph(at) {
        at += 1;
        let ids = lines.clone().rev().take_while(|index| is_id_line(sheet.line(*index))).count();
        let start = lines.end - ids;
        let last = sheet.line(lines.end.saturating_sub(1));
        if ids > 0 && start > lines.start && pmid_line(last).is_some() {
            if let Some(paragraph) = sheet.paragraphs.get_mut(at - 1) {
                paragraph.end = start;
            }
            sheet.paragraphs.insert(at, start..lines.end);
            at += 1;
        }
    }
}

/// The place of a range inside one line of the file's text, whose number is known.
pub(super) fn place_of(file: &Arc<str>, text: &str, range: Range<usize>, number: usize) -> Place {
    let before = text.get(..range.start).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    let chars = |range: Range<usize>| text.get(range).map_or(0, |part| part.chars().count());
    let column = 1 + chars(start..range.start);
    let end_column = column + chars(range);
    Place::line(file, number, line, column, end_column)
}
