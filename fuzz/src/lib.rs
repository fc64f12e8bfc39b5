//! What the fuzzers ask of the library: no panic, and a full account of every line and of every record.
//!
//! `fuzz/run` builds the targets, one a reader and one a stage, and runs them in turn; README.md says how.

#[path = "../../tests/it/sums.rs"]
mod sums;

use litdigest::config::Config;
use litdigest::content::LinkTarget;
use litdigest::formats::{self, FORMATS, Format, Reading};
use litdigest::record::Record;
use litdigest::workspace::{Input, TextFile};
use litdigest::{content, library as stage};
use std::sync::Arc;

fn input(bytes: &[u8]) -> Input {
    Input { file: Arc::from("input"), bytes: bytes.to_vec() }
}

/// Reads bytes as a format, whatever they look like.
pub fn reader(id: &str, bytes: &[u8]) {
    let format = FORMATS.iter().find(|format| format.id == id).expect("a registered format");
    sums::check(&formats::read_as(input(bytes), format), bytes);
}

/// Reads bytes as what they look like.
pub fn detect(bytes: &[u8]) {
    sums::check(&formats::read(input(bytes)), bytes);
}

/// The format that the first byte chooses, and the rest.
fn chosen(bytes: &[u8]) -> Option<(&'static Format, &[u8])> {
    let (first, rest) = bytes.split_first()?;
    Some((&FORMATS[usize::from(*first) % FORMATS.len()], rest))
}

/// Writes what was read in every format that is written, and reads it again: as many records as before, and no record
/// changes another.
pub fn round_trip(bytes: &[u8]) {
    let Some((format, rest)) = chosen(bytes) else { return };
    let records = formats::read_as(input(rest), format).records;
    for format in FORMATS {
        let all: Vec<&Record> = records.iter().collect();
        let Some((text, _)) = formats::write(format.id, &all) else { continue };
        let back = formats::read_as(input(text.as_bytes()), format);
        sums::check(&back, text.as_bytes());
        let alone: Vec<Record> =
            records.iter().flat_map(|record| written(format, record)).collect();
        let together = back.records.iter().map(keyless).collect::<Vec<_>>();
        assert_eq!(together, alone.iter().map(keyless).collect::<Vec<_>>(), "{text}");
        if format.id == "jsonl" {
            let read = |records: &[Record]| records.iter().map(bare).collect::<Vec<_>>();
            assert_eq!(read(&back.records), read(&records));
        }
    }
}

/// A record that was written alone and read again.
fn written(format: &'static Format, record: &Record) -> Vec<Record> {
    let (text, _) = formats::write(format.id, &[record]).expect("a format that is written");
    formats::read_as(input(text.as_bytes()), format).records
}

/// A record's JSON without where it came from.
fn bare(record: &Record) -> serde_json::Value {
    let mut value = serde_json::to_value(record).expect("records always serialise");
    value.as_object_mut().expect("an object").remove("source");
    value
}

/// Without the citation keys too: two records of one file cannot have one key, so that a writer tells them apart.
fn keyless(record: &Record) -> serde_json::Value {
    let mut record = record.clone();
    record.ids.retain(|id| id.scheme != "citation_key");
    bare(&record)
}

/// Merges the records of two files.
pub fn library(bytes: &[u8]) {
    let Some((format, rest)) = chosen(bytes) else { return };
    let at = rest.windows(2).position(|pair| pair == b"\0\0").unwrap_or(rest.len() / 2);
    let (first, second) = rest.split_at(at);
    let read = |bytes, name: &str| -> Reading {
        formats::read_as(Input { file: Arc::from(name), ..input(bytes) }, format)
    };
    let readings = vec![read(first, "a"), read(second, "b")];
    let slices: usize =
        readings.iter().map(|reading| reading.coverage.records + reading.coverage.rejected).sum();
    let (library, ledger, _) = stage::build(readings, &Config::default().library);
    assert_eq!(ledger.slices, slices);
    assert_eq!(slices, ledger.records + ledger.merged + ledger.rejected + ledger.excluded);
    assert_eq!(library.articles().len(), ledger.records);
    let made: usize = library.articles().iter().map(|article| article.slices).sum();
    assert_eq!(made, ledger.records + ledger.merged);
}

fn text_file(path: &str, bytes: &[u8]) -> TextFile {
    let text = String::from_utf8_lossy(bytes).into_owned();
    TextFile { path: Arc::from(path), file: Arc::from(format!("content/{path}")), text }
}

/// Reads Markdown as a note, a profile and a page, and makes HTML of it, which then holds no script.
pub fn content(bytes: &[u8]) {
    let files = ["notes/a.md", "topics/b.md", "institutions/c.md", "authors/d.md", "about.md"];
    let files: Vec<TextFile> = files.iter().map(|path| text_file(path, bytes)).collect();
    let (content, _) = content::build(&files, &litdigest::grouping::profile_kinds(), true);
    let notes = content.notes.iter().map(|note| &note.document);
    let profiles = content.profiles.iter().map(|profile| &profile.document);
    for document in notes.chain(profiles).chain(&content.pages) {
        let resolve = |_: &str| LinkTarget::Broken { nearest: None };
        let (html, _) = document.body.to_html(&document.file, &resolve, Default::default());
        assert!(!html.contains("<script"), "{html}");
    }
}

/// Reads settings.
pub fn config(bytes: &[u8]) {
    let read = litdigest::config::load(
        Some(&text_file("litdigest.toml", bytes)),
        &litdigest::grouping::names(),
    );
    if let Err(said) = read {
        assert!(!said.is_empty(), "refused in silence");
    }
}
