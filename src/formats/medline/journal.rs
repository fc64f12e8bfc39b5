//! Journal or book: what is told by several fields together.
//!
//! In: the values of the fields that name a journal, a book or both. Out: the record's `journal` or `book`, and
//! `published`. A record with a book's title and no journal is a book. Never: diagnostics.

use crate::record::{Book, Extra, Journal, OtherId, PartialDate, Record};
use std::mem::take;

/// Where a record appeared, while it is read.
#[derive(Default)]
pub(super) struct Publication {
    pub(super) journal: Journal,
    pub(super) book: Book,
    /// `PL`: the country of a journal, the place of a book.
    pub(super) place: Option<String>,
    /// `DP`.
    pub(super) date: Option<PartialDate>,
    /// `CTDT`: of the chapter.
    pub(super) contributed: Option<PartialDate>,
}

impl Publication {
    /// Gives the record its journal or book.
    pub(super) fn settle(mut self, record: &mut Record) {
        let journal = self.journal != Journal::default();
        let book = self.book.title.is_some() || self.book != Book::default() && !journal;
        if book && !journal {
            self.settle_book(record);
            return;
        }
        self.keep_book(record);
        self.journal.country = self.place;
        if self.journal != Journal::default() {
            record.journal = Some(self.journal);
        }
        record.published = self.date;
        if let Some(date) = self.contributed {
            match record.published {
                None => record.published = Some(date),
                Some(_) => record.extra.push(Extra { tag: "CTDT".to_owned(), value: date.text }),
            }
        }
    }

    fn settle_book(mut self, record: &mut Record) {
        self.book.place = self.place;
        if record.title.is_empty() {
            record.title = self.book.title.clone().unwrap_or_default();
        }
        record.published = self.contributed.or_else(|| self.date.clone());
        self.book.published = self.date;
        record.book = Some(self.book);
    }

    /// A journal's article has no key for what books have.
    fn keep_book(&mut self, record: &mut Record) {
        let book = take(&mut self.book);
        let isbn = book.isbn.into_iter().map(|value| OtherId { scheme: "isbn".to_owned(), value });
        record.ids.extend(isbn);
        for (tag, value) in [("BTI", book.title), ("PB", book.publisher), ("EN", book.edition)] {
            if let Some(value) = value {
                record.extra.push(Extra { tag: tag.to_owned(), value });
            }
        }
    }
}
