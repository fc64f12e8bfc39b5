//! The formats that litdigest writes, and what each could not say.
//!
//! In: records and a format's identifier. Out: text, and for each record the keys that the format has no place for. The text of
//! a record stands by itself, and a [`Frame`] joins such texts to a file: whoever has the texts has any choice of them as a
//! file. Never: IO.

use super::{bibtex, csl_json, jsonl, medline, ris, table};
use crate::record::{Key, Record, Version};
use serde_json::Value;
use std::borrow::Cow;
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
    /// Whether a site has a file of it for each group that is exported; the whole library is there in every format.
    pub of_groups: bool,
    /// Whether a page makes a file of it from any choice of articles.
    pub in_browser: bool,
    /// The keys of a record that it has no field for.
    pub lacks: &'static [&'static str],
    /// What stands around the records of a file.
    pub(super) frame: fn() -> Frame,
    /// The text of one record. The key is the one by which a text cites it, of [`super::citation_keys`]; most formats have no
    /// place for it.
    pub(super) text: fn(record: &Record, key: &str) -> String,
    /// What the text of a record does not say of it.
    pub(super) unsaid: fn(record: &Record, text: &str) -> Option<Unsaid>,
    /// The text of one record as a reader takes it from a page; none of a format that nobody takes from there.
    pub alone: Option<fn(record: &Record, key: &str) -> String>,
}

/// What stands around the texts of a file's records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Before the first.
    pub open: Cow<'static, str>,
    /// Between two.
    pub between: &'static str,
    /// Behind the last.
    pub close: &'static str,
    /// The whole of a file without records.
    pub empty: Cow<'static, str>,
}

impl Frame {
    /// Of a format whose records stand one behind the other.
    pub(super) fn plain(between: &'static str) -> Self {
        Frame { open: "".into(), between, close: "", empty: "".into() }
    }

    /// The file of these records' texts, which has about `size` bytes.
    pub fn file(&self, texts: impl IntoIterator<Item = impl AsRef<str>>, size: usize) -> String {
        let mut out = String::with_capacity(size);
        for (at, text) in texts.into_iter().enumerate() {
            out.push_str(if at == 0 { &self.open } else { self.between });
            out.push_str(text.as_ref());
        }
        out.push_str(if out.is_empty() { &self.empty } else { self.close });
        out
    }

    /// How many bytes a file of so many records has whose texts have this many bytes.
    pub fn size(&self, records: usize, texts: usize) -> usize {
        match records {
            0 => self.empty.len(),
            _ => self.open.len() + texts + (records - 1) * self.between.len() + self.close.len(),
        }
    }
}

impl Writer {
    /// What stands around the records of a file.
    pub fn frame(&self) -> Frame {
        (self.frame)()
    }

    /// What a file of it ends with, without a dot: its extension, and before it its own name where another format has that
    /// extension too.
    pub fn ending(&self) -> String {
        let first = WRITERS.iter().find(|other| other.extension == self.extension);
        match first.filter(|first| first.id != self.id) {
            Some(_) => format!("{}.{}", self.id, self.extension),
            None => self.extension.to_owned(),
        }
    }

    /// The text of one record, as it stands in a file; `key` is its own of [`super::citation_keys`]. The record is clean, as
    /// those of a library are.
    pub fn text(&self, record: &Record, key: &str) -> String {
        (self.text)(record, key)
    }
}

/// What neither dialect of BibTeX has a field for.
const BIBTEX_LACKS: &[&str] =
    &["pmc_available", "investigators", "entered", "substances", "databanks", "related"];

/// Every format that litdigest writes, in the order in which they are offered.
pub static WRITERS: &[Writer] = &[
    Writer {
        id: bibtex::ID,
        label: "BibTeX",
        read_as: bibtex::ID,
        name: "BibTeX, for LaTeX and reference managers",
        extension: "bib",
        media_type: "application/x-bibtex",
        of_groups: true,
        in_browser: true,
        lacks: BIBTEX_LACKS,
        frame: bibtex::write::frame,
        text: bibtex::write::classic,
        unsaid: bibtex::write::unsaid,
        alone: Some(bibtex::write::classic),
    },
    Writer {
        id: "biblatex",
        label: "BibLaTeX",
        read_as: bibtex::ID,
        name: "BibLaTeX, with dates and identifiers in its own fields",
        extension: "bib",
        media_type: "application/x-bibtex",
        of_groups: false,
        in_browser: false,
        lacks: BIBTEX_LACKS,
        frame: bibtex::write::frame,
        text: bibtex::write::biblatex,
        unsaid: bibtex::write::unsaid,
        alone: None,
    },
    Writer {
        id: "nbib",
        label: "nbib",
        read_as: medline::ID,
        name: "PubMed's MEDLINE display, as reference managers import it",
        extension: "nbib",
        media_type: "application/nbib",
        of_groups: false,
        in_browser: false,
        lacks: &["labels"],
        frame: medline::write::frame,
        text: medline::write::text,
        unsaid: medline::write::unsaid,
        alone: Some(medline::write::text),
    },
    Writer {
        id: ris::ID,
        label: "RIS",
        read_as: ris::ID,
        name: "RIS, for EndNote, Zotero, Mendeley and others",
        extension: "ris",
        media_type: "application/x-research-info-systems",
        of_groups: true,
        in_browser: true,
        lacks: &[
            "pmc_available",
            "investigators",
            "entered",
            "revised",
            "record_revised",
            "mesh",
            "substances",
            "databanks",
            "conflict_of_interest",
            "related",
        ],
        frame: ris::write::frame,
        text: ris::write::text,
        unsaid: ris::write::unsaid,
        alone: Some(ris::write::text),
    },
    Writer {
        id: csl_json::ID,
        label: "CSL-JSON",
        read_as: csl_json::ID,
        name: "CSL-JSON, for Zotero, pandoc and citation processors",
        extension: "json",
        media_type: "application/vnd.citationstyles.csl+json",
        of_groups: false,
        in_browser: true,
        lacks: &[],
        frame: csl_json::write::frame,
        text: csl_json::write::item_text,
        unsaid: csl_json::write::unsaid,
        alone: Some(csl_json::write::alone),
    },
    Writer {
        id: table::WRITTEN,
        label: "CSV",
        read_as: table::OWN,
        name: "a table for spreadsheets: one row an article",
        extension: "csv",
        media_type: "text/csv",
        of_groups: true,
        in_browser: false,
        lacks: &[],
        frame: table::write::frame,
        text: table::write::text,
        unsaid: table::write::unsaid,
        alone: None,
    },
    Writer {
        id: jsonl::ID,
        label: "JSON lines",
        read_as: jsonl::ID,
        name: "litdigest's own: one JSON object a record, every field",
        extension: "jsonl",
        media_type: "application/jsonl",
        of_groups: false,
        in_browser: false,
        lacks: &[],
        frame: jsonl::frame,
        text: jsonl::text,
        unsaid: |_, _| None,
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
    let keys = super::citation_keys(records.iter());
    let texts: Vec<String> =
        records.iter().zip(&keys).map(|(record, key)| writer.text(record, key)).collect();
    let unsaid =
        records.iter().zip(&texts).filter_map(|(record, text)| (writer.unsaid)(record, text));
    let frame = writer.frame();
    let size = frame.size(texts.len(), texts.iter().map(String::len).sum());
    Some((frame.file(&texts, size), unsaid.collect()))
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
