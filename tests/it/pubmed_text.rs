//! The reader of PubMed abstract text: every fixture against the golden file beside it, any damage to fixtures against
//! the laws of the account, and whole exports.

use crate::corpus::Corpus;
use crate::golden::{check_fixtures, summary};
use crate::places::{self, name, read, titles};
use crate::sums;
use proptest::prelude::*;

/// The fixtures of the second folder hold what the independent account of the lines does not follow: numbers of a batch
/// glued to a line, rare forms, damage inside a field.
#[test]
fn fixtures_read_as_their_golden_files_say() {
    check_fixtures("pubmed-text", "pubmed-text", 80);
    check_fixtures("pubmed-text-odd", "pubmed-text", 14);
}

#[test]
fn the_seed_record_is_read_without_a_word() {
    let reading = read("seed-pmid-34357138.txt", crate::support::SEED.as_bytes().to_vec());
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    assert_eq!(reading.records.len(), 1);
}

/// Every record is read, in order and with a title, and of the lines nothing but strays is reported.
pub(crate) fn check_records(corpus: &Corpus) {
    for path in corpus.files("abstract-text") {
        let name = name(&path);
        let bytes = places::bytes(&path);
        let reading = read(&name, bytes.clone());
        sums::check(&reading, &bytes);
        let text = String::from_utf8_lossy(&bytes).replace('\r', "");
        let pmids: Vec<&str> = text
            .split('\n')
            .filter_map(|line| line.strip_prefix("PMID: "))
            .map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default())
            .collect();
        let read: Vec<&str> = reading
            .records
            .iter()
            .map(|r| r.pmid.as_ref().map_or("", |pmid| pmid.as_str()))
            .collect();
        assert_eq!(read, pmids, "{name}");
        let lost: Vec<_> =
            reading.coverage.reported.iter().filter(|line| line.code != "stray-line").collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
        let titled = reading.records.iter().all(|record| !record.title.is_empty());
        assert!(titled, "{name}: a record without title");
    }
}

#[test]
fn look_alikes_are_named() {
    let cases: [(&[u8], &str, &str); 6] = [
        (b"", "", "empty-file"),
        (b" \n\n", "", "empty-file"),
        (b"%PDF-1.7\n...", "", "binary-file"),
        (b"PK\x03\x04\0\0\0\0", "", "binary-file"),
        (
            b"<!DOCTYPE html><html><body>1. J A. 2020;1:2.</body></html>",
            "html",
            "unsupported-format",
        ),
        (b"Dear reader,\n\n1. we thank you.\n2. we are sorry.\n", "", "unknown-format"),
    ];
    for (bytes, format, code) in cases {
        let reading = read("x", bytes.to_vec());
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(reading.coverage.format, format, "{shown}");
        assert_eq!(
            reading.diagnostics.iter().map(|d| d.code.id).collect::<Vec<_>>(),
            [code],
            "{shown}"
        );
        assert!(reading.diagnostics[0].help.is_some() || code == "empty-file", "{shown}");
    }
}

/// Every file is shown to this format's detector, so a square there was every format's.
#[test]
fn blank_lines_take_no_more_than_linear_time_in_any_format() {
    let records = [
        "TY  - JOUR\nTI  - Tea\nER  - \n",
        "@article{k, title = {Tea}}\n",
        "PMID- 90000001\nTI  - Tea\n",
        "words of no format\n",
    ];
    for record in records {
        for blank in ["\n", " \n", "\t\n", "\u{a0}\n"] {
            let text = format!("{record}{}{record}", blank.repeat(100_000));
            let started = std::time::Instant::now();
            let reading = read("x", text.clone().into_bytes());
            let took = started.elapsed();
            assert!(took.as_secs() < 5, "{record}{blank:?} took {took:?}");
            sums::check(&reading, text.as_bytes());
        }
    }
}

#[test]
fn huge_input_takes_no_more_than_linear_time() {
    let head = "1. J Invent Med. 2021;4:5.\n\nTitle.\n\nDoe J.\n\n";
    let tail = "\n\nPMID: 1\n\n\n2. J Invent Med. 2021;4:6.\n\nNext.\n\nDoe J.\n\nPMID: 2\n";
    let cases: [(&str, usize); 12] = [
        ("tea ", 2_500_000),
        ("x1. J. 2020;1:2. ", 300_000),
        ("1. J A. 2020;1\n", 200_000),
        ("1. x\n\n", 200_000),
        ("(1)(2)(3) ", 300_000),
        ("LABEL: text\n", 200_000),
        ("(((((((((( ", 200_000),
        (", ; ; , ", 300_000),
        ("PMID: 5\nx\n", 200_000),
        ("[[[[ ]] . ", 300_000),
        ("Erratum in\n    J. 2020;1:2.\n\n", 60_000),
        ("Conflict of interest statement: a\n\n", 60_000),
    ];
    for (piece, times) in cases {
        for prefix in ["", "Author information:\n(1)", "Collaborators: ", "Comment in\n    "] {
            let text = format!("{head}{prefix}{}{tail}", piece.repeat(times / 40));
            let reading = read("x", text.clone().into_bytes());
            sums::check(&reading, text.as_bytes());
            let last = reading.records.last().map(|record| record.title.clone());
            assert_eq!(last.as_deref(), Some("Next."), "{piece:?}");
        }
    }
}

#[test]
fn three_thousand_authors_are_read() {
    let names: Vec<String> = (0..3000).map(|n| format!("Doe{n} J({})", n % 40 + 1)).collect();
    let places: Vec<String> = (1..=40).map(|n| format!("({n})Institute {n}, Utopia.")).collect();
    let text = format!(
        "1. J Invent Med. 2021;4:5.\n\nTitle.\n\n{}.\n\nAuthor information:\n{}\n\nPMID: 1\n",
        names.join(", "),
        places.join("\n")
    );
    let reading = read("x", text.into_bytes());
    let record = &reading.records[0];
    assert_eq!((record.authors.len(), record.affiliations.len()), (3000, 40));
    assert_eq!(record.authors[2999].affiliations, [39]);
    assert!(reading.diagnostics.is_empty());
}

/// Whole fixtures that hold nothing but good records, for the properties.
fn good() -> Vec<String> {
    let names = [
        "layout-web",
        "layout-2014",
        "layout-2018",
        "layout-efetch",
        "head-retracted",
        "head-book-chapter",
        "authors-groups",
        "corrections-all",
        "abstract-structured",
        "abstract-publisher-then-ids-at-once",
        "statement-long-and-folded",
        "citations",
    ];
    names
        .iter()
        .map(|name| places::texts("pubmed-text", &[&format!("{name}.txt")]).remove(0))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn line_breaks_and_marks_change_no_record(index in 0..12_usize, crlf in 0..3_usize, bom: bool) {
        let text = good()[index].clone();
        let plain = read("x", text.clone().into_bytes());
        let breaks = ["\n", "\r\n", "\r"][crlf];
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        bytes.extend(text.replace('\n', breaks).into_bytes());
        let changed = read("x", bytes.clone());
        sums::check(&changed, &bytes);
        prop_assert_eq!(summary(&plain)["records"].clone(), summary(&changed)["records"].clone());
    }

    #[test]
    fn any_concatenation_keeps_every_record(order in prop::collection::vec(0..12_usize, 1..6), gap in 2..4_usize) {
        let files = good();
        let mut text = String::new();
        let mut expected = Vec::new();
        for index in order {
            let alone = read("x", files[index].clone().into_bytes());
            expected.extend(titles(&alone.records).into_iter().map(str::to_owned));
            text.push_str(files[index].trim());
            text.push_str(&"\n".repeat(gap));
        }
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        prop_assert_eq!(titles(&reading.records), expected);
    }

    #[test]
    fn a_record_cut_anywhere_costs_only_itself(index in 0..12_usize, at in 0..1000_usize, gap in 0..4_usize) {
        let files = good();
        let before = files[8].trim();
        let cut = &files[index].trim();
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let gap = ["\n\n\n", "\n", " ", ""][gap];
        let after = "1. J Whole. 2020 Jan;1(2):3-4. doi: 10.5555/whole.\n\nA whole record.\n\nDoe J.\n\nPMID: 77\n";
        let text = format!("{before}\n\n\n{}{gap}{after}", &cut[..end]);
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let all = titles(&reading.records);
        let whole = read("x", before.as_bytes().to_vec());
        let first = titles(&whole.records);
        prop_assert_eq!(all.first(), first.first());
        let last = reading.records.last().expect("a record");
        prop_assert_eq!(last.title.as_str(), "A whole record.");
        prop_assert_eq!(last.pmid.as_ref().map(litdigest::record::Pmid::as_str), Some("77"));
    }

    #[test]
    fn any_bytes_are_accounted_for(index in 0..12_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..12)) {
        let mut bytes = good()[index].clone().into_bytes();
        for (at, byte) in flips {
            let at = (bytes.len() - 1) * at / 1000;
            bytes[at] = byte;
        }
        let reading = read("x", bytes.clone());
        sums::check(&reading, &bytes);
    }
}
