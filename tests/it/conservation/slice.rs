//! A record's lines as one string without blanks, so that folding and doubled spaces do not matter, with the way back
//! to the line of any of its characters.

use unicode_normalization::UnicodeNormalization;

/// The lines of a file, without their line breaks; LF, CRLF and CR end a line, U+2028 and the like do not.
pub(crate) fn lines(text: &str) -> Vec<&str> {
    let mut out: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\n', '\r']) {
        out.push(&rest[..at]);
        let long = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
        rest = &rest[at + long..];
    }
    if !rest.is_empty() {
        out.push(rest);
    }
    out
}

/// Characters for which no page has a place: they may become blanks, with a diagnostic.
pub(crate) fn unprintable(c: char) -> bool {
    let noncharacter = u32::from(c) & 0xfffe == 0xfffe || ('\u{fdd0}'..='\u{fdef}').contains(&c);
    (c.is_control() && !c.is_whitespace()) || noncharacter || c == '\u{feff}'
}

/// A string in NFC without blanks and without unprintable characters.
pub(crate) fn packed(text: &str) -> String {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.replace(' ', "");
    }
    text.nfc().filter(|c| !c.is_whitespace() && !unprintable(*c)).collect()
}

/// Consecutive lines of a file, without blanks.
pub(crate) struct Slice<'a> {
    /// As [`packed`] makes it.
    pub(crate) text: String,
    /// The same with ASCII letters in lower case: byte for byte in the same places.
    pub(crate) lower: String,
    /// 1-based number of the first line.
    pub(crate) first_line: usize,
    /// The lines as they stand.
    pub(crate) lines: Vec<&'a str>,
    starts: Vec<usize>,
}

impl<'a> Slice<'a> {
    /// The lines `first..=last` (1-based) of a file.
    pub(crate) fn new(file: &[&'a str], first: usize, last: usize) -> Self {
        let lines: Vec<&str> = file[first - 1..last].to_vec();
        let mut text = String::new();
        let mut starts = Vec::new();
        for line in &lines {
            starts.push(text.len());
            text.push_str(&packed(line));
        }
        let lower = text.to_ascii_lowercase();
        Slice { text, lower, first_line: first, lines, starts }
    }

    /// The line of a byte of `text`.
    pub(crate) fn line_of(&self, at: usize) -> usize {
        self.first_line + self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The bytes of the characters `from..to` (1-based columns) of a line, and of the whole line without columns.
    pub(crate) fn span(&self, line: usize, columns: Option<(usize, usize)>) -> (usize, usize) {
        let Some(index) = line.checked_sub(self.first_line).filter(|i| *i < self.lines.len())
        else {
            return (0, 0);
        };
        let start = self.starts[index];
        let whole = packed(self.lines[index]).len();
        let Some((from, to)) = columns else {
            return (start, start + whole);
        };
        let before = |column: usize| {
            let head: String = self.lines[index].chars().take(column.saturating_sub(1)).collect();
            packed(&head).len().min(whole)
        };
        (start + before(from), start + before(to))
    }
}
