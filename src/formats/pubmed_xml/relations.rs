//! `CommentsCorrectionsList`: retractions, errata, comments, updates, and what a record cites.
//!
//! In: a draft and the list's element. Out: `related`; citations of a reference list are no relations in the sense of
//! that key and go to `extra` one by one.

use super::record::Draft;
use crate::record::{Doi, Pmid, Related, RelatedKind};

/// Each `RefType` with its kind, and with the words of PubMed's heading where the kind says less.
const KINDS: &[(&str, RelatedKind, Option<&str>)] = &[
    ("RetractionIn", RelatedKind::RetractionIn, None),
    ("RetractionOf", RelatedKind::RetractionOf, None),
    ("PartialRetractionIn", RelatedKind::PartialRetractionIn, None),
    ("PartialRetractionOf", RelatedKind::PartialRetractionOf, None),
    ("ExpressionOfConcernIn", RelatedKind::ConcernIn, None),
    ("ExpressionOfConcernFor", RelatedKind::ConcernFor, None),
    ("ErratumIn", RelatedKind::ErratumIn, None),
    ("ErratumFor", RelatedKind::ErratumFor, None),
    ("UpdateIn", RelatedKind::UpdateIn, None),
    ("UpdateOf", RelatedKind::UpdateOf, None),
    ("RepublishedIn", RelatedKind::RepublishedIn, None),
    ("RepublishedFrom", RelatedKind::RepublishedFrom, None),
    ("CorrectedandRepublishedIn", RelatedKind::RepublishedIn, Some("Corrected and republished in")),
    (
        "CorrectedandRepublishedFrom",
        RelatedKind::RepublishedFrom,
        Some("Corrected and republished from"),
    ),
    ("RetractedandRepublishedIn", RelatedKind::RepublishedIn, Some("Retracted and republished in")),
    (
        "RetractedandRepublishedFrom",
        RelatedKind::RepublishedFrom,
        Some("Retracted and republished from"),
    ),
    ("ReprintIn", RelatedKind::RepublishedIn, Some("Reprint in")),
    ("ReprintOf", RelatedKind::RepublishedFrom, Some("Reprint of")),
    ("CommentIn", RelatedKind::CommentIn, None),
    ("CommentOn", RelatedKind::CommentOn, None),
    ("SummaryForPatientsIn", RelatedKind::SummaryIn, None),
    ("OriginalReportIn", RelatedKind::OriginalReport, None),
    ("PreprintOf", RelatedKind::PreprintOf, None),
    ("PreprintIn", RelatedKind::PublishedAs, None),
    ("AssociatedDataset", RelatedKind::Associated, Some("Associated dataset")),
    ("AssociatedPublication", RelatedKind::Associated, Some("Associated publication")),
];

/// Reads the list. Files before 2009 name the element itself after the relation.
pub(super) fn read(draft: &mut Draft<'_, '_>, list: usize) {
    for entry in draft.tree.children(list) {
        let name = draft.tree.name(entry);
        if name == "CommentsCorrections" {
            match draft.tree.attribute(entry, "RefType").map(str::to_owned) {
                Some(kind) => self::entry(draft, entry, &kind),
                None => read(draft, entry),
            }
        } else if KINDS.iter().any(|(kind, ..)| *kind == name) {
            self::entry(draft, entry, name);
        }
    }
}

fn entry(draft: &mut Draft<'_, '_>, id: usize, name: &str) {
    let (mut source, mut pmid, mut note) = (None, None, None);
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "RefSource" => draft.fill(&mut source, part),
            "PMID" => draft.fill(&mut pmid, part),
            "Note" => draft.fill(&mut note, part),
            _ => {}
        }
    }
    let Some((kind, words)) = kind_of(name) else {
        let pmid = pmid.map(|pmid| format!("PMID: {pmid}"));
        let parts: Vec<String> = [source, pmid, note].into_iter().flatten().collect();
        return draft.extra(name, parts.join(" "));
    };
    let (citation, doi) = source.map(|source| split_doi(&source)).unwrap_or_default();
    let number = pmid.as_deref().and_then(|pmid| Pmid::new(pmid).ok());
    let odd = pmid.filter(|_| number.is_none());
    let notes: Vec<String> = [words.map(str::to_owned), note, odd].into_iter().flatten().collect();
    let note = (!notes.is_empty()).then(|| notes.join(" "));
    draft.record.related.push(Related { kind, citation, pmid: number, doi, note });
}

/// Kind and heading; nothing for what an article merely cites. An unknown kind keeps its name as the heading.
fn kind_of(name: &str) -> Option<(RelatedKind, Option<&str>)> {
    match KINDS.iter().find(|(known, ..)| *known == name) {
        Some((_, kind, words)) => Some((*kind, *words)),
        None if name == "Cites" => None,
        None => Some((RelatedKind::Associated, Some(name))),
    }
}

/// A citation without the DOI at its end.
fn split_doi(text: &str) -> (Option<String>, Option<Doi>) {
    let start = text.rfind("doi:").unwrap_or(text.len());
    let (before, after) = text.split_at(start);
    let value = after.trim_start_matches("doi:").trim();
    match Doi::new(value.strip_suffix('.').unwrap_or(value)) {
        Ok(doi) => (Some(before.trim().to_owned()).filter(|text| !text.is_empty()), Some(doi)),
        Err(_) => (Some(text.to_owned()), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_doi_at_the_end_of_a_citation() {
        let (citation, doi) = split_doi("J Tea. 2001;1:2. doi: 10.1000/AB.");
        assert_eq!(citation.as_deref(), Some("J Tea. 2001;1:2."));
        assert_eq!(doi.map(|doi| doi.to_string()).as_deref(), Some("10.1000/ab"));
        assert_eq!(split_doi("J Tea. doi: none"), (Some("J Tea. doi: none".into()), None));
    }
}
