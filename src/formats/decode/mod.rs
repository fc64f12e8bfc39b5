//! Makes text of a file's bytes.
//!
//! In: bytes. Out: text with `\n` line breaks and without control characters, its encoding, and what was said about it.
//! Steps: 1. [`binary`] names what is no text; 2. [`utf16`] by its byte order mark, or by its zeros; 3. [`breaks`]; 4. UTF-8, or
//! for the records that are not, what [`guess`] says; 5. [`control`] characters become blanks; 6. [`twice`] encoded
//! letters are told. Each step works in the file's own memory where it can. Never: any meaning of the text. The cut into
//! records comes from the format, which cuts a stand-in of the same length in which every bad byte is masked.

mod binary;
mod breaks;
mod control;
mod guess;
mod pieces;
mod twice;
mod utf16;

pub(super) use breaks::count_lines;

use super::messages::Messages;
use crate::diag::{Diagnostic, Place, codes};
use memchr::memmem;
use std::sync::Arc;

/// Numbers of lines that a diagnostic reports, in order.
pub(super) type ReportedLines = Vec<usize>;

/// What a file's bytes are.
pub(super) enum Content {
    /// Not text; the words say what it looks like.
    Binary(&'static str),
    /// Text, perhaps with bytes that are not UTF-8.
    Text(Raw),
}

/// Text before its last bad bytes are decided upon.
pub(super) struct Raw {
    /// Valid UTF-8 of the same length as `bytes`, bad bytes masked; or the text itself when there are none.
    pub(super) masked: String,
    /// The bytes, when some are bad.
    bytes: Option<Vec<u8>>,
    wide: Option<utf16::Kind>,
    /// Places that are no character of UTF-16.
    wrong: usize,
}

/// Decoded text.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) encoding: &'static str,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Lines that hold nothing but characters that were replaced.
    pub(super) emptied: ReportedLines,
}

/// The first look at a file.
pub(super) fn look(mut bytes: Vec<u8>) -> Content {
    if let Some(what) = binary::what(&bytes) {
        return Content::Binary(what);
    }
    let wide = utf16::kind(&bytes);
    if let Some(kind) = wide {
        let (text, wrong) = kind.decode(bytes);
        let mut bytes = text.into_bytes();
        breaks::to_line_feeds(&mut bytes);
        return Content::Text(Raw { wide, wrong, ..Raw::of(bytes) });
    }
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    if binary::is_binary(&bytes) {
        return Content::Binary("binary data");
    }
    breaks::to_line_feeds(&mut bytes);
    Content::Text(Raw::of(bytes))
}

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xef\xbb\xbf";

impl Raw {
    fn of(bytes: Vec<u8>) -> Self {
        let (masked, bytes) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => (pieces::mask(error.as_bytes()), Some(error.into_bytes())),
        };
        Raw { masked, bytes, wide: None, wrong: 0 }
    }

    /// The encoding of a text without bad bytes.
    pub(super) fn encoding(&self) -> &'static str {
        self.wide.map_or("utf-8", |kind| kind.name)
    }
}

/// Decides upon the bad bytes, piece by piece, and takes out control characters. `starts` are the offsets of the pieces.
pub(super) fn finish(
    raw: Raw,
    starts: impl FnOnce(&str) -> Vec<usize>,
    file: &Arc<str>,
) -> Decoded {
    let mut messages = Messages::default();
    let mut encoding = raw.encoding();
    if let Some(kind) = raw.wide {
        messages.push(kind.note(file));
    }
    let text = match raw.bytes {
        None => raw.masked,
        Some(bytes) => {
            let starts = starts(&raw.masked);
            drop(raw.masked);
            let (text, found) = pieces::decode(&bytes, &starts, file, &mut messages);
            encoding = found;
            text
        }
    };
    messages.append(wrong_units(raw.wrong, &text, file).into_iter().collect());
    let mut emptied = Vec::new();
    let text = control::blank_out(text, file, &mut messages, &mut emptied);
    messages.append(twice::note(&text, file).into_iter().collect());
    Decoded { text, encoding, diagnostics: messages.finish(), emptied }
}

/// Says that units of UTF-16 are no characters, at the first mark that stands for one.
fn wrong_units(count: usize, text: &str, file: &Arc<str>) -> Option<Diagnostic> {
    let first = (count > 0).then(|| memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()))??;
    let before = text.get(..first).unwrap_or_default();
    let number = count_breaks(before) + 1;
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let column = 1 + before.get(start..).unwrap_or_default().chars().count();
    let message = match count {
        1 => "a unit of UTF-16 is no character".to_owned(),
        count => format!("{count} units of UTF-16 are no characters, this is the first"),
    };
    let said = Diagnostic::new(&codes::CONTROL_CHARACTER, message);
    Some(said.at(Place::line(file, number, line, column, column + 1)).done("read U+FFFD instead"))
}

fn count_breaks(text: &str) -> usize {
    memchr::memchr_iter(b'\n', text.as_bytes()).count()
}

/// Whether a text holds a string; a name for what the detectors ask.
pub(super) fn holds(text: &str, words: &str) -> bool {
    memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, &'static str, Vec<(usize, usize)>) {
        let file: Arc<str> = "a.txt".into();
        let Content::Text(raw) = look(bytes.to_vec()) else { panic!("binary") };
        let halves = |text: &str| vec![0, text.find("--").unwrap_or(0)];
        let d = finish(raw, halves, &file);
        let at = |d: &Diagnostic| d.place.as_ref().map(|p| (p.line, p.column)).unwrap_or_default();
        (d.text, d.encoding, d.diagnostics.iter().map(at).collect())
    }

    #[test]
    fn line_breaks_of_all_systems() {
        assert_eq!(decoded(b"a\r\nb\rc\nd\r\r\ne").0, "a\nb\nc\nd\ne");
        assert_eq!(decoded(b"\xef\xbb\xbfa\r").0, "a\n");
        assert_eq!(decoded(b"\r\r\r\n\r\r").0, "\n\n\n\n");
    }

    #[test]
    fn encodings() {
        assert_eq!(decoded("é".as_bytes()), ("é".into(), "utf-8", vec![]));
        let wide = |bytes: &[u8]| decoded(bytes);
        assert_eq!(wide(b"\xff\xfea\0\r\0\n\0\xe9\0"), ("a\né".into(), "utf-16le", vec![(1, 1)]));
        assert_eq!(wide(b"\xfe\xff\0a\0\xe9"), ("aé".into(), "utf-16be", vec![(1, 1)]));
        assert_eq!(decoded(b"ab\nc\xe9d\x92"), ("ab\ncéd’".into(), "windows-1252", vec![(2, 2)]));
        assert_eq!(decoded(b"caf\x8e n\x96n").1, "macintosh");
        let (text, name, _) = decoded(b"<?xml encoding='iso-8859-2'?>\nDvo\xf8\xe1k");
        assert_eq!((text.as_str(), name), ("<?xml encoding='iso-8859-2'?>\nDvořák", "ISO-8859-2"));
    }

    #[test]
    fn wide_text_of_any_script_is_decoded_whole() {
        for sample in ["tea and cups\n", "茶と湯呑み", "a茶😀é\n"] {
            let text = sample.repeat(30_000);
            for big in [false, true] {
                let unit = if big { u16::to_be_bytes } else { u16::to_le_bytes };
                let mark = unit(0xfeff).into_iter();
                let bytes: Vec<u8> = mark.chain(text.encode_utf16().flat_map(unit)).collect();
                assert_eq!(decoded(&bytes).0, text);
            }
        }
        let (text, _, at) = decoded(b"\xff\xfea\0\n\0b\0\x00\xd8c\0d");
        assert_eq!((text.as_str(), at), ("a\nb\u{fffd}c\u{fffd}", vec![(1, 1), (2, 2)]));
    }

    #[test]
    fn one_bad_byte_does_not_turn_the_other_pieces() {
        let (text, encoding, at) = decoded(b"caf\xc3\xa9\n--caf\xe9");
        assert_eq!((text.as_str(), encoding, at), ("café\n--café", "mixed", vec![(2, 6)]));
        let (text, ..) = decoded(b"caf\xc3\xa9 \xc3\xa0 th\xe9");
        assert_eq!(text, "café à thé");
    }

    #[test]
    fn control_characters_become_blanks_where_they_stood() {
        let (text, _, at) = decoded("a\nb\0c\u{9b}d\u{85}e\n\0\n\u{fffe}x\u{feff}".as_bytes());
        assert_eq!(text, "a\nb c d\u{85}e\n \n x ");
        assert_eq!(at, [(2, 2), (3, 1), (4, 1)]);
    }

    #[test]
    fn many_control_characters_are_said_in_few_words() {
        let bytes = "tea\u{1b}\n".repeat(15_000);
        let (text, _, at) = decoded(bytes.as_bytes());
        assert_eq!((text, at.len()), ("tea \n".repeat(15_000), 10_001));
    }

    #[test]
    fn binary_files_are_named() {
        for (bytes, what) in [
            (&b"%PDF-1.7"[..], "a PDF document"),
            (&b"\x00\x01\x02\x03\x00\x00\x05\x06"[..], "binary data"),
        ] {
            let Content::Binary(said) = look(bytes.to_vec()) else { panic!("text") };
            assert_eq!(said, what);
        }
    }
}
