//! The way out and back in both dialects, and what another program reads of it.

use crate::corpus::Corpus;
use crate::places::{bytes, files, fixtures, name, plain, read};
use crate::ris::sayable;
use crate::{golden, sums};
use biblatex::{Bibliography, ChunksExt};
use litdigest::formats;
use litdigest::record::{MeshHeading, OtherId, PartialDate, Record, Status};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;

const DIALECTS: [&str; 2] = ["bibtex", "biblatex"];

fn without_key(record: &Record) -> Record {
    let mut record = plain(record);
    record.ids.retain(|id| id.scheme != "citation_key");
    record
}

/// What is read of what is written; another program must read it, too.
fn back(format: &str, records: &[&Record]) -> (Vec<Record>, Vec<Vec<String>>) {
    let (text, unsaid) = formats::write(format, records).unwrap();
    let reading = read("x.bib", text.clone().into_bytes());
    sums::check(&reading, text.as_bytes());
    let said: Vec<_> = reading.diagnostics.iter().map(|said| said.code.id).collect();
    assert!(!said.contains(&"malformed-entry") && !said.contains(&"duplicate-key"), "{said:?}");
    let other = Bibliography::parse(&text).unwrap_or_else(|why| panic!("{why}\n{text:.2000}"));
    assert_eq!(other.len(), records.len());
    (reading.records, unsaid.into_iter().map(|said| said.what).collect())
}

fn sample() -> Record {
    serde_json::from_value(serde_json::json!({
        "key": "90000001", "pmid": "90000001", "pmcid": "PMC9000001", "doi": "10.5555/a_b", "title": "Tea & H2O in ALS.",
        "title_html": "<i>Tea</i> &amp; H<sub>2</sub>O in ALS.",
        "authors": [{"family": "van der Doe", "given": "José", "initials": "J", "orcid": "0000-0002-1825-0097",
            "affiliations": [0]}, {"collective": "Cups and Pots, Inc."}],
        "affiliations": ["Institute of Cups, Port Fable, Utopia."],
        "journal": {"title": "Journal of Invented Tea", "abbreviation": "J Invent Tea"},
        "mesh": [{"descriptor": "Tea", "major": true, "qualifiers": [{"name": "analysis"}]}],
        "substances": [{"name": "Caffeine"}],
        "abstract": [{"label": "AIM", "text": "50% {of} it."}, {"label": "RESULTS", "text": "a~b\\c ^ $5."}],
        "publication_types": ["Journal Article", "Retracted Publication"], "status": ["retracted"],
        "related": [{"kind": "erratum-in", "citation": "J Invent Tea. 2021;2:1."}],
        "language": ["eng"], "volume": "2", "pages": "101-9",
        "published": {"year": 2021, "month": 7, "day": 3, "text": "2021 Jul 3"}
    }))
    .unwrap()
}

#[test]
fn a_record_is_written_in_each_dialect() {
    let record = sample();
    for (dialect, written) in DIALECTS.iter().zip(["written.bibtex", "written.biblatex"]) {
        let (text, unsaid) = formats::write(dialect, &[&record]).unwrap();
        assert_eq!(
            unsaid[0].what,
            ["authors.affiliations", "authors.orcid", "related", "substances"]
        );
        golden::check(&fixtures("bibtex-written").join(written), &text);
        let other = Bibliography::parse(&text).unwrap();
        let entry = other.iter().next().unwrap();
        assert_eq!(entry.doi().unwrap(), "10.5555/a_b");
        assert_eq!(entry.author().unwrap()[0].name, "Doe");
        assert_eq!(entry.author().unwrap()[0].prefix, "van der");
        assert_eq!(
            entry.get("journaltitle").or(entry.get("journal")).unwrap().format_verbatim(),
            "Journal of Invented Tea"
        );
    }
}

#[test]
fn fixtures_are_written_as_bibtex() {
    let mut paths = files(&fixtures("bibtex"));
    paths.extend(files(&fixtures("medline")));
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "json"));
    are_written(&paths);
}

/// Writing what was read from BibTeX, and reading it again, keeps every record with what names it.
pub(crate) fn check_writing(corpus: &Corpus) {
    are_written(&corpus.files("bibtex"));
}

fn are_written(paths: &[PathBuf]) {
    for path in paths {
        let reading = read(&name(path), bytes(path));
        let records: Vec<&Record> = reading.records.iter().collect();
        for dialect in DIALECTS {
            let (again, _) = back(dialect, &records);
            assert_eq!(again.len(), records.len(), "{}", path.display());
            for (first, second) in records.iter().zip(&again) {
                assert_eq!(first.title, second.title);
                assert_eq!((&first.doi, &first.pmid), (&second.doi, &second.pmid));
                assert_eq!(first.authors.len(), second.authors.len(), "{}", first.title);
            }
        }
    }
}

#[test]
fn keys_are_stable_and_never_collide() {
    let record = |title: &str, pmid: Option<&str>, key: Option<&str>| {
        let mut record: Record = serde_json::from_value(serde_json::json!({
            "key": "x", "title": title, "authors": [{"family": "Ødegård"}],
            "published": {"year": 2021, "text": "2021"}
        }))
        .unwrap();
        record.pmid = pmid.map(|pmid| litdigest::record::Pmid::new(pmid).unwrap());
        let id = |key: &str| OtherId { scheme: "citation_key".to_owned(), value: key.to_owned() };
        record.ids.extend(key.map(id));
        record
    };
    let records = [
        record("The tea that came from cups", None, None),
        record("Tea", Some("90000001"), None),
        record("Kettle one", Some("90000002"), None),
        record("Kettle two", None, None),
        record("Kettle two", None, None),
        record("Mine", None, Some("own:key")),
        record("Saucers one", None, Some("not one")),
    ];
    let keys = |records: &[&Record]| -> Vec<String> {
        let text = formats::write("bibtex", records).unwrap().0;
        let lines = text.lines().filter(|line| line.starts_with('@'));
        lines.map(|line| line.split(['{', ',']).nth(1).unwrap().to_owned()).collect()
    };
    let forward: Vec<&Record> = records.iter().collect();
    let found = keys(&forward);
    assert_eq!(found[0], "odegard2021came");
    assert_eq!(found[1], "odegard2021");
    assert_eq!(found[2], "odegard2021kettle-90000002");
    assert_eq!(found[5], "own:key");
    let distinct: BTreeSet<&String> = found.iter().collect();
    assert_eq!(distinct.len(), found.len(), "{found:?}");
    let backward: Vec<&Record> = records.iter().rev().collect();
    let again: BTreeSet<String> = keys(&backward).into_iter().collect();
    assert_eq!(again, found.into_iter().collect());
}

prop_compose! {
    /// A record as the property of RIS has it, with what BibTeX can say beside it.
    fn wider()(
        mut record in sayable(), mesh in prop::collection::vec(("[A-Z][a-z]{3,9}", any::<bool>()), 0..3),
        retracted: bool, signs in prop::option::of("[a-z&%#_$~^\\\\{}<>'`\"-]{1,12}"), day in 1..29_u8,
    ) -> Record {
        record.mesh = mesh.into_iter().map(|(descriptor, major)| MeshHeading { descriptor, major, ..MeshHeading::default() }).collect();
        if retracted { record.status.push(Status::Retracted); }
        if let Some(signs) = signs {
            record.volume = Some(format!("v{}v", signs.replace(['<', '>', '&'], "")));
        }
        // A date's text is told by its numbers, so days have no zero before them.
        if let Some(date) = &record.published && date.day.is_some() {
            let text = format!("{} Mar {day}", date.year);
            record.published = PartialDate::parse_pubmed(&text);
        }
        record
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn what_bibtex_can_say_is_read_back(records in prop::collection::vec(wider(), 1..4), dialect in 0..2_usize) {
        let borrowed: Vec<&Record> = records.iter().collect();
        let (again, unsaid) = back(DIALECTS[dialect], &borrowed);
        prop_assert_eq!(unsaid, Vec::<Vec<String>>::new());
        let again: Vec<Record> = again.iter().map(without_key).collect();
        prop_assert_eq!(again, records);
    }
}
