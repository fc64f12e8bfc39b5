//! What the abstract-text reader says of an article against what MEDLINE and CSV exports say of the same article.
//!
//! Every difference is a failure unless a class of differences ([`rules`]) or a single honest exception
//! ([`exceptions`]) explains it; one that explains nothing any more fails as well.

mod exceptions;
mod fields;
mod rules;

use crate::corpus::Corpus;
use crate::oracle::{csv, medline};
use crate::places;
use exceptions::EXCEPTIONS;
use fields::{against_csv, against_medline, text};
use medline::Medline;
use rules::RULES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// One field of one article as both sides have it; empty means that a side has nothing.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) field: &'static str,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// The whole citation as the other format prints it.
    pub(crate) citation: String,
}

/// What a pair of values means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    BothAbsent,
    Agree,
    Rule(usize),
    Exception(usize),
    Differ,
}

fn judge(pmid: &str, pair: &Pair) -> Verdict {
    if pair.ours == pair.theirs {
        return if pair.ours.is_empty() { Verdict::BothAbsent } else { Verdict::Agree };
    }
    let rule = RULES.iter().position(|rule| rule.fields.contains(&pair.field) && (rule.fits)(pair));
    if let Some(rule) = rule {
        return Verdict::Rule(rule);
    }
    let single = EXCEPTIONS.iter().position(|e| e.pmid == pmid && e.field == pair.field);
    single.map_or(Verdict::Differ, Verdict::Exception)
}

/// The PMIDs of an abstract-text file, found without the library.
fn pmids(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("PMID: "));
    lines.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect()
}

/// The abstract-text records of every article that one of `wanted` is, by PMID, with the file's name.
fn ours(wanted: &BTreeSet<String>, files: Vec<PathBuf>) -> Vec<(String, String, Value)> {
    let mut out = Vec::new();
    for path in files {
        if pmids(&places::text(&path)).is_disjoint(wanted) {
            continue;
        }
        let reading = places::read(&places::name(&path), places::bytes(&path));
        for record in reading.records {
            let value = serde_json::to_value(&record).unwrap();
            let pmid = text(&value, "/pmid");
            if wanted.contains(&pmid) {
                out.push((pmid, places::name(&path), value));
            }
        }
    }
    out
}

/// What explained differences, and the differences that nothing explains.
#[derive(Default)]
struct Report {
    rules: BTreeSet<usize>,
    exceptions: BTreeSet<usize>,
    differences: Vec<String>,
}

impl Report {
    fn add(&mut self, pmid: &str, files: &str, pairs: &[Pair]) {
        for pair in pairs {
            let verdict = judge(pmid, pair);
            match verdict {
                Verdict::Rule(rule) => {
                    self.rules.insert(rule);
                }
                Verdict::Exception(at) => {
                    self.exceptions.insert(at);
                }
                Verdict::Differ => self.differences.push(difference(pmid, files, pair)),
                Verdict::Agree | Verdict::BothAbsent => {}
            }
        }
    }
}

fn difference(pmid: &str, files: &str, pair: &Pair) -> String {
    let same = pair.ours.chars().zip(pair.theirs.chars()).take_while(|(a, b)| a == b).count();
    let show =
        |text: &str| text.chars().skip(same.saturating_sub(30)).take(140).collect::<String>();
    format!(
        "{pmid} {} ({files}), from character {same}:\n  ours   …{}\n  theirs …{}",
        pair.field,
        show(&pair.ours),
        show(&pair.theirs)
    )
}

pub(crate) fn check_agreement(corpus: &Corpus) {
    let mut by_medline: BTreeMap<String, Vec<(String, Medline)>> = BTreeMap::new();
    for path in corpus.files("medline") {
        for record in medline::read(&String::from_utf8_lossy(&places::bytes(&path))) {
            let pmid = record.one("PMID").unwrap_or_default().to_owned();
            by_medline.entry(pmid).or_default().push((places::name(&path), record));
        }
    }
    let mut by_csv: BTreeMap<String, Vec<csv::Row>> = BTreeMap::new();
    for path in corpus.files("pubmed-csv") {
        for row in csv::read(&places::text(&path)) {
            by_csv.entry(row.pmid.clone()).or_default().push(row);
        }
    }
    let wanted = by_medline.keys().chain(by_csv.keys()).cloned().collect();
    let (mut medline_report, mut csv_report) = (Report::default(), Report::default());
    let (mut medline_pairs, mut csv_pairs) = (0, 0);
    for (pmid, file, record) in ours(&wanted, corpus.files("abstract-text")) {
        for (other, theirs) in by_medline.get(&pmid).into_iter().flatten() {
            medline_pairs += 1;
            medline_report.add(
                &pmid,
                &format!("{file}, {other}"),
                &against_medline(&record, theirs),
            );
        }
        for row in by_csv.get(&pmid).into_iter().flatten() {
            csv_pairs += 1;
            csv_report.add(&pmid, &file, &against_csv(&record, row));
        }
    }
    let least = corpus.search().articles;
    assert!(
        medline_pairs >= least && csv_pairs >= least,
        "{medline_pairs} and {csv_pairs} pairs of {least}"
    );
    // Invented exports are too few to need every explanation.
    finish(&[medline_report, csv_report], corpus.is_real());
}

fn finish(reports: &[Report], all_needed: bool) {
    let mut wrong: Vec<String> = reports.iter().flat_map(|r| r.differences.clone()).collect();
    for (at, rule) in RULES.iter().enumerate() {
        if all_needed && !reports.iter().any(|report| report.rules.contains(&at)) {
            wrong.push(format!("the rule {:?} explains nothing", rule.name));
        }
    }
    for (at, exception) in EXCEPTIONS.iter().enumerate() {
        if all_needed && !reports.iter().any(|report| report.exceptions.contains(&at)) {
            wrong.push(format!(
                "the exception {} {} is not needed",
                exception.pmid, exception.field
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// The invented record of the conservation tests as another database would print it.
fn sample() -> (Value, Medline, csv::Row) {
    let record = serde_json::from_str(include_str!("conservation/sample.json")).unwrap();
    let mut medline = medline::read(include_str!("agreement/sample.nbib"));
    let mut rows = csv::read(include_str!("agreement/sample.csv"));
    (record, medline.remove(0), rows.remove(0))
}

#[test]
fn a_record_read_well_agrees_in_every_field() {
    let (record, theirs, row) = sample();
    for pair in against_medline(&record, &theirs).into_iter().chain(against_csv(&record, &row)) {
        assert_eq!(pair.ours, pair.theirs, "{}", pair.field);
    }
}

#[test]
fn a_record_read_badly_differs() {
    let (record, theirs, row) = sample();
    let unprinted = ["/key", "/ids", "/source", "/pmc_available"];
    let mut leaves = Vec::new();
    crate::conservation::strings(&record, "", &mut |path, _| leaves.push(path.to_owned()));
    leaves.retain(|path| !unprinted.iter().any(|start| path.starts_with(start)));
    leaves.retain(|path| !(path.starts_with("/related") && path.ends_with("/doi")));
    let unprinted = |path: &str| path.ends_with("/kind") || path.ends_with("/language");
    leaves.retain(|path| !(path.starts_with("/abstract") && unprinted(path)));
    assert!(leaves.len() > 40);
    for path in leaves {
        let mut copy = record.clone();
        *copy.pointer_mut(&path).unwrap() = Value::String("something else".to_owned());
        let mut pairs = against_medline(&copy, &theirs);
        pairs.extend(against_csv(&copy, &row));
        let differs = pairs.iter().any(|pair| judge("99999991", pair) == Verdict::Differ);
        assert!(differs, "{path} changed unnoticed");
    }
}
