//! Writes records as BibTeX or BibLaTeX.
//!
//! In: records. Out: text, and for each record what the format cannot say, found by reading back what was written. The
//! text is UTF-8; only the signs that TeX would take for its own are escaped. Never: IO, a brace without its partner.

use super::inherit::Parents;
use super::record::{self, Shared};
use super::related::Targets;
use super::slice::slices;
use super::strings::Strings;
use super::{dates, kinds, latex, names};
use crate::formats::messages::Room;
use crate::formats::ris::abstracts::{self, Line};
use crate::formats::{Frame, Unsaid};
use crate::record::{Grant, MeshHeading, PartialDate, Record, Status, status_of_type};
use crate::text::blanks::push_words;
use std::sync::Arc;

/// Which of the two dialects is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Classic,
    Biblatex,
}

/// A blank line stands between two entries.
pub(in crate::formats) fn frame() -> Frame {
    Frame::plain("\n")
}

/// The entry of one record in BibTeX.
pub(in crate::formats) fn classic(record: &Record, key: &str) -> String {
    entry(record, key, Dialect::Classic)
}

/// The entry of one record in BibLaTeX.
pub(in crate::formats) fn biblatex(record: &Record, key: &str) -> String {
    entry(record, key, Dialect::Biblatex)
}

/// What a record's text does not give back. A key that the record did not have is no loss.
pub(in crate::formats) fn unsaid(record: &Record, text: &str) -> Option<Unsaid> {
    let slices = slices(text);
    let file = Arc::from(super::ID);
    let shared = Shared {
        file: &file,
        text,
        strings: Strings::default(),
        parents: Parents::default(),
        targets: Targets::default(),
    };
    let mut back = match slices.as_slice() {
        [slice] => record::read(&shared, 0, slice, Room::default()).0.record,
        _ => None,
    };
    if !record.ids.iter().any(|id| id.scheme == "citation_key")
        && let Some(back) = &mut back
    {
        back.ids.retain(|id| id.scheme != "citation_key");
    }
    Unsaid::between(record, back)
}

/// The longest name of a field.
const LONGEST_NAME: usize = 60;

/// Whether all programs take a text for the name of a field.
fn is_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.len() <= LONGEST_NAME
        && text.bytes().all(plain)
}

/// An entry while it is written.
struct Entry {
    text: String,
    names: Vec<String>,
}

impl Entry {
    /// A field with a value that is TeX already. A name that is none, as a label of the curator's may be, is left out: it
    /// could end the field and begin another.
    fn raw(&mut self, name: &str, value: &str) {
        if value.is_empty() || !is_name(name) || self.names.iter().any(|known| known == name) {
            return;
        }
        self.names.push(name.to_owned());
        // One line, so that no line of a value can pass for one of another format.
        let breaks = |c: char| c == ' ' || c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
        for part in ["  ", name, " = {"] {
            self.text.push_str(part);
        }
        push_words(&mut self.text, value, breaks);
        self.text.push_str("},\n");
    }

    fn text(&mut self, name: &str, value: &str) {
        self.raw(name, &latex::text(value));
    }

    fn option(&mut self, name: &str, value: Option<&String>) {
        self.text(name, value.map(String::as_str).unwrap_or_default());
    }

    fn verbatim(&mut self, name: &str, value: &str) {
        self.raw(name, &latex::verbatim(value));
    }
}

fn entry(record: &Record, key: &str, dialect: Dialect) -> String {
    let classic = dialect == Dialect::Classic;
    let (kind, types) = kind(record, classic);
    let mut entry = Entry { text: format!("@{kind}{{{key},\n"), names: Vec::new() };
    people(&mut entry, record);
    let title =
        record.title_html.as_ref().map(|html| latex::title(&crate::math::without_markup(html)));
    entry.raw("title", &title.unwrap_or_else(|| latex::plain_title(&record.title)));
    entry.option("origtitle", record.vernacular_title.as_ref());
    container(&mut entry, record, classic);
    date(&mut entry, record, classic);
    entry.option("volume", record.volume.as_ref());
    entry.option("number", record.issue.as_ref());
    let pages = record.pages.as_ref().map(|pages| latex::text(pages).replace('-', "--"));
    entry.raw("pages", pages.as_deref().unwrap_or_default());
    identifiers(&mut entry, record, classic);
    languages(&mut entry, record, classic);
    entry.text("type", &types.join("; "));
    states(&mut entry, record);
    subjects(&mut entry, record);
    notes(&mut entry, record, classic);
    for extra in &record.extra {
        let tag = extra.tag.to_ascii_lowercase();
        match tag.as_str() {
            never if NEVER.contains(&never) => {}
            "file" | "pdf" | "url" => entry.verbatim(&tag, &extra.value),
            tag => entry.text(tag, &extra.value),
        }
    }
    entry.text.push_str("}\n");
    entry.text
}

/// Extras that are no fields of their own.
const NEVER: [&str; 6] = ["author", "editor", "crossref", "xdata", "unplaced", "entrytype"];

/// What begins with an at sign and is no entry.
const NO_ENTRIES: [&str; 3] = ["comment", "preamble", "string"];

/// The entry's type, and the publication types that it does not say.
fn kind(record: &Record, classic: bool) -> (String, &[String]) {
    let types = record.publication_types.as_slice();
    if record.journal.is_some() {
        return ("article".to_owned(), types);
    }
    if let Some((first, rest)) = types.split_first()
        && let Some(known) = kinds::stating(first, classic)
    {
        return (known.name.to_owned(), rest);
    }
    let own = record.extra.iter().find(|extra| extra.tag == "entrytype").map(|extra| &extra.value);
    let own = own.filter(|name| {
        let lower = name.to_ascii_lowercase();
        !name.is_empty()
            && name.len() <= LONGEST_NAME
            && name.bytes().all(|byte| byte.is_ascii_alphabetic())
            && !NO_ENTRIES.contains(&lower.as_str())
    });
    let name = match (&record.book, own) {
        (Some(book), _) if book.title.is_some() => "incollection",
        (Some(_), _) => "book",
        (None, Some(own)) => own,
        (None, None) => "misc",
    };
    (name.to_owned(), types)
}

fn people(entry: &mut Entry, record: &Record) {
    for (name, list) in [("author", &record.authors), ("editor", &record.editors)] {
        let mut value = names::written(list);
        let others =
            |extra: &&crate::record::Extra| extra.tag == name && extra.value == "and others";
        if record.extra.iter().any(|extra| others(&extra)) && !value.is_empty() {
            value.push_str(" and others");
        }
        entry.raw(name, &value);
    }
}

fn container(entry: &mut Entry, record: &Record, classic: bool) {
    if let Some(journal) = &record.journal {
        let title = journal.title.as_ref().or(journal.abbreviation.as_ref());
        entry.option(if classic { "journal" } else { "journaltitle" }, title);
        entry.option("shortjournal", journal.abbreviation.as_ref());
        entry.text("issn", &journal.issn.join(", "));
        entry.option("country", journal.country.as_ref());
        entry.option("nlm-id", journal.nlm_id.as_ref());
    }
    if let Some(book) = &record.book {
        entry.option("booktitle", book.title.as_ref());
        entry.option("publisher", book.publisher.as_ref());
        entry.option(if classic { "address" } else { "location" }, book.place.as_ref());
        entry.option("edition", book.edition.as_ref());
        entry.text("isbn", &book.isbn.join(", "));
    }
    for scheme in ["isbn", "issn"] {
        let list = record.ids.iter().filter(|id| id.scheme == scheme);
        entry.text(scheme, &list.map(|id| id.value.as_str()).collect::<Vec<_>>().join(", "));
    }
}

fn date(entry: &mut Entry, record: &Record, classic: bool) {
    let book = record.book.as_ref().and_then(|book| book.published.as_ref());
    if let Some(date) = record.published.as_ref().or(book) {
        if classic {
            parted(entry, date);
        } else {
            entry.raw("date", &dates::written(date));
        }
    }
    for (name, date) in [
        ("earlyaccessdate", &record.electronic),
        ("revised", &record.revised),
        ("record-revised", &record.record_revised),
    ] {
        if let Some(date) = date {
            entry.raw(name, &dates::written(date));
        }
    }
}

/// Year, month and day. The names of months are strings that every style defines.
fn parted(entry: &mut Entry, date: &PartialDate) {
    let (year, month, day) = dates::split(date);
    entry.raw("year", &year);
    if let Some(month) = month {
        entry.text.push_str(&format!("  month = {month},\n"));
        entry.names.push("month".to_owned());
    }
    entry.raw("day", day.as_deref().unwrap_or_default());
}

fn identifiers(entry: &mut Entry, record: &Record, classic: bool) {
    if let Some(doi) = &record.doi {
        entry.verbatim("doi", doi.as_str());
    }
    let arxiv = record.ids.iter().find(|id| id.scheme == "arxiv");
    match (&record.pmid, arxiv) {
        (Some(pmid), _) if classic => entry.raw("pmid", pmid.as_str()),
        (Some(pmid), _) => {
            entry.raw("eprint", pmid.as_str());
            entry.raw("eprinttype", "pubmed");
        }
        (None, Some(arxiv)) => {
            entry.verbatim("eprint", &arxiv.value);
            entry.raw(if classic { "archiveprefix" } else { "eprinttype" }, "arxiv");
        }
        (None, None) => {}
    }
    if let (Some(_), Some(arxiv)) = (&record.pmid, arxiv) {
        entry.verbatim("arxivid", &arxiv.value);
    }
    if let Some(pmcid) = &record.pmcid {
        entry.raw("pmcid", pmcid.as_str());
    }
    let urls = record.ids.iter().filter(|id| id.scheme == "url");
    for (at, url) in urls.enumerate() {
        match at {
            0 => entry.verbatim("url", &url.value),
            at => entry.verbatim(&format!("bdsk-url-{at}"), &url.value),
        }
    }
    for id in &record.ids {
        match id.scheme.as_str() {
            "wos" => entry.verbatim("unique-id", &id.value),
            "pii" | "mid" | "coden" => entry.verbatim(&id.scheme, &id.value),
            _ => {}
        }
    }
}

fn languages(entry: &mut Entry, record: &Record, classic: bool) {
    let name = |code: &String| kinds::langid(code).map_or_else(|| code.clone(), str::to_owned);
    let names: Vec<String> = record.language.iter().map(name).collect();
    match names.as_slice() {
        [name] if !classic && kinds::language(name).is_some() => entry.text("langid", name),
        names => entry.text("language", &names.join(", ")),
    }
}

fn states(entry: &mut Entry, record: &Record) {
    let typed = |status: Status| {
        let mut types = record.publication_types.iter();
        types.any(|name| status_of_type(name) == Some(status))
    };
    for status in record.status.iter().filter(|status| !typed(**status)) {
        match status {
            Status::Retracted => entry.raw("note", "Retracted"),
            Status::AheadOfPrint => entry.raw("pubstate", "inpress"),
            Status::Preprint => entry.raw("pubstate", "prepublished"),
            _ => {}
        }
    }
}

fn subjects(entry: &mut Entry, record: &Record) {
    let main: Vec<_> = record.sections.iter().filter(|section| section.kind.is_none()).collect();
    match abstracts::line(&main, None) {
        Line::Plain(line) => entry.text("abstract", &line),
        Line::Marked(line) => entry.raw("abstract", &latex::marked(&line)),
    }
    entry.option("copyright", record.copyright.as_ref());
    entry.text("affiliations", &record.affiliations.join("; "));
    let words: Vec<String> = record
        .keywords
        .iter()
        .map(|keyword| format!("{}{}", if keyword.major { "*" } else { "" }, keyword.text))
        .collect();
    let comma = words.iter().any(|word| word.contains(','));
    match words.as_slice() {
        [word] if comma => entry.text("keywords", &format!("{word};")),
        words => entry.text("keywords", &words.join(if comma { "; " } else { ", " })),
    }
    let headings: Vec<String> = record.mesh.iter().map(heading).collect();
    entry.text("mesh", &headings.join("; "));
    let grants: Vec<String> = record.grants.iter().map(grant).collect();
    entry.text("funding-acknowledgement", &grants.join("; "));
    entry.option("conflict-of-interest", record.conflict_of_interest.as_ref());
}

/// "Tea/*analysis".
fn heading(heading: &MeshHeading) -> String {
    let star = |major: bool| if major { "*" } else { "" };
    let mut out = format!("{}{}", star(heading.major), heading.descriptor);
    for qualifier in &heading.qualifiers {
        out.push_str(&format!("/{}{}", star(qualifier.major), qualifier.name));
    }
    out
}

/// "Agency \[number\]".
fn grant(grant: &Grant) -> String {
    let agency = grant.agency.as_deref().unwrap_or_default();
    match &grant.id {
        Some(id) => format!("{agency} [{id}]"),
        None => agency.to_owned(),
    }
}

/// Labels under their own names, notes in the three fields that hold such.
fn notes(entry: &mut Entry, record: &Record, classic: bool) {
    let own = if classic { "annote" } else { "annotation" };
    let mut free = [own, "note", "comment"]
        .into_iter()
        .filter(|name| !entry.names.iter().any(|known| known == name))
        .collect::<Vec<_>>()
        .into_iter();
    for (name, value) in &record.labels {
        let stem = name.split(' ').next().unwrap_or_default();
        let text = match stem {
            "asreview" => format!("ASReview_{value}"),
            _ if stem.starts_with("asreview_") && value == "yes" => stem.to_owned(),
            _ if stem.starts_with("asreview_") => format!("{stem}: {value}"),
            "note" | "research" => value.clone(),
            _ if is_name(stem) && !NEVER.contains(&stem.to_ascii_lowercase().as_str()) => {
                entry.text(stem, value);
                continue;
            }
            // What cannot name a field is told with the value.
            _ => format!("{name}: {value}"),
        };
        if let Some(field) = free.next() {
            entry.text(field, &text);
        }
    }
}
