//! Cuts a file's text into records before any of it is parsed, so that a broken record costs only itself.
//!
//! In: text. Out: [`Piece`]s in order, which together are the whole text but for blanks. A record begins at its opening tag and ends
//! at its closing tag, at the opening tag of the next record when its own end is missing, or at the end of the text.
//! Tags inside comments, CDATA and the document type are no tags. Each byte is looked at once. Never: diagnostics.

use aho_corasick::{AhoCorasick, Input, MatchKind};
use std::ops::Range;
use std::sync::OnceLock;

/// Elements that are records or lists of what a database has deleted.
pub(super) const ROOTS: [&str; 6] = [
    "PubmedArticle",
    "PubmedBookArticle",
    "MedlineCitation",
    "BookDocument",
    "DeleteCitation",
    "DeleteDocument",
];

/// Whether an element of [`ROOTS`] is a list of what was deleted.
pub(super) fn is_deletion(root: usize) -> bool {
    root >= 4
}

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Between records: blanks, declarations, the tags around all records, or something foreign.
    Gap,
    /// An element of [`ROOTS`], by its place there; `closed` when its closing tag is there.
    Element { root: usize, closed: bool },
}

/// A stretch of the text.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// The number of its first line, from 1.
    pub(super) first_line: usize,
    /// How many characters of that line stand before it.
    pub(super) first_column: usize,
}

impl Piece {
    /// Moves the beginning on by some bytes; the piece that they are.
    pub(super) fn skip(&mut self, text: &str, length: usize) -> Piece {
        let end = self.range.start + length;
        let passed = Piece { range: self.range.start..end, ..self.clone() };
        let inside = text.get(passed.range.clone()).unwrap_or_default();
        self.range.start = end;
        match memchr::memrchr(b'\n', inside.as_bytes()) {
            Some(last) => {
                self.first_line += memchr::memchr_iter(b'\n', inside.as_bytes()).count();
                self.first_column = inside.get(last + 1..).unwrap_or_default().chars().count();
            }
            None => self.first_column += inside.chars().count(),
        }
        passed
    }
}

/// Patterns before those of [`ROOTS`].
const COMMENT: usize = 0;
const CDATA: usize = 1;
const DOCTYPE: usize = 2;
const INSTRUCTION: usize = 3;
const TAGS: usize = 4;

fn marks() -> Option<&'static AhoCorasick> {
    static MARKS: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    let build = || {
        let mut patterns: Vec<String> =
            ["<!--", "<![CDATA[", "<!DOCTYPE", "<?"].map(str::to_owned).to_vec();
        patterns.extend(ROOTS.iter().map(|name| format!("<{name}")));
        patterns.extend(ROOTS.iter().map(|name| format!("</{name}")));
        AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(patterns).ok()
    };
    MARKS.get_or_init(build).as_ref()
}

/// Cuts the text.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let rest = Piece { kind: Kind::Gap, range: 0..text.len(), first_line: 1, first_column: 0 };
    let mut cutter = Cutter { text, pieces: Vec::new(), rest, open: None };
    let mut endless = [false; TAGS];
    let mut at = 0;
    while let Some(found) = marks().and_then(|marks| marks.find(Input::new(text).range(at..))) {
        at = found.end();
        let pattern = found.pattern().as_usize();
        if pattern >= TAGS {
            at = cutter.tag(pattern - TAGS, found.start(), found.end());
            continue;
        }
        // What never ends is text, and is not looked for again, or many of them would cost a pass each.
        let Some(endless) = endless.get_mut(pattern).filter(|endless| !**endless) else { continue };
        match end_of(text, pattern, found.end()) {
            Some(end) => at = end,
            None => *endless = true,
        }
    }
    cutter.finish()
}

/// Where a comment, CDATA section, document type or processing instruction ends.
fn end_of(text: &str, pattern: usize, start: usize) -> Option<usize> {
    let rest = text.as_bytes().get(start..)?;
    let closing: &[u8] = match pattern {
        COMMENT => b"-->",
        CDATA => b"]]>",
        INSTRUCTION => b"?>",
        DOCTYPE => return doctype_end(rest).map(|length| start + length),
        _ => return None,
    };
    memchr::memmem::find(rest, closing).map(|length| start + length + closing.len())
}

/// The length of a document type up to its end: brackets, quotes and comments inside it are skipped.
pub(super) fn doctype_end(rest: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(&byte) = rest.get(at) {
        match byte {
            b'"' | b'\'' => at += 1 + memchr::memchr(byte, rest.get(at + 1..)?)?,
            b'<' if rest.get(at..)?.starts_with(b"<!--") => {
                at += memchr::memmem::find(rest.get(at..)?, b"-->")? + 2;
            }
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// A record whose end has not been seen.
struct Open {
    root: usize,
    /// Its `MedlineCitation` or `BookDocument` has begun; a second one is the next record.
    inner: bool,
}

struct Cutter<'a> {
    text: &'a str,
    pieces: Vec<Piece>,
    /// What is in no piece yet.
    rest: Piece,
    open: Option<Open>,
}

impl Cutter<'_> {
    /// Looks at what may be the tag of a record; returns where to go on.
    fn tag(&mut self, pattern: usize, start: usize, end: usize) -> usize {
        let bytes = self.text.as_bytes();
        // `<PubmedArticleSet` only begins like a record.
        if !matches!(bytes.get(end), Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')) {
            return end;
        }
        let rest = bytes.get(end..).unwrap_or_default();
        let tag_end = memchr::memchr(b'>', rest).map(|length| end + length + 1);
        if pattern < ROOTS.len() {
            let empty = tag_end.and_then(|at| bytes.get(at.wrapping_sub(2))) == Some(&b'/');
            self.opening(pattern, start, if empty { tag_end } else { None });
        } else {
            self.closing(pattern - ROOTS.len(), tag_end.unwrap_or(bytes.len()));
        }
        // Only the tag's name is passed: the end of a tag that has none may be far away.
        end
    }

    fn opening(&mut self, root: usize, start: usize, empty: Option<usize>) {
        if let Some(open) = &mut self.open {
            if inner_of(open.root) == Some(root) && !open.inner {
                open.inner = true;
                return;
            }
            let unclosed = Kind::Element { root: open.root, closed: false };
            self.open = None;
            self.push(unclosed, start);
        }
        self.push(Kind::Gap, start);
        match empty {
            Some(end) => self.push(Kind::Element { root, closed: true }, end),
            None => self.open = Some(Open { root, inner: false }),
        }
    }

    fn closing(&mut self, root: usize, end: usize) {
        if self.open.take_if(|open| open.root == root).is_some() {
            self.push(Kind::Element { root, closed: true }, end);
        }
    }

    fn push(&mut self, kind: Kind, end: usize) {
        if end <= self.rest.range.start {
            return;
        }
        let piece = self.rest.skip(self.text, end - self.rest.range.start);
        let text = self.text.get(piece.range.clone()).unwrap_or_default();
        if kind != Kind::Gap || !text.trim_ascii().is_empty() {
            self.pieces.push(Piece { kind, ..piece });
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        let end = self.text.len();
        let kind = match self.open.take() {
            Some(open) => Kind::Element { root: open.root, closed: false },
            None => Kind::Gap,
        };
        self.push(kind, end);
        self.pieces
    }
}

/// The element that stands inside a record and is a record when it stands alone.
fn inner_of(root: usize) -> Option<usize> {
    match root {
        0 => Some(2),
        1 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let pieces = pieces(text);
        let whole: String =
            pieces.iter().map(|piece| text.get(piece.range.clone()).unwrap()).collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(bare(&whole), bare(text));
        let show = |piece: &Piece| match piece.kind {
            Kind::Gap => format!("{}: gap", piece.first_line),
            Kind::Element { root, closed } => {
                format!(
                    "{}: {}{}",
                    piece.first_line,
                    ROOTS[root],
                    if closed { "" } else { " open" }
                )
            }
        };
        pieces.iter().map(show).collect()
    }

    #[test]
    fn records_gaps_and_missing_ends() {
        let text = "<PubmedArticleSet>\n<PubmedArticle><MedlineCitation>x</MedlineCitation></PubmedArticle>\n\
                    <PubmedArticle/><MedlineCitation Status=\"a\">\n<PubmedArticle >\n</PubmedArticleSet>";
        let expected = [
            "1: gap",
            "2: PubmedArticle",
            "3: PubmedArticle",
            "3: MedlineCitation open",
            "4: PubmedArticle open",
        ];
        assert_eq!(cut(text), expected);
    }

    #[test]
    fn comments_and_cdata_hide_tags_and_endless_ones_do_not() {
        let text =
            "<PubmedArticle><!-- </PubmedArticle> --><![CDATA[</PubmedArticle>]]></PubmedArticle>";
        assert_eq!(cut(text), ["1: PubmedArticle"]);
        let text = "<!-- <PubmedArticle><!-- x</PubmedArticle>";
        assert_eq!(cut(text), ["1: gap", "1: PubmedArticle"]);
        let text =
            "<!DOCTYPE a [ <!ENTITY x \"<PubmedArticle>]>\"> ]><PubmedArticle></PubmedArticle>";
        assert_eq!(cut(text), ["1: gap", "1: PubmedArticle"]);
    }
}
