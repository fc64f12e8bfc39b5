//! Values as they were typed, each with its place: what settings and front matter are read from.
//!
//! In: TOML text (YAML front matter makes the same values in `content`). Out: [`Entry`] lists in the order written.
//! Never: meaning; whether a key is known and its value right is asked with [`super::fields`].

use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// A value and the bytes of the file where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: Value,
    pub(crate) span: Range<usize>,
}

/// What was typed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    /// A TOML date or time, as written.
    Date(String),
    List(Vec<Node>),
    Table(Vec<Entry>),
    /// YAML's empty value.
    Nothing,
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

impl Value {
    /// What it is, in words for a message.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Integer(_) => "a whole number",
            Value::Float(_) => "a number with decimals",
            Value::Boolean(_) => "true or false",
            Value::Date(_) => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Nothing => "nothing",
        }
    }

    /// The same value as JSON.
    pub(crate) fn into_json(self) -> serde_json::Value {
        match self {
            Value::Text(text) | Value::Date(text) => text.into(),
            Value::Integer(number) => number.into(),
            Value::Float(number) => number.into(),
            Value::Boolean(flag) => flag.into(),
            Value::List(nodes) => nodes.into_iter().map(|node| node.value.into_json()).collect(),
            Value::Table(entries) => entries
                .into_iter()
                .map(|entry| (entry.key, entry.node.value.into_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
            Value::Nothing => serde_json::Value::Null,
        }
    }
}

/// What is wrong with a text that is not TOML, and where.
pub(crate) struct SyntaxError {
    pub(crate) message: String,
    pub(crate) span: Range<usize>,
}

/// Reads TOML that begins at byte `start` of its file. Every syntax error is told, not only the first.
pub(crate) fn read_toml(text: &str, start: usize) -> Result<Vec<Entry>, Vec<SyntaxError>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Ok(entries(table.into_inner(), start));
    }
    let told = errors.iter().map(|error| SyntaxError {
        message: error.message().to_owned(),
        span: moved(error.span().unwrap_or(0..0), start),
    });
    Err(told.collect())
}

fn entries(table: DeTable<'_>, start: usize) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_span: moved(key.span(), start),
            key: key.into_inner().into_owned(),
            node: node(value, start),
        })
        .collect();
    // The map is sorted by key; what the curator wrote first comes first here.
    entries.sort_by_key(|entry| entry.key_span.start);
    entries
}

fn node(value: toml::Spanned<DeValue<'_>>, start: usize) -> Node {
    let span = moved(value.span(), start);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(number) => integer(number.as_str(), number.radix()),
        DeValue::Float(number) => match number.as_str().parse() {
            Ok(parsed) => Value::Float(parsed),
            Err(_) => Value::Text(number.as_str().to_owned()),
        },
        DeValue::Boolean(flag) => Value::Boolean(flag),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => {
            Value::List(items.into_iter().map(|item| node(item, start)).collect())
        }
        DeValue::Table(table) => Value::Table(entries(table, start)),
    };
    Node { value, span }
}

fn integer(text: &str, radix: u32) -> Value {
    match i64::from_str_radix(text, radix) {
        Ok(number) => Value::Integer(number),
        // Beyond 64 bits no setting is right; the number stays a number for the message.
        Err(_) => Value::Float(f64::INFINITY),
    }
}

fn moved(span: Range<usize>, by: usize) -> Range<usize> {
    span.start.saturating_add(by)..span.end.saturating_add(by)
}
