//! The root of the index: what a browser must know to find everything else.
//!
//! In: what the other parts say of themselves. Out: one JSON object. Never: anything that grows with the articles but for the
//! beginnings of shards.

use super::facets::Head;
use serde::Serialize;
use std::collections::BTreeMap;

/// The root. `words`, `halves` and `names` are the beginnings of the shards of each kind, front-coded.
#[derive(Debug, Serialize)]
pub(super) struct Root {
    pub(super) version: u32,
    /// Documents, the curator's pages among them.
    pub(super) documents: usize,
    pub(super) articles: usize,
    /// Documents in one file of rows.
    pub(super) block: usize,
    pub(super) words: String,
    pub(super) halves: String,
    pub(super) names: String,
    /// Words that a search goes on without.
    pub(super) common: String,
    /// Letters that Unicode does not take apart.
    pub(super) letters: BTreeMap<char, &'static str>,
    /// Greek letters by their names.
    pub(super) greek: BTreeMap<char, &'static str>,
    pub(super) facets: Vec<Head>,
}

impl Root {
    pub(super) fn json(&self) -> String {
        // Numbers and strings alone cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Documents in one file of rows. Hits lie scattered, so ten of them load ten files: the more documents there are, the smaller
/// each file must be; a small library is better off with few files.
pub(super) fn block(documents: usize) -> usize {
    match documents {
        0..=2_000 => 12,
        2_001..=20_000 => 8,
        _ => 6,
    }
}
