//! Articles that are probably one work although no identifier says so, and preprints that were probably published.
//!
//! In: the library, and the pairs that the curator refuses with `[[different]]`. Out: [`Suggestion`]s with the reason.
//! Titles are compared within blocks (one title; one first author and one long word of the title), each of at most
//! [`MOST`] articles at a time, so the time grows with the library and not with its square. Never: a merge.

use super::alike::{self, words};
use super::{Article, ArticleId, Library};
use crate::config::Ruling;
use crate::record::{Record, RelatedKind};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Two articles that are probably one work, or a preprint and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What they probably are to each other.
    pub kind: SuggestionKind,
    /// The first in library order; for a preprint the preprint.
    pub one: ArticleId,
    /// The other.
    pub other: ArticleId,
    /// Why, in words for the curator.
    pub reason: String,
}

/// What two articles probably are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SuggestionKind {
    /// One work read twice.
    Duplicate,
    /// A preprint and the article that was published.
    Preprint,
}

/// Articles of one block that are compared with each other. In a larger block each is compared with so many neighbours
/// in the order of titles, where cut and mistyped titles stand side by side.
const MOST: usize = 64;

/// All suggestions of a library, in library order.
pub fn suggestions(library: &Library, refused: &[Ruling]) -> Vec<Suggestion> {
    let articles = library.articles();
    let folded: Vec<Folded> = articles.par_iter().map(Folded::of).collect();
    let mut blocks: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, folded) in folded.iter().enumerate() {
        for block in folded.blocks() {
            blocks.entry(block).or_default().push(at);
        }
    }
    let mut pairs: BTreeSet<(usize, usize)> = BTreeSet::new();
    for block in blocks.values_mut().filter(|block| block.len() > 1) {
        block.sort_by_key(|at| folded.get(*at).map(|folded| &folded.title));
        for (place, one) in block.iter().enumerate() {
            let others = block.iter().skip(place + 1).take(MOST);
            pairs.extend(others.map(|two| (*one.min(two), *one.max(two))));
        }
    }
    let refused = refused_pairs(library, refused);
    let pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    let found = pairs.into_par_iter().filter_map(|(a, b)| {
        let (one, two) = (u32::try_from(a).ok()?, u32::try_from(b).ok()?);
        let (first, second) = (articles.get(a)?, articles.get(b)?);
        let (kind, reason) =
            compare(folded.get(a)?, &first.record, folded.get(b)?, &second.record)?;
        let linked =
            || kind == SuggestionKind::Preprint && is_linked(&first.record, &second.record);
        if refused.contains(&(one, two)) || linked() {
            return None;
        }
        let swap = kind == SuggestionKind::Preprint && !first.record.is_preprint();
        let (one, other) = if swap { (two, one) } else { (one, two) };
        Some(Suggestion { kind, one, other, reason })
    });
    let mut found: Vec<Suggestion> = found.collect();
    found.sort_by_key(|s| (s.kind, s.one, s.other));
    found
}

/// Why two records are probably one work, if they are.
pub(super) fn alike(a: &Record, b: &Record) -> Option<(SuggestionKind, String)> {
    compare(&Folded::of_record(a), a, &Folded::of_record(b), b)
}

fn refused_pairs(library: &Library, refused: &[Ruling]) -> HashSet<(ArticleId, ArticleId)> {
    let mut pairs = HashSet::new();
    for ruling in refused {
        let ids: Vec<ArticleId> =
            ruling.ids.iter().filter_map(|(id, _)| library.find(id)).collect();
        for (at, one) in ids.iter().enumerate() {
            pairs.extend(ids.iter().skip(at + 1).map(|two| (*one.min(two), *one.max(two))));
        }
    }
    pairs
}

/// Whether one of the two says that it is the other's preprint, publication or update.
fn is_linked(a: &Record, b: &Record) -> bool {
    let says = |from: &Record, to: &Record| {
        from.related.iter().any(|related| {
            let kind = matches!(
                related.kind,
                RelatedKind::PreprintOf
                    | RelatedKind::PublishedAs
                    | RelatedKind::UpdateIn
                    | RelatedKind::UpdateOf
                    | RelatedKind::Associated
            );
            let pmid = related.pmid.is_some() && related.pmid == to.pmid;
            kind && (pmid || (related.doi.is_some() && related.doi == to.doi))
        })
    };
    says(a, b) || says(b, a)
}

/// What of a record is compared, folded once.
struct Folded {
    /// The title's words.
    title: String,
    /// Its letters without blanks.
    letters: String,
    author: Option<String>,
}

/// Titles with fewer letters say too little: "Editorial", "Reply", "In this issue".
const TELLING: usize = 20;

/// A title's beginning with fewer letters says too little to be taken for the whole.
const TELLING_START: usize = 30;

impl Folded {
    fn of(article: &Article) -> Self {
        Folded::of_record(&article.record)
    }

    fn of_record(record: &Record) -> Self {
        let bare = alike::bare_title(&record.title);
        Folded {
            title: words(bare),
            letters: alike::letters(bare),
            author: alike::first_author(record),
        }
    }

    /// The blocks that a record stands in: its whole title, the title before its subtitle, and its first author with
    /// each of the two longest words of the title. A mistyped letter spoils one of these at most.
    fn blocks(&self) -> Vec<String> {
        if self.letters.len() < TELLING {
            return Vec::new();
        }
        let mut blocks = vec![format!("t {}", self.letters)];
        if let Some(author) = &self.author {
            let mut longest: Vec<&str> =
                self.title.split(' ').filter(|word| word.len() > 3).collect();
            longest.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
            longest.dedup();
            blocks.extend(longest.iter().take(2).map(|word| format!("a {author} {word}")));
        }
        blocks
    }
}

/// How two titles are alike.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Titles {
    Equal,
    /// One is the other without its subtitle or its end.
    Cut,
    /// They differ in one word, by one letter.
    Mistyped,
}

/// Title, first author, year, place and identifiers of two records, weighed.
fn compare(a: &Folded, one: &Record, b: &Folded, two: &Record) -> Option<(SuggestionKind, String)> {
    if a.letters.len() < TELLING || b.letters.len() < TELLING {
        return None;
    }
    let titles = titles(a, b)?;
    let authors = match (&a.author, &b.author) {
        (Some(a), Some(b)) => Some(alike::same_family(a, b)),
        _ => None,
    };
    if authors == Some(false) {
        return None;
    }
    let gap = match (one.year(), two.year()) {
        (Some(a), Some(b)) => Some((a - b).abs()),
        _ => None,
    };
    if one.is_preprint() != two.is_preprint() {
        return preprint(titles, authors, gap, one, two);
    }
    if gap.is_some_and(|gap| gap > 1) || is_notice(&a.title) || is_notice(&b.title) {
        return None;
    }
    let placed = alike::same_locator(one, two);
    if is_told_apart(one, two, placed) {
        return None;
    }
    // Without an author or a year to compare, the place must speak.
    let known = authors.is_some() && gap.is_some();
    let near = authors.is_some() && alike::journals_agree(one, two);
    let enough = known || placed || (near && titles == Titles::Equal);
    if !enough || (titles != Titles::Equal && !near) {
        return None;
    }
    Some((SuggestionKind::Duplicate, reason(titles, authors, gap, placed)))
}

/// A preprint is published under its title, or nearly, within some years.
fn preprint(
    titles: Titles,
    authors: Option<bool>,
    gap: Option<i32>,
    one: &Record,
    two: &Record,
) -> Option<(SuggestionKind, String)> {
    let (preprint, article) = if one.is_preprint() { (one, two) } else { (two, one) };
    let order = match (preprint.year(), article.year()) {
        (Some(before), Some(after)) => before <= after + 1 && after <= before + 4,
        _ => true,
    };
    let fits = authors == Some(true) && order;
    fits.then(|| (SuggestionKind::Preprint, reason(titles, authors, gap, false)))
}

fn reason(titles: Titles, authors: Option<bool>, gap: Option<i32>, placed: bool) -> String {
    let mut parts = vec![match titles {
        Titles::Equal => "same title",
        Titles::Cut => "one title is the beginning of the other",
        Titles::Mistyped => "titles that differ by one letter",
    }];
    parts.extend(authors.map(|_| "same first author"));
    parts.extend(match gap {
        Some(0) => Some("same year"),
        Some(1) => Some("years next to each other"),
        _ => None,
    });
    if placed {
        parts.push("same volume and page");
    }
    parts.join(", ")
}

/// Whether something says that the two are two works: identifiers of one kind, volumes and pages, or journals.
fn is_told_apart(one: &Record, two: &Record, placed: bool) -> bool {
    fn differ<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
        a.is_some() && b.is_some() && a != b
    }
    if alike::locators_differ(one, two) {
        return true;
    }
    // Databases give two numbers to one article rarely, and then at one place.
    let numbers = differ(one.pmid.as_ref(), two.pmid.as_ref())
        || differ(one.pmcid.as_ref(), two.pmcid.as_ref())
        || differ(one.doi.as_ref(), two.doi.as_ref());
    let kinds = one.book.is_some() != two.book.is_some() && !placed;
    !placed && (numbers || kinds || !alike::journals_agree(one, two))
}

/// Words with which the title of a notice, a reply or a regular column begins: many have one title.
const NOTICES: &[&str] = &[
    "erratum",
    "corrigendum",
    "correction",
    "corrections",
    "retraction",
    "retracted",
    "addendum",
    "editorial",
    "reply",
    "response",
    "letter",
    "comment",
    "commentary",
    "author reply",
    "authors reply",
    "authors response",
    "author response",
    "publisher correction",
    "author correction",
    "expression of concern",
    "in reply",
    "abstracts",
    "abstract",
    "proceedings",
    "annual report",
    "news",
    "book review",
    "table of contents",
];

fn is_notice(title: &str) -> bool {
    NOTICES.iter().any(|notice| {
        title.strip_prefix(notice).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

fn titles(a: &Folded, b: &Folded) -> Option<Titles> {
    if a.letters == b.letters {
        return Some(Titles::Equal);
    }
    let (short, long) = if a.letters.len() < b.letters.len() { (a, b) } else { (b, a) };
    if let Some(rest) = long.title.strip_prefix(short.title.as_str()) {
        let first = rest.split_whitespace().next().unwrap_or_default();
        let letter = first.len() == 1 && rest.trim() == first;
        let whole =
            rest.starts_with(' ') && !letter && !is_part(first) && !is_notice(rest.trim_start());
        let telling = short.title.split(' ').count() >= 5 && short.letters.len() >= TELLING_START;
        return (whole && telling).then_some(Titles::Cut);
    }
    mistyped(a, b).then_some(Titles::Mistyped)
}

/// Numbers of parts: what follows "Part" or stands alone behind a title.
fn is_part(word: &str) -> bool {
    let roman = word.len() <= 4 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    roman
        || word.bytes().any(|b| b.is_ascii_digit())
        || matches!(
            word,
            "part" | "parts" | "volume" | "vol" | "chapter" | "update" | "reply" | "response"
        )
}

/// Words shorter than this differ by a letter without being mistyped: "in", "on"; "vivo", "vitro".
const LONG_WORD: usize = 6;

/// Whether exactly one word differs, by one letter more, less or other, and it is no number.
fn mistyped(a: &Folded, b: &Folded) -> bool {
    let (one, two): (Vec<&str>, Vec<&str>) =
        (a.title.split(' ').collect(), b.title.split(' ').collect());
    if one.len() != two.len() || one.len() < 5 {
        return false;
    }
    let mut odd = one.iter().zip(&two).filter(|(a, b)| a != b);
    let (Some((one, two)), None) = (odd.next(), odd.next()) else { return false };
    let plain = |word: &str| word.len() >= LONG_WORD && !word.bytes().any(|b| b.is_ascii_digit());
    // A first letter makes another word: "afferent" and "efferent".
    plain(one)
        && plain(two)
        && one.as_bytes().first() == two.as_bytes().first()
        && one_letter(one, two)
}

fn one_letter(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() > short.len() + 1 {
        return false;
    }
    let same = short.bytes().zip(long.bytes()).take_while(|(a, b)| a == b).count();
    let tail = |text: &str, from: usize| text.as_bytes().get(from..).unwrap_or_default().to_vec();
    if long.len() > short.len() {
        return tail(short, same) == tail(long, same + 1);
    }
    let swapped = {
        let (a, b) = (tail(short, same), tail(long, same));
        matches!((a.as_slice(), b.as_slice()), ([a1, a2, ar @ ..], [b1, b2, br @ ..]) if a1 == b2 && a2 == b1 && ar == br)
    };
    swapped || tail(short, same + 1) == tail(long, same + 1)
}
