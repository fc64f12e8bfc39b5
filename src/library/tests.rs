//! Merging, curating and order, on small invented records.

use super::*;
use crate::config::{Correct, CorrectValue, Exclude, Ruling, Stage};
use crate::diag::Place;
use crate::formats::Coverage;
use serde_json::json;
use std::sync::Arc;

fn record(json: serde_json::Value) -> Record {
    let mut record = Record::from_json(&json.to_string()).unwrap();
    record.finish();
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
    let reading = Reading { records, ..Reading::default() };
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
            .map(|id| Exclude {
                id: id.into(),
                reason: None,
                stage: Stage::default(),
                place: place.clone(),
            })
            .into(),
        correct: vec![Correct {
            id: "https://doi.org/10.1/a".into(),
            values: [
                ("volume", json!("7")),
                ("pmid", json!("9")),
                ("issue", json!("")),
                ("authors", json!("not a name")),
            ]
            .map(|(key, value)| (key.to_owned(), CorrectValue { value, place: place.clone() }))
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

/// Two or more records, how many articles they make, and the codes that are said.
type Identity = (&'static str, serde_json::Value, usize, &'static [&'static str]);

#[test]
fn identifiers_that_contradict_each_other_stay_apart() {
    let a = || {
        json!({"doi":"10.1/a","title":"The habits of harbour mud in winter.","authors":[{"family":"Quay"}],
        "published":{"year":2020},"volume":"3","pages":"1-9"})
    };
    let with = |change: serde_json::Value| {
        let mut record = a();
        for (key, value) in change.as_object().unwrap() {
            record[key] = value.clone();
        }
        record
    };
    let other =
        json!({"title":"Pilots and their tables.","authors":[{"family":"Flood"}],"pages":"20-9"});
    let cases: Vec<Identity> = vec![
        ("one DOI, one title", json!([a(), with(json!({"pages":"1"}))]), 1, &[]),
        (
            "one DOI on another article",
            json!([a(), with(other.clone())]),
            2,
            &["conflicting-identifiers"],
        ),
        (
            "a translated title of the same authors",
            json!([a(), with(json!({"title":"Os hábitos do lodo no inverno."}))]),
            1,
            &["merged-conflict"],
        ),
        (
            "a name that is written otherwise at one place",
            json!([a(), with(json!({"title":"Hábitos do lodo.","authors":[{"family":"Cais"}]}))]),
            1,
            &["merged-conflict", "merged-difference"],
        ),
        (
            "one PMID, two DOIs, one title",
            json!([with(json!({"pmid":"1"})), with(json!({"pmid":"1","doi":"10.1/b"}))]),
            1,
            &["merged-conflict"],
        ),
        (
            "one PMID, two DOIs, two titles",
            json!([
                with(json!({"pmid":"1"})),
                with(json!({"pmid":"1","doi":"10.1/b","title":"Pilots and their tables."}))
            ]),
            2,
            &["conflicting-identifiers"],
        ),
        (
            "one PMCID, two DOIs, two titles",
            json!([
                with(json!({"pmcid":"PMC1"})),
                with(json!({"pmcid":"PMC1","doi":"10.1/b","title":"Pilots and their tables."}))
            ]),
            2,
            &["conflicting-identifiers"],
        ),
        (
            "a wrong DOI joins the work of its title",
            json!([
                with(json!({"pmid":"1"})),
                with(json!({"pmid":"2","title":"Pilots and their tables."})),
                with(json!({"title":"Pilots and their tables"}))
            ]),
            2,
            &["conflicting-identifiers"],
        ),
    ];
    for (name, records, articles, codes) in cases {
        let (library, ledger, said) =
            library(records.as_array().unwrap(), &LibraryOptions::default());
        assert_eq!(library.articles().len(), articles, "{name}");
        assert_eq!(said, codes, "{name}");
        assert_eq!(ledger.slices, ledger.records + ledger.merged, "{name}");
    }
}

#[test]
fn a_publishers_item_number_supports_and_never_decides() {
    let a = |pii: &str, more: serde_json::Value| {
        let mut record = json!({"ids":[{"type":"pii","value":pii}],"title":"Harbour mud.",
            "published":{"year":2020},"journal":{"abbreviation":"J Tides"}});
        for (key, value) in more.as_object().unwrap() {
            record[key] = value.clone();
        }
        record
    };
    let cases = [
        (
            "number and title",
            a("S0000-1111(20)00001-2", json!({"volume":"1"})),
            a("S0000111120000012", json!({})),
            1,
        ),
        (
            "number, journal and year",
            a("S0000111120000012", json!({"title":"Another."})),
            a("S0000111120000012", json!({})),
            1,
        ),
        (
            "number alone",
            a("S0000111120000012", json!({"title":"Another.","published":{"year":2018}})),
            a("S0000111120000012", json!({})),
            2,
        ),
        (
            "a short number, journal and year",
            a("e123", json!({"title":"Another."})),
            a("e123", json!({})),
            2,
        ),
        (
            "two PMIDs",
            a("S0000111120000012", json!({"pmid":"1"})),
            a("S0000111120000012", json!({"pmid":"2"})),
            2,
        ),
        (
            "two DOIs",
            a("S0000111120000012", json!({"doi":"10.1/a"})),
            a("S0000111120000012", json!({"doi":"10.1/b"})),
            2,
        ),
    ];
    for (name, one, two, articles) in cases {
        let (library, _, said) = library(&[one, two], &LibraryOptions::default());
        assert_eq!(library.articles().len(), articles, "{name}");
        assert_eq!(said.contains(&"matched-by-pii".to_owned()), articles == 1, "{name}: {said:?}");
    }
}

/// `[[same]]` or `[[different]]` of some identifiers.
fn ruling(ids: &[&str]) -> crate::config::Ruling {
    let place = Place::file(&Arc::from("litdigest.toml"));
    crate::config::Ruling {
        ids: ids.iter().map(|id| ((*id).to_owned(), place.clone())).collect(),
        reason: None,
        place,
    }
}

/// `[[same]]`, `[[different]]`, the articles they make of four records, and the codes that are said.
type Ruled<'a> = (&'a [&'a [&'a str]], &'a [&'a [&'a str]], usize, &'a [&'a str]);

#[test]
fn the_curator_joins_and_parts() {
    let a = json!({"pmid":"1","doi":"10.1/a","title":"Harbour mud in winter.","authors":[{"family":"Quay"}],"published":{"year":2020}});
    let b = json!({"doi":"10.1/a","title":"Harbour mud in winter.","authors":[{"family":"Quay"}],"published":{"year":2020}});
    let c = json!({"title":"Harbour mud in winter: a survey.","authors":[{"family":"Quay"}],"published":{"year":2020}});
    let d = json!({"pmid":"4","title":"Something else.","published":{"year":2001}});
    let all = [a, b, c, d];
    let cases: &[Ruled] = &[
        (&[], &[], 3, &[]),
        (&[&["pmid:1", "quay-2020-harbour-mud-in-winter-a-survey"]], &[], 2, &[]),
        (&[&["1", "pmid:4"]], &[], 2, &[]),
        (&[&["1", "doi:10.1/A"]], &[], 3, &["idle-setting"]),
        (&[&["1", "pmid:99"]], &[], 3, &["unused-setting"]),
        (&[], &[&["1", "10.1/a"]], 4, &[]),
        (&[], &[&["pmid:1", "quay-2020-harbour-mud-in-winter.html"]], 4, &[]),
        (&[], &[&["pmid:1", "pmid:4"]], 3, &["idle-setting"]),
        (&[], &[&["pmid:99", "pmid:4"]], 3, &["unused-setting"]),
        (&[&["pmid:1", "pmid:4"]], &[&["pmid:1", "pmid:4"]], 3, &["contradictory-setting"]),
    ];
    for (same, different, articles, codes) in cases {
        let options = LibraryOptions {
            same: same.iter().map(|ids| ruling(ids)).collect(),
            different: different.iter().map(|ids| ruling(ids)).collect(),
            ..LibraryOptions::default()
        };
        let (library, _, said) = library(&all, &options);
        assert_eq!(library.articles().len(), *articles, "{same:?} {different:?}: {said:?}");
        let fits = codes.iter().all(|code| said.iter().any(|said| said == code));
        assert!(fits && (said.is_empty() == codes.is_empty()), "{same:?} {different:?}: {said:?}");
    }
}

#[test]
fn a_merged_article_answers_to_all_its_names() {
    let records = [
        json!({"pmid":"1","title":"Harbour mud in winter.","format":"medline"}),
        json!({"pmid":"2","pmcid":"PMC5","doi":"10.1/b","title":"Harbour mud in winter"}),
        json!({"doi":"10.1/c","title":"Harbour mud in winter","authors":[{"family":"Quay"}]}),
    ];
    let options =
        LibraryOptions { same: vec![ruling(&["1", "2", "10.1/c"])], ..LibraryOptions::default() };
    let (library, ..) = library(&records, &options);
    assert_eq!(keys(&library), ["1"]);
    for name in ["1", "pmid:2", "PMC5", "doi:10.1/b", "10.1/c", "10-1-c"] {
        assert_eq!(library.find(name), Some(0), "{name}");
    }
    let former: Vec<&str> = library.articles()[0].former_keys.iter().map(Key::as_str).collect();
    assert_eq!(former, ["10-1-c", "2"]);
}

#[test]
fn a_former_key_never_covers_a_live_page() {
    // The second's own key is what the first was called before its merge.
    let records = [
        json!({"pmid":"1","doi":"10.1/a","title":"Harbour mud in winter."}),
        json!({"doi":"10.1/a","title":"Harbour mud in winter."}),
        json!({"doi":"10.1/a","title":"Pilots and their tables.","authors":[{"family":"Flood"}]}),
    ];
    let mut records = records.to_vec();
    records[0]["authors"] = json!([{"family":"Quay"}]);
    let (library, ..) = library(&records, &LibraryOptions::default());
    assert_eq!(keys(&library), ["1", "10-1-a"]);
    assert!(library.articles().iter().all(|article| article.former_keys.is_empty()));
}

#[test]
fn probable_duplicates_are_named_and_works_apart_are_not() {
    let base = json!({"title":"The habits of harbour mud in a long winter.","authors":[{"family":"Quay"}],
        "published":{"year":2020},"journal":{"abbreviation":"J Tides"},"volume":"3","pages":"1-9"});
    let cases = [
        (
            "another form of the title",
            json!({"title":"THE HABITS OF HARBOUR MUD IN A LONG WINTER"}),
            Some("same title"),
        ),
        ("the next year", json!({"published":{"year":2021}}), Some("years next to each other")),
        (
            "a subtitle",
            json!({"title":"The habits of harbour mud in a long winter: a survey"}),
            Some("one title is the beginning"),
        ),
        (
            "a mistyped letter",
            json!({"title":"The habits of harbuor mud in a long winter"}),
            Some("differ by one letter"),
        ),
        ("only one has a DOI", json!({"doi":"10.1/a"}), Some("same volume and page")),
        (
            "the journal's full name",
            json!({"journal":{"title":"Journal of Tides"}}),
            Some("same title"),
        ),
        ("no volume yet", json!({"volume":null,"pages":null}), Some("same title")),
        ("a part", json!({"title":"The habits of harbour mud in a long winter, Part II"}), None),
        ("a reply", json!({"title":"The habits of harbour mud in a long winter: reply"}), None),
        (
            "an erratum",
            json!({"title":"Erratum: The habits of harbour mud in a long winter"}),
            None,
        ),
        ("another author", json!({"authors":[{"family":"Flood"}]}), None),
        ("years later", json!({"published":{"year":2024}}), None),
        ("other pages", json!({"pages":"77-8"}), None),
        ("another journal", json!({"journal":{"abbreviation":"Mud Lett"},"volume":null}), None),
        (
            "another number of a series",
            json!({"title":"The habits of harbour mud in a long winter 2020"}),
            None,
        ),
    ];
    for (name, change, expected) in cases {
        let mut other = base.clone();
        for (key, value) in change.as_object().unwrap() {
            match value.is_null() {
                true => drop(other.as_object_mut().unwrap().remove(key)),
                false => other[key] = value.clone(),
            }
        }
        let mut one = base.clone();
        one["labels"] = json!({"copy":"1"});
        let (library, ..) = library(&[one, other], &LibraryOptions::default());
        let found = suggestions(&library, &[]);
        match expected {
            Some(words) => {
                assert_eq!(found.len(), 1, "{name}");
                assert!(found[0].reason.contains(words), "{name}: {}", found[0].reason);
                assert_eq!(found[0].kind, SuggestionKind::Duplicate, "{name}");
                let ids: Vec<&str> =
                    library.articles().iter().map(|a| a.record.key.as_str()).collect();
                assert_eq!(suggestions(&library, &[ruling(&ids)]), [], "{name}");
            }
            None => assert_eq!(found, [], "{name}"),
        }
    }
}

#[test]
fn preprints_are_suggested_unless_a_record_links_them() {
    let preprint = json!({"doi":"10.1101/2020.01.01.123456","title":"The habits of harbour mud in winter.",
        "authors":[{"family":"Quay"}],"published":{"year":2020}});
    let article = json!({"pmid":"1","doi":"10.1/a","title":"The habits of harbour mud in winter.",
        "authors":[{"family":"Quay"}],"published":{"year":2021},"volume":"3","pages":"1"});
    let (one, _, said) = library(&[preprint.clone(), article.clone()], &LibraryOptions::default());
    assert_eq!(one.articles().len(), 2);
    assert_eq!(said, Vec::<String>::new());
    let found = suggestions(&one, &[]);
    assert_eq!(found.len(), 1);
    let named = |id: ArticleId| one.article(id).unwrap().record.doi.as_ref().unwrap().to_string();
    assert_eq!(found[0].kind, SuggestionKind::Preprint);
    assert_eq!(named(found[0].one), "10.1101/2020.01.01.123456");
    let mut linked = article;
    linked["related"] = json!([{"kind":"update-of","doi":"10.1101/2020.01.01.123456"}]);
    let (two, ..) = library(&[preprint, linked], &LibraryOptions::default());
    assert_eq!(suggestions(&two, &[]), []);
    let preprint = two.articles().iter().find(|a| a.record.is_preprint()).unwrap();
    assert_eq!(preprint.record.related[0].kind, crate::record::RelatedKind::UpdateIn);
}

/// What each source says, what the merged record says, and whether a difference is told.
#[test]
fn the_better_value_is_taken_by_the_stated_order() {
    let cases = [
        (
            "trust",
            json!({"volume":"3"}),
            json!({"volume":"4","format":"medline"}),
            json!({"volume":"4"}),
            true,
        ),
        (
            "own letters",
            json!({"title":"Mueller and the beta wave.","format":"medline"}),
            json!({"title":"Müller and the β wave."}),
            json!({"title":"Müller and the β wave."}),
            false,
        ),
        (
            "mixed case",
            json!({"title":"THE HARBOUR MUD","format":"medline"}),
            json!({"title":"The harbour mud"}),
            json!({"title":"The harbour mud"}),
            false,
        ),
        (
            "a cut title",
            json!({"title":"The habits of harbour mud in a long…","format":"medline"}),
            json!({"title":"The habits of harbour mud in a long winter."}),
            json!({"title":"The habits of harbour mud in a long winter."}),
            false,
        ),
        (
            "a publisher's mark",
            json!({"title":"RETRACTED: Harbour mud","format":"medline"}),
            json!({"title":"Harbour mud."}),
            json!({"title":"Harbour mud.","status":["retracted"]}),
            false,
        ),
        (
            "labels",
            json!({"abstract":[{"text":"Aim: To know. End: Known."}],"format":"medline"}),
            json!({"abstract":[{"label":"AIM","text":"To know."},{"label":"END","text":"Known."}]}),
            json!({"abstract":[{"label":"AIM","text":"To know."},{"label":"END","text":"Known."}]}),
            false,
        ),
        (
            "fuller volume",
            json!({"volume":"12","format":"medline"}),
            json!({"volume":"12 Suppl 1"}),
            json!({"volume":"12 Suppl 1"}),
            false,
        ),
        (
            "a longer number is another",
            json!({"issue":"1","format":"medline"}),
            json!({"issue":"12"}),
            json!({"issue":"1"}),
            true,
        ),
        (
            "pages in short",
            json!({"pages":"2591-600","format":"medline"}),
            json!({"pages":"2591-2600"}),
            json!({"pages":"2591-600"}),
            false,
        ),
        (
            "precise date",
            json!({"published":{"year":2020},"format":"medline"}),
            json!({"published":{"year":2020,"month":5}}),
            json!({"published":{"year":2020,"month":5}}),
            false,
        ),
        (
            "the electronic date is not the issue's",
            json!({"published":{"year":2020},"electronic":{"year":2019,"month":5},"format":"medline"}),
            json!({"published":{"year":2019,"month":5}}),
            json!({"published":{"year":2020},"electronic":{"year":2019,"month":5}}),
            false,
        ),
        (
            "another year",
            json!({"published":{"year":2020},"format":"medline"}),
            json!({"published":{"year":2018}}),
            json!({"published":{"year":2020}}),
            true,
        ),
        (
            "given names",
            json!({"authors":[{"family":"Muller","initials":"A"},{"family":"Quay","initials":"B"}],"format":"medline"}),
            json!({"authors":[{"family":"Müller","given":"Anna","orcid":"0000-0002-1825-0097"}]}),
            json!({"authors":[{"family":"Müller","given":"Anna","initials":"A","orcid":"0000-0002-1825-0097"},{"family":"Quay","initials":"B"}]}),
            false,
        ),
        (
            "more authors",
            json!({"authors":[{"family":"Quay"}],"format":"medline"}),
            json!({"authors":[{"family":"Quay"},{"family":"Flood"}]}),
            json!({"authors":[{"family":"Quay"},{"family":"Flood"}]}),
            false,
        ),
        (
            "an author more",
            json!({"authors":[{"family":"Quay"},{"family":"Pier"}],"format":"medline"}),
            json!({"authors":[{"family":"Flood"}]}),
            json!({"authors":[{"family":"Quay"},{"family":"Pier"}]}),
            true,
        ),
        (
            "a missing affiliation",
            json!({"authors":[{"family":"Quay","affiliations":[0]},{"family":"Pier"}],"affiliations":["X."],"format":"medline"}),
            json!({"authors":[{"family":"Pier","affiliations":[0]}],"affiliations":["Y."]}),
            json!({"authors":[{"family":"Quay","affiliations":[0]},{"family":"Pier","affiliations":[1]}],"affiliations":["X.","Y."]}),
            false,
        ),
        (
            "keywords",
            json!({"keywords":[{"text":"mud"},{"text":"beta"}],"format":"medline"}),
            json!({"keywords":[{"text":"β"},{"text":"Mud","major":true},{"text":"tide"}]}),
            json!({"keywords":[{"text":"mud","major":true},{"text":"β"},{"text":"tide"}]}),
            false,
        ),
        (
            "journal names",
            json!({"journal":{"abbreviation":"J Tides"},"format":"medline"}),
            json!({"journal":{"title":"Journal of Tides","issn":["1234-5678"]}}),
            json!({"journal":{"abbreviation":"J Tides","title":"Journal of Tides","issn":["1234-5678"]}}),
            false,
        ),
        (
            "relations",
            json!({"related":[{"kind":"erratum-in","pmid":"7"}],"format":"medline"}),
            json!({"related":[{"kind":"erratum-in","pmid":"7","doi":"10.1/e"},{"kind":"comment-in","pmid":"8"}]}),
            json!({"related":[{"kind":"erratum-in","pmid":"7","doi":"10.1/e"},{"kind":"comment-in","pmid":"8"}]}),
            false,
        ),
    ];
    for (name, one, two, expected, told) in cases {
        let records = [one, two].map(|mut record| {
            record["pmid"] = json!("1");
            record
        });
        for records in [records.clone(), [records[1].clone(), records[0].clone()]] {
            let (library, _, said) = library(&records, &LibraryOptions::default());
            let article = &library.articles()[0];
            let merged = serde_json::to_value(&article.record).unwrap();
            for (key, value) in expected.as_object().unwrap() {
                assert_eq!(merged.get(key), Some(value), "{name}");
            }
            assert_eq!(!said.is_empty(), told, "{name}: {said:?}");
            let given: Vec<&str> = article.given.iter().map(|given| given.key()).collect();
            assert!(
                expected
                    .as_object()
                    .unwrap()
                    .keys()
                    .all(|key| key == "status" || given.contains(&key.as_str())),
                "{name}: {given:?}"
            );
        }
    }
}

/// A correction may take a title away where something is left to cite the article by.
#[test]
fn a_correction_may_leave_no_title() {
    for (more, expected) in
        [(json!({"journal":{"title":"J"}}), true), (json!({"volume":"1"}), false)]
    {
        let mut record = json!({"title":"Tea.","labels":{"id":"x"}});
        record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let place = Place::file(&Arc::from("litdigest.toml"));
        let value = CorrectValue { value: json!(""), place: place.clone() };
        let values = [("title".to_owned(), value)].into_iter().collect();
        let correct = Correct { id: "tea".into(), values, reason: None, place };
        let options = LibraryOptions { correct: vec![correct], ..LibraryOptions::default() };
        let (library, _, said) = library(&[record], &options);
        assert_eq!(library.articles()[0].record.title.is_empty(), expected, "{more} {said:?}");
        assert_eq!(said.is_empty(), expected, "{said:?}");
    }
}

#[test]
fn the_table_has_a_row_for_every_key() {
    let schema = crate::record::schema();
    let keys = schema["properties"].as_object().unwrap().keys();
    let with_title = ["schema", "key", "source", "title_html", "title_translated"];
    let keys: Vec<&String> = keys.filter(|key| !with_title.contains(&key.as_str())).collect();
    for key in &keys {
        assert_eq!(TABLE.iter().filter(|row| row.key == key.as_str()).count(), 1, "{key}");
    }
    assert_eq!(TABLE.len(), keys.len());
}

/// Readings of files, each of so many rejected slices and the records whose `source` is left to this.
fn readings(files: &[(&str, usize, &[serde_json::Value])]) -> Vec<Reading> {
    let reading = |(file, rejected, records): &(&str, usize, &[serde_json::Value])| {
        let record = |(line, json): (usize, &serde_json::Value)| {
            let mut json = json.clone();
            json["source"] = json!([{"file":file,"line":line,"end_line":line,"format":"ris"}]);
            record(json)
        };
        let coverage =
            Coverage { file: Arc::from(*file), rejected: *rejected, ..Coverage::default() };
        let records = (1..).zip(*records).map(record).collect();
        Reading { records, coverage, ..Reading::default() }
    };
    files.iter().map(reading).collect()
}

#[test]
fn every_slice_is_counted_where_it_went() {
    let place = Place::file(&Arc::from("litdigest.toml"));
    let exclude =
        |id: &str, stage| Exclude { id: id.into(), reason: None, stage, place: place.clone() };
    let options = LibraryOptions {
        exclude: vec![
            exclude("pmid:2", Stage::FullText),
            exclude("10.1/c", Stage::Screening),
            exclude("2", Stage::Screening),
        ],
        ..LibraryOptions::default()
    };
    // b.ris is read first, and still the first of the files by name is where a work counts.
    let files = readings(&[
        ("b.ris", 1, &[json!({"pmid":"1"}), json!({"pmid":"2"}), json!({"pmid":"4"})]),
        ("a.ris", 2, &[json!({"pmid":"1"}), json!({"pmid":"1"}), json!({"doi":"10.1/c"})]),
    ]);
    let (library, ledger, said) = build(files, &options);
    let counts: Vec<_> = library
        .flow()
        .files
        .iter()
        .map(|f| (&*f.file, f.found, f.rejected, f.merged, f.excluded, f.shown))
        .collect();
    assert_eq!(counts, [("a.ris", 5, 2, 1, 1, 1), ("b.ris", 4, 1, 1, 1, 1)]);
    let whole = Ledger { slices: 9, records: 2, merged: 2, rejected: 3, excluded: 2 };
    assert_eq!(ledger, whole);
    let left: Vec<_> =
        library.left_out().iter().map(|l| (l.key.as_str(), l.stage, &*l.file)).collect();
    assert_eq!(left, [("2", Stage::FullText, "b.ris"), ("10-1-c", Stage::Screening, "a.ris")]);
    let told: Vec<_> =
        said.iter().map(|d| (d.code.id, d.help.as_deref().unwrap_or_default())).collect();
    assert!(told.contains(&("idle-setting", "delete one of the two tables")), "{told:?}");
}

#[test]
fn any_identifier_of_a_merged_article_leaves_it_out() {
    for id in ["pmid:1", "10.1/a", "https://doi.org/10.1/B"] {
        let place = Place::file(&Arc::from("litdigest.toml"));
        let exclude =
            Exclude { id: id.into(), reason: None, stage: Stage::Screening, place: place.clone() };
        let options = LibraryOptions { exclude: vec![exclude], ..LibraryOptions::default() };
        let records = [json!({"pmid":"1","doi":"10.1/a"}), json!({"pmid":"1","doi":"10.1/b"})];
        let (library, ledger, _) = library(&records, &options);
        assert!(library.articles().is_empty(), "{id}");
        assert_eq!((ledger.merged, ledger.excluded), (1, 1), "{id}");
    }
}

#[test]
fn every_merge_and_every_refusal_is_told_with_what_was_shared() {
    let place = Place::file(&Arc::from("litdigest.toml"));
    let ruling = |ids: &[&str], reason: &str| Ruling {
        ids: ids.iter().map(|id| ((*id).to_owned(), place.clone())).collect(),
        reason: Some(reason.to_owned()),
        place: place.clone(),
    };
    let options = LibraryOptions {
        same: vec![ruling(&["pmid:7", "doi:10.1/g"], "a misprint")],
        different: vec![ruling(&["pmid:8", "doi:10.1/i"], "part II")],
        ..LibraryOptions::default()
    };
    let files = readings(&[(
        "a.ris",
        0,
        &[
            json!({"pmid":"1","doi":"10.1/a"}),
            json!({"pmid":"1"}),
            json!({"doi":"10.1/a"}),
            json!({"pmid":"7"}),
            json!({"doi":"10.1/g"}),
            json!({"pmid":"8","pmcid":"PMC8"}),
            json!({"doi":"10.1/i","pmcid":"PMC8"}),
            json!({"pmid":"9","doi":"10.1/k"}),
            json!({"pmid":"10","doi":"10.1/k"}),
            json!({"title":"A copy."}),
            json!({"title":"A copy."}),
        ],
    )]);
    let (library, ledger, _) = build(files, &options);
    let told: Vec<String> = library
        .flow()
        .decisions
        .iter()
        .map(|d| {
            let verdict = match &d.verdict {
                Verdict::Merged => "merged".to_owned(),
                Verdict::Ruled(reason) => format!("ruled: {}", reason.as_deref().unwrap_or("")),
                Verdict::Contradicted(why) => format!("contradicted: {why}"),
            };
            let (one, other, by) = (&d.one, &d.other, &d.by);
            let article = &one.article;
            format!("{} {} {} {}, {verdict}, {article}", one.line, other.line, by.by, by.value)
        })
        .collect();
    assert_eq!(
        told,
        [
            "2 1 PMID 1, merged, 1",
            "3 1 DOI 10.1/a, merged, 1",
            "5 4 [[same]] a misprint, merged, 7",
            "7 6 PMCID PMC8, ruled: part II, pmc8",
            "9 8 DOI 10.1/k, contradicted: different PMIDs, 10",
            "11 10 whole record , merged, a-copy",
        ]
    );
    let merged = library.flow().decisions.iter().filter(|d| d.verdict == Verdict::Merged);
    assert_eq!(merged.count(), ledger.merged);
}
