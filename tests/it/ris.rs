//! The readers of tagged text, RIS and Web of Science: every fixture against the golden file beside it, damage against
//! the laws of the account, the way out and back, and the shared corpus.
//!
//! `LITDIGEST_BLESS=1` writes the golden files anew; look at the difference before committing it.

use crate::places::{bytes, corpus, files, fixtures, name, read};
use crate::pubmed_text::{check_account, summary};
use litdigest::record::Record;
use std::collections::{BTreeMap, BTreeSet};

/// Every fixture of a folder against its golden file.
fn check_fixtures(folder: &str, least: usize) {
    let bless = std::env::var_os("LITDIGEST_BLESS").is_some();
    let mut wrong = Vec::new();
    let paths: Vec<_> = files(&fixtures(folder))
        .into_iter()
        .filter(|path| path.extension().is_none_or(|extension| extension != "json"))
        .collect();
    assert!(paths.len() >= least, "fixtures are missing");
    for path in paths {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        check_account(&reading, &input);
        assert_eq!(reading.coverage.format, folder, "{}", path.display());
        let text = serde_json::to_string_pretty(&summary(&reading)).unwrap() + "\n";
        let golden = path.with_extension("json");
        if bless {
            std::fs::write(&golden, &text).unwrap();
        }
        if std::fs::read_to_string(&golden).unwrap_or_default() != text {
            wrong.push(name(&path));
        }
    }
    assert!(wrong.is_empty(), "these differ from their golden files: {wrong:#?}");
}

#[test]
fn ris_fixtures_read_as_their_golden_files_say() {
    check_fixtures("ris", 36);
}

/// How many records a file has by a count that shares nothing with the reader: its `TY` lines.
fn types(text: &str) -> usize {
    text.replace('\r', "\n").split('\n').filter(|line| line.starts_with("TY  - ")).count()
}

#[test]
fn every_record_of_the_ris_corpus_is_read_and_every_line_accounted_for() {
    let Some(folder) = corpus("ris") else { return };
    println!("{:>7} {:>7} {:>8} {:>7} {:>6} file", "TY", "records", "rejected", "lines", "stray");
    for path in files(&folder) {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        check_account(&reading, &input);
        let coverage = &reading.coverage;
        let text = String::from_utf8_lossy(&input);
        let text = text.trim_start_matches('\u{feff}');
        let stray = coverage.reported.iter().filter(|line| line.code == "stray-line").count();
        println!(
            "{:>7} {:>7} {:>8} {:>7} {stray:>6} {}",
            types(text),
            coverage.records,
            coverage.rejected,
            coverage.lines,
            name(&path)
        );
        assert_eq!(coverage.records + coverage.rejected, types(text), "{}", path.display());
    }
}

#[test]
fn web_of_science_fixtures_read_as_their_golden_files_say() {
    check_fixtures("wos-plaintext", 5);
}

#[test]
fn every_record_of_the_web_of_science_corpus_is_read() {
    let Some(folder) = corpus("wos-plaintext") else { return };
    for path in files(&folder) {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        check_account(&reading, &input);
        let text = String::from_utf8_lossy(&input).replace('\r', "\n");
        let count = text.split('\n').filter(|line| line.starts_with("PT ")).count();
        println!("{count:>5} {:>5} {}", reading.records.len(), name(&path));
        assert_eq!(reading.coverage.records + reading.coverage.rejected, count);
        assert_eq!(reading.coverage.rejected, 0);
        assert!(reading.diagnostics.iter().any(|said| said.code.id == "partial-format"));
    }
}

/// Words of a text: letters and digits, lower case. Digits of dates and serials are looked at without their signs.
fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a record's JSON says, as words; numbers of dates without leading zeros too.
fn said(records: &[Record]) -> BTreeSet<String> {
    let json = serde_json::to_value(records).unwrap();
    let mut all = String::new();
    crate::conservation::strings(&json, "", &mut |_, text| {
        all.push_str(text);
        all.push(' ');
    });
    // Joined forms, for values that are taken apart: "J.W." is JW, "1234567X" is 1234-567X.
    let joined: String = all.chars().filter(|c| *c != '-').collect();
    let mut found = words(&all);
    found.extend(words(&joined));
    found
}

/// Tags whose values become codes, or only steer the reading.
const ENCODED: [&str; 11] = ["TY", "LA", "PY", "Y1", "DA", "ET", "U4", "C6", "SN", "ER", "N1"];

/// Words of the resolvers and databases whose identifier is a field of the record.
const RESOLVERS: [&str; 14] = [
    "http", "https", "doi", "dx", "org", "www", "ncbi", "nlm", "nih", "gov", "pubmed", "pmc",
    "articles", "pmid",
];

#[test]
fn every_word_of_the_ris_corpus_is_in_its_record() {
    let Some(folder) = corpus("ris") else { return };
    let mut lost: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    let mut total = 0;
    for path in files(&folder) {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        let text = String::from_utf8_lossy(&input).into_owned();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split('\n').collect();
        for record in &reading.records {
            let source = &record.source[0];
            let known = said(std::slice::from_ref(record));
            let mut tag = String::new();
            for line in &lines[source.line - 1..source.end_line] {
                let value = match line.get(..5).filter(|head| head.ends_with("  -")) {
                    Some(head) => {
                        tag = head[..2].to_owned();
                        &line[5..]
                    }
                    None => line,
                };
                if ENCODED.contains(&tag.as_str()) {
                    continue;
                }
                let value = if tag == "DO" { value.to_owned() } else { decoded(value) };
                for word in words(&value) {
                    total += 1;
                    // Initials lose their stops, and an address that is an identifier its resolver.
                    let told = word.chars().count() == 1 || RESOLVERS.contains(&word.as_str());
                    if !told && !known.contains(&word) {
                        *lost.entry(tag.clone()).or_default() += 1;
                        examples.push(format!("{tag} {word}: {value:.100} ({})", name(&path)));
                    }
                }
            }
        }
    }
    examples.iter().step_by(1 + examples.len() / 60).for_each(|line| println!("{line}"));
    println!("{total} words, lost by tag: {lost:?}");
    assert!(examples.len() * 5000 < total, "{lost:?}");
}

/// Markup and references are not words.
fn decoded(value: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in value.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    ["&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&#039;", "&#39;"]
        .iter()
        .fold(out, |text, reference| text.replace(reference, " "))
}
