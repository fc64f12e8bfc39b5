//! As what a record is cited, and by which of its dates: as the National Library of Medicine does, an article of an
//! electronic collection by the day on which it appeared, any other by its issue.
//!
//! In: a record. Out: whether it is a part of a book, its date, and the further dates that a citation names. Never: how a
//! date is written.

use super::{PartialDate, Record};

impl Record {
    /// Whether it is a part of the book that it names, and not that book.
    pub fn is_chapter(&self) -> bool {
        let title = self.book.as_ref().and_then(|book| book.title.as_deref());
        !self.title.is_empty() && title.is_some_and(|title| title != self.title)
    }

    /// The date that stands behind the journal's name in a citation.
    pub fn cited_date(&self) -> Option<&PartialDate> {
        let electronic = self.electronic.as_ref().filter(|_| self.is_collected());
        electronic.or_else(|| self.date())
    }

    /// The dates that a citation names besides, each with its word: `Epub`, `eCollection`, `Print`.
    pub fn further_dates(&self) -> impl Iterator<Item = (&'static str, &PartialDate)> {
        // What appeared with its issue is not named twice.
        let apart = |date: &&PartialDate| {
            !self.is_collected() && self.date().is_none_or(|issue| !issue.is_same_day(date))
        };
        let dates = [
            ("Epub", self.electronic.as_ref().filter(apart)),
            ("eCollection", self.collection.as_ref()),
            ("Print", self.print.as_ref()),
        ];
        dates.into_iter().filter_map(|(word, date)| Some((word, date?)))
    }

    /// Whether it appeared by itself before the issue or the collection that it is counted to.
    fn is_collected(&self) -> bool {
        self.collection.is_some() || self.print.is_some()
    }
}

impl PartialDate {
    /// Whether two dates mean the same, however they are printed.
    pub fn is_same_day(&self, other: &PartialDate) -> bool {
        let parts = |date: &PartialDate| (date.year, date.month, date.day, date.season, date.end);
        parts(self) == parts(other)
    }
}
