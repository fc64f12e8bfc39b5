//! The reference of the record's JSON, which lies beside the real exports.

use crate::corpus::{Corpus, shared};
use crate::places::read;
use serde_json::Value;

/// The seed record is as the reference of the record's JSON prints it; the reference lies beside the real exports.
pub(crate) fn check(_: &Corpus) {
    let reading = read("seed-pmid-34357138.txt", crate::support::SEED.as_bytes().to_vec());
    let mut record = serde_json::to_value(&reading.records[0]).unwrap();
    // The example is of the first version, and the same but for the number.
    assert_eq!(record.as_object_mut().unwrap().remove("schema"), Some(Value::from(2)));
    let reference = std::fs::read_to_string(shared("reference/record.md").unwrap()).unwrap();
    let start = reference.find("```json\n").expect("the example") + 8;
    let end = start + reference[start..].find("```").expect("its end");
    let expected: Value = serde_json::from_str(&reference[start..end]).unwrap();
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
