//! Every word of an entry's values is in its record. The values are taken apart by the tests' own reader.

use super::decode;
use crate::corpus::Corpus;
use crate::places::{bytes, fixtures, name, read};
use crate::ris::{RESOLVERS, said, words};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Fields whose values become codes or numbers, or only steer the reading.
const ENCODED: [&str; 13] = [
    "archiveprefix",
    "date",
    "day",
    "early-access-date",
    "earlyaccessdate",
    "eprinttype",
    "langid",
    "language",
    "month",
    "orcid-numbers",
    "publication_stage",
    "pubstate",
    "revised",
];

/// Words of the format and of markup, which no record repeats.
const FORMAT: [&str; 22] = [
    "and",
    "pubmed",
    "arxiv",
    "unsp",
    "print",
    "linking",
    "issn",
    "isbn",
    "family",
    "given",
    "prefix",
    "suffix",
    "useprefix",
    "true",
    "sub",
    "sup",
    "inf",
    "br",
    "em",
    "amp",
    "lt",
    "gt",
];

/// What is wrong with the records of some files: each lost word with its field.
fn lost(paths: &[PathBuf]) -> (usize, BTreeMap<String, Vec<String>>) {
    let mut lost: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut total = 0;
    for path in paths {
        let input = bytes(path);
        let reading = read(&name(path), input.clone());
        let text = String::from_utf8_lossy(&input).replace("\r\n", "\n");
        for entry in decode::read(text.trim_start_matches('\u{feff}')) {
            let record = reading.records.iter().find(|record| record.source[0].line == entry.line);
            let Some(record) = record else { continue };
            assert_eq!(record.source[0].end_line, entry.end_line, "{}:{}", name(path), entry.line);
            let known = said(std::slice::from_ref(record));
            let all = OnceCell::new();
            let letters = || {
                let json = serde_json::to_string(record).unwrap().to_lowercase();
                json.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
            };
            for (field, value) in &entry.fields {
                if ENCODED.contains(&field.as_str()) {
                    continue;
                }
                let text = decode::text(value).replace("%2F", "/");
                // Markup parts a word that is one in the record: CO<sub>2</sub>.
                let marked = value.contains(['<', '$', '\\']) || field == "pmcid";
                for word in words(&text) {
                    total += 1;
                    let told = word.chars().count() == 1
                        || RESOLVERS.contains(&word.as_str())
                        || FORMAT.contains(&word.as_str());
                    let joined = || marked && all.get_or_init(letters).contains(&word);
                    if !told && !known.contains(&word) && !joined() {
                        let line = format!("{word}: {value:.90} ({}:{})", name(path), entry.line);
                        lost.entry(field.clone()).or_default().push(line);
                    }
                }
            }
        }
    }
    (total, lost)
}

fn report(lost: &BTreeMap<String, Vec<String>>) -> String {
    let one = |(field, list): (&String, &Vec<String>)| {
        let few: Vec<&str> = list.iter().take(6).map(String::as_str).collect();
        format!("{field}: {}\n    {}\n", list.len(), few.join("\n    "))
    };
    lost.iter().map(one).collect()
}

#[test]
fn every_word_of_the_bibtex_fixtures_is_in_its_record() {
    let mut paths = Vec::new();
    for stem in [
        "accents",
        "biblatex",
        "endnote",
        "identifiers",
        "jabref",
        "mendeley",
        "ovid",
        "retracted",
        "scholar",
        "scopus",
        "web-of-science",
        "zotero",
    ] {
        paths.push(fixtures("bibtex").join(format!("{stem}.bib")));
    }
    let (total, lost) = lost(&paths);
    assert!(total > 300 && lost.is_empty(), "{total} words\n{}", report(&lost));
}

/// Every word is in its record, but for one in twenty thousand of real exports.
pub(crate) fn check_words(corpus: &Corpus) {
    let (total, lost) = lost(&corpus.files("bibtex"));
    let count: usize = lost.values().map(Vec::len).sum();
    let most = if corpus.is_real() { total / 20_000 } else { 0 };
    assert!(count <= most, "{count} of {total} words\n{}", report(&lost));
}
