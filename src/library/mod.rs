//! The library: every article once, immutable once built.
//!
//! In: the readings of all files, in any order, and the curator's rulings, exclusions and corrections. Out: a
//! [`Library`], and a [`Ledger`] that says where every record slice went. Steps: 1. [`identity`] finds the slices that
//! are one work; 2. [`merge`] makes one record of them, field by field; 3. [`curate`] leaves out and corrects;
//! 4. [`relations`] joins retractions, corrections and comments in both directions; 5. keys are told apart and the
//! articles put in order. [`suggestions`] finds what is probably one work; nothing is merged for that. [`mod@searches`] and
//! [`mod@changes`] read what stands beside the exports, and [`History`] says when each article came. Never: IO, grouping, pages.

mod alike;
mod answers;
mod changes;
mod curate;
mod flow;
mod history;
mod identity;
mod joined;
mod merge;
mod near;
mod relations;
mod rulings;
mod searches;
mod suggest;
#[cfg(test)]
mod tests;

use crate::config::{LibraryOptions, Stage};
use crate::diag::Diagnostic;
use crate::formats::Reading;
use crate::record::{Doi, Key, Pmcid, Pmid, Record};
use ahash::{HashMap, HashMapExt, HashSet};
use rayon::prelude::*;
use std::sync::Arc;

pub use changes::{Change, ChangeKind, changes};
pub use flow::{Decision, FileFlow, Flow, Matched, Slice, Verdict};
pub use history::{Date, History, Span};
pub use merge::{Given, Row, TABLE};
pub use searches::{Search, searches};
pub use suggest::{Suggestion, SuggestionKind, suggestions};

/// The place of an article in [`Library::articles`].
pub type ArticleId = u32;

/// An article: the merged record and what the curator changed in it.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The merged and corrected record; its `source` lists all origins. It can outlive the library.
    pub record: Arc<Record>,
    /// What the curator corrected, in the order of the settings.
    pub corrections: Vec<Correction>,
    /// Keys that the article had before a merge or a correction, for redirects.
    pub former_keys: Vec<Key>,
    /// How many record slices of the input it was made of.
    pub slices: usize,
    /// For a merged article, which source gave which key; empty for an article of one source.
    pub given: Box<[Given]>,
    /// The place of its work among all works, those left out too.
    work: usize,
}

impl Article {
    /// The record, to be changed while the library is made; one that something else holds too is copied first.
    fn record_mut(&mut self) -> &mut Record {
        Arc::make_mut(&mut self.record)
    }
}

/// An article that the settings leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Its key.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Why, in the curator's words.
    pub reason: Option<String>,
    /// When it was left out.
    pub stage: Stage,
    /// Its identifiers, for a link to what it is.
    pub pmid: Option<Pmid>,
    /// As `pmid`.
    pub doi: Option<Doi>,
    /// Whether it is retracted.
    pub retracted: bool,
    /// The first of the files that it came from.
    pub file: Arc<str>,
    /// The place of its work among all works.
    work: usize,
}

/// One key that the curator corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The key of the record's JSON form.
    pub field: String,
    /// Why, in the curator's words.
    pub reason: Option<String>,
}

/// Where every record slice of the input went: `slices == records + merged + rejected + excluded`.
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
    /// Articles left out by the settings.
    pub excluded: usize,
}

/// All articles, newest first, then by key.
#[derive(Debug, Default)]
pub struct Library {
    articles: Vec<Article>,
    by_id: HashMap<Box<str>, ArticleId>,
    left_out: Vec<LeftOut>,
    flow: Flow,
}

impl Library {
    /// A library of records that are each a work of its own, for callers that have merged already.
    pub fn from_records(records: Vec<Record>) -> Self {
        Library::from_articles(
            records
                .into_iter()
                .map(|record| Article { record: record.into(), slices: 1, ..Article::default() })
                .collect(),
        )
    }

    /// Orders the articles and tells equal keys apart. What names the article is its key alone, so the order of the
    /// argument does not matter.
    fn from_articles(mut articles: Vec<Article>) -> Self {
        tell_keys_apart(&mut articles);
        settle_former_keys(&mut articles);
        articles.par_sort_unstable_by(|a, b| newest_first(&a.record, &b.record));
        let mut by_id: HashMap<Box<str>, ArticleId> = HashMap::with_capacity(articles.len() * 3);
        for (id, article) in (0..).zip(&articles) {
            for name in names(&article.record) {
                by_id.entry(name.into()).or_insert(id);
            }
        }
        for (id, article) in (0..).zip(&articles) {
            for former in &article.former_keys {
                by_id.entry(former.as_str().into()).or_insert(id);
            }
            // A second PMID or DOI of a merged article still names it.
            for other in &article.record.ids {
                if curate::is_name(&other.scheme) {
                    by_id.entry(other.value.to_ascii_lowercase().into()).or_insert(id);
                }
            }
        }
        Library { articles, by_id, ..Library::default() }
    }

    /// What the settings left out, in their order.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// Where every record slice went, by file, and why.
    pub fn flow(&self) -> &Flow {
        &self.flow
    }

    /// All articles: date descending, then key.
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// The article at an id that this library gave out.
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(id as usize)
    }

    /// Finds an article by `pmid:…`, `doi:…`, `PMC…`, a bare PMID or DOI, an address of one of them, a key or a former
    /// key.
    pub fn find(&self, id: &str) -> Option<ArticleId> {
        let exact = |name: &str| self.by_id.get(name).copied();
        exact(id.trim())
            .or_else(|| Pmid::new(id).ok().and_then(|pmid| exact(pmid.as_str())))
            .or_else(|| {
                Pmcid::new(id).ok().and_then(|pmcid| exact(&pmcid.as_str().to_ascii_lowercase()))
            })
            .or_else(|| Doi::new(id).ok().and_then(|doi| exact(doi.as_str())))
    }
}

/// Builds the library of all readings.
pub fn build(
    readings: Vec<Reading>,
    options: &LibraryOptions,
) -> (Library, Ledger, Vec<Diagnostic>) {
    let mut flow = Flow::default();
    let mut records: Vec<Record> = Vec::new();
    let mut numbers: Vec<u32> = Vec::new();
    let mut diagnostics = Vec::new();
    for (number, reading) in (0u32..).zip(readings) {
        flow.files.push(FileFlow {
            file: Arc::clone(&reading.coverage.file),
            database: reading.database,
            found: reading.records.len() + reading.coverage.rejected,
            rejected: reading.coverage.rejected,
            ..FileFlow::default()
        });
        numbers.resize(numbers.len() + reading.records.len(), number);
        // A site of one large file should not hold its records twice.
        if records.is_empty() {
            records = reading.records;
        } else {
            records.extend(reading.records);
        }
        diagnostics.extend(reading.diagnostics);
    }
    let identity::Works { list: works, confirmed, idle, files, decisions } =
        identity::works((records, numbers), options, &mut diagnostics);
    let (mut articles, mut said): (Vec<Article>, Vec<merge::Said>) =
        works.into_par_iter().map(merge::merge).unzip();
    for (work, article) in articles.iter_mut().enumerate() {
        article.work = work;
    }
    answers::confirmed(&confirmed, &mut said, &mut diagnostics);
    let (mut articles, mut left_out) = curate::curate(articles, options, &mut diagnostics);
    diagnostics.extend(answers::without_corrected(said, &articles));
    relations::join(&mut articles);
    flow.decisions = decisions;
    flow.count(&files, &articles, &mut left_out);
    let mut library = Library { left_out, ..Library::from_articles(articles) };
    flow.name_articles(&library.articles, &library.left_out);
    flow.files.sort_by(|a, b| a.file.cmp(&b.file));
    let ledger = flow.ledger();
    library.flow = flow;
    rulings::report_idle(&idle, &library, &mut diagnostics);
    (library, ledger, diagnostics)
}

/// The names under which a record is found: its identifiers in normal form and its key.
fn names(record: &Record) -> impl Iterator<Item = String> {
    [
        record.pmid.as_ref().map(ToString::to_string),
        record.pmcid.as_ref().map(|pmcid| pmcid.as_str().to_ascii_lowercase()),
        record.doi.as_ref().map(ToString::to_string),
        Some(record.key.to_string()),
    ]
    .into_iter()
    .flatten()
}

fn newest_first(a: &Record, b: &Record) -> std::cmp::Ordering {
    let rank = |record: &Record| record.date().map(crate::record::PartialDate::rank);
    rank(b).cmp(&rank(a)).then_with(|| a.key.cmp(&b.key))
}

/// Records without identifiers can come to the same author-year-title key; each of those gets a hash of its content.
fn tell_keys_apart(articles: &mut [Article]) {
    for article in articles.iter_mut() {
        let key = Key::of(&article.record);
        article.record_mut().key = key;
    }
    let mut counts: HashMap<Key, usize> = HashMap::with_capacity(articles.len());
    for article in articles.iter() {
        *counts.entry(article.record.key.clone()).or_default() += 1;
    }
    for article in articles.iter_mut() {
        if counts.get(&article.record.key).is_some_and(|count| *count > 1) {
            let key = article.record.key.told_apart(&article.record);
            article.record_mut().key = key;
        }
    }
}

/// A former key that is an article's own key now, or that two articles had, leads nowhere for certain and is dropped.
fn settle_former_keys(articles: &mut [Article]) {
    let formers: HashSet<Key> =
        articles.iter().flat_map(|article| article.former_keys.iter().cloned()).collect();
    if formers.is_empty() {
        return;
    }
    let mut claims: HashMap<Key, usize> = HashMap::with_capacity(formers.len());
    for article in articles.iter() {
        let live = Some(&article.record.key).filter(|key| formers.contains(*key));
        let former = article.former_keys.iter().filter(|key| **key != article.record.key);
        for key in live.into_iter().chain(live).chain(former) {
            *claims.entry(key.clone()).or_default() += 1;
        }
    }
    for article in articles.iter_mut() {
        let key = article.record.key.clone();
        article.former_keys.sort();
        article.former_keys.dedup();
        article.former_keys.retain(|former| *former != key && claims.get(former) == Some(&1));
    }
}
