//! Writes records as PubMed writes `.nbib` files.
//!
//! In: records. Out: text in PubMed's order of tags and its folding, and for each record what the format cannot say.
//! That is found by reading back what was written, so that it is exact. Never: IO.

use super::lines::{self, Line};
use super::slice::{Kind, Slice};
use super::{ID, record};
use crate::formats::Unsaid;
use crate::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The column that a folded line does not go beyond, without the blank at its end.
const WIDTH: usize = 87;

/// Appends records to a text.
pub(in crate::formats) fn write(records: &[&Record], out: &mut String) -> Vec<Unsaid> {
    let mut unsaid = Vec::new();
    for record in records {
        if !out.is_empty() {
            out.push('\n');
        }
        let start = out.len();
        for line in lines::of(record) {
            push(out, &line);
        }
        let said = out.get(start..).unwrap_or_default();
        unsaid.extend(missing(record, said));
    }
    unsaid
}

/// One field, folded between words.
fn push(out: &mut String, (tag, value): &Line) {
    let mut column = 6;
    let mut words = value.split_whitespace().peekable();
    if words.peek().is_none() {
        return;
    }
    out.push_str(&format!("{tag:<4}- "));
    let mut first = true;
    for word in words {
        let width = word.chars().count();
        if !first && column + 1 + width > WIDTH {
            out.push_str(" \n      ");
            column = 6;
        } else if !first {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += width;
        first = false;
    }
    out.push('\n');
}

/// The keys of a record that its text does not give back.
fn missing(record: &Record, text: &str) -> Option<Unsaid> {
    let slice = Slice { range: 0..text.len(), first_line: 1, glued: false, kind: Kind::Record };
    let back = record::read(&Arc::from(ID), text, &slice).record.unwrap_or_default();
    let mut keys = BTreeSet::new();
    differences(&comparable(record), &comparable(&back), "", &mut keys);
    let key = record.key.as_str().to_owned();
    (!keys.is_empty()).then(|| Unsaid { key, what: keys.into_iter().collect() })
}

/// A record without what a text never says, its unordered lists sorted.
fn comparable(record: &Record) -> Value {
    let mut record = record.clone();
    record.source.clear();
    record.key = crate::record::Key::default();
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
