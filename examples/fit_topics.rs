//! Fits `data/topic-weights.tsv`: how far each feature of `src/grouping/topics/features.rs` can be trusted.
//!
//!     cargo run --release --example fit_topics < records.jsonl > data/topic-weights.tsv
//!
//! Reads JSON lines `{"pmid", "title", "abstract", "mesh": [{"descriptor", "major"}]}`. Two logistic regressions with a ridge
//! penalty, each record weighed by the root of its number of main headings: in one each fifth of the records has its headings
//! taken away and the other four fifths vote; in the other nobody has headings. What is learnt is whether a candidate is a
//! main heading of the record. Standard error says how well each set ranks records that it was not fitted to (fitted on four
//! fifths, asked of the fifth), and with each feature left out in turn (`--ablate`).

#![allow(
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "a measuring program says what it finds, and its matrices are of its own making"
)]

use litdigest::grouping::{self, Weighing};
use litdigest::library::Library;
use litdigest::record::{AbstractSection, Key, MeshHeading, Pmid, Record};
use litdigest::vocabularies::Mesh;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};

const FOLDS: usize = 5;

/// The penalty on the square of each weight, but for the bias. A weight that does nothing is brought to zero.
const RIDGE: f64 = 3.0;

/// Features that no record of these has, with weights set by hand: what an author calls a keyword is likely to be a main
/// heading.
const BY_HAND: &[(&str, f64)] = &[("keyword", 1.5)];

/// One candidate of a record.
struct Case {
    row: Vec<(usize, f64)>,
    main: bool,
    weight: f64,
}

/// The candidates of one record.
struct Asked {
    fold: usize,
    /// Its main headings, check tags too.
    main: usize,
    cases: Vec<Case>,
}

fn main() -> std::io::Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let ablate = arguments.iter().any(|argument| argument == "--ablate");
    arguments.retain(|argument| argument != "--ablate");
    if !arguments.is_empty() {
        return Err(std::io::Error::other("usage: fit_topics [--ablate]"));
    }
    let mesh = Mesh::built_in();
    let mut records: Vec<Record> = Vec::new();
    for line in std::io::stdin().lock().lines() {
        records.push(record(&serde_json::from_str(&line?)?));
    }
    let voted: Vec<Asked> =
        (0..FOLDS).flat_map(|fold| asked(&records, &mesh, &|at| at % FOLDS == fold)).collect();
    let alone = asked(&records, &mesh, &|_| true);
    let names: Vec<String> = grouping::feature_names();
    for (set, cases) in [("with voters", &voted), ("without voters", &alone)] {
        let candidates: usize = cases.iter().map(|one| one.cases.len()).sum();
        let best =
            |one: &Asked| one.cases.iter().map(|case| f64::from(u8::from(case.main))).collect();
        eprintln!("{set}: {} records, {candidates} candidates", cases.len());
        eprintln!("  perfect ranking {}", rates(cases, &best));
        let base = crossed(cases, names.len(), None);
        eprintln!("  fitted          {base}");
        for (at, name) in names.iter().enumerate().filter(|_| ablate) {
            let rates = crossed(cases, names.len(), Some(at));
            let (p, r) = (rates.precision - base.precision, rates.recall - base.recall);
            eprintln!("  without {p:>+8.4} {r:>+8.4}  {name}");
        }
    }
    let fit = |all: &[Asked]| regression(&all.iter().collect::<Vec<_>>(), names.len(), None);
    write(&names, &fit(&voted), &fit(&alone))
}

/// Precision and recall of the best five, means over the records.
struct Rates {
    precision: f64,
    recall: f64,
}

impl std::fmt::Display for Rates {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "P@5 {:.4}  R@5 {:.4}", self.precision, self.recall)
    }
}

fn rates(all: &[Asked], score: &dyn Fn(&Asked) -> Vec<f64>) -> Rates {
    let (mut precision, mut recall) = (0.0, 0.0);
    for one in all {
        let mut ranked: Vec<(f64, bool)> = score(one)
            .into_iter()
            .zip(&one.cases)
            .map(|(score, case)| (score, case.main))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        let right = number(ranked.iter().take(5).filter(|(_, main)| *main).count());
        precision += right / 5.0;
        recall += right / number(one.main.max(1));
    }
    let records = number(all.len());
    Rates { precision: precision / records, recall: recall / records }
}

/// How each fifth is ranked by the weights fitted to the others, without one of the features, if any.
fn crossed(all: &[Asked], features: usize, without: Option<usize>) -> Rates {
    let of = |fold: usize| {
        let others: Vec<&Asked> = all.iter().filter(|one| one.fold != fold).collect();
        regression(&others, features, without)
    };
    let fitted: Vec<Vec<f64>> = (0..FOLDS).map(of).collect();
    rates(all, &|one| one.cases.iter().map(|case| dot(&case.row, &fitted[one.fold])).collect())
}

fn dot(row: &[(usize, f64)], weights: &[f64]) -> f64 {
    row.iter().map(|(at, value)| value * weights[*at]).sum()
}

/// Logistic regression by Newton's method, without one of the features, if any.
fn regression(records: &[&Asked], features: usize, without: Option<usize>) -> Vec<f64> {
    let mut used = vec![false; features];
    records
        .iter()
        .flat_map(|one| &one.cases)
        .flat_map(|case| &case.row)
        .for_each(|(at, _)| used[*at] = true);
    let kept: Vec<usize> = (0..features).filter(|at| used[*at] && Some(*at) != without).collect();
    let mut place = vec![usize::MAX; features];
    kept.iter().enumerate().for_each(|(at, feature)| place[*feature] = at);
    let size = kept.len();
    let mut weights = vec![0.0; features];
    for _ in 0..12 {
        let mut gradient: Vec<f64> = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for case in records.iter().flat_map(|one| &one.cases) {
            let chance = 1.0 / (1.0 + (-dot(&case.row, &weights)).exp());
            let miss = case.weight * (f64::from(u8::from(case.main)) - chance);
            let spread = case.weight * chance * (1.0 - chance);
            for (count, (feature, x)) in case.row.iter().enumerate() {
                let at = place[*feature];
                if at == usize::MAX {
                    continue;
                }
                gradient[at] += miss * x;
                let row = &mut hessian[at];
                for (other, y) in case.row.iter().take(count + 1) {
                    if place[*other] != usize::MAX {
                        row[place[*other]] += spread * x * y;
                    }
                }
            }
        }
        for (at, feature) in kept.iter().enumerate() {
            // The first feature is the bias.
            let ridge = if *feature == 0 { 1e-6 } else { RIDGE };
            gradient[at] -= ridge * weights[*feature];
            hessian[at][at] += ridge;
        }
        let step = solved(hessian, gradient);
        let longest = step.iter().fold(0.0_f64, |most, x| most.max(x.abs()));
        kept.iter().zip(step).for_each(|(feature, x)| weights[*feature] += x);
        if longest < 1e-4 {
            break;
        }
    }
    weights
}

/// Solves a symmetric system, whose lower half is given, by Cholesky's method.
fn solved(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let size = b.len();
    for i in 0..size {
        for j in 0..=i {
            let sum: f64 = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            a[i][j] = if i == j { sum.max(1e-12).sqrt() } else { sum / a[j][j] };
        }
    }
    for i in 0..size {
        b[i] = (b[i] - (0..i).map(|k| a[i][k] * b[k]).sum::<f64>()) / a[i][i];
    }
    for i in (0..size).rev() {
        b[i] = (b[i] - (i + 1..size).map(|k| a[k][i] * b[k]).sum::<f64>()) / a[i][i];
    }
    b
}

fn asked(records: &[Record], mesh: &Mesh, asks: &dyn Fn(usize) -> bool) -> Vec<Asked> {
    let silenced = |(at, record): (usize, &Record)| {
        let mut record = record.clone();
        if asks(at) {
            record.mesh.clear();
        }
        record
    };
    let library = Library::from_records(records.iter().enumerate().map(silenced).collect());
    let found = grouping::weighings(&library, Some(mesh));
    let mut out = Vec::new();
    for (article, candidates) in library.articles().iter().zip(found) {
        let known = records.iter().position(|record| record.pmid == article.record.pmid);
        let Some(at) = known.filter(|at| asks(*at)) else { continue };
        out.push(one(at, &records[at], candidates));
    }
    out.sort_by_key(|one| one.0);
    out.into_iter().map(|(_, one)| one).collect()
}

fn one(at: usize, record: &Record, candidates: Vec<Weighing>) -> (usize, Asked) {
    let main: BTreeSet<String> = record
        .mesh
        .iter()
        .filter(|heading| heading.major)
        .map(|heading| grouping::natural_order(&heading.descriptor))
        .collect();
    let weight = 1.0 / number(main.len().max(1)).sqrt();
    let cases = candidates.into_iter().map(|one| Case {
        main: main.contains(&one.heading),
        row: one.row.into_iter().map(|(at, x)| (usize::from(at), f64::from(x))).collect(),
        weight,
    });
    (at, Asked { fold: at % FOLDS, main: main.len(), cases: cases.collect() })
}

fn write(names: &[String], voted: &[f64], alone: &[f64]) -> std::io::Result<()> {
    let mut rows: Vec<String> = names
        .iter()
        .zip(voted.iter().zip(alone))
        .filter(|(name, (voted, alone))| {
            !name.starts_with("branch ") || **voted != 0.0 || **alone != 0.0
        })
        .map(|(name, (voted, alone))| {
            let by_hand =
                BY_HAND.iter().find(|(known, _)| known == name).map(|(_, weight)| *weight);
            let (voted, alone) = (by_hand.unwrap_or(*voted), by_hand.unwrap_or(*alone));
            format!("{name}\t{voted:.3}\t{alone:.3}")
        })
        .collect();
    rows.sort();
    let mut out = std::io::stdout().lock();
    writeln!(
        out,
        "# How far each kind of evidence for a heading can be trusted, where other records have headings and where none has: \
         weights of two logistic regressions. Source: fitted by examples/fit_topics.rs to records of MEDLINE, nothing of which \
         is in them but these numbers. Licence: the program's own. Columns: feature, weight with voters, weight without."
    )?;
    rows.iter().try_for_each(|row| writeln!(out, "{row}"))
}

#[allow(clippy::cast_precision_loss, reason = "counts of records are small")]
fn number(count: usize) -> f64 {
    count as f64
}

fn record(value: &Value) -> Record {
    let text = |key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let headings = value["mesh"].as_array().cloned().unwrap_or_default();
    let heading = |value: &Value| MeshHeading {
        descriptor: value["descriptor"].as_str().unwrap_or_default().to_owned(),
        major: value["major"].as_bool().unwrap_or_default(),
        ..Default::default()
    };
    let mut record = Record {
        pmid: Pmid::new(&text("pmid")).ok(),
        title: text("title"),
        sections: vec![AbstractSection { text: text("abstract"), ..Default::default() }],
        mesh: headings.iter().map(heading).collect(),
        ..Record::default()
    };
    record.key = Key::of(&record);
    record
}
