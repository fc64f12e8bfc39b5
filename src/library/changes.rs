//! What happened to articles since they were first fetched: `changes.jsonl` in the folder of the exports.
//!
//! In: the file's text, one JSON object a line with `date` (2026-03-12), `id` (any identifier of an article) and `change`
//! (`added`, `retracted`, `corrected` or `concern`). Out: [`Change`]s in the order of the lines. A line that is damaged
//! costs itself, and is told. Never: whether there is such an article.

use crate::diag::{Diagnostic, Place, codes};
use crate::record::PartialDate;
use crate::text::file::TextFile;
use serde::Deserialize;

/// What happened to an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It came into the records.
    Added,
    /// A notice retracted it.
    Retracted,
    /// Its editors voiced a concern about it, or retracted a part of it.
    Concern,
    /// A correction of it was published.
    Corrected,
}

/// One line of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The day on which it was found out.
    pub date: PartialDate,
    /// The article as the line names it.
    pub id: String,
    /// What happened.
    pub kind: ChangeKind,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    date: String,
    id: String,
    change: ChangeKind,
}

/// Reads the file.
pub fn changes(file: &TextFile) -> (Vec<Change>, Vec<Diagnostic>) {
    let mut changes = Vec::new();
    let mut said = Vec::new();
    for (number, line) in (1..).zip(file.text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() {
            continue;
        }
        match read(line) {
            Ok(change) => changes.push(change),
            Err((column, why)) => {
                let end = 1 + line.chars().count();
                let place = Place::line(&file.file, number, line, column.min(end), end);
                let help = r#"write {"date": "2026-03-12", "id": "pmid:12345678", "change": "added"}, or take the line out"#;
                let told = Diagnostic::new(&codes::BAD_CHANGE, format!("this is no change: {why}"));
                said.push(told.at(place).done("left the line out").help(help));
            }
        }
    }
    (changes, said)
}

/// One line, or the column and the reason why it is none.
fn read(line: &str) -> Result<Change, (usize, String)> {
    let Line { date, id, change } = serde_json::from_str(line).map_err(|error| {
        let why = error.to_string();
        let why = why.rsplit_once(" at line ").map_or(why.as_str(), |(why, _)| why);
        // The parser counts bytes; a line of this file has few others.
        let before = line.get(..error.column().saturating_sub(1)).unwrap_or(line);
        (1 + before.chars().count(), why.to_owned())
    })?;
    match PartialDate::parse_iso(&date) {
        Some(date) => Ok(Change { date, id, kind: change }),
        None => Err((1, format!("“{date}” is no date"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_damaged_line_costs_itself() {
        let file = TextFile {
            path: "changes.jsonl".into(),
            file: "content/records/changes.jsonl".into(),
            text: [
                r#"{"date": "2026-03-12", "id": "pmid:1", "change": "added"}"#,
                "",
                r#"{"date": "2026-03-12", "id": "pmid:1", "change": "addded"}"#,
                r#"{"date": "March", "id": "pmid:1", "change": "retracted"}"#,
                r#"{"id": "pmid:1", "change": "retracted"}"#,
                r#"{"date": "2026-03-12", "id": "pmid:1", "change": "corrected", "by": "me"}"#,
                "é not JSON",
                r#"{"date": "2026", "id": "10.5555/x", "change": "concern"}"#,
            ]
            .join("\r\n"),
        };
        let (read, said) = changes(&file);
        let kinds: Vec<ChangeKind> = read.iter().map(|change| change.kind).collect();
        assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Concern]);
        let told: Vec<(usize, &str)> =
            said.iter().map(|d| (d.place.as_ref().unwrap().line, d.message.as_str())).collect();
        let expected = [
            (
                3,
                "unknown variant `addded`, expected one of `added`, `retracted`, `concern`, `corrected`",
            ),
            (4, "“March” is no date"),
            (5, "missing field `date`"),
            (6, "unknown field `by`, expected one of `date`, `id`, `change`"),
            (7, "expected value"),
        ];
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for ((line, message), (expected_line, expected)) in told.iter().zip(expected) {
            assert_eq!(*line, expected_line);
            assert_eq!(*message, format!("this is no change: {expected}"));
        }
    }
}
