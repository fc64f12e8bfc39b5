//! Writes records as RIS that every reference manager reads.
//!
//! In: records. Out: text with CRLF line ends, and for each record what the format cannot say, found by reading back
//! what was written. Never: IO, a line break inside a value.

use super::slice::slices;
use super::{abstracts, dates, markup, names, record, tags};
use crate::formats::messages::Room;
use crate::formats::{Frame, Unsaid};
use crate::record::{Grant, Person, Record, Status};
use crate::text::blanks::push_words;
use std::sync::Arc;

/// Records stand one behind the other.
pub(in crate::formats) fn frame() -> Frame {
    Frame::plain("")
}

/// The text of one record, a blank line at its end.
pub(in crate::formats) fn text(record: &Record, _: &str) -> String {
    let mut out = String::with_capacity(4096);
    for line in lines(record) {
        out.push_str(line.trim_end_matches('\n'));
        out.push_str("\r\n");
    }
    out.push_str("\r\n");
    out
}

/// What a record's text does not give back.
pub(in crate::formats) fn unsaid(record: &Record, text: &str) -> Option<Unsaid> {
    let text = text.strip_suffix("\r\n").unwrap_or(text).replace("\r\n", "\n");
    let slices = slices(&text);
    let back = match slices.as_slice() {
        [slice] => record::read(&Arc::from(super::ID), &text, slice, Room::default()).record,
        _ => None,
    };
    Unsaid::between(record, back)
}

/// The lines of a record in the order of the specification's own example.
struct Lines {
    list: Vec<String>,
}

impl Lines {
    fn push(&mut self, tag: &str, value: &str) {
        // One line, so that no value can begin another field.
        let breaks = |c: char| c.is_whitespace() || c.is_control();
        let mut line = String::with_capacity(tag.len() + value.len() + 5);
        line.push_str(tag);
        line.push_str("  - ");
        let bare = line.len();
        push_words(&mut line, value, breaks);
        if line.len() > bare {
            line.push('\n');
            self.list.push(line);
        }
    }

    fn option(&mut self, tag: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.push(tag, value);
        }
    }
}

fn lines(record: &Record) -> Vec<String> {
    let mut lines = Lines { list: Vec::with_capacity(32) };
    let (code, types) = reference_type(record);
    lines.push("TY", code);
    identifiers(&mut lines, record);
    let title = record.title_html.as_deref().map(crate::math::without_markup);
    let title = title.as_deref().map(markup::typed);
    lines.push("TI", title.as_deref().unwrap_or(&record.title));
    lines.option("TT", record.vernacular_title.as_ref());
    people(&mut lines, record);
    container(&mut lines, record);
    published(&mut lines, record);
    main_text(&mut lines, record);
    for name in types {
        lines.push("M3", name);
    }
    for keyword in &record.keywords {
        let mark = if keyword.major { "*" } else { "" };
        lines.push("KW", &format!("{mark}{}", keyword.text));
    }
    for heading in &record.mesh {
        let mark = if heading.major { "*" } else { "" };
        lines.push("KW", &format!("{mark}{}", heading.descriptor));
    }
    for one in &record.grants {
        lines.push("FU", &grant(one));
    }
    lines.option("C1", record.conflict_of_interest.as_ref());
    for (name, value) in &record.labels {
        label(&mut lines, name, value);
    }
    for extra in record.extra.iter().filter(|extra| is_field(&extra.tag)) {
        lines.push(&extra.tag, &extra.value);
    }
    lines.list.push("ER  - \n".to_owned());
    lines.list
}

/// Whether a line may have this tag. Those that begin and end a record are no field's: a value under them would cut the
/// record in two.
fn is_field(tag: &str) -> bool {
    let two = tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_alphanumeric());
    two && !matches!(tag, "TY" | "ER")
}

/// The type's code, and the publication types that it does not say.
fn reference_type(record: &Record) -> (&'static str, &[String]) {
    let types = record.publication_types.as_slice();
    if let Some((first, rest)) = types.split_first()
        && let Some(known) = tags::type_named(first)
    {
        return (known.code, rest);
    }
    match (&record.journal, &record.book) {
        (_, Some(book)) if book.title.is_some() => ("CHAP", types),
        (_, Some(_)) => ("BOOK", types),
        (Some(_), None) if record.status.contains(&Status::AheadOfPrint) => ("INPR", types),
        (Some(_), None) => ("JOUR", types),
        (None, None) if types == [tags::ARTICLE] => ("JOUR", &[]),
        (None, None) => ("GEN", types),
    }
}

fn identifiers(lines: &mut Lines, record: &Record) {
    for id in record.ids.iter().filter(|id| id.scheme == "citation_key") {
        lines.push("ID", &id.value);
    }
    if let Some(pmid) = &record.pmid {
        lines.push("AN", pmid.as_str());
        lines.push("DB", "PubMed");
    }
    if let Some(doi) = &record.doi {
        lines.push("DO", doi.as_str());
    }
    if let Some(pmcid) = &record.pmcid {
        lines.push("C2", pmcid.as_str());
    }
    for id in &record.ids {
        match id.scheme.as_str() {
            "url" => lines.push("UR", &id.value),
            "wos" => lines.push("UT", &id.value),
            "pii" | "mid" => lines.push("U4", &format!("{}[{}]", id.value, id.scheme)),
            "accession" if record.pmid.is_none() => lines.push("AN", &id.value),
            _ => {}
        }
    }
}

fn people(lines: &mut Lines, record: &Record) {
    if record.authors_listed.is_some() {
        lines.push("AU", "[No authors listed]");
    }
    let mut list = |tag: &str, people: &[Person]| {
        for person in people {
            lines.push(tag, &names::line(person));
        }
    };
    list("AU", &record.authors);
    list("ED", &record.editors);
    for place in &record.affiliations {
        lines.push("AD", place);
    }
}

fn container(lines: &mut Lines, record: &Record) {
    if let Some(journal) = &record.journal {
        let title = journal.title.as_ref().or(journal.abbreviation.as_ref());
        lines.option("T2", title);
        lines.option("J2", journal.abbreviation.as_ref());
        journal.issn.iter().for_each(|issn| lines.push("SN", issn));
        lines.option("CY", journal.country.as_ref());
    }
    if let Some(book) = &record.book {
        lines.option("BT", book.title.as_ref());
        lines.option("CY", book.place.as_ref());
        lines.option("PB", book.publisher.as_ref());
        lines.option("ET", book.edition.as_ref());
        book.isbn.iter().for_each(|isbn| lines.push("SN", isbn));
    }
    for id in record.ids.iter().filter(|id| matches!(id.scheme.as_str(), "isbn" | "issn")) {
        lines.push("SN", &id.value);
    }
}

fn published(lines: &mut Lines, record: &Record) {
    let book = record.book.as_ref().and_then(|book| book.published.as_ref());
    if let Some(date) = record.published.as_ref().or(book) {
        lines.push("PY", &date.year.to_string());
        if date.month.is_some() || date.season.is_some() || date.end.is_some() {
            lines.push("DA", &dates::encoded(date));
        }
    }
    if let Some(date) = record.electronic.as_ref().filter(|_| record.book.is_none()) {
        lines.push("ET", &dates::encoded(date));
    }
    lines.option("VL", record.volume.as_ref());
    lines.option("IS", record.issue.as_ref());
    if let Some(pages) = &record.pages {
        match pages.split_once('-') {
            Some((first, last)) if !first.is_empty() && !last.is_empty() && !last.contains('-') => {
                lines.push("SP", first);
                lines.push("EP", last);
            }
            _ => lines.push("SP", pages),
        }
    }
    record.language.iter().for_each(|code| lines.push("LA", code));
}

fn main_text(lines: &mut Lines, record: &Record) {
    let main: Vec<_> = record.sections.iter().filter(|section| section.kind.is_none()).collect();
    let other: Vec<_> = record.sections.iter().filter(|section| section.kind.is_some()).collect();
    lines.push("AB", &abstracts::line(&main, record.copyright.as_deref()).tagged());
    if !other.is_empty() {
        lines.push("N2", &abstracts::line(&other, None).tagged());
    }
}

/// `Agency [number]`.
fn grant(grant: &Grant) -> String {
    let agency = grant.agency.as_deref().unwrap_or_default();
    match &grant.id {
        Some(id) => format!("{agency} [{id}]"),
        None => agency.to_owned(),
    }
}

fn label(lines: &mut Lines, name: &str, value: &str) {
    let note = name.split(' ').next().unwrap_or_default();
    match note {
        "asreview" => lines.push("N1", &format!("ASReview_{value}")),
        _ if note.starts_with("asreview_") && value == "yes" => lines.push("N1", note),
        _ if note.starts_with("asreview_") => lines.push("N1", &format!("{note}: {value}")),
        "research" => lines.push("RN", value),
        "label" => lines.push("LB", value),
        _ => lines.push("N1", value),
    }
}
