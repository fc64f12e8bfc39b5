//! Cuts a file into items, without reading them.
//!
//! In: a file's text. Out: its pieces in order, each with the line and column where it begins, and what is odd about
//! the frame around them: a list, one item alone, items one after another, or `{"items": […]}`, `{"references": […]}`
//! and `{"message": …}`. An item that is never closed, or whose quotation marks are odd, ends where the next one
//! begins: at a line as little indented, or at an object with the same first key. Never: what an item says.

use super::json::DEEPEST;
use std::ops::Range;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An item whose brackets and strings close.
    Item,
    /// An item that does not close; where that is seen, as an offset in the text, and why.
    Broken(usize, &'static str),
    /// A key of the frame and its value.
    Frame,
    /// Nothing that belongs to any item.
    Stray,
}

/// A piece of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) range: Range<usize>,
    /// The line on which it begins, from 1.
    pub(super) line: usize,
    /// Its first column, in characters from 1.
    pub(super) column: usize,
    pub(super) kind: Kind,
}

/// A file's pieces and its frame.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    /// The items are in no list.
    pub(super) bare: bool,
    /// The list stands in an object.
    pub(super) wrapped: bool,
    /// The list is not closed.
    pub(super) open: bool,
    /// How many commas between items are missing.
    pub(super) commas: usize,
}

/// Cuts a text.
pub(super) fn cut(text: &str) -> Cut {
    let mut cutter = Cutter { text, at: 0, depth: 0, wraps: 0, comma: true, cut: Cut::default() };
    cutter.run();
    let Cutter { depth, wraps, mut cut, .. } = cutter;
    cut.open = depth + wraps > 0;
    place(text, &mut cut.pieces);
    cut
}

/// Lines and columns, counted once over the whole text.
fn place(text: &str, pieces: &mut [Piece]) {
    let (mut at, mut line, mut column) = (0, 1, 1);
    for piece in pieces {
        let before = text.get(at..piece.range.start).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', before.as_bytes()).count();
        column = match before.rfind('\n') {
            Some(feed) => 1 + before.get(feed + 1..).unwrap_or_default().chars().count(),
            None => column + before.chars().count(),
        };
        (piece.line, piece.column) = (line, column);
        at = piece.range.start;
    }
}

struct Cutter<'a> {
    text: &'a str,
    at: usize,
    /// Open lists of items: 0 or 1.
    depth: usize,
    /// Open objects around the list.
    wraps: usize,
    /// A comma, or the list's beginning, stood before.
    comma: bool,
    cut: Cut,
}

/// Keys whose value holds the items.
const HOLDERS: [&str; 3] = ["items", "references", "message"];

impl Cutter<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    fn blanks(&self, mut at: usize) -> usize {
        while self.byte(at).is_some_and(|byte| byte.is_ascii_whitespace()) {
            at += 1;
        }
        at
    }

    fn push(&mut self, end: usize, kind: Kind) {
        let range = self.at..end;
        self.cut.pieces.push(Piece { range, line: 0, column: 0, kind });
        self.at = end;
    }

    fn run(&mut self) {
        loop {
            self.at = self.blanks(self.at);
            let Some(byte) = self.byte(self.at) else { return };
            match byte {
                b',' => {
                    self.comma = true;
                    self.at += 1;
                }
                b'[' if self.depth == 0 => {
                    self.depth = 1;
                    self.comma = true;
                    self.at += 1;
                }
                b']' if self.depth == 1 => {
                    self.depth = 0;
                    self.at += 1;
                }
                b'}' if self.depth == 0 && self.wraps > 0 => {
                    self.wraps -= 1;
                    self.at += 1;
                }
                b'{' if self.depth == 0 && self.holds(self.at) => {
                    self.wraps += 1;
                    self.cut.wrapped = true;
                    self.at += 1;
                }
                b'{' => self.item(),
                b'"' if self.depth == 0 && self.wraps > 0 => self.frame(),
                _ => {
                    let end = self.next(self.at, None);
                    self.push(end, Kind::Stray);
                }
            }
        }
    }

    /// Whether an object holds the items, or the object that holds them. Only its own keys are looked at.
    fn holds(&self, start: usize) -> bool {
        if self.wraps > 1 || self.cut.pieces.iter().any(|piece| piece.kind == Kind::Item) {
            return false;
        }
        let mut at = start + 1;
        loop {
            at = self.blanks(at);
            let Some((key, value)) = self.key(at) else { return false };
            if HOLDERS.contains(&key) {
                let inner = self.blanks(value + 1);
                let list = self.byte(value) == Some(b'[') && self.byte(inner) == Some(b'{');
                return list || key == "message" && self.byte(value) == Some(b'{');
            }
            let Ok(end) = self.skip(value, None) else { return false };
            at = self.blanks(end);
            if self.byte(at) != Some(b',') {
                return false;
            }
            at += 1;
        }
    }

    /// A key and where its value begins.
    fn key(&self, at: usize) -> Option<(&str, usize)> {
        (self.byte(at) == Some(b'"')).then_some(())?;
        let end = string_end(self.text, at).ok()?;
        let colon = self.blanks(end);
        (self.byte(colon) == Some(b':')).then_some(())?;
        Some((self.text.get(at + 1..end - 1)?, self.blanks(colon + 1)))
    }

    /// A key of the frame: the one that holds the items opens what follows, any other is kept aside.
    fn frame(&mut self) {
        let found = self.key(self.at).map(|(key, value)| (HOLDERS.contains(&key), value));
        match found {
            Some((true, value)) if matches!(self.byte(value), Some(b'[' | b'{')) => self.at = value,
            Some((_, value)) => match self.skip(value, None) {
                Ok(end) => self.push(end, Kind::Frame),
                Err(_) => self.push(self.next(self.at, None), Kind::Stray),
            },
            None => self.push(self.next(self.at, None), Kind::Stray),
        }
    }

    fn item(&mut self) {
        let listed = self.depth == 1;
        self.cut.bare |= !listed;
        self.cut.commas += usize::from(listed && !self.comma);
        self.comma = false;
        let sight = Sight::of(self.text, self.at);
        match self.skip(self.at, Some(&sight)) {
            Ok(end) => self.push(end, Kind::Item),
            Err((at, why)) => {
                let end = self.next(self.at + 1, Some(&sight));
                // The comma between this item and the next is the frame's.
                let piece = self.text.get(self.at..end).unwrap_or_default().trim_end();
                let piece = piece.strip_suffix(',').unwrap_or(piece).trim_end();
                // The list's own end is the frame's as well.
                let tail = piece.strip_suffix(']').filter(|_| end == self.text.len());
                let length = tail.map_or(piece.len(), |head| head.trim_end().len());
                self.push(self.at + length.max(1), Kind::Broken(at, why));
            }
        }
    }

    /// The end of the value that begins at `start`; brackets must match and strings stand where JSON lets them.
    fn skip(
        &self,
        start: usize,
        sight: Option<&Sight<'_>>,
    ) -> Result<usize, (usize, &'static str)> {
        let mut open = [0_u8; DEEPEST];
        let mut depth = 0;
        let mut before = b':';
        let mut at = start;
        loop {
            let Some(byte) = self.byte(at) else {
                return Err((at, "the file ends inside this item"));
            };
            match byte {
                b' ' | b'\n' | b'\t' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'{' | b'[' => {
                    if byte == b'{' && depth > 0 && sight.is_some_and(|s| s.sees(self.text, at)) {
                        return Err((at, "this item is not closed before the next one begins"));
                    }
                    let Some(slot) = open.get_mut(depth) else {
                        return Err((at, "values are nested deeper than any bibliography's"));
                    };
                    *slot = byte + 2;
                    depth += 1;
                    at += 1;
                }
                b'}' | b']' => {
                    let closes = depth.checked_sub(1).and_then(|last| open.get(last));
                    if closes != Some(&byte) {
                        return Err((at, "this bracket closes nothing"));
                    }
                    depth -= 1;
                    at += 1;
                }
                b'"' => {
                    if !matches!(before, b'{' | b'[' | b',' | b':') {
                        return Err((at, "a quotation mark stands where no string can begin"));
                    }
                    at = string_end(self.text, at)?;
                }
                _ => at += 1,
            }
            // The sign of a string's end is no other's.
            before = if byte == b'"' { b's' } else { byte };
            if byte == b'"' && !self.closes_well(at) {
                return Err((at, "something stands behind a string's end"));
            }
            if depth == 0 {
                return Ok(self.word_end(at, byte));
            }
        }
    }

    /// Whether what follows a string's end can follow one.
    fn closes_well(&self, at: usize) -> bool {
        let next = self.byte(self.blanks(at));
        matches!(next, None | Some(b',' | b':' | b'}' | b']'))
    }

    /// A number or a word goes on to its last letter.
    fn word_end(&self, mut at: usize, byte: u8) -> usize {
        if matches!(byte, b'}' | b']' | b'"') {
            return at;
        }
        while self.byte(at).is_some_and(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b)) {
            at += 1;
        }
        at
    }

    /// Where the next item may begin behind what could not be read.
    fn next(&self, from: usize, sight: Option<&Sight<'_>>) -> usize {
        let from = from.min(self.text.len()).max(self.at + 1);
        let mut at = self.at + 1;
        at = at.max(from);
        let bytes = self.text.as_bytes();
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'{', rest)) {
            let here = at + found;
            if sight
                .map_or_else(|| begins_line(self.text, here).is_some(), |s| s.may(self.text, here))
            {
                return here;
            }
            at = here + 1;
        }
        self.text.len()
    }
}

/// The end of the string that begins at `at`: behind its closing mark.
fn string_end(text: &str, at: usize) -> Result<usize, (usize, &'static str)> {
    let bytes = text.as_bytes();
    let mut from = at + 1;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let Some(found) = memchr::memchr3(b'"', b'\\', b'\n', rest) else {
            return Err((at, "the string that begins here is not closed"));
        };
        match rest.get(found) {
            Some(b'"') => return Ok(from + found + 1),
            Some(b'\\') => from += found + 2,
            _ => return Err((at, "the string that begins here is not closed on its line")),
        }
    }
}

/// What tells the beginning of another item from an object inside this one.
struct Sight<'a> {
    /// The item's indent, when it begins its line.
    indent: Option<usize>,
    /// Its first key.
    key: &'a str,
}

/// First keys of objects that stand inside items.
const INNER: [&str; 8] =
    ["family", "given", "literal", "name", "date-parts", "ORCID", "sequence", "raw"];

impl<'a> Sight<'a> {
    fn of(text: &'a str, at: usize) -> Self {
        Sight { indent: begins_line(text, at), key: first_key(text, at) }
    }

    fn as_little_indented(&self, text: &str, at: usize) -> bool {
        let here = begins_line(text, at);
        self.indent.zip(here).is_some_and(|(own, here)| here <= own)
    }

    /// Surely another item.
    fn sees(&self, text: &str, at: usize) -> bool {
        !self.key.is_empty() && self.as_little_indented(text, at) && first_key(text, at) == self.key
    }

    /// Perhaps another item: taken for one where this item is broken anyway.
    fn may(&self, text: &str, at: usize) -> bool {
        let key = first_key(text, at);
        let before = text.get(..at).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t', '\n']);
        let parted = before.ends_with([',', '}', ']']);
        self.as_little_indented(text, at) && !INNER.contains(&key)
            || parted && !key.is_empty() && key == self.key
    }
}

/// The indent of an object that begins its line.
fn begins_line(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let bare = before.trim_end_matches([' ', '\t']);
    (bare.is_empty() || bare.ends_with('\n')).then_some(before.len() - bare.len())
}

/// The first key of the object at `at`, without its marks.
fn first_key(text: &str, at: usize) -> &str {
    let rest = text.get(at + 1..).unwrap_or_default().trim_start();
    let Some(rest) = rest.strip_prefix('"') else { return "" };
    let window = rest.as_bytes().get(..rest.len().min(64)).unwrap_or_default();
    memchr::memchr(b'"', window).and_then(|end| rest.get(..end)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece as its kind's first letter, its place and its text.
    fn shown(text: &str) -> Vec<String> {
        let piece = |piece: &Piece| {
            let kind = match piece.kind {
                Kind::Item => "item",
                Kind::Broken(..) => "broken",
                Kind::Frame => "frame",
                Kind::Stray => "stray",
            };
            format!(
                "{kind} {}:{} {}",
                piece.line,
                piece.column,
                text.get(piece.range.clone()).unwrap_or_default()
            )
        };
        cut(text).pieces.iter().map(piece).collect()
    }

    #[test]
    fn frames_of_every_kind() {
        for (text, count) in [
            (r#"[{"id":1},{"id":2}]"#, 2),
            (r#"{"id":1}"#, 1),
            ("{\"id\":1}\n{\"id\":2}\n", 2),
            (r#"{"items":[{"id":1},{"id":2}]}"#, 2),
            (r#"{"references":[{"id":1}]}"#, 1),
            (r#"{"message":{"items":[{"id":1}]}}"#, 1),
            (r#"{"message":{"DOI":"x"}}"#, 1),
            (r#"[{"id":1}{"id":2}"#, 2),
            (r#"[{"id":1}][{"id":2}]"#, 2),
            (r#"{"id":1,"items":"three"}"#, 1),
        ] {
            let found = cut(text);
            let items = found.pieces.iter().filter(|piece| piece.kind == Kind::Item).count();
            assert_eq!((items, found.pieces.len()), (count, count), "{text}");
        }
        assert_eq!(
            shown(r#"{"status":"ok","message":{"total":2,"items":[{"id":1}],"page":3}}"#),
            [
                r#"frame 1:2 "status":"ok""#,
                r#"frame 1:27 "total":2"#,
                r#"item 1:46 {"id":1}"#,
                r#"frame 1:56 "page":3"#
            ]
        );
    }

    #[test]
    fn a_broken_item_ends_where_the_next_begins() {
        let cases = [
            ("[\n {\"id\":1,\n {\"id\":2},\n {\"id\":3}\n]", 2),
            ("[\n {\"id\":1,\"a\":[{\"b\":1},\n {\"id\":2},\n {\"id\":3}\n]", 2),
            ("[{\"id\":1,\"a\":\"open},{\"id\":2,\"a\":\"x\"},{\"id\":3}]", 2),
            ("[\n {\"id\":1,\"a\":\"open},\n {\"id\":2},\n {\"id\":3}]", 2),
            ("[{\"id\":1}, , ;{\"id\":2}]", 1),
        ];
        for (text, count) in cases {
            let found = shown(text);
            let items = found.iter().filter(|piece| piece.starts_with("item")).count();
            assert_eq!(items, count, "{found:#?}");
        }
    }
}
