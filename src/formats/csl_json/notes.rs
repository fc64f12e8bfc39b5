//! Notes: what Zotero calls Extra, lines of `key: value` and words of the reader's own.
//!
//! In: the value of `note`. Out: identifiers, variables of CSL that stand there for want of a field, and the rest: a
//! line of `key: value` in `extra` under its key, all else as the record's note. Never: a line that is not kept.

use super::item::Reader;
use super::json::{Node, Value};
use crate::formats::ris::{ids, markup, notes};
use crate::text::blanks::push_joined;
use std::borrow::Cow;

/// Variables that people put into notes, with the spellings that Zotero takes for them.
const VARIABLES: [(&str, &str); 12] = [
    ("pmid", "PMID"),
    ("pmcid", "PMCID"),
    ("doi", "DOI"),
    ("issn", "ISSN"),
    ("citation key", "citation-key"),
    ("original title", "original-title"),
    ("original-title", "original-title"),
    ("container title short", "container-title-short"),
    ("container-title-short", "container-title-short"),
    ("status", "status"),
    ("genre", "genre"),
    ("keyword", "keyword"),
];

/// Reads a note.
pub(super) fn read(reader: &mut Reader<'_>, key: &str, node: &Node<'_>) {
    let Some(text) = node.string() else { return reader.keep(key, node) };
    let mut own = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // "{:original-title: Tee}"
        let bare = line.strip_prefix("{:").and_then(|rest| rest.strip_suffix('}')).unwrap_or(line);
        match bare.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
            Some((name, value)) if is_key(name) && !value.is_empty() => {
                pair(reader, name, value, node.at);
            }
            _ => push_joined(&mut own, &markup::plain(line)),
        }
    }
    if !own.is_empty() {
        notes::label(&mut reader.draft, "note", own);
    }
}

/// A word or three before a colon, and no address.
fn is_key(name: &str) -> bool {
    let words = name.split(' ').count();
    let signs = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    (1..=3).contains(&words)
        && (2..=32).contains(&name.len())
        && name.chars().all(signs)
        && !matches!(name, "http" | "https" | "ftp" | "zotero")
}

fn pair(reader: &mut Reader<'_>, name: &str, value: &str, at: usize) {
    let lower = name.to_lowercase();
    let known = VARIABLES.iter().find(|(spelling, _)| *spelling == lower).map(|(_, key)| *key);
    let Some(key) = known else {
        return reader.draft.extra(name, markup::plain(value));
    };
    let fits = match key {
        "PMID" => ids::pmid(value).is_some(),
        "PMCID" => ids::pmcid(value).is_some(),
        "DOI" => ids::doi(value).is_some(),
        "ISSN" => !ids::serials(value).rest,
        _ => true,
    };
    if fits {
        reader.take(key, &Node { at, value: Value::Text(Cow::Borrowed(value)) });
    } else {
        reader.draft.extra(name, markup::plain(value));
    }
}
