//! The readers of tagged text, RIS and Web of Science: every fixture against the golden file beside it, damage against
//! the laws of the account, the way out and back, and whole exports.

use crate::corpus::Corpus;
use crate::golden::check_fixtures;
use crate::places::{self, bytes, files, fixtures, name, plain, read, titles};
use crate::sums;
use litdigest::formats;
use litdigest::record::{
    AbstractSection, Doi, Grant, Journal, Keyword, OtherId, PartialDate, Person, Pmcid, Pmid,
    Record,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

#[test]
fn ris_fixtures_read_as_their_golden_files_say() {
    check_fixtures("ris", "ris", 38);
}

/// How many records a file has by a count that shares nothing with the reader: its `TY` lines.
fn types(text: &str) -> usize {
    text.replace('\r', "\n").split('\n').filter(|line| line.starts_with("TY  - ")).count()
}

/// Every record is read or rejected, and every line accounted for.
pub(crate) fn check_records(corpus: &Corpus) {
    for path in corpus.files("ris") {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        let text = String::from_utf8_lossy(&input);
        let there = types(text.trim_start_matches('\u{feff}'));
        let coverage = &reading.coverage;
        assert_eq!(coverage.records + coverage.rejected, there, "{}", path.display());
    }
}

#[test]
fn web_of_science_fixtures_read_as_their_golden_files_say() {
    check_fixtures("wos-plaintext", "wos-plaintext", 5);
}

/// Every record of the Web of Science is read, and that it is read in part is said.
pub(crate) fn check_web_of_science(corpus: &Corpus) {
    for path in corpus.files("wos-plaintext") {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        sums::check(&reading, &input);
        let text = String::from_utf8_lossy(&input).replace('\r', "\n");
        let count = text.split('\n').filter(|line| line.starts_with("PT ")).count();
        assert_eq!(reading.coverage.records + reading.coverage.rejected, count);
        assert_eq!(reading.coverage.rejected, 0);
        assert!(reading.diagnostics.iter().any(|said| said.code.id == "partial-format"));
    }
}

/// Words of a text: letters and digits, lower case. Digits of dates and serials are looked at without their signs.
pub(crate) fn words(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// What a record's JSON says, as words; numbers of dates without leading zeros too.
pub(crate) fn said(records: &[Record]) -> BTreeSet<String> {
    let json = serde_json::to_value(records).unwrap();
    let mut all = String::new();
    crate::conservation::strings(&json, "", &mut |_, text| {
        all.push_str(text);
        all.push(' ');
    });
    // Joined forms, for values that are taken apart: "J.W." is JW, "1234567X" is 1234-567X.
    let joined: String = all.chars().filter(|c| *c != '-').collect();
    let mut found = words(&all);
    found.extend(words(&joined));
    found
}

/// Tags whose values become codes, or only steer the reading.
const ENCODED: [&str; 11] = ["TY", "LA", "PY", "Y1", "DA", "ET", "U4", "C6", "SN", "ER", "N1"];

/// Words of the resolvers and databases whose identifier is a field of the record.
pub(crate) const RESOLVERS: [&str; 14] = [
    "http", "https", "doi", "dx", "org", "www", "ncbi", "nlm", "nih", "gov", "pubmed", "pmc",
    "articles", "pmid",
];

/// Every word is in its record, but for one in five thousand of real exports.
pub(crate) fn check_words(corpus: &Corpus) {
    let mut lost: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    let mut total = 0;
    for path in corpus.files("ris") {
        let input = bytes(&path);
        let reading = read(&name(&path), input.clone());
        let text = String::from_utf8_lossy(&input).into_owned();
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split('\n').collect();
        for record in &reading.records {
            let source = &record.source[0];
            let known = said(std::slice::from_ref(record));
            let mut tag = String::new();
            for line in &lines[source.line - 1..source.end_line] {
                let value = match line.get(..5).filter(|head| head.ends_with("  -")) {
                    Some(head) => {
                        head[..2].clone_into(&mut tag);
                        &line[5..]
                    }
                    None => line,
                };
                if ENCODED.contains(&tag.as_str()) {
                    continue;
                }
                let value = if tag == "DO" { value.to_owned() } else { decoded(value) };
                for word in words(&value) {
                    total += 1;
                    // Initials lose their stops, and an address that is an identifier its resolver.
                    let told = word.chars().count() == 1 || RESOLVERS.contains(&word.as_str());
                    if !told && !known.contains(&word) {
                        *lost.entry(tag.clone()).or_default() += 1;
                        examples.push(format!("{tag} {word}: {value:.100} ({})", name(&path)));
                    }
                }
            }
        }
    }
    let most = if corpus.is_real() { total / 5000 } else { 0 };
    let few: Vec<&String> = examples.iter().step_by(1 + examples.len() / 60).collect();
    assert!(examples.len() <= most, "{} of {total}: {lost:?}\n{few:#?}", examples.len());
}

/// Markup and references are not words.
fn decoded(value: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in value.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    ["&amp;", "&lt;", "&gt;", "&nbsp;", "&quot;", "&#039;", "&#39;"]
        .iter()
        .fold(out, |text, reference| text.replace(reference, " "))
}

fn back(records: &[&Record]) -> (Vec<Record>, Vec<Vec<String>>) {
    let (text, unsaid) = formats::write("ris", records).unwrap();
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "CRLF everywhere");
    let reading = read("x.ris", text.clone().into_bytes());
    sums::check(&reading, text.as_bytes());
    (reading.records, unsaid.into_iter().map(|said| said.what).collect())
}

#[test]
fn what_ris_cannot_say_is_named() {
    let record: Record = serde_json::from_value(serde_json::json!({
        "key": "90000001", "pmid": "90000001", "doi": "10.5555/a", "title": "Tea.",
        "authors": [{"family": "Doe", "given": "Jane", "initials": "J", "orcid": "0000-0002-1825-0097",
            "equal": true, "affiliations": [0]}],
        "affiliations": ["Institute of Cups, Port Fable, Utopia."],
        "journal": {"title": "Journal of Invented Tea", "abbreviation": "J Invent Tea", "nlm_id": "1"},
        "mesh": [{"descriptor": "Tea", "ui": "D1", "qualifiers": [{"name": "analysis"}]}],
        "substances": [{"name": "Caffeine"}],
        "related": [{"kind": "erratum-in", "citation": "J Invent Tea. 2021;2:1."}],
        "published": {"year": 2021, "month": 7, "text": "2021 Jul"}
    }))
    .unwrap();
    let (records, unsaid) = back(&[&record]);
    let expected = [
        "authors.affiliations",
        "authors.equal",
        "authors.orcid",
        "journal.nlm_id",
        "keywords",
        "mesh",
        "related",
        "substances",
    ];
    assert_eq!(unsaid, [expected]);
    assert_eq!(records[0].pmid, record.pmid);
    assert_eq!(records[0].published, record.published);
    assert_eq!(records[0].journal.as_ref().unwrap().title, record.journal.unwrap().title);
}

#[test]
fn fixtures_of_ris_are_written_as_ris() {
    let mut paths = files(&fixtures("ris"));
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ris"));
    are_written(paths);
}

/// Writing what was read from RIS, and reading it again, keeps every record with what names it.
pub(crate) fn check_writing(corpus: &Corpus) {
    are_written(corpus.files("ris"));
}

fn are_written(paths: Vec<PathBuf>) {
    for path in paths {
        let reading = read(&name(&path), bytes(&path));
        let records: Vec<&Record> = reading.records.iter().collect();
        let (again, _) = back(&records);
        assert_eq!(again.len(), records.len(), "{}", path.display());
        for (first, second) in records.iter().zip(&again) {
            assert_eq!(first.title, second.title);
            assert_eq!(
                (&first.doi, &first.pmid, &first.pmcid),
                (&second.doi, &second.pmid, &second.pmcid)
            );
            assert_eq!(first.authors.len(), second.authors.len(), "{}", first.title);
        }
    }
}

fn word() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{2,8}"
}

fn phrase() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-z]{2,8}|[A-Z][a-zé]{2,6}", 1..6).prop_map(|words| words.join(" "))
}

fn author() -> impl Strategy<Value = Person> {
    let family = word();
    let full =
        (family, prop::collection::vec("[A-Z][a-z]{2,6}", 1..3), prop::option::of(Just("Jr")));
    let full = full.prop_map(|(family, given, suffix)| Person {
        family: Some(family),
        initials: Some(given.iter().filter_map(|name| name.chars().next()).collect()),
        given: Some(given.join(" ")),
        suffix: suffix.map(str::to_owned),
        ..Person::default()
    });
    let short = (word(), "[A-Z]{1,3}").prop_map(|(family, initials)| Person {
        family: Some(family),
        initials: Some(initials),
        ..Person::default()
    });
    let group = word().prop_map(|name| Person {
        collective: Some(format!("{name} Tea Study Group")),
        ..Person::default()
    });
    prop_oneof![4 => full, 4 => short, 1 => group]
}

fn date() -> impl Strategy<Value = PartialDate> {
    let days = (1900..2030_i32, "(Jan|Feb|Mar|Dec)", 1..29_u8);
    prop_oneof![
        (1900..2030_i32).prop_map(|year| year.to_string()),
        days.prop_map(|(year, month, day)| format!("{year} {month} {day}")),
        (1900..2030_i32).prop_map(|year| format!("{year} Apr-Jun")),
        (1900..2030_i32).prop_map(|year| format!("{year} Winter")),
    ]
    .prop_map(|text| PartialDate::parse_pubmed(&text).unwrap())
}

fn sections() -> impl Strategy<Value = Vec<AbstractSection>> {
    let section = |label: Option<&str>, text: String| AbstractSection {
        label: label.map(str::to_owned),
        text: format!("{text}."),
        ..AbstractSection::default()
    };
    prop_oneof![
        Just(Vec::new()),
        phrase().prop_map(move |text| vec![section(None, text)]),
        (phrase(), phrase()).prop_map(move |(a, b)| {
            vec![section(Some("BACKGROUND"), a), section(Some("RESULTS"), b)]
        }),
    ]
}

prop_compose! {
    pub(crate) fn sayable()(
        title in phrase(), authors in prop::collection::vec(author(), 0..5), date in date(), sections in sections(),
        journal in (word(), phrase()), numbers in (1..90_000_000_u32, any::<bool>(), any::<bool>(), any::<bool>()),
        places in prop::collection::btree_set("[A-Z][a-z]{3,9}, Port [A-Z][a-z]{3,6}, Utopia", 0..3),
        keywords in prop::collection::btree_set("[a-z]{3,9}", 0..4), major: bool, notes in prop::option::of(phrase()),
        label in prop::option::of("(relevant|irrelevant|not_seen)"), volume in prop::option::of("[1-9][0-9]{0,2}"),
        pages in prop::option::of("[1-9][0-9]{1,3}-[0-9]{1,3}|e[0-9]{3,6}"), languages in prop::option::of(Just("ger")),
        types in prop::option::of("(Review|Letter|Thesis)"), urls in prop::collection::btree_set("https://[a-z]{3,8}\\.example\\.org/[a-z]{1,5}", 0..3),
        grants in prop::collection::vec(("[A-Z][a-z]{3,8} Fund", prop::option::of("[A-Z][0-9]{3,5}")), 0..3),
    ) -> Record {
        let (number, pmid, doi, issn) = numbers;
        let mut record = Record { title, authors, published: Some(date), sections, volume, pages, ..Record::default() };
        record.journal = Some(Journal {
            title: Some(format!("Journal of {}", journal.1)),
            abbreviation: issn.then(|| format!("J {}", journal.0)),
            issn: if issn { vec!["1234-567X".to_owned()] } else { Vec::new() },
            ..Journal::default()
        });
        record.pmid = pmid.then(|| Pmid::new(&number.to_string()).unwrap());
        record.doi = doi.then(|| Doi::new(&format!("10.5555/{number}")).unwrap());
        record.pmcid = (pmid && doi).then(|| Pmcid::new(&format!("PMC{number}")).unwrap());
        record.affiliations = places.into_iter().collect();
        record.keywords = keywords.into_iter().map(|text| Keyword { text, major, owner: None }).collect();
        record.labels.extend(label.map(|label| ("asreview".to_owned(), label)));
        record.labels.extend(notes.map(|note| ("note".to_owned(), note)));
        record.language.extend(languages.map(str::to_owned));
        record.publication_types.extend(types);
        record.ids = urls.into_iter().map(|value| OtherId { scheme: "url".to_owned(), value }).collect();
        record.grants = grants.into_iter().map(|(agency, id)| Grant { id, agency: Some(agency), ..Grant::default() }).collect();
        record
    }
}

/// Good records one after another, for damage.
fn good() -> Vec<String> {
    let names = [
        "endnote.ris",
        "zotero.ris",
        "scopus.ris",
        "embase.ris",
        "web-of-science.ris",
        "pubmed-central.ris",
        "names.ris",
        "asreview.ris",
    ];
    places::texts("ris", &names)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_ris_can_say_is_read_back(records in prop::collection::vec(sayable(), 1..4)) {
        let borrowed: Vec<&Record> = records.iter().collect();
        let (again, unsaid) = back(&borrowed);
        prop_assert_eq!(unsaid, Vec::<Vec<String>>::new());
        let again: Vec<Record> = again.iter().map(plain).collect();
        prop_assert_eq!(again, records);
    }

    #[test]
    fn a_record_cut_anywhere_costs_only_itself(index in 0..8_usize, at in 0..1000_usize) {
        let files = good();
        let cut = &files[index];
        let mut end = cut.len() * at / 1000;
        while !cut.is_char_boundary(end) { end -= 1; }
        let after = "TY  - JOUR\nTI  - A whole record\nAN  - 77\nER  - \n";
        let text = format!("{}\n{}\n{after}", files[1], &cut[..end]);
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
        let whole = read("x", files[1].clone().into_bytes());
        prop_assert_eq!(&reading.records[0].title, &whole.records[0].title);
        let last = reading.records.last().unwrap();
        prop_assert_eq!(last.title.as_str(), "A whole record");
        prop_assert_eq!(last.pmid.as_ref().map(Pmid::as_str), Some("77"));
    }

    #[test]
    fn any_concatenation_keeps_every_record(order in prop::collection::vec(0..8_usize, 1..6), gap in 0..3_usize) {
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
    fn any_bytes_are_accounted_for(
        index in 0..8_usize, web: bool, flips in prop::collection::vec((0..1000_usize, any::<u8>()), 0..24),
    ) {
        let mut input = match web {
            true => bytes(&fixtures("wos-plaintext").join("core-collection.txt")),
            false => good()[index].clone().into_bytes(),
        };
        for (at, byte) in flips {
            let at = (input.len() - 1) * at / 1000;
            input[at] = byte;
        }
        let reading = read("x", input.clone());
        sums::check(&reading, &input);
    }

    #[test]
    fn any_lines_are_accounted_for(lines in prop::collection::vec(
        "(TY|ER|AU|TI|AD|C1|M1|N1|KW|SP|T2|ty|PT|FN|DA)( |  |)-? ?[\\[(A-Za-z0-9;:,./<>&#é\\]) -]{0,30}|\\PC{0,20}", 0..40,
    )) {
        let text = format!("TY  - JOUR\n{}", lines.join("\n"));
        let reading = read("x", text.clone().into_bytes());
        sums::check(&reading, text.as_bytes());
    }
}

#[test]
fn huge_tagged_input_is_accounted_for() {
    let tail = "\nER  - \nTY  - JOUR\nTI  - Next\nER  - \n";
    let cases: [(&str, usize); 16] = [
        ("tea ", 500_000),
        ("Doe, J.; ", 100_000),
        ("\nAU  - Doe, J.", 60_000),
        ("\nAD  - Institute of Cups.", 60_000),
        ("\nC1  - [Doe, J.] Institute of Cups", 20_000),
        ("[Doe, J.] Cups; ", 60_000),
        ("(Doe J.) ", 100_000),
        ("; [", 300_000),
        ("<i>", 300_000),
        ("&amp;", 300_000),
        ("<<<<&&&&", 100_000),
        ("BACKGROUND: a. ", 60_000),
        ("\nN1  - a", 60_000),
        ("\nKW  - tea", 60_000),
        ("http://a; ", 100_000),
        ("\nDA  - 2019/01/01/", 60_000),
    ];
    for (piece, times) in cases {
        for tag in ["AU", "AB", "C1", "AD", "N1", "UR", "TI"] {
            let text =
                format!("TY  - JOUR\nTI  - Tea\n{tag}  - {}{tail}", piece.repeat(times / 10));
            let reading = read("x", text.clone().into_bytes());
            sums::check(&reading, text.as_bytes());
            assert_eq!(titles(&reading.records).last(), Some(&"Next"), "{tag} {piece:?}");
        }
    }
    let text = "TY  - JOUR\nER  - \n".repeat(100_000);
    let reading = read("x", text.into_bytes());
    assert_eq!(reading.coverage.rejected, 100_000);
}
