//! Every format that is written: what is read back of any record is the record, but for what the writer names.
//!
//! Drives the registry of writers, so a new one is held to this by being in it.

use crate::corpus::{Corpus, FOLDERS};
use crate::places::{files, fixtures, name, read};
use crate::sums;
use litdigest::formats::{self, FORMATS, WRITERS};
use litdigest::record::{
    AbstractKind, AbstractSection, AuthorsListed, Book, Databank, Doi, Extra, Grant, Journal, Key,
    Keyword, MeshHeading, MeshQualifier, Orcid, OtherId, PartialDate, Person, Pmcid, Pmid, Record,
    Related, RelatedKind, Status, Substance, Supplementary,
};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Records that are written in one format after another, each beside the form in which it is compared.
struct Written<'a> {
    records: Vec<&'a Record>,
    comparable: Vec<Value>,
}

impl<'a> Written<'a> {
    fn of(records: &'a [Record]) -> Self {
        let comparable = records.iter().map(comparable).collect();
        Written { records: records.iter().collect(), comparable }
    }
}

/// A record as JSON: unordered lists are sorted, and what no text says is left out.
fn comparable(record: &Record) -> Value {
    let mut value = serde_json::to_value(record).unwrap();
    let map = value.as_object_mut().unwrap();
    map.remove("key");
    map.remove("source");
    for list in ["status", "ids"] {
        if let Some(Value::Array(list)) = map.get_mut(list) {
            list.sort_by_key(ToString::to_string);
        }
    }
    if let Some(Value::Array(list)) = map.get_mut("extra") {
        list.sort_by_key(|extra| extra["tag"].to_string());
    }
    value
}

/// What differs between two records, as paths of keys.
fn differ(a: &Value, b: &Value, path: &str, out: &mut BTreeSet<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) => {
            for key in x.keys().chain(y.keys()) {
                let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                differ(
                    a.get(key).unwrap_or(&Value::Null),
                    b.get(key).unwrap_or(&Value::Null),
                    &below,
                    out,
                );
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).for_each(|(a, b)| differ(a, b, path, out));
        }
        _ if a != b => {
            out.insert(path.to_owned());
        }
        _ => {}
    }
}

/// Writes records in a format, reads the file, and holds each to what the writer said of it. Gives the paths named.
fn check(writer: &str, written: &Written) -> Result<BTreeSet<String>, String> {
    let records = &written.records;
    let (text, unsaid) = formats::write(writer, records).unwrap();
    let mut reading = read("x", text.clone().into_bytes());
    let format = reading.coverage.format.clone();
    // The record's own lines keep where it first came from.
    if format == "jsonl" {
        reading.records.iter_mut().for_each(|record| record.source.clear());
    } else {
        sums::check(&reading, text.as_bytes());
    }
    let read_as = formats::writer(writer).unwrap().read_as;
    let fits = format == read_as;
    if !fits || reading.records.len() != records.len() {
        return Err(format!(
            "{writer}: {} records of {format} for {}\n{text}",
            reading.records.len(),
            records.len()
        ));
    }
    let mut named = BTreeSet::new();
    let mut rest = unsaid.iter();
    let before = records.iter().zip(&written.comparable);
    for ((record, value), back) in before.zip(&mut reading.records) {
        // Entries of BibTeX must have a key, so that one which the record did not have is no difference.
        let keyed = |record: &Record| record.ids.iter().any(|id| id.scheme == "citation_key");
        if read_as == "bibtex" && !keyed(record) {
            back.ids.retain(|id| id.scheme != "citation_key");
        }
        let mut found = BTreeSet::new();
        differ(value, &comparable(back), "", &mut found);
        let next = if found.is_empty() { None } else { rest.next() };
        let said: BTreeSet<String> =
            next.map(|said| said.what.iter().cloned().collect()).unwrap_or_default();
        if found != said || next.is_some_and(|said| said.key != record.key.as_str()) {
            let own = serde_json::to_string(record).unwrap();
            let back = serde_json::to_string(back).unwrap();
            return Err(format!(
                "{writer}: differs in {found:?}, named {said:?}\n{own}\n{back}\n{text}"
            ));
        }
        named.extend(said);
    }
    match rest.next() {
        Some(more) => Err(format!("{writer}: names what it says: {more:?}")),
        None => Ok(named),
    }
}

fn word() -> impl Strategy<Value = String> {
    "[A-Z][a-zé]{1,7}"
}

/// Any text as a record may hold it: letters, signs of every format's syntax, markup, other scripts.
fn phrase() -> BoxedStrategy<String> {
    let part = prop_oneof![
        8 => "[a-z]{1,8}|[A-Z][a-zé]{2,6}".prop_map(|text| text),
        2 => "[0-9]{1,4}|[A-Z]{2,4}:|[α-ω]{1,4}|[\u{4e00}-\u{4e20}]{1,3}".prop_map(|text| text),
        1 => prop::sample::select(vec![
            ";", ",", "\"", "'", "\\", "{x}", "[y]", "<", "&", "&amp;", "<i>", "</i>", "%", "=", "+", "-", "@", "TY", "ER", "|",
            "a: b", "a; b", "/", "*", "(c)", "©", "doi:", "10.5555/x", "PMID:", "https://tea.example", "#", "$", "_", "~", "^", "…",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..7).prop_map(|words| words.join(" ")).boxed()
}

fn some<S: Strategy<Value = String> + 'static>(strategy: S) -> BoxedStrategy<Option<String>> {
    prop::option::weighted(0.4, strategy).boxed()
}

prop_compose! {
    fn person()(
        family in word(), particle in prop::bool::weighted(0.2), given in some("[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6})?"),
        initials in some("[A-Z]{1,3}"), suffix in prop::option::weighted(0.1, Just("Jr".to_owned())),
        group in prop::option::weighted(0.15, phrase()), orcid in prop::bool::weighted(0.2), equal in prop::bool::weighted(0.1),
        places in prop::collection::vec(0..3_usize, 0..3),
    ) -> Person {
        let mut person = Person { equal, affiliations: places, ..Person::default() };
        if let Some(group) = group {
            person.collective = Some(format!("{group} Group"));
            return person;
        }
        person.initials = given.as_ref().map(|given| given.split(' ').filter_map(|name| name.chars().next()).collect()).or(initials);
        person.family = Some(if particle { format!("van der {family}") } else { family });
        person.given = given;
        person.suffix = suffix;
        person.orcid = orcid.then(|| Orcid::new("0000-0002-1825-0097").unwrap());
        person
    }
}

fn people(most: usize) -> BoxedStrategy<Vec<Person>> {
    prop::collection::vec(person(), 0..most).boxed()
}

fn date() -> BoxedStrategy<PartialDate> {
    let year = 1900..2030_i32;
    prop_oneof![
        year.clone().prop_map(|year| year.to_string()),
        (year.clone(), "(Jan|Feb|Mar|Dec)", 1..29_u8).prop_map(|(y, m, d)| format!("{y} {m} {d}")),
        (year.clone(), "(Apr-Jun|Winter|Nov-Dec|Jul|May 3-9|Jun 25-Jul 1|Spring-Summer)")
            .prop_map(|(y, m)| format!("{y} {m}")),
        (year.clone(), year).prop_map(|(a, b)| format!("{}-{}", a.min(b), a.max(b))),
    ]
    .prop_map(|text| PartialDate::parse_pubmed(&text).unwrap())
    .boxed()
}

prop_compose! {
    fn section()(label in some("[A-Z]{4,9}|Aims and objectives"), text in phrase(), other in prop::bool::weighted(0.1)) -> AbstractSection {
        AbstractSection { label, text, kind: other.then_some(AbstractKind::Other), ..AbstractSection::default() }
    }
}

prop_compose! {
    fn related()(
        kind in prop::sample::select(vec![RelatedKind::ErratumIn, RelatedKind::RetractionOf, RelatedKind::CommentOn, RelatedKind::PreprintOf]),
        citation in some(phrase()), pmid in prop::option::of(1..90_000_000_u32), doi in prop::bool::weighted(0.3), note in some(phrase()),
    ) -> Related {
        let doi = doi.then(|| Doi::new("10.5555/related").unwrap());
        Related { kind, citation, pmid: pmid.map(|n| Pmid::new(&n.to_string()).unwrap()), doi, note }
    }
}

prop_compose! {
    fn subjects()(
        mesh in prop::collection::vec((word(), any::<bool>(), prop::option::of("[a-z]{3,9}")), 0..3),
        keywords in prop::collection::vec((phrase(), any::<bool>()), 0..3),
        substances in prop::collection::vec((phrase(), some("[0-9]{2,5}-[0-9]{2}-[0-9]")), 0..2),
        concepts in prop::collection::vec((phrase(), some("C[0-9]{6}"), prop::option::of("Disease|Protocol")), 0..2),
        grants in prop::collection::vec((some(phrase()), some("[A-Z][0-9]{3,5}"), some(word())), 0..3),
        banks in prop::collection::vec((word(), some("NCT[0-9]{8}")), 0..2),
        related in prop::collection::vec(related(), 0..3).boxed(),
        status in prop::sample::subsequence(vec![Status::AheadOfPrint, Status::Preprint, Status::Indexed, Status::Retracted], 0..3),
        labels in prop::collection::btree_map("(note|asreview|my label)", phrase(), 0..3),
        extra in prop::collection::vec(("[A-Z][A-Z0-9]|[a-z]{3,9}|ER|TY|PMID|SO", phrase()), 0..3),
    ) -> Record {
        let mesh = mesh.into_iter().map(|(descriptor, major, qualifier)| MeshHeading {
            descriptor, major, ui: None,
            qualifiers: qualifier.into_iter().map(|name| MeshQualifier { name, ui: None, major: !major }).collect(),
        });
        Record {
            mesh: mesh.collect(),
            keywords: keywords.into_iter().map(|(text, major)| Keyword { text, major, owner: None }).collect(),
            substances: substances.into_iter().map(|(name, registry_number)| Substance { name, registry_number, ui: None }).collect(),
            supplementary: concepts.into_iter().map(|(name, ui, kind)| Supplementary { name, ui, kind }).collect(),
            grants: grants.into_iter().map(|(agency, id, country)| Grant { id, agency, country, acronym: None }).collect(),
            databanks: banks.into_iter().map(|(name, accession)| Databank { name, accession }).collect(),
            related, status,
            labels: labels.into_iter().collect(),
            extra: extra.into_iter().map(|(tag, value)| Extra { tag, value }).collect(),
            ..Record::default()
        }
    }
}

prop_compose! {
    fn place()(
        book in prop::bool::weighted(0.2), any in prop::bool::weighted(0.9), title in some(phrase()), short in some(word()),
        issn in prop::bool::weighted(0.3), publisher in some(phrase()), city in some(word()), isbn in prop::bool::weighted(0.3),
        volume in some("[1-9][0-9]{0,2}"), issue in some("[1-9]|Suppl [1-9]|Pt 2"), pages in some("[1-9][0-9]{1,3}-[0-9]{1,3}|e[0-9]{3,6}|S[0-9]"),
        dates in (prop::option::of(date()), prop::option::weighted(0.2, date()), prop::option::weighted(0.2, date())),
        revisions in (prop::option::weighted(0.2, date()), prop::option::weighted(0.2, date())),
    ) -> Record {
        let mut record = Record { volume, issue, pages, ..Record::default() };
        (record.published, record.electronic, record.entered) = dates;
        (record.revised, record.record_revised) = revisions;
        if book {
            let isbn = if isbn { vec!["978-0-00-000000-2".to_owned()] } else { Vec::new() };
            record.book = Some(Book { title, publisher, place: city, isbn, ..Book::default() });
        } else if any {
            let issn = if issn { vec!["1234-567X".to_owned()] } else { Vec::new() };
            record.journal = Some(Journal { title, abbreviation: short, issn, country: city, ..Journal::default() });
        }
        record
    }
}

prop_compose! {
    /// Any record: every key may be there, and any text in it.
    fn record()(
        number in 1..90_000_000_u32, which in 0..16_u8, title in phrase(), stop: bool, rich in prop::bool::weighted(0.15), translated in prop::bool::weighted(0.1),
        vernacular in some(phrase()), sections in prop::collection::vec(section(), 0..4).boxed(), copyright in some("© 20[0-2][0-9] [A-Z][a-z]{3,8}\\."),
        people in (people(5), people(2), people(2)),
        places in prop::collection::btree_set("[A-Z][a-z]{3,9}(; | & |, )Port [A-Z][a-z]{3,6}, Utopia", 0..4),
        ids in prop::collection::btree_map("(url|pii|citation_key|isbn|mid|arxiv)", "[A-Za-z0-9]{3,8}", 0..3),
        language in prop::sample::subsequence(vec!["eng", "ger", "fre"], 0..3), types in prop::sample::subsequence(vec!["Review", "Letter", "Thesis", "Journal Article", "Preprint"], 0..3),
        conflict in some(phrase()), place in place().boxed(), subjects in subjects().boxed(),
    ) -> Record {
        let mut record = Record { conflict_of_interest: conflict, copyright, ..subjects };
        (record.journal, record.book) = (place.journal, place.book);
        (record.published, record.electronic, record.entered) = (place.published, place.electronic, place.entered);
        (record.revised, record.record_revised) = (place.revised, place.record_revised);
        (record.volume, record.issue, record.pages) = (place.volume, place.issue, place.pages);
        record.pmid = (which & 1 > 0).then(|| Pmid::new(&number.to_string()).unwrap());
        record.pmcid = (which & 3 == 3).then(|| Pmcid::new(&format!("PMC{number}")).unwrap());
        record.doi = (which & 4 > 0).then(|| Doi::new(&format!("10.5555/{number}")).unwrap());
        record.title = format!("{title}{}", if stop { "." } else { "" });
        if translated {
            record.title = format!("[{title}].");
            record.title_translated = true;
        }
        if rich {
            record.title_html = Some(format!("<i>{}</i>", escaped(&record.title)));
        }
        record.vernacular_title = vernacular;
        record.sections = sections;
        record.affiliations = places.into_iter().collect();
        (record.authors, record.editors, record.investigators) = people;
        let count = record.affiliations.len();
        for person in record.authors.iter_mut().chain(&mut record.editors).chain(&mut record.investigators) {
            person.affiliations.retain(|at| *at < count);
            person.affiliations.sort_unstable();
            person.affiliations.dedup();
        }
        record.authors_listed = (record.authors.is_empty() && which & 8 > 0).then_some(AuthorsListed::None);
        record.ids = ids.into_iter().map(|(scheme, value)| {
            let value = if scheme == "url" { format!("https://tea.example/{value}") } else { value };
            OtherId { scheme, value }
        }).collect();
        record.language = language.into_iter().map(str::to_owned).collect();
        record.publication_types = types.into_iter().map(str::to_owned).collect();
        record.finish();
        record
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}

/// Formats that say all that a record has.
const COMPLETE: [&str; 2] = ["jsonl", "csl-json"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_written_is_read_back_or_named(records in prop::collection::vec(record(), 1..4)) {
        let written = Written::of(&records);
        for writer in WRITERS {
            let named = check(writer.id, &written);
            prop_assert!(named.is_ok(), "{}", named.unwrap_err());
            let complete = COMPLETE.contains(&writer.id);
            prop_assert!(!complete || named.as_ref().is_ok_and(BTreeSet::is_empty), "{}: {named:?}", writer.id);
        }
    }
}

/// What every format has a place for, so that no writer may lose it of a record whose values are plain.
const KEPT: [&str; 19] = [
    "title",
    "authors.family",
    "authors.given",
    "authors.suffix",
    "authors.collective",
    "journal.title",
    "published.year",
    "published.month",
    "published.day",
    "volume",
    "issue",
    "pages",
    "doi",
    "pmid",
    "pmcid",
    "abstract.text",
    "abstract.label",
    "keywords.text",
    "language",
];

/// What single formats keep besides.
const KEPT_BY: [(&str, &[&str]); 5] = [
    ("bibtex", &["journal.abbreviation", "journal.issn", "ids", "publication_types"]),
    ("biblatex", &["journal.abbreviation", "journal.issn", "ids", "publication_types"]),
    (
        "nbib",
        &[
            "journal.abbreviation",
            "journal.issn",
            "authors",
            "affiliations",
            "mesh",
            "grants",
            "ids",
        ],
    ),
    ("ris", &["journal.abbreviation", "journal.issn", "affiliations", "ids", "publication_types"]),
    (
        "csv",
        &[
            "journal",
            "authors",
            "affiliations",
            "mesh",
            "grants",
            "related",
            "labels",
            "ids",
            "publication_types",
        ],
    ),
];

/// Whether a path that a writer names takes a key away: it is the key, stands above it, or is a part of it.
fn takes(named: &str, key: &str) -> bool {
    let below = |a: &str, b: &str| a.strip_prefix(b).is_some_and(|rest| rest.starts_with('.'));
    named == key || below(named, key) || below(key, named)
}

fn sentence() -> BoxedStrategy<String> {
    "[A-Z][a-zé]{2,7}( [a-zé]{2,8}){1,5}".prop_map(|text| text).boxed()
}

prop_compose! {
    fn plain_person()(family in word(), given in "[A-Z][a-z]{2,6}( [A-Z][a-z]{2,6})?", suffix in prop::option::weighted(0.1, Just("Jr".to_owned())), group in prop::bool::weighted(0.1)) -> Person {
        if group {
            return Person { collective: Some(format!("{family} Study Group")), ..Person::default() };
        }
        let initials = given.split(' ').filter_map(|name| name.chars().next()).collect();
        Person { family: Some(family), given: Some(given), initials: Some(initials), suffix, ..Person::default() }
    }
}

prop_compose! {
    /// A record as most are, with values that every format can carry.
    fn plain_record()(
        number in 1000..90_000_000_u32, title in sentence(), authors in prop::collection::vec(plain_person(), 1..5),
        abstracts in prop::collection::vec(sentence(), 0..4), words in prop::collection::btree_set("[a-z]{3,8}( [a-z]{3,8})?", 0..4),
        journal in sentence(), short in word(), date in (1950..2026_i32, 1..13_u8, 1..29_u8), level in 0..3_u8,
        numbers in (1..300_u32, prop::option::of(1..13_u32), 1..900_u32, 1..90_u32), ids in 0..8_u8, places in prop::collection::btree_set(sentence(), 0..3),
    ) -> Record {
        let (year, month, day) = date;
        let name = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][usize::from(month) - 1];
        let text = [year.to_string(), format!("{year} {name}"), format!("{year} {name} {day}")];
        let labels = ["BACKGROUND", "METHODS", "RESULTS"];
        let labelled = abstracts.len() > 1;
        let mut record = Record {
            title: format!("{title}."), authors, affiliations: places.into_iter().collect(),
            sections: abstracts.into_iter().zip(labels).map(|(text, label)| AbstractSection {
                label: labelled.then(|| label.to_owned()), text: format!("{text}."), ..AbstractSection::default()
            }).collect(),
            keywords: words.into_iter().map(|text| Keyword { text, ..Keyword::default() }).collect(),
            journal: Some(Journal { title: Some(journal), abbreviation: Some(short), issn: vec!["1234-5679".to_owned()], ..Journal::default() }),
            published: PartialDate::parse_pubmed(&text[usize::from(level)]),
            volume: Some(numbers.0.to_string()), issue: numbers.1.map(|issue| issue.to_string()),
            pages: Some(format!("{}-{}", numbers.2, numbers.2 + numbers.3)),
            language: vec!["eng".to_owned()], publication_types: vec!["Journal Article".to_owned()],
            pmid: (ids & 1 > 0).then(|| Pmid::new(&number.to_string()).unwrap()),
            pmcid: (ids & 2 > 0).then(|| Pmcid::new(&format!("PMC{number}")).unwrap()),
            doi: (ids & 4 > 0).then(|| Doi::new(&format!("10.5555/{number}")).unwrap()),
            ..Record::default()
        };
        // MEDLINE has no affiliation without an author.
        record.authors[0].affiliations = (0..record.affiliations.len()).collect();
        record.key = Key::of(&record);
        record
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn no_writer_loses_what_its_format_can_say(records in prop::collection::vec(plain_record(), 1..4)) {
        let written = Written::of(&records);
        for writer in WRITERS {
            let named = check(writer.id, &written).unwrap_or_else(|why| panic!("{why}"));
            let own = KEPT_BY.iter().filter(|(id, _)| *id == writer.id).flat_map(|(_, keys)| keys.iter());
            let lost: Vec<(&String, &str)> = KEPT.iter().chain(own)
                .flat_map(|key| named.iter().filter(|name| takes(name, key)).map(|name| (name, *key)))
                .collect();
            prop_assert!(lost.is_empty(), "{}: {lost:?}\n{}", writer.id, formats::write(writer.id, &records.iter().collect::<Vec<_>>()).unwrap().0);
        }
    }
}

/// A value of the catch-all under a tag that begins or ends a record would cut it in two.
#[test]
fn the_frame_of_a_record_is_no_field() {
    let tags = ["ER", "TY", "PMID", "SO", "PT", "EF"];
    for (tag, value) in tags.iter().flat_map(|tag| [(tag, "12"), (tag, "TY"), (tag, "JOUR")]) {
        for pmid in [None, Pmid::new("90000001").ok()] {
            let extra = Extra { tag: (*tag).to_owned(), value: value.to_owned() };
            let mut record = Record { title: "a".to_owned(), pmid, ..Record::default() };
            record.extra = vec![extra.clone(), extra];
            record.finish();
            for writer in WRITERS {
                let twice = [record.clone(), record.clone()];
                let named = check(writer.id, &Written::of(&twice));
                assert!(named.is_ok(), "{tag}: {}", named.unwrap_err());
            }
        }
    }
}

/// A record without a title is written whole by the formats that say all, and no writer stumbles over it.
#[test]
fn a_record_without_title_is_written() {
    let mut record = Record {
        authors: vec![Person { family: Some("Doe".to_owned()), ..Person::default() }],
        journal: Some(Journal { title: Some("Journal of Tea".to_owned()), ..Journal::default() }),
        published: PartialDate::parse_pubmed("2020"),
        ..Record::default()
    };
    record.finish();
    assert_eq!(record.key.as_str(), "doe-2020-journal-of-tea");
    for writer in WRITERS {
        let (text, unsaid) = formats::write(writer.id, &[&record]).unwrap();
        let reading = read("x", text.into_bytes());
        let back = reading.records.first();
        assert_eq!(
            back.is_none_or(|back| comparable(&record) != comparable(back)),
            !unsaid.is_empty(),
            "{}",
            writer.id
        );
        assert!(writer.id != "jsonl" || back.is_some_and(|back| back.title.is_empty()));
    }
}

#[test]
fn a_lost_key_is_seen_at_every_level() {
    for (named, key, lost) in [
        ("title", "title", true),
        ("title_html", "title", false),
        ("authors", "authors.family", true),
        ("authors.orcid", "authors.family", false),
        ("authors.orcid", "authors", true),
    ] {
        assert_eq!(takes(named, key), lost, "{named} {key}");
    }
}

#[test]
fn records_of_every_fixture_are_written_in_every_format() {
    let mut records: Vec<Record> = Vec::new();
    // The record's own lines have no fixtures: they are what all others are written as.
    let folders =
        FORMATS.iter().map(|format| format.id).filter(|id| *id != "jsonl" && *id != "html");
    for folder in folders {
        for path in files(&fixtures(folder)) {
            if path.extension().is_none_or(|extension| extension != "json") {
                records.append(&mut read(&name(&path), crate::places::bytes(&path)).records);
            }
        }
    }
    assert!(records.len() > 150, "{}", records.len());
    let mut wrong = Vec::new();
    for record in &records {
        let written = Written::of(std::slice::from_ref(record));
        wrong.extend(WRITERS.iter().filter_map(|writer| check(writer.id, &written).err()));
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Whole libraries are written in every format, and what a format cannot say is named.
pub(crate) fn check_writing(corpus: &Corpus) {
    // Of real exports those of reference managers, which hold something of everything.
    let folders = FOLDERS.iter().filter(|(folder, _)| !corpus.is_real() || *folder == "csl-json");
    for path in folders.flat_map(|(folder, _)| corpus.files(folder)) {
        let records = read(&name(&path), crate::places::bytes(&path)).records;
        let written = Written::of(&records);
        for writer in WRITERS {
            check(writer.id, &written).unwrap_or_else(|why| panic!("{why:.3000}"));
        }
    }
}

/// Keys whose words a format says under another key: the title with markup, and that nobody is named.
const SAID_ELSEWHERE: &[&str] = &["title_html", "authors_listed"];

/// A format has no field for a key that it gives back of no record.
#[test]
fn a_writer_knows_what_its_format_has_no_field_for() {
    let mut records = Vec::new();
    for folder in ["tests/fixtures/invented", "tests/fixtures/pages"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (name, bytes) in crate::support::tree(&folder) {
            records.extend(read(&name, bytes).records);
        }
    }
    let keys = |record: &Record| match serde_json::to_value(record) {
        Ok(serde_json::Value::Object(map)) => map.into_iter().map(|(key, _)| key).collect(),
        _ => BTreeSet::new(),
    };
    for writer in WRITERS {
        let (mut gone, mut kept) = (BTreeSet::new(), BTreeSet::new());
        for record in &records {
            let (text, _) = formats::write(writer.id, &[record]).unwrap();
            let reading = read("x", text.into_bytes());
            let back = reading.records.first().map(keys).unwrap_or_default();
            let (stays, goes): (Vec<String>, Vec<String>) =
                keys(record).into_iter().partition(|key| back.contains(key));
            kept.extend(stays);
            gone.extend(goes);
        }
        let lacks: BTreeSet<&str> = gone
            .difference(&kept)
            .map(String::as_str)
            .filter(|key| !SAID_ELSEWHERE.contains(key))
            .collect();
        assert_eq!(lacks, writer.lacks.iter().copied().collect(), "{}", writer.id);
    }
}

#[test]
fn every_writer_is_documented_and_offered() {
    let readme = include_str!("../../README.md");
    for writer in WRITERS {
        assert!(
            readme.contains(&format!("`{}`", writer.id)),
            "README.md does not name {}",
            writer.id
        );
        assert!(!writer.extension.starts_with('.') && writer.media_type.contains('/'));
    }
    let run = crate::support::Site::empty().run(&["convert", "x", "--to", "docx"]);
    assert_eq!(run.code, 2);
    assert!(WRITERS.iter().all(|writer| run.stderr.contains(writer.id)), "{}", run.stderr);
}
