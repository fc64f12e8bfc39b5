//! Cuts a file's text into records and the stray lines between them.
//!
//! In: the text. Out: slices in file order that together hold every line. A record begins at its `TY` line, or at a
//! tagged line behind an `ER` where `TY` does not come first, and ends with `ER`, with the next `TY`, or with the file.
//! Never: looking back further than the paragraph before a `TY`.

use super::line::{self, Style};
use std::ops::Range;

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    /// Its bytes, from the start of its first line.
    pub(super) range: Range<usize>,
    /// The number of its first line, from 1.
    pub(super) first_line: usize,
    /// The style of a record; nothing for stray lines.
    pub(super) style: Option<Style>,
    /// Closed by an `ER` line.
    pub(super) ended: bool,
}

/// Where a piece that is not closed yet begins.
#[derive(Clone, Copy)]
struct Open {
    start: usize,
    line: usize,
}

#[derive(Default)]
struct Cutter {
    slices: Vec<Slice>,
    /// Lines outside any record.
    stray: Option<Open>,
    record: Option<(Open, Style)>,
    /// The open record has its type.
    typed: bool,
    /// The last paragraph's first line, when it is a number or a count as servers print them before a record.
    banner: Option<Open>,
    blank: bool,
}

/// Cuts a text.
pub(super) fn slices(text: &str) -> Vec<Slice> {
    let mut cutter = Cutter::default();
    let mut start = 0;
    let mut number = 1;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let content = rest.get(..length).unwrap_or_default();
        cutter.line(content, Open { start, line: number });
        start += length + 1;
        number += 1;
        if cutter.record.is_some() && line::is_end(content, cutter.style()) {
            cutter.close_record(start.min(text.len()), true);
        }
    }
    cutter.close_stray(text.len());
    cutter.close_record(text.len(), false);
    cutter.slices
}

impl Cutter {
    fn style(&self) -> Style {
        self.record.map(|(_, style)| style).unwrap_or_default()
    }

    fn line(&mut self, content: &str, here: Open) {
        if content.is_empty() {
            self.blank = true;
            return;
        }
        if let Some(style) = line::type_line(content) {
            if self.record.is_none() || self.typed {
                let end = self.banner.map_or(here, |banner| banner);
                self.close_stray(here.start);
                if self.record.is_some() {
                    self.close_record(end.start, false);
                    if end.start < here.start {
                        self.stray = Some(end);
                        self.close_stray(here.start);
                    }
                }
                self.record = Some((here, style));
            } else if let Some((_, known)) = &mut self.record {
                *known = style;
            }
            self.typed = true;
            self.banner = None;
        } else if self.record.is_none() {
            self.outside(content, here);
        } else if self.blank {
            self.banner = is_banner(content).then_some(here);
        } else if self.banner.is_some() && line::tag(content, self.style()).is_some() {
            self.banner = None;
        }
        self.blank = content.trim_ascii().is_empty();
    }

    fn outside(&mut self, content: &str, here: Open) {
        if line::tag(content, Style::default()).is_some()
            && !line::is_end(content, Style::default())
        {
            self.close_stray(here.start);
            self.record = Some((here, Style::default()));
            self.typed = false;
            self.banner = None;
        } else if self.stray.is_none() && !content.trim().is_empty() {
            self.stray = Some(here);
        }
    }

    fn close_stray(&mut self, end: usize) {
        if let Some(open) = self.stray.take() {
            self.push(open, end, None, true);
        }
    }

    fn close_record(&mut self, end: usize, ended: bool) {
        if let Some((open, style)) = self.record.take() {
            self.push(open, end, Some(style), ended);
        }
        self.banner = None;
    }

    fn push(&mut self, open: Open, end: usize, style: Option<Style>, ended: bool) {
        self.slices.push(Slice { range: open.start..end, first_line: open.line, style, ended });
    }
}

/// What servers print before a record: "12.", "Record #3 of 20", "<3>".
fn is_banner(line: &str) -> bool {
    let line = line.trim();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let angled = line.strip_prefix('<').and_then(|line| line.strip_suffix('>'));
    line.strip_suffix('.').is_some_and(digits)
        || angled.is_some_and(digits)
        || line.starts_with("Record #")
        || line.starts_with("Record ") && line.contains(" of ") && line.len() < 40
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first lines of the slices; stray ones in brackets, those without end with a plus.
    fn shown(text: &str) -> String {
        slices(text)
            .iter()
            .map(|slice| match (&slice.style, slice.ended) {
                (None, _) => format!("[{}]", slice.first_line),
                (Some(_), true) => slice.first_line.to_string(),
                (Some(_), false) => format!("{}+", slice.first_line),
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn records_and_what_stands_between_them() {
        let cases = [
            ("TY  - JOUR\nTI  - A\nER  - \n", "1"),
            ("TY  - JOUR\nTI  - A\n", "1+"),
            ("TY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B", "1+ 3+"),
            ("TY  - JOUR\nTI  - A\n\nER  - \n\nTY  - JOUR\nER  -", "1 6"),
            ("1.\nTY  - JOUR\nTI  - A\nER  - \n\n2.\nTY  - JOUR\nER  - ", "[1] 2 [6] 7"),
            ("TY  - JOUR\nTI  - A\n\n2.\nTY  - JOUR\nER  - ", "1+ [4] 5"),
            ("ID  - 1\nTY  - JOUR\nER  - \nID  - 2\nTY  - JOUR\nER  - ", "1 4"),
            ("TI  - A\nAU  - B\nER  - \n", "1"),
            ("ER  - \nER  - \n", "[1]"),
            ("a\n\nb\n", "[1]"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
