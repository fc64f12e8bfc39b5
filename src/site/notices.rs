//! Retractions, corrections, comments: banners above the title, and lists below the abstract.

use super::mail::without_mail;
use super::routes::{Root, href};
use super::shared::Shared;
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
    word: &'static str,
    sentence: &'static str,
    notices: Vec<Notice>,
}

/// A list of related publications under one heading.
#[derive(Debug, Serialize)]
pub(super) struct Notices {
    heading: &'static str,
    notices: Vec<Notice>,
}

/// One related publication.
#[derive(Debug, Serialize)]
pub(super) struct Notice {
    words: String,
    /// Its page here, or its DOI's or PubMed's address.
    href: Option<Value>,
    /// Whether the link stays on this site.
    here: bool,
    note: Option<String>,
}

struct Banner {
    kind: RelatedKind,
    class: &'static str,
    word: &'static str,
    sentence: &'static str,
}

/// The kinds that make a banner, gravest first.
const BANNERS: &[Banner] = &[
    Banner {
        kind: RelatedKind::RetractionIn,
        class: "bad",
        word: "Retracted",
        sentence: "This article has been retracted.",
    },
    Banner {
        kind: RelatedKind::PartialRetractionIn,
        class: "bad",
        word: "Partly retracted",
        sentence: "Part of this article has been retracted.",
    },
    Banner {
        kind: RelatedKind::ConcernIn,
        class: "bad",
        word: "Expression of concern",
        sentence: "The editors have published a concern about this article.",
    },
    Banner {
        kind: RelatedKind::ErratumIn,
        class: "mild",
        word: "Corrected",
        sentence: "A correction to this article has been published.",
    },
    Banner {
        kind: RelatedKind::RepublishedIn,
        class: "mild",
        word: "Republished",
        sentence: "This article has been published again.",
    },
    Banner {
        kind: RelatedKind::UpdateIn,
        class: "mild",
        word: "Updated",
        sentence: "There is a later version of this article.",
    },
    Banner {
        kind: RelatedKind::RetractionOf,
        class: "mild",
        word: "Retraction notice",
        sentence: "This notice retracts another article.",
    },
    Banner {
        kind: RelatedKind::ErratumFor,
        class: "mild",
        word: "Correction notice",
        sentence: "This notice corrects another article.",
    },
    Banner {
        kind: RelatedKind::ConcernFor,
        class: "mild",
        word: "Concern notice",
        sentence: "This notice voices a concern about another article.",
    },
];

/// The other kinds, as lists below the abstract, in this order.
const LISTS: &[(RelatedKind, &str)] = &[
    (RelatedKind::PartialRetractionOf, "Retracts part of"),
    (RelatedKind::UpdateOf, "Updates"),
    (RelatedKind::RepublishedFrom, "Republished from"),
    (RelatedKind::OriginalReport, "Original report"),
    (RelatedKind::PreprintOf, "Published version"),
    (RelatedKind::PublishedAs, "Preprint"),
    (RelatedKind::CommentIn, "Comments on this article"),
    (RelatedKind::CommentOn, "Comments on"),
    (RelatedKind::SummaryIn, "Summary for patients"),
    (RelatedKind::Associated, "Associated publications"),
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
                word,
                sentence,
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
    let mut lists: Vec<Notices> = Vec::new();
    for (kind, heading) in LISTS {
        for related in record.related.iter().filter(|related| related.kind == *kind) {
            let heading = match kind {
                RelatedKind::PublishedAs if record.is_preprint() => "Published version",
                RelatedKind::UpdateOf if is_preprint(shared, related) => "Preprint",
                _ => heading,
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
const PUBLISHED: (&str, &str) =
    ("Published", "This preprint has been published; the published version is the one to cite.");

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
    let cited = related.citation.as_deref().map(|text| without_mail(text).into_owned());
    let words = cited
        .filter(|text| !text.is_empty())
        .or_else(|| own.and_then(|id| shared.article(id)).map(|a| card::title_text(&a.record)))
        .or_else(|| doi.map(|doi| format!("doi:{}", external::doi_text(doi))))
        .or_else(|| pmid.map(|pmid| format!("PubMed {pmid}")))
        .unwrap_or_else(|| "not named by the source".to_owned());
    let mark = own.and_then(|id| shared.article(id)).and_then(|a| card::mark(&a.record));
    let words = match mark {
        Some(mark) => format!("{mark} {words}"),
        None => words,
    };
    Notice {
        words,
        href: own_href.or_else(|| {
            pmid.map(external::pubmed).or_else(|| doi.map(external::doi)).map(Value::from)
        }),
        here,
        note: related.note.as_deref().map(|note| without_mail(note).into_owned()),
    }
}
