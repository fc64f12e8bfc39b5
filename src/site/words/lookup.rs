//! Words that are asked for by something of a record or a registry.
//!
//! In: the number of a month, a season, the code of a language, a key of a record, the identifier of a grouping. Out: its
//! words. Never: a key of the catalogue's own.

use super::Words;
use super::phrase::Word;
use super::tables::{FormatWords, GroupingWords};
use crate::record::Season;
use crate::site::shown::Shown;

impl Words {
    /// The name of a month, from 1.
    pub(super) fn month(&self, month: u8) -> Option<Shown<'_>> {
        self.tables.months.get(&month.to_string()).map(Word::shown)
    }

    pub(super) fn season(&self, season: Season) -> Option<Shown<'_>> {
        let key = match season {
            Season::Spring => "spring",
            Season::Summer => "summer",
            Season::Autumn => "autumn",
            Season::Winter => "winter",
        };
        self.tables.seasons.get(key).map(Word::shown)
    }

    /// The name of a language by its code in MEDLINE.
    pub(in crate::site) fn language(&self, code: &str) -> Option<Shown<'_>> {
        self.tables.languages.get(code).map(Word::shown)
    }

    /// The name of a key of the record; the key itself, where it has none.
    pub(in crate::site) fn field(&self, key: &str) -> Shown<'static> {
        match self.tables.fields.get(key) {
            Some(word) => word.shown().into_owned(),
            None => Shown::new(key.replace('_', " ")),
        }
    }

    /// What a format is called, by its identifier; none for one that the catalogue does not know.
    pub(in crate::site) fn format(&self, id: &str) -> Option<&FormatWords> {
        self.tables.formats.get(id)
    }

    /// What a grouping is called, by its identifier; none for one that the catalogue does not know.
    pub(in crate::site) fn grouping(&self, id: &str) -> Option<&GroupingWords> {
        self.tables.groupings.get(id)
    }
}
