//! Works that an entry names with `related`, as `relatedtype` says: reprints, translations, reviews, errata, retractions.
//!
//! In: the three fields of an entry, and the file's other entries. Out: related works of the record, with the identifiers
//! of the entries that are named. The types are those of BibLaTeX's manual, and the words that people use beside them.
//! What is no such type, and an entry that the file does not have, stays with the record's other fields. Never: more of
//! the other entry than names it.

use super::entry::{self, Item};
use super::record::{Given, Shared};
use super::slice::{Kind, Slice};
use super::strings::Strings;
use super::tex;
use crate::diag::{Diagnostic, codes};
use crate::formats::ris::draft::Draft;
use crate::formats::ris::{ids, markup};
use crate::record::{Doi, Pmid, Related, RelatedKind as K};
use crate::text::blanks::fold_blanks;
use std::collections::{BTreeMap, BTreeSet};

/// Entries that one entry names; a list of thousands is no bibliography's.
const MOST: usize = 128;

/// What a type says of the entries that are named: their kind, and words where the kind says less.
const TYPES: [(&str, K, Option<&str>); 38] = [
    ("reprintof", K::RepublishedFrom, None),
    ("reprintfrom", K::RepublishedFrom, None),
    ("origpubas", K::RepublishedFrom, None),
    ("origpubin", K::RepublishedFrom, None),
    ("reprintas", K::RepublishedIn, None),
    ("translationof", K::Associated, Some("Translation of")),
    ("translationfrom", K::Associated, Some("Translation of")),
    ("translatedfrom", K::Associated, Some("Translation of")),
    ("translationas", K::Associated, Some("Translated as")),
    ("translatedas", K::Associated, Some("Translated as")),
    ("reviewof", K::CommentOn, Some("Review of")),
    ("commenton", K::CommentOn, None),
    ("commentof", K::CommentOn, None),
    ("comment", K::CommentIn, None),
    ("erratum", K::ErratumIn, None),
    ("errata", K::ErratumIn, None),
    ("correction", K::ErratumIn, None),
    ("corrigendum", K::ErratumIn, None),
    ("erratumof", K::ErratumFor, None),
    ("erratumfor", K::ErratumFor, None),
    ("erratumto", K::ErratumFor, None),
    ("correctionto", K::ErratumFor, None),
    ("retraction", K::RetractionIn, None),
    ("retractedby", K::RetractionIn, None),
    ("retractionof", K::RetractionOf, None),
    ("partialretraction", K::PartialRetractionIn, None),
    ("partialretractionof", K::PartialRetractionOf, None),
    ("concern", K::ConcernIn, None),
    ("concernfor", K::ConcernFor, None),
    ("expressionofconcernfor", K::ConcernFor, None),
    ("expressionofconcern", K::ConcernIn, None),
    ("update", K::UpdateIn, None),
    ("updatedby", K::UpdateIn, None),
    ("updateof", K::UpdateOf, None),
    ("summary", K::SummaryIn, None),
    ("originalreport", K::OriginalReport, None),
    ("preprintof", K::PreprintOf, None),
    ("preprint", K::PublishedAs, None),
];

/// An entry that others name.
#[derive(Debug, Default)]
struct Target {
    doi: Option<Doi>,
    pmid: Option<Pmid>,
    citation: Option<String>,
}

/// The entries of a file that others name as related.
#[derive(Debug, Default)]
pub(super) struct Targets<'a> {
    by_key: BTreeMap<&'a str, Target>,
}

impl<'a> Targets<'a> {
    /// Of two entries with one key the first is meant.
    pub(super) fn of(text: &'a str, slices: &[Slice], strings: &Strings) -> Self {
        let mut targets = Targets::default();
        if memchr::memmem::find(text.as_bytes(), b"elated").is_none() {
            return targets;
        }
        let piece = |slice: &Slice| text.get(slice.range.clone()).unwrap_or_default();
        let entries = || slices.iter().enumerate().filter(|(_, slice)| slice.kind == Kind::Entry);
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for (at, slice) in entries() {
            let piece = piece(slice);
            if memchr::memmem::find(piece.as_bytes(), b"elated").is_none() {
                continue;
            }
            let parsed = entry::parse(piece, slice.range.start, slice.end);
            for item in parsed.items.iter().filter(|item| item.name.eq_ignore_ascii_case("related"))
            {
                let value = strings.value(&item.parts, at).text;
                wanted.extend(keys(&value).map(str::to_owned));
            }
        }
        for (at, slice) in entries() {
            let piece = piece(slice);
            let key = entry::key(piece);
            if wanted.contains(key) && !targets.by_key.contains_key(key) {
                let parsed = entry::parse(piece, slice.range.start, slice.end);
                targets.by_key.insert(key, Target::of(&parsed.items, strings, at));
            }
        }
        targets
    }
}

/// The keys of a list.
fn keys(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|key| !key.is_empty()).take(MOST)
}

impl Target {
    fn of(items: &[Item<'_>], strings: &Strings, at: usize) -> Self {
        let raw = |names: &[&str]| {
            let named = |item: &&Item<'_>| names.iter().any(|n| item.name.eq_ignore_ascii_case(n));
            let item = items.iter().find(named)?;
            Some(strings.value(&item.parts, at).text.into_owned())
        };
        let plain = |names: &[&str]| {
            let text = markup::plain(&tex::text(&raw(names)?));
            Some(text.trim_end_matches('.').to_owned()).filter(|text| !text.is_empty())
        };
        let verbatim = |names: &[&str]| Some(fold_blanks(&tex::verbatim(&raw(names)?)));
        let pubmed = verbatim(&["eprinttype", "archiveprefix"])
            .is_some_and(|name| name.eq_ignore_ascii_case("pubmed"));
        let eprint = || verbatim(&["eprint"]).filter(|_| pubmed);
        let parts = [plain(&["title"]), plain(&["journaltitle", "journal", "booktitle"])];
        let year = plain(&["date", "year"]).and_then(|date| date.get(..4).map(str::to_owned));
        let parts: Vec<String> = parts.into_iter().chain([year]).flatten().collect();
        Target {
            doi: verbatim(&["doi"]).and_then(|doi| ids::doi(&doi)),
            pmid: verbatim(&["pmid"]).or_else(eprint).and_then(|pmid| ids::pmid(&pmid)),
            citation: Some(parts.join(". ")).filter(|text| !text.is_empty()),
        }
    }
}

/// What an entry says of related works.
#[derive(Debug, Default)]
pub(super) struct Links {
    related: Option<String>,
    kind: Option<String>,
    words: Option<String>,
}

impl Links {
    /// Whether a field is one of these; then it waits for the others.
    pub(super) fn take(&mut self, draft: &mut Draft<'_>, given: &Given<'_>) -> bool {
        let (slot, text) = match given.name {
            "related" => (&mut self.related, fold_blanks(given.raw)),
            "relatedtype" => (&mut self.kind, given.plain()),
            "relatedstring" => (&mut self.words, given.plain()),
            _ => return false,
        };
        if let Some(old) = slot.replace(text) {
            draft.extra(given.name, old);
        }
        true
    }

    /// Puts the works that are named into the record.
    pub(super) fn settle(self, draft: &mut Draft<'_>, shared: &Shared<'_>) {
        let Links { related, kind, words } = self;
        let folded = kind.as_deref().map(str::to_ascii_lowercase).unwrap_or_default();
        let known = TYPES.iter().find(|(name, ..)| *name == folded);
        let (Some(list), Some((_, meant, said))) = (&related, known) else {
            for (name, value) in
                [("related", related), ("relatedtype", kind), ("relatedstring", words)]
            {
                draft.extra(name, value.unwrap_or_default());
            }
            return;
        };
        let note = words.clone().or_else(|| said.map(str::to_owned));
        let mut missing: Vec<&str> = Vec::new();
        let mut all = list.split(',').map(str::trim).filter(|key| !key.is_empty());
        for key in all.by_ref().take(MOST) {
            match shared.targets.by_key.get(key) {
                Some(Target { doi, pmid, citation }) => draft.record.related.push(Related {
                    kind: *meant,
                    citation: citation.clone(),
                    pmid: pmid.clone(),
                    doi: doi.clone(),
                    note: note.clone(),
                }),
                None => missing.push(key),
            }
        }
        missing.extend(all);
        let Some(first) = missing.first() else { return };
        let what = match missing.len() {
            1 => format!("the file has no entry `{first}` that this one is related to"),
            more => {
                format!("the file has no entries for {more} related works, `{first}` is the first")
            }
        };
        let said = Diagnostic::new(&codes::UNKNOWN_ENTRY, what)
            .done("kept the keys as they are written, with the record's other fields")
            .help("export the related entries as well");
        draft.said.push(said);
        draft.extra("related", missing.join(", "));
        draft.extra("relatedtype", kind.unwrap_or_default());
        draft.extra("relatedstring", words.unwrap_or_default());
    }
}
