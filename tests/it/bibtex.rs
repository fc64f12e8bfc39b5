//! BibTeX and BibLaTeX: every fixture against the golden file beside it, damage against the laws of the account, the way
//! out and back, what another program makes of what is written, and whole exports.

pub(crate) mod agreement;
mod classes;
pub(crate) mod conservation;
mod decode;
pub(crate) mod round_trip;

use crate::corpus::Corpus;
use crate::golden::{check_fixtures, summary};
use crate::places::{self, bytes, name, plain, read, titles};
use crate::sums;
use litdigest::record::Record;
use proptest::prelude::*;

#[test]
fn bibtex_fixtures_read_as_their_golden_files_say() {
    check_fixtures("bibtex", "bibtex", 28);
}

/// How many entries a text has by a count that shares nothing with the reader: an `@`, a word and a brace at a line's
/// start or behind another entry's last brace.
fn entries(text: &str) -> usize {
    let kind = |rest: &str| {
        let word: String = rest.chars().take_while(char::is_ascii_alphabetic).collect();
        let open = rest[word.len()..].trim_start().starts_with(['{', '(']);
        let command = ["comment", "string", "preamble", "xdata"];
        open && !word.is_empty() && !command.contains(&word.to_lowercase().as_str())
    };
    text.replace('\r', "\n")
        .split('\n')
        .filter(|line| {
            let line = line.trim_start_matches(['}', ' ', '\t', '\u{feff}']);
            line.strip_prefix('@').is_some_and(kind)
        })
        .count()
}

/// Every entry is read, none is rejected, and every line accounted for.
pub(crate) fn check_records(corpus: &Corpus) {
    for path in corpus.files("bibtex") {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        let count = entries(&String::from_utf8_lossy(&input));
        let coverage = &reading.coverage;
        assert_eq!((coverage.records, coverage.rejected), (count, 0), "{}", path.display());
    }
}

/// Good entries one after another, for damage.
fn good() -> Vec<String> {
    let names = [
        "classic.bib",
        "biblatex.bib",
        "accents.bib",
        "web-of-science.bib",
        "scopus.bib",
        "zotero.bib",
        "mendeley.bib",
        "jabref.bib",
    ];
    places::texts("bibtex", &names)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn an_entry_cut_anywhere_costs_only_itself(index in 0..8_usize, at in 0..1000_usize) {
        let files = good();
        let cut = &files[index];
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let after = "@article{last, title = {A whole record}, pmid = {77}}\n";
        let text = format!("{}\n{}\n\n{after}", files[0], &cut[..end]);
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let whole = read("x", files[0].clone().into_bytes());
        prop_assert_eq!(&titles(&reading.records)[..whole.records.len()], &titles(&whole.records)[..]);
        let last = reading.records.last().unwrap();
        prop_assert_eq!(last.title.as_str(), "A whole record");
    }

    #[test]
    fn any_concatenation_of_bibtex_keeps_every_record(
        order in prop::collection::vec(0..8_usize, 1..6), gap in 0..3_usize,
    ) {
        let files = good();
        let mut text = String::new();
        let mut expected = Vec::new();
        for index in order {
            let reading = read("x", files[index].clone().into_bytes());
            expected.extend(reading.records.iter().map(plain));
            text.push_str(files[index].trim_end());
            text.push_str(&"\n".repeat(gap + 1));
        }
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let found: Vec<Record> = reading.records.iter().map(plain).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_bytes_in_bibtex_are_accounted_for(
        index in 0..8_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..24),
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
    fn any_signs_in_bibtex_are_accounted_for(text in "([@{}(),=\"#%\\\\$_^~'` \n-]|and|title|author|a|é|@a\\{k,|\n@string\\{s = ){0,120}") {
        let text = format!("@article{{k, title = {{T}}}}\n{text}");
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
    }
}

#[test]
fn huge_bibtex_input_is_accounted_for() {
    let pieces = [
        "{",
        "}",
        "{}",
        "\"",
        "\\",
        "\\'{",
        "\\emph{",
        "\\href{",
        "$",
        "$a$",
        "$_{",
        "$^",
        "~",
        "--",
        "``",
        "@",
        "@a{",
        "@a(",
        "}@a{",
        ",@a(",
        "\n@a{",
        "\n@a(",
        "@a{},",
        "\n@a{}",
        "\n@a{k, title = {x}}",
        "a = ",
        "a = {",
        "\na = {",
        "\na = \"",
        "a = \"b\"c\n",
        "a = {b} c, ",
        ",",
        "#",
        " # s",
        "%",
        "\n%",
        " and ",
        "a and ",
        ", ",
        "tea ",
        "é",
        " ",
        "\n",
        " \n",
        "\n\nx",
        "\nauthor = {Doe, J.},",
        "\nkeywords = {a; b},",
        "\ndoi = {x},",
        "crossref = {k},",
        "\n@xdata{k, xdata = {k}}",
        "\n@string{s = s # s}",
        "; Doe, J",
        "Doe, Jane, Univ\n",
        "<i>",
        "&amp;",
        "\nmonth = x,",
    ];
    for piece in pieces {
        for start in [
            "@article{k, title = {",
            "@article{k, title = {T},\nauthor = {",
            "@article{WOS:1, title = {T},\naffiliation = {",
            "@article{k, title = \"",
            "@article{k,\n",
            "@article(k,\n",
            "",
        ] {
            let text = format!(
                "{start}{}\n\n@article{{z, title = {{Next}}}}\n",
                // Enough that work for every pair of pieces would take seconds.
                piece.repeat(20_000 / piece.len())
            );
            let reading = read("x", text.clone().into_bytes());
            sums::check(&reading, text.as_bytes());
        }
    }
}

#[test]
fn the_summary_of_a_reading_is_the_same_each_time() {
    let text = good().join("\n").into_bytes();
    let first = summary(&read("x.bib", text.clone()));
    assert_eq!(first, summary(&read("x.bib", text)));
}
