//! Takes out of a text what no page may hold: control characters, noncharacters, byte order marks inside it.
//!
//! In: text. Out: the same text with blanks in their place, what was said about it, and the lines that hold nothing
//! else. The text changes in its own memory, and a line without such a character costs one look at its bytes.

use super::ReportedLines;
use crate::diag::{Diagnostic, Place, codes};
use crate::formats::messages::Messages;
use crate::text::clean::{self, is_forbidden};
use memchr::{memchr, memchr_iter, memrchr};
use std::sync::Arc;

/// Replaces forbidden characters by blanks.
pub(super) fn blank_out(
    text: String,
    file: &Arc<str>,
    messages: &mut Messages,
    emptied: &mut ReportedLines,
) -> String {
    let Some(mut suspect) = first_suspect(text.as_bytes()) else { return text };
    let mut bytes = text.into_bytes();
    let (mut from, mut to, mut number) = (0, 0, 1);
    let mut line = String::new();
    loop {
        let clean = bytes.get(from..from + suspect).unwrap_or_default();
        let length = memrchr(b'\n', clean).map_or(0, |at| at + 1);
        let breaks = memchr_iter(b'\n', clean).count();
        bytes.copy_within(from..from + length, to);
        (from, to, number) = (from + length, to + length, number + breaks);
        let rest = bytes.get(from..).unwrap_or_default();
        let length = memchr(b'\n', rest).unwrap_or(rest.len());
        let written = String::from_utf8_lossy(rest.get(..length).unwrap_or_default());
        line.clear();
        let found = replace(&written, &mut line);
        if let Some(found) = found {
            if line.trim().is_empty() && !written.trim().is_empty() {
                emptied.push(number);
            }
            let place = Place::line(file, number, &line, found.column, found.column + 1);
            messages.push(found.said().at(place).done("read a blank instead"));
        }
        // A blank is never longer than what it stands for, so the line fits where it stood.
        let end = to + line.len();
        if let Some(room) = bytes.get_mut(to..end) {
            room.copy_from_slice(line.as_bytes());
        }
        (from, to) = (from + length, end);
        let rest = bytes.get(from..).unwrap_or_default();
        match first_suspect(rest) {
            Some(next) => suspect = next,
            None => break,
        }
    }
    let end = bytes.len();
    bytes.copy_within(from..end, to);
    bytes.truncate(to + end - from);
    String::from_utf8(bytes).unwrap_or_else(|error| lossy(error.as_bytes()))
}

/// A text is valid whenever lines of it were replaced by lines; this is never reached.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The forbidden characters of a line.
#[derive(Clone, Copy)]
struct Found {
    /// Of the first, from 1.
    column: usize,
    first: char,
    count: usize,
}

impl Found {
    fn said(self) -> Diagnostic {
        let Found { first, count, .. } = self;
        let found = clean::Found { first: Some(first), count, credentials: 0 };
        Diagnostic::new(&codes::CONTROL_CHARACTER, found.characters().unwrap_or_default())
    }
}

/// Appends a line with its forbidden characters as blanks.
fn replace(line: &str, out: &mut String) -> Option<Found> {
    let mut found: Option<Found> = None;
    for (column, c) in line.chars().enumerate() {
        if is_forbidden(c) {
            found.get_or_insert(Found { column: column + 1, first: c, count: 0 }).count += 1;
            out.push(' ');
        } else {
            out.push(c);
        }
    }
    found
}

/// The first byte that may belong to a forbidden character. A cheap test of blocks comes first.
fn first_suspect(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
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
