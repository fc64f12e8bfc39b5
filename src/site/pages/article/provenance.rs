//! Where an article came from: its files and lines, which of them gave what, and what the curator corrected.
//!
//! In: an article. Out: views for the last section of its page. Never: an e-mail address that a file's name holds.

use crate::library::Article;
use crate::record::Record;
use crate::site::shown::Shown;
use crate::site::words::Words;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct OriginView<'a> {
    file: Shown<'a>,
    /// "line 3", "lines 3–80".
    lines: Shown<'static>,
}

/// A key of a merged record, and the sources that its value is from.
#[derive(Serialize)]
pub(super) struct GivenView {
    field: Shown<'static>,
    from: Vec<Shown<'static>>,
}

pub(super) fn origins<'a>(words: &'static Words, record: &'a Record) -> Vec<OriginView<'a>> {
    let origins = record.source.iter().map(|origin| OriginView {
        file: file(words, &origin.file),
        lines: match (origin.line, origin.end_line) {
            (first, last) if first == last => words.provenance.line(first),
            (first, last) => words.provenance.lines(first, last),
        },
    });
    origins.collect()
}

fn file<'a>(words: &'static Words, name: &'a str) -> Shown<'a> {
    Shown::file(name).unwrap_or_else(|| words.provenance.nameless())
}

/// The keys in the order of the page.
pub(super) fn given(words: &'static Words, article: &Article) -> Vec<GivenView> {
    let mut rows: Vec<GivenView> = Vec::new();
    for given in &article.given {
        let Some(origin) = article.record.source.get(given.source()) else { continue };
        let from = Shown::new(format!("{}:{}", file(words, &origin.file), origin.line));
        let field = words.field(given.key());
        match rows.iter_mut().find(|row| row.field == field) {
            Some(row) if row.from.contains(&from) => {}
            Some(row) => row.from.push(from),
            None => rows.push(GivenView { field, from: vec![from] }),
        }
    }
    rows
}

/// When the database last changed the record. It says nothing about the work.
pub(super) fn record_revised(words: &'static Words, record: &Record) -> Option<Shown<'static>> {
    let date = words.written_date(record.record_revised.as_ref()?);
    Some(words.provenance.record_revised(date))
}

pub(super) fn corrections(article: &Article) -> Vec<(Shown<'static>, Option<Shown<'_>>)> {
    let named = |field: &str| Shown::new(field.replace('_', " "));
    let corrections = article.corrections.iter();
    corrections
        .map(|correction| (named(&correction.field), correction.reason.as_deref().map(Shown::new)))
        .collect()
}
