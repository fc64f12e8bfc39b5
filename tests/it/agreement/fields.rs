//! The fields of an article as the library's record and another format have them, side by side.

use super::Pair;
use crate::oracle::{csv, medline::Medline, tidy};
use serde_json::Value;
use std::collections::BTreeSet;

/// The text at a path of a record's JSON; empty when there is none.
pub(super) fn text(record: &Value, path: &str) -> String {
    record.pointer(path).and_then(Value::as_str).map(tidy).unwrap_or_default()
}

fn list<'v>(record: &'v Value, path: &str) -> &'v [Value] {
    record.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts.into_iter().collect::<Vec<_>>().join(" | ")
}

fn person(person: &Value) -> String {
    let parts = ["/family", "/initials", "/suffix", "/collective"].map(|part| text(person, part));
    tidy(&parts.join(" "))
}

fn people(record: &Value, key: &str) -> String {
    joined(list(record, key).iter().map(person))
}

/// As [`people`], with what is a group marked as one.
fn people_and_groups(record: &Value, key: &str) -> String {
    let kind = |p: &Value| if p.get("collective").is_some() { "group " } else { "" };
    joined(list(record, key).iter().map(|p| format!("{}{}", kind(p), person(p))))
}

fn affiliations(record: &Value, key: &str) -> String {
    let all = list(record, "/affiliations");
    let of = |person: &Value| {
        let indices = list(person, "/affiliations").iter().filter_map(Value::as_u64);
        let texts = indices.filter_map(|i| all.get(usize::try_from(i).unwrap()));
        let texts = texts.filter_map(Value::as_str).map(tidy);
        texts.collect::<Vec<_>>().join(" || ")
    };
    joined(list(record, key).iter().map(of))
}

/// The main abstract, or the further ones, on one line in MEDLINE's words.
fn sections(record: &Value, main: bool) -> String {
    let ours = list(record, "/abstract").iter().filter(|s| s.get("kind").is_none() == main);
    let line = |section: &Value| match text(section, "/label") {
        label if label.is_empty() => text(section, "/text"),
        label => format!("{label}: {}", text(section, "/text")),
    };
    ours.map(line).collect::<Vec<_>>().join(" ")
}

fn flag(set: bool) -> String {
    if set { "yes".to_owned() } else { String::new() }
}

fn status(record: &Value, name: &str) -> String {
    flag(list(record, "/status").iter().any(|status| status == name))
}

/// `20160322` for a whole date, `201603` or `2016` for less.
fn digits(record: &Value, path: &str) -> String {
    let number = |key: &str| record.pointer(&format!("{path}/{key}")).and_then(Value::as_u64);
    let Some(year) = number("year") else { return String::new() };
    let rest = [number("month"), number("day")].into_iter().flatten();
    rest.fold(year.to_string(), |date, part| format!("{date}{part:02}"))
}

/// The citation line as PubMed prints it, from the record's parts.
fn citation(record: &Value) -> String {
    let volume = text(record, "/volume");
    let issue = Some(text(record, "/issue")).filter(|i| !i.is_empty());
    let issue = issue.map(|issue| format!("({issue})")).unwrap_or_default();
    let pages = Some(text(record, "/pages")).filter(|p| !p.is_empty());
    let pages = pages.map(|pages| format!(":{pages}")).unwrap_or_default();
    let semicolon = if volume.is_empty() && issue.is_empty() { "" } else { ";" };
    let (journal, date) = (text(record, "/journal/abbreviation"), text(record, "/published/text"));
    format!("{journal}. {date}{semicolon}{volume}{issue}{pages}.")
}

/// `Epub 2016 Mar 22. eCollection 2016.`, from the record's parts.
fn notes(record: &Value) -> String {
    let note = |(key, word): (&str, &str)| match text(record, &format!("/{key}/text")) {
        date if date.is_empty() => String::new(),
        date => format!("{word} {date}."),
    };
    let all = [("electronic", "Epub"), ("collection", "eCollection"), ("print", "Print")];
    tidy(&all.map(note).join(" "))
}

/// The same words cut out of a printed citation.
fn printed_notes(citation: &str) -> String {
    let cut = |word: &str| {
        let found = citation.split_once(&format!(". {word} ")).map(|(_, rest)| rest);
        found.map(|rest| format!("{word} {}.", rest.split('.').next().unwrap_or_default()))
    };
    let all = ["Epub", "eCollection", "Print"].map(|word| cut(word).unwrap_or_default());
    tidy(&all.join(" "))
}

const RELATED: [(&str, &str); 20] = [
    ("CIN", "comment-in"),
    ("CON", "comment-on"),
    ("EIN", "erratum-in"),
    ("EFR", "erratum-for"),
    ("RIN", "retraction-in"),
    ("ROF", "retraction-of"),
    ("PRIN", "partial-retraction-in"),
    ("PROF", "partial-retraction-of"),
    ("UIN", "update-in"),
    ("UOF", "update-of"),
    ("ECI", "concern-in"),
    ("ECF", "concern-for"),
    ("SPIN", "summary-in"),
    ("ORI", "original-report"),
    ("RPI", "republished-in"),
    ("RPF", "republished-from"),
    ("CRI", "republished-in"),
    ("CRF", "republished-from"),
    ("RRI", "republished-in"),
    ("RRF", "republished-from"),
];

/// An entry without its identifiers: the two formats print different ones (PMID there, DOI here).
fn bare(entry: &str) -> String {
    let before = |text: &str, mark: &str| text.split(mark).next().unwrap_or_default().to_owned();
    let bare = before(&before(entry, "PMID:"), "doi:");
    tidy(bare.trim_end().trim_end_matches('.'))
}

fn related(record: &Value, theirs: &Medline) -> Pair {
    let ours: BTreeSet<String> = list(record, "/related")
        .iter()
        .map(|r| {
            format!(
                "{}: {}",
                text(r, "/kind"),
                bare(&format!("{} {}", text(r, "/citation"), text(r, "/note")))
            )
        })
        .collect();
    let theirs: BTreeSet<String> = RELATED
        .iter()
        .flat_map(|(tag, kind)| {
            theirs.all(tag).into_iter().map(move |entry| format!("{kind}: {}", bare(entry)))
        })
        .collect();
    Pair { field: "related", ours: joined(ours), theirs: joined(theirs), citation: String::new() }
}

/// Every field that both MEDLINE and the abstract text have.
pub(super) fn against_medline(record: &Value, theirs: &Medline) -> Vec<Pair> {
    let mut out = Vec::new();
    let source = tidy(theirs.one("SO").unwrap_or_default());
    let mut pair = |field, ours: String, theirs: String| {
        out.push(Pair {
            field,
            ours: tidy(&ours),
            theirs: tidy(&theirs),
            citation: source.clone(),
        });
    };
    let one = |tag: &str| theirs.one(tag).unwrap_or_default().to_owned();
    let book = !one("BTI").is_empty();
    let names = |tags: &[&str]| joined(theirs.names(tags).into_iter().map(|name| name.printed));
    let places = |tags: &[&str]| {
        joined(theirs.names(tags).into_iter().map(|name| name.affiliations.join(" || ")))
    };
    pair("pmid", text(record, "/pmid"), one("PMID"));
    pair("pmcid", text(record, "/pmcid"), one("PMC"));
    pair("doi", text(record, "/doi"), theirs.id("doi").unwrap_or_default().to_lowercase());
    pair("title", text(record, "/title"), one("TI"));
    let authors = theirs.names(&["AU", "CN"]).into_iter();
    let authors =
        authors.map(|n| format!("{}{}", if n.tag == "CN" { "group " } else { "" }, n.printed));
    pair("authors", people_and_groups(record, "/authors"), joined(authors));
    pair("affiliations", affiliations(record, "/authors"), places(&["AU", "CN"]));
    pair("investigators", people(record, "/investigators"), names(&["IR"]));
    pair("journal", text(record, "/journal/abbreviation"), one("TA"));
    pair("volume", text(record, "/volume"), one("VI"));
    pair("issue", text(record, "/issue"), one("IP"));
    pair("pages", text(record, "/pages"), one("PG"));
    pair("abstract", sections(record, true), one("AB"));
    pair("other abstract", sections(record, false), theirs.all("OAB").join(" "));
    pair("copyright", text(record, "/copyright"), one("CI"));
    pair("conflict of interest", text(record, "/conflict_of_interest"), one("COIS"));
    let spoken = joined(list(record, "/language").iter().filter_map(Value::as_str).map(tidy));
    let spoken = if spoken.is_empty() { "eng".to_owned() } else { spoken };
    pair("language", spoken, joined(theirs.all("LA").into_iter().map(tidy)));
    pair("ahead of print", status(record, "ahead-of-print"), flag(one("PST") == "aheadofprint"));
    pair("indexed", status(record, "indexed"), flag(one("STAT") == "MEDLINE"));
    let kind = |name: &str| flag(theirs.all("PT").contains(&name));
    pair("preprint", status(record, "preprint"), kind("Preprint"));
    pair("retracted", status(record, "retracted"), kind("Retracted Publication"));
    if book {
        pair("book title", text(record, "/book/title"), one("BTI"));
        pair("book place", text(record, "/book/place"), one("PL"));
        pair("book publisher", text(record, "/book/publisher"), one("PB"));
        pair("book date", text(record, "/book/published/text"), one("DP"));
        pair("chapter date", digits(record, "/published"), one("CTDT"));
        pair("editors", people(record, "/editors"), names(&["ED"]));
        pair("editors' affiliations", affiliations(record, "/editors"), places(&["ED"]));
    } else {
        pair("date", text(record, "/published/text"), one("DP"));
        pair("source line", citation(record), source_line(&one("SO")));
        pair("notes", notes(record), printed_notes(&one("SO")));
    }
    out.push(related(record, theirs));
    out
}

/// A printed citation up to its first identifier or note.
fn source_line(citation: &str) -> String {
    let marks = [
        " pii: ",
        " doi: ",
        " Epub ",
        " eCollection ",
        " Print ",
        " Online ahead",
        " [Epub",
        " Preprint.",
    ];
    let end = marks.iter().filter_map(|mark| citation.find(mark)).min().unwrap_or(citation.len());
    tidy(citation.get(..end).unwrap_or_default())
}

/// The authors as PubMed's CSV prints them, cut where it says "et al.".
fn author_line(record: &Value, printed: &str) -> String {
    let names: Vec<String> = list(record, "/authors").iter().map(person).collect();
    if names.is_empty() {
        return String::new();
    }
    let kept = commas(printed.strip_suffix(", et al.").unwrap_or_default());
    let fits = |count: &usize| commas(&names[..*count].join(", ")) == kept;
    match (1..names.len()).find(fits) {
        Some(count) => format!("{}, et al.", commas(&names[..count].join(", "))),
        None => format!("{}.", commas(&names.join(", "))),
    }
}

/// Groups are set off by `;` on one side or both; the names count here, not what stands between them.
fn commas(names: &str) -> String {
    tidy(&names.replace("; ", ", "))
}

/// Every field that both the CSV and the abstract text have.
pub(super) fn against_csv(record: &Value, row: &csv::Row) -> Vec<Pair> {
    let mut out = Vec::new();
    let mut pair = |field, ours: String, theirs: &str| {
        let citation = tidy(&row.citation);
        out.push(Pair { field, ours: tidy(&ours), theirs: tidy(theirs), citation });
    };
    let book = record.get("book").is_some();
    pair("pmid", text(record, "/pmid"), &row.pmid);
    pair("pmcid", text(record, "/pmcid"), &row.pmcid);
    pair("doi", text(record, "/doi"), &row.doi.to_lowercase());
    pair(
        "title",
        text(record, "/title").trim_end_matches('.').to_owned(),
        row.title.trim_end_matches('.'),
    );
    pair("authors", author_line(record, &row.authors), &commas(&row.authors));
    pair(
        "first author",
        list(record, "/authors").first().map(person).unwrap_or_default(),
        &row.first_author,
    );
    if book {
        pair("journal or book", text(record, "/book/title"), &row.journal);
        let year = record.pointer("/book/published/year").map(ToString::to_string);
        pair("year", year.unwrap_or_default(), &row.year);
    } else {
        pair("journal or book", text(record, "/journal/abbreviation"), &row.journal);
        let year = record.pointer("/published/year").map(ToString::to_string);
        pair("year", year.unwrap_or_default(), &row.year);
        pair("source line", citation(record), &source_line(&row.citation));
        pair("notes", notes(record), &printed_notes(&row.citation));
    }
    out
}
