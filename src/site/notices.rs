//! Retractions, corrections, comments: banners above the title, and lists below the abstract.

use super::external::Address;
use super::routes::{Root, href};
use super::shared::Shared;
use super::shown::Shown;
use super::words::Words;
use super::{card, external};
use crate::record::{Doi, Pmid, Record, Related, RelatedKind};
use serde::Serialize;
use tera::Value;

/// A banner above the title.
#[derive(Debug, Serialize)]
pub(super) struct Alert {
    /// `bad` or `mild`.
    class: &'static str,
    /// "Retracted".
    word: Shown<'static>,
    sentence: Shown<'static>,
    notices: Vec<Notice>,
}

/// A list of related publications under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Notices {
    heading: Shown<'static>,
    notices: Vec<Notice>,
}

/// One related publication.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    words: Shown<'static>,
    /// Its page here, or its DOI's or PubMed's address.
    href: Option<Value>,
    /// Whether the link stays on this site.
    here: bool,
    note: Option<Shown<'static>>,
    /// Its DOI, where it is neither in the words nor where the link leads.
    doi: Option<Outside>,
}

/// A DOI with its address.
#[derive(Debug, Serialize)]
struct Outside {
    text: Shown<'static>,
    href: Address,
}

/// A word of the catalogue, in a table.
type Say = fn(&'static Words) -> Shown<'static>;

struct Banner {
    kind: RelatedKind,
    class: &'static str,
    word: Say,
    sentence: Say,
}

/// The kinds that make a banner, gravest first.
const BANNERS: &[Banner] = &[
    Banner {
        kind: RelatedKind::RetractionIn,
        class: "bad",
        word: |words| words.notice.retracted(),
        sentence: |words| words.notice.retracted_says(),
    },
    Banner {
        kind: RelatedKind::PartialRetractionIn,
        class: "bad",
        word: |words| words.notice.partly_retracted(),
        sentence: |words| words.notice.partly_retracted_says(),
    },
    Banner {
        kind: RelatedKind::ConcernIn,
        class: "bad",
        word: |words| words.notice.concern(),
        sentence: |words| words.notice.concern_says(),
    },
    Banner {
        kind: RelatedKind::ErratumIn,
        class: "mild",
        word: |words| words.notice.corrected(),
        sentence: |words| words.notice.corrected_says(),
    },
    Banner {
        kind: RelatedKind::RepublishedIn,
        class: "mild",
        word: |words| words.notice.republished(),
        sentence: |words| words.notice.republished_says(),
    },
    Banner {
        kind: RelatedKind::UpdateIn,
        class: "mild",
        word: |words| words.notice.updated(),
        sentence: |words| words.notice.updated_says(),
    },
    Banner {
        kind: RelatedKind::RetractionOf,
        class: "mild",
        word: |words| words.notice.retraction(),
        sentence: |words| words.notice.retraction_says(),
    },
    Banner {
        kind: RelatedKind::ErratumFor,
        class: "mild",
        word: |words| words.notice.correction(),
        sentence: |words| words.notice.correction_says(),
    },
    Banner {
        kind: RelatedKind::ConcernFor,
        class: "mild",
        word: |words| words.notice.concern_for(),
        sentence: |words| words.notice.concern_for_says(),
    },
];

/// The other kinds, as lists below the abstract, in this order.
const LISTS: &[(RelatedKind, Say)] = &[
    (RelatedKind::PartialRetractionOf, |words| words.notice.retracts_part()),
    (RelatedKind::UpdateOf, |words| words.notice.updates()),
    (RelatedKind::RepublishedFrom, |words| words.notice.republished_from()),
    (RelatedKind::OriginalReport, |words| words.notice.original()),
    (RelatedKind::PreprintOf, |words| words.notice.published_version()),
    (RelatedKind::PublishedAs, |words| words.notice.preprint()),
    (RelatedKind::CommentIn, |words| words.notice.comments_here()),
    (RelatedKind::CommentOn, |words| words.notice.comments_on()),
    (RelatedKind::SummaryIn, |words| words.notice.summary()),
    (RelatedKind::Associated, |words| words.notice.associated()),
];

/// The banners of a record, gravest first.
pub(super) fn alerts(shared: &Shared, root: &Root, record: &Record) -> Vec<Alert> {
    BANNERS
        .iter()
        .filter_map(|banner| {
            let notices = of_kind(shared, root, record, banner.kind);
            let said = banner.kind == RelatedKind::RetractionIn && record.is_retracted();
            let (word, sentence) = match banner.kind {
                RelatedKind::UpdateIn if record.is_preprint() => PUBLISHED,
                _ => (banner.word, banner.sentence),
            };
            (said || !notices.is_empty()).then_some(Alert {
                class: banner.class,
                word: word(shared.words),
                sentence: sentence(shared.words),
                notices,
            })
        })
        .collect()
}

/// The lists of a record's other related publications.
pub(super) fn lists(shared: &Shared, root: &Root, record: &Record) -> Vec<Notices> {
    if record.related.is_empty() {
        return Vec::new();
    }
    let words = &shared.words.notice;
    let mut lists: Vec<Notices> = Vec::new();
    for (kind, heading) in LISTS {
        for related in record.related.iter().filter(|related| related.kind == *kind) {
            let heading = match kind {
                RelatedKind::PublishedAs if record.is_preprint() => words.published_version(),
                RelatedKind::UpdateOf if is_preprint(shared, related) => words.preprint(),
                _ => heading(shared.words),
            };
            let notice = notice(shared, root, related);
            match lists.iter_mut().find(|list| list.heading == heading) {
                Some(list) => list.notices.push(notice),
                None => lists.push(Notices { heading, notices: vec![notice] }),
            }
        }
    }
    lists
}

/// Whether a related publication is known to be a preprint. PubMed says of an article that it updates its preprint.
fn is_preprint(shared: &Shared, related: &Related) -> bool {
    let own =
        shared.find(related.pmid.as_ref().map(Pmid::as_str), related.doi.as_ref().map(Doi::as_str));
    let own = own.and_then(|id| shared.article(id));
    related.doi.as_ref().is_some_and(Doi::is_preprint)
        || own.is_some_and(|article| article.record.is_preprint())
}

/// What a banner says of a preprint that has a later version: its publication.
const PUBLISHED: (Say, Say) =
    (|words| words.notice.published(), |words| words.notice.published_says());

fn of_kind(shared: &Shared, root: &Root, record: &Record, kind: RelatedKind) -> Vec<Notice> {
    let related = record.related.iter().filter(|related| related.kind == kind);
    related.map(|related| notice(shared, root, related)).collect()
}

fn notice(shared: &Shared, root: &Root, related: &Related) -> Notice {
    let pmid = related.pmid.as_ref();
    let doi = related.doi.as_ref();
    let own = shared.find(pmid.map(Pmid::as_str), doi.map(Doi::as_str));
    let own_route = own.and_then(|id| shared.routes.article(id));
    let own_href = href(root, own_route).map(super::routes::Href::value);
    let here = own_href.is_some();
    let owned = |text: &String| Shown::new(text.clone());
    let words = related
        .citation
        .as_ref()
        .and_then(|text| owned(text).filled())
        .or_else(|| {
            own.and_then(|id| shared.article(id)).map(|a| card::title_text(shared.words, &a.record))
        })
        .or_else(|| doi.map(|doi| Shown::new(format!("doi:{}", external::doi_text(doi)))))
        .or_else(|| pmid.map(|pmid| Shown::new(format!("PubMed {pmid}"))))
        .unwrap_or_else(|| shared.words.notice.unnamed());
    let mark =
        own.and_then(|id| shared.article(id)).and_then(|a| card::mark(shared.words, &a.record));
    let words = match mark {
        Some(mark) => shared.words.card.marked(mark, words),
        None => words,
    };
    let said = |doi: &&Doi| words.to_lowercase().contains(doi.as_str());
    let beside = doi.filter(|doi| (pmid.is_some() || here) && !said(doi));
    let beside = beside.map(|doi| Outside {
        text: Shown::new(format!("doi:{}", external::doi_text(doi))),
        href: external::doi(doi),
    });
    Notice {
        words,
        href: own_href.or_else(|| {
            pmid.map(external::pubmed).or_else(|| doi.map(external::doi)).map(Address::value)
        }),
        here,
        note: related.note.as_ref().map(owned),
        doi: beside,
    }
}
