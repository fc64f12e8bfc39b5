//! Fills a record from a citation in PubMed's words, for the formats that print it as one line.
//!
//! In: `J Example Med. 2021 Jul 16;11(7):671. doi: 10.1/x. Epub 2021 Jul 2. Erratum in: …`, or `2020 May 20. In: …` of a
//! chapter. Out: the record's keys, and what no key takes in `extra`. Never: where it stood.

use super::pubmed_text::{book, citation, corrections, languages, people, shape};
use super::ris::draft::Draft;
use super::ris::ids;
use crate::record::{Book, Journal, PartialDate, Status};
use crate::text::blanks::fold_blanks;

/// What stays in the catch-all.
const NOTE: &str = "citation-note";

/// Reads a citation; `false` when it has neither a journal nor a book with a date, and nothing was taken.
pub(super) fn fill(draft: &mut Draft<'_>, text: &str) -> bool {
    if let Some((date, source)) = chapter(text) {
        draft.record.published = PartialDate::parse_pubmed(date);
        fill_book(draft, source);
        return true;
    }
    let (text, relations) = parted(text);
    let Some(parts) = citation::parse(text) else { return false };
    let abbreviation = Some(fold_blanks(parts.journal)).filter(|name| !name.is_empty());
    draft.record.journal = Some(Journal { abbreviation, ..Journal::default() });
    let mut date = |text: Option<&str>| {
        let text = text?;
        let read = PartialDate::parse_pubmed(text);
        if read.is_none() {
            draft.extra(NOTE, text.to_owned());
        }
        read
    };
    let published = date(parts.date);
    let (electronic, print) = (date(parts.electronic), date(parts.print));
    let collection = date(parts.collection);
    let own = |text: Option<&str>| text.map(fold_blanks);
    let record = &mut draft.record;
    (record.published, record.electronic) = (published, electronic);
    (record.print, record.collection) = (print, collection);
    (record.volume, record.issue) = (own(parts.volume), own(parts.issue));
    record.pages = own(parts.pages);
    draft.other_id("pii", parts.pii.unwrap_or_default());
    if let Some(text) = parts.doi {
        match ids::doi(text) {
            Some(doi) => draft.record.doi = Some(doi),
            None => draft.extra("doi", text.to_owned()),
        }
    }
    if parts.ahead_of_print {
        draft.status(Status::AheadOfPrint);
    }
    if parts.preprint {
        draft.status(Status::Preprint);
    }
    for note in parts.rest {
        // "English, Chinese."
        let names = note.trim_end_matches('.').split(", ");
        let codes: Option<Vec<&str>> = names.map(languages::code).collect();
        match codes {
            Some(codes) => {
                draft.record.language.extend(codes.into_iter().map(str::to_owned));
            }
            None => draft.extra(NOTE, fold_blanks(note)),
        }
    }
    relate(draft, relations);
    true
}

/// "2020 May 20. In: …": the date and what names the book.
pub(super) fn chapter(text: &str) -> Option<(&str, &str)> {
    let (date, rest) = text.split_once(". In: ")?;
    PartialDate::parse_pubmed(date).map(|_| (date, rest))
}

fn fill_book(draft: &mut Draft<'_>, text: &str) {
    let source = book::parse(text);
    let own = |text: Option<&str>| text.map(fold_blanks);
    if let Some(editors) = source.editors {
        let people = people::parse(editors);
        if people.and_others {
            draft.extra("editors", "et al.".to_owned());
        }
        draft.record.editors = people.list;
    }
    let published = source.years.and_then(book::years);
    let rest =
        [source.years.filter(|_| published.is_none()), source.rest, source.date, source.updated];
    for text in rest.into_iter().flatten() {
        draft.extra(NOTE, fold_blanks(text));
    }
    draft.record.book = Some(Book {
        title: own(source.title),
        place: own(source.place),
        publisher: own(source.publisher),
        edition: own(source.edition),
        published,
        ..Book::default()
    });
}

/// A citation before the first heading of a relation, and all from there on.
fn parted(text: &str) -> (&str, &str) {
    let heading =
        |(at, _): &(usize, &str)| text.get(at + 2..).is_some_and(|rest| relation(rest).is_some());
    match text.match_indices(". ").find(heading) {
        Some((at, _)) => {
            let (head, rest) = text.split_at(at + 1);
            (head, rest.trim_start())
        }
        None => (text, ""),
    }
}

/// The kind of relation whose heading a text begins with, and what stands behind the heading.
fn relation(text: &str) -> Option<(usize, &str)> {
    corrections::HEADINGS
        .iter()
        .enumerate()
        .find_map(|(at, (heading, ..))| Some((at, text.strip_prefix(heading)?.strip_prefix(": ")?)))
}

/// "Erratum in: J Example. 2022 Nov 9;: Comment in: …"
fn relate(draft: &mut Draft<'_>, text: &str) {
    let mut rest = text;
    while let Some((heading, body)) = relation(rest) {
        let next = body.match_indices(' ').map(|(at, _)| at + 1);
        let mut next =
            next.filter(|at| body.get(*at..).is_some_and(|rest| relation(rest).is_some()));
        let (own, tail) = body.split_at(next.next().unwrap_or(body.len()));
        if let Some((words, kind, telling)) = corrections::HEADINGS.get(heading) {
            let mut entry = corrections::entry(*kind, &fold_blanks(own));
            if *telling {
                corrections::add_note(&mut entry, words);
            }
            draft.record.related.push(entry);
        }
        rest = tail;
    }
    draft.extra(NOTE, fold_blanks(rest));
}

/// The offset of the stop that ends the journal, or the title of a chapter: a date stands behind it, and what ends one.
pub(super) fn stop(text: &str) -> Option<usize> {
    let mut from = 0;
    let mut first = None;
    while let Some(found) = text.get(from..).and_then(shape::stop_before_year) {
        let at = from + found;
        first = first.or(Some(at));
        let date = text.get(at + 1..).unwrap_or_default().trim_start();
        let end = date.find([';', ':', '.']).unwrap_or(date.len());
        let words = date.get(..end).unwrap_or_default();
        if end <= 40 && words.split_whitespace().skip(1).all(shape::is_date_word) {
            return Some(at);
        }
        from = at + 1;
    }
    first
}
