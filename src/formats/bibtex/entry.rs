//! Takes one entry apart into its key and its fields.
//!
//! In: an entry's text. Out: its type, its key, its fields as they are written, and what was wrong with it: a missing
//! comma or brace costs nothing but itself. Text that is in no field is handed on as well. Never: what a field means,
//! what its TeX says.

use super::slice::{End, is_name, names_field};
use std::ops::Range;

/// One entry.
#[derive(Debug, Default)]
pub(super) struct Entry<'a> {
    /// `article` … as it is written.
    pub(super) kind: &'a str,
    /// Empty where there is none.
    pub(super) key: &'a str,
    pub(super) items: Vec<Item<'a>>,
    pub(super) faults: Vec<Fault>,
    /// Pieces of text in no field.
    pub(super) rest: Vec<Range<usize>>,
}

/// One field.
#[derive(Clone, Debug)]
pub(super) struct Item<'a> {
    /// As it is written.
    pub(super) name: &'a str,
    /// From its name to the end of its value, in the entry's text.
    pub(super) range: Range<usize>,
    /// What `#` joins.
    pub(super) parts: Vec<Part<'a>>,
}

/// A part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// In braces or quotes, without them.
    Text(&'a str),
    /// A number or the name of a string.
    Bare(&'a str),
}

/// Something that is wrong with an entry, at an offset of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) what: &'static str,
}

/// Reads an entry or a command with fields. `end` is the end of the slice, `from` the offset where its text begins.
pub(super) fn parse(text: &str, from: usize, end: End) -> Entry<'_> {
    let mut parser = Parser::new(text);
    match end {
        End::Closed(at) => parser.close = at - from,
        End::Escaped(at) => {
            parser.close = at - from;
            parser.escaped = true;
        }
        End::Early | End::Open => parser.rough = true,
    }
    parser.entry();
    let mut entry = parser.entry;
    let open = || entry.faults.iter().all(|fault| fault.what != NO_BRACE);
    match end {
        End::Early => entry.faults.insert(0, Fault { at: 0, what: MORE_BRACES }),
        End::Open if open() => entry.faults.insert(0, Fault { at: 0, what: NO_END }),
        _ => {}
    }
    entry
}

/// The type and the key of an entry, without its fields.
pub(super) fn key(text: &str) -> &str {
    let mut parser = Parser::new(text);
    parser.head();
    parser.entry.key
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Where the closing delimiter stands, or the end of the text.
    close: usize,
    /// Braces do not match: a value ends at the latest where a line begins as a field does.
    rough: bool,
    /// Braces behind a backslash do not count.
    escaped: bool,
    /// No quote closes a value properly any more.
    unquoted: bool,
    entry: Entry<'a>,
}

const NO_COMMA: &str = "a comma is missing before this field";
const NO_FIELD: &str = "this text is in no field";
const MORE_BRACES: &str = "this entry has a closing brace too many";
const NO_END: &str = "nothing closes this entry";
const NO_BRACE: &str = "the value that begins here is never closed";

impl<'a> Parser<'a> {
    fn new(text: &'a str) -> Self {
        Parser {
            text,
            at: 0,
            close: text.len(),
            rough: false,
            escaped: false,
            unquoted: false,
            entry: Entry::default(),
        }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..self.close).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied().filter(|_| self.at < self.close)
    }

    fn blanks(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn fault(&mut self, at: usize, what: &'static str) {
        self.entry.faults.push(Fault { at, what });
    }

    fn entry(&mut self) {
        self.head();
        loop {
            let rest = self.rest();
            self.at +=
                rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
            let Some(byte) = self.peek() else { break };
            if byte == b'%' {
                let rest = self.rest();
                let line = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
                self.entry.rest.push(self.at..self.at + line);
                self.at += line;
            } else if !self.field() {
                self.junk();
            }
        }
        let behind = self.text.get(self.close + 1..).unwrap_or_default();
        if !behind.trim().is_empty() {
            self.entry.rest.push(self.close + 1..self.text.len());
        }
    }

    /// Type and key, up to the comma.
    fn head(&mut self) {
        let bytes = self.text.as_bytes();
        self.at = memchr::memchr(b'@', bytes).map_or(0, |at| at + 1);
        let name = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        self.entry.kind = self.rest().get(..name).unwrap_or_default();
        self.at += name;
        self.blanks();
        self.at += 1;
        self.blanks();
        let rest = self.rest();
        let stop = |c: char| matches!(c, ',' | '\n' | '=' | '{' | '"' | '}');
        let length = rest.find(stop).unwrap_or(rest.len());
        if rest.get(length..).is_some_and(|rest| rest.starts_with('=')) {
            return;
        }
        let length = length + key_goes_on(rest.get(length..).unwrap_or_default());
        self.entry.key = rest.get(..length).unwrap_or_default().trim();
        self.at += length;
        let at = self.at;
        self.blanks();
        if self.peek().is_some_and(|byte| !matches!(byte, b',' | b'}' | b'%')) {
            self.fault(at, "no comma stands behind the key");
        }
    }

    /// One field with the comma behind it; `false` when none begins here.
    fn field(&mut self) -> bool {
        let start = self.at;
        let rest = self.rest();
        // Some exports put blanks between the words of a name.
        let part = |byte: &u8| is_name(*byte) || matches!(byte, b' ' | b'\t') || !byte.is_ascii();
        let length = rest.bytes().take_while(part).count();
        let name = rest.get(..length).unwrap_or_default().trim_end();
        let behind = rest.get(length..).unwrap_or_default().trim_start();
        if name.is_empty() || !behind.starts_with('=') {
            return false;
        }
        self.at += rest.len() - behind.len() + 1;
        let mut parts = Vec::with_capacity(1);
        let mut end;
        loop {
            self.blanks();
            parts.extend(self.part());
            end = self.at;
            self.blanks();
            if self.peek() != Some(b'#') {
                break;
            }
            self.at += 1;
        }
        self.entry.items.push(Item { name, range: start..end, parts });
        match self.peek() {
            None | Some(b',' | b'%') => {}
            Some(b'}') if self.rough => {}
            _ if names_field(self.rest()) || is_bare_field(self.rest()) => {
                self.fault(self.at, NO_COMMA);
            }
            _ => self.junk(),
        }
        true
    }

    fn part(&mut self) -> Option<Part<'a>> {
        match self.peek()? {
            b'{' => Some(Part::Text(self.braced())),
            b'"' => Some(Part::Text(self.quoted())),
            _ => {
                let rest = self.rest();
                let stop = |c: char| c.is_whitespace() || matches!(c, ',' | '#' | '}' | '{' | '"');
                let length = rest.find(stop).unwrap_or(rest.len());
                self.at += length;
                rest.get(..length).filter(|word| !word.is_empty()).map(Part::Bare)
            }
        }
    }

    /// A value in braces.
    fn braced(&mut self) -> &'a str {
        let start = self.at;
        let mut depth = 0_usize;
        let mut skip = false;
        let mut at = start;
        let rest = self.rest();
        for byte in rest.bytes() {
            match byte {
                _ if skip => skip = false,
                b'\\' if self.escaped => skip = true,
                b'{' => depth += 1,
                b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at = at + 1;
                        return self.text.get(start + 1..at).unwrap_or_default();
                    }
                }
                b'\n' if self.rough && self.field_at(at + 1) => break,
                _ => {}
            }
            at += 1;
        }
        self.unclosed(start, at)
    }

    fn unclosed(&mut self, start: usize, end: usize) -> &'a str {
        self.fault(start, NO_BRACE);
        let value = self.text.get(start + 1..end).unwrap_or_default();
        let value = value.trim_end().trim_end_matches(',');
        self.at = start + 1 + value.len();
        value
    }

    /// Whether the line at an offset begins as a field does.
    fn field_at(&self, at: usize) -> bool {
        let line = self.text.get(at..self.close).unwrap_or_default();
        names_field(line.trim_start_matches([' ', '\t']))
    }

    /// A value in quotes. A quote inside braces is part of the value, and so is one that nothing but text follows.
    fn quoted(&mut self) -> &'a str {
        let start = self.at;
        let mut depth = 0_usize;
        let mut first = None;
        let rest = self.rest().get(1..).unwrap_or_default();
        for at in memchr::memchr3_iter(b'{', b'}', b'"', rest.as_bytes()) {
            match rest.as_bytes().get(at) {
                Some(b'{') => depth += 1,
                Some(b'}') => depth = depth.saturating_sub(1),
                _ if depth > 0 => {}
                _ => {
                    first.get_or_insert(at);
                    let behind = rest.get(at + 1..).unwrap_or_default();
                    if self.unquoted || closes(behind) {
                        self.at = start + at + 2;
                        return rest.get(..at).unwrap_or_default();
                    }
                }
            }
        }
        if let Some(at) = first {
            self.unquoted = true;
            self.at = start + at + 2;
            return rest.get(..at).unwrap_or_default();
        }
        let lines = memchr::memchr_iter(b'\n', rest.as_bytes());
        let line = lines.map(|at| start + 1 + at).find(|at| self.field_at(at + 1));
        self.unclosed(start, line.unwrap_or(self.close))
    }

    /// Text that is in no field, up to the next comma or the next line that begins as a field does.
    fn junk(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let mut end = rest.len();
        for at in memchr::memchr2_iter(b'\n', b',', rest.as_bytes()) {
            let behind = rest.get(at + 1..).unwrap_or_default().trim_start();
            if names_field(behind) || is_bare_field(behind) {
                end = at;
                break;
            }
        }
        self.at = start + end.max(1);
        let piece = rest.get(..end).unwrap_or_default();
        let bare = piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ')'));
        if bare.is_empty() && self.rough {
            return;
        }
        self.fault(start, NO_FIELD);
        self.entry.rest.push(start..self.at);
    }
}

/// How many more bytes belong to a key with a comma inside: "Doe, Jr2021," on the entry's first line.
fn key_goes_on(behind: &str) -> usize {
    let line = behind.split('\n').next().unwrap_or_default().trim_end();
    let last = line.len().saturating_sub(1);
    let more = line.get(1..last).unwrap_or_default();
    let plain = !more.trim().is_empty() && !more.contains(['=', '{', '}', '"', '%', ',']);
    if line.ends_with(',') && line.starts_with(',') && plain { last } else { 0 }
}

/// Whether a value may end before this text.
fn closes(behind: &str) -> bool {
    let rest = behind.trim_start();
    match rest.chars().next() {
        None | Some(',' | '#' | '}' | ')' | '%') => true,
        Some(_) => behind.starts_with('\n') && names_field(rest),
    }
}

/// Whether a text begins with `name =` and a word.
fn is_bare_field(text: &str) -> bool {
    let name = text.bytes().take_while(|byte| is_name(*byte)).count();
    let rest = text.get(name..).unwrap_or_default().trim_start_matches([' ', '\t']);
    let value = rest.strip_prefix('=').map(|rest| rest.trim_start_matches([' ', '\t']));
    (1..=40).contains(&name)
        && value.is_some_and(|value| value.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::super::slice::slices;
    use super::*;

    /// Key, fields and faults of a text with one entry.
    fn shown(text: &str) -> String {
        let slice = slices(text).remove(0);
        let entry = parse(text.get(slice.range.clone()).unwrap(), slice.range.start, slice.end);
        let part = |part: &Part<'_>| match part {
            Part::Text(text) => format!("<{text}>"),
            Part::Bare(word) => (*word).to_owned(),
        };
        let item = |item: &Item<'_>| {
            format!("{}={}", item.name, item.parts.iter().map(part).collect::<Vec<_>>().join("#"))
        };
        let mut out = vec![format!("{}:{}", entry.kind, entry.key)];
        out.extend(entry.items.iter().map(item));
        out.extend(
            entry.rest.iter().map(|range| format!("({})", text.get(range.clone()).unwrap())),
        );
        out.extend(entry.faults.iter().map(|fault| format!("!{}", fault.at)));
        out.join(" ")
    }

    #[test]
    fn entries_in_every_form() {
        let cases = [
            ("@a{k, t = {x}, y = 2001}", "a:k t=<x> y=2001"),
            ("@A( k , t={x}, y=\"a {\"} b\" )", "A:k t=<x> y=<a {\"} b>"),
            ("@a{k, m = jan # \"~1\" # {x}}", "a:k m=jan#<~1>#<x>"),
            ("@a{k,\n  t = {x {y} z},\n}", "a:k t=<x {y} z>"),
            ("@a{ W:1,\nA-b  = {x},,\n}", "a:W:1 A-b=<x>"),
            ("@a{,t = {x}}", "a: t=<x>"),
            ("@a{t = {x}}", "a: t=<x>"),
            ("@a{k t,\n y={x}}", "a:k t y=<x>"),
            ("@a{k\n t = {x}}", "a:k t=<x> !4"),
            ("@a{k, t = {x}\n y = {z}}", "a:k t=<x> y=<z> !15"),
            ("@a{k, t = {x}\n y = 1}", "a:k t=<x> y=1 !15"),
            ("@a{k, t = \"the \"best\" x\", y = 1}", "a:k t=<the \"best\" x> y=1"),
            ("@a{k, t = {x} tail, y = 1}", "a:k t=<x> y=1 (tail) !14"),
            ("@a{k, t = {x,\n y = {1},\n}", "a:k t=<x> y=<1> !10"),
            ("@a{k, t = {x}},\n y = {1}\n}", "a:k t=<x> y=<1> !0"),
            ("@a{k, t = {x},", "a:k t=<x> !0"),
            ("@a{k, % words\n t = {x}}", "a:k t=<x> (% words)"),
            ("@a{k, Jr1,\n Early Date = {x}}", "a:k, Jr1 Early Date=<x>"),
            ("@a{k}", "a:k"),
            ("@a{k, t =, y = 1}", "a:k t= y=1"),
            ("@a{k, t = \"never, \n y = {1}}", "a:k t=<never> y=<1> !10"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
        assert_eq!(key("@a{ k1 , t = {x}}"), "k1");
    }
}
