//! What PubMed XML and MEDLINE say of the same articles, field by field.

use crate::corpus::Corpus;
use crate::oracle::{medline, tidy};
use crate::places;
use serde_json::Value;
use std::path::PathBuf;

fn text(record: &Value, path: &str) -> String {
    record.pointer(path).and_then(Value::as_str).map(tidy).unwrap_or_default()
}

fn list<'v>(record: &'v Value, path: &str) -> &'v [Value] {
    record.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" | ")
}

fn strings(record: &Value, path: &str) -> String {
    joined(list(record, path).iter().filter_map(Value::as_str).map(tidy))
}

fn short_name(person: &Value) -> String {
    tidy(
        &["/family", "/initials", "/suffix", "/collective"]
            .map(|part| text(person, part))
            .join(" "),
    )
}

fn full_name(person: &Value) -> String {
    let given = tidy(&format!("{} {}", text(person, "/given"), text(person, "/suffix")));
    let parts = [text(person, "/collective"), text(person, "/family"), given];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn affiliations(record: &Value) -> String {
    let all = list(record, "/affiliations");
    let one = |person: &Value| {
        let places = list(person, "/affiliations").iter().filter_map(Value::as_u64);
        let texts =
            places.map(|place| tidy(all[usize::try_from(place).unwrap()].as_str().unwrap()));
        texts.collect::<Vec<_>>().join(" || ")
    };
    joined(list(record, "/authors").iter().map(one))
}

fn headings(record: &Value) -> String {
    let star = |value: &Value, name: &str| {
        let major = value.get("major").and_then(Value::as_bool).unwrap_or_default();
        format!("{}{}", if major { "*" } else { "" }, text(value, name))
    };
    let one = |heading: &Value| {
        let qualifiers =
            list(heading, "/qualifiers").iter().map(|q| format!("/{}", star(q, "/name")));
        std::iter::once(star(heading, "/descriptor")).chain(qualifiers).collect::<String>()
    };
    joined(list(record, "/mesh").iter().map(one))
}

fn sections(record: &Value) -> String {
    let own = list(record, "/abstract").iter().filter(|section| section.get("kind").is_none());
    let one = |section: &Value| match text(section, "/label") {
        label if label.is_empty() => text(section, "/text"),
        label => format!("{label}: {}", text(section, "/text")),
    };
    own.map(one).collect::<Vec<_>>().join(" ")
}

/// MEDLINE lists supplementary concepts such as protocols behind the substances, without a number.
fn substances(record: &Value) -> String {
    let one = |s: &Value| {
        let number = text(s, "/registry_number");
        format!("{} ({})", if number.is_empty() { "0" } else { &number }, text(s, "/name"))
    };
    let more = list(record, "/supplementary").iter().map(|one| text(one, "/name"));
    joined(list(record, "/substances").iter().map(one).chain(more))
}

/// Every value of one kind in MEDLINE's two fields of identifiers, once.
fn identifiers(other: &medline::Medline, kind: &str) -> String {
    let end = format!(" [{kind}]");
    let mut out: Vec<String> = Vec::new();
    for value in other.all("LID").into_iter().chain(other.all("AID")) {
        let value = value.strip_suffix(&*end).unwrap_or_default().to_owned();
        if !value.is_empty() && !out.contains(&value) {
            out.push(value);
        }
    }
    joined(out)
}

/// How this export spells signs; letters lose their accents.
const SIGNS: [(&str, &str); 14] = [
    ("‡", "double dagger"),
    ("†", "dagger"),
    ("§", "section sign"),
    ("¶", "paragraph sign"),
    ("ǁ", ""),
    ("±", "+/-"),
    ("≤", "</="),
    ("≥", ">/="),
    ("°", " degrees "),
    ("→", "-->"),
    ("²", "(2)"),
    ("χ", "chi"),
    ("α", "alpha"),
    ("β", "beta"),
];

fn ascii(text: &str) -> String {
    let spelled = SIGNS.iter().fold(text.to_owned(), |text, (sign, word)| text.replace(sign, word));
    let plain = any_ascii::any_ascii(&spelled).to_lowercase();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn day(record: &Value, path: &str) -> String {
    let number = |key: &str| record.pointer(&format!("{path}/{key}")).and_then(Value::as_u64);
    let parts = ["year", "month", "day"].into_iter().filter_map(number);
    parts.fold(String::new(), |day, part| format!("{day}{part:02}"))
}

fn of_kind(record: &Value, kind: &str) -> String {
    let ids = list(record, "/ids").iter().filter(|id| id["type"] == kind);
    joined(ids.map(|id| text(id, "/value")))
}

/// Field, what the XML reader says, what MEDLINE says.
fn fields(record: &Value, other: &medline::Medline) -> Vec<(&'static str, String, String)> {
    let one = |tag: &str| other.one(tag).unwrap_or_default().to_owned();
    let all = |tag: &str| joined(other.all(tag).into_iter().map(str::to_owned));
    let people = |tags: &[&str]| joined(other.names(tags).into_iter().map(|name| name.printed));
    let places =
        joined(other.names(&["AU", "CN"]).into_iter().map(|name| name.affiliations.join(" || ")));
    let authors = list(record, "/authors").iter();
    let doi = other.id("doi").unwrap_or_default().to_lowercase();
    let status =
        |name: &str| list(record, "/status").iter().any(|status| status == name).to_string();
    vec![
        ("title", text(record, "/title"), one("TI")),
        ("vernacular title", text(record, "/vernacular_title"), one("TT")),
        ("authors", joined(authors.clone().map(short_name)), people(&["AU", "CN"])),
        ("full names", joined(authors.map(full_name)), people(&["FAU", "CN"])),
        ("affiliations", affiliations(record), places),
        ("journal abbreviation", text(record, "/journal/abbreviation"), one("TA")),
        ("journal title", text(record, "/journal/title"), one("JT")),
        ("journal id", text(record, "/journal/nlm_id"), one("JID")),
        ("date", text(record, "/published/text"), one("DP")),
        ("electronic date", day(record, "/electronic"), one("DEP")),
        ("record revised", day(record, "/record_revised"), one("LR")),
        ("entered", text(record, "/entered/text"), one("EDAT")),
        ("volume", text(record, "/volume"), one("VI")),
        ("issue", text(record, "/issue"), one("IP")),
        ("pages", text(record, "/pages"), one("PG")),
        ("doi", text(record, "/doi"), doi),
        ("pii", of_kind(record, "pii"), identifiers(other, "pii")),
        ("pmcid", text(record, "/pmcid"), one("PMC")),
        ("mesh", headings(record), all("MH")),
        ("substances", substances(record), all("RN")),
        ("publication types", strings(record, "/publication_types"), all("PT")),
        ("languages", strings(record, "/language"), all("LA")),
        ("abstract", sections(record), one("AB")),
        ("copyright", text(record, "/copyright"), one("CI")),
        ("conflict of interest", text(record, "/conflict_of_interest"), one("COIS")),
        ("indexed", status("indexed"), (one("STAT") == "MEDLINE").to_string()),
        ("country", text(record, "/journal/country"), one("PL")),
    ]
}

/// The XML and the MEDLINE of one search.
fn search(corpus: &Corpus) -> (PathBuf, PathBuf, usize) {
    match corpus.is_real() {
        true => (
            corpus.file("pubmed-xml", "pubmed_result@8035bc95.xml"),
            corpus.file("medline", "citations@b030de69.nbib"),
            200,
        ),
        false => (corpus.file("pubmed-xml", "search"), corpus.file("medline", "search"), 5),
    }
}

pub(crate) fn check_agreement(corpus: &Corpus) {
    let (xml, nbib, articles) = search(corpus);
    let reading = places::read(&places::name(&xml), places::bytes(&xml));
    let others = medline::read(&places::text(&nbib));
    let mut differ = Vec::new();
    let mut pairs = 0;
    for record in &reading.records {
        let json = serde_json::to_value(record).unwrap();
        let pmid = text(&json, "/pmid");
        let Some(other) = others.iter().find(|other| other.one("PMID") == Some(&pmid)) else {
            continue;
        };
        pairs += 1;
        for (field, ours, theirs) in fields(&json, other) {
            if ours != theirs && ascii(&ours) != ascii(&theirs) {
                differ.push(format!("{pmid} {field}\n   xml:     {ours}\n   medline: {theirs}"));
            }
        }
    }
    assert!(pairs >= articles, "{pairs}");
    assert!(differ.is_empty(), "{} differences:\n{}", differ.len(), differ.join("\n"));
}
