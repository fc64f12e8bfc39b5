//! Where an article appeared: a journal or a book, and its pages there.
//!
//! In: the names that the fields give, once all are known. Out: the record's journal or book, and what neither takes in
//! `extra`. The entry's type decides; where it leaves both open, a book's title or an ISBN without ISSN is a book.

use super::kinds::Kind;
use super::record::{Facts, Given};
use crate::formats::ris::draft::Draft;
use crate::record::Journal;
use crate::text::fold::fold_name;

/// Names of journal and book as the fields give them, by the field's name.
#[derive(Debug, Default)]
pub(super) struct Container {
    journal: Option<String>,
    journal_subtitle: Option<String>,
    short: Option<String>,
    country: Option<String>,
    library_id: Option<String>,
    book: Option<String>,
    book_subtitle: Option<String>,
    place: Option<String>,
    publisher: Option<String>,
    edition: Option<String>,
    pages: Option<String>,
    /// The number of an electronic article.
    number: Option<String>,
}

impl Container {
    /// Takes a field, if it is one of these.
    pub(super) fn take(&mut self, draft: &mut Draft<'_>, given: &Given<'_>) -> bool {
        let slot = match given.name {
            "journal" | "journaltitle" | "fulljournal" | "journal-full" => &mut self.journal,
            "journalsubtitle" => &mut self.journal_subtitle,
            "shortjournal"
            | "journal-iso"
            | "abbrev_source_title"
            | "journal-abbreviation"
            | "journalabbreviation"
            | "abbr_journal" => &mut self.short,
            "country" => &mut self.country,
            "nlm-id" | "nlmid" | "nlm_id" => &mut self.library_id,
            "booktitle" => &mut self.book,
            "booksubtitle" => &mut self.book_subtitle,
            "address" | "location" => &mut self.place,
            "publisher" => &mut self.publisher,
            "edition" => &mut self.edition,
            "pages" | "page" => &mut self.pages,
            "article-number" | "eid" | "articleno" | "article_number" | "art_number" => {
                &mut self.number
            }
            _ => return false,
        };
        let text = match given.name {
            "pages" | "page" => pages(&given.plain()),
            // "UNSP" is the Web of Science's word for a number of an unspecified kind.
            "article-number" => {
                let text = given.plain();
                text.strip_prefix("UNSP ").map(str::to_owned).unwrap_or(text)
            }
            _ => given.plain(),
        };
        let known = slot.get_or_insert_with(|| text.clone());
        if *known != text {
            draft.extra(given.name, text);
        }
        true
    }

    /// Decides between journal and book.
    pub(super) fn settle(&mut self, draft: &mut Draft<'_>, facts: Facts) {
        let names = std::mem::take(self);
        let serial = !draft.journal.issn.is_empty();
        let isbn = !draft.book.isbn.is_empty();
        let imprint =
            names.publisher.is_some() && (names.place.is_some() || names.edition.is_some());
        let in_book = match facts.kind {
            Kind::Chapter | Kind::Book => true,
            Kind::Journal => false,
            Kind::Other if names.book.is_some() => true,
            Kind::Other if names.journal.is_some() || serial => false,
            Kind::Other => isbn || imprint,
        };
        draft.record.pages = match (&names.pages, &names.number) {
            (Some(pages), Some(number)) if pages != number => {
                draft.extra("eid", number.clone());
                Some(pages.clone())
            }
            (pages, number) => pages.clone().or(number.clone()),
        };
        if in_book { names.book(draft, facts) } else { names.journal(draft) }
    }

    fn journal(self, draft: &mut Draft<'_>) {
        let isbn = std::mem::take(&mut draft.book.isbn);
        for isbn in &isbn {
            draft.other_id("isbn", isbn);
        }
        let mut journal = std::mem::take(&mut draft.journal);
        let mut titles = [
            ("journal", joined(self.journal, self.journal_subtitle)),
            ("booktitle", joined(self.book, self.book_subtitle)),
        ]
        .into_iter()
        .filter_map(|(name, title)| title.map(|title| (name, title)));
        journal.title = titles.next().map(|(_, title)| title);
        for (name, title) in titles {
            draft.extra(name, title);
        }
        journal.abbreviation = self.short;
        // Exports without the full title repeat the abbreviation in its place.
        if journal.title.is_some() && journal.title == journal.abbreviation {
            journal.title = None;
        }
        journal.country = self.country;
        journal.nlm_id = self.library_id;
        let rest =
            [("publisher", self.publisher), ("address", self.place), ("edition", self.edition)];
        for (name, value) in rest {
            draft.extra(name, value.unwrap_or_default());
        }
        draft.record.journal = Some(journal).filter(|journal| *journal != Journal::default());
    }

    fn book(self, draft: &mut Draft<'_>, facts: Facts) {
        let issn = std::mem::take(&mut draft.journal.issn);
        for issn in &issn {
            draft.other_id("issn", issn);
        }
        let mut book = std::mem::take(&mut draft.book);
        let own = fold_name(&draft.record.title);
        let titles = [
            ("booktitle", joined(self.book, self.book_subtitle)),
            ("journal", joined(self.journal, self.journal_subtitle)),
        ];
        for (name, title) in titles {
            let Some(title) = title else { continue };
            // Scopus gives a book's own title there, in other letters.
            let same = facts.kind == Kind::Book && fold_name(&title) == own;
            if book.title.is_none() && !same {
                book.title = Some(title);
            } else if book.title.as_ref() != Some(&title) && title != draft.record.title {
                draft.extra(name, title);
            }
        }
        book.place = self.place;
        book.publisher = self.publisher;
        book.edition = self.edition;
        for (name, value) in
            [("shortjournal", self.short), ("country", self.country), ("nlm-id", self.library_id)]
        {
            draft.extra(name, value.unwrap_or_default());
        }
        draft.record.book = Some(book);
    }
}

fn joined(title: Option<String>, subtitle: Option<String>) -> Option<String> {
    match (title, subtitle) {
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, subtitle) => title.or(subtitle),
    }
}

/// Pages with a hyphen between first and last, whatever dash the file has.
fn pages(text: &str) -> String {
    let text = text.replace(['\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let parts: Vec<&str> = text.split('-').map(str::trim).collect();
    match *parts.as_slice() {
        [first, last] if !first.contains(' ') && !last.contains(' ') => format!("{first}-{last}"),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::pages;

    #[test]
    fn pages_have_one_hyphen() {
        for (text, expected) in [
            ("1\u{2013}10", "1-10"),
            ("1 \u{2013} 174", "1-174"),
            ("e12", "e12"),
            ("1-3, 7-9", "1-3, 7-9"),
            ("S1-12\u{2013}S1-14", "S1-12-S1-14"),
        ] {
            assert_eq!(pages(text), expected);
        }
    }
}
