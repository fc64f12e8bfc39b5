//! What an entry takes from others: `crossref` and `xdata`.
//!
//! In: a file's slices. Out: the entries that others name, and for an entry the fields that it inherits. The rules are
//! BibLaTeX's: a title becomes the book's title, what the entry has itself stays, and what names or sorts an entry is
//! not handed down. Never: an endless chain, a field too long to be told twice.

use super::entry::{self, Item, Part};
use super::slice::{Kind, Slice};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Chains of entries are followed this far.
const DEPTH: usize = 5;
/// An entry follows and takes no more than this.
const MOST: usize = 128;
/// Values with more bytes than this are not handed down: a thousand heirs would have them a thousand times.
const LONGEST: usize = 4096;

/// Entries that others name.
#[derive(Debug, Default)]
pub(super) struct Parents<'a> {
    by_key: BTreeMap<&'a str, Parent<'a>>,
}

#[derive(Debug)]
struct Parent<'a> {
    /// Its place among the file's slices.
    at: usize,
    piece: &'a str,
    first_line: usize,
    kind: &'a str,
    items: Vec<Item<'a>>,
}

/// A field of an entry, its own or inherited.
#[derive(Clone, Debug)]
pub(super) struct Held<'a> {
    /// In lower case.
    pub(super) name: Cow<'a, str>,
    pub(super) item: Item<'a>,
    /// The text of the entry that it stands in, and the number of its first line.
    pub(super) piece: &'a str,
    pub(super) first_line: usize,
    /// The place of that entry among the file's slices.
    pub(super) at: usize,
}

/// What an entry inherits.
#[derive(Debug, Default)]
pub(super) struct Inherited<'a> {
    pub(super) fields: Vec<Held<'a>>,
    /// The entries that it took something from.
    pub(super) used: Vec<usize>,
    /// Keys that it names and the file does not have.
    pub(super) missing: Vec<String>,
}

/// The keys that an entry names.
fn targets<'a>(items: &[Item<'a>]) -> Vec<(&'a str, bool)> {
    let mut out = Vec::new();
    for item in items {
        let data = item.name.eq_ignore_ascii_case("xdata");
        if !data && !item.name.eq_ignore_ascii_case("crossref") {
            continue;
        }
        for part in &item.parts {
            let (Part::Text(text) | Part::Bare(text)) = part;
            out.extend(text.split(',').map(|key| (key.trim(), data)).take(MOST));
        }
    }
    out.retain(|(key, _)| !key.is_empty());
    out.truncate(MOST);
    out
}

impl<'a> Parents<'a> {
    /// The entries of a file that others name. Of two with one key the first is meant.
    pub(super) fn of(text: &'a str, slices: &[Slice]) -> Self {
        let mut parents = Parents::default();
        let named = |piece: &str| holds(piece, "crossref") || holds(piece, "xdata");
        if !named(text) {
            return parents;
        }
        let entries = || slices.iter().enumerate().filter(|(_, slice)| slice.kind == Kind::Entry);
        let piece = |slice: &Slice| text.get(slice.range.clone()).unwrap_or_default();
        let parse = |slice: &Slice| entry::parse(piece(slice), slice.range.start, slice.end);
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        let mut places: BTreeMap<&str, (usize, &Slice)> = BTreeMap::new();
        for (at, slice) in entries() {
            places.entry(entry::key(piece(slice))).or_insert((at, slice));
            if named(piece(slice)) {
                wanted.extend(targets(&parse(slice).items).into_iter().map(|(key, _)| key));
            }
        }
        for _ in 0..DEPTH {
            let mut further = BTreeSet::new();
            for key in wanted {
                let Some((at, slice)) =
                    places.get(key).filter(|_| !parents.by_key.contains_key(key))
                else {
                    continue;
                };
                let parsed = parse(slice);
                further.extend(targets(&parsed.items).into_iter().map(|(key, _)| key));
                let parent = Parent {
                    at: *at,
                    piece: piece(slice),
                    first_line: slice.first_line,
                    kind: parsed.kind,
                    items: parsed.items,
                };
                parents.by_key.insert(key, parent);
            }
            wanted = further;
        }
        parents
    }

    /// What an entry of a type inherits beside the fields that it has.
    pub(super) fn inherited(&self, kind: &str, items: &[Item<'a>]) -> Inherited<'a> {
        let mut out = Inherited::default();
        let mut wanted = targets(items);
        if wanted.is_empty() {
            return out;
        }
        let mut have: BTreeSet<String> =
            items.iter().map(|item| item.name.to_ascii_lowercase()).collect();
        let mut seen = BTreeSet::new();
        for _ in 0..DEPTH {
            let mut further = Vec::new();
            for (key, data) in wanted {
                if !seen.insert(key) {
                    continue;
                }
                let Some(parent) = self.by_key.get(key) else {
                    out.missing.push(key.to_owned());
                    continue;
                };
                out.used.push(parent.at);
                further.extend(targets(&parent.items));
                out.fields.extend(parent.hand_down(kind, data, &mut have));
            }
            out.fields.truncate(MOST);
            further.truncate(MOST);
            wanted = further;
        }
        out
    }
}

impl<'a> Parent<'a> {
    fn hand_down(&self, kind: &str, data: bool, have: &mut BTreeSet<String>) -> Vec<Held<'a>> {
        let mut out = Vec::new();
        for item in self.items.iter().take(MOST) {
            let own = item.name.to_ascii_lowercase();
            let name = if data { Some(own.as_str()) } else { heir(self.kind, kind, &own) };
            let Some(name) = name.filter(|name| !KEPT.contains(name)) else { continue };
            if item.range.len() <= LONGEST && have.insert(name.to_owned()) {
                out.push(Held {
                    name: Cow::Owned(name.to_owned()),
                    item: item.clone(),
                    piece: self.piece,
                    first_line: self.first_line,
                    at: self.at,
                });
            }
        }
        out
    }
}

/// The field that a parent's field becomes.
fn heir<'n>(parent: &str, child: &str, name: &'n str) -> Option<&'n str> {
    let whole = ["book", "collection", "proceedings", "reference", "mvbook", "mvcollection"];
    let part =
        child.len() > 2 && child.get(..2).is_some_and(|head| head.eq_ignore_ascii_case("in"));
    let part = part || child.eq_ignore_ascii_case("conference");
    let of_book = part || whole.iter().any(|kind| kind.eq_ignore_ascii_case(parent));
    match name {
        "title" if of_book => Some("booktitle"),
        "subtitle" if of_book => Some("booksubtitle"),
        "titleaddon" if of_book => Some("booktitleaddon"),
        "title" => Some("journaltitle"),
        "shorttitle" | "abstract" | "pages" | "doi" | "url" | "pmid" | "pmcid" | "eprint" => None,
        name => Some(name),
    }
}

/// Fields that belong to one entry alone.
const KEPT: [&str; 16] = [
    "crossref",
    "xdata",
    "xref",
    "ids",
    "entryset",
    "entrysubtype",
    "execute",
    "label",
    "options",
    "presort",
    "related",
    "relatedtype",
    "sortkey",
    "sorttitle",
    "key",
    "file",
];

/// Whether a text holds a word, in any case.
fn holds(text: &str, word: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(first) = word.bytes().next() else { return true };
    memchr::memchr2_iter(first, first.to_ascii_uppercase(), bytes).any(|at| {
        bytes
            .get(at..at + word.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
    })
}
