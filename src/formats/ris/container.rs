//! Where an article appeared: a journal or a book, and its pages there.
//!
//! In: the names that the tags give, once all are known. Out: the record's journal or book, and what neither takes in
//! `extra`. The type decides; where it leaves both open, an ISBN without ISSN, or an imprint without a title, is a book.

use super::record::Reader;
use super::tags::{self, Kind};
use crate::record::Journal;

/// Names of journal and book as the tags give them.
#[derive(Debug, Default)]
pub(super) struct Container {
    /// `T2`: the journal, the book, or the series of a book.
    pub(super) secondary: Option<String>,
    /// `JF`.
    pub(super) full: Option<String>,
    /// `JO`: either form.
    pub(super) either: Option<String>,
    /// `JA`, `J2` …
    pub(super) short: Option<String>,
    /// `BT`.
    pub(super) book: Option<String>,
    pub(super) place: Option<String>,
    /// `PI`: the publisher's city.
    pub(super) city: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) edition: Option<String>,
    pub(super) series: Option<String>,
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
    pub(super) whole: Option<String>,
    pub(super) number: Option<String>,
}

impl Reader<'_> {
    /// First and last page as one range.
    pub(super) fn pages(&mut self) {
        let names = &mut self.names;
        let (start, end) = (names.start.take(), names.end.take());
        let pages = match (start, end) {
            (Some(start), Some(end)) if end == "+" || end == "&" => Some(start + &end),
            (Some(start), Some(end)) if start == end || start.ends_with(&format!("-{end}")) => {
                Some(start)
            }
            (Some(start), Some(end)) => Some(format!("{start}-{end}")),
            (start, end) => start.or(end),
        };
        let mut rest = [pages, names.whole.take(), names.number.take()].into_iter().flatten();
        let pages = rest.next();
        for (tag, other) in ["PG", "C7"].iter().zip(rest).collect::<Vec<_>>() {
            if pages.as_deref() != Some(other.as_str()) {
                self.draft.extra(tag, other);
            }
        }
        self.draft.record.pages = pages;
    }

    /// A journal or a book.
    pub(super) fn container(&mut self) {
        let names = std::mem::take(&mut self.names);
        let journal = names.full.is_some() || names.either.is_some() || names.short.is_some();
        let serial = !self.draft.journal.issn.is_empty();
        let isbn = !self.draft.book.isbn.is_empty();
        let imprint = names.publisher.is_some() || names.place.is_some() || names.edition.is_some();
        let in_book = match self.facts.kind {
            Kind::Chapter | Kind::Book => true,
            Kind::Journal => false,
            Kind::Other if names.book.is_some() || isbn && !serial => true,
            Kind::Other => imprint && !journal && !serial && names.secondary.is_none(),
        };
        if in_book { self.book(names) } else { self.journal(names) }
    }

    fn journal(&mut self, names: Container) {
        let isbn = std::mem::take(&mut self.draft.book.isbn);
        for isbn in &isbn {
            self.draft.other_id("isbn", isbn);
        }
        let mut journal = std::mem::take(&mut self.draft.journal);
        let mut titles = [names.full, names.secondary].into_iter().flatten();
        journal.title = titles.next();
        journal.abbreviation = names.short;
        for title in titles {
            if journal.title.as_ref() != Some(&title) {
                self.draft.extra("T2", title);
            }
        }
        match names.either {
            Some(either) if journal.title.is_none() => journal.title = Some(either),
            Some(either) if journal.title.as_ref() == Some(&either) => {}
            Some(either) if journal.abbreviation.is_none() => journal.abbreviation = Some(either),
            Some(either) if journal.abbreviation.as_ref() != Some(&either) => {
                self.draft.extra("JO", either);
            }
            _ => {}
        }
        // Exports without the full title repeat the abbreviation in its place.
        if journal.title.is_some() && journal.title == journal.abbreviation {
            journal.title = None;
        }
        // Ovid gives the country there; of a conference it is the city.
        let place = match self.facts.kind {
            Kind::Journal => {
                journal.country = names.place;
                None
            }
            _ => names.place,
        };
        let rest = [
            ("CY", place),
            ("PI", names.city),
            ("PB", names.publisher),
            ("ET", names.edition),
            ("T3", names.series),
            ("BT", names.book),
        ];
        for (tag, value) in rest {
            self.draft.extra(tag, value.unwrap_or_default());
        }
        if journal != Journal::default() {
            self.draft.record.journal = Some(journal);
        } else if self.facts.kind == Kind::Journal && self.draft.record.publication_types.is_empty()
        {
            self.draft.publication_type(tags::ARTICLE);
        }
    }

    fn book(&mut self, names: Container) {
        let issn = std::mem::take(&mut self.draft.journal.issn);
        for issn in &issn {
            self.draft.other_id("issn", issn);
        }
        let mut book = std::mem::take(&mut self.draft.book);
        let whole = self.facts.kind == Kind::Book;
        let titles =
            [("BT", names.book), ("T2", names.secondary), ("JF", names.full), ("JO", names.either)];
        for (tag, title) in titles {
            let Some(title) = title else { continue };
            // The secondary title of a whole book is its series.
            if book.title.is_none() && !(whole && tag != "BT") {
                book.title = Some(title);
            } else if book.title.as_ref() != Some(&title) && title != self.draft.record.title {
                self.draft.extra(tag, title);
            }
        }
        book.place = match (names.place, names.city) {
            (Some(place), Some(city)) => {
                self.draft.extra("PI", city);
                Some(place)
            }
            (place, city) => place.or(city),
        };
        book.publisher = names.publisher;
        book.edition = names.edition;
        for (tag, value) in [("T3", names.series), ("J2", names.short)] {
            self.draft.extra(tag, value.unwrap_or_default());
        }
        self.draft.record.book = Some(book);
    }
}
