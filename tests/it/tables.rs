//! Tables and PubMed's summaries: fixtures against golden files, damage, whole exports, and what a spreadsheet gets.

use crate::corpus::Corpus;
use crate::golden::check_fixtures;
use crate::places::{bytes, fixtures, name, read};
use crate::sums;
use litdigest::formats;
use litdigest::record::Record;
use proptest::prelude::*;

#[test]
fn table_and_summary_fixtures_read_as_their_golden_files_say() {
    check_fixtures("pubmed-csv", "pubmed-csv", 3);
    check_fixtures("csv", "csv", 1);
    check_fixtures("pubmed-summary", "pubmed-summary", 2);
}

/// Every record that `count` finds is read, with what a citation needs, and that the format has no more is said.
fn check_records(corpus: &Corpus, folder: &str, count: fn(&str) -> usize) {
    for path in corpus.files(folder) {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        let coverage = &reading.coverage;
        let counted = count(&String::from_utf8_lossy(&input));
        assert_eq!((coverage.records, coverage.rejected), (counted, 0));
        assert_eq!(coverage.lines_reported, 0);
        assert!(reading.records.iter().all(|record| record.pmid.is_some()));
        assert!(reading.diagnostics.iter().any(|said| said.code.id == "partial-format"));
        let journal = |record: &&Record| record.journal.is_some() || record.book.is_some();
        assert_eq!(reading.records.iter().filter(journal).count(), counted);
        assert!(reading.records.iter().all(|record| record.published.is_some()));
    }
}

pub(crate) fn check_csv(corpus: &Corpus) {
    check_records(corpus, "pubmed-csv", |text| {
        let text = text.trim_start_matches('\u{feff}');
        let rows = text.lines().skip(1).filter(|line| line.starts_with('"'));
        rows.filter(|line| line[1..].starts_with(|c: char| c.is_ascii_digit())).count()
    });
}

pub(crate) fn check_summaries(corpus: &Corpus) {
    check_records(corpus, "summary-text", |text| {
        let entry = |line: &&str| {
            line.split_once(": ")
                .is_some_and(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
        };
        text.lines().filter(entry).count()
    });
}

#[test]
fn no_cell_of_a_table_is_a_formula() {
    let record = |title: &str| Record { title: title.to_owned(), ..Record::default() };
    let records =
        ["=HYPERLINK(\"x\")", "+1", "-1 degrees", "@tea", "'=x", "tea", "'tis"].map(record);
    let records: Vec<&Record> = records.iter().collect();
    let (text, unsaid) = formats::write("csv", &records).unwrap();
    assert!(unsaid.is_empty(), "{unsaid:?}");
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut table = csv::Reader::from_reader(text.as_bytes());
    for row in table.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
    let back = read("x.csv", text.as_bytes().to_vec());
    let titles: Vec<&str> = back.records.iter().map(|record| record.title.as_str()).collect();
    assert_eq!(titles, records.iter().map(|record| record.title.as_str()).collect::<Vec<_>>());
}

const HEADER: &str = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI";

fn row(pmid: usize) -> String {
    format!(
        "\"{pmid}\",\"Tea, \"\"green\"\"\",\"Doe J.\",\"J Tea. 2021;1:2.\",\"Doe J\",\"J Tea\",\"2021\",\"2021/06/02\",\"\",\"\",\"\""
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_row_cut_anywhere_costs_only_itself(at in 0..120_usize) {
        let whole = row(2);
        let cut = &whole[..at.min(whole.len())];
        let text = format!("{HEADER}\n{}\n{cut}\n{}\n{}\n", row(1), row(3), row(4));
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let pmids: Vec<String> = reading.records.iter().filter_map(|r| r.pmid.as_ref()).map(ToString::to_string).collect();
        prop_assert_eq!(pmids.first().map(String::as_str), Some("1"));
        prop_assert!(pmids.ends_with(&["3".to_owned(), "4".to_owned()]), "{:?} {}", pmids, text);
    }

    #[test]
    fn any_bytes_of_a_table_are_accounted_for(
        index in 0..6_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..16),
    ) {
        let paths = ["pubmed-csv/four.csv", "pubmed-csv/broken-rows.csv", "pubmed-csv/semicolons-and-odd-cells.csv",
            "csv/own.csv", "pubmed-summary/entries.txt", "pubmed-summary/glued-and-stray.txt"];
        let mut input = bytes(&fixtures("").join(paths[index]));
        for (at, byte) in flips {
            let at = (input.len() - 1) * at / 1000;
            input[at] = byte;
        }
        let reading = read("x", input.clone());
        sums::check(&reading, &input);
    }
}

#[test]
fn huge_tables_and_summaries_are_accounted_for() {
    let many = |piece: &str, times: usize| piece.repeat(times);
    let cases = [
        format!("{HEADER}\n{}", many(&(row(1) + "\n"), 4_000)),
        format!("{HEADER}\n{}", many("\"", 400_001)),
        format!("{HEADER}\n{}", many("\"\"\n", 100_000)),
        format!("{HEADER}\n{}", many("\"x\n", 60_000)),
        format!("{HEADER}\n{}", many("x,\"\n", 60_000)),
        format!("{HEADER}\n{}", many("\"a\"b,", 60_000)),
        format!("{HEADER}\n\"open{}", many("\nline", 60_000)),
        format!("{HEADER}\n{}", many(",", 400_000)),
        format!(
            "1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n{}",
            many("2: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n", 4_000)
        ),
        format!("1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: {}", many("Erratum in: ", 10_000)),
        format!("1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: {}", many("a. 2020 x ", 10_000)),
        format!(
            "1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: Doe J. T. J Tea. 2021;{}",
            many("a. ", 20_000)
        ),
        format!("1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: {}", many("PMID: 1 ", 20_000)),
        format!("1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: {}", many("Doe J, ", 20_000)),
        format!("1: Doe J. Tea. J Tea. 2021;1:2. PMID: 1.\n\n2: {}", many("tea-\n", 40_000)),
    ];
    for text in &cases {
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
    }
}
