//! The formats that litdigest writes, and what each could not say.
//!
//! In: records and a format's identifier. Out: text, and for each record the keys that the format has no place for.
//! Never: IO.

use super::medline;
use crate::record::Record;

/// What a format cannot say of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaid {
    /// The record's key.
    pub key: String,
    /// Keys of the record's JSON, with dots between the levels: `title_html`, `mesh.ui`.
    pub what: Vec<String>,
}

/// Writes records in a format; nothing when litdigest does not write it.
pub fn write(format: &str, records: &[&Record]) -> Option<(String, Vec<Unsaid>)> {
    let writer = match format {
        "nbib" | medline::ID => medline::write,
        _ => return None,
    };
    let mut out = String::new();
    let unsaid = writer(records, &mut out);
    Some((out, unsaid))
}
