//! `litdigest convert`: the records of export files in another format, one per slice, before merging.

use super::Outcome;
use super::args::{Common, Convert};
use super::console::Console;
use crate::diag::{Diagnostic, Severity, codes};
use crate::formats::{self, Unsaid};
use crate::record::Record;
use crate::workspace;
use std::collections::BTreeMap;

/// Writes the records of all files, in the order given.
pub(super) fn run(args: &Convert, common: &Common, console: &Console) -> Outcome {
    super::use_threads(common.jobs);
    let mut outcome = Outcome::Done;
    let mut records: Vec<Record> = Vec::new();
    for path in &args.files {
        match workspace::read_file(path) {
            Ok((input, damage)) => {
                let mut reading = formats::read(input);
                reading.diagnostics.extend(damage);
                if reading.diagnostics.iter().any(|d| d.severity() == Severity::Error) {
                    outcome = outcome.worse(Outcome::Errors);
                }
                console.diagnostics(&reading.diagnostics);
                records.append(&mut reading.records);
            }
            Err(unreadable) => {
                console.diagnostics(&[unreadable]);
                outcome = outcome.worse(Outcome::Machine);
            }
        }
    }
    let all: Vec<&Record> = records.iter().collect();
    if let Some((text, unsaid)) = formats::write(&args.to, &all) {
        console.print_data(&text);
        console.diagnostics(&said(&args.to, &unsaid));
    }
    outcome
}

/// One note for each field that the format has no place for, with the number of records that have it.
fn said(format: &str, unsaid: &[Unsaid]) -> Vec<Diagnostic> {
    let mut fields: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for record in unsaid {
        for field in &record.what {
            fields.entry(field).or_default().push(&record.key);
        }
    }
    fields
        .into_iter()
        .map(|(field, keys)| {
            let first = keys.first().copied().unwrap_or_default();
            Diagnostic::new(
                &codes::UNSAID_FIELD,
                format!("{format} cannot say `{field}` of {}", super::count(keys.len(), "record")),
            )
            .done("left it out, or wrote what comes nearest")
            .help("`--to jsonl` keeps every field")
            .key(first)
        })
        .collect()
}
