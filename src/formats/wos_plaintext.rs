//! The Web of Science's tagged plain text, `.txt` and `.ciw`.
//!
//! In: a file's decoded text. Out: a [`Reading`]. `PT` begins a record and `ER` ends it; a tag stands at a line's start
//! and three blanks continue it. What it shares with RIS (names, dates, ties of authors) is read by the same code. The
//! format is partial: it abbreviates institutions, and has no headings of MeSH and no links between articles.

use super::messages::Room;
use super::outcome::{Outcome, read_all};
use super::ris::dates::Event;
use super::ris::draft::Draft;
use super::ris::field::{Field, fields};
use super::ris::ids;
use super::ris::line::Tag;
use super::ris::record::{finish, stray};
use super::ris::{names, places};
use super::{DecodedText, Mark, Partial, Reading};
use crate::diag::codes;
use crate::record::{Journal, Orcid, Person};
use crate::text::blanks::fold_blanks;
use std::ops::Range;
use std::sync::Arc;

/// The identifier of the format.
pub(super) const ID: &str = "wos-plaintext";

/// What its first line begins with.
pub(super) const MARKS: &[Mark] =
    &[Mark { start: "FN Clarivate", fits: |_| true }, Mark { start: "FN Thomson", fits: |_| true }];

/// What it lacks.
pub(super) static PARTIAL: Partial = Partial {
    called: "the Web of Science's plain text",
    lacks: None,
    help: "where the articles are in PubMed, export them from there as well; the two are merged",
};

/// How surely a file begins as this format.
pub(super) fn detect(head: &str) -> u8 {
    let has = |tag: &str| head.lines().any(|line| line.starts_with(tag));
    let file = head.trim_start_matches('\u{feff}').starts_with("FN ") || has("VR ");
    let record = ["J", "B", "S", "P", "C"].iter().any(|kind| has(&format!("PT {kind}")));
    if record && (file || has("AU ") || has("TI ")) { 85 } else { 0 }
}

/// A record or lines outside one.
struct Slice {
    range: Range<usize>,
    first_line: usize,
    record: bool,
    /// Closed by an `ER` line.
    ended: bool,
}

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slices(text.text);
    let mut reading =
        read_all(&slices, |slice, room| read_slice(text.file, text.text, slice, room));
    let open = slices.iter().filter(|slice| slice.record && !slice.ended);
    let starts: Vec<_> = open.map(|slice| (slice.range.start, slice.first_line)).collect();
    reading.diagnostics.extend(super::ris::unended(text, &starts, "PT"));
    reading
}

fn slices(text: &str) -> Vec<Slice> {
    let mut slices: Vec<Slice> = Vec::new();
    let mut open = (0, 1, false);
    let (mut start, mut number) = (0, 1);
    let mut close = |open: (usize, usize, bool), end: usize, ended: bool| {
        let (from, first_line, record) = open;
        let blank = text.get(from..end).is_none_or(|piece| piece.trim().is_empty());
        if !blank {
            slices.push(Slice { range: from..end, first_line, record, ended });
        }
    };
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let content = rest.get(..length).unwrap_or_default();
        let next = (start + length + 1).min(text.len());
        if content.starts_with("PT ") || content == "PT" {
            close(open, start, false);
            open = (start, number, true);
        } else if open.2 && content.trim_end() == "ER" {
            close(open, next, true);
            open = (next, number + 1, false);
        }
        start = next;
        number += 1;
    }
    close(open, text.len(), false);
    slices
}

/// A tag at the line's start.
fn tag(line: &str) -> Option<(Tag, usize)> {
    match line.as_bytes() {
        [first, second, rest @ ..]
            if first.is_ascii_uppercase()
                && (second.is_ascii_uppercase() || second.is_ascii_digit())
                && matches!(rest, [] | [b' ', ..]) =>
        {
            Some(([*first, *second], 2))
        }
        _ => None,
    }
}

fn read_slice(file: &Arc<str>, text: &str, slice: &Slice, room: Room) -> Outcome {
    let piece = text.get(slice.range.clone()).unwrap_or_default();
    let (list, filled) = fields(piece, slice.first_line, tag);
    if !slice.record {
        return header(&list, filled).unwrap_or_else(|| stray(file, piece, slice.first_line, room));
    }
    let mut draft = Draft::new(file);
    let full = list.iter().any(|field| field.tag == *b"AF");
    let mut names = Names { full, ..Names::default() };
    for field in list.iter().filter(|field| !field.raw().is_empty()) {
        take(&mut draft, &mut names, field);
    }
    settle(&mut draft, names);
    finish(ID, piece, slice.first_line, filled, draft, room)
}

/// The file's first and last lines say nothing of any article; anything else outside a record is stray.
fn header(list: &[Field<'_>], filled: usize) -> Option<Outcome> {
    let known = |field: &Field<'_>| {
        matches!(&field.tag, b"FN" | b"VR" | b"EF") && field.lines().count() <= 1
    };
    if list.iter().all(known) && list.len() == filled {
        return Some(Outcome { lines_in_fields: filled, ..Outcome::default() });
    }
    None
}

/// What needs the whole record.
#[derive(Default)]
struct Names {
    /// Full names stand in `AF`.
    full: bool,
    short: Vec<Person>,
    kind: String,
    title: Option<String>,
    abbreviation: Option<String>,
    series: Option<String>,
    start: Option<String>,
    end: Option<String>,
    number: Option<String>,
    orcids: Vec<(String, String)>,
}

fn take<'a>(draft: &mut Draft<'a>, names: &mut Names, field: &Field<'a>) {
    match &field.tag {
        b"PT" => names.kind = field.text(),
        b"AU" => names.short.extend(field.lines().filter_map(names::person)),
        b"AF" => draft.people(field, |record| &mut record.authors),
        b"CA" | b"GP" => {
            for name in field.lines().flat_map(|line| line.split(';')).map(str::trim) {
                let collective = Some(fold_blanks(name)).filter(|name| !name.is_empty());
                if collective.is_some() {
                    draft.record.authors.push(Person { collective, ..Person::default() });
                }
            }
        }
        b"BE" | b"ED" => draft.people(field, |record| &mut record.editors),
        b"TI" => draft.title(field),
        b"FT" => {
            let old = draft.record.vernacular_title.replace(field.text());
            once(draft, field, old);
        }
        b"SO" => {
            let old = names.title.replace(field.text());
            once(draft, field, old);
        }
        b"JI" => {
            let old = names.abbreviation.replace(field.text());
            once(draft, field, old);
        }
        b"SE" => {
            let old = names.series.replace(field.text());
            once(draft, field, old);
        }
        b"LA" => draft.language(field),
        b"DT" => field.raw().split(';').for_each(|name| draft.publication_type(name)),
        b"DE" => keywords(draft, field, None),
        b"ID" => keywords(draft, field, Some("Keywords Plus")),
        b"AB" => draft.abstract_text(field),
        b"C1" => places_of(draft, field),
        b"OI" => names.orcids.extend(pairs(&field.text())),
        b"FU" => draft.grants(&field.text()),
        b"SN" | b"EI" | b"BN" => draft.serials(field),
        b"PY" | b"PD" => draft.date(field, Event::Published),
        b"EA" => draft.date(field, Event::Electronic),
        b"VL" => {
            let old = draft.record.volume.replace(field.text());
            once(draft, field, old);
        }
        b"IS" => {
            let old = draft.record.issue.replace(field.text());
            once(draft, field, old);
        }
        b"BP" => {
            let old = names.start.replace(field.text());
            once(draft, field, old);
        }
        b"EP" => {
            let old = names.end.replace(field.text());
            once(draft, field, old);
        }
        // "UNSP" is the database's word for a number of an unspecified kind.
        b"AR" => {
            let number = field.text();
            let number = number.strip_prefix("UNSP ").unwrap_or(&number).to_owned();
            once(draft, field, names.number.replace(number));
        }
        b"PU" => {
            let old = draft.book.publisher.replace(field.text());
            once(draft, field, old);
        }
        b"PI" => {
            let old = draft.book.place.replace(field.text());
            once(draft, field, old);
        }
        b"DI" | b"D2" | b"PM" | b"UT" | b"AN" => identifier(draft, field),
        b"ER" => {}
        _ => draft.keep(field),
    }
}

/// A field that a record has once: what stood there before is kept beside it.
fn once(draft: &mut Draft<'_>, field: &Field<'_>, old: Option<String>) {
    draft.extra(&field.name(), old.unwrap_or_default());
}

fn keywords(draft: &mut Draft<'_>, field: &Field<'_>, owner: Option<&str>) {
    field.text().split(';').for_each(|word| draft.keyword(word, owner));
}

/// Affiliations, one a line: "[Doe, Jane] Univ Fable, Port, Utopia." A name list may be wrapped.
fn places_of(draft: &mut Draft<'_>, field: &Field<'_>) {
    let mut list: Vec<String> = Vec::new();
    for line in field.lines() {
        match list.last_mut() {
            Some(last) if !last.ends_with('.') || last.starts_with('[') && !last.contains(']') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => list.push(line.to_owned()),
        }
    }
    for place in &list {
        if !draft.stated(place, '[', ']') {
            draft.affiliation(place);
        }
    }
}

/// "Doe, Jane/0000-0000-0000-0000; …"
pub(super) fn pairs(text: &str) -> Vec<(String, String)> {
    let pairs = text.split(';').filter_map(|part| part.trim().rsplit_once('/'));
    pairs.map(|(name, id)| (name.trim().to_owned(), id.trim().to_owned())).collect()
}

fn identifier(draft: &mut Draft<'_>, field: &Field<'_>) {
    let text = field.raw();
    match &field.tag {
        b"DI" => match ids::doi(text) {
            Some(doi) => draft.doi(field, doi),
            None => draft.odd_doi(field),
        },
        b"PM" => match ids::pmid(text) {
            Some(pmid) => draft.pmid(field, pmid),
            None => draft.odd(&codes::BAD_IDENTIFIER, field, "this is not a PMID"),
        },
        b"D2" => draft.other_id("book-doi", text),
        b"UT" => {
            let medline = text.strip_prefix("MEDLINE:").and_then(ids::pmid);
            match medline {
                Some(pmid) => draft.pmid(field, pmid),
                None => draft.other_id("wos", text),
            }
        }
        _ => draft.other_id("accession", text),
    }
}

fn settle(draft: &mut Draft<'_>, names: Names) {
    if !names.full {
        draft.record.authors.splice(0..0, names.short);
    }
    draft.settle();
    orcids(draft, names.orcids, "OI");
    let pages = match (names.start, names.end) {
        (Some(start), Some(end)) if start != end => Some(format!("{start}-{end}")),
        (start, end) => start.or(end),
    };
    match (&pages, names.number) {
        (Some(_), Some(number)) => draft.extra("AR", number),
        (None, number) => draft.record.pages = number,
        _ => {}
    }
    if pages.is_some() {
        draft.record.pages = pages;
    }
    let mut journal = std::mem::take(&mut draft.journal);
    let mut book = std::mem::take(&mut draft.book);
    if names.kind == "B" || names.kind == "S" && journal.issn.is_empty() {
        journal.issn.iter().for_each(|issn| draft.other_id("issn", issn));
        book.title = names.title;
        draft.record.book = Some(book);
        draft.extra("JI", names.abbreviation.unwrap_or_default());
        draft.extra("SE", names.series.unwrap_or_default());
        return;
    }
    book.isbn.iter().for_each(|isbn| draft.other_id("isbn", isbn));
    draft.extra("PU", book.publisher.unwrap_or_default());
    draft.extra("PI", book.place.unwrap_or_default());
    draft.extra("SE", names.series.unwrap_or_default());
    journal.title = names.title;
    journal.abbreviation = names.abbreviation;
    draft.record.journal = Some(journal).filter(|journal| *journal != Journal::default());
}

/// An ORCID goes to the author of its name; one whose author is not found is kept.
pub(super) fn orcids(draft: &mut Draft<'_>, pairs: Vec<(String, String)>, tag: &str) {
    let names = places::Names::of(&draft.record.authors);
    for (name, id) in pairs {
        let author = match (names::person(&name), Orcid::new(&id)) {
            (Some(person), Ok(orcid)) => match names.find(&person) {
                [at] => draft.record.authors.get_mut(*at).map(|author| (author, orcid)),
                _ => None,
            },
            _ => None,
        };
        match author {
            Some((author, orcid)) if author.orcid.as_ref().is_none_or(|known| *known == orcid) => {
                author.orcid = Some(orcid);
            }
            _ => draft.extra(tag, format!("{name}/{id}")),
        }
    }
}
