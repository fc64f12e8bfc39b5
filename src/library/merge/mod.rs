//! One record of several: the union of their fields, so that nothing any source says is lost.
//!
//! In: the records of one work. Out: one [`Article`] with the source of each of its keys. [`table::TABLE`] states for
//! every key which value is taken; what is not taken and says something else is reported with both places. The result
//! depends on the records alone, never on the order in which they came. Never: which records are one work.

mod lists;
mod people;
mod report;
mod table;
mod values;

pub use table::{Row, TABLE};

use super::Article;
use crate::formats;
use crate::record::{Key, Record, Status};
use report::Difference;
use std::cmp::Reverse;

pub(super) use report::Said;

/// Which source a key of a merged record has its value, or a part of its list, from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Given {
    /// The place of the key in [`TABLE`].
    row: u8,
    /// The place of the source in the merged record's `source`.
    source: u16,
}

impl Given {
    /// The key of the record's JSON form.
    pub fn key(self) -> &'static str {
        TABLE.get(usize::from(self.row)).map_or("", |row| row.key)
    }

    /// The place of the source in the merged record's `source`.
    pub fn source(self) -> usize {
        usize::from(self.source)
    }
}

/// The records of one work while they are merged, the most trusted first.
#[derive(Debug)]
pub(super) struct Merging {
    /// What is there of the merged record.
    into: Record,
    /// The sources; what is taken from one is gone from it.
    from: Vec<Record>,
    /// Rows of the table with the sources that gave something.
    given: Vec<(usize, usize)>,
    differences: Vec<Difference>,
    /// The row at work.
    row: usize,
}

impl Merging {
    fn give(&mut self, source: usize) {
        if !self.given.contains(&(self.row, source)) {
            self.given.push((self.row, source));
        }
    }

    /// A value of a source that was not taken and says something else than `kept`, which source `by` gave.
    fn differs(&mut self, source: usize, by: usize, kept: String, other: String) {
        let key = TABLE.get(self.row).map_or("", |row| row.key);
        self.differences.push(Difference { key, source, by, kept, other });
    }
}

/// Merges the records of one work. A work of one record passes through.
pub(super) fn merge(mut work: Vec<Record>) -> (Article, Said) {
    let slices = work.len();
    if work.len() < 2 {
        let mut record = work.pop().unwrap_or_default();
        record.key = Key::of(&record);
        let record = record.into();
        return (Article { record, slices, ..Article::default() }, Said::default());
    }
    work.sort_by_cached_key(|record| {
        let ahead = record.status.contains(&Status::AheadOfPrint);
        (Reverse(trust(record)), ahead, Reverse(filled(record)), record.source.clone())
    });
    let mut former_keys: Vec<Key> = work.iter().map(Key::of).collect();
    let sources: Vec<_> = work.iter().map(|record| record.source.clone()).collect();
    let mut merging = Merging {
        into: Record::default(),
        from: work,
        given: Vec::new(),
        differences: Vec::new(),
        row: 0,
    };
    for (at, row) in TABLE.iter().enumerate() {
        merging.row = at;
        (row.merge)(&mut merging);
    }
    let Merging { mut into, given, differences, .. } = merging;
    into.source = sources.concat();
    into.source.sort();
    into.source.dedup();
    into.key = Key::of(&into);
    former_keys.retain(|former| *former != into.key);
    former_keys.sort();
    former_keys.dedup();
    let place = |source: usize| {
        let first = sources.get(source)?.first()?;
        into.source.iter().position(|origin| origin == first)
    };
    let mut origins: Vec<Given> = given
        .into_iter()
        .filter_map(|(row, source)| {
            Some(Given {
                row: u8::try_from(row).ok()?,
                source: u16::try_from(place(source)?).ok()?,
            })
        })
        .collect();
    origins.sort_unstable();
    let said = report::report(&into, &sources, differences);
    let (record, given) = (into.into(), origins.into());
    let article = Article { record, former_keys, slices, given, ..Article::default() };
    (article, said)
}

/// How much the format that a record was read from is trusted.
fn trust(record: &Record) -> u8 {
    record.source.first().map_or(0, |origin| formats::trust(&origin.format))
}

/// How many of the keys that differ between exports of one database are there.
fn filled(record: &Record) -> usize {
    [
        record.doi.is_some(),
        record.pmcid.is_some(),
        record.volume.is_some(),
        record.pages.is_some(),
        !record.sections.is_empty(),
        record.conflict_of_interest.is_some(),
    ]
    .into_iter()
    .filter(|there| *there)
    .count()
}
