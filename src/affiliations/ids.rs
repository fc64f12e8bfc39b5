//! Identifiers of organisations in an affiliation.
//!
//! In: the string as written. Out: ROR, GRID and ISNI ids with their places. Never: a look into a registry.

use super::parts::{IdKind, Part};
use super::reason::Reason;
use std::ops::Range;

/// The identifiers in a string, in order.
pub(super) fn identifiers(raw: &str) -> Vec<(IdKind, Part)> {
    if !may_hold_ids(raw) {
        return Vec::new();
    }
    // ASCII alone changes, so that places in the lower case are places in the string.
    let lower = raw.to_ascii_lowercase();
    let mut out: Vec<(IdKind, Part)> = Vec::new();
    for (mark, kind) in [("ror.org/", IdKind::Ror), ("grid.", IdKind::Grid), ("isni", IdKind::Isni)]
    {
        for (at, _) in lower.match_indices(mark) {
            let span = match kind {
                IdKind::Ror => ror(&lower, at + mark.len()),
                IdKind::Grid => grid(&lower, at),
                IdKind::Isni => isni(&lower, at + mark.len()),
            };
            if let Some(span) = span {
                let text = lower.get(span.clone()).unwrap_or_default().replace(' ', "");
                out.push((kind, Part { text, span, reason: Reason::Identifier }));
            }
        }
    }
    out.sort_by_key(|(_, part)| part.span.start);
    out
}

/// Whether one of the marks stands in the string, in any case of letters.
fn may_hold_ids(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let follows = |at: usize, mark: &[u8]| {
        let end = at + mark.len();
        bytes.get(at..end).is_some_and(|found| found.eq_ignore_ascii_case(mark))
    };
    let dotted = memchr::memchr_iter(b'.', bytes)
        .any(|at| at >= 3 && follows(at - 3, b"ror.org/") || at >= 4 && follows(at - 4, b"grid."));
    dotted || memchr::memchr2_iter(b'i', b'I', bytes).any(|at| follows(at, b"isni"))
}

/// A zero, six letters or digits, two digits.
fn ror(lower: &str, start: usize) -> Option<Range<usize>> {
    let span = run(lower, start, |c| c.is_ascii_alphanumeric());
    let id = lower.get(span.clone())?;
    let digits = id.get(7..)?;
    (id.len() == 9 && id.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit()))
        .then_some(span)
}

/// `grid.`, digits, a dot, one to three hexadecimal digits.
fn grid(lower: &str, start: usize) -> Option<Range<usize>> {
    let number = run(lower, start + 5, |c| c.is_ascii_digit());
    let rest = lower.get(number.end..)?.strip_prefix('.')?;
    let check = run(lower, number.end + 1, |c| c.is_ascii_hexdigit());
    (!number.is_empty() && !rest.is_empty() && (1..=3).contains(&check.len()))
        .then_some(start..check.end)
}

/// Sixteen digits, the last of which may be an X, in groups or in one run.
fn isni(lower: &str, start: usize) -> Option<Range<usize>> {
    let lead = run(lower, start, |c| matches!(c, ' ' | ':' | '/' | '.') || c.is_ascii_lowercase());
    let span = run(lower, lead.end, |c| c.is_ascii_digit() || c == 'x' || c == ' ');
    let id = lower.get(span.clone())?.trim_end();
    let digits = id.bytes().filter(|b| *b != b' ').count();
    (lead.len() < 16 && digits == 16).then(|| span.start..span.start + id.len())
}

fn run(text: &str, start: usize, of: impl Fn(char) -> bool) -> Range<usize> {
    let rest = text.get(start..).unwrap_or_default();
    let end = start + rest.find(|c: char| !of(c)).unwrap_or(rest.len());
    start.min(end)..end
}
