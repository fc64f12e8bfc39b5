//! PubMed's "Abstract (text)" in its four layouts: exports to about 2016, 2017 to 2020, the web since 2020, and
//! E-utilities since 2020.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@slice`] cuts the text into records and stray lines; 2.
//! [`record`] reads each slice on its own, in parallel; 3. the accounts of the slices are added up. Never: IO, merging,
//! any HTML: markup in a field is text.

mod abstracts;
mod affiliations;
mod authors;
pub(super) mod book;
pub(super) mod citation;
pub(super) mod corrections;
mod head;
mod ids;
pub(super) mod languages;
pub(super) mod people;
mod record;
pub(super) mod shape;
mod sheet;
mod slice;

use super::messages::Messages;
use super::outcome::each;
use super::{DecodedText, Reading};
use record::Outcome;

/// The format's identifier.
pub(super) const ID: &str = "pubmed-text";

/// How surely a file begins as this format.
pub(super) fn detect(head: &str) -> u8 {
    let mut best = 0;
    let mut blank = true;
    let mut start = 0;
    for line in head.split('\n') {
        let content = line.trim();
        let here = start;
        start += line.len() + 1;
        // No citation begins on a blank line; to look for one from each of a thousand would cost their square.
        if content.is_empty() {
            blank = true;
            continue;
        }
        let rest = head.get(here..).unwrap_or_default().trim_start();
        if blank || best == 0 {
            best = best.max(detect_at(content, rest));
        }
        if slice::pmid_line(content).is_some() && line.starts_with("PMID: ") {
            best = best.max(60);
        }
        if best >= 90 {
            break;
        }
        blank = false;
    }
    best
}

fn detect_at(line: &str, rest: &str) -> u8 {
    let Some((_, width)) = shape::number_prefix(line) else { return 0 };
    let text = rest.get(width..).unwrap_or_default();
    match shape::citation_shape(text) {
        shape::Shape::Whole => 90,
        shape::Shape::Dated => 70,
        _ if shape::is_retracted_banner(line.get(width..).unwrap_or_default()) => 80,
        shape::Shape::Year => 10,
        shape::Shape::Nothing => 0,
    }
}

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slice::slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slice::slices(text.text);
    let mut reading = Reading::default();
    let mut messages = Messages::default();
    // The last line of the slice before, when a field of it has that line.
    let mut shared = None;
    each(
        &slices,
        |slice| record::read(text.file, text.text, slice),
        |mut outcome| {
            messages.append(std::mem::take(&mut outcome.diagnostics));
            add(&mut reading, outcome, &mut shared);
        },
    );
    reading.records.shrink_to_fit();
    reading.diagnostics = messages.finish();
    reading
}

/// Adds a slice to the account. A line that two glued records share is counted once, as reported if either reports it.
fn add(reading: &mut Reading, mut outcome: Outcome, shared: &mut Option<usize>) {
    let coverage = &mut reading.coverage;
    let reported_before = coverage.reported.last().map(|reported| reported.line);
    if let Some(first) = outcome.first_in_field
        && (*shared == Some(first) || reported_before == Some(first))
    {
        outcome.lines_in_fields -= 1;
    }
    if let Some(first) = outcome.reported.first().map(|reported| reported.line) {
        if *shared == Some(first) {
            coverage.lines_in_fields -= 1;
        } else if reported_before == Some(first) {
            outcome.reported.remove(0);
        }
    }
    *shared = outcome.last_in_field;
    coverage.records += usize::from(outcome.record.is_some());
    coverage.rejected += usize::from(outcome.rejected);
    coverage.lines_in_fields += outcome.lines_in_fields;
    coverage.reported.append(&mut outcome.reported);
    reading.records.extend(outcome.record);
}
