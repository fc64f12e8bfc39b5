//! Formats whose records are objects and rows: every word of an item of CSL-JSON, of a row of a table and of an entry of
//! a summary must be in its record's JSON.
//!
//! The files are taken apart here by other means than the reader's: serde_json, the csv crate, paragraphs.

use super::strings;
use crate::corpus::Corpus;
use crate::places::{bytes, files, fixtures, name, read};
use litdigest::record::Record;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Words: letters and digits, in lower case, numbers without zeros before them.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let bare = |word: &str| match word.trim_start_matches('0') {
        "" => word.to_owned(),
        rest => rest.to_owned(),
    };
    parts.map(|word| bare(&word.to_lowercase())).collect()
}

/// What a record says: its strings, its numbers, and its strings without hyphens, for joined forms.
fn said(record: &Record) -> BTreeSet<String> {
    let json = serde_json::to_value(record).unwrap();
    let mut all = json.to_string().replace("\\\"", " ");
    strings(&json, "", &mut |_, text| {
        all.push(' ');
        all.push_str(text);
        all.push(' ');
        all.push_str(&text.replace('-', ""));
    });
    words(&all).into_iter().collect()
}

/// Months as numbers are words in a date's text; words of resolvers are in the identifier that an address is.
const TOLD: [&str; 20] = [
    "http", "https", "doi", "dx", "org", "www", "ncbi", "nlm", "nih", "gov", "pubmed", "pmc",
    "articles", "pmid", "orcid", "true", "abstract", "jats", "et", "al",
];

fn lost(known: &BTreeSet<String>, text: &str) -> Vec<String> {
    let single = |word: &String| word.chars().count() == 1;
    words(text)
        .into_iter()
        .filter(|w| !single(w) && !TOLD.contains(&w.as_str()) && !known.contains(w))
        .collect()
}

fn without_tags(text: &str) -> String {
    let mut out = text.to_owned();
    for entity in ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&nbsp;", "&#39;"] {
        out = out.replace(entity, " ");
    }
    for tag in [
        "i",
        "b",
        "sub",
        "sup",
        "p",
        "em",
        "strong",
        "br",
        "div",
        "jats:p",
        "jats:sec",
        "jats:title",
        "jats:italic",
    ] {
        for form in [format!("<{tag}>"), format!("</{tag}>"), format!("<{tag}/>")] {
            out = out.replace(&form, "");
        }
    }
    while let Some((head, rest)) = out.split_once("&#") {
        let (number, tail) = rest.split_once(';').unwrap_or((rest, ""));
        let c = number.parse().ok().and_then(char::from_u32).unwrap_or(' ');
        out = format!("{head}{c}{tail}");
    }
    while let Some((head, rest)) = out.split_once("<a ") {
        let tail = rest.split_once('>').map_or("", |(_, tail)| tail);
        out = format!("{head}{tail}").replacen("</a>", "", 1);
    }
    while let Some((head, rest)) = out.split_once("<span") {
        let tail = rest.split_once('>').map_or("", |(_, tail)| tail);
        out = format!("{head}{tail}").replacen("</span>", "", 1);
    }
    out
}

/// Keys that become codes or steer the reading, and dates in words, which have cases of their own.
const ENCODED: [&str; 9] = [
    "type",
    "language",
    "season",
    "sequence",
    "circa",
    "comma-suffix",
    "literal-date",
    "raw",
    "issued",
];

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A month of a date is the number or its name.
fn is_month(known: &BTreeSet<String>, word: &str) -> bool {
    let month = word.parse::<usize>().ok().and_then(|number| MONTHS.get(number.checked_sub(1)?));
    month.is_some_and(|month| known.contains(*month))
}

/// Every string and number of an item with its last key.
fn leaves(value: &Value, key: &str, out: &mut dyn FnMut(&str, String)) {
    match value {
        Value::Object(map) => map.iter().for_each(|(inner, value)| {
            let dated = inner == "literal" && matches!(key, "issued" | "accessed");
            leaves(value, if dated { "literal-date" } else { inner }, out);
        }),
        Value::Array(list) => list.iter().for_each(|value| leaves(value, key, out)),
        Value::String(text) => out(key, text.clone()),
        Value::Number(number) => out(key, number.to_string()),
        Value::Bool(_) | Value::Null => {}
    }
}

/// Items of a file whose frame is a list.
fn items(path: &std::path::Path) -> Vec<Value> {
    let text = String::from_utf8(bytes(path)).unwrap();
    serde_json::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default()
}

#[test]
fn every_word_of_a_csl_fixture_is_in_its_record() {
    let mut paths = files(&fixtures("csl-json"));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "csljson"));
    items_are_kept(paths);
}

pub(crate) fn check_csl_words(corpus: &Corpus) {
    items_are_kept(corpus.files("csl-json"));
}

fn items_are_kept(paths: Vec<PathBuf>) {
    let (mut total, mut missing) = (0, Vec::new());
    for path in paths {
        let items = items(&path);
        let reading = read(&name(&path), bytes(&path));
        // What was rejected has no record; files with such are looked at by their golden files.
        let titled: Vec<&Value> = items.iter().filter(|item| item.get("title").is_some()).collect();
        if reading.records.len() != titled.len() {
            continue;
        }
        for (item, record) in titled.into_iter().zip(&reading.records) {
            let known = said(record);
            leaves(item, "", &mut |key, text| {
                total += words(&text).len();
                if !ENCODED.contains(&key) {
                    let mut gone = lost(&known, &without_tags(&text));
                    gone.retain(|word| key != "date-parts" || !is_month(&known, word));
                    missing
                        .extend(gone.into_iter().map(|word| format!("{key} {word}: {text:.90}")));
                }
            });
        }
    }
    let few = &missing[..missing.len().min(40)];
    assert!(missing.is_empty(), "{} of {total} words: {few:#?}", missing.len());
}

#[test]
fn every_word_of_a_row_is_in_its_record() {
    rows_are_kept(vec![fixtures("pubmed-csv").join("four.csv")]);
}

pub(crate) fn check_csv_words(corpus: &Corpus) {
    rows_are_kept(corpus.files("pubmed-csv"));
}

fn rows_are_kept(paths: Vec<PathBuf>) {
    for path in paths {
        let reading = read(&name(&path), bytes(&path));
        let text = crate::places::text(&path);
        let mut table = csv::Reader::from_reader(text.as_bytes());
        for (row, record) in table.records().map(Result::unwrap).zip(&reading.records) {
            let known = said(record);
            for cell in &row {
                let gone: Vec<String> = lost(&known, cell);
                let gone: Vec<&String> = gone.iter().filter(|word| !is_notice(word)).collect();
                assert!(gone.is_empty(), "{gone:?} of {cell:.200}");
            }
        }
    }
}

#[test]
fn every_word_of_an_entry_is_in_its_record() {
    entries_are_kept(vec![fixtures("pubmed-summary").join("entries.txt")]);
}

pub(crate) fn check_summary_words(corpus: &Corpus) {
    entries_are_kept(corpus.files("summary-text"));
}

fn entries_are_kept(paths: Vec<PathBuf>) {
    for path in paths {
        let reading = read(&name(&path), bytes(&path));
        let text = crate::places::text(&path).replace('\u{feff}', " ");
        let paragraphs: Vec<&str> = text.split("\n\n").filter(|p| !p.trim().is_empty()).collect();
        assert_eq!(paragraphs.len(), reading.records.len());
        for (paragraph, record) in paragraphs.iter().zip(&reading.records) {
            let known = said(record);
            let entry = paragraph.trim_start().split_once(": ").unwrap().1;
            let gone: Vec<String> = lost(&known, entry);
            let gone: Vec<&String> = gone.iter().filter(|word| !is_notice(word)).collect();
            assert!(gone.is_empty(), "{gone:?} of {entry:.300}");
        }
    }
}

/// Words of the format that a key or a code of the record says.
fn is_notice(word: &str) -> bool {
    [
        "epub",
        "online",
        "ahead",
        "of",
        "print",
        "ecollection",
        "in",
        "erratum",
        "for",
        "retraction",
        "pii",
        "pmcid",
        "german",
        "dutch",
        "english",
        "chinese",
        "spanish",
        "french",
        "portuguese",
        "russian",
        "japanese",
        "italian",
        "polish",
        "update",
        "comment",
        "on",
    ]
    .contains(&word)
}
