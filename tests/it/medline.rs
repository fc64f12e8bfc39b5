//! The reader and the writer of MEDLINE: every fixture against the golden file beside it, every word of whole exports
//! against the record's JSON, the writer against the reader, any damage against the laws of the account.

mod words;

use crate::corpus::Corpus;
use crate::{golden, places, sums};
use litdigest::formats::{self, Reading};
use litdigest::record::Record;
use proptest::prelude::*;
use rayon::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

fn read(text: &str) -> Reading {
    let reading = places::read("x.nbib", text.as_bytes().to_vec());
    sums::check(&reading, text.as_bytes());
    reading
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut files = places::files(&places::fixtures("medline"));
    files.retain(|path| path.extension().is_some_and(|end| end == "nbib"));
    files.into_iter().map(|path| (places::name(&path), places::bytes(&path))).collect()
}

/// The exports of a corpus, with their names.
fn exports(corpus: &Corpus) -> Vec<(String, Vec<u8>)> {
    let files = corpus.files("medline").into_iter();
    files.map(|path| (places::name(&path), places::bytes(&path))).collect()
}

#[test]
fn fixtures_read_as_their_golden_files_say() {
    golden::check_fixtures("medline", "medline", 39);
}

#[test]
fn no_word_of_a_fixture_is_lost() {
    words_are_kept(&fixtures());
}

/// Every word of every file is in the record that its line belongs to, and every person keeps their affiliations.
pub(crate) fn check_words(corpus: &Corpus) {
    words_are_kept(&exports(corpus));
}

fn words_are_kept(files: &[(String, Vec<u8>)]) {
    let check = |(name, bytes): &(String, Vec<u8>)| {
        let reading = places::read(name, bytes.clone());
        sums::check(&reading, bytes);
        words::findings(name, bytes, &reading)
    };
    let found: Vec<String> = files.par_iter().flat_map(check).collect();
    let first: Vec<&str> = found.iter().take(60).map(String::as_str).collect();
    assert!(found.is_empty(), "{} findings, the first:\n{}", found.len(), first.join("\n"));
}

/// Every record is read, and of the lines nothing but strays is reported.
pub(crate) fn check_records(corpus: &Corpus) {
    let mut wrong = Vec::new();
    for (name, bytes) in exports(corpus) {
        let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
        let there = text.split('\n').filter(|line| line.starts_with("PMID- ")).count();
        let reading = places::read(&name, bytes.clone());
        let coverage = &reading.coverage;
        let lost: Vec<_> = coverage.reported.iter().filter(|r| r.code != "stray-line").collect();
        // A PMID line that was lost to damage is said.
        let unnamed =
            reading.diagnostics.iter().filter(|said| said.code.id == "missing-pmid").count();
        if coverage.records != there + unnamed || !lost.is_empty() {
            wrong.push(format!("{name}: {} of {there}, {lost:?}", coverage.records));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn written(records: &[Record]) -> (String, Vec<formats::Unsaid>) {
    let records: Vec<&Record> = records.iter().collect();
    formats::write("nbib", &records).unwrap()
}

#[test]
fn fixtures_are_written_and_read_again() {
    // What the fixtures of damage hold.
    let damaged = ["repeated-single-values", "authors-odd", "ids-wrong"];
    let unsaid = unsaid(&fixtures());
    let known = |name: &&String| damaged.iter().any(|known| name.starts_with(known));
    assert_eq!(unsaid.values().flatten().filter(|name| !known(name)).count(), 0, "{unsaid:#?}");
}

/// What is read is written without a loss, and what is read of that is written the same.
pub(crate) fn check_writing(corpus: &Corpus) {
    let mut unsaid = unsaid(&exports(corpus));
    // A formula is written in one line of plain text.
    unsaid.retain(|keys, _| !keys.iter().all(|key| key == "abstract.text_html"));
    assert!(unsaid.is_empty(), "{unsaid:#?}");
}

/// What is not said when files are read and written, and the records of which it is not.
fn unsaid(files: &[(String, Vec<u8>)]) -> BTreeMap<Vec<String>, Vec<String>> {
    let mut all: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for (name, bytes) in files {
        let reading = places::read(name, bytes.clone());
        let (text, unsaid) = written(&reading.records);
        for one in unsaid {
            all.entry(one.what).or_default().push(format!("{name} {}", one.key));
        }
        let again = read(&text);
        assert_eq!(again.records.len(), reading.records.len(), "{name}");
        assert_eq!(again.coverage.lines_reported, 0, "{name}");
        let (once_more, _) = written(&again.records);
        if text != once_more {
            let differ = text.lines().zip(once_more.lines()).find(|(a, b)| a != b);
            all.entry(vec!["not stable".into()]).or_default().push(format!("{name} {differ:?}"));
        }
    }
    all
}

/// Records of other formats: what nbib cannot say is named, and all else comes back.
#[test]
fn what_nbib_cannot_say_is_named() {
    let seed = places::read("seed.txt", crate::support::SEED.as_bytes().to_vec());
    assert_eq!(seed.records.len(), 1);
    assert_eq!(written(&seed.records).1, []);
    let record = serde_json::json!({
        "pmid": "12", "title": "Tea in H2O.", "title_html": "Tea in H<sub>2</sub>O.",
        "authors": [{"family": "Tee", "initials": "A", "equal": true}],
        "journal": {"abbreviation": "J Tea"}, "labels": {"screened": "yes"},
        "mesh": [{"descriptor": "Tea", "ui": "D000000"}],
        "related": [{"kind": "preprint-of", "citation": "J Tea. 2021;1:2."}],
        "extra": [{"tag": "footnote", "value": "of the text"}],
    });
    let record: Record = serde_json::from_value(record).unwrap();
    let (_, unsaid) = written(&[record]);
    let what = ["authors.equal", "extra", "labels", "mesh.ui", "related", "title_html"];
    assert_eq!(unsaid.iter().map(|one| one.what.as_slice()).collect::<Vec<_>>(), [what]);
}

#[test]
fn huge_input_takes_no_more_than_linear_time() {
    let head = "PMID- 1\nOWN - NLM\nTI  - First.\n";
    let tail = "\nSO  - J.\n\nPMID- 2\nTI  - Next.\n";
    let pieces = [
        "AB  - BACKGROUND: ",
        "x: ",
        "A: ",
        "\n      A: B",
        "AD  - Place.\n",
        "AU  - Doe J\n",
        "FAU - Doe, J\n",
        "FAU - Doe, J\nAU  - Roe K\n",
        "\n\n\n",
        "PMID- 5 ",
        "PMID- 5\n",
        "LID - 1 [pii]\n",
        "MH  - a/",
        "a/",
        "GR  - a/b/c/",
        "OTO - x\n",
        "stray\n\n",
        "\nstray\n",
        "SO  - J. ",
        "NM  - a\n",
        "IS  - 1 (Print)\n",
        "CN  - A\nAUID- ORCID: 1\n",
        "[[(((",
        ". doi: ",
    ];
    for piece in pieces {
        for prefix in ["", "AB  - ", "SO  - ", "CIN - ", "FAU - "] {
            let numbered: String = (0..1000).map(|n| piece.replace('1', &n.to_string())).collect();
            read(&format!("{head}{prefix}{numbered}{tail}"));
            let reading = read(&format!("{head}{prefix}{}{tail}", piece.repeat(2000)));
            let last = reading.records.last().map(|record| record.title.as_str());
            assert_eq!(last, Some("Next."), "{piece:?}");
        }
    }
}

fn good() -> Vec<String> {
    let whole = |(name, bytes): (String, Vec<u8>)| {
        name.starts_with("whole-").then(|| String::from_utf8(bytes).unwrap())
    };
    fixtures().into_iter().filter_map(whole).collect()
}

fn values(reading: &Reading) -> Vec<Value> {
    let mut out: Vec<Value> =
        reading.records.iter().map(|record| serde_json::to_value(record).unwrap()).collect();
    for value in &mut out {
        value["source"] = Value::Null;
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn line_breaks_blank_lines_and_marks_change_no_record(index in 0..64_usize, crlf in 0..3_usize, bom: bool, every in 0..9_usize) {
        let files = good();
        let text = &files[index % files.len()];
        let plain = values(&read(text));
        let mut bytes = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        for (at, line) in text.lines().enumerate() {
            bytes.extend(line.as_bytes());
            let ends = line.starts_with("SO  - ");
            let more = every > 1 && at % every == 0 && !ends;
            bytes.extend(["\n", "\r\n", "\r"][crlf].repeat(1 + usize::from(more)).as_bytes());
        }
        let changed = places::read("x", bytes.clone());
        sums::check(&changed, &bytes);
        prop_assert_eq!(values(&changed), plain);
    }

    #[test]
    fn a_record_cut_anywhere_costs_only_itself(index in 0..64_usize, at in 0..1000_usize, gap in 0..3_usize) {
        let files = good();
        let cut = &files[index % files.len()];
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let gap = ["\n\n", "\n", ""][gap];
        let after = "PMID- 77\nOWN - NLM\nTI  - A whole record.\nSO  - J Whole. 2020.\n";
        let reading = read(&format!("{}{gap}{after}", &cut[..end]));
        // Glued into a tag of the record before, the beginning is no beginning any more.
        let hidden = gap.is_empty() && cut[..end].rsplit('\n').next().is_some_and(|line| line.len() < 7 && !line.is_empty());
        if !hidden {
            let last = reading.records.last().expect("a record");
            prop_assert_eq!(last.title.as_str(), "A whole record.");
            prop_assert_eq!(last.pmid.as_ref().map(litdigest::record::Pmid::as_str), Some("77"));
        }
    }

    #[test]
    fn any_bytes_are_accounted_for(index in 0..64_usize, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..12)) {
        let files = good();
        let mut bytes = files[index % files.len()].clone().into_bytes();
        for (at, byte) in flips {
            let at = (bytes.len() - 1) * at / 1000;
            bytes[at] = byte;
        }
        let reading = places::read("x", bytes.clone());
        sums::check(&reading, &bytes);
        if reading.coverage.encoding == "utf-8" {
            let (text, _) = written(&reading.records);
            prop_assert_eq!(read(&text).records.len(), reading.records.len());
        }
    }

    #[test]
    fn lines_moved_about_are_accounted_for(index in 0..64_usize, moves in prop::collection::vec((0..1000_usize, 0..1000_usize), 1..20)) {
        let files = good();
        let text = &files[index % files.len()];
        let mut lines: Vec<&str> = text.split('\n').collect();
        for (from, to) in moves {
            let line = lines.remove((lines.len() - 1) * from / 1000);
            lines.insert(lines.len() * to / 1000, line);
        }
        read(&lines.join("\n"));
    }

    #[test]
    fn people_and_texts_come_back(record in records()) {
        let (text, unsaid) = written(std::slice::from_ref(&record));
        prop_assert_eq!(&unsaid, &Vec::new(), "{}", text);
        prop_assert!(text.lines().all(|line| line.chars().count() <= 88 || !line.trim_start().contains(' ')));
    }
}

/// Records with all that nbib can say.
fn records() -> impl Strategy<Value = Record> {
    let name = "[A-Z][a-zé]{1,8}";
    let person = (
        name,
        name,
        "[A-Z]{1,3}",
        prop::option::of(Just("Jr")),
        prop::collection::vec(0..4_usize, 0..3),
        any::<bool>(),
    );
    let people = prop::collection::vec(person, 0..5);
    let words = "[A-Za-z][a-zA-Z ,é]{0,160}[a-z]\\.";
    (people, words, words, prop::collection::vec("[A-Z][a-z ]{0,20}[a-z]", 0..4), 1900..2100_i32, 1..13_u8).prop_map(
        |(people, title, body, list, year, month)| {
            let people = people.into_iter().map(|(family, given, initials, suffix, mut places, group)| {
                places.sort_unstable();
                places.dedup();
                match group {
                    true => serde_json::json!({"collective": format!("{family} Group"), "affiliations": places}),
                    false => serde_json::json!({"family": family, "given": given, "initials": initials, "suffix": suffix, "affiliations": places}),
                }
            });
            let people: Vec<Value> = people.collect();
            let mut record: Record = serde_json::from_value(serde_json::json!({
                "pmid": "12", "title": title, "authors": people,
                "abstract": [{"label": "AIMS", "text": body}, {"label": "RESULTS", "text": title}],
                "journal": {"abbreviation": "J Tea", "issn": ["1234-5678"]}, "volume": "1", "pages": "2-3",
                "published": {"year": year, "month": month, "text": format!("{year} {}", MONTHS[usize::from(month) - 1])},
                "publication_types": list, "keywords": [],
            })).unwrap();
            tidy(&mut record);
            record
        },
    )
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Blanks folded, and affiliations numbered in the order in which people have them.
fn tidy(record: &mut Record) {
    let fold = crate::oracle::tidy;
    record.title = fold(&record.title);
    record.sections.iter_mut().for_each(|section| section.text = fold(&section.text));
    record.publication_types.iter_mut().for_each(|name| *name = fold(name));
    let mut order: Vec<usize> = Vec::new();
    for person in &mut record.authors {
        for place in &mut person.affiliations {
            let at = order.iter().position(|known| known == place);
            *place = at.unwrap_or_else(|| {
                order.push(*place);
                order.len() - 1
            });
        }
    }
    record.affiliations = order.iter().map(|n| format!("Place {n}, Utopia.")).collect();
}

/// A field of both formats in a form in which they must agree. What only one of them can say is left out: PubMed numbers
/// of relations (MEDLINE), and brackets around what stood above or below the line.
fn form(record: &Value, key: &str) -> String {
    match key {
        "authors" | "editors" | "investigators" => people(record, key),
        "published" | "electronic" | "collection" => record[key]["text"].to_string(),
        "related" => related(record),
        "labels" => {
            let labels = record["abstract"].as_array().into_iter().flatten();
            labels.map(|section| section["label"].to_string()).collect::<Vec<_>>().join(" | ")
        }
        "abstract" => {
            let sections = record["abstract"].as_array().into_iter().flatten();
            let texts = sections.map(|one| format!("{} {}", one["label"], one["text"]));
            texts.collect::<String>().chars().filter(|c| c.is_alphanumeric()).collect()
        }
        key => record[key].to_string(),
    }
}

/// Names with their affiliations, without the parts that only one format has.
fn people(record: &Value, key: &str) -> String {
    let bare = |person: &Value| {
        let names = ["family", "initials", "suffix", "collective"].map(|key| &person[key]);
        let places = person["affiliations"].as_array().into_iter().flatten();
        let places = places.filter_map(|at| usize::try_from(at.as_u64()?).ok());
        let texts: Vec<&Value> = places.map(|at| &record["affiliations"][at]).collect();
        format!("{names:?} {texts:?}")
    };
    record[key].as_array().into_iter().flatten().map(bare).collect::<Vec<_>>().join("\n")
}

fn related(record: &Value) -> String {
    let entry = |one: &Value| {
        let citation = one["citation"].as_str().unwrap_or_default();
        format!("{} {}", one["kind"], citation.trim_end_matches(['.', ':', ';']))
    };
    let mut entries: Vec<String> =
        record["related"].as_array().into_iter().flatten().map(entry).collect();
    entries.sort();
    entries.join("\n")
}

/// One search as abstract text and as MEDLINE: each field with how many articles may differ, and why.
const AGREEMENT: [(&str, usize, &str); 18] = [
    ("title", 0, ""),
    ("authors", 0, ""),
    ("editors", 0, ""),
    ("investigators", 0, ""),
    ("pmcid", 0, ""),
    ("doi", 0, ""),
    ("published", 35, "the text cites electronic journals by the day of publication"),
    ("electronic", 68, "the text does not repeat that day; it is absent there"),
    ("collection", 0, ""),
    ("volume", 0, ""),
    ("issue", 0, ""),
    ("pages", 0, ""),
    ("related", 0, ""),
    ("conflict_of_interest", 0, ""),
    ("copyright", 1, "the year of one book changed between the downloads"),
    ("labels", 2, "labels in mixed case are certain only where lines begin with them"),
    ("abstract", 0, ""),
    ("book", 4, "MEDLINE has no years of a book, and the text no edition"),
];

pub(crate) fn check_agreement(corpus: &Corpus) {
    let search = corpus.search();
    let load = |path: std::path::PathBuf| -> BTreeMap<String, Value> {
        let reading = places::read("x", places::bytes(&path));
        let entry = |record| {
            let value: Value = serde_json::to_value(record).unwrap();
            (value["pmid"].as_str().unwrap_or_default().to_owned(), value)
        };
        reading.records.iter().map(entry).collect()
    };
    let texts = load(search.abstract_text);
    let medlines = load(search.medline);
    assert_eq!(texts.len(), search.articles);
    assert!(texts.keys().eq(medlines.keys()));
    let mut wrong = Vec::new();
    for (key, allowed, _) in AGREEMENT {
        let differ = |pmid: &&String| form(&texts[*pmid], key) != form(&medlines[*pmid], key);
        let differing: Vec<&String> = texts.keys().filter(differ).collect();
        if differing.len() > allowed {
            wrong.extend(differing.iter().take(8).map(|pmid| {
                let (a, b) = (form(&texts[*pmid], key), form(&medlines[*pmid], key));
                let at = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
                let part = |text: &str| {
                    text.chars().skip(at.saturating_sub(30)).take(90).collect::<String>()
                };
                format!("{key} {pmid}: {:?} {:?}", part(&a), part(&b))
            }));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let cited = |pmid: &&String| {
        let (text, medline) = (&texts[*pmid]["published"], &medlines[*pmid]);
        *text != medline["published"] && *text != medline["electronic"]
    };
    assert_eq!(texts.keys().filter(cited).count(), 0, "a date of neither issue nor publication");
}
