//! Proof that the account can fail: whatever is lost, changed or moved in a record's JSON is found.

use super::account::Finding;
use super::{HOLDERS, Understood, findings, shape, understand};
use crate::places;
use serde_json::{Value, json};

/// An invented record with every part of the layout, and its JSON.
fn sample() -> (Vec<u8>, Understood) {
    let bytes = include_bytes!("sample.txt").to_vec();
    let json = include_str!("sample.json");
    let record: Value = serde_json::from_str(json).unwrap();
    let lines = std::str::from_utf8(&bytes).unwrap().lines();
    let (all, blank) = lines
        .fold((0, 0), |(all, blank), line| (all + 1, blank + usize::from(line.trim().is_empty())));
    let counts = [1, all, all - blank, 0];
    (bytes, Understood { records: vec![record], reports: Vec::new(), reported: Vec::new(), counts })
}

fn with(record: Value) -> Vec<Finding> {
    let (bytes, mut understood) = sample();
    understood.records = vec![record];
    findings(&bytes, &understood)
}

#[test]
fn a_faultless_account_has_no_findings() {
    let (bytes, understood) = sample();
    assert_eq!(findings(&bytes, &understood), []);
}

/// Paths whose value says nothing about the text.
fn about_text(path: &str) -> bool {
    !path.starts_with("/source") && !path.ends_with("/kind")
}

#[test]
fn a_lost_or_changed_value_is_found() {
    let (_, understood) = sample();
    let record = &understood.records[0];
    let mut leaves = Vec::new();
    shape::strings(record, "", &mut |path, value| leaves.push((path.to_owned(), value.to_owned())));
    leaves.retain(|(path, _)| about_text(path));
    assert!(leaves.len() > 40);
    for (path, value) in leaves {
        let words: Vec<&str> = value.split(' ').collect();
        let mut damaged = vec![String::new(), format!("{value} besides")];
        for gap in 0..words.len() {
            let kept = words.iter().enumerate().filter(|(at, _)| *at != gap);
            damaged.push(kept.map(|(_, word)| *word).collect::<Vec<_>>().join(" "));
        }
        for text in damaged {
            let mut copy = record.clone();
            *copy.pointer_mut(&path).unwrap() = Value::String(text.clone());
            assert_ne!(with(copy), [], "{path} as {text:?} went unnoticed");
        }
    }
}

#[test]
fn a_lost_key_is_found_and_so_is_one_moved_to_the_catch_all() {
    let (_, understood) = sample();
    let record = &understood.records[0];
    for key in record.as_object().unwrap().keys() {
        if key == "source" || key == "key" || key == "extra" {
            continue;
        }
        let mut copy = record.clone();
        let taken = copy.as_object_mut().unwrap().remove(key).unwrap();
        assert_ne!(with(copy.clone()), [], "{key} was lost unnoticed");
        let mut moved = Vec::new();
        shape::strings(&taken, "", &mut |path, value| {
            if about_text(path) {
                moved.push(json!({"tag": "rest", "value": value}));
            }
        });
        copy.as_object_mut().unwrap().insert("extra".to_owned(), Value::Array(moved));
        assert_ne!(with(copy), [], "{key} was moved to extra unnoticed");
    }
}

#[test]
fn a_lost_person_affiliation_section_or_relation_is_found() {
    let (_, understood) = sample();
    let record = &understood.records[0];
    for key in [
        "authors",
        "affiliations",
        "investigators",
        "abstract",
        "related",
        "language",
        "status",
        "ids",
    ] {
        for index in 0..record[key].as_array().unwrap().len() {
            let mut copy = record.clone();
            copy[key].as_array_mut().unwrap().remove(index);
            assert_ne!(with(copy), [], "{key}/{index} was lost unnoticed");
        }
    }
}

/// Every value that the reader found in the fixtures, lost on the way: the account must miss it.
#[test]
fn whatever_is_lost_from_a_fixture_s_record_is_found() {
    let mut files = places::files(&places::fixtures("pubmed-text"));
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    let (mut damaged, mut unnoticed) = (0, Vec::new());
    for path in files {
        let bytes = places::bytes(&path);
        let mut understood = understand(&places::name(&path), bytes.clone());
        let before = findings(&bytes, &understood);
        for index in 0..understood.records.len() {
            let whole = understood.records[index].clone();
            let mut leaves = Vec::new();
            shape::strings(&whole, "", &mut |path, _| leaves.push(path.to_owned()));
            leaves.retain(|path| about_text(path) && !path.ends_with("/tag") && path != "/key");
            // Twice in the record, once in the file: the title of a whole book.
            leaves.retain(|path| path != "/book/title" || whole["book"]["title"] != whole["title"]);
            // In a diagnostic as well, and that is enough.
            let held = understood.reports.iter().any(|report| HOLDERS.contains(&report.code));
            let kept = |path: &str| path.starts_with("/extra") || path.starts_with("/ids");
            leaves.retain(|path| !(held && kept(path)));
            for leaf in leaves.iter().take(80) {
                let (parent, key) = leaf.rsplit_once('/').unwrap();
                let mut copy = whole.clone();
                match copy.pointer_mut(parent).unwrap() {
                    Value::Array(list) => drop(list.remove(key.parse().unwrap())),
                    Value::Object(map) => drop(map.remove(key)),
                    _ => unreachable!("a leaf has a parent"),
                }
                understood.records[index] = copy;
                damaged += 1;
                if findings(&bytes, &understood) == before {
                    unnoticed.push(format!("{}: {leaf} of record {index}", places::name(&path)));
                }
            }
            understood.records[index] = whole;
        }
    }
    assert!(damaged > 1500, "{damaged}");
    assert!(unnoticed.is_empty(), "{} unnoticed:\n{}", unnoticed.len(), unnoticed.join("\n"));
}

#[test]
fn an_affiliation_tied_to_the_wrong_author_is_found() {
    let (_, understood) = sample();
    let record = &understood.records[0];
    for key in ["authors", "investigators"] {
        for index in 0..record[key].as_array().unwrap().len() {
            for indices in [json!([]), json!([2]), json!([0, 1, 2]), json!([9])] {
                let mut copy = record.clone();
                if copy[key][index]["affiliations"] == indices
                    || copy[key][index]["affiliations"].is_null()
                {
                    continue;
                }
                copy[key][index]["affiliations"] = indices;
                assert_ne!(with(copy), [], "{key}/{index}");
            }
        }
    }
}

#[test]
fn a_wrong_account_of_lines_is_found() {
    let (bytes, understood) = sample();
    let check = |change: &dyn Fn(&mut Understood)| {
        let (_, mut copy) = sample();
        change(&mut copy);
        findings(&bytes, &copy)
    };
    let last = understood.counts[1] as u64;
    for end in [last - 1, last - 3, last + 1, 0] {
        let found = check(&|copy| copy.records[0]["source"][0]["end_line"] = json!(end));
        assert_ne!(found, [], "end_line {end}");
    }
    assert_ne!(check(&|copy| copy.records[0]["source"][0]["line"] = json!(3)), []);
    assert_ne!(check(&|copy| copy.records.push(copy.records[0].clone())), []);
    assert_ne!(check(&|copy| copy.counts[2] += 1), []);
    assert_ne!(check(&|copy| copy.reported.push((1, "unplaced-line"))), []);
    assert_ne!(check(&|copy| copy.records.clear()), []);
}
