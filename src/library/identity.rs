//! Which record slices are one work.
//!
//! In: all records. Out: groups of records that share a PMID, a PMCID or a DOI, or that are copies of each other to the
//! letter. Two records with different PMIDs are two works whatever else they share; that is reported. Never: guessing
//! by title.

use crate::diag::{Diagnostic, Place, codes};
use crate::record::Record;
use crate::text::slug::short_hash;
use std::collections::HashMap;

/// The records of each work, ordered by where they came from; the works in the order of their first record.
pub(super) fn works(mut records: Vec<Record>, said: &mut Vec<Diagnostic>) -> Vec<Vec<Record>> {
    // Files come in sorted order, and sorting would hold part of the records twice.
    if !records.is_sorted_by(|a, b| a.source <= b.source) {
        records.sort_by(|a, b| a.source.cmp(&b.source));
    }
    let mut joined = Joined::new(records.len());
    let mut pmids: Vec<Option<String>> =
        records.iter().map(|r| r.pmid.as_ref().map(ToString::to_string)).collect();
    // PMIDs first: what they hold apart, a shared PMCID or DOI must not join.
    for names in [pmid_name, pmcid_name, doi_name, copy_name] {
        let mut first: HashMap<String, usize> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            let Some(name) = names(record) else { continue };
            let Some(&other) = first.get(&name) else {
                first.insert(name, at);
                continue;
            };
            let (a, b) = (joined.root(other), joined.root(at));
            match (pmid_at(&pmids, a), pmid_at(&pmids, b)) {
                (Some(one), Some(two)) if one != two => {
                    said.push(contradiction(&name, records.get(other), record));
                }
                (one, two) => {
                    let pmid = one.or(two).map(str::to_owned);
                    let root = joined.join(a, b);
                    if let Some(slot) = pmids.get_mut(root) {
                        *slot = pmid;
                    }
                }
            }
        }
    }
    joined.split(records)
}

fn pmid_at(pmids: &[Option<String>], at: usize) -> Option<&str> {
    pmids.get(at).and_then(Option::as_deref)
}

fn pmid_name(record: &Record) -> Option<String> {
    record.pmid.as_ref().map(|pmid| format!("PMID {pmid}"))
}

fn pmcid_name(record: &Record) -> Option<String> {
    record.pmcid.as_ref().map(|pmcid| format!("PMCID {pmcid}"))
}

fn doi_name(record: &Record) -> Option<String> {
    record.doi.as_ref().map(|doi| format!("DOI {doi}"))
}

/// Only records without any identifier are compared to the letter.
fn copy_name(record: &Record) -> Option<String> {
    if record.pmid.is_some() || record.pmcid.is_some() || record.doi.is_some() {
        return None;
    }
    let text = serde_json::to_string(&Record { source: Vec::new(), ..record.clone() }).ok()?;
    Some(short_hash(&text) + &text)
}

fn contradiction(name: &str, one: Option<&Record>, two: &Record) -> Diagnostic {
    let pmid = |r: &Record| r.pmid.as_ref().map(ToString::to_string).unwrap_or_default();
    let (other, place) = one.map_or_else(Default::default, |one| (pmid(one), place_words(one)));
    let said = Diagnostic::new(
        &codes::CONFLICTING_IDENTIFIERS,
        format!("{name} stands in two records with different PMIDs, {other} and {}", pmid(two)),
    )
    .done(format!("kept both as articles of their own; the other is {place}"))
    .help("if they are one work, correct the wrong identifier with [[correct]] in litdigest.toml")
    .key(two.key.to_string());
    match place_of(two) {
        Some(place) => said.at(place),
        None => said,
    }
}

/// Where a record begins, as a place without excerpt.
pub(super) fn place_of(record: &Record) -> Option<Place> {
    let origin = record.source.first()?;
    let place = Place::line(&origin.file, origin.line, "", 1, 1);
    Some(place.through(origin.end_line, 1))
}

/// Where a record begins, in words.
pub(super) fn place_words(record: &Record) -> String {
    record
        .source
        .first()
        .map_or_else(|| "elsewhere".to_owned(), |origin| format!("{}:{}", origin.file, origin.line))
}

/// A union of sets of record numbers; the root of a set is its smallest member, so roots do not depend on the order
/// of joining.
struct Joined(Vec<usize>);

impl Joined {
    fn new(len: usize) -> Self {
        Joined((0..len).collect())
    }

    fn root(&mut self, at: usize) -> usize {
        let mut root = at;
        while let Some(&up) = self.0.get(root) {
            if up == root {
                break;
            }
            root = up;
        }
        // Shorten the path, so that a long chain of copies stays near-linear.
        let mut step = at;
        while step != root {
            let Some(slot) = self.0.get_mut(step) else { break };
            step = std::mem::replace(slot, root);
        }
        root
    }

    fn join(&mut self, a: usize, b: usize) -> usize {
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.0.get_mut(high) {
            *slot = low;
        }
        low
    }

    fn split(mut self, records: Vec<Record>) -> Vec<Vec<Record>> {
        let mut works: Vec<Vec<Record>> = Vec::new();
        let mut place: HashMap<usize, usize> = HashMap::new();
        for (at, record) in records.into_iter().enumerate() {
            let root = self.root(at);
            let slot = *place.entry(root).or_insert_with(|| {
                works.push(Vec::new());
                works.len() - 1
            });
            if let Some(work) = works.get_mut(slot) {
                work.push(record);
            }
        }
        works
    }
}
