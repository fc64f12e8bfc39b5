//! The sections of the catalogue that are looked up by something of a record or a registry: months, languages, fields,
//! groupings, formats.
//!
//! In: those sections. Out: their words by number, code or identifier. Never: a decision which of them is meant.

use super::load::{File, Section};
use super::phrase::{Count, Word};
use crate::site::shown::Shown;
use std::collections::BTreeMap;

/// The sections that are looked up.
#[derive(Debug)]
pub(super) struct Tables {
    pub(super) months: BTreeMap<String, Word>,
    pub(super) seasons: BTreeMap<String, Word>,
    pub(super) languages: BTreeMap<String, Word>,
    pub(super) fields: BTreeMap<String, Word>,
    pub(super) groupings: BTreeMap<String, GroupingWords>,
    pub(super) formats: BTreeMap<String, FormatWords>,
}

/// What a format is called that other programs read.
#[derive(Debug)]
pub(in crate::site) struct FormatWords {
    name: Word,
    purpose: Word,
}

impl FormatWords {
    /// Its name: "BibTeX".
    pub(in crate::site) fn name(&self) -> Shown<'_> {
        self.name.shown()
    }

    /// What it is for.
    pub(in crate::site) fn purpose(&self) -> Shown<'_> {
        self.purpose.shown()
    }
}

/// What a grouping is called.
#[derive(Debug)]
pub(in crate::site) struct GroupingWords {
    one: Word,
    many: Word,
    count: Count,
    among: Option<Word>,
    map: Option<Word>,
}

impl GroupingWords {
    /// One of its groups: "Topic".
    pub(in crate::site) fn one(&self) -> Shown<'_> {
        self.one.shown()
    }

    /// All of its groups: "Topics".
    pub(in crate::site) fn many(&self) -> Shown<'_> {
        self.many.shown()
    }

    /// So many of its groups: "1,204 topics".
    pub(in crate::site) fn count(&self, number: usize) -> Shown<'static> {
        self.count.fill(number, &[])
    }

    /// The heading over those that one of its groups meets: "Co-authors"; none where groups are not met by their own.
    pub(in crate::site) fn among(&self) -> Option<Shown<'_>> {
        self.among.as_ref().map(Word::shown)
    }

    /// The title of the map whose columns they are: "Topics by country"; none where there is no map.
    pub(in crate::site) fn map(&self) -> Option<Shown<'_>> {
        self.map.as_ref().map(Word::shown)
    }

    /// What stands before and after the number in a count of its groups, where the number is an element of its own.
    pub(in crate::site) fn around(&self, number: usize) -> (Shown<'_>, Shown<'_>) {
        self.count.of(number).around()
    }
}

impl Tables {
    pub(super) fn read(file: &mut File) -> Self {
        Tables {
            months: words(&mut file.section("months")),
            seasons: words(&mut file.section("seasons")),
            languages: words(&mut file.section("languages")),
            fields: words(&mut file.section("fields")),
            groupings: groupings(file),
            formats: formats(file),
        }
    }
}

fn words(section: &mut Section<'_>) -> BTreeMap<String, Word> {
    let keys = section.keys();
    let word = |key: String| {
        let word = section.word(&key);
        (key, word)
    };
    keys.into_iter().map(word).collect()
}

fn formats(file: &mut File) -> BTreeMap<String, FormatWords> {
    let ids = file.section("formats").keys();
    let read = |id: String| {
        let name = format!("formats.{id}");
        let mut section = file.section(&name);
        let words = FormatWords { name: section.word("name"), purpose: section.word("purpose") };
        (id, words)
    };
    ids.into_iter().map(read).collect()
}

fn groupings(file: &mut File) -> BTreeMap<String, GroupingWords> {
    let ids = file.section("groupings").keys();
    let read = |id: String| {
        let name = format!("groupings.{id}");
        let mut section = file.section(&name);
        let one = section.word("one");
        let many = section.word("many");
        let count = section.count("count", &[super::phrase::COUNT]);
        let [among, map] = ["among", "map"].map(|key| section.word_if_any(key));
        (id, GroupingWords { one, many, count, among, map })
    };
    ids.into_iter().map(read).collect()
}
