//! Text of the curator's own files: UTF-8, UTF-16 with its mark, else Windows-1252 line by line.

use crate::diag::{Diagnostic, Place, codes};
use crate::text::clean::cleaned;
use crate::text::file::TextFile;
use crate::text::source::Source;
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::sync::Arc;

/// The text of a Markdown file or template, and a note when its encoding had to be guessed.
pub(super) fn decoded(file: &Arc<str>, bytes: Vec<u8>) -> (String, Option<Diagnostic>) {
    for (mark, encoding) in [(&b"\xff\xfe"[..], UTF_16LE), (&b"\xfe\xff"[..], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling(rest).0.into_owned();
            let note = Diagnostic::new(&codes::GUESSED_ENCODING, format!("{file} is UTF-16"))
                .at(Place::file(file))
                .help("save the file as UTF-8");
            return (with_line_feeds(text), Some(note));
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) => (with_line_feeds(text), None),
        Err(error) => {
            let (text, first) = line_by_line(error.as_bytes());
            let place = Source::new(file, &text).place(first..first);
            let note = Diagnostic::new(&codes::GUESSED_ENCODING, "this line is not UTF-8")
                .at(place)
                .done("read it, and every further such line, as Windows-1252")
                .help("save the file as UTF-8");
            (text, Some(note))
        }
    }
}

/// Takes out of a Markdown file what no page may hold, and says so at the first line that had it.
pub(super) fn clean(file: &mut TextFile) -> Vec<Diagnostic> {
    // The mark of UTF-8 before everything is no character of the text.
    let start = if file.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (mark, text) = file.text.split_at(start);
    let (clean, found) = cleaned(text);
    if !found.is_something() {
        return Vec::new();
    }
    let differs = text.lines().zip(clean.lines()).position(|(dirty, clean)| dirty != clean);
    let clean = format!("{mark}{clean}");
    let first = clean.split_inclusive('\n').take(differs.unwrap_or_default()).map(str::len).sum();
    let place = Source::new(&file.file, &clean).place(first..first);
    let said = found.said("this file").into_iter().map(|said| said.at(place.clone())).collect();
    file.text = clean;
    said
}

/// The text of the settings: only UTF-8 will do, because TOML is UTF-8.
pub(super) fn utf8(file: &Arc<str>, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let (text, first) = line_by_line(error.as_bytes());
        Diagnostic::new(&codes::BAD_CONFIG, "this line is not UTF-8")
            .at(Source::new(file, &text).place(first..first))
            .help("save the file as UTF-8")
    })
}

/// Decodes each line on its own, so that one bad byte does not turn the whole file; also where the first line that is
/// not UTF-8 begins in the text.
fn line_by_line(bytes: &[u8]) -> (String, usize) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut first = None;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
        } else {
            first.get_or_insert(text.len());
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(line).0);
        }
    }
    (text, first.unwrap_or_default())
}

/// Old Mac files end their lines in a carriage return alone, which nothing else here takes for a line's end.
fn with_line_feeds(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') { text.replace('\r', "\n") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_decoded_on_its_own() {
        let file = Arc::from("a.md");
        let (text, note) = decoded(&file, b"na\xc3\xafve\nna\xefve \x93quoted\x94\n".to_vec());
        assert_eq!(text, "naïve\nnaïve “quoted”\n");
        let place = note.unwrap().place.unwrap();
        assert_eq!((place.line, place.excerpt.as_str()), (2, "naïve “quoted”"));
    }

    #[test]
    fn other_encodings_and_line_ends() {
        let file = Arc::from("a.md");
        for (bytes, expected, noted) in [
            (&b"a\r\nb"[..], "a\r\nb", false),
            (b"a\rb\r", "a\nb\n", false),
            (b"\xff\xfea\x00\xe9\x00", "aé", true),
            (b"\xfe\xff\x00a\x00\xe9", "aé", true),
            (b"", "", false),
        ] {
            let (text, note) = decoded(&file, bytes.to_vec());
            assert_eq!((text.as_str(), note.is_some()), (expected, noted));
        }
    }

    #[test]
    fn settings_are_utf8() {
        let error =
            utf8(&Arc::from("litdigest.toml"), b"a = 1\nb = \"\xe9\"".to_vec()).unwrap_err();
        assert_eq!(error.place.unwrap().line, 2);
    }
}
