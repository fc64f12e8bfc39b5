//! Records from strangers: what they say in escapes, what they hide in names and values, and what a file may begin with. No
//! reader lets a control character through, no writer lets a value leave its field.

use crate::support::Site;
use litdigest::formats::{self, FORMATS, WRITERS};
use litdigest::record::{Pmid, Record};
use litdigest::text::clean::is_forbidden;
use litdigest::workspace::Input;
use proptest::prelude::*;
use serde_json::{Value, json};

fn read(text: &str) -> formats::Reading {
    formats::read(Input { file: "x".into(), bytes: text.as_bytes().to_vec() })
}

/// Every string of a value, keys too.
fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(items) => {
            for item in items {
                strings(item, out);
            }
        }
        Value::Object(map) => {
            for (key, value) in map {
                out.push(key.clone());
                strings(value, out);
            }
        }
        _ => {}
    }
}

fn strings_of(record: &Record) -> Vec<String> {
    let mut out = Vec::new();
    strings(&serde_json::to_value(record).unwrap(), &mut out);
    out
}

/// The ways in which a format can say a character without writing it.
fn escapes(id: &str, c: u32) -> Vec<String> {
    let json = || vec![format!("\\u{c:04x}")];
    let html = || vec![format!("&#{c};"), format!("&#x{c:x};")];
    match id {
        "jsonl" | "csl-json" => json(),
        // `\symbol` and `\char` name a character by its number, and `^^` in two ways.
        "bibtex" => {
            let mut all = vec![
                format!("{{\\char{c}}}"),
                format!("{{\\symbol{{{c}}}}}"),
                format!("^^{c:02x}"),
            ];
            if c < 0x20 {
                all.push(format!("^^{}", char::from_u32(c + 64).unwrap()));
            }
            all.extend(html());
            all
        }
        _ => html(),
    }
}

/// A record of a format with a piece of text in its title, its abstract, a name and a keyword.
fn file_with(id: &str, piece: &str) -> Option<String> {
    let text = format!("Tea{piece}cup");
    Some(match id {
        "pubmed-text" => format!(
            "1. J Tea. 2021 Jul 16;11(7):671.\n\n{text} and pots.\n\nPott{piece}er A(1).\n\nAuthor information:\n(1)Tea {text} Institute.\n\nWe brew {text} daily.\n\nPMID: 90000001\n"
        ),
        "medline" => format!(
            "PMID- 90000001\nOWN - NLM\nTI  - {text}\nAB  - We brew {text}.\nFAU - Pott{piece}er, Ann\nOT  - {text}\nDP  - 2021\nTA  - J Tea\n"
        ),
        "pubmed-xml" => format!(
            "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>90000001</PMID><Article><Journal><Title>J {text}</Title></Journal><ArticleTitle>{text}</ArticleTitle><Abstract><AbstractText Label=\"{text}\">{text}</AbstractText></Abstract><AuthorList><Author><LastName>Pott{piece}er</LastName><ForeName>Ann</ForeName></Author></AuthorList></Article><KeywordList><Keyword>{text}</Keyword></KeywordList></MedlineCitation></PubmedArticle></PubmedArticleSet>"
        ),
        "ris" => format!(
            "TY  - JOUR\nTI  - {text}\nAU  - Pott{piece}er, Ann\nAB  - {text}\nKW  - {text}\nUR  - https://a.example/{piece}\nPY  - 2021\nER  - \n"
        ),
        "bibtex" => format!(
            "@article{{a,\n title = {{{text}}},\n author = {{Pott{piece}er, Ann}},\n abstract = {{{text}}},\n keywords = {{{text}}},\n mine = {{{text}}},\n year = 2021\n}}\n"
        ),
        "csl-json" => format!(
            "[{{\"id\":\"a\",\"type\":\"article-journal\",\"title\":\"{text}\",\"abstract\":\"{text}\",\"author\":[{{\"family\":\"Pott{piece}er\"}}],\"keyword\":\"{text}\",\"note\":\"{text}\",\"custom\":{{\"mine\":\"{text}\"}}}}]"
        ),
        "jsonl" => format!(
            "{{\"title\":\"{text}\",\"abstract\":[{{\"text\":\"{text}\",\"label\":\"{text}\"}}],\"authors\":[{{\"family\":\"Pott{piece}er\"}}],\"affiliations\":[\"{text}\"],\"keywords\":[{{\"text\":\"{text}\"}}],\"labels\":{{\"{text}\":\"{text}\"}},\"extra\":[{{\"tag\":\"{text}\",\"value\":\"{text}\"}}],\"source\":[{{\"file\":\"{text}\",\"line\":1,\"end_line\":1,\"format\":\"{text}\"}}]}}\n"
        ),
        "pubmed-csv" => format!(
            "PMID,Title,Authors,Citation,First Author,Journal/Book,Publication Year,Create Date\n90000001,\"{text}\",\"Pott{piece}er A.\",\"J Tea. 2021 Jul;11(7):671.\",\"Potter A\",\"J {text}\",2021,2021/07/16\n"
        ),
        "csv" => format!(
            "title,authors,year,journal,keywords,abstract\n\"{text}\",\"Potter, Ann\",2021,\"J {text}\",\"{text}\",\"{text}\"\n"
        ),
        "pubmed-summary" => format!(
            "1: Potter A. {text} and pots. J Tea. 2021 Jul 16;11(7):671. doi: 10.5555/tea.1. PMID: 90000001.\n"
        ),
        "wos-plaintext" => format!(
            "FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Potter, A\nTI {text}\nAB {text}\nDE {text}\nPY 2021\nER\n\nEF\n"
        ),
        _ => return None,
    })
}

/// Each reader against each control character, said in each way that its format has.
#[test]
fn no_reader_lets_a_control_character_through() {
    let readers: Vec<&str> =
        FORMATS.iter().filter(|format| format.reader.is_some()).map(|format| format.id).collect();
    let mut told = 0;
    for id in readers {
        assert!(file_with(id, "").is_some(), "a sample of {id} is wanted here");
        let plain = read(&file_with(id, "").unwrap());
        assert_eq!((plain.coverage.format.as_str(), plain.records.len()), (id, 1));
        for c in [0, 1, 8, 0xb, 0x1b, 0x1f, 0x7f, 0x80, 0x9b, 0xfffe, 0xfeff, 0xfdd0] {
            for escape in escapes(id, c) {
                let reading = read(&file_with(id, &escape).unwrap());
                for record in &reading.records {
                    for text in strings_of(record) {
                        let bad = text.chars().find(|c| is_forbidden(*c));
                        assert_eq!(bad, None, "{id} {escape}: {text:?}");
                    }
                }
                let codes = reading.diagnostics.iter().map(|said| said.code.id);
                told += codes.filter(|code| *code == "control-character").count();
            }
        }
    }
    assert!(told > 20, "what is taken out is told: {told}");
}

#[test]
fn what_a_line_says_in_escapes_is_told() {
    let reading =
        read("{\"title\":\"A\\u0001B\\u001b\",\"pmid\":\"90000001\"}\n{\"title\":\"\\u0000\"}\n");
    assert_eq!(reading.records[0].title, "A B");
    let said: Vec<(&str, usize)> = reading
        .diagnostics
        .iter()
        .map(|said| (said.code.id, said.place.as_ref().map_or(0, |place| place.line)))
        .collect();
    assert_eq!(said, [("control-character", 1), ("rejected-record", 2)]);
}

/// The curator's own files, in which escapes and references stand as well.
#[test]
fn no_page_holds_a_control_character_or_a_password() {
    let site = Site::of(&[
        (
            "litdigest.toml",
            "title = \"Tea \\u0001 room\"\ndescription = \"\\u001b[2J see https://user:secret@a.example/\"\n[nav]\n\"articles\" = \"Art\\u0001icles\"\n[[correct]]\nid = \"pmid:90000001\"\ntitle = \"Cor\\u0001rected \\u009b title\"\nreason = \"mis\\u0001typed\"\n",
        ),
        (
            "content/records/a.jsonl",
            "{\"title\":\"A\\u0001B\",\"pmid\":\"90000001\",\"ids\":[{\"type\":\"url\",\"value\":\"https://user:secret@b.example/x\"},{\"type\":\"url\",\"value\":\"//user:secret@c.example/\"}],\"abstract\":[{\"text\":\"x\\u0001index.html see https://user:secret@b.example\"}],\"book\":{\"title\":\"B\",\"url\":\"https://user:secret@d.example/\"},\"keywords\":[{\"text\":\"\\u001b\"}],\"affiliations\":[\"Uni\\u0001versity of Tea, Bern, Switzerland\"],\"authors\":[{\"family\":\"P\\u0001\",\"affiliations\":[0]}]}\n",
        ),
        (
            "content/topics/t.md",
            "---\ntitle: \"T\\x01opic\"\nname: \"To\\x1Bpic\"\nany: [\"x index\"]\n---\nBody \u{1}index.html &#1; &#27; &#x9b; <https://user:secret@e.example/>\n",
        ),
        (
            "content/p.md",
            "[a](https://user:secret@f.example/) ![b](https://user:secret@g.example/i.png) [c](//user:secret@h.example) `https://user:secret@i.example` [d]\n\n[d]: https&#58;//user:secret@j.example/ \"t&#1;\"\n",
        ),
    ]);
    let run = site.run(&["build"]);
    assert!(site.has("index.html"), "{}", run.stderr);
    for (path, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if [".html", ".css", ".svg", ".xml", ".json", ".txt"].iter().any(|end| path.ends_with(end))
        {
            assert_eq!(text.chars().find(|c| is_forbidden(*c)), None, "{path}");
        }
        assert!(!text.contains("secret") && !text.contains("user:"), "{path}");
    }
    let all = site.run(&["check", "--message-format", "short"]).stderr;
    for file in ["litdigest.toml", "a.jsonl", "content/topics/t.md", "content/p.md"] {
        let said = |code: &str| all.lines().any(|line| line.contains(file) && line.contains(code));
        assert!(said("control-character") || said("address-with-user"), "{file}: {all}");
    }
    assert!(!all.contains("secret"), "{all}");
}

/// A beginning longer than the first look at a file.
#[test]
fn a_file_is_recognised_however_long_its_beginning_is() {
    let long = "Tea and cups. ".repeat(12_000);
    let blank = "\n".repeat(100_000);
    let record = json!({"abstract": [{"text": long}], "title": "Tea", "pmid": "90000001"});
    let item = json!({"abstract": long, "id": "a", "title": "Tea", "type": "article-journal"});
    let own = json!({"key": "x", "ids": [{"type": "pii", "value": long}], "title": "Tea"});
    let ris = file_with("ris", "").unwrap();
    let xml = file_with("pubmed-xml", "").unwrap();
    let comment = format!("% {}\n", "a comment line\n% ".repeat(8_000));
    for (id, text) in [
        ("jsonl", format!("{record}\n{record}\n")),
        ("jsonl", format!("{own}\n")),
        ("jsonl", format!("{blank}{}", file_with("jsonl", "").unwrap())),
        ("csl-json", format!("[{item},{item}]")),
        ("csl-json", format!("{item}")),
        ("csl-json", format!("{{\"items\": [{item}]}}")),
        ("csl-json", format!("{}{}", " ".repeat(100_000), file_with("csl-json", "").unwrap())),
        ("pubmed-xml", format!("<!-- {long} -->{xml}")),
        (
            "pubmed-xml",
            format!("<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet [ <!-- {long} --> ]>{xml}"),
        ),
        ("pubmed-xml", format!("<!-- {} -->{xml}", long.repeat(12))),
        ("bibtex", format!("{comment}{}", file_with("bibtex", "").unwrap())),
        ("bibtex", format!("@comment{{{long}}}\n{}", file_with("bibtex", "").unwrap())),
        ("bibtex", format!("@string{{x = \"{long}\"}}\n{}", file_with("bibtex", "").unwrap())),
        ("ris", format!("{blank}{ris}")),
        ("ris", format!("{}{ris}", "Provider: tea\n".repeat(6_000))),
        ("medline", format!("{blank}{}", file_with("medline", "").unwrap())),
        ("pubmed-text", format!("{blank}{}", file_with("pubmed-text", "").unwrap())),
        ("pubmed-summary", format!("{blank}{}", file_with("pubmed-summary", "").unwrap())),
        ("pubmed-csv", format!("{blank}{}", file_with("pubmed-csv", "").unwrap())),
        ("csv", format!("{blank}{}", file_with("csv", "").unwrap())),
        ("wos-plaintext", format!("{blank}{}", file_with("wos-plaintext", "").unwrap())),
    ] {
        let reading = read(&text);
        let head: String = text.chars().take(40).collect();
        assert_eq!(reading.coverage.format, id, "{head:?}");
        assert!(!reading.records.is_empty(), "{id} {head:?}");
    }
}

/// Pieces that end a field, a line, an entry or a string in one of the formats, and begin another.
const PIECES: [&str; 30] = [
    "Tea",
    " cups ",
    "\n",
    "\r",
    "\r\n",
    "\u{85}",
    "\u{2028}",
    "\u{b}",
    "\u{1}",
    "\t",
    "ER  - \n",
    "\nER  - \nTY  - JOUR\nTI  - Injected\nER  - \n",
    "\nPMID- 99999999\nTI  - Injected\n",
    "\nTI  - Injected\n",
    "}, injected = {Injected}, x = {",
    "}\n@article{injected, title = {Injected}}\n",
    "}",
    "{",
    "\\",
    "%",
    "@comment{",
    "\"",
    "\",\"injected\":\"Injected\"}",
    "',",
    "=HYPERLINK(\"x\")",
    "</i>",
    "<i>",
    "&quot;",
    ";",
    " = ",
];

fn hostile() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 1..5)
        .prop_map(|places| places.into_iter().map(|at| PIECES[at]).collect())
}

/// A tag or label that stands for a field in some format.
fn name() -> impl Strategy<Value = String> {
    let fixed = [
        "ER",
        "TY",
        "er",
        "PMID",
        "AU",
        "TI",
        "title",
        "Author",
        "crossref",
        "entrytype",
        "comment",
        "file",
    ];
    prop_oneof![hostile(), (0..fixed.len()).prop_map(move |at| fixed[at].to_owned())]
}

/// A record with hostile strings in every place where any string may stand.
fn record(text: &dyn Fn(usize) -> String, name: &dyn Fn(usize) -> String) -> Record {
    let json = json!({
        "ids": [{"type": "citation_key", "value": text(0)}, {"type": "url", "value": text(1)},
                {"type": "pii", "value": text(2)}, {"type": name(0), "value": text(3)}],
        "title": format!("Title {}", text(4)), "title_html": format!("Title {}", text(4)),
        "vernacular_title": text(5),
        "abstract": [{"label": text(6), "text": text(7)}], "copyright": text(8),
        "authors": [{"family": text(9), "given": text(10), "suffix": text(11), "affiliations": [0]},
                    {"collective": text(12)}],
        "affiliations": [text(13)], "editors": [{"family": text(14)}],
        "journal": {"title": text(15), "abbreviation": text(16), "issn": [text(17)], "nlm_id": text(18)},
        "published": {"year": 2021, "text": format!("2021 {}", text(19))},
        "volume": text(20), "issue": text(21), "pages": text(22), "language": [text(23)],
        "publication_types": [text(24)],
        "mesh": [{"descriptor": text(25), "qualifiers": [{"name": text(26)}]}],
        "keywords": [{"text": text(27)}, {"text": text(28)}],
        "grants": [{"id": text(29), "agency": text(30)}],
        "databanks": [{"name": text(31), "accession": text(32)}],
        "conflict_of_interest": text(33),
        "labels": {name(1): text(34), name(2): text(35)},
        "extra": [{"tag": name(3), "value": text(36)}, {"tag": name(4), "value": text(37)},
                  {"tag": "entrytype", "value": name(5)}],
    });
    serde_json::from_value(json).unwrap()
}

/// Writes a hostile record between two plain ones in every format, and reads the three back.
fn check_writers(hostile: &Record) {
    let plain = |pmid: &str| -> Record {
        let json = json!({"pmid": pmid, "title": format!("Plain words on tea {pmid}"),
                          "journal": {"title": "Journal of Tea", "abbreviation": "J Tea"},
                          "published": {"year": 2020, "text": "2020"},
                          "publication_types": ["Journal Article"]});
        serde_json::from_value(json).unwrap()
    };
    let (before, after) = (plain("90000001"), plain("90000002"));
    for writer in WRITERS {
        let (text, _) = formats::write(writer.id, &[&before, hostile, &after]).unwrap();
        let reading = read(&text);
        assert_eq!(reading.records.len(), 3, "{}: {text}", writer.id);
        let titles = [&before, &after].map(|record| record.title.as_str());
        let read = [&reading.records[0], &reading.records[2]].map(|record| record.title.as_str());
        assert_eq!(read, titles, "{}: {text}", writer.id);
        let hostile = &reading.records[1];
        assert!(hostile.title.starts_with("Title"), "{}: {text}", writer.id);
        assert_ne!(hostile.pmid.as_ref().map(Pmid::as_str), Some("99999999"), "{text}");
        let tags = hostile.extra.iter().map(|extra| &extra.tag);
        let schemes = hostile.ids.iter().map(|id| &id.scheme);
        for name in tags.chain(schemes).chain(hostile.labels.keys()) {
            assert_ne!(name.to_lowercase(), "injected", "{}: {text}", writer.id);
        }
        if writer.id == "csv" {
            let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            let mut table =
                csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
            for row in table.records() {
                assert!(!row.unwrap().iter().any(formula), "{text}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn no_value_leaves_its_field(
        texts in proptest::collection::vec(hostile(), 38),
        names in proptest::collection::vec(name(), 6),
    ) {
        check_writers(&record(&|at| texts[at].clone(), &|at| names[at].clone()));
    }
}

/// Each piece alone, in every place.
#[test]
fn no_piece_leaves_its_field() {
    for piece in PIECES {
        check_writers(&record(&|_| format!("a{piece}b"), &|at| format!("n{piece}{at}")));
        check_writers(&record(&|_| piece.to_owned(), &|_| piece.to_owned()));
    }
    for tag in
        ["ER", "TY", "er", "PMID", "title", "Author", "CROSSREF", "comment", "string", "preamble"]
    {
        check_writers(&record(&|_| "Injected".to_owned() + " words", &|_| tag.to_owned()));
    }
}
