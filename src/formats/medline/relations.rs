//! Comments, corrections, retractions and republications: `CIN EIN RIN ROF …`.
//!
//! In: a tag and its value. Out: a [`Related`] as the abstract text's reader makes it of the same words. Never:
//! diagnostics.

use super::tags::Tag;
use crate::formats::pubmed_text::corrections;
use crate::record::{Related, RelatedKind};

/// Each tag with its kind, and with PubMed's words where the kind says less. Where several tags have one kind, the first
/// without words is the one that is written.
const KINDS: [(&[u8; 4], RelatedKind, Option<&str>); 22] = [
    (b"RIN ", RelatedKind::RetractionIn, None),
    (b"ROF ", RelatedKind::RetractionOf, None),
    (b"PRIN", RelatedKind::PartialRetractionIn, None),
    (b"PROF", RelatedKind::PartialRetractionOf, None),
    (b"ECI ", RelatedKind::ConcernIn, None),
    (b"ECF ", RelatedKind::ConcernFor, None),
    (b"EIN ", RelatedKind::ErratumIn, None),
    (b"EFR ", RelatedKind::ErratumFor, None),
    (b"UIN ", RelatedKind::UpdateIn, None),
    (b"UOF ", RelatedKind::UpdateOf, None),
    (b"RPI ", RelatedKind::RepublishedIn, None),
    (b"RPF ", RelatedKind::RepublishedFrom, None),
    (b"CRI ", RelatedKind::RepublishedIn, Some("Corrected and republished in")),
    (b"CRF ", RelatedKind::RepublishedFrom, Some("Corrected and republished from")),
    (b"RRI ", RelatedKind::RepublishedIn, Some("Retracted and republished in")),
    (b"RRF ", RelatedKind::RepublishedFrom, Some("Retracted and republished from")),
    (b"CIN ", RelatedKind::CommentIn, None),
    (b"CON ", RelatedKind::CommentOn, None),
    (b"SPIN", RelatedKind::SummaryIn, None),
    (b"ORI ", RelatedKind::OriginalReport, None),
    (b"DDIN", RelatedKind::Associated, Some("Dataset described in")),
    (b"DRIN", RelatedKind::Associated, Some("Dataset use reported in")),
];

/// The relation that a tag and its value say; nothing for another tag.
pub(super) fn read(tag: Tag, text: &str) -> Option<Related> {
    let (_, kind, words) = KINDS.iter().find(|(name, ..)| *name == tag.padded())?;
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
    let tag = std::str::from_utf8(*tag).unwrap_or_default().trim_end();
    Some((tag, parts.join(" ")))
}
