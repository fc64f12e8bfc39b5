//! Where an item appeared: a journal or a book.
//!
//! In: the names that the variables give, once all are known. Out: the record's journal or book, and what neither takes
//! in `extra`. The type decides; where it leaves both open, an ISBN without ISSN is a book. Never: other variables.

use super::item::Reader;
use super::types::{ARTICLE, Kind};
use crate::record::Journal;

/// Names of journal, book and publisher as the variables give them.
#[derive(Debug, Default)]
pub(super) struct Container {
    pub(super) title: Option<String>,
    pub(super) short: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) place: Option<String>,
    pub(super) event_place: Option<String>,
    pub(super) edition: Option<String>,
    /// The number that an article has instead of pages.
    pub(super) number: Option<String>,
    pub(super) first_page: Option<String>,
}

impl Reader<'_> {
    /// Pages, then the journal or the book.
    pub(super) fn container(&mut self) {
        let mut names = std::mem::take(&mut self.names);
        self.pages(&mut names);
        // Zotero writes the one place under both names.
        if names.event_place == names.place {
            names.event_place = None;
        }
        self.draft.extra("event-place", names.event_place.take().unwrap_or_default());
        let serial = !self.draft.journal.issn.is_empty();
        let isbn = !self.draft.book.isbn.is_empty();
        match self.kind {
            Kind::Chapter | Kind::Book => self.book(names),
            Kind::Other if isbn && !serial => self.book(names),
            Kind::Journal | Kind::Other => self.journal(names),
        }
    }

    fn pages(&mut self, names: &mut Container) {
        let pages = &mut self.draft.record.pages;
        let first = names.first_page.take();
        let number = names.number.take();
        if pages.is_none() {
            *pages = number.clone().or_else(|| first.clone());
        }
        let known = pages.clone().unwrap_or_default();
        let begins = |first: &String| known.split(['-', '\u{2013}']).next() == Some(first.as_str());
        self.draft
            .extra("article-number", number.filter(|number| *number != known).unwrap_or_default());
        self.draft.extra("page-first", first.filter(|first| !begins(first)).unwrap_or_default());
    }

    fn journal(&mut self, names: Container) {
        for isbn in std::mem::take(&mut self.draft.book.isbn) {
            self.draft.other_id("isbn", &isbn);
        }
        let mut journal = std::mem::take(&mut self.draft.journal);
        journal.title = names.title;
        journal.abbreviation = names.short;
        // Exports without the one repeat the other in its place.
        if journal.title.is_some() && journal.title == journal.abbreviation {
            journal.abbreviation = None;
        }
        let rest = [
            ("publisher", names.publisher),
            ("publisher-place", names.place),
            ("edition", names.edition),
        ];
        for (key, value) in rest {
            self.draft.extra(key, value.unwrap_or_default());
        }
        if journal != Journal::default() {
            self.draft.record.journal = Some(journal);
        } else if self.kind == Kind::Journal && self.draft.record.publication_types.is_empty() {
            self.draft.publication_type(ARTICLE);
        }
    }

    fn book(&mut self, names: Container) {
        for issn in std::mem::take(&mut self.draft.journal.issn) {
            self.draft.other_id("issn", &issn);
        }
        let mut book = std::mem::take(&mut self.draft.book);
        match names.title {
            // What contains a whole book is its series.
            Some(series) if self.kind == Kind::Book => self.draft.extra("container-title", series),
            title => book.title = title,
        }
        self.draft.extra("container-title-short", names.short.unwrap_or_default());
        book.publisher = names.publisher;
        book.place = names.place;
        book.edition = names.edition;
        self.draft.record.book = Some(book);
    }
}
