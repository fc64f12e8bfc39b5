//! The same articles from BibTeX and from another export of the same database or of another one, field by field.
//!
//! The other side of RIS and Web of Science is read by a tiny reader of tagged lines in this file; the other side of
//! PubMed's abstract text is that format's own reader, which is held to MEDLINE and CSV elsewhere. A difference is a
//! failure unless a class of differences explains it, and a class that explains nothing fails as well.

use super::classes::CLASSES;
use crate::corpus::Corpus;
use crate::places::{bytes, name, read};
use litdigest::record::Record;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One article as far as it is compared: by field, in a form in which equal things are equal.
type Article = BTreeMap<&'static str, String>;

const FIELDS: [&str; 13] = [
    "title", "year", "month", "authors", "journal", "issn", "volume", "issue", "pages", "abstract",
    "keywords", "language", "pmid",
];

/// Letters and digits, lower case, without accents.
fn folded(text: &str) -> String {
    let plain = [
        "<i>", "</i>", "<sub>", "</sub>", "<sup>", "</sup>", "<b>", "</b>", "&amp;", "<p>", "</p>",
    ]
    .iter()
    .fold(text.to_lowercase(), |text, tag| text.replace(tag, ""));
    let ascii = any_ascii::any_ascii(&plain).to_lowercase();
    ascii.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Pages as text; a last page that is left open is told from one that is missing.
fn pages(text: &str) -> String {
    folded(&text.replace('+', "open"))
}

fn set(values: impl Iterator<Item = String>) -> String {
    let sorted: BTreeSet<String> = values.filter(|value| !value.is_empty()).collect();
    sorted.into_iter().collect::<Vec<_>>().join(" ")
}

/// Family name and first initial.
fn author(name: &str) -> String {
    let (family, given) = name.split_once(',').unwrap_or((name, ""));
    folded(family) + "-" + &folded(given).chars().take(1).collect::<String>()
}

fn ours(record: &Record) -> Article {
    let mut out = Article::new();
    let text = |value: Option<&String>| value.map(|value| folded(value)).unwrap_or_default();
    let person = |person: &litdigest::record::Person| match &person.collective {
        Some(group) => author(group),
        None => author(&format!(
            "{},{}",
            person.family.clone().unwrap_or_default(),
            person.given.clone().or(person.initials.clone()).unwrap_or_default()
        )),
    };
    let journal = record.journal.as_ref();
    let container =
        journal.and_then(|journal| journal.title.as_ref().or(journal.abbreviation.as_ref()));
    let container = container.or(record.book.as_ref().and_then(|book| book.title.as_ref()));
    let serials = journal.map(|journal| journal.issn.clone()).unwrap_or_default();
    let ids = record.ids.iter().filter(|id| id.scheme == "issn").map(|id| id.value.clone());
    let date = record.published.as_ref();
    let parts: Vec<String> = record
        .sections
        .iter()
        .map(|section| format!("{}{}", section.label.clone().unwrap_or_default(), section.text))
        .chain(record.copyright.clone())
        .collect();
    out.insert("title", folded(&record.title));
    out.insert("year", date.map(|date| date.year.to_string()).unwrap_or_default());
    out.insert(
        "month",
        date.and_then(|date| date.month).map(|month| month.to_string()).unwrap_or_default(),
    );
    out.insert("authors", record.authors.iter().map(person).collect::<Vec<_>>().join(" "));
    out.insert("journal", text(container));
    out.insert("issn", set(serials.into_iter().chain(ids).map(|issn| folded(&issn))));
    out.insert("volume", text(record.volume.as_ref()));
    out.insert("issue", text(record.issue.as_ref()));
    out.insert("pages", pages(record.pages.as_deref().unwrap_or_default()));
    out.insert("abstract", folded(&parts.concat()));
    out.insert("keywords", set(record.keywords.iter().map(|keyword| folded(&keyword.text))));
    out.insert("language", set(record.language.iter().cloned()));
    out.insert("pmid", record.pmid.as_ref().map(ToString::to_string).unwrap_or_default());
    out
}

/// Records of tagged lines: RIS where `dash`, else the Web of Science's.
fn tagged(text: &str, dash: bool) -> Vec<BTreeMap<String, Vec<String>>> {
    let mut out = Vec::new();
    let mut open: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut last = String::new();
    for line in text.replace('\r', "").lines() {
        let head = line.get(..2).unwrap_or_default();
        let tag = head.chars().next().is_some_and(|c| c.is_ascii_uppercase())
            && head.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        let rest = line.get(2..).unwrap_or_default();
        let value = if dash { rest.strip_prefix("  -") } else { rest.strip_prefix(' ') };
        if tag && (value.is_some() || line == "ER") {
            if head == "ER" {
                out.push(std::mem::take(&mut open));
            } else {
                head.clone_into(&mut last);
                open.entry(last.clone())
                    .or_default()
                    .push(value.unwrap_or_default().trim().to_owned());
            }
        } else if let Some(list) = open.get_mut(&last) {
            if !dash && ["AU", "AF"].contains(&last.as_str()) {
                list.push(line.trim().to_owned());
            } else if let Some(value) = list.last_mut() {
                value.push(' ');
                value.push_str(line.trim());
            }
        }
    }
    out
}

fn theirs(record: &BTreeMap<String, Vec<String>>, dash: bool) -> (String, Article) {
    let all = |tag: &str| record.get(tag).cloned().unwrap_or_default();
    let one = |tags: &[&str]| {
        tags.iter().flat_map(|tag| all(tag)).find(|value| !value.is_empty()).unwrap_or_default()
    };
    let mut out = Article::new();
    let doi = one(&["DO", "DI"]);
    out.insert("title", folded(&one(&["TI", "T1"])));
    let date = one(&["DA", "PY", "Y1"]);
    out.insert("year", one(&["PY", "Y1"]).chars().take(4).collect());
    let month = if dash {
        date.split('/').nth(1).unwrap_or_default().to_owned()
    } else {
        month(&one(&["PD"]))
    };
    out.insert("month", month.trim_start_matches('0').to_owned());
    let names = if dash {
        [all("AU"), all("A1")].concat()
    } else if all("AF").is_empty() {
        all("AU")
    } else {
        all("AF")
    };
    out.insert("authors", names.iter().map(|name| author(name)).collect::<Vec<_>>().join(" "));
    out.insert(
        "journal",
        folded(&if dash { one(&["C3", "JF", "T2", "JO"]) } else { one(&["SO"]) }),
    );
    let serials = [all("SN"), all("EI")].concat().join(" ");
    let numbers = serials.split(|c: char| !c.is_alphanumeric() && c != '-');
    let numbers = numbers
        .map(folded)
        .filter(|number| number.len() == 8 && number.chars().take(7).all(|c| c.is_ascii_digit()));
    out.insert("issn", set(numbers));
    out.insert("volume", folded(&one(&["VL"])));
    out.insert("issue", folded(&one(&["IS"])));
    let (first, last) =
        if dash { (one(&["SP"]), one(&["EP"])) } else { (one(&["BP"]), one(&["EP"])) };
    let span = if first == last || first.contains('-') { first } else { first + &last };
    out.insert("pages", self::pages(&if span.is_empty() { one(&["C7", "AR"]) } else { span }));
    out.insert("abstract", folded(&one(&["AB", "N2"])));
    let words = if dash { all("KW") } else { [all("DE"), all("ID")].concat() };
    out.insert("keywords", set(words.iter().flat_map(|words| words.split(';')).map(folded)));
    let languages = one(&["LA"]).to_lowercase();
    out.insert(
        "language",
        set(languages.split([';', ',']).map(|name| code(name.trim()).to_owned())),
    );
    out.insert("pmid", String::new());
    (doi.to_lowercase().trim_start_matches("https://doi.org/").trim().to_owned(), out)
}

fn month(text: &str) -> String {
    let names =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let head: String = text.to_lowercase().chars().take(3).collect();
    names.iter().position(|name| *name == head).map(|at| (at + 1).to_string()).unwrap_or_default()
}

fn code(name: &str) -> &str {
    let names = [
        ("english", "eng"),
        ("german", "ger"),
        ("french", "fre"),
        ("spanish", "spa"),
        ("portuguese", "por"),
        ("dutch", "dut"),
        ("hungarian", "hun"),
        ("polish", "pol"),
        ("italian", "ita"),
        ("russian", "rus"),
        ("chinese", "chi"),
        ("croatian", "hrv"),
        ("korean", "kor"),
        ("czech", "cze"),
        ("turkish", "tur"),
        ("lithuanian", "lit"),
        ("en", "eng"),
    ];
    names.iter().find(|(known, _)| *known == name).map_or(name, |(_, code)| code)
}

/// A class of differences.
pub(super) struct Class {
    pub(super) name: &'static str,
    pub(super) fields: &'static [&'static str],
    pub(super) fits: fn(&str, &str) -> bool,
}

fn judge(field: &'static str, ours: &str, theirs: &str) -> usize {
    match (ours.is_empty(), theirs.is_empty()) {
        (true, true) => 4,
        _ if ours == theirs => 0,
        (false, true) => 2,
        (true, false) => 3,
        _ if CLASSES
            .iter()
            .any(|class| class.fields.contains(&field) && (class.fits)(ours, theirs)) =>
        {
            1
        }
        _ => 5,
    }
}

/// Pairs that share articles, by parts of their names, with the articles that are compared at least: all that have one
/// DOI in both files, or one title and first author. Two more pairs of real exports share DOIs that stand in lists of
/// references alone, so they have no article to compare: the Web of Science's sample beside its plain text, and the
/// institute's list beside PubMed's abstract text.
const PAIRS: [(&str, &str, usize); 8] = [
    ("ASySD__tests_testthat_zotero_export.bib", "ASySD__tests_testthat_zotero_export.ris", 980),
    ("Reportbiblio_wos1izsler.bib", "PUBMEDshiny__pubmed_result.txt", 258),
    ("27_novembre_2023__scopus.bib", "27_novembre_2023__scopus.ris", 243),
    ("savedrecs_2001-2500.bib", "58723_select_refworks", 113),
    ("genderbibtest.bib", "58723_select_refworks", 20),
    ("savedrecs_2001-2500.bib", "58723_irrelevant_mendeley", 32),
    ("ASySD__tests_testthat_zotero_export.bib", "ASySD__tests_testthat_wos_test.ris", 49),
    ("Reportbiblio_izve1.bib", "PUBMEDshiny__pubmed_result.txt", 18),
];

/// The same of the invented exports.
const INVENTED: [(&str, &str, usize); 3] = [
    ("database.bib", "database.ris", 3),
    ("database.bib", "abstracts.txt", 3),
    ("database.bib", "savedrecs.txt", 2),
];

/// An article of the other file with the DOI that it gives itself.
type Other = (String, Article);

fn others(path: &Path) -> Vec<Other> {
    let folder = path.parent().map(name).unwrap_or_default();
    if folder == "abstract-text" {
        let records = read(&name(path), bytes(path)).records;
        let doi = |record: &Record| record.doi.as_ref().map(ToString::to_string);
        return records.iter().map(|r| (doi(r).unwrap_or_default(), ours(r))).collect();
    }
    let dash = folder == "ris";
    let text = String::from_utf8_lossy(&bytes(path)).into_owned();
    let records = tagged(text.trim_start_matches('\u{feff}'), dash);
    records.iter().map(|record| theirs(record, dash)).collect()
}

/// The article of the other file that a record is: by DOI, else by title and first author, where only one of the two has
/// a DOI. Of several with one title the most alike is meant.
fn matched<'a>(record: &Record, article: &Article, others: &'a [Other]) -> Option<&'a Article> {
    let doi = record.doi.as_ref().map(ToString::to_string).unwrap_or_default();
    let by_doi = others.iter().find(|(other, _)| !doi.is_empty() && *other == doi);
    // Short titles such as "Editorial" are many articles'.
    let same = |b: &Article| {
        let first = |article: &Article| article["authors"].split(' ').next().map(str::to_owned);
        article["title"].len() > 30 && b["title"] == article["title"] && first(b) == first(article)
    };
    let alike = |b: &Article| FIELDS.iter().filter(|field| b[**field] == article[**field]).count();
    let by_title = || {
        let open = |other: &str| other.is_empty() || doi.is_empty();
        let same = others.iter().filter(|(other, b)| open(other) && same(b));
        same.max_by_key(|(_, b)| alike(b))
    };
    by_doi.or_else(by_title).map(|(_, article)| article)
}

/// Compares a pair of files; gives the number of articles, and the differences that nothing explains.
fn compare(bib: &Path, other: &Path, used: &mut BTreeSet<&'static str>) -> (usize, Vec<String>) {
    let others = others(other);
    let mut wrong = Vec::new();
    let mut total = 0;
    for record in read(&name(bib), bytes(bib)).records {
        let a = ours(&record);
        let Some(b) = matched(&record, &a, &others) else { continue };
        total += 1;
        for field in FIELDS {
            let verdict = judge(field, &a[field], &b[field]);
            if verdict == 1 {
                let fits = |class: &&Class| {
                    class.fields.contains(&field) && (class.fits)(&a[field], &b[field])
                };
                used.extend(CLASSES.iter().find(fits).map(|class| class.name));
            }
            if verdict == 5 {
                wrong.push(format!(
                    "{} {field}\n  ours   {:.300}\n  theirs {:.300}",
                    record.title, a[field], b[field]
                ));
            }
        }
    }
    (total, wrong)
}

pub(crate) fn check_agreement(corpus: &Corpus) {
    let mut used = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut few = Vec::new();
    let pairs = if corpus.is_real() { &PAIRS[..] } else { &INVENTED };
    for (bib, other, least) in pairs {
        let bib = corpus.file("bibtex", bib);
        let folders = ["ris", "abstract-text", "wos-plaintext"];
        let others = folders.iter().flat_map(|folder| corpus.files(folder));
        let other = others.into_iter().find(|path| name(path).contains(other)).unwrap();
        let (total, differences) = compare(&bib, &other, &mut used);
        if total < *least {
            few.push(format!("{total} of {least}: {} {}", name(&bib), name(&other)));
        }
        // Another database has its own words, pages and months; what must agree is held by the share that does.
        if other.parent().is_some_and(|folder| folder.ends_with("abstract-text")) {
            let titles = differences.iter().filter(|what| what.contains(" title\n")).count();
            assert!(titles * 20 <= total, "{titles} of {total} titles differ: {}", name(&other));
            continue;
        }
        wrong.extend(differences.into_iter().map(|what| format!("[{:.40}] {what}", name(&other))));
    }
    let mut idle: Vec<_> = CLASSES.iter().map(|class| class.name).collect();
    idle.retain(|name| corpus.is_real() && !used.contains(name));
    assert!(
        wrong.is_empty() && idle.is_empty() && few.is_empty(),
        "{few:?} {idle:?} {} differences\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn the_tests_own_tagged_reader_reads() {
    let records =
        tagged("TY  - JOUR\nTI  - One\n  two\nSP  - 1\nEP  - 9\nDO  - 10.5555/A\nER  - \n", true);
    let (doi, article) = theirs(&records[0], true);
    assert_eq!(
        (doi.as_str(), article["title"].as_str(), article["pages"].as_str()),
        ("10.5555/a", "onetwo", "19")
    );
}
