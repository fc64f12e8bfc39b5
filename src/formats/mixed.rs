//! Files in which another format goes on where one ends, as when exports were put together with `cat`.
//!
//! In: a file's text and the format that it begins as. Out: its [`Stretch`]es, each with its own format. Only lines that
//! no other format can hold at a line's start are taken for a beginning. Never: a look at the content of records.

use super::{
    DecodedText, FORMATS, Format, Reading, jsonl, medline, pubmed_text, pubmed_xml, ris,
    wos_plaintext,
};
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

/// What the first line of a format's export begins with, and the format.
const MARKS: [(&str, &str); 9] = [
    ("\nPMID- ", medline::ID),
    ("\nTY  - ", ris::ID),
    ("\n<?xml ", pubmed_xml::ID),
    ("\n<!DOCTYPE Pubmed", pubmed_xml::ID),
    ("\n<PubmedArticleSet", pubmed_xml::ID),
    ("\n<PubmedArticle>", pubmed_xml::ID),
    ("\nFN Clarivate", wos_plaintext::ID),
    ("\nFN Thomson", wos_plaintext::ID),
    ("\n{\"key\":\"", jsonl::ID),
];

fn marks() -> Option<&'static AhoCorasick> {
    static FOUND: OnceLock<Option<AhoCorasick>> = OnceLock::new();
    FOUND.get_or_init(|| AhoCorasick::new(MARKS.map(|(mark, _)| mark)).ok()).as_ref()
}

/// The parts of a text that begins as a format. BibTeX and CSL-JSON may hold any line, and are one part.
pub(super) fn stretches(text: &str, first: &'static Format) -> Vec<Stretch> {
    let mut out = vec![Stretch { format: first, range: 0..text.len() }];
    let lined =
        [pubmed_text::ID, medline::ID, pubmed_xml::ID, ris::ID, jsonl::ID, wos_plaintext::ID];
    let Some(marks) = marks().filter(|_| lined.contains(&first.id)) else { return out };
    // The surest mark of the beginning may be one that stands further down.
    let start = text.trim_start();
    let stands = MARKS.iter().find_map(|(mark, id)| {
        let behind = start.strip_prefix(mark.trim_start())?;
        format(id).filter(|_| begins(id, behind))
    });
    if let (Some(format), Some(whole)) = (stands, out.first_mut()) {
        whole.format = format;
    }
    for found in marks.find_iter(text) {
        let id = MARKS.get(found.pattern().as_usize()).map_or("", |(_, id)| *id);
        let start = found.start() + 1;
        let Some(last) = out.last_mut().filter(|last| last.format.id != id) else { continue };
        let behind = text.get(found.end()..).unwrap_or_default();
        let Some(format) = format(id).filter(|_| begins(id, behind)) else { continue };
        last.range.end = start;
        out.push(Stretch { format, range: start..text.len() });
        if out.len() == MOST {
            break;
        }
    }
    out
}

fn format(id: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.id == id && format.reader.is_some())
}

/// Whether what stands behind a mark is what stands there in the format.
fn begins(id: &str, behind: &str) -> bool {
    let line = behind.split('\n').next().unwrap_or_default().trim();
    match id {
        medline::ID => !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit()),
        ris::ID => (2..=8).contains(&line.len()) && line.bytes().all(|b| b.is_ascii_uppercase()),
        pubmed_xml::ID => {
            behind.get(..2000.min(behind.len())).is_none_or(|head| head.contains('>'))
        }
        _ => true,
    }
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
        let Some(reader) = &stretch.format.reader else { continue };
        // The first part, nearly always the only one, is not copied.
        let lines = match number {
            1 => Cow::Borrowed(part),
            _ => Cow::Owned("\n".repeat(number - 1) + part),
        };
        let mut reading = (reader.read)(&DecodedText { text: &lines, ..*text });
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
