//! The abstract-text reader held to its promise: every non-blank character of a file is in a record's JSON, in the
//! fixed words of the format, or in a diagnostic; and nothing is in the catch-all that has a key.
//!
//! Uses the library's public entry and the record's JSON only, and shares no code with the reader.

mod account;
mod damage;
pub(crate) mod items;
mod people;
mod shape;
pub(crate) use shape::strings;
mod slice;
mod words;

use crate::corpus::Corpus;
use crate::places;
use account::{Account, Finding};
use rayon::prelude::*;
use serde_json::Value;
use slice::Slice;

/// What a diagnostic says of a file, as far as this test needs it.
#[derive(Clone, Debug)]
struct Report {
    code: &'static str,
    line: usize,
    end_line: usize,
    columns: (usize, usize),
}

/// What the reader made of a file, as plain values that a test can also damage.
struct Understood {
    records: Vec<Value>,
    reports: Vec<Report>,
    reported: Vec<(usize, &'static str)>,
    counts: [usize; 4],
}

/// Diagnostics whose columns hold text that no field holds; all others speak of text that is kept.
const HOLDERS: [&str; 6] = [
    "unplaced-line",
    "bad-date",
    "bad-identifier",
    "differing-identifier",
    "unknown-affiliation-number",
    "bad-citation",
];

fn understand(name: &str, bytes: Vec<u8>) -> Understood {
    let reading = places::read(name, bytes);
    let places =
        reading.diagnostics.iter().filter_map(|d| d.place.as_ref().map(|p| (d.code.id, p)));
    let reports = places.map(|(code, place)| Report {
        code,
        line: place.line,
        end_line: place.end_line,
        columns: (place.column, place.end_column),
    });
    let coverage = &reading.coverage;
    Understood {
        records: reading.records.iter().map(|r| serde_json::to_value(r).unwrap()).collect(),
        reports: reports.collect(),
        reported: coverage.reported.iter().map(|r| (r.line, r.code)).collect(),
        counts: [
            coverage.records,
            coverage.lines,
            coverage.lines_in_fields,
            coverage.lines_reported,
        ],
    }
}

fn range(record: &Value) -> (usize, usize) {
    let number = |key: &str| {
        let value = record.pointer(&format!("/source/0/{key}")).and_then(Value::as_u64);
        usize::try_from(value.unwrap_or_default()).unwrap()
    };
    (number("line"), number("end_line"))
}

/// Lines as text; a record with one byte that is not UTF-8 is Windows-1252 as a whole.
fn decode(bytes: &[u8], ranges: &[(usize, usize)]) -> Vec<String> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let wide = match bytes {
        [0xff, 0xfe, ..] => Some(encoding_rs::UTF_16LE),
        [0xfe, 0xff, ..] => Some(encoding_rs::UTF_16BE),
        _ => None,
    };
    if let Some(encoding) = wide {
        let text = encoding.decode(bytes).0;
        return slice::lines(&text).into_iter().map(str::to_owned).collect();
    }
    // Latin-1 keeps one character per byte, so lines can be cut before the encoding is known.
    let plain: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    let raw: Vec<Vec<u8>> = slice::lines(&plain)
        .into_iter()
        .map(|line| line.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect())
        .collect();
    let mut old = vec![false; raw.len()];
    for (at, line) in raw.iter().enumerate() {
        old[at] = std::str::from_utf8(line).is_err();
    }
    for (from, to) in ranges {
        let range = from.saturating_sub(1)..(*to).min(raw.len());
        if old[range.clone()].iter().any(|old| *old) {
            old[range].fill(true);
        }
    }
    let text = |(line, old): (&Vec<u8>, &bool)| {
        if *old {
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(line).0.into_owned()
        } else {
            String::from_utf8(line.clone()).unwrap()
        }
    };
    raw.iter().zip(&old).map(text).collect()
}

/// Everything that is wrong with what was understood of a file.
fn findings(bytes: &[u8], understood: &Understood) -> Vec<Finding> {
    let ranges: Vec<_> = understood.records.iter().map(range).collect();
    let decoded = decode(bytes, &ranges);
    let lines: Vec<&str> = decoded.iter().map(String::as_str).collect();
    let mut out = whole_file(&lines, &ranges, understood);
    if ranges.iter().any(|(from, to)| *from == 0 || to < from || *to > lines.len()) {
        return out;
    }
    let units = units(&ranges);
    let found: Vec<Vec<Finding>> =
        units.par_iter().map(|unit| one_unit(&lines, unit, understood)).collect();
    out.extend(found.into_iter().flatten());
    out.sort();
    out
}

/// Records that share a line (two glued by a download script) are accounted for together.
fn units(ranges: &[(usize, usize)]) -> Vec<std::ops::Range<usize>> {
    let mut out: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, (from, _)) in ranges.iter().enumerate() {
        match out.last_mut() {
            Some(unit) if ranges[index - 1].1 == *from => unit.end = index + 1,
            _ => out.push(index..index + 1),
        }
    }
    out
}

fn one_unit(lines: &[&str], unit: &std::ops::Range<usize>, all: &Understood) -> Vec<Finding> {
    let records = &all.records[unit.clone()];
    let (first, last) = (range(&records[0]).0, range(&records[records.len() - 1]).1);
    let slice = Slice::new(lines, first, last);
    let mut account = Account::new(&slice);
    for (line, _) in all.reported.iter().filter(|(line, _)| (first..=last).contains(line)) {
        account.free(slice.span(*line, None));
    }
    for report in all.reports.iter().filter(|report| HOLDERS.contains(&report.code)) {
        if report.line == report.end_line {
            account.free(slice.span(report.line, Some(report.columns)));
        }
    }
    for record in records {
        account.lay(record);
    }
    account.end();
    let mut out = account.findings;
    for record in records {
        let key = record["key"].as_str().unwrap_or_default();
        let line = range(record).0;
        out.extend(shape::faults(record).into_iter().map(|what| Finding { line, what }));
        out.extend(anchors(lines, record, line + usize::from(line > first)));
        out.extend(headings_and_labels(lines, record));
        out.iter_mut().filter(|f| records.len() == 1 && !f.what.starts_with('[')).for_each(|f| {
            f.what = format!("[{key}] {}", f.what);
        });
    }
    out
}

/// Paragraphs whose first words say what they are must have ended in the key for that. `first` is the record's first
/// line, or the second where the first belongs to the record before as well.
fn anchors(lines: &[&str], record: &Value, first: usize) -> Vec<Finding> {
    let last = range(record).1;
    let mut out = Vec::new();
    for (number, line) in (first..=last).zip(&lines[first - 1..last]) {
        let blank_before = number > first && lines[number - 2].trim().is_empty();
        let ids_before = number > first && lines[number - 2].starts_with(['D', 'P']);
        let starts = |head: &str| line.starts_with(head) && (blank_before || number == first);
        let key = match () {
            () if starts("Author information:") => "affiliations",
            () if starts("Collaborators: ") => "investigators",
            () if starts("[Article in ") => "language",
            () if starts("[No authors listed]") => "authors_listed",
            () if starts("Conflict of interest statement: ") => "conflict_of_interest",
            () if line.starts_with("PMCID: PMC") && (blank_before || ids_before) => "pmcid",
            () if line.starts_with("PMID: ") && (blank_before || ids_before) => "pmid",
            () if line.starts_with("DOI: 10.") && blank_before => "doi",
            () if (starts("Copyright ©") || starts("© 2"))
                && paragraph_before_ids(lines, number) =>
            {
                "copyright"
            }
            () => continue,
        };
        let refused = record["extra"].as_array().into_iter().flatten().any(|e| e["tag"] == key);
        if record.get(key).is_none() && !refused {
            let what = format!("{key} is absent, though its paragraph stands here");
            out.push(Finding { line: number, what });
        }
    }
    out
}

/// Headings of relations and labels of abstract sections, where the layout leaves no doubt that they are such.
fn headings_and_labels(lines: &[&str], record: &Value) -> Vec<Finding> {
    let (first, last) = range(record);
    let mut out = Vec::new();
    let has = |list: &str, key: &str, value: &str| {
        record[list]
            .as_array()
            .into_iter()
            .flatten()
            .any(|entry| entry[key].as_str() == Some(value))
    };
    let title = record["title"].as_str().unwrap_or_default();
    for number in first + 1..=last {
        let (before, line) = (lines[number - 2].trim_end(), lines[number - 1].trim_end());
        if ["DOI: ", "PMCID: ", "PMID: "].iter().any(|id| line.starts_with(id)) {
            break;
        }
        let entry_below = number < last && lines[number].starts_with("    ");
        let kinds = words::HEADINGS.iter().filter(|(_, words)| *words == line);
        let kinds: Vec<&str> = kinds.map(|(kind, _)| *kind).collect();
        if !kinds.is_empty()
            && before.is_empty()
            && entry_below
            && !kinds.iter().any(|kind| has("related", "kind", kind))
        {
            out.push(Finding { line: number, what: format!("related has no {kinds:?}") });
        }
        let first_word = line.split(' ').next().unwrap_or_default();
        let room = before.chars().count() + 1 + first_word.chars().count() < 80;
        let in_title = title.starts_with(line);
        let Some(label) = label(line).filter(|_| room && !in_title) else { continue };
        if !has("abstract", "label", label) {
            out.push(Finding { line: number, what: format!("abstract has no section {label:?}") });
        }
    }
    out
}

/// Capital letters in front of a colon.
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let capital = |c: char| c.is_ascii_uppercase() || " ,&/".contains(c);
    let fits = (4..60).contains(&label.len()) && label.chars().all(capital);
    (fits && label.starts_with(|c: char| c.is_ascii_uppercase()) && rest.starts_with(' '))
        .then_some(label)
}

fn paragraph_before_ids(lines: &[&str], number: usize) -> bool {
    let mut rest = lines[number - 1..].iter().skip_while(|line| !line.trim().is_empty());
    let next = rest.find(|line| !line.trim().is_empty());
    next.is_some_and(|line| ["DOI: ", "PMCID: ", "PMID: "].iter().any(|id| line.starts_with(id)))
}

/// The file's lines as a whole: ranges, reports and sums.
fn whole_file(lines: &[&str], ranges: &[(usize, usize)], all: &Understood) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut fault = |line: usize, what: String| out.push(Finding { line, what });
    for pair in ranges.windows(2) {
        let glued = pair[0].1 == pair[1].0 && pair[1].0 < pair[1].1;
        if pair[1].0 <= pair[0].1 && !glued {
            fault(pair[1].0, format!("two records share lines: {pair:?}"));
        }
    }
    let mut state = vec![' '; lines.len() + 1];
    for (from, to) in ranges {
        if *from == 0 || to < from || *to > lines.len() {
            fault(*from, format!("a record's lines {from}..={to} are not in the file"));
            continue;
        }
        state[*from..=*to].fill('r');
        if lines[from - 1].trim().is_empty() || lines[to - 1].trim().is_empty() {
            fault(*from, "a record begins or ends with a blank line".to_owned());
        }
    }
    for report in &all.reports {
        let to = report.end_line.min(lines.len());
        for state in state.get_mut(report.line..=to).into_iter().flatten() {
            *state = if *state == ' ' { 'd' } else { *state };
        }
    }
    let blank = |line: &str| line.trim().is_empty();
    for (index, line) in lines.iter().enumerate() {
        if !blank(line) && state[index + 1] == ' ' {
            fault(index + 1, format!("neither in a record nor reported: {line:?}"));
        }
    }
    let [records, total, in_fields, reported] = all.counts;
    let blanks = lines.iter().filter(|line| blank(line)).count();
    if total != lines.len() || records != all.records.len() || reported != all.reported.len() {
        fault(
            1,
            format!(
                "coverage counts {:?}, {} lines, {} records",
                all.counts,
                lines.len(),
                all.records.len()
            ),
        );
    }
    if in_fields + reported + blanks != total {
        fault(1, format!("coverage does not add up: {:?} and {blanks} blank lines", all.counts));
    }
    for (line, code) in &all.reported {
        let said = |r: &Report| r.code == *code && (r.line..=r.end_line).contains(line);
        if !all.reports.iter().any(said) || lines.get(line - 1).is_none_or(|line| blank(line)) {
            fault(*line, format!("reported as {code}, but no diagnostic says so"));
        }
    }
    out.extend(pmid_lines(lines, ranges, all));
    for (index, line) in
        lines.iter().enumerate().filter(|(_, line)| line.contains(slice::unprintable))
    {
        let said = |r: &Report| (r.line..=r.end_line).contains(&(index + 1));
        if !all.reports.iter().any(said) {
            out.push(Finding {
                line: index + 1,
                what: format!("a character was dropped: {line:?}"),
            });
        }
    }
    out
}

/// Each PMID line is the one PMID of the record around it.
fn pmid_lines(lines: &[&str], ranges: &[(usize, usize)], all: &Understood) -> Vec<Finding> {
    let mut out = Vec::new();
    let mut seen = vec![0usize; ranges.len()];
    let glued = |at: usize| ranges.get(at + 1).is_some_and(|next| next.0 == ranges[at].1);
    for (index, line) in lines.iter().enumerate() {
        let Some(rest) = line.strip_prefix("PMID: ") else { continue };
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let number = index + 1;
        let reported = all.reported.iter().any(|(line, _)| *line == number);
        let inside = ranges.iter().position(|(from, to)| (*from..=*to).contains(&number));
        match inside {
            Some(at) if all.records[at]["pmid"].as_str() == Some(&digits) => seen[at] += 1,
            // Glued to a bare number: the next record's own number follows at once.
            Some(at)
                if glued(at)
                    && all.records[at]["pmid"].as_str().is_some_and(|p| digits.starts_with(p)) =>
            {
                seen[at] += 1;
            }
            Some(at)
                if all.records[at]["extra"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .any(|e| e["tag"] == "pmid") => {}
            _ if digits.is_empty() || reported => {}
            _ => out.push(Finding { line: number, what: format!("PMID {digits} is no record's") }),
        }
    }
    for (at, count) in seen.iter().enumerate() {
        let has = all.records[at].get("pmid").is_some();
        if *count != usize::from(has) {
            let what = format!("a record with {count} PMID lines");
            out.push(Finding { line: ranges[at].0, what });
        }
    }
    out
}

fn check_files(files: &[std::path::PathBuf]) -> String {
    let mut report = String::new();
    for path in files {
        let (name, bytes) = (places::name(path), places::bytes(path));
        let understood = understand(&name, bytes.clone());
        let found = findings(&bytes, &understood);
        for finding in found {
            report.push_str(&format!("{name}:{}: {}\n", finding.line, finding.what));
        }
    }
    report
}

fn fail_with(report: &str) {
    let count = report.lines().count();
    let first: Vec<&str> = report.lines().take(200).collect();
    assert_eq!(count, 0, "findings, the first of them:\n{}", first.join("\n"));
}

#[test]
fn every_character_of_the_fixtures_is_accounted_for() {
    let mut files = places::files(&places::fixtures("pubmed-text"));
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    assert!(!files.is_empty());
    fail_with(&check_files(&files));
}

/// Every character is in its record's JSON, in a fixed word of the format, or in a diagnostic.
pub(crate) fn check_characters(corpus: &Corpus) {
    fail_with(&check_files(&corpus.files("abstract-text")));
}
