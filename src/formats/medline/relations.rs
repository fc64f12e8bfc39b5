//! Comments, corrections, retractions and republications: `CIN EIN RIN ROF …`.
//!
//! In: a tag and its value. Out: a [`Related`] as the abstract text's reader makes it of the same words. Never:
//! diagnostics.

use super::tags::Tag;
use crate::formats::pubmed_text::corrections;
use crate::record::{Related, RelatedKind};

/// Each tag with its kind, and with PubMed's words where the kind says less. Where several tags have one kind, the first
/// without words is the one that is written.
const KINDS: [(&str, RelatedKind, Option<&str>); 22] = [
    ("RIN", RelatedKind::RetractionIn, None),
    ("ROF", RelatedKind::RetractionOf, None),
    ("PRIN", RelatedKind::PartialRetractionIn, None),
    ("PROF", RelatedKind::PartialRetractionOf, None),
    ("ECI", RelatedKind::ConcernIn, None),
    ("ECF", RelatedKind::ConcernFor, None),
    ("EIN", RelatedKind::ErratumIn, None),
    ("EFR", RelatedKind::ErratumFor, None),
    ("UIN", RelatedKind::UpdateIn, None),
    ("UOF", RelatedKind::UpdateOf, None),
    ("RPI", RelatedKind::RepublishedIn, None),
    ("RPF", RelatedKind::RepublishedFrom, None),
    ("CRI", RelatedKind::RepublishedIn, Some("Corrected and republished in")),
    ("CRF", RelatedKind::RepublishedFrom, Some("Corrected and republished from")),
    ("RRI", RelatedKind::RepublishedIn, Some("Retracted and republished in")),
    ("RRF", RelatedKind::RepublishedFrom, Some("Retracted and republished from")),
    ("CIN", RelatedKind::CommentIn, None),
    ("CON", RelatedKind::CommentOn, None),
    ("SPIN", RelatedKind::SummaryIn, None),
    ("ORI", RelatedKind::OriginalReport, None),
    ("DDIN", RelatedKind::Associated, Some("Dataset described in")),
    ("DRIN", RelatedKind::Associated, Some("Dataset use reported in")),
];

/// The relation that a tag and its value say; nothing for another tag.
pub(super) fn read(tag: Tag, text: &str) -> Option<Related> {
    let (_, kind, words) = KINDS.iter().find(|(name, ..)| *name == tag.name())?;
    let mut related = corrections::entry(*kind, text);
    if let Some(words) = words {
        corrections::add_note(&mut related, words);
    }
    Some(related)
}

/// The tag and the value that say a relation; nothing for a kind that has no tag.
pub(super) fn written(related: &Related) -> Option<(&'static str, String)> {
    let note = related.note.as_deref().unwrap_or_default();
    let ours = KINDS.iter().filter(|(_, kind, _)| *kind == related.kind);
    let told = ours.clone().find(|(.., words)| words.is_some_and(|words| note.ends_with(words)));
    let (tag, _, words) = told.or_else(|| ours.clone().find(|(.., words)| words.is_none()))?;
    let note = note.strip_suffix(words.unwrap_or_default()).unwrap_or(note).trim_end();
    let doi = related.doi.as_ref().map(|doi| format!("doi: {doi}."));
    let pmid = related.pmid.as_ref().map(|pmid| format!("PMID: {pmid}"));
    let parts = [related.citation.as_deref(), doi.as_deref(), pmid.as_deref(), Some(note)];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Some((tag, parts.join(" ")))
}
