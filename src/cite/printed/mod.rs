//! References in the two styles that every article's page prints: Vancouver and APA.
//!
//! In: a record, and a function that makes text of it fit to be shown. Out: [`Run`]s of plain text with their look. Steps:
//! first [`facts`] reads the record once for both styles, then [`mod@vancouver`] and [`mod@apa`] write it with [`people`], [`dates`],
//! [`pages`] and [`journals`], while [`mod@line`] keeps the signs between the parts right. An engine for all styles takes a
//! thousand times as long and has no place for retractions, dates of electronic publication and books that go on, so these
//! two are written by hand; `the_printed_styles_agree_with_the_engine` compares them. Never: markup, which is for whoever
//! writes the runs.

mod apa;
mod dates;
mod facts;
mod journals;
mod line;
mod pages;
mod people;
mod vancouver;

use super::runs::Run;
use crate::record::Record;

/// How many authors a Vancouver reference names before "et al.", as the Uniform Requirements of medical journals have it.
pub const VANCOUVER_AUTHORS: usize = 6;

/// A record in the style of the National Library of Medicine. Of more than `most` authors the first `most` are named; PubMed
/// itself names all. `clean` is asked for every text of the record.
pub fn vancouver(record: &Record, most: usize, clean: &dyn Fn(&str) -> String) -> Vec<Run> {
    vancouver::reference(record, most, clean)
}

/// A record in the style of the American Psychological Association, 7th edition. `clean` is asked for every text of the
/// record.
pub fn apa(record: &Record, clean: &dyn Fn(&str) -> String) -> Vec<Run> {
    apa::reference(record, clean)
}
