//! What the abstract-text reader says of an article against what MEDLINE and CSV exports say of the same article.
//!
//! Every difference is a failure unless a class of differences ([`rules`]) or a single honest exception
//! ([`exceptions`]) explains it; one that explains nothing any more fails as well.

mod exceptions;
mod rules;

use crate::oracle::{csv, medline, tidy};
use crate::places;
use exceptions::EXCEPTIONS;
use medline::Medline;
use rules::RULES;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One field of one article as both sides have it; empty means that a side has nothing.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) field: &'static str,
    pub(crate) ours: String,
    pub(crate) theirs: String,
    /// The whole citation as the other format prints it.
    pub(crate) citation: String,
}

/// What a pair of values means.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    BothAbsent,
    Agree,
    Rule(usize),
    Exception(usize),
    Differ,
}

fn text(record: &Value, path: &str) -> String {
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

fn against_medline(record: &Value, theirs: &Medline) -> Vec<Pair> {
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

fn against_csv(record: &Value, row: &csv::Row) -> Vec<Pair> {
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

fn judge(pmid: &str, pair: &Pair) -> Verdict {
    if pair.ours == pair.theirs {
        return if pair.ours.is_empty() { Verdict::BothAbsent } else { Verdict::Agree };
    }
    let rule = RULES.iter().position(|rule| rule.fields.contains(&pair.field) && (rule.fits)(pair));
    if let Some(rule) = rule {
        return Verdict::Rule(rule);
    }
    let single = EXCEPTIONS.iter().position(|e| e.pmid == pmid && e.field == pair.field);
    single.map_or(Verdict::Differ, Verdict::Exception)
}

/// The PMIDs of an abstract-text file, found without the library.
fn pmids(text: &str) -> BTreeSet<String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("PMID: "));
    lines.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect()).collect()
}

/// The abstract-text records of every article that one of `wanted` is, by PMID, with the file's name.
fn ours(wanted: &BTreeSet<String>, folder: &Path) -> Vec<(String, String, Value)> {
    let mut out = Vec::new();
    for path in places::files(folder) {
        if pmids(&places::text(&path)).is_disjoint(wanted) {
            continue;
        }
        let reading = places::read(&places::name(&path), places::bytes(&path));
        for record in reading.records {
            let value = serde_json::to_value(&record).unwrap();
            let pmid = text(&value, "/pmid");
            if wanted.contains(&pmid) {
                out.push((pmid, places::name(&path), value));
            }
        }
    }
    out
}

/// A table of agreement, and the differences that nothing explains.
struct Report {
    counts: BTreeMap<&'static str, [usize; 5]>,
    order: Vec<&'static str>,
    rules: BTreeSet<usize>,
    exceptions: BTreeSet<usize>,
    differences: Vec<String>,
}

impl Report {
    fn new() -> Self {
        Report {
            counts: BTreeMap::new(),
            order: Vec::new(),
            rules: BTreeSet::new(),
            exceptions: BTreeSet::new(),
            differences: Vec::new(),
        }
    }

    fn add(&mut self, pmid: &str, files: &str, pairs: &[Pair]) {
        for pair in pairs {
            let verdict = judge(pmid, pair);
            if !self.order.contains(&pair.field) {
                self.order.push(pair.field);
            }
            let column = match verdict {
                Verdict::Agree => 0,
                Verdict::Rule(rule) => {
                    self.rules.insert(rule);
                    1
                }
                Verdict::Exception(at) => {
                    self.exceptions.insert(at);
                    2
                }
                Verdict::Differ => {
                    self.differences.push(difference(pmid, files, pair));
                    3
                }
                Verdict::BothAbsent => 4,
            };
            self.counts.entry(pair.field).or_default()[column] += 1;
        }
    }

    fn print(&self, title: &str) {
        println!(
            "{title}\n{:24}{:>8}{:>10}{:>12}{:>9}{:>13}",
            "field", "agree", "by rule", "exception", "differ", "both absent"
        );
        for field in &self.order {
            let [agree, rule, exception, differ, absent] = self.counts[field];
            println!("{field:24}{agree:>8}{rule:>10}{exception:>12}{differ:>9}{absent:>13}");
        }
    }
}

fn difference(pmid: &str, files: &str, pair: &Pair) -> String {
    let same = pair.ours.chars().zip(pair.theirs.chars()).take_while(|(a, b)| a == b).count();
    let show =
        |text: &str| text.chars().skip(same.saturating_sub(30)).take(140).collect::<String>();
    format!(
        "{pmid} {} ({files}), from character {same}:\n  ours   …{}\n  theirs …{}",
        pair.field,
        show(&pair.ours),
        show(&pair.theirs)
    )
}

#[test]
fn abstract_text_agrees_with_medline_and_csv() {
    let (Some(texts), Some(medlines), Some(csvs)) =
        (places::corpus("abstract-text"), places::corpus("medline"), places::corpus("pubmed-csv"))
    else {
        return;
    };
    let mut by_medline: BTreeMap<String, Vec<(String, Medline)>> = BTreeMap::new();
    for path in places::files(&medlines) {
        for record in medline::read(&String::from_utf8_lossy(&places::bytes(&path))) {
            let pmid = record.one("PMID").unwrap_or_default().to_owned();
            by_medline.entry(pmid).or_default().push((places::name(&path), record));
        }
    }
    let mut by_csv: BTreeMap<String, Vec<csv::Row>> = BTreeMap::new();
    for path in places::files(&csvs) {
        for row in csv::read(&places::text(&path)) {
            by_csv.entry(row.pmid.clone()).or_default().push(row);
        }
    }
    let wanted = by_medline.keys().chain(by_csv.keys()).cloned().collect();
    let (mut medline_report, mut csv_report) = (Report::new(), Report::new());
    let (mut medline_pairs, mut csv_pairs) = (0, 0);
    for (pmid, file, record) in ours(&wanted, &texts) {
        for (other, theirs) in by_medline.get(&pmid).into_iter().flatten() {
            medline_pairs += 1;
            medline_report.add(
                &pmid,
                &format!("{file}, {other}"),
                &against_medline(&record, theirs),
            );
        }
        for row in by_csv.get(&pmid).into_iter().flatten() {
            csv_pairs += 1;
            csv_report.add(&pmid, &file, &against_csv(&record, row));
        }
    }
    medline_report.print(&format!("{medline_pairs} articles against MEDLINE"));
    csv_report.print(&format!("{csv_pairs} articles against CSV"));
    assert!(medline_pairs >= 201 && csv_pairs >= 200, "{medline_pairs} and {csv_pairs} pairs");
    finish(&[medline_report, csv_report]);
}

fn finish(reports: &[Report]) {
    let mut wrong: Vec<String> = reports.iter().flat_map(|r| r.differences.clone()).collect();
    for (at, rule) in RULES.iter().enumerate() {
        if !reports.iter().any(|report| report.rules.contains(&at)) {
            wrong.push(format!("the rule {:?} explains nothing", rule.name));
        }
    }
    for (at, exception) in EXCEPTIONS.iter().enumerate() {
        if !reports.iter().any(|report| report.exceptions.contains(&at)) {
            wrong.push(format!(
                "the exception {} {} is not needed",
                exception.pmid, exception.field
            ));
        }
    }
    assert!(wrong.is_empty(), "{} differences\n{}", wrong.len(), wrong.join("\n"));
}

/// The invented record of the conservation tests as another database would print it.
fn sample() -> (Value, Medline, csv::Row) {
    let record = serde_json::from_str(include_str!("conservation/sample.json")).unwrap();
    let mut medline = medline::read(include_str!("agreement/sample.nbib"));
    let mut rows = csv::read(include_str!("agreement/sample.csv"));
    (record, medline.remove(0), rows.remove(0))
}

#[test]
fn a_record_read_well_agrees_in_every_field() {
    let (record, theirs, row) = sample();
    for pair in against_medline(&record, &theirs).into_iter().chain(against_csv(&record, &row)) {
        assert_eq!(pair.ours, pair.theirs, "{}", pair.field);
    }
}

#[test]
fn a_record_read_badly_differs() {
    let (record, theirs, row) = sample();
    let unprinted = ["/key", "/ids", "/source", "/pmc_available"];
    let mut leaves = Vec::new();
    crate::conservation::strings(&record, "", &mut |path, _| leaves.push(path.to_owned()));
    leaves.retain(|path| !unprinted.iter().any(|start| path.starts_with(start)));
    leaves.retain(|path| !(path.starts_with("/related") && path.ends_with("/doi")));
    let unprinted = |path: &str| path.ends_with("/kind") || path.ends_with("/language");
    leaves.retain(|path| !(path.starts_with("/abstract") && unprinted(path)));
    assert!(leaves.len() > 40);
    for path in leaves {
        let mut copy = record.clone();
        *copy.pointer_mut(&path).unwrap() = Value::String("something else".to_owned());
        let mut pairs = against_medline(&copy, &theirs);
        pairs.extend(against_csv(&copy, &row));
        let differs = pairs.iter().any(|pair| judge("99999991", pair) == Verdict::Differ);
        assert!(differs, "{path} changed unnoticed");
    }
}
