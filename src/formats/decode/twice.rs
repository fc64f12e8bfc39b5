//! Finds letters that were encoded as UTF-8 twice, such as `Ã©` for `é`. In: text. Out: a note, and nothing changed: the
//! same letters may be meant.

use crate::diag::{Diagnostic, Place, codes};
use memchr::memmem;
use std::sync::Arc;

/// One note for a file that holds such letters, at the first of them.
pub(super) fn note(text: &str, file: &Arc<str>) -> Option<Diagnostic> {
    let (first, count) = found(text)?;
    let before = text.get(..first).unwrap_or_default();
    let start = memchr::memrchr(b'\n', before.as_bytes()).map_or(0, |at| at + 1);
    let number = 1 + memchr::memchr_iter(b'\n', before.as_bytes()).count();
    let line = text.get(start..).unwrap_or_default().split('\n').next().unwrap_or_default();
    let column = 1 + text.get(start..first).unwrap_or_default().chars().count();
    let place = Place::line(file, number, line, column, column + 2);
    let message = match count {
        1 => "letters look as if they had been encoded twice".to_owned(),
        count => format!(
            "in {count} places letters look as if they had been encoded twice, this is the first"
        ),
    };
    let note = Diagnostic::new(&codes::TWICE_ENCODED, message).at(place);
    Some(note.done("kept them as they are").help("export again, or correct them with [[correct]]"))
}

/// Where the first such letters stand, and how many there are.
fn found(text: &str) -> Option<(usize, usize)> {
    // What a first byte of é or – becomes when it is taken for Windows-1252 and encoded again.
    let starts = ["Ã", "â€"];
    let mut first: Option<usize> = None;
    let mut count = 0;
    for start in starts {
        for at in memmem::find_iter(text.as_bytes(), start) {
            let next = text.get(at + start.len()..).and_then(|rest| rest.chars().next());
            if next.is_some_and(|c| is_tail(c, start)) {
                count += 1;
                first = Some(first.map_or(at, |first| first.min(at)));
            }
        }
    }
    first.map(|first| (first, count))
}

/// Whether a character is what the last byte of a letter becomes. Letters and blanks may stand behind `Ã` by right.
fn is_tail(c: char, start: &str) -> bool {
    match start {
        "Ã" => {
            matches!(c, '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}')
        }
        _ => matches!(c, '“' | '”' | '™' | '˜' | 'œ' | '¦' | '¢' | '²' | '³'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_encoded_twice_are_found_and_others_are_not() {
        let cases = [
            ("caf\u{c3}\u{a9} and M\u{c3}\u{bc}ller", Some((3, 2))),
            ("it\u{e2}\u{20ac}\u{2122}s", Some((2, 1))),
            ("SÃO PAULO, IRMÃ\u{a0}E, Ãª", None),
            ("10 €, â €", None),
            ("café", None),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
