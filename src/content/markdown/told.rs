//! What is said about one body, bounded: a file with ten thousand slips of one kind is told of the first ones and of how
//! many there are.

use crate::diag::{Code, Diagnostic, Place};
use crate::text::source::Source;
use std::cell::OnceCell;
use std::ops::Range;

/// Messages of one kind about one body.
const KEPT: usize = 200;

/// The diagnostics of a body, and the places that they point to.
pub(super) struct Told<'a> {
    source: Source<'a>,
    /// Where the body begins in the file; ranges count from there.
    start: usize,
    /// Where each line of the file begins.
    lines: OnceCell<Vec<usize>>,
    /// How often each code was said.
    counts: Vec<(&'static Code, usize)>,
    said: Vec<Diagnostic>,
}

impl<'a> Told<'a> {
    pub(super) fn new(source: Source<'a>, start: usize) -> Self {
        Told { source, start, lines: OnceCell::new(), counts: Vec::new(), said: Vec::new() }
    }

    /// The text of a range of the body.
    pub(super) fn typed(&self, range: &Range<usize>) -> &'a str {
        self.source.text.get(self.start + range.start..self.start + range.end).unwrap_or_default()
    }

    /// The text of the body from a byte on.
    pub(super) fn typed_from(&self, from: usize) -> &'a str {
        self.source.text.get(self.start + from..).unwrap_or_default()
    }

    /// Whether another message of this kind would be kept; what it costs to word one can be saved otherwise.
    pub(super) fn keeps(&self, code: &'static Code) -> bool {
        self.counts.iter().all(|(known, count)| known.id != code.id || *count < KEPT)
    }

    /// Says something about a range of the body.
    pub(super) fn say(&mut self, range: &Range<usize>, said: Diagnostic) {
        let code = said.code;
        let at = self.counts.iter().position(|(known, _)| known.id == code.id);
        let at = at.unwrap_or_else(|| {
            self.counts.push((code, 0));
            self.counts.len() - 1
        });
        let Some((_, count)) = self.counts.get_mut(at) else { return };
        *count += 1;
        if *count <= KEPT {
            let place = self.place(range);
            self.said.push(said.at(place));
        }
    }

    /// All that was said, and of what kinds there is more.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (code, count) in &self.counts {
            if *count > KEPT {
                let more = count - KEPT;
                let message = format!("{more} more of these follow in this file");
                let file = Place::file(self.source.file);
                self.said.push(
                    Diagnostic::new(code, message)
                        .at(file)
                        .help("mend the first ones, and build again"),
                );
            }
        }
        self.said
    }

    /// The place of a range of the body. Only its own line is walked through.
    fn place(&self, range: &Range<usize>) -> Place {
        let text = self.source.text;
        let lines = self.lines.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| at + 1)).collect()
        });
        let (from, to) = (self.start + range.start, self.start + range.end);
        let before = lines.partition_point(|line| *line <= from).saturating_sub(1);
        let line = lines.get(before).copied().unwrap_or_default();
        let text = text.get(line..).unwrap_or_default();
        let rest = Source { text, first_line: self.source.first_line + before, ..self.source };
        rest.place(from - line..to.saturating_sub(line))
    }
}
