//! The keys by which texts cite records.
//!
//! In: the records of a file or of a library. Out: a key for each, no two of which a program takes for one. They depend on the
//! records alone, not on their order. Never: a key that another program would cut or refuse.

use crate::record::{Record, content_hash};
use crate::text::fold::fold_name;
use crate::text::slug::slug;
use std::collections::{HashMap, HashSet};

/// The keys of records. Where several would have one key, each gets an ending that its own data give. A key can change with
/// the records beside it, so whoever writes several files of one library asks once, for all of it.
pub fn citation_keys<'r>(records: impl Iterator<Item = &'r Record> + Clone) -> Vec<String> {
    let wanted: Vec<String> = records.clone().map(wanted).collect();
    let mut count: HashMap<String, usize> = HashMap::with_capacity(wanted.len());
    for key in &wanted {
        *count.entry(key.to_lowercase()).or_default() += 1;
    }
    let single = |key: &str| count.get(&key.to_lowercase()) == Some(&1);
    let mut taken: HashSet<String> =
        wanted.iter().filter(|key| single(key)).map(|key| key.to_lowercase()).collect();
    let told = |(record, key): (&Record, String)| {
        if single(&key) {
            return key;
        }
        let told = match &record.pmid {
            Some(pmid) => format!("{key}-{pmid}"),
            None => format!("{key}-{}", content_hash(record)),
        };
        // Only records that are equal in everything, or keys that somebody typed, get this far with one key.
        let mut free = told.clone();
        let mut times = 1;
        while !taken.insert(free.to_lowercase()) {
            times += 1;
            free = format!("{told}-{times}");
        }
        free
    };
    records.zip(wanted).map(told).collect()
}

/// The record's own key, else family name, year and the title's first word that says something, else its number.
fn wanted(record: &Record) -> String {
    let own = record.ids.iter().find(|id| id.scheme == "citation_key").map(|id| &id.value);
    if let Some(own) = own.filter(|own| is_key(own)) {
        return own.clone();
    }
    let first = record.authors.first().or(record.editors.first());
    let name = first.and_then(|person| person.family.as_ref().or(person.collective.as_ref()));
    let letters = |text: &str| fold_name(text).replace(' ', "");
    let name: String =
        name.map(|name| letters(name)).unwrap_or_default().chars().take(24).collect();
    let year = record.year().map(|year| year.to_string()).unwrap_or_default();
    let folded = fold_name(&record.title);
    let word = folded.split(' ').find(|word| word.len() > 3 && !SMALL.contains(word));
    let key = format!("{name}{year}{}", word.unwrap_or_default());
    match (&record.pmid, key.is_empty() || name.is_empty()) {
        (Some(pmid), true) => format!("pmid{pmid}"),
        (None, _) if key.is_empty() => format!("record-{}", slug(record.key.as_str())),
        _ => key,
    }
}

/// Words that say nothing of what a title is about.
const SMALL: [&str; 12] = [
    "about", "among", "between", "does", "from", "into", "that", "their", "through", "what",
    "when", "with",
];

/// Whether all programs take a text for a key.
fn is_key(text: &str) -> bool {
    let sign = |c: char| c.is_whitespace() || c.is_control() || "{}(),=\"#%'~\\@".contains(c);
    !text.is_empty() && !text.contains(sign)
}

#[cfg(test)]
mod tests {
    use super::citation_keys;
    use crate::record::Record;

    fn keys(records: &[(&str, &str, &str)]) -> Vec<String> {
        let record = |(own, family, title): &(&str, &str, &str)| {
            let ids = serde_json::json!([{"type": "citation_key", "value": own}]);
            let json = serde_json::json!({
                "title": title, "authors": [{"family": family}], "published": {"year": 2021, "text": "2021"},
                "ids": if own.is_empty() { serde_json::json!([]) } else { ids },
            });
            serde_json::from_value::<Record>(json).unwrap()
        };
        let records: Vec<Record> = records.iter().map(record).collect();
        citation_keys(records.iter())
    }

    #[test]
    fn no_two_records_have_one_key() {
        let twins = [("", "Reed", "Tides of mud"), ("", "Reed", "Tides of sand")];
        let plain = keys(&twins);
        assert_eq!(plain.len(), 2);
        assert!(plain.iter().all(|key| key.starts_with("reed2021tides-")), "{plain:?}");
        // What a twin is called is the key that a third has by somebody's hand, but for its capitals.
        let shouted = plain.concat().to_uppercase();
        let (first, _) = shouted.split_at(plain[0].len());
        let three = keys(&[twins[0], twins[1], (first, "Sand", "Dunes")]);
        assert_eq!(three[2], first);
        assert_eq!(three[0], format!("{}-2", plain[0]));
        assert_eq!(keys(&[twins[0], twins[0]]), [plain[0].clone(), format!("{}-2", plain[0])]);
    }
}
