//! Retractions, errata, updates and the like: every relation in the words of every format that has words for it, and
//! that the other article says the reverse although its own record does not.

use crate::places::read;
use crate::support::Site;
use litdigest::config::LibraryOptions;
use litdigest::library;
use litdigest::record::Record;
use serde_json::Value;

/// A relation, its reverse, and how MEDLINE, PubMed XML, PubMed's abstract text, BibLaTeX and CSL-JSON (Crossref's keys)
/// say it; an empty cell where the format has no word.
const RELATIONS: [[&str; 7]; 19] = [
    [
        "retraction-in",
        "retraction-of",
        "RIN ",
        "RetractionIn",
        "Retraction in",
        "retraction",
        "updated-by retraction",
    ],
    [
        "retraction-of",
        "retraction-in",
        "ROF ",
        "RetractionOf",
        "Retraction of",
        "retractionof",
        "update-to retraction",
    ],
    [
        "partial-retraction-in",
        "partial-retraction-of",
        "PRIN",
        "PartialRetractionIn",
        "Partial retraction in",
        "partialretraction",
        "updated-by partial_retraction",
    ],
    [
        "partial-retraction-of",
        "partial-retraction-in",
        "PROF",
        "PartialRetractionOf",
        "Partial retraction of",
        "partialretractionof",
        "update-to partial_retraction",
    ],
    [
        "concern-in",
        "concern-for",
        "ECI ",
        "ExpressionOfConcernIn",
        "Expression of concern in",
        "expressionofconcern",
        "updated-by expression_of_concern",
    ],
    [
        "concern-for",
        "concern-in",
        "ECF ",
        "ExpressionOfConcernFor",
        "Expression of concern for",
        "expressionofconcernfor",
        "update-to expression_of_concern",
    ],
    [
        "erratum-in",
        "erratum-for",
        "EIN ",
        "ErratumIn",
        "Erratum in",
        "erratum",
        "updated-by corrigendum",
    ],
    [
        "erratum-for",
        "erratum-in",
        "EFR ",
        "ErratumFor",
        "Erratum for",
        "erratumfor",
        "update-to erratum",
    ],
    [
        "update-in",
        "update-of",
        "UIN ",
        "UpdateIn",
        "Update in",
        "update",
        "relation is-replaced-by",
    ],
    [
        "update-of",
        "update-in",
        "UOF ",
        "UpdateOf",
        "Update of",
        "updateof",
        "update-to new_version",
    ],
    [
        "republished-in",
        "republished-from",
        "RPI ",
        "RepublishedIn",
        "Republished in",
        "reprintas",
        "",
    ],
    [
        "republished-from",
        "republished-in",
        "RPF ",
        "RepublishedFrom",
        "Republished from",
        "reprintof",
        "",
    ],
    [
        "comment-in",
        "comment-on",
        "CIN ",
        "CommentIn",
        "Comment in",
        "comment",
        "relation has-comment",
    ],
    [
        "comment-on",
        "comment-in",
        "CON ",
        "CommentOn",
        "Comment on",
        "commenton",
        "relation is-comment-on",
    ],
    [
        "summary-in",
        "original-report",
        "SPIN",
        "SummaryForPatientsIn",
        "Summary for patients in",
        "summary",
        "",
    ],
    [
        "original-report",
        "summary-in",
        "ORI ",
        "OriginalReportIn",
        "Original report in",
        "originalreport",
        "",
    ],
    [
        "preprint-of",
        "published-as",
        "",
        "PreprintOf",
        "Preprint of",
        "preprintof",
        "relation is-preprint-of",
    ],
    [
        "published-as",
        "preprint-of",
        "",
        "PreprintIn",
        "Published as",
        "preprint",
        "relation has-preprint",
    ],
    [
        "associated",
        "",
        "DDIN",
        "AssociatedDataset",
        "Associated dataset",
        "translationof",
        "relation is-related-material",
    ],
];

/// A record that says nothing of the other, and is what the other names by PMID or DOI.
const SILENT: &str = r#"{"pmid":"90000002","doi":"10.5555/second","title":"The other cup.","published":{"year":2020},"journal":{"abbreviation":"J Invent Tea"},"volume":"1","pages":"9"}"#;

/// The formats of the table's columns from the third on, each with a file in which PMID 90000001 says the word.
fn saying(column: usize, word: &str) -> (&'static str, String) {
    match column {
        2 => (
            "medline",
            format!(
                "PMID- 90000001\nTI  - The first cup.\nDP  - 2019\n{word}- J Invent Tea. 2020;1:9. PMID: 90000002\n"
            ),
        ),
        3 => (
            "pubmed-xml",
            format!(
                "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article>\
                 <ArticleTitle>The first cup.</ArticleTitle></Article><CommentsCorrectionsList>\
                 <CommentsCorrections RefType=\"{word}\"><RefSource>J Invent Tea. 2020;1:9</RefSource>\
                 <PMID>90000002</PMID></CommentsCorrections></CommentsCorrectionsList></MedlineCitation>\
                 </PubmedArticle></PubmedArticleSet>\n"
            ),
        ),
        4 => (
            "pubmed-text",
            format!(
                "1. J Invent Tea. 2019;1:1.\n\nThe first cup.\n\nDoe J.\n\n{word}\n    J Invent Tea. 2020;1:9. doi: 10.5555/second.\n\n\
                 PMID: 90000001\n"
            ),
        ),
        5 => (
            "bibtex",
            format!(
                "@article{{first, title = {{The first cup}}, pmid = {{90000001}}, related = {{second}}, relatedtype = {{{word}}}}}\n\
                 @article{{second, title = {{The other cup}}, doi = {{10.5555/second}}}}\n"
            ),
        ),
        _ => {
            let (key, word) = word.split_once(' ').unwrap();
            let link = match key {
                "relation" => format!(
                    r#""relation":{{"{word}":[{{"id-type":"doi","id":"10.5555/second"}}]}}"#
                ),
                _ => format!(r#""{key}":[{{"type":"{word}","DOI":"10.5555/second"}}]"#),
            };
            let item = r#""id":"first","type":"article-journal","title":"The first cup","PMID":"90000001""#;
            ("csl-json", format!("[{{{item},{link}}}]\n"))
        }
    }
}

/// The relations of a record to another, each as its kind.
fn kinds(record: &Record, other: &str) -> Vec<String> {
    let value = serde_json::to_value(record).unwrap();
    let all = value["related"].as_array().cloned().unwrap_or_default();
    let theirs = all.iter().filter(|one| one["pmid"] == *other);
    theirs.filter_map(|one| one["kind"].as_str().map(str::to_owned)).collect()
}

#[test]
fn every_format_states_every_relation_and_the_other_side_learns_it() {
    let mut seen = 0;
    for row in RELATIONS {
        for (column, word) in row.iter().enumerate().skip(2).filter(|(_, word)| !word.is_empty()) {
            let (format, text) = saying(column, word);
            let name = format!("{format}: {word}");
            let first = read("first", text.into_bytes());
            assert_eq!(first.coverage.format, format, "{name}");
            assert!(
                first.diagnostics.iter().all(|said| said.code.id == "truncated-record"),
                "{name}: {:?}",
                first.diagnostics
            );
            let second = read("second", SILENT.as_bytes().to_vec());
            let (library, ..) = library::build(vec![first, second], &LibraryOptions::default());
            let of = |pmid: &str| {
                let mut all = library.articles().iter().map(|article| &article.record);
                all.find(|record| record.pmid.as_ref().is_some_and(|own| own.as_str() == pmid))
                    .unwrap()
            };
            assert_eq!(kinds(of("90000001"), "90000002"), [row[0]], "{name}");
            let reverse: Vec<&str> = [row[1]].into_iter().filter(|kind| !kind.is_empty()).collect();
            assert_eq!(kinds(of("90000002"), "90000001"), reverse, "{name}: the other side");
            seen += 1;
        }
    }
    assert_eq!(seen, 89, "cells of the table");
}

/// No kind of the record's form is left out of the table.
#[test]
fn the_table_has_every_kind() {
    let schema = Site::empty().run(&["inspect", "--schema"]).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let text = schema.to_string();
    for row in RELATIONS {
        assert!(text.contains(&format!("\"{}\"", row[0])), "{}", row[0]);
    }
    let kinds =
        enums(&schema).into_iter().find(|list| list.iter().any(|kind| kind == "retraction-in"));
    assert_eq!(kinds.unwrap().len(), RELATIONS.len());
}

/// All lists of allowed words of a schema.
fn enums(value: &Value) -> Vec<Vec<Value>> {
    let mut out = Vec::new();
    match value {
        Value::Object(map) => {
            out.extend(map.get("enum").and_then(Value::as_array).cloned());
            out.extend(map.values().flat_map(enums));
        }
        Value::Array(list) => out.extend(list.iter().flat_map(enums)),
        _ => {}
    }
    out
}
