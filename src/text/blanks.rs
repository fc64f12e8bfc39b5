//! The normal form of every string of a record: NFC, runs of blanks folded to one space, none at the ends.
//!
//! Blanks are all of Unicode's White_Space, so a no-break space and a U+2028 inside a title fold as well. The text is
//! scanned once, byte by byte, and copied run by run; only characters that NFC could change cost more.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Appends `piece` to `out` in normal form, with one space between what was there and what comes.
pub fn push_joined(out: &mut String, piece: &str) {
    let start = out.len();
    let mut uncertain = false;
    let mut rest = piece;
    // Line by line: nearly every line is plain ASCII with single spaces and is copied as it is.
    while !rest.is_empty() {
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let (line, tail) = rest.split_at(end);
        rest = tail.get(1..).unwrap_or_default();
        let line = line.strip_suffix(' ').unwrap_or(line);
        if is_plain(line.as_bytes()) {
            push_run(out, line);
            continue;
        }
        let mut scan = Scan { text: line, at: 0, uncertain: false };
        while let Some(run) = scan.next_run() {
            push_run(out, run);
        }
        uncertain |= scan.uncertain;
    }
    let added = out.get(start..).unwrap_or_default();
    if uncertain && is_nfc_quick(added.chars()) != IsNormalized::Yes {
        let composed: String = added.nfc().collect();
        out.truncate(start);
        out.push_str(&composed);
    }
}

fn push_run(out: &mut String, run: &str) {
    if run.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(run);
}

/// Whether a line is printable ASCII with single spaces inside and none at its ends, or empty: in normal form as it is.
/// Written without branches, so that it is done many bytes at a time.
pub fn is_plain(line: &[u8]) -> bool {
    let (Some(first), Some(last)) = (line.first(), line.last()) else { return true };
    let inner = line.get(1..).unwrap_or_default();
    let odd = line.iter().zip(inner).fold(0_u8, |odd, (a, b)| {
        let spaces = u8::from(*a == b' ') & u8::from(*b == b' ');
        odd | spaces | u8::from(*b < b' ') | u8::from(*b > 0x7e)
    });
    odd == 0 && first.is_ascii_graphic() && last.is_ascii_graphic()
}

/// Bytes that are passed over at once where all of them are plain.
const CHUNK: usize = 32;

/// Printable ASCII with single spaces inside, and what follows is no second space. Written without branches.
fn is_plain_chunk(chunk: &[u8; CHUNK + 1]) -> bool {
    let Some((first, inner)) = chunk.split_first() else { return false };
    let odd = chunk.iter().zip(inner).fold(0_u8, |odd, (a, b)| {
        let spaces = u8::from(*a == b' ') & u8::from(*b == b' ');
        odd | spaces | u8::from(*b < b' ') | u8::from(*b > 0x7e)
    });
    odd == 0 && matches!(first, b' '..=0x7e)
}

/// The normal form of one string.
pub fn fold_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_joined(&mut out, text);
    out
}

/// As [`fold_blanks`], without a copy where the text is in normal form already.
pub fn folded(text: &str) -> Cow<'_, str> {
    if is_plain(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let mut scan = Scan { text, at: 0, uncertain: false };
    match scan.next_run() {
        None => Cow::Borrowed(""),
        Some(run) if run.len() == text.len() && !scan.uncertain => Cow::Borrowed(text),
        Some(_) => Cow::Owned(fold_blanks(text)),
    }
}

/// The text without blanks at its ends; quick where there are none.
pub fn trim(text: &str) -> &str {
    let text = match text.as_bytes() {
        [b' ', rest @ ..] if rest.first().is_some_and(u8::is_ascii_graphic) => {
            text.get(1..).unwrap_or_default()
        }
        [first, ..] if first.is_ascii_graphic() => text,
        _ => text.trim_start(),
    };
    let text = text.strip_suffix('\n').unwrap_or(text);
    trim_end(text)
}

/// The text without blanks at its end; quick where there are none.
pub fn trim_end(text: &str) -> &str {
    match text.as_bytes().last() {
        Some(last) if last.is_ascii_graphic() => text,
        _ => text.trim_end(),
    }
}

/// Walks over a text in runs that hold no blank but single spaces between words.
struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// A character was seen that NFC could change or join to another.
    uncertain: bool,
}

impl<'a> Scan<'a> {
    fn next_run(&mut self) -> Option<&'a str> {
        let bytes = self.text.as_bytes();
        loop {
            let width = blank_width(bytes, self.at);
            if width == 0 {
                break;
            }
            self.at += width;
        }
        let start = self.at;
        let mut at = start;
        // Where the next look at a whole chunk is worth its while.
        let mut chunk = start;
        while let Some(&byte) = bytes.get(at) {
            if at >= chunk {
                if bytes.get(at..).and_then(|rest| rest.first_chunk()).is_some_and(is_plain_chunk) {
                    at += CHUNK;
                    continue;
                }
                chunk = at + CHUNK;
            }
            if byte > b' ' && byte < 0x80 {
                at += 1;
            } else if byte == b' ' {
                if at + 1 >= bytes.len() || blank_width(bytes, at + 1) > 0 {
                    break;
                }
                at += 1;
            } else if byte < 0x80 {
                if blank_width(bytes, at) > 0 {
                    break;
                }
                at += 1;
            } else if byte < 0xc0 {
                at += 1;
            } else {
                if blank_width(bytes, at) > 0 {
                    break;
                }
                self.uncertain |= !surely_composed(bytes, at);
                at += 1;
            }
        }
        self.at = at;
        self.text.get(start..at).filter(|run| !run.is_empty())
    }
}

/// How many bytes the blank at `at` has; 0 when there is none.
fn blank_width(bytes: &[u8], at: usize) -> usize {
    let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    match next(0) {
        b' ' | b'\t' | b'\n' | 0x0b | 0x0c | b'\r' => 1,
        0xc2 if matches!(next(1), 0x85 | 0xa0) => 2,
        0xe1 if next(1) == 0x9a && next(2) == 0x80 => 3,
        0xe2 => match (next(1), next(2)) {
            (0x80, 0x80..=0x8a | 0xa8 | 0xa9 | 0xaf) | (0x81, 0x9f) => 3,
            _ => 0,
        },
        0xe3 if next(1) == 0x80 && next(2) == 0x80 => 3,
        _ => 0,
    }
}

/// Whether NFC leaves the character at `at` alone, whatever stands beside it: Latin up to U+02FF, the usual Greek,
/// Cyrillic, general punctuation and mathematical signs. Anything else is looked up.
fn surely_composed(bytes: &[u8], at: usize) -> bool {
    let next = |offset: usize| bytes.get(at + offset).copied().unwrap_or_default();
    match next(0) {
        0xc2..=0xcb | 0xcf | 0xd0 | 0xd1 | 0xe4..=0xe9 => true,
        0xce => next(1) != 0x87,
        0xe2 => match next(1) {
            0x80..=0x82 | 0x85..=0x8b => true,
            0x84 => !matches!(next(2), 0xa6 | 0xaa | 0xab),
            _ => false,
        },
        _ => false,
    }
}

/// Appends the words of a text, one blank between two; what parts words is for the caller to say.
pub fn push_words(out: &mut String, text: &str, parts: impl Fn(char) -> bool) {
    // Nearly all texts have single blanks and nothing else between words.
    if is_plain(text.as_bytes()) {
        out.push_str(text);
        return;
    }
    let words = text.split(parts).filter(|word| !word.is_empty());
    for (at, word) in words.enumerate() {
        out.push_str(if at == 0 { "" } else { " " });
        out.push_str(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slow(text: &str) -> String {
        text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
    }

    #[test]
    fn blanks_of_every_kind_fold_and_letters_compose() {
        let cases = [
            "",
            " ",
            "a",
            " a  b\n",
            "a\u{a0}b",
            "a\u{2028}b",
            "e\u{301}",
            "a \u{301}",
            "K\u{212a}",
            "\u{2000}x\u{3000}y",
            "α β\u{387}",
            "漢字 \u{3000}漢",
            "й и\u{306}",
            "\u{85}x\u{85}",
            "1\t2\u{b}3",
            "한글 \u{1112}\u{1161}",
            "\u{f900}",
        ];
        for text in cases {
            assert_eq!(fold_blanks(text), slow(text), "{text:?}");
            assert_eq!(folded(text), slow(text), "{text:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_folds_as_the_slow_way_does(text in "\\PC*|[ \\n\u{a0}\u{2009}a\u{301}\u{1100}-\u{11ff}Ω]*") {
            proptest::prop_assert_eq!(fold_blanks(&text), slow(&text));
        }
    }
}
