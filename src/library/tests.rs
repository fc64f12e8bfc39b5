//! Merging, curating and order, on small invented records.

use super::*;
use crate::config::{Correct, Exclude};
use crate::diag::Place;
use crate::formats::Coverage;
use serde_json::json;
use std::sync::Arc;

fn record(json: serde_json::Value) -> Record {
    let mut record: Record = serde_json::from_value(json).unwrap();
    record.key = Key::of(&record);
    record
}

fn library(
    records: &[serde_json::Value],
    options: &LibraryOptions,
) -> (Library, Ledger, Vec<String>) {
    let records: Vec<Record> = (1..)
        .zip(records)
        .map(|(line, json)| {
            let mut json = json.clone();
            let format = json.as_object_mut().unwrap().remove("format").unwrap_or(json!("ris"));
            json["source"] = json!([{"file":"a.txt","line":line,"end_line":line,"format":format}]);
            record(json)
        })
        .collect();
    let reading = Reading { records, diagnostics: Vec::new(), coverage: Coverage::default() };
    let (library, ledger, said) = build(vec![reading], options);
    (library, ledger, said.iter().map(|d| d.code.id.to_owned()).collect())
}

fn keys(library: &Library) -> Vec<String> {
    library.articles().iter().map(|article| article.record.key.to_string()).collect()
}

#[test]
fn records_that_share_an_identifier_become_one() {
    let cases: &[(&[serde_json::Value], &[&str])] = &[
        (&[json!({"pmid":"1","title":"A."}), json!({"pmid":"1","doi":"10.1/a"})], &["1"]),
        (&[json!({"doi":"10.1/A"}), json!({"doi":"10.1/a"})], &["10-1-a"]),
        (&[json!({"pmcid":"PMC5"}), json!({"pmcid":"PMC5","pmid":"3"})], &["3"]),
        // Joined through a third: PMID with the first, DOI with the second.
        (
            &[json!({"pmid":"1"}), json!({"doi":"10.1/a"}), json!({"pmid":"1","doi":"10.1/a"})],
            &["1"],
        ),
        // Exact copies without identifiers are one work; different ones are not.
        (&[json!({"title":"Same."}), json!({"title":"Same."})], &["same"]),
    ];
    for (records, expected) in cases {
        let (library, ledger, _) = library(records, &LibraryOptions::default());
        assert_eq!(keys(&library), *expected, "{records:?}");
        assert_eq!(ledger.slices, ledger.records + ledger.merged);
        assert_eq!(ledger.slices, records.len());
    }
}

#[test]
fn two_pmids_with_one_doi_stay_two_and_are_reported() {
    let records = [json!({"pmid":"1","doi":"10.1/a"}), json!({"pmid":"2","doi":"10.1/a"})];
    let (library, _, said) = library(&records, &LibraryOptions::default());
    assert_eq!(keys(&library), ["1", "2"]);
    assert_eq!(said, ["conflicting-identifiers"]);
}

#[test]
fn equal_keys_without_identifiers_are_told_apart_by_content() {
    let records = [json!({"title":"Reply.","volume":"1"}), json!({"title":"Reply.","volume":"2"})];
    let (one, ..) = library(&records, &LibraryOptions::default());
    let swapped = [records[1].clone(), records[0].clone()];
    let (two, ..) = library(&swapped, &LibraryOptions::default());
    assert_eq!(keys(&one), keys(&two));
    assert!(keys(&one).iter().all(|key| key.starts_with("reply-")), "{:?}", keys(&one));
}

#[test]
fn merging_unites_fields_and_keeps_the_better_value() {
    let records = [
        json!({"pmid":"1","title":"Short title.","authors":[{"family":"Aa"}],
               "abstract":[{"text":"Aim: Flat or labelled."}]}),
        json!({"pmid":"1","format":"medline","title":"Short Title","volume":"3",
               "authors":[{"family":"Aa"},{"family":"Bb","affiliations":[0]}],"affiliations":["X."],
               "abstract":[{"label":"AIM","text":"Flat or labelled."}],"status":["retracted"]}),
    ];
    let (library, _, said) = library(&records, &LibraryOptions::default());
    let merged = &library.articles()[0].record;
    assert_eq!(merged.title, "Short Title");
    assert_eq!(merged.authors.len(), 2);
    assert_eq!(merged.affiliations, ["X."]);
    assert_eq!(merged.sections[0].label.as_deref(), Some("AIM"));
    assert_eq!(merged.source.len(), 2);
    assert!(merged.is_retracted());
    assert_eq!(said, Vec::<String>::new());
}

#[test]
fn a_difference_that_a_reader_would_notice_is_reported() {
    for (one, other, reported) in [("One.", "Other.", true), ("CO2 in air.", "CO(2) in Air", false)]
    {
        let records = [json!({"pmid":"1","title":one}), json!({"pmid":"1","title":other})];
        let (_, _, said) = library(&records, &LibraryOptions::default());
        assert_eq!(said.contains(&"merged-conflict".to_owned()), reported, "{one} {other}");
    }
}

#[test]
fn settings_leave_out_and_correct() {
    let place = Place::file(&Arc::from("litdigest.toml"));
    let options = LibraryOptions {
        exclude: ["pmid:2", "doi:10.9/none"]
            .map(|id| Exclude { id: id.into(), reason: None, place: place.clone() })
            .into(),
        correct: vec![Correct {
            id: "https://doi.org/10.1/a".into(),
            values: [
                ("volume".to_owned(), json!("7")),
                ("pmid".to_owned(), json!("9")),
                ("issue".to_owned(), json!("")),
                ("authors".to_owned(), json!("not a list")),
            ]
            .into_iter()
            .collect(),
            reason: Some("misprint".into()),
            place,
        }],
        ..LibraryOptions::default()
    };
    let records = [json!({"doi":"10.1/a","issue":"4"}), json!({"pmid":"2"})];
    let (library, ledger, said) = library(&records, &options);
    let article = &library.articles()[0];
    assert_eq!(article.record.volume.as_deref(), Some("7"));
    assert_eq!(article.record.issue, None);
    assert_eq!(article.record.key.as_str(), "9");
    assert_eq!(article.former_keys[0].as_str(), "10-1-a");
    assert_eq!(library.find("10-1-a"), Some(0));
    assert_eq!(article.corrections.len(), 3);
    assert_eq!((ledger.records, ledger.excluded), (1, 1));
    assert_eq!(said, ["excluded-record", "unused-setting", "bad-correction"]);
}

#[test]
fn articles_are_ordered_newest_first_and_found_by_any_identifier() {
    let records = [
        json!({"pmid":"10","published":{"year":2019}}),
        json!({"pmid":"11","published":{"year":2021,"month":3},"doi":"10.5/x"}),
        json!({"pmid":"9","published":{"year":2021,"month":3},"pmcid":"PMC77"}),
        json!({"pmid":"12"}),
    ];
    let (library, ..) = library(&records, &LibraryOptions::default());
    assert_eq!(keys(&library), ["11", "9", "10", "12"]);
    for (id, place) in [
        ("11", 0),
        ("pmid:11", 0),
        ("doi:10.5/X", 0),
        ("https://doi.org/10.5/x", 0),
        ("PMC77", 1),
        ("https://pubmed.ncbi.nlm.nih.gov/12/", 3),
    ] {
        assert_eq!(library.find(id), Some(place), "{id}");
    }
    assert_eq!(library.find("pmid:99"), None);
}

#[test]
fn a_relation_that_one_side_states_is_known_to_both() {
    let target = json!({"pmid":"1","doi":"10.1/a","journal":{"abbreviation":"J Test"},
        "published":{"year":2013,"month":11,"text":"2013 Nov"},"volume":"12","issue":"11","pages":"2591-600"});
    let entries = [
        json!({"kind":"retraction-of","doi":"10.1/a"}),
        json!({"kind":"retraction-of","pmid":"1"}),
        json!({"kind":"retraction-of","citation":"J Test. 2013 Nov;12(11):2591-600."}),
    ];
    for entry in entries {
        let notice = json!({"pmid":"2","journal":{"abbreviation":"J Test"},
            "published":{"year":2014,"text":"2014"},"volume":"13","pages":"1","related":[entry]});
        let (library, ..) = library(&[target.clone(), notice], &LibraryOptions::default());
        let [notice, target] = library.articles() else { panic!("two articles") };
        assert!(target.record.is_retracted(), "{entry}");
        assert_eq!(target.record.related[0].pmid.as_ref().unwrap().as_str(), "2");
        assert_eq!(target.record.related[0].citation.as_deref(), Some("J Test. 2014;13:1."));
        assert_eq!(notice.record.related[0].pmid.as_ref().unwrap().as_str(), "1");
    }
}

#[test]
fn a_relation_to_another_work_joins_nothing() {
    let target = json!({"pmid":"1","journal":{"abbreviation":"J Test"},
        "published":{"year":2013},"volume":"12","pages":"25"});
    let entries = [
        json!({"kind":"comment-on","pmid":"7","citation":"J Test. 2013;12:25."}),
        json!({"kind":"comment-on","citation":"J Test. 2013;12:26."}),
        json!({"kind":"comment-on"}),
    ];
    for entry in entries {
        let other = json!({"pmid":"2","related":[entry]});
        let (library, ..) = library(&[target.clone(), other], &LibraryOptions::default());
        assert!(library.articles()[0].record.related.is_empty(), "{entry}");
    }
}
