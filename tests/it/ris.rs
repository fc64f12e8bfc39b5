//! The readers of tagged text, RIS and Web of Science: every fixture against the golden file beside it, damage against
//! the laws of the account, the way out and back, and the shared corpus.
//!
//! `LITDIGEST_BLESS=1` writes the golden files anew; look at the difference before committing it.

use crate::places::{bytes, corpus, files, fixtures, name, read};
use crate::pubmed_text::{check_account, summary};

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
    check_fixtures("ris", 30);
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
