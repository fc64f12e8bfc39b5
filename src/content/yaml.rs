//! YAML front matter as typed values with their places.
//!
//! In: the YAML text and the byte of the file where it begins. Out: the same [`Entry`] lists that TOML gives. Never:
//! meaning. `yes`, `no`, `on` and `off` are text, so that a country code stays one.

use crate::config::node::{Entry, Node, SyntaxError, Value};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;
use std::ops::Range;

/// How deep values may lie in one another.
const DEEPEST: usize = 16;

/// Reads the entries of a YAML mapping; empty text has none.
pub(super) fn read_yaml(text: &str, start: usize) -> Result<Vec<Entry>, SyntaxError> {
    let options = serde_saphyr::options! {
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
        // Reading goes as deep as the text is nested, and front matter is a table of lists.
        budget: serde_saphyr::budget! { max_depth: DEEPEST },
    };
    let read: Result<Option<Spanned<Tree>>, _> = serde_saphyr::from_str_with_options(text, options);
    let root = match read {
        Ok(None) => return Ok(Vec::new()),
        Ok(Some(root)) => node(root, start),
        Err(error) => return Err(syntax_error(&error, text, start)),
    };
    match root.value {
        Value::Table(entries) => Ok(entries),
        Value::Nothing => Ok(Vec::new()),
        other => Err(SyntaxError {
            message: format!("keys with values are expected, and here stands {}", other.kind()),
            span: root.span,
        }),
    }
}

fn syntax_error(error: &serde_saphyr::Error, text: &str, start: usize) -> SyntaxError {
    let span = match error.location() {
        Some(location) => error_span(location, text, start),
        None => start..start,
    };
    // An error at the very end would point behind the closing line.
    let last = start + text.trim_end().len();
    let at = span.start.min(last);
    let message = error.without_snippet().to_string();
    // The place is told beside the message, so the parser's own words for it are left out.
    let message =
        message.split(" at line ").next().unwrap_or(&message).trim_end_matches([',', ':']);
    SyntaxError { message: message.to_owned(), span: at..span.end.clamp(at, last.max(at)) }
}

fn bytes_of(location: serde_saphyr::Location, start: usize) -> Range<usize> {
    let span = location.span();
    let bytes = |number: Option<u64>| number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    let from = start.saturating_add(bytes(span.byte_offset()));
    from..from.saturating_add(bytes(span.byte_len()))
}

/// Where an error stands: some errors know bytes, the others only characters.
fn error_span(location: serde_saphyr::Location, text: &str, start: usize) -> Range<usize> {
    let span = location.span();
    if span.byte_offset().is_some() {
        return bytes_of(location, start);
    }
    let characters = usize::try_from(span.offset()).unwrap_or(usize::MAX);
    let (at, length) = match text.char_indices().nth(characters) {
        Some((at, c)) => (at, c.len_utf8()),
        None => (text.len(), 0),
    };
    start + at..start + at + length
}

fn node(tree: Spanned<Tree>, start: usize) -> Node {
    let span = bytes_of(tree.referenced, start);
    let value = match tree.value {
        Tree::Nothing => Value::Nothing,
        Tree::Text(text) => Value::Text(text),
        Tree::Integer(number) => Value::Integer(number),
        Tree::Float(number) => Value::Float(number),
        Tree::Boolean(flag) => Value::Boolean(flag),
        Tree::List(items) => Value::List(items.into_iter().map(|item| node(item, start)).collect()),
        Tree::Table(pairs) => Value::Table(
            pairs
                .into_iter()
                .map(|(key, value)| Entry {
                    key_span: bytes_of(key.referenced, start),
                    key: key.value,
                    node: node(value, start),
                })
                .collect(),
        ),
    };
    Node { value, span }
}

/// A YAML value of any type.
enum Tree {
    Nothing,
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    List(Vec<Spanned<Tree>>),
    Table(Vec<(Spanned<String>, Spanned<Tree>)>),
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_none<E>(self) -> Result<Tree, E> {
        Ok(Tree::Nothing)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        Tree::deserialize(deserializer)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Tree, E> {
        Ok(Tree::Boolean(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(i64::try_from(number).map_or(Tree::Float(f64::INFINITY), Tree::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut pairs: A) -> Result<Tree, A::Error> {
        let mut table = Vec::new();
        while let Some(pair) = pairs.next_entry()? {
            table.push(pair);
        }
        Ok(Tree::Table(table))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_their_places() {
        let text = "title: \"A b\"\nany:\n  - one\n  - 2\nn: 007\nc: NO\nd: 2026-03-12\ne:\n";
        let entries = read_yaml(text, 100).unwrap_or_else(|error| panic!("{}", error.message));
        let at = |span: &Range<usize>| text.get(span.start - 100..span.end - 100).unwrap();
        let keys: Vec<&str> = entries.iter().map(|entry| at(&entry.key_span)).collect();
        assert_eq!(keys, ["title", "any", "n", "c", "d", "e"]);
        assert_eq!(at(&entries[0].node.span), "\"A b\"");
        let Value::List(items) = &entries[1].node.value else { panic!("{entries:?}") };
        assert_eq!((at(&items[0].span), at(&items[1].span)), ("one", "2"));
        assert_eq!(items[1].value, Value::Integer(2));
        assert_eq!(entries[2].node.value, Value::Text("007".to_owned()));
        assert_eq!(entries[3].node.value, Value::Text("NO".to_owned()));
        assert_eq!(entries[4].node.value, Value::Text("2026-03-12".to_owned()));
        assert_eq!(entries[5].node.value, Value::Nothing);
    }

    #[test]
    fn what_is_no_mapping_is_refused() {
        for (text, entries) in [("", Some(0)), ("# only a comment\n", Some(0)), ("~\n", Some(0))] {
            assert_eq!(read_yaml(text, 0).ok().map(|e| e.len()), entries, "{text}");
        }
        for (text, at) in
            [("- a\n- b\n", 0), ("just words\n", 0), ("a: [1\nb: 2\n", 7), ("a: 1\na: 2\n", 5)]
        {
            let error = read_yaml(text, 0).err().unwrap();
            assert_eq!(error.span.start, at, "{text}: {}", error.message);
        }
    }

    #[test]
    fn deep_nesting_and_alias_bombs_are_refused() {
        for open in ["[", "{a: ", "- ", "? "] {
            let text = format!("a: {}", open.repeat(50_000));
            assert!(read_yaml(&text, 0).is_err(), "{open}");
        }
        let mut text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
            text.push_str(&format!("{to}: &{to} [{}]\n", vec![format!("*{from}"); 10].join(", ")));
        }
        assert!(read_yaml(&text, 0).is_err());
    }
}
