//! The formats that litdigest writes, and what each could not say.
//!
//! In: records and a format's identifier. Out: text, and for each record the keys that the format has no place for.
//! Never: IO.

use super::{bibtex, csl_json, jsonl, medline, ris, table};
use crate::record::{Key, Record, Version};
use serde_json::Value;
use std::collections::BTreeSet;

/// What a format cannot say of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// The record's key.
    pub key: String,
    /// Keys of the record's JSON, with dots between the levels: `title_html`, `mesh.ui`.
    pub what: Vec<String>,
}

/// A format that litdigest writes.
#[derive(Debug)]
pub struct Writer {
    /// Stable identifier, as it is typed: `nbib`, `csl-json` …
    pub id: &'static str,
    /// What it is called in a word.
    pub label: &'static str,
    /// The identifier of the format that it is read as.
    pub read_as: &'static str,
    /// What it is and what takes it, for people.
    pub name: &'static str,
    /// The extension that its files have, without a dot.
    pub extension: &'static str,
    /// Its media type.
    pub media_type: &'static str,
    /// Appends records to a text, and says what it could not say of each.
    pub write: fn(records: &[&Record], out: &mut String) -> Vec<Unsaid>,
    /// Appends one record without that account, which costs as much as reading; of the formats that a reader takes from a
    /// page.
    pub alone: Option<fn(record: &Record, out: &mut String)>,
}

/// Every format that litdigest writes, in the order in which they are offered.
pub static WRITERS: &[Writer] = &[
    Writer {
        id: bibtex::ID,
        label: "BibTeX",
        read_as: bibtex::ID,
        name: "BibTeX, for LaTeX and reference managers",
        extension: "bib",
        media_type: "application/x-bibtex",
        write: bibtex::write::bibtex,
        alone: Some(bibtex::write::alone),
    },
    Writer {
        id: "biblatex",
        label: "BibLaTeX",
        read_as: bibtex::ID,
        name: "BibLaTeX, with dates and identifiers in its own fields",
        extension: "bib",
        media_type: "application/x-bibtex",
        write: bibtex::write::biblatex,
        alone: None,
    },
    Writer {
        id: "nbib",
        label: "nbib",
        read_as: medline::ID,
        name: "PubMed's MEDLINE display, as reference managers import it",
        extension: "nbib",
        media_type: "application/nbib",
        write: medline::write,
        alone: Some(medline::alone),
    },
    Writer {
        id: ris::ID,
        label: "RIS",
        read_as: ris::ID,
        name: "RIS, for EndNote, Zotero, Mendeley and others",
        extension: "ris",
        media_type: "application/x-research-info-systems",
        write: ris::write,
        alone: Some(ris::alone),
    },
    Writer {
        id: csl_json::ID,
        label: "CSL-JSON",
        read_as: csl_json::ID,
        name: "CSL-JSON, for Zotero, pandoc and citation processors",
        extension: "json",
        media_type: "application/vnd.citationstyles.csl+json",
        write: csl_json::write,
        alone: Some(csl_json::alone),
    },
    Writer {
        id: table::WRITTEN,
        label: "CSV",
        read_as: table::OWN,
        name: "a table for spreadsheets: one row an article",
        extension: "csv",
        media_type: "text/csv",
        write: table::write,
        alone: None,
    },
    Writer {
        id: jsonl::ID,
        label: "JSON lines",
        read_as: jsonl::ID,
        name: "litdigest's own: one JSON object a record, every field",
        extension: "jsonl",
        media_type: "application/jsonl",
        write: jsonl::write,
        alone: None,
    },
];

/// The writer of a format.
pub fn writer(id: &str) -> Option<&'static Writer> {
    WRITERS.iter().find(|writer| writer.id == id)
}

/// Writes records in a format, each cleaned first, so that no value has a line's break by which it could leave its field;
/// nothing when litdigest does not write the format.
pub fn write(format: &str, records: &[&Record]) -> Option<(String, Vec<Unsaid>)> {
    let writer = writer(format)?;
    // What comes from a file is clean already; a caller of the library may hand over anything.
    let clean = |record: &&Record| {
        let mut own = (*record).clone();
        own.clean();
        own
    };
    let records: Vec<Record> = records.iter().map(clean).collect();
    let records: Vec<&Record> = records.iter().collect();
    let mut out = String::new();
    let unsaid = (writer.write)(&records, &mut out);
    Some((out, unsaid))
}

impl Unsaid {
    /// What a record has and the record read back from its text has not, or has otherwise.
    pub(super) fn between(record: &Record, back: Option<Record>) -> Option<Self> {
        let mut keys = BTreeSet::new();
        differences(&comparable(record), &comparable(&back.unwrap_or_default()), "", &mut keys);
        let key = record.key.as_str().to_owned();
        (!keys.is_empty()).then(|| Unsaid { key, what: keys.into_iter().collect() })
    }
}

/// A record without what a text never says, its unordered lists sorted.
fn comparable(record: &Record) -> Value {
    let mut record = record.clone();
    record.source.clear();
    record.key = Key::default();
    record.schema = Version::default();
    record.status.sort();
    record.ids.sort_by(|a, b| (&a.scheme, &a.value).cmp(&(&b.scheme, &b.value)));
    record.extra.sort_by(|a, b| a.tag.cmp(&b.tag));
    serde_json::to_value(record).unwrap_or_default()
}

/// Paths where two values differ, without the places in lists.
fn differences(a: &Value, b: &Value, path: &str, out: &mut BTreeSet<String>) {
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys()) {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let side = |map: &serde_json::Map<String, Value>| map.get(key).cloned();
                let (a, b) = (side(a).unwrap_or_default(), side(b).unwrap_or_default());
                differences(&a, &b, &below, out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (a, b) in a.iter().zip(b) {
                differences(a, b, path, out);
            }
        }
        _ if a != b => {
            out.insert(path.to_owned());
        }
        _ => {}
    }
}
