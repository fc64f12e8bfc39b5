//! Publication types: review, randomized controlled trial, case report …
//!
//! In: the library. Out: a [`Draft`]. Never: a type that no source states. What says who paid or which language the
//! abstract is in is no type.

use super::casing::capitalised;
use super::draft::Draft;
use super::drafting::{Drafting, most_spelled};
use super::{Context, Filter, Group, GroupingKind, OnArticle, RecordList, Why};
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;
use std::collections::HashMap;

/// Publication types.
pub(super) static KIND: GroupingKind = GroupingKind {
    points_to: Some(RecordList::PublicationTypes),
    on_article: OnArticle::Entries,
    filter: Filter::Offered,
    map: Some(4),
    ..GroupingKind::plain("types", build)
};

/// The key of the type that a paper in a journal has at least.
const PLAIN: &str = "journal article";

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    // A library has a few dozen spellings of types: each is folded once.
    let mut keys: HashMap<&str, Option<String>> = HashMap::new();
    let mut drafting = Drafting::new(context);
    for (article, known) in context.library.articles().iter().enumerate() {
        let names = &known.record.publication_types;
        for name in names {
            keys.entry(name).or_insert_with(|| key(name));
        }
        let key = |name: &String| keys.get(name.as_str()).and_then(Option::as_deref);
        for (at, name) in names.iter().enumerate() {
            if let Some(key) = key(name) {
                drafting.add_at(article, key, name, Why::Evident, at);
            }
        }
    }
    let group = |key, names| {
        let group = most_spelled(key, names);
        Group { label: capitalised(&group.label), ..group }
    };
    (drafting.draft(group), Vec::new())
}

/// What spellings of one type share; nothing for what is no type.
fn key(name: &str) -> Option<String> {
    let folded = fold_name(name);
    let no_type =
        folded.starts_with("research support") || folded == "english abstract" || is_noise(name);
    if folded.is_empty() || no_type {
        return None;
    }
    let words: Vec<String> = folded.split(' ').map(one).collect();
    let key = words.join(" ");
    Some(if key == "article" { PLAIN.to_owned() } else { key })
}

/// What people's own fields hold where an export has its type: answers, addresses, identifiers, numbers, remarks.
fn is_noise(name: &str) -> bool {
    const ANSWERS: &[&str] =
        &["no", "yes", "none", "null", "nan", "na", "n/a", "other", "unknown", "undefined", "misc"];
    let lower = name.to_lowercase();
    ANSWERS.contains(&lower.trim())
        || lower.starts_with("doi")
        || lower.contains("://")
        || lower.contains(['=', '@', '_'])
        || lower.chars().filter(|c| c.is_alphabetic()).count() < 3
        || lower.split_whitespace().count() > 7
}

/// The singular: the databases' "Evaluation Studies" became "Evaluation Study". Randomised is randomized.
fn one(word: &str) -> String {
    let word = word.replace("randomis", "randomiz");
    match word.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if word.len() > 3 && !word.ends_with("ss") && !word.ends_with("is") => {
            word.strip_suffix('s').unwrap_or(&word).to_owned()
        }
        None => word,
    }
}
