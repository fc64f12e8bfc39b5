//! The formats that litdigest writes, and what each could not say.
//!
//! In: records and a format's identifier. Out: text, and for each record the keys that the format has no place for.
//! Never: IO.

use super::{bibtex, jsonl, medline, ris};
use crate::record::{Key, Record};
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

/// Writes records in a format; nothing when litdigest does not write it.
pub fn write(format: &str, records: &[&Record]) -> Option<(String, Vec<Unsaid>)> {
    let writer = match format {
        "nbib" | medline::ID => medline::write,
        ris::ID => ris::write,
        bibtex::ID => bibtex::write::bibtex,
        "biblatex" => bibtex::write::biblatex,
        jsonl::ID => jsonl::write,
        _ => return None,
    };
    let mut out = String::new();
    let unsaid = writer(records, &mut out);
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
