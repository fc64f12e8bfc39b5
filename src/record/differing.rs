//! In which keys two records differ.
//!
//! In: two records. Out: each key of the JSON form in which they differ, with the first one's value. Every key is named, so that
//! a new one cannot be forgotten. Never: where a record came from, what it is called and in which version it is written, which
//! say nothing of the work.

use super::Record;
use serde::Serialize;
use serde_json::Value;

impl Record {
    /// Tells each key of the JSON form in which another record differs from this one, with this one's value; null where it has
    /// none.
    pub fn differing(&self, other: &Record, tell: &mut dyn FnMut(&'static str, Value)) {
        macro_rules! each {
            ($($field:ident $(= $key:literal)?),+ $(,)?) => {
                // Those without a name here are left out on purpose.
                let Record { schema: _, key: _, source: _, $($field),+ } = self;
                $(if *$field != other.$field {
                    tell([$($key,)? stringify!($field)][0], said($field));
                })+
            };
        }
        each!(
            pmid,
            pmcid,
            doi,
            pmc_available,
            ids,
            title,
            title_html,
            title_translated,
            vernacular_title,
            sections = "abstract",
            copyright,
            authors,
            authors_listed,
            affiliations,
            investigators,
            editors,
            journal,
            book,
            published,
            electronic,
            print,
            collection,
            entered,
            revised,
            record_revised,
            volume,
            issue,
            pages,
            language,
            publication_types,
            mesh,
            keywords,
            substances,
            supplementary,
            grants,
            databanks,
            conflict_of_interest,
            related,
            status,
            labels,
            extra,
        );
    }
}

/// The value of a key; null where the JSON form leaves it out.
fn said<T: Serialize + Default + PartialEq>(value: &T) -> Value {
    if *value == T::default() {
        return Value::Null;
    }
    // Strings and numbers always serialise.
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_those_of_the_json_form() {
        let json = serde_json::json!({
            "title": "Mud", "title_translated": true, "abstract": [{"text": "Tides."}], "labels": {"a": "b"},
            "published": {"year": 2021, "text": "2021"}, "key": "mud",
        });
        let record: Record = serde_json::from_value(json).unwrap();
        let differing = |one: &Record, other: &Record| {
            let mut map = serde_json::Map::new();
            one.differing(other, &mut |key, value| {
                map.insert(key.to_owned(), value);
            });
            map
        };
        let mut whole = match serde_json::to_value(&record) {
            Ok(Value::Object(map)) => map,
            _ => serde_json::Map::new(),
        };
        whole.retain(|key, _| !matches!(key.as_str(), "schema" | "key" | "source"));
        assert_eq!(differing(&record, &Record::default()), whole);
        assert!(differing(&record, &record).is_empty());
        let none = differing(&Record::default(), &record);
        assert!(none.len() == whole.len() && none.values().all(Value::is_null), "{none:?}");
    }
}
