//! Where the record slices of each file went, and what was decided on those that share something.
//!
//! In: the joins that were made and refused, and what became of each work. Out: a [`Flow`]: for each file the slices that
//! were found, rejected, merged, left out and shown, and one [`Decision`] for each slice that was merged and each pair that
//! was kept apart. A work counts in the first of its files, and as merged in the others. Nothing is a difference of other
//! numbers: each slice is counted where it went. Never: a drawing, a merge.

use super::{Article, Ledger, LeftOut};
use crate::record::{Doi, Key, Pmcid, Pmid, Record};
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// Where every record slice went, by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// In the order of their names.
    pub files: Vec<FileFlow>,
    /// What was decided on records that share something, in the order of the files.
    pub decisions: Vec<Decision>,
}

/// Where the record slices of one file went: `found == rejected + merged + excluded + shown`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileFlow {
    /// The file's name below the records folder.
    pub file: Arc<str>,
    /// The database that its records come from, where the format or the records say so.
    pub database: Option<String>,
    /// Record slices in the file.
    pub found: usize,
    /// Reported instead of read.
    pub rejected: usize,
    /// Merged into an article that an earlier record made.
    pub merged: usize,
    /// Made an article that the settings leave out.
    pub excluded: usize,
    /// Made an article of the library.
    pub shown: usize,
}

/// What was decided on two records that share something.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The record that was merged, or the later one of two that were kept apart.
    pub one: Slice,
    /// The record that it was matched with.
    pub other: Slice,
    /// What they share.
    pub by: Matched,
    /// What came of it.
    pub verdict: Verdict,
}

/// What came of a match.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// One article was made of both.
    Merged,
    /// `[[different]]` holds them apart; its reason.
    Ruled(Option<String>),
    /// What else they say holds them apart; in words.
    Contradicted(&'static str),
}

/// What two records share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Matched {
    /// `PMID`, `PMCID`, `DOI`, `PII`, `whole record` or `[[same]]`.
    pub by: &'static str,
    /// The identifier; of `[[same]]` its reason.
    pub value: String,
}

impl Matched {
    /// By a table of `[[same]]` with this reason.
    pub(super) fn ruled(reason: Option<String>) -> Self {
        Matched { by: "[[same]]", value: reason.unwrap_or_default() }
    }
}

/// One record slice, for a decision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slice {
    /// The file that it came from.
    pub file: Arc<str>,
    /// Its first line.
    pub line: usize,
    /// Its last line.
    pub end_line: usize,
    /// Its own identifiers.
    pub pmid: Option<Pmid>,
    /// As `pmid`.
    pub pmcid: Option<Pmcid>,
    /// As `pmid`.
    pub doi: Option<Doi>,
    /// The key of its article.
    pub article: Key,
    /// The place of its work; before works are known, of its record.
    pub(super) work: usize,
}

/// Two records by their places, and what joins them.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) one: usize,
    pub(super) two: usize,
    pub(super) by: Matched,
}

impl Slice {
    fn of(records: &[Record], at: usize) -> Option<Self> {
        let record = records.get(at)?;
        let origin = record.source.first();
        Some(Slice {
            file: origin.map_or_else(|| Arc::from(""), |origin| Arc::clone(&origin.file)),
            line: origin.map_or(0, |origin| origin.line),
            end_line: origin.map_or(0, |origin| origin.end_line),
            pmid: record.pmid.clone(),
            pmcid: record.pmcid.clone(),
            doi: record.doi.clone(),
            article: record.key.clone(),
            work: at,
        })
    }
}

/// One decision for each record that was merged: with which record of its work it was matched, seen from the first.
pub(super) fn merges(records: &[Record], links: Vec<Link>) -> Vec<Decision> {
    let mut of: HashMap<usize, Vec<usize>> = HashMap::new();
    for (number, link) in links.iter().enumerate() {
        of.entry(link.one).or_default().push(number);
        of.entry(link.two).or_default().push(number);
    }
    let mut first: Vec<usize> = of.keys().copied().collect();
    first.sort_unstable();
    let mut seen: HashSet<usize> = HashSet::new();
    let mut decisions = Vec::new();
    // The smallest place that is not seen yet is the first record of its work.
    for root in first {
        if !seen.insert(root) {
            continue;
        }
        let mut next = VecDeque::from([root]);
        while let Some(at) = next.pop_front() {
            for link in of.get(&at).into_iter().flatten().filter_map(|number| links.get(*number)) {
                let other = if link.one == at { link.two } else { link.one };
                if !seen.insert(other) {
                    continue;
                }
                next.push_back(other);
                decisions.extend(decision(records, (other, at), &link.by, Verdict::Merged));
            }
        }
    }
    decisions
}

/// The decision not to join two records.
pub(super) fn kept_apart(records: &[Record], link: Link, verdict: Verdict) -> Option<Decision> {
    let places = (link.one.max(link.two), link.one.min(link.two));
    decision(records, places, &link.by, verdict)
}

fn decision(
    records: &[Record],
    (one, other): (usize, usize),
    by: &Matched,
    verdict: Verdict,
) -> Option<Decision> {
    let (one, other) = (Slice::of(records, one)?, Slice::of(records, other)?);
    Some(Decision { one, other, by: by.clone(), verdict })
}

impl Flow {
    /// Counts each record of each work in the file that it came from; `files` are the numbers of those files, by work.
    pub(super) fn count(
        &mut self,
        files: &[Vec<u32>],
        articles: &[Article],
        left_out: &mut [LeftOut],
    ) {
        for later in files.iter().flat_map(|of_work| of_work.iter().skip(1)) {
            if let Some(file) = self.files.get_mut(*later as usize) {
                file.merged += 1;
            }
        }
        let first = |work: usize| files.get(work).and_then(|of_work| of_work.first()).copied();
        for number in articles.iter().filter_map(|article| first(article.work)) {
            if let Some(file) = self.files.get_mut(number as usize) {
                file.shown += 1;
            }
        }
        for left in left_out {
            let Some(number) = first(left.work) else { continue };
            if let Some(file) = self.files.get_mut(number as usize) {
                file.excluded += 1;
                left.file = Arc::clone(&file.file);
            }
        }
    }

    /// Gives each record of a decision the key of the article that it is in.
    pub(super) fn name_articles(&mut self, articles: &[Article], left_out: &[LeftOut]) {
        if self.decisions.is_empty() {
            return;
        }
        let mut keys: HashMap<usize, &Key> =
            articles.iter().map(|article| (article.work, &article.record.key)).collect();
        keys.extend(left_out.iter().map(|left| (left.work, &left.key)));
        for decision in &mut self.decisions {
            for slice in [&mut decision.one, &mut decision.other] {
                if let Some(key) = keys.get(&slice.work) {
                    slice.article = (*key).clone();
                }
            }
        }
    }

    /// The sums over all files.
    pub fn ledger(&self) -> Ledger {
        let sum = |of: fn(&FileFlow) -> usize| self.files.iter().map(of).sum();
        Ledger {
            slices: sum(|file| file.found),
            records: sum(|file| file.shown),
            merged: sum(|file| file.merged),
            rejected: sum(|file| file.rejected),
            excluded: sum(|file| file.excluded),
        }
    }
}
