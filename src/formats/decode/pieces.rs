//! Decodes the records of a text that is not UTF-8, each on its own, so that one bad byte does not turn a file.
//!
//! In: bytes with `\n` line breaks, and where the records begin. Out: text, its encoding, and a note for each record that
//! was guessed. A record that holds more good UTF-8 than bad bytes keeps it, and only the bad bytes are guessed.

use super::guess::{self, Evidence};
use crate::diag::{Diagnostic, Place, codes};
use crate::formats::messages::Messages;
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};
use memchr::{memchr_iter, memrchr};
use std::ops::Range;
use std::sync::Arc;

/// The same length, every byte that is no UTF-8 replaced by a letter: a mask that changes no line and no mark.
pub(super) fn mask(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| 'x'));
    }
    out
}

/// Decodes each piece.
pub(super) fn decode(
    bytes: &[u8],
    starts: &[usize],
    file: &Arc<str>,
    messages: &mut Messages,
) -> (String, &'static str) {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(1024)).unwrap_or_default());
    let mut decoding = Decoding {
        file,
        declared: guess::declared(&head),
        all: Evidence::default(),
        out: String::with_capacity(bytes.len() + bytes.len() / 64),
        found: Found::default(),
        line: 1,
        messages,
    };
    for piece in pieces(bytes, starts).filter(|piece| std::str::from_utf8(piece).is_err()) {
        decoding.all.add(Evidence::of(piece));
    }
    for piece in pieces(bytes, starts) {
        decoding.piece(piece);
    }
    decoding.finish()
}

fn pieces<'b>(bytes: &'b [u8], starts: &[usize]) -> impl Iterator<Item = &'b [u8]> {
    let first = starts.first().copied().unwrap_or(bytes.len());
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    let ranges = starts.iter().zip(ends).map(|(start, end)| *start..end);
    std::iter::once(0..first)
        .chain(ranges)
        .filter_map(|range: Range<usize>| bytes.get(range))
        .filter(|piece| !piece.is_empty())
}

/// What the pieces decoded so far hold.
#[derive(Default)]
struct Found {
    utf8: bool,
    others: Vec<&'static Encoding>,
}

struct Decoding<'a> {
    file: &'a Arc<str>,
    declared: Option<&'static Encoding>,
    all: Evidence,
    out: String,
    found: Found,
    /// The number of the next piece's first line.
    line: usize,
    messages: &'a mut Messages,
}

impl Decoding<'_> {
    fn piece(&mut self, piece: &[u8]) {
        match std::str::from_utf8(piece) {
            Ok(text) => {
                self.found.utf8 |= !text.is_ascii();
                self.out.push_str(text);
            }
            Err(error) => self.guess(piece, error.valid_up_to()),
        }
        self.line += memchr_iter(b'\n', piece).count();
    }

    fn guess(&mut self, piece: &[u8], at: usize) {
        let encoding = self.declared.unwrap_or_else(|| Evidence::of(piece).encoding(self.all));
        if !self.found.others.contains(&encoding) {
            self.found.others.push(encoding);
        }
        let from = self.out.len();
        let (mut good, mut bad) = (0, 0);
        for chunk in piece.utf8_chunks() {
            good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            bad += chunk.invalid().len();
        }
        if good <= bad {
            self.out.push_str(&encoding.decode_without_bom_handling(piece).0);
        } else {
            self.found.utf8 = true;
            for chunk in piece.utf8_chunks() {
                self.out.push_str(chunk.valid());
                self.out.push_str(&encoding.decode_without_bom_handling(chunk.invalid()).0);
            }
        }
        self.note(piece, at, from, encoding);
    }

    fn note(&mut self, piece: &[u8], at: usize, from: usize, encoding: &'static Encoding) {
        let before = piece.get(..at).unwrap_or_default();
        let breaks = memchr_iter(b'\n', before).count();
        let number = self.line + breaks;
        let start = memrchr(b'\n', before).map_or(0, |at| at + 1);
        let text = String::from_utf8_lossy(piece.get(start..at).unwrap_or_default());
        let column = 1 + text.chars().count();
        let decoded = self.out.get(from..).unwrap_or_default();
        let line = decoded.split('\n').nth(breaks).unwrap_or_default();
        let place = Place::line(self.file, number, line, column, column + 1);
        let message = match self.declared {
            Some(_) => format!(
                "bytes that are not UTF-8 were read as {}, which the file names",
                name(encoding)
            ),
            None => format!("bytes that are not UTF-8 were read as {}", name(encoding)),
        };
        let note = Diagnostic::new(&codes::GUESSED_ENCODING, message).at(place);
        let note = note.done("decoded this record's bytes on its own");
        self.messages.push(note.help("if letters look wrong, export again as UTF-8"));
    }

    fn finish(self) -> (String, &'static str) {
        let encoding = match self.found.others.as_slice() {
            [one] if !self.found.utf8 => label(one),
            _ => "mixed",
        };
        (self.out, encoding)
    }
}

/// The name of an encoding for people.
fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        one if one == WINDOWS_1252 => "Windows-1252",
        one if one == MACINTOSH => "Mac OS Roman",
        one => one.name(),
    }
}

/// The name of an encoding in the coverage.
fn label(encoding: &'static Encoding) -> &'static str {
    match encoding {
        one if one == WINDOWS_1252 => "windows-1252",
        one if one == MACINTOSH => "macintosh",
        one => one.name(),
    }
}
