//! Identifiers near one that no record has: what a message proposes.
//!
//! In: an identifier as typed. Out: identifiers of articles that differ from it in a stretch of two letters at most, the
//! nearest first. Never: a guess that is used without asking.

use super::Library;
use crate::record::{Doi, Record};

/// Proposals of one message.
const MOST: usize = 3;

/// Letters in which an identifier may differ.
const DIFFERENT: usize = 2;

impl Library {
    /// What a message about an unknown identifier says to do, where there are near ones.
    pub fn near_help(&self, typed: &str) -> Option<String> {
        help(typed, self.articles.iter().map(|article| &*article.record))
    }

    /// The identifiers of articles that are nearest to one as typed.
    pub fn near(&self, typed: &str) -> Vec<String> {
        near(typed, self.articles.iter().map(|article| &*article.record))
    }
}

/// What a message about an identifier that none of these records has says to do, where there are near ones.
pub(super) fn help<'r>(typed: &str, records: impl Iterator<Item = &'r Record>) -> Option<String> {
    match near(typed, records).as_slice() {
        [] => None,
        [one] => Some(format!("did you mean {one}?")),
        several => Some(format!("the nearest are {}", several.join(", "))),
    }
}

fn near<'r>(typed: &str, records: impl Iterator<Item = &'r Record>) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    let bare = ["pmid:", "doi:", "pmcid:"].iter().find_map(|scheme| typed.strip_prefix(scheme));
    let bare = bare.unwrap_or(&typed).trim();
    let doi = Doi::new(bare).ok();
    let bare = doi.as_ref().map_or(bare, Doi::as_str);
    let mut near: Vec<(usize, String)> = Vec::new();
    for record in records {
        let pmcid = record.pmcid.as_ref().map(|pmcid| pmcid.as_str().to_lowercase());
        let ids = [
            record.pmid.as_ref().map(|id| ("pmid:", id.as_str())),
            record.doi.as_ref().map(|id| ("doi:", id.as_str())),
            pmcid.as_deref().map(|id| ("", id)),
            Some(("", record.key.as_str())),
        ];
        let nearest = ids
            .into_iter()
            .flatten()
            .filter_map(|(scheme, id)| Some((differing(bare, id)?, scheme, id)))
            .min_by_key(|(letters, _, _)| *letters);
        if let Some((letters, scheme, id)) = nearest {
            near.push((letters, format!("{scheme}{id}")));
        }
    }
    near.sort();
    near.dedup();
    near.truncate(MOST);
    near.into_iter().map(|(_, id)| id).collect()
}

/// The length of the stretch in which two identifiers differ, where it is short.
fn differing(a: &str, b: &str) -> Option<usize> {
    let longest = a.len().max(b.len());
    if a.is_empty() || b.is_empty() || a.len().abs_diff(b.len()) > DIFFERENT {
        return None;
    }
    let head = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.bytes().rev().zip(b.bytes().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let letters = longest - head - tail;
    (letters <= DIFFERENT && longest > DIFFERENT * 2).then_some(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use serde_json::json;

    #[test]
    fn the_nearest_identifiers_are_proposed() {
        let records = [
            json!({"pmid": "90000012", "doi": "10.5555/tide.1", "title": "A"}),
            json!({"pmid": "90000013", "title": "B"}),
            json!({"pmid": "80000444", "pmcid": "PMC7000001", "title": "C"}),
        ];
        let record =
            |json: &serde_json::Value| serde_json::from_value::<Record>(json.clone()).unwrap();
        let library = Library::from_records(records.iter().map(record).collect());
        for (typed, expected) in [
            ("pmid:90000021", &["pmid:90000012", "pmid:90000013"][..]),
            ("pmid:90000014", &["pmid:90000012", "pmid:90000013"]),
            ("doi:10.5555/TIDE.2", &["doi:10.5555/tide.1"]),
            ("PMC7000010", &["pmc7000001"]),
            ("pmid:12345678", &[]),
            ("", &[]),
        ] {
            assert_eq!(library.near(typed), expected, "{typed}");
        }
    }
}
