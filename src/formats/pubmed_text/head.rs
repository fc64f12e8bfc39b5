//! Reads a record's head: banner, citation or book title, then title, language line and authors, by position.
//!
//! In: the draft before its first paragraph. Out: the draft with those fields set. Never: the sections behind them.

use super::book::{self, Source};
use super::citation::Citation;
use super::people;
use super::record::{Draft, cite, set_book, set_languages};
use super::sheet::Paragraph;
use super::{authors, languages, shape};
use crate::diag::{Diagnostic, codes};
use crate::record::{Book, Journal, OtherId, PartialDate, Status};

/// Reads from the first paragraph to the authors.
pub(super) fn read(draft: &mut Draft<'_>) {
    let Some(lines) = draft.upcoming() else { return };
    let text = draft.joined(&lines);
    let number = shape::number_prefix(&text).map_or(0, |(_, width)| width);
    let text = text.get(number..).unwrap_or_default();
    let mut book = false;
    if shape::is_retracted_banner(text) {
        draft.record.status.push(Status::Retracted);
        draft.accept(lines);
        unnumbered(draft);
    } else if is_book(draft) && !cites_whole(text) {
        book = true;
        set_title(draft, text.to_owned());
        draft.accept(lines);
    } else if cite(draft, text, &lines) {
        draft.accept(lines);
    } else {
        not_a_citation(draft, text, &lines);
        draft.accept(lines);
    }
    if !book {
        title(draft);
    }
    if let Some(lines) = draft.upcoming()
        && languages::is_line(draft.sheet.raw(lines.clone()))
    {
        set_languages(draft, lines);
    }
    let sourced = draft.upcoming().is_some_and(|lines| is_source(draft, &lines));
    if !(book && sourced) {
        authors::read(draft);
    }
    if let Some(lines) = draft.upcoming()
        && book
        && is_source(draft, &lines)
    {
        set_book(draft, lines);
    }
}

fn cites_whole(text: &str) -> bool {
    shape::citation_shape(text) == shape::Shape::Whole
}

/// The citation of a retracted article, below its banner.
fn unnumbered(draft: &mut Draft<'_>) {
    let Some(lines) = draft.upcoming() else { return };
    let text = draft.joined(&lines);
    if cite(draft, &text, &lines) {
        draft.accept(lines);
    }
}

fn not_a_citation(draft: &mut Draft<'_>, text: &str, lines: &Paragraph) {
    let said =
        Diagnostic::new(&codes::BAD_CITATION, "the citation has no journal with a date behind it")
            .at(draft.sheet.place(lines.clone()))
            .done("kept it as text and read the rest of the record")
            .help("a citation looks like \"J Example Med. 2021 Jul 16;11(7):671.\"");
    draft.diagnostics.push(said);
    draft.extra("citation", text);
}

/// Whether one of the next two paragraphs names a book.
fn is_book(draft: &Draft<'_>) -> bool {
    (1..=2)
        .filter_map(|ahead| draft.sheet.paragraph(draft.next + ahead))
        .any(|lines| is_source(draft, &lines))
}

fn is_source(draft: &Draft<'_>, lines: &Paragraph) -> bool {
    let raw = draft.sheet.raw(lines.clone());
    shape::is_book_source(raw) || shape::is_imprint(raw)
}

fn title(draft: &mut Draft<'_>) {
    let Some(lines) = draft.upcoming().filter(|lines| !draft.is_marked(lines)) else {
        let first = draft.sheet.paragraph(0).unwrap_or(0..0);
        return draft.say(&codes::TRUNCATED_RECORD, "the record has no title", first);
    };
    let text = draft.joined(&lines);
    set_title(draft, text);
    draft.accept(lines);
}

fn set_title(draft: &mut Draft<'_>, text: String) {
    draft.record.title_translated = in_brackets(&text);
    draft.record.title = text;
}

/// Whether the whole title stands in one pair of brackets.
fn in_brackets(title: &str) -> bool {
    let title = title.trim_end_matches('.');
    if !title.starts_with('[') || !title.ends_with(']') {
        return false;
    }
    let mut depth = 0_usize;
    for (at, byte) in title.bytes().enumerate() {
        match byte {
            b'[' => depth += 1,
            b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1 == title.len();
        }
    }
    false
}

/// A citation's parts into the record.
pub(super) fn fill(draft: &mut Draft<'_>, parts: &Citation<'_>, lines: &Paragraph) {
    let own = |text: Option<&str>| text.map(str::to_owned);
    let abbreviation = Some(parts.journal.to_owned());
    draft.record.journal = Some(Journal { abbreviation, ..Journal::default() });
    draft.record.published = parts.date.and_then(|date| self::date(draft, date, lines));
    draft.record.electronic = parts.electronic.and_then(PartialDate::parse_pubmed);
    draft.record.collection = parts.collection.and_then(PartialDate::parse_pubmed);
    draft.record.print = parts.print.and_then(PartialDate::parse_pubmed);
    draft.record.volume = own(parts.volume);
    draft.record.issue = own(parts.issue);
    draft.record.pages = own(parts.pages);
    if let Some(pii) = parts.pii {
        draft.record.ids.push(OtherId { scheme: "pii".to_owned(), value: pii.to_owned() });
    }
    if let Some(doi) = parts.doi {
        draft.set_doi(doi, lines);
    }
    if parts.ahead_of_print {
        draft.record.status.push(Status::AheadOfPrint);
    }
    if parts.preprint {
        draft.record.status.push(Status::Preprint);
    }
    for note in &parts.rest {
        let place = draft.sheet.place_of(lines.clone(), note);
        let message = "the citation ends in words that are no part of its form";
        let said =
            Diagnostic::new(&codes::BAD_CITATION, message).at(place).done("kept them as text");
        draft.diagnostics.push(said);
        draft.extra("citation-note", note);
    }
}

/// A date; its text with the year alone when the rest cannot be understood.
fn date(draft: &mut Draft<'_>, text: &str, lines: &Paragraph) -> Option<PartialDate> {
    if let Some(date) = PartialDate::parse_pubmed(text) {
        return Some(date);
    }
    let year = text.split_whitespace().next().and_then(PartialDate::parse_pubmed);
    let shown: String = text.chars().take(80).collect();
    let said = Diagnostic::new(&codes::BAD_DATE, format!("\"{shown}\" is not a date"))
        .at(draft.sheet.place_of(lines.clone(), text))
        .done("kept its text and the year that it begins with");
    draft.diagnostics.push(said);
    if year.is_none() {
        draft.extra("date", text);
    }
    year.map(|year| PartialDate { text: text.to_owned(), ..year })
}

/// The parts of a book's paragraph into the record.
pub(super) fn fill_book(draft: &mut Draft<'_>, parts: &Source<'_>, lines: &Paragraph) {
    let own = |text: Option<&str>| text.map(str::to_owned);
    if let Some(editors) = parts.editors {
        let people = people::parse(editors);
        draft.and_others(&people, "editors");
        draft.record.editors = people.list;
    }
    let published = parts.years.and_then(book::years);
    if let (None, Some(years)) = (&published, parts.years) {
        draft.extra("book-years", years);
    }
    // A whole book's own date is its imprint's.
    let whole = parts.title.is_none();
    if whole && parts.date.is_none() {
        draft.record.published.clone_from(&published);
    }
    draft.record.book = Some(Book {
        title: own(parts.title).or_else(|| whole.then(|| draft.record.title.clone())),
        place: own(parts.place),
        publisher: own(parts.publisher),
        published,
        edition: own(parts.edition),
        ..Book::default()
    });
    if let Some(text) = parts.date {
        draft.record.published = date(draft, text, lines);
    }
    if let Some(text) = parts.updated {
        draft.record.revised = date(draft, text, lines);
    }
    if let Some(rest) = parts.rest {
        draft.extra("book-note", rest);
    }
}

#[cfg(test)]
mod tests {
    use super::in_brackets;

    #[test]
    fn only_a_whole_title_in_brackets_is_translated() {
        assert!(
            in_brackets("[A title].") && in_brackets("[A title.]") && in_brackets("[A [b] c].")
        );
        assert!(!in_brackets("[A] and [b].") && !in_brackets("A [title]."));
    }
}
