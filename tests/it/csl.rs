//! CSL-JSON: every fixture against its golden file, damage against the laws of the account, and whole exports.

use crate::corpus::Corpus;
use crate::golden::check_fixtures;
use crate::places::{self, bytes, name, read, titles};
use crate::sums;
use proptest::prelude::*;
use serde_json::Value;

#[test]
fn csl_json_fixtures_read_as_their_golden_files_say() {
    check_fixtures("csl-json", "csl-json", 15);
}

/// Every item with a name is read, and every line accounted for.
pub(crate) fn check_records(corpus: &Corpus) {
    for path in corpus.files("csl-json") {
        let input = bytes(&path);
        let items: Vec<Value> = serde_json::from_slice(&input).unwrap();
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        let coverage = &reading.coverage;
        // What has neither a title nor an identifier names nothing.
        let nameless = |item: &&Value| {
            ["title", "DOI", "PMID", "PMCID"].iter().all(|key| item.get(key).is_none())
        };
        let nameless = items.iter().filter(nameless).count();
        assert_eq!((coverage.records, coverage.rejected), (items.len() - nameless, nameless));
        assert_eq!(coverage.lines_reported, nameless);
    }
}

#[test]
fn json_of_every_shape_is_named_for_what_it_is() {
    let record = r#"{"key":"1","pmid":"1","title":"Tea","source":[{"file":"x","line":1,"end_line":1,"format":"ris"}]}"#;
    let cases = [
        (format!("{record}\n{record}\n"), "jsonl"),
        (record.to_owned(), "jsonl"),
        (r#"{"title":"Tea","authors":[{"family":"Doe"}],"pmid":"1"}"#.to_owned(), "jsonl"),
        (r#"{"id":"x","type":"book","title":"Tea"}"#.to_owned(), "csl-json"),
        (r#"[{"id":"x","type":"book","title":"Tea"}]"#.to_owned(), "csl-json"),
        ("[\n{\"title\": \"Tea\",\n\"DOI\": \"10.5555/x\"}]".to_owned(), "csl-json"),
        (format!("[{record}]"), ""),
        (r#"{"name":"package","version":"1"}"#.to_owned(), ""),
    ];
    for (text, format) in cases {
        let reading = read("x", text.clone().into_bytes());
        assert_eq!(reading.coverage.format, format, "{text}");
        sums::check(&reading, text.as_bytes());
    }
}

/// What a damaged file still gives, and the place of what was said of it.
#[test]
fn a_fault_has_a_line_and_a_column() {
    let text = "[\n  {\"id\":\"a\",\"type\":\"book\",\"title\":\"é\" \"x\":1},\n  {\"id\":\"b\",\"type\":\"book\",\"title\":\"Two\"}\n]\n";
    let reading = read("x.json", text.as_bytes().to_vec());
    sums::check(&reading, text.as_bytes());
    assert_eq!(reading.records.len(), 1);
    let said = reading.diagnostics.iter().find(|said| said.code.id == "rejected-record").unwrap();
    let place = said.place.as_ref().unwrap();
    assert_eq!((place.line, place.column), (2, 38), "{said:?}");
    assert_eq!(reading.coverage.reported.len(), 1);
}

#[test]
fn a_place_in_a_file_of_one_line_is_exact_and_short() {
    let good = r#"{"id":"a","type":"book","title":"é"},"#.repeat(2000);
    let text =
        format!("[{good}{{\"id\":\"b\",\"type\":\"book\",\"title\":\"T\",\"DOI\":\"none\"}}]");
    let reading = read("x.json", text.clone().into_bytes());
    let said = reading.diagnostics.iter().find(|said| said.code.id == "bad-identifier").unwrap();
    let place = said.place.as_ref().unwrap();
    let column = text.find("\"none\"").map(|at| text[..at].chars().count() + 1).unwrap();
    assert_eq!((place.line, place.column), (1, column));
    assert!(place.excerpt.chars().count() <= 160);
    let from = place.column - 1 - place.excerpt_start;
    let shown: String = place.excerpt.chars().skip(from).take(6).collect();
    assert_eq!(shown, "\"none\"");
}

fn good() -> Vec<String> {
    let names = [
        "zotero.csljson",
        "dates.csljson",
        "names.csljson",
        "custom.csljson",
        "items-in-a-row.csljson",
        "pubmed-citation-exporter.csljson",
    ];
    places::texts("csl-json", &names)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_item_cut_anywhere_costs_only_itself(at in 2..1000_usize, spread: bool) {
        let cut = r#"{"id":"c","type":"book","title":"Cut \" here","author":[{"family":"Doe","given":"J"}],"issued":{"date-parts":[[2001,2,3]]},"note":"a\nb"}"#;
        let mut end = (cut.len() * at / 1000).max(12);
        while !cut.is_char_boundary(end) { end += 1; }
        let before = r#"{"id":"a","type":"book","title":"Before"}"#;
        let after = r#"{"id":"z","type":"book","title":"After"}"#;
        let feed = if spread { "\n  " } else { "" };
        let text = format!("[{feed}{before},{feed}{},{feed}{after}{}]", &cut[..end], feed.trim_end_matches(' '));
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let titles = titles(&reading.records);
        prop_assert_eq!(titles.first(), Some(&"Before"));
        prop_assert_eq!(titles.last(), Some(&"After"), "{}", text);
        prop_assert!(reading.coverage.records + reading.coverage.rejected >= 3, "{}", text);
    }

    #[test]
    fn any_bytes_of_an_item_are_accounted_for(
        index in 0..6_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..16),
    ) {
        let mut input = good()[index].clone().into_bytes();
        for (at, byte) in flips {
            let at = (input.len() - 1) * at / 1000;
            input[at] = byte;
        }
        let reading = read("x", input.clone());
        sums::check(&reading, &input);
    }

    #[test]
    fn any_signs_are_accounted_for(text in "[\\[\\]{},:\"\\\\ \\naé0-9]{0,200}") {
        let text = format!("[{{\"id\":\"a\",\"type\":\"book\",\"title\":\"T\"}},\n{text}");
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let titles = titles(&reading.records);
        prop_assert_eq!(titles.first(), Some(&"T"));
    }
}

#[test]
fn huge_json_is_accounted_for() {
    let item = r#"{"id":"a","type":"book","title":"T"},"#;
    let cases = [
        ("items", item.repeat(12_000)),
        ("brackets", "[".repeat(400_000)),
        ("braces", "{".repeat(400_000)),
        ("objects in objects", "{\"id\":".repeat(60_000)),
        ("lists never closed", "{\"id\":1,\"a\":[\n".repeat(20_000)),
        ("lists never closed, in one line", "{\"id\":1,\"a\":[".repeat(20_000)),
        ("strings never closed", "{\"id\":\"\n".repeat(40_000)),
        ("one endless string", format!("{{\"id\":\"{}", "a".repeat(400_000))),
        ("quotation marks", "\"".repeat(400_000)),
        ("backslashes", format!("{{\"id\":\"{}", "\\".repeat(400_001))),
        ("bad dates in one line", r#"{"title":"T","issued":{"literal":"x"}},"#.repeat(10_000)),
        (
            "many authors",
            format!(
                "{{\"title\":\"T\",\"author\":[{}]}}",
                r#"{"family":"Doe","rest":"x"},"#.repeat(10_000)
            ),
        ),
        ("one long note", format!("{{\"title\":\"T\",\"note\":\"{}\"}}", "a: b\\n".repeat(40_000))),
        ("many keys", format!("{{\"title\":\"T\"{}}}", ",\"a\":1".repeat(40_000))),
    ];
    for (what, middle) in cases {
        let text = format!("[{item}\n{middle}\n,{}]", item.trim_end_matches(','));
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        assert_eq!(titles(&reading.records).first(), Some(&"T"), "{what}");
    }
}
