//! Makes text of a file's bytes.
//!
//! In: bytes. Out: text with `\n` line breaks and without control characters, its encoding, and what was said about it.
//! Steps: 1. name binary files; 2. UTF-16 by its byte order mark; 3. line breaks; 4. UTF-8, or for the records that are
//! not, Windows-1252; 5. control characters become blanks. Never: any meaning of the text. The cut into records comes
//! from the format, which cuts a stand-in of the same length in which every bad byte is masked.

use crate::diag::{Diagnostic, Place, codes};
use memchr::{memchr, memchr_iter, memmem};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// What a file's bytes are.
pub(super) enum Content<'a> {
    /// Not text; the words say what it looks like.
    Binary(&'static str),
    /// Text, perhaps with bytes that are not UTF-8.
    Text(Raw<'a>),
}

/// Text before its last bad bytes are decided upon.
pub(super) struct Raw<'a> {
    /// Valid UTF-8 of the same length as `bytes`, bad bytes masked; or the text itself when there are none.
    pub(super) masked: Cow<'a, str>,
    /// The bytes, when some are bad.
    bytes: Option<Cow<'a, [u8]>>,
    encoding: &'static str,
    guessed: bool,
}

/// Decoded text.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) encoding: &'static str,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Lines that hold nothing but characters that were replaced.
    pub(super) emptied: BTreeSet<usize>,
}

/// The first look at a file.
pub(super) fn look(bytes: &[u8]) -> Content<'_> {
    if let Some(what) = magic(bytes) {
        return Content::Binary(what);
    }
    if let Some((encoding, name, guessed)) = utf16(bytes) {
        let (text, _, _) = encoding.decode(bytes);
        let masked = with_line_feeds(text.as_bytes());
        let masked = String::from_utf8_lossy(&masked).into_owned();
        let masked = Cow::Owned(masked);
        return Content::Text(Raw { masked, bytes: None, encoding: name, guessed });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if is_binary(bytes) {
        return Content::Binary("binary data");
    }
    let bytes = with_line_feeds(bytes);
    let (masked, bytes) = match bytes {
        Cow::Borrowed(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => (Cow::Borrowed(text), None),
            Err(_) => (Cow::Owned(mask(bytes)), Some(Cow::Borrowed(bytes))),
        },
        Cow::Owned(bytes) => match String::from_utf8(bytes) {
            Ok(text) => (Cow::Owned(text), None),
            Err(error) => {
                (Cow::Owned(mask(error.as_bytes())), Some(Cow::Owned(error.into_bytes())))
            }
        },
    };
    Content::Text(Raw { masked, bytes, encoding: "utf-8", guessed: false })
}

/// Decides upon the bad bytes, piece by piece, and takes out control characters. `starts` are the offsets of the pieces.
pub(super) fn finish<'a>(
    raw: Raw<'a>,
    starts: impl FnOnce(&str) -> Vec<usize>,
    file: &Arc<str>,
) -> Decoded<'a> {
    let mut diagnostics = Vec::new();
    if raw.guessed {
        let message = "the file was read as UTF-16, although it has no byte order mark";
        diagnostics.push(Diagnostic::new(&codes::GUESSED_ENCODING, message).at(Place::file(file)));
    }
    let mut encoding = raw.encoding;
    let text = match raw.bytes {
        None => raw.masked,
        Some(bytes) => {
            let starts = starts(&raw.masked);
            let (text, mixed) = decode_pieces(&bytes, &starts, file, &mut diagnostics);
            encoding = if mixed { "mixed" } else { "windows-1252" };
            Cow::Owned(text)
        }
    };
    let mut emptied = BTreeSet::new();
    let text = without_control_characters(text, file, &mut diagnostics, &mut emptied);
    Decoded { text, encoding, diagnostics, emptied }
}

/// What the first bytes of well-known binary files say.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 14] = [
        (b"%PDF-", "a PDF document"),
        (b"PK\x03\x04", "a zip archive or an office document"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"\x1f\x8b", "gzip data"),
        (b"BZh", "bzip2 data"),
        (b"\xfd7zXZ\0", "xz data"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"\x28\xb5\x2f\xfd", "zstd data"),
        (b"\xd0\xcf\x11\xe0", "an old office document"),
        (b"{\\rtf", "a rich text document"),
        (b"SQLite format 3\0", "a database"),
        (b"\x7fELF", "a program"),
    ];
    KNOWN.iter().find(|(start, _)| bytes.starts_with(start)).map(|(_, what)| *what)
}

/// UTF-16 by its byte order mark, or by zeros in every other byte of the beginning.
fn utf16(bytes: &[u8]) -> Option<(&'static encoding_rs::Encoding, &'static str, bool)> {
    if bytes.starts_with(b"\xff\xfe") {
        return Some((encoding_rs::UTF_16LE, "utf-16le", false));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some((encoding_rs::UTF_16BE, "utf-16be", false));
    }
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half < 8 {
        return None;
    }
    if odd * 10 > half * 7 && even * 10 < half {
        return Some((encoding_rs::UTF_16LE, "utf-16le", true));
    }
    if even * 10 > half * 7 && odd * 10 < half {
        return Some((encoding_rs::UTF_16BE, "utf-16be", true));
    }
    None
}

/// Text holds few control characters; a stray one does not make a file binary.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(16 * 1024)).unwrap_or_default();
    let control =
        |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    let count = head.iter().filter(control).count();
    count > 4 && count * 20 > head.len()
}

/// Line breaks of all systems as `\n`. Text that went twice through a Windows program has `\r\r\n`: one break too.
fn with_line_feeds(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(first) = memchr(b'\r', bytes) else { return Cow::Borrowed(bytes) };
    let mut out = Vec::with_capacity(bytes.len());
    out.extend_from_slice(bytes.get(..first).unwrap_or_default());
    let mut rest = bytes.get(first..).unwrap_or_default();
    while let Some(at) = memchr(b'\r', rest) {
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        out.push(b'\n');
        let tail = rest.get(at + 1..).unwrap_or_default();
        rest = match tail {
            [b'\r', b'\n', after @ ..] | [b'\n', after @ ..] => after,
            tail => tail,
        };
    }
    out.extend_from_slice(rest);
    Cow::Owned(out)
}

/// The same length, every byte that is no UTF-8 replaced by a letter: a mask that changes no line and no mark.
fn mask(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| 'x'));
    }
    out
}

/// Decodes each piece on its own; tells whether valid UTF-8 beyond ASCII stands beside what was guessed.
fn decode_pieces(
    bytes: &[u8],
    starts: &[usize],
    file: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (String, bool) {
    let mut out = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut mixed = false;
    let mut line = 1;
    let mut pieces: Vec<Range<usize>> = Vec::with_capacity(starts.len() + 1);
    let first = starts.first().copied().unwrap_or(bytes.len());
    if first > 0 {
        pieces.push(0..first);
    }
    for (index, start) in starts.iter().enumerate() {
        pieces.push(*start..starts.get(index + 1).copied().unwrap_or(bytes.len()));
    }
    for piece in pieces {
        let piece = bytes.get(piece).unwrap_or_default();
        match std::str::from_utf8(piece) {
            Ok(text) => {
                mixed |= !text.is_ascii();
                out.push_str(text);
            }
            Err(error) => {
                let from = out.len();
                mixed |= decode_piece(piece, &mut out);
                let decoded = out.get(from..).unwrap_or_default();
                diagnostics.push(guessed(piece, error.valid_up_to(), decoded, line, file));
            }
        }
        line += memchr_iter(b'\n', piece).count();
    }
    (out, mixed)
}

/// Appends a piece that is not UTF-8. Where most of its letters are good UTF-8, only the bad bytes are guessed.
fn decode_piece(piece: &[u8], out: &mut String) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in piece.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    if good <= bad {
        out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(piece).0);
        return false;
    }
    for chunk in piece.utf8_chunks() {
        out.push_str(chunk.valid());
        out.push_str(&encoding_rs::WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
    }
    true
}

fn guessed(piece: &[u8], at: usize, decoded: &str, line: usize, file: &Arc<str>) -> Diagnostic {
    let before = piece.get(..at).unwrap_or_default();
    let breaks = memchr_iter(b'\n', before).count();
    let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let column =
        1 + String::from_utf8_lossy(piece.get(start..at).unwrap_or_default()).chars().count();
    let text = decoded.split('\n').nth(breaks).unwrap_or_default();
    Diagnostic::new(&codes::GUESSED_ENCODING, "bytes that are not UTF-8 were read as Windows-1252")
        .at(Place::line(file, line + breaks, text, column, column + 1))
        .done("decoded this record's bytes on its own")
        .help("if letters look wrong, export again as UTF-8")
}

/// Replaces what no page may hold by blanks: control characters, noncharacters, a byte order mark inside the text.
fn without_control_characters<'a>(
    text: Cow<'a, str>,
    file: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
    emptied: &mut BTreeSet<usize>,
) -> Cow<'a, str> {
    let Some(first) = first_suspect(&text) else { return text };
    let mut out = String::with_capacity(text.len());
    let start = memchr::memrchr(b'\n', text.as_bytes().get(..first).unwrap_or_default());
    let start = start.map_or(0, |at| at + 1);
    let (clean, rest) = text.split_at(start);
    out.push_str(clean);
    let number = 1 + memchr_iter(b'\n', clean.as_bytes()).count();
    for (number, line) in (number..).zip(rest.split_inclusive('\n')) {
        if first_suspect(line).is_some() {
            let from = out.len();
            let found = replace(line, &mut out);
            if let Some((column, character, count)) = found {
                let cleaned = out.get(from..).unwrap_or_default().trim_end_matches('\n');
                if cleaned.trim().is_empty() && line.chars().any(|c| !c.is_whitespace()) {
                    emptied.insert(number);
                }
                let place = Place::line(file, number, cleaned, column, column + 1);
                diagnostics.push(replaced(character, count).at(place));
            }
        } else {
            out.push_str(line);
        }
    }
    Cow::Owned(out)
}

fn replaced(character: char, count: usize) -> Diagnostic {
    let code = format!("U+{:04X}", u32::from(character));
    let message = match (character, count) {
        ('\u{feff}', 1) => "a byte order mark stands inside the text".to_owned(),
        (_, 1) => format!("the character {code} may not stand in a text"),
        _ => format!("{count} characters may not stand in a text, the first is {code}"),
    };
    Diagnostic::new(&codes::CONTROL_CHARACTER, message).done("read a blank instead")
}

/// Appends a line with its forbidden characters as blanks; the first one's column, itself, and how many there are.
fn replace(line: &str, out: &mut String) -> Option<(usize, char, usize)> {
    let mut found: Option<(usize, char, usize)> = None;
    for (column, c) in line.chars().enumerate() {
        if is_forbidden(c) {
            let (_, _, count) = found.get_or_insert((column + 1, c, 0));
            *count += 1;
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    found
}

fn is_forbidden(c: char) -> bool {
    let code = u32::from(c);
    let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}');
    control || code & 0xfffe == 0xfffe || (0xfdd0..=0xfdef).contains(&code) || c == '\u{feff}'
}

/// The first byte that may belong to a forbidden character. A cheap test of blocks comes first.
fn first_suspect(text: &str) -> Option<usize> {
    const BLOCK: usize = 64;
    let bytes = text.as_bytes();
    let mut from = 0;
    for block in bytes.chunks(BLOCK) {
        let odd = block.iter().fold(0_u8, |odd, byte| {
            let control = u8::from(*byte < 0x20) & u8::from(*byte != b'\n');
            odd | control | u8::from(matches!(*byte, 0x7f | 0xc2 | 0xef..))
        });
        if odd != 0 {
            let found = block.iter().enumerate().find(|(at, _)| suspect(bytes, from + at));
            if let Some((at, _)) = found {
                return Some(from + at);
            }
        }
        from += block.len();
    }
    None
}

fn suspect(bytes: &[u8], at: usize) -> bool {
    let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    match next(0) {
        b'\t' | b'\n' | b'\r' | 0x0c => false,
        0..0x20 | 0x7f => true,
        0xc2 => (0x80..0xa0).contains(&next(1)) && next(1) != 0x85,
        0xef => match next(1) {
            0xb7 => (0x90..=0xaf).contains(&next(2)),
            0xbb => next(2) == 0xbf,
            0xbf => next(2) >= 0xbe,
            _ => false,
        },
        0xf0..=0xf4 => next(2) == 0xbf && next(3) >= 0xbe,
        _ => false,
    }
}

/// How many lines a text has; a line break at its end opens none.
pub(super) fn count_lines(text: &str) -> usize {
    let breaks = memchr_iter(b'\n', text.as_bytes()).count();
    breaks + usize::from(!text.is_empty() && !text.ends_with('\n'))
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
        let Content::Text(raw) = look(bytes) else { panic!("binary") };
        let halves = |text: &str| vec![0, text.find("--").unwrap_or(0)];
        let d = finish(raw, halves, &file);
        let at = |d: &Diagnostic| d.place.as_ref().map(|p| (p.line, p.column)).unwrap_or_default();
        (d.text.into_owned(), d.encoding, d.diagnostics.iter().map(at).collect())
    }

    #[test]
    fn line_breaks_of_all_systems() {
        assert_eq!(decoded(b"a\r\nb\rc\nd\r\r\ne").0, "a\nb\nc\nd\ne");
        assert_eq!(decoded(b"\xef\xbb\xbfa\r").0, "a\n");
    }

    #[test]
    fn encodings() {
        assert_eq!(decoded("é".as_bytes()), ("é".into(), "utf-8", vec![]));
        assert_eq!(decoded(b"\xff\xfea\0\r\0\n\0\xe9\0"), ("a\né".into(), "utf-16le", vec![]));
        assert_eq!(decoded(b"\xfe\xff\0a\0\xe9"), ("aé".into(), "utf-16be", vec![]));
        assert_eq!(decoded(b"ab\nc\xe9d\x92"), ("ab\ncéd’".into(), "windows-1252", vec![(2, 2)]));
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
    fn binary_files_are_named() {
        for (bytes, what) in [
            (&b"%PDF-1.7"[..], "a PDF document"),
            (&b"\x00\x01\x02\x03\x00\x00\x05\x06"[..], "binary data"),
        ] {
            let Content::Binary(said) = look(bytes) else { panic!("text") };
            assert_eq!(said, what);
        }
    }
}
