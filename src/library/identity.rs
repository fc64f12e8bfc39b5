//! Which record slices are one work.
//!
//! In: all records, and the curator's `[[same]]` and `[[different]]`. Out: groups of records that share a PMID, a PMCID
//! or a DOI; that share a publisher's item number (PII) and the title, or journal and year; that are copies of each
//! other to the letter; or that the curator joins. Identifiers that contradict each other hold records apart: two PMIDs
//! always, another identifier when the titles do not support it; that is reported with both places. Never: guessing by
//! title.

use super::alike;
use super::flow::{self, Decision, Link, Matched, Verdict};
use super::joined::Joined;
use super::rulings::Rulings;
use crate::config::{LibraryOptions, Ruling};
use crate::diag::{Diagnostic, Place, codes};
use crate::record::Record;
use crate::text::slug::short_hash;
use ahash::{HashMap, HashMapExt};

/// Which records are one work.
pub(super) struct Works<'a> {
    /// The records of each work, ordered by where they came from; the works in the order of their first record.
    pub(super) list: Vec<Vec<Record>>,
    /// The tables of `[[same]]` by the places of the works that they confirm, each with whether it joined something.
    pub(super) confirmed: Vec<(usize, &'a Ruling, bool)>,
    /// The tables of `[[different]]` that stopped nothing.
    pub(super) idle: Vec<&'a Ruling>,
    /// The number of the file of each record, by work.
    pub(super) files: Vec<Vec<u32>>,
    /// What was decided on records that share something.
    pub(super) decisions: Vec<Decision>,
}

/// Finds out which records are one work; `files` are the numbers of the files that they were read from.
pub(super) fn works<'a>(
    (mut records, mut files): (Vec<Record>, Vec<u32>),
    options: &'a LibraryOptions,
    said: &mut Vec<Diagnostic>,
) -> Works<'a> {
    // Files come in sorted order, and sorting would hold part of the records twice.
    if !records.is_sorted_by(|a, b| a.source <= b.source) {
        let mut filed: Vec<(Record, u32)> = records.into_iter().zip(files).collect();
        filed.sort_by(|(a, _), (b, _)| a.source.cmp(&b.source));
        (records, files) = filed.into_iter().unzip();
    }
    let rulings = Rulings::resolve(&records, options, said);
    let mut joined = Joined::new(&records, rulings.apart());
    let mut contradictions: Vec<Contradiction> = Vec::new();
    // PMIDs first: what they hold apart, a shared PMCID or DOI must not join.
    for name in [Name::Pmid, Name::Pmcid, Name::Doi, Name::Copy] {
        join_by(name, &records, &mut joined, &mut contradictions);
    }
    join_by_pii(&records, &mut joined, said);
    let confirmed = rulings.join(&mut joined, said);
    // What the curator joined contradicts nobody any more.
    contradictions.retain(|found| !joined.together(found.link.one, found.link.two));
    let idle = rulings.without_effect(&joined);
    let mut decisions = flow::merges(&records, std::mem::take(&mut joined.links));
    let stopped = std::mem::take(&mut joined.stopped);
    for (link, table) in stopped {
        let reason = options.different.get(table).and_then(|ruling| ruling.reason.clone());
        decisions.extend(flow::kept_apart(&records, link, Verdict::Ruled(reason)));
    }
    for Contradiction { link, why, said: contradiction } in contradictions {
        said.push(contradiction);
        decisions.extend(flow::kept_apart(&records, link, Verdict::Contradicted(why.words())));
    }
    decisions.sort();
    decisions.dedup();
    // A work stands at the place of its first record, which is its root, among the roots.
    let mut roots: Vec<usize> = Vec::new();
    if !confirmed.is_empty() || !decisions.is_empty() {
        roots.extend((0..records.len()).filter(|at| joined.root(*at) == *at));
    }
    let mut place = |at: usize| roots.binary_search(&joined.root(at)).ok();
    let confirmed = confirmed.into_iter();
    let confirmed =
        confirmed.filter_map(|(at, ruling, news)| Some((place(at)?, ruling, news))).collect();
    for decision in &mut decisions {
        for slice in [&mut decision.one, &mut decision.other] {
            slice.work = place(slice.work).unwrap_or_default();
        }
    }
    let files = joined.split(files);
    Works { list: joined.split(records), confirmed, idle, files, decisions }
}

/// Two records that share an identifier and are two works all the same.
struct Contradiction {
    link: Link,
    why: Why,
    said: Diagnostic,
}

/// What two records can share that makes them one work.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Pmid,
    Pmcid,
    Doi,
    /// All that a record without identifiers says.
    Copy,
}

impl Name {
    fn of(self, record: &Record) -> Option<String> {
        match self {
            Name::Pmid => record.pmid.as_ref().map(|pmid| format!("PMID {pmid}")),
            Name::Pmcid => record.pmcid.as_ref().map(|pmcid| format!("PMCID {pmcid}")),
            Name::Doi => record.doi.as_ref().map(|doi| format!("DOI {doi}")),
            Name::Copy => copy_name(record),
        }
    }

    /// What two records share that have this name in common.
    fn matched(self, text: &str) -> Matched {
        let (by, value) = match self {
            Name::Pmid => ("PMID", text.trim_start_matches("PMID ")),
            Name::Pmcid => ("PMCID", text.trim_start_matches("PMCID ")),
            Name::Doi => ("DOI", text.trim_start_matches("DOI ")),
            Name::Copy => ("whole record", ""),
        };
        Matched { by, value: value.to_owned() }
    }
}

/// Only records without any identifier are compared to the letter.
fn copy_name(record: &Record) -> Option<String> {
    if record.pmid.is_some() || record.pmcid.is_some() || record.doi.is_some() {
        return None;
    }
    let text = serde_json::to_string(&Record { source: Vec::new(), ..record.clone() }).ok()?;
    Some(short_hash(&text) + &text)
}

/// Joins the records that share a name, unless they contradict each other.
fn join_by(
    name: Name,
    records: &[Record],
    joined: &mut Joined,
    contradictions: &mut Vec<Contradiction>,
) {
    // One record of each work that has the name; nearly always one.
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        let Some(text) = name.of(record) else { continue };
        let others = known.entry(text.clone()).or_default();
        let mut against: Option<(usize, Why)> = None;
        let mut home: Option<usize> = None;
        for other in others.iter().copied() {
            if joined.together(other, at) {
                home = Some(other);
                break;
            }
            if joined.held_apart(other, at, || name.matched(&text)).is_some() {
                continue;
            }
            let Some(there) = records.get(other) else { continue };
            match contradiction(name, joined.pmids_differ(other, at), there, record) {
                Some(why) => against = against.or(Some((other, why))),
                // Of several works with one identifier, the one with this title is meant.
                None if home.is_none() || same_title(there, record) => home = Some(other),
                None => {}
            }
        }
        if let Some(home) = home {
            joined.join(home, at, || name.matched(&text));
            continue;
        }
        if let Some((other, why)) = against
            && let Some(there) = records.get(other)
        {
            let said = contradicted(&text, why, there, record);
            let link = Link { one: other, two: at, by: name.matched(&text) };
            contradictions.push(Contradiction { link, why, said });
        }
        others.push(at);
    }
}

fn same_title(a: &Record, b: &Record) -> bool {
    alike::title_letters(&a.title) == alike::title_letters(&b.title)
}

/// Why two records that share an identifier are two works.
#[derive(Clone, Copy)]
enum Why {
    Pmids,
    Identifiers,
    Titles,
}

impl Why {
    fn words(self) -> &'static str {
        match self {
            Why::Pmids => "different PMIDs",
            Why::Identifiers => "another identifier and the titles differ",
            Why::Titles => "titles and authors differ",
        }
    }
}

/// An identifier can be wrong in one file. Two PMIDs are two works; another identifier that differs needs titles that
/// agree; and without any other identifier, titles that have nothing in common need authors, years or pages that do.
fn contradiction(name: Name, pmids_differ: bool, a: &Record, b: &Record) -> Option<Why> {
    if name == Name::Copy {
        return None;
    }
    if pmids_differ && name != Name::Pmid {
        return Some(Why::Pmids);
    }
    if a.title.is_empty() || b.title.is_empty() || alike::titles_agree(a, b) {
        return None;
    }
    let dois = differ(a.doi.as_ref(), b.doi.as_ref());
    let pmcids = differ(a.pmcid.as_ref(), b.pmcid.as_ref());
    if dois || pmcids {
        return Some(Why::Identifiers);
    }
    let authors = match (alike::first_author(a), alike::first_author(b)) {
        (Some(a), Some(b)) => Some(alike::same_family(&a, &b)),
        _ => None,
    };
    // A PMID is typed by databases, not by hand; a title may be a translation.
    let unlike = name != Name::Pmid && authors == Some(false) && !alike::same_locator(a, b);
    unlike.then_some(Why::Titles)
}

fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && b.is_some() && a != b
}

fn contradicted(name: &str, why: Why, one: &Record, two: &Record) -> Diagnostic {
    let message = match why {
        Why::Pmids => {
            let pmid = |r: &Record| r.pmid.as_ref().map_or("none".to_owned(), ToString::to_string);
            format!(
                "{name} stands in two records with different PMIDs, {} and {}",
                pmid(one),
                pmid(two)
            )
        }
        Why::Identifiers => format!(
            "{name} stands in two records that differ in another identifier and in their titles, “{}” and “{}”",
            shown(&one.title),
            shown(&two.title)
        ),
        Why::Titles => format!(
            "{name} stands in two records with different titles and authors, “{}” and “{}”",
            shown(&one.title),
            shown(&two.title)
        ),
    };
    let said = Diagnostic::new(&codes::CONFLICTING_IDENTIFIERS, message)
        .done_at("kept both as articles of their own; the other is", place_of(one))
        .help(
            "correct the wrong identifier with [[correct]] in litdigest.toml; if they are one work \
             after all, join them with [[same]]",
        )
        .key(two.key.to_string());
    match place_of(two) {
        Some(place) => said.at(place),
        None => said,
    }
}

/// A title, cut to what fits into a message.
fn shown(text: &str) -> String {
    cut(text, 120)
}

/// A text of at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// A shorter item number than this says nothing without the title: some publishers count from one each year.
const TELLING_PII: usize = 8;

/// Joins records that share a publisher's item number and more. The number alone is never enough: publishers use it
/// again, and some databases put an article's number there.
fn join_by_pii(records: &[Record], joined: &mut Joined, said: &mut Vec<Diagnostic>) {
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        for id in record.ids.iter().filter(|id| id.scheme == "pii") {
            let pii: String = id.value.chars().filter(char::is_ascii_alphanumeric).collect();
            if pii.len() < 4 {
                continue;
            }
            let others = known.entry(pii.to_ascii_uppercase()).or_default();
            for other in others.iter().copied() {
                let Some(there) = records.get(other) else { continue };
                if joined.together(other, at)
                    || joined.pmids_differ(other, at)
                    || differ(there.doi.as_ref(), record.doi.as_ref())
                    || differ(there.pmcid.as_ref(), record.pmcid.as_ref())
                {
                    continue;
                }
                let Some(support) = pii_support(pii.len(), there, record) else { continue };
                let by = || Matched { by: "PII", value: format!("{} and the {support}", id.value) };
                if joined.held_apart(other, at, by).is_none() {
                    joined.join(other, at, by);
                    said.push(matched(&id.value, support, there, record));
                }
            }
            if !others.contains(&at) {
                others.push(at);
            }
        }
    }
}

fn pii_support(length: usize, a: &Record, b: &Record) -> Option<&'static str> {
    let titled = !alike::title_letters(&a.title).is_empty() && same_title(a, b);
    let journals = a.journal.is_some() && b.journal.is_some() && alike::journals_agree(a, b);
    let years = a.year().is_some() && a.year() == b.year();
    match () {
        () if titled => Some("title"),
        () if journals && years && length >= TELLING_PII => Some("journal and year"),
        () => None,
    }
}

fn matched(pii: &str, support: &str, one: &Record, two: &Record) -> Diagnostic {
    let said = Diagnostic::new(
        &codes::MATCHED_BY_PII,
        format!("two records share the publisher's item number {pii} and the {support}"),
    )
    .done_at("made one article of them; the other is", place_of(one))
    .help("if they are two works, say so with [[different]] in litdigest.toml")
    .key(two.key.to_string());
    match place_of(two) {
        Some(place) => said.at(place),
        None => said,
    }
}

/// Where a record begins, as a place without excerpt.
pub(super) fn place_of(record: &Record) -> Option<Place> {
    let origin = record.source.first()?;
    let place = Place::line(&origin.file, origin.line, "", 1, 1);
    Some(place.through(origin.end_line, 1))
}
