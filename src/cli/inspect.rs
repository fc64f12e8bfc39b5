//! `litdigest inspect`: what was understood of export files, one record per slice, before merging.

use super::Outcome;
use super::args::{Common, Inspect, InspectFormat};
use super::console::Console;
use crate::diag::{Diagnostic, Severity, visible_json};
use crate::formats::{self, Coverage, Reading, ReportedLine};
use crate::record::{Person, Record};
use crate::workspace;
use std::collections::{BTreeMap, BTreeSet};

/// Prints each file in the order given.
pub(super) fn run(args: &Inspect, common: &Common, console: &Console) -> Outcome {
    if args.schema {
        let schema = serde_json::to_string_pretty(&crate::record::schema());
        console.print_data(&(schema.unwrap_or_default() + "\n"));
        return Outcome::Done;
    }
    super::use_threads(common.jobs);
    let mut outcome = Outcome::Done;
    for path in &args.files {
        let reading = match workspace::read_file(path) {
            Ok((input, damage)) => {
                let mut reading = formats::read(input);
                reading.diagnostics.extend(damage);
                reading
            }
            Err(unreadable) => {
                console.diagnostics(&[unreadable]);
                outcome = outcome.worse(Outcome::Machine);
                continue;
            }
        };
        match args.format {
            InspectFormat::Jsonl => {
                console.print_data(&reading.records.iter().map(json_line).collect::<String>());
            }
            InspectFormat::Table => console.print(&table(&reading)),
            InspectFormat::Coverage if console.is_json() => {
                console.print_data(&coverage_json(&reading.coverage));
            }
            InspectFormat::Coverage => console.print(&coverage(&reading)),
        }
        console.diagnostics(&match args.format {
            // The account itself names every reported line; saying them again would drown it.
            InspectFormat::Coverage => beside_the_account(&reading),
            _ => reading.diagnostics.clone(),
        });
        if reading.diagnostics.iter().any(|d| d.severity() == Severity::Error) {
            outcome = outcome.worse(Outcome::Errors);
        }
    }
    outcome
}

/// The errors that no line of the account shows, such as the damage of a compressed file.
fn beside_the_account(reading: &Reading) -> Vec<Diagnostic> {
    let listed: BTreeSet<&str> = reading.coverage.reported.iter().map(|one| one.code).collect();
    let hidden =
        |said: &&Diagnostic| said.severity() == Severity::Error && !listed.contains(said.code.id);
    reading.diagnostics.iter().filter(hidden).cloned().collect()
}

fn json_line(record: &Record) -> String {
    serde_json::to_string(record).unwrap_or_default() + "\n"
}

/// Key, year, journal, first author and title, cut to fit a terminal.
fn table(reading: &Reading) -> String {
    let mut out = String::new();
    for record in &reading.records {
        let year = record.year().map(|year| year.to_string()).unwrap_or_default();
        let venue = record.journal.as_ref().and_then(|journal| journal.name());
        let book = record.book.as_ref().and_then(|book| book.title.as_deref());
        let first = record.authors.first().map(Person::display).unwrap_or_default();
        let others = if record.authors.len() > 1 { " et al." } else { "" };
        out.push_str(&format!(
            "{:<12} {year:<4} {:<18} {:<24} {}\n",
            cut(record.key.as_str(), 12),
            cut(venue.or(book).unwrap_or_default(), 18),
            cut(&format!("{first}{others}"), 24),
            cut(record.title_or_stand_in(), 60),
        ));
    }
    out
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

fn coverage_json(coverage: &Coverage) -> String {
    visible_json(serde_json::to_string(coverage).unwrap_or_default() + "\n")
}

/// The account for people: the sums, then each reported line with its reason.
fn coverage(reading: &Reading) -> String {
    let account = &reading.coverage;
    let blank = account.lines.saturating_sub(account.lines_in_fields + account.lines_reported);
    let format = if account.format.is_empty() { "not recognised" } else { &account.format };
    let mut out = format!(
        "{}: {format}, {}\n  {} records, {} rejected\n  {} lines: {} in fields, {} reported, {blank} blank\n",
        account.file,
        account.encoding,
        account.records,
        account.rejected,
        account.lines,
        account.lines_in_fields,
        account.lines_reported,
    );
    let reasons = reasons(reading);
    let by_code = by_code(reading);
    for reported in &account.reported {
        let covering = reasons.get(&(reported.line, reported.code)).copied();
        let reason = covering.or_else(|| nearest(&by_code, reported)).unwrap_or_default();
        out.push_str(&format!("  line {}: {}: {reason}\n", reported.line, reported.code));
    }
    out
}

/// For each reported line, what the diagnostic of its code says that covers it.
fn reasons(reading: &Reading) -> BTreeMap<(usize, &'static str), &str> {
    let mut reasons = BTreeMap::new();
    let reported = &reading.coverage.reported;
    for diagnostic in &reading.diagnostics {
        let Some(place) = &diagnostic.place else { continue };
        let start = reported.partition_point(|one| one.line < place.line);
        let covered = reported.get(start..).unwrap_or_default();
        let last = place.end_line.max(place.line);
        for one in covered.iter().take_while(|one| one.line <= last) {
            if one.code == diagnostic.code.id {
                reasons.entry((one.line, one.code)).or_insert(diagnostic.message.as_str());
            }
        }
    }
    reasons
}

/// What the diagnostics of each code say, by line.
fn by_code(reading: &Reading) -> BTreeMap<&'static str, Vec<(usize, &str)>> {
    let mut by_code: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for diagnostic in &reading.diagnostics {
        let Some(place) = &diagnostic.place else { continue };
        let said = by_code.entry(diagnostic.code.id).or_default();
        said.push((place.line, diagnostic.message.as_str()));
    }
    for said in by_code.values_mut() {
        said.sort_by_key(|(line, _)| *line);
    }
    by_code
}

/// What is said of a line that no diagnostic covers: a rejected record is told where it goes wrong, below its first
/// lines, and a file of no known format at its beginning.
fn nearest<'r>(
    by_code: &BTreeMap<&'static str, Vec<(usize, &'r str)>>,
    reported: &ReportedLine,
) -> Option<&'r str> {
    let said = by_code.get(reported.code)?;
    let below = said.partition_point(|(line, _)| *line < reported.line);
    said.get(below).or_else(|| said.last()).map(|(_, message)| *message)
}
