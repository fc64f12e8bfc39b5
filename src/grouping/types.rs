//! Publication types: review, randomized controlled trial, case report …
//!
//! In: the library. Out: a [`Draft`]. Never: a type that no source states. What says who paid or which language the
//! abstract is in is no type; "Journal Article" is one only where nothing says more.

use super::casing::capitalised;
use super::draft::Draft;
use super::{Context, Group, GroupingKind, Membership, Why, always_one, context::number};
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;
use std::collections::{BTreeMap, HashMap};

/// Publication types.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "types",
    singular: "Publication type",
    plural: "Publication types",
    default_min: always_one,
    build,
};

/// The key of the type that a paper in a journal has at least.
const PLAIN: &str = "journal article";

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let articles = context.library.articles();
    // A library has a few dozen spellings of types: each is folded once.
    let mut keys: HashMap<&str, Option<String>> = HashMap::new();
    let mut spellings: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    for name in articles.iter().flat_map(|article| &article.record.publication_types) {
        let key = keys.entry(name).or_insert_with(|| key(name));
        if let Some(key) = key {
            *spellings.entry(key.clone()).or_default().entry(name.clone()).or_default() += 1;
        }
    }
    let places: HashMap<&str, u32> =
        spellings.keys().enumerate().map(|(place, key)| (key.as_str(), number(place))).collect();
    let plain = places.get(PLAIN).copied();
    let of_article = articles
        .iter()
        .map(|article| {
            let mut memberships: Vec<Membership> = Vec::new();
            for (at, name) in article.record.publication_types.iter().enumerate() {
                let key = keys.get(name.as_str()).and_then(Option::as_deref);
                let Some(group) = key.and_then(|key| places.get(key)) else { continue };
                match memberships.iter_mut().find(|membership| membership.group == *group) {
                    Some(membership) => membership.at.push(number(at)),
                    None => memberships.push(Membership {
                        group: *group,
                        why: Why::Evident,
                        at: vec![number(at)],
                    }),
                }
            }
            if memberships.len() > 1 {
                memberships.retain(|membership| Some(membership.group) != plain);
            }
            memberships
        })
        .collect();
    let groups = spellings.into_iter().map(|(key, names)| group(key, &names)).collect();
    (Draft { groups, of_article, ordered: false }, Vec::new())
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

fn group(key: String, names: &BTreeMap<String, u32>) -> Group {
    let label = capitalised(&super::most_used(names).unwrap_or_default());
    let mut variants: Vec<(String, u32)> = names.iter().map(|(n, c)| (n.clone(), *c)).collect();
    super::sort_counts(&mut variants);
    Group { key, label, variants, ..Group::default() }
}
