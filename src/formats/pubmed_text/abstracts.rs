//! Cuts an abstract's paragraph into its labelled sections.
//!
//! In: a paragraph's lines. Out: [`AbstractSection`]s. PubMed begins a new line for each labelled section: a label is
//! certain where the line before had room for its first word. Where the line before was full, the break says nothing,
//! and only capitals after the end of a sentence, or a usual heading, are a label. Never: diagnostics.

use super::affiliations::was_full;
use super::sheet::{Paragraph, Sheet};
use crate::record::{AbstractKind, AbstractSection};
use crate::text::blanks::fold_blanks;

/// What begins a further abstract.
pub(super) const PUBLISHER_AND_LAY: [&str; 2] = ["Publisher:", "Plain Language Summary:"];

/// What the sections of a paragraph have in common.
#[derive(Clone, Default)]
pub(super) struct Part {
    pub(super) kind: Option<AbstractKind>,
    pub(super) language: Option<String>,
}

/// The sections of a paragraph whose first `skip` bytes are the format's own words.
pub(super) fn sections(
    sheet: &Sheet<'_>,
    lines: Paragraph,
    skip: usize,
    part: &Part,
    out: &mut Vec<AbstractSection>,
) {
    let raw = sheet.raw(lines.clone());
    let base = sheet.lines.get(lines.start).map_or(0, |line| line.start);
    let candidates = candidates(sheet, &lines, skip);
    let mixed = candidates.iter().any(|c| c.certain && !is_capitals(c.label));
    let mut open: (Option<&str>, usize) = (None, skip);
    for candidate in candidates {
        let Candidate { index, label, .. } = candidate;
        let holds = match index == lines.start {
            true => is_capitals(label) || mixed,
            false => candidate.certain || likely_label(sheet, index, label, mixed),
        };
        if !holds {
            continue;
        }
        let start = sheet.lines.get(index).map_or(0, |line| line.start) - base;
        let at = start + candidate.offset;
        push(part, open, raw.get(open.1..at).unwrap_or_default(), out);
        open = (Some(label), at + label.len() + 1);
    }
    push(part, open, raw.get(open.1..).unwrap_or_default(), out);
}

/// A line that begins like a label.
struct Candidate<'a> {
    index: usize,
    label: &'a str,
    /// Where in the line it begins.
    offset: usize,
    /// The line before had room for its first word.
    certain: bool,
}

fn candidates<'a>(sheet: &Sheet<'a>, lines: &Paragraph, skip: usize) -> Vec<Candidate<'a>> {
    let mut found = Vec::new();
    for index in lines.clone() {
        let first = index == lines.start;
        let line = sheet.line(index);
        let content = if first { line.get(skip..).unwrap_or_default().trim_start() } else { line };
        if let Some(label) = label(content) {
            let offset = line.len() - content.len();
            let certain = !first && !was_full(sheet, index);
            found.push(Candidate { index, label, offset, certain });
        }
    }
    found
}

fn push(part: &Part, open: (Option<&str>, usize), text: &str, out: &mut Vec<AbstractSection>) {
    let text = fold_blanks(text);
    if text.is_empty() && open.0.is_none() {
        return;
    }
    out.push(AbstractSection {
        label: open.0.map(fold_blanks),
        text,
        kind: part.kind,
        language: part.language.clone(),
        ..AbstractSection::default()
    });
}

/// The words before a colon at the start of a line, when they can be a label.
fn label(line: &str) -> Option<&str> {
    const LONGEST: usize = 100;
    let first = line.bytes().next()?;
    if !(first.is_ascii_uppercase() || first >= 0xc3) {
        return None;
    }
    let window = line.as_bytes().get(..LONGEST.min(line.len()))?;
    let colon = memchr::memchr(b':', window)?;
    let label = line.get(..colon)?;
    let behind = line.as_bytes().get(colon + 1);
    let parted = behind.is_none_or(|byte| *byte == b' ');
    let words = label.split(' ').count();
    let plain = !label.contains(['.', ';', '?', '!', '=', '[', '<', '"', '“']);
    let begins = label.chars().next().is_some_and(char::is_uppercase);
    let balanced = label.matches('(').count() == label.matches(')').count();
    let heading = words <= 6 || words <= 12 && is_capitals(label);
    (parted && plain && begins && balanced && colon > 1 && heading).then_some(label)
}

fn is_capitals(label: &str) -> bool {
    !label.chars().any(char::is_lowercase)
        || label
            .strip_suffix("(s)")
            .or(label.strip_suffix('s'))
            .is_some_and(|head| head.len() > 3 && !head.chars().any(char::is_lowercase))
}

/// A label after a full line: the sentence before has ended, and it is in capitals or, in an abstract with labels of
/// mixed case, a usual heading.
fn likely_label(sheet: &Sheet<'_>, index: usize, label: &str, mixed: bool) -> bool {
    let before = index.checked_sub(1).map_or("", |before| sheet.line(before));
    let ended = before.ends_with(['.', '?', '!', ')', '”', '"', '。', ']']);
    let usual = label
        .split([' ', '/', '&', ',', '-'])
        .any(|word| USUAL.iter().any(|usual| word.eq_ignore_ascii_case(usual)));
    is_capitals(label) && (ended && label.len() > 3 || usual) || mixed && usual && ended
}

/// Words of which usual headings are made.
const USUAL: [&str; 38] = [
    "aim",
    "aims",
    "analysis",
    "background",
    "conclusion",
    "conclusions",
    "context",
    "design",
    "discussion",
    "evidence",
    "findings",
    "funding",
    "implications",
    "importance",
    "interpretation",
    "intervention",
    "interventions",
    "introduction",
    "limitations",
    "material",
    "materials",
    "measure",
    "measures",
    "messages",
    "method",
    "methods",
    "objective",
    "objectives",
    "outcomes",
    "participants",
    "patients",
    "purpose",
    "rationale",
    "registration",
    "result",
    "results",
    "setting",
    "significance",
];

/// Whether the last paragraph before the identifiers is a copyright or publisher's note.
pub(super) fn is_copyright(raw: &str, alone: bool) -> bool {
    const BEGINNINGS: [&str; 7] = [
        "Copyright",
        "©",
        "Crown Copyright",
        "Published by",
        "This article is protected",
        "(c) ",
        "(C) ",
    ];
    // Long paragraphs are looked at no further than their first words.
    const LONGEST: usize = 2500;
    if PUBLISHER_AND_LAY.iter().any(|mark| raw.starts_with(mark)) {
        return false;
    }
    if raw.len() > LONGEST || raw.len() > 400 && !raw.starts_with(['C', '©', 'P', 'T', '(']) {
        return false;
    }
    let text = fold_blanks(raw);
    let text = text.as_str();
    if BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)) {
        return text.len() < 2000;
    }
    if text.len() >= 300 {
        return false;
    }
    let holds = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if holds(&["©", "ll rights reserved", "ll Rights Reserved", "Copyright"]) {
        return true;
    }
    if alone {
        return false;
    }
    let year = super::shape::begins_with_year(text)
        && text.as_bytes().get(4).is_some_and(|byte| matches!(byte, b' ' | b',' | b'.'));
    let marked = holds(&[
        "copyright",
        "Published",
        "licence",
        "license",
        "Creative Commons",
        "open access",
        "permission",
    ]);
    // Nothing but a publisher's name is so short; an abstract in Chinese may be, and it is not in Latin letters.
    let foreign =
        text.chars().filter(|c| u32::from(*c) >= 0x370).count() * 3 > text.chars().count();
    let own = label(text).is_some() || super::shape::number_prefix(text).is_some();
    let name = text.starts_with(char::is_alphanumeric) && !foreign && !own;
    marked || year || text.len() < 120 && name
}
