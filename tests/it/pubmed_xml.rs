//! The reader of PubMed XML: every fixture against the golden file beside it, damage to fixtures against the laws of
//! the account, every word of whole exports, and what MEDLINE says of the same articles.

pub(crate) mod agreement;
pub(crate) mod conservation;
mod walk;

use crate::golden::check_fixtures;
use crate::{places, sums};
use litdigest::formats::Reading;
use proptest::prelude::*;
use serde_json::Value;

/// The account of the lines, and records that stand on lines of their own, in order.
fn check_account(reading: &Reading, bytes: &[u8]) {
    sums::check(reading, bytes);
    let mut before = 1;
    for record in &reading.records {
        let source = &record.source[0];
        assert!(before <= source.line && source.line <= source.end_line);
        before = source.end_line;
    }
}

fn read(bytes: &[u8]) -> Reading {
    let reading = places::read("x.xml", bytes.to_vec());
    check_account(&reading, bytes);
    reading
}

#[test]
fn fixtures_read_as_their_golden_files_say() {
    check_fixtures("pubmed-xml", "pubmed-xml", 33);
}

#[test]
fn look_alikes_are_not_pubmed_xml() {
    let cases = [
        "<?xml version=\"1.0\"?>\n<article><front><title>JATS</title></front></article>\n",
        "<!DOCTYPE html>\n<html><body>&lt;PubmedArticle&gt; <PubmedArticleSet></body></html>\n",
        "<?xml version=\"1.0\"?><eSearchResult><IdList><Id>1</Id></IdList></eSearchResult>\n",
        "<!DOCTYPE PubmedArticleSetOfMine><x/>\n",
    ];
    for text in cases {
        let reading = places::read("x", text.into());
        assert_ne!(reading.coverage.format, "pubmed-xml", "{text}");
        assert!(reading.records.is_empty());
    }
    let part = "ticle>\n<PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation></PubmedArticle>\n";
    assert_eq!(read(part.as_bytes()).coverage.format, "pubmed-xml");
}

const GOOD: &str = "<PubmedArticle><MedlineCitation><PMID>77</PMID><Article><ArticleTitle>A whole record.\
                    </ArticleTitle></Article></MedlineCitation></PubmedArticle>";

/// However bad the beginning, it is accounted for, and the record behind it is read.
#[test]
fn hostile_input_is_accounted_for() {
    let cases: &[(&str, &str)] = &[
        ("", "<PubmedArticle></PubmedArticle>"),
        ("", "<PubmedArticle>\n"),
        ("", "</PubmedArticle>\n"),
        ("", "<!-- "),
        ("", "<?x "),
        ("", "<!DOCTYPE ["),
        ("", "<x>"),
        ("<PubmedArticle>", "<a>"),
        ("<PubmedArticle>", "</a>"),
        ("<PubmedArticle>", "<a><b></a>"),
        ("<PubmedArticle>", "<"),
        ("<PubmedArticle>", "<a \""),
        ("<PubmedArticle>", "&x;"),
        ("<PubmedArticle>", "&"),
        ("<PubmedArticle>", "<!["),
        (
            "<PubmedArticle><MedlineCitation><Article><AuthorList>",
            "<Author><LastName>A</LastName></Author>",
        ),
        ("<PubmedArticle><MedlineCitation ", "a='1' "),
        ("<PubmedArticle><MedlineCitation><PMID>5</PMID>", "<Odd>x<Odd>"),
        ("<PubmedArticle><MedlineCitation><PMID>5</PMID>", "<PMID>6</PMID>"),
    ];
    for (head, unit) in cases {
        let text =
            format!("<PubmedArticleSet>\n{head}{}\n{GOOD}\n", unit.repeat(800_000 / unit.len()));
        let reading = places::read("x.xml", text.clone().into_bytes());
        check_account(&reading, text.as_bytes());
        let last = reading.records.last().and_then(|record| record.pmid.as_ref());
        // An open tag or comment to the end of the file may hide it, which is then said.
        let hidden = reading.diagnostics.iter().any(|d| d.place.is_some());
        assert!(last.is_some_and(|pmid| pmid.as_str() == "77") || hidden, "{head}{unit}");
        assert!(reading.diagnostics.len() < 200_000, "{head}{unit}");
    }
}

#[test]
fn a_million_empty_records_are_said_once() {
    let text =
        format!("<PubmedArticleSet>{}</PubmedArticleSet>", "<PubmedArticle/>\n".repeat(1_000_000));
    let reading = read(text.as_bytes());
    assert_eq!((reading.coverage.rejected, reading.diagnostics.len()), (1_000_000, 1));
    assert_eq!(reading.diagnostics[0].code.id, "rejected-record");
}

#[test]
fn no_depth_overflows_the_stack() {
    let deep = 100_000;
    let title = format!("{}x{}", "<i>".repeat(deep), "</i>".repeat(deep));
    let odd = format!("{}y{}", "<Odd>".repeat(deep), "</Odd>".repeat(deep));
    let text = format!(
        "<PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>{title}</ArticleTitle></Article>{odd}\
         </MedlineCitation></PubmedArticle>"
    );
    let reading = read(text.as_bytes());
    assert_eq!(reading.records[0].title, "x");
    assert_eq!(reading.records[0].extra[0].value, "y");
    assert!(reading.records[0].extra[0].tag.len() < 100);
}

/// Fixtures of good records.
fn good() -> Vec<String> {
    let names = [
        "article-full",
        "layout-2012",
        "medline-citation-set",
        "book-chapter",
        "relations-all",
        "inline-markup",
        "abstracts",
        "people",
        "identifiers",
        "indexing",
        "unknown-elements",
        "dates",
    ];
    let text =
        |name: &str| places::text(&places::fixtures("pubmed-xml").join(format!("{name}.xml")));
    names.into_iter().map(text).collect()
}

fn records(reading: &Reading) -> Vec<Value> {
    let bare = |record: &litdigest::record::Record| {
        let mut value = serde_json::to_value(record).unwrap();
        value.as_object_mut().unwrap().remove("source");
        value
    };
    reading.records.iter().map(bare).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn line_breaks_and_marks_change_no_record(index in 0..12_usize, which in 0..3_usize, bom: bool) {
        let text = &good()[index];
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(text.replace('\n', ["\n", "\r\n", "\r"][which]).into_bytes());
        prop_assert_eq!(records(&read(text.as_bytes())), records(&read(&bytes)));
    }

    #[test]
    fn any_concatenation_keeps_every_record(order in prop::collection::vec(0..12_usize, 1..6)) {
        let files = good();
        let mut text = String::new();
        let mut expected = Vec::new();
        for index in order {
            expected.extend(records(&read(files[index].as_bytes())));
            text.push_str(&files[index]);
        }
        prop_assert_eq!(records(&read(text.as_bytes())), expected);
    }

    #[test]
    fn a_file_cut_anywhere_keeps_the_records_before_the_cut(index in 0..12_usize, at in 0..1000_usize) {
        let files = good();
        let before = &files[7];
        let cut = &files[index];
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let text = format!("{before}{}", &cut[..end]);
        let all = records(&read(text.as_bytes()));
        let first = records(&read(before.as_bytes()));
        prop_assert_eq!(&all[..first.len()], &first[..]);
    }

    #[test]
    fn a_record_cut_anywhere_does_not_swallow_the_next(index in 0..12_usize, at in 0..1000_usize) {
        let cut = &good()[index];
        let Some(start) = cut.find("<PubmedArticle>") else { return Ok(()) };
        let mut end = start + cut[start..].find("</PubmedArticle>").unwrap() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let inside = cut[..end].rfind("<!--") > cut[..end].rfind("-->")
            || cut[..end].rfind("<![CDATA[") > cut[..end].rfind("]]>");
        let reading = read(format!("{}\n{GOOD}\n", &cut[..end]).as_bytes());
        let last = reading.records.last().and_then(|record| record.pmid.as_ref());
        prop_assert!(inside || last.is_some_and(|pmid| pmid.as_str() == "77"), "{}", &cut[start..end]);
    }

    #[test]
    fn any_bytes_are_accounted_for(index in 0..12_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..12)) {
        let mut bytes = good()[index].clone().into_bytes();
        for (at, byte) in flips {
            let at = (bytes.len() - 1) * at / 1000;
            bytes[at] = byte;
        }
        let reading = places::read("x", bytes.clone());
        if !reading.coverage.encoding.starts_with("utf-16") {
            check_account(&reading, &bytes);
        }
    }

    #[test]
    fn any_markup_is_accounted_for(
        parts in prop::collection::vec(prop::sample::select(vec![
            "<PubmedArticle>", "</PubmedArticle>", "<MedlineCitation>", "</MedlineCitation>", "<PMID>", "1", "</PMID>",
            "<Article>", "</Article>", "<ArticleTitle>", "Tea", "</ArticleTitle>", "<i>", "</i>", "&amp;", "&", "<", ">",
            "<!--", "-->", "<![CDATA[", "]]>", "<?x", "?>", "\n", " ", "<DeleteCitation>", "</DeleteCitation>", "<a b='c'>",
            "<a b=\"", "\"", "<PubmedArticleSet>", "</PubmedArticleSet>", "<BookDocument/>", "</", "&#1;", "<!DOCTYPE a [", "]>",
        ]), 0..60)
    ) {
        let text = format!("<PubmedArticleSet>{}", parts.concat());
        read(text.as_bytes());
    }
}
