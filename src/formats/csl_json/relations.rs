//! Links between works as Crossref states them: `update-to`, `updated-by`, `relation`.
//!
//! In: the value of such a key. Out: related works, and what is none. Never: joining two records.

use super::json::{Node, Value};
use crate::formats::ris::ids;
use crate::record::{Related, RelatedKind as K};

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) related: Vec<Related>,
    /// Keys and values that a related work has no place for.
    pub(super) rest: Vec<(String, String)>,
}

/// What an update is, seen from the notice, and seen from the work that it updates.
fn update(kind: &str) -> Option<(K, K)> {
    let pair = match kind {
        "retraction" | "withdrawal" | "removal" => (K::RetractionOf, K::RetractionIn),
        "partial_retraction" => (K::PartialRetractionOf, K::PartialRetractionIn),
        "correction" | "corrigendum" | "erratum" => (K::ErratumFor, K::ErratumIn),
        "expression_of_concern" => (K::ConcernFor, K::ConcernIn),
        "new_version" | "new_edition" | "addendum" | "clarification" => (K::UpdateOf, K::UpdateIn),
        _ => return None,
    };
    Some(pair)
}

fn relation(name: &str) -> Option<K> {
    Some(match name {
        "is-preprint-of" => K::PreprintOf,
        "has-preprint" => K::PublishedAs,
        "is-comment-on" | "is-reply-to" | "is-review-of" => K::CommentOn,
        "has-comment" | "has-reply" | "has-review" => K::CommentIn,
        "is-version-of" | "replaces" => K::UpdateOf,
        "has-version" | "is-replaced-by" => K::UpdateIn,
        "is-related-material" | "has-related-material" => K::Associated,
        _ => return None,
    })
}

/// `update-to`, and `updated-by` when `back` is set.
pub(super) fn updates(node: &Node<'_>, back: bool) -> Links {
    let mut links = Links::default();
    for one in each(node) {
        let kind = one.get("type").and_then(Node::scalar).and_then(|kind| update(&kind));
        let doi = one.get("DOI").and_then(Node::scalar).and_then(|doi| ids::doi(&doi));
        let (Some((notice, work)), Some(doi)) = (kind, doi) else {
            links.rest.push((String::new(), one.shown()));
            continue;
        };
        let kind = if back { work } else { notice };
        let note = one.get("label").and_then(Node::scalar);
        links.related.push(Related { kind, citation: None, pmid: None, doi: Some(doi), note });
        keep(&mut links, one, &["type", "DOI", "label"]);
    }
    links
}

/// `relation`: an object of lists.
pub(super) fn relations(node: &Node<'_>) -> Links {
    let mut links = Links::default();
    let Some(map) = node.map() else {
        links.rest.push((String::new(), node.shown()));
        return links;
    };
    for (name, list) in map {
        for one in each(list) {
            let scheme = one.get("id-type").and_then(Node::scalar).unwrap_or_default();
            let id = one.get("id").and_then(Node::scalar).unwrap_or_default();
            let (doi, pmid) = match scheme.as_str() {
                "doi" => (ids::doi(&id), None),
                "pmid" => (None, ids::pmid(&id)),
                _ => (None, None),
            };
            match relation(name).filter(|_| doi.is_some() || pmid.is_some()) {
                Some(kind) => {
                    links.related.push(Related { kind, citation: None, pmid, doi, note: None });
                    keep(&mut links, one, &["id-type", "id"]);
                }
                None => links.rest.push((name.to_string(), one.shown())),
            }
        }
    }
    links
}

fn each<'n, 'a>(node: &'n Node<'a>) -> impl Iterator<Item = &'n Node<'a>> {
    let alone = std::slice::from_ref(node);
    let list = if let Value::List(list) = &node.value { list } else { alone };
    list.iter().filter(|node| !node.is_empty())
}

fn keep(links: &mut Links, node: &Node<'_>, taken: &[&str]) {
    for (key, value) in node.map().unwrap_or_default() {
        if !taken.contains(&key.as_ref()) && !value.is_empty() {
            links.rest.push((key.to_string(), value.shown()));
        }
    }
}
