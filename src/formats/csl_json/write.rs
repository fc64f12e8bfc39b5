//! Writes records as CSL-JSON that Zotero, pandoc and every CSL processor read.
//!
//! In: records. Out: a list with one item a line, and for each record what the format cannot say. What CSL has no
//! variable for stands in `custom`, CSL's own place for such, under `litdigest` with the record's own keys: so other
//! programs read all that they can show, and this one reads back the whole record. Never: IO.

use super::types;
use super::{REMAINDER, cut, dates, item, names};
use crate::formats::messages::Room;
use crate::formats::ris::{abstracts, markup};
use crate::formats::{Frame, Unsaid};
use crate::record::{Grant, PartialDate, Record, RelatedKind as K, Status};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// One list, a record a line.
pub(in crate::formats) fn frame() -> Frame {
    Frame { open: "[\n  ".into(), between: ",\n  ", close: "\n]\n", empty: "[]\n".into() }
}

/// The item of one record.
pub(in crate::formats) fn item_text(record: &Record, _: &str) -> String {
    let mut item = item_of(record);
    let bare = line(&item);
    let Some(rest) = remainder(record, read_back(&bare).as_ref()) else { return bare };
    item.push(("custom", json!({ REMAINDER: rest })));
    line(&item)
}

/// What a record's item does not give back.
pub(in crate::formats) fn unsaid(record: &Record, text: &str) -> Option<Unsaid> {
    Unsaid::between(record, read_back(text))
}

/// One record as a list of its own with one variable a line, without what CSL has no variable for.
pub(in crate::formats) fn alone(record: &Record, _: &str) -> String {
    let variables = item_of(record).into_iter().map(|(key, value)| format!("  \"{key}\": {value}"));
    let variables: Vec<String> = variables.collect();
    format!("[{{\n{}\n}}]\n", variables.join(",\n"))
}

/// Variables and their values, in the order in which they are written.
type Item = Vec<(&'static str, Value)>;

fn line(item: &Item) -> String {
    let mut out = String::from("{");
    for (at, (key, value)) in item.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        out.push_str(&format!("{comma}\"{key}\":{value}"));
    }
    out.push('}');
    out
}

fn read_back(line: &str) -> Option<Record> {
    match cut::cut(line).pieces.as_slice() {
        [piece] => item::read(&Arc::from(super::ID), line, piece, Room::default()).record,
        _ => None,
    }
}

/// The keys of a record that its item does not give back, with their values; null for one that only the item has.
fn remainder(record: &Record, back: Option<&Record>) -> Option<Value> {
    let nothing = Record::default();
    let mut rest = Map::new();
    record.differing(back.unwrap_or(&nothing), &mut |key, value| {
        rest.insert(key.to_owned(), value);
    });
    if rest.is_empty() {
        return None;
    }
    rest.insert("schema".to_owned(), json!(u8::from(record.schema)));
    // Sorted, so that the bytes depend on no map's order.
    rest.sort_keys();
    Some(Value::Object(rest))
}

struct Page {
    item: Item,
}

impl Page {
    fn put(&mut self, key: &'static str, value: Value) {
        self.item.push((key, value));
    }

    fn text(&mut self, key: &'static str, value: Option<&String>) {
        if let Some(value) = value {
            self.put(key, json!(value));
        }
    }

    fn date(&mut self, key: &'static str, date: Option<&PartialDate>) {
        if let Some(date) = date {
            self.put(key, dates::write(date));
        }
    }

    fn list(&mut self, key: &'static str, list: Vec<Value>) {
        if !list.is_empty() {
            self.put(key, Value::Array(list));
        }
    }
}

fn item_of(record: &Record) -> Item {
    let mut page = Page { item: Vec::with_capacity(24) };
    let cited = record.ids.iter().find(|id| id.scheme == "citation_key").map(|id| &id.value);
    let key = record.key.as_str().to_owned();
    page.put("id", json!(cited.unwrap_or(&key)));
    page.put("type", json!(type_of(record)));
    page.text("citation-key", cited);
    if !record.title.is_empty() {
        let title = record.title_html.as_deref().map(crate::math::without_markup);
        let title = title.as_deref().map(markup::typed);
        page.put("title", json!(title.as_deref().unwrap_or(&record.title)));
    }
    page.text("original-title", record.vernacular_title.as_ref());
    let places = &record.affiliations;
    page.list("author", record.authors.iter().map(|one| names::write(one, places)).collect());
    page.list("editor", record.editors.iter().map(|one| names::write(one, places)).collect());
    container(&mut page, record);
    published(&mut page, record);
    identifiers(&mut page, record);
    text(&mut page, record);
    page.item
}

fn type_of(record: &Record) -> &'static str {
    let stated = record.publication_types.iter().find_map(|name| types::type_named(name));
    if let Some(stated) = stated.filter(|_| record.book.is_none()) {
        return stated;
    }
    match (&record.journal, &record.book) {
        (_, Some(book)) if book.title.is_some() => "chapter",
        (_, Some(_)) => "book",
        _ if record.is_preprint() => "article",
        _ => "article-journal",
    }
}

fn container(page: &mut Page, record: &Record) {
    if let Some(journal) = &record.journal {
        page.text("container-title", journal.title.as_ref().or(journal.abbreviation.as_ref()));
        page.text("container-title-short", journal.abbreviation.as_ref());
        if !journal.issn.is_empty() {
            page.put("ISSN", json!(journal.issn.join(", ")));
        }
    }
    if let Some(book) = &record.book {
        page.text("container-title", book.title.as_ref());
        page.text("publisher", book.publisher.as_ref());
        page.text("publisher-place", book.place.as_ref());
        page.text("edition", book.edition.as_ref());
        if !book.isbn.is_empty() {
            page.put("ISBN", json!(book.isbn.join(", ")));
        }
    }
}

fn published(page: &mut Page, record: &Record) {
    // An article without an issue is cited by the day of its electronic publication.
    page.date("issued", record.date());
    page.date("epub-date", record.electronic.as_ref());
    page.text("volume", record.volume.as_ref());
    page.text("issue", record.issue.as_ref());
    page.text("page", record.pages.as_ref());
    if record.status.contains(&Status::AheadOfPrint) {
        page.put("status", json!("ahead of print"));
    }
}

fn identifiers(page: &mut Page, record: &Record) {
    page.text("DOI", record.doi.as_ref().map(ToString::to_string).as_ref());
    page.text("PMID", record.pmid.as_ref().map(ToString::to_string).as_ref());
    page.text("PMCID", record.pmcid.as_ref().map(ToString::to_string).as_ref());
    let address = record.ids.iter().find(|id| id.scheme == "url").map(|id| &id.value);
    page.text("URL", address);
}

fn text(page: &mut Page, record: &Record) {
    let main: Vec<_> = record.sections.iter().filter(|section| section.kind.is_none()).collect();
    let line = abstracts::line(&main, record.copyright.as_deref()).tagged();
    if !line.is_empty() {
        page.put("abstract", json!(line));
    }
    let words: Vec<&str> = record.keywords.iter().map(|keyword| keyword.text.as_str()).collect();
    if !words.is_empty() {
        // A list of one word with a comma would be read as two.
        let end = if words.len() == 1 && words.concat().contains(',') { ";" } else { "" };
        page.put("keyword", json!(format!("{}{end}", words.join("; "))));
    }
    if !record.language.is_empty() {
        page.put("language", json!(record.language.join("; ")));
    }
    page.text("note", record.labels.get("note"));
    page.list("funder", record.grants.iter().filter_map(funder).collect());
    page.list("update-to", updates(record, &NOTICES));
    page.list("updated-by", updates(record, &WORKS));
}

fn funder(grant: &Grant) -> Option<Value> {
    let agency = grant.agency.as_ref()?;
    Some(match &grant.id {
        Some(id) => json!({ "name": agency, "award": [id] }),
        None => json!({ "name": agency }),
    })
}

/// Crossref's words for updates, seen from the notice.
const NOTICES: [(K, &str); 5] = [
    (K::RetractionOf, "retraction"),
    (K::PartialRetractionOf, "partial_retraction"),
    (K::ErratumFor, "erratum"),
    (K::ConcernFor, "expression_of_concern"),
    (K::UpdateOf, "new_version"),
];

/// The same seen from the work.
const WORKS: [(K, &str); 5] = [
    (K::RetractionIn, "retraction"),
    (K::PartialRetractionIn, "partial_retraction"),
    (K::ErratumIn, "erratum"),
    (K::ConcernIn, "expression_of_concern"),
    (K::UpdateIn, "new_version"),
];

fn updates(record: &Record, words: &[(K, &str)]) -> Vec<Value> {
    let one = |related: &crate::record::Related| {
        let word = words.iter().find(|(kind, _)| *kind == related.kind).map(|(_, word)| *word)?;
        Some(json!({ "DOI": related.doi.as_ref()?.as_str(), "type": word }))
    };
    record.related.iter().filter_map(one).collect()
}
