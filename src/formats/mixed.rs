//! Files in which another format goes on where one ends, as when exports were put together with `cat`.
//!
//! In: a file's text and the format that it begins as. Out: its [`Stretch`]es, each with its own format. Only lines that
//! no other format can hold at a line's start are taken for a beginning. Never: a look at the content of records.

use super::{DecodedText, FORMATS, Format, Mark, Reading};
use crate::diag::{Diagnostic, Place, codes};
use aho_corasick::AhoCorasick;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// A part of a file in one format.
pub(super) struct Stretch {
    pub(super) format: &'static Format,
    range: Range<usize>,
}

/// No file has more parts; what comes behind the last is read as that.
const MOST: usize = 100;

/// The marks of all formats, each behind a line break, with their formats in the same order.
struct Marks {
    finder: AhoCorasick,
    of: Vec<(&'static Format, &'static Mark)>,
}

fn marks() -> Option<&'static Marks> {
    static FOUND: OnceLock<Option<Marks>> = OnceLock::new();
    let all = || FORMATS.iter().filter(|format| format.reader.is_some());
    let make = || {
        let of: Vec<_> =
            all().flat_map(|format| format.marks.iter().map(move |mark| (format, mark))).collect();
        let starts = of.iter().map(|(_, mark)| format!("\n{}", mark.start));
        Some(Marks { finder: AhoCorasick::new(starts).ok()?, of })
    };
    FOUND.get_or_init(make).as_ref()
}

/// The parts of a text that begins as a format. One whose records may hold any line, such as BibTeX, is one part.
pub(super) fn stretches(text: &str, first: &'static Format) -> Vec<Stretch> {
    let mut out = vec![Stretch { format: first, range: 0..text.len() }];
    let Some(marks) = marks().filter(|_| first.lined) else { return out };
    // The surest mark of the beginning may be one that stands further down.
    let start = text.trim_start();
    let stands = marks
        .of
        .iter()
        .find(|(_, mark)| start.strip_prefix(mark.start).is_some_and(|behind| (mark.fits)(behind)));
    if let (Some((format, _)), Some(whole)) = (stands, out.first_mut()) {
        whole.format = format;
    }
    for found in marks.finder.find_iter(text) {
        let Some((format, mark)) = marks.of.get(found.pattern().as_usize()) else { continue };
        let start = found.start() + 1;
        let Some(last) = out.last_mut().filter(|last| !std::ptr::eq(last.format, *format)) else {
            continue;
        };
        let behind = text.get(found.end()..).unwrap_or_default();
        if !(mark.fits)(behind) {
            continue;
        }
        last.range.end = start;
        out.push(Stretch { format, range: start..text.len() });
        if out.len() == MOST {
            break;
        }
    }
    out
}

/// Reads each part as what it is. Each is read behind as many blank lines as stand before it, so that every place is
/// right.
pub(super) fn read(text: &DecodedText<'_>, stretches: &[Stretch]) -> Reading {
    let mut whole = Reading::default();
    let mut before: Option<&Stretch> = None;
    let mut number = 1;
    for stretch in stretches {
        let part = text.text.get(stretch.range.clone()).unwrap_or_default();
        if let Some(before) = before {
            whole.diagnostics.push(changes(text, before, stretch, number));
        }
        // The first part, nearly always the only one, is not copied.
        let lines = match number {
            1 => Cow::Borrowed(part),
            _ => Cow::Owned("\n".repeat(number - 1) + part),
        };
        let part_text = DecodedText { text: &lines, ..*text };
        let Some(mut reading) = stretch.format.read(&part_text) else { continue };
        if whole.records.is_empty() {
            whole.records = reading.records;
        } else {
            whole.records.append(&mut reading.records);
        }
        whole.diagnostics.append(&mut reading.diagnostics);
        whole.coverage.records += reading.coverage.records;
        whole.coverage.rejected += reading.coverage.rejected;
        whole.coverage.lines_in_fields += reading.coverage.lines_in_fields;
        whole.coverage.reported.append(&mut reading.coverage.reported);
        number += memchr::memchr_iter(b'\n', part.as_bytes()).count();
        before = Some(stretch);
    }
    whole
}

fn changes(text: &DecodedText<'_>, before: &Stretch, now: &Stretch, number: usize) -> Diagnostic {
    let (old, new) = (before.format.name, now.format.name);
    let part = text.text.get(now.range.clone()).unwrap_or_default();
    let line = part.split('\n').next().unwrap_or_default();
    let place = Place::line(text.file, number, line, 1, 1 + line.trim_end().chars().count());
    Diagnostic::new(&codes::MIXED_FORMATS, format!("{old} ends here, and {new} begins"))
        .at(place)
        .done(format!("read what follows as {new}"))
        .help("if that is wrong, give each export a file of its own")
}
