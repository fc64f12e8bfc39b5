//! Related articles: the nearest by words, in an order that depends on nothing but the records.

use litdigest::grouping::related::{related, shown};
use litdigest::library::Library;
use litdigest::record::Record;
use proptest::prelude::*;
use serde_json::{Value, json};

const TEXTS: &[(&str, &str)] = &[
    (
        "Wombats dig burrows in sandy soil.",
        "The burrows of a wombat are long. Sandy soil is easy to dig.",
    ),
    ("The burrow of the wombat.", "A wombat's burrow in sandy soil lasts for years."),
    ("Herring swim in schools.", "A school of herring turns as one. Predators are confused."),
    ("Schools of herring confuse predators.", "How the turning of a school protects herring."),
    ("Limestone weathers slowly.", "Rain and frost wear limestone."),
];

fn library(records: &[Value]) -> Library {
    let read = |(at, value): (usize, &Value)| {
        let mut value = value.clone();
        value["key"] = json!((90_000_001 + at).to_string());
        value["pmid"] = value["key"].clone();
        serde_json::from_value::<Record>(value).unwrap()
    };
    Library::from_records(records.iter().enumerate().map(read).collect())
}

fn texts() -> Vec<Value> {
    let record =
        |(title, text): &(&str, &str)| json!({"title": title, "abstract": [{"text": text}]});
    TEXTS.iter().map(record).collect()
}

/// The PMIDs of the related articles by PMID.
fn found(library: &Library) -> Vec<(String, Vec<String>)> {
    let pmid = |at: u32| library.articles()[at as usize].record.key.to_string();
    let mut found: Vec<(String, Vec<String>)> = (0..)
        .zip(shown(library, 5))
        .map(|(at, ids)| (pmid(at), ids.into_iter().map(pmid).collect()))
        .collect();
    found.sort();
    found
}

#[test]
fn articles_on_one_matter_are_related_and_others_are_not() {
    let found = found(&library(&texts()));
    let related: Vec<Vec<&str>> =
        found.iter().map(|(_, ids)| ids.iter().map(String::as_str).collect()).collect();
    assert_eq!(
        related,
        [vec!["90000002"], vec!["90000001"], vec!["90000004"], vec!["90000003"], vec![]]
    );
}

/// A title of few words is not about each article that has one of them somewhere in its abstract.
#[test]
fn one_word_in_passing_relates_nothing() {
    let long = "Burrows of wombats were measured in four valleys for nine winters, with their depth, their width, the \
                moisture of the soil, the roots in it and the tracks around it. A careful interpretation was given.";
    let mut records = texts();
    records.push(json!({"title": "Valleys of the wombat.", "abstract": [{"text": long}]}));
    records.push(json!({"title": "Retraction of an interpretation."}));
    let found = found(&library(&records));
    assert!(found[5].1.contains(&"90000001".to_owned()), "{:?}", found[5]);
    assert_eq!(found[6].1, Vec::<String>::new());
}

#[test]
fn headings_and_keywords_relate_what_words_do_not() {
    let mut records = texts();
    records.push(
        json!({"title": "Untitled.", "mesh": [{"descriptor": "Marsupialia", "major": true}]}),
    );
    records.push(
        json!({"title": "Anonymous.", "mesh": [{"descriptor": "Marsupialia", "major": true}]}),
    );
    records.push(json!({"title": "Nameless.", "keywords": [{"text": "limestones"}]}));
    let found = found(&library(&records));
    assert_eq!(found[5].1, ["90000007"]);
    assert_eq!(found[7].1, ["90000005"]);
}

#[test]
fn no_article_is_related_to_itself_and_none_to_nothing() {
    for records in [vec![], vec![json!({"title": "Alone."})], vec![json!({"title": ""}); 2]] {
        let shown = shown(&library(&records), 5);
        assert_eq!(shown, vec![Vec::<u32>::new(); records.len()]);
    }
    for (at, neighbours) in (0..).zip(related(&library(&texts()), 20)) {
        assert!(neighbours.iter().all(|n| n.document != at && n.similarity > 0.0));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// The library sorts its records, so their order in the files does not matter; nor does the number of threads.
    #[test]
    fn neither_order_nor_threads_matter(order in Just((0..TEXTS.len()).collect::<Vec<_>>()).prop_shuffle()) {
        let records: Vec<Record> = library(&texts()).articles().iter().map(|a| Record::clone(&a.record)).collect();
        let shuffled: Vec<Record> = order.iter().map(|at| records[*at].clone()).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().unwrap();
        let shuffled = pool.install(|| found(&Library::from_records(shuffled)));
        prop_assert_eq!(shuffled, found(&Library::from_records(records)));
    }
}
