//! Golden files: what a stage makes of a fixture stands in the file beside it.
//!
//! `LITDIGEST_BLESS=1` writes them anew; look at the difference before committing it.

use crate::places::{bytes, files, fixtures, name, read};
use crate::sums;
use litdigest::diag::{MessageFormat, render};
use litdigest::formats::Reading;
use serde_json::{Value, json};
use std::path::Path;

/// Whether a text is what the golden file holds. To bless, it is written there first.
fn matches(golden: &Path, text: &str) -> bool {
    if std::env::var("LITDIGEST_BLESS").is_ok_and(|value| value == "1") {
        std::fs::create_dir_all(golden.parent().unwrap()).unwrap();
        std::fs::write(golden, text).unwrap();
    }
    std::fs::read_to_string(golden).is_ok_and(|golden| golden == text)
}

/// Holds a text to a golden file.
pub(crate) fn check(golden: &Path, text: &str) {
    if !matches(golden, text) {
        let expected = std::fs::read_to_string(golden).unwrap_or_default();
        assert_eq!(text, expected, "{} says otherwise", golden.display());
    }
}

/// Holds bytes to a golden file, in which they stand as hexadecimal numbers, 32 a line.
pub(crate) fn check_bytes(golden: &Path, bytes: &[u8]) {
    let mut text = String::new();
    for line in bytes.chunks(32) {
        text.extend(line.iter().map(|byte| format!("{byte:02x}")));
        text.push('\n');
    }
    check(golden, &text);
}

/// What a golden file of a reader holds: the records, what was said, and the account of the lines.
pub(crate) fn summary(reading: &Reading) -> Value {
    let short = |said| render(said, MessageFormat::Short, false).trim_end().to_owned();
    let said: Vec<String> = reading.diagnostics.iter().map(short).collect();
    json!({ "records": reading.records, "diagnostics": said, "coverage": reading.coverage })
}

/// Holds every fixture of a folder to the golden file beside it, `NAME.json`, and its lines to their account. There are
/// `least` of them, so that none is lost unseen.
pub(crate) fn check_fixtures(folder: &str, format: &str, least: usize) {
    let mut paths = files(&fixtures(folder));
    paths.retain(|path| path.extension().is_none_or(|extension| extension != "json"));
    assert!(paths.len() >= least, "{} fixtures in {folder}, there were {least}", paths.len());
    let mut wrong = Vec::new();
    for path in paths {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        // What holds nothing is of no format.
        let nothing = reading.records.is_empty() && reading.coverage.format.is_empty();
        assert!(nothing || reading.coverage.format == format, "{}", path.display());
        let text = serde_json::to_string_pretty(&summary(&reading)).unwrap() + "\n";
        if !matches(&path.with_extension("json"), &text) {
            wrong.push(name(&path));
        }
    }
    assert!(wrong.is_empty(), "these differ from their golden files: {wrong:#?}");
}
