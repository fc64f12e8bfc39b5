//! How the readers take the worst inputs: `cargo bench --bench worst` prints the time per byte at 1, 4 and 16 MB for every
//! reader of the registry and every kind of input below, and marks what grows faster than the input.
//!
//! `cargo bench --bench worst -- 1 64` takes other sizes in MB, a word only the cases that hold it.

#![allow(
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::disallowed_methods,
    missing_docs,
    reason = "a bench measures time and prints it"
)]

use litdigest::formats::{self, FORMATS};
use litdigest::workspace::Input;
use std::time::Instant;

/// The program's own allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What every reader is given, behind its own beginning: a name and what is repeated. `{n}` counts.
const EVERYWHERE: [(&str, &str); 21] = [
    ("one endless line", "tea "),
    ("one endless word", "tea"),
    ("blank lines", "\n"),
    ("lines of blanks", "   \n"),
    ("carriage returns", "\r"),
    ("stray lines", "tea {n}\n"),
    ("stray paragraphs", "tea {n}\n\n"),
    ("open braces", "{"),
    ("open brackets", "["),
    ("quotes", "\""),
    ("backslashes", "\\"),
    ("open tags", "<a>"),
    ("angles", "<"),
    ("ampersands", "&"),
    ("entities", "&amp;"),
    ("unknown entities", "&lol{n};"),
    ("commas", "a, "),
    ("colons", "A: "),
    ("control characters", "a\u{1}\n"),
    ("twice encoded", "Ã©"),
    ("combining marks", "a\u{301}"),
];

/// The header of PubMed's table.
const TABLE: &str = "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n";

/// What one reader is given: its identifier, a name, what comes first, what is repeated.
const OWN: &[(&str, &str, &str, &str)] = &[
    ("pubmed-text", "empty records", "", "{n}. J. 2020;1:1.\n\nPMID: {n}\n\n\n"),
    ("pubmed-text", "record heads", "", "1. J. 2020;1:1.\n"),
    ("pubmed-text", "ids", "1. J. 2020;1:1.\n\nTitle.\n\n", "PMID: {n}\n"),
    ("pubmed-text", "authors", "1. J. 2020;1:1.\n\nTitle.\n\n", "Doe{n} J(1), "),
    (
        "pubmed-text",
        "affiliations",
        "1. J. 2020;1:1.\n\nTitle.\n\nDoe J(1).\n\nAuthor information:\n",
        "({n})Institute {n}.\n",
    ),
    (
        "pubmed-text",
        "collaborators",
        "1. J. 2020;1:1.\n\nTitle.\n\nDoe J.\n\nCollaborators: ",
        "Doe{n} J, ",
    ),
    (
        "pubmed-text",
        "relations",
        "1. J. 2020;1:1.\n\nTitle.\n\nDoe J.\n\n",
        "Erratum in\n    J. 2020;{n}:2.\n\n",
    ),
    ("pubmed-text", "labels", "1. J. 2020;1:1.\n\nTitle.\n\nDoe J.\n\n", "LABEL: text {n}\n"),
    ("medline", "empty records", "", "PMID- {n}\n\n"),
    ("medline", "records without end", "", "PMID- {n}\nTI  - A\n"),
    ("medline", "authors", "PMID- 1\nTI  - A\n", "FAU - Doe{n}, J\nAU  - Doe{n} J\n"),
    (
        "medline",
        "affiliations",
        "PMID- 1\nTI  - A\nFAU - Doe, J\nAU  - Doe J\n",
        "AD  - Institute {n}.\n",
    ),
    (
        "medline",
        "authors and affiliations",
        "PMID- 1\nTI  - A\n",
        "FAU - Doe{n}, J\nAU  - Doe{n} J\nAD  - Institute {n}.\n",
    ),
    ("medline", "keywords", "PMID- 1\nTI  - A\n", "OT  - tea {n}\n"),
    ("medline", "headings", "PMID- 1\nTI  - A\n", "MH  - Tea {n}/*analysis\n"),
    ("medline", "ids", "PMID- 1\nTI  - A\n", "AID - {n} [pii]\n"),
    ("medline", "unknown tags", "PMID- 1\nTI  - A\n", "ZZZ - {n}\n"),
    ("medline", "grants", "PMID- 1\nTI  - A\n", "GR  - {n}/a/b/c\n"),
    ("medline", "relations", "PMID- 1\nTI  - A\n", "CIN - J. 2020;{n}:1. PMID: {n}\n"),
    ("medline", "glued", "", "PMID- {n} "),
    ("pubmed-xml", "empty records", "<PubmedArticleSet>", "<PubmedArticle/>\n"),
    (
        "pubmed-xml",
        "records with a number alone",
        "<PubmedArticleSet>",
        "<PubmedArticle><MedlineCitation><PMID>{n}</PMID></MedlineCitation></PubmedArticle>\n",
    ),
    ("pubmed-xml", "unclosed records", "<PubmedArticleSet>", "<PubmedArticle>\n"),
    ("pubmed-xml", "ends without beginning", "<PubmedArticleSet>", "</PubmedArticle>\n"),
    ("pubmed-xml", "comments without end", "<PubmedArticleSet><PubmedArticle>", "<!-- "),
    (
        "pubmed-xml",
        "cdata",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>",
        "<![CDATA[a]]>",
    ),
    ("pubmed-xml", "cdata without end", "<PubmedArticleSet><PubmedArticle>", "<![CDATA["),
    (
        "pubmed-xml",
        "declared entities",
        "<!DOCTYPE PubmedArticleSet [",
        "<!ENTITY lol{n} \"&lol;&lol;\">",
    ),
    (
        "pubmed-xml",
        "nested elements",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation>",
        "<Odd>",
    ),
    (
        "pubmed-xml",
        "nested in a title",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>",
        "<i>a",
    ),
    (
        "pubmed-xml",
        "closed and opened",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation>",
        "</x><y>",
    ),
    ("pubmed-xml", "attributes", "<PubmedArticleSet><PubmedArticle><MedlineCitation ", "a{n}='1' "),
    (
        "pubmed-xml",
        "authors",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><AuthorList>",
        "<Author><LastName>A{n}</LastName><AffiliationInfo><Affiliation>B{n}</Affiliation></AffiliationInfo></Author>",
    ),
    (
        "pubmed-xml",
        "affiliations",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><AuthorList><Author>",
        "<AffiliationInfo><Affiliation>B{n}</Affiliation></AffiliationInfo>",
    ),
    (
        "pubmed-xml",
        "keywords",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><KeywordList>",
        "<Keyword>tea {n}</Keyword>",
    ),
    (
        "pubmed-xml",
        "headings",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><MeshHeadingList>",
        "<MeshHeading><DescriptorName UI=\"D{n}\">a</DescriptorName></MeshHeading>",
    ),
    (
        "pubmed-xml",
        "ids",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID></MedlineCitation><PubmedData><ArticleIdList>",
        "<ArticleId IdType=\"pii\">{n}</ArticleId>",
    ),
    (
        "pubmed-xml",
        "relations",
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><CommentsCorrectionsList>",
        "<CommentsCorrections RefType=\"Cites\"><RefSource>a</RefSource><PMID>{n}</PMID></CommentsCorrections>",
    ),
    ("pubmed-xml", "deleted", "<PubmedArticleSet><DeleteCitation>", "<PMID>{n}</PMID>\n"),
    ("ris", "empty records", "", "TY  - JOUR\nER  - \n"),
    ("ris", "records without end", "", "TY  - JOUR\nTI  - {n}\n"),
    ("ris", "authors", "TY  - JOUR\nTI  - A\n", "AU  - Doe{n}, J\n"),
    ("ris", "affiliations", "TY  - JOUR\nTI  - A\n", "AD  - Institute {n}\n"),
    (
        "ris",
        "names before affiliations",
        "TY  - JOUR\nTI  - A\n",
        "AU  - Doe{n}, J\nC1  - [Doe{n}, J] Institute {n}\n",
    ),
    ("ris", "keywords", "TY  - JOUR\nTI  - A\n", "KW  - tea {n}\n"),
    ("ris", "notes", "TY  - JOUR\nTI  - A\n", "N1  - a{n}: b\n"),
    ("ris", "addresses", "TY  - JOUR\nTI  - A\n", "UR  - http://a/{n}\n"),
    ("ris", "unknown tags", "TY  - JOUR\nTI  - A\n", "Z9  - {n}\n"),
    ("ris", "titles", "TY  - JOUR\n", "TI  - {n}\n"),
    ("ris", "dois", "TY  - JOUR\nTI  - A\n", "DO  - 10.1234/{n}\n"),
    ("ris", "banners", "", "{n}.\n\nTY  - JOUR\nTI  - A\n\n"),
    ("jsonl", "empty records", "", "{}\n"),
    ("jsonl", "records", "", "{\"title\":\"{n}\"}\n"),
    ("jsonl", "nested", "{\"title\":", "["),
    (
        "jsonl",
        "authors",
        "{\"title\":\"a\",\"authors\":[{\"family\":\"a\"}",
        ",{\"family\":\"{n}\"}",
    ),
    ("jsonl", "no JSON", "", "{\"title\":}\n"),
    ("wos-plaintext", "empty records", "", "PT J\nER\n"),
    ("wos-plaintext", "records without end", "", "PT J\nTI {n}\n"),
    ("wos-plaintext", "authors", "PT J\nTI A\nAU A\n", "   Doe{n}, J\n"),
    (
        "wos-plaintext",
        "affiliations",
        "PT J\nTI A\nAF Doe, J\nC1 [Doe, J] A\n",
        "   [Doe, J] Institute {n}\n",
    ),
    ("wos-plaintext", "keywords", "PT J\nTI A\nDE a", "; tea {n}"),
    ("bibtex", "empty records", "", "@article{}\n"),
    ("bibtex", "records", "", "@article{k{n}, title={a}}\n"),
    ("bibtex", "unclosed records", "", "@article{k{n}, title={a\n"),
    ("bibtex", "authors", "@article{k, title={a}, author={A, B", " and Doe{n}, J"),
    ("bibtex", "fields", "@article{k, title={a}", ", f{n}={x}"),
    ("bibtex", "strings", "", "@string{s{n} = \"a\"}\n"),
    ("bibtex", "concatenation", "@article{k, title={a}", " # {a}"),
    ("bibtex", "nested braces", "@article{k, title={", "{a"),
    ("csl-json", "empty records", "[{\"title\":\"a\"}", ",{}"),
    ("csl-json", "records", "[{\"title\":\"a\",\"type\":\"book\"}", ",{\"title\":\"{n}\"}"),
    (
        "csl-json",
        "authors",
        "[{\"title\":\"a\",\"author\":[{\"family\":\"a\"}",
        ",{\"family\":\"{n}\"}",
    ),
    ("csl-json", "nested", "", "[{\"title\":"),
    ("csl-json", "nested in an item", "[{\"title\":\"a\",\"x\":", "["),
    ("csl-json", "brackets alone", "", "["),
    ("csl-json", "braces alone", "", "{"),
    ("csl-json", "lists never closed", "[{\"title\":\"a\"}", ",{\"id\":1,\"a\":["),
    ("csl-json", "strings never closed", "[{\"title\":\"a\"}", ",\n{\"id\":\""),
    ("csl-json", "one endless string", "[{\"title\":\"a\",\"x\":\"", "tea "),
    ("csl-json", "keys", "[{\"title\":\"a\"", ",\"k{n}\":1"),
    ("csl-json", "a note of fields", "[{\"title\":\"a\",\"note\":\"", "k{n}: b\\n"),
    (
        "csl-json",
        "bad dates",
        "[{\"title\":\"a\"}",
        ",{\"title\":\"{n}\",\"issued\":{\"literal\":\"x\"}}",
    ),
    ("pubmed-csv", "rows", TABLE, "{n},\"a\",\"b\",\"c\",\"d\",\"e\",2020,2020/01/01,,,\n"),
    (
        "pubmed-csv",
        "an open quote",
        "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date,PMCID,NIHMS ID,DOI\n\"",
        "a,b\n",
    ),
    ("pubmed-csv", "empty rows", TABLE, ",,,,,,,,,,\n"),
    ("pubmed-csv", "one endless row", TABLE, "tea,"),
    ("pubmed-csv", "one endless quoted row", TABLE, "\"tea\","),
    ("pubmed-csv", "odd quotes", TABLE, "\"x\n"),
    ("pubmed-csv", "quotes inside cells", TABLE, "\"a\"b,"),
    ("pubmed-csv", "authors", "PMID,Title,Authors,Citation,Create Date\n1,a,\"", "Doe{n} J, "),
    ("csv", "rows", "key,title,authors\n", "{n},a,\"Doe, J; Coe, M\"\n"),
    ("csv", "empty rows", "key,title,authors\n", ",,\n"),
    ("csv", "one endless row", "key,title,authors\n", "tea,"),
    ("csv", "an open quote", "key,title,authors\n1,\"", "a,b\n"),
    ("csv", "affiliations", "key,title,affiliations\n1,a,\"", "Institute {n}; "),
    ("csv", "relations", "key,title,related\n1,a,\"", "erratum-in | J. 2020;{n}:1. | pmid:{n}; "),
    ("pubmed-summary", "empty records", "", "{n}: \n\n"),
    ("pubmed-summary", "numbers alone", "", "{n}: "),
    ("pubmed-summary", "citations", "1: Doe J. A. ", "J. 2020 x;1:2. "),
    ("pubmed-summary", "relations", "1: Doe J. A. J. 2020;1:1. ", "Erratum in: "),
    ("pubmed-summary", "ids", "1: Doe J. A. J. 2020;1:1. ", "PMID: {n} "),
    ("pubmed-summary", "records", "", "{n}: Doe J. A. J. 2020;1:1. PMID: {n}.\n\n"),
    ("pubmed-summary", "authors", "1: ", "Doe{n} J, "),
];

/// What a reader's file begins with, so that what is repeated stands inside a record.
fn beginning(format: &str) -> &'static str {
    match format {
        "pubmed-text" => "1. J. 2020;1:1.\n\nTitle.\n\nDoe J.\n\n",
        "medline" => "PMID- 1\nTI  - A\nAB  - ",
        "pubmed-xml" => {
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>"
        }
        "ris" => "TY  - JOUR\nTI  - A\nAB  - ",
        "jsonl" => "{\"title\":\"",
        "wos-plaintext" => "PT J\nTI A\nAB ",
        "bibtex" => "@article{k, title={",
        "csl-json" => "[{\"title\":\"",
        "pubmed-csv" => "PMID,Title,Authors,Citation,Journal/Book,Create Date\n1,",
        "csv" => "key,title,authors\n1,",
        "pubmed-summary" => "1: Doe J. Tea. ",
        _ => "",
    }
}

fn text(head: &str, unit: &str, size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(size + 64);
    out.extend_from_slice(head.as_bytes());
    let counted = unit.contains("{n}");
    let mut number = 1_usize;
    while out.len() < size {
        if counted {
            out.extend_from_slice(unit.replace("{n}", &number.to_string()).as_bytes());
            number += 1;
        } else {
            out.extend_from_slice(unit.as_bytes());
        }
    }
    out
}

/// Nanoseconds a byte, the better of two runs.
fn measure(format: &'static formats::Format, bytes: &[u8]) -> f64 {
    let run = || {
        let input = Input { file: "worst".into(), bytes: bytes.to_vec() };
        let start = Instant::now();
        let reading = formats::read_as(input, format);
        let time = start.elapsed();
        assert!(reading.coverage.lines > 0 || reading.coverage.encoding.is_empty());
        drop(reading);
        time
    };
    let first = run();
    let best = if first.as_secs() < 2 { first.min(run()) } else { first };
    best.as_secs_f64() * 1e9 / bytes.len() as f64
}

fn main() {
    let arguments: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|word| word.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![1, 4, 16];
    }
    let words: Vec<&String> =
        arguments.iter().filter(|word| word.parse::<usize>().is_err()).collect();
    println!("nanoseconds a byte at {sizes:?} MB; what grows by more than twice is marked");
    for format in FORMATS.iter().filter(|format| format.reader.is_some()) {
        let everywhere = EVERYWHERE.iter().map(|(name, unit)| (*name, beginning(format.id), *unit));
        let own =
            OWN.iter().filter(|case| case.0 == format.id).map(|case| (case.1, case.2, case.3));
        for (name, head, unit) in everywhere.chain(own) {
            let title = format!("{}: {name}", format.id);
            if !words.iter().all(|word| title.contains(word.as_str())) {
                continue;
            }
            let mut times = Vec::new();
            for size in &sizes {
                let bytes = text(head, unit, size * 1024 * 1024);
                times.push(measure(format, &bytes));
            }
            let first = times.first().copied().unwrap_or_default();
            let last = times.last().copied().unwrap_or_default();
            let mark = if last > first * 2.0 && last > 4.0 { "  <-- grows" } else { "" };
            let shown: Vec<String> = times.iter().map(|time| format!("{time:8.1}")).collect();
            println!("{title:<50} {}{mark}", shown.join(" "));
        }
    }
}
