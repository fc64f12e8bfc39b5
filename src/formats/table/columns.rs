//! The columns of this program's own table: which key of a record each holds.
//!
//! In: a record, or a cell. Out: a cell, or the record with what the cell says. A column is one row of [`COLUMNS`], and
//! `convert --to csv` writes them in its order; any of them may be missing where a table is read. Never: quoting.

use super::cells::{items, list};
use super::people;
use crate::formats::medline::indexing;
use crate::formats::ris::{abstracts, ids};
use crate::record::{
    AbstractSection, Book, Extra, Journal, Keyword, OtherId, PartialDate, Record, Related,
    RelatedKind, Status, Supplementary,
};
use crate::text::blanks::fold_blanks;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// A column.
pub(super) struct Column {
    /// As it stands in the header.
    pub(super) name: &'static str,
    /// Its cell of a record; empty when the record has nothing of it.
    pub(super) write: fn(&Record) -> String,
    /// Puts a cell into a record; `false` when it does not have the column's form.
    pub(super) read: fn(&mut Record, &str) -> bool,
}

/// The column of a name.
pub(super) fn named(name: &str) -> Option<&'static Column> {
    COLUMNS.iter().find(|column| column.name == name)
}

macro_rules! columns {
    ($($name:literal $write:expr, $read:expr;)*) => {
        /// All columns in the order in which they are written.
        pub(super) static COLUMNS: &[Column] = &[$(Column { name: $name, write: $write, read: $read }),*];
    };
}

columns! {
    "key" |r| r.key.as_str().to_owned(), |_, _| true;
    "pmid" |r| shown(r.pmid.as_ref()), |r, cell| set(&mut r.pmid, ids::pmid(cell));
    "pmcid" |r| shown(r.pmcid.as_ref()), |r, cell| set(&mut r.pmcid, ids::pmcid(cell));
    "doi" |r| shown(r.doi.as_ref()), |r, cell| set(&mut r.doi, ids::doi(cell));
    "title" |r| r.title.clone(), title;
    "vernacular_title" |r| text(r.vernacular_title.as_ref()), |r, cell| put(&mut r.vernacular_title, cell);
    "authors" people::authors, people::read_authors;
    "orcids" people::orcids, people::read_orcids;
    "author_affiliations" people::ties, people::read_ties;
    "affiliations" |r| list(&r.affiliations), |r, cell| all(&mut r.affiliations, cell);
    "editors" |r| people::names(&r.editors), |r, cell| { r.editors = people::read_names(cell); true };
    "investigators" |r| people::names(&r.investigators), |r, cell| { r.investigators = people::read_names(cell); true };
    "journal" |r| journal(r, |j| j.title.clone()), |r, cell| put(&mut journal_of(r).title, cell);
    "journal_abbreviation" |r| journal(r, |j| j.abbreviation.clone()), |r, cell| put(&mut journal_of(r).abbreviation, cell);
    "issn" |r| journal(r, |j| Some(list(&j.issn))), |r, cell| all(&mut journal_of(r).issn, cell);
    "journal_country" |r| journal(r, |j| j.country.clone()), |r, cell| put(&mut journal_of(r).country, cell);
    "nlm_id" |r| journal(r, |j| j.nlm_id.clone()), |r, cell| put(&mut journal_of(r).nlm_id, cell);
    "book" |r| book(r, |b| b.title.clone()), |r, cell| put(&mut book_of(r).title, cell);
    "publisher" |r| book(r, |b| b.publisher.clone()), |r, cell| put(&mut book_of(r).publisher, cell);
    "place" |r| book(r, |b| b.place.clone()), |r, cell| put(&mut book_of(r).place, cell);
    "edition" |r| book(r, |b| b.edition.clone()), |r, cell| put(&mut book_of(r).edition, cell);
    "isbn" |r| book(r, |b| Some(list(&b.isbn))), |r, cell| all(&mut book_of(r).isbn, cell);
    "published" |r| date(r.published.as_ref()), |r, cell| set(&mut r.published, read_date(cell));
    "electronic" |r| date(r.electronic.as_ref()), |r, cell| set(&mut r.electronic, read_date(cell));
    "print" |r| date(r.print.as_ref()), |r, cell| set(&mut r.print, read_date(cell));
    "collection" |r| date(r.collection.as_ref()), |r, cell| set(&mut r.collection, read_date(cell));
    "entered" |r| date(r.entered.as_ref()), |r, cell| set(&mut r.entered, read_date(cell));
    "revised" |r| date(r.revised.as_ref()), |r, cell| set(&mut r.revised, read_date(cell));
    "record_revised" |r| date(r.record_revised.as_ref()), |r, cell| set(&mut r.record_revised, read_date(cell));
    "volume" |r| text(r.volume.as_ref()), |r, cell| put(&mut r.volume, cell);
    "issue" |r| text(r.issue.as_ref()), |r, cell| put(&mut r.issue, cell);
    "pages" |r| text(r.pages.as_ref()), |r, cell| put(&mut r.pages, cell);
    "language" |r| list(&r.language), |r, cell| all(&mut r.language, cell);
    "publication_types" |r| list(&r.publication_types), |r, cell| all(&mut r.publication_types, cell);
    "status" |r| list(r.status.iter().map(word)), status;
    "abstract" sections, read_sections;
    "copyright" |r| text(r.copyright.as_ref()), |r, cell| put(&mut r.copyright, cell);
    "keywords" |r| list(r.keywords.iter().map(|k| star(k.major, &k.text))), keywords;
    "mesh" |r| list(r.mesh.iter().map(indexing::written_heading)), |r, cell| { r.mesh = each(cell, indexing::heading); true };
    "substances" |r| list(r.substances.iter().map(indexing::written_substance)), |r, cell| { r.substances = each(cell, indexing::substance); true };
    "supplementary" |r| list(r.supplementary.iter().map(concept)), |r, cell| { r.supplementary = each(cell, read_concept); true };
    "grants" |r| list(r.grants.iter().map(indexing::written_grant)), |r, cell| { r.grants = each(cell, indexing::grant); true };
    "databanks" |r| list(r.databanks.iter().map(databank)), |r, cell| { r.databanks = each(cell, indexing::databank); true };
    "conflict_of_interest" |r| text(r.conflict_of_interest.as_ref()), |r, cell| put(&mut r.conflict_of_interest, cell);
    "related" |r| list(r.related.iter().map(related)), read_related;
    "pmc_available" |r| text(r.pmc_available.as_ref()), |r, cell| put(&mut r.pmc_available, cell);
    "ids" |r| list(r.ids.iter().map(|id| pair(&id.scheme, &id.value))), read_ids;
    "labels" |r| list(r.labels.iter().map(|(name, value)| pair(name, value))), labels;
    "extra" |r| list(r.extra.iter().map(|extra| pair(&extra.tag, &extra.value))), extras;
}

/// Columns that came with the second version of the record.
const LATER: [&str; 2] = ["record_revised", "supplementary"];

/// Whether a table is one that was written before the second version: it has all columns but those that came with it.
pub(super) fn is_first_version<'a>(names: impl Iterator<Item = &'a str>) -> bool {
    let names: Vec<&str> = names.collect();
    let is_there = |column: &Column| names.contains(&column.name);
    COLUMNS.iter().all(|column| is_there(column) != LATER.contains(&column.name))
}

/// What follows from the cells together.
pub(super) fn settle(record: &mut Record) {
    let places = record.affiliations.len();
    for person in &mut record.authors {
        person.affiliations.retain(|at| *at < places);
    }
    let named = |person: &crate::record::Person| {
        person.family.is_some() || person.collective.is_some() || person.given.is_some()
    };
    record.authors.retain(named);
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn text(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn set<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let fits = value.is_some();
    *slot = value;
    fits
}

fn put(slot: &mut Option<String>, cell: &str) -> bool {
    *slot = Some(fold_blanks(cell)).filter(|text| !text.is_empty());
    true
}

fn each<T>(cell: &str, read: fn(&str) -> T) -> Vec<T> {
    items(cell)
        .iter()
        .filter(|item| !item.is_empty())
        .map(|item| read(&fold_blanks(item)))
        .collect()
}

fn all(slot: &mut Vec<String>, cell: &str) -> bool {
    *slot = each(cell, str::to_owned);
    true
}

fn title(record: &mut Record, cell: &str) -> bool {
    record.title = fold_blanks(cell);
    let bare = record.title.trim_end_matches('.');
    record.title_translated = bare.starts_with('[') && bare.ends_with(']');
    true
}

fn journal(record: &Record, part: fn(&Journal) -> Option<String>) -> String {
    record.journal.as_ref().and_then(part).unwrap_or_default()
}

fn journal_of(record: &mut Record) -> &mut Journal {
    record.journal.get_or_insert_default()
}

fn book(record: &Record, part: fn(&Book) -> Option<String>) -> String {
    record.book.as_ref().and_then(part).unwrap_or_default()
}

fn book_of(record: &mut Record) -> &mut Book {
    record.book.get_or_insert_default()
}

/// As printed where that reads as the same date.
fn date(date: Option<&PartialDate>) -> String {
    let Some(date) = date else { return String::new() };
    match read_date(&date.text) {
        Some(read) if read == *date => date.text.clone(),
        _ => date.iso(),
    }
}

fn read_date(cell: &str) -> Option<PartialDate> {
    PartialDate::parse_pubmed(cell)
        .or_else(|| crate::formats::ris::dates::read(cell, None).map(|read| read.date))
}

/// The word that the record's JSON has for a status or a kind.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

fn of_word<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_value(Value::String(text.to_owned())).ok()
}

fn status(record: &mut Record, cell: &str) -> bool {
    let found: Option<Vec<Status>> = items(cell).iter().map(|item| of_word(item)).collect();
    found.map(|found| record.status = found).is_some()
}

fn star(major: bool, text: &str) -> String {
    format!("{}{text}", if major { "*" } else { "" })
}

fn keywords(record: &mut Record, cell: &str) -> bool {
    record.keywords = each(cell, |item| match item.strip_prefix('*') {
        Some(text) => Keyword { text: text.to_owned(), major: true, owner: None },
        None => Keyword { text: item.to_owned(), ..Keyword::default() },
    });
    true
}

fn databank(bank: &crate::record::Databank) -> String {
    match &bank.accession {
        Some(number) => format!("{}/{number}", bank.name),
        None => bank.name.clone(),
    }
}

/// "Invented disease, type 1 | type:Disease | ui:C000001".
fn concept(concept: &Supplementary) -> String {
    let mut parts = vec![concept.name.clone()];
    parts.extend(concept.kind.as_ref().map(|kind| format!("type:{kind}")));
    parts.extend(concept.ui.as_ref().map(|ui| format!("ui:{ui}")));
    parts.join(" | ")
}

fn read_concept(item: &str) -> Supplementary {
    let mut concept = Supplementary { name: item.to_owned(), ..Supplementary::default() };
    while let Some((name, part)) = concept.name.rsplit_once(" | ") {
        let slot = match part.split_once(':') {
            Some(("type", _)) => &mut concept.kind,
            Some(("ui", _)) => &mut concept.ui,
            _ => break,
        };
        if slot.is_some() {
            break;
        }
        *slot = part.split_once(':').map(|(_, value)| value.to_owned());
        concept.name = name.to_owned();
    }
    concept
}

/// The main abstract, one section a line.
fn sections(record: &Record) -> String {
    let main = record.sections.iter().filter(|section| section.kind.is_none());
    let lines: Vec<String> = main.map(|section| abstracts::plain_line(&[section], None)).collect();
    lines.join("\n")
}

/// Sections of an abstract of several lines are labelled; one line is read as in every other format.
fn read_sections(record: &mut Record, cell: &str) -> bool {
    let lines: Vec<String> =
        cell.split('\n').map(fold_blanks).filter(|line| !line.is_empty()).collect();
    if let [line] = lines.as_slice() {
        let (sections, copyright) = abstracts::read(line);
        let whole = sections.len() > 1 && copyright.is_none();
        let one = || vec![AbstractSection { text: line.clone(), ..AbstractSection::default() }];
        record.sections = if whole { sections } else { one() };
        return true;
    }
    record.sections = lines.iter().map(|line| section(line)).collect();
    true
}

/// "LABEL: text" where what stands before the first colon is short and no sentence.
fn section(line: &str) -> AbstractSection {
    let labelled = line.split_once(": ").filter(|(label, _)| {
        label.len() <= 60
            && !label.contains(['.', '?', '!'])
            && label.starts_with(char::is_uppercase)
    });
    match labelled {
        Some((label, text)) => AbstractSection {
            label: Some(label.to_owned()),
            text: text.to_owned(),
            ..AbstractSection::default()
        },
        None => AbstractSection { text: line.to_owned(), ..AbstractSection::default() },
    }
}

/// "erratum-in | J Tea. 2021;1:2. | doi:10.5555/a | pmid:1 | note:words".
fn related(related: &Related) -> String {
    let mut parts = vec![word(&related.kind)];
    parts.extend(related.citation.clone());
    parts.extend(related.doi.as_ref().map(|doi| format!("doi:{doi}")));
    parts.extend(related.pmid.as_ref().map(|pmid| format!("pmid:{pmid}")));
    parts.extend(related.note.as_ref().map(|note| format!("note:{note}")));
    parts.join(" | ")
}

fn read_related(record: &mut Record, cell: &str) -> bool {
    let one = |item: &String| -> Option<Related> {
        let mut parts = item.split(" | ");
        let kind: RelatedKind = of_word(parts.next()?)?;
        let mut related = Related { kind, citation: None, pmid: None, doi: None, note: None };
        for part in parts {
            match part.split_once(':') {
                Some(("doi", doi)) if ids::doi(doi).is_some() => related.doi = ids::doi(doi),
                Some(("pmid", pmid)) if ids::pmid(pmid).is_some() => related.pmid = ids::pmid(pmid),
                Some(("note", note)) => related.note = Some(note.to_owned()),
                _ if related.citation.is_none() => related.citation = Some(part.to_owned()),
                _ => return None,
            }
        }
        Some(related)
    };
    let found: Option<Vec<Related>> = items(cell).iter().map(one).collect();
    found.map(|found| record.related = found).is_some()
}

fn pair(name: &str, value: &str) -> String {
    format!("{name}: {value}")
}

/// "name: value" items; none of them may lack a name.
fn pairs(cell: &str) -> Option<Vec<(String, String)>> {
    let one = |item: &String| {
        let (name, value) = item.split_once(": ")?;
        Some((name.to_owned(), fold_blanks(value)))
    };
    items(cell).iter().filter(|item| !item.is_empty()).map(one).collect()
}

fn read_ids(record: &mut Record, cell: &str) -> bool {
    let id = |(scheme, value): (String, String)| OtherId { scheme, value };
    pairs(cell).map(|found| record.ids = found.into_iter().map(id).collect()).is_some()
}

fn labels(record: &mut Record, cell: &str) -> bool {
    pairs(cell).map(|found| record.labels = found.into_iter().collect()).is_some()
}

fn extras(record: &mut Record, cell: &str) -> bool {
    let extra = |(tag, value): (String, String)| Extra { tag, value };
    let found = pairs(cell).map(|found| found.into_iter().map(extra));
    found.map(|found| record.extra.extend(found)).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_its_own_name() {
        let mut names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), COLUMNS.len());
    }

    #[test]
    fn an_empty_record_has_empty_cells() {
        let record = Record::default();
        assert!(COLUMNS.iter().all(|column| (column.write)(&record).is_empty()));
    }
}
