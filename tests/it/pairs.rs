//! The same articles from PubMed's CSV, from MEDLINE and from abstract text, each through the library's own readers: every
//! difference explained by what the CSV leaves out.

use crate::corpus::Corpus;
use crate::places::{bytes, name, read};
use litdigest::record::{PartialDate, Person, Record};
use std::collections::BTreeMap;
use std::path::Path;

/// A field as text; nothing where the record has nothing.
type Field = (&'static str, fn(&Record) -> String);

fn date(date: Option<&PartialDate>) -> String {
    date.map(|date| date.text.clone()).unwrap_or_default()
}

fn own(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

fn bare(text: &str) -> String {
    text.trim_end_matches(['.', ']']).trim_start_matches('[').to_owned()
}

const FIELDS: [Field; 13] = [
    ("pmid", |r| r.pmid.as_ref().map(ToString::to_string).unwrap_or_default()),
    ("pmcid", |r| r.pmcid.as_ref().map(ToString::to_string).unwrap_or_default()),
    ("doi", |r| r.doi.as_ref().map(ToString::to_string).unwrap_or_default()),
    ("title", |r| bare(&r.title)),
    ("authors", |r| r.authors.iter().map(Person::display).collect::<Vec<_>>().join(", ")),
    ("journal", |r| r.journal.as_ref().map(|j| own(j.abbreviation.as_ref())).unwrap_or_default()),
    ("book", |r| r.book.as_ref().map(|b| bare(&own(b.title.as_ref()))).unwrap_or_default()),
    ("published", |r| date(r.published.as_ref())),
    ("electronic", |r| date(r.electronic.as_ref())),
    ("entered", |r| r.entered.as_ref().map(PartialDate::iso).unwrap_or_default()),
    ("volume", |r| own(r.volume.as_ref())),
    ("issue", |r| own(r.issue.as_ref())),
    ("pages", |r| own(r.pages.as_ref())),
];

fn by_pmid(path: &Path) -> BTreeMap<String, Record> {
    let reading = read(&name(path), bytes(path));
    let keyed = |record: Record| Some((record.pmid.as_ref()?.to_string(), record));
    reading.records.into_iter().filter_map(keyed).collect()
}

fn is_text(record: &Record) -> bool {
    record.source.iter().all(|origin| origin.format == "pubmed-text")
}

/// The day on which MEDLINE says that the citation was made, beside the day of entry.
fn created(record: &Record) -> Option<String> {
    let tag = |name: &str| record.extra.iter().find(|extra| extra.tag == name);
    let stamp = &tag("CRDT")?.value;
    Some(stamp.split(' ').next()?.replace('/', "-"))
}

/// Why the CSV and another format differ in a field, where that is no fault of a reader.
fn explained(field: &str, csv: &Record, other: &Record, a: &str, b: &str) -> Option<&'static str> {
    let cut = csv.extra.iter().any(|extra| extra.value == "et al.");
    match field {
        "authors" if cut && b.starts_with(a) => Some("the CSV lists the first authors alone"),
        "entered" if created(other).is_some_and(|day| day == a) => Some(
            "MEDLINE has PubMed's own day of entry, the CSV the day of the citation's creation alone",
        ),
        "entered" if b.is_empty() && is_text(other) => Some("abstract text has no day of entry"),
        "book" if b.starts_with(a) || a.starts_with(b) => {
            Some("the mark of a web book stands behind the title")
        }
        "published" if csv.published == other.electronic => {
            Some("PubMed cites an article that is only electronic by its day")
        }
        "electronic" if a.is_empty() && csv.published == other.electronic => {
            Some("the same, from the other side")
        }
        _ => None,
    }
}

fn compare(
    what: &str,
    csv: &BTreeMap<String, Record>,
    other: &BTreeMap<String, Record>,
) -> Vec<String> {
    let mut wrong = Vec::new();
    for (field, value) in FIELDS {
        for (pmid, record) in csv {
            let Some(theirs) = other.get(pmid) else {
                wrong.push(format!("{what} lacks {pmid}"));
                continue;
            };
            let (a, b) = (value(record), value(theirs));
            if a != b && explained(field, record, theirs, &a, &b).is_none() {
                wrong.push(format!("{what} {pmid} {field}:\n  {a:.160}\n  {b:.160}"));
            }
        }
    }
    wrong
}

pub(crate) fn check_agreement(corpus: &Corpus) {
    let search = corpus.search();
    let csv = by_pmid(&search.csv);
    let (medline, text) = (by_pmid(&search.medline), by_pmid(&search.abstract_text));
    assert_eq!(csv.len(), search.articles);
    let mut wrong = compare("against MEDLINE", &csv, &medline);
    wrong.extend(compare("against abstract text", &csv, &text));
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}
