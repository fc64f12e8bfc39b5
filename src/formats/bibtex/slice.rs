//! Cuts a file's text into entries, commands and the text between them.
//!
//! In: the text. Out: slices in file order that together hold every line that is not blank. An entry begins at an `@` at
//! a line's start, or behind another entry's end, and ends with the brace that closes it. Two things are told from the
//! text itself: an entry without its last brace ends where the next one begins, and a line in an abstract that begins
//! with an `@` does not end an entry that is well formed. Never: a second look at what lies behind the next entry.

use std::ops::Range;

/// What a piece of the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entry,
    /// `@string`.
    Strings,
    /// `@preamble`.
    Preamble,
    /// `@comment`.
    Comment,
    /// Text outside any entry.
    Stray,
}

/// How a piece ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// At the brace or parenthesis that closes it, which lies at this offset of the text.
    Closed(usize),
    /// As `Closed`, when braces behind a backslash are not counted.
    Escaped(usize),
    /// A brace too many stands inside: it goes on to the next entry.
    Early,
    /// Nothing closes it.
    Open,
}

/// A piece of the text.
#[derive(Clone, Debug)]
pub(super) struct Slice {
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The number of its first line, from 1.
    pub(super) first_line: usize,
    pub(super) kind: Kind,
    pub(super) end: End,
    /// The piece before ends on the line where this one begins.
    pub(super) shared: bool,
}

/// An `@`, a word and an opening delimiter.
#[derive(Clone, Copy)]
struct Start {
    /// Where its line begins, or the `@` when it stands behind another entry.
    from: usize,
    open: usize,
    round: bool,
    kind: Kind,
    leads: bool,
    close: Option<usize>,
}

/// Cuts a text.
pub(super) fn slices(text: &str) -> Vec<Slice> {
    let mut starts = starts(text);
    close_braces(text, &mut starts);
    let lines = starts.iter().filter(|start| start.leads).map(|start| start.from).collect();
    let bounds = Bounds { lines, end: text.len() };
    let out = Vec::with_capacity(starts.len());
    let mut cutter = Cutter { text, out, at: 0, line: 1, filled: 0 };
    for start in &starts {
        // Behind the end of another entry, or behind braces too many, an entry may begin inside a line.
        let behind = text.get(cutter.at..start.from).unwrap_or_default();
        let before = behind.trim_end_matches([' ', '\t', ',', '}', ')']);
        let follows = before.is_empty() || before.ends_with('\n');
        if start.from < cutter.at || !start.leads && !follows {
            continue;
        }
        cutter.stray(start.from);
        let (end, range_end) = end(text, start, &bounds);
        cutter.push(start.kind, end, range_end);
    }
    cutter.stray(text.len());
    cutter.out
}

/// Where the starts at the beginning of a line lie.
struct Bounds {
    lines: Vec<usize>,
    end: usize,
}

impl Bounds {
    /// The first start behind an offset, or the end of the text.
    fn behind(&self, at: usize) -> usize {
        let index = self.lines.partition_point(|from| *from <= at);
        self.lines.get(index).copied().unwrap_or(self.end)
    }
}

struct Cutter<'a> {
    text: &'a str,
    out: Vec<Slice>,
    /// Where the next piece begins, and its line.
    at: usize,
    line: usize,
    /// The line on which the last piece ends.
    filled: usize,
}

impl Cutter<'_> {
    /// What lies before the next entry. Commas behind an entry's end say nothing.
    fn stray(&mut self, until: usize) {
        let between = self.text.get(self.at..until).unwrap_or_default();
        let line = memchr::memchr(b'\n', between.as_bytes()).map_or(between.len(), |at| at + 1);
        let head = between.get(..line).unwrap_or_default();
        if self.at > 0 && head.bytes().all(|byte| byte.is_ascii_whitespace() || byte == b',') {
            self.skip(self.at + line);
        }
        let rest = self.text.get(self.at..until).unwrap_or_default();
        let blank = rest.len() - rest.trim_start().len();
        if blank == rest.len() {
            return self.skip(until);
        }
        let lines = rest.get(..blank).and_then(|blank| blank.rfind('\n')).map_or(0, |at| at + 1);
        self.skip(self.at + lines);
        self.push(Kind::Stray, End::Open, until);
    }

    fn skip(&mut self, until: usize) {
        let passed = self.text.get(self.at..until).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        self.at = until;
    }

    fn push(&mut self, kind: Kind, end: End, until: usize) {
        let range = self.at..until;
        let piece = self.text.get(range.clone()).unwrap_or_default();
        let blank = piece.get(piece.trim_end().len()..).unwrap_or_default();
        let (first_line, shared) = (self.line, self.filled == self.line);
        self.out.push(Slice { range, first_line, kind, end, shared });
        self.skip(until);
        self.filled = self.line - memchr::memchr_iter(b'\n', blank.as_bytes()).count();
    }
}

/// Where an entry ends, and how.
fn end(text: &str, start: &Start, bounds: &Bounds) -> (End, usize) {
    let next = bounds.behind(start.open);
    if start.round {
        return match close_round(text, start.open, next) {
            Some(at) => (End::Closed(at), at + 1),
            None => (End::Open, next),
        };
    }
    let close = start.close.filter(|close| next > *close || !swallowed(text, start.open, next));
    let Some(close) = close else { return open(text, start, next) };
    if !goes_on(text, close + 1) {
        return (End::Closed(close), close + 1);
    }
    let bound = bounds.behind(close);
    match close_escaped(text, start.open, bound) {
        Some(at) => (End::Escaped(at), at + 1),
        None => (End::Early, bound),
    }
}

/// An entry that nothing closes, unless braces behind backslashes were not meant.
fn open(text: &str, start: &Start, next: usize) -> (End, usize) {
    match close_escaped(text, start.open, next) {
        Some(at) => (End::Escaped(at), at + 1),
        None => (End::Open, next),
    }
}

/// Whether the entry that begins inside another one is another one: something was closed right before it.
fn swallowed(text: &str, open: usize, inner: usize) -> bool {
    text.get(open..inner).unwrap_or_default().trim_end().ends_with(['}', ')'])
}

/// Whether fields follow behind the brace that closes an entry: `, year = …`.
fn goes_on(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim_start();
    rest.strip_prefix(',').is_some_and(|rest| names_field(rest.trim_start()))
}

/// Whether a text begins with `name =` and a value.
pub(super) fn names_field(text: &str) -> bool {
    let bytes = text.as_bytes();
    let name = bytes.iter().take_while(|byte| is_name(**byte)).count();
    let first = bytes.first().is_some_and(u8::is_ascii_alphabetic);
    if !first || name > 40 {
        return false;
    }
    let rest = text.get(name..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let Some(value) = rest.strip_prefix('=') else { return false };
    value.trim_start_matches([' ', '\t']).starts_with(['{', '"'])
}

/// Whether a byte may stand in the name of a field.
pub(super) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'+' | b'.' | b'/')
}

/// Every place where an entry or a command may begin.
fn starts(text: &str) -> Vec<Start> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for at in memchr::memchr_iter(b'@', bytes) {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        let name = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let behind = rest.get(name..).unwrap_or_default();
        let blanks = behind.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let delimiter = behind.get(blanks);
        if name == 0 || !matches!(delimiter, Some(b'{' | b'(')) {
            continue;
        }
        let before = bytes.get(..at).unwrap_or_default();
        let indent = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let previous = before.len().checked_sub(indent + 1).and_then(|at| before.get(at));
        let leads = matches!(previous, None | Some(b'\n'));
        if !leads && !matches!(previous, Some(b'}' | b')' | b',')) {
            continue;
        }
        let word = text.get(at + 1..at + 1 + name).unwrap_or_default();
        let kind = match word.to_ascii_lowercase().as_str() {
            "string" => Kind::Strings,
            "preamble" => Kind::Preamble,
            "comment" => Kind::Comment,
            _ => Kind::Entry,
        };
        let from = if leads { at - indent } else { at };
        let open = at + 1 + name + blanks;
        let round = delimiter == Some(&b'(');
        out.push(Start { from, open, round, kind, leads, close: None });
    }
    out
}

/// Finds the brace that closes each start, in one walk over the text.
fn close_braces(text: &str, starts: &mut [Start]) {
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0_usize;
    let mut next = 0;
    for at in memchr::memchr2_iter(b'{', b'}', text.as_bytes()) {
        if text.as_bytes().get(at) == Some(&b'{') {
            while starts.get(next).is_some_and(|start| start.open < at) {
                next += 1;
            }
            if starts.get(next).is_some_and(|start| start.open == at) {
                open.push((depth, next));
            }
            depth += 1;
            continue;
        }
        depth = depth.saturating_sub(1);
        if let Some((_, index)) = open.pop_if(|(own, _)| *own >= depth)
            && let Some(start) = starts.get_mut(index)
        {
            start.close = Some(at);
        }
    }
}

/// The parenthesis that closes an entry before `until`: outside braces and quotes.
fn close_round(text: &str, open: usize, until: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let inside = text.as_bytes().get(open + 1..until).unwrap_or_default();
    for (at, byte) in (open + 1..).zip(inside) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'"' if depth == 0 => quoted = !quoted,
            b')' if depth == 0 && !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

/// The brace that closes an entry before `until` when those behind a backslash are not counted, if nothing follows it.
fn close_escaped(text: &str, open: usize, until: usize) -> Option<usize> {
    let mut depth = 0_usize;
    let mut escaped = false;
    let inside = text.as_bytes().get(open..until).unwrap_or_default();
    for (at, byte) in (open..).zip(inside) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rest = text.get(at + 1..until).unwrap_or_default();
                    return rest.trim().is_empty().then_some(at);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first lines of the slices with a letter for what they are, and a sign for how they end.
    fn shown(text: &str) -> String {
        let one = |slice: &Slice| {
            let kind = match slice.kind {
                Kind::Entry => "",
                Kind::Strings => "s",
                Kind::Preamble => "p",
                Kind::Comment => "c",
                Kind::Stray => return format!("[{}]", slice.first_line),
            };
            let end = match slice.end {
                End::Closed(_) => "",
                End::Escaped(_) => "\\",
                End::Early => "-",
                End::Open => "+",
            };
            format!("{kind}{}{end}", slice.first_line)
        };
        slices(text).iter().map(one).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn entries_and_what_stands_between_them() {
        let cases = [
            ("@a{k, t = {x}}\n\n@b{l, t = {y}}\n", "1 3"),
            ("words\n\n@a{k}\nmore\n@b{l}", "[1] 3 [4] 5"),
            ("@string{a = \"b\"}\n@Preamble{\"x\"}\n@comment{c}\n", "s1 p2 c3"),
            ("@a{k} @b{l}\n@c{m}", "1 1 2"),
            ("@a{k},\n@b{l},\n", "1 2"),
            ("@a{k, t = {x},\n\n@b{l, t = {y}}", "1+ 3"),
            ("@a{k, t = {x,\n  y = {1}\n}\n\n@b{l, t = {y}}", "1+ 5"),
            ("@a{k, t = {x,\n}\n@b{l}\n}\n@c{m}", "1+ 3 [4] 5"),
            ("@a{k, t = {one\n@b{two} three}}\n@c{l}", "1 3"),
            ("@a{k, t = {x}},\n  y = {1}\n}\n@b{l}", "1- 4"),
            ("@a{k, t = {x \\} y}, z = {1}}\n@b{l}", "1\\ 2"),
            ("@a{k, t = {x \\{ y}}\n@b{l}", "1\\ 2"),
            ("@a(k, t = {x) y}, z = \"(\")\n@b(l)", "1 2"),
            ("me@home.example {\nxx @a{k}\n", "[1]"),
            ("% @a{k}\n@b{l}", "[1] 2"),
            ("@a{k}\n}@b{l}", "1 [2] 2"),
            ("@a {\nk}", "1"),
            ("@a{k} tail\n@b{l}", "1 [1] 2"),
            ("@a{", "1+"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
