//! The reader of PubMed abstract text: every fixture against the golden file beside it, any damage to fixtures against
//! the laws of the account, and the shared corpus.
//!
//! `LITDIGEST_BLESS=1` writes the golden files anew; look at the difference before committing it.

use litdigest::diag::{MessageFormat, render};
use litdigest::formats::{self, Reading};
use litdigest::workspace::Input;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// A path in the shared folder of real exports, which stands beside the checkout or where `LITDIGEST_SHARED` says.
/// Without it a test that needs it says so and does nothing.
fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("LITDIGEST_SHARED").map_or(beside, PathBuf::from);
    let path = root.join(path);
    if !path.exists() {
        eprintln!("SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

/// The fixtures. Those in the second folder hold what the independent account of the lines does not follow: numbers of a
/// batch glued to a line, rare forms, damage inside a field.
fn fixtures() -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for folder in ["pubmed-text", "pubmed-text-odd"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
        let entries = std::fs::read_dir(folder).expect("the fixtures");
        paths.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths
}

fn read(name: &str, bytes: Vec<u8>) -> Reading {
    formats::read(Input { file: name.into(), bytes })
}

/// Lines as an editor counts them: blank ones, and all.
fn count(bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
    text.matches('\n').count() + usize::from(!text.is_empty() && !text.ends_with('\n'))
}

/// Every line is blank, in a field, or reported, and reported lines are in order and once each.
pub(crate) fn check_account(reading: &Reading, bytes: &[u8]) {
    let coverage = &reading.coverage;
    let utf16 = coverage.encoding.starts_with("utf-16");
    assert!(utf16 || coverage.lines == count(bytes), "{coverage:?}");
    assert_eq!(coverage.lines_reported, coverage.reported.len());
    assert_eq!(coverage.records, reading.records.len());
    assert!(coverage.reported.windows(2).all(|pair| pair[0].line < pair[1].line), "{coverage:?}");
    assert!(coverage.reported.iter().all(|reported| reported.line <= coverage.lines));
    let blank = blank_lines(bytes, coverage);
    assert_eq!(
        coverage.lines_in_fields + coverage.lines_reported + blank,
        coverage.lines,
        "{coverage:?}"
    );
    for record in &reading.records {
        let source = &record.source[0];
        assert!(
            1 <= source.line && source.line <= source.end_line && source.end_line <= coverage.lines
        );
        assert!(!record.key.as_str().is_empty());
    }
}

/// Blank lines, counted without the library's help. A byte order mark is no content.
fn blank_lines(bytes: &[u8], coverage: &formats::Coverage) -> usize {
    let text = match coverage.encoding.as_str() {
        "utf-16le" => utf16(bytes, u16::from_le_bytes),
        "utf-16be" => utf16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    if lines.last() == Some(&"") {
        lines.pop();
    }
    lines.iter().filter(|line| line.trim().is_empty()).count()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// What a golden file holds.
pub(crate) fn summary(reading: &Reading) -> Value {
    let said: Vec<String> = reading
        .diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, MessageFormat::Short, false).trim_end().to_owned())
        .collect();
    json!({ "records": reading.records, "diagnostics": said, "coverage": reading.coverage })
}

#[test]
fn fixtures_read_as_their_golden_files_say() {
    let bless = std::env::var_os("LITDIGEST_BLESS").is_some();
    let mut wrong = Vec::new();
    let paths = fixtures();
    assert!(paths.len() > 80, "fixtures are missing");
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a fixture");
        let reading = read(&name, bytes.clone());
        check_account(&reading, &bytes);
        let text = serde_json::to_string_pretty(&summary(&reading)).expect("JSON") + "\n";
        let golden = path.with_extension("json");
        if bless {
            std::fs::write(&golden, &text).expect("a golden file");
        }
        if std::fs::read_to_string(&golden).unwrap_or_default() != text {
            wrong.push(name);
        }
    }
    assert!(wrong.is_empty(), "these differ from their golden files: {wrong:#?}");
}

#[test]
fn the_seed_record_is_as_the_reference_prints_it() {
    let reading = read("seed-pmid-34357138.txt", crate::support::SEED.as_bytes().to_vec());
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    let record = serde_json::to_value(&reading.records[0]).expect("JSON");
    let Some(reference) = shared("reference/record.md") else { return };
    let reference = std::fs::read_to_string(reference).expect("the reference");
    let start = reference.find("```json\n").expect("the example") + 8;
    let end = start + reference[start..].find("```").expect("its end");
    let expected: Value = serde_json::from_str(&reference[start..end]).expect("JSON");
    assert_same(&expected, &record, "record");
}

/// The reference shortens long strings with an ellipsis.
fn assert_same(expected: &Value, found: &Value, at: &str) {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            let keys =
                |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(a), keys(b), "{at}");
            a.iter().for_each(|(key, value)| assert_same(value, &b[key], &format!("{at}.{key}")));
        }
        (Value::Array(a), Value::Array(b)) => {
            assert_eq!(a.len(), b.len(), "{at}");
            a.iter().zip(b).for_each(|(a, b)| assert_same(a, b, at));
        }
        (Value::String(a), Value::String(b)) if a.contains('…') => {
            let (head, tail) = a.split_once('…').expect("an ellipsis");
            assert!(b.starts_with(head) && b.ends_with(tail), "{at}: {b}");
        }
        (a, b) => assert_eq!(a, b, "{at}"),
    }
}

#[test]
fn every_record_of_the_corpus_is_read_and_every_line_accounted_for() {
    let Some(folder) = shared("corpus/abstract-text") else { return };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(folder).expect("a folder").map(|e| e.expect("an entry").path()).collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).expect("a file");
        let reading = read(&name, bytes.clone());
        check_account(&reading, &bytes);
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        let pmids: Vec<&str> = text
            .split('\n')
            .filter_map(|line| line.strip_prefix("PMID: "))
            .map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default())
            .collect();
        let read: Vec<&str> = reading
            .records
            .iter()
            .map(|r| r.pmid.as_ref().map_or("", |pmid| pmid.as_str()))
            .collect();
        assert_eq!(read, pmids, "{name}");
        let lost: Vec<_> =
            reading.coverage.reported.iter().filter(|line| line.code != "stray-line").collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        let titled = reading.records.iter().all(|record| !record.title.is_empty());
        assert!(titled, "{name}: a record without title");
    }
}

#[test]
fn every_file_of_the_corpus_is_named_for_what_it_is() {
    const FOLDERS: [(&str, &str); 9] = [
        ("abstract-text", "pubmed-text"),
        ("medline", "medline"),
        ("pubmed-xml", "pubmed-xml"),
        ("ris", "ris"),
        ("bibtex", "bibtex"),
        ("csl-json", "csl-json"),
        ("pubmed-csv", "pubmed-csv"),
        ("summary-text", "pubmed-summary"),
        ("wos-plaintext", "wos-plaintext"),
    ];
    for (folder, format) in FOLDERS {
        let Some(folder) = shared(&format!("corpus/{folder}")) else { return };
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|extension| extension == "gz") {
                continue; // unpacked before the formats see it
            }
            let reading = read("x", std::fs::read(&path).expect("a file"));
            assert_eq!(reading.coverage.format, format, "{}", path.display());
            let known = formats::FORMATS.iter().find(|known| known.id == format);
            if known.is_none_or(|known| known.reader.is_none()) {
                assert!(reading.records.is_empty());
                assert_eq!(reading.coverage.lines_in_fields, 0);
                assert!(reading.diagnostics.iter().any(|d| d.code.id == "unsupported-format"));
            }
        }
    }
}

#[test]
fn look_alikes_are_named() {
    let cases: [(&[u8], &str, &str); 6] = [
        (b"", "", "empty-file"),
        (b" \n\n", "", "empty-file"),
        (b"%PDF-1.7\n...", "", "binary-file"),
        (b"PK\x03\x04\0\0\0\0", "", "binary-file"),
        (
            b"<!DOCTYPE html><html><body>1. J A. 2020;1:2.</body></html>",
            "html",
            "unsupported-format",
        ),
        (b"Dear reader,\n\n1. we thank you.\n2. we are sorry.\n", "", "unknown-format"),
    ];
    for (bytes, format, code) in cases {
        let reading = read("x", bytes.to_vec());
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(reading.coverage.format, format, "{shown}");
        assert_eq!(
            reading.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>(),
            [code],
            "{shown}"
        );
        assert!(reading.diagnostics[0].help.is_some() || code == "empty-file", "{shown}");
    }
}

/// Every file is shown to this format's detector, so a square there was every format's.
#[test]
fn blank_lines_take_no_more_than_linear_time_in_any_format() {
    let records = [
        "TY  - JOUR\nTI  - Tea\nER  - \n",
        "@article{k, title = {Tea}}\n",
        "PMID- 90000001\nTI  - Tea\n",
        "words of no format\n",
    ];
    for record in records {
        for blank in ["\n", " \n", "\t\n", "\u{a0}\n"] {
            let text = format!("{record}{}{record}", blank.repeat(100_000));
            let started = std::time::Instant::now();
            let reading = read("x", text.clone().into_bytes());
            let took = started.elapsed();
            assert!(took.as_secs() < 5, "{record}{blank:?} took {took:?}");
            check_account(&reading, text.as_bytes());
        }
    }
}

#[test]
fn huge_input_takes_no_more_than_linear_time() {
    let head = "1. J Invent Med. 2021;4:5.\n\nTitle.\n\nDoe J.\n\n";
    let tail = "\n\nPMID: 1\n\n\n2. J Invent Med. 2021;4:6.\n\nNext.\n\nDoe J.\n\nPMID: 2\n";
    let cases: [(&str, usize); 12] = [
        ("tea ", 2_500_000),
        ("x1. J. 2020;1:2. ", 300_000),
        ("1. J A. 2020;1\n", 200_000),
        ("1. x\n\n", 200_000),
        ("(1)(2)(3) ", 300_000),
        ("LABEL: text\n", 200_000),
        ("(((((((((( ", 200_000),
        (", ; ; , ", 300_000),
        ("PMID: 5\nx\n", 200_000),
        ("[[[[ ]] . ", 300_000),
        ("Erratum in\n    J. 2020;1:2.\n\n", 60_000),
        ("Conflict of interest statement: a\n\n", 60_000),
    ];
    for (piece, times) in cases {
        for prefix in ["", "Author information:\n(1)", "Collaborators: ", "Comment in\n    "] {
            let text = format!("{head}{prefix}{}{tail}", piece.repeat(times / 40));
            let reading = read("x", text.clone().into_bytes());
            check_account(&reading, text.as_bytes());
            let last = reading.records.last().map(|record| record.title.clone());
            assert_eq!(last.as_deref(), Some("Next."), "{piece:?}");
        }
    }
}

#[test]
fn three_thousand_authors_are_read() {
    let names: Vec<String> = (0..3000).map(|n| format!("Doe{n} J({})", n % 40 + 1)).collect();
    let places: Vec<String> = (1..=40).map(|n| format!("({n})Institute {n}, Utopia.")).collect();
    let text = format!(
        "1. J Invent Med. 2021;4:5.\n\nTitle.\n\n{}.\n\nAuthor information:\n{}\n\nPMID: 1\n",
        names.join(", "),
        places.join("\n")
    );
    let reading = read("x", text.into_bytes());
    let record = &reading.records[0];
    assert_eq!((record.authors.len(), record.affiliations.len()), (3000, 40));
    assert_eq!(record.authors[2999].affiliations, [39]);
    assert!(reading.diagnostics.is_empty());
}

/// Whole fixtures that hold nothing but good records, for the properties.
fn good() -> Vec<String> {
    let names = [
        "layout-web",
        "layout-2014",
        "layout-2018",
        "layout-efetch",
        "head-retracted",
        "head-book-chapter",
        "authors-groups",
        "corrections-all",
        "abstract-structured",
        "abstract-publisher-then-ids-at-once",
        "statement-long-and-folded",
        "citations",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pubmed-text");
    let text =
        |name: &str| std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect(name);
    names.into_iter().map(text).collect()
}

fn titles(reading: &Reading) -> Vec<String> {
    reading.records.iter().map(|record| record.title.clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn line_breaks_and_marks_change_no_record(index in 0..12_usize, crlf in 0..3_usize, bom: bool) {
        let text = good()[index].clone();
        let plain = read("x", text.clone().into_bytes());
        let breaks = ["\n", "\r\n", "\r"][crlf];
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(text.replace('\n', breaks).into_bytes());
        let changed = read("x", bytes.clone());
        check_account(&changed, &bytes);
        prop_assert_eq!(summary(&plain)["records"].clone(), summary(&changed)["records"].clone());
    }

    #[test]
    fn any_concatenation_keeps_every_record(order in prop::collection::vec(0..12_usize, 1..6), gap in 2..4_usize) {
        let files = good();
        let mut text = String::new();
        let mut expected = Vec::new();
        for index in order {
            expected.extend(titles(&read("x", files[index].clone().into_bytes())));
            text.push_str(files[index].trim());
            text.push_str(&"\n".repeat(gap));
        }
        let reading = read("x", text.clone().into_bytes());
        check_account(&reading, text.as_bytes());
        prop_assert_eq!(titles(&reading), expected);
    }

    #[test]
    fn a_record_cut_anywhere_costs_only_itself(index in 0..12_usize, at in 0..1000_usize, gap in 0..4_usize) {
        let files = good();
        let before = files[8].trim();
        let cut = &files[index].trim();
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let gap = ["\n\n\n", "\n", " ", ""][gap];
        let after = "1. J Whole. 2020 Jan;1(2):3-4. doi: 10.5555/whole.\n\nA whole record.\n\nDoe J.\n\nPMID: 77\n";
        let text = format!("{before}\n\n\n{}{gap}{after}", &cut[..end]);
        let reading = read("x", text.clone().into_bytes());
        check_account(&reading, text.as_bytes());
        let all = titles(&reading);
        let first = titles(&read("x", before.as_bytes().to_vec()));
        prop_assert_eq!(all.first(), first.first());
        let last = reading.records.last().expect("a record");
        prop_assert_eq!(last.title.as_str(), "A whole record.");
        prop_assert_eq!(last.pmid.as_ref().map(litdigest::record::Pmid::as_str), Some("77"));
    }

    #[test]
    fn any_bytes_are_accounted_for(index in 0..12_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..12)) {
        let mut bytes = good()[index].clone().into_bytes();
        for (at, byte) in flips {
            let at = (bytes.len() - 1) * at / 1000;
            bytes[at] = byte;
        }
        let reading = read("x", bytes.clone());
        check_account(&reading, &bytes);
    }
}
