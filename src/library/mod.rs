//! The library: every article once, immutable once built.
//!
//! In: records of all files, in any order, and the curator's exclusions and corrections. Out: [`Library`] and a
//! [`Ledger`] that says where every record slice went. Never: IO, grouping, pages.

use crate::record::{Key, Record};
use std::collections::HashMap;

/// The place of an article in [`Library::articles`].
pub type ArticleId = u32;

/// An article: the merged record and what the curator changed in it.
#[derive(Clone, Debug)]
pub struct Article {
    /// The merged and corrected record; its `source` lists all origins.
    pub record: Record,
    /// What the curator corrected, in the order of the settings.
    pub corrections: Vec<Correction>,
    /// Keys of records that were merged into this one, for redirects.
    pub former_keys: Vec<Key>,
}

/// One key that the curator corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The key of the record's JSON form.
    pub field: String,
    /// Why, in the curator's words.
    pub reason: Option<String>,
}

/// All articles, newest first, then by key.
#[derive(Debug, Default)]
pub struct Library {
    articles: Vec<Article>,
    by_id: HashMap<String, ArticleId>,
}

impl Library {
    /// All articles: date descending, then key.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article at an id that this library gave out.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id as usize)
    }

    /// Finds an article by `pmid:…`, `doi:…`, `PMC…`, a bare PMID or DOI, a key or a former key.
    pub fn find(&self, id: &str) -> Option<ArticleId> {
        self.by_id.get(id).copied()
    }
}

/// Where every record slice of the input went. `slices == records + merged + rejected + excluded`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Record slices in all files.
    pub slices: usize,
    /// Articles of the library.
    pub records: usize,
    /// Slices merged into another's article.
    pub merged: usize,
    /// Slices reported instead of read.
    pub rejected: usize,
    /// Slices left out by the settings.
    pub excluded: usize,
}
