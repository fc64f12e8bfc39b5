//! The JSON Schema of the record, generated from the types.

use super::Record;

/// The schema (draft 2020-12) of one line of `inspect --format jsonl`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Record).to_value()
}
