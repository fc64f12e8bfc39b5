//! Relations in both directions: where one article says that it retracts, corrects or comments on another of the
//! library, the other says so too, also when its own record does not know it yet.
//!
//! In: the merged articles. Out: the same articles, each relation's identifiers filled in where the other article is in
//! the library, and the missing reverse entries added. The other article is found by PMID, DOI, or a citation that names
//! journal, year, volume and first page. Never: a relation that no record states.

use super::Article;
use crate::record::{Record, Related, RelatedKind};
use crate::text::fold::fold_name;
use std::collections::HashMap;

/// Joins the relations of all articles.
pub(super) fn join(articles: &mut [Article]) {
    if articles.iter().all(|article| article.record.related.is_empty()) {
        return;
    }
    let index = Index::of(articles);
    let mut reverse: Vec<(usize, Related)> = Vec::new();
    for at in 0..articles.len() {
        let Some(article) = articles.get(at) else { continue };
        let mut related = article.record.related.clone();
        for entry in &mut related {
            let Some(other) = index.find(entry).filter(|other| *other != at) else { continue };
            let Some(target) = articles.get(other) else { continue };
            entry.pmid = entry.pmid.take().or_else(|| target.record.pmid.clone());
            entry.doi = entry.doi.take().or_else(|| target.record.doi.clone());
            if let Some(kind) = reversed(entry.kind) {
                reverse.push((other, pointing_at(&article.record, kind)));
            }
        }
        if let Some(article) = articles.get_mut(at) {
            article.record_mut().related = related;
        }
    }
    for (at, entry) in reverse {
        let Some(article) = articles.get_mut(at) else { continue };
        let known = article.record.related.iter().any(|there| {
            there.kind == entry.kind
                && (same(there.pmid.as_ref(), entry.pmid.as_ref())
                    || same(there.doi.as_ref(), entry.doi.as_ref())
                    || same(cited(there).as_ref(), cited(&entry).as_ref()))
        });
        if !known {
            article.record_mut().related.push(entry);
        }
    }
}

/// What the other side says.
fn reversed(kind: RelatedKind) -> Option<RelatedKind> {
    use RelatedKind as K;
    Some(match kind {
        K::RetractionIn => K::RetractionOf,
        K::RetractionOf => K::RetractionIn,
        K::PartialRetractionIn => K::PartialRetractionOf,
        K::PartialRetractionOf => K::PartialRetractionIn,
        K::ConcernIn => K::ConcernFor,
        K::ConcernFor => K::ConcernIn,
        K::ErratumIn => K::ErratumFor,
        K::ErratumFor => K::ErratumIn,
        K::UpdateIn => K::UpdateOf,
        K::UpdateOf => K::UpdateIn,
        K::RepublishedIn => K::RepublishedFrom,
        K::RepublishedFrom => K::RepublishedIn,
        K::CommentIn => K::CommentOn,
        K::CommentOn => K::CommentIn,
        K::SummaryIn => K::OriginalReport,
        K::OriginalReport => K::SummaryIn,
        K::PreprintOf => K::PublishedAs,
        K::PublishedAs => K::PreprintOf,
        K::Associated => return None,
    })
}

/// A reverse entry that cites a record in the words of a PubMed citation line.
fn pointing_at(record: &Record, kind: RelatedKind) -> Related {
    let date = record.date().map(|date| match date.text.is_empty() {
        true => date.iso(),
        false => date.text.clone(),
    });
    let mut citation =
        record.journal.as_ref().and_then(|j| j.name()).unwrap_or_default().to_owned();
    if let Some(date) = date {
        citation.push_str(&format!("{}{date}", if citation.is_empty() { "" } else { ". " }));
    }
    if let Some(volume) = &record.volume {
        citation.push_str(&format!(";{volume}"));
    }
    if let Some(issue) = &record.issue {
        citation.push_str(&format!("({issue})"));
    }
    if let Some(pages) = &record.pages {
        citation.push_str(&format!(":{pages}"));
    }
    let citation = (!citation.is_empty()).then(|| citation + ".");
    Related { kind, citation, pmid: record.pmid.clone(), doi: record.doi.clone(), note: None }
}

fn same<T: PartialEq>(a: Option<&T>, b: Option<&T>) -> bool {
    a.is_some() && a == b
}

/// Articles by identifier and by what a citation says of them.
struct Index {
    by_name: HashMap<String, usize>,
    by_citation: HashMap<Cited, Option<usize>>,
}

impl Index {
    fn of(articles: &[Article]) -> Self {
        let mut by_name = HashMap::with_capacity(articles.len() * 2);
        let mut by_citation = HashMap::with_capacity(articles.len());
        for (at, article) in articles.iter().enumerate() {
            for name in super::names(&article.record) {
                by_name.entry(name).or_insert(at);
            }
            if let Some(cited) = Cited::of(&article.record) {
                // Two articles on one page, such as letters, cannot be told apart by a citation.
                by_citation.entry(cited).and_modify(|known| *known = None).or_insert(Some(at));
            }
        }
        Index { by_name, by_citation }
    }

    fn find(&self, related: &Related) -> Option<usize> {
        let by_name = |name: &str| self.by_name.get(name).copied();
        let pmid = related.pmid.as_ref().and_then(|pmid| by_name(pmid.as_str()));
        let doi = || related.doi.as_ref().and_then(|doi| by_name(doi.as_str()));
        // An identifier that the library does not have is another work, whatever the citation looks like.
        if related.pmid.is_some() || related.doi.is_some() {
            return pmid.or_else(doi);
        }
        self.by_citation.get(&cited(related)?).copied().flatten()
    }
}

fn cited(related: &Related) -> Option<Cited> {
    Cited::parse(related.citation.as_deref()?)
}

/// What a citation line says: folded journal, year, volume and first page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Cited {
    journal: String,
    year: i32,
    volume: String,
    page: String,
}

impl Cited {
    fn of(record: &Record) -> Option<Self> {
        Some(Cited {
            journal: fold_name(record.journal.as_ref()?.name()?),
            year: record.year()?,
            volume: fold_name(record.volume.as_deref()?),
            page: first_page(record.pages.as_deref()?),
        })
    }

    /// Reads "Journal. 2013 Nov;12(11):2591-600".
    fn parse(citation: &str) -> Option<Self> {
        let (journal, rest) = citation.match_indices(". ").find_map(|(at, _)| {
            let (journal, rest) = (citation.get(..at)?, citation.get(at + 2..)?);
            let year = rest.get(..4)?;
            year.bytes().all(|b| b.is_ascii_digit()).then_some((journal, rest))
        })?;
        let (date, place) = rest.split_once(';')?;
        let (volume, pages) = place.split_once(':')?;
        let volume = volume.split_once('(').map_or(volume, |(volume, _)| volume);
        let pages = pages.split([' ', ';']).next()?.trim_end_matches('.');
        Some(Cited {
            journal: fold_name(journal),
            year: date.get(..4)?.parse().ok()?,
            volume: fold_name(volume),
            page: first_page(pages),
        })
    }
}

fn first_page(pages: &str) -> String {
    fold_name(pages.split(['-', '–', ',']).next().unwrap_or_default())
}
