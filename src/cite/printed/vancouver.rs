//! A reference in the style of the National Library of Medicine, which biomedical journals call Vancouver.
//!
//! In: a record. Out: the reference as PubMed prints it in its summaries: authors, title, source, language, DOI, further
//! dates, notices, PMID and PMCID. Sources: Citing Medicine, 2nd edition, and PubMed's own summaries; how many authors are
//! named is the caller's choice, six in the Uniform Requirements. Never: the meaning of a key, which [`facts`](super::facts)
//! reads.

use super::dates;
use super::facts::{Facts, Kind};
use super::line::Line;
use super::people::{Clean, of_nlm};
use crate::cite::edition;
use crate::cite::runs::Run;
use crate::record::{
    Book, Doi, PartialDate, Person, Record, Related, RelatedKind, without_retraction_mark,
};

/// Notices that a reference names, each with PubMed's words for them.
const NOTICES: [(RelatedKind, &str); 12] = [
    (RelatedKind::RetractionIn, "Retraction in"),
    (RelatedKind::RetractionOf, "Retraction of"),
    (RelatedKind::PartialRetractionIn, "Partial retraction in"),
    (RelatedKind::PartialRetractionOf, "Partial retraction of"),
    (RelatedKind::ConcernIn, "Expression of concern in"),
    (RelatedKind::ConcernFor, "Expression of concern for"),
    (RelatedKind::ErratumIn, "Erratum in"),
    (RelatedKind::ErratumFor, "Erratum for"),
    (RelatedKind::UpdateIn, "Update in"),
    (RelatedKind::UpdateOf, "Update of"),
    (RelatedKind::RepublishedIn, "Republished in"),
    (RelatedKind::RepublishedFrom, "Republished from"),
];

/// Notices of one kind that are named.
const MOST_NOTICES: usize = 6;

/// The reference; of more than `most` authors the first `most` are named.
pub(super) fn reference(record: &Record, most: usize, clean: Clean<'_>) -> Vec<Run> {
    let facts = Facts::of(record, clean);
    let mut line = Line::default();
    match (record.authors.as_slice(), record.editors.as_slice()) {
        ([], []) => {}
        ([], editors) => line.sentence(&editors_of(&facts, editors, most, clean)),
        (authors, _) => line.sentence(&named(authors, most, facts.names_few(), clean)),
    }
    title(&mut line, &facts);
    match facts.kind {
        Kind::Article | Kind::News | Kind::Preprint => article(&mut line, &facts),
        Kind::Chapter | Kind::Conference => part(&mut line, &facts, most, clean),
        _ => imprint(&mut line, &facts, record.date()),
    }
    tail(&mut line, &facts);
    line.end()
}

/// `Quay M, Reed J; Mud Study Group, et al`.
fn named(people: &[Person], most: usize, few: bool, clean: Clean<'_>) -> String {
    let mut out = String::new();
    let mut group = false;
    let mut count = 0;
    for person in people {
        let name = of_nlm(person, clean);
        if name.is_empty() {
            continue;
        }
        if count == most {
            out.push_str(", et al");
            return out;
        }
        let is_group = person.collective.is_some();
        if count > 0 {
            out.push_str(if group || is_group { "; " } else { ", " });
        }
        out.push_str(&name);
        group = is_group;
        count += 1;
    }
    if few && count > 0 {
        out.push_str(", et al");
    }
    out
}

fn editors_of(facts: &Facts<'_>, editors: &[Person], most: usize, clean: Clean<'_>) -> String {
    let names = named(editors, most, facts.names_few(), clean);
    match editors {
        _ if names.is_empty() => names,
        [_] => format!("{names}, editor"),
        _ => format!("{names}, editors"),
    }
}

fn title(line: &mut Line, facts: &Facts<'_>) {
    let title = facts.title();
    if title.main.is_empty() {
        return;
    }
    line.blank();
    if let Some(vernacular) = &title.vernacular {
        line.text(vernacular);
        line.blank();
    }
    let bracketed = title.translated || title.vernacular.is_some();
    line.text(if bracketed { "[" } else { "" });
    line.title(&title.main, false);
    line.text(if bracketed { "]" } else { "" });
    line.text(match facts.kind {
        Kind::Thesis("master's") => " [master's thesis]",
        Kind::Thesis(_) => " [dissertation]",
        Kind::Dataset => " [dataset]",
        Kind::Software => " [software]",
        Kind::WebPage => " [Internet]",
        Kind::Book if facts.is_on_bookshelf() => " [Internet]",
        _ => "",
    });
    let record = facts.record;
    let told = facts.retraction().is_some_and(|notice| facts.place_of(notice).is_some())
        || without_retraction_mark(&record.title).len() < record.title.len();
    if record.is_retracted() && !told {
        line.text(" [Retracted]");
    }
    line.stop();
}

/// `J Mud. 2019 Mar 5;12(3):132-42.`
fn article(line: &mut Line, facts: &Facts<'_>) {
    let record = facts.record;
    if let Some(journal) = facts.journal(false) {
        line.blank();
        line.text(journal.trim_end_matches('.'));
        line.text(if facts.kind == Kind::Preprint { " [Preprint]" } else { "" });
        line.stop();
    }
    let mut numbers = record.cited_date().map(dates::of_nlm).unwrap_or_default();
    let volume = facts.text(record.volume.as_deref()).unwrap_or_default();
    let issue = facts.text(record.issue.as_deref());
    if !volume.is_empty() || issue.is_some() {
        numbers.push_str(if numbers.is_empty() { "[date unknown];" } else { ";" });
    }
    numbers.push_str(&volume);
    if let Some(issue) = issue {
        numbers.push_str(&format!("({issue})"));
    }
    if let Some(pages) = facts.text(record.pages.as_deref()) {
        numbers.push(':');
        numbers.push_str(&pages);
    }
    line.sentence(numbers.trim_start_matches(':'));
}

/// `2020 May 20 [Updated 2021 Jan 2]. In: Quay M, editor. Mud [Internet]. Port: Press; 1993-2024.`
fn part(line: &mut Line, facts: &Facts<'_>, most: usize, clean: Clean<'_>) {
    let record = facts.record;
    let years = facts.book().and_then(|book| book.published.as_ref());
    // Where the whole has years of its own, the part is dated before it.
    if let (Some(date), Some(_)) = (&record.published, years) {
        line.blank();
        line.text(&dates::of_nlm(date));
        if let Some(updated) = &record.revised {
            line.text(&format!(" [Updated {}]", dates::of_nlm(updated)));
        }
        line.stop();
    }
    let Some(whole) = facts.whole() else {
        return imprint(line, facts, years.or(record.date()));
    };
    line.blank();
    line.text("In: ");
    if !record.authors.is_empty() && !record.editors.is_empty() {
        line.text(&editors_of(facts, &record.editors, most, clean));
        line.text(". ");
    }
    line.text(whole.trim_end_matches('.'));
    if facts.is_on_bookshelf() && !whole.ends_with("[Internet]") {
        line.text(" [Internet]");
    }
    line.stop();
    imprint(line, facts, years.or(record.date()));
    if let Some(pages) = facts.text(record.pages.as_deref()) {
        line.sentence(&format!("p. {pages}"));
    }
}

/// `2nd ed. Port: Press; 2019.`
fn imprint(line: &mut Line, facts: &Facts<'_>, date: Option<&PartialDate>) {
    let of = |part: fn(&Book) -> Option<&String>| {
        facts.text(facts.book().and_then(part).map(String::as_str))
    };
    if let Some(edition) = of(|book| book.edition.as_ref()) {
        line.sentence(&match edition::ordinal(&edition) {
            Some(ordinal) => format!("{ordinal} ed"),
            None => edition,
        });
    }
    if let Some(volume) = facts.text(facts.record.volume.as_deref()) {
        line.sentence(&format!("Vol. {volume}"));
    }
    let mut parts: Vec<String> = Vec::new();
    parts.extend(of(|book| book.place.as_ref()));
    // A site stands in the place of a journal; the proceedings of a conference are named already.
    let site = || facts.journal(true).filter(|_| facts.kind != Kind::Conference);
    parts.extend(facts.publisher().or_else(site));
    let mut out = parts.join(": ");
    if let Some(date) = date {
        let date = match date.text.ends_with(['–', '-']) {
            // A book that goes on: "1993–".
            true => date.text.clone(),
            false => dates::of_nlm(date),
        };
        out.push_str(if out.is_empty() { "" } else { "; " });
        out.push_str(&date);
    }
    line.sentence(&out);
}

/// What stands behind the source: language, identifiers, further dates, notices.
fn tail(line: &mut Line, facts: &Facts<'_>) {
    let record = facts.record;
    if let Some(languages) = facts.languages() {
        line.sentence(&languages);
    }
    // What an article without pages is found by; some publishers give the DOI once more.
    let is_doi =
        |text: &str| record.doi.as_ref().is_some_and(|doi| *doi.as_str() == *text.to_lowercase());
    let pii = record.ids.iter().rfind(|id| id.scheme == "pii" && record.pages.is_none());
    let pii = pii.filter(|id| !is_doi(&id.value));
    if let Some(pii) = facts.text(pii.map(|id| id.value.as_str())) {
        line.sentence(&format!("pii: {pii}"));
    }
    if let Some(doi) = facts.text(record.doi.as_ref().map(Doi::as_str)) {
        line.sentence(&format!("doi: {doi}"));
    }
    if facts.is_ahead_of_print() {
        line.sentence("Epub ahead of print");
    } else if facts.book().is_none() {
        for (word, date) in record.further_dates() {
            line.sentence(&format!("{word} {}", dates::of_nlm(date)));
        }
    }
    let notices = record.related.iter().filter_map(|notice| notice_of(facts, notice));
    notices.take(MOST_NOTICES).for_each(|notice| line.sentence(&notice));
    let ids = [
        record.pmid.as_ref().map(|pmid| format!("PMID: {pmid}")),
        record.pmcid.as_ref().map(|pmcid| format!("PMCID: {pmcid}")),
    ];
    let ids: Vec<String> = ids.into_iter().flatten().collect();
    line.sentence(&ids.join("; "));
    let address = facts.address().filter(|_| ids.is_empty() && record.doi.is_none());
    if let Some(address) = address.filter(|_| facts.kind != Kind::Article) {
        line.blank();
        line.text(&format!("Available from: {address}"));
    }
}

/// `Erratum in: J Mud. 2019 Mar;12(3):150`, of the kinds that a reference names.
fn notice_of(facts: &Facts<'_>, notice: &Related) -> Option<String> {
    let (_, words) = NOTICES.iter().find(|(kind, _)| *kind == notice.kind)?;
    let place = facts.place_of(notice)?;
    let note = notice.note.as_deref().unwrap_or_default();
    let told = ["Corrected and republished", "Retracted and republished"];
    let told = told.into_iter().find(|told| note.contains(told));
    let words = told.map_or((*words).to_owned(), |told| words.replace("Republished", told));
    Some(format!("{words}: {place}"))
}
