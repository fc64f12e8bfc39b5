//! One record of several: the union of their fields, so that nothing any source says is lost.
//!
//! In: the records of one work. Out: one [`Article`]. Where one value must be chosen, the sources are asked in a stated
//! order: better format, published before ahead of print, more complete, then by file and line; a difference that a
//! reader would notice is reported with both places.

use super::Article;
use super::identity::{place_of, place_words};
use crate::diag::{Diagnostic, codes};
use crate::record::{AbstractSection, Key, OtherId, Record, Status};
use crate::text::fold::fold_name;
use std::cmp::Reverse;

/// Merges the records of one work. A work of one record passes through.
pub(super) fn merge(mut work: Vec<Record>, said: &mut Vec<Diagnostic>) -> Article {
    let slices = work.len();
    if work.len() > 1 {
        work.sort_by_key(|record| {
            let ahead = record.status.contains(&Status::AheadOfPrint);
            (Reverse(trust(record)), ahead, Reverse(filled(record)), record.source.clone())
        });
    }
    let mut sources = work.into_iter();
    let mut merged = sources.next().unwrap_or_default();
    let mut former_keys: Vec<Key> = vec![Key::of(&merged)];
    for other in sources {
        report_conflicts(&merged, &other, said);
        former_keys.push(Key::of(&other));
        add(&mut merged, other);
    }
    merged.source.sort();
    let key = Key::of(&merged);
    former_keys.retain(|former| *former != key);
    former_keys.sort();
    former_keys.dedup();
    merged.key = key;
    Article { record: merged, corrections: Vec::new(), former_keys, slices }
}

/// How much a format is trusted: database formats with most fields first.
fn trust(record: &Record) -> u8 {
    match record.source.first().map_or("", |origin| origin.format.as_str()) {
        "jsonl" => 4,
        "pubmed-xml" => 3,
        "medline" => 2,
        "pubmed-text" => 1,
        _ => 0,
    }
}

/// How many of the keys that differ between exports of one database are there.
fn filled(record: &Record) -> usize {
    [
        record.doi.is_some(),
        record.pmcid.is_some(),
        record.volume.is_some(),
        record.pages.is_some(),
        !record.sections.is_empty(),
        record.conflict_of_interest.is_some(),
    ]
    .into_iter()
    .filter(|there| *there)
    .count()
}

fn add(into: &mut Record, from: Record) {
    add_identifiers(into, &from);
    add_people(into, &from);
    add_abstract(into, from.sections);
    add_status(into, &from.status);
    keep(&mut into.pmc_available, from.pmc_available);
    if into.title.is_empty() {
        into.title = from.title;
        into.title_html = from.title_html;
        into.title_translated = from.title_translated;
    }
    keep(&mut into.vernacular_title, from.vernacular_title);
    keep(&mut into.copyright, from.copyright);
    keep(&mut into.book, from.book);
    keep(&mut into.journal, from.journal);
    keep(&mut into.published, from.published);
    keep(&mut into.electronic, from.electronic);
    keep(&mut into.print, from.print);
    keep(&mut into.collection, from.collection);
    keep(&mut into.entered, from.entered);
    keep(&mut into.revised, from.revised);
    keep(&mut into.volume, from.volume);
    keep(&mut into.issue, from.issue);
    keep(&mut into.pages, from.pages);
    keep(&mut into.conflict_of_interest, from.conflict_of_interest);
    unite(&mut into.language, from.language);
    unite(&mut into.publication_types, from.publication_types);
    unite(&mut into.mesh, from.mesh);
    unite(&mut into.keywords, from.keywords);
    unite(&mut into.substances, from.substances);
    unite(&mut into.grants, from.grants);
    unite(&mut into.databanks, from.databanks);
    unite(&mut into.extra, from.extra);
    unite(&mut into.source, from.source);
    for related in from.related {
        let known = into.related.iter().any(|there| {
            there.kind == related.kind
                && (same(there.pmid.as_ref(), related.pmid.as_ref())
                    || same(there.doi.as_ref(), related.doi.as_ref())
                    || same(there.citation.as_ref(), related.citation.as_ref()))
        });
        if !known {
            into.related.push(related);
        }
    }
    for (name, value) in from.labels {
        into.labels.entry(name).or_insert(value);
    }
}

/// The value that is there stays; a missing one is filled.
fn keep<T>(into: &mut Option<T>, from: Option<T>) {
    if into.is_none() {
        *into = from;
    }
}

fn unite<T: PartialEq>(into: &mut Vec<T>, from: Vec<T>) {
    for value in from {
        if !into.contains(&value) {
            into.push(value);
        }
    }
}

fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && a == b
}

/// An identifier that differs from the chosen one is kept among the others.
fn add_identifiers(into: &mut Record, from: &Record) {
    let mut others: Vec<OtherId> = Vec::new();
    let mut other = |scheme: &str, value: String| {
        others.push(OtherId { scheme: scheme.to_owned(), value });
    };
    if let (Some(one), Some(two)) = (&into.doi, &from.doi)
        && one != two
    {
        other("doi", two.to_string());
    }
    if let (Some(one), Some(two)) = (&into.pmcid, &from.pmcid)
        && one != two
    {
        other("pmcid", two.to_string());
    }
    keep(&mut into.pmid, from.pmid.clone());
    keep(&mut into.pmcid, from.pmcid.clone());
    keep(&mut into.doi, from.doi.clone());
    unite(&mut into.ids, from.ids.clone());
    unite(&mut into.ids, others);
}

/// Authors, investigators, editors and affiliations hang together by number, so they are taken from one source: the one
/// with more people, then with more ties to affiliations.
fn add_people(into: &mut Record, from: &Record) {
    let weight = |record: &Record| {
        let ties = record.authors.iter().map(|author| author.affiliations.len()).sum::<usize>();
        (record.authors.len(), record.investigators.len(), ties, record.affiliations.len())
    };
    if weight(from) > weight(into) {
        into.authors.clone_from(&from.authors);
        into.investigators.clone_from(&from.investigators);
        into.editors.clone_from(&from.editors);
        into.affiliations.clone_from(&from.affiliations);
        into.authors_listed = from.authors_listed;
    } else if into.authors.is_empty() {
        keep(&mut into.authors_listed, from.authors_listed);
    }
}

/// The main abstract with labels wins over a flat one, then the longer one; further abstracts are united.
fn add_abstract(into: &mut Record, from: Vec<AbstractSection>) {
    let main = |sections: &[AbstractSection]| {
        let main = || sections.iter().filter(|section| section.kind.is_none());
        let labelled = main().any(|section| section.label.is_some());
        (labelled, main().map(|section| section.text.len()).sum::<usize>())
    };
    let better = main(&from) > main(&into.sections);
    let (from_main, from_other): (Vec<_>, Vec<_>) =
        from.into_iter().partition(|section| section.kind.is_none());
    if better {
        into.sections.retain(|section| section.kind.is_some());
        into.sections.splice(0..0, from_main);
    }
    unite(&mut into.sections, from_other);
}

/// The first source knows how far the record has come; what was once said of the article itself stays.
fn add_status(into: &mut Record, from: &[Status]) {
    let lasting = [Status::Retracted, Status::Preprint, Status::Indexed];
    let news = from.iter().filter(|status| lasting.contains(status)).copied().collect();
    unite(&mut into.status, news);
    into.status.sort_unstable();
}

fn report_conflicts(one: &Record, two: &Record, said: &mut Vec<Diagnostic>) {
    let year = |r: &Record| r.year().map(|year| year.to_string()).unwrap_or_default();
    let doi = |r: &Record| r.doi.as_ref().map(ToString::to_string).unwrap_or_default();
    // One format prints "CO2" where another prints "CO(2)", so blanks and marks do not count.
    let letters = |text: &str| fold_name(text).replace(' ', "");
    let fields = [
        ("title", one.title.clone(), two.title.clone()),
        ("year", year(one), year(two)),
        ("DOI", doi(one), doi(two)),
    ];
    for (field, kept, other) in fields {
        if kept.is_empty() || other.is_empty() || letters(&kept) == letters(&other) {
            continue;
        }
        let found = Diagnostic::new(
            &codes::MERGED_CONFLICT,
            format!("two sources of one article differ in their {field}: “{kept}” and “{other}”"),
        )
        .done(format!("kept the {field} of {}", place_words(one)))
        .help("if the other is right, set it with [[correct]] in litdigest.toml")
        .key(Key::of(one).to_string());
        said.push(match place_of(two) {
            Some(place) => found.at(place),
            None => found,
        });
    }
}
