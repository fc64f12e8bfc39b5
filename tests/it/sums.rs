//! The laws of the account of one file, whatever its format and however damaged it is: every line is blank, in a field or
//! reported; every reported line is covered by a diagnostic of its code; every slice is a record or rejected, and says so.
//!
//! The fuzzers in `fuzz/` run this same file. It shares no code with the readers.

use litdigest::diag::{MessageFormat, render};
use litdigest::formats::{Coverage, Reading};

/// Panics where a reading does not account for the bytes that it was made of.
pub(crate) fn check(reading: &Reading, bytes: &[u8]) {
    let coverage = &reading.coverage;
    for diagnostic in &reading.diagnostics {
        for format in [MessageFormat::Human, MessageFormat::Short, MessageFormat::Json] {
            assert!(!render(diagnostic, format, false).is_empty());
        }
    }
    assert_eq!(coverage.records, reading.records.len(), "{coverage:?}");
    assert_eq!(coverage.lines_reported, coverage.reported.len(), "{coverage:?}");
    if coverage.encoding.is_empty() {
        assert!(coverage.records == 0 && !reading.diagnostics.is_empty(), "{coverage:?}");
        return;
    }
    check_lines(reading, &lines(bytes, &coverage.encoding));
    check_reports(reading);
    let rejections = reading.diagnostics.iter().filter(|said| said.code.id == "rejected-record");
    assert!(coverage.rejected == 0 || rejections.count() > 0, "rejected in silence: {coverage:?}");
    for record in &reading.records {
        assert!(!record.key.as_str().is_empty(), "a record without a key");
        assert!(!record.source.is_empty(), "a record that comes from nowhere");
        // A record of the format's own JSON may say that it comes from another file.
        if coverage.format != "jsonl" {
            let source = &record.source[0];
            let inside = 1 <= source.line && source.line <= source.end_line;
            assert!(
                inside && source.end_line <= coverage.lines,
                "{source:?} of {}",
                coverage.lines
            );
        }
    }
}

/// What a line is, seen from outside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Blank,
    /// Blanks and bytes that are blank in some encodings.
    Doubtful,
    Filled,
}

fn check_lines(reading: &Reading, lines: &[Line]) {
    let coverage = &reading.coverage;
    assert_eq!(coverage.lines, lines.len(), "{coverage:?}");
    let count = |kind: Line| lines.iter().filter(|line| **line == kind).count();
    let (blank, doubtful) = (count(Line::Blank), count(Line::Doubtful));
    let rest = coverage.lines.checked_sub(coverage.lines_in_fields + coverage.lines_reported);
    assert!(
        rest.is_some_and(|rest| (blank..=blank + doubtful).contains(&rest)),
        "{rest:?} lines are neither in fields nor reported, {blank} are blank: {coverage:?}"
    );
    let in_order = coverage.reported.windows(2).all(|pair| pair[0].line < pair[1].line);
    assert!(in_order, "reported twice or out of order: {coverage:?}");
    for reported in &coverage.reported {
        let line = reported.line.checked_sub(1).and_then(|at| lines.get(at));
        assert!(line.is_some_and(|line| *line != Line::Blank), "{reported:?}: {coverage:?}");
    }
}

/// Every reported line lies in the place of a diagnostic that has its code.
fn check_reports(reading: &Reading) {
    let Coverage { reported, format, .. } = &reading.coverage;
    // What is not read at all is said once, with the first line.
    let unread = ["unknown-format", "unsupported-format"];
    let mut places: Vec<(&str, usize, usize)> = Vec::new();
    for said in &reading.diagnostics {
        if let Some(place) = &said.place {
            places.push((said.code.id, place.line, place.line.max(place.end_line)));
        }
    }
    places.sort_unstable();
    // Ranges of one code may lie inside each other: the furthest end so far decides.
    let mut reach = 0;
    let mut code = "";
    for place in &mut places {
        reach = if place.0 == code { reach.max(place.2) } else { place.2 };
        code = place.0;
        place.2 = reach;
    }
    for (at, one) in reported.iter().enumerate().filter(|(_, one)| !unread.contains(&one.code)) {
        // A rejected record is told where it goes wrong, which may be below its first line, and in a line that the next
        // record begins in.
        let run = reported[at..]
            .windows(2)
            .take_while(|pair| pair[0].code == "rejected-record" && pair[1].code == pair[0].code);
        let last = run.last().map_or(one.line, |pair| pair[1].line);
        let told = |place: &&(&str, usize, usize)| {
            place.0 == one.code && (one.line..=last + 1).contains(&place.1)
        };
        if one.code == "rejected-record" && places.iter().any(|place| told(&place)) {
            continue;
        }
        let before = places.partition_point(|place| (place.0, place.1) <= (one.code, one.line));
        let place = before.checked_sub(1).and_then(|at| places.get(at));
        let covers = place.is_some_and(|place| place.0 == one.code && one.line <= place.2);
        assert!(covers, "no diagnostic speaks of {one:?} ({format})");
    }
}

/// The lines of a file's bytes.
fn lines(bytes: &[u8], encoding: &str) -> Vec<Line> {
    let text = match encoding {
        "utf-16le" => utf16(bytes, u16::from_le_bytes),
        "utf-16be" => utf16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['\r', '\n']) {
        lines.push(&rest[..at]);
        let ends = ["\r\r\n", "\r\n", "\r", "\n"];
        let end = ends.into_iter().find(|end| rest[at..].starts_with(end)).unwrap_or_default();
        rest = &rest[at + end.len()..];
    }
    lines.extend((!rest.is_empty()).then_some(rest));
    // In another encoding the bytes of a wide blank may be letters.
    let sure = encoding.starts_with("utf-");
    let kind = |line: &&str| match line.trim() {
        "" if sure || line.is_ascii() => Line::Blank,
        "" => Line::Doubtful,
        text if text.chars().all(|c| c == '\u{fffd}' || c.is_whitespace()) => Line::Doubtful,
        _ => Line::Filled,
    };
    lines.iter().map(kind).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let mut units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    // Half a unit at the end is no character.
    units.extend((bytes.len() % 2 == 1).then_some(0xd800));
    String::from_utf16_lossy(&units)
}
