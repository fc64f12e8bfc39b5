//! The flow of records: its numbers add up, its page and its file of decisions say what happened.

use crate::corpus::{Corpus, FOLDERS};
use crate::support::Site;
use litdigest::config::{Exclude, LibraryOptions, Stage};
use litdigest::diag::Place;
use litdigest::formats;
use litdigest::library::{self, Verdict};
use litdigest::workspace::Input;
use std::collections::HashMap;
use std::sync::Arc;

/// All exports of a corpus as one site each folder, with every seventh record's article left out: each slice of each file is counted
/// once, where it went.
pub(crate) fn check_sums(corpus: &Corpus) {
    for (folder, _) in FOLDERS {
        let files = corpus.files(folder);
        let read = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            let bytes = std::fs::read(path).unwrap();
            formats::read(Input { file: Arc::from(&*name), bytes })
        };
        let readings: Vec<_> = files.iter().map(read).collect();
        let place = Place::file(&Arc::from("litdigest.toml"));
        let records = readings.iter().flat_map(|reading| &reading.records);
        // One that was merged into a record of another key meets nothing, which is told and costs nothing.
        let left = records.step_by(7).map(|record| Exclude {
            id: record.key.to_string(),
            reason: None,
            stage: Stage::Screening,
            place: place.clone(),
        });
        let options = LibraryOptions { exclude: left.collect(), ..LibraryOptions::default() };
        let mut read: Vec<(Arc<str>, usize)> = readings
            .iter()
            .map(|r| (Arc::clone(&r.coverage.file), r.coverage.records + r.coverage.rejected))
            .collect();
        read.sort();
        let (library, ledger, _) = library::build(readings, &options);
        let flow = library.flow();
        assert_eq!(flow.files.len(), read.len(), "{folder}");
        for (file, (name, found)) in flow.files.iter().zip(&read) {
            assert_eq!((&file.file, file.found), (name, *found), "{folder}");
            let went = file.rejected + file.merged + file.excluded + file.shown;
            assert_eq!(file.found, went, "{folder}: {file:?}");
        }
        assert_eq!(ledger.records, library.articles().len(), "{folder}");
        assert_eq!(ledger.excluded, library.left_out().len(), "{folder}");
        assert!(files.is_empty() || ledger.excluded > 0, "{folder}");
        assert_eq!(
            ledger.slices,
            ledger.records + ledger.merged + ledger.rejected + ledger.excluded,
            "{folder}"
        );
        let merged = flow.decisions.iter().filter(|d| d.verdict == Verdict::Merged).count();
        assert_eq!(merged, ledger.merged, "{folder}");
        // What the articles say of themselves: each counts in the first of its files.
        let mut first: HashMap<Arc<str>, usize> = HashMap::new();
        for article in library.articles() {
            let origin = article.record.source.iter().min().unwrap();
            *first.entry(Arc::clone(&origin.file)).or_default() += 1;
        }
        for file in flow.files.iter().filter(|_| folder != "jsonl") {
            let said = first.get(&file.file).copied().unwrap_or_default();
            assert_eq!(file.shown, said, "{folder}: {file:?}");
        }
    }
}

/// One work in two exports, one alone, one to leave out, one cut short; the second export names its database.
fn site(settings: &str) -> Site {
    let ris = |doi: &str, title: &str| {
        format!("TY  - JOUR\nTI  - {title}\nDO  - {doi}\nDB  - Scopus\nER  - \n\n")
    };
    let scopus = ris("10.5555/a", "On tides.") + &ris("10.5555/b", "On mud.");
    let medline = "PMID- 91000001\nTI  - On tides.\nLID - 10.5555/a [doi]\n\nPMID- 91000002\nTI  - \
                   On quays.\n\n";
    Site::of(&[
        ("litdigest.toml", settings),
        ("content/records/b-scopus.ris", &scopus),
        ("content/records/a.nbib", medline),
        ("content/records/by-hand.bib", "@article{x, title = {On piers}, year = 2020}\n"),
    ])
}

/// The words of a page, blanks folded, without markup.
fn words(page: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in page.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if inside => {}
            '\u{a0}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_site_that_screened_nothing_draws_no_screening() {
    let site = site("");
    site.build(0);
    let page = words(&site.page("flow.html"));
    for expected in [
        "5 records in 3 export files, 4 articles.",
        "Databases (n = 4) PubMed (n = 2) Scopus (n = 2) Other sources (n = 1) by-hand.bib (n = 1)",
        "Duplicate records removed (n = 1)",
        "Articles in this collection (n = 4)",
        "b-scopus.ris Scopus 2 0 1 0 1",
        "All files 5 0 1 0 4",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(!page.contains("screened"), "{page}");
    // Nobody screened or searched: the about page leads there, the navigation does not.
    assert!(!site.page("index.html").contains("flow.html"));
    assert!(site.page("about.html").contains("href=\"flow.html\""));
    let csv = site.page("flow-duplicates.csv");
    let row = "merged,91000001,On tides,b-scopus.ris,1-5,,,10.5555/a,91000001,a.nbib,1-3,91000001,,10.5555/a,DOI 10.5555/a,";
    assert!(csv.contains(row), "{csv}");
}

#[test]
fn what_is_left_out_stands_with_its_stage_and_reason() {
    let site = site(
        "[[exclude]]\nid = \"10.5555/b\"\nreason = \"Not <about> us\"\n\n[[exclude]]\nid = 91000002\nstage = \"full text\"\n",
    )
    .with(
        "content/records/b-scopus.toml",
        b"query = \"TITLE(tides)\\nOR mud\"\ntranslation = \"as typed\"\ndatabase = \"Scopus (Elsevier)\"\ndate = 2026-03-12\ncount = 2\n",
    )
    .with("content/records/by-hand.toml", b"database = \"ClinicalTrials.gov\"\n");
    site.build(0);
    let html = site.page("flow.html");
    let page = words(&html);
    for expected in [
        "Databases (n = 4) PubMed (n = 2) Scopus (Elsevier) (n = 2) Registers (n = 1) ClinicalTrials.gov (n = 1)",
        "Records screened (n = 4)",
        "Records excluded (n = 1) Not &lt;about&gt; us (n = 1)",
        "Reports assessed for eligibility (n = 3)",
        "Reports excluded (n = 1) No reason given (n = 1)",
        "Reports of included studies (n = 2)",
        "a.nbib PubMed 2 0 0 1 1",
        "On mud Screening Not &lt;about&gt; us On quays Full text No reason given",
        "Scopus (Elsevier), 12 Mar 2026 Query TITLE(tides) OR mud Understood as as typed Records found 2 Saved as b-scopus.ris",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    assert!(html.contains("TITLE(tides)\nOR mud"), "the lines of a query stay");
    assert!(site.page("index.html").contains("href=\"flow.html\""));
}

#[test]
fn a_record_to_leave_out_that_there_is_not_is_told_with_the_nearest() {
    let site = site("[[exclude]]\nid = \"pmid:91000012\"\n");
    let run = site.build(0);
    assert!(run.stderr.contains("[[exclude]] names pmid:91000012"), "{}", run.stderr);
    assert!(run.stderr.contains("pmid:91000002"), "{}", run.stderr);
}

#[test]
fn a_stage_that_there_is_not_is_told_with_the_nearest() {
    let site = site("[[exclude]]\nid = \"10.5555/b\"\nstage = \"fulltext\"\n");
    let run = site.run(&["build", "--message-format", "short"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let told = "litdigest.toml:3:9: error[bad-config]: `stage` cannot be \"fulltext\"";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert!(run.stderr.contains("did you mean \"full text\"?"), "{}", run.stderr);
}
