//! The versions of the record's JSON form: which one a record is written in, and how an earlier one is read.
//!
//! In: one record as JSON. Out: a [`Record`] of the present version, or why there is none. Never: lines of a file.

use super::Record;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// The version of the JSON form, `schema` in it. Records are written in the second; those of the first have no such
/// key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "u8", try_from = "u8")]
pub enum Version {
    /// `revised` held both the work's revision and the day of the database's last change.
    First,
    /// `record_revised` holds the latter; supplementary concepts have a key of their own.
    #[default]
    Second,
}

impl Version {
    /// What a record without the key is.
    pub(super) fn unsaid() -> Self {
        Version::First
    }

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    pub(super) fn is_unsaid(&self) -> bool {
        *self == Version::First
    }
}

/// The key as the JSON Schema has it: what is written.
pub(super) fn json_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "integer", "const": u8::from(Version::default()) })
}

impl From<Version> for u8 {
    fn from(version: Version) -> u8 {
        match version {
            Version::First => 1,
            Version::Second => 2,
        }
    }
}

impl TryFrom<u8> for Version {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Version::First),
            2 => Ok(Version::Second),
            _ => Err(format!("`schema` is 1 or 2, not {number}")),
        }
    }
}

/// Why a text is no record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// It does not have the form of one.
    #[error(transparent)]
    Form(serde_json::Error),
    /// It is written in a version that this program does not know.
    #[error("it has schema {0}, and this version of litdigest reads no higher than {known}", known = u8::from(Version::default()))]
    Newer(u64),
}

/// What is looked at where a text is no record: the versions to come may have any other keys.
#[derive(Deserialize)]
struct Stated {
    schema: u64,
}

impl Record {
    /// Reads one record's JSON, of this version or the first.
    ///
    /// # Errors
    /// When the text is not a record's JSON, or is of a later version.
    pub fn from_json(text: &str) -> Result<Self, RecordError> {
        match serde_json::from_str::<Record>(text) {
            Ok(record) => Ok(record.upgraded()),
            Err(error) => match serde_json::from_str::<Stated>(text) {
                Ok(Stated { schema }) if schema > u64::from(u8::from(Version::default())) => {
                    Err(RecordError::Newer(schema))
                }
                _ => Err(RecordError::Form(error)),
            },
        }
    }

    /// A record of the first version as one of the present. There `revised` of a journal's article was nearly always
    /// the day on which MEDLINE last changed its record; of a book or chapter it was the work's own revision.
    #[must_use]
    pub fn upgraded(mut self) -> Self {
        if self.schema == Version::First && self.book.is_none() && self.record_revised.is_none() {
            self.record_revised = self.revised.take();
        }
        self.schema = Version::default();
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_version_is_read_as_the_second() {
        const DATE: &str = r#"{"year":2020,"month":5,"text":"2020 May"}"#;
        let cases = [
            // An article's own: the database changed its record.
            (format!(r#"{{"title":"A","revised":{DATE}}}"#), (false, true)),
            (format!(r#"{{"schema":1,"title":"A","revised":{DATE}}}"#), (false, true)),
            // A chapter's: its authors revised it.
            (format!(r#"{{"title":"A","book":{{"title":"B"}},"revised":{DATE}}}"#), (true, false)),
            (format!(r#"{{"schema":2,"title":"A","revised":{DATE}}}"#), (true, false)),
            (format!(r#"{{"title":"A","schema":2,"record_revised":{DATE}}}"#), (false, true)),
            // Only the second version has this key, so `revised` means what it means there.
            (format!(r#"{{"title":"A","revised":{DATE},"record_revised":{DATE}}}"#), (true, true)),
        ];
        for (text, expected) in cases {
            let record = Record::from_json(&text).unwrap();
            let found = (record.revised.is_some(), record.record_revised.is_some());
            assert_eq!(found, expected, "{text}");
            let written = serde_json::to_string(&record).unwrap();
            assert!(written.starts_with("{\"schema\":2,"), "{written}");
            assert_eq!(Record::from_json(&written).unwrap(), record, "{text}");
        }
    }

    #[test]
    fn versions_that_are_not_known_are_named() {
        for (text, expected) in [
            (r#"{"schema":3,"title":"A"}"#, "schema 3"),
            (r#"{"titles":["A"],"schema":300}"#, "schema 300"),
            (r#"{"title":1,"schema":99999999999}"#, "schema 99999999999"),
            (r#"{"schema":0,"title":"A"}"#, "`schema` is 1 or 2, not 0"),
            (r#"{"schema":"2","title":"A"}"#, "invalid type"),
            (r#"{"titel":"A"}"#, "unknown field `titel`"),
        ] {
            let error = Record::from_json(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
